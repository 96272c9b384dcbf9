/* list: a run of values that grows and shrinks. */
#include "iterators.h"
#include "list_sort.h"
#include "sequence.h"

enum { KEPT_ROOM = 16 };

/* ---- room ---- */

/* Make room for `count` items in all. */
static bool reserve(Vm *vm, List *list, uint64_t count)
{
    list->head.flags = 0; /* no longer as a sort left it */
    if (count <= list->capacity)
        return true;
    if (are_too_many(vm, count)) {
        vm_raise_memory(vm);
        return false;
    }
    uint64_t capacity = arena_rounded(count * sizeof(Value)) / sizeof(Value);
    Value *items = vm_resize(vm, list->items, list->capacity * sizeof(Value), capacity * sizeof(Value));
    if (!items) {
        vm_raise_memory(vm);
        return false;
    }
    list->items = items;
    list->capacity = capacity;
    return true;
}

/* Make room for more items than before, and for half as many again, so that appending is cheap. */
static bool grow(Vm *vm, List *list, uint64_t more)
{
    uint64_t count = list->count + more;
    return reserve(vm, list, count <= list->capacity ? count : count + list->count / 2);
}

/* Give room back after much was taken out. */
static void shrink(Vm *vm, List *list)
{
    if (list->capacity <= KEPT_ROOM || list->count >= list->capacity / 4)
        return;
    uint64_t capacity = list->count * 2;
    if (capacity < KEPT_ROOM)
        capacity = KEPT_ROOM;
    Value *items = vm_resize(vm, list->items, list->capacity * sizeof(Value), capacity * sizeof(Value));
    if (items) {
        list->items = items;
        list->capacity = capacity;
    }
}

/* ---- for C ---- */

Value list_new(Vm *vm, const Value *items, size_t count)
{
    List *list = object_new(vm, vm->classes.list, KIND_LIST, sizeof *list);
    if (count > 0 && !reserve(vm, list, count)) {
        object_release(vm, list);
        return VALUE_EMPTY;
    }
    for (size_t i = 0; i < count; i++)
        list->items[i] = value_retain(items[i]);
    list->count = count;
    return value_from(list);
}

bool list_append(Vm *vm, List *list, Value item)
{
    if (list->count == list->capacity && !grow(vm, list, 1))
        return false;
    list->items[list->count++] = value_retain(item);
    return true;
}

/* Items behind `index` are about to be moved. */
static void charge_for_moving(Vm *vm, const List *list, size_t index)
{
    enum { ITEMS_AN_INSTRUCTION = 256 };
    vm_charge(vm, (list->count - index) / ITEMS_AN_INSTRUCTION);
}

bool list_insert(Vm *vm, List *list, size_t index, Value item)
{
    if (!grow(vm, list, 1))
        return false;
    charge_for_moving(vm, list, index);
    memmove(list->items + index + 1, list->items + index, (list->count - index) * sizeof(Value));
    list->items[index] = value_retain(item);
    list->count++;
    return true;
}

Value list_take(Vm *vm, List *list, size_t index)
{
    Value item = list->items[index];
    charge_for_moving(vm, list, index);
    list->count--;
    if (index < list->count)
        memmove(list->items + index, list->items + index + 1, (list->count - index) * sizeof(Value));
    list->items[list->count] = VALUE_EMPTY;
    shrink(vm, list);
    return item;
}

/* Append a copy of values, which may be the list's own. */
static bool append_all(Vm *vm, List *list, const Value *values, uint64_t count)
{
    bool is_own = values == list->items;
    if (count == 0)
        return true;
    if (!grow(vm, list, count))
        return false;
    const Value *from = is_own ? list->items : values;
    for (uint64_t i = 0; i < count; i++)
        list->items[list->count + i] = value_retain(from[i]);
    list->count += count;
    return true;
}

