/* The screen for stepping: one player, drawn as panels. What the terminal remembers beside the player: which panel
 * has the keys, what is scrolled where, and what the panels looked like before this step, so that what changed can
 * stand out. */
#ifndef LOOPSCOPE_STEPS_H
#define LOOPSCOPE_STEPS_H

#include "layout.h"
#include "player.h"
#include "thing_view.h"
#include "timeline_view.h"

enum { REMEMBERED_THINGS = 64 };

/* How the panels looked at the position before. */
typedef struct Memory {
    SimPosition position; /* of what is in `now` */
    uint32_t changes;     /* of the player: another Sim */
    bool has_page, has_before;
    struct {
        uint32_t number;
        uint64_t before, now;
    } things[REMEMBERED_THINGS];
    size_t thing_count;
    uint32_t made_before, made_now; /* things ever made */
    uint8_t *states;                /* owned: task states at the position before */
    uint8_t *next;                  /* owned: those at this one */
    uint32_t state_count, next_count, state_capacity;
    size_t output_before, output_now;
} Memory;

typedef struct Steps {
    Player *player; /* borrowed */
    Panel focus;
    bool is_zoomed;      /* the panel with the focus has the whole screen */
    uint32_t source_top; /* first line in sight */
    uint32_t task_top;
    uint32_t lane_top;
    size_t output_skip; /* lines scrolled up */
    size_t frame_skip;
    unsigned task_rows, source_rows; /* in sight when last drawn */
    uint32_t tasks_per_cell;         /* of the field of a crowd */
    Area field;
    uint32_t things[LAYOUT_THINGS_MOST];
    size_t thing_count, things_there, things_hidden;
    Memory memory;
    Ruler ruler;
    Area axis;
    unsigned window_x, window_y; /* where the run stands on the screen: a lesson's page may be beside or above it */
} Steps;

void steps_init(Steps *steps, Player *player);
void steps_release(Steps *steps);

/* Draw the whole screen. */
void steps_draw(Steps *steps, Screen *screen);

/* Do an action. False where it belongs to the terminal as a whole (help, save, quit …). */
bool steps_act(Steps *steps, Action action);
/* The panel of a number key, from 1; false where there is none. */
bool steps_focus_number(Steps *steps, unsigned number);
/* A click at a cell; is_open: a double click. A drag along the axis. */
void steps_click(Steps *steps, const Screen *screen, unsigned x, unsigned y, bool is_open);
void steps_drag(Steps *steps, unsigned x);

/* What a panel is called. */
const char *panel_title(Panel panel);

/* ---- the panels: each draws into its area ---- */

void panel_loop(Steps *steps, Screen *screen, Area area);
void panel_thing(const Steps *steps, Screen *screen, Area area, const ThingView *view);
/* One row for a thing among the folded. */
void panel_thing_row(const Steps *steps, Screen *screen, Area area, unsigned y, const ThingView *view);
unsigned panel_thing_rows(const ThingView *view, unsigned width);
void panel_tasks(Steps *steps, Screen *screen, Area area);
unsigned panel_tasks_rows(const Steps *steps);
void panel_source(Steps *steps, Screen *screen, Area area);
void panel_locals(Steps *steps, Screen *screen, Area area);
void panel_output(Steps *steps, Screen *screen, Area area);
void panel_gauges(Steps *steps, Screen *screen, Area area);
void panel_timeline(Steps *steps, Screen *screen, Area area);
void panel_narration(Steps *steps, Screen *screen, Area area);
/* The page of the lesson. Draws it, and returns what it leaves of the screen. */
Area panel_lesson(Steps *steps, Screen *screen);
void draw_head(Steps *steps, Screen *screen);
void draw_footer(Steps *steps, Screen *screen);
void draw_column(Steps *steps, Screen *screen);
void draw_sentence(Steps *steps, Screen *screen);

/* ---- memory ---- */

/* Before drawing: where the position is another one, what was now becomes what was before. */
void memory_turn_page(Memory *memory, const Player *player);
void memory_note_thing(Memory *memory, const ThingView *view);
bool memory_thing_changed(const Memory *memory, uint32_t number);
bool memory_task_changed(const Memory *memory, uint32_t number, SimState state);
bool memory_output_grew(const Memory *memory);
void memory_release(Memory *memory);

#endif
