/* The list of what is wrong, over the steps: ↑ ↓ choose, Enter goes to where it hurts. */
#ifndef LOOPSCOPE_FINDINGS_LIST_H
#define LOOPSCOPE_FINDINGS_LIST_H

#include "findings_view.h"

/* False where there is nothing to show: the player's message says why. */
bool findings_list_open(FindingsView *list, Player *player);
/* False for a key that closes the list; Enter has gone to the place before. */
bool findings_list_key(FindingsView *list, Player *player, Key key);

#endif
