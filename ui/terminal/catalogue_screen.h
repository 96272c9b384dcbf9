/* The catalogue: a list of scenarios to choose from; and the page before a run, with its knobs and its seed. */
#ifndef LOOPSCOPE_CATALOGUE_SCREEN_H
#define LOOPSCOPE_CATALOGUE_SCREEN_H

#include "player.h"
#include "scenarios.h"
#include "screen.h"

typedef struct CatalogueScreen {
    const Scenarios *scenarios; /* borrowed */
    size_t selected;            /* among all */
    size_t top;                 /* among those that match */
    char filter[64];
    char message[512];
} CatalogueScreen;

void catalogue_move(CatalogueScreen *catalogue, int by);
/* Narrow to those that have the word; the selection goes to one of them. */
void catalogue_filter(CatalogueScreen *catalogue, const char *word);
void catalogue_draw(CatalogueScreen *catalogue, Screen *screen);
/* Select the row that was clicked; false where there is none. */
bool catalogue_click(CatalogueScreen *catalogue, const Screen *screen, unsigned x, unsigned y);

/* The page before a run: title, about, knobs and seed. `row` is the knob that is selected; the count of knobs is
 * the seed. */
void opening_draw(const Player *player, size_t row, Screen *screen);
void opening_change(Player *player, size_t row, int direction);
size_t opening_rows(const Player *player);

#endif
