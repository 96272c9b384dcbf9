/* Looking for a name among those made so far. */
#include "find_name.h"

#include "words.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The nearest name yet: those that begin so win, else what nearest_word takes. */
static void offer(FoundName *found, const char *name, const char *wanted)
{
    if (*found->near || !*name)
        return;
    bool begins = strncasecmp(name, wanted, strlen(wanted)) == 0;
    if (begins || nearest_word(wanted, &name, 1))
        snprintf(found->near, sizeof found->near, "%s", name);
}

FoundName find_name(const Sim *sim, const char *name)
{
    FoundName found = {0};
    SimTask task;
    SimThing thing;
    uint32_t tasks = sim_task_count(sim), things = sim_thing_count(sim);
    for (uint32_t i = 1; i <= tasks; i++)
        if (sim_task(sim, i, &task)) {
            if (strcmp(task.label, name) == 0 || strcmp(task.name, name) == 0)
                return (FoundName){.task = i};
            offer(&found, task.label, name);
        }
    for (uint32_t i = 1; i <= things; i++)
        if (sim_thing(sim, i, &thing)) {
            if (strcmp(thing.name, name) == 0)
                return (FoundName){.thing = i};
            offer(&found, thing.name, name);
        }
    return found;
}
