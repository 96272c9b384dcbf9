/* Exceptions and how natives raise them. */
#ifndef LOOPSCOPE_EXCEPTION_H
#define LOOPSCOPE_EXCEPTION_H

#include "frame.h"

/* One frame that an exception passed through; the list begins with the outermost. It keeps the frame's variables
 * alive, see frame_kept.c. */
typedef struct Traceback {
    Object head;
    struct Traceback *next; /* one frame further in; owned */
    Code *code;             /* owned */
    Frame *frame;           /* owned; NULL where there was none */
    uint32_t word;          /* index of the instruction in the code */
    uint32_t spare;
} Traceback;

typedef struct Exception {
    Object head;
    Shape *shape; /* attributes that the program set, as in Instance */
    Value *slots;
    uint32_t capacity;
    uint32_t spare;
    Value args;    /* tuple */
    Value cause;   /* EMPTY or exception */
    Value context; /* EMPTY or exception */
    Traceback *traceback;
    Value notes;         /* list or EMPTY */
    Value missing_name;  /* of NameError, AttributeError, ImportError: str, or EMPTY; see suggestions.h */
    Value missing_place; /* where it was looked for; of a NameError the name to suggest; or EMPTY */
    Value value; /* StopIteration.value, SystemExit.code, the list of an ExceptionGroup, KeyError… ; or EMPTY */
    bool suppress_context;
} Exception;

static inline Exception *value_exception(Value value)
{
    return (Exception *)value_object(value);
}

/* The built-in exceptions: EXCEPTION(Name, Base). vm->exceptions[EXCEPTION_ValueError] is the class. */
typedef enum ExceptionName {
#define EXCEPTION(name, base) EXCEPTION_##name,
#include "exceptions.def"
#undef EXCEPTION
    EXCEPTION_COUNT
} ExceptionName;

/* Raise a built-in exception with a message: always returns RAISED. */
Outcome vm_raise(Vm *vm, ExceptionName name, const char *format, ...) __attribute__((format(printf, 3, 4)));
Outcome vm_raise_class(Vm *vm, Class *class, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Raise class(argument); the argument is borrowed. */
Outcome vm_raise_with(Vm *vm, Class *class, Value argument);
/* Raise an exception object (retained); sets __context__ as CPython does. */
Outcome vm_raise_value(Vm *vm, Value exception);
/* Put an exception that was taken back as it was: no new context. Takes over the reference. */
Outcome vm_reraise(Vm *vm, Value exception);
/* The memory limit was passed: ends the run. Always returns RAISED. */
Outcome vm_raise_memory(Vm *vm);
/* Something that CPython has and loopscope has not was reached: ends the run with a refusal, which begins with file
 * and line. Returns RAISED. */
Outcome vm_refuse(Vm *vm, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The raised exception, taken out of vm->raised (owned). */
Value vm_take_raised(Vm *vm);
/* Whether what is raised is an instance of the class; never true when the run is over (vm->halt). */
bool vm_raised_is(Vm *vm, Class *class);
bool vm_raised_is_builtin(Vm *vm, ExceptionName name);

/* An exception object class(*args); args tuple may be EMPTY for none. Does not run the program's __init__. */
Value exception_new(Vm *vm, Class *class, Value args);
Value exception_with_text(Vm *vm, Class *class, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool value_is_exception(Value value);

/* Groups: class(message, members), members a list or tuple of exceptions, checked as CPython does; and the parts of
 * a group (or of a plain exception) that match a class, a tuple of classes or a function, and that do not: each a
 * group, an exception or None. */
Outcome exception_group_new(Vm *vm, Class *class, Value message, Value members, Value *result);
Outcome exception_group_split(Vm *vm, Value group, Value condition, Value *match, Value *rest);
/* A group like `group` with other members (a list), its notes, cause, context and traceback; None without any. */
Outcome exception_group_derive(Vm *vm, Value group, Value members, Value *result);

/* The exception that is being handled, borrowed, or EMPTY. */
Value exception_handled(const Vm *vm);
/* As raising does: what is being handled becomes the exception's context. */
void exception_set_context(Vm *vm, Value exception);

/* Say that the exception passed through a frame, where it is now: a new outermost entry of its traceback, which
 * keeps the frame. One that the exception leaves for good and that holds little is not kept. Past the memory limit
 * the run is over. */
void exception_add_frame(Vm *vm, Value exception, Frame *frame, bool is_left);
/* The same for a native coroutine, where the exception arrives at it or is raised by it; twice counts once. Not
 * where it holds little. */
void exception_add_native(Vm *vm, Value exception, NativeCoroutine *co);
/* The same for a function of CPython's library that is none here; `held` (borrowed, or EMPTY) is what it knows. */
void exception_add_library(Vm *vm, Value exception, Value held);

/* «Traceback (most recent call last): …» with causes and contexts, as CPython prints it. */
void exception_write(Vm *vm, Value exception, Text *out);
/* Only the last line: «ValueError: text». */
void exception_write_line(Vm *vm, Value exception, Text *out);

void exception_class_init(Vm *vm);

#endif
