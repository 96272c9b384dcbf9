/* The table of dict and set; see table.h. */
#include "table.h"

#include "numbers.h"

#include <assert.h>

enum { SLOTS_LEAST = 8 };

static const uint32_t SLOT_FREE = UINT32_MAX;

static uint32_t room_of(uint64_t slots)
{
    return (uint32_t)(slots * 2 / 3);
}

/* The least power of two that is at least `size`. */
static uint64_t slots_for(uint64_t size)
{
    uint64_t slots = SLOTS_LEAST;
    while (slots < size)
        slots *= 2;
    return slots;
}

/* ---- the index ---- */

/* The slot at which a search for a hash begins, before the mask. */
static uint32_t home_of(uint64_t hash)
{
    return (uint32_t)(table_mixed(hash) >> 32);
}

/* The slot of an entry: the number in the bits of the mask, bits of the hash in the others. */
static uint32_t slot_for(const Dict *table, uint64_t hash, uint32_t at)
{
    return ((uint32_t)table_mixed(hash) & ~table->mask) | at;
}

/* Where a search begins: a number of a slot, or of an entry where there is no index. */
static uint32_t probe_begin(const Dict *table, uint64_t hash)
{
    return table->index ? home_of(hash) : 0;
}

/* The next entry with this hash, -1 at the end of the search. */
static int64_t next_candidate(const Dict *table, uint64_t hash, uint32_t *probe)
{
    const TableEntry *entries = table->entries;
    if (table->index) {
        uint32_t mask = table->mask, tag = slot_for(table, hash, 0), slot;
        while ((slot = table->index[(*probe)++ & mask]) != SLOT_FREE) {
            if ((slot & ~mask) == tag && entries[slot & mask].hash == hash)
                return slot & mask;
        }
        return -1;
    }
    while (*probe < table->used) {
        uint32_t at = (*probe)++;
        if (entries[at].hash == hash && entries[at].key != VALUE_EMPTY)
            return at;
    }
    return -1;
}

static void link_entry(Dict *table, uint32_t at)
{
    uint64_t hash = table->entries[at].hash;
    uint32_t place = home_of(hash) & table->mask;
    while (table->index[place] != SLOT_FREE)
        place = (place + 1) & table->mask;
    table->index[place] = slot_for(table, hash, at);
}

static uint32_t place_of(const Dict *table, uint32_t at)
{
    uint64_t hash = table->entries[at].hash;
    uint32_t place = home_of(hash) & table->mask, slot = slot_for(table, hash, at);
    while (table->index[place] != slot)
        place = (place + 1) & table->mask;
    return place;
}

/* Free the entry's slot and move back what stands behind it because of it. */
static void unlink_entry(Dict *table, uint32_t at)
{
    uint32_t mask = table->mask, gap = place_of(table, at);
    for (uint32_t place = (gap + 1) & mask; table->index[place] != SLOT_FREE; place = (place + 1) & mask) {
        uint32_t slot = table->index[place], home = home_of(table->entries[slot & mask].hash) & mask;
        bool may_stay = ((place - home) & mask) < ((place - gap) & mask);
        if (may_stay)
            continue;
        table->index[gap] = slot;
        gap = place;
    }
    table->index[gap] = SLOT_FREE;
}

/* ---- room ---- */

static size_t index_size(const Dict *table)
{
    return ((size_t)table->mask + 1) * sizeof *table->index;
}

static void free_arrays(Vm *vm, Dict *table)
{
    vm_free(vm, table->entries, table->capacity * sizeof *table->entries);
    if (table->index)
        vm_free(vm, table->index, index_size(table));
}

/* Move the live entries to the front of `entries`, which may be the table's own array. */
static uint32_t gather_entries(const Dict *table, TableEntry *entries)
{
    uint32_t count = 0;
    for (uint32_t at = 0; (at = table_skip_holes(table, at)) < table->used; at++)
        entries[count++] = table->entries[at];
    return count;
}

static void link_all(Dict *table)
{
    if (!table->index)
        return;
    memset(table->index, 0xFF, index_size(table));
    for (uint32_t at = 0; at < table->used; at++)
        link_entry(table, at);
}

static void close_holes(Dict *table)
{
    uint32_t former = table->used;
    table->used = gather_entries(table, table->entries);
    memset(table->entries + table->used, 0, (former - table->used) * sizeof *table->entries);
    link_all(table);
}

/* Write the table anew with so many slots. */
static Outcome rebuild(Vm *vm, Dict *table, uint64_t slots)
{
    if (slots > (uint64_t)1 << 30)
        return vm_raise_memory(vm);
    uint32_t capacity = room_of(slots);
    if (capacity == table->capacity) {
        close_holes(table);
        return RETURNED;
    }
    TableEntry *entries = vm_alloc(vm, capacity * sizeof *entries);
    uint32_t *index = slots > SLOTS_LEAST ? vm_alloc(vm, slots * sizeof *index) : NULL;
    if (!entries || (slots > SLOTS_LEAST && !index)) {
        vm_free(vm, entries, capacity * sizeof *entries);
        vm_free(vm, index, slots * sizeof *index);
        return vm_raise_memory(vm);
    }
    uint32_t used = gather_entries(table, entries);
    free_arrays(vm, table);
    table->entries = entries;
    table->index = index;
    table->used = used;
    table->capacity = capacity;
    table->mask = (uint32_t)slots - 1;
    link_all(table);
    return RETURNED;
}

