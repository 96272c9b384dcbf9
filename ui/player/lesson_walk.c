/* Walking through a lesson. */
#include "lesson_walk.h"

#include "find_name.h"
#include "messages.h"
#include "player_sim.h"
#include "whole_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What progress has to say is said where everything is. */
static void tell_progress(LessonWalk *walk)
{
    if (!walk->progress->message[0])
        return;
    player_say(walk->player, "%.500s", walk->progress->message);
    walk->progress->message[0] = '\0';
}

/* ---- the run of a page ---- */

static void select_focus(LessonWalk *walk, const LessonBlock *stage)
{
    Player *player = walk->player;
    const LessonEntry *focus = stage ? lesson_find_entry(&walk->lesson, stage, LESSON_FOCUS, 0) : NULL;
    FoundName found = focus ? find_name(player->sim, focus->text) : (FoundName){0};
    player->followed = 0;
    if (found.thing)
        player->selection = (Selection){SELECTED_THING, found.thing};
    else if (found.task)
        player->selection = (Selection){SELECTED_TASK, found.task};
    else
        player->selection = (Selection){SELECTED_NONE, 0};
}

/* Bring the player's run, whichever it is, to the place of the page. */
static void stand_at_place(LessonWalk *walk)
{
    Player *player = walk->player;
    const LessonBlock *stage = lesson_stage(&walk->lesson, walk->page);
    lesson_go_to_stage(&walk->lesson, stage, player->sim);
    select_focus(walk, stage);
    player->line = 0;
    player->is_playing = stage && lesson_find_block(&walk->lesson, walk->page, LESSON_STAGE, 0) == stage &&
                         lesson_find_entry(&walk->lesson, stage, LESSON_UNTIL, 0) != NULL;
    walk->place = sim_position(player->sim);
    walk->run = player->changes;
}

/* The lesson's own scenario, with the knobs of the page. */
static bool run_scenario(LessonWalk *walk)
{
    LessonSettings settings;
    lesson_settings(&walk->lesson, lesson_stage(&walk->lesson, walk->page), &settings);
    walk->player->options.expectation_count = 0;
    walk->is_judged = false;
    return player_run(walk->player, walk->scenario_path, settings.knobs, settings.count);
}

/* ---- pages ---- */

void lesson_walk_turn(LessonWalk *walk, size_t page)
{
    walk->page = page;
    walk->top = 0;
    walk->hints = 0;
    walk->copy[0] = '\0';
    if (run_scenario(walk)) {
        stand_at_place(walk);
        walk->player->message[0] = '\0';
    }
    progress_set_page(walk->progress, walk->name, page);
    tell_progress(walk);
}

static void tell_end(LessonWalk *walk, int direction)
{
    if (direction < 0)
        player_say(walk->player, MESSAGE_LESSON_FIRST_PAGE);
    else if (walk->next[0])
        player_say(walk->player, MESSAGE_LESSON_NEXT, walk->next);
    else
        player_say(walk->player, MESSAGE_LESSON_LAST);
}

void lesson_walk_page(LessonWalk *walk, int direction)
{
    if (direction > 0 && !walk->is_hidden && walk->top + walk->rows < walk->lines)
        walk->top += walk->rows > 2 ? walk->rows - 1 : 1;
    else if (direction < 0 && !walk->is_hidden && walk->top > 0)
        walk->top -= walk->rows - 1 < walk->top ? walk->rows - 1 : walk->top;
    else if (direction > 0 ? walk->page + 1 < walk->lesson.page_count : walk->page > 0)
        lesson_walk_turn(walk, direction > 0 ? walk->page + 1 : walk->page - 1);
    else
        tell_end(walk, direction);
}

void lesson_walk_show_rows(LessonWalk *walk, size_t rows, size_t lines)
{
    walk->rows = rows;
    walk->lines = lines;
    if (walk->top + rows > lines)
        walk->top = lines > rows ? lines - rows : 0;
}

void lesson_walk_return(LessonWalk *walk)
{
    walk->is_hidden = false;
    if (walk->run != walk->player->changes && !walk->is_judged && !run_scenario(walk))
        return;
    stand_at_place(walk);
    walk->player->message[0] = '\0';
}

bool lesson_walk_is_away(const LessonWalk *walk)
{
    return walk->run != walk->player->changes ||
           !sim_positions_are_equal(sim_position(walk->player->sim), walk->place);
}

