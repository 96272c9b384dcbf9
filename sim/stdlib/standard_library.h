/* The modules that a scenario may import, apart from asyncio. (Not called stdlib.h: that would hide the C
 * library's.)
 *
 * A module is a file of C (where it is hot), a file of scenario Python in python/ (where it is not), or both: C
 * first fills the module with functions, whose names may begin with an underscore, and the Python is run in the
 * same module. */
#ifndef LOOPSCOPE_STANDARD_LIBRARY_H
#define LOOPSCOPE_STANDARD_LIBRARY_H

#include "vm.h"

/* Make all modules known to the machine. Before the program is loaded. */
void stdlib_register(Vm *vm);

/* Whether a scenario may import the module. */
bool stdlib_has(const char *name);

/* What to write instead of importing a module that a scenario has not: a sentence for a person. Never NULL. */
const char *module_refusal(const char *name);

/* The same for a name of a module that a scenario has; NULL where there is no particular advice. */
const char *name_refusal(const char *module, const char *name);

/* Give the module-level generator of `random` its seed: --seed, before the program begins. */
void random_set_seed(Vm *vm, int64_t seed);

#endif
