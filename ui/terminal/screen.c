/* Cells, lines and hits. */
#include "screen.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_UP = 1, LINE_DOWN = 2, LINE_LEFT = 4, LINE_RIGHT = 8 };

bool screen_init(Screen *screen, unsigned width, unsigned height, bool is_ascii)
{
    width = width ? width : 1;
    height = height ? height : 1;
    *screen = (Screen){.width = width, .height = height, .stride = width, .is_ascii = is_ascii};
    screen->cells = calloc((size_t)width * height, sizeof *screen->cells);
    if (!screen->cells)
        return false;
    screen_clear(screen);
    return true;
}

void screen_release(Screen *screen)
{
    free(screen->cells);
    *screen = (Screen){0};
}

void screen_clear(Screen *screen)
{
    static const Cell blank = {.bytes = " ", .cells = 1, .look = LOOK_NORMAL};
    for (size_t i = 0; i < (size_t)screen->width * screen->height; i++)
        screen->cells[i] = blank;
    screen->hit_count = 0;
    screen->cursor_x = screen->cursor_y = 0;
}

ScreenWindow screen_open_window(Screen *screen, Area area)
{
    ScreenWindow window = {.cells = screen->cells,
                           .width = screen->width,
                           .height = screen->height,
                           .x = area.x,
                           .y = area.y,
                           .hit_count = screen->hit_count};
    screen->cells += (size_t)area.y * screen->stride + area.x;
    screen->width = area.width;
    screen->height = area.height;
    screen->cursor_x = screen->cursor_y = 0;
    return window;
}

void screen_close_window(Screen *screen, const ScreenWindow *window)
{
    screen->cells = window->cells;
    screen->width = window->width;
    screen->height = window->height;
    screen->cursor_x += window->x;
    screen->cursor_y += window->y;
    for (size_t i = window->hit_count; i < screen->hit_count; i++) {
        screen->hits[i].area.x += window->x;
        screen->hits[i].area.y += window->y;
    }
}

static Cell *cell_at(Screen *screen, unsigned x, unsigned y)
{
    return &screen->cells[(size_t)y * screen->stride + x];
}

/* What of an area lies on the screen. */
static Area clip(const Screen *screen, Area area)
{
    if (area.x >= screen->width || area.y >= screen->height)
        return (Area){0};
    if (area.width > screen->width - area.x)
        area.width = screen->width - area.x;
    if (area.height > screen->height - area.y)
        area.height = screen->height - area.y;
    return area;
}

/* ---- text ---- */

/* A wide glyph of which a half is overwritten loses the other half. */
static void part_wide(Screen *screen, unsigned x, unsigned y)
{
    Cell *cell = cell_at(screen, x, y);
    if (cell->cells == 0 && x > 0) {
        Cell *left = cell_at(screen, x - 1, y);
        strcpy(left->bytes, " ");
        left->cells = 1;
    }
    if (cell->cells == 2 && x + 1 < screen->width) {
        Cell *right = cell_at(screen, x + 1, y);
        strcpy(right->bytes, " ");
        right->cells = 1;
    }
}

static void set_cell(Screen *screen, unsigned x, unsigned y, Look look, const char *bytes, unsigned cells)
{
    part_wide(screen, x, y);
    Cell *cell = cell_at(screen, x, y);
    *cell = (Cell){.cells = (uint8_t)cells, .look = (uint8_t)look};
    strcpy(cell->bytes, bytes);
}

/* Pictures take a cell for each of their ASCII characters. */
static void set_picture(Screen *screen, unsigned x, unsigned y, Look look, const Glyph *glyph)
{
    for (unsigned i = 0; i < glyph->cells; i++)
        set_cell(screen, x + i, y, look, (char[]){glyph->bytes[i], '\0'}, 1);
}

static void set_glyph(Screen *screen, unsigned x, unsigned y, Look look, const Glyph *glyph)
{
    if (glyph->is_picture) {
        set_picture(screen, x, y, look, glyph);
        return;
    }
    set_cell(screen, x, y, look, glyph->bytes, glyph->cells);
    if (glyph->cells == 2) {
        part_wide(screen, x + 1, y);
        *cell_at(screen, x + 1, y) = (Cell){.cells = 0, .look = (uint8_t)look};
    }
}

static size_t next_glyph(const Screen *screen, const char *text, size_t size, Glyph *glyph)
{
    size_t bytes = glyph_next(text, size, glyph);
    if (screen->is_ascii)
        glyph_to_ascii(glyph);
    return bytes;
}

static void mark_cut(Screen *screen, Area area, unsigned end, unsigned y, Look look)
{
    Glyph dots;
    if (end == 0)
        return;
    glyph_next("…", strlen("…"), &dots);
    if (screen->is_ascii)
        glyph_next("~", 1, &dots);
    set_glyph(screen, area.x + end - 1, area.y + y, look, &dots);
}

