/* The loop: the ready queue, what an iteration is, and which loop is the running one. Mirrors BaseEventLoop of
 * Lib/asyncio/base_events.py; loop_methods.c has what programs call.
 *
 * An iteration:
 *
 *     1. cancelled timers are dropped from the top of the heap
 *     2. where nothing is ready, the clock moves to the next deadline
 *     3. all timers that are due join the ready queue
 *     4. what is ready now runs, first in first out; what is scheduled meanwhile waits for the next iteration
 *
 * The driver (turns.c) calls loop_iterate for 1 to 3 and takes the callbacks of 4 out one by one. */
#include "asyncio_room.h"
#include "threads.h"

#include <assert.h>

enum { ITERATIONS_MOST = 100000, PATIENCE_WITHOUT_TIMER = 100 };

Loop *loop_new(Vm *vm)
{
    AsyncioRoom *room = asyncio_room(vm);
    Loop *loop = object_new(vm, room->classes.loop, KIND_OTHER, sizeof *loop);
    loop->next = room->loops;
    if (loop->next)
        loop->next->previous = loop;
    room->loops = loop;
    loop->slow_callback_seconds = float_new(vm, 0.1);
    return loop;
}

/* ---- the ready queue ---- */

static bool add_chunk(Vm *vm, Loop *loop)
{
    ReadyChunk *chunk = vm_alloc(vm, sizeof *chunk); /* small: never NULL */
    if (loop->last_chunk)
        loop->last_chunk->next = chunk;
    else
        loop->first_chunk = chunk;
    loop->last_chunk = chunk;
    loop->filled = 0;
    return !vm->arena.over_limit;
}

void loop_push(Vm *vm, Loop *loop, const Callback *callback)
{
    if ((!loop->last_chunk || loop->filled == READY_CHUNK) && !add_chunk(vm, loop))
        vm_raise_memory(vm);
    loop->last_chunk->callbacks[loop->filled++] = *callback;
    loop->ready_count++;
}

/* The first chunk is used up: it goes, unless it is the only one, which is filled anew. */
static void drop_chunk(Vm *vm, Loop *loop)
{
    ReadyChunk *chunk = loop->first_chunk;
    loop->taken = 0;
    if (!chunk->next) {
        loop->filled = 0;
        return;
    }
    loop->first_chunk = chunk->next;
    vm_free(vm, chunk, sizeof *chunk);
}

static Callback take_ready(Vm *vm, Loop *loop)
{
    assert(loop->ready_count > 0);
    Callback taken = loop->first_chunk->callbacks[loop->taken++];
    loop->ready_count--;
    if (loop->taken == READY_CHUNK || loop->ready_count == 0)
        drop_chunk(vm, loop);
    return taken;
}

bool loop_take(Vm *vm, Loop *loop, Callback *callback)
{
    if (loop->begun >= loop->frozen || loop->ready_count == 0)
        return false;
    loop->begun++;
    *callback = take_ready(vm, loop);
    return true;
}

const Callback *loop_ready_at(const Loop *loop, size_t at)
{
    if (at >= loop->ready_count)
        return NULL;
    const ReadyChunk *chunk = loop->first_chunk;
    for (at += loop->taken; at >= READY_CHUNK; at -= READY_CHUNK)
        chunk = chunk->next;
    return &chunk->callbacks[at];
}

void loop_call_soon(Vm *vm, Loop *loop, const NativeCallback *native, Value owner, Value argument)
{
    loop_push(vm, loop,
              &(Callback){.native = native, .owner = value_retain(owner), .argument = value_retain(argument)});
}

static void clear_ready(Vm *vm, Loop *loop)
{
    while (loop->ready_count > 0) {
        Callback callback = take_ready(vm, loop);
        callback_release(vm, &callback);
    }
}

/* ---- an iteration ---- */

/* Whoever waits for something without letting time pass waits for ever on this clock. */
static bool spins(Vm *vm, Loop *loop)
{
    const World *world = world_of(vm);
    int64_t most = world->iterations_most > 0 ? world->iterations_most : ITERATIONS_MOST;
    if (world->now_ns != loop->at_once_ns) {
        loop->at_once_ns = world->now_ns;
        loop->iterations_at_once = loop->iterations_with_timer = 0;
    }
    loop->iterations_at_once++;
    if (timers_standing(loop) > 0)
        loop->iterations_with_timer++;
    return loop->iterations_with_timer > most ||
           loop->iterations_at_once > (most < ITERATIONS_MOST ? ITERATIONS_MOST : most) * PATIENCE_WITHOUT_TIMER;
}

