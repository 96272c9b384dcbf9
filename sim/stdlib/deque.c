/* collections.deque: a ring of values, with room at both ends. */
#include "collections_module.h"

#include <assert.h>

typedef struct Deque {
    Object head;    /* flags: DEQUE_IS_SHOWN, or 0 */
    Value *ring;    /* owned; capacity is a power of two, or 0 */
    uint64_t first; /* index of the first item in the ring */
    uint64_t count;
    uint64_t capacity;
    int64_t most;     /* maxlen, -1 where it has none */
    uint64_t changes; /* grows with each change of length: iterators look at it */
} Deque;

static Deque *deque_of(Value value)
{
    return (Deque *)value_object(value);
}

static bool value_is_deque(Vm *vm, Value value)
{
    return value_is_kind(value, KIND_OTHER) && class_of(vm, value) == stdlib_room(vm)->deque;
}

static Value *place_of(const Deque *deque, uint64_t index)
{
    return &deque->ring[(deque->first + index) & (deque->capacity - 1)];
}

/* ---- growing and shrinking ---- */

static Outcome check_changeable(Vm *vm, const Deque *deque)
{
    if (deque->head.flags != DEQUE_IS_SHOWN)
        return RETURNED;
    return vm_refuse(vm,
                     "a scenario can look at this deque and not change it: it is the inside of an asyncio object");
}

static bool grow(Vm *vm, Deque *deque)
{
    uint64_t capacity = deque->capacity ? deque->capacity * 2 : 8;
    Value *ring = vm_alloc(vm, capacity * sizeof *ring);
    if (!ring)
        return false;
    for (uint64_t i = 0; i < deque->count; i++)
        ring[i] = *place_of(deque, i);
    vm_free(vm, deque->ring, deque->capacity * sizeof *ring);
    deque->ring = ring;
    deque->first = 0;
    deque->capacity = capacity;
    return true;
}

static Value take_first(Deque *deque)
{
    Value item = *place_of(deque, 0);
    *place_of(deque, 0) = VALUE_EMPTY;
    deque->first = (deque->first + 1) & (deque->capacity - 1);
    deque->count--;
    deque->changes++;
    return item;
}

static Value take_last(Deque *deque)
{
    Value *place = place_of(deque, deque->count - 1), item = *place;
    *place = VALUE_EMPTY;
    deque->count--;
    deque->changes++;
    return item;
}

/* Put a value (borrowed) at the end; where the deque is full, the first goes. */
static Outcome push_last(Vm *vm, Deque *deque, Value item)
{
    if (check_changeable(vm, deque) == RAISED)
        return RAISED;
    if (deque->most == 0)
        return RETURNED;
    if (deque->count == deque->capacity && !grow(vm, deque))
        return vm_raise_memory(vm);
    *place_of(deque, deque->count) = value_retain(item);
    deque->count++;
    deque->changes++;
    if (deque->most >= 0 && deque->count > (uint64_t)deque->most)
        value_release(vm, take_first(deque));
    return RETURNED;
}

static Outcome push_first(Vm *vm, Deque *deque, Value item)
{
    if (check_changeable(vm, deque) == RAISED)
        return RAISED;
    if (deque->most == 0)
        return RETURNED;
    if (deque->count == deque->capacity && !grow(vm, deque))
        return vm_raise_memory(vm);
    deque->first = (deque->first - 1) & (deque->capacity - 1);
    *place_of(deque, 0) = value_retain(item);
    deque->count++;
    deque->changes++;
    if (deque->most >= 0 && deque->count > (uint64_t)deque->most)
        value_release(vm, take_last(deque));
    return RETURNED;
}

typedef Outcome Push(Vm *vm, Deque *deque, Value item);

static Value snapshot(Vm *vm, const Deque *deque)
{
    Value list = list_new(vm, NULL, 0);
    for (uint64_t i = 0; i < deque->count; i++)
        list_append(vm, value_list(list), *place_of(deque, i));
    return list;
}

