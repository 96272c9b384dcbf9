/* Instances of the program's classes: their shapes, and their behaviour through dunder methods. */
#include "native_function.h"

#include <assert.h>

/* ---- shapes ---- */

/* Shapes that can be passed in the time of an instruction. */
enum { SHAPES_AN_INSTRUCTION = 4 };

static Shape *shape_with(Vm *vm, Shape *shape, Str *name)
{
    uint64_t passed = 0;
    Shape *child = shape->first_child;
    for (; child && child->name != name; child = child->sibling)
        passed++;
    vm_charge(vm, passed / SHAPES_AN_INSTRUCTION);
    if (child)
        return child;
    child = vm_alloc(vm, sizeof *child);
    child->parent = shape;
    child->name = name;
    child->count = shape->count + 1;
    child->sibling = shape->first_child;
    shape->first_child = child;
    return child;
}

int32_t shape_find(Vm *vm, const Shape *shape, Str *name)
{
    const Shape *at = shape;
    while (at->parent && at->name != name)
        at = at->parent;
    vm_charge(vm, (shape->count - at->count) / SHAPES_AN_INSTRUCTION);
    return at->parent ? (int32_t)at->count - 1 : -1;
}

/* The same attributes in the same order, without one: a stretch of names at a time, the earlier first. */
static Shape *shape_without(Vm *vm, Shape *shape, const Str *name)
{
    enum { NAMES_MOST = 64 };
    Str *later[NAMES_MOST];
    uint32_t count = 0;
    for (; shape->name != name && count < NAMES_MOST; shape = shape->parent)
        later[count++] = shape->name;
    shape = shape->name == name ? shape->parent : shape_without(vm, shape, name);
    while (count > 0)
        shape = shape_with(vm, shape, later[--count]);
    return shape;
}

/* Of an instance with a dict: where the attribute is, or would be. */
static Dict *dict_for(const Instance *instance, const Str *name)
{
    bool is_beside = instance->slots[1] != VALUE_EMPTY && class_has_slot(object_class(instance), name);
    return value_dict(instance->slots[is_beside]);
}

Value instance_get(Vm *vm, const Instance *instance, Str *name)
{
    if (shape_is_dict(instance->shape))
        return dict_get_str(vm, dict_for(instance, name), name);
    int32_t slot = instance->shape ? shape_find(vm, instance->shape, name) : -1;
    return slot < 0 ? VALUE_EMPTY : instance->slots[slot];
}

static bool grow(Vm *vm, Instance *instance)
{
    uint32_t capacity = instance->capacity ? instance->capacity * 2 : 4;
    Value *slots = vm_resize(vm, instance->slots, instance->capacity * sizeof(Value), capacity * sizeof(Value));
    if (!slots)
        return false;
    instance->slots = slots;
    instance->capacity = capacity;
    return true;
}

bool instance_make_room(Vm *vm, Instance *instance)
{
    return instance->shape->count < instance->capacity || grow(vm, instance);
}

bool instance_set(Vm *vm, Instance *instance, Str *name, Value value)
{
    if (!instance->shape)
        instance->shape = vm->empty_shape;
    if (shape_is_dict(instance->shape))
        return dict_set_str(vm, dict_for(instance, name), name, value);
    int32_t slot = shape_find(vm, instance->shape, name);
    if (slot >= 0) {
        value_replace(vm, &instance->slots[slot], value_retain(value));
        return true;
    }
    if (!instance_make_room(vm, instance))
        return false;
    instance->slots[instance->shape->count] = value_retain(value);
    instance->shape = shape_with(vm, instance->shape, name);
    return true;
}

bool instance_delete(Vm *vm, Instance *instance, Str *name)
{
    if (shape_is_dict(instance->shape))
        return dict_delete_str(vm, dict_for(instance, name), name);
    int32_t slot = instance->shape ? shape_find(vm, instance->shape, name) : -1;
    if (slot < 0)
        return false;
    Value former = instance->slots[slot];
    uint32_t count = instance->shape->count;
    instance->shape = shape_without(vm, instance->shape, name);
    for (uint32_t i = (uint32_t)slot; i + 1 < count; i++)
        instance->slots[i] = instance->slots[i + 1];
    instance->slots[count - 1] = VALUE_EMPTY;
    value_release(vm, former);
    return true;
}

