/* The border: opening, limits, looking, finding, and what goes wrong. */
#include "memory.h"
#include "sim_parts.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char LOT[] = "#: title  Parking lot\n"                                    /* 1 */
                          "#: tick   0.5\n"                                            /* 2 */
                          "import asyncio, random; seen = []\n"                        /* 3 */
                          "SPACES = 2   #: knob 1..10  spaces\n"                       /* 4 */
                          "PAUSE = 0.5  #: knob 0.1..2  pause\n"                       /* 5 */
                          "inside = 0   #: gauge 0..10  cars inside\n"                 /* 6 */
                          "lot = asyncio.Semaphore(SPACES)  #: label parking lot\n"    /* 7 */
                          "async def car(number):\n"                                   /* 8 */
                          "    global inside\n"                                        /* 9 */
                          "    plate = f'B-{number}'\n"                                /* 10 */
                          "    async with lot:\n"                                      /* 11 */
                          "        inside += 1\n"                                      /* 12 */
                          "        #: cue    full when inside == SPACES\n"             /* 13 */
                          "        #: say    No more space.\n"                         /* 14 */
                          "        #: say    Who runs next?\n"                         /* 15 */
                          "        #: ask    next\n"                                   /* 16 */
                          "        #: focus  parking lot\n"                            /* 17 */
                          "        await asyncio.sleep(PAUSE * number)\n"              /* 18 */
                          "        inside -= 1\n"                                      /* 19 */
                          "    print(plate, random.randrange(1000))\n"                 /* 20 */
                          "    return number\n"                                        /* 21 */
                          "async def main():\n"                                        /* 22 */
                          "    #: cue start\n"                                         /* 23 */
                          "    await asyncio.gather(*[car(n) for n in range(1, 5)])\n" /* 24 */
                          "    #: cue never when inside > 99\n"                        /* 25 */
                          "    print('closed')\n"                                      /* 26 */
                          "asyncio.run(main())\n";                                     /* 27 */

typedef struct Heard {
    unsigned count, errors;
    char shown[4096];
} Heard;

static void report(void *context, const SimDiagnostic *diagnostic)
{
    Heard *heard = context;
    heard->count++;
    heard->errors += !diagnostic->is_warning;
    strncat(heard->shown, diagnostic->shown, sizeof heard->shown - strlen(heard->shown) - 1);
}

static Sim *open_with(const char *text, const SimOptions *options)
{
    const SimSource source = {"test.py", text, strlen(text)};
    Heard heard = {0};
    Sim *sim = sim_open(&source, options, report, &heard);
    if (!sim)
        fail_msg("%s", heard.shown);
    return sim;
}

static Sim *open_program(const char *text)
{
    return open_with(text, NULL);
}

/* ---- opening ---- */

static void a_faulty_file_is_diagnosed_and_not_opened(void **state)
{
    (void)state;
    static const char *const faulty[] = {"x = (\n",     "import requests\n",           "print(1\nfoo bar\n",
                                         "open('x')\n", "x = 1  #: knob 3..2 wrong\n", "\xff\xfe"};
    for (size_t i = 0; i < sizeof faulty / sizeof faulty[0]; i++) {
        const SimSource source = {"faulty.py", faulty[i], strlen(faulty[i])};
        Heard heard = {0}, again = {0};
        assert_null(sim_open(&source, NULL, report, &heard));
        assert_true(heard.errors > 0);
        assert_non_null(strstr(heard.shown, "faulty.py:"));
        assert_false(sim_check(&source, NULL, report, &again));
        assert_string_equal(heard.shown, again.shown);
    }
}

static void a_good_file_is_good(void **state)
{
    (void)state;
    const SimSource source = {"lot.py", LOT, sizeof LOT - 1};
    Heard heard = {0};
    assert_true(sim_check(&source, NULL, report, &heard));
    assert_int_equal(heard.errors, 0);
}

static void knobs_are_set_before_the_run(void **state)
{
    (void)state;
    const SimKnobSetting four[] = {{"SPACES", "4"}}, wrong[] = {{"SPACES", "11"}}, unknown[] = {{"SPACE", "4"}};
    const SimOptions options[] = {
        {.knobs = four, .knob_count = 1}, {.knobs = wrong, .knob_count = 1}, {.knobs = unknown, .knob_count = 1}};
    Sim *sim = open_with(LOT, &options[0]);
    SimKnob knob;
    assert_true(sim_knob(sim, 0, &knob));
    assert_string_equal(knob.name, "SPACES");
    assert_true(knob.value == 4 && knob.initial == 2 && knob.low == 1 && knob.high == 10 && !knob.is_real);
    assert_true(sim_knob(sim, 1, &knob) && knob.is_real);
    assert_false(sim_knob(sim, 2, &knob));
    SimExtent extent;
    sim_extent(sim, &extent);
    assert_int_equal(extent.end_ns, 2000000000);
    sim_close(sim);
    const SimSource source = {"lot.py", LOT, sizeof LOT - 1};
    for (size_t i = 1; i < 3; i++) {
        Heard heard = {0};
        assert_null(sim_open(&source, &options[i], report, &heard));
        assert_int_equal(heard.errors, 1);
    }
}

static void the_seed_decides_the_numbers(void **state)
{
    (void)state;
    const SimOptions seeds[] = {{.seed = 0}, {.seed = 7}};
    Sim *sims[] = {open_program(LOT), open_with(LOT, &seeds[0]), open_with(LOT, &seeds[1])};
    const char *outputs[3];
    size_t sizes[3];
    for (size_t i = 0; i < 3; i++) {
        sim_seek(sims[i], (SimPosition){UINT32_MAX, SIM_LINE_END});
        outputs[i] = sim_output(sims[i], &sizes[i]);
    }
    assert_true(sizes[0] == sizes[1] && memcmp(outputs[0], outputs[1], sizes[0]) == 0);
    assert_false(sizes[0] == sizes[2] && memcmp(outputs[0], outputs[2], sizes[0]) == 0);
    for (size_t i = 0; i < 3; i++)
        sim_close(sims[i]);
}

