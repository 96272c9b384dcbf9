/* The scene: what the stage shows, as a list of marks. The views say what there is, the composer (compose.h) gives
 * it room and shape, and what comes out is this list, which the window, PNG, SVG and PDF draw alike (draw.h).
 *
 * A mark is a box, a chip, lettering, a line, a curve, a field of dots or a sign. It has a place in stage units (a
 * page is 1080 units high at text scale 1, whatever its pixels), inks by their part and not by colour (inks.h), and
 * an identity: the mark of the same identity in the next scene is the same thing, so that a chip can glide from
 * where it was to where it is. Marks are drawn in order. Each belongs to a panel; panels are told apart by identity
 * and hold a digest, so that only what changed is drawn anew.
 *
 * No fonts, no cairo, no SDL here: how wide a word is, the composer is told (measure.h). */
#ifndef LOOPSCOPE_SCENE_H
#define LOOPSCOPE_SCENE_H

#include "inks.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Box {
    float x, y, width, height; /* stage units, from the upper left corner */
} Box;

typedef struct Spot {
    float x, y;
} Spot;

typedef enum MarkKind {
    MARK_BOX,   /* a rounded box: fill, outline, dash */
    MARK_CHIP,  /* a task: sign and lettering on its state's fill */
    MARK_WORDS, /* one line of lettering, from the left, to the right or in the middle of its box */
    MARK_LINE,  /* from one corner of its box to the opposite one */
    MARK_CURVE, /* spots joined by lines, filled down to the box's lower edge where there is a fill */
    MARK_DOTS,  /* a field of cells by state, row by row */
    MARK_SIGN,  /* a shape that stands for itself: an arrow, an await's diamond, a state's sign */
    MARK_KINDS,
} MarkKind;

typedef enum Face { FACE_TEXT, FACE_STRONG, FACE_CODE, FACE_CODE_STRONG, FACES } Face;
typedef enum Align { ALIGN_LEFT, ALIGN_MIDDLE, ALIGN_RIGHT } Align;
typedef enum Dash { DASH_NONE, DASH_SHORT, DASH_HATCHED } Dash; /* hatched: a fill of slanting lines */

typedef enum Sign {
    SIGN_NONE,
    SIGN_RUNNING,     /* a triangle to the right */
    SIGN_READY,       /* a disc */
    SIGN_WAITING,     /* a disc, half full */
    SIGN_SLEEPING,    /* a clock face */
    SIGN_DONE,        /* a tick */
    SIGN_FAILED,      /* a cross */
    SIGN_CANCELLED,   /* a circle struck through */
    SIGN_CANCELLING,  /* a circle with a point */
    SIGN_NEW,         /* a circle */
    SIGN_FROM,        /* an arrow head to the left: comes next */
    SIGN_TO,          /* an arrow head to the right */
    SIGN_CALLBACK,    /* a hooked arrow: a callback of no task's step */
    SIGN_SWITCHED,    /* a full diamond: the await switched */
    SIGN_STRAIGHT_ON, /* an open diamond: it went straight on */
    SIGN_PAUSED,      /* two bars */
    SIGN_PLAYING,     /* a triangle */
    SIGN_BREAKPOINT,  /* a disc in the margin */
    SIGNS,
} Sign;

/* What a click on a mark means. */
typedef enum TargetKind {
    TARGET_NONE,
    TARGET_TASK,
    TARGET_DOTS, /* a task of a field; number: tasks to a dot */
    TARGET_THING,
    TARGET_LINE,
    TARGET_AXIS,
    TARGET_KNOB,
    TARGET_ROW
} TargetKind;
typedef struct Target {
    TargetKind kind;
    uint32_t number;
} Target;

typedef struct Mark {
    MarkKind kind;
    uint32_t panel;    /* index in panels */
    uint64_t identity; /* 0: does not move */
    Box box;
    Target target;
    Ink fill, outline, ink;  /* INK_NONE: none; ink is of lettering and signs */
    Dash dash;               /* of the outline or the line; hatched: of the fill */
    float radius, thickness; /* of a box; of an outline, line or curve */
    float size;              /* of lettering; of one dot's cell */
    Face face;
    Align align;
    Sign sign;             /* of a chip or a sign */
    bool is_rising;        /* a line from the lower left to the upper right */
    uint32_t first, count; /* lettering: bytes in texts; a curve: spots; dots: cells (a SimState each) */
    uint32_t columns;      /* of dots */
} Mark;

typedef struct ScenePanel {
    uint64_t identity;
    Box box;
    bool is_changed; /* differs from the step before: stands out */
    bool is_selected;
    uint64_t digest;       /* of all its marks, made by scene_end */
    uint32_t first, count; /* its marks */
} ScenePanel;

typedef struct Scene {
    Box page; /* x and y are 0 */
    Mark *marks;
    ScenePanel *panels;
    char *texts;
    Spot *spots;
    uint8_t *cells;
    uint32_t mark_count, panel_count, text_size, spot_count, cell_count;
    uint32_t mark_room, panel_room, text_room, spot_room, cell_room;
    bool is_short; /* memory was refused: marks are missing */
} Scene;

void scene_init(Scene *scene);
void scene_release(Scene *scene);
/* Begin anew on a page of that size; keeps the memory. */
void scene_clear(Scene *scene, float width, float height);

/* Everything added from here on belongs to the panel. */
void scene_begin(Scene *scene, uint64_t identity, Box box, bool is_changed);
void scene_end(Scene *scene);

/* Add a mark; its panel and count are filled in. What is added can be changed until the next call. Never NULL:
 * where memory is refused, a mark that is not drawn. */
Mark *scene_box(Scene *scene, Box box, float radius, Ink fill, Ink outline);
Mark *scene_line(Scene *scene, Spot from, Spot to, float thickness, Ink ink, Dash dash);
Mark *scene_sign(Scene *scene, Sign sign, Box box, Ink ink);
/* Lettering of `length` bytes. What must not be shown as it is (control characters, broken UTF-8) becomes a picture
 * of itself, as in the terminal. It is not cut: see scene_fit in measure.h. */
Mark *scene_words(Scene *scene, Box box, const char *text, size_t length, Face face, float size, Ink ink,
                  Align align);
/* Sign and lettering stand together in the middle of the box: what they take is measure_chip of measure.h. */
Mark *scene_chip(Scene *scene, Box box, Sign sign, const char *text, Ink fill, float size);
/* `count` spots follow with scene_spot. */
Mark *scene_curve(Scene *scene, Box box, float thickness, Ink ink, Ink fill);
void scene_spot(Scene *scene, Spot spot);
/* Cells are copied. */
Mark *scene_dots(Scene *scene, Box box, const uint8_t *states, uint32_t count, uint32_t columns, float size);

/* The lettering of a mark; not NUL-terminated. */
const char *scene_text(const Scene *scene, const Mark *mark);

/* The number, from 0, of the dot of a field at a spot; its count where there is none. */
uint32_t scene_dot_at(const Mark *dots, Spot spot);

/* The topmost mark with a target at a spot, NULL where there is none. */
const Mark *scene_at(const Scene *scene, Spot spot);
/* The mark of an identity, NULL where there is none. */
const Mark *scene_find(const Scene *scene, uint64_t identity);

/* Identities: a kind of thing and its number. */
uint64_t scene_identity(const char *kind, uint32_t number);

/* Write the list, a line for each mark, for a golden file. */
void scene_print(const Scene *scene, FILE *file);

#endif
