/* Lives: from when to when each coordination object is there in the whole run, and how large it becomes; and the
 * facts of which worker threads' lives are made. A view that has to find room for objects before they are there
 * asks for it. The world forgets what is gone, so it is noted down while the run is made for the first time, at the
 * end of each turn. */
#ifndef LOOPSCOPE_LIVES_H
#define LOOPSCOPE_LIVES_H

#include "world.h"

enum {
    LIVES_MOST = 512, /* things that are noted: the first ones */
    LIVES_THREAD_FACTS_MOST = 2048,
    LIVES_WATCHED_MOST = 48 /* at once; one that is made when so many are there is taken to stay */
};

typedef struct Life {
    const ThingOps *ops;
    uint32_t owner;       /* task that made it, 0 none */
    uint32_t line;        /* where it was made, 0 nowhere in the program */
    int64_t capacity;     /* the greatest that it had, -1 where that has no meaning */
    uint64_t first, last; /* facts between which it is there; UINT64_MAX: to the end */
} Life;

typedef struct Lives {
    Life items[LIVES_MOST]; /* of thing number at + 1 */
    uint32_t count;
    uint32_t watched[LIVES_WATCHED_MOST]; /* numbers of those that are there */
    uint32_t watched_count;
    uint32_t tasks, threads;                        /* made in the whole run */
    uint64_t thread_facts[LIVES_THREAD_FACTS_MOST]; /* by which workers came into their states: the first ones */
    uint32_t thread_fact_count;
    uint64_t read; /* facts that were looked at */
} Lives;

/* A turn is about to end. */
void lives_turn_ends(Lives *lives, Vm *vm);
/* What was noted behind a fact is not true any more. */
void lives_forget(Lives *lives, uint64_t facts);

/* A thing's life, NULL where it is not known. */
const Life *lives_of(const Lives *lives, uint32_t thing);

#endif
