/* asyncio and worker threads: to_thread, run_in_executor, run_coroutine_threadsafe. What they do stands in library
 * Python, stdlib/python/_threads.py, which is loaded when a program first calls one of them; here is the way there.
 */
#include "asyncio_room.h"

static Outcome library_call(Vm *vm, const char *name, size_t count, const Value *values, Value *result)
{
    Value function = vm_library_value(vm, "_threads", name);
    if (function == VALUE_EMPTY)
        return RAISED;
    Outcome outcome = value_call(vm, function, &(Arguments){values, count, VALUE_EMPTY, VALUE_EMPTY}, result);
    value_release(vm, function);
    return outcome;
}

/* to_thread(func, /, *args, **kwargs): the coroutine. */
static Outcome asyncio_to_thread(Vm *vm, const Value *args, Value *result)
{
    Value keywords = args[2] == VALUE_EMPTY ? VALUE_NONE : args[2];
    const Value values[] = {args[0], args[1], keywords};
    return library_call(vm, "begin_to_thread", 3, values, result);
}

static Outcome asyncio_run_coroutine_threadsafe(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_coroutine(args[0]))
        return vm_raise(vm, EXCEPTION_TypeError, "A coroutine object is required");
    return library_call(vm, "run_coroutine_threadsafe", 2, args, result);
}

static Outcome pool_of(Vm *vm, Loop *loop, Value *pool)
{
    if (loop->executor == VALUE_EMPTY && library_call(vm, "Pool", 0, NULL, &loop->executor) == RAISED)
        return RAISED;
    *pool = loop->executor;
    return RETURNED;
}

/* loop.run_in_executor(executor, func, *args) */
static Outcome method_run_in_executor(Vm *vm, const Value *args, Value *result)
{
    Loop *loop = (Loop *)value_object(args[0]);
    Value pool;
    if (loop_check_open(vm, loop) == RAISED)
        return RAISED;
    if (args[1] != VALUE_NONE)
        return vm_refuse(vm, "run_in_executor with an executor of its own: give None, which is the loop's own "
                             "worker threads");
    if (loop->executor_is_shut)
        return vm_raise(vm, EXCEPTION_RuntimeError, "Executor shutdown has been called");
    if (pool_of(vm, loop, &pool) == RAISED)
        return RAISED;
    const Value values[] = {args[0], pool, args[2], args[3]};
    return library_call(vm, "run_in_executor", 4, values, result);
}

Outcome executor_end(Vm *vm, Loop *loop, Value *future)
{
    *future = VALUE_EMPTY;
    if (loop->executor == VALUE_EMPTY)
        return RETURNED;
    Value self = value_from(loop), ended;
    if (value_call_method(vm, loop->executor, "end", 1, &self, &ended) == RAISED)
        return RAISED;
    *future = ended == VALUE_NONE ? VALUE_EMPTY : ended;
    return RETURNED;
}

const NativeSpec executor_functions[] = {
    {"to_thread", asyncio_to_thread, "def func, /, *args, **kwargs", NATIVE_PLAIN},
    {"run_coroutine_threadsafe", asyncio_run_coroutine_threadsafe, "def coro, loop", NATIVE_PLAIN},
    {0},
};

const NativeSpec executor_methods[] = {
    {"run_in_executor", method_run_in_executor, "def self, executor, func, *args", NATIVE_PLAIN},
    {0},
};
