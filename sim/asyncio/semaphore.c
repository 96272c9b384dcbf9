/* asyncio.Semaphore and BoundedSemaphore. Mirrors Lib/asyncio/locks.py.
 *
 * `value` counts the spaces that are free and not promised: waking a waiter takes a space for it at once, so that
 * nobody who comes later gets there first. Programs give a float too, math.inf for one without a limit: then the
 * counting is done in `real`, and 1.5 is never 0, so that nobody ever waits. */
#include "coordination.h"

#include <math.h>

typedef struct Semaphore {
    Object head;
    Loop *loop; /* owned, or NULL */
    WaitingLine line;
    Spaces holders;
    int64_t value;
    int64_t bound;           /* a BoundedSemaphore's first value, else INT64_MAX */
    double real, real_bound; /* instead of these, where it began with a float */
    uint32_t thing;
    uint32_t is_real;
} Semaphore;

static Semaphore *semaphore_of(Value value)
{
    return (Semaphore *)value_object(value);
}

/* ---- the value, of either kind ---- */

static void add(Semaphore *semaphore, int spaces)
{
    if (semaphore->is_real)
        semaphore->real += spaces;
    else
        semaphore->value += spaces;
}

static bool has_space(const Semaphore *semaphore)
{
    return semaphore->is_real ? semaphore->real > 0 : semaphore->value > 0;
}

static bool is_at_bound(const Semaphore *semaphore)
{
    return semaphore->is_real ? semaphore->real >= semaphore->real_bound : semaphore->value >= semaphore->bound;
}

/* For who looks on: whole spaces. */
static int64_t whole_value(const Semaphore *semaphore)
{
    static const double MOST = 1e9;
    double real = semaphore->real;
    if (!semaphore->is_real)
        return semaphore->value;
    return (int64_t)floor(real < -MOST ? -MOST : real < MOST ? real : MOST);
}

static Value number_of(Vm *vm, const Semaphore *semaphore, int64_t integer, double real)
{
    return semaphore->is_real ? float_new(vm, real) : int_new(vm, integer);
}

/* Whether it cannot be acquired immediately: because of its value, or to let those in line go first. */
static bool is_locked(const Semaphore *semaphore)
{
    bool is_zero = semaphore->is_real ? !(semaphore->real < 0 || semaphore->real > 0) : semaphore->value == 0;
    return is_zero || !line_is_cancelled(&semaphore->line);
}

/* Semaphore._wake_up_next: false where there was no one to wake up. */
static bool wake_up_next(Vm *vm, Semaphore *semaphore)
{
    Future *next = line_first_pending(&semaphore->line);
    if (!next)
        return false;
    add(semaphore, -1);
    spaces_hand_over(vm, &semaphore->holders, next);
    future_set_result(vm, next, VALUE_TRUE);
    return true;
}

static Outcome release(Vm *vm, Semaphore *semaphore)
{
    if (is_at_bound(semaphore))
        return vm_raise(vm, EXCEPTION_ValueError, "BoundedSemaphore released too many times");
    add(semaphore, 1);
    spaces_free(vm, &semaphore->holders, whole_value(semaphore));
    wake_up_next(vm, semaphore);
    return outcome_of_waking(vm);
}

/* ---- acquire, and `async with` ---- */

enum { WAITER = 1, ANSWER };

/* Where that needs no waiting. */
static bool take_space(Vm *vm, Semaphore *semaphore)
{
    if (is_locked(semaphore))
        return false;
    add(semaphore, -1);
    spaces_take(vm, &semaphore->holders, whole_value(semaphore));
    return true;
}

static Outcome join_line(Vm *vm, NativeCoroutine *co, Semaphore *semaphore)
{
    Future *waiter;
    if (line_join(vm, &semaphore->line, co->slots[SELF], &semaphore->loop, &waiter) == RAISED)
        return RAISED;
    co->slots[WAITER] = value_from(waiter);
    return coroutine_await(vm, co, co->slots[WAITER], 1);
}

/* The wait was cancelled: a space that was promised already goes back. */
static void give_up(Vm *vm, Semaphore *semaphore, const Future *waiter)
{
    spaces_refuse(vm, &semaphore->holders);
    if (raised_is_cancelled_error(vm) && future_state(waiter) == FUTURE_FINISHED)
        add(semaphore, 1);
}

