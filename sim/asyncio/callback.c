/* Callbacks: what stands in the ready queue, behind a timer or with a future, and under which name CPython knows
 * it. */
#include "asyncio_room.h"

/* The driver runs these itself (turns.c): their `run` is never called. */
static Outcome run_nothing(Vm *vm, Value owner, Value argument)
{
    (void)vm, (void)owner, (void)argument;
    return RETURNED;
}

static void task_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm, (void)argument;
    *task = value_task(owner)->number;
    *thing = 0;
}

static void handle_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)argument;
    callback_subject(vm, &((const Handle *)value_object(owner))->callback, task, thing);
}

static void sleep_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm, (void)argument;
    *task = value_future(owner)->sleeper;
    *thing = 0;
}

const NativeCallback task_step_callback = {"TaskStepMethWrapper", run_nothing, task_subject, NULL};
const NativeCallback task_wakeup_callback = {"Task.task_wakeup", run_nothing, task_subject, NULL};
const NativeCallback handle_callback = {"Handle", run_nothing, handle_subject, NULL};
const NativeCallback timer_callback = {"TimerHandle", run_nothing, handle_subject, NULL};
const NativeCallback sleep_callback = {"_set_result_unless_cancelled", run_nothing, sleep_subject,
                                       "_set_result_unless_cancelled()" ASYNCIO_PLACE};

void callback_release(Vm *vm, Callback *callback)
{
    Callback gone = *callback;
    *callback = (Callback){0};
    value_release(vm, gone.owner);
    value_release(vm, gone.argument);
    value_release(vm, gone.context);
}

void callback_visit(const Callback *callback, ValueVisitor *visitor, void *context)
{
    visitor(context, callback->owner);
    visitor(context, callback->argument);
    visitor(context, callback->context);
}

Value context_given(Vm *vm, Value *place, bool runs)
{
    bool is_map = value_is_object(*place) && value_class(*place) == vm->classes.context_map;
    if (*place != VALUE_EMPTY && !is_map && !value_is_context(vm, *place))
        return value_retain(*place); /* the program gave something else */
    return value_from(object_retain(runs ? context_outermost(vm) : context_at(vm, place)));
}

Value context_wanted(Vm *vm, Value argument)
{
    return argument == VALUE_EMPTY || argument == VALUE_NONE ? context_copy(vm) : value_retain(argument);
}

static bool has_handle(const Callback *callback)
{
    return callback->native == &handle_callback || callback->native == &timer_callback;
}

const Callback *callback_inner(const Callback *callback)
{
    return has_handle(callback) ? &((const Handle *)value_object(callback->owner))->callback : callback;
}

bool callback_is_cancelled(const Callback *callback)
{
    if (callback->native == &sleep_callback)
        return value_object(callback->owner)->extra & FUTURE_SLEEP_IS_OVER;
    return has_handle(callback) && handle_is_cancelled((const Handle *)value_object(callback->owner));
}

TurnKind callback_kind(const Callback *callback)
{
    if (callback->native == &task_step_callback)
        return TURN_STEP;
    if (callback->native == &task_wakeup_callback)
        return TURN_WAKEUP;
    if (callback->native == &sleep_callback || callback->native == &timer_callback)
        return TURN_TIMER;
    return TURN_CALLBACK;
}

void callback_subject(Vm *vm, const Callback *callback, uint32_t *task, uint32_t *thing)
{
    *task = *thing = 0;
    if (callback->native && callback->native->subject)
        callback->native->subject(vm, callback->owner, callback->argument, task, thing);
}

/* ---- names ---- */

/* Whether to ask for the name runs no code of the program. */
static bool has_name_of_its_own(Value value)
{
    if (!value_is_object(value))
        return false;
    switch ((Kind)value_object(value)->kind) {
    case KIND_FUNCTION:
    case KIND_NATIVE:
    case KIND_BOUND_METHOD:
    case KIND_CLASS:
    case KIND_GENERATOR:
    case KIND_COROUTINE:
    case KIND_ASYNC_GENERATOR:
    case KIND_NATIVE_COROUTINE:
        return true;
    default:
        return false;
    }
}

