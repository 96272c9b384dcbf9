/* Screens on the terminal. */
#include "screens.h"

#include "commands.h"
#include "messages.h"
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool screens_are_there(const Options *options)
{
    const char *term = getenv("TERM");
    bool is_dumb = !term || !*term || strcmp(term, "dumb") == 0;
    return !options->is_plain && !is_dumb && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static TerminalOptions terminal_options(const Options *options)
{
    return (TerminalOptions){.has_color = command_wants_color(options, stdout),
                             .is_ascii = command_wants_ascii(options),
                             .has_mouse = !options->has_no_mouse,
                             .is_lecture = options->is_lecture};
}

static bool tell(bool is_usable)
{
    if (!is_usable)
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_TERMINAL_FAILED "\n", getenv("TERM") ? getenv("TERM") : "");
    return is_usable;
}

bool screens_show_steps(const Options *options, Player *player)
{
    TerminalOptions look = terminal_options(options);
    return tell(terminal_steps(&look, player));
}

bool screens_show_catalogue(const Options *options, const Scenarios *scenarios)
{
    TerminalOptions look = terminal_options(options);
    return tell(terminal_catalogue(&look, scenarios));
}

bool screens_show_pair(const Options *options, TwoRuns *runs)
{
    TerminalOptions look = terminal_options(options);
    return tell(terminal_pair(&look, runs));
}
