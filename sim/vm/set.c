/* set and frozenset: tables without values. They are walked and shown in the order of insertion; see
 * set_operations.c for how they combine. */
#include "iterators.h"
#include "sequence.h"
#include "set_operations.h"
#include "table.h"

/* ---- for C ---- */

Set *set_make(Vm *vm, Class *class)
{
    return object_new(vm, class, KIND_SET, sizeof(Set));
}

Value set_new(Vm *vm)
{
    return value_from(set_make(vm, vm->classes.set));
}

static Outcome add_hashed(Vm *vm, Set *set, Value item, uint64_t hash)
{
    int64_t at;
    if (table_find(vm, set, item, hash, &at) == RAISED)
        return RAISED;
    return at < 0 ? table_add(vm, set, item, hash, VALUE_EMPTY) : RETURNED;
}

Outcome set_add(Vm *vm, Set *set, Value item)
{
    uint64_t hash;
    if (table_hash(vm, item, &hash) == RAISED)
        return RAISED;
    return add_hashed(vm, set, item, hash);
}

static Outcome frozenset_hash(Vm *vm, Value self, uint64_t *hash);

/* A set, though it has no hash, is looked up as the frozenset with the same items. */
static Outcome hash_for_search(Vm *vm, Value item, uint64_t *hash)
{
    return value_is_any_set(item) ? frozenset_hash(vm, item, hash) : table_hash(vm, item, hash);
}

static Outcome find(Vm *vm, Set *set, Value item, int64_t *at)
{
    uint64_t hash;
    if (hash_for_search(vm, item, &hash) == RAISED)
        return RAISED;
    return table_find(vm, set, item, hash, at);
}

Outcome set_has(Vm *vm, Set *set, Value item, bool *has)
{
    int64_t at;
    if (find(vm, set, item, &at) == RAISED)
        return RAISED;
    *has = at >= 0;
    return RETURNED;
}

Outcome set_remove(Vm *vm, Set *set, Value item, bool *was_there)
{
    int64_t at;
    if (find(vm, set, item, &at) == RAISED)
        return RAISED;
    *was_there = at >= 0;
    if (at >= 0)
        table_delete(vm, set, (uint32_t)at);
    return RETURNED;
}

/* The hashes of a table's keys are known. */
static Outcome update_from_table(Vm *vm, Set *set, Dict *table)
{
    if (set->count == 0 && value_is_any_set(value_from(table))) {
        table_release(vm, &set->head);
        return table_copy_from(vm, set, table);
    }
    for (uint32_t at = 0; (at = table_skip_holes(table, at)) < table->used; at++) {
        uint64_t hash = table->entries[at].hash;
        Value key = value_retain(table->entries[at].key);
        Outcome outcome = add_hashed(vm, set, key, hash);
        value_release(vm, key);
        if (outcome == RAISED)
            return RAISED;
    }
    return RETURNED;
}

