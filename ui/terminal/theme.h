/* The theme: which colours a look has, on terminals of 256, of 8 and of no colours. */
#ifndef LOOPSCOPE_THEME_H
#define LOOPSCOPE_THEME_H

#include "screen.h"
#include "theme_names.h"

enum { PAINT_BOLD = 1, PAINT_DIM = 2, PAINT_REVERSE = 4, PAINT_UNDERLINE = 8 };

typedef struct Paint {
    short foreground, background; /* of the terminal's palette; -1: its own */
    unsigned attributes;
} Paint;

/* colors: 0, 8 or 256. flags: CELL_UNDERLINED, CELL_SELECTED. */
Paint theme_paint(ThemeName theme, unsigned colors, Look look, unsigned flags);

#endif
