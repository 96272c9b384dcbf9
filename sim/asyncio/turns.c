/* The driver: which turn comes next, and running it.
 *
 * A turn runs code of the program in one chain of frames: the module's code, or a callback. It can stop at a line
 * in the middle and go on later; so all that is known about the open turn stands in the AsyncioRoom.
 *
 *     module's code ──asyncio.run──► put aside, the loop runs:  callback, callback, … ──stops──► module's code … */
#include "asyncio_room.h"
#include "threads.h"

#include <assert.h>

/* ---- running one callback ---- */

static Outcome begin_callable(Vm *vm, const Callback *callback, Value *result)
{
    const Tuple *tuple = value_tuple(callback->argument);
    return vm_call_root(vm, callback->owner, &(Arguments){tuple->items, tuple->count, VALUE_EMPTY, VALUE_EMPTY},
                        result);
}

static Outcome begin_native(Vm *vm, const Callback *callback, Value *result)
{
    AsyncioRoom *room = asyncio_room(vm);
    room->actor = 0;
    if (world_of(vm)->keeps_facts && callback->argument != VALUE_EMPTY && value_is_task(callback->argument))
        room->actor = value_task(callback->argument)->number;
    *result = VALUE_NONE;
    return callback->native->run(vm, callback->owner, callback->argument);
}

static Outcome end_sleep(Vm *vm, Future *future, Value *result)
{
    *result = VALUE_NONE;
    return future_state(future) == FUTURE_CANCELLED ? RETURNED : future_set_result(vm, future, VALUE_NONE);
}

static bool is_step(const Callback *callback)
{
    return callback->native == &task_step_callback || callback->native == &task_wakeup_callback;
}

/* Where the context stands that the callback runs in. */
static Value *context_place(Callback *callback)
{
    if (is_step(callback))
        return &value_task(callback->owner)->context;
    bool has_handle = callback_inner(callback) != callback;
    return has_handle ? &((Handle *)value_object(callback->owner))->callback.context : &callback->context;
}

/* What was given as context= has to be one. */
static Outcome want_context(Vm *vm, Value context)
{
    Value run;
    if (context == VALUE_EMPTY || value_is_context(vm, context) ||
        (value_is_object(context) && value_class(context) == vm->classes.context_map))
        return RETURNED;
    if (value_get_attribute(vm, context, str_intern(vm, "run", 3), &run) == RAISED)
        return RAISED;
    value_release(vm, run);
    return vm_refuse(vm, "a `context` that is no contextvars.Context: make one with copy_context()");
}

static Outcome enter_context(Vm *vm, Value context)
{
    AsyncioRoom *room = asyncio_room(vm);
    Outcome outcome = want_context(vm, context);
    if (outcome == RETURNED)
        outcome = context_begin(vm, context, &room->outside);
    room->is_inside = outcome != RAISED;
    room->is_shut_out = outcome == RAISED;
    return outcome;
}

/* Most programs set no variable at all: then there is nothing to enter, and nothing to leave. */
static inline Outcome go_inside(Vm *vm)
{
    AsyncioRoom *room = asyncio_room(vm);
    Value context = *context_place(&room->callback);
    room->is_inside = true;
    return (context | vm->context) == VALUE_EMPTY ? RETURNED : enter_context(vm, context);
}

/* What the callback's context has become is kept where it came from. */
static void leave_context(Vm *vm)
{
    AsyncioRoom *room = asyncio_room(vm);
    Value outside = room->outside;
    room->outside = VALUE_EMPTY;
    value_replace(vm, context_place(&room->callback), context_end(vm, outside));
}

static inline void go_outside(Vm *vm)
{
    AsyncioRoom *room = asyncio_room(vm);
    if ((vm->context | room->outside) != VALUE_EMPTY && room->is_inside)
        leave_context(vm);
    room->is_inside = false;
}

