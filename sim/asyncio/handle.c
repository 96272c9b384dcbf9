/* Handles: callbacks that can be cancelled. Mirrors Handle and TimerHandle of Lib/asyncio/events.py.
 *
 * Only what a program schedules itself has one; tasks and C's own callbacks stand in the queues without. */
#include "asyncio_room.h"

static void init(Vm *vm, Handle *handle, Loop *loop, const Callback *callback)
{
    handle->loop = object_retain(loop);
    handle->callback = *callback;
    handle->is_debug = loop->is_debug;
    const Frame *frame = loop->is_debug ? vm_program_frame(vm) : NULL;
    handle->line = frame ? frame_line(frame) : 0;
}

Handle *handle_new(Vm *vm, Loop *loop, const Callback *callback)
{
    Handle *handle = object_new(vm, asyncio_classes(vm)->handle, KIND_OTHER, sizeof *handle);
    init(vm, handle, loop, callback);
    return handle;
}

Timer *timer_new(Vm *vm, Loop *loop, int64_t deadline_ns, const Callback *callback)
{
    Timer *timer = object_new(vm, asyncio_classes(vm)->timer_handle, KIND_OTHER, sizeof *timer);
    init(vm, &timer->handle, loop, callback);
    timer->deadline_ns = deadline_ns;
    timer->handle.head.flags = HANDLE_SCHEDULED;
    if (world_of(vm)->keeps_facts) {
        uint32_t task, thing;
        callback_subject(vm, &timer->handle.callback, &task, &thing);
        world_note(vm, FACT_TIMER_SET, task ? task : current_task_number(vm), thing, (uint64_t)deadline_ns);
    }
    timers_add(vm, loop, deadline_ns, &timer->handle.head);
    return timer;
}

static bool is_timer(Vm *vm, const Handle *handle)
{
    return object_class(handle) == asyncio_classes(vm)->timer_handle;
}

bool value_is_handle(Vm *vm, Value value)
{
    const AsyncioClasses *classes = asyncio_classes(vm);
    const Class *class = class_of(vm, value);
    return class == classes->handle || class == classes->timer_handle;
}

void handle_cancel(Vm *vm, Handle *handle)
{
    if (handle_is_cancelled(handle))
        return;
    if (is_timer(vm, handle) && world_of(vm)->keeps_facts) {
        uint32_t task, thing;
        callback_subject(vm, &handle->callback, &task, &thing);
        world_note(vm, FACT_TIMER_CANCELLED, task, thing, (uint64_t)((Timer *)handle)->deadline_ns);
    }
    bool stands = handle->head.flags & HANDLE_SCHEDULED;
    handle->head.flags |= HANDLE_CANCELLED;
    Value context = value_retain(handle->callback.context);
    callback_release(vm, &handle->callback);
    handle->callback.context = context;
    if (stands)
        timers_cancelled(vm, handle->loop);
}

Handle *loop_call_soon_handle(Vm *vm, Loop *loop, const NativeCallback *native, Value owner, Value argument)
{
    Callback callback = {native, value_retain(owner), value_retain(argument), VALUE_EMPTY};
    Handle *handle = handle_new(vm, loop, &callback);
    loop_push(vm, loop, &(Callback){.native = &handle_callback, .owner = value_from(object_retain(handle))});
    return handle;
}

Timer *loop_call_at(Vm *vm, Loop *loop, int64_t deadline_ns, const NativeCallback *native, Value owner,
                    Value argument)
{
    Callback callback = {native, value_retain(owner), value_retain(argument), VALUE_EMPTY};
    return timer_new(vm, loop, deadline_ns, &callback);
}

void timer_cancel(Vm *vm, Timer *timer)
{
    handle_cancel(vm, &timer->handle);
}

int64_t timer_deadline_ns(const Timer *timer)
{
    return timer->deadline_ns;
}

/* ---- the classes ---- */

static Handle *self_of(const Value *args)
{
    return (Handle *)value_object(args[0]);
}

static void handle_release(Vm *vm, Object *object)
{
    Handle *handle = (Handle *)object;
    callback_release(vm, &handle->callback);
    object_release(vm, handle->loop);
}

static void handle_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Handle *handle = (const Handle *)object;
    visitor(context, value_from(handle->loop));
    callback_visit(&handle->callback, visitor, context);
}

static void write_origin(Vm *vm, const Handle *handle, Text *out)
{
    if (handle->is_debug && handle->line > 0)
        text_format(out, " created at %s:%u", vm->hooks->file_name, handle->line);
    else if (handle->is_debug)
        text_add(out, " created" ASYNCIO_PLACE);
}

