/* Predictions: what each kind asks, which belief makes which wrong answer, and where nothing can be asked. That the
 * right answers are right is tested at all cues and all over the programs by tests/predictions. */
#include "sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_error("%s", diagnostic->shown);
}

static Sim *open_program(const char *text)
{
    const SimSource source = {"test.py", text, strlen(text)};
    Sim *sim = sim_open(&source, NULL, report, NULL);
    assert_non_null(sim);
    return sim;
}

/* ---- beliefs ---- */

/* A program whose only cue has one question; what is right there, and a wrong answer with its belief. */
typedef struct Row {
    const char *label, *text, *right, *wrong;
    unsigned misconception;
} Row;

#define MAIN "async def main():\n"
#define RUN "import asyncio, time, threading\n"
#define START "asyncio.run(main())\n"

static const Row rows[] = {
    {"M1: a call is no start",
     RUN "n = 0  #: gauge 0..9  n\nasync def job():\n    global n\n    n += 1\n" MAIN
         "    #: cue here\n    #: ask value n\n    job()\n    await asyncio.sleep(1)\n" START,
     "0", "1", 1},
    {"M2: a created task waits for its turn",
     RUN "n = 0\nasync def job():\n    global n\n    n += 1\n" MAIN
         "    #: cue here\n    #: ask value n\n    t = [asyncio.create_task(job()) for _ in range(3)]\n"
         "    await asyncio.sleep(1)\n" START,
     "0", "3", 2},
    {"M3: room in a queue",
     RUN MAIN "    queue = asyncio.Queue(3)\n    #: cue here\n    #: ask switches\n    await queue.put(1)\n" START,
     "it goes straight on", "it switches", 3},
    {"M4: the loop is not free at the deadline",
     RUN "async def sleeper():\n    await asyncio.sleep(1)\n" MAIN
         "    t = asyncio.create_task(sleeper())\n    await asyncio.sleep(0)\n    #: cue here\n    #: ask clock\n"
         "    time.sleep(3)\n    await t\n" START,
     "3.0 s", "1.0 s", 4},
    {"M5: one after the other",
     RUN "async def job(n):\n    await asyncio.sleep(n)\n" MAIN
         "    t = [asyncio.create_task(job(n)) for n in (1, 2)]\n    #: cue here\n    #: ask next\n"
         "    await asyncio.sleep(1)\n" START,
     "job 1", "job 1 and job 2, at the same time", 5},
    {"M6: gather leaves the others running",
     RUN "async def job(n):\n    await asyncio.sleep(n)\n    if n == 1:\n        #: cue here\n        #: ask next\n"
         "        raise ValueError(n)\n" MAIN "    try:\n        await asyncio.gather(job(1), job(2))\n"
         "    except ValueError:\n        await asyncio.sleep(3)\n" START,
     "main", "job 2, which gather cancels", 6},
    {"M7: a semaphore knows no seconds",
     RUN
     "gate = asyncio.Semaphore(1)\nasync def job(n):\n    async with gate:\n        await asyncio.sleep(0.3)\n" MAIN
     "    t = [asyncio.create_task(job(n)) for n in (1, 2)]\n    await asyncio.sleep(0)\n    #: cue here\n"
     "    #: ask clock\n    await asyncio.wait(t)\n" START,
     "0.3 s", "1.0 s", 7},
    {"M8: cleanup takes its time",
     RUN "async def job():\n    try:\n        await asyncio.sleep(9)\n    finally:\n        #: cue here\n"
         "        #: ask clock\n        await asyncio.sleep(2)\n" MAIN
         "    t = asyncio.create_task(job())\n    await asyncio.sleep(1)\n    t.cancel()\n    await "
         "asyncio.wait([t])\n" START,
     "3.0 s", "it stays at 1.0 s, where job is over", 8},
    {"M9: wait cancels nobody",
     RUN "n = 0\nasync def job(s):\n    global n\n    n += 1\n    await asyncio.sleep(s)\n    n -= 1\n" MAIN
         "    t = [asyncio.create_task(job(s)) for s in (1, 2, 3)]\n    await asyncio.wait(t, timeout=1.5)\n"
         "    #: cue here\n    #: ask value n\n    await asyncio.sleep(5)\n" START,
     "2", "0", 9},
    {"M10: readiness decides",
     RUN "async def job(n):\n    await asyncio.sleep(5 - n)\n    print(n)\n" MAIN
         "    t = [asyncio.create_task(job(n)) for n in (1, 2, 3)]\n    await asyncio.sleep(0)\n    #: cue here\n"
         "    #: ask next\n    await asyncio.gather(*t)\n" START,
     "job 3", "job 1", 10},
    {"M11: an event stays set",
     RUN MAIN "    gate = asyncio.Event()\n    gate.set()\n    #: cue here\n    #: ask switches\n    await "
              "gate.wait()\n" START,
     "it goes straight on", "it switches", 11},
    {"M12: one sentinel, one consumer",
     RUN "async def eat(n, queue):\n    while await queue.get() is not None:\n        pass\n    #: cue here\n"
         "    #: ask next\n    print(n)\n" MAIN
         "    queue = asyncio.Queue()\n    t = [asyncio.create_task(eat(n, queue)) for n in (1, 2)]\n"
         "    await asyncio.sleep(0)\n    queue.put_nowait(None)\n    await asyncio.sleep(1)\n" START,
     "main", "eat 2, which ends, too", 12},
    {"M13: an exception is kept",
     RUN "async def job():\n    #: cue here\n    #: ask prints\n    raise ValueError('broken')\n" MAIN
         "    t = asyncio.create_task(job())\n    await asyncio.sleep(1)\n    print('later')\n    try:\n"
         "        await t\n    except ValueError:\n        print('now')\n" START,
     "«later»", "a traceback that ends in ValueError('broken')", 13},
    {"M14: main's end is everybody's",
     RUN "n = 0\nasync def job():\n    global n\n    n += 1\n" MAIN
         "    #: cue here\n    #: ask value n\n    t = asyncio.create_task(job())\n" START,
     "0", "1", 14},
    {"M15: a thread does not wake the loop",
     RUN "def work(event):\n    time.sleep(1)\n    #: cue here\n    #: ask clock\n    event.set()\n" MAIN
         "    event = asyncio.Event()\n    threading.Thread(target=work, args=(event,)).start()\n"
         "    alarm = asyncio.create_task(asyncio.sleep(4))\n    await event.wait()\n" START,
     "4.0 s", "it stays at 1.0 s first: main is woken and runs", 15},
    {"M16: a poll is late",
     RUN "ready = False\nasync def poll():\n    while not ready:\n        await asyncio.sleep(1)\n" MAIN
         "    global ready\n    t = asyncio.create_task(poll())\n    await asyncio.sleep(3.5)\n    #: cue here\n"
         "    #: ask clock\n    ready = True\n    await t\n" START,
     "4.0 s", "it stays at 3.5 s first: poll notices the change", 16},
    {"M17: nothing holds a producer back",
     RUN MAIN "    queue = asyncio.Queue()\n    await queue.put(1)\n    #: cue here\n    #: ask switches\n"
              "    await queue.put(2)\n" START,
     "it goes straight on", "it switches", 17},
};

