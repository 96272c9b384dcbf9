/* What `check` says to a person: each thing with its line, where it hurts, and what to do. */
#include "check_parts.h"

#include "findings_view.h"
#include "glyphs.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

static void print(const char *text)
{
    glyphs_print(stdout, text, strlen(text));
}

/* ---- the command that shows it ---- */

static bool needs_quotes(const char *word)
{
    return strpbrk(word, " \t'\"\\$&;()<>|*?!`#") != NULL || !*word;
}

typedef struct CommandLine {
    char *text;
    size_t used;
} CommandLine;

static void add_char(CommandLine *line, char byte)
{
    if (line->used + 1 < CHECK_COMMAND_BYTES)
        line->text[line->used++] = byte;
    line->text[line->used] = '\0';
}

static void add_plain(CommandLine *line, const char *text)
{
    for (; *text; text++)
        add_char(line, *text);
}

static void add_word(CommandLine *line, const char *word)
{
    add_char(line, ' ');
    if (!needs_quotes(word)) {
        add_plain(line, word);
        return;
    }
    add_char(line, '\'');
    for (; *word; word++)
        if (*word == '\'')
            add_plain(line, "'\\''");
        else
            add_char(line, *word);
    add_char(line, '\'');
}

void check_command(const CheckedFile *checked, uint32_t callback, char command[CHECK_COMMAND_BYTES])
{
    CommandLine line = {command, 0};
    char number[40];
    add_plain(&line, "loopscope");
    add_word(&line, checked->path);
    for (size_t i = 0; i < checked->options->sim.knob_count; i++) {
        const SimKnobSetting *knob = &checked->options->knobs[i];
        add_plain(&line, " --set ");
        add_plain(&line, knob->name);
        add_char(&line, '=');
        add_plain(&line, knob->value);
    }
    if (checked->seed != 0) {
        snprintf(number, sizeof number, " --seed %" PRId64, checked->seed);
        add_plain(&line, number);
    }
    snprintf(number, sizeof number, " --at %" PRIu32, callback);
    add_plain(&line, number);
}

static void tell_place(const CheckedFile *checked, uint32_t callback, int64_t time_ns)
{
    char command[CHECK_COMMAND_BYTES], time[TIME_TEXT_BYTES];
    check_command(checked, callback, command);
    printf("    at callback %u (%s): ", (unsigned)callback, time_text(time, time_ns));
    print(command);
    putchar('\n');
}

/* ---- items ---- */

static void tell_finding(const CheckedFile *checked, size_t at)
{
    SimFinding finding;
    if (!sim_finding(checked->sim, at, &finding))
        return;
    print(finding.shown);
    print("    here: ");
    print(finding.seen);
    print("\n    why: ");
    print(finding.kind.why);
    putchar('\n');
    tell_place(checked, finding.callback, finding.time_ns);
    print("    instead: ");
    print(finding.kind.mend);
    putchar('\n');
}

static void tell_expectation(const CheckedFile *checked, size_t at)
{
    SimExpectation expectation;
    if (!sim_expectation(checked->sim, at, &expectation))
        return;
    print(expectation.shown);
    print("    ");
    print(expectation.found);
    putchar('\n');
    if (expectation.verdict == SIM_VERDICT_FAILS)
        tell_place(checked, expectation.callback, expectation.time_ns);
}

static void tell_item(const CheckedFile *checked, const CheckItem *item)
{
    switch (item->kind) {
    case CHECK_ERROR:
    case CHECK_WARNING:
        if (checked->diagnostics[item->at].shown)
            print(checked->diagnostics[item->at].shown);
        break;
    case CHECK_FINDING:
        tell_finding(checked, item->at);
        break;
    case CHECK_EXPECTATION:
        tell_expectation(checked, item->at);
        break;
    }
}

/* ---- how it ended ---- */

typedef struct Lines {
    const char *at, *end;
} Lines;

/* The next line, without the bar that stands before those of an exception group. */
static bool next_line(Lines *lines, const char **line, size_t *length)
{
    static const char BAR[] = "  | ";
    if (lines->at == lines->end)
        return false;
    const char *newline = memchr(lines->at, '\n', (size_t)(lines->end - lines->at));
    *line = lines->at;
    *length = (size_t)((newline ? newline : lines->end) - *line);
    lines->at = newline ? newline + 1 : lines->end;
    if (*length > sizeof BAR - 1 && memcmp(*line, BAR, sizeof BAR - 1) == 0) {
        *line += sizeof BAR - 1;
        *length -= sizeof BAR - 1;
    }
    return true;
}

void check_exception(Sim *sim, char *out, size_t size)
{
    SimPrint last;
    const char *line;
    size_t length;
    bool is_behind_frames = false, is_group = false;
    *out = '\0';
    sim_seek(sim, (SimPosition){UINT32_MAX, SIM_LINE_END});
    size_t count = sim_print_count(sim);
    if (count == 0 || !sim_print(sim, count - 1, &last) || last.stream != 2)
        return;
    Lines lines = {last.text, last.text + last.size};
    while (next_line(&lines, &line, &length) && !(is_group && *out)) { /* it stands behind the frames */
        is_group = is_group || (length > 4 && memcmp(line, "  + ", 4) == 0);
        if (is_behind_frames && length > 0 && *line != ' ')
            snprintf(out, size, "%.*s", (int)(length < size ? length : size - 1), line);
        is_behind_frames = length > 0 && *line == ' ';
    }
}

