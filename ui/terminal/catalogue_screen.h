/* The catalogue on the screen, and the page before a run. */
#ifndef LOOPSCOPE_CATALOGUE_SCREEN_H
#define LOOPSCOPE_CATALOGUE_SCREEN_H

#include "catalogue.h"
#include "screen.h"

void catalogue_draw(Catalogue *catalogue, Screen *screen);
/* Select the row that was clicked; false where there is none. */
bool catalogue_click(Catalogue *catalogue, const Screen *screen, unsigned x, unsigned y);

/* The page before a run: title, about, knobs and seed. `row` is the one that is selected. */
void opening_draw(const Player *player, size_t row, Screen *screen);

#endif
