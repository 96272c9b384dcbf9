/* loopscope verify FILE…: does a real CPython run the file as it ran here?
 *
 * The file runs here first, then in a python3.13 that runs reference.py: asyncio itself, on the same virtual clock,
 * with the same knobs and seed. Both write a callback trace, and the traces are compared line by line. What was
 * refused here, or did not come to an end, is never handed to Python, which has none of the simulator's walls. */
#include "commands.h"

#include "glyphs.h"
#include "messages.h"
#include "places.h"
#include "report.h"

#include <ctype.h>
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

static const char VERSION_PROBE[] = "import sys; sys.exit(sys.version_info[:2] != (3, 13))";

/* ---- the other side: a process ---- */

/* Start the words (the first is looked for on PATH) with nothing to read, standard output to `output`, and wait.
 * Returns its exit status, 128 and more where a signal ended it, -1 where it could not be started. */
static int run_words(const char *const *words, FILE *output)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    bool is_started = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) == 0 &&
                      posix_spawn_file_actions_adddup2(&actions, fileno(output), 1) == 0 &&
                      posix_spawnp(&child, words[0], &actions, NULL, (char *const *)words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!is_started || waitpid(child, &status, 0) != child)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static const char *python_word(void)
{
    const char *named = getenv("LOOPSCOPE_PYTHON");
    return named && *named ? named : "python3.13";
}

static bool has_python(void)
{
    const char *words[] = {python_word(), "-c", VERSION_PROBE, NULL};
    FILE *nothing = tmpfile();
    bool is_there = nothing && run_words(words, nothing) == 0;
    if (nothing)
        fclose(nothing);
    if (!is_there)
        fprintf(stderr,
                MESSAGE_PREFIX "%s is no CPython 3.13 that can be started\n"
                               "install python3.13, or name one: LOOPSCOPE_PYTHON=/path/to/python3.13\n",
                python_word());
    return is_there;
}

/* Run the file under CPython. The words: knobs are put together as NAME=VALUE again. */
static int run_reference(const Options *options, const char *path, const char *reference, FILE *output)
{
    size_t count = 0, knobs = options->sim.knob_count;
    const char **words = calloc(knobs * 2 + 9, sizeof *words);
    char **settings = calloc(knobs + 1, sizeof *settings);
    char seed[32];
    int status = -1;
    bool is_ready = words && settings;
    snprintf(seed, sizeof seed, "--seed=%" PRId64, (int64_t)options->sim.seed);
    if (is_ready) {
        const char *head[] = {python_word(), reference, "--steps", "--stderr", seed};
        for (; count < sizeof head / sizeof *head; count++)
            words[count] = head[count];
    }
    for (size_t i = 0; is_ready && i < knobs; i++) {
        const SimKnobSetting *knob = &options->sim.knobs[i];
        size_t size = strlen(knob->name) + strlen(knob->value) + 2;
        is_ready = (settings[i] = malloc(size)) != NULL;
        if (is_ready)
            snprintf(settings[i], size, "%s=%s", knob->name, knob->value);
        words[count++] = "--set";
        words[count++] = settings[i];
    }
    if (is_ready) {
        words[count++] = "--";
        words[count] = path;
        status = run_words(words, output);
    }
    for (size_t i = 0; settings && i < knobs; i++)
        free(settings[i]);
    free(settings);
    free(words);
    return status;
}

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

/* Compare the traces, which stand at their beginnings, and tell. */
static int compare(const char *path, FILE *here, FILE *there)
{
    TraceLines ours = {.file = here}, theirs = {.file = there};
    unsigned long callbacks = 0;
    bool is_same = true;
    for (;;) {
        next_line(&ours);
        next_line(&theirs);
        is_same = ours.is_over == theirs.is_over && (ours.is_over || strcmp(ours.line, theirs.line) == 0);
        if (!is_same || ours.is_over)
            break;
        callbacks += ours.line[0] == '@' && isdigit((unsigned char)ours.line[1]);
    }
    glyphs_print(stdout, path, strlen(path));
    if (is_same) {
        printf(": %lu of %lu callbacks identical to CPython 3.13\n", callbacks, callbacks);
    } else {
        printf(": differs from CPython 3.13 after %lu callbacks\n", callbacks);
        tell_side("loopscope", &ours);
        tell_side("CPython  ", &theirs);
    }
    free(ours.line);
    free(theirs.line);
    return is_same ? EXIT_FINE : EXIT_EXPECTATION;
}

/* Run under CPython what ran here, whose trace is `here`. */
static int compare_with_python(const Options *options, const char *path, FILE *here)
{
    char reference[PLACES_PATH_MOST];
    if (!places_find_reference(reference)) {
        fputs(MESSAGE_PREFIX "reference.py, which runs files under CPython, is not installed\n", stderr);
        return EXIT_USAGE;
    }
    if (!has_python())
        return EXIT_USAGE;
    fprintf(stderr, MESSAGE_PREFIX "CPython now runs %s, outside the simulator's walls\n", path);
    FILE *there = tmpfile();
    if (!there) {
        perror(MESSAGE_PREFIX "no temporary file");
        return EXIT_USAGE;
    }
    int status = run_reference(options, path, reference, there);
    rewind(there);
    if (status < 0 || status >= 128) {
        fprintf(stderr, MESSAGE_PREFIX "%s did not run %s to its end\n", python_word(), path);
        status = EXIT_USAGE;
    } else {
        status = compare(path, here, there);
    }
    fclose(there);
    return status;
}

/* Whether a run came to an end that CPython can have too. */
static bool is_comparable(SimEnd end)
{
    return end == SIM_END_FINISHED || end == SIM_END_RAISED || end == SIM_END_DEADLOCK;
}

static int verify_source(const Options *options, const SourceFile *file, FILE *here)
{
    SimOutcome outcome;
    SimSource source = {file->name, file->text, file->length};
    if (!report_callbacks(&source, &options->sim, here, NULL, &outcome, command_report, NULL))
        return EXIT_NOT_A_SCENARIO;
    if (!is_comparable(outcome.end)) {
        command_tell_end(outcome.end, outcome.text);
        fprintf(stderr, MESSAGE_PREFIX "%s did not run to its end here, and is not given to CPython\n", file->path);
        return (int)exit_status(outcome.end);
    }
    rewind(here);
    return compare_with_python(options, file->path, here);
}

static int verify_file(const Options *options, const char *name)
{
    SourceFile file;
    int status;
    if (!command_read_file(name, &file, &status))
        return status;
    FILE *here = tmpfile();
    if (here) {
        status = verify_source(options, &file, here);
        fclose(here);
    } else {
        perror(MESSAGE_PREFIX "no temporary file");
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
