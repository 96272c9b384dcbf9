/* Going back and forth: a position has one state of the world, however it was come by. */
#include "sim.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char CARS[] = "import asyncio\n"
                           "lot = asyncio.Semaphore(2)\n"
                           "async def car(number):\n"
                           "    async with lot:\n"
                           "        print('car', number, 'parks')\n"
                           "        await asyncio.sleep(number * 0.5)\n"
                           "    return number\n"
                           "async def main():\n"
                           "    await asyncio.gather(*[car(n) for n in range(6)])\n"
                           "asyncio.run(main())\n"
                           "print('over')\n";

static const char QUEUES[] = "import asyncio, random\n"
                             "async def producer(queue, name):\n"
                             "    for n in range(5):\n"
                             "        await asyncio.sleep(random.random())\n"
                             "        await queue.put((name, n))\n"
                             "async def consumer(queue):\n"
                             "    while True:\n"
                             "        item = await queue.get()\n"
                             "        try:\n"
                             "            async with asyncio.timeout(0.3):\n"
                             "                await asyncio.sleep(random.random())\n"
                             "            print(item)\n"
                             "        except TimeoutError:\n"
                             "            print('late', item)\n"
                             "        finally:\n"
                             "            queue.task_done()\n"
                             "async def main():\n"
                             "    queue = asyncio.Queue(2)\n"
                             "    consumers = [asyncio.create_task(consumer(queue)) for _ in range(2)]\n"
                             "    async with asyncio.TaskGroup() as group:\n"
                             "        for name in 'ab':\n"
                             "            group.create_task(producer(queue, name), name=name)\n"
                             "    await queue.join()\n"
                             "    for task in consumers:\n"
                             "        task.cancel()\n"
                             "    print(await asyncio.gather(*consumers, return_exceptions=True))\n"
                             "asyncio.run(main())\n"
                             "asyncio.run(asyncio.sleep(1))\n";

static const char LONG_CALLBACK[] = "import asyncio\n"
                                    "seen = {}\n"
                                    "async def count():\n"
                                    "    n = 0\n"
                                    "    while n < 60000:\n"
                                    "        n += 1\n"
                                    "        if n % 100 == 0:\n"
                                    "            seen[n] = [n]\n"
                                    "    await asyncio.sleep(0)\n"
                                    "    print(n)\n"
                                    "asyncio.run(count())\n";

static const char FAILING[] = "import asyncio\n"
                              "class Odd(Exception):\n"
                              "    pass\n"
                              "async def fail(n):\n"
                              "    await asyncio.sleep(n)\n"
                              "    raise Odd(n)\n"
                              "async def main():\n"
                              "    async with asyncio.TaskGroup() as group:\n"
                              "        for n in range(3):\n"
                              "            group.create_task(fail(n))\n"
                              "asyncio.run(main())\n";

static const char DEADLOCK[] = "import asyncio\n"
                               "async def main():\n"
                               "    gate = asyncio.Event()\n"
                               "    await gate.wait()\n"
                               "asyncio.run(main())\n";

static const char CONTEXTS[] = "import asyncio, contextvars\n"
                               "user = contextvars.ContextVar('user', default='nobody')\n"
                               "spare = contextvars.copy_context()\n"
                               "def note(where):\n"
                               "    print(where, user.get())\n"
                               "    user.set(user.get() + '!')\n"
                               "async def serve(name):\n"
                               "    token = user.set(name)\n"
                               "    for pause in (0, 0.5):\n"
                               "        spare.run(note, 'spare')\n"
                               "        await asyncio.sleep(pause)\n"
                               "    user.reset(token)\n"
                               "    note('serve')\n"
                               "async def main():\n"
                               "    loop = asyncio.get_running_loop()\n"
                               "    loop.call_later(0.2, note, 'later')\n"
                               "    loop.call_soon(spare.run, note, 'soon')\n"
                               "    user.set('main')\n"
                               "    async with asyncio.TaskGroup() as group:\n"
                               "        group.create_task(serve('ann'))\n"
                               "        group.create_task(serve('ben'), context=spare.copy())\n"
                               "    note('end')\n"
                               "spare.run(asyncio.run, asyncio.sleep(0))\n"
                               "asyncio.run(main())\n"
                               "note('over')\n";

static const char NO_LOOP[] = "total = 0\n"
                              "for n in range(10):\n"
                              "    total += n\n"
                              "print(total)\n";

typedef struct Program {
    const char *label, *source;
} Program;

static const Program programs[] = {
    {"cars", CARS},         {"queues", QUEUES},   {"long callback", LONG_CALLBACK}, {"failing", FAILING},
    {"deadlock", DEADLOCK}, {"no loop", NO_LOOP}, {"contexts", CONTEXTS},
};

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

/* ---- a walk over all positions ---- */

