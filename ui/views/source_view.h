/* The source: a line with the tasks that stand on it. Words to the simulator («#: …») are not shown: a note is for
 * who lectures, a question may hold its answer, and what a knob or a gauge means is told elsewhere. */
#ifndef LOOPSCOPE_SOURCE_VIEW_H
#define LOOPSCOPE_SOURCE_VIEW_H

#include "piece.h"
#include "player.h"

enum { MARKERS_MOST = 6 };

/* A task or a worker thread on a line, or all tasks of one state where there are many. */
typedef struct Marker {
    char text[24]; /* «7», «main», «9 990» */
    SimState state;
} Marker;

typedef struct SourceLine {
    uint32_t number;
    const char *text; /* borrowed, not NUL-terminated */
    size_t length;    /* of what is shown, without a directive at its end */
    bool is_current, is_selected, has_breakpoint;
    SimAwait await; /* what an await on it did in this step */
    Marker markers[MARKERS_MOST];
    size_t marker_count;
    size_t more; /* tasks that stand there beyond the markers */
} SourceLine;

/* False beyond the last line. */
bool source_line(const Player *player, uint32_t number, SourceLine *line);
uint32_t source_line_count(const Player *player);
/* Whether there is such a line and more on it than a directive. */
bool source_line_is_shown(const Player *player, uint32_t number);
/* The line that is `steps` shown lines before one (1 where there are fewer) or after one (beyond the last: count +
 * 1). */
uint32_t source_line_before(const Player *player, uint32_t number, uint32_t steps);
uint32_t source_line_after(const Player *player, uint32_t number, uint32_t steps);
/* How many lines are shown from one to another, both counted. */
uint32_t source_lines_between(const Player *player, uint32_t from, uint32_t to);
/* The line that should be in sight: the selected one, else where the selected task, the running code, or whoever
 * runs next stands. 0 none. */
uint32_t source_line_in_focus(const Player *player);
/* The next line beyond `number` that shows the word, around the end; 0 none. */
uint32_t source_line_found(const Player *player, const char *word, uint32_t number, int direction);

#endif
