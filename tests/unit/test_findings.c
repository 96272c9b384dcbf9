/* Findings: each kind with a program that earns it and with near misses that do not; and all scenarios. */
#include "sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { TOLD_MOST = 4000 };

typedef struct Row {
    const char *label, *program;
    const char *expected; /* a line for each finding */
} Row;

static void write_findings(const Sim *sim, char *out, size_t size)
{
    SimFinding finding;
    size_t used = 0;
    *out = '\0';
    for (size_t at = 0; sim_finding(sim, at, &finding); at++)
        used +=
            (size_t)snprintf(out + used, size - used, "%u:%u %s at %u (%g s): %s\n", finding.line, finding.column,
                             finding.kind.word, finding.callback, (double)finding.time_ns / 1e9, finding.seen);
}

static bool row_is_right(const Row *row)
{
    char told[TOLD_MOST];
    const SimSource source = {"test.py", row->program, strlen(row->program)};
    const SimOptions options = {.horizon = 2000};
    Sim *sim = sim_open(&source, &options, NULL, NULL);
    if (!sim)
        print_error("%s: does not load\n", row->label);
    assert_non_null(sim);
    uint64_t hash = sim_hash(sim);
    write_findings(sim, told, sizeof told);
    assert_true(sim_hash(sim) == hash);
    assert_true(sim_has_findings(sim));
    sim_close(sim);
    bool is_right = strcmp(told, row->expected) == 0;
    if (!is_right)
        print_error("%s:\n%s", row->label, told);
    return is_right;
}

