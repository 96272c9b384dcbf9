/* The classes of functions, bound methods, code and cells. calls.c calls them. */
#include "frame_machine.h"

/* ---- functions ---- */

static void function_release(Vm *vm, Object *object)
{
    Function *function = (Function *)object;
    const Value parts[] = {function->defaults, function->kwdefaults, function->closure,   function->annotations,
                           function->name,     function->qualname,   function->docstring, function->attributes};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        value_release(vm, parts[i]);
}

static void function_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Function *function = (const Function *)object;
    const Value parts[] = {function->defaults, function->kwdefaults, function->closure,   function->annotations,
                           function->name,     function->qualname,   function->docstring, function->attributes};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        visitor(context, parts[i]);
}

static Outcome function_repr(Vm *vm, Value self, Value *result)
{
    const Function *function = (const Function *)value_object(self);
    *result = str_format(vm, "<function %s at 0x%llx>", value_str_object(function->qualname)->text,
                         (unsigned long long)object_number(vm, self));
    return RETURNED;
}

static Value or_none(Value value)
{
    return value == VALUE_EMPTY ? VALUE_NONE : value_retain(value);
}

static Value attributes_of(Vm *vm, Function *function)
{
    if (function->attributes == VALUE_EMPTY)
        function->attributes = dict_new(vm);
    return function->attributes;
}

static Value annotations_of(Vm *vm, Function *function)
{
    if (function->annotations == VALUE_EMPTY)
        function->annotations = dict_new(vm);
    return function->annotations;
}

/* What functions know of themselves; EMPTY for other names. */
static Value own_attribute(Vm *vm, Function *function, const Str *name)
{
    const VmNames *names = &vm->names;
    if (name == names->name)
        return value_retain(function->name);
    if (name == names->qualname)
        return value_retain(function->qualname);
    if (name == names->doc)
        return value_retain(function->docstring);
    if (name == names->module)
        return value_retain(value_from(function->code->module->name));
    if (name == names->dict)
        return value_retain(attributes_of(vm, function));
    if (name == names->annotations)
        return value_retain(annotations_of(vm, function));
    if (name == names->defaults)
        return or_none(function->defaults);
    if (name == names->kwdefaults)
        return or_none(function->kwdefaults);
    if (name == names->closure)
        return or_none(function->closure);
    if (name == names->code)
        return value_retain(value_from(function->code));
    return VALUE_EMPTY;
}

static Outcome function_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    Function *function = (Function *)value_object(self);
    *result = VALUE_EMPTY;
    if (function->attributes != VALUE_EMPTY)
        *result = value_retain(dict_get_str(vm, value_dict(function->attributes), name));
    if (*result == VALUE_EMPTY)
        *result = own_attribute(vm, function, name);
    return RETURNED;
}

static Outcome set_text(Vm *vm, Value *place, const Str *name, Value value)
{
    if (!value_is_str(value))
        return vm_raise(vm, EXCEPTION_TypeError, "%s must be set to a string object", name->text);
    value_replace(vm, place, value_retain(value));
    return RETURNED;
}

static Outcome set_defaults(Vm *vm, Value *place, Kind kind, const Str *name, Value value)
{
    if (value != VALUE_NONE && value != VALUE_EMPTY && !value_is_kind(value, kind))
        return vm_raise(vm, EXCEPTION_TypeError, "%s must be set to a %s object", name->text,
                        kind == KIND_TUPLE ? "tuple" : "dict");
    value_replace(vm, place, value == VALUE_NONE ? VALUE_EMPTY : value_retain(value));
    return RETURNED;
}

static Outcome set_in_dict(Vm *vm, Function *function, Str *name, Value value)
{
    Dict *attributes = value_dict(attributes_of(vm, function));
    if (value != VALUE_EMPTY)
        return dict_set_str(vm, attributes, name, value) ? RETURNED : vm_raise_memory(vm);
    if (dict_delete_str(vm, attributes, name))
        return RETURNED;
    return vm_raise(vm, EXCEPTION_AttributeError, "'function' object has no attribute '%s'", name->text);
}

