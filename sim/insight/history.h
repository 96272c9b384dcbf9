/* History: what the journal says of the past, made quick to ask.
 *
 * An index over facts: the states of each task, the levels of each queue, the values of each gauge, prints. It is
 * brought up to date by history_read, mostly while the facts are new. A cut (the number of the
 * world's next fact) leaves out what lies ahead of the position. */
#ifndef LOOPSCOPE_HISTORY_H
#define LOOPSCOPE_HISTORY_H

#include "timeline.h"

/* Numbers of facts, ascending; or a number for each task. */
typedef struct FactList {
    uint32_t *facts; /* owned */
    uint32_t count, capacity;
} FactList;

/* Facts about many things in one list, chained thing by thing: `befores` holds, for each of `facts`, the place
 * (plus one) of the one before it about the same thing; `lasts` holds, for each thing, the place (plus one) of its
 * last. */
typedef struct FactChains {
    FactList facts, befores, lasts;
    FactList asked; /* the facts of the thing that was asked for last, in order */
    uint32_t asked_of;
    uint64_t asked_at; /* what `read` was then */
} FactChains;

typedef struct History {
    const Journal *journal; /* borrowed */
    uint64_t read;          /* facts that the index knows */
    FactList prints;
    FactList *gauges; /* owned */
    uint32_t gauge_count;
    FactChains states; /* all TASK_STATEs, by task */
    FactChains levels; /* all ITEM_PUTs and ITEM_TAKENs, by thing */
    FactChains alarms; /* the TIMER_FIREDs of timeouts, by task */
} History;

bool history_open(History *history, const Journal *journal, uint32_t gauge_count);
void history_close(History *history);

/* Bring the index up to date. The functions below do it too. */
void history_read(History *history);

/* How many of a list lie before the cut. */
uint32_t fact_list_count(const FactList *list, uint64_t cut);
const FactList *history_prints(History *history);
const FactList *history_gauge(History *history, uint32_t gauge);
/* The TASK_STATEs of a task, good until the next call. */
const FactList *history_states(History *history, uint32_t task);
/* The timers that came to cut the task off: of its timeouts, of a wait with one. Good until the next call. */
const FactList *history_alarms(History *history, uint32_t task);
/* What changed the number of a queue's items, good until the next call. */
const FactList *history_levels(History *history, uint32_t thing);

#endif