/* ---- the plain run ---- */

typedef struct Trace {
    char text[8192];
} Trace;

static void write(void *context, int stream, const char *bytes, size_t size)
{
    (void)stream;
    strncat(((Trace *)context)->text, bytes, size);
}

static void callback(void *context, uint32_t iteration, int64_t now_ns, const char *kind, const char *name)
{
    char line[200];
    snprintf(line, sizeof line, "@%u %lld %s %s\n", iteration, (long long)now_ns, kind, name);
    strcat(((Trace *)context)->text, line);
}

static void a_plain_run_prints_what_a_stepped_one_prints(void **state)
{
    (void)state;
    const SimSource source = {"lot.py", LOT, sizeof LOT - 1};
    Trace trace = {{0}};
    const SimPlainHost host = {write, NULL, &trace};
    SimOutcome outcome;
    assert_true(sim_run_plain(&source, NULL, &host, &outcome, NULL, NULL));
    assert_int_equal(outcome.end, SIM_END_FINISHED);
    assert_int_equal(outcome.status, 0);
    assert_string_equal(outcome.text, "");
    Sim *sim = open_program(LOT);
    size_t size;
    SimExtent extent;
    sim_extent(sim, &extent);
    assert_int_equal(extent.callbacks, outcome.callbacks);
    assert_int_equal(extent.end_ns, outcome.now_ns);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    const char *output = sim_output(sim, &size);
    assert_int_equal(size, strlen(trace.text));
    assert_memory_equal(output, trace.text, size);
    sim_close(sim);
}

static void a_trace_has_every_callback(void **state)
{
    (void)state;
    const char text[] = "import asyncio\nasync def main():\n    await asyncio.sleep(0.1)\nasyncio.run(main())\n";
    const SimSource source = {"sleep.py", text, sizeof text - 1};
    Trace trace = {{0}};
    const SimPlainHost host = {write, callback, &trace};
    SimOutcome outcome;
    assert_true(sim_run_plain(&source, NULL, &host, &outcome, NULL, NULL));
    assert_string_equal(trace.text, "@1 0 step Task-1\n@2 100000000 timer _set_result_unless_cancelled\n"
                                    "@3 100000000 wakeup Task-1\n");
}

typedef struct EndRow {
    const char *label, *source;
    SimEnd end;
    int status;
    const char *part; /* of the text */
} EndRow;

static const EndRow ends[] = {
    {"raises", "1 / 0\n", SIM_END_RAISED, 1, ""},
    {"exits", "import sys\nsys.exit(3)\n", SIM_END_FINISHED, 3, ""},
    {"exits with 1", "import sys\nsys.exit(1)\n", SIM_END_FINISHED, 1, ""},
    {"deadlock", "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n",
     SIM_END_DEADLOCK, 0, "main waits for Event 1"},
    {"spins",
     "import asyncio\nasync def main():\n    asyncio.get_running_loop().call_later(1, print)\n"
     "    while True:\n        await asyncio.sleep(0)\nasyncio.run(main())\n",
     SIM_END_SPIN, 0, "main spins"},
    {"does not end", "while True:\n    pass\n", SIM_END_INSTRUCTIONS, 0, "does not end"},
    {"outgrows its memory", "x = [0]\nwhile True:\n    x = x + x\n", SIM_END_MEMORY, 0, "--memory-limit"},
    {"outgrows it in small pieces", "x = None\nwhile True:\n    x = (x, [])\n", SIM_END_MEMORY, 0,
     "--memory-limit"},
    {"prints without end", "while True:\n    print('x' * 1000)\n", SIM_END_INSTRUCTIONS, 0, ""},
};

static void every_way_to_end_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const SimSource source = {"end.py", ends[i].source, strlen(ends[i].source)};
        const SimPlainHost host = {NULL, NULL, NULL};
        const SimOptions options = {
            .memory_limit = (size_t)32 << 20, .iteration_limit = 1000, .instruction_limit = 20000000};
        SimOutcome outcome;
        if (ends[i].end == SIM_END_INSTRUCTIONS)
            continue; /* below, with a lower limit */
        assert_true(sim_run_plain(&source, &options, &host, &outcome, NULL, NULL));
        if (outcome.end != ends[i].end || outcome.status != ends[i].status || !strstr(outcome.text, ends[i].part))
            fail_msg("%s: end %d, status %d, %s", ends[i].label, outcome.end, outcome.status, outcome.text);
        Sim *sim = open_with(ends[i].source, &options);
        SimExtent extent;
        sim_extent(sim, &extent);
        if (extent.end != ends[i].end)
            fail_msg("%s: end %d when stepped", ends[i].label, extent.end);
        sim_close(sim);
    }
}

static void an_end_that_takes_too_many_words_is_cut_between_letters(void **state)
{
    (void)state;
    static const char LONG[] = "import asyncio\n"
                               "async def main():\n"
                               "    event = asyncio.Event()\n"
                               "    for n in range(12):\n"
                               "        asyncio.create_task(event.wait(), name='x' * (n % 2) + 'ä' * 300)\n"
                               "    await event.wait()\n"
                               "asyncio.run(main())\n";
    const SimSource source = {"end.py", LONG, strlen(LONG)};
    const SimPlainHost host = {NULL, NULL, NULL};
    SimOutcome outcome;
    assert_true(sim_run_plain(&source, NULL, &host, &outcome, NULL, NULL));
    size_t length = strlen(outcome.text);
    assert_in_range(length, sizeof outcome.text - 8, sizeof outcome.text - 1);
    assert_string_equal(outcome.text + length - 5, "ä…");
}

