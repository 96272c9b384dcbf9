/* Glyphs: text as a screen shows it, cell by cell.
 *
 * A program's strings may hold anything: control characters, marks that turn the writing direction, bytes that are
 * no UTF-8. A glyph is what one screen position gets: a character with its combining marks, one or two cells wide,
 * or a harmless picture of what must not be sent (`^[` for ESC, `<200B>` for a character that shows nothing).
 * Everything that prints text of a program goes through here. */
#ifndef LOOPSCOPE_GLYPHS_H
#define LOOPSCOPE_GLYPHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { GLYPH_BYTES_MOST = 24 };

typedef struct Glyph {
    char bytes[GLYPH_BYTES_MOST]; /* UTF-8, NUL-terminated; several ASCII characters for a picture */
    unsigned cells;               /* columns it takes, at least 1 */
    bool is_picture;              /* stands for a character that is not sent */
} Glyph;

/* Take the next glyph of `size` bytes at `text` (size at least 1). Returns the bytes it was made of. */
size_t glyph_next(const char *text, size_t size, Glyph *glyph);

/* Make a glyph one of ASCII: lines, arrows, quotation marks and signs have their counterparts, others a picture. */
void glyph_to_ascii(Glyph *glyph);

/* Columns that the text takes. */
unsigned glyphs_width(const char *text, size_t size);
unsigned string_width(const char *text);

/* The bytes of the longest beginning that takes at most `cells` columns. */
size_t glyphs_fit(const char *text, size_t size, unsigned cells);

/* Where to break a line: the bytes of the longest beginning of at most `cells` columns that ends between words, or
 * in mid-word where one word is longer. *skip becomes the bytes to the beginning of the next line. */
size_t glyphs_break(const char *text, size_t size, unsigned cells, size_t *skip);

/* Write text with pictures for what must not be sent; line feeds stay. */
void glyphs_print(FILE *file, const char *text, size_t size);

/* Is it UTF-8? *offset becomes the place of the first byte that is not. */
bool glyphs_is_utf8(const char *text, size_t size, size_t *offset);

#endif
