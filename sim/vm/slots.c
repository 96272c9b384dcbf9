/* `object` and the small built-in values, and the dunder methods by which a program reaches what native classes do
 * (`items.__len__`, `super().__setattr__(…)`). */
#include "native_function.h"

#include <assert.h>
#include <string.h>

/* ---- methods that stand for ops ---- */

static Outcome slot_len(Vm *vm, const Value *args, Value *result)
{
    int64_t length;
    if (value_length(vm, args[0], &length) == RAISED)
        return RAISED;
    *result = int_new(vm, length);
    return RETURNED;
}

static Outcome slot_repr(Vm *vm, const Value *args, Value *result)
{
    return value_repr(vm, args[0], result);
}

static Outcome slot_str(Vm *vm, const Value *args, Value *result)
{
    return value_str(vm, args[0], result);
}

static Outcome slot_hash(Vm *vm, const Value *args, Value *result)
{
    uint64_t hash;
    if (value_hash(vm, args[0], &hash) == RAISED)
        return RAISED;
    *result = int_new(vm, (int64_t)(hash >> 2));
    return RETURNED;
}

static Outcome slot_get_item(Vm *vm, const Value *args, Value *result)
{
    return value_get_item(vm, args[0], args[1], result);
}

static Outcome slot_set_item(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return value_set_item(vm, args[0], args[1], args[2]);
}

static Outcome slot_delete_item(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return value_set_item(vm, args[0], args[1], VALUE_EMPTY);
}

static Outcome slot_contains(Vm *vm, const Value *args, Value *result)
{
    bool has;
    if (value_contains(vm, args[0], args[1], &has) == RAISED)
        return RAISED;
    *result = value_from_bool(has);
    return RETURNED;
}

static Outcome slot_iter(Vm *vm, const Value *args, Value *result)
{
    return value_iterate(vm, args[0], result);
}

static Outcome slot_next(Vm *vm, const Value *args, Value *result)
{
    if (value_next(vm, args[0], result) == RAISED)
        return RAISED;
    if (*result == VALUE_EMPTY)
        return vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_StopIteration]);
    return RETURNED;
}

static Outcome slot_bool(Vm *vm, const Value *args, Value *result)
{
    bool truth;
    if (value_truth(vm, args[0], &truth) == RAISED)
        return RAISED;
    *result = value_from_bool(truth);
    return RETURNED;
}

static Outcome slot_call(Vm *vm, const Value *args, Value *result)
{
    const Tuple *values = value_tuple(args[1]);
    return call_with_dict(vm, args[0], values->count, values->items, args[2], result);
}

static Outcome slot_await(Vm *vm, const Value *args, Value *result)
{
    return class_of(vm, args[0])->ops->await(vm, args[0], result);
}

static Outcome compare_slot(Vm *vm, CompareOperator op, const Value *args, Value *result)
{
    const ClassOps *ops = class_of(vm, args[0])->ops;
    *result = VALUE_NOT_IMPLEMENTED;
    return ops->compare ? ops->compare(vm, op, args[0], args[1], result) : RETURNED;
}

static Outcome binary_slot(Vm *vm, Operator op, Value left, Value right, Value self, Value *result)
{
    const ClassOps *ops = class_of(vm, self)->ops;
    *result = VALUE_NOT_IMPLEMENTED;
    return ops->binary ? ops->binary(vm, op, left, right, result) : RETURNED;
}

#define COMPARE_SLOT(name, op)                                                                                     \
    static Outcome slot_##name(Vm *vm, const Value *args, Value *result)                                           \
    {                                                                                                              \
        return compare_slot(vm, op, args, result);                                                                 \
    }
COMPARE_SLOT(eq, COMPARE_EQ)
COMPARE_SLOT(ne, COMPARE_NE)
COMPARE_SLOT(lt, COMPARE_LT)
COMPARE_SLOT(le, COMPARE_LE)
COMPARE_SLOT(gt, COMPARE_GT)
COMPARE_SLOT(ge, COMPARE_GE)

