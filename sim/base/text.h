/* Text: a growing run of UTF-8 bytes outside the arena, and what can be asked about UTF-8.
 *
 * For messages, disassembly and reports. A Text that cannot grow keeps what it has, ends in «…» and is still a
 * good string, so its users need not look. Strings of the simulated program are Str (vm/str.h), not Text. */
#ifndef LOOPSCOPE_TEXT_H
#define LOOPSCOPE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text {
    char *bytes;     /* owned, NUL-terminated once anything was added; NULL while empty */
    size_t length;   /* without the NUL */
    size_t capacity; /* bytes allocated */
} Text;

void text_release(Text *text);
void text_clear(Text *text);
void text_add(Text *text, const char *string);
void text_add_bytes(Text *text, const char *bytes, size_t length);
void text_add_char(Text *text, char byte);
void text_add_code_point(Text *text, uint32_t code_point);
/* At most `most` of the bytes, no code point cut in two, and «…» behind them where that is not all. */
void text_add_cut(Text *text, const char *bytes, size_t length, size_t most);
void text_format(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_format_list(Text *text, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* The text as a string; "" while empty. Borrowed until the text changes. */
const char *text_string(const Text *text);

/* Decode the code point at `bytes` (at least one byte before `end`); `*length` becomes the bytes it takes.
 * Returns -1 with length 1 for what is not UTF-8 (overlong forms and surrogates included). */
int32_t utf8_decode(const char *bytes, const char *end, int *length);

/* Write `code_point` (0 to 0x10FFFF) to at most 4 bytes; returns how many. Surrogates are written as 3 bytes. */
int utf8_encode(uint32_t code_point, char bytes[4]);

/* Code points in `length` bytes of valid UTF-8. */
size_t utf8_count(const char *bytes, size_t length);

/* The offset of code point `index` in valid UTF-8 (index at most the count). */
size_t utf8_offset(const char *bytes, size_t length, size_t index);

/* How many of at most `most` bytes of valid UTF-8 there are without a code point cut in two. */
size_t utf8_cut(const char *bytes, size_t length, size_t most);

/* Where line `line` (from 1) of a text begins; its end where it has fewer. */
const char *text_line(const char *text, const char *end, uint32_t line);

/* Whether a name stands in a text, as a whole: not as a part of a longer name. */
bool text_has_name(const char *text, size_t length, const char *name, size_t name_length);

/* How far two words are apart, in letters added, dropped, changed or swapped: for «did you mean». */
unsigned text_distance(const char *a, const char *b);

#endif
