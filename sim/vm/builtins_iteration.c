/* enumerate, zip, map, filter and reversed, which are classes in CPython, and iter, next, aiter and anext.
 *
 * The classes share one struct, a Walker: what it walks over, its function, and a number. What tells them apart is
 * the `next` of their ops. */
#include "builtins.h"

typedef struct Walker {
    Object head;
    Value iterator; /* what it walks over, or a tuple of several; EMPTY once it is done */
    Value function; /* of map and filter; of enumerate and zip the tuple given last, to be used again */
    int64_t number; /* of enumerate and reversed: the next index; of zip: strict */
} Walker;

static Walker *walker_of(Value value)
{
    return (Walker *)value_object(value);
}

static void walker_release(Vm *vm, Object *object)
{
    value_release(vm, ((Walker *)object)->iterator);
    value_release(vm, ((Walker *)object)->function);
}

static void walker_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Walker *)object)->iterator);
    visitor(context, ((const Walker *)object)->function);
}

/* A walker of the class that is being called. Takes over the values. */
static Value walker_new(Vm *vm, Value class, Value iterator, Value function, int64_t number)
{
    Walker *walker = object_new(vm, (Class *)value_object(class), KIND_OTHER, sizeof *walker);
    walker->iterator = iterator;
    walker->function = function;
    walker->number = number;
    return value_from(walker);
}

/* ---- iterators of several iterables ---- */

/* A tuple of their iterators. */
static Outcome iterate_each(Vm *vm, const Tuple *iterables, size_t from, Value *result)
{
    Tuple *iterators = tuple_make(vm, iterables->count - from);
    if (!iterators)
        return vm_raise_memory(vm);
    for (size_t i = from; i < iterables->count; i++) {
        if (value_iterate(vm, iterables->items[i], &iterators->items[i - from]) == RAISED) {
            iterators->items[i - from] = VALUE_EMPTY;
            object_release(vm, iterators);
            return RAISED;
        }
    }
    *result = value_from(iterators);
    return RETURNED;
}

/* The tuple given last, emptied, where nobody else has kept it; else a new one. Owned. */
static Tuple *result_tuple(Vm *vm, Value *kept, size_t count)
{
    if (*kept == VALUE_EMPTY || value_object(*kept)->refs > 1) {
        value_replace(vm, kept, VALUE_EMPTY);
        return tuple_make(vm, count);
    }
    Tuple *tuple = value_tuple(*kept);
    *kept = VALUE_EMPTY;
    for (size_t i = 0; i < count; i++)
        value_replace(vm, &tuple->items[i], VALUE_EMPTY);
    return tuple;
}

/* ---- enumerate ---- */

static Outcome enumerate_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t start = 0;
    Value iterator;
    if (args[2] != VALUE_EMPTY && int_index(vm, args[2], &start) == RAISED)
        return RAISED;
    if (value_iterate(vm, args[1], &iterator) == RAISED)
        return RAISED;
    *result = walker_new(vm, args[0], iterator, VALUE_EMPTY, start);
    return RETURNED;
}

static Outcome enumerate_next(Vm *vm, Value self, Value *item)
{
    Walker *walker = walker_of(self);
    Value next;
    if (value_next(vm, walker->iterator, &next) == RAISED)
        return RAISED;
    *item = VALUE_EMPTY;
    if (next == VALUE_EMPTY)
        return RETURNED;
    Tuple *pair = result_tuple(vm, &walker->function, 2);
    pair->items[0] = int_new(vm, walker->number++);
    pair->items[1] = next;
    walker->function = value_retain(value_from(pair));
    *item = value_from(pair);
    return RETURNED;
}

/* ---- zip ---- */

static Outcome zip_construct(Vm *vm, const Value *args, Value *result)
{
    bool is_strict = false;
    Value iterators = VALUE_EMPTY;
    if (args[2] != VALUE_EMPTY && value_truth(vm, args[2], &is_strict) == RAISED)
        return RAISED;
    if (iterate_each(vm, value_tuple(args[1]), 0, &iterators) == RAISED)
        return RAISED;
    *result = walker_new(vm, args[0], iterators, VALUE_EMPTY, is_strict);
    return RETURNED;
}

static Outcome zip_differs(Vm *vm, size_t index, const char *how)
{
    if (index == 1)
        return vm_raise(vm, EXCEPTION_ValueError, "zip() argument 2 is %s than argument 1", how);
    return vm_raise(vm, EXCEPTION_ValueError, "zip() argument %zu is %s than arguments 1-%zu", index + 1, how,
                    index);
}

