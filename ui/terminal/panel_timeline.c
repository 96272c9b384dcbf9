/* The timeline and the sentence below it. */
#include "steps.h"

#include "head_view.h"
#include "pen.h"
#include "states.h"
#include "task_view.h"
#include "words.h"

#include <string.h>

enum { LANE_LABEL_MOST = 14 };

/* ---- lanes ---- */

/* The lanes in sight move as little as they can so that the task in focus is among them. */
static void scroll_to(Steps *steps, uint32_t task, unsigned rows)
{
    uint32_t count = sim_task_count(steps->player->sim);
    if (steps->lane_top < 1)
        steps->lane_top = 1;
    if (count + 1 < steps->lane_top + rows)
        steps->lane_top = count + 1 > rows ? count + 1 - rows : 1;
    if (task && task < steps->lane_top)
        steps->lane_top = task;
    else if (task && task >= steps->lane_top + rows)
        steps->lane_top = task - rows + 1;
}

static unsigned label_width(const Steps *steps, unsigned rows)
{
    unsigned width = 4;
    SimTask task;
    for (uint32_t i = 0; i < rows && sim_task(steps->player->sim, steps->lane_top + i, &task); i++) {
        unsigned cells = string_width(task.label);
        width = cells > width ? cells : width;
    }
    return width < LANE_LABEL_MOST ? width : LANE_LABEL_MOST;
}

static void draw_lane(const Steps *steps, Screen *screen, Area area, unsigned y, unsigned labels, uint32_t number)
{
    uint8_t states[TIMELINE_COLUMNS_MOST];
    SimTask task;
    if (!sim_task(steps->player->sim, number, &task))
        return;
    Area label = {area.x, area.y + y, labels, 1};
    bool is_focus = task_in_focus(steps->player) == number;
    screen_string(screen, label, 0, 0, is_focus ? LOOK_STRONG : LOOK_NORMAL, task.label);
    screen_hit(screen, label, HIT_TASK, number);
    timeline_lane(steps->player, &steps->ruler, number, states);
    for (unsigned x = 0; x < steps->ruler.columns; x++) {
        bool goes_on = x > 0 && states[x] == states[x - 1] && screen->has_fills;
        if (states[x] != LANE_EMPTY)
            screen_string(screen, steps->axis, x, y, (Look)states[x],
                          goes_on ? " " : state_sign((SimState)states[x], screen->is_ascii));
    }
}

/* ---- the ruler ---- */

typedef struct Label {
    char text[TIME_TEXT_BYTES];
    unsigned column, width;
} Label;

static Label make_label(const Ruler *ruler, int64_t value)
{
    Label label = {.column = ruler_column(ruler, value)};
    if (ruler->is_by_turns)
        snprintf(label.text, sizeof label.text, "%lld", (long long)value);
    else
        seconds_text(label.text, value);
    label.width = string_width(label.text);
    if (label.column + label.width > ruler->columns)
        label.column = label.width < ruler->columns ? ruler->columns - label.width : 0;
    return label;
}

/* Round values, and where the playhead stands; those that it would touch give way. */
static void draw_ruler(const Steps *steps, Screen *screen, Area area)
{
    const Ruler *ruler = &steps->ruler;
    Label now = make_label(ruler, ruler->now);
    for (int64_t value = 0; value <= ruler->last; value += ruler->step) {
        Label label = make_label(ruler, value);
        if (label.column > now.column + now.width || label.column + label.width < now.column)
            screen_string(screen, area, label.column, 0, LOOK_DIM, label.text);
    }
    screen_string(screen, area, now.column, 0, LOOK_PLAYHEAD, now.text);
}

/* Cues hang in the line of the title, above the lanes. */
static void draw_cues(const Steps *steps, Screen *screen)
{
    SimScenario scenario;
    unsigned column;
    sim_scenario(steps->player->sim, &scenario);
    Area line = {steps->axis.x, steps->axis.y - 1, steps->axis.width, 1};
    for (size_t i = 0; i < scenario.cue_count; i++)
        if (timeline_cue(steps->player, &steps->ruler, i, &column))
            screen_string(screen, line, column, 0, LOOK_HANDED, screen->is_ascii ? "v" : "▾");
}

static void draw_playhead(const Steps *steps, Screen *screen, unsigned rows)
{
    for (unsigned y = 0; y + 1 < rows; y++)
        screen_string(screen, steps->axis, steps->ruler.playhead, y, LOOK_PLAYHEAD, screen->is_ascii ? "|" : "┃");
}

void panel_timeline(Steps *steps, Screen *screen, Area area)
{
    unsigned rows = area.height;
    if (rows < 2)
        return;
    scroll_to(steps, task_to_see(steps->player), rows - 1);
    unsigned labels = label_width(steps, rows - 1);
    steps->axis = (Area){area.x + labels + 2, area.y, area.width - labels - 2, rows};
    timeline_ruler(steps->player, steps->axis.width, &steps->ruler);
    for (unsigned y = 0; y + 1 < rows; y++)
        draw_lane(steps, screen, area, y, labels, steps->lane_top + y);
    draw_cues(steps, screen);
    draw_ruler(steps, screen, (Area){steps->axis.x, area.y + rows - 1, steps->axis.width, 1});
    screen_string(screen, area, 0, rows - 1, LOOK_DIM, steps->ruler.is_by_turns ? "turn" : "s");
    draw_playhead(steps, screen, rows);
    screen_hit(screen, steps->axis, HIT_AXIS, 0);
}

/* ---- the sentence ---- */

void panel_narration(Steps *steps, Screen *screen, Area area)
{
    const Player *player = steps->player;
    HeadView head;
    head_view(player, &head);
    Pen pen = pen_at(screen, area, 0, 0);
    const char *ending = ending_text(player);
    char broken[400];
    if (area.height > 1 && broken_text(player, broken, sizeof broken)) {
        Pen strip = pen_at(screen, area_below(area, area.height - 1), 0, 0);
        pen_text(&strip, LOOK_BAD, "%s", broken);
        area.height--;
    }
    bool has_more = player->message[0] || head.say[0] || *ending;
    unsigned rows = has_more && area.height > 1 ? area.height - 1 : area.height;
    screen_cursor(screen, area, 0, 0);
    unsigned used = pen_paragraph(&pen, LOOK_SENTENCE, narration_text(player), rows);
    Area rest = area_below(area, used);
    pen = pen_at(screen, rest, 0, 0);
    if (player->message[0])
        pen_paragraph(&pen, LOOK_CHANGED, player->message, rest.height);
    else if (*ending)
        pen_paragraph(&pen, LOOK_BAD, ending, rest.height);
    else if (head.say[0])
        pen_paragraph(&pen, LOOK_DIM, head.say, rest.height);
}
