/* Stepping, playing and going: what the player does for each action. */
#include "player_sim.h"

#include "goto.h"
#include "messages.h"

/* ---- steps ---- */

/* What to say at a wall: the end of a run tells how it ended in the view; the others are told here. */
static void tell_move(Player *player, SimMove move, int direction)
{
    if (move == SIM_AT_WALL)
        player_say(player, "%s", direction > 0 ? MESSAGE_AT_END : MESSAGE_AT_START);
    else if (move == SIM_NOT_FOUND)
        player_say(player, "%s", direction > 0 ? MESSAGE_NOT_AGAIN : MESSAGE_NOT_BEFORE);
}

static void step(Player *player, SimUnit unit, int direction)
{
    SimMove move;
    if (player->followed && unit == SIM_CALLBACK)
        move = sim_find(player->sim, SIM_TASK_CHANGE, player->followed, direction);
    else
        move = sim_step(player->sim, unit, direction);
    tell_move(player, move, direction);
}

static void find_change(Player *player, int direction)
{
    Selection selection = player->selection;
    if (selection.kind == SELECTED_NONE) {
        player_say(player, MESSAGE_SELECT_FIRST);
        return;
    }
    SimHappening happening = selection.kind == SELECTED_TASK ? SIM_TASK_CHANGE : SIM_THING_CHANGE;
    tell_move(player, sim_find(player->sim, happening, selection.number, direction), direction);
}

static void go_to_first_cue(Player *player)
{
    SimCue cue;
    if (sim_cue(player->sim, 0, &cue) && cue.is_reached)
        sim_seek_cue(player->sim, 0);
    else
        sim_seek(player->sim, (SimPosition){0, 0});
}

/* ---- breakpoints ---- */

/* Walk the lines of the present turn to the next one with a breakpoint. */
static bool walk_to_breakpoint(Player *player, uint32_t turn)
{
    while (sim_step(player->sim, SIM_LINE, 1) == SIM_MOVED && sim_position(player->sim).turn == turn) {
        SimClock clock;
        sim_clock(player->sim, &clock);
        if (!clock.turn_is_over && player_breaks_at(player, clock.line))
            return true;
    }
    return false;
}

/* The nearest turn from here in which a line with a breakpoint runs. */
static bool find_turn_that_breaks(Player *player, uint32_t *turn)
{
    SimPosition here = sim_position(player->sim);
    bool is_found = false;
    for (size_t i = 0; i < player->breakpoint_count; i++) {
        if (sim_find(player->sim, SIM_LINE_REACHED, player->breakpoints[i], 1) != SIM_MOVED)
            continue;
        uint32_t found = sim_position(player->sim).turn;
        *turn = is_found && *turn < found ? *turn : found;
        is_found = true;
        sim_seek(player->sim, here);
    }
    return is_found;
}

static void continue_to_breakpoint(Player *player)
{
    SimPosition here = sim_position(player->sim);
    uint32_t turn;
    if (player->breakpoint_count == 0) {
        player_say(player, MESSAGE_NO_BREAKPOINTS);
        return;
    }
    if (here.line != SIM_LINE_END && walk_to_breakpoint(player, here.turn))
        return;
    sim_seek(player->sim, here);
    if (!find_turn_that_breaks(player, &turn)) {
        player_say(player, MESSAGE_NO_BREAKPOINT_AGAIN);
        return;
    }
    SimPosition before = {turn ? turn - 1 : 0, turn ? SIM_LINE_END : 0};
    sim_seek(player->sim, before);
    if (!walk_to_breakpoint(player, turn))
        sim_seek(player->sim, (SimPosition){turn, SIM_LINE_END});
}

/* ---- playing ---- */

static const struct {
    unsigned pause_ms;
    const char *text;
} speeds[] = {{4000, "¼"}, {2000, "½"}, {1000, "1"}, {500, "2"}, {250, "4"}, {125, "8"}, {62, "16"}, {31, "32"}};

enum { SPEEDS = sizeof speeds / sizeof *speeds, TASKS_TO_GROUP = 40 };

unsigned player_pause_ms(const Player *player)
{
    return speeds[player->speed].pause_ms;
}

const char *player_speed_text(const Player *player)
{
    return speeds[player->speed].text;
}

static void change_speed(Player *player, int change)
{
    int speed = player->speed + change;
    player->speed = speed < 0 ? 0 : speed >= SPEEDS ? SPEEDS - 1 : speed;
    player_say(player, MESSAGE_SPEED, player_speed_text(player));
}

