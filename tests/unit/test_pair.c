/* Two runs on one clock: both at the same time after any moves, forward and back, and where they first differ. */
#include "pair.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char LOT[] = "import asyncio\n"
                          "SPACES = 1      #: knob 0..3  spaces\n"
                          "async def car(number, lot):\n"
                          "    async with lot:\n"
                          "        print('car', number, 'parks')\n"
                          "        await asyncio.sleep(1)\n"
                          "        #: cue first out\n"
                          "        print('car', number, 'leaves')\n"
                          "async def main():\n"
                          "    lot = asyncio.Semaphore(SPACES)\n"
                          "    await asyncio.gather(*(car(n, lot) for n in range(1, 4)))\n"
                          "asyncio.run(main())\n";

static const char OTHER[] = "import asyncio\n"
                            "async def main():\n"
                            "    print('car 1 parks')\n"
                            "    await asyncio.sleep(0.5)\n"
                            "    print('car 1 leaves')\n"
                            "    await asyncio.sleep(2)\n"
                            "asyncio.run(main())\n";

static const char ENDLESS[] = "import asyncio\n"
                              "SPACES = 1      #: knob 0..3  spaces\n"
                              "async def main():\n"
                              "    while True:\n"
                              "        print('tick')\n"
                              "        await asyncio.sleep(1)\n"
                              "asyncio.run(main())\n";

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_message("%s", diagnostic->shown);
}

static Sim *open_program(const char *text, const char *spaces)
{
    const SimSource source = {"test.py", text, strlen(text)};
    const SimKnobSetting setting = {"SPACES", spaces};
    const SimOptions options = {.knobs = &setting, .knob_count = spaces != NULL, .horizon = 100};
    Sim *sim = sim_open(&source, &options, report, NULL);
    assert_non_null(sim);
    return sim;
}

static void open_pair(Pair *pair, const char *left, const char *right)
{
    pair_begin(pair, open_program(LOT, left), right ? open_program(LOT, right) : open_program(OTHER, NULL));
}

static void close_pair(Pair *pair)
{
    sim_close(pair->sims[PAIR_LEFT]);
    sim_close(pair->sims[PAIR_RIGHT]);
}

static int64_t clock_of(const Sim *sim)
{
    SimClock clock;
    sim_clock(sim, &clock);
    return clock.now_ns;
}

/* Neither has gone beyond the common time, and neither has anything left that was to happen before it. */
static void check_same_time(Pair *pair)
{
    for (int side = 0; side < PAIR_SIDES; side++) {
        Sim *sim = pair->sims[side];
        SimPosition here = sim_position(sim);
        assert_true(clock_of(sim) <= pair->now_ns);
        if (sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED)
            assert_true(clock_of(sim) >= pair->now_ns);
        sim_seek(sim, here);
    }
}

typedef struct Place {
    int64_t now_ns;
    uint64_t hashes[PAIR_SIDES];
} Place;

static Place place_of(const Pair *pair)
{
    return (Place){pair->now_ns, {sim_hash(pair->sims[PAIR_LEFT]), sim_hash(pair->sims[PAIR_RIGHT])}};
}

enum { STEPS_MOST = 200 };

/* Walk to the end and back, and meet the same places. */
static void check_walk(Pair *pair, SimMove (*step)(Pair *, int), unsigned least)
{
    Place places[STEPS_MOST];
    unsigned count = 0;
    pair_seek_start(pair);
    do {
        assert_true(count < STEPS_MOST);
        check_same_time(pair);
        places[count++] = place_of(pair);
    } while (step(pair, 1) == SIM_MOVED);
    assert_true(count > least);
    assert_true(sim_is_at_end(pair->sims[PAIR_LEFT]) && sim_is_at_end(pair->sims[PAIR_RIGHT]));
    while (count-- > 0) {
        Place place = place_of(pair);
        check_same_time(pair);
        assert_memory_equal(&place, &places[count], sizeof place);
        assert_int_equal(step(pair, -1), count > 0 ? SIM_MOVED : SIM_AT_WALL);
    }
}

static void test_both_are_at_the_same_time_forward_and_back(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"1", "2"}, {"1", "1"}, {"3", NULL}, {"0", "3"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Pair pair;
        open_pair(&pair, rows[i][0], rows[i][1]);
        check_walk(&pair, pair_step_callback, 8);
        check_walk(&pair, pair_step_moment, 1);
        close_pair(&pair);
    }
}

/* Wherever a step has come to, a seek from any other place comes to, too. */
static void test_a_turn_of_either_side_takes_the_other_along(void **state)
{
    (void)state;
    static const char *const rows[][2] = {{"1", "2"}, {"3", NULL}, {"0", "3"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Pair pair;
        open_pair(&pair, rows[i][0], rows[i][1]);
        for (unsigned steps = 1, taken = 0; taken + 1 == steps || steps == 1; steps++) {
            pair_seek_start(&pair);
            for (taken = 0; taken < steps && pair_step_callback(&pair, 1) == SIM_MOVED;)
                taken++;
            Place place = place_of(&pair);
            PairSide moved = pair.moved;
            uint32_t turn = sim_position(pair.sims[moved]).turn;
            if (steps % 2)
                pair_seek_end(&pair);
            else
                pair_seek_start(&pair);
            pair_seek_turn(&pair, moved, turn);
            Place again = place_of(&pair);
            assert_memory_equal(&place, &again, sizeof place);
        }
        close_pair(&pair);
    }
}

static void test_a_moment_is_one_at_which_either_changes(void **state)
{
    (void)state;
    static const int64_t moments[] = {0, 500000000, 1000000000, 2000000000, 2500000000, 3000000000};
    Pair pair;
    open_pair(&pair, "1", NULL);
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        assert_int_equal(pair_step_moment(&pair, 1), SIM_MOVED);
        assert_int_equal(pair.now_ns, moments[i]);
    }
    assert_int_equal(pair_step_moment(&pair, 1), SIM_AT_WALL);
    pair_seek_time(&pair, 1700000000);
    assert_int_equal(pair.now_ns, 1000000000);
    check_same_time(&pair);
    close_pair(&pair);
}

