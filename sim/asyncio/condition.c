/* asyncio.Condition: a lock, and a line of tasks that wait to be notified. Mirrors Lib/asyncio/locks.py.
 *
 * Waiting gives the lock back, waits in the line, and takes the lock again, whatever happened in between. */
#include "coordination.h"

#include <string.h>

static Condition *condition_of(Value value)
{
    return (Condition *)value_object(value);
}

/* Condition._notify */
static void notify(Vm *vm, Condition *condition, size_t most)
{
    if (condition->thing)
        world_note(vm, FACT_NOTIFIED, current_task_number(vm), condition->thing,
                   line_count_pending(&condition->line, most));
    line_wake(vm, &condition->line, most, VALUE_FALSE);
}

void condition_notify_all(Vm *vm, Condition *condition)
{
    notify(vm, condition, condition->line.count);
}

/* ---- wait ----
 *
 *     0 start: give the lock back, get in line
 *     WOKEN: notified or cancelled; take the lock
 *     LOCKED: the lock is ours; or cancelled once more, then try again */

enum { WOKEN = 1, LOCKED };
enum { WAITER = 1, FAILURE, CANCELLATION }; /* FAILURE came out of the line, CANCELLATION out of the lock */

static Outcome begin_wait(Vm *vm, NativeCoroutine *co, Condition *condition)
{
    if (!lock_locked(condition->lock))
        return vm_raise(vm, EXCEPTION_RuntimeError, "cannot wait on un-acquired lock");
    Future *waiter;
    if (line_join(vm, &condition->line, co->slots[SELF], &condition->loop, &waiter) == RAISED)
        return RAISED;
    co->slots[WAITER] = value_from(waiter);
    lock_release(vm, condition->lock);
    return coroutine_await(vm, co, co->slots[WAITER], WOKEN);
}

/* Raise what goes out of wait(). The notification that the task may have had is for another one now. */
static Outcome fail(Vm *vm, Condition *condition, Value exception)
{
    notify(vm, condition, 1);
    return vm_reraise(vm, exception);
}

static Outcome end_wait(Vm *vm, NativeCoroutine *co, Condition *condition, Value *result)
{
    Value failure = co->slots[FAILURE], cancellation = co->slots[CANCELLATION];
    if (failure == VALUE_EMPTY && cancellation == VALUE_EMPTY)
        return finish_with(VALUE_TRUE, result);
    if (cancellation == VALUE_EMPTY)
        return fail(vm, condition, value_retain(failure));
    Exception *last = value_exception(cancellation);
    if (failure != VALUE_EMPTY && failure != cancellation)
        value_replace(vm, &last->context, value_retain(failure));
    return fail(vm, condition, value_retain(cancellation));
}

static Outcome take_lock(Vm *vm, NativeCoroutine *co, Condition *condition, Value *result)
{
    if (lock_try(vm, condition->lock))
        return end_wait(vm, co, condition, result);
    Value acquiring = lock_acquire(vm, condition->lock);
    Outcome outcome = coroutine_await(vm, co, acquiring, LOCKED);
    value_release(vm, acquiring);
    return outcome;
}

static Outcome wait_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Condition *condition = condition_of(co->slots[SELF]);
    if (co->state == 0)
        return begin_wait(vm, co, condition);
    if (sent == VALUE_EMPTY && vm_is_over(vm))
        return RAISED;
    if (co->state == WOKEN) {
        line_leave(vm, &condition->line, value_future(co->slots[WAITER]));
        line_wait_ended(vm, &condition->line, sent != VALUE_EMPTY);
        if (sent == VALUE_EMPTY)
            co->slots[FAILURE] = vm_take_raised(vm);
        return take_lock(vm, co, condition, result);
    }
    if (sent != VALUE_EMPTY)
        return end_wait(vm, co, condition, result);
    if (!raised_is_cancelled_error(vm))
        return fail(vm, condition, vm_take_raised(vm));
    value_replace(vm, &co->slots[CANCELLATION], vm_take_raised(vm));
    return take_lock(vm, co, condition, result);
}

