/* What happened over time: the lanes of tasks with the playhead, and gauges. */
#include "compose_room.h"

#include "states.h"
#include "task_view.h"
#include "thread_view.h"
#include "words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LANE = 25, BAR = 15, LABEL_WIDTH = 190, RULER_HEIGHT = 32, AROUND_LANES = 16 };

/* ---- lanes ---- */

/* The first task whose lane is shown. Lanes move only where the one to be seen is not among them, and then leave
 * room below it. */
static uint32_t first_lane(const Composing *composing, uint32_t lanes)
{
    uint32_t task = task_to_see(composing->player), count = sim_task_count(composing->sim);
    uint32_t *top = &composing->composer->lane_top, last = count > lanes ? count - lanes + 1 : 1;
    if (task >= *top + lanes)
        *top = task + lanes / 2 - lanes + 1;
    else if (task && task < *top)
        *top = task;
    *top = *top < 1 ? 1 : *top > last ? last : *top;
    return *top;
}

static float axis_x(const Composer *composer, unsigned column)
{
    return composer->axis.x + composer->axis.width * (float)column / (float)composer->ruler.columns;
}

static void add_stretch(Composing *composing, SimState state, unsigned from, unsigned to, float y)
{
    const Composer *composer = composing->composer;
    float left = axis_x(composer, from), right = axis_x(composer, to);
    Mark *bar = scene_box(composing->scene, (Box){left, y, right - left > 3 ? right - left : 3, BAR}, 3,
                          state == SIM_NEW ? INK_EDGE : ink_of_state(state), INK_NONE);
    bar->dash = state == SIM_WAITING || state == SIM_SLEEPING ? DASH_HATCHED : DASH_NONE;
}

/* A lane's bars. */
static void add_bars(Composing *composing, const uint8_t *states, float y)
{
    const Ruler *ruler = &composing->composer->ruler;
    for (unsigned from = 0, to; from < ruler->columns; from = to) {
        for (to = from + 1; to < ruler->columns && states[to] == states[from];)
            to++;
        bool is_over = states[from] != LANE_EMPTY && state_is_final((SimState)states[from]);
        if (states[from] != LANE_EMPTY)
            add_stretch(composing, (SimState)states[from], from, is_over ? from + 1 : to, y);
    }
}

static void add_lane(Composing *composing, uint32_t number, Box label, float y)
{
    uint8_t states[TIMELINE_COLUMNS_MOST];
    SimTask task;
    if (!sim_task(composing->sim, number, &task))
        return;
    bool is_focus = task_in_focus(composing->player) == number;
    words_right(composing, label, is_focus ? FACE_STRONG : FACE_TEXT, SIZE_SMALL, is_focus ? INK_TEXT : INK_DIM,
                task.label);
    Mark *hit = scene_box(composing->scene, label, 0, INK_NONE, INK_NONE);
    hit->target = (Target){TARGET_TASK, number};
    timeline_lane(composing->player, &composing->composer->ruler, number, states);
    add_bars(composing, states, y);
}

static void add_thread_lane(Composing *composing, uint32_t number, Box label, float y)
{
    uint8_t states[TIMELINE_COLUMNS_MOST];
    SimThread thread;
    SimClock clock;
    if (!sim_thread(composing->sim, number, &thread))
        return;
    sim_clock(composing->sim, &clock);
    bool runs = clock.running_thread == number;
    words_right(composing, label, runs ? FACE_STRONG : FACE_TEXT, SIZE_SMALL, runs ? INK_TEXT : INK_DIM,
                chip_of_thread(composing->sim, number).text);
    timeline_thread_lane(composing->player, &composing->composer->ruler, number, states);
    add_bars(composing, states, y);
}

/* The first worker whose lane is shown: the last ones that were started are among them. */
static uint32_t first_thread_lane(const Composing *composing, uint32_t lanes)
{
    uint32_t count = sim_thread_count(composing->sim);
    return count > lanes ? count - lanes + 1 : 1;
}

/* Tasks, and below them workers, which have up to half of the lanes. */
static void add_lanes(Composing *composing, Box axis, float label, uint32_t lanes)
{
    SimExtent extent;
    sim_extent(composing->sim, &extent);
    uint32_t threads = extent.threads < lanes / 2 ? extent.threads : lanes / 2, tasks = lanes - threads;
    tasks = tasks < extent.tasks ? tasks : extent.tasks;
    uint32_t first = first_lane(composing, tasks), first_thread = first_thread_lane(composing, threads);
    for (uint32_t i = 0; i < tasks + threads; i++) {
        float y = axis.y + 2 + (float)i * LANE;
        Box place = {label, y - 2, LABEL_WIDTH - 10, LANE};
        if (i < tasks)
            add_lane(composing, first + i, place, y + (LANE - BAR) / 2.0F - 2);
        else
            add_thread_lane(composing, first_thread + i - tasks, place, y + (LANE - BAR) / 2.0F - 2);
    }
}

