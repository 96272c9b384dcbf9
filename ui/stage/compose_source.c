/* The source: lines with the tasks that stand on them, the one that runs on its own ground. */
#include "compose_room.h"

#include "code_words.h"
#include "source_view.h"
#include "states.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 34, NUMBER_WIDTH = 58, MARKER_HEIGHT = 30 };

/* ---- which lines ---- */

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
static void scroll_to(Composing *composing, uint32_t rows)
{
    const Player *player = composing->player;
    uint32_t line = line_to_show(composing), top = composing->composer->source_top;
    uint32_t last = source_line_before(player, source_line_count(player) + 1, rows);
    if (line && (line <= top || line - top > 3 * rows || source_lines_between(player, top, line) + 1 > rows))
        top = source_line_before(player, line, rows / 3);
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

/* The bytes of a line that are shown: all, or as many as leave room for an ellipsis. */
static size_t code_fits(const Composing *composing, const SourceLine *line, float width)
{
    static const char ellipsis[] = "…";
    float dots = measure_width(composing->measure, ellipsis, sizeof ellipsis - 1, FACE_CODE, SIZE_SMALL);
    size_t fits = measure_fit(composing->measure, line->text, line->length, FACE_CODE, SIZE_SMALL, width);
    if (fits == line->length)
        return fits;
    return measure_fit(composing->measure, line->text, line->length, FACE_CODE, SIZE_SMALL,
                       width > dots ? width - dots : 0);
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

static void add_code(Composing *composing, const SourceLine *line, Box box)
{
    size_t most = code_fits(composing, line, box.width);
    float x = box.x;
    for (size_t at = 0; at < most;) {
        CodeWord word;
        size_t end = code_piece(line, at, most, &word);
        float wide = measure_width(composing->measure, line->text + at, end - at, FACE_CODE, SIZE_SMALL);
        scene_words(composing->scene, (Box){x, box.y, wide, box.height}, line->text + at, end - at, FACE_CODE,
                    SIZE_SMALL, ink_of_word(word, line->is_current), ALIGN_LEFT);
        x += wide;
        at = end;
    }
    if (most < line->length)
        words_left(composing, (Box){x, box.y, box.x + box.width - x, box.height}, FACE_CODE, SIZE_SMALL,
                   line->is_current ? INK_ON_CURRENT : INK_DIM, "…");
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

static void add_line(Composing *composing, const SourceLine *line, Box box)
{
    char number[16];
    Ink ground = line->is_current ? INK_CURRENT : line->is_selected ? INK_SELECTED : INK_NONE;
    Mark *row =
        scene_box(composing->scene, (Box){box.x - 10, box.y, box.width + 20, box.height}, 6, ground, INK_NONE);
    row->target = (Target){TARGET_LINE, line->number};
    snprintf(number, sizeof number, "%u", (unsigned)line->number);
    words_right(composing, (Box){box.x, box.y, NUMBER_WIDTH - 22, box.height}, FACE_CODE, SIZE_SMALL,
                line->is_current ? INK_ON_CURRENT : INK_DIM, number);
    add_await(composing, line, box.x + NUMBER_WIDTH - 16, box.y);
    Box code = {box.x + NUMBER_WIDTH + 10, box.y, box.width - NUMBER_WIDTH - 10, box.height};
    code.width -= add_markers(composing, line, code);
    add_code(composing, line, code);
}

void compose_source(Composing *composing, Box box)
{
    SimScenario scenario;
    sim_scenario(composing->sim, &scenario);
    Box inner =
        panel_begin(composing, scene_identity("source", 0), box, scenario.file_name, "where each task stands");
    uint32_t rows = inner.height >= ROW ? (uint32_t)(inner.height / ROW) : 0, row = 0;
    if (rows > 0)
        scroll_to(composing, rows);
    SourceLine line;
    for (uint32_t number = composing->composer->source_top;
         row < rows && source_line(composing->player, number, &line); number++) {
        if (source_line_is_shown(composing->player, number))
            add_line(composing, &line, (Box){inner.x, inner.y + (float)row++ * ROW, inner.width, ROW});
    }
    panel_end(composing);
}
