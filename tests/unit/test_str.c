/* Strs from C: interning, sharing, appending, and limits. What programs see of them is compared with CPython under
 * tests/programs/builtins. */
#include "str_parts.h"
#include "unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "world_fixture.h"

/* ---- interning ---- */

static void equal_interned_strs_are_the_same_object(void **state)
{
    enum { NAMES = 5000 }; /* more than the table begins with */
    static Str *names[NAMES];
    (void)state;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < NAMES; i++) {
            char text[24];
            int length = snprintf(text, sizeof text, "name_%d", i);
            Str *name = str_intern(vm, text, (size_t)length);
            assert_true(str_is(name, text));
            if (round == 1)
                assert_ptr_equal(name, names[i]);
            names[i] = name;
        }
    }
    assert_false(str_equal(names[0], names[1]));
}

static void a_long_str_is_interned_as_it_is_or_found(void **state)
{
    (void)state;
    static const char text[] = "a name of its own that is too long for a short one";
    Value first = str_from(vm, text), second = str_from(vm, text);
    assert_ptr_not_equal(value_str_object(first), value_str_object(second));
    assert_ptr_equal(str_intern_value(vm, value_str_object(first)), value_str_object(first));
    assert_ptr_equal(str_intern_value(vm, value_str_object(second)), value_str_object(first));
    assert_true(str_equal(value_str_object(first), value_str_object(second)));
    value_release(vm, first);
    value_release(vm, second);
}

static void a_short_str_has_no_room_for_its_hash_and_is_interned_as_a_copy(void **state)
{
    (void)state;
    Value first = str_from(vm, "a name of its own"), second = str_from(vm, "a name of its own");
    Str *name = str_intern_value(vm, value_str_object(first));
    assert_ptr_equal(str_intern_value(vm, value_str_object(second)), name);
    assert_ptr_equal(str_intern_value(vm, name), name);
    assert_true(str_equal(value_str_object(first), name));
    assert_int_equal(str_hash(value_str_object(first)), str_hash(name));
    value_release(vm, first);
    value_release(vm, second);
}

static void short_strs_are_small(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t bytes;
    } rows[] = {{"seven b", 24}, {"eight by", 32}, {"fifteen bytes..", 32}, {"über", 24}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t live = vm->arena.live;
        Value string = str_from(vm, rows[i].text);
        assert_int_equal(vm->arena.live - live, rows[i].bytes);
        value_release(vm, string);
        assert_int_equal(vm->arena.live, live);
    }
}

static void an_interned_str_outlives_its_references(void **state)
{
    (void)state;
    Str *name = str_intern(vm, "immortal", 8);
    for (int i = 0; i < 10; i++)
        value_release(vm, value_from(name));
    assert_ptr_equal(str_intern(vm, "immortal", 8), name);
    assert_string_equal(name->text, "immortal");
}

static void what_was_made_before_the_class_has_the_class(void **state)
{
    (void)state;
    for (uint32_t i = 0; i <= vm->interned_mask; i++) {
        if (vm->interned[i])
            assert_ptr_equal(object_class(vm->interned[i]), vm->classes.str);
    }
}

/* ---- making ---- */

static void code_points_are_counted(void **state)
{
    static const struct {
        const char *text;
        uint32_t length;
        bool is_ascii;
    } rows[] = {
        {"", 0, true},
        {"a", 1, true},
        {"eight by", 8, true},
        {"nine byte", 9, true},
        {"\xC3\xA9", 1, false},
        {"seven b\xC3\xA9", 8, false},
        {"\xC3\xA9 and many more", 15, false},
        {"\xF0\x9F\x98\x80\xE6\x97\xA5", 2, false},
        {"\xED\xA0\x80", 1, false}, /* a lone surrogate */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value value = str_from(vm, rows[i].text);
        const Str *string = value_str_object(value);
        assert_int_equal(str_code_points(string), rows[i].length);
        assert_int_equal(str_is_ascii(string), rows[i].is_ascii);
        assert_int_equal(string->size, strlen(rows[i].text));
        assert_string_equal(string->text, rows[i].text);
        value_release(vm, value);
    }
}

static void single_letters_are_shared(void **state)
{
    (void)state;
    Value a = str_from(vm, "q"), b = str_new(vm, "quiz", 1), c = str_from(vm, "\xC3\xBF"),
          d = str_from(vm, "\xC3\xBF");
    assert_int_equal(a, b);
    assert_int_equal(c, d);
    assert_int_equal(str_from(vm, ""), vm->empty_str);
}

static void a_str_gives_its_memory_back(void **state)
{
    (void)state;
    size_t live = vm->arena.live;
    for (size_t size = 2; size < 5000; size = size * 3 / 2) {
        Str *string = str_make(vm, size);
        memset(string->text, 'x', size);
        Value value = str_seal(vm, string);
        assert_true(vm->arena.live > live);
        value_release(vm, value);
        assert_int_equal(vm->arena.live, live);
    }
}