Value condition_wait(Vm *vm, Condition *condition)
{
    return value_from(method_begin(vm, COROUTINE_condition_wait, wait_step, value_from(condition)));
}

static Outcome method_wait(Vm *vm, const Value *args, Value *result)
{
    *result = condition_wait(vm, condition_of(args[0]));
    return RETURNED;
}

/* ---- wait_for ---- */

enum { PREDICATE = 1 };

static Outcome wait_for_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    bool truth;
    if (co->state > 0 && sent == VALUE_EMPTY)
        return RAISED;
    if (value_call_with(vm, co->slots[PREDICATE], 0, NULL, result) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, *result, &truth);
    if (outcome == RETURNED && truth)
        return RETURNED;
    value_release(vm, *result);
    if (outcome == RAISED)
        return RAISED;
    Value waiting = condition_wait(vm, condition_of(co->slots[SELF]));
    outcome = coroutine_await(vm, co, waiting, 1);
    value_release(vm, waiting);
    return outcome;
}

static Outcome method_wait_for(Vm *vm, const Value *args, Value *result)
{
    NativeCoroutine *co = method_begin(vm, COROUTINE_condition_wait_for, wait_for_step, args[0]);
    co->slots[PREDICATE] = value_retain(args[1]);
    *result = value_from(co);
    return RETURNED;
}

/* ---- notify ---- */

static Outcome check_notify(Vm *vm, const Condition *condition)
{
    if (lock_locked(condition->lock))
        return RETURNED;
    return vm_raise(vm, EXCEPTION_RuntimeError, "cannot notify on un-acquired lock");
}

static Outcome method_notify(Vm *vm, const Value *args, Value *result)
{
    Condition *condition = condition_of(args[0]);
    int64_t most = 1;
    *result = VALUE_NONE;
    if (check_notify(vm, condition) == RAISED)
        return RAISED;
    if (args[1] != VALUE_EMPTY && int_index(vm, args[1], &most) == RAISED)
        return RAISED;
    notify(vm, condition, most > 0 ? (size_t)most : 0);
    return outcome_of_waking(vm);
}

static Outcome method_notify_all(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (check_notify(vm, condition_of(args[0])) == RAISED)
        return RAISED;
    condition_notify_all(vm, condition_of(args[0]));
    return outcome_of_waking(vm);
}

/* ---- the lock's methods ---- */

static Outcome release_lock(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return lock_release(vm, condition_of(args[0])->lock);
}

/* acquire, release and locked are the lock's own methods, taken over by the condition. */
static Outcome lock_method(Vm *vm, const Value *args, const char *name, Value *result)
{
    Str *interned = str_intern(vm, name, strlen(name));
    return value_get_attribute(vm, value_from(condition_of(args[0])->lock), interned, result);
}

static Outcome get_acquire(Vm *vm, const Value *args, Value *result)
{
    return lock_method(vm, args, "acquire", result);
}

static Outcome get_release(Vm *vm, const Value *args, Value *result)
{
    return lock_method(vm, args, "release", result);
}

static Outcome get_locked(Vm *vm, const Value *args, Value *result)
{
    return lock_method(vm, args, "locked", result);
}

static Outcome aenter_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Condition *condition = condition_of(co->slots[SELF]);
    if (co->state == 0 && !lock_try(vm, condition->lock)) {
        Value acquiring = lock_acquire(vm, condition->lock);
        Outcome outcome = coroutine_await(vm, co, acquiring, 1);
        value_release(vm, acquiring);
        return outcome;
    }
    *result = VALUE_NONE;
    return co->state > 0 && sent == VALUE_EMPTY ? RAISED : RETURNED;
}

static Outcome method_aenter(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_lock_enter, aenter_step, args[0]));
    return RETURNED;
}

static Outcome method_aexit(Vm *vm, const Value *args, Value *result)
{
    return context_manager_exit(vm, args, release_lock, result);
}

static Outcome get_lock(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return finish_with(value_from(condition_of(args[0])->lock), result);
}

static Outcome get_waiters(Vm *vm, const Value *args, Value *result)
{
    return line_show(vm, &condition_of(args[0])->line, result);
}

