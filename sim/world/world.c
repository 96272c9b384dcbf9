/* The world: opening it, its clock, its turns, and the tables of tasks and things that the views read. */
#include "names.h"
#include "threads.h"

#include <math.h>
#include <string.h>

static const double NS_PER_SECOND = 1e9;

/* ---- opening ---- */

static void hook_write(void *context, Vm *vm, int stream, const char *bytes, size_t size)
{
    (void)context;
    world_write(vm, stream, bytes, size);
}

static void hook_line(void *context, Vm *vm, Frame *frame, uint32_t line)
{
    (void)frame;
    const WorldHost *host = context;
    if (host->line)
        host->line(host->context, vm, line);
}

static void hook_awaited(void *context, Vm *vm, Frame *frame, bool switched)
{
    (void)context;
    world_note(vm, FACT_AWAITED, world_of(vm)->running_task, frame_line(frame), switched);
}

static void fill_hooks(WorldHost *host)
{
    host->hooks.write = hook_write;
    host->hooks.line = hook_line;
    host->hooks.awaited = hook_awaited;
    host->hooks.context = host;
}

Vm *world_open(size_t memory_limit, WorldHost *host, bool keeps_facts)
{
    fill_hooks(host);
    Vm *vm = vm_open(memory_limit, &host->hooks);
    if (!vm)
        return NULL;
    World *world = vm_alloc(vm, sizeof *world); /* small: never NULL */
    world->keeps_facts = keeps_facts;
    world->tells_callbacks = keeps_facts || host->callback_begins;
    world->next_note = 1;
    vm->rooms[ROOM_WORLD] = world;
    return vm;
}

void world_watch(Vm *vm)
{
    World *world = world_of(vm);
    const WorldHost *host = world_host(vm);
    if (host->cue_count > 0)
        world->cues_reached = vm_alloc(vm, host->cue_count);
    if (host->gauge_count == 0)
        return;
    world->gauge_values = vm_alloc(vm, host->gauge_count * sizeof *world->gauge_values);
    for (uint32_t i = 0; world->gauge_values && i < host->gauge_count; i++)
        world->gauge_values[i] = NAN;
}

/* ---- the clock ---- */

int64_t world_now_ns(Vm *vm)
{
    return world_of(vm)->now_ns;
}

double world_seconds(int64_t ns)
{
    return (double)ns / NS_PER_SECOND;
}

int64_t world_ns(double seconds)
{
    double ns = rint(seconds * NS_PER_SECOND); /* half to even: nobody changes the rounding mode */
    if (ns >= 0x1p63)
        return INT64_MAX;
    return ns <= -0x1p63 ? INT64_MIN : (int64_t)ns;
}

static void set_clock(Vm *vm, int64_t to_ns, uint32_t task)
{
    World *world = world_of(vm);
    int64_t from_ns = world->now_ns;
    if (to_ns <= from_ns)
        return;
    world->now_ns = to_ns;
    world_note(vm, FACT_CLOCK_MOVED, task, 0, (uint64_t)from_ns);
}

void world_move_clock(Vm *vm, int64_t to_ns)
{
    set_clock(vm, to_ns, 0);
}

Outcome world_sleep(Vm *vm, int64_t duration_ns, Value *result)
{
    World *world = world_of(vm);
    int64_t most = INT64_MAX - world->now_ns, until_ns = world->now_ns + (duration_ns < most ? duration_ns : most);
    if (world_has_threads(vm))
        return world_block(vm, THREAD_SLEEPING, VALUE_EMPTY, NO_THREAD, until_ns, result);
    set_clock(vm, until_ns, world->running_task);
    *result = VALUE_NONE;
    return RETURNED;
}

/* ---- turns ---- */

/* Names of callbacks come again and again: look among those kept last before keeping another. */
static uint64_t keep_callback_name(Vm *vm, const char *name)
{
    World *world = world_of(vm);
    const Journal *journal = world_host(vm)->journal;
    const size_t places = sizeof world->callback_names / sizeof world->callback_names[0];
    for (size_t i = 0; i < places; i++)
        if (strcmp(journal_note(journal, world->callback_names[i]), name) == 0)
            return world->callback_names[i];
    uint64_t offset = world_keep_text(vm, name, strlen(name));
    world->callback_names[world->callback_name_at++ % places] = offset;
    return offset;
}

