/* The module itertools: iterators that walk over others. itertools_choices.c has those that make combinations. */
#include "walk.h"

void walk_release(Vm *vm, Object *object)
{
    for (size_t i = 0; i < WALK_STATES; i++)
        value_release(vm, ((Walk *)object)->state[i]);
}

void walk_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    for (size_t i = 0; i < WALK_STATES; i++)
        visitor(context, ((const Walk *)object)->state[i]);
}

Walk *walk_new(Vm *vm, Value class)
{
    return object_new(vm, (Class *)value_object(class), KIND_OTHER, sizeof(Walk));
}

Outcome walk_next(Vm *vm, Value iterator, Value *item)
{
    value_retain(iterator);
    Outcome outcome = value_next(vm, iterator, item);
    value_release(vm, iterator);
    return outcome;
}

bool walk_over(Vm *vm, Value class, Value iterable, Walk **walk)
{
    Value iterator;
    if (value_iterate(vm, iterable, &iterator) == RAISED)
        return false;
    *walk = walk_new(vm, class);
    (*walk)->state[0] = iterator;
    return true;
}

void walk_class_add(Vm *vm, Module *module, const ClassSpec *spec)
{
    Class *class = class_native(vm, spec);
    module_set(vm, module, spec->name, value_from(class));
    object_release(vm, class);
}

static bool is_given(Value value)
{
    return value != VALUE_EMPTY && value != VALUE_NONE;
}

static void drop(Vm *vm, Value *place)
{
    value_replace(vm, place, VALUE_EMPTY);
}

/* ---- count: state 0 the next number, 1 the step ---- */

static Outcome count_construct(Vm *vm, const Value *args, Value *result)
{
    double real;
    Value start = args[1] == VALUE_EMPTY ? value_from_small_int(0) : args[1];
    Value step = args[2] == VALUE_EMPTY ? value_from_small_int(1) : args[2];
    if ((!real_from(start, &real) && !class_of(vm, start)->is_program) ||
        (!real_from(step, &real) && !class_of(vm, step)->is_program))
        return vm_raise(vm, EXCEPTION_TypeError, "a number is required");
    Walk *walk = walk_new(vm, args[0]);
    walk->state[0] = value_retain(start);
    walk->state[1] = value_retain(step);
    *result = value_from(walk);
    return RETURNED;
}

static Outcome count_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    Value number = walk->state[0], next;
    if (value_binary(vm, OPERATOR_ADD, number, walk->state[1], &next) == RAISED)
        return RAISED;
    walk->state[0] = next;
    *item = number;
    return RETURNED;
}

static Outcome count_repr(Vm *vm, Value self, Value *result)
{
    const Walk *walk = walk_of(self);
    Text text = {0};
    text_add(&text, "count(");
    Outcome outcome = value_write_repr(vm, walk->state[0], &text);
    if (outcome == RETURNED && walk->state[1] != value_from_small_int(1)) {
        text_add(&text, ", ");
        outcome = value_write_repr(vm, walk->state[1], &text);
    }
    text_add(&text, ")");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

/* ---- cycle: state 0 the iterator until it ends, 1 the list of what it gave; number 0 the next index in it ---- */

static Outcome cycle_construct(Vm *vm, const Value *args, Value *result)
{
    Walk *walk;
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    walk->state[1] = list_new(vm, NULL, 0);
    *result = value_from(walk);
    return RETURNED;
}

static Outcome cycle_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    List *seen = value_list(walk->state[1]);
    if (walk->state[0] != VALUE_EMPTY) {
        if (walk_next(vm, walk->state[0], item) == RAISED)
            return RAISED;
        if (*item != VALUE_EMPTY)
            return list_append(vm, seen, *item) ? RETURNED : RAISED;
        drop(vm, &walk->state[0]);
    }
    *item = VALUE_EMPTY;
    if (seen->count == 0)
        return RETURNED;
    *item = value_retain(seen->items[walk->number[0]]);
    walk->number[0] = (walk->number[0] + 1) % (int64_t)seen->count;
    return RETURNED;
}

