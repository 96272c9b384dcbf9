/* Moving values between frames: how a frame ends, yields, is sent to and thrown into.
 *
 * Frames in progress form a chain, innermost first, through `back`. Where a frame waits for a generator or
 * coroutine, the chain can be left and entered again as a whole:
 *
 *     root                 SENDING to ──► coroutine             SENDING to ──► coroutine at YIELD
 *     (back is NULL)                      (back: root)                         (back: the one that sends)
 *
 * A value that is yielded goes up through all frames that are SENDING, which are suspended with it; a value that is
 * sent to the outermost goes down through what each of them waits for. An end goes one frame up and is delivered
 * there: as the result of SEND, as the end of a `for`, as a StopIteration where the generator's send() was called,
 * or as the outcome of a run that C began.
 *
 * Any of these can lead to the next, since native coroutines take their steps in between. So each step leaves what
 * is to be done next in a Move, and one loop carries the moves out: a million awaits that are over at once do not
 * deepen C's stack. */
#include "context.h"
#include "frame_machine.h"

#include <assert.h>

typedef enum MoveKind {
    MOVE_SEND,    /* `value` (EMPTY: vm->raised) into `frame`, which is not in progress yet */
    MOVE_YIELD,   /* `value` out of `frame`, the innermost */
    MOVE_DELIVER, /* to the innermost frame: what it waits for has ended with `value` (EMPTY: vm->raised) */
    MOVE_OVER,    /* nothing is left to move: `next` tells what comes */
} MoveKind;

typedef struct Move {
    MoveKind kind;
    Next next;
    Frame *frame;
    Value value;    /* owned */
    uint32_t flags; /* MOVE_DELIVER: how the frame that ended had been resumed */
} Move;

static void be_over(Move *move, Next next)
{
    move->kind = MOVE_OVER;
    move->next = next;
}

static void deliver(Move *move, uint32_t flags, Value value)
{
    move->kind = MOVE_DELIVER;
    move->flags = flags;
    move->value = value;
}

static void yield_from(Move *move, Frame *frame, Value value)
{
    move->kind = MOVE_YIELD;
    move->frame = frame;
    move->value = value;
}

static void send_to(Move *move, Frame *frame, Value value)
{
    move->kind = MOVE_SEND;
    move->frame = frame;
    move->value = value;
}

/* ---- entering and leaving ---- */

static bool enter(Vm *vm, Frame *frame)
{
    if (vm->depth >= VM_FRAMES_MOST) {
        frame_set_flag(frame, FRAME_WAS_AWAITED); /* the await has begun, and failed */
        vm_raise(vm, EXCEPTION_RecursionError, "maximum recursion depth exceeded");
        return false;
    }
    vm->depth++;
    vm->fuel -= 16;
    frame->head.flags = FRAME_RUNNING;
    frame->back = vm->frame;
    vm->frame = frame;
    return true;
}

static void leave(Vm *vm, Frame *frame, FrameState state)
{
    assert(vm->frame == frame);
    vm->frame = frame->back;
    vm->depth--;
    frame->back = NULL;
    frame->head.flags = (uint8_t)state;
}

static uint32_t take_how_it_was_resumed(Frame *frame)
{
    uint32_t flags = frame_flags(frame) & FRAME_RESUMED_HOW;
    frame_clear_flag(frame, FRAME_RESUMED_HOW);
    return flags;
}

static void frame_pop_value(Vm *vm, Frame *frame)
{
    value_release(vm, *--frame->top);
}

void frame_clear(Vm *vm, Frame *frame)
{
    Value *top = frame->top;
    frame->top = frame->slots;
    for (Value *slot = frame->slots; slot < top; slot++)
        value_release(vm, *slot);
    value_replace(vm, &frame->handled, VALUE_EMPTY);
}

void frame_free_plain(Vm *vm, Frame *frame)
{
    frame_clear(vm, frame);
    value_release(vm, frame->made);
    arena_free(&vm->arena, frame, sizeof(Frame) + frame->code->slot_count * sizeof(Value));
}

/* ---- the views' `awaited` ---- */