void world_turn_begins(Vm *vm, TurnKind kind, uint32_t task, const char *name)
{
    World *world = world_of(vm);
    if (kind != TURN_MODULE || world->is_between_turns)
        world->turn++;
    world->is_between_turns = false;
    bool is_callback = kind != TURN_MODULE && kind != TURN_SLICE;
    world->callback += is_callback;
    world->running_task = task;
    vm->fuel = vm->fuel_most;
    vm->lines = 0;
    if (!world->tells_callbacks)
        return;
    const WorldHost *host = world_host(vm);
    if (host->callback_begins && is_callback)
        host->callback_begins(host->context, world->iteration, world->now_ns, kind, name);
    if (world->keeps_facts) {
        bool is_task_step = kind == TURN_STEP || kind == TURN_WAKEUP;
        uint64_t note = is_task_step || !name ? 0 : keep_callback_name(vm, name);
        world_note(vm, FACT_TURN_BEGAN, task, 0, (uint64_t)kind | note << 8);
    }
}

void world_turn_ends(Vm *vm)
{
    World *world = world_of(vm);
    if (world->keeps_facts) {
        const WorldHost *host = world_host(vm);
        if (host->turn_ends)
            host->turn_ends(host->context, vm);
        world_note(vm, FACT_TURN_ENDED, world->running_task, 0, vm->lines);
    }
    world->running_task = 0;
    world->is_between_turns = true;
}

void world_iteration_begins(Vm *vm, uint32_t iteration)
{
    world_of(vm)->iteration = iteration;
    world_note(vm, FACT_ITERATION, 0, 0, iteration);
}

/* ---- tasks ---- */

static uint32_t next_capacity(uint32_t capacity)
{
    return capacity == 0 ? 16 : capacity * 2;
}

/* A wider copy of an array; NULL past the memory limit. */
static void *widened(Vm *vm, void *items, size_t size, size_t count, size_t wider)
{
    void *moved = vm_alloc(vm, wider * size);
    if (moved && count > 0)
        memcpy(moved, items, count * size);
    return moved;
}

static bool has_place_for_task(Vm *vm, World *world)
{
    if (world->task_count + 1 < world->task_capacity)
        return true;
    size_t count = world->task_capacity, wider = next_capacity(world->task_capacity);
    World moved = *world;
    moved.tasks = widened(vm, world->tasks, sizeof *world->tasks, count, wider);
    moved.task_states = widened(vm, world->task_states, sizeof *world->task_states, count, wider);
    moved.task_labels = widened(vm, world->task_labels, sizeof *world->task_labels, count, wider);
    moved.task_since = widened(vm, world->task_since, sizeof *world->task_since, count, wider);
    moved.task_ends = widened(vm, world->task_ends, sizeof *world->task_ends, count, wider);
    moved.task_lines = widened(vm, world->task_lines, sizeof *world->task_lines, count, wider);
    if (!moved.tasks || !moved.task_states || !moved.task_labels || !moved.task_since || !moved.task_ends ||
        !moved.task_lines)
        return false; /* the run is over: what was got needs no giving back */
    vm_free(vm, world->tasks, count * sizeof *world->tasks);
    vm_free(vm, world->task_states, count * sizeof *world->task_states);
    vm_free(vm, world->task_labels, count * sizeof *world->task_labels);
    vm_free(vm, world->task_since, count * sizeof *world->task_since);
    vm_free(vm, world->task_ends, count * sizeof *world->task_ends);
    vm_free(vm, world->task_lines, count * sizeof *world->task_lines);
    moved.task_capacity = (uint32_t)wider;
    *world = moved;
    return true;
}

