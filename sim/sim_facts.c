/* Facts of the journal, with their numbers told apart, for those who see sim.h alone. */
#include "sim_parts.h"

#include <string.h>

/* sim.h lists the facts of facts.def, in their order. */
#define FACT(name, subject, object, number, meaning)                                                               \
    _Static_assert((int)SIM_FACT_##name == (int)FACT_##name, "a fact that sim.h lacks");
#include "facts.def"
#undef FACT
_Static_assert((int)SIM_FACT_KINDS == (int)FACT_COUNT, "a fact that only sim.h has");

/* Words of facts.def, in lower case as sim.h gives them. */
static const char *const words[FACT_COUNT] = {
    "turn_began",    "turn_ended",      "iteration",        "clock_moved",     "task_created",     "task_state",
    "task_named",    "cancel_asked",    "cancel_delivered", "woken",           "task_ended",       "timer_set",
    "timer_fired",   "timer_cancelled", "thing_made",       "acquired",        "released",         "handed_over",
    "wait_began",    "wait_ended",      "item_put",         "item_taken",      "task_done_called", "event_set",
    "event_cleared", "notified",        "timeout_entered",  "timeout_expired", "timeout_left",     "group_entered",
    "group_aborted", "group_left",      "wait_returned",    "awaited",         "printed",          "gauge",
    "cue",           "warned",          "thread_started",   "slice",           "thread_sleeps",    "thread_waits",
    "thread_woken",  "thread_ended",    "loop_told",        "loop_started",    "loop_ended",
};

static void give_text(SimFact *told, const char *text)
{
    told->text = text;
    told->text_size = strlen(text);
}

static void give_state(SimFact *told, const Fact *fact)
{
    int64_t deadline_ns = fact_deadline_ns(fact);
    told->thing = fact->object;
    told->state = (SimState)fact_task_state(fact);
    told->deadline_ns = deadline_ns > 0 ? deadline_ns : SIM_NO_TIME;
}

/* What object and number mean, kind by kind: as facts.def says. */
static void give_parts(SimFact *told, const Fact *fact, const Journal *journal)
{
    switch ((FactKind)fact->kind) {
    case FACT_TURN_BEGAN:
        told->number = fact_turn_kind(fact);
        give_text(told, fact_turn_name(fact, journal));
        return;
    case FACT_CLOCK_MOVED:
        told->from_ns = (int64_t)fact->number;
        return;
    case FACT_TASK_CREATED:
    case FACT_CANCEL_ASKED:
        told->by = fact->object;
        give_text(told, journal_note(journal, fact->number));
        return;
    case FACT_TASK_STATE:
        give_state(told, fact);
        return;
    case FACT_WOKEN:
        told->by = fact->object;
        told->thing = (uint32_t)fact->number;
        return;
    case FACT_HANDED_OVER:
        told->by = (uint32_t)fact->number;
        told->thing = fact->object;
        return;
    case FACT_TASK_NAMED:
    case FACT_TASK_ENDED:
    case FACT_WARNED:
        give_text(told, journal_note(journal, fact->number));
        return;
    case FACT_TIMER_SET:
    case FACT_TIMER_FIRED:
    case FACT_TIMER_CANCELLED:
    case FACT_TIMEOUT_ENTERED:
    case FACT_TIMEOUT_EXPIRED:
        told->thing = fact->object;
        told->deadline_ns = (int64_t)fact->number < 0 ? SIM_NO_TIME : (int64_t)fact->number;
        return;
    case FACT_WAIT_RETURNED:
        told->thing = fact->object;
        told->number = fact_done(fact);
        told->pending = fact_pending(fact);
        return;
    case FACT_AWAITED:
        told->line = fact->object;
        told->number = fact->number;
        return;
    case FACT_PRINTED:
        told->number = fact->object;
        told->text = journal_printed(journal, fact, &told->text_size);
        return;
    case FACT_GAUGE:
        told->number = fact->object;
        told->value = fact_gauge_value(fact);
        return;
    case FACT_CUE:
        told->number = fact->object;
        return;
    case FACT_THING_MADE:
    case FACT_ACQUIRED:
    case FACT_RELEASED:
    case FACT_WAIT_BEGAN:
    case FACT_WAIT_ENDED:
    case FACT_ITEM_PUT:
    case FACT_ITEM_TAKEN:
    case FACT_TASK_DONE_CALLED:
    case FACT_EVENT_SET:
    case FACT_EVENT_CLEARED:
    case FACT_NOTIFIED:
    case FACT_TIMEOUT_LEFT:
    case FACT_GROUP_ENTERED:
    case FACT_GROUP_ABORTED:
    case FACT_GROUP_LEFT:
        told->thing = fact->object;
        told->number = fact->kind == FACT_THING_MADE ? 0 : fact->number;
        return;
    case FACT_THREAD_STARTED:
    case FACT_THREAD_WAITS:
        told->number = fact->object;
        give_text(told, journal_note(journal, fact->number));
        return;
    case FACT_THREAD_SLEEPS:
        told->number = fact->object;
        told->deadline_ns = (int64_t)fact->number;
        return;
    case FACT_SLICE:
    case FACT_THREAD_WOKEN:
    case FACT_THREAD_ENDED:
    case FACT_LOOP_TOLD:
        told->number = fact->object;
        return;
    case FACT_TURN_ENDED:
    case FACT_ITERATION:
    case FACT_CANCEL_DELIVERED:
    case FACT_LOOP_STARTED:
    case FACT_LOOP_ENDED:
    case FACT_COUNT:
        told->number = fact->number;
        return;
    }
}

bool sim_fact(const Sim *sim, size_t at, SimFact *told)
{
    uint64_t first, end, cut = sim_world(sim)->next_fact;
    timeline_facts(&sim->timeline, sim->timeline.position.turn, &first, &end);
    end = end < cut ? end : cut;
    if (first >= end || at >= end - first)
        return false;
    const Fact *fact = &sim->journal.facts[first + at];
    uint32_t turn = sim->timeline.position.turn;
    *told = (SimFact){
        .kind = (SimFactKind)fact->kind,
        .word = words[fact->kind],
        .turn = fact->turn < turn ? fact->turn : turn, /* behind the last turn there is none */
        .line = fact->line,
        .time_ns = fact->time_ns,
        .task = fact->subject,
        .deadline_ns = SIM_NO_TIME,
        .from_ns = SIM_NO_TIME,
        .text = "",
    };
    give_parts(told, fact, &sim->journal);
    return true;
}