/* Several lines, each four blanks further in. */
static void print_indented(const char *text)
{
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        print("    ");
        glyphs_print(stdout, line, length);
        putchar('\n');
        line += length + (line[length] == '\n');
    }
}

/* A program that serves for ever is no failure; but nobody has seen its end. */
static void tell_horizon(const CheckedFile *checked)
{
    char callbacks[COUNT_TEXT_BYTES];
    print(checked->path);
    printf(": note: it was looked at as far as callback %s, and goes on; --horizon looks further\n",
           count_text(callbacks, checked->extent.callbacks));
}

static void tell_end(const CheckedFile *checked)
{
    char exception[500];
    if (checked->sim && checked->extent.end == SIM_END_UNKNOWN)
        tell_horizon(checked);
    if (!checked->sim || !*end_word(checked->extent.end))
        return;
    print(checked->path);
    printf(": error: %s\n", end_word(checked->extent.end));
    if (checked->extent.end == SIM_END_RAISED)
        check_exception(checked->sim, exception, sizeof exception);
    print_indented(checked->extent.end == SIM_END_RAISED ? exception : checked->extent.end_text);
    tell_place(checked, checked->extent.callbacks, checked->extent.end_ns);
}

/* ---- the last line ---- */

/* «(», «, » … «)»: what the counts of a brief line are made of. */
typedef struct Examples {
    const CheckedFile *checked;
    unsigned count;
} Examples;

static void begin_example(Examples *examples)
{
    print(examples->count++ == 0 ? " (" : ", ");
}

static void end_examples(const Examples *examples)
{
    if (examples->count > 0)
        putchar(')');
}

static void tell_first_error(Examples *examples)
{
    const CheckedFile *checked = examples->checked;
    for (size_t i = 0; i < checked->item_count && examples->count == 0; i++) {
        const CheckItem *item = &checked->items[i];
        const char *message = item->kind == CHECK_ERROR ? checked->diagnostics[item->at].message : NULL;
        if (!message)
            continue;
        begin_example(examples);
        printf("line %u: ", (unsigned)item->line);
        print(message);
    }
}

static void tell_expectations(Examples *examples, SimVerdict verdict)
{
    SimExpectation expectation;
    for (size_t at = 0; sim_expectation(examples->checked->sim, at, &expectation); at++) {
        if (expectation.verdict != verdict)
            continue;
        begin_example(examples);
        printf("%s ", expectation.word);
        print(expectation.text);
    }
}

static void tell_words(Examples *examples)
{
    SimFinding finding;
    for (size_t at = 0; examples->checked->sim && sim_finding(examples->checked->sim, at, &finding); at++) {
        begin_example(examples);
        print(finding.kind.word);
    }
}

typedef enum Counted { COUNT_ERRORS, COUNT_FAILED, COUNT_UNKNOWN, COUNT_WARNINGS } Counted;

/* In a brief line, with what is counted. */
static void tell_count(const CheckedFile *checked, const char **joint, Counted what, unsigned count)
{
    static const char *const ones[] = {"error", "expectation fails", "expectation not judged", "warning"};
    static const char *const many[] = {"errors", "expectations fail", "expectations not judged", "warnings"};
    if (count == 0)
        return;
    printf("%s%u %s", *joint, count, count == 1 ? ones[what] : many[what]);
    *joint = ", ";
    if (!checked->is_brief)
        return;
    Examples examples = {checked, 0};
    if (what == COUNT_ERRORS)
        tell_first_error(&examples);
    else if (what == COUNT_WARNINGS)
        tell_words(&examples);
    else
        tell_expectations(&examples, what == COUNT_FAILED ? SIM_VERDICT_FAILS : SIM_VERDICT_UNKNOWN);
    end_examples(&examples);
}

static void tell_word(const char **joint, const char *word)
{
    if (*word)
        printf("%s%s", *joint, word);
    *joint = *word ? ", " : *joint;
}

static void tell_seed(const CheckedFile *checked)
{
    if (checked->options->seeds < 2 || !checked->sim)
        return;
    if (checked->status == EXIT_FINE)
        printf(" with the seeds 0 to %" PRIu64, checked->options->seeds - 1);
    else
        printf(" with seed %" PRId64, checked->seed);
}

static void tell_verdict(const CheckedFile *checked)
{
    const char *joint = ": ";
    print(checked->path);
    tell_count(checked, &joint, COUNT_ERRORS, checked->errors);
    tell_count(checked, &joint, COUNT_FAILED, checked->failed);
    tell_count(checked, &joint, COUNT_UNKNOWN, checked->unknown);
    tell_word(&joint, checked->sim ? end_word(checked->extent.end) : "");
    tell_word(&joint, checked->status == EXIT_FINE ? "fine" : "");
    tell_seed(checked);
    tell_count(checked, &joint, COUNT_WARNINGS, checked->findings + checked->warnings);
    putchar('\n');
}

void check_tell_text(const CheckedFile *checked)
{
    for (size_t i = 0; i < checked->item_count && !checked->is_brief; i++)
        tell_item(checked, &checked->items[i]);
    if (!checked->is_brief)
        tell_end(checked);
    tell_verdict(checked);
}
