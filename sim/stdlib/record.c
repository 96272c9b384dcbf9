/* Records: tuples with names for their items.
 *
 * One ClassOps serves all of them: tuple's, where a function of the program's class may stand before it (its own
 * __repr__, __lt__, __add__ …), and attributes that are looked up among the fields first. */
#include "record.h"

#include <assert.h>

static const char FIELDS[] = "_fields", DEFAULTS[] = "_field_defaults";

static Str *name_of(Vm *vm, const char *text)
{
    return str_intern(vm, text, strlen(text));
}

static Class *class_of_value(Value value)
{
    return (Class *)value_object(value);
}

static const Tuple *fields_of(Vm *vm, Class *class)
{
    Value fields = class_lookup(vm, class, name_of(vm, FIELDS));
    assert(value_is_kind(fields, KIND_TUPLE));
    return value_tuple(fields);
}

static int64_t field_named(const Tuple *fields, const Str *name)
{
    for (size_t i = 0; i < fields->count; i++) {
        if (value_str_object(fields->items[i]) == name)
            return (int64_t)i;
    }
    return -1;
}

/* ---- behaviour ---- */

/* Whether the class has a function of the program's under this name, which goes before what tuples do. */
static bool has_function(Vm *vm, Value self, Str *name)
{
    return name && value_is_kind(class_lookup(vm, class_of(vm, self), name), KIND_FUNCTION);
}

static const ClassOps *tuple_ops(const Vm *vm)
{
    return vm->classes.tuple->ops;
}

static Outcome write_record(Vm *vm, Value self, const char *name, Text *out)
{
    const Tuple *record = value_tuple(self), *fields = fields_of(vm, class_of(vm, self));
    text_format(out, "%s(", name);
    for (size_t i = 0; i < record->count && i < fields->count; i++) {
        text_format(out, "%s%s=", i ? ", " : "", value_str_object(fields->items[i])->text);
        if (value_write_repr(vm, record->items[i], out) == RAISED)
            return RAISED;
    }
    text_add(out, ")");
    return RETURNED;
}

static Outcome plain_repr(Vm *vm, Value self, Value *result)
{
    const Class *class = class_of(vm, self);
    Text text = {0}, name = {0};
    if (str_is(class->module, "time") || str_is(class->module, "sys") || str_is(class->module, "datetime"))
        text_format(&name, "%s.", class->module->text);
    text_add(&name, class->name->text);
    Outcome outcome = write_record(vm, self, text_string(&name), &text);
    text_release(&name);
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome record_repr(Vm *vm, Value self, Value *result)
{
    return has_function(vm, self, vm->names.repr) ? instance_ops.repr(vm, self, result)
                                                  : plain_repr(vm, self, result);
}

static Outcome record_str(Vm *vm, Value self, Value *result)
{
    return has_function(vm, self, vm->names.str) ? instance_ops.str(vm, self, result)
                                                 : value_repr(vm, self, result);
}

static Outcome record_hash(Vm *vm, Value self, uint64_t *hash)
{
    bool is_own = has_function(vm, self, vm->names.hash) ||
                  class_lookup(vm, class_of(vm, self), vm->names.hash) == VALUE_NONE;
    return is_own ? instance_ops.hash(vm, self, hash) : tuple_ops(vm)->hash(vm, self, hash);
}

static Str *compare_name(const Vm *vm, CompareOperator op)
{
    const VmNames *names = &vm->names;
    switch (op) {
    case COMPARE_LT:
        return names->lt;
    case COMPARE_LE:
        return names->le;
    case COMPARE_NE:
    case COMPARE_EQ:
        return names->eq;
    case COMPARE_GT:
        return names->gt;
    case COMPARE_GE:
        return names->ge;
    case COMPARE_IS:
    case COMPARE_IS_NOT:
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    return NULL;
}

static Outcome record_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    bool is_own =
        has_function(vm, self, compare_name(vm, op)) || (op == COMPARE_NE && has_function(vm, self, vm->names.ne));
    return is_own ? instance_ops.compare(vm, op, self, other, result)
                  : tuple_ops(vm)->compare(vm, op, self, other, result);
}

static bool is_record(Vm *vm, Value value)
{
    return class_of(vm, value)->ops == &stdlib_room(vm)->record_ops;
}

/* Operators of the program's class: those that records are likely to have (vectors, money). */
static bool has_operator(Vm *vm, Operator op, Value left, Value right)
{
    const VmNames *n = &vm->names;
    Str *plain = NULL, *reflected = NULL;
    switch (op) {
    case OPERATOR_ADD:
        plain = n->add, reflected = n->radd;
        break;
    case OPERATOR_SUB:
        plain = n->sub, reflected = n->rsub;
        break;
    case OPERATOR_MULT:
        plain = n->mul, reflected = n->rmul;
        break;
    case OPERATOR_DIV:
        plain = n->truediv, reflected = n->rtruediv;
        break;
    case OPERATOR_FLOOR_DIV:
        plain = n->floordiv, reflected = n->rfloordiv;
        break;
    case OPERATOR_MOD:
        plain = n->mod, reflected = n->rmod;
        break;
    case OPERATOR_POW:
        plain = n->pow, reflected = n->rpow;
        break;
    case OPERATOR_MAT_MULT:
        plain = n->matmul, reflected = n->rmatmul;
        break;
    case OPERATOR_BIT_OR:
        plain = n->or, reflected = n->ror;
        break;
    case OPERATOR_BIT_AND:
        plain = n->and, reflected = n->rand;
        break;
    case OPERATOR_BIT_XOR:
        plain = n->xor, reflected = n->rxor;
        break;
    case OPERATOR_LSHIFT:
    case OPERATOR_RSHIFT:
    case OPERATOR_INVERT:
    case OPERATOR_NOT:
    case OPERATOR_POSITIVE:
    case OPERATOR_NEGATIVE:
    case OPERATOR_AND:
    case OPERATOR_OR:
        return false;
    }
    return (is_record(vm, left) && has_function(vm, left, plain)) ||
           (is_record(vm, right) && has_function(vm, right, reflected));
}

static Outcome record_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    if (has_operator(vm, op, left, right))
        return instance_ops.binary(vm, op, left, right, result);
    *result = VALUE_NOT_IMPLEMENTED;
    return tuple_ops(vm)->binary ? tuple_ops(vm)->binary(vm, op, left, right, result) : RETURNED;
}

