/* loopscope lesson: the lessons and how far one has come, or a walk through one of them: on the screen, or as text.
 */
#include "commands.h"

#include "glyphs.h"
#include "lesson_places.h"
#include "lesson_view.h"
#include "messages.h"
#include "screens.h"
#include "words.h"

#include <string.h>

enum { TEXT_WIDTH = 76 };

/* ---- as text ---- */

/* The words of a page; keys are for screens. */
static void print_view(const LessonView *view)
{
    for (size_t i = 0; i < view->line_count; i++) {
        const LessonLine *line = &view->lines[i];
        unsigned x = 0;
        for (size_t w = 0; w < line->count; w++) {
            const LessonWords *words = &view->words[line->first + w];
            for (; x < (unsigned)words->x; x++)
                putchar(' ');
            glyphs_print(stdout, view->text + words->start, words->size);
            x += glyphs_width(view->text + words->start, words->size);
        }
        putchar('\n');
    }
}

static void print_place(const LessonWalk *walk)
{
    const Player *player = walk->player;
    SimClock clock;
    char time[TIME_TEXT_BYTES];
    sim_clock(player->sim, &clock);
    const char *sentence = sim_narration(player->sim, SIM_STORY);
    printf("\n[%s, callback %u", time_text(time, clock.now_ns), clock.callback);
    for (size_t i = 0; i < player->knobs.count; i++)
        printf(", %s=%s", player->knobs.items[i].name, player->knobs.items[i].value);
    fputs("] ", stdout);
    glyphs_print(stdout, sentence, strlen(sentence));
    putchar('\n');
}

static void print_page(const Options *options, LessonWalk *walk, size_t page)
{
    LessonView view;
    lesson_walk_turn(walk, page);
    LessonLook look = {.width = TEXT_WIDTH, .is_ascii = command_wants_ascii(options), .measure = lesson_cells};
    lesson_view(walk, &look, &view);
    if (page > 0)
        fputs("\n---\n\n", stdout);
    print_view(&view);
    print_place(walk);
    lesson_view_release(&view);
}

static void print_lesson(const Options *options, LessonWalk *walk)
{
    for (size_t i = 0; i < walk->lesson.page_count; i++)
        print_page(options, walk, i);
}

/* ---- on the screen ---- */

static int walk_lesson(const Options *options, const FoundLesson *found)
{
    static LessonWalk walk;
    Player player;
    Progress progress;
    int status = EXIT_NOT_A_SCENARIO;
    LessonPlace place = {found->path, found->scenario, found->name, found->next};
    bool has_screen = screens_are_there(options);
    progress_open(&progress, NULL);
    if (!has_screen)
        progress.path[0] = '\0'; /* what is only printed is not walked */
    if (lesson_walk_open(&walk, &place, &player, &progress, stderr)) {
        if (!has_screen)
            print_lesson(options, &walk);
        status = !has_screen || screens_show_steps(options, &player) ? EXIT_FINE : EXIT_USAGE;
    }
    player_close(&player);
    lesson_walk_close(&walk);
    progress_release(&progress);
    return status;
}

static int choose_lesson(const Options *options)
{
    Scenarios lessons = {0};
    lesson_places_catalogue(&lessons);
    bool is_fine = lessons.count > 0;
    if (!is_fine)
        fputs(MESSAGE_PREFIX MESSAGE_NO_LESSONS "\n", stderr);
    else if (screens_are_there(options))
        is_fine = screens_show_catalogue(options, &lessons);
    else
        command_print_catalogue(&lessons);
    scenarios_release(&lessons);
    return is_fine ? EXIT_FINE : EXIT_USAGE;
}

int command_lesson(const Options *options)
{
    FoundLesson found;
    if (options->file_count == 0)
        return choose_lesson(options);
    return lesson_places_find(options->files[0], &found) ? walk_lesson(options, &found) : EXIT_USAGE;
}
