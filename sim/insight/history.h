/* History: what the journal says of the past, made quick to ask.
 *
 * An index over facts: the states of each task in order, the values of each gauge, prints, warnings. It is brought
 * up to date when somebody asks and the journal has grown. A cut (the number of the world's next fact) leaves out
 * what lies ahead of the position. */
#ifndef LOOPSCOPE_HISTORY_H
#define LOOPSCOPE_HISTORY_H

#include "timeline.h"

/* Numbers of facts, ascending. */
typedef struct FactList {
    uint32_t *facts; /* owned */
    uint32_t count, capacity;
} FactList;

typedef struct History {
    const Journal *journal; /* borrowed */
    uint64_t read;          /* facts that the lists know */
    FactList prints, warnings;
    FactList ends;    /* by task instead: the number of its TASK_ENDED plus one, 0 none */
    FactList *gauges; /* owned */
    uint32_t gauge_count;
    /* facts of tasks' states, task by task: those of task n are state_facts[state_begins[n]] to …[n + 1] */
    uint64_t states_read;                 /* facts that this index knows */
    uint32_t *state_facts, *state_begins; /* owned */
    uint32_t task_count;
} History;

bool history_open(History *history, const Journal *journal, uint32_t gauge_count);
void history_close(History *history);

/* How many of a list lie before the cut. */
uint32_t fact_list_count(const FactList *list, uint64_t cut);
const FactList *history_prints(History *history);
const FactList *history_warnings(History *history);
const FactList *history_gauge(History *history, uint32_t gauge);

/* Facts of the task's states, `*count` of them; NULL where there are none. */
const uint32_t *history_states(History *history, uint32_t task, uint32_t *count);
/* The task's last TASK_STATE before the cut; NULL where there is none. */
const Fact *history_last_state(History *history, uint32_t task, uint64_t cut);

/* The task's TASK_ENDED, where it lies before the cut. */
const Fact *history_end(History *history, uint32_t task, uint64_t cut);

/* The parts of a TASK_STATE. */
static inline TaskState fact_task_state(const Fact *fact)
{
    return (TaskState)(fact->number & 0xFF);
}

static inline int64_t fact_deadline_ns(const Fact *fact)
{
    return (int64_t)(fact->number >> 8);
}

#endif
