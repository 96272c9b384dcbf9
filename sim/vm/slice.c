/* slice objects, and what they mean for a sequence of a given length. */
#include "sequence.h"

static Slice *slice_of(Value value)
{
    return (Slice *)value_object(value);
}

Value slice_new(Vm *vm, Value start, Value stop, Value step)
{
    Slice *slice = object_new(vm, vm->classes.slice, KIND_SLICE, sizeof *slice);
    slice->start = value_retain(start);
    slice->stop = value_retain(stop);
    slice->step = value_retain(step);
    return value_from(slice);
}

/* ---- resolving ---- */

static Outcome part_from(Vm *vm, Value part, int64_t otherwise, int64_t *integer)
{
    *integer = otherwise;
    if (part == VALUE_NONE)
        return RETURNED;
    if (!value_has_index(vm, part))
        return vm_raise(vm, EXCEPTION_TypeError,
                        "slice indices must be integers or None or have an __index__ method");
    return int_index(vm, part, integer);
}

Outcome slice_unpack(Vm *vm, Value value, int64_t *start, int64_t *stop, int64_t *step)
{
    const Slice *slice = slice_of(value);
    if (part_from(vm, slice->step, 1, step) == RAISED)
        return RAISED;
    if (*step == 0)
        return vm_raise(vm, EXCEPTION_ValueError, "slice step cannot be zero");
    if (*step == INT64_MIN)
        *step = -INT64_MAX; /* so that it can be negated */
    if (part_from(vm, slice->start, *step < 0 ? INT64_MAX : 0, start) == RAISED)
        return RAISED;
    return part_from(vm, slice->stop, *step < 0 ? INT64_MIN : INT64_MAX, stop);
}

/* A bound within -1 … length for negative steps, 0 … length for others. */
static int64_t clipped(int64_t bound, int64_t length, bool is_backwards)
{
    if (bound < 0)
        bound += length;
    if (bound < 0)
        return is_backwards ? -1 : 0;
    return bound < length ? bound : is_backwards ? length - 1 : length;
}

int64_t slice_adjust(int64_t length, int64_t *start, int64_t *stop, int64_t step)
{
    *start = clipped(*start, length, step < 0);
    *stop = clipped(*stop, length, step < 0);
    if (step < 0)
        return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

Outcome slice_resolve(Vm *vm, Value slice, int64_t length, int64_t *start, int64_t *step, int64_t *count)
{
    int64_t stop;
    if (slice_unpack(vm, slice, start, &stop, step) == RAISED)
        return RAISED;
    *count = slice_adjust(length, start, &stop, *step);
    return RETURNED;
}

/* ---- behaviour ---- */

static void slice_release(Vm *vm, Object *object)
{
    value_release(vm, ((Slice *)object)->start);
    value_release(vm, ((Slice *)object)->stop);
    value_release(vm, ((Slice *)object)->step);
}

static void slice_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Slice *)object)->start);
    visitor(context, ((const Slice *)object)->stop);
    visitor(context, ((const Slice *)object)->step);
}

static Value tuple_of_slice(Vm *vm, Value self)
{
    const Slice *slice = slice_of(self);
    return tuple_new(vm, (Value[]){slice->start, slice->stop, slice->step}, 3);
}

static Outcome slice_repr(Vm *vm, Value self, Value *result)
{
    Value tuple = tuple_of_slice(vm, self);
    Text text = {0};
    text_add(&text, "slice");
    Outcome outcome = value_write_repr(vm, tuple, &text);
    value_release(vm, tuple);
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome slice_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_kind(other, KIND_SLICE))
        return RETURNED;
    Value left = tuple_of_slice(vm, self), right = tuple_of_slice(vm, other);
    Outcome outcome = sequence_compare(vm, op, left, right, result);
    value_release(vm, left);
    value_release(vm, right);
    return outcome;
}

static Outcome slice_hash(Vm *vm, Value self, uint64_t *hash)
{
    Value tuple = tuple_of_slice(vm, self);
    Outcome outcome = value_hash(vm, tuple, hash);
    value_release(vm, tuple);
    return outcome;
}

/* ---- methods ---- */

static Outcome slice_start(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(slice_of(args[0])->start);
    return RETURNED;
}

static Outcome slice_stop(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(slice_of(args[0])->stop);
    return RETURNED;
}

static Outcome slice_step(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(slice_of(args[0])->step);
    return RETURNED;
}

static Outcome slice_indices(Vm *vm, const Value *args, Value *result)
{
    int64_t length, start, stop, step;
    if (int_index(vm, args[1], &length) == RAISED)
        return RAISED;
    if (length < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "length should not be negative");
    if (slice_unpack(vm, args[0], &start, &stop, &step) == RAISED)
        return RAISED;
    slice_adjust(length, &start, &stop, step);
    Value parts[] = {int_new(vm, start), int_new(vm, stop), int_new(vm, step)};
    *result = tuple_new(vm, parts, 3);
    for (size_t i = 0; i < 3; i++)
        value_release(vm, parts[i]);
    return RETURNED;
}

/* slice(stop) or slice(start, stop, step). */
static Outcome slice_construct(Vm *vm, const Value *args, Value *result)
{
    bool has_start = args[2] != VALUE_EMPTY;
    Value start = has_start ? args[1] : VALUE_NONE, stop = has_start ? args[2] : args[1];
    *result = slice_new(vm, start, stop, args[3] == VALUE_EMPTY ? VALUE_NONE : args[3]);
    return RETURNED;
}

static const ClassOps slice_ops = {
    .size = sizeof(Slice),
    .release = slice_release,
    .visit = slice_visit,
    .repr = slice_repr,
    .compare = slice_compare,
    .hash = slice_hash,
    .set_attribute = bounds_are_read_only,
};

static const NativeSpec slice_methods[] = {
    {"start", slice_start, "self, /", NATIVE_GETTER},
    {"stop", slice_stop, "self, /", NATIVE_GETTER},
    {"step", slice_step, "self, /", NATIVE_GETTER},
    {"indices", slice_indices, "self, length, /", NATIVE_PLAIN},
    {0},
};

void slice_class_init(Vm *vm)
{
    vm->classes.slice = class_native(vm, &(ClassSpec){.name = "slice",
                                                      .module = "builtins",
                                                      .ops = &slice_ops,
                                                      .methods = slice_methods,
                                                      .construct = slice_construct,
                                                      .signature = "cls, start, stop=None, step=None, /"});
    vm->classes.slice->instance_kind = KIND_SLICE;
}
