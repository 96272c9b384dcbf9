/* Size classes: multiples of 8 up to 1 KiB, then four classes to each doubling. */
#include "arena.h"

#include "memory.h"

#include <assert.h>
#include <string.h>

#if ARENA_POISONS
#include <sanitizer/asan_interface.h>
#endif

enum {
    STEP = ARENA_STEP,
    FINE_CLASSES = 128,
    FINE_LIMIT = STEP * FINE_CLASSES,
    ROOM_CLASS = FINE_CLASSES + 7, /* of ARENA_ROOM bytes */
    JOINED_LEAST = 1 << 20         /* free blocks are joined where so many bytes are free */
};

static const size_t SLACK = (size_t)256 << 20;

/* Most worlds are small, and are best left in small pages; what lies behind this is not. */
static const size_t SMALL_WORLD = (size_t)2 << 20;

unsigned arena_class(size_t size)
{
    if (size <= FINE_LIMIT)
        return size == 0 ? 0 : (unsigned)((size - 1) / STEP);
    unsigned shift = 10; /* FINE_LIMIT is 1 << 10 */
    while (((size - 1) >> (shift + 1)) != 0)
        shift++;
    size_t quarter = (size_t)1 << (shift - 2);
    unsigned index = FINE_CLASSES + (shift - 10) * 4 + (unsigned)((size - 1 - ((size_t)1 << shift)) / quarter);
    assert(index < ARENA_CLASSES);
    return index;
}

static size_t size_of_class(unsigned index)
{
    if (index < FINE_CLASSES)
        return (size_t)(index + 1) * STEP;
    unsigned shift = 10 + (index - FINE_CLASSES) / 4;
    size_t quarter = (size_t)1 << (shift - 2);
    return ((size_t)1 << shift) + quarter * ((index - FINE_CLASSES) % 4 + 1);
}

size_t arena_rounded(size_t size)
{
    return size_of_class(arena_class(size));
}

Arena *arena_open(size_t limit, size_t header)
{
    assert(header >= sizeof(Arena));
    size_t reserved = limit + SLACK;
    Arena *arena = memory_reserve(reserved);
    if (!arena)
        return NULL;
    memory_prefer_large_pages((char *)arena + SMALL_WORLD, reserved - SMALL_WORLD);
    arena->reserved = reserved;
    arena->limit = limit;
    arena->used = (header + STEP - 1) / STEP * STEP;
    return arena;
}

void arena_close(Arena *arena)
{
    if (!arena)
        return;
#if ARENA_POISONS
    ASAN_UNPOISON_MEMORY_REGION(arena, arena->used);
#endif
    memory_unreserve(arena, arena->reserved);
}

static void poison(void *block, size_t size)
{
#if ARENA_POISONS
    ASAN_POISON_MEMORY_REGION((char *)block + sizeof(ArenaBlock), size - sizeof(ArenaBlock));
#else
    (void)block, (void)size;
#endif
}

static void unpoison(void *block, size_t size)
{
#if ARENA_POISONS
    ASAN_UNPOISON_MEMORY_REGION(block, size);
#else
    (void)block, (void)size;
#endif
}

static void put(Arena *arena, ArenaBlock *block, unsigned index)
{
    block->next = arena->free[index];
    arena->free[index] = block;
    arena->may_have_rooms |= index >= ROOM_CLASS;
    poison(block, size_of_class(index));
}

static ArenaBlock *take_again(Arena *arena, unsigned index)
{
    ArenaBlock *block = arena->free[index];
    if (block) {
        unpoison(block, size_of_class(index));
        arena->free[index] = block->next;
    }
    return block;
}

/* Free `size` bytes, as few blocks as will do. */
static void put_in_pieces(Arena *arena, char *rest, size_t size)
{
    while (size > 0) {
        unsigned index = arena_class(size);
        if (size_of_class(index) > size)
            index--;
        put(arena, (ArenaBlock *)rest, index);
        rest += size_of_class(index);
        size -= size_of_class(index);
    }
}

/* The smallest free block of the class or a larger one; NULL where there is none. */
static ArenaBlock *take_at_least(Arena *arena, unsigned index, size_t *size)
{
    while (index < ARENA_CLASSES && !arena->free[index])
        index++;
    if (index == ARENA_CLASSES)
        return NULL;
    *size = size_of_class(index);
    return take_again(arena, index);
}

/* A block that is cut from a larger free one; NULL where none is larger. */
static ArenaBlock *cut(Arena *arena, unsigned index)
{
    size_t size = 0, whole = size_of_class(index);
    ArenaBlock *block = take_at_least(arena, index + 1, &size);
    if (block)
        put_in_pieces(arena, (char *)block + whole, size - whole);
    return block;
}

