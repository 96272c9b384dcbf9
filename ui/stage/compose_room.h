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
    bool is_half; /* of a page with two runs: the loop is a row */
} Composing;

/* Begin to compose the player's position; what was composed before becomes what was before. */
Composing compose_begin(Composer *composer, Scene *scene);

/* ---- lettering ---- */

float words_left(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);
float words_right(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);
float words_middle(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);
float words_wide(const Composing *composing, Face face, float size, const char *text);
/* Lines broken between words, the last one cut; returns the height they take. */
float words_paragraph(Composing *composing, Box box, Face face, float size, Ink ink, const char *text);

/* The same with lines of a given height; and into how many lines a text is broken. */
float words_set(Composing *composing, Box box, float line, Face face, float size, Ink ink, const char *text);
size_t words_lines(const Composing *composing, float width, Face face, float size, const char *text);

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

/* The clock's lines and labels on an axis; the composer's ruler and axis are those. */
void compose_ruler(Composing *composing, Box axis);

/* ---- the panels, each in a box ---- */

/* The loop, threads, objects and tasks, one below the other, as there is room. */
void compose_left(Composing *composing, Box column);

void compose_head(Composing *composing, Box box);
void compose_foot(Composing *composing, Box box);
void compose_sentence(Composing *composing, Box box);
/* A strip that tells what is wrong with the file on disk, beside its last good run. */
void compose_broken(Composing *composing, Box box);
void compose_output(Composing *composing, Box box);
/* In a box of LOOP_ROW_HEIGHT or less: in one row. */
enum { LOOP_ROW_HEIGHT = 70, LOOP_NARROW = 860 }; /* inside narrower than that the timers stand below */
void compose_loop(Composing *composing, Box box);
/* The height that a thing's panel wants, the same in all its life, and whether half a row is enough. Of a timeout:
 * with so many around each other. */
float thing_wants(const Composing *composing, const SimThingLife *life, uint32_t nested, bool *is_half);
/* The height at which it can still be drawn, where there is not what it wants. */
float thing_least(SimThingKind kind, float wants);
/* Two timeouts of one task have their bars in the panel of the outer one. */
bool thing_shares_panel(const Composing *composing, uint32_t outer, uint32_t number);
void compose_thing(Composing *composing, uint32_t number, Box box);
/* Things without room of their own: a row each, then «+4 objects». */
void compose_folded(Composing *composing, const uint32_t *numbers, size_t count, uint64_t more, Box box);
/* Worker threads as chips, in a strip of STRIP_HEIGHT. */
enum { STRIP_HEIGHT = 74, CROWD_LEAST = 210 };
void compose_threads(Composing *composing, Box box);

/* A place for an object, and who is in it. */
typedef struct Room {
    Box box;
    SimThingKind kind;
    float height, least; /* that its highest guest wants, and can do with */
    bool is_half;        /* half a row is enough */
    unsigned weight;     /* of its guests: what comes first */
    uint64_t last;       /* moment to which it is taken */
    uint32_t number;     /* the object that is there at this position, 0 none … */
    uint32_t past, next; /* … then the last that was, and the first that is to come; 0 none */
} Room;

typedef struct Rooms {
    Room items[SHOWN_MOST];
    size_t count, whole; /* the first `whole` are panels, the others a line of words each */
    uint64_t more;       /* objects without a room */
    float bottom;        /* where the next row would begin */
} Rooms;

/* The height for the first room, and a line for the others. */
float rooms_first_wants(const Composing *composing);
/* A place for each room in a column. False where only the first `whole` have one of their own. Shared: objects of
 * several kinds follow each other in one. */
bool rooms_place(const Composing *composing, Rooms *rooms, bool is_shared, Box column);
void compose_rooms(Composing *composing, const Rooms *rooms, Box column);

/* The height for a row for each task of the run where they are few, else for a row of chips. */
float tasks_want(const Composing *composing, float width);
void compose_tasks(Composing *composing, Box box);
void compose_source(Composing *composing, Box box);
void compose_locals(Composing *composing, Box box);
void compose_gauge(Composing *composing, size_t gauge, Box box);
/* The height for a lane for each task of the run, but no more than `most`. */
float timeline_wants(const Composing *composing, uint32_t most);
void compose_timeline(Composing *composing, Box box);
/* The page of the lesson that the run belongs to. */
void compose_lesson(Composing *composing, Box box);

#endif
