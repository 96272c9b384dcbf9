/* dict: a table with values, and its methods. */
#include "dict_views.h"
#include "sequence.h"
#include "table.h"

/* ---- for C ---- */

static Dict *dict_make(Vm *vm)
{
    return object_new(vm, vm->classes.dict, KIND_DICT, sizeof(Dict));
}

Value dict_new(Vm *vm)
{
    return value_from(dict_make(vm));
}

static Outcome find(Vm *vm, Dict *dict, Value key, uint64_t *hash, int64_t *at)
{
    if (table_hash(vm, key, hash) == RAISED)
        return RAISED;
    return table_find(vm, dict, key, *hash, at);
}

Outcome dict_get(Vm *vm, Dict *dict, Value key, Value *result)
{
    uint64_t hash;
    int64_t at = value_is_str(key) ? table_glance(dict, key) : -1;
    if (at < 0 && find(vm, dict, key, &hash, &at) == RAISED)
        return RAISED;
    *result = at < 0 ? VALUE_EMPTY : dict->entries[at].value;
    return RETURNED;
}

/* Set a value under a key whose hash is known. */
static Outcome put(Vm *vm, Dict *dict, Value key, uint64_t hash, Value value)
{
    int64_t at;
    if (table_find(vm, dict, key, hash, &at) == RAISED)
        return RAISED;
    if (at < 0)
        return table_add(vm, dict, key, hash, value);
    value_replace(vm, &dict->entries[at].value, value_retain(value));
    return RETURNED;
}

Outcome dict_set(Vm *vm, Dict *dict, Value key, Value value)
{
    uint64_t hash;
    int64_t at = value_is_str(key) ? table_glance(dict, key) : -1;
    if (at >= 0) {
        value_replace(vm, &dict->entries[at].value, value_retain(value));
        return RETURNED;
    }
    if (table_hash(vm, key, &hash) == RAISED)
        return RAISED;
    return put(vm, dict, key, hash, value);
}

Outcome dict_delete(Vm *vm, Dict *dict, Value key, bool *was_there)
{
    uint64_t hash;
    int64_t at;
    if (find(vm, dict, key, &hash, &at) == RAISED)
        return RAISED;
    *was_there = at >= 0;
    if (at >= 0)
        table_delete(vm, dict, (uint32_t)at);
    return RETURNED;
}

Value dict_get_str(Vm *vm, Dict *dict, Str *key)
{
    (void)vm;
    int64_t at = table_find_str(dict, key);
    return at < 0 ? VALUE_EMPTY : dict->entries[at].value;
}

bool dict_set_str(Vm *vm, Dict *dict, Str *key, Value value)
{
    int64_t at = table_find_str(dict, key);
    if (at < 0)
        return table_add(vm, dict, value_from(key), str_hash(key), value) == RETURNED;
    value_replace(vm, &dict->entries[at].value, value_retain(value));
    return true;
}

bool dict_delete_str(Vm *vm, Dict *dict, Str *key)
{
    int64_t at = table_find_str(dict, key);
    if (at >= 0)
        table_delete(vm, dict, (uint32_t)at);
    return at >= 0;
}

void dict_clear(Vm *vm, Dict *dict)
{
    table_release(vm, &dict->head);
}

Value dict_copy(Vm *vm, Dict *dict)
{
    Dict *copy = dict_make(vm);
    table_copy_from(vm, copy, dict); /* past the memory limit it stays empty, and the run is over */
    return value_from(copy);
}

bool dict_next(const Dict *dict, uint32_t *at, Value *key, Value *value)
{
    *at = table_skip_holes(dict, *at);
    if (*at == dict->used)
        return false;
    *key = dict->entries[*at].key;
    *value = dict->entries[*at].value;
    ++*at;
    return true;
}

/* ---- update ---- */

