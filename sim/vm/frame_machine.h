/* How frames enter, leave and pass results to each other; private to vm. calls.c makes frames, resume.c moves
 * values between them, awaiting.c knows what can be awaited, instructions.c runs them.
 *
 * A frame's ip stands behind the instruction that it is at, in every state; its top is good whenever anything else
 * than the instruction loop runs. */
#ifndef LOOPSCOPE_FRAME_MACHINE_H
#define LOOPSCOPE_FRAME_MACHINE_H

#include "native_function.h"

/* Further FrameFlags, of frames of Python code. */
enum {
    FRAME_SENDING = 128,   /* waits at SEND for the awaiter on top of its stack */
    FRAME_ITERATING = 256, /* waits at FOR_ITER for the generator on top of its stack */
    FRAME_SWITCHED = 512,  /* the await that is going on has suspended at least once */
    FRAME_CALLED = 1024,   /* resumed by a call of its send, throw or the like: what it returns is a StopIteration
                              for the caller. Counted as a reference to the frame */
    FRAME_FORSAKEN = 2048, /* closed because the frame that awaits it is: GeneratorExit goes on there */
    FRAME_ACLOSED = 8192,  /* of an asynchronous generator: its aclose() has begun, so no loop closes it again */
    FRAME_THROWN = 4096,   /* resumed by an exception that was thrown in, here or further out */
    FRAME_IN_CONTEXT = 16384, /* a plain frame that Context.run called: with its end the context is left */
    FRAME_KEPT = 32768, /* tracebacks may hold it; where it is no plain frame, `name` is the one that stands in */
};

/* Flags that tell how a generator was resumed, until it yields or ends. */
enum { FRAME_RESUMED_HOW = FRAME_NESTED | FRAME_CLOSING | FRAME_CALLED | FRAME_FORSAKEN | FRAME_THROWN };

/* Behind a call whose result is awaited: GET_AWAITABLE, the None that is sent, SEND. */
enum { AWAIT_WORDS = 3 };

/* A coroutine like vm->bare_yield, for one frame that waits there and wants to see what it waits for. */
Value coroutine_unshare_bare_yield(Vm *vm);

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

static inline Class *frame_class_of(Vm *vm, Kind kind)
{
    if (kind == KIND_FRAME)
        return vm->classes.frame;
    if (kind == KIND_COROUTINE)
        return vm->classes.coroutine;
    return kind == KIND_GENERATOR ? vm->classes.generator : vm->classes.async_generator;
}

/* What tracebacks hold of a frame that an exception passed through, and of those that it was called from: the frame
 * itself where it is a plain call's, else one that stands in for it (see frame_kept.c). Borrowed; NULL past the
 * memory limit. */
Frame *frame_to_keep(Vm *vm, Frame *frame);
/* Whether nobody could notice that the frame is gone: its variables are numbers and strs, and it was called from
 * nowhere that holds something. */
bool frame_holds_little(const Vm *vm, const Frame *frame);
/* A plain frame that is FRAME_KEPT has ended, called from `back` (or NULL): true where somebody still holds it, so
 * that it stays with its variables. */
bool frame_outlives(Vm *vm, Frame *frame, Frame *back);
/* A generator or coroutine that is FRAME_KEPT ends, called from `back` (or NULL): its variables stay where somebody
 * holds the frame that stands in for it. */
void frame_leave_kept(Vm *vm, Frame *frame, Frame *back);
extern const ClassOps plain_frame_ops;
static inline size_t native_coroutine_size(uint32_t slots)
{
    return sizeof(NativeCoroutine) + slots * sizeof(Value);
}

enum { FRAME_OF_NATIVE_SIZE = sizeof(Frame) + NATIVE_COROUTINE_SLOTS * sizeof(Value) };

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
/* What a frame's SEND waited for has an outcome: tells the views where it did not switch. */
void await_is_over(Vm *vm, Frame *frame);

/* ---- awaiters: what SEND sends to ---- */

/* The frame that an awaiter stands for: the generator or coroutine itself, or that of an asend(). NULL for others,
 * and for generators that have ended: awaiter_send tells what becomes of those. */
Frame *awaiter_frame_of_other(Value awaiter); /* where it is no coroutine */
static inline Frame *awaiter_frame(Value awaiter)
{
    return value_is_coroutine(awaiter) ? (Frame *)value_object(awaiter) : awaiter_frame_of_other(awaiter);
}
/* Whether it is a coroutine that None can be sent to, without a look at more: awaiter_begin would do nothing. */
static inline bool awaiter_takes_none(Value awaiter)
{
    if (!value_is_coroutine(awaiter))
        return false;
    uint8_t state = value_object(awaiter)->flags;
    return state == FRAME_UNSTARTED || state == FRAME_SUSPENDED;
}
/* Before a SEND to an awaiter_frame (or, with *sent EMPTY, before vm->raised is thrown into it): whether that can
 * be done. *sent is then what goes into the frame: EMPTY where an athrow() throws, with the exception in
 * vm->raised. */