uint32_t world_add_task(Vm *vm, Object *task, const char *label, size_t label_size)
{
    World *world = world_of(vm);
    if (!world->keeps_facts || !has_place_for_task(vm, world))
        return 0;
    uint32_t number = ++world->task_count;
    world->tasks[number] = task;
    world->task_states[number] = TASK_NEW;
    world->task_labels[number] = world_unique_label(vm, label, label_size);
    world->task_since[number] = world->now_ns;
    world_note(vm, FACT_TASK_CREATED, number, world->running_task, world->task_labels[number]);
    return number;
}

static bool is_task(const World *world, uint32_t number)
{
    return number > 0 && number <= world->task_count;
}

void world_task_gone(Vm *vm, uint32_t number)
{
    World *world = world_of(vm);
    if (is_task(world, number))
        world->tasks[number] = NULL;
}

void world_rename_task(Vm *vm, uint32_t number, const char *label, size_t label_size)
{
    World *world = world_of(vm);
    if (!is_task(world, number))
        return;
    world->task_labels[number] = world_unique_label(vm, label, label_size);
    world_note(vm, FACT_TASK_NAMED, number, 0, world->task_labels[number]);
}

const char *world_task_label(Vm *vm, uint32_t number)
{
    const World *world = world_of(vm);
    return is_task(world, number) ? journal_note(world_host(vm)->journal, world->task_labels[number]) : "";
}

void world_set_task_state(Vm *vm, uint32_t number, TaskState state, uint32_t waits_for, int64_t deadline_ns)
{
    World *world = world_of(vm);
    if (!is_task(world, number))
        return;
    world->task_states[number] = (uint8_t)state;
    world->task_since[number] = world->now_ns;
    world_note(vm, FACT_TASK_STATE, number, waits_for, (uint64_t)state | (uint64_t)deadline_ns << 8);
}

void world_task_ended(Vm *vm, uint32_t number, Value result)
{
    enum { SHOWN = 200 };
    World *world = world_of(vm);
    if (!is_task(world, number))
        return;
    Text text = {0};
    world_show(vm, result, SHOWN, &text);
    world->task_ends[number] = world_keep_text(vm, text_string(&text), text.length);
    world_note(vm, FACT_TASK_ENDED, number, 0, world->task_ends[number]);
    text_release(&text);
}

/* ---- things ---- */

static bool has_place_for_thing(Vm *vm, World *world)
{
    if (world->thing_count + 1 < world->thing_capacity)
        return true;
    uint32_t wider = next_capacity(world->thing_capacity);
    const size_t size = sizeof(Thing);
    Thing *things = vm_resize(vm, world->things, world->thing_capacity * size, wider * size);
    if (!things)
        return false;
    world->things = things;
    world->thing_capacity = wider;
    return true;
}

uint32_t world_add_thing(Vm *vm, Object *object, const ThingOps *ops)
{
    World *world = world_of(vm);
    if (!world->keeps_facts || !has_place_for_thing(vm, world))
        return 0;
    const Frame *frame = vm_program_frame(vm);
    uint32_t line = frame ? frame_line(frame) : 0;
    uint32_t number = ++world->thing_count;
    world->things[number] = (Thing){
        .object = object,
        .ops = ops,
        .name = world_name_of_new_thing(vm, line),
        .line = line,
        .ordinal = ++world->things_of_kind[ops->kind],
    };
    world_note(vm, FACT_THING_MADE, world->running_task, number, world->things[number].name);
    return number;
}

void world_thing_gone(Vm *vm, uint32_t number)
{
    World *world = world_of(vm);
    if (number == 0 || number > world->thing_count)
        return;
    world->things[number].object = NULL;
    world->things[number].gone = world->next_fact;
}

bool world_stands_in(Vm *vm, uint32_t thing, ThingList list, uint32_t task, uint32_t *place)
{
    const World *world = world_of(vm);
    ThingEntry entry;
    if (thing == 0 || thing > world->thing_count || !world->things[thing].object)
        return false;
    const Thing *known = &world->things[thing];
    for (uint32_t at = 0; at < WORLD_ENTRIES_SEARCHED; at++) {
        if (!known->ops->entry(vm, known->object, list, at, &entry))
            return false;
        *place = at + 1;
        if (entry.task == task)
            return true;
    }
    return false;
}
