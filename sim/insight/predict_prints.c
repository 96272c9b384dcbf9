/* prints: the next line that the program prints to its output (not to sys.stderr, where warnings go), or that there
 * is none. Where a line has been begun, the rest of it. */
#include "prediction_draft.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 70, LINES_AHEAD = 8, TASKS_ASKED = 32, KNOBS_ASKED = 4 };

static bool is_output(const Fact *fact)
{
    return fact->kind == FACT_PRINTED && fact->object == 1;
}

/* The first line that is printed from a fact on, which may be printed in pieces. */
static void write_line_at(const Moment *moment, uint64_t at, Text *out)
{
    Text line = {0};
    const char *newline = NULL;
    for (uint64_t i = at; !newline && i < known_end(moment) && line.length < 4 * LINE_MOST; i++) {
        if (!is_output(fact_number(moment, i)))
            continue;
        size_t size;
        const char *bytes = journal_printed(moment->journal, fact_number(moment, i), &size);
        newline = memchr(bytes, '\n', size);
        text_add_bytes(&line, bytes, newline ? (size_t)(newline - bytes) : size);
    }
    if (strspn(text_string(&line), " \t\r") == line.length)
        text_add(out, "an empty line");
    else
        write_quoted(text_string(&line), line.length, LINE_MOST, out);
    text_release(&line);
}

/* ---- candidates ---- */

static const FactList *prints_of(const Moment *moment)
{
    return history_prints(moment->place->history);
}

/* Print number `at` of the whole run is another's, or comes later. */
static void offer_print(Draft *draft, uint32_t at, unsigned misconception)
{
    const Moment *moment = draft->moment;
    uint64_t number = prints_of(moment)->facts[at];
    const Fact *fact = fact_number(moment, number);
    write_line_at(moment, number, &draft->text);
    text_add(&draft->why, number < moment->cut ? "That was printed before, at " : "That comes later, at ");
    write_seconds(fact->time_ns, &draft->why);
    text_add(&draft->why, " s: ");
    text_add(&draft->why, fact->subject ? label_at(moment, fact->subject, number) : "the module");
    text_add(&draft->why, " prints it.");
    offer_wrong(draft, misconception);
}

/* The next line of a task, of those that are printed soon. */
static void offer_print_of(Draft *draft, uint32_t task, unsigned misconception)
{
    const Moment *moment = draft->moment;
    const FactList *prints = prints_of(moment);
    uint32_t first = fact_list_count(prints, moment->cut);
    for (uint32_t i = first; task != 0 && i < prints->count && i - first < TASKS_ASKED; i++) {
        const Fact *fact = fact_number(moment, prints->facts[i]);
        if (is_output(fact) && fact->subject == task) {
            offer_print(draft, i, misconception);
            return;
        }
    }
}

static void offer_of_created(Draft *draft)
{
    const Moment *moment = draft->moment;
    const uint32_t right = draft->truth == NO_FACT ? 0 : fact_number(moment, draft->truth)->subject;
    unsigned misconception = is_just_created(moment, right) ? 0 : 2;
    for (uint64_t i = moment->first; i < moment->end && moment->is_inside && !is_full(draft); i++) {
        const Fact *fact = fact_number(moment, i);
        if (fact->kind == FACT_TASK_CREATED && fact->subject != right)
            offer_print_of(draft, fact->subject, misconception);
    }
}

/* The task that runs is about to fail: does the program say so at once? Only where nothing is said. */
static void offer_exception(Draft *draft)
{
    const Moment *moment = draft->moment;
    const Fact *state = state_ahead(moment);
    uint64_t ended = moment->running == 0
                         ? NO_FACT
                         : find_fact(moment, FACT_TASK_ENDED, moment->running, moment->cut, moment->end);
    if (!state || fact_task_state(state) != TASK_FAILED || ended == NO_FACT)
        return;
    uint64_t until = draft->truth == NO_FACT ? known_end(moment) : draft->truth;
    for (uint64_t i = moment->cut; i < until; i++)
        if (fact_number(moment, i)->kind == FACT_PRINTED)
            return;
    text_add(&draft->text, "a traceback that ends in ");
    text_add(&draft->text, journal_note(moment->journal, fact_number(moment, ended)->number));
    offer_wrong(draft, 13);
}

/* Whoever cancelled the task that runs goes on only behind its cleanup. */
static void offer_of_canceller(Draft *draft)
{
    const Moment *moment = draft->moment;
    uint64_t asked = is_told_to_stop(moment, moment->end)
                         ? find_last_fact(moment, FACT_CANCEL_ASKED, moment->running, 0, moment->cut)
                         : NO_FACT;
    if (asked != NO_FACT && fact_number(moment, asked)->object != moment->running)
        offer_print_of(draft, fact_number(moment, asked)->object, 8);
}

