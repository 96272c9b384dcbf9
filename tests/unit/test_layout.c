/* The layout: on every screen, all panels, none over another, none outside. */
#include "layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const LayoutNeeds usual = {.loop = 3,
                                  .things = {1, 2, 1},
                                  .thing_count = 3,
                                  .tasks = 9,
                                  .source = 60,
                                  .locals = 5,
                                  .output = 10,
                                  .gauges = 2,
                                  .lanes = 9};
static const LayoutNeeds poor = {.loop = 3, .tasks = 1, .source = 3, .locals = 1, .output = 2, .lanes = 0};
static const LayoutNeeds rich = {.loop = 3,
                                 .things = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2},
                                 .thing_count = LAYOUT_THINGS_MOST,
                                 .tasks = 40,
                                 .source = 400,
                                 .locals = 50,
                                 .output = 100,
                                 .gauges = 9,
                                 .lanes = 100};

/* Titles included: the line above an area belongs to it. */
static bool overlap(Area a, Area b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y - 1 < b.y + b.height && b.y - 1 < a.y + a.height;
}

static void check(const LayoutNeeds *needs, unsigned width, unsigned height)
{
    Layout layout;
    bool has[PANELS] = {false};
    layout_full(&layout, width, height, needs);
    for (size_t i = 0; i < layout.count; i++) {
        const Place *place = &layout.places[i];
        has[place->panel] = true;
        if (place->area.height == 0 || place->area.width == 0 || place->area.x < 1 || place->area.y < 2 ||
            place->area.x + place->area.width >= width || place->area.y + place->area.height >= height)
            fail_msg("%ux%u: panel %d outside or empty", width, height, place->panel);
        for (size_t j = 0; j < i; j++)
            if (overlap(place->area, layout.places[j].area))
                fail_msg("%ux%u: panels %d and %d overlap", width, height, place->panel, layout.places[j].panel);
    }
    for (Panel panel = PANEL_LOOP; panel < PANELS; panel++)
        if (!has[panel] && panel != PANEL_KNOBS && !(panel == PANEL_GAUGES && !needs->gauges) &&
            !(panel == PANEL_THINGS && !needs->thing_count))
            fail_msg("%ux%u: no panel %d", width, height, panel);
}

static void test_all_panels_have_a_place_on_screens_from_80x24_on(void **state)
{
    (void)state;
    for (unsigned width = 80; width <= 300; width += 11)
        for (unsigned height = 24; height <= 100; height += 1) {
            check(&usual, width, height);
            check(&poor, width, height);
            check(&rich, width, height);
        }
}

static void test_nothing_lies_outside_on_the_smallest_full_screen(void **state)
{
    (void)state;
    for (unsigned height = LAYOUT_FULL_HEIGHT; height < 24; height++) {
        Layout layout;
        layout_full(&layout, LAYOUT_FULL_WIDTH, height, &rich);
        for (size_t i = 0; i < layout.count; i++) {
            Area area = layout.places[i].area;
            assert_true(area.x + area.width < LAYOUT_FULL_WIDTH && area.y + area.height < height);
        }
    }
}

static void test_small_screens_have_one_column_or_the_sentence(void **state)
{
    (void)state;
    assert_int_equal(layout_kind(80, 24), LAYOUT_FULL);
    assert_int_equal(layout_kind(59, 24), LAYOUT_COLUMN);
    assert_int_equal(layout_kind(80, 15), LAYOUT_COLUMN);
    assert_int_equal(layout_kind(19, 24), LAYOUT_SENTENCE);
    assert_int_equal(layout_kind(80, 2), LAYOUT_SENTENCE);
    assert_int_equal(layout_kind(1, 1), LAYOUT_SENTENCE);
}

static void test_rows_are_shared_by_need_then_by_wish(void **state)
{
    (void)state;
    static const struct {
        unsigned rows, least[3], wanted[3], shares[3];
    } rows[] = {
        {10, {1, 1, 1}, {5, 5, 5}, {5, 4, 1}},
        {2, {1, 2, 1}, {5, 5, 5}, {1, 1, 0}},
        {20, {1, 1, 1}, {5, 5, 5}, {5, 5, 5}},
        {5, {2, 2, 0}, {1, 9, 0}, {2, 3, 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned shares[3];
        layout_share(rows[i].rows, rows[i].least, rows[i].wanted, 3, shares);
        assert_memory_equal(shares, rows[i].shares, sizeof shares);
    }
}

/* Deeper narration has the timeline's rows, and more if its words need them; the body keeps some. */
static void deeper_narration_makes_the_timeline_go(void **state)
{
    (void)state;
    static const unsigned words[] = {0, 3, 11, 60};
    unsigned rows[4] = {0};
    for (size_t i = 0; i < 4; i++) {
        Layout layout;
        LayoutNeeds needs = {.loop = 2, .tasks = 9, .source = 40, .output = 5, .lanes = 9, .words = words[i]};
        bool has_timeline = false;
        layout_full(&layout, 80, 24, &needs);
        for (size_t at = 0; at < layout.count; at++) {
            has_timeline = has_timeline || layout.places[at].panel == PANEL_TIMELINE;
            if (layout.places[at].panel == PANEL_NARRATION)
                rows[i] = layout.places[at].area.height;
        }
        assert_int_equal(has_timeline, words[i] == 0);
        assert_true(layout.body_end >= 9);
    }
    assert_true(rows[1] > rows[0] && rows[2] >= words[2] && rows[3] > rows[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deeper_narration_makes_the_timeline_go),
        cmocka_unit_test(test_all_panels_have_a_place_on_screens_from_80x24_on),
        cmocka_unit_test(test_nothing_lies_outside_on_the_smallest_full_screen),
        cmocka_unit_test(test_small_screens_have_one_column_or_the_sentence),
        cmocka_unit_test(test_rows_are_shared_by_need_then_by_wish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
