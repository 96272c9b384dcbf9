/* The narrated steps: a paragraph for each callback.
 *
 *     callback     clock  task      what it did
 *           30     3.5 s  car 2     car 2 leaves: it hands its space to car 6, first in line.
 *                                   │ car 2 leaves
 *
 * A move of the clock leaves a line free: waiting is the content. */
#include "report.h"

#include "glyphs.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

enum { NUMBER_WIDTH = 8, CLOCK_WIDTH = 10, TASK_WIDTH_MOST = 20, TEXT_LEAST = 24 };

typedef struct TextReport {
    Sim *sim;
    const ReportLook *look;
    FILE *output;
    unsigned task_width;
    uint32_t callback; /* the last one told */
    size_t prints;     /* writes told */
    int cue;           /* the last one told, -1 none */
} TextReport;

/* ---- pieces ---- */

typedef enum Tone { TONE_NORMAL, TONE_DIM, TONE_STRONG, TONE_ERROR, TONES } Tone;

static void set_tone(const TextReport *report, Tone tone)
{
    static const char *const codes[TONES] = {"\033[0m", "\033[2m", "\033[1m", "\033[38;5;209m"};
    if (report->look->has_color)
        fputs(codes[tone], report->output);
}

static void print_tone(const TextReport *report, Tone tone, const char *text, size_t size)
{
    set_tone(report, tone);
    glyphs_print(report->output, text, size);
    set_tone(report, TONE_NORMAL);
}

static void print_blanks(const TextReport *report, unsigned count)
{
    fprintf(report->output, "%*s", (int)count, "");
}

static void print_right(const TextReport *report, const char *text, unsigned width)
{
    unsigned cells = string_width(text);
    print_blanks(report, cells < width ? width - cells : 0);
    print_tone(report, TONE_DIM, text, strlen(text));
}

static unsigned margin(const TextReport *report)
{
    return NUMBER_WIDTH + CLOCK_WIDTH + 2 + report->task_width + 2;
}

static unsigned text_width(const TextReport *report)
{
    unsigned used = margin(report);
    return report->look->width > used + TEXT_LEAST ? report->look->width - used : TEXT_LEAST;
}

/* ---- the three left columns ---- */

static void print_number(TextReport *report, const SimClock *clock)
{
    char text[COUNT_TEXT_BYTES] = "";
    if (clock->callback != report->callback)
        count_text(text, clock->callback);
    report->callback = clock->callback;
    print_right(report, text, NUMBER_WIDTH);
}

static void print_task(const TextReport *report, const SimClock *clock)
{
    SimTask task;
    const char *label = "";
    if (clock->running && sim_task(report->sim, clock->running, &task))
        label = task.label;
    else
        label = sim_position(report->sim).turn ? "-" : "module";
    size_t size = glyphs_fit(label, strlen(label), report->task_width);
    print_blanks(report, 2);
    print_tone(report, TONE_STRONG, label, size);
    print_blanks(report, report->task_width - glyphs_width(label, size) + 2);
}

/* ---- the sentence and what was printed ---- */

/* Text broken between words, the first line where the cursor stands, the others below it. */
static void print_broken(const TextReport *report, const char *text)
{
    unsigned width = text_width(report);
    bool is_first = true;
    for (size_t left = strlen(text), skip; left > 0; left -= skip, text += skip) {
        const char *feed = memchr(text, '\n', left);
        size_t line = feed ? (size_t)(feed - text) : left;
        size_t size = glyphs_break(text, line, width, &skip);
        if (skip == line && feed)
            skip++;
        if (!is_first)
            print_blanks(report, margin(report));
        glyphs_print(report->output, text, size);
        putc('\n', report->output);
        is_first = false;
    }
    if (is_first)
        putc('\n', report->output);
}

static void print_printed_line(const TextReport *report, int stream, const char *text, size_t size)
{
    const char *bar = report->look->is_ascii ? "| " : "│ ";
    print_blanks(report, margin(report));
    print_tone(report, TONE_DIM, bar, strlen(bar));
    print_tone(report, stream == 2 ? TONE_ERROR : TONE_NORMAL, text, size);
    putc('\n', report->output);
}

static void print_printed(const TextReport *report, const SimPrint *print)
{
    const char *text = print->text, *end = print->text + print->size;
    while (text < end) {
        const char *feed = memchr(text, '\n', (size_t)(end - text));
        const char *stop = feed ? feed : end;
        print_printed_line(report, print->stream, text, (size_t)(stop - text));
        text = feed ? feed + 1 : end;
    }
}

/* Writes of the present turn; `print(a, b)` may come as several pieces of one line, which are told as one. */
static void print_new_output(TextReport *report)
{
    SimPrint print;
    for (; sim_print(report->sim, report->prints, &print); report->prints++) {
        SimPrint next;
        size_t at = report->prints;
        while (print.size > 0 && print.text[print.size - 1] != '\n' && sim_print(report->sim, at + 1, &next) &&
               next.stream == print.stream && next.turn == print.turn && next.text == print.text + print.size) {
            print.size += next.size;
            at++;
        }
        report->prints = at;
        print_printed(report, &print);
    }
}

