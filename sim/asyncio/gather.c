/* gather, shield and ensure_future. Mirrors Lib/asyncio/tasks.py.
 *
 * gather's future keeps a tuple of its children. Each child that is not done has one done-callback, which counts;
 * the last one puts the results together. */
#include "asyncio_room.h"

/* ---- ensure_future ---- */

static Outcome wrapped_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    if (co->state == 0)
        return coroutine_await(vm, co, co->slots[0], 1);
    *result = value_retain(sent);
    return sent == VALUE_EMPTY ? RAISED : RETURNED;
}

bool value_is_awaitable(Vm *vm, Value value)
{
    Class *class = class_of(vm, value);
    return class->is_program ? class_lookup(vm, class, vm->names.await) != VALUE_EMPTY : class->ops->await != NULL;
}

Outcome coroutine_of_awaitable(Vm *vm, Value awaitable, Value *coroutine)
{
    if (value_is_coroutine(awaitable)) {
        *coroutine = value_retain(awaitable);
        return RETURNED;
    }
    if (!value_is_awaitable(vm, awaitable))
        return vm_raise(vm, EXCEPTION_TypeError, "An asyncio.Future, a coroutine or an awaitable is required");
    NativeCoroutine *co = asyncio_coroutine(vm, COROUTINE_wrap_awaitable, wrapped_step);
    co->slots[0] = value_retain(awaitable);
    *coroutine = value_from(co);
    return RETURNED;
}

Outcome ensure_future(Vm *vm, Value awaitable, Loop *loop, Future **future)
{
    *future = value_future(awaitable);
    if (*future) {
        if (loop && loop != (*future)->loop)
            return vm_raise(vm, EXCEPTION_ValueError,
                            "The future belongs to a different loop than the one specified as the loop argument");
        object_retain(*future);
        return RETURNED;
    }
    Value coroutine = VALUE_EMPTY;
    Task *task;
    if (coroutine_of_awaitable(vm, awaitable, &coroutine) == RAISED)
        return RAISED;
    Outcome outcome = loop ? RETURNED : current_loop(vm, &loop);
    if (outcome == RETURNED)
        outcome = task_new(vm, loop, coroutine, VALUE_EMPTY, VALUE_EMPTY, &task);
    if (outcome == RETURNED)
        *future = &task->future;
    else /* CPython closes it */
        value_object(coroutine)->extra |= FRAME_WAS_AWAITED;
    value_release(vm, coroutine);
    return outcome;
}

/* ---- the future of a gather ---- */

static Gather *gather_of(Value value)
{
    return (Gather *)value_object(value);
}

static Future *child_at(const Gather *gather, size_t at)
{
    return (Future *)value_object(value_tuple(gather->children)->items[at]);
}

bool gather_cancel(Vm *vm, Gather *gather, Value message)
{
    enum { INSIDE_EACH_OTHER_MOST = 2000 };
    AsyncioRoom *room = asyncio_room(vm);
    if (future_is_done(&gather->future))
        return false;
    if (room->cancelling >= INSIDE_EACH_OTHER_MOST) {
        vm_refuse(vm, "more than %d gathers inside each other cannot be cancelled", INSIDE_EACH_OTHER_MOST);
        return false;
    }
    if (!vm_spend(vm, 1)) /* the same gather can be reached in very many ways */
        return false;
    room->cancelling++;
    bool was_cancelled = false;
    for (size_t i = 0; i < value_tuple(gather->children)->count; i++)
        was_cancelled |= future_cancel_or_raise(vm, child_at(gather, i), message);
    room->cancelling--;
    gather->cancel_requested |= was_cancelled;
    return was_cancelled;
}

static Value result_of_child(Vm *vm, Future *child)
{
    if (future_state(child) == FUTURE_CANCELLED) {
        Value message = child->cancel_message == VALUE_EMPTY ? vm->empty_str : child->cancel_message;
        Value args = tuple_new(vm, &message, 1);
        Value error = exception_new(vm, asyncio_classes(vm)->cancelled_error, args);
        value_release(vm, args);
        return error;
    }
    child->head.extra = (uint16_t)(child->head.extra & ~FUTURE_LOGS_TRACEBACK);
    return value_retain(child->result);
}

