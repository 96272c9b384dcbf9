/* asyncio.Queue, LifoQueue and PriorityQueue. Mirrors Lib/asyncio/queues.py.
 *
 * Tasks that get from an empty queue and tasks that put into a full one wait in two lines. Who is woken is taken
 * out of its line at once and looks at the queue again when it runs. The `_finished` event of queues.py is the
 * third line: it is set just while no task is unfinished. */
#include "coordination.h"

#include <math.h>

typedef enum QueueMode { QUEUE_FIFO, QUEUE_LIFO, QUEUE_PRIORITY } QueueMode;

typedef struct Queue {
    Object head; /* flags: whether it is shut down; extra: a QueueMode */
    Loop *loop;  /* owned, or NULL */
    WaitingLine getters, putters;
    WaitingLine joiners;
    Value *ring;       /* FIFO: the items; owned; capacity is a power of two, or 0 */
    uint64_t capacity; /* of the ring */
    uint64_t first;    /* index of the first item in it */
    uint64_t count;    /* of items in it */
    Value list;        /* LIFO and PRIORITY: a list of the items, else EMPTY */
    Value maxsize;     /* as it was given: an int or a float */
    int64_t room;      /* how many items make it full; below 1: unbounded */
    int64_t unfinished;
    Value push, pop; /* PRIORITY: heapq.heappush and heapq.heappop */
    uint32_t thing;
    uint32_t spare;
} Queue;

static Queue *queue_of(Value value)
{
    return (Queue *)value_object(value);
}

static QueueMode mode_of(const Queue *queue)
{
    return (QueueMode)queue->head.extra;
}

static bool is_shut_down(const Queue *queue)
{
    return queue->head.flags;
}

static uint64_t size_of(const Queue *queue)
{
    return mode_of(queue) == QUEUE_FIFO ? queue->count : value_list(queue->list)->count;
}

static bool is_empty(const Queue *queue)
{
    return size_of(queue) == 0;
}

static bool is_full(const Queue *queue)
{
    return queue->room > 0 && size_of(queue) >= (uint64_t)queue->room;
}

/* ---- storing: _put and _get ---- */

static Value *place_of(const Queue *queue, uint64_t at)
{
    return &queue->ring[(queue->first + at) & (queue->capacity - 1)];
}

static bool grow(Vm *vm, Queue *queue)
{
    uint64_t capacity = queue->capacity ? queue->capacity * 2 : 8;
    Value *ring = vm_alloc(vm, capacity * sizeof(Value));
    if (!ring)
        return false;
    for (uint64_t i = 0; i < queue->count; i++)
        ring[i] = *place_of(queue, i);
    vm_free(vm, queue->ring, queue->capacity * sizeof(Value));
    queue->ring = ring;
    queue->capacity = capacity;
    queue->first = 0;
    return true;
}

static Outcome store(Vm *vm, Queue *queue, Value item)
{
    Value ignored = VALUE_EMPTY;
    switch (mode_of(queue)) {
    case QUEUE_FIFO:
        if (queue->count == queue->capacity && !grow(vm, queue))
            return vm_raise_memory(vm);
        *place_of(queue, queue->count++) = value_retain(item);
        return RETURNED;
    case QUEUE_LIFO:
        return list_append(vm, value_list(queue->list), item) ? RETURNED : RAISED;
    case QUEUE_PRIORITY:
        break;
    }
    return value_call_with(vm, queue->push, 2, (Value[]){queue->list, item}, &ignored);
}

static Value take_first(Queue *queue)
{
    Value *place = place_of(queue, 0), item = *place;
    *place = VALUE_EMPTY;
    queue->first = (queue->first + 1) & (queue->capacity - 1);
    queue->count--;
    return item;
}

