/* Two runs: opening, stepping, going to places. */
#include "two_runs.h"

#include "goto.h"
#include "messages.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- settings ---- */

bool settings_read(Settings *settings, const char *word)
{
    *settings = (Settings){0};
    if (strlen(word) >= sizeof settings->text)
        return false;
    snprintf(settings->text, sizeof settings->text, "%s", word);
    snprintf(settings->whole, sizeof settings->whole, "%s", word);
    for (char *at = settings->text; *at;) {
        char *comma = strchr(at, ','), *next = comma ? comma + 1 : at + strlen(at);
        if (comma)
            *comma = '\0';
        char *equals = strchr(at, '=');
        if (!equals || equals == at || !equals[1] || settings->count == SETTINGS_MOST)
            return false;
        *equals = '\0';
        settings->list[settings->count++] = (SimKnobSetting){at, equals + 1};
        at = next;
    }
    return true;
}

/* ---- open and close ---- */

bool two_runs_open(TwoRuns *runs, PairSide side, SourceFile *file, const Settings *settings,
                   const SimOptions *options)
{
    SimOptions own = *options;
    SimKnobSetting *list = calloc(options->knob_count + SETTINGS_MOST, sizeof *list);
    snprintf(runs->names[side], sizeof runs->names[side], "%.*s", TWO_RUNS_NAME_BYTES - 1, settings->whole);
    for (size_t i = 0; list && i < options->knob_count; i++)
        list[i] = options->knobs[i];
    for (size_t i = 0; list && i < settings->count; i++)
        list[options->knob_count + i] = settings->list[i];
    own.knobs = list;
    own.knob_count = list ? options->knob_count + settings->count : 0;
    bool is_open = player_open(&runs->players[side], file, &own);
    free(list);
    return is_open && list;
}

static const char *title_of(const Player *player, SimScenario *scenario)
{
    sim_scenario(player->sim, scenario);
    return *scenario->title ? scenario->title : player->file.name;
}

/* A side is told by what is its own: its setting, or its file. */
static void name_both(TwoRuns *runs)
{
    SimScenario left, right;
    const Player *players = runs->players;
    const char *left_title = title_of(&players[PAIR_LEFT], &left);
    const char *right_title = title_of(&players[PAIR_RIGHT], &right);
    bool has_title = strcmp(left_title, players[PAIR_LEFT].file.name) != 0;
    runs->file = runs->is_one_file && has_title ? players[PAIR_LEFT].file.name : "";
    if (runs->is_one_file)
        snprintf(runs->title, sizeof runs->title, "%s", left_title);
    else
        snprintf(runs->title, sizeof runs->title, "%s and %s", left_title, right_title);
    for (int side = 0; side < PAIR_SIDES; side++)
        if (!runs->is_one_file || !*runs->names[side])
            snprintf(runs->names[side], sizeof runs->names[side], "%.*s", TWO_RUNS_NAME_BYTES - 1,
                     runs->is_one_file ? "as it stands" : players[side].file.name);
}

static void find_difference(TwoRuns *runs)
{
    char lines[PAIR_SIDES][PAIR_LINE_BYTES];
    if (runs->is_one_file)
        pair_find_callback(&runs->pair, &runs->difference);
    else
        pair_find_line(&runs->pair, &runs->difference, lines);
    if (!runs->difference.is_found)
        return;
    pair_seek_difference(&runs->pair, &runs->difference);
    for (int side = 0; side < PAIR_SIDES; side++)
        runs->differs_at[side] = sim_position(runs->pair.sims[side]).turn;
}

/* Look at both runs as they are now: they are left at the start. */
static void take_runs(TwoRuns *runs)
{
    name_both(runs);
    pair_begin(&runs->pair, runs->players[PAIR_LEFT].sim, runs->players[PAIR_RIGHT].sim);
    for (int side = 0; side < PAIR_SIDES; side++)
        run_sums_read(runs->pair.sims[side], &runs->sums[side]);
    find_difference(runs);
    pair_seek_start(&runs->pair);
}

void two_runs_begin(TwoRuns *runs, bool is_one_file)
{
    runs->is_one_file = is_one_file;
    take_runs(runs);
}

