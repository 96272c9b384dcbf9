/* The catalogue of scenario files. */
#include "scenarios.h"

#include "source_file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- directives ---- */

/* Copy the rest of a line without the blanks around it, after what is there already. */
static void append_line(char *text, size_t room, const char *from, const char *end)
{
    while (from < end && (*from == ' ' || *from == '\t'))
        from++;
    while (end > from && (end[-1] == ' ' || end[-1] == '\r' || end[-1] == '\t'))
        end--;
    size_t length = strlen(text);
    snprintf(text + length, room - length, "%s%.*s", length ? " " : "", (int)(end - from), from);
}

static bool is_directive(const char *line, const char *word, const char **rest)
{
    if (strncmp(line, "#:", 2) != 0)
        return false;
    line += 2;
    while (*line == ' ' || *line == '\t')
        line++;
    size_t length = strlen(word);
    if (strncmp(line, word, length) != 0 || (line[length] != ' ' && line[length] != '\t'))
        return false;
    *rest = line + length;
    return true;
}

void scenario_read_words(Scenario *scenario, const char *text)
{
    while (*text) {
        const char *end = strchr(text, '\n'), *rest;
        if (!end)
            end = text + strlen(text);
        if (is_directive(text, "title", &rest))
            append_line(scenario->title, sizeof scenario->title, rest, end);
        else if (is_directive(text, "about", &rest))
            append_line(scenario->about, sizeof scenario->about, rest, end);
        text = *end ? end + 1 : end;
    }
    if (!*scenario->title)
        snprintf(scenario->title, sizeof scenario->title, "%s", scenario->name);
}

/* ---- files ---- */

static const Scenario *find_name(const Scenarios *scenarios, const char *name)
{
    for (size_t i = 0; i < scenarios->count; i++)
        if (strcmp(scenarios->items[i].name, name) == 0)
            return &scenarios->items[i];
    return NULL;
}

static bool make_room(Scenarios *scenarios)
{
    if (scenarios->count < scenarios->capacity)
        return true;
    size_t capacity = scenarios->capacity ? scenarios->capacity * 2 : 16;
    Scenario *grown = realloc(scenarios->items, capacity * sizeof *grown);
    if (!grown)
        return false;
    scenarios->items = grown;
    scenarios->capacity = capacity;
    return true;
}

static void add_file(Scenarios *scenarios, const char *directory, const char *name)
{
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = make_room(scenarios) ? malloc(size) : NULL;
    SourceFile file;
    if (!path)
        return;
    snprintf(path, size, "%s/%s", directory, name);
    if (source_file_read(&file, path) == SOURCE_FILE_READ) {
        Scenario *scenario = &scenarios->items[scenarios->count++];
        *scenario = (Scenario){.path = path, .name = path + strlen(directory) + 1};
        scenario_read_words(scenario, file.text);
    } else {
        free(path);
    }
    source_file_release(&file);
}

static bool is_scenario_name(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && name[0] != '.' && name[0] != '_' && strcmp(name + length - 3, ".py") == 0;
}

void scenarios_add_directory(Scenarios *scenarios, const char *path)
{
    DIR *directory = opendir(path);
    if (!directory)
        return;
    for (struct dirent *entry; (entry = readdir(directory));)
        if (is_scenario_name(entry->d_name) && !find_name(scenarios, entry->d_name))
            add_file(scenarios, path, entry->d_name);
    closedir(directory);
}

/* ---- lessons ---- */

static char *copy_of(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

void scenarios_add_lesson(Scenarios *scenarios, const LessonFile *lesson, const char *scenario, const char *next)
{
    char *path = make_room(scenarios) ? copy_of(lesson->path) : NULL, *name = path ? copy_of(lesson->name) : NULL;
    if (!name) {
        free(path);
        return;
    }
    Scenario *item = &scenarios->items[scenarios->count];
    *item = (Scenario){.path = path,
                       .name = path + strlen(path) - strlen(lesson->file),
                       .is_lesson = true,
                       .order = scenarios->count++,
                       .lesson = name,
                       .next = next ? copy_of(next) : NULL,
                       .scenario = scenario ? copy_of(scenario) : NULL,
                       .slide = lesson->slide,
                       .page_count = (unsigned)lesson->page_count};
    snprintf(item->title, sizeof item->title, "%s", lesson->title);
}

void scenario_tell_progress(Scenario *lesson, const Progress *progress)
{
    size_t page;
    ProgressCounts counts = progress_counts(progress, lesson->lesson);
    int length = snprintf(lesson->about, sizeof lesson->about, "%u %s", lesson->page_count,
                          lesson->page_count == 1 ? "page" : "pages");
    if (!progress_page(progress, lesson->lesson, &page))
        return;
    length +=
        snprintf(lesson->about + length, sizeof lesson->about - (size_t)length, ", last on page %zu", page + 1);
    if (counts.answers)
        length += snprintf(lesson->about + length, sizeof lesson->about - (size_t)length,
                           ", %u of %u predictions right", counts.right, counts.answers);
    if (counts.exercises)
        snprintf(lesson->about + length, sizeof lesson->about - (size_t)length, ", exercise done");
}

/* ---- pairs ---- */

bool scenario_is_pair(const Scenario *scenario)
{
    return scenario->settings[0] != NULL;
}

static void add_pair(Scenarios *scenarios, const char *file, const char *left, const char *right, const char *what)
{
    const Scenario *of = make_room(scenarios) ? find_name(scenarios, file) : NULL;
    char *path = of ? copy_of(of->path) : NULL;
    if (!path)
        return;
    Scenario *item = &scenarios->items[scenarios->count++];
    *item = (Scenario){.path = path, .name = path + (of->name - of->path), .settings = {left, right}};
    snprintf(item->title, sizeof item->title, "Side by side: %s", what);
    snprintf(item->about, sizeof item->about, "Two runs beside each other, on one clock: %s and %s.", left, right);
}

void scenarios_add_pairs(Scenarios *scenarios)
{
#define PAIR(file, left, right, what) add_pair(scenarios, file, left, right, what);
#include "pairs.def"
#undef PAIR
}

/* ---- order ---- */

static int by_title(const void *left, const void *right)
{
    const Scenario *a = left, *b = right;
    if (a->is_lesson || b->is_lesson)
        return a->is_lesson != b->is_lesson ? (a->is_lesson ? -1 : 1) : a->order < b->order ? -1 : 1;
    int order = strcasecmp(a->title, b->title);
    return order ? order : strcmp(a->name, b->name);
}

void scenarios_sort(Scenarios *scenarios)
{
    if (scenarios->count > 1)
        qsort(scenarios->items, scenarios->count, sizeof *scenarios->items, by_title);
}

void scenarios_release(Scenarios *scenarios)
{
    for (size_t i = 0; i < scenarios->count; i++) {
        free(scenarios->items[i].path);
        free(scenarios->items[i].lesson);
        free(scenarios->items[i].next);
        free(scenarios->items[i].scenario);
    }
    free(scenarios->items);
    *scenarios = (Scenarios){0};
}

static bool contains(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (; *text; text++)
        if (strncasecmp(text, word, length) == 0)
            return true;
    return length == 0;
}

bool scenario_matches(const Scenario *scenario, const char *word)
{
    return contains(scenario->name, word) || contains(scenario->title, word) || contains(scenario->about, word);
}
