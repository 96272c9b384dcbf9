/* Text for a screen: what a program's strings may not do to a terminal, and how wide they are. */
#include "glyphs.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void show(const char *text, size_t size, char *shown)
{
    Glyph glyph;
    *shown = '\0';
    for (size_t at = 0; at < size;) {
        at += glyph_next(text + at, size - at, &glyph);
        strcat(shown, glyph.bytes);
    }
}

static void test_control_characters_are_shown_and_never_sent(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *shown;
        unsigned width;
    } rows[] = {
        {"letters", "car 2", "car 2", 5},
        {"ESC", "\033[31mred", "^[[31mred", 9},
        {"DEL", "a\177b", "a^?b", 4},
        {"tab and feed", "a\tb\n", "a^Ib^J", 6},
        {"C1: CSI as one character",
         "\xC2\x9B"
         "2J",
         "<9B>2J", 6},
        {"a turned writing direction",
         "a\xE2\x80\xAE"
         "b",
         "a<202E>b", 8},
        {"no width",
         "a\xE2\x80\x8B"
         "b",
         "a<200B>b", 8},
        {"a line separator", "\xE2\x80\xA8", "<2028>", 6},
        {"no UTF-8",
         "a\xFF"
         "b",
         "a<FF>b", 6},
        {"a piece of UTF-8", "\xE2\x82", "<E2><82>", 8},
        {"overlong", "\xC0\xAF", "<C0><AF>", 8},
        {"two cells", "日本", "日本", 4},
        {"a combining mark", "e\xCC\x81", "e\xCC\x81", 1},
        {"a mark without a letter", "\xCC\x81", "<301>", 5},
        {"nothing", "", "", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char shown[64];
        show(rows[i].text, strlen(rows[i].text), shown);
        if (strcmp(shown, rows[i].shown) != 0 || string_width(rows[i].text) != rows[i].width)
            fail_msg("%s: «%s» in %u cells", rows[i].label, shown, string_width(rows[i].text));
    }
}

static void test_a_storm_of_marks_stays_in_its_cell(void **state)
{
    (void)state;
    char text[600] = "a";
    for (int i = 0; i < 200; i++)
        strcat(text, "\xCC\x81");
    Glyph glyph;
    assert_int_equal(glyph_next(text, strlen(text), &glyph), strlen(text));
    assert_int_equal(glyph.cells, 1);
    assert_true(strlen(glyph.bytes) < sizeof glyph.bytes);
}

static void test_lines_break_between_words(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        unsigned cells;
        size_t size, skip;
    } rows[] = {
        {"it fits", "two words", 9, 9, 9},
        {"between words", "two words", 6, 3, 4},
        {"a long word", "abcdefgh", 3, 3, 3},
        {"several blanks", "ab   cd", 4, 2, 5},
        {"wide glyphs are not parted", "日本語", 3, 3, 3},
        {"not even one glyph", "日", 1, 0, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t skip, size = glyphs_break(rows[i].text, strlen(rows[i].text), rows[i].cells, &skip);
        if (size != rows[i].size || skip != rows[i].skip)
            fail_msg("%s: %zu, %zu", rows[i].label, size, skip);
    }
}

static void test_signs_have_counterparts_of_ascii(void **state)
{
    (void)state;
    Glyph glyph;
    glyph_next("→", 3, &glyph);
    glyph_to_ascii(&glyph);
    assert_string_equal(glyph.bytes, ">");
    glyph_next("é", 2, &glyph);
    glyph_to_ascii(&glyph);
    assert_string_equal(glyph.bytes, "<E9>");
    assert_int_equal(glyph.cells, 4);
}

static void test_times_are_told_without_idle_zeros(void **state)
{
    (void)state;
    static const struct {
        int64_t ns;
        const char *text;
    } rows[] = {{0, "0.0 s"},
                {3500000000, "3.5 s"},
                {1, "0.000000001 s"},
                {-250000000, "-0.25 s"},
                {INT64_MAX, "9223372036.854775807 s"}};
    char text[TIME_TEXT_BYTES];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(time_text(text, rows[i].ns), rows[i].text);
}

static void test_times_counts_and_sizes_are_read(void **state)
{
    (void)state;
    int64_t ns;
    uint64_t count;
    size_t bytes;
    assert_true(time_parse("3.5s", true, &ns) && ns == 3500000000);
    assert_true(time_parse("20 ms", true, &ns) && ns == 20000000);
    assert_true(time_parse("7", false, &ns) && ns == 7000000000);
    assert_false(time_parse("7", true, &ns));
    assert_false(time_parse("-1s", true, &ns));
    assert_false(time_parse("1e300s", true, &ns));
    assert_true(count_parse("100_000", 1, UINT64_MAX, &count) && count == 100000);
    assert_false(count_parse("99999999999999999999", 0, UINT64_MAX, &count));
    assert_false(count_parse("-1", 0, UINT64_MAX, &count));
    assert_true(bytes_parse("64M", &bytes) && bytes == (size_t)64 << 20);
    assert_true(bytes_parse("1GiB", &bytes) && bytes == (size_t)1 << 30);
    assert_false(bytes_parse("lots", &bytes));
}

static void test_the_nearest_word_is_one_that_could_be_meant(void **state)
{
    (void)state;
    static const char *const words[] = {"run", "trace", "check", "list"};
    assert_string_equal(nearest_word("chekc", words, 4), "check");
    assert_string_equal(nearest_word("tarce", words, 4), "trace");
    assert_null(nearest_word("elephant", words, 4));
    assert_null(nearest_word("", words, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_control_characters_are_shown_and_never_sent),
        cmocka_unit_test(test_a_storm_of_marks_stays_in_its_cell),
        cmocka_unit_test(test_lines_break_between_words),
        cmocka_unit_test(test_signs_have_counterparts_of_ascii),
        cmocka_unit_test(test_times_are_told_without_idle_zeros),
        cmocka_unit_test(test_times_counts_and_sizes_are_read),
        cmocka_unit_test(test_the_nearest_word_is_one_that_could_be_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
