/* Drawing with cairo. */
#include "brush_cairo.h"

#include <math.h>

static CairoBrush *cairo_of(Brush *brush)
{
    return (CairoBrush *)brush;
}

static void set_color(CairoBrush *brush, Color color)
{
    cairo_set_source_rgba(brush->cairo, color.red, color.green, color.blue, brush->opacity);
}

/* ---- paths ---- */

static void path_begin(Brush *brush)
{
    cairo_new_path(cairo_of(brush)->cairo);
}

static void path_move(Brush *brush, float x, float y)
{
    cairo_move_to(cairo_of(brush)->cairo, (double)x, (double)y);
}

static void path_line(Brush *brush, float x, float y)
{
    cairo_line_to(cairo_of(brush)->cairo, (double)x, (double)y);
}

static void path_arc(Brush *brush, float x, float y, float radius, float from, float to)
{
    cairo_arc(cairo_of(brush)->cairo, (double)x, (double)y, (double)radius, (double)from, (double)to);
}

static void path_close(Brush *brush)
{
    cairo_close_path(cairo_of(brush)->cairo);
}

static void fill(Brush *brush, Color color)
{
    set_color(cairo_of(brush), color);
    cairo_fill(cairo_of(brush)->cairo);
}

static void stroke(Brush *brush, Color color, float thickness, Dash dash)
{
    cairo_t *cairo = cairo_of(brush)->cairo;
    const double lengths[] = {(double)thickness * 3, (double)thickness * 2.5};
    set_color(cairo_of(brush), color);
    cairo_set_line_width(cairo, (double)thickness);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, dash == DASH_NONE ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cairo, lengths, dash == DASH_NONE ? 0 : 2, 0);
    cairo_stroke(cairo);
}

enum { HATCH_STEP = 9, HATCH_THICKNESS = 4 }; /* stage units */

static void hatch(Brush *brush, Color ground, Color lines)
{
    cairo_t *cairo = cairo_of(brush)->cairo;
    double left, upper, right, lower;
    set_color(cairo_of(brush), ground);
    cairo_fill_preserve(cairo);
    cairo_fill_extents(cairo, &left, &upper, &right, &lower);
    cairo_save(cairo);
    cairo_clip(cairo);
    double height = lower - upper;
    for (double x = floor((left - height) / HATCH_STEP) * HATCH_STEP; x < right; x += HATCH_STEP) {
        cairo_move_to(cairo, x, lower);
        cairo_line_to(cairo, x + height, upper);
    }
    set_color(cairo_of(brush), lines);
    cairo_set_line_width(cairo, HATCH_THICKNESS);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_SQUARE);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

/* ---- dots ---- */

static bool is_stamp_for(const DotStamp *stamp, float radius, float scale, Color color)
{
    return stamp->surface && fabsf(stamp->radius - radius) < 0.001F && fabsf(stamp->scale - scale) < 0.001F &&
           fabs(stamp->color.red - color.red) < 0.001 && fabs(stamp->color.green - color.green) < 0.001 &&
           fabs(stamp->color.blue - color.blue) < 0.001;
}

static void draw_stamp(DotStamp *stamp)
{
    double radius = (double)stamp->radius * (double)stamp->scale;
    int size = (int)ceil(radius * 2) + 2;
    stamp->surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size, size);
    cairo_t *cairo = cairo_create(stamp->surface);
    cairo_set_source_rgb(cairo, stamp->color.red, stamp->color.green, stamp->color.blue);
    cairo_arc(cairo, size / 2.0, size / 2.0, radius, 0, 6.283185307179586);
    cairo_fill(cairo);
    cairo_destroy(cairo);
}

static const DotStamp *stamp_of(CairoBrush *brush, float radius, Color color)
{
    for (size_t i = 0; i < DOT_STAMPS; i++)
        if (is_stamp_for(&brush->stamps[i], radius, brush->scale, color))
            return &brush->stamps[i];
    DotStamp *stamp = &brush->stamps[brush->next_stamp++ % DOT_STAMPS];
    if (stamp->surface)
        cairo_surface_destroy(stamp->surface);
    *stamp = (DotStamp){.color = color, .radius = radius, .scale = brush->scale};
    draw_stamp(stamp);
    return stamp;
}

/* Whole pixels, so that stamping is copying. */
static void stamp_dot(CairoBrush *brush, float x, float y, float radius, Color color)
{
    const DotStamp *stamp = stamp_of(brush, radius, color);
    int size = cairo_image_surface_get_width(stamp->surface);
    double left = (double)x, upper = (double)y;
    cairo_user_to_device(brush->cairo, &left, &upper);
    left = floor(left - size / 2.0 + 0.5);
    upper = floor(upper - size / 2.0 + 0.5);
    cairo_save(brush->cairo);
    cairo_identity_matrix(brush->cairo);
    cairo_set_source_surface(brush->cairo, stamp->surface, left, upper);
    cairo_pattern_set_filter(cairo_get_source(brush->cairo), CAIRO_FILTER_NEAREST);
    cairo_rectangle(brush->cairo, left, upper, size, size);
    cairo_fill(brush->cairo);
    cairo_restore(brush->cairo);
}

static void dot(Brush *brush, float x, float y, float radius, Color color)
{
    CairoBrush *cairo = cairo_of(brush);
    if (cairo->is_pixels && cairo->opacity >= 1) {
        stamp_dot(cairo, x, y, radius, color);
        return;
    }
    cairo_new_path(cairo->cairo);
    cairo_arc(cairo->cairo, (double)x, (double)y, (double)radius, 0, 6.283185307179586);
    fill(brush, color);
}

/* ---- lettering ---- */

static void words(Brush *brush, float x, float y, float width, const char *text, size_t length, Face face,
                  float size, Color color)
{
    CairoBrush *cairo = cairo_of(brush);
    (void)width;
    set_color(cairo, color);
    typeface_show(cairo->typeface, cairo->cairo, x, y, text, length, face, size);
}

static void opacity(Brush *brush, double opacity)
{
    cairo_of(brush)->opacity = opacity;
}

void cairo_brush_init(CairoBrush *brush, cairo_t *cairo, Typeface *typeface, float scale, bool is_pixels)
{
    static const BrushActions actions = {path_begin, path_move, path_line, path_arc, path_close, fill,
                                         stroke,     hatch,     dot,       words,    opacity};
    *brush = (CairoBrush){.brush = {&actions, typeface_measure(typeface)},
                          .cairo = cairo,
                          .typeface = typeface,
                          .opacity = 1,
                          .is_pixels = is_pixels,
                          .scale = scale};
    cairo_identity_matrix(cairo);
    cairo_scale(cairo, (double)scale, (double)scale);
}

void cairo_brush_release(CairoBrush *brush)
{
    for (size_t i = 0; i < DOT_STAMPS; i++)
        if (brush->stamps[i].surface)
            cairo_surface_destroy(brush->stamps[i].surface);
}