/* The line of the task that stands first in the code. */
static void offer_of_first(Draft *draft)
{
    const Moment *moment = draft->moment;
    const uint32_t right = draft->truth == NO_FACT ? 0 : fact_number(moment, draft->truth)->subject;
    for (uint32_t task = 2; task < right && task <= moment->world->task_count; task++)
        if (!has_ended(moment, task)) {
            offer_print_of(draft, task, 10);
            return;
        }
}

/* ---- the right line with another number ---- */

/* A stretch of digits, with a point among them or not. */
typedef struct Number {
    size_t begin, end;
    bool is_real;
} Number;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The last number of a text that is no part of a word. */
static bool last_number(const char *text, Number *number)
{
    size_t end = strlen(text);
    while (end > 0 && !is_digit(text[end - 1]))
        end--;
    size_t begin = end;
    while (begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == '.'))
        begin--;
    *number = (Number){begin, end, memchr(text + begin, '.', end - begin) != NULL};
    return begin < end && (begin == 0 || text[begin - 1] == ' ');
}

/* Offer what the program prints, with `other` in the place of its number. */
static void offer_with_number(Draft *draft, Number number, const char *other)
{
    const char *line = draft->words.bytes + draft->candidates[0].text;
    text_add_bytes(&draft->text, line, number.begin);
    text_add(&draft->text, other);
    text_add(&draft->text, line + number.end);
    text_add(&draft->why, "The number that it prints is another one.");
    offer_wrong(draft, 0);
}

/* Numbers that stand around: those of the knobs, and the one that follows. */
static void offer_other_numbers(Draft *draft)
{
    const Directives *directives = draft->moment->place->directives;
    Number number;
    if (draft->truth == NO_FACT || !last_number(draft->words.bytes + draft->candidates[0].text, &number))
        return;
    const char *digits = draft->words.bytes + draft->candidates[0].text + number.begin;
    Text other = {0};
    if (!number.is_real && number.end - number.begin < 9) {
        text_format(&other, "%lu", strtoul(digits, NULL, 10) + 1);
        offer_with_number(draft, number, text_string(&other));
    }
    for (uint32_t i = 0; i < directives->knob_count && i < KNOBS_ASKED; i++) {
        text_clear(&other);
        directive_number_write(directives->knobs[i].value, &other);
        if ((strchr(text_string(&other), '.') != NULL) == number.is_real)
            offer_with_number(draft, number, text_string(&other));
    }
    text_release(&other);
}

/* ---- candidates that are near ---- */

static void offer_near(Draft *draft)
{
    const Moment *moment = draft->moment;
    const FactList *prints = prints_of(moment);
    uint32_t first = fact_list_count(prints, moment->cut);
    offer_print_of(draft, moment->running, 0);
    for (uint32_t i = first; i < prints->count && i - first < LINES_AHEAD; i++)
        if (is_output(fact_number(moment, prints->facts[i])))
            offer_print(draft, i, 0);
    offer_other_numbers(draft);
    for (uint32_t i = first; i > 0 && first - i < 2; i--)
        if (is_output(fact_number(moment, prints->facts[i - 1])))
            offer_print(draft, i - 1, 0);
    if (draft->truth == NO_FACT)
        return;
    text_add(&draft->text, "nothing: it prints no more lines");
    text_add(&draft->why, "There is a line to come.");
    offer_spare(draft);
}

/* ---- the question ---- */

bool draft_prints(Draft *draft)
{
    const Moment *moment = draft->moment;
    const FactList *prints = prints_of(moment);
    for (uint32_t i = fact_list_count(prints, moment->cut); i < prints->count && draft->truth == NO_FACT; i++)
        if (is_output(fact_number(moment, prints->facts[i])))
            draft->truth = prints->facts[i];
    if (draft->truth == NO_FACT && !knows_the_end(moment))
        return false;
    text_add(&draft->question, "What is the next line that the program prints?");
    if (draft->truth == NO_FACT)
        text_add(&draft->text, "nothing: it prints no more lines");
    else
        write_line_at(moment, draft->truth, &draft->text);
    offer_right(draft);
    offer_exception(draft);
    offer_of_created(draft);
    offer_of_canceller(draft);
    offer_of_first(draft);
    offer_near(draft);
    return true;
}

void tell_prints(const Draft *draft, Text *out)
{
    const Moment *moment = draft->moment;
    if (draft->truth == NO_FACT) {
        text_add(out, "The program prints no more lines.");
        return;
    }
    const Fact *fact = fact_number(moment, draft->truth);
    write_task(moment->vm, fact->subject, out);
    text_add(out, " prints ");
    write_line_at(moment, draft->truth, out);
    text_add(out, " at ");
    write_seconds(fact->time_ns, out);
    text_add(out, " s.");
}
