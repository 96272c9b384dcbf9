/* Worker threads: who there is, who can run, and who is next. */
#include "threads.h"

#include <string.h>

/* ---- the table ---- */

static bool make_room(Vm *vm, World *world)
{
    const size_t size = sizeof(Thread);
    if (world->thread_count < world->thread_capacity)
        return true;
    uint32_t wider = world->thread_capacity == 0 ? 8 : world->thread_capacity * 2;
    Thread *threads = vm_resize(vm, world->threads, world->thread_capacity * size, wider * size);
    if (!threads)
        return false;
    world->threads = threads;
    world->thread_capacity = wider;
    return true;
}

/* The table with the main thread in it. */
static bool make_table(Vm *vm)
{
    World *world = world_of(vm);
    if (world->thread_count > 0)
        return true;
    if (!make_room(vm, world))
        return false;
    world->threads[world->thread_count++] =
        (Thread){.deadline_ns = -1, .holder = NO_THREAD, .state = THREAD_RUNNING};
    return true;
}

Thread *world_thread(Vm *vm, uint32_t number)
{
    World *world = world_of(vm);
    return number < world->thread_count ? &world->threads[number] : NULL;
}

static void set_state(Vm *vm, Thread *thread, ThreadState state)
{
    thread->state = state;
    thread->since_ns = world_of(vm)->now_ns;
}

static Thread *running(Vm *vm)
{
    return world_thread(vm, world_of(vm)->running_thread);
}

uint32_t world_start_thread(Vm *vm, Value function, Value name, bool is_daemon)
{
    World *world = world_of(vm);
    if (!make_table(vm) || !make_room(vm, world))
        return NO_THREAD;
    uint32_t number = world->thread_count++;
    world->threads[number] = (Thread){.function = value_retain(function),
                                      .name = value_retain(name),
                                      .deadline_ns = -1,
                                      .since_ns = world->now_ns,
                                      .holder = NO_THREAD,
                                      .state = THREAD_READY,
                                      .is_daemon = is_daemon};
    world->live_threads++;
    const Str *text = value_str_object(name);
    world_note(vm, FACT_THREAD_STARTED, world->running_task, number,
               world_keep_text(vm, text->text, strlen(text->text)));
    return number;
}

void world_rename_thread(Vm *vm, uint32_t number, Value name)
{
    Thread *thread = world_thread(vm, number);
    if (thread)
        value_replace(vm, &thread->name, value_retain(name));
}

bool world_has_threads(Vm *vm)
{
    return world_of(vm)->live_threads > 0;
}

bool world_has_lasting_threads(Vm *vm)
{
    const World *world = world_of(vm);
    for (uint32_t i = 1; i < world->thread_count; i++)
        if (world->threads[i].state != THREAD_ENDED && !world->threads[i].is_daemon)
            return true;
    return false;
}

/* ---- blocking ---- */

static Outcome block_in_place(Vm *vm, ThreadState state, int64_t deadline_ns, Value *result)
{
    if (state == THREAD_WAITING)
        return vm_refuse(vm, "a thread waits inside of a function that Python itself calls (a sort key, __str__, "
                             "__eq__ …): wait in the program's own code");
    world_move_clock(vm, deadline_ns);
    *result = VALUE_NONE;
    return RETURNED;
}

Outcome world_block(Vm *vm, ThreadState state, Value awaited, uint32_t holder, int64_t deadline_ns, Value *result)
{
    World *world = world_of(vm);
    if (!vm_can_suspend(vm) || world->is_hidden)
        return block_in_place(vm, state, deadline_ns, result);
    if (!make_table(vm))
        return vm_raise_memory(vm);
    Thread *thread = running(vm);
    const Frame *frame = vm_program_frame(vm);
    set_state(vm, thread, state);
    thread->deadline_ns = deadline_ns;
    thread->holder = holder;
    thread->is_blocked = true;
    thread->was_woken = false;
    thread->is_sleep = state == THREAD_SLEEPING;
    thread->line = frame ? frame_line(frame) : 0;
    value_replace(vm, &thread->awaited, value_retain(awaited));
    uint64_t note = 0;
    if (awaited != VALUE_EMPTY)
        note = world_keep_text(vm, value_str_object(awaited)->text, strlen(value_str_object(awaited)->text));
    if (state == THREAD_SLEEPING)
        world_note(vm, FACT_THREAD_SLEEPS, world->running_task, world->running_thread, (uint64_t)deadline_ns);
    else
        world_note(vm, FACT_THREAD_WAITS, world->running_task, world->running_thread, note);
    return SUSPENDED;
}

static void make_ready(Vm *vm, Thread *thread, bool was_woken)
{
    set_state(vm, thread, THREAD_READY);
    thread->deadline_ns = -1;
    thread->holder = NO_THREAD;
    thread->was_woken = was_woken;
    value_replace(vm, &thread->awaited, VALUE_EMPTY);
}

