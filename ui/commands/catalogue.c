/* loopscope: the catalogue in the terminal, or as lines where there is none. */
#include "commands.h"

#include "places.h"
#include "screens.h"

int command_catalogue(const Options *options)
{
    if (!screens_are_there(options))
        return command_list(options);
    Places places;
    Scenarios scenarios = {0};
    places_look(&places, "scenarios");
    for (size_t i = 0; i < places.count; i++)
        scenarios_add_directory(&scenarios, places.paths[i]);
    scenarios_sort(&scenarios);
    bool is_shown = screens_show_catalogue(options, &scenarios);
    scenarios_release(&scenarios);
    return is_shown ? EXIT_FINE : EXIT_USAGE;
}
