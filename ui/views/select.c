/* Selecting. */
#include "select.h"

#include "messages.h"
#include "source_view.h"
#include "task_view.h"
#include "thing_view.h"

void select_task(Player *player, int by)
{
    uint32_t task = task_in_focus(player), count = sim_task_count(player->sim);
    int64_t next = player->selection.kind == SELECTED_TASK ? (int64_t)task + by : task ? task : 1;
    next = next < 1 ? 1 : next > (int64_t)count ? (int64_t)count : next;
    uint32_t found = count ? task_passing(player, (uint32_t)next, by < 0 ? -1 : 1) : 0;
    if (found)
        player->selection = (Selection){SELECTED_TASK, found};
}

enum { THINGS_MOST = 24 };

void select_thing(Player *player, int direction)
{
    Selection *selection = &player->selection;
    uint32_t numbers[THINGS_MOST];
    size_t there = things_to_show(player->sim, numbers, THINGS_MOST), at = 0;
    size_t count = there < THINGS_MOST ? there : THINGS_MOST;
    if (count == 0)
        return;
    while (at < count && (selection->kind != SELECTED_THING || numbers[at] != selection->number))
        at++;
    if (at == count)
        at = direction > 0 ? 0 : count - 1;
    else if (direction > 0 ? at + 1 < count : at > 0)
        at = direction > 0 ? at + 1 : at - 1;
    *selection = (Selection){SELECTED_THING, numbers[at]};
}

void select_line(Player *player, int direction)
{
    uint32_t count = source_line_count(player);
    uint32_t line = player->line ? player->line : source_line_in_focus(player);
    if (player->line || !line)
        line = direction < 0 ? source_line_before(player, line, 1) : source_line_after(player, line, 1);
    if (line > count)
        line = source_line_before(player, count + 1, 1);
    if (source_line_is_shown(player, line))
        player->line = line;
}

void select_knob(Player *player, int direction)
{
    SimScenario scenario;
    sim_scenario(player->sim, &scenario);
    if (scenario.knob_count)
        player->knob = (player->knob + scenario.knob_count + (size_t)direction) % scenario.knob_count;
}

void select_found(Player *player, bool is_in_source, int direction)
{
    uint32_t found;
    if (!*player->search) {
        player_say(player, MESSAGE_SEARCH_FIRST);
        return;
    }
    if (is_in_source) {
        found = source_line_found(player, player->search, source_line_in_focus(player), direction);
        player->line = found ? found : player->line;
    } else {
        found = task_found(player->sim, player->search, task_in_focus(player), direction);
        if (found)
            player->selection = (Selection){SELECTED_TASK, found};
    }
    if (!found)
        player_say(player, MESSAGE_NOTHING_FOUND, player->search);
}

void select_less(Player *player)
{
    if (*player->filter)
        player->filter[0] = '\0';
    else if (player->line)
        player->line = 0;
    else
        player->selection = (Selection){0};
}
