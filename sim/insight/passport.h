/* A task's passport: where its time went, who made it, and by how much it was late.
 *
 * Made of the task's states up to the present (history.h): a stretch lasts from one state to the next. Here code
 * takes no time, so running takes some only in time.sleep, and a timer is late only where somebody else was in it.
 */
#ifndef LOOPSCOPE_PASSPORT_H
#define LOOPSCOPE_PASSPORT_H

#include "history.h"

enum { PASSPORT_WAITS = 6 };

typedef struct PassportWait {
    uint32_t thing; /* 0: a task, or a future without a name */
    uint32_t times;
    int64_t ns;
} PassportWait;

typedef struct PassportLateness {
    int64_t ns;      /* behind its deadline by so much; 0 never */
    uint32_t by, at; /* who was in time.sleep meanwhile, and at which line */
} PassportLateness;

typedef struct Passport {
    int64_t made_ns; /* when it was made */
    int64_t running_ns, ready_ns, waiting_ns, sleeping_ns;
    uint32_t steps;                     /* begun */
    uint32_t made_by, made_at;          /* task, 0 the module's code; source line, 0 none */
    PassportLateness late_sleep;        /* the worst of its sleeps */
    PassportLateness late_timeout;      /* the worst of the timeouts that cut it off */
    PassportWait waits[PASSPORT_WAITS]; /* the first things it waited for */
    uint32_t wait_count;
} Passport;

/* Of facts before the cut; now_ns is the present. */
void passport_read(History *history, uint32_t task, uint64_t cut, int64_t now_ns, Passport *passport);

#endif
