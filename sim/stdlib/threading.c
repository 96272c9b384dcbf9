/* What the threads of the library's own Python (python/threading.py, python/_threads.py) are made of: starting a
 * thread, waiting, waking. */
#include "library.h"
#include "modules.h"
#include "threads.h"

/* Of a number that Python keeps. */
static uint32_t number_from(Value value)
{
    int64_t number = NO_THREAD;
    return int_from(value, &number) && number >= 0 ? (uint32_t)number : NO_THREAD;
}

/* _start(function, name, is_daemon): the new thread's number. */
static Outcome native_start(Vm *vm, const Value *args, Value *result)
{
    uint32_t number = world_start_thread(vm, args[0], args[1], args[2] == VALUE_TRUE);
    if (number == NO_THREAD)
        return vm_raise_memory(vm);
    *result = value_from_small_int(number);
    return RETURNED;
}

/* _running(): the number of the thread that runs. */
/* _rename(number, name): what the views call a thread that runs already. */
static Outcome native_rename(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    world_rename_thread(vm, (uint32_t)value_small_int(args[0]), args[1]);
    return RETURNED;
}

static Outcome native_running(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = value_from_small_int(world_of(vm)->running_thread);
    return RETURNED;
}

/* _wait(what, holder, seconds): until _wake, for at most so many seconds (None: for ever). True where it was woken.
 * `holder` is the number of the thread that holds what is waited for, or -1. */
static Outcome native_wait(Vm *vm, const Value *args, Value *result)
{
    double seconds = 0.0;
    int64_t deadline_ns = -1;
    if (args[2] != VALUE_NONE) {
        if (!real_from(args[2], &seconds))
            return vm_raise(vm, EXCEPTION_TypeError, "'%s' object cannot be interpreted as an integer",
                            class_of(vm, args[2])->name->text);
        deadline_ns = world_ns(world_seconds(world_now_ns(vm)) + (seconds > 0.0 ? seconds : 0.0));
    }
    return world_block(vm, THREAD_WAITING, args[0], number_from(args[1]), deadline_ns, result);
}

static Outcome native_wake(Vm *vm, const Value *args, Value *result)
{
    world_wake_thread(vm, number_from(args[0]));
    *result = VALUE_NONE;
    return RETURNED;
}

/* _set_daemon(number, is_daemon) */
static Outcome native_set_daemon(Vm *vm, const Value *args, Value *result)
{
    Thread *thread = world_thread(vm, number_from(args[0]));
    if (thread)
        thread->is_daemon = args[1] == VALUE_TRUE;
    *result = VALUE_NONE;
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"_start", native_start, "function, name, is_daemon, /", NATIVE_PLAIN},
    {"_rename", native_rename, "number, name, /", NATIVE_PLAIN},
    {"_running", native_running, "", NATIVE_PLAIN},
    {"_wait", native_wait, "what, holder, seconds, /", NATIVE_PLAIN},
    {"_wake", native_wake, "number, /", NATIVE_PLAIN},
    {"_set_daemon", native_set_daemon, "number, is_daemon, /", NATIVE_PLAIN},
    {0},
};

void threading_load(Vm *vm, Module *module)
{
    library_load(vm, module);
    module_add_natives(vm, module, functions);
}