unsigned screen_text(Screen *screen, Area area, unsigned x, unsigned y, Look look, const char *text, size_t size)
{
    area = clip(screen, area);
    unsigned start = x;
    if (y >= area.height)
        return 0;
    for (size_t at = 0; at < size;) {
        Glyph glyph;
        at += next_glyph(screen, text + at, size - at, &glyph);
        if (x >= area.width || glyph.cells > area.width - x) {
            for (; x < area.width; x++)
                set_cell(screen, area.x + x, area.y + y, look, " ", 1);
            mark_cut(screen, area, x > start ? area.width : 0, y, look);
            break;
        }
        set_glyph(screen, area.x + x, area.y + y, look, &glyph);
        x += glyph.cells;
    }
    return x - start;
}

unsigned screen_string(Screen *screen, Area area, unsigned x, unsigned y, Look look, const char *text)
{
    return screen_text(screen, area, x, y, look, text, strlen(text));
}

void screen_paint(Screen *screen, Area area, unsigned x, unsigned y, unsigned width, Look look)
{
    area = clip(screen, area);
    for (unsigned i = x; y < area.height && i < area.width && i - x < width; i++)
        cell_at(screen, area.x + i, area.y + y)->look = (uint8_t)look;
}

void screen_flag(Screen *screen, Area area, unsigned x, unsigned y, unsigned width, unsigned flag)
{
    area = clip(screen, area);
    for (unsigned i = x; y < area.height && i < area.width && i - x < width; i++)
        cell_at(screen, area.x + i, area.y + y)->flags |= (uint8_t)flag;
}

/* ---- lines ---- */

static void add_line(Screen *screen, unsigned x, unsigned y, unsigned ways, Look look)
{
    if (x >= screen->width || y >= screen->height)
        return;
    Cell *cell = cell_at(screen, x, y);
    cell->lines |= (uint8_t)ways;
    cell->look = (uint8_t)look;
}

void screen_line_across(Screen *screen, unsigned x, unsigned last_x, unsigned y, Look look)
{
    for (unsigned i = x; i <= last_x; i++)
        add_line(screen, i, y, (i > x ? LINE_LEFT : 0u) | (i < last_x ? LINE_RIGHT : 0u), look);
}

void screen_line_down(Screen *screen, unsigned x, unsigned y, unsigned last_y, Look look)
{
    for (unsigned i = y; i <= last_y; i++)
        add_line(screen, x, i, (i > y ? LINE_UP : 0u) | (i < last_y ? LINE_DOWN : 0u), look);
}

const char *cell_bytes(const Screen *screen, const Cell *cell)
{
    static const char *const lines[16] = {" ", "│", "│", "│", "─", "┘", "┐", "┤",
                                          "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
    static const char *const ascii[16] = {" ", "|", "|", "|", "-", "+", "+", "+",
                                          "-", "+", "+", "+", "-", "+", "+", "+"};
    if (!cell->lines)
        return cell->bytes;
    return (screen->is_ascii ? ascii : lines)[cell->lines & 15];
}

/* ---- cursor and hits ---- */

void screen_cursor(Screen *screen, Area area, unsigned x, unsigned y)
{
    area = clip(screen, area);
    if (x < area.width && y < area.height) {
        screen->cursor_x = area.x + x;
        screen->cursor_y = area.y + y;
    }
}

void screen_hit(Screen *screen, Area area, HitKind kind, uint32_t number)
{
    if (screen->hit_count < HITS_MOST)
        screen->hits[screen->hit_count++] = (Hit){clip(screen, area), kind, number};
}

Hit screen_hit_at(const Screen *screen, unsigned x, unsigned y)
{
    for (size_t i = screen->hit_count; i > 0; i--) {
        const Hit *hit = &screen->hits[i - 1];
        if (x >= hit->area.x && x - hit->area.x < hit->area.width && y >= hit->area.y &&
            y - hit->area.y < hit->area.height)
            return *hit;
    }
    return (Hit){0};
}

/* ---- as text ---- */

void screen_write(const Screen *screen, FILE *file)
{
    for (unsigned y = 0; y < screen->height; y++) {
        unsigned blanks = 0;
        for (unsigned x = 0; x < screen->width; x++) {
            const Cell *cell = &screen->cells[(size_t)y * screen->stride + x];
            const char *bytes = cell_bytes(screen, cell);
            if (cell->cells == 0)
                continue;
            if (strcmp(bytes, " ") == 0) {
                blanks++;
                continue;
            }
            fprintf(file, "%*s%s", (int)blanks, "", bytes);
            blanks = 0;
        }
        putc('\n', file);
    }
}
