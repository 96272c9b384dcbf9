/* Names with numbers, found by open addressing. */
#include "name_table.h"

#include <string.h>

bool tree_text_equal(TreeText a, TreeText b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool tree_text_is(TreeText text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

uint32_t bytes_hash(const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The place where the name stands or would stand. */
static uint32_t *place_of(const NameTable *table, TreeText name)
{
    uint32_t at = name.length ? bytes_hash(name.bytes, name.length) : 0;
    for (;; at++) {
        uint32_t *place = &table->places[at & table->mask];
        if (*place == 0 || tree_text_equal(table->names[*place - 1], name))
            return place;
    }
}

/* Keep at least half of the places free. */
static void grow(NameTable *table, Pool *pool)
{
    uint32_t capacity = table->mask ? (table->mask + 1) * 2 : 16;
    uint32_t *places = pool_alloc(pool, capacity * sizeof *places);
    if (pool->is_full)
        return;
    table->places = places;
    table->mask = capacity - 1;
    for (uint32_t i = 0; i < table->count; i++)
        *place_of(table, table->names[i]) = i + 1;
}

uint32_t name_table_add(NameTable *table, TreeText name, Pool *pool)
{
    if (table->count * 2 >= table->mask)
        grow(table, pool);
    if (pool->is_full)
        return 0;
    uint32_t *place = place_of(table, name);
    if (*place)
        return *place - 1;
    TreeText *names = pool_room(pool, table->names, table->count, sizeof *names);
    if (pool->is_full)
        return 0;
    table->names = names;
    table->names[table->count++] = name;
    *place = table->count;
    return table->count - 1;
}

bool name_table_find(const NameTable *table, TreeText name, uint32_t *number)
{
    uint32_t place = table->mask ? *place_of(table, name) : 0;
    if (place)
        *number = place - 1;
    return place != 0;
}
