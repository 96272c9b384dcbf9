/* Sorting a list: stable, and with the very comparisons that CPython makes, in the same order, since a program's
 * __lt__ may print. The method is timsort with powersort's choice of merges (Objects/listsort.txt in CPython):
 *
 *     cut the list into runs that are already in order, or are so backwards; lengthen short ones by insertion;
 *     merge neighbouring runs, and where one side wins often in a row, search for how far it goes on winning
 *     («galloping»).
 *
 * Items are sorted with their keys in an array of their own. While the program's code is being called the list
 * itself is empty, and what is put into it meanwhile is thrown away with a ValueError. */
#include "list_sort.h"

enum { GALLOP_LEAST = 7, RUNS_MOST = 85, SHORT_RUN = 64 };

typedef struct Sortable {
    Value key; /* owned where there is a key function, else the item */
    Value item;
} Sortable;

typedef struct Run {
    size_t start, count;
    int64_t power; /* of the boundary with the next run: the greater, the sooner they are merged */
} Run;

typedef struct Sort {
    Sortable *items;
    size_t count;
    Sortable *spare; /* room for the smaller side of a merge; NULL until needed */
    size_t gallop;   /* wins in a row from which on galloping is tried: adapts to the data */
    Run runs[RUNS_MOST];
    size_t run_count;
} Sort;

static bool str_comes_before(const Str *left, const Str *right)
{
    int order = memcmp(left->text, right->text, left->size < right->size ? left->size : right->size);
    return order < 0 || (order == 0 && left->size < right->size);
}

static inline Outcome comes_before(Vm *vm, const Sortable *a, const Sortable *b, bool *less)
{
    if (values_are_small_ints(a->key, b->key)) {
        *less = (int64_t)a->key < (int64_t)b->key;
        return RETURNED;
    }
    if (!value_is_str(a->key) || !value_is_str(b->key))
        return value_less(vm, a->key, b->key, less);
    *less = str_comes_before(value_str_object(a->key), value_str_object(b->key));
    return RETURNED;
}

static void reverse(Sortable *items, size_t count)
{
    for (size_t low = 0, high = count; low + 1 < high; low++) {
        Sortable item = items[low];
        items[low] = items[--high];
        items[high] = item;
    }
}

/* ---- runs ---- */

/* Go on from *count as long as no item comes before its forerunner. */
static Outcome extend_ascending(Vm *vm, const Sortable *items, size_t most, size_t *count)
{
    for (; *count < most; ++*count) {
        bool falls;
        if (comes_before(vm, &items[*count], &items[*count - 1], &falls) == RAISED)
            return RAISED;
        if (falls)
            break;
    }
    return RETURNED;
}

/* Equal items within a descending run are turned round, so that turning the whole run keeps their order. */
static void turn_equals(Sortable *items, size_t count, size_t *equals)
{
    if (*equals > 0)
        reverse(items + count - *equals - 1, *equals + 1);
    *equals = 0;
}

static Outcome extend_descending(Vm *vm, Sortable *items, size_t most, size_t *count)
{
    size_t equals = 0;
    for (; *count < most; ++*count) {
        bool falls, rises;
        const Sortable *item = &items[*count];
        if (comes_before(vm, item, item - 1, &falls) == RAISED)
            return RAISED;
        if (falls) {
            turn_equals(items, *count, &equals);
            continue;
        }
        if (comes_before(vm, item - 1, item, &rises) == RAISED)
            return RAISED;
        if (rises)
            break;
        equals++;
    }
    turn_equals(items, *count, &equals);
    return RETURNED;
}

/* The length of the run that the items begin with, put into ascending order. */
static Outcome find_run(Vm *vm, Sortable *items, size_t most, size_t *count)
{
    bool has_risen;
    *count = 1;
    if (extend_ascending(vm, items, most, count) == RAISED)
        return RAISED;
    if (*count == most)
        return RETURNED;
    if (*count > 1) {
        if (comes_before(vm, &items[0], &items[*count - 1], &has_risen) == RAISED)
            return RAISED;
        if (has_risen)
            return RETURNED;
        reverse(items, *count); /* all equal so far: the beginning of a descending run */
    }
    ++*count;
    if (extend_descending(vm, items, most, count) == RAISED)
        return RAISED;
    reverse(items, *count);
    return extend_ascending(vm, items, most, count);
}

