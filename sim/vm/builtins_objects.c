/* Built-ins about objects: their attributes, their class, how they look. */
#include "builtins.h"

/* ---- attributes by name ---- */

Outcome attribute_name(Vm *vm, Value name, Str **text)
{
    if (!value_is_str(name))
        return vm_raise(vm, EXCEPTION_TypeError, "attribute name must be string, not '%s'",
                        class_of(vm, name)->told_name->text);
    *text = str_intern_value(vm, value_str_object(name));
    return RETURNED;
}

/* *result becomes EMPTY where the attribute is missing, also where a property says so. */
static Outcome find_attribute(Vm *vm, Value object, Str *name, Value *result)
{
    if (value_find_attribute(vm, object, name, result) == RETURNED)
        return *result == VALUE_EMPTY ? refuse_lacking(vm, object, name) : RETURNED;
    if (!vm_raised_is_builtin(vm, EXCEPTION_AttributeError))
        return RAISED;
    value_release(vm, vm_take_raised(vm));
    *result = VALUE_EMPTY;
    return RETURNED;
}

static Outcome builtin_getattr(Vm *vm, const Value *args, Value *result)
{
    Str *name = NULL;
    if (attribute_name(vm, args[1], &name) == RAISED)
        return RAISED;
    if (args[2] == VALUE_EMPTY)
        return value_get_attribute(vm, args[0], name, result);
    if (find_attribute(vm, args[0], name, result) == RAISED)
        return RAISED;
    if (*result == VALUE_EMPTY)
        *result = value_retain(args[2]);
    return RETURNED;
}

static Outcome builtin_hasattr(Vm *vm, const Value *args, Value *result)
{
    Str *name = NULL;
    Value found;
    if (attribute_name(vm, args[1], &name) == RAISED || find_attribute(vm, args[0], name, &found) == RAISED)
        return RAISED;
    value_release(vm, found);
    *result = value_from_bool(found != VALUE_EMPTY);
    return RETURNED;
}

static Outcome builtin_setattr(Vm *vm, const Value *args, Value *result)
{
    Str *name = NULL;
    *result = VALUE_NONE;
    if (attribute_name(vm, args[1], &name) == RAISED)
        return RAISED;
    return value_set_attribute(vm, args[0], name, args[2]);
}

static Outcome builtin_delattr(Vm *vm, const Value *args, Value *result)
{
    Str *name = NULL;
    *result = VALUE_NONE;
    if (attribute_name(vm, args[1], &name) == RAISED)
        return RAISED;
    return value_set_attribute(vm, args[0], name, VALUE_EMPTY);
}

/* ---- classes ---- */

static Outcome builtin_isinstance(Vm *vm, const Value *args, Value *result)
{
    bool is;
    if (value_isinstance(vm, args[0], args[1], &is) == RAISED)
        return RAISED;
    *result = value_from_bool(is);
    return RETURNED;
}

static Outcome builtin_issubclass(Vm *vm, const Value *args, Value *result)
{
    bool is;
    if (class_issubclass(vm, args[0], args[1], &is) == RAISED)
        return RAISED;
    *result = value_from_bool(is);
    return RETURNED;
}

static Outcome builtin_callable(Vm *vm, const Value *args, Value *result)
{
    *result = value_from_bool(value_is_callable(vm, args[0]));
    return RETURNED;
}

/* ---- length and looks ---- */

static Outcome builtin_len(Vm *vm, const Value *args, Value *result)
{
    int64_t length;
    if (value_length(vm, args[0], &length) == RAISED)
        return RAISED;
    *result = int_new(vm, length);
    return RETURNED;
}

static Outcome builtin_repr(Vm *vm, const Value *args, Value *result)
{
    return value_repr(vm, args[0], result);
}

static Outcome builtin_format(Vm *vm, const Value *args, Value *result)
{
    if (args[1] != VALUE_EMPTY && !value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "format() argument 2 must be str, not %s",
                        class_of(vm, args[1])->told_name->text);
    return value_format(vm, args[0], args[1] == VALUE_EMPTY ? NULL : value_str_object(args[1]), result);
}

/* ---- vars ---- */

static Outcome builtin_vars(Vm *vm, const Value *args, Value *result)
{
    if (args[0] == VALUE_EMPTY)
        return vm_refuse(vm,
                         "a scenario cannot ask for its local variables with vars(): name them, or keep them in "
                         "a dict");
    if (find_attribute(vm, args[0], vm->names.dict, result) == RAISED)
        return RAISED;
    if (*result == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "vars() argument must have __dict__ attribute");
    return RETURNED;
}

/* ---- dir ---- */

/* Names that every object has in CPython, and further ones of instances and classes of the program. */
static const char *const object_names[] = {
    "__class__",   "__delattr__", "__dir__",           "__doc__",          "__eq__",
    "__format__",  "__ge__",      "__getattribute__",  "__getstate__",     "__gt__",
    "__hash__",    "__init__",    "__init_subclass__", "__le__",           "__lt__",
    "__ne__",      "__new__",     "__reduce__",        "__reduce_ex__",    "__repr__",
    "__setattr__", "__sizeof__",  "__str__",           "__subclasshook__", NULL,
};
static const char *const program_names[] = {
    "__dict__", "__firstlineno__", "__module__", "__static_attributes__", "__weakref__", NULL,
};
static const char *const module_names[] = {
    "__annotations__", "__builtins__", "__cached__",  "__doc__",  "__file__",
    "__loader__",      "__name__",     "__package__", "__spec__", NULL,
};