static Outcome record_unary(Vm *vm, Operator op, Value self, Value *result)
{
    const VmNames *n = &vm->names;
    Str *name = op == OPERATOR_NEGATIVE ? n->neg : op == OPERATOR_POSITIVE ? n->pos : n->invert;
    *result = VALUE_NOT_IMPLEMENTED;
    return has_function(vm, self, name) ? instance_ops.unary(vm, op, self, result) : RETURNED;
}

static Outcome record_truth(Vm *vm, Value self, bool *truth)
{
    if (has_function(vm, self, vm->names.truth))
        return instance_ops.truth(vm, self, truth);
    *truth = value_tuple(self)->count > 0;
    return RETURNED;
}

static Outcome record_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    int64_t index = field_named(fields_of(vm, class_of(vm, self)), name);
    const Tuple *record = value_tuple(self);
    *result = index >= 0 && (uint64_t)index < record->count ? value_retain(record->items[index]) : VALUE_EMPTY;
    return RETURNED;
}

static Outcome record_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    (void)value;
    *done = true;
    if (field_named(fields_of(vm, class_of(vm, self)), name) >= 0)
        return vm_raise(vm, EXCEPTION_AttributeError, "can't set attribute");
    *done = false;
    return RETURNED;
}

/* ---- making records ---- */

/* The class on whose `_fields` the record's class draws: its name is in the messages. */
static const char *class_with_fields(Vm *vm, Class *class)
{
    Str *fields = name_of(vm, FIELDS);
    for (uint32_t i = 0; i < class->mro_count; i++) {
        if (dict_get_str(vm, class->mro[i]->attributes, fields) != VALUE_EMPTY)
            return class->mro[i]->name->text;
    }
    return class->name->text;
}

static size_t default_count(Vm *vm, Class *class)
{
    Value defaults = class_lookup(vm, class, name_of(vm, DEFAULTS));
    return value_is_kind(defaults, KIND_DICT) ? value_dict(defaults)->count : 0;
}

