/* What the views are told of locks, semaphores, queues and the others: holders, waiting lines, contents. */
#include "sim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct Row {
    const char *label;
    const char *body; /* of main(), which sleeps; each line is indented already */
    double at_s;      /* the moment to look at */
    const char *expected;
} Row;

/* Tasks print as a, b, c …, which is their names; main as main, and code outside of tasks as «-». */
static void write_entry(const Sim *sim, const SimThingEntry *entry, SimThingList list, char *out, size_t room)
{
    SimTask task;
    const char *name = entry->task && sim_task(sim, entry->task, &task) ? task.label : "-";
    char place[16] = "";
    if (list == SIM_HOLDERS)
        snprintf(place, sizeof place, "%u", (unsigned)entry->place + 1);
    snprintf(out, room, " %s%s%s", list == SIM_ITEMS ? entry->text : name, entry->is_woken ? "!" : "", place);
}

static void write_list(const Sim *sim, uint32_t thing, SimThingList list, const char *word, char *out, size_t room)
{
    SimThingEntry entry;
    for (size_t at = 0; sim_thing_entry(sim, thing, list, at, &entry); at++) {
        char text[80];
        write_entry(sim, &entry, list, text, sizeof text);
        if (at == 0)
            strncat(out, word, room - strlen(out) - 1);
        strncat(out, text, room - strlen(out) - 1);
    }
}

/* «Semaphore lot 1/3 held a1 b!2 line c» */
static void describe(const Sim *sim, uint32_t number, char *out, size_t room)
{
    SimThing thing;
    assert_true(sim_thing(sim, number, &thing));
    int written = snprintf(out, room, "%s %s %lld/%lld", thing.type_name, thing.name, (long long)thing.level,
                           (long long)thing.capacity);
    assert_true(written > 0 && (size_t)written < room);
    write_list(sim, number, SIM_HOLDERS, " held", out, room);
    write_list(sim, number, SIM_WAITERS, " line", out, room);
    write_list(sim, number, SIM_PUTTERS, " putters", out, room);
    write_list(sim, number, SIM_ITEMS, " items", out, room);
    write_list(sim, number, SIM_CHILDREN, " children", out, room);
}

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_error("%s", diagnostic->shown);
}

static Sim *open_program(const char *body)
{
    char source[4096];
    int length = snprintf(source, sizeof source,
                          "import asyncio\n"
                          "async def hold(thing, seconds):\n"
                          "    async with thing:\n"
                          "        await asyncio.sleep(seconds)\n"
                          "async def job(seconds):\n"
                          "    await asyncio.sleep(seconds)\n"
                          "def start(name, coroutine):\n"
                          "    return asyncio.create_task(coroutine, name=name)\n"
                          "async def main():\n"
                          "%s"
                          "asyncio.run(main())\n",
                          body);
    assert_true(length > 0 && (size_t)length < sizeof source);
    SimSource text = {"things.py", source, (size_t)length};
    SimOptions options = {0};
    return sim_open(&text, &options, report, NULL);
}

