/* Natives: functions and classes of the simulated world that are written in C.
 *
 * A native gets its arguments already sorted by its signature, which is written as in Python:
 *
 *     "self, item, /"                      two by position
 *     "delay, result=None"                 `result` is EMPTY in args where it was not given
 *     "*values, sep=' ', end=None"         args[0] is a tuple; what follows is keyword-only
 *     "self, **options"                    args[1] is a dict or EMPTY
 *     "def self, delay"                    CPython's is written in Python, so wrong calls are told in other words
 *     "tuple format, when=None"            CPython's takes a tuple apart: «at most 2 arguments (3 given)»
 *     "named self, result, /"              CPython's sorts by name, though nothing can be given by name
 *
 * A default's text is for the reader and for help only: absent arguments are EMPTY, and the native decides. Wrong
 * calls raise CPython's TypeError before the native is reached. args are borrowed; *result is a new reference. */
#ifndef LOOPSCOPE_NATIVE_H
#define LOOPSCOPE_NATIVE_H

#include "object.h"

typedef Outcome NativeFunction(Vm *vm, const Value *args, Value *result);

/* One line of a table of methods or functions; tables end with a line whose name is NULL. */
typedef struct NativeSpec {
    const char *name;
    NativeFunction *function;
    const char *signature; /* with self where it is a method */
    enum {
        NATIVE_PLAIN,
        NATIVE_STATIC,
        NATIVE_CLASS,
        NATIVE_GETTER
    } kind; /* of a class's table: a method (PLAIN), a
staticmethod, a classmethod (args[0] is the class), or a read-only property */
} NativeSpec;

/* How a call's arguments lie: `count` positional values, then the values of the keywords in `names`. */
struct Arguments {
    const Value *values;
    size_t count; /* positional */
    Value names;  /* tuple of str, or EMPTY */
    Value tuple;  /* a tuple of just the positional values, where there is one that may be shared; or EMPTY */
};

/* A native function object. */
Value native_new(Vm *vm, const NativeSpec *spec, const char *qualname_prefix /* or NULL */);

/* What it costs to turn a mistyped name into another; SIZE_MAX where they are too far apart for that. */
size_t name_distance(const Str *wrong, const Str *name);

/* What makes a native class. */
typedef struct ClassSpec {
    const char *name;   /* as repr shows: "list" */
    const char *module; /* "builtins", "asyncio.locks" … */
    Class *base;        /* NULL: object */
    const ClassOps *ops;
    const NativeSpec *methods;
    /* Called by the class itself: make an object. args are those of `signature`, which begins with the class
     * ("cls, iterable=()"). NULL: cannot be made by the program. */
    NativeFunction *construct;
    const char *signature;
    bool can_be_base; /* the program may derive from it */
} ClassSpec;

/* Make a native class. Lives as long as the Vm. */
Class *class_native(Vm *vm, const ClassSpec *spec);
/* A wrong call of the class names the __init__ of its base, which it inherits in CPython. */
void class_inherit_maker(Vm *vm, Class *class);

/* A class, or a function, of library Python that is written in C in CPython: wrong calls are told as of natives,
 * and properties are «not writable». `maker` is what messages call its __init__, `name` what they call the function
 * (NULL: its own name). */
void class_tell_natively(Vm *vm, Class *class, Str *maker);
void function_tell_natively(Vm *vm, Value function, Str *name);

/* Add methods to a class that was made without. */
void class_add_natives(Vm *vm, Class *class, const NativeSpec *methods);

/* ---- modules ---- */

typedef struct Module {
    Object head;
    Str *name;
    Value *slots;    /* module variables; owned */
    Value *builtins; /* what LOAD_GLOBAL finds where a slot is EMPTY; for modules made from code */
    Str **names;     /* their names */
    uint32_t count, capacity;
    Value index;     /* dict: name to slot */
    bool is_program; /* the scenario itself */
} Module;

/* An empty module, not yet in vm->modules. Its __name__ is set. */
Module *module_new(Vm *vm, const char *name);
/* Give a module variable a value (retained). */
void module_set(Vm *vm, Module *module, const char *name, Value value);
/* Its value, borrowed; EMPTY where there is none. */
Value module_get(Vm *vm, Module *module, Str *name);
/* Add a table of functions. */
void module_add_natives(Vm *vm, Module *module, const NativeSpec *functions);

/* A module that a scenario can import. `load` fills it with natives; `source`, where not NULL, is library Python
 * that is compiled and run after that, in the same module. */
typedef struct ModuleSpec {
    const char *name;
    void (*load)(Vm *vm, Module *module);
    const char *source;
    size_t source_length;
} ModuleSpec;

/* Make a module known; `spec` must outlive the Vm. Before the program is loaded. */
void vm_register_module(Vm *vm, const ModuleSpec *spec);
/* Load a module (once) and return it, borrowed; NULL where there is none of that name, or with vm->raised where it
 * could not be loaded. */
Module *vm_load_module(Vm *vm, const char *name);
/* What a module of the library calls `name`, owned; EMPTY where the module could not be loaded. */
Value vm_library_value(Vm *vm, const char *module, const char *name);

#endif
