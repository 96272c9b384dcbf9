/* Going to a place that was typed: a callback, a time, a cue, or the next of something. */
#ifndef LOOPSCOPE_GOTO_H
#define LOOPSCOPE_GOTO_H

#include "sim.h"

enum { GOTO_MESSAGE_BYTES = 256 };

/* «30» or «callback:30», «3.5s», «cue:NAME» or «NAME», «start», «end», «next print», «last timeout», «line 12».
 * SIM_NOT_FOUND where it cannot be gone to: `message` then tells why. */
SimMove goto_place(Sim *sim, const char *place, char message[GOTO_MESSAGE_BYTES]);
/* Whether the place is a time, and which. */
bool goto_is_time(const char *place, int64_t *time_ns);

#endif
