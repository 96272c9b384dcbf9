/* The iterators of itertools: one struct, and what the two files of the module share. */
#ifndef LOOPSCOPE_WALK_H
#define LOOPSCOPE_WALK_H

#include "modules.h"

enum { WALK_STATES = 5 };

/* What the fields hold is said at each class's functions. */
typedef struct Walk {
    Object head;
    Value state[WALK_STATES]; /* owned */
    int64_t number[4];
} Walk;

static inline Walk *walk_of(Value value)
{
    return (Walk *)value_object(value);
}

void walk_release(Vm *vm, Object *object);
void walk_visit(const Object *object, ValueVisitor *visitor, void *context);

/* A new object of the class that is being called (args[0]). */
Walk *walk_new(Vm *vm, Value class);

/* The next item of an iterator that the program may take away from the walk meanwhile. */
Outcome walk_next(Vm *vm, Value iterator, Value *item);

/* A new walk whose state[0] is the iterator of the iterable; false where it is not iterable. */
bool walk_over(Vm *vm, Value class, Value iterable, Walk **walk);

#define WALK_OPS(name)                                                                                             \
    static const ClassOps name##_ops = {                                                                           \
        .size = sizeof(Walk), .release = walk_release, .visit = walk_visit, .next = name##_next}

/* product, permutations, combinations, combinations_with_replacement (itertools_choices.c). */
void itertools_choices_load(Vm *vm, Module *module);

/* Make a class and put it into the module. */
void walk_class_add(Vm *vm, Module *module, const ClassSpec *spec);

#endif