#define BINARY_SLOT(name, op)                                                                                      \
    static Outcome slot_##name(Vm *vm, const Value *args, Value *result)                                           \
    {                                                                                                              \
        return binary_slot(vm, op, args[0], args[1], args[0], result);                                             \
    }                                                                                                              \
    static Outcome slot_r##name(Vm *vm, const Value *args, Value *result)                                          \
    {                                                                                                              \
        return binary_slot(vm, op, args[1], args[0], args[0], result);                                             \
    }
BINARY_SLOT(add, OPERATOR_ADD)
BINARY_SLOT(sub, OPERATOR_SUB)
BINARY_SLOT(mul, OPERATOR_MULT)
BINARY_SLOT(truediv, OPERATOR_DIV)
BINARY_SLOT(floordiv, OPERATOR_FLOOR_DIV)
BINARY_SLOT(mod, OPERATOR_MOD)
BINARY_SLOT(pow, OPERATOR_POW)
BINARY_SLOT(lshift, OPERATOR_LSHIFT)
BINARY_SLOT(rshift, OPERATOR_RSHIFT)
BINARY_SLOT(or, OPERATOR_BIT_OR)
BINARY_SLOT(and, OPERATOR_BIT_AND)
BINARY_SLOT(xor, OPERATOR_BIT_XOR)

#define INPLACE_SLOT(name, op)                                                                                     \
    static Outcome slot_i##name(Vm *vm, const Value *args, Value *result)                                          \
    {                                                                                                              \
        *result = VALUE_NOT_IMPLEMENTED;                                                                           \
        const ClassOps *ops = class_of(vm, args[0])->ops;                                                          \
        return ops->inplace ? ops->inplace(vm, op, args[0], args[1], result) : RETURNED;                           \
    }
INPLACE_SLOT(add, OPERATOR_ADD)
INPLACE_SLOT(sub, OPERATOR_SUB)
INPLACE_SLOT(mul, OPERATOR_MULT)
INPLACE_SLOT(or, OPERATOR_BIT_OR)
INPLACE_SLOT(and, OPERATOR_BIT_AND)
INPLACE_SLOT(xor, OPERATOR_BIT_XOR)

static const char ONE[] = "self, /", TWO[] = "self, other, /", THREE[] = "self, key, value, /";

/* The rows of one op stand together; `has_op` tells which a class gets. */
typedef enum SlotGroup {
    SLOTS_ALWAYS,
    SLOTS_LENGTH,
    SLOTS_GET_ITEM,
    SLOTS_SET_ITEM,
    SLOTS_CONTAINS,
    SLOTS_ITERATE,
    SLOTS_NEXT,
    SLOTS_CALL,
    SLOTS_AWAIT,
    SLOTS_COMPARE,
    SLOTS_BINARY,
    SLOTS_INPLACE,
    SLOTS_TRUTH,
    SLOT_ROWS_END,
} SlotGroup;

