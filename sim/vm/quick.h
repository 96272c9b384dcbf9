/* Fast paths of the instruction loop: what most operands are is done here, in line; the rest is called. Each tells
 * with EMPTY or false that the general way has to be gone; private to vm. */
#ifndef LOOPSCOPE_QUICK_H
#define LOOPSCOPE_QUICK_H

#include "frame_machine.h"
#include "iterators.h"

/* ---- small numbers ---- */

/* Sums of tagged words: the tag is 1, and an overflow of the word is one of the small ints. */
static inline Value add_small(Value a, Value b)
{
    Value sum = a + (b - 1);
    return (a ^ sum) & (b ^ sum) & (Value)1 << 63 ? VALUE_EMPTY : sum;
}

static inline Value subtract_small(Value a, Value b)
{
    Value difference = a - (b - 1);
    return (a ^ b) & (a ^ difference) & (Value)1 << 63 ? VALUE_EMPTY : difference;
}

static inline bool fits_half(int64_t integer)
{
    return integer >= INT32_MIN && integer <= INT32_MAX;
}

static inline Value multiply_small(int64_t a, int64_t b)
{
    bool is_small = fits_half(a) && fits_half(b) && int_is_small(a * b);
    return is_small ? value_from_small_int(a * b) : VALUE_EMPTY;
}

static inline Value floor_divide_small(int64_t a, int64_t b)
{
    if (b <= 0)
        return VALUE_EMPTY;
    if (fits_half(a) && fits_half(b) && a >= 0)
        return value_from_small_int((int64_t)((uint32_t)a / (uint32_t)b));
    return value_from_small_int(a / b - (a % b < 0));
}

static inline Value modulo_small(int64_t a, int64_t b)
{
    if (b <= 0)
        return VALUE_EMPTY;
    if (fits_half(a) && fits_half(b) && a >= 0)
        return value_from_small_int((int64_t)((uint32_t)a % (uint32_t)b));
    int64_t rest = a % b;
    return value_from_small_int(rest < 0 ? rest + b : rest);
}

static inline Value binary_small(Operator op, Value a, Value b)
{
    switch (op) {
    case OPERATOR_ADD:
        return add_small(a, b);
    case OPERATOR_SUB:
        return subtract_small(a, b);
    case OPERATOR_MULT:
        return multiply_small(value_small_int(a), value_small_int(b));
    case OPERATOR_FLOOR_DIV:
        return floor_divide_small(value_small_int(a), value_small_int(b));
    case OPERATOR_MOD:
        return modulo_small(value_small_int(a), value_small_int(b));
    case OPERATOR_BIT_AND:
        return a & b;
    case OPERATOR_BIT_OR:
        return a | b;
    case OPERATOR_BIT_XOR:
        return (a ^ b) | 1;
    default:
        return VALUE_EMPTY;
    }
}

static inline Value binary_near(Operator op, double a, double b)
{
    switch (op) {
    case OPERATOR_ADD:
        return value_from_near_float(a + b);
    case OPERATOR_SUB:
        return value_from_near_float(a - b);
    case OPERATOR_MULT:
        return value_from_near_float(a * b);
    case OPERATOR_DIV:
        return b != 0.0 ? value_from_near_float(a / b) : VALUE_EMPTY;
    default:
        return VALUE_EMPTY;
    }
}

/* Neither operand needs to be released when it succeeds. */
static inline Value binary_quickly(Operator op, Value a, Value b)
{
    if (values_are_small_ints(a, b))
        return binary_small(op, a, b);
    if (value_is_near_float(a) && value_is_near_float(b))
        return binary_near(op, value_near_float(a), value_near_float(b));
    return VALUE_EMPTY;
}

/* Tagged words are ordered as their ints are. */
static inline bool compare_small(CompareOperator op, Value a, Value b)
{
    int64_t left = (int64_t)a, right = (int64_t)b;
    switch (op) {
    case COMPARE_LT:
        return left < right;
    case COMPARE_LE:
        return left <= right;
    case COMPARE_EQ:
        return left == right;
    case COMPARE_NE:
        return left != right;
    case COMPARE_GT:
        return left > right;
    default:
        return left >= right;
    }
}