static const SimChoice *find_choice(const SimPrediction *prediction, const char *text)
{
    for (size_t i = 0; i < prediction->choice_count; i++)
        if (strncmp(prediction->choices[i].text, text, strlen(text)) == 0 &&
            (i == prediction->right || *prediction->choices[i].why))
            return &prediction->choices[i];
    return NULL;
}

static void fail_with(const Row *row, const SimPrediction *prediction)
{
    print_error("%s: %s\n", row->label, prediction->question);
    for (size_t i = 0; i < prediction->choice_count; i++)
        print_error("  %s  M%u\n", prediction->choices[i].text, prediction->choices[i].misconception);
    fail();
}

static void each_belief_makes_its_answer(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Sim *sim = open_program(rows[i].text);
        SimAsk ask;
        SimPrediction prediction;
        assert_int_equal(sim_seek_cue(sim, 0), SIM_MOVED);
        assert_true(sim_cue_ask(sim, 0, 0, &ask));
        assert_true(sim_predict(sim, &ask, 0, &prediction));
        const SimChoice *wrong = find_choice(&prediction, rows[i].wrong);
        const char *right = prediction.choices[prediction.right].text;
        if (strncmp(right, rows[i].right, strlen(rows[i].right)) != 0 || !wrong ||
            wrong->misconception != rows[i].misconception || !strstr(wrong->why, "? No: "))
            fail_with(&rows[i], &prediction);
        sim_close(sim);
    }
}

