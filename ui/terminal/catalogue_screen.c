/* The catalogue and the page before a run. */
#include "catalogue_screen.h"

#include "messages.h"
#include "pen.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_COLUMN = 30, ROWS_WITH_ABOUT = 3 };

/* ---- the list ---- */

static void draw_head(const Catalogue *catalogue, Screen *screen, Area area)
{
    Pen pen = pen_at(screen, area, 1, 0);
    pen_text(&pen, LOOK_STRONG, "loopscope");
    pen_text(&pen, LOOK_DIM, "   asyncio in slow motion");
    if (*catalogue->filter) {
        pen_text(&pen, LOOK_DIM, "   only «");
        pen_text(&pen, LOOK_STRONG, "%s", catalogue->filter);
        pen_text(&pen, LOOK_DIM, "»");
    }
    pen_right(&pen, LOOK_DIM, "asyncio as in " SIM_REFERENCE " ");
}

/* A scenario in one row, or, where there is room, with what it is about below. */
static void draw_scenario(const Catalogue *catalogue, Screen *screen, Area line, size_t at)
{
    const Scenario *scenario = &catalogue->scenarios->items[at];
    bool is_selected = at == catalogue->selected;
    Pen pen = pen_at(screen, line, 0, 0);
    pen_text(&pen, LOOK_STRONG, is_selected ? (screen->is_ascii ? "> " : "▶ ") : "  ");
    pen_text(&pen, is_selected ? LOOK_STRONG : LOOK_NORMAL, "%s", scenario->title);
    pen.x = pen.x < NAME_COLUMN ? NAME_COLUMN : pen.x + 2;
    pen_text(&pen, LOOK_DIM, "%s", scenario->name);
    if (line.height > 1)
        screen_string(screen, area_below(line, 1), 2, 0, LOOK_DIM, scenario->about);
    screen_hit(screen, line, HIT_ROW, (uint32_t)at);
    if (!is_selected)
        return;
    screen_flag(screen, line, 0, 0, line.width, CELL_SELECTED);
    screen_cursor(screen, line, 0, 0);
}

static void draw_list(Catalogue *catalogue, Screen *screen, Area area)
{
    size_t count = catalogue->scenarios->count, before = catalogue_matches_before(catalogue, catalogue->selected),
           seen = 0;
    unsigned rows = count * ROWS_WITH_ABOUT <= area.height ? ROWS_WITH_ABOUT : 1, fit = area.height / rows,
             shown = 0;
    if (before < catalogue->top)
        catalogue->top = before;
    if (before >= catalogue->top + fit)
        catalogue->top = before + 1 - fit;
    for (size_t i = 0; i < count && shown < fit; i++) {
        if (!catalogue_matches(catalogue, i) || seen++ < catalogue->top)
            continue;
        Area line = {area.x, area.y + shown++ * rows, area.width, rows > 1 ? rows - 1 : 1};
        draw_scenario(catalogue, screen, line, i);
    }
    if (shown == 0)
        screen_string(screen, area, 2, 0, LOOK_DIM,
                      count ? "nothing here has that word" : "no scenarios were found");
}

static void draw_about(const Catalogue *catalogue, Screen *screen, Area area)
{
    Pen pen = pen_at(screen, area, 0, 0);
    if (catalogue->selected >= catalogue->scenarios->count || !catalogue_matches(catalogue, catalogue->selected))
        return;
    const Scenario *scenario = &catalogue->scenarios->items[catalogue->selected];
    if (catalogue->message[0])
        pen_paragraph(&pen, LOOK_BAD, catalogue->message, area.height);
    else
        pen_paragraph(&pen, LOOK_NORMAL, *scenario->about ? scenario->about : scenario->path, area.height);
}

static void draw_keys(Screen *screen, const char *const *words, size_t count)
{
    Pen pen = pen_at(screen, (Area){2, screen->height - 1, screen->width > 4 ? screen->width - 4 : 0, 1}, 0, 0);
    for (size_t i = 0; i + 1 < count; i += 2) {
        if (string_width(words[i]) + string_width(words[i + 1]) + 3 > pen_room(&pen))
            return;
        pen_text(&pen, LOOK_KEY, " %s", words[i]);
        pen_text(&pen, LOOK_DIM, " %s ", words[i + 1]);
    }
}

static void draw_box(Screen *screen, unsigned top, unsigned bottom)
{
    screen_line_across(screen, 0, screen->width - 1, top, LOOK_FRAME);
    screen_line_across(screen, 0, screen->width - 1, bottom, LOOK_FRAME);
    screen_line_down(screen, 0, top, bottom, LOOK_FRAME);
    screen_line_down(screen, screen->width - 1, top, bottom, LOOK_FRAME);
}