static void a_callback_that_does_not_end_is_stopped(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const SimSource source = {"end.py", ends[i].source, strlen(ends[i].source)};
        const SimPlainHost host = {NULL, NULL, NULL};
        const SimOptions options = {.instruction_limit = 100000};
        SimOutcome outcome;
        if (ends[i].end != SIM_END_INSTRUCTIONS)
            continue;
        assert_true(sim_run_plain(&source, &options, &host, &outcome, NULL, NULL));
        assert_int_equal(outcome.end, SIM_END_INSTRUCTIONS);
        assert_non_null(strstr(outcome.text, ends[i].part));
    }
}

/* ---- looking ---- */

static void the_clock_tells_where_the_loop_is(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimClock clock;
    sim_clock(sim, &clock);
    assert_int_equal(clock.callback, 0);
    assert_int_equal(clock.phase, SIM_PHASE_NO_LOOP);
    sim_seek_callback(sim, 1); /* main has made the cars */
    sim_clock(sim, &clock);
    assert_int_equal(clock.callback, 1);
    assert_int_equal(clock.running, 1);
    assert_int_equal(clock.ready, 4);
    assert_int_equal(clock.line, 24);
    assert_true(clock.turn_is_over && clock.jumped_from_ns == SIM_NO_TIME);
    assert_int_equal(sim_step(sim, SIM_CLOCK, 1), SIM_MOVED);
    sim_clock(sim, &clock);
    assert_int_equal(clock.now_ns, 500000000);
    assert_int_equal(clock.jumped_from_ns, 0);
    assert_int_equal(clock.running, 0);
    sim_close(sim);
}

static void awaits_tell_whether_they_switched(void **state)
{
    (void)state;
    static const char text[] = "import asyncio\n"
                               "async def main():\n"
                               "    queue = asyncio.Queue()\n"
                               "    await queue.put(1)\n"
                               "    await asyncio.sleep(1)\n"
                               "    print('on')\n"
                               "asyncio.run(main())\n";
    Sim *sim = open_program(text);
    assert_int_equal(sim_seek_callback(sim, 1), SIM_MOVED);
    assert_int_equal(sim_await_at_line(sim, 4), SIM_WENT_STRAIGHT_ON);
    assert_int_equal(sim_await_at_line(sim, 5), SIM_SWITCHED);
    assert_int_equal(sim_await_at_line(sim, 6), SIM_NO_AWAIT);
    SimClock clock;
    sim_seek_callback(sim, 2);
    sim_clock(sim, &clock);
    assert_string_equal(clock.running_name, "_set_result_unless_cancelled");
    assert_int_equal(sim_await_at_line(sim, 5), SIM_NO_AWAIT);
    sim_close(sim);
}

static void tasks_tell_what_they_do(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimTask task;
    uint32_t counts[SIM_STATES], numbers[8];
    assert_false(sim_task(sim, 1, &task));
    sim_seek_callback(sim, 5); /* all cars have begun: two sleep, two wait */
    assert_int_equal(sim_task_count(sim), 5);
    sim_state_counts(sim, counts);
    assert_int_equal(counts[SIM_SLEEPING], 2);
    assert_int_equal(counts[SIM_WAITING], 3);
    assert_true(sim_task(sim, 2, &task));
    assert_string_equal(task.label, "car 1");
    assert_string_equal(task.name, "Task-2");
    assert_int_equal(task.state, SIM_SLEEPING);
    assert_int_equal(task.deadline_ns, 500000000);
    assert_int_equal(task.line, 18);
    assert_true(sim_task(sim, 5, &task));
    assert_int_equal(task.state, SIM_WAITING);
    assert_int_equal(task.place, 2);
    assert_int_equal(task.line, 11);
    assert_string_equal(task.result, "");
    assert_int_equal(sim_tasks_at_line(sim, 11, numbers, 1), 2);
    assert_int_equal(numbers[0], 4);
    assert_int_equal(sim_task_states(sim)[5], SIM_WAITING);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    assert_true(sim_task(sim, 5, &task));
    assert_int_equal(task.state, SIM_DONE);
    assert_string_equal(task.result, "4");
    assert_int_equal(task.line, 0);
    sim_close(sim);
}

static const char *value_of(const SimFrame *frame, const char *name)
{
    for (size_t i = 0; i < frame->variable_count; i++)
        if (strcmp(frame->variables[i].name, name) == 0)
            return frame->variables[i].value;
    return "(none)";
}

static const char THREADS[] =
    "import asyncio, threading, time\n"                                              /* 1 */
    "lock = threading.Lock()\n"                                                      /* 2 */
    "def work(seconds):\n"                                                           /* 3 */
    "    with lock:\n"                                                               /* 4 */
    "        time.sleep(seconds)\n"                                                  /* 5 */
    "async def main():\n"                                                            /* 6 */
    "    for n in (1, 2):\n"                                                         /* 7 */
    "        threading.Thread(target=work, args=(n,), name=f'worker {n}').start()\n" /* 8 */
    "    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"      /* 9 */
    "    await asyncio.sleep(0.5)\n"                                                 /* 10 */
    "asyncio.run(main())\n";                                                         /* 11 */