/* ---- repeat: state 0 the value; number 0 how often, -1 for ever ---- */

static Outcome repeat_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t times = -1;
    if (args[2] != VALUE_EMPTY) {
        if (int_index(vm, args[2], &times) == RAISED)
            return RAISED;
        times = times < 0 ? 0 : times;
    }
    Walk *walk = walk_new(vm, args[0]);
    walk->state[0] = value_retain(args[1]);
    walk->number[0] = times;
    *result = value_from(walk);
    return RETURNED;
}

static Outcome repeat_next(Vm *vm, Value self, Value *item)
{
    (void)vm;
    Walk *walk = walk_of(self);
    *item = VALUE_EMPTY;
    if (walk->number[0] == 0)
        return RETURNED;
    walk->number[0] -= walk->number[0] > 0;
    *item = value_retain(walk->state[0]);
    return RETURNED;
}

static Outcome repeat_repr(Vm *vm, Value self, Value *result)
{
    const Walk *walk = walk_of(self);
    Text text = {0};
    text_add(&text, "repeat(");
    Outcome outcome = value_write_repr(vm, walk->state[0], &text);
    if (walk->number[0] >= 0)
        text_format(&text, ", %lld", (long long)walk->number[0]);
    text_add(&text, ")");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

/* ---- chain: state 0 the iterator of iterables, 1 the iterator that is being walked ---- */

static Outcome chain_construct(Vm *vm, const Value *args, Value *result)
{
    Walk *walk;
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    *result = value_from(walk);
    return RETURNED;
}

static Outcome chain_advance(Vm *vm, Walk *walk)
{
    Value iterable, iterator;
    if (walk_next(vm, walk->state[0], &iterable) == RAISED)
        return RAISED;
    if (iterable == VALUE_EMPTY) {
        drop(vm, &walk->state[0]);
        return RETURNED;
    }
    Outcome outcome = value_iterate(vm, iterable, &iterator);
    value_release(vm, iterable);
    if (outcome == RAISED)
        drop(vm, &walk->state[0]);
    else
        value_replace(vm, &walk->state[1], iterator);
    return outcome;
}

static Outcome chain_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    *item = VALUE_EMPTY;
    while (walk->state[0] != VALUE_EMPTY) {
        if (walk->state[1] == VALUE_EMPTY) {
            if (chain_advance(vm, walk) == RAISED)
                return RAISED;
            continue;
        }
        if (walk_next(vm, walk->state[1], item) == RAISED || *item != VALUE_EMPTY)
            return *item == VALUE_EMPTY ? RAISED : RETURNED;
        drop(vm, &walk->state[1]);
    }
    return RETURNED;
}

static const NativeSpec chain_methods[] = {
    {"from_iterable", chain_construct, "cls, iterable, /", NATIVE_CLASS},
    {0},
};

/* ---- islice: state 0 the iterator; number 0 items taken, 1 the next wanted, 2 stop or -1, 3 step ---- */

static Outcome islice_bound(Vm *vm, Value value, int64_t otherwise, const char *what, int64_t *bound)
{
    *bound = otherwise;
    if (!is_given(value))
        return RETURNED;
    if (int_from(value, bound) && *bound >= 0)
        return RETURNED;
    if (class_of(vm, value)->is_program && int_index(vm, value, bound) == RETURNED && *bound >= 0)
        return RETURNED;
    if (vm->raised != VALUE_EMPTY)
        value_release(vm, vm_take_raised(vm));
    return vm_raise(vm, EXCEPTION_ValueError, "%s for islice() must be None or an integer: 0 <= x <= sys.maxsize.",
                    what);
}

static Outcome islice_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t start = 0, stop, step = 1;
    Value stop_given = args[3] == VALUE_EMPTY ? args[2] : args[3];
    Walk *walk;
    if (islice_bound(vm, stop_given, -1, "Stop argument", &stop) == RAISED)
        return RAISED;
    if (args[3] != VALUE_EMPTY && islice_bound(vm, args[2], 0, "Indices", &start) == RAISED)
        return RAISED;
    if (is_given(args[4]) && (!int_from(args[4], &step) || step < 1))
        return vm_raise(vm, EXCEPTION_ValueError, "Step for islice() must be a positive integer or None.");
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    walk->number[1] = start;
    walk->number[2] = stop;
    walk->number[3] = step;
    *result = value_from(walk);
    return RETURNED;
}