static Outcome add_names(Vm *vm, Set *names, const char *const *texts)
{
    for (; *texts; texts++) {
        if (set_add(vm, names, value_from(str_intern(vm, *texts, strlen(*texts)))) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome add_keys(Vm *vm, Set *names, const Dict *dict)
{
    Value key, value;
    for (uint32_t at = 0; dict_next(dict, &at, &key, &value);) {
        if (value_is_str(key) && set_add(vm, names, key) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome add_class_names(Vm *vm, Set *names, const Class *class)
{
    for (uint32_t i = 0; i < class->mro_count; i++) {
        if (add_keys(vm, names, class->mro[i]->attributes) == RAISED)
            return RAISED;
    }
    if (class->is_program && !class->has_slots && add_names(vm, names, program_names) == RAISED)
        return RAISED;
    return add_names(vm, names, object_names);
}

static Outcome add_module_names(Vm *vm, Set *names, const Module *module)
{
    for (uint32_t i = 0; i < module->count; i++) {
        if (module->slots[i] != VALUE_EMPTY && set_add(vm, names, value_from(module->names[i])) == RAISED)
            return RAISED;
    }
    return module->is_program ? add_names(vm, names, module_names) : RETURNED;
}

static Outcome add_own_names(Vm *vm, Set *names, Value object)
{
    if (!value_is_kind(object, KIND_INSTANCE) && !value_is_kind(object, KIND_EXCEPTION))
        return RETURNED;
    Value own = instance_attributes(vm, (const Instance *)value_object(object));
    Outcome outcome = add_keys(vm, names, value_dict(own));
    value_release(vm, own);
    return outcome;
}

static Outcome add_object_names(Vm *vm, Set *names, Value object)
{
    if (value_is_kind(object, KIND_MODULE))
        return add_module_names(vm, names, (const Module *)value_object(object));
    if (value_is_kind(object, KIND_CLASS))
        return add_class_names(vm, names, (const Class *)value_object(object));
    if (add_own_names(vm, names, object) == RAISED)
        return RAISED;
    return add_class_names(vm, names, class_of(vm, object));
}

/* What dir() without an argument shows: the names that are bound where it stands. */
static Outcome add_local_names(Vm *vm, Set *names)
{
    const Frame *frame = vm_program_frame(vm);
    if (!frame || (frame->code->flags & CODE_MODULE))
        return vm->program ? add_module_names(vm, names, vm->program) : RETURNED;
    if (frame->code->flags & CODE_CLASS_BODY)
        return value_is_kind(frame->slots[0], KIND_DICT) ? add_keys(vm, names, value_dict(frame->slots[0]))
                                                         : RETURNED;
    uint32_t count = frame->code->local_count + frame->code->free_count;
    for (uint32_t i = 0; i < count; i++) {
        Value value = frame->slots[i];
        if (value_is_kind(value, KIND_CELL))
            value = ((const Cell *)value_object(value))->content;
        if (value != VALUE_EMPTY && set_add(vm, names, value_from(frame->code->local_names[i])) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome sorted_list(Vm *vm, Value iterable, Value *result)
{
    Value ignored;
    if (list_from_iterable(vm, iterable, result) == RAISED)
        return RAISED;
    if (value_call_method(vm, *result, "sort", 0, NULL, &ignored) == RAISED) {
        value_release(vm, *result);
        return RAISED;
    }
    value_release(vm, ignored);
    return RETURNED;
}

/* The program's own __dir__, if the object's class has one; *names stays EMPTY else. */
static Outcome ask_dir(Vm *vm, Value object, Value *names)
{
    *names = VALUE_EMPTY;
    if (object == VALUE_EMPTY || !class_of(vm, object)->is_program ||
        class_lookup(vm, class_of(vm, object), vm->names.dir) == VALUE_EMPTY)
        return RETURNED;
    return value_call_method(vm, object, "__dir__", 0, NULL, names);
}

Outcome builtin_dir_of(Vm *vm, Value object, Value *result)
{
    Value names;
    if (ask_dir(vm, object, &names) == RAISED)
        return RAISED;
    Outcome outcome = RETURNED;
    if (names == VALUE_EMPTY) {
        names = set_new(vm);
        outcome = object == VALUE_EMPTY ? add_local_names(vm, value_dict(names))
                                        : add_object_names(vm, value_dict(names), object);
    }
    if (outcome == RETURNED)
        outcome = sorted_list(vm, names, result);
    value_release(vm, names);
    return outcome;
}

static Outcome builtin_dir(Vm *vm, const Value *args, Value *result)
{
    return builtin_dir_of(vm, args[0], result);
}

const NativeSpec object_builtins[] = {
    {"getattr", builtin_getattr, "object, name, default=None, /", NATIVE_PLAIN},
    {"hasattr", builtin_hasattr, "obj, name, /", NATIVE_PLAIN},
    {"setattr", builtin_setattr, "obj, name, value, /", NATIVE_PLAIN},
    {"delattr", builtin_delattr, "obj, name, /", NATIVE_PLAIN},
    {"isinstance", builtin_isinstance, "obj, class_or_tuple, /", NATIVE_PLAIN},
    {"issubclass", builtin_issubclass, "cls, class_or_tuple, /", NATIVE_PLAIN},
    {"callable", builtin_callable, "obj, /", NATIVE_PLAIN},
    {"len", builtin_len, "obj, /", NATIVE_PLAIN},
    {"repr", builtin_repr, "obj, /", NATIVE_PLAIN},
    {"format", builtin_format, "value, format_spec='', /", NATIVE_PLAIN},
    {"vars", builtin_vars, "object=None, /", NATIVE_PLAIN},
    {"dir", builtin_dir, "object=None, /", NATIVE_PLAIN},
    {0},
};
