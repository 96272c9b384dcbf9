/* Taking copies, and putting them back. */
#include "keyframes.h"

#include "memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Above this, fresh zero pages from the host are cheaper than writing zeros. */
static const size_t DISCARD_FROM = (size_t)4 << 20;

bool keyframes_open(Keyframes *keyframes, size_t budget)
{
    memset(keyframes, 0, sizeof *keyframes);
    keyframes->items = memory_reserve(KEYFRAMES_MOST * sizeof *keyframes->items);
    if (keyframes->items && pages_open(&keyframes->store, budget))
        return true;
    keyframes_close(keyframes);
    return false;
}

void keyframes_close(Keyframes *keyframes)
{
    for (uint32_t i = 0; i < keyframes->count; i++)
        free(keyframes->items[i].pages);
    memory_unreserve(keyframes->items, KEYFRAMES_MOST * sizeof *keyframes->items);
    pages_close(&keyframes->store);
    memset(keyframes, 0, sizeof *keyframes);
}

size_t keyframes_bytes(const Keyframes *keyframes)
{
    return (size_t)keyframes->store.in_use * PAGE_SIZE + keyframes->table_bytes;
}

static uint32_t pages_of(size_t bytes)
{
    return (uint32_t)((bytes + PAGE_SIZE - 1) / PAGE_SIZE);
}

uint32_t keyframes_find(const Keyframes *keyframes, Position position)
{
    uint32_t low = 0, high = keyframes->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (position_is_before(position, keyframes->items[middle].position))
            high = middle;
        else
            low = middle;
    }
    return low;
}

static void let_go(Keyframes *keyframes, PageNumber *pages, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        pages_let_go(&keyframes->store, pages[i]);
    free(pages);
}

/* A page of the world: the base's where it is the same, else a copy; 0 where there is no room. */
static PageNumber keep_page(Keyframes *keyframes, const Keyframe *base, uint32_t at, const char *bytes)
{
    PageNumber known = base && at < base->page_count ? base->pages[at] : 0;
    if (known != 0 && memcmp(pages_at(&keyframes->store, known), bytes, PAGE_SIZE) == 0) {
        pages_hold(&keyframes->store, known);
        return known;
    }
    keyframes->copied++;
    return pages_copy(&keyframes->store, bytes);
}

/* A table of pages with the whole used part, owned; NULL where there is no room. */
static PageNumber *keep_pages(Keyframes *keyframes, const Arena *arena, uint32_t count)
{
    const Keyframe *base = keyframes->count > 0 ? &keyframes->items[keyframes->base] : NULL;
    PageNumber *pages = malloc(count * sizeof *pages);
    if (!pages)
        return NULL;
    keyframes->copied = 0;
    for (uint32_t i = 0; i < count; i++) {
        pages[i] = keep_page(keyframes, base, i, (const char *)arena + (size_t)i * PAGE_SIZE);
        if (pages[i] == 0) {
            let_go(keyframes, pages, i);
            return NULL;
        }
    }
    return pages;
}

static void insert(Keyframes *keyframes, uint32_t at, Keyframe keyframe)
{
    Keyframe *place = &keyframes->items[at];
    memmove(place + 1, place, (keyframes->count - at) * sizeof *place);
    *place = keyframe;
    keyframes->count++;
    keyframes->base = at;
}

bool keyframes_add(Keyframes *keyframes, Arena *arena, Position position, bool is_over, bool is_temporary)
{
    uint32_t at = keyframes->count == 0 ? 0 : keyframes_find(keyframes, position) + 1;
    if (at > 0 && positions_are_equal(keyframes->items[at - 1].position, position))
        return true;
    if (keyframes->count == KEYFRAMES_MOST)
        return false;
    uint32_t count = pages_of(arena->used);
    arena_expose(arena);
    PageNumber *pages = keep_pages(keyframes, arena, count);
    arena_conceal(arena);
    if (!pages)
        return false;
    keyframes->table_bytes += count * sizeof *pages;
    insert(keyframes, at, (Keyframe){position, is_over, is_temporary, count, pages});
    return true;
}

/* Bytes that nobody has used yet are zero, and have to be so again. */
static void clear(char *from, char *to)
{
    if (from >= to)
        return;
    size_t size = (size_t)(to - from);
    if (size >= DISCARD_FROM)
        memory_discard(from, size);
    else
        memset(from, 0, size);
}

void keyframes_restore(Keyframes *keyframes, uint32_t index, Arena *arena)
{
    assert(index < keyframes->count);
    const Keyframe *keyframe = &keyframes->items[index];
    char *world = (char *)arena;
    uint32_t count = pages_of(arena->used);
    arena_expose(arena);
    for (uint32_t i = 0; i < keyframe->page_count; i++) {
        const char *kept = pages_at(&keyframes->store, keyframe->pages[i]);
        char *place = world + (size_t)i * PAGE_SIZE;
        if (memcmp(place, kept, PAGE_SIZE) != 0)
            memcpy(place, kept, PAGE_SIZE);
    }
    clear(world + (size_t)keyframe->page_count * PAGE_SIZE, world + (size_t)count * PAGE_SIZE);
    arena_conceal(arena);
    keyframes->base = index;
}

void keyframes_drop(Keyframes *keyframes, uint32_t index)
{
    assert(index > 0 && index < keyframes->count);
    Keyframe *dropped = &keyframes->items[index];
    keyframes->table_bytes -= dropped->page_count * sizeof *dropped->pages;
    let_go(keyframes, dropped->pages, dropped->page_count);
    keyframes->count--;
    memmove(dropped, dropped + 1, (keyframes->count - index) * sizeof *dropped);
    if (keyframes->base >= index)
        keyframes->base--;
}

void keyframes_thin(Keyframes *keyframes)
{
    for (uint32_t i = keyframes->count / 2 * 2; i > 1; i -= 2)
        keyframes_drop(keyframes, i - 1);
}

void keyframes_cut(Keyframes *keyframes, Position position)
{
    while (keyframes->count > 1 && position_is_before(position, keyframes->items[keyframes->count - 1].position))
        keyframes_drop(keyframes, keyframes->count - 1);
}
