/* tuple: a fixed run of values. */
#include "iterators.h"
#include "sequence.h"
#include "table.h"

/* ---- for C ---- */

static size_t tuple_size(uint64_t count)
{
    return sizeof(Tuple) + count * sizeof(Value);
}

Tuple *tuple_make(Vm *vm, size_t count)
{
    Tuple *tuple =
        are_too_many(vm, count) ? NULL : object_new(vm, vm->classes.tuple, KIND_TUPLE, tuple_size(count));
    if (tuple)
        tuple->count = (uint32_t)count;
    else
        vm_raise_memory(vm);
    return tuple;
}

Value tuple_new(Vm *vm, const Value *items, size_t count)
{
    if (count == 0 && vm->empty_tuple != VALUE_EMPTY)
        return value_retain(vm->empty_tuple);
    Tuple *tuple = tuple_make(vm, count);
    for (size_t i = 0; tuple && i < count; i++)
        tuple->items[i] = value_retain(items[i]);
    return value_from(tuple);
}

Outcome tuple_from_iterable(Vm *vm, Value iterable, Value *result)
{
    if (value_is_kind(iterable, KIND_TUPLE) && class_of(vm, iterable) == vm->classes.tuple) {
        *result = value_retain(iterable);
        return RETURNED;
    }
    Value list;
    if (list_from_iterable(vm, iterable, &list) == RAISED)
        return RAISED;
    *result = tuple_new(vm, value_list(list)->items, value_list(list)->count);
    value_release(vm, list);
    return *result == VALUE_EMPTY ? RAISED : RETURNED;
}

/* ---- behaviour ---- */

static size_t size_of_tuple(const Object *object)
{
    return tuple_size(((const Tuple *)object)->count);
}

static void tuple_release(Vm *vm, Object *object)
{
    Tuple *tuple = (Tuple *)object;
    for (uint64_t i = tuple->count; i-- > 0;) /* backwards, as CPython does */
        value_release(vm, tuple->items[i]);
}

static void tuple_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Tuple *tuple = (const Tuple *)object;
    for (uint64_t i = 0; i < tuple->count; i++)
        visitor(context, tuple->items[i]);
}

static Outcome tuple_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_add(&text, "(");
    Outcome outcome = sequence_write(vm, self, &text);
    text_add(&text, value_tuple(self)->count == 1 ? ",)" : ")");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome tuple_hash(Vm *vm, Value self, uint64_t *hash)
{
    const Tuple *tuple = value_tuple(self);
    uint64_t sum = 0x27D4EB2F165667C5u + tuple->count;
    for (uint64_t i = 0; i < tuple->count; i++) {
        uint64_t item;
        if (table_hash(vm, tuple->items[i], &item) == RAISED)
            return RAISED;
        sum = (sum ^ item) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    *hash = sum;
    return RETURNED;
}

static Outcome tuple_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    if (value_is_kind(other, KIND_TUPLE))
        return sequence_compare(vm, op, self, other, result);
    *result = VALUE_NOT_IMPLEMENTED;
    return RETURNED;
}

static Outcome concatenate(Vm *vm, Value left, Value right, Value *result)
{
    const Tuple *a = value_tuple(left), *b = value_tuple(right);
    bool is_left = b->count == 0 && class_of(vm, left) == vm->classes.tuple;
    if (is_left || (a->count == 0 && class_of(vm, right) == vm->classes.tuple)) {
        *result = value_retain(is_left ? left : right);
        return RETURNED;
    }
    Tuple *sum = tuple_make(vm, a->count + b->count);
    if (!sum)
        return RAISED;
    for (uint64_t i = 0; i < sum->count; i++)
        sum->items[i] = value_retain(i < a->count ? a->items[i] : b->items[i - a->count]);
    *result = value_from(sum);
    return RETURNED;
}

static Outcome repeat(Vm *vm, Value self, Value times, Value *result)
{
    const Tuple *tuple = value_tuple(self);
    uint64_t unit = tuple->count, count;
    if (repetitions(vm, times, &unit, &count) == RAISED)
        return RAISED;
    if (count == 1 && class_of(vm, self) == vm->classes.tuple) {
        *result = value_retain(self);
        return RETURNED;
    }
    if (count == 0) {
        *result = tuple_new(vm, NULL, 0);
        return RETURNED;
    }
    Tuple *product = tuple_make(vm, tuple->count * count);
    if (!product)
        return RAISED;
    for (uint64_t i = 0; i < product->count; i++)
        product->items[i] = value_retain(tuple->items[i % tuple->count]);
    *result = value_from(product);
    return RETURNED;
}

