/* What the core of asyncio keeps in a world, and what its files know of each other; private to the core. */
#ifndef LOOPSCOPE_ASYNCIO_ROOM_H
#define LOOPSCOPE_ASYNCIO_ROOM_H

#include "asyncio.h"

/* Where reprs say that CPython's own functions stand. */
#define ASYNCIO_PLACE " at /usr/lib/python3.13/asyncio"

/* ---- handles and timers ---- */

typedef enum HandleFlags { /* in head.flags */
                           HANDLE_CANCELLED = 1,
                           HANDLE_SCHEDULED = 2, /* a timer that stands in the loop's heap */
} HandleFlags;

/* A callback that can be cancelled: what call_soon gives, and what call_later and call_at give as a Timer. */
struct Handle {
    Object head;
    Loop *loop;        /* owned */
    Callback callback; /* what it runs; nothing once it is cancelled */
    uint32_t line;     /* in debug mode: where it was made, 0 outside the program's code */
    bool is_debug;     /* it was made in debug mode */
    uint8_t spare[3];
};

struct Timer {
    Handle handle; /* first: a Timer is a Handle */
    int64_t deadline_ns;
};

static inline bool handle_is_cancelled(const Handle *handle)
{
    return handle->head.flags & HANDLE_CANCELLED;
}

/* A place in a loop's heap of timers. */
typedef struct TimerEntry {
    int64_t deadline_ns;
    uint64_t order; /* among all timers of the loop, as they were made */
    Object *timer;  /* owned: a Timer, or the future of a sleep, which needs no Timer of its own */
} TimerEntry;

/* Both take 3 KiB, so that what one has given back is taken by the other. */
enum { READY_CHUNK = 95, TIMER_BLOCK = 128, TIMER_PLACES_LEFT_OUT = 3 };

/* A piece of the ready queue. */
typedef struct ReadyChunk {
    struct ReadyChunk *next; /* behind this one; owned by the loop */
    uint64_t spare;
    Callback callbacks[READY_CHUNK];
} ReadyChunk;

/* ---- the loop ---- */

/* The ready queue is a chain of chunks: callbacks are put into the last and taken from the first, the first
 * `frozen - begun` of `ready_count` run in this iteration. The timers are a heap by (deadline, order) whose places
 * lie in blocks; cancelled ones stay until they come to the top or are most of it. Neither ever moves what it
 * holds when it grows, so that a hundred thousand timers leave no outgrown arrays behind. */
struct Loop {
    Object head;
    Loop *next, *previous;                /* all loops of the world; weak */
    ReadyChunk *first_chunk, *last_chunk; /* owned; NULL while nothing was ever scheduled */
    uint32_t taken, filled;               /* places taken out of the first chunk, filled in the last */
    uint32_t ready_count;
    uint32_t frozen, begun; /* callbacks of this iteration, and how many of them were taken out */
    uint32_t iteration;
    TimerEntry **timer_blocks; /* owned, and the blocks too */
    uint32_t timer_count, timer_block_count, timer_block_capacity, timers_cancelled;
    uint32_t generator_count, generator_capacity;
    uint32_t iterations_at_once;    /* since the clock moved last … */
    uint32_t iterations_with_timer; /* … and of these, while a timer stood */
    uint64_t timers_made;
    int64_t at_once_ns;          /* where the clock stood then */
    Frame **generators;          /* asynchronous generators that have begun; borrowed, the array is owned */
    Value exception_handler;     /* or EMPTY */
    Value slow_callback_seconds; /* loop.slow_callback_duration */
    bool is_running, is_stopping, is_closed, is_debug;
    bool generators_are_shut, executor_is_shut;
    bool is_hidden;    /* what it runs now is not part of the trace */
    bool has_iterated; /* in the present run: a loop that was told to stop before still runs one iteration */
    /* asleep among threads: nothing is ready, and what a thread does is noticed only when it tells the loop */
    bool is_asleep;
    bool is_told; /* by call_soon_threadsafe */
    uint8_t spare[6];
    int64_t sleeps_until_ns; /* is_asleep: its first deadline when it fell asleep; -1 none */
    Value executor;          /* the pool of run_in_executor and to_thread; EMPTY before */
};

/* Number `at` of the heap. Before the first one some places are left out, so that the children of each stand in one
 * block, see timers.c. */
static inline TimerEntry *timer_place(const Loop *loop, uint32_t at)
{
    at += TIMER_PLACES_LEFT_OUT;
    return &loop->timer_blocks[at / TIMER_BLOCK][at % TIMER_BLOCK];
}