/* ---- the exercise ---- */

const LessonBlock *lesson_walk_exercise(const LessonWalk *walk)
{
    return lesson_find_block(&walk->lesson, walk->page, LESSON_EXERCISE, 0);
}

static int base_length(const char *path, const char **base)
{
    const char *slash = strrchr(path, '/');
    *base = slash ? slash + 1 : path;
    return (int)strcspn(*base, ".");
}

/* «two_teas-first-step.py»: of the scenario and the lesson. */
static void name_copy(LessonWalk *walk)
{
    const char *scenario, *lesson;
    int scenario_length = base_length(walk->scenario_path, &scenario),
        lesson_length = base_length(walk->name, &lesson);
    snprintf(walk->copy, sizeof walk->copy, "%.*s-%.*s.py", scenario_length, scenario, lesson_length, lesson);
}

static const char *editor(void)
{
    const char *visual = getenv("VISUAL"), *other = getenv("EDITOR");
    return visual && *visual ? visual : other && *other ? other : "your editor";
}

/* The scenario as it is; false, after telling why, where it cannot be written. */
static bool write_copy(LessonWalk *walk)
{
    WholeFile whole;
    const SourceFile *source = &walk->player->file;
    if (whole_file_open_new(&whole, walk->copy)) {
        fwrite(source->text, 1, source->length, whole.file);
        if (whole_file_finish(&whole))
            return true;
    }
    player_say(walk->player, "%.500s", whole.message);
    return false;
}

/* What the student has written before is taken up, never overwritten. */
static void make_copy(LessonWalk *walk)
{
    name_copy(walk);
    if (access(walk->copy, F_OK) == 0)
        player_say(walk->player, MESSAGE_EXERCISE_AGAIN, walk->copy);
    else if (write_copy(walk))
        player_say(walk->player, MESSAGE_EXERCISE_COPY, walk->copy, editor());
    else
        walk->copy[0] = '\0';
}

void lesson_walk_open_exercise(LessonWalk *walk)
{
    const LessonBlock *exercise = lesson_walk_exercise(walk);
    if (!walk->copy[0])
        make_copy(walk);
    else if (lesson_find_entry(&walk->lesson, exercise, LESSON_HINT, walk->hints))
        walk->hints++;
    else
        player_say(walk->player, MESSAGE_EXERCISE_NO_HINT);
}

static size_t take_expectations(LessonWalk *walk)
{
    const LessonBlock *exercise = lesson_walk_exercise(walk);
    const LessonEntry *entry;
    size_t count = 0;
    while (count < LESSON_ENTRIES_MOST &&
           (entry = lesson_find_entry(&walk->lesson, exercise, LESSON_EXPECT, count)))
        walk->expectations[count++] = entry->text;
    return count;
}

/* The expectations that come from outside stand behind those of the file. */
bool lesson_walk_verdict(const LessonWalk *walk, size_t at, SimExpectation *verdict)
{
    SimScenario scenario;
    size_t count = walk->player->options.expectation_count;
    if (!walk->is_judged || at >= count)
        return false;
    sim_scenario(walk->player->sim, &scenario);
    return sim_expectation(walk->player->sim, scenario.expect_count - count + at, verdict);
}

/* Whether all holds; else the run is brought to where the first one fails. */
static bool holds(const LessonWalk *walk)
{
    SimExpectation verdict;
    size_t at = 0;
    for (; lesson_walk_verdict(walk, at, &verdict); at++) {
        if (verdict.verdict == SIM_VERDICT_FAILS)
            sim_seek(walk->player->sim, verdict.position);
        if (verdict.verdict != SIM_VERDICT_HOLDS)
            return false;
    }
    return at > 0;
}

/* Tell and remember how the copy came out. */
static void conclude(LessonWalk *walk)
{
    Player *player = walk->player;
    bool is_done = holds(walk);
    walk->place = sim_position(player->sim);
    walk->run = player->changes;
    if (is_done) {
        progress_set_done(walk->progress, walk->name, walk->page);
        player_say(player, MESSAGE_EXERCISE_DONE);
    } else {
        player_say(player, MESSAGE_EXERCISE_NOT_YET, walk->copy);
    }
    tell_progress(walk);
}

