/* Positions: places in a run, as sim.h says: turns begun, and lines begun of the last one. */
#ifndef LOOPSCOPE_POSITION_H
#define LOOPSCOPE_POSITION_H

#include <stdbool.h>
#include <stdint.h>

#define LINE_END UINT32_MAX

typedef struct Position {
    uint32_t turn;
    uint32_t line; /* LINE_END: the turn has ended */
} Position;

static inline bool position_is_before(Position a, Position b)
{
    return a.turn < b.turn || (a.turn == b.turn && a.line < b.line);
}

static inline bool positions_are_equal(Position a, Position b)
{
    return a.turn == b.turn && a.line == b.line;
}

#endif
