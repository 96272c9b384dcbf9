/* The parts of the module collections that are written in C. */
#ifndef LOOPSCOPE_COLLECTIONS_MODULE_H
#define LOOPSCOPE_COLLECTIONS_MODULE_H

#include "record.h"

Class *deque_class(Vm *vm);

/* defaultdict, Counter and OrderedDict: dicts with a struct of their own. Sets the module's names. */
void special_dicts_load(Vm *vm, Module *module);

/* Say that values of a native class cannot be hashed. */
void make_unhashable(Vm *vm, Class *class);

#endif