/* The queue is not empty. */
static Outcome fetch(Vm *vm, Queue *queue, Value *item)
{
    switch (mode_of(queue)) {
    case QUEUE_FIFO:
        *item = take_first(queue);
        return RETURNED;
    case QUEUE_LIFO:
        *item = list_take(vm, value_list(queue->list), value_list(queue->list)->count - 1);
        return RETURNED;
    case QUEUE_PRIORITY:
        break;
    }
    return value_call_with(vm, queue->pop, 1, &queue->list, item);
}

/* ---- waking ---- */

/* Queue._wakeup_next: the first in line that was not cancelled. False where there is none. */
static bool wake_up_next(Vm *vm, WaitingLine *line)
{
    Future *waiter;
    while ((waiter = line_take(line))) {
        bool waits = !future_is_done(waiter);
        if (waits)
            future_set_result(vm, waiter, VALUE_NONE);
        object_release(vm, waiter);
        if (waits)
            return true;
    }
    return false;
}

/* self._finished.set() */
static void wake_joiners(Vm *vm, Queue *queue)
{
    if (queue->joiners.count > 0)
        line_wake(vm, &queue->joiners, SIZE_MAX, VALUE_TRUE);
}

static void note(Vm *vm, const Queue *queue, FactKind kind, uint64_t number)
{
    if (queue->thing)
        world_note(vm, kind, current_task_number(vm), queue->thing, number);
}

/* ---- without waiting ---- */

static Outcome put_now(Vm *vm, Queue *queue, Value item)
{
    if (is_shut_down(queue))
        return raise_bare(vm, asyncio_classes(vm)->queue_shut_down);
    if (is_full(queue))
        return raise_bare(vm, asyncio_classes(vm)->queue_full);
    if (store(vm, queue, item) == RAISED)
        return RAISED;
    queue->unfinished++;
    note(vm, queue, FACT_ITEM_PUT, size_of(queue));
    wake_up_next(vm, &queue->getters);
    return outcome_of_waking(vm);
}

static Outcome get_now(Vm *vm, Queue *queue, Value *item)
{
    if (is_empty(queue))
        return raise_bare(vm, is_shut_down(queue) ? asyncio_classes(vm)->queue_shut_down
                                                  : asyncio_classes(vm)->queue_empty);
    if (fetch(vm, queue, item) == RAISED)
        return RAISED;
    note(vm, queue, FACT_ITEM_TAKEN, size_of(queue));
    wake_up_next(vm, &queue->putters);
    if (outcome_of_waking(vm) == RETURNED)
        return RETURNED;
    value_release(vm, *item);
    return RAISED;
}

static Outcome method_put_nowait(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return put_now(vm, queue_of(args[0]), args[1]);
}

static Outcome method_get_nowait(Vm *vm, const Value *args, Value *result)
{
    return get_now(vm, queue_of(args[0]), result);
}

/* ---- put and get ---- */

enum { WAITER = 1, ITEM };

static Outcome join_line(Vm *vm, NativeCoroutine *co, Queue *queue, WaitingLine *line)
{
    if (is_shut_down(queue))
        return raise_bare(vm, asyncio_classes(vm)->queue_shut_down);
    Future *waiter;
    if (line_join(vm, line, co->slots[SELF], &queue->loop, &waiter) == RAISED)
        return RAISED;
    value_replace(vm, &co->slots[WAITER], value_from(waiter));
    return coroutine_await(vm, co, co->slots[WAITER], 1);
}

/* The `except` of put and get: if the task was woken but cannot take the call, the next in line is woken. */
static Outcome leave_line(Vm *vm, NativeCoroutine *co, WaitingLine *line, bool could_go_on)
{
    if (vm_is_over(vm))
        return RAISED;
    Value exception = vm_take_raised(vm);
    Future *waiter = value_future(co->slots[WAITER]);
    future_cancel(vm, waiter, VALUE_EMPTY);
    line_leave(vm, line, waiter);
    if (could_go_on && future_state(waiter) != FUTURE_CANCELLED)
        wake_up_next(vm, line);
    return vm_reraise(vm, exception);
}

