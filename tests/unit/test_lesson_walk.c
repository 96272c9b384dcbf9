/* A walk through a lesson: pages and places, wandering and coming back, the exercise from the copy to «done», and
 * what a page looks like as lines. */
#include "lesson_view.h"
#include "lesson_walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char SCENARIO[] = "import asyncio\n"
                               "SPACES = 2  #: knob 1..4  spaces\n"
                               "inside = 0\n"
                               "async def car(number, lot):\n"
                               "    async with lot:\n"
                               "        #: cue a car parks\n"
                               "        await asyncio.sleep(1)\n"
                               "async def main():\n"
                               "    lot = asyncio.Semaphore(SPACES)\n"
                               "    await asyncio.gather(*(car(n, lot) for n in range(4)))\n"
                               "asyncio.run(main())\n";

static const char LESSON[] =
    "---\n"
    "title: The lot\n"
    "scenario: lot.py\n"
    "---\n"
    "# One\n\nWords with `code`, and *more*.\n\n- an item\n\n"
    "```stage\ncue: a car parks\nfocus: lot\n```\n\n"
    "```predict\nkind: next\n```\n"
    "\n---\n\n"
    "# Two\n\n```stage\ntime: 1\nset: SPACES=1\nuntil: end\n```\n"
    "\n---\n\n"
    "# Three\n\n"
    "```exercise\nexpect: within 1.5\nexpect: finally inside == 0\nhint: one\nhint: two\n```\n";

static char folder[64];
static LessonWalk walk;
static Player player;
static Progress progress;

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void open_walk(void)
{
    progress_open(&progress, folder);
    assert_true(
        lesson_walk_open(&walk, &(LessonPlace){"lot.md", "lot.py", "lot", "queue"}, &player, &progress, stderr));
}