static bool shows_awaits(const Vm *vm, const Frame *frame)
{
    bool is_asynchronous = frame->head.kind == KIND_COROUTINE || frame->head.kind == KIND_ASYNC_GENERATOR;
    return vm->is_stepped && vm->hooks->awaited && is_asynchronous && !(frame->code->flags & CODE_LIBRARY);
}

static void note_switch(Vm *vm, Frame *frame)
{
    if (frame_flags(frame) & FRAME_SWITCHED)
        return;
    frame_set_flag(frame, FRAME_SWITCHED);
    if (shows_awaits(vm, frame))
        vm->hooks->awaited(vm->hooks->context, vm, frame, true);
}

void await_is_over(Vm *vm, Frame *frame)
{
    bool has_switched = frame_flags(frame) & FRAME_SWITCHED;
    frame_clear_flag(frame, FRAME_SENDING | FRAME_SWITCHED);
    if (!has_switched && shows_awaits(vm, frame))
        vm->hooks->awaited(vm->hooks->context, vm, frame, false);
}

/* ---- what an end or a yield means for the one who resumed ---- */

static const char *sort_of(const Frame *frame)
{
    if (frame->head.kind == KIND_GENERATOR)
        return "generator";
    return frame->head.kind == KIND_ASYNC_GENERATOR ? "async generator" : "coroutine";
}

/* A StopIteration must not leave a generator as if it had ended: it becomes the cause of a RuntimeError. */
static void turn_stop_iteration(Vm *vm, const Frame *frame)
{
    bool is_async =
        frame->head.kind == KIND_ASYNC_GENERATOR && vm_raised_is_builtin(vm, EXCEPTION_StopAsyncIteration);
    if (!is_async && !vm_raised_is_builtin(vm, EXCEPTION_StopIteration))
        return;
    Value stop = vm_take_raised(vm);
    Value error = exception_with_text(vm, vm->exceptions[EXCEPTION_RuntimeError], "%s raised %s", sort_of(frame),
                                      is_async ? "StopAsyncIteration" : "StopIteration");
    value_exception(error)->cause = stop;
    value_exception(error)->context = value_retain(stop);
    value_exception(error)->suppress_context = true;
    vm_reraise(vm, error);
}

static Value raise_stop(Vm *vm, ExceptionName name, Value value)
{
    Class *class = vm->exceptions[name];
    if (value == VALUE_NONE || name == EXCEPTION_StopAsyncIteration)
        vm_raise_with_nothing(vm, class);
    else
        vm_raise_with(vm, class, value);
    value_release(vm, value);
    return VALUE_EMPTY;
}

/* Who awaits a frame and gets a GeneratorExit closes that frame first, by an exception of its own making, and goes
 * on with the one it got: `made` keeps it. In what has no such field, the one it got goes all the way. */
static bool keeps_exit(const Frame *frame)
{
    return frame->head.kind == KIND_GENERATOR || frame->head.kind == KIND_COROUTINE;
}

static void forsake(Vm *vm, Frame *inner)
{
    frame_set_flag(inner, FRAME_FORSAKEN);
    if (!keeps_exit(inner))
        return;
    inner->made = vm_take_raised(vm);
    vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_GeneratorExit]);
}

static Value take_kept_exit(Frame *frame)
{
    Value kept = keeps_exit(frame) ? frame->made : VALUE_EMPTY;
    if (kept != VALUE_EMPTY)
        frame->made = VALUE_EMPTY;
    return kept;
}

static void raise_exit_again(Vm *vm, Value kept)
{
    if (kept != VALUE_EMPTY)
        vm_reraise(vm, kept);
    else if (vm->raised == VALUE_EMPTY)
        vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_GeneratorExit]);
}

