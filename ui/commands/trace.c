/* loopscope trace FILE: every step, as sentences or as the callback trace. */
#include "commands.h"

#include "messages.h"
#include "report.h"
#include "walk.h"

#include <string.h>

static int trace_callbacks(const Options *options, const SimSource *source)
{
    SimOutcome outcome;
    FILE *errors = options->wants_stderr ? NULL : stderr;
    if (!report_callbacks(source, &options->sim, stdout, errors, &outcome, command_report, NULL))
        return EXIT_NOT_A_SCENARIO;
    fflush(stdout);
    if (!options->wants_stderr || outcome.end != SIM_END_DEADLOCK)
        command_tell_end(outcome.end, outcome.text);
    return (int)exit_status(outcome.end);
}

int command_trace(const Options *options)
{
    SourceFile file;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    SimSource source = {file.name, file.text, file.length};
    status =
        options->format == TRACE_CALLBACKS ? trace_callbacks(options, &source) : command_walk(options, &source);
    source_file_release(&file);
    return status;
}
