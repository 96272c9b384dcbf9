/* Fuzz target: any bytes as a scenario file, loaded and diagnosed but not run. */
#include "sim.h"

#include <stdlib.h>

static void forget(void *context, const SimDiagnostic *diagnostic)
{
    size_t *bytes = context;
    for (const char *at = diagnostic->shown; *at; at++)
        (*bytes)++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SimSource source = {"fuzz.py", (const char *)data, size};
    SimOptions options = {.memory_limit = 64u << 20};
    size_t bytes = 0;
    bool is_fine = sim_check(&source, &options, forget, &bytes);
    if (!is_fine && bytes == 0)
        abort(); /* refused without a word */
    return 0;
}