Outcome set_update(Vm *vm, Set *set, Value iterable)
{
    Value iterator, item;
    Outcome outcome;
    if (iterable == value_from(set))
        return RETURNED;
    if (value_is_any_set(iterable) || (value_is_kind(iterable, KIND_DICT)))
        return update_from_table(vm, set, value_dict(iterable));
    if (value_iterate(vm, iterable, &iterator) == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        outcome = set_add(vm, set, item);
        value_release(vm, item);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

Set *set_of(Vm *vm, Class *class, Value iterable)
{
    Set *set = set_make(vm, class);
    if (set_update(vm, set, iterable) == RETURNED)
        return set;
    object_release(vm, set);
    return NULL;
}

/* ---- behaviour ---- */

static Outcome write_items(Vm *vm, Set *set, Text *out)
{
    bool is_first = true;
    Value item, none;
    for (uint32_t at = 0; dict_next(set, &at, &item, &none); is_first = false) {
        value_retain(item);
        if (!is_first)
            text_add(out, ", ");
        Outcome outcome = value_write_repr(vm, item, out);
        value_release(vm, item);
        if (outcome == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* «{1, 2}», «frozenset({1, 2})», «set()» */
static Outcome set_repr(Vm *vm, Value self, Value *result)
{
    Set *set = value_dict(self);
    const char *name = class_of(vm, self)->name->text;
    bool is_plain = class_of(vm, self) == vm->classes.set;
    if (set->count == 0) {
        *result = str_format(vm, "%s()", name);
        return RETURNED;
    }
    Text text = {0};
    text_format(&text, "%s%s{", is_plain ? "" : name, is_plain ? "" : "(");
    Outcome outcome = write_items(vm, set, &text);
    text_add(&text, is_plain ? "}" : "})");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static uint64_t shuffled(uint64_t bits)
{
    bits = (bits ^ bits >> 31 ^ 0x5851F42D4C957F2Du) * 0xD6E8FEB86659FD93u;
    return bits ^ bits >> 32;
}

/* The order of the items does not matter. */
static Outcome frozenset_hash(Vm *vm, Value self, uint64_t *hash)
{
    const Set *set = value_dict(self);
    uint64_t sum = 0;
    (void)vm;
    for (uint32_t at = 0; (at = table_skip_holes(set, at)) < set->used; at++)
        sum += shuffled(set->entries[at].hash);
    *hash = shuffled(sum + set->count);
    return RETURNED;
}

static Outcome set_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    if (value_is_any_set(other))
        return set_compare_with(vm, op, self, other, result);
    *result = VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

static Outcome set_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    bool is_of_sets =
        op == OPERATOR_SUB || op == OPERATOR_BIT_AND || op == OPERATOR_BIT_OR || op == OPERATOR_BIT_XOR;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!is_of_sets || !value_is_any_set(left) || !value_is_any_set(right))
        return RETURNED;
    Set *set = set_of(vm, class_of(vm, left), left);
    if (!set)
        return RAISED;
    *result = value_from(set);
    if (set_apply(vm, op, set, right) == RETURNED)
        return RETURNED;
    object_release(vm, set);
    return RAISED;
}

/* A frozenset has no operators in place: `a |= b` makes a new one. */
static Outcome set_inplace(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    bool is_of_sets =
        op == OPERATOR_SUB || op == OPERATOR_BIT_AND || op == OPERATOR_BIT_OR || op == OPERATOR_BIT_XOR;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!is_of_sets || !value_is_any_set(right))
        return RETURNED;
    if (set_apply(vm, op, value_dict(left), right) == RAISED)
        return RAISED;
    *result = value_retain(left);
    return RETURNED;
}

static Outcome set_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = value_dict(self)->count;
    return RETURNED;
}

static Outcome set_contains(Vm *vm, Value self, Value item, bool *result)
{
    return set_has(vm, value_dict(self), item, result);
}

static Outcome set_iterate(Vm *vm, Value self, Value *iterator)
{
    *iterator = table_iterator_new(vm, vm->classes.set_iterator, ITERATOR_SET, value_dict(self));
    return RETURNED;
}

/* ---- methods of set alone ---- */

static Outcome set_add_method(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return set_add(vm, value_dict(args[0]), args[1]);
}

static Outcome set_remove_method(Vm *vm, const Value *args, Value *result)
{
    bool was_there;
    *result = VALUE_NONE;
    if (set_remove(vm, value_dict(args[0]), args[1], &was_there) == RAISED)
        return RAISED;
    return was_there ? RETURNED : vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], args[1]);
}

static Outcome set_discard(Vm *vm, const Value *args, Value *result)
{
    bool was_there;
    *result = VALUE_NONE;
    return set_remove(vm, value_dict(args[0]), args[1], &was_there);
}

/* The item that was inserted first. */
static Outcome set_pop(Vm *vm, const Value *args, Value *result)
{
    Set *set = value_dict(args[0]);
    if (set->count == 0) {
        Value text = str_from(vm, "pop from an empty set");
        Outcome outcome = vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], text);
        value_release(vm, text);
        return outcome;
    }
    *result = table_take(set, table_skip_holes(set, 0)).key;
    return RETURNED;
}

static Outcome set_clear(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    dict_clear(vm, value_dict(args[0]));
    return RETURNED;
}

