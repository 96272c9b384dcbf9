/* loopscope run FILE: what the program prints, nothing else. Ends as CPython would. */
#include "commands.h"

#include <string.h>

static void write_through(void *context, int stream, const char *bytes, size_t size)
{
    (void)context;
    if (stream == 2)
        fflush(stdout);
    fwrite(bytes, 1, size, stream == 2 ? stderr : stdout);
}

/* The program's own status where it ended by itself, loopscope's where it was stopped. */
static int run_status(const SimOutcome *outcome)
{
    switch (outcome->end) {
    case SIM_END_FINISHED:
    case SIM_END_RAISED:
        return outcome->status;
    case SIM_END_UNKNOWN:
    case SIM_END_DEADLOCK:
    case SIM_END_SPIN:
    case SIM_END_INSTRUCTIONS:
    case SIM_END_MEMORY:
    case SIM_END_REFUSED:
        break;
    }
    return (int)exit_status(outcome->end);
}

int command_run(const Options *options)
{
    SourceFile file;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    SimSource source = {file.name, file.text, file.length};
    SimPlainHost host = {.write = write_through};
    SimOutcome outcome;
    bool is_loaded = sim_run_plain(&source, &options->sim, &host, &outcome, command_report, NULL);
    source_file_release(&file);
    if (!is_loaded)
        return EXIT_NOT_A_SCENARIO;
    fflush(stdout);
    command_tell_end(outcome.end, outcome.text);
    return run_status(&outcome);
}
