/* loopscope check FILE…|FOLDER: load, run ahead, and say what is wrong: errors, findings, expectations, how it
 * ended; of a lesson, what it says that is not so.
 *
 * Of a folder each file has a line, which says what to look at with a check of that file.
 *
 * Each of several files is checked by a process of its own, which a time limit ends: one student's endless program
 * does not keep the others waiting. */
#include "check_parts.h"

#include "folder.h"
#include "glyphs.h"
#include "lesson_places.h"
#include "messages.h"
#include "places.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIME_LIMIT = 10 }; /* seconds for each of several files, where none is given */

/* ---- collecting ---- */

static char *copied(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    if (copy)
        strcpy(copy, text);
    return copy;
}

/* Room for one more, or a NULL that is told. */
static void *with_room(void *items, size_t size, size_t count, size_t *room)
{
    if (count < *room)
        return items;
    size_t wider = *room ? *room * 2 : 16;
    void *moved = realloc(items, wider * size);
    if (!moved) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
        exit(EXIT_LIMIT);
    }
    *room = wider;
    return moved;
}

static void add_item(CheckedFile *checked, CheckKind kind, uint32_t line, size_t at)
{
    checked->items = with_room(checked->items, sizeof *checked->items, checked->item_count, &checked->item_room);
    checked->items[checked->item_count++] = (CheckItem){kind, line, at};
}

void check_keep(void *context, const SimDiagnostic *diagnostic)
{
    CheckedFile *checked = context;
    if (diagnostic->is_warning)
        checked->warnings++;
    else
        checked->errors++;
    checked->diagnostics = with_room(checked->diagnostics, sizeof *checked->diagnostics, checked->diagnostic_count,
                                     &checked->diagnostic_room);
    checked->diagnostics[checked->diagnostic_count] =
        (CheckDiagnostic){diagnostic->line, diagnostic->column, copied(diagnostic->message),
                          copied(diagnostic->hint), copied(diagnostic->shown)};
    add_item(checked, diagnostic->is_warning ? CHECK_WARNING : CHECK_ERROR, diagnostic->line,
             checked->diagnostic_count++);
}

static void collect_expectations(CheckedFile *checked)
{
    SimExpectation expectation;
    for (size_t at = 0; sim_expectation(checked->sim, at, &expectation); at++) {
        checked->failed += expectation.verdict == SIM_VERDICT_FAILS;
        checked->unknown += expectation.verdict == SIM_VERDICT_UNKNOWN;
        if (expectation.verdict != SIM_VERDICT_HOLDS)
            add_item(checked, CHECK_EXPECTATION, expectation.line, at);
    }
}

static void collect_findings(CheckedFile *checked)
{
    SimFinding finding;
    for (size_t at = 0; sim_finding(checked->sim, at, &finding); at++, checked->findings++)
        add_item(checked, CHECK_FINDING, finding.line, at);
    if (!sim_has_findings(checked->sim))
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
}