static Outcome halt(Vm *vm, Halt why)
{
    vm->halt = why;
    return RAISED;
}

bool loop_sleeps(Vm *vm, Loop *loop)
{
    int64_t deadline_ns = -1;
    if (loop->is_asleep)
        return !loop->is_told && (loop->sleeps_until_ns < 0 || loop->sleeps_until_ns > world_now_ns(vm));
    if (loop->ready_count > 0 || loop->is_stopping)
        return false;
    bool has_timer = timers_next(vm, loop, &deadline_ns);
    if (has_timer && deadline_ns <= world_now_ns(vm))
        return false;
    loop->is_asleep = true;
    loop->is_told = false;
    loop->sleeps_until_ns = has_timer ? deadline_ns : -1;
    return true;
}

bool loop_next_deadline(const Loop *loop, int64_t *deadline_ns)
{
    *deadline_ns = loop->sleeps_until_ns;
    return loop->sleeps_until_ns >= 0;
}

void loop_tell(Vm *vm, Loop *loop)
{
    const World *world = world_of(vm);
    if (world->running_thread == MAIN_THREAD)
        return;
    world_note(vm, FACT_LOOP_TOLD, 0, world->running_thread, loop->is_asleep && !loop->is_told);
    loop->is_told = loop->is_asleep;
}

Outcome loop_iterate(Vm *vm, Loop *loop)
{
    int64_t deadline_ns = 0;
    bool has_timer = timers_next(vm, loop, &deadline_ns);
    bool is_idle = loop->ready_count == 0 && !loop->is_stopping && !loop->is_asleep;
    loop->is_asleep = loop->is_told = false;
    if (is_idle && !has_timer)
        return halt(vm, HALT_DEADLOCK);
    loop->iteration++;
    loop->has_iterated = true;
    if (!loop->is_hidden)
        world_iteration_begins(vm, loop->iteration);
    if (is_idle && deadline_ns > world_now_ns(vm))
        world_move_clock(vm, deadline_ns);
    if (spins(vm, loop))
        return halt(vm, HALT_SPIN);
    timers_fire(vm, loop, world_now_ns(vm));
    loop->frozen = loop->ready_count;
    loop->begun = 0;
    return vm_is_over(vm) ? RAISED : RETURNED;
}

/* ---- closing ---- */

Outcome loop_check_open(Vm *vm, const Loop *loop)
{
    return loop->is_closed ? vm_raise(vm, EXCEPTION_RuntimeError, "Event loop is closed") : RETURNED;
}

Outcome loop_check_thread(Vm *vm, const Loop *loop)
{
    if (!loop->is_debug || !loop->is_running || world_of(vm)->running_thread == MAIN_THREAD)
        return RETURNED;
    return vm_raise(vm, EXCEPTION_RuntimeError,
                    "Non-thread-safe operation invoked on an event loop other than the current one");
}

void loop_close(Vm *vm, Loop *loop)
{
    if (loop->is_closed)
        return;
    loop->is_closed = loop->executor_is_shut = true;
    clear_ready(vm, loop);
    timers_clear(vm, loop);
}

static void unlink_loop(AsyncioRoom *room, Loop *loop)
{
    *(loop->previous ? &loop->previous->next : &room->loops) = loop->next;
    if (loop->next)
        loop->next->previous = loop->previous;
}

static void loop_release(Vm *vm, Object *object)
{
    Loop *loop = (Loop *)object;
    unlink_loop(asyncio_room(vm), loop);
    clear_ready(vm, loop);
    timers_clear(vm, loop);
    vm_free(vm, loop->first_chunk, sizeof *loop->first_chunk);
    vm_free(vm, loop->generators, loop->generator_capacity * sizeof(Frame *));
    value_release(vm, loop->executor);
    value_release(vm, loop->exception_handler);
    value_release(vm, loop->slow_callback_seconds);
}

