/* The iterators of itertools that make combinations: product, permutations, combinations.
 *
 * Each keeps its pool of items (state 0, a tuple; for product a tuple of tuples) and in state 1 the indices of the
 * row it gave last, a tuple of small ints that nobody else sees. number 0 is the row's length, number 1 tells
 * whether a row was given already, number 2 that the end is reached. The steps mirror Modules/itertoolsmodule.c. */
#include "walk.h"

static int64_t index_at(const Tuple *indices, int64_t i)
{
    return value_small_int(indices->items[i]);
}

static void set_index(Tuple *indices, int64_t i, int64_t index)
{
    indices->items[i] = value_from_small_int(index);
}

static Tuple *indices_new(Vm *vm, int64_t count)
{
    Tuple *indices = tuple_make(vm, (size_t)count);
    for (int64_t i = 0; indices && i < count; i++)
        set_index(indices, i, i);
    return indices;
}

/* A walk over a pool with `count` indices 0, 1, 2 …; NULL past the memory limit. Takes over the pool. */
static Walk *choices_new(Vm *vm, Value class, Value pool, int64_t count, int64_t length)
{
    Walk *walk = walk_new(vm, class);
    Tuple *indices = indices_new(vm, count);
    walk->state[0] = pool;
    walk->state[1] = indices ? value_from(indices) : VALUE_EMPTY;
    walk->number[0] = length;
    if (indices)
        return walk;
    object_release(vm, walk);
    vm_raise_memory(vm);
    return NULL;
}

static Outcome finish_row(Vm *vm, Tuple *row, Value *item)
{
    if (!row)
        return vm_raise_memory(vm);
    *item = value_from(row);
    return RETURNED;
}

/* The pool's items at the first `length` indices. */
static Outcome row_of_pool(Vm *vm, const Walk *walk, Value *item)
{
    const Tuple *pool = value_tuple(walk->state[0]), *indices = value_tuple(walk->state[1]);
    Tuple *row = tuple_make(vm, (size_t)walk->number[0]);
    for (int64_t i = 0; row && i < walk->number[0]; i++)
        row->items[i] = value_retain(pool->items[index_at(indices, i)]);
    return finish_row(vm, row, item);
}

/* Moves the indices on; false at the end. */
typedef bool Advance(Walk *walk);

static Outcome next_row(Vm *vm, Walk *walk, Advance *advance, Outcome (*row)(Vm *, const Walk *, Value *),
                        Value *item)
{
    *item = VALUE_EMPTY;
    if (!walk->number[2] && walk->number[1])
        walk->number[2] = !advance(walk);
    walk->number[1] = true;
    return walk->number[2] ? RETURNED : row(vm, walk, item);
}

/* ---- product ---- */

static Outcome pools_of(Vm *vm, const Tuple *iterables, int64_t repeat, Tuple **pools)
{
    size_t count = iterables->count;
    *pools = tuple_make(vm, count * (size_t)repeat);
    if (!*pools)
        return vm_raise_memory(vm);
    for (size_t i = 0; i < (*pools)->count; i++) {
        Value *place = &(*pools)->items[i];
        if (i >= count) {
            *place = value_retain((*pools)->items[i - count]);
        } else if (tuple_from_iterable(vm, iterables->items[i], place) == RAISED) {
            *place = VALUE_EMPTY;
            object_release(vm, *pools);
            return RAISED;
        }
    }
    return RETURNED;
}

static Outcome product_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t repeat = 1;
    Tuple *pools;
    if (args[2] != VALUE_EMPTY && int_index(vm, args[2], &repeat) == RAISED)
        return RAISED;
    if (repeat < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "repeat argument cannot be negative");
    if (repeat > 1000000)
        return vm_raise_memory(vm);
    if (pools_of(vm, value_tuple(args[1]), repeat, &pools) == RAISED)
        return RAISED;
    int64_t count = (int64_t)pools->count;
    Walk *walk = choices_new(vm, args[0], value_from(pools), count, count);
    if (!walk)
        return RAISED;
    for (int64_t i = 0; i < count; i++) {
        set_index(value_tuple(walk->state[1]), i, 0);
        walk->number[2] |= value_tuple(pools->items[i])->count == 0;
    }
    *result = value_from(walk);
    return RETURNED;
}

static bool product_advance(Walk *walk)
{
    const Tuple *pools = value_tuple(walk->state[0]);
    Tuple *indices = value_tuple(walk->state[1]);
    for (int64_t i = walk->number[0] - 1; i >= 0; i--) {
        int64_t next = index_at(indices, i) + 1;
        bool carries = next == (int64_t)value_tuple(pools->items[i])->count;
        set_index(indices, i, carries ? 0 : next);
        if (!carries)
            return true;
    }
    return false;
}

static Outcome row_of_pools(Vm *vm, const Walk *walk, Value *item)
{
    const Tuple *pools = value_tuple(walk->state[0]), *indices = value_tuple(walk->state[1]);
    Tuple *row = tuple_make(vm, (size_t)walk->number[0]);
    for (int64_t i = 0; row && i < walk->number[0]; i++)
        row->items[i] = value_retain(value_tuple(pools->items[i])->items[index_at(indices, i)]);
    return finish_row(vm, row, item);
}

static Outcome product_next(Vm *vm, Value self, Value *item)
{
    return next_row(vm, walk_of(self), product_advance, row_of_pools, item);
}

/* ---- permutations: state 2 holds the cycles ---- */

static Outcome length_from(Vm *vm, Value value, int64_t *length)
{
    if (int_index(vm, value, length) == RAISED)
        return RAISED;
    return *length < 0 ? vm_raise(vm, EXCEPTION_ValueError, "r must be non-negative") : RETURNED;
}

