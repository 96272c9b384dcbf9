/* What annotations say of types: list[int], and int | None. Mirrors Objects/genericaliasobject.c and unionobject.c.
 */
#ifndef LOOPSCOPE_GENERIC_H
#define LOOPSCOPE_GENERIC_H

#include "class.h"
#include "vm.h"

typedef struct GenericAlias {
    Object head;
    Value origin; /* the class */
    Value args;   /* tuple */
} GenericAlias;

typedef struct Union {
    Object head;
    Value args; /* tuple of classes and aliases, each once; None stands as its class */
} Union;

static inline bool value_is_alias(const Vm *vm, Value value)
{
    return value_is_object(value) && value_class(value) == vm->classes.generic_alias;
}

static inline bool value_is_union(const Vm *vm, Value value)
{
    return value_is_object(value) && value_class(value) == vm->classes.union_type;
}

/* class[key] of a class written in C: TypeError where CPython's cannot be subscripted. */
Outcome alias_new(Vm *vm, Class *class, Value key, Value *result);
/* The alias of any class: Stack[int] where class Stack(Generic[T]). Takes args, a tuple, over. */
Value alias_make(Vm *vm, Class *class, Value args);
/* left | right: NotImplemented where one of them is no type. */
Outcome union_new(Vm *vm, Value left, Value right, Value *result);
/* A base of a class statement: the class of an alias. Borrowed. */
Value alias_origin(const Vm *vm, Value value);

void generic_class_init(Vm *vm);

#endif
