/* The tasks: a row for each; above about forty counts by state, a field of cells, and the selected one in words.
 * Below them a row for each worker thread. */
#include "steps.h"

#include "pen.h"
#include "states.h"
#include "task_view.h"
#include "thread_view.h"
#include "words.h"

enum { LABEL_MOST = 18, WORD_WIDTH = 9 };

static bool is_crowd(const Steps *steps)
{
    return sim_task_count(steps->player->sim) > TASKS_TO_GROUP && !*steps->player->filter;
}

unsigned panel_tasks_rows(const Steps *steps)
{
    uint32_t count = sim_task_count(steps->player->sim);
    unsigned threads = live_thread_count(steps->player->sim);
    if (!is_crowd(steps))
        return threads + (count ? count : 1);
    return threads + (2 + (count + 39) / 40 > 14 ? 14 : 2 + (count + 39) / 40);
}

/* ---- a row for each ---- */

static unsigned thread_label_width(const Sim *sim)
{
    unsigned width = 8;
    for (uint32_t thread = 1; (thread = live_thread(sim, thread)) != 0; thread++) {
        Chip chip = chip_of_thread(sim, thread);
        width = chip_width(&chip) > width ? chip_width(&chip) : width;
    }
    return width < LABEL_MOST + 4 ? width : LABEL_MOST + 4;
}

/* All labels in sight start their details in one column. */
static unsigned label_width(const Steps *steps, const uint32_t *tasks, size_t count)
{
    unsigned width = thread_label_width(steps->player->sim);
    TaskRow row;
    for (size_t i = 0; i < count; i++)
        if (task_row(steps->player, tasks[i], &row)) {
            unsigned cells = chip_width(&row.chip);
            width = cells > width ? cells : width;
        }
    return width < LABEL_MOST + 4 ? width : LABEL_MOST + 4;
}

/* The detail, and the line where it stands as far as there is room for both. */
static void draw_detail(Screen *screen, Area area, unsigned y, unsigned x, const char *detail, uint32_t number)
{
    char line[24] = "";
    if (number)
        snprintf(line, sizeof line, "line %u", number);
    screen_string(screen, area, x, y, LOOK_DIM, detail);
    Pen pen = pen_at(screen, area, x + string_width(detail) + 1, y);
    if (number)
        pen_right(&pen, LOOK_DIM, line);
}

static void draw_task(const Steps *steps, Screen *screen, Area area, unsigned y, const TaskRow *row,
                      unsigned labels)
{
    Pen pen = pen_at(screen, area, 0, y);
    bool is_changed = memory_task_changed(&steps->memory, row->chip.task, row->chip.state);
    pen_chip(&pen, &row->chip, labels);
    while (pen.x < labels && row->chip.state != SIM_NEW)
        pen_text(&pen, (Look)row->chip.state, " ");
    pen.x = labels + 1;
    pen_text(&pen, is_changed ? LOOK_CHANGED : LOOK_NORMAL, "%s", state_word(row->chip.state));
    draw_detail(screen, area, y, labels + 2 + WORD_WIDTH, row->detail, row->line);
    Area whole = {area.x, area.y + y, area.width, 1};
    screen_hit(screen, whole, HIT_TASK, row->chip.task);
    if (row->is_followed)
        screen_string(screen, whole, labels, 0, LOOK_STRONG, screen->is_ascii ? "f" : "◂");
    if (!row->is_selected)
        return;
    screen_flag(screen, whole, 0, 0, area.width, CELL_SELECTED);
    screen_cursor(screen, whole, 0, 0);
}

/* The first task in sight: moves as little as it can so that the selected or running one is seen. */
static void scroll_to(Steps *steps, uint32_t task, unsigned rows)
{
    uint32_t count = sim_task_count(steps->player->sim);
    if (steps->task_top < 1)
        steps->task_top = 1;
    if (count >= rows && steps->task_top + rows > count + 1)
        steps->task_top = count + 1 - rows;
    else if (count < rows)
        steps->task_top = 1;
    if (task == 0 || *steps->player->filter)
        return;
    if (task < steps->task_top)
        steps->task_top = task;
    else if (task >= steps->task_top + rows)
        steps->task_top = task - rows + 1;
}

static size_t collect(const Steps *steps, uint32_t *tasks, size_t most)
{
    size_t count = 0;
    uint32_t task = steps->task_top ? steps->task_top : 1;
    while (count < most && (task = task_passing(steps->player, task, 1)) != 0)
        tasks[count++] = task++;
    return count;
}

static void draw_rows(Steps *steps, Screen *screen, Area area)
{
    uint32_t tasks[128] = {0};
    TaskRow row;
    size_t most = area.height < 128 ? area.height : 128;
    scroll_to(steps, task_in_focus(steps->player), area.height);
    size_t count = collect(steps, tasks, most);
    unsigned labels = label_width(steps, tasks, count);
    for (unsigned y = 0; y < count; y++)
        if (task_row(steps->player, tasks[y], &row))
            draw_task(steps, screen, area, y, &row, labels);
    if (count == 0)
        screen_string(screen, area, 0, 0, LOOK_DIM,
                      *steps->player->filter ? "no task has that word" : "no task yet");
}

/* ---- a crowd ---- */