static void assert_thread(const Sim *sim, uint32_t number, SimThreadState state, uint32_t line, int64_t deadline_ns)
{
    SimThread thread;
    assert_true(sim_thread(sim, number, &thread));
    assert_int_equal(thread.number, number);
    assert_int_equal(thread.state, state);
    assert_int_equal(thread.line, line);
    assert_int_equal(thread.deadline_ns, deadline_ns);
    SimClock clock;
    sim_clock(sim, &clock);
    assert_int_equal(thread.since_ns, clock.now_ns);
}

static void threads_tell_what_they_do(void **state)
{
    (void)state;
    Sim *sim = open_program(THREADS);
    SimThread thread;
    SimClock clock;
    assert_false(sim_thread(sim, 0, &thread) || sim_thread(sim, 1, &thread));
    assert_int_equal(sim_step(sim, SIM_CALLBACK, 1), SIM_MOVED); /* the module's code, and main's first step */
    assert_int_equal(sim_step(sim, SIM_CALLBACK, 1), SIM_MOVED);
    assert_true(sim_thread(sim, 3, &thread));
    assert_false(sim_thread(sim, 4, &thread));
    assert_thread(sim, 1, SIM_THREAD_READY, 0, SIM_NO_TIME);
    sim_step(sim, SIM_LINE, 1);
    sim_clock(sim, &clock);
    assert_true(clock.running_thread == 1 && clock.running == 0 && clock.line == 4);
    assert_thread(sim, 1, SIM_THREAD_RUNNING, 4, SIM_NO_TIME);
    SimFrame frame;
    assert_true(sim_thread_frame(sim, 1, 0, &frame) && frame.line == 4 && frame.variable_count == 1);
    assert_string_equal(frame.function, "work");
    assert_string_equal(frame.variables[0].name, "seconds");
    assert_false(sim_thread_frame(sim, 1, 1, &frame) || sim_thread_frame(sim, 2, 0, &frame));
    assert_true(sim_frame(sim, 0, 0, &frame) && frame.line == 0); /* the module does not run */
    sim_step(sim, SIM_CALLBACK, 1);
    sim_clock(sim, &clock);
    assert_true(clock.running_thread == 1 && clock.turn_is_over && clock.line == 5);
    assert_true(sim_thread_frame(sim, 1, 0, &frame) && frame.line == 5);
    assert_thread(sim, 1, SIM_THREAD_SLEEPING, 5, 1000000000);
    sim_step(sim, SIM_CALLBACK, 1);
    assert_thread(sim, 2, SIM_THREAD_WAITING, 4, SIM_NO_TIME);
    assert_true(sim_thread(sim, 2, &thread) && thread.has_holder && thread.holder == 1);
    assert_string_equal(thread.name, "worker 2");
    assert_string_equal(thread.awaited, "a lock");
    assert_true(sim_thread(sim, 3, &thread) && thread.is_daemon && !thread.has_holder);
    assert_string_equal(thread.awaited, "");
    sim_step(sim, SIM_CALLBACK, 1);
    sim_step(sim, SIM_CALLBACK, 1); /* the loop again */
    sim_clock(sim, &clock);
    assert_int_equal(clock.running_thread, 0);
    sim_seek_time(sim, 1000000000); /* 1 ends, 2 has the lock */
    assert_thread(sim, 1, SIM_THREAD_ENDED, 0, SIM_NO_TIME);
    assert_thread(sim, 2, SIM_THREAD_SLEEPING, 5, 3000000000);
    sim_close(sim);
}

static void frames_tell_their_variables(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimFrame frame;
    sim_seek_callback(sim, 5);
    assert_true(sim_frame(sim, 3, 0, &frame));
    assert_string_equal(frame.function, "car");
    assert_int_equal(frame.line, 18);
    assert_string_equal(value_of(&frame, "number"), "2");
    assert_string_equal(value_of(&frame, "plate"), "'B-2'");
    assert_false(sim_frame(sim, 3, 1, &frame));
    assert_true(sim_frame(sim, 0, 0, &frame));
    assert_string_equal(value_of(&frame, "inside"), "2");
    assert_string_equal(value_of(&frame, "lot"), "<Semaphore parking lot>");
    assert_string_equal(value_of(&frame, "asyncio"), "(none)");
    assert_string_equal(value_of(&frame, "car"), "(none)");
    sim_close(sim);
}

static void queues_tell_who_is_next(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimEntry entry;
    sim_seek_callback(sim, 3);
    assert_true(sim_ready(sim, 0, &entry));
    assert_int_equal(entry.kind, SIM_TASK_STEP);
    assert_int_equal(entry.task, 4);
    assert_true(sim_ready(sim, 1, &entry));
    assert_false(sim_ready(sim, 2, &entry));
    assert_true(sim_timer(sim, 0, &entry));
    assert_int_equal(entry.deadline_ns, 500000000);
    assert_int_equal(entry.task, 2);
    assert_true(sim_timer(sim, 1, &entry));
    assert_int_equal(entry.deadline_ns, 1000000000);
    assert_false(sim_timer(sim, 2, &entry));
    sim_close(sim);
}

static void things_tell_holders_and_waiters(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimThing thing;
    SimThingEntry entry;
    sim_seek_callback(sim, 5);
    assert_true(sim_thing(sim, 1, &thing));
    assert_string_equal(thing.name, "parking lot");
    assert_string_equal(thing.type_name, "Semaphore");
    assert_int_equal(thing.kind, SIM_SEMAPHORE);
    assert_int_equal(thing.capacity, 2);
    assert_int_equal(thing.level, 0);
    assert_int_equal(thing.line, 7);
    assert_true(sim_thing_entry(sim, 1, SIM_HOLDERS, 1, &entry));
    assert_int_equal(entry.task, 3);
    assert_false(sim_thing_entry(sim, 1, SIM_HOLDERS, 2, &entry));
    assert_true(sim_thing_entry(sim, 1, SIM_WAITERS, 0, &entry));
    assert_int_equal(entry.task, 4);
    assert_false(entry.is_woken);
    assert_false(sim_thing(sim, 99, &thing));
    assert_false(sim_thing_entry(sim, 99, SIM_ITEMS, 0, &entry));
    sim_close(sim);
}

