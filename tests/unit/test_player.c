/* The player: going to places, following, breakpoints, and making the run again at the same place. */
#include "player.h"

#include "goto.h"
#include "head_view.h"
#include "messages.h"
#include "output_view.h"
#include "select.h"
#include "source_view.h"
#include "task_view.h"
#include "timeline_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char LOT[] = "#: title  Lot\n"
                          "import asyncio\n"
                          "SPACES = 1      #: knob 1..3  spaces\n"
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

typedef struct Opened {
    Player player;
    char path[64];
} Opened;

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) < 0, 0);
    fclose(file);
}

static void open_text(Opened *opened, const char *text)
{
    SourceFile file;
    SimOptions options = {0};
    strcpy(opened->path, "/tmp/loopscope-player-XXXXXX");
    close(mkstemp(opened->path));
    write_file(opened->path, text);
    assert_int_equal(source_file_read(&file, opened->path), SOURCE_FILE_READ);
    assert_true(player_open(&opened->player, &file, &options));
}

static void open_lot(Opened *opened)
{
    open_text(opened, LOT);
}

static void close_lot(Opened *opened)
{
    player_close(&opened->player);
    unlink(opened->path);
}

static SimClock clock_of(const Player *player)
{
    SimClock clock;
    sim_clock(player->sim, &clock);
    return clock;
}

static void test_places_are_gone_to_as_they_are_typed(void **state)
{
    (void)state;
    static const struct {
        const char *place;
        int64_t time_ns;
        const char *message; /* a part of it; NULL where it is gone to */
    } rows[] = {
        {"3", 0, NULL},
        {"callback:3", 0, NULL},
        {"1.5s", 1000000000, NULL},
        {"time 2", 2000000000, NULL},
        {"first out", 1000000000, NULL},
        {"cue:first", 1000000000, NULL},
        {"end", 3000000000, NULL},
        {"start", 0, NULL},
        {"next print", 0, NULL},
        {"next cancel", 0, "no next cancel"},
        {"next pint", 0, "try «print»"},
        {"somewhere", 0, "no place «somewhere»"},
        {"cue nowhere", 0, "no cue «nowhere»"},
        {"line 999", 0, "line 999"},
    };
    Opened opened;
    open_lot(&opened);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        player_goto(&opened.player, rows[i].place);
        const char *message = opened.player.message;
        if (rows[i].message ? !strstr(message, rows[i].message)
                            : *message || clock_of(&opened.player).now_ns != rows[i].time_ns)
            fail_msg("%s: %s at %lld", rows[i].place, message, (long long)clock_of(&opened.player).now_ns);
    }
    close_lot(&opened);
}

static void test_a_knob_makes_the_run_again_at_the_same_cue(void **state)
{
    (void)state;
    Opened opened;
    SimKnob knob;
    open_lot(&opened);
    player_goto(&opened.player, "first out");
    assert_true(player_act(&opened.player, ACTION_KNOB_UP));
    assert_true(sim_knob(opened.player.sim, 0, &knob));
    assert_true(knob.value > 1.5 && knob.value < 2.5);
    assert_int_equal(sim_current_cue(opened.player.sim), 0);
    assert_int_equal(clock_of(&opened.player).now_ns, 1000000000);
    assert_true(player_act(&opened.player, ACTION_KNOB_UP));
    assert_true(player_act(&opened.player, ACTION_KNOB_UP));
    assert_non_null(strstr(opened.player.message, "no further"));
    assert_false(player_set_knob(&opened.player, 0, 99));
    assert_true(sim_knob(opened.player.sim, 0, &knob));
    assert_true(knob.value > 2.5 && knob.value < 3.5);
    close_lot(&opened);
}

