/* The table of dict and set: entries in the order of insertion, found by their hash; private to vm.
 *
 * Entries stand in an array to which new ones are appended. A deleted entry leaves a hole (its key is EMPTY, and
 * its hash says how many holes there are from it on, at least), which goes when the array is full and is written
 * anew. Up to TABLE_FEW entries are searched one by one; more have an index of slots, open addressing with linear
 * probing. A slot has the number of an entry in its low bits (those of `mask`) and bits of its hash above, so that
 * most others are told apart without a look at their entries; or it is free, all bits set. Deleting moves later
 * slots back, so no slot is ever «deleted».
 *
 * The array has room for two thirds of the slots and grows to three times the live items, as CPython's does: when
 * a program changes a dict while it walks it, both see the same.
 *
 * Keys may be objects of the program, whose __eq__ may change the very table that is being searched: after each
 * call `changes` tells, and the search begins anew. */
#ifndef LOOPSCOPE_TABLE_H
#define LOOPSCOPE_TABLE_H

#include "vm.h"

enum { TABLE_FEW = 5 };

/* The hash under which a key stands; TypeError for what has none. */
Outcome table_hash(Vm *vm, Value key, uint64_t *hash);

/* A hash with its bits spread: the upper half tells where a search begins, the lower fills a slot's upper bits. */
static inline uint64_t table_mixed(uint64_t hash)
{
    return hash * 0x9E3779B97F4A7C15u;
}

/* The number of the entry whose key is this very object, a str; -1 says nothing: then table_find has to be asked.
 * For interned names, which keep their hash and are nearly always found so. */
static inline int64_t table_glance(const Dict *table, Value str)
{
    if (!table->index) {
        for (uint32_t at = 0; at < table->used; at++) {
            if (table->entries[at].key == str)
                return at;
        }
        return -1;
    }
    if (!str_keeps_hash(value_str_object(str)))
        return -1;
    uint64_t hash = str_kept_hash(value_str_object(str));
    uint32_t slot = table->index[(table_mixed(hash) >> 32) & table->mask] & table->mask;
    return slot < table->used && table->entries[slot].key == str ? (int64_t)slot : -1;
}

/* The number of the key's entry, -1 where there is none. Good until anything runs. */
Outcome table_find(Vm *vm, Dict *table, Value key, uint64_t hash, int64_t *at);
int64_t table_find_str(const Dict *table, Str *key);

/* Append an entry whose key is not there yet; retains both. */
Outcome table_add(Vm *vm, Dict *table, Value key, uint64_t hash, Value value);

/* Take an entry out: what it held is owned by the caller. */
TableEntry table_take(Dict *table, uint32_t at);
void table_delete(Vm *vm, Dict *table, uint32_t at);

/* Take out the last entry, and let the array end before it. The table is not empty. */
TableEntry table_take_last(Dict *table);

/* The first entry from `at` on that is no hole; table->used where there is none. */
static inline uint32_t table_skip_holes(const Dict *table, uint32_t at)
{
    while (at < table->used && table->entries[at].key == VALUE_EMPTY)
        at += (uint32_t)table->entries[at].hash;
    return at < table->used ? at : table->used;
}

/* The last entry below `end` that is no hole; -1 where there is none. */
int64_t table_last(const Dict *table, uint32_t end);

/* Make room for `more` entries at once. */
Outcome table_reserve(Vm *vm, Dict *table, uint64_t more);

/* Fill an empty table with the entries of another. */
Outcome table_copy_from(Vm *vm, Dict *table, const Dict *from);

void table_release(Vm *vm, Object *object);
void table_visit(const Object *object, ValueVisitor *visitor, void *context);

#endif
