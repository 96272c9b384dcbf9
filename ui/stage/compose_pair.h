/* Two runs side by side on one page: each half is composed as a run is, in a room of its own; below both is what
 * they come to, and one axis for the clock of both, with their first difference.
 *
 *     pair_composer_init(&composer, &runs, &measure);
 *     compose_pair(&composer, &scene, 1920, 1080);   // as often as the runs have moved
 *     pair_composer_release(&composer); */
#ifndef LOOPSCOPE_COMPOSE_PAIR_H
#define LOOPSCOPE_COMPOSE_PAIR_H

#include "compose.h"
#include "two_runs.h"

typedef struct PairComposer {
    TwoRuns *runs; /* borrowed */
    Composer sides[PAIR_SIDES];
    float middle; /* where the right half begins, as last composed */
    Box axis;     /* of the clock, for clicks */
} PairComposer;

/* False where there is no memory. */
bool pair_composer_init(PairComposer *composer, TwoRuns *runs, const Measure *measure);
void pair_composer_release(PairComposer *composer);

void compose_pair(PairComposer *composer, Scene *scene, float width, float height);

/* The moment at a place of the axis, and the side on which a place is. */
int64_t compose_pair_time(const PairComposer *composer, float x);
PairSide compose_pair_side(const PairComposer *composer, float x);

#endif
