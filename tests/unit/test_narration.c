/* Narration: the sentence for each turn, in both depths, and what is said at the end of a run that cannot go on. */
#include "sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_message("%s", diagnostic->shown);
}

static Sim *open_program(const char *text)
{
    const SimSource source = {"test.py", text, strlen(text)};
    Sim *sim = sim_open(&source, NULL, report, NULL);
    assert_non_null(sim);
    return sim;
}

static const char LOT[] = "#: about  Two cars, one space.\n"
                          "import asyncio\n"
                          "lot = asyncio.Semaphore(1)\n"
                          "async def car(number):\n"
                          "    async with lot:\n"
                          "        await asyncio.sleep(1)\n"
                          "    print('car', number, 'leaves')\n"
                          "async def main():\n"
                          "    await asyncio.gather(car(1), car(2))\n"
                          "asyncio.run(main())\n";

static const char GATE[] = "import asyncio\n"
                           "async def worker(gate):\n"
                           "    await gate.wait()\n"
                           "async def main():\n"
                           "    gate = asyncio.Event()\n"
                           "    workers = [asyncio.create_task(worker(gate)) for _ in range(4)]\n"
                           "    await asyncio.sleep(0)\n"
                           "    gate.set()\n"
                           "    await asyncio.wait(workers)\n"
                           "asyncio.run(main())\n";

static const char COUNTER[] = "import asyncio\n"
                              "counter = asyncio.Condition()\n"
                              "async def main():\n"
                              "    async with counter:\n"
                              "        await asyncio.sleep(1)\n"
                              "asyncio.run(main())\n";

static const char WORKED[] = "import asyncio\n"
                             "async def worker(jobs):\n"
                             "    while True:\n"
                             "        await jobs.get()\n"
                             "        await asyncio.sleep(1)\n"
                             "        jobs.task_done()\n"
                             "async def main():\n"
                             "    jobs = asyncio.Queue()\n"
                             "    task = asyncio.create_task(worker(jobs))\n"
                             "    await jobs.put('a')\n"
                             "    await jobs.join()\n"
                             "    task.cancel()\n"
                             "asyncio.run(main())\n";

static const char UNTOLD[] = "import asyncio, threading, time\n"
                             "def work(event):\n"
                             "    time.sleep(1)\n"
                             "    event.set()\n"
                             "async def alarm():\n"
                             "    await asyncio.sleep(4)\n"
                             "async def main():\n"
                             "    event = asyncio.Event()\n"
                             "    task = asyncio.create_task(alarm())\n"
                             "    threading.Thread(target=work, args=(event,), name='worker').start()\n"
                             "    await event.wait()\n"
                             "    await task\n"
                             "asyncio.run(main())\n";

static const char QUEUE[] = "import asyncio\n"
                            "jobs = asyncio.Queue(1)\n"
                            "async def consumer():\n"
                            "    return await jobs.get()\n"
                            "async def main():\n"
                            "    task = asyncio.create_task(consumer())\n"
                            "    await asyncio.sleep(0.25)\n"
                            "    await jobs.put('a')\n"
                            "    await jobs.put('b')\n"
                            "    await task\n"
                            "asyncio.run(main())\n";

static const char FAILURES[] = "import asyncio, time\n"
                               "async def fail():\n"
                               "    raise ValueError('no')\n"
                               "async def sleeper():\n"
                               "    await asyncio.sleep(10)\n"
                               "async def main():\n"
                               "    time.sleep(0.5)\n"
                               "    first = asyncio.create_task(fail(), name='first')\n"
                               "    second = asyncio.create_task(sleeper())\n"
                               "    await asyncio.sleep(0)\n"
                               "    second.cancel()\n"
                               "    try:\n"
                               "        async with asyncio.timeout(2):\n"
                               "            await asyncio.sleep(5)\n"
                               "    except TimeoutError:\n"
                               "        print('late')\n"
                               "    first.exception()\n"
                               "asyncio.run(main())\n";

typedef struct Row {
    const char *label, *source;
    uint32_t callback;
    const char *story;
} Row;