static void close_walk(void)
{
    player_close(&player);
    lesson_walk_close(&walk);
    progress_release(&progress);
}

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/loopscope-walk-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    write_file("lot.md", LESSON);
    write_file("lot.py", SCENARIO);
    open_walk();
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    close_walk();
    snprintf(command, sizeof command, "cd / && rm -r %s", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static int64_t now_ns(void)
{
    SimClock clock;
    sim_clock(player.sim, &clock);
    return clock.now_ns;
}

static double spaces(void)
{
    SimKnob knob;
    assert_true(sim_knob(player.sim, 0, &knob));
    return knob.value;
}

static bool act(Action action)
{
    return lesson_walk_act(&walk, action);
}

/* ---- pages ---- */

static void a_page_brings_the_run_to_its_place(void **state)
{
    (void)state;
    SimCue cue;
    assert_int_equal(walk.page, 0);
    assert_int_equal(sim_current_cue(player.sim), 0);
    assert_true(sim_cue(player.sim, 0, &cue) && cue.position.turn == sim_position(player.sim).turn);
    assert_int_equal(player.selection.kind, SELECTED_THING);
    assert_false(player.is_playing);
    assert_true(act(ACTION_CUE_STEP));
    assert_int_equal(walk.page, 1);
    assert_true(spaces() > 0.9 && spaces() < 1.1);
    assert_int_equal(now_ns(), 1000000000);
    assert_true(player.is_playing);
    assert_int_equal(player.selection.kind, SELECTED_NONE);
    assert_true(act(ACTION_CUE_BACK));
    assert_true(spaces() > 1.9);
    assert_false(player.is_playing);
}

static void a_page_without_a_stage_has_the_place_and_the_knobs_of_the_one_before(void **state)
{
    (void)state;
    lesson_walk_turn(&walk, 2);
    assert_true(spaces() < 1.1);
    assert_int_equal(now_ns(), 1000000000);
    assert_false(player.is_playing);
}

static void the_walls_are_told(void **state)
{
    (void)state;
    act(ACTION_CUE_BACK);
    assert_int_equal(walk.page, 0);
    assert_string_equal(player.message, "this is the first page");
    lesson_walk_turn(&walk, 2);
    act(ACTION_CUE_STEP);
    assert_int_equal(walk.page, 2);
    assert_non_null(strstr(player.message, "loopscope lesson queue"));
}

static void one_key_comes_back_from_wandering(void **state)
{
    (void)state;
    SimPosition place = sim_position(player.sim);
    assert_false(lesson_walk_is_away(&walk));
    player_act(&player, ACTION_END);
    assert_true(lesson_walk_is_away(&walk));
    assert_true(act(ACTION_PAGE_PLACE));
    assert_false(lesson_walk_is_away(&walk));
    assert_int_equal(sim_position(player.sim).turn, place.turn);
    player_set_knob(&player, 0, 4);
    assert_true(lesson_walk_is_away(&walk));
    act(ACTION_PAGE_PLACE);
    assert_true(spaces() < 2.1);
    assert_int_equal(sim_position(player.sim).turn, place.turn);
    assert_false(act(ACTION_STEP));
    assert_false(act(ACTION_RELOAD));
    assert_false(act(ACTION_OPEN));
}

static void a_long_page_is_read_through_before_it_is_turned(void **state)
{
    (void)state;
    lesson_walk_show_rows(&walk, 4, 9);
    act(ACTION_CUE_STEP);
    assert_int_equal(walk.top, 3);
    lesson_walk_show_rows(&walk, 4, 9);
    act(ACTION_CUE_STEP);
    lesson_walk_show_rows(&walk, 4, 9);
    assert_int_equal(walk.top, 5);
    assert_int_equal(walk.page, 0);
    act(ACTION_CUE_BACK);
    assert_int_equal(walk.top, 2);
    lesson_walk_show_rows(&walk, 9, 9);
    assert_int_equal(walk.top, 0);
    act(ACTION_CUE_STEP);
    assert_int_equal(walk.page, 1);
}

static void the_last_page_is_open_again_the_next_time(void **state)
{
    (void)state;
    lesson_walk_turn(&walk, 1);
    lesson_walk_answered(&walk, 0, true);
    close_walk();
    open_walk();
    assert_int_equal(walk.page, 1);
    assert_int_equal(progress_answer(&progress, "lot", 1, 0), ANSWER_RIGHT);
    close_walk();
    write_file("lot.md", "---\ntitle: The lot\nscenario: lot.py\n---\nonly one page\n");
    open_walk();
    assert_int_equal(walk.page, 0);
}

/* ---- the exercise ---- */

static void expect_verdict(size_t at, SimVerdict verdict)
{
    SimExpectation found;
    assert_true(lesson_walk_verdict(&walk, at, &found));
    assert_int_equal(found.verdict, verdict);
}

static void an_exercise_goes_from_the_copy_to_done(void **state)
{
    (void)state;
    SimExpectation verdict;
    lesson_walk_turn(&walk, 2);
    assert_true(act(ACTION_RELOAD));
    assert_non_null(strstr(player.message, "Enter makes a copy"));
    assert_true(act(ACTION_OPEN));
    assert_string_equal(walk.copy, "lot-lot.py");
    assert_non_null(strstr(player.message, "lot-lot.py"));
    assert_false(lesson_walk_verdict(&walk, 0, &verdict));
    act(ACTION_RELOAD);
    expect_verdict(0, SIM_VERDICT_FAILS);
    expect_verdict(1, SIM_VERDICT_HOLDS);
    assert_false(lesson_walk_verdict(&walk, 2, &verdict));
    assert_false(progress_is_done(&progress, "lot", 2));
    char text[sizeof SCENARIO];
    memcpy(text, SCENARIO, sizeof text);
    *strchr(strstr(text, "SPACES = "), '2') = '4';
    write_file("lot-lot.py", text);
    act(ACTION_RELOAD);
    expect_verdict(0, SIM_VERDICT_HOLDS);
    assert_true(progress_is_done(&progress, "lot", 2));
    assert_non_null(strstr(player.message, "the exercise is done"));
    act(ACTION_CUE_BACK);
    assert_string_equal(player.file.path, "lot.py");
    assert_int_equal(player.options.expectation_count, 0);
}

/* An exercise is done when all holds: the last line as well as the first. */
static void each_of_many_expectations_is_judged(void **state)
{
    (void)state;
    enum { LINES = 30 };
    char lesson[2000] = "---\ntitle: a\nscenario: lot.py\n---\n# One\n\n```exercise\n";
    for (unsigned i = 1; i < LINES; i++)
        strcat(lesson, "expect: always inside == 0\n");
    strcat(lesson, "expect: finally inside == 1\n```\n");
    write_file("many.md", lesson);
    close_walk();
    progress_open(&progress, folder);
    assert_true(
        lesson_walk_open(&walk, &(LessonPlace){"many.md", "lot.py", "many", ""}, &player, &progress, stderr));
    act(ACTION_OPEN);
    act(ACTION_RELOAD);
    expect_verdict(0, SIM_VERDICT_HOLDS);
    expect_verdict(LINES - 1, SIM_VERDICT_FAILS);
    assert_false(progress_is_done(&progress, "many", 0));
}

static void a_copy_that_was_run_is_judged_again_when_it_changes(void **state)
{
    (void)state;
    char text[sizeof SCENARIO];
    lesson_walk_turn(&walk, 2);
    lesson_walk_followed(&walk);
    assert_false(progress_is_done(&progress, "lot", 2));
    act(ACTION_OPEN);
    act(ACTION_RELOAD);
    expect_verdict(0, SIM_VERDICT_FAILS);
    memcpy(text, SCENARIO, sizeof text);
    *strchr(strstr(text, "SPACES = "), '2') = '4';
    write_file("lot-lot.py", "import socket\n");
    player_reload(&player);
    lesson_walk_followed(&walk);
    expect_verdict(0, SIM_VERDICT_FAILS);
    assert_false(progress_is_done(&progress, "lot", 2));
    write_file("lot-lot.py", text);
    player_reload(&player);
    lesson_walk_followed(&walk);
    expect_verdict(0, SIM_VERDICT_HOLDS);
    assert_true(progress_is_done(&progress, "lot", 2));
    assert_false(lesson_walk_is_away(&walk));
}

static void a_broken_copy_leaves_the_last_run(void **state)
{
    (void)state;
    lesson_walk_turn(&walk, 2);
    act(ACTION_OPEN);
    act(ACTION_RELOAD);
    write_file("lot-lot.py", "import socket\n");
    Sim *before = player.sim;
    assert_true(act(ACTION_RELOAD));
    assert_ptr_equal(player.sim, before);
    assert_non_null(strstr(player.diagnostics, "socket"));
    expect_verdict(0, SIM_VERDICT_FAILS);
}

static void what_was_written_before_is_taken_up_not_overwritten(void **state)
{
    (void)state;
    write_file("lot-lot.py", "print('mine')\n");
    lesson_walk_turn(&walk, 2);
    act(ACTION_OPEN);
    assert_non_null(strstr(player.message, "your copy from before is lot-lot.py"));
    act(ACTION_RELOAD);
    assert_string_equal(player.file.text, "print('mine')\n");
}

static void hints_come_one_after_the_other(void **state)
{
    (void)state;
    lesson_walk_turn(&walk, 2);
    act(ACTION_OPEN);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(walk.hints, i);
        act(ACTION_OPEN);
    }
    assert_int_equal(walk.hints, 2);
    assert_non_null(strstr(player.message, "no hint left"));
}

