/* Records: tuples whose items have names. namedtuple, typing.NamedTuple, time.struct_time and functools' cache_info
 * are records.
 *
 * A record is a Tuple whose class derives from the hidden class `record`, which derives from tuple. The class's
 * attribute `_fields` is the tuple of names. A program's class that derives from a record's class is a record's
 * class itself. */
#ifndef LOOPSCOPE_RECORD_H
#define LOOPSCOPE_RECORD_H

#include "stdlib_room.h"

/* A new class of records. `fields` is a tuple of str; `defaults` a dict, or EMPTY. */
Outcome record_class_new(Vm *vm, Str *name, const char *module, Value fields, Value defaults, Value *result);

/* The same for C: names separated by blanks. */
Class *record_class_named(Vm *vm, const char *name, const char *module, const char *fields);

/* time.struct_time. */
Class *struct_time_class(Vm *vm);

/* A record of as many values as the class has fields; takes the values over. */
Value record_new(Vm *vm, Class *class, const Value *values);

/* Turn a class that the program has just defined (class Point(NamedTuple): …) into a class of records. */
Outcome record_class_convert(Vm *vm, Class *class, Value fields, Value defaults);

/* For library Python: `_record_class(name, fields, defaults, module)`, `_record_convert(class, fields, defaults)`,
 * `_record_inherit(class)` for a class that derives from one of records, and `_record_base()`, the hidden base. */
extern const NativeSpec record_functions[];

#endif
