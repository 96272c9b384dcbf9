/* The whole screen for stepping: head, panels in their frames, footer; and what is left of it on small screens. */
#include "steps.h"

#include "head_view.h"
#include "pen.h"
#include "source_view.h"
#include "task_view.h"
#include "thread_view.h"
#include "words.h"

#include <string.h>

const char *panel_title(Panel panel)
{
    static const char *const titles[PANELS] = {"loop",   "objects", "tasks",    "source", "locals",
                                               "output", "gauges",  "timeline", "knobs",  "step"};
    return titles[panel];
}

/* ---- head and footer ---- */

static void draw_knobs(const Steps *steps, Pen *pen)
{
    char text[PLAYER_WORD_BYTES * 2];
    const Player *player = steps->player;
    for (size_t i = 0; head_knob(player, i, text, sizeof text); i++) {
        bool is_selected = steps->focus == PANEL_KNOBS && player->knob == i;
        if (string_width(text) + 1 > pen_room(pen))
            return;
        Area area = {pen->area.x + pen->x, pen->area.y, string_width(text), 1};
        pen_text(pen, is_selected ? LOOK_SELECTED : LOOK_NORMAL, "%s", text);
        screen_hit(pen->screen, area, HIT_KNOB, (uint32_t)i);
        if (is_selected)
            screen_cursor(pen->screen, area, 0, 0);
        pen_blank(pen, 1);
    }
}

/* Where we are, at the right: clock, place, status. Returns the columns left of it. */
static unsigned draw_place(const HeadView *view, Screen *screen, Area area)
{
    unsigned width = string_width(view->clock) + 2 + string_width(view->place) + 2 + string_width(view->status);
    if (width > area.width)
        width = area.width;
    Pen pen = pen_at(screen, area, area.width - width, 0);
    pen_text(&pen, LOOK_CLOCK, "%s", view->clock);
    pen_text(&pen, LOOK_DIM, "  %s  ", view->place);
    pen_text(&pen, view->is_ended_badly ? LOOK_BAD : LOOK_STRONG, "%s", view->status);
    return area.width - width;
}

void draw_head(Steps *steps, Screen *screen)
{
    HeadView view;
    Area area = {1, 0, screen->width > 2 ? screen->width - 2 : screen->width, 1};
    head_view(steps->player, &view);
    unsigned left = draw_place(&view, screen, area);
    area.width = left > 2 ? left - 2 : 0;
    Pen pen = pen_at(screen, area, 0, 0);
    pen_text(&pen, LOOK_STRONG, "%s", view.title);
    if (view.file[0] && string_width(view.file) + 3 < pen_room(&pen))
        pen_text(&pen, LOOK_DIM, "   %s", view.file);
    pen_blank(&pen, 3);
    draw_knobs(steps, &pen);
}

void draw_footer(Steps *steps, Screen *screen)
{
    Action actions[FOOTER_ACTIONS];
    size_t count = footer_actions(steps->player, actions);
    Pen pen = pen_at(screen, (Area){2, screen->height - 1, screen->width > 4 ? screen->width - 4 : 0, 1}, 0, 0);
    for (size_t i = 0; i < count; i++) {
        char key[KEY_TEXT_BYTES];
        const char *word = footer_word(steps->player, actions[i]);
        key_text(key, action_key(actions[i], 0), screen->is_ascii);
        unsigned width = string_width(key) + string_width(word) + 3;
        if (width > pen_room(&pen))
            return;
        Area area = {pen.area.x + pen.x, pen.area.y, width, 1};
        pen_text(&pen, LOOK_KEY, " %s", key);
        pen_text(&pen, LOOK_DIM, " %s ", word);
        screen_hit(screen, area, HIT_ACTION, (uint32_t)actions[i]);
    }
}

/* ---- frames ---- */

typedef struct Title {
    const char *left, *right;
    bool is_focus, is_changed;
} Title;