static const Row rows[] = {
    {"a suspension in a waiting line", LOT, 3,
     "car 2 begins and is suspended: it waits for lot, 1st in its waiting line."},
    {"the clock jumps to a timer", LOT, 4,
     "Nobody is ready; the clock jumps from 0.0 to 1.0 s, to car 1's timer. "
     "car 1's timer runs: car 1 joins the ready queue, for the next iteration."},
    {"a space is handed over", LOT, 5,
     "car 1 hands its space of lot to car 2, the first in its waiting line, for the next iteration; "
     "prints «car 1 leaves»; and ends."},
    {"a sleep of nothing", GATE, 1,
     "main begins: it creates 4 tasks, worker to worker·4; "
     "and is suspended: it joins the end of the ready queue, for the next iteration."},
    {"an event", GATE, 2, "worker begins and is suspended: it waits for gate to be set."},
    {"the plural", GATE, 6,
     "main sets gate; wakes 4 tasks, worker to worker·4, for the next iteration; "
     "and is suspended: it waits for the tasks of wait 1, of which 0 of 4 are done."},
    {"a condition's lock is taken", COUNTER, 1,
     "main begins: it takes the lock of counter and is suspended: it sleeps until 1.0 s."},
    {"a condition's lock is given back", COUNTER, 3, "main gives the lock of counter back and ends."},
    {"an empty queue", QUEUE, 2, "consumer begins and is suspended: it waits for an item from jobs."},
    {"a full queue", QUEUE, 4,
     "main puts an item into jobs (1 in it); wakes consumer, for the next iteration; "
     "and is suspended: it waits for room in jobs."},
    {"an item is taken", QUEUE, 5,
     "consumer takes an item from jobs (0 left); wakes main, for the next iteration; and ends with 'a'."},
    {"what happened first is told first, and join is no get", WORKED, 1,
     "main begins: it creates worker, puts an item into jobs (1 in it), "
     "and is suspended: it waits until every item of jobs is marked as done."},
    {"a thread that tells nobody", UNTOLD, 3,
     "The loop slept, for nobody told it of the ready queue; the clock jumps from 1.0 to 4.0 s, to alarm's timer. "
     "main is suspended: it waits for alarm."},
    {"time.sleep", FAILURES, 1,
     "main begins: it blocks the loop in time.sleep while the clock goes from 0.0 to 0.5 s, creates first and "
     "sleeper, and is suspended: it joins the end of the ready queue, for the next iteration."},
    {"a failure", FAILURES, 2, "first begins and fails: ValueError('no')."},
    {"a cancellation is asked for", FAILURES, 4,
     "main cancels sleeper, enters timeout 1 (deadline 2.5 s), and is suspended: it sleeps until 5.5 s."},
    {"a cancellation arrives", FAILURES, 5, "sleeper gets CancelledError where it waits and ends, cancelled."},
    {"a deadline passes", FAILURES, 6,
     "Nobody is ready; the clock jumps from 0.5 to 2.5 s, to the deadline of timeout 1. "
     "A timeout's timer runs: the deadline of timeout 1 has passed, and main is cancelled."},
    {"a timeout is over", FAILURES, 7,
     "main gets CancelledError where it waits; leaves timeout 1, which turns CancelledError into TimeoutError; "
     "prints «late»; and 1 more."},
};

static void each_turn_is_told_in_a_sentence(void **state)
{
    (void)state;
    bool is_same = true;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sim *sim = open_program(rows[i].source);
        assert_int_equal(sim_seek_callback(sim, rows[i].callback), SIM_MOVED);
        const char *told = sim_narration(sim, SIM_STORY);
        if (strcmp(told, rows[i].story) != 0) {
            print_error("%s:\n  told  %s\n  not   %s\n", rows[i].label, told, rows[i].story);
            is_same = false;
        }
        sim_close(sim);
    }
    assert_true(is_same);
}

static void the_start_says_what_is_about_to_happen(void **state)
{
    (void)state;
    Sim *lot = open_program(LOT), *gate = open_program(GATE);
    assert_string_equal(sim_narration(lot, SIM_STORY), "Two cars, one space.");
    assert_string_equal(sim_narration(gate, SIM_STORY), "test.py is about to begin.");
    sim_step(lot, SIM_CALLBACK, 1);
    assert_string_equal(sim_narration(lot, SIM_STORY), "The module's code creates main and starts the loop.");
    sim_close(lot);
    sim_close(gate);
}

static void the_loop_is_told_in_its_order(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    sim_seek_callback(sim, 4);
    assert_string_equal(sim_narration(sim, SIM_LOOP),
                        "Nobody is ready: the clock jumps from 0.0 to 1.0 s; the timer of car 1 for 1.0 s is due: "
                        "its callback joins the ready queue. Callback 4, in iteration 3, is a timer's: "
                        "_set_result_unless_cancelled. car 1 joins the ready queue.");
    sim_close(sim);
}

