/* Tasks: a row for each where there is room, else those that have ended as chips; above about forty, all of them as
 * a field of dots with their counts. */
#include "compose_room.h"

#include "states.h"
#include "task_view.h"
#include "thread_view.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* ---- ended ones, and those that stand nowhere else ---- */

/* Chips in rows; what has no room in the last one is told as «+3». Returns how many have ended. */
static uint32_t add_ended(Composing *composing, Box box)
{
    enum { MORE = 70 };
    uint32_t count = sim_task_count(composing->sim), more = 0, ended = 0;
    size_t rows = (size_t)((box.height + GAP) / (CHIP_HEIGHT + GAP)), at = 0;
    float x = box.x, end = box.x + box.width;
    for (uint32_t task = 1; task <= count; task++) {
        Chip chip = chip_of_task(composing->sim, task);
        if (!state_is_final(chip.state))
            continue;
        ended++;
        float wide = chip_wide(composing, &chip), most = box.width - MORE;
        wide = wide < most ? wide : most;
        if (more == 0 && at + 1 < rows && x + wide > end) {
            x = box.x;
            at++;
        }
        if (more > 0 || at >= rows || x + wide > end - (at + 1 == rows ? MORE : 0)) {
            more++;
            continue;
        }
        chip_add(composing, &chip, x, box.y + (float)at * (CHIP_HEIGHT + GAP), wide);
        x += wide + GAP;
    }
    char text[32];
    snprintf(text, sizeof text, "+%u", (unsigned)more);
    if (more && rows)
        words_left(composing,
                   (Box){end - MORE + 4, box.y + (float)(rows - 1) * (CHIP_HEIGHT + GAP), MORE - 4, CHIP_HEIGHT},
                   FACE_TEXT, SIZE_SMALL, INK_DIM, text);
    return ended;
}

enum { TITLE = 120, ABOVE = 14 };