/* ---- cues ---- */

/* The scenario's own words on what comes, where a cue was reached: «a full lot: Every space is taken …». */
static void print_cue(TextReport *report, int current)
{
    SimCue cue;
    if (current < 0 || current == report->cue || !sim_cue(report->sim, (size_t)current, &cue))
        return;
    report->cue = current;
    const char *sign = report->look->is_ascii ? "v " : "▾ ";
    print_blanks(report, margin(report));
    print_tone(report, TONE_STRONG, sign, strlen(sign));
    print_tone(report, TONE_STRONG, cue.name, strlen(cue.name));
    putc('\n', report->output);
    if (*cue.say) {
        print_blanks(report, margin(report));
        print_broken(report, cue.say);
    }
}

static bool is_before(SimPosition a, SimPosition b)
{
    return a.turn != b.turn ? a.turn < b.turn : a.line < b.line;
}

/* The next cue that is reached behind one position and not behind another; -1 where there is none. */
static int next_cue(const Sim *sim, SimPosition behind, SimPosition until)
{
    SimCue cue;
    SimPosition nearest = until;
    int found = -1;
    for (size_t i = 0; sim_cue(sim, i, &cue); i++)
        if (cue.is_reached && is_before(behind, cue.position) && !is_before(nearest, cue.position) &&
            (found < 0 || is_before(cue.position, nearest))) {
            nearest = cue.position;
            found = (int)i;
        }
    return found;
}

/* Stop at each cue on the way to where the sim stands, behind a position, and let the listener speak there. */
static void stop_at_cues(TextReport *report, SimPosition behind)
{
    Sim *sim = report->sim;
    const SimPosition here = sim_position(sim);
    for (int cue; report->look->at_cue && (cue = next_cue(sim, behind, here)) >= 0;) {
        sim_seek_cue(sim, (size_t)cue);
        behind = sim_position(sim);
        print_cue(report, cue);
        report->look->at_cue(report->look->listener, sim);
        sim_seek(sim, here);
    }
}

/* ---- steps ---- */

static void print_step(TextReport *report)
{
    SimClock clock;
    char time[TIME_TEXT_BYTES];
    sim_clock(report->sim, &clock);
    if (clock.jumped_from_ns != SIM_NO_TIME)
        putc('\n', report->output);
    print_number(report, &clock);
    print_right(report, time_text(time, clock.now_ns), CLOCK_WIDTH);
    print_task(report, &clock);
    print_broken(report, sim_narration(report->sim, report->look->depth));
    print_new_output(report);
    if (!report->look->at_cue)
        print_cue(report, sim_current_cue(report->sim));
}

/* ---- the head ---- */

static void print_head(const TextReport *report)
{
    SimScenario scenario;
    SimKnob knob;
    char number[NUMBER_TEXT_BYTES];
    sim_scenario(report->sim, &scenario);
    const char *title = *scenario.title ? scenario.title : scenario.file_name;
    print_tone(report, TONE_STRONG, title, strlen(title));
    if (*scenario.title) {
        fputs("  ", report->output);
        print_tone(report, TONE_NORMAL, scenario.file_name, strlen(scenario.file_name));
    }
    for (size_t i = 0; sim_knob(report->sim, i, &knob); i++)
        fprintf(report->output, "  %s=%s", knob.name, number_text(number, knob.value));
    fputs("  asyncio as in " SIM_REFERENCE "\n", report->output);
    if (*scenario.about) {
        glyphs_print(report->output, scenario.about, strlen(scenario.about));
        putc('\n', report->output);
    }
    putc('\n', report->output);
}

static void print_columns(const TextReport *report)
{
    print_right(report, "callback", NUMBER_WIDTH);
    print_right(report, "clock", CLOCK_WIDTH);
    print_blanks(report, 2);
    print_tone(report, TONE_DIM, "task", 4);
    print_blanks(report, report->task_width - 4 + 2);
    print_tone(report, TONE_DIM, "what it did\n", 12);
}

/* The width of the labels, among the first tasks: those that come later are cut if need be. */
static unsigned widest_label(Sim *sim)
{
    enum { LOOKED_AT = 200 };
    unsigned width = 6;
    SimTask task;
    SimPosition here = sim_position(sim);
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    for (uint32_t i = 1; i <= LOOKED_AT && sim_task(sim, i, &task); i++) {
        unsigned cells = string_width(task.label);
        width = cells > width ? cells : width;
    }
    sim_seek(sim, here);
    return width < TASK_WIDTH_MOST ? width : TASK_WIDTH_MOST;
}

void report_text(Sim *sim, const ReportLook *look, FILE *output)
{
    TextReport report = {.sim = sim, .look = look, .output = output, .task_width = widest_label(sim), .cue = -1};
    SimPosition here = sim_position(sim);
    print_head(&report);
    print_columns(&report);
    if (here.turn != 0 || here.line != 0)
        report.prints = sim_print_count(sim);
    for (SimPosition before = here; sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED; before = sim_position(sim)) {
        stop_at_cues(&report, before);
        print_step(&report);
    }
}
