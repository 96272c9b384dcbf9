/* Frames: calls in progress, and the generators and coroutines that are frames which can be resumed.
 *
 * A frame is one object of the arena. A plain call's frame (KIND_FRAME) is freed when it returns. A generator,
 * coroutine or asynchronous generator *is* its frame: it is made unstarted, runs when it is sent something, and is
 * left at YIELD or SEND. While it runs, `back` is the frame that sent to it.
 *
 * A native coroutine (KIND_NATIVE_COROUTINE) is the same for C: a step function with a state number, which the
 * machine calls when it is started and whenever what it awaits has an outcome. `asyncio.sleep` is one.
 *
 *     unstarted --send(None)--> running --yield/await--> suspended --send/throw--> running --return/raise-->
 * finished
 */
#ifndef LOOPSCOPE_FRAME_H
#define LOOPSCOPE_FRAME_H

#include "class.h"

typedef struct Code {
    Object head;
    const Instruction *instructions; /* owned, in the arena */
    Value *constants;
    Str **names;          /* names[k] is constants[k] where that is an interned str, for attribute access */
    struct Cache *caches; /* inline caches */
    Str **local_names;    /* locals, then free variables */
    CodeHandler *handlers;
    CodePosition *positions;
    Module *module; /* whose variables LOAD_GLOBAL reads */
    Str *name, *qualname;
    Value docstring; /* or None */
    uint32_t flags;  /* CodeFlags */
    uint32_t positional_only, positional, keyword_only, local_count, free_count, stack_size, slot_count;
    uint32_t instruction_count, constant_count, cache_count, handler_count, position_count;
    uint32_t first_line;
    /* For the quick way to call (quick.h). */
    uint32_t quick_arguments; /* as many positional arguments fill a frame at once; UINT32_MAX: none do */
    uint32_t frame_kind;      /* Kind of its frames: KIND_FRAME, or that of a generator or coroutine */
    uint32_t frame_class;     /* the arena's size class of its frames … */
    uint32_t frame_bytes;     /* … and what they take */
} Code;

typedef struct Cell {
    Object head;
    Value content; /* EMPTY where unbound */
} Cell;

typedef struct Function {
    Object head;
    Code *code;
    Value defaults;                  /* tuple or EMPTY */
    Value kwdefaults;                /* dict or EMPTY */
    Value closure;                   /* tuple of cells or EMPTY */
    Value annotations;               /* dict or EMPTY */
    Value name, qualname, docstring; /* str */
    Value attributes;                /* dict of what the program set, or EMPTY; __wrapped__ too */
} Function;

typedef struct BoundMethod {
    Object head;
    Value function, self;
} BoundMethod;

typedef enum FrameState {
    FRAME_UNSTARTED,
    FRAME_RUNNING,
    FRAME_SUSPENDED,
    FRAME_FINISHED,
} FrameState; /* of generators and coroutines; a plain call's frame is always running */

typedef enum FrameFlags {
    FRAME_NESTED = 1,       /* the machine was called from C for this frame: return to C when it ends */
    FRAME_CONSTRUCTS = 2,   /* an __init__: the result is the object made (slot `made`), not what it returns */
    FRAME_CLASS_BODY = 4,   /* build the class when it returns */
    FRAME_YIELDED = 8,      /* suspended at YIELD, not at SEND */
    FRAME_CLOSING = 16,     /* GeneratorExit was thrown in */
    FRAME_WAS_AWAITED = 32, /* a coroutine that was started, or told off for never having been */
    FRAME_DISCARDS = 64,    /* what it returns is dropped */
} FrameFlags;

/* The part that frames of Python code and native coroutines share. */
typedef struct Frame {
    Object head;          /* head.flags is a FrameState, head.extra FrameFlags */
    struct Frame *back;   /* who gets the result; NULL at the root of a chain. Borrowed */
    Value name, qualname; /* of generators and coroutines; EMPTY in plain frames, where the code tells. `name` is to
                             be read by frame_name: what tracebacks keep of the frame can stand in its place */
    Value handled;        /* the exception that this frame is handling, or EMPTY */
    Code *code;           /* NULL in a native coroutine */
    const Instruction *ip; /* the next instruction, behind the one that it is at */
    Value *top;            /* the stack's first free place; while running kept in a register of the loop */
    Value made;            /* FRAME_CONSTRUCTS: the object; class bodies: tuple (name, bases, keywords);
                              asynchronous generators: the Asend that runs it, uncounted; generators and
                              coroutines: the GeneratorExit that who awaits it goes on with */
    Value slots[];         /* locals, free variables, stack */
} Frame;

typedef struct NativeCoroutine NativeCoroutine;

/* One step. `sent` is EMPTY where an exception comes in: it then stands in vm->raised, and a step that deals with
 * it takes it from there with vm_take_raised. To await something: `return coroutine_await(vm, co, awaitable,
 * state)`. To end: RETURNED with *result, or RAISED. co->state is 0 at the start. */
typedef Outcome NativeStep(Vm *vm, NativeCoroutine *co, Value sent, Value *result);

