/* The parts of stdlib that are written in C; private to stdlib. Each fills a module with its functions. */
#ifndef LOOPSCOPE_STDLIB_MODULES_H
#define LOOPSCOPE_STDLIB_MODULES_H

#include "standard_library.h"
#include "world.h"

void math_load(Vm *vm, Module *module);
void time_load(Vm *vm, Module *module);
void random_load(Vm *vm, Module *module);
void sys_load(Vm *vm, Module *module);
void itertools_load(Vm *vm, Module *module);
void functools_load(Vm *vm, Module *module);
void heapq_load(Vm *vm, Module *module);
void dataclasses_load(Vm *vm, Module *module);
void datetime_load(Vm *vm, Module *module);
void enum_load(Vm *vm, Module *module);
void gc_load(Vm *vm, Module *module);
void json_load(Vm *vm, Module *module);
void threading_load(Vm *vm, Module *module);
void statistics_load(Vm *vm, Module *module);

/* The double of an int, bool, float or an object with __float__ or __index__; TypeError «must be real number, not
 * str» else. */
Outcome value_to_real(Vm *vm, Value value, double *real);

#endif