static const struct SlotRow {
    SlotGroup group;
    NativeSpec spec;
} slot_rows[] = {
    {SLOTS_ALWAYS, {"__repr__", slot_repr, ONE, NATIVE_PLAIN}},
    {SLOTS_ALWAYS, {"__str__", slot_str, ONE, NATIVE_PLAIN}},
    {SLOTS_ALWAYS, {"__hash__", slot_hash, ONE, NATIVE_PLAIN}},
    {SLOTS_LENGTH, {"__len__", slot_len, ONE, NATIVE_PLAIN}},
    {SLOTS_GET_ITEM, {"__getitem__", slot_get_item, TWO, NATIVE_PLAIN}},
    {SLOTS_SET_ITEM, {"__setitem__", slot_set_item, THREE, NATIVE_PLAIN}},
    {SLOTS_SET_ITEM, {"__delitem__", slot_delete_item, TWO, NATIVE_PLAIN}},
    {SLOTS_CONTAINS, {"__contains__", slot_contains, TWO, NATIVE_PLAIN}},
    {SLOTS_ITERATE, {"__iter__", slot_iter, ONE, NATIVE_PLAIN}},
    {SLOTS_NEXT, {"__next__", slot_next, ONE, NATIVE_PLAIN}},
    {SLOTS_NEXT, {"__iter__", slot_iter, ONE, NATIVE_PLAIN}},
    {SLOTS_CALL, {"__call__", slot_call, "self, *args, **keywords", NATIVE_PLAIN}},
    {SLOTS_AWAIT, {"__await__", slot_await, ONE, NATIVE_PLAIN}},
    {SLOTS_COMPARE, {"__eq__", slot_eq, TWO, NATIVE_PLAIN}},
    {SLOTS_COMPARE, {"__ne__", slot_ne, TWO, NATIVE_PLAIN}},
    {SLOTS_COMPARE, {"__lt__", slot_lt, TWO, NATIVE_PLAIN}},
    {SLOTS_COMPARE, {"__le__", slot_le, TWO, NATIVE_PLAIN}},
    {SLOTS_COMPARE, {"__gt__", slot_gt, TWO, NATIVE_PLAIN}},
    {SLOTS_COMPARE, {"__ge__", slot_ge, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__add__", slot_add, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__radd__", slot_radd, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__sub__", slot_sub, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rsub__", slot_rsub, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__mul__", slot_mul, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rmul__", slot_rmul, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__truediv__", slot_truediv, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rtruediv__", slot_rtruediv, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__floordiv__", slot_floordiv, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rfloordiv__", slot_rfloordiv, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__mod__", slot_mod, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rmod__", slot_rmod, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__pow__", slot_pow, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rpow__", slot_rpow, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__lshift__", slot_lshift, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rlshift__", slot_rlshift, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rshift__", slot_rshift, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rrshift__", slot_rrshift, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__or__", slot_or, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__ror__", slot_ror, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__and__", slot_and, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rand__", slot_rand, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__xor__", slot_xor, TWO, NATIVE_PLAIN}},
    {SLOTS_BINARY, {"__rxor__", slot_rxor, TWO, NATIVE_PLAIN}},
    {SLOTS_INPLACE, {"__iadd__", slot_iadd, TWO, NATIVE_PLAIN}},
    {SLOTS_INPLACE, {"__isub__", slot_isub, TWO, NATIVE_PLAIN}},
    {SLOTS_INPLACE, {"__imul__", slot_imul, TWO, NATIVE_PLAIN}},
    {SLOTS_INPLACE, {"__ior__", slot_ior, TWO, NATIVE_PLAIN}},
    {SLOTS_INPLACE, {"__iand__", slot_iand, TWO, NATIVE_PLAIN}},
    {SLOTS_INPLACE, {"__ixor__", slot_ixor, TWO, NATIVE_PLAIN}},
    {SLOTS_TRUTH, {"__bool__", slot_bool, ONE, NATIVE_PLAIN}},
};

enum { SLOT_ROWS = sizeof slot_rows / sizeof *slot_rows };

static bool has_op(const ClassOps *ops, SlotGroup group)
{
    switch (group) {
    case SLOTS_ALWAYS:
        return false; /* object has its own, and so have exceptions */
    case SLOTS_LENGTH:
        return ops->length != NULL;
    case SLOTS_GET_ITEM:
        return ops->get_item != NULL;
    case SLOTS_SET_ITEM:
        return ops->set_item != NULL;
    case SLOTS_CONTAINS:
        return ops->contains != NULL;
    case SLOTS_ITERATE:
        return ops->iterate != NULL;
    case SLOTS_NEXT:
        return ops->next != NULL;
    case SLOTS_CALL:
        return ops->call != NULL;
    case SLOTS_AWAIT:
        return ops->await != NULL;
    case SLOTS_COMPARE:
        return ops->compare != NULL;
    case SLOTS_BINARY:
        return ops->binary != NULL;
    case SLOTS_INPLACE:
        return ops->inplace != NULL;
    case SLOTS_TRUTH:
        return ops->truth != NULL;
    case SLOT_ROWS_END:
        break;
    }
    return false;
}

/* The operators of classes that do not have all: what `binary` and `inplace` of these answer is NotImplemented. */
static bool has_operator(const Class *class, const char *name)
{
    static const char set_like[] = " __sub__ __rsub__ __and__ __rand__ __or__ __ror__ __xor__ __rxor__ "
                                   "__isub__ __iand__ __ior__ __ixor__ ";
    static const char list_like[] = " __add__ __mul__ __rmul__ __iadd__ __imul__ ";
    static const struct {
        const char *class, *operators;
    } rows[] = {
        {"str", " __add__ __mul__ __rmul__ __mod__ __rmod__ "},
        {"list", list_like},
        {"tuple", list_like},
        {"deque", list_like},
        {"dict", " __or__ __ror__ __ior__ "},
        {"set", set_like},
        {"frozenset", set_like},
        {"dict_keys", set_like},
        {"dict_items", set_like},
        {"NoneType", ""},
        {"float", " __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __floordiv__ "
                  "__rfloordiv__ __mod__ __rmod__ __pow__ __rpow__ "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!str_is(class->name, rows[i].class))
            continue;
        const char *found = strstr(rows[i].operators, name);
        return found && found[strlen(name)] == ' ';
    }
    return true;
}

/* One native object serves all classes. */
static Value shared_slot(Vm *vm, size_t row)
{
    if (!vm->slot_natives)
        vm->slot_natives = vm_alloc(vm, SLOT_ROWS * sizeof(Value));
    if (vm->slot_natives[row] == VALUE_EMPTY)
        vm->slot_natives[row] = native_new(vm, &slot_rows[row].spec, NULL);
    return vm->slot_natives[row];
}

void class_add_slot_methods(Vm *vm, Class *class)
{
    bool is_class_of_classes =
        class_is_subclass(class, vm->classes.type) || !vm->classes.native || class->is_exception;
    if (!class->ops || is_class_of_classes)
        return;
    for (size_t row = 0; row < SLOT_ROWS; row++) {
        const char *name = slot_rows[row].spec.name;
        SlotGroup group = slot_rows[row].group;
        bool has = has_op(class->ops, group);
        if (group == SLOTS_BINARY || group == SLOTS_INPLACE)
            has = has && has_operator(class, name);
        Str *key = has ? str_intern(vm, name, strlen(name)) : NULL;
        if (key && dict_get_str(vm, class->attributes, key) == VALUE_EMPTY)
            dict_set_str(vm, class->attributes, key, shared_slot(vm, row));
    }
}

/* ---- object ---- */

static Outcome object_init(Vm *vm, const Value *args, Value *result)
{
    bool has_arguments = value_tuple(args[1])->count > 0 || args[2] != VALUE_EMPTY;
    const Class *class = class_of(vm, args[0]);
    if (has_arguments)
        return vm_raise(vm, EXCEPTION_TypeError,
                        "%s.__init__() takes exactly one argument (the instance to initialize)", class->name->text);
    *result = VALUE_NONE;
    return RETURNED;
}

static Outcome object_new_method(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_kind(args[0], KIND_CLASS))
        return vm_raise(vm, EXCEPTION_TypeError, "object.__new__(X): X is not a type object");
    return class_make_instance(vm, (Class *)value_object(args[0]), result);
}

static Outcome object_repr(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_kind(args[0], KIND_INSTANCE))
        return value_repr(vm, args[0], result);
    return object_plain_repr(vm, args[0], result);
}

