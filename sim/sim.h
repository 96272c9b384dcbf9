/* loopscope's simulator: an asyncio program on a virtual clock, one callback or one line at a time, both ways.
 *
 *     Sim *sim = sim_open(&source, &options, report);   // loads, and runs ahead to the end or the horizon
 *     while (sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED)
 *         printf("%s\n", sim_narration(sim, SIM_STORY));
 *     sim_seek(sim, (SimPosition){10, 0});               // back to after callback 10
 *     sim_close(sim);
 *
 * A Sim is opaque and belongs to one thread. It never prints, opens files, exits or looks at a clock: the same
 * source, knobs and seed give the same run, everywhere and every time.
 *
 * Where it stands is a position: how many turns have ended or begun, and how many lines of the last one have begun.
 * A turn is the module's own code (turn 0) or one callback of the event loop. Position (n, SIM_LINE_END) is after
 * turn n has ended, which is where stepping by callbacks stands; (n, k) is inside turn n, before its line k+1 runs.
 *
 * Strings and arrays that look-functions give are borrowed until the next call that moves the sim (or, where said,
 * until the next call of the same function). Looking is const for the world: it runs no code of the program. All
 * texts are UTF-8 and may hold whatever the program put into them: a view shows control characters, never sends
 * them. Times are whole nanoseconds from 0. Tasks and things are numbered from 1 in order of creation; 0 is none.
 */
#ifndef LOOPSCOPE_SIM_H
#define LOOPSCOPE_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIM_REFERENCE "CPython 3.13"
#define SIM_LINE_END UINT32_MAX
#define SIM_NO_TIME INT64_MIN
#define SIM_MEMORY_LIMIT_MOST ((size_t)15 << 30) /* bytes */

typedef struct Sim Sim;

/* ---- 1. open and close ----------------------------------------------------------------------------------------
 */

typedef struct SimSource {
    const char *name; /* as messages show it: the file's base name */
    const char *text; /* UTF-8; copied */
    size_t length;    /* bytes */
} SimSource;

typedef struct SimKnobSetting {
    const char *name;
    const char *value; /* as typed: "3", "0.5", "True" */
} SimKnobSetting;

typedef struct SimOptions {
    const SimKnobSetting *knobs; /* settings, may be NULL */
    size_t knob_count;
    int64_t seed; /* of `random` in a program that never seeds it; 0 by default */
    const char *const
        *expectations; /* further ones than the file has: "within 6", "always inside <= 3",
                          "finally done == 8"; may be NULL. One that is none is an error at sim_open */
    size_t expectation_count;
    size_t memory_limit;        /* bytes for world, keyframes and journal together; 0: 1 GiB */
    uint64_t horizon;           /* callbacks to run ahead; 0: 500,000 */
    uint64_t iteration_limit;   /* iterations without a move of the clock; 0: 100,000 */
    uint64_t instruction_limit; /* instructions in one callback; 0: 50,000,000 */
} SimOptions;

/* One thing that is wrong with the file (or a knob), ready to be shown. */
typedef struct SimDiagnostic {
    bool is_warning;
    uint32_t line, column, end_line, end_column; /* from 1; columns in code points; 0 where it has no place */
    const char *message;
    const char *hint;  /* what to write instead, or "" */
    const char *shown; /* the whole: «file:line:col: error: …», the line, a caret, the hint; ends in a newline */
} SimDiagnostic;

/* Called once for each diagnostic, in order of place; the texts are good during the call. */
typedef void SimReport(void *context, const SimDiagnostic *diagnostic);

/* Load a program and run it ahead. Diagnostics go to `report`. Returns NULL where there were errors, or where the
 * host gives no memory (one diagnostic without a place says so). Stands at (0, 0): nothing has run. */
Sim *sim_open(const SimSource *source, const SimOptions *options, SimReport *report, void *context);
void sim_close(Sim *sim); /* accepts NULL */

/* Only load and diagnose: true where it could be opened. */
bool sim_check(const SimSource *source, const SimOptions *options, SimReport *report, void *context);

/* A plain run without a way back: the fast path. */
typedef struct SimPlainHost {
    void (*write)(void *context, int stream, const char *bytes, size_t size); /* stream 1 output, 2 errors */
    /* each callback as it begins; kind is "step", "wakeup", "timer" or "callback"; may be NULL */
    void (*callback)(void *context, uint32_t iteration, int64_t now_ns, const char *kind, const char *name);
    void *context;
} SimPlainHost;

