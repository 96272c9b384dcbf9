/* Drawing two runs beside each other, and stepping both. */
#include "pair_screen.h"

#include "head_view.h"
#include "messages.h"
#include "pen.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

enum { HEAD_ROWS = 2, FOOT_ROWS = 2, SENTENCE_ROWS = 4, LOOP_ROWS = 2, OUTPUT_ROWS = 5 };

/* When the runs first differ, on the common clock. */
static int64_t differs_ns(const PairScreen *shown)
{
    const PairDifference *difference = &shown->difference;
    int64_t left = difference->times_ns[PAIR_LEFT], right = difference->times_ns[PAIR_RIGHT];
    return left < right ? left : right;
}

/* Whether both have come to their first different turn. */
static bool has_differed(const PairScreen *shown)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        if (shown->difference.is_there[side] &&
            sim_position(shown->pair.sims[side]).turn < shown->difference.places[side].turn)
            return false;
    return true;
}

void pair_screen_init(PairScreen *shown, Player *left, Player *right, bool is_one_file)
{
    Player *players[] = {left, right};
    char lines[PAIR_SIDES][PAIR_LINE_BYTES];
    *shown = (PairScreen){0};
    pair_begin(&shown->pair, left->sim, right->sim);
    for (int side = 0; side < PAIR_SIDES; side++) {
        SimExtent extent;
        sim_extent(players[side]->sim, &extent);
        shown->ends_ns[side] = extent.end_ns;
        steps_init(&shown->steps[side], players[side]);
    }
    if (is_one_file)
        pair_find_callback(&shown->pair, &shown->difference);
    else
        pair_find_line(&shown->pair, &shown->difference, lines);
}

void pair_screen_release(PairScreen *shown)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        steps_release(&shown->steps[side]);
}

/* ---- a column ---- */

/* The next rows of a column; an empty area where none are left. */
static Area take_rows(Area *rest, unsigned rows)
{
    Area taken = *rest;
    taken.height = rows < rest->height ? rows : rest->height;
    *rest = area_below(*rest, taken.height);
    return taken;
}

static void draw_total(Screen *screen, Area *rest, const char *what, const char *value)
{
    Area row = take_rows(rest, 1);
    if (row.height == 0)
        return;
    Pen pen = pen_at(screen, row, 0, 0);
    pen_text(&pen, LOOK_DIM, "%-16s", what);
    pen_text(&pen, LOOK_STRONG, "%s", value);
}

/* What the run has come to: in place of a loop that is over. */
static void draw_totals(const Sim *sim, Screen *screen, Area *rest)
{
    SimTotals totals;
    char time[TIME_TEXT_BYTES], count[COUNT_TEXT_BYTES];
    sim_totals(sim, &totals);
    draw_total(screen, rest, "over at", time_text(time, totals.now_ns));
    draw_total(screen, rest, "callbacks", count_text(count, totals.callbacks));
    draw_total(screen, rest, "most in flight", count_text(count, totals.in_flight_most));
    draw_total(screen, rest, "wakings", count_text(count, totals.wakings));
    draw_total(screen, rest, "of them wasted", count_text(count, totals.wasted));
    take_rows(rest, 1);
}

static void draw_things(Steps *steps, Screen *screen, Area *rest, unsigned most)
{
    uint32_t numbers[LAYOUT_THINGS_MOST];
    size_t there = things_to_show(steps->player->sim, numbers, LAYOUT_THINGS_MOST);
    unsigned drawn = 0;
    ThingView view;
    for (size_t i = 0; i < there && i < LAYOUT_THINGS_MOST && drawn < most; i++) {
        if (!thing_view(steps->player->sim, numbers[i], &view))
            continue;
        Area row = take_rows(rest, 1);
        if (row.height == 0)
            return;
        memory_note_thing(&steps->memory, &view);
        panel_thing_row(steps, screen, row, 0, &view);
        drawn++;
    }
    if (drawn > 0)
        take_rows(rest, 1);
}

static size_t gauge_count(const Sim *sim)
{
    SimScenario scenario;
    sim_scenario(sim, &scenario);
    return scenario.gauge_count;
}