/* ---- items ---- */

/* Where an item of a list or tuple stands that a small int names; NULL for all others. */
static inline Value *item_place(Value container, Value key)
{
    if (!value_is_small_int(key) || !value_is_object(container))
        return NULL;
    int64_t index = value_small_int(key);
    Object *object = value_object(container);
    if (object->kind == KIND_LIST) {
        const List *list = (const List *)object;
        index += index < 0 ? (int64_t)list->count : 0;
        return (uint64_t)index < list->count ? &list->items[index] : NULL;
    }
    if (object->kind == KIND_TUPLE) {
        Tuple *tuple = (Tuple *)object;
        index += index < 0 ? (int64_t)tuple->count : 0;
        return (uint64_t)index < tuple->count ? &tuple->items[index] : NULL;
    }
    return NULL;
}

/* ---- iteration ---- */

/* The next item of anything but a generator; EMPTY at the end. */
static inline Outcome next_item(Vm *vm, Value iterator, Value *item)
{
    Object *object = value_object(iterator);
    if (value_is_kind(iterator, KIND_ITERATOR)) {
        switch ((IteratorSort)object->flags) {
        case ITERATOR_LIST:
            *item = list_iterator_step(vm, (ListIterator *)object);
            return RETURNED;
        case ITERATOR_TUPLE:
            *item = tuple_iterator_step(vm, (TupleIterator *)object);
            return RETURNED;
        case ITERATOR_RANGE:
            *item = range_iterator_step(vm, (RangeIterator *)object);
            return RETURNED;
        case ITERATOR_KEYS:
        case ITERATOR_VALUES:
        case ITERATOR_ITEMS:
        case ITERATOR_SET:
            return table_iterator_step(vm, (TableIterator *)object, item);
        case ITERATOR_NATIVE:
            break;
        }
    }
    return value_next(vm, iterator, item);
}

/* The next item of a range or list that has one; EMPTY else, and nothing has happened. */
static inline Value next_item_quickly(Value iterator)
{
    if (!value_is_kind(iterator, KIND_ITERATOR))
        return VALUE_EMPTY;
    Object *object = value_object(iterator);
    if (object->flags == ITERATOR_RANGE) {
        RangeIterator *range = (RangeIterator *)object;
        if (range->left <= 1 || !int_is_small(range->next))
            return VALUE_EMPTY;
        Value item = value_from_small_int(range->next);
        range->left--;
        range->next += range->step;
        return item;
    }
    if (object->flags == ITERATOR_LIST) {
        ListIterator *walk = (ListIterator *)object;
        return walk->list && walk->index < walk->list->count ? value_retain(walk->list->items[walk->index++])
                                                             : VALUE_EMPTY;
    }
    return VALUE_EMPTY;
}

/* ---- attributes through the inline cache ---- */

/* The instance that a value is, where the cache knows its class and shape; NULL else. */
static inline Instance *cached_instance(const Cache *cache, Value value)
{
    if (!value_is_kind(value, KIND_INSTANCE))
        return NULL;
    Instance *instance = (Instance *)value_object(value);
    bool fits = cache->version == object_class(instance)->version && cache->shape == instance->shape;
    return fits ? instance : NULL;
}

/* What a module's attribute is, where the cache knows its place; EMPTY else. Borrowed. */
static inline Value cached_of_module(const Cache *cache, Value value)
{
    if (!value_is_kind(value, KIND_MODULE) || cache->shape != value_object(value))
        return VALUE_EMPTY;
    const Module *module = (const Module *)value_object(value);
    return cache->version == object_class(module)->version ? module->slots[cache->slot] : VALUE_EMPTY;
}

/* Whether the cache knows the method of just such a value. */
static inline bool cached_method(const Cache *cache, Value value)
{
    if (!value_is_object(value) || cache->slot >= 0)
        return false;
    const Object *object = value_object(value);
    if (cache->version != object_class(object)->version)
        return false;
    if (object->kind == KIND_INSTANCE)
        return cache->shape == ((const Instance *)object)->shape;
    return object->kind != KIND_EXCEPTION;
}

