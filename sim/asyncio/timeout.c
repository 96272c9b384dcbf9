/* asyncio.Timeout, timeout and timeout_at. Mirrors Lib/asyncio/timeouts.py.
 *
 *     created --enter--> active --leave--> finished
 *                        active --the deadline passes: the task is cancelled--> expiring --leave--> expired
 *
 * Leaving an expiring timeout turns the CancelledError that it caused into a TimeoutError, unless somebody else
 * asked for the task to be cancelled as well. */
#include "coordination.h"

#include <stdio.h>

typedef enum TimeoutState {
    TIMEOUT_CREATED,
    TIMEOUT_ACTIVE,
    TIMEOUT_EXPIRING,
    TIMEOUT_EXPIRED,
    TIMEOUT_FINISHED,
} TimeoutState;

typedef struct Timeout {
    Object head;      /* flags: a TimeoutState */
    Task *task;       /* inside it, owned; NULL before it is entered */
    Handle *handler;  /* what will end it, owned; NULL */
    Value when;       /* the deadline in seconds, or None */
    int64_t since_ns; /* when it was entered */
    uint32_t cancels; /* of the task, when it was entered */
    uint32_t thing;
} Timeout;

static const char *const state_words[] = {"created", "active", "expiring", "expired", "finished"};

static Timeout *timeout_of(Value value)
{
    return (Timeout *)value_object(value);
}

static TimeoutState state_of(const Timeout *timeout)
{
    return (TimeoutState)timeout->head.flags;
}

static void set_state(Timeout *timeout, TimeoutState state)
{
    timeout->head.flags = (uint8_t)state;
}

static int64_t deadline_ns(const Timeout *timeout)
{
    double seconds;
    return real_from(timeout->when, &seconds) ? world_ns(seconds) : -1;
}

/* ---- the deadline ---- */

static void drop_handler(Vm *vm, Timeout *timeout)
{
    Handle *handler = timeout->handler;
    timeout->handler = NULL;
    object_release(vm, handler);
}

static Outcome on_timeout(Vm *vm, Value owner, Value argument)
{
    (void)argument;
    Timeout *timeout = timeout_of(owner);
    if (timeout->thing)
        world_note(vm, FACT_TIMEOUT_EXPIRED, timeout->task->number, timeout->thing, (uint64_t)deadline_ns(timeout));
    future_cancel(vm, &timeout->task->future, VALUE_EMPTY);
    set_state(timeout, TIMEOUT_EXPIRING);
    drop_handler(vm, timeout);
    return RETURNED;
}

static void timeout_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm, (void)argument;
    const Timeout *timeout = timeout_of(owner);
    *task = timeout->task ? timeout->task->number : 0;
    *thing = timeout->thing;
}

static const NativeCallback timeout_callback = {"Timeout._on_timeout", on_timeout, timeout_subject, NULL};

static Outcome schedule(Vm *vm, Timeout *timeout)
{
    double when;
    Loop *loop;
    if (timeout->when == VALUE_NONE)
        return RETURNED;
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    if (!real_from(timeout->when, &when))
        return vm_raise(vm, EXCEPTION_TypeError, "'<=' not supported between instances of '%s' and 'float'",
                        class_of(vm, timeout->when)->name->text);
    Value owner = value_from(timeout);
    if (when <= world_seconds(world_now_ns(vm)))
        timeout->handler = loop_call_soon_handle(vm, loop, &timeout_callback, owner, VALUE_EMPTY);
    else
        timeout->handler = (Handle *)loop_call_at(vm, loop, world_ns(when), &timeout_callback, owner, VALUE_EMPTY);
    return RETURNED;
}

static Outcome reschedule(Vm *vm, Timeout *timeout, Value when)
{
    if (state_of(timeout) == TIMEOUT_CREATED)
        return vm_raise(vm, EXCEPTION_RuntimeError, "Timeout has not been entered");
    if (state_of(timeout) != TIMEOUT_ACTIVE)
        return vm_raise(vm, EXCEPTION_RuntimeError, "Cannot change state of %s Timeout",
                        state_words[state_of(timeout)]);
    value_replace(vm, &timeout->when, value_retain(when));
    if (timeout->handler)
        handle_cancel(vm, timeout->handler);
    drop_handler(vm, timeout);
    return schedule(vm, timeout);
}

