/* What a run comes to, in counts. */
#include "sim_parts.h"

#include "looking.h"

#include <stdlib.h>

/* The first time that somebody looks: which loops look is read from the tree. Without memory for it none does. */
static void prepare(const Sim *sim, Totals *totals)
{
    uint8_t *marks = calloc((size_t)sim->line_count + 1, 1);
    if (marks)
        looking_mark(sim->loader.tree, sim->loader.source, sim->loader.source_length, marks, sim->line_count);
    totals_open(totals, &sim->journal, marks, sim->line_count);
}

void sim_totals(const Sim *sim, SimTotals *told)
{
    Totals *totals = &sim->looks->totals;
    const World *world = sim_world(sim);
    if (!totals->journal)
        prepare(sim, totals);
    totals_read(totals, sim->vm, world->next_fact);
    *told = (SimTotals){
        .now_ns = world->now_ns,
        .callbacks = world->callback,
        .iterations = world->iteration,
        .tasks = totals->made,
        .alive_most = totals->alive_most,
        .in_flight = totals->in_flight,
        .in_flight_most = totals->in_flight_most,
        .wakings = totals->wakings,
        .wasted = totals->wasted,
    };
}
