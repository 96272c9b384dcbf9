/* A pair: two runs on one clock.
 *
 * Both show the same virtual time, `now_ns`. Their turns lie in one order: by the clock, then by how manieth of its
 * moment a turn is in its own run, then the left run's before the right one's. A step by callbacks takes the next
 * turn of that order, or takes the last one back; a step by the clock goes to the next moment at which either run
 * has a turn, or to the one before. Where both stand depends on the place in the order alone, however it was come
 * by. */
#ifndef LOOPSCOPE_PAIR_H
#define LOOPSCOPE_PAIR_H

#include "sim.h"

typedef enum PairSide { PAIR_LEFT, PAIR_RIGHT, PAIR_SIDES } PairSide;

typedef struct Pair {
    Sim *sims[PAIR_SIDES]; /* borrowed */
    int64_t now_ns;
    PairSide moved; /* who made the last step by callbacks */
} Pair;

/* Two runs at their starts. */
void pair_begin(Pair *pair, Sim *left, Sim *right);

/* One callback, or one moment of the clock, forward (1) or back (-1). */
SimMove pair_step_callback(Pair *pair, int direction);
SimMove pair_step_moment(Pair *pair, int direction);
/* How many moments lie ahead, as far as both runs are known; the runs are then at the end of that. */
size_t pair_count_moments(Pair *pair);
/* To the next cue of either run, or the last one: to the end of the moment at which it is reached. */
SimMove pair_step_cue(Pair *pair, int direction);
/* Everything up to a time, that moment included. */
void pair_seek_time(Pair *pair, int64_t time_ns);
void pair_seek_start(Pair *pair);
void pair_seek_end(Pair *pair);
/* To the end of a turn of one side; the other one has everything that comes before it in the order. */
void pair_seek_turn(Pair *pair, PairSide side, uint32_t turn);

/* Where two runs first differ: one callback of each, numbered alike, or the line of output of each. */
typedef struct PairDifference {
    bool is_found;
    uint32_t number;                /* of the callback (0: the module's code), or of the line, from 1 */
    SimPosition places[PAIR_SIDES]; /* after the callback; in which the line was printed */
    bool is_there[PAIR_SIDES];      /* false where that run has ended before */
    int64_t times_ns[PAIR_SIDES];
} PairDifference;

enum { PAIR_LINE_BYTES = 160 };

/* Go there: the earlier one of both places; where they are of one moment, so far that both have come. */
void pair_seek_difference(Pair *pair, const PairDifference *difference);
/* When it is: the earlier one of the times that are there. */
int64_t pair_difference_ns(const PairDifference *difference);

/* The first callback after which something has gone another way: who ran, when, where it left its task, who is
 * ready and who sleeps, what was printed. Looks as far as the runs are known; they come back to where they stood.
 */
void pair_find_callback(Pair *pair, PairDifference *difference);
/* The first line of output that is not the same; each side's in `lines`, cut where it is long. */
void pair_find_line(Pair *pair, PairDifference *difference, char lines[PAIR_SIDES][PAIR_LINE_BYTES]);

#endif
