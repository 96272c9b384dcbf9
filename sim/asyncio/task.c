/* Tasks: futures that drive a coroutine. Mirrors class Task of Lib/asyncio/tasks.py and Modules/_asynciomodule.c.
 *
 * A step sends None (or throws an exception) into the coroutine, which runs until it returns, raises or yields.
 * What it yields is the future that it waits for: the task adds its wakeup to that future's callbacks. A bare yield
 * (sleep(0)) schedules the next step at once. Steps and wakeups are plain entries of the ready queue. */
#include "asyncio_room.h"

static Task *task_of(Future *future)
{
    return (Task *)future;
}

bool value_is_task(Value value)
{
    const Future *future = value_future(value);
    return future && (future->head.extra & FUTURE_IS_TASK);
}

/* ---- names and numbers ---- */

Value task_name(Vm *vm, Task *task)
{
    if (task->name == VALUE_EMPTY)
        task->name = str_format(vm, "Task-%u", task->name_number);
    return task->name;
}

static Outcome give_name(Vm *vm, Task *task, Value name)
{
    if (name == VALUE_EMPTY || name == VALUE_NONE) {
        task->name_number = ++asyncio_room(vm)->task_names;
        return RETURNED;
    }
    return value_str(vm, name, &task->name);
}

/* Make it known to the views, unless it is one of those that shut a loop down. */
static void give_number(Vm *vm, Task *task, bool is_named)
{
    World *world = world_of(vm);
    if (!world->keeps_facts || task->future.loop->is_hidden)
        return;
    const Str *name = value_str_object(task_name(vm, task));
    Text label = {0};
    if (is_named)
        text_add_bytes(&label, name->text, name->size);
    else
        world_write_label(vm, task->coroutine, &label);
    task->number = world_add_task(vm, &task->future.head, text_string(&label), label.length);
    text_release(&label);
}

Task *current_task(Vm *vm)
{
    return world_of(vm)->running_thread == 0 ? asyncio_room(vm)->task : NULL; /* workers have none */
}

uint32_t current_task_number(Vm *vm)
{
    const Task *task = current_task(vm);
    return task ? task->number : 0;
}

/* Who makes things happen now, as far as the views know: the running task, or the one whose end is being told. */
static uint32_t acting_task(Vm *vm)
{
    uint32_t number = current_task_number(vm);
    return number ? number : asyncio_room(vm)->actor;
}

void task_note_woken(Vm *vm, Task *task, uint32_t thing)
{
    task->is_waking = true;
    if (task->number == 0)
        return;
    world_note(vm, FACT_WOKEN, task->number, acting_task(vm), thing);
    world_set_task_state(vm, task->number, TASK_READY, 0, 0);
}

/* ---- making and freeing ---- */

static void link_task(AsyncioRoom *room, Task *task)
{
    task->previous = room->last;
    if (room->last)
        room->last->next = task;
    else
        room->first = task;
    room->last = task;
}

static void unlink_task(AsyncioRoom *room, Task *task)
{
    *(task->previous ? &task->previous->next : &room->first) = task->next;
    *(task->next ? &task->next->previous : &room->last) = task->previous;
}

/* Schedule a step; takes over `exception`. */
static void step_soon(Vm *vm, Task *task, Value exception)
{
    task->is_waking = true;
    loop_push(
        vm, task->future.loop,
        &(Callback){.native = &task_step_callback, .owner = value_retain(value_from(task)), .argument = exception});
}

/* A step of an asynchronous generator, such as anext(pages), has the methods of a coroutine, and so counts as one.
 */
