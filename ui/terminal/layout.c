/* Areas for panels.
 *
 *     row 0                head
 *     row 1                frame, with the titles of loop and source
 *     left                 loop, a panel for each thing, gauges, tasks
 *     right                source, locals, output
 *     across               timeline, narration
 *     last row             frame with the footer
 */
#include "layout.h"

enum {
    HEAD_ROWS = 2, /* the head and the first frame */
    TASKS_LEAST = 3,
    LOCALS_LEAST = 2,
    OUTPUT_LEAST = 2,
    SOURCE_WIDTH_MOST = 92,
};

LayoutKind layout_kind(unsigned width, unsigned height)
{
    if (width < LAYOUT_COLUMN_WIDTH || height < LAYOUT_COLUMN_HEIGHT)
        return LAYOUT_SENTENCE;
    return width < LAYOUT_FULL_WIDTH || height < LAYOUT_FULL_HEIGHT ? LAYOUT_COLUMN : LAYOUT_FULL;
}

static unsigned least_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* The source gets nearly a half, on narrow screens two fifths, up to what source lines need. */
static unsigned divider_column(unsigned width)
{
    unsigned right = least_of(width * (width < 72 ? 43 : 48) / 100, SOURCE_WIDTH_MOST);
    return width - 1 - right;
}

unsigned layout_left_width(unsigned width)
{
    return divider_column(width) - 3; /* frame and a blank at either side */
}

void layout_share(unsigned rows, const unsigned *least, const unsigned *wanted, size_t count, unsigned *shares)
{
    for (size_t i = 0; i < count; i++) {
        shares[i] = least_of(least[i], rows);
        rows -= shares[i];
    }
    for (size_t i = 0; i < count; i++) {
        unsigned more = wanted[i] > shares[i] ? least_of(wanted[i] - shares[i], rows) : 0;
        shares[i] += more;
        rows -= more;
    }
}

/* ---- columns ---- */

/* A column being filled from top to bottom. Each panel after the first has a line for its title. */
typedef struct Column {
    Layout *layout;
    unsigned x, width; /* inside */
    unsigned y, end;
} Column;

static void place(Column *column, Panel panel, size_t thing, unsigned rows)
{
    if (column->layout->count == LAYOUT_PLACES_MOST || column->y >= column->end)
        return;
    rows = least_of(rows, column->end - column->y);
    column->layout->places[column->layout->count++] =
        (Place){panel, thing, {column->x, column->y, column->width, rows}};
    column->y += rows + 1;
}

static unsigned rows_of_whole(const LayoutNeeds *needs, size_t whole)
{
    unsigned rows = 0;
    for (size_t i = 0; i < whole; i++)
        rows += needs->things[i] + 1;
    return rows;
}

/* How many things get a panel of their own in so many rows. The others share one, of a row each if it can be; where
 * there is not even room for that, one whole thing tells more than a list. */
static size_t count_whole(const LayoutNeeds *needs, unsigned rows)
{
    for (size_t whole = needs->thing_count; whole > 0; whole--) {
        unsigned folded = whole < needs->thing_count ? 2 : 0;
        if (rows_of_whole(needs, whole) + folded <= rows)
            return whole;
    }
    return needs->thing_count > 0 && rows_of_whole(needs, 1) <= rows ? 1 : 0;
}

static void place_things(Column *column, const LayoutNeeds *needs, unsigned folded_rows)
{
    size_t whole = column->layout->whole_things;
    for (size_t i = 0; i < whole; i++)
        place(column, PANEL_THINGS, i, needs->things[i]);
    if (folded_rows > 0)
        place(column, PANEL_THINGS, needs->thing_count, folded_rows);
}