static Outcome update_from_dict(Vm *vm, Dict *dict, Dict *from)
{
    if (dict == from)
        return RETURNED;
    if (dict->count == 0) {
        dict_clear(vm, dict);
        return table_copy_from(vm, dict, from);
    }
    if (from->count > dict->capacity && table_reserve(vm, dict, from->count) == RAISED)
        return RAISED;
    uint64_t changes = from->changes;
    for (uint32_t at = 0; (at = table_skip_holes(from, at)) < from->used; at++) {
        TableEntry entry = from->entries[at];
        value_retain(entry.key);
        value_retain(entry.value);
        Outcome outcome = put(vm, dict, entry.key, entry.hash, entry.value);
        value_release(vm, entry.key);
        value_release(vm, entry.value);
        if (outcome == RAISED)
            return RAISED;
        if (from->changes != changes)
            return vm_raise(vm, EXCEPTION_RuntimeError, "dict mutated during update");
    }
    return RETURNED;
}

static Outcome put_item_of(Vm *vm, Dict *dict, Value mapping, Value key)
{
    Value value;
    if (value_get_item(vm, mapping, key, &value) == RAISED)
        return RAISED;
    Outcome outcome = dict_set(vm, dict, key, value);
    value_release(vm, value);
    return outcome;
}

static Outcome iterate_keys(Vm *vm, Value mapping, Value keys, Value *iterator)
{
    if (value_iterate(vm, keys, iterator) == RETURNED)
        return RETURNED;
    if (!vm_raised_is_builtin(vm, EXCEPTION_TypeError))
        return RAISED;
    value_release(vm, vm_take_raised(vm));
    return vm_raise(vm, EXCEPTION_TypeError, "%s.keys() returned a non-iterable (type %s)",
                    class_of(vm, mapping)->told_name->text, class_of(vm, keys)->told_name->text);
}