static void draw_column_of(Steps *steps, Screen *screen, Area rest)
{
    const Sim *sim = steps->player->sim;
    memory_turn_page(&steps->memory, steps->player);
    panel_narration(steps, screen, take_rows(&rest, SENTENCE_ROWS));
    if (sim_is_at_end(sim)) {
        draw_totals(sim, screen, &rest);
    } else {
        take_rows(&rest, 1); /* the loop's phases stand in the row above it */
        panel_loop(steps, screen, take_rows(&rest, LOOP_ROWS));
        take_rows(&rest, 1);
    }
    size_t gauges = gauge_count(sim);
    unsigned below = (unsigned)gauges + 1 + OUTPUT_ROWS;
    draw_things(steps, screen, &rest, rest.height > below ? rest.height - below : 1);
    if (gauges > 0) {
        panel_gauges(steps, screen, take_rows(&rest, (unsigned)gauges));
        take_rows(&rest, 1);
    }
    panel_output(steps, screen, take_rows(&rest, OUTPUT_ROWS));
    if (rest.height > 2) {
        take_rows(&rest, 1);
        panel_tasks(steps, screen, rest);
    }
}

/* ---- what both have in common ---- */

static void draw_common_head(const PairScreen *shown, Screen *screen)
{
    char time[TIME_TEXT_BYTES];
    Area area = {1, 0, screen->width > 2 ? screen->width - 2 : screen->width, 1};
    Pen pen = pen_at(screen, area, 0, 0);
    pen_text(&pen, LOOK_STRONG, "%s", shown->title);
    pen_blank(&pen, 3);
    pen_text(&pen, LOOK_CLOCK, "%s", time_text(time, shown->pair.now_ns));
    pen_blank(&pen, 3);
    if (*shown->message)
        pen_text(&pen, LOOK_CHANGED, "%s", shown->message);
    else if (!shown->difference.is_found)
        pen_text(&pen, LOOK_DIM, "the runs do not differ");
    else if (!has_differed(shown))
        pen_text(&pen, LOOK_DIM, "alike up to here");
    else if (shown->pair.now_ns == differs_ns(shown))
        pen_text(&pen, LOOK_CHANGED, "here is the first difference");
}

/* A side's name and callbacks in the line above its column. */
static void draw_side_title(const PairScreen *shown, Screen *screen, Area area, int side)
{
    SimClock clock;
    SimExtent extent;
    sim_clock(shown->pair.sims[side], &clock);
    sim_extent(shown->pair.sims[side], &extent);
    Pen pen = pen_at(screen, area, 0, 0);
    pen_text(&pen, shown->pair.moved == (PairSide)side ? LOOK_FOCUS : LOOK_TITLE, " %s ", shown->names[side]);
    char text[96], time[TIME_TEXT_BYTES];
    snprintf(text, sizeof text, " %u/%u callbacks, to %s ", (unsigned)clock.callback, (unsigned)extent.callbacks,
             time_text(time, extent.end_ns));
    pen_right(&pen, LOOK_DIM, text);
}

static unsigned column_of_time(const PairScreen *shown, Area area, int64_t time_ns)
{
    int64_t left = shown->ends_ns[PAIR_LEFT], right = shown->ends_ns[PAIR_RIGHT];
    double whole = (double)(left > right ? left : right);
    double share = whole > 0 ? (double)time_ns / whole : 0;
    unsigned column = (unsigned)(share * (area.width - 1) + 0.5);
    return column < area.width ? column : area.width - 1;
}

/* One axis for both: where each ends, where they first differ, where the clock stands. */
static void draw_common_axis(const PairScreen *shown, Screen *screen)
{
    Area area = {1, screen->height - 2, screen->width > 2 ? screen->width - 2 : 1, 1};
    screen_line_across(screen, area.x, area.x + area.width - 1, area.y, LOOK_FRAME);
    for (int side = 0; side < PAIR_SIDES; side++)
        screen_string(screen, area, column_of_time(shown, area, shown->ends_ns[side]), 0, LOOK_STRONG,
                      screen->is_ascii ? "|" : "┤");
    if (shown->difference.is_found)
        screen_string(screen, area, column_of_time(shown, area, differs_ns(shown)), 0, LOOK_CHANGED,
                      screen->is_ascii ? "!" : "◆");
    screen_string(screen, area, column_of_time(shown, area, shown->pair.now_ns), 0, LOOK_PLAYHEAD,
                  screen->is_ascii ? "^" : "▲");
}