/* ---- gather ---- */

typedef struct Gather {
    Future future;
    Value children;    /* tuple of futures, one for each argument */
    uint32_t finished; /* how many children are done */
    uint32_t wanted;   /* different children */
    uint32_t owner;    /* number of the task that made it */
    uint32_t thing;
    bool returns_exceptions, cancel_requested;
    uint8_t spare[6];
} Gather;

/* ---- what a run of a loop is for ---- */

/* A Runner, which asyncio.run uses as well. */
typedef struct Runner {
    Object head;        /* flags: RunnerState */
    Loop *loop;         /* owned; NULL before and after */
    Value debug;        /* EMPTY: not given */
    Value loop_factory; /* the same */
    Value context;      /* in which its main tasks run: a Context, once there is a loop; EMPTY */
    bool sets_loop;     /* its loop is the one that get_event_loop gives */
    uint8_t spare[7];
} Runner;

typedef enum RunStage {
    RUN_NOTHING,
    RUN_FOREVER,    /* loop.run_forever */
    RUN_UNTIL_DONE, /* loop.run_until_complete, Runner.run, and the main task of asyncio.run */
    RUN_LEFTOVERS,  /* a runner closes: the tasks that were left are being cancelled … */
    RUN_GENERATORS, /* … then the asynchronous generators are closed … */
    RUN_EXECUTOR,   /* … then the executor is shut down */
} RunStage;

/* The run that the module's code waits for. */
typedef struct LoopRun {
    Loop *loop;      /* owned */
    Future *future;  /* owned: it ends when this is done; NULL in RUN_FOREVER */
    Runner *runner;  /* owned: the runner that closes now or afterwards; NULL */
    Value leftovers; /* RUN_LEFTOVERS: list of tasks */
    Value value;     /* what the module's code is given in the end … */
    Value exception; /* … or what is raised in it */
    Frame *frame;    /* the module's innermost frame, put aside */
    uint32_t depth;  /* frames in progress there */
    RunStage stage;
    bool is_new_task; /* the future is a task that was made for the run */
    bool closes;      /* the runner closes afterwards */
    uint8_t spare[6];
} LoopRun;

/* What the open turn runs. */
typedef enum Running { RUNNING_NOTHING, RUNNING_MODULE, RUNNING_CALLBACK, RUNNING_THREAD } Running;

/* vm->rooms[ROOM_ASYNCIO] */
struct AsyncioRoom {
    AsyncioClasses classes;
    struct {
        Str *name, *qualname;
    } coroutines[COROUTINE_COUNT]; /* their names, interned */
    Class *base_loop, *future_iterator, *gathering_future, *wait_state, *as_completed, *runner;
    Module *module;      /* asyncio itself; borrowed */
    Loop *loops;         /* all that live; weak */
    Loop *running;       /* the loop that runs; borrowed */
    Loop *current;       /* set_event_loop; owned */
    Task *task;          /* the task whose step runs; borrowed */
    Value thrown;        /* the exception with which the step began, until it ends; owned */
    Value woken_by;      /* the exception of the future that woke the task, until the step ends; owned */
    Task *first, *last;  /* all tasks that live, in the order of creation; weak */
    Callback callback;   /* the callback that runs; owned */
    Value outside;       /* while one runs: the context of the code that runs the loop; owned */
    Value said;          /* dict of the warnings that were shown, which are shown once for a line; or EMPTY */
    Value created;       /* dict of what created.c keeps; or EMPTY */
    LoopRun run;         /* the run that the module's code waits for */
    uint32_t task_names; /* «Task-N»s given */
    uint32_t actor;      /* number of the task whose end is being told to callbacks; 0 */
    uint32_t cancelling; /* gathers that are being cancelled inside each other */
    Running open;        /* what the open turn runs */
    Running aside;       /* what the main thread was running when it was put aside, see threads.h */
    uint32_t spare_word;
    bool has_begun;    /* the module's code was started */
    bool is_over;      /* … and has ended, and so have the threads that the program waits for */
    bool has_ended;    /* the module's code has ended */
    bool loop_was_set; /* set_event_loop was called */
    bool has_left;     /* vm->raised has to leave the loop */
    bool is_timed;     /* the callback began in debug mode */
    bool is_inside;    /* the callback runs in its context … */
    bool is_shut_out;  /* … or could not enter it */
    uint8_t spare[1];
    int32_t status;   /* exit status, once it is over */
    int64_t began_ns; /* when the callback began, for the slow ones */
};

