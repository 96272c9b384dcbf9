/* The world: what a program can touch besides its own objects, and the facts that its doings leave behind.
 *
 * World is the part that lies in the arena: the clock and the counters. The journal lies outside: facts and texts
 * that only grow. The arena holds how many facts and bytes there should be by now; one is appended only where the
 * journal has just that many, so running a stretch again writes nothing twice. In a run without a journal
 * (loopscope run) nothing is kept, and output goes straight to the host. */
#ifndef LOOPSCOPE_WORLD_H
#define LOOPSCOPE_WORLD_H

#include "vm.h"

#include <string.h>

typedef enum FactKind {
#define FACT(name, subject, object, number, meaning) FACT_##name,
#include "facts.def"
#undef FACT
    FACT_COUNT
} FactKind;

/* 32 bytes, no padding. */
typedef struct Fact {
    uint8_t kind; /* FactKind */
    uint8_t spare;
    uint16_t line;    /* source line of the program where it happened, 0 where there is none (or above 65535), and
                         for what the loop does */
    uint32_t turn;    /* the turn in which it happened; what happens between two turns belongs to the later one */
    uint32_t subject; /* usually a task */
    uint32_t object;  /* usually a thing */
    int64_t time_ns;  /* the clock */
    uint64_t number;
} Fact;

typedef enum TurnKind {
    TURN_MODULE,   /* the module's own code, before or after a loop runs */
    TURN_STEP,     /* a task's step that was scheduled directly */
    TURN_WAKEUP,   /* a task resumed by a finished future */
    TURN_TIMER,    /* a call_later or call_at callback */
    TURN_CALLBACK, /* any other callback */
    TURN_SLICE,    /* a thread's, from where it was put aside to where it blocks; no callback of the trace */
} TurnKind;

typedef enum TaskState {
    TASK_NEW,
    TASK_READY,
    TASK_RUNNING,
    TASK_WAITING,
    TASK_SLEEPING,
    TASK_DONE,
    TASK_FAILED,
    TASK_CANCELLED,
} TaskState;

/* The journal: outside the arena, one for a Sim. */
typedef struct Journal {
    Fact *facts; /* owned reservation */
    uint64_t fact_count;
    char *output; /* what the program printed, both streams in order; owned reservation */
    uint64_t output_size;
    char *notes; /* labels, names, reprs: NUL-terminated texts; offset 0 is the empty text */
    uint64_t notes_size;
    uint64_t facts_most, output_most, notes_most; /* what the reservations hold */
    bool is_full;
} Journal;

bool journal_open(Journal *journal, size_t budget); /* bytes in all; false when the host refuses */
void journal_close(Journal *journal);

/* The text of a fact, by the offset that it holds; "" for 0. */
static inline const char *journal_note(const Journal *journal, uint64_t offset)
{
    return journal->notes + offset;
}

/* A FACT_PRINTED's bytes, not NUL-terminated. */
const char *journal_printed(const Journal *journal, const Fact *fact, size_t *size);

/* ---- what the number of a fact holds ---- */

/* Of a TURN_BEGAN: of which kind the turn is, and the callback's name. */
static inline TurnKind fact_turn_kind(const Fact *fact)
{
    return (TurnKind)(fact->number & 0xFF);
}

static inline const char *fact_turn_name(const Fact *fact, const Journal *journal)
{
    return journal_note(journal, fact->number >> 8);
}

/* Of a TASK_STATE: the state, and until when the task sleeps, 0 where it does not. */
static inline TaskState fact_task_state(const Fact *fact)
{
    return (TaskState)(fact->number & 0xFF);
}

static inline int64_t fact_deadline_ns(const Fact *fact)
{
    return (int64_t)(fact->number >> 8);
}

/* Of a WAIT_RETURNED: how many are done, and how many are not. */
static inline uint64_t fact_done(const Fact *fact)
{
    return fact->number & UINT32_MAX;
}

static inline uint64_t fact_pending(const Fact *fact)
{
    return fact->number >> 32;
}

/* Of a GAUGE: its value. */
static inline double fact_gauge_value(const Fact *fact)
{
    double value;
    memcpy(&value, &fact->number, sizeof value);
    return value;
}

