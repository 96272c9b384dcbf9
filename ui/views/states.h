/* The states of a task: their words and signs. The same in every view and front end. */
#ifndef LOOPSCOPE_STATES_H
#define LOOPSCOPE_STATES_H

#include "sim.h"

const char *state_word(SimState state);
/* One cell wide. */
const char *state_sign(SimState state, bool is_ascii);
/* Of a task that has been asked to cancel and has not ended. */
const char *cancelling_sign(bool is_ascii);

static inline bool state_is_final(SimState state)
{
    return state == SIM_DONE || state == SIM_FAILED || state == SIM_CANCELLED;
}

#endif
