/* What dict.keys(), values() and items() give, and mappingproxy: live views of a dict; private to vm. */
#ifndef LOOPSCOPE_DICT_VIEWS_H
#define LOOPSCOPE_DICT_VIEWS_H

#include "iterators.h"

typedef struct DictView {
    Object head;
    Dict *dict; /* owned */
} DictView;

/* The methods keys, values and items. */
Outcome dict_keys_method(Vm *vm, const Value *args, Value *result);
Outcome dict_values_method(Vm *vm, const Value *args, Value *result);
Outcome dict_items_method(Vm *vm, const Value *args, Value *result);

/* Whether the value is a view of keys or items, which behave like sets. */
bool value_is_set_view(Vm *vm, Value value);

/* An iterator from the last entry to the first. */
Value dict_backwards(Vm *vm, Dict *dict, IteratorSort sort);

void dict_views_init(Vm *vm);

bool value_is_mapping_proxy(Vm *vm, Value value);
Dict *mapping_proxy_dict(Value proxy); /* borrowed */

void mapping_proxy_init(Vm *vm);

#endif