/* The first iterator is at its end: whether the others are too. */
static Outcome zip_check_ends(Vm *vm, const Tuple *iterators)
{
    for (size_t i = 1; i < iterators->count; i++) {
        Value item;
        if (value_next(vm, iterators->items[i], &item) == RAISED)
            return RAISED;
        if (item != VALUE_EMPTY) {
            value_release(vm, item);
            return zip_differs(vm, i, "longer");
        }
    }
    return RETURNED;
}

static Outcome zip_fill(Vm *vm, const Walker *walker, const Tuple *iterators, Tuple *row, bool *is_end)
{
    *is_end = false;
    for (size_t i = 0; i < iterators->count; i++) {
        if (value_next(vm, iterators->items[i], &row->items[i]) == RAISED) {
            row->items[i] = VALUE_EMPTY;
            return RAISED;
        }
        if (row->items[i] != VALUE_EMPTY)
            continue;
        *is_end = true;
        if (!walker->number)
            return RETURNED;
        return i == 0 ? zip_check_ends(vm, iterators) : zip_differs(vm, i, "shorter");
    }
    return RETURNED;
}

static Outcome zip_next(Vm *vm, Value self, Value *item)
{
    Walker *walker = walker_of(self);
    Tuple *iterators = value_tuple(walker->iterator);
    *item = VALUE_EMPTY;
    if (iterators->count == 0)
        return RETURNED;
    Tuple *row = result_tuple(vm, &walker->function, iterators->count);
    if (!row)
        return vm_raise_memory(vm);
    bool is_end;
    if (zip_fill(vm, walker, iterators, row, &is_end) == RAISED || is_end) {
        object_release(vm, row);
        return is_end && vm->raised == VALUE_EMPTY && !vm_is_over(vm) ? RETURNED : RAISED;
    }
    value_replace(vm, &walker->function, value_retain(value_from(row)));
    *item = value_from(row);
    return RETURNED;
}

/* ---- map ---- */

static Outcome map_construct(Vm *vm, const Value *args, Value *result)
{
    const Tuple *given = value_tuple(args[1]);
    Value iterators = VALUE_EMPTY;
    if (given->count < 2)
        return vm_raise(vm, EXCEPTION_TypeError, "map() must have at least two arguments.");
    if (iterate_each(vm, given, 1, &iterators) == RAISED)
        return RAISED;
    *result = walker_new(vm, args[0], iterators, value_retain(given->items[0]), 0);
    return RETURNED;
}

/* The next value of each iterator; *count of them are owned. Fewer than all: the end. */
static Outcome next_of_each(Vm *vm, const Tuple *iterators, Value *values, size_t *count)
{
    for (*count = 0; *count < iterators->count; ++*count) {
        if (value_next(vm, iterators->items[*count], &values[*count]) == RAISED)
            return RAISED;
        if (values[*count] == VALUE_EMPTY)
            return RETURNED;
    }
    return RETURNED;
}

static Outcome map_many(Vm *vm, const Walker *walker, const Tuple *iterators, Value *values, Value *item)
{
    size_t count;
    Outcome outcome = next_of_each(vm, iterators, values, &count);
    if (outcome == RETURNED && count == iterators->count)
        outcome = value_call_with(vm, walker->function, count, values, item);
    while (count-- > 0)
        value_release(vm, values[count]);
    return outcome;
}

static Outcome map_next(Vm *vm, Value self, Value *item)
{
    enum { FEW = 4 };
    const Walker *walker = walker_of(self);
    const Tuple *iterators = value_tuple(walker->iterator);
    Value few[FEW];
    *item = VALUE_EMPTY;
    if (iterators->count <= FEW)
        return map_many(vm, walker, iterators, few, item);
    size_t size = iterators->count * sizeof(Value);
    Value *values = vm_alloc(vm, size);
    if (!values)
        return vm_raise_memory(vm);
    Outcome outcome = map_many(vm, walker, iterators, values, item);
    vm_free(vm, values, size);
    return outcome;
}

/* ---- filter ---- */

static Outcome filter_construct(Vm *vm, const Value *args, Value *result)
{
    Value iterator;
    if (value_iterate(vm, args[2], &iterator) == RAISED)
        return RAISED;
    *result = walker_new(vm, args[0], iterator, value_retain(args[1]), 0);
    return RETURNED;
}

