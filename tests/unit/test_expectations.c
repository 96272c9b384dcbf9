/* Expectations: what holds, what fails, where first and what stood there; and that judging changes nothing. */
#include "sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { GIVEN_MOST = 4 };

static const char LOT[] = "import asyncio\n"
                          "SPACES = 3\n"
                          "inside = 0\n"
                          "async def car(number):\n"
                          "    global inside\n"
                          "    await asyncio.sleep(number)\n"
                          "    inside += 1\n"
                          "    await asyncio.sleep(2.5)\n"
                          "    inside -= 1\n"
                          "async def main():\n"
                          "    await asyncio.gather(*[car(i) for i in range(1, 6)])\n"
                          "asyncio.run(main())\n";

static const char WRITTEN[] = "import asyncio\n"
                              "#: expect always done <= 1\n"
                              "#: expect finally (done + 1) == 2 and not gate.is_set()\n"
                              "done = 0\n"
                              "gate = asyncio.Event()\n"
                              "    #: expect within 0.5\n"
                              "async def main():\n"
                              "    global done\n"
                              "    await asyncio.sleep(1)\n"
                              "    done = 2\n"
                              "    gate.set()\n"
                              "asyncio.run(main())\n";

static const char STUCK[] = "import asyncio\n"
                            "done = 0\n"
                            "async def main():\n"
                            "    await asyncio.sleep(2)\n"
                            "    await asyncio.Event().wait()\n"
                            "asyncio.run(main())\n";

static const char SPIN[] = "import asyncio\n"
                           "done = False\n"
                           "async def main():\n"
                           "    while not done:\n"
                           "        await asyncio.sleep(0)\n"
                           "asyncio.run(asyncio.wait_for(main(), 9))\n";

static const char RAISES[] = "import asyncio\n"
                             "done = 0\n"
                             "async def main():\n"
                             "    await asyncio.sleep(1)\n"
                             "    1 / 0\n"
                             "asyncio.run(main())\n";

static const char ENDLESS[] = "import asyncio\n"
                              "ticks = 0\n"
                              "async def main():\n"
                              "    global ticks\n"
                              "    while True:\n"
                              "        await asyncio.sleep(1)\n"
                              "        ticks += 1\n"
                              "asyncio.run(main())\n";

static const char LOCAL[] = "import asyncio\n"
                            "async def use(spaces):\n"
                            "    lot = asyncio.Semaphore(spaces)\n"
                            "    await lot.acquire()\n"
                            "    await asyncio.sleep(1)\n"
                            "async def main():\n"
                            "    await use(1)\n"
                            "    await use(3)\n"
                            "    await use(2)\n"
                            "asyncio.run(main())\n";

static const char PLAIN[] = "names = ['a', 'b']\n"
                            "names.append('c')\n";

typedef struct Row {
    const char *label, *program;
    const char *given[GIVEN_MOST];
    const char *expected; /* a line each */
} Row;

static void write_expectation(const SimExpectation *known, char *out, size_t size)
{
    static const char *const verdicts[] = {"holds", "fails", "unknown"};
    size_t used = strlen(out);
    used += (size_t)snprintf(out + used, size - used, "%s %s", known->word, known->text);
    if (known->line > 0)
        used += (size_t)snprintf(out + used, size - used, " (%u:%u)", known->line, known->column);
    used += (size_t)snprintf(out + used, size - used, ": %s", verdicts[known->verdict]);
    if (known->verdict == SIM_VERDICT_FAILS)
        used += (size_t)snprintf(out + used, size - used, " at callback %u, turn %u, %g s", known->callback,
                                 known->position.turn, (double)known->time_ns / 1e9);
    if (*known->found)
        used += (size_t)snprintf(out + used, size - used, ": %s", known->found);
    snprintf(out + used, size - used, "\n");
}

static size_t count_given(const Row *row)
{
    size_t count = 0;
    while (count < GIVEN_MOST && row->given[count])
        count++;
    return count;
}