/* RETURNED and RAISED: it is over. SUSPENDED: a task's coroutine has yielded *result, or vm->stopped. */
static Outcome begin_callback(Vm *vm, const Callback *callback, Value *result)
{
    const NativeCallback *native = callback->native;
    if (go_inside(vm) == RAISED)
        return RAISED;
    if (native == &task_wakeup_callback)
        return task_wakeup_begin(vm, value_task(callback->owner), value_future(callback->argument), result);
    if (native == &task_step_callback)
        return task_step_begin(vm, value_task(callback->owner), callback->argument, result);
    if (native == &sleep_callback)
        return end_sleep(vm, value_future(callback->owner), result);
    const Callback *inner = callback_inner(callback);
    return inner->native ? begin_native(vm, inner, result) : begin_callable(vm, inner, result);
}

static bool is_exit(Vm *vm, Value exception)
{
    return value_is_instance(vm, exception, vm->exceptions[EXCEPTION_SystemExit]) ||
           value_is_instance(vm, exception, vm->exceptions[EXCEPTION_KeyboardInterrupt]);
}

static bool leaves_the_loop(Vm *vm)
{
    return vm->raised != VALUE_EMPTY && !vm_is_over(vm) && is_exit(vm, vm->raised);
}

/* «Exception in callback tick() at clock.py:3», with the handle, which is made now where there was none. */
static Outcome report_exception(Vm *vm, const Callback *callback)
{
    const Callback *inner = callback_inner(callback);
    Loop *loop = running_loop(vm);
    Value exception = vm_take_raised(vm), handle = callback->owner;
    bool is_bare = inner == callback;
    add_library_traceback(vm, exception);
    Text message = {0};
    text_add(&message, "Exception in callback ");
    callback_write(vm, inner, loop->is_debug, &message);
    if (is_bare) {
        Callback copy = {inner->native, value_retain(inner->owner), value_retain(inner->argument),
                         value_retain(is_step(callback) ? value_task(callback->owner)->context : inner->context)};
        handle = value_from(handle_new(vm, loop, &copy));
    }
    Outcome outcome = loop_report_about(vm, loop, text_string(&message), exception, "handle", handle);
    if (is_bare)
        value_release(vm, handle);
    text_release(&message);
    value_release(vm, exception);
    return outcome;
}

/* What ends inside of the context that the callback runs in. */
static Outcome end_inside(Vm *vm, const Callback *callback, Outcome outcome, Value result)
{
    if (is_step(callback) && !asyncio_room(vm)->is_shut_out)
        outcome = task_step_end(vm, value_task(callback->owner), outcome, result);
    else if (outcome != RAISED)
        value_release(vm, result);
    go_outside(vm);
    return outcome;
}

/* RAISED where something has to leave the loop, or the run is over. */
static Outcome end_callback(Vm *vm, const Callback *callback, Outcome outcome)
{
    asyncio_room(vm)->actor = 0;
    asyncio_room(vm)->is_shut_out = false;
    if (outcome != RAISED)
        return RETURNED;
    if (vm_is_over(vm) || leaves_the_loop(vm))
        return RAISED;
    return report_exception(vm, callback);
}

/* Debug mode tells who has kept the loop waiting. */
static void report_slowness(Vm *vm, const Callback *callback, const Loop *loop)
{
    double most, took = world_seconds(world_now_ns(vm)) - world_seconds(asyncio_room(vm)->began_ns);
    if (!real_from(loop->slow_callback_seconds, &most) || took < most)
        return;
    Text text = {0};
    text_add(&text, "Executing ");
    const Callback *inner = callback_inner(callback);
    Value shown = is_step(callback) || inner != callback ? value_retain(callback->owner) : VALUE_EMPTY;
    if (shown == VALUE_EMPTY) {
        Callback copy = {inner->native, value_retain(inner->owner), value_retain(inner->argument), VALUE_EMPTY};
        shown = value_from(handle_new(vm, running_loop(vm), &copy));
    }
    if (value_write_repr(vm, shown, &text) == RETURNED) {
        text_format(&text, " took %.3f seconds", took);
        loop_log(vm, "warning", &text, VALUE_EMPTY);
    }
    text_release(&text);
    value_release(vm, shown);
}