static Outcome too_many_values(Vm *vm, Class *class, size_t fields, size_t given)
{
    size_t defaults = default_count(vm, class);
    const char *name = class_with_fields(vm, class);
    if (defaults > 0)
        return vm_raise(vm, EXCEPTION_TypeError,
                        "%s.__new__() takes from %zu to %zu positional arguments but %zu were given", name,
                        fields - defaults + 1, fields + 1, given + 1);
    return vm_raise(vm, EXCEPTION_TypeError, "%s.__new__() takes %zu positional argument%s but %zu were given",
                    name, fields + 1, fields == 0 ? "" : "s", given + 1);
}

static Outcome missing_values(Vm *vm, Class *class, const Tuple *fields, const Tuple *record)
{
    size_t count = 0, shown = 0;
    Text names = {0};
    for (size_t i = 0; i < fields->count; i++)
        count += record->items[i] == VALUE_EMPTY;
    for (size_t i = 0; i < fields->count; i++) {
        if (record->items[i] != VALUE_EMPTY)
            continue;
        const char *before = shown == 0 ? "" : shown + 1 < count ? ", " : count == 2 ? " and " : ", and ";
        text_format(&names, "%s'%s'", before, value_str_object(fields->items[i])->text);
        shown++;
    }
    Outcome outcome =
        vm_raise(vm, EXCEPTION_TypeError, "%s.__new__() missing %zu required positional argument%s: %s",
                 class_with_fields(vm, class), count, count == 1 ? "" : "s", text_string(&names));
    text_release(&names);
    return outcome;
}

static Outcome place_keywords(Vm *vm, Class *class, const Tuple *fields, const Dict *keywords, Tuple *record)
{
    Value key, value;
    for (uint32_t at = 0; dict_next(keywords, &at, &key, &value);) {
        const Str *name = str_intern_value(vm, value_str_object(key));
        int64_t index = field_named(fields, name);
        if (index < 0)
            return vm_raise(vm, EXCEPTION_TypeError, "%s.__new__() got an unexpected keyword argument '%s'",
                            class_with_fields(vm, class), name->text);
        if (record->items[index] != VALUE_EMPTY)
            return vm_raise(vm, EXCEPTION_TypeError, "%s.__new__() got multiple values for argument '%s'",
                            class_with_fields(vm, class), name->text);
        record->items[index] = value_retain(value);
    }
    return RETURNED;
}

static Outcome place_defaults(Vm *vm, Class *class, const Tuple *fields, Tuple *record)
{
    Value defaults = class_lookup(vm, class, name_of(vm, DEFAULTS));
    bool is_missing = false;
    for (size_t i = 0; i < fields->count; i++) {
        if (record->items[i] != VALUE_EMPTY)
            continue;
        Value value = value_is_kind(defaults, KIND_DICT)
                          ? dict_get_str(vm, value_dict(defaults), value_str_object(fields->items[i]))
                          : VALUE_EMPTY;
        record->items[i] = value_retain(value);
        is_missing |= value == VALUE_EMPTY;
    }
    return is_missing ? missing_values(vm, class, fields, record) : RETURNED;
}

static Tuple *record_make(Vm *vm, Class *class, size_t count)
{
    return object_new(vm, class, KIND_TUPLE, sizeof(Tuple) + count * sizeof(Value));
}

/* A record of positional values and keywords (a dict or EMPTY), as a call of the class gives them. */
static Outcome record_bind(Vm *vm, Class *class, const Tuple *values, Value keywords, Value *result)
{
    const Tuple *fields = fields_of(vm, class);
    if (values->count > fields->count)
        return too_many_values(vm, class, fields->count, values->count);
    Tuple *record = record_make(vm, class, fields->count);
    if (!record)
        return vm_raise_memory(vm);
    record->count = fields->count;
    for (size_t i = 0; i < values->count; i++)
        record->items[i] = value_retain(values->items[i]);
    Outcome outcome = RETURNED;
    if (keywords != VALUE_EMPTY)
        outcome = place_keywords(vm, class, fields, value_dict(keywords), record);
    if (outcome == RETURNED && (values->count < fields->count))
        outcome = place_defaults(vm, class, fields, record);
    if (outcome == RAISED)
        object_release(vm, record);
    else
        *result = value_from(record);
    return outcome;
}

Value record_new(Vm *vm, Class *class, const Value *values)
{
    const Tuple *fields = fields_of(vm, class);
    Tuple *record = record_make(vm, class, fields->count);
    record->count = fields->count;
    for (size_t i = 0; i < fields->count; i++)
        record->items[i] = values[i];
    return value_from(record);
}

