/* loopscope: the catalogue in the terminal, or as lines where there is none. */
#include "commands.h"

int command_catalogue(const Options *options)
{
    return command_list(options);
}
