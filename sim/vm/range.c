/* range: whole numbers at equal steps, none of which is kept. */
#include "iterators.h"
#include "sequence.h"

static Range *range_of(Value value)
{
    return (Range *)value_object(value);
}

/* How many numbers there are, as an unsigned difference: it can be more than an int64_t holds. */
static uint64_t length_of(int64_t start, int64_t stop, int64_t step)
{
    if (step > 0)
        return start < stop ? ((uint64_t)stop - (uint64_t)start - 1) / (uint64_t)step + 1 : 0;
    return start > stop ? ((uint64_t)start - (uint64_t)stop - 1) / (0 - (uint64_t)step) + 1 : 0;
}

static Outcome range_make(Vm *vm, int64_t start, int64_t stop, int64_t step, Value *result)
{
    uint64_t length = length_of(start, stop, step);
    if (length > INT64_MAX)
        return vm_raise(vm, EXCEPTION_OverflowError, "Python int too large to convert to C ssize_t");
    Range *range = object_new(vm, vm->classes.range, KIND_RANGE, sizeof *range);
    range->start = start;
    range->stop = stop;
    range->step = step;
    range->length = (int64_t)length;
    *result = value_from(range);
    return RETURNED;
}

/* The number at an index, which may be one behind the last where a part of a range ends there. */
static int64_t number_at(const Range *range, int64_t index)
{
    return (int64_t)((uint64_t)range->start + (uint64_t)index * (uint64_t)range->step);
}

/* range(stop) or range(start, stop, step). */
static Outcome range_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t start = 0, stop, step = 1;
    bool has_start = args[2] != VALUE_EMPTY;
    if (has_start && int_index(vm, args[1], &start) == RAISED)
        return RAISED;
    if (int_index(vm, has_start ? args[2] : args[1], &stop) == RAISED)
        return RAISED;
    if (args[3] != VALUE_EMPTY && int_index(vm, args[3], &step) == RAISED)
        return RAISED;
    if (step == 0)
        return vm_raise(vm, EXCEPTION_ValueError, "range() arg 3 must not be zero");
    return range_make(vm, start, stop, step, result);
}

/* ---- behaviour ---- */

static Outcome range_repr(Vm *vm, Value self, Value *result)
{
    const Range *range = range_of(self);
    long long start = range->start, stop = range->stop, step = range->step;
    if (step == 1)
        *result = str_format(vm, "range(%lld, %lld)", start, stop);
    else
        *result = str_format(vm, "range(%lld, %lld, %lld)", start, stop, step);
    return RETURNED;
}

/* Ranges are the same where they give the same numbers. */
static Outcome range_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    (void)vm;
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_kind(other, KIND_RANGE) || (op != COMPARE_EQ && op != COMPARE_NE))
        return RETURNED;
    const Range *a = range_of(self), *b = range_of(other);
    bool equal = a->length == b->length && (a->length == 0 || a->start == b->start) &&
                 (a->length <= 1 || a->step == b->step);
    *result = value_from_bool(equal == (op == COMPARE_EQ));
    return RETURNED;
}

static Outcome range_hash(Vm *vm, Value self, uint64_t *hash)
{
    const Range *range = range_of(self);
    Value parts[] = {int_new(vm, range->length), range->length > 0 ? int_new(vm, range->start) : VALUE_NONE,
                     range->length > 1 ? int_new(vm, range->step) : VALUE_NONE};
    Value tuple = tuple_new(vm, parts, 3);
    Outcome outcome = value_hash(vm, tuple, hash);
    value_release(vm, tuple);
    for (size_t i = 0; i < 3; i++)
        value_release(vm, parts[i]);
    return outcome;
}

static Outcome range_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = range_of(self)->length;
    return RETURNED;
}

static Outcome get_slice(Vm *vm, Value self, Value slice, Value *result)
{
    const Range *range = range_of(self);
    int64_t start, stop, step;
    if (slice_unpack(vm, slice, &start, &stop, &step) == RAISED)
        return RAISED;
    slice_adjust(range->length, &start, &stop, step);
    int64_t wide = (int64_t)((uint64_t)range->step * (uint64_t)step);
    return range_make(vm, number_at(range, start), number_at(range, stop), wide, result);
}

static Outcome range_get_item(Vm *vm, Value self, Value key, Value *result)
{
    const Range *range = range_of(self);
    uint64_t length = (uint64_t)range->length, index;
    if (value_is_kind(key, KIND_SLICE))
        return get_slice(vm, self, key, result);
    if (!value_has_index(vm, key))
        return index_is_wrong(vm, "range", key);
    if (index_within(vm, key, &length, "range object index out of range", &index) == RAISED)
        return RAISED;
    *result = int_new(vm, number_at(range, (int64_t)index));
    return RETURNED;
}

/* ---- searching ---- */

/* The index of an integer, -1 where it is not there. */
static int64_t index_of_integer(const Range *range, int64_t integer)
{
    bool is_within = range->step > 0 ? integer >= range->start && integer < range->stop
                                     : integer <= range->start && integer > range->stop;
    if (!is_within)
        return -1;
    uint64_t distance =
        range->step > 0 ? (uint64_t)integer - (uint64_t)range->start : (uint64_t)range->start - (uint64_t)integer;
    uint64_t step = range->step > 0 ? (uint64_t)range->step : 0 - (uint64_t)range->step;
    return distance % step == 0 ? (int64_t)(distance / step) : -1;
}

