/* What the two files of the module math share. */
#ifndef LOOPSCOPE_MATH_MODULE_H
#define LOOPSCOPE_MATH_MODULE_H

#include "modules.h"

Outcome math_domain_error(Vm *vm);
Outcome math_range_error(Vm *vm);

extern const NativeSpec math_integer_functions[];

#endif
