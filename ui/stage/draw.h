/* Draw a scene with a brush. */
#ifndef LOOPSCOPE_DRAW_H
#define LOOPSCOPE_DRAW_H

#include "brush.h"

/* The page's ground and all panels. */
void draw_scene(Brush *brush, const Scene *scene, ThemeName theme);
/* The page's ground alone, in a part of the page. */
void draw_ground(Brush *brush, Box box, ThemeName theme);
/* One panel: its marks but those that are to be left out (NULL: none). */
typedef struct DrawnMarks {
    bool (*leaves_out)(const void *context, uint32_t mark);
    const void *context;
} DrawnMarks;
void draw_panel(Brush *brush, const Scene *scene, uint32_t panel, ThemeName theme, const DrawnMarks *marks);
/* One mark, in place of its own box in `box`: in mid-glide. */
void draw_mark(Brush *brush, const Scene *scene, const Mark *mark, Box box, ThemeName theme);

/* A sign's shape, as large as its box allows. */
void draw_sign(Brush *brush, Sign sign, Box box, Color color);

#endif
