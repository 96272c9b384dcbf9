/* loopscope FILE: step through it in the terminal, or the narrated steps as lines where there is none. */
#include "commands.h"

#include "messages.h"
#include "walk.h"

#include <unistd.h>

int command_open(const Options *options)
{
    SourceFile file;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    SimSource source = {file.name, file.text, file.length};
    status = command_walk(options, &source);
    source_file_release(&file);
    return status;
}
