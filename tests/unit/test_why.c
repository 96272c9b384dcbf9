/* Why: the chains of causes, each to its root; and that asking changes nothing, wherever it is done. */
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

static const char LOT[] = "import asyncio\n"
                          "lot = asyncio.Semaphore(1)\n"
                          "async def car(number):\n"
                          "    async with lot:\n"
                          "        await asyncio.sleep(1)\n"
                          "async def main():\n"
                          "    await asyncio.gather(car(1), car(2))\n"
                          "asyncio.run(main())\n";

static const char LOCKS[] = "import asyncio\n"
                            "async def hold(first, second):\n"
                            "    async with first:\n"
                            "        await asyncio.sleep(1)\n"
                            "        async with second:\n"
                            "            pass\n"
                            "async def main():\n"
                            "    a, b = asyncio.Lock(), asyncio.Lock()\n"
                            "    one = asyncio.create_task(hold(a, b), name='one')\n"
                            "    two = asyncio.create_task(hold(b, a), name='two')\n"
                            "    async with asyncio.timeout(LIMIT):\n"
                            "        await one\n"
                            "LIMIT = None\n"
                            "asyncio.run(main())\n";

static const char GUARDED[] = "import asyncio\n"
                              "async def hold(first, second):\n"
                              "    async with first:\n"
                              "        await asyncio.sleep(1)\n"
                              "        async with asyncio.timeout(9):\n"
                              "            await second.acquire()\n"
                              "async def main():\n"
                              "    a, b = asyncio.Lock(), asyncio.Lock()\n"
                              "    one = asyncio.create_task(hold(a, b), name='one')\n"
                              "    await asyncio.wait([one, asyncio.create_task(hold(b, a), name='two')])\n"
                              "asyncio.run(main())\n";

static const char GATE[] = "import asyncio\n"
                           "async def worker(gate):\n"
                           "    await gate.wait()\n"
                           "async def main():\n"
                           "    await worker(asyncio.Event())\n"
                           "asyncio.run(main())\n";

static const char QUEUE[] = "import asyncio\n"
                            "jobs = asyncio.Queue(1)\n"
                            "async def consumer():\n"
                            "    while True:\n"
                            "        await jobs.get()\n"
                            "async def main():\n"
                            "    task = asyncio.create_task(consumer())\n"
                            "    await asyncio.sleep(1)\n"
                            "    await jobs.put('a')\n"
                            "    async with asyncio.timeout(5):\n"
                            "        await asyncio.sleep(9)\n"
                            "asyncio.run(main())\n";

static const char FULL[] = "import asyncio\n"
                           "async def main():\n"
                           "    jobs = asyncio.Queue(1)\n"
                           "    await jobs.put('a')\n"
                           "    await jobs.put('b')\n"
                           "asyncio.run(main())\n";

static const char JOIN[] = "import asyncio\n"
                           "async def main():\n"
                           "    jobs = asyncio.Queue()\n"
                           "    await jobs.put('a')\n"
                           "    await jobs.get()\n"
                           "    await jobs.join()\n"
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

static const char PUTTING[] = "import asyncio\n"
                              "async def getter(jobs):\n"
                              "    await jobs.put('a')\n"
                              "    return await jobs.get(), await jobs.get()\n"
                              "async def main():\n"
                              "    jobs = asyncio.Queue()\n"
                              "    task = asyncio.create_task(getter(jobs))\n"
                              "    await asyncio.sleep(1)\n"
                              "    await jobs.put('b')\n"
                              "    await task\n"
                              "asyncio.run(main())\n";

static const char BARRIER[] = "import asyncio\n"
                              "async def main():\n"
                              "    start = asyncio.Barrier(3)\n"
                              "    await start.wait()\n"
                              "asyncio.run(main())\n";

static const char CONDITION[] = "import asyncio\n"
                                "async def main():\n"
                                "    news = asyncio.Condition()\n"
                                "    async with news:\n"
                                "        await news.wait()\n"
                                "asyncio.run(main())\n";