static void cpythons_functions_are_named(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    sim_seek_callback(sim, 4);
    assert_string_equal(
        sim_narration(sim, SIM_CPYTHON),
        "BaseEventLoop._run_once() finds _ready empty, and select() waits until 1.0 s; the TimerHandle "
        "of car 1 for 1.0 s goes from _scheduled to _ready. Handle._run() calls "
        "_set_result_unless_cancelled(); Future.__schedule_callbacks() puts Task.__wakeup of car "
        "1 into _ready by call_soon().");
    sim_seek_callback(sim, 5);
    assert_non_null(strstr(sim_narration(sim, SIM_CPYTHON), "Semaphore._wake_up_next()"));
    sim_close(sim);
}

/* In the middle of a turn only what has happened is told. */
static void the_middle_of_a_turn_tells_what_has_been(void **state)
{
    (void)state;
    Sim *sim = open_program(FAILURES);
    sim_seek_callback(sim, 1);
    assert_int_equal(sim_step(sim, SIM_LINE, -1), SIM_MOVED);
    const char *told = sim_narration(sim, SIM_STORY);
    assert_non_null(strstr(told, "creates first"));
    assert_null(strstr(told, "suspended"));
    sim_close(sim);
}

/* ---- ends ---- */

typedef struct EndRow {
    const char *label, *source;
    SimEnd end;
    const char *parts[4]; /* that the text has */
} EndRow;

static const EndRow ends[] = {
    {"nobody can set an event",
     "import asyncio\n"
     "async def main():\n"
     "    gate = asyncio.Event()\n"
     "    await gate.wait()\n"
     "asyncio.run(main())\n",
     SIM_END_DEADLOCK,
     {"can never go on",
      "\n  main waits for gate, 1st in its waiting line, which nobody can set any more (line 4)"}},
    {"two locks, crosswise",
     "import asyncio\n"
     "a = asyncio.Lock()\n"
     "b = asyncio.Lock()\n"
     "async def take(first, second):\n"
     "    async with first:\n"
     "        await asyncio.sleep(0)\n"
     "        async with second:\n"
     "            pass\n"
     "async def main():\n"
     "    await asyncio.gather(take(a, b), take(b, a))\n"
     "asyncio.run(main())\n",
     SIM_END_DEADLOCK,
     {"take waits for b, 1st in its waiting line, held by take·2",
      "take·2 waits for a, 1st in its waiting line, held by take",
      "main waits for gather 1, where 0 of 2 are done"}},
    {"a queue that nobody fills",
     "import asyncio\n"
     "async def main():\n"
     "    await asyncio.Queue().get()\n"
     "asyncio.run(main())\n",
     SIM_END_DEADLOCK,
     {"main waits for Queue 1, 1st in its waiting line, which is empty"}},
    {"spinning",
     "import asyncio\n"
     "async def later():\n"
     "    await asyncio.sleep(1)\n"
     "async def main():\n"
     "    task = asyncio.create_task(later())\n"
     "    while not task.done():\n"
     "        await asyncio.sleep(0)\n"
     "asyncio.run(main())\n",
     SIM_END_SPIN,
     {"main spins: here time passes only while nobody is ready; wait for an Event, or sleep(0.01)"}},
    {"a callback without an end",
     "import asyncio\n"
     "async def main():\n"
     "    while True:\n"
     "        pass\n"
     "asyncio.run(main())\n",
     SIM_END_INSTRUCTIONS,
     {"callback 1, a step of main, does not end"}},
    {"by itself", "print('over')\n", SIM_END_FINISHED, {""}},
    {"with an exception", "1 / 0\n", SIM_END_RAISED, {""}},
};

static void an_end_is_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const SimSource source = {"test.py", ends[i].source, strlen(ends[i].source)};
        const SimOptions options = {.iteration_limit = 1000, .instruction_limit = 100000};
        Sim *sim = sim_open(&source, &options, report, NULL);
        assert_non_null(sim);
        SimExtent extent;
        sim_extent(sim, &extent);
        if (extent.end != ends[i].end)
            fail_msg("%s: end %d, not %d", ends[i].label, extent.end, ends[i].end);
        for (size_t part = 0; part < 4 && ends[i].parts[part]; part++)
            if (!strstr(extent.end_text, ends[i].parts[part]))
                fail_msg("%s: no «%s» in\n%s", ends[i].label, ends[i].parts[part], extent.end_text);
        sim_close(sim);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_turn_is_told_in_a_sentence),
        cmocka_unit_test(the_start_says_what_is_about_to_happen),
        cmocka_unit_test(the_loop_is_told_in_its_order),
        cmocka_unit_test(cpythons_functions_are_named),
        cmocka_unit_test(the_middle_of_a_turn_tells_what_has_been),
        cmocka_unit_test(an_end_is_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