static Outcome islice_end(Vm *vm, Walk *walk, Value *item)
{
    drop(vm, &walk->state[0]);
    *item = VALUE_EMPTY;
    return RETURNED;
}

static Outcome islice_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    *item = VALUE_EMPTY;
    if (walk->state[0] == VALUE_EMPTY)
        return RETURNED;
    int64_t stop = walk->number[2];
    for (; walk->number[0] < walk->number[1]; walk->number[0]++) {
        if (walk_next(vm, walk->state[0], item) == RAISED)
            return RAISED;
        if (*item == VALUE_EMPTY)
            return islice_end(vm, walk, item);
        value_release(vm, *item);
    }
    if (stop != -1 && walk->number[0] >= stop)
        return islice_end(vm, walk, item);
    if (walk_next(vm, walk->state[0], item) == RAISED)
        return RAISED;
    if (*item == VALUE_EMPTY)
        return islice_end(vm, walk, item);
    walk->number[0]++;
    if (walk->number[1] > INT64_MAX - walk->number[3])
        walk->number[1] = stop == -1 ? INT64_MAX : stop;
    else
        walk->number[1] += walk->number[3];
    if (stop != -1 && walk->number[1] > stop)
        walk->number[1] = stop;
    return RETURNED;
}

/* ---- takewhile, dropwhile, filterfalse: state 0 the iterator, 1 the predicate; number 0 whether it is settled
 * ---- */

static Outcome predicate_construct(Vm *vm, const Value *args, Value *result)
{
    Walk *walk;
    if (!walk_over(vm, args[0], args[2], &walk))
        return RAISED;
    bool is_truth = args[1] == VALUE_NONE && str_is(((Class *)value_object(args[0]))->name, "filterfalse");
    walk->state[1] = is_truth ? VALUE_EMPTY : value_retain(args[1]);
    *result = value_from(walk);
    return RETURNED;
}

/* Without a predicate: whether the item is true. */
static Outcome ask_predicate(Vm *vm, Value predicate, Value item, bool *answer)
{
    Value given;
    if (predicate == VALUE_EMPTY)
        return value_truth(vm, item, answer);
    if (value_call_with(vm, predicate, 1, &item, &given) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, given, answer);
    value_release(vm, given);
    return outcome;
}

/* The next item and what the predicate says of it. */
static Outcome next_with_answer(Vm *vm, const Walk *walk, Value *item, bool *answer)
{
    *answer = false;
    if (walk_next(vm, walk->state[0], item) == RAISED)
        return RAISED;
    if (*item == VALUE_EMPTY || ask_predicate(vm, walk->state[1], *item, answer) == RETURNED)
        return RETURNED;
    value_release(vm, *item);
    return RAISED;
}

static Outcome takewhile_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    bool answer;
    *item = VALUE_EMPTY;
    if (walk->number[0])
        return RETURNED;
    if (next_with_answer(vm, walk, item, &answer) == RAISED)
        return RAISED;
    if (*item == VALUE_EMPTY || answer)
        return RETURNED;
    walk->number[0] = true;
    value_release(vm, *item);
    *item = VALUE_EMPTY;
    return RETURNED;
}

static Outcome dropwhile_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    bool answer;
    while (!walk->number[0]) {
        if (next_with_answer(vm, walk, item, &answer) == RAISED)
            return RAISED;
        walk->number[0] = !answer && *item != VALUE_EMPTY;
        if (*item == VALUE_EMPTY || !answer)
            return RETURNED;
        value_release(vm, *item);
    }
    return walk_next(vm, walk->state[0], item);
}

