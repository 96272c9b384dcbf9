/* Why: the chain of causes of what is in focus, as lines. */
#ifndef LOOPSCOPE_WHY_VIEW_H
#define LOOPSCOPE_WHY_VIEW_H

#include "player.h"

/* Of the selected object, else of the task in focus; "" where there is neither. Borrowed from the sim. */
const char *why_in_focus(const Player *player);

#endif