Outcome table_reserve(Vm *vm, Dict *table, uint64_t more)
{
    uint64_t wanted = table->count + more;
    if (more <= table->capacity - table->used)
        return RETURNED;
    return rebuild(vm, table, slots_for((wanted * 3 + 1) / 2));
}

/* ---- finding ---- */

Outcome table_hash(Vm *vm, Value key, uint64_t *hash)
{
    if (value_is_str(key))
        *hash = str_hash(value_str_object(key));
    else if (value_is_small_int(key))
        *hash = number_hash_integer(value_small_int(key));
    else
        return value_hash(vm, key, hash);
    return RETURNED;
}

int64_t table_find_str(const Dict *table, Str *key)
{
    int64_t glanced = table_glance(table, value_from(key));
    if (glanced >= 0)
        return glanced;
    uint64_t hash = str_hash(key);
    uint32_t probe = probe_begin(table, hash);
    int64_t at;
    while ((at = next_candidate(table, hash, &probe)) >= 0) {
        Value held = table->entries[at].key;
        if (held == value_from(key) || (value_is_str(held) && str_equal(value_str_object(held), key)))
            break;
    }
    return at;
}

static Outcome same_key(Vm *vm, Value held, Value key, bool *is_same)
{
    *is_same = held == key;
    if (*is_same)
        return RETURNED;
    value_retain(held);
    Outcome outcome = value_equal(vm, held, key, is_same);
    value_release(vm, held);
    return outcome;
}

Outcome table_find(Vm *vm, Dict *table, Value key, uint64_t hash, int64_t *at)
{
    uint32_t probe = probe_begin(table, hash);
    while ((*at = next_candidate(table, hash, &probe)) >= 0) {
        uint64_t changes = table->changes;
        bool is_same;
        if (same_key(vm, table->entries[*at].key, key, &is_same) == RAISED)
            return RAISED;
        if (table->changes != changes)
            probe = probe_begin(table, hash);
        else if (is_same)
            break;
    }
    return RETURNED;
}

/* ---- changing ---- */

Outcome table_add(Vm *vm, Dict *table, Value key, uint64_t hash, Value value)
{
    if (table->used == table->capacity && rebuild(vm, table, slots_for((uint64_t)table->count * 3)) == RAISED)
        return RAISED;
    uint32_t at = table->used++;
    table->entries[at] = (TableEntry){hash, value_retain(key), value_retain(value)};
    if (table->index)
        link_entry(table, at);
    table->count++;
    table->changes++;
    return RETURNED;
}

TableEntry table_take(Dict *table, uint32_t at)
{
    TableEntry taken = table->entries[at];
    if (table->index)
        unlink_entry(table, at);
    table->entries[at] = (TableEntry){.hash = 1};
    TableEntry *first = &table->entries[0];
    if (first->key == VALUE_EMPTY && first->hash == at)
        first->hash = (uint64_t)at + 1; /* the holes at the front are skipped at once: a dict may be a queue */
    table->count--;
    table->changes++;
    return taken;
}

void table_delete(Vm *vm, Dict *table, uint32_t at)
{
    TableEntry taken = table_take(table, at);
    value_release(vm, taken.key);
    value_release(vm, taken.value);
}

int64_t table_last(const Dict *table, uint32_t end)
{
    int64_t at = end < table->used ? end : table->used;
    while (--at >= 0 && table->entries[at].key == VALUE_EMPTY)
        ;
    return at;
}

TableEntry table_take_last(Dict *table)
{
    uint32_t at = (uint32_t)table_last(table, table->used);
    TableEntry taken = table_take(table, at), *first = &table->entries[0];
    table->used = at;
    if (first->key == VALUE_EMPTY && first->hash > at && at > 0)
        first->hash = at;
    return taken;
}

Outcome table_copy_from(Vm *vm, Dict *table, const Dict *from)
{
    assert(table->count == 0);
    if (from->count == 0)
        return RETURNED;
    if (table_reserve(vm, table, from->count) == RAISED || !vm_spend(vm, from->count / 2))
        return RAISED;
    table->used = table->count = gather_entries(from, table->entries);
    for (uint32_t at = 0; at < table->used; at++) {
        value_retain(table->entries[at].key);
        value_retain(table->entries[at].value);
    }
    table->changes++;
    link_all(table);
    return RETURNED;
}

/* The table is empty before the first of its values is let go. */
void table_release(Vm *vm, Object *object)
{
    Dict *table = (Dict *)object, former = *table;
    table->entries = NULL;
    table->index = NULL;
    table->count = table->used = table->capacity = table->mask = 0;
    table->changes++;
    for (uint32_t at = 0; at < former.used; at++) {
        value_release(vm, former.entries[at].key);
        value_release(vm, former.entries[at].value);
    }
    free_arrays(vm, &former);
}

void table_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Dict *table = (const Dict *)object;
    for (uint32_t at = 0; at < table->used; at++) {
        visitor(context, table->entries[at].key);
        visitor(context, table->entries[at].value);
    }
}