typedef enum SimEnd {
    SIM_END_UNKNOWN,      /* beyond the horizon */
    SIM_END_FINISHED,     /* the program ended by itself */
    SIM_END_RAISED,       /* with an uncaught exception */
    SIM_END_DEADLOCK,     /* it can never go on */
    SIM_END_SPIN,         /* it waits without letting time pass */
    SIM_END_INSTRUCTIONS, /* a callback that does not end */
    SIM_END_MEMORY,       /* outgrew the memory limit */
    SIM_END_REFUSED,      /* reached what a scenario cannot have */
} SimEnd;

typedef struct SimOutcome {
    SimEnd end;
    int status;      /* exit status of the program itself: as CPython's */
    char text[2048]; /* where it did not end by itself: what to tell the person, several lines; «…» where cut */
    uint64_t callbacks;
    int64_t now_ns;
    size_t arena_peak; /* bytes */
} SimOutcome;

/* Load and run to the end. False where it could not be loaded (diagnostics tell). */
bool sim_run_plain(const SimSource *source, const SimOptions *options, const SimPlainHost *host,
                   SimOutcome *outcome, SimReport *report, void *context);

/* ---- 2. go ----------------------------------------------------------------------------------------------------
 */

typedef struct SimPosition {
    uint32_t turn; /* turns begun; 0 is the module's code */
    uint32_t line; /* lines of that turn begun; SIM_LINE_END: the turn has ended */
} SimPosition;

static inline bool sim_positions_are_equal(SimPosition a, SimPosition b)
{
    return a.turn == b.turn && a.line == b.line;
}

/* In the order of the run. */
static inline bool sim_position_is_before(SimPosition a, SimPosition b)
{
    return a.turn < b.turn || (a.turn == b.turn && a.line < b.line);
}

typedef enum SimUnit {
    SIM_CALLBACK,  /* to the end of the next turn */
    SIM_LINE,      /* before the next line of the program, across turns */
    SIM_ITERATION, /* to the end of the loop's iteration */
    SIM_CLOCK,     /* to the end of the first turn after the next move of the clock */
    SIM_CUE,       /* to the next cue; iterations where the file has none */
} SimUnit;

typedef enum SimMove {
    SIM_MOVED,
    SIM_AT_WALL,   /* at the start or the end already: nothing moved */
    SIM_NOT_FOUND, /* what was looked for does not come (again): nothing moved */
} SimMove;

/* One unit forward (direction 1) or back (-1). */
SimMove sim_step(Sim *sim, SimUnit unit, int direction);
/* To a position; one beyond the end is the end. */
SimMove sim_seek(Sim *sim, SimPosition position);
/* After the n-th callback of the trace; 0 is the start. */
SimMove sim_seek_callback(Sim *sim, uint32_t callback);
/* The last position whose clock is not beyond the time. */
SimMove sim_seek_time(Sim *sim, int64_t time_ns);
/* To cue number (from 0, as in sim_cue). */
SimMove sim_seek_cue(Sim *sim, size_t cue);

typedef enum SimHappening {
    SIM_PRINT,
    SIM_CANCEL,
    SIM_TIMEOUT,
    SIM_FAILURE,
    SIM_TASK_CHANGE,
    SIM_THING_CHANGE,
    SIM_LINE_REACHED,
} SimHappening;
/* To the end of the next (1) or last (-1) turn in which it happens; `number` is the task, thing or source line. For
 * SIM_LINE_REACHED: to the place before that line runs. */
SimMove sim_find(Sim *sim, SimHappening happening, uint32_t number, int direction);

SimPosition sim_position(const Sim *sim);
bool sim_is_at_end(const Sim *sim);

/* What is known of the whole run. */
typedef struct SimExtent {
    uint32_t turns;     /* the last turn's number */
    uint32_t callbacks; /* in the trace */
    int64_t end_ns;     /* the clock at the end */
    bool is_whole;      /* false: the run goes on beyond the horizon */
    SimEnd end;
    int status;
    const char *end_text;    /* how it ended, for a person; "" where it ended by itself */
    uint32_t tasks, threads; /* made in all */
    uint64_t facts;
    size_t arena_bytes, keyframe_bytes, journal_bytes;
    uint32_t keyframes;
} SimExtent;
void sim_extent(const Sim *sim, SimExtent *extent);

/* ---- 3. look --------------------------------------------------------------------------------------------------
 */

typedef enum SimState {
    SIM_NEW,      /* its first step is to come */
    SIM_READY,    /* in the ready queue */
    SIM_RUNNING,  /* in its turn */
    SIM_WAITING,  /* suspended, for a thing or a task */
    SIM_SLEEPING, /* suspended until a deadline */
    SIM_DONE,
    SIM_FAILED, /* with an exception */
    SIM_CANCELLED,
    SIM_STATES,
} SimState;

