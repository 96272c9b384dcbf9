/* The source with those who stand on its lines, and the local variables of the task in focus. */
#include "steps.h"

#include "code_words.h"
#include "pen.h"
#include "source_view.h"
#include "states.h"
#include "task_view.h"

#include <string.h>

/* ---- source ---- */

/* The first line in sight: the focus stays off the edges where the file goes on. */
static void scroll_to(Steps *steps, uint32_t line, unsigned rows)
{
    const Player *player = steps->player;
    uint32_t margin = rows > 6 ? 2 : 0, top = steps->source_top > 1 ? steps->source_top : 1;
    uint32_t highest = source_line_before(player, line, margin);
    uint32_t lowest = source_line_before(player, source_line_after(player, line, margin), rows - 1);
    uint32_t last = source_line_before(player, source_line_count(player) + 1, rows);
    if (line > 0 && top > highest)
        top = highest;
    if (line > 0 && top < lowest)
        top = lowest;
    steps->source_top = top < last ? top : last;
}

static unsigned markers_width(const SourceLine *line)
{
    unsigned width = 0;
    for (size_t i = 0; i < line->marker_count; i++)
        width += string_width(line->markers[i].text) + 2;
    return width + (line->more ? 3 : 0);
}

/* Who stands here, at the right edge. Returns the width they take. */
static unsigned draw_markers(Screen *screen, Area area, unsigned y, const SourceLine *line)
{
    unsigned width = markers_width(line);
    if (width == 0 || width + 8 > area.width)
        return 0;
    Pen pen = pen_at(screen, area, area.width - width, y);
    for (size_t i = 0; i < line->marker_count; i++) {
        pen_text(&pen, (Look)line->markers[i].state, "%s%s", state_sign(line->markers[i].state, screen->is_ascii),
                 line->markers[i].text);
        pen_blank(&pen, i + 1 < line->marker_count ? 1 : 0);
    }
    if (line->more)
        pen_text(&pen, LOOK_DIM, " +%zu", line->more);
    return width;
}

static Look code_look(CodeWord word)
{
    switch (word) {
    case CODE_KEYWORD:
        return LOOK_CODE_WORD;
    case CODE_STRING:
        return LOOK_CODE_TEXT;
    case CODE_COMMENT:
        return LOOK_CODE_COMMENT;
    case CODE_OTHER:
        break;
    }
    return LOOK_NORMAL;
}

static void draw_code(Screen *screen, Area area, const SourceLine *line)
{
    unsigned x = 0;
    size_t at = 0;
    while (at < line->length && x < area.width) {
        CodeWord word;
        size_t size = code_next(line->text, line->length, at, &word);
        /* the last piece that fits is cut by the screen, which marks it */
        x += screen_text(screen, area, x, 0, code_look(word), line->text + at, size);
        at += size;
    }
    if (at < line->length && area.width > 0)
        screen_string(screen, area, area.width - 1, 0, LOOK_DIM, "…");
}

/* Where the running code stands, else where it would stop. */
static const char *line_sign(const Screen *screen, const SourceLine *line)
{
    if (line->is_current)
        return screen->is_ascii ? ">" : "▶";
    return !line->has_breakpoint ? " " : screen->is_ascii ? "@" : "◉";
}

/* An await that switched, or went straight on. */
static const char *await_sign(const Screen *screen, SimAwait await)
{
    switch (await) {
    case SIM_SWITCHED:
        return screen->is_ascii ? "#" : "◆";
    case SIM_WENT_STRAIGHT_ON:
        return screen->is_ascii ? "." : "◇";
    case SIM_NO_AWAIT:
        break;
    }
    return " ";
}

static void draw_line(const Steps *steps, Screen *screen, Area area, unsigned y, const SourceLine *line)
{
    Area whole = {area.x, area.y + y, area.width, 1};
    Pen pen = pen_at(screen, area, 0, y);
    pen_text(&pen, line->has_breakpoint ? LOOK_BREAKPOINT : LOOK_DIM, "%3u", line->number);
    pen_text(&pen, line->has_breakpoint ? LOOK_BREAKPOINT : LOOK_STRONG, "%s%s", line_sign(screen, line),
             await_sign(screen, line->await));
    unsigned markers = draw_markers(screen, area, y, line);
    unsigned used = pen.x + (markers ? markers + 1 : 0);
    Area code = {area.x + pen.x, area.y + y, area.width > used ? area.width - used : 0, 1};
    draw_code(screen, code, line);
    if (line->is_current)
        screen_paint(screen, code, 0, 0, code.width, LOOK_CURRENT);
    if (line->is_selected || (steps->focus == PANEL_SOURCE && line->is_current && !steps->player->line))
        screen_cursor(screen, area, pen.x, y);
    if (line->is_selected)
        screen_flag(screen, whole, 0, 0, area.width - markers, CELL_SELECTED);
    screen_hit(screen, whole, HIT_LINE, line->number);
}

void panel_source(Steps *steps, Screen *screen, Area area)
{
    SourceLine line;
    steps->source_rows = area.height;
    scroll_to(steps, source_line_in_focus(steps->player), area.height);
    unsigned y = 0;
    for (uint32_t number = steps->source_top; y < area.height && source_line(steps->player, number, &line);
         number++)
        if (source_line_is_shown(steps->player, number))
            draw_line(steps, screen, area, y++, &line);
}

/* ---- locals ---- */

enum { FRAME_LINES_MOST = 200 };

static unsigned variable_width(const FrameLine *line)
{
    return string_width(line->name) + 3 + string_width(line->value);
}

/* Variables flow, so that a small panel shows several in a row. */
static void draw_frames(Screen *screen, Area area, const FrameLine *lines, size_t count)
{
    Pen pen = pen_at(screen, area, 0, 0);
    for (size_t i = 0; i < count && pen.y < area.height; i++) {
        const FrameLine *line = &lines[i];
        bool is_new_row = line->is_head || pen.x + variable_width(line) + 3 > area.width;
        if (is_new_row && pen.x > 0) {
            pen.x = 0;
            pen.y++;
        }
        if (line->is_head) {
            if (i > 0 || line->line)
                pen_text(&pen, LOOK_DIM, line->line ? "%s, line %u" : "%s", line->name, line->line);
            pen.x += pen.x ? 3 : 0;
            continue;
        }
        pen_text(&pen, LOOK_DIM, "%s = ", line->name);
        pen_text(&pen, LOOK_NORMAL, "%s", line->value);
        pen_blank(&pen, 3);
    }
}

void panel_locals(Steps *steps, Screen *screen, Area area)
{
    FrameLine lines[FRAME_LINES_MOST];
    uint32_t task = task_in_focus(steps->player);
    size_t count = frame_lines(steps->player->sim, task, lines, FRAME_LINES_MOST);
    if (steps->player->selection.kind == SELECTED_TASK)
        count += passport_lines(steps->player->sim, task, lines + count, FRAME_LINES_MOST - count);
    size_t skip = steps->frame_skip < count ? steps->frame_skip : 0;
    draw_frames(screen, area, lines + skip, count - skip);
    if (count == 0)
        screen_string(screen, area, 0, 0, LOOK_DIM, task ? "it has no frames: it has ended" : "nothing runs yet");
}
