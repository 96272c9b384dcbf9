/* What has been: output, gauges, the stretches of tasks' lives, sentences. */
#include "sim_parts.h"

#include "passport.h"
#include "threads.h"
#include "why.h"

#include <math.h>
#include <string.h>

static uint64_t cut_of(const Sim *sim)
{
    return sim_world(sim)->next_fact;
}

static const Fact *fact_of(const Sim *sim, uint32_t number)
{
    return &sim->journal.facts[number];
}

/* ---- output ---- */

const char *sim_output(const Sim *sim, size_t *size)
{
    *size = sim_world(sim)->next_output;
    return sim->journal.output;
}

size_t sim_print_count(const Sim *sim)
{
    return fact_list_count(history_prints(&sim->looks->history), cut_of(sim));
}

bool sim_print(const Sim *sim, size_t at, SimPrint *print)
{
    if (at >= sim_print_count(sim))
        return false;
    const Fact *fact = fact_of(sim, history_prints(&sim->looks->history)->facts[at]);
    *print = (SimPrint){
        .turn = fact->turn, .task = fact->subject, .time_ns = fact->time_ns, .stream = (int)fact->object};
    print->text = journal_printed(&sim->journal, fact, &print->size);
    return true;
}

/* ---- gauges, levels ---- */

bool sim_gauge(const Sim *sim, size_t gauge, SimGauge *state)
{
    const Directives *directives = &sim->loader.directives;
    if (gauge >= directives->gauge_count)
        return false;
    const Gauge *known = &directives->gauges[gauge];
    const FactList *values = history_gauge(&sim->looks->history, (uint32_t)gauge);
    uint32_t count = fact_list_count(values, cut_of(sim));
    *state = (SimGauge){
        .name = known->name.bytes,
        .text = known->text.bytes ? known->text.bytes : "",
        .low = known->low.real,
        .high = known->high.real,
        .value = count > 0 ? fact_gauge_value(fact_of(sim, values->facts[count - 1])) : 0,
        .has_value = count > 0,
    };
    return true;
}

bool sim_gauge_range(const Sim *sim, size_t gauge, double *least, double *most)
{
    const FactList *list = history_gauge(&sim->looks->history, (uint32_t)gauge);
    uint32_t count = list ? fact_list_count(list, cut_of(sim)) : 0;
    for (uint32_t i = 0; i < count; i++) {
        double value = fact_gauge_value(fact_of(sim, list->facts[i]));
        *least = i == 0 ? value : fmin(*least, value);
        *most = i == 0 ? value : fmax(*most, value);
    }
    return count > 0;
}

static int64_t point_of(const Fact *fact, bool by_turns)
{
    return by_turns ? (int64_t)fact->turn : fact->time_ns;
}

/* Point number `at` of `count` between first and last; in doubles, since the product may be large. */
static int64_t point_at(int64_t first, int64_t last, size_t at, size_t count)
{
    if (count < 2)
        return last;
    double share = (double)at / (double)(count - 1);
    return first + (int64_t)((double)(last - first) * share);
}

/* What is asked of a history: values at points. */
typedef struct Asked {
    bool by_turns;
    int64_t first, last;
    double *values;
    size_t count;
} Asked;

/* Each point has what the last fact up to it says, and `before` where there is none. */
static void fill_history(const Sim *sim, const FactList *list, double (*says)(const Fact *), double before,
                         const Asked *asked)
{
    const World *world = sim_world(sim);
    int64_t present = asked->by_turns ? (int64_t)world->turn : world->now_ns;
    uint32_t known = list ? fact_list_count(list, cut_of(sim)) : 0, next = 0;
    for (size_t i = 0; i < asked->count; i++) {
        int64_t point = point_at(asked->first, asked->last, i, asked->count);
        while (next < known && point_of(fact_of(sim, list->facts[next]), asked->by_turns) <= point)
            next++;
        double value = next == 0 ? before : says(fact_of(sim, list->facts[next - 1]));
        asked->values[i] = point > present ? (double)NAN : value;
    }
}

void sim_gauge_history(const Sim *sim, size_t gauge, bool by_turns, int64_t first, int64_t last, double *values,
                       size_t count)
{
    const FactList *list = history_gauge(&sim->looks->history, (uint32_t)gauge);
    fill_history(sim, list, fact_gauge_value, (double)NAN, &(Asked){by_turns, first, last, values, count});
}

static double level_of(const Fact *fact)
{
    return (double)fact->number;
}

void sim_thing_history(const Sim *sim, uint32_t thing, bool by_turns, int64_t first, int64_t last, double *values,
                       size_t count)
{
    const FactList *list = history_levels(&sim->looks->history, thing);
    fill_history(sim, list, level_of, 0, &(Asked){by_turns, first, last, values, count});
}

/* ---- stretches ---- */

bool sim_task_stretch(const Sim *sim, uint32_t task, size_t at, SimStretch *stretch)
{
    const FactList *states = history_states(&sim->looks->history, task);
    if (at >= states->count)
        return false;
    const Fact *fact = fact_of(sim, states->facts[at]);
    const TurnRecord *last = &sim->timeline.records[sim->timeline.record_count - 1];
    *stretch = (SimStretch){
        .state = (SimState)fact_task_state(fact),
        .first_turn = fact->turn,
        .last_turn = sim->timeline.record_count - 1,
        .begin_ns = fact->time_ns,
        .end_ns = last->end_ns,
        .thing = fact->object,
    };
    if (at + 1 < states->count) {
        const Fact *next = fact_of(sim, states->facts[at + 1]);
        stretch->last_turn = next->turn;
        stretch->end_ns = next->time_ns;
    }
    return true;
}