/* Of a generator that was to close: GeneratorExit is what was asked for, and so is a return. */
static Value settle_closing(Vm *vm, Frame *frame, uint32_t flags, Value value)
{
    Value kept = take_kept_exit(frame);
    bool is_closed = value != VALUE_EMPTY || vm_raised_is_builtin(vm, EXCEPTION_GeneratorExit);
    if (frame->head.kind == KIND_ASYNC_GENERATOR)
        is_closed |= vm_raised_is_builtin(vm, EXCEPTION_StopAsyncIteration);
    if (!is_closed) {
        value_release(vm, kept);
        return VALUE_EMPTY;
    }
    bool is_forsaken = flags & FRAME_FORSAKEN;
    if (value == VALUE_EMPTY && (kept != VALUE_EMPTY || !is_forsaken)) {
        value_release(vm, vm_take_raised(vm));
        value = VALUE_NONE;
    }
    if (!is_forsaken)
        return value;
    value_release(vm, value);
    raise_exit_again(vm, kept);
    return VALUE_EMPTY;
}

/* The asynchronous generator is at its yield or has ended: so has the asend() that ran it. */
static bool end_asend(Frame *generator)
{
    Asend *asend = generator->made == VALUE_EMPTY ? NULL : (Asend *)value_object(generator->made);
    generator->made = VALUE_EMPTY;
    if (asend)
        asend->head.flags = ASEND_ENDED;
    return asend && asend->mode == ASEND_CLOSE;
}

/* ---- ends ---- */

/* What the end of a generator or coroutine is for the one who resumed it: a value, or EMPTY with vm->raised. */
static Value settle_end(Vm *vm, Frame *frame, uint32_t flags, Value value)
{
    bool is_closing = flags & (FRAME_CLOSING | FRAME_FORSAKEN);
    if (value == VALUE_EMPTY)
        turn_stop_iteration(vm, frame);
    if (frame->head.kind == KIND_ASYNC_GENERATOR) {
        is_closing |= end_asend(frame);
        if (value != VALUE_EMPTY)
            value = raise_stop(vm, EXCEPTION_StopAsyncIteration, value);
    }
    if (is_closing)
        value = settle_closing(vm, frame, flags, value);
    bool is_close_call = (flags & FRAME_CLOSING) && frame->head.kind != KIND_ASYNC_GENERATOR;
    if (value != VALUE_EMPTY && (flags & FRAME_CALLED) && !is_close_call)
        value = raise_stop(vm, EXCEPTION_StopIteration, value);
    return value;
}

static void clear_native(Vm *vm, NativeCoroutine *co)
{
    value_replace(vm, &co->awaiting, VALUE_EMPTY);
    for (size_t i = 0; i < co->head.count; i++)
        value_replace(vm, &co->slots[i], VALUE_EMPTY);
    value_replace(vm, &co->handled, VALUE_EMPTY);
}

/* The caller's frame, as CPython keeps it. Who only hands an exception on to an asynchronous generator that it
 * waits for does not run for that: an awaitable stands in between, which has no frame. */
static Frame *caller_to_keep(const Frame *frame, uint32_t flags, Frame *back)
{
    while (frame->head.kind == KIND_ASYNC_GENERATOR && (flags & FRAME_THROWN) && back &&
           (frame_flags(back) & FRAME_THROWN)) {
        frame = back;
        flags = frame_flags(back);
        back = back->back;
    }
    return back;
}

static void end_resumable(Vm *vm, Move *move, Frame *frame, Value value)
{
    uint32_t flags = take_how_it_was_resumed(frame);
    leave(vm, frame, FRAME_FINISHED);
    if (frame_is_native(frame) && value == VALUE_EMPTY)
        exception_add_native(vm, vm->raised, (NativeCoroutine *)frame);
    if (frame_flags(frame) & FRAME_KEPT)
        frame_leave_kept(vm, frame, caller_to_keep(frame, flags, vm->frame));
    if (frame_is_native(frame))
        clear_native(vm, (NativeCoroutine *)frame);
    else
        frame_clear(vm, frame);
    value = settle_end(vm, frame, flags, value);
    if (flags & FRAME_CALLED)
        object_release(vm, frame);
    deliver(move, flags, value);
}

/* ---- delivering ---- */

static void leave_loop(Vm *vm, Frame *frame)
{
    frame_pop_value(vm, frame);
    frame->ip += instruction_argument(frame->ip[-1]);
}

static void step_native(Vm *vm, Move *move, NativeCoroutine *co, Value sent);

