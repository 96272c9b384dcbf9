/* Narration: one sentence or two about what a turn did, made from its facts.
 *
 * Three depths. The story is what a lecturer would say: the most telling first (a failure or a cancellation, a
 * hand-over or a waking, a suspension and on what, a creation, a put or a get, a print), the rest is «and 2 more».
 * The loop is what the event loop did, in its order. The third names the functions of CPython's asyncio behind it
 * (functions.h). The words are always the same: task, callback, iteration,
 * ready queue, timer, deadline, waiting line, space, suspended, switched. */
#ifndef LOOPSCOPE_NARRATION_H
#define LOOPSCOPE_NARRATION_H

#include "timeline.h"

/* A turn as far as it has come. */
typedef struct NarrationTurn {
    Vm *vm; /* standing in the turn or at its end: names are looked up there */
    const Journal *journal;
    uint64_t first, end; /* its facts */
    bool is_over;
    uint32_t callback, iteration;
} NarrationTurn;

/* The turn in which the timeline stands. */
NarrationTurn narration_turn(const Timeline *timeline);

void narration_write_story(const NarrationTurn *turn, Text *out);
void narration_write_loop(const NarrationTurn *turn, Text *out);
void narration_write_cpython(const NarrationTurn *turn, Text *out);

#endif
