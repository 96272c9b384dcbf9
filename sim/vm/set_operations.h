/* Operations on sets, for set.c and for the views of dicts; private to vm. */
#ifndef LOOPSCOPE_SET_OPERATIONS_H
#define LOOPSCOPE_SET_OPERATIONS_H

#include "vm.h"

static inline bool value_is_any_set(Value value)
{
    return value_is_kind(value, KIND_SET);
}

/* An empty set of the class set or frozenset. */
Set *set_make(Vm *vm, Class *class);

/* A set of an iterable's items. Owned; NULL where RAISED. */
Set *set_of(Vm *vm, Class *class, Value iterable);

/* Change `set` by an iterable. */
Outcome set_subtract(Vm *vm, Set *set, Value iterable);
Outcome set_keep(Vm *vm, Set *set, Value iterable); /* what is in both, in the order of `set` */
Outcome set_toggle(Vm *vm, Set *set, Value iterable);

/* set_subtract and its kin by operator: |, &, - and ^. */
Outcome set_apply(Vm *vm, Operator op, Set *set, Value iterable);

/* Whether all items of an iterable are in a container. */
Outcome all_are_in(Vm *vm, Value iterable, Value container, bool *result);
/* Whether none is. */
Outcome none_is_in(Vm *vm, Value iterable, Value container, bool *result);

/* How two set-like values of known lengths compare; NotImplemented never. */
Outcome set_compare_with(Vm *vm, CompareOperator op, Value self, Value other, Value *result);

#endif