static Outcome filterfalse_next(Vm *vm, Value self, Value *item)
{
    bool answer;
    for (;;) {
        if (next_with_answer(vm, walk_of(self), item, &answer) == RAISED)
            return RAISED;
        if (*item == VALUE_EMPTY || !answer)
            return RETURNED;
        value_release(vm, *item);
    }
}

/* ---- starmap: state 0 the iterator, 1 the function ---- */

static Outcome starmap_next(Vm *vm, Value self, Value *item)
{
    const Walk *walk = walk_of(self);
    Value given, tuple;
    *item = VALUE_EMPTY;
    if (walk_next(vm, walk->state[0], &given) == RAISED)
        return RAISED;
    if (given == VALUE_EMPTY)
        return RETURNED;
    Outcome outcome = tuple_from_iterable(vm, given, &tuple);
    value_release(vm, given);
    if (outcome == RAISED)
        return RAISED;
    outcome = value_call_with(vm, walk->state[1], value_tuple(tuple)->count, value_tuple(tuple)->items, item);
    value_release(vm, tuple);
    return outcome;
}

/* ---- compress: state 0 the data, 1 the selectors ---- */

static Outcome compress_construct(Vm *vm, const Value *args, Value *result)
{
    Walk *walk;
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    if (value_iterate(vm, args[2], &walk->state[1]) == RAISED) {
        walk->state[1] = VALUE_EMPTY;
        object_release(vm, walk);
        return RAISED;
    }
    *result = value_from(walk);
    return RETURNED;
}

static Outcome compress_next(Vm *vm, Value self, Value *item)
{
    const Walk *walk = walk_of(self);
    for (bool selects = false; !selects;) {
        Value selector;
        if (walk_next(vm, walk->state[0], item) == RAISED)
            return RAISED;
        if (*item == VALUE_EMPTY)
            return RETURNED;
        Outcome outcome = walk_next(vm, walk->state[1], &selector);
        bool is_end = outcome == RETURNED && selector == VALUE_EMPTY;
        if (outcome == RETURNED && !is_end) {
            outcome = value_truth(vm, selector, &selects);
            value_release(vm, selector);
        }
        if (outcome == RAISED || !selects)
            value_release(vm, *item);
        if (outcome == RAISED)
            return RAISED;
        if (!selects)
            *item = VALUE_EMPTY;
        if (is_end)
            return RETURNED;
    }
    return RETURNED;
}

/* ---- accumulate: state 0 the iterator, 1 the function or EMPTY, 2 the total, 3 the initial total until given ----
 */

static Outcome accumulate_construct(Vm *vm, const Value *args, Value *result)
{
    Walk *walk;
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    walk->state[1] = is_given(args[2]) ? value_retain(args[2]) : VALUE_EMPTY;
    walk->state[3] = is_given(args[3]) ? value_retain(args[3]) : VALUE_EMPTY;
    *result = value_from(walk);
    return RETURNED;
}

static Outcome accumulate_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    Value next, total;
    if (walk->state[3] != VALUE_EMPTY) {
        walk->state[2] = walk->state[3];
        walk->state[3] = VALUE_EMPTY;
        *item = value_retain(walk->state[2]);
        return RETURNED;
    }
    *item = VALUE_EMPTY;
    if (walk_next(vm, walk->state[0], &next) == RAISED)
        return RAISED;
    if (next == VALUE_EMPTY)
        return RETURNED;
    Outcome outcome = RETURNED;
    if (walk->state[2] == VALUE_EMPTY) {
        total = value_retain(next);
    } else {
        Value pair[] = {value_retain(walk->state[2]), next};
        outcome = walk->state[1] == VALUE_EMPTY ? value_binary(vm, OPERATOR_ADD, pair[0], next, &total)
                                                : value_call_with(vm, walk->state[1], 2, pair, &total);
        value_release(vm, pair[0]);
    }
    value_release(vm, next);
    if (outcome == RAISED)
        return RAISED;
    value_replace(vm, &walk->state[2], value_retain(total));
    *item = total;
    return RETURNED;
}

/* ---- pairwise: state 0 the iterator, 1 the last item ---- */

