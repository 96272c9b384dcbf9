/* loopscope: the program. Reads the command line and does the command; the only place with an exit. */
#include "commands.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#ifndef LOOPSCOPE_VERSION
#define LOOPSCOPE_VERSION "0"
#endif

static int do_command(const Options *options)
{
    switch (options->command) {
    case COMMAND_CATALOGUE:
        return command_catalogue(options);
    case COMMAND_OPEN:
        return command_open(options);
    case COMMAND_LESSON:
        return command_lesson(options);
    case COMMAND_RUN:
        return command_run(options);
    case COMMAND_TRACE:
        return command_trace(options);
    case COMMAND_CHECK:
        return command_check(options);
    case COMMAND_VERIFY:
        return command_verify(options);
    case COMMAND_WHY:
        return command_why(options);
    case COMMAND_SWEEP:
        return command_sweep(options);
    case COMMAND_COMPARE:
        return command_compare(options);
    case COMMAND_STAGE:
    case COMMAND_DRAW:
        return command_stage(options);
    case COMMAND_QUIZ:
        return command_quiz(options);
    case COMMAND_NEW:
        return command_new(options);
    case COMMAND_LIST:
        return command_list(options);
    case COMMAND_EXPLAIN:
        return command_explain(options);
    case COMMAND_COUNT:
        break;
    }
    return EXIT_USAGE;
}

static int do_words(const Options *options)
{
    if (options->wants_version) {
        puts("loopscope " LOOPSCOPE_VERSION ", asyncio as in " SIM_REFERENCE);
        return EXIT_FINE;
    }
    if (options->wants_help) {
        command_help(options, stdout);
        return EXIT_FINE;
    }
    return do_command(options);
}

/* Output that could not be written is a failure, unless whoever read it went away. */
static int finish_output(int status)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (errno != EPIPE && errno != 0)
        fprintf(stderr, "loopscope: cannot write: %s\n", strerror(errno));
    return status ? status : EXIT_USAGE;
}

int main(int count, char **words)
{
    Options options;
    setlocale(LC_CTYPE, "");
    int status = options_read(&options, count, words, stderr) ? do_words(&options) : EXIT_USAGE;
    options_release(&options);
    exit(finish_output(status));
}