/* A chain of shapes leads from the last attribute to the first: write it a stretch at a time, the earlier first. */
static void fill_dict(Vm *vm, const Instance *instance, const Shape *shape, Dict *dict)
{
    enum { NAMES_MOST = 64 };
    const Shape *chain[NAMES_MOST];
    uint32_t count = 0;
    for (; shape->parent && count < NAMES_MOST; shape = shape->parent)
        chain[count++] = shape;
    if (shape->parent)
        fill_dict(vm, instance, shape, dict);
    while (count-- > 0)
        dict_set_str(vm, dict, chain[count]->name, instance->slots[chain[count]->count - 1]);
}

Value instance_attributes(Vm *vm, const Instance *instance)
{
    if (shape_is_dict(instance->shape))
        return value_retain(instance->slots[0]);
    Value dict = dict_new(vm);
    if (instance->shape)
        fill_dict(vm, instance, instance->shape, value_dict(dict));
    return dict;
}

/* What the __slots__ of its classes name stands beside the dict: taken out of all `attributes`; EMPTY where they
 * name nothing. */
static Value split_slots(Vm *vm, const Instance *instance, Dict *attributes)
{
    Value key, value, beside;
    if (!class_names_slots(object_class(instance)))
        return VALUE_EMPTY;
    beside = dict_new(vm);
    for (uint32_t at = 0; dict_next(attributes, &at, &key, &value);) {
        if (class_has_slot(object_class(instance), value_str_object(key)))
            dict_set_str(vm, value_dict(beside), value_str_object(key), value);
    }
    for (uint32_t at = 0; dict_next(value_dict(beside), &at, &key, &value);)
        dict_delete_str(vm, attributes, value_str_object(key));
    return beside;
}

/* From now on the attributes are in dicts. Takes over both. */
static Outcome use_dicts(Vm *vm, Instance *instance, Value dict, Value beside)
{
    Value *slots = instance->slots;
    uint32_t count = instance->shape ? instance->shape->count : 0, capacity = instance->capacity;
    Value *both = vm_alloc(vm, 2 * sizeof *both);
    if (!both) {
        value_release(vm, dict);
        value_release(vm, beside);
        return vm_raise_memory(vm);
    }
    both[0] = dict;
    both[1] = beside;
    instance->slots = both;
    instance->capacity = 2;
    instance->shape = vm->dict_shape;
    for (uint32_t i = 0; i < count; i++)
        value_release(vm, slots[i]);
    vm_free(vm, slots, capacity * sizeof(Value));
    return RETURNED;
}

Outcome instance_dict(Vm *vm, Instance *instance, Value *result)
{
    *result = instance_attributes(vm, instance);
    if (shape_is_dict(instance->shape))
        return RETURNED;
    Value beside = split_slots(vm, instance, value_dict(*result));
    if (use_dicts(vm, instance, *result, beside) == RAISED)
        return RAISED;
    value_retain(*result);
    return RETURNED;
}

Outcome instance_set_dict(Vm *vm, Instance *instance, Value dict)
{
    Value former;
    if (instance_dict(vm, instance, &former) == RAISED)
        return RAISED;
    value_release(vm, former);
    value_replace(vm, &instance->slots[0], value_retain(dict));
    return RETURNED;
}

Value instance_new(Vm *vm, Class *class)
{
    Instance *instance = object_new(vm, class, KIND_INSTANCE, sizeof *instance);
    instance->shape = vm->empty_shape;
    return value_from(instance);
}

/* ---- behaviour: dunder methods, called nested ---- */

static Value method_of(Vm *vm, Value self, Str *name)
{
    return class_lookup(vm, class_of(vm, self), name);
}

/* Call a dunder method that was found in the class. Static ones and other descriptors are bound first. */
static Outcome call_found(Vm *vm, Value found, Value self, size_t count, const Value *values, Value *result)
{
    assert(count <= 3);
    if (value_is_kind(found, KIND_FUNCTION) || value_is_kind(found, KIND_NATIVE)) {
        Value all[4] = {self};
        for (size_t i = 0; i < count; i++)
            all[i + 1] = values[i];
        return value_call_with(vm, found, count + 1, all, result);
    }
    Value bound;
    if (attribute_bind(vm, found, self, class_of(vm, self), &bound) == RAISED)
        return RAISED;
    Outcome outcome = value_call_with(vm, bound, count, values, result);
    value_release(vm, bound);
    return outcome;
}