static inline AsyncioRoom *asyncio_room(Vm *vm)
{
    return vm->rooms[ROOM_ASYNCIO];
}

/* ---- callbacks (callback.c) ---- */

/* A done-callback that runs a function of the program has no `native`. */
static inline bool callback_is_empty(const DoneCallback *callback)
{
    return !callback->native && callback->owner == VALUE_EMPTY;
}

/* These are the core's own, and the driver knows them by address: a step and a wakeup of a task (`owner`), a Handle
 * and a Timer (`owner`), and the end of a sleep (`owner` is the future). */
extern const NativeCallback task_step_callback, task_wakeup_callback, handle_callback, timer_callback,
    sleep_callback, run_until_complete_callback;

/* What a Handle or Timer runs, else the callback itself. */
const Callback *callback_inner(const Callback *callback);
bool callback_is_cancelled(const Callback *callback);
TurnKind callback_kind(const Callback *callback);
/* Its name in the trace; borrowed while the callback lives. */
const char *callback_name(Vm *vm, const Callback *callback);
void callback_subject(Vm *vm, const Callback *callback, uint32_t *task, uint32_t *thing);
/* As CPython's _format_callback_source: «tick() at clock.py:3». */
void callback_write(Vm *vm, const Callback *callback, bool with_arguments, Text *out);
void callback_visit(const Callback *callback, ValueVisitor *visitor, void *context);
/* get_context(): the Context at `place`, or the present one where the place's owner `runs`. Owned. */
Value context_given(Vm *vm, Value *place, bool runs);
/* What context= says: a copy of the present one where it says nothing. Owned. */
Value context_wanted(Vm *vm, Value argument);

/* ---- the loop and its timers (loop.c, timers.c, reports.c) ---- */

extern const ClassOps loop_ops;
Loop *loop_new(Vm *vm);
/* Into the ready queue; takes over what the callback holds. */
void loop_push(Vm *vm, Loop *loop, const Callback *callback);
/* RuntimeError where the loop is closed. */
Outcome loop_check_open(Vm *vm, const Loop *loop);
/* In debug mode a loop knows in which thread it runs, and refuses to be used from another: RuntimeError. */
Outcome loop_check_thread(Vm *vm, const Loop *loop);
void loop_close(Vm *vm, Loop *loop);
/* The loop that get_event_loop gives: the running one, or the one that was set. Borrowed. */
Outcome current_loop(Vm *vm, Loop **loop);
void current_loop_set(Vm *vm, Loop *loop /* or NULL */);

/* Begin an iteration: due timers join the ready queue, and where nothing is ready, the clock moves to the next
 * deadline first. RAISED with vm->halt where nothing can ever happen again, or where the loop spins. */
Outcome loop_iterate(Vm *vm, Loop *loop);
/* Among threads: whether the loop has nothing to do for now. It then sleeps, until somebody tells it or until the
 * deadline that it had when it fell asleep. */
bool loop_sleeps(Vm *vm, Loop *loop);
bool loop_next_deadline(const Loop *loop, int64_t *deadline_ns);
/* A thread has called call_soon_threadsafe. */
void loop_tell(Vm *vm, Loop *loop);
/* Callback number `at` of the ready queue; NULL beyond its end. */
const Callback *loop_ready_at(const Loop *loop, size_t at);
/* Take out the next callback of this iteration. False when all have run. */
bool loop_take(Vm *vm, Loop *loop, Callback *callback);

/* `timer` is retained. */
void timers_add(Vm *vm, Loop *loop, int64_t deadline_ns, Object *timer);
/* One of those in the heap was cancelled. */
void timers_cancelled(Vm *vm, Loop *loop);
/* Take cancelled timers off the top; false where no timer stands. */
bool timers_next(Vm *vm, Loop *loop, int64_t *deadline_ns);
/* Move all that are due into the ready queue. */
void timers_fire(Vm *vm, Loop *loop, int64_t now_ns);
void timers_clear(Vm *vm, Loop *loop);
static inline uint32_t timers_standing(const Loop *loop)
{
    return loop->timer_count - loop->timers_cancelled;
}
/* Whether what stands in the heap was cancelled, and the callback that it is. */
/* The first timer behind `last` (NULL: of all) that is not cancelled; NULL where there is none. */
const TimerEntry *timers_behind(const Loop *loop, const TimerEntry *last);
bool timer_entry_is_cancelled(const TimerEntry *entry);
Callback timer_entry_callback(const TimerEntry *entry); /* borrowed */

