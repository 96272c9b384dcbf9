/* The timeline: each task's life along the clock or along the callbacks, up to the playhead. */
#ifndef LOOPSCOPE_TIMELINE_VIEW_H
#define LOOPSCOPE_TIMELINE_VIEW_H

#include "player.h"

enum { TIMELINE_COLUMNS_MOST = 512, LANE_EMPTY = 255 };

typedef struct Ruler {
    bool is_by_turns;
    int64_t last;      /* the axis ends here: nanoseconds or turns; at least 1 */
    int64_t now;       /* the playhead */
    unsigned columns;  /* cells of the axis */
    unsigned playhead; /* column */
    int64_t step;      /* between two labels */
} Ruler;

/* The ruler for a lane of `columns` cells. The clock's is not taken where the run takes no time. */
void timeline_ruler(const Player *player, unsigned columns, Ruler *ruler);
unsigned ruler_column(const Ruler *ruler, int64_t value);
/* A place on the axis, for a click: to be given to player_go_to_axis. */
int64_t ruler_value(const Ruler *ruler, unsigned column);
void timeline_go(Player *player, const Ruler *ruler, unsigned column);

/* States of a task by column: a SimState, or LANE_EMPTY. Beyond the playhead all is empty. */
void timeline_lane(const Player *player, const Ruler *ruler, uint32_t task, uint8_t *states);

/* The same of a worker thread. */
void timeline_thread_lane(const Player *player, const Ruler *ruler, uint32_t thread, uint8_t *states);

/* A cue's column, or false where it is not reached. */
bool timeline_cue(const Player *player, const Ruler *ruler, size_t cue, unsigned *column);

#endif
