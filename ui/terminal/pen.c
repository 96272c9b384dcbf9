/* Writing pieces. */
#include "pen.h"

#include "states.h"
#include "words.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

enum { BAR_CELLS_LEAST = 8 };

unsigned pen_room(const Pen *pen)
{
    return pen->x < pen->area.width ? pen->area.width - pen->x : 0;
}

static void put(Pen *pen, Look look, const char *text)
{
    pen->x += screen_string(pen->screen, pen->area, pen->x, pen->y, look, text);
}

void pen_text(Pen *pen, Look look, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    put(pen, look, text);
}

void pen_blank(Pen *pen, unsigned cells)
{
    pen->x += cells;
}

void pen_right(Pen *pen, Look look, const char *text)
{
    unsigned width = string_width(text);
    if (width + 1 <= pen_room(pen))
        screen_string(pen->screen, pen->area, pen->area.width - width, pen->y, look, text);
}

/* ---- chips ---- */

static const char *chip_sign(const Pen *pen, const Chip *chip)
{
    bool is_ascii = pen->screen->is_ascii;
    if (chip->is_callback)
        return is_ascii ? "&" : "↪";
    if (chip->is_cancelling && !state_is_final(chip->state))
        return cancelling_sign(is_ascii);
    return state_sign(chip->state, is_ascii);
}

/* A blank, the sign, a blank, the label, a blank. */
unsigned chip_width(const Chip *chip)
{
    return string_width(chip->text) + 4;
}

void pen_chip(Pen *pen, const Chip *chip, unsigned width)
{
    Look look = chip->is_callback ? LOOK_CALLBACK : (Look)chip->state;
    unsigned start = pen->x, wanted = chip_width(chip);
    if (width == 0 || wanted < width)
        width = wanted;
    if (width > pen_room(pen))
        width = pen_room(pen);
    if (width < 3)
        return;
    Area area = {pen->area.x + pen->x, pen->area.y + pen->y, width, 1};
    Pen inner = pen_at(pen->screen, area, 0, 0);
    put(&inner, look, " ");
    put(&inner, look, chip_sign(pen, chip));
    put(&inner, look, " ");
    put(&inner, look, chip->text);
    if (inner.x < width)
        put(&inner, look, " ");
    pen->x = start + width;
    if (chip->is_cancelling)
        screen_flag(pen->screen, area, 1, 0, width > 2 ? width - 2 : 0, CELL_UNDERLINED);
    if (chip->task)
        screen_hit(pen->screen, area, HIT_TASK, chip->task);
}

/* ---- pieces ---- */

static const char *gate_text(const Pen *pen, bool is_open)
{
    if (pen->screen->is_ascii)
        return is_open ? " |  / " : " |--| ";
    return is_open ? " ▌  ╱ " : " ▌━━▐ ";
}

static unsigned piece_width(const Piece *piece)
{
    switch (piece->kind) {
    case PIECE_TEXT:
    case PIECE_DIM:
        return string_width(piece->text);
    case PIECE_CHIP:
        return chip_width(&piece->chip);
    case PIECE_SPACE:
    case PIECE_HANDED:
        return chip_width(&piece->chip) + 2;
    case PIECE_EMPTY:
        return 6;
    case PIECE_ITEM:
        return string_width(piece->text) + 2;
    case PIECE_FROM:
    case PIECE_TO:
    case PIECE_DIVIDER:
        return 1;
    case PIECE_GATE_CLOSED:
    case PIECE_GATE_OPEN:
        return 6;
    case PIECE_BAR:
        return BAR_CELLS_LEAST;
    }
    return 0;
}

static void put_space(Pen *pen, const Piece *piece)
{
    Look look = piece->kind == PIECE_HANDED ? LOOK_HANDED : LOOK_FRAME;
    bool is_ascii = pen->screen->is_ascii;
    put(pen, look, piece->kind == PIECE_HANDED ? (is_ascii ? "{" : "┊") : "[");
    pen_chip(pen, &piece->chip, 0);
    put(pen, look, piece->kind == PIECE_HANDED ? (is_ascii ? "}" : "┊") : "]");
}

/* A bar takes the room up to what follows it. */
static void put_bar(Pen *pen, const Piece *piece, unsigned rest)
{
    unsigned room = pen_room(pen), cells = room > rest ? room - rest : 0;
    if (cells > 60)
        cells = 60;
    unsigned filled = (unsigned)(piece->fraction * cells + 0.5);
    for (unsigned i = 0; i < cells; i++)
        put(pen, i < filled ? (Look)piece->state : LOOK_EMPTY,
            i >= filled              ? "·"
            : pen->screen->has_fills ? " "
                                     : "=");
}