typedef enum SimPhase {
    SIM_PHASE_NO_LOOP,
    SIM_PHASE_IDLE,
    SIM_PHASE_TIMERS,
    SIM_PHASE_CLOCK,
    SIM_PHASE_RUNNING
} SimPhase;

typedef struct SimClock {
    int64_t now_ns;
    uint32_t callback; /* of the trace, begun so far */
    uint32_t iteration;
    SimPhase phase;
    uint32_t frozen, ran; /* this iteration runs `frozen` callbacks, `ran` of them have begun */
    uint32_t ready, timers;
    const char *running_name; /* the callback's own name where it is no task's; "" else */
    uint32_t running;         /* the task that runs or ran last, 0 none */
    uint32_t running_thread;  /* the worker thread whose slice this turn is, 0: the main thread's turn */
    bool turn_is_over;        /* it has just finished its callback */
    int64_t jumped_from_ns;   /* the clock moved at the beginning of this turn, from here; SIM_NO_TIME else */
    uint32_t line;            /* source line where the running code stands, 0 none */
} SimClock;
void sim_clock(const Sim *sim, SimClock *clock);

typedef struct SimTask {
    uint32_t number;
    SimState state;
    bool is_cancelling;
    const char *label;  /* as views show it: «car 2» */
    const char *name;   /* «Task-3»; "" once freed */
    uint32_t line;      /* where it stands, 0 where it has ended or has not begun */
    uint32_t waits_for; /* thing, 0 none */
    uint32_t waits_for_task;
    uint32_t place;      /* in that thing's waiting line, from 1; 0 none */
    int64_t deadline_ns; /* until when it sleeps; SIM_NO_TIME */
    int64_t since_ns;    /* when it came into this state */
    const char *result;  /* repr of its result, or of its exception, once it has ended; "" else */
} SimTask;
uint32_t sim_task_count(const Sim *sim);
/* False where there is no such task. Texts good until the next call of sim_task. */
bool sim_task(const Sim *sim, uint32_t number, SimTask *task);
/* A SimState for each task, states[1] to states[count]; states[0] is not used. */
const uint8_t *sim_task_states(const Sim *sim);
void sim_state_counts(const Sim *sim, uint32_t counts[SIM_STATES]);
/* Tasks that stand at a source line: fills at most `most` numbers, returns how many there are. */
size_t sim_tasks_at_line(const Sim *sim, uint32_t line, uint32_t *numbers, size_t most);

/* Worker threads, numbered from 1 in the order in which they were started; 0 is the main thread, in which the
 * module's code and the loop run. */
typedef enum SimThreadState {
    SIM_THREAD_READY,
    SIM_THREAD_RUNNING,
    SIM_THREAD_SLEEPING, /* in time.sleep */
    SIM_THREAD_WAITING,  /* for a lock, a join, a result */
    SIM_THREAD_ENDED,
} SimThreadState;

typedef struct SimThread {
    uint32_t number;
    SimThreadState state;
    bool is_daemon;      /* the program does not wait for it */
    bool has_holder;     /* it is known which thread holds what it waits for: */
    uint32_t holder;     /* that thread; 0 the main thread */
    uint32_t line;       /* where it stands, 0 where it has ended or has not begun */
    const char *name;    /* as the program gave it, or «Thread-1 (work)» */
    const char *awaited; /* what it waits for: «a lock»; "" else */
    int64_t deadline_ns; /* until when it sleeps or waits; SIM_NO_TIME */
    int64_t since_ns;    /* when it came into this state */
} SimThread;
uint32_t sim_thread_count(const Sim *sim); /* of workers, with those that have ended */
/* False where there is no such worker. Texts are good until the sim moves. */
bool sim_thread(const Sim *sim, uint32_t number, SimThread *thread);

/* A stretch of a worker's life in one state, as SimStretch of a task's. */
typedef struct SimThreadStretch {
    SimThreadState state;
    uint32_t first_turn, last_turn;
    int64_t begin_ns, end_ns;
} SimThreadStretch;
/* Stretch `at` of a worker, over the whole known run. False at the end; of very many only the first are known. */
bool sim_thread_stretch(const Sim *sim, uint32_t thread, size_t at, SimThreadStretch *stretch);

typedef struct SimVariable {
    const char *name;
    const char *value; /* short repr, cut at 200 bytes */
} SimVariable;
/* A task's frames, the innermost first; task 0: the module's variables that the program made, as frame 0. False
 * where there is no such frame. Texts good until the next call. */