static Outcome finish(Vm *vm, Gather *gather)
{
    const Tuple *children = value_tuple(gather->children);
    Value results = list_new(vm, children->items, children->count);
    if (results == VALUE_EMPTY)
        return RAISED;
    for (size_t i = 0; i < children->count; i++) /* this marks their exceptions as retrieved in any case */
        value_replace(vm, &value_list(results)->items[i], result_of_child(vm, child_at(gather, i)));
    Outcome outcome;
    if (gather->cancel_requested) {
        Value error = future_cancelled_error(vm, child_at(gather, children->count - 1));
        outcome = future_set_exception(vm, &gather->future, error);
        value_release(vm, error);
    } else {
        outcome = future_set_result(vm, &gather->future, results);
    }
    value_release(vm, results);
    return outcome;
}

/* A child is done whose exception ends the gather. */
static Outcome fail(Vm *vm, Gather *gather, Future *child)
{
    Value exception;
    child->head.extra = (uint16_t)(child->head.extra & ~FUTURE_LOGS_TRACEBACK);
    exception =
        future_state(child) == FUTURE_CANCELLED ? future_cancelled_error(vm, child) : value_retain(child->result);
    Outcome outcome = future_set_exception(vm, &gather->future, exception);
    value_release(vm, exception);
    return outcome;
}

static Outcome child_is_done(Vm *vm, Gather *gather, Future *child)
{
    bool is_cancelled = future_state(child) == FUTURE_CANCELLED;
    gather->finished++;
    if (!gather->future.loop ||
        future_is_done(&gather->future)) { /* never completed: an argument was no awaitable */
        child->head.extra = (uint16_t)(child->head.extra & ~FUTURE_LOGS_TRACEBACK);
        return RETURNED;
    }
    if (!gather->returns_exceptions && (is_cancelled || (child->head.extra & FUTURE_HAS_EXCEPTION)))
        return fail(vm, gather, child);
    return gather->finished == gather->wanted ? finish(vm, gather) : RETURNED;
}

static Outcome run_done(Vm *vm, Value owner, Value argument)
{
    return child_is_done(vm, gather_of(owner), value_future(argument));
}

static void done_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm;
    *task = value_is_task(argument) ? value_task(argument)->number : 0;
    *thing = gather_of(owner)->thing;
}

static const NativeCallback done_callback = {"gather.<locals>._done_callback", run_done, done_subject,
                                             "gather.<locals>._done_callback()" ASYNCIO_PLACE};

/* ---- gather ---- */

/* The views see a gather as a thing with children. */
static void thing_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Gather *gather = (const Gather *)object;
    *state = (ThingState){.capacity = gather->wanted,
                          .level = gather->finished,
                          .deadline_ns = -1,
                          .since_ns = -1,
                          .owner = gather->owner,
                          .is_over = future_is_done(&gather->future)};
}

static bool thing_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Gather *gather = (const Gather *)object;
    if (list != THING_CHILDREN || at >= value_tuple(gather->children)->count)
        return false;
    Value child = value_tuple(gather->children)->items[at];
    *entry = (ThingEntry){.task = value_is_task(child) ? value_task(child)->number : 0, .place = (uint32_t)at};
    return true;
}

static const ThingOps thing_ops = {THING_GATHER, "gather", thing_state, thing_entry};

/* Children that were given twice are one. `seen` is a set of the arguments, made when it is first needed: what
 * nobody else holds is there once, and as long as the others come at growing addresses, as tasks do that were made
 * one after the other, none of them can be there twice. */
typedef struct Arrivals {
    Value *seen; /* dict: argument to child; EMPTY until needed */
    Value last;
} Arrivals;

static Outcome find_child(Vm *vm, Arrivals *arrivals, const Value *items, const Tuple *children, size_t at,
                          Value *child)
{
    *child = VALUE_EMPTY;
    bool is_plain = value_is_coroutine(items[at]) || value_future(items[at]);
    if (is_plain && *arrivals->seen == VALUE_EMPTY) {
        if (value_object(items[at])->refs == 1)
            return RETURNED;
        if (items[at] > arrivals->last) {
            arrivals->last = items[at];
            return RETURNED;
        }
    }
    if (*arrivals->seen == VALUE_EMPTY) {
        *arrivals->seen = dict_new(vm);
        for (size_t i = 0; i < at; i++) {
            if (dict_set(vm, value_dict(*arrivals->seen), items[i], children->items[i]) == RAISED)
                return RAISED;
        }
    }
    return dict_get(vm, value_dict(*arrivals->seen), items[at], child);
}