/* ---- appending ---- */

static Value append(Value left, const char *text)
{
    Value right = str_from(vm, text), result;
    assert_int_equal(value_inplace(vm, OPERATOR_ADD, left, right, &result), RETURNED);
    value_release(vm, right);
    value_release(vm, left);
    return result;
}

static void appending_copies_seldom(void **state)
{
    enum { ROUNDS = 20000 };
    (void)state;
    Value text = append(str_from(vm, "be"), "gin");
    int copies = 0;
    for (int i = 0; i < ROUNDS; i++) {
        Value longer = append(text, "+\xC3\xA9");
        copies += longer != text;
        text = longer;
    }
    assert_true(copies < 200);
    const Str *string = value_str_object(text);
    assert_int_equal(string->size, 5 + 3 * ROUNDS);
    assert_int_equal(str_code_points(string), 5 + 2 * ROUNDS);
    assert_false(str_is_ascii(string));
    assert_memory_equal(string->text, "begin+\xC3\xA9+", 9);
    assert_int_equal(string->text[string->size], '\0');
    value_release(vm, text);
}

static void appending_leaves_what_others_hold(void **state)
{
    (void)state;
    Value text = str_from(vm, "shared"), other = value_retain(text);
    uint64_t hash = str_hash(value_str_object(text));
    Value longer = append(text, "!");
    assert_string_equal(value_str_object(other)->text, "shared");
    assert_int_equal(str_hash(value_str_object(other)), hash);
    assert_string_equal(value_str_object(longer)->text, "shared!");
    value_release(vm, other);
    Value same = str_from(vm, "shared!");
    assert_int_equal(str_hash(value_str_object(longer)), str_hash(value_str_object(same)));
    value_release(vm, same);
    value_release(vm, longer);
}

static void an_interned_str_is_never_appended_to(void **state)
{
    (void)state;
    Str *name = str_intern(vm, "constant", 8);
    Value longer = append(value_from(name), "s");
    assert_string_equal(name->text, "constant");
    assert_string_equal(value_str_object(longer)->text, "constants");
    value_release(vm, longer);
}

/* ---- searching ---- */

static const char *slow_search(const char *from, const char *to, const char *part, size_t size)
{
    for (; (size_t)(to - from) >= size; from++) {
        if (memcmp(from, part, size) == 0)
            return from;
    }
    return NULL;
}

static void a_part_is_found_where_it_stands_first_and_last(void **state)
{
    static const char text[] = "abaabbbabaab";
    (void)state;
    const char *end = text + sizeof text - 1;
    for (size_t from = 0; from < sizeof text - 1; from++) {
        for (size_t to = from; to < sizeof text; to++) {
            for (size_t at = from; at < to; at++) {
                size_t size = to - at;
                const char *first = slow_search(text, end, text + at, size), *last = first;
                for (const char *next = first; next; next = slow_search(next + 1, end, text + at, size))
                    last = next;
                assert_ptr_equal(str_search(vm, text, end, text + at, size), first);
                assert_ptr_equal(str_search_back(vm, text, end, text + at, size), last);
            }
        }
    }
    assert_null(str_search(vm, text, end, "abc", 3));
    assert_null(str_search_back(vm, text, end, "aaa", 3));
    assert_ptr_equal(str_search(vm, text, end, "", 0), text);
    assert_ptr_equal(str_search_back(vm, text, end, "", 0), end);
}

/* Parts that are longer than a few bytes are looked for by a hash. */
static void a_long_part_is_found_where_it_stands_first_and_last(void **state)
{
    char text[400];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = "aab"[i % 3]; /* the same after every three bytes, but for one place */
    text[200] = 'c';
    for (size_t size = 30; size <= sizeof text; size += 5) {
        for (size_t at = 0; at + size <= sizeof text; at += 7) {
            const char *end = text + sizeof text, *first = slow_search(text, end, text + at, size), *last = first;
            for (const char *next = first; next; next = slow_search(next + 1, end, text + at, size))
                last = next;
            assert_ptr_equal(str_search(vm, text, end, text + at, size), first);
            assert_ptr_equal(str_search_back(vm, text, end, text + at, size), last);
        }
    }
    char part[60];
    memset(part, 'a', sizeof part);
    assert_null(str_search(vm, text, text + sizeof text, part, sizeof part));
    assert_null(str_search_back(vm, text, text + sizeof text, part, sizeof part));
    assert_null(str_search(vm, text, text + 10, text, sizeof part));
    assert_null(str_search_back(vm, text, text + 10, text, sizeof part));
}

/* ---- limits ---- */

