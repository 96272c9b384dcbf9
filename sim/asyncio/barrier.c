/* asyncio.Barrier: tasks wait until so many have come. Mirrors Lib/asyncio/locks.py.
 *
 *     FILLING --the last one comes--> DRAINING --all have left--> FILLING
 *     FILLING, DRAINING --reset(), while somebody is inside--> RESETTING --all have left--> FILLING
 *     any state --abort()--> BROKEN --reset(), when nobody is inside--> FILLING
 *
 * All waiting is done at a condition of its own, whose lock is held wherever the state is looked at or changed. */
#include "coordination.h"

#include <math.h>

typedef enum BarrierState {
    BARRIER_FILLING,
    BARRIER_DRAINING,
    BARRIER_RESETTING,
    BARRIER_BROKEN,
} BarrierState;

enum { NEVER_ENOUGH = 1000000000 }; /* more tasks than a run can have */

typedef struct Barrier {
    Object head;          /* flags: a BarrierState */
    Condition *condition; /* owned */
    Value parties;        /* as it was given: an int or a float */
    int64_t enough;       /* tasks that make it full; of 2.5, which no count equals, none ever do */
    int64_t count;        /* tasks inside */
    uint32_t thing;
    uint32_t spare;
} Barrier;

static Barrier *barrier_of(Value value)
{
    return (Barrier *)value_object(value);
}

static BarrierState state_of(const Barrier *barrier)
{
    return (BarrierState)barrier->head.flags;
}

static void set_state(Vm *vm, Barrier *barrier, BarrierState state)
{
    barrier->head.flags = (uint8_t)state;
    condition_notify_all(vm, barrier->condition);
}

/* ---- awaiting what belongs to the condition ---- */

static Outcome await_lock(Vm *vm, NativeCoroutine *co, const Barrier *barrier, int32_t state)
{
    Value acquiring = lock_acquire(vm, barrier->condition->lock);
    Outcome outcome = coroutine_await(vm, co, acquiring, state);
    value_release(vm, acquiring);
    return outcome;
}

static Outcome await_notification(Vm *vm, NativeCoroutine *co, const Barrier *barrier, int32_t state)
{
    Value waiting = condition_wait(vm, barrier->condition);
    Outcome outcome = coroutine_await(vm, co, waiting, state);
    value_release(vm, waiting);
    return outcome;
}

/* Leave `async with self._cond`, with what is raised where something is. */
static Outcome leave(Vm *vm, Barrier *barrier, Outcome outcome)
{
    Value exception = outcome == RAISED ? vm_take_raised(vm) : VALUE_EMPTY;
    if (lock_release(vm, barrier->condition->lock) == RAISED) {
        value_release(vm, exception);
        return RAISED;
    }
    return outcome == RAISED ? vm_reraise(vm, exception) : outcome;
}

static Outcome raise_broken(Vm *vm, const char *message)
{
    return vm_raise_class(vm, asyncio_classes(vm)->broken_barrier_error, "%s", message);
}

/* ---- wait ----
 *
 *     0 start, LOCKED: get the lock
 *     INSIDE: have it; stay while the barrier drains or resets (_block)
 *     ARRIVED: counted; stay while it fills (_wait) */

enum { LOCKED = 1, INSIDE, ARRIVED };
enum { INDEX = 1 };

/* The `finally` of wait(). The last one to leave lets those in who wait for the barrier to drain. */
static Outcome depart(Vm *vm, Barrier *barrier, Outcome outcome)
{
    Value exception = outcome == RAISED ? vm_take_raised(vm) : VALUE_EMPTY;
    BarrierState state = state_of(barrier);
    if (--barrier->count == 0)
        set_state(vm, barrier, state == BARRIER_RESETTING || state == BARRIER_DRAINING ? BARRIER_FILLING : state);
    if (exception != VALUE_EMPTY)
        vm_reraise(vm, exception);
    return leave(vm, barrier, outcome);
}