/* From an object with keys() and []. */
static Outcome update_from_mapping(Vm *vm, Dict *dict, Value mapping, Value keys_method)
{
    Value keys, iterator, key;
    if (value_call_with(vm, keys_method, 0, NULL, &keys) == RAISED)
        return RAISED;
    Outcome outcome = iterate_keys(vm, mapping, keys, &iterator);
    value_release(vm, keys);
    if (outcome == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &key)) == RETURNED && key != VALUE_EMPTY) {
        outcome = put_item_of(vm, dict, mapping, key);
        value_release(vm, key);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

/* An element of a sequence of pairs as a list or tuple. */
static Outcome pair_from(Vm *vm, Value element, int64_t number, Value *pair)
{
    if (value_is_kind(element, KIND_LIST) || value_is_kind(element, KIND_TUPLE)) {
        *pair = value_retain(element);
        return RETURNED;
    }
    if (list_from_iterable(vm, element, pair) == RETURNED)
        return RETURNED;
    if (!vm_raised_is_builtin(vm, EXCEPTION_TypeError))
        return RAISED;
    value_release(vm, vm_take_raised(vm));
    return vm_raise(vm, EXCEPTION_TypeError,
                    "cannot convert dictionary update sequence element #%lld to a sequence", (long long)number);
}

static Outcome put_pair(Vm *vm, Dict *dict, Value element, int64_t number)
{
    Value pair;
    if (pair_from(vm, element, number, &pair) == RAISED)
        return RAISED;
    Items items = items_of(pair);
    Outcome outcome;
    if (items.count == 2) {
        Value key = value_retain(items.values[0]), value = value_retain(items.values[1]);
        outcome = dict_set(vm, dict, key, value);
        value_release(vm, key);
        value_release(vm, value);
    } else {
        outcome = vm_raise(vm, EXCEPTION_ValueError,
                           "dictionary update sequence element #%lld has length %llu; 2 is required",
                           (long long)number, (unsigned long long)items.count);
    }
    value_release(vm, pair);
    return outcome;
}

static Outcome update_from_pairs(Vm *vm, Dict *dict, Value pairs)
{
    Value iterator, element;
    Outcome outcome;
    if (value_iterate(vm, pairs, &iterator) == RAISED)
        return RAISED;
    for (int64_t number = 0; (outcome = value_next(vm, iterator, &element)) == RETURNED && element != VALUE_EMPTY;
         number++) {
        outcome = put_pair(vm, dict, element, number);
        value_release(vm, element);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

/* From a dict, an object with keys(), or an iterable of pairs. */
Outcome dict_update(Vm *vm, Dict *dict, Value mapping_or_pairs)
{
    if (value_is_kind(mapping_or_pairs, KIND_DICT))
        return update_from_dict(vm, dict, value_dict(mapping_or_pairs));
    Value keys;
    if (value_find_attribute(vm, mapping_or_pairs, vm->names.keys, &keys) == RAISED)
        return RAISED;
    if (keys == VALUE_EMPTY)
        return update_from_pairs(vm, dict, mapping_or_pairs);
    Outcome outcome = update_from_mapping(vm, dict, mapping_or_pairs, keys);
    value_release(vm, keys);
    return outcome;
}

/* ---- behaviour ---- */

static Outcome key_error(Vm *vm, Value key)
{
    return vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], key);
}

static Outcome write_item(Vm *vm, Value key, Value value, Text *out)
{
    value_retain(key);
    value_retain(value);
    Outcome outcome = value_write_repr(vm, key, out);
    text_add(out, ": ");
    if (outcome == RETURNED)
        outcome = value_write_repr(vm, value, out);
    value_release(vm, key);
    value_release(vm, value);
    return outcome;
}

static Outcome dict_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    Value key, value;
    Outcome outcome = RETURNED;
    text_add(&text, "{");
    for (uint32_t at = 0; outcome == RETURNED && dict_next(value_dict(self), &at, &key, &value);) {
        if (text.length > 1)
            text_add(&text, ", ");
        outcome = write_item(vm, key, value, &text);
    }
    text_add(&text, "}");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

/* Whether `dict` holds an equal value under the entry's key. */
static Outcome has_equal_item(Vm *vm, Dict *dict, TableEntry entry, bool *has)
{
    int64_t at;
    *has = false;
    value_retain(entry.key);
    value_retain(entry.value);
    Outcome outcome = table_find(vm, dict, entry.key, entry.hash, &at);
    if (outcome == RETURNED && at >= 0) {
        Value other = value_retain(dict->entries[at].value);
        outcome = value_equal(vm, other, entry.value, has);
        value_release(vm, other);
    }
    value_release(vm, entry.key);
    value_release(vm, entry.value);
    return outcome;
}

static Outcome are_equal(Vm *vm, Dict *a, Dict *b, bool *equal)
{
    *equal = a->count == b->count;
    for (uint32_t at = 0; *equal && (at = table_skip_holes(a, at)) < a->used; at++) {
        if (has_equal_item(vm, b, a->entries[at], equal) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome dict_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    bool equal;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_kind(other, KIND_DICT) || (op != COMPARE_EQ && op != COMPARE_NE))
        return RETURNED;
    if (are_equal(vm, value_dict(self), value_dict(other), &equal) == RAISED)
        return RAISED;
    *result = value_from_bool(equal == (op == COMPARE_EQ));
    return RETURNED;
}

static Outcome merge(Vm *vm, Value left, Value right, Value *result)
{
    Value merged = dict_copy(vm, value_dict(left));
    if (vm_is_over(vm) || dict_update(vm, value_dict(merged), right) == RAISED) {
        value_release(vm, merged);
        return RAISED;
    }
    *result = merged;
    return RETURNED;
}

/* A dict's subclass on the right, which has its own way to merge, is asked first. */
static Outcome dict_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (op != OPERATOR_BIT_OR || !value_is_kind(left, KIND_DICT) || !value_is_kind(right, KIND_DICT))
        return RETURNED;
    const ClassOps *own = vm->classes.dict->ops, *others = class_of(vm, right)->ops;
    if (others != own && class_of(vm, left) == vm->classes.dict) {
        if (others->binary(vm, op, left, right, result) == RAISED)
            return RAISED;
        if (*result != VALUE_NOT_IMPLEMENTED)
            return RETURNED;
    }
    return merge(vm, left, right, result);
}

static Outcome dict_inplace(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (op != OPERATOR_BIT_OR)
        return RETURNED;
    if (dict_update(vm, value_dict(left), right) == RAISED)
        return RAISED;
    *result = value_retain(left);
    return RETURNED;
}

static Outcome dict_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = value_dict(self)->count;
    return RETURNED;
}