static Outcome method_reschedule(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return reschedule(vm, timeout_of(args[0]), args[1]);
}

static Outcome method_when(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return finish_with(timeout_of(args[0])->when, result);
}

static Outcome method_expired(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    TimeoutState state = state_of(timeout_of(args[0]));
    *result = value_from_bool(state == TIMEOUT_EXPIRING || state == TIMEOUT_EXPIRED);
    return RETURNED;
}

/* ---- entering ---- */

static Outcome enter(Vm *vm, Timeout *timeout)
{
    if (state_of(timeout) != TIMEOUT_CREATED)
        return vm_raise(vm, EXCEPTION_RuntimeError, "Timeout has already been entered");
    Loop *loop;
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    Task *task = current_task(vm);
    if (!task)
        return vm_raise(vm, EXCEPTION_RuntimeError, "Timeout should be used inside a task");
    set_state(timeout, TIMEOUT_ACTIVE);
    timeout->task = object_retain(task);
    timeout->cancels = task->cancels;
    timeout->since_ns = world_now_ns(vm);
    if (timeout->thing)
        world_note(vm, FACT_TIMEOUT_ENTERED, task->number, timeout->thing, (uint64_t)deadline_ns(timeout));
    return schedule(vm, timeout);
}

static Outcome enter_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    (void)sent;
    if (enter(vm, timeout_of(co->slots[SELF])) == RAISED)
        return RAISED;
    return finish_with(co->slots[SELF], result);
}

static Outcome method_aenter(Vm *vm, const Value *args, Value *result)
{
    if (native_is_awaited(vm, args)) {
        Outcome outcome = enter(vm, timeout_of(args[0]));
        return native_settle(vm, outcome == RAISED ? RAISED : finish_with(args[0], result));
    }
    *result = value_from(method_begin(vm, COROUTINE_timeout_enter, enter_step, args[0]));
    return RETURNED;
}

/* ---- leaving ---- */

static Value new_timeout_error(Vm *vm, Value cause)
{
    Value error = exception_new(vm, vm->exceptions[EXCEPTION_TimeoutError], VALUE_EMPTY);
    add_library_traceback(vm, cause);
    value_exception(error)->cause = value_retain(cause);
    value_exception(error)->suppress_context = true;
    return error;
}

static Outcome raise_timeout_error(Vm *vm, Value cause)
{
    Value error = new_timeout_error(vm, cause);
    vm_raise_value(vm, error);
    value_release(vm, error);
    return RAISED;
}

/* Timeout._insert_timeout_error: where an exception was raised while the cancellation was dealt with, put the
 * TimeoutError between the two. */
static void insert_timeout_error(Vm *vm, Value exception)
{
    Class *cancelled = asyncio_classes(vm)->cancelled_error;
    for (Value context; (context = value_exception(exception)->context) != VALUE_EMPTY; exception = context) {
        if (!value_is_instance(vm, context, cancelled))
            continue;
        Value error = new_timeout_error(vm, context);
        value_exception(error)->context = value_retain(context);
        value_replace(vm, &value_exception(exception)->context, error);
        return;
    }
}

static Outcome explain(Vm *vm, Value exception)
{
    if (value_is_instance(vm, exception, asyncio_classes(vm)->cancelled_error))
        return raise_timeout_error(vm, exception);
    insert_timeout_error(vm, exception);
    if (!value_is_instance(vm, exception, vm->exceptions[EXCEPTION_ExceptionGroup]))
        return RETURNED;
    const Tuple *members = value_tuple(value_exception(exception)->value);
    for (size_t i = 0; i < members->count; i++)
        insert_timeout_error(vm, members->items[i]);
    return RETURNED;
}

static void note_left(Vm *vm, const Timeout *timeout, bool raises)
{
    if (timeout->thing)
        world_note(vm, FACT_TIMEOUT_LEFT, timeout->task->number, timeout->thing, raises);
}