/* The run is over, and nothing is raised that could be caught. */
static void expect_the_end(Outcome outcome)
{
    assert_int_equal(outcome, RAISED);
    assert_int_equal(vm->halt, HALT_MEMORY);
    assert_int_equal(vm->raised, VALUE_EMPTY);
    vm->halt = HALT_NONE;
    vm->arena.over_limit = false;
}

static void what_is_too_large_ends_the_run(void **state)
{
    (void)state;
    Value text = str_from(vm, "ten bytes."), number = value_from_small_int(5), result;
    Value huge = value_from_small_int((int64_t)1 << 40), wide = str_from(vm, ">1000000000"),
          real = float_new(vm, 1.5);
    Value precise = str_from(vm, ".1000000000f"), percent = str_from(vm, "%1000000000d"),
          zeros = str_from(vm, "%.1000000000d"), star = str_from(vm, "%*s"), field = str_from(vm, "{:1000000000}");
    Value pair_items[] = {huge, text}, pair = tuple_new(vm, pair_items, 2), long_text,
          twice[] = {VALUE_EMPTY, text};
    expect_the_end(value_binary(vm, OPERATOR_MULT, text, huge, &result));
    expect_the_end(value_binary(vm, OPERATOR_MULT, huge, text, &result));
    expect_the_end(value_format(vm, number, value_str_object(wide), &result));
    expect_the_end(value_format(vm, text, value_str_object(wide), &result));
    expect_the_end(value_format(vm, real, value_str_object(precise), &result));
    expect_the_end(str_percent(vm, value_str_object(percent), number, &result));
    expect_the_end(str_percent(vm, value_str_object(zeros), number, &result));
    expect_the_end(str_percent(vm, value_str_object(star), pair, &result));
    expect_the_end(value_call_method(vm, field, "format", 1, &number, &result));
    expect_the_end(value_call_method(vm, text, "center", 1, &huge, &result));
    expect_the_end(value_call_method(vm, text, "zfill", 1, &huge, &result));
    assert_int_equal(value_binary(vm, OPERATOR_MULT, text, value_from_small_int(2000000), &long_text), RETURNED);
    twice[0] = vm->empty_str;
    expect_the_end(value_call_method(vm, long_text, "replace", 2, twice, &result));
    Value owned[] = {text, wide, precise, percent, zeros, star, field, pair, long_text};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        value_release(vm, owned[i]);
}

/* ---- Unicode ---- */

static void digits_of_every_script_have_their_value(void **state)
{
    static const struct {
        uint32_t code_point;
        int digit;
    } rows[] = {
        {'0', 0},   {'9', 9},     {'a', -1},    {'/', -1},    {0x660, 0},     {0x669, 9},
        {0x966, 0}, {0xFF15, 5},  {0x1D7CE, 0}, {0x1D7D7, 9}, {0x1D7D8, 0},   {0x1D7FF, 9},
        {0xB2, -1}, {0x2460, -1}, {0x56DB, -1}, {0xD800, -1}, {0x10FFFF, -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(unicode_decimal(rows[i].code_point), rows[i].digit);
}

static void case_mappings_fit_their_room(void **state)
{
    static UnicodeCase *const mappings[] = {unicode_to_upper, unicode_to_lower, unicode_to_title,
                                            unicode_to_folded};
    (void)state;
    for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
        for (size_t i = 0; i < 4; i++) {
            uint32_t mapped[UNICODE_CASE_MOST + 1] = {[UNICODE_CASE_MOST] = 0xABCDEF};
            int count = mappings[i](code_point, mapped);
            assert_true(count >= 1 && count <= UNICODE_CASE_MOST);
            assert_int_equal(mapped[UNICODE_CASE_MOST], 0xABCDEF);
            assert_true(mapped[0] < 0x110000);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_interned_strs_are_the_same_object),
        cmocka_unit_test(a_long_str_is_interned_as_it_is_or_found),
        cmocka_unit_test(a_short_str_has_no_room_for_its_hash_and_is_interned_as_a_copy),
        cmocka_unit_test(short_strs_are_small),
        cmocka_unit_test(an_interned_str_outlives_its_references),
        cmocka_unit_test(what_was_made_before_the_class_has_the_class),
        cmocka_unit_test(code_points_are_counted),
        cmocka_unit_test(single_letters_are_shared),
        cmocka_unit_test(a_str_gives_its_memory_back),
        cmocka_unit_test(appending_copies_seldom),
        cmocka_unit_test(appending_leaves_what_others_hold),
        cmocka_unit_test(an_interned_str_is_never_appended_to),
        cmocka_unit_test(a_part_is_found_where_it_stands_first_and_last),
        cmocka_unit_test(a_long_part_is_found_where_it_stands_first_and_last),
        cmocka_unit_test(what_is_too_large_ends_the_run),
        cmocka_unit_test(digits_of_every_script_have_their_value),
        cmocka_unit_test(case_mappings_fit_their_room),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