static Outcome put_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Queue *queue = queue_of(co->slots[SELF]);
    if (co->state == 1) {
        line_wait_ended(vm, &queue->putters, sent != VALUE_EMPTY);
        if (sent == VALUE_EMPTY)
            return leave_line(vm, co, &queue->putters, !is_full(queue));
    }
    if (is_full(queue))
        return join_line(vm, co, queue, &queue->putters);
    *result = VALUE_NONE;
    return put_now(vm, queue, co->slots[ITEM]);
}

static Outcome method_put(Vm *vm, const Value *args, Value *result)
{
    if (!is_full(queue_of(args[0])) && native_is_awaited(vm, args)) {
        *result = VALUE_NONE;
        return native_settle(vm, put_now(vm, queue_of(args[0]), args[1]));
    }
    NativeCoroutine *co = method_begin(vm, COROUTINE_queue_put, put_step, args[0]);
    co->slots[ITEM] = value_retain(args[1]);
    *result = value_from(co);
    return RETURNED;
}

static Outcome get_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Queue *queue = queue_of(co->slots[SELF]);
    if (co->state == 1) {
        line_wait_ended(vm, &queue->getters, sent != VALUE_EMPTY);
        if (sent == VALUE_EMPTY)
            return leave_line(vm, co, &queue->getters, !is_empty(queue));
    }
    if (is_empty(queue))
        return join_line(vm, co, queue, &queue->getters);
    return get_now(vm, queue, result);
}

static Outcome method_get(Vm *vm, const Value *args, Value *result)
{
    if (!is_empty(queue_of(args[0])) && native_is_awaited(vm, args))
        return native_settle(vm, get_now(vm, queue_of(args[0]), result));
    *result = value_from(method_begin(vm, COROUTINE_queue_get, get_step, args[0]));
    return RETURNED;
}

/* ---- join, task_done, shutdown ---- */

static Outcome join_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Queue *queue = queue_of(co->slots[SELF]);
    *result = VALUE_NONE;
    if (co->state == 0) {
        if (queue->unfinished == 0)
            return RETURNED;
        Future *waiter;
        if (line_join(vm, &queue->joiners, co->slots[SELF], &queue->loop, &waiter) == RAISED)
            return RAISED;
        co->slots[WAITER] = value_from(waiter);
        return coroutine_await(vm, co, co->slots[WAITER], 1);
    }
    line_leave(vm, &queue->joiners, value_future(co->slots[WAITER]));
    line_wait_ended(vm, &queue->joiners, sent != VALUE_EMPTY);
    return sent == VALUE_EMPTY ? RAISED : RETURNED;
}

static Outcome method_join(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_queue_join, join_step, args[0]));
    return RETURNED;
}

static Outcome method_task_done(Vm *vm, const Value *args, Value *result)
{
    Queue *queue = queue_of(args[0]);
    *result = VALUE_NONE;
    if (queue->unfinished <= 0)
        return vm_raise(vm, EXCEPTION_ValueError, "task_done() called too many times");
    queue->unfinished--;
    note(vm, queue, FACT_TASK_DONE_CALLED, (uint64_t)queue->unfinished);
    if (queue->unfinished == 0)
        wake_joiners(vm, queue);
    return outcome_of_waking(vm);
}

static Outcome drop_items(Vm *vm, Queue *queue)
{
    while (!is_empty(queue)) {
        Value item;
        if (fetch(vm, queue, &item) == RAISED)
            return RAISED;
        value_release(vm, item);
        queue->unfinished -= queue->unfinished > 0;
    }
    if (queue->unfinished == 0)
        wake_joiners(vm, queue);
    return outcome_of_waking(vm);
}

static Outcome method_shutdown(Vm *vm, const Value *args, Value *result)
{
    Queue *queue = queue_of(args[0]);
    bool immediate = false;
    *result = VALUE_NONE;
    queue->head.flags = true;
    if (args[1] != VALUE_EMPTY && value_truth(vm, args[1], &immediate) == RAISED)
        return RAISED;
    if (immediate && drop_items(vm, queue) == RAISED)
        return RAISED;
    while (outcome_of_waking(vm) == RETURNED && wake_up_next(vm, &queue->getters))
        ;
    while (outcome_of_waking(vm) == RETURNED && wake_up_next(vm, &queue->putters))
        ;
    return outcome_of_waking(vm);
}

