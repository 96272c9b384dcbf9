/* The module gc. */
#include "modules.h"

static Outcome gc_collect(Vm *vm, const Value *args, Value *result)
{
    int64_t generation = 2;
    if (args[0] != VALUE_EMPTY && int_index(vm, args[0], &generation) == RAISED)
        return RAISED;
    if (generation < 0 || generation > 2)
        return vm_raise(vm, EXCEPTION_ValueError, "invalid generation");
    vm_attend(vm);
    size_t count = vm->hooks->collect ? vm->hooks->collect(vm->hooks->context, vm) : 0;
    *result = value_from_small_int((int64_t)count);
    return vm_is_over(vm) ? RAISED : RETURNED;
}

/* CPython's automatic collection has no moment that could be told, so it cannot be missed either. */
static Outcome gc_nothing(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = VALUE_NONE;
    return RETURNED;
}

static Outcome gc_isenabled(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = VALUE_TRUE;
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"collect", gc_collect, "generation=2", NATIVE_PLAIN},
    {"enable", gc_nothing, "", NATIVE_PLAIN},
    {"disable", gc_nothing, "", NATIVE_PLAIN},
    {"isenabled", gc_isenabled, "", NATIVE_PLAIN},
    {0},
};

void gc_load(Vm *vm, Module *module)
{
    module_add_natives(vm, module, functions);
}