static Outcome want_coroutine(Vm *vm, Value value, Value *coroutine)
{
    const Class *class = class_of(vm, value);
    if (value_is_coroutine(value) || class == vm->classes.asend || class == vm->classes.athrow)
        return coroutine_of_awaitable(vm, value, coroutine);
    Text text = {0};
    if (value_write_repr(vm, value, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_TypeError, "a coroutine was expected, got %s", text_string(&text));
    text_release(&text);
    return RAISED;
}

Outcome task_new(Vm *vm, Loop *loop, Value coroutine, Value name, Value context, Task **made)
{
    if (loop_check_open(vm, loop) == RAISED || loop_check_thread(vm, loop) == RAISED)
        return RAISED;
    if (want_coroutine(vm, coroutine, &coroutine) == RAISED)
        return RAISED;
    Task *task = object_new(vm, asyncio_classes(vm)->task, KIND_OTHER, sizeof *task);
    future_init(vm, &task->future, loop);
    task->future.head.extra |= FUTURE_IS_TASK;
    link_task(asyncio_room(vm), task);
    task->coroutine = coroutine;
    task->context = context_wanted(vm, context);
    if (give_name(vm, task, name) == RAISED) {
        object_release(vm, task);
        return RAISED;
    }
    task->logs_destroy = true;
    give_number(vm, task, task->name != VALUE_EMPTY);
    step_soon(vm, task, VALUE_EMPTY);
    *made = task;
    return RETURNED;
}

/* The handler may keep the task: then it lives on. */
static bool destroyed_survives(Vm *vm, Task *task)
{
    if (future_is_done(&task->future) || !task->logs_destroy || vm_is_over(vm))
        return false;
    task->logs_destroy = false;
    task->future.head.refs = 1;
    if (loop_report_lost(vm, &task->future, "Task was destroyed but it is pending!", VALUE_EMPTY, "task") == RAISED)
        value_release(vm, vm_take_raised(vm));
    return --task->future.head.refs > 0;
}

static void task_release(Vm *vm, Object *object)
{
    Task *task = (Task *)object;
    if (destroyed_survives(vm, task) || future_survives(vm, &task->future))
        return;
    unlink_task(asyncio_room(vm), task);
    world_task_gone(vm, task->number);
    future_let_go(vm, &task->future);
    value_release(vm, task->coroutine);
    value_release(vm, task->name);
    value_release(vm, task->context);
    object_release(vm, task->waiting_for);
}

static void task_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Task *task = (const Task *)object;
    future_visit(object, visitor, context);
    visitor(context, task->coroutine);
    visitor(context, task->name);
    visitor(context, task->context);
    if (task->waiting_for)
        visitor(context, value_from(task->waiting_for));
}

/* ---- a step ---- */

static void stop_waiting(Vm *vm, Task *task)
{
    Future *former = task->waiting_for;
    task->waiting_for = NULL;
    object_release(vm, former);
}

/* A cancellation that waits to be delivered takes the place of any other exception but CancelledError. */
static Value exception_to_throw(Vm *vm, Task *task, Value exception)
{
    if (!task->must_cancel)
        return value_retain(exception);
    task->must_cancel = false;
    if (exception != VALUE_EMPTY && value_is_instance(vm, exception, asyncio_classes(vm)->cancelled_error))
        return value_retain(exception);
    return future_cancelled_error(vm, &task->future);
}

static void note_step(Vm *vm, Task *task, Value exception)
{
    if (task->number == 0)
        return;
    world_set_task_state(vm, task->number, TASK_RUNNING, 0, 0);
    if (exception != VALUE_EMPTY && value_is_instance(vm, exception, asyncio_classes(vm)->cancelled_error))
        world_note(vm, FACT_CANCEL_DELIVERED, task->number, 0, 0);
}

static Outcome step_when_done(Vm *vm, Task *task, Value exception)
{
    Text self = {0};
    Outcome outcome = value_write_repr(vm, value_from(task), &self);
    if (outcome == RETURNED)
        outcome = vm_raise_class(vm, asyncio_classes(vm)->invalid_state_error, "__step(): already done: %s %s",
                                 text_string(&self), exception == VALUE_EMPTY ? "None" : "");
    text_release(&self);
    return outcome;
}

/* Run the coroutine up to its next await. `thrown` (owned) is kept in the room until the step ends, not here: the
 * step can stop at a line and go on later. */
static Outcome step(Vm *vm, Task *task, Value thrown, Value *result)
{
    AsyncioRoom *room = asyncio_room(vm);
    stop_waiting(vm, task);
    room->task = task;
    room->thrown = thrown;
    note_step(vm, task, thrown);
    if (thrown == VALUE_EMPTY)
        return frame_send(vm, task->coroutine, VALUE_NONE, result);
    return frame_throw(vm, task->coroutine, thrown, result);
}

Outcome task_step_begin(Vm *vm, Task *task, Value exception, Value *result)
{
    task->is_waking = false;
    if (future_is_done(&task->future))
        return step_when_done(vm, task, exception);
    return step(vm, task, exception_to_throw(vm, task, exception), result);
}

Outcome task_wakeup_begin(Vm *vm, Task *task, Future *future, Value *result)
{
    Value exception = VALUE_EMPTY;
    bool has_raised = future_outcome(vm, future, &exception);
    task->is_waking = false;
    if (has_raised && object_class(future) == asyncio_room(vm)->gathering_future)
        exception_set_context(vm, exception); /* CPython's task calls result() of all but plain futures and tasks */
    bool is_done = future_is_done(&task->future);
    Outcome outcome = is_done ? step_when_done(vm, task, exception) : RETURNED;
    if (is_done) {
        value_release(vm, exception);
        return outcome;
    }
    value_replace(vm, &asyncio_room(vm)->woken_by, exception);
    return step(vm, task, exception_to_throw(vm, task, exception), result);
}