static Sim *open_row(const Row *row, SimReport *report, void *context)
{
    const SimSource source = {"test.py", row->program, strlen(row->program)};
    const SimOptions options = {
        .expectations = row->given, .expectation_count = count_given(row), .horizon = 1000, .iteration_limit = 100};
    return sim_open(&source, &options, report, context);
}

static bool row_is_right(const Row *row)
{
    char told[2000] = "";
    SimExpectation known;
    Sim *sim = open_row(row, NULL, NULL);
    assert_non_null(sim);
    uint64_t hash = sim_hash(sim);
    for (size_t at = 0; sim_expectation(sim, at, &known); at++)
        write_expectation(&known, told, sizeof told);
    assert_true(sim_hash(sim) == hash);
    sim_close(sim);
    bool is_right = strcmp(told, row->expected) == 0;
    if (!is_right)
        print_error("%s:\n%s", row->label, told);
    return is_right;
}

static void expectations_are_judged(void **state)
{
    static const Row rows[] = {
        {"always, and what stood there", LOT, {"always inside <= SPACES"}, "always inside <= SPACES: holds\n"},
        {"the first place at which it fails",
         LOT,
         {"always inside < SPACES", "always inside + 1 <= SPACES - 1"},
         "always inside < SPACES: fails at callback 12, turn 12, 3 s: inside == 3, SPACES == 3\n"
         "always inside + 1 <= SPACES - 1: fails at callback 10, turn 10, 2 s: inside == 2, SPACES == 3\n"},
        {"finally and within",
         LOT,
         {"finally inside == 0", "finally inside", "within 7.5", "within 7"},
         "finally inside == 0: holds\n"
         "finally inside: fails at callback 32, turn 33, 7.5 s: inside == 0\n"
         "within 7.5: holds\n"
         "within 7: fails at callback 29, turn 29, 7.5 s: it still runs at 7.5 s, and ends at 7.5 s\n"},
        {"directives of the file, then those from outside",
         WRITTEN,
         {"finally done == 2"},
         "always done <= 1 (2:1): fails at callback 3, turn 3, 1 s: done == 2\n"
         "finally (done + 1) == 2 and not gate.is_set() (3:1): fails at callback 3, turn 4, 1 s: done == 2, "
         "gate.is_set() == True\n"
         "within 0.5 (6:5): fails at callback 2, turn 2, 1 s: it still runs at 1.0 s, and ends at 1.0 s\n"
         "finally done == 2: holds\n"},
        {"it can never go on",
         STUCK,
         {"always done == 0", "finally done == 1", "within 5", "within 1"},
         "always done == 0: holds\n"
         "finally done == 1: fails at callback 3, turn 3, 2 s: done == 0\n"
         "within 5: fails at callback 3, turn 3, 2 s: it never ends\n"
         "within 1: fails at callback 2, turn 2, 2 s: it still runs at 2.0 s, and never ends\n"},
        {"it spins",
         SPIN,
         {"always not done", "finally done", "within 5"},
         "always not done: unknown: the run was broken off before its end\n"
         "finally done: unknown: the run was broken off before its end\n"
         "within 5: fails at callback 101, turn 101, 0 s: it never ends\n"},
        {"it raises: that is an end, too",
         RAISES,
         {"finally done == 0", "within 2"},
         "finally done == 0: holds\n"
         "within 2: holds\n"},
        {"beyond the horizon",
         ENDLESS,
         {"always ticks >= 0", "always ticks < 2", "finally ticks == 0", "within 3"},
         "always ticks >= 0: unknown: the run goes on beyond what was looked at; --horizon looks further\n"
         "always ticks < 2: fails at callback 5, turn 5, 2 s: ticks == 2\n"
         "finally ticks == 0: unknown: the run goes on beyond what was looked at; --horizon looks further\n"
         "within 3: fails at callback 8, turn 8, 4 s: it still runs at 4.0 s\n"},
        {"an object's name is that of the youngest that bears it",
         LOCAL,
         {"always lot._value == 0", "always lot._value != 1", "always lot._value <= 2"},
         "always lot._value == 0: fails at callback 3, turn 3, 1 s: lot._value == 2\n"
         "always lot._value != 1: fails at callback 5, turn 5, 2 s: lot._value == 1\n"
         "always lot._value <= 2: holds\n"},
        {"a name that nothing bears, and one that comes late",
         PLAIN,
         {"always nobody == 1", "always len(names) < 3 and names[0] == 'a'", "within 1"},
         "always nobody == 1: unknown: it never has a value: a name in it is that of no module-level variable and "
         "of no object\n"
         "always len(names) < 3 and names[0] == 'a': fails at callback 0, turn 0, 0 s: len(names) == 3, "
         "names[0] == 'a'\n"
         "within 1: holds\n"},
    };
    bool are_right = true;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        are_right = row_is_right(&rows[i]) && are_right;
    assert_true(are_right);
}