static Outcome acquire_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Semaphore *semaphore = semaphore_of(co->slots[SELF]);
    if (co->state == 0) {
        if (!take_space(vm, semaphore))
            return join_line(vm, co, semaphore);
        return finish_with(co->slots[ANSWER], result);
    }
    Future *waiter = value_future(co->slots[WAITER]);
    line_leave(vm, &semaphore->line, waiter);
    line_wait_ended(vm, &semaphore->line, sent != VALUE_EMPTY);
    if (sent == VALUE_EMPTY)
        give_up(vm, semaphore, waiter);
    else
        spaces_accept(vm, &semaphore->holders, whole_value(semaphore));
    /* Some may have had to get in line though there was a space. */
    while (has_space(semaphore) && wake_up_next(vm, semaphore))
        ;
    return sent == VALUE_EMPTY ? RAISED : finish_with(co->slots[ANSWER], result);
}

static Outcome acquire(Vm *vm, const Value *args, CoroutineName name, Value answer, Value *result)
{
    if (native_is_awaited(vm, args) && take_space(vm, semaphore_of(args[0])))
        return native_settle(vm, finish_with(answer, result));
    NativeCoroutine *co = method_begin(vm, name, acquire_step, args[0]);
    co->slots[ANSWER] = answer;
    *result = value_from(co);
    return RETURNED;
}

static Outcome method_acquire(Vm *vm, const Value *args, Value *result)
{
    return acquire(vm, args, COROUTINE_semaphore_acquire, VALUE_TRUE, result);
}

static Outcome method_aenter(Vm *vm, const Value *args, Value *result)
{
    return acquire(vm, args, COROUTINE_lock_enter, VALUE_NONE, result);
}

static Outcome method_release(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return release(vm, semaphore_of(args[0]));
}

static Outcome method_aexit(Vm *vm, const Value *args, Value *result)
{
    return context_manager_exit(vm, args, method_release, result);
}

static Outcome method_locked(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(is_locked(semaphore_of(args[0])));
    return RETURNED;
}

static Outcome get_value(Vm *vm, const Value *args, Value *result)
{
    const Semaphore *semaphore = semaphore_of(args[0]);
    *result = number_of(vm, semaphore, semaphore->value, semaphore->real);
    return RETURNED;
}

static Outcome get_bound_value(Vm *vm, const Value *args, Value *result)
{
    const Semaphore *semaphore = semaphore_of(args[0]);
    *result = number_of(vm, semaphore, semaphore->bound, semaphore->real_bound);
    return RETURNED;
}

static Outcome get_waiters(Vm *vm, const Value *args, Value *result)
{
    const Semaphore *semaphore = semaphore_of(args[0]);
    if (semaphore->line.futures)
        return line_show(vm, &semaphore->line, result);
    return finish_with(VALUE_NONE, result);
}

/* ---- what the views see ---- */

static void semaphore_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Semaphore *semaphore = (const Semaphore *)object;
    state->level = whole_value(semaphore);
    state->capacity = state->level + semaphore->holders.used;
    state->since_ns = spaces_since_ns(&semaphore->holders);
}

static bool semaphore_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Semaphore *semaphore = (const Semaphore *)object;
    if (list == THING_HOLDERS)
        return spaces_entry(&semaphore->holders, at, entry);
    return list == THING_WAITERS && line_entry(&semaphore->line, at, entry);
}

static const ThingOps semaphore_thing = {THING_SEMAPHORE, "Semaphore", semaphore_state, semaphore_entry};
static const ThingOps bounded_thing = {THING_SEMAPHORE, "BoundedSemaphore", semaphore_state, semaphore_entry};

/* ---- the objects ---- */

/* The value that it starts with: a number that is not negative. */
static Outcome check_value(Vm *vm, Value value)
{
    bool is_negative;
    if (value_less(vm, value, value_from_small_int(0), &is_negative) == RAISED)
        return RAISED;
    if (is_negative)
        return vm_raise(vm, EXCEPTION_ValueError, "Semaphore initial value must be >= 0");
    int64_t integer;
    if (!int_from(value, &integer) && !value_is_float(value))
        return vm_refuse(vm, "the value of a Semaphore is a number here, not a %s",
                         class_of(vm, value)->name->text);
    return RETURNED;
}

