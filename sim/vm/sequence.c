/* What list and tuple share. The program's __eq__ may change a list while it is being walked, so items are read
 * anew after every comparison, and are held while they are compared. */
#include "sequence.h"

/* ---- comparing ---- */

static Value compare_lengths(CompareOperator op, uint64_t a, uint64_t b)
{
    switch (op) {
    case COMPARE_LT:
        return value_from_bool(a < b);
    case COMPARE_LE:
        return value_from_bool(a <= b);
    case COMPARE_EQ:
        return value_from_bool(a == b);
    case COMPARE_NE:
        return value_from_bool(a != b);
    case COMPARE_GT:
        return value_from_bool(a > b);
    case COMPARE_GE:
        return value_from_bool(a >= b);
    case COMPARE_IS:
    case COMPARE_IS_NOT:
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    return VALUE_NOT_IMPLEMENTED;
}

/* The first index at which two sequences have different items, or at which one of them ends. */
static Outcome find_difference(Vm *vm, Value a, Value b, uint64_t *index)
{
    bool are_equal = true;
    for (*index = 0;; ++*index) {
        Items left = items_of(a), right = items_of(b);
        if (*index >= left.count || *index >= right.count)
            return RETURNED;
        Value x = value_retain(left.values[*index]), y = value_retain(right.values[*index]);
        Outcome outcome = value_equal(vm, x, y, &are_equal);
        value_release(vm, x);
        value_release(vm, y);
        if (outcome == RAISED || !are_equal)
            return outcome;
    }
}

/* What was found different may be gone meanwhile: what stands there now is looked at, as in CPython. */
Outcome sequence_compare(Vm *vm, CompareOperator op, Value a, Value b, Value *result)
{
    uint64_t index;
    if (find_difference(vm, a, b, &index) == RAISED)
        return RAISED;
    vm_charge(vm, index / 2);
    Items left = items_of(a), right = items_of(b);
    if (index >= left.count || index >= right.count) {
        *result = compare_lengths(op, left.count, right.count);
        return RETURNED;
    }
    if (op == COMPARE_EQ || op == COMPARE_NE) {
        *result = value_from_bool(op == COMPARE_NE);
        return RETURNED;
    }
    Value x = value_retain(left.values[index]), y = value_retain(right.values[index]);
    Outcome outcome = value_compare(vm, op, x, y, result);
    value_release(vm, x);
    value_release(vm, y);
    return outcome;
}

/* ---- searching ---- */

static Outcome item_equals(Vm *vm, Value item, Value value, bool *is_equal)
{
    value_retain(item);
    Outcome outcome = value_equal(vm, item, value, is_equal);
    value_release(vm, item);
    return outcome;
}

Outcome sequence_find(Vm *vm, Value sequence, Value value, uint64_t from, uint64_t to, int64_t *index)
{
    uint64_t i = from;
    bool is_equal = false;
    for (; i < to && i < items_of(sequence).count; i++) {
        if (item_equals(vm, items_of(sequence).values[i], value, &is_equal) == RAISED)
            return RAISED;
        if (is_equal)
            break;
    }
    *index = is_equal ? (int64_t)i : -1;
    return i == from || vm_spend(vm, i - from) ? RETURNED : RAISED;
}

Outcome sequence_contains(Vm *vm, Value self, Value item, bool *result)
{
    int64_t index;
    if (sequence_find(vm, self, item, 0, UINT64_MAX, &index) == RAISED)
        return RAISED;
    *result = index >= 0;
    return RETURNED;
}

Outcome sequence_count(Vm *vm, const Value *args, Value *result)
{
    int64_t index = -1, count = 0;
    for (;;) {
        if (sequence_find(vm, args[0], args[1], (uint64_t)(index + 1), UINT64_MAX, &index) == RAISED)
            return RAISED;
        if (index < 0)
            break;
        count++;
    }
    *result = int_new(vm, count);
    return RETURNED;
}

/* A bound of index(value, start, stop): negative numbers count from the end. */
static Outcome bound_from(Vm *vm, Value sequence, Value given, uint64_t otherwise, uint64_t *bound)
{
    int64_t integer;
    *bound = otherwise;
    if (given == VALUE_EMPTY)
        return RETURNED;
    if (!value_has_index(vm, given))
        return vm_raise(vm, EXCEPTION_TypeError, "slice indices must be integers or have an __index__ method");
    if (int_index(vm, given, &integer) == RAISED)
        return RAISED;
    if (integer < 0)
        integer += (int64_t)items_of(sequence).count;
    *bound = integer < 0 ? 0 : (uint64_t)integer;
    return RETURNED;
}

Outcome sequence_find_between(Vm *vm, const Value *args, int64_t *index)
{
    uint64_t from, to;
    if (bound_from(vm, args[0], args[2], 0, &from) == RAISED ||
        bound_from(vm, args[0], args[3], UINT64_MAX, &to) == RAISED)
        return RAISED;
    return sequence_find(vm, args[0], args[1], from, to, index);
}

/* ---- showing ---- */

Outcome sequence_write(Vm *vm, Value sequence, Text *out)
{
    for (uint64_t i = 0; i < items_of(sequence).count; i++) {
        Value item = value_retain(items_of(sequence).values[i]);
        if (i > 0)
            text_add(out, ", ");
        Outcome outcome = value_write_repr(vm, item, out);
        value_release(vm, item);
        if (outcome == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* ---- indices ---- */

bool value_has_index(Vm *vm, Value value)
{
    int64_t integer;
    if (int_from(value, &integer))
        return true;
    Class *class = class_of(vm, value);
    return class->is_program && class_lookup(vm, class, vm->names.index) != VALUE_EMPTY;
}

Outcome index_is_wrong(Vm *vm, const char *type, Value key)
{
    return vm_raise(vm, EXCEPTION_TypeError, "%s indices must be integers or slices, not %s", type,
                    class_of(vm, key)->told_name->text);
}

Outcome index_within(Vm *vm, Value key, const uint64_t *count, const char *complaint, uint64_t *index)
{
    int64_t integer;
    if (value_is_small_int(key))
        integer = value_small_int(key);
    else if (int_index(vm, key, &integer) == RAISED)
        return RAISED;
    if (integer < 0)
        integer += (int64_t)*count;
    if (integer < 0 || (uint64_t)integer >= *count)
        return vm_raise(vm, EXCEPTION_IndexError, "%s", complaint);
    *index = (uint64_t)integer;
    return RETURNED;
}

Outcome repetitions(Vm *vm, Value times, const uint64_t *count, uint64_t *result)
{
    int64_t integer;
    if (int_index(vm, times, &integer) == RAISED)
        return RAISED;
    *result = integer < 0 || *count == 0 ? 0 : (uint64_t)integer;
    if (*result > 0 && are_too_many(vm, *result))
        return vm_raise_memory(vm);
    return are_too_many(vm, *result * *count) ? vm_raise_memory(vm) : RETURNED;
}

Outcome bounds_are_read_only(Vm *vm, Value self, Str *name, Value value, bool *done)
{
    (void)self, (void)value;
    *done = str_is(name, "start") || str_is(name, "stop") || str_is(name, "step");
    return *done ? vm_raise(vm, EXCEPTION_AttributeError, "readonly attribute") : RETURNED;
}

void class_forbid_hash(Vm *vm, Class *class)
{
    dict_set_str(vm, class->attributes, vm->names.hash, VALUE_NONE);
    class_add_natives(vm, class, NULL); /* a new version of the class */
}