static Outcome want_str(Vm *vm, const char *method, Outcome outcome, Value *result)
{
    if (outcome == RETURNED && !value_is_str(*result)) {
        vm_raise(vm, EXCEPTION_TypeError, "%s returned non-string (type %s)", method,
                 class_of(vm, *result)->told_name->text);
        value_release(vm, *result);
        return RAISED;
    }
    return outcome;
}

Outcome object_plain_repr(Vm *vm, Value self, Value *result)
{
    const Class *class = class_of(vm, self);
    const char *module = class->module->text;
    bool is_builtin = strcmp(module, "builtins") == 0;
    *result = str_format(vm, "<%s%s%s object at 0x%llx>", is_builtin ? "" : module, is_builtin ? "" : ".",
                         class->qualname->text, (unsigned long long)object_number(vm, self));
    return RETURNED;
}

static Outcome instance_repr(Vm *vm, Value self, Value *result)
{
    Value found = method_of(vm, self, vm->names.repr);
    return want_str(vm, "__repr__", call_found(vm, found, self, 0, NULL, result), result);
}

static Outcome instance_str(Vm *vm, Value self, Value *result)
{
    Value found = method_of(vm, self, vm->names.str);
    return want_str(vm, "__str__", call_found(vm, found, self, 0, NULL, result), result);
}

static Outcome instance_hash(Vm *vm, Value self, uint64_t *hash)
{
    Value found = method_of(vm, self, vm->names.hash), result;
    if (found == VALUE_NONE)
        return vm_raise(vm, EXCEPTION_TypeError, "unhashable type: '%s'", class_of(vm, self)->told_name->text);
    if (value_is_kind(found, KIND_NATIVE)) { /* object's own */
        *hash = object_number(vm, self) >> 4;
        return RETURNED;
    }
    if (call_found(vm, found, self, 0, NULL, &result) == RAISED)
        return RAISED;
    int64_t integer;
    bool is_int = int_from(result, &integer);
    value_release(vm, result);
    if (!is_int)
        return vm_raise(vm, EXCEPTION_TypeError, "__hash__ method should return an integer");
    return value_hash(vm, value_from_small_int(integer), hash);
}

static Str *compare_name(Vm *vm, CompareOperator op)
{
    switch (op) {
    case COMPARE_LT:
        return vm->names.lt;
    case COMPARE_LE:
        return vm->names.le;
    case COMPARE_EQ:
        return vm->names.eq;
    case COMPARE_NE:
        return vm->names.ne;
    case COMPARE_GT:
        return vm->names.gt;
    case COMPARE_GE:
        return vm->names.ge;
    case COMPARE_IS:
    case COMPARE_IS_NOT:
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        break;
    }
    assert(false && "not a rich comparison");
    return NULL;
}

/* `!=` without __ne__ is `==` turned round. */
static Outcome not_equal(Vm *vm, Value self, Value other, Value *result)
{
    Value found = method_of(vm, self, vm->names.eq);
    if (value_is_kind(found, KIND_NATIVE)) {
        *result = self == other ? VALUE_FALSE : VALUE_NOT_IMPLEMENTED;
        return RETURNED;
    }
    if (call_found(vm, found, self, 1, &other, result) == RAISED)
        return RAISED;
    if (*result == VALUE_NOT_IMPLEMENTED)
        return RETURNED;
    bool truth;
    Outcome outcome = value_truth(vm, *result, &truth);
    value_release(vm, *result);
    *result = value_from_bool(!truth);
    return outcome;
}

