/* A worksheet in Markdown: the program, what has happened, the questions with their answers to tick; or the key.
 *
 * Questions come from the cues; a file that asks nothing is asked at telling moments, which are those whose wrong
 * answers come from misconceptions. The sheet's number mixes the answers and chooses among the wrong ones. */
#include "report.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOMENTS = 6, MOMENTS_TRIED = 80, LETTERS = 'A' };

typedef struct Quiz {
    Sim *sim;
    uint64_t sheet;
    bool has_answers;
    unsigned asked;
    FILE *output;
} Quiz;

/* ---- Markdown ---- */

/* A program's text, so that nothing in it is markup. */
static void put_text(const Quiz *quiz, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (strchr("\\`*_<>#[]|~&", byte))
            fputc('\\', quiz->output);
        fputc(byte < ' ' || byte == 0x7F ? ' ' : byte, quiz->output);
    }
}

static void put_time(const Quiz *quiz, int64_t ns)
{
    long long whole = ns / 1000000000, rest = ns % 1000000000;
    int digits = 9;
    while (digits > 1 && rest % 10 == 0) {
        rest /= 10;
        digits--;
    }
    fprintf(quiz->output, "%lld.%0*lld s", whole, digits, rest);
}

/* ---- the program ---- */

/* What of a line is the program's: directives hold notes that give the answers away. */
static size_t without_directive(const char *line, size_t length)
{
    for (size_t at = 0; at + 1 < length; at++)
        if (line[at] == '#' && line[at + 1] == ':')
            length = at;
    while (length > 0 && isspace((unsigned char)line[length - 1]))
        length--;
    return length;
}