/* A view that finds room ahead asks from when to when a thing is there: at the start, and of those to come. */
static void the_lives_of_things_are_known_ahead(void **state)
{
    (void)state;
    SimThingLife first, second, lock, group;
    SimExtent extent;
    Sim *sim = open_program("import asyncio\nasync def main():\n    for n in range(2):\n"
                            "        async with asyncio.timeout(5):\n            await asyncio.sleep(1)\n"
                            "    lock = asyncio.Lock()\n    async with asyncio.TaskGroup() as group:\n"
                            "        for n in range(3):\n            group.create_task(asyncio.sleep(n))\n"
                            "    await asyncio.sleep(1)\nasyncio.run(main())\n");
    for (int again = 0; again < 2; again++) {
        sim_extent(sim, &extent);
        assert_int_equal(extent.tasks, 4);
        assert_int_equal(extent.threads, 0);
        assert_true(sim_thing_life(sim, 1, &first) && sim_thing_life(sim, 2, &second));
        assert_true(sim_thing_life(sim, 3, &lock) && sim_thing_life(sim, 4, &group));
        assert_false(sim_thing_life(sim, 5, &group) && group.line > 0);
        assert_int_equal(first.kind, SIM_TIMEOUT_BLOCK);
        assert_string_equal(first.type_name, "timeout");
        assert_int_equal(first.owner, 1);
        assert_true(first.first < first.last && first.last <= second.first && second.last <= lock.first);
        assert_true(sim_thing_life(sim, 4, &group));
        assert_int_equal(group.capacity, 3);
        assert_true(group.last < lock.last);
        sim_seek_callback(sim, 5);
    }
    sim_close(sim);
}

static void the_past_is_cut_at_the_position(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimGauge gauge;
    SimPrint print;
    SimStretch stretch;
    double values[5];
    size_t size;
    assert_true(sim_gauge(sim, 0, &gauge) && !gauge.has_value && gauge.high == 10);
    sim_seek_callback(sim, 5);
    assert_true(sim_gauge(sim, 0, &gauge) && gauge.value == 2);
    assert_int_equal(sim_print_count(sim), 0);
    sim_output(sim, &size);
    assert_int_equal(size, 0);
    sim_gauge_history(sim, 0, true, 0, 8, values, 5);
    assert_true(values[0] == 0 && values[1] == 1 && values[2] == 2 && isnan(values[3]) && isnan(values[4]));
    assert_true(sim_task_stretch(sim, 2, 0, &stretch)); /* the whole known run */
    size_t stretches = 0;
    int64_t slept_ns = 0;
    while (sim_task_stretch(sim, 2, stretches++, &stretch))
        if (stretch.state == SIM_SLEEPING)
            slept_ns += stretch.end_ns - stretch.begin_ns;
    assert_int_equal(slept_ns, 500000000);
    sim_find(sim, SIM_PRINT, 0, 1);
    assert_int_equal(sim_print_count(sim), 1);
    assert_true(sim_print(sim, 0, &print));
    assert_memory_equal(print.text, "B-1 ", 4);
    assert_int_equal(print.task, 2);
    assert_int_equal(print.time_ns, 500000000);
    assert_false(sim_print(sim, 1, &print));
    sim_close(sim);
}

static const char TWO_QUEUES[] = "import asyncio\n"
                                 "async def main():\n"
                                 "    one, two = asyncio.Queue(2), asyncio.Queue()\n"
                                 "    await asyncio.sleep(1)\n"
                                 "    one.put_nowait(1)\n"
                                 "    two.put_nowait(1)\n"
                                 "    one.put_nowait(2)\n"
                                 "    await asyncio.sleep(1)\n"
                                 "    one.get_nowait()\n"
                                 "    await asyncio.sleep(2)\n"
                                 "asyncio.run(main())\n";

static void a_queue_has_a_history_of_its_own(void **state)
{
    (void)state;
    enum { SECOND = 1000000000 };
    Sim *sim = open_program(TWO_QUEUES);
    double one[5], two[5], none[5];
    sim_seek_callback(sim, 9999);
    sim_thing_history(sim, 1, false, 0, 4 * (int64_t)SECOND, one, 5);
    sim_thing_history(sim, 2, false, 0, 4 * (int64_t)SECOND, two, 5);
    assert_true(one[0] == 0 && one[1] == 2 && one[2] == 1 && one[3] == 1 && one[4] == 1);
    assert_true(two[0] == 0 && two[1] == 1 && two[2] == 1 && two[3] == 1 && two[4] == 1);
    sim_seek_time(sim, 2 * (int64_t)SECOND - 1);
    sim_thing_history(sim, 1, false, 0, 4 * (int64_t)SECOND, one, 5);
    assert_true(one[0] == 0 && one[1] == 2 && isnan(one[2]) && isnan(one[4]));
    sim_thing_history(sim, 99, false, 0, 4 * (int64_t)SECOND, none, 5);
    assert_true(none[0] == 0 && none[1] == 0 && isnan(none[2]));
    sim_close(sim);
}

