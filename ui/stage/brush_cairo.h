/* The brush for pixels and PDF. */
#ifndef LOOPSCOPE_BRUSH_CAIRO_H
#define LOOPSCOPE_BRUSH_CAIRO_H

#include "brush.h"
#include "typeface.h"

enum { DOT_STAMPS = 16 };

/* A disc as pixels, for fields of dots. */
typedef struct DotStamp {
    cairo_surface_t *surface; /* owned */
    Color color;
    float radius, scale;
} DotStamp;

typedef struct CairoBrush {
    Brush brush;        /* first: a Brush that is one of these */
    cairo_t *cairo;     /* borrowed */
    Typeface *typeface; /* borrowed */
    double opacity;
    bool is_pixels; /* else it is vectors */
    float scale;    /* pixels a unit */
    DotStamp stamps[DOT_STAMPS];
    unsigned next_stamp;
} CairoBrush;

/* `scale`: pixels (or points, of a PDF) a stage unit; the context is scaled by it. */
void cairo_brush_init(CairoBrush *brush, cairo_t *cairo, Typeface *typeface, float scale, bool is_pixels);
void cairo_brush_release(CairoBrush *brush);

#endif
