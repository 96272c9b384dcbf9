/* How a run ended, and what to tell a person about it. */
#ifndef LOOPSCOPE_OUTCOME_H
#define LOOPSCOPE_OUTCOME_H

#include "turns.h"

typedef enum RunEnd { /* in the order of sim.h's SimEnd */
                      END_UNKNOWN,
                      END_FINISHED,
                      END_RAISED,
                      END_DEADLOCK,
                      END_SPIN,
                      END_INSTRUCTIONS,
                      END_MEMORY,
                      END_REFUSED,
} RunEnd;

/* Of a world whose last turn is over. */
RunEnd outcome_end(Vm *vm);
/* Several lines, without a newline at the end; nothing where the program ended by itself. Where facts are kept,
 * tasks and things are named. */
void outcome_write(Vm *vm, Text *out);

#endif