typedef struct SimFrame {
    const char *function; /* qualified name */
    uint32_t line;
    size_t variable_count;
    const SimVariable *variables;
} SimFrame;
bool sim_frame(const Sim *sim, uint32_t task, size_t depth, SimFrame *frame);
/* The same of a worker thread. */
bool sim_thread_frame(const Sim *sim, uint32_t thread, size_t depth, SimFrame *frame);

typedef enum SimCallbackKind {
    SIM_MODULE_CODE,
    SIM_TASK_STEP,
    SIM_TASK_WAKEUP,
    SIM_TIMER,
    SIM_OTHER_CALLBACK,
    SIM_SLICE /* of a thread: no callback */
} SimCallbackKind;
typedef struct SimEntry {
    SimCallbackKind kind;
    uint32_t task; /* whose step it is or whom it wakes, 0 none */
    uint32_t thing;
    const char *name;    /* the callback's own name */
    int64_t deadline_ns; /* of a timer */
    bool is_cancelled;
} SimEntry;
/* The ready queue; the first (frozen - ran) entries run in this iteration. False at the end. */
bool sim_ready(const Sim *sim, size_t at, SimEntry *entry);
/* Timers by deadline. */
bool sim_timer(const Sim *sim, size_t at, SimEntry *entry);

typedef enum SimThingKind {
    SIM_LOCK,
    SIM_EVENT,
    SIM_CONDITION,
    SIM_SEMAPHORE,
    SIM_BARRIER,
    SIM_QUEUE,
    SIM_TIMEOUT_BLOCK,
    SIM_TASK_GROUP,
    SIM_GATHER,
    SIM_WAIT,
    SIM_FUTURE,
    SIM_THING_KINDS,
} SimThingKind;

typedef struct SimThing {
    uint32_t number;
    SimThingKind kind;
    const char *type_name; /* "Semaphore", "BoundedSemaphore", "PriorityQueue" … */
    const char *name;      /* label, else the first variable that held it, else "Semaphore 2" */
    uint32_t line;         /* where it was made */
    bool is_gone;          /* freed, left or closed */
    int64_t capacity;      /* spaces, maxsize (0 unbounded), parties, children; -1 where it has no meaning */
    int64_t level;         /* free spaces, items, arrived, children done; 1 for a set event or a held lock */
    int64_t unfinished;    /* of a queue */
    int64_t deadline_ns;   /* of a timeout; SIM_NO_TIME without */
    int64_t since_ns;      /* when it was entered or last taken; SIM_NO_TIME unknown */
    uint32_t owner;        /* task inside a timeout, group, gather, wait; 0 none */
    uint32_t other_thing;  /* the lock of a condition; 0 none */
    uint32_t mode;         /* of a wait: 0 FIRST_COMPLETED, 1 FIRST_EXCEPTION, 2 ALL_COMPLETED; of a queue: 0 fifo,
                              1 lifo, 2 priority; of a timeout: 0 active, 1 expiring, 2 expired, 3 left; of a
                              barrier: 0 filling, 1 draining, 2 resetting, 3 broken */
} SimThing;
uint32_t sim_thing_count(const Sim *sim);
bool sim_thing(const Sim *sim, uint32_t number, SimThing *thing);

typedef enum SimThingList {
    SIM_HOLDERS,
    SIM_WAITERS,
    SIM_PUTTERS,
    SIM_ITEMS,
    SIM_CHILDREN,
    SIM_JOINERS, /* of a queue: those in join() */
} SimThingList;
typedef struct SimThingEntry {
    uint32_t task;
    uint32_t place;   /* index of the space, or order from 0 */
    bool is_woken;    /* its space is being handed over */
    const char *text; /* an item's short repr; "" else */
} SimThingEntry;
/* Entry `at` of a list; false at its end. */
bool sim_thing_entry(const Sim *sim, uint32_t thing, SimThingList list, size_t at, SimThingEntry *entry);

/* What is known of a thing in the whole known run (not cut at the position): for a view that finds room for it
 * before it is there. */
typedef struct SimThingLife {
    SimThingKind kind;
    const char *type_name;
    uint32_t owner;       /* the task that made it, 0 none */
    uint32_t line;        /* where it was made, 0 nowhere in the program */
    int64_t capacity;     /* the greatest, -1 where that has no meaning */
    uint64_t first, last; /* moments (numbers of facts) between which it is there; UINT64_MAX: to the end */
} SimThingLife;
/* False where there is no such thing; of many only the first 512 are known. */
bool sim_thing_life(const Sim *sim, uint32_t number, SimThingLife *life);