static Outcome over_construct(Vm *vm, const Value *args, Value *result)
{
    Walk *walk;
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    *result = value_from(walk);
    return RETURNED;
}

static Outcome pairwise_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    Value pair[2];
    *item = VALUE_EMPTY;
    if (walk->state[1] == VALUE_EMPTY && walk_next(vm, walk->state[0], &walk->state[1]) == RAISED)
        return RAISED;
    if (walk->state[1] == VALUE_EMPTY)
        return RETURNED;
    pair[0] = value_retain(walk->state[1]);
    Outcome outcome = walk_next(vm, walk->state[0], &pair[1]);
    if (outcome == RETURNED && pair[1] != VALUE_EMPTY) {
        *item = tuple_new(vm, pair, 2);
        value_replace(vm, &walk->state[1], pair[1]);
    }
    value_release(vm, pair[0]);
    return outcome;
}

/* ---- batched: state 0 the iterator; number 0 the size, 1 strict ---- */

static Outcome batched_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t size;
    bool is_strict = false;
    Walk *walk;
    if (int_index(vm, args[2], &size) == RAISED)
        return RAISED;
    if (size < 1)
        return vm_raise(vm, EXCEPTION_ValueError, "n must be at least one");
    if (args[3] != VALUE_EMPTY && value_truth(vm, args[3], &is_strict) == RAISED)
        return RAISED;
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    walk->number[0] = size;
    walk->number[1] = is_strict;
    *result = value_from(walk);
    return RETURNED;
}

static Outcome fill_batch(Vm *vm, const Walk *walk, List *batch)
{
    for (int64_t i = 0; i < walk->number[0]; i++) {
        Value item;
        if (walk_next(vm, walk->state[0], &item) == RAISED)
            return RAISED;
        if (item == VALUE_EMPTY)
            return RETURNED;
        bool is_kept = list_append(vm, batch, item);
        value_release(vm, item);
        if (!is_kept)
            return RAISED;
    }
    return RETURNED;
}

static Outcome batched_next(Vm *vm, Value self, Value *item)
{
    const Walk *walk = walk_of(self);
    Value batch = list_new(vm, NULL, 0);
    Outcome outcome = fill_batch(vm, walk, value_list(batch));
    int64_t count = (int64_t)value_list(batch)->count;
    if (outcome == RETURNED && walk->number[1] && count > 0 && count < walk->number[0])
        outcome = vm_raise(vm, EXCEPTION_ValueError, "batched(): incomplete batch");
    *item = VALUE_EMPTY;
    if (outcome == RETURNED && count > 0)
        *item = tuple_new(vm, value_list(batch)->items, (size_t)count);
    value_release(vm, batch);
    return outcome == RETURNED && count > 0 && *item == VALUE_EMPTY ? RAISED : outcome;
}

/* ---- zip_longest: state 0 tuple of iterators (EMPTY where ended), 1 the filler; number 0 how many go on ---- */

static Outcome zip_longest_construct(Vm *vm, const Value *args, Value *result)
{
    const Tuple *iterables = value_tuple(args[1]);
    Tuple *iterators = tuple_make(vm, iterables->count);
    if (!iterators)
        return vm_raise_memory(vm);
    Walk *walk = walk_new(vm, args[0]);
    walk->state[0] = value_from(iterators);
    walk->state[1] = args[2] == VALUE_EMPTY ? VALUE_NONE : value_retain(args[2]);
    walk->number[0] = (int64_t)iterables->count;
    for (size_t i = 0; i < iterables->count; i++) {
        if (value_iterate(vm, iterables->items[i], &iterators->items[i]) == RAISED) {
            iterators->items[i] = VALUE_EMPTY;
            object_release(vm, walk);
            return RAISED;
        }
    }
    *result = value_from(walk);
    return RETURNED;
}