/* One argument: its child, and the callback on it. */
static Outcome add_child(Vm *vm, Gather *gather, Value argument, Loop **loop, Value *child)
{
    Future *future;
    if (ensure_future(vm, argument, *loop, &future) == RAISED)
        return RAISED;
    *child = value_from(future);
    *loop = future->loop;
    if (*child != argument && (future->head.extra & FUTURE_IS_TASK))
        ((Task *)future)->logs_destroy = false;
    gather->wanted++;
    if (!future_is_done(future))
        future_add_callback(vm, future, &done_callback, value_from(gather));
    return RETURNED;
}

static Outcome add_children(Vm *vm, Gather *gather, const Value *items, size_t count, Value *seen)
{
    Tuple *children = value_tuple(gather->children);
    Arrivals arrivals = {seen, VALUE_EMPTY};
    Loop *loop = NULL;
    for (size_t i = 0; i < count; i++) {
        Value child;
        if (find_child(vm, &arrivals, items, children, i, &child) == RAISED)
            return RAISED;
        if (child != VALUE_EMPTY)
            value_retain(child);
        else if (add_child(vm, gather, items[i], &loop, &child) == RAISED)
            return RAISED;
        children->items[i] = child;
        if (*seen != VALUE_EMPTY && dict_set(vm, value_dict(*seen), items[i], child) == RAISED)
            return RAISED;
        if (vm_is_over(vm))
            return RAISED;
    }
    future_init(vm, &gather->future, loop);
    return RETURNED;
}

/* Children that were done before are told now; each one once. */
static Outcome tell_of_done(Vm *vm, Gather *gather)
{
    const Tuple *children = value_tuple(gather->children);
    bool has_twins = gather->wanted < children->count;
    Value done = has_twins ? dict_new(vm) : VALUE_EMPTY;
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < children->count && outcome == RETURNED; i++) {
        Value known = VALUE_EMPTY;
        Future *child = child_at(gather, i);
        if (!future_is_done(child))
            continue;
        if (has_twins)
            outcome = dict_get(vm, value_dict(done), children->items[i], &known);
        if (outcome == RAISED || known != VALUE_EMPTY)
            continue;
        if (has_twins)
            outcome = dict_set(vm, value_dict(done), children->items[i], VALUE_TRUE);
        if (outcome == RETURNED)
            outcome = child_is_done(vm, gather, child);
    }
    value_release(vm, done);
    return outcome;
}

static Outcome gather_nothing(Vm *vm, Value *result)
{
    Loop *loop;
    if (current_loop(vm, &loop) == RAISED)
        return RAISED;
    Future *future = future_new(vm, loop, 0);
    Value empty = list_new(vm, NULL, 0);
    Outcome outcome = future_set_result(vm, future, empty);
    value_release(vm, empty);
    *result = value_from(future);
    return outcome;
}

Outcome gather_new(Vm *vm, const Value *items, size_t count, bool returns_exceptions, Value *result)
{
    if (count == 0)
        return gather_nothing(vm, result);
    Gather *gather = object_new(vm, asyncio_room(vm)->gathering_future, KIND_OTHER, sizeof *gather);
    Tuple *children = tuple_make(vm, count);
    Value seen = VALUE_EMPTY;
    gather->future.head.extra |= FUTURE_IS_GATHER;
    gather->returns_exceptions = returns_exceptions;
    if (!children) {
        object_release(vm, gather);
        return vm_raise_memory(vm);
    }
    gather->children = value_from(children);
    Outcome outcome = add_children(vm, gather, items, count, &seen);
    if (outcome == RETURNED) {
        gather->owner = current_task_number(vm);
        gather->thing = world_add_thing(vm, &gather->future.head, &thing_ops);
        gather->future.thing = gather->thing;
        outcome = tell_of_done(vm, gather);
    }
    value_release(vm, seen);
    if (outcome == RETURNED)
        *result = value_from(gather);
    else
        object_release(vm, gather);
    return outcome;
}

static Outcome asyncio_gather(Vm *vm, const Value *args, Value *result)
{
    bool returns_exceptions = false;
    const Tuple *items = value_tuple(args[0]);
    if (args[1] != VALUE_EMPTY && value_truth(vm, args[1], &returns_exceptions) == RAISED)
        return RAISED;
    return gather_new(vm, items->items, items->count, returns_exceptions, result);
}

