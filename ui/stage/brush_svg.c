/* Writing SVG. Numbers have at most two decimals and a point whatever the locale; nothing depends on the clock, so
 * the same page gives the same bytes. */
#include "brush_svg.h"

#include "typeface.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES = 32 };

static SvgBrush *svg_of(Brush *brush)
{
    return (SvgBrush *)brush;
}

/* Hundredths without idle zeros: «12», «0.5», «-3.25». */
static const char *number(char buffer[NUMBER_BYTES], double value)
{
    int64_t hundredths = (int64_t)llround(value * 100);
    const char *sign = hundredths < 0 ? "-" : "";
    uint64_t size = (uint64_t)(hundredths < 0 ? -hundredths : hundredths);
    int length = snprintf(buffer, NUMBER_BYTES, "%s%" PRIu64 ".%02" PRIu64, sign, size / 100, size % 100);
    while (buffer[length - 1] == '0')
        buffer[--length] = '\0';
    if (buffer[length - 1] == '.')
        buffer[--length] = '\0';
    return buffer;
}

/* ---- paths ---- */

static void add_to_path(SvgBrush *brush, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add_to_path(SvgBrush *brush, const char *format, ...)
{
    char piece[160];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    size_t size = length > 0 ? (size_t)length : 0;
    if (brush->path_size + size + 1 > brush->path_room) {
        size_t room = (brush->path_size + size + 1) * 2;
        char *grown = realloc(brush->path, room);
        if (!grown) {
            brush->is_short = true;
            return;
        }
        brush->path = grown;
        brush->path_room = room;
    }
    memcpy(brush->path + brush->path_size, piece, size + 1);
    brush->path_size += size;
}

static void path_begin(Brush *brush)
{
    svg_of(brush)->path_size = 0;
}

static void path_move(Brush *brush, float x, float y)
{
    char left[NUMBER_BYTES], upper[NUMBER_BYTES];
    add_to_path(svg_of(brush), "M%s %s", number(left, (double)x), number(upper, (double)y));
}

static void path_line(Brush *brush, float x, float y)
{
    char left[NUMBER_BYTES], upper[NUMBER_BYTES];
    add_to_path(svg_of(brush), "L%s %s", number(left, (double)x), number(upper, (double)y));
}

static void add_arc(SvgBrush *brush, float x, float y, float radius, float to, bool is_large)
{
    char size[NUMBER_BYTES], left[NUMBER_BYTES], upper[NUMBER_BYTES];
    number(size, (double)radius);
    number(left, (double)(x + radius * cosf(to)));
    number(upper, (double)(y + radius * sinf(to)));
    add_to_path(brush, "A%s %s 0 %d 1 %s %s", size, size, is_large ? 1 : 0, left, upper);
}

/* A whole circle has the same place at both ends, which an arc of SVG cannot have: it is two halves. */
static void path_arc(Brush *brush, float x, float y, float radius, float from, float to)
{
    SvgBrush *svg = svg_of(brush);
    const float half = 3.14159265F;
    if (svg->path_size)
        path_line(brush, x + radius * cosf(from), y + radius * sinf(from));
    else
        path_move(brush, x + radius * cosf(from), y + radius * sinf(from));
    if (to - from > 1.99F * half) {
        add_arc(svg, x, y, radius, from + half, false);
        from += half;
    }
    add_arc(svg, x, y, radius, to, to - from > half + 0.001F);
}

static void path_close(Brush *brush)
{
    add_to_path(svg_of(brush), "Z");
}

/* ---- paint ---- */

static void write_color(const SvgBrush *brush, const char *attribute, Color color)
{
    char opacity[NUMBER_BYTES];
    fprintf(brush->file, " %s=\"#%02X%02X%02X\"", attribute, (unsigned)lround(color.red * 255),
            (unsigned)lround(color.green * 255), (unsigned)lround(color.blue * 255));
    if (brush->opacity < 1)
        fprintf(brush->file, " %s-opacity=\"%s\"", attribute, number(opacity, brush->opacity));
}

static void write_path(const SvgBrush *brush)
{
    fprintf(brush->file, "<path d=\"%s\"", brush->path_size ? brush->path : "");
}

static void fill(Brush *brush, Color color)
{
    SvgBrush *svg = svg_of(brush);
    write_path(svg);
    write_color(svg, "fill", color);
    fputs("/>\n", svg->file);
}

static void write_stroke(const SvgBrush *brush, Color color, float thickness, Dash dash)
{
    char width[NUMBER_BYTES], drawn[NUMBER_BYTES], left_out[NUMBER_BYTES];
    write_color(brush, "stroke", color);
    fprintf(brush->file, " stroke-width=\"%s\"", number(width, (double)thickness));
    if (dash == DASH_NONE)
        fputs(" stroke-linecap=\"round\"", brush->file);
    else
        fprintf(brush->file, " stroke-dasharray=\"%s %s\"", number(drawn, (double)thickness * 3),
                number(left_out, (double)thickness * 2.5));
    fputs(" stroke-linejoin=\"round\" fill=\"none\"/>\n", brush->file);
}

static void stroke(Brush *brush, Color color, float thickness, Dash dash)
{
    SvgBrush *svg = svg_of(brush);
    write_path(svg);
    write_stroke(svg, color, thickness, dash);
}

/* Slanting lines are a pattern, defined for each pair of colours where it is used. */
static void hatch(Brush *brush, Color ground, Color lines)
{
    SvgBrush *svg = svg_of(brush);
    unsigned pattern = ++svg->clips;
    fprintf(svg->file,
            "<pattern id=\"h%u\" width=\"6.36\" height=\"6.36\" patternUnits=\"userSpaceOnUse\" "
            "patternTransform=\"rotate(45)\"><rect width=\"6.36\" height=\"6.36\"",
            pattern);
    write_color(svg, "fill", ground);
    fputs("/><rect width=\"3\" height=\"6.36\"", svg->file);
    write_color(svg, "fill", lines);
    fputs("/></pattern>\n", svg->file);
    write_path(svg);
    fprintf(svg->file, " fill=\"url(#h%u)\"/>\n", pattern);
}

static void dot(Brush *brush, float x, float y, float radius, Color color)
{
    SvgBrush *svg = svg_of(brush);
    char left[NUMBER_BYTES], upper[NUMBER_BYTES], size[NUMBER_BYTES];
    fprintf(svg->file, "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"", number(left, (double)x), number(upper, (double)y),
            number(size, (double)radius));
    write_color(svg, "fill", color);
    fputs("/>\n", svg->file);
}

/* ---- lettering ---- */

static void write_text(FILE *file, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '&':
            fputs("&amp;", file);
            break;
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        case '"':
            fputs("&quot;", file);
            break;
        default:
            fputc(text[i], file);
        }
    }
}