/* The inside of an area without a blank at either side. */
static Area inside(Area area)
{
    return (Area){area.x + 1, area.y, area.width > 2 ? area.width - 2 : area.width, area.height};
}

static void draw_title(Screen *screen, Area area, const Title *title)
{
    Area line = {area.x, area.y - 1, area.width, 1};
    Look look = title->is_focus ? LOOK_FOCUS : title->is_changed ? LOOK_CHANGED : LOOK_TITLE;
    Pen pen = pen_at(screen, line, 0, 0);
    unsigned right = title->right ? string_width(title->right) + 4 : 0;
    unsigned left = string_width(title->left) + 4;
    if (left + right > line.width)
        right = 0;
    Area cut = {line.x, line.y, line.width > right + 2 ? line.width - right - 2 : line.width, 1};
    pen.area = cut;
    pen_text(&pen, LOOK_FRAME, " ");
    if (title->is_changed)
        pen_text(&pen, look, "%s", screen->is_ascii ? "* " : "• ");
    pen_text(&pen, look, "%s", title->left);
    pen_text(&pen, LOOK_FRAME, " ");
    if (!right)
        return;
    pen = pen_at(screen, line, line.width - right + 1, 0);
    pen_text(&pen, LOOK_FRAME, " ");
    pen_text(&pen, title->is_changed ? LOOK_CHANGED : LOOK_DIM, "%s", title->right);
    pen_text(&pen, LOOK_FRAME, " ");
}

static void draw_frame(Screen *screen, Area area)
{
    unsigned left = area.x - 1, right = area.x + area.width, top = area.y - 1, bottom = area.y + area.height;
    screen_line_across(screen, left, right, top, LOOK_FRAME);
    screen_line_across(screen, left, right, bottom, LOOK_FRAME);
    screen_line_down(screen, left, top, bottom, LOOK_FRAME);
    screen_line_down(screen, right, top, bottom, LOOK_FRAME);
}

/* ---- panels in their places ---- */

static bool thing_is_selected(const Steps *steps, uint32_t number)
{
    return steps->player->selection.kind == SELECTED_THING && steps->player->selection.number == number;
}

static void draw_thing(Steps *steps, Screen *screen, const Place *place)
{
    ThingView view;
    if (!thing_view(steps->player->sim, steps->things[place->thing], &view))
        return;
    memory_note_thing(&steps->memory, &view);
    bool is_selected = thing_is_selected(steps, view.number);
    Title title = {view.title, view.state[0] ? view.state : NULL, is_selected,
                   memory_thing_changed(&steps->memory, view.number)};
    draw_title(screen, place->area, &title);
    if (is_selected)
        screen_cursor(screen, place->area, 1, 0);
    panel_thing(steps, screen, inside(place->area), &view);
}

/* Things without a panel of their own: a row each; what has no row is counted. */
static void draw_folded(Steps *steps, Screen *screen, const Place *place, size_t first)
{
    char more[64] = "", count[COUNT_TEXT_BYTES];
    ThingView view;
    Area area = inside(place->area);
    unsigned y = 0;
    for (; y < area.height && first + y < steps->thing_count; y++) {
        if (!thing_view(steps->player->sim, steps->things[first + y], &view))
            continue;
        memory_note_thing(&steps->memory, &view);
        panel_thing_row(steps, screen, area, y, &view);
    }
    size_t hidden = steps->things_there > first + y ? steps->things_there - first - y : 0;
    if (hidden)
        snprintf(more, sizeof more, "+%s objects", count_text(count, hidden));
    Title title = {"objects", hidden ? more : NULL, steps->focus == PANEL_THINGS && first == 0, false};
    draw_title(screen, place->area, &title);
}

