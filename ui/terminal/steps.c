/* What keys and clicks do on the screen for stepping, beside what the player does by itself. */
#include "steps.h"

#include "messages.h"
#include "source_view.h"
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

static void move_task(Steps *steps, int direction)
{
    Player *player = steps->player;
    uint32_t task = task_in_focus(player), count = sim_task_count(player->sim);
    int by = direction;
    if (count > TASKS_TO_GROUP && !*player->filter && steps->field.width > 0)
        by *= (int)(steps->field.width * steps->tasks_per_cell); /* a row of the field */
    int64_t next = player->selection.kind == SELECTED_TASK ? (int64_t)task + by : task ? task : 1;
    next = next < 1 ? 1 : next > (int64_t)count ? (int64_t)count : next;
    uint32_t found = count ? task_passing(player, (uint32_t)next, direction) : 0;
    if (found)
        player->selection = (Selection){SELECTED_TASK, found};
}

static void move_thing(Steps *steps, int direction)
{
    Selection *selection = &steps->player->selection;
    uint32_t numbers[LAYOUT_THINGS_MOST];
    size_t there = things_to_show(steps->player->sim, numbers, LAYOUT_THINGS_MOST), at = 0;
    size_t count = there < LAYOUT_THINGS_MOST ? there : LAYOUT_THINGS_MOST;
    if (count == 0)
        return;
    while (at < count && (selection->kind != SELECTED_THING || numbers[at] != selection->number))
        at++;
    if (at == count)
        at = direction > 0 ? 0 : count - 1;
    else if (direction > 0 ? at + 1 < count : at > 0)
        at = direction > 0 ? at + 1 : at - 1;
    *selection = (Selection){SELECTED_THING, numbers[at]};
}

static void move_line(Steps *steps, int direction)
{
    Player *player = steps->player;
    uint32_t count = source_line_count(player);
    uint32_t line = player->line ? player->line : source_line_in_focus(player);
    if (player->line || !line)
        line += (uint32_t)direction;
    player->line = line < 1 ? 1 : line > count ? count : line;
}

static void move_knob(Steps *steps, int direction)
{
    SimScenario scenario;
    sim_scenario(steps->player->sim, &scenario);
    if (scenario.knob_count)
        steps->player->knob = (steps->player->knob + scenario.knob_count + (size_t)direction) % scenario.knob_count;
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
        move_thing(steps, direction);
        break;
    case PANEL_SOURCE:
        move_line(steps, direction);
        break;
    case PANEL_LOCALS:
        scroll(&steps->frame_skip, direction);
        break;
    case PANEL_OUTPUT:
        scroll(&steps->output_skip, -direction);
        break;
    case PANEL_KNOBS:
        move_knob(steps, direction);
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
    else if (*player->filter)
        player->filter[0] = '\0';
    else if (player->line)
        player->line = 0;
    else
        player->selection = (Selection){0};
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
    case ACTION_SEARCH_NEXT:
        steps_search(steps, 1);
        return true;
    case ACTION_SEARCH_LAST:
        steps_search(steps, -1);
        return true;
    default:
        return false;
    }
}

/* ---- search ---- */

void steps_search(Steps *steps, int direction)
{
    Player *player = steps->player;
    uint32_t found;
    if (steps->focus == PANEL_SOURCE) {
        found = source_line_found(player, player->search, source_line_in_focus(player), direction);
        player->line = found ? found : player->line;
    } else {
        found = task_found(player->sim, player->search, task_in_focus(player), direction);
        if (found)
            player->selection = (Selection){SELECTED_TASK, found};
    }
    if (!found)
        player_say(player, MESSAGE_NOTHING_FOUND, player->search);
}

/* ---- the mouse ---- */

static void click_cell(Steps *steps, unsigned x, unsigned y)
{
    uint32_t cell = (y - steps->field.y) * steps->field.width + (x - steps->field.x);
    uint32_t task = cell * steps->tasks_per_cell + 1;
    if (task <= sim_task_count(steps->player->sim))
        steps->player->selection = (Selection){SELECTED_TASK, task};
    steps->focus = PANEL_TASKS;
}

void steps_drag(Steps *steps, unsigned x)
{
    unsigned column = x > steps->axis.x ? x - steps->axis.x : 0;
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