/* ---- kinds ---- */

static const char LOT[] = "import asyncio\n"                           /* 1 */
                          "inside = 0   #: gauge 0..3  cars\n"         /* 2 */
                          "lot = asyncio.Semaphore(1)\n"               /* 3 */
                          "async def car(number):\n"                   /* 4 */
                          "    global inside\n"                        /* 5 */
                          "    async with lot:\n"                      /* 6 */
                          "        inside += 1\n"                      /* 7 */
                          "        await asyncio.sleep(number)\n"      /* 8 */
                          "    print('car', number)\n"                 /* 9 */
                          "async def main():\n"                        /* 10 */
                          "    await asyncio.gather(car(1), car(2))\n" /* 11 */
                          "asyncio.run(main())\n";                     /* 12 */

static void expect_right(Sim *sim, SimAsk ask, const char *question, const char *right, const char *happened)
{
    SimPrediction prediction;
    assert_true(sim_predict(sim, &ask, 0, &prediction));
    assert_string_equal(prediction.question, question);
    assert_string_equal(prediction.choices[prediction.right].text, right);
    assert_string_equal(prediction.choices[prediction.right].why, "");
    if (!strstr(prediction.happened, happened))
        fail_msg("«%s» is not in «%s»", happened, prediction.happened);
}

static void each_kind_asks_what_it_says(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    assert_int_equal(sim_seek(sim, (SimPosition){3, 0}), SIM_MOVED); /* car 2 is about to begin */
    expect_right(sim, (SimAsk){.kind = SIM_ASK_NEXT}, "Which task runs next, once car 2 is suspended or has ended?",
                 "car 1", "car 1 runs next, at 1.0 s.");
    expect_right(sim, (SimAsk){.kind = SIM_ASK_CLOCK}, "The clock stands at 0.0 s. To what time does it move next?",
                 "1.0 s", "the clock jumps from 0.0 to 1.0 s");
    expect_right(sim, (SimAsk){.kind = SIM_ASK_PRINTS}, "What is the next line that the program prints?", "«car 1»",
                 "car 1 prints «car 1» at 1.0 s.");
    expect_right(sim, (SimAsk){.kind = SIM_ASK_SWITCHES, .line = 6},
                 "car 2 stands before line 6, «async with lot:». Does this await switch, or go straight on?",
                 "it switches: another one can run before the next line", "It switches.");
    expect_right(sim, (SimAsk){SIM_ASK_VALUE, "inside * 2", 0},
                 "What will «inside * 2» be when car 2 is suspended or has ended?", "2", "It is 2 then.");
    expect_right(sim, (SimAsk){.kind = SIM_ASK_VALUE},
                 "What will «inside» be when car 2 is suspended or has ended?", "1", "It is 1 then.");
    sim_close(sim);
}

static void the_truth_shows_where_it_is_said_to(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimPrediction prediction;
    SimPrint print;
    sim_seek(sim, (SimPosition){3, 0});
    assert_true(sim_predict(sim, &(SimAsk){.kind = SIM_ASK_PRINTS}, 0, &prediction));
    sim_seek(sim, prediction.truth);
    assert_int_equal(sim_print_count(sim), 1);
    assert_true(sim_print(sim, 0, &print));
    assert_int_equal(strncmp(print.text, "car 1", 5), 0);
    sim_close(sim);
}

/* ---- variants ---- */

static void variants_differ_and_each_is_the_same_again(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    bool seen[SIM_CHOICES_MOST] = {false};
    sim_seek(sim, (SimPosition){3, 0});
    for (uint64_t variant = 0; variant < 40; variant++) {
        SimPrediction prediction, again;
        const SimAsk ask = {.kind = SIM_ASK_NEXT};
        assert_true(sim_predict(sim, &ask, variant, &prediction));
        size_t right = prediction.right, count = prediction.choice_count;
        assert_true(sim_predict(sim, &ask, variant, &again));
        assert_true(again.right == right && again.choice_count == count);
        seen[right] = true;
    }
    assert_true(seen[0] && seen[1] && seen[2]);
    sim_close(sim);
}