/* Nothing of what was set is cut: many knobs, long names. */
static void test_all_settings_are_kept_whatever_their_number_and_length(void **state)
{
    (void)state;
    enum { KNOBS = 80, NAME = 100 };
    static char names[KNOBS][NAME + 1], text[KNOBS * (NAME + 40)];
    SimKnobSetting settings[KNOBS];
    size_t length = 0;
    for (size_t i = 0; i < KNOBS; i++) {
        memset(names[i], 'K', NAME);
        snprintf(names[i] + NAME - 4, 5, "_%03zu", i);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s = 1  #: knob 1..9\n", names[i]);
        settings[i] = (SimKnobSetting){names[i], i % 2 ? "2" : "3"};
    }
    Opened opened;
    SimKnob knob;
    SourceFile file;
    SimOptions options = {.knobs = settings, .knob_count = KNOBS};
    strcpy(opened.path, "/tmp/loopscope-player-XXXXXX");
    close(mkstemp(opened.path));
    write_file(opened.path, text);
    assert_int_equal(source_file_read(&file, opened.path), SOURCE_FILE_READ);
    assert_true(player_open(&opened.player, &file, &options));
    assert_true(player_set_knob(&opened.player, KNOBS - 1, 9));
    assert_non_null(strstr(opened.player.message, " = 9"));
    for (size_t i = 0; i < KNOBS; i++) {
        assert_true(sim_knob(opened.player.sim, i, &knob));
        double wanted = i == KNOBS - 1 ? 9 : i % 2 ? 2 : 3;
        assert_true(knob.value > wanted - 0.5 && knob.value < wanted + 0.5);
    }
    close_lot(&opened);
}

static void test_the_last_seed_has_none_behind_it(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    assert_true(player_set_seed(&opened.player, INT64_MAX - 1));
    for (int i = 0; i < 2; i++) {
        assert_true(player_act(&opened.player, ACTION_SEED));
        assert_true(opened.player.options.seed == INT64_MAX);
    }
    assert_true(player_set_seed(&opened.player, INT64_MIN));
    assert_true(player_next_seed(&opened.player, -1));
    assert_true(opened.player.options.seed == INT64_MIN);
    close_lot(&opened);
}

static void test_a_changed_file_is_run_again_and_a_wrong_one_leaves_the_old_run(void **state)
{
    (void)state;
    Opened opened;
    char text[sizeof LOT + 64];
    open_lot(&opened);
    player_goto(&opened.player, "1.0s");
    snprintf(text, sizeof text, "# a line more\n%s", LOT);
    write_file(opened.path, text);
    assert_true(player_reload(&opened.player));
    assert_int_equal(clock_of(&opened.player).now_ns, 1000000000);
    write_file(opened.path, "print(\n");
    assert_false(player_reload(&opened.player));
    assert_non_null(opened.player.diagnostics);
    assert_int_equal(clock_of(&opened.player).now_ns, 1000000000);
    unlink(opened.path);
    assert_false(player_reload(&opened.player));
    assert_true(player_act(&opened.player, ACTION_STEP));
    close_lot(&opened);
}

/* Each look comes a second later; a change counts when it looks the same twice. */
static bool follows(Player *player, uint64_t *now_ms)
{
    bool has_followed = false;
    for (int i = 0; i < 3; i++, *now_ms += FILE_LOOK_MS)
        has_followed = player_follow_file(player, *now_ms) || has_followed;
    return has_followed;
}

static void test_a_change_on_disk_is_noticed_and_a_broken_file_told_beside_the_old_run(void **state)
{
    (void)state;
    Opened opened;
    Player *player = &opened.player;
    char text[sizeof LOT + 64], other[80], told[400];
    uint64_t now_ms = 1000;
    open_lot(&opened);
    player_goto(player, "1.0s");
    assert_false(follows(player, &now_ms));
    snprintf(text, sizeof text, "# a line more\n%s", LOT);
    write_file(opened.path, text);
    assert_true(follows(player, &now_ms));
    assert_non_null(strstr(player->message, "run again"));
    assert_int_equal(clock_of(player).now_ns, 1000000000);
    assert_false(follows(player, &now_ms));

    snprintf(other, sizeof other, "%s.new", opened.path); /* as editors do that write another file first */
    write_file(other, "import aiohttp\nopen('x')\n");
    assert_int_equal(rename(other, opened.path), 0);
    assert_true(follows(player, &now_ms));
    assert_true(broken_text(player, told, sizeof told));
    assert_non_null(strstr(told, ":1:8: error: a scenario cannot import aiohttp (and 1 more); R shows it all"));
    assert_int_equal(clock_of(player).now_ns, 1000000000);
    assert_true(player_act(player, ACTION_STEP));
    assert_true(player_set_knob(player, 0, 2));
    assert_true(broken_text(player, told, sizeof told));
    assert_false(follows(player, &now_ms));

    unlink(opened.path);
    assert_false(follows(player, &now_ms));
    assert_true(player_act(player, ACTION_BACK));
    write_file(opened.path, text);
    assert_true(follows(player, &now_ms));
    assert_false(broken_text(player, told, sizeof told));
    close_lot(&opened);
}