enum { NATIVE_COROUTINE_SLOTS = 6 }; /* at most */

struct NativeCoroutine {
    Object head; /* the same first fields as Frame, up to `code`; head.count: slots */
    Frame *back;
    Value name, qualname;
    Value handled;
    Code *code; /* always NULL */
    NativeStep *step;
    Value awaiting; /* the awaiter, EMPTY when there is none; set before the start, it takes the place of a first
                       step */
    int32_t state;
    uint32_t holds_little; /* 1 where nobody could notice what becomes of the slots: no traceback keeps them */
    Value slots[];         /* what the step function keeps; owned */
};

/* A native coroutine object, unstarted; qualname as in CPython ("sleep", "Queue.get"). Slots are EMPTY, to be set
 * with owned values. `never awaited` is told when it goes unstarted. */
NativeCoroutine *coroutine_new(Vm *vm, NativeStep *step, const char *name, const char *qualname);
/* The same with so many slots, and with names that are interned already. */
NativeCoroutine *coroutine_begin(Vm *vm, NativeStep *step, uint32_t slots, Str *name, Str *qualname);

/* Awaiting what is over at once, without a coroutine. `await queue.put(item)` calls put, and sends to what it gives
 * in the very next instructions: nothing can happen in between. So where there is room, the native does its work in
 * the call, and the await is left out. True where the native that runs with `args` was called by the program for an
 * await that follows at once, or for `async with`; it may then return `native_settle(vm, outcome)`. */
bool native_is_awaited(const Vm *vm, const Value *args);
/* SETTLED where the outcome is RETURNED; an exception is raised by the await. */
Outcome native_settle(Vm *vm, Outcome outcome);

/* `await asyncio.sleep(0)` is the commonest await of all: a yield, and nothing to come back to. So the machine
 * makes no coroutine for it. All frames that are suspended there wait for this one, which is suspended for ever,
 * and which no program gets to see: `step` with `state` is where a real one would go on. */
void coroutine_share_bare_yield(Vm *vm, NativeStep *step, int32_t state, Str *name, Str *qualname);
/* The native is asyncio.sleep. */
void native_is_sleep(Value native);

/* From a step: await `awaitable` (borrowed) and call the step again with co->state = state when it has an outcome.
 * RAISED where it cannot be awaited (the step itself is not called again for that). */
Outcome coroutine_await(Vm *vm, NativeCoroutine *co, Value awaitable, int32_t state);
/* The same for a bare yield, as sleep(0) does: None goes out, and the next send calls the step again. What is
 * thrown in instead ends the coroutine. */
Outcome coroutine_yield(NativeCoroutine *co, int32_t state);

/* Send into or throw into a generator, coroutine or native coroutine from C that stands outside any frame of it,
 * as a task does: runs until it returns, raises, or yields (SUSPENDED, *result is what it yields). `sent` is None
 * at first. The caller is the root: the chain's back is NULL. In runs that stop at lines it may also come back with
 * vm->stop set; call frame_continue then. */
Outcome frame_send(Vm *vm, Value coroutine, Value sent, Value *result);
Outcome frame_throw(Vm *vm, Value coroutine, Value exception, Value *result);

/* Whether the value is a coroutine of either kind (asyncio.iscoroutine). */
static inline bool value_is_coroutine(Value value)
{
    return value_is_kind(value, KIND_COROUTINE) || value_is_kind(value, KIND_NATIVE_COROUTINE);
}

/* Call the visitor with the frames that outlived their call, the oldest first, also with those that only a circle
 * holds: an exception in a variable of a frame that it passed through. */
void frame_visit_kept(const Vm *vm, ValueVisitor *visitor, void *context);
/* So many that outlived their calls are not looked through for circles. */
enum { KEPT_FEW = 20000 };
/* A frame with one variable, owned, for vm->outermost: it stands for the function of CPython's library that runs
 * the loop. Whatever ends as the outermost frame, and is kept, keeps it. */
Frame *frame_of_library(Vm *vm, Value held);
/* Let a frame that outlived its call lose its variables. */
void frame_let_go(Vm *vm, Frame *frame);

/* ---- facts for the views; const ---- */
FrameState frame_state(const Frame *frame);
/* The __name__ of a generator or coroutine, borrowed. */
Value frame_name(const Frame *frame);
/* The innermost frame that a suspended or running coroutine is in: follows SEND and native coroutines' awaiting
 * down; *awaiter becomes what the innermost waits for (borrowed, EMPTY while running). */
const Frame *frame_innermost(const Frame *frame, Value *awaiter);
/* One step of that: the frame, begun and not ended, that this one waits for; NULL where there is none. */
const Frame *frame_inner(const Frame *frame);
/* The span and the line of the instruction at `word`. */
SourceSpan code_place(const Code *code, uint32_t word);
uint32_t code_line(const Code *code, uint32_t word);
/* Line of the instruction that a frame is at. */
uint32_t frame_line(const Frame *frame);

void frame_class_init(Vm *vm); /* function, method, code, cell, generator, coroutine, async generator */

#endif
