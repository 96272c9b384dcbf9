/* Classes, their instances, and attributes.
 *
 * An instance of a program's class keeps its attributes in slots described by a Shape: all instances that got the
 * same attributes in the same order share one, so an inline cache of (class version, shape, slot) finds an
 * attribute without a search. A change of a class gives it and its subclasses new versions. */
#ifndef LOOPSCOPE_CLASS_H
#define LOOPSCOPE_CLASS_H

#include "native.h"
#include "types.h"

typedef struct Shape {
    struct Shape *parent;      /* without the last name; NULL for the empty shape */
    Str *name;                 /* the last attribute */
    uint32_t count;            /* attributes in all */
    struct Shape *first_child; /* shapes with one name more */
    struct Shape *sibling;
} Shape;

/* An object of a program's class. Exceptions have the same three fields at their own place, see exception.h. */
typedef struct Instance {
    Object head;
    Shape *shape;     /* NULL: no attributes yet */
    Value *slots;     /* owned */
    uint32_t capacity;
} Instance;

struct Class {
    Object head;
    Str *name, *qualname, *module;
    const ClassOps *ops;
    const ClassSpec *spec;     /* of a native class; else NULL */
    Class *base;               /* the first base, NULL for object */
    Tuple *bases;
    Class **mro;               /* this class first; owned */
    uint32_t mro_count;
    uint32_t version;          /* unique among all states of all classes */
    Dict *attributes;          /* its own namespace */
    Value metaclass_data;      /* what enum, abc, typing keep with a class; EMPTY else */
    struct Class *first_subclass, *next_sibling; /* weak: to pass changes on */
    uint8_t instance_kind;     /* Kind of its objects */
    bool is_program;           /* made by a class statement */
    bool is_exception;
    bool has_abstract;         /* an abstractmethod is still abstract: cannot be made */
    bool has_getattr, has_setattr, has_getattribute; /* program's hooks anywhere in the mro */
    bool has_slots;            /* __slots__ and no __dict__: unknown names raise AttributeError */
};

/* ---- looking up ---- */

/* `name` in the class's mro; borrowed, EMPTY where there is none. Cached by (class version, name). */
Value class_lookup(Vm *vm, Class *class, Str *name);
bool class_is_subclass(const Class *class, const Class *base);
bool value_is_instance(Vm *vm, Value value, const Class *class);
/* isinstance and issubclass with tuples, unions and __instancecheck__ of ABCs. */
Outcome value_isinstance(Vm *vm, Value value, Value class_or_tuple, bool *result);
Outcome class_issubclass(Vm *vm, Value class, Value class_or_tuple, bool *result);

/* A program's class: as type(name, bases, namespace). */
Outcome class_build(Vm *vm, Str *name, Tuple *bases, Dict *namespace, Value keywords, Value *result);
Outcome class_set_attribute(Vm *vm, Class *class, Str *name, Value value /* EMPTY deletes */);

/* ---- attributes of any value ---- */
Outcome value_get_attribute(Vm *vm, Value value, Str *name, Value *result); /* AttributeError */
Outcome value_find_attribute(Vm *vm, Value value, Str *name, Value *result); /* EMPTY instead of AttributeError */
Outcome value_set_attribute(Vm *vm, Value value, Str *name, Value attribute /* EMPTY deletes */);
/* value.name(...): the method unbound with *self = value where possible, else *self EMPTY. */
Outcome value_get_method(Vm *vm, Value value, Str *name, Value *callable, Value *self);

/* ---- instances ---- */
Value instance_new(Vm *vm, Class *class); /* without __init__ */
Value instance_get(const Instance *instance, Str *name); /* own attribute, borrowed; EMPTY */
bool instance_set(Vm *vm, Instance *instance, Str *name, Value value); /* false past the memory limit */
bool instance_delete(Vm *vm, Instance *instance, Str *name);
/* Slot of an attribute in a shape; -1 where there is none. */
int32_t shape_find(const Shape *shape, Str *name);
/* Own attributes as a new dict (vars, __dict__). */
Value instance_dict(Vm *vm, const Instance *instance);

extern const ClassOps instance_ops; /* dunder methods by name, called nested */

/* ---- descriptors ---- */
typedef struct Property {
    Object head;
    Value getter, setter, deleter; /* EMPTY where absent */
    Value doc;
} Property;

typedef struct Wrapper { /* staticmethod and classmethod */
    Object head;
    Value function;
} Wrapper;

void class_class_init(Vm *vm); /* object, type, property, staticmethod, classmethod, super */

#endif
