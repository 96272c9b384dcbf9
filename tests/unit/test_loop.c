/* The loop as the views see it: what is ready, which timers stand, what each task waits for, how a run ends. */
#include "sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_error("%s", diagnostic->shown);
}

static Sim *open_with(const char *text, uint64_t iteration_limit)
{
    SimSource source = {.name = "test.py", .text = text, .length = strlen(text)};
    SimOptions options = {.iteration_limit = iteration_limit};
    Sim *sim = sim_open(&source, &options, report, NULL);
    assert_non_null(sim);
    return sim;
}

static Sim *open_program(const char *text)
{
    return open_with(text, 0);
}

static void after_callback(Sim *sim, uint32_t callback)
{
    assert_true(sim_seek_callback(sim, callback) != SIM_NOT_FOUND);
}

/* ---- the ready queue and the timers ---- */

static const char *const queue_program = "import asyncio\n"
                                         "async def car(n):\n"
                                         "    await asyncio.sleep(n)\n"
                                         "async def main():\n"
                                         "    loop = asyncio.get_running_loop()\n"
                                         "    tasks = [asyncio.create_task(car(n)) for n in (2, 1)]\n"
                                         "    loop.call_soon(print, 'soon')\n"
                                         "    loop.call_later(3, print, 'later')\n"
                                         "    loop.call_later(4, print, 'never').cancel()\n"
                                         "    await asyncio.gather(*tasks)\n"
                                         "asyncio.run(main())\n";

/* «step car 2, callback print» */
static void write_ready(const Sim *sim, char *out, size_t room)
{
    static const char *const kinds[] = {"module", "step", "wakeup", "timer", "callback"};
    SimEntry entry;
    SimTask task;
    *out = '\0';
    for (size_t at = 0; sim_ready(sim, at, &entry); at++) {
        const char *name = entry.task && sim_task(sim, entry.task, &task) ? task.label : entry.name;
        size_t length = strlen(out);
        snprintf(out + length, room - length, "%s%s %s", at > 0 ? ", " : "", kinds[entry.kind], name);
    }
}

static void write_timers(const Sim *sim, char *out, size_t room)
{
    SimEntry entry;
    SimTask task;
    *out = '\0';
    for (size_t at = 0; sim_timer(sim, at, &entry); at++) {
        const char *name = entry.task && sim_task(sim, entry.task, &task) ? task.label : entry.name;
        size_t length = strlen(out);
        snprintf(out + length, room - length, "%s%s %lld", at > 0 ? ", " : "", name,
                 (long long)(entry.deadline_ns / 1000000000));
    }
}

static void the_ready_queue_and_the_timers_are_shown_in_their_order(void **state)
{
    static const struct {
        const char *label;
        uint32_t callback;
        const char *ready, *timers;
    } rows[] = {
        {"main has made all", 1, "step car 2, step car 1, callback print", "print 3"},
        {"one sleeps", 2, "step car 1, callback print", "car 2 2, print 3"},
        {"both sleep", 3, "callback print", "car 1 1, car 2 2, print 3"},
        {"a timer has run", 5, "wakeup car 1", "car 2 2, print 3"},
    };
    (void)state;
    Sim *sim = open_program(queue_program);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char ready[200], timers[200];
        after_callback(sim, rows[i].callback);
        write_ready(sim, ready, sizeof ready);
        write_timers(sim, timers, sizeof timers);
        if (strcmp(ready, rows[i].ready) != 0 || strcmp(timers, rows[i].timers) != 0)
            fail_msg("%s: ready «%s», timers «%s»", rows[i].label, ready, timers);
    }
    sim_close(sim);
}

static void an_iteration_runs_what_was_ready_when_it_began(void **state)
{
    (void)state;
    SimClock clock;
    Sim *sim = open_program(queue_program);
    after_callback(sim, 2);
    sim_clock(sim, &clock);
    assert_int_equal(clock.iteration, 2);
    assert_int_equal(clock.frozen, 3);
    assert_int_equal(clock.ran, 1);
    after_callback(sim, 5);
    sim_clock(sim, &clock);
    assert_int_equal(clock.now_ns, 1000000000);
    assert_int_equal(clock.jumped_from_ns, 0);
    sim_close(sim);
}

