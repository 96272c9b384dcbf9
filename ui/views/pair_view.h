/* What two runs have in common to be seen: where they stand to each other, and what they come to. */
#ifndef LOOPSCOPE_PAIR_VIEW_H
#define LOOPSCOPE_PAIR_VIEW_H

#include "two_runs.h"

enum { PAIR_TOTALS_MOST = 16, PAIR_VALUE_BYTES = 40, PAIR_STANDING_BYTES = 64 };

/* A line of the totals. */
typedef struct PairTotal {
    const char *what, *brief; /* borrowed from the runs, or for ever; the same in a word */
    char values[PAIR_SIDES][PAIR_VALUE_BYTES];
    PairSide better; /* PAIR_SIDES: neither, or nobody can tell */
} PairTotal;

/* Is it shown what they come to in all? At the end of both, or where somebody asked; else what they came to so far,
 * and nothing is told to be better. */
bool pair_is_in_all(const TwoRuns *runs);
/* Time, callbacks, the greatest number in flight, wasted wakings, then the gauges that both have and that end with
 * other values, and how it ended; that comes first where a run does not finish. Less is better, where both finish.
 * Returns how many, at most PAIR_TOTALS_MOST. */
size_t pair_totals(const TwoRuns *runs, PairTotal totals[PAIR_TOTALS_MOST]);

/* «alike up to here», «here is the first difference», «different since 0.9 s», «the runs do not differ». */
const char *pair_standing(const TwoRuns *runs, char text[PAIR_STANDING_BYTES]);
/* What is wrong with the file of a side as it now stands on disk, while its last good run is shown; false where
 * nothing is. The side is told. */
bool pair_broken(const TwoRuns *runs, PairSide *side, char *text, size_t room);
/* The cue that either has reached last: «cue a full lot», "" none. */
const char *pair_cue(const TwoRuns *runs, char *text, size_t room);

/* The gauge that tells them apart: the first that both have and that comes to other values in one than in the
 * other, else the first that both have. Its number on each side; false where there is none. */
bool pair_gauge(const TwoRuns *runs, size_t numbers[PAIR_SIDES]);

/* Select the next (1) or last (-1) task, in both runs: in the other one the task of that name. */
void pair_select(TwoRuns *runs, int direction);
/* The next or last task whose name has the word, in both. */
void pair_search(TwoRuns *runs, const char *word, int direction);
/* Select a task of one side, and that of the same name in the other. */
void pair_select_task(TwoRuns *runs, PairSide side, uint32_t task);
/* Let go of the selected task; false where there was none. */
bool pair_select_none(TwoRuns *runs);

/* Why the selected task does not go on, in both runs: a text to be freed, NULL without memory. */
char *pair_why(const TwoRuns *runs);

#endif
