/* The session: which key reaches what, from the catalogue to the steps and back. */
#include "session.h"

#include "question_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A front end that only remembers. */
typedef struct Front {
    Session session;
    Scenarios scenarios;
    SessionMode entered;
    unsigned entries, digit, filterings;
    Action anywhere, in_steps, in_pair; /* the last that it was asked about */
    bool takes_theme, is_at_source;
} Front;

static void entered(void *self, SessionMode mode)
{
    Front *front = self;
    front->entered = mode;
    front->entries++;
}

static bool act_anywhere(void *self, Action action)
{
    Front *front = self;
    front->anywhere = action;
    return front->takes_theme && action == ACTION_THEME;
}

static bool act_in_steps(void *self, Action action)
{
    Front *front = self;
    front->in_steps = action;
    return action == ACTION_UP;
}

static void digit(void *self, unsigned number)
{
    ((Front *)self)->digit = number;
}

static bool searches_source(const void *self)
{
    return ((const Front *)self)->is_at_source;
}

static void filtered(void *self)
{
    ((Front *)self)->filterings++;
}

static bool act_in_pair(void *self, Action action)
{
    ((Front *)self)->in_pair = action;
    return action == ACTION_SAVE;
}

static SessionFront front_of(Front *front)
{
    return (SessionFront){front,       true,  ACTIONS_STAGE,   entered,  act_anywhere, act_in_steps,
                          act_in_pair, digit, searches_source, filtered, false};
}

static int open_catalogue(void **state)
{
    static Front front;
    front = (Front){0};
    scenarios_add_directory(&front.scenarios, SCENARIO_FOLDER);
    scenarios_sort(&front.scenarios);
    SessionFront functions = front_of(&front);
    session_begin_catalogue(&front.session, &functions, &front.scenarios);
    *state = &front;
    return front.scenarios.count == 0;
}

static int close_session(void **state)
{
    Front *front = *state;
    session_release(&front->session);
    scenarios_release(&front->scenarios);
    return 0;
}

static void type(Session *session, const char *text)
{
    for (; *text; text++)
        session_key(session, (Key)(unsigned char)*text);
    session_key(session, PRESS_ENTER);
}

/* From the catalogue to the steps of the parking lot. */
static Session *open_parking_lot(Front *front)
{
    Session *session = &front->session;
    session_key(session, '/');
    type(session, "parking");
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->mode, MODE_OPENING);
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->mode, MODE_STEPS);
    return session;
}

/* ---- lessons ---- */

/* A catalogue with a lesson before the scenarios. */
static int open_catalogue_with_lesson(void **state)
{
    Lessons lessons = {0};
    char scenario[256];
    setenv("XDG_STATE_HOME", "/dev/null/state", 1);
    if (open_catalogue(state) != 0)
        return -1;
    Front *front = *state;
    lessons_add_directory(&lessons, LESSON_FOLDER);
    lessons_sort(&lessons);
    snprintf(scenario, sizeof scenario, "%s/%s", SCENARIO_FOLDER, lessons.items[0].scenario);
    scenarios_add_lesson(&front->scenarios, &lessons.items[0], scenario, "overview");
    scenarios_add_lesson(&front->scenarios, &lessons.items[1], NULL, NULL);
    scenarios_sort(&front->scenarios);
    lessons_release(&lessons);
    return 0;
}

static void a_lesson_is_walked_from_the_catalogue_and_left_again(void **state)
{
    Front *front = *state;
    Session *session = &front->session;
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->mode, MODE_STEPS);
    assert_ptr_equal(session->player->lesson, &session->walk);
    assert_non_null(strstr(session->player->message, "your progress is not kept"));
    session_key(session, PRESS_PAGE_DOWN);
    assert_int_equal(session->walk.page, 1);
    session_key(session, 'l');
    assert_true(lesson_walk_is_away(&session->walk));
    session_key(session, PRESS_BACKSPACE);
    assert_false(lesson_walk_is_away(&session->walk));
    session_key(session, 'v');
    assert_true(session->walk.is_hidden);
    session_key(session, 'q');
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_null(session->player);
    assert_non_null(strstr(front->scenarios.items[0].about, "last on page 2"));
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->walk.page, 1);
}

