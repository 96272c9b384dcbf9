/* The third depth: which functions of CPython's asyncio a turn went through. */
#ifndef LOOPSCOPE_FUNCTIONS_H
#define LOOPSCOPE_FUNCTIONS_H

#include "narration.h"

/* What a fact took in CPython, without a full stop: «Semaphore.release() calls Semaphore._wake_up_next()». Adds
 * nothing for a fact that no function of asyncio stands behind, or that another fact of the turn tells. */
void functions_write_fact(const NarrationTurn *turn, const Fact *fact, Text *out);

#endif
