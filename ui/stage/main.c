/* loopscope-stage: the program behind `loopscope stage` and `loopscope draw`. It takes the same words as loopscope
 * and links what draws; the only place with an exit. */
#include "stage.h"

#include "commands.h"
#include "messages.h"

#include <locale.h>
#include <stdlib.h>

static int do_command(const Options *options)
{
    if (options->wants_help) {
        command_help(options, stdout);
        return EXIT_FINE;
    }
    if (options->command == COMMAND_DRAW)
        return stage_draw(options);
    if (options->command == COMMAND_STAGE)
        return stage_show(options);
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_STAGE_ALONE "\n");
    return EXIT_USAGE;
}

int main(int count, char **words)
{
    Options options;
    setlocale(LC_CTYPE, "");
    int status = options_read(&options, count, words, stderr) ? do_command(&options) : EXIT_USAGE;
    options_release(&options);
    exit(status);
}
