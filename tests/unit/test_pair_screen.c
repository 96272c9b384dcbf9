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
    Player players[PAIR_SIDES];
    PairScreen shown;
    Screen screen;
    char *text; /* owned: what was drawn last */
} Both;

static void open_side(Player *player, const char *spaces)
{
    SourceFile file = {.name = "lot.py"};
    const SimKnobSetting setting = {"SPACES", spaces};
    const SimOptions options = {.knobs = &setting, .knob_count = 1};
    file.path = strdup("lot.py");
    file.text = strdup(LOT);
    file.length = strlen(LOT);
    assert_true(player_open(player, &file, &options));
}

static void open_both(Both *both, unsigned width, unsigned height)
{
    memset(both, 0, sizeof *both);
    open_side(&both->players[PAIR_LEFT], "1");
    open_side(&both->players[PAIR_RIGHT], "2");
    pair_screen_init(&both->shown, &both->players[PAIR_LEFT], &both->players[PAIR_RIGHT], true);
    both->shown.title = "Lot";
    both->shown.names[PAIR_LEFT] = "SPACES=1";
    both->shown.names[PAIR_RIGHT] = "SPACES=2";
    assert_true(screen_init(&both->screen, width, height, false));
}

static void close_both(Both *both)
{
    pair_screen_release(&both->shown);
    player_close(&both->players[PAIR_LEFT]);
    player_close(&both->players[PAIR_RIGHT]);
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
    open_both(&both, 80, 24);
    expect(&both, "SPACES=1");
    expect(&both, "SPACES=2");
    expect(&both, "alike up to here");
    assert_true(pair_screen_act(&both.shown, ACTION_NEXT_CHANGE));
    expect(&both, "here is the first difference");
    assert_true(pair_screen_act(&both.shown, ACTION_CLOCK_STEP));
    expect(&both, "1.0 s");
    expect(&both, "car 1 leaves");
    assert_true(pair_screen_act(&both.shown, ACTION_CLOCK_BACK));
    expect(&both, "here is the first difference");
    assert_false(pair_screen_act(&both.shown, ACTION_KNOB_UP));
    close_both(&both);
}

static void test_the_end_shows_what_both_came_to(void **state)
{
    (void)state;
    static Both both;
    open_both(&both, 80, 24);
    assert_true(pair_screen_act(&both.shown, ACTION_END));
    expect(&both, "over at         3.0 s");
    expect(&both, "over at         2.0 s");
    expect(&both, "most in flight  1 ");
    expect(&both, "most in flight  2");
    pair_screen_act(&both.shown, ACTION_STEP);
    expect(&both, "this is the end of the run");
    assert_true(pair_screen_act(&both.shown, ACTION_START));
    pair_screen_act(&both.shown, ACTION_BACK);
    expect(&both, "this is the start");
    close_both(&both);
}

static void test_every_size_is_drawn_at_every_step(void **state)
{
    (void)state;
    static const unsigned sizes[][2] = {{1, 1}, {20, 3}, {60, 16}, {61, 17}, {80, 24}, {200, 60}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        static Both both;
        open_both(&both, sizes[i][0], sizes[i][1]);
        do
            assert_non_null(draw(&both));
        while (pair_screen_act(&both.shown, ACTION_STEP) && !both.shown.message[0]);
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
        cmocka_unit_test(test_every_size_is_drawn_at_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