static const char YIELDS[] = "import asyncio\n"
                             "async def other():\n"
                             "    await asyncio.sleep(0)\n"
                             "async def main():\n"
                             "    task = asyncio.create_task(other())\n"
                             "    await asyncio.sleep(0)\n"
                             "    task.cancel()\n"
                             "    await asyncio.sleep(1)\n"
                             "asyncio.run(main())\n";

typedef struct Row {
    const char *label, *source;
    uint32_t callback;
    uint32_t task; /* 0: thing 1 */
    const char *why;
} Row;

static const Row rows[] = {
    {"a space that is held, down to a deadline", LOT, 3, 3,
     "car 2 waits for lot, since 0.0 s (line 4)\n"
     "  held by car 1 since 0.0 s (line 4)\n"
     "    car 1 sleeps until 1.0 s, since 0.0 s (line 5)\n"
     "  it ran just now:\n"
     "    created at 0.0 s by main (line 7)\n"},
    {"children of a gather", LOT, 4, 1,
     "main waits for gather 1, since 0.0 s (line 7)\n"
     "  gather 1: 0 of 2 are done\n"
     "  car 1 is in the ready queue: it is next, and runs in the next iteration\n"
     "    its timer was due: the clock had come to 1.0 s\n"
     "  car 2 waits for lot, since 0.0 s (line 4)\n"},
    {"handed over, and why the giver ran", LOT, 5, 3,
     "car 2 is in the ready queue: it is next, and runs in the next iteration\n"
     "  woken at 1.0 s by car 1, through lot\n"
     "    car 1 ran then: its timer was due: the clock had come to 1.0 s"},
    {"why it ran just now, though it sleeps", LOT, 6, 3,
     "car 2 sleeps until 2.0 s, since 1.0 s (line 5)\n"
     "  it ran just now:\n"
     "    woken at 1.0 s by car 1, through lot\n"
     "      car 1 ran then: its timer was due: the clock had come to 1.0 s"},
    {"a task that has ended", LOT, 5, 2, "car 1 is done, since 1.0 s: None\n"},
    {"a new task", LOT, 1, 3,
     "car 2 has not begun: its first step is in the ready queue, behind 1 callback, and runs in the next "
     "iteration\n"
     "  created at 0.0 s by main (line 7)\n"
     "    main ran then: created at 0.0 s by the module (line 8)"},
    {"an object", LOT, 3, 0,
     "lot: 1 task waits\n"
     "  held by car 1 since 0.0 s (line 4)\n"
     "    car 1 sleeps until 1.0 s, since 0.0 s (line 5)"},
    {"a circle", LOCKS, UINT32_MAX, 2,
     "one waits for Lock 2, since 1.0 s (line 5)\n"
     "  held by two since 0.0 s (line 3)\n"
     "    two waits for Lock 1, since 1.0 s (line 5)\n"
     "      held by one since 0.0 s (line 3)\n"
     "        one waits for this in turn: the circle is closed, a deadlock\n"
     "  in this run it never goes on"},
    {"the first of what a timeout guards", GUARDED, 6, 2,
     "one waits for Lock 2, since 1.0 s (line 6)\n"
     "  held by two since 0.0 s (line 3)\n"
     "    two is in the ready queue"},
    {"a circle that timeouts open", GUARDED, 7, 2,
     "one waits for Lock 2, since 1.0 s (line 6)\n"
     "  held by two since 0.0 s (line 3)\n"
     "    two waits for Lock 1, since 1.0 s (line 6)\n"
     "      held by one since 0.0 s (line 3)\n"
     "        one waits for this in turn\n"
     "      at most until 10.0 s, when its timeout ends the wait (line 5)\n"
     "  at most until 10.0 s, when its timeout ends the wait (line 5)"},
    {"an await of a task that is in a circle", LOCKS, UINT32_MAX, 1, "main waits for one, since 0.0 s (line 12)\n"},
    {"an event that nobody sets", GATE, 1, 1,
     "main waits for Event 1, since 0.0 s (line 3)\n"
     "  Event 1 is not set, and in this run nobody ever sets it\n"},
    {"an empty queue, and who put last", QUEUE, 5, 2,
     "consumer waits for jobs, since 1.0 s (line 5)\n"
     "  jobs is empty\n"
     "  the last to put was main, at 1.0 s (line 9)\n"
     "    main sleeps until 10.0 s, since 1.0 s (line 11)"},
    {"a full queue", FULL, 1, 1,
     "main waits for jobs, since 0.0 s (line 5)\n"
     "  jobs is full: 1 of 1\n"
     "  nobody has taken anything from it yet\n"
     "  in this run it never goes on"},
    {"join", JOIN, 1, 1,
     "main waits for jobs, since 0.0 s (line 6)\n"
     "  1 item of jobs is not yet marked as done by task_done()\n"},
    {"join while a worker works", WORKED, 2, 1,
     "main waits for jobs, since 0.0 s (line 11)\n"
     "  1 item of jobs is not yet marked as done by task_done()\n"
     "  the last to take was worker, at 0.0 s (line 4)\n"
     "    worker sleeps until 1.0 s, since 0.0 s (line 5)"},
    {"the getter was the last to put, and another will put", PUTTING, 2, 2,
     "getter waits for jobs, since 0.0 s (line 4)\n"
     "  jobs is empty\n"
     "  the last to put was getter, at 0.0 s (line 3)"},
    {"a barrier", BARRIER, 1, 1,
     "main waits for start, since 0.0 s (line 4)\n"
     "  start: 1 of 3 have come\n"},
    {"a condition", CONDITION, 1, 1,
     "main waits for news, since 0.0 s (line 5)\n"
     "  it must be notified, and in this run nobody ever does that\n"},
    {"giving way", YIELDS, 2, 1,
     "main is in the ready queue: it is next\n"
     "  it gave way, and joined the ready queue by itself at 0.0 s"},
    {"no such task", LOT, 3, 99, ""},
};

