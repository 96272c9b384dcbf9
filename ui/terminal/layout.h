/* The layout: which panel gets which cells. Arithmetic alone: from the size of the screen and what the panels would
 * like to have, to areas. Frames are shared: a panel's title stands in the line above its area, the lines at its
 * sides belong to its neighbours too. */
#ifndef LOOPSCOPE_LAYOUT_H
#define LOOPSCOPE_LAYOUT_H

#include "screen.h"

typedef enum Panel {
    PANEL_LOOP,
    PANEL_THINGS,
    PANEL_TASKS,
    PANEL_SOURCE,
    PANEL_LOCALS,
    PANEL_OUTPUT,
    PANEL_GAUGES,
    PANEL_TIMELINE,
    PANEL_KNOBS, /* in the head: not an area of its own */
    PANEL_NARRATION,
    PANELS
} Panel;

enum {
    LAYOUT_THINGS_MOST = 24,
    LAYOUT_PLACES_MOST = LAYOUT_THINGS_MOST + PANELS,
    LAYOUT_FULL_WIDTH = 60, /* below this, or below the height, one column */
    LAYOUT_FULL_HEIGHT = 16,
    LAYOUT_COLUMN_WIDTH = 20, /* below this, or below the height, the sentence alone */
    LAYOUT_COLUMN_HEIGHT = 3,
};

typedef enum LayoutKind { LAYOUT_FULL, LAYOUT_COLUMN, LAYOUT_SENTENCE, LAYOUT_ZOOMED } LayoutKind;

/* What the panels would like to have, in rows. */
typedef struct LayoutNeeds {
    unsigned loop;
    unsigned things[LAYOUT_THINGS_MOST]; /* of each thing worth a panel, in order of weight */
    size_t thing_count;
    unsigned tasks, source, locals, output, gauges, lanes;
    unsigned words; /* of the narration, where it goes deeper than the story: the timeline makes room; else 0 */
} LayoutNeeds;

typedef struct Place {
    Panel panel;
    size_t thing; /* of PANEL_THINGS: which; thing_count of the needs: the folded rest */
    Area area;    /* the inside */
} Place;

typedef struct Layout {
    LayoutKind kind;
    Place places[LAYOUT_PLACES_MOST];
    size_t count;
    size_t whole_things; /* things that have a panel of their own: the first so many */
    unsigned divider;    /* column between left and right */
    unsigned body_end;   /* row of the line below both columns */
} Layout;

LayoutKind layout_kind(unsigned width, unsigned height);
/* The inner width of the left column on a screen of that width: what thing needs are to be measured against. */
unsigned layout_left_width(unsigned width);
void layout_full(Layout *layout, unsigned width, unsigned height, const LayoutNeeds *needs);

/* Share `rows` among panels that need at least `least` and would like `wanted`, the earlier ones first. */
void layout_share(unsigned rows, const unsigned *least, const unsigned *wanted, size_t count, unsigned *shares);

#endif