/* ---- what is no expectation ---- */

static void keep_message(void *context, const SimDiagnostic *diagnostic)
{
    char *told = context;
    size_t used = strlen(told);
    assert_int_equal(diagnostic->line, 0);
    assert_int_equal(diagnostic->column, 0);
    snprintf(told + used, 1000 - used, "%s", diagnostic->shown);
}

static void what_is_none_is_refused(void **state)
{
    static const Row rows[] = {
        {"two at once",
         PLAIN,
         {"sometimes names", "always print(1)"},
         "test.py: error: the expectation «sometimes names»: unknown expectation 'sometimes'\n"
         "    there are: always, finally, within\n"
         "test.py: error: the expectation «always print(1)»: this call cannot stand in a directive's expression\n"
         "    allowed are names, constants, operators, comparisons, attributes, subscripts, and calls of len sum "
         "min "
         "max any all qsize empty full locked is_set done\n"},
        {"nothing",
         PLAIN,
         {""},
         "test.py: error: the expectation «»: what is to be expected is missing\n"
         "    #: expect always EXPR, expect finally EXPR, or expect within SECONDS\n"},
        {"no seconds",
         PLAIN,
         {"within soon"},
         "test.py: error: the expectation «within soon»: a number of seconds is expected here\n"
         "    #: expect within 10\n"},
        {"no expression",
         PLAIN,
         {"always a +"},
         "test.py: error: the expectation «always a +»: in the expression: invalid syntax\n"
         "    #: expect always EXPR, expect finally EXPR, or expect within SECONDS\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char told[1000] = "";
        assert_null(open_row(&rows[i], keep_message, told));
        if (strcmp(told, rows[i].expected) != 0)
            print_error("%s:\n%s", rows[i].label, told);
        assert_string_equal(told, rows[i].expected);
    }
}

/* ---- going to and fro ---- */

static void write_all(const Sim *sim, char *out, size_t size)
{
    SimExpectation known;
    *out = '\0';
    for (size_t at = 0; sim_expectation(sim, at, &known); at++)
        write_expectation(&known, out, size);
}

static void verdicts_stay_wherever_one_goes(void **state)
{
    static const Row row = {"", LOT, {"always inside < SPACES", "finally inside == 1", "within 3"}, ""};
    char before[2000], after[2000];
    (void)state;
    Sim *sim = open_row(&row, NULL, NULL);
    write_all(sim, before, sizeof before);
    for (uint32_t callback = 30; callback > 0; callback -= 5) {
        sim_seek_callback(sim, callback);
        uint64_t hash = sim_hash(sim);
        write_all(sim, after, sizeof after);
        assert_string_equal(before, after);
        assert_true(hash == sim_hash(sim));
    }
    sim_close(sim);
}

/* A run that ended is another run behind a place where an allocation fails. */
static void what_lies_beyond_is_forgotten(void **state)
{
    static const Row row = {"", LOT, {"always inside < SPACES"}, ""};
    SimExpectation known;
    (void)state;
    Sim *sim = open_row(&row, NULL, NULL);
    sim_seek_callback(sim, 5);
    sim_fail_allocation(sim, 1);
    assert_true(sim_expectation(sim, 0, &known));
    assert_int_equal(known.verdict, SIM_VERDICT_UNKNOWN);
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expectations_are_judged),
        cmocka_unit_test(what_is_none_is_refused),
        cmocka_unit_test(verdicts_stay_wherever_one_goes),
        cmocka_unit_test(what_lies_beyond_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