/* ---- the end of the program ---- */

static int status_of_exit(Vm *vm, Value exception)
{
    Value code = value_exception(exception)->value;
    int64_t integer;
    if (code == VALUE_EMPTY || code == VALUE_NONE)
        return 0;
    if (int_from(code, &integer))
        return (int)(integer & 0xFF);
    Text text = {0};
    if (value_write_str(vm, code, &text) == RETURNED) {
        text_add(&text, "\n");
        world_write(vm, 2, text_string(&text), text.length);
    }
    text_release(&text);
    return 1;
}

static int status_of_exception(Vm *vm, Value exception)
{
    if (value_is_instance(vm, exception, vm->exceptions[EXCEPTION_SystemExit]))
        return status_of_exit(vm, exception);
    world_of(vm)->has_raised = true;
    Text text = {0};
    exception_write(vm, exception, &text);
    world_write(vm, 2, text_string(&text), text.length);
    text_release(&text);
    return value_is_instance(vm, exception, vm->exceptions[EXCEPTION_KeyboardInterrupt]) ? 130 : 1;
}

static void finish(Vm *vm)
{
    vm_attend(vm);
    asyncio_end(vm);
    asyncio_room(vm)->is_over = true;
}

/* The module's code has ended; the program has where no thread is left for which it waits. */
static void end_program(Vm *vm, Outcome outcome, Value result)
{
    AsyncioRoom *room = asyncio_room(vm);
    room->status = 0;
    room->has_ended = true;
    if (outcome == RAISED) {
        Value exception = vm_take_raised(vm);
        room->status = status_of_exception(vm, exception);
        value_release(vm, exception);
    } else {
        value_release(vm, result);
    }
    if (!world_has_lasting_threads(vm))
        finish(vm);
}

/* ---- from one turn to the next ---- */

/* A program that keeps exceptions in variables makes circles. As CPython's collector does at some moment, they are
 * looked for where very many frames have outlived their calls, and again when those left have doubled. */
static void collect_circles(Vm *vm)
{
    asyncio_collect(NULL, vm);
    vm->collect_at = 2 * vm->kept_count > KEPT_FEW ? 2 * vm->kept_count : KEPT_FEW;
}

/* What ran has ended its callback, its slice or the module's code, or has started a loop. */
static void end_turn(Vm *vm, Outcome outcome, Value result)
{
    AsyncioRoom *room = asyncio_room(vm);
    if (room->open == RUNNING_THREAD) {
        value_release(vm, result);
        world_thread_ended(vm);
        if (room->has_ended && !world_has_lasting_threads(vm))
            finish(vm);
    } else if (room->open == RUNNING_CALLBACK) {
        outcome = end_inside(vm, &room->callback, outcome, result);
        Callback callback = room->callback;
        outcome = end_callback(vm, &callback, outcome);
        if (outcome != RAISED && room->is_timed)
            report_slowness(vm, &callback, running_loop(vm));
        callback_release(vm, &room->callback);
        room->has_left = outcome == RAISED;
        if (vm->kept_count > vm->collect_at)
            collect_circles(vm);
    } else if (outcome == SUSPENDED) { /* a loop was started */
        room->run.frame = vm->frame;
        vm->frame = NULL;
    } else {
        end_program(vm, outcome, result);
    }
}

/* The thread that runs waits: others have their turn. */
static void put_aside(Vm *vm)
{
    AsyncioRoom *room = asyncio_room(vm);
    if (room->open != RUNNING_THREAD)
        room->aside = room->open;
    world_put_aside(vm);
}

