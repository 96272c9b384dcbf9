/* loopscope quiz FILE: a worksheet about it, or the answers.
 *
 * `--seed` is the sheet's number: another one for each student. The program always runs with its usual seed, so
 * that all sheets are about the same run. */
#include "commands.h"

#include "messages.h"
#include "report.h"
#include "whole_file.h"

static int write_quiz(const Options *options, Sim *sim, FILE *output)
{
    if (report_quiz(sim, (uint64_t)options->sim.seed, options->wants_answers, output))
        return EXIT_FINE;
    fputs(MESSAGE_PREFIX MESSAGE_NO_QUIZ "\n", stderr);
    return EXIT_USAGE;
}

static int write_into_file(const Options *options, Sim *sim)
{
    static WholeFile whole; /* paths: too large for the stack */
    if (!whole_file_open(&whole, options->output)) {
        fprintf(stderr, MESSAGE_PREFIX "%s\n", whole.message);
        return EXIT_USAGE;
    }
    int status = write_quiz(options, sim, whole.file);
    if (status != EXIT_FINE) {
        whole_file_abandon(&whole);
    } else if (!whole_file_finish(&whole)) {
        fprintf(stderr, MESSAGE_PREFIX "%s\n", whole.message);
        return EXIT_USAGE;
    }
    return status;
}

int command_quiz(const Options *options)
{
    SourceFile file;
    SimOptions usual = options->sim;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    const SimSource source = {file.name, file.text, file.length};
    usual.seed = 0;
    Sim *sim = sim_open(&source, &usual, command_report, NULL);
    status = EXIT_NOT_A_SCENARIO;
    if (sim)
        status = options->output ? write_into_file(options, sim) : write_quiz(options, sim, stdout);
    sim_close(sim);
    source_file_release(&file);
    return status;
}