typedef struct Walk {
    SimPosition *positions;
    uint64_t *hashes;
    size_t count;
} Walk;

enum { POSITIONS_MOST = 4000 };

static void note_position(Walk *walk, const Sim *sim)
{
    walk->positions[walk->count] = sim_position(sim);
    walk->hashes[walk->count++] = sim_hash(sim);
}

/* Every line, and every end of a turn; where there are very many lines, one in 97. */
static Walk walk_over(Sim *sim)
{
    Walk walk = {malloc(POSITIONS_MOST * sizeof(SimPosition)), malloc(POSITIONS_MOST * sizeof(uint64_t)), 0};
    assert_true(walk.positions && walk.hashes);
    sim_seek(sim, (SimPosition){0, 0});
    note_position(&walk, sim);
    for (size_t lines = 0; sim_step(sim, SIM_LINE, 1) == SIM_MOVED; lines++)
        if ((walk.count < 1000 || lines % 97 == 0) && walk.count < POSITIONS_MOST - 1000)
            note_position(&walk, sim);
    sim_seek(sim, (SimPosition){0, 0});
    while (sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED && walk.count < POSITIONS_MOST)
        note_position(&walk, sim);
    return walk;
}

static void release_walk(Walk *walk)
{
    free(walk->positions);
    free(walk->hashes);
}

static void check_place(Sim *sim, const Walk *walk, size_t at, const char *label)
{
    SimPosition wanted = walk->positions[at];
    sim_seek(sim, wanted);
    SimPosition position = sim_position(sim);
    if (position.turn != wanted.turn || position.line != wanted.line)
        fail_msg("%s: came to %u.%u, not %u.%u", label, position.turn, position.line, wanted.turn, wanted.line);
    if (sim_hash(sim) != walk->hashes[at])
        fail_msg("%s: another world at %u.%u", label, wanted.turn, wanted.line);
}

static size_t next_random(uint64_t *state, size_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*state >> 33) % below;
}

static void check_all(Sim *sim, const Walk *walk, const char *label)
{
    for (size_t i = 0; i < walk->count; i++)
        check_place(sim, walk, i, label);
    for (size_t i = walk->count; i > 0; i--)
        check_place(sim, walk, i - 1, label);
    uint64_t random = 1;
    for (size_t i = 0; i < 300; i++)
        check_place(sim, walk, next_random(&random, walk->count), label);
}

static void every_position_has_one_world(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        Sim *sim = open_program(programs[i].source);
        Walk walk = walk_over(sim);
        assert_true(walk.count > 2);
        check_all(sim, &walk, programs[i].label);
        release_walk(&walk);
        sim_close(sim);
    }
}

/* ---- the scenarios, and the programs with threads ---- */

static int is_program(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 3 && strcmp(entry->d_name + length - 3, ".py") == 0;
}

static void check_file(const char *folder, const char *name)
{
    static char text[1 << 17];
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    Sim *sim = open_program(text);
    Walk walk = walk_over(sim);
    check_all(sim, &walk, name);
    release_walk(&walk);
    sim_close(sim);
}

static void check_folder(const char *folder, int least)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_program, alphasort);
    assert_true(count >= least);
    for (int i = 0; i < count; i++) {
        check_file(folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

static void every_position_of_every_scenario_has_one_world(void **state)
{
    (void)state;
    check_folder(SCENARIO_FOLDER, 5);
}

static void every_position_of_a_program_with_threads_has_one_world(void **state)
{
    (void)state;
    check_folder(THREADS_FOLDER, 7);
}

static void it_is_the_same_without_keyframes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        Sim *sim = open_program(programs[i].source);
        Walk walk = walk_over(sim);
        uint64_t random = 2;
        for (size_t n = 0; n < 30; n++) {
            sim_drop_keyframes(sim);
            check_place(sim, &walk, next_random(&random, walk.count), programs[i].label);
        }
        release_walk(&walk);
        sim_close(sim);
    }
}

/* ---- units ---- */

static void each_unit_forward_and_back_ends_at_the_walls(void **state)
{
    (void)state;
    static const SimUnit units[] = {SIM_CALLBACK, SIM_LINE, SIM_ITERATION, SIM_CLOCK};
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        if (programs[i].source == LONG_CALLBACK)
            continue;
        Sim *sim = open_program(programs[i].source);
        for (size_t unit = 0; unit < sizeof units / sizeof units[0]; unit++) {
            sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
            assert_true(sim_is_at_end(sim));
            assert_int_equal(sim_step(sim, SIM_CALLBACK, 1), SIM_AT_WALL);
            size_t back = 0, forward = 0;
            while (sim_step(sim, units[unit], -1) == SIM_MOVED)
                back++;
            SimPosition start = sim_position(sim);
            assert_true(start.turn == 0 && start.line == 0);
            while (sim_step(sim, units[unit], 1) == SIM_MOVED)
                forward++;
            if (units[unit] == SIM_CLOCK)
                continue; /* there may be turns behind the last move */
            assert_true(sim_is_at_end(sim));
            assert_int_equal(back, forward);
        }
        sim_close(sim);
    }
}

