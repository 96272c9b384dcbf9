/* defaultdict, Counter and OrderedDict: dicts of their own classes.
 *
 * They share one struct, a Dict with a place for the default factory, and one ClassOps, which is dict's with a few
 * functions in front: a missing key asks the class's __missing__, and operators are looked up in the class, since
 * most methods are library Python (python/collections.py), put there by _add_methods. */
#include "collections_module.h"

typedef struct SpecialDict {
    Dict dict;
    Value factory; /* of a defaultdict: callable or None; EMPTY in the others */
} SpecialDict;

static Class *class_of_value(Value value)
{
    return (Class *)value_object(value);
}

static SpecialDict *special_of(Value value)
{
    return (SpecialDict *)value_object(value);
}

static const ClassOps *dict_ops(const Vm *vm)
{
    return vm->classes.dict->ops;
}

static bool is_special(Vm *vm, Value value)
{
    return value_is_kind(value, KIND_DICT) && class_of(vm, value)->ops == &stdlib_room(vm)->special_dict_ops;
}

void make_unhashable(Vm *vm, Class *class)
{
    dict_set_str(vm, class->attributes, vm->names.hash, VALUE_NONE);
    class_add_natives(vm, class, NULL); /* a new version */
}

/* ---- behaviour ---- */

static void special_release(Vm *vm, Object *object)
{
    value_release(vm, ((SpecialDict *)object)->factory);
    dict_ops(vm)->release(vm, object);
}

/* Visitors get no Vm: dict's own is reached through the class's base. */
static void special_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const SpecialDict *)object)->factory);
    object_class(object)->base->ops->visit(object, visitor, context);
}

static Outcome special_get_item(Vm *vm, Value self, Value key, Value *result)
{
    if (dict_get(vm, value_dict(self), key, result) == RAISED)
        return RAISED;
    if (*result != VALUE_EMPTY) {
        value_retain(*result);
        return RETURNED;
    }
    Value missing = class_lookup(vm, class_of(vm, self), vm->names.missing);
    if (missing == VALUE_EMPTY)
        return vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], key);
    return value_call_with(vm, missing, 2, (Value[]){self, key}, result);
}

static Outcome call_method(Vm *vm, Value self, const char *name, size_t count, const Value *values, Value *result)
{
    Value function = class_lookup(vm, class_of(vm, self), str_intern(vm, name, strlen(name))), all[3] = {self};
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_kind(function, KIND_FUNCTION))
        return RETURNED;
    for (size_t i = 0; i < count; i++)
        all[i + 1] = values[i];
    return value_call_with(vm, function, count + 1, all, result);
}

static Outcome special_repr(Vm *vm, Value self, Value *result)
{
    return call_method(vm, self, "__repr__", 0, NULL, result);
}

static Outcome special_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    static const char *const names[] = {
        [COMPARE_LT] = "__lt__", [COMPARE_LE] = "__le__", [COMPARE_EQ] = "__eq__",
        [COMPARE_NE] = "__ne__", [COMPARE_GT] = "__gt__", [COMPARE_GE] = "__ge__",
    };
    if (call_method(vm, self, names[op], 1, &other, result) == RAISED)
        return RAISED;
    return *result == VALUE_NOT_IMPLEMENTED ? dict_ops(vm)->compare(vm, op, self, other, result) : RETURNED;
}

/* The methods of an operator: plain, reflected and in place. */
static const char *operator_method(Operator op, const char *prefix, char name[16])
{
    const char *word = op == OPERATOR_ADD       ? "add__"
                       : op == OPERATOR_SUB     ? "sub__"
                       : op == OPERATOR_BIT_AND ? "and__"
                       : op == OPERATOR_BIT_OR  ? "or__"
                                                : NULL;
    if (!word)
        return NULL;
    name[0] = '\0';
    strcat(name, prefix);
    return strcat(name, word);
}

static Outcome special_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    char name[16];
    *result = VALUE_NOT_IMPLEMENTED;
    if (operator_method(op, "__", name) && is_special(vm, left))
        return call_method(vm, left, name, 1, &right, result);
    if (operator_method(op, "__r", name) && is_special(vm, right))
        return call_method(vm, right, name, 1, &left, result);
    return RETURNED;
}

static Outcome special_inplace(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    char name[16];
    *result = VALUE_NOT_IMPLEMENTED;
    return operator_method(op, "__i", name) ? call_method(vm, left, name, 1, &right, result) : RETURNED;
}

