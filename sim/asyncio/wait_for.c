/* asyncio.wait_for: await one awaitable in the caller's own task, inside a timeout. Mirrors wait_for and
 * _cancel_and_wait of Lib/asyncio/tasks.py. */
#include "asyncio_room.h"

enum { SLOT_AWAITABLE, SLOT_DELAY, SLOT_TIMEOUT, SLOT_FUTURE, SLOT_WAITER };
enum { STATE_BEGIN, STATE_INSIDE, STATE_CANCELLED };

/* ---- no time at all: cancel it, wait until it has ended ---- */

static Outcome release_waiter(Vm *vm, Value owner, Value argument)
{
    (void)argument;
    Future *waiter = value_future(owner);
    return future_is_done(waiter) ? RETURNED : future_set_result(vm, waiter, VALUE_NONE);
}

/* CPython's callback is a functools.partial, which has no name of its own. */
static const NativeCallback partial_callback = {
    .qualname = "partial", .run = release_waiter, .shown = "_release_waiter()()" ASYNCIO_PLACE};

static Outcome cancel_and_wait(Vm *vm, NativeCoroutine *co, Value *result)
{
    Future *future;
    Loop *loop;
    if (ensure_future(vm, co->slots[SLOT_AWAITABLE], NULL, &future) == RAISED)
        return RAISED;
    co->slots[SLOT_FUTURE] = value_from(future);
    if (future_is_done(future))
        return future_result(vm, future, result);
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    Future *waiter = future_new(vm, loop, 0);
    co->slots[SLOT_WAITER] = value_from(waiter);
    if (!future_add_callback(vm, future, &partial_callback, value_from(waiter)))
        return RAISED;
    future_cancel(vm, future, VALUE_EMPTY);
    return vm_is_over(vm) ? RAISED : coroutine_await(vm, co, value_from(waiter), STATE_CANCELLED);
}

static Outcome raise_timeout(Vm *vm, NativeCoroutine *co)
{
    exception_add_native(vm, vm->raised, co); /* which knows the future that holds the exception: a circle */
    Value cancelled = vm_take_raised(vm);
    Value error = exception_new(vm, vm->exceptions[EXCEPTION_TimeoutError], VALUE_EMPTY);
    value_exception(error)->cause = value_retain(cancelled);
    value_exception(error)->context = cancelled;
    value_exception(error)->suppress_context = true;
    return vm_reraise(vm, error);
}

static Outcome end_cancelled(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Future *future = value_future(co->slots[SLOT_FUTURE]);
    future_remove_callback(vm, future, &partial_callback, co->slots[SLOT_WAITER]);
    if (sent == VALUE_EMPTY)
        return RAISED;
    Outcome outcome = future_result(vm, future, result);
    if (outcome == RAISED && vm_raised_is(vm, asyncio_classes(vm)->cancelled_error))
        return raise_timeout(vm, co);
    return outcome;
}

/* ---- some time ---- */

static Outcome is_at_once(Vm *vm, Value delay, bool *at_once)
{
    Value answer;
    *at_once = false;
    if (delay == VALUE_NONE)
        return RETURNED;
    if (value_compare(vm, COMPARE_LE, delay, value_from_small_int(0), &answer) == RAISED)
        return RAISED;
    Outcome outcome = value_truth(vm, answer, at_once);
    value_release(vm, answer);
    return outcome;
}

static Outcome begin(Vm *vm, NativeCoroutine *co, Value *result)
{
    bool at_once;
    if (is_at_once(vm, co->slots[SLOT_DELAY], &at_once) == RAISED)
        return RAISED;
    if (at_once)
        return cancel_and_wait(vm, co, result);
    if (timeout_begin(vm, co->slots[SLOT_DELAY], &co->slots[SLOT_TIMEOUT]) == RAISED)
        return RAISED;
    Outcome outcome = coroutine_await(vm, co, co->slots[SLOT_AWAITABLE], STATE_INSIDE);
    return outcome == RAISED ? timeout_end(vm, co->slots[SLOT_TIMEOUT]) : outcome;
}

static Outcome end_inside(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Value came = vm->raised;
    Outcome outcome = timeout_end(vm, co->slots[SLOT_TIMEOUT]);
    if (vm->raised == came) /* the traceback has no frame of the timeout's own */
        value_replace(vm, &co->slots[SLOT_TIMEOUT], VALUE_EMPTY);
    if (sent == VALUE_EMPTY || outcome == RAISED)
        return RAISED;
    *result = value_retain(sent);
    return RETURNED;
}

static Outcome wait_for_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    switch (co->state) {
    case STATE_BEGIN:
        return begin(vm, co, result);
    case STATE_INSIDE:
        return end_inside(vm, co, sent, result);
    default:
        return end_cancelled(vm, co, sent, result);
    }
}

static Outcome asyncio_wait_for(Vm *vm, const Value *args, Value *result)
{
    NativeCoroutine *co = asyncio_coroutine(vm, COROUTINE_wait_for, wait_for_step);
    co->slots[SLOT_AWAITABLE] = value_retain(args[0]);
    co->slots[SLOT_DELAY] = value_retain(args[1]);
    *result = value_from(co);
    return RETURNED;
}

const NativeSpec wait_for_functions[] = {
    {"wait_for", asyncio_wait_for, "def fut, timeout", NATIVE_PLAIN},
    {0},
};
