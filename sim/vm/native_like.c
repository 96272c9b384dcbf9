/* Functions of library Python that are written in C in CPython: wrong calls of them are told as of natives. */
#include "frame_machine.h"
#include "native_function.h"

void function_tell_natively(Vm *vm, Value value, Str *name)
{
    Function *function = (Function *)value_object(value);
    function->head.flags |= FUNCTION_LIKE_NATIVE;
    if (name)
        value_replace(vm, &function->name, value_retain(value_from(name)));
}

static void tell_attribute(Vm *vm, Value attribute, Str *name)
{
    if (value_is_kind(attribute, KIND_STATIC_METHOD) || value_is_kind(attribute, KIND_CLASS_METHOD))
        attribute = ((Wrapper *)value_object(attribute))->function;
    if (value_is_kind(attribute, KIND_PROPERTY))
        value_object(attribute)->flags |= PROPERTY_LIKE_NATIVE;
    if (value_is_kind(attribute, KIND_FUNCTION))
        function_tell_natively(vm, attribute, name);
}

void class_tell_natively(Vm *vm, Class *class, Str *maker)
{
    Value key, attribute;
    for (uint32_t at = 0; dict_next(class->attributes, &at, &key, &attribute);)
        tell_attribute(vm, attribute, value_str_object(key) == vm->names.init ? maker : NULL);
}

/* The native that has the function's parameters. */
static void fill_native(const Vm *vm, const Function *function, Native *native)
{
    const Code *code = function->code;
    uint32_t defaults = function->defaults == VALUE_EMPTY ? 0 : (uint32_t)value_tuple(function->defaults)->count;
    native->name = value_str_object(function->name);
    native->qualname = function->qualname;
    native->parameter_count = (uint8_t)(code->positional + code->keyword_only);
    native->positional_only = (uint8_t)code->positional_only;
    native->positional = (uint8_t)code->positional;
    native->required = (uint8_t)(code->positional - defaults);
    native->var_positional = native->var_keyword = -1;
    for (uint32_t i = 0; i < native->parameter_count; i++)
        native->names[i] = code->local_names[i];
    bool takes_nothing = code->positional == 1 && code->keyword_only == 0 && native->names[0] != vm->names.init;
    if (takes_nothing) /* self can be given by name in Python, and not in C */
        native->positional_only = 1;
}

/* What was raised first stands where the native would not complain. */
Outcome native_tell_wrong_call(Vm *vm, const Function *function, const Arguments *arguments)
{
    Native native = {0};
    Value sorted[NATIVE_PARAMETERS_MOST] = {0};
    const Code *code = function->code;
    bool is_fit = !(code->flags & (CODE_VAR_POSITIONAL | CODE_VAR_KEYWORD)) &&
                  code->positional + code->keyword_only <= NATIVE_PARAMETERS_MOST &&
                  vm_raised_is_builtin(vm, EXCEPTION_TypeError);
    if (!is_fit)
        return RAISED;
    Value raised = vm_take_raised(vm);
    fill_native(vm, function, &native);
    if (native_sort_arguments(vm, &native, arguments, sorted) == RAISED)
        value_release(vm, raised);
    else
        vm->raised = raised;
    return RAISED;
}
