/* What a person asks about with «why». */
#include "why_view.h"

#include "task_view.h"

const char *why_in_focus(const Player *player)
{
    if (player->selection.kind == SELECTED_THING)
        return sim_why_thing(player->sim, player->selection.number);
    return sim_why_task(player->sim, task_in_focus(player));
}