/* ---- what came out of a step ---- */

static void note_end(Vm *vm, Task *task)
{
    if (task->number == 0)
        return;
    const Future *future = &task->future;
    bool has_failed = future->head.extra & FUTURE_HAS_EXCEPTION;
    TaskState state = has_failed ? TASK_FAILED : TASK_DONE;
    world_set_task_state(vm, task->number, future->head.flags == FUTURE_CANCELLED ? TASK_CANCELLED : state, 0, 0);
    world_task_ended(vm, task->number, future->result == VALUE_EMPTY ? VALUE_NONE : future->result);
}

static Outcome end_with_result(Vm *vm, Task *task, Value result)
{
    Future *future = &task->future;
    if (task->must_cancel) { /* cancelled right before the coroutine ended */
        task->must_cancel = false;
        value_release(vm, result);
        Value message = value_retain(future->cancel_message);
        future->head.flags = FUTURE_CANCELLED;
        note_end(vm, task);
        future->head.flags = FUTURE_PENDING;
        future_cancel_plain(vm, future, message);
        value_release(vm, message);
        return RETURNED;
    }
    future->result = result;
    future->head.flags = FUTURE_FINISHED;
    note_end(vm, task);
    return future_schedule_callbacks(vm, future);
}

static Outcome end_cancelled(Vm *vm, Task *task, Value exception)
{
    Future *future = &task->future;
    future->result = exception;
    future->head.flags = FUTURE_CANCELLED;
    value_replace(vm, &future->cancel_message, VALUE_EMPTY);
    future->head.extra = (uint16_t)(future->head.extra & ~FUTURE_LOGS_TRACEBACK);
    note_end(vm, task);
    return future_schedule_callbacks(vm, future);
}

static Outcome end_with_exception(Vm *vm, Task *task)
{
    Value exception = vm_take_raised(vm);
    add_library_traceback(vm, exception);
    if (value_is_instance(vm, exception, asyncio_classes(vm)->cancelled_error))
        return end_cancelled(vm, task, exception);
    Future *future = &task->future;
    bool leaves = value_is_instance(vm, exception, vm->exceptions[EXCEPTION_SystemExit]) ||
                  value_is_instance(vm, exception, vm->exceptions[EXCEPTION_KeyboardInterrupt]);
    Outcome outcome = future_take_exception(vm, future, exception);
    if (outcome == RETURNED) {
        note_end(vm, task);
        outcome = future_schedule_callbacks(vm, future);
        if (!leaves) /* else its own traceback keeps the task alive in CPython: nobody is told */
            future->head.extra |= FUTURE_LOGS_TRACEBACK;
    }
    if (outcome == RETURNED && leaves)
        return vm_reraise(vm, exception);
    value_release(vm, exception);
    return outcome;
}

/* Throw RuntimeError(«before» task «between» value) in at the next step. */
static Outcome complain(Vm *vm, Task *task, const char *before, const char *between, Value value,
                        const char *behind)
{
    Text text = {0};
    text_add(&text, before);
    Outcome outcome = value_write_repr(vm, value_from(task), &text);
    text_add(&text, between);
    if (outcome == RETURNED && value != VALUE_EMPTY)
        outcome = value_write_repr(vm, value, &text);
    text_add(&text, behind);
    if (outcome == RETURNED)
        step_soon(vm, task,
                  exception_with_text(vm, vm->exceptions[EXCEPTION_RuntimeError], "%s", text_string(&text)));
    text_release(&text);
    return outcome;
}

static Outcome complain_of_yield(Vm *vm, Task *task, Value yielded)
{
    if (value_is_kind(yielded, KIND_GENERATOR))
        return complain(vm, task, "yield was used instead of yield from for generator in task ", " with ", yielded,
                        "");
    Text text = {0};
    Outcome outcome = value_write_repr(vm, yielded, &text);
    if (outcome == RETURNED)
        step_soon(vm, task,
                  exception_with_text(vm, vm->exceptions[EXCEPTION_RuntimeError], "Task got bad yield: %s",
                                      text_string(&text)));
    text_release(&text);
    return outcome;
}

static void note_waiting(Vm *vm, Task *task, Future *future)
{
    future->sleeper = task->number;
    if (task->number == 0)
        return;
    bool is_sleep = future->head.extra & FUTURE_IS_SLEEP;
    world_set_task_state(vm, task->number, is_sleep ? TASK_SLEEPING : TASK_WAITING, future->thing,
                         is_sleep ? sleep_deadline_ns(future) : 0);
}