/* ---- questions ---- */

static Outcome method_qsize(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, (int64_t)size_of(queue_of(args[0])));
    return RETURNED;
}

static Outcome method_empty(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(is_empty(queue_of(args[0])));
    return RETURNED;
}

static Outcome method_full(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(is_full(queue_of(args[0])));
    return RETURNED;
}

static Outcome get_maxsize(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return finish_with(queue_of(args[0])->maxsize, result);
}

static Outcome get_unfinished(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, queue_of(args[0])->unfinished);
    return RETURNED;
}

static Outcome get_is_shutdown(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(is_shut_down(queue_of(args[0])));
    return RETURNED;
}

static Outcome get_getters(Vm *vm, const Value *args, Value *result)
{
    return line_show(vm, &queue_of(args[0])->getters, result);
}

static Outcome get_putters(Vm *vm, const Value *args, Value *result)
{
    return line_show(vm, &queue_of(args[0])->putters, result);
}

/* list(self._queue); NULL past the memory limit. */
static Value items_of(Vm *vm, const Queue *queue)
{
    if (mode_of(queue) != QUEUE_FIFO)
        return list_new(vm, value_list(queue->list)->items, value_list(queue->list)->count);
    Value list = list_new(vm, NULL, 0);
    for (uint64_t i = 0; i < queue->count; i++) {
        if (!list_append(vm, value_list(list), *place_of(queue, i)))
            break;
    }
    return list;
}

static Outcome get_queue(Vm *vm, const Value *args, Value *result)
{
    const Queue *queue = queue_of(args[0]);
    if (mode_of(queue) != QUEUE_FIFO)
        return finish_with(queue->list, result);
    Value items = items_of(vm, queue);
    Outcome outcome = vm_is_over(vm) ? RAISED : deque_from_list(vm, items, result);
    value_release(vm, items);
    return outcome;
}

/* ---- what the views see ---- */

static void queue_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Queue *queue = (const Queue *)object;
    state->capacity = queue->room > 0 ? queue->room : 0;
    state->level = (int64_t)size_of(queue);
    state->unfinished = queue->unfinished;
    state->since_ns = -1;
    state->mode = (uint32_t)mode_of(queue);
    state->is_over = is_shut_down(queue) && is_empty(queue);
}

static bool item_entry(const Queue *queue, size_t at, ThingEntry *entry)
{
    if (at >= size_of(queue))
        return false;
    *entry = (ThingEntry){.place = (uint32_t)at};
    entry->value = mode_of(queue) == QUEUE_FIFO ? *place_of(queue, at) : value_list(queue->list)->items[at];
    return true;
}

static bool queue_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Queue *queue = (const Queue *)object;
    switch (list) {
    case THING_WAITERS:
        return line_entry(&queue->getters, at, entry);
    case THING_PUTTERS:
        return line_entry(&queue->putters, at, entry);
    case THING_JOINERS:
        return line_entry(&queue->joiners, at, entry);
    case THING_ITEMS:
        return item_entry(queue, at, entry);
    case THING_HOLDERS:
    case THING_CHILDREN:
        break;
    }
    return false;
}

static const ThingOps thing_ops[] = {
    [QUEUE_FIFO] = {THING_QUEUE, "Queue", queue_state, queue_entry},
    [QUEUE_LIFO] = {THING_QUEUE, "LifoQueue", queue_state, queue_entry},
    [QUEUE_PRIORITY] = {THING_QUEUE, "PriorityQueue", queue_state, queue_entry},
};

/* ---- the objects ---- */

/* How many items make a queue with that maxsize full. A float counts up to the next int; infinity is never reached.
 */
