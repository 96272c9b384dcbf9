/* Totals: tasks in flight, wakings for nothing, how far a gauge went; and that they are those of the position. */
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
    print_message("%s", diagnostic->shown);
}

static Sim *open_program(const char *text)
{
    const SimSource source = {"test.py", text, strlen(text)};
    Sim *sim = sim_open(&source, NULL, report, NULL);
    assert_non_null(sim);
    return sim;
}

/* A program around the body of a worker and of main. */
static Sim *open_workers(const char *worker, const char *then)
{
    char text[2048];
    snprintf(text, sizeof text,
             "import asyncio\n"
             "ready = False\n"
             "left = 3\n"
             "gate = asyncio.Event()\n"
             "counter = asyncio.Condition()\n"
             "items = asyncio.Queue()\n"
             "lot = asyncio.Semaphore(2)\n"
             "async def worker(number):\n"
             "%s"
             "async def main():\n"
             "    global left, ready\n"
             "    workers = asyncio.gather(*(worker(n) for n in range(4)))\n"
             "%s"
             "    await workers\n"
             "asyncio.run(main())\n",
             worker, then);
    return open_program(text);
}

static SimTotals totals_at_end(Sim *sim)
{
    SimTotals totals;
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    sim_totals(sim, &totals);
    return totals;
}

static void test_wakings_for_nothing_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *label, *worker, *then;
        unsigned wasted;
    } rows[] = {
        {"a loop that looks",
         "    while not ready:\n"
         "        await asyncio.sleep(1)\n",
         "    await asyncio.sleep(2.5)\n"
         "    ready = True\n",
         8},
        {"an event in its place", "    await gate.wait()\n",
         "    await asyncio.sleep(2.5)\n"
         "    gate.set()\n",
         0},
        {"an endless loop that looks",
         "    while True:\n"
         "        if ready:\n"
         "            break\n"
         "        await asyncio.sleep(1)\n",
         "    await asyncio.sleep(2.5)\n"
         "    ready = True\n",
         8},
        {"a sleep in a for loop is work",
         "    for part in range(3):\n"
         "        await asyncio.sleep(1)\n",
         "", 0},
        {"and in a while loop that counts down",
         "    mine = 3\n"
         "    while mine > 0:\n"
         "        await asyncio.sleep(1)\n"
         "        mine -= 1\n",
         "", 0},
        {"one that prints has done something",
         "    while not ready:\n"
         "        print('tick')\n"
         "        await asyncio.sleep(1)\n",
         "    await asyncio.sleep(2.5)\n"
         "    ready = True\n",
         0},
        {"an event that was true, and is not any more",
         "    while left > number:\n"
         "        await gate.wait()\n",
         "    for n in range(3):\n"
         "        await asyncio.sleep(1)\n"
         "        left -= 1\n"
         "        gate.set()\n"
         "        gate.clear()\n",
         3},
        {"a predicate that is still false",
         "    async with counter:\n"
         "        await counter.wait_for(lambda: ready)\n",
         "    for n in range(3):\n"
         "        await asyncio.sleep(1)\n"
         "        async with counter:\n"
         "            ready = n == 2\n"
         "            counter.notify_all()\n",
         8},
        {"a semaphore hands its spaces over",
         "    async with lot:\n"
         "        await asyncio.sleep(1)\n",
         "", 0},
        {"getters get",
         "    for n in range(2):\n"
         "        await items.get()\n",
         "    for n in range(8):\n"
         "        await asyncio.sleep(1)\n"
         "        items.put_nowait(n)\n",
         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Sim *sim = open_workers(rows[i].worker, rows[i].then);
        SimTotals totals = totals_at_end(sim);
        if (totals.wasted != rows[i].wasted)
            fail_msg("%s: %u wasted of %u, wanted %u", rows[i].label, totals.wasted, totals.wakings,
                     rows[i].wasted);
        sim_close(sim);
    }
}

static void test_who_sleeps_is_in_flight_and_who_waits_is_not(void **state)
{
    (void)state;
    Sim *sim = open_workers("    async with lot:\n"
                            "        await asyncio.sleep(1)\n",
                            "");
    SimTotals totals = totals_at_end(sim);
    assert_int_equal(totals.in_flight_most, 2);
    assert_int_equal(totals.in_flight, 0);
    assert_int_equal(totals.tasks, 5);
    assert_int_equal(totals.alive_most, 5);
    assert_int_equal(totals.now_ns, 2000000000);
    sim_close(sim);
    sim = open_workers("    await asyncio.sleep(1)\n", "");
    assert_int_equal(totals_at_end(sim).in_flight_most, 4);
    sim_close(sim);
}

static void test_totals_are_those_of_the_position(void **state)
{
    (void)state;
    Sim *sim = open_workers("    while not ready:\n"
                            "        await asyncio.sleep(1)\n",
                            "    await asyncio.sleep(2.5)\n"
                            "    ready = True\n");
    SimTotals forward[200], back;
    unsigned steps = 0;
    for (; sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED; steps++)
        sim_totals(sim, &forward[steps]);
    assert_true(steps > 20);
    assert_int_equal(forward[steps - 1].wasted, 8);
    for (unsigned i = steps - 1; i > 0; i--) {
        uint64_t hash = sim_hash(sim);
        sim_totals(sim, &back);
        assert_int_equal(sim_hash(sim), hash);
        assert_memory_equal(&back, &forward[i], sizeof back);
        sim_step(sim, SIM_CALLBACK, -1);
    }
    sim_close(sim);
}

static void test_a_gauge_has_its_range_up_to_the_position(void **state)
{
    (void)state;
    Sim *sim = open_program("import asyncio\n"
                            "depth = 2   #: gauge 0..9  how deep\n"
                            "async def main():\n"
                            "    global depth\n"
                            "    for depth in (5, 1, 3):\n"
                            "        await asyncio.sleep(1)\n"
                            "asyncio.run(main())\n");
    double least = -1, most = -1;
    assert_false(sim_gauge_range(sim, 0, &least, &most));
    assert_false(sim_gauge_range(sim, 1, &least, &most));
    sim_seek_time(sim, 500000000);
    assert_true(sim_gauge_range(sim, 0, &least, &most));
    assert_true(least > 1.9 && least < 2.1 && most > 4.9 && most < 5.1);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    assert_true(sim_gauge_range(sim, 0, &least, &most));
    assert_true(least > 0.9 && least < 1.1 && most > 4.9 && most < 5.1);
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wakings_for_nothing_are_counted),
        cmocka_unit_test(test_who_sleeps_is_in_flight_and_who_waits_is_not),
        cmocka_unit_test(test_totals_are_those_of_the_position),
        cmocka_unit_test(test_a_gauge_has_its_range_up_to_the_position),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
