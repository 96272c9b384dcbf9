/* Classes, their instances, and attributes.
 *
 * An instance of a program's class keeps its attributes in slots described by a Shape: all instances that got the
 * same attributes in the same order share one, so an inline cache of (class version, shape, slot) finds an
 * attribute without a search. A change of a class gives it and its subclasses new versions.
 *
 * An instance whose __dict__ was asked for keeps its attributes in that dict from then on, which the program can
 * write to: its first slot is the dict, the second another one with what its classes' __slots__ name (EMPTY where
 * they name nothing), and its shape is vm->dict_shape, which no cache fits. */
#ifndef LOOPSCOPE_CLASS_H
#define LOOPSCOPE_CLASS_H

#include "native.h"
#include "types.h"

typedef struct Shape {
    struct Shape *parent;      /* without the last name; NULL for the empty shape */
    Str *name;                 /* the last attribute; NULL in the empty shape and in vm->dict_shape */
    uint32_t count;            /* attributes in all */
    struct Shape *first_child; /* shapes with one name more */
    struct Shape *sibling;
} Shape;

/* Whether the slots are dicts with the attributes. */
static inline bool shape_is_dict(const Shape *shape)
{
    return shape && !shape->parent && shape->count > 0;
}

/* An object of a program's class. Exceptions have the same three fields at their own place, see exception.h. */
typedef struct Instance {
    Object head;
    Shape *shape; /* NULL: no attributes yet */
    Value *slots; /* owned */
    uint32_t capacity;
} Instance;

struct Class {
    Object head;
    Str *name, *qualname, *module;
    Str *told_name; /* in messages of natives: with the module, where the class is written in C in CPython */
    const ClassOps *ops;
    Value construct; /* of a native class: the native that makes an object; EMPTY: none, or a program's class */
    Class *base;     /* the first base, NULL for object */
    Tuple *bases;
    Class **mro; /* this class first; owned */
    uint32_t mro_count;
    uint32_t version;   /* unique among all states of all classes */
    Dict *attributes;   /* its own namespace */
    Value call_hook;    /* called as hook(class, *args) instead of making an instance (enum); EMPTY else.
                           Inherited when a class is built */
    Value slot_names;   /* what __slots__ lists, as attributes are called; EMPTY where there is none */
    Value iterate_hook; /* the same for iter(class), len and `in` (enum): hook(class) gives a list; EMPTY else */
    struct Class *first_subclass, *next_sibling; /* weak: to pass changes on */
    uint8_t instance_kind;                       /* Kind of its objects */
    bool is_program;                             /* made by a class statement */
    bool is_exception;
    bool has_abstract;                               /* an abstractmethod is still abstract: cannot be made */
    bool can_be_base;                                /* a class statement may derive from it */
    bool has_getattr, has_setattr, has_getattribute; /* program's hooks anywhere in the mro */
    bool has_slots;              /* __slots__ and no __dict__: unknown names raise AttributeError */
    uint32_t init_version;       /* the version for which plain_init was looked up */
    struct Function *plain_init; /* borrowed: a call of the class makes an instance and calls just this; or NULL */
};

/* ---- looking up ---- */

/* `name` in the class's mro; borrowed, EMPTY where there is none. Cached by (class version, name). */
Value class_lookup(Vm *vm, Class *class, Str *name);
/* What type() gives: for some kinds of functions there are two classes here where CPython has one. */
Class *class_told_of(Vm *vm, Value value);
bool class_is_subclass(const Class *class, const Class *base);
bool value_is_instance(Vm *vm, Value value, const Class *class);
/* isinstance and issubclass with tuples, unions and __instancecheck__ of ABCs. */
Outcome value_isinstance(Vm *vm, Value value, Value class_or_tuple, bool *result);
Outcome class_issubclass(Vm *vm, Value class, Value class_or_tuple, bool *result);

