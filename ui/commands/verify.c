/* loopscope verify FILE…: does a real CPython run the file as it ran here?
 *
 * The file runs here first, then under CPython (reference.h): asyncio itself, on the same virtual clock, with the
 * same knobs and seed. Both write a callback trace with output and errors, and the traces are compared line by
 * line, then the exit statuses. What was refused here, or did not come to an end, is never handed to Python, which
 * has none of the simulator's walls. */
#include "commands.h"

#include "glyphs.h"
#include "messages.h"
#include "reference.h"
#include "report.h"
#include "words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What was run, and what came of it here. */
typedef struct Verified {
    const Options *options;
    const SourceFile *file;
    SimSource source;
    SimOutcome outcome;
    FILE *here;  /* the trace */
    FILE *there; /* CPython's */
    int status;  /* CPython's exit status */
} Verified;

/* ---- the comparison ---- */

/* A trace being read: the current line, without its end. */
typedef struct TraceLines {
    FILE *file;
    char *line; /* owned by getline */
    size_t capacity;
    bool is_over;
} TraceLines;

static void next_line(TraceLines *lines)
{
    ssize_t size = getline(&lines->line, &lines->capacity, lines->file);
    lines->is_over = size < 0;
    if (size > 0 && lines->line[size - 1] == '\n')
        lines->line[size - 1] = '\0';
}

static void tell_side(const char *side, const TraceLines *lines)
{
    const char *text = lines->is_over ? "(nothing more)" : lines->line;
    printf("  %s  ", side);
    glyphs_print(stdout, text, strlen(text));
    putchar('\n');
}

/* Where the traces part. */
typedef struct Parting {
    unsigned long callbacks; /* lines of callbacks before it */
    unsigned long lines;     /* lines of output since the last of them */
} Parting;

/* Read both traces as far as they are the same. True where that is to the end. */
static bool find_parting(TraceLines *ours, TraceLines *theirs, Parting *parting)
{
    for (;;) {
        next_line(ours);
        next_line(theirs);
        if (ours->is_over || theirs->is_over || strcmp(ours->line, theirs->line) != 0)
            return ours->is_over && theirs->is_over;
        bool is_callback = ours->line[0] == '@' && isdigit((unsigned char)ours->line[1]);
        parting->callbacks += is_callback;
        parting->lines = is_callback ? 0 : parting->lines + 1;
    }
}

/* ---- the line of the program where they part ---- */

static size_t count_lines(const char *text, size_t size)
{
    size_t count = 0;
    for (const char *feed = text; size && (feed = memchr(feed, '\n', (size_t)(text + size - feed))); feed++)
        count++;
    return count;
}

/* Walk through the callback where the traces part, line by line, until it has printed what only one of them has; or
 * to where it stops. Returns the line of the program, 0 where none was met. */
static uint32_t find_line(Sim *sim, const Parting *parting, SimClock *clock)
{
    enum { LINES_MOST = 100000 };
    uint32_t line = 0;
    size_t before, now;
    sim_output(sim, &before);
    for (unsigned i = 0; i < LINES_MOST; i++) {
        bool is_moved = sim_step(sim, SIM_LINE, 1) == SIM_MOVED;
        const char *output = sim_output(sim, &now);
        if (line && count_lines(output + before, now - before) > parting->lines)
            break;
        SimClock next;
        sim_clock(sim, &next);
        if (!is_moved || next.callback > parting->callbacks)
            break;
        *clock = next;
        line = next.line ? next.line : line;
    }
    return line;
}

static void tell_source(const Sim *sim, const SourceFile *file, uint32_t number, const SimClock *clock)
{
    size_t length;
    char time[TIME_TEXT_BYTES];
    const char *line = sim_source_line(sim, number, &length);
    printf("  at ");
    glyphs_print(stdout, file->path, strlen(file->path));
    printf(":%u, at %s:\n    ", number, time_text(time, clock->now_ns));
    glyphs_print(stdout, line, length);
    putchar('\n');
}

/* Run the file once more, now with a way back, and tell where in it the traces part. Nothing is told where that
 * cannot be: the difference has been told already. */
static void tell_line(const Verified *verified, const Parting *parting)
{
    Sim *sim = sim_open(&verified->source, &verified->options->sim, NULL, NULL);
    if (!sim)
        return;
    SimClock clock;
    sim_clock(sim, &clock);
    if (parting->callbacks > 1)
        sim_seek_callback(sim, (uint32_t)parting->callbacks - 1);
    uint32_t line = find_line(sim, parting, &clock);
    if (line)
        tell_source(sim, verified->file, line, &clock);
    sim_close(sim);
}