static Outcome room_from(Vm *vm, Value maxsize, int64_t *room)
{
    if (int_from(maxsize, room))
        return RETURNED;
    if (!value_is_float(maxsize))
        return vm_refuse(vm, "the maxsize of a queue is a number here, not a %s",
                         class_of(vm, maxsize)->name->text);
    double bound = float_of(maxsize);
    *room = bound > 0 && bound < (double)INT32_MAX ? (int64_t)ceil(bound) : 0;
    return RETURNED;
}

static Outcome construct(Vm *vm, const Value *args, QueueMode mode, Value *result)
{
    Value maxsize = args[1] == VALUE_EMPTY ? value_from_small_int(0) : args[1];
    int64_t room = 0;
    if (room_from(vm, maxsize, &room) == RAISED)
        return RAISED;
    Queue *queue = object_new(vm, (Class *)value_object(args[0]), KIND_OTHER, sizeof *queue);
    queue->head.extra = (uint16_t)mode;
    queue->maxsize = value_retain(maxsize);
    queue->room = room;
    if (mode != QUEUE_FIFO)
        queue->list = list_new(vm, NULL, 0);
    if (mode == QUEUE_PRIORITY) {
        queue->push = vm_library_value(vm, "heapq", "heappush");
        queue->pop = vm_library_value(vm, "heapq", "heappop");
        if (queue->push == VALUE_EMPTY || queue->pop == VALUE_EMPTY) {
            object_release(vm, queue);
            return RAISED;
        }
    }
    queue->thing = world_add_thing(vm, &queue->head, &thing_ops[mode]);
    queue->getters.thing = queue->putters.thing = queue->joiners.thing = queue->thing;
    *result = value_from(queue);
    return RETURNED;
}

static Outcome queue_construct(Vm *vm, const Value *args, Value *result)
{
    return construct(vm, args, QUEUE_FIFO, result);
}

static Outcome lifo_construct(Vm *vm, const Value *args, Value *result)
{
    return construct(vm, args, QUEUE_LIFO, result);
}

static Outcome priority_construct(Vm *vm, const Value *args, Value *result)
{
    return construct(vm, args, QUEUE_PRIORITY, result);
}

static void release_object(Vm *vm, Object *object)
{
    Queue *queue = (Queue *)object;
    world_thing_gone(vm, queue->thing);
    line_release(vm, &queue->getters);
    line_release(vm, &queue->putters);
    line_release(vm, &queue->joiners);
    while (queue->count > 0)
        value_release(vm, take_first(queue));
    vm_free(vm, queue->ring, queue->capacity * sizeof(Value));
    value_release(vm, queue->maxsize);
    value_release(vm, queue->list);
    value_release(vm, queue->push);
    value_release(vm, queue->pop);
    object_release(vm, queue->loop);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    const Queue *queue = (const Queue *)object;
    line_visit(&queue->getters, visitor, context);
    line_visit(&queue->putters, visitor, context);
    line_visit(&queue->joiners, visitor, context);
    for (uint64_t i = 0; i < queue->count; i++)
        visitor(context, *place_of(queue, i));
    visitor(context, queue->maxsize);
    visitor(context, queue->list);
    visitor(context, queue->push);
    visitor(context, queue->pop);
    visitor(context, value_from(queue->loop));
}

/* Queue._format */
static Outcome write_state(Vm *vm, const Queue *queue, Text *text)
{
    text_add(text, "maxsize=");
    if (value_write_repr(vm, queue->maxsize, text) == RAISED)
        return RAISED;
    if (!is_empty(queue)) {
        Value items = items_of(vm, queue);
        text_add(text, " _queue=");
        Outcome outcome = value_write_repr(vm, items, text);
        value_release(vm, items);
        if (outcome == RAISED)
            return RAISED;
    }
    if (queue->getters.count > 0)
        text_format(text, " _getters[%u]", (unsigned)queue->getters.count);
    if (queue->putters.count > 0)
        text_format(text, " _putters[%u]", (unsigned)queue->putters.count);
    if (queue->unfinished > 0)
        text_format(text, " tasks=%lld", (long long)queue->unfinished);
    if (is_shut_down(queue))
        text_add(text, " shutdown");
    return RETURNED;
}

