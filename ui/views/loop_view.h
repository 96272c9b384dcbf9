/* The event loop: who runs, the ready queue with its divider before the next iteration, the timers, the phase. */
#ifndef LOOPSCOPE_LOOP_VIEW_H
#define LOOPSCOPE_LOOP_VIEW_H

#include "piece.h"

typedef struct LoopView {
    bool has_loop; /* a loop runs now */
    SimPhase phase;
    char phase_text[64]; /* «run 3 of 5» */
    Row running;         /* who runs, an arrow, who runs later in this iteration, the divider, the next iteration */
    Row timers;
} LoopView;

void loop_view(const Sim *sim, LoopView *view);

#endif
