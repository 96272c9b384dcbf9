/* The canvas: a scene as pixels, kept from step to step, so that only panels that changed are drawn anew, and the
 * motion from one scene to the next.
 *
 * Three images: the still one is the scene; the ground is what a motion goes on over, the scene without what moves
 * and with a veil over panels that did not change; the shown one is what a window gets. In a motion chips glide
 * from where they were to where they are. What has to be copied to the window is told as a list of boxes in pixels.
 */
#ifndef LOOPSCOPE_CANVAS_H
#define LOOPSCOPE_CANVAS_H

#include "brush_cairo.h"
#include "scene.h"

enum { CANVAS_CHANGES_MOST = 64, CANVAS_MOVERS_MOST = 48 };

typedef struct PixelBox {
    int x, y, width, height;
} PixelBox;

/* A panel as it is drawn on the still image. */
typedef struct DrawnPanel {
    uint64_t identity, digest;
    Box box;
} DrawnPanel;

/* A mark on its way. */
typedef struct Mover {
    uint32_t mark; /* of the scene gone to */
    Box from;
    bool is_new;     /* was not there: it appears */
    PixelBox pixels; /* where it is drawn now */
} Mover;

typedef struct CanvasImage {
    cairo_surface_t *surface; /* owned */
    cairo_t *pen;             /* owned */
    CairoBrush brush;
} CanvasImage;

typedef struct Canvas {
    Typeface *typeface; /* borrowed */
    ThemeName theme;
    unsigned width, height; /* pixels */
    float scale;            /* pixels a stage unit */
    CanvasImage still, ground, shown;
    DrawnPanel *panels; /* owned */
    uint32_t panel_count, panel_room;
    Mover movers[CANVAS_MOVERS_MOST];
    size_t mover_count;
    PixelBox changes[CANVAS_CHANGES_MOST]; /* of the shown image since canvas_taken */
    size_t change_count;
    bool is_all_changed;
} Canvas;

void canvas_init(Canvas *canvas, Typeface *typeface);
void canvas_release(Canvas *canvas);

/* A new size or theme: all will be drawn anew. False where there is no memory: the canvas is as before. */
bool canvas_resize(Canvas *canvas, unsigned width, unsigned height, float scale);
void canvas_set_theme(Canvas *canvas, ThemeName theme);

/* Show a scene at rest. */
void canvas_show(Canvas *canvas, const Scene *scene);

/* Begin a motion from one scene, which is shown, to the next. False where nothing moves: the next one is shown at
 * rest. The motion is over when a scene is shown with canvas_show. */
bool canvas_begin_motion(Canvas *canvas, const Scene *from, const Scene *to);
/* Show the motion at a share of its way, from 0 to 1. */
void canvas_move(Canvas *canvas, const Scene *to, float share);

/* The pixels as shown: rows of 32-bit words 0x00RRGGBB, `stride` bytes apart. */
const unsigned char *canvas_pixels(const Canvas *canvas, int *stride);
/* The changes were taken over. */
void canvas_taken(Canvas *canvas);

#endif