static void a_lesson_with_errors_shows_them_and_stays_in_the_catalogue(void **state)
{
    Session *session = &((Front *)*state)->session;
    session_key(session, PRESS_DOWN);
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_int_equal(session->over, OVER_PAGE);
    assert_non_null(strstr(session->page.text, "error: cannot read"));
    session_key(session, PRESS_ESCAPE);
    assert_int_equal(session->over, OVER_NOTHING);
}

/* ---- what is wrong ---- */

static void a_warning_leads_to_where_it_hurts(void **state)
{
    Session *session = &((Front *)*state)->session;
    SimClock clock;
    session_key(session, '/');
    type(session, "never awaited");
    session_key(session, PRESS_ENTER);
    session_key(session, PRESS_ENTER);
    session_key(session, '!');
    assert_int_equal(session->over, OVER_FINDINGS);
    assert_int_equal(session->findings.count, 3);
    session_key(session, PRESS_DOWN);
    session_key(session, PRESS_DOWN);
    session_key(session, PRESS_DOWN);
    assert_int_equal(session->findings.selected, 2);
    session_key(session, PRESS_UP);
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->over, OVER_NOTHING);
    sim_clock(session->player->sim, &clock);
    assert_int_equal(clock.callback, 5);
    assert_int_equal(session->player->line, 39);
    assert_non_null(strstr(session->player->message, "the second begins"));
}

static void escape_closes_the_list_and_where_nothing_is_wrong_it_says_so(void **state)
{
    Session *session = open_parking_lot(*state);
    SimPosition before = sim_position(session->player->sim);
    session_key(session, '!');
    assert_int_equal(session->over, OVER_NOTHING);
    assert_non_null(strstr(session->player->message, "nothing is wrong"));
    session_key(session, 'q');
    session_key(session, '/');
    type(session, "startup");
    session_key(session, PRESS_ENTER);
    session_key(session, PRESS_ENTER);
    session_key(session, '!');
    assert_int_equal(session->over, OVER_FINDINGS);
    session_key(session, PRESS_ESCAPE);
    assert_int_equal(session->over, OVER_NOTHING);
    assert_int_equal(sim_position(session->player->sim).turn, before.turn);
}

/* ---- questions ---- */

static bool page_says(const Session *session, const char *text)
{
    return strstr(session->page.text, text) != NULL;
}

/* To the cue that asks whether an await switches. */
static Session *open_question(Front *front)
{
    Session *session = open_parking_lot(front);
    session_key(session, PRESS_PAGE_DOWN);
    session_key(session, PRESS_PAGE_DOWN);
    session_key(session, 'p');
    assert_int_equal(session->over, OVER_QUESTION);
    return session;
}

static void a_cue_asks_its_question_and_an_answer_shows_the_truth(void **state)
{
    Session *session = open_question(*state);
    const uint64_t hash = sim_hash(session->player->sim);
    assert_true(page_says(session, "Does this await switch"));
    assert_false(page_says(session, "It goes straight on."));
    session_key(session, session->question.asked.right == 0 ? '2' : '1');
    assert_true(page_says(session, "It goes straight on."));
    assert_true(page_says(session, "Every await switches? No:"));
    session_key(session, PRESS_ESCAPE);
    assert_int_equal(session->over, OVER_NOTHING);
    assert_true(sim_hash(session->player->sim) == hash);
}

static void p_asks_another_one_and_right_goes_to_the_truth(void **state)
{
    Session *session = open_question(*state);
    session_key(session, 'p');
    session_key(session, 'p');
    assert_int_equal(session->question.asked.kind, SIM_ASK_NEXT);
    session_key(session, '9');
    assert_int_equal(session->question.answer, 0);
    SimPosition truth = session->question.asked.truth;
    session_key(session, PRESS_RIGHT);
    assert_true(session->question.is_revealed);
    session_key(session, PRESS_RIGHT);
    assert_int_equal(session->over, OVER_NOTHING);
    assert_int_equal(sim_position(session->player->sim).turn, truth.turn);
}

static void in_a_lecture_the_truth_waits_for_r(void **state)
{
    Session *session = &((Front *)*state)->session;
    session->is_lecture = true;
    open_question(*state);
    session_key(session, '1');
    assert_int_equal(session->question.answer, 1);
    session_key(session, '2');
    assert_int_equal(session->question.answer, 2);
    assert_false(page_says(session, "It goes straight on."));
    session_key(session, 'r');
    assert_true(page_says(session, "It goes straight on."));
    session_key(session, PRESS_PAGE_DOWN);
    assert_int_equal(session->over, OVER_NOTHING);
}

