/* Trace events, for Perfetto's viewer: the JSON form of Chrome's trace format.
 *
 * One process, the program. Thread 1 is the loop, with a slice for each iteration and in it one for each callback;
 * each task is a thread, with a slice for each stretch of a state. Depths, spaces and gauges are counters; what
 * wakes a task is a flow from the callback that did it to the task's «ready».
 *
 * On the virtual clock code takes no time, and slices of no length cannot be seen, nor can an arrow hold on to
 * them. So each turn is shown a microsecond long, with what happens in it in its order, and all that follows moves
 * by so much: the time shown is the clock's plus one microsecond for each turn before. Events come in the order of
 * that time, so nothing is kept but what each task does now. */
#include "recorded.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    PROCESS = 1,
    LOOP_THREAD = 1,
    FIRST_TASK_THREAD = 10,
    TURN_NS = 1000,
    FACT_NS = 10,
    NAME_SHOWN = 80,
    NAME_BYTES = 240
};

/* A task's thread: the slice that is open. */
typedef struct TaskTrack {
    uint8_t is_open, is_running;
    uint8_t is_woken; /* a flow is to end at its next «ready» */
} TaskTrack;

typedef struct PerfettoReport {
    Json json;
    const Sim *sim;
    TaskTrack *tasks; /* owned; by number */
    uint32_t task_capacity;
    uint32_t turns; /* that have ended: a microsecond each */
    bool is_in_turn, is_in_iteration;
    unsigned facts; /* of this turn */
    uint64_t flows;
    int64_t now_ns;         /* shown */
    uint32_t running;       /* the task whose turn it is, 0 none */
    uint32_t ready, timers; /* as last counted */
    bool has_failed;
} PerfettoReport;

/* ---- events ---- */

static unsigned thread_of(uint32_t task)
{
    return task ? FIRST_TASK_THREAD + task : LOOP_THREAD;
}

/* Begin an event; its own members come next, then end_event. */
static Json *begin_event(PerfettoReport *report, const char *phase, unsigned thread)
{
    Json *json = &report->json;
    json->needs_comma = false;
    fputs(",\n", json->file);
    json_open(json, NULL);
    json_text(json, "ph", phase);
    json_number(json, "pid", PROCESS);
    json_number(json, "tid", thread);
    if (strcmp(phase, "M") != 0)
        json_microseconds(json, "ts", report->now_ns);
    return json;
}

static void write_name(PerfettoReport *report, const char *key, unsigned thread, const char *name)
{
    Json *json = begin_event(report, "M", thread);
    json_text(json, "name", key);
    json_open(json, "args");
    json_text(json, "name", name);
    json_close(json);
    json_close(json);
}

static void write_order(PerfettoReport *report, unsigned thread)
{
    Json *json = begin_event(report, "M", thread);
    json_text(json, "name", "thread_sort_index");
    json_open(json, "args");
    json_number(json, "sort_index", thread);
    json_close(json);
    json_close(json);
}

/* A slice begins; its arguments may follow until end_args. */
static Json *begin_slice(PerfettoReport *report, unsigned thread, const char *category, const char *name)
{
    Json *json = begin_event(report, "B", thread);
    json_text(json, "cat", category);
    json_text(json, "name", name);
    json_open(json, "args");
    return json;
}

static void end_args(PerfettoReport *report)
{
    json_close(&report->json);
    json_close(&report->json);
}

static void end_slice(PerfettoReport *report, unsigned thread)
{
    begin_event(report, "E", thread);
    json_close(&report->json);
}

static void write_flow(PerfettoReport *report, const char *phase, unsigned thread, const char *word)
{
    Json *json = begin_event(report, phase, thread);
    json_text(json, "cat", word);
    json_text(json, "name", word);
    json_number(json, "id", (int64_t)report->flows);
    if (*phase == 'f')
        json_text(json, "bp", "e");
    json_close(json);
}

