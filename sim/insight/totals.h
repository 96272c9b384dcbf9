/* Totals: what a run comes to, counted from the journal up to a place.
 *
 * A task is *in flight* while it sleeps, or is ready again after a sleep: in a scenario a sleep stands for work, so
 * this is how many requests, uploads or customers are on their way. One who waits for an object or for another task
 * is not. It is looked at between callbacks.
 *
 * A waking is *wasted* where the task looked, found nothing, and went back to where it had come from: in one step
 * it did nothing that another could see (it made, woke, gave, took, set, cancelled and printed nothing) and now
 * sleeps again, or waits again for the same object, at the same line. That counts in loops that look (looking.h),
 * and within an await that does not come back, such as a `Condition.wait_for` whose predicate is still false. A
 * variable that changes is not seen: what a task only counts for itself is nothing that another waits for. */
#ifndef LOOPSCOPE_TOTALS_H
#define LOOPSCOPE_TOTALS_H

#include "timeline.h"

/* How a task was put aside. */
typedef struct TaskRest {
    uint32_t thing; /* it waits for, 0 none */
    uint32_t line;  /* of the await, 0 unknown */
    bool is_known, sleeps, is_in_flight;
} TaskRest;

/* The step that is being read. */
typedef struct StepRead {
    uint32_t task; /* 0 none */
    uint32_t line; /* of the first await that switched in it: the innermost; 0 none */
    uint32_t woke; /* a thing by whose release others were woken, 0 none */
    bool has_acted, has_acquired;
} StepRead;

typedef struct Totals {
    const Journal *journal; /* borrowed */
    uint8_t *looking;       /* owned: marks of looking.h, by line */
    uint32_t line_count;
    uint64_t read;   /* facts that are counted */
    TaskRest *rests; /* owned; by task */
    uint32_t rest_count;
    StepRead step;
    /* what it comes to */
    uint32_t made, alive, alive_most;
    uint32_t in_flight, in_flight_most;
    uint32_t wakings, wasted;
} Totals;

/* The marks are taken over; NULL where there are none. */
void totals_open(Totals *totals, const Journal *journal, uint8_t *looking, uint32_t line_count);
void totals_close(Totals *totals);

/* Count up to the fact with this number; `vm` stands there. Going on is quick, going back begins anew. */
void totals_read(Totals *totals, Vm *vm, uint64_t cut);

#endif