/* Call with the class or the record in front: (first, *values, **keywords). */
static Outcome call_with_front(Vm *vm, Value function, Value first, const Tuple *values, Value keywords,
                               Value *result)
{
    size_t keyword_count = keywords == VALUE_EMPTY ? 0 : value_dict(keywords)->count;
    size_t size = (values->count + keyword_count + 1) * sizeof(Value), count = 0;
    Value *all = vm_alloc(vm, size), key, value;
    Tuple *names = tuple_make(vm, keyword_count);
    if (!all || !names) {
        vm_free(vm, all, size);
        object_release(vm, names);
        return vm_raise_memory(vm);
    }
    all[count++] = first;
    for (size_t i = 0; i < values->count; i++)
        all[count++] = values->items[i];
    for (uint32_t at = 0, i = 0; keyword_count && dict_next(value_dict(keywords), &at, &key, &value);) {
        names->items[i++] = value_retain(key);
        all[count++] = value;
    }
    Outcome outcome =
        value_call(vm, function, &(Arguments){all, values->count + 1, value_from(names), VALUE_EMPTY}, result);
    object_release(vm, names);
    vm_free(vm, all, size);
    return outcome;
}

static Outcome run_init(Vm *vm, Class *class, const Value *args, Value *result)
{
    Value init = class_lookup(vm, class, vm->names.init), ignored;
    if (!value_is_kind(init, KIND_FUNCTION) || class_of(vm, *result) != class)
        return RETURNED;
    if (call_with_front(vm, init, *result, value_tuple(args[1]), args[2], &ignored) == RAISED) {
        value_release(vm, *result);
        return RAISED;
    }
    value_release(vm, ignored);
    return RETURNED;
}

/* A call of the class: its own __new__ and __init__, where the program wrote any. */
static Outcome record_construct(Vm *vm, const Value *args, Value *result)
{
    Class *class = class_of_value(args[0]);
    Value maker = class_lookup(vm, class, vm->names.new);
    Value function =
        value_is_kind(maker, KIND_STATIC_METHOD) ? ((Wrapper *)value_object(maker))->function : VALUE_EMPTY;
    Outcome outcome = value_is_kind(function, KIND_FUNCTION)
                          ? call_with_front(vm, function, args[0], value_tuple(args[1]), args[2], result)
                          : record_bind(vm, class, value_tuple(args[1]), args[2], result);
    return outcome == RETURNED ? run_init(vm, class, args, result) : RAISED;
}

/* ---- methods ---- */

static Outcome record_method_new(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_kind(args[0], KIND_CLASS) || class_of_value(args[0])->ops != &stdlib_room(vm)->record_ops)
        return vm_raise(vm, EXCEPTION_TypeError, "tuple.__new__(X): X is not a type object");
    return record_bind(vm, class_of_value(args[0]), value_tuple(args[1]), args[2], result);
}

static Outcome record_method_make(Vm *vm, const Value *args, Value *result)
{
    Class *class = class_of_value(args[0]);
    Value values;
    if (tuple_from_iterable(vm, args[1], &values) == RAISED)
        return RAISED;
    size_t given = value_tuple(values)->count, wanted = fields_of(vm, class)->count;
    Outcome outcome = given == wanted
                          ? record_bind(vm, class, value_tuple(values), VALUE_EMPTY, result)
                          : vm_raise(vm, EXCEPTION_TypeError, "Expected %zu arguments, got %zu", wanted, given);
    value_release(vm, values);
    return outcome;
}

static Outcome record_method_asdict(Vm *vm, const Value *args, Value *result)
{
    const Tuple *record = value_tuple(args[0]), *fields = fields_of(vm, class_of(vm, args[0]));
    *result = dict_new(vm);
    for (size_t i = 0; i < record->count && i < fields->count; i++)
        dict_set_str(vm, value_dict(*result), value_str_object(fields->items[i]), record->items[i]);
    return RETURNED;
}

