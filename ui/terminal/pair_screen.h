/* Two runs beside each other: a column for each, one clock above, what both come to and one axis below. */
#ifndef LOOPSCOPE_PAIR_SCREEN_H
#define LOOPSCOPE_PAIR_SCREEN_H

#include "steps.h"
#include "two_runs.h"

typedef struct PairScreen {
    TwoRuns *runs;           /* borrowed */
    Steps steps[PAIR_SIDES]; /* each draws its player's panels */
    bool leads_back;         /* to a catalogue: Esc and q do */
    Area axis;               /* as last drawn */
    unsigned half;           /* the column between both */
} PairScreen;

void pair_screen_init(PairScreen *shown, TwoRuns *runs, bool leads_back);
void pair_screen_release(PairScreen *shown);
void pair_screen_draw(PairScreen *shown, Screen *screen);
/* A click on what lies at a cell; a drag along the axis. */
void pair_screen_click(PairScreen *shown, Hit hit, unsigned x);
void pair_screen_drag(PairScreen *shown, unsigned x);

#endif
