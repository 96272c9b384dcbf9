/* What programs call on a loop, and the functions that give loops. Mirrors BaseEventLoop of
 * Lib/asyncio/base_events.py and Lib/asyncio/events.py. */
#include "asyncio_room.h"

static Loop *self_of(const Value *args)
{
    return (Loop *)value_object(args[0]);
}

static Outcome none(Value *result)
{
    *result = VALUE_NONE;
    return RETURNED;
}

/* ---- scheduling ---- */

bool value_is_coroutine_function(Value value)
{
    if (value_is_kind(value, KIND_BOUND_METHOD))
        value = ((const BoundMethod *)value_object(value))->function;
    return value_is_kind(value, KIND_FUNCTION) &&
           (((const Function *)value_object(value))->code->flags & CODE_COROUTINE);
}

/* Only debug mode looks at what is scheduled before it runs. */
static Outcome check_callback(Vm *vm, const Loop *loop, Value callback, const char *method)
{
    if (!loop->is_debug)
        return RETURNED;
    if (value_is_coroutine(callback) || value_is_coroutine_function(callback))
        return vm_raise(vm, EXCEPTION_TypeError, "coroutines cannot be used with %s()", method);
    if (value_is_callable(vm, callback))
        return RETURNED;
    Text text = {0};
    if (value_write_repr(vm, callback, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_TypeError, "a callable object was expected by %s(), got %s", method,
                 text_string(&text));
    text_release(&text);
    return RAISED;
}

static Callback callback_of(Vm *vm, Value callable, Value arguments, Value context)
{
    return (Callback){.owner = value_retain(callable),
                      .argument = value_retain(arguments),
                      .context = context_wanted(vm, context)};
}

static Outcome soon(Vm *vm, const Value *args, const char *method, Value *result)
{
    Loop *loop = self_of(args);
    if (loop_check_open(vm, loop) == RAISED || check_callback(vm, loop, args[1], method) == RAISED)
        return RAISED;
    Callback callback = callback_of(vm, args[1], args[2], args[3]);
    Handle *handle = handle_new(vm, loop, &callback);
    loop_push(vm, loop, &(Callback){.native = &handle_callback, .owner = value_from(object_retain(handle))});
    *result = value_from(handle);
    return vm_is_over(vm) ? RAISED : RETURNED;
}

static Outcome method_call_soon(Vm *vm, const Value *args, Value *result)
{
    return loop_check_thread(vm, self_of(args)) == RAISED ? RAISED : soon(vm, args, "call_soon", result);
}

static Outcome method_call_soon_threadsafe(Vm *vm, const Value *args, Value *result)
{
    Outcome outcome = soon(vm, args, "call_soon_threadsafe", result);
    if (outcome == RETURNED)
        loop_tell(vm, self_of(args));
    return outcome;
}

static Outcome timer_at(Vm *vm, const Value *args, double when, Value *result)
{
    Loop *loop = self_of(args);
    if (loop_check_open(vm, loop) == RAISED || loop_check_thread(vm, loop) == RAISED ||
        check_callback(vm, loop, args[2], "call_at") == RAISED)
        return RAISED;
    Callback callback = callback_of(vm, args[2], args[3], args[4]);
    *result = value_from(timer_new(vm, loop, world_ns(when), &callback));
    return vm_is_over(vm) ? RAISED : RETURNED;
}

static Outcome no_number(Vm *vm, Value value)
{
    return vm_raise(vm, EXCEPTION_TypeError, "unsupported operand type(s) for +: 'float' and '%s'",
                    class_of(vm, value)->name->text);
}

static Outcome method_call_later(Vm *vm, const Value *args, Value *result)
{
    double delay;
    if (args[1] == VALUE_NONE)
        return vm_raise(vm, EXCEPTION_TypeError, "delay must not be None");
    if (!real_from(args[1], &delay))
        return no_number(vm, args[1]);
    return timer_at(vm, args, world_seconds(world_now_ns(vm)) + delay, result);
}

static Outcome method_call_at(Vm *vm, const Value *args, Value *result)
{
    double when;
    if (args[1] == VALUE_NONE)
        return vm_raise(vm, EXCEPTION_TypeError, "when cannot be None");
    if (!real_from(args[1], &when))
        return vm_raise(vm, EXCEPTION_TypeError, "'<' not supported between instances of 'float' and '%s'",
                        class_of(vm, args[1])->name->text);
    return timer_at(vm, args, when, result);
}

static Outcome method_time(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = float_new(vm, world_seconds(world_now_ns(vm)));
    return RETURNED;
}

static Outcome method_create_task(Vm *vm, const Value *args, Value *result)
{
    Task *task;
    if (task_new(vm, self_of(args), args[1], args[2], args[3], &task) == RAISED)
        return raised_holds(vm, args[1]);
    *result = value_from(task);
    return RETURNED;
}

/* ---- running, stopping, closing ---- */

static Outcome method_run_until_complete(Vm *vm, const Value *args, Value *result)
{
    (void)result;
    return run_begin(vm, self_of(args), RUN_UNTIL_DONE, args[1], NULL, false);
}

static Outcome method_run_forever(Vm *vm, const Value *args, Value *result)
{
    (void)result;
    return run_begin(vm, self_of(args), RUN_FOREVER, VALUE_EMPTY, NULL, false);
}

static Outcome method_stop(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    self_of(args)->is_stopping = true;
    return none(result);
}

static Outcome method_close(Vm *vm, const Value *args, Value *result)
{
    if (self_of(args)->is_running)
        return vm_raise(vm, EXCEPTION_RuntimeError, "Cannot close a running event loop");
    loop_close(vm, self_of(args));
    return none(result);
}

static Outcome method_is_running(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(self_of(args)->is_running);
    return RETURNED;
}

static Outcome method_is_closed(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(self_of(args)->is_closed);
    return RETURNED;
}

static Outcome method_shutdown_asyncgens(Vm *vm, const Value *args, Value *result)
{
    *result = generators_shut(vm, self_of(args));
    return RETURNED;
}

static Outcome method_shutdown_default_executor(Vm *vm, const Value *args, Value *result)
{
    *result = executor_shut(vm, self_of(args));
    return RETURNED;
}

/* ---- debug mode, handlers, factories ---- */

/* CPython tracks where coroutines are made from the next iteration on: nothing to do here, but a callback. */
static Outcome track_origins(Vm *vm, Value owner, Value argument)
{
    (void)owner, (void)argument;
    const Loop *loop = running_loop(vm);
    vm->notes_coroutines = loop && loop->is_debug;
    return RETURNED;
}

static const NativeCallback tracking_callback = {.qualname = "BaseEventLoop._set_coroutine_origin_tracking",
                                                 .run = track_origins};

static Outcome method_set_debug(Vm *vm, const Value *args, Value *result)
{
    Loop *loop = self_of(args);
    if (value_truth(vm, args[1], &loop->is_debug) == RAISED)
        return RAISED;
    if (loop->is_running)
        loop_call_soon(vm, loop, &tracking_callback, VALUE_EMPTY, VALUE_EMPTY);
    return none(result);
}

static Outcome method_get_debug(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(self_of(args)->is_debug);
    return RETURNED;
}

static Outcome method_set_exception_handler(Vm *vm, const Value *args, Value *result)
{
    Loop *loop = self_of(args);
    if (args[1] != VALUE_NONE && !value_is_callable(vm, args[1])) {
        Text text = {0};
        if (value_write_repr(vm, args[1], &text) == RETURNED)
            vm_raise(vm, EXCEPTION_TypeError, "A callable object or None is expected, got %s", text_string(&text));
        text_release(&text);
        return RAISED;
    }
    value_replace(vm, &loop->exception_handler, args[1] == VALUE_NONE ? VALUE_EMPTY : value_retain(args[1]));
    return none(result);
}

static Outcome method_get_exception_handler(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    const Loop *loop = self_of(args);
    *result = loop->exception_handler == VALUE_EMPTY ? VALUE_NONE : value_retain(loop->exception_handler);
    return RETURNED;
}

static Outcome method_set_task_factory(Vm *vm, const Value *args, Value *result)
{
    if (args[1] != VALUE_NONE)
        return vm_refuse(vm, "loop.set_task_factory: a scenario's tasks are asyncio's own; leave it out");
    return none(result);
}

static Outcome method_get_task_factory(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    return none(result);
}

static const NativeSpec loop_methods[] = {
    {"call_soon", method_call_soon, "def self, callback, *args, context=None", NATIVE_PLAIN},
    {"call_soon_threadsafe", method_call_soon_threadsafe, "def self, callback, *args, context=None", NATIVE_PLAIN},
    {"call_later", method_call_later, "def self, delay, callback, *args, context=None", NATIVE_PLAIN},
    {"call_at", method_call_at, "def self, when, callback, *args, context=None", NATIVE_PLAIN},
    {"time", method_time, "def self", NATIVE_PLAIN},
    {"create_future", loop_create_future, "def self", NATIVE_PLAIN},
    {"create_task", method_create_task, "def self, coro, *, name=None, context=None", NATIVE_PLAIN},
    {"run_until_complete", method_run_until_complete, "def self, future", NATIVE_PLAIN},
    {"run_forever", method_run_forever, "def self", NATIVE_PLAIN},
    {"stop", method_stop, "def self", NATIVE_PLAIN},
    {"close", method_close, "def self", NATIVE_PLAIN},
    {"is_running", method_is_running, "def self", NATIVE_PLAIN},
    {"is_closed", method_is_closed, "def self", NATIVE_PLAIN},
    {"shutdown_asyncgens", method_shutdown_asyncgens, "def self", NATIVE_PLAIN},
    {"shutdown_default_executor", method_shutdown_default_executor, "def self, timeout=None", NATIVE_PLAIN},
    {"set_debug", method_set_debug, "def self, enabled", NATIVE_PLAIN},
    {"get_debug", method_get_debug, "def self", NATIVE_PLAIN},
    {"set_exception_handler", method_set_exception_handler, "def self, handler", NATIVE_PLAIN},
    {"get_exception_handler", method_get_exception_handler, "def self", NATIVE_PLAIN},
    {"default_exception_handler", loop_default_exception_handler, "def self, context", NATIVE_PLAIN},
    {"call_exception_handler", loop_call_exception_handler, "def self, context", NATIVE_PLAIN},
    {"set_task_factory", method_set_task_factory, "def self, factory", NATIVE_PLAIN},
    {"get_task_factory", method_get_task_factory, "def self", NATIVE_PLAIN},
    {0},
};

/* ---- functions of the module ---- */

static Outcome asyncio_get_running_loop(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    Loop *loop;
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    *result = value_from(object_retain(loop));
    return RETURNED;
}

static Outcome asyncio_get_event_loop(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    Loop *loop;
    if (current_loop(vm, &loop) == RAISED)
        return RAISED;
    *result = value_from(object_retain(loop));
    return RETURNED;
}

static Outcome asyncio_new_event_loop(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = value_from(loop_new(vm));
    return RETURNED;
}

static Outcome asyncio_set_event_loop(Vm *vm, const Value *args, Value *result)
{
    if (args[0] != VALUE_NONE && class_of(vm, args[0]) != asyncio_classes(vm)->loop)
        return vm_raise(vm, EXCEPTION_TypeError, "loop must be an instance of AbstractEventLoop or None, not '%s'",
                        class_of(vm, args[0])->name->text);
    current_loop_set(vm, args[0] == VALUE_NONE ? NULL : (Loop *)value_object(args[0]));
    return none(result);
}

static const NativeSpec functions[] = {
    {"get_running_loop", asyncio_get_running_loop, "", NATIVE_PLAIN},
    {"get_event_loop", asyncio_get_event_loop, "", NATIVE_PLAIN},
    {"new_event_loop", asyncio_new_event_loop, "def ", NATIVE_PLAIN},
    {"set_event_loop", asyncio_set_event_loop, "def loop", NATIVE_PLAIN},
    {0},
};

/* The loop's class is a subclass of those under whose names programs and traces know it. */
void loops_load(Vm *vm, Module *module)
{
    AsyncioRoom *room = asyncio_room(vm);
    Class *abstract =
        class_native(vm, &(ClassSpec){.name = "AbstractEventLoop", .module = "asyncio.events", .ops = &loop_ops});
    room->base_loop = class_native(vm, &(ClassSpec){.name = "BaseEventLoop",
                                                    .module = "asyncio.base_events",
                                                    .base = abstract,
                                                    .ops = &loop_ops,
                                                    .methods = loop_methods});
    room->classes.loop = class_native(vm, &(ClassSpec){.name = "_UnixSelectorEventLoop",
                                                       .module = "asyncio.unix_events",
                                                       .base = room->base_loop,
                                                       .ops = &loop_ops});
    class_add_natives(vm, room->base_loop, executor_methods);
    class_add_natives(vm, room->base_loop, loop_refusals);
    module_add_natives(vm, module, functions);
    module_add_natives(vm, module, executor_functions);
    module_set(vm, module, "AbstractEventLoop", value_from(abstract));
    module_set(vm, module, "BaseEventLoop", value_from(room->base_loop));
    module_set(vm, module, "SelectorEventLoop", value_from(room->classes.loop));
    object_release(vm, abstract);
    handle_classes_init(vm);
    module_set(vm, module, "Handle", value_from(room->classes.handle));
    module_set(vm, module, "TimerHandle", value_from(room->classes.timer_handle));
}