static Outcome unexpected_names(Vm *vm, const Tuple *fields, const Dict *keywords)
{
    Value names = list_new(vm, NULL, 0), key, value;
    for (uint32_t at = 0; dict_next(keywords, &at, &key, &value);) {
        if (field_named(fields, str_intern_value(vm, value_str_object(key))) < 0)
            list_append(vm, value_list(names), key);
    }
    Text text = {0};
    Outcome outcome = value_write_repr(vm, names, &text);
    if (outcome == RETURNED)
        outcome = vm_raise(vm, EXCEPTION_TypeError, "Got unexpected field names: %s", text_string(&text));
    text_release(&text);
    value_release(vm, names);
    return outcome;
}

static Outcome record_method_replace(Vm *vm, const Value *args, Value *result)
{
    const Tuple *record = value_tuple(args[0]), *fields = fields_of(vm, class_of(vm, args[0]));
    Dict *keywords = args[1] == VALUE_EMPTY ? NULL : value_dict(args[1]);
    Tuple *made = record_make(vm, class_of(vm, args[0]), record->count);
    if (!made)
        return vm_raise_memory(vm);
    made->count = record->count;
    size_t used = 0;
    for (size_t i = 0; i < record->count; i++) {
        Value given = keywords ? dict_get_str(vm, keywords, value_str_object(fields->items[i])) : VALUE_EMPTY;
        used += given != VALUE_EMPTY;
        made->items[i] = value_retain(given == VALUE_EMPTY ? record->items[i] : given);
    }
    if (keywords && used < keywords->count) {
        object_release(vm, made);
        return unexpected_names(vm, fields, keywords);
    }
    *result = value_from(made);
    return RETURNED;
}

static Outcome record_method_newargs(Vm *vm, const Value *args, Value *result)
{
    const Tuple *record = value_tuple(args[0]);
    *result = tuple_new(vm, record->items, record->count);
    return RETURNED;
}

/* ---- classes of records ---- */

static void give_record_behaviour(Vm *vm, Class *class)
{
    StdlibRoom *room = stdlib_room(vm);
    class->ops = &room->record_ops;
    class->instance_kind = KIND_TUPLE;
    class->construct = room->record_construct;
    class->has_slots = true;
    value_replace(vm, &class->call_hook, VALUE_EMPTY); /* NamedTuple("Point", …) makes a class, Point(…) a record */
}

/* Runs at the end of each class statement with a record among the bases. */
static Outcome record_init_subclass(Vm *vm, const Value *args, Value *result)
{
    give_record_behaviour(vm, class_of_value(args[0]));
    *result = VALUE_NONE;
    return RETURNED;
}

static const NativeSpec record_methods[] = {
    {"__new__", record_method_new, "cls, *args, **keywords", NATIVE_STATIC},
    {"__init_subclass__", record_init_subclass, "cls", NATIVE_CLASS},
    {"__getnewargs__", record_method_newargs, "self, /", NATIVE_PLAIN},
    {"_make", record_method_make, "cls, iterable, /", NATIVE_CLASS},
    {"_asdict", record_method_asdict, "self, /", NATIVE_PLAIN},
    {"_replace", record_method_replace, "self, /, **keywords", NATIVE_PLAIN},
    {"__replace__", record_method_replace, "self, /, **keywords", NATIVE_PLAIN},
    {0},
};

/* The hidden base of all records. */
static Class *record_base(Vm *vm)
{
    StdlibRoom *room = stdlib_room(vm);
    if (room->record)
        return room->record;
    ClassOps *ops = &room->record_ops;
    *ops = *tuple_ops(vm);
    ops->repr = record_repr;
    ops->str = record_str;
    ops->hash = record_hash;
    ops->compare = record_compare;
    ops->binary = record_binary;
    ops->unary = record_unary;
    ops->truth = record_truth;
    ops->get_attribute = record_get_attribute;
    ops->set_attribute = record_set_attribute;
    room->record = class_native(vm, &(ClassSpec){.name = "record",
                                                 .module = "builtins",
                                                 .base = vm->classes.tuple,
                                                 .ops = ops,
                                                 .methods = record_methods,
                                                 .construct = record_construct,
                                                 .signature = "cls, *args, **keywords",
                                                 .can_be_base = true});
    room->record->instance_kind = KIND_TUPLE;
    room->record_construct = room->record->construct;
    return room->record;
}