static Outcome instance_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    Value found = method_of(vm, self, compare_name(vm, op));
    if (op == COMPARE_NE && (found == VALUE_EMPTY || value_is_kind(found, KIND_NATIVE)))
        return not_equal(vm, self, other, result);
    if (found == VALUE_EMPTY || found == VALUE_NONE) {
        *result = VALUE_NOT_IMPLEMENTED;
        return RETURNED;
    }
    if (op == COMPARE_EQ && value_is_kind(found, KIND_NATIVE)) {
        *result = self == other ? VALUE_TRUE : VALUE_NOT_IMPLEMENTED;
        return RETURNED;
    }
    return call_found(vm, found, self, 1, &other, result);
}

static Outcome instance_truth(Vm *vm, Value self, bool *truth)
{
    Value found = method_of(vm, self, vm->names.truth), result;
    int64_t length = 1;
    if (found != VALUE_EMPTY) {
        if (call_found(vm, found, self, 0, NULL, &result) == RAISED)
            return RAISED;
        *truth = result == VALUE_TRUE;
        if (value_is_bool(result))
            return RETURNED;
        Outcome outcome = vm_raise(vm, EXCEPTION_TypeError, "__bool__ should return bool, returned %s",
                                   class_of(vm, result)->told_name->text);
        value_release(vm, result);
        return outcome;
    }
    if (method_of(vm, self, vm->names.len) != VALUE_EMPTY && value_length(vm, self, &length) == RAISED)
        return RAISED;
    *truth = length != 0;
    return RETURNED;
}

static Outcome instance_length(Vm *vm, Value self, int64_t *length)
{
    Value found = method_of(vm, self, vm->names.len), result;
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "object of type '%s' has no len()",
                        class_of(vm, self)->told_name->text);
    if (call_found(vm, found, self, 0, NULL, &result) == RAISED)
        return RAISED;
    Outcome outcome = int_index(vm, result, length);
    value_release(vm, result);
    if (outcome == RETURNED && *length < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "__len__() should return >= 0");
    return outcome;
}

static Outcome instance_get_item(Vm *vm, Value self, Value key, Value *result)
{
    Value found = method_of(vm, self, vm->names.getitem);
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not subscriptable",
                        class_of(vm, self)->told_name->text);
    return call_found(vm, found, self, 1, &key, result);
}

static Outcome instance_set_item(Vm *vm, Value self, Value key, Value value)
{
    bool deletes = value == VALUE_EMPTY;
    Value found = method_of(vm, self, deletes ? vm->names.delitem : vm->names.setitem), ignored;
    if (found == VALUE_EMPTY)
        return no_item_assignment(vm, self, key, value);
    Value values[] = {key, value};
    if (call_found(vm, found, self, deletes ? 1 : 2, values, &ignored) == RAISED)
        return RAISED;
    value_release(vm, ignored);
    return RETURNED;
}

/* By __contains__, else by walking. */
static Outcome instance_contains(Vm *vm, Value self, Value item, bool *result)
{
    Value found = method_of(vm, self, vm->names.contains), answer;
    if (found == VALUE_EMPTY)
        return contains_by_walking(vm, self, item, result);
    if (found == VALUE_NONE)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not a container",
                        class_of(vm, self)->told_name->text);
    if (call_found(vm, found, self, 1, &item, &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, result);
    value_release(vm, answer);
    return outcome;
}

static Outcome next_by_index(Vm *vm, Iterator *iterator, Value *item)
{
    if (iterator->state[0] == VALUE_EMPTY) {
        *item = VALUE_EMPTY;
        return RETURNED;
    }
    Value index = int_new(vm, iterator->number[0]++);
    Outcome outcome = value_get_item(vm, iterator->state[0], index, item);
    value_release(vm, index);
    bool is_end = outcome == RAISED && (vm_raised_is_builtin(vm, EXCEPTION_IndexError) ||
                                        vm_raised_is_builtin(vm, EXCEPTION_StopIteration));
    if (!is_end)
        return outcome;
    value_release(vm, vm_take_raised(vm));
    value_replace(vm, &iterator->state[0], VALUE_EMPTY);
    *item = VALUE_EMPTY;
    return RETURNED;
}

