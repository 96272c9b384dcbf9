/* A reservation with a spare behind it. */
#include "pool.h"

#include "memory.h"

#include <string.h>

static const size_t SPARE = (size_t)2 << 20;

bool pool_init(Pool *pool, size_t limit)
{
    *pool = (Pool){0};
    limit = (limit + 15) / 16 * 16; /* the spare behind it is aligned too */
    pool->memory = memory_reserve(limit + SPARE);
    if (!pool->memory) {
        pool->is_full = true;
        return false;
    }
    pool->reserved = limit + SPARE;
    pool->limit = limit;
    return true;
}

void pool_release(Pool *pool)
{
    memory_unreserve(pool->memory, pool->reserved);
    *pool = (Pool){0};
}

static void *from_spare(Pool *pool, size_t size)
{
    void *block = pool->memory + pool->limit;
    memset(block, 0, size < SPARE ? size : SPARE);
    return block;
}

void *pool_alloc(Pool *pool, size_t size)
{
    size_t whole = (size + 15) / 16 * 16;
    if (whole < size || whole > pool->limit - pool->used) {
        pool->is_full = true;
        return from_spare(pool, size);
    }
    void *block = pool->memory + pool->used;
    pool->used += whole;
    return block;
}

char *pool_copy(Pool *pool, const char *text, size_t length)
{
    if (length >= SPARE)
        pool->is_full = true;
    char *copy = pool_alloc(pool, length + 1);
    if (!pool->is_full)
        memcpy(copy, text, length);
    return copy;
}

void *pool_room(Pool *pool, void *items, size_t count, size_t size)
{
    enum { FEWEST = 2 }; /* from then on the room doubles whenever the count is a power of two */
    bool is_full_array = count == 0 || (count >= FEWEST && (count & (count - 1)) == 0);
    if (!is_full_array)
        return items;
    void *larger = pool_alloc(pool, (count ? count * 2 : FEWEST) * size);
    if (!pool->is_full && count > 0)
        memcpy(larger, items, count * size);
    return larger;
}