/* What happened at one moment: on the thread, or (scope g) across all of them. */
static void write_instant(PerfettoReport *report, uint32_t task, const char *scope, const char *category,
                          const char *text, size_t size)
{
    while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r'))
        size--;
    size_t shown = size;
    if (shown > NAME_SHOWN)
        for (shown = NAME_SHOWN; shown > 0 && (text[shown] & 0xC0) == 0x80;)
            shown--;
    Json *json = begin_event(report, "i", thread_of(task));
    json_text(json, "s", scope);
    json_text(json, "cat", category);
    json_bytes(json, "name", text, shown);
    if (shown < size) {
        json_open(json, "args");
        json_bytes(json, "text", text, size);
        json_close(json);
    }
    json_close(json);
}

static void write_words(PerfettoReport *report, uint32_t task, const char *category, const char *words)
{
    write_instant(report, task, "t", category, words, strlen(words));
}

static void write_counter(PerfettoReport *report, const char *name, const char *series, double value)
{
    Json *json = begin_event(report, "C", LOOP_THREAD);
    json_text(json, "name", name);
    json_open(json, "args");
    json_real(json, series, value);
    end_args(report);
}

/* ---- tasks ---- */

/* The track of a task, NULL where it is none or memory is at its end. */
static TaskTrack *track_of(PerfettoReport *report, uint32_t task)
{
    if (task == 0)
        return NULL;
    if (task >= report->task_capacity) {
        uint32_t capacity = task < UINT32_MAX / 2 ? task * 2 + 64 : UINT32_MAX;
        TaskTrack *grown = realloc(report->tasks, capacity * sizeof *grown);
        if (!grown) {
            report->has_failed = true;
            return NULL;
        }
        memset(grown + report->task_capacity, 0, (capacity - report->task_capacity) * sizeof *grown);
        report->tasks = grown;
        report->task_capacity = capacity;
    }
    return &report->tasks[task];
}

/* An arrow from the task that runs, or else from the callback, to the slice of a task that has just begun. Between
 * two turns there is nothing that it could come from. */
static void write_arrow(PerfettoReport *report, uint32_t task, const char *word)
{
    if (!report->is_in_turn)
        return;
    TaskTrack *running = track_of(report, report->running);
    report->flows++;
    write_flow(report, "s", thread_of(running && running->is_running ? report->running : 0), word);
    write_flow(report, "f", thread_of(task), word);
}

static void write_waiting_args(Json *json, const Sim *sim, const SimFact *fact)
{
    SimThing thing;
    if (fact->thing && sim_thing(sim, fact->thing, &thing))
        json_text(json, "for", thing.name);
    if (fact->deadline_ns != SIM_NO_TIME)
        json_number(json, "deadline_ns", fact->deadline_ns);
    json_number(json, "time_ns", fact->time_ns);
}

static bool is_ended(SimState state)
{
    return state == SIM_DONE || state == SIM_FAILED || state == SIM_CANCELLED;
}

static void note_state(PerfettoReport *report, const SimFact *fact)
{
    TaskTrack *track = track_of(report, fact->task);
    if (!track)
        return;
    if (track->is_open)
        end_slice(report, thread_of(fact->task));
    track->is_open = !is_ended(fact->state);
    track->is_running = fact->state == SIM_RUNNING;
    const char *word = recorded_state_word(fact->state);
    if (!track->is_open) {
        write_words(report, fact->task, "task", word);
        return;
    }
    write_waiting_args(begin_slice(report, thread_of(fact->task), "task", word), report->sim, fact);
    end_args(report);
    if (track->is_woken && fact->state == SIM_READY)
        write_arrow(report, fact->task, "wakes");
    track->is_woken = false;
}

static void note_task(PerfettoReport *report, const SimFact *fact)
{
    char label[NAME_BYTES];
    size_t size = fact->text_size < sizeof label ? fact->text_size : sizeof label - 1;
    memcpy(label, fact->text, size);
    label[size] = '\0';
    write_name(report, "thread_name", thread_of(fact->task), label);
    write_order(report, thread_of(fact->task));
    TaskTrack *track = track_of(report, fact->task);
    if (!track)
        return;
    track->is_open = true;
    begin_slice(report, thread_of(fact->task), "task", recorded_state_word(SIM_NEW));
    end_args(report);
    write_arrow(report, fact->task, "creates");
}

static void note_woken(PerfettoReport *report, const SimFact *fact)
{
    TaskTrack *track = track_of(report, fact->task);
    if (track)
        track->is_woken = true;
}

