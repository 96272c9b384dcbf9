/* Files that appear whole or not at all. */
#include "whole_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/whole_file.XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink("picture");
    rmdir("place");
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void assert_holds(const char *text)
{
    char bytes[64] = "";
    FILE *file = fopen("picture", "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    assert_int_equal(size, strlen(text));
    assert_string_equal(bytes, text);
}

static int entries(void)
{
    int count = 0;
    DIR *here = opendir(".");
    while (readdir(here))
        count++;
    closedir(here);
    return count - 2;
}

static void it_has_its_name_when_all_is_there(void **state)
{
    (void)state;
    WholeFile whole;
    assert_true(whole_file_open(&whole, "picture"));
    fputs("first", whole.file);
    assert_int_not_equal(access("picture", F_OK), 0);
    assert_true(whole_file_finish(&whole));
    assert_holds("first");
    assert_int_equal(entries(), 1);
}

static void what_was_there_stays_where_it_is_given_up(void **state)
{
    (void)state;
    WholeFile whole;
    assert_true(whole_file_open(&whole, "picture"));
    fputs("second", whole.file);
    whole_file_abandon(&whole);
    assert_holds("first");
    assert_int_equal(entries(), 1);
}

static void rights_are_kept(void **state)
{
    (void)state;
    WholeFile whole;
    struct stat status;
    chmod("picture", 0640);
    assert_true(whole_file_open(&whole, "picture"));
    assert_true(whole_file_finish(&whole));
    assert_int_equal(stat("picture", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void where_it_cannot_be_written_that_is_told(void **state)
{
    (void)state;
    WholeFile whole;
    mkdir("place", 0755);
    assert_false(whole_file_open(&whole, "place"));
    assert_string_equal(whole.message, "cannot write place: Is a directory");
    assert_false(whole_file_open(&whole, "nowhere/picture"));
    assert_string_equal(whole.message, "cannot write nowhere/picture: No such file or directory");
}

static void a_full_device_is_told(void **state)
{
    (void)state;
    WholeFile whole;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_true(whole_file_open(&whole, "/dev/full"));
    fputs("text", whole.file);
    assert_false(whole_file_finish(&whole));
    assert_string_equal(whole.message, "cannot write /dev/full: No space left on device");
}

static void a_new_file_gives_way_to_what_is_there(void **state)
{
    (void)state;
    WholeFile whole;
    assert_true(whole_file_open(&whole, "picture"));
    fputs("first", whole.file);
    assert_true(whole_file_finish(&whole));
    assert_false(whole_file_open_new(&whole, "picture"));
    assert_int_equal(whole.error, EEXIST);
    assert_holds("first");
}

static void a_new_file_gives_way_to_what_somebody_makes_meanwhile(void **state)
{
    (void)state;
    WholeFile whole;
    unlink("picture");
    assert_true(whole_file_open_new(&whole, "picture"));
    fputs("mine", whole.file);
    FILE *other = fopen("picture", "wb");
    fputs("first", other);
    fclose(other);
    assert_false(whole_file_finish(&whole));
    assert_int_equal(whole.error, EEXIST);
    assert_holds("first");
    unlink("picture");
    assert_true(whole_file_open_new(&whole, "picture"));
    fputs("mine", whole.file);
    assert_true(whole_file_finish(&whole));
    assert_holds("mine");
    assert_int_equal(entries(), 2); /* and the folder «place» */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_has_its_name_when_all_is_there),
        cmocka_unit_test(what_was_there_stays_where_it_is_given_up),
        cmocka_unit_test(rights_are_kept),
        cmocka_unit_test(where_it_cannot_be_written_that_is_told),
        cmocka_unit_test(a_full_device_is_told),
        cmocka_unit_test(a_new_file_gives_way_to_what_is_there),
        cmocka_unit_test(a_new_file_gives_way_to_what_somebody_makes_meanwhile),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
