/* Reading, changing and writing what a student has done. */
#include "progress.h"

#include "messages.h"
#include "source_file.h"
#include "whole_file.h"
#include "words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char FIRST_LINE[] = "loopscope progress 1";

enum { ENTRIES_MOST = 100000, NUMBER_MOST = 9999, ASIDE_MOST = 99 };

/* ---- entries ---- */

void progress_release(Progress *progress)
{
    for (size_t i = 0; i < progress->count; i++)
        free(progress->entries[i].lesson);
    free(progress->entries);
    *progress = (Progress){0};
}

/* The entries of `from` take the place of the others, which `from` then has. */
static void take_entries(Progress *progress, Progress *from)
{
    Progress before = *progress;
    progress->entries = from->entries;
    progress->count = from->count;
    progress->room = from->room;
    from->entries = before.entries;
    from->count = before.count;
    from->room = before.room;
}

static ProgressEntry *find(const Progress *progress, const char *lesson, const ProgressEntry *wanted)
{
    for (size_t i = 0; i < progress->count; i++) {
        ProgressEntry *entry = &progress->entries[i];
        bool is_place = entry->page == wanted->page && entry->question == wanted->question;
        if (entry->kind == wanted->kind && (is_place || entry->kind == PROGRESS_PAGE) &&
            strcmp(entry->lesson, lesson) == 0)
            return entry;
    }
    return NULL;
}

static char *copy_of(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

static bool add(Progress *progress, const char *lesson, const ProgressEntry *entry)
{
    if (progress->count == progress->room) {
        size_t room = progress->room ? progress->room * 2 : 64;
        ProgressEntry *grown = realloc(progress->entries, room * sizeof *grown);
        if (!grown)
            return false;
        progress->entries = grown;
        progress->room = room;
    }
    char *copy = copy_of(lesson);
    if (!copy)
        return false;
    progress->entries[progress->count] = *entry;
    progress->entries[progress->count++].lesson = copy;
    return true;
}

/* A page takes the place of the one before; a first answer stays. False where there is no room. */
static bool put(Progress *progress, const char *lesson, const ProgressEntry *entry)
{
    ProgressEntry *there = find(progress, lesson, entry);
    if (!there)
        return progress->count < ENTRIES_MOST && add(progress, lesson, entry);
    if (entry->kind == PROGRESS_PAGE)
        there->page = entry->page;
    return true;
}

/* ---- reading ---- */

/* The next word of a line, parted by one blank; *at goes behind it. */
static bool take_word(char **at, char **word)
{
    char *blank = strchr(*at, ' ');
    if (!blank || blank == *at)
        return false;
    *blank = '\0';
    *word = *at;
    *at = blank + 1;
    return true;
}

static bool take_number(char **at, unsigned *number)
{
    char *word;
    uint64_t count;
    if (!take_word(at, &word) || !count_parse(word, 1, NUMBER_MOST, &count))
        return false;
    *number = (unsigned)count;
    return true;
}

static bool take_answer(char **at, bool *is_right)
{
    char *word;
    if (!take_word(at, &word))
        return false;
    *is_right = strcmp(word, "right") == 0;
    return *is_right || strcmp(word, "wrong") == 0;
}

static bool read_line(Progress *progress, char *line)
{
    ProgressEntry entry = {0};
    char *word;
    if (!take_word(&line, &word))
        return false;
    if (strcmp(word, "page") == 0)
        entry.kind = PROGRESS_PAGE;
    else if (strcmp(word, "answer") == 0)
        entry.kind = PROGRESS_ANSWER;
    else if (strcmp(word, "done") == 0)
        entry.kind = PROGRESS_DONE;
    else
        return false;
    if (!take_number(&line, &entry.page))
        return false;
    if (entry.kind == PROGRESS_ANSWER &&
        !(take_number(&line, &entry.question) && take_answer(&line, &entry.is_right)))
        return false;
    return *line && put(progress, line, &entry);
}

static bool read_lines(Progress *progress, char *text)
{
    char *line = text, *end = strchr(text, '\n');
    if (!end)
        return false;
    *end = '\0';
    if (strcmp(line, FIRST_LINE) != 0)
        return false;
    for (line = end + 1; *line; line = end + 1) {
        end = strchr(line, '\n');
        if (!end)
            return false;
        *end = '\0';
        if (!read_line(progress, line))
            return false;
    }
    return true;
}

/* Give the file another name, the first that is free. */
static void set_aside(Progress *progress)
{
    char aside[PROGRESS_PATH_BYTES + 16];
    snprintf(aside, sizeof aside, "%s.damaged", progress->path);
    for (unsigned i = 2; access(aside, F_OK) == 0 && i <= ASIDE_MOST; i++)
        snprintf(aside, sizeof aside, "%s.damaged-%u", progress->path, i);
    if (access(aside, F_OK) != 0 && rename(progress->path, aside) == 0) {
        snprintf(progress->message, sizeof progress->message, MESSAGE_PROGRESS_DAMAGED, progress->path, aside);
        return;
    }
    snprintf(progress->message, sizeof progress->message, MESSAGE_PROGRESS_UNREADABLE, progress->path);
    progress->path[0] = '\0';
}

/* Take over what the file says; where it cannot be read, what is known stays. A file that is not there says
 * nothing. */
static void read_file(Progress *progress)
{
    SourceFile file;
    Progress read = {0};
    if (!progress->path[0] || (access(progress->path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)))
        return;
    SourceFileStatus status = source_file_read(&file, progress->path);
    if (status == SOURCE_FILE_MISSING) {
        snprintf(progress->message, sizeof progress->message, MESSAGE_PROGRESS_NOT_KEPT, file.message);
        progress->path[0] = '\0';
    } else if (status == SOURCE_FILE_UNFITTING || !read_lines(&read, file.text)) {
        set_aside(progress);
    } else {
        take_entries(progress, &read);
    }
    progress_release(&read);
    source_file_release(&file);
}

/* ---- where ---- */

/* Make the folders of a path, those that are not there. */
static void make_folders(const char *path)
{
    char folder[PROGRESS_PATH_BYTES];
    snprintf(folder, sizeof folder, "%s", path);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(folder, 0700);
        *slash = '/';
    }
}

