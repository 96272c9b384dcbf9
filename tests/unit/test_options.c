/* The command line: what is read from it, and what is said about a wrong one. */
#include "options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS_MOST = 12 };

/* Read a line of words parted by blanks; what was complained about goes to `said`. */
static bool read_line(Options *options, char *line, char said[512])
{
    char *words[WORDS_MOST] = {(char[]){"loopscope"}};
    int count = 1;
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
        words[count++] = word;
    FILE *errors = tmpfile();
    bool is_good = options_read(options, count, words, errors);
    rewind(errors);
    said[fread(said, 1, 511, errors)] = '\0';
    fclose(errors);
    return is_good;
}

static void test_commands_and_options_are_read_in_any_order(void **state)
{
    (void)state;
    Options options;
    char said[512], line[] = "--set SPACES=2 run parking_lot.py --seed=-7 --set A=b --memory-limit 64M --limit 500";
    assert_true(read_line(&options, line, said));
    assert_int_equal(options.command, COMMAND_RUN);
    assert_int_equal(options.file_count, 1);
    assert_string_equal(options.files[0], "parking_lot.py");
    assert_int_equal(options.sim.knob_count, 2);
    assert_string_equal(options.sim.knobs[0].name, "SPACES");
    assert_string_equal(options.sim.knobs[0].value, "2");
    assert_int_equal(options.sim.seed, -7);
    assert_int_equal(options.sim.memory_limit, 64 << 20);
    assert_int_equal(options.sim.iteration_limit, 500);
    options_release(&options);
}

static void test_a_file_alone_is_opened_and_nothing_is_the_catalogue(void **state)
{
    (void)state;
    Options options;
    char said[512], file[] = "./mine.py --at 3.5s", nothing[] = "", dashes[] = "-- -odd.py";
    assert_true(read_line(&options, file, said));
    assert_int_equal(options.command, COMMAND_OPEN);
    assert_string_equal(options.at, "3.5s");
    options_release(&options);
    assert_true(read_line(&options, nothing, said));
    assert_int_equal(options.command, COMMAND_CATALOGUE);
    options_release(&options);
    assert_true(read_line(&options, dashes, said));
    assert_string_equal(options.files[0], "-odd.py");
    options_release(&options);
}

static void test_wrong_words_are_answered_with_the_nearest_right_one(void **state)
{
    (void)state;
    static const struct {
        const char *line, *said;
    } rows[] = {
        {"trcae", "«trace»"},
        {"run a.py --sede 3", "«--seed»"},
        {"trace a.py --format calbacks", "«callbacks»"},
        {"run", "run needs a scenario file"},
        {"run a.py b.py", "one file"},
        {"list a.py", "takes no file"},
        {"run a.py --plain", "run has no option --plain"},
        {"run a.py --set SPACES", "NAME=VALUE"},
        {"run a.py --seed x", "a whole number"},
        {"run a.py --seed", "--seed needs N"},
        {"run a.py --memory-limit lots", "64M"},
        {"run a.py --memory-limit 16G", "up to 15G"},
        {"run a.py --limit 0", "a count"},
        {"a.py --ascii=yes", "takes nothing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Options options;
        char said[512], line[128];
        snprintf(line, sizeof line, "%s", rows[i].line);
        if (read_line(&options, line, said) || !strstr(said, rows[i].said) || !strstr(said, "-h shows"))
            fail_msg("%s: %s", rows[i].line, said);
        options_release(&options);
    }
}

static void test_limits_of_both_kinds(void **state)
{
    (void)state;
    Options options;
    char said[512], line[] = "run a.py --limit instructions=9 --limit iterations=1_000";
    assert_true(read_line(&options, line, said));
    assert_int_equal(options.sim.instruction_limit, 9);
    assert_int_equal(options.sim.iteration_limit, 1000);
    options_release(&options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands_and_options_are_read_in_any_order),
        cmocka_unit_test(test_a_file_alone_is_opened_and_nothing_is_the_catalogue),
        cmocka_unit_test(test_wrong_words_are_answered_with_the_nearest_right_one),
        cmocka_unit_test(test_limits_of_both_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
