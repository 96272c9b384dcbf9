/* as_completed: an iterator over futures in the order in which they become done. Mirrors _AsCompletedIterator of
 * Lib/asyncio/tasks.py, with the queue that it has inside. */
#include "asyncio_room.h"
#include "coordination.h"

typedef struct AsCompleted {
    Object head;
    Loop *loop;            /* owned */
    Timer *timer;          /* owned; NULL without a timeout */
    Value todo;            /* set of futures that are not done */
    Value done;            /* list: those that are, and None for each that the timeout left behind … */
    Value getters;         /* list: futures of those who wait for the next */
    uint32_t taken;        /* … of which so many were taken */
    uint32_t getters_gone; /* getters that were woken */
    uint32_t left;         /* how many are still to be asked for */
    uint32_t count;        /* in all */
    uint32_t owner, thing;
} AsCompleted;

static AsCompleted *self_from(Value value)
{
    return (AsCompleted *)value_object(value);
}

/* ---- as a thing ---- */

static void thing_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const AsCompleted *self = (const AsCompleted *)object;
    *state = (ThingState){.capacity = self->count,
                          .level = self->count - value_dict(self->todo)->count,
                          .deadline_ns = self->timer ? timer_deadline_ns(self->timer) : -1,
                          .since_ns = -1,
                          .owner = self->owner,
                          .mode = 2,
                          .is_over = self->left == 0};
}

static bool thing_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    Value future, ignored;
    uint32_t place = 0;
    if (list != THING_CHILDREN)
        return false;
    for (size_t i = 0; dict_next(value_dict(((const AsCompleted *)object)->todo), &place, &future, &ignored); i++) {
        if (i != at)
            continue;
        *entry =
            (ThingEntry){.task = value_is_task(future) ? value_task(future)->number : 0, .place = (uint32_t)at};
        return true;
    }
    return false;
}

static const ThingOps thing_ops = {THING_WAIT, "as_completed", thing_state, thing_entry};

/* ---- the queue inside ---- */

static bool has_done(const AsCompleted *self)
{
    return self->taken < value_list(self->done)->count;
}

static Outcome wake_next(Vm *vm, AsCompleted *self)
{
    const List *getters = value_list(self->getters);
    while (self->getters_gone < getters->count) {
        Future *getter = value_future(getters->items[self->getters_gone++]);
        if (getter && !future_is_done(getter))
            return future_set_result(vm, getter, VALUE_NONE);
    }
    return RETURNED;
}

static Outcome put(Vm *vm, AsCompleted *self, Value item)
{
    return list_append(vm, value_list(self->done), item) ? wake_next(vm, self) : RAISED;
}

static Value take(Vm *vm, AsCompleted *self)
{
    Value *place = &value_list(self->done)->items[self->taken++], item = *place;
    (void)vm;
    *place = VALUE_NONE;
    return item;
}

/* ---- callbacks ---- */

static void subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm;
    *task =
        argument != VALUE_EMPTY && value_is_task(argument) ? value_task(argument)->number : self_from(owner)->owner;
    *thing = self_from(owner)->thing;
}

static Outcome handle_completion(Vm *vm, Value owner, Value argument)
{
    AsCompleted *self = self_from(owner);
    bool was_there;
    if (value_dict(self->todo)->count == 0) /* the timeout was here first */
        return RETURNED;
    if (set_remove(vm, value_dict(self->todo), argument, &was_there) == RAISED || put(vm, self, argument) == RAISED)
        return RAISED;
    if (value_dict(self->todo)->count == 0 && self->timer)
        timer_cancel(vm, self->timer);
    return RETURNED;
}

static const NativeCallback completion_callback = {
    .qualname = "_AsCompletedIterator._handle_completion", .run = handle_completion, .subject = subject};