/* The outcome of what SEND or FOR_ITER waited for, or of a call, comes onto the frame's stack. */
static void take_value(Vm *vm, Frame *to, uint32_t waits, Value value)
{
    if (waits & FRAME_SENDING) {
        value_replace(vm, &to->top[-1], value);
    } else if (waits & FRAME_ITERATING) {
        value_release(vm, value);
        leave_loop(vm, to);
    } else {
        *to->top++ = value;
    }
}

/* An exception that is thrown in gets for its context what a frame handles: first where it arrives, then in each
 * frame further out that it was thrown through and now leaves by. */
static void chain_to_handled(Vm *vm, const Frame *frame)
{
    if (frame->handled == VALUE_EMPTY)
        return;
    Value exception = vm_take_raised(vm);
    vm_raise_value(vm, exception);
    value_release(vm, exception);
}

static void carry_delivery(Vm *vm, Move *move, Value *result)
{
    Frame *to = vm->frame;
    Value value = move->value;
    if (!to || (move->flags & FRAME_NESTED)) {
        *result = value;
        be_over(move, value == VALUE_EMPTY ? NEXT_RAISED : NEXT_RETURNED);
        return;
    }
    if (frame_is_native(to)) {
        step_native(vm, move, (NativeCoroutine *)to, value);
        return;
    }
    uint32_t waits = frame_flags(to) & (FRAME_SENDING | FRAME_ITERATING);
    if (waits & FRAME_SENDING)
        await_is_over(vm, to);
    frame_clear_flag(to, FRAME_ITERATING);
    if (value != VALUE_EMPTY)
        take_value(vm, to, waits, value);
    else if ((waits & FRAME_SENDING) && (move->flags & frame_flags(to) & FRAME_THROWN))
        chain_to_handled(vm, to);
    be_over(move, value == VALUE_EMPTY ? NEXT_RAISE : NEXT_RUN);
}

/* ---- yielding ---- */

/* A yield of an asynchronous generator ends the asend() that ran it. */
static void end_step_of_async_generator(Vm *vm, Move *move, Frame *frame, uint32_t flags, Value value)
{
    if (end_asend(frame)) {
        value_release(vm, value);
        vm_raise(vm, EXCEPTION_RuntimeError, "async generator ignored GeneratorExit");
        value = VALUE_EMPTY;
    } else if (flags & FRAME_FORSAKEN) {
        value = settle_closing(vm, frame, flags, value);
    } else if (flags & FRAME_CALLED) {
        value = raise_stop(vm, EXCEPTION_StopIteration, value);
    }
    if (flags & FRAME_CALLED)
        object_release(vm, frame);
    deliver(move, flags, value);
}

static void ignored_exit(Vm *vm, Move *move, Frame *frame, uint32_t flags, Value value)
{
    value_release(vm, value);
    value_release(vm, take_kept_exit(frame));
    vm_raise(vm, EXCEPTION_RuntimeError, "%s ignored GeneratorExit", sort_of(frame));
    if (flags & FRAME_CALLED)
        object_release(vm, frame);
    deliver(move, flags, VALUE_EMPTY);
}

/* The value has left a frame and comes to the one that resumed it: to C, further up, or onto its stack. */
static void pass_up(Vm *vm, Move *move, uint32_t flags, Value *result)
{
    Frame *to = vm->frame;
    if (!to || (flags & FRAME_NESTED)) {
        *result = move->value;
        be_over(move, flags & FRAME_CALLED ? NEXT_RETURNED : NEXT_SUSPENDED);
        return;
    }
    if (frame_is_native(to) || (frame_flags(to) & FRAME_SENDING)) {
        yield_from(move, to, move->value);
        return;
    }
    frame_clear_flag(to, FRAME_ITERATING);
    *to->top++ = move->value;
    be_over(move, NEXT_RUN);
}

