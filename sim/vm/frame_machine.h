/* How frames enter, leave and pass results to each other; private to vm. calls.c makes frames, resume.c moves
 * values between them, instructions.c runs them. */
#ifndef LOOPSCOPE_FRAME_MACHINE_H
#define LOOPSCOPE_FRAME_MACHINE_H

#include "native_function.h"

/* Further FrameFlags, of frames of Python code. */
enum {
    FRAME_SENDING = 128,   /* waits at SEND for the awaiter on top of its stack; ip is at the SEND */
    FRAME_ITERATING = 256, /* waits at FOR_ITER for the generator on top of its stack */
    FRAME_SWITCHED = 512,  /* the await that is going on has suspended at least once */
};

/* What the machine does after a frame ended, yielded or was resumed. */
typedef enum Next {
    NEXT_RUN,       /* vm->frame is a frame of Python code that goes on */
    NEXT_RAISE,     /* the same, with vm->raised to be raised in it */
    NEXT_RETURNED,  /* the chain's root or a nested call ended with *result */
    NEXT_RAISED,    /* … or with vm->raised */
    NEXT_SUSPENDED, /* … or yielded *result */
} Next;

static inline uint32_t frame_flags(const Frame *frame)
{
    return frame->head.extra;
}

static inline void frame_set_flag(Frame *frame, uint32_t flag)
{
    frame->head.extra = (uint16_t)(frame->head.extra | flag);
}

static inline void frame_clear_flag(Frame *frame, uint32_t flag)
{
    frame->head.extra = (uint16_t)(frame->head.extra & ~flag);
}

static inline bool frame_is_native(const Frame *frame)
{
    return frame->head.kind == KIND_NATIVE_COROUTINE;
}

/* A new frame of code with all slots EMPTY; its class follows from the code's flags. */
Frame *frame_new(Vm *vm, Code *code);
/* Let go of what stands in the frame's slots and of what it handles. */
void frame_clear(Vm *vm, Frame *frame);
/* A plain call's frame has ended. */
void frame_free_plain(Vm *vm, Frame *frame);

/* Make `frame` (owned by the machine from now on) the innermost one. False: RecursionError, the frame is freed. */
bool frame_push(Vm *vm, Frame *frame);

/* The frame has ended with `value` (owned), or with vm->raised where it is EMPTY. */
Next frame_end(Vm *vm, Frame *frame, Value value, Value *result);
/* The frame (ip and top saved) has yielded `value` (owned). */
Next frame_yield(Vm *vm, Frame *frame, Value value, Value *result);
/* Send `sent` (borrowed) to an unstarted or suspended generator or coroutine, or throw vm->raised where it is
 * EMPTY. */
Next frame_resume(Vm *vm, Frame *frame, Value sent, Value *result);
/* The frame that an awaiter stands for: the generator or coroutine itself, or that of an asend(); NULL for others.
 */
Frame *awaiter_frame(Vm *vm, Value awaiter);
/* One SEND to an awaiter that is no frame. */
Outcome awaiter_send(Vm *vm, Value awaiter, Value sent, Value *result);
/* Before a SEND to a frame: whether it can be sent to. RAISED where not. */
Outcome awaiter_check(Vm *vm, Value awaiter, Value sent);
/* What `await value` sends to: GET_AWAITABLE. `where` as in opcodes.def. */
Outcome awaiter_of(Vm *vm, Value value, uint32_t where, Value *awaiter);

/* Run from vm->frame on (raising vm->raised in it first, if there is one). */
Outcome machine_run(Vm *vm, Value *result);
/* From a Next on: run where there is something to run. */
Outcome machine_go(Vm *vm, Next next, Value *result);
/* The same as a nested call. */
Outcome machine_nest(Vm *vm, Next next, Value *result);
bool machine_can_nest(Vm *vm);

/* A call with borrowed arguments: ENTERED where a frame was pushed. */
Outcome call_begin(Vm *vm, Value callable, const Arguments *arguments, Value *result);

/* The awaitable of one step of an asynchronous generator. */
typedef enum AsendMode { ASEND_SEND, ASEND_THROW, ASEND_CLOSE } AsendMode;
typedef struct Asend {
    Object head;      /* flags: 0 new, 1 begun, 2 ended */
    Frame *generator; /* owned */
    Value sent;       /* or the exception */
    AsendMode mode;
    uint32_t spare;
} Asend;

#endif