static void fill_left(Column *column, const LayoutNeeds *needs)
{
    enum { LOOP, TASKS, FOLDED, KINDS };
    unsigned rows = column->end - column->y;
    unsigned gauges = needs->gauges ? least_of(needs->gauges, rows / 8) + 1 : 0;
    unsigned tasks_least = least_of(needs->tasks, TASKS_LEAST) + 1;
    unsigned fixed = 2 + tasks_least + gauges;
    size_t whole = count_whole(needs, rows > fixed ? rows - fixed : 0);
    unsigned left = rows_of_whole(needs, whole) + gauges;
    size_t folded = needs->thing_count - whole;
    bool has_room = 2 + tasks_least + left + 2 <= rows || whole == 0;
    unsigned least[KINDS] = {2, tasks_least, folded && has_room ? 2 : 0}, shares[KINDS];
    unsigned wanted[KINDS] = {needs->loop, needs->tasks + 1, folded && has_room ? (unsigned)folded + 1 : 0};
    layout_share(rows > left ? rows - left : 0, least, wanted, KINDS, shares);
    column->layout->whole_things = whole;
    place(column, PANEL_LOOP, 0, shares[LOOP]);
    place_things(column, needs, shares[FOLDED] ? shares[FOLDED] - 1 : 0);
    if (gauges)
        place(column, PANEL_GAUGES, 0, gauges - 1);
    place(column, PANEL_TASKS, 0, column->end - least_of(column->y, column->end));
}

static void fill_right(Column *column, const LayoutNeeds *needs)
{
    enum { SOURCE, LOCALS, OUTPUT, KINDS };
    unsigned rows = column->end - column->y - 2; /* two titles */
    unsigned part = rows / 5;
    unsigned least[KINDS] = {rows / 2, least_of(needs->locals ? needs->locals : 1, LOCALS_LEAST), OUTPUT_LEAST};
    unsigned wanted[KINDS] = {needs->source, needs->locals, needs->output}, shares[KINDS];
    least[LOCALS] = least_of(wanted[LOCALS], part > least[LOCALS] ? part : least[LOCALS]);
    least[LOCALS] = least[LOCALS] ? least[LOCALS] : 1;
    least[OUTPUT] = part > OUTPUT_LEAST ? part : OUTPUT_LEAST;
    least[SOURCE] = least_of(rows - least[LOCALS] - least[OUTPUT], wanted[SOURCE]);
    layout_share(rows, least, wanted, KINDS, shares);
    place(column, PANEL_SOURCE, 0, shares[SOURCE]);
    place(column, PANEL_LOCALS, 0, shares[LOCALS]);
    place(column, PANEL_OUTPUT, 0, column->end - least_of(column->y, column->end));
}

/* ---- the whole ---- */

static unsigned narration_rows(unsigned height)
{
    return height < 20 ? 2 : 3;
}

/* Lanes and a ruler. */
static unsigned timeline_rows(unsigned height, unsigned lanes)
{
    unsigned most = height < 30 ? 2 : height < 45 ? 6 : height / 4;
    return (lanes < most ? lanes ? lanes : 1 : most) + 1;
}

/* The rows of deeper narration: the timeline's, and as many more as its words need and the body can do without. */
static unsigned deep_rows(unsigned height, unsigned rows, unsigned words)
{
    enum { BODY_LEAST = 9 };
    unsigned most = height - 2 - BODY_LEAST;
    rows = words > rows ? words : rows;
    return rows < most ? rows : most;
}

void layout_full(Layout *layout, unsigned width, unsigned height, const LayoutNeeds *needs)
{
    *layout = (Layout){.kind = LAYOUT_FULL, .divider = divider_column(width)};
    unsigned narration = narration_rows(height), timeline = timeline_rows(height, needs->lanes);
    if (needs->words > 0) {
        narration = deep_rows(height, narration + timeline + 1, needs->words);
        timeline = 0;
    }
    layout->body_end = height - 1 - narration - 1 - (timeline > 0 ? timeline + 1 : 0);
    Column left = {layout, 1, layout->divider - 1, HEAD_ROWS, layout->body_end};
    Column right = {layout, layout->divider + 1, width - layout->divider - 2, HEAD_ROWS, layout->body_end};
    Column across = {layout, 1, width - 2, layout->body_end + 1, height - 1};
    fill_left(&left, needs);
    fill_right(&right, needs);
    if (timeline > 0)
        place(&across, PANEL_TIMELINE, 0, timeline);
    place(&across, PANEL_NARRATION, 0, narration);
}