static Outcome zip_longest_item(Vm *vm, Walk *walk, Value *iterator, Value *item)
{
    *item = VALUE_EMPTY;
    if (*iterator != VALUE_EMPTY && walk_next(vm, *iterator, item) == RAISED) {
        *item = VALUE_EMPTY;
        return RAISED;
    }
    if (*item != VALUE_EMPTY)
        return RETURNED;
    walk->number[0] -= *iterator != VALUE_EMPTY;
    drop(vm, iterator);
    *item = value_retain(walk->state[1]);
    return RETURNED;
}

static Outcome zip_longest_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    Tuple *iterators = value_tuple(walk->state[0]);
    *item = VALUE_EMPTY;
    if (walk->number[0] == 0)
        return RETURNED;
    Tuple *row = tuple_make(vm, iterators->count);
    if (!row)
        return vm_raise_memory(vm);
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < iterators->count && walk->number[0] > 0 && outcome == RETURNED; i++)
        outcome = zip_longest_item(vm, walk, &iterators->items[i], &row->items[i]);
    if (outcome == RAISED)
        walk->number[0] = 0;
    if (walk->number[0] == 0)
        object_release(vm, row);
    else
        *item = value_from(row);
    return outcome;
}

/* ---- groupby and its groups: mirrors Modules/itertoolsmodule.c ----
 *
 * A groupby has in state 0 the iterator, 1 the key function or EMPTY, 2 the item read ahead, 3 its key, 4 the key
 * of the current group; number 0 counts the groups. A group has in state 0 the groupby, 1 its key; number 0 is the
 * count at which it is the current one. */

static Outcome groupby_construct(Vm *vm, const Value *args, Value *result)
{
    Walk *walk;
    if (!walk_over(vm, args[0], args[1], &walk))
        return RAISED;
    walk->state[1] = is_given(args[2]) ? value_retain(args[2]) : VALUE_EMPTY;
    *result = value_from(walk);
    return RETURNED;
}

/* Read one item and its key; *is_end where there is none. */
static Outcome groupby_read(Vm *vm, Walk *walk, bool *is_end)
{
    Value item, key;
    if (walk_next(vm, walk->state[0], &item) == RAISED)
        return RAISED;
    *is_end = item == VALUE_EMPTY;
    if (*is_end)
        return RETURNED;
    if (walk->state[1] == VALUE_EMPTY) {
        key = value_retain(item);
    } else if (value_call_with(vm, walk->state[1], 1, &item, &key) == RAISED) {
        value_release(vm, item);
        return RAISED;
    }
    value_replace(vm, &walk->state[2], item);
    value_replace(vm, &walk->state[3], key);
    return RETURNED;
}

static Outcome keys_are_equal(Vm *vm, Value left, Value right, bool *equal)
{
    value_retain(left);
    value_retain(right);
    Outcome outcome = value_equal(vm, left, right, equal);
    value_release(vm, left);
    value_release(vm, right);
    return outcome;
}

static Outcome group_next(Vm *vm, Iterator *group, Value *item)
{
    Walk *walk = walk_of(group->state[0]);
    bool is_end = false, equal;
    *item = VALUE_EMPTY;
    if (walk->number[0] != group->number[0])
        return RETURNED;
    if (walk->state[2] == VALUE_EMPTY && (groupby_read(vm, walk, &is_end) == RAISED || is_end))
        return is_end ? RETURNED : RAISED;
    if (keys_are_equal(vm, group->state[1], walk->state[3], &equal) == RAISED)
        return RAISED;
    if (!equal)
        return RETURNED;
    *item = walk->state[2];
    walk->state[2] = VALUE_EMPTY;
    drop(vm, &walk->state[3]);
    return RETURNED;
}

