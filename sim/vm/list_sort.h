/* list.sort(key=, reverse=); private to vm. */
#ifndef LOOPSCOPE_LIST_SORT_H
#define LOOPSCOPE_LIST_SORT_H

#include "vm.h"

/* In a list's head.flags: it is being sorted, and nobody has put anything in since. */
enum { LIST_IS_SORTED = 1 };

/* Sort in place; `key` may be EMPTY or None. What raises leaves the items in some order, none lost. */
Outcome list_sort(Vm *vm, List *list, Value key, bool is_reversed);

#endif