void world_wake_thread(Vm *vm, uint32_t number)
{
    Thread *thread = world_thread(vm, number);
    if (!thread || thread->state != THREAD_WAITING)
        return;
    make_ready(vm, thread, true);
    world_note(vm, FACT_THREAD_WOKEN, world_of(vm)->running_task, number, 0);
}

void world_wake_due(Vm *vm)
{
    World *world = world_of(vm);
    for (uint32_t i = 0; i < world->thread_count; i++) {
        Thread *thread = &world->threads[i];
        bool is_blocked = thread->state == THREAD_SLEEPING || thread->state == THREAD_WAITING;
        if (is_blocked && thread->deadline_ns >= 0 && thread->deadline_ns <= world->now_ns)
            make_ready(vm, thread, false);
    }
}

bool world_next_deadline(Vm *vm, int64_t *deadline_ns)
{
    const World *world = world_of(vm);
    bool has_one = false;
    for (uint32_t i = 0; i < world->thread_count; i++) {
        const Thread *thread = &world->threads[i];
        bool is_blocked = thread->state == THREAD_SLEEPING || thread->state == THREAD_WAITING;
        if (!is_blocked || thread->deadline_ns < 0 || (has_one && thread->deadline_ns >= *deadline_ns))
            continue;
        has_one = true;
        *deadline_ns = thread->deadline_ns;
    }
    return has_one;
}

/* ---- slices ---- */

bool world_has_blocked(Vm *vm)
{
    const Thread *thread = running(vm);
    return thread && thread->is_blocked;
}

/* Between its callbacks the main thread is not put aside, but its context is while a worker runs. */
static void give_context_back(Vm *vm)
{
    Thread *main_thread = world_thread(vm, MAIN_THREAD);
    vm->context = VALUE_EMPTY;
    if (main_thread->is_blocked)
        return;
    vm->context = main_thread->context;
    main_thread->context = VALUE_EMPTY;
}

void world_put_aside(Vm *vm)
{
    World *world = world_of(vm);
    Thread *thread = running(vm);
    thread->frame = vm->frame;
    thread->context = vm->context;
    thread->task = world->running_thread == MAIN_THREAD ? world->running_task : 0;
    vm->frame = NULL;
    vm->context = VALUE_EMPTY;
    if (world->running_thread != MAIN_THREAD)
        give_context_back(vm);
    world->last_thread = world->running_thread;
    world->running_thread = MAIN_THREAD;
}

void world_take_up(Vm *vm, uint32_t number)
{
    World *world = world_of(vm);
    Thread *thread = &world->threads[number];
    world->running_thread = number;
    set_state(vm, thread, THREAD_RUNNING);
    thread->is_blocked = false;
    vm->frame = thread->frame;
    if (number != MAIN_THREAD && !world->threads[MAIN_THREAD].is_blocked)
        world->threads[MAIN_THREAD].context = vm->context;
    vm->context = thread->context;
    thread->frame = NULL;
    thread->context = VALUE_EMPTY;
}

void world_thread_ended(Vm *vm)
{
    World *world = world_of(vm);
    Thread *thread = running(vm);
    set_state(vm, thread, THREAD_ENDED);
    thread->line = 0;
    world->live_threads--;
    world_note(vm, FACT_THREAD_ENDED, 0, world->running_thread, 0);
    value_replace(vm, &vm->context, VALUE_EMPTY);
    give_context_back(vm);
    world->last_thread = world->running_thread;
    world->running_thread = MAIN_THREAD;
}

uint32_t world_next_thread(Vm *vm, bool main_can_run)
{
    const World *world = world_of(vm);
    for (uint32_t i = 1; i <= world->thread_count; i++) {
        uint32_t number = (world->last_thread + i) % world->thread_count;
        if (number == MAIN_THREAD && main_can_run)
            return NO_THREAD;
        if (world->threads[number].state == THREAD_READY)
            return number;
    }
    return NO_THREAD;
}

void world_restart_round(Vm *vm)
{
    World *world = world_of(vm);
    world->last_thread = world->thread_count - 1;
}

void world_visit_threads(Vm *vm, ValueVisitor *visitor, void *context)
{
    const World *world = world_of(vm);
    for (uint32_t i = 0; i < world->thread_count; i++) {
        const Thread *thread = &world->threads[i];
        visitor(context, thread->function);
        visitor(context, thread->name);
        visitor(context, thread->context);
        visitor(context, thread->awaited);
        for (Frame *frame = thread->frame; frame; frame = frame->back)
            if (frame->head.kind == KIND_FRAME) /* others are held by who awaits them, or by their task */
                visitor(context, value_from(frame));
    }
}
