/* The narrated steps as lines: what `trace` prints, and `loopscope FILE` where there is no screen. */
#ifndef LOOPSCOPE_WALK_H
#define LOOPSCOPE_WALK_H

#include "options.h"

/* Returns the exit status. */
int command_walk(const Options *options, const SimSource *source);

#endif
