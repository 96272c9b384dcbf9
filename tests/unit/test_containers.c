/* Lists, tuples, dicts, sets, ranges and slices from C: against plain models, for many inputs. What they do in a
 * program is compared with CPython under tests/programs/builtins. */
#include "iterators.h"
#include "list_sort.h"
#include "sequence.h"
#include "set_operations.h"
#include "table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "world_fixture.h"

/* A number that is as good as random, and the same in every run. */
static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* The value's repr; good until the next call. */
static const char *shown(Value value)
{
    static Text text;
    text_clear(&text);
    assert_int_equal(value_write_repr(vm, value, &text), RETURNED);
    return text_string(&text);
}

/* The message of what was raised, which is dropped; good until the next call. */
static const char *raised(void)
{
    static Text text;
    Value exception = vm_take_raised(vm);
    text_clear(&text);
    exception_write_line(vm, exception, &text);
    value_release(vm, exception);
    return text_string(&text);
}

/* ---- dict ---- */

enum { KEYS = 300 };

/* A dict of the ints below KEYS, kept as simply as can be. */
typedef struct Model {
    int64_t keys[KEYS], values[KEYS];
    size_t count;
} Model;

static size_t model_find(const Model *model, int64_t key)
{
    size_t at = 0;
    while (at < model->count && model->keys[at] != key)
        at++;
    return at;
}

static void model_set(Model *model, int64_t key, int64_t value)
{
    size_t at = model_find(model, key);
    model->count += at == model->count;
    model->keys[at] = key;
    model->values[at] = value;
}

static bool model_delete(Model *model, int64_t key)
{
    size_t at = model_find(model, key);
    if (at == model->count)
        return false;
    model->count--;
    for (; at < model->count; at++) {
        model->keys[at] = model->keys[at + 1];
        model->values[at] = model->values[at + 1];
    }
    return true;
}

static void check_like_model(Dict *dict, const Model *model)
{
    Value key, value, found;
    size_t i = 0;
    assert_int_equal(dict->count, model->count);
    for (uint32_t at = 0; dict_next(dict, &at, &key, &value); i++) {
        assert_int_equal(value_small_int(key), model->keys[i]);
        assert_int_equal(value_small_int(value), model->values[i]);
    }
    assert_int_equal(i, model->count);
    for (int64_t k = 0; k < KEYS; k++) {
        size_t at = model_find(model, k);
        assert_int_equal(dict_get(vm, dict, value_from_small_int(k), &found), RETURNED);
        if (at == model->count)
            assert_int_equal(found, VALUE_EMPTY);
        else
            assert_int_equal(value_small_int(found), model->values[at]);
    }
}

/* One step of a random walk: sets mostly, deletions, and now and then the first or last taken out. */
static void step_both(Dict *dict, Model *model, uint64_t *random, unsigned keys)
{
    int64_t key = (int64_t)(next_random(random) % keys), value = (int64_t)(next_random(random) % 1000);
    uint64_t choice = next_random(random) % 10;
    bool was_there;
    if (choice < 5) {
        model_set(model, key, value);
        assert_int_equal(dict_set(vm, dict, value_from_small_int(key), value_from_small_int(value)), RETURNED);
    } else if (choice < 8) {
        assert_int_equal(dict_delete(vm, dict, value_from_small_int(key), &was_there), RETURNED);
        assert_int_equal(was_there, model_delete(model, key));
    } else if (model->count > 0 && choice == 8) {
        assert_int_equal(value_small_int(table_take_last(dict).key), model->keys[model->count - 1]);
        model->count--;
    } else if (model->count > 0) {
        key = value_small_int(table_take(dict, table_skip_holes(dict, 0)).key);
        assert_int_equal(key, model->keys[0]);
        assert_true(model_delete(model, key));
    }
}

static void a_dict_is_like_a_simple_list_of_pairs(void **state)
{
    static const unsigned sizes[] = {3, 6, 12, 40, KEYS};
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        Model model = {.count = 0};
        uint64_t random = s;
        Value dict = dict_new(vm);
        for (int i = 0; i < 3000; i++) {
            step_both(value_dict(dict), &model, &random, sizes[s]);
            if (i % 16 == 0)
                check_like_model(value_dict(dict), &model);
        }
        value_release(vm, dict);
    }
}

