/* What a run comes to. */
#include "run_sums.h"

#include <stdio.h>

static void read_gauges(const Sim *sim, RunSums *sums)
{
    SimGauge gauge;
    for (size_t i = 0; i < RUN_GAUGES_MOST && sim_gauge(sim, i, &gauge); i++) {
        RunGauge *kept = &sums->gauges[sums->gauge_count++];
        snprintf(kept->name, sizeof kept->name, "%s", gauge.name);
        kept->last = gauge.value;
        kept->has_value = sim_gauge_range(sim, i, &kept->least, &kept->most);
    }
}

static void read_expectations(const Sim *sim, RunSums *sums)
{
    SimExpectation expectation;
    for (; sim_expectation(sim, sums->expectations, &expectation); sums->expectations++)
        sums->failed += expectation.verdict == SIM_VERDICT_FAILS;
}

void run_sums_read(Sim *sim, RunSums *sums)
{
    SimPosition here = sim_position(sim);
    SimExtent extent;
    sim_extent(sim, &extent);
    *sums = (RunSums){.end = extent.end, .status = extent.status};
    sim_seek(sim, (SimPosition){extent.turns, SIM_LINE_END});
    sim_totals(sim, &sums->totals);
    read_gauges(sim, sums);
    read_expectations(sim, sums);
    sim_seek(sim, here);
}

const char *run_end_words(SimEnd end)
{
    static const char *const words[] = {
        [SIM_END_UNKNOWN] = "goes on",
        [SIM_END_FINISHED] = "finished",
        [SIM_END_RAISED] = "raised an exception",
        [SIM_END_DEADLOCK] = "can never go on",
        [SIM_END_SPIN] = "spins",
        [SIM_END_INSTRUCTIONS] = "a callback does not end",
        [SIM_END_MEMORY] = "no memory left",
        [SIM_END_REFUSED] = "was refused",
    };
    return words[end];
}

const char *run_end_word(SimEnd end)
{
    static const char *const words[] = {
        [SIM_END_UNKNOWN] = "unknown",   [SIM_END_FINISHED] = "finished", [SIM_END_RAISED] = "raised",
        [SIM_END_DEADLOCK] = "deadlock", [SIM_END_SPIN] = "spin",         [SIM_END_INSTRUCTIONS] = "instructions",
        [SIM_END_MEMORY] = "memory",     [SIM_END_REFUSED] = "refused",
    };
    return words[end];
}
