/* What can be done with any value: Python's protocols, as C functions.
 *
 * Each may call the program's own methods, nested: atomically, without a position or an await in between. All
 * return RETURNED or RAISED. */
#ifndef LOOPSCOPE_PROTOCOL_H
#define LOOPSCOPE_PROTOCOL_H

#include "exception.h"

Outcome value_repr(Vm *vm, Value value, Value *result);
Outcome value_str(Vm *vm, Value value, Value *result);
/* repr or str appended to a Text; what a recursive container shows is «[...]». */
Outcome value_write_repr(Vm *vm, Value value, Text *out);
Outcome value_write_str(Vm *vm, Value value, Text *out);
Outcome value_hash(Vm *vm, Value value, uint64_t *hash); /* TypeError: unhashable type: 'list' */
Outcome value_truth(Vm *vm, Value value, bool *truth);
Outcome value_equal(Vm *vm, Value a, Value b, bool *equal); /* identical values are equal, as in containers */
Outcome value_compare(Vm *vm, CompareOperator op, Value a, Value b, Value *result); /* LT to GE */
Outcome value_less(Vm *vm, Value a, Value b, bool *less);
/* TypeError: the value's items cannot be set, or where `item` is EMPTY deleted. */
Outcome no_item_assignment(Vm *vm, Value value, Value key, Value item);
Outcome value_binary(Vm *vm, Operator op, Value a, Value b, Value *result);
Outcome value_inplace(Vm *vm, Operator op, Value a, Value b, Value *result);
Outcome value_unary(Vm *vm, Operator op, Value value, Value *result);
Outcome value_length(Vm *vm, Value value, int64_t *length);
Outcome value_get_item(Vm *vm, Value value, Value key, Value *result);
Outcome value_set_item(Vm *vm, Value value, Value key, Value item /* EMPTY deletes */);
Outcome value_contains(Vm *vm, Value container, Value item, bool *result);
Outcome value_iterate(Vm *vm, Value value, Value *iterator);
/* The next item, owned; EMPTY at the end (StopIteration is turned into that). */
Outcome value_next(Vm *vm, Value iterator, Value *item);
/* Call nested, from C, to its end. */
Outcome value_call(Vm *vm, Value callable, const Arguments *arguments, Value *result);
Outcome value_call_with(Vm *vm, Value callable, size_t count, const Value *values, Value *result);
Outcome value_call_method(Vm *vm, Value value, const char *name, size_t count, const Value *values, Value *result);
bool value_is_callable(Vm *vm, Value value);

/* Begin a call whose result becomes the calling native's own: a tail call. Returns ENTERED where a frame was
 * pushed, else the outcome. Only as the last thing a native does: `return vm_enter(vm, callable, &arguments,
 * result)`. */
Outcome vm_enter(Vm *vm, Value callable, const Arguments *arguments, Value *result);

/* A native iterator object: `next` is called with the state until it gives EMPTY. States are owned values. */
typedef struct Iterator {
    Object head;
    Outcome (*next_item)(Vm *vm, struct Iterator *iterator, Value *item);
    Value state[4]; /* owned */
    int64_t number[3];
} Iterator;
/* `type_name` as type(it).__name__: "list_iterator". Classes of iterators are made once and cached by name. */
Iterator *iterator_new(Vm *vm, const char *type_name,
                       Outcome (*next_item)(Vm *vm, Iterator *iterator, Value *item));

#endif