static const Row ROWS[] = {
    {"a lock and its line",
     "    lock = asyncio.Lock()\n"
     "    tasks = [start(name, hold(lock, 1)) for name in 'abc']\n"
     "    await asyncio.sleep(9)\n",
     0.5, "Lock lock 1/1 held a1 line b c"},
    {"spaces are taken in order",
     "    lot = asyncio.Semaphore(3)\n"
     "    tasks = [start(name, hold(lot, 2)) for name in 'abcd']\n"
     "    await asyncio.sleep(9)\n",
     0.5, "Semaphore lot 0/3 held a1 b2 c3 line d"},
    {"a space keeps its index",
     "    lot = asyncio.Semaphore(3)\n"
     "    tasks = [start(name, hold(lot, s)) for name, s in (('a', 5), ('b', 1), ('c', 5), ('d', 5))]\n"
     "    await asyncio.sleep(9)\n",
     2, "Semaphore lot 0/3 held a1 d2 c3"},
    {"anyone may release: then the oldest space is free",
     "    lot = asyncio.Semaphore(2)\n"
     "    tasks = [start(name, hold(lot, 5)) for name in 'ab']\n"
     "    await asyncio.sleep(1)\n"
     "    lot.release()\n"
     "    await asyncio.sleep(1)\n",
     1.5, "Semaphore lot 1/2 held b2"},
    {"a release beyond the start adds a space",
     "    lot = asyncio.Semaphore(1)\n"
     "    lot.release()\n"
     "    lot.release()\n"
     "    tasks = [start(name, hold(lot, 5)) for name in 'ab']\n"
     "    await asyncio.sleep(1)\n",
     0.5, "Semaphore lot 1/3 held a1 b2"},
    {"who was promised a space and cancelled gives it to the next",
     "    lot = asyncio.BoundedSemaphore(1)\n"
     "    await lot.acquire()\n"
     "    tasks = [start(name, hold(lot, 5)) for name in 'ab']\n"
     "    await asyncio.sleep(1)\n"
     "    lot.release()\n"
     "    tasks[0].cancel()\n"
     "    await asyncio.sleep(1)\n",
     1.5, "BoundedSemaphore lot 0/1 held b1"},
    {"an event and who waits for it",
     "    gate = asyncio.Event()\n"
     "    tasks = [start(name, gate.wait()) for name in 'ab']\n"
     "    await asyncio.sleep(9)\n",
     0.5, "Event gate 0/-1 line a b"},
    {"a condition shows the holder of its lock, its line, and who wants the lock",
     "    changed = asyncio.Condition()\n"
     "    async def wait():\n"
     "        async with changed:\n"
     "            await changed.wait()\n"
     "    tasks = [start('a', wait()), start('b', hold(changed, 5)), start('c', wait())]\n"
     "    await asyncio.sleep(9)\n",
     0.5, "Condition changed 1/-1 held b1 line a putters c"},
    {"a barrier fills",
     "    meeting = asyncio.Barrier(3)\n"
     "    tasks = [start(name, meeting.wait()) for name in 'ab']\n"
     "    await asyncio.sleep(9)\n",
     0.5, "Barrier meeting 2/3 line a b"},
    {"a queue has items and putters",
     "    queue = asyncio.Queue(2)\n"
     "    tasks = [start(name, queue.put(name)) for name in 'abcd']\n"
     "    await asyncio.sleep(9)\n",
     0.5, "Queue queue 2/2 putters c d items 'a' 'b'"},
    {"an empty queue has getters",
     "    queue = asyncio.LifoQueue()\n"
     "    tasks = [start(name, queue.get()) for name in 'ab']\n"
     "    await asyncio.sleep(9)\n",
     0.5, "LifoQueue queue 0/0 line a b"},
    {"a timeout holds the task inside",
     "    async with asyncio.timeout(3) as limit:\n"
     "        await asyncio.sleep(1)\n",
     0.5, "timeout limit 0/-1 held main1"},
    {"a group has children",
     "    async with asyncio.TaskGroup() as group:\n"
     "        for name, seconds in (('a', 1), ('b', 2), ('c', 3)):\n"
     "            group.create_task(job(seconds), name=name)\n",
     1.5, "TaskGroup group 1/3 children b c"},
};

static void things_tell_the_views_what_they_are_like(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char found[400];
        Sim *sim = open_program(ROWS[i].body);
        assert_non_null(sim);
        sim_seek_time(sim, (int64_t)(ROWS[i].at_s * 1e9));
        describe(sim, 1, found, sizeof found);
        if (strcmp(found, ROWS[i].expected) != 0)
            print_error("%s\n", ROWS[i].label);
        assert_string_equal(found, ROWS[i].expected);
        sim_close(sim);
    }
}

static const char HANDED_OVER[] = "    lot = asyncio.Semaphore(2)\n"
                                  "    tasks = [start(name, hold(lot, s)) for name, s in\n"
                                  "             (('a', 3), ('b', 1), ('c', 1))]\n"
                                  "    await asyncio.sleep(9)\n";

static void a_woken_waiter_has_its_space_before_it_runs(void **state)
{
    (void)state;
    char found[400];
    Sim *sim = open_program(HANDED_OVER);
    assert_non_null(sim);
    sim_seek_time(sim, 999999999);
    while (sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED) {
        describe(sim, 1, found, sizeof found);
        if (strstr(found, "!"))
            break;
    }
    assert_string_equal(found, "Semaphore lot 0/2 held a1 c!2 line c!");
    assert_int_equal(sim_step(sim, SIM_CALLBACK, 1), SIM_MOVED);
    describe(sim, 1, found, sizeof found);
    assert_string_equal(found, "Semaphore lot 0/2 held a1 c2");
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_tell_the_views_what_they_are_like),
        cmocka_unit_test(a_woken_waiter_has_its_space_before_it_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