/* The first index at or after `from` whose number equals a value that is no int; -1 where there is none. */
static Outcome find_by_walking(Vm *vm, const Range *range, Value value, int64_t from, int64_t *index)
{
    for (int64_t i = from; i < range->length; i++) {
        bool is_equal;
        if (!vm_spend(vm, 1))
            return RAISED;
        Value number = int_new(vm, number_at(range, i));
        Outcome outcome = value_equal(vm, number, value, &is_equal);
        value_release(vm, number);
        if (outcome == RAISED)
            return RAISED;
        if (is_equal) {
            *index = i;
            return RETURNED;
        }
    }
    *index = -1;
    return RETURNED;
}

/* Of the native types only numbers equal an integer, and only one. */
static bool find_quickly(Vm *vm, const Range *range, Value value, int64_t *index)
{
    int64_t integer;
    *index = -1;
    if (int_from(value, &integer)) {
        *index = index_of_integer(range, integer);
        return true;
    }
    if (value_is_float(value)) {
        double real = float_of(value);
        bool is_whole = real >= -0x1p63 && real < 0x1p63 && (double)(int64_t)real == real;
        if (is_whole)
            *index = index_of_integer(range, (int64_t)real);
        return true;
    }
    return !class_of(vm, value)->is_program;
}

static Outcome range_contains(Vm *vm, Value self, Value item, bool *result)
{
    int64_t index;
    if (!find_quickly(vm, range_of(self), item, &index) &&
        find_by_walking(vm, range_of(self), item, 0, &index) == RAISED)
        return RAISED;
    *result = index >= 0;
    return RETURNED;
}

static Outcome range_index(Vm *vm, const Value *args, Value *result)
{
    int64_t index, integer;
    if (!find_quickly(vm, range_of(args[0]), args[1], &index) &&
        find_by_walking(vm, range_of(args[0]), args[1], 0, &index) == RAISED)
        return RAISED;
    if (index >= 0) {
        *result = int_new(vm, index);
        return RETURNED;
    }
    if (!int_from(args[1], &integer))
        return vm_raise(vm, EXCEPTION_ValueError, "sequence.index(x): x not in sequence");
    Value shown;
    if (value_repr(vm, args[1], &shown) == RAISED)
        return RAISED;
    vm_raise(vm, EXCEPTION_ValueError, "%s is not in range", value_str_object(shown)->text);
    value_release(vm, shown);
    return RAISED;
}

static Outcome range_count(Vm *vm, const Value *args, Value *result)
{
    int64_t index, count = 0;
    if (find_quickly(vm, range_of(args[0]), args[1], &index)) {
        *result = int_new(vm, index >= 0);
        return RETURNED;
    }
    for (int64_t from = 0;; from = index + 1, count++) {
        if (find_by_walking(vm, range_of(args[0]), args[1], from, &index) == RAISED)
            return RAISED;
        if (index < 0)
            break;
    }
    *result = int_new(vm, count);
    return RETURNED;
}

/* ---- iteration ---- */

static Value iterator_over(Vm *vm, int64_t first, int64_t step, int64_t length)
{
    RangeIterator *walk = object_new(vm, vm->classes.range_iterator, KIND_ITERATOR, sizeof *walk);
    walk->head.flags = ITERATOR_RANGE;
    walk->next = first;
    walk->step = step;
    walk->left = length;
    return value_from(walk);
}

static Outcome range_iterate(Vm *vm, Value self, Value *iterator)
{
    const Range *range = range_of(self);
    *iterator = iterator_over(vm, range->start, range->step, range->length);
    return RETURNED;
}

static Outcome range_reversed(Vm *vm, const Value *args, Value *result)
{
    const Range *range = range_of(args[0]);
    int64_t last = range->length > 0 ? number_at(range, range->length - 1) : 0;
    *result = iterator_over(vm, last, (int64_t)(0 - (uint64_t)range->step), range->length);
    return RETURNED;
}

static Outcome next_of_range(Vm *vm, Value self, Value *item)
{
    *item = range_iterator_step(vm, (RangeIterator *)value_object(self));
    return RETURNED;
}

static const ClassOps iterator_ops = {.size = sizeof(RangeIterator), .next = next_of_range};

/* ---- the class ---- */

static Outcome range_start(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, range_of(args[0])->start);
    return RETURNED;
}

static Outcome range_stop(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, range_of(args[0])->stop);
    return RETURNED;
}

static Outcome range_step(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, range_of(args[0])->step);
    return RETURNED;
}

static const ClassOps range_ops = {
    .size = sizeof(Range),
    .repr = range_repr,
    .hash = range_hash,
    .compare = range_compare,
    .length = range_length,
    .get_item = range_get_item,
    .contains = range_contains,
    .iterate = range_iterate,
    .set_attribute = bounds_are_read_only,
};

static const NativeSpec range_methods[] = {
    {"start", range_start, "self, /", NATIVE_GETTER},
    {"stop", range_stop, "self, /", NATIVE_GETTER},
    {"step", range_step, "self, /", NATIVE_GETTER},
    {"index", range_index, "self, value, /", NATIVE_PLAIN},
    {"count", range_count, "self, value, /", NATIVE_PLAIN},
    {"__reversed__", range_reversed, "self, /", NATIVE_PLAIN},
    {0},
};

void range_class_init(Vm *vm)
{
    vm->classes.range = class_native(vm, &(ClassSpec){.name = "range",
                                                      .module = "builtins",
                                                      .ops = &range_ops,
                                                      .methods = range_methods,
                                                      .construct = range_construct,
                                                      .signature = "cls, start, stop=None, step=1, /"});
    vm->classes.range->instance_kind = KIND_RANGE;
    vm->classes.range_iterator =
        class_native(vm, &(ClassSpec){.name = "range_iterator", .module = "builtins", .ops = &iterator_ops});
}