/* ---- joining free blocks ---- */

/* The place of a block in steps, and back. No block is at place 0: the arena's header is there. */
static uint32_t place_of(const Arena *arena, const ArenaBlock *block)
{
    return block ? (uint32_t)((size_t)((const char *)block - (const char *)arena) / STEP) : 0;
}

static ArenaBlock *block_at(Arena *arena, uint32_t place)
{
    return place ? (ArenaBlock *)((char *)arena + (size_t)place * STEP) : NULL;
}

static ArenaBlock *next_of(Arena *arena, const ArenaBlock *block)
{
    return block_at(arena, block->joining.next);
}

/* All free blocks as one list, and how many they are. */
static ArenaBlock *take_all(Arena *arena, uint64_t *count)
{
    ArenaBlock *all = NULL;
    *count = 0;
    put_in_pieces(arena, arena->room, arena->room_left);
    arena->room_left = 0;
    for (unsigned index = 0; index < ARENA_CLASSES; index++) {
        for (ArenaBlock *block = take_again(arena, index); block; block = take_again(arena, index)) {
            block->joining.size = (uint32_t)(size_of_class(index) / STEP);
            block->joining.next = place_of(arena, all);
            all = block;
            ++*count;
        }
    }
    return all;
}

/* One turn of a radix sort by place: by the digit that stands `shift` bits up. */
static ArenaBlock *sort_by_digit(Arena *arena, ArenaBlock *blocks, unsigned shift)
{
    enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };
    ArenaBlock *first[DIGITS] = {0}, *last[DIGITS] = {0}, *sorted = NULL;
    for (; blocks; blocks = next_of(arena, blocks)) {
        uint32_t place = place_of(arena, blocks), digit = place >> shift & (DIGITS - 1);
        if (first[digit])
            last[digit]->joining.next = place;
        else
            first[digit] = blocks;
        last[digit] = blocks;
    }
    for (size_t digit = DIGITS; digit-- > 0;) {
        if (first[digit]) {
            last[digit]->joining.next = place_of(arena, sorted);
            sorted = first[digit];
        }
    }
    return sorted;
}

static ArenaBlock *sort_by_place(Arena *arena, ArenaBlock *blocks)
{
    for (unsigned shift = 0; shift < 32 && arena->used / STEP >> shift != 0; shift += 11)
        blocks = sort_by_digit(arena, blocks, shift);
    return blocks;
}

/* Blocks that lie side by side become as few as will do. */
static void join_free_blocks(Arena *arena)
{
    uint64_t count;
    ArenaBlock *block = sort_by_place(arena, take_all(arena, &count));
    arena->may_have_rooms = false;
    arena->next_join = arena->allocations + count;
    while (block) {
        char *begin = (char *)block, *end = begin;
        while (block && (char *)block == end) {
            end += (size_t)block->joining.size * STEP;
            block = next_of(arena, block);
        }
        put_in_pieces(arena, begin, (size_t)(end - begin));
    }
}

/* Joining goes all over the memory, once for each free block and digit: it has to be worth it, and not to come too
 * often. */
static bool should_join(const Arena *arena)
{
    size_t free = arena->used - arena->live;
    return free >= JOINED_LEAST && free >= arena->used / 2 && arena->allocations >= arena->next_join;
}

/* A large block from what was given back in other sizes; NULL where that does not suffice. */
static ArenaBlock *take_joined(Arena *arena, unsigned index)
{
    ArenaBlock *block = cut(arena, index);
    size_t whole = size_of_class(index);
    bool is_worth_it = whole >= arena->used / 32 || arena->used + whole > arena->limit;
    if (block || !is_worth_it || !should_join(arena))
        return block;
    join_free_blocks(arena);
    block = take_again(arena, index);
    return block ? block : cut(arena, index);
}

/* ---- taking ---- */

/* A small block that is cut from the room; NULL where there is none. */
static ArenaBlock *take_from_room(Arena *arena, size_t whole)
{
    if (arena->room_left < whole) {
        size_t size = 0;
        ArenaBlock *room = arena->may_have_rooms ? take_at_least(arena, ROOM_CLASS, &size) : NULL;
        arena->may_have_rooms = room;
        if (!room)
            return NULL;
        put_in_pieces(arena, arena->room, arena->room_left);
        arena->room = (char *)room;
        arena->room_left = size;
    }
    ArenaBlock *block = (ArenaBlock *)arena->room;
    arena->room += whole;
    arena->room_left -= whole;
    return block;
}

