/* Keyframes: kept copies of the world, by which one goes back.
 *
 * A keyframe is the arena's used part at a position. The row of them is sorted by position and begins with the
 * start, which is never dropped. Some are temporary: left near the playhead, so that the next steps back are short.
 */
#ifndef LOOPSCOPE_KEYFRAMES_H
#define LOOPSCOPE_KEYFRAMES_H

#include "arena.h"
#include "pages.h"
#include "position.h"

typedef struct Keyframe {
    Position position;
    bool is_over;      /* taken after the run's last turn had said that there is no other */
    bool is_temporary; /* may be dropped first */
    uint32_t page_count;
    PageNumber *pages; /* owned */
} Keyframe;

enum { KEYFRAMES_MOST = 4096 };

typedef struct Keyframes {
    Pages store;
    Keyframe *items; /* owned reservation, sorted by position */
    uint32_t count;
    uint32_t base;      /* the keyframe that the world was last copied from or to: where most pages are the same */
    uint32_t copied;    /* pages that the last keyframe had to copy */
    size_t table_bytes; /* of all page tables */
} Keyframes;

bool keyframes_open(Keyframes *keyframes, size_t budget);
void keyframes_close(Keyframes *keyframes);

/* Keep the world as it is now. False where there is no room (or no memory): nothing changed. */
bool keyframes_add(Keyframes *keyframes, Arena *arena, Position position, bool is_over, bool is_temporary);
/* The last keyframe that is not beyond the position: an index. */
uint32_t keyframes_find(const Keyframes *keyframes, Position position);
/* Make the world what it was. */
void keyframes_restore(Keyframes *keyframes, uint32_t index, Arena *arena);

void keyframes_drop(Keyframes *keyframes, uint32_t index); /* not the first */
/* Drop every second, but not the first. */
void keyframes_thin(Keyframes *keyframes);
/* Drop those beyond the position; with {0, 0}: all but the start. */
void keyframes_cut(Keyframes *keyframes, Position position);

/* Bytes that they take now. */
size_t keyframes_bytes(const Keyframes *keyframes);

#endif