static Outcome extend_by_walking(Vm *vm, List *list, Value iterable)
{
    Value iterator, item;
    Outcome outcome;
    if (value_iterate(vm, iterable, &iterator) == RAISED)
        return RAISED;
    while ((outcome = value_next(vm, iterator, &item)) == RETURNED && item != VALUE_EMPTY) {
        bool is_done = list_append(vm, list, item);
        value_release(vm, item);
        if (!is_done) {
            outcome = RAISED;
            break;
        }
    }
    value_release(vm, iterator);
    return outcome;
}

Outcome list_extend(Vm *vm, List *list, Value iterable)
{
    if (value_is_kind(iterable, KIND_LIST) || class_of(vm, iterable) == vm->classes.tuple) {
        Items items = items_of(iterable);
        return append_all(vm, list, items.values, items.count) ? RETURNED : RAISED;
    }
    int64_t length = value_is_kind(iterable, KIND_RANGE) ? ((Range *)value_object(iterable))->length : 0;
    if (length > 0 && !reserve(vm, list, list->count + (uint64_t)length))
        return RAISED;
    return extend_by_walking(vm, list, iterable);
}

Outcome list_from_iterable(Vm *vm, Value iterable, Value *result)
{
    Value list = list_new(vm, NULL, 0);
    if (list_extend(vm, value_list(list), iterable) == RAISED) {
        value_release(vm, list);
        return RAISED;
    }
    *result = list;
    return RETURNED;
}

/* ---- slices ---- */

/* Move the items from `from` on to `to`. */
static void move_rest(List *list, uint64_t from, uint64_t to)
{
    if (list->count > from)
        memmove(list->items + to, list->items + from, (list->count - from) * sizeof(Value));
    for (uint64_t i = list->count + to - from; i < list->count; i++)
        list->items[i] = VALUE_EMPTY;
    list->count = list->count + to - from;
}

/* Put `count` values (retained) in the place of the items from `start` to `stop`. */
static Outcome replace_part(Vm *vm, List *list, uint64_t start, uint64_t stop, const Value *values, uint64_t count)
{
    if (count > stop - start && !grow(vm, list, count - (stop - start)))
        return RAISED;
    for (uint64_t i = stop; i-- > start;) /* backwards, as CPython does */
        value_release(vm, list->items[i]);
    move_rest(list, stop, start + count);
    for (uint64_t i = 0; i < count; i++)
        list->items[start + i] = value_retain(values[i]);
    shrink(vm, list);
    return RETURNED;
}

static Outcome get_slice(Vm *vm, List *list, Value slice, Value *result)
{
    int64_t start, stop, step;
    if (slice_unpack(vm, slice, &start, &stop, &step) == RAISED)
        return RAISED;
    int64_t count = slice_adjust((int64_t)list->count, &start, &stop, step);
    Value part = list_new(vm, NULL, 0);
    List *to = value_list(part);
    if (!reserve(vm, to, (uint64_t)count)) {
        value_release(vm, part);
        return RAISED;
    }
    for (int64_t i = 0; i < count; i++)
        to->items[i] = value_retain(list->items[start + i * step]);
    to->count = (uint64_t)count;
    *result = part;
    return RETURNED;
}

static Outcome delete_slice(Vm *vm, List *list, Value slice)
{
    int64_t start, stop, step;
    if (slice_unpack(vm, slice, &start, &stop, &step) == RAISED)
        return RAISED;
    int64_t count = slice_adjust((int64_t)list->count, &start, &stop, step);
    if (count == 0)
        return RETURNED;
    if (step == 1)
        return replace_part(vm, list, (uint64_t)start, (uint64_t)stop, NULL, 0);
    if (step < 0) { /* the same items from the other end */
        start += (count - 1) * step;
        step = -step;
    }
    uint64_t kept = (uint64_t)start, next = (uint64_t)start, last = (uint64_t)(start + (count - 1) * step);
    for (uint64_t i = kept; i < list->count; i++) {
        if (i == next && i <= last) {
            value_release(vm, list->items[i]);
            next += (uint64_t)step;
        } else {
            list->items[kept++] = list->items[i];
        }
    }
    move_rest(list, list->count, kept);
    shrink(vm, list);
    return RETURNED;
}