static Outcome dict_get_item(Vm *vm, Value self, Value key, Value *result)
{
    if (dict_get(vm, value_dict(self), key, result) == RAISED)
        return RAISED;
    if (*result == VALUE_EMPTY)
        return key_error(vm, key);
    value_retain(*result);
    return RETURNED;
}

static Outcome dict_set_item(Vm *vm, Value self, Value key, Value value)
{
    bool was_there;
    if (value != VALUE_EMPTY)
        return dict_set(vm, value_dict(self), key, value);
    if (dict_delete(vm, value_dict(self), key, &was_there) == RAISED)
        return RAISED;
    return was_there ? RETURNED : key_error(vm, key);
}

static Outcome dict_contains(Vm *vm, Value self, Value item, bool *result)
{
    uint64_t hash;
    int64_t at;
    if (find(vm, value_dict(self), item, &hash, &at) == RAISED)
        return RAISED;
    *result = at >= 0;
    return RETURNED;
}

static Outcome dict_iterate(Vm *vm, Value self, Value *iterator)
{
    *iterator = table_iterator_new(vm, vm->classes.dict_key_iterator, ITERATOR_KEYS, value_dict(self));
    return RETURNED;
}

/* ---- methods ---- */

static Value given_or(Value given, Value otherwise)
{
    return value_retain(given == VALUE_EMPTY ? otherwise : given);
}

static Outcome dict_get_method(Vm *vm, const Value *args, Value *result)
{
    Value found;
    if (dict_get(vm, value_dict(args[0]), args[1], &found) == RAISED)
        return RAISED;
    *result = found == VALUE_EMPTY ? given_or(args[2], VALUE_NONE) : value_retain(found);
    return RETURNED;
}

static Outcome dict_setdefault(Vm *vm, const Value *args, Value *result)
{
    Dict *dict = value_dict(args[0]);
    uint64_t hash;
    int64_t at;
    if (find(vm, dict, args[1], &hash, &at) == RAISED)
        return RAISED;
    *result = at >= 0 ? value_retain(dict->entries[at].value) : given_or(args[2], VALUE_NONE);
    if (at >= 0 || table_add(vm, dict, args[1], hash, *result) == RETURNED)
        return RETURNED;
    value_release(vm, *result);
    return RAISED;
}

/* An empty dict is not asked for the key's hash, as in CPython. */
static Outcome dict_pop(Vm *vm, const Value *args, Value *result)
{
    Dict *dict = value_dict(args[0]);
    uint64_t hash;
    int64_t at = -1;
    if (dict->count > 0 && find(vm, dict, args[1], &hash, &at) == RAISED)
        return RAISED;
    if (at < 0 && args[2] == VALUE_EMPTY)
        return key_error(vm, args[1]);
    if (at < 0) {
        *result = value_retain(args[2]);
        return RETURNED;
    }
    TableEntry taken = table_take(dict, (uint32_t)at);
    value_release(vm, taken.key);
    *result = taken.value;
    return RETURNED;
}

static Outcome dict_popitem(Vm *vm, const Value *args, Value *result)
{
    Dict *dict = value_dict(args[0]);
    if (dict->count == 0) {
        Value text = str_from(vm, "popitem(): dictionary is empty");
        Outcome outcome = key_error(vm, text);
        value_release(vm, text);
        return outcome;
    }
    TableEntry taken = table_take_last(dict);
    Tuple *pair = tuple_make(vm, 2);
    pair->items[0] = taken.key;
    pair->items[1] = taken.value;
    *result = value_from(pair);
    return RETURNED;
}

static Outcome dict_update_method(Vm *vm, const Value *args, Value *result)
{
    Dict *dict = value_dict(args[0]);
    *result = VALUE_NONE;
    if (args[1] != VALUE_EMPTY && dict_update(vm, dict, args[1]) == RAISED)
        return RAISED;
    return args[2] == VALUE_EMPTY ? RETURNED : dict_update(vm, dict, args[2]);
}

