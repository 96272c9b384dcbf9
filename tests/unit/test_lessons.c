/* What every lesson of the lecture promises: short pages, each beside a place in the run; predictions; and an
 * exercise that the scenario as it is does not fulfil, and that can be done: tests/lessons has it done. */
#include "lesson_walk.h"
#include "lessons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SLIDES = 12,
    PAGES_LEAST = 5,
    PAGES_MOST = 9,
    PREDICTIONS_LEAST = 3,
    LINES_MOST = 12, /* of words on a page, its headline and empty lines left out */
    COLUMNS_MOST = 72,
    EXPECTATIONS_MOST = 8,
};

/* A lesson file, its text and the lesson in it. */
typedef struct Opened {
    const LessonFile *from;
    SourceFile file;
    Lesson lesson;
} Opened;

typedef void Check(const Opened *opened);

static void check_lesson(const LessonFile *from, Check *check)
{
    Opened opened = {.from = from};
    LessonErrors errors = {0};
    assert_int_equal(source_file_read(&opened.file, from->path), SOURCE_FILE_READ);
    assert_true(lesson_read(&opened.lesson, opened.file.text, opened.file.length, &errors));
    assert_int_equal(errors.count, 0);
    check(&opened);
    lesson_release(&opened.lesson);
    source_file_release(&opened.file);
}

static void check_all(Check *check)
{
    Lessons lessons = {0};
    lessons_add_directory(&lessons, LESSON_FOLDER);
    lessons_sort(&lessons);
    for (size_t i = 0; i < lessons.count; i++)
        check_lesson(&lessons.items[i], check);
    lessons_release(&lessons);
}

/* ---- the whole lecture ---- */

static void every_slide_has_a_lesson_and_they_come_in_order(void **state)
{
    (void)state;
    Lessons lessons = {0};
    lessons_add_directory(&lessons, LESSON_FOLDER);
    lessons_sort(&lessons);
    unsigned slide = 0;
    for (size_t i = 0; i < lessons.count; i++) {
        assert_in_range(lessons.items[i].slide, slide, slide + 1);
        slide = lessons.items[i].slide;
    }
    assert_int_equal(slide, SLIDES);
    lessons_release(&lessons);
}

/* ---- pages ---- */

static void has_its_pages(const Opened *opened)
{
    const Lesson *lesson = &opened->lesson;
    size_t predictions = 0, exercises = 0;
    assert_in_range(lesson->page_count, PAGES_LEAST, PAGES_MOST);
    for (size_t page = 0; page < lesson->page_count; page++) {
        if (!lesson_find_block(lesson, page, LESSON_STAGE, 0))
            fail_msg("%s: page %zu, «%s», has no place", opened->from->file, page + 1, lesson->pages[page].title);
        predictions += lesson_find_block(lesson, page, LESSON_PREDICT, 0) != NULL;
        exercises += lesson_find_block(lesson, page, LESSON_EXERCISE, 0) != NULL;
    }
    if (predictions < PREDICTIONS_LEAST || exercises == 0)
        fail_msg("%s: %zu predictions, %zu exercises", opened->from->file, predictions, exercises);
}

static void every_lesson_has_places_predictions_and_an_exercise(void **state)
{
    (void)state;
    check_all(has_its_pages);
}

static size_t count_points(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* Lines of words, page by page: what is in fenced blocks does not count. */
static void fits(const Opened *opened)
{
    size_t lines = 0;
    bool is_fenced = false;
    const char *line = strstr(opened->file.text + 3, "\n---\n") + 5;
    for (; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        bool is_fence = strncmp(line, "```", 3) == 0;
        if (is_fence)
            is_fenced = !is_fenced;
        else if (strncmp(line, "---\n", 4) == 0)
            lines = 0;
        else if (!is_fenced && length > 0 && *line != '#')
            lines++;
        if (lines > LINES_MOST || (!is_fenced && count_points(line, length) > COLUMNS_MOST))
            fail_msg("%s: too long or too wide: «%.*s»", opened->from->file, (int)length, line);
    }
}

static void a_page_fits_beside_the_run(void **state)
{
    (void)state;
    check_all(fits);
}

/* ---- exercises ---- */

static void report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    print_error("%s", diagnostic->shown);
}

