/* A build without ncurses: runs are shown as text. */
#include "screens.h"

#include "messages.h"

#include <unistd.h>

bool screens_are_there(const Options *options)
{
    if (!options->is_plain && isatty(STDOUT_FILENO))
        fputs(MESSAGE_PREFIX MESSAGE_NO_TERMINAL "\n", stderr);
    return false;
}

bool screens_show_steps(const Options *options, Player *player)
{
    (void)options;
    (void)player;
    return false;
}

bool screens_show_catalogue(const Options *options, const Scenarios *scenarios)
{
    (void)options;
    (void)scenarios;
    return false;
}

bool screens_show_pair(const Options *options, TwoRuns *runs)
{
    (void)options;
    (void)runs;
    return false;
}