/* What was printed up to now: whole text of both streams in order; size in *size. */
const char *sim_output(const Sim *sim, size_t *size);
typedef struct SimPrint {
    uint32_t turn, task;
    int64_t time_ns;
    int stream;       /* 1 output, 2 errors */
    const char *text; /* not NUL-terminated */
    size_t size;
} SimPrint;
/* Write number `at` (from 0) of those up to now; false at the end. */
bool sim_print(const Sim *sim, size_t at, SimPrint *print);
size_t sim_print_count(const Sim *sim);

typedef struct SimGauge {
    const char *name, *text; /* variable, and what it says */
    double low, high, value;
    bool has_value;
} SimGauge;
bool sim_gauge(const Sim *sim, size_t gauge, SimGauge *state);
/* The gauge's value at each of `count` equally spaced points (NAN before it has one) from first to last: in clock
 * time, or in turns. Points beyond the present position are NAN. */
void sim_gauge_history(const Sim *sim, size_t gauge, bool by_turns, int64_t first, int64_t last, double *values,
                       size_t count);

/* The least and the greatest value that it has had up to the present position; false before it has one. */
bool sim_gauge_range(const Sim *sim, size_t gauge, double *least, double *most);

/* The number of a queue's items at such points (0 before the first is put), NAN beyond the present position. Things
 * of other kinds: 0. */
void sim_thing_history(const Sim *sim, uint32_t thing, bool by_turns, int64_t first, int64_t last, double *values,
                       size_t count);

/* A stretch of a task's life in one state. */
typedef struct SimStretch {
    SimState state;
    uint32_t first_turn, last_turn;
    int64_t begin_ns, end_ns;
    uint32_t thing; /* it waited for */
} SimStretch;
/* Stretch `at` of a task, over the whole known run (not cut at the position). False at the end. */
bool sim_task_stretch(const Sim *sim, uint32_t task, size_t at, SimStretch *stretch);

/* A timer came behind its deadline, since a callback blocked the loop. */
typedef struct SimLateness {
    int64_t ns;      /* by so much; 0 never */
    uint32_t by, at; /* who was in time.sleep meanwhile (task, 0 none), and at which line */
} SimLateness;

/* Where a task's time went, up to the present position. */
enum { SIM_WAITS = 6 };
typedef struct SimTaskTimes {
    int64_t made_ns;
    uint32_t made_by, made_at; /* task, 0 the module's code; source line, 0 none */
    uint32_t steps;            /* begun */
    int64_t running_ns;        /* in time.sleep: nothing else takes time */
    int64_t ready_ns, waiting_ns, sleeping_ns;
    struct {
        uint32_t thing; /* 0: a task, or a future without a name */
        uint32_t times;
        int64_t ns;
    } waits[SIM_WAITS]; /* the first things that it waited for */
    uint32_t wait_count;
    SimLateness late_sleep, late_timeout; /* the worst of its sleeps; of the timeouts that cut it off */
} SimTaskTimes;
/* False where there is no such task. */
bool sim_task_times(const Sim *sim, uint32_t task, SimTaskTimes *times);

/* Who waits for a task, or wants to be told of its end, at present. */
typedef struct SimAwaiter {
    uint32_t task;  /* it awaits it, also through shield; 0 */
    uint32_t thing; /* a gather, a wait, a group that it is in; 0 */
    const char
        *callback; /* where it is neither: a callback's name; "" the module's code, which waits for the run */
} SimAwaiter;
/* Entry `at`; false at the end. */
bool sim_task_awaiter(const Sim *sim, uint32_t task, size_t at, SimAwaiter *awaiter);

/* What the run comes to up to the present position: at the end, in all. */
typedef struct SimTotals {
    int64_t now_ns;
    uint32_t callbacks, iterations;
    uint32_t tasks;      /* made */
    uint32_t alive_most; /* tasks that had been made and had not ended, at once */
    /* Tasks in flight: that sleep, or are ready again after it. In a scenario a sleep stands for work; one who
     * waits for an object or for another task is not in flight. Looked at between callbacks. */
    uint32_t in_flight, in_flight_most;
    uint32_t wakings; /* tasks joined the ready queue after they had slept or waited */
    /* Wakings for nothing: the task did nothing that another could see, and sleeps again in a loop that looks, or
     * waits again for the same object, at the same line. */
    uint32_t wasted;
} SimTotals;
void sim_totals(const Sim *sim, SimTotals *totals);