static void each_chain_is_told(void **state)
{
    (void)state;
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Sim *sim = open_program(rows[i].source);
        if (rows[i].callback == UINT32_MAX)
            sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
        else
            sim_seek_callback(sim, rows[i].callback);
        const char *why = rows[i].task ? sim_why_task(sim, rows[i].task) : sim_why_thing(sim, 1);
        size_t length = strlen(rows[i].why);
        if (strncmp(why, rows[i].why, length ? length : 1) != 0) {
            print_message("%s:\n%s\n---- wanted\n%s\n", rows[i].label, why, rows[i].why);
            wrong++;
        }
        sim_close(sim);
    }
    assert_int_equal(wrong, 0);
}

/* At every callback, of everybody. */
static void asking_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Sim *sim = open_program(rows[i].source);
        do {
            uint64_t hash = sim_hash(sim);
            for (uint32_t task = 0; task <= sim_task_count(sim) + 1; task++)
                assert_non_null(sim_why_task(sim, task));
            for (uint32_t thing = 0; thing <= sim_thing_count(sim) + 1; thing++)
                assert_non_null(sim_why_thing(sim, thing));
            assert_true(hash == sim_hash(sim));
        } while (sim_step(sim, SIM_LINE, 1) == SIM_MOVED);
        sim_close(sim);
    }
}

/* A long line of tasks, each waiting for the next, ends where lines and depth end. */
static void long_chains_are_cut(void **state)
{
    (void)state;
    static const char chain[] = "import asyncio\n"
                                "async def link(number):\n"
                                "    if number < 200:\n"
                                "        await asyncio.create_task(link(number + 1))\n"
                                "    else:\n"
                                "        await asyncio.Event().wait()\n"
                                "asyncio.run(link(0))\n";
    Sim *sim = open_program(chain);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    const char *why = sim_why_task(sim, 1);
    assert_non_null(strstr(why, "link 2 waits for link 3"));
    assert_null(strstr(why, "link 50"));
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_chain_is_told),
        cmocka_unit_test(asking_changes_nothing),
        cmocka_unit_test(long_chains_are_cut),
    };
    return cmocka_run_group_tests_name("why", tests, NULL, NULL);
}