static Outcome wait_until_filled(Vm *vm, NativeCoroutine *co, Barrier *barrier, Value *result)
{
    switch (state_of(barrier)) {
    case BARRIER_FILLING:
        return await_notification(vm, co, barrier, ARRIVED);
    case BARRIER_BROKEN:
    case BARRIER_RESETTING:
        return depart(vm, barrier, raise_broken(vm, "Abort or reset of barrier"));
    case BARRIER_DRAINING:
        break;
    }
    *result = value_retain(co->slots[INDEX]);
    return depart(vm, barrier, RETURNED);
}

static Outcome arrive(Vm *vm, NativeCoroutine *co, Barrier *barrier, Value *result)
{
    co->slots[INDEX] = int_new(vm, barrier->count);
    if (++barrier->count != barrier->enough)
        return wait_until_filled(vm, co, barrier, result);
    set_state(vm, barrier, BARRIER_DRAINING);
    *result = value_retain(co->slots[INDEX]);
    return depart(vm, barrier, RETURNED);
}

static Outcome enter(Vm *vm, NativeCoroutine *co, Barrier *barrier, Value *result)
{
    switch (state_of(barrier)) {
    case BARRIER_DRAINING:
    case BARRIER_RESETTING:
        return await_notification(vm, co, barrier, INSIDE);
    case BARRIER_BROKEN:
        return leave(vm, barrier, raise_broken(vm, "Barrier aborted"));
    case BARRIER_FILLING:
        break;
    }
    return arrive(vm, co, barrier, result);
}

static Outcome wait_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Barrier *barrier = barrier_of(co->slots[SELF]);
    bool has_failed = co->state > 0 && sent == VALUE_EMPTY;
    if (has_failed && (vm_is_over(vm) || co->state == LOCKED))
        return RAISED;
    if (co->state == 0 && !lock_try(vm, barrier->condition->lock))
        return await_lock(vm, co, barrier, LOCKED);
    if (co->state == ARRIVED)
        return has_failed ? depart(vm, barrier, RAISED) : wait_until_filled(vm, co, barrier, result);
    return has_failed ? leave(vm, barrier, RAISED) : enter(vm, co, barrier, result);
}

static Outcome method_wait(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_barrier_wait, wait_step, args[0]));
    return RETURNED;
}

static Outcome method_aenter(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_barrier_enter, wait_step, args[0]));
    return RETURNED;
}

static Outcome aexit_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    (void)vm, (void)co, (void)sent;
    return finish_with(VALUE_NONE, result);
}

static Outcome method_aexit(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_barrier_exit, aexit_step, args[0]));
    return RETURNED;
}

/* ---- reset and abort ---- */

/* Have the lock, then go to another state. */
static Outcome change_state(Vm *vm, NativeCoroutine *co, Value sent, bool breaks, Value *result)
{
    Barrier *barrier = barrier_of(co->slots[SELF]);
    *result = VALUE_NONE;
    if (co->state == 0 && !lock_try(vm, barrier->condition->lock))
        return await_lock(vm, co, barrier, LOCKED);
    if (co->state == LOCKED && sent == VALUE_EMPTY)
        return RAISED;
    if (breaks)
        set_state(vm, barrier, BARRIER_BROKEN);
    else
        set_state(vm, barrier, barrier->count > 0 ? BARRIER_RESETTING : BARRIER_FILLING);
    return leave(vm, barrier, RETURNED);
}

static Outcome reset_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    return change_state(vm, co, sent, false, result);
}

static Outcome abort_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    return change_state(vm, co, sent, true, result);
}

static Outcome method_reset(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_barrier_reset, reset_step, args[0]));
    return RETURNED;
}

static Outcome method_abort(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_barrier_abort, abort_step, args[0]));
    return RETURNED;
}

/* ---- properties ---- */

static int64_t waiting_count(const Barrier *barrier)
{
    return state_of(barrier) == BARRIER_FILLING ? barrier->count : 0;
}

static Outcome get_parties(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    return finish_with(barrier_of(args[0])->parties, result);
}

static Outcome get_count(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, barrier_of(args[0])->count);
    return RETURNED;
}

static Outcome get_n_waiting(Vm *vm, const Value *args, Value *result)
{
    *result = int_new(vm, waiting_count(barrier_of(args[0])));
    return RETURNED;
}