static Outcome extend_with(Vm *vm, Deque *deque, Value iterable, Push *push)
{
    Value iterator, item, copy = VALUE_EMPTY;
    Outcome outcome;
    if (iterable == value_from(deque))
        iterable = copy = snapshot(vm, deque);
    outcome = value_iterate(vm, iterable, &iterator);
    value_release(vm, copy);
    if (outcome == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        outcome = push(vm, deque, item);
        value_release(vm, item);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

static void clear_items(Vm *vm, Deque *deque)
{
    while (deque->count > 0)
        value_release(vm, take_first(deque));
}

/* Turn the ring by one: the last item becomes the first, or the first the last. */
static void turn(Deque *deque, bool forward)
{
    if (forward) {
        Value item = take_last(deque);
        deque->first = (deque->first - 1) & (deque->capacity - 1);
        *place_of(deque, 0) = item;
    } else {
        Value item = take_first(deque);
        *place_of(deque, deque->count) = item;
    }
    deque->count++;
}

static void rotate(Deque *deque, int64_t steps)
{
    if (deque->count < 2)
        return;
    int64_t count = (int64_t)deque->count;
    steps %= count;
    if (steps > count / 2)
        steps -= count;
    else if (steps < -(count / 2))
        steps += count;
    for (; steps > 0; steps--)
        turn(deque, true);
    for (; steps < 0; steps++)
        turn(deque, false);
}

static Value take_at(Deque *deque, uint64_t index)
{
    rotate(deque, -(int64_t)index);
    Value item = take_first(deque);
    rotate(deque, (int64_t)index);
    return item;
}

/* ---- the object ---- */

static Deque *deque_new(Vm *vm, Class *class, int64_t most)
{
    Deque *deque = object_new(vm, class, KIND_OTHER, sizeof *deque);
    deque->most = most;
    return deque;
}

static Outcome most_from(Vm *vm, Value value, int64_t *most)
{
    *most = -1;
    if (value == VALUE_EMPTY || value == VALUE_NONE)
        return RETURNED;
    if (!int_from(value, most))
        return vm_raise(vm, EXCEPTION_TypeError, "an integer is required");
    if (*most < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "maxlen must be non-negative");
    return RETURNED;
}

static Outcome deque_construct(Vm *vm, const Value *args, Value *result)
{
    int64_t most;
    if (most_from(vm, args[2], &most) == RAISED)
        return RAISED;
    Deque *deque = deque_new(vm, (Class *)value_object(args[0]), most);
    if (args[1] != VALUE_EMPTY && extend_with(vm, deque, args[1], push_last) == RAISED) {
        object_release(vm, deque);
        return RAISED;
    }
    *result = value_from(deque);
    return RETURNED;
}

static void deque_release(Vm *vm, Object *object)
{
    Deque *deque = (Deque *)object;
    clear_items(vm, deque);
    vm_free(vm, deque->ring, deque->capacity * sizeof(Value));
}

static void deque_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Deque *deque = (const Deque *)object;
    for (uint64_t i = 0; i < deque->count; i++)
        visitor(context, *place_of(deque, i));
}

static Outcome write_items(Vm *vm, const Deque *deque, Text *text)
{
    Value items = snapshot(vm, deque); /* a __repr__ may change the deque */
    Outcome outcome = value_write_repr(vm, items, text);
    value_release(vm, items);
    return outcome;
}

static Outcome deque_repr(Vm *vm, Value self, Value *result)
{
    const Deque *deque = deque_of(self);
    Text text = {0};
    text_add(&text, "deque(");
    Outcome outcome = write_items(vm, deque, &text);
    if (deque->most >= 0)
        text_format(&text, ", maxlen=%lld", (long long)deque->most);
    text_add(&text, ")");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome deque_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = (int64_t)deque_of(self)->count;
    return RETURNED;
}

static Outcome index_from(Vm *vm, const Deque *deque, Value key, uint64_t *index)
{
    int64_t integer;
    bool has_index = int_from(key, &integer) || class_of(vm, key)->is_program;
    if (!has_index)
        return vm_raise(vm, EXCEPTION_TypeError, "sequence index must be integer, not '%s'",
                        class_of(vm, key)->told_name->text);
    if (int_index(vm, key, &integer) == RAISED)
        return RAISED;
    if (integer < 0)
        integer += (int64_t)deque->count;
    if (integer < 0 || (uint64_t)integer >= deque->count)
        return vm_raise(vm, EXCEPTION_IndexError, "deque index out of range");
    *index = (uint64_t)integer;
    return RETURNED;
}

static Outcome deque_get_item(Vm *vm, Value self, Value key, Value *result)
{
    uint64_t index = 0;
    if (index_from(vm, deque_of(self), key, &index) == RAISED)
        return RAISED;
    *result = value_retain(*place_of(deque_of(self), index));
    return RETURNED;
}

static Outcome deque_set_item(Vm *vm, Value self, Value key, Value value)
{
    Deque *deque = deque_of(self);
    uint64_t index = 0;
    if (check_changeable(vm, deque) == RAISED || index_from(vm, deque, key, &index) == RAISED)
        return RAISED;
    if (value == VALUE_EMPTY)
        value_release(vm, take_at(deque, index));
    else
        value_replace(vm, place_of(deque, index), value_retain(value));
    return RETURNED;
}

/* ---- iteration ---- */

/* state[0] is the deque, number[0] the next index, number[1] the deque's changes at the start. */
static Outcome check_iterator(Vm *vm, const Iterator *iterator)
{
    const Deque *deque = deque_of(iterator->state[0]);
    if ((int64_t)deque->changes == iterator->number[1])
        return RETURNED;
    return vm_raise(vm, EXCEPTION_RuntimeError, "deque mutated during iteration");
}

static Outcome next_forwards(Vm *vm, Iterator *iterator, Value *item)
{
    *item = VALUE_EMPTY;
    if (iterator->state[0] == VALUE_EMPTY)
        return RETURNED;
    const Deque *deque = deque_of(iterator->state[0]);
    if (check_iterator(vm, iterator) == RAISED)
        return RAISED;
    if ((uint64_t)iterator->number[0] < deque->count)
        *item = value_retain(*place_of(deque, (uint64_t)iterator->number[0]++));
    else
        value_replace(vm, &iterator->state[0], VALUE_EMPTY);
    return RETURNED;
}

static Outcome next_backwards(Vm *vm, Iterator *iterator, Value *item)
{
    *item = VALUE_EMPTY;
    if (iterator->state[0] == VALUE_EMPTY)
        return RETURNED;
    if (check_iterator(vm, iterator) == RAISED)
        return RAISED;
    if (--iterator->number[0] >= 0)
        *item = value_retain(*place_of(deque_of(iterator->state[0]), (uint64_t)iterator->number[0]));
    else
        value_replace(vm, &iterator->state[0], VALUE_EMPTY);
    return RETURNED;
}

static Outcome deque_iterate(Vm *vm, Value self, Value *result)
{
    Iterator *iterator = iterator_new(vm, "_deque_iterator", next_forwards);
    iterator->state[0] = value_retain(self);
    iterator->number[1] = (int64_t)deque_of(self)->changes;
    *result = value_from(iterator);
    return RETURNED;
}

static Outcome deque_reversed(Vm *vm, const Value *args, Value *result)
{
    Iterator *iterator = iterator_new(vm, "_deque_reverse_iterator", next_backwards);
    iterator->state[0] = value_retain(args[0]);
    iterator->number[0] = (int64_t)deque_of(args[0])->count;
    iterator->number[1] = (int64_t)deque_of(args[0])->changes;
    *result = value_from(iterator);
    return RETURNED;
}

/* ---- comparing and operators ---- */

/* Compares as lists do, item by item: the first pair that differs decides. */
static Outcome deque_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    if (!value_is_deque(vm, other)) {
        *result = VALUE_NOT_IMPLEMENTED;
        return RETURNED;
    }
    Value left = snapshot(vm, deque_of(self)), right = snapshot(vm, deque_of(other));
    Outcome outcome = value_compare(vm, op, left, right, result);
    value_release(vm, left);
    value_release(vm, right);
    return outcome;
}

