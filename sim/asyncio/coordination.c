/* What the coordination objects have in common, and the part of the module that is Lib/asyncio/locks.py. */
#include "coordination.h"

NativeCoroutine *method_begin(Vm *vm, CoroutineName name, NativeStep *step, Value self)
{
    NativeCoroutine *co = asyncio_coroutine(vm, name, step);
    co->slots[SELF] = value_retain(self);
    return co;
}

Outcome finish_with(Value value, Value *result)
{
    *result = value_retain(value);
    return RETURNED;
}

static Outcome exit_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    (void)sent;
    return value_call_method(vm, co->slots[SELF], "release", 0, NULL, result);
}

Outcome context_manager_exit(Vm *vm, const Value *args, NativeFunction *release, Value *result)
{
    if (native_is_awaited(vm, args))
        return native_settle(vm, release(vm, args, result));
    *result = value_from(method_begin(vm, COROUTINE_lock_exit, exit_step, args[0]));
    return RETURNED;
}

Outcome coordination_repr(Vm *vm, Value self, const char *extra, size_t waiters, Value *result)
{
    const Class *class = class_of(vm, self);
    Text text = {0};
    text_format(&text, "<%s.%s object at 0x%llx [%s", class->module->text, class->qualname->text,
                (unsigned long long)object_number(vm, self), extra);
    if (waiters > 0)
        text_format(&text, ", waiters:%zu", waiters);
    text_add(&text, "]>");
    *result = str_from_text(vm, &text);
    return RETURNED;
}

Outcome raise_bare(Vm *vm, Class *class)
{
    Value exception = exception_new(vm, class, VALUE_EMPTY);
    vm_raise_value(vm, exception);
    value_release(vm, exception);
    return RAISED;
}

bool raised_is_cancelled_error(Vm *vm)
{
    return vm_raised_is(vm, asyncio_classes(vm)->cancelled_error);
}

Class *exception_class(Vm *vm, Module *module, const char *name, const char *place, Class *base)
{
    Class *class = class_native(
        vm, &(ClassSpec){.name = name, .module = place, .base = base, .ops = base->ops, .can_be_base = true});
    class->is_exception = true;
    class->instance_kind = KIND_EXCEPTION;
    module_set(vm, module, name, value_from(class));
    return class;
}

void locks_load(Vm *vm, Module *module)
{
    AsyncioClasses *classes = asyncio_classes(vm);
    classes->lock = lock_class_new(vm);
    classes->event = event_class_new(vm);
    classes->condition = condition_class_new(vm);
    classes->semaphore = semaphore_class_new(vm);
    classes->bounded_semaphore = bounded_semaphore_class_new(vm, classes->semaphore);
    classes->barrier = barrier_class_new(vm);
    classes->broken_barrier_error = exception_class(vm, module, "BrokenBarrierError", "asyncio.exceptions",
                                                    vm->exceptions[EXCEPTION_RuntimeError]);
    module_set(vm, module, "Lock", value_from(classes->lock));
    module_set(vm, module, "Event", value_from(classes->event));
    module_set(vm, module, "Condition", value_from(classes->condition));
    module_set(vm, module, "Semaphore", value_from(classes->semaphore));
    module_set(vm, module, "BoundedSemaphore", value_from(classes->bounded_semaphore));
    module_set(vm, module, "Barrier", value_from(classes->barrier));
}
