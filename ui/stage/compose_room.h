/* What the composer's files share: what is being composed, and the helpers that all panels use. Not for others. */
#ifndef LOOPSCOPE_COMPOSE_ROOM_H
#define LOOPSCOPE_COMPOSE_ROOM_H

#include "compose.h"
#include "piece.h"
#include "thing_view.h"

enum {
    CHIP_HEIGHT = 46,
    GAP = 12,
    PANEL_PADDING = 20,
    PANEL_FOOT = 14,
    PANEL_HEAD = 44,
    PANEL_RADIUS = 12,
    PLACED_MOST = 128,
    SHOWN_MOST = 24
};

/* One composing of one page. */
typedef struct Composing {
    Composer *composer;
    Scene *scene;
    const Measure *measure;
    Player *player;
    const Sim *sim;
    uint32_t placed[PLACED_MOST]; /* tasks that have their chip: what glides is one for each task */
    size_t placed_count;
    uint32_t shown[SHOWN_MOST]; /* things to be shown, whole or folded */
    size_t shown_count;
} Composing;

/* ---- lettering ---- */

float words_left(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);
float words_right(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);
float words_middle(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);
float words_wide(const Composing *composing, Face face, float size, const char *text);
/* Lines broken between words, the last one cut; returns the height they take. */
float words_paragraph(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);

/* ---- panels ---- */

/* Begin a panel with its frame, title and, at the right, a word on its state. Returns what is left inside. */
Box panel_begin(Composing *composing, uint64_t identity, Box box, const char *title, const char *state);
/* End it. With a digest of what it tells it stands out where that is not what it was at the position before. */
void panel_end(Composing *composing);
void panel_end_noted(Composing *composing, uint64_t digest);
/* The same for what has no panel of its own: note it; true where it stands out. */
bool panel_note(Composing *composing, uint64_t identity, uint64_t digest);

/* ---- chips and rows ---- */

Sign sign_of_chip(const Chip *chip);
float chip_wide(const Composing *composing, const Chip *chip);
/* Add a chip at a place, no wider than `most`; returns its width. */
float chip_add(Composing *composing, const Chip *chip, float x, float y, float most);
/* What an empty piece is in a row. */
typedef enum RowKind { ROW_PLAIN, ROW_SPACES, ROW_ITEMS, ROW_SEATS } RowKind;
float row_height(const Row *row, RowKind kind);
/* Pieces from the left; what does not fit is told as «+3». */
void row_compose(Composing *composing, const Row *row, RowKind kind, Box box);

/* ---- curves ---- */

/* Values at equal distances over the known run; NAN where there is none. */
enum { CURVE_VALUES = 240 };
typedef struct Curve {
    double values[CURVE_VALUES], low, high;
    bool has_limit; /* a line at `high` */
    Ink ink;
} Curve;
/* The last value's point on the run's axis; true where the axis counts turns, false where it is the clock. */
bool compose_curve_span(const Composing *composing, int64_t *last);
void compose_curve(Composing *composing, const Curve *curve, Box box);

/* ---- the panels, each in a box ---- */

void compose_head(Composing *composing, Box box);
void compose_foot(Composing *composing, Box box);
void compose_sentence(Composing *composing, Box box);
/* A strip that tells what is wrong with the file on disk, beside its last good run. */
void compose_broken(Composing *composing, Box box);
void compose_output(Composing *composing, Box box);
/* In a box of LOOP_ROW_HEIGHT or less: in one row. */
enum { LOOP_ROW_HEIGHT = 70 };
void compose_loop(Composing *composing, Box box);
/* The height that a thing's panel wants, the same whatever its state, and whether half a row is enough. */
float thing_wants(const Composing *composing, const SimThing *thing, bool *is_half);
/* A timeout within another of the same task has its bar in that one's panel. */
bool thing_is_within(const Composing *composing, uint32_t number);
void compose_thing(Composing *composing, uint32_t number, Box box);
/* Things without room of their own: a row each, then «+4 objects». */
void compose_folded(Composing *composing, const uint32_t *numbers, size_t count, size_t more, Box box);
/* Worker threads as chips, in a strip of STRIP_HEIGHT. */
enum { STRIP_HEIGHT = 74 };
void compose_threads(Composing *composing, Box box);
void compose_tasks(Composing *composing, Box box);
void compose_source(Composing *composing, Box box);
void compose_locals(Composing *composing, Box box);
void compose_gauge(Composing *composing, size_t gauge, Box box);
void compose_timeline(Composing *composing, Box box);
/* The page of the lesson that the run belongs to. */
void compose_lesson(Composing *composing, Box box);

#endif
