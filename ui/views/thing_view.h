/* A coordination object as a panel shows it: a title, a word on its state, and rows that draw its structure. */
#ifndef LOOPSCOPE_THING_VIEW_H
#define LOOPSCOPE_THING_VIEW_H

#include "piece.h"

typedef struct ThingView {
    uint32_t number;
    SimThingKind kind;
    char title[96]; /* «Semaphore · lot» */
    char state[64]; /* «0 of 3 free» */
    Row rows[ROWS_MOST];
    size_t row_count;
    uint64_t digest; /* the same as long as it looks the same */
} ThingView;

/* False where there is no such thing. */
bool thing_view(const Sim *sim, uint32_t number, ThingView *view);

/* What tasks share and meet at weighs more than blocks that belong to one task. */
unsigned thing_weight(SimThingKind kind);

/* The things worth a panel, those of more weight first, those of equal weight in order of creation. Fills at most
 * `most` numbers, returns how many things there are that are not gone (at least the number filled). */
size_t things_to_show(const Sim *sim, uint32_t *numbers, size_t most);

#endif