static void loop_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Loop *loop = (const Loop *)object;
    const ReadyChunk *chunk = loop->first_chunk;
    for (uint32_t i = 0, at = loop->taken; i < loop->ready_count; i++) {
        callback_visit(&chunk->callbacks[at++], visitor, context);
        if (at == READY_CHUNK) {
            chunk = chunk->next;
            at = 0;
        }
    }
    for (uint32_t i = 0; i < loop->timer_count; i++)
        visitor(context, value_from(timer_place(loop, i)->timer));
    visitor(context, loop->executor);
    visitor(context, loop->exception_handler);
    visitor(context, loop->slow_callback_seconds);
}

/* ---- which loop ---- */

Loop *running_loop(Vm *vm)
{
    return world_of(vm)->running_thread == MAIN_THREAD ? asyncio_room(vm)->running : NULL;
}

Outcome running_loop_or_raise(Vm *vm, Loop **loop)
{
    *loop = running_loop(vm);
    return *loop ? RETURNED : vm_raise(vm, EXCEPTION_RuntimeError, "no running event loop");
}

void current_loop_set(Vm *vm, Loop *loop)
{
    AsyncioRoom *room = asyncio_room(vm);
    Loop *former = room->current;
    room->loop_was_set = true;
    room->current = loop ? object_retain(loop) : NULL;
    object_release(vm, former);
}

Outcome current_loop(Vm *vm, Loop **loop)
{
    AsyncioRoom *room = asyncio_room(vm);
    const Thread *thread = world_thread(vm, world_of(vm)->running_thread);
    if (thread && world_of(vm)->running_thread != MAIN_THREAD)
        return vm_raise(vm, EXCEPTION_RuntimeError, "There is no current event loop in thread '%s'.",
                        value_str_object(thread->name)->text);
    *loop = room->running ? room->running : room->current;
    if (*loop)
        return RETURNED;
    if (room->loop_was_set)
        return vm_raise(vm, EXCEPTION_RuntimeError, "There is no current event loop in thread 'MainThread'.");
    warn_at_line(vm, "DeprecationWarning", "There is no current event loop", "");
    *loop = loop_new(vm);
    current_loop_set(vm, *loop);
    object_release(vm, *loop);
    return RETURNED;
}

Outcome loop_bind(Vm *vm, Value object, Loop **place, Loop **loop)
{
    if (running_loop_or_raise(vm, loop) == RAISED)
        return RAISED;
    if (!*place)
        *place = object_retain(*loop);
    if (*place == *loop)
        return RETURNED;
    Text text = {0};
    if (value_write_repr(vm, object, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_RuntimeError, "%s is bound to a different event loop", text_string(&text));
    text_release(&text);
    return RAISED;
}

int64_t deadline_after(Vm *vm, double delay)
{
    int64_t deadline_ns = world_ns(world_seconds(world_now_ns(vm)) + delay);
    return deadline_ns < 0 ? 0 : deadline_ns;
}

/* ---- what a program reads and sets on it ---- */

static Outcome loop_repr(Vm *vm, Value self, Value *result)
{
    const Loop *loop = (const Loop *)value_object(self);
    *result = str_format(vm, "<%s running=%s closed=%s debug=%s>", object_class(loop)->name->text,
                         loop->is_running ? "True" : "False", loop->is_closed ? "True" : "False",
                         loop->is_debug ? "True" : "False");
    return RETURNED;
}

static Outcome loop_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    (void)vm;
    const Loop *loop = (const Loop *)value_object(self);
    *result = str_is(name, "slow_callback_duration") ? value_retain(loop->slow_callback_seconds) : VALUE_EMPTY;
    return RETURNED;
}

static Outcome loop_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    Loop *loop = (Loop *)value_object(self);
    *done = value != VALUE_EMPTY && str_is(name, "slow_callback_duration");
    if (*done)
        value_replace(vm, &loop->slow_callback_seconds, value_retain(value));
    return RETURNED;
}

const ClassOps loop_ops = {
    .size = sizeof(Loop),
    .release = loop_release,
    .visit = loop_visit,
    .repr = loop_repr,
    .get_attribute = loop_get_attribute,
    .set_attribute = loop_set_attribute,
};