static void test_a_file_that_is_being_written_is_waited_for(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    write_file(opened.path, "");
    assert_false(player_follow_file(&opened.player, 1000));
    write_file(opened.path, "print(");
    assert_false(player_follow_file(&opened.player, 1000 + FILE_SETTLE_MS));
    write_file(opened.path, "print('whole')\n");
    assert_false(player_follow_file(&opened.player, 1000 + 2 * FILE_SETTLE_MS));
    assert_true(player_follow_file(&opened.player, 1000 + 3 * FILE_SETTLE_MS));
    assert_null(opened.player.broken);
    assert_false(player_follow_file(&opened.player, 1000 + 3 * FILE_SETTLE_MS + FILE_LOOK_MS));
    close_lot(&opened);
}

static void test_a_breakpoint_is_stopped_at_before_its_line_runs(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    opened.player.line = 9;
    assert_true(player_act(&opened.player, ACTION_BREAKPOINT));
    assert_true(player_breaks_at(&opened.player, 9));
    for (int64_t second = 1; second <= 3; second++) {
        assert_true(player_act(&opened.player, ACTION_CONTINUE));
        SimClock clock = clock_of(&opened.player);
        assert_int_equal(clock.line, 9);
        assert_false(clock.turn_is_over);
        assert_int_equal(clock.now_ns, second * 1000000000);
    }
    assert_true(player_act(&opened.player, ACTION_CONTINUE));
    assert_non_null(strstr(opened.player.message, "no breakpoint"));
    close_lot(&opened);
}

static void test_following_passes_over_the_others(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    player_goto(&opened.player, "1");
    opened.player.selection = (Selection){SELECTED_TASK, 3};
    assert_true(player_act(&opened.player, ACTION_FOLLOW));
    assert_int_equal(opened.player.followed, 3);
    for (int i = 0; i < 3; i++) {
        SimTask before, after;
        sim_task(opened.player.sim, 3, &before);
        SimState state_before = before.state;
        assert_true(player_act(&opened.player, ACTION_STEP));
        sim_task(opened.player.sim, 3, &after);
        assert_true(state_before != after.state || after.state == SIM_RUNNING);
    }
    close_lot(&opened);
}

static void test_marks_are_set_and_gone_back_to(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    player_goto(&opened.player, "4");
    SimPosition there = sim_position(opened.player.sim);
    player_set_mark(&opened.player, 'a');
    player_act(&opened.player, ACTION_END);
    player_go_to_mark(&opened.player, 'a');
    SimPosition back = sim_position(opened.player.sim);
    assert_int_equal(back.turn, there.turn);
    player_go_to_mark(&opened.player, 'b');
    assert_non_null(strstr(opened.player.message, "no mark b"));
    player_set_mark(&opened.player, '7');
    assert_non_null(strstr(opened.player.message, "letter"));
    close_lot(&opened);
}

static void test_playing_goes_to_the_end_and_pauses_there(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    assert_true(player_act(&opened.player, ACTION_PLAY));
    for (int i = 0; i < 1000 && opened.player.is_playing; i++)
        player_play_step(&opened.player);
    assert_false(opened.player.is_playing);
    assert_true(sim_is_at_end(opened.player.sim));
    close_lot(&opened);
}

/* The value of a passport's line; "" where it has none. */
static const char *told_in(const FrameLine *lines, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(lines[i].name, name) == 0)
            return lines[i].value;
    return "";
}

