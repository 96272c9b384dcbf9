/* loopscope stage, loopscope draw: another program's work, so that this one needs no display libraries. */
#include "commands.h"

#include "messages.h"
#include "places.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Takes this program's place; returns only where that does not succeed. */
int command_stage(const Options *options)
{
    char program[PLACES_PATH_MOST];
    places_beside_program("loopscope-stage", program);
    fflush(NULL);
    if (program[0])
        execv(program, options->words);
    if (!program[0] || errno == ENOENT)
        execvp("loopscope-stage", options->words);
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_STAGE "\n", strerror(errno),
            options->file_count ? options->files[0] : "");
    return EXIT_USAGE;
}