/* The width that was measured is told too, so that another font keeps to the layout. */
static void words(Brush *brush, float x, float y, float width, const char *text, size_t length, Face face,
                  float size, Color color)
{
    SvgBrush *svg = svg_of(brush);
    char left[NUMBER_BYTES], base[NUMBER_BYTES], high[NUMBER_BYTES], wide[NUMBER_BYTES];
    fprintf(svg->file, "<text class=\"f%d\" x=\"%s\" y=\"%s\" font-size=\"%s\" textLength=\"%s\"", (int)face,
            number(left, (double)x), number(base, (double)y), number(high, (double)size),
            number(wide, (double)width));
    write_color(svg, "fill", color);
    fputs(" lengthAdjust=\"spacingAndGlyphs\">", svg->file);
    write_text(svg->file, text, length);
    fputs("</text>\n", svg->file);
}

static void opacity(Brush *brush, double opacity)
{
    svg_of(brush)->opacity = opacity;
}

/* ---- the file ---- */

void svg_brush_begin(SvgBrush *brush, FILE *file, const Measure *measure, Box page, const char *title)
{
    static const BrushActions actions = {path_begin, path_move, path_line, path_arc, path_close, fill,
                                         stroke,     hatch,     dot,       words,    opacity};
    char width[NUMBER_BYTES], height[NUMBER_BYTES];
    *brush = (SvgBrush){.brush = {&actions, measure}, .file = file, .opacity = 1};
    number(width, (double)page.width);
    number(height, (double)page.height);
    fprintf(file,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" "
            "height=\"%s\" viewBox=\"0 0 %s %s\">\n<title>",
            width, height, width, height);
    write_text(file, title, strlen(title));
    fputs("</title>\n<style>text{white-space:pre}", file);
    for (Face face = FACE_TEXT; face < FACES; face++)
        fprintf(file, ".f%d{font-family:%s;font-weight:%u%s}", (int)face, typeface_families(face),
                typeface_weight(face), face >= FACE_CODE ? ";font-variant-ligatures:none" : "");
    fputs("</style>\n", file);
}

bool svg_brush_end(SvgBrush *brush)
{
    fputs("</svg>\n", brush->file);
    free(brush->path);
    brush->path = NULL;
    return !brush->is_short && !ferror(brush->file);
}