/* The scenario's own words. */
typedef struct SimScenario {
    const char *title, *about, *file_name;
    int64_t tick_ns;    /* 0: not given */
    const char *source; /* the text as loaded */
    size_t source_length;
    uint32_t line_count;
    size_t knob_count, gauge_count, cue_count, expect_count; /* expectations from outside included */
    bool has_loop;
} SimScenario;
void sim_scenario(const Sim *sim, SimScenario *scenario);
/* Line number `line` from 1; not NUL-terminated; "" beyond the end. */
const char *sim_source_line(const Sim *sim, uint32_t line, size_t *length);

typedef struct SimKnob {
    const char *name, *text;
    bool is_real; /* takes fractions */
    double low, high, value, initial;
    uint32_t line;
} SimKnob;
bool sim_knob(const Sim *sim, size_t knob, SimKnob *state);

typedef struct SimCue {
    const char *name, *say, *note, *focus; /* "" where absent; several lines joined by '\n' */
    uint32_t line;
    bool is_reached;      /* anywhere in the known run */
    SimPosition position; /* where it is reached */
    int64_t time_ns;
    uint32_t callback;
    size_t ask_count;
} SimCue;
bool sim_cue(const Sim *sim, size_t cue, SimCue *state);
/* The last cue reached at the present position, or -1. */
int sim_current_cue(const Sim *sim);

/* What the last await on a line of the program did in the turn that has just ended, or is going on. */
typedef enum SimAwait { SIM_NO_AWAIT, SIM_WENT_STRAIGHT_ON, SIM_SWITCHED } SimAwait;
SimAwait sim_await_at_line(const Sim *sim, uint32_t line);

/* ---- 4. ask ---------------------------------------------------------------------------------------------------
 */

/* What happened; what the loop did; which functions of CPython's asyncio did it. */
typedef enum SimDepth { SIM_STORY, SIM_LOOP, SIM_CPYTHON, SIM_DEPTHS } SimDepth;
/* One sentence or two: what the turn that has just ended (or is going on) did, and why. At the start: what the
 * scenario is about to do. How a run ended that did not end by itself is told by SimExtent. Good until the next
 * call of the function. */
const char *sim_narration(const Sim *sim, SimDepth depth);

/* What can happen. In SimFact, `task` is whom it is about and `by` who did it, where these are not the same; the
 * fields that a kind uses besides stand behind it. Lists that end in «…» are the same for the kinds that follow. */
typedef enum SimFactKind {
    SIM_FACT_TURN_BEGAN,       /* number: a SimCallbackKind; text: the callback's name */
    SIM_FACT_TURN_ENDED,       /* number: lines begun in it */
    SIM_FACT_ITERATION,        /* number: of the iteration that begins */
    SIM_FACT_CLOCK_MOVED,      /* from_ns: where it stood; with a task, time.sleep moved it */
    SIM_FACT_TASK_CREATED,     /* by; text: the label */
    SIM_FACT_TASK_STATE,       /* state, thing it waits for, deadline_ns */
    SIM_FACT_TASK_NAMED,       /* text: the label */
    SIM_FACT_CANCEL_ASKED,     /* by; text: the message or "" */
    SIM_FACT_CANCEL_DELIVERED, /* CancelledError is thrown in */
    SIM_FACT_WOKEN,            /* by, thing: it joined the ready queue */
    SIM_FACT_TASK_ENDED,       /* text: repr of the result or exception */
    SIM_FACT_TIMER_SET,        /* thing, deadline_ns … */
    SIM_FACT_TIMER_FIRED,
    SIM_FACT_TIMER_CANCELLED,
    SIM_FACT_THING_MADE, /* thing */
    SIM_FACT_ACQUIRED,   /* thing; number: free after it … */
    SIM_FACT_RELEASED,
    SIM_FACT_HANDED_OVER, /* thing, by: who gave the space */
    SIM_FACT_WAIT_BEGAN,  /* thing; number: place in the line, from 1, 0 where it has none */
    SIM_FACT_WAIT_ENDED,  /* thing; number: 1 where it got what it waited for */
    SIM_FACT_ITEM_PUT,    /* thing; number: items after it … */
    SIM_FACT_ITEM_TAKEN,
    SIM_FACT_TASK_DONE_CALLED, /* thing; number: unfinished after it */
    SIM_FACT_EVENT_SET,        /* thing; number: how many it woke */
    SIM_FACT_EVENT_CLEARED,    /* thing */
    SIM_FACT_NOTIFIED,         /* thing; number: how many */
    SIM_FACT_TIMEOUT_ENTERED,  /* thing, deadline_ns … */
    SIM_FACT_TIMEOUT_EXPIRED,
    SIM_FACT_TIMEOUT_LEFT,   /* thing; number: 1 where it raises TimeoutError */
    SIM_FACT_GROUP_ENTERED,  /* thing */
    SIM_FACT_GROUP_ABORTED,  /* thing; number: tasks that were cancelled */
    SIM_FACT_GROUP_LEFT,     /* thing */
    SIM_FACT_WAIT_RETURNED,  /* thing; number: done, pending: not done */
    SIM_FACT_AWAITED,        /* number: 1 where it switched, 0 where it went straight on */
    SIM_FACT_PRINTED,        /* number: stream 1 or 2; text */
    SIM_FACT_GAUGE,          /* number: of the gauge, from 0; value */
    SIM_FACT_CUE,            /* number: of the cue, from 0 */
    SIM_FACT_WARNED,         /* text */
    SIM_FACT_THREAD_STARTED, /* number: of the thread, 0 the main one; text: its name */
    SIM_FACT_SLICE,          /* number: of the thread that runs in this turn … */
    SIM_FACT_THREAD_SLEEPS,  /* deadline_ns: it is in time.sleep */
    SIM_FACT_THREAD_WAITS,   /* text: what for */
    SIM_FACT_THREAD_WOKEN,
    SIM_FACT_THREAD_ENDED,
    SIM_FACT_LOOP_TOLD, /* it called call_soon_threadsafe */
    SIM_FACT_LOOP_STARTED,
    SIM_FACT_LOOP_ENDED,
    SIM_FACT_KINDS,
} SimFactKind;