/* The qualified name of a callable; borrowed from it. NULL where it has none. */
static const char *callable_name(Vm *vm, Value callable)
{
    if (!has_name_of_its_own(callable))
        return NULL;
    Value name;
    if (value_find_attribute(vm, callable, vm->names.qualname, &name) == RAISED) {
        value_release(vm, vm_take_raised(vm));
        return NULL;
    }
    const char *text = value_is_str(name) ? value_str_object(name)->text : NULL;
    value_release(vm, name); /* the callable keeps it */
    return text;
}

const char *callback_name(Vm *vm, const Callback *callback)
{
    TurnKind kind = callback_kind(callback);
    if (kind == TURN_STEP || kind == TURN_WAKEUP)
        return value_str_object(task_name(vm, value_task(callback->owner)))->text;
    const Callback *inner = callback_inner(callback);
    if (inner->native)
        return inner->native->qualname;
    const char *name = callable_name(vm, inner->owner);
    return name ? name : class_of(vm, inner->owner)->name->text;
}

/* ---- reprs ---- */

static bool is_partial(Vm *vm, Value callable)
{
    return value_is_object(callable) && str_is(class_of(vm, callable)->name, "partial");
}

static void write_arguments(Vm *vm, Value arguments, bool with_arguments, Text *out)
{
    text_add(out, "(");
    const Tuple *tuple = with_arguments && value_is_kind(arguments, KIND_TUPLE) ? value_tuple(arguments) : NULL;
    for (size_t i = 0; tuple && i < tuple->count; i++) {
        text_add(out, i > 0 ? ", " : "");
        if (value_write_short_repr(vm, tuple->items[i], out) == RAISED)
            value_release(vm, vm_take_raised(vm));
    }
    text_add(out, ")");
}

static void write_source(Vm *vm, Value callable, Text *out)
{
    if (!value_is_kind(callable, KIND_FUNCTION))
        return;
    const Code *code = ((const Function *)value_object(callable))->code;
    if (code->flags & CODE_LIBRARY)
        text_add(out, ASYNCIO_PLACE);
    else
        text_format(out, " at %s:%u", vm->hooks->file_name, code->first_line);
}

static void write_callable(Vm *vm, Value callable, Value arguments, bool with_arguments, Text *out);

/* functools.partial: what it holds, then its own arguments, then those of the call. */
static void write_partial(Vm *vm, Value partial, Value arguments, bool with_arguments, Text *out)
{
    Value function, held;
    bool is_found = value_find_attribute(vm, partial, str_intern(vm, "func", 4), &function) != RAISED;
    if (is_found && value_find_attribute(vm, partial, vm->names.args, &held) != RAISED) {
        Text text = {0};
        write_callable(vm, function, held, with_arguments, &text);
        const char *source = strstr(text_string(&text), " at ");
        size_t head = source ? (size_t)(source - text.bytes) : text.length;
        text_add_bytes(out, text_string(&text), head);
        write_arguments(vm, arguments, with_arguments, out);
        text_add(out, source ? source : "");
        text_release(&text);
        value_release(vm, held);
    }
    value_release(vm, is_found ? function : VALUE_EMPTY);
    value_release(vm, vm_take_raised(vm));
}

static void write_callable(Vm *vm, Value callable, Value arguments, bool with_arguments, Text *out)
{
    if (is_partial(vm, callable)) {
        write_partial(vm, callable, arguments, with_arguments, out);
        return;
    }
    const char *name = callable_name(vm, callable);
    if (name)
        text_add(out, name);
    else if (value_write_repr(vm, callable, out) == RAISED)
        value_release(vm, vm_take_raised(vm));
    write_arguments(vm, arguments, with_arguments, out);
    write_source(vm, callable, out);
}

void callback_write(Vm *vm, const Callback *callback, bool with_arguments, Text *out)
{
    if (callback->native && callback->native->shown)
        text_add(out, callback->native->shown);
    else if (callback->native)
        text_format(out, "%s()", callback->native->qualname);
    else
        write_callable(vm, callback->owner, callback->argument, with_arguments, out);
}
