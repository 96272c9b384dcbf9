/* Choosing. */
#include "catalogue.h"

#include <stdio.h>

bool catalogue_matches(const Catalogue *catalogue, size_t at)
{
    return scenario_matches(&catalogue->scenarios->items[at], catalogue->filter);
}

size_t catalogue_matches_before(const Catalogue *catalogue, size_t before)
{
    size_t count = 0;
    for (size_t i = 0; i < before; i++)
        count += catalogue_matches(catalogue, i);
    return count;
}

void catalogue_move(Catalogue *catalogue, int by)
{
    size_t count = catalogue->scenarios->count;
    int direction = by < 0 ? -1 : 1;
    for (int left = by < 0 ? -by : by; left > 0; left--)
        for (size_t i = catalogue->selected; direction < 0 ? i > 0 : i + 1 < count;) {
            i = direction < 0 ? i - 1 : i + 1;
            if (!catalogue_matches(catalogue, i))
                continue;
            catalogue->selected = i;
            break;
        }
}

void catalogue_filter(Catalogue *catalogue, const char *word)
{
    snprintf(catalogue->filter, sizeof catalogue->filter, "%s", word);
    for (size_t i = 0; i < catalogue->scenarios->count && !catalogue_matches(catalogue, catalogue->selected); i++)
        catalogue->selected = i;
}

/* ---- before a run ---- */

size_t opening_rows(const Player *player)
{
    SimScenario scenario;
    sim_scenario(player->sim, &scenario);
    return scenario.knob_count + 1;
}

void opening_change(Player *player, size_t row, int direction)
{
    if (row + 1 < opening_rows(player)) {
        player->knob = row;
        player_act(player, direction > 0 ? ACTION_KNOB_UP : ACTION_KNOB_DOWN);
    } else {
        player_next_seed(player, direction);
    }
}