static void title_of_tasks(const Steps *steps, char *text, size_t room)
{
    char count[COUNT_TEXT_BYTES];
    uint32_t tasks = sim_task_count(steps->player->sim);
    if (*steps->player->filter)
        snprintf(text, room, "only «%s»", steps->player->filter);
    else if (tasks > TASKS_TO_GROUP)
        snprintf(text, room, steps->tasks_per_cell > 1 ? "%s, 1 cell = %u" : "%s", count_text(count, tasks),
                 steps->tasks_per_cell);
    else if (tasks > steps->task_rows)
        snprintf(text, room, "%u", tasks);
    if (steps->things_hidden) { /* where objects have no panel left */
        size_t length = strlen(text);
        snprintf(text + length, room - length, "%s+%zu object%s", length ? " · " : "", steps->things_hidden,
                 steps->things_hidden == 1 ? "" : "s");
    }
}

static void title_of_timeline(const Steps *steps, char *text, size_t room)
{
    snprintf(text, room, "%s", steps->ruler.is_by_turns ? "by callbacks · x: clock" : "by clock · x: callbacks");
}

static void title_of_narration(const Steps *steps, char *text, size_t room)
{
    HeadView head;
    head_view(steps->player, &head);
    snprintf(text, room, "%s", head.cue);
}

static const char *left_title(const Steps *steps, Panel panel, char *text, size_t room)
{
    uint32_t task = task_in_focus(steps->player);
    SimScenario scenario;
    if (panel == PANEL_SOURCE) {
        sim_scenario(steps->player->sim, &scenario);
        return scenario.file_name;
    }
    if (panel == PANEL_LOCALS) {
        SimClock clock;
        sim_clock(steps->player->sim, &clock);
        bool is_thread = task == 0 && clock.running_thread;
        Chip chip = is_thread ? chip_of_thread(steps->player->sim, clock.running_thread)
                              : chip_of_task(steps->player->sim, task);
        snprintf(text, room, "%s", chip.text);
        return text;
    }
    return panel_title(panel);
}

static void draw_panel_title(Steps *steps, Screen *screen, Area area, Panel panel)
{
    char left[PIECE_TEXT_BYTES] = "", right[192] = "";
    Title title = {left_title(steps, panel, left, sizeof left), NULL, steps->focus == panel, false};
    if (panel == PANEL_TASKS)
        title_of_tasks(steps, right, sizeof right);
    else if (panel == PANEL_TIMELINE)
        title_of_timeline(steps, right, sizeof right);
    else if (panel == PANEL_NARRATION)
        title_of_narration(steps, right, sizeof right);
    else if (panel == PANEL_OUTPUT)
        title.is_changed = memory_output_grew(&steps->memory);
    if (panel == PANEL_SOURCE)
        snprintf(right, sizeof right, "asyncio as in " SIM_REFERENCE);
    title.right = right[0] ? right : NULL;
    draw_title(screen, area, &title);
}

static void draw_panel(Steps *steps, Screen *screen, Area area, Panel panel)
{
    Area inner = inside(area);
    screen_hit(screen, area, HIT_PANEL, (uint32_t)panel);
    switch (panel) {
    case PANEL_LOOP:
        panel_loop(steps, screen, inner);
        break;
    case PANEL_TASKS:
        panel_tasks(steps, screen, inner);
        break;
    case PANEL_SOURCE:
        panel_source(steps, screen, inner);
        break;
    case PANEL_LOCALS:
        panel_locals(steps, screen, inner);
        break;
    case PANEL_OUTPUT:
        panel_output(steps, screen, inner);
        break;
    case PANEL_GAUGES:
        panel_gauges(steps, screen, inner);
        break;
    case PANEL_TIMELINE:
        panel_timeline(steps, screen, inner);
        break;
    case PANEL_NARRATION:
        panel_narration(steps, screen, inner);
        break;
    case PANEL_THINGS:
    case PANEL_KNOBS:
    case PANELS:
        break;
    }
    draw_panel_title(steps, screen, area, panel);
}

static void draw_place_of(Steps *steps, Screen *screen, const Layout *layout, const Place *place)
{
    if (place->panel != PANEL_THINGS)
        draw_panel(steps, screen, place->area, place->panel);
    else if (place->thing < layout->whole_things)
        draw_thing(steps, screen, place);
    else
        draw_folded(steps, screen, place, layout->whole_things);
}