static void at_the_end_nothing_is_asked(void **state)
{
    Session *session = open_parking_lot(*state);
    session_key(session, PRESS_END);
    session_key(session, 'p');
    assert_int_equal(session->over, OVER_NOTHING);
    assert_non_null(strstr(session->player->message, "this is the end of the run"));
    session_key(session, 'r');
    assert_non_null(strstr(session->player->message, "p asks a question first"));
}

/* ---- modes ---- */

static void enter_leads_from_the_catalogue_to_the_steps_and_q_back(void **state)
{
    Front *front = *state;
    Session *session = open_parking_lot(front);
    assert_int_equal(front->entered, MODE_STEPS);
    assert_int_equal(front->entries, 3);
    session_key(session, 'q');
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_null(session->player);
    assert_false(session->is_leaving);
    session_key(session, 'q');
    assert_true(session->is_leaving);
}

/* ---- two runs side by side ---- */

static Session *open_kettles(Front *front)
{
    Session *session = &front->session;
    scenarios_add_pairs(&front->scenarios);
    session_key(session, '/');
    type(session, "side by side: polling");
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->mode, MODE_PAIR);
    assert_int_equal(front->entered, MODE_PAIR);
    return session;
}

static void enter_on_a_pair_shows_two_runs_and_escape_leads_back(void **state)
{
    Front *front = *state;
    Session *session = open_kettles(front);
    assert_null(session->player);
    assert_string_equal(session->runs->names[PAIR_LEFT], "EVENT=0");
    assert_string_equal(session->runs->names[PAIR_RIGHT], "EVENT=1");
    assert_string_equal(session->runs->title, "The kettle");
    assert_string_equal(session->runs->file, "kettle.py");
    session_key(session, 't');
    assert_int_equal(front->in_pair, ACTION_CLOCK_STEP);
    session_key(session, 'j');
    assert_int_equal(session->runs->players[PAIR_LEFT].selection.kind, SELECTED_TASK);
    assert_int_equal(session->runs->players[PAIR_RIGHT].selection.kind, SELECTED_TASK);
    session_key(session, PRESS_ESCAPE);
    assert_int_equal(session->mode, MODE_PAIR);
    assert_int_equal(session->runs->players[PAIR_RIGHT].selection.kind, SELECTED_NONE);
    session_key(session, PRESS_ESCAPE);
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_null(session->runs);
    session_key(session, PRESS_ENTER);
    session_key(session, 'q');
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_false(session->is_leaving);
}

/* While something lies over the steps the file is not followed, and nothing has to be waited for: no busy loop. */
static void nothing_is_waited_for_below_a_question(void **state)
{
    Session *session = open_parking_lot(*state);
    session_follow_file(session, 5000);
    assert_true(session_wait_ms(session, 5000, -1) > 0);
    assert_int_equal(session_wait_ms(session, 60000, -1), 0);
    session_key(session, 'p');
    assert_int_equal(session->over, OVER_QUESTION);
    assert_int_equal(session_wait_ms(session, 60000, -1), -1);
    session_key(session, PRESS_ESCAPE);
    session_key(session, ':');
    assert_int_equal(session_wait_ms(session, 60000, -1), -1);
}

static void two_runs_wait_for_nothing_below_a_typed_line(void **state)
{
    Session *session = open_kettles(*state);
    session_follow_file(session, 5000);
    assert_true(session_wait_ms(session, 5000, -1) > 0);
    session_key(session, ':');
    assert_int_equal(session_wait_ms(session, 60000, -1), -1);
}

