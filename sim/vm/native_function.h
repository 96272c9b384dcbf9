/* The object of a native function; private to vm. */
#ifndef LOOPSCOPE_NATIVE_FUNCTION_H
#define LOOPSCOPE_NATIVE_FUNCTION_H

#include "vm.h"

enum { NATIVE_PARAMETERS_MOST = 12 };

enum { NATIVE_IS_SLEEP = 1 }; /* sleep(0) that is awaited at once is a bare yield */

/* In whose words wrong calls are told: see native.h. */
typedef enum NativeTelling {
    TOLD_PLAINLY,
    TOLD_AS_PYTHON,
    TOLD_AS_TUPLE,
    TOLD_AS_NAMED,
} NativeTelling;

typedef struct Native {
    Object head; /* flags: NATIVE_IS_SLEEP */
    NativeFunction *function;
    Str *name;
    Value qualname; /* str */
    Class *owner;   /* a method's class, of which its first argument is to be an instance; NULL: any. Borrowed */
    uint8_t parameter_count;
    uint8_t positional_only;    /* of the first parameters: cannot be given by name */
    uint8_t positional;         /* parameters that can be given by position */
    uint8_t required;           /* of these, without a default */
    int8_t var_positional;      /* index of *args, -1 without */
    int8_t var_keyword;         /* index of **kwargs, -1 without */
    bool is_simple;             /* only positional parameters */
    uint8_t telling;            /* NativeTelling */
    uint32_t required_keywords; /* bits: keyword-only parameters without a default */
    uint32_t spare_word;
    Str *module; /* whose name stands before the function's in messages; NULL: none. Borrowed */
    Str *names[NATIVE_PARAMETERS_MOST];
} Native;

/* The name of a function that CPython's messages do not name: «function missing required argument …». */
#define NATIVE_NAMELESS "function"

/* A wrong call of a function of library Python that is marked FUNCTION_LIKE_NATIVE, told again as of a native
 * (native_like.c). */
enum { FUNCTION_LIKE_NATIVE = 1, PROPERTY_LIKE_NATIVE = 1 };
Outcome native_tell_wrong_call(Vm *vm, const Function *function, const Arguments *arguments);

/* Takes over `qualname`; EMPTY: the name. */
Value native_make(Vm *vm, const char *name, NativeFunction *function, const char *signature, Value qualname);

/* Put the arguments where the parameters are: TypeError for a wrong call. */
Outcome native_sort_arguments(Vm *vm, const Native *native, const Arguments *arguments, Value *sorted);
/* Sort the arguments and call. */
Outcome native_call(Vm *vm, const Native *native, const Arguments *arguments, Value *result);

void native_class_init(Vm *vm);

/* Wrong calls, as of functions written in Python (python_signature.c). */
Outcome python_too_many(Vm *vm, const Native *native, const Arguments *arguments, const Value *sorted);
Outcome python_check_required(Vm *vm, const Native *native, const Value *sorted);
Outcome python_unexpected_keyword(Vm *vm, const Native *native, const Str *name);
Outcome python_given_twice(Vm *vm, const Native *native, const Str *name);
/* «'a', 'b', and 'c'» */
void write_parameter_names(Str *const *names, const uint32_t *indexes, size_t count, Text *out);
/* The parameter that a mistyped name may mean; NULL. */
const char *nearest_parameter(Str *const *names, size_t count, const Str *name);

/* The dunder methods that stand for a native class's ops, such as list.__len__ (slots.c). */
void class_add_slot_methods(Vm *vm, Class *class);

/* Room for one attribute more; false past the memory limit (instance.c). */
bool instance_make_room(Vm *vm, Instance *instance);

/* Call with keywords in a dict (EMPTY: none). */
Outcome call_with_dict(Vm *vm, Value callable, size_t count, const Value *values, Value keywords, Value *result);

/* The class that a call of the class makes an exception of: OSError(errno, text) knows better (exception.c). */
Class *exception_class_for(Vm *vm, Class *class, const Tuple *args);

/* Exceptions of the program's own classes: instances with an exception's fields (exception.c). */
extern const ClassOps program_exception_ops;

/* What exceptions of both sorts share (exception.c). */
void exception_release(Vm *vm, Object *object);
void exception_visit(const Object *object, ValueVisitor *visitor, void *context);
Outcome exception_get_attribute(Vm *vm, Value self, Str *name, Value *result);
Outcome exception_set_attribute(Vm *vm, Value self, Str *name, Value value, bool *done);

/* An instance of a program's class or exception, without __init__ (calls.c). */
Outcome class_make_instance(Vm *vm, Class *class, Value *result);

/* Raise class() without arguments. */
Outcome vm_raise_with_nothing(Vm *vm, Class *class);

/* object.__getattribute__, object.__setattr__ and object.__repr__ (attribute.c, instance.c). */
Outcome attribute_set_plain(Vm *vm, Value value, Str *name, Value attribute);
Outcome attribute_get_plain(Vm *vm, Value value, Str *name, Value *result);
Outcome object_plain_repr(Vm *vm, Value self, Value *result);

/* Nested data, iterators over iterators and natives that call natives are walked by C's recursion, and only so
 * deep: false where it is too deep, with a RecursionError «maximum recursion depth exceeded in comparison» (`what`
 * begins with a blank, or is empty). */
bool data_enter(Vm *vm, const char *what);

static inline void data_leave(Vm *vm)
{
    vm->data_depth--;
}

/* `in` for what has no contains of its own, and whether a value can be given to next() (protocol.c). */
Outcome contains_by_walking(Vm *vm, Value container, Value item, bool *result);
bool value_is_iterator(Vm *vm, Value value);

/* A second base for a native class that has no subclasses yet (class.c). */
void class_add_base(Vm *vm, Class *class, Class *base);

/* The order in which vm_open makes the first classes. */
void class_type_init(Vm *vm);
void class_type_finish(Vm *vm);
void object_class_init(Vm *vm);
void singleton_class_init(Vm *vm);
void module_class_init(Vm *vm);

#endif
