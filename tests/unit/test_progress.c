/* A student's progress: what is kept, and that nothing is lost where a file or a folder is not as it should be. */
#include "progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/loopscope-progress-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    chmod(folder, 0700);
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command) == 0 ? 0 : -1;
}

static void path_of(char path[128], const char *name)
{
    snprintf(path, 128, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *text)
{
    char path[128];
    path_of(path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void expect_file(const char *name, const char *text)
{
    char path[128], read[1024];
    path_of(path, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    read[fread(read, 1, sizeof read - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(read, text);
}

static void open_progress(Progress *progress)
{
    progress_open(progress, folder);
    assert_string_equal(progress->message, "");
}

static void what_was_done_is_there_again(void **state)
{
    (void)state;
    Progress progress;
    size_t page;
    open_progress(&progress);
    assert_false(progress_page(&progress, "parking-lot", &page));
    progress_set_page(&progress, "parking-lot", 2);
    progress_set_page(&progress, "parking-lot", 3);
    progress_set_answer(&progress, "parking-lot", 3, 0, false);
    progress_set_answer(&progress, "parking-lot", 3, 0, true);
    progress_set_answer(&progress, "parking-lot", 3, 1, true);
    progress_set_done(&progress, "my lessons/one.md", 0);
    progress_release(&progress);
    expect_file("progress", "loopscope progress 1\npage 4 parking-lot\nanswer 4 1 wrong parking-lot\n"
                            "answer 4 2 right parking-lot\ndone 1 my lessons/one.md\n");
    open_progress(&progress);
    assert_true(progress_page(&progress, "parking-lot", &page));
    assert_int_equal(page, 3);
    assert_int_equal(progress_answer(&progress, "parking-lot", 3, 0), ANSWER_WRONG);
    assert_int_equal(progress_answer(&progress, "parking-lot", 3, 1), ANSWER_RIGHT);
    assert_int_equal(progress_answer(&progress, "parking-lot", 3, 2), ANSWER_NONE);
    assert_int_equal(progress_answer(&progress, "race", 3, 1), ANSWER_NONE);
    assert_true(progress_is_done(&progress, "my lessons/one.md", 0));
    assert_false(progress_is_done(&progress, "my lessons/one.md", 1));
    ProgressCounts counts = progress_counts(&progress, "parking-lot");
    assert_int_equal(counts.answers, 2);
    assert_int_equal(counts.right, 1);
    assert_int_equal(counts.exercises, 0);
    progress_release(&progress);
}

static void two_at_once_lose_nothing(void **state)
{
    (void)state;
    Progress one, other;
    open_progress(&one);
    open_progress(&other);
    progress_set_done(&one, "race", 1);
    progress_set_done(&other, "wait", 2);
    progress_set_page(&one, "race", 2);
    expect_file("progress", "loopscope progress 1\ndone 2 race\ndone 3 wait\npage 3 race\n");
    assert_true(progress_is_done(&one, "wait", 2));
    progress_release(&one);
    progress_release(&other);
}

static void a_damaged_file_is_set_aside_and_kept(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "loopscope progress 2\n",
        "loopscope progress 1\npage 3",
        "loopscope progress 1\npage 3\n",
        "loopscope progress 1\npage 0 race\n",
        "loopscope progress 1\npage 3 \n",
        "loopscope progress 1\nanswer 3 1 maybe race\n",
        "loopscope progress 1\nbook 3 race\n",
        "loopscope progress 1\n\n",
        "\xff\xfe",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char name[32];
        Progress progress;
        write_file("progress", texts[i]);
        progress_open(&progress, folder);
        if (!strstr(progress.message, "cannot be understood and is now"))
            fail_msg("row %zu: %s", i, progress.message);
        progress_set_page(&progress, "race", 0);
        expect_file("progress", "loopscope progress 1\npage 1 race\n");
        snprintf(name, sizeof name, i ? "progress.damaged-%zu" : "progress.damaged", i + 1);
        expect_file(name, texts[i]);
        progress_release(&progress);
    }
}

static void damage_by_others_keeps_what_is_known(void **state)
{
    (void)state;
    Progress progress;
    open_progress(&progress);
    progress_set_done(&progress, "race", 1);
    write_file("progress", "nonsense");
    progress_set_done(&progress, "race", 2);
    assert_non_null(strstr(progress.message, "progress.damaged"));
    expect_file("progress", "loopscope progress 1\ndone 2 race\ndone 3 race\n");
    progress_release(&progress);
}

/* Root may write anywhere, so a file stands where a folder should be. */
static void a_folder_that_cannot_be_is_told_once_and_all_goes_on(void **state)
{
    (void)state;
    char path[128];
    Progress progress;
    write_file("state", "a file");
    path_of(path, "state/loopscope");
    progress_open(&progress, path);
    progress.message[0] = '\0';
    progress_set_done(&progress, "race", 1);
    assert_non_null(strstr(progress.message, "your progress is not kept: cannot write "));
    assert_true(progress_is_done(&progress, "race", 1));
    progress.message[0] = '\0';
    progress_set_done(&progress, "race", 2);
    assert_string_equal(progress.message, "");
    assert_true(progress_is_done(&progress, "race", 1));
    assert_true(progress_is_done(&progress, "race", 2));
    progress_release(&progress);
    expect_file("state", "a file");
}

static void the_place_is_the_state_directory(void **state)
{
    (void)state;
    Progress progress;
    char path[128];
    setenv("HOME", "/nowhere/home", 1);
    setenv("XDG_STATE_HOME", "relative", 1);
    progress_open(&progress, NULL);
    assert_string_equal(progress.path, "/nowhere/home/.local/state/loopscope/progress");
    progress_release(&progress);
    path_of(path, "a/b");
    setenv("XDG_STATE_HOME", path, 1);
    progress_open(&progress, NULL);
    progress_set_page(&progress, "race", 0);
    assert_string_equal(progress.message, "");
    expect_file("a/b/loopscope/progress", "loopscope progress 1\npage 1 race\n");
    progress_release(&progress);
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    progress_open(&progress, NULL);
    assert_non_null(strstr(progress.message, "neither XDG_STATE_HOME nor HOME"));
    progress_set_page(&progress, "race", 0);
    progress_release(&progress);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_done_is_there_again, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(two_at_once_lose_nothing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_set_aside_and_kept, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(damage_by_others_keeps_what_is_known, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_is_told_once_and_all_goes_on, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(the_place_is_the_state_directory, make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