void two_runs_close(TwoRuns *runs)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        player_close(&runs->players[side]);
    *runs = (TwoRuns){0};
}

/* ---- a file that changes ---- */

/* A player has another Sim than the pair: both are brought to the time that they had. */
static void renew(TwoRuns *runs)
{
    int64_t now_ns = runs->pair.now_ns;
    if (runs->players[PAIR_LEFT].sim == runs->pair.sims[PAIR_LEFT] &&
        runs->players[PAIR_RIGHT].sim == runs->pair.sims[PAIR_RIGHT])
        return;
    take_runs(runs);
    if (now_ns > 0)
        pair_seek_time(&runs->pair, now_ns);
}

bool two_runs_follow_file(TwoRuns *runs, uint64_t now_ms)
{
    bool was_tried = false;
    for (int side = 0; side < PAIR_SIDES; side++) {
        Player *player = &runs->players[side];
        if (!player_follow_file(player, now_ms))
            continue;
        was_tried = true;
        two_runs_say(runs, "%s", player->message);
        player->message[0] = '\0';
    }
    renew(runs);
    return was_tried;
}

/* The side that cannot be run again has the word. */
static void reload(TwoRuns *runs)
{
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++) {
        Player *player = &runs->players[side];
        if (!player_reload(player) || side == PAIR_LEFT || !runs->players[PAIR_LEFT].broken)
            two_runs_say(runs, "%s", player->message);
        player->message[0] = '\0';
    }
    renew(runs);
}

void two_runs_say(TwoRuns *runs, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(runs->message, sizeof runs->message, format, values);
    va_end(values);
}

/* ---- where they stand ---- */

bool two_runs_have_differed(const TwoRuns *runs)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        if (sim_position(runs->pair.sims[side]).turn < runs->differs_at[side])
            return false;
    return runs->difference.is_found && sim_position(runs->pair.sims[runs->pair.moved]).line != 0;
}

bool two_runs_stand_at_difference(const TwoRuns *runs)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        if (sim_position(runs->pair.sims[side]).turn != runs->differs_at[side])
            return false;
    return two_runs_have_differed(runs);
}

int64_t two_runs_end_ns(const TwoRuns *runs)
{
    int64_t left = runs->sums[PAIR_LEFT].totals.now_ns, right = runs->sums[PAIR_RIGHT].totals.now_ns;
    return left > right ? left : right;
}

bool two_runs_are_over(const TwoRuns *runs)
{
    return sim_is_at_end(runs->pair.sims[PAIR_LEFT]) && sim_is_at_end(runs->pair.sims[PAIR_RIGHT]);
}

/* ---- going to a place ---- */

/* Where a side would come to, as if it were a difference. The sim stays where it stands; true where that is the
 * start. */
static bool look_for(Pair *pair, PairSide side, const char *place, PairDifference *found,
                     char message[GOTO_MESSAGE_BYTES])
{
    Sim *sim = pair->sims[side];
    SimPosition here = sim_position(sim);
    SimClock clock;
    found->is_there[side] = goto_place(sim, place, message) != SIM_NOT_FOUND;
    SimPosition there = sim_position(sim);
    sim_clock(sim, &clock);
    found->places[side] = (SimPosition){there.turn, SIM_LINE_END};
    found->times_ns[side] = clock.now_ns;
    sim_seek(sim, here);
    return there.turn == 0 && there.line == 0;
}

static void seek_latest(Pair *pair, const PairDifference *found)
{
    PairSide side = found->times_ns[PAIR_LEFT] > found->times_ns[PAIR_RIGHT] ? PAIR_LEFT : PAIR_RIGHT;
    if (!found->is_there[PAIR_LEFT] || !found->is_there[PAIR_RIGHT])
        side = found->is_there[PAIR_LEFT] ? PAIR_LEFT : PAIR_RIGHT;
    pair_seek_turn(pair, side, found->places[side].turn);
}

