/* What the parts of asyncio share: the loop, its callbacks and timers, futures and tasks. The coordination objects
 * (locks.c, queues.c, timeouts.c, taskgroups.c …) are built on these as their counterparts in Lib/asyncio are.
 *
 * A callback is one entry of the ready queue. Most callbacks are C's: they have a NativeCallback, which says what
 * to run and under which name CPython knows it. What a program schedules itself (call_soon, add_done_callback with
 * a function of its own) is a Python callable with its arguments. */
#ifndef LOOPSCOPE_ASYNCIO_H
#define LOOPSCOPE_ASYNCIO_H

#include "context.h"
#include "turns.h"

typedef struct Loop Loop;
typedef struct Future Future;
typedef struct Task Task;
typedef struct Timer Timer;

/* ---- callbacks ---- */

/* A callback that is written in C. `owner` and `argument` are borrowed during the call. RETURNED, RAISED (which
 * goes to the loop's exception handler), or SUSPENDED where a frame of the program has to go on at a line later. */
typedef struct NativeCallback {
    const char *qualname; /* CPython's: "gather.<locals>._done_callback" */
    Outcome (*run)(Vm *vm, Value owner, Value argument);
    /* The task that it is for and the thing that it belongs to, for the views; may be NULL: 0 and 0. */
    void (*subject)(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing);
    /* As reprs of futures and handles show it; NULL: «qualname()». Where CPython's is a Python function and no
     * method, this ends in « at » and where the library stands. */
    const char *shown;
} NativeCallback;

/* 32 bytes. Owned values. */
typedef struct Callback {
    const NativeCallback
        *native; /* NULL: `owner` is a callable of the program, `argument` a tuple of its arguments */
    Value owner;
    Value argument;
    Value context; /* in which a function of the program runs: as vm->context, see context.h */
} Callback;

void callback_release(Vm *vm, Callback *callback);

/* ---- futures ---- */

typedef enum FutureState { FUTURE_PENDING, FUTURE_FINISHED, FUTURE_CANCELLED } FutureState;

enum {                           /* flags */
       FUTURE_HAS_EXCEPTION = 1, /* FINISHED, and `result` is an exception */
       FUTURE_IS_TASK = 2,
       FUTURE_LOGS_TRACEBACK = 4, /* its exception was not retrieved yet */
       FUTURE_BLOCKING = 8,       /* _asyncio_future_blocking */
};

/* A callback that waits for a future: what it will be given is that future. Owned values. */
typedef struct DoneCallback {
    const NativeCallback *native;
    Value owner, context;
} DoneCallback;

/* All but the first of them. */
typedef struct DoneCallbacks {
    uint32_t count, capacity;
    DoneCallback items[];
} DoneCallbacks;

/* A future; a Task and the future of a gather begin with one. States:
 *
 *     PENDING --set_result, set_exception--> FINISHED
 *     PENDING --cancel--> CANCELLED
 *
 * With the move, all done-callbacks are put into the ready queue in the order in which they were added. */
struct Future {
    Object head;          /* head.flags is a FutureState, head.extra the flags above */
    Loop *loop;           /* owned */
    Value result;         /* result or exception; EMPTY while pending. When cancelled: the CancelledError that ended
                             the task, until it is handed on; or EMPTY */
    Value cancel_message; /* EMPTY: none. With an exception: the traceback that it had when it was set, or EMPTY */
    DoneCallback first;   /* the first done-callback (native NULL and owner EMPTY: none) … */
    DoneCallbacks *more;  /* … and the others; owned; NULL where there never were any */
    uint32_t thing;   /* the thing in whose waiting line it stands (a lock's waiter, a queue's getter), 0 none */
    uint32_t sleeper; /* the task that waits for it, as far as the views know; 0 none */
};

static inline FutureState future_state(const Future *future)
{
    return (FutureState)future->head.flags;
}

static inline bool future_is_done(const Future *future)
{
    return future->head.flags != FUTURE_PENDING;
}

/* The Future (or Task) that the value is, else NULL. */
Future *value_future(Value value);