/* The chain has stopped for good, for now, or at a line. */
static TurnResult leave(Vm *vm, Outcome outcome, Value result)
{
    AsyncioRoom *room = asyncio_room(vm);
    if (vm->stopped)
        return TURN_AT_LINE;
    if (vm_is_over(vm))
        return TURN_OVER;
    bool is_blocked = outcome == SUSPENDED && world_has_blocked(vm);
    if (is_blocked)
        put_aside(vm);
    else
        end_turn(vm, outcome, result);
    if (vm->attention && !is_blocked)
        vm_attend(vm);
    if (vm_is_over(vm))
        return TURN_OVER;
    room->open = RUNNING_NOTHING;
    if (world_of(vm)->thread_count > 0)
        world_wake_due(vm);
    world_turn_ends(vm);
    return TURN_ENDED;
}

/* Run what the trace does not show: all of it at once, without a stop at a line. False where the run is over. */
static bool run_hidden(Vm *vm, const Callback *callback)
{
    uint64_t stop_at_line = vm->stop_at_line;
    Value result = VALUE_EMPTY;
    vm->stop_at_line = UINT64_MAX;
    vm->fuel = vm->fuel_most;
    world_of(vm)->is_hidden = true;
    Outcome outcome = begin_callback(vm, callback, &result);
    if (!vm_is_over(vm)) {
        outcome = end_inside(vm, callback, outcome, result);
        outcome = end_callback(vm, callback, outcome);
    }
    if (vm->attention)
        vm_attend(vm);
    vm->stop_at_line = stop_at_line;
    world_of(vm)->is_hidden = false;
    asyncio_room(vm)->has_left = outcome == RAISED;
    return !vm_is_over(vm);
}

/* The next callback that is a turn, in room->callback; hidden ones on the way are run. False where the loop has
 * ended its run, where the whole is over, or (*sleeps) where the loop has nothing to do before a thread wakes it or
 * the clock moves. */
static bool find_callback(Vm *vm, bool *sleeps)
{
    AsyncioRoom *room = asyncio_room(vm);
    while (!vm_is_over(vm)) {
        Loop *loop = room->running;
        Callback *callback = &room->callback;
        if (room->has_left) {
            room->has_left = false;
            if (!run_ended(vm))
                return false;
        } else if (loop_take(vm, loop, callback)) {
            bool is_shown = !loop->is_hidden && callback->native != &run_until_complete_callback;
            bool is_skipped = callback_is_cancelled(callback);
            if (is_shown && !is_skipped)
                return true;
            bool goes_on = is_skipped || run_hidden(vm, callback);
            callback_release(vm, callback);
            if (!goes_on)
                return false;
        } else if (loop->is_stopping && loop->has_iterated) {
            if (!run_ended(vm))
                return false;
        } else if ((loop->is_asleep || world_has_threads(vm)) && loop_sleeps(vm, loop)) {
            *sleeps = true;
            return false;
        } else if (loop_iterate(vm, loop) == RAISED) {
            return false;
        }
    }
    return false;
}

static Outcome begin_callback_turn(Vm *vm, Value *result)
{
    AsyncioRoom *room = asyncio_room(vm);
    const Callback *callback = &room->callback;
    const World *world = world_of(vm);
    TurnKind kind = world->tells_callbacks ? callback_kind(callback) : TURN_CALLBACK; /* nobody asks for more */
    const char *name = world->tells_callbacks ? callback_name(vm, callback) : NULL;
    room->open = RUNNING_CALLBACK;
    room->began_ns = world->now_ns;
    room->is_timed = room->running->is_debug;
    world_turn_begins(vm, kind, is_step(callback) ? value_task(callback->owner)->number : 0, name);
    return begin_callback(vm, callback, result);
}

static Outcome begin_module_turn(Vm *vm, Value *result)
{
    AsyncioRoom *room = asyncio_room(vm);
    room->open = RUNNING_MODULE;
    world_turn_begins(vm, TURN_MODULE, 0, NULL);
    if (room->has_begun)
        return run_deliver(vm, result);
    room->has_begun = true;
    return frame_continue(vm, result);
}

/* ---- whose turn it is ---- */

/* What blocked has its result: the thread goes on. */
static Outcome deliver(Vm *vm, const Thread *thread, Value *result)
{
    *result = thread->is_sleep ? VALUE_NONE : value_from_bool(thread->was_woken);
    return vm->frame ? frame_deliver(vm, *result, result) : RETURNED; /* without: C itself called what blocked */
}