/* ---- calls ---- */

/* A frame for a call of the function with just as many arguments as it takes, which are moved into it. NULL where
 * the general way has to be gone, and nothing has happened. */
static inline Frame *frame_quickly(Vm *vm, const Function *function, const Value *arguments, uint32_t count)
{
    Code *code = function->code;
    if (code->quick_arguments != count)
        return NULL;
    Frame *frame = arena_take_again(&vm->arena, code->frame_class, code->frame_bytes);
    if (!frame)
        return NULL;
    object_set_class(frame, frame_class_of(vm, (Kind)code->frame_kind));
    frame->head.refs = 1;
    frame->head.kind = (uint8_t)code->frame_kind;
    frame->head.flags = FRAME_UNSTARTED;
    frame->head.extra = 0;
    frame->head.count = 0;
    frame->name = frame->qualname = frame->handled = frame->made = VALUE_EMPTY;
    frame->code = code;
    frame->ip = code->instructions;
    Value *slot = frame->slots, *end = slot + code->local_count;
    for (const Value *behind = arguments + count; arguments < behind;)
        *slot++ = *arguments++;
    while (slot < end)
        *slot++ = VALUE_EMPTY;
    for (uint32_t i = 0; i < code->free_count; i++)
        *slot++ = value_retain(value_tuple(function->closure)->items[i]);
    frame->top = slot;
    return frame;
}

static inline void begin_quickly(Vm *vm, Frame *frame)
{
    vm->depth++;
    vm->fuel -= 16;
    frame->head.flags = FRAME_RUNNING;
    frame->back = vm->frame;
    vm->frame = frame;
}

/* Such a frame, and in progress; not for generators and coroutines. */
static inline Frame *push_quickly(Vm *vm, const Function *function, const Value *arguments, uint32_t count)
{
    if (vm->depth >= VM_FRAMES_MOST || function->code->frame_kind != KIND_FRAME)
        return NULL;
    Frame *frame = frame_quickly(vm, function, arguments, count);
    if (frame)
        begin_quickly(vm, frame);
    return frame;
}

/* A generator or coroutine from such a call; EMPTY where the general way has to be gone. */
static inline Value generator_quickly(Vm *vm, const Function *function, const Value *arguments, uint32_t count)
{
    Frame *frame = vm->notes_coroutines ? NULL : frame_quickly(vm, function, arguments, count);
    if (!frame)
        return VALUE_EMPTY;
    frame->back = NULL;
    frame->name = value_retain(function->name);
    frame->qualname = value_retain(function->qualname);
    return value_from(frame);
}

/* The same for a class: `base` is the class, EMPTY and `count` arguments; the new instance takes the second place.
 */
static inline Frame *construct_quickly(Vm *vm, Value *base, uint32_t count)
{
    Class *class = (Class *)value_object(base[0]);
    const Function *init = base[1] == VALUE_EMPTY ? class_plain_init(vm, class) : NULL;
    if (!init || init->code->quick_arguments != count + 1)
        return NULL;
    base[1] = instance_new(vm, class);
    Frame *frame = push_quickly(vm, init, base + 1, count + 1);
    if (frame) {
        frame->made = value_retain(base[1]);
        frame_set_flag(frame, FRAME_CONSTRUCTS);
        return frame;
    }
    value_release(vm, base[1]);
    base[1] = VALUE_EMPTY;
    return NULL;
}

/* Whether the end of the frame is nothing but its value going to the caller; *value becomes what goes there. */
static inline bool ends_plainly(Frame *frame, Value *value)
{
    uint32_t flags = frame_flags(frame);
    bool is_plain = frame->head.kind == KIND_FRAME && (flags & ~(uint32_t)FRAME_CONSTRUCTS) == 0 && frame->back &&
                    frame->handled == VALUE_EMPTY && (flags == 0 || *value == VALUE_NONE);
    if (is_plain && flags != 0) {
        *value = frame->made;
        frame->made = VALUE_EMPTY;
    }
    return is_plain;
}

