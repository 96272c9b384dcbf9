/* Between the player's own files. */
#ifndef LOOPSCOPE_PLAYER_SIM_H
#define LOOPSCOPE_PLAYER_SIM_H

#include "player.h"

/* A Sim of the file with the player's knobs and seed, or NULL: then `diagnostics` tells why. */
Sim *player_make_sim(Player *player, const SourceFile *file);
void player_toggle_breakpoint(Player *player);
/* The selected knob, one step up (1) or down (-1). */
void player_turn_knob(Player *player, int direction);

#endif