/* A fence that is longer than all that the program has. */
static size_t fence_of(const SimScenario *scenario)
{
    size_t longest = 2, run = 0;
    for (size_t i = 0; i < scenario->source_length; i++) {
        run = scenario->source[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest + 1;
}

static void put_fence(const Quiz *quiz, size_t length, const char *word)
{
    while (length-- > 0)
        fputc('`', quiz->output);
    fprintf(quiz->output, "%s\n", word);
}

static void put_program(const Quiz *quiz, const SimScenario *scenario)
{
    size_t fence = fence_of(scenario);
    put_fence(quiz, fence, "python");
    for (uint32_t number = 1; number <= scenario->line_count; number++) {
        size_t whole, length;
        const char *line = sim_source_line(quiz->sim, number, &whole);
        length = without_directive(line, whole);
        if (length == 0 && whole > 0 && memchr(line, ':', whole))
            continue;
        fprintf(quiz->output, length > 0 ? "%3u  %.*s\n" : "%3u\n", (unsigned)number, (int)length, line);
    }
    put_fence(quiz, fence, "");
}

static void put_head(const Quiz *quiz)
{
    SimScenario scenario;
    SimKnob knob;
    sim_scenario(quiz->sim, &scenario);
    fputs("# ", quiz->output);
    put_text(quiz, scenario.title);
    fprintf(quiz->output, quiz->has_answers ? ": the answers, sheet %" PRIu64 "\n\n" : "\n\nSheet %" PRIu64 "\n\n",
            quiz->sheet);
    if (quiz->has_answers)
        return;
    fputs("Name: ______________________________\n\n", quiz->output);
    put_text(quiz, scenario.about);
    fputs("\n\n", quiz->output);
    for (size_t i = 0; sim_knob(quiz->sim, i, &knob); i++) {
        fputs(i > 0 ? ", " : "With ", quiz->output);
        put_text(quiz, knob.name);
        fprintf(quiz->output, " = %g", knob.value);
    }
    fputs(scenario.knob_count > 0 ? ":\n\n" : "", quiz->output);
    put_program(quiz, &scenario);
}

/* ---- a question ---- */

static void put_choices(const Quiz *quiz, const SimPrediction *prediction)
{
    for (size_t i = 0; i < prediction->choice_count; i++) {
        fprintf(quiz->output, "- [ ] %c. ", (char)(LETTERS + i));
        put_text(quiz, prediction->choices[i].text);
        fputc('\n', quiz->output);
    }
    fputs("\nBecause: ______________________________________________\n", quiz->output);
}

static void put_answers(const Quiz *quiz, const SimPrediction *prediction)
{
    fprintf(quiz->output, "**%c.** ", (char)(LETTERS + prediction->right));
    put_text(quiz, prediction->choices[prediction->right].text);
    fputs("\n\n", quiz->output);
    put_text(quiz, prediction->happened);
    fputs("\n\n", quiz->output);
    for (size_t i = 0; i < prediction->choice_count; i++) {
        if (i == prediction->right)
            continue;
        fprintf(quiz->output, "- %c. ", (char)(LETTERS + i));
        put_text(quiz, prediction->choices[i].text);
        fputs(" — ", quiz->output);
        put_text(quiz, prediction->choices[i].why);
        fputc('\n', quiz->output);
    }
}

/* Ask where the sim stands. */
static void put_question(Quiz *quiz, const SimAsk *ask)
{
    SimPrediction prediction;
    if (!sim_predict(quiz->sim, ask, quiz->sheet * 1000 + quiz->asked, &prediction))
        return;
    fprintf(quiz->output, "\n**%u.** ", ++quiz->asked);
    put_text(quiz, prediction.question);
    fputs("\n\n", quiz->output);
    if (quiz->has_answers)
        put_answers(quiz, &prediction);
    else
        put_choices(quiz, &prediction);
}

/* ---- at the cues ---- */

static void put_cue(Quiz *quiz, size_t at)
{
    SimCue cue;
    SimAsk ask;
    sim_seek_cue(quiz->sim, at);
    sim_cue(quiz->sim, at, &cue);
    fputs("\n## ", quiz->output);
    put_text(quiz, cue.name);
    fputs("\n\nAt ", quiz->output);
    put_time(quiz, cue.time_ns);
    fprintf(quiz->output, ", before line %u runs. ", (unsigned)cue.line);
    put_text(quiz, cue.say);
    fputc('\n', quiz->output);
    for (size_t i = 0; sim_cue_ask(quiz->sim, at, i, &ask); i++)
        put_question(quiz, &ask);
}

/* In the order in which the run reaches them. */
static void put_cues(Quiz *quiz)
{
    SimPosition last = {0, 0};
    size_t last_at = SIZE_MAX;
    for (;;) {
        SimCue cue;
        SimPosition next = {UINT32_MAX, SIM_LINE_END};
        size_t next_at = SIZE_MAX;
        for (size_t i = 0; sim_cue(quiz->sim, i, &cue); i++) {
            bool is_behind = last_at == SIZE_MAX || sim_position_is_before(last, cue.position) ||
                             (!sim_position_is_before(cue.position, last) && i > last_at);
            if (cue.is_reached && cue.ask_count > 0 && is_behind && sim_position_is_before(cue.position, next)) {
                next = cue.position;
                next_at = i;
            }
        }
        if (next_at == SIZE_MAX)
            return;
        put_cue(quiz, next_at);
        last = next;
        last_at = next_at;
    }
}

/* ---- at telling moments ---- */

typedef struct Moment {
    SimPosition position;
    unsigned telling; /* answers that come from a misconception */
} Moment;

static unsigned tellingness(Sim *sim)
{
    SimPrediction prediction;
    unsigned telling = 0;
    if (!sim_predict(sim, NULL, 0, &prediction))
        return 0;
    for (size_t i = 0; i < prediction.choice_count; i++)
        telling += prediction.choices[i].misconception > 0;
    return telling + 1;
}

static int by_telling(const void *a, const void *b)
{
    const Moment *left = a, *right = b;
    if (left->telling != right->telling)
        return left->telling < right->telling ? 1 : -1;
    return sim_position_is_before(left->position, right->position) ? -1 : 1;
}

static int by_position(const void *a, const void *b)
{
    return sim_position_is_before(((const Moment *)a)->position, ((const Moment *)b)->position) ? -1 : 1;
}

static void put_moment(Quiz *quiz, const Moment *moment)
{
    SimClock clock;
    sim_seek(quiz->sim, moment->position);
    sim_clock(quiz->sim, &clock);
    fputs("\n## At ", quiz->output);
    put_time(quiz, clock.now_ns);
    fprintf(quiz->output, ", callback %u\n\n", (unsigned)clock.callback);
    if (clock.line > 0 && !clock.turn_is_over)
        fprintf(quiz->output, "Before line %u runs. ", (unsigned)clock.line);
    put_text(quiz, sim_narration(quiz->sim, SIM_STORY));
    fputc('\n', quiz->output);
    put_question(quiz, NULL);
}

static void put_moments(Quiz *quiz)
{
    Moment moments[MOMENTS_TRIED];
    SimExtent extent;
    size_t count = 0;
    sim_extent(quiz->sim, &extent);
    uint32_t step = extent.turns / MOMENTS_TRIED + 1;
    for (uint32_t turn = 0; turn <= extent.turns && count < MOMENTS_TRIED; turn += step) {
        sim_seek(quiz->sim, (SimPosition){turn, turn == 0 ? SIM_LINE_END : 0});
        moments[count] = (Moment){sim_position(quiz->sim), tellingness(quiz->sim)};
        count += moments[count].telling > 0;
    }
    qsort(moments, count, sizeof *moments, by_telling);
    count = count < MOMENTS ? count : MOMENTS;
    qsort(moments, count, sizeof *moments, by_position);
    for (size_t i = 0; i < count; i++)
        put_moment(quiz, &moments[i]);
}

bool report_quiz(Sim *sim, uint64_t sheet, bool has_answers, FILE *output)
{
    Quiz quiz = {.sim = sim, .sheet = sheet, .has_answers = has_answers, .output = output};
    put_head(&quiz);
    put_cues(&quiz);
    if (quiz.asked == 0)
        put_moments(&quiz);
    return quiz.asked > 0;
}