/* ---- the loop ---- */

static const char *turn_name(const PerfettoReport *report, const SimFact *fact)
{
    SimTask task;
    if (fact->number == SIM_MODULE_CODE)
        return "module";
    bool is_of_task = fact->number == SIM_TASK_STEP || fact->number == SIM_TASK_WAKEUP;
    return is_of_task && sim_task(report->sim, fact->task, &task) ? task.label : fact->text;
}

static void begin_turn(PerfettoReport *report, const SimFact *fact)
{
    Json *json = begin_slice(report, LOOP_THREAD, "callback", turn_name(report, fact));
    if (*fact->text)
        json_text(json, "callback", fact->text);
    json_number(json, "turn", fact->turn);
    json_number(json, "time_ns", fact->time_ns);
    end_args(report);
    report->is_in_turn = true;
    report->facts = 1;
    report->running = fact->task;
}

static void end_turn(PerfettoReport *report)
{
    if (report->is_in_turn)
        end_slice(report, LOOP_THREAD);
    report->is_in_turn = false;
    report->facts = 0;
    report->running = 0;
}

static void end_iteration(PerfettoReport *report)
{
    if (report->is_in_iteration)
        end_slice(report, LOOP_THREAD);
    report->is_in_iteration = false;
}

static void begin_iteration(PerfettoReport *report, const SimFact *fact)
{
    char name[40];
    end_iteration(report);
    snprintf(name, sizeof name, "iteration %" PRIu64, fact->number);
    begin_slice(report, LOOP_THREAD, "loop", name);
    end_args(report);
    report->is_in_iteration = true;
}

/* ---- counters ---- */

/* «lot: free #3», so that no two objects share a counter. */
static void count_thing(PerfettoReport *report, uint32_t number, const char *what, double value)
{
    char name[NAME_BYTES];
    SimThing thing;
    if (!sim_thing(report->sim, number, &thing))
        return;
    snprintf(name, sizeof name, "%.120s: %s #%" PRIu32, thing.name, what, number);
    write_counter(report, name, what, value);
}

/* What it begins with: the spaces of a semaphore, an empty queue. */
static void count_made(PerfettoReport *report, uint32_t number)
{
    SimThing thing;
    if (!sim_thing(report->sim, number, &thing) || thing.is_gone)
        return;
    if (thing.kind == SIM_QUEUE)
        count_thing(report, number, "items", 0);
    else if (thing.kind == SIM_SEMAPHORE || thing.kind == SIM_LOCK)
        count_thing(report, number, "free", thing.kind == SIM_LOCK ? 1 : (double)thing.capacity);
}

static void count_gauge(PerfettoReport *report, const SimFact *fact)
{
    char name[NAME_BYTES];
    SimGauge gauge;
    if (!sim_gauge(report->sim, (size_t)fact->number, &gauge) || !(fact->value - fact->value == 0))
        return;
    snprintf(name, sizeof name, "gauge %.120s", gauge.name);
    write_counter(report, name, "value", fact->value);
}

/* The depth of the loop's two queues, behind a turn. */
static void count_loop(PerfettoReport *report)
{
    SimClock clock;
    sim_clock(report->sim, &clock);
    if (clock.ready != report->ready)
        write_counter(report, "ready queue", "callbacks", clock.ready);
    if (clock.timers != report->timers)
        write_counter(report, "timers", "timers", clock.timers);
    report->ready = clock.ready;
    report->timers = clock.timers;
}

/* ---- facts ---- */

static void note_thing_fact(PerfettoReport *report, const SimFact *fact)
{
    if (fact->kind == SIM_FACT_THING_MADE)
        count_made(report, fact->thing);
    if (fact->kind == SIM_FACT_ACQUIRED || fact->kind == SIM_FACT_RELEASED)
        count_thing(report, fact->thing, "free", (double)fact->number);
    if (fact->kind == SIM_FACT_ITEM_PUT || fact->kind == SIM_FACT_ITEM_TAKEN)
        count_thing(report, fact->thing, "items", (double)fact->number);
    if (fact->kind == SIM_FACT_TASK_DONE_CALLED)
        count_thing(report, fact->thing, "unfinished", (double)fact->number);
    if (fact->kind == SIM_FACT_GAUGE)
        count_gauge(report, fact);
}

