/* Relations: who waits for whom, and of which kind a thing is. The journal does not hold it, and the world forgets
 * it: so it is noted down while the run is made for the first time, at the end of each turn. */
#ifndef LOOPSCOPE_RELATIONS_H
#define LOOPSCOPE_RELATIONS_H

#include "world.h"

/* A task is waited for: by an await (thing 0), or as one of those that a gather or a wait waits for. */
typedef struct Relation {
    uint32_t task, thing;
    uint64_t fact; /* before which it began */
} Relation;

typedef struct Relations {
    Relation *items; /* owned */
    uint32_t count, capacity;
    uint8_t *kinds; /* owned; a ThingKind for each thing, by number */
    uint32_t kind_count, kind_capacity;
    uint64_t read; /* facts that were looked at */
    bool is_short; /* the host gave no memory, or there were too many: some are missing */
} Relations;

void relations_release(Relations *relations);

/* A turn is about to end; `awaited` is the task that the running one awaits, 0 none. */
void relations_turn_ends(Relations *relations, Vm *vm, uint32_t awaited);
/* What was noted behind a fact is not true any more. */
void relations_forget(Relations *relations, uint64_t facts);

/* The kind of a thing, -1 where it is not known. */
int relations_kind(const Relations *relations, uint32_t thing);

#endif
