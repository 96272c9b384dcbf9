/* Heads and ends of the reports for machines. */
#include "recorded.h"

#include "run_sums.h"
#include "sha256.h"

void recorded_write_head(Json *json, const Sim *sim, const ReportRun *run)
{
    char digits[SHA256_TEXT_BYTES];
    SimScenario scenario;
    SimKnob knob;
    sim_scenario(sim, &scenario);
    sha256_text(digits, run->text, run->length);
    json_text(json, "loopscope", run->version);
    json_text(json, "reference", SIM_REFERENCE);
    json_text(json, "file", scenario.file_name);
    json_text(json, "sha256", digits);
    if (*scenario.title)
        json_text(json, "title", scenario.title);
    json_open(json, "knobs");
    for (size_t i = 0; sim_knob(sim, i, &knob); i++)
        json_real(json, knob.name, knob.value);
    json_close(json);
    json_number(json, "seed", run->seed);
}

void recorded_write_end(Json *json, const Sim *sim)
{
    SimExtent extent;
    sim_extent(sim, &extent);
    json_text(json, "end", run_end_word(extent.end));
    json_number(json, "status", extent.status);
    json_number(json, "callbacks", extent.callbacks);
    json_number(json, "time_ns", extent.end_ns);
    if (*extent.end_text)
        json_text(json, "text", extent.end_text);
}

const char *recorded_state_word(SimState state)
{
    static const char *const words[SIM_STATES] = {
        [SIM_NEW] = "new",         [SIM_READY] = "ready",         [SIM_RUNNING] = "running",
        [SIM_WAITING] = "waiting", [SIM_SLEEPING] = "sleeping",   [SIM_DONE] = "done",
        [SIM_FAILED] = "failed",   [SIM_CANCELLED] = "cancelled",
    };
    return words[state];
}