static void check_rows(const Row *rows, size_t count)
{
    bool are_right = true;
    for (size_t i = 0; i < count; i++)
        are_right = row_is_right(&rows[i]) && are_right;
    assert_true(are_right);
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

/* A program whose main is given, after some coroutines that the tests use. */
#define PROGRAM(main)                                                                                              \
    "import asyncio, time, threading, contextlib\n"                                                                \
    "async def fetch(n):\n"                                                                                        \
    "    await asyncio.sleep(n)\n"                                                                                 \
    "    return n\n"                                                                                               \
    "async def fail(n):\n"                                                                                         \
    "    await asyncio.sleep(n)\n"                                                                                 \
    "    raise ValueError(n)\n"                                                                                    \
    "async def main():\n" main "asyncio.run(main())\n"

static void lost_coroutines_and_tasks(void **state)
{
    static const Row rows[] = {
        {"never awaited", PROGRAM("    fetch(1)\n    await fetch(2)\n"),
         "9:5 never-awaited at 1 (0 s): this coroutine of fetch() is dropped, and nothing of it has run\n"},
        {"kept in a variable, and never awaited", PROGRAM("    later = fetch(1)\n    await fetch(2)\n"),
         "9:13 never-awaited at 3 (2 s): this coroutine of fetch() is dropped, and nothing of it has run\n"},
        {"near: closed by hand", PROGRAM("    later = fetch(1)\n    later.close()\n    await fetch(2)\n"), ""},
        {"a task nobody holds, cut off", PROGRAM("    asyncio.create_task(fetch(5))\n    await fetch(2)\n"),
         "9:5 task-not-held at 5 (2 s): fetch 5 is cut off: it has not ended when the program ends\n"},
        {"a task nobody holds, which fails", PROGRAM("    asyncio.ensure_future(fail(1))\n    await fetch(2)\n"),
         "9:5 task-not-held at 4 (1 s): fail 1 fails, and nobody learns of it\n"},
        {"several, and they end in time",
         PROGRAM("    [asyncio.get_running_loop().create_task(fetch(n)) for n in range(2)]\n    await fetch(2)\n"),
         "9:6 task-not-held at 1 (0 s): fetch 0 is held by nobody while it waits (2 tasks were made here)\n"},
        {"near: held, and awaited", PROGRAM("    task = asyncio.create_task(fetch(1))\n    await task\n"), ""},
        {"near: a group holds it",
         PROGRAM("    async with asyncio.TaskGroup() as tasks:\n        tasks.create_task(fetch(1))\n"), ""},
        {"an exception that nobody takes",
         PROGRAM("    task = asyncio.create_task(fail(1))\n    await fetch(2)\n    del task\n    await fetch(1)\n"),
         "9:5 never-retrieved at 4 (1 s): fail 1 fails with ValueError(1)\n"},
        {"near: somebody takes it",
         PROGRAM("    task = asyncio.create_task(fail(1))\n    await asyncio.wait([task])\n    task.exception()\n"),
         ""},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void races(void **state)
{
#define RACE(after)                                                                                                \
    PROGRAM("    racers = [asyncio.create_task(fetch(n)) for n in (1, 2)]\n"                                       \
            "    done, pending = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)\n" after)
    static const Row rows[] = {
        {"works on for nobody", RACE("    await asyncio.sleep(3)\n"),
         "10:27 race-not-drained at 9 (2 s): fetch 2 works on to its end, for nobody\n"},
        {"still running at the end", RACE(""),
         "10:27 race-not-drained at 8 (1 s): fetch 2 is still running when the program ends\n"},
        {"near: cancelled and drained",
         RACE("    for task in pending: task.cancel()\n"
              "    await asyncio.gather(*pending, return_exceptions=True)\n"),
         ""},
        {"near: awaited later", RACE("    for task in pending: await task\n"), ""},
        {"near: awaited when it has ended long ago",
         RACE("    await asyncio.sleep(3)\n    for task in pending: print(await task)\n"), ""},
        {"near: waited for again", RACE("    await asyncio.wait(pending)\n"), ""},
        {"near: all are done", PROGRAM("    await asyncio.wait([asyncio.create_task(fetch(n)) for n in (1, 2)])\n"),
         ""},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void rows_of_awaits(void **state)
{
    static const Row rows[] = {
        {"two of a kind", PROGRAM("    await fetch(1)\n    await fetch(2)\n"),
         "9:5 sequential-awaits at 3 (1 s): the second begins 1.0 s after the first, when that has ended\n"},
        {"three of a kind are told once", PROGRAM("    await fetch(1)\n    await fetch(2)\n    await fetch(1)\n"),
         "9:5 sequential-awaits at 3 (1 s): the second begins 1.0 s after the first, when that has ended\n"},
        {"two results", PROGRAM("    a = await fetch(1)\n    b = await fetch(2)\n    print(a, b)\n"),
         "9:5 sequential-awaits at 3 (1 s): the second begins 1.0 s after the first, when that has ended\n"},
        {"a loop", PROGRAM("    for n in (1, 2):\n        print(n)\n        await fetch(n)\n"),
         "11:9 sequential-awaits at 3 (1 s): the second begins 1.0 s after the first, when that has ended\n"},
        {"a comprehension", PROGRAM("    print([await fetch(n) for n in (1, 2)])\n"),
         "9:11 sequential-awaits at 3 (1 s): the second begins 1.0 s after the first, when that has ended\n"},
        {"near: the second needs the first", PROGRAM("    a = await fetch(1)\n    b = await fetch(a)\n"), ""},
        {"near: one thing after the other", PROGRAM("    await fetch(1)\n    await asyncio.sleep(1)\n"), ""},
        {"near: a gather", PROGRAM("    await asyncio.gather(fetch(1), fetch(2))\n"), ""},
        {"near: no time passes", PROGRAM("    await fetch(0)\n    await fetch(0)\n"), ""},
        {"near: trying again",
         PROGRAM("    for attempt in range(3):\n        try:\n            await fail(attempt)\n"
                 "        except ValueError:\n            pass\n"),
         ""},
        {"near: a sum that feeds the next",
         PROGRAM("    total = 1\n    for n in (1, 2):\n        total += await fetch(n * total)\n"), ""},
        {"near: acts that set the stage",
         "import asyncio\nscore = 0\nasync def act(n):\n    global score\n    score = n\n    await "
         "asyncio.sleep(n)\n"
         "async def main():\n    await act(1)\n    await act(2)\nasyncio.run(main())\n",
         ""},
        {"near: what one leaves behind the other looks at",
         "import asyncio\nfloor = 0\nasync def move(to):\n    global floor\n    while floor != to:\n"
         "        await asyncio.sleep(1)\n        floor += 1 if floor < to else -1\n"
         "async def main():\n    await move(3)\n    await move(1)\nasyncio.run(main())\n",
         ""},
        {"near: under a lock",
         PROGRAM("    async with asyncio.Lock():\n        for n in (1, 2):\n            await fetch(n)\n"), ""},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void what_holds_up_or_floods_the_loop(void **state)
{
    static const Row rows[] = {
        {"time.sleep, and somebody is late",
         PROGRAM("    task = asyncio.create_task(fetch(1))\n    await asyncio.sleep(0)\n    time.sleep(1.5)\n"
                 "    await task\n"),
         "11:5 blocking-sleep at 3 (1.5 s): the loop stands still for 1.5 s, and fetch 1 is 0.5 s late\n"},
        {"time.sleep in a callback, with nobody to be late",
         PROGRAM("    asyncio.get_running_loop().call_later(1, time.sleep, 2)\n    await asyncio.sleep(4)\n"), ""},
        {"near: asyncio.sleep, and time.sleep in a thread",
         PROGRAM("    await asyncio.sleep(1)\n    await asyncio.to_thread(time.sleep, 1)\n"), ""},
        {"near: before the loop", "import asyncio, time\ntime.sleep(1)\nasyncio.run(asyncio.sleep(1))\n", ""},
        {"51 at once", PROGRAM("    await asyncio.gather(*[fetch(1) for n in range(51)])\n"),
         "9:11 unbounded-gather at 52 (0 s): 51 tasks begin at once, and none of them waits for a space (more than "
         "50 "
         "is many)\n"},
        {"near: 50 at once", PROGRAM("    await asyncio.gather(*[fetch(1) for n in range(50)])\n"), ""},
        {"near: 60 behind a semaphore",
         "import asyncio\nlimit = asyncio.Semaphore(5)\nasync def one(n):\n    async with limit:\n"
         "        await asyncio.sleep(1)\nasync def main():\n"
         "    await asyncio.gather(*[one(n) for n in range(60)])\nasyncio.run(main())\n",
         ""},
        {"an event set by a thread",
         PROGRAM("    event = asyncio.Event()\n    threading.Thread(target=event.set).start()\n"
                 "    await asyncio.sleep(1)\n    await event.wait()\n"),
         "10:5 touched-from-thread at 1 (0 s): worker thread 1 does it, and the loop is not told\n"},
        {"an item put by a thread's own code",
         PROGRAM(
             "    queue = asyncio.Queue()\n    def work():\n        time.sleep(1)\n        queue.put_nowait(1)\n"
             "    threading.Thread(target=work).start()\n    await asyncio.sleep(2)\n    await queue.get()\n"),
         "12:9 touched-from-thread at 1 (1 s): worker thread 1 does it, and the loop is not told\n"},
        {"near: call_soon_threadsafe",
         PROGRAM("    event, loop = asyncio.Event(), asyncio.get_running_loop()\n    def work():\n        "
                 "time.sleep(1)\n"
                 "        loop.call_soon_threadsafe(event.set)\n    threading.Thread(target=work).start()\n"
                 "    await event.wait()\n"),
         ""},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void cancellations(void **state)
{
#define CANCELLED(handler)                                                                                         \
    "import asyncio\n"                                                                                             \
    "async def work():\n"                                                                                          \
    "    try:\n"                                                                                                   \
    "        await asyncio.sleep(5)\n" handler "async def main():\n"                                               \
    "    task = asyncio.create_task(work())\n"                                                                     \
    "    await asyncio.sleep(1)\n"                                                                                 \
    "    task.cancel()\n"                                                                                          \
    "    await asyncio.wait([task])\n"                                                                             \
    "asyncio.run(main())\n"
    static const Row rows[] = {
        {"caught, and on it goes",
         CANCELLED("    except asyncio.CancelledError:\n        print('no')\n    await asyncio.sleep(1)\n"),
         "5:5 cancelled-swallowed at 5 (1 s): work is cancelled, goes on, and ends as if nothing had happened\n"},
        {"again and again",
         CANCELLED("    except asyncio.CancelledError:\n        while True:\n            try:\n"
                   "                await asyncio.sleep(1)\n            except asyncio.CancelledError:\n"
                   "                pass\n"),
         "5:5 cancelled-swallowed at 5 (1 s): work is cancelled, and goes on\n"},
        {"a bare except", CANCELLED("    except:\n        await asyncio.sleep(1)\n"),
         "5:5 cancelled-swallowed at 5 (1 s): work is cancelled, goes on, and ends as if nothing had happened\n"},
        {"near: cleaned up and raised",
         CANCELLED("    except asyncio.CancelledError:\n        await asyncio.sleep(1)\n        raise\n"), ""},
        {"near: finally", CANCELLED("    finally:\n        await asyncio.sleep(1)\n"), ""},
        {"near: except Exception", CANCELLED("    except Exception:\n        await asyncio.sleep(1)\n"), ""},
        {"near: a timeout's cancellation",
         "import asyncio\nasync def main():\n    try:\n        async with asyncio.timeout(1):\n"
         "            await asyncio.sleep(5)\n    except TimeoutError:\n        await asyncio.sleep(1)\n"
         "asyncio.run(main())\n",
         ""},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void queues(void **state)
{
#define CONSUMERS(sentinels, body)                                                                                 \
    "import asyncio\n"                                                                                             \
    "async def eat(queue):\n"                                                                                      \
    "    while await queue.get() is not None:\n"                                                                   \
    "        " body "\n"                                                                                           \
    "async def main():\n"                                                                                          \
    "    queue = asyncio.Queue()\n"                                                                                \
    "    tasks = [asyncio.create_task(eat(queue), name=f'eater {n}') for n in (1, 2)]\n"                           \
    "    for item in (1, 2, 3" sentinels "):\n"                                                                    \
    "        await queue.put(item)\n"                                                                              \
    "    await asyncio.gather(*tasks)\n"                                                                           \
    "asyncio.run(main())\n"
#define JOINED(body)                                                                                               \
    "import asyncio\n"                                                                                             \
    "async def eat(queue):\n"                                                                                      \
    "    while True:\n"                                                                                            \
    "        item = await queue.get()\n" body "async def main():\n"                                                \
    "    queue = asyncio.Queue()\n"                                                                                \
    "    task = asyncio.create_task(eat(queue))\n"                                                                 \
    "    queue.put_nowait(1)\n"                                                                                    \
    "    await queue.join()\n"                                                                                     \
    "    task.cancel()\n"                                                                                          \
    "asyncio.run(main())\n"
    static const Row rows[] = {
        {"one sentinel too few", CONSUMERS(", None", "pass"),
         "3:17 sentinel-missing at 3 (0 s): eater 1 took the last item and ended; eater 2 waits for one that never "
         "comes\n"},
        {"near: one for each", CONSUMERS(", None, None", "pass"), ""},
        {"near: each knows how many it takes",
         "import asyncio\nasync def eat(queue, count):\n    for n in range(count):\n        await queue.get()\n"
         "async def main():\n    queue = asyncio.Queue()\n"
         "    tasks = [asyncio.create_task(eat(queue, n)) for n in (1, 5)]\n"
         "    for n in range(3): queue.put_nowait(n)\n    await asyncio.sleep(1)\n    tasks[1].cancel()\n"
         "asyncio.run(main())\n",
         ""},
        {"near: none at all: that is told as the end", CONSUMERS("", "pass"), ""},
        {"task_done is missing", JOINED("        print(item)\n"),
         "4:22 task-done-missing at 2 (0 s): main waits in join(): 1 item was taken, 0 told as done\n"},
        {"near: task_done is called", JOINED("        queue.task_done()\n"), ""},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void looking_and_not_looking(void **state)
{
#define FLAG(loop)                                                                                                 \
    "import asyncio\n"                                                                                             \
    "ready = False\n"                                                                                              \
    "looks = 0\n"                                                                                                  \
    "async def load():\n"                                                                                          \
    "    global ready\n"                                                                                           \
    "    await asyncio.sleep(3.5)\n"                                                                               \
    "    ready = True\n"                                                                                           \
    "async def wait():\n"                                                                                          \
    "    global looks\n" loop "async def main():\n"                                                                \
    "    await asyncio.gather(load(), wait())\n"                                                                   \
    "asyncio.run(main())\n"
#define PLATES(wait)                                                                                               \
    "import asyncio\n"                                                                                             \
    "plates = 0\n"                                                                                                 \
    "async def eat(counter):\n"                                                                                    \
    "    async with counter:\n" wait "async def main():\n"                                                         \
    "    global plates\n"                                                                                          \
    "    counter = asyncio.Condition()\n"                                                                          \
    "    task = asyncio.create_task(eat(counter))\n"                                                               \
    "    await asyncio.sleep(1)\n"                                                                                 \
    "    async with counter:\n"                                                                                    \
    "        plates = 1\n"                                                                                         \
    "        counter.notify()\n"                                                                                   \
    "    await task\n"                                                                                             \
    "asyncio.run(main())\n"
    static const Row rows[] = {
        {"polling", FLAG("    while not ready:\n        looks += 1\n        await asyncio.sleep(1)\n"),
         "10:5 polling at 5 (1 s): 3 looks in vain; the first is that of wait\n"},
        {"polling with an if",
         FLAG("    while True:\n        if ready:\n            break\n        await asyncio.sleep(1)\n"),
         "10:5 polling at 5 (1 s): 3 looks in vain; the first is that of wait\n"},
        {"near: two looks", FLAG("    while not ready:\n        await asyncio.sleep(1.5)\n"), ""},
        {"near: a ticker", FLAG("    while looks < 5:\n        looks += 1\n        await asyncio.sleep(1)\n"), ""},
        {"near: work in between",
         FLAG("    while not ready:\n        print('tick')\n        await asyncio.sleep(1)\n"), ""},
        {"near: until a time",
         FLAG(
             "    loop = asyncio.get_running_loop()\n    while loop.time() < 5:\n        await asyncio.sleep(1)\n"),
         ""},
        {"woken, and not looked", PLATES("        await counter.wait()\n"),
         "5:15 condition-unchecked at 5 (1 s): eat is woken, and goes on without looking\n"},
        {"looked only once", PLATES("        if not plates:\n            await counter.wait()\n"),
         "6:19 condition-unchecked at 5 (1 s): eat is woken, and goes on without looking\n"},
        {"near: a loop", PLATES("        while not plates:\n            await counter.wait()\n"), ""},
        {"near: wait_for", PLATES("        await counter.wait_for(lambda: plates)\n"), ""},
    };
    (void)state;
    CHECK_ROWS(rows);
}

/* ---- the scenarios: those that show a failure on purpose earn a warning, and no other ---- */

static char *read_file(const char *name)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/%s", SCENARIO_FOLDER, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    return text;
}

static void scenarios_earn_what_they_show(void **state)
{
    static const struct {
        const char *name, *words;
    } rows[] = {
        {"api_limit.py", ""},
        {"backpressured_queue.py", ""},
        {"cdn_race.py", "race-not-drained "},
        {"condition_predicate.py", "condition-unchecked "},
        {"connection_pool.py", ""},
        {"deadline_cleanup.py", ""},
        {"doorbell.py", "polling "},
        {"event_from_thread.py", "touched-from-thread "},
        {"five_tools.py", ""},
        {"group_or_gather.py", ""},
        {"kettle.py", "polling "},
        {"never_awaited.py", "never-awaited sequential-awaits task-not-held "},
        {"parking_lot.py", ""},
        {"pool_signal.py", ""},
        {"race_leftovers.py", "race-not-drained "},
        {"retry_backoff.py", ""},
        {"sentinels.py", "sentinel-missing "},
        {"shared_deadline.py", ""},
        {"startup_gate.py", "polling "},
        {"streaming.py", ""},
        {"timeout_cascade.py", ""},
        {"too_many_connections.py", "unbounded-gather "},
        {"two_teas.py", ""},
        {"wait_modes.py", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *text = read_file(rows[i].name), words[500] = "";
        const SimSource source = {rows[i].name, text, strlen(text)};
        Sim *sim = sim_open(&source, NULL, NULL, NULL);
        SimFinding finding;
        assert_non_null(sim);
        for (size_t at = 0; sim_finding(sim, at, &finding); at++)
            strcat(strcat(words, finding.kind.word), " ");
        if (strcmp(words, rows[i].words) != 0)
            print_error("%s: %s\n", rows[i].name, words);
        assert_string_equal(words, rows[i].words);
        sim_close(sim);
        free(text);
    }
}

static void kinds_have_their_words(void **state)
{
    SimFindingKind kind;
    size_t count = 0;
    (void)state;
    for (; sim_finding_kind(count, &kind); count++) {
        assert_true(*kind.word && *kind.what && *kind.why && *kind.mend);
        assert_null(strchr(kind.word, ' '));
    }
    assert_int_equal(count, 13);
}

/* Programs of many tasks are looked through as quickly as they run. */
static void crowds_are_looked_through_in_the_time_of_a_run(void **state)
{
    (void)state;
    static const struct {
        const char *label, *program;
    } rows[] = {
        {"all wait in join()", "import asyncio\n"
                               "async def wait(q):\n"
                               "    await q.join()\n"
                               "async def main():\n"
                               "    q = asyncio.Queue()\n"
                               "    q.put_nowait(1)\n"
                               "    await asyncio.gather(*[wait(q) for _ in range(10000)])\n"
                               "asyncio.run(main())\n"},
        {"workers of two queues by turns", "import asyncio\n"
                                           "async def work(q):\n"
                                           "    while True:\n"
                                           "        await q.get()\n"
                                           "async def main():\n"
                                           "    q = asyncio.Queue(), asyncio.Queue()\n"
                                           "    await asyncio.gather(*[work(q[i % 2]) for i in range(10000)])\n"
                                           "asyncio.run(main())\n"},
        {"losers of races, which fail and are asked",
         "import asyncio\n"
         "async def job(n):\n"
         "    await asyncio.sleep(n)\n"
         "    raise ValueError(n)\n"
         "async def main():\n"
         "    for _ in range(50):\n"
         "        jobs = [asyncio.create_task(job(n)) for n in range(200)]\n"
         "        await asyncio.wait(jobs, return_when='FIRST_COMPLETED')\n"
         "        await asyncio.sleep(300)\n"
         "        for task in jobs:\n"
         "            task.exception()\n"
         "asyncio.run(main())\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const SimSource source = {"test.py", rows[i].program, strlen(rows[i].program)};
        clock_t begin = clock();
        Sim *sim = sim_open(&source, NULL, NULL, NULL);
        clock_t opened = clock();
        assert_non_null(sim);
        assert_true(sim_has_findings(sim));
        double run_s = (double)(opened - begin), looked_s = (double)(clock() - opened);
        print_message("%s: %.2f runs\n", rows[i].label, looked_s / run_s);
        assert_true(looked_s < run_s);
        sim_close(sim);
    }
}

static void coroutines_that_await_one_another_many_times_are_each_looked_at_once(void **state)
{
    (void)state;
    enum { LEVELS = 5, AWAITS = 40 };
    static char program[LEVELS * AWAITS * 40];
    size_t length = (size_t)snprintf(program, sizeof program,
                                     "import asyncio\nasync def f0():\n"
                                     "    await asyncio.sleep(1)\n");
    for (int level = 1; level < LEVELS; level++) {
        length += (size_t)snprintf(program + length, sizeof program - length, "async def f%d():\n", level);
        for (int i = 0; i < AWAITS; i++)
            length += (size_t)snprintf(program + length, sizeof program - length, "    await f%d()\n", level - 1);
    }
    snprintf(program + length, sizeof program - length, "asyncio.run(f1())\n");
    const SimSource source = {"test.py", program, strlen(program)};
    Sim *sim = sim_open(&source, NULL, NULL, NULL);
    SimFinding finding;
    assert_non_null(sim);
    clock_t begin = clock();
    assert_true(sim_finding(sim, 0, &finding));
    assert_string_equal(finding.kind.word, "sequential-awaits");
    assert_true(clock() - begin < 2 * CLOCKS_PER_SEC);
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lost_coroutines_and_tasks),
        cmocka_unit_test(races),
        cmocka_unit_test(rows_of_awaits),
        cmocka_unit_test(what_holds_up_or_floods_the_loop),
        cmocka_unit_test(cancellations),
        cmocka_unit_test(queues),
        cmocka_unit_test(looking_and_not_looking),
        cmocka_unit_test(scenarios_earn_what_they_show),
        cmocka_unit_test(kinds_have_their_words),
        cmocka_unit_test(coroutines_that_await_one_another_many_times_are_each_looked_at_once),
        cmocka_unit_test(crowds_are_looked_through_in_the_time_of_a_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
