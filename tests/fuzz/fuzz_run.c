/* Fuzz target: any bytes as a scenario file, run to its end within small limits, then opened, walked and sought:
 * the same position must have the same hash, and the heap must hold together. */
#include "sim.h"

#include <stdlib.h>

enum { HORIZON = 300, SEEKS = 4 };

static void forget(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    (void)diagnostic;
}

static void swallow(void *context, int stream, const char *bytes, size_t size)
{
    (void)stream;
    (void)bytes;
    *(size_t *)context += size;
}

static SimOptions small_limits(void)
{
    return (SimOptions){
        .memory_limit = 48u << 20, .horizon = HORIZON, .iteration_limit = 500, .instruction_limit = 100000};
}

static void expect(bool holds)
{
    if (!holds)
        abort();
}

/* What is found is found wherever one stands, and changes nothing. */
static void look_for_what_is_wrong(const Sim *sim)
{
    SimFinding finding;
    SimExpectation expectation;
    SimExtent extent;
    uint64_t hash = sim_hash(sim);
    sim_extent(sim, &extent);
    for (size_t at = 0; sim_finding(sim, at, &finding); at++)
        expect(finding.line > 0 && *finding.shown && finding.position.turn <= extent.turns);
    for (size_t at = 0; sim_expectation(sim, at, &expectation); at++)
        expect(*expectation.shown && expectation.position.turn <= extent.turns);
    expect(sim_hash(sim) == hash);
}

static void walk(const SimSource *source, const SimOptions *options)
{
    static const char *const expectations[] = {"always len(x) < 3", "finally x == 1 and y != lock.locked()",
                                               "within 1"};
    SimOptions checked = *options;
    checked.expectations = expectations;
    checked.expectation_count = sizeof expectations / sizeof *expectations;
    Sim *sim = sim_open(source, &checked, forget, NULL);
    if (!sim)
        return;
    look_for_what_is_wrong(sim);
    SimExtent extent;
    sim_extent(sim, &extent);
    uint64_t hashes[SEEKS];
    for (uint32_t i = 0; i < SEEKS; i++) {
        sim_seek_callback(sim, extent.callbacks * (i + 1) / SEEKS);
        hashes[i] = sim_hash(sim);
        (void)sim_narration(sim, SIM_STORY);
        (void)sim_narration(sim, SIM_LOOP);
        (void)sim_narration(sim, SIM_CPYTHON);
    }
    for (uint32_t i = SEEKS; i-- > 0;) {
        sim_seek_callback(sim, extent.callbacks * (i + 1) / SEEKS);
        expect(sim_hash(sim) == hashes[i]);
    }
    expect(sim_verify_heap(sim)[0] == '\0');
    sim_close(sim);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SimSource source = {"fuzz.py", (const char *)data, size};
    SimOptions options = small_limits();
    size_t written = 0;
    SimPlainHost host = {.write = swallow, .context = &written};
    SimOutcome outcome;
    if (sim_run_plain(&source, &options, &host, &outcome, forget, NULL))
        walk(&source, &options);
    return 0;
}