static void cues_stand_where_they_are_reached(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimCue cue;
    assert_true(sim_cue(sim, 0, &cue));
    assert_string_equal(cue.name, "full");
    assert_string_equal(cue.say, "No more space.\nWho runs next?");
    assert_string_equal(cue.focus, "parking lot");
    assert_int_equal(cue.line, 18);
    assert_int_equal(cue.ask_count, 1);
    assert_true(cue.is_reached);
    assert_int_equal(cue.callback, 3); /* the second car */
    assert_true(sim_cue(sim, 2, &cue) && !cue.is_reached);
    assert_int_equal(sim_current_cue(sim), -1);
    assert_int_equal(sim_step(sim, SIM_CUE, 1), SIM_MOVED); /* start */
    assert_int_equal(sim_current_cue(sim), 1);
    assert_int_equal(sim_step(sim, SIM_CUE, 1), SIM_MOVED); /* full */
    assert_int_equal(sim_current_cue(sim), 0);
    SimClock clock;
    sim_clock(sim, &clock);
    assert_int_equal(clock.line, 18);
    assert_int_equal(sim_step(sim, SIM_CUE, 1), SIM_NOT_FOUND);
    assert_int_equal(sim_seek_cue(sim, 1), SIM_MOVED);
    assert_int_equal(sim_seek_cue(sim, 2), SIM_NOT_FOUND);
    assert_int_equal(sim_seek_cue(sim, 3), SIM_NOT_FOUND);
    sim_close(sim);
}

static void what_happens_is_found_both_ways(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimClock clock;
    assert_int_equal(sim_find(sim, SIM_LINE_REACHED, 20, 1), SIM_MOVED);
    sim_clock(sim, &clock);
    assert_int_equal(clock.line, 20);
    SimPosition first = sim_position(sim);
    assert_int_equal(sim_find(sim, SIM_LINE_REACHED, 20, 1), SIM_MOVED);
    assert_true(sim_position(sim).turn > first.turn);
    assert_int_equal(sim_find(sim, SIM_LINE_REACHED, 20, -1), SIM_MOVED);
    assert_true(sim_position(sim).turn == first.turn && sim_position(sim).line == first.line);
    assert_int_equal(sim_find(sim, SIM_LINE_REACHED, 20, -1), SIM_NOT_FOUND);
    assert_true(sim_position(sim).turn == first.turn && sim_position(sim).line == first.line);
    assert_int_equal(sim_find(sim, SIM_CANCEL, 0, 1), SIM_NOT_FOUND);
    assert_int_equal(sim_find(sim, SIM_FAILURE, 0, 1), SIM_NOT_FOUND);
    sim_seek(sim, (SimPosition){0, 0});
    assert_int_equal(sim_find(sim, SIM_TASK_CHANGE, 5, 1), SIM_MOVED); /* made by main */
    sim_clock(sim, &clock);
    assert_int_equal(clock.callback, 1);
    assert_int_equal(sim_find(sim, SIM_THING_CHANGE, 1, 1), SIM_MOVED); /* taken by the first car */
    sim_clock(sim, &clock);
    assert_int_equal(clock.callback, 2);
    assert_int_equal(sim_seek_time(sim, 700000000), SIM_MOVED);
    sim_clock(sim, &clock);
    assert_int_equal(clock.now_ns, 500000000);
    sim_close(sim);
}

static void the_scenario_has_its_words(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimScenario scenario;
    sim_scenario(sim, &scenario);
    assert_string_equal(scenario.title, "Parking lot");
    assert_int_equal(scenario.tick_ns, 500000000);
    assert_int_equal(scenario.line_count, 27);
    assert_int_equal(scenario.cue_count, 3);
    assert_true(scenario.has_loop);
    static const struct {
        uint32_t line;
        const char *text;
    } lines[] = {{1, "#: title  Parking lot"}, {27, "asyncio.run(main())"}, {28, ""}, {0, ""}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        size_t length;
        const char *line = sim_source_line(sim, lines[i].line, &length);
        assert_int_equal(length, strlen(lines[i].text));
        assert_memory_equal(line, lines[i].text, length);
    }
    sim_close(sim);
}

/* ---- looking changes nothing ---- */

static void looking_leaves_the_world_as_it_is(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    while (sim_step(sim, SIM_LINE, 1) == SIM_MOVED) {
        uint64_t hash = sim_hash(sim);
        SimClock clock;
        SimTask task;
        SimFrame frame;
        SimThing thing;
        SimThingEntry entry;
        SimEntry callback_entry;
        uint32_t counts[SIM_STATES];
        sim_clock(sim, &clock);
        sim_state_counts(sim, counts);
        for (uint32_t i = 0; i <= sim_task_count(sim); i++) {
            sim_task(sim, i, &task);
            sim_frame(sim, i, 0, &frame);
        }
        for (uint32_t i = 1; i <= sim_thing_count(sim); i++) {
            sim_thing(sim, i, &thing);
            sim_thing_entry(sim, i, SIM_HOLDERS, 0, &entry);
            sim_thing_entry(sim, i, SIM_CHILDREN, 0, &entry);
        }
        sim_ready(sim, 0, &callback_entry);
        sim_timer(sim, 0, &callback_entry);
        sim_narration(sim, SIM_STORY);
        sim_narration(sim, SIM_LOOP);
        sim_narration(sim, SIM_CPYTHON);
        assert_true(hash == sim_hash(sim));
    }
    sim_close(sim);
}

/* ---- what goes wrong ---- */

static void the_heap_is_counted_again(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    sim_seek_callback(sim, 5);
    assert_string_equal(sim_verify_heap(sim), "");
    for (uint32_t i = 0; i < sim->vm->program->count; i++) /* as if a list forgot that it is referred to */
        if (value_is_kind(sim->vm->program->slots[i], KIND_LIST))
            value_object(sim->vm->program->slots[i])->refs++;
    assert_non_null(strstr(sim_verify_heap(sim), "counts"));
    sim_close(sim);
}

