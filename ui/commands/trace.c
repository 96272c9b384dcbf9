/* loopscope trace FILE: every step, as sentences, as the callback trace, or as data for machines. */
#include "commands.h"

#include "messages.h"
#include "report.h"
#include "walk.h"
#include "whole_file.h"

#include <string.h>

#ifndef LOOPSCOPE_VERSION
#define LOOPSCOPE_VERSION "0"
#endif

static int trace_callbacks(const Options *options, const SimSource *source, FILE *output)
{
    SimOutcome outcome;
    FILE *errors = options->wants_stderr ? NULL : stderr;
    if (!report_callbacks(source, &options->sim, output, errors, &outcome, command_report, NULL))
        return EXIT_NOT_A_SCENARIO;
    fflush(output);
    if (!options->wants_stderr || outcome.end != SIM_END_DEADLOCK)
        command_tell_end(outcome.end, outcome.text);
    return (int)exit_status(outcome.end);
}

/* JSON lines or Perfetto's form. A run cannot be joined in the middle: those who are there already were made
 * before. */
static int trace_data(const Options *options, const SimSource *source, FILE *output)
{
    if (options->at) {
        fputs(MESSAGE_PREFIX MESSAGE_WHOLE_RUN "\n", stderr);
        return EXIT_USAGE;
    }
    Sim *sim = sim_open(source, &options->sim, command_report, NULL);
    if (!sim)
        return EXIT_NOT_A_SCENARIO;
    ReportRun run = {LOOPSCOPE_VERSION, source->text, source->length, options->sim.seed, options->depth};
    bool is_jsonl = options->format == TRACE_JSONL;
    int status = EXIT_USAGE;
    if (is_jsonl ? report_jsonl(sim, &run, output) : report_perfetto(sim, &run, output))
        status = command_tell_extent(sim);
    sim_close(sim);
    return status;
}

static int trace(const Options *options, const SimSource *source, FILE *output)
{
    switch (options->format) {
    case TRACE_TEXT:
        return command_walk(options, source, output);
    case TRACE_CALLBACKS:
        return trace_callbacks(options, source, output);
    case TRACE_JSONL:
    case TRACE_PERFETTO:
        return trace_data(options, source, output);
    case TRACE_CSV: /* of sweep */
        break;
    }
    return EXIT_USAGE;
}

/* Into a file, which is there only when all of it is. A run that ended badly is a trace too; without a run there is
 * none. */
static int trace_into_file(const Options *options, const SimSource *source)
{
    static WholeFile whole; /* paths: too large for the stack */
    if (!whole_file_open(&whole, options->output)) {
        fprintf(stderr, MESSAGE_PREFIX "%s\n", whole.message);
        return EXIT_USAGE;
    }
    int status = trace(options, source, whole.file);
    bool has_run = status != EXIT_USAGE && (status != EXIT_NOT_A_SCENARIO || ftell(whole.file) > 0);
    if (!has_run && !ferror(whole.file)) {
        whole_file_abandon(&whole);
    } else if (!whole_file_finish(&whole)) {
        fprintf(stderr, MESSAGE_PREFIX "%s\n", whole.message);
        return EXIT_USAGE;
    }
    return status;
}

int command_trace(const Options *options)
{
    SourceFile file;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    SimSource source = {file.name, file.text, file.length};
    status = options->output ? trace_into_file(options, &source) : trace(options, &source, stdout);
    source_file_release(&file);
    return status;
}
