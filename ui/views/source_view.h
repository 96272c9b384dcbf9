/* The source: a line with the tasks that stand on it. */
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
    size_t length;
    bool is_current, is_selected, has_breakpoint, is_directive;
    SimAwait await; /* what an await on it did in this step */
    Marker markers[MARKERS_MOST];
    size_t marker_count;
    size_t more; /* tasks that stand there beyond the markers */
} SourceLine;

/* False beyond the last line. */
bool source_line(const Player *player, uint32_t number, SourceLine *line);
uint32_t source_line_count(const Player *player);
/* The line that should be in sight: where the running code stands, or the selected task. 0 none. */
uint32_t source_line_in_focus(const Player *player);
/* The next line beyond `number` that holds the word, around the end; 0 none. */
uint32_t source_line_found(const Player *player, const char *word, uint32_t number, int direction);

#endif