/* The n-th allocation passes the memory limit: the run ends with a message, wherever that is. */
static void every_allocation_may_be_one_too_many(void **state)
{
    (void)state;
    Sim *sim = open_program(LOT);
    SimExtent extent;
    sim_extent(sim, &extent);
    uint64_t n = 1;
    for (SimExtent now = {.end = SIM_END_MEMORY}; now.end == SIM_END_MEMORY; n++) {
        sim_seek(sim, (SimPosition){0, 0});
        sim_fail_allocation(sim, n);
        sim_seek(sim, (SimPosition){extent.turns, SIM_LINE_END});
        sim_extent(sim, &now);
        if (now.end == SIM_END_MEMORY)
            assert_non_null(strstr(now.end_text, "--memory-limit"));
        else
            assert_int_equal(now.end, SIM_END_FINISHED);
    }
    assert_true(n > 20); /* with fewer allocations the run cannot do */
    sim_close(sim);
}

static void a_host_without_memory_is_told(void **state)
{
    (void)state;
    const SimSource source = {"lot.py", LOT, sizeof LOT - 1};
    unsigned refused = 0;
    for (unsigned long n = 1; n < 40; n++) {
        Heard heard = {0};
        memory_fail_after(n);
        Sim *sim = sim_open(&source, NULL, report, &heard);
        memory_fail_after(0);
        if (sim) {
            sim_close(sim);
            break;
        }
        refused++;
        assert_true(heard.errors > 0);
    }
    assert_true(refused >= 8 && refused < 39);
}

static void files_without_a_loop_run_too(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n", "x = 1", "# nothing\n", "print('a')\r\nprint('b')\r\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Sim *sim = open_program(texts[i]);
        SimScenario scenario;
        sim_scenario(sim, &scenario);
        assert_false(scenario.has_loop);
        while (sim_step(sim, SIM_LINE, 1) == SIM_MOVED)
            sim_narration(sim, SIM_STORY);
        assert_true(sim_is_at_end(sim));
        while (sim_step(sim, SIM_LINE, -1) == SIM_MOVED)
            continue;
        sim_close(sim);
    }
}

/* Two sleep until 1 s; the second is 2.5 s late, since a third blocks the loop from 0.5 to 3.5 s. */
static const char LATE[] = "import asyncio, time\n"
                           "async def blocker():\n"
                           "    await asyncio.sleep(0.5)\n"
                           "    time.sleep(3)\n"
                           "async def sleeper(lock):\n"
                           "    await asyncio.sleep(1)\n"
                           "    async with lock:\n"
                           "        await asyncio.sleep(1)\n"
                           "async def main():\n"
                           "    lock = asyncio.Lock()\n"
                           "    await asyncio.gather(blocker(), sleeper(lock), sleeper(lock))\n"
                           "asyncio.run(main())\n";

static void test_a_tasks_time_is_told_with_who_made_it_late(void **state)
{
    (void)state;
    SimSource source = {"late.py", LATE, strlen(LATE)};
    SimTaskTimes times;
    SimThing thing;
    Sim *sim = sim_open(&source, NULL, NULL, NULL);
    assert_non_null(sim);
    assert_false(sim_task_times(sim, 1, &times));
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    assert_true(sim_task_times(sim, 4, &times));
    assert_int_equal(times.made_by, 1);
    assert_int_equal(times.made_at, 11);
    assert_int_equal(times.late_sleep.ns, 2500000000);
    assert_int_equal(times.late_sleep.by, 2);
    assert_int_equal(times.late_sleep.at, 4);
    assert_int_equal(times.sleeping_ns, 3500000000 + 1000000000);
    assert_int_equal(times.waiting_ns, 1000000000);
    assert_int_equal(times.wait_count, 1);
    assert_true(sim_thing(sim, times.waits[0].thing, &thing));
    assert_string_equal(thing.name, "lock");
    assert_int_equal(times.steps, 4);
    assert_true(sim_task_times(sim, 2, &times));
    assert_int_equal(times.running_ns, 3000000000);
    assert_int_equal(times.late_sleep.ns, 0);
    sim_seek_time(sim, 400000000);
    assert_true(sim_task_times(sim, 4, &times));
    assert_int_equal(times.late_sleep.ns, 0);
    assert_int_equal(times.steps, 1);
    assert_false(sim_task_times(sim, 5, &times));
    sim_close(sim);
}

/* How late its timeouts cut task 3 off, and through whom. */
static void expect_late_timeout(const char *body, const char *module, int64_t ns, uint32_t by, uint32_t at)
{
    char text[1024];
    SimTaskTimes times;
    snprintf(text, sizeof text,
             "import asyncio, threading, time\n"
             "async def blocker():\n"
             "    await asyncio.sleep(0.5)\n"
             "    time.sleep(3)\n"
             "async def patient():\n"
             "    %s\n"
             "async def main():\n"
             "    await asyncio.gather(blocker(), patient(), return_exceptions=True)\n"
             "%s"
             "asyncio.run(main())\n",
             body, module);
    Sim *sim = open_program(text);
    assert_non_null(sim);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    assert_true(sim_task_times(sim, 3, &times));
    if (times.late_timeout.ns != ns || times.late_timeout.by != by || times.late_timeout.at != at)
        fail_msg("%s: late by %ld through task %u at line %u", body, (long)times.late_timeout.ns,
                 times.late_timeout.by, times.late_timeout.at);
    assert_int_equal(times.late_sleep.ns, 0);
    sim_seek_time(sim, 400000000);
    assert_true(sim_task_times(sim, 3, &times));
    assert_int_equal(times.late_timeout.ns, 0);
    sim_close(sim);
}

