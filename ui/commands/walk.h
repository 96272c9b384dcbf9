/* The narrated steps as lines: what `trace` prints, and `loopscope FILE` where there is no screen. */
#ifndef LOOPSCOPE_WALK_H
#define LOOPSCOPE_WALK_H

#include "options.h"

/* Print them on `output`. Returns the exit status. */
int command_walk(const Options *options, const SimSource *source, FILE *output);

/* What the end of a walk has to say, on standard error; returns the exit status. */
int command_tell_extent(const Sim *sim);

#endif
