/* The module heapq: a list kept so that heap[k] <= heap[2k+1] and heap[2k+2]. Mirrors Modules/_heapqmodule.c, so
 * that the same comparisons are asked in the same order. */
#include "modules.h"

static Outcome want_list(Vm *vm, const char *function, Value value)
{
    if (value_is_kind(value, KIND_LIST))
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError, "%s() argument must be list, not %s", function,
                    class_of(vm, value)->name->text);
}

static Outcome want_heap(Vm *vm, const char *function, Value value)
{
    if (value_is_kind(value, KIND_LIST))
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError, "%s() argument 1 must be list, not %s", function,
                    class_of(vm, value)->name->text);
}

static Outcome is_empty(Vm *vm)
{
    return vm_raise(vm, EXCEPTION_IndexError, "index out of range");
}

/* heap[a] < heap[b]; the program's __lt__ may change the list, which is an error. */
static Outcome item_less(Vm *vm, const List *heap, uint64_t a, uint64_t b, bool *less)
{
    uint64_t count = heap->count;
    Value left = value_retain(heap->items[a]), right = value_retain(heap->items[b]);
    Outcome outcome = value_less(vm, left, right, less);
    value_release(vm, left);
    value_release(vm, right);
    if (outcome == RETURNED && heap->count != count)
        return vm_raise(vm, EXCEPTION_RuntimeError, "list changed size during iteration");
    return outcome;
}

static void exchange(List *heap, uint64_t a, uint64_t b)
{
    Value item = heap->items[a];
    heap->items[a] = heap->items[b];
    heap->items[b] = item;
}

/* Move the item at `at` up, to `top` at most. */
static Outcome sift_up(Vm *vm, List *heap, uint64_t top, uint64_t at)
{
    while (at > top) {
        uint64_t parent = (at - 1) / 2;
        bool less;
        if (item_less(vm, heap, at, parent, &less) == RAISED)
            return RAISED;
        if (!less)
            return RETURNED;
        exchange(heap, at, parent);
        at = parent;
    }
    return RETURNED;
}

/* Move the item at `at` down to a leaf along the smaller children, then up to its place. */
static Outcome sift_down(Vm *vm, List *heap, uint64_t at)
{
    uint64_t top = at, end = heap->count;
    while (at < end / 2) {
        uint64_t child = 2 * at + 1;
        if (child + 1 < end) {
            bool less;
            if (item_less(vm, heap, child, child + 1, &less) == RAISED)
                return RAISED;
            child += !less;
        }
        exchange(heap, at, child);
        at = child;
    }
    return sift_up(vm, heap, top, at);
}

static Outcome heap_push(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (want_heap(vm, "heappush", args[0]) == RAISED)
        return RAISED;
    List *heap = value_list(args[0]);
    if (!list_append(vm, heap, args[1]))
        return RAISED;
    return sift_up(vm, heap, 0, heap->count - 1);
}

static Outcome heap_pop(Vm *vm, const Value *args, Value *result)
{
    if (want_list(vm, "heappop", args[0]) == RAISED)
        return RAISED;
    List *heap = value_list(args[0]);
    if (heap->count == 0)
        return is_empty(vm);
    Value last = list_take(vm, heap, heap->count - 1);
    *result = last;
    if (heap->count == 0)
        return RETURNED;
    *result = heap->items[0];
    heap->items[0] = last;
    if (sift_down(vm, heap, 0) == RETURNED)
        return RETURNED;
    value_release(vm, *result);
    return RAISED;
}

/* Put an item into the first place and give back what was there. */
static Outcome replace_first(Vm *vm, List *heap, Value item, Value *result)
{
    *result = heap->items[0];
    heap->items[0] = value_retain(item);
    if (sift_down(vm, heap, 0) == RETURNED)
        return RETURNED;
    value_release(vm, *result);
    return RAISED;
}

static Outcome heap_replace(Vm *vm, const Value *args, Value *result)
{
    if (want_heap(vm, "heapreplace", args[0]) == RAISED)
        return RAISED;
    if (value_list(args[0])->count == 0)
        return is_empty(vm);
    return replace_first(vm, value_list(args[0]), args[1], result);
}

static Outcome heap_pushpop(Vm *vm, const Value *args, Value *result)
{
    if (want_heap(vm, "heappushpop", args[0]) == RAISED)
        return RAISED;
    List *heap = value_list(args[0]);
    bool less = false;
    if (heap->count > 0) {
        Value first = value_retain(heap->items[0]);
        Outcome outcome = value_less(vm, first, args[1], &less);
        value_release(vm, first);
        if (outcome == RAISED)
            return RAISED;
        if (less && heap->count == 0)
            return is_empty(vm);
    }
    if (less)
        return replace_first(vm, heap, args[1], result);
    *result = value_retain(args[1]);
    return RETURNED;
}

static Outcome heap_heapify(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (want_list(vm, "heapify", args[0]) == RAISED)
        return RAISED;
    List *heap = value_list(args[0]);
    for (uint64_t at = heap->count / 2; at-- > 0;) {
        if (sift_down(vm, heap, at) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"heappush", heap_push, "heap, item, /", NATIVE_PLAIN},
    {"heappop", heap_pop, "heap, /", NATIVE_PLAIN},
    {"heapreplace", heap_replace, "heap, item, /", NATIVE_PLAIN},
    {"heappushpop", heap_pushpop, "heap, item, /", NATIVE_PLAIN},
    {"heapify", heap_heapify, "heap, /", NATIVE_PLAIN},
    {0},
};

void heapq_load(Vm *vm, Module *module)
{
    module_add_natives(vm, module, functions);
}