static Outcome special_unary(Vm *vm, Operator op, Value self, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (op == OPERATOR_POSITIVE || op == OPERATOR_NEGATIVE)
        return call_method(vm, self, op == OPERATOR_POSITIVE ? "__pos__" : "__neg__", 0, NULL, result);
    return RETURNED;
}

/* ---- making them ---- */

static Value special_new(Vm *vm, Class *class)
{
    return value_from(object_new(vm, class, KIND_DICT, sizeof(SpecialDict)));
}

/* dict(*args, **keywords) into a fresh dict: at most one iterable or mapping. */
static Outcome fill(Vm *vm, Value dict, const Tuple *values, Value keywords)
{
    if (values->count > 1)
        return vm_raise(vm, EXCEPTION_TypeError, "dict expected at most 1 argument, got %u", values->count);
    if (values->count == 1 && dict_update(vm, value_dict(dict), values->items[0]) == RAISED)
        return RAISED;
    return keywords == VALUE_EMPTY ? RETURNED : dict_update(vm, value_dict(dict), keywords);
}

static Outcome finish(Vm *vm, Outcome outcome, Value made, Value *result)
{
    if (outcome == RAISED)
        value_release(vm, made);
    else
        *result = made;
    return outcome;
}

static Outcome default_construct(Vm *vm, const Value *args, Value *result)
{
    Value factory = args[1] == VALUE_EMPTY ? VALUE_NONE : args[1];
    if (factory != VALUE_NONE && !value_is_callable(vm, factory))
        return vm_raise(vm, EXCEPTION_TypeError, "first argument must be callable or None");
    Value made = special_new(vm, class_of_value(args[0]));
    special_of(made)->factory = value_retain(factory);
    return finish(vm, fill(vm, made, value_tuple(args[2]), args[3]), made, result);
}

static Outcome ordered_construct(Vm *vm, const Value *args, Value *result)
{
    Value made = special_new(vm, class_of_value(args[0]));
    return finish(vm, fill(vm, made, value_tuple(args[1]), args[2]), made, result);
}

/* Counter(iterable, **counts): counted by its own update. */
static Outcome counter_construct(Vm *vm, const Value *args, Value *result)
{
    const Tuple *values = value_tuple(args[1]);
    Value made = special_new(vm, class_of_value(args[0])), update, ignored;
    if (values->count > 1) {
        value_release(vm, made);
        return vm_raise(vm, EXCEPTION_TypeError,
                        "Counter.__init__() takes from 1 to 2 positional arguments but %u were given",
                        values->count + 1);
    }
    Outcome outcome = values->count == 0 && args[2] == VALUE_EMPTY
                          ? RETURNED
                          : value_get_attribute(vm, made, str_intern(vm, "_fill", 5), &update);
    if (outcome == RETURNED && (values->count > 0 || args[2] != VALUE_EMPTY)) {
        Value given[] = {values->count ? values->items[0] : VALUE_NONE,
                         args[2] == VALUE_EMPTY ? VALUE_NONE : args[2]};
        outcome = value_call_with(vm, update, 2, given, &ignored);
        value_release(vm, update);
        if (outcome == RETURNED)
            value_release(vm, ignored);
    }
    return finish(vm, outcome, made, result);
}

/* ---- methods ---- */

static Outcome default_missing(Vm *vm, const Value *args, Value *result)
{
    Value factory = special_of(args[0])->factory;
    if (factory == VALUE_NONE)
        return vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], args[1]);
    value_retain(factory);
    Outcome outcome = value_call_with(vm, factory, 0, NULL, result);
    value_release(vm, factory);
    if (outcome == RETURNED && dict_set(vm, value_dict(args[0]), args[1], *result) == RAISED) {
        value_release(vm, *result);
        return RAISED;
    }
    return outcome;
}

static Outcome counter_missing(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = value_from_small_int(0);
    return RETURNED;
}

static Outcome default_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    *result = VALUE_EMPTY;
    if (class_of(vm, self) == stdlib_room(vm)->default_dict && str_is(name, "default_factory"))
        *result = value_retain(special_of(self)->factory);
    return RETURNED;
}

static Outcome default_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    *done = class_of(vm, self) == stdlib_room(vm)->default_dict && str_is(name, "default_factory");
    if (*done)
        value_replace(vm, &special_of(self)->factory, value_retain(value == VALUE_EMPTY ? VALUE_NONE : value));
    return RETURNED;
}