static void two_runs_go_to_what_is_typed(void **state)
{
    Session *session = open_kettles(*state);
    session_key(session, ':');
    assert_int_equal(session->asking, ASKING_PLACE);
    type(session, "1.3s");
    assert_int_equal(session->runs->pair.now_ns, 1300000000);
    assert_true(sim_is_at_end(session->runs->pair.sims[PAIR_RIGHT]));
    session_key(session, ':');
    type(session, "start");
    assert_int_equal(session->runs->pair.now_ns, 0);
    session_key(session, ':');
    type(session, "next print"); /* in the right run: the left one prints later */
    assert_int_equal(session->runs->pair.now_ns, 1300000000);
    assert_int_equal(session->runs->pair.moved, PAIR_RIGHT);
    session_key(session, ':');
    type(session, "end");
    assert_true(two_runs_are_over(session->runs));
    session_key(session, ':');
    type(session, "last print");
    assert_int_equal(session->runs->pair.moved, PAIR_LEFT);
    session_key(session, ':');
    type(session, "nowhere");
    assert_non_null(strstr(session_message(session), "nowhere"));
    session_key(session, 'h');
    assert_string_equal(session_message(session), "");
}

static void two_runs_are_searched_and_asked_why(void **state)
{
    Session *session = open_kettles(*state);
    SimTask task;
    session_key(session, '}');
    assert_true(two_runs_stand_at_difference(session->runs));
    session_key(session, '/');
    type(session, "guest 2");
    for (int side = 0; side < PAIR_SIDES; side++) {
        const Player *player = &session->runs->players[side];
        assert_true(sim_task(player->sim, player->selection.number, &task));
        assert_string_equal(task.label, "guest 2");
    }
    session_key(session, '/');
    type(session, "nobody of this name");
    assert_non_null(strstr(session_message(session), "nobody of this name"));
    session_key(session, 'w');
    assert_int_equal(session->over, OVER_PAGE);
    assert_non_null(strstr(session->page.text, "EVENT=0\n"));
    assert_non_null(strstr(session->page.text, "EVENT=1\n"));
    session_key(session, PRESS_ESCAPE);
    assert_int_equal(session->over, OVER_NOTHING);
}

static void two_runs_have_keys_of_their_own_and_play(void **state)
{
    Session *session = open_kettles(*state);
    session_key(session, '?');
    assert_int_equal(session->over, OVER_PAGE);
    assert_non_null(strstr(session->page.text, "to the first difference"));
    assert_null(strstr(session->page.text, "breakpoint"));
    session_key(session, PRESS_ESCAPE);
    session_key(session, 'b');
    assert_non_null(strstr(session_message(session), "no such key"));
    session_key(session, 'r');
    assert_true(session->runs->is_revealed);
    session_key(session, ' ');
    assert_true(session_is_playing(session));
    assert_int_equal(session_wait_ms(session, 5000, -1), 0);
    while (session_play(session, session->next_step_ms))
        ;
    assert_true(two_runs_are_over(session->runs));
    assert_non_null(strstr(session_message(session), "the end"));
    assert_true(session_wait_ms(session, 5000, -1) <= FILE_LOOK_MS);
    session_wheel(session, -1);
    assert_false(two_runs_are_over(session->runs));
}

/* Both sides of the program in a file, at 1 s. */
static void open_file_twice(TwoRuns *runs, const char *path)
{
    const SimOptions options = {0};
    Settings settings;
    *runs = (TwoRuns){0};
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++) {
        SourceFile file;
        assert_int_equal(source_file_read(&file, path), SOURCE_FILE_READ);
        assert_true(settings_read(&settings, side == PAIR_LEFT ? "WAIT=1" : "WAIT=2"));
        assert_true(two_runs_open(runs, side, &file, &settings, &options));
    }
    two_runs_begin(runs, true);
    two_runs_goto(runs, "1s");
    assert_int_equal(runs->pair.now_ns, 1000000000);
}

static void write_program(const char *path, const char *title, const char *end)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "#: title %s\nimport asyncio\nWAIT = 1  #: knob 1..3\nasync def main():\n"
            "    for _ in range(3):\n        await asyncio.sleep(WAIT)\nasyncio.run(main())\n%s",
            title, end);
    assert_int_equal(fclose(file), 0);
}