/* ---- what the panels would like ---- */

/* The selected thing is never among the folded. */
static void put_selected_first(Steps *steps)
{
    for (size_t i = 1; i < steps->thing_count; i++) {
        if (!thing_is_selected(steps, steps->things[i]))
            continue;
        uint32_t number = steps->things[i];
        memmove(steps->things + 1, steps->things, i * sizeof *steps->things);
        steps->things[0] = number;
    }
}

static void measure_things(Steps *steps, unsigned width, LayoutNeeds *needs)
{
    ThingView view;
    steps->things_there = things_to_show(steps->player->sim, steps->things, LAYOUT_THINGS_MOST);
    steps->thing_count = steps->things_there < LAYOUT_THINGS_MOST ? steps->things_there : LAYOUT_THINGS_MOST;
    if (steps->focus == PANEL_THINGS)
        put_selected_first(steps);
    needs->thing_count = steps->thing_count;
    for (size_t i = 0; i < steps->thing_count; i++)
        needs->things[i] =
            thing_view(steps->player->sim, steps->things[i], &view) ? panel_thing_rows(&view, width) : 1;
}

/* The rows for the narration where it is deeper than the story, and one for what else there is to say. */
static unsigned words_rows(const Steps *steps, const Screen *screen)
{
    const Player *player = steps->player;
    HeadView head;
    if (player->depth == SIM_STORY)
        return 0;
    head_view(player, &head);
    bool has_more = player->message[0] || head.say[0] || *ending_text(player);
    return paragraph_rows(narration_text(player), screen->width - 2) + has_more;
}

static void measure(Steps *steps, Screen *screen, LayoutNeeds *needs)
{
    SimScenario scenario;
    SimPrint print;
    *needs = (LayoutNeeds){.loop = 2};
    sim_scenario(steps->player->sim, &scenario);
    measure_things(steps, layout_left_width(screen->width), needs);
    uint32_t tasks = sim_task_count(steps->player->sim);
    needs->tasks = panel_tasks_rows(steps);
    needs->lanes = tasks < 100 ? tasks : 100;
    needs->source = source_lines_between(steps->player, 1, scenario.line_count);
    needs->gauges = (unsigned)scenario.gauge_count;
    bool has_task = steps->player->selection.kind == SELECTED_TASK; /* its passport stands there too */
    needs->locals = screen->height / 8 + (has_task ? 4 : 1);
    needs->words = words_rows(steps, screen);
    needs->output = sim_print(steps->player->sim, 0, &print) ? screen->height / 3 : 2;
}

/* ---- kinds of screens ---- */

static void draw_full(Steps *steps, Screen *screen)
{
    Layout layout;
    LayoutNeeds needs;
    measure(steps, screen, &needs);
    layout_full(&layout, screen->width, screen->height, &needs);
    steps->things_hidden = steps->things_there - layout.whole_things;
    for (size_t i = 0; i < layout.count; i++)
        if (layout.places[i].panel == PANEL_THINGS && layout.places[i].thing >= layout.whole_things)
            steps->things_hidden = 0; /* the folded panel counts them */
    for (size_t i = 0; i < layout.count; i++)
        draw_frame(screen, layout.places[i].area);
    screen_line_down(screen, 0, 1, screen->height - 1, LOOK_FRAME);
    screen_line_down(screen, screen->width - 1, 1, screen->height - 1, LOOK_FRAME);
    for (size_t i = 0; i < layout.count; i++)
        draw_place_of(steps, screen, &layout, &layout.places[i]);
    draw_head(steps, screen);
    draw_footer(steps, screen);
}