static Outcome copy_of(Vm *vm, const Deque *deque, Deque **result)
{
    *result = deque_new(vm, object_class(deque), deque->most);
    for (uint64_t i = 0; i < deque->count; i++) {
        if (push_last(vm, *result, *place_of(deque, i)) == RAISED) {
            object_release(vm, *result);
            return RAISED;
        }
    }
    return RETURNED;
}

static Outcome concatenate(Vm *vm, Value left, Value right, Value *result)
{
    Deque *sum;
    if (!value_is_deque(vm, right))
        return vm_raise(vm, EXCEPTION_TypeError, "can only concatenate deque (not \"%s\") to deque",
                        class_of(vm, right)->told_name->text);
    if (copy_of(vm, deque_of(left), &sum) == RAISED)
        return RAISED;
    if (extend_with(vm, sum, right, push_last) == RAISED) {
        object_release(vm, sum);
        return RAISED;
    }
    *result = value_from(sum);
    return RETURNED;
}

/* Repeat the items in place. */
static Outcome repeat_items(Vm *vm, Deque *deque, int64_t times)
{
    Value items = snapshot(vm, deque);
    Outcome outcome = RETURNED;
    if (check_changeable(vm, deque) == RAISED)
        outcome = RAISED;
    else if (times <= 0)
        clear_items(vm, deque);
    for (int64_t i = 1; i < times && outcome == RETURNED && value_list(items)->count > 0; i++)
        outcome = extend_with(vm, deque, items, push_last);
    value_release(vm, items);
    return outcome;
}

