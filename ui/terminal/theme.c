/* Colours. State fills are the same in all themes: a state is told by sign, word and fill together. */
#include "theme.h"

enum { NONE = -1 };

typedef struct Palette {
    Paint paints[LOOKS];
    Paint selected;
} Palette;

#define BLACK 16
#define WHITE 231

#define STATES_256                                                                                                 \
    [LOOK_READY] = {BLACK, 117, 0}, [LOOK_RUNNING] = {BLACK, 227, PAINT_BOLD}, [LOOK_WAITING] = {BLACK, 214, 0},   \
    [LOOK_SLEEPING] = {WHITE, 25, 0}, [LOOK_DONE] = {BLACK, 35, 0}, [LOOK_FAILED] = {BLACK, 166, PAINT_BOLD},      \
    [LOOK_CANCELLED] = {WHITE, 240, 0}

static const Palette dark = {
    .paints = {STATES_256,
               [LOOK_NEW] = {254, 233, 0},
               [LOOK_NORMAL] = {254, 233, 0},
               [LOOK_DIM] = {247, 233, 0},
               [LOOK_STRONG] = {WHITE, 233, PAINT_BOLD},
               [LOOK_FRAME] = {240, 233, 0},
               [LOOK_TITLE] = {250, 233, PAINT_BOLD},
               [LOOK_FOCUS] = {WHITE, 233, PAINT_BOLD | PAINT_UNDERLINE},
               [LOOK_CHANGED] = {227, 233, PAINT_BOLD},
               [LOOK_CLOCK] = {WHITE, 233, PAINT_BOLD},
               [LOOK_CURRENT] = {227, 236, PAINT_BOLD},
               [LOOK_SELECTED] = {WHITE, 238, PAINT_BOLD},
               [LOOK_CALLBACK] = {117, 236, 0},
               [LOOK_HANDED] = {117, 233, PAINT_BOLD},
               [LOOK_ITEM] = {222, 236, 0},
               [LOOK_EMPTY] = {242, 233, 0},
               [LOOK_CODE_WORD] = {147, 233, 0},
               [LOOK_CODE_TEXT] = {150, 233, 0},
               [LOOK_CODE_COMMENT] = {245, 233, 0},
               [LOOK_PLAYHEAD] = {227, 233, PAINT_BOLD},
               [LOOK_SENTENCE] = {WHITE, 233, PAINT_BOLD},
               [LOOK_BAD] = {209, 233, PAINT_BOLD},
               [LOOK_KEY] = {WHITE, 233, PAINT_BOLD},
               [LOOK_BREAKPOINT] = {209, 233, PAINT_BOLD}},
    .selected = {WHITE, 238, 0},
};

static const Palette light = {
    .paints = {STATES_256,
               [LOOK_NEW] = {234, WHITE, 0},
               [LOOK_NORMAL] = {234, WHITE, 0},
               [LOOK_DIM] = {240, WHITE, 0},
               [LOOK_STRONG] = {BLACK, WHITE, PAINT_BOLD},
               [LOOK_FRAME] = {246, WHITE, 0},
               [LOOK_TITLE] = {238, WHITE, PAINT_BOLD},
               [LOOK_FOCUS] = {BLACK, WHITE, PAINT_BOLD | PAINT_UNDERLINE},
               [LOOK_CHANGED] = {BLACK, 227, PAINT_BOLD},
               [LOOK_CLOCK] = {BLACK, WHITE, PAINT_BOLD},
               [LOOK_CURRENT] = {BLACK, 229, PAINT_BOLD},
               [LOOK_SELECTED] = {BLACK, 252, PAINT_BOLD},
               [LOOK_CALLBACK] = {24, 254, 0},
               [LOOK_HANDED] = {25, WHITE, PAINT_BOLD},
               [LOOK_ITEM] = {94, 230, 0},
               [LOOK_EMPTY] = {244, WHITE, 0},
               [LOOK_CODE_WORD] = {55, WHITE, 0},
               [LOOK_CODE_TEXT] = {22, WHITE, 0},
               [LOOK_CODE_COMMENT] = {241, WHITE, 0},
               [LOOK_PLAYHEAD] = {BLACK, WHITE, PAINT_BOLD},
               [LOOK_SENTENCE] = {BLACK, WHITE, PAINT_BOLD},
               [LOOK_BAD] = {124, WHITE, PAINT_BOLD},
               [LOOK_KEY] = {BLACK, WHITE, PAINT_BOLD},
               [LOOK_BREAKPOINT] = {124, WHITE, PAINT_BOLD}},
    .selected = {BLACK, 252, 0},
};

