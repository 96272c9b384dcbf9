/* The catalogue: a list of scenarios to choose from; and what is chosen before a run, its knobs and its seed. */
#ifndef LOOPSCOPE_CATALOGUE_H
#define LOOPSCOPE_CATALOGUE_H

#include "player.h"
#include "scenarios.h"

typedef struct Catalogue {
    const Scenarios *scenarios; /* borrowed */
    size_t selected;            /* among all */
    size_t top;                 /* among those that match: the first in sight */
    char filter[64];
    char message[512];
} Catalogue;

void catalogue_move(Catalogue *catalogue, int by);
/* Narrow to those that have the word; the selection goes to one of them. */
void catalogue_filter(Catalogue *catalogue, const char *word);
bool catalogue_matches(const Catalogue *catalogue, size_t at);
/* How many match of the first `before`. */
size_t catalogue_matches_before(const Catalogue *catalogue, size_t before);

/* Before a run there is a row for each knob, and the last one is the seed. */
size_t opening_rows(const Player *player);
void opening_change(Player *player, size_t row, int direction);

#endif
