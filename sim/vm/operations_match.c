/* The instructions of `match`. Mirrors match_keys and match_class in Python/ceval.c. */
#include "operations.h"

/* Native containers of other rooms tell by their methods what they are. */
static bool is_native_container(Vm *vm, Value value, bool has_keys)
{
    Class *class = class_of(vm, value);
    const ClassOps *ops = class->ops;
    bool is_container = ops->length && ops->get_item && ops->iterate;
    return is_container && (class_lookup(vm, class, vm->names.keys) != VALUE_EMPTY) == has_keys;
}

bool is_match_sequence(Vm *vm, Value value)
{
    if (!value_is_object(value))
        return false;
    switch ((Kind)value_object(value)->kind) {
    case KIND_LIST:
    case KIND_TUPLE:
    case KIND_RANGE:
        return true;
    case KIND_OTHER:
        return is_native_container(vm, value, false);
    default:
        return false;
    }
}

bool is_match_mapping(Vm *vm, Value value)
{
    if (value_is_kind(value, KIND_DICT))
        return true;
    return value_is_kind(value, KIND_OTHER) && is_native_container(vm, value, true);
}

/* mapping.get(key), without __missing__; EMPTY where there is none. */
static Outcome get_key(Vm *vm, Value mapping, Value key, Value *value)
{
    if (value_is_kind(mapping, KIND_DICT)) {
        Outcome outcome = dict_get(vm, value_dict(mapping), key, value);
        if (outcome == RETURNED)
            value_retain(*value);
        return outcome;
    }
    bool has = false;
    *value = VALUE_EMPTY;
    if (value_contains(vm, mapping, key, &has) == RAISED)
        return RAISED;
    return has ? value_get_item(vm, mapping, key, value) : RETURNED;
}

static Outcome check_keys_differ(Vm *vm, const Tuple *keys)
{
    for (uint64_t i = 0; i < keys->count; i++) {
        for (uint64_t k = 0; k < i; k++) {
            bool equal;
            if (value_equal(vm, keys->items[i], keys->items[k], &equal) == RAISED)
                return RAISED;
            if (!equal)
                continue;
            Text text = {0};
            Outcome outcome = value_write_repr(vm, keys->items[i], &text);
            if (outcome == RETURNED)
                vm_raise(vm, EXCEPTION_ValueError, "mapping pattern checks duplicate key (%s)", text_string(&text));
            text_release(&text);
            return RAISED;
        }
    }
    return RETURNED;
}

Outcome match_keys(Vm *vm, Value mapping, const Tuple *keys, Value *result)
{
    if (check_keys_differ(vm, keys) == RAISED)
        return RAISED;
    Tuple *values = tuple_make(vm, keys->count);
    if (!values)
        return vm_raise_memory(vm);
    Outcome outcome = RETURNED;
    bool is_whole = true;
    for (uint64_t i = 0; i < keys->count && outcome == RETURNED && is_whole; i++) {
        outcome = get_key(vm, mapping, keys->items[i], &values->items[i]);
        is_whole = outcome == RETURNED && values->items[i] != VALUE_EMPTY;
    }
    *result = is_whole ? value_from(values) : VALUE_NONE;
    if (!is_whole)
        object_release(vm, values);
    return outcome;
}

Outcome dict_without_keys(Vm *vm, Value mapping, const Tuple *keys, Value *result)
{
    *result = dict_new(vm);
    Outcome outcome = dict_update(vm, value_dict(*result), mapping);
    for (uint64_t i = 0; i < keys->count && outcome == RETURNED; i++) {
        bool was_there;
        outcome = dict_delete(vm, value_dict(*result), keys->items[i], &was_there);
    }
    if (outcome == RAISED)
        value_release(vm, *result);
    return outcome;
}

/* ---- classes ---- */

/* Classes whose one positional pattern is the subject itself. */
static bool matches_self(const Vm *vm, const Class *class)
{
    const VmClasses *classes = &vm->classes;
    const Class *const those[] = {classes->boolean,   classes->dict,    classes->real,
                                  classes->frozenset, classes->integer, classes->list,
                                  classes->set,       classes->str,     classes->tuple};
    for (size_t i = 0; i < sizeof those / sizeof *those; i++) {
        if (class_is_subclass(class, those[i]))
            return true;
    }
    return false;
}

