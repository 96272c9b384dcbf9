/* Holding a lesson against its scenario: the run that each stage block asks for is made, and what it names is
 * looked for there. Nothing of the lesson is believed, so that a lesson cannot rot unseen. */
#include "lesson.h"

#include "find_name.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MOST = 64 };

typedef struct Checker {
    const Lesson *lesson;
    const SimSource *scenario;
    LessonErrors *errors;
} Checker;

/* The first thing that is wrong with a scenario, kept beyond the call that tells it. */
typedef struct Found {
    bool is_there;
    uint32_t column;
    char message[LESSON_ERROR_BYTES], hint[LESSON_HINT_BYTES];
} Found;

static void keep_first(void *context, const SimDiagnostic *diagnostic)
{
    Found *found = context;
    if (found->is_there || diagnostic->is_warning)
        return;
    found->is_there = true;
    found->column = diagnostic->column;
    snprintf(found->message, sizeof found->message, "%s", diagnostic->message);
    snprintf(found->hint, sizeof found->hint, "%s", diagnostic->hint);
}

/* ---- expressions ---- */

/* A copy of the scenario with «#: expect always EXPR» as its last line. NULL where there is no memory. */
static char *with_expectation(const SimSource *scenario, const char *expression)
{
    size_t room = scenario->length + strlen(expression) + 32;
    char *text = malloc(room);
    if (text) {
        memcpy(text, scenario->text, scenario->length);
        snprintf(text + scenario->length, room - scenario->length, "\n#: expect always %s\n", expression);
    }
    return text;
}

/* The simulator reads the expression as one of the scenario's own. */
static void check_expression(Checker *checker, LessonSpot spot, const char *expression)
{
    const uint32_t before = sizeof "#: expect always " - 1;
    Found found = {0};
    char *text = with_expectation(checker->scenario, expression);
    if (!text)
        return;
    SimSource source = {checker->scenario->name, text, strlen(text)};
    bool is_fine = sim_check(&source, &(SimOptions){0}, keep_first, &found);
    free(text);
    if (is_fine)
        return;
    if (found.column > before)
        spot.column += found.column - 1 - before;
    lesson_errors_add(checker->errors, spot, found.hint, "%s", found.message);
}

/* What stands behind the first word of an entry, which is an expression where the word is one of two. */
static void check_entry_expression(Checker *checker, const LessonEntry *entry, const char *one, const char *other)
{
    size_t length = strcspn(entry->text, " \t");
    if (strncmp(entry->text, one, length) != 0 && strncmp(entry->text, other, length) != 0)
        return;
    const char *expression = entry->text + length + strspn(entry->text + length, " \t");
    LessonSpot spot = entry->spot;
    spot.column += (uint32_t)(expression - entry->text);
    if (*expression)
        check_expression(checker, spot, expression);
}

static void check_exercise(Checker *checker, const LessonBlock *block)
{
    const LessonEntry *entry;
    for (size_t i = 0; (entry = lesson_find_entry(checker->lesson, block, LESSON_EXPECT, i)); i++)
        check_entry_expression(checker, entry, "always", "finally");
}

static void check_predict(Checker *checker, const LessonBlock *block)
{
    const LessonEntry *entry = lesson_find_entry(checker->lesson, block, LESSON_KIND, 0);
    if (entry)
        check_entry_expression(checker, entry, "value", "value");
}

/* ---- stages ---- */

/* Whether every setting can be made; the simulator says why not. */
static bool check_settings(Checker *checker, const LessonBlock *stage, const LessonSettings *settings)
{
    bool are_fine = true;
    for (size_t i = 0; i < settings->count; i++) {
        Found found = {0};
        SimOptions options = {.knobs = &settings->knobs[i], .knob_count = 1};
        if (sim_check(checker->scenario, &options, keep_first, &found))
            continue;
        const LessonEntry *entry = lesson_find_entry(checker->lesson, stage, LESSON_SET, i);
        lesson_errors_add(checker->errors, entry->spot, found.hint, "%s", found.message);
        are_fine = false;
    }
    return are_fine;
}

