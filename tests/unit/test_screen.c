/* Screens: drawing stays inside its area, wide glyphs stay whole, lines meet, clicks find what lies below. */
#include "pen.h"
#include "theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_screen(const Screen *screen, const char *expected)
{
    char text[1024] = "";
    FILE *file = tmpfile();
    screen_write(screen, file);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

static void test_a_text_that_does_not_fit_is_cut_and_marked(void **state)
{
    (void)state;
    Screen screen;
    screen_init(&screen, 8, 2, false);
    screen_string(&screen, (Area){1, 0, 5, 1}, 0, 0, LOOK_NORMAL, "parking");
    screen_string(&screen, (Area){1, 1, 5, 1}, 0, 0, LOOK_NORMAL, "ab日本");
    assert_screen(&screen, " park…\n ab日…\n");
    screen_release(&screen);
}

static void test_nothing_is_drawn_outside_the_screen(void **state)
{
    (void)state;
    Screen screen;
    screen_init(&screen, 3, 1, false);
    screen_string(&screen, (Area){2, 0, 100, 100}, 0, 0, LOOK_NORMAL, "日");
    screen_string(&screen, (Area){50, 50, 10, 10}, 0, 0, LOOK_NORMAL, "x");
    screen_line_across(&screen, 0, 200, 7, LOOK_FRAME);
    screen_cursor(&screen, (Area){9, 9, 9, 9}, 1, 1);
    screen_hit(&screen, (Area){9, 9, 9, 9}, HIT_TASK, 1);
    assert_screen(&screen, "  …\n");
    assert_int_equal(screen.cursor_x, 0);
    screen_release(&screen);
}

static void test_a_glyph_over_half_of_a_wide_one_leaves_no_half(void **state)
{
    (void)state;
    Screen screen;
    screen_init(&screen, 4, 2, false);
    Area area = {0, 0, 4, 2};
    screen_string(&screen, area, 0, 0, LOOK_NORMAL, "日本");
    screen_string(&screen, area, 1, 0, LOOK_NORMAL, "x");
    screen_string(&screen, area, 0, 1, LOOK_NORMAL, "日本");
    screen_string(&screen, area, 2, 1, LOOK_NORMAL, "x");
    assert_screen(&screen, " x本\n日x\n");
    screen_release(&screen);
}

static void test_lines_meet_in_the_right_corners(void **state)
{
    (void)state;
    Screen screen;
    screen_init(&screen, 5, 3, false);
    screen_line_across(&screen, 0, 4, 0, LOOK_FRAME);
    screen_line_across(&screen, 0, 4, 2, LOOK_FRAME);
    screen_line_down(&screen, 0, 0, 2, LOOK_FRAME);
    screen_line_down(&screen, 2, 0, 2, LOOK_FRAME);
    screen_line_down(&screen, 4, 0, 2, LOOK_FRAME);
    screen_line_across(&screen, 2, 4, 1, LOOK_FRAME);
    assert_screen(&screen, "┌─┬─┐\n│ ├─┤\n└─┴─┘\n");
    screen.is_ascii = true;
    assert_screen(&screen, "+-+-+\n| +-+\n+-+-+\n");
    screen_release(&screen);
}

static void test_a_click_finds_what_was_drawn_last(void **state)
{
    (void)state;
    Screen screen;
    screen_init(&screen, 10, 4, false);
    screen_hit(&screen, (Area){0, 0, 10, 4}, HIT_PANEL, 3);
    screen_hit(&screen, (Area){2, 1, 4, 1}, HIT_TASK, 7);
    assert_int_equal(screen_hit_at(&screen, 3, 1).number, 7);
    assert_int_equal(screen_hit_at(&screen, 6, 1).number, 3);
    assert_int_equal(screen_hit_at(&screen, 20, 1).kind, HIT_NONE);
    screen_release(&screen);
}

static void test_rows_tell_how_many_had_no_room(void **state)
{
    (void)state;
    static const struct {
        unsigned width;
        const char *shown;
    } rows[] = {{26, " ● car 1   ● car 2\n"}, {18, " ● car 1   +2\n"}, {5, " +3\n"}, {1, "\n"}};
    Row row = {0};
    Chip chip = {.state = SIM_READY};
    for (int i = 1; i <= 3; i++) {
        snprintf(chip.text, sizeof chip.text, "car %d", i);
        row_add_chip(&row, PIECE_CHIP, &chip);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Screen screen;
        screen_init(&screen, rows[i].width, 1, false);
        Pen pen = pen_at(&screen, (Area){0, 0, rows[i].width, 1}, 0, 0);
        pen_row(&pen, &row);
        char text[64] = "";
        for (unsigned x = 0; x < screen.width; x++)
            strcat(text, screen.cells[x].bytes);
        if (i == 0)
            assert_non_null(strstr(text, "+1"));
        else if (i < 3)
            assert_non_null(strstr(text, i == 1 ? "+2" : "+3"));
        assert_true(pen.x <= rows[i].width);
        screen_release(&screen);
    }
}

static void test_states_are_told_apart_by_fill_wherever_there_are_colors(void **state)
{
    (void)state;
    static const unsigned depths[] = {8, 256};
    for (ThemeName theme = THEME_DARK; theme < THEME_MONOCHROME; theme++)
        for (size_t depth = 0; depth < 2; depth++)
            for (Look a = LOOK_NEW; a < LOOK_NORMAL; a++)
                for (Look b = LOOK_NEW; b < a; b++) {
                    Paint one = theme_paint(theme, depths[depth], a, 0),
                          other = theme_paint(theme, depths[depth], b, 0);
                    if (one.background == other.background && one.attributes == other.attributes)
                        fail_msg("looks %d and %d are alike in %s", a, b, theme_title(theme));
                }
}

static void test_without_colors_no_color_is_used(void **state)
{
    (void)state;
    for (Look look = LOOK_NEW; look < LOOKS; look++) {
        Paint paint = theme_paint(THEME_DARK, 0, look, 0), mono = theme_paint(THEME_MONOCHROME, 256, look, 0);
        assert_int_equal(paint.foreground, -1);
        assert_int_equal(paint.background, -1);
        assert_int_equal(mono.foreground, -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_that_does_not_fit_is_cut_and_marked),
        cmocka_unit_test(test_nothing_is_drawn_outside_the_screen),
        cmocka_unit_test(test_a_glyph_over_half_of_a_wide_one_leaves_no_half),
        cmocka_unit_test(test_lines_meet_in_the_right_corners),
        cmocka_unit_test(test_a_click_finds_what_was_drawn_last),
        cmocka_unit_test(test_rows_tell_how_many_had_no_room),
        cmocka_unit_test(test_states_are_told_apart_by_fill_wherever_there_are_colors),
        cmocka_unit_test(test_without_colors_no_color_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
