/* The line at the top and the line at the bottom: where we are, and which six keys matter now. */
#ifndef LOOPSCOPE_HEAD_VIEW_H
#define LOOPSCOPE_HEAD_VIEW_H

#include "player.h"

enum { FOOTER_ACTIONS = 6 };

typedef struct HeadView {
    char title[96]; /* «Parking lot», or the file's name */
    char file[96];
    char clock[48];  /* «3.5 s» */
    char place[96];  /* «iteration 22  callback 30/54» */
    char status[64]; /* «paused», «playing 2/s», «ended», «deadlock» */
    bool is_ended_badly;
    char cue[160]; /* «cue 4/9 · a full lot», "" where no cue was reached */
    char say[400]; /* what the cue says, while the position is still at it */
} HeadView;

void head_view(const Player *player, HeadView *view);

/* «SPACES=3»; false where there is no such knob. */
bool head_knob(const Player *player, size_t knob, char *text, size_t room);

/* What the footer offers: only what does something now. Returns how many. */
size_t footer_actions(const Player *player, Action *actions);
/* The footer's word for an action, now. */
const char *footer_word(const Player *player, Action action);

/* The sentence of the step, and how the run ended where it has. */
const char *narration_text(const Player *player);
/* Where the file on disk is broken while the run goes on: the first thing that is wrong, and how many more. False
 * where it is not. */
bool broken_text(const Player *player, char *text, size_t room);
/* At the end of a run that did not end by itself: what to tell. "" else. */
const char *ending_text(const Player *player);

#endif