static Outcome function_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    Function *function = (Function *)value_object(self);
    const VmNames *names = &vm->names;
    *done = true;
    if (name == names->name)
        return set_text(vm, &function->name, name, value);
    if (name == names->qualname)
        return set_text(vm, &function->qualname, name, value);
    if (name == names->defaults)
        return set_defaults(vm, &function->defaults, KIND_TUPLE, name, value);
    if (name == names->kwdefaults)
        return set_defaults(vm, &function->kwdefaults, KIND_DICT, name, value);
    if (name == names->annotations)
        return set_defaults(vm, &function->annotations, KIND_DICT, name, value);
    if (name == names->doc) {
        value_replace(vm, &function->docstring, or_none(value));
        return RETURNED;
    }
    if (name == names->closure)
        return vm_raise(vm, EXCEPTION_AttributeError, "readonly attribute");
    if (name == names->code)
        return vm_refuse(vm, "a scenario cannot change a function's code");
    return set_in_dict(vm, function, name, value);
}

static const ClassOps function_ops = {
    .size = sizeof(Function),
    .release = function_release,
    .visit = function_visit,
    .repr = function_repr,
    .get_attribute = function_get_attribute,
    .set_attribute = function_set_attribute,
};

/* ---- bound methods ---- */

static void method_release(Vm *vm, Object *object)
{
    value_release(vm, ((BoundMethod *)object)->function);
    value_release(vm, ((BoundMethod *)object)->self);
}

static void method_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const BoundMethod *)object)->function);
    visitor(context, ((const BoundMethod *)object)->self);
}

static Outcome native_method_repr(Vm *vm, const BoundMethod *method, Value *result)
{
    Value name;
    if (value_get_attribute(vm, method->function, vm->names.name, &name) == RAISED)
        return RAISED;
    *result = str_format(vm, "<built-in method %s of %s object at 0x%llx>", value_str_object(name)->text,
                         class_of(vm, method->self)->told_name->text,
                         (unsigned long long)object_number(vm, method->self));
    value_release(vm, name);
    return RETURNED;
}

static Outcome method_repr(Vm *vm, Value self, Value *result)
{
    const BoundMethod *method = (const BoundMethod *)value_object(self);
    if (class_of(vm, self) != vm->classes.method)
        return native_method_repr(vm, method, result);
    const Function *function = (const Function *)value_object(method->function);
    Text text = {0};
    text_format(&text, "<bound method %s of ", value_str_object(function->qualname)->text);
    Outcome outcome = value_write_repr(vm, method->self, &text);
    text_add(&text, ">");
    *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome method_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const BoundMethod *method = (const BoundMethod *)value_object(self);
    *result = VALUE_EMPTY;
    if (str_is(name, "__self__"))
        *result = value_retain(method->self);
    else if (str_is(name, "__func__"))
        *result = value_retain(method->function);
    else if (name != vm->names.class)
        return value_find_attribute(vm, method->function, name, result);
    return RETURNED;
}

static Outcome method_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    (void)value, (void)done;
    return vm_raise(vm, EXCEPTION_AttributeError,
                    "'%s' object has no attribute '%s' and no __dict__ for setting new attributes",
                    class_of(vm, self)->told_name->text, name->text);
}

/* Methods are equal where they bind the same function to the same object. */
static Outcome method_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    (void)vm;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_kind(other, KIND_BOUND_METHOD) || (op != COMPARE_EQ && op != COMPARE_NE))
        return RETURNED;
    const BoundMethod *a = (const BoundMethod *)value_object(self), *b = (const BoundMethod *)value_object(other);
    *result = value_from_bool((a->function == b->function && a->self == b->self) == (op == COMPARE_EQ));
    return RETURNED;
}

static Outcome method_hash(Vm *vm, Value self, uint64_t *hash)
{
    const BoundMethod *method = (const BoundMethod *)value_object(self);
    *hash = object_number(vm, method->function) * 31 ^ object_number(vm, method->self);
    return RETURNED;
}

static const ClassOps method_ops = {
    .size = sizeof(BoundMethod),
    .release = method_release,
    .visit = method_visit,
    .repr = method_repr,
    .hash = method_hash,
    .compare = method_compare,
    .get_attribute = method_get_attribute,
    .set_attribute = method_set_attribute,
};

/* ---- code ---- */

static Outcome code_repr(Vm *vm, Value self, Value *result)
{
    const Code *code = (const Code *)value_object(self);
    *result = str_format(vm, "<code object %s at 0x%llx, file \"%s\", line %u>", code->name->text,
                         (unsigned long long)object_number(vm, self),
                         vm->hooks->file_name ? vm->hooks->file_name : "?", code->first_line);
    return RETURNED;
}