enum { EXCEPTION = 1 };

/* `exception` is what the block ended with, or None. */
static Outcome leave(Vm *vm, Timeout *timeout, Value exception)
{
    TimeoutState state = state_of(timeout);
    Outcome outcome = RETURNED;
    if (state != TIMEOUT_ACTIVE && state != TIMEOUT_EXPIRING)
        return raise_bare(vm, vm->exceptions[EXCEPTION_AssertionError]);
    if (timeout->handler)
        handle_cancel(vm, timeout->handler);
    drop_handler(vm, timeout);
    set_state(timeout, state == TIMEOUT_EXPIRING ? TIMEOUT_EXPIRED : TIMEOUT_FINISHED);
    /* Without new requests to cancel, the exception is the timeout's own doing. */
    if (state == TIMEOUT_EXPIRING && task_uncancel(vm, timeout->task) <= timeout->cancels &&
        exception != VALUE_NONE)
        outcome = explain(vm, exception);
    note_left(vm, timeout, outcome == RAISED);
    /* in CPython, the TimeoutError's traceback knows the frame that raised it, and with that the timeout and its
     * task */
    return outcome == RAISED ? raised_holds(vm, value_from(timeout)) : RETURNED;
}

static Outcome exit_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    (void)sent;
    *result = VALUE_NONE;
    return leave(vm, timeout_of(co->slots[SELF]), co->slots[EXCEPTION]);
}

static Outcome method_aexit(Vm *vm, const Value *args, Value *result)
{
    Value exception = value_is_exception(args[2]) ? args[2] : VALUE_NONE;
    if (native_is_awaited(vm, args)) {
        *result = VALUE_NONE;
        return native_settle(vm, leave(vm, timeout_of(args[0]), exception));
    }
    NativeCoroutine *co = method_begin(vm, COROUTINE_timeout_exit, exit_step, args[0]);
    co->slots[EXCEPTION] = value_retain(exception);
    *result = value_from(co);
    return RETURNED;
}

/* ---- what the views see ---- */

static void timeout_state(Vm *vm, const Object *object, ThingState *state)
{
    static const uint8_t modes[] = {0, 0, 1, 2, 3};
    (void)vm;
    const Timeout *timeout = (const Timeout *)object;
    state->capacity = -1;
    state->deadline_ns = deadline_ns(timeout);
    state->since_ns = timeout->task ? timeout->since_ns : -1;
    state->owner = timeout->task ? timeout->task->number : 0;
    state->mode = modes[state_of(timeout)];
    state->is_over = state_of(timeout) >= TIMEOUT_EXPIRED;
}

static bool timeout_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Timeout *timeout = (const Timeout *)object;
    bool is_inside = state_of(timeout) == TIMEOUT_ACTIVE || state_of(timeout) == TIMEOUT_EXPIRING;
    if (list != THING_HOLDERS || at > 0 || !is_inside)
        return false;
    *entry = (ThingEntry){.task = timeout->task->number};
    return true;
}

static const ThingOps thing_ops = {THING_TIMEOUT, "timeout", timeout_state, timeout_entry};

/* ---- the object ---- */

/* `when` is taken over. */
static Value timeout_new(Vm *vm, Value when)
{
    Timeout *timeout = object_new(vm, asyncio_classes(vm)->timeout, KIND_OTHER, sizeof *timeout);
    timeout->when = when;
    timeout->thing = world_add_thing(vm, &timeout->head, &thing_ops);
    return value_from(timeout);
}

static Outcome timeout_construct(Vm *vm, const Value *args, Value *result)
{
    *result = timeout_new(vm, value_retain(args[1]));
    return RETURNED;
}

static Outcome function_timeout_at(Vm *vm, const Value *args, Value *result)
{
    *result = timeout_new(vm, value_retain(args[0]));
    return RETURNED;
}