static void draw_counts(const Steps *steps, Screen *screen, Area area)
{
    uint32_t counts[SIM_STATES];
    char text[COUNT_TEXT_BYTES];
    Pen pen = pen_at(screen, area, 0, 0);
    sim_state_counts(steps->player->sim, counts);
    for (SimState state = SIM_NEW; state < SIM_STATES; state++) {
        if (counts[state] == 0)
            continue;
        Chip chip = {.state = state};
        snprintf(chip.text, sizeof chip.text, "%s %s", count_text(text, counts[state]), state_word(state));
        if (chip_width(&chip) > pen_room(&pen))
            break;
        pen_chip(&pen, &chip, 0);
        pen_blank(&pen, 1);
    }
}

/* What a cell that stands for several tasks shows: the state that tells most. */
static SimState telling_state(const uint8_t *states, uint32_t first, uint32_t last)
{
    static const uint8_t weight[SIM_STATES] = {
        [SIM_NEW] = 1,      [SIM_READY] = 5, [SIM_RUNNING] = 7, [SIM_WAITING] = 4,
        [SIM_SLEEPING] = 3, [SIM_DONE] = 2,  [SIM_FAILED] = 6,  [SIM_CANCELLED] = 2,
    };
    SimState most = (SimState)states[first];
    for (uint32_t task = first; task <= last; task++)
        if (weight[states[task]] > weight[most])
            most = (SimState)states[task];
    return most;
}

static void draw_cell(Screen *screen, Area area, unsigned x, unsigned y, SimState state, bool is_selected)
{
    screen_string(screen, area, x, y, (Look)state, state_sign(state, screen->is_ascii));
    if (is_selected) {
        screen_flag(screen, area, x, y, 1, CELL_SELECTED | CELL_UNDERLINED);
        screen_cursor(screen, area, x, y);
    }
}

/* Each cell is a task, or as many as it takes for all to have a place. Places never move. */
static void draw_field(Steps *steps, Screen *screen, Area area)
{
    uint32_t count = sim_task_count(steps->player->sim), cells = area.width * area.height;
    if (cells == 0)
        return;
    uint32_t per_cell = (count + cells - 1) / cells, selected = task_in_focus(steps->player);
    const uint8_t *states = sim_task_states(steps->player->sim);
    for (uint32_t first = 1, cell = 0; first <= count; first += per_cell, cell++) {
        uint32_t last = first + per_cell - 1 < count ? first + per_cell - 1 : count;
        bool is_selected = selected >= first && selected <= last;
        draw_cell(screen, area, cell % area.width, cell / area.width, telling_state(states, first, last),
                  is_selected);
    }
    steps->tasks_per_cell = per_cell;
    steps->field = area;
    screen_hit(screen, area, HIT_CELLS, per_cell);
}

static void draw_crowd(Steps *steps, Screen *screen, Area area)
{
    TaskRow row;
    draw_counts(steps, screen, area);
    uint32_t task = task_in_focus(steps->player);
    unsigned bottom = area.height > 2 && task ? 1 : 0;
    Area field = area_below(area, 1);
    field.height -= bottom < field.height ? bottom : field.height;
    draw_field(steps, screen, field);
    if (bottom && task_row(steps->player, task, &row)) {
        row.is_selected = false;
        draw_task(steps, screen, area, area.height - 1, &row, label_width(steps, &task, 1));
    }
}

/* ---- threads ---- */

/* In the last row, where there are more: how many. */
static void draw_threads(const Sim *sim, Screen *screen, Area area, unsigned labels)
{
    uint32_t left = live_thread_count(sim), thread = 0;
    ThreadRow row;
    for (unsigned y = 0; y < area.height; y++, left--) {
        Pen pen = pen_at(screen, area, 0, y);
        if (y + 1 == area.height && left > 1) {
            pen_text(&pen, LOOK_DIM, " +%u threads", left);
            return;
        }
        thread = live_thread(sim, thread + 1);
        if (!thread_row(sim, thread, &row))
            return;
        pen_chip(&pen, &row.chip, labels);
        while (pen.x < labels)
            pen_text(&pen, (Look)row.chip.state, " ");
        pen.x = labels + 1;
        pen_text(&pen, LOOK_NORMAL, "%s", row.word);
        draw_detail(screen, area, y, labels + 2 + WORD_WIDTH, row.detail, row.line);
    }
}

/* The rows at the bottom that threads take: at most half of them all. */
static unsigned rows_of_threads(const Steps *steps, unsigned height)
{
    uint32_t threads = live_thread_count(steps->player->sim), tasks = sim_task_count(steps->player->sim);
    unsigned beside = height > tasks ? height - (tasks ? tasks : 1) : 0,
             most = beside > height / 2 ? beside : height / 2;
    return threads < most ? threads : most;
}

/* Of the tasks in sight, for the threads below them. */
static unsigned labels_in_sight(const Steps *steps, unsigned rows)
{
    uint32_t tasks[128] = {0};
    size_t count = is_crowd(steps) ? 0 : collect(steps, tasks, rows < 128 ? rows : 128);
    return label_width(steps, tasks, count);
}

void panel_tasks(Steps *steps, Screen *screen, Area area)
{
    uint32_t live = live_thread_count(steps->player->sim);
    unsigned threads = rows_of_threads(steps, area.height), rows = area.height - threads;
    unsigned tasks = panel_tasks_rows(steps) - live;
    Area above = {area.x, area.y, area.width, rows};
    Area below = area_below(area, tasks < rows ? tasks : rows);
    below.height = threads;
    steps->task_rows = rows;
    if (is_crowd(steps))
        draw_crowd(steps, screen, above);
    else
        draw_rows(steps, screen, above);
    draw_threads(steps->player->sim, screen, below, labels_in_sight(steps, rows));
}
