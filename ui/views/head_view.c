/* Head, footer and sentence. */
#include "head_view.h"

#include "lesson_walk.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- the head ---- */

static const char *ending_word(SimEnd end)
{
    switch (end) {
    case SIM_END_FINISHED:
        return "ended";
    case SIM_END_RAISED:
        return "raised";
    case SIM_END_DEADLOCK:
        return "deadlock";
    case SIM_END_SPIN:
        return "spins";
    case SIM_END_INSTRUCTIONS:
        return "does not end";
    case SIM_END_MEMORY:
        return "memory limit";
    case SIM_END_REFUSED:
        return "refused";
    case SIM_END_UNKNOWN:
        break;
    }
    return "horizon";
}

static void say_status(const Player *player, const SimExtent *extent, HeadView *view)
{
    if (sim_is_at_end(player->sim)) {
        snprintf(view->status, sizeof view->status, "%s", ending_word(extent->end));
        view->is_ended_badly = extent->end != SIM_END_FINISHED && extent->end != SIM_END_UNKNOWN;
    } else if (player->is_playing) {
        snprintf(view->status, sizeof view->status, "playing %s/s", player_speed_text(player));
    } else {
        snprintf(view->status, sizeof view->status, "paused");
    }
}

static void say_place(const Player *player, const SimExtent *extent, HeadView *view)
{
    SimClock clock;
    char now[COUNT_TEXT_BYTES], all[COUNT_TEXT_BYTES], iteration[COUNT_TEXT_BYTES];
    SimPosition position = sim_position(player->sim);
    sim_clock(player->sim, &clock);
    time_text(view->clock, clock.now_ns);
    int length = snprintf(view->place, sizeof view->place, "iteration %s  callback %s/%s%s",
                          count_text(iteration, clock.iteration), count_text(now, clock.callback),
                          count_text(all, extent->callbacks), extent->is_whole ? "" : "+");
    if (position.line != SIM_LINE_END && position.line > 0 && length > 0 && (size_t)length < sizeof view->place)
        snprintf(view->place + length, sizeof view->place - (size_t)length, "  +%" PRIu32 " lines", position.line);
}

/* Cues are counted as they come, not as they stand in the file. */
static size_t cue_rank(const Sim *sim, const SimCue *cue)
{
    SimCue other;
    size_t rank = 1;
    for (size_t i = 0; sim_cue(sim, i, &other); i++)
        rank += other.is_reached && sim_position_is_before(other.position, cue->position);
    return rank;
}

static void say_cue(const Player *player, HeadView *view)
{
    SimScenario scenario;
    SimCue cue;
    int current = sim_current_cue(player->sim);
    sim_scenario(player->sim, &scenario);
    if (current < 0 || !sim_cue(player->sim, (size_t)current, &cue))
        return;
    size_t rank = cue_rank(player->sim, &cue);
    sim_cue(player->sim, (size_t)current, &cue); /* its texts again: ranking asked for the others */
    snprintf(view->cue, sizeof view->cue, "cue %zu/%zu · %s", rank, scenario.cue_count, cue.name);
    if (cue.position.turn == sim_position(player->sim).turn)
        snprintf(view->say, sizeof view->say, "%s", cue.say);
}

void head_view(const Player *player, HeadView *view)
{
    SimScenario scenario;
    SimExtent extent;
    *view = (HeadView){0};
    sim_scenario(player->sim, &scenario);
    sim_extent(player->sim, &extent);
    snprintf(view->title, sizeof view->title, "%s", *scenario.title ? scenario.title : scenario.file_name);
    snprintf(view->file, sizeof view->file, "%s", *scenario.title ? scenario.file_name : "");
    say_place(player, &extent, view);
    say_status(player, &extent, view);
    say_cue(player, view);
}

bool head_knob(const Player *player, size_t number, char *text, size_t room)
{
    SimKnob knob;
    char value[NUMBER_TEXT_BYTES];
    if (!sim_knob(player->sim, number, &knob))
        return false;
    snprintf(text, room, "%s=%s", knob.name, number_text(value, knob.value));
    return true;
}

/* ---- the footer ---- */

typedef struct Footer {
    Action *actions;
    size_t count;
} Footer;

static void offer(Footer *footer, Action action, bool is_useful)
{
    if (is_useful && footer->count < FOOTER_ACTIONS)
        footer->actions[footer->count++] = action;
}

