/* Noting down who waits for whom. */
#include "relations.h"

#include <stdlib.h>

enum { CHILDREN_MOST = 1000, RELATIONS_MOST = 1000000 }; /* of one thing; in all */

void relations_release(Relations *relations)
{
    free(relations->items);
    free(relations->kinds);
    *relations = (Relations){.count = 0};
}

/* Room for one more; false, and noted, where there is none. */
static bool grow(Relations *relations, void **items, size_t size, uint32_t count, uint32_t *capacity)
{
    if (count < *capacity)
        return true;
    uint32_t wider = *capacity ? *capacity * 2 : 64;
    void *moved = count < RELATIONS_MOST ? realloc(*items, wider * size) : NULL;
    relations->is_short = relations->is_short || !moved;
    if (!moved)
        return false;
    *items = moved;
    *capacity = wider;
    return true;
}

static void add(Relations *relations, uint32_t task, uint32_t thing, uint64_t fact)
{
    void *items = relations->items;
    if (!grow(relations, &items, sizeof *relations->items, relations->count, &relations->capacity))
        return;
    relations->items = items;
    relations->items[relations->count++] = (Relation){task, thing, fact};
}

static void add_kind(Relations *relations, uint32_t thing, uint8_t kind)
{
    enum { UNKNOWN = UINT8_MAX };
    while (relations->kind_count <= thing) {
        void *kinds = relations->kinds;
        if (!grow(relations, &kinds, 1, relations->kind_count, &relations->kind_capacity))
            return;
        relations->kinds = kinds;
        relations->kinds[relations->kind_count++] = UNKNOWN;
    }
    relations->kinds[thing] = kind;
}

static void add_children(Relations *relations, Vm *vm, const Thing *thing, uint32_t number, uint64_t fact)
{
    ThingEntry entry;
    size_t at = 0;
    for (; at < CHILDREN_MOST && thing->ops->entry(vm, thing->object, THING_CHILDREN, at, &entry); at++)
        if (entry.task != 0)
            add(relations, entry.task, number, fact);
    relations->is_short = relations->is_short || at == CHILDREN_MOST;
}

/* The gather with which asyncio.run ends waits for everybody, and says nothing about the program. */
static void meet_thing(Relations *relations, Vm *vm, const Fact *fact, uint64_t number)
{
    const Thing *thing = &world_of(vm)->things[fact->object];
    add_kind(relations, fact->object, (uint8_t)thing->ops->kind);
    bool has_children = thing->ops->kind == THING_GATHER || thing->ops->kind == THING_WAIT;
    bool is_of_program = fact->subject != 0 || fact->line != 0;
    if (has_children && is_of_program && thing->object)
        add_children(relations, vm, thing, fact->object, number);
}

void relations_turn_ends(Relations *relations, Vm *vm, uint32_t awaited)
{
    const Journal *journal = world_host(vm)->journal;
    const uint64_t now = world_of(vm)->next_fact; /* the journal may know more than has happened here */
    if (awaited != 0 && relations->read < now)
        add(relations, awaited, 0, now);
    for (; relations->read < now; relations->read++)
        if (journal->facts[relations->read].kind == FACT_THING_MADE)
            meet_thing(relations, vm, &journal->facts[relations->read], relations->read);
}

void relations_forget(Relations *relations, uint64_t facts)
{
    while (relations->count > 0 && relations->items[relations->count - 1].fact > facts)
        relations->count--;
    if (relations->read > facts)
        relations->read = facts;
}

int relations_kind(const Relations *relations, uint32_t thing)
{
    return thing < relations->kind_count && relations->kinds[thing] != UINT8_MAX ? relations->kinds[thing] : -1;
}