void player_play_step(Player *player)
{
    bool is_crowd = sim_task_count(player->sim) > TASKS_TO_GROUP && !player->followed;
    step(player, is_crowd ? SIM_ITERATION : SIM_CALLBACK, 1);
    if (*player->message || sim_is_at_end(player->sim))
        player->is_playing = false;
}

static void toggle_playing(Player *player)
{
    player->is_playing = !player->is_playing;
    if (player->is_playing && sim_is_at_end(player->sim))
        sim_seek(player->sim, (SimPosition){0, 0});
}

/* ---- the rest ---- */

static void toggle_follow(Player *player)
{
    SimTask task;
    if (player->followed) {
        player->followed = 0;
        player_say(player, MESSAGE_FOLLOWS_ALL);
    } else if (player->selection.kind == SELECTED_TASK && sim_task(player->sim, player->selection.number, &task)) {
        player->followed = task.number;
        player_say(player, MESSAGE_FOLLOWS, task.label);
    } else {
        player_say(player, MESSAGE_SELECT_TASK_FIRST);
    }
}

void player_goto(Player *player, const char *place)
{
    char message[GOTO_MESSAGE_BYTES];
    player->message[0] = '\0';
    if (goto_place(player->sim, place, message) == SIM_NOT_FOUND)
        player_say(player, "%s", message);
    player_check_selection(player);
}

static bool act(Player *player, Action action)
{
    switch (action) {
    case ACTION_STEP:
        step(player, SIM_CALLBACK, 1);
        return true;
    case ACTION_BACK:
        step(player, SIM_CALLBACK, -1);
        return true;
    case ACTION_LINE_STEP:
        step(player, SIM_LINE, 1);
        return true;
    case ACTION_LINE_BACK:
        step(player, SIM_LINE, -1);
        return true;
    case ACTION_ITERATION_STEP:
        step(player, SIM_ITERATION, 1);
        return true;
    case ACTION_ITERATION_BACK:
        step(player, SIM_ITERATION, -1);
        return true;
    case ACTION_CLOCK_STEP:
        step(player, SIM_CLOCK, 1);
        return true;
    case ACTION_CLOCK_BACK:
        step(player, SIM_CLOCK, -1);
        return true;
    case ACTION_CUE_STEP:
        step(player, SIM_CUE, 1);
        return true;
    case ACTION_CUE_BACK:
        step(player, SIM_CUE, -1);
        return true;
    case ACTION_START:
        sim_seek(player->sim, (SimPosition){0, 0});
        return true;
    case ACTION_END:
        sim_seek(player->sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
        return true;
    case ACTION_FIRST_CUE:
        go_to_first_cue(player);
        return true;
    case ACTION_LAST_CHANGE:
        find_change(player, -1);
        return true;
    case ACTION_NEXT_CHANGE:
        find_change(player, 1);
        return true;
    case ACTION_CONTINUE:
        continue_to_breakpoint(player);
        return true;
    case ACTION_BREAKPOINT:
        player_toggle_breakpoint(player);
        return true;
    case ACTION_FOLLOW:
        toggle_follow(player);
        return true;
    case ACTION_DEEPER:
        player->depth = (SimDepth)((player->depth + 1) % SIM_DEPTHS);
        return true;
    case ACTION_RULER:
        player->is_by_turns = !player->is_by_turns;
        return true;
    case ACTION_KNOB_DOWN:
        player_turn_knob(player, -1);
        return true;
    case ACTION_KNOB_UP:
        player_turn_knob(player, 1);
        return true;
    case ACTION_SEED:
        player_next_seed(player, 1);
        return true;
    case ACTION_RELOAD:
        player_reload(player);
        return true;
    case ACTION_PLAY:
        toggle_playing(player);
        return true;
    case ACTION_SLOWER:
        change_speed(player, -1);
        return true;
    case ACTION_FASTER:
        change_speed(player, 1);
        return true;
    default:
        return false;
    }
}

bool player_act(Player *player, Action action)
{
    player->message[0] = '\0';
    if (!act(player, action))
        return false;
    if (action != ACTION_PLAY && action != ACTION_SLOWER && action != ACTION_FASTER && action != ACTION_DEEPER &&
        action != ACTION_RULER)
        player->is_playing = false;
    player_check_selection(player);
    return true;
}
