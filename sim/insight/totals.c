/* Counting what a run comes to. */
#include "totals.h"

#include <stdlib.h>
#include <string.h>

void totals_open(Totals *totals, const Journal *journal, uint8_t *looking, uint32_t line_count)
{
    *totals = (Totals){.journal = journal, .looking = looking, .line_count = line_count};
}

void totals_close(Totals *totals)
{
    free(totals->rests);
    free(totals->looking);
    *totals = (Totals){0};
}

static void forget(Totals *totals)
{
    TaskRest *rests = totals->rests;
    uint32_t count = totals->rest_count;
    totals_open(totals, totals->journal, totals->looking, totals->line_count);
    totals->rests = rests;
    totals->rest_count = count;
    if (count > 0)
        memset(rests, 0, count * sizeof *rests);
}

/* Where the host has no memory, a task has no rest: less is counted. */
static TaskRest *rest_of(Totals *totals, uint32_t task)
{
    if (task >= totals->rest_count) {
        uint32_t count = task < 32 ? 64 : task * 2;
        TaskRest *rests = realloc(totals->rests, count * sizeof *rests);
        if (!rests)
            return NULL;
        memset(rests + totals->rest_count, 0, (count - totals->rest_count) * sizeof *rests);
        totals->rests = rests;
        totals->rest_count = count;
    }
    return &totals->rests[task];
}

/* ---- in flight ---- */

static void set_in_flight(Totals *totals, TaskRest *rest, bool is_in_flight)
{
    if (rest->is_in_flight && !is_in_flight)
        totals->in_flight--;
    if (!rest->is_in_flight && is_in_flight)
        totals->in_flight++;
    rest->is_in_flight = is_in_flight;
}

static void raise_most(uint32_t *most, uint32_t now)
{
    *most = now > *most ? now : *most;
}

/* ---- wasted wakings ---- */

static bool line_looks(const Totals *totals, uint32_t line)
{
    return line > 0 && line <= totals->line_count && totals->looking && totals->looking[line];
}

/* One who waits at a condition looks with its lock in hand; one who got a lock or a space got what it came for. */
static bool has_looked(const Vm *vm, const StepRead *step, uint32_t thing)
{
    const World *world = vm->rooms[ROOM_WORLD];
    bool is_condition =
        thing > 0 && thing <= world->thing_count && world->things[thing].ops->kind == THING_CONDITION;
    return step->has_acquired == is_condition;
}

static bool is_wasted(const Totals *totals, const Vm *vm, const TaskRest *rest, const TaskRest *now)
{
    const StepRead *step = &totals->step;
    bool is_same_await = step->line == 0;
    if (!rest->is_known || step->has_acted || (step->woke && step->woke != now->thing))
        return false;
    if (rest->thing != now->thing || rest->line != now->line || rest->sleeps != now->sleeps)
        return false;
    if (!now->sleeps && now->thing == 0)
        return false;
    return has_looked(vm, step, now->thing) && (is_same_await ? now->thing > 0 : line_looks(totals, now->line));
}

static void put_aside(Totals *totals, const Vm *vm, const Fact *fact, bool sleeps)
{
    TaskRest *rest = rest_of(totals, fact->subject);
    if (!rest)
        return;
    set_in_flight(totals, rest, sleeps);
    if (fact->subject != totals->step.task)
        return;
    TaskRest now = {
        .thing = sleeps ? 0 : fact->object,
        .line = totals->step.line ? totals->step.line : rest->line,
        .is_known = true,
        .sleeps = sleeps,
        .is_in_flight = sleeps,
    };
    if (is_wasted(totals, vm, rest, &now))
        totals->wasted++;
    *rest = now;
}

