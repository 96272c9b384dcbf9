/* What tasks and things are called; private to world. */
#ifndef LOOPSCOPE_NAMES_H
#define LOOPSCOPE_NAMES_H

#include "world.h"

/* Keep a task's label, with «·2» and so on where another task bears the same. Its offset in the notes. */
uint64_t world_unique_label(Vm *vm, const char *label, size_t size);

/* The name of a thing that the running code makes on `line`: what a label directive says, else the variable or
 * attribute that it is about to be given to. Offset in the notes, 0 for none. */
uint64_t world_name_of_new_thing(Vm *vm, uint32_t line);

#endif
