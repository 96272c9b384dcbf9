/* What the panels looked like one step ago. */
#include "steps.h"

#include <stdlib.h>
#include <string.h>

static bool make_room(Memory *memory, uint32_t count)
{
    if (count <= memory->state_capacity)
        return true;
    uint32_t capacity = count * 2 + 64;
    uint8_t *states = realloc(memory->states, capacity);
    if (states)
        memory->states = states;
    uint8_t *next = realloc(memory->next, capacity);
    if (next)
        memory->next = next;
    if (!states || !next)
        return false;
    memory->state_capacity = capacity;
    return true;
}

/* Forget all: what is drawn next has no before. */
static void forget(Memory *memory)
{
    memory->thing_count = 0;
    memory->state_count = memory->next_count = 0;
}

static void take_states(Memory *memory, const Sim *sim)
{
    uint32_t count = sim_task_count(sim);
    uint8_t *states = memory->states;
    memory->states = memory->next;
    memory->state_count = memory->next_count;
    memory->next = states;
    memory->next_count = 0;
    if (!make_room(memory, count + 1) || count == 0)
        return;
    memcpy(memory->next, sim_task_states(sim), count + 1);
    memory->next_count = count;
}

void memory_turn_page(Memory *memory, const Player *player)
{
    SimPosition position = sim_position(player->sim);
    memory->has_before = memory->has_page && memory->changes == player->changes;
    if (!memory->has_before)
        forget(memory);
    else if (sim_positions_are_equal(memory->position, position) &&
             memory->next_count == sim_task_count(player->sim))
        return;
    memory->has_page = true;
    memory->changes = player->changes;
    memory->position = position;
    for (size_t i = 0; i < memory->thing_count; i++)
        memory->things[i].before = memory->things[i].now;
    memory->made_before = memory->made_now;
    memory->made_now = sim_thing_count(player->sim);
    memory->output_before = memory->output_now;
    sim_output(player->sim, &memory->output_now);
    take_states(memory, player->sim);
}

static size_t find_thing(const Memory *memory, uint32_t number)
{
    size_t at = 0;
    while (at < memory->thing_count && memory->things[at].number != number)
        at++;
    return at;
}

/* Made by this very step. */
static bool is_new(const Memory *memory, uint32_t number)
{
    return memory->has_before && number > memory->made_before;
}

void memory_note_thing(Memory *memory, const ThingView *view)
{
    size_t at = find_thing(memory, view->number);
    if (at == memory->thing_count) {
        if (at == REMEMBERED_THINGS)
            return;
        memory->thing_count++;
        memory->things[at].number = view->number;
        memory->things[at].before = is_new(memory, view->number) ? 0 : view->digest;
    }
    memory->things[at].now = view->digest;
}

bool memory_thing_changed(const Memory *memory, uint32_t number)
{
    size_t at = find_thing(memory, number);
    return at < memory->thing_count && memory->things[at].before != memory->things[at].now;
}

bool memory_task_changed(const Memory *memory, uint32_t number, SimState state)
{
    if (memory->state_count == 0)
        return false;
    return number > memory->state_count || memory->states[number] != (uint8_t)state;
}

bool memory_output_grew(const Memory *memory)
{
    return memory->output_now > memory->output_before;
}

void memory_release(Memory *memory)
{
    free(memory->states);
    free(memory->next);
    *memory = (Memory){0};
}