/* ---- what the views see ---- */

static void condition_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Condition *condition = (const Condition *)object;
    state->capacity = -1;
    state->level = lock_locked(condition->lock);
    state->since_ns = spaces_since_ns(&condition->lock->holder);
    state->other_thing = condition->lock->thing;
}

/* A lock that was made for the condition is no thing of its own: its line is shown as the condition's putters. */
static bool condition_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Condition *condition = (const Condition *)object;
    if (list == THING_HOLDERS)
        return spaces_entry(&condition->lock->holder, at, entry);
    if (list == THING_PUTTERS)
        return line_entry(&condition->lock->line, at, entry);
    return list == THING_WAITERS && line_entry(&condition->line, at, entry);
}

static const ThingOps thing_ops = {THING_CONDITION, "Condition", condition_state, condition_entry};

/* ---- the object ---- */

static Condition *new_condition(Vm *vm)
{
    return object_new(vm, asyncio_classes(vm)->condition, KIND_OTHER, sizeof(Condition));
}

Condition *condition_new_within(Vm *vm, uint32_t thing)
{
    Condition *condition = new_condition(vm);
    condition->line.thing = thing;
    condition->lock = lock_new_within(vm, thing, false);
    return condition;
}

static Outcome condition_construct(Vm *vm, const Value *args, Value *result)
{
    bool has_lock = args[1] != VALUE_EMPTY && args[1] != VALUE_NONE;
    if (has_lock && class_of(vm, args[1]) != asyncio_classes(vm)->lock)
        return vm_refuse(vm, "a Condition takes an asyncio.Lock, not a %s", class_of(vm, args[1])->name->text);
    Condition *condition = new_condition(vm);
    condition->thing = condition->line.thing = world_add_thing(vm, &condition->head, &thing_ops);
    if (has_lock)
        condition->lock = object_retain(value_object(args[1]));
    else
        condition->lock = lock_new_within(vm, condition->thing, true);
    *result = value_from(condition);
    return RETURNED;
}

static void release_object(Vm *vm, Object *object)
{
    Condition *condition = (Condition *)object;
    world_thing_gone(vm, condition->thing);
    line_release(vm, &condition->line);
    object_release(vm, condition->lock);
    object_release(vm, condition->loop);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    const Condition *condition = (const Condition *)object;
    line_visit(&condition->line, visitor, context);
    visitor(context, value_from(condition->lock));
    visitor(context, value_from(condition->loop));
}

static Outcome condition_repr(Vm *vm, Value self, Value *result)
{
    const Condition *condition = condition_of(self);
    const char *extra = lock_locked(condition->lock) ? "locked" : "unlocked";
    return coordination_repr(vm, self, extra, condition->line.count, result);
}

static const NativeSpec methods[] = {
    {"acquire", get_acquire, "self, /", NATIVE_GETTER},
    {"release", get_release, "self, /", NATIVE_GETTER},
    {"locked", get_locked, "self, /", NATIVE_GETTER},
    {"wait", method_wait, "def self", NATIVE_PLAIN},
    {"wait_for", method_wait_for, "def self, predicate", NATIVE_PLAIN},
    {"notify", method_notify, "def self, n=1", NATIVE_PLAIN},
    {"notify_all", method_notify_all, "def self", NATIVE_PLAIN},
    {"__aenter__", method_aenter, "def self", NATIVE_PLAIN},
    {"__aexit__", method_aexit, "def self, exc_type, exc, tb", NATIVE_PLAIN},
    {"_lock", get_lock, "self, /", NATIVE_GETTER},
    {"_waiters", get_waiters, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(Condition),
    .release = release_object,
    .visit = visit_object,
    .repr = condition_repr,
};

Class *condition_class_new(Vm *vm)
{
    return class_native(vm, &(ClassSpec){.name = "Condition",
                                         .module = "asyncio.locks",
                                         .ops = &ops,
                                         .methods = methods,
                                         .construct = condition_construct,
                                         .signature = "def cls, lock=None"});
}