/* Lengthen a run of `sorted` items to `count` by binary insertion. */
static Outcome insert_rest(Vm *vm, Sortable *items, size_t sorted, size_t count)
{
    for (; sorted < count; sorted++) {
        Sortable item = items[sorted];
        size_t low = 0, high = sorted;
        while (low < high) {
            size_t middle = (low + high) / 2;
            bool less;
            if (comes_before(vm, &item, &items[middle], &less) == RAISED)
                return RAISED;
            if (less)
                high = middle;
            else
                low = middle + 1;
        }
        memmove(items + low + 1, items + low, (sorted - low) * sizeof *items);
        items[low] = item;
    }
    return RETURNED;
}

/* ---- galloping ---- */

/* Where a key belongs among items in order: before its equals, or behind them. */
typedef enum GallopSide { BEFORE_EQUALS, BEHIND_EQUALS } GallopSide;

static Outcome belongs_behind(Vm *vm, GallopSide side, const Sortable *key, const Sortable *item, bool *behind)
{
    if (side == BEFORE_EQUALS)
        return comes_before(vm, item, key, behind);
    Outcome outcome = comes_before(vm, key, item, behind);
    *behind = !*behind;
    return outcome;
}

/* Steps that double, from `hint` away, until one is met that lies on the other side; *offset is at most `most`. */
static Outcome stride(Vm *vm, GallopSide side, const Sortable *key, const Sortable *hint, bool upwards, size_t most,
                      size_t *last, size_t *offset)
{
    *last = 0;
    *offset = 1;
    while (*offset < most) {
        bool behind;
        const Sortable *item = upwards ? hint + *offset : hint - *offset;
        if (belongs_behind(vm, side, key, item, &behind) == RAISED)
            return RAISED;
        if (behind != upwards)
            break;
        *last = *offset;
        *offset = *offset * 2 + 1;
    }
    if (*offset > most)
        *offset = most;
    return RETURNED;
}

static Outcome gallop(Vm *vm, GallopSide side, const Sortable *key, const Sortable *items, size_t count,
                      size_t hint, size_t *place)
{
    bool behind;
    size_t last, offset;
    if (belongs_behind(vm, side, key, &items[hint], &behind) == RAISED)
        return RAISED;
    size_t most = behind ? count - hint : hint + 1;
    if (stride(vm, side, key, &items[hint], behind, most, &last, &offset) == RAISED)
        return RAISED;
    size_t low = behind ? hint + last + 1 : hint + 1 - offset, high = behind ? hint + offset : hint - last;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (belongs_behind(vm, side, key, &items[middle], &behind) == RAISED)
            return RAISED;
        if (behind)
            low = middle + 1;
        else
            high = middle;
    }
    *place = low;
    return RETURNED;
}

/* ---- merging ---- */

/* Two neighbouring runs on their way to one. The smaller is kept in the spare room, so that there is always a gap
 * of its size between what is merged and what is left of the larger one. */
typedef struct Merge {
    Sortable *to;    /* upwards: where the next item goes; downwards: the beginning of both runs */
    Sortable *a, *b; /* what is left of the left and right run */
    size_t a_left, b_left;
} Merge;

static void take_a(Merge *merge, size_t count)
{
    memmove(merge->to, merge->a, count * sizeof *merge->a);
    merge->to += count;
    merge->a += count;
    merge->a_left -= count;
}

static void take_b(Merge *merge, size_t count)
{
    memmove(merge->to, merge->b, count * sizeof *merge->b);
    merge->to += count;
    merge->b += count;
    merge->b_left -= count;
}

/* The last item of `a` goes behind all of `b`: with one left there is nothing to compare. */
static bool is_open_upwards(const Merge *merge)
{
    return merge->a_left > 1 && merge->b_left > 0;
}