static Outcome handle_timeout(Vm *vm, Value owner, Value argument)
{
    (void)argument;
    AsCompleted *self = self_from(owner);
    Value future, ignored;
    for (uint32_t at = 0; dict_next(value_dict(self->todo), &at, &future, &ignored);) {
        future_remove_callback(vm, value_future(future), &completion_callback, owner);
        if (put(vm, self, VALUE_NONE) == RAISED)
            return RAISED;
    }
    dict_clear(vm, value_dict(self->todo));
    return RETURNED;
}

static const NativeCallback timeout_callback = {
    .qualname = "_AsCompletedIterator._handle_timeout", .run = handle_timeout, .subject = subject};

/* ---- the coroutine that waits for one ---- */

enum { SLOT_SELF, SLOT_GETTER, SLOT_FUTURE };
enum { STATE_BEGIN, STATE_GOT };

static Outcome get(Vm *vm, NativeCoroutine *co, AsCompleted *self)
{
    Loop *loop;
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    Future *getter = future_new(vm, loop, self->thing);
    value_replace(vm, &co->slots[SLOT_GETTER], value_from(getter));
    if (!list_append(vm, value_list(self->getters), value_from(getter)))
        return RAISED;
    return coroutine_await(vm, co, value_from(getter), STATE_GOT);
}

/* An exception came in while it waited. */
static Outcome give_up(Vm *vm, NativeCoroutine *co, AsCompleted *self)
{
    Future *getter = value_future(co->slots[SLOT_GETTER]);
    Value raised = vm_take_raised(vm);
    future_cancel(vm, getter, VALUE_EMPTY);
    if (has_done(self) && future_state(getter) != FUTURE_CANCELLED && wake_next(vm, self) == RAISED) {
        value_release(vm, raised);
        return RAISED;
    }
    return vm_reraise(vm, raised);
}

/* The next that is done; None where the timeout was first. */
static Outcome wait_for_one(Vm *vm, NativeCoroutine *co, Value sent, Value *item)
{
    AsCompleted *self = self_from(co->slots[SLOT_SELF]);
    if (co->state == STATE_GOT && sent == VALUE_EMPTY)
        return give_up(vm, co, self);
    if (!has_done(self))
        return get(vm, co, self);
    *item = take(vm, self);
    if (*item != VALUE_NONE)
        return RETURNED;
    return raise_bare(vm, vm->exceptions[EXCEPTION_TimeoutError]);
}

static Outcome anext_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    AsCompleted *self = self_from(co->slots[SLOT_SELF]);
    if (co->state == STATE_BEGIN) {
        if (self->left == 0)
            return raise_bare(vm, vm->exceptions[EXCEPTION_StopAsyncIteration]);
        self->left--;
    }
    return wait_for_one(vm, co, sent, result);
}

static Outcome next_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Value future;
    Outcome outcome = wait_for_one(vm, co, sent, &future);
    if (outcome != RETURNED)
        return outcome;
    co->slots[SLOT_FUTURE] = future;
    return future_result(vm, value_future(future), result);
}

static NativeCoroutine *coroutine_for(Vm *vm, Value self, CoroutineName name, NativeStep *step)
{
    NativeCoroutine *co = asyncio_coroutine(vm, name, step);
    co->slots[SLOT_SELF] = value_retain(self);
    return co;
}

/* ---- the iterator ---- */

static Outcome iterate(Vm *vm, Value self, Value *iterator)
{
    (void)vm;
    *iterator = value_retain(self);
    return RETURNED;
}

static Outcome next(Vm *vm, Value self, Value *item)
{
    *item = VALUE_EMPTY;
    if (self_from(self)->left == 0)
        return RETURNED;
    self_from(self)->left--;
    *item = value_from(coroutine_for(vm, self, COROUTINE_completion_next, next_step));
    return RETURNED;
}

static Outcome method_aiter(Vm *vm, const Value *args, Value *result)
{
    return iterate(vm, args[0], result);
}

static Outcome method_anext(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(coroutine_for(vm, args[0], COROUTINE_completion_anext, anext_step));
    return RETURNED;
}

static const NativeSpec methods[] = {
    {"__aiter__", method_aiter, "self", NATIVE_PLAIN},
    {"__anext__", method_anext, "self", NATIVE_PLAIN},
    {0},
};