static Outcome passes_filter(Vm *vm, Value function, Value item, bool *passes)
{
    if (function == VALUE_NONE || function == value_from(vm->classes.boolean))
        return value_truth(vm, item, passes);
    Value answer;
    if (value_call_with(vm, function, 1, &item, &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, passes);
    value_release(vm, answer);
    return outcome;
}

static Outcome filter_next(Vm *vm, Value self, Value *item)
{
    const Walker *walker = walker_of(self);
    for (;;) {
        bool passes;
        if (value_next(vm, walker->iterator, item) == RAISED)
            return RAISED;
        if (*item == VALUE_EMPTY)
            return RETURNED;
        Outcome outcome = passes_filter(vm, walker->function, *item, &passes);
        if (outcome == RETURNED && passes)
            return RETURNED;
        value_release(vm, *item);
        if (outcome == RAISED)
            return RAISED;
    }
}

/* ---- reversed ---- */

/* reversed(Color) */
static Outcome reversed_members(Vm *vm, Value class, Value *result)
{
    Value list;
    if (list_from_iterable(vm, class, &list) == RAISED)
        return RAISED;
    Outcome outcome = value_call_method(vm, list, "__reversed__", 0, NULL, result);
    value_release(vm, list);
    return outcome;
}

/* What has __reversed__, or a length and items. */
static Outcome reversed_construct(Vm *vm, const Value *args, Value *result)
{
    Value class = args[0], sequence = args[1];
    Class *kind = class_of(vm, sequence);
    int64_t length;
    Value own = class_lookup(vm, kind, vm->names.reversed);
    if (own != VALUE_EMPTY && own != VALUE_NONE)
        return value_call_method(vm, sequence, "__reversed__", 0, NULL, result);
    if (value_is_kind(sequence, KIND_CLASS) && ((Class *)value_object(sequence))->iterate_hook != VALUE_EMPTY)
        return reversed_members(vm, sequence, result);
    bool is_plain = value_is_str(sequence) || value_is_kind(sequence, KIND_TUPLE);
    bool has_items = is_plain || (kind->is_program && class_lookup(vm, kind, vm->names.getitem) != VALUE_EMPTY);
    if (!has_items || own == VALUE_NONE)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not reversible", kind->name->text);
    if (value_length(vm, sequence, &length) == RAISED)
        return RAISED;
    *result = walker_new(vm, class, value_retain(sequence), VALUE_EMPTY, length);
    return RETURNED;
}

static Outcome reversed_next(Vm *vm, Value self, Value *item)
{
    Walker *walker = walker_of(self);
    *item = VALUE_EMPTY;
    if (walker->number <= 0)
        return RETURNED;
    Value index = int_new(vm, --walker->number);
    Outcome outcome = value_get_item(vm, walker->iterator, index, item);
    value_release(vm, index);
    bool is_end = outcome == RAISED && (vm_raised_is_builtin(vm, EXCEPTION_IndexError) ||
                                        vm_raised_is_builtin(vm, EXCEPTION_StopIteration));
    if (!is_end)
        return outcome;
    walker->number = 0;
    value_release(vm, vm_take_raised(vm));
    *item = VALUE_EMPTY;
    return RETURNED;
}

/* ---- the classes ---- */

#define WALKER_OPS(name)                                                                                           \
    static const ClassOps name##_ops = {                                                                           \
        .size = sizeof(Walker), .release = walker_release, .visit = walker_visit, .next = name##_next}
WALKER_OPS(enumerate);
WALKER_OPS(zip);
WALKER_OPS(map);
WALKER_OPS(filter);
WALKER_OPS(reversed);

void iteration_classes_init(Vm *vm)
{
    static const ClassSpec specs[] = {
        {"enumerate", "builtins", NULL, &enumerate_ops, NULL, enumerate_construct, "cls, iterable, start=0", false},
        {"zip", "builtins", NULL, &zip_ops, NULL, zip_construct, "cls, *iterables, strict=False", false},
        {"map", "builtins", NULL, &map_ops, NULL, map_construct, "cls, *args", false},
        {"filter", "builtins", NULL, &filter_ops, NULL, filter_construct, "cls, function, iterable, /", false},
        {"reversed", "builtins", NULL, &reversed_ops, NULL, reversed_construct, "cls, sequence, /", false},
    };
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        Class *class = class_native(vm, &specs[i]);
        vm_set_builtin(vm, specs[i].name, value_from(class));
        object_release(vm, class);
    }
}

/* ---- iter and next ---- */

static Outcome next_until_sentinel(Vm *vm, Iterator *iterator, Value *item)
{
    *item = VALUE_EMPTY;
    if (iterator->state[0] == VALUE_EMPTY)
        return RETURNED;
    Outcome outcome = value_call_with(vm, iterator->state[0], 0, NULL, item);
    bool is_end = false;
    if (outcome == RETURNED) {
        outcome = value_equal(vm, *item, iterator->state[1], &is_end);
        if (outcome == RAISED || is_end)
            value_release(vm, *item);
    } else if (vm_raised_is_builtin(vm, EXCEPTION_StopIteration)) {
        value_release(vm, vm_take_raised(vm));
        outcome = RETURNED;
        is_end = true;
    }
    if (!is_end)
        return outcome;
    value_replace(vm, &iterator->state[0], VALUE_EMPTY);
    *item = VALUE_EMPTY;
    return RETURNED;
}

