/* The loop and the coordination objects. */
#include "steps.h"

#include "loop_view.h"
#include "pen.h"

/* ---- the loop ---- */

/* A dial of the iteration's phases in the line of the title: the clock, due timers, the callbacks. The present one
 * stands out. */
static void draw_phases(Screen *screen, Area area, const LoopView *view)
{
    const char *run = view->phase == SIM_PHASE_RUNNING ? view->phase_text : "run";
    unsigned width = string_width("clock → timers → ") + string_width(run) + 2;
    if (width + 8 > area.width || area.y == 0)
        return;
    Pen pen = pen_at(screen, (Area){area.x + area.width - width, area.y - 1, width, 1}, 0, 0);
    pen_text(&pen, view->phase == SIM_PHASE_CLOCK ? LOOK_STRONG : LOOK_DIM, " clock");
    pen_text(&pen, LOOK_DIM, " → ");
    pen_text(&pen, view->phase == SIM_PHASE_TIMERS ? LOOK_STRONG : LOOK_DIM, "timers");
    pen_text(&pen, LOOK_DIM, " → ");
    pen_text(&pen, view->phase == SIM_PHASE_RUNNING ? LOOK_STRONG : LOOK_DIM, "%s ", run);
}

void panel_loop(Steps *steps, Screen *screen, Area area)
{
    LoopView view;
    loop_view(steps->player->sim, &view);
    Pen pen = pen_at(screen, area, 0, 0);
    if (!view.has_loop) {
        SimScenario scenario;
        sim_scenario(steps->player->sim, &scenario);
        pen_text(&pen, LOOK_DIM, "%s",
                 scenario.has_loop ? "no loop runs: the module's code" : "this program starts no loop");
        return;
    }
    pen_row(&pen, &view.running);
    pen = pen_at(screen, area, 0, 1);
    pen_row(&pen, &view.timers);
    draw_phases(screen, area, &view);
}

/* ---- things ---- */

enum { ROWS_APART = 3 };

/* Rows that fit beside each other share a line. */
static bool can_join(const ThingView *view, size_t at, unsigned used, unsigned width)
{
    return at < view->row_count && used > 0 && used + ROWS_APART + row_width(&view->rows[at]) <= width;
}

unsigned panel_thing_rows(const ThingView *view, unsigned width)
{
    unsigned rows = 0;
    for (size_t at = 0; at < view->row_count; rows++) {
        unsigned used = row_width(&view->rows[at++]);
        while (can_join(view, at, used, width))
            used += ROWS_APART + row_width(&view->rows[at++]);
    }
    return rows ? rows : 1;
}

void panel_thing(const Steps *steps, Screen *screen, Area area, const ThingView *view)
{
    (void)steps;
    size_t at = 0;
    for (unsigned y = 0; y < area.height && at < view->row_count; y++) {
        Pen pen = pen_at(screen, area, 0, y);
        unsigned used = row_width(&view->rows[at]);
        pen_row(&pen, &view->rows[at++]);
        while (can_join(view, at, used, area.width)) {
            used += ROWS_APART + row_width(&view->rows[at]);
            Area rest = {area.x + pen.x + ROWS_APART, area.y + y, area.width - pen.x - ROWS_APART, 1};
            Pen beside = pen_at(screen, rest, 0, 0);
            pen_row(&beside, &view->rows[at++]);
            pen.x += ROWS_APART + beside.x;
        }
    }
    if (view->row_count == 0)
        screen_string(screen, area, 0, 0, LOOK_DIM, "nobody");
    screen_hit(screen, (Area){area.x, area.y - 1, area.width, 1}, HIT_THING, view->number);
}

void panel_thing_row(const Steps *steps, Screen *screen, Area area, unsigned y, const ThingView *view)
{
    const Selection *selection = &steps->player->selection;
    bool is_selected = selection->kind == SELECTED_THING && selection->number == view->number;
    bool is_changed = memory_thing_changed(&steps->memory, view->number);
    Pen pen = pen_at(screen, area, 0, y);
    pen_text(&pen, is_selected ? LOOK_SELECTED : is_changed ? LOOK_CHANGED : LOOK_NORMAL, "%s", view->title);
    if (view->state[0])
        pen_text(&pen, LOOK_DIM, "  %s  ", view->state);
    else
        pen_blank(&pen, 2);
    Area line = {area.x, area.y + y, area.width, 1};
    screen_hit(screen, line, HIT_THING, view->number);
    if (view->row_count == 0 || pen_room(&pen) == 0)
        return;
    Area rest = {area.x + pen.x, area.y + y, pen_room(&pen), 1};
    pen = pen_at(screen, rest, 0, 0);
    pen_row(&pen, &view->rows[0]);
}