/* End such a frame: what it held is let go of, and its caller is the innermost frame. The frame handles nothing. */
static inline void pop_quickly(Vm *vm, Frame *frame)
{
    const Code *code = frame->code;
    vm->frame = frame->back;
    vm->depth--;
    for (Value *slot = frame->slots; slot < frame->top; slot++)
        value_release(vm, *slot);
    arena_give_back(&vm->arena, frame, code->frame_class, code->frame_bytes);
}

/* ---- generators and coroutines whose values go no further than to the next frame ---- */

/* Such a coroutine is its own awaiter, and nobody awaits it yet. */
static inline bool is_new_coroutine(Value value)
{
    return value_is_coroutine(value) && value_object(value)->flags == FRAME_UNSTARTED;
}

/* Let a generator or coroutine go on with None where it can do so at once: it is new, or stands at a yield. */
static inline bool resume_quickly(Vm *vm, Frame *frame)
{
    bool is_new = frame->head.flags == FRAME_UNSTARTED;
    bool is_at_yield = frame->head.flags == FRAME_SUSPENDED && (frame_flags(frame) & FRAME_YIELDED);
    bool is_fit = (is_new || is_at_yield) && !frame_is_native(frame) && vm->depth < VM_FRAMES_MOST;
    if (!is_fit || frame->head.kind == KIND_ASYNC_GENERATOR)
        return false;
    frame->head.extra = (uint16_t)((frame->head.extra & ~FRAME_YIELDED) | FRAME_WAS_AWAITED);
    begin_quickly(vm, frame);
    if (is_at_yield)
        *frame->top++ = VALUE_NONE;
    return true;
}

/* Whether what leaves the generator or coroutine goes to a frame that waits for it in this way, and no more is to
 * be done. */
static inline bool goes_to_who_waits(const Vm *vm, const Frame *frame, uint32_t how)
{
    const Frame *back = frame->back;
    if ((frame->head.kind != KIND_GENERATOR && frame->head.kind != KIND_COROUTINE) || !back || vm->is_stepped)
        return false;
    return (frame_flags(frame) & FRAME_RESUMED_HOW) == 0 && !frame_is_native(back) && (frame_flags(back) & how);
}

/* A yield to the `for` that runs the generator; false where it is another's. */
static inline bool yield_quickly(Vm *vm, Frame *frame, Value value)
{
    if (!goes_to_who_waits(vm, frame, FRAME_ITERATING))
        return false;
    Frame *back = frame->back;
    frame->head.flags = FRAME_SUSPENDED;
    frame_set_flag(frame, FRAME_YIELDED);
    frame->back = NULL;
    vm->frame = back;
    vm->depth--;
    frame_clear_flag(back, FRAME_ITERATING);
    *back->top++ = value;
    return true;
}

/* A yield to C, which runs the generator as it walks over it. */
static inline bool yields_to_c(const Frame *frame)
{
    return frame->head.kind == KIND_GENERATOR && (frame_flags(frame) & FRAME_RESUMED_HOW) == FRAME_NESTED;
}

static inline void yield_to_c(Vm *vm, Frame *frame)
{
    frame->head.flags = FRAME_SUSPENDED;
    frame->head.extra = (uint16_t)((frame->head.extra & ~FRAME_NESTED) | FRAME_YIELDED);
    vm->frame = frame->back;
    frame->back = NULL;
    vm->depth--;
}

/* A return to the SEND that runs the generator or coroutine; false where it is another's. */
static inline bool end_quickly(Vm *vm, Frame *frame, Value value)
{
    if (!goes_to_who_waits(vm, frame, FRAME_SENDING) || frame->handled != VALUE_EMPTY ||
        (frame_flags(frame) & FRAME_KEPT))
        return false;
    Frame *back = frame->back;
    frame->head.flags = FRAME_FINISHED;
    frame->back = NULL;
    vm->frame = back;
    vm->depth--;
    Value *top = frame->top;
    frame->top = frame->slots;
    for (Value *slot = frame->slots; slot < top; slot++)
        value_release(vm, *slot);
    frame_clear_flag(back, FRAME_SENDING | FRAME_SWITCHED);
    value_replace(vm, &back->top[-1], value);
    return true;
}

#endif
