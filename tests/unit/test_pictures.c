/* Pictures: a scene with every kind of mark as PNG, SVG and PDF. */
#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/pictures.XXXXXX";
static Typeface *typeface;
static Scene scene;
static const PictureSize size = {640, 360, 1};

/* One of each. */
static void make_scene(void)
{
    static const uint8_t cells[] = {SIM_NEW, SIM_READY, SIM_DONE, SIM_FAILED};
    Box page = picture_page(&size);
    scene_clear(&scene, page.width, page.height);
    scene_begin(&scene, 1, page, true);
    scene_box(&scene, (Box){10, 10, 800, 400}, 12, INK_PANEL, INK_ACCENT);
    scene_box(&scene, (Box){20, 20, 100, 30}, 0, INK_WAITING, INK_NONE)->dash = DASH_HATCHED;
    scene_chip(&scene, (Box){20, 60, 200, 40}, SIGN_RUNNING, "car <2> & \"co\"", INK_RUNNING, 26);
    scene_words(&scene, (Box){20, 110, 600, 40}, "sleeps until 4.0 s", 18, FACE_CODE, 26, INK_TEXT, ALIGN_RIGHT);
    scene_line(&scene, (Spot){20, 200}, (Spot){220, 160}, 3, INK_EDGE, DASH_SHORT);
    scene_curve(&scene, (Box){20, 220, 200, 50}, 4, INK_GAUGE, INK_ITEM);
    scene_spot(&scene, (Spot){20, 260});
    scene_spot(&scene, (Spot){220, 230});
    scene_dots(&scene, (Box){20, 280, 40, 40}, cells, 4, 2, 20);
    for (Sign sign = SIGN_NONE; sign < SIGNS; sign++)
        scene_sign(&scene, sign, (Box){20 + 40 * (float)sign, 340, 30, 30}, INK_TEXT);
    scene_end(&scene);
}

static int begin(void **state)
{
    (void)state;
    scene_init(&scene);
    typeface = typeface_new();
    make_scene();
    return typeface && mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    static const char *const names[] = {"a.png", "b.png", "a.svg", "b.svg", "a.pdf", "b.pdf"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    scene_release(&scene);
    typeface_free(typeface);
    return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void draw(const char *path, ThemeName theme)
{
    Picture picture;
    PictureFormat format;
    assert_true(picture_format_of(path, &format));
    assert_true(picture_open(&picture, path, format, &size, theme, typeface));
    picture_draw(&picture, &scene, "Parking <lot>");
    assert_true(picture_finish(&picture));
}

/* The whole file, NUL-terminated; to be freed. */
static char *bytes_of(const char *path, size_t *length)
{
    enum { MOST = 1 << 20 };
    char *bytes = calloc(1, MOST);
    FILE *file = fopen(path, "rb");
    assert_non_null(bytes);
    assert_non_null(file);
    *length = fread(bytes, 1, MOST - 1, file);
    fclose(file);
    return bytes;
}

static void assert_same(const char *one, const char *other, bool is_same)
{
    size_t lengths[2];
    char *bytes[] = {bytes_of(one, &lengths[0]), bytes_of(other, &lengths[1])};
    assert_true((lengths[0] == lengths[1] && memcmp(bytes[0], bytes[1], lengths[0]) == 0) == is_same);
    free(bytes[0]);
    free(bytes[1]);
}

static void the_same_scene_gives_the_same_bytes(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"a.png", "b.png"}, {"a.svg", "b.svg"}, {"a.pdf", "b.pdf"}};
    for (size_t i = 0; i < 3; i++) {
        draw(names[i][0], THEME_LIGHT);
        draw(names[i][1], THEME_LIGHT);
        assert_same(names[i][0], names[i][1], true);
        draw(names[i][1], THEME_DARK);
        assert_same(names[i][0], names[i][1], false);
    }
}

static void lettering_stays_text_in_svg(void **state)
{
    (void)state;
    size_t length;
    draw("a.svg", THEME_LIGHT);
    char *svg = bytes_of("a.svg", &length);
    assert_non_null(strstr(svg, "<title>Parking &lt;lot&gt;</title>"));
    assert_non_null(strstr(svg, ">car &lt;2&gt; &amp; &quot;co&quot;</text>"));
    assert_non_null(strstr(svg, ">sleeps until 4.0 s</text>"));
    assert_null(strstr(svg, "nan"));
    assert_non_null(strstr(svg, "</svg>\n"));
    free(svg);
}

static void png_begins_as_one(void **state)
{
    (void)state;
    size_t length;
    draw("a.png", THEME_HIGH_CONTRAST);
    char *png = bytes_of("a.png", &length);
    assert_memory_equal(png, "\x89PNG\r\n\x1A\n", 8);
    free(png);
}

static void what_cannot_be_written_leaves_nothing(void **state)
{
    (void)state;
    Picture picture;
    assert_false(picture_open(&picture, "nowhere/a.png", PICTURE_PNG, &size, THEME_LIGHT, typeface));
    assert_string_equal(picture.whole.message, "cannot write nowhere/a.png: No such file or directory");
    if (access("/dev/full", W_OK) == 0) {
        assert_true(picture_open(&picture, "/dev/full", PICTURE_PNG, &size, THEME_LIGHT, typeface));
        picture_draw(&picture, &scene, "");
        assert_false(picture_finish(&picture));
        assert_string_equal(picture.whole.message, "cannot write /dev/full: No space left on device");
    }
}

static void the_ending_tells_the_format(void **state)
{
    (void)state;
    PictureFormat format;
    assert_true(picture_format_of("x.y/lot.PDF", &format) && format == PICTURE_PDF);
    assert_false(picture_format_of("lot.jpg", &format));
    assert_false(picture_format_of("lot", &format));
}

static void words_are_as_wide_at_every_size(void **state)
{
    (void)state;
    const Measure *measure = typeface_measure(typeface);
    for (Face face = FACE_TEXT; face < FACES; face++) {
        float small = measure_width(measure, "asyncio.sleep", 13, face, 26);
        float large = measure_width(measure, "asyncio.sleep", 13, face, 104);
        assert_true(small > 0 && large / small > 3.98F && large / small < 4.02F);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_scene_gives_the_same_bytes),
        cmocka_unit_test(lettering_stays_text_in_svg),
        cmocka_unit_test(png_begins_as_one),
        cmocka_unit_test(what_cannot_be_written_leaves_nothing),
        cmocka_unit_test(the_ending_tells_the_format),
        cmocka_unit_test(words_are_as_wide_at_every_size),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