static void gather_release(Vm *vm, Object *object)
{
    Gather *gather = (Gather *)object;
    if (future_survives(vm, &gather->future))
        return;
    world_thing_gone(vm, gather->thing);
    value_release(vm, gather->children);
    future_let_go(vm, &gather->future);
}

static void gather_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Gather *)object)->children);
    future_visit(object, visitor, context);
}

static const ClassOps gather_ops = {
    .size = sizeof(Gather),
    .release = gather_release,
    .visit = gather_visit,
    .repr = future_repr,
    .iterate = future_iterate,
    .await = future_await,
    .resume = future_resume,
};

void gather_class_init(Vm *vm)
{
    asyncio_room(vm)->gathering_future = class_native(vm, &(ClassSpec){.name = "_GatheringFuture",
                                                                       .module = "asyncio.tasks",
                                                                       .base = asyncio_classes(vm)->future,
                                                                       .ops = &gather_ops,
                                                                       .methods = future_methods});
}

/* ---- shield ---- */

/* The inner future is done: `owner` is the outer one. */
static Outcome run_inner_done(Vm *vm, Value owner, Value argument)
{
    Future *outer = value_future(owner), *inner = value_future(argument);
    bool is_cancelled = future_state(inner) == FUTURE_CANCELLED;
    inner->head.extra = (uint16_t)(inner->head.extra & ~FUTURE_LOGS_TRACEBACK);
    if (future_state(outer) == FUTURE_CANCELLED)
        return RETURNED;
    if (is_cancelled) {
        future_cancel_plain(vm, outer, VALUE_EMPTY);
        return RETURNED;
    }
    if (inner->head.extra & FUTURE_HAS_EXCEPTION)
        return future_set_exception(vm, outer, inner->result);
    return future_set_result(vm, outer, inner->result);
}

static const NativeCallback inner_done_callback = {.qualname = "shield.<locals>._inner_done_callback",
                                                   .run = run_inner_done,
                                                   .shown = "shield.<locals>._inner_done_callback()" ASYNCIO_PLACE};

/* The outer future is done: `owner` is the inner one, which need not tell it any more. */
static Outcome run_outer_done(Vm *vm, Value owner, Value argument)
{
    Future *inner = value_future(owner);
    if (!future_is_done(inner))
        future_remove_callback(vm, inner, &inner_done_callback, argument);
    return RETURNED;
}

static const NativeCallback outer_done_callback = {.qualname = "shield.<locals>._outer_done_callback",
                                                   .run = run_outer_done,
                                                   .shown = "shield.<locals>._outer_done_callback()" ASYNCIO_PLACE};

static Outcome asyncio_shield(Vm *vm, const Value *args, Value *result)
{
    Future *inner;
    if (ensure_future(vm, args[0], NULL, &inner) == RAISED)
        return RAISED;
    if (future_is_done(inner)) {
        *result = value_from(inner);
        return RETURNED;
    }
    Future *outer = future_new(vm, inner->loop, 0);
    future_add_callback(vm, inner, &inner_done_callback, value_from(outer));
    future_add_callback(vm, outer, &outer_done_callback, value_from(inner));
    object_release(vm, inner);
    *result = value_from(outer);
    return vm_is_over(vm) ? RAISED : RETURNED;
}

static Outcome asyncio_ensure_future(Vm *vm, const Value *args, Value *result)
{
    Loop *loop = NULL;
    Future *future;
    if (args[1] != VALUE_EMPTY && args[1] != VALUE_NONE) {
        if (class_of(vm, args[1]) != asyncio_classes(vm)->loop)
            return vm_raise(vm, EXCEPTION_AttributeError, "'%s' object has no attribute 'create_task'",
                            class_of(vm, args[1])->name->text);
        loop = (Loop *)value_object(args[1]);
    }
    if (ensure_future(vm, args[0], loop, &future) == RAISED)
        return RAISED;
    *result = value_from(future);
    return RETURNED;
}

const NativeSpec gather_functions[] = {
    {"gather", asyncio_gather, "def *coros_or_futures, return_exceptions=False", NATIVE_PLAIN},
    {"shield", asyncio_shield, "def arg", NATIVE_PLAIN},
    {"ensure_future", asyncio_ensure_future, "def coro_or_future, *, loop=None", NATIVE_PLAIN},
    {0},
};
