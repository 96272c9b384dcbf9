/* Two runs, as the command line asks for them: FILE FILE, or FILE SETTING [SETTING], where a setting is «GATE=0» or
 * «GATE=0,CARS=5». With one setting, the other run has the file as it stands. */
#ifndef LOOPSCOPE_PAIR_WORDS_H
#define LOOPSCOPE_PAIR_WORDS_H

#include "options.h"
#include "two_runs.h"

/* Open both and begin. Returns EXIT_FINE, or what to exit with after telling why; to be closed in either case. */
int pair_words_open(const Options *options, TwoRuns *runs);

#endif
