/* Cutting and breaking lines by width. */
#include "measure.h"

#include "glyphs.h"

#include <string.h>

static float fixed_width(void *context, const char *text, size_t length, Face face, float size)
{
    (void)context;
    (void)face;
    return (float)glyphs_width(text, length) * 0.6F * size;
}

const Measure measure_fixed = {fixed_width, NULL};

float measure_width(const Measure *measure, const char *text, size_t length, Face face, float size)
{
    return length ? measure->width(measure->context, text, length, face, size) : 0;
}

/* The end of the glyph that begins at `at`. */
static size_t next_end(const char *text, size_t length, size_t at)
{
    Glyph glyph;
    return at + glyph_next(text + at, length - at, &glyph);
}

/* The last place between glyphs, from `low` on, that is not beyond `at`. */
static size_t glyph_begin(const char *text, size_t length, size_t low, size_t at)
{
    size_t begin = low;
    for (size_t end = low; end <= at && end < length; end = next_end(text, length, begin))
        begin = end;
    return begin;
}

/* What is longer is wider: the end is found by halving between one that fits and one that does not. */
size_t measure_fit(const Measure *measure, const char *text, size_t length, Face face, float size, float width)
{
    size_t fits = 0, beyond = length;
    if (measure_width(measure, text, length, face, size) <= width)
        return length;
    for (;;) {
        size_t middle = glyph_begin(text, length, fits, fits + (beyond - fits) / 2);
        if (middle == fits)
            middle = next_end(text, length, fits);
        if (middle >= beyond)
            return fits;
        if (measure_width(measure, text, middle, face, size) <= width)
            fits = middle;
        else
            beyond = middle;
    }
}

size_t measure_break(const Measure *measure, const char *text, size_t length, Face face, float size, float width,
                     size_t *skip)
{
    size_t fits = measure_fit(measure, text, length, face, size, width), end = fits;
    if (fits < length) {
        while (end > 0 && text[end] != ' ')
            end--;
        if (end == 0)
            end = fits ? fits : next_end(text, length, 0); /* one word is wider than the line */
    }
    *skip = end;
    while (*skip < length && text[*skip] == ' ')
        (*skip)++;
    return end;
}

float measure_chip(const Measure *measure, Sign sign, const char *text, size_t length, float size)
{
    float words = measure_width(measure, text, length, FACE_STRONG, size);
    float signs = sign ? CHIP_SIGN * size + (length ? CHIP_GAP * size : 0) : 0;
    return words + signs + 2 * CHIP_PADDING * size;
}

/* Room for a line with its ellipsis. */
enum { LINE_BYTES_MOST = 4096 };

float scene_fit(Scene *scene, const Measure *measure, Box box, const char *text, size_t length, Face face,
                float size, Ink ink, Align align)
{
    static const char ellipsis[] = "…";
    char line[LINE_BYTES_MOST + sizeof ellipsis];
    float width = measure_width(measure, text, length, face, size);
    if (width <= box.width) {
        scene_words(scene, box, text, length, face, size, ink, align);
        return width;
    }
    float dots = measure_width(measure, ellipsis, sizeof ellipsis - 1, face, size);
    size_t fits = dots > box.width ? 0 : measure_fit(measure, text, length, face, size, box.width - dots);
    if (fits > LINE_BYTES_MOST)
        fits = glyph_begin(text, length, 0, LINE_BYTES_MOST);
    while (fits > 0 && text[fits - 1] == ' ')
        fits--;
    memcpy(line, text, fits);
    memcpy(line + fits, ellipsis, sizeof ellipsis);
    if (dots > box.width)
        return 0;
    scene_words(scene, box, line, fits + sizeof ellipsis - 1, face, size, ink, align);
    return measure_width(measure, line, fits + sizeof ellipsis - 1, face, size);
}