static Outcome change_by_each(Vm *vm, Operator op, const Value *args, Value *result)
{
    const Tuple *iterables = value_tuple(args[1]);
    *result = VALUE_NONE;
    for (size_t i = 0; i < iterables->count; i++) {
        if (set_apply(vm, op, value_dict(args[0]), iterables->items[i]) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome set_update_method(Vm *vm, const Value *args, Value *result)
{
    return change_by_each(vm, OPERATOR_BIT_OR, args, result);
}

static Outcome set_intersection_update(Vm *vm, const Value *args, Value *result)
{
    return change_by_each(vm, OPERATOR_BIT_AND, args, result);
}

static Outcome set_difference_update(Vm *vm, const Value *args, Value *result)
{
    return change_by_each(vm, OPERATOR_SUB, args, result);
}

static Outcome set_symmetric_difference_update(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return set_toggle(vm, value_dict(args[0]), args[1]);
}

/* ---- methods of both ---- */

static Outcome copy_and_change(Vm *vm, Operator op, const Value *args, Value *result)
{
    Value ignored;
    Set *copy = set_of(vm, class_of(vm, args[0]), args[0]);
    if (!copy)
        return RAISED;
    *result = value_from(copy);
    if (change_by_each(vm, op, (Value[]){*result, args[1]}, &ignored) == RETURNED)
        return RETURNED;
    object_release(vm, copy);
    return RAISED;
}

static Outcome set_union(Vm *vm, const Value *args, Value *result)
{
    return copy_and_change(vm, OPERATOR_BIT_OR, args, result);
}

static Outcome set_intersection(Vm *vm, const Value *args, Value *result)
{
    return copy_and_change(vm, OPERATOR_BIT_AND, args, result);
}

static Outcome set_difference(Vm *vm, const Value *args, Value *result)
{
    return copy_and_change(vm, OPERATOR_SUB, args, result);
}

static Outcome set_symmetric_difference(Vm *vm, const Value *args, Value *result)
{
    Set *copy = set_of(vm, class_of(vm, args[0]), args[0]);
    if (!copy)
        return RAISED;
    *result = value_from(copy);
    if (set_toggle(vm, copy, args[1]) == RETURNED)
        return RETURNED;
    object_release(vm, copy);
    return RAISED;
}

/* A frozenset is its own copy. */
static Outcome set_copy(Vm *vm, const Value *args, Value *result)
{
    if (class_of(vm, args[0]) == vm->classes.frozenset) {
        *result = value_retain(args[0]);
        return RETURNED;
    }
    Set *copy = set_of(vm, vm->classes.set, args[0]);
    *result = value_from(copy);
    return copy ? RETURNED : RAISED;
}

static Outcome set_isdisjoint(Vm *vm, const Value *args, Value *result)
{
    bool is_disjoint = false;
    Outcome outcome = none_is_in(vm, args[1], args[0], &is_disjoint);
    *result = value_from_bool(is_disjoint);
    return outcome;
}

static Outcome set_issuperset(Vm *vm, const Value *args, Value *result)
{
    bool are_in = false;
    Outcome outcome = all_are_in(vm, args[1], args[0], &are_in);
    *result = value_from_bool(are_in);
    return outcome;
}

static Outcome set_issubset(Vm *vm, const Value *args, Value *result)
{
    bool are_in = false;
    Set *other =
        value_is_any_set(args[1]) ? object_retain(value_dict(args[1])) : set_of(vm, vm->classes.set, args[1]);
    if (!other)
        return RAISED;
    Outcome outcome = all_are_in(vm, args[0], value_from(other), &are_in);
    object_release(vm, other);
    *result = value_from_bool(are_in);
    return outcome;
}

/* ---- the classes ---- */

static Outcome set_construct(Vm *vm, const Value *args, Value *result)
{
    Class *class = (Class *)value_object(args[0]);
    bool is_frozen = class == vm->classes.frozenset;
    if (is_frozen && args[1] != VALUE_EMPTY && class_of(vm, args[1]) == class) {
        *result = value_retain(args[1]);
        return RETURNED;
    }
    Set *set = args[1] == VALUE_EMPTY ? set_make(vm, class) : set_of(vm, class, args[1]);
    *result = value_from(set);
    return set ? RETURNED : RAISED;
}

#define SET_BEHAVIOUR                                                                                              \
    .size = sizeof(Set), .release = table_release, .visit = table_visit, .repr = set_repr, .compare = set_compare, \
    .binary = set_binary, .length = set_length, .contains = set_contains, .iterate = set_iterate

static const ClassOps set_ops = {SET_BEHAVIOUR, .inplace = set_inplace};
static const ClassOps frozenset_ops = {SET_BEHAVIOUR, .hash = frozenset_hash};

static const NativeSpec common_methods[] = {
    {"union", set_union, "self, /, *others", NATIVE_PLAIN},
    {"intersection", set_intersection, "self, /, *others", NATIVE_PLAIN},
    {"difference", set_difference, "self, /, *others", NATIVE_PLAIN},
    {"symmetric_difference", set_symmetric_difference, "self, other, /", NATIVE_PLAIN},
    {"copy", set_copy, "self, /", NATIVE_PLAIN},
    {"isdisjoint", set_isdisjoint, "self, other, /", NATIVE_PLAIN},
    {"issubset", set_issubset, "self, other, /", NATIVE_PLAIN},
    {"issuperset", set_issuperset, "self, other, /", NATIVE_PLAIN},
    {0},
};

static const NativeSpec set_methods[] = {
    {"add", set_add_method, "self, item, /", NATIVE_PLAIN},
    {"remove", set_remove_method, "self, item, /", NATIVE_PLAIN},
    {"discard", set_discard, "self, item, /", NATIVE_PLAIN},
    {"pop", set_pop, "self, /", NATIVE_PLAIN},
    {"clear", set_clear, "self, /", NATIVE_PLAIN},
    {"update", set_update_method, "self, /, *others", NATIVE_PLAIN},
    {"intersection_update", set_intersection_update, "self, /, *others", NATIVE_PLAIN},
    {"difference_update", set_difference_update, "self, /, *others", NATIVE_PLAIN},
    {"symmetric_difference_update", set_symmetric_difference_update, "self, other, /", NATIVE_PLAIN},
    {0},
};

static Class *class_of_sets(Vm *vm, const char *name, const ClassOps *ops)
{
    Class *class = class_native(vm, &(ClassSpec){.name = name,
                                                 .module = "builtins",
                                                 .ops = ops,
                                                 .methods = common_methods,
                                                 .construct = set_construct,
                                                 .signature = "cls, iterable=(), /"});
    class->instance_kind = KIND_SET;
    return class;
}

void set_class_init(Vm *vm)
{
    vm->classes.set = class_of_sets(vm, "set", &set_ops);
    vm->classes.frozenset = class_of_sets(vm, "frozenset", &frozenset_ops);
    class_add_natives(vm, vm->classes.set, set_methods);
    class_forbid_hash(vm, vm->classes.set);
    vm->classes.set_iterator =
        class_native(vm, &(ClassSpec){.name = "set_iterator", .module = "builtins", .ops = &table_iterator_ops});
}
