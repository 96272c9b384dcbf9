/* The narrated steps as lines; where somebody sits before them, with the questions of the cues. */
#include "walk.h"

#include "commands.h"
#include "glyphs.h"
#include "goto.h"
#include "messages.h"
#include "question_view.h"
#include "report.h"
#include "words.h"

#include <string.h>
#include <unistd.h>

static bool go_to_beginning(Sim *sim, const char *at)
{
    char message[256];
    if (!at || goto_place(sim, at, message) != SIM_NOT_FOUND)
        return true;
    fprintf(stderr, MESSAGE_PREFIX "%s\n", message);
    return false;
}

/* ---- questions ---- */

enum { ANSWER_BYTES = 256 };

/* A person who is asked, and answers in lines. */
typedef struct Listener {
    const Options *options;
    unsigned width;
    bool is_silent; /* no more questions */
} Listener;

/* The question in the words of the screen, but for the last line, which names keys; its truth from the choices on.
 */
static void print_question(const Listener *listener, const Question *question)
{
    Page page = {0};
    question_page(question, &page, listener->width, command_wants_ascii(listener->options));
    size_t lines = page_line_count(&page), at = 0;
    while (lines > 0 && page_line(&page, lines - 1).size == 0)
        lines--;
    if (question->is_revealed)
        while (at < lines && question_choice_at(&page, at) == 0)
            at++;
    else
        printf("\n%s\n", page.title);
    for (; at + 1 < lines; at++) {
        PageLine line = page_line(&page, at);
        glyphs_print(stdout, line.text, line.size);
        putchar('\n');
    }
    page_close(&page);
}

/* What was typed: a key of the screen's; 0 where there is no more. */
static Key read_key(Listener *listener, const Question *question)
{
    char line[ANSWER_BYTES];
    printf(MESSAGE_ANSWER, question->asked.choice_count);
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        listener->is_silent = true;
    else if (line[0] == 'q')
        listener->is_silent = true;
    else
        return line[0] == '\n' ? (Key)'r' : (Key)(unsigned char)line[0];
    return 0;
}

/* Until the truth is told. */
static void ask(void *context, Sim *sim)
{
    Listener *listener = context;
    Player player = {.sim = sim};
    Question question = {0};
    SimCue cue;
    int here = sim_current_cue(sim);
    bool asks = !listener->is_silent && here >= 0 && sim_cue(sim, (size_t)here, &cue) && cue.ask_count > 0;
    if (!asks || !question_ask(&question, &player, listener->options->is_lecture))
        return;
    while (!question.is_revealed && !listener->is_silent) {
        print_question(listener, &question);
        Key key = read_key(listener, &question);
        if (!listener->is_silent)
            question_key(&question, &player, key);
    }
    putchar('\n');
    if (question.is_revealed)
        print_question(listener, &question);
    question_close(&question);
}

/* ---- the walk ---- */

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
    Listener listener = {options, command_output_width(output) - 1, false};
    bool is_asked =
        options->command == COMMAND_OPEN && options->is_plain && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    ReportLook look = {.has_color = command_wants_color(options, output),
                       .is_ascii = command_wants_ascii(options),
                       .width = command_output_width(output),
                       .depth = options->depth,
                       .at_cue = is_asked ? ask : NULL,
                       .listener = &listener};
    if (go_to_beginning(sim, options->at)) {
        report_text(sim, &look, output);
        fflush(output);
        status = command_tell_extent(sim);
    }
    sim_close(sim);
    return status;
}