/* A pending future of the loop; `thing` is the waiting line that it is made for, or 0. */
Future *future_new(Vm *vm, Loop *loop, uint32_t thing);
/* RAISED with InvalidStateError where it is done already. `result` is retained. */
Outcome future_set_result(Vm *vm, Future *future, Value result);
Outcome future_set_exception(Vm *vm, Future *future, Value exception /* class or instance */);
/* False where it is done already. `message` EMPTY: none. For a Task this is Task.cancel. */
bool future_cancel(Vm *vm, Future *future, Value message);
/* result(): the result, or its exception or CancelledError raised. Marks the exception as retrieved. */
Outcome future_result(Vm *vm, Future *future, Value *result);
/* exception(): None or the exception; CancelledError or InvalidStateError raised. Marks it as retrieved. */
Outcome future_exception(Vm *vm, Future *future, Value *result);
/* The exception without marking: borrowed, EMPTY where it has none. */
Value future_peek_exception(const Future *future);
/* A new CancelledError with the future's message. */
Value future_cancelled_error(Vm *vm, Future *future);
/* Have `native` run with (owner, the future) when it is done; soon where it is. Retains owner. False past memory.
 */
bool future_add_callback(Vm *vm, Future *future, const NativeCallback *native, Value owner);
/* Take such a callback out again; how many there were. */
size_t future_remove_callback(Vm *vm, Future *future, const NativeCallback *native, Value owner);

/* ---- tasks ---- */

/* Drives a coroutine, as Task in Lib/asyncio/tasks.py:
 *
 *     new --create_task--> ready --step--> running --awaits a future--> waiting --future done--> ready …
 *     running --coroutine returns, raises, is cancelled--> done, failed, cancelled */
struct Task {
    Future future;
    Value coroutine;      /* EMPTY once it has ended */
    Value name;           /* str; EMPTY while it is the standard «Task-N» and nobody asked */
    Value context;        /* as vm->context; while a step runs, what it began with */
    Future *waiting_for;  /* _fut_waiter; owned; NULL */
    uint32_t number;      /* of the World, from 1; 0 where facts are not kept */
    uint32_t name_number; /* N of «Task-N» */
    uint32_t cancels;     /* _num_cancels_requested */
    bool must_cancel;
    bool logs_destroy; /* _log_destroy_pending */
    bool is_waking;    /* a wakeup or step of it stands in the ready queue */
    uint8_t spare;
    struct Task *next, *previous; /* all tasks of the world that live, in the order of creation; weak */
};

static inline Task *value_task(Value value) /* the value is known to be a Task */
{
    return (Task *)value_object(value);
}

bool value_is_task(Value value);
/* A task for a coroutine, scheduled; name EMPTY: «Task-N», context EMPTY or None: a copy of the present one.
 * RAISED: TypeError «a coroutine was expected, got …». */
Outcome task_new(Vm *vm, Loop *loop, Value coroutine, Value name, Value context, Task **task);
/* As asyncio.ensure_future: futures as they are, coroutines and awaitables in a new task. Owned. */
Outcome ensure_future(Vm *vm, Value awaitable, Loop *loop, Future **future);
/* The task whose step is running in the running loop; borrowed, NULL where none is. */
Task *current_task(Vm *vm);
uint32_t current_task_number(Vm *vm); /* 0 where none is, or facts are not kept */
/* Task.uncancel: what is left of the requests. */
uint32_t task_uncancel(Vm *vm, Task *task);
/* The name as a str, borrowed. */
Value task_name(Vm *vm, Task *task);

/* ---- the loop ---- */

/* The running loop, borrowed; NULL where none runs. */
Loop *running_loop(Vm *vm);
/* The same, or RuntimeError «no running event loop». */
Outcome running_loop_or_raise(Vm *vm, Loop **loop);
/* The thing or object was used in one loop already: as mixins._LoopBoundMixin._get_loop. *place is the object's
 * bound loop (owned, NULL at first); RuntimeError «<…> is bound to a different event loop». */
