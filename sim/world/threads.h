/* Threads: chains of frames that take turns on the one clock.
 *
 * Number 0 is the main thread, in which the module's code and the loop run; workers have numbers from 1, in the
 * order in which they were started. Nothing is ever interrupted: a thread runs until it blocks (in time.sleep, for
 * a lock, a join, a future's result) or ends, and the main thread also at the end of each callback. Then the next
 * one that can run has its slice, in the order of numbers, round and round. The clock moves when nobody can run.
 *
 *     READY --slice begins--> RUNNING --world_block--> SLEEPING, WAITING --woken, or its deadline--> READY
 *                                     --its function ends--> ENDED
 *
 * The table is made with the first worker, or when the main thread blocks for something. The driver
 * (asyncio/turns.c) runs the slices. */
#ifndef LOOPSCOPE_THREADS_H
#define LOOPSCOPE_THREADS_H

#include "world.h"

typedef enum ThreadState {
    THREAD_READY,
    THREAD_RUNNING,
    THREAD_SLEEPING, /* in time.sleep */
    THREAD_WAITING,  /* for somebody to wake it, or for its deadline */
    THREAD_ENDED,
} ThreadState;

enum { MAIN_THREAD = 0 };
#define NO_THREAD UINT32_MAX

typedef struct Thread {
    Frame *frame;        /* its innermost frame, put aside; NULL before it begins, while it runs, and in the end */
    Value function;      /* what it will call first; EMPTY once it has begun */
    Value name;          /* str; EMPTY for the main thread */
    Value context;       /* the contextvars that it left when it was put aside */
    Value awaited;       /* WAITING: what for, a str for the reader; else EMPTY */
    int64_t deadline_ns; /* until when it sleeps or waits, -1 without end */
    int64_t since_ns;    /* when it came into its state */
    uint32_t holder;     /* the thread that holds what it waits for; NO_THREAD unknown */
    uint32_t task;       /* of the main thread: whose step blocks; 0 */
    uint32_t line;       /* where it has blocked last; 0 before it begins and once it has ended */
    ThreadState state;
    bool is_blocked; /* it has blocked, and world_block's result is still to be delivered */
    bool was_woken;  /* that result: True, or False where its deadline came */
    bool is_sleep;   /* it is time.sleep that blocks, whose result is None */
    bool is_daemon;  /* the program does not wait for it */
    uint8_t spare[4];
} Thread;

/* NULL where the number names none. */
Thread *world_thread(Vm *vm, uint32_t number);
/* A worker that runs function() when its turn comes. Its number; NO_THREAD past the memory limit. */
uint32_t world_start_thread(Vm *vm, Value function, Value name, bool is_daemon);
/* The thread has another name from now on; the main thread's (0) stays. */
void world_rename_thread(Vm *vm, uint32_t number, Value name);
/* Whether some worker has not ended; and one for which the end of the program waits. */
bool world_has_threads(Vm *vm);
bool world_has_lasting_threads(Vm *vm);

/* The running thread blocks: SUSPENDED, and when it goes on the native's result is True where it was woken, False
 * where its deadline came (-1: none). `state` is SLEEPING or WAITING; `awaited` a str or EMPTY. Where the code that
 * runs cannot be put aside (a sort key, a hidden callback) a sleep moves the clock, and a wait is refused. */
Outcome world_block(Vm *vm, ThreadState state, Value awaited, uint32_t holder, int64_t deadline_ns, Value *result);
void world_wake_thread(Vm *vm, uint32_t number);

/* ---- for the driver ---- */

/* Whether the code that ran has just blocked: put it aside. */
bool world_has_blocked(Vm *vm);
void world_put_aside(Vm *vm);
/* The thread, which is READY, runs from now on: its chain is in vm->frame. */
void world_take_up(Vm *vm, uint32_t number);
/* The running worker's function has ended. */
void world_thread_ended(Vm *vm);
/* The next READY worker behind the one that ran last; NO_THREAD where the main thread comes first (`main_can_run`)
 * or where nobody is ready. */
uint32_t world_next_thread(Vm *vm, bool main_can_run);
/* Make all READY whose deadline has come. */
void world_wake_due(Vm *vm);
/* The first deadline of a blocked thread; false where there is none. */
bool world_next_deadline(Vm *vm, int64_t *deadline_ns);
/* The clock has moved, and the main thread runs before all others. */
void world_restart_round(Vm *vm);
void world_visit_threads(Vm *vm, ValueVisitor *visitor, void *context);

#endif