/* The title stands beside the chips: one row is enough. */
static void compose_ended(Composing *composing, Box box)
{
    scene_begin(composing->scene, scene_identity("tasks", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    words_left(composing, (Box){box.x + PANEL_PADDING, box.y + ABOVE, TITLE, CHIP_HEIGHT}, FACE_STRONG, SIZE_SMALL,
               INK_DIM, "finished");
    uint32_t ended =
        add_ended(composing, (Box){box.x + PANEL_PADDING + TITLE + GAP, box.y + ABOVE,
                                   box.width - 2 * PANEL_PADDING - TITLE - GAP, box.height - 2 * ABOVE});
    panel_end_noted(composing, ended);
}

void compose_threads(Composing *composing, Box box)
{
    Row row = {0};
    SimThread thread;
    uint64_t digest = 0;
    for (uint32_t number = 1; sim_thread(composing->sim, number, &thread); number++) {
        Chip chip = chip_of_thread(composing->sim, number);
        digest = digest * 31 + thread.state;
        row_add_chip(&row, PIECE_CHIP, &chip);
    }
    scene_begin(composing->scene, scene_identity("threads", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    words_left(composing, (Box){box.x + PANEL_PADDING, box.y + ABOVE, TITLE, CHIP_HEIGHT}, FACE_STRONG, SIZE_SMALL,
               INK_DIM, "threads");
    row_compose(composing, &row, ROW_PLAIN,
                (Box){box.x + PANEL_PADDING + TITLE + GAP, box.y + ABOVE,
                      box.width - 2 * PANEL_PADDING - TITLE - GAP, CHIP_HEIGHT});
    panel_end_noted(composing, digest);
}

/* The height at which about all tasks of the run would have room among the ended, be they there or not. */
static float ended_want(uint32_t tasks, float width)
{
    enum { CHIP_ABOUT = 140, LINES_MOST = 3 };
    float room = width - 2 * PANEL_PADDING - TITLE - GAP;
    uint32_t across = room > CHIP_ABOUT ? (uint32_t)(room / CHIP_ABOUT) : 1, rows = (tasks + across - 1) / across;
    rows = rows < 1 ? 1 : rows < LINES_MOST ? rows : LINES_MOST;
    return 2 * ABOVE + (float)rows * (CHIP_HEIGHT + GAP) - GAP;
}

/* ---- a row for each ---- */

enum {
    TABLE_ROW = CHIP_HEIGHT + 8,
    TABLE_AROUND = PANEL_HEAD + 4 + PANEL_FOOT - 8,
    TABLE_WIDE = 500,
    NARROW_CELL = 320
};

static bool is_listed(const Composing *composing, uint32_t task, bool has_ended)
{
    return has_ended || !state_is_final((SimState)sim_task_states(composing->sim)[task]);
}

/* The width of chips, so that the words beside them begin below each other. */
static float table_chips(const Composing *composing, bool has_ended, float most)
{
    float widest = 0;
    uint32_t count = sim_task_count(composing->sim);
    for (uint32_t task = 1; task <= count; task++) {
        Chip chip = chip_of_task(composing->sim, task);
        float wide = is_listed(composing, task, has_ended) ? chip_wide(composing, &chip) : 0;
        widest = wide > widest ? wide : widest;
    }
    return widest < most ? widest : most;
}

static size_t table_columns(float width)
{
    return width > TABLE_WIDE ? 2 : 1;
}

static void add_table_row(Composing *composing, uint32_t task, float chips, Box box)
{
    enum { WORDS_LEAST = 100 };
    TaskRow row;
    char text[sizeof row.detail + 48];
    if (!task_row(composing->player, task, &row))
        return;
    chip_add(composing, &row.chip, box.x, box.y, chips);
    snprintf(text, sizeof text, "%s%s%s", state_word(row.chip.state), *row.detail ? ": " : "", row.detail);
    float rest = box.width - chips - GAP;
    if (rest > WORDS_LEAST)
        words_left(composing, (Box){box.x + chips + GAP, box.y, rest, CHIP_HEIGHT}, FACE_TEXT, SIZE_SMALL, INK_DIM,
                   text);
}

/* In the order in which they were made; what has no room is told in the last place. */
static void compose_table(Composing *composing, bool has_ended, Box box)
{
    uint32_t count = sim_task_count(composing->sim), listed = 0, ended = 0;
    for (uint32_t task = 1; task <= count; task++) {
        listed += is_listed(composing, task, has_ended);
        ended += !is_listed(composing, task, false);
    }
    Box inner = panel_begin(composing, scene_identity("tasks", 2), box, "tasks", "");
    size_t columns = table_columns(box.width), at = 0;
    size_t cells = (size_t)((inner.height + 8) / TABLE_ROW) * columns;
    float wide = (inner.width - (float)(columns - 1) * 2 * GAP) / (float)columns,
          chips = table_chips(composing, has_ended, wide < NARROW_CELL ? wide : wide * 0.5F);
    char more[32];
    for (uint32_t task = 1; task <= count && at < cells; task++) {
        if (!is_listed(composing, task, has_ended))
            continue;
        Box cell = {inner.x + (float)(at % columns) * (wide + 2 * GAP), inner.y + (float)(at / columns) * TABLE_ROW,
                    wide, CHIP_HEIGHT};
        snprintf(more, sizeof more, "+%zu %s", listed - at, listed - at == 1 ? "task" : "tasks");
        if (++at == cells && listed > cells)
            words_left(composing, cell, FACE_TEXT, SIZE_SMALL, INK_DIM, more);
        else
            add_table_row(composing, task, chips, cell);
    }
    panel_end_noted(composing, ended);
}

static float table_wants(size_t tasks, float width)
{
    size_t columns = table_columns(width);
    return TABLE_AROUND + (float)((tasks + columns - 1) / columns) * TABLE_ROW;
}

float tasks_want(const Composing *composing, float width)
{
    enum { FEW = 6 };
    SimExtent extent;
    sim_extent(composing->sim, &extent);
    return extent.tasks > 0 && extent.tasks <= FEW ? table_wants(extent.tasks, width) : STRIP_HEIGHT;
}

/* All in rows; else those that go on in rows and the others as chips; else these alone. Which of it, the whole run
 * decides. */
static void compose_few(Composing *composing, Box box)
{
    SimExtent extent;
    sim_extent(composing->sim, &extent);
    float ended = ended_want(extent.tasks, box.width);
    if (box.height >= table_wants(extent.tasks, box.width)) {
        compose_table(composing, true, box);
    } else if (box.height >= ended + GAP + table_wants(2, box.width)) {
        compose_table(composing, false, (Box){box.x, box.y, box.width, box.height - ended - GAP});
        compose_ended(composing, (Box){box.x, box.y + box.height - ended, box.width, ended});
    } else {
        compose_ended(composing, box);
    }
}

/* ---- a crowd ---- */

enum { DOTS_MOST = 6000, COUNT_ROW = 32, COUNTS_WIDTH = 290 };

static const SimState order[] = {SIM_DONE,  SIM_FAILED,   SIM_CANCELLED, SIM_RUNNING,
                                 SIM_READY, SIM_SLEEPING, SIM_WAITING,   SIM_NEW};
enum { ORDERED = sizeof order / sizeof *order };

/* A dot for each task, in the order in which they were made: each keeps its place. */
static uint32_t dot_each(const Composing *composing, uint32_t count, uint8_t *cells)
{
    const uint8_t *states = sim_task_states(composing->sim);
    memcpy(cells, states + 1, count);
    return count;
}

/* A dot for several: as many of each state as there are tasks in it, so that the field is true to the counts. One
 * task alone in its state has a dot, too. */
static uint32_t dot_shares(const Composing *composing, uint32_t tasks_per_dot, uint8_t *cells)
{
    uint32_t counts[SIM_STATES], dots = 0;
    sim_state_counts(composing->sim, counts);
    for (size_t i = 0; i < ORDERED; i++) {
        uint32_t share = (counts[order[i]] + tasks_per_dot / 2) / tasks_per_dot;
        share = share == 0 && counts[order[i]] ? 1 : share;
        for (; share > 0 && dots < DOTS_MOST; share--)
            cells[dots++] = (uint8_t)order[i];
    }
    return dots;
}

/* The size of a dot's cell at which they all fit. */
static float dot_size(Box box, uint32_t dots, uint32_t *columns)
{
    for (float size = 40; size > 5; size -= 1) {
        uint32_t across = (uint32_t)(box.width / size), down = (uint32_t)(box.height / size);
        if (across * down >= dots) {
            *columns = across;
            return size;
        }
    }
    *columns = (uint32_t)(box.width / 5);
    return 5;
}

static void add_counts(Composing *composing, Box box)
{
    uint32_t counts[SIM_STATES];
    char count[COUNT_TEXT_BYTES];
    float y = box.y;
    sim_state_counts(composing->sim, counts);
    for (size_t i = 0; i < ORDERED && y + COUNT_ROW <= box.y + box.height; i++) {
        if (counts[order[i]] == 0)
            continue;
        Chip chip = {.state = order[i]};
        scene_box(composing->scene, (Box){box.x, y + 3, 26, 26}, 13, ink_of_state(order[i]), INK_EDGE);
        scene_sign(composing->scene, sign_of_chip(&chip), (Box){box.x + 5, y + 8, 16, 16}, ink_on_state(order[i]));
        words_left(composing, (Box){box.x + 40, y, 130, COUNT_ROW}, FACE_TEXT, SIZE_SMALL, INK_TEXT,
                   state_word(order[i]));
        words_right(composing, (Box){box.x + 150, y, box.width - 150, COUNT_ROW}, FACE_CODE, SIZE_SMALL, INK_TEXT,
                    count_text(count, counts[order[i]]));
        y += COUNT_ROW;
    }
}

/* How many dots a panel has room for, the smallest that can be told apart. */
static uint32_t dots_fit(Box box)
{
    enum { CELL = 6, LIKED_MOST = 3000, LEAST = 2 * SIM_STATES };
    float wide = box.width - 2 * PANEL_PADDING - COUNTS_WIDTH - 24, high = box.height - PANEL_HEAD - 4 - PANEL_FOOT;
    float fit = wide > CELL && high > CELL ? (float)(int)(wide / CELL) * (float)(int)(high / CELL) : 0;
    return fit < LEAST ? LEAST : fit > LIKED_MOST ? LIKED_MOST : (uint32_t)fit;
}

/* A ring around the dot of the selected task, where each has one. */
static void ring_selected(Composing *composing, const Mark *field)
{
    const Selection *selection = &composing->player->selection;
    if (selection->kind != SELECTED_TASK || selection->number > field->count)
        return;
    uint32_t at = selection->number - 1;
    float size = field->size, x = field->box.x + (float)(at % field->columns) * size,
          y = field->box.y + (float)(at / field->columns) * size;
    scene_box(composing->scene, (Box){x, y, size, size}, size / 2, INK_NONE, INK_STRONG)->thickness = 3;
}

static void compose_crowd(Composing *composing, uint32_t count, Box box)
{
    static const char *const title = "tasks";
    uint8_t cells[DOTS_MOST];
    uint32_t tasks_per_dot = 1, columns;
    char state[96], number[COUNT_TEXT_BYTES], each[COUNT_TEXT_BYTES];
    while (count / tasks_per_dot + SIM_STATES > dots_fit(box))
        tasks_per_dot *= tasks_per_dot % 3 == 2 ? 5 : 2; /* 2, 10, 20, 100 … */
    snprintf(state, sizeof state, "%s · one dot is %s", count_text(number, count),
             tasks_per_dot == 1 ? "one task" : count_text(each, tasks_per_dot));
    Box inner = panel_begin(composing, scene_identity("tasks", 1), box, title, state);
    uint32_t dots =
        tasks_per_dot == 1 ? dot_each(composing, count, cells) : dot_shares(composing, tasks_per_dot, cells);
    float counts = inner.width > 2 * COUNTS_WIDTH ? COUNTS_WIDTH : 0;
    Box field = {inner.x, inner.y, inner.width - counts - (counts > 0 ? 24 : 0), inner.height};
    float size = dot_size(field, dots, &columns);
    uint32_t rows = columns ? (uint32_t)(field.height / size) : 0;
    if (dots > columns * rows)
        dots = columns * rows;
    Mark *marks = scene_dots(composing->scene, field, cells, dots, columns, size);
    marks->target = (Target){TARGET_DOTS, tasks_per_dot};
    Mark placed = *marks;
    if (tasks_per_dot == 1)
        ring_selected(composing, &placed);
    if (counts > 0)
        add_counts(composing, (Box){inner.x + inner.width - counts, inner.y, counts, inner.height});
    panel_end(composing);
}

void compose_tasks(Composing *composing, Box box)
{
    uint32_t count = sim_task_count(composing->sim);
    if (count > TASKS_TO_GROUP)
        compose_crowd(composing, count, box);
    else
        compose_few(composing, box);
}