/* ---- the ruler ---- */

static void ruler_words(const Ruler *ruler, int64_t value, char *text, size_t room)
{
    char time[TIME_TEXT_BYTES];
    if (ruler->is_by_turns)
        snprintf(text, room, "%lld", (long long)value);
    else
        snprintf(text, room, "%s", time_text(time, value));
}

/* Every how many lines of the grid there is room for a label. */
static int64_t labels_apart(const Composing *composing, Box axis)
{
    const Ruler *ruler = &composing->composer->ruler;
    char text[64];
    ruler_words(ruler, ruler->last, text, sizeof text);
    float label = words_wide(composing, FACE_TEXT, SIZE_SMALL, text) + 40;
    float step = axis.width * (float)((double)ruler->step / (double)ruler->last);
    int64_t apart = 1;
    for (int tries = 0; tries < 12 && step * (float)apart < label; tries++)
        apart *= tries % 3 == 1 ? 5 : 2; /* 2, 10, 20, 40, 200: round numbers remain */
    return apart;
}

/* A label in the middle below its line, but not far beyond the axis. */
static void add_label(Composing *composing, Box axis, float x, int64_t value)
{
    char text[64];
    ruler_words(&composing->composer->ruler, value, text, sizeof text);
    float wide = words_wide(composing, FACE_TEXT, SIZE_SMALL, text) + 2, left = x - wide / 2;
    const float beyond = 20, end = axis.x + axis.width + beyond;
    left = left < axis.x - beyond ? axis.x - beyond : left + wide > end ? end - wide : left;
    words_left(composing, (Box){left, axis.y + axis.height - RULER_HEIGHT, wide, RULER_HEIGHT}, FACE_TEXT,
               SIZE_SMALL, INK_DIM, text);
}

void compose_ruler(Composing *composing, Box axis)
{
    const Composer *composer = composing->composer;
    const Ruler *ruler = &composer->ruler;
    if (ruler->step <= 0)
        return;
    int64_t apart = labels_apart(composing, axis);
    for (int64_t line = 0; line <= ruler->last / ruler->step; line++) {
        if (apart > 2 && line % apart != 0)
            continue;
        float x = axis_x(composer, ruler_column(ruler, line * ruler->step));
        scene_line(composing->scene, (Spot){x, axis.y}, (Spot){x, axis.y + axis.height - RULER_HEIGHT}, 1.5F,
                   INK_GRID, DASH_NONE);
        if (line % apart == 0)
            add_label(composing, axis, x, line * ruler->step);
    }
}

static void add_cues(Composing *composing, Box axis)
{
    SimScenario scenario;
    unsigned column;
    sim_scenario(composing->sim, &scenario);
    for (size_t i = 0; i < scenario.cue_count; i++) {
        if (!timeline_cue(composing->player, &composing->composer->ruler, i, &column))
            continue;
        float x = axis_x(composing->composer, column);
        scene_line(composing->scene, (Spot){x, axis.y}, (Spot){x, axis.y + 8}, 4, INK_HANDED, DASH_NONE);
    }
}

float timeline_wants(const Composing *composing, uint32_t most)
{
    enum { LEAST = 3 };
    SimExtent extent;
    sim_extent(composing->sim, &extent);
    uint32_t lanes = extent.tasks + extent.threads;
    lanes = lanes < LEAST ? LEAST : lanes < most ? lanes : most;
    return AROUND_LANES + RULER_HEIGHT + (float)lanes * LANE;
}

