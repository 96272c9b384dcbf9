/* What the run is checked for: expectations. */
#include "sim_parts.h"

static RunEnd known_end(const Sim *sim)
{
    return sim->timeline.is_whole ? (RunEnd)sim->end : END_UNKNOWN;
}

bool sim_expectation(const Sim *sim, size_t at, SimExpectation *expectation)
{
    static const char *const words[] = {"always", "finally", "within"};
    const Directives *directives = &sim->loader.directives;
    if (at >= directives->expectation_count)
        return false;
    const Expectation *known = &directives->expectations[at];
    const Expectations *expectations = &sim->looks->expectations;
    const ExpectationState *state = &expectations->states[at];
    const Timeline *timeline = &sim->timeline;
    Text *found = &sim->looks->expectation;
    text_clear(found);
    expectation_write_found(expectations, (uint32_t)at, known_end(sim),
                            timeline->records[timeline->record_count - 1].end_ns, found);
    *expectation = (SimExpectation){
        .kind = (SimExpectationKind)known->kind,
        .word = words[known->kind],
        .text = known->text.bytes,
        .line = known->span.line,
        .column = known->span.column,
        .verdict = (SimVerdict)expectation_verdict(expectations, (uint32_t)at, known_end(sim)),
        .position = {state->position.turn, state->position.line},
        .callback = state->callback,
        .time_ns = state->time_ns,
        .found = text_string(found),
    };
    return true;
}