/* First in, first out: quadratic time would be 10^10 steps. */
static void a_dict_can_be_a_long_queue(void **state)
{
    enum { LONG = 100000 };
    (void)state;
    Value dict = dict_new(vm);
    for (int64_t i = 0; i < LONG; i++)
        assert_int_equal(dict_set(vm, value_dict(dict), value_from_small_int(i), VALUE_NONE), RETURNED);
    for (int64_t i = 0; i < LONG; i++) {
        uint32_t first = table_skip_holes(value_dict(dict), 0);
        assert_int_equal(value_small_int(value_dict(dict)->entries[first].key), i);
        table_delete(vm, value_dict(dict), first);
    }
    assert_int_equal(value_dict(dict)->count, 0);
    value_release(vm, dict);
}

static void strs_are_found_by_their_text(void **state)
{
    (void)state;
    Value dict = dict_new(vm);
    for (int64_t i = 0; i < 1000; i++) {
        Value key = str_format(vm, "key %lld", (long long)i);
        assert_true(dict_set_str(vm, value_dict(dict), value_str_object(key), value_from_small_int(i)));
        value_release(vm, key);
    }
    for (int64_t i = 0; i < 1000; i++) {
        Value key = str_format(vm, "key %lld", (long long)i);
        assert_int_equal(dict_get_str(vm, value_dict(dict), value_str_object(key)), value_from_small_int(i));
        assert_int_equal(dict_delete_str(vm, value_dict(dict), value_str_object(key)), true);
        assert_int_equal(dict_get_str(vm, value_dict(dict), value_str_object(key)), VALUE_EMPTY);
        value_release(vm, key);
    }
    value_release(vm, dict);
}

static void a_dict_lets_go_of_all_it_held(void **state)
{
    (void)state;
    Value list = list_new(vm, NULL, 0);
    size_t live = vm->arena.live;
    Value dict = dict_new(vm);
    for (int64_t i = 0; i < 100; i++)
        assert_int_equal(dict_set(vm, value_dict(dict), value_from_small_int(i), list), RETURNED);
    assert_int_equal(value_object(list)->refs, 101);
    Value copy = dict_copy(vm, value_dict(dict));
    assert_int_equal(value_object(list)->refs, 201);
    dict_clear(vm, value_dict(dict));
    assert_int_equal(value_object(list)->refs, 101);
    value_release(vm, copy);
    value_release(vm, dict);
    assert_int_equal(value_object(list)->refs, 1);
    assert_int_equal(vm->arena.live, live);
    value_release(vm, list);
}

static void a_walk_minds_changes(void **state)
{
    (void)state;
    Value dict = dict_new(vm), set = set_new(vm), item, keys, items;
    for (int64_t i = 0; i < 3; i++) {
        dict_set(vm, value_dict(dict), value_from_small_int(i), VALUE_NONE);
        set_add(vm, value_dict(set), value_from_small_int(i));
    }
    assert_int_equal(value_iterate(vm, dict, &keys), RETURNED);
    assert_int_equal(value_iterate(vm, set, &items), RETURNED);
    assert_int_equal(value_next(vm, keys, &item), RETURNED);
    assert_int_equal(value_next(vm, items, &item), RETURNED);
    dict_set(vm, value_dict(dict), value_from_small_int(3), VALUE_NONE);
    set_add(vm, value_dict(set), value_from_small_int(3));
    for (int i = 0; i < 2; i++) {
        assert_int_equal(value_next(vm, keys, &item), RAISED);
        assert_string_equal(raised(), "RuntimeError: dictionary changed size during iteration");
        assert_int_equal(value_next(vm, items, &item), RAISED);
        assert_string_equal(raised(), "RuntimeError: Set changed size during iteration");
    }
    value_release(vm, keys);
    value_release(vm, items);
    value_release(vm, dict);
    value_release(vm, set);
}

/* ---- set ---- */

static Value set_from_text(const char *letters)
{
    Value set = set_new(vm);
    for (; *letters; letters++) {
        Value item = str_new(vm, letters, 1);
        set_add(vm, value_dict(set), item);
        value_release(vm, item);
    }
    return set;
}