/* The attribute goes to *place; EMPTY where the subject has none. */
static Outcome match_attribute(Vm *vm, Value subject, const Class *class, Value name, Value *seen, Value *place)
{
    bool has;
    if (set_has(vm, value_dict(*seen), name, &has) == RAISED)
        return RAISED;
    if (has)
        return vm_raise(vm, EXCEPTION_TypeError, "%s() got multiple sub-patterns for attribute '%s'",
                        class->name->text, value_str_object(name)->text);
    if (set_add(vm, value_dict(*seen), name) == RAISED)
        return RAISED;
    if (value_find_attribute(vm, subject, value_str_object(name), place) == RETURNED)
        return RETURNED;
    if (!vm_raised_is_builtin(vm, EXCEPTION_AttributeError))
        return RAISED;
    value_release(vm, vm_take_raised(vm));
    *place = VALUE_EMPTY;
    return RETURNED;
}

/* class.__match_args__, checked; EMPTY where the class has none. Owned. */
static Outcome match_args_of(Vm *vm, Class *class, uint32_t positional, Value *names)
{
    if (value_find_attribute(vm, value_from(class), vm->names.match_args, names) == RAISED)
        return RAISED;
    if (*names != VALUE_EMPTY && !value_is_kind(*names, KIND_TUPLE)) {
        vm_raise(vm, EXCEPTION_TypeError, "%s.__match_args__ must be a tuple (got %s)", class->name->text,
                 class_of(vm, *names)->told_name->text);
        value_release(vm, *names);
        return RAISED;
    }
    uint64_t allowed = *names == VALUE_EMPTY ? matches_self(vm, class) : value_tuple(*names)->count;
    if (positional <= allowed)
        return RETURNED;
    value_release(vm, *names);
    return vm_raise(vm, EXCEPTION_TypeError, "%s() accepts %llu positional sub-pattern%s (%u given)",
                    class->name->text, (unsigned long long)allowed, allowed == 1 ? "" : "s", positional);
}

static Outcome match_positional(Vm *vm, Value subject, Class *class, uint32_t positional, Value *seen, Value *out)
{
    Value names;
    if (positional == 0)
        return RETURNED;
    if (match_args_of(vm, class, positional, &names) == RAISED)
        return RAISED;
    if (names == VALUE_EMPTY) {
        out[0] = value_retain(subject);
        return RETURNED;
    }
    Outcome outcome = RETURNED;
    for (uint32_t i = 0; i < positional && outcome == RETURNED; i++) {
        Value name = value_tuple(names)->items[i];
        if (!value_is_str(name))
            outcome = vm_raise(vm, EXCEPTION_TypeError, "__match_args__ elements must be strings (got %s)",
                               class_of(vm, name)->told_name->text);
        else
            outcome = match_attribute(vm, subject, class, name, seen, &out[i]);
        if (outcome == RETURNED && out[i] == VALUE_EMPTY)
            break;
    }
    value_release(vm, names);
    return outcome;
}

static Outcome match_parts(Vm *vm, Value subject, Class *class, uint32_t positional, const Tuple *names,
                           Tuple *parts)
{
    Value seen = set_new(vm);
    Outcome outcome = match_positional(vm, subject, class, positional, &seen, parts->items);
    bool is_whole = outcome == RETURNED && (positional == 0 || parts->items[positional - 1] != VALUE_EMPTY);
    for (uint64_t i = 0; i < names->count && is_whole; i++) {
        Value *place = &parts->items[positional + i];
        outcome = match_attribute(vm, subject, class, names->items[i], &seen, place);
        is_whole = outcome == RETURNED && *place != VALUE_EMPTY;
    }
    value_release(vm, seen);
    return outcome;
}

Outcome match_class(Vm *vm, Value subject, Value class, uint32_t positional, const Tuple *names, Value *result)
{
    bool is_instance;
    *result = VALUE_NONE;
    if (!value_is_kind(class, KIND_CLASS))
        return vm_raise(vm, EXCEPTION_TypeError, "called match pattern must be a class");
    if (value_isinstance(vm, subject, class, &is_instance) == RAISED)
        return RAISED;
    if (!is_instance)
        return RETURNED;
    Tuple *parts = tuple_make(vm, positional + names->count);
    if (!parts)
        return vm_raise_memory(vm);
    Outcome outcome = match_parts(vm, subject, (Class *)value_object(class), positional, names, parts);
    bool is_whole = outcome == RETURNED && (parts->count == 0 || parts->items[parts->count - 1] != VALUE_EMPTY);
    if (is_whole)
        *result = value_from(parts);
    else
        object_release(vm, parts);
    return outcome;
}
