/* Fuzz target: any bytes as a scenario file, run again and again, and each time another allocation passes the
 * memory limit. The run then ends with the limit's message, and can be walked back and forward to the same world,
 * whose heap holds together. LOOPSCOPE_SAMPLES tells how many allocations of a run are tried, spread over the whole
 * of it. */
#include "sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAMPLES = 8, BACK = 3 };

static void forget(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    (void)diagnostic;
}

static void expect(bool holds, const char *what, uint64_t n)
{
    if (holds)
        return;
    fprintf(stderr, "allocation %llu: %s\n", (unsigned long long)n, what);
    abort();
}

/* A callback back and forward again, from the end and from further and further before it. */
static void walk_back(Sim *sim, uint64_t n)
{
    for (int i = 0; i < BACK; i++) {
        uint64_t hash = sim_hash(sim);
        if (sim_step(sim, SIM_CALLBACK, -1) != SIM_MOVED)
            return;
        (void)sim_narration(sim, SIM_STORY);
        sim_step(sim, SIM_CALLBACK, 1);
        expect(sim_hash(sim) == hash, "another world after a step back", n);
        sim_step(sim, SIM_CALLBACK, -1);
        const char *complaint = sim_verify_heap(sim);
        expect(*complaint == '\0', complaint, n);
    }
}

/* The limit is soft: where the program ends before the next instruction, it ends as it would have. */
static void check_end(const SimExtent *whole, const SimExtent *now, uint64_t n)
{
    if (now->end == SIM_END_MEMORY)
        expect(strstr(now->end_text, "--memory-limit") != NULL, now->end_text, n);
    else
        expect(now->end == whole->end && now->turns == whole->turns, "the run goes on past the memory limit", n);
}

static void fail_one(Sim *sim, const SimExtent *whole, uint64_t n)
{
    SimExtent now;
    sim_seek(sim, (SimPosition){0, 0});
    sim_fail_allocation(sim, n);
    sim_seek(sim, (SimPosition){whole->turns, SIM_LINE_END});
    sim_extent(sim, &now);
    check_end(whole, &now, n);
    walk_back(sim, n);
}

static uint64_t samples(void)
{
    const char *wanted = getenv("LOOPSCOPE_SAMPLES");
    return wanted ? strtoull(wanted, NULL, 10) : SAMPLES;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SimSource source = {"fuzz.py", (const char *)data, size};
    SimOptions options = {
        .memory_limit = 256u << 20, .horizon = 20000, .iteration_limit = 2000, .instruction_limit = 2000000};
    Sim *sim = sim_open(&source, &options, forget, NULL);
    if (!sim)
        return 0;
    SimExtent whole;
    sim_extent(sim, &whole);
    sim_seek(sim, (SimPosition){whole.turns, SIM_LINE_END});
    uint64_t total = sim_allocations(sim);
    sim_seek(sim, (SimPosition){0, 0});
    total -= sim_allocations(sim);
    /* Not the same places in each file: the size decides where the samples begin. */
    uint64_t count = samples(), stride = total / count + 1;
    for (uint64_t n = 1 + size % stride; n <= total; n += stride)
        fail_one(sim, &whole, n);
    sim_close(sim);
    return 0;
}
