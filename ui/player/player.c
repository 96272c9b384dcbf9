/* The player: opening, marks, breakpoints, selection. */
#include "player.h"

#include "messages.h"
#include "player_sim.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SPEED_USUAL = 3 };

void player_say(Player *player, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(player->message, sizeof player->message, format, arguments);
    va_end(arguments);
}

bool player_open(Player *player, SourceFile *file, const SimOptions *options)
{
    *player = (Player){.file = *file, .options = *options, .speed = SPEED_USUAL};
    *file = (SourceFile){0};
    if (knob_settings_copy(&player->knobs, options->knobs, options->knob_count))
        player->sim = player_make_sim(player, &player->file);
    return player->sim != NULL;
}

void player_close(Player *player)
{
    sim_close(player->sim);
    source_file_release(&player->file);
    knob_settings_release(&player->knobs);
    free(player->diagnostics);
    free(player->broken);
    *player = (Player){0};
}

/* ---- marks ---- */

static PlayerMark *find_mark(Player *player, char letter)
{
    int lower = tolower((unsigned char)letter);
    if (lower < 'a' || lower > 'z') {
        player_say(player, MESSAGE_MARK_LETTER);
        return NULL;
    }
    return &player->marks[lower - 'a'];
}

void player_set_mark(Player *player, char letter)
{
    PlayerMark *mark = find_mark(player, letter);
    if (!mark)
        return;
    *mark = (PlayerMark){true, sim_position(player->sim)};
    player_say(player, MESSAGE_MARK_SET, letter, letter);
}

void player_go_to_mark(Player *player, char letter)
{
    PlayerMark *mark = find_mark(player, letter);
    if (!mark)
        return;
    if (mark->is_set)
        sim_seek(player->sim, mark->position);
    else
        player_say(player, MESSAGE_NO_MARK, letter);
}

/* ---- breakpoints ---- */

static size_t find_breakpoint(const Player *player, uint32_t line)
{
    size_t at = 0;
    while (at < player->breakpoint_count && player->breakpoints[at] != line)
        at++;
    return at;
}

bool player_breaks_at(const Player *player, uint32_t line)
{
    return find_breakpoint(player, line) < player->breakpoint_count;
}

void player_toggle_breakpoint(Player *player)
{
    SimClock clock;
    sim_clock(player->sim, &clock);
    uint32_t line = player->line ? player->line : clock.line;
    size_t at = find_breakpoint(player, line);
    if (line == 0) {
        player_say(player, MESSAGE_NO_LINE_SELECTED);
    } else if (at < player->breakpoint_count) {
        player->breakpoints[at] = player->breakpoints[--player->breakpoint_count];
        player_say(player, MESSAGE_BREAKPOINT_CLEARED, line);
    } else if (at < PLAYER_BREAKPOINTS_MOST) {
        player->breakpoints[player->breakpoint_count++] = line;
        player_say(player, MESSAGE_BREAKPOINT_SET, line);
    } else {
        player_say(player, MESSAGE_BREAKPOINTS_MOST, (unsigned)PLAYER_BREAKPOINTS_MOST);
    }
}

/* ---- selection ---- */

void player_check_selection(Player *player)
{
    Selection *selection = &player->selection;
    if (selection->kind == SELECTED_TASK && selection->number > sim_task_count(player->sim))
        *selection = (Selection){0};
    if (selection->kind == SELECTED_THING && selection->number > sim_thing_count(player->sim))
        *selection = (Selection){0};
}