/* ---- what is told ---- */

static void tell_difference(const Verified *verified, const Parting *parting, const TraceLines *ours,
                            const TraceLines *theirs)
{
    printf(": differs from CPython 3.13 after %lu callback%s\n", parting->callbacks,
           parting->callbacks == 1 ? "" : "s");
    tell_side("loopscope", ours);
    tell_side("CPython  ", theirs);
    tell_line(verified, parting);
}

/* The traces are the same. Where the program can never go on, neither side ends by itself. */
static int tell_status(const Verified *verified, unsigned long callbacks)
{
    int ours = verified->outcome.status & 0xFF;
    if (verified->outcome.end != SIM_END_DEADLOCK && verified->status != ours) {
        printf(": %lu callbacks identical to CPython 3.13, but it ends with status %d here, %d there\n", callbacks,
               ours, verified->status);
        return EXIT_EXPECTATION;
    }
    printf(": %lu of %lu callbacks identical to CPython 3.13\n", callbacks, callbacks);
    return EXIT_FINE;
}

/* Compare the traces, which stand at their beginnings, and tell. */
static int compare(const Verified *verified)
{
    TraceLines ours = {.file = verified->here}, theirs = {.file = verified->there};
    Parting parting = {0};
    int status = EXIT_EXPECTATION;
    const char *path = verified->file->path;
    bool is_same = find_parting(&ours, &theirs, &parting);
    if (!is_same && !theirs.is_over && strcmp(theirs.line, "@thread") == 0) {
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_THREADS "\n", path, parting.callbacks);
        status = EXIT_USAGE;
    } else {
        glyphs_print(stdout, path, strlen(path));
        if (is_same)
            status = tell_status(verified, parting.callbacks);
        else
            tell_difference(verified, &parting, &ours, &theirs);
    }
    free(ours.line);
    free(theirs.line);
    return status;
}

/* ---- the runs ---- */

/* Run under CPython what ran here. */
static int compare_with_python(Verified *verified)
{
    static Reference reference; /* paths: too large for the stack */
    const char *path = verified->file->path;
    if (!reference_find(&reference))
        return EXIT_USAGE;
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_RUNS_OUTSIDE "\n", reference_name(&reference), path);
    verified->there = tmpfile();
    if (!verified->there) {
        perror(MESSAGE_PREFIX MESSAGE_NO_TEMPORARY);
        return EXIT_USAGE;
    }
    int status = EXIT_USAGE;
    verified->status = reference_run(&reference, &verified->options->sim, path, verified->there);
    rewind(verified->there);
    if (verified->status < 0)
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_DID_NOT_END "\n", path);
    else
        status = compare(verified);
    fclose(verified->there);
    return status;
}

/* Whether a run came to an end that CPython can have too. */
static bool is_comparable(SimEnd end)
{
    return end == SIM_END_FINISHED || end == SIM_END_RAISED || end == SIM_END_DEADLOCK;
}

static int verify_source(Verified *verified)
{
    SimOutcome *outcome = &verified->outcome;
    if (!report_callbacks(&verified->source, &verified->options->sim, verified->here, NULL, outcome, command_report,
                          NULL))
        return EXIT_NOT_A_SCENARIO;
    if (!is_comparable(outcome->end)) {
        command_tell_end(outcome->end, outcome->text);
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_NOT_GIVEN "\n", verified->file->path);
        return (int)exit_status(outcome->end);
    }
    rewind(verified->here);
    return compare_with_python(verified);
}

static int verify_file(const Options *options, const char *name)
{
    SourceFile file;
    int status;
    if (!command_read_file(name, &file, &status))
        return status;
    Verified verified = {
        .options = options, .file = &file, .source = {file.name, file.text, file.length}, .here = tmpfile()};
    if (verified.here) {
        status = verify_source(&verified);
        fclose(verified.here);
    } else {
        perror(MESSAGE_PREFIX MESSAGE_NO_TEMPORARY);
        status = EXIT_USAGE;
    }
    source_file_release(&file);
    return status;
}

/* All files are looked at; the status is that of the worst. */
int command_verify(const Options *options)
{
    int status = EXIT_FINE;
    for (size_t i = 0; i < options->file_count; i++) {
        int one = verify_file(options, options->files[i]);
        status = one > status ? one : status;
    }
    return status;
}