static Outcome get_broken(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(state_of(barrier_of(args[0])) == BARRIER_BROKEN);
    return RETURNED;
}

/* ---- what the views see ---- */

static void barrier_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Barrier *barrier = (const Barrier *)object;
    state->capacity = barrier->enough;
    state->level = barrier->count;
    state->since_ns = -1;
    state->mode = (uint32_t)state_of(barrier);
}

static bool barrier_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Barrier *barrier = (const Barrier *)object;
    return list == THING_WAITERS && line_entry(&barrier->condition->line, at, entry);
}

static const ThingOps thing_ops = {THING_BARRIER, "Barrier", barrier_state, barrier_entry};

/* ---- the object ---- */

static Outcome enough_from(Vm *vm, Value parties, int64_t *enough)
{
    if (int_from(parties, enough))
        return RETURNED;
    if (!value_is_float(parties))
        return vm_refuse(vm, "the parties of a Barrier are a number here, not a %s",
                         class_of(vm, parties)->name->text);
    double real = float_of(parties);
    bool is_count = real < 1e9 && floor(real) >= real;
    *enough = is_count ? (int64_t)real : NEVER_ENOUGH;
    return RETURNED;
}

static Outcome barrier_construct(Vm *vm, const Value *args, Value *result)
{
    bool is_too_small;
    if (value_less(vm, args[1], value_from_small_int(1), &is_too_small) == RAISED)
        return RAISED;
    if (is_too_small)
        return vm_raise(vm, EXCEPTION_ValueError, "parties must be > 0");
    int64_t enough;
    if (enough_from(vm, args[1], &enough) == RAISED)
        return RAISED;
    Barrier *barrier = object_new(vm, (Class *)value_object(args[0]), KIND_OTHER, sizeof *barrier);
    barrier->parties = value_retain(args[1]);
    barrier->enough = enough;
    barrier->thing = world_add_thing(vm, &barrier->head, &thing_ops);
    barrier->condition = condition_new_within(vm, barrier->thing);
    *result = value_from(barrier);
    return RETURNED;
}

static void release_object(Vm *vm, Object *object)
{
    Barrier *barrier = (Barrier *)object;
    world_thing_gone(vm, barrier->thing);
    object_release(vm, barrier->condition);
    value_release(vm, barrier->parties);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const Barrier *)object)->condition));
    visitor(context, ((const Barrier *)object)->parties);
}

static Outcome barrier_repr(Vm *vm, Value self, Value *result)
{
    static const char *const words[] = {"filling", "draining", "resetting", "broken"};
    const Barrier *barrier = barrier_of(self);
    Text extra = {0};
    Outcome outcome = RETURNED;
    text_add(&extra, words[state_of(barrier)]);
    if (state_of(barrier) != BARRIER_BROKEN) {
        text_format(&extra, ", waiters:%lld/", (long long)waiting_count(barrier));
        outcome = value_write_repr(vm, barrier->parties, &extra);
    }
    if (outcome == RETURNED)
        outcome = coordination_repr(vm, self, text_string(&extra), 0, result);
    text_release(&extra);
    return outcome;
}

static const NativeSpec methods[] = {
    {"wait", method_wait, "def self", NATIVE_PLAIN},
    {"reset", method_reset, "def self", NATIVE_PLAIN},
    {"abort", method_abort, "def self", NATIVE_PLAIN},
    {"__aenter__", method_aenter, "def self", NATIVE_PLAIN},
    {"__aexit__", method_aexit, "def self, *args", NATIVE_PLAIN},
    {"parties", get_parties, "self, /", NATIVE_GETTER},
    {"n_waiting", get_n_waiting, "self, /", NATIVE_GETTER},
    {"broken", get_broken, "self, /", NATIVE_GETTER},
    {"_count", get_count, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(Barrier),
    .release = release_object,
    .visit = visit_object,
    .repr = barrier_repr,
};

Class *barrier_class_new(Vm *vm)
{
    return class_native(vm, &(ClassSpec){.name = "Barrier",
                                         .module = "asyncio.locks",
                                         .ops = &ops,
                                         .methods = methods,
                                         .construct = barrier_construct,
                                         .signature = "def cls, parties"});
}
