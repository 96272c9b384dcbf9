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

static Move over(Next next)
{
    return (Move){.kind = MOVE_OVER, .next = next};
}

static Move deliver(uint32_t flags, Value value)
{
    return (Move){.kind = MOVE_DELIVER, .flags = flags, .value = value};
}

/* ---- entering and leaving ---- */

static bool enter(Vm *vm, Frame *frame)
{
    if (vm->depth >= VM_FRAMES_MOST) {
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
    while (frame->top > frame->slots)
        frame_pop_value(vm, frame);
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

/* Of a generator that was to close: GeneratorExit is what was asked for, and so is a return. */
static Value settle_closing(Vm *vm, const Frame *frame, uint32_t flags, Value value)
{
    bool is_closed = value != VALUE_EMPTY || vm_raised_is_builtin(vm, EXCEPTION_GeneratorExit);
    if (frame->head.kind == KIND_ASYNC_GENERATOR)
        is_closed |= vm_raised_is_builtin(vm, EXCEPTION_StopAsyncIteration);
    if (!is_closed)
        return VALUE_EMPTY;
    if (value == VALUE_EMPTY) {
        value_release(vm, vm_take_raised(vm));
        value = VALUE_NONE;
    }
    if (!(flags & FRAME_FORSAKEN))
        return value;
    value_release(vm, value);
    vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_GeneratorExit]);
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
    for (size_t i = 0; i < NATIVE_COROUTINE_SLOTS; i++)
        value_replace(vm, &co->slots[i], VALUE_EMPTY);
    value_replace(vm, &co->handled, VALUE_EMPTY);
}

static Move end_resumable(Vm *vm, Frame *frame, Value value)
{
    uint32_t flags = take_how_it_was_resumed(frame);
    leave(vm, frame, FRAME_FINISHED);
    if (frame_is_native(frame))
        clear_native(vm, (NativeCoroutine *)frame);
    else
        frame_clear(vm, frame);
    value = settle_end(vm, frame, flags, value);
    if (flags & FRAME_CALLED)
        object_release(vm, frame);
    return deliver(flags, value);
}

/* ---- delivering ---- */

static void leave_loop(Vm *vm, Frame *frame)
{
    frame_pop_value(vm, frame);
    frame->ip += instruction_argument(frame->ip[-1]);
}

static Move step_native(Vm *vm, NativeCoroutine *co, Value sent);

static Move carry_delivery(Vm *vm, const Move *move, Value *result)
{
    Frame *to = vm->frame;
    Value value = move->value;
    if (!to || (move->flags & FRAME_NESTED)) {
        *result = value;
        return over(value == VALUE_EMPTY ? NEXT_RAISED : NEXT_RETURNED);
    }
    if (frame_is_native(to))
        return step_native(vm, (NativeCoroutine *)to, value);
    uint32_t waits = frame_flags(to) & (FRAME_SENDING | FRAME_ITERATING);
    if (waits & FRAME_SENDING)
        await_is_over(vm, to);
    frame_clear_flag(to, FRAME_ITERATING);
    if (value == VALUE_EMPTY)
        return over(NEXT_RAISE);
    if (waits & FRAME_SENDING) {
        value_replace(vm, &to->top[-1], value);
    } else if (waits & FRAME_ITERATING) {
        value_release(vm, value);
        leave_loop(vm, to);
    } else {
        *to->top++ = value;
    }
    return over(NEXT_RUN);
}

/* ---- yielding ---- */

/* A yield of an asynchronous generator ends the asend() that ran it. */
static Move end_step_of_async_generator(Vm *vm, Frame *frame, uint32_t flags, Value value)
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
    return deliver(flags, value);
}

static Move ignored_exit(Vm *vm, Frame *frame, uint32_t flags, Value value)
{
    value_release(vm, value);
    vm_raise(vm, EXCEPTION_RuntimeError, "%s ignored GeneratorExit", sort_of(frame));
    if (flags & FRAME_CALLED)
        object_release(vm, frame);
    return deliver(flags, VALUE_EMPTY);
}