/* In the arena: vm->rooms[ROOM_WORLD]. */
typedef struct World {
    int64_t now_ns;
    uint32_t turn;     /* turns begun; the module's code is turn 0 */
    uint32_t callback; /* callbacks begun that a trace shows */
    uint32_t iteration;
    uint32_t running_task; /* number of the running task, 0 where none is */
    uint64_t next_fact, next_output, next_note;
    struct Thing *things; /* numbered from 1; things[0] is not used */
    uint32_t thing_count, thing_capacity;
    uint32_t things_of_kind[16]; /* by ThingKind: how many were made */
    /* for each task ever made, numbered from 1; only where facts are kept */
    uint8_t *task_states;  /* a TaskState */
    Object **tasks;        /* the Task, or NULL once it is freed; borrowed */
    uint64_t *task_labels; /* offsets in the notes */
    int64_t *task_since;   /* when it came into its state */
    uint64_t *task_ends;   /* offset of the short repr of its result or exception; 0 before it ends */
    uint32_t *task_lines;  /* the source line at which it stood when its last turn ended; kept by the host */
    uint32_t task_count, task_capacity;
    struct LabelCount *label_counts; /* how many tasks bear a label; see names.c */
    uint32_t label_count, label_capacity;
    struct Thread *threads; /* by number; NULL while there is the main thread only, see threads.h */
    uint32_t thread_count, thread_capacity;
    uint32_t live_threads;   /* workers that have not ended */
    uint32_t running_thread; /* MAIN_THREAD while no worker runs */
    uint32_t last_thread;    /* the one that ran last, for whose turn it is */
    uint32_t spare_word;
    uint64_t callback_names[8]; /* offsets of the names that were kept last, so that few are kept twice */
    uint32_t callback_name_at;
    bool keeps_facts;
    bool tells_callbacks;  /* somebody wants to know each callback's name: facts are kept, or a trace is written */
    bool is_between_turns; /* the last turn has ended, the next has not begun */
    bool has_raised;       /* the program ended with an exception that nobody caught */
    bool is_hidden;        /* what runs now is no turn: it cannot be put aside */
    uint8_t spare[3];
    int64_t iterations_most; /* without a move of the clock, for spinning */
    uint8_t *cues_reached;   /* one for each of the host's cues; NULL where there are none */
    double *gauge_values;    /* the last value of each of the host's gauges, NAN before the first */
} World;

/* What a World knows of its host; outside the arena, constant pointers. */
typedef struct WorldHost {
    Journal *journal;                                                         /* NULL in a plain run */
    void (*write)(void *context, int stream, const char *bytes, size_t size); /* plain runs: the program's output */
    /* A trace wants to know of each callback as it begins; may be NULL. */
    void (*callback_begins)(void *context, uint32_t iteration, int64_t now_ns, TurnKind kind, const char *name);
    /* A line of the program is about to run (cues); may be NULL. */
    void (*line)(void *context, Vm *vm, uint32_t line);
    /* A turn is about to end (gauges); may be NULL. */
    void (*turn_ends)(void *context, Vm *vm);
    void *context;
    const struct Label *labels; /* of directives.h: names of things by the line on which they are made */
    uint32_t label_count;
    uint32_t cue_count, gauge_count; /* how many the world keeps a place for */
    VmHooks hooks; /* file_name and source are the owner's; world_open fills the rest, and rooms above may add
                      theirs (never_awaited, abandoned …): hooks.context is the WorldHost */
} WorldHost;

/* A machine with a world. host must outlive it. NULL when the host refuses memory. */
Vm *world_open(size_t memory_limit, WorldHost *host, bool keeps_facts);
/* Make a place for each of the host's cues and gauges, once it knows how many there are; only where facts are kept.
 */
void world_watch(Vm *vm);

static inline World *world_of(Vm *vm)
{
    return vm->rooms[ROOM_WORLD];
}

/* Who stands behind vm->hooks. */
static inline WorldHost *world_host(Vm *vm)
{
    return vm->hooks->context;
}

/* A turn begins: counts it (a TURN_MODULE is no callback of the trace; the program's very first code stays turn 0),
 * gives it its fuel and its count of lines, makes `task` the running one, tells the host, leaves FACT_TURN_BEGAN.
 * `name` is what the trace shows; it may be NULL where the world does not tell callbacks. */
void world_turn_begins(Vm *vm, TurnKind kind, uint32_t task, const char *name);
/* It ended: gauges are looked at, FACT_TURN_ENDED, and no task runs. */
void world_turn_ends(Vm *vm);
/* The loop begins an iteration. */
void world_iteration_begins(Vm *vm, uint32_t iteration);

int64_t world_now_ns(Vm *vm);
/* time.sleep: the running thread sleeps. Without other threads that moves the clock. */
Outcome world_sleep(Vm *vm, int64_t duration_ns, Value *result);
void world_move_clock(Vm *vm, int64_t to_ns);

/* Seconds as a double, as loop.time() gives them, and back: round(seconds * 1e9), half to even. */
double world_seconds(int64_t ns);
int64_t world_ns(double seconds);

/* Append a fact about now. Cheap and without effect where facts are not kept. */
void world_note(Vm *vm, FactKind kind, uint32_t subject, uint32_t object, uint64_t number);
/* Keep a text for a fact; returns its offset, 0 for none. */
uint64_t world_keep_text(Vm *vm, const char *text, size_t size);
/* The program printed. */
void world_write(Vm *vm, int stream, const char *bytes, size_t size);
/* A warning of a real loop: to stream 2, and as a fact. */
void world_warn(Vm *vm, const char *text, size_t size);

/* ---- tasks, for the views; all without effect for number 0 ---- */