static Outcome set_extended_slice(Vm *vm, List *list, int64_t start, int64_t stop, int64_t step, const List *values)
{
    int64_t count = slice_adjust((int64_t)list->count, &start, &stop, step);
    if ((uint64_t)count != values->count)
        return vm_raise(vm, EXCEPTION_ValueError,
                        "attempt to assign sequence of size %llu to extended slice of size %lld",
                        (unsigned long long)values->count, (long long)count);
    for (int64_t i = 0; i < count; i++)
        value_replace(vm, &list->items[start + i * step], value_retain(values->items[i]));
    return RETURNED;
}

/* The values to be assigned, as a list of their own. */
static Outcome values_from(Vm *vm, Value given, Value *list)
{
    if (list_from_iterable(vm, given, list) == RETURNED)
        return RETURNED;
    const ClassOps *ops = class_of(vm, given)->ops;
    bool is_iterable = ops->iterate || ops->next;
    if (is_iterable || !vm_raised_is_builtin(vm, EXCEPTION_TypeError))
        return RAISED;
    value_release(vm, vm_take_raised(vm));
    return vm_raise(vm, EXCEPTION_TypeError, "must assign iterable to extended slice");
}

static Outcome set_slice(Vm *vm, List *list, Value slice, Value given)
{
    int64_t start, stop, step;
    Value values = VALUE_EMPTY;
    if (slice_unpack(vm, slice, &start, &stop, &step) == RAISED)
        return RAISED;
    if (values_from(vm, given, &values) == RAISED)
        return RAISED;
    const List *from = value_list(values);
    Outcome outcome;
    if (step == 1) {
        slice_adjust((int64_t)list->count, &start, &stop, step);
        if (stop < start)
            stop = start;
        outcome = replace_part(vm, list, (uint64_t)start, (uint64_t)stop, from->items, from->count);
    } else {
        outcome = set_extended_slice(vm, list, start, stop, step, from);
    }
    value_release(vm, values);
    return outcome;
}

/* ---- behaviour ---- */

static void list_release(Vm *vm, Object *object)
{
    List *list = (List *)object, former = *list;
    list->items = NULL;
    list->count = list->capacity = 0;
    for (uint64_t i = former.count; i-- > 0;)
        value_release(vm, former.items[i]);
    vm_free(vm, former.items, former.capacity * sizeof(Value));
}

static void list_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const List *list = (const List *)object;
    for (uint64_t i = 0; i < list->count; i++)
        visitor(context, list->items[i]);
}

static Outcome list_repr(Vm *vm, Value self, Value *result)
{
    Text text = {0};
    text_add(&text, "[");
    Outcome outcome = sequence_write(vm, self, &text);
    text_add(&text, "]");
    if (outcome == RAISED)
        text_release(&text);
    else
        *result = str_from_text(vm, &text);
    return outcome;
}

static Outcome list_compare(Vm *vm, CompareOperator op, Value self, Value other, Value *result)
{
    *result = VALUE_NOT_IMPLEMENTED;
    if (!value_is_kind(other, KIND_LIST))
        return RETURNED;
    if ((op == COMPARE_EQ || op == COMPARE_NE) && value_list(self)->count != value_list(other)->count) {
        *result = value_from_bool(op == COMPARE_NE);
        return RETURNED;
    }
    return sequence_compare(vm, op, self, other, result);
}

static Outcome concatenate(Vm *vm, const List *a, const List *b, Value *result)
{
    Value sum = list_new(vm, NULL, 0);
    bool is_done = reserve(vm, value_list(sum), a->count + b->count) &&
                   append_all(vm, value_list(sum), a->items, a->count) &&
                   append_all(vm, value_list(sum), b->items, b->count);
    if (!is_done) {
        value_release(vm, sum);
        return RAISED;
    }
    *result = sum;
    return RETURNED;
}

