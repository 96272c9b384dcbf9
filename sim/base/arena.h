/* The arena: the one block of memory in which a simulated world lives.
 *
 * The arena stands at the beginning of its own reservation, never moves, and hands out blocks by size class from
 * free lists and, where those are empty, from the end of the used part. It is deterministic: the same calls give
 * the same addresses within the reservation, so a copy of the used part is a copy of the world.
 *
 * Small blocks for which there is no free one are cut from a free one of at least ARENA_ROOM bytes, such as a list
 * leaves behind that grows, and only where there is none from the end of the used part.
 *
 * Free blocks that lie side by side are joined when a large one is asked for and much of the used part is free.
 * Where that gives none and the used part has reached the limit, the limit is passed, however much of it is in
 * small pieces: the host's memory is bounded.
 *
 * The limit is soft. A request of up to ARENA_SMALL bytes never fails: past the limit it is served from a slack
 * that lies above, and `over_limit` is set, which the instruction loop looks at and ends the run. A larger request
 * fails with NULL instead. So only code that grows something by the program's own measure has to look. */
#ifndef LOOPSCOPE_ARENA_H
#define LOOPSCOPE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ARENA_SMALL = 64 * 1024, ARENA_ROOM = 4 * 1024, ARENA_CLASSES = 288, ARENA_STEP = 8 };

/* A block that is free. The smallest have room for one pointer. */
typedef union ArenaBlock {
    union ArenaBlock *next; /* the next one of the same class */
    struct {
        uint32_t next, size; /* in steps: the place of the next one, its own size */
    } joining;               /* while free blocks are joined */
} ArenaBlock;

/* Under AddressSanitizer freed blocks are poisoned. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif
#ifndef ARENA_POISONS
#define ARENA_POISONS 0
#endif

typedef struct Arena {
    size_t reserved;                 /* bytes of the reservation, this struct included */
    size_t limit;                    /* bytes that a program may use */
    size_t used;                     /* bytes from the start that have ever been handed out: the high-water mark */
    size_t live;                     /* bytes in blocks that are not free now */
    uint64_t allocations;            /* calls of arena_alloc so far */
    uint64_t fail_at;                /* for tests: this allocation sets over_limit; 0 never */
    char *room;                      /* what is left of the large block that small ones are cut from */
    size_t room_left;                /* bytes of that */
    uint64_t next_join;              /* free blocks are not joined again before so many allocations */
    bool over_limit;                 /* the program has outgrown its limit */
    bool may_have_rooms;             /* a free block of ARENA_ROOM bytes or more was there, and may still be */
    ArenaBlock *free[ARENA_CLASSES]; /* free blocks by size class */
} Arena;

/* Reserve an arena whose program may use `limit` bytes, at most 15 GiB: places within it fit into 32 bits, in
 * steps. It begins with `header` zeroed bytes for a struct of the owner's, whose first member is the Arena. NULL
 * when the host refuses. */
Arena *arena_open(size_t limit, size_t header);
void arena_close(Arena *arena);

/* A zeroed block of at least `size` bytes, aligned to ARENA_STEP. NULL only for more than ARENA_SMALL bytes past
 * the limit, in which case over_limit is set. */
void *arena_alloc(Arena *arena, size_t size);

/* Like arena_alloc, but what a former owner left in the block is still there. */
void *arena_alloc_dirty(Arena *arena, size_t size);

/* Give a block back. `size` is the size it was asked for with. NULL is accepted. */
void arena_free(Arena *arena, void *block, size_t size);

/* Move a block to a larger or smaller size; bytes beyond the old size are zero. On failure returns NULL and the
 * old block stands. */
void *arena_resize(Arena *arena, void *block, size_t old_size, size_t new_size);

/* The bytes that a request of `size` really takes, and its size class. */
size_t arena_rounded(size_t size);
unsigned arena_class(size_t size);

/* The quick way for who asks for blocks of one class again and again: a block that somebody gave back, dirty; NULL
 * where there is none or anything else is to be looked at, and arena_alloc_dirty has to be asked. `rounded` is what
 * the class's blocks take. */
static inline void *arena_take_again(Arena *arena, unsigned class, size_t rounded)
{
    ArenaBlock *block = arena->free[class];
    bool is_plain = block && arena->live + rounded <= arena->limit && arena->allocations + 1 != arena->fail_at;
    if (ARENA_POISONS || !is_plain)
        return NULL;
    arena->allocations++;
    arena->live += rounded;
    arena->free[class] = block->next;
    return block;
}

/* Give such a block back. */
static inline void arena_give_back(Arena *arena, void *block, unsigned class, size_t rounded)
{
    if (ARENA_POISONS) {
        arena_free(arena, block, rounded);
        return;
    }
    ArenaBlock *freed = block;
    freed->next = arena->free[class];
    arena->free[class] = freed;
    arena->live -= rounded;
}

/* For whoever copies the used part as a whole: in builds with AddressSanitizer, let free blocks be read (and
 * written), and afterwards poison those that are free then. */
void arena_expose(Arena *arena);
void arena_conceal(Arena *arena);

/* A hash of the used part: equal positions of one Sim have equal hashes. */
uint64_t arena_hash(Arena *arena);

#endif