/* A copy of the same class. */
static Outcome special_copy(Vm *vm, const Value *args, Value *result)
{
    Value made = special_new(vm, class_of(vm, args[0]));
    special_of(made)->factory = value_retain(special_of(args[0])->factory);
    return finish(vm, dict_update(vm, value_dict(made), args[0]), made, result);
}

/* Counter.__delitem__ does not mind a missing key. */
static Outcome counter_set_item(Vm *vm, Value self, Value key, Value value)
{
    bool was_there;
    if (value == VALUE_EMPTY && class_of(vm, self) == stdlib_room(vm)->counter)
        return dict_delete(vm, value_dict(self), key, &was_there);
    return dict_ops(vm)->set_item(vm, self, key, value);
}

/* The pairs in another order: the dict is emptied and filled again. */
static Outcome refill(Vm *vm, Value dict, Value first_key, Value copy)
{
    Value key, value;
    dict_clear(vm, value_dict(dict));
    if (dict_get(vm, value_dict(copy), first_key, &value) == RAISED ||
        dict_set(vm, value_dict(dict), first_key, value) == RAISED)
        return RAISED;
    for (uint32_t at = 0; dict_next(value_dict(copy), &at, &key, &value);) {
        if (dict_set(vm, value_dict(dict), key, value) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome ordered_move_to_end(Vm *vm, const Value *args, Value *result)
{
    bool is_last = true, was_there;
    Value value;
    Dict *dict = value_dict(args[0]);
    *result = VALUE_NONE;
    if (args[2] != VALUE_EMPTY && value_truth(vm, args[2], &is_last) == RAISED)
        return RAISED;
    if (dict_get(vm, dict, args[1], &value) == RAISED)
        return RAISED;
    if (value == VALUE_EMPTY)
        return vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], args[1]);
    if (!is_last) {
        Value copy = dict_copy(vm, dict);
        Outcome outcome = refill(vm, args[0], args[1], copy);
        value_release(vm, copy);
        return outcome;
    }
    value_retain(value);
    Outcome outcome = dict_delete(vm, dict, args[1], &was_there);
    if (outcome == RETURNED)
        outcome = dict_set(vm, dict, args[1], value);
    value_release(vm, value);
    return outcome;
}

/* The first or last pair; false in an empty dict. Borrowed. */
static bool end_of(const Dict *dict, bool is_last, Value *key, Value *value)
{
    if (!is_last) {
        uint32_t at = 0;
        return dict_next(dict, &at, key, value);
    }
    for (uint32_t i = dict->used; i-- > 0;) {
        *key = dict->entries[i].key;
        *value = dict->entries[i].value;
        if (*key != VALUE_EMPTY)
            return true;
    }
    return false;
}

static Outcome ordered_popitem(Vm *vm, const Value *args, Value *result)
{
    bool is_last = true, was_there;
    Value pair[2];
    if (args[1] != VALUE_EMPTY && value_truth(vm, args[1], &is_last) == RAISED)
        return RAISED;
    if (!end_of(value_dict(args[0]), is_last, &pair[0], &pair[1])) {
        Value text = str_from(vm, "dictionary is empty");
        Outcome outcome = vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], text);
        value_release(vm, text);
        return outcome;
    }
    Value made = tuple_new(vm, pair, 2);
    return finish(vm, dict_delete(vm, value_dict(args[0]), pair[0], &was_there), made, result);
}

