/* Natives for library Python of any module. */
#include "library.h"

#include "builtins.h"
#include "generic.h"

/* _refuse(text): the run ends, and tells the person why. */
static Outcome native_refuse(Vm *vm, const Value *args, Value *result)
{
    (void)result;
    return vm_refuse(vm, "%s", value_str_object(args[0])->text);
}

/* ---- _update_wrapper ---- */

/* Copy an attribute where there is one. */
static Outcome copy_attribute(Vm *vm, Value from, Value to, Str *name)
{
    Value value;
    if (value_find_attribute(vm, from, name, &value) == RAISED) {
        if (!vm_raised_is_builtin(vm, EXCEPTION_AttributeError))
            return RAISED;
        value_release(vm, vm_take_raised(vm));
        return RETURNED;
    }
    if (value == VALUE_EMPTY)
        return RETURNED;
    Outcome outcome = value_set_attribute(vm, to, name, value);
    value_release(vm, value);
    return outcome;
}

static Outcome copy_own_attributes(Vm *vm, Value from, Value to)
{
    Value attributes =
        value_is_kind(from, KIND_FUNCTION) ? ((Function *)value_object(from))->attributes : VALUE_EMPTY;
    if (attributes == VALUE_EMPTY)
        return RETURNED;
    Value copy = dict_copy(vm, value_dict(attributes)), key, value;
    Outcome outcome = RETURNED;
    for (uint32_t at = 0; outcome == RETURNED && dict_next(value_dict(copy), &at, &key, &value);)
        outcome = value_set_attribute(vm, to, value_str_object(key), value);
    value_release(vm, copy);
    return outcome;
}

/* _update_wrapper(wrapper, wrapped): as functools.update_wrapper; gives the wrapper. */
static Outcome native_update_wrapper(Vm *vm, const Value *args, Value *result)
{
    Str *const names[] = {vm->names.module, vm->names.name, vm->names.qualname, vm->names.doc};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (copy_attribute(vm, args[1], args[0], names[i]) == RAISED)
            return RAISED;
    }
    if (copy_own_attributes(vm, args[1], args[0]) == RAISED ||
        value_set_attribute(vm, args[0], vm->names.wrapped, args[1]) == RAISED)
        return RAISED;
    *result = value_retain(args[0]);
    return RETURNED;
}

/* ---- where the program stands ---- */

/* _handled(): the exception that is being handled, or None. */
static Outcome native_handled(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    Value handled = exception_handled(vm);
    *result = handled == VALUE_EMPTY ? VALUE_NONE : value_retain(handled);
    return RETURNED;
}

/* _caller(): (line, function name) of the program's innermost frame. */
static Outcome native_caller(Vm *vm, const Value *args, Value *result)
{
    const Frame *frame = vm_program_frame(vm);
    (void)args;
    Value parts[] = {value_from_small_int(frame ? frame_line(frame) : 0),
                     frame ? value_from(frame->code->name) : vm->empty_str};
    *result = tuple_new(vm, parts, 2);
    return RETURNED;
}

/* _call_stack(): the program's calls that are in progress, as text. */
static Outcome native_call_stack(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = vm->hooks->call_stack(vm->hooks->context, vm);
    return RETURNED;
}

/* _now_ns(): the world's clock. */
static Outcome native_now_ns(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = int_new(vm, world_now_ns(vm));
    return RETURNED;
}

/* _loaded(name): a module that is loaded already, or None. */
static Outcome native_loaded(Vm *vm, const Value *args, Value *result)
{
    Value module = dict_get_str(vm, value_dict(vm->modules), str_intern_value(vm, value_str_object(args[0])));
    *result = module == VALUE_EMPTY ? VALUE_NONE : value_retain(module);
    return RETURNED;
}

/* ---- exceptions as text ---- */

