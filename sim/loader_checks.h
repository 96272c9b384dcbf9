/* The name checks of the loader: what is refused before a program starts. Private to the loader's files. */
#ifndef LOOPSCOPE_LOADER_CHECKS_H
#define LOOPSCOPE_LOADER_CHECKS_H

#include "loader.h"

/* What a statement itself tells: modules that a scenario has not, names that a module has not, `import *`,
 * `__del__`. Modules are loaded into the machine to be asked. */
void loader_check_statements(const Node *module, Vm *vm, Diagnostics *diagnostics);

/* What only the compiled code tells, since it knows which names mean what: built-ins that a scenario has not,
 * `module.name` where the module has no such name, classes that derive from what they cannot. */
void loader_check_code(const ModuleUnit *module, Vm *vm, Diagnostics *diagnostics);

/* Refuse a name that the module has not; the nearest one that it has is the hint. */
void loader_refuse_name(const Module *module, TreeText name, SourceSpan span, Diagnostics *diagnostics);

/* Whether the module has the name. `__name__` and its like are not looked for. */
bool loader_module_has(Vm *vm, Module *module, TreeText name);

/* A module that a scenario may import, loaded; NULL where there is none, or it could not be loaded. */
Module *loader_module(Vm *vm, const char *name);

#endif
