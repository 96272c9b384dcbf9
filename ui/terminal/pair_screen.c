/* Drawing two runs beside each other. */
#include "pair_screen.h"

#include "head_view.h"
#include "messages.h"
#include "pair_view.h"
#include "pen.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

enum { HEAD_ROWS = 2, TOTAL_ROWS = 3, FOOT_ROWS = 2, SENTENCE_ROWS = 4, LOOP_ROWS = 2, OUTPUT_ROWS = 4 };

void pair_screen_init(PairScreen *shown, TwoRuns *runs, bool leads_back)
{
    *shown = (PairScreen){.runs = runs, .leads_back = leads_back};
    for (int side = 0; side < PAIR_SIDES; side++)
        steps_init(&shown->steps[side], &runs->players[side]);
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

/* The loop, below a row that its phases stand in; one row where it is over. */
static void draw_loop(Steps *steps, Screen *screen, Area *rest)
{
    char time[TIME_TEXT_BYTES];
    SimClock clock;
    const Sim *sim = steps->player->sim;
    take_rows(rest, 1);
    Area area = take_rows(rest, LOOP_ROWS);
    sim_clock(sim, &clock);
    if (!sim_is_at_end(sim)) {
        panel_loop(steps, screen, area);
    } else if (area.height > 0) {
        Pen pen = pen_at(screen, area, 0, 0);
        pen_text(&pen, LOOK_STRONG, "over at %s", time_text(time, clock.now_ns));
    }
    take_rows(rest, 1);
}

/* A thing: in a row, or with its title above its own rows. Returns false where there was no room for it. */
static bool draw_thing(Steps *steps, Screen *screen, Area *rest, const ThingView *view, bool is_whole)
{
    unsigned rows = is_whole ? panel_thing_rows(view, rest->width) : 0;
    if (rest->height < rows + 1)
        return false;
    Area title = take_rows(rest, 1);
    if (rows == 0) {
        panel_thing_row(steps, screen, title, 0, view);
        return true;
    }
    Pen pen = pen_at(screen, title, 0, 0);
    pen_text(&pen, memory_thing_changed(&steps->memory, view->number) ? LOOK_CHANGED : LOOK_NORMAL, "%s",
             view->title);
    pen_text(&pen, LOOK_DIM, "  %s", view->state);
    panel_thing(steps, screen, take_rows(rest, rows), view);
    return true;
}

static void draw_things(Steps *steps, Screen *screen, Area *rest, unsigned most)
{
    enum { ROOMY = 26 };
    bool is_whole = rest->height >= ROOMY;
    uint32_t numbers[LAYOUT_THINGS_MOST];
    size_t there = things_to_show(steps->player->sim, numbers, LAYOUT_THINGS_MOST);
    unsigned drawn = 0;
    ThingView view;
    for (size_t i = 0; i < there && i < LAYOUT_THINGS_MOST && drawn < most; i++) {
        if (!thing_view(steps->player->sim, numbers[i], &view))
            continue;
        memory_note_thing(&steps->memory, &view);
        if (!draw_thing(steps, screen, rest, &view, is_whole))
            return;
        drawn++;
    }
    if (drawn > 0)
        take_rows(rest, 1);
}

/* Tasks get what is left above the output, as many rows as they need. */
static void draw_tasks_and_output(Steps *steps, Screen *screen, Area rest)
{
    enum { TASKS_LEAST = 3 };
    unsigned wanted = panel_tasks_rows(steps);
    bool has_both = rest.height >= TASKS_LEAST + 2 + OUTPUT_ROWS / 2;
    unsigned output = !has_both                                ? 0
                      : rest.height > wanted + 1 + OUTPUT_ROWS ? rest.height - wanted - 1
                                                               : OUTPUT_ROWS;
    if (has_both && output + 1 + TASKS_LEAST > rest.height)
        output = rest.height - 1 - TASKS_LEAST;
    Area tasks = rest;
    tasks.height -= has_both ? output + 1 : 0;
    if (tasks.height > 0)
        panel_tasks(steps, screen, tasks);
    if (has_both)
        panel_output(steps, screen, area_below(rest, rest.height - output));
}

static void draw_column_of(Steps *steps, Screen *screen, Area rest)
{
    SimScenario scenario;
    sim_scenario(steps->player->sim, &scenario);
    unsigned gauges = (unsigned)scenario.gauge_count;
    memory_turn_page(&steps->memory, steps->player);
    panel_narration(steps, screen, take_rows(&rest, SENTENCE_ROWS));
    draw_loop(steps, screen, &rest);
    draw_things(steps, screen, &rest, rest.height > gauges + 6 ? rest.height - gauges - 6 : 1);
    if (gauges > 0 && rest.height > gauges) {
        panel_gauges(steps, screen, take_rows(&rest, gauges));
        take_rows(&rest, 1);
    }
    draw_tasks_and_output(steps, screen, rest);
}

/* ---- what both have in common ---- */

/* Where they stand to each other gives way to the cue, once it is known that they differ. */
static void draw_common_head(const PairScreen *shown, Screen *screen)
{
    enum { APART = 3 };
    const TwoRuns *runs = shown->runs;
    char time[TIME_TEXT_BYTES], cue[128], standing[PAIR_STANDING_BYTES];
    bool is_here = two_runs_stand_at_difference(runs);
    Area area = {1, 0, screen->width > 2 ? screen->width - 2 : screen->width, 1};
    Pen pen = pen_at(screen, area, 0, 0);
    pen_text(&pen, LOOK_STRONG, "%s", runs->title);
    pen_text(&pen, LOOK_DIM, *runs->file ? "  %s" : "%s", runs->file);
    pen_blank(&pen, APART);
    pen_text(&pen, LOOK_CLOCK, "%s", time_text(time, runs->pair.now_ns));
    pen_blank(&pen, APART);
    const char *right = runs->is_playing ? "playing" : pair_cue(runs, cue, sizeof cue);
    char broken[400];
    PairSide side;
    bool is_broken = !*runs->message && pair_broken(runs, &side, broken, sizeof broken);
    const char *words = *runs->message ? runs->message : is_broken ? broken : pair_standing(runs, standing);
    bool has_room = string_width(words) + APART + string_width(right) <= pen_room(&pen);
    if (*runs->message || is_broken || has_room || is_here || !two_runs_have_differed(runs))
        pen_text(&pen, is_broken ? LOOK_BAD : *runs->message || is_here ? LOOK_CHANGED : LOOK_DIM, "%s", words);
    pen_blank(&pen, 2);
    pen_right(&pen, LOOK_DIM, right);
}

/* A side's name and callbacks in the line above its column. */
static void draw_side_title(const TwoRuns *runs, Screen *screen, Area area, int side)
{
    SimClock clock;
    SimExtent extent;
    sim_clock(runs->pair.sims[side], &clock);
    sim_extent(runs->pair.sims[side], &extent);
    Pen pen = pen_at(screen, area, 0, 0);
    pen_text(&pen, runs->pair.moved == (PairSide)side ? LOOK_FOCUS : LOOK_TITLE, " %s ", runs->names[side]);
    char text[96];
    snprintf(text, sizeof text, " callback %u/%u ", (unsigned)clock.callback, (unsigned)extent.callbacks);
    pen_right(&pen, LOOK_DIM, text);
}

/* ---- what both come to ---- */

static void draw_value(Pen *pen, const PairTotal *total, int side, unsigned width)
{
    bool is_better = total->better == (PairSide)side;
    unsigned from = pen->x;
    pen_text(pen, is_better ? LOOK_DONE : LOOK_STRONG, is_better ? " %s %s " : "%s", total->values[side],
             pen->screen->is_ascii ? "+" : "✓");
    pen->x = from + width;
}

static unsigned total_width(const PairTotal *total)
{
    unsigned width = string_width(total->what);
    for (int side = 0; side < PAIR_SIDES; side++) {
        unsigned cells = string_width(total->values[side]) + 4;
        width = cells > width ? cells : width;
    }
    return width + 2;
}

static unsigned names_width(const TwoRuns *runs)
{
    enum { LEAST = 9, MOST = 20 };
    unsigned left = string_width(runs->names[PAIR_LEFT]), right = string_width(runs->names[PAIR_RIGHT]);
    unsigned width = left > right ? left : right;
    return (width < LEAST ? LEAST : width > MOST ? MOST : width) + 2;
}

/* The heads stand in the line above: as many columns as there is room for. */
static void draw_totals(const TwoRuns *runs, Screen *screen, Area area)
{
    PairTotal totals[PAIR_TOTALS_MOST];
    size_t count = pair_totals(runs, totals);
    unsigned names = names_width(runs);
    screen_line_across(screen, 0, screen->width - 1, area.y, LOOK_FRAME);
    Pen pens[PAIR_SIDES + 1];
    for (unsigned row = 0; row < TOTAL_ROWS; row++) {
        pens[row] = pen_at(screen, area, 0, row);
        Area name = {area.x, area.y, names - 2, area.height};
        screen_string(screen, name, 0, row, row ? LOOK_NORMAL : LOOK_TITLE,
                      row                    ? runs->names[row - 1]
                      : pair_is_in_all(runs) ? " in all "
                                             : " so far ");
        pens[row].x = names;
    }
    for (size_t i = 0; i < count; i++) {
        unsigned width = total_width(&totals[i]);
        if (pens[0].x + width > area.width + 1)
            return;
        unsigned x = pens[0].x--;
        pen_text(&pens[0], LOOK_DIM, " %s ", totals[i].what);
        pens[0].x = x + width;
        for (int side = 0; side < PAIR_SIDES; side++)
            draw_value(&pens[side + 1], &totals[i], side, width);
    }
}

/* ---- the axis ---- */

static unsigned column_of_time(const PairScreen *shown, int64_t time_ns)
{
    double whole = (double)two_runs_end_ns(shown->runs);
    double share = whole > 0 ? (double)time_ns / whole : 0;
    unsigned column = (unsigned)(share * (shown->axis.width - 1) + 0.5);
    return column < shown->axis.width ? column : shown->axis.width - 1;
}

static void add_sign(const PairScreen *shown, Screen *screen, int64_t time_ns, Look look, const char *sign,
                     const char *ascii)
{
    screen_string(screen, shown->axis, column_of_time(shown, time_ns), 0, look, screen->is_ascii ? ascii : sign);
}

/* One axis for both: the cues of either, where each ends, where they first differ, where the clock stands. */
static void draw_common_axis(PairScreen *shown, Screen *screen)
{
    const TwoRuns *runs = shown->runs;
    SimCue cue;
    Area area = {1, screen->height - 2, screen->width > 2 ? screen->width - 2 : 1, 1};
    shown->axis = area;
    screen_line_across(screen, area.x, area.x + area.width - 1, area.y, LOOK_FRAME);
    for (int side = 0; side < PAIR_SIDES; side++)
        for (size_t i = 0; sim_cue(runs->pair.sims[side], i, &cue); i++)
            if (cue.is_reached)
                add_sign(shown, screen, cue.time_ns, LOOK_DIM, "╵", "'");
    for (int side = 0; side < PAIR_SIDES; side++)
        add_sign(shown, screen, runs->sums[side].totals.now_ns, LOOK_STRONG, "┤", "|");
    if (runs->difference.is_found)
        add_sign(shown, screen, pair_difference_ns(&runs->difference), LOOK_CHANGED, "◆", "!");
    add_sign(shown, screen, runs->pair.now_ns, LOOK_PLAYHEAD, "▲", "^");
    screen_hit(screen, area, HIT_AXIS, 0);
}

/* ---- the footer ---- */

typedef struct FooterKey {
    Action action;
    const char *word;
} FooterKey;

static unsigned key_width(const Screen *screen, FooterKey key)
{
    char text[KEY_TEXT_BYTES];
    key_text(text, action_key(key.action, 0), screen->is_ascii);
    return string_width(text) + string_width(key.word) + 3;
}

/* As many as there is room for; the last one, which leads out, has its place. */
static void draw_footer_keys(Screen *screen, Area area, const FooterKey *keys, size_t count)
{
    Pen pen = pen_at(screen, area, 0, 0);
    unsigned last = key_width(screen, keys[count - 1]);
    for (size_t i = 0; i < count; i++) {
        char key[KEY_TEXT_BYTES];
        unsigned width = key_width(screen, keys[i]);
        if (width + (i + 1 < count ? last : 0) > pen_room(&pen))
            continue;
        screen_hit(screen, (Area){area.x + pen.x, area.y, width, 1}, HIT_ACTION, (uint32_t)keys[i].action);
        pen_text(&pen, LOOK_KEY, " %s", key_text(key, action_key(keys[i].action, 0), screen->is_ascii));
        pen_text(&pen, LOOK_DIM, " %s ", keys[i].word);
    }
}

static void draw_common_footer(const PairScreen *shown, Screen *screen)
{
    const FooterKey keys[] = {
        {ACTION_STEP, "step"},
        {ACTION_BACK, "back"},
        {ACTION_CLOCK_STEP, "clock"},
        {ACTION_NEXT_CHANGE, "first difference"},
        {ACTION_HELP, "keys"},
        {ACTION_CUE_STEP, "next cue"},
        {ACTION_PLAY, shown->runs->is_playing ? "pause" : "play"},
        {ACTION_GOTO, "go to"},
        {ACTION_REVEAL, shown->runs->is_revealed ? "hide" : "reveal"},
        {ACTION_SEARCH, "search"},
        {ACTION_WHY, "why"},
        {shown->leads_back ? ACTION_CLOSE : ACTION_QUIT, shown->leads_back ? "catalogue" : "quit"}};
    Area area = {1, screen->height - 1, screen->width > 2 ? screen->width - 2 : 0, 1};
    draw_footer_keys(screen, area, keys, sizeof keys / sizeof *keys);
}

/* ---- the whole ---- */

/* Too small for two: the clock, and what either did last. */
static void draw_small(const TwoRuns *runs, Screen *screen)
{
    char time[TIME_TEXT_BYTES], standing[PAIR_STANDING_BYTES];
    Area area = {0, 0, screen->width, screen->height};
    Pen pen = pen_at(screen, area, 0, 0);
    if (screen->height < 5 || screen->width < 20) {
        pen_paragraph(&pen, LOOK_NORMAL, MESSAGE_COMPARE_SMALL, screen->height);
        return;
    }
    pen_text(&pen, LOOK_CLOCK, "%s", time_text(time, runs->pair.now_ns));
    pen_text(&pen, LOOK_DIM, "  %s", *runs->message ? runs->message : pair_standing(runs, standing));
    area = area_below(area, 1);
    for (int side = 0; side < PAIR_SIDES; side++) {
        unsigned rows = side == PAIR_LEFT ? area.height / 2 : area.height;
        pen = pen_at(screen, area, 0, 0);
        pen_text(&pen, runs->pair.moved == (PairSide)side ? LOOK_FOCUS : LOOK_TITLE, "%s", runs->names[side]);
        pen = pen_at(screen, area, 0, 1);
        pen_paragraph(&pen, LOOK_SENTENCE, narration_text(&runs->players[side]), rows > 1 ? rows - 1 : 0);
        area = area_below(area, rows);
    }
}

void pair_screen_draw(PairScreen *shown, Screen *screen)
{
    const TwoRuns *runs = shown->runs;
    shown->axis = (Area){0};
    shown->half = screen->width / 2;
    if (screen->width < LAYOUT_FULL_WIDTH || screen->height < LAYOUT_FULL_HEIGHT + 4) {
        draw_small(runs, screen);
        return;
    }
    unsigned below = TOTAL_ROWS + FOOT_ROWS, height = screen->height - HEAD_ROWS - below;
    draw_common_head(shown, screen);
    screen_line_across(screen, 0, screen->width - 1, 1, LOOK_FRAME);
    screen_line_down(screen, shown->half, 1, screen->height - below, LOOK_FRAME);
    draw_common_axis(shown, screen);
    for (int side = 0; side < PAIR_SIDES; side++) {
        unsigned x = side == PAIR_LEFT ? 1 : shown->half + 2;
        unsigned width = side == PAIR_LEFT ? shown->half - 2 : screen->width - shown->half - 3;
        draw_side_title(runs, screen, (Area){x, 1, width, 1}, side);
        draw_column_of(&shown->steps[side], screen, (Area){x, HEAD_ROWS, width, height});
    }
    draw_totals(runs, screen, (Area){1, screen->height - below, screen->width - 2, TOTAL_ROWS});
    draw_common_footer(shown, screen);
    screen_cursor(screen, (Area){1, HEAD_ROWS, 1, 1}, 0, 0);
}

/* ---- the mouse ---- */

void pair_screen_drag(PairScreen *shown, unsigned x)
{
    Area axis = shown->axis;
    if (axis.width < 2)
        return;
    unsigned column = x < axis.x ? 0 : x - axis.x < axis.width ? x - axis.x : axis.width - 1;
    double share = (double)column / (axis.width - 1);
    shown->runs->is_playing = false;
    pair_seek_time(&shown->runs->pair, (int64_t)(share * (double)two_runs_end_ns(shown->runs)));
}

void pair_screen_click(PairScreen *shown, Hit hit, unsigned x)
{
    PairSide side = x > shown->half ? PAIR_RIGHT : PAIR_LEFT;
    if (hit.kind == HIT_AXIS)
        pair_screen_drag(shown, x);
    else if (hit.kind == HIT_TASK)
        pair_select_task(shown->runs, side, hit.number);
    else if (hit.kind == HIT_THING)
        shown->runs->players[side].selection = (Selection){SELECTED_THING, hit.number};
}
