/* Scenes: lists of marks, lines cut to their boxes, and inks that can be read. */
#include "measure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

enum { SIZE = 10 }; /* a character is 6 wide */

static void text_is_cut_where_the_width_ends(void **state)
{
    (void)state;
    const struct {
        const char *text;
        float width;
        size_t fits;
    } rows[] = {{"abcdef", 36, 6}, {"abcdef", 35, 5}, {"abcdef", 5, 0}, {"", 0, 0}, {"äöü", 12, 4}, {"äöü", 6, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(
            measure_fit(&measure_fixed, rows[i].text, strlen(rows[i].text), FACE_TEXT, SIZE, rows[i].width),
            rows[i].fits);
}

static void lines_break_between_words(void **state)
{
    (void)state;
    const struct {
        const char *text;
        float width;
        size_t end, skip;
    } rows[] = {{"car 2 leaves", 36, 5, 6}, {"car 2 leaves", 72, 12, 12}, {"leaves", 18, 3, 3}, {"é", 1, 2, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t skip = 0;
        assert_int_equal(measure_break(&measure_fixed, rows[i].text, strlen(rows[i].text), FACE_TEXT, SIZE,
                                       rows[i].width, &skip),
                         rows[i].end);
        assert_int_equal(skip, rows[i].skip);
    }
}

static void assert_text(const Scene *scene, const Mark *mark, const char *text)
{
    assert_int_equal(mark->count, strlen(text));
    assert_memory_equal(scene_text(scene, mark), text, mark->count);
}

static void what_does_not_fit_ends_in_an_ellipsis(void **state)
{
    (void)state;
    Scene scene;
    scene_init(&scene);
    scene_clear(&scene, 100, 100);
    scene_begin(&scene, 1, scene.page, false);
    scene_fit(&scene, &measure_fixed, (Box){0, 0, 36, 10}, "car 2 leaves", 12, FACE_TEXT, SIZE, INK_TEXT,
              ALIGN_LEFT);
    scene_fit(&scene, &measure_fixed, (Box){0, 0, 36, 10}, "car 2", 5, FACE_TEXT, SIZE, INK_TEXT, ALIGN_LEFT);
    scene_end(&scene);
    assert_text(&scene, &scene.marks[0], "car 2…");
    assert_text(&scene, &scene.marks[1], "car 2");
    scene_release(&scene);
}

static void control_characters_become_pictures(void **state)
{
    (void)state;
    Scene scene;
    scene_init(&scene);
    scene_clear(&scene, 100, 100);
    scene_begin(&scene, 1, scene.page, false);
    scene_words(&scene, scene.page, "a\033[31m\n\xFF", 8, FACE_TEXT, SIZE, INK_TEXT, ALIGN_LEFT);
    scene_end(&scene);
    assert_text(&scene, &scene.marks[0], "a^[[31m^J<FF>");
    scene_release(&scene);
}

static void digests_tell_what_changed(void **state)
{
    (void)state;
    Scene scene;
    uint64_t digests[3];
    scene_init(&scene);
    for (int i = 0; i < 3; i++) {
        scene_clear(&scene, 100, 100);
        scene_begin(&scene, 1, scene.page, false);
        scene_chip(&scene, (Box){i == 2 ? 5.0F : 0, 0, 50, 20}, SIGN_READY, "car 2", INK_READY, SIZE);
        scene_end(&scene);
        digests[i] = scene.panels[0].digest;
    }
    assert_true(digests[0] == digests[1]);
    assert_true(digests[0] != digests[2]);
    scene_release(&scene);
}

static void a_spot_on_a_field_finds_its_dot(void **state)
{
    (void)state;
    Scene scene;
    uint8_t cells[5] = {0};
    scene_init(&scene);
    scene_clear(&scene, 100, 100);
    scene_begin(&scene, 1, scene.page, false);
    const Mark *dots = scene_dots(&scene, (Box){10, 20, 60, 40}, cells, 5, 3, 20);
    assert_int_equal(scene_dot_at(dots, (Spot){11, 21}), 0);
    assert_int_equal(scene_dot_at(dots, (Spot){51, 39}), 2);
    assert_int_equal(scene_dot_at(dots, (Spot){31, 41}), 4);
    assert_int_equal(scene_dot_at(dots, (Spot){51, 41}), 5);
    assert_int_equal(scene_dot_at(dots, (Spot){71, 21}), 5);
    assert_int_equal(scene_dot_at(dots, (Spot){9, 21}), 5);
    scene_end(&scene);
    scene_release(&scene);
}

static void lettering_can_be_read_in_every_theme(void **state)
{
    (void)state;
    for (ThemeName theme = 0; theme < THEMES; theme++) {
        for (Ink ink = INK_TEXT; ink < INKS; ink++) {
            Ink ground = ink_ground(ink);
            if (ground == INK_NONE)
                continue;
            double contrast = color_contrast(ink_color(theme, ink), ink_color(theme, ground));
            if (contrast < 4.5)
                fail_msg("%s on %s, %s: %.2f", ink_word(ink), ink_word(ground), theme_title(theme), contrast);
        }
        for (SimState fill = SIM_NEW; fill < SIM_STATES; fill++) {
            double contrast =
                color_contrast(ink_color(theme, ink_on_state(fill)), ink_color(theme, ink_of_state(fill)));
            if (contrast < 4.5)
                fail_msg("on %s, %s: %.2f", ink_word(ink_of_state(fill)), theme_title(theme), contrast);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_cut_where_the_width_ends),
        cmocka_unit_test(lines_break_between_words),
        cmocka_unit_test(what_does_not_fit_ends_in_an_ellipsis),
        cmocka_unit_test(control_characters_become_pictures),
        cmocka_unit_test(digests_tell_what_changed),
        cmocka_unit_test(a_spot_on_a_field_finds_its_dot),
        cmocka_unit_test(lettering_can_be_read_in_every_theme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