static void release(Vm *vm, Object *object)
{
    AsCompleted *self = (AsCompleted *)object;
    world_thing_gone(vm, self->thing);
    value_release(vm, self->todo);
    value_release(vm, self->done);
    value_release(vm, self->getters);
    object_release(vm, self->timer);
    object_release(vm, self->loop);
}

static void visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const AsCompleted *self = (const AsCompleted *)object;
    const Value parts[] = {self->todo, self->done, self->getters, value_from(self->timer), value_from(self->loop)};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        visitor(context, parts[i]);
}

/* ---- as_completed ---- */

static Outcome add_futures(Vm *vm, AsCompleted *self, Value awaitables)
{
    Value given = set_new(vm), awaitable, ignored;
    Outcome outcome = set_update(vm, value_dict(given), awaitables);
    for (uint32_t at = 0; outcome == RETURNED && dict_next(value_dict(given), &at, &awaitable, &ignored);) {
        Future *future;
        outcome = ensure_future(vm, awaitable, self->loop, &future);
        if (outcome == RETURNED) {
            outcome = set_add(vm, value_dict(self->todo), value_from(future));
            object_release(vm, future);
        }
    }
    value_release(vm, given);
    return outcome;
}

static Outcome watch(Vm *vm, AsCompleted *self, Value timeout)
{
    Value future, ignored;
    double delay;
    for (uint32_t at = 0; dict_next(value_dict(self->todo), &at, &future, &ignored);) {
        if (!future_add_callback(vm, value_future(future), &completion_callback, value_from(self)))
            return RAISED;
    }
    self->left = self->count = value_dict(self->todo)->count;
    if (self->count == 0 || timeout == VALUE_EMPTY || timeout == VALUE_NONE)
        return RETURNED;
    if (!real_from(timeout, &delay))
        return vm_raise(vm, EXCEPTION_TypeError, "unsupported operand type(s) for +: 'float' and '%s'",
                        class_of(vm, timeout)->name->text);
    self->timer = loop_call_at(vm, self->loop, world_ns(world_seconds(world_now_ns(vm)) + delay), &timeout_callback,
                               value_from(self), VALUE_EMPTY);
    return RETURNED;
}

static Outcome asyncio_as_completed(Vm *vm, const Value *args, Value *result)
{
    Loop *loop;
    if (value_is_coroutine(args[0]) || value_is_awaitable(vm, args[0])) {
        vm_raise(vm, EXCEPTION_TypeError, "expects an iterable of awaitables, not %s",
                 class_of(vm, args[0])->name->text);
        return raised_holds(vm, args[0]);
    }
    if (current_loop(vm, &loop) == RAISED)
        return RAISED;
    AsCompleted *self = object_new(vm, asyncio_room(vm)->as_completed, KIND_OTHER, sizeof *self);
    self->loop = object_retain(loop);
    self->todo = set_new(vm);
    self->done = list_new(vm, NULL, 0);
    self->getters = list_new(vm, NULL, 0);
    self->owner = current_task_number(vm);
    self->thing = world_add_thing(vm, &self->head, &thing_ops);
    if (add_futures(vm, self, args[0]) == RAISED || watch(vm, self, args[1]) == RAISED) {
        object_release(vm, self);
        return RAISED;
    }
    *result = value_from(self);
    return RETURNED;
}

const NativeSpec completion_functions[] = {
    {"as_completed", asyncio_as_completed, "def fs, *, timeout=None", NATIVE_PLAIN},
    {0},
};

void completion_class_init(Vm *vm)
{
    static const ClassOps ops = {
        .size = sizeof(AsCompleted), .release = release, .visit = visit, .iterate = iterate, .next = next};
    asyncio_room(vm)->as_completed = class_native(
        vm,
        &(ClassSpec){.name = "_AsCompletedIterator", .module = "asyncio.tasks", .ops = &ops, .methods = methods});
}
