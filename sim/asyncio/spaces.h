/* Who holds what: the spaces of a semaphore, or the one of a lock, as the views show them.
 *
 * CPython keeps no holders, and anyone may release. Here a holder is the task whose acquire returned; a release
 * frees a space of the task that releases, else the one that has been held longest; a space that a waiter was woken
 * for is handed over to it. A space keeps its index while it is held. All this is kept only where facts are kept.
 */
#ifndef LOOPSCOPE_SPACES_H
#define LOOPSCOPE_SPACES_H

#include "asyncio.h"

typedef enum SpaceState { SPACE_FREE, SPACE_HANDED_OVER, SPACE_HELD } SpaceState;

typedef struct Space {
    uint32_t task;    /* who holds it or gets it; 0: code outside any task */
    uint32_t state;   /* a SpaceState */
    int64_t since_ns; /* when it was taken */
    uint64_t order;   /* of taking */
} Space;

typedef struct Spaces {
    Space *spaces;  /* owned; those that were ever used */
    uint32_t count; /* of these */
    uint32_t capacity;
    uint32_t used;  /* not free now */
    uint32_t thing; /* 0: nothing is kept */
    uint32_t next;  /* where to look first: people tend to leave in the order in which they came */
    uint32_t spare;
    uint64_t taken; /* how often one was taken */
} Spaces;

/* The running task took a space; `free` are left. Leaves FACT_ACQUIRED. */
void spaces_take(Vm *vm, Spaces *spaces, int64_t free);
/* The running task, which was woken for a space, has it now. FACT_ACQUIRED. */
void spaces_accept(Vm *vm, Spaces *spaces, int64_t free);
/* The running task was woken for a space, but does not want it any more. */
void spaces_refuse(Vm *vm, Spaces *spaces);
/* The running task gave one back. FACT_RELEASED. */
void spaces_free(Vm *vm, Spaces *spaces, int64_t free);
/* Whoever waits for this future is woken for a space. FACT_HANDED_OVER. */
void spaces_hand_over(Vm *vm, Spaces *spaces, const Future *waiter);

void spaces_release(Vm *vm, Spaces *spaces);
/* The holders, for ThingOps. */
bool spaces_entry(const Spaces *spaces, size_t at, ThingEntry *entry);
/* When one was last taken, of those that are held; -1 where none is. */
int64_t spaces_since_ns(const Spaces *spaces);

#endif
