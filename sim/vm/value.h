/* A value of the simulated program, in one tagged 64-bit word.
 *
 *     ...............................1   an int of 63 bits (larger ones, to 64 bits, are a boxed Int)
 *     ..............................10   a float whose exponent is near 0, rotated (others are a boxed Float)
 *     .............................100   None, False, True, NotImplemented, ...
 *     .............................000   a pointer to an Object; all bits zero is EMPTY
 *
 * Ownership: a function that gives a Value back gives a new reference, to be released with value_release, unless
 * its name or comment says *borrowed*. Arguments are borrowed: the callee retains what it keeps. */
#ifndef LOOPSCOPE_VALUE_H
#define LOOPSCOPE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Vm Vm;
typedef struct Class Class;

typedef uint64_t Value;

/* What an object's first bytes are, for the types that the machine itself looks at. Every object whose class has
 * other native behaviour is KIND_OTHER. */
typedef enum Kind {
    KIND_OTHER,
    KIND_INT,
    KIND_FLOAT,
    KIND_STR,
    KIND_TUPLE,
    KIND_LIST,
    KIND_DICT,
    KIND_SET,
    KIND_RANGE,
    KIND_SLICE,
    KIND_FUNCTION,
    KIND_NATIVE,
    KIND_BOUND_METHOD,
    KIND_CLASS,
    KIND_INSTANCE,
    KIND_MODULE,
    KIND_CODE,
    KIND_CELL,
    KIND_FRAME,
    KIND_GENERATOR,
    KIND_COROUTINE,
    KIND_ASYNC_GENERATOR,
    KIND_NATIVE_COROUTINE,
    KIND_EXCEPTION,
    KIND_ITERATOR,
    KIND_PROPERTY,
    KIND_STATIC_METHOD,
    KIND_CLASS_METHOD,
    KIND_SUPER,
} Kind;

/* The class is borrowed from the class itself for native classes, and counted for the program's classes. Where it
 * is is told as seen from the object, so that it fits into half a pointer. */
typedef struct Object {
    int32_t class_at; /* how far from here the class is, in steps of CLASS_STEP bytes; see object_class */
    uint32_t refs;    /* references to this object */
    uint8_t kind;     /* a Kind */
    uint8_t flags;    /* meaning depends on the kind … */
    uint16_t extra;
    uint32_t count;
} Object;

enum { CLASS_STEP = 8 };

/* Flag of a deque: a copy of what an object of asyncio holds. Changes of it would be lost. */
enum { DEQUE_IS_SHOWN = 1 };

#define VALUE_EMPTY ((Value)0)
#define VALUE_NONE ((Value)0x04)
#define VALUE_FALSE ((Value)0x0C)
#define VALUE_TRUE ((Value)0x14)
#define VALUE_NOT_IMPLEMENTED ((Value)0x1C)
#define VALUE_ELLIPSIS ((Value)0x24)

/* What running code comes back with. RETURNED: *result holds a value. RAISED: vm->raised holds the exception (or
 * vm->halt says why the run is over). SUSPENDED: the frame waits; for a generator or coroutine *result holds what
 * it yields. ENTERED: a frame was pushed, and what it returns is the result. SETTLED, from a native that the
 * instruction loop itself called: *result is what the `await` gives that stands behind the call, see frame.h. */
typedef enum Outcome { RETURNED, RAISED, SUSPENDED, ENTERED, SETTLED } Outcome;

static inline bool value_is_object(Value value)
{
    return (value & 7) == 0 && value != 0;
}

static inline Object *value_object(Value value)
{
    return (Object *)(uintptr_t)value;
}

static inline Value value_from(const void *object)
{
    return (Value)(uintptr_t)object;
}

/* The class of an object. (Of one that was made before its class: the object itself, see vm.c.) */
static inline Class *object_class(const void *object)
{
    return (Class *)((uintptr_t)object + (uintptr_t)((intptr_t)((const Object *)object)->class_at * CLASS_STEP));
}

static inline void object_set_class(void *object, const Class *class)
{
    intptr_t distance = class ? (intptr_t) class - (intptr_t)object : 0;
    ((Object *)object)->class_at = (int32_t)(distance / CLASS_STEP);
}

static inline Class *value_class(Value object)
{
    return object_class(value_object(object));
}

static inline bool value_is_kind(Value value, Kind kind)
{
    return value_is_object(value) && value_object(value)->kind == kind;
}

static inline bool value_is_bool(Value value)
{
    return (value & ~(Value)0x18) == 0x04 && (value == VALUE_FALSE || value == VALUE_TRUE);
}

static inline Value value_from_bool(bool truth)
{
    return truth ? VALUE_TRUE : VALUE_FALSE;
}

/* Small ints. */
static inline bool value_is_small_int(Value value)
{
    return (value & 1) != 0;
}

static inline bool values_are_small_ints(Value a, Value b)
{
    return (a & b & 1) != 0;
}

static inline int64_t value_small_int(Value value)
{
    return (int64_t)value >> 1;
}

static inline bool int_is_small(int64_t integer)
{
    return integer >= -((int64_t)1 << 62) && integer < ((int64_t)1 << 62);
}

static inline Value value_from_small_int(int64_t integer)
{
    return ((Value)integer << 1) | 1;
}

/* Near floats: the three exponent bits after the sign are 011 or 100 (magnitudes of about 1e-77 to 1e77). */
static inline bool value_is_near_float(Value value)
{
    return (value & 3) == 2;
}

static inline double value_near_float(Value value)
{
    /* bit 1 of the low pair is the tag; 0x8000000000000002 stands for 0.0 */
    if (value == 0x8000000000000002u)
        return 0.0;
    uint64_t high = 2 - (value >> 63);
    uint64_t bits = high | (value & ~(Value)3);
    bits = bits >> 3 | bits << 61;
    double real;
    memcpy(&real, &bits, sizeof real);
    return real;
}

/* The near float of `real`, or EMPTY where it needs a box. */
static inline Value value_from_near_float(double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    unsigned top = (unsigned)(bits >> 60) & 7;
    if (bits != 0x3000000000000000u && (top == 3 || top == 4))
        return ((bits << 3 | bits >> 61) & ~(Value)3) | 2;
    return bits == 0 ? 0x8000000000000002u : VALUE_EMPTY;
}

/* Free an object that nobody refers to any more (object.c). */
void object_free(Vm *vm, Object *object);

static inline Value value_retain(Value value)
{
    if (value_is_object(value))
        value_object(value)->refs++;
    return value;
}

static inline void value_release(Vm *vm, Value value)
{
    if (value_is_object(value) && --value_object(value)->refs == 0)
        object_free(vm, value_object(value));
}

/* Put `value` (owned) into *place and release what was there. The place is changed first, so that whatever the
 * release sets off sees the new content. */
static inline void value_replace(Vm *vm, Value *place, Value value)
{
    Value former = *place;
    *place = value;
    value_release(vm, former);
}

#endif