void catalogue_draw(Catalogue *catalogue, Screen *screen)
{
    static const char *const keys[] = {"Enter", "open", "↑ ↓", "choose", "/", "search", "?", "keys", "q", "quit"};
    static const char *const ascii[] = {"Enter",  "open", "up down", "choose", "/",
                                        "search", "?",    "keys",    "q",      "quit"};
    Area area = {0, 0, screen->width, screen->height};
    if (screen->width < 24 || screen->height < 8) {
        draw_list(catalogue, screen, area);
        return;
    }
    unsigned about = screen->height < 20 ? 2 : 4, line = screen->height - 2 - about;
    draw_head(catalogue, screen, area);
    draw_box(screen, 1, screen->height - 1);
    screen_line_across(screen, 0, screen->width - 1, line, LOOK_FRAME);
    draw_about(catalogue, screen, (Area){2, line + 1, screen->width - 4, about});
    draw_list(catalogue, screen, (Area){2, 2, screen->width - 4, line - 2});
    Pen pen = pen_at(screen, area, 1, 1);
    pen_text(&pen, LOOK_TITLE, " lessons and scenarios ");
    draw_keys(screen, screen->is_ascii ? ascii : keys, sizeof keys / sizeof *keys);
}

/* ---- the page before a run ---- */

static void draw_setting(Screen *screen, Area area, unsigned y, bool is_selected, const char *name,
                         const char *value, const char *text)
{
    Area line = {area.x, area.y + y, area.width, 1};
    Pen pen = pen_at(screen, line, 0, 0);
    pen_text(&pen, LOOK_STRONG, is_selected ? (screen->is_ascii ? "> " : "▶ ") : "  ");
    pen_text(&pen, LOOK_NORMAL, "%-14s", name);
    pen_text(&pen, LOOK_STRONG, " %8s", value);
    pen_blank(&pen, 3);
    pen_text(&pen, LOOK_DIM, "%s", text);
    screen_hit(screen, line, HIT_ROW, y);
    if (!is_selected)
        return;
    screen_flag(screen, line, 0, 0, line.width, CELL_SELECTED);
    screen_cursor(screen, line, 0, 0);
}

static void draw_knob(const SimKnob *knob, Screen *screen, Area area, unsigned y, bool is_selected)
{
    char value[NUMBER_TEXT_BYTES], low[NUMBER_TEXT_BYTES], high[NUMBER_TEXT_BYTES], text[256];
    snprintf(text, sizeof text, "%s to %s%s%s", number_text(low, knob->low), number_text(high, knob->high),
             *knob->text ? "  " : "", knob->text);
    draw_setting(screen, area, y, is_selected, knob->name, number_text(value, knob->value), text);
}

static void draw_settings(const Player *player, size_t row, Screen *screen, Area area)
{
    SimKnob knob;
    unsigned y = 0;
    for (; sim_knob(player->sim, y, &knob); y++)
        draw_knob(&knob, screen, area, y, row == y);
    char seed[32];
    snprintf(seed, sizeof seed, "%" PRId64, player->options.seed);
    draw_setting(screen, area, y, row == y, "seed", seed, "of random, where the program does not set its own");
}

static void draw_run(const Player *player, Screen *screen, Area area)
{
    SimExtent extent;
    SimScenario scenario;
    char callbacks[COUNT_TEXT_BYTES], time[TIME_TEXT_BYTES];
    sim_extent(player->sim, &extent);
    sim_scenario(player->sim, &scenario);
    Pen pen = pen_at(screen, area, 0, 0);
    pen_text(&pen, LOOK_DIM, "%s%s callbacks, %s", extent.is_whole ? "" : "more than ",
             count_text(callbacks, extent.callbacks), time_text(time, extent.end_ns));
    if (scenario.cue_count)
        pen_text(&pen, LOOK_DIM, ", %zu cues", scenario.cue_count);
    if (*player->message) {
        pen = pen_at(screen, area, 0, 1);
        pen_text(&pen, LOOK_CHANGED, "%s", player->message);
    }
}

void opening_draw(const Player *player, size_t row, Screen *screen)
{
    static const char *const keys[] = {"Enter", "step through it", "↑ ↓", "choose", "← →", "change", "Esc", "back"};
    static const char *const ascii[] = {"Enter",      "step through it", "up down", "choose",
                                        "left right", "change",          "Esc",     "back"};
    SimScenario scenario;
    sim_scenario(player->sim, &scenario);
    Area area = {0, 0, screen->width, screen->height};
    Pen pen = pen_at(screen, area, 1, 0);
    pen_text(&pen, LOOK_STRONG, "%s", *scenario.title ? scenario.title : scenario.file_name);
    pen_text(&pen, LOOK_DIM, "   %s", scenario.file_name);
    if (screen->width < 24 || screen->height < 10) {
        draw_settings(player, row, screen, area_below(area, 1));
        return;
    }
    draw_box(screen, 1, screen->height - 1);
    Area inner = {3, 3, screen->width - 6, screen->height - 5};
    pen = pen_at(screen, inner, 0, 0);
    unsigned used = pen_paragraph(&pen, LOOK_NORMAL, scenario.about, 4);
    inner = area_below(inner, used ? used + 1 : 0);
    draw_settings(player, row, screen, inner);
    draw_run(player, screen, area_below(inner, (unsigned)opening_rows(player) + 1));
    pen = pen_at(screen, area, 1, 1);
    pen_text(&pen, LOOK_TITLE, " before the run ");
    draw_keys(screen, screen->is_ascii ? ascii : keys, sizeof keys / sizeof *keys);
}