typedef struct SimFact {
    SimFactKind kind;
    const char *word;    /* the kind in lower case: "task_state" */
    uint32_t turn, line; /* 0: no line of the program's */
    int64_t time_ns;
    uint32_t task, by, thing; /* numbers, 0 none */
    SimState state;
    int64_t deadline_ns, from_ns; /* SIM_NO_TIME for no time */
    uint64_t number, pending;
    double value;
    const char *text; /* "" where it has none; not NUL-terminated */
    size_t text_size;
} SimFact;
/* Fact `at` (from 0) of the turn that has just ended, or of one that goes on those up to now. What happened between
 * the turn before and this one belongs to it, what happened behind the last one to that. False at the end. The text
 * is good until the sim moves. */
bool sim_fact(const Sim *sim, size_t at, SimFact *fact);

/* Why does a task not run, or why did it run now; why can nobody go on at a thing: the chain of causes to its root,
 * a line each, two blanks further in than what it causes. "" where there is no such number. Good until the next
 * call of either. */
const char *sim_why_task(const Sim *sim, uint32_t task);
const char *sim_why_thing(const Sim *sim, uint32_t thing);

/* What must hold: the file's `#: expect`, in its order, then those of SimOptions. They are judged while the run is
 * made ahead, so asking costs nothing and moves nothing. */
typedef enum SimExpectationKind {
    SIM_EXPECT_ALWAYS,  /* after every turn: each callback and the module's own code */
    SIM_EXPECT_FINALLY, /* at the end, be it by an exception or because the program can never go on */
    SIM_EXPECT_WITHIN,  /* it has ended by that time */
} SimExpectationKind;

typedef enum SimVerdict {
    SIM_VERDICT_HOLDS,
    SIM_VERDICT_FAILS,
    SIM_VERDICT_UNKNOWN, /* the end lies beyond the horizon or a limit, or the expression never had a value */
} SimVerdict;

typedef struct SimExpectation {
    SimExpectationKind kind;
    const char *word;      /* "always", "finally", "within" */
    const char *text;      /* the expression or the seconds, as written */
    uint32_t line, column; /* of the directive; 0 where it is not in the file */
    SimVerdict verdict;
    SimPosition position; /* where it first fails: the end of that turn … */
    uint32_t callback;
    int64_t time_ns;
    const char *found; /* what stood there: «inside == 4, SPACES == 3»; where nothing is known, why; "" else */
    const char *shown; /* «file:line:col: error: expectation failed: …», the line, a caret; ends in a newline */
} SimExpectation;
/* Expectation `at` from 0; false behind the last. `found` and `shown` are good until the next call. */
bool sim_expectation(const Sim *sim, size_t at, SimExpectation *expectation);

/* What runs, and is still wrong with how the program waits: seen in the run made ahead. A kind never changes its
 * word; the other texts are the same for each of a kind. */
typedef struct SimFindingKind {
    const char *word; /* "never-awaited" */
    const char *what; /* «a coroutine is made and never awaited» */
    const char *why;  /* why it matters */
    const char *mend; /* what to write instead */
} SimFindingKind;
/* Kind `at` from 0, in the order of a course; false behind the last. */
bool sim_finding_kind(size_t at, SimFindingKind *kind);