static void sets_combine_in_order(void **state)
{
    static const struct Row {
        const char *left;
        Operator op;
        const char *right, *expected;
    } rows[] = {
        {"cab", OPERATOR_BIT_OR, "bd", "{'c', 'a', 'b', 'd'}"},
        {"cab", OPERATOR_BIT_AND, "bc", "{'c', 'b'}"},
        {"cab", OPERATOR_BIT_AND, "bcxyz", "{'c', 'b'}"},
        {"cab", OPERATOR_BIT_AND, "x", "set()"},
        {"cab", OPERATOR_SUB, "a", "{'c', 'b'}"},
        {"cab", OPERATOR_SUB, "cabd", "set()"},
        {"cab", OPERATOR_BIT_XOR, "dac", "{'b', 'd'}"},
        {"", OPERATOR_BIT_XOR, "dac", "{'d', 'a', 'c'}"},
        {"", OPERATOR_BIT_OR, "", "set()"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value left = set_from_text(rows[i].left), right = set_from_text(rows[i].right), result;
        assert_int_equal(value_binary(vm, rows[i].op, left, right, &result), RETURNED);
        assert_string_equal(shown(result), rows[i].expected);
        value_release(vm, result);
        assert_int_equal(value_inplace(vm, rows[i].op, left, right, &result), RETURNED);
        assert_int_equal(result, left);
        assert_string_equal(shown(left), rows[i].expected);
        value_release(vm, result);
        value_release(vm, left);
        value_release(vm, right);
    }
}

/* ---- slices ---- */

static Value numbers(int64_t count)
{
    Value list = list_new(vm, NULL, 0);
    for (int64_t i = 0; i < count; i++)
        list_append(vm, value_list(list), value_from_small_int(i));
    return list;
}

/* The indices of a slice, as the language reference explains them; -1 ends them. NONE stands for an absent bound.
 */
enum { NONE = 99 };

static size_t model_slice(int64_t length, int64_t start, int64_t stop, int64_t step, int64_t *indices)
{
    int64_t low = step < 0 ? -1 : 0, high = step < 0 ? length - 1 : length;
    int64_t first = start == NONE ? (step < 0 ? high : low) : start < 0 ? start + length : start;
    int64_t end = stop == NONE ? (step < 0 ? low : high) : stop < 0 ? stop + length : stop;
    size_t count = 0;
    first = first < low ? low : first > high ? high : first;
    end = end < low ? low : end > high ? high : end;
    for (int64_t i = first; step < 0 ? i > end : i < end; i += step)
        indices[count++] = i;
    return count;
}

static Value part(int64_t bound)
{
    return bound == NONE ? VALUE_NONE : value_from_small_int(bound);
}

static void check_slice(int64_t length, int64_t start, int64_t stop, int64_t step)
{
    int64_t indices[8];
    size_t count = model_slice(length, start, stop, step, indices), kept = 0;
    Value list = numbers(length), slice = slice_new(vm, part(start), part(stop), part(step)), got;
    assert_int_equal(value_get_item(vm, list, slice, &got), RETURNED);
    assert_int_equal(value_list(got)->count, count);
    bool is_deleted[8] = {false};
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(value_small_int(value_list(got)->items[i]), indices[i]);
        is_deleted[indices[i]] = true;
    }
    assert_int_equal(value_set_item(vm, list, slice, VALUE_EMPTY), RETURNED);
    for (int64_t i = 0; i < length; i++) {
        if (!is_deleted[i])
            assert_int_equal(value_small_int(value_list(list)->items[kept++]), i);
    }
    assert_int_equal(value_list(list)->count, kept);
    value_release(vm, got);
    value_release(vm, slice);
    value_release(vm, list);
}

static void slices_are_what_the_reference_says(void **state)
{
    static const int64_t bounds[] = {NONE, -7, -6, -5, -3, -1, 0, 1, 2, 4, 5, 6, 7};
    static const int64_t steps[] = {1, 2, 3, 9, -1, -2, -3, -9};
    (void)state;
    for (int64_t length = 0; length < 7; length++) {
        for (size_t i = 0; i < 13; i++) {
            for (size_t k = 0; k < 13; k++) {
                for (size_t s = 0; s < 8; s++)
                    check_slice(length, bounds[i], bounds[k], steps[s]);
            }
        }
    }
}