static void put_piece(Pen *pen, const Piece *piece, unsigned rest)
{
    bool is_ascii = pen->screen->is_ascii;
    switch (piece->kind) {
    case PIECE_TEXT:
        put(pen, LOOK_NORMAL, piece->text);
        break;
    case PIECE_DIM:
        put(pen, LOOK_DIM, piece->text);
        break;
    case PIECE_CHIP:
        pen_chip(pen, &piece->chip, 0);
        break;
    case PIECE_SPACE:
    case PIECE_HANDED:
        put_space(pen, piece);
        break;
    case PIECE_EMPTY:
        put(pen, LOOK_EMPTY, "[    ]");
        break;
    case PIECE_ITEM:
        put(pen, LOOK_ITEM, "[");
        put(pen, LOOK_ITEM, piece->text);
        put(pen, LOOK_ITEM, "]");
        break;
    case PIECE_FROM:
        put(pen, LOOK_DIM, "←");
        break;
    case PIECE_TO:
        put(pen, LOOK_DIM, "→");
        break;
    case PIECE_DIVIDER:
        put(pen, LOOK_STRONG, is_ascii ? ":" : "┊");
        break;
    case PIECE_GATE_CLOSED:
        put(pen, LOOK_BAD, gate_text(pen, false));
        break;
    case PIECE_GATE_OPEN:
        put(pen, LOOK_STRONG, gate_text(pen, true));
        break;
    case PIECE_BAR:
        put_bar(pen, piece, rest);
        break;
    }
}

/* ---- rows ---- */

/* Items and spaces stand close together, all else a blank apart. */
static unsigned gap_before(const Row *row, size_t at)
{
    if (at == 0)
        return 0;
    return row->pieces[at].kind == PIECE_ITEM && row->pieces[at - 1].kind == PIECE_ITEM ? 0 : 1;
}

static unsigned width_from(const Row *row, size_t at)
{
    unsigned width = 0;
    for (; at < row->count; at++)
        width += gap_before(row, at) + piece_width(&row->pieces[at]);
    return width;
}

static unsigned more_width(uint64_t more)
{
    char text[COUNT_TEXT_BYTES];
    return more ? string_width(count_text(text, more)) + 2 : 0;
}

unsigned row_width(const Row *row)
{
    return width_from(row, 0) + more_width(row->more);
}

/* Does the piece fit, with room for «+N» where others follow that may not? */
static bool fits(const Pen *pen, const Row *row, size_t at)
{
    unsigned room = pen_room(pen);
    unsigned own = gap_before(row, at) + piece_width(&row->pieces[at]);
    if (width_from(row, at) + gap_before(row, at) + more_width(row->more) <= room)
        return true;
    return own + more_width(row->more + row->count - at) <= room;
}

/* What counts among things that had no room: words do not. */
static uint64_t count_from(const Row *row, size_t at)
{
    uint64_t count = 0;
    for (; at < row->count; at++)
        switch (row->pieces[at].kind) {
        case PIECE_CHIP:
        case PIECE_SPACE:
        case PIECE_HANDED:
        case PIECE_EMPTY:
        case PIECE_ITEM:
            count++;
            break;
        case PIECE_TEXT:
        case PIECE_DIM:
        case PIECE_FROM:
        case PIECE_TO:
        case PIECE_DIVIDER:
        case PIECE_GATE_CLOSED:
        case PIECE_GATE_OPEN:
        case PIECE_BAR:
            break;
        }
    return count;
}

static void put_more(Pen *pen, uint64_t more)
{
    char text[COUNT_TEXT_BYTES];
    if (more && pen_room(pen) > 1)
        pen_text(pen, LOOK_DIM, "%s+%s", pen->x ? " " : "", count_text(text, more));
}

void pen_row(Pen *pen, const Row *row)
{
    uint64_t more = row->more;
    for (size_t at = 0; at < row->count; at++) {
        if (!fits(pen, row, at)) {
            more += count_from(row, at);
            break;
        }
        pen->x += gap_before(row, at);
        put_piece(pen, &row->pieces[at], width_from(row, at + 1) + more_width(row->more));
    }
    put_more(pen, more);
}

/* ---- paragraphs ---- */

unsigned paragraph_rows(const char *text, unsigned width)
{
    unsigned rows = 0;
    for (size_t left = strlen(text), skip; left > 0; left -= skip, text += skip, rows++) {
        const char *feed = memchr(text, '\n', left);
        size_t line = feed ? (size_t)(feed - text) : left;
        glyphs_break(text, line, width, &skip);
        skip += skip == line && feed;
        skip = skip > 0 ? skip : left; /* nothing fits */
    }
    return rows;
}

unsigned pen_paragraph(Pen *pen, Look look, const char *text, unsigned rows)
{
    unsigned used = 0;
    size_t left = strlen(text);
    while (left > 0 && used < rows) {
        const char *feed = memchr(text, '\n', left);
        size_t line = feed ? (size_t)(feed - text) : left, skip;
        size_t size = glyphs_break(text, line, pen->area.width, &skip);
        if (skip == line && feed)
            skip++;
        if (used + 1 == rows && skip < left) /* the last row shows that there is more */
            size = line;
        screen_text(pen->screen, pen->area, 0, pen->y + used, look, text, size);
        text += skip;
        left -= skip;
        used++;
    }
    pen->y += used;
    return used;
}