/* The objects one below the other, as many as there is room for. */
static void draw_zoomed_things(Steps *steps, Screen *screen, Area area)
{
    ThingView view;
    LayoutNeeds needs = {0};
    measure_things(steps, area.width - 2, &needs);
    size_t i = 0;
    for (; i < steps->thing_count && area.height > 1; i++) {
        Place place = {PANEL_THINGS, i, area};
        unsigned rows = thing_view(steps->player->sim, steps->things[i], &view) ? needs.things[i] : 1;
        place.area.height = rows < area.height ? rows : area.height;
        if (i > 0)
            screen_line_across(screen, 0, screen->width - 1, area.y - 1, LOOK_FRAME);
        draw_thing(steps, screen, &place);
        area = area_below(area, rows + 1);
    }
    if (i == 0)
        screen_string(screen, inside(area), 0, 0, LOOK_DIM, "no coordination object is there now");
}

static void draw_zoomed(Steps *steps, Screen *screen)
{
    unsigned narration = 2;
    Area whole = {1, 2, screen->width - 2, screen->height - 4 - narration};
    Area sentence = {1, screen->height - 1 - narration, screen->width - 2, narration};
    draw_frame(screen, whole);
    draw_frame(screen, sentence);
    if (steps->focus == PANEL_THINGS)
        draw_zoomed_things(steps, screen, whole);
    else
        draw_panel(steps, screen, whole, steps->focus);
    draw_panel(steps, screen, sentence, PANEL_NARRATION);
    draw_head(steps, screen);
    draw_footer(steps, screen);
}

/* Below 60x16: clock, who runs, the sentence, and tasks where rows are left. */
void draw_column(Steps *steps, Screen *screen)
{
    HeadView head;
    Area area = {0, 0, screen->width, screen->height};
    Pen pen = pen_at(screen, area, 0, 0);
    head_view(steps->player, &head);
    pen_text(&pen, LOOK_CLOCK, "%s", head.clock);
    pen_text(&pen, LOOK_DIM, "  %s", head.status);
    SimClock clock;
    sim_clock(steps->player->sim, &clock);
    pen_blank(&pen, 2);
    if (clock.running || clock.running_thread) {
        Chip chip = clock.running_thread ? chip_of_thread(steps->player->sim, clock.running_thread)
                                         : chip_of_task(steps->player->sim, clock.running);
        pen_chip(&pen, &chip, 0);
    }
    char broken[400];
    const char *text = broken_text(steps->player, broken, sizeof broken) ? broken
                       : steps->player->message[0]                       ? steps->player->message
                       : *ending_text(steps->player)                     ? ending_text(steps->player)
                                                                         : narration_text(steps->player);
    pen = pen_at(screen, area_below(area, 1), 0, 0);
    unsigned used = pen_paragraph(&pen, LOOK_SENTENCE, text, area.height - 1);
    screen_cursor(screen, area, 0, 1);
    if (used + 3 < area.height)
        panel_tasks(steps, screen, area_below(area, used + 2));
}

void draw_sentence(Steps *steps, Screen *screen)
{
    Pen pen = pen_at(screen, (Area){0, 0, screen->width, screen->height}, 0, 0);
    const char *ending = ending_text(steps->player);
    pen_paragraph(&pen, LOOK_SENTENCE, *ending ? ending : narration_text(steps->player), screen->height);
}

static void draw_run(Steps *steps, Screen *screen)
{
    switch (layout_kind(screen->width, screen->height)) {
    case LAYOUT_FULL:
        if (steps->is_zoomed && steps->focus != PANEL_KNOBS)
            draw_zoomed(steps, screen);
        else
            draw_full(steps, screen);
        break;
    case LAYOUT_COLUMN:
        draw_column(steps, screen);
        break;
    case LAYOUT_SENTENCE:
    case LAYOUT_ZOOMED:
        draw_sentence(steps, screen);
        break;
    }
}

void steps_draw(Steps *steps, Screen *screen)
{
    memory_turn_page(&steps->memory, steps->player);
    Area area = panel_lesson(steps, screen);
    ScreenWindow window = screen_open_window(screen, area);
    steps->window_x = area.x;
    steps->window_y = area.y;
    draw_run(steps, screen);
    screen_close_window(screen, &window);
}
