/* The module sys: the streams, argv and exit. */
#include "builtins.h"
#include "record.h"

#include <string.h>

/* sys.exit(code): raises SystemExit with the code, also a tuple of them. */
static Outcome sys_exit(Vm *vm, const Value *args, Value *result)
{
    (void)result;
    Class *class = vm->exceptions[EXCEPTION_SystemExit];
    bool has_none = args[0] == VALUE_EMPTY || args[0] == VALUE_NONE;
    if (has_none || value_is_kind(args[0], KIND_TUPLE)) {
        Value exception = exception_new(vm, class, has_none ? VALUE_EMPTY : args[0]);
        Outcome outcome = vm_raise_value(vm, exception);
        value_release(vm, exception);
        return outcome;
    }
    return vm_raise_with(vm, class, args[0]);
}

static Outcome sys_getrecursionlimit(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = value_from_small_int(VM_FRAMES_MOST);
    return RETURNED;
}

/* The exception that is being handled, as (type, value, traceback). */
static Outcome sys_exc_info(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    Value handled = exception_handled(vm), parts[3] = {VALUE_NONE, VALUE_NONE, VALUE_NONE};
    if (handled != VALUE_EMPTY) {
        const Exception *exception = value_exception(handled);
        parts[0] = value_from(class_of(vm, handled));
        parts[1] = handled;
        parts[2] = exception->traceback ? value_from(exception->traceback) : VALUE_NONE;
    }
    *result = tuple_new(vm, parts, 3);
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"exit", sys_exit, "status=None, /", NATIVE_PLAIN},
    {"getrecursionlimit", sys_getrecursionlimit, "", NATIVE_PLAIN},
    {"exc_info", sys_exc_info, "", NATIVE_PLAIN},
    {0},
};

static Value file_name(Vm *vm)
{
    const char *name = vm->hooks->file_name ? vm->hooks->file_name : "scenario.py";
    const char *slash = strrchr(name, '/');
    return str_from(vm, slash ? slash + 1 : name);
}

/* The version of Python that loopscope runs programs as. */
static Value version_info(Vm *vm)
{
    Class *class = record_class_named(vm, "version_info", "sys", "major minor micro releaselevel serial");
    Value version = record_new(vm, class,
                               (Value[]){value_from_small_int(3), value_from_small_int(13), value_from_small_int(0),
                                         str_from(vm, "final"), value_from_small_int(0)});
    object_release(vm, class);
    return version;
}

static void set_owned(Vm *vm, Module *module, const char *name, Value value)
{
    module_set(vm, module, name, value);
    value_release(vm, value);
}

void sys_load(Vm *vm, Module *module)
{
    Value output, errors, file = file_name(vm);
    streams_new(vm, &output, &errors);
    module_add_natives(vm, module, functions);
    set_owned(vm, module, "stdout", output);
    set_owned(vm, module, "stderr", errors);
    set_owned(vm, module, "argv", list_new(vm, &file, 1));
    value_release(vm, file);
    set_owned(vm, module, "maxsize", int_new(vm, INT64_MAX));
    set_owned(vm, module, "version_info", version_info(vm));
    set_owned(vm, module, "platform", str_from(vm, "linux"));
}