static Outcome step_upwards(Vm *vm, const Sort *sort, Merge *merge)
{
    size_t a_wins = 0, b_wins = 0;
    do {
        bool b_first;
        if (comes_before(vm, merge->b, merge->a, &b_first) == RAISED)
            return RAISED;
        a_wins = b_first ? 0 : a_wins + 1;
        b_wins = b_first ? b_wins + 1 : 0;
        if (b_first)
            take_b(merge, 1);
        else
            take_a(merge, 1);
    } while (is_open_upwards(merge) && a_wins < sort->gallop && b_wins < sort->gallop);
    return RETURNED;
}

static Outcome gallop_upwards(Vm *vm, Sort *sort, Merge *merge)
{
    size_t a_wins, b_wins;
    sort->gallop++;
    do {
        sort->gallop -= sort->gallop > 1;
        if (gallop(vm, BEHIND_EQUALS, merge->b, merge->a, merge->a_left, 0, &a_wins) == RAISED)
            return RAISED;
        take_a(merge, a_wins);
        if (!is_open_upwards(merge))
            return RETURNED;
        take_b(merge, 1);
        if (!is_open_upwards(merge))
            return RETURNED;
        if (gallop(vm, BEFORE_EQUALS, merge->a, merge->b, merge->b_left, 0, &b_wins) == RAISED)
            return RAISED;
        take_b(merge, b_wins);
        if (!is_open_upwards(merge))
            return RETURNED;
        take_a(merge, 1);
        if (!is_open_upwards(merge))
            return RETURNED;
    } while (a_wins >= GALLOP_LEAST || b_wins >= GALLOP_LEAST);
    sort->gallop++;
    return RETURNED;
}

/* Merge with the left run in the spare room, from the beginning. */
static Outcome merge_upwards(Vm *vm, Sort *sort, Sortable *a, size_t a_count, size_t b_count)
{
    Merge merge = {a, sort->spare, a + a_count, a_count, b_count};
    Outcome outcome = RETURNED;
    memcpy(sort->spare, a, a_count * sizeof *a);
    take_b(&merge, 1);
    while (outcome == RETURNED && is_open_upwards(&merge)) {
        outcome = step_upwards(vm, sort, &merge);
        if (outcome == RETURNED && is_open_upwards(&merge))
            outcome = gallop_upwards(vm, sort, &merge);
    }
    if (outcome == RETURNED && merge.a_left == 1)
        take_b(&merge, merge.b_left);
    take_a(&merge, merge.a_left);
    return outcome;
}

/* Downwards the next place is the one behind all that is left of both. */
static void give_a(Merge *merge, size_t count)
{
    Sortable *to = merge->to + merge->a_left + merge->b_left - count;
    merge->a_left -= count;
    memmove(to, merge->a + merge->a_left, count * sizeof *to);
}

static void give_b(Merge *merge, size_t count)
{
    Sortable *to = merge->to + merge->a_left + merge->b_left - count;
    merge->b_left -= count;
    memmove(to, merge->b + merge->b_left, count * sizeof *to);
}

static bool is_open_downwards(const Merge *merge)
{
    return merge->a_left > 0 && merge->b_left > 1;
}

static Outcome step_downwards(Vm *vm, const Sort *sort, Merge *merge)
{
    size_t a_wins = 0, b_wins = 0;
    do {
        bool a_last;
        if (comes_before(vm, &merge->b[merge->b_left - 1], &merge->a[merge->a_left - 1], &a_last) == RAISED)
            return RAISED;
        a_wins = a_last ? a_wins + 1 : 0;
        b_wins = a_last ? 0 : b_wins + 1;
        if (a_last)
            give_a(merge, 1);
        else
            give_b(merge, 1);
    } while (is_open_downwards(merge) && a_wins < sort->gallop && b_wins < sort->gallop);
    return RETURNED;
}

