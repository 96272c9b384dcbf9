/* loopscope FILE: step through it in the terminal, or the narrated steps as lines where there is none. */
#include "commands.h"

#include "glyphs.h"
#include "lesson_places.h"
#include "messages.h"
#include "screens.h"
#include "walk.h"

#include <string.h>

/* The place asked for on the command line; a wrong one is told before any screen. */
static bool go_to_beginning(Player *player, const char *at)
{
    if (!at)
        return true;
    player_goto(player, at);
    if (player->message[0])
        fprintf(stderr, MESSAGE_PREFIX "%s\n", player->message);
    return !player->message[0];
}

static int show_steps(const Options *options, SourceFile *file)
{
    Player player;
    int status = EXIT_NOT_A_SCENARIO;
    bool is_open = player_open(&player, file, &options->sim);
    if (!is_open && player.diagnostics)
        glyphs_print(stderr, player.diagnostics, strlen(player.diagnostics));
    if (is_open)
        status =
            go_to_beginning(&player, options->at) && screens_show_steps(options, &player) ? EXIT_FINE : EXIT_USAGE;
    player_close(&player);
    return status;
}

int command_open(const Options *options)
{
    SourceFile file;
    int status;
    if (lesson_places_is_lesson(options->files[0]))
        return command_lesson(options);
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    if (screens_are_there(options))
        return show_steps(options, &file);
    SimSource source = {file.name, file.text, file.length};
    status = command_walk(options, &source, stdout);
    source_file_release(&file);
    return status;
}