static SimThreadState state_after(const Fact *fact)
{
    switch (fact->kind) {
    case FACT_SLICE:
        return SIM_THREAD_RUNNING;
    case FACT_THREAD_SLEEPS:
        return SIM_THREAD_SLEEPING;
    case FACT_THREAD_WAITS:
        return SIM_THREAD_WAITING;
    case FACT_THREAD_ENDED:
        return SIM_THREAD_ENDED;
    default:
        return SIM_THREAD_READY;
    }
}

/* The worker's fact number `at` among those that were noted, from place *from on; NULL where there is none. */
static const Fact *thread_fact(const Sim *sim, uint32_t thread, size_t at, uint32_t *from)
{
    const Lives *lives = &sim->looks->lives;
    for (; *from < lives->thread_fact_count; (*from)++) {
        const Fact *fact = &sim->journal.facts[lives->thread_facts[*from]];
        if (fact->object == thread && at-- == 0)
            return fact;
    }
    return NULL;
}

bool sim_thread_stretch(const Sim *sim, uint32_t thread, size_t at, SimThreadStretch *stretch)
{
    uint32_t from = 0;
    const Fact *fact = thread == MAIN_THREAD ? NULL : thread_fact(sim, thread, at, &from);
    const TurnRecord *last = &sim->timeline.records[sim->timeline.record_count - 1];
    if (!fact)
        return false;
    from++;
    const Fact *next = thread_fact(sim, thread, 0, &from);
    *stretch = (SimThreadStretch){
        .state = state_after(fact),
        .first_turn = fact->turn,
        .last_turn = next ? next->turn : sim->timeline.record_count - 1,
        .begin_ns = fact->time_ns,
        .end_ns = next ? next->time_ns : last->end_ns,
    };
    return true;
}

bool sim_task_times(const Sim *sim, uint32_t task, SimTaskTimes *times)
{
    Passport passport;
    const World *world = sim_world(sim);
    if (task == 0 || task > world->task_count)
        return false;
    passport_read(&sim->looks->history, task, cut_of(sim), world->now_ns, &passport);
    *times = (SimTaskTimes){
        .made_ns = passport.made_ns,
        .made_by = passport.made_by,
        .made_at = passport.made_at,
        .steps = passport.steps,
        .running_ns = passport.running_ns,
        .ready_ns = passport.ready_ns,
        .waiting_ns = passport.waiting_ns,
        .sleeping_ns = passport.sleeping_ns,
        .wait_count = passport.wait_count,
        .late_sleep = {passport.late_sleep.ns, passport.late_sleep.by, passport.late_sleep.at},
        .late_timeout = {passport.late_timeout.ns, passport.late_timeout.by, passport.late_timeout.at},
    };
    for (uint32_t i = 0; i < passport.wait_count; i++) {
        times->waits[i].thing = passport.waits[i].thing;
        times->waits[i].times = passport.waits[i].times;
        times->waits[i].ns = passport.waits[i].ns;
    }
    return true;
}

bool sim_task_awaiter(const Sim *sim, uint32_t task, size_t at, SimAwaiter *awaiter)
{
    const World *world = sim_world(sim);
    TaskAwaiter found;
    if (task == 0 || task > world->task_count || !world->tasks[task])
        return false;
    if (!task_awaiter(sim->vm, world->tasks[task], at, &found))
        return false;
    *awaiter = (SimAwaiter){found.task, found.thing, found.is_run ? "" : found.name};
    return true;
}

/* ---- sentences ---- */

static void write_beginning(const Sim *sim, Text *out)
{
    const TreeText about = sim->loader.directives.about;
    if (about.length > 0)
        text_add_bytes(out, about.bytes, about.length);
    else
        text_format(out, "%s is about to begin.", sim->file_name);
}

const char *sim_narration(const Sim *sim, SimDepth depth)
{
    Text *out = &sim->looks->narration;
    text_clear(out);
    NarrationTurn turn = narration_turn(&sim->timeline);
    if (sim->timeline.is_fresh)
        write_beginning(sim, out);
    else if (depth == SIM_STORY)
        narration_write_story(&turn, out);
    else if (depth == SIM_LOOP)
        narration_write_loop(&turn, out);
    else
        narration_write_cpython(&turn, out);
    return text_string(out);
}

static WhyPlace why_here(const Sim *sim)
{
    WhyPlace place = {
        .vm = sim->vm, .journal = &sim->journal, .cut = cut_of(sim), .is_whole = sim->timeline.is_whole};
    uint64_t end;
    timeline_facts(&sim->timeline, sim->timeline.position.turn, &place.first, &end);
    return place;
}

const char *sim_why_task(const Sim *sim, uint32_t task)
{
    Text *out = &sim->looks->why;
    text_clear(out);
    WhyPlace place = why_here(sim);
    if (task > 0 && task <= sim_world(sim)->task_count)
        why_write_task(&place, task, out);
    return text_string(out);
}

const char *sim_why_thing(const Sim *sim, uint32_t thing)
{
    Text *out = &sim->looks->why;
    text_clear(out);
    WhyPlace place = why_here(sim);
    if (thing > 0 && thing <= sim_world(sim)->thing_count)
        why_write_thing(&place, thing, out);
    return text_string(out);
}