/* A program's class: as type(name, bases, namespace). */
Outcome class_build(Vm *vm, Str *name, Tuple *bases, Dict *namespace, Value keywords, Value *result);
/* Read the class's own __slots__, if it has any. */
Outcome class_take_slots(Vm *vm, Class *class);
bool class_has_slot(const Class *class, const Str *name); /* interned; its own or inherited */
bool class_names_slots(const Class *class);               /* any, its own or inherited */
Outcome class_set_attribute(Vm *vm, Class *class, Str *name, Value value /* EMPTY deletes */);

/* ---- attributes of any value ---- */
Outcome value_get_attribute(Vm *vm, Value value, Str *name, Value *result);  /* AttributeError */
Outcome value_find_attribute(Vm *vm, Value value, Str *name, Value *result); /* EMPTY instead of AttributeError */
Outcome value_set_attribute(Vm *vm, Value value, Str *name, Value attribute /* EMPTY deletes */);
/* Before an attribute is said to be missing: RAISED where CPython has it, and a scenario is refused it. */
Outcome refuse_lacking(Vm *vm, Value value, const Str *name);
/* Refuse to set an attribute of an object that has no room for it here and has in CPython. */
Outcome refuse_storing(Vm *vm, Value value, const Str *name);
/* value.name(...): the method unbound with *self = value where possible, else *self EMPTY. */
Outcome value_get_method(Vm *vm, Value value, Str *name, Value *callable, Value *self);

/* ---- instances ---- */
Value instance_new(Vm *vm, Class *class);                              /* without __init__ */
Value instance_get(Vm *vm, const Instance *instance, Str *name);       /* own attribute, borrowed; EMPTY */
bool instance_set(Vm *vm, Instance *instance, Str *name, Value value); /* false past the memory limit */
bool instance_delete(Vm *vm, Instance *instance, Str *name);
/* Slot of an attribute in a shape; -1 where there is none. */
int32_t shape_find(Vm *vm, const Shape *shape, Str *name);
/* Own attributes as a dict, for reading: the instance's own, or a new one. */
Value instance_attributes(Vm *vm, const Instance *instance);
/* The instance's own dict (vars, __dict__): what is written into it are attributes. */
Outcome instance_dict(Vm *vm, Instance *instance, Value *result);
/* object.__dict__ = dict */
Outcome instance_set_dict(Vm *vm, Instance *instance, Value dict);

extern const ClassOps instance_ops; /* dunder methods by name, called nested */

/* Bind what was found in a class to an instance (EMPTY where it was got from the class itself): functions become
 * methods, properties and __get__ are called. `found` is borrowed. */
Outcome attribute_bind(Vm *vm, Value found, Value self, Class *class, Value *result);

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

Value property_new(Vm *vm, Value getter);             /* retains */
Value wrapper_new(Vm *vm, Kind kind, Value function); /* KIND_STATIC_METHOD or KIND_CLASS_METHOD; retains */

/* An inline cache of LOAD_ATTR, LOAD_METHOD or STORE_ATTR. It fits where the object's class has `version` and, for
 * instances, its shape is `shape`. */
typedef struct Cache {
    uint32_t version;  /* 0: holds nothing */
    int32_t slot;      /* of the instance or module; -1: `value` is the attribute, found in the class */
    const void *shape; /* Shape of the instance, or the Module */
    Value value; /* borrowed: the class keeps it. In STORE_ATTR: EMPTY, or the Shape that the instance gets with
                    the attribute, which is a new one */
} Cache;

/* value_get_attribute and its kin through an inline cache, which they fill. */
Outcome attribute_load(Vm *vm, Value value, Str *name, Cache *cache, Value *result);
Outcome attribute_load_method(Vm *vm, Value value, Str *name, Cache *cache, Value *callable, Value *self);
Outcome attribute_store(Vm *vm, Value value, Str *name, Cache *cache, Value attribute);

void class_class_init(Vm *vm); /* object, type, property, staticmethod, classmethod, super */

#endif