static void carry_yield(Vm *vm, Move *move, Value *result)
{
    Frame *frame = move->frame;
    if (frame_flags(frame) & FRAME_SENDING)
        note_switch(vm, frame);
    uint32_t flags = take_how_it_was_resumed(frame);
    leave(vm, frame, FRAME_SUSPENDED);
    if (frame->head.kind == KIND_ASYNC_GENERATOR && (frame_flags(frame) & FRAME_YIELDED)) {
        end_step_of_async_generator(vm, move, frame, flags, move->value);
    } else if (flags & (FRAME_CLOSING | FRAME_FORSAKEN)) {
        ignored_exit(vm, move, frame, flags, move->value);
    } else {
        if (flags & FRAME_CALLED)
            object_release(vm, frame);
        pass_up(vm, move, flags, result);
    }
}

/* ---- sending ---- */

/* Of code that C called on the way. Where the run has ended in it, all frames stay as they are. */
static void take_outcome(Vm *vm, Move *move, Frame *waiter, Outcome outcome, uint32_t flags, Value value)
{
    if (vm_is_over(vm))
        be_over(move, NEXT_RAISED);
    else if (outcome == SUSPENDED)
        yield_from(move, waiter, value);
    else
        deliver(move, flags, outcome == RETURNED ? value : VALUE_EMPTY);
}

static bool can_be_resumed(const Frame *frame)
{
    return frame->head.flags == FRAME_UNSTARTED || frame->head.flags == FRAME_SUSPENDED;
}

/* The move's value (EMPTY: vm->raised) goes into what the innermost frame waits for. */
static void send_to_frame(Vm *vm, Move *move, Value awaiter, Frame *inner)
{
    Value sent = move->value;
    if (!can_be_resumed(inner)) { /* somebody else has resumed it since */
        awaiter_begin(vm, awaiter, &sent);
        value_release(vm, move->value);
        deliver(move, 0, VALUE_EMPTY);
        return;
    }
    if (sent == VALUE_EMPTY && vm_raised_is_builtin(vm, EXCEPTION_GeneratorExit))
        forsake(vm, inner);
    send_to(move, inner, sent);
}

/* Of `await asyncio.sleep(0)`: what was sent is None now, and what is thrown in is raised. */
static void come_back(Vm *vm, Move *move)
{
    bool is_thrown = move->value == VALUE_EMPTY;
    value_release(vm, move->value);
    deliver(move, is_thrown ? FRAME_THROWN : 0, is_thrown ? VALUE_EMPTY : VALUE_NONE);
}

static void send_to_awaiter(Vm *vm, Move *move, Frame *waiter, Value awaiter)
{
    if (awaiter == vm->bare_yield) {
        come_back(vm, move);
        return;
    }
    Frame *inner = awaiter_frame(awaiter);
    if (inner) {
        send_to_frame(vm, move, awaiter, inner);
        return;
    }
    Value sent = move->value, value = VALUE_EMPTY;
    Outcome outcome =
        sent == VALUE_EMPTY ? awaiter_throw(vm, awaiter, &value) : awaiter_send(vm, awaiter, sent, &value);
    uint32_t flags = sent == VALUE_EMPTY ? FRAME_THROWN : 0;
    value_release(vm, sent);
    take_outcome(vm, move, waiter, outcome, flags, value);
}

/* The first SEND to what a native coroutine has begun to await; with `sent` EMPTY vm->raised is thrown in. */
static void begin_to_await(Vm *vm, Move *move, NativeCoroutine *co, Value sent)
{
    if (co->awaiting == VALUE_EMPTY) { /* coroutine_yield */
        yield_from(move, (Frame *)co, VALUE_NONE);
        return;
    }
    Frame *inner = awaiter_frame(co->awaiting);
    Value value = VALUE_EMPTY;
    if (!inner) {
        Outcome outcome = awaiter_send(vm, co->awaiting, sent, &value);
        take_outcome(vm, move, (Frame *)co, outcome, 0, value);
    } else if (awaiter_begin(vm, co->awaiting, &sent) == RAISED) {
        deliver(move, 0, VALUE_EMPTY);
    } else {
        send_to(move, inner, sent == VALUE_EMPTY ? VALUE_EMPTY : value_retain(sent));
    }
}