bool lesson_walk_judge(LessonWalk *walk)
{
    Player *player = walk->player;
    SimOptions before = player->options;
    if (!walk->copy[0]) {
        player_say(player, MESSAGE_EXERCISE_FIRST);
        return true;
    }
    player->options.expectations = walk->expectations;
    player->options.expectation_count = take_expectations(walk);
    if (!player_run(player, walk->copy, NULL, 0)) {
        if (!walk->is_judged)
            player->options.expectation_count = before.expectation_count;
        return false;
    }
    walk->is_judged = true;
    conclude(walk);
    return true;
}

void lesson_walk_followed(LessonWalk *walk)
{
    if (walk->is_judged && !walk->player->broken)
        conclude(walk);
}

void lesson_walk_answered(LessonWalk *walk, size_t at, bool is_right)
{
    progress_set_answer(walk->progress, walk->name, walk->page, at, is_right);
    tell_progress(walk);
}

/* ---- actions ---- */

bool lesson_walk_act(LessonWalk *walk, Action action)
{
    bool has_exercise = lesson_walk_exercise(walk) != NULL;
    walk->player->message[0] = '\0';
    switch (action) {
    case ACTION_CUE_STEP:
    case ACTION_CUE_BACK:
        lesson_walk_page(walk, action == ACTION_CUE_STEP ? 1 : -1);
        return true;
    case ACTION_PAGE_PLACE:
        lesson_walk_return(walk);
        return true;
    case ACTION_PAGE_HIDE:
        walk->is_hidden = !walk->is_hidden;
        return true;
    case ACTION_OPEN:
        if (has_exercise && !walk->is_hidden)
            lesson_walk_open_exercise(walk);
        return has_exercise && !walk->is_hidden;
    case ACTION_RELOAD:
        if (has_exercise)
            lesson_walk_judge(walk);
        return has_exercise;
    default:
        return false;
    }
}

/* ---- begin and end ---- */

/* Read the lesson file; what is wrong with it is written. */
static bool read_lesson(LessonWalk *walk, const LessonPlace *place, LessonErrors *told, FILE *errors)
{
    if (source_file_read(&walk->file, place->path) != SOURCE_FILE_READ) {
        fprintf(errors, MESSAGE_PREFIX "%s\n", walk->file.message);
        return false;
    }
    if (!lesson_read(&walk->lesson, walk->file.text, walk->file.length, told)) {
        fprintf(errors, MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n");
        return false;
    }
    return true;
}

/* Hold it against the scenario, which `file` becomes. */
static void check_lesson(LessonWalk *walk, SourceFile *file, LessonErrors *told)
{
    if (source_file_read(file, walk->scenario_path) != SOURCE_FILE_READ) {
        lesson_errors_add(told, walk->lesson.scenario_spot, NULL, "%.300s", file->message);
        return;
    }
    if (told->count == 0)
        lesson_check(&walk->lesson, &(SimSource){file->name, file->text, file->length}, told);
}

static size_t first_page(const LessonWalk *walk)
{
    size_t page = 0;
    return progress_page(walk->progress, walk->name, &page) && page < walk->lesson.page_count ? page : 0;
}

static bool open_checked(LessonWalk *walk, const LessonPlace *place, Player *player, LessonErrors *told,
                         FILE *errors)
{
    SourceFile file = {0};
    if (!read_lesson(walk, place, told, errors))
        return false;
    check_lesson(walk, &file, told);
    bool is_fine = told->count == 0 && player_open(player, &file, &(SimOptions){0});
    lesson_errors_write(told, walk->file.name, walk->file.text, walk->file.length, errors);
    if (!is_fine)
        source_file_release(&file);
    return is_fine;
}

bool lesson_walk_open(LessonWalk *walk, const LessonPlace *place, Player *player, Progress *progress, FILE *errors)
{
    LessonErrors *told = calloc(1, sizeof *told);
    *walk = (LessonWalk){.player = player, .progress = progress};
    *player = (Player){0};
    snprintf(walk->name, sizeof walk->name, "%s", place->name);
    snprintf(walk->next, sizeof walk->next, "%s", place->next);
    snprintf(walk->scenario_path, sizeof walk->scenario_path, "%s", place->scenario_path);
    bool is_open = told && open_checked(walk, place, player, told, errors);
    free(told);
    if (!is_open)
        return false;
    player->lesson = walk;
    lesson_walk_turn(walk, first_page(walk));
    return true;
}

void lesson_walk_close(LessonWalk *walk)
{
    lesson_release(&walk->lesson);
    source_file_release(&walk->file);
    *walk = (LessonWalk){0};
}