/* _count(counter, iterable): one more for each item. */
static Outcome count_items(Vm *vm, const Value *args, Value *result)
{
    Value iterator, item;
    Outcome outcome;
    *result = VALUE_NONE;
    if (value_iterate(vm, args[1], &iterator) == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        Value count, next;
        outcome = dict_get(vm, value_dict(args[0]), item, &count);
        if (outcome == RETURNED)
            outcome = value_binary(vm, OPERATOR_ADD, count == VALUE_EMPTY ? value_from_small_int(0) : count,
                                   value_from_small_int(1), &next);
        if (outcome == RETURNED) {
            outcome = dict_set(vm, value_dict(args[0]), item, next);
            value_release(vm, next);
        }
        value_release(vm, item);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

/* A function of library Python bears the name of a method. */
static void name_method(Vm *vm, const Class *class, Str *name, Value method)
{
    if (value_is_kind(method, KIND_CLASS_METHOD))
        method = ((Wrapper *)value_object(method))->function;
    if (!value_is_kind(method, KIND_FUNCTION))
        return;
    Function *function = (Function *)value_object(method);
    value_replace(vm, &function->name, value_retain(value_from(name)));
    value_replace(vm, &function->qualname, str_format(vm, "%s.%s", class->name->text, name->text));
    if (!str_is(class->name, "Counter")) /* which is written in Python in CPython too */
        function_tell_natively(vm, method, NULL);
}

/* _add_methods(class, functions): put library Python into a native class. */
static Outcome add_methods(Vm *vm, const Value *args, Value *result)
{
    Class *class = class_of_value(args[0]);
    Value key, value;
    *result = VALUE_NONE;
    for (uint32_t at = 0; dict_next(value_dict(args[1]), &at, &key, &value);) {
        Str *name = str_intern_value(vm, value_str_object(key));
        name_method(vm, class, name, value);
        dict_set_str(vm, class->attributes, name, value);
    }
    class_add_natives(vm, class, NULL);
    return RETURNED;
}

/* ---- the classes ---- */

static void make_ops(Vm *vm)
{
    ClassOps *ops = &stdlib_room(vm)->special_dict_ops;
    *ops = *dict_ops(vm);
    ops->size = sizeof(SpecialDict);
    ops->release = special_release;
    ops->visit = special_visit;
    ops->repr = special_repr;
    ops->compare = special_compare;
    ops->binary = special_binary;
    ops->inplace = special_inplace;
    ops->unary = special_unary;
    ops->get_item = special_get_item;
    ops->set_item = counter_set_item;
    ops->get_attribute = default_get_attribute;
    ops->set_attribute = default_set_attribute;
}

static Class *special_class(Vm *vm, const char *name, const NativeSpec *methods, NativeFunction *construct,
                            const char *signature)
{
    Class *class = class_native(vm, &(ClassSpec){.name = name,
                                                 .module = "collections",
                                                 .base = vm->classes.dict,
                                                 .ops = &stdlib_room(vm)->special_dict_ops,
                                                 .methods = methods,
                                                 .construct = construct,
                                                 .signature = signature});
    class->instance_kind = KIND_DICT;
    make_unhashable(vm, class);
    return class;
}

static const NativeSpec default_methods[] = {
    {"__missing__", default_missing, "self, key, /", NATIVE_PLAIN},
    {"copy", special_copy, "self, /", NATIVE_PLAIN},
    {"__copy__", special_copy, "self, /", NATIVE_PLAIN},
    {0},
};

static const NativeSpec counter_methods[] = {
    {"__missing__", counter_missing, "self, key, /", NATIVE_PLAIN},
    {"copy", special_copy, "self, /", NATIVE_PLAIN},
    {"__copy__", special_copy, "self, /", NATIVE_PLAIN},
    {0},
};

static const NativeSpec ordered_methods[] = {
    {"move_to_end", ordered_move_to_end, "self, key, last=True", NATIVE_PLAIN},
    {"popitem", ordered_popitem, "self, last=True", NATIVE_PLAIN},
    {"copy", special_copy, "self, /", NATIVE_PLAIN},
    {"__copy__", special_copy, "self, /", NATIVE_PLAIN},
    {0},
};

static const NativeSpec helpers[] = {
    {"_count", count_items, "counter, iterable, /", NATIVE_PLAIN},
    {"_add_methods", add_methods, "cls, functions, /", NATIVE_PLAIN},
    {0},
};

void special_dicts_load(Vm *vm, Module *module)
{
    StdlibRoom *room = stdlib_room(vm);
    make_ops(vm);
    room->default_dict = special_class(vm, "defaultdict", default_methods, default_construct,
                                       "cls, default_factory=None, /, *args, **keywords");
    room->counter = special_class(vm, "Counter", counter_methods, counter_construct, "cls, *args, **keywords");
    room->ordered_dict =
        special_class(vm, "OrderedDict", ordered_methods, ordered_construct, "cls, *args, **keywords");
    module_set(vm, module, "defaultdict", value_from(room->default_dict));
    module_set(vm, module, "Counter", value_from(room->counter));
    module_set(vm, module, "OrderedDict", value_from(room->ordered_dict));
    module_add_natives(vm, module, helpers);
}