static Outcome multiply(Vm *vm, Value deque, Value times, Value *result)
{
    int64_t count;
    Deque *product;
    if (!int_from(times, &count) && !class_of(vm, times)->is_program)
        return vm_raise(vm, EXCEPTION_TypeError, "can't multiply sequence by non-int of type '%s'",
                        class_of(vm, times)->told_name->text);
    if (int_index(vm, times, &count) == RAISED || copy_of(vm, deque_of(deque), &product) == RAISED)
        return RAISED;
    if (repeat_items(vm, product, count) == RAISED) {
        object_release(vm, product);
        return RAISED;
    }
    *result = value_from(product);
    return RETURNED;
}

static Outcome deque_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (op == OPERATOR_ADD && value_is_deque(vm, left))
        return concatenate(vm, left, right, result);
    if (op == OPERATOR_MULT)
        return value_is_deque(vm, left) ? multiply(vm, left, right, result) : multiply(vm, right, left, result);
    return RETURNED;
}

static Outcome deque_inplace(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    int64_t times;
    *result = VALUE_NOT_IMPLEMENTED;
    if (op == OPERATOR_ADD && extend_with(vm, deque_of(left), right, push_last) == RAISED)
        return RAISED;
    if (op == OPERATOR_MULT &&
        (int_index(vm, right, &times) == RAISED || repeat_items(vm, deque_of(left), times) == RAISED))
        return RAISED;
    if (op == OPERATOR_ADD || op == OPERATOR_MULT)
        *result = value_retain(left);
    return RETURNED;
}

/* ---- searching ---- */

static Outcome changed_under_search(Vm *vm)
{
    return vm_raise(vm, EXCEPTION_RuntimeError, "deque mutated during iteration");
}

/* The first index in [from, to) whose item equals the value; -1 where there is none. */
static Outcome find(Vm *vm, const Deque *deque, Value value, uint64_t from, uint64_t to, int64_t *index)
{
    uint64_t changes = deque->changes;
    for (uint64_t i = from; i < to; i++) {
        bool is_equal;
        Value item = value_retain(*place_of(deque, i));
        Outcome outcome = value_equal(vm, item, value, &is_equal);
        value_release(vm, item);
        if (outcome == RAISED)
            return RAISED;
        if (deque->changes != changes)
            return changed_under_search(vm);
        if (is_equal) {
            *index = (int64_t)i;
            return RETURNED;
        }
    }
    *index = -1;
    return RETURNED;
}

static Outcome deque_contains(Vm *vm, Value self, Value item, bool *result)
{
    int64_t index;
    if (find(vm, deque_of(self), item, 0, deque_of(self)->count, &index) == RAISED)
        return RAISED;
    *result = index >= 0;
    return RETURNED;
}