static int by_line(const void *left, const void *right)
{
    const CheckItem *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* ---- one run ---- */

static int worse(int one, int other)
{
    return one > other ? one : other;
}

/* An expectation that cannot be judged does not hold: its end lies beyond a limit, or it has no value. */
static int status_of(const CheckedFile *checked)
{
    if (!checked->sim)
        return EXIT_NOT_A_SCENARIO;
    int status = (int)exit_status(checked->extent.end);
    if (checked->failed || (checked->unknown && checked->extent.is_whole))
        status = worse(status, EXIT_EXPECTATION);
    if (!checked->extent.is_whole && checked->unknown)
        status = worse(status, EXIT_LIMIT);
    return status;
}

static void release(CheckedFile *checked)
{
    for (size_t i = 0; i < checked->diagnostic_count; i++) {
        free(checked->diagnostics[i].message);
        free(checked->diagnostics[i].hint);
        free(checked->diagnostics[i].shown);
    }
    free(checked->diagnostics);
    free(checked->items);
    sim_close(checked->sim);
}

static void run(CheckedFile *checked, const SourceFile *file, int64_t seed)
{
    SimOptions sim = checked->options->sim;
    const SimSource source = {checked->path, file->text, file->length};
    sim.seed = seed;
    *checked = (CheckedFile){
        .options = checked->options, .path = checked->path, .seed = seed, .is_brief = checked->is_brief};
    checked->sim = sim_open(&source, &sim, check_keep, checked);
    if (checked->sim) {
        sim_extent(checked->sim, &checked->extent);
        collect_findings(checked);
        collect_expectations(checked);
    }
    if (checked->item_count > 0)
        qsort(checked->items, checked->item_count, sizeof *checked->items, by_line);
    checked->status = status_of(checked);
}

/* With several seeds: the first with which something fails, else the first. */
static void run_seeds(CheckedFile *checked, const SourceFile *file)
{
    const Options *options = checked->options;
    int64_t seed = options->seeds ? 0 : options->sim.seed;
    run(checked, file, seed);
    for (uint64_t next = 1; next < options->seeds && checked->sim && checked->status == EXIT_FINE; next++) {
        release(checked);
        run(checked, file, (int64_t)next);
    }
    if (options->seeds > 1 && checked->status == EXIT_FINE) {
        release(checked);
        run(checked, file, 0);
    }
}

static void load_only(CheckedFile *checked, const SourceFile *file)
{
    const SimSource source = {checked->path, file->text, file->length};
    bool is_good = sim_check(&source, &checked->options->sim, check_keep, checked);
    checked->status = is_good ? EXIT_FINE : EXIT_NOT_A_SCENARIO;
}

static int check_file(const Options *options, const char *name, bool is_brief)
{
    SourceFile file;
    int status;
    if (!command_read_file(name, &file, &status))
        return status;
    CheckedFile checked = {.options = options, .path = file.path, .is_brief = is_brief};
    if (lesson_places_is_lesson(name))
        check_lesson(&checked, &file);
    else if (options->loads_only)
        load_only(&checked, &file);
    else
        run_seeds(&checked, &file);
    if (options->is_json)
        check_tell_json(&checked);
    else
        check_tell_text(&checked);
    status = checked.status;
    release(&checked);
    source_file_release(&file);
    return status;
}

/* ---- several files ---- */

static unsigned time_limit(const Options *options)
{
    return options->time_limit ? (unsigned)options->time_limit : TIME_LIMIT;
}

/* The process has ended without a word: the time limit, or the computer's memory. */
static void tell_given_up(const Options *options, const char *name, int signal_number)
{
    if (options->is_json) {
        check_tell_given_up(name, signal_number == SIGALRM ? "time" : "killed");
        return;
    }
    glyphs_print(stdout, name, strlen(name));
    if (signal_number == SIGALRM)
        printf(": it took longer than %u s, and was given up\n", time_limit(options));
    else
        printf(": checking it was broken off (signal %d)\n", signal_number);
}

/* What became of the process; EXIT_LIMIT where the time limit has ended it, or memory. */
static int status_of_child(const Options *options, const char *name, pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    tell_given_up(options, name, WTERMSIG(status));
    return EXIT_LIMIT;
}

static int check_apart(const Options *options, const char *name, bool is_brief)
{
    fflush(stdout);
    fflush(stderr);
    pid_t child = fork();
    if (child < 0)
        return check_file(options, name, is_brief);
    if (child > 0)
        return status_of_child(options, name, child);
    alarm(time_limit(options));
    int status = check_file(options, name, is_brief);
    fflush(stdout);
    _exit(status);
}

static void count(CheckSummary *summary, int status)
{
    summary->files++;
    summary->fine += status == EXIT_FINE;
    summary->failed += status == EXIT_EXPECTATION;
    summary->stuck += status >= EXIT_RAISED;
    summary->unfit += status == EXIT_NOT_A_SCENARIO || status == EXIT_USAGE;
    summary->status = worse(summary->status, status);
}

static bool is_folder(const char *name)
{
    struct stat status;
    return stat(name, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Files as named, folders as the programs and lessons in them. */
static bool list_files(const Options *options, FolderFiles *files)
{
    bool is_good = true;
    for (size_t i = 0; is_good && i < options->file_count; i++)
        is_good = is_folder(options->files[i]) ? folder_add(files, options->files[i])
                                               : folder_add_file(files, options->files[i]);
    if (!is_good)
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
    return is_good;
}

int command_check(const Options *options)
{
    FolderFiles files = {0};
    CheckSummary summary = {0};
    if (!list_files(options, &files)) {
        folder_release(&files);
        return EXIT_LIMIT;
    }
    bool is_brief = false;
    for (size_t i = 0; i < options->file_count; i++)
        is_brief = is_brief || is_folder(options->files[i]);
    bool is_alone = files.count == 1 && !is_brief;
    for (size_t i = 0; i < files.count; i++)
        count(&summary, is_alone ? check_file(options, files.paths[i], false)
                                 : check_apart(options, files.paths[i], is_brief));
    if (!is_alone || options->is_json)
        check_tell_summary(options, &summary);
    folder_release(&files);
    return summary.status;
}