static Outcome object_str(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_kind(args[0], KIND_INSTANCE))
        return value_str(vm, args[0], result);
    return value_repr(vm, args[0], result);
}

static Outcome object_eq(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = args[0] == args[1] ? VALUE_TRUE : VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

static Outcome object_ne(Vm *vm, const Value *args, Value *result)
{
    return value_compare(vm, COMPARE_NE, args[0], args[1], result);
}

static Outcome object_hash(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_kind(args[0], KIND_INSTANCE))
        return slot_hash(vm, args, result);
    *result = int_new(vm, (int64_t)(object_number(vm, args[0]) >> 4));
    return RETURNED;
}

static Outcome want_name(Vm *vm, Value name)
{
    if (value_is_str(name))
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError, "attribute name must be string, not '%s'",
                    class_of(vm, name)->told_name->text);
}

static Outcome object_setattr(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (want_name(vm, args[1]) == RAISED)
        return RAISED;
    return attribute_set_plain(vm, args[0], value_str_object(args[1]), args[2]);
}

static Outcome object_delattr(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (want_name(vm, args[1]) == RAISED)
        return RAISED;
    return attribute_set_plain(vm, args[0], value_str_object(args[1]), VALUE_EMPTY);
}

static Outcome object_getattribute(Vm *vm, const Value *args, Value *result)
{
    if (want_name(vm, args[1]) == RAISED)
        return RAISED;
    return attribute_get_plain(vm, args[0], value_str_object(args[1]), result);
}