static bool set_path(Progress *progress, const char *folder, const char *rest)
{
    int size = snprintf(progress->path, sizeof progress->path, "%s%s", folder, rest);
    if (size > 0 && size < PROGRESS_PATH_BYTES)
        return true;
    progress->path[0] = '\0';
    return false;
}

/* XDG's base directories count only where they are absolute. */
static bool find_path(Progress *progress, const char *folder)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (folder)
        return set_path(progress, folder, "/progress");
    if (state && *state == '/')
        return set_path(progress, state, "/loopscope/progress");
    return home && *home == '/' && set_path(progress, home, "/.local/state/loopscope/progress");
}

void progress_open(Progress *progress, const char *folder)
{
    *progress = (Progress){.is_kept = true};
    if (find_path(progress, folder))
        read_file(progress);
    else
        snprintf(progress->message, sizeof progress->message, MESSAGE_PROGRESS_NO_PLACE);
}

/* ---- writing ---- */

static void write_entry(const ProgressEntry *entry, FILE *file)
{
    switch (entry->kind) {
    case PROGRESS_PAGE:
        fprintf(file, "page %u %s\n", entry->page, entry->lesson);
        break;
    case PROGRESS_ANSWER:
        fprintf(file, "answer %u %u %s %s\n", entry->page, entry->question, entry->is_right ? "right" : "wrong",
                entry->lesson);
        break;
    case PROGRESS_DONE:
        fprintf(file, "done %u %s\n", entry->page, entry->lesson);
        break;
    }
}

static bool write_file(const Progress *progress, WholeFile *whole)
{
    make_folders(progress->path);
    if (!whole_file_open(whole, progress->path))
        return false;
    fprintf(whole->file, "%s\n", FIRST_LINE);
    for (size_t i = 0; i < progress->count; i++)
        write_entry(&progress->entries[i], whole->file);
    return whole_file_finish(whole);
}

static void save(Progress *progress)
{
    WholeFile whole;
    if (!progress->path[0])
        return;
    bool was_kept = progress->is_kept;
    progress->is_kept = write_file(progress, &whole);
    if (was_kept && !progress->is_kept)
        snprintf(progress->message, sizeof progress->message, MESSAGE_PROGRESS_NOT_KEPT, whole.message);
}

/* Whether the file would say nothing new. */
static bool is_known(const Progress *progress, const char *lesson, const ProgressEntry *entry)
{
    const ProgressEntry *there = find(progress, lesson, entry);
    return there && (entry->kind != PROGRESS_PAGE || there->page == entry->page);
}

static void change(Progress *progress, const char *lesson, const ProgressEntry *entry)
{
    if (is_known(progress, lesson, entry) || strchr(lesson, '\n') || !*lesson)
        return;
    if (progress->is_kept)
        read_file(progress);
    if (put(progress, lesson, entry))
        save(progress);
}

void progress_set_page(Progress *progress, const char *lesson, size_t page)
{
    change(progress, lesson, &(ProgressEntry){.kind = PROGRESS_PAGE, .page = (unsigned)page + 1});
}

void progress_set_answer(Progress *progress, const char *lesson, size_t page, size_t question, bool is_right)
{
    change(progress, lesson,
           &(ProgressEntry){.kind = PROGRESS_ANSWER,
                            .page = (unsigned)page + 1,
                            .question = (unsigned)question + 1,
                            .is_right = is_right});
}

void progress_set_done(Progress *progress, const char *lesson, size_t page)
{
    change(progress, lesson, &(ProgressEntry){.kind = PROGRESS_DONE, .page = (unsigned)page + 1});
}

/* ---- looking ---- */

bool progress_page(const Progress *progress, const char *lesson, size_t *page)
{
    const ProgressEntry *there = find(progress, lesson, &(ProgressEntry){.kind = PROGRESS_PAGE});
    if (there)
        *page = there->page - 1;
    return there != NULL;
}

ProgressAnswer progress_answer(const Progress *progress, const char *lesson, size_t page, size_t question)
{
    ProgressEntry wanted = {
        .kind = PROGRESS_ANSWER, .page = (unsigned)page + 1, .question = (unsigned)question + 1};
    const ProgressEntry *there = find(progress, lesson, &wanted);
    return !there ? ANSWER_NONE : there->is_right ? ANSWER_RIGHT : ANSWER_WRONG;
}

bool progress_is_done(const Progress *progress, const char *lesson, size_t page)
{
    return find(progress, lesson, &(ProgressEntry){.kind = PROGRESS_DONE, .page = (unsigned)page + 1}) != NULL;
}

ProgressCounts progress_counts(const Progress *progress, const char *lesson)
{
    ProgressCounts counts = {0};
    for (size_t i = 0; i < progress->count; i++) {
        const ProgressEntry *entry = &progress->entries[i];
        if (strcmp(entry->lesson, lesson) != 0)
            continue;
        counts.answers += entry->kind == PROGRESS_ANSWER;
        counts.right += entry->kind == PROGRESS_ANSWER && entry->is_right;
        counts.exercises += entry->kind == PROGRESS_DONE;
    }
    return counts;
}