static void note_moment(PerfettoReport *report, const SimFact *fact)
{
    SimCue cue;
    if (fact->kind == SIM_FACT_PRINTED)
        write_instant(report, report->running, "t", fact->number == 2 ? "stderr" : "print", fact->text,
                      fact->text_size);
    if (fact->kind == SIM_FACT_WARNED)
        write_instant(report, report->running, "t", "warning", fact->text, fact->text_size);
    if (fact->kind == SIM_FACT_CUE && sim_cue(report->sim, (size_t)fact->number, &cue))
        write_instant(report, 0, "g", "cue", cue.name, strlen(cue.name));
    if (fact->kind == SIM_FACT_CANCEL_ASKED)
        write_words(report, fact->task, "cancel", "cancel() asked");
    if (fact->kind == SIM_FACT_CANCEL_DELIVERED)
        write_words(report, fact->task, "cancel", "CancelledError thrown in");
    if (fact->kind == SIM_FACT_TIMEOUT_EXPIRED)
        write_words(report, fact->task, "timeout", "deadline passed");
}

static void note_fact(PerfettoReport *report, const SimFact *fact)
{
    int64_t behind_turns = fact->time_ns + (int64_t)report->turns * TURN_NS;
    int64_t within_ns = (int64_t)report->facts * FACT_NS;
    report->now_ns = behind_turns + (within_ns < TURN_NS ? within_ns : TURN_NS - 1);
    report->facts += report->is_in_turn;
    if (fact->kind == SIM_FACT_TURN_ENDED) {
        report->now_ns = behind_turns + TURN_NS;
        end_turn(report);
        report->turns++;
    }
    if (fact->kind == SIM_FACT_TURN_BEGAN)
        begin_turn(report, fact);
    if (fact->kind == SIM_FACT_ITERATION)
        begin_iteration(report, fact);
    if (fact->kind == SIM_FACT_TASK_CREATED)
        note_task(report, fact);
    if (fact->kind == SIM_FACT_WOKEN)
        note_woken(report, fact);
    if (fact->kind == SIM_FACT_TASK_STATE)
        note_state(report, fact);
    note_thing_fact(report, fact);
    note_moment(report, fact);
}

/* ---- the whole ---- */

static void write_head(PerfettoReport *report, const ReportRun *run)
{
    Json *json = &report->json;
    SimScenario scenario;
    sim_scenario(report->sim, &scenario);
    fputs("{\"displayTimeUnit\":\"ns\",\n", json->file);
    json_open(json, "otherData");
    json_number(json, "version", RECORDED_VERSION);
    recorded_write_head(json, report->sim, run);
    json_close(json);
    /* The first event stands here, so that all others come behind a comma. */
    fputs(",\n\"traceEvents\":[\n", json->file);
    json->needs_comma = false;
    json_open(json, NULL);
    json_text(json, "ph", "M");
    json_number(json, "pid", PROCESS);
    json_number(json, "tid", LOOP_THREAD);
    json_text(json, "name", "process_name");
    json_open(json, "args");
    json_text(json, "name", scenario.file_name);
    end_args(report);
    write_name(report, "thread_name", LOOP_THREAD, "event loop");
    write_order(report, LOOP_THREAD);
}

/* Tasks that never went on: their slices end with the run. */
static void end_slices(PerfettoReport *report)
{
    end_turn(report);
    end_iteration(report);
    for (uint32_t task = 1; task < report->task_capacity; task++)
        if (report->tasks[task].is_open)
            end_slice(report, thread_of(task));
}

bool report_perfetto(Sim *sim, const ReportRun *run, FILE *output)
{
    PerfettoReport report = {.json = {.file = output}, .sim = sim};
    SimFact fact;
    write_head(&report, run);
    while (!report.has_failed && !ferror(output) && sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED) {
        for (size_t i = 0; sim_fact(sim, i, &fact); i++)
            note_fact(&report, &fact);
        count_loop(&report);
    }
    end_slices(&report);
    fputs("\n]}\n", output);
    free(report.tasks);
    return !report.has_failed && !ferror(output);
}
