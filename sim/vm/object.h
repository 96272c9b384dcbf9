/* Objects: making and freeing them, and what their native behaviour is.
 *
 * Every object begins with Object. How it behaves is told by its class's ClassOps, a constant table of functions as
 * CPython's PyTypeObject; an absent function means that values of the class do not do that. Programs' own classes
 * have the ops of instances (class.c), which look for dunder methods. */
#ifndef LOOPSCOPE_OBJECT_H
#define LOOPSCOPE_OBJECT_H

#include "code.h"
#include "value.h"

typedef struct Str Str;
typedef struct Arguments Arguments;

/* Called with each value that an object holds. */
typedef void ValueVisitor(void *context, Value value);

typedef struct ClassOps {
    size_t size; /* bytes of an object; 0 where size_of tells */
    size_t (*size_of)(const Object *object);
    void (*release)(Vm *vm, Object *object); /* let go of what the object holds, not of its own block */
    void (*visit)(const Object *object, ValueVisitor *visitor, void *context); /* all values that it holds */
    Outcome (*repr)(Vm *vm, Value self, Value *result);                        /* a str */
    Outcome (*str)(Vm *vm, Value self, Value *result);                         /* absent: as repr */
    Outcome (*hash)(Vm *vm, Value self, uint64_t *hash);                       /* absent: by identity */
    Outcome (*compare)(Vm *vm, CompareOperator op, Value self, Value other, Value *result);
    /* NotImplemented where it does not know */
    Outcome (*binary)(Vm *vm, Operator op, Value left, Value right, Value *result);
    /* asked of the left's class, then the right's; NotImplemented */
    Outcome (*inplace)(Vm *vm, Operator op, Value left, Value right,
                       Value *result); /* NotImplemented: use binary */
    Outcome (*unary)(Vm *vm, Operator op, Value self, Value *result);
    Outcome (*truth)(Vm *vm, Value self, bool *truth); /* absent: by length, else true */
    Outcome (*length)(Vm *vm, Value self, int64_t *length);
    Outcome (*get_item)(Vm *vm, Value self, Value key, Value *result);
    Outcome (*set_item)(Vm *vm, Value self, Value key, Value value);   /* value EMPTY: delete */
    Outcome (*contains)(Vm *vm, Value self, Value item, bool *result); /* absent: by iteration */
    Outcome (*iterate)(Vm *vm, Value self, Value *iterator);
    Outcome (*next)(Vm *vm, Value self, Value *item); /* RETURNED with EMPTY: the end */
    Outcome (*call)(Vm *vm, Value self, const Arguments *arguments, Value *result);
    Outcome (*get_attribute)(Vm *vm, Value self, Str *name, Value *result); /* first; EMPTY: look in the class */
    Outcome (*set_attribute)(Vm *vm, Value self, Str *name, Value value, bool *done); /* value EMPTY: delete */
    Outcome (*await)(Vm *vm, Value self, Value *awaiter);                             /* an object with `resume` */
    Outcome (*resume)(Vm *vm, Value self, Value sent, Value *result);        /* RETURNED, SUSPENDED or RAISED */
    Outcome (*throw_in)(Vm *vm, Value self, Value exception, Value *result); /* absent: raised where it waits */
} ClassOps;

/* A new object of `class` with `size` zeroed bytes behind and including the Object; one reference. Never NULL for
 * sizes up to ARENA_SMALL. */
void *object_new(Vm *vm, Class *class, Kind kind, size_t size);

/* Same without zeroing what lies behind the header. */
void *object_new_dirty(Vm *vm, Class *class, Kind kind, size_t size);

/* A block for an object's own use (not an object): from the arena, zeroed; NULL past the limit, see arena.h, in
 * which case the caller returns vm_raise_memory(vm). */
void *vm_alloc(Vm *vm, size_t size);
void *vm_resize(Vm *vm, void *block, size_t old_size, size_t new_size);
void vm_free(Vm *vm, void *block, size_t size);

static inline void *object_retain(void *object)
{
    ((Object *)object)->refs++;
    return object;
}

static inline void object_release(Vm *vm, void *object)
{
    if (object)
        value_release(vm, value_from(object));
}

/* The class of any value, immediates included; borrowed. */
Class *class_of(Vm *vm, Value value);

/* The number that stands for an object's address in `id` and reprs: the same in every run. */
uint64_t object_number(Vm *vm, Value value);

#endif
