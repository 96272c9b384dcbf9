/* The source: lines with the tasks that stand on them, the one that runs on its own ground. */
#include "compose_room.h"

#include "code_words.h"
#include "source_view.h"
#include "states.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 34, NUMBER_WIDTH = 58, MARKER_HEIGHT = 30, SMALL_MARKER = 44 };

/* ---- which lines ---- */

/* The rows of a line: what is too long for one goes on below, further in. */
enum { CODE_ROWS_MOST = 3 };
typedef struct CodeRows {
    struct {
        size_t begin, end;
    } items[CODE_ROWS_MOST];
    size_t count;
    float in, hang; /* where the first begins, and the others */
} CodeRows;

/* What a source panel is drawn with. */
typedef struct Pane {
    Composing *composing;
    float wide; /* of a line's first row, with a small marker beside it: the same whoever stands on the line */
    uint32_t rows;
} Pane;

static size_t blanks_before(const SourceLine *line)
{
    size_t blanks = 0;
    while (blanks < line->length && line->text[blanks] == ' ')
        blanks++;
    return blanks;
}

/* Where to break what fits: behind a blank, a bracket or a comma, not within a name if that can be. */
static size_t break_within(const char *text, size_t fits)
{
    for (size_t at = fits; at > 0; at--)
        if (strchr(" ([{,", text[at - 1]))
            return at;
    return fits;
}

enum { CLOSERS = 2 }; /* are not put on a row of their own */

/* The bytes of the row that begins at a place, and those to the next one. */
static size_t row_bytes(const Pane *pane, const SourceLine *line, size_t begin, float wide, size_t *skip)
{
    const char *text = line->text + begin;
    size_t left = line->length - begin;
    size_t bytes = measure_fit(pane->composing->measure, text, left, FACE_CODE, SIZE_SMALL, wide);
    if (left - bytes <= CLOSERS)
        bytes = left; /* a row for «):» alone is none: a marker is smaller than that */
    if (bytes < left && text[bytes] != ' ')
        bytes = break_within(text, bytes);
    *skip = bytes;
    while (*skip < left && text[*skip] == ' ')
        (*skip)++;
    return bytes;
}

/* In a narrow pane lines stand in by half as much. */
static void break_code(const Pane *pane, const SourceLine *line, CodeRows *rows)
{
    enum { FURTHER_IN = 4, NARROW = 36 };
    float blank = measure_width(pane->composing->measure, " ", 1, FACE_CODE, SIZE_SMALL);
    blank *= pane->wide < NARROW * blank ? 0.5F : 1;
    size_t blanks = blanks_before(line), skip;
    float in = blank * (float)blanks, hang = blank * (float)(blanks + FURTHER_IN);
    *rows = (CodeRows){.in = in < pane->wide / 2 ? in : pane->wide / 2,
                       .hang = hang < pane->wide / 2 ? hang : pane->wide / 2};
    for (size_t at = blanks; rows->count < CODE_ROWS_MOST; at += skip) {
        float wide = rows->count > 0 ? pane->wide + SMALL_MARKER - rows->hang : pane->wide - rows->in;
        size_t bytes = row_bytes(pane, line, at, wide, &skip);
        bool is_last = rows->count + 1 == CODE_ROWS_MOST || bytes == 0 || at + skip >= line->length;
        rows->items[rows->count].begin = at;
        rows->items[rows->count++].end = is_last ? line->length : at + bytes;
        if (is_last)
            break;
    }
}

/* The rows that a line takes; 0 for one that is not shown. */
static uint32_t rows_of(const Pane *pane, uint32_t number)
{
    SourceLine line;
    CodeRows rows;
    if (!source_line_is_shown(pane->composing->player, number) ||
        !source_line(pane->composing->player, number, &line))
        return 0;
    break_code(pane, &line, &rows);
    return (uint32_t)rows.count;
}

/* The line that is about so many rows before one, not more, or the first. */
static uint32_t line_before(const Pane *pane, uint32_t number, uint32_t steps)
{
    while (number > 1) {
        uint32_t rows = rows_of(pane, number - 1);
        if (rows > steps)
            break;
        steps -= rows;
        number--;
    }
    return number;
}

/* How many rows are shown from one line to another. */
static uint32_t shown_between(const Pane *pane, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (; from <= to; from++)
        count += rows_of(pane, from);
    return count;
}