static Outcome instance_iterate(Vm *vm, Value self, Value *iterator)
{
    Value found = method_of(vm, self, vm->names.iter);
    if (found == VALUE_EMPTY && method_of(vm, self, vm->names.getitem) != VALUE_EMPTY) {
        Iterator *walk = iterator_new(vm, "iterator", next_by_index);
        walk->state[0] = value_retain(self);
        *iterator = value_from(walk);
        return RETURNED;
    }
    if (found == VALUE_EMPTY || found == VALUE_NONE)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not iterable",
                        class_of(vm, self)->told_name->text);
    if (call_found(vm, found, self, 0, NULL, iterator) == RAISED)
        return RAISED;
    if (value_is_iterator(vm, *iterator))
        return RETURNED;
    vm_raise(vm, EXCEPTION_TypeError, "iter() returned non-iterator of type '%s'",
             class_of(vm, *iterator)->told_name->text);
    value_release(vm, *iterator);
    return RAISED;
}

static Outcome instance_next(Vm *vm, Value self, Value *item)
{
    Value found = method_of(vm, self, vm->names.next);
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not an iterator",
                        class_of(vm, self)->told_name->text);
    Outcome outcome = call_found(vm, found, self, 0, NULL, item);
    if (outcome == RETURNED || !vm_raised_is_builtin(vm, EXCEPTION_StopIteration))
        return outcome;
    value_release(vm, vm_take_raised(vm));
    *item = VALUE_EMPTY;
    return RETURNED;
}

static Outcome instance_call(Vm *vm, Value self, const Arguments *arguments, Value *result)
{
    Value found = method_of(vm, self, vm->names.call), bound;
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not callable",
                        class_of(vm, self)->told_name->text);
    if (attribute_bind(vm, found, self, class_of(vm, self), &bound) == RAISED)
        return RAISED;
    Outcome outcome = vm_enter(vm, bound, arguments, result);
    value_release(vm, bound);
    return outcome;
}

/* ---- operators ---- */

typedef struct OperatorNames {
    Str *plain, *reflected, *inplace;
} OperatorNames;

static OperatorNames operator_names(Vm *vm, Operator op)
{
    const VmNames *n = &vm->names;
    switch (op) {
    case OPERATOR_ADD:
        return (OperatorNames){n->add, n->radd, n->iadd};
    case OPERATOR_SUB:
        return (OperatorNames){n->sub, n->rsub, n->isub};
    case OPERATOR_MULT:
        return (OperatorNames){n->mul, n->rmul, n->imul};
    case OPERATOR_DIV:
        return (OperatorNames){n->truediv, n->rtruediv, n->itruediv};
    case OPERATOR_FLOOR_DIV:
        return (OperatorNames){n->floordiv, n->rfloordiv, n->ifloordiv};
    case OPERATOR_MOD:
        return (OperatorNames){n->mod, n->rmod, n->imod};
    case OPERATOR_POW:
        return (OperatorNames){n->pow, n->rpow, n->ipow};
    case OPERATOR_LSHIFT:
        return (OperatorNames){n->lshift, n->rlshift, n->ilshift};
    case OPERATOR_RSHIFT:
        return (OperatorNames){n->rshift, n->rrshift, n->irshift};
    case OPERATOR_BIT_OR:
        return (OperatorNames){n->or, n->ror, n->ior};
    case OPERATOR_BIT_XOR:
        return (OperatorNames){n->xor, n->rxor, n->ixor};
    case OPERATOR_BIT_AND:
        return (OperatorNames){n->and, n->rand, n->iand};
    case OPERATOR_MAT_MULT:
        return (OperatorNames){n->matmul, n->rmatmul, n->imatmul};
    case OPERATOR_INVERT:
        return (OperatorNames){n->invert, NULL, NULL};
    case OPERATOR_POSITIVE:
        return (OperatorNames){n->pos, NULL, NULL};
    case OPERATOR_NEGATIVE:
        return (OperatorNames){n->neg, NULL, NULL};
    case OPERATOR_NOT:
    case OPERATOR_AND:
    case OPERATOR_OR:
        break;
    }
    assert(false && "not an operator with a method");
    return (OperatorNames){0};
}

static Outcome try_method(Vm *vm, Value self, Str *name, Value other, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    Value found = method_of(vm, self, name);
    if (found == VALUE_EMPTY || found == VALUE_NONE)
        return RETURNED;
    return call_found(vm, found, self, 1, &other, result);
}

