/* Turns: what runs next.
 *
 * A run is a row of turns. Turn 0 is the module's own code, until it ends or starts a loop; then every callback
 * that a trace shows is a turn, and so is the module's code when a loop gives it back, and each slice of a thread
 * (threads.h): a worker's, or what is left of a callback or of the module's code after it has blocked. What the
 * loop does between two callbacks (an iteration begins, due timers join the ready queue, the clock moves, hidden
 * callbacks run) happens at the beginning of the later turn. */
#ifndef LOOPSCOPE_TURNS_H
#define LOOPSCOPE_TURNS_H

#include "world.h"

typedef enum TurnResult {
    TURN_ENDED,   /* the turn is over; another can begin */
    TURN_AT_LINE, /* vm->stop_at_line was reached: the same turn goes on with the next call */
    TURN_OVER,    /* there is no other turn: see vm->halt (HALT_EXIT: the program ended; its status in *status) */
} TurnResult;

/* Begin the next turn, or go on with the one that stopped at a line, up to its end or to vm->stop_at_line. */
TurnResult turn_run(Vm *vm, int *status);

/* The state of the loop that runs now, for the views; false where none does. */
typedef enum LoopPhase { PHASE_IDLE, PHASE_TIMERS, PHASE_CLOCK, PHASE_RUNNING } LoopPhase;

typedef struct LoopState {
    LoopPhase phase;
    uint32_t frozen; /* callbacks that this iteration runs */
    uint32_t ran;    /* of these, how many have begun */
    uint32_t ready;  /* callbacks in the ready queue, frozen ones that have not begun included */
    uint32_t timers; /* not cancelled */
} LoopState;
bool loop_state(Vm *vm, LoopState *state);

/* Callbacks stand in the ready queue of a loop that sleeps, since the thread that put them there has not told it.
 */
bool loop_is_not_told(Vm *vm);

/* A callback in the ready queue or behind a timer, for the views. */
typedef struct LoopEntry {
    TurnKind kind;
    uint32_t task;       /* whose step it is, or whom it wakes (the sleeper of a timer); 0 none */
    uint32_t thing;      /* the thing it belongs to (a timeout), or 0 */
    const char *name;    /* callback's qualified name; borrowed */
    int64_t deadline_ns; /* of a timer */
    bool is_cancelled;   /* it will be skipped */
} LoopEntry;
/* Entry `at` of the ready queue, first the frozen ones; false at the end. */
bool loop_ready_entry(Vm *vm, size_t at, LoopEntry *entry);
/* The `at`-th timer by (deadline, creation); false at the end. For at most a screenful: it searches. */
bool loop_timer_entry(Vm *vm, size_t at, LoopEntry *entry);

/* ---- tasks, for the views; `task` is a Task object from World.tasks ---- */
typedef struct TaskView {
    const Frame *coroutine;  /* its outermost frame; NULL once it has ended */
    uint32_t waits_for;      /* number of the thing it waits for, 0 none */
    uint32_t waits_for_task; /* number of the task it awaits, 0 none */
    int64_t deadline_ns;     /* until when it sleeps, -1 where it does not */
    bool is_cancelling;      /* cancel() was asked and not yet delivered or still being dealt with */
    const char *name;        /* Task-1 …; borrowed */
    Value result;            /* result or exception once it has ended (borrowed), EMPTY else */
} TaskView;
void task_view(Vm *vm, const Object *task, TaskView *view);

/* Who wants to know that a task has ended. */
typedef struct TaskAwaiter {
    uint32_t task;    /* that awaits it, also through shield; 0 */
    uint32_t thing;   /* a gather, a wait, a group that it is in; 0 */
    const char *name; /* where it is neither: of the callback; borrowed */
    bool is_run;      /* run_until_complete, which asyncio.run calls */
} TaskAwaiter;
/* In the order in which they came; false at the end. */
bool task_awaiter(Vm *vm, const Object *task, size_t at, TaskAwaiter *awaiter);

/* Call the visitor with every reference that asyncio keeps outside of objects. */
void asyncio_visit(Vm *vm, ValueVisitor *visitor, void *context);
/* The same with all tasks that live: those that nobody holds but what they wait for, too. */
void asyncio_visit_tasks(Vm *vm, ValueVisitor *visitor, void *context);

/* asyncio as a module of the world: registers "asyncio" (and its parts). */
void asyncio_register(Vm *vm);

#endif