/* <TimerHandle cancelled when=1.5> and <Handle tick(3) at clock.py:7>; arguments only in debug mode. */
static Outcome handle_repr(Vm *vm, Value self, Value *result)
{
    const Handle *handle = (const Handle *)value_object(self);
    Text text = {0};
    text_format(&text, "<%s", object_class(handle)->name->text);
    text_add(&text, handle_is_cancelled(handle) ? " cancelled" : "");
    if (is_timer(vm, handle)) {
        text_add(&text, " when=");
        float_write(world_seconds(((const Timer *)handle)->deadline_ns), &text);
    }
    if (!handle_is_cancelled(handle)) {
        text_add(&text, " ");
        callback_write(vm, &handle->callback, handle->loop->is_debug, &text);
    }
    write_origin(vm, handle, &text);
    text_add(&text, ">");
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static Outcome method_cancel(Vm *vm, const Value *args, Value *result)
{
    handle_cancel(vm, self_of(args));
    *result = VALUE_NONE;
    return RETURNED;
}

static Outcome method_cancelled(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(handle_is_cancelled(self_of(args)));
    return RETURNED;
}

static Outcome method_when(Vm *vm, const Value *args, Value *result)
{
    *result = float_new(vm, world_seconds(((const Timer *)self_of(args))->deadline_ns));
    return RETURNED;
}

static Outcome method_get_context(Vm *vm, const Value *args, Value *result)
{
    Handle *handle = self_of(args);
    const AsyncioRoom *room = asyncio_room(vm);
    bool runs = room->is_inside && room->callback.owner == args[0];
    *result = context_given(vm, &handle->callback.context, runs);
    return RETURNED;
}

static const NativeSpec handle_methods[] = {
    {"cancel", method_cancel, "def self", NATIVE_PLAIN},
    {"cancelled", method_cancelled, "def self", NATIVE_PLAIN},
    {"get_context", method_get_context, "def self", NATIVE_PLAIN},
    {0},
};

static const NativeSpec timer_methods[] = {
    {"cancel", method_cancel, "def self", NATIVE_PLAIN},
    {"when", method_when, "def self", NATIVE_PLAIN},
    {0},
};

static bool same_arguments(Vm *vm, const Callback *a, const Callback *b)
{
    bool is_equal = a->native == b->native;
    if (is_equal && value_equal(vm, a->owner, b->owner, &is_equal) == RAISED)
        return false;
    if (is_equal && a->argument != b->argument && value_equal(vm, a->argument, b->argument, &is_equal) == RAISED)
        return false;
    return is_equal;
}

/* Timers are ordered by their time, and equal where all of them is. */
static Outcome timer_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_handle(vm, other) || class_of(vm, other) != asyncio_classes(vm)->timer_handle)
        return RETURNED;
    const Timer *a = (const Timer *)value_object(self), *b = (const Timer *)value_object(other);
    bool is_less = a->deadline_ns<b->deadline_ns, is_more = a->deadline_ns> b->deadline_ns;
    bool is_equal = false;
    if (!is_less && !is_more) {
        is_equal = handle_is_cancelled(&a->handle) == handle_is_cancelled(&b->handle) &&
                   same_arguments(vm, &a->handle.callback, &b->handle.callback);
        if (vm->raised != VALUE_EMPTY || vm_is_over(vm))
            return RAISED;
    }
    bool holds = (op == COMPARE_LT && is_less) || (op == COMPARE_GT && is_more) ||
                 (op == COMPARE_LE && (is_less || is_equal)) || (op == COMPARE_GE && (is_more || is_equal)) ||
                 (op == COMPARE_EQ && is_equal) || (op == COMPARE_NE && !is_equal);
    *result = value_from_bool(holds);
    return RETURNED;
}

static Outcome timer_hash(Vm *vm, Value self, uint64_t *hash)
{
    Value when = float_new(vm, world_seconds(((const Timer *)value_object(self))->deadline_ns));
    Outcome outcome = value_hash(vm, when, hash);
    value_release(vm, when);
    return outcome;
}

static const ClassOps handle_ops = {
    .size = sizeof(Handle), .release = handle_release, .visit = handle_visit, .repr = handle_repr};
static const ClassOps timer_ops = {.size = sizeof(Timer),
                                   .release = handle_release,
                                   .visit = handle_visit,
                                   .repr = handle_repr,
                                   .compare = timer_compare,
                                   .hash = timer_hash};

void handle_classes_init(Vm *vm)
{
    AsyncioClasses *classes = asyncio_classes(vm);
    classes->handle = class_native(
        vm,
        &(ClassSpec){.name = "Handle", .module = "asyncio.events", .ops = &handle_ops, .methods = handle_methods});
    classes->timer_handle = class_native(vm, &(ClassSpec){.name = "TimerHandle",
                                                          .module = "asyncio.events",
                                                          .base = classes->handle,
                                                          .ops = &timer_ops,
                                                          .methods = timer_methods});
}
