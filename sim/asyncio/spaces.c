/* The holders of locks and semaphores. */
#include "spaces.h"

/* A place for one more; NULL past the memory limit, where the run is about to end. */
static Space *new_space(Vm *vm, Spaces *spaces)
{
    if (spaces->count == spaces->capacity) {
        uint32_t capacity = spaces->capacity ? spaces->capacity * 2 : 4;
        Space *more = vm_resize(vm, spaces->spaces, spaces->capacity * sizeof(Space), capacity * sizeof(Space));
        if (!more)
            return NULL;
        spaces->spaces = more;
        spaces->capacity = capacity;
    }
    return &spaces->spaces[spaces->count++];
}

static Space *free_space(Vm *vm, Spaces *spaces)
{
    if (spaces->used < spaces->count) {
        for (uint32_t i = 0; i < spaces->count; i++) {
            if (spaces->spaces[i].state == SPACE_FREE)
                return &spaces->spaces[i];
        }
    }
    return new_space(vm, spaces);
}

static void occupy(Vm *vm, Spaces *spaces, uint32_t task, SpaceState state)
{
    Space *space = free_space(vm, spaces);
    if (!space)
        return;
    *space = (Space){.task = task, .state = state, .since_ns = world_now_ns(vm), .order = spaces->taken++};
    spaces->used++;
}

/* A space that the task has in this state; NULL where it has none. */
static Space *space_of(Spaces *spaces, uint32_t task, SpaceState state)
{
    for (uint32_t i = 0; i < spaces->count; i++) {
        Space *space = &spaces->spaces[(spaces->next + i) % spaces->count];
        if (space->state == (uint32_t)state && space->task == task)
            return space;
    }
    return NULL;
}

static Space *oldest_space(Spaces *spaces)
{
    Space *oldest = NULL;
    for (uint32_t i = 0; i < spaces->count; i++) {
        Space *space = &spaces->spaces[i];
        if (space->state == SPACE_HELD && (!oldest || space->order < oldest->order))
            oldest = space;
    }
    return oldest;
}

static void clear(Spaces *spaces, Space *space)
{
    if (!space)
        return; /* a release beyond the start: there is one more from now on */
    space->state = SPACE_FREE;
    spaces->used--;
    spaces->next = (uint32_t)(space - spaces->spaces) + 1;
}

void spaces_take(Vm *vm, Spaces *spaces, int64_t free)
{
    if (spaces->thing == 0)
        return;
    uint32_t task = current_task_number(vm);
    occupy(vm, spaces, task, SPACE_HELD);
    world_note(vm, FACT_ACQUIRED, task, spaces->thing, (uint64_t)free);
}

void spaces_accept(Vm *vm, Spaces *spaces, int64_t free)
{
    if (spaces->thing == 0)
        return;
    uint32_t task = current_task_number(vm);
    Space *space = space_of(spaces, task, SPACE_HANDED_OVER);
    if (space) {
        space->state = SPACE_HELD;
        space->since_ns = world_now_ns(vm);
    } else {
        occupy(vm, spaces, task, SPACE_HELD);
    }
    world_note(vm, FACT_ACQUIRED, task, spaces->thing, (uint64_t)free);
}

void spaces_refuse(Vm *vm, Spaces *spaces)
{
    if (spaces->thing)
        clear(spaces, space_of(spaces, current_task_number(vm), SPACE_HANDED_OVER));
}

void spaces_free(Vm *vm, Spaces *spaces, int64_t free)
{
    if (spaces->thing == 0)
        return;
    uint32_t task = current_task_number(vm);
    Space *own = space_of(spaces, task, SPACE_HELD);
    clear(spaces, own ? own : oldest_space(spaces));
    world_note(vm, FACT_RELEASED, task, spaces->thing, (uint64_t)free);
}

void spaces_hand_over(Vm *vm, Spaces *spaces, const Future *waiter)
{
    if (spaces->thing == 0)
        return;
    occupy(vm, spaces, waiter->sleeper, SPACE_HANDED_OVER);
    world_note(vm, FACT_HANDED_OVER, waiter->sleeper, spaces->thing, current_task_number(vm));
}

void spaces_release(Vm *vm, Spaces *spaces)
{
    vm_free(vm, spaces->spaces, spaces->capacity * sizeof(Space));
}

bool spaces_entry(const Spaces *spaces, size_t at, ThingEntry *entry)
{
    for (uint32_t i = 0; i < spaces->count; i++) {
        const Space *space = &spaces->spaces[i];
        if (space->state == SPACE_FREE || at-- > 0)
            continue;
        *entry = (ThingEntry){.task = space->task, .place = i, .is_woken = space->state == SPACE_HANDED_OVER};
        return true;
    }
    return false;
}

int64_t spaces_since_ns(const Spaces *spaces)
{
    int64_t since_ns = -1;
    for (uint32_t i = 0; i < spaces->count; i++) {
        const Space *space = &spaces->spaces[i];
        if (space->state == SPACE_HELD && space->since_ns > since_ns)
            since_ns = space->since_ns;
    }
    return since_ns;
}