static Outcome dict_clear_method(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    dict_clear(vm, value_dict(args[0]));
    return RETURNED;
}

static Outcome dict_copy_method(Vm *vm, const Value *args, Value *result)
{
    *result = dict_copy(vm, value_dict(args[0]));
    if (!vm_is_over(vm))
        return RETURNED;
    value_release(vm, *result);
    return RAISED;
}

static Outcome dict_reversed(Vm *vm, const Value *args, Value *result)
{
    *result = dict_backwards(vm, value_dict(args[0]), ITERATOR_KEYS);
    return RETURNED;
}

static Outcome set_all(Vm *vm, Value mapping, Value keys, Value value)
{
    Value iterator, key;
    Outcome outcome;
    if (value_iterate(vm, keys, &iterator) == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &key)) == RETURNED && key != VALUE_EMPTY) {
        outcome = value_set_item(vm, mapping, key, value);
        value_release(vm, key);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

/* dict.fromkeys, also of subclasses. */
static Outcome dict_fromkeys(Vm *vm, const Value *args, Value *result)
{
    Value value = args[2] == VALUE_EMPTY ? VALUE_NONE : args[2];
    if (value_call_with(vm, args[0], 0, NULL, result) == RAISED)
        return RAISED;
    if (set_all(vm, *result, args[1], value) == RETURNED)
        return RETURNED;
    value_release(vm, *result);
    return RAISED;
}

static Outcome dict_construct(Vm *vm, const Value *args, Value *result)
{
    Value ignored, dict = dict_new(vm);
    if (dict_update_method(vm, (Value[]){dict, args[1], args[2]}, &ignored) == RAISED) {
        value_release(vm, dict);
        return RAISED;
    }
    *result = dict;
    return RETURNED;
}

/* ---- the class ---- */

static const ClassOps dict_ops = {
    .size = sizeof(Dict),
    .release = table_release,
    .visit = table_visit,
    .repr = dict_repr,
    .compare = dict_compare,
    .binary = dict_binary,
    .inplace = dict_inplace,
    .length = dict_length,
    .get_item = dict_get_item,
    .set_item = dict_set_item,
    .contains = dict_contains,
    .iterate = dict_iterate,
};

static const NativeSpec dict_methods[] = {
    {"get", dict_get_method, "self, key, default=None, /", NATIVE_PLAIN},
    {"setdefault", dict_setdefault, "self, key, default=None, /", NATIVE_PLAIN},
    {"pop", dict_pop, "self, key, default=None, /", NATIVE_PLAIN},
    {"popitem", dict_popitem, "self, /", NATIVE_PLAIN},
    {"keys", dict_keys_method, "self, /", NATIVE_PLAIN},
    {"values", dict_values_method, "self, /", NATIVE_PLAIN},
    {"items", dict_items_method, "self, /", NATIVE_PLAIN},
    {"update", dict_update_method, "self, mapping=(), /, **keywords", NATIVE_PLAIN},
    {"clear", dict_clear_method, "self, /", NATIVE_PLAIN},
    {"copy", dict_copy_method, "self, /", NATIVE_PLAIN},
    {"fromkeys", dict_fromkeys, "cls, iterable, value=None, /", NATIVE_CLASS},
    {"__reversed__", dict_reversed, "self, /", NATIVE_PLAIN},
    {0},
};

void dict_class_init(Vm *vm)
{
    vm->classes.dict = class_native(vm, &(ClassSpec){.name = "dict",
                                                     .module = "builtins",
                                                     .ops = &dict_ops,
                                                     .methods = dict_methods,
                                                     .construct = dict_construct,
                                                     .signature = "cls, mapping=(), /, **keywords"});
    vm->classes.dict->instance_kind = KIND_DICT;
    class_forbid_hash(vm, vm->classes.dict);
    dict_views_init(vm);
    mapping_proxy_init(vm);
}
