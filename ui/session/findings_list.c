/* Opening the list of what is wrong, and its keys. */
#include "findings_list.h"

#include "messages.h"

enum { PAGE = 8 };

bool findings_list_open(FindingsView *list, Player *player)
{
    if (!findings_view_make(list, player)) {
        findings_view_release(list);
        player_say(player, "%s", MESSAGE_NO_MEMORY);
        return false;
    }
    if (list->count == 0)
        player_say(player, "%s", MESSAGE_NOTHING_WRONG);
    return list->count > 0;
}

/* The line is selected, too, so that the source shows what to mend. */
static void go(const FindingsView *list, Player *player)
{
    FindingShown shown;
    if (!findings_view_row(list, player, list->selected, &shown) || !shown.has_place)
        return;
    player->is_playing = false;
    sim_seek(player->sim, shown.position);
    player->line = shown.line ? shown.line : player->line;
    if (findings_view_row(list, player, list->selected, &shown))
        player_say(player, "%s", shown.seen);
}

bool findings_list_key(FindingsView *list, Player *player, Key key)
{
    switch (key) {
    case PRESS_UP:
    case 'k':
        findings_view_move(list, -1);
        return true;
    case PRESS_DOWN:
    case 'j':
        findings_view_move(list, 1);
        return true;
    case PRESS_PAGE_UP:
        findings_view_move(list, -PAGE);
        return true;
    case PRESS_PAGE_DOWN:
        findings_view_move(list, PAGE);
        return true;
    case PRESS_HOME:
        list->selected = 0;
        return true;
    case PRESS_END:
        list->selected = list->count - 1;
        return true;
    case PRESS_ENTER:
        go(list, player);
        return false;
    default:
        return false;
    }
}