/* Takes over the reference to the future. */
static Outcome wait_for_future(Vm *vm, Task *task, Future *future)
{
    future->head.extra = (uint16_t)(future->head.extra & ~FUTURE_BLOCKING);
    task->waiting_for = future;
    note_waiting(vm, task, future);
    if (!future_add(vm, future,
                    &(Callback){.native = &task_wakeup_callback, .owner = value_retain(value_from(task))}))
        return RAISED;
    if (task->must_cancel && future_cancel(vm, future, task->future.cancel_message))
        task->must_cancel = false;
    return RETURNED;
}

/* Takes over `yielded`. */
static Outcome handle_yield(Vm *vm, Task *task, Value yielded)
{
    Future *future = value_future(yielded);
    if (future && future->loop == task->future.loop && (future->head.extra & FUTURE_BLOCKING) &&
        future != &task->future)
        return wait_for_future(vm, task, future);
    Outcome outcome = RETURNED;
    if (yielded == VALUE_NONE) {
        step_soon(vm, task, VALUE_EMPTY);
        world_set_task_state(vm, task->number, TASK_READY, 0, 0);
    } else if (!future) {
        outcome = complain_of_yield(vm, task, yielded);
    } else if (future == &task->future) {
        outcome = complain(vm, task, "Task cannot await on itself: ", "", VALUE_EMPTY, "");
    } else if (future->loop != task->future.loop) {
        outcome = complain(vm, task, "Task ", " got Future ", yielded, " attached to a different loop");
    } else {
        outcome = complain(vm, task, "yield was used instead of yield from in task ", " with ", yielded, "");
    }
    value_release(vm, yielded);
    return outcome;
}

static Outcome take_outcome(Vm *vm, Task *task, Outcome outcome, Value result)
{
    switch (outcome) {
    case RETURNED:
        return end_with_result(vm, task, result);
    case RAISED:
        return future_is_done(&task->future) ? RAISED : end_with_exception(vm, task);
    case SUSPENDED:
    case ENTERED:
    case SETTLED:
        return handle_yield(vm, task, result);
    }
    return RETURNED;
}

Outcome task_step_end(Vm *vm, Task *task, Outcome outcome, Value result)
{
    AsyncioRoom *room = asyncio_room(vm);
    room->task = NULL;
    value_replace(vm, &room->thrown, VALUE_EMPTY);
    if (vm_is_over(vm))
        return RAISED;
    outcome = take_outcome(vm, task, outcome, result);
    value_replace(vm, &room->woken_by, VALUE_EMPTY);
    return outcome;
}

/* ---- cancelling ---- */

static void note_cancel(Vm *vm, const Task *task, Value message)
{
    if (task->number == 0)
        return;
    Text text = {0};
    if (message != VALUE_EMPTY)
        world_show(vm, message, 200, &text);
    world_note(vm, FACT_CANCEL_ASKED, task->number, acting_task(vm),
               text.length > 0 ? world_keep_text(vm, text_string(&text), text.length) : 0);
    text_release(&text);
}

/* A task that waits for a task hands the request on to it, and so on down the line. Where the line is a circle, one
 * that was passed is met again: which one is remembered moves on with each power of two. */
bool task_cancel(Vm *vm, Task *task, Value message)
{
    const Task *passed = NULL;
    uint64_t handed_on = 0;
    task->future.head.extra = (uint16_t)(task->future.head.extra & ~FUTURE_LOGS_TRACEBACK);
    if (future_is_done(&task->future))
        return false;
    for (;;) {
        if (task == passed)
            vm_refuse(vm, "tasks that wait for each other in a circle cannot be cancelled");
        if (task == passed || !vm_spend(vm, 1))
            return false;
        if ((handed_on & (handed_on - 1)) == 0)
            passed = task;
        handed_on++;
        task->cancels++;
        note_cancel(vm, task, message);
        Future *future = task->waiting_for;
        if (future && (future->head.extra & FUTURE_IS_TASK) && !future_is_done(future)) {
            task = task_of(future);
            task->future.head.extra = (uint16_t)(task->future.head.extra & ~FUTURE_LOGS_TRACEBACK);
            continue;
        }
        if (future && future_cancel_or_raise(vm, future, message))
            return true;
        task->must_cancel = true;
        value_replace(vm, &task->future.cancel_message, value_retain(message));
        return true;
    }
}

uint32_t task_uncancel(Vm *vm, Task *task)
{
    (void)vm;
    if (task->cancels > 0 && --task->cancels == 0)
        task->must_cancel = false;
    return task->cancels;
}