static Move carry_yield(Vm *vm, const Move *move, Value *result)
{
    Frame *frame = move->frame;
    Value value = move->value;
    if (frame_flags(frame) & FRAME_SENDING)
        note_switch(vm, frame);
    uint32_t flags = take_how_it_was_resumed(frame);
    leave(vm, frame, FRAME_SUSPENDED);
    if (frame->head.kind == KIND_ASYNC_GENERATOR && (frame_flags(frame) & FRAME_YIELDED))
        return end_step_of_async_generator(vm, frame, flags, value);
    if (flags & (FRAME_CLOSING | FRAME_FORSAKEN))
        return ignored_exit(vm, frame, flags, value);
    Frame *to = vm->frame;
    if (flags & FRAME_CALLED)
        object_release(vm, frame);
    if (!to || (flags & FRAME_NESTED)) {
        *result = value;
        return over(flags & FRAME_CALLED ? NEXT_RETURNED : NEXT_SUSPENDED);
    }
    if (frame_is_native(to) || (frame_flags(to) & FRAME_SENDING))
        return (Move){.kind = MOVE_YIELD, .frame = to, .value = value};
    frame_clear_flag(to, FRAME_ITERATING);
    *to->top++ = value;
    return over(NEXT_RUN);
}

/* ---- sending ---- */

static Move outcome_of_awaiter(Frame *waiter, Outcome outcome, Value value)
{
    if (outcome == SUSPENDED)
        return (Move){.kind = MOVE_YIELD, .frame = waiter, .value = value};
    return deliver(0, outcome == RETURNED ? value : VALUE_EMPTY);
}

static bool can_be_resumed(const Frame *frame)
{
    return frame->head.flags == FRAME_UNSTARTED || frame->head.flags == FRAME_SUSPENDED;
}

/* What the innermost frame waits for is sent the value, or thrown vm->raised. */
static Move send_to_awaiter(Vm *vm, Frame *waiter, Value awaiter, Value sent)
{
    Frame *inner = awaiter_frame(awaiter);
    if (inner && !can_be_resumed(inner)) { /* somebody else has resumed it since */
        Value checked = sent;
        awaiter_begin(vm, awaiter, &checked);
        value_release(vm, sent);
        return deliver(0, VALUE_EMPTY);
    }
    if (inner) {
        if (sent == VALUE_EMPTY && vm_raised_is_builtin(vm, EXCEPTION_GeneratorExit))
            frame_set_flag(inner, FRAME_FORSAKEN);
        return (Move){.kind = MOVE_SEND, .frame = inner, .value = sent};
    }
    Value value = VALUE_EMPTY;
    Outcome outcome =
        sent == VALUE_EMPTY ? awaiter_throw(vm, awaiter, &value) : awaiter_send(vm, awaiter, sent, &value);
    value_release(vm, sent);
    return outcome_of_awaiter(waiter, outcome, value);
}

/* The first SEND to what a native coroutine has begun to await. */
static Move begin_to_await(Vm *vm, NativeCoroutine *co)
{
    if (co->awaiting == VALUE_EMPTY) /* coroutine_yield */
        return (Move){.kind = MOVE_YIELD, .frame = (Frame *)co, .value = VALUE_NONE};
    Frame *inner = awaiter_frame(co->awaiting);
    Value sent = VALUE_NONE, value = VALUE_EMPTY;
    if (!inner) {
        Outcome outcome = awaiter_send(vm, co->awaiting, sent, &value);
        return outcome_of_awaiter((Frame *)co, outcome, value);
    }
    if (awaiter_begin(vm, co->awaiting, &sent) == RAISED)
        return deliver(0, VALUE_EMPTY);
    return (Move){.kind = MOVE_SEND, .frame = inner, .value = value_retain(sent)};
}

static Move step_native(Vm *vm, NativeCoroutine *co, Value sent)
{
    Value value = VALUE_EMPTY;
    value_replace(vm, &co->awaiting, VALUE_EMPTY);
    Outcome outcome = co->step(vm, co, sent, &value);
    value_release(vm, sent);
    if (outcome == ENTERED)
        return begin_to_await(vm, co);
    assert(outcome != SUSPENDED);
    return end_resumable(vm, (Frame *)co, outcome == RETURNED ? value : VALUE_EMPTY);
}

