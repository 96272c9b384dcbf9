/* The loader: from a scenario's text to code that can be run, or to all that is wrong with it.
 *
 *     read the tree -> read the directives -> set the knobs -> check the names -> compile
 *
 * Checking the names finds what is refused: modules that a scenario has not, names that a module has not, built-ins
 * of CPython that a scenario has not, all at once, before anything runs. What a module holds is asked of the module
 * itself, which is loaded for it into a machine. */
#ifndef LOOPSCOPE_LOADER_H
#define LOOPSCOPE_LOADER_H

#include "code.h"
#include "directives.h"
#include "sim.h"
#include "vm.h"

typedef enum LoaderFlavour {
    LOADER_PLAIN,   /* code without LINE instructions, for a run that nobody steps through */
    LOADER_STEPPED, /* code with them */
} LoaderFlavour;

/* A loaded file. Everything in it lives until loader_release; code linked into a world does not point into it. */
typedef struct Loader {
    Pool pool;               /* the source's copy, tree, directives and code */
    const char *source;      /* a copy, NUL-terminated as well */
    size_t source_length;    /* bytes */
    Node *tree;              /* NODE_MODULE; with the values that knobs were set to */
    Directives directives;   /* good where there were no errors */
    ModuleUnit *unit;        /* NULL where there were errors */
    Diagnostics diagnostics; /* in order of place; warnings too */
    bool is_out_of_memory;   /* the host gave no memory, or the file is too large: a diagnostic says so */
} Loader;

/* Load a file, with the knobs and expectations of the options (NULL: none). `vm` has the standard library
 * registered and has run nothing: the modules that the file imports may be loaded into it, which does not change
 * what the program sees later. Returns true where `unit` can be run. In either case the loader is to be released.
 */
bool loader_load(Loader *loader, const SimSource *source, const SimOptions *options, LoaderFlavour flavour, Vm *vm);

void loader_release(Loader *loader);

#endif