static void begin_with(Semaphore *semaphore, Value value, bool is_bounded)
{
    semaphore->bound = INT64_MAX;
    semaphore->real_bound = NAN; /* which nothing reaches, not even infinity */
    semaphore->is_real = value_is_float(value);
    if (semaphore->is_real)
        semaphore->real = float_of(value);
    else
        int_from(value, &semaphore->value);
    if (is_bounded) {
        semaphore->bound = semaphore->value;
        semaphore->real_bound = semaphore->real;
    }
}

static Outcome construct(Vm *vm, const Value *args, bool is_bounded, Value *result)
{
    Value value = args[1] == VALUE_EMPTY ? value_from_small_int(1) : args[1];
    if (check_value(vm, value) == RAISED)
        return RAISED;
    Semaphore *semaphore = object_new(vm, (Class *)value_object(args[0]), KIND_OTHER, sizeof *semaphore);
    begin_with(semaphore, value, is_bounded);
    semaphore->thing = world_add_thing(vm, &semaphore->head, is_bounded ? &bounded_thing : &semaphore_thing);
    semaphore->line.thing = semaphore->holders.thing = semaphore->thing;
    *result = value_from(semaphore);
    return RETURNED;
}

static Outcome semaphore_construct(Vm *vm, const Value *args, Value *result)
{
    return construct(vm, args, false, result);
}

static Outcome bounded_construct(Vm *vm, const Value *args, Value *result)
{
    return construct(vm, args, true, result);
}

static void release_object(Vm *vm, Object *object)
{
    Semaphore *semaphore = (Semaphore *)object;
    world_thing_gone(vm, semaphore->thing);
    line_release(vm, &semaphore->line);
    spaces_release(vm, &semaphore->holders);
    object_release(vm, semaphore->loop);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    const Semaphore *semaphore = (const Semaphore *)object;
    line_visit(&semaphore->line, visitor, context);
    visitor(context, value_from(semaphore->loop));
}

static Outcome semaphore_repr(Vm *vm, Value self, Value *result)
{
    const Semaphore *semaphore = semaphore_of(self);
    Text extra = {0};
    Value number = number_of(vm, semaphore, semaphore->value, semaphore->real);
    Outcome outcome = RETURNED;
    text_add(&extra, is_locked(semaphore) ? "locked" : "unlocked, value:");
    if (!is_locked(semaphore))
        outcome = value_write_repr(vm, number, &extra);
    if (outcome == RETURNED)
        outcome = coordination_repr(vm, self, text_string(&extra), semaphore->line.count, result);
    value_release(vm, number);
    text_release(&extra);
    return outcome;
}

static const NativeSpec methods[] = {
    {"acquire", method_acquire, "def self", NATIVE_PLAIN},
    {"release", method_release, "def self", NATIVE_PLAIN},
    {"locked", method_locked, "def self", NATIVE_PLAIN},
    {"__aenter__", method_aenter, "def self", NATIVE_PLAIN},
    {"__aexit__", method_aexit, "def self, exc_type, exc, tb", NATIVE_PLAIN},
    {"_value", get_value, "self, /", NATIVE_GETTER},
    {"_waiters", get_waiters, "self, /", NATIVE_GETTER},
    {0},
};

static const NativeSpec bounded_methods[] = {
    {"_bound_value", get_bound_value, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(Semaphore),
    .release = release_object,
    .visit = visit_object,
    .repr = semaphore_repr,
};

Class *semaphore_class_new(Vm *vm)
{
    return class_native(vm, &(ClassSpec){.name = "Semaphore",
                                         .module = "asyncio.locks",
                                         .ops = &ops,
                                         .methods = methods,
                                         .construct = semaphore_construct,
                                         .signature = "def cls, value=1"});
}

Class *bounded_semaphore_class_new(Vm *vm, Class *semaphore)
{
    return class_native(vm, &(ClassSpec){.name = "BoundedSemaphore",
                                         .module = "asyncio.locks",
                                         .base = semaphore,
                                         .ops = &ops,
                                         .methods = bounded_methods,
                                         .construct = bounded_construct,
                                         .signature = "def cls, value=1"});
}