/* ---- methods ---- */

static Task *self_of(const Value *args)
{
    return value_task(args[0]);
}

static Outcome method_uncancel(Vm *vm, const Value *args, Value *result)
{
    *result = value_from_small_int(task_uncancel(vm, self_of(args)));
    return RETURNED;
}

static Outcome method_cancelling(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_small_int(self_of(args)->cancels);
    return RETURNED;
}

static Outcome method_get_name(Vm *vm, const Value *args, Value *result)
{
    *result = value_retain(task_name(vm, self_of(args)));
    return RETURNED;
}

static Outcome method_set_name(Vm *vm, const Value *args, Value *result)
{
    Task *task = self_of(args);
    Value name;
    if (value_str(vm, args[1], &name) == RAISED)
        return RAISED;
    value_replace(vm, &task->name, name);
    world_rename_task(vm, task->number, value_str_object(name)->text, value_str_object(name)->size);
    *result = VALUE_NONE;
    return RETURNED;
}

static Outcome method_get_coro(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(self_of(args)->coroutine);
    return RETURNED;
}

static Outcome refuse_setting(Vm *vm, const char *what)
{
    return vm_raise(vm, EXCEPTION_RuntimeError, "Task does not support %s operation", what);
}

static Outcome method_set_result(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return refuse_setting(vm, "set_result");
}

static Outcome method_set_exception(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return refuse_setting(vm, "set_exception");
}

static Outcome method_get_context(Vm *vm, const Value *args, Value *result)
{
    Task *task = self_of(args);
    *result = context_given(vm, &task->context, asyncio_room(vm)->task == task);
    return RETURNED;
}

static Outcome method_get_stack(Vm *vm, const Value *args, Value *result)
{
    (void)args, (void)result;
    return vm_refuse(vm, "Task.get_stack and Task.print_stack: the views show where each task stands");
}

static const NativeSpec task_methods[] = {
    {"uncancel", method_uncancel, "self, /", NATIVE_PLAIN},
    {"cancelling", method_cancelling, "self, /", NATIVE_PLAIN},
    {"get_name", method_get_name, "self, /", NATIVE_PLAIN},
    {"set_name", method_set_name, "self, name, /", NATIVE_PLAIN},
    {"get_coro", method_get_coro, "self, /", NATIVE_PLAIN},
    {"set_result", method_set_result, "self, result, /", NATIVE_PLAIN},
    {"set_exception", method_set_exception, "self, exception, /", NATIVE_PLAIN},
    {"get_context", method_get_context, "self, /", NATIVE_PLAIN},
    {"get_stack", method_get_stack, "named self, /, *, limit=None", NATIVE_PLAIN},
    {"print_stack", method_get_stack, "named self, /, *, limit=None, file=None", NATIVE_PLAIN},
    {0},
};

static Outcome loop_for_task(Vm *vm, Value given, Loop **loop)
{
    if (given == VALUE_EMPTY || given == VALUE_NONE)
        return current_loop(vm, loop);
    if (class_of(vm, given) != asyncio_classes(vm)->loop)
        return vm_raise(vm, EXCEPTION_AttributeError, "'%s' object has no attribute 'get_debug'",
                        class_of(vm, given)->name->text);
    *loop = (Loop *)value_object(given);
    return RETURNED;
}

static Outcome task_construct(Vm *vm, const Value *args, Value *result)
{
    bool is_eager = false;
    Loop *loop;
    Task *task;
    if (args[5] != VALUE_EMPTY && value_truth(vm, args[5], &is_eager) == RAISED)
        return RAISED;
    if (is_eager)
        return vm_refuse(vm, "Task with `eager_start`: leave it out");
    if (loop_for_task(vm, args[2], &loop) == RAISED ||
        task_new(vm, loop, args[1], args[3], args[4], &task) == RAISED)
        return RAISED;
    *result = value_from(task);
    return RETURNED;
}

static const ClassOps task_ops = {
    .size = sizeof(Task),
    .release = task_release,
    .visit = task_visit,
    .repr = future_repr,
    .iterate = future_iterate,
    .await = future_await,
    .resume = future_resume,
};

void task_classes_init(Vm *vm)
{
    Class *class = class_native(
        vm, &(ClassSpec){.name = "Task",
                         .module = "_asyncio",
                         .base = asyncio_classes(vm)->future,
                         .ops = &task_ops,
                         .methods = future_methods,
                         .construct = task_construct,
                         .signature = "cls, coro, *, loop=None, name=None, context=None, eager_start=False"});
    class_add_natives(vm, class, task_methods);
    asyncio_classes(vm)->task = class;
}