static void complain_no_cue(Checker *checker, const LessonEntry *entry, const Sim *sim)
{
    const char *names[NAMES_MOST];
    char hint[LESSON_HINT_BYTES];
    size_t count = 0;
    SimCue cue;
    for (; count < NAMES_MOST && sim_cue(sim, count, &cue); count++)
        names[count] = cue.name;
    lesson_hint_words(hint, entry->text, "its cues are", names, count);
    lesson_errors_add(checker->errors, entry->spot, count ? hint : "it has no cues at all",
                      "the scenario has no cue '%s'", entry->text);
}

static bool check_cue(Checker *checker, const LessonEntry *entry, const Sim *sim)
{
    SimCue cue;
    size_t at = 0;
    while (sim_cue(sim, at, &cue) && strcmp(cue.name, entry->text) != 0)
        at++;
    if (!sim_cue(sim, at, &cue)) {
        complain_no_cue(checker, entry, sim);
        return false;
    }
    if (!cue.is_reached)
        lesson_errors_add(checker->errors, entry->spot, NULL, "the cue '%s' is not reached in this run", cue.name);
    return cue.is_reached;
}

static bool check_time(Checker *checker, const LessonEntry *entry, const Sim *sim)
{
    SimExtent extent;
    char end[TIME_TEXT_BYTES];
    sim_extent(sim, &extent);
    if (entry->number <= extent.end_ns)
        return true;
    lesson_errors_add(checker->errors, entry->spot, NULL, "the run is over by then: it ends at %s",
                      time_text(end, extent.end_ns));
    return false;
}

static bool check_callback(Checker *checker, const LessonEntry *entry, const Sim *sim)
{
    SimExtent extent;
    sim_extent(sim, &extent);
    if (entry->number <= extent.callbacks)
        return true;
    lesson_errors_add(checker->errors, entry->spot, NULL, "the run has no more than %u callbacks",
                      extent.callbacks);
    return false;
}

/* Whether the place of a stage block is one of the run. */
static bool check_place(Checker *checker, const LessonBlock *stage, const Sim *sim)
{
    const LessonEntry *entry;
    if ((entry = lesson_find_entry(checker->lesson, stage, LESSON_CUE, 0)))
        return check_cue(checker, entry, sim);
    if ((entry = lesson_find_entry(checker->lesson, stage, LESSON_TIME, 0)))
        return check_time(checker, entry, sim);
    if ((entry = lesson_find_entry(checker->lesson, stage, LESSON_CALLBACK, 0)))
        return check_callback(checker, entry, sim);
    return true;
}

/* What is in focus must be there at the place, not only later. */
static void check_focus(Checker *checker, const LessonEntry *entry, Sim *sim)
{
    FoundName found = find_name(sim, entry->text);
    if (found.task || found.thing)
        return;
    char hint[LESSON_HINT_BYTES];
    snprintf(hint, sizeof hint, "did you mean '%s'?", found.near);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    FoundName later = find_name(sim, entry->text);
    bool is_later = later.task || later.thing;
    lesson_errors_add(checker->errors, entry->spot, is_later || !*found.near ? NULL : hint,
                      is_later ? "'%s' is not there yet at this place" : "there is no task and no object '%s' here",
                      entry->text);
}

/* The run of a stage block, or of the scenario as it is, at its place. NULL, with an error, where it cannot be. */
static Sim *open_at_stage(Checker *checker, const LessonBlock *stage)
{
    LessonSettings settings;
    Found found = {0};
    lesson_settings(checker->lesson, stage, &settings);
    if (stage && !check_settings(checker, stage, &settings))
        return NULL;
    SimOptions options = {.knobs = settings.knobs, .knob_count = settings.count};
    Sim *sim = sim_open(checker->scenario, &options, keep_first, &found);
    if (!sim)
        lesson_errors_add(checker->errors, (LessonSpot){stage ? stage->line : 1, 1, 0}, found.hint, "%s",
                          found.message);
    if (!sim || (stage && !check_place(checker, stage, sim))) {
        sim_close(sim);
        return NULL;
    }
    lesson_go_to_stage(checker->lesson, stage, sim);
    return sim;
}

