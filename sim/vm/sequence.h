/* What list and tuple share: comparing, searching and showing items, and reading indices; private to vm. */
#ifndef LOOPSCOPE_SEQUENCE_H
#define LOOPSCOPE_SEQUENCE_H

#include "vm.h"

/* The items of a list or tuple as they are now: borrowed until anything runs. */
typedef struct Items {
    const Value *values;
    uint64_t count;
} Items;

static inline Items items_of(Value sequence)
{
    if (value_object(sequence)->kind == KIND_LIST)
        return (Items){value_list(sequence)->items, value_list(sequence)->count};
    return (Items){value_tuple(sequence)->items, value_tuple(sequence)->count};
}

/* Two lists or two tuples: the first items that differ decide, then the lengths. */
Outcome sequence_compare(Vm *vm, CompareOperator op, Value a, Value b, Value *result);

/* The first index from `from` and below `to` whose item equals the value; -1 where there is none. */
Outcome sequence_find(Vm *vm, Value sequence, Value value, uint64_t from, uint64_t to, int64_t *index);

/* «1, 2, 3» */
Outcome sequence_write(Vm *vm, Value sequence, Text *out);

/* `in`, and the method count. */
Outcome sequence_contains(Vm *vm, Value self, Value item, bool *result);
Outcome sequence_count(Vm *vm, const Value *args, Value *result);

/* The arguments of the method index: args are (sequence, value, start, stop). -1: not there. */
Outcome sequence_find_between(Vm *vm, const Value *args, int64_t *index);

/* Whether the value is an int or has __index__. */
bool value_has_index(Vm *vm, Value value);

/* The index that `key` means in a sequence of `count` items, which it reads after __index__ has run; IndexError
 * with `complaint`. */
Outcome index_within(Vm *vm, Value key, const uint64_t *count, const char *complaint, uint64_t *index);

/* TypeError «list indices must be integers or slices, not str». */
Outcome index_is_wrong(Vm *vm, const char *type, Value key);

/* How often a sequence of `count` items, which it reads after __index__ has run, is to be repeated: 0 for negative
 * numbers. RAISED past the memory limit. */
Outcome repetitions(Vm *vm, Value times, const uint64_t *count, uint64_t *result);

/* The set_attribute of range and slice: their start, stop and step cannot be changed. */
Outcome bounds_are_read_only(Vm *vm, Value self, Str *name, Value value, bool *done);

/* Whether `count` values are more than a world can hold. */
static inline bool are_too_many(const Vm *vm, uint64_t count)
{
    return count > vm->arena.limit / sizeof(Value);
}

/* The steps of slice_resolve: first the numbers as written (which may run __index__), then what they mean for a
 * length; returns how many items. */
Outcome slice_unpack(Vm *vm, Value slice, int64_t *start, int64_t *stop, int64_t *step);
int64_t slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step);

/* Put __hash__ = None into a class whose values can be changed. */
void class_forbid_hash(Vm *vm, Class *class);

#endif