static void test_moments_are_counted_as_they_are_stepped_through(void **state)
{
    (void)state;
    Pair pair;
    open_pair(&pair, "1", NULL);
    assert_int_equal(pair_step_moment(&pair, 1), SIM_MOVED);
    assert_int_equal(pair_step_moment(&pair, 1), SIM_MOVED);
    assert_int_equal(pair_count_moments(&pair), 4);
    assert_int_equal(pair.now_ns, 3000000000);
    assert_int_equal(pair_count_moments(&pair), 0);
    close_pair(&pair);
}

static void test_runs_without_an_end_are_looked_at_as_far_as_they_are_known(void **state)
{
    (void)state;
    Pair pair;
    PairDifference difference;
    SimExtent before, after;
    pair_begin(&pair, open_program(ENDLESS, "1"), open_program(ENDLESS, "2"));
    sim_extent(pair.sims[PAIR_LEFT], &before);
    assert_false(before.is_whole);
    pair_find_callback(&pair, &difference);
    assert_false(difference.is_found);
    assert_true(pair_count_moments(&pair) > 30);
    sim_extent(pair.sims[PAIR_LEFT], &after);
    assert_int_equal(after.turns, before.turns);
    close_pair(&pair);
}

static void test_a_cue_of_either_takes_both_along(void **state)
{
    (void)state;
    Pair pair;
    open_pair(&pair, "1", "2");
    assert_int_equal(pair_step_cue(&pair, 1), SIM_MOVED);
    assert_int_equal(pair.now_ns, 1000000000);
    check_same_time(&pair);
    assert_int_equal(pair_step_cue(&pair, 1), SIM_NOT_FOUND);
    pair_seek_end(&pair);
    assert_int_equal(pair_step_cue(&pair, -1), SIM_MOVED);
    assert_int_equal(pair.now_ns, 1000000000);
    close_pair(&pair);
}

static void test_the_first_difference_is_found(void **state)
{
    (void)state;
    Pair pair;
    PairDifference difference;
    char lines[PAIR_SIDES][PAIR_LINE_BYTES];
    open_pair(&pair, "1", "2");
    Place before = place_of(&pair);
    pair_find_callback(&pair, &difference);
    assert_true(difference.is_found);
    assert_int_equal(difference.number, 3); /* car 2: waits in the one, parks in the other */
    assert_int_equal(difference.times_ns[PAIR_RIGHT], 0);
    pair_find_line(&pair, &difference, lines);
    assert_true(difference.is_found);
    assert_int_equal(difference.number, 2);
    assert_string_equal(lines[PAIR_LEFT], "car 1 leaves");
    assert_string_equal(lines[PAIR_RIGHT], "car 2 parks");
    assert_int_equal(difference.times_ns[PAIR_LEFT], 1000000000);
    Place after = place_of(&pair);
    assert_memory_equal(&before, &after, sizeof before);
    assert_int_equal(pair_difference_ns(&difference), 0);
    pair_find_callback(&pair, &difference);
    pair_seek_difference(&pair, &difference);
    assert_int_equal(sim_position(pair.sims[PAIR_LEFT]).turn, difference.places[PAIR_LEFT].turn);
    assert_int_equal(sim_position(pair.sims[PAIR_RIGHT]).turn, difference.places[PAIR_RIGHT].turn);
    difference.is_there[PAIR_LEFT] = false; /* as if the left run had ended before */
    difference.times_ns[PAIR_RIGHT] = 7;
    assert_int_equal(pair_difference_ns(&difference), 7);
    close_pair(&pair);
}

static void test_the_same_run_twice_has_no_difference(void **state)
{
    (void)state;
    Pair pair;
    PairDifference difference;
    char lines[PAIR_SIDES][PAIR_LINE_BYTES];
    open_pair(&pair, "2", "2");
    pair_find_callback(&pair, &difference);
    assert_false(difference.is_found);
    pair_find_line(&pair, &difference, lines);
    assert_false(difference.is_found);
    close_pair(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_are_at_the_same_time_forward_and_back),
        cmocka_unit_test(test_a_turn_of_either_side_takes_the_other_along),
        cmocka_unit_test(test_a_moment_is_one_at_which_either_changes),
        cmocka_unit_test(test_moments_are_counted_as_they_are_stepped_through),
        cmocka_unit_test(test_runs_without_an_end_are_looked_at_as_far_as_they_are_known),
        cmocka_unit_test(test_a_cue_of_either_takes_both_along),
        cmocka_unit_test(test_the_first_difference_is_found),
        cmocka_unit_test(test_the_same_run_twice_has_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