void compose_timeline(Composing *composing, Box box)
{
    Composer *composer = composing->composer;
    scene_begin(composing->scene, scene_identity("timeline", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    Box axis = {box.x + LABEL_WIDTH + 16, box.y + 10, box.width - LABEL_WIDTH - 40, box.height - AROUND_LANES + 2};
    composer->axis = axis;
    timeline_ruler(composing->player, TIMELINE_COLUMNS_MOST, &composer->ruler);
    Mark *hit = scene_box(composing->scene, axis, 0, INK_NONE, INK_NONE);
    hit->target = (Target){TARGET_AXIS, 0};
    compose_ruler(composing, axis);
    add_lanes(composing, axis, box.x + 10, (uint32_t)((axis.height - RULER_HEIGHT) / LANE));
    add_cues(composing, axis);
    float x = axis_x(composer, composer->ruler.playhead);
    scene_line(composing->scene, (Spot){x, axis.y}, (Spot){x, axis.y + axis.height - RULER_HEIGHT}, 4, INK_ACCENT,
               DASH_NONE);
    panel_end(composing);
}

/* ---- curves, gauges ---- */

void compose_curve(Composing *composing, const Curve *curve, Box box)
{
    double range = curve->high > curve->low ? curve->high - curve->low : 1;
    if (curve->has_limit)
        scene_line(composing->scene, (Spot){box.x, box.y + 2}, (Spot){box.x + box.width, box.y + 2}, 2, INK_LIMIT,
                   DASH_SHORT);
    scene_line(composing->scene, (Spot){box.x, box.y + box.height}, (Spot){box.x + box.width, box.y + box.height},
               2, INK_GRID, DASH_NONE);
    enum { NOW = 14 };
    Spot now = {box.x, -1};
    scene_curve(composing->scene, box, 4, curve->ink, INK_NONE);
    for (size_t i = 0; i < CURVE_VALUES; i++) {
        double share = (curve->values[i] - curve->low) / range;
        if (isnan(curve->values[i]))
            continue;
        share = share < 0 ? 0 : share > 1 ? 1 : share;
        now = (Spot){box.x + box.width * (float)i / (CURVE_VALUES - 1),
                     box.y + 2 + (box.height - 4) * (float)(1 - share)};
        scene_spot(composing->scene, now);
    }
    if (now.y >= 0)
        scene_box(composing->scene, (Box){now.x - NOW / 2.0F, now.y - NOW / 2.0F, NOW, NOW}, NOW / 2.0F, curve->ink,
                  INK_NONE);
}

bool compose_curve_span(const Composing *composing, int64_t *last)
{
    SimExtent extent;
    bool is_by_turns = composing->composer->ruler.is_by_turns;
    sim_extent(composing->sim, &extent);
    *last = is_by_turns ? (int64_t)extent.turns : extent.end_ns;
    *last = *last > 0 ? *last : 1;
    return is_by_turns;
}

static void add_history(Composing *composing, const SimGauge *gauge, size_t number, Box box)
{
    Curve curve = {.low = gauge->low, .high = gauge->high, .has_limit = true, .ink = INK_GAUGE};
    int64_t last;
    bool is_by_turns = compose_curve_span(composing, &last);
    sim_gauge_history(composing->sim, number, is_by_turns, 0, last, curve.values, CURVE_VALUES);
    compose_curve(composing, &curve, box);
}

/* What the gauge says, broken into two lines, with its value at the end of the second. */
static Box add_long_title(Composing *composing, const char *title, const char *state, float value, Box box)
{
    enum { LINE = 30 };
    size_t length = strlen(title), skip;
    Box line = {box.x + PANEL_PADDING, box.y + 6, box.width - 2 * PANEL_PADDING, PANEL_HEAD - 6};
    size_t bytes = measure_break(composing->measure, title, length, FACE_STRONG, SIZE_SMALL, line.width, &skip);
    scene_fit(composing->scene, composing->measure, line, title, bytes, FACE_STRONG, SIZE_SMALL, INK_DIM,
              ALIGN_LEFT);
    line.y += LINE;
    words_right(composing, line, FACE_TEXT, SIZE_SMALL, INK_DIM, state);
    line.width -= value + GAP;
    if (skip < length)
        words_left(composing, line, FACE_STRONG, SIZE_SMALL, INK_DIM, title + skip);
    return (Box){line.x, line.y + line.height + 4, box.width - 2 * PANEL_PADDING,
                 box.y + box.height - line.y - line.height - 4 - PANEL_FOOT};
}

void compose_gauge(Composing *composing, size_t number, Box box)
{
    SimGauge gauge;
    char state[96] = "", widest[96], value[NUMBER_TEXT_BYTES], high[NUMBER_TEXT_BYTES];
    if (!sim_gauge(composing->sim, number, &gauge))
        return;
    number_text(high, gauge.high);
    snprintf(widest, sizeof widest, "%s of %s", high, high);
    if (gauge.has_value)
        snprintf(state, sizeof state, "%s of %s", number_text(value, gauge.value), high);
    const char *title = *gauge.text ? gauge.text : gauge.name;
    float room = box.width - 2 * PANEL_PADDING - 2 * GAP,
          of_value = words_wide(composing, FACE_TEXT, SIZE_SMALL, widest),
          of_state = words_wide(composing, FACE_TEXT, SIZE_SMALL, state);
    of_value = of_state > of_value ? of_state : of_value;
    bool is_long = words_wide(composing, FACE_STRONG, SIZE_SMALL, title) + of_value > room;
    Box inner = panel_begin(composing, scene_identity("gauge", (uint32_t)number), box, is_long ? "" : title,
                            is_long ? "" : state);
    if (is_long)
        inner = add_long_title(composing, title, state, of_value, box);
    add_history(composing, &gauge, number, inner);
    uint64_t digest = 0;
    for (const char *at = state; *at; at++)
        digest = digest * 31 + (unsigned char)*at;
    panel_end_noted(composing, digest);
}