/* «<Queue at 0x… maxsize=2 _queue=[1]>», as a str without the address. */
static Outcome show(Vm *vm, Value self, bool with_address, Value *result)
{
    Text text = {0};
    text_format(&text, "<%s ", class_of(vm, self)->name->text);
    if (with_address)
        text_format(&text, "at 0x%llx ", (unsigned long long)object_number(vm, self));
    if (write_state(vm, queue_of(self), &text) == RAISED) {
        text_release(&text);
        return RAISED;
    }
    text_add(&text, ">");
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static Outcome queue_repr(Vm *vm, Value self, Value *result)
{
    return show(vm, self, true, result);
}

static Outcome queue_str(Vm *vm, Value self, Value *result)
{
    return show(vm, self, false, result);
}

static const NativeSpec methods[] = {
    {"put", method_put, "def self, item", NATIVE_PLAIN},
    {"get", method_get, "def self", NATIVE_PLAIN},
    {"put_nowait", method_put_nowait, "def self, item", NATIVE_PLAIN},
    {"get_nowait", method_get_nowait, "def self", NATIVE_PLAIN},
    {"join", method_join, "def self", NATIVE_PLAIN},
    {"task_done", method_task_done, "def self", NATIVE_PLAIN},
    {"shutdown", method_shutdown, "def self, immediate=False", NATIVE_PLAIN},
    {"qsize", method_qsize, "def self", NATIVE_PLAIN},
    {"empty", method_empty, "def self", NATIVE_PLAIN},
    {"full", method_full, "def self", NATIVE_PLAIN},
    {"maxsize", get_maxsize, "self, /", NATIVE_GETTER},
    {"_maxsize", get_maxsize, "self, /", NATIVE_GETTER},
    {"_unfinished_tasks", get_unfinished, "self, /", NATIVE_GETTER},
    {"_is_shutdown", get_is_shutdown, "self, /", NATIVE_GETTER},
    {"_queue", get_queue, "self, /", NATIVE_GETTER},
    {"_getters", get_getters, "self, /", NATIVE_GETTER},
    {"_putters", get_putters, "self, /", NATIVE_GETTER},
    {0},
};

static const NativeSpec no_methods[] = {{0}};

static const ClassOps ops = {
    .size = sizeof(Queue),
    .release = release_object,
    .visit = visit_object,
    .repr = queue_repr,
    .str = queue_str,
};

static Class *queue_class(Vm *vm, Module *module, const char *name, Class *base, NativeFunction *constructor)
{
    Class *class = class_native(vm, &(ClassSpec){.name = name,
                                                 .module = "asyncio.queues",
                                                 .base = base,
                                                 .ops = &ops,
                                                 .methods = base ? no_methods : methods,
                                                 .construct = constructor,
                                                 .signature = "def cls, maxsize=0"});
    if (base)
        class_inherit_maker(vm, class);
    module_set(vm, module, name, value_from(class));
    return class;
}

static Class *error_class(Vm *vm, Module *module, const char *name)
{
    return exception_class(vm, module, name, "asyncio.queues", vm->exceptions[EXCEPTION_Exception]);
}

void queues_load(Vm *vm, Module *module)
{
    AsyncioClasses *classes = asyncio_classes(vm);
    classes->queue_empty = error_class(vm, module, "QueueEmpty");
    classes->queue_full = error_class(vm, module, "QueueFull");
    classes->queue_shut_down = error_class(vm, module, "QueueShutDown");
    classes->queue = queue_class(vm, module, "Queue", NULL, queue_construct);
    classes->lifo_queue = queue_class(vm, module, "LifoQueue", classes->queue, lifo_construct);
    classes->priority_queue = queue_class(vm, module, "PriorityQueue", classes->queue, priority_construct);
}
