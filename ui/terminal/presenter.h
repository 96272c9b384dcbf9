/* The presenter's console: what a lecturer reads in the terminal while the window shows the stage: notes, the cue
 * that comes next, where the run is, how long it has been going on, and the keys. */
#ifndef LOOPSCOPE_PRESENTER_H
#define LOOPSCOPE_PRESENTER_H

#include "player.h"
#include "screen.h"
#include "two_runs.h"

typedef struct PresenterView {
    const Player *player;      /* NULL: nothing is open, the window shows the catalogue */
    const TwoRuns *runs;       /* the window shows two runs; NULL: it does not */
    unsigned minutes;          /* since the beginning */
    const char *label, *typed; /* a line that is being typed; label NULL: none */
    bool is_black;             /* the window is black */
} PresenterView;

void presenter_draw(const PresenterView *view, Screen *screen);

#endif