Outcome awaiter_begin(Vm *vm, Value awaiter, Value *sent);
/* One SEND to an awaiter that is no frame: RETURNED, SUSPENDED or RAISED. */
Outcome awaiter_send(Vm *vm, Value awaiter, Value sent, Value *result);
/* Throw vm->raised into an awaiter that is no frame. */
Outcome awaiter_throw(Vm *vm, Value awaiter, Value *result);
/* What `await value` sends to: GET_AWAITABLE. `where` as in opcodes.def. */
Outcome awaiter_of(Vm *vm, Value value, uint32_t where, Value *awaiter);
/* What `yield from value` in a frame of `code` sends to. */
Outcome yield_from_of(Vm *vm, const Code *code, Value value, Value *iterator);
/* value.__aiter__(), and the awaiter of value.__anext__(). */
Outcome async_iterator_of(Vm *vm, Value value, Value *iterator);
Outcome anext_of(Vm *vm, Value iterator, Value *awaiter);

/* Run from vm->frame on (raising vm->raised in it first, if there is one). */
Outcome machine_run(Vm *vm, Value *result);
/* From a Next on: run where there is something to run. */
Outcome machine_go(Vm *vm, Next next, Value *result);
/* The same as a nested call. */
Outcome machine_nest(Vm *vm, Next next, Value *result);
bool machine_can_nest(Vm *vm);
/* A LINE instruction is carried out: the line counts, and the hook is told. */
void machine_begin_line(Vm *vm, Frame *frame);

/* ---- calls ---- */

/* A call with borrowed arguments: ENTERED where a frame was pushed. */
Outcome call_begin(Vm *vm, Value callable, const Arguments *arguments, Value *result);
/* Whether a call with `count` positional arguments fills the function's parameters just so; and such a call, which
 * takes over the arguments. */
bool call_moves(const Function *function, size_t count);
Outcome call_moving(Vm *vm, const Function *function, const Value *values, Value *result);
/* The __init__ of a class whose call makes an instance and runs just that, remembered in the class; NULL where more
 * is to be done. */
Function *class_find_plain_init(Vm *vm, Class *class);
static inline Function *class_plain_init(Vm *vm, Class *class)
{
    return class->init_version == class->version ? class->plain_init : class_find_plain_init(vm, class);
}
/* A call with a tuple of arguments and a dict of keywords, or EMPTY. */
Outcome call_spread(Vm *vm, Value callable, Value arguments, Value keywords, Value *result);
Outcome call_begin_with_dict(Vm *vm, Value callable, size_t count, const Value *values, Value keywords,
                             Value *result);

/* ---- generators ---- */

/* Close a generator or coroutine, nested; what it raises instead is reported as CPython reports what cannot be
 * raised anywhere. */
void generator_close_quietly(Vm *vm, Frame *generator);
/* What vm_close_later put aside: the generator is closed, a coroutine that never began is told. */
void generator_goes(Vm *vm, Frame *frame);

/* The awaitable of one step of an asynchronous generator. While it is begun, the generator's `made` points to it,
 * uncounted. */
typedef enum AsendMode { ASEND_NEXT, ASEND_SEND, ASEND_THROW, ASEND_CLOSE } AsendMode;
typedef enum AsendState { ASEND_NEW, ASEND_BEGUN, ASEND_ENDED } AsendState;
typedef struct Asend {
    Object head;      /* head.flags is an AsendState */
    Frame *generator; /* owned */
    Value sent;       /* or the exception */
    AsendMode mode;
    uint32_t spare;
} Asend;

/* An asend(), athrow() or aclose() of the generator. `sent` is retained. */
Value asend_new(Vm *vm, Frame *generator, AsendMode mode, Value sent);

/* What __await__ of a coroutine gives: an iterator that drives it. */
typedef struct CoroutineWrapper {
    Object head;
    Frame *coroutine; /* owned */
} CoroutineWrapper;

extern const ClassOps asend_ops, coroutine_wrapper_ops;

static inline bool value_is_asend(Value value)
{
    return value_is_object(value) && value_class(value)->ops == &asend_ops;
}

static inline bool value_is_wrapper(Value value)
{
    return value_is_object(value) && value_class(value)->ops == &coroutine_wrapper_ops;
}

/* ---- code ---- */

/* The code of a module's body, with all code in it; its global variables join those of `module`. NULL past the
 * memory limit. */
Code *code_link(Vm *vm, const ModuleUnit *unit, Module *module);

/* Fuse the instructions in `words`, a linked copy of the unit's (fuse.c); and what a fused one begins with. */
void fuse_instructions(Instruction *words, const CodeUnit *unit);
Opcode unfused(Opcode opcode);

/* The slot of a module's variable, which is made EMPTY where there is none; -1 past the memory limit. `name` is
 * interned. */
int64_t module_slot(Vm *vm, Module *module, Str *name);

/* The word of the instruction that a frame is at; UINT32_MAX before the first, which stands for the def line. */
static inline uint32_t frame_word(const Frame *frame)
{
    return (uint32_t)(frame->ip - frame->code->instructions) - 1;
}

/* The first slot of a frame's stack. */
static inline Value *frame_stack(Frame *frame)
{
    return frame->slots + frame->code->local_count + frame->code->free_count;
}

void function_class_init(Vm *vm);  /* function, method, code, cell */
void generator_class_init(Vm *vm); /* frame, generator, coroutine, asynchronous generator */

#endif