static void two_runs_are_made_again_when_their_file_changes(void **state)
{
    Front *front = *state;
    static TwoRuns runs;
    Session session;
    SessionFront functions = front_of(front);
    char path[] = "/tmp/loopscope-two-XXXXXX";
    uint64_t now_ms = 1000;
    close(mkstemp(path));
    write_program(path, "One", "");
    open_file_twice(&runs, path);
    session_begin_pair(&session, &functions, &runs);
    write_program(path, "Another", "print('the end')\n");
    bool has_followed = false;
    for (int i = 0; i < 4; i++, now_ms += FILE_LOOK_MS)
        has_followed = session_follow_file(&session, now_ms) || has_followed;
    assert_true(has_followed);
    assert_true(session_wait_ms(&session, now_ms, -1) <= FILE_LOOK_MS);
    assert_string_equal(runs.title, "Another");
    assert_int_equal(runs.pair.now_ns, 1000000000);
    write_program(path, "Broken", "import aiohttp\n");
    session_key(&session, 'R');
    assert_string_equal(runs.title, "Another");
    assert_int_equal(session.over, OVER_PAGE);
    assert_non_null(strstr(session.page.text, "aiohttp"));
    session_key(&session, PRESS_ESCAPE);
    write_program(path, "Mended", "");
    session_key(&session, 'R');
    assert_int_equal(session.over, OVER_NOTHING);
    assert_string_equal(runs.title, "Mended");
    assert_int_equal(runs.pair.now_ns, 1000000000);
    session_release(&session);
    two_runs_close(&runs);
    unlink(path);
}

static void two_runs_of_a_command_end_with_it(void **state)
{
    Front *front = *state;
    Session *session = open_kettles(front);
    Session other;
    SessionFront functions = front_of(front);
    session_begin_pair(&other, &functions, session->runs);
    session_key(&other, PRESS_ESCAPE);
    assert_false(other.is_leaving);
    assert_string_equal(session_message(&other), "q quits");
    session_key(&other, 'q');
    assert_true(other.is_leaving);
    session_release(&other);
}

static void a_pair_whose_file_is_broken_says_so(void **state)
{
    Front *front = *state;
    Session *session = &front->session;
    scenarios_add_pairs(&front->scenarios);
    Scenario *pair = &front->scenarios.items[front->scenarios.count - 1];
    pair->settings[1] = "GROUP=77";
    session_row(session, front->scenarios.count - 1, true);
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_int_equal(session->over, OVER_PAGE);
    assert_non_null(strstr(session->page.text, "GROUP"));
    session_key(session, PRESS_ESCAPE);
    snprintf(pair->path + strlen(pair->path) - 4, 5, "x.py");
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_non_null(strstr(session->catalogue.message, "No such file"));
    assert_null(session->runs);
}

static void the_page_before_a_run_changes_knobs(void **state)
{
    Session *session = &((Front *)*state)->session;
    SimKnob before, after;
    session_key(session, '/');
    type(session, "parking");
    session_key(session, PRESS_ENTER);
    assert_true(sim_knob(session->player->sim, 0, &before));
    session_key(session, PRESS_RIGHT);
    assert_true(sim_knob(session->player->sim, 0, &after));
    assert_true(after.value > before.value);
    session_row(session, 1, false);
    assert_int_equal(session->opening_row, 1);
    session_key(session, PRESS_ESCAPE);
    assert_int_equal(session->mode, MODE_CATALOGUE);
}

static void a_search_that_is_given_up_shows_every_scenario(void **state)
{
    Session *session = &((Front *)*state)->session;
    session_key(session, '/');
    session_key(session, 'z');
    assert_string_equal(session->catalogue.filter, "z");
    session_key(session, PRESS_ESCAPE);
    assert_string_equal(session->catalogue.filter, "");
    assert_int_equal(session->asking, ASKING_NOTHING);
}

static void a_double_click_opens_a_row_and_a_file_that_is_gone_is_told(void **state)
{
    Front *front = *state;
    Session *session = &front->session;
    session_row(session, 0, true);
    assert_int_equal(session->mode, MODE_OPENING);
    session_key(session, PRESS_ESCAPE);
    front->scenarios.items[1].path[0] = '?';
    session_row(session, 1, true);
    assert_int_equal(session->mode, MODE_CATALOGUE);
    assert_true(*session->catalogue.message);
}

/* ---- who gets a key ---- */

static void actions_go_to_the_front_end_then_to_the_player(void **state)
{
    Front *front = *state;
    Session *session = open_parking_lot(front);
    session_key(session, PRESS_UP);
    assert_int_equal(front->in_steps, ACTION_UP);
    assert_int_equal(sim_position(session->player->sim).line, 0);
    session_key(session, PRESS_RIGHT);
    assert_int_equal(sim_position(session->player->sim).line, SIM_LINE_END);
    front->takes_theme = true;
    front->in_steps = ACTION_NONE;
    session_key(session, 'y');
    assert_int_equal(front->in_steps, ACTION_NONE);
    session_key(session, '4');
    assert_int_equal(front->digit, 4);
}