/* Append the list's own items until they stand there `times` times. */
static Outcome repeat_in_place(Vm *vm, List *list, Value times)
{
    uint64_t repeated;
    if (repetitions(vm, times, &list->count, &repeated) == RAISED)
        return RAISED;
    uint64_t count = list->count;
    if (repeated == 0) {
        list_release(vm, &list->head);
        return RETURNED;
    }
    if (!reserve(vm, list, count * repeated))
        return RAISED;
    for (; repeated > 1; repeated--) {
        if (!append_all(vm, list, list->items, count))
            return RAISED;
    }
    return RETURNED;
}

static Outcome repeat(Vm *vm, const List *list, Value times, Value *result)
{
    uint64_t repeated;
    if (repetitions(vm, times, &list->count, &repeated) == RAISED)
        return RAISED;
    Value product = list_new(vm, NULL, 0);
    if (!reserve(vm, value_list(product), list->count * repeated)) {
        value_release(vm, product);
        return RAISED;
    }
    for (; repeated > 0; repeated--)
        append_all(vm, value_list(product), list->items, list->count);
    *result = product;
    return RETURNED;
}

static Outcome list_binary(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    bool is_left = value_is_kind(left, KIND_LIST), is_right = value_is_kind(right, KIND_LIST);
    *result = VALUE_NOT_IMPLEMENTED;
    if (op == OPERATOR_ADD && is_left && is_right)
        return concatenate(vm, value_list(left), value_list(right), result);
    if (op == OPERATOR_MULT && is_left && value_has_index(vm, right))
        return repeat(vm, value_list(left), right, result);
    if (op == OPERATOR_MULT && is_right && value_has_index(vm, left))
        return repeat(vm, value_list(right), left, result);
    return RETURNED;
}

static Outcome list_inplace(Vm *vm, Operator op, Value left, Value right, Value *result)
{
    List *list = value_list(left);
    *result = VALUE_NOT_IMPLEMENTED;
    if (op == OPERATOR_MULT && !value_has_index(vm, right))
        return RETURNED;
    if (op != OPERATOR_ADD && op != OPERATOR_MULT)
        return RETURNED;
    Outcome outcome = op == OPERATOR_ADD ? list_extend(vm, list, right) : repeat_in_place(vm, list, right);
    if (outcome == RETURNED)
        *result = value_retain(left);
    return outcome;
}

static Outcome list_length(Vm *vm, Value self, int64_t *length)
{
    (void)vm;
    *length = (int64_t)value_list(self)->count;
    return RETURNED;
}

static Outcome list_get_item(Vm *vm, Value self, Value key, Value *result)
{
    List *list = value_list(self);
    uint64_t index;
    if (value_is_kind(key, KIND_SLICE))
        return get_slice(vm, list, key, result);
    if (!value_is_small_int(key) && !value_has_index(vm, key))
        return index_is_wrong(vm, "list", key);
    if (index_within(vm, key, &list->count, "list index out of range", &index) == RAISED)
        return RAISED;
    *result = value_retain(list->items[index]);
    return RETURNED;
}

static Outcome list_set_item(Vm *vm, Value self, Value key, Value value)
{
    List *list = value_list(self);
    uint64_t index;
    if (value_is_kind(key, KIND_SLICE))
        return value == VALUE_EMPTY ? delete_slice(vm, list, key) : set_slice(vm, list, key, value);
    if (!value_is_small_int(key) && !value_has_index(vm, key))
        return index_is_wrong(vm, "list", key);
    if (index_within(vm, key, &list->count, "list assignment index out of range", &index) == RAISED)
        return RAISED;
    if (value == VALUE_EMPTY)
        value_release(vm, list_take(vm, list, (size_t)index));
    else
        value_replace(vm, &list->items[index], value_retain(value));
    return RETURNED;
}

/* ---- iteration ---- */