static Outcome permutations_length(Vm *vm, Value value, int64_t *length)
{
    int64_t integer;
    if (value == VALUE_EMPTY || value == VALUE_NONE)
        return RETURNED;
    if (!int_from(value, &integer))
        return vm_raise(vm, EXCEPTION_TypeError, "Expected int as r");
    return length_from(vm, value, length);
}

static Outcome permutations_construct(Vm *vm, const Value *args, Value *result)
{
    Value pool;
    if (tuple_from_iterable(vm, args[1], &pool) == RAISED)
        return RAISED;
    int64_t count = (int64_t)value_tuple(pool)->count, length = count;
    if (permutations_length(vm, args[2], &length) == RAISED) {
        value_release(vm, pool);
        return RAISED;
    }
    int64_t kept = length < count ? length : count;
    Walk *walk = choices_new(vm, args[0], pool, count, kept);
    Tuple *cycles = walk ? tuple_make(vm, (size_t)kept) : NULL;
    if (!cycles) {
        object_release(vm, walk);
        return vm_raise_memory(vm);
    }
    for (int64_t i = 0; i < kept; i++)
        set_index(cycles, i, count - i);
    walk->state[2] = value_from(cycles);
    walk->number[2] = length > count;
    *result = value_from(walk);
    return RETURNED;
}

/* Take the index at i out and put it at the end. */
static void move_to_end(Tuple *indices, int64_t i)
{
    Value index = indices->items[i];
    for (uint64_t k = (uint64_t)i; k + 1 < indices->count; k++)
        indices->items[k] = indices->items[k + 1];
    indices->items[indices->count - 1] = index;
}

static bool permutations_advance(Walk *walk)
{
    Tuple *indices = value_tuple(walk->state[1]), *cycles = value_tuple(walk->state[2]);
    int64_t count = (int64_t)indices->count;
    for (int64_t i = walk->number[0] - 1; i >= 0; i--) {
        int64_t left = index_at(cycles, i) - 1;
        if (left == 0) {
            move_to_end(indices, i);
            set_index(cycles, i, count - i);
            continue;
        }
        set_index(cycles, i, left);
        Value swapped = indices->items[i];
        indices->items[i] = indices->items[count - left];
        indices->items[count - left] = swapped;
        return true;
    }
    return false;
}

static Outcome permutations_next(Vm *vm, Value self, Value *item)
{
    return next_row(vm, walk_of(self), permutations_advance, row_of_pool, item);
}

/* ---- combinations, with and without replacement ---- */

static Outcome combine(Vm *vm, const Value *args, bool replaces, Value *result)
{
    Value pool;
    int64_t length;
    if (tuple_from_iterable(vm, args[1], &pool) == RAISED)
        return RAISED;
    if (length_from(vm, args[2], &length) == RAISED) {
        value_release(vm, pool);
        return RAISED;
    }
    int64_t count = (int64_t)value_tuple(pool)->count;
    bool is_empty = replaces ? count == 0 && length > 0 : length > count;
    Walk *walk = choices_new(vm, args[0], pool, is_empty ? 0 : length, is_empty ? 0 : length);
    if (!walk)
        return RAISED;
    for (int64_t i = 0; replaces && i < walk->number[0]; i++)
        set_index(value_tuple(walk->state[1]), i, 0);
    walk->number[2] = is_empty;
    *result = value_from(walk);
    return RETURNED;
}

static Outcome combinations_construct(Vm *vm, const Value *args, Value *result)
{
    return combine(vm, args, false, result);
}

static Outcome replacement_construct(Vm *vm, const Value *args, Value *result)
{
    return combine(vm, args, true, result);
}

static bool combinations_advance(Walk *walk)
{
    Tuple *indices = value_tuple(walk->state[1]);
    int64_t length = walk->number[0], count = (int64_t)value_tuple(walk->state[0])->count, i = length - 1;
    while (i >= 0 && index_at(indices, i) == i + count - length)
        i--;
    if (i < 0)
        return false;
    set_index(indices, i, index_at(indices, i) + 1);
    for (i++; i < length; i++)
        set_index(indices, i, index_at(indices, i - 1) + 1);
    return true;
}

static bool replacement_advance(Walk *walk)
{
    Tuple *indices = value_tuple(walk->state[1]);
    int64_t length = walk->number[0], last = (int64_t)value_tuple(walk->state[0])->count - 1, i = length - 1;
    while (i >= 0 && index_at(indices, i) == last)
        i--;
    if (i < 0)
        return false;
    int64_t index = index_at(indices, i) + 1;
    for (; i < length; i++)
        set_index(indices, i, index);
    return true;
}

static Outcome combinations_next(Vm *vm, Value self, Value *item)
{
    return next_row(vm, walk_of(self), combinations_advance, row_of_pool, item);
}

static Outcome replacement_next(Vm *vm, Value self, Value *item)
{
    return next_row(vm, walk_of(self), replacement_advance, row_of_pool, item);
}

/* ---- the classes ---- */

WALK_OPS(product);
WALK_OPS(permutations);
WALK_OPS(combinations);
WALK_OPS(replacement);

static const ClassSpec classes[] = {
    {"product", "itertools", NULL, &product_ops, NULL, product_construct, "cls, *iterables, repeat=1", false},
    {"permutations", "itertools", NULL, &permutations_ops, NULL, permutations_construct, "cls, iterable, r=None",
     false},
    {"combinations", "itertools", NULL, &combinations_ops, NULL, combinations_construct, "cls, iterable, r", false},
    {"combinations_with_replacement", "itertools", NULL, &replacement_ops, NULL, replacement_construct,
     "cls, iterable, r", false},
};

void itertools_choices_load(Vm *vm, Module *module)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        walk_class_add(vm, module, &classes[i]);
}
