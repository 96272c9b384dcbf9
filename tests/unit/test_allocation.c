/* Memory that ends at any moment: for every scenario and every n, the n-th allocation of its run passes the memory
 * limit. The run then ends with a message, and can still be walked back. */
#include "sim.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_error("%s", diagnostic->shown);
}

static int is_scenario(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 3 && strcmp(entry->d_name + length - 3, ".py") == 0;
}

static Sim *open_scenario(const char *name)
{
    static char text[1 << 17];
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", SCENARIO_FOLDER, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    Sim *sim = sim_open(&(SimSource){name, text, length}, NULL, report, NULL);
    assert_non_null(sim);
    return sim;
}

/* One callback back and forward again from where the memory ended: the same world. */
static void check_walking_back(Sim *sim, const char *name)
{
    uint64_t hash = sim_hash(sim);
    if (sim_step(sim, SIM_CALLBACK, -1) != SIM_MOVED)
        return;
    assert_non_null(sim_narration(sim, SIM_STORY));
    sim_step(sim, SIM_CALLBACK, 1);
    if (sim_hash(sim) != hash)
        fail_msg("%s: another world after a step back", name);
}

/* Returns how many allocations ended the run. */
static uint64_t check_scenario(const char *name)
{
    Sim *sim = open_scenario(name);
    SimExtent whole, now = {.end = SIM_END_MEMORY};
    sim_extent(sim, &whole);
    uint64_t n = 0;
    while (now.end == SIM_END_MEMORY) {
        sim_seek(sim, (SimPosition){0, 0});
        sim_fail_allocation(sim, ++n);
        sim_seek(sim, (SimPosition){whole.turns, SIM_LINE_END});
        sim_extent(sim, &now);
        if (now.end == SIM_END_MEMORY) {
            assert_non_null(strstr(now.end_text, "--memory-limit"));
            check_walking_back(sim, name);
        }
    }
    assert_int_equal(now.end, SIM_END_FINISHED);
    sim_close(sim);
    return n - 1;
}

static void the_nth_allocation_may_fail_in_every_scenario(void **state)
{
    (void)state;
    struct dirent **entries;
    int count = scandir(SCENARIO_FOLDER, &entries, is_scenario, alphasort);
    assert_true(count >= 5);
    for (int i = 0; i < count; i++) {
        uint64_t allocations = check_scenario(entries[i]->d_name);
        print_message("%s: %u allocations\n", entries[i]->d_name, (unsigned)allocations);
        assert_true(allocations > 10);
        free(entries[i]);
    }
    free(entries);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nth_allocation_may_fail_in_every_scenario),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