static void test_a_passport_tells_where_a_tasks_time_went(void **state)
{
    (void)state;
    Opened opened;
    FrameLine lines[16];
    open_lot(&opened);
    player_act(&opened.player, ACTION_END);
    size_t count = passport_lines(opened.player.sim, 3, lines, 16);
    assert_true(count > 4 && lines[0].is_head);
    assert_string_equal(told_in(lines, count, "made"), "at 0.0 s by main, line 12");
    assert_string_equal(told_in(lines, count, "sleeping"), "1.0 s");
    assert_string_equal(told_in(lines, count, "waiting"), "1.0 s for lot, 1 time");
    assert_string_equal(told_in(lines, count, "late"), "");
    assert_string_equal(told_in(lines, count, "awaited by"), "");
    sim_seek_time(opened.player.sim, 500000000);
    count = passport_lines(opened.player.sim, 3, lines, 16);
    assert_string_equal(told_in(lines, count, "awaited by"), "gather of main");
    count = passport_lines(opened.player.sim, 1, lines, 16);
    assert_string_equal(told_in(lines, count, "awaited by"), "the module's code");
    assert_int_equal(passport_lines(opened.player.sim, 3, lines, 2), 2);
    assert_int_equal(passport_lines(opened.player.sim, 99, lines, 16), 0);
    close_lot(&opened);
}

static void test_a_passport_tells_of_lateness_and_of_who_waits(void **state)
{
    (void)state;
    Opened opened;
    FrameLine lines[16];
    open_text(&opened, "import asyncio, time\n"
                       "async def job(n): await asyncio.sleep(n)\n"
                       "async def main():\n"
                       "    loose = asyncio.create_task(job(1))\n"
                       "    async with asyncio.TaskGroup() as street:\n"
                       "        street.create_task(job(4))\n"
                       "        await asyncio.sleep(0.5)\n"
                       "        time.sleep(1)\n"
                       "        try: await asyncio.wait_for(job(9), 1)\n"
                       "        except TimeoutError: pass\n"
                       "async def blocker():\n"
                       "    await asyncio.sleep(2)\n"
                       "    time.sleep(1)\n"
                       "async def both(): await asyncio.gather(main(), blocker())\n"
                       "asyncio.run(both())\n");
    player_act(&opened.player, ACTION_END);
    size_t count = passport_lines(opened.player.sim, 4, lines, 16);
    assert_string_equal(told_in(lines, count, "late"), "a sleep by 0.5 s: main was in time.sleep, line 8");
    count = passport_lines(opened.player.sim, 2, lines, 16);
    assert_string_equal(told_in(lines, count, "late"), "a timeout by 0.5 s: blocker was in time.sleep, line 13");
    sim_seek_time(opened.player.sim, 400000000);
    count = passport_lines(opened.player.sim, 4, lines, 16);
    assert_string_equal(told_in(lines, count, "awaited by"), "nobody");
    count = passport_lines(opened.player.sim, 5, lines, 16);
    assert_string_equal(told_in(lines, count, "awaited by"), "TaskGroup street");
    close_lot(&opened);
}

static void test_the_walls_are_told(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    player_act(&opened.player, ACTION_BACK);
    assert_non_null(strstr(opened.player.message, "start"));
    player_act(&opened.player, ACTION_END);
    player_act(&opened.player, ACTION_STEP);
    assert_non_null(strstr(opened.player.message, "end"));
    close_lot(&opened);
}

static void test_output_is_told_by_lines_with_their_times(void **state)
{
    (void)state;
    Opened opened;
    OutputLine lines[4];
    open_lot(&opened);
    player_act(&opened.player, ACTION_END);
    assert_int_equal(output_lines(opened.player.sim, 0, lines, 4), 4);
    assert_int_equal(lines[3].size, strlen("car 3 leaves"));
    assert_memory_equal(lines[3].text, "car 3 leaves", lines[3].size);
    assert_int_equal(lines[3].time_ns, 3000000000);
    assert_int_equal(lines[2].time_ns, 2000000000);
    assert_int_equal(output_lines(opened.player.sim, 5, lines, 4), 1);
    assert_memory_equal(lines[0].text, "car 1 parks", lines[0].size);
    close_lot(&opened);
}

