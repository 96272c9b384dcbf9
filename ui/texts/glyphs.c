/* Glyphs: what a screen position gets. Widths and properties are Unicode's, as utf8proc knows them. */
#include "glyphs.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

/* `^[` for ESC, `^?` for DEL. */
static void picture_control(int32_t code_point, Glyph *glyph)
{
    glyph->bytes[0] = '^';
    glyph->bytes[1] = code_point == 0x7F ? '?' : (char)(code_point + '@');
    glyph->bytes[2] = '\0';
    glyph->cells = 2;
    glyph->is_picture = true;
}

static void picture_number(int32_t number, Glyph *glyph)
{
    glyph->cells = (unsigned)snprintf(glyph->bytes, sizeof glyph->bytes, "<%02X>", (unsigned)number);
    glyph->is_picture = true;
}

/* Characters that show nothing themselves and change how others are shown, or that break lines. */
static bool is_unseen(int32_t code_point)
{
    switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

static bool is_mark(int32_t code_point)
{
    utf8proc_category_t category = utf8proc_category(code_point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

static size_t decode(const char *text, size_t size, int32_t *code_point)
{
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, code_point);
    if (length > 0)
        return (size_t)length;
    *code_point = -1;
    return 1;
}

/* Combining marks after a character belong to its cell, as many as there is room for; the others are dropped. */
static size_t take_marks(const char *text, size_t size, Glyph *glyph)
{
    size_t taken = 0, length = strlen(glyph->bytes);
    while (taken < size && (unsigned char)text[taken] >= 0x80) {
        int32_t code_point;
        size_t bytes = decode(text + taken, size - taken, &code_point);
        if (code_point < 0 || !is_mark(code_point))
            break;
        if (length + bytes < sizeof glyph->bytes) {
            memcpy(glyph->bytes + length, text + taken, bytes);
            length += bytes;
        }
        taken += bytes;
    }
    glyph->bytes[length] = '\0';
    return taken;
}

size_t glyph_next(const char *text, size_t size, Glyph *glyph)
{
    unsigned char first = (unsigned char)*text;
    *glyph = (Glyph){.cells = 1};
    if (first >= 0x20 && first < 0x7F) {
        glyph->bytes[0] = (char)first;
        return size > 1 && (unsigned char)text[1] >= 0x80 ? 1 + take_marks(text + 1, size - 1, glyph) : 1;
    }
    if (first < 0x80) {
        picture_control(first, glyph);
        return 1;
    }
    int32_t code_point;
    size_t bytes = decode(text, size, &code_point);
    if (code_point < 0) {
        picture_number(first, glyph);
        return bytes;
    }
    int width = utf8proc_charwidth(code_point);
    if (is_unseen(code_point) || width < 1) {
        picture_number(code_point, glyph);
        return bytes;
    }
    memcpy(glyph->bytes, text, bytes);
    glyph->cells = (unsigned)width;
    return bytes + take_marks(text + bytes, size - bytes, glyph);
}

static const struct {
    const char *glyph, *ascii;
} counterparts[] = {
    {"…", "~"}, {"·", "-"}, {"→", ">"},   {"←", "<"},   {"↑", "^"},  {"↓", "v"},  {"«", "\""}, {"»", "\""},
    {"–", "-"}, {"—", "-"}, {"½", "1/2"}, {"¼", "1/4"}, {"×", "x"},  {"µ", "u"},  {"│", "|"},  {"─", "-"},
    {"◆", "#"}, {"◇", "."}, {"‘", "'"},   {"’", "'"},   {"“", "\""}, {"”", "\""},
};

void glyph_to_ascii(Glyph *glyph)
{
    if ((unsigned char)glyph->bytes[0] < 0x80 && !glyph->bytes[1])
        return;
    if (glyph->is_picture)
        return;
    for (size_t i = 0; i < sizeof counterparts / sizeof *counterparts; i++)
        if (strcmp(glyph->bytes, counterparts[i].glyph) == 0) {
            strcpy(glyph->bytes, counterparts[i].ascii);
            glyph->cells = (unsigned)strlen(glyph->bytes);
            glyph->is_picture = glyph->cells > 1;
            return;
        }
    int32_t code_point;
    decode(glyph->bytes, strlen(glyph->bytes), &code_point);
    picture_number(code_point, glyph);
}

unsigned glyphs_width(const char *text, size_t size)
{
    unsigned width = 0;
    Glyph glyph;
    for (size_t at = 0; at < size;) {
        at += glyph_next(text + at, size - at, &glyph);
        width += glyph.cells;
    }
    return width;
}

unsigned string_width(const char *text)
{
    return glyphs_width(text, strlen(text));
}

size_t glyphs_fit(const char *text, size_t size, unsigned cells)
{
    size_t at = 0;
    Glyph glyph;
    while (at < size) {
        size_t bytes = glyph_next(text + at, size - at, &glyph);
        if (glyph.cells > cells)
            break;
        cells -= glyph.cells;
        at += bytes;
    }
    return at;
}

size_t glyphs_break(const char *text, size_t size, unsigned cells, size_t *skip)
{
    size_t fits = glyphs_fit(text, size, cells);
    size_t end = fits;
    if (fits < size) {
        while (end > 0 && text[end] != ' ')
            end--;
        if (end == 0)
            end = fits;
        while (end > 1 && text[end - 1] == ' ')
            end--;
    }
    if (end == 0 && size > 0) { /* not even one glyph fits: it is passed over */
        Glyph glyph;
        *skip = glyph_next(text, size, &glyph);
        return 0;
    }
    size_t next = end;
    while (next < size && text[next] == ' ')
        next++;
    *skip = next;
    return end;
}

void glyphs_print(FILE *file, const char *text, size_t size)
{
    Glyph glyph;
    for (size_t at = 0; at < size;) {
        if (text[at] == '\n') {
            putc('\n', file);
            at++;
            continue;
        }
        at += glyph_next(text + at, size - at, &glyph);
        fputs(glyph.bytes, file);
    }
}

bool glyphs_is_utf8(const char *text, size_t size, size_t *offset)
{
    for (size_t at = 0; at < size;) {
        int32_t code_point;
        size_t bytes = decode(text + at, size - at, &code_point);
        if (code_point < 0) {
            *offset = at;
            return false;
        }
        at += bytes;
    }
    return true;
}
