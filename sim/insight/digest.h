/* A digest: what a turn's facts come to, counted and sorted by kind; what sentences are made from. */
#ifndef LOOPSCOPE_DIGEST_H
#define LOOPSCOPE_DIGEST_H

#include "narration.h"

/* Something that happened to one or more: the first of them, how many, and the last fact of it. */
typedef struct Deed {
    uint32_t count;
    const Fact *first, *last; /* NULL where count is 0 */
} Deed;

typedef struct Digest {
    TurnKind kind;
    uint32_t task;        /* whose step it is; 0 none */
    const char *callback; /* the callback's name; "" */
    bool has_begun;       /* the turn's own code: else only what went before is known */
    bool is_first_step;   /* of the task */
    const Fact *jump;     /* the clock moved because nobody was ready */
    Deed fired;           /* timers that joined the ready queue */
    Deed blocked;         /* the clock moved in time.sleep */
    Deed created, woken, handed, acquired, released, put, taken, done_called, set, cleared, notified, cancelled,
        cancel_delivered, expired, timeout_left, timeout_entered, group_entered, group_aborted, group_left,
        wait_returned, printed, warned, loop_started, loop_ended, timer_cancelled;
    const Fact *wait_began; /* the running task's last */
    const Fact *state;      /* the running task's last state, at the end of the turn */
    const Fact *ended;      /* the running task's end */
} Digest;

void digest_make(const NarrationTurn *turn, Digest *digest);

#endif