/* Let the machine know asyncio.sleep, of which it does sleep(0) itself. */
void sleep_share_bare_yield(Vm *vm, Module *module);
/* The future of a sleep of this delay: done at the deadline with None. Owned. */
Future *sleep_begin(Vm *vm, Loop *loop, int64_t deadline_ns);
/* Until when a sleep that is going on lasts. */
int64_t sleep_deadline_ns(const Future *future);
/* The sleep is over or was cancelled: its timer does not count any more. */
void sleep_end(Vm *vm, Future *future, int64_t deadline_ns);

/* loop.call_exception_handler({message, exception, key: object}). Takes over nothing; clears what the program's own
 * handler raises. RAISED only where SystemExit or KeyboardInterrupt came out of a handler. */
Outcome loop_report_about(Vm *vm, Loop *loop, const char *message, Value exception, const char *key, Value object);
/* The same of a future that goes unseen; in debug mode with where it was made. */
Outcome loop_report_lost(Vm *vm, Future *future, const char *message, Value exception, const char *key);
/* A line of the program's source without the blanks around it; NULL where there is none. */
const char *program_line(Vm *vm, uint32_t line, size_t *length);
/* A warning on the logger «asyncio». `exception` or EMPTY. */
void loop_log(Vm *vm, const char *level, Text *message, Value exception);
/* «file.py:3: RuntimeWarning: message», the line, and what comes behind it; once for each line. */
void warn_at_line(Vm *vm, const char *category, const char *message, const char *behind);
/* The coroutine that closes a generator which was abandoned. */
bool coroutine_is_aclose(const Frame *frame);
/* Where the coroutines of debug mode were made (created.c), as lines; EMPTY where it was not noted.
 * Borrowed. */
void coroutine_note_origin(void *context, Vm *vm, Frame *coroutine);
void coroutine_forget_origin(void *context, Vm *vm, Frame *coroutine);
Value coroutine_origin(Vm *vm, Frame *coroutine);
void warn_never_awaited(void *context, Vm *vm, Frame *coroutine);
Outcome loop_default_exception_handler(Vm *vm, const Value *args, Value *result);
Outcome loop_call_exception_handler(Vm *vm, const Value *args, Value *result);

/* ---- worker threads (executor.c) ---- */

extern const NativeSpec executor_functions[], executor_methods[];
/* The loop's pool takes no more work, and its threads end: a future that is done when they have, or EMPTY where
 * there is nothing to wait for. */
Outcome executor_end(Vm *vm, Loop *loop, Value *future);

/* ---- asynchronous generators (generators.c) ---- */

void generators_hook(Vm *vm);
/* A task that runs loop.shutdown_asyncgens() or shutdown_default_executor(): the coroutine, owned. */
bool is_shutdown(Value coroutine); /* it is one of these two */
Value generators_shut(Vm *vm, Loop *loop);
Value executor_shut(Vm *vm, Loop *loop);

/* ---- tasks that nobody can reach (collect.c) ---- */

/* gc.collect(): say of such tasks what is to be said, and let them go. How many there were. */
size_t asyncio_collect(void *context, Vm *vm);
/* The program ends: the same, then pending tasks that the program's variables still hold. Of exceptions that nobody
 * has retrieved, and that variables hold, nothing is said: CPython's logging is being taken down by then. */
void asyncio_end(Vm *vm);

/* ---- handles (handle.c) ---- */

/* Takes over what the callback holds. */
Handle *handle_new(Vm *vm, Loop *loop, const Callback *callback);
Timer *timer_new(Vm *vm, Loop *loop, int64_t deadline_ns, const Callback *callback);
bool value_is_handle(Vm *vm, Value value);

/* ---- futures and tasks (future.c, task.c, future_repr.c) ---- */

enum { /* further flags of a Future, beside those of asyncio.h */
       FUTURE_IS_GATHER = 16,
       FUTURE_IS_SLEEP = 32,      /* a timer of the loop ends it */
       FUTURE_SLEEP_IS_OVER = 64, /* … which was cancelled or has fired */
       FUTURE_TIMER_STANDS = 128, /* … or stands in the heap */
       FUTURE_IS_THING = 256,     /* `thing` is the future itself: the program made it */
       FUTURE_IS_DEBUG = 512,     /* it was made in debug mode */
};

