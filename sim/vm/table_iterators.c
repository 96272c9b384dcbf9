/* Iterators over dicts, their views, and sets: forwards (laid open in iterators.h) and, for dicts, backwards.
 *
 * They mind a change of the number of items at once; a change of the keys that leaves the number as it was is
 * minded by a dict's forward iterators where they would give more items than there were. Mirrors dictiter_iternext*
 * and setiter_iternext, Objects/dictobject.c and setobject.c. */
#include "dict_views.h"
#include "iterators.h"
#include "table.h"

static const uint32_t COUNT_CHANGED = UINT32_MAX;

/* ---- forwards ---- */

static void release_iterator(Vm *vm, Object *object)
{
    TableIterator *iterator = (TableIterator *)object;
    object_release(vm, iterator->table);
    value_release(vm, iterator->pair);
}

static void visit_iterator(const Object *object, ValueVisitor *visitor, void *context)
{
    const TableIterator *iterator = (const TableIterator *)object;
    visitor(context, value_from(iterator->table));
    visitor(context, iterator->pair);
}

/* A tuple of two, which may be the one that was given last. */
static Value pair_of(Vm *vm, Value *kept, const TableEntry *entry)
{
    if (*kept != VALUE_EMPTY && value_object(*kept)->refs == 1) {
        Value *items = value_tuple(*kept)->items;
        value_replace(vm, &items[0], value_retain(entry->key));
        value_replace(vm, &items[1], value_retain(entry->value));
    } else {
        value_replace(vm, kept, tuple_new(vm, (Value[]){entry->key, entry->value}, 2));
    }
    return value_retain(*kept);
}

static Value item_of(Vm *vm, IteratorSort sort, Value *kept, const TableEntry *entry)
{
    switch (sort) {
    case ITERATOR_VALUES:
        return value_retain(entry->value);
    case ITERATOR_ITEMS:
        return pair_of(vm, kept, entry);
    case ITERATOR_NATIVE:
    case ITERATOR_LIST:
    case ITERATOR_TUPLE:
    case ITERATOR_RANGE:
    case ITERATOR_KEYS:
    case ITERATOR_SET:
        break;
    }
    return value_retain(entry->key);
}

static Outcome table_was_changed(Vm *vm, TableIterator *iterator)
{
    bool is_set = iterator->head.flags == ITERATOR_SET;
    iterator->count = COUNT_CHANGED;
    return vm_raise(vm, EXCEPTION_RuntimeError, "%s changed size during iteration", is_set ? "Set" : "dictionary");
}

Outcome table_iterator_step(Vm *vm, TableIterator *iterator, Value *item)
{
    Dict *table = iterator->table;
    *item = VALUE_EMPTY;
    if (!table)
        return RETURNED;
    if (table->count != iterator->count)
        return table_was_changed(vm, iterator);
    uint32_t at = table_skip_holes(table, iterator->at);
    if (at == table->used) {
        iterator->table = NULL;
        object_release(vm, table);
        return RETURNED;
    }
    if (iterator->left == 0 && iterator->head.flags != ITERATOR_SET)
        return vm_raise(vm, EXCEPTION_RuntimeError, "dictionary keys changed during iteration");
    iterator->at = at + 1;
    iterator->left -= iterator->left > 0;
    TableEntry entry = table->entries[at];
    *item = item_of(vm, (IteratorSort)iterator->head.flags, &iterator->pair, &entry);
    return RETURNED;
}

static Outcome next_of_table(Vm *vm, Value self, Value *item)
{
    return table_iterator_step(vm, (TableIterator *)value_object(self), item);
}

const ClassOps table_iterator_ops = {
    .size = sizeof(TableIterator), .release = release_iterator, .visit = visit_iterator, .next = next_of_table};

Value table_iterator_new(Vm *vm, Class *class, IteratorSort sort, Dict *table)
{
    TableIterator *iterator = object_new(vm, class, KIND_ITERATOR, sizeof *iterator);
    iterator->head.flags = (uint8_t)sort;
    iterator->table = object_retain(table);
    iterator->count = iterator->left = table->count;
    return value_from(iterator);
}

/* ---- backwards ---- */

/* state[0] is the dict, state[1] the pair given last; number[0] the entry before which to go on, number[1] how many
 * items there were, number[2] the IteratorSort. */
static Outcome next_backwards(Vm *vm, Iterator *iterator, Value *item)
{
    *item = VALUE_EMPTY;
    if (iterator->state[0] == VALUE_EMPTY)
        return RETURNED;
    const Dict *table = value_dict(iterator->state[0]);
    if (table->count != iterator->number[1]) {
        iterator->number[1] = COUNT_CHANGED;
        return vm_raise(vm, EXCEPTION_RuntimeError, "dictionary changed size during iteration");
    }
    int64_t at = table_last(table, (uint32_t)iterator->number[0]);
    if (at < 0) {
        value_replace(vm, &iterator->state[0], VALUE_EMPTY);
        return RETURNED;
    }
    iterator->number[0] = at;
    TableEntry entry = table->entries[at];
    *item = item_of(vm, (IteratorSort)iterator->number[2], &iterator->state[1], &entry);
    return RETURNED;
}

Value dict_backwards(Vm *vm, Dict *dict, IteratorSort sort)
{
    const char *name = sort == ITERATOR_KEYS     ? "dict_reversekeyiterator"
                       : sort == ITERATOR_VALUES ? "dict_reversevalueiterator"
                                                 : "dict_reverseitemiterator";
    Iterator *iterator = iterator_new(vm, name, next_backwards);
    iterator->state[0] = value_retain(value_from(dict));
    iterator->number[0] = dict->used;
    iterator->number[1] = dict->count;
    iterator->number[2] = sort;
    return value_from(iterator);
}