static Outcome gallop_downwards(Vm *vm, Sort *sort, Merge *merge)
{
    size_t place, a_wins, b_wins;
    sort->gallop++;
    do {
        sort->gallop -= sort->gallop > 1;
        const Sortable *last_b = &merge->b[merge->b_left - 1];
        if (gallop(vm, BEHIND_EQUALS, last_b, merge->a, merge->a_left, merge->a_left - 1, &place) == RAISED)
            return RAISED;
        a_wins = merge->a_left - place;
        give_a(merge, a_wins);
        if (!is_open_downwards(merge))
            return RETURNED;
        give_b(merge, 1);
        if (!is_open_downwards(merge))
            return RETURNED;
        const Sortable *last_a = &merge->a[merge->a_left - 1];
        if (gallop(vm, BEFORE_EQUALS, last_a, merge->b, merge->b_left, merge->b_left - 1, &place) == RAISED)
            return RAISED;
        b_wins = merge->b_left - place;
        give_b(merge, b_wins);
        if (!is_open_downwards(merge))
            return RETURNED;
        give_a(merge, 1);
        if (!is_open_downwards(merge))
            return RETURNED;
    } while (a_wins >= GALLOP_LEAST || b_wins >= GALLOP_LEAST);
    sort->gallop++;
    return RETURNED;
}

/* Merge with the right run in the spare room, from the end. */
static Outcome merge_downwards(Vm *vm, Sort *sort, Sortable *a, size_t a_count, size_t b_count)
{
    Merge merge = {a, a, sort->spare, a_count, b_count};
    Outcome outcome = RETURNED;
    memcpy(sort->spare, a + a_count, b_count * sizeof *a);
    give_a(&merge, 1);
    while (outcome == RETURNED && is_open_downwards(&merge)) {
        outcome = step_downwards(vm, sort, &merge);
        if (outcome == RETURNED && is_open_downwards(&merge))
            outcome = gallop_downwards(vm, sort, &merge);
    }
    if (outcome == RETURNED && merge.b_left == 1)
        give_a(&merge, merge.a_left);
    give_b(&merge, merge.b_left);
    return outcome;
}

static size_t spare_size(const Sort *sort)
{
    return (sort->count / 2 + 1) * sizeof *sort->spare;
}

/* Merge run `i` with the next one. What already stands in its place at both ends is left out. */
static Outcome merge_runs(Vm *vm, Sort *sort, size_t i)
{
    Run left = sort->runs[i], right = sort->runs[i + 1];
    Sortable *a = sort->items + left.start, *b = sort->items + right.start;
    size_t skipped, b_count;
    sort->runs[i].count += right.count;
    if (i + 3 == sort->run_count)
        sort->runs[i + 1] = sort->runs[i + 2];
    sort->run_count--;
    if (!sort->spare && !(sort->spare = vm_alloc(vm, spare_size(sort))))
        return vm_raise_memory(vm);
    if (gallop(vm, BEHIND_EQUALS, b, a, left.count, 0, &skipped) == RAISED)
        return RAISED;
    size_t a_count = left.count - skipped;
    a += skipped;
    if (a_count == 0)
        return RETURNED;
    if (gallop(vm, BEFORE_EQUALS, &a[a_count - 1], b, right.count, right.count - 1, &b_count) == RAISED)
        return RAISED;
    if (b_count == 0)
        return RETURNED;
    return a_count <= b_count ? merge_upwards(vm, sort, a, a_count, b_count)
                              : merge_downwards(vm, sort, a, a_count, b_count);
}

/* The first bit in which the middles of two neighbouring runs, as fractions of the whole, differ. */
static int64_t power_of(const Run *left, size_t right_count, size_t whole)
{
    size_t a = 2 * left->start + left->count, b = a + left->count + right_count;
    for (int64_t power = 1;; power++) {
        if (a >= whole) {
            a -= whole;
            b -= whole;
        } else if (b >= whole) {
            return power;
        }
        a *= 2;
        b *= 2;
    }
}

static Outcome push_run(Vm *vm, Sort *sort, size_t start, size_t count)
{
    if (sort->run_count > 0) {
        int64_t power = power_of(&sort->runs[sort->run_count - 1], count, sort->count);
        while (sort->run_count > 1 && sort->runs[sort->run_count - 2].power > power) {
            if (merge_runs(vm, sort, sort->run_count - 2) == RAISED)
                return RAISED;
        }
        sort->runs[sort->run_count - 1].power = power;
    }
    sort->runs[sort->run_count++] = (Run){start, count, 0};
    return RETURNED;
}