void future_init(Vm *vm, Future *future, Loop *loop);
/* Done-callback number `at`, from 0, borrowed and without its argument; false behind the last. */
bool future_callback(const Future *future, size_t at, Callback *callback);
/* In debug mode: where it was made (created.c). */
void future_note_creation(Vm *vm, const Future *future);
void future_forget_creation(Vm *vm, const Future *future);
/* The hook call_stack. */
Value call_stack(void *context, Vm *vm);
Value future_creation(Vm *vm,
                      const Future *future); /* the lines, as a str; borrowed, EMPTY outside of debug mode */
/* The last reference went: say that nobody has seen its exception. True where the handler has kept it. */
bool future_survives(Vm *vm, Future *future);
/* Release what a future holds. */
void future_let_go(Vm *vm, Future *future);
void future_visit(const Object *object, ValueVisitor *visitor, void *context);
/* Future.cancel of a plain future, and of the Future that a task is. */
bool future_cancel_or_raise(Vm *vm, Future *future, Value message);
bool future_cancel_plain(Vm *vm, Future *future, Value message);
/* Done-callback: takes over what the callback holds. */
bool future_add(Vm *vm, Future *future, const Callback *callback);
/* The move to FINISHED or CANCELLED is made: have all done-callbacks run. */
Outcome future_schedule_callbacks(Vm *vm, Future *future);
/* Store an exception (class or instance) without looking at the state. */
Outcome future_take_exception(Vm *vm, Future *future, Value exception);
/* result() without marking: RAISED puts the exception into *exception (owned) instead of vm->raised. */
bool future_outcome(Vm *vm, Future *future, Value *exception);
Outcome future_await(Vm *vm, Value self, Value *awaiter);
Outcome future_iterate(Vm *vm, Value self, Value *result);
Outcome future_resume(Vm *vm, Value self, Value sent, Value *result);
Outcome future_repr(Vm *vm, Value self, Value *result);
/* «finished result=3»: what stands in a repr behind the name. */
Outcome future_write_state(Vm *vm, const Future *future, Text *out);
/* As reprlib.repr. */
Outcome value_write_short_repr(Vm *vm, Value value, Text *out);
/* «main() running at shop.py:5» */
Outcome coroutine_write(Vm *vm, Value coroutine, Text *out);
extern const NativeSpec future_methods[];
Outcome loop_create_future(Vm *vm, const Value *args, Value *result);

/* Begin a step: `exception` is thrown in, or EMPTY. Then task_step_end with what came out. */
Outcome task_step_begin(Vm *vm, Task *task, Value exception, Value *result);
/* The step of a task that `future`, now done, wakes. */
Outcome task_wakeup_begin(Vm *vm, Task *task, Future *future, Value *result);
/* RAISED where SystemExit or KeyboardInterrupt has to leave the loop. */
Outcome task_step_end(Vm *vm, Task *task, Outcome outcome, Value result);
bool task_cancel(Vm *vm, Task *task, Value message);
bool gather_cancel(Vm *vm, Gather *gather, Value message);
/* For the views: it joined the ready queue, and why. */
void task_note_woken(Vm *vm, Task *task, uint32_t thing);
void task_classes_init(Vm *vm);
void future_classes_init(Vm *vm);
void handle_classes_init(Vm *vm);
void gather_class_init(Vm *vm);
void wait_class_init(Vm *vm);
void completion_class_init(Vm *vm);
bool value_is_awaitable(Vm *vm, Value value);
/* The coroutine itself, or one that awaits the awaitable; TypeError. */
Outcome coroutine_of_awaitable(Vm *vm, Value awaitable, Value *coroutine);
bool value_is_coroutine_function(Value value);

extern const NativeSpec gather_functions[], wait_functions[], wait_for_functions[], completion_functions[],
    sleep_functions[];

/* gather(*futures, return_exceptions=…) from C. */
Outcome gather_new(Vm *vm, const Value *items, size_t count, bool returns_exceptions, Value *result);

/* ---- runs (run.c) ---- */

/* Begin a run of the loop for the module's code: SUSPENDED, or RAISED. `runner` NULL: none. */
Outcome run_begin(Vm *vm, Loop *loop, RunStage stage, Value future, Runner *runner, bool closes);
/* The runner closes: SUSPENDED, or RETURNED where there is nothing to close. */
Outcome run_begin_closing(Vm *vm, Runner *runner, Value *result);
/* The loop has stopped, or vm->raised has to leave it. True: another run of it follows. */
bool run_ended(Vm *vm);
/* Give the module's code what came out, and go on with it. */
Outcome run_deliver(Vm *vm, Value *result);

/* loop_refusals.c: what CPython's loops can do and a scenario's cannot; getters that refuse. */
extern const NativeSpec loop_refusals[];

#endif