static Outcome function_timeout(Vm *vm, const Value *args, Value *result)
{
    Loop *loop;
    Value when;
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    if (args[0] == VALUE_NONE) {
        *result = timeout_new(vm, VALUE_NONE);
        return RETURNED;
    }
    Value now = float_new(vm, world_seconds(world_now_ns(vm)));
    Outcome outcome = value_binary(vm, OPERATOR_ADD, now, args[0], &when);
    value_release(vm, now);
    if (outcome == RETURNED)
        *result = timeout_new(vm, when);
    return outcome;
}

Outcome timeout_begin(Vm *vm, Value delay, Value *timeout)
{
    if (function_timeout(vm, &delay, timeout) == RAISED)
        return RAISED;
    return enter(vm, timeout_of(*timeout));
}

Outcome timeout_end(Vm *vm, Value timeout)
{
    if (vm->raised == VALUE_EMPTY)
        return leave(vm, timeout_of(timeout), VALUE_NONE);
    Value exception = vm_take_raised(vm), raised;
    if (leave(vm, timeout_of(timeout), exception) == RETURNED)
        return vm_reraise(vm, exception);
    if (vm_is_over(vm)) {
        value_release(vm, exception);
        return RAISED;
    }
    raised = vm->raised; /* as when __aexit__ raises: in the context of what it was given */
    if (raised != exception)
        value_replace(vm, &value_exception(raised)->context, exception);
    else
        value_release(vm, exception);
    return RAISED;
}

static void release_object(Vm *vm, Object *object)
{
    Timeout *timeout = (Timeout *)object;
    world_thing_gone(vm, timeout->thing);
    object_release(vm, timeout->task);
    object_release(vm, timeout->handler);
    value_release(vm, timeout->when);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    const Timeout *timeout = (const Timeout *)object;
    visitor(context, value_from(timeout->task));
    visitor(context, value_from(timeout->handler));
    visitor(context, timeout->when);
}

/* round(when, 3) */
static Outcome write_when(Vm *vm, Value when, Text *text)
{
    if (!value_is_float(when))
        return value_write_repr(vm, when, text);
    char digits[400];
    double rounded;
    int length = snprintf(digits, sizeof digits, "%.3f", float_of(when));
    if (!float_parse(digits, (size_t)length, &rounded))
        rounded = float_of(when); /* inf and nan */
    float_write(rounded, text);
    return RETURNED;
}

static Outcome timeout_repr(Vm *vm, Value self, Value *result)
{
    const Timeout *timeout = timeout_of(self);
    Text text = {0};
    text_format(&text, "<Timeout [%s]", state_words[state_of(timeout)]);
    if (state_of(timeout) == TIMEOUT_ACTIVE) {
        text_add(&text, " when=");
        if (write_when(vm, timeout->when, &text) == RAISED) {
            text_release(&text);
            return RAISED;
        }
    }
    text_add(&text, ">");
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static const NativeSpec methods[] = {
    {"when", method_when, "def self", NATIVE_PLAIN},
    {"reschedule", method_reschedule, "def self, when", NATIVE_PLAIN},
    {"expired", method_expired, "def self", NATIVE_PLAIN},
    {"__aenter__", method_aenter, "def self", NATIVE_PLAIN},
    {"__aexit__", method_aexit, "def self, exc_type, exc_val, exc_tb", NATIVE_PLAIN},
    {0},
};

static const NativeSpec functions[] = {
    {"timeout", function_timeout, "def delay", NATIVE_PLAIN},
    {"timeout_at", function_timeout_at, "def when", NATIVE_PLAIN},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(Timeout),
    .release = release_object,
    .visit = visit_object,
    .repr = timeout_repr,
};

void timeouts_load(Vm *vm, Module *module)
{
    Class *class = class_native(vm, &(ClassSpec){.name = "Timeout",
                                                 .module = "asyncio.timeouts",
                                                 .ops = &ops,
                                                 .methods = methods,
                                                 .construct = timeout_construct,
                                                 .signature = "def cls, when"});
    asyncio_classes(vm)->timeout = class;
    module_set(vm, module, "Timeout", value_from(class));
    module_add_natives(vm, module, functions);
}
