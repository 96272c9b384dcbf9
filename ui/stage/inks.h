/* Inks: the parts that colours play on the stage, and which colour each has in a theme. */
#ifndef LOOPSCOPE_INKS_H
#define LOOPSCOPE_INKS_H

#include "sim.h"
#include "theme_names.h"

typedef enum Ink {
    INK_NONE,
    /* the fills of the states, in the order of SimState */
    INK_NEW,
    INK_READY,
    INK_RUNNING,
    INK_WAITING,
    INK_SLEEPING,
    INK_DONE,
    INK_FAILED,
    INK_CANCELLED,
    /* grounds */
    INK_PAGE,     /* behind the panels */
    INK_PANEL,    /* of a panel */
    INK_WELL,     /* of what lies in a panel: a space, a trough */
    INK_CURRENT,  /* behind the source line that runs */
    INK_SELECTED, /* behind what is selected */
    INK_SENTENCE, /* behind the narration */
    INK_ITEM,     /* of a queue's item */
    /* lines */
    INK_FRAME,  /* around a panel */
    INK_EDGE,   /* around a space, an item, a chip on light ground */
    INK_GRID,   /* the axis' lines */
    INK_ACCENT, /* what changed; the playhead; the mark beside the narration */
    INK_HANDED, /* around a space that is handed over */
    INK_ITEM_EDGE,
    INK_GATE_CLOSED,
    INK_GATE_OPEN,
    INK_GAUGE, /* a gauge's curve */
    INK_LIMIT, /* a gauge's or a queue's upper bound */
    /* lettering */
    INK_TEXT,
    INK_DIM,           /* explains, heads, numbers */
    INK_STRONG,        /* the title, the clock, the sentence */
    INK_BAD,           /* how a run ended badly, a deadline that has passed */
    INK_ON_LIGHT_FILL, /* lettering on a state's fill: black */
    INK_ON_DARK_FILL,  /* white */
    INK_ON_CURRENT,
    INK_ON_ITEM,
    INK_CODE_WORD,
    INK_CODE_TEXT,
    INK_CODE_COMMENT,
    INKS,
} Ink;

typedef struct Color {
    double red, green, blue; /* 0 to 1 */
} Color;

/* What an ink is called in a golden file: «waiting», «panel». */
const char *ink_word(Ink ink);

Color ink_color(ThemeName theme, Ink ink);
Ink ink_of_state(SimState state);
/* What lettering on a state's fill has. */
Ink ink_on_state(SimState state);
/* The ground that lettering of an ink stands on, for the test of contrast: INK_NONE where it has none of its own.
 */
Ink ink_ground(Ink ink);
/* Do chips have an outline in this theme? On light ground yellow would have no edge. */
bool inks_outline_chips(ThemeName theme);

/* How much two colours differ, from 1 to 21, as WCAG 2 counts it. */
double color_contrast(Color one, Color other);

/* The opacity of panels that did not change while something moves. */
#define INKS_DIMMED 0.45

#endif