/* The fields as a tuple of interned strs. */
static Value interned_fields(Vm *vm, Value fields)
{
    const Tuple *given = value_tuple(fields);
    Tuple *tuple = tuple_make(vm, given->count);
    for (size_t i = 0; i < given->count; i++)
        tuple->items[i] = value_from(str_intern_value(vm, value_str_object(given->items[i])));
    return value_from(tuple);
}

static void describe(Vm *vm, Dict *namespace, const Str *name, Value fields, Value defaults)
{
    Text text = {0};
    text_format(&text, "%s(", name->text);
    for (size_t i = 0; i < value_tuple(fields)->count; i++)
        text_format(&text, "%s%s", i ? ", " : "", value_str_object(value_tuple(fields)->items[i])->text);
    text_add(&text, ")");
    Value names = interned_fields(vm, fields), doc = str_from_text(vm, &text);
    Value given = defaults == VALUE_EMPTY ? dict_new(vm) : value_retain(defaults);
    dict_set_str(vm, namespace, name_of(vm, FIELDS), names);
    dict_set_str(vm, namespace, name_of(vm, DEFAULTS), given);
    dict_set_str(vm, namespace, vm->names.match_args, names);
    if (dict_get_str(vm, namespace, vm->names.doc) == VALUE_EMPTY ||
        dict_get_str(vm, namespace, vm->names.doc) == VALUE_NONE)
        dict_set_str(vm, namespace, vm->names.doc, doc);
    value_release(vm, given);
    value_release(vm, names);
    value_release(vm, doc);
}

Outcome record_class_new(Vm *vm, Str *name, const char *module, Value fields, Value defaults, Value *result)
{
    Value base = value_from(record_base(vm)), bases = tuple_new(vm, &base, 1), namespace = dict_new(vm);
    Dict *dict = value_dict(namespace);
    dict_set_str(vm, dict, vm->names.module, value_from(name_of(vm, module)));
    dict_set_str(vm, dict, vm->names.slots, vm->empty_tuple);
    describe(vm, dict, name, fields, defaults);
    Outcome outcome = class_build(vm, name, value_tuple(bases), dict, VALUE_EMPTY, result);
    value_release(vm, namespace);
    value_release(vm, bases);
    return outcome;
}

Class *record_class_named(Vm *vm, const char *name, const char *module, const char *fields)
{
    Value list = list_new(vm, NULL, 0), class;
    while (*fields) {
        size_t length = strcspn(fields, " ");
        list_append(vm, value_list(list), value_from(str_intern(vm, fields, length)));
        fields += length + (fields[length] == ' ');
    }
    Value tuple = tuple_new(vm, value_list(list)->items, value_list(list)->count);
    Outcome outcome = record_class_new(vm, name_of(vm, name), module, tuple, VALUE_EMPTY, &class);
    assert(outcome == RETURNED);
    (void)outcome;
    value_release(vm, tuple);
    value_release(vm, list);
    return class_of_value(class);
}

Outcome record_class_convert(Vm *vm, Class *class, Value fields, Value defaults)
{
    Value key, value;
    for (uint32_t at = 0; dict_next(value_dict(defaults), &at, &key, &value);)
        dict_delete_str(vm, class->attributes, value_str_object(key));
    describe(vm, class->attributes, class->name, fields, defaults);
    class_add_natives(vm, class, NULL); /* a new version: its attributes have changed */
    give_record_behaviour(vm, class);
    return RETURNED;
}

/* ---- for library Python ---- */

static Outcome native_record_class(Vm *vm, const Value *args, Value *result)
{
    return record_class_new(vm, value_str_object(args[0]), value_str_object(args[3])->text, args[1], args[2],
                            result);
}

static Outcome native_record_convert(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return record_class_convert(vm, class_of_value(args[0]), args[1], args[2]);
}

static Outcome native_record_inherit(Vm *vm, const Value *args, Value *result)
{
    return record_init_subclass(vm, args, result);
}

static Outcome native_record_base(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    *result = value_retain(value_from(record_base(vm)));
    return RETURNED;
}

const NativeSpec record_functions[] = {
    {"_record_class", native_record_class, "name, fields, defaults, module, /", NATIVE_PLAIN},
    {"_record_convert", native_record_convert, "cls, fields, defaults, /", NATIVE_PLAIN},
    {"_record_inherit", native_record_inherit, "cls, /", NATIVE_PLAIN},
    {"_record_base", native_record_base, "", NATIVE_PLAIN},
    {0},
};