static Outcome object_format(Vm *vm, const Value *args, Value *result)
{
    Str *spec = value_is_str(args[1]) ? value_str_object(args[1]) : NULL;
    if (spec && spec->size > 0)
        return vm_raise(vm, EXCEPTION_TypeError, "unsupported format string passed to %s.__format__",
                        class_of(vm, args[0])->told_name->text);
    return value_str(vm, args[0], result);
}

static Outcome object_init_subclass(Vm *vm, const Value *args, Value *result)
{
    const Class *class = (Class *)value_object(args[0]);
    *result = VALUE_NONE;
    if (args[2] != VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "%s.__init_subclass__() takes no keyword arguments",
                        class->qualname->text);
    if (value_tuple(args[1])->count > 0)
        return vm_raise(vm, EXCEPTION_TypeError, "%s.__init_subclass__() takes no arguments (%u given)",
                        class->qualname->text, (unsigned)value_tuple(args[1])->count);
    return RETURNED;
}

static const NativeSpec object_methods[] = {
    {"__init__", object_init, "self, *args, **keywords", NATIVE_PLAIN},
    {"__new__", object_new_method, "cls, *args, **keywords", NATIVE_STATIC},
    {"__repr__", object_repr, ONE, NATIVE_PLAIN},
    {"__str__", object_str, ONE, NATIVE_PLAIN},
    {"__eq__", object_eq, TWO, NATIVE_PLAIN},
    {"__ne__", object_ne, TWO, NATIVE_PLAIN},
    {"__hash__", object_hash, ONE, NATIVE_PLAIN},
    {"__setattr__", object_setattr, "self, name, value, /", NATIVE_PLAIN},
    {"__delattr__", object_delattr, "self, name, /", NATIVE_PLAIN},
    {"__getattribute__", object_getattribute, "self, name, /", NATIVE_PLAIN},
    {"__format__", object_format, "self, spec, /", NATIVE_PLAIN},
    {"__init_subclass__", object_init_subclass, "cls, *args, **keywords", NATIVE_CLASS},
    {0},
};

static Outcome object_construct(Vm *vm, const Value *args, Value *result)
{
    *result = instance_new(vm, (Class *)value_object(args[0]));
    return RETURNED;
}

void object_class_init(Vm *vm)
{
    class_add_natives(vm, vm->classes.object, object_methods);
    vm->classes.object->construct = native_make(vm, "object", object_construct, "cls, /", VALUE_EMPTY);
    vm->classes.object->can_be_base = true;
    vm->classes.object->has_slots = true;
}

/* ---- None, NotImplemented, Ellipsis ---- */

static Outcome singleton_repr(Vm *vm, Value self, Value *result)
{
    *result = str_from(vm, self == VALUE_NONE ? "None" : self == VALUE_ELLIPSIS ? "Ellipsis" : "NotImplemented");
    return RETURNED;
}

static Outcome not_implemented_truth(Vm *vm, Value self, bool *truth)
{
    if (self == VALUE_NOT_IMPLEMENTED)
        return vm_raise(vm, EXCEPTION_TypeError, "NotImplemented should not be used in a boolean context");
    *truth = self == VALUE_ELLIPSIS;
    return RETURNED;
}

/* None | int in annotations. */
static Outcome none_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    const ClassOps *ops = vm->classes.type->ops;
    *result = VALUE_NOT_IMPLEMENTED;
    if (value_is_kind(left, KIND_CLASS) || value_is_kind(right, KIND_CLASS))
        return ops->binary(vm, op, left, right, result);
    return RETURNED;
}

void singleton_class_init(Vm *vm)
{
    static const ClassOps ops = {
        .size = sizeof(Object), .repr = singleton_repr, .truth = not_implemented_truth, .binary = none_binary};
    vm->classes.none = class_native(vm, &(ClassSpec){.name = "NoneType", .module = "builtins", .ops = &ops});
    vm->classes.not_implemented =
        class_native(vm, &(ClassSpec){.name = "NotImplementedType", .module = "builtins", .ops = &ops});
    vm->classes.ellipsis = class_native(vm, &(ClassSpec){.name = "ellipsis", .module = "builtins", .ops = &ops});
}