/* Can the questions of a page be asked at its place? */
static void check_questions(Checker *checker, size_t page, Sim *sim)
{
    const LessonBlock *predict;
    SimPrediction prediction;
    for (size_t i = 0; (predict = lesson_find_block(checker->lesson, page, LESSON_PREDICT, i)); i++) {
        SimAsk ask = lesson_ask(checker->lesson, predict, sim);
        const LessonEntry *kind = lesson_find_entry(checker->lesson, predict, LESSON_KIND, 0);
        if (kind && !sim_predict(sim, &ask, 0, &prediction))
            lesson_errors_add(checker->errors, kind->spot, NULL, "'%s' cannot be asked at the place of this page",
                              kind->text);
    }
}

static void check_page(Checker *checker, size_t page)
{
    const LessonBlock *stage = lesson_stage(checker->lesson, page);
    bool is_own = stage && lesson_find_block(checker->lesson, page, LESSON_STAGE, 0) == stage;
    if (!is_own && !lesson_find_block(checker->lesson, page, LESSON_PREDICT, 0))
        return;
    Sim *sim = open_at_stage(checker, stage);
    if (!sim)
        return;
    check_questions(checker, page, sim);
    const LessonEntry *focus = is_own ? lesson_find_entry(checker->lesson, stage, LESSON_FOCUS, 0) : NULL;
    if (focus)
        check_focus(checker, focus, sim);
    sim_close(sim);
}

/* ---- the whole ---- */

static void check_block(Checker *checker, const LessonBlock *block)
{
    switch (block->kind) {
    case LESSON_PREDICT:
        check_predict(checker, block);
        break;
    case LESSON_EXERCISE:
        check_exercise(checker, block);
        break;
    case LESSON_STAGE: /* with its page */
    case LESSON_HEADING:
    case LESSON_PARAGRAPH:
    case LESSON_ITEM:
    case LESSON_CODE:
        break;
    }
}

void lesson_check(const Lesson *lesson, const SimSource *scenario, LessonErrors *errors)
{
    Checker checker = {lesson, scenario, errors};
    Found found = {0};
    if (!sim_check(scenario, &(SimOptions){0}, keep_first, &found)) {
        lesson_errors_add(errors, lesson->scenario_spot, found.hint, "the scenario cannot be run: %s",
                          found.message);
        return;
    }
    for (size_t i = 0; i < lesson->block_count; i++)
        check_block(&checker, &lesson->blocks[i]);
    for (size_t i = 0; i < lesson->page_count; i++)
        check_page(&checker, i);
}

/* ---- exercises ---- */

enum { EXPECTATIONS_MOST = 64 };

static void pass_over(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    (void)diagnostic;
}

/* Does all that the exercise expects hold in the scenario as it is? */
static bool is_done(const Lesson *lesson, const LessonBlock *exercise, const SimSource *scenario)
{
    const char *expectations[EXPECTATIONS_MOST];
    const LessonEntry *entry;
    size_t count = 0;
    for (; count < EXPECTATIONS_MOST && (entry = lesson_find_entry(lesson, exercise, LESSON_EXPECT, count));
         count++)
        expectations[count] = entry->text;
    SimOptions options = {.expectations = expectations, .expectation_count = count};
    Sim *sim = sim_open(scenario, &options, pass_over, NULL);
    SimExpectation expectation;
    bool holds = sim != NULL;
    for (size_t i = 0; holds && sim_expectation(sim, i, &expectation); i++)
        holds = expectation.line != 0 || expectation.verdict == SIM_VERDICT_HOLDS;
    sim_close(sim);
    return holds;
}

void lesson_check_exercises(const Lesson *lesson, const SimSource *scenario, LessonErrors *warnings)
{
    for (size_t i = 0; i < lesson->block_count; i++) {
        const LessonBlock *block = &lesson->blocks[i];
        if (block->kind == LESSON_EXERCISE && is_done(lesson, block, scenario))
            lesson_errors_add(warnings, (LessonSpot){block->line, 1, 0}, "expect what it does not do yet",
                              "nothing is left to do: the scenario as it is does all that the exercise expects");
    }
}
