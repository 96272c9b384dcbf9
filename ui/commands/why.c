/* loopscope why FILE [TASK]: why a task does not run, or why it ran now; the same of an object, or of all tasks. */
#include "commands.h"

#include "find_name.h"
#include "glyphs.h"
#include "goto.h"
#include "messages.h"

#include <string.h>

enum { TASKS_TOLD = 40 };

static void tell(const char *why)
{
    glyphs_print(stdout, why, strlen(why));
    putchar('\n');
}

/* Everybody who has not ended. */
static void tell_all(const Sim *sim)
{
    const uint8_t *states = sim_task_states(sim);
    uint32_t count = sim_task_count(sim), told = 0;
    for (uint32_t task = 1; task <= count; task++)
        if (states[task] < SIM_DONE && told++ < TASKS_TOLD)
            tell(sim_why_task(sim, task));
    if (told > TASKS_TOLD)
        printf("and %u more tasks\n", (unsigned)(told - TASKS_TOLD));
    if (told == 0)
        puts(count ? "every task has ended" : "no task has been made yet");
}

static int tell_named(const Sim *sim, const char *name)
{
    FoundName found = find_name(sim, name);
    if (!found.task && !found.thing) {
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_NOBODY, name);
        if (*found.near)
            fprintf(stderr, MESSAGE_DID_YOU_MEAN, found.near);
        fputc('\n', stderr);
        return EXIT_USAGE;
    }
    tell(found.task ? sim_why_task(sim, found.task) : sim_why_thing(sim, found.thing));
    return EXIT_FINE;
}

static bool go_to(Sim *sim, const char *at)
{
    char message[GOTO_MESSAGE_BYTES];
    if (!at) {
        sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
        return true;
    }
    if (goto_place(sim, at, message) != SIM_NOT_FOUND)
        return true;
    fprintf(stderr, MESSAGE_PREFIX "%s\n", message);
    return false;
}

int command_why(const Options *options)
{
    SourceFile file;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    SimSource source = {file.name, file.text, file.length};
    Sim *sim = sim_open(&source, &options->sim, command_report, NULL);
    status = sim ? EXIT_USAGE : EXIT_NOT_A_SCENARIO;
    if (sim && go_to(sim, options->at)) {
        status = EXIT_FINE;
        if (options->file_count > 1)
            status = tell_named(sim, options->files[1]);
        else
            tell_all(sim);
    }
    sim_close(sim);
    source_file_release(&file);
    return status;
}
