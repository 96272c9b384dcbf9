/* loopscope stage: the window. */
#include "stage.h"

#include "commands.h"
#include "glyphs.h"
#include "lesson_places.h"
#include "messages.h"
#include "pair_words.h"
#include "screens.h"
#include "show.h"

#include <string.h>

static ShowOptions show_options(const Options *options)
{
    return (ShowOptions){.width = options->width,
                         .height = options->height,
                         .text_scale = options->text_scale,
                         .theme = options->theme,
                         .has_no_motion = options->has_no_motion,
                         .has_no_mouse = options->has_no_mouse,
                         .is_full = options->is_full,
                         .has_console = options->has_console,
                         .console_has_color = command_wants_color(options, stdout),
                         .console_is_ascii = command_wants_ascii(options),
                         .screen = options->screen};
}

static int tell(bool is_shown, const Options *options, const char *message)
{
    if (is_shown)
        return EXIT_FINE;
    if (strcmp(message, MESSAGE_NO_CONSOLE) == 0) {
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_CONSOLE "\n");
        return EXIT_USAGE;
    }
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_DISPLAY "\n", message, options->file_count ? options->files[0] : "");
    return EXIT_USAGE;
}

static int show_scenarios(const Options *options)
{
    char message[256] = "";
    Scenarios scenarios = {0};
    ShowOptions look = show_options(options);
    command_collect(&scenarios);
    scenarios_add_pairs(&scenarios);
    bool is_shown = show_catalogue(&look, &scenarios, message, sizeof message);
    scenarios_release(&scenarios);
    return tell(is_shown, options, message);
}

/* The place asked for on the command line; a wrong one is told before any window. */
static bool go_to_beginning(Player *player, const char *at)
{
    if (!at)
        return true;
    player_goto(player, at);
    if (player->message[0])
        fprintf(stderr, MESSAGE_PREFIX "%s\n", player->message);
    return !player->message[0];
}

static int show_file(const Options *options)
{
    SourceFile file;
    Player player;
    int status;
    char message[256] = "";
    ShowOptions look = show_options(options);
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    status = EXIT_NOT_A_SCENARIO;
    if (player_open(&player, &file, &options->sim))
        status = go_to_beginning(&player, options->at)
                     ? tell(show_steps(&look, &player, message, sizeof message), options, message)
                     : EXIT_USAGE;
    else if (player.diagnostics)
        glyphs_print(stderr, player.diagnostics, strlen(player.diagnostics));
    player_close(&player);
    return status;
}

static int show_two_runs(const Options *options)
{
    static TwoRuns runs; /* players: too large for the stack */
    char message[256] = "";
    ShowOptions look = show_options(options);
    int status = pair_words_open(options, &runs);
    if (status == EXIT_FINE && options->at) {
        two_runs_goto(&runs, options->at);
        if (runs.message[0]) {
            fprintf(stderr, MESSAGE_PREFIX "%s\n", runs.message);
            status = EXIT_USAGE;
        }
    }
    if (status == EXIT_FINE)
        status = tell(show_pair(&look, &runs, message, sizeof message), options, message);
    two_runs_close(&runs);
    return status;
}

static int show_lesson(const Options *options)
{
    static LessonWalk walk;
    Player player;
    Progress progress;
    FoundLesson found;
    char message[256] = "";
    int status = EXIT_NOT_A_SCENARIO;
    ShowOptions look = show_options(options);
    if (!lesson_places_find(options->files[0], &found))
        return EXIT_USAGE;
    progress_open(&progress, NULL);
    LessonPlace place = {found.path, found.scenario, found.name, found.next};
    if (lesson_walk_open(&walk, &place, &player, &progress, stderr))
        status = tell(show_steps(&look, &player, message, sizeof message), options, message);
    player_close(&player);
    lesson_walk_close(&walk);
    progress_release(&progress);
    return status;
}

int stage_show(const Options *options)
{
    if (options->has_console && !screens_are_there(options))
        return tell(false, options, MESSAGE_NO_CONSOLE);
    if (options->file_count == 0)
        return show_scenarios(options);
    if (options->file_count > 1)
        return show_two_runs(options);
    return lesson_places_is_lesson(options->files[0]) ? show_lesson(options) : show_file(options);
}