/* ---- errors ---- */

static void a_lesson_with_errors_is_told_and_not_opened(void **state)
{
    (void)state;
    static const struct {
        const char *lesson, *scenario, *said;
    } rows[] = {
        {"nothing.md", "lot.py", "cannot read nothing.md"},
        {"bad.md", "lot.py", "bad.md:6:6: error: the scenario has no cue 'a car'"},
        {"lot.md", "nothing.py", "lot.md:3:11: error: cannot read nothing.py"},
    };
    write_file("bad.md", "---\ntitle: a\nscenario: lot.py\n---\n```stage\ncue: a car\n```\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static LessonWalk other;
        Player other_player;
        char *said;
        size_t size;
        FILE *file = open_memstream(&said, &size);
        LessonPlace place = {rows[i].lesson, rows[i].scenario, "x", ""};
        assert_false(lesson_walk_open(&other, &place, &other_player, &progress, file));
        fclose(file);
        if (!strstr(said, rows[i].said))
            fail_msg("row %zu: %s", i, said);
        free(said);
        player_close(&other_player);
        lesson_walk_close(&other);
    }
}

/* ---- lines ---- */

/* The page's lines, each ended by a line feed. */
static char *lines_of_page(float width, bool has_keys)
{
    LessonView view;
    LessonLook look = {.width = width, .has_keys = has_keys, .measure = lesson_cells};
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    lesson_view(&walk, &look, &view);
    for (size_t i = 0; i < view.line_count; i++) {
        float x = 0;
        for (size_t w = 0; w < view.lines[i].count; w++) {
            const LessonWords *words = &view.words[view.lines[i].first + w];
            fprintf(file, "%*s%.*s", (int)(words->x - x), "", (int)words->size, view.text + words->start);
            x = words->x + lesson_cells(NULL, words->look, view.text + words->start, words->size);
        }
        fputc('\n', file);
    }
    fclose(file);
    lesson_view_release(&view);
    return text;
}

