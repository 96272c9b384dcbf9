/* The brush that writes SVG: shapes as paths, lettering as text that can be read, searched and edited. */
#ifndef LOOPSCOPE_BRUSH_SVG_H
#define LOOPSCOPE_BRUSH_SVG_H

#include "brush.h"

#include <stdio.h>

typedef struct SvgBrush {
    Brush brush; /* first: a Brush that is one of these */
    FILE *file;  /* borrowed */
    char *path;  /* owned: what was drawn since path_begin */
    size_t path_size, path_room;
    double opacity;
    unsigned clips; /* numbers of clipping paths given */
    bool is_short;  /* memory was refused */
} SvgBrush;

/* Begin a picture of the page. */
void svg_brush_begin(SvgBrush *brush, FILE *file, const Measure *measure, Box page, const char *title);
/* End it. False where it could not be written whole. */
bool svg_brush_end(SvgBrush *brush);

#endif