/* A block that was never used; past the limit only a small one, from the slack. */
static ArenaBlock *take_fresh(Arena *arena, size_t size, size_t whole)
{
    if (arena->used + whole > arena->limit)
        arena->over_limit = true;
    if (size > ARENA_SMALL && arena->over_limit)
        return NULL;
    assert(whole <= arena->reserved - arena->used);
    ArenaBlock *block = (ArenaBlock *)((char *)arena + arena->used);
    arena->used += whole;
    return block;
}

/* Most requests are small: somebody gave such a block back, or it comes from the end of the used part, as there is
 * nothing to cut it from. NULL where more is to be looked at. */
static void *take_small(Arena *arena, size_t size, bool *is_fresh)
{
    size_t rounded = (size + STEP - 1) / STEP * STEP;
    *is_fresh = false;
    if (size == 0 || size > FINE_LIMIT)
        return NULL;
    char *block = arena_take_again(arena, (unsigned)(rounded / STEP - 1), rounded);
    bool has_room = arena->may_have_rooms || arena->room_left >= rounded;
    bool is_plain = arena->used + rounded <= arena->limit && arena->allocations + 1 != arena->fail_at;
    if (block || ARENA_POISONS || has_room || !is_plain)
        return block;
    *is_fresh = true;
    block = (char *)arena + arena->used;
    arena->allocations++;
    arena->live += rounded;
    arena->used += rounded;
    return block;
}

static void *take(Arena *arena, size_t size, bool *is_fresh)
{
    unsigned index = arena_class(size);
    size_t whole = size_of_class(index);
    if (++arena->allocations == arena->fail_at)
        arena->over_limit = true;
    if (arena->live + whole > arena->limit)
        arena->over_limit = true;
    if (size > ARENA_SMALL && arena->over_limit)
        return NULL;
    ArenaBlock *block = take_again(arena, index);
    if (!block)
        block = size <= FINE_LIMIT ? take_from_room(arena, whole) : take_joined(arena, index);
    if (!block && arena->used + whole > arena->limit)
        block = take_joined(arena, index);
    *is_fresh = !block;
    if (!block)
        block = take_fresh(arena, size, whole);
    if (block)
        arena->live += whole;
    return block;
}

void *arena_alloc_dirty(Arena *arena, size_t size)
{
    bool is_fresh;
    void *block = take_small(arena, size, &is_fresh);
    return block ? block : take(arena, size, &is_fresh);
}

void *arena_alloc(Arena *arena, size_t size)
{
    bool is_fresh;
    void *block = take_small(arena, size, &is_fresh);
    if (!block)
        block = take(arena, size, &is_fresh);
    if (block && !is_fresh)
        memset(block, 0, arena_rounded(size));
    return block;
}

void arena_free(Arena *arena, void *block, size_t size)
{
    if (!block)
        return;
    unsigned index = arena_class(size);
    arena->live -= size_of_class(index);
    put(arena, block, index);
}

void *arena_resize(Arena *arena, void *block, size_t old_size, size_t new_size)
{
    if (!block)
        return arena_alloc(arena, new_size);
    if (arena_class(old_size) == arena_class(new_size)) {
        if (new_size > old_size)
            memset((char *)block + old_size, 0, new_size - old_size);
        return block;
    }
    bool is_fresh;
    char *moved = take(arena, new_size, &is_fresh);
    if (!moved)
        return NULL;
    size_t kept = old_size < new_size ? old_size : new_size;
    memcpy(moved, block, kept);
    memset(moved + kept, 0, arena_rounded(new_size) - kept);
    arena_free(arena, block, old_size);
    return moved;
}

void arena_expose(Arena *arena)
{
    unpoison(arena, arena->used);
}

void arena_conceal(Arena *arena)
{
#if ARENA_POISONS
    for (unsigned index = 0; index < ARENA_CLASSES; index++)
        for (ArenaBlock *block = arena->free[index]; block; block = block->next)
            poison(block, size_of_class(index));
#else
    (void)arena;
#endif
}

/* Sixteen bytes a turn on two independent lanes; the multiplications are those of wyhash's family. */
uint64_t arena_hash(Arena *arena)
{
    const uint64_t odd_a = 0x9E3779B97F4A7C15u, odd_b = 0xC2B2AE3D27D4EB4Fu;
    uint64_t a = arena->used, b = ~arena->used;
    const char *bytes = (const char *)arena;
    arena_expose(arena);
    for (size_t at = 0; at < arena->used; at += 16) { /* behind the used part all is zero */
        uint64_t words[2];
        memcpy(words, bytes + at, sizeof words);
        a = (a ^ words[0]) * odd_a;
        b = (b ^ words[1]) * odd_b;
        a ^= a >> 29;
        b ^= b >> 31;
    }
    arena_conceal(arena);
    return (a ^ (b << 1 | b >> 63)) * odd_a;
}