/* ---- anywhere ---- */

static void nothing_is_asked_where_nothing_comes(void **state)
{
    (void)state;
    SimPrediction prediction;
    Sim *sim = open_program(LOT);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    assert_false(sim_predict(sim, NULL, 0, &prediction));
    for (int kind = 0; kind < SIM_ASK_KINDS; kind++)
        assert_false(sim_predict(sim, &(SimAsk){.kind = (SimAskKind)kind}, 0, &prediction));
    sim_close(sim);
}

static void what_is_no_expression_is_not_asked(void **state)
{
    (void)state;
    static const char *const none[] = {"inside +", "print(1)", "nobody", "(", "inside = 1", "\xff"};
    Sim *sim = open_program(LOT);
    SimPrediction prediction;
    sim_seek(sim, (SimPosition){3, 0});
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(sim_predict(sim, &(SimAsk){SIM_ASK_VALUE, none[i], 0}, 0, &prediction));
    sim_close(sim);
}

static void a_program_without_a_loop_can_be_asked(void **state)
{
    (void)state;
    SimPrediction prediction;
    Sim *sim = open_program("x = 1\nprint(x)\nx = 2\n");
    assert_false(sim_predict(sim, &(SimAsk){.kind = SIM_ASK_NEXT}, 0, &prediction));
    assert_false(sim_predict(sim, &(SimAsk){.kind = SIM_ASK_SWITCHES}, 0, &prediction));
    expect_right(sim, (SimAsk){.kind = SIM_ASK_PRINTS}, "What is the next line that the program prints?", "«1»",
                 "");
    expect_right(sim, (SimAsk){.kind = SIM_ASK_CLOCK}, "The clock stands at 0.0 s. To what time does it move next?",
                 "it does not move any more", "The clock does not move any more.");
    assert_true(sim_predict(sim, NULL, 0, &prediction));
    sim_close(sim);
}

static void numbers_that_are_equal_are_one_answer(void **state)
{
    (void)state;
    Sim *sim = open_program("N = 3  #: knob 1..9  n\nx = 3\nx = x * 1.0\n");
    SimPrediction prediction;
    sim_seek(sim, (SimPosition){0, 2});
    assert_true(sim_predict(sim, &(SimAsk){SIM_ASK_VALUE, "x", 0}, 0, &prediction));
    assert_string_equal(prediction.choices[prediction.right].text, "3.0");
    for (size_t i = 0; i < prediction.choice_count; i++)
        assert_string_not_equal(prediction.choices[i].text, "3");
    sim_close(sim);
}

/* Making many tasks in one turn is nothing that a question walks over more than a few times. */
static void a_crowd_is_asked_about_in_the_time_of_a_run(void **state)
{
    (void)state;
    static const char CROWD[] =
        RUN "async def job(n):\n    await asyncio.sleep(n)\n    print(n)\n" MAIN "    print('go')\n"
            "    await asyncio.gather(*[job(n) for n in range(20000)])\n" START;
    SimPrediction prediction;
    clock_t begin = clock();
    Sim *sim = open_program(CROWD);
    clock_t opened = clock();
    sim_seek(sim, (SimPosition){1, 0});
    for (int kind = 0; kind < SIM_ASK_VALUE; kind++)
        assert_true(sim_predict(sim, &(SimAsk){.kind = (SimAskKind)kind}, 0, &prediction));
    double run_s = (double)(opened - begin), asked_s = (double)(clock() - opened);
    print_message("asking took %.1f runs\n", asked_s / run_s);
    assert_true(asked_s < 4 * run_s);
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_belief_makes_its_answer),
        cmocka_unit_test(each_kind_asks_what_it_says),
        cmocka_unit_test(the_truth_shows_where_it_is_said_to),
        cmocka_unit_test(variants_differ_and_each_is_the_same_again),
        cmocka_unit_test(nothing_is_asked_where_nothing_comes),
        cmocka_unit_test(what_is_no_expression_is_not_asked),
        cmocka_unit_test(a_program_without_a_loop_can_be_asked),
        cmocka_unit_test(numbers_that_are_equal_are_one_answer),
        cmocka_unit_test(a_crowd_is_asked_about_in_the_time_of_a_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
