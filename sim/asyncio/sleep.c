/* asyncio.sleep: one native coroutine, a future and a place in the heap of timers. Mirrors sleep of
 * Lib/asyncio/tasks.py. */
#include "asyncio_room.h"

#include <math.h>

/* The future of a sleep stands in the heap itself: nobody else can see its timer. While it is pending, its
 * `cancel_message` keeps the deadline. */
Future *sleep_begin(Vm *vm, Loop *loop, int64_t deadline_ns)
{
    Future *future = future_new(vm, loop, 0);
    future->head.extra |= FUTURE_IS_SLEEP | FUTURE_TIMER_STANDS;
    future->cancel_message = int_new(vm, deadline_ns);
    uint32_t task = current_task_number(vm);
    future->sleeper = task;
    world_note(vm, FACT_TIMER_SET, task, 0, (uint64_t)deadline_ns);
    timers_add(vm, loop, deadline_ns, &future->head);
    return future;
}

int64_t sleep_deadline_ns(const Future *future)
{
    int64_t deadline_ns = -1;
    int_from(future->cancel_message, &deadline_ns);
    return deadline_ns;
}

void sleep_end(Vm *vm, Future *future, int64_t deadline_ns)
{
    if (future->head.extra & FUTURE_SLEEP_IS_OVER)
        return;
    bool stands = future->head.extra & FUTURE_TIMER_STANDS;
    future->head.extra |= FUTURE_SLEEP_IS_OVER;
    if (future->head.flags != FUTURE_FINISHED)
        world_note(vm, FACT_TIMER_CANCELLED, future->sleeper, 0, (uint64_t)deadline_ns);
    if (stands)
        timers_cancelled(vm, future->loop);
}

/* ---- the coroutine ---- */

enum { SLOT_DELAY, SLOT_DEADLINE = SLOT_DELAY, SLOT_RESULT, SLOT_FUTURE }; /* the one becomes the other */
enum { STATE_BEGIN, STATE_YIELDED, STATE_SLEPT };

static Outcome is_at_once(Vm *vm, Value delay, bool *at_once)
{
    double real;
    Value answer;
    if (real_from(delay, &real)) {
        *at_once = real <= 0.0;
        return RETURNED;
    }
    if (value_compare(vm, COMPARE_LE, delay, value_from_small_int(0), &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, at_once);
    value_release(vm, answer);
    return outcome;
}

static Outcome begin(Vm *vm, NativeCoroutine *co)
{
    bool at_once;
    double delay = 0.0;
    Loop *loop;
    if (is_at_once(vm, co->slots[SLOT_DELAY], &at_once) == RAISED)
        return RAISED;
    if (at_once)
        return coroutine_yield(co, STATE_YIELDED);
    if (!real_from(co->slots[SLOT_DELAY], &delay))
        return vm_raise(vm, EXCEPTION_TypeError, "must be real number, not %s",
                        class_of(vm, co->slots[SLOT_DELAY])->name->text);
    if (isnan(delay))
        return vm_raise(vm, EXCEPTION_ValueError, "Invalid delay: NaN (not a number)");
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    int64_t deadline_ns = deadline_after(vm, delay);
    co->slots[SLOT_FUTURE] = value_from(sleep_begin(vm, loop, deadline_ns));
    value_replace(vm, &co->slots[SLOT_DEADLINE], int_new(vm, deadline_ns));
    return coroutine_await(vm, co, co->slots[SLOT_FUTURE], STATE_SLEPT);
}

static Outcome end(NativeCoroutine *co, Value *result)
{
    *result = co->slots[SLOT_RESULT] == VALUE_EMPTY ? VALUE_NONE : value_retain(co->slots[SLOT_RESULT]);
    return RETURNED;
}

static Outcome sleep_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    int64_t deadline_ns = 0;
    switch (co->state) {
    case STATE_BEGIN:
        return begin(vm, co);
    case STATE_SLEPT:
        int_from(co->slots[SLOT_DEADLINE], &deadline_ns);
        sleep_end(vm, value_future(co->slots[SLOT_FUTURE]), deadline_ns);
        return sent == VALUE_EMPTY ? RAISED : end(co, result);
    default:
        return sent == VALUE_EMPTY ? RAISED : end(co, result);
    }
}

static Outcome asyncio_sleep(Vm *vm, const Value *args, Value *result)
{
    NativeCoroutine *co = asyncio_coroutine(vm, COROUTINE_sleep, sleep_step);
    co->slots[SLOT_DELAY] = value_retain(args[0]);
    co->slots[SLOT_RESULT] = value_retain(args[1]);
    co->holds_little = !value_is_object(args[1]);
    *result = value_from(co);
    return RETURNED;
}

void sleep_share_bare_yield(Vm *vm, Module *module)
{
    AsyncioRoom *room = asyncio_room(vm);
    Str *name = room->coroutines[COROUTINE_sleep].name;
    native_is_sleep(module_get(vm, module, name));
    coroutine_share_bare_yield(vm, sleep_step, STATE_YIELDED, name, room->coroutines[COROUTINE_sleep].qualname);
}

const NativeSpec sleep_functions[] = {
    {"sleep", asyncio_sleep, "def delay, result=None", NATIVE_PLAIN},
    {0},
};