/* Read on to the first item whose key is not that of the current group. */
static Outcome groupby_skip(Vm *vm, Walk *walk, bool *is_end)
{
    *is_end = false;
    while (!*is_end) {
        bool equal = true;
        if (walk->state[3] != VALUE_EMPTY && walk->state[4] == VALUE_EMPTY)
            return RETURNED;
        if (walk->state[3] != VALUE_EMPTY && keys_are_equal(vm, walk->state[4], walk->state[3], &equal) == RAISED)
            return RAISED;
        if (!equal)
            return RETURNED;
        if (groupby_read(vm, walk, is_end) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome groupby_next(Vm *vm, Value self, Value *item)
{
    Walk *walk = walk_of(self);
    bool is_end;
    *item = VALUE_EMPTY;
    walk->number[0]++;
    if (groupby_skip(vm, walk, &is_end) == RAISED)
        return RAISED;
    if (is_end)
        return RETURNED;
    value_replace(vm, &walk->state[4], value_retain(walk->state[3]));
    Iterator *group = iterator_new(vm, "_grouper", group_next);
    group->state[0] = value_retain(self);
    group->state[1] = value_retain(walk->state[4]);
    group->number[0] = walk->number[0];
    Value pair[] = {walk->state[4], value_from(group)};
    *item = tuple_new(vm, pair, 2);
    object_release(vm, group);
    return RETURNED;
}

/* ---- the module ---- */

WALK_OPS(cycle);
WALK_OPS(chain);
WALK_OPS(islice);
WALK_OPS(takewhile);
WALK_OPS(dropwhile);
WALK_OPS(filterfalse);
WALK_OPS(starmap);
WALK_OPS(compress);
WALK_OPS(accumulate);
WALK_OPS(pairwise);
WALK_OPS(batched);
WALK_OPS(zip_longest);
WALK_OPS(groupby);

static const ClassOps count_ops = {
    .size = sizeof(Walk), .release = walk_release, .visit = walk_visit, .next = count_next, .repr = count_repr};
static const ClassOps repeat_ops = {
    .size = sizeof(Walk), .release = walk_release, .visit = walk_visit, .next = repeat_next, .repr = repeat_repr};

static Outcome chain_of_all(Vm *vm, const Value *args, Value *result)
{
    return chain_construct(vm, args, result); /* args[1] is the tuple of the arguments */
}

static const ClassSpec classes[] = {
    {"count", "itertools", NULL, &count_ops, NULL, count_construct, "cls, start=0, step=1", false},
    {"cycle", "itertools", NULL, &cycle_ops, NULL, cycle_construct, "cls, iterable, /", false},
    {"repeat", "itertools", NULL, &repeat_ops, NULL, repeat_construct, "cls, object, times=None", false},
    {"chain", "itertools", NULL, &chain_ops, chain_methods, chain_of_all, "cls, *iterables", false},
    {"islice", "itertools", NULL, &islice_ops, NULL, islice_construct,
     "cls, iterable, start, stop=None, step=None, /", false},
    {"takewhile", "itertools", NULL, &takewhile_ops, NULL, predicate_construct, "cls, predicate, iterable, /",
     false},
    {"dropwhile", "itertools", NULL, &dropwhile_ops, NULL, predicate_construct, "cls, predicate, iterable, /",
     false},
    {"filterfalse", "itertools", NULL, &filterfalse_ops, NULL, predicate_construct, "cls, function, iterable, /",
     false},
    {"starmap", "itertools", NULL, &starmap_ops, NULL, predicate_construct, "cls, function, iterable, /", false},
    {"compress", "itertools", NULL, &compress_ops, NULL, compress_construct, "cls, data, selectors", false},
    {"accumulate", "itertools", NULL, &accumulate_ops, NULL, accumulate_construct,
     "cls, iterable, func=None, *, initial=None", false},
    {"pairwise", "itertools", NULL, &pairwise_ops, NULL, over_construct, "cls, iterable, /", false},
    {"batched", "itertools", NULL, &batched_ops, NULL, batched_construct, "cls, iterable, n, *, strict=False",
     false},
    {"zip_longest", "itertools", NULL, &zip_longest_ops, NULL, zip_longest_construct,
     "cls, *iterables, fillvalue=None", false},
    {"groupby", "itertools", NULL, &groupby_ops, NULL, groupby_construct, "cls, iterable, key=None", false},
};

void itertools_load(Vm *vm, Module *module)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        walk_class_add(vm, module, &classes[i]);
    itertools_choices_load(vm, module);
}