static void expect_lines(float width, bool has_keys, const char *lines)
{
    char *text = lines_of_page(width, has_keys);
    assert_string_equal(text, lines);
    free(text);
}

static void lines_break_between_words_and_keep_what_belongs_together(void **state)
{
    (void)state;
    expect_lines(60, true, "One\n\nWords with code, and more.\n\n• an item\n\np  What do you expect?\n");
    expect_lines(60, false,
                 "One\n\nWords with code, and more.\n\n• an item\n\n"
                 "Which task runs next, once car 0 is suspended or has ended?\n"
                 "a) car 2\nb) main\nc) car 1\nd) car 1 and car 2, at the same time\n");
    expect_lines(15, true, "One\n\nWords with\ncode, and more.\n\n• an item\n\np  What do you\nexpect?\n");
    expect_lines(
        4, true,
        "One\n\nWord\ns\nwith\ncode\n,\nand\nmore\n.\n\n• an\n  it\n  em\n\np\nWhat\ndo\nyou\nexpe\nct?\n");
}

static void the_page_tells_of_answers_and_of_the_exercise(void **state)
{
    (void)state;
    lesson_walk_answered(&walk, 0, false);
    expect_lines(60, true, "One\n\nWords with code, and more.\n\n• an item\n\n✗ expected otherwise  p  again\n");
    lesson_walk_turn(&walk, 2);
    expect_lines(80, true,
                 "Three\n\nExercise  what must hold:\n• within 1.5\n• finally inside == 0\n"
                 "Enter  a copy of lot.py for you\n\nThe next lesson: loopscope lesson queue\n");
    act(ACTION_OPEN);
    act(ACTION_OPEN);
    act(ACTION_RELOAD);
    char *text = lines_of_page(80, true);
    assert_non_null(strstr(text, "✗ within 1.5 fails at callback "));
    assert_non_null(strstr(text, "✓ finally inside == 0\none\nEnter  a hint  R  check lot-lot.py\n"));
    free(text);
}

#define WALK_TEST(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WALK_TEST(a_page_brings_the_run_to_its_place),
        WALK_TEST(a_page_without_a_stage_has_the_place_and_the_knobs_of_the_one_before),
        WALK_TEST(the_walls_are_told),
        WALK_TEST(one_key_comes_back_from_wandering),
        WALK_TEST(a_long_page_is_read_through_before_it_is_turned),
        WALK_TEST(the_last_page_is_open_again_the_next_time),
        WALK_TEST(an_exercise_goes_from_the_copy_to_done),
        WALK_TEST(each_of_many_expectations_is_judged),
        WALK_TEST(a_copy_that_was_run_is_judged_again_when_it_changes),
        WALK_TEST(a_broken_copy_leaves_the_last_run),
        WALK_TEST(what_was_written_before_is_taken_up_not_overwritten),
        WALK_TEST(hints_come_one_after_the_other),
        WALK_TEST(a_lesson_with_errors_is_told_and_not_opened),
        WALK_TEST(lines_break_between_words_and_keep_what_belongs_together),
        WALK_TEST(the_page_tells_of_answers_and_of_the_exercise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