static bool is_program_value(Vm *vm, Value value)
{
    return class_of(vm, value)->is_program;
}

/* The right operand's reflected method goes first where its class derives from the left's and overrides it. */
static Outcome instance_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    OperatorNames names = operator_names(vm, op);
    Class *left_class = class_of(vm, left), *right_class = class_of(vm, right);
    bool is_left = left_class->is_program, is_right = right_class->is_program && right_class != left_class;
    bool right_first =
        is_left && is_right && class_is_subclass(right_class, left_class) &&
        class_lookup(vm, right_class, names.reflected) != class_lookup(vm, left_class, names.reflected);
    *result = VALUE_NOT_IMPLEMENTED;
    if (right_first) {
        if (try_method(vm, right, names.reflected, left, result) == RAISED)
            return RAISED;
        if (*result != VALUE_NOT_IMPLEMENTED)
            return RETURNED;
    }
    if (is_left) {
        if (try_method(vm, left, names.plain, right, result) == RAISED)
            return RAISED;
        if (*result != VALUE_NOT_IMPLEMENTED)
            return RETURNED;
    }
    if (is_right && !right_first && is_program_value(vm, right))
        return try_method(vm, right, names.reflected, left, result);
    return RETURNED;
}

static Outcome instance_inplace(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    return try_method(vm, left, operator_names(vm, op).inplace, right, result);
}

static Outcome instance_unary(Vm *vm, Operator op, Value self, Value *result)
{
    Value found = method_of(vm, self, operator_names(vm, op).plain);
    if (found == VALUE_EMPTY) {
        *result = VALUE_NOT_IMPLEMENTED;
        return RETURNED;
    }
    return call_found(vm, found, self, 0, NULL, result);
}

static Outcome instance_await(Vm *vm, Value self, Value *awaiter)
{
    Value found = method_of(vm, self, vm->names.await);
    if (found == VALUE_EMPTY) {
        *awaiter = VALUE_EMPTY;
        return RETURNED;
    }
    if (call_found(vm, found, self, 0, NULL, awaiter) == RAISED)
        return RAISED;
    bool is_coroutine = value_is_coroutine(*awaiter);
    if (!is_coroutine && value_is_iterator(vm, *awaiter))
        return RETURNED;
    vm_raise(vm, EXCEPTION_TypeError,
             is_coroutine ? "__await__() returned a coroutine" : "__await__() returned non-iterator of type '%s'",
             class_of(vm, *awaiter)->told_name->text);
    value_release(vm, *awaiter);
    return RAISED;
}

static void instance_release(Vm *vm, Object *object)
{
    Instance *instance = (Instance *)object;
    uint32_t count = instance->shape ? instance->shape->count : 0, capacity = instance->capacity;
    Value *slots = instance->slots;
    instance->shape = vm->empty_shape;
    instance->slots = NULL;
    instance->capacity = 0;
    for (uint32_t i = 0; i < count; i++)
        value_release(vm, slots[i]);
    vm_free(vm, slots, capacity * sizeof(Value));
}

static void instance_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Instance *instance = (const Instance *)object;
    for (uint32_t i = 0; instance->shape && i < instance->shape->count; i++)
        visitor(context, instance->slots[i]);
}

#define INSTANCE_BEHAVIOUR                                                                                         \
    .repr = instance_repr, .str = instance_str, .hash = instance_hash, .compare = instance_compare,                \
    .binary = instance_binary, .inplace = instance_inplace, .unary = instance_unary, .truth = instance_truth,      \
    .length = instance_length, .get_item = instance_get_item, .set_item = instance_set_item,                       \
    .contains = instance_contains, .iterate = instance_iterate, .next = instance_next, .call = instance_call,      \
    .await = instance_await

const ClassOps instance_ops = {
    .size = sizeof(Instance), .release = instance_release, .visit = instance_visit, INSTANCE_BEHAVIOUR};

const ClassOps program_exception_ops = {.size = sizeof(Exception),
                                        .release = exception_release,
                                        .visit = exception_visit,
                                        .get_attribute = exception_get_attribute,
                                        .set_attribute = exception_set_attribute,
                                        INSTANCE_BEHAVIOUR};
