/* Keeping and writing the errors of a lesson file. */
#include "lesson_errors.h"

#include "glyphs.h"
#include "words.h"

#include <stdarg.h>
#include <string.h>

static void fill(LessonError *error, LessonSpot spot, const char *hint, const char *format, va_list arguments)
{
    *error = (LessonError){.spot = spot};
    vsnprintf(error->message, sizeof error->message, format, arguments);
    snprintf(error->hint, sizeof error->hint, "%s", hint ? hint : "");
}

void lesson_errors_add(LessonErrors *errors, LessonSpot spot, const char *hint, const char *format, ...)
{
    size_t at = errors->count;
    for (size_t i = 0; i < errors->count; i++)
        if (errors->items[i].spot.line == spot.line)
            return;
    if (errors->count == LESSON_ERRORS_MOST)
        return;
    for (; at > 0 && errors->items[at - 1].spot.line > spot.line; at--)
        errors->items[at] = errors->items[at - 1];
    va_list arguments;
    va_start(arguments, format);
    fill(&errors->items[at], spot, hint, format, arguments);
    va_end(arguments);
    errors->count++;
}

/* ---- writing ---- */

/* The text of a line without its end. */
static const char *line_text(const char *source, size_t source_length, uint32_t line, size_t *length)
{
    const char *end = source + source_length, *newline;
    while (--line > 0 && source < end) {
        newline = memchr(source, '\n', (size_t)(end - source));
        source = newline ? newline + 1 : end;
    }
    newline = source < end ? memchr(source, '\n', (size_t)(end - source)) : NULL;
    *length = (size_t)((newline ? newline : end) - source);
    if (*length > 0 && source[*length - 1] == '\r')
        --*length;
    return source;
}

static bool begins_point(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

/* The bytes of the first `count` code points. */
static size_t bytes_of_points(const char *text, size_t length, uint32_t count)
{
    size_t at = 0;
    for (; at < length; at++)
        if (begins_point(text[at]) && count-- == 0)
            break;
    return at;
}

/* Columns of a stretch as glyphs_print writes it: a tab is a picture too. */
static unsigned cells_of(const char *text, size_t length)
{
    return glyphs_width(text, length);
}

static void write_caret(LessonSpot spot, const char *text, size_t length, FILE *file)
{
    size_t from = bytes_of_points(text, length, spot.column - 1);
    size_t to = spot.width ? from + bytes_of_points(text + from, length - from, spot.width) : length;
    fprintf(file, "    %*s^", (int)cells_of(text, from), "");
    for (unsigned cells = cells_of(text + from, to - from); cells > 1; cells--)
        fputc('~', file);
    fputc('\n', file);
}

static void write_line(LessonSpot spot, const char *source, size_t source_length, FILE *file)
{
    size_t length;
    const char *text = line_text(source, source_length, spot.line, &length);
    if (length == 0)
        return;
    fputs("    ", file);
    glyphs_print(file, text, length);
    fputc('\n', file);
    write_caret(spot, text, length, file);
}

void lesson_error_write(const LessonError *error, const char *kind, const char *file_name, const char *source,
                        size_t length, FILE *file)
{
    glyphs_print(file, file_name, strlen(file_name));
    fprintf(file, ":%u:%u: %s: ", error->spot.line, error->spot.column, kind);
    glyphs_print(file, error->message, strlen(error->message));
    fputc('\n', file);
    write_line(error->spot, source, length, file);
    if (*error->hint) {
        fputs("    ", file);
        glyphs_print(file, error->hint, strlen(error->hint));
        fputc('\n', file);
    }
}

void lesson_errors_write(const LessonErrors *errors, const char *file_name, const char *source, size_t length,
                         FILE *file)
{
    for (size_t i = 0; i < errors->count; i++)
        lesson_error_write(&errors->items[i], "error", file_name, source, length, file);
}

void lesson_hint_words(char hint[LESSON_HINT_BYTES], const char *word, const char *listed, const char *const *words,
                       size_t count)
{
    const char *near = nearest_word(word, words, count);
    if (near) {
        snprintf(hint, LESSON_HINT_BYTES, "did you mean '%s'?", near);
        return;
    }
    size_t length = (size_t)snprintf(hint, LESSON_HINT_BYTES, "%s: ", listed);
    for (size_t i = 0; i < count && length < LESSON_HINT_BYTES; i++)
        length += (size_t)snprintf(hint + length, LESSON_HINT_BYTES - length, "%s%s", i ? ", " : "", words[i]);
}
