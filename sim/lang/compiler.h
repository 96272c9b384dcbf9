/* From a tree to code. */
#ifndef LOOPSCOPE_COMPILER_H
#define LOOPSCOPE_COMPILER_H

#include "code.h"

typedef enum CompileFlags {
    COMPILE_LINES = 1,   /* write LINE instructions: for runs that are stepped through */
    COMPILE_LIBRARY = 2, /* loopscope's own scenario Python: CODE_LIBRARY */
} CompileFlags;

/* Compile a NODE_MODULE without errors. Errors that need scope (return outside a function, await outside async,
 * nonlocal without a binding, break outside a loop, two parameters of one name …) are added to `diagnostics` with
 * CPython's words. Everything made lives in `pool`. Returns NULL where there was an error or the pool is full. */
ModuleUnit *compile_module(const Node *module, unsigned flags, Pool *pool, Diagnostics *diagnostics);

#endif
