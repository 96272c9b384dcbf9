/* A screen: cells with a glyph and a look, drawn into by the panels, copied to the terminal by the console.
 *
 * Drawing never leaves the area it is given, whatever is drawn. Frames are drawn as lines that remember which ways
 * they go, so that crossings come out right by themselves. A screen also knows what lies where, for the mouse. It
 * knows no terminal: tests draw screens and read them as text. */
#ifndef LOOPSCOPE_SCREEN_H
#define LOOPSCOPE_SCREEN_H

#include "glyphs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What a cell means; the theme (theme.h) knows its colours. The states come first, in the order of SimState. */
typedef enum Look {
    LOOK_NEW,
    LOOK_READY,
    LOOK_RUNNING,
    LOOK_WAITING,
    LOOK_SLEEPING,
    LOOK_DONE,
    LOOK_FAILED,
    LOOK_CANCELLED,
    LOOK_NORMAL,
    LOOK_DIM,
    LOOK_STRONG,
    LOOK_FRAME,
    LOOK_TITLE,
    LOOK_FOCUS,   /* title and frame of the panel that has the keys */
    LOOK_CHANGED, /* what this step changed */
    LOOK_CLOCK,
    LOOK_CURRENT,  /* the source line that runs */
    LOOK_SELECTED, /* what is selected */
    LOOK_CALLBACK, /* a callback that is no task */
    LOOK_HANDED,   /* a space that is handed over */
    LOOK_ITEM,
    LOOK_EMPTY,
    LOOK_CODE_WORD,    /* keywords of the source */
    LOOK_CODE_TEXT,    /* strings */
    LOOK_CODE_COMMENT, /* comments and directives */
    LOOK_PLAYHEAD,
    LOOK_SENTENCE,
    LOOK_BAD, /* an error, an end that was not meant */
    LOOK_KEY, /* a key in the footer */
    LOOK_BREAKPOINT,
    LOOKS
} Look;

enum { CELL_UNDERLINED = 1, CELL_SELECTED = 2 };

typedef struct Cell {
    char bytes[GLYPH_BYTES_MOST];
    uint8_t cells; /* 1 or 2; 0: the right half of the glyph before */
    uint8_t look;  /* Look */
    uint8_t flags;
    uint8_t lines; /* ways a frame goes from here; 0 no frame */
} Cell;

/* What a click means. */
typedef enum HitKind {
    HIT_NONE,
    HIT_TASK,
    HIT_THING,
    HIT_LINE,
    HIT_PANEL,
    HIT_AXIS,
    HIT_ACTION,
    HIT_ROW,
    HIT_KNOB,
    HIT_CELLS, /* a field of tasks; the number is how many a cell stands for */
} HitKind;

typedef struct Area {
    unsigned x, y, width, height;
} Area;

typedef struct Hit {
    Area area;
    HitKind kind;
    uint32_t number;
} Hit;

enum { HITS_MOST = 512 };

typedef struct Screen {
    unsigned width, height;
    unsigned stride; /* cells from a row to the next: more than the width while a window is drawn */
    Cell *cells;     /* owned */
    bool is_ascii;
    bool has_fills;              /* colours tell the states, so that a lane need not repeat its sign */
    unsigned cursor_x, cursor_y; /* where the cursor stands: on the current item */
    Hit hits[HITS_MOST];
    size_t hit_count;
} Screen;

/* False where there is no memory. A screen has at least one cell. */
bool screen_init(Screen *screen, unsigned width, unsigned height, bool is_ascii);
void screen_release(Screen *screen);
void screen_clear(Screen *screen);

/* Between these two calls the screen is only an area of itself, whose corner is (0, 0): what fills whole screens
 * can be drawn beside something else. Hits and cursor then lie where they are on the whole. */
typedef struct ScreenWindow {
    Cell *cells;
    unsigned width, height, x, y;
    size_t hit_count;
} ScreenWindow;
ScreenWindow screen_open_window(Screen *screen, Area area);
void screen_close_window(Screen *screen, const ScreenWindow *window);

/* Text from (x, y) of an area on, as far as it fits; a text that is cut ends in «…». Returns the cells used. */
unsigned screen_text(Screen *screen, Area area, unsigned x, unsigned y, Look look, const char *text, size_t size);
unsigned screen_string(Screen *screen, Area area, unsigned x, unsigned y, Look look, const char *text);
/* One look for a stretch of cells; one flag more for a stretch of cells. */
void screen_paint(Screen *screen, Area area, unsigned x, unsigned y, unsigned width, Look look);
void screen_flag(Screen *screen, Area area, unsigned x, unsigned y, unsigned width, unsigned flag);

/* Lines of frames, in cells of the screen, ends included. */
void screen_line_across(Screen *screen, unsigned x, unsigned last_x, unsigned y, Look look);
void screen_line_down(Screen *screen, unsigned x, unsigned y, unsigned last_y, Look look);

void screen_cursor(Screen *screen, Area area, unsigned x, unsigned y);
void screen_hit(Screen *screen, Area area, HitKind kind, uint32_t number);
/* What lies at a cell: the last that was drawn there. */
Hit screen_hit_at(const Screen *screen, unsigned x, unsigned y);

/* The glyph that a cell shows: its own or that of its lines. */
const char *cell_bytes(const Screen *screen, const Cell *cell);

/* The screen as text, a line for each row, without blanks at the ends. */
void screen_write(const Screen *screen, FILE *file);

/* The part of an area from row y on. */
static inline Area area_below(Area area, unsigned rows)
{
    if (rows > area.height)
        rows = area.height;
    return (Area){area.x, area.y + rows, area.width, area.height - rows};
}

#endif