static Outcome list_iterate(Vm *vm, Value self, Value *iterator)
{
    ListIterator *walk = object_new(vm, vm->classes.list_iterator, KIND_ITERATOR, sizeof *walk);
    walk->head.flags = ITERATOR_LIST;
    walk->list = object_retain(value_list(self));
    *iterator = value_from(walk);
    return RETURNED;
}

static void release_iterator(Vm *vm, Object *object)
{
    object_release(vm, ((ListIterator *)object)->list);
}

static void visit_iterator(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const ListIterator *)object)->list));
}

static Outcome next_of_list(Vm *vm, Value self, Value *item)
{
    *item = list_iterator_step(vm, (ListIterator *)value_object(self));
    return RETURNED;
}

static const ClassOps iterator_ops = {
    .size = sizeof(ListIterator), .release = release_iterator, .visit = visit_iterator, .next = next_of_list};

/* state[0] is the list, number[0] the index before which to go on. */
static Outcome next_backwards(Vm *vm, Iterator *iterator, Value *item)
{
    *item = VALUE_EMPTY;
    if (iterator->state[0] == VALUE_EMPTY)
        return RETURNED;
    const List *list = value_list(iterator->state[0]);
    int64_t index = --iterator->number[0];
    if (index >= 0 && (uint64_t)index < list->count)
        *item = value_retain(list->items[index]);
    else
        value_replace(vm, &iterator->state[0], VALUE_EMPTY);
    return RETURNED;
}

static Outcome list_reversed(Vm *vm, const Value *args, Value *result)
{
    Iterator *iterator = iterator_new(vm, "list_reverseiterator", next_backwards);
    iterator->state[0] = value_retain(args[0]);
    iterator->number[0] = (int64_t)value_list(args[0])->count;
    *result = value_from(iterator);
    return RETURNED;
}

/* ---- methods ---- */

static Outcome list_append_method(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return list_append(vm, value_list(args[0]), args[1]) ? RETURNED : RAISED;
}

static Outcome list_extend_method(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return list_extend(vm, value_list(args[0]), args[1]);
}

static Outcome list_insert_method(Vm *vm, const Value *args, Value *result)
{
    List *list = value_list(args[0]);
    int64_t index;
    *result = VALUE_NONE;
    if (int_index(vm, args[1], &index) == RAISED)
        return RAISED;
    int64_t count = (int64_t)list->count;
    if (index < 0)
        index += count;
    index = index < 0 ? 0 : index > count ? count : index;
    return list_insert(vm, list, (size_t)index, args[2]) ? RETURNED : RAISED;
}

static Outcome list_pop(Vm *vm, const Value *args, Value *result)
{
    List *list = value_list(args[0]);
    int64_t index = -1;
    if (args[1] != VALUE_EMPTY && int_index(vm, args[1], &index) == RAISED)
        return RAISED;
    if (list->count == 0)
        return vm_raise(vm, EXCEPTION_IndexError, "pop from empty list");
    if (index < 0)
        index += (int64_t)list->count;
    if (index < 0 || (uint64_t)index >= list->count)
        return vm_raise(vm, EXCEPTION_IndexError, "pop index out of range");
    *result = list_take(vm, list, (size_t)index);
    return RETURNED;
}

static Outcome list_remove(Vm *vm, const Value *args, Value *result)
{
    List *list = value_list(args[0]);
    int64_t index;
    *result = VALUE_NONE;
    if (sequence_find(vm, args[0], args[1], 0, UINT64_MAX, &index) == RAISED)
        return RAISED;
    if (index < 0)
        return vm_raise(vm, EXCEPTION_ValueError, "list.remove(x): x not in list");
    if ((uint64_t)index < list->count) /* the comparison may have shortened it */
        value_release(vm, list_take(vm, list, (size_t)index));
    return RETURNED;
}

