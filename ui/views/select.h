/* Selecting: what up, down and searching choose, among what is there and passes the filter. */
#ifndef LOOPSCOPE_SELECT_H
#define LOOPSCOPE_SELECT_H

#include "player.h"

/* `by` tasks on or back; the nearest that passes the filter. */
void select_task(Player *player, int by);
/* The next (1) or last (-1) of the things worth a panel. */
void select_thing(Player *player, int direction);
void select_line(Player *player, int direction);
void select_knob(Player *player, int direction);

/* The next (1) or last (-1) match of player->search in the source or among the tasks; says so where there is none.
 */
void select_found(Player *player, bool is_in_source, int direction);

/* Let go of one thing: the filter, the line, the selection. */
void select_less(Player *player);

#endif