static Move send_to_native(Vm *vm, NativeCoroutine *co, Value sent)
{
    if (co->awaiting != VALUE_EMPTY)
        return send_to_awaiter(vm, (Frame *)co, co->awaiting, sent);
    if (sent == VALUE_EMPTY)
        return end_resumable(vm, (Frame *)co, VALUE_EMPTY);
    return step_native(vm, co, sent);
}

/* An exception that is thrown in has for its context what the frame, or one of those that await it, handles. */
static void chain_to_handled(Vm *vm, const Frame *frame)
{
    while (frame->handled == VALUE_EMPTY && frame->back && (frame_flags(frame->back) & FRAME_SENDING))
        frame = frame->back;
    if (frame->handled == VALUE_EMPTY)
        return;
    Value exception = vm_take_raised(vm);
    vm_raise_value(vm, exception);
    value_release(vm, exception);
}

static Move carry_send(Vm *vm, const Move *move)
{
    Frame *frame = move->frame;
    Value sent = move->value;
    FrameState state = (FrameState)frame->head.flags;
    assert(state == FRAME_UNSTARTED || state == FRAME_SUSPENDED);
    if (!enter(vm, frame)) {
        uint32_t flags = take_how_it_was_resumed(frame);
        value_release(vm, sent);
        if (flags & FRAME_CALLED)
            object_release(vm, frame);
        return deliver(flags, VALUE_EMPTY);
    }
    frame_set_flag(frame, FRAME_WAS_AWAITED);
    if (frame_is_native(frame))
        return send_to_native(vm, (NativeCoroutine *)frame, sent);
    if (frame_flags(frame) & FRAME_SENDING)
        return send_to_awaiter(vm, frame, frame->top[-1], sent);
    frame_clear_flag(frame, FRAME_YIELDED);
    if (sent == VALUE_EMPTY) {
        chain_to_handled(vm, frame);
        return over(NEXT_RAISE);
    }
    if (state == FRAME_SUSPENDED)
        *frame->top++ = sent;
    return over(NEXT_RUN);
}

/* ---- the loop, and its three entrances ---- */

static Next carry_out(Vm *vm, Move move, Value *result)
{
    for (;;) {
        switch (move.kind) {
        case MOVE_SEND:
            move = carry_send(vm, &move);
            break;
        case MOVE_YIELD:
            move = carry_yield(vm, &move, result);
            break;
        case MOVE_DELIVER:
            move = carry_delivery(vm, &move, result);
            break;
        case MOVE_OVER:
            return move.next;
        }
    }
}

Next frame_resume(Vm *vm, Frame *frame, Value sent, Value *result)
{
    return carry_out(vm, (Move){.kind = MOVE_SEND, .frame = frame, .value = value_retain(sent)}, result);
}

Next frame_yield(Vm *vm, Frame *frame, Value value, Value *result)
{
    return carry_out(vm, (Move){.kind = MOVE_YIELD, .frame = frame, .value = value}, result);
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
                 class_of(vm, value)->name->text);
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
    if (frame->head.kind != KIND_FRAME)
        return carry_out(vm, end_resumable(vm, frame, value), result);
    uint32_t flags = frame_flags(frame);
    vm->frame = frame->back;
    vm->depth--;
    if (flags & FRAME_CONSTRUCTS)
        value = end_init(vm, frame, value);
    else if (flags & FRAME_CLASS_BODY)
        value = end_class_body(vm, frame, value);
    frame_free_plain(vm, frame);
    return carry_out(vm, deliver(flags & FRAME_NESTED, value), result);
}

/* ---- from C that stands outside any frame ---- */

Outcome frame_send(Vm *vm, Value coroutine, Value sent, Value *result)
{
    assert(!vm->frame);
    Frame *frame = awaiter_frame(coroutine);
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

enum { NESTED_MOST = 400 };

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
