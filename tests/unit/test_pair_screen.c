/* Two runs on one screen: both columns, the first difference, what both came to, whatever the size. */
#include "pair_screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char LOT[] = "import asyncio\n"
                          "SPACES = 1      #: knob 1..3  spaces\n"
                          "inside = 0      #: gauge 0..3  cars\n"
                          "async def car(number, lot):\n"
                          "    global inside\n"
                          "    async with lot:\n"
                          "        inside += 1\n"
                          "        await asyncio.sleep(1)\n"
                          "        inside -= 1\n"
                          "        print('car', number, 'leaves')\n"
                          "async def main():\n"
                          "    lot = asyncio.Semaphore(SPACES)\n"
                          "    await asyncio.gather(*(car(n, lot) for n in range(1, 4)))\n"
                          "asyncio.run(main())\n";

typedef struct Both {
    TwoRuns runs;
    PairScreen shown;
    Screen screen;
    char *text; /* owned: what was drawn last */
} Both;

static void open_side(TwoRuns *runs, PairSide side, const char *setting)
{
    SourceFile file = {.name = "lot.py"};
    Settings settings;
    const SimOptions options = {0};
    file.path = strdup("lot.py");
    file.text = strdup(LOT);
    file.length = strlen(LOT);
    assert_true(settings_read(&settings, setting));
    assert_true(two_runs_open(runs, side, &file, &settings, &options));
}

static void open_both(Both *both, unsigned width, unsigned height)
{
    memset(both, 0, sizeof *both);
    open_side(&both->runs, PAIR_LEFT, "SPACES=1");
    open_side(&both->runs, PAIR_RIGHT, "SPACES=2");
    two_runs_begin(&both->runs, true);
    pair_screen_init(&both->shown, &both->runs, true);
    assert_true(screen_init(&both->screen, width, height, false));
}

static void close_both(Both *both)
{
    pair_screen_release(&both->shown);
    two_runs_close(&both->runs);
    screen_release(&both->screen);
    free(both->text);
}

static const char *draw(Both *both)
{
    size_t size;
    free(both->text);
    both->text = NULL;
    screen_clear(&both->screen);
    pair_screen_draw(&both->shown, &both->screen);
    FILE *file = open_memstream(&both->text, &size);
    assert_non_null(file);
    screen_write(&both->screen, file);
    fclose(file);
    return both->text;
}

static void expect(Both *both, const char *text)
{
    if (!strstr(draw(both), text))
        fail_msg("«%s» is missing in:\n%s", text, both->text);
}

static void test_both_runs_stand_beside_each_other(void **state)
{
    (void)state;
    static Both both;
    open_both(&both, 80, 30);
    expect(&both, "SPACES=1");
    expect(&both, "SPACES=2");
    expect(&both, "alike up to here");
    expect(&both, "so far");
    expect(&both, "Esc catalogue");
    assert_true(two_runs_act(&both.runs, ACTION_NEXT_CHANGE));
    expect(&both, "here is the first difference");
    assert_true(two_runs_act(&both.runs, ACTION_CLOCK_STEP)); /* what is left of this moment */
    assert_true(two_runs_act(&both.runs, ACTION_CLOCK_STEP));
    expect(&both, "1.0 s");
    expect(&both, "car 1 leaves");
    assert_true(two_runs_act(&both.runs, ACTION_NEXT_CHANGE));
    expect(&both, "here is the first difference");
    assert_false(two_runs_act(&both.runs, ACTION_KNOB_UP));
    close_both(&both);
}

static void test_the_end_shows_what_both_came_to(void **state)
{
    (void)state;
    static Both both;
    open_both(&both, 80, 24);
    assert_true(two_runs_act(&both.runs, ACTION_END));
    expect(&both, "in all");
    expect(&both, "over at 3.0 s");
    expect(&both, "over at 2.0 s");
    expect(&both, "SPACES=1   3.0 s");
    expect(&both, "SPACES=2    2.0 s ✓");
    expect(&both, "wasted wakings");
    two_runs_act(&both.runs, ACTION_STEP);
    expect(&both, "this is the end of the run");
    assert_true(two_runs_act(&both.runs, ACTION_START));
    two_runs_act(&both.runs, ACTION_BACK);
    expect(&both, "this is the start");
    close_both(&both);
}

static Hit hit_of(const Screen *screen, HitKind kind)
{
    for (size_t i = 0; i < screen->hit_count; i++)
        if (screen->hits[i].kind == kind)
            return screen->hits[i];
    fail_msg("nothing of kind %d can be clicked", (int)kind);
    return (Hit){0};
}

static void test_the_axis_is_clicked_and_dragged(void **state)
{
    (void)state;
    static Both both;
    open_both(&both, 80, 24);
    draw(&both);
    Hit axis = hit_of(&both.screen, HIT_AXIS);
    pair_screen_click(&both.shown, axis, axis.area.x + axis.area.width / 2);
    assert_int_equal(both.runs.pair.now_ns, 1000000000); /* 1.5 s: nothing after 1 s */
    pair_screen_drag(&both.shown, 500);
    assert_true(two_runs_are_over(&both.runs));
    draw(&both);
    Hit task = hit_of(&both.screen, HIT_TASK);
    pair_screen_click(&both.shown, task, task.area.x);
    assert_int_equal(both.runs.players[PAIR_RIGHT].selection.number, task.number);
    assert_int_equal(hit_of(&both.screen, HIT_ACTION).number, ACTION_STEP);
    close_both(&both);
}

static void test_every_size_is_drawn_at_every_step(void **state)
{
    (void)state;
    static const unsigned sizes[][2] = {{1, 1}, {20, 3}, {60, 16}, {61, 20}, {61, 21}, {80, 24}, {200, 60}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        static Both both;
        open_both(&both, sizes[i][0], sizes[i][1]);
        do
            assert_non_null(draw(&both));
        while (two_runs_act(&both.runs, ACTION_STEP) && !both.runs.message[0]);
        if (sizes[i][0] < 60 && sizes[i][1] > 2)
            expect(&both, "two runs beside");
        close_both(&both);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_runs_stand_beside_each_other),
        cmocka_unit_test(test_the_end_shows_what_both_came_to),
        cmocka_unit_test(test_the_axis_is_clicked_and_dragged),
        cmocka_unit_test(test_every_size_is_drawn_at_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