static Outcome list_index(Vm *vm, const Value *args, Value *result)
{
    int64_t index;
    if (sequence_find_between(vm, args, &index) == RAISED)
        return RAISED;
    if (index >= 0) {
        *result = int_new(vm, index);
        return RETURNED;
    }
    Text text = {0};
    Outcome outcome = value_write_repr(vm, args[1], &text);
    if (outcome == RETURNED)
        outcome = vm_raise(vm, EXCEPTION_ValueError, "%s is not in list", text_string(&text));
    text_release(&text);
    return outcome;
}

static Outcome list_clear(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    list_release(vm, value_object(args[0]));
    return RETURNED;
}

static Outcome list_copy(Vm *vm, const Value *args, Value *result)
{
    *result = list_new(vm, value_list(args[0])->items, value_list(args[0])->count);
    return *result == VALUE_EMPTY ? RAISED : RETURNED;
}

static Outcome list_reverse(Vm *vm, const Value *args, Value *result)
{
    const List *list = value_list(args[0]);
    *result = VALUE_NONE;
    charge_for_moving(vm, list, 0);
    for (uint64_t low = 0, high = list->count; low + 1 < high; low++) {
        Value item = list->items[low];
        list->items[low] = list->items[--high];
        list->items[high] = item;
    }
    return RETURNED;
}

static Outcome list_sort_method(Vm *vm, const Value *args, Value *result)
{
    bool is_reversed = false;
    *result = VALUE_NONE;
    if (args[2] != VALUE_EMPTY && value_truth(vm, args[2], &is_reversed) == RAISED)
        return RAISED;
    return list_sort(vm, value_list(args[0]), args[1], is_reversed);
}

/* ---- the class ---- */

static Outcome list_construct(Vm *vm, const Value *args, Value *result)
{
    if (args[1] != VALUE_EMPTY)
        return list_from_iterable(vm, args[1], result);
    *result = list_new(vm, NULL, 0);
    return RETURNED;
}

static const ClassOps list_ops = {
    .size = sizeof(List),
    .release = list_release,
    .visit = list_visit,
    .repr = list_repr,
    .compare = list_compare,
    .binary = list_binary,
    .inplace = list_inplace,
    .length = list_length,
    .get_item = list_get_item,
    .set_item = list_set_item,
    .contains = sequence_contains,
    .iterate = list_iterate,
};

static const NativeSpec list_methods[] = {
    {"append", list_append_method, "self, item, /", NATIVE_PLAIN},
    {"clear", list_clear, "self, /", NATIVE_PLAIN},
    {"copy", list_copy, "self, /", NATIVE_PLAIN},
    {"count", sequence_count, "self, value, /", NATIVE_PLAIN},
    {"extend", list_extend_method, "self, iterable, /", NATIVE_PLAIN},
    {"index", list_index, "self, value, start=0, stop=None, /", NATIVE_PLAIN},
    {"insert", list_insert_method, "self, index, item, /", NATIVE_PLAIN},
    {"pop", list_pop, "self, index=-1, /", NATIVE_PLAIN},
    {"remove", list_remove, "self, value, /", NATIVE_PLAIN},
    {"reverse", list_reverse, "self, /", NATIVE_PLAIN},
    {"sort", list_sort_method, "self, /, *, key=None, reverse=False", NATIVE_PLAIN},
    {"__reversed__", list_reversed, "self, /", NATIVE_PLAIN},
    {0},
};

void list_class_init(Vm *vm)
{
    vm->classes.list = class_native(vm, &(ClassSpec){.name = "list",
                                                     .module = "builtins",
                                                     .ops = &list_ops,
                                                     .methods = list_methods,
                                                     .construct = list_construct,
                                                     .signature = "cls, iterable=(), /"});
    vm->classes.list->instance_kind = KIND_LIST;
    class_forbid_hash(vm, vm->classes.list);
    vm->classes.list_iterator =
        class_native(vm, &(ClassSpec){.name = "list_iterator", .module = "builtins", .ops = &iterator_ops});
}