Outcome loop_bind(Vm *vm, Value object, Loop **place, Loop **loop);
/* Into the ready queue; owner and argument are retained. */
void loop_call_soon(Vm *vm, Loop *loop, const NativeCallback *native, Value owner, Value argument);
/* The same with a Handle (owned by the caller too), by which handle_cancel takes it back; a Timer is a Handle. */
typedef struct Handle Handle;
Handle *loop_call_soon_handle(Vm *vm, Loop *loop, const NativeCallback *native, Value owner, Value argument);
void handle_cancel(Vm *vm, Handle *handle);
/* At the deadline: a Timer (owned by the caller too: release it with object_release). */
Timer *loop_call_at(Vm *vm, Loop *loop, int64_t deadline_ns, const NativeCallback *native, Value owner,
                    Value argument);
void timer_cancel(Vm *vm, Timer *timer);
int64_t timer_deadline_ns(const Timer *timer);
/* loop.call_exception_handler with this message and these parts of the context (EMPTY: absent). */
void loop_report(Vm *vm, Loop *loop, const char *message, Value exception, Value future);
/* A deadline from a delay in seconds, in whole nanoseconds: round((now + delay) * 1e9), half to even, clipped to
 * [0, INT64_MAX]. */
int64_t deadline_after(Vm *vm, double delay);

/* ---- awaiting from native coroutines ----
 *
 * `return coroutine_await(vm, co, value_from(future), state)` (frame.h) suspends at a future, as `await future`
 * does; the step function is called again in that state, with the result or with vm->raised set. */

/* ---- as if CPython's own frames were there ---- */

/* In CPython a frame of the library's own always stands in the traceback: an exception without one gets it. */
void add_library_traceback(Vm *vm, Value exception);
/* What was raised keeps `held` alive, as the frames of CPython's own functions in its traceback do. */
Outcome raised_holds(Vm *vm, Value held);

/* ---- timeouts, for wait_for ---- */

/* timeout(delay), entered: the Timeout (owned). `delay` is a number or None. */
Outcome timeout_begin(Vm *vm, Value delay, Value *timeout);
/* Leave it with what is raised in vm->raised, or with nothing: RAISED where an exception goes on, which is the
 * timeout's TimeoutError where its deadline was what cancelled the task. */
Outcome timeout_end(Vm *vm, Value timeout);

/* ---- what each file adds to the module ---- */
typedef struct AsyncioRoom AsyncioRoom; /* vm->rooms[ROOM_ASYNCIO]; asyncio_room.h, private to the core */
typedef struct AsyncioClasses {         /* what others look up */
    Class *future, *task, *handle, *timer_handle, *loop;
    Class *cancelled_error, *invalid_state_error, *queue_empty, *queue_full, *queue_shut_down,
        *broken_barrier_error;
    Class *lock, *event, *condition, *semaphore, *bounded_semaphore, *barrier, *queue, *lifo_queue, *priority_queue,
        *timeout, *task_group;
} AsyncioClasses;
AsyncioClasses *asyncio_classes(Vm *vm);

typedef enum CoroutineName {
#define COROUTINE(field, slots, name, qualname) COROUTINE_##field,
#include "coroutines.def"
#undef COROUTINE
    COROUTINE_COUNT
} CoroutineName;
/* A native coroutine by its name in coroutines.def. */
NativeCoroutine *asyncio_coroutine(Vm *vm, CoroutineName name, NativeStep *step);

void loops_load(Vm *vm, Module *module);      /* loop.c: the loop's class, get_running_loop … */
void futures_load(Vm *vm, Module *module);    /* future.c, task.c: Future, Task, create_task, current_task … */
void sleeping_load(Vm *vm, Module *module);   /* sleep, gather, wait, wait_for, as_completed, shield */
void runners_load(Vm *vm, Module *module);    /* run, Runner */
void locks_load(Vm *vm, Module *module);      /* Lock, Event, Condition, Semaphore, BoundedSemaphore, Barrier */
void queues_load(Vm *vm, Module *module);     /* Queue, LifoQueue, PriorityQueue and their exceptions */
void timeouts_load(Vm *vm, Module *module);   /* Timeout, timeout, timeout_at */
void taskgroups_load(Vm *vm, Module *module); /* TaskGroup */

#endif