static Outcome not_in_deque(Vm *vm, Value value)
{
    Text text = {0};
    Outcome outcome = value_write_repr(vm, value, &text);
    if (outcome == RETURNED)
        outcome = vm_raise(vm, EXCEPTION_ValueError, "%s is not in deque", text_string(&text));
    text_release(&text);
    return outcome;
}

static Outcome bound_from(Vm *vm, const Deque *deque, Value value, uint64_t otherwise, uint64_t *bound)
{
    int64_t integer, count = (int64_t)deque->count;
    *bound = otherwise;
    if (value == VALUE_EMPTY)
        return RETURNED;
    if (int_index(vm, value, &integer) == RAISED)
        return RAISED;
    if (integer < 0)
        integer += count;
    *bound = integer < 0 ? 0 : integer > count ? deque->count : (uint64_t)integer;
    return RETURNED;
}

static Outcome deque_index(Vm *vm, const Value *args, Value *result)
{
    const Deque *deque = deque_of(args[0]);
    uint64_t from, to;
    int64_t index;
    if (bound_from(vm, deque, args[2], 0, &from) == RAISED ||
        bound_from(vm, deque, args[3], deque->count, &to) == RAISED ||
        find(vm, deque, args[1], from, to, &index) == RAISED)
        return RAISED;
    if (index < 0)
        return not_in_deque(vm, args[1]);
    *result = int_new(vm, index);
    return RETURNED;
}

static Outcome deque_count(Vm *vm, const Value *args, Value *result)
{
    const Deque *deque = deque_of(args[0]);
    int64_t index = -1, count = 0;
    do {
        if (find(vm, deque, args[1], (uint64_t)(index + 1), deque->count, &index) == RAISED)
            return RAISED;
        count += index >= 0;
    } while (index >= 0);
    *result = int_new(vm, count);
    return RETURNED;
}

static Outcome deque_remove(Vm *vm, const Value *args, Value *result)
{
    Deque *deque = deque_of(args[0]);
    int64_t index;
    *result = VALUE_NONE;
    if (check_changeable(vm, deque) == RAISED || find(vm, deque, args[1], 0, deque->count, &index) == RAISED)
        return RAISED;
    if (index < 0)
        return not_in_deque(vm, args[1]);
    value_release(vm, take_at(deque, (uint64_t)index));
    return RETURNED;
}

/* ---- methods ---- */

static Outcome deque_append(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return push_last(vm, deque_of(args[0]), args[1]);
}

static Outcome deque_appendleft(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return push_first(vm, deque_of(args[0]), args[1]);
}

static Outcome deque_extend(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return extend_with(vm, deque_of(args[0]), args[1], push_last);
}

static Outcome deque_extendleft(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return extend_with(vm, deque_of(args[0]), args[1], push_first);
}

static Outcome pop(Vm *vm, Deque *deque, Value (*take)(Deque *deque), Value *result)
{
    if (check_changeable(vm, deque) == RAISED)
        return RAISED;
    if (deque->count == 0)
        return vm_raise(vm, EXCEPTION_IndexError, "pop from an empty deque");
    *result = take(deque);
    return RETURNED;
}

static Outcome deque_pop(Vm *vm, const Value *args, Value *result)
{
    return pop(vm, deque_of(args[0]), take_last, result);
}

static Outcome deque_popleft(Vm *vm, const Value *args, Value *result)
{
    return pop(vm, deque_of(args[0]), take_first, result);
}

static Outcome deque_rotate(Vm *vm, const Value *args, Value *result)
{
    int64_t steps = 1;
    *result = VALUE_NONE;
    if (args[1] != VALUE_EMPTY && int_index(vm, args[1], &steps) == RAISED)
        return RAISED;
    if (check_changeable(vm, deque_of(args[0])) == RAISED)
        return RAISED;
    rotate(deque_of(args[0]), steps);
    return RETURNED;
}

static Outcome deque_clear(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (check_changeable(vm, deque_of(args[0])) == RAISED)
        return RAISED;
    clear_items(vm, deque_of(args[0]));
    return RETURNED;
}