/* While a callback that is no task's runs, the line that ran before keeps the focus. */
static uint32_t line_to_show(Composing *composing)
{
    const Player *player = composing->player;
    uint32_t *last = &composing->composer->source_line;
    SimClock clock;
    sim_clock(player->sim, &clock);
    bool is_chosen = player->line || player->selection.kind == SELECTED_TASK;
    if (!*last || clock.line || is_chosen || sim_position(player->sim).turn == 0)
        *last = source_line_in_focus(player);
    return *last;
}

/* The lines in sight move as little as they can so that the one in focus is among them, not at the edge. */
static void scroll_to(const Pane *pane)
{
    Composing *composing = pane->composing;
    uint32_t line = line_to_show(composing), top = composing->composer->source_top, rows = pane->rows;
    uint32_t last = line_before(pane, source_line_count(composing->player) + 1, rows);
    if (line && (line <= top || line - top > 3 * rows || shown_between(pane, top, line) + 1 > rows))
        top = line_before(pane, line, rows / 3);
    composing->composer->source_top = top < 1 ? 1 : top > last ? last : top;
}

/* ---- a line ---- */

static Ink ink_of_word(CodeWord word, bool is_current)
{
    if (is_current)
        return INK_ON_CURRENT;
    switch (word) {
    case CODE_KEYWORD:
        return INK_CODE_WORD;
    case CODE_STRING:
        return INK_CODE_TEXT;
    case CODE_COMMENT:
        return INK_CODE_COMMENT;
    case CODE_OTHER:
        break;
    }
    return INK_TEXT;
}

/* The piece of one ink that begins at `from`; returns its end. */
static size_t code_piece(const SourceLine *line, size_t from, size_t most, CodeWord *word)
{
    CodeWord next;
    size_t at = from + code_next(line->text, line->length, from, word);
    while (at < most) {
        size_t piece = code_next(line->text, line->length, at, &next);
        if (next != *word)
            break;
        at += piece;
    }
    return at < most ? at : most;
}

/* The part of one ink that lies in a row, which begins in the box. */
static void add_piece(Composing *composing, const char *text, size_t row, size_t from, size_t to, Ink ink, Box box)
{
    const Measure *measure = composing->measure;
    float x = box.x + measure_width(measure, text + row, from - row, FACE_CODE, SIZE_SMALL);
    float wide = measure_width(measure, text + from, to - from, FACE_CODE, SIZE_SMALL);
    scene_words(composing->scene, (Box){x, box.y, wide, box.height}, text + from, to - from, FACE_CODE, SIZE_SMALL,
                ink, ALIGN_LEFT);
}

/* As much of a row as there is room for, in its inks; an ellipsis where markers leave too little. */
static void add_row(Composing *composing, const SourceLine *line, size_t begin, size_t end, Box box)
{
    static const char ellipsis[] = "…";
    const Measure *measure = composing->measure;
    float dots = measure_width(measure, ellipsis, sizeof ellipsis - 1, FACE_CODE, SIZE_SMALL);
    size_t most = begin + measure_fit(measure, line->text + begin, end - begin, FACE_CODE, SIZE_SMALL, box.width);
    bool is_cut = most < end;
    if (is_cut)
        most = begin + measure_fit(measure, line->text + begin, end - begin, FACE_CODE, SIZE_SMALL,
                                   box.width > dots ? box.width - dots : 0);
    for (size_t at = 0; at < most;) {
        CodeWord word;
        size_t from = at < begin ? begin : at;
        at = code_piece(line, at, line->length, &word);
        size_t to = at < most ? at : most;
        if (from < to)
            add_piece(composing, line->text, begin, from, to, ink_of_word(word, line->is_current), box);
    }
    float used = measure_width(measure, line->text + begin, most - begin, FACE_CODE, SIZE_SMALL);
    if (is_cut)
        words_left(composing, (Box){box.x + used, box.y, box.width - used, box.height}, FACE_CODE, SIZE_SMALL,
                   line->is_current ? INK_ON_CURRENT : INK_DIM, ellipsis);
}

