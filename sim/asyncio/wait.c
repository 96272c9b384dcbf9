/* asyncio.wait: until one, all, or a failed one of several futures is done. Mirrors wait and _wait of
 * Lib/asyncio/tasks.py. */
#include "asyncio_room.h"

typedef enum WaitMode { FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED } WaitMode;

static const char *const mode_names[] = {"FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"};

/* What one call of wait keeps while it waits. */
typedef struct Wait {
    Object head;
    Future *waiter; /* owned: done when there is nothing more to wait for */
    Timer *timer;   /* owned; NULL without a timeout */
    Value futures;  /* set */
    uint32_t left;  /* how many are not done */
    uint32_t mode;  /* a WaitMode */
    uint32_t owner; /* the task that waits */
    uint32_t thing;
} Wait;

static Wait *wait_of(Value value)
{
    return (Wait *)value_object(value);
}

/* ---- as a thing ---- */

static void thing_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Wait *wait = (const Wait *)object;
    uint32_t count = value_dict(wait->futures)->count;
    *state = (ThingState){.capacity = count,
                          .level = count > wait->left ? count - wait->left : 0,
                          .deadline_ns = wait->timer ? timer_deadline_ns(wait->timer) : -1,
                          .since_ns = -1,
                          .owner = wait->owner,
                          .mode = wait->mode,
                          .is_over = !wait->waiter || future_is_done(wait->waiter)};
}

static bool thing_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    Value future, ignored;
    uint32_t place = 0;
    if (list != THING_CHILDREN)
        return false;
    for (size_t i = 0; dict_next(value_dict(((const Wait *)object)->futures), &place, &future, &ignored); i++) {
        if (i != at)
            continue;
        *entry =
            (ThingEntry){.task = value_is_task(future) ? value_task(future)->number : 0, .place = (uint32_t)at};
        return true;
    }
    return false;
}

static const ThingOps thing_ops = {THING_WAIT, "wait", thing_state, thing_entry};

/* ---- callbacks ---- */

static Outcome release_waiter(Vm *vm, Value owner, Value argument)
{
    (void)argument;
    Future *waiter = value_future(owner);
    return future_is_done(waiter) ? RETURNED : future_set_result(vm, waiter, VALUE_NONE);
}

static void waiter_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm, (void)argument;
    *task = value_future(owner)->sleeper;
    *thing = value_future(owner)->thing;
}

static const NativeCallback release_waiter_callback = {"_release_waiter", release_waiter, waiter_subject,
                                                       "_release_waiter()" ASYNCIO_PLACE};

/* Whether the future, which is done now, ends the wait. */
static bool is_enough(const Wait *wait, Future *future)
{
    if (wait->left == 0 || wait->mode == FIRST_COMPLETED)
        return true;
    if (wait->mode == ALL_COMPLETED || future_state(future) == FUTURE_CANCELLED)
        return false;
    future->head.extra = (uint16_t)(future->head.extra & ~FUTURE_LOGS_TRACEBACK);
    return future->head.extra & FUTURE_HAS_EXCEPTION;
}

static Outcome on_completion(Vm *vm, Value owner, Value argument)
{
    Wait *wait = wait_of(owner);
    wait->left--;
    if (!is_enough(wait, value_future(argument)))
        return RETURNED;
    if (wait->timer)
        timer_cancel(vm, wait->timer);
    return future_is_done(wait->waiter) ? RETURNED : future_set_result(vm, wait->waiter, VALUE_NONE);
}

static void completion_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm;
    *task = value_is_task(argument) ? value_task(argument)->number : 0;
    *thing = wait_of(owner)->thing;
}

static const NativeCallback on_completion_callback = {"_wait.<locals>._on_completion", on_completion,
                                                      completion_subject,
                                                      "_wait.<locals>._on_completion()" ASYNCIO_PLACE};

/* ---- the coroutine ---- */