static void step_native(Vm *vm, Move *move, NativeCoroutine *co, Value sent)
{
    Value value = VALUE_EMPTY;
    value_replace(vm, &co->awaiting, VALUE_EMPTY);
    if (sent == VALUE_EMPTY)
        exception_add_native(vm, vm->raised, co);
    Outcome outcome = vm->halt == HALT_NONE ? co->step(vm, co, sent, &value) : RAISED;
    value_release(vm, sent);
    assert(outcome != SUSPENDED);
    if (vm_is_over(vm))
        be_over(move, NEXT_RAISED);
    else if (outcome == ENTERED)
        begin_to_await(vm, move, co, VALUE_NONE);
    else
        end_resumable(vm, move, (Frame *)co, outcome == RETURNED ? value : VALUE_EMPTY);
}

static void send_to_native(Vm *vm, Move *move, NativeCoroutine *co, FrameState state)
{
    if (co->awaiting != VALUE_EMPTY && state == FRAME_UNSTARTED)
        begin_to_await(vm, move, co, move->value);
    else if (co->awaiting != VALUE_EMPTY)
        send_to_awaiter(vm, move, (Frame *)co, co->awaiting);
    else if (move->value == VALUE_EMPTY && state == FRAME_UNSTARTED)
        end_resumable(vm, move, (Frame *)co, VALUE_EMPTY);
    else
        step_native(vm, move, co, move->value);
}

/* The move's value (EMPTY: vm->raised) is what a frame of Python code that waits for nobody goes on with. */
static void go_on(Vm *vm, Move *move, Frame *frame, FrameState state)
{
    frame_clear_flag(frame, FRAME_YIELDED);
    if (move->value == VALUE_EMPTY) {
        chain_to_handled(vm, frame);
        be_over(move, NEXT_RAISE);
        return;
    }
    if (state == FRAME_SUSPENDED)
        *frame->top++ = move->value;
    be_over(move, NEXT_RUN);
}

static void fail_to_enter(Vm *vm, Move *move)
{
    uint32_t flags = take_how_it_was_resumed(move->frame);
    value_release(vm, take_kept_exit(move->frame));
    value_release(vm, move->value);
    if (flags & FRAME_CALLED)
        object_release(vm, move->frame);
    deliver(move, flags, VALUE_EMPTY);
}

static void carry_send(Vm *vm, Move *move)
{
    Frame *frame = move->frame;
    FrameState state = (FrameState)frame->head.flags;
    assert(state == FRAME_UNSTARTED || state == FRAME_SUSPENDED);
    if (!enter(vm, frame)) {
        fail_to_enter(vm, move);
        return;
    }
    frame_set_flag(frame, FRAME_WAS_AWAITED | (move->value == VALUE_EMPTY ? FRAME_THROWN : 0));
    if (frame_is_native(frame))
        send_to_native(vm, move, (NativeCoroutine *)frame, state);
    else if (frame_flags(frame) & FRAME_SENDING)
        send_to_awaiter(vm, move, frame, frame->top[-1]);
    else
        go_on(vm, move, frame, state);
}

/* ---- the loop, and its three entrances ---- */

static Next carry_out(Vm *vm, Move *move, Value *result)
{
    for (;;) {
        switch (move->kind) {
        case MOVE_SEND:
            carry_send(vm, move);
            break;
        case MOVE_YIELD:
            carry_yield(vm, move, result);
            break;
        case MOVE_DELIVER:
            carry_delivery(vm, move, result);
            break;
        case MOVE_OVER:
            return move->next;
        }
    }
}

Next frame_resume(Vm *vm, Frame *frame, Value sent, Value *result)
{
    Move move;
    send_to(&move, frame, value_retain(sent));
    return carry_out(vm, &move, result);
}

Next frame_yield(Vm *vm, Frame *frame, Value value, Value *result)
{
    Move move;
    yield_from(&move, frame, value);
    return carry_out(vm, &move, result);
}

/* ---- ends of plain frames ---- */

/* What __init__ returned; the object that is being made is the result. */
static Value end_init(Vm *vm, Frame *frame, Value value)
{
    Value made = frame->made;
    frame->made = VALUE_EMPTY;
    if (value == VALUE_NONE)
        return made;
    if (value != VALUE_EMPTY)
        vm_raise(vm, EXCEPTION_TypeError, "__init__() should return None, not '%s'",
                 class_of(vm, value)->told_name->text);
    value_release(vm, value);
    value_release(vm, made);
    return VALUE_EMPTY;
}

