/* A brush: what can be drawn with, for all that a scene is drawn on. brush_cairo.c draws on pixels and into PDF,
 * brush_svg.c writes SVG, in which lettering stays lettering. Coordinates are stage units; the brush knows how
 * large a unit is. */
#ifndef LOOPSCOPE_BRUSH_H
#define LOOPSCOPE_BRUSH_H

#include "measure.h"

typedef struct Brush Brush;

/* A path is begun, gets pieces, and is filled or stroked; it is gone then. */
typedef struct BrushActions {
    void (*path_begin)(Brush *brush);
    void (*path_move)(Brush *brush, float x, float y);
    void (*path_line)(Brush *brush, float x, float y);
    /* a part of a circle, clockwise from one angle to another, in radians from the right */
    void (*path_arc)(Brush *brush, float x, float y, float radius, float from, float to);
    void (*path_close)(Brush *brush);
    void (*fill)(Brush *brush, Color color);
    void (*stroke)(Brush *brush, Color color, float thickness, Dash dash);
    /* fill with slanting lines */
    void (*hatch)(Brush *brush, Color ground, Color lines);
    /* a disc, where many are drawn: quicker than a path */
    void (*dot)(Brush *brush, float x, float y, float radius, Color color);
    /* one line of lettering; (x, y) is the left end of its base line, `width` what it was measured to take */
    void (*words)(Brush *brush, float x, float y, float width, const char *text, size_t length, Face face,
                  float size, Color color);
    void (*opacity)(Brush *brush, double opacity); /* of what follows */
} BrushActions;

struct Brush {
    const BrushActions *actions;
    const Measure *measure; /* of the fonts it draws with */
};

#endif