static Outcome merge_all(Vm *vm, Sort *sort)
{
    while (sort->run_count > 1) {
        size_t i = sort->run_count - 2;
        if (i > 0 && sort->runs[i - 1].count < sort->runs[i + 1].count)
            i--;
        if (merge_runs(vm, sort, i) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

/* The least length of a run: such that the list has a power of two of them, or a few less. */
static size_t least_run(size_t count)
{
    size_t odd = 0;
    for (; count >= SHORT_RUN; count /= 2)
        odd |= count & 1;
    return count + odd;
}

static Outcome sort_items(Vm *vm, Sort *sort)
{
    size_t least = least_run(sort->count);
    for (size_t start = 0; start < sort->count;) {
        size_t left = sort->count - start, count;
        if (find_run(vm, sort->items + start, left, &count) == RAISED)
            return RAISED;
        size_t wanted = left < least ? left : least;
        if (count < wanted) {
            if (insert_rest(vm, sort->items + start, count, wanted) == RAISED)
                return RAISED;
            count = wanted;
        }
        if (push_run(vm, sort, start, count) == RAISED)
            return RAISED;
        start += count;
    }
    return merge_all(vm, sort);
}

/* ---- the list's side ---- */

static bool has_key(Value key)
{
    return key != VALUE_EMPTY && key != VALUE_NONE;
}

static void release_keys(Vm *vm, const Sort *sort, size_t count)
{
    for (size_t i = 0; i < count; i++)
        value_release(vm, sort->items[i].key);
}

static Outcome make_keys(Vm *vm, Sort *sort, const Value *values, Value key)
{
    for (size_t i = 0; i < sort->count; i++) {
        Sortable *item = &sort->items[i];
        item->item = item->key = values[i];
        if (!has_key(key))
            continue;
        if (value_call_with(vm, key, 1, &values[i], &item->key) == RAISED) {
            release_keys(vm, sort, i);
            return RAISED;
        }
    }
    return RETURNED;
}

static void write_back(const Sort *sort, Value *values)
{
    for (size_t i = 0; i < sort->count; i++)
        values[i] = sort->items[i].item;
}

/* Sort values that nobody else can see. To keep equal items in order, a reversed sort turns the items round before
 * and after. */
static Outcome sort_values(Vm *vm, Sort *sort, Value *values, Value key, bool is_reversed)
{
    if (make_keys(vm, sort, values, key) == RAISED)
        return RAISED;
    if (is_reversed)
        reverse(sort->items, sort->count);
    Outcome outcome = sort_items(vm, sort);
    if (is_reversed)
        reverse(sort->items, sort->count);
    write_back(sort, values);
    vm_free(vm, sort->spare, spare_size(sort));
    if (has_key(key))
        release_keys(vm, sort, sort->count);
    return outcome;
}

static void release_intruders(Vm *vm, const List *list)
{
    for (uint64_t i = 0; i < list->count; i++)
        value_release(vm, list->items[i]);
    vm_free(vm, list->items, list->capacity * sizeof *list->items);
}

Outcome list_sort(Vm *vm, List *list, Value key, bool is_reversed)
{
    List kept = *list;
    Sort *sort = vm_alloc(vm, sizeof *sort);
    size_t bytes = (size_t)kept.count * sizeof *sort->items;
    sort->items = vm_alloc(vm, bytes);
    if (!sort->items) {
        vm_free(vm, sort, sizeof *sort);
        return vm_raise_memory(vm);
    }
    sort->count = (size_t)kept.count;
    sort->gallop = GALLOP_LEAST;
    list->items = NULL;
    list->count = list->capacity = 0;
    list->head.flags = LIST_IS_SORTED;
    Outcome outcome = sort_values(vm, sort, kept.items, key, is_reversed);
    bool is_untouched = list->head.flags == LIST_IS_SORTED;
    List intruded = *list;
    list->items = kept.items;
    list->count = kept.count;
    list->capacity = kept.capacity;
    list->head.flags = kept.head.flags;
    release_intruders(vm, &intruded);
    vm_free(vm, sort->items, bytes);
    vm_free(vm, sort, sizeof *sort);
    if (outcome == RETURNED && !is_untouched)
        return vm_raise(vm, EXCEPTION_ValueError, "list modified during sort");
    return outcome == RETURNED && vm_spend(vm, kept.count) ? RETURNED : RAISED;
}
