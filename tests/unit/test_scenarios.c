/* What every scenario of the lecture promises: it says what it is about, can be turned, is walked by cues that are
 * all reached and that ask, and ends with a task for the student. */
#include "sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CUES_LEAST = 5, QUESTIONS_LEAST = 3, CODE_LINES_MOST = 60, COLUMNS_MOST = 110 };

static const char *const SCENARIOS[] = {"two_teas",
                                        "blocking_call",
                                        "never_awaited",
                                        "group_or_gather",
                                        "too_many_connections",
                                        "parking_lot",
                                        "connection_pool",
                                        "api_limit",
                                        "wait_modes",
                                        "cdn_race",
                                        "race_leftovers",
                                        "timeout_cascade",
                                        "deadline_cleanup",
                                        "retry_backoff",
                                        "shared_deadline",
                                        "backpressured_queue",
                                        "streaming",
                                        "sentinels",
                                        "startup_gate",
                                        "pool_signal",
                                        "doorbell",
                                        "condition_predicate",
                                        "kettle",
                                        "event_from_thread",
                                        "five_tools"};

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_error("%s", diagnostic->shown);
}

static char *read_file(const char *name, size_t *length)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.py", SCENARIO_FOLDER, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 16);
    assert_non_null(text);
    *length = fread(text, 1, (1 << 16) - 1, file);
    fclose(file);
    return text;
}

typedef void Check(const char *name, const char *text, Sim *sim);

/* Open each scenario and check it. */
static void check_all(Check *check)
{
    for (size_t i = 0; i < sizeof SCENARIOS / sizeof *SCENARIOS; i++) {
        size_t length;
        char *text = read_file(SCENARIOS[i], &length);
        SimSource source = {SCENARIOS[i], text, length};
        SimOptions options = {0};
        Sim *sim = sim_open(&source, &options, report, NULL);
        assert_non_null(sim);
        check(SCENARIOS[i], text, sim);
        sim_close(sim);
        free(text);
    }
}

static void has_its_head(const char *name, const char *text, Sim *sim)
{
    SimScenario scenario;
    sim_scenario(sim, &scenario);
    if (!*scenario.title || !*scenario.about || scenario.tick_ns == 0 || scenario.knob_count < 2 ||
        scenario.gauge_count < 1 || !strstr(text, "\n# Change it: "))
        fail_msg("%s lacks a title, about, tick, two knobs, a gauge or a task", name);
}

static void a_scenario_says_what_it_is_about(void **state)
{
    (void)state;
    check_all(has_its_head);
}

static void has_its_cues(const char *name, const char *text, Sim *sim)
{
    (void)text;
    SimCue cue;
    size_t count = 0, questions = 0;
    for (; sim_cue(sim, count, &cue); count++) {
        if (!cue.is_reached || !*cue.say || cue.ask_count == 0)
            fail_msg("%s: the cue «%s» is not reached, says nothing or asks nothing", name, cue.name);
        questions += cue.ask_count;
    }
    assert_true(count >= CUES_LEAST);
    assert_true(questions >= QUESTIONS_LEAST);
}

static void a_scenario_is_walked_by_cues_that_ask(void **state)
{
    (void)state;
    check_all(has_its_cues);
}

static void fits(const char *name, const char *text, Sim *sim)
{
    (void)sim;
    size_t code = 0;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n"), blanks = strspn(line, " ");
        if (length > COLUMNS_MOST)
            fail_msg("%s: «%.*s» is too wide for a projector", name, (int)length, line);
        code += blanks < length && line[blanks] != '#';
        line += length + (line[length] == '\n');
    }
    if (code > CODE_LINES_MOST)
        fail_msg("%s has %zu lines of code", name, code);
}

static void a_scenario_fits_on_a_screen(void **state)
{
    (void)state;
    check_all(fits);
}

/* ---- what many believe ---- */

/* The misconceptions that the questions of all cues offer as wrong answers; a bit for each. */
static unsigned offered;

static void offers(const char *name, const char *text, Sim *sim)
{
    (void)name, (void)text;
    SimCue cue;
    for (size_t i = 0; sim_cue(sim, i, &cue); i++) {
        SimAsk ask;
        SimPrediction prediction;
        sim_seek_cue(sim, i);
        for (size_t at = 0; sim_cue_ask(sim, i, at, &ask); at++)
            if (sim_predict(sim, &ask, at, &prediction))
                for (size_t choice = 0; choice < prediction.choice_count; choice++)
                    offered |= 1u << prediction.choices[choice].misconception;
    }
}

static void every_misconception_is_offered_at_a_cue(void **state)
{
    (void)state;
    bool is_missing = false;
    offered = 0;
    check_all(offers);
    for (unsigned number = 1; number <= SIM_MISCONCEPTIONS; number++)
        if (!(offered & 1u << number)) {
            print_error("no question offers M%u\n", number);
            is_missing = true;
        }
    assert_false(is_missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_misconception_is_offered_at_a_cue),
        cmocka_unit_test(a_scenario_says_what_it_is_about),
        cmocka_unit_test(a_scenario_is_walked_by_cues_that_ask),
        cmocka_unit_test(a_scenario_fits_on_a_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