typedef struct SimFinding {
    SimFindingKind kind;
    const char *seen;                            /* what happened in this run: «car 2 is 0.4 s late» */
    uint32_t line, column, end_line, end_column; /* what to mend */
    SimPosition position;                        /* where it hurts: the end of that turn … */
    uint32_t callback;
    int64_t time_ns;
    const char *shown; /* «file:line:col: warning: …», the line, a caret; ends in a newline */
} SimFinding;
/* Finding `at` from 0, by line; false behind the last. Good until the sim moves or the next call. */
bool sim_finding(const Sim *sim, size_t at, SimFinding *finding);
/* Whether the host gave the memory to look for findings: else there are none, and that means nothing. */
bool sim_has_findings(const Sim *sim);

/* Predictions: a question about what comes next, with answers to choose from, made from the live world. The run was
 * made ahead, so the right answer is known. All but the last ask for what comes first behind the position; «never
 * again» is an answer, too, where the end of the run is known. */
typedef enum SimAskKind {
    /* which task begins or goes on next, behind the turn that goes on; callbacks that are no task's do not count */
    SIM_ASK_NEXT,
    /* to what time the clock moves next, because nobody is ready or in time.sleep */
    SIM_ASK_CLOCK,
    /* the next line of the program's output (not of sys.stderr) */
    SIM_ASK_PRINTS,
    /* whether an await switches or goes straight on: that of the line asked about, else the next one */
    SIM_ASK_SWITCHES,
    /* what an expression is worth when the running task is suspended or has ended, and nobody else has run; between
     * two turns, at the end of the next one */
    SIM_ASK_VALUE,
    SIM_ASK_KINDS,
} SimAskKind;

typedef struct SimAsk {
    SimAskKind kind;
    const char *expression; /* of SIM_ASK_VALUE, as in a directive; NULL or "": a gauge. Else not looked at */
    uint32_t line;          /* of the code that is asked about; 0: the line that is about to run */
} SimAsk;
/* Question `at` of a cue; false at the end. The expression is good until the next call. */
bool sim_cue_ask(const Sim *sim, size_t cue, size_t at, SimAsk *ask);
/* The word of a kind in a directive ("next"), and back: false where there is no such kind. */
const char *sim_ask_word(SimAskKind kind);
bool sim_ask_kind(const char *word, SimAskKind *kind);

enum { SIM_CHOICES_MOST = 5, SIM_MISCONCEPTIONS = 17 };

/* What many believe («Every await switches») and how it is («it does so only where …», which goes on behind «No:
 * »): number 1 is M1. False where there is no such number. */
bool sim_misconception(unsigned number, const char **belief, const char **truth);

typedef struct SimChoice {
    const char *text;
    unsigned misconception; /* that this answer comes from, from 1 (M1); 0 none */
    const char *why; /* what is wrong with it: a sentence, for a misconception one that names and mends it; ""
                        for the right one */
} SimChoice;

typedef struct SimPrediction {
    SimAskKind kind;
    const char *question;
    size_t choice_count; /* from 2; no two texts are the same */
    SimChoice choices[SIM_CHOICES_MOST];
    size_t right;         /* index of the one that is right */
    SimPosition truth;    /* where it shows */
    const char *happened; /* what happened, in a sentence or more */
} SimPrediction;
/* Ask; with NULL for the kind that teaches most here. Another variant has the answers in another order, and may
 * have other wrong ones; the same variant at the same position gives the same. False where nothing of that kind can
 * be asked: at the end of the run, or where an expression is none or has no value. It moves the sim, and brings it
 * back: texts that look-functions gave are gone, and the hash is the same. The prediction's texts are good until
 * the next call. */
bool sim_predict(Sim *sim, const SimAsk *ask, uint64_t variant, SimPrediction *prediction);

/* ---- 5. prove -------------------------------------------------------------------------------------------------
 */

/* A hash of the whole world: the same at the same position of one Sim, however it was come by. */
uint64_t sim_hash(const Sim *sim);
/* Walk the whole heap and count references again: "" where all is right, else what is not. */
const char *sim_verify_heap(const Sim *sim);
/* For tests: drop all keyframes but the first, or let the n-th allocation from now pass the memory limit; how many
 * allocations have come so far. */
void sim_drop_keyframes(Sim *sim);
void sim_fail_allocation(Sim *sim, uint64_t n);
uint64_t sim_allocations(const Sim *sim);

#endif
