/* Lettering through pango. Laid out lines are kept in a table of fixed size, a new one in the place of the old one
 * that hashes to the same slot: what a scene shows is mostly what the scene before showed. */
#include "typeface.h"

#include <stdlib.h>
#include <string.h>

#include <pango/pangocairo.h>

enum { LINES_KEPT = 4096 }; /* a power of two */

typedef struct Line {
    char *text; /* owned; NULL: the slot is free */
    size_t length;
    Face face;
    float size, width;
    PangoLayoutLine *line; /* owned */
} Line;

struct Typeface {
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout; /* used again for each new line */
    PangoFontDescription *faces[FACES];
    PangoAttrList *code_features;
    Measure measure;
    Line lines[LINES_KEPT];
};

const char *typeface_families(Face face)
{
    switch (face) {
    case FACE_TEXT:
    case FACE_STRONG:
        return "Inter, DejaVu Sans, sans-serif";
    case FACE_CODE:
    case FACE_CODE_STRONG:
    case FACES:
        break;
    }
    return "JetBrains Mono, DejaVu Sans Mono, monospace";
}

unsigned typeface_weight(Face face)
{
    return face == FACE_STRONG || face == FACE_CODE_STRONG ? 600 : 400;
}

static void release_line(Line *line)
{
    if (line->line)
        pango_layout_line_unref(line->line);
    free(line->text);
    *line = (Line){0};
}

/* ---- lines ---- */

static size_t slot_of(const char *text, size_t length, Face face, float size)
{
    uint64_t hash = 0xCBF29CE484222325u ^ (uint64_t)(size * 16) << 8 ^ (uint64_t)face;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3u;
    return (size_t)(hash ^ hash >> 32) & (LINES_KEPT - 1);
}

static bool is_kept(const Line *line, const char *text, size_t length, Face face, float size)
{
    return line->text && line->length == length && line->face == face && line->size - size < 0.01F &&
           size - line->size < 0.01F && memcmp(line->text, text, length) == 0;
}

/* In code each character stands for itself: «==» is two signs, not a long one. */
static PangoAttrList *code_features(void)
{
    PangoAttrList *list = pango_attr_list_new();
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, calt=0"));
    return list;
}

static void lay_out(Typeface *typeface, Line *line)
{
    PangoFontDescription *description = typeface->faces[line->face];
    PangoRectangle logical;
    pango_font_description_set_absolute_size(description, (double)line->size * PANGO_SCALE);
    pango_layout_set_font_description(typeface->layout, description);
    pango_layout_set_attributes(typeface->layout, line->face >= FACE_CODE ? typeface->code_features : NULL);
    pango_layout_set_text(typeface->layout, line->text, (int)line->length);
    PangoLayoutLine *laid = pango_layout_get_line_readonly(typeface->layout, 0);
    line->line = laid ? pango_layout_line_ref(laid) : NULL;
    if (line->line) {
        pango_layout_line_get_extents(line->line, NULL, &logical);
        line->width = (float)logical.width / PANGO_SCALE;
    }
}

/* The line as laid out; NULL where there is no memory. */
static const Line *find_line(Typeface *typeface, const char *text, size_t length, Face face, float size)
{
    Line *line = &typeface->lines[slot_of(text, length, face, size)];
    if (is_kept(line, text, length, face, size))
        return line;
    release_line(line);
    char *copy = malloc(length + 1);
    if (!copy)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    *line = (Line){.text = copy, .length = length, .face = face, .size = size};
    lay_out(typeface, line);
    return line;
}

static float width_of(void *context, const char *text, size_t length, Face face, float size)
{
    const Line *line = find_line(context, text, length, face, size);
    return line ? line->width : 0;
}

void typeface_show(Typeface *typeface, cairo_t *cairo, float x, float y, const char *text, size_t length, Face face,
                   float size)
{
    const Line *line = find_line(typeface, text, length, face, size);
    if (!line || !line->line)
        return;
    cairo_move_to(cairo, (double)x, (double)y);
    pango_cairo_show_layout_line(cairo, line->line);
}

/* ---- faces ---- */

static void describe_faces(Typeface *typeface)
{
    for (Face face = FACE_TEXT; face < FACES; face++) {
        typeface->faces[face] = pango_font_description_new();
        pango_font_description_set_family_static(typeface->faces[face], typeface_families(face));
        pango_font_description_set_weight(typeface->faces[face], (PangoWeight)typeface_weight(face));
    }
}

/* Widths in proportion to the size, not rounded to pixels. */
static void measure_without_pixels(PangoContext *context)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 96);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_destroy(options);
}

Typeface *typeface_new(void)
{
    Typeface *typeface = calloc(1, sizeof *typeface);
    if (!typeface)
        return NULL;
    typeface->map = pango_cairo_font_map_new();
    typeface->context = pango_font_map_create_context(typeface->map);
    measure_without_pixels(typeface->context);
    typeface->layout = pango_layout_new(typeface->context);
    pango_layout_set_single_paragraph_mode(typeface->layout, TRUE);
    pango_layout_set_width(typeface->layout, -1);
    describe_faces(typeface);
    typeface->code_features = code_features();
    typeface->measure = (Measure){width_of, typeface};
    return typeface;
}

const Measure *typeface_measure(const Typeface *typeface)
{
    return &typeface->measure;
}

void typeface_free(Typeface *typeface)
{
    if (!typeface)
        return;
    for (size_t i = 0; i < LINES_KEPT; i++)
        release_line(&typeface->lines[i]);
    for (Face face = FACE_TEXT; face < FACES; face++)
        pango_font_description_free(typeface->faces[face]);
    pango_attr_list_unref(typeface->code_features);
    g_object_unref(typeface->layout);
    g_object_unref(typeface->context);
    g_object_unref(typeface->map);
    free(typeface);
}
