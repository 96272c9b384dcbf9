/* The theme: which colours a look has, on terminals of 256, of 8 and of no colours. */
#ifndef LOOPSCOPE_THEME_H
#define LOOPSCOPE_THEME_H

#include "screen.h"

typedef enum ThemeName { THEME_DARK, THEME_LIGHT, THEME_HIGH_CONTRAST, THEME_MONOCHROME, THEMES } ThemeName;

enum { PAINT_BOLD = 1, PAINT_DIM = 2, PAINT_REVERSE = 4, PAINT_UNDERLINE = 8 };

typedef struct Paint {
    short foreground, background; /* of the terminal's palette; -1: its own */
    unsigned attributes;
} Paint;

/* colors: 0, 8 or 256. flags: CELL_UNDERLINED, CELL_SELECTED. */
Paint theme_paint(ThemeName theme, unsigned colors, Look look, unsigned flags);
const char *theme_title(ThemeName theme);

#endif
