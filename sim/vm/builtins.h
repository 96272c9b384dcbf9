/* The built-in functions, and what can be known of the built-in names before a program runs. */
#ifndef LOOPSCOPE_BUILTINS_H
#define LOOPSCOPE_BUILTINS_H

#include "vm.h"

/* Whether a scenario has the built-in name. */
bool builtin_is_known(const char *name);

/* What to write instead of a built-in that CPython has and a scenario has not; NULL where CPython knows no such
 * name either, or where a scenario has it. `name` need not end in a NUL. */
const char *builtin_refusal(const char *name, size_t length);

/* sys.stdout and sys.stderr: objects with `write`. Once in a world. */
void streams_new(Vm *vm, Value *output, Value *errors);

/* The next item with which `next(iterator)` answers: raises StopIteration at the end. May enter. */
Outcome iterator_step(Vm *vm, Value iterator, Value *result);

/* The attribute's name as an interned str; TypeError «attribute name must be string, not 'int'». */
Outcome attribute_name(Vm *vm, Value name, Str **text);

/* Call the dunder method that the value's class has for this; *is_there tells whether it has one. */
Outcome call_own(Vm *vm, Value value, Str *name, size_t count, const Value *values, bool *is_there, Value *result);

/* hash(integer), CPython's number. */
int64_t hash_of_integer(int64_t integer);

/* hash(real), CPython's number. Not for NaN. */
int64_t hash_of_real(double real);

/* dir(object), a list of names; of the variables where the program stands where it is EMPTY. */
Outcome builtin_dir_of(Vm *vm, Value object, Value *result);

/* The tables of functions; each ends with a line without a name. */
extern const NativeSpec number_builtins[];    /* abs round divmod pow chr ord hex bin oct hash id */
extern const NativeSpec object_builtins[];    /* getattr … vars dir isinstance callable repr format len */
extern const NativeSpec iteration_builtins[]; /* iter next aiter anext */
extern const NativeSpec reduction_builtins[]; /* sorted min max sum any all */
extern const NativeSpec print_builtins[];     /* print */

/* enumerate, zip, map, filter, reversed. */
void iteration_classes_init(Vm *vm);

#endif