/* How many of the expectations that were added fail in a run of the file. */
static size_t failures(const char *path, const char *const *expectations, size_t count)
{
    SourceFile file;
    if (source_file_read(&file, path) != SOURCE_FILE_READ)
        fail_msg("%s", file.message);
    SimSource source = {file.name, file.text, file.length};
    SimOptions options = {.expectations = expectations, .expectation_count = count};
    Sim *sim = sim_open(&source, &options, report, NULL);
    assert_non_null(sim);
    SimExpectation expectation;
    size_t failed = 0;
    for (size_t i = 0; sim_expectation(sim, i, &expectation); i++)
        failed += expectation.line == 0 && expectation.verdict != SIM_VERDICT_HOLDS;
    sim_close(sim);
    source_file_release(&file);
    return failed;
}

static void decides(const Opened *opened)
{
    const Lesson *lesson = &opened->lesson;
    const char *expectations[EXPECTATIONS_MOST];
    const LessonEntry *entry;
    size_t count = 0;
    for (size_t page = 0; page < lesson->page_count; page++) {
        const LessonBlock *block = lesson_find_block(lesson, page, LESSON_EXERCISE, 0);
        for (size_t i = 0; block && (entry = lesson_find_entry(lesson, block, LESSON_EXPECT, i)); i++) {
            assert_true(count < EXPECTATIONS_MOST);
            expectations[count++] = entry->text;
        }
    }
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", SCENARIO_FOLDER, lesson->scenario);
    if (failures(path, expectations, count) == 0)
        fail_msg("%s: the scenario as it is does the exercise", opened->from->file);
    size_t length = strlen(opened->from->file) - strlen(".md");
    snprintf(path, sizeof path, "%s/%.*s.py", DONE_FOLDER, (int)length, opened->from->file);
    if (failures(path, expectations, count) != 0)
        fail_msg("%s: %s does not do the exercise", opened->from->file, path);
}

static void an_exercise_is_open_and_can_be_done(void **state)
{
    (void)state;
    check_all(decides);
}

/* ---- predictions ---- */

/* The misconceptions that the lessons' questions offer as wrong answers; a bit for each. */
static unsigned offered;

static void note_offers(LessonWalk *walk)
{
    const LessonBlock *predict;
    for (size_t at = 0; (predict = lesson_find_block(&walk->lesson, walk->page, LESSON_PREDICT, at)); at++) {
        SimPrediction prediction;
        SimAsk ask = lesson_ask(&walk->lesson, predict, walk->player->sim);
        assert_true(sim_predict(walk->player->sim, &ask, at, &prediction));
        for (size_t i = 0; i < prediction.choice_count; i++)
            offered |= 1u << prediction.choices[i].misconception;
    }
}

static void offers(const Opened *opened)
{
    LessonWalk walk;
    Player player;
    Progress progress = {0};
    char scenario[1024];
    snprintf(scenario, sizeof scenario, "%s/%s", SCENARIO_FOLDER, opened->lesson.scenario);
    LessonPlace place = {opened->from->path, scenario, opened->from->name, ""};
    assert_true(lesson_walk_open(&walk, &place, &player, &progress, stderr));
    for (size_t page = 0; page < opened->lesson.page_count; page++) {
        lesson_walk_turn(&walk, page);
        note_offers(&walk);
    }
    player_close(&player);
    lesson_walk_close(&walk);
    progress_release(&progress);
}

static void every_misconception_is_offered_on_a_page(void **state)
{
    (void)state;
    bool is_missing = false;
    offered = 0;
    check_all(offers);
    for (unsigned number = 1; number <= SIM_MISCONCEPTIONS; number++)
        if (!(offered & 1u << number)) {
            print_error("no page's question offers M%u\n", number);
            is_missing = true;
        }
    assert_false(is_missing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_slide_has_a_lesson_and_they_come_in_order),
        cmocka_unit_test(every_lesson_has_places_predictions_and_an_exercise),
        cmocka_unit_test(a_page_fits_beside_the_run),
        cmocka_unit_test(an_exercise_is_open_and_can_be_done),
        cmocka_unit_test(every_misconception_is_offered_on_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