static Outcome deque_copy(Vm *vm, const Value *args, Value *result)
{
    Deque *copy;
    if (copy_of(vm, deque_of(args[0]), &copy) == RAISED)
        return RAISED;
    *result = value_from(copy);
    return RETURNED;
}

static Outcome deque_insert(Vm *vm, const Value *args, Value *result)
{
    Deque *deque = deque_of(args[0]);
    uint64_t index;
    *result = VALUE_NONE;
    if (bound_from(vm, deque, args[1], 0, &index) == RAISED)
        return RAISED;
    if (deque->most >= 0 && deque->count >= (uint64_t)deque->most)
        return vm_raise(vm, EXCEPTION_IndexError, "deque already at its maximum size");
    rotate(deque, -(int64_t)index);
    bool is_at_end = index == deque->count;
    Outcome outcome = is_at_end ? push_last(vm, deque, args[2]) : push_first(vm, deque, args[2]);
    if (!is_at_end)
        rotate(deque, (int64_t)index);
    return outcome;
}

static Outcome deque_reverse(Vm *vm, const Value *args, Value *result)
{
    const Deque *deque = deque_of(args[0]);
    *result = VALUE_NONE;
    if (check_changeable(vm, deque) == RAISED)
        return RAISED;
    for (uint64_t i = 0, j = deque->count; i + 1 < j; i++) {
        Value *low = place_of(deque, i), *high = place_of(deque, --j), item = *low;
        *low = *high;
        *high = item;
    }
    return RETURNED;
}

static Outcome deque_maxlen(Vm *vm, const Value *args, Value *result)
{
    const Deque *deque = deque_of(args[0]);
    *result = deque->most < 0 ? VALUE_NONE : int_new(vm, deque->most);
    return RETURNED;
}

static const NativeSpec methods[] = {
    {"append", deque_append, "self, item, /", NATIVE_PLAIN},
    {"appendleft", deque_appendleft, "self, item, /", NATIVE_PLAIN},
    {"clear", deque_clear, "self, /", NATIVE_PLAIN},
    {"copy", deque_copy, "self, /", NATIVE_PLAIN},
    {"__copy__", deque_copy, "self, /", NATIVE_PLAIN},
    {"count", deque_count, "self, value, /", NATIVE_PLAIN},
    {"extend", deque_extend, "self, iterable, /", NATIVE_PLAIN},
    {"extendleft", deque_extendleft, "self, iterable, /", NATIVE_PLAIN},
    {"index", deque_index, "self, value, start=0, stop=None, /", NATIVE_PLAIN},
    {"insert", deque_insert, "self, index, value, /", NATIVE_PLAIN},
    {"pop", deque_pop, "self, /", NATIVE_PLAIN},
    {"popleft", deque_popleft, "self, /", NATIVE_PLAIN},
    {"remove", deque_remove, "self, value, /", NATIVE_PLAIN},
    {"reverse", deque_reverse, "self, /", NATIVE_PLAIN},
    {"rotate", deque_rotate, "self, n=1, /", NATIVE_PLAIN},
    {"__reversed__", deque_reversed, "self, /", NATIVE_PLAIN},
    {"maxlen", deque_maxlen, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(Deque),
    .release = deque_release,
    .visit = deque_visit,
    .repr = deque_repr,
    .compare = deque_compare,
    .binary = deque_binary,
    .inplace = deque_inplace,
    .length = deque_length,
    .get_item = deque_get_item,
    .set_item = deque_set_item,
    .contains = deque_contains,
    .iterate = deque_iterate,
};

Class *deque_class(Vm *vm)
{
    StdlibRoom *room = stdlib_room(vm);
    if (room->deque)
        return room->deque;
    room->deque = class_native(vm, &(ClassSpec){.name = "deque",
                                                .module = "collections",
                                                .ops = &ops,
                                                .methods = methods,
                                                .construct = deque_construct,
                                                .signature = "cls, iterable=(), maxlen=None"});
    make_unhashable(vm, room->deque);
    return room->deque;
}