/* The rows of a line; what stands at its right end takes room from the first. */
static void add_code(const Pane *pane, const SourceLine *line, float markers, Box box)
{
    CodeRows rows;
    break_code(pane, line, &rows);
    for (size_t i = 0; i < rows.count && (float)(i + 1) * ROW <= box.height + 0.5F; i++) {
        float in = i > 0 ? rows.hang : rows.in, out = i == 0 ? markers : 0;
        add_row(pane->composing, line, rows.items[i].begin, rows.items[i].end,
                (Box){box.x + in, box.y + (float)i * ROW, box.width - in - out, ROW});
    }
}

/* Small chips at the right end, from there to the left; returns what they take. */
static float add_markers(Composing *composing, const SourceLine *line, Box box)
{
    float x = box.x + box.width, most = box.width * 0.5F;
    for (size_t i = line->marker_count; i > 0; i--) {
        const Marker *marker = &line->markers[i - 1];
        float wide = words_wide(composing, FACE_STRONG, SIZE_SMALL, marker->text) + 24;
        if (box.x + box.width - x + wide > most)
            break;
        x -= wide;
        Mark *chip =
            scene_chip(composing->scene, (Box){x, box.y + (box.height - MARKER_HEIGHT) / 2, wide, MARKER_HEIGHT},
                       SIGN_NONE, marker->text, ink_of_state(marker->state), SIZE_SMALL);
        chip->thickness = 1.5F;
        x -= 6;
    }
    return box.x + box.width - x;
}

static void add_await(Composing *composing, const SourceLine *line, float x, float y)
{
    if (line->await != SIM_NO_AWAIT)
        scene_sign(composing->scene, line->await == SIM_SWITCHED ? SIGN_SWITCHED : SIGN_STRAIGHT_ON,
                   (Box){x, y + 8, 18, 18}, line->is_current ? INK_ON_CURRENT : INK_TEXT);
    else if (line->has_breakpoint)
        scene_sign(composing->scene, SIGN_BREAKPOINT, (Box){x, y + 8, 18, 18}, INK_BAD);
}

static void add_line(const Pane *pane, const SourceLine *line, Box box)
{
    char number[16];
    Composing *composing = pane->composing;
    Ink ground = line->is_current ? INK_CURRENT : line->is_selected ? INK_SELECTED : INK_NONE;
    Mark *row =
        scene_box(composing->scene, (Box){box.x - 10, box.y, box.width + 20, box.height}, 6, ground, INK_NONE);
    row->target = (Target){TARGET_LINE, line->number};
    snprintf(number, sizeof number, "%u", (unsigned)line->number);
    words_right(composing, (Box){box.x, box.y, NUMBER_WIDTH - 22, ROW}, FACE_CODE, SIZE_SMALL,
                line->is_current ? INK_ON_CURRENT : INK_DIM, number);
    add_await(composing, line, box.x + NUMBER_WIDTH - 16, box.y);
    Box code = {box.x + NUMBER_WIDTH + 10, box.y, box.width - NUMBER_WIDTH - 10, box.height};
    float markers = add_markers(composing, line, (Box){code.x, code.y, code.width, ROW});
    add_code(pane, line, markers, code);
}

void compose_source(Composing *composing, Box box)
{
    SimScenario scenario;
    sim_scenario(composing->sim, &scenario);
    static const char about[] = "where each task stands";
    float words = words_wide(composing, FACE_STRONG, SIZE_SMALL, scenario.file_name) +
                  words_wide(composing, FACE_TEXT, SIZE_SMALL, about) + 2 * GAP + 2;
    Box inner = panel_begin(composing, scene_identity("source", 0), box, scenario.file_name,
                            words < box.width - 2 * PANEL_PADDING ? about : "");
    Pane pane = {.composing = composing,
                 .wide = inner.width - NUMBER_WIDTH - 10 - SMALL_MARKER,
                 .rows = inner.height >= ROW ? (uint32_t)(inner.height / ROW) : 0};
    SourceLine line;
    if (pane.rows > 0)
        scroll_to(&pane);
    for (uint32_t number = composing->composer->source_top, row = 0, rows;
         row < pane.rows && source_line(composing->player, number, &line); number++, row += rows) {
        rows = rows_of(&pane, number);
        rows = rows < pane.rows - row ? rows : pane.rows - row;
        if (rows > 0)
            add_line(&pane, &line, (Box){inner.x, inner.y + (float)row * ROW, inner.width, (float)rows * ROW});
    }
    panel_end(composing);
}