static const Palette high_contrast = {
    .paints = {STATES_256,
               [LOOK_NEW] = {WHITE, BLACK, 0},
               [LOOK_NORMAL] = {WHITE, BLACK, 0},
               [LOOK_DIM] = {252, BLACK, 0},
               [LOOK_STRONG] = {WHITE, BLACK, PAINT_BOLD},
               [LOOK_FRAME] = {WHITE, BLACK, 0},
               [LOOK_TITLE] = {WHITE, BLACK, PAINT_BOLD},
               [LOOK_FOCUS] = {BLACK, WHITE, PAINT_BOLD},
               [LOOK_CHANGED] = {BLACK, 226, PAINT_BOLD},
               [LOOK_CLOCK] = {226, BLACK, PAINT_BOLD},
               [LOOK_CURRENT] = {BLACK, 226, PAINT_BOLD},
               [LOOK_SELECTED] = {BLACK, WHITE, PAINT_BOLD},
               [LOOK_CALLBACK] = {WHITE, 18, 0},
               [LOOK_HANDED] = {123, BLACK, PAINT_BOLD},
               [LOOK_ITEM] = {BLACK, 230, 0},
               [LOOK_EMPTY] = {252, BLACK, 0},
               [LOOK_CODE_WORD] = {159, BLACK, 0},
               [LOOK_CODE_TEXT] = {157, BLACK, 0},
               [LOOK_CODE_COMMENT] = {250, BLACK, 0},
               [LOOK_PLAYHEAD] = {226, BLACK, PAINT_BOLD},
               [LOOK_SENTENCE] = {WHITE, BLACK, PAINT_BOLD},
               [LOOK_BAD] = {217, BLACK, PAINT_BOLD},
               [LOOK_KEY] = {226, BLACK, PAINT_BOLD},
               [LOOK_BREAKPOINT] = {217, BLACK, PAINT_BOLD}},
    .selected = {BLACK, WHITE, PAINT_BOLD},
};

/* Colours 0 black, 1 red, 2 green, 3 yellow, 4 blue, 5 magenta, 6 cyan, 7 white; the ground is the terminal's own.
 */
static const Palette eight = {
    .paints = {[LOOK_NEW] = {NONE, NONE, 0},
               [LOOK_READY] = {0, 6, 0},
               [LOOK_RUNNING] = {0, 3, PAINT_BOLD},
               [LOOK_WAITING] = {0, 5, 0},
               [LOOK_SLEEPING] = {7, 4, 0},
               [LOOK_DONE] = {0, 2, 0},
               [LOOK_FAILED] = {7, 1, 0},
               [LOOK_CANCELLED] = {NONE, NONE, PAINT_DIM | PAINT_REVERSE},
               [LOOK_NORMAL] = {NONE, NONE, 0},
               [LOOK_DIM] = {NONE, NONE, 0},
               [LOOK_STRONG] = {NONE, NONE, PAINT_BOLD},
               [LOOK_FRAME] = {NONE, NONE, PAINT_DIM},
               [LOOK_TITLE] = {NONE, NONE, PAINT_BOLD},
               [LOOK_FOCUS] = {NONE, NONE, PAINT_BOLD | PAINT_UNDERLINE},
               [LOOK_CHANGED] = {0, 3, PAINT_BOLD},
               [LOOK_CLOCK] = {NONE, NONE, PAINT_BOLD},
               [LOOK_CURRENT] = {0, 3, PAINT_BOLD},
               [LOOK_SELECTED] = {NONE, NONE, PAINT_REVERSE},
               [LOOK_CALLBACK] = {NONE, NONE, PAINT_REVERSE},
               [LOOK_HANDED] = {6, NONE, PAINT_BOLD},
               [LOOK_ITEM] = {NONE, NONE, PAINT_BOLD},
               [LOOK_EMPTY] = {NONE, NONE, PAINT_DIM},
               [LOOK_CODE_WORD] = {NONE, NONE, PAINT_BOLD},
               [LOOK_CODE_TEXT] = {NONE, NONE, 0},
               [LOOK_CODE_COMMENT] = {NONE, NONE, PAINT_DIM},
               [LOOK_PLAYHEAD] = {NONE, NONE, PAINT_BOLD},
               [LOOK_SENTENCE] = {NONE, NONE, PAINT_BOLD},
               [LOOK_BAD] = {1, NONE, PAINT_BOLD},
               [LOOK_KEY] = {NONE, NONE, PAINT_BOLD},
               [LOOK_BREAKPOINT] = {1, NONE, PAINT_BOLD}},
    .selected = {NONE, NONE, PAINT_REVERSE},
};

static const Palette *palette_of(ThemeName theme, unsigned colors)
{
    if (colors < 256)
        return &eight;
    switch (theme) {
    case THEME_DARK:
    case THEME_MONOCHROME:
    case THEMES:
        return &dark;
    case THEME_LIGHT:
        return &light;
    case THEME_HIGH_CONTRAST:
        return &high_contrast;
    }
    return &dark;
}

/* Without colours a fill becomes reverse lettering, a coloured word a bold one. */
static Paint without_colors(Look look)
{
    Paint paint = {NONE, NONE, eight.paints[look].attributes};
    if (look < LOOK_NORMAL && look != LOOK_NEW)
        paint.attributes = PAINT_REVERSE | (look == LOOK_RUNNING ? PAINT_BOLD : 0u);
    else if (look == LOOK_CHANGED || look == LOOK_CURRENT)
        paint.attributes = PAINT_BOLD | PAINT_UNDERLINE;
    return paint;
}

Paint theme_paint(ThemeName theme, unsigned colors, Look look, unsigned flags)
{
    const Palette *palette = palette_of(theme, colors);
    bool is_plain = colors < 8 || theme == THEME_MONOCHROME;
    Paint paint = is_plain ? without_colors(look) : palette->paints[look];
    bool is_fill = look < LOOK_NORMAL && look != LOOK_NEW;
    if (flags & CELL_SELECTED && is_plain)
        paint.attributes ^= PAINT_REVERSE;
    else if (flags & CELL_SELECTED && !is_fill)
        paint = (Paint){palette->selected.foreground, palette->selected.background,
                        paint.attributes | palette->selected.attributes};
    if (flags & CELL_UNDERLINED)
        paint.attributes |= PAINT_UNDERLINE;
    return paint;
}
