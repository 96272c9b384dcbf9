/* What keys and clicks do on the screen for stepping, beside what the player does by itself. */
#include "steps.h"

#include "select.h"
#include "task_view.h"

#include <string.h>

void steps_init(Steps *steps, Player *player)
{
    *steps = (Steps){.player = player, .focus = PANEL_TASKS};
}

void steps_release(Steps *steps)
{
    memory_release(&steps->memory);
}

/* ---- focus ---- */

/* The order of Tab and of the number keys. */
static const Panel order[] = {PANEL_LOOP,   PANEL_THINGS, PANEL_TASKS,    PANEL_SOURCE, PANEL_LOCALS,
                              PANEL_OUTPUT, PANEL_GAUGES, PANEL_TIMELINE, PANEL_KNOBS};

enum { FOCUSABLE = sizeof order / sizeof *order };

static bool has_panel(const Steps *steps, Panel panel)
{
    SimScenario scenario;
    sim_scenario(steps->player->sim, &scenario);
    if (panel == PANEL_GAUGES)
        return scenario.gauge_count > 0;
    if (panel == PANEL_KNOBS)
        return scenario.knob_count > 0;
    return true;
}

static void move_focus(Steps *steps, int direction)
{
    int at = 0;
    while (order[at] != steps->focus)
        at++;
    do
        at = (at + direction + FOCUSABLE) % FOCUSABLE;
    while (!has_panel(steps, order[at]));
    steps->focus = order[at];
}

bool steps_focus_number(Steps *steps, unsigned number)
{
    if (number < 1 || number > FOCUSABLE || !has_panel(steps, order[number - 1]))
        return false;
    steps->focus = order[number - 1];
    return true;
}

/* ---- moving a selection ---- */

/* In a field of cells up and down are a row of it. */
static void move_task(Steps *steps, int direction)
{
    uint32_t count = sim_task_count(steps->player->sim);
    bool is_field = count > TASKS_TO_GROUP && !*steps->player->filter && steps->field.width > 0;
    select_task(steps->player,
                is_field ? direction * (int)(steps->field.width * steps->tasks_per_cell) : direction);
}

static void scroll(size_t *skip, int direction)
{
    if (direction > 0)
        ++*skip;
    else if (*skip > 0)
        --*skip;
}

static void move(Steps *steps, int direction)
{
    switch (steps->focus) {
    case PANEL_THINGS:
        select_thing(steps->player, direction);
        break;
    case PANEL_SOURCE:
        select_line(steps->player, direction);
        break;
    case PANEL_LOCALS:
        scroll(&steps->frame_skip, direction);
        break;
    case PANEL_OUTPUT:
        scroll(&steps->output_skip, -direction);
        break;
    case PANEL_KNOBS:
        select_knob(steps->player, direction);
        break;
    case PANEL_LOOP:
    case PANEL_TASKS:
    case PANEL_GAUGES:
    case PANEL_TIMELINE:
    case PANEL_NARRATION:
    case PANELS:
        move_task(steps, direction);
        break;
    }
}

/* ---- open and close ---- */

/* Opening a task shows its place and its variables; opening anything else gives its panel the screen. */
static void open_selected(Steps *steps)
{
    Player *player = steps->player;
    SimTask task;
    if (player->selection.kind == SELECTED_TASK && steps->focus != PANEL_LOCALS &&
        sim_task(player->sim, player->selection.number, &task)) {
        steps->focus = PANEL_LOCALS;
        steps->frame_skip = 0;
        player->line = 0;
        return;
    }
    steps->is_zoomed = true;
}

/* One thing at a time: the zoom, the filter, the selection. */
static void close_something(Steps *steps)
{
    Player *player = steps->player;
    if (steps->is_zoomed)
        steps->is_zoomed = false;
    else
        select_less(player);
    if (steps->focus == PANEL_LOCALS)
        steps->focus = PANEL_TASKS;
    steps->output_skip = 0;
}

bool steps_act(Steps *steps, Action action)
{
    if (player_act(steps->player, action)) {
        if (action <= ACTION_FIRST_CUE)
            steps->output_skip = steps->frame_skip = 0;
        return true;
    }
    switch (action) {
    case ACTION_UP:
        move(steps, -1);
        return true;
    case ACTION_DOWN:
        move(steps, 1);
        return true;
    case ACTION_NEXT_PANEL:
        move_focus(steps, 1);
        return true;
    case ACTION_LAST_PANEL:
        move_focus(steps, -1);
        return true;
    case ACTION_OPEN:
        open_selected(steps);
        return true;
    case ACTION_CLOSE:
        close_something(steps);
        return true;
    case ACTION_MAXIMISE:
        steps->is_zoomed = !steps->is_zoomed;
        return true;
    default:
        return false;
    }
}

/* ---- the mouse ---- */

static void click_cell(Steps *steps, unsigned x, unsigned y)
{
    uint32_t cell =
        (y - steps->window_y - steps->field.y) * steps->field.width + (x - steps->window_x - steps->field.x);
    uint32_t task = cell * steps->tasks_per_cell + 1;
    if (task <= sim_task_count(steps->player->sim))
        steps->player->selection = (Selection){SELECTED_TASK, task};
    steps->focus = PANEL_TASKS;
}

void steps_drag(Steps *steps, unsigned x)
{
    unsigned left = steps->axis.x + steps->window_x, column = x > left ? x - left : 0;
    steps->player->is_playing = false;
    timeline_go(steps->player, &steps->ruler, column < steps->ruler.columns ? column : steps->ruler.columns - 1);
}

void steps_click(Steps *steps, const Screen *screen, unsigned x, unsigned y, bool is_open)
{
    Hit hit = screen_hit_at(screen, x, y);
    Player *player = steps->player;
    switch (hit.kind) {
    case HIT_TASK:
        player->selection = (Selection){SELECTED_TASK, hit.number};
        break;
    case HIT_THING:
        player->selection = (Selection){SELECTED_THING, hit.number};
        steps->focus = PANEL_THINGS;
        break;
    case HIT_LINE:
        player->line = hit.number;
        steps->focus = PANEL_SOURCE;
        if (is_open)
            player_act(player, ACTION_BREAKPOINT);
        return;
    case HIT_PANEL:
        if (hit.number < PANEL_NARRATION)
            steps->focus = (Panel)hit.number;
        break;
    case HIT_KNOB:
        steps->focus = PANEL_KNOBS;
        player->knob = hit.number;
        return;
    case HIT_CELLS:
        click_cell(steps, x, y);
        break;
    case HIT_AXIS:
        steps_drag(steps, x);
        return;
    case HIT_ACTION:
    case HIT_ROW:
    case HIT_NONE:
        return;
    }
    if (is_open)
        open_selected(steps);
}
