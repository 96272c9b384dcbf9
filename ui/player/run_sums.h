/* What a run comes to, kept when the run itself is gone: for tables of several runs, and two runs side by side. */
#ifndef LOOPSCOPE_RUN_SUMS_H
#define LOOPSCOPE_RUN_SUMS_H

#include "sim.h"

enum { RUN_GAUGES_MOST = 8, RUN_NAME_BYTES = 40 };

typedef struct RunGauge {
    char name[RUN_NAME_BYTES];
    double last, least, most;
    bool has_value;
} RunGauge;

typedef struct RunSums {
    SimTotals totals;
    SimEnd end; /* SIM_END_UNKNOWN: the run goes on beyond what was looked at */
    int status;
    RunGauge gauges[RUN_GAUGES_MOST];
    size_t gauge_count;
    size_t expectations, failed; /* the file's `#: expect`, and those of them that fail */
} RunSums;

/* Of the whole known run. The sim is moved, and comes back to where it stood. */
void run_sums_read(Sim *sim, RunSums *sums);

/* How a run ended, in a few words for a person: «finished», «can never go on». */
const char *run_end_words(SimEnd end);
/* The same in one word for machines: "finished", "deadlock". */
const char *run_end_word(SimEnd end);

#endif