static void read_state(Totals *totals, const Vm *vm, const Fact *fact)
{
    TaskRest *rest = rest_of(totals, fact->subject);
    switch (fact_task_state(fact)) {
    case TASK_WAITING:
        put_aside(totals, vm, fact, false);
        return;
    case TASK_SLEEPING:
        put_aside(totals, vm, fact, true);
        return;
    case TASK_DONE:
    case TASK_FAILED:
    case TASK_CANCELLED:
        totals->alive -= totals->alive > 0;
        if (rest)
            set_in_flight(totals, rest, false);
        return;
    case TASK_NEW:
    case TASK_READY:
    case TASK_RUNNING:
        return;
    }
}

/* ---- facts ---- */

/* A task is woken: the one who did it has done something, unless it only gave back what it looked with. */
static void read_waking(Totals *totals, const Fact *fact)
{
    StepRead *step = &totals->step;
    totals->wakings++;
    if (fact->object == 0 || fact->object != step->task)
        return;
    if (fact->number == 0)
        step->has_acted = true;
    else
        step->woke = (uint32_t)fact->number;
}

static void read_turn_end(Totals *totals)
{
    raise_most(&totals->in_flight_most, totals->in_flight);
    raise_most(&totals->alive_most, totals->alive);
    totals->step = (StepRead){0};
}

static void read_fact(Totals *totals, const Vm *vm, const Fact *fact)
{
    StepRead *step = &totals->step;
    switch ((FactKind)fact->kind) {
    case FACT_TURN_BEGAN:
        *step = (StepRead){.task = fact->subject};
        return;
    case FACT_TURN_ENDED:
        read_turn_end(totals);
        return;
    case FACT_TASK_CREATED:
        totals->made++;
        totals->alive++;
        step->has_acted = true;
        return;
    case FACT_TASK_STATE:
        read_state(totals, vm, fact);
        return;
    case FACT_WOKEN:
        read_waking(totals, fact);
        return;
    case FACT_AWAITED:
        if (fact->number && step->line == 0)
            step->line = fact->object;
        return;
    case FACT_ACQUIRED:
        step->has_acquired = true;
        return;
    case FACT_ITERATION:
    case FACT_TASK_NAMED:
    case FACT_TASK_ENDED:
    case FACT_TIMER_SET:
    case FACT_RELEASED:
    case FACT_WAIT_BEGAN:
    case FACT_WAIT_ENDED:
    case FACT_GAUGE:
    case FACT_CUE:
    case FACT_LOOP_STARTED:
    case FACT_LOOP_ENDED:
    case FACT_COUNT:
        return;
    case FACT_CLOCK_MOVED:
    case FACT_CANCEL_ASKED:
    case FACT_CANCEL_DELIVERED:
    case FACT_TIMER_FIRED:
    case FACT_TIMER_CANCELLED:
    case FACT_THING_MADE:
    case FACT_HANDED_OVER:
    case FACT_ITEM_PUT:
    case FACT_ITEM_TAKEN:
    case FACT_TASK_DONE_CALLED:
    case FACT_EVENT_SET:
    case FACT_EVENT_CLEARED:
    case FACT_NOTIFIED:
    case FACT_TIMEOUT_ENTERED:
    case FACT_TIMEOUT_EXPIRED:
    case FACT_TIMEOUT_LEFT:
    case FACT_GROUP_ENTERED:
    case FACT_GROUP_ABORTED:
    case FACT_GROUP_LEFT:
    case FACT_WAIT_RETURNED:
    case FACT_PRINTED:
    case FACT_WARNED:
    case FACT_THREAD_STARTED:
    case FACT_SLICE:
    case FACT_THREAD_SLEEPS:
    case FACT_THREAD_WAITS:
    case FACT_THREAD_WOKEN:
    case FACT_THREAD_ENDED:
    case FACT_LOOP_TOLD:
        step->has_acted = true;
        return;
    }
}

void totals_read(Totals *totals, Vm *vm, uint64_t cut)
{
    if (totals->read > cut || totals->read > totals->journal->fact_count)
        forget(totals);
    for (; totals->read < cut && totals->read < totals->journal->fact_count; totals->read++)
        read_fact(totals, vm, &totals->journal->facts[totals->read]);
}