static Outcome builtin_iter(Vm *vm, const Value *args, Value *result)
{
    if (args[1] == VALUE_EMPTY)
        return value_iterate(vm, args[0], result);
    if (!value_is_callable(vm, args[0]))
        return vm_raise(vm, EXCEPTION_TypeError, "iter(v, w): v must be callable");
    Iterator *iterator = iterator_new(vm, "callable_iterator", next_until_sentinel);
    iterator->state[0] = value_retain(args[0]);
    iterator->state[1] = value_retain(args[1]);
    *result = value_from(iterator);
    return RETURNED;
}

/* A generator's or a program's own __next__ is entered, so that its lines can be stepped and what StopIteration
 * carries is kept. */
Outcome iterator_step(Vm *vm, Value iterator, Value *result)
{
    Class *class = class_of(vm, iterator);
    if (class->is_program || value_is_kind(iterator, KIND_GENERATOR)) {
        Value method = class_lookup(vm, class, vm->names.next);
        if (value_is_kind(method, KIND_FUNCTION) || value_is_kind(method, KIND_NATIVE))
            return vm_enter(vm, method, &(Arguments){&iterator, 1, VALUE_EMPTY, VALUE_EMPTY}, result);
    }
    if (value_next(vm, iterator, result) == RAISED)
        return RAISED;
    if (*result != VALUE_EMPTY)
        return RETURNED;
    Value stop = exception_new(vm, vm->exceptions[EXCEPTION_StopIteration], VALUE_EMPTY);
    Outcome outcome = vm_raise_value(vm, stop);
    value_release(vm, stop);
    return outcome;
}

static Outcome builtin_next(Vm *vm, const Value *args, Value *result)
{
    if (args[1] == VALUE_EMPTY)
        return iterator_step(vm, args[0], result);
    if (value_next(vm, args[0], result) == RAISED)
        return RAISED;
    if (*result == VALUE_EMPTY)
        *result = value_retain(args[1]);
    return RETURNED;
}

/* ---- aiter and anext ---- */

static Outcome call_dunder(Vm *vm, Value self, Str *name, const char *complaint, Value *result)
{
    Class *class = class_of(vm, self);
    Value found = class_lookup(vm, class, name), bound;
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'%s' object is not an async %s", class->name->text, complaint);
    if (attribute_bind(vm, found, self, class, &bound) == RAISED)
        return RAISED;
    Outcome outcome = value_call_with(vm, bound, 0, NULL, result);
    value_release(vm, bound);
    return outcome;
}

static Outcome builtin_aiter(Vm *vm, const Value *args, Value *result)
{
    if (call_dunder(vm, args[0], vm->names.aiter, "iterable", result) == RAISED)
        return RAISED;
    Class *class = class_of(vm, *result);
    if (class_lookup(vm, class, vm->names.anext) != VALUE_EMPTY)
        return RETURNED;
    vm_raise(vm, EXCEPTION_TypeError, "aiter() returned not an async iterator of type '%s'", class->name->text);
    value_release(vm, *result);
    return RAISED;
}

/* anext(iterator, default): awaits the next item, and gives slot 1 where there is none. */
static Outcome anext_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    if (co->state == 0)
        return coroutine_await(vm, co, co->slots[0], 1);
    if (sent != VALUE_EMPTY) {
        *result = value_retain(sent);
        return RETURNED;
    }
    if (!vm_raised_is_builtin(vm, EXCEPTION_StopAsyncIteration))
        return RAISED;
    value_release(vm, vm_take_raised(vm));
    *result = value_retain(co->slots[1]);
    return RETURNED;
}

static Outcome builtin_anext(Vm *vm, const Value *args, Value *result)
{
    if (call_dunder(vm, args[0], vm->names.anext, "iterator", result) == RAISED)
        return RAISED;
    if (args[1] == VALUE_EMPTY)
        return RETURNED;
    NativeCoroutine *co = coroutine_new(vm, anext_step, "anext", "anext");
    co->head.extra |= FRAME_WAS_AWAITED; /* CPython does not mind when it never is */
    co->slots[0] = *result;
    co->slots[1] = value_retain(args[1]);
    *result = value_from(co);
    return RETURNED;
}

const NativeSpec iteration_builtins[] = {
    {"iter", builtin_iter, "object, sentinel=None, /", NATIVE_PLAIN},
    {"next", builtin_next, "iterator, default=None, /", NATIVE_PLAIN},
    {"aiter", builtin_aiter, "async_iterable, /", NATIVE_PLAIN},
    {"anext", builtin_anext, "aiterator, default=None, /", NATIVE_PLAIN},
    {0},
};
