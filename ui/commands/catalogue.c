/* loopscope: the catalogue in the terminal, or as lines where there is none. */
#include "commands.h"

#include "screens.h"

int command_catalogue(const Options *options)
{
    if (!screens_are_there(options))
        return command_list(options);
    Scenarios scenarios = {0};
    command_collect(&scenarios);
    scenarios_add_pairs(&scenarios);
    bool is_shown = screens_show_catalogue(options, &scenarios);
    scenarios_release(&scenarios);
    return is_shown ? EXIT_FINE : EXIT_USAGE;
}