enum { SLOT_FUTURES, SLOT_TIMEOUT, SLOT_RETURN_WHEN, SLOT_WAIT };

static Outcome read_mode(Vm *vm, Value return_when, WaitMode *mode)
{
    if (return_when == VALUE_EMPTY) {
        *mode = ALL_COMPLETED;
        return RETURNED;
    }
    for (int i = FIRST_COMPLETED; value_is_str(return_when) && i <= ALL_COMPLETED; i++) {
        if (!str_is(value_str_object(return_when), mode_names[i]))
            continue;
        *mode = (WaitMode)i;
        return RETURNED;
    }
    Text text = {0};
    if (value_write_str(vm, return_when, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_ValueError, "Invalid return_when value: %s", text_string(&text));
    text_release(&text);
    return RAISED;
}

static Outcome check_members(Vm *vm, Value futures)
{
    Value future, ignored;
    for (uint32_t at = 0; dict_next(value_dict(futures), &at, &future, &ignored);) {
        if (value_is_coroutine(future))
            return vm_raise(vm, EXCEPTION_TypeError, "Passing coroutines is forbidden, use tasks explicitly.");
    }
    if (value_dict(futures)->count == 0)
        return vm_raise(vm, EXCEPTION_AssertionError, "Set of Futures is empty.");
    return RETURNED;
}

/* The set of what is waited for, with all that CPython complains of. */
static Outcome read_futures(Vm *vm, const NativeCoroutine *co, WaitMode *mode, Value *futures)
{
    Value given = co->slots[SLOT_FUTURES];
    bool is_filled;
    if (value_future(given) || value_is_coroutine(given))
        return vm_raise(vm, EXCEPTION_TypeError, "expect a list of futures, not %s",
                        class_of(vm, given)->name->text);
    if (value_truth(vm, given, &is_filled) == RAISED)
        return RAISED;
    if (!is_filled)
        return vm_raise(vm, EXCEPTION_ValueError, "Set of Tasks/Futures is empty.");
    if (read_mode(vm, co->slots[SLOT_RETURN_WHEN], mode) == RAISED)
        return RAISED;
    *futures = set_new(vm);
    if (set_update(vm, value_dict(*futures), given) == RETURNED && check_members(vm, *futures) == RETURNED)
        return RETURNED;
    value_release(vm, *futures);
    return RAISED;
}

static Outcome start_timer(Vm *vm, Loop *loop, Value timeout, Wait *wait)
{
    double delay;
    if (timeout == VALUE_EMPTY || timeout == VALUE_NONE)
        return RETURNED;
    if (!real_from(timeout, &delay))
        return vm_raise(vm, EXCEPTION_TypeError, "unsupported operand type(s) for +: 'float' and '%s'",
                        class_of(vm, timeout)->name->text);
    wait->timer = loop_call_at(vm, loop, world_ns(world_seconds(world_now_ns(vm)) + delay),
                               &release_waiter_callback, value_from(wait->waiter), VALUE_EMPTY);
    return RETURNED;
}

static Outcome watch_futures(Vm *vm, Wait *wait)
{
    Value value, ignored;
    for (uint32_t at = 0; dict_next(value_dict(wait->futures), &at, &value, &ignored);) {
        Future *future = value_future(value);
        if (!future)
            return vm_raise(vm, EXCEPTION_AttributeError, "'%s' object has no attribute 'add_done_callback'",
                            class_of(vm, value)->name->text);
        if (!future_add_callback(vm, future, &on_completion_callback, value_from(wait)))
            return RAISED;
    }
    return RETURNED;
}

static Outcome begin(Vm *vm, NativeCoroutine *co)
{
    WaitMode mode = ALL_COMPLETED;
    Value futures = VALUE_EMPTY;
    Loop *loop;
    if (read_futures(vm, co, &mode, &futures) == RAISED)
        return RAISED;
    Wait *wait = object_new(vm, asyncio_room(vm)->wait_state, KIND_OTHER, sizeof *wait);
    co->slots[SLOT_WAIT] = value_from(wait);
    wait->futures = futures;
    wait->left = value_dict(futures)->count;
    wait->mode = mode;
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    wait->owner = current_task_number(vm);
    wait->thing = world_add_thing(vm, &wait->head, &thing_ops);
    wait->waiter = future_new(vm, loop, wait->thing);
    if (start_timer(vm, loop, co->slots[SLOT_TIMEOUT], wait) == RAISED || watch_futures(vm, wait) == RAISED)
        return RAISED;
    return coroutine_await(vm, co, value_from(wait->waiter), 1);
}

static void stop_watching(Vm *vm, Wait *wait)
{
    Value future, ignored;
    if (wait->timer)
        timer_cancel(vm, wait->timer);
    for (uint32_t at = 0; dict_next(value_dict(wait->futures), &at, &future, &ignored);)
        future_remove_callback(vm, value_future(future), &on_completion_callback, value_from(wait));
}

static Outcome sort_futures(Vm *vm, const Wait *wait, Value done, Value pending)
{
    Value future, ignored;
    for (uint32_t at = 0; dict_next(value_dict(wait->futures), &at, &future, &ignored);) {
        if (set_add(vm, value_dict(future_is_done(value_future(future)) ? done : pending), future) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome end(Vm *vm, Wait *wait, Value *result)
{
    Value sets[] = {set_new(vm), set_new(vm)};
    Outcome outcome = sort_futures(vm, wait, sets[0], sets[1]);
    if (outcome == RETURNED) {
        world_note(vm, FACT_WAIT_RETURNED, wait->owner, wait->thing,
                   (uint64_t)value_dict(sets[0])->count | (uint64_t)value_dict(sets[1])->count << 32);
        *result = tuple_new(vm, sets, 2);
    }
    value_release(vm, sets[0]);
    value_release(vm, sets[1]);
    return outcome;
}

static Outcome wait_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    if (co->state == 0)
        return begin(vm, co);
    Wait *wait = wait_of(co->slots[SLOT_WAIT]);
    stop_watching(vm, wait);
    Outcome outcome = sent == VALUE_EMPTY ? RAISED : end(vm, wait, result);
    /* CPython's frame knows the futures, and not a callback that is still to come */
    value_replace(vm, &co->slots[SLOT_FUTURES], wait->futures);
    wait->futures = set_new(vm);
    return outcome;
}

static Outcome asyncio_wait(Vm *vm, const Value *args, Value *result)
{
    NativeCoroutine *co = asyncio_coroutine(vm, COROUTINE_wait, wait_step);
    co->slots[SLOT_FUTURES] = value_retain(args[0]);
    co->slots[SLOT_TIMEOUT] = value_retain(args[1]);
    co->slots[SLOT_RETURN_WHEN] = value_retain(args[2]);
    *result = value_from(co);
    return RETURNED;
}

const NativeSpec wait_functions[] = {
    {"wait", asyncio_wait, "def fs, *, timeout=None, return_when='ALL_COMPLETED'", NATIVE_PLAIN},
    {0},
};

/* ---- its state as an object, which no program sees ---- */

static void wait_release(Vm *vm, Object *object)
{
    Wait *wait = (Wait *)object;
    world_thing_gone(vm, wait->thing);
    value_release(vm, wait->futures);
    object_release(vm, wait->timer);
    object_release(vm, wait->waiter);
}

static void wait_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Wait *wait = (const Wait *)object;
    visitor(context, wait->futures);
    visitor(context, value_from(wait->timer));
    visitor(context, value_from(wait->waiter));
}

void wait_class_init(Vm *vm)
{
    static const ClassOps ops = {.size = sizeof(Wait), .release = wait_release, .visit = wait_visit};
    asyncio_room(vm)->wait_state =
        class_native(vm, &(ClassSpec){.name = "_wait", .module = "asyncio.tasks", .ops = &ops});
}
