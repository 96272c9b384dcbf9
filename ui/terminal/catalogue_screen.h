/* The catalogue on the screen, and the page before a run. */
#ifndef LOOPSCOPE_CATALOGUE_SCREEN_H
#define LOOPSCOPE_CATALOGUE_SCREEN_H

#include "catalogue.h"
#include "screen.h"

void catalogue_draw(Catalogue *catalogue, Screen *screen);

/* The page before a run: title, about, knobs and seed. `row` is the one that is selected. */
void opening_draw(const Player *player, size_t row, Screen *screen);

#endif