static void a_slice_takes_in_any_number_of_items(void **state)
{
    static const struct Row {
        int64_t start, stop;
        int64_t count;
        const char *expected;
    } rows[] = {
        {1, 3, 0, "[0, 3, 4]"},
        {1, 3, 1, "[0, 0, 3, 4]"},
        {1, 3, 4, "[0, 0, 1, 2, 3, 3, 4]"},
        {0, 0, 2, "[0, 1, 0, 1, 2, 3, 4]"},
        {5, 9, 2, "[0, 1, 2, 3, 4, 0, 1]"},
        {4, 1, 1, "[0, 1, 2, 3, 0, 4]"},
        {NONE, NONE, 0, "[]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value list = numbers(5), given = numbers(rows[i].count);
        Value slice = slice_new(vm, part(rows[i].start), part(rows[i].stop), VALUE_NONE);
        assert_int_equal(value_set_item(vm, list, slice, given), RETURNED);
        assert_string_equal(shown(list), rows[i].expected);
        value_release(vm, slice);
        value_release(vm, given);
        value_release(vm, list);
    }
}

/* ---- sorting ---- */

/* Tuples (key, place): sorted by key alone, the places of equal keys must rise. */
static Value first_item(Value pair)
{
    return value_tuple(pair)->items[0];
}

static Value random_floats(size_t count, unsigned different, uint64_t *random)
{
    Value list = list_new(vm, NULL, 0);
    for (size_t i = 0; i < count; i++) {
        Value real = float_new(vm, (double)(next_random(random) % different) / 4);
        list_append(vm, value_list(list), real);
        value_release(vm, real);
    }
    return list;
}

static void check_sorted(Value list, size_t count, bool is_reversed)
{
    const List *sorted = value_list(list);
    assert_int_equal(sorted->count, count);
    for (size_t i = 1; i < count; i++) {
        double before = float_of(sorted->items[i - 1]), after = float_of(sorted->items[i]);
        assert_true(is_reversed ? before >= after : before <= after);
    }
}

static void lists_of_every_length_are_sorted(void **state)
{
    (void)state;
    uint64_t random = 7;
    for (size_t count = 0; count < 700; count = count < 150 ? count + 1 : count + 37) {
        for (unsigned different = 2; different < 2000; different *= 9) {
            Value list = random_floats(count, different, &random);
            assert_int_equal(list_sort(vm, value_list(list), VALUE_EMPTY, different > 100), RETURNED);
            check_sorted(list, count, different > 100);
            value_release(vm, list);
        }
    }
}

static Outcome key_of_pair(Vm *machine, const Value *args, Value *result)
{
    (void)machine;
    *result = value_retain(first_item(args[0]));
    return RETURNED;
}

static void equal_items_keep_their_order(void **state)
{
    static const NativeSpec spec = {"key_of_pair", key_of_pair, "pair, /", NATIVE_PLAIN};
    (void)state;
    uint64_t random = 3;
    Value key = native_new(vm, &spec, NULL), list = list_new(vm, NULL, 0);
    for (int64_t i = 0; i < 1000; i++) {
        Value items[] = {value_from_small_int((int64_t)(next_random(&random) % 20)), value_from_small_int(i)};
        Value pair = tuple_new(vm, items, 2);
        list_append(vm, value_list(list), pair);
        value_release(vm, pair);
    }
    for (int is_reversed = 0; is_reversed < 2; is_reversed++) {
        assert_int_equal(list_sort(vm, value_list(list), key, is_reversed), RETURNED);
        for (size_t i = 1; i < 1000; i++) {
            const Tuple *before = value_tuple(value_list(list)->items[i - 1]);
            const Tuple *after = value_tuple(value_list(list)->items[i]);
            int64_t fall = value_small_int(before->items[0]) - value_small_int(after->items[0]);
            assert_true(is_reversed ? fall >= 0 : fall <= 0);
            assert_true(fall != 0 || value_small_int(before->items[1]) < value_small_int(after->items[1]));
        }
    }
    value_release(vm, list);
    value_release(vm, key);
}

/* ---- range ---- */

static Value make_range(int64_t start, int64_t stop, int64_t step)
{
    Value parts[] = {int_new(vm, start), int_new(vm, stop), int_new(vm, step)}, range;
    assert_int_equal(value_call_with(vm, value_from(vm->classes.range), 3, parts, &range), RETURNED);
    for (size_t i = 0; i < 3; i++)
        value_release(vm, parts[i]);
    return range;
}

static void ranges_end_where_they_should(void **state)
{
    static const struct Row {
        int64_t start, stop, step, length, last;
    } rows[] = {
        {0, 10, 1, 10, 9},
        {0, 10, 3, 4, 9},
        {10, 0, -3, 4, 1},
        {0, 0, 1, 0, 0},
        {5, 0, 1, 0, 0},
        {INT64_MIN, INT64_MIN + 3, 2, 2, INT64_MIN + 2},
        {INT64_MAX - 3, INT64_MAX, 2, 2, INT64_MAX - 1},
        {INT64_MIN, INT64_MAX, INT64_MAX, 3, INT64_MAX - 1},
        {INT64_MAX, INT64_MIN, INT64_MIN, 2, -1},
        {0, INT64_MIN, INT64_MIN, 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value range = make_range(rows[i].start, rows[i].stop, rows[i].step), item;
        int64_t length, last = 0, found;
        assert_int_equal(value_length(vm, range, &length), RETURNED);
        assert_int_equal(length, rows[i].length);
        if (length > 0) {
            assert_int_equal(value_get_item(vm, range, value_from_small_int(-1), &item), RETURNED);
            assert_true(int_from(item, &last));
            assert_int_equal(last, rows[i].last);
            bool is_in;
            assert_int_equal(value_contains(vm, range, item, &is_in), RETURNED);
            assert_true(is_in);
            value_release(vm, item);
        }
        Value iterator;
        assert_int_equal(value_iterate(vm, range, &iterator), RETURNED);
        for (found = 0; value_next(vm, iterator, &item) == RETURNED && item != VALUE_EMPTY; found++) {
            assert_true(int_from(item, &last));
            value_release(vm, item);
        }
        assert_int_equal(found, length);
        assert_int_equal(last, rows[i].last);
        value_release(vm, iterator);
        value_release(vm, range);
    }
}

/* ---- room ---- */

static void a_list_gives_room_back(void **state)
{
    (void)state;
    Value few = numbers(10);
    const char *text = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    assert_string_equal(shown(few), text); /* what showing needs stays from the first time */
    value_release(vm, few);
    size_t live = vm->arena.live;
    Value list = numbers(100000);
    size_t full = vm->arena.live;
    while (value_list(list)->count > 10)
        value_release(vm, list_take(vm, value_list(list), (size_t)value_list(list)->count - 1));
    assert_true(vm->arena.live - live < (full - live) / 1000);
    assert_string_equal(shown(list), text);
    value_release(vm, list);
    assert_int_equal(vm->arena.live, live);
}

/* CPython would go on until C's stack ends. */
static void what_is_too_deep_is_not_walked(void **state)
{
    (void)state;
    Value deep = tuple_new(vm, NULL, 0);
    for (int i = 0; i < 100000; i++) {
        Value outer = tuple_new(vm, &deep, 1);
        value_release(vm, deep);
        deep = outer;
    }
    uint64_t hash;
    bool answer;
    assert_int_equal(value_hash(vm, deep, &hash), RAISED);
    assert_string_equal(raised(), "RecursionError: maximum recursion depth exceeded");
    assert_int_equal(value_isinstance(vm, VALUE_NONE, deep, &answer), RAISED);
    assert_string_equal(raised(), "RecursionError: maximum recursion depth exceeded in __instancecheck__");
    value_release(vm, deep);
}

/* Each of these asks for more than the world may use: the run is over, and nothing is raised that could be caught.
 */
static void what_is_too_large_ends_the_run(void **state)
{
    (void)state;
    for (int choice = 0; choice < 5; choice++) {
        Value list = numbers(3), range = make_range(0, INT64_MAX, 1), result = VALUE_EMPTY;
        Outcome outcome = RETURNED;
        if (choice == 0)
            outcome = value_binary(vm, OPERATOR_MULT, list, value_from_small_int((int64_t)1 << 40), &result);
        else if (choice == 1)
            outcome = value_binary(vm, OPERATOR_MULT, value_from_small_int(INT64_MAX >> 1), list, &result);
        else if (choice == 2)
            outcome = list_from_iterable(vm, range, &result);
        else if (choice == 3)
            outcome = tuple_make(vm, (size_t)1 << 60) ? RETURNED : RAISED;
        else
            outcome = value_inplace(vm, OPERATOR_MULT, list, value_from_small_int(1 << 24), &result);
        assert_int_equal(outcome, RAISED);
        assert_int_equal(vm->halt, HALT_MEMORY);
        assert_int_equal(vm->raised, VALUE_EMPTY);
        vm->halt = HALT_NONE;
        vm->arena.over_limit = false;
        value_release(vm, list);
        value_release(vm, range);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dict_is_like_a_simple_list_of_pairs),
        cmocka_unit_test(a_dict_can_be_a_long_queue),
        cmocka_unit_test(strs_are_found_by_their_text),
        cmocka_unit_test(a_dict_lets_go_of_all_it_held),
        cmocka_unit_test(a_walk_minds_changes),
        cmocka_unit_test(sets_combine_in_order),
        cmocka_unit_test(slices_are_what_the_reference_says),
        cmocka_unit_test(a_slice_takes_in_any_number_of_items),
        cmocka_unit_test(lists_of_every_length_are_sorted),
        cmocka_unit_test(equal_items_keep_their_order),
        cmocka_unit_test(ranges_end_where_they_should),
        cmocka_unit_test(a_list_gives_room_back),
        cmocka_unit_test(what_is_too_deep_is_not_walked),
        cmocka_unit_test(what_is_too_large_ends_the_run),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