static void a_page_takes_keys_until_it_is_closed(void **state)
{
    Front *front = *state;
    Session *session = open_parking_lot(front);
    SimPosition start = sim_position(session->player->sim);
    session_key(session, '?');
    assert_int_equal(session->over, OVER_PAGE);
    assert_false(session_is_stepping(session));
    session_key(session, PRESS_DOWN);
    session_wheel(session, 1);
    assert_int_equal(session->over, OVER_PAGE);
    assert_int_equal(sim_position(session->player->sim).turn, start.turn);
    session_key(session, PRESS_ESCAPE);
    assert_true(session_is_stepping(session));
}

static void a_click_chooses_a_row_and_a_double_one_goes_there(void **state)
{
    Session *session = &((Front *)*state)->session;
    session_key(session, '/');
    type(session, "never awaited");
    session_key(session, PRESS_ENTER);
    assert_int_equal(session->mode, MODE_OPENING);
    session_wheel(session, 1);
    assert_int_equal(session->opening_row, 1);
    session_wheel(session, -1);
    assert_int_equal(session->opening_row, 0);
    session_key(session, PRESS_ENTER);
    session_key(session, '!');
    session_row(session, 2, false);
    assert_int_equal(session->findings.selected, 2);
    session_row(session, 99, true);
    assert_int_equal(session->findings.selected, 2);
    session_wheel(session, -1);
    assert_int_equal(session->findings.selected, 1);
    assert_int_equal(session->over, OVER_FINDINGS);
    session_row(session, 1, true);
    assert_int_equal(session->over, OVER_NOTHING);
    assert_int_equal(session->player->line, 39);
}

/* The line of the question's page on which a choice begins. */
static size_t line_of_choice(const Session *session, size_t choice)
{
    size_t line = 0;
    while (line < page_line_count(&session->page) && question_choice_at(&session->page, line) != choice)
        line++;
    return line;
}

static void a_click_on_a_choice_answers(void **state)
{
    Front *front = *state;
    Session *session = open_parking_lot(front);
    session_key(session, PRESS_PAGE_DOWN);
    session_key(session, 'p');
    assert_int_equal(session->over, OVER_QUESTION);
    session_row(session, 0, false);
    assert_false(session->question.is_revealed);
    session_row(session, line_of_choice(session, 2), false);
    assert_int_equal(session->question.answer, 2);
    assert_true(session->question.is_revealed);
    session_row(session, 99, false);
    assert_int_equal(session->question.answer, 2);
}

static void why_needs_something_that_is_looked_at(void **state)
{
    Session *session = open_parking_lot(*state);
    session_key(session, 'w');
    assert_int_equal(session->over, OVER_NOTHING);
    assert_true(*session->player->message);
    session_key(session, PRESS_RIGHT);
    session_key(session, PRESS_RIGHT);
    session_key(session, 'w');
    assert_int_equal(session->over, OVER_PAGE);
}

static void typed_lines_go_where_they_were_asked_for(void **state)
{
    Front *front = *state;
    Session *session = open_parking_lot(front);
    SimClock clock;
    session_key(session, ':');
    type(session, "9");
    sim_clock(session->player->sim, &clock);
    assert_int_equal(clock.callback, 9);
    session_key(session, '\\');
    type(session, "car");
    assert_string_equal(session->player->filter, "car");
    assert_int_equal(front->filterings, 1);
    front->is_at_source = true;
    session_key(session, '/');
    assert_string_equal(session->prompt.label, "search the source");
    type(session, "async with");
    assert_true(session->player->line > 0);
}

static void marks_take_a_letter(void **state)
{
    Session *session = open_parking_lot(*state);
    SimClock clock;
    session_key(session, PRESS_RIGHT);
    session_key(session, PRESS_RIGHT);
    session_key(session, 'm');
    session_key(session, 'q');
    assert_int_equal(session->mode, MODE_STEPS);
    session_key(session, 'G');
    session_key(session, '\'');
    session_key(session, 'q');
    sim_clock(session->player->sim, &clock);
    assert_int_equal(clock.callback, 1);
}

