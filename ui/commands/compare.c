/* loopscope compare: two runs on one clock, on the screen where there is one, as a report else. */
#include "commands.h"

#include "compare_report.h"
#include "messages.h"
#include "pair_words.h"
#include "screens.h"

enum { WIDTH = 100 };

/* False where the screen cannot be used. */
static bool show(const Options *options, TwoRuns *runs)
{
    if (screens_are_there(options))
        return screens_show_pair(options, runs);
    ReportLook look = {.has_color = command_wants_color(options, stdout),
                       .is_ascii = command_wants_ascii(options),
                       .width = WIDTH};
    if (!report_compare(runs, &look, stdout) && !ferror(stdout))
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
    return true;
}

int command_compare(const Options *options)
{
    static TwoRuns runs; /* players: too large for the stack */
    int status = pair_words_open(options, &runs);
    if (status == EXIT_FINE && !show(options, &runs))
        status = EXIT_USAGE;
    two_runs_close(&runs);
    return status;
}