/* A thread's slice: its function begins, or it goes on where it blocked. */
static Outcome begin_slice(Vm *vm, uint32_t number, Value *result)
{
    AsyncioRoom *room = asyncio_room(vm);
    Thread *thread = world_thread(vm, number);
    bool is_main = number == MAIN_THREAD;
    room->open = is_main ? room->aside : RUNNING_THREAD;
    world_take_up(vm, number);
    world_turn_begins(vm, TURN_SLICE, is_main ? thread->task : 0, NULL);
    world_note(vm, FACT_SLICE, is_main ? thread->task : 0, number, 0);
    if (is_main)
        room->aside = RUNNING_NOTHING;
    if (thread->function != VALUE_EMPTY) {
        Value function = thread->function;
        thread->function = VALUE_EMPTY;
        return vm_run_root(vm, function, result);
    }
    return deliver(vm, thread, result);
}

/* Nobody can run: the clock moves to the first deadline of a thread, or of the loop where it sleeps. False where
 * there is none. */
static bool move_clock(Vm *vm, bool loop_sleeps_too)
{
    int64_t deadline_ns = 0, loop_ns = 0;
    bool has_deadline = world_next_deadline(vm, &deadline_ns);
    const Loop *loop = asyncio_room(vm)->running;
    if (loop_sleeps_too && loop_next_deadline(loop, &loop_ns) && (!has_deadline || loop_ns < deadline_ns)) {
        deadline_ns = loop_ns;
        has_deadline = true;
    }
    if (!has_deadline) {
        vm->halt = HALT_DEADLOCK;
        return false;
    }
    world_move_clock(vm, deadline_ns);
    world_wake_due(vm);
    world_restart_round(vm);
    return true;
}

static Outcome begin_main_turn(Vm *vm, bool *sleeps, Value *result)
{
    *sleeps = false;
    if (asyncio_room(vm)->run.loop && find_callback(vm, sleeps))
        return begin_callback_turn(vm, result);
    if (vm_is_over(vm))
        return RAISED;
    return *sleeps ? RETURNED : begin_module_turn(vm, result);
}

/* With threads: the next that can run, in the order of numbers, round and round. */
static Outcome begin_turn_of_thread(Vm *vm, Value *result)
{
    AsyncioRoom *room = asyncio_room(vm);
    bool sleeps = false;
    while (!vm_is_over(vm)) {
        bool main_can_run = room->aside == RUNNING_NOTHING && !room->has_ended && !sleeps;
        uint32_t next = world_next_thread(vm, main_can_run);
        if (next != NO_THREAD)
            return begin_slice(vm, next, result);
        if (main_can_run) {
            Outcome outcome = begin_main_turn(vm, &sleeps, result);
            if (!sleeps) {
                world_of(vm)->last_thread = MAIN_THREAD;
                return outcome;
            }
        } else {
            move_clock(vm, sleeps);
            sleeps = false;
        }
    }
    return RAISED;
}

static Outcome begin_turn(Vm *vm, Value *result)
{
    AsyncioRoom *room = asyncio_room(vm);
    bool sleeps = false;
    if (!room->has_begun)
        return begin_module_turn(vm, result);
    if (world_has_threads(vm) || room->aside != RUNNING_NOTHING || (room->running && room->running->is_asleep))
        return begin_turn_of_thread(vm, result);
    return begin_main_turn(vm, &sleeps, result);
}

TurnResult turn_run(Vm *vm, int *status)
{
    AsyncioRoom *room = asyncio_room(vm);
    Value result = VALUE_EMPTY;
    if (room->is_over && vm->halt == HALT_NONE)
        vm->halt = HALT_EXIT;
    if (vm_is_over(vm)) {
        *status = room->status;
        return TURN_OVER;
    }
    Outcome outcome = room->open == RUNNING_NOTHING ? begin_turn(vm, &result) : frame_continue(vm, &result);
    return leave(vm, outcome, result);
}
