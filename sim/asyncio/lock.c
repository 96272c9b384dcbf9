/* asyncio.Lock. Mirrors Lib/asyncio/locks.py.
 *
 *     unlocked --acquire--> locked --release--> unlocked, and the first in line is woken to acquire it
 *
 * A lock that is free while somebody woken for it has not run yet is not taken by others: fairness. */
#include "coordination.h"

static Lock *lock_of(Value value)
{
    return (Lock *)value_object(value);
}

static void set_locked(Lock *lock, bool is_locked)
{
    lock->head.flags = is_locked;
}

bool lock_try(Vm *vm, Lock *lock)
{
    if (lock_locked(lock) || !line_is_cancelled(&lock->line))
        return false;
    set_locked(lock, true);
    spaces_take(vm, &lock->holder, 0);
    return true;
}

/* Lock._wake_up_first: the first in line runs, unless it is about to already. */
static void wake_up_first(Vm *vm, Lock *lock)
{
    Future *first = line_first_pending(&lock->line);
    if (!first || lock->line.settled > 0)
        return;
    spaces_hand_over(vm, &lock->holder, first);
    future_set_result(vm, first, VALUE_TRUE);
}

Outcome lock_release(Vm *vm, Lock *lock)
{
    if (!lock_locked(lock))
        return vm_raise(vm, EXCEPTION_RuntimeError, "Lock is not acquired.");
    set_locked(lock, false);
    spaces_free(vm, &lock->holder, 1);
    wake_up_first(vm, lock);
    return outcome_of_waking(vm);
}

/* ---- acquire, and `async with` ---- */

enum { WAITER = 1, ANSWER };

static Outcome acquire_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Lock *lock = lock_of(co->slots[SELF]);
    if (co->state == 0) {
        if (lock_try(vm, lock))
            return finish_with(co->slots[ANSWER], result);
        Future *waiter;
        if (line_join(vm, &lock->line, co->slots[SELF], &lock->loop, &waiter) == RAISED)
            return RAISED;
        co->slots[WAITER] = value_from(waiter);
        return coroutine_await(vm, co, co->slots[WAITER], 1);
    }
    line_leave(vm, &lock->line, value_future(co->slots[WAITER]));
    line_wait_ended(vm, &lock->line, sent != VALUE_EMPTY);
    if (sent == VALUE_EMPTY) {
        spaces_refuse(vm, &lock->holder);
        if (raised_is_cancelled_error(vm) && !lock_locked(lock))
            wake_up_first(vm, lock);
        return RAISED;
    }
    set_locked(lock, true);
    spaces_accept(vm, &lock->holder, 0);
    return finish_with(co->slots[ANSWER], result);
}

static Value begin_acquire(Vm *vm, CoroutineName name, Lock *lock, Value answer)
{
    NativeCoroutine *co = method_begin(vm, name, acquire_step, value_from(lock));
    co->slots[ANSWER] = answer;
    return value_from(co);
}

Value lock_acquire(Vm *vm, Lock *lock)
{
    return begin_acquire(vm, COROUTINE_lock_acquire, lock, VALUE_TRUE);
}

static Outcome acquire(Vm *vm, const Value *args, CoroutineName name, Value answer, Value *result)
{
    if (native_is_awaited(vm, args) && lock_try(vm, lock_of(args[0])))
        return native_settle(vm, finish_with(answer, result));
    *result = begin_acquire(vm, name, lock_of(args[0]), answer);
    return RETURNED;
}

static Outcome method_acquire(Vm *vm, const Value *args, Value *result)
{
    return acquire(vm, args, COROUTINE_lock_acquire, VALUE_TRUE, result);
}

static Outcome method_release(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return lock_release(vm, lock_of(args[0]));
}

static Outcome method_aenter(Vm *vm, const Value *args, Value *result)
{
    return acquire(vm, args, COROUTINE_lock_enter, VALUE_NONE, result);
}

static Outcome method_aexit(Vm *vm, const Value *args, Value *result)
{
    return context_manager_exit(vm, args, method_release, result);
}

static Outcome method_locked(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(lock_locked(lock_of(args[0])));
    return RETURNED;
}

static Outcome get_waiters(Vm *vm, const Value *args, Value *result)
{
    const Lock *lock = lock_of(args[0]);
    if (lock->line.futures)
        return line_show(vm, &lock->line, result);
    return finish_with(VALUE_NONE, result);
}

/* ---- what the views see ---- */

static void lock_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Lock *lock = (const Lock *)object;
    state->capacity = 1;
    state->level = lock_locked(lock);
    state->since_ns = spaces_since_ns(&lock->holder);
}

static bool lock_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Lock *lock = (const Lock *)object;
    if (list == THING_HOLDERS)
        return spaces_entry(&lock->holder, at, entry);
    return list == THING_WAITERS && line_entry(&lock->line, at, entry);
}

static const ThingOps thing_ops = {THING_LOCK, "Lock", lock_state, lock_entry};

/* ---- the object ---- */

Lock *lock_new_within(Vm *vm, uint32_t thing, bool tells)
{
    Lock *lock = object_new(vm, asyncio_classes(vm)->lock, KIND_OTHER, sizeof *lock);
    lock->line.thing = thing;
    lock->holder.thing = tells ? thing : 0;
    return lock;
}

static Outcome lock_construct(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    Lock *lock = lock_new_within(vm, 0, false);
    lock->thing = lock->line.thing = lock->holder.thing = world_add_thing(vm, &lock->head, &thing_ops);
    *result = value_from(lock);
    return RETURNED;
}

static void release_object(Vm *vm, Object *object)
{
    Lock *lock = (Lock *)object;
    world_thing_gone(vm, lock->thing);
    line_release(vm, &lock->line);
    spaces_release(vm, &lock->holder);
    object_release(vm, lock->loop);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    const Lock *lock = (const Lock *)object;
    line_visit(&lock->line, visitor, context);
    visitor(context, value_from(lock->loop));
}

static Outcome lock_repr(Vm *vm, Value self, Value *result)
{
    const Lock *lock = lock_of(self);
    return coordination_repr(vm, self, lock_locked(lock) ? "locked" : "unlocked", lock->line.count, result);
}

static const NativeSpec methods[] = {
    {"acquire", method_acquire, "def self", NATIVE_PLAIN},
    {"release", method_release, "def self", NATIVE_PLAIN},
    {"locked", method_locked, "def self", NATIVE_PLAIN},
    {"__aenter__", method_aenter, "def self", NATIVE_PLAIN},
    {"__aexit__", method_aexit, "def self, exc_type, exc, tb", NATIVE_PLAIN},
    {"_locked", method_locked, "self, /", NATIVE_GETTER},
    {"_waiters", get_waiters, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(Lock),
    .release = release_object,
    .visit = visit_object,
    .repr = lock_repr,
};

Class *lock_class_new(Vm *vm)
{
    return class_native(vm, &(ClassSpec){.name = "Lock",
                                         .module = "asyncio.locks",
                                         .ops = &ops,
                                         .methods = methods,
                                         .construct = lock_construct,
                                         .signature = "def cls"});
}