static void a_position_beyond_the_end_is_the_end(void **state)
{
    (void)state;
    Sim *sim = open_program(CARS);
    SimExtent extent;
    sim_extent(sim, &extent);
    assert_true(extent.is_whole);
    assert_int_equal(extent.end, SIM_END_FINISHED);
    assert_int_equal(sim_seek(sim, (SimPosition){extent.turns + 7, 0}), SIM_MOVED);
    assert_true(sim_is_at_end(sim));
    assert_int_equal(sim_position(sim).turn, extent.turns);
    assert_int_equal(sim_seek(sim, (SimPosition){extent.turns, SIM_LINE_END}), SIM_AT_WALL);
    assert_int_equal(sim_seek(sim, (SimPosition){1, 5000}), SIM_MOVED);
    assert_int_equal(sim_position(sim).turn, 1);
    assert_true(sim_position(sim).line == SIM_LINE_END);
    sim_close(sim);
}

/* ---- beyond the horizon ---- */

static const char ENDLESS[] = "import asyncio\n"
                              "async def main():\n"
                              "    n = 0\n"
                              "    while True:\n"
                              "        await asyncio.sleep(1)\n"
                              "        n += 1\n"
                              "asyncio.run(main())\n";

static void walking_past_the_horizon_extends_it(void **state)
{
    (void)state;
    const SimSource source = {"endless.py", ENDLESS, sizeof ENDLESS - 1};
    const SimOptions options = {.horizon = 50};
    Sim *sim = sim_open(&source, &options, report, NULL);
    assert_non_null(sim);
    SimExtent extent;
    sim_extent(sim, &extent);
    assert_false(extent.is_whole);
    assert_int_equal(extent.end, SIM_END_UNKNOWN);
    uint64_t hashes[400];
    for (size_t i = 0; i < 400; i++) {
        assert_int_equal(sim_step(sim, SIM_CALLBACK, 1), SIM_MOVED);
        hashes[i] = sim_hash(sim);
    }
    for (size_t i = 399; i > 0; i--) {
        assert_int_equal(sim_step(sim, SIM_CALLBACK, -1), SIM_MOVED);
        assert_true(hashes[i - 1] == sim_hash(sim));
    }
    assert_int_equal(sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END}), SIM_MOVED);
    assert_false(sim_is_at_end(sim));
    assert_int_equal(sim_find(sim, SIM_PRINT, 0, 1), SIM_NOT_FOUND);
    sim_close(sim);
}

/* ---- two runs ---- */

static void write_trace(Sim *sim, char *trace, size_t most)
{
    size_t length = 0;
    do {
        SimClock clock;
        sim_clock(sim, &clock);
        length += (size_t)snprintf(trace + length, most - length, "%u %u %lld\n", clock.callback, clock.iteration,
                                   (long long)clock.now_ns);
        SimFact fact;
        for (size_t at = 0; length < most && sim_fact(sim, at, &fact); at++)
            length += (size_t)snprintf(trace + length, most - length, "%s %u %u %u %d %lld %llu %.*s\n", fact.word,
                                       fact.task, fact.by, fact.thing, (int)fact.state, (long long)fact.deadline_ns,
                                       (unsigned long long)fact.number, (int)fact.text_size, fact.text);
    } while (length < most && sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED);
}

static void two_runs_tell_the_same(void **state)
{
    (void)state;
    enum { MOST = 1 << 20 };
    char *first = calloc(1, MOST), *second = calloc(1, MOST);
    assert_true(first && second);
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        Sim *a = open_program(programs[i].source), *b = open_program(programs[i].source);
        sim_seek(b, (SimPosition){UINT32_MAX, SIM_LINE_END});
        sim_seek(b, (SimPosition){0, 0});
        write_trace(a, first, MOST);
        write_trace(b, second, MOST);
        assert_string_equal(first, second);
        sim_close(a);
        sim_close(b);
    }
    free(first);
    free(second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_position_has_one_world),
        cmocka_unit_test(every_position_of_every_scenario_has_one_world),
        cmocka_unit_test(every_position_of_a_program_with_threads_has_one_world),
        cmocka_unit_test(it_is_the_same_without_keyframes),
        cmocka_unit_test(each_unit_forward_and_back_ends_at_the_walls),
        cmocka_unit_test(a_position_beyond_the_end_is_the_end),
        cmocka_unit_test(walking_past_the_horizon_extends_it),
        cmocka_unit_test(two_runs_tell_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