static Outcome tuple_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    bool is_left = value_is_kind(left, KIND_TUPLE), is_right = value_is_kind(right, KIND_TUPLE);
    *result = VALUE_NOT_IMPLEMENTED;
    if (op == OPERATOR_ADD && is_left && is_right)
        return concatenate(vm, left, right, result);
    if (op == OPERATOR_MULT && is_left && value_has_index(vm, right))
        return repeat(vm, left, right, result);
    if (op == OPERATOR_MULT && is_right && value_has_index(vm, left))
        return repeat(vm, right, left, result);
    return RETURNED;
}

static Outcome tuple_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = (int64_t)value_tuple(self)->count;
    return RETURNED;
}

static Outcome get_slice(Vm *vm, Value self, Value slice, Value *result)
{
    const Tuple *tuple = value_tuple(self);
    int64_t start, step, count;
    if (slice_resolve(vm, slice, (int64_t)tuple->count, &start, &step, &count) == RAISED)
        return RAISED;
    if (step == 1 && (uint64_t)count == tuple->count && class_of(vm, self) == vm->classes.tuple) {
        *result = value_retain(self);
        return RETURNED;
    }
    if (step == 1) {
        *result = tuple_new(vm, tuple->items + start, (size_t)count);
        return *result == VALUE_EMPTY ? RAISED : RETURNED;
    }
    Tuple *part = tuple_make(vm, (size_t)count);
    if (!part)
        return RAISED;
    for (int64_t i = 0; i < count; i++)
        part->items[i] = value_retain(tuple->items[start + i * step]);
    *result = value_from(part);
    return RETURNED;
}

static Outcome tuple_get_item(Vm *vm, Value self, Value key, Value *result)
{
    const Tuple *tuple = value_tuple(self);
    uint64_t count = tuple->count, index;
    if (value_is_kind(key, KIND_SLICE))
        return get_slice(vm, self, key, result);
    if (!value_is_small_int(key) && !value_has_index(vm, key))
        return index_is_wrong(vm, "tuple", key);
    if (index_within(vm, key, &count, "tuple index out of range", &index) == RAISED)
        return RAISED;
    *result = value_retain(tuple->items[index]);
    return RETURNED;
}

/* ---- iteration ---- */

static Outcome tuple_iterate(Vm *vm, Value self, Value *iterator)
{
    TupleIterator *walk = object_new(vm, vm->classes.tuple_iterator, KIND_ITERATOR, sizeof *walk);
    walk->head.flags = ITERATOR_TUPLE;
    walk->tuple = object_retain(value_tuple(self));
    *iterator = value_from(walk);
    return RETURNED;
}

static void release_iterator(Vm *vm, Object *object)
{
    object_release(vm, ((TupleIterator *)object)->tuple);
}

static void visit_iterator(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const TupleIterator *)object)->tuple));
}

static Outcome next_of_tuple(Vm *vm, Value self, Value *item)
{
    *item = tuple_iterator_step(vm, (TupleIterator *)value_object(self));
    return RETURNED;
}

static const ClassOps iterator_ops = {
    .size = sizeof(TupleIterator), .release = release_iterator, .visit = visit_iterator, .next = next_of_tuple};

/* ---- the class ---- */

static Outcome tuple_index(Vm *vm, const Value *args, Value *result)
{
    int64_t index;
    if (sequence_find_between(vm, args, &index) == RAISED)
        return RAISED;
    if (index < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "tuple.index(x): x not in tuple");
    *result = int_new(vm, index);
    return RETURNED;
}

static Outcome tuple_construct(Vm *vm, const Value *args, Value *result)
{
    if (args[1] != VALUE_EMPTY)
        return tuple_from_iterable(vm, args[1], result);
    *result = tuple_new(vm, NULL, 0);
    return RETURNED;
}

static const ClassOps tuple_ops = {
    .size_of = size_of_tuple,
    .release = tuple_release,
    .visit = tuple_visit,
    .repr = tuple_repr,
    .hash = tuple_hash,
    .compare = tuple_compare,
    .binary = tuple_binary,
    .length = tuple_length,
    .get_item = tuple_get_item,
    .contains = sequence_contains,
    .iterate = tuple_iterate,
};

static const NativeSpec tuple_methods[] = {
    {"index", tuple_index, "self, value, start=0, stop=None, /", NATIVE_PLAIN},
    {"count", sequence_count, "self, value, /", NATIVE_PLAIN},
    {0},
};

void tuple_class_init(Vm *vm)
{
    vm->classes.tuple = class_native(vm, &(ClassSpec){.name = "tuple",
                                                      .module = "builtins",
                                                      .ops = &tuple_ops,
                                                      .methods = tuple_methods,
                                                      .construct = tuple_construct,
                                                      .signature = "cls, iterable=(), /"});
    vm->classes.tuple->instance_kind = KIND_TUPLE;
    vm->classes.tuple_iterator =
        class_native(vm, &(ClassSpec){.name = "tuple_iterator", .module = "builtins", .ops = &iterator_ops});
    if (vm->empty_tuple == VALUE_EMPTY)
        vm->empty_tuple = tuple_new(vm, NULL, 0);
}
