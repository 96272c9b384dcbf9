/* What modules in library Python call: natives that each of them has, whose names begin with an underscore. */
#ifndef LOOPSCOPE_STDLIB_LIBRARY_H
#define LOOPSCOPE_STDLIB_LIBRARY_H

#include "modules.h"

/* Fill a module with _refuse, _update_wrapper, _handled, _caller, _now_ns, _loaded, _format_exception,
 * _format_line, _put and _set_hooks. */
void library_load(Vm *vm, Module *module);

#endif
