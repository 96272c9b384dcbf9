/* The part of functools that is written in C: partial. The rest is python/functools.py. */
#include "library.h"
#include "record.h"

typedef struct Partial {
    Object head;
    Value function;
    Value values;     /* tuple: the first positional arguments */
    Value keywords;   /* dict */
    Value attributes; /* dict of what the program set (functools.wraps does), or EMPTY */
} Partial;

static Partial *partial_of(Value value)
{
    return (Partial *)value_object(value);
}

static void partial_release(Vm *vm, Object *object)
{
    Partial *partial = (Partial *)object;
    value_release(vm, partial->function);
    value_release(vm, partial->values);
    value_release(vm, partial->keywords);
    value_release(vm, partial->attributes);
}

static void partial_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Partial *partial = (const Partial *)object;
    visitor(context, partial->function);
    visitor(context, partial->values);
    visitor(context, partial->keywords);
    visitor(context, partial->attributes);
}

static Value join_tuples(Vm *vm, const Tuple *first, const Tuple *second)
{
    Tuple *joined = tuple_make(vm, first->count + second->count);
    if (!joined)
        return VALUE_EMPTY;
    for (size_t i = 0; i < joined->count; i++)
        joined->items[i] = value_retain(i < first->count ? first->items[i] : second->items[i - first->count]);
    return value_from(joined);
}

static void add_keywords(Vm *vm, Dict *keywords, const Dict *more)
{
    Value key, value;
    for (uint32_t at = 0; dict_next(more, &at, &key, &value);)
        dict_set_str(vm, keywords, str_intern_value(vm, value_str_object(key)), value);
}

/* A partial of a partial is one partial of the innermost function, but where it has attributes. */
static Outcome partial_construct(Vm *vm, const Value *args, Value *result)
{
    Class *class = (Class *)value_object(args[0]);
    const Tuple *given = value_tuple(args[1]);
    if (given->count == 0)
        return vm_raise(vm, EXCEPTION_TypeError, "type 'partial' takes at least one argument");
    Value function = given->items[0];
    if (!value_is_callable(vm, function))
        return vm_raise(vm, EXCEPTION_TypeError, "the first argument must be callable");
    const Partial *inner = class_of(vm, function) == class ? partial_of(function) : NULL;
    if (inner && inner->attributes != VALUE_EMPTY)
        inner = NULL;
    Value own = tuple_new(vm, given->items + 1, given->count - 1);
    if (own == VALUE_EMPTY)
        return RAISED;
    Partial *partial = object_new(vm, class, KIND_OTHER, sizeof *partial);
    partial->function = value_retain(inner ? inner->function : function);
    partial->values = inner ? join_tuples(vm, value_tuple(inner->values), value_tuple(own)) : value_retain(own);
    partial->keywords = dict_new(vm);
    value_release(vm, own);
    if (inner)
        add_keywords(vm, value_dict(partial->keywords), value_dict(inner->keywords));
    if (args[2] != VALUE_EMPTY)
        add_keywords(vm, value_dict(partial->keywords), value_dict(args[2]));
    *result = value_from(partial);
    return RETURNED;
}

/* ---- calling ---- */

/* The keywords of the partial that the call does not give again, behind those of the call. */
static size_t own_keywords(const Partial *partial, const Arguments *arguments, Value *values, Value *names)
{
    const Tuple *given = arguments->names == VALUE_EMPTY ? NULL : value_tuple(arguments->names);
    size_t count = 0;
    Value key, value;
    for (uint32_t at = 0; dict_next(value_dict(partial->keywords), &at, &key, &value);) {
        bool is_given = false;
        for (size_t i = 0; given && i < given->count && !is_given; i++)
            is_given = str_equal(value_str_object(given->items[i]), value_str_object(key));
        if (is_given)
            continue;
        names[count] = key;
        values[count++] = value;
    }
    return count;
}

static Outcome call_joined(Vm *vm, const Partial *partial, const Arguments *arguments, Value *block, Value *result)
{
    const Tuple *first = value_tuple(partial->values);
    const Tuple *given = arguments->names == VALUE_EMPTY ? NULL : value_tuple(arguments->names);
    size_t positional = first->count + arguments->count, given_count = given ? given->count : 0;
    Value *names = block + positional + value_dict(partial->keywords)->count + given_count;
    for (size_t i = 0; i < first->count; i++)
        block[i] = first->items[i];
    for (size_t i = 0; i < arguments->count; i++)
        block[first->count + i] = arguments->values[i];
    size_t own = own_keywords(partial, arguments, block + positional, names);
    for (size_t i = 0; i < given_count; i++) {
        names[own + i] = given->items[i];
        block[positional + own + i] = arguments->values[arguments->count + i];
    }
    Value tuple = tuple_new(vm, names, own + given_count);
    Outcome outcome = vm_enter(vm, partial->function, &(Arguments){block, positional, tuple, VALUE_EMPTY}, result);
    value_release(vm, tuple);
    return outcome;
}