/* Beside a page, whose own keys stand below it. */
static size_t lesson_actions(const Player *player, Action *actions)
{
    Footer footer = {.actions = actions};
    SimPosition position = sim_position(player->sim);
    footer.count = 0;
    offer(&footer, ACTION_STEP, !sim_is_at_end(player->sim));
    offer(&footer, ACTION_BACK, position.turn > 0 || position.line > 0);
    offer(&footer, ACTION_PAGE_PLACE, lesson_walk_is_away(player->lesson));
    offer(&footer, ACTION_CUE_STEP, true);
    offer(&footer, ACTION_PAGE_HIDE, player->lesson->is_hidden);
    offer(&footer, ACTION_PLAY, footer.count < FOOTER_ACTIONS - 1);
    offer(&footer, ACTION_HELP, true);
    return footer.count;
}

/* The run stands at a cue that asks. */
static bool is_asked_here(const Player *player)
{
    SimPosition here = sim_position(player->sim);
    SimCue cue;
    for (size_t i = 0; sim_cue(player->sim, i, &cue); i++)
        if (cue.is_reached && cue.ask_count > 0 && sim_positions_are_equal(cue.position, here))
            return true;
    return false;
}

size_t footer_actions(const Player *player, Action *actions)
{
    Footer footer = {.actions = actions};
    SimScenario scenario;
    SimPosition position = sim_position(player->sim);
    bool is_at_end = sim_is_at_end(player->sim), is_at_start = position.turn == 0 && position.line == 0;
    bool has_selection = player->selection.kind != SELECTED_NONE;
    sim_scenario(player->sim, &scenario);
    footer.count = 0;
    if (player->lesson)
        return lesson_actions(player, actions);
    offer(&footer, ACTION_STEP, !is_at_end);
    offer(&footer, ACTION_BACK, !is_at_start);
    offer(&footer, ACTION_SLOWER, player->is_playing);
    offer(&footer, ACTION_FASTER, player->is_playing);
    offer(&footer, ACTION_START, is_at_end);
    offer(&footer, ACTION_NEXT_CHANGE, has_selection && !is_at_end);
    offer(&footer, ACTION_CUE_STEP, !is_at_end);
    offer(&footer, ACTION_CUE_BACK, is_at_end && scenario.cue_count > 0);
    offer(&footer, ACTION_PREDICT, is_asked_here(player));
    offer(&footer, ACTION_PLAY, true);
    if (footer.count == FOOTER_ACTIONS)
        footer.count--;
    offer(&footer, ACTION_GOTO, footer.count < FOOTER_ACTIONS - 1);
    offer(&footer, ACTION_HELP, true);
    return footer.count;
}

const char *footer_word(const Player *player, Action action)
{
    SimScenario scenario;
    if (action == ACTION_PLAY)
        return player->is_playing ? "pause" : sim_is_at_end(player->sim) ? "play again" : "play";
    if (action == ACTION_CUE_STEP) {
        sim_scenario(player->sim, &scenario);
        if (player->lesson)
            return "next page";
        return scenario.cue_count ? "next cue" : "next iteration";
    }
    return action_info(action)->footer;
}

/* ---- the sentence ---- */

const char *narration_text(const Player *player)
{
    return sim_narration(player->sim, player->depth);
}

/* A diagnostic's first line names the file: «shop.py:3:5: error: …»; the lines below it show the place. */
static size_t count_diagnostics(const char *text, const char *name)
{
    size_t count = 0, length = strlen(name);
    for (const char *line = text; line && *line; line = strchr(line, '\n'), line += line != NULL)
        count += strncmp(line, name, length) == 0 && line[length] == ':';
    return count;
}

bool broken_text(const Player *player, char *text, size_t room)
{
    const char *broken = player->broken;
    if (!broken)
        return false;
    size_t first = strcspn(broken, "\n"), count = count_diagnostics(broken, player->file.name);
    snprintf(text, room, "%.*s", (int)first, broken);
    size_t length = strlen(text);
    if (count > 1 && length < room)
        snprintf(text + length, room - length, " (and %zu more)", count - 1);
    length = strlen(text);
    if (count > 0 && length < room)
        snprintf(text + length, room - length, "; R shows it all");
    return true;
}

const char *ending_text(const Player *player)
{
    SimExtent extent;
    sim_extent(player->sim, &extent);
    return sim_is_at_end(player->sim) && extent.end != SIM_END_FINISHED ? extent.end_text : "";
}