void two_runs_goto(TwoRuns *runs, const char *place)
{
    char messages[PAIR_SIDES][GOTO_MESSAGE_BYTES];
    PairDifference found = {0};
    int64_t time_ns;
    bool is_start = false;
    runs->message[0] = '\0';
    if (goto_is_time(place, &time_ns)) {
        pair_seek_time(&runs->pair, time_ns);
        return;
    }
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++)
        is_start |= look_for(&runs->pair, side, place, &found, messages[side]) && found.is_there[side];
    if (!found.is_there[PAIR_LEFT] && !found.is_there[PAIR_RIGHT])
        two_runs_say(runs, "%s", messages[PAIR_LEFT]);
    else if (is_start)
        pair_seek_start(&runs->pair);
    else if (strncasecmp(place, "last", 4) == 0 || strcasecmp(place, "end") == 0)
        seek_latest(&runs->pair, &found);
    else
        pair_seek_difference(&runs->pair, &found);
}

/* ---- actions ---- */

static void tell(TwoRuns *runs, SimMove move, int direction)
{
    if (move == SIM_MOVED)
        return;
    runs->is_playing = false;
    if (move == SIM_NOT_FOUND)
        two_runs_say(runs, "%s", direction > 0 ? MESSAGE_NOT_AGAIN : MESSAGE_NOT_BEFORE);
    else
        two_runs_say(runs, "%s", direction > 0 ? MESSAGE_AT_END : MESSAGE_AT_START);
}

static void go_to_difference(TwoRuns *runs)
{
    if (runs->difference.is_found)
        pair_seek_difference(&runs->pair, &runs->difference);
    else
        two_runs_say(runs, "%s", MESSAGE_RUNS_DO_NOT_DIFFER);
}

static bool go(TwoRuns *runs, Action action)
{
    Pair *pair = &runs->pair;
    switch (action) {
    case ACTION_STEP:
        tell(runs, pair_step_callback(pair, 1), 1);
        return true;
    case ACTION_BACK:
        tell(runs, pair_step_callback(pair, -1), -1);
        return true;
    case ACTION_CLOCK_STEP:
        tell(runs, pair_step_moment(pair, 1), 1);
        return true;
    case ACTION_CLOCK_BACK:
        tell(runs, pair_step_moment(pair, -1), -1);
        return true;
    case ACTION_CUE_STEP:
        tell(runs, pair_step_cue(pair, 1), 1);
        return true;
    case ACTION_CUE_BACK:
        tell(runs, pair_step_cue(pair, -1), -1);
        return true;
    case ACTION_FIRST_CUE:
        pair_seek_start(pair);
        tell(runs, pair_step_cue(pair, 1), 1);
        return true;
    case ACTION_START:
        pair_seek_start(pair);
        return true;
    case ACTION_END:
        pair_seek_end(pair);
        return true;
    case ACTION_LAST_CHANGE:
    case ACTION_NEXT_CHANGE:
        go_to_difference(runs);
        return true;
    default:
        return false;
    }
}

/* What both players do alike; the left one has the words for it. */
static void act_alike(TwoRuns *runs, Action action)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        player_act(&runs->players[side], action);
    two_runs_say(runs, "%s", runs->players[PAIR_LEFT].message);
    for (int side = 0; side < PAIR_SIDES; side++)
        runs->players[side].message[0] = '\0';
}

bool two_runs_act(TwoRuns *runs, Action action)
{
    runs->message[0] = '\0';
    if (action == ACTION_PLAY) {
        runs->is_playing = !runs->is_playing;
    } else if (action == ACTION_SLOWER || action == ACTION_FASTER || action == ACTION_DEEPER) {
        act_alike(runs, action);
    } else if (action == ACTION_RELOAD) {
        reload(runs);
    } else if (action == ACTION_REVEAL) {
        runs->is_revealed = !runs->is_revealed;
    } else if (go(runs, action)) {
        runs->is_playing = false;
        for (int side = 0; side < PAIR_SIDES; side++)
            player_check_selection(&runs->players[side]);
    } else {
        return false;
    }
    return true;
}

void two_runs_play_step(TwoRuns *runs)
{
    runs->message[0] = '\0';
    tell(runs, pair_step_moment(&runs->pair, 1), 1);
}
