/* JSON lines: a record for each fact, in order. README.md is the schema; the tables here are what it describes. */
#include "recorded.h"

#include <string.h>

typedef struct JsonlReport {
    Json json;
    const Sim *sim;
    SimDepth depth; /* of the sentences */
} JsonlReport;

/* What a kind's number and text are called; NULL: it has none. */
typedef struct Shape {
    const char *number;
    bool is_flag; /* the number is 0 or 1 */
    const char *text;
} Shape;

static const Shape shapes[SIM_FACT_KINDS] = {
    [SIM_FACT_TURN_BEGAN] = {.text = "name"},
    [SIM_FACT_TURN_ENDED] = {"lines", false, NULL},
    [SIM_FACT_ITERATION] = {"iteration", false, NULL},
    [SIM_FACT_TASK_CREATED] = {.text = "label"},
    [SIM_FACT_TASK_NAMED] = {.text = "label"},
    [SIM_FACT_CANCEL_ASKED] = {.text = "message"},
    [SIM_FACT_TASK_ENDED] = {.text = "result"},
    [SIM_FACT_ACQUIRED] = {"free", false, NULL},
    [SIM_FACT_RELEASED] = {"free", false, NULL},
    [SIM_FACT_WAIT_BEGAN] = {"place", false, NULL},
    [SIM_FACT_WAIT_ENDED] = {"got", true, NULL},
    [SIM_FACT_ITEM_PUT] = {"items", false, NULL},
    [SIM_FACT_ITEM_TAKEN] = {"items", false, NULL},
    [SIM_FACT_TASK_DONE_CALLED] = {"unfinished", false, NULL},
    [SIM_FACT_EVENT_SET] = {"woken", false, NULL},
    [SIM_FACT_NOTIFIED] = {"woken", false, NULL},
    [SIM_FACT_TIMEOUT_LEFT] = {"raises", true, NULL},
    [SIM_FACT_GROUP_ABORTED] = {"cancelled", false, NULL},
    [SIM_FACT_WAIT_RETURNED] = {"done", false, NULL},
    [SIM_FACT_AWAITED] = {"switched", true, NULL},
    [SIM_FACT_THREAD_STARTED] = {"thread", false, "name"},
    [SIM_FACT_SLICE] = {"thread", false, NULL},
    [SIM_FACT_THREAD_SLEEPS] = {"thread", false, NULL},
    [SIM_FACT_THREAD_WAITS] = {"thread", false, "for"},
    [SIM_FACT_THREAD_WOKEN] = {"thread", false, NULL},
    [SIM_FACT_THREAD_ENDED] = {"thread", false, NULL},
    [SIM_FACT_LOOP_TOLD] = {"thread", false, NULL},
    [SIM_FACT_PRINTED] = {"stream", false, "text"},
    [SIM_FACT_WARNED] = {.text = "text"},
};

static void open_record(Json *json, const char *kind)
{
    json->needs_comma = false;
    json_open(json, NULL);
    json_text(json, "kind", kind);
}

static void close_record(Json *json)
{
    json_close(json);
    putc('\n', json->file);
}

static void write_if(Json *json, const char *key, uint32_t number)
{
    if (number)
        json_number(json, key, number);
}

static void write_time_if(Json *json, const char *key, int64_t time_ns)
{
    if (time_ns != SIM_NO_TIME)
        json_number(json, key, time_ns);
}

static const char *callback_word(uint64_t kind)
{
    static const char *const words[] = {
        [SIM_MODULE_CODE] = "module", [SIM_TASK_STEP] = "step",          [SIM_TASK_WAKEUP] = "wakeup",
        [SIM_TIMER] = "timer",        [SIM_OTHER_CALLBACK] = "callback", [SIM_SLICE] = "slice",
    };
    return kind <= SIM_SLICE ? words[kind] : "callback";
}

/* What a made thing is: asked at the end of the turn, when it may have got its name. */
static void write_thing(Json *json, const Sim *sim, uint32_t number)
{
    SimThing thing;
    if (!sim_thing(sim, number, &thing))
        return;
    json_text(json, "type", thing.type_name);
    json_text(json, "name", thing.name);
    if (thing.capacity >= 0)
        json_number(json, "capacity", thing.capacity);
}

/* What some kinds have that no table tells. */
static void write_special(Json *json, const Sim *sim, const SimFact *fact)
{
    SimGauge gauge;
    SimCue cue;
    if (fact->kind == SIM_FACT_TURN_BEGAN)
        json_text(json, "callback", callback_word(fact->number));
    if (fact->kind == SIM_FACT_TASK_STATE)
        json_text(json, "state", recorded_state_word(fact->state));
    if (fact->kind == SIM_FACT_THING_MADE)
        write_thing(json, sim, fact->thing);
    if (fact->kind == SIM_FACT_WAIT_RETURNED)
        json_number(json, "pending", (int64_t)fact->pending);
    if (fact->kind == SIM_FACT_GAUGE && sim_gauge(sim, (size_t)fact->number, &gauge))
        json_text(json, "gauge", gauge.name);
    if (fact->kind == SIM_FACT_GAUGE)
        json_real(json, "value", fact->value);
    if (fact->kind == SIM_FACT_CUE && sim_cue(sim, (size_t)fact->number, &cue))
        json_text(json, "cue", cue.name);
}

static void write_fact(JsonlReport *report, const SimFact *fact)
{
    Json *json = &report->json;
    const Shape *shape = &shapes[fact->kind];
    open_record(json, fact->word);
    json_number(json, "turn", fact->turn);
    json_number(json, "time_ns", fact->time_ns);
    write_if(json, "line", fact->line);
    write_if(json, "task", fact->task);
    write_if(json, "by", fact->by);
    write_if(json, "thing", fact->thing);
    write_time_if(json, "deadline_ns", fact->deadline_ns);
    write_time_if(json, "from_ns", fact->from_ns);
    if (shape->number && shape->is_flag)
        json_flag(json, shape->number, fact->number != 0);
    else if (shape->number)
        json_number(json, shape->number, (int64_t)fact->number);
    if (shape->text && (fact->text_size || fact->kind != SIM_FACT_TURN_BEGAN))
        json_bytes(json, shape->text, fact->text, fact->text_size);
    write_special(json, report->sim, fact);
    close_record(json);
}

/* The sentence of a turn, and where the loop stands behind it. */
static void write_told(JsonlReport *report)
{
    Json *json = &report->json;
    SimClock clock;
    sim_clock(report->sim, &clock);
    open_record(json, "told");
    json_number(json, "turn", sim_position(report->sim).turn);
    json_number(json, "time_ns", clock.now_ns);
    json_number(json, "callback", clock.callback);
    json_number(json, "iteration", clock.iteration);
    json_number(json, "ready", clock.ready);
    json_number(json, "timers", clock.timers);
    json_text(json, "text", sim_narration(report->sim, report->depth));
    close_record(json);
}

bool report_jsonl(Sim *sim, const ReportRun *run, FILE *output)
{
    JsonlReport report = {.json = {.file = output}, .sim = sim, .depth = run->depth};
    SimFact fact;
    open_record(&report.json, "head");
    json_text(&report.json, "format", "loopscope-trace");
    json_number(&report.json, "version", RECORDED_VERSION);
    recorded_write_head(&report.json, sim, run);
    close_record(&report.json);
    while (!ferror(output) && sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED) {
        for (size_t i = 0; sim_fact(sim, i, &fact); i++)
            write_fact(&report, &fact);
        write_told(&report);
    }
    open_record(&report.json, "end");
    recorded_write_end(&report.json, sim);
    close_record(&report.json);
    return !ferror(output);
}
