/* The iterators of list, tuple, range, dict and set, laid open so that the instruction loop can step them in place.
 *
 * All are KIND_ITERATOR; `head.flags` tells which. A step gives the next item (owned), or EMPTY at the end, after
 * which an iterator stays at its end. dict and set can raise: theirs is a function (dict.c). */
#ifndef LOOPSCOPE_ITERATORS_H
#define LOOPSCOPE_ITERATORS_H

#include "vm.h"

/* In head.flags. */
typedef enum IteratorSort {
    ITERATOR_NATIVE, /* an Iterator with a function of its own, see protocol.h */
    ITERATOR_LIST,
    ITERATOR_TUPLE,
    ITERATOR_RANGE,
    ITERATOR_KEYS, /* of a dict; the three of dict and that of set are TableIterators */
    ITERATOR_VALUES,
    ITERATOR_ITEMS,
    ITERATOR_SET,
} IteratorSort;

typedef struct ListIterator {
    Object head;
    List *list; /* owned; NULL at the end */
    uint64_t index;
} ListIterator;

typedef struct TupleIterator {
    Object head;
    Tuple *tuple; /* owned; NULL at the end */
    uint64_t index;
} TupleIterator;

typedef struct RangeIterator {
    Object head;
    int64_t next, step;
    int64_t left; /* items still to come */
} RangeIterator;

typedef struct TableIterator {
    Object head;
    Dict *table;    /* owned; NULL at the end */
    Value pair;     /* of ITERATOR_ITEMS: the tuple given last, used again where nobody kept it; or EMPTY */
    uint32_t at;    /* the next entry */
    uint32_t count; /* items in the table at the start; UINT32_MAX once it has been found changed */
    uint32_t left;  /* items still to come */
    uint32_t spare;
} TableIterator;

static inline Value list_iterator_step(Vm *vm, ListIterator *iterator)
{
    List *list = iterator->list;
    if (!list)
        return VALUE_EMPTY;
    if (iterator->index < list->count)
        return value_retain(list->items[iterator->index++]);
    iterator->list = NULL;
    object_release(vm, list);
    return VALUE_EMPTY;
}

static inline Value tuple_iterator_step(Vm *vm, TupleIterator *iterator)
{
    Tuple *tuple = iterator->tuple;
    if (!tuple)
        return VALUE_EMPTY;
    if (iterator->index < tuple->count)
        return value_retain(tuple->items[iterator->index++]);
    iterator->tuple = NULL;
    object_release(vm, tuple);
    return VALUE_EMPTY;
}

static inline Value range_iterator_step(Vm *vm, RangeIterator *iterator)
{
    if (iterator->left == 0)
        return VALUE_EMPTY;
    int64_t integer = iterator->next;
    if (--iterator->left > 0)
        iterator->next += iterator->step;
    return int_is_small(integer) ? value_from_small_int(integer) : int_new(vm, integer);
}

/* RuntimeError where the dict or set has been changed since the start. */
Outcome table_iterator_step(Vm *vm, TableIterator *iterator, Value *item);

/* A new iterator over a dict or set. */
Value table_iterator_new(Vm *vm, Class *class, IteratorSort sort, Dict *table);

/* The classes of the table iterators share these ops (table.c). */
extern const ClassOps table_iterator_ops;

#endif
