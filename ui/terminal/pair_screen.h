/* Two runs beside each other: a column for each, one clock above, one axis below. */
#ifndef LOOPSCOPE_PAIR_SCREEN_H
#define LOOPSCOPE_PAIR_SCREEN_H

#include "pair.h"
#include "steps.h"

typedef struct PairScreen {
    const char *title;             /* borrowed */
    const char *names[PAIR_SIDES]; /* borrowed; of the sides: «GATE=0» */
    Pair pair;                     /* of the players' sims */
    Steps steps[PAIR_SIDES];       /* each draws its player's panels */
    int64_t ends_ns[PAIR_SIDES];   /* the clock at the end of each */
    PairDifference difference;     /* where they first go different ways */
    bool is_playing;
    char message[160]; /* what the last action had to say, "" nothing */
} PairScreen;

/* Two players at their starts, of the same file or of two. */
void pair_screen_init(PairScreen *shown, Player *left, Player *right, bool is_one_file);
void pair_screen_release(PairScreen *shown);
void pair_screen_draw(PairScreen *shown, Screen *screen);
/* False where the action is not one of two runs. */
bool pair_screen_act(PairScreen *shown, Action action);

#endif
