/* What the files findings*.c share: the journal read once, and what each task came to in it. */
#ifndef LOOPSCOPE_FINDINGS_PARTS_H
#define LOOPSCOPE_FINDINGS_PARTS_H

#include "findings.h"
#include "tree_index.h"

/* Facts are given by their number plus one; 0 is none. */
typedef struct TaskTrack {
    uint64_t created, ended, label;
    uint64_t asked;      /* the last cancel() by the program, not by a timeout or a group */
    uint64_t first_wait; /* it was suspended for the first time */
    uint64_t waiting;    /* the WAIT_BEGAN that has no WAIT_ENDED */
    uint64_t cut_off;    /* the wait in which it was cancelled */
    uint64_t taken;      /* the last item that it took out of a queue */
    uint32_t line;       /* where it was created */
    uint8_t state;       /* the last TaskState */
    bool is_limited;     /* it takes a lock or a space, or items from a queue */
    bool is_shut_down;   /* the end of asyncio.run cancelled it */
} TaskTrack;

typedef struct Work {
    const FindingSource *source;
    const Fact *facts;
    uint64_t fact_count;
    Findings *findings;
    TreeIndex tree;
    TaskTrack *tasks; /* owned; by number */
    uint32_t task_count;
    uint8_t
        *mere_time; /* owned, while awaits in a row are looked for: what is known of functions (findings_rows.c) */
    bool is_out_of_memory;
} Work;

/* The tracks of all tasks. False where the host gives no memory. */
bool work_read_tasks(Work *work);

/* Add a finding, unless the line has one of its kind; NULL then. `fact` is where it can be seen. */
Finding *work_add(Work *work, FindingKind kind, SourceSpan span, const Fact *fact);
bool work_has(const Work *work, FindingKind kind, uint32_t line);
/* «car 2» */
void work_write_task(const Work *work, uint32_t task, Text *out);

/* A TIMEOUT_EXPIRED or GROUP_ABORTED that a CANCEL_ASKED belongs to; NULL where it is the program's own. */
const Fact *work_claim_of_cancel(const Work *work, uint64_t number);

/* The place of a node in the tree. */
uint32_t work_place_of(const Work *work, const Node *node);
/* The call of such a name that touches a line (the last of them), 0 where there is none. */
uint32_t work_call_at(const Work *work, uint32_t line, const char *name);
/* The statement at a line: what a finding shows where it knows nothing better. */
SourceSpan work_span(const Work *work, uint32_t line);
SourceSpan work_call_span(const Work *work, uint32_t line, const char *name);
/* A definition of an async function by its name, NULL where there is none or more than one. */
const Node *work_async_function(const Work *work, TreeText name);

/* ---- the detectors, by what they look at ---- */

void find_lost_coroutines(Work *work); /* findings_lost.c: never awaited, unheld, never retrieved, leftovers */
void find_unheld_tasks(Work *work);
void find_race_leftovers(Work *work);
void find_never_retrieved(Work *work);
void find_sequential_awaits(Work *work); /* findings_rows.c */
void find_blocking_sleeps(Work *work);   /* findings_loop.c: what holds up or floods the loop */
void find_unbounded_gathers(Work *work);
void find_threads_in_the_loop(Work *work);
void find_swallowed_cancels(Work *work); /* findings_waits.c: how tasks wait */
void find_missing_sentinels(Work *work);
void find_missing_task_dones(Work *work);
void find_polling(Work *work);
void find_unchecked_conditions(Work *work);

#endif