static void test_lanes_tell_each_state_along_both_rulers(void **state)
{
    (void)state;
    Opened opened;
    Ruler ruler;
    uint8_t states[TIMELINE_COLUMNS_MOST];
    open_lot(&opened);
    player_act(&opened.player, ACTION_END);
    timeline_ruler(&opened.player, 31, &ruler);
    assert_false(ruler.is_by_turns);
    timeline_lane(&opened.player, &ruler, 3, states); /* car 2: waits, parks, leaves */
    assert_int_equal(states[5], SIM_WAITING);
    assert_int_equal(states[15], SIM_SLEEPING);
    assert_int_equal(states[20], SIM_DONE);
    assert_int_equal(states[25], LANE_EMPTY);
    player_goto(&opened.player, "1.0s");
    timeline_ruler(&opened.player, 31, &ruler);
    timeline_lane(&opened.player, &ruler, 3, states);
    assert_int_equal(states[15], LANE_EMPTY);
    player_act(&opened.player, ACTION_RULER);
    timeline_ruler(&opened.player, 31, &ruler);
    assert_true(ruler.is_by_turns);
    assert_int_equal(ruler_column(&ruler, ruler_value(&ruler, 12)), 12);
    close_lot(&opened);
}

static void test_searching_and_filtering_tasks(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    player_goto(&opened.player, "4");
    assert_int_equal(task_found(opened.player.sim, "car 3", 1, 1), 4);
    assert_int_equal(task_found(opened.player.sim, "CAR", 4, 1), 2);
    assert_int_equal(task_found(opened.player.sim, "bus", 1, 1), 0);
    strcpy(opened.player.filter, "waiting");
    assert_false(task_passes(&opened.player, 2));
    assert_true(task_passes(&opened.player, 3));
    close_lot(&opened);
}

static void test_the_source_is_shown_and_searched_without_directives(void **state)
{
    (void)state;
    Opened opened;
    SourceLine line;
    open_lot(&opened);
    const Player *player = &opened.player;
    assert_false(source_line_is_shown(player, 1));
    assert_false(source_line_is_shown(player, 8));
    assert_false(source_line_is_shown(player, 14));
    assert_true(source_line(player, 3, &line));
    assert_int_equal(line.length, strlen("SPACES = 1"));
    assert_int_equal(source_line_after(player, 7, 1), 9);
    assert_int_equal(source_line_before(player, 9, 2), 6);
    assert_int_equal(source_lines_between(player, 1, 13), 11);
    assert_int_equal(source_line_found(player, "first", 1, 1), 0);
    assert_int_equal(source_line_found(player, "parks", 1, 1), 6);
    close_lot(&opened);
}

static void test_the_source_is_chosen_line_by_line_over_directives(void **state)
{
    (void)state;
    Opened opened;
    open_lot(&opened);
    opened.player.line = 7;
    select_line(&opened.player, 1);
    assert_int_equal(opened.player.line, 9);
    opened.player.line = 13;
    select_line(&opened.player, 1);
    assert_int_equal(opened.player.line, 13);
    opened.player.line = 2;
    select_line(&opened.player, -1);
    assert_int_equal(opened.player.line, 2);
    select_found(&opened.player, true, 1);
    assert_string_equal(opened.player.message, MESSAGE_SEARCH_FIRST);
    close_lot(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_are_gone_to_as_they_are_typed),
        cmocka_unit_test(test_a_knob_makes_the_run_again_at_the_same_cue),
        cmocka_unit_test(test_all_settings_are_kept_whatever_their_number_and_length),
        cmocka_unit_test(test_the_last_seed_has_none_behind_it),
        cmocka_unit_test(test_a_changed_file_is_run_again_and_a_wrong_one_leaves_the_old_run),
        cmocka_unit_test(test_a_change_on_disk_is_noticed_and_a_broken_file_told_beside_the_old_run),
        cmocka_unit_test(test_a_file_that_is_being_written_is_waited_for),
        cmocka_unit_test(test_a_breakpoint_is_stopped_at_before_its_line_runs),
        cmocka_unit_test(test_following_passes_over_the_others),
        cmocka_unit_test(test_marks_are_set_and_gone_back_to),
        cmocka_unit_test(test_playing_goes_to_the_end_and_pauses_there),
        cmocka_unit_test(test_a_passport_tells_where_a_tasks_time_went),
        cmocka_unit_test(test_a_passport_tells_of_lateness_and_of_who_waits),
        cmocka_unit_test(test_the_walls_are_told),
        cmocka_unit_test(test_output_is_told_by_lines_with_their_times),
        cmocka_unit_test(test_lanes_tell_each_state_along_both_rulers),
        cmocka_unit_test(test_searching_and_filtering_tasks),
        cmocka_unit_test(test_the_source_is_shown_and_searched_without_directives),
        cmocka_unit_test(test_the_source_is_chosen_line_by_line_over_directives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