static void test_a_timeout_that_comes_late_is_told_with_who_held_the_loop(void **state)
{
    (void)state;
    const char *thread = "threading.Thread(target=time.sleep, args=(1,)).start()\n";
    expect_late_timeout("await asyncio.wait_for(asyncio.Event().wait(), 1)", "", 2500000000, 2, 4);
    expect_late_timeout("async with asyncio.timeout(2): await asyncio.Event().wait()", "", 1500000000, 2, 4);
    expect_late_timeout("await asyncio.wait([asyncio.Future()], timeout=1)", "", 2500000000, 2, 4);
    expect_late_timeout("await asyncio.wait_for(asyncio.Event().wait(), 1)", thread, 2500000000, 2, 4);
    expect_late_timeout("await asyncio.wait_for(asyncio.Event().wait(), 4)", "", 0, 0, 0);
    expect_late_timeout("async with asyncio.timeout_at(-1): await asyncio.Event().wait()", "", 0, 0, 0);
}

/* Entry `at` of those who wait for a task: «task 2», «TaskGroup 3», a callback's name. */
static void expect_awaiter(const Sim *sim, uint32_t task, size_t at, const char *wanted)
{
    SimAwaiter awaiter;
    SimThing thing;
    char found[80] = "none";
    if (sim_task_awaiter(sim, task, at, &awaiter))
        snprintf(found, sizeof found, "«%s»", awaiter.callback);
    if (*found != 'n' && awaiter.task)
        snprintf(found, sizeof found, "task %u", awaiter.task);
    if (*found != 'n' && awaiter.thing && sim_thing(sim, awaiter.thing, &thing))
        snprintf(found, sizeof found, "%s of task %u", thing.type_name, thing.owner);
    assert_string_equal(found, wanted);
}

static void test_who_waits_for_a_task_is_told(void **state)
{
    (void)state;
    Sim *sim = open_program("import asyncio\n"
                            "async def work(): await asyncio.sleep(1)\n"
                            "def told(task): pass\n"
                            "async def main():\n"
                            "    alone, waited = asyncio.create_task(work()), asyncio.create_task(work())\n"
                            "    waited.add_done_callback(told)\n"
                            "    kept = asyncio.create_task(work())\n"
                            "    async def shielding(): await asyncio.shield(kept)\n"
                            "    async with asyncio.TaskGroup() as group:\n"
                            "        group.create_task(shielding())\n"
                            "        both = asyncio.gather(waited, kept)\n"
                            "        await asyncio.wait([waited], timeout=0.5)\n"
                            "        await waited\n"
                            "asyncio.run(main())\n");
    sim_seek_time(sim, 400000000);
    expect_awaiter(sim, 1, 0, "«»");
    expect_awaiter(sim, 1, 1, "none");
    expect_awaiter(sim, 2, 0, "none");
    expect_awaiter(sim, 3, 0, "«told»");
    expect_awaiter(sim, 3, 1, "gather of task 1");
    expect_awaiter(sim, 3, 2, "wait of task 1");
    expect_awaiter(sim, 3, 3, "none");
    expect_awaiter(sim, 4, 0, "gather of task 1");
    expect_awaiter(sim, 4, 1, "task 5");
    expect_awaiter(sim, 5, 0, "TaskGroup of task 1");
    sim_seek_time(sim, 600000000);
    expect_awaiter(sim, 3, 2, "task 1");
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    expect_awaiter(sim, 3, 0, "none");
    expect_awaiter(sim, 99, 0, "none");
    sim_close(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_timeout_that_comes_late_is_told_with_who_held_the_loop),
        cmocka_unit_test(test_who_waits_for_a_task_is_told),
        cmocka_unit_test(test_a_tasks_time_is_told_with_who_made_it_late),
        cmocka_unit_test(a_faulty_file_is_diagnosed_and_not_opened),
        cmocka_unit_test(a_good_file_is_good),
        cmocka_unit_test(knobs_are_set_before_the_run),
        cmocka_unit_test(the_seed_decides_the_numbers),
        cmocka_unit_test(a_plain_run_prints_what_a_stepped_one_prints),
        cmocka_unit_test(a_trace_has_every_callback),
        cmocka_unit_test(every_way_to_end_is_told),
        cmocka_unit_test(an_end_that_takes_too_many_words_is_cut_between_letters),
        cmocka_unit_test(a_callback_that_does_not_end_is_stopped),
        cmocka_unit_test(the_clock_tells_where_the_loop_is),
        cmocka_unit_test(awaits_tell_whether_they_switched),
        cmocka_unit_test(tasks_tell_what_they_do),
        cmocka_unit_test(threads_tell_what_they_do),
        cmocka_unit_test(frames_tell_their_variables),
        cmocka_unit_test(queues_tell_who_is_next),
        cmocka_unit_test(things_tell_holders_and_waiters),
        cmocka_unit_test(the_lives_of_things_are_known_ahead),
        cmocka_unit_test(the_past_is_cut_at_the_position),
        cmocka_unit_test(a_queue_has_a_history_of_its_own),
        cmocka_unit_test(cues_stand_where_they_are_reached),
        cmocka_unit_test(what_happens_is_found_both_ways),
        cmocka_unit_test(the_scenario_has_its_words),
        cmocka_unit_test(looking_leaves_the_world_as_it_is),
        cmocka_unit_test(the_heap_is_counted_again),
        cmocka_unit_test(every_allocation_may_be_one_too_many),
        cmocka_unit_test(a_host_without_memory_is_told),
        cmocka_unit_test(files_without_a_loop_run_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