/* ---- tasks ---- */

static void tasks_tell_what_they_wait_for(void **state)
{
    (void)state;
    SimTask task;
    SimThing thing;
    Sim *sim = open_program("import asyncio\n"
                            "async def inner():\n"
                            "    await asyncio.sleep(2)\n"
                            "async def outer(task):\n"
                            "    await task\n"
                            "async def wait(future):\n"
                            "    await future\n"
                            "async def main():\n"
                            "    answer = asyncio.get_running_loop().create_future()\n"
                            "    first = asyncio.create_task(inner())\n"
                            "    second = asyncio.create_task(outer(first), name='second')\n"
                            "    third = asyncio.create_task(wait(answer))\n"
                            "    await asyncio.sleep(1)\n"
                            "    second.cancel()\n"
                            "    answer.set_result(42)\n"
                            "    await asyncio.wait([first, second, third])\n"
                            "asyncio.run(main())\n");
    after_callback(sim, 4);
    assert_true(sim_task(sim, 2, &task));
    assert_string_equal(task.label, "inner");
    assert_int_equal(task.state, SIM_SLEEPING);
    assert_int_equal(task.deadline_ns, 2000000000);
    assert_true(sim_task(sim, 3, &task));
    assert_string_equal(task.label, "second");
    assert_int_equal(task.state, SIM_WAITING);
    assert_int_equal(task.waits_for_task, 2);
    assert_true(sim_task(sim, 4, &task));
    assert_int_equal(task.state, SIM_WAITING);
    assert_true(sim_thing(sim, task.waits_for, &thing));
    assert_int_equal(thing.kind, SIM_FUTURE);
    assert_string_equal(thing.name, "answer");
    after_callback(sim, 6); /* main has cancelled and set the result */
    assert_true(sim_task(sim, 3, &task));
    assert_true(task.is_cancelling);
    assert_true(sim_task(sim, 4, &task));
    assert_int_equal(task.state, SIM_READY);
    assert_true(sim_task(sim, 1, &task));
    assert_true(sim_thing(sim, task.waits_for, &thing));
    assert_int_equal(thing.kind, SIM_WAIT);
    assert_int_equal(thing.capacity, 3);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    assert_true(sim_task(sim, 2, &task));
    assert_int_equal(task.state, SIM_CANCELLED);
    assert_true(sim_task(sim, 4, &task));
    assert_int_equal(task.state, SIM_DONE);
    sim_close(sim);
}

static void a_gather_shows_its_children_and_how_many_are_done(void **state)
{
    (void)state;
    SimThing thing = {0};
    SimThingEntry entry;
    SimTask task;
    Sim *sim = open_program("import asyncio\n"
                            "async def car(n):\n"
                            "    await asyncio.sleep(n)\n"
                            "async def main():\n"
                            "    await asyncio.gather(car(1), car(2))\n"
                            "asyncio.run(main())\n");
    after_callback(sim, 6); /* car 1 has ended and was counted */
    assert_true(sim_task(sim, 1, &task));
    assert_true(sim_thing(sim, task.waits_for, &thing));
    assert_int_equal(thing.kind, SIM_GATHER);
    assert_int_equal(thing.capacity, 2);
    assert_int_equal(thing.level, 1);
    assert_int_equal(thing.owner, 1);
    assert_true(sim_thing_entry(sim, task.waits_for, SIM_CHILDREN, 1, &entry));
    assert_int_equal(entry.task, 3);
    assert_false(sim_thing_entry(sim, task.waits_for, SIM_CHILDREN, 2, &entry));
    sim_close(sim);
}

/* ---- how runs end ---- */