static Outcome partial_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    enum { FEW = 16 };
    const Partial *partial = partial_of(self);
    size_t keywords = value_dict(partial->keywords)->count +
                      (arguments->names == VALUE_EMPTY ? 0 : value_tuple(arguments->names)->count);
    size_t count = value_tuple(partial->values)->count + arguments->count + 2 * keywords;
    Value few[FEW];
    if (count <= FEW)
        return call_joined(vm, partial, arguments, few, result);
    Value *block = vm_alloc(vm, count * sizeof *block);
    if (!block)
        return vm_raise_memory(vm);
    Outcome outcome = call_joined(vm, partial, arguments, block, result);
    vm_free(vm, block, count * sizeof *block);
    return outcome;
}

/* ---- attributes and looks ---- */

static Value attributes_of(Vm *vm, Partial *partial)
{
    if (partial->attributes == VALUE_EMPTY)
        partial->attributes = dict_new(vm);
    return partial->attributes;
}

static Outcome partial_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    Partial *partial = partial_of(self);
    *result = VALUE_EMPTY;
    if (partial->attributes != VALUE_EMPTY)
        *result = value_retain(dict_get_str(vm, value_dict(partial->attributes), name));
    if (*result != VALUE_EMPTY)
        return RETURNED;
    if (name == vm->names.dict)
        *result = value_retain(attributes_of(vm, partial));
    else if (str_is(name, "func"))
        *result = value_retain(partial->function);
    else if (str_is(name, "args"))
        *result = value_retain(partial->values);
    else if (str_is(name, "keywords"))
        *result = value_retain(partial->keywords);
    return RETURNED;
}

static Outcome partial_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    Partial *partial = partial_of(self);
    *done = true;
    if (str_is(name, "func") || str_is(name, "args") || str_is(name, "keywords"))
        return vm_raise(vm, EXCEPTION_AttributeError, "readonly attribute");
    if (value != VALUE_EMPTY)
        return dict_set_str(vm, value_dict(attributes_of(vm, partial)), name, value) ? RETURNED
                                                                                     : vm_raise_memory(vm);
    if (!dict_delete_str(vm, value_dict(attributes_of(vm, partial)), name))
        return vm_raise(vm, EXCEPTION_AttributeError, "'functools.partial' object has no attribute '%s'",
                        name->text);
    return RETURNED;
}

static Outcome write_partial(Vm *vm, const Partial *partial, Text *text)
{
    const Tuple *values = value_tuple(partial->values);
    Value key, value;
    text_add(text, "functools.partial(");
    if (value_write_repr(vm, partial->function, text) == RAISED)
        return RAISED;
    for (size_t i = 0; i < values->count; i++) {
        text_add(text, ", ");
        if (value_write_repr(vm, values->items[i], text) == RAISED)
            return RAISED;
    }
    for (uint32_t at = 0; dict_next(value_dict(partial->keywords), &at, &key, &value);) {
        text_format(text, ", %s=", value_str_object(key)->text);
        if (value_write_repr(vm, value, text) == RAISED)
            return RAISED;
    }
    text_add(text, ")");
    return RETURNED;
}

static Outcome partial_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    Outcome outcome = write_partial(vm, partial_of(self), &text);
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static const ClassOps partial_ops = {
    .size = sizeof(Partial),
    .release = partial_release,
    .visit = partial_visit,
    .repr = partial_repr,
    .call = partial_call,
    .get_attribute = partial_get_attribute,
    .set_attribute = partial_set_attribute,
};

void functools_load(Vm *vm, Module *module)
{
    Class *class = class_native(vm, &(ClassSpec){.name = "partial",
                                                 .module = "functools",
                                                 .ops = &partial_ops,
                                                 .construct = partial_construct,
                                                 .signature = "cls, *args, **keywords"});
    module_set(vm, module, "partial", value_from(class));
    object_release(vm, class);
    library_load(vm, module);
    module_add_natives(vm, module, record_functions);
}
