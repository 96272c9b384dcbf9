/* How sets combine and compare.
 *
 * CPython promises no order of what comes out; here it is: what is left of the left set keeps its order, and what
 * the right one adds stands behind, in the order of the right one. */
#include "set_operations.h"

#include "table.h"

#include <assert.h>

typedef Outcome ItemAction(Vm *vm, void *context, Value item);

/* Do something with each item of an iterable. */
static Outcome for_each(Vm *vm, Value iterable, ItemAction *action, void *context)
{
    Value iterator, item;
    Outcome outcome;
    if (value_iterate(vm, iterable, &iterator) == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        outcome = action(vm, context, item);
        value_release(vm, item);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

/* ---- subtracting ---- */

static Outcome discard_item(Vm *vm, void *set, Value item)
{
    bool was_there;
    return dict_delete(vm, set, item, &was_there);
}

Outcome set_subtract(Vm *vm, Set *set, Value iterable)
{
    if (iterable != value_from(set))
        return for_each(vm, iterable, discard_item, set);
    dict_clear(vm, set);
    return RETURNED;
}

/* ---- intersecting ---- */

/* What both have, as the right side has it. */
typedef struct Common {
    Set *left;
    Set *found; /* owned */
} Common;

static Outcome note_common(Vm *vm, void *context, Value item)
{
    Common *common = context;
    uint64_t hash;
    int64_t at;
    if (table_hash(vm, item, &hash) == RAISED || table_find(vm, common->left, item, hash, &at) == RAISED)
        return RAISED;
    return at < 0 ? RETURNED : set_add(vm, common->found, item);
}

/* Put the items of `left` that are in `found` into `kept`: the objects of whichever side CPython takes, which walks
 * the smaller set. */
static Outcome keep_in_order(Vm *vm, Set *left, Set *found, bool keep_left, Set *kept)
{
    for (uint32_t at = 0; (at = table_skip_holes(left, at)) < left->used; at++) {
        int64_t there;
        uint64_t hash = left->entries[at].hash;
        Value key = value_retain(left->entries[at].key);
        Outcome outcome = table_find(vm, found, key, hash, &there);
        if (outcome == RETURNED && there >= 0)
            outcome = table_add(vm, kept, keep_left ? key : found->entries[there].key, hash, VALUE_EMPTY);
        value_release(vm, key);
        if (outcome == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* Exchange what two sets hold. */
static void swap_tables(Set *a, Set *b)
{
    Object head_a = a->head, head_b = b->head;
    uint64_t changes = a->changes + b->changes + 1;
    Set former = *a;
    *a = *b;
    *b = former;
    a->head = head_a;
    b->head = head_b;
    a->changes = b->changes = changes;
}

Outcome set_keep(Vm *vm, Set *set, Value iterable)
{
    if (iterable == value_from(set))
        return RETURNED;
    Common common = {set, set_make(vm, vm->classes.set)};
    bool keep_left = value_is_any_set(iterable) && value_dict(iterable)->count > set->count;
    Outcome outcome = for_each(vm, iterable, note_common, &common);
    Set *kept = set_make(vm, vm->classes.set);
    if (outcome == RETURNED)
        outcome = keep_in_order(vm, set, common.found, keep_left, kept);
    if (outcome == RETURNED)
        swap_tables(set, kept);
    object_release(vm, kept);
    object_release(vm, common.found);
    return outcome;
}

/* ---- what only one of the two has ---- */

static Outcome toggle_item(Vm *vm, void *set, Value item)
{
    uint64_t hash;
    int64_t at;
    if (table_hash(vm, item, &hash) == RAISED || table_find(vm, set, item, hash, &at) == RAISED)
        return RAISED;
    if (at < 0)
        return table_add(vm, set, item, hash, VALUE_EMPTY);
    table_delete(vm, set, (uint32_t)at);
    return RETURNED;
}

Outcome set_toggle(Vm *vm, Set *set, Value iterable)
{
    if (value_is_any_set(iterable) && iterable != value_from(set))
        return for_each(vm, iterable, toggle_item, set);
    Set *other = set_of(vm, vm->classes.set, iterable); /* an item that comes twice counts once */
    if (!other)
        return RAISED;
    Outcome outcome = for_each(vm, value_from(other), toggle_item, set);
    object_release(vm, other);
    return outcome;
}

Outcome set_apply(Vm *vm, Operator op, Set *set, Value iterable)
{
    if (op == OPERATOR_BIT_OR)
        return set_update(vm, set, iterable);
    if (op == OPERATOR_BIT_AND)
        return set_keep(vm, set, iterable);
    if (op == OPERATOR_SUB)
        return set_subtract(vm, set, iterable);
    assert(op == OPERATOR_BIT_XOR);
    return set_toggle(vm, set, iterable);
}

/* ---- comparing ---- */

/* A walk that ends at the first item whose being in the container is not as wanted. */
typedef struct Survey {
    Value container;
    bool wanted;
} Survey;

static Outcome survey(Vm *vm, Value iterable, const Survey *search, bool *result)
{
    Value iterator, item;
    Outcome outcome = RETURNED;
    *result = true;
    if (value_iterate(vm, iterable, &iterator) == RAISED)
        return RAISED;
    while (*result && (outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        bool is_in;
        outcome = value_contains(vm, search->container, item, &is_in);
        value_release(vm, item);
        if (outcome == RAISED)
            break;
        *result = is_in == search->wanted;
    }
    value_release(vm, iterator);
    return *result ? outcome : RETURNED;
}

Outcome all_are_in(Vm *vm, Value iterable, Value container, bool *result)
{
    return survey(vm, iterable, &(Survey){container, true}, result);
}

Outcome none_is_in(Vm *vm, Value iterable, Value container, bool *result)
{
    return survey(vm, iterable, &(Survey){container, false}, result);
}

Outcome set_compare_with(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    int64_t left, right;
    bool is_true = false, is_turned = op == COMPARE_GT || op == COMPARE_GE;
    if (value_length(vm, self, &left) == RAISED || value_length(vm, other, &right) == RAISED)
        return RAISED;
    Outcome outcome = RETURNED;
    bool may_be = op == COMPARE_LT   ? left < right
                  : op == COMPARE_LE ? left <= right
                  : op == COMPARE_GT ? left > right
                  : op == COMPARE_GE ? left >= right
                                     : left == right;
    if (may_be)
        outcome = all_are_in(vm, is_turned ? other : self, is_turned ? self : other, &is_true);
    *result = value_from_bool(is_true == (op != COMPARE_NE));
    return outcome;
}