/* Make a task known; returns its number, from 1, or 0 where facts are not kept. The label (which is only looked at
 * where facts are kept) is the task's explicit name, else what world_write_label gives; where another task has the
 * same, «·2» and so on is added here. Leaves FACT_TASK_CREATED. */
uint32_t world_add_task(Vm *vm, Object *task, const char *label, size_t label_size);
/* The coroutine's name with its first int or str argument: «car 2». `coroutine` is unstarted. */
void world_write_label(Vm *vm, Value coroutine, Text *out);
/* set_name: the label is the new name from now on. */
void world_rename_task(Vm *vm, uint32_t number, const char *label, size_t label_size);
/* The label as it is now, in the notes. */
const char *world_task_label(Vm *vm, uint32_t number);
void world_task_gone(Vm *vm, uint32_t number);
/* deadline_ns only of TASK_SLEEPING (and of waiting with a deadline), else 0. */
void world_set_task_state(Vm *vm, uint32_t number, TaskState state, uint32_t waits_for, int64_t deadline_ns);
/* It has ended with a result or an exception: FACT_TASK_ENDED with its short repr. */
void world_task_ended(Vm *vm, uint32_t number, Value result);

/* The short repr of a value that views show: runs no code of the program, makes nothing in the world. At most
 * `most` bytes, cut with «…». */
void world_show(Vm *vm, Value value, size_t most, Text *out);

/* ---- things: coordination objects, as the views see them ---- */

typedef enum ThingKind {
    THING_LOCK,
    THING_EVENT,
    THING_CONDITION,
    THING_SEMAPHORE,
    THING_BARRIER,
    THING_QUEUE,
    THING_TIMEOUT,
    THING_TASK_GROUP,
    THING_GATHER,
    THING_WAIT,
    THING_FUTURE,
} ThingKind;

/* What a thing is like now. Numbers are tasks' numbers; 0 stands for code outside any task. */
typedef struct ThingState {
    int64_t capacity;     /* spaces, maxsize (0 unbounded), parties, children; -1 where it has no meaning */
    int64_t level;        /* free spaces, items, arrived, children done; 1 for a set event or a held lock */
    int64_t unfinished;   /* of a queue */
    int64_t deadline_ns;  /* of a timeout, -1 without */
    int64_t since_ns;     /* when it was entered or last taken, -1 unknown */
    uint32_t owner;       /* task inside a timeout, group, gather, wait */
    uint32_t other_thing; /* the lock of a condition */
    uint32_t mode;        /* of wait: 0 FIRST_COMPLETED 1 FIRST_EXCEPTION 2 ALL_COMPLETED; of a queue: 0 fifo 1 lifo
                             2 priority; of a timeout: 0 active 1 expiring 2 expired 3 left; of a barrier:
                             0 filling 1 draining 2 resetting 3 broken */
    bool is_over;         /* left, closed, returned: a view may drop it */
} ThingState;

/* One entry of a thing's lists. */
typedef struct ThingEntry {
    uint32_t task;    /* number, 0 none */
    uint32_t place;   /* index of the space, or order in the line from 0 */
    uint8_t is_woken; /* a waiter whose future is done: the space is being handed over */
    Value value;      /* an item of a queue (borrowed), or EMPTY */
} ThingEntry;

/* Of a condition, the putters are those who wait for its lock, where the lock was made with it. */
typedef enum ThingList {
    THING_HOLDERS,
    THING_WAITERS,
    THING_PUTTERS,
    THING_ITEMS,
    THING_CHILDREN,
    THING_JOINERS, /* of a queue: those in join() */
} ThingList;

typedef struct ThingOps {
    ThingKind kind;
    const char *type_name; /* "Semaphore", "Queue", "timeout" … */
    void (*state)(Vm *vm, const Object *object, ThingState *state);
    /* Entry number `at` of a list; false at its end. Changes nothing, allocates nothing. */
    bool (*entry)(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry);
} ThingOps;

typedef struct Thing {
    Object *object; /* borrowed; NULL once it is freed */
    const ThingOps *ops;
    uint64_t name;    /* offset in the notes: the variable or attribute it was given to; 0 none */
    uint64_t gone;    /* number of the next fact when it was freed, 0 it is there */
    uint32_t line;    /* where it was made */
    uint32_t ordinal; /* the how manieth of its kind, for those without a name */
} Thing;

/* Make a thing known; returns its number, from 1, or 0 where facts are not kept. The name is looked up from the
 * instruction behind the call (vm_target_name). */
uint32_t world_add_thing(Vm *vm, Object *object, const ThingOps *ops);
void world_thing_gone(Vm *vm, uint32_t number);
/* Its name: label, variable, or «Semaphore 2». */
void world_write_thing_name(Vm *vm, uint32_t number, Text *out);
/* Whether a task stands in a list of a thing; *place is set to where, from 1. So many entries are looked at. */
enum { WORLD_ENTRIES_SEARCHED = 4096 };
bool world_stands_in(Vm *vm, uint32_t thing, ThingList list, uint32_t task, uint32_t *place);

#endif
