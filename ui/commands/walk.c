/* The narrated steps as lines. */
#include "walk.h"

#include "commands.h"
#include "goto.h"
#include "messages.h"
#include "report.h"
#include "words.h"

static bool go_to_beginning(Sim *sim, const char *at)
{
    char message[256];
    if (!at || goto_place(sim, at, message) != SIM_NOT_FOUND)
        return true;
    fprintf(stderr, MESSAGE_PREFIX "%s\n", message);
    return false;
}

int command_tell_extent(const Sim *sim)
{
    SimExtent extent;
    sim_extent(sim, &extent);
    if (!extent.is_whole && extent.end == SIM_END_UNKNOWN) {
        char count[COUNT_TEXT_BYTES];
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_BEYOND_HORIZON "\n", count_text(count, extent.callbacks));
    }
    command_tell_end(extent.end, extent.end_text);
    return (int)exit_status(extent.end);
}

int command_walk(const Options *options, const SimSource *source, FILE *output)
{
    Sim *sim = sim_open(source, &options->sim, command_report, NULL);
    if (!sim)
        return EXIT_NOT_A_SCENARIO;
    int status = EXIT_USAGE;
    ReportLook look = {.has_color = command_wants_color(options, output),
                       .is_ascii = command_wants_ascii(options),
                       .width = command_output_width(output),
                       .depth = options->depth};
    if (go_to_beginning(sim, options->at)) {
        report_text(sim, &look, output);
        fflush(output);
        status = command_tell_extent(sim);
    }
    sim_close(sim);
    return status;
}
