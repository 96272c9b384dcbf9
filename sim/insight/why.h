/* Why? On any task or object: why does it not run, or why did it run now. The chain of causes goes to its root: a
 * deadline, a space that is held, an empty queue whose producer waits in turn, a circle, an event that nobody sets.
 *
 * What is told is what is known: who holds, who is not done, whose facts woke whom. Of a queue nobody knows who
 * will put next; who put last stands for it. */
#ifndef LOOPSCOPE_WHY_H
#define LOOPSCOPE_WHY_H

#include "world.h"

/* Where the world stands, and what the journal knows beyond. */
typedef struct WhyPlace {
    Vm *vm;
    const Journal *journal;
    uint64_t first; /* the first fact of the turn */
    uint64_t cut;   /* the facts up to now end here */
    bool is_whole;  /* the journal knows the run to its end */
} WhyPlace;

/* A line for each cause, below what it causes and two blanks further in. */
void why_write_task(const WhyPlace *place, uint32_t task, Text *out);
void why_write_thing(const WhyPlace *place, uint32_t thing, Text *out);

#endif