/* A class body returned the cell that its methods know the class by, or None. */
static Value end_class_body(Vm *vm, Frame *frame, Value cell)
{
    if (cell == VALUE_EMPTY)
        return VALUE_EMPTY;
    const Value *parts = value_tuple(frame->made)->items;
    Value class = VALUE_EMPTY, keywords = parts[2] == VALUE_NONE ? VALUE_EMPTY : parts[2];
    Outcome outcome = class_build(vm, value_str_object(parts[0]), value_tuple(parts[1]),
                                  value_dict(frame->slots[0]), keywords, &class);
    if (outcome == RETURNED && value_is_kind(cell, KIND_CELL))
        value_replace(vm, &((Cell *)value_object(cell))->content, value_retain(class));
    value_release(vm, cell);
    return outcome == RETURNED ? class : VALUE_EMPTY;
}

Next frame_end(Vm *vm, Frame *frame, Value value, Value *result)
{
    Move move;
    if (frame->head.kind != KIND_FRAME) {
        end_resumable(vm, &move, frame, value);
        return carry_out(vm, &move, result);
    }
    uint32_t flags = frame_flags(frame);
    vm->frame = frame->back;
    vm->depth--;
    if (flags & FRAME_CONSTRUCTS)
        value = end_init(vm, frame, value);
    else if (flags & FRAME_CLASS_BODY)
        value = end_class_body(vm, frame, value);
    if (flags & FRAME_IN_CONTEXT)
        context_frame_ends(vm, frame);
    if (!(flags & FRAME_KEPT) || !frame_outlives(vm, frame, vm->frame))
        frame_free_plain(vm, frame);
    if (vm_is_over(vm)) /* maybe in the middle of what making the class called */
        return NEXT_RAISED;
    deliver(&move, flags & FRAME_NESTED, value);
    return carry_out(vm, &move, result);
}

/* ---- from C that stands outside any frame ---- */

Outcome frame_send(Vm *vm, Value coroutine, Value sent, Value *result)
{
    assert(!vm->frame);
    Frame *frame = awaiter_frame(coroutine);
    if (sent == VALUE_NONE && awaiter_takes_none(coroutine))
        return machine_go(vm, frame_resume(vm, frame, sent, result), result);
    if (!frame)
        return awaiter_send(vm, coroutine, sent, result);
    if (awaiter_begin(vm, coroutine, &sent) == RAISED)
        return RAISED;
    return machine_go(vm, frame_resume(vm, frame, sent, result), result);
}

Outcome frame_throw(Vm *vm, Value coroutine, Value exception, Value *result)
{
    assert(!vm->frame);
    Frame *frame = awaiter_frame(coroutine);
    Value sent = VALUE_EMPTY;
    vm_reraise(vm, value_retain(exception));
    if (!frame)
        return awaiter_throw(vm, coroutine, result);
    if (awaiter_begin(vm, coroutine, &sent) == RAISED)
        return RAISED;
    return machine_go(vm, frame_resume(vm, frame, VALUE_EMPTY, result), result);
}

/* ---- runs within runs ---- */

enum { NESTED_MOST = VM_FRAMES_MOST };

bool machine_can_nest(Vm *vm)
{
    if (vm->nested < NESTED_MOST)
        return true;
    vm_raise(vm, EXCEPTION_RecursionError, "maximum recursion depth exceeded");
    return false;
}

Outcome machine_go(Vm *vm, Next next, Value *result)
{
    switch (next) {
    case NEXT_RUN:
    case NEXT_RAISE:
        return machine_run(vm, result);
    case NEXT_RETURNED:
        return RETURNED;
    case NEXT_RAISED:
        return RAISED;
    case NEXT_SUSPENDED:
        return SUSPENDED;
    }
    return RAISED;
}

Outcome machine_nest(Vm *vm, Next next, Value *result)
{
    vm->nested++;
    Outcome outcome = machine_go(vm, next, result);
    vm->nested--;
    return outcome;
}
