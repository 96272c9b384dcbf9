/* Looking at coordination objects: what they are like, who holds them, who waits. */
#include "sim_parts.h"

#include <assert.h>

static_assert((int)SIM_FUTURE == (int)THING_FUTURE && (int)SIM_TIMEOUT_BLOCK == (int)THING_TIMEOUT,
              "the border's kinds of things are the world's");
static_assert((int)SIM_CHILDREN == (int)THING_CHILDREN, "the border's lists are the world's");

static const Thing *find_thing(const Sim *sim, uint32_t number)
{
    const World *world = sim_world(sim);
    return number > 0 && number <= world->thing_count ? &world->things[number] : NULL;
}

uint32_t sim_thing_count(const Sim *sim)
{
    return sim_world(sim)->thing_count;
}

static int64_t time_or_none(int64_t ns)
{
    return ns < 0 ? SIM_NO_TIME : ns;
}

bool sim_thing(const Sim *sim, uint32_t number, SimThing *thing)
{
    const Thing *known = find_thing(sim, number);
    if (!known)
        return false;
    ThingState state = {.capacity = -1, .deadline_ns = -1, .since_ns = -1};
    if (known->object)
        known->ops->state(sim->vm, known->object, &state);
    text_clear(&sim->looks->thing);
    world_write_thing_name(sim->vm, number, &sim->looks->thing);
    *thing = (SimThing){
        .number = number,
        .kind = (SimThingKind)known->ops->kind,
        .type_name = known->ops->type_name,
        .name = text_string(&sim->looks->thing),
        .line = known->line,
        .is_gone = !known->object || state.is_over,
        .capacity = state.capacity,
        .level = state.level,
        .unfinished = state.unfinished,
        .deadline_ns = time_or_none(state.deadline_ns),
        .since_ns = time_or_none(state.since_ns),
        .owner = state.owner,
        .other_thing = state.other_thing,
        .mode = state.mode,
    };
    return true;
}

bool sim_thing_life(const Sim *sim, uint32_t number, SimThingLife *told)
{
    const Life *life = lives_of(&sim->looks->lives, number);
    if (!life)
        return false;
    *told = (SimThingLife){
        .kind = (SimThingKind)life->ops->kind,
        .type_name = life->ops->type_name,
        .owner = life->owner,
        .line = life->line,
        .capacity = life->capacity,
        .first = life->first,
        .last = life->last,
    };
    return true;
}

bool sim_thing_entry(const Sim *sim, uint32_t thing, SimThingList list, size_t at, SimThingEntry *entry)
{
    enum { SHOWN = 80 };
    const Thing *known = find_thing(sim, thing);
    ThingEntry found = {0};
    if (!known || !known->object || !known->ops->entry(sim->vm, known->object, (ThingList)list, at, &found))
        return false;
    text_clear(&sim->looks->entry);
    if (found.value != VALUE_EMPTY)
        world_show(sim->vm, found.value, SHOWN, &sim->looks->entry);
    *entry = (SimThingEntry){
        .task = found.task,
        .place = found.place,
        .is_woken = found.is_woken != 0,
        .text = text_string(&sim->looks->entry),
    };
    return true;
}