static void draw_common_footer(Screen *screen)
{
    static const struct {
        Action action;
        const char *word;
    } keys[] = {{ACTION_STEP, "callback"}, {ACTION_BACK, "back"}, {ACTION_CLOCK_STEP, "clock"},
                {ACTION_CUE_STEP, "cue"},  {ACTION_PLAY, "play"}, {ACTION_NEXT_CHANGE, "differs"},
                {ACTION_QUIT, "quit"},     {ACTION_END, "end"}};
    Pen pen = pen_at(screen, (Area){1, screen->height - 1, screen->width > 2 ? screen->width - 2 : 0, 1}, 0, 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char key[KEY_TEXT_BYTES];
        key_text(key, action_key(keys[i].action, 0), screen->is_ascii);
        if (string_width(key) + string_width(keys[i].word) + 3 > pen_room(&pen))
            return;
        pen_text(&pen, LOOK_KEY, " %s", key);
        pen_text(&pen, LOOK_DIM, " %s ", keys[i].word);
    }
}

void pair_screen_draw(PairScreen *shown, Screen *screen)
{
    if (screen->width < LAYOUT_FULL_WIDTH || screen->height < LAYOUT_FULL_HEIGHT) {
        Pen pen = pen_at(screen, (Area){0, 0, screen->width, screen->height}, 0, 0);
        pen_paragraph(&pen, LOOK_NORMAL, MESSAGE_COMPARE_SMALL, screen->height);
        return;
    }
    unsigned half = screen->width / 2, height = screen->height - HEAD_ROWS - FOOT_ROWS;
    draw_common_head(shown, screen);
    screen_line_across(screen, 0, screen->width - 1, 1, LOOK_FRAME);
    screen_line_down(screen, half, 1, screen->height - 2, LOOK_FRAME);
    draw_common_axis(shown, screen);
    for (int side = 0; side < PAIR_SIDES; side++) {
        unsigned x = side == PAIR_LEFT ? 1 : half + 2;
        unsigned width = side == PAIR_LEFT ? half - 2 : screen->width - half - 3;
        draw_side_title(shown, screen, (Area){x, 1, width, 1}, side);
        draw_column_of(&shown->steps[side], screen, (Area){x, HEAD_ROWS, width, height});
    }
    draw_common_footer(screen);
}

/* ---- actions ---- */

static void tell(PairScreen *shown, SimMove move, int direction)
{
    const char *text = move == SIM_MOVED ? "" : direction > 0 ? MESSAGE_AT_END : MESSAGE_AT_START;
    if (move == SIM_NOT_FOUND)
        text = direction > 0 ? MESSAGE_NOT_AGAIN : MESSAGE_NOT_BEFORE;
    snprintf(shown->message, sizeof shown->message, "%s", text);
    if (move != SIM_MOVED)
        shown->is_playing = false;
}

static bool act(PairScreen *shown, Action action)
{
    Pair *pair = &shown->pair;
    switch (action) {
    case ACTION_STEP:
    case ACTION_BACK:
        tell(shown, pair_step_callback(pair, action == ACTION_STEP ? 1 : -1), action == ACTION_STEP ? 1 : -1);
        return true;
    case ACTION_CLOCK_STEP:
    case ACTION_CLOCK_BACK:
        tell(shown, pair_step_moment(pair, action == ACTION_CLOCK_STEP ? 1 : -1),
             action == ACTION_CLOCK_STEP ? 1 : -1);
        return true;
    case ACTION_CUE_STEP:
    case ACTION_CUE_BACK:
        tell(shown, pair_step_cue(pair, action == ACTION_CUE_STEP ? 1 : -1), action == ACTION_CUE_STEP ? 1 : -1);
        return true;
    case ACTION_START:
        pair_seek_start(pair);
        return true;
    case ACTION_END:
        pair_seek_end(pair);
        return true;
    case ACTION_NEXT_CHANGE:
        if (shown->difference.is_found)
            pair_seek_time(pair, differs_ns(shown));
        return true;
    default:
        return false;
    }
}

bool pair_screen_act(PairScreen *shown, Action action)
{
    shown->message[0] = '\0';
    if (action == ACTION_PLAY) {
        shown->is_playing = !shown->is_playing;
        return true;
    }
    shown->is_playing = false;
    return act(shown, action);
}