static void runs_end_as_they_must(void **state)
{
    static const struct {
        const char *label, *text;
        SimEnd end;
        int status;
    } rows[] = {
        {"nothing to run", "x = 1\n", SIM_END_FINISHED, 0},
        {"the module raises", "1 / 0\n", SIM_END_RAISED, 1},
        {"exit with a number", "import sys\nsys.exit(3)\n", SIM_END_FINISHED, 3},
        {"exit in a task", "import asyncio, sys\nasync def main():\n    sys.exit(4)\nasyncio.run(main())\n",
         SIM_END_FINISHED, 4},
        {"a task raises", "import asyncio\nasync def main():\n    1 / 0\nasyncio.run(main())\n", SIM_END_RAISED, 1},
        {"nothing can happen again",
         "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n",
         SIM_END_DEADLOCK, 0},
        {"spins beside a timer",
         "import asyncio\nasync def main():\n    asyncio.get_running_loop().call_later(1, print)\n"
         "    while True:\n        await asyncio.sleep(0)\nasyncio.run(main())\n",
         SIM_END_SPIN, 0},
        {"many switches without a timer are no spinning",
         "import asyncio\nasync def main():\n    for _ in range(3000):\n        await asyncio.sleep(0)\n"
         "asyncio.run(main())\n",
         SIM_END_FINISHED, 0},
        {"starts a loop in a sort key",
         "import asyncio\nasync def f():\n    pass\nsorted([1, 2], key=lambda n: asyncio.run(f()))\n",
         SIM_END_REFUSED, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SimExtent extent;
        Sim *sim = open_with(rows[i].text, 1000);
        sim_extent(sim, &extent);
        bool has_status = rows[i].end == SIM_END_FINISHED || rows[i].end == SIM_END_RAISED;
        if (extent.end != rows[i].end || (has_status && extent.status != rows[i].status))
            fail_msg("%s: ended as %d with status %d", rows[i].label, (int)extent.end, extent.status);
        sim_close(sim);
    }
}

/* What a loop does to end a runner is part of the module's turn that comes after. */
static void closing_generators_is_no_callback(void **state)
{
    (void)state;
    SimExtent extent;
    size_t size;
    Sim *sim = open_program("import asyncio\n"
                            "async def numbers():\n"
                            "    try:\n"
                            "        yield 1\n"
                            "    finally:\n"
                            "        await asyncio.sleep(1)\n"
                            "        print('closed')\n"
                            "kept = numbers()\n"
                            "async def main():\n"
                            "    await anext(kept)\n"
                            "asyncio.run(main())\n"
                            "print('end')\n");
    sim_extent(sim, &extent);
    assert_int_equal(extent.callbacks, 1);
    assert_int_equal(extent.turns, 2);
    assert_int_equal(extent.end_ns, 1000000000);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    assert_int_equal(sim_task_count(sim), 1);
    assert_memory_equal(sim_output(sim, &size), "closed\nend\n", 11);
    sim_close(sim);
}

/* Every position has one world, from whichever side it is come by. */
static void going_back_gives_the_same_world(void **state)
{
    (void)state;
    static uint64_t hashes[64];
    Sim *sim = open_program(queue_program);
    uint32_t count = 0;
    sim_seek(sim, (SimPosition){0, 0});
    do
        hashes[count++] = sim_hash(sim);
    while (count < 64 && sim_step(sim, SIM_LINE, 1) == SIM_MOVED);
    assert_true(count > 12);
    while (count-- > 1) {
        assert_int_equal(sim_hash(sim), hashes[count]);
        assert_int_equal(sim_step(sim, SIM_LINE, -1), SIM_MOVED);
    }
    assert_string_equal(sim_verify_heap(sim), "");
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ready_queue_and_the_timers_are_shown_in_their_order),
        cmocka_unit_test(an_iteration_runs_what_was_ready_when_it_began),
        cmocka_unit_test(tasks_tell_what_they_wait_for),
        cmocka_unit_test(a_gather_shows_its_children_and_how_many_are_done),
        cmocka_unit_test(runs_end_as_they_must),
        cmocka_unit_test(closing_generators_is_no_callback),
        cmocka_unit_test(going_back_gives_the_same_world),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