static void ctrl_c_leaves_from_anywhere_but_a_typed_line(void **state)
{
    Session *session = open_parking_lot(*state);
    session_key(session, ':');
    session_key(session, PRESS_CTRL_C);
    assert_false(session->is_leaving);
    session_key(session, '?');
    session_key(session, PRESS_CTRL_C);
    assert_true(session->is_leaving);
}

/* ---- playing ---- */

static void playing_steps_when_its_time_has_come(void **state)
{
    Session *session = open_parking_lot(*state);
    SimClock clock;
    assert_false(
        player_follow_file(session->player, 5000)); /* the file has been looked at: not again for a while */
    assert_int_equal(session_wait_ms(session, 5000, 77), 77);
    session_key(session, ' ');
    assert_int_equal(session_wait_ms(session, 5000, 77), 0);
    assert_true(session_play(session, 5000));
    sim_clock(session->player->sim, &clock);
    assert_false(session_play(session, 5001));
    assert_int_equal(session_wait_ms(session, 5001, -1), (int)player_pause_ms(session->player) - 1);
    session_key(session, ' ');
    assert_false(session_is_playing(session));
}

static void a_file_is_named_after_the_scenario_and_the_place(void **state)
{
    Session *session = open_parking_lot(*state);
    char name[64];
    session_key(session, ':');
    type(session, "9");
    session_file_name(session, "svg", name, sizeof name);
    assert_string_equal(name, "parking_lot-9.svg");
}

#define SESSION_TEST(test) cmocka_unit_test_setup_teardown(test, open_catalogue, close_session)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_lesson_is_walked_from_the_catalogue_and_left_again,
                                        open_catalogue_with_lesson, close_session),
        cmocka_unit_test_setup_teardown(a_lesson_with_errors_shows_them_and_stays_in_the_catalogue,
                                        open_catalogue_with_lesson, close_session),
        SESSION_TEST(a_warning_leads_to_where_it_hurts),
        SESSION_TEST(escape_closes_the_list_and_where_nothing_is_wrong_it_says_so),
        SESSION_TEST(a_cue_asks_its_question_and_an_answer_shows_the_truth),
        SESSION_TEST(p_asks_another_one_and_right_goes_to_the_truth),
        SESSION_TEST(in_a_lecture_the_truth_waits_for_r),
        SESSION_TEST(at_the_end_nothing_is_asked),
        SESSION_TEST(enter_leads_from_the_catalogue_to_the_steps_and_q_back),
        SESSION_TEST(enter_on_a_pair_shows_two_runs_and_escape_leads_back),
        SESSION_TEST(nothing_is_waited_for_below_a_question),
        SESSION_TEST(two_runs_wait_for_nothing_below_a_typed_line),
        SESSION_TEST(two_runs_go_to_what_is_typed),
        SESSION_TEST(two_runs_are_searched_and_asked_why),
        SESSION_TEST(two_runs_have_keys_of_their_own_and_play),
        SESSION_TEST(two_runs_are_made_again_when_their_file_changes),
        SESSION_TEST(two_runs_of_a_command_end_with_it),
        SESSION_TEST(a_pair_whose_file_is_broken_says_so),
        SESSION_TEST(the_page_before_a_run_changes_knobs),
        SESSION_TEST(a_search_that_is_given_up_shows_every_scenario),
        SESSION_TEST(a_double_click_opens_a_row_and_a_file_that_is_gone_is_told),
        SESSION_TEST(actions_go_to_the_front_end_then_to_the_player),
        SESSION_TEST(a_page_takes_keys_until_it_is_closed),
        SESSION_TEST(a_click_chooses_a_row_and_a_double_one_goes_there),
        SESSION_TEST(a_click_on_a_choice_answers),
        SESSION_TEST(why_needs_something_that_is_looked_at),
        SESSION_TEST(typed_lines_go_where_they_were_asked_for),
        SESSION_TEST(marks_take_a_letter),
        SESSION_TEST(ctrl_c_leaves_from_anywhere_but_a_typed_line),
        SESSION_TEST(playing_steps_when_its_time_has_come),
        SESSION_TEST(a_file_is_named_after_the_scenario_and_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