static Outcome as_text(Vm *vm, Value exception, void (*write)(Vm *, Value, Text *), Value *result)
{
    Text text = {0};
    if (!value_is_exception(exception))
        return vm_raise(vm, EXCEPTION_TypeError, "Exception expected for value, %s found",
                        class_of(vm, exception)->name->text);
    write(vm, exception, &text);
    if (vm_is_over(vm)) {
        text_release(&text);
        return RAISED;
    }
    *result = str_from_text(vm, &text);
    return RETURNED;
}

/* _format_exception(exception): the traceback, as an uncaught one shows it. */
static Outcome native_format_exception(Vm *vm, const Value *args, Value *result)
{
    return as_text(vm, args[0], exception_write, result);
}

/* _format_line(exception): only its last line. */
static Outcome native_format_line(Vm *vm, const Value *args, Value *result)
{
    return as_text(vm, args[0], exception_write_line, result);
}

/* ---- classes ---- */

/* _set_hooks(class, call, members): what calling the class and walking over it do from now on, in classes that
 * derive from it too. None changes nothing. */
static Outcome native_set_hooks(Vm *vm, const Value *args, Value *result)
{
    Class *class = (Class *)value_object(args[0]);
    if (args[1] != VALUE_NONE)
        value_replace(vm, &class->call_hook, value_retain(args[1]));
    if (args[2] != VALUE_NONE)
        value_replace(vm, &class->iterate_hook, value_retain(args[2]));
    *result = VALUE_NONE;
    return RETURNED;
}

/* _alias(class, args): the alias of a class of the program, as list[int] is one of list. */
static Outcome native_alias(Vm *vm, const Value *args, Value *result)
{
    *result = alias_make(vm, (Class *)value_object(args[0]), value_retain(args[1]));
    return RETURNED;
}

/* _put(class, name, value): set an attribute of a class and leave the rest of it as it is. */
static Outcome native_put(Vm *vm, const Value *args, Value *result)
{
    Class *class = (Class *)value_object(args[0]);
    dict_set_str(vm, class->attributes, str_intern_value(vm, value_str_object(args[1])), args[2]);
    class_add_natives(vm, class, NULL); /* a new version */
    *result = VALUE_NONE;
    return RETURNED;
}

/* _like_native(class, maker) and _like_native(function, name=None): of what is written in C in CPython, wrong calls
 * are told in its words. `maker` is what they call the class's __init__. */
static Outcome native_like_native(Vm *vm, const Value *args, Value *result)
{
    Str *name = value_is_str(args[1]) ? str_intern_value(vm, value_str_object(args[1])) : NULL;
    if (value_is_kind(args[0], KIND_CLASS))
        class_tell_natively(vm, (Class *)value_object(args[0]), name);
    else
        function_tell_natively(vm, args[0], name);
    *result = value_retain(args[0]);
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"_refuse", native_refuse, "text, /", NATIVE_PLAIN},
    {"_update_wrapper", native_update_wrapper, "wrapper, wrapped, /", NATIVE_PLAIN},
    {"_handled", native_handled, "", NATIVE_PLAIN},
    {"_caller", native_caller, "", NATIVE_PLAIN},
    {"_call_stack", native_call_stack, "", NATIVE_PLAIN},
    {"_now_ns", native_now_ns, "", NATIVE_PLAIN},
    {"_loaded", native_loaded, "name, /", NATIVE_PLAIN},
    {"_format_exception", native_format_exception, "exception, /", NATIVE_PLAIN},
    {"_format_line", native_format_line, "exception, /", NATIVE_PLAIN},
    {"_alias", native_alias, "cls, args, /", NATIVE_PLAIN},
    {"_like_native", native_like_native, "subject, name=None, /", NATIVE_PLAIN},
    {"_put", native_put, "cls, name, value, /", NATIVE_PLAIN},
    {"_set_hooks", native_set_hooks, "cls, call, members, /", NATIVE_PLAIN},
    {0},
};

void library_load(Vm *vm, Module *module)
{
    module_add_natives(vm, module, functions);
}