static uint32_t shown_flags(const Code *code)
{
    enum { VARARGS = 4, VARKEYWORDS = 8, GENERATOR = 32, COROUTINE = 128, ASYNC_GENERATOR = 512 };
    return (code->flags & CODE_VAR_POSITIONAL ? VARARGS : 0u) |
           (code->flags & CODE_VAR_KEYWORD ? VARKEYWORDS : 0u) | (code->flags & CODE_GENERATOR ? GENERATOR : 0u) |
           (code->flags & CODE_COROUTINE ? COROUTINE : 0u) |
           (code->flags & CODE_ASYNC_GENERATOR ? ASYNC_GENERATOR : 0u) | 3u;
}

static Value names_of_locals(Vm *vm, const Code *code)
{
    Tuple *names = tuple_make(vm, code->local_count);
    for (uint32_t i = 0; i < code->local_count; i++)
        names->items[i] = value_retain(value_from(code->local_names[i]));
    return value_from(names);
}

static Outcome code_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const Code *code = (const Code *)value_object(self);
    *result = VALUE_EMPTY;
    if (str_is(name, "co_name"))
        *result = value_retain(value_from(code->name));
    else if (str_is(name, "co_qualname"))
        *result = value_retain(value_from(code->qualname));
    else if (str_is(name, "co_firstlineno"))
        *result = value_from_small_int(code->first_line);
    else if (str_is(name, "co_argcount"))
        *result = value_from_small_int(code->positional);
    else if (str_is(name, "co_posonlyargcount"))
        *result = value_from_small_int(code->positional_only);
    else if (str_is(name, "co_kwonlyargcount"))
        *result = value_from_small_int(code->keyword_only);
    else if (str_is(name, "co_flags"))
        *result = value_from_small_int(shown_flags(code));
    else if (str_is(name, "co_filename"))
        *result = str_from(vm, vm->hooks->file_name ? vm->hooks->file_name : "?");
    else if (str_is(name, "co_varnames"))
        *result = names_of_locals(vm, code);
    return RETURNED;
}

static const ClassOps code_ops = {.size = sizeof(Code), .repr = code_repr, .get_attribute = code_get_attribute};

/* ---- cells ---- */

static void cell_release(Vm *vm, Object *object)
{
    value_release(vm, ((Cell *)object)->content);
}

static void cell_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Cell *)object)->content);
}

static Outcome cell_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    const Cell *cell = (const Cell *)value_object(self);
    *result = VALUE_EMPTY;
    if (!str_is(name, "cell_contents"))
        return RETURNED;
    if (cell->content == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_ValueError, "cell is empty");
    *result = value_retain(cell->content);
    return RETURNED;
}

static Outcome cell_repr(Vm *vm, Value self, Value *result)
{
    const Cell *cell = (const Cell *)value_object(self);
    unsigned long long number = (unsigned long long)object_number(vm, self);
    if (cell->content == VALUE_EMPTY)
        *result = str_format(vm, "<cell at 0x%llx: empty>", number);
    else
        *result = str_format(vm, "<cell at 0x%llx: %s object at 0x%llx>", number,
                             class_of(vm, cell->content)->told_name->text,
                             (unsigned long long)object_number(vm, cell->content));
    return RETURNED;
}

static const ClassOps cell_ops = {
    .size = sizeof(Cell),
    .release = cell_release,
    .visit = cell_visit,
    .repr = cell_repr,
    .get_attribute = cell_get_attribute,
};

static Class *make_class(Vm *vm, const char *name, const ClassOps *ops)
{
    return class_native(vm, &(ClassSpec){.name = name, .module = "builtins", .ops = ops});
}

/* function.__get__(instance, owner): what looking it up in the instance's class gives. */
static Outcome function_get(Vm *vm, const Value *args, Value *result)
{
    bool is_bound = args[1] != VALUE_NONE;
    if (!is_bound && (args[2] == VALUE_EMPTY || args[2] == VALUE_NONE))
        return vm_raise(vm, EXCEPTION_TypeError, "__get__(None, None) is invalid");
    return attribute_bind(vm, args[0], is_bound ? args[1] : VALUE_EMPTY, class_of(vm, args[1]), result);
}

static const NativeSpec function_methods[] = {
    {"__get__", function_get, "self, instance, owner=None, /", NATIVE_PLAIN},
    {0},
};

void function_class_init(Vm *vm)
{
    vm->classes.function = make_class(vm, "function", &function_ops);
    class_add_natives(vm, vm->classes.function, function_methods);
    vm->classes.method = make_class(vm, "method", &method_ops);
    vm->classes.native_method = make_class(vm, "builtin_function_or_method", &method_ops);
    vm->classes.c_method = make_class(vm, "builtin_method", &method_ops);
    vm->classes.code = make_class(vm, "code", &code_ops);
    vm->classes.cell = make_class(vm, "cell", &cell_ops);
}
