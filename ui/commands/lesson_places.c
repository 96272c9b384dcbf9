/* Finding lessons. */
#include "lesson_places.h"

#include "messages.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void lesson_places_look(Lessons *lessons)
{
    Places places;
    places_look(&places, "lessons");
    for (size_t i = 0; i < places.count; i++)
        lessons_add_directory(lessons, places.paths[i]);
    lessons_sort(lessons);
}

bool lesson_places_scenario(const char *lesson_path, const char *scenario, char path[PLACES_PATH_MOST])
{
    const char *slash = strrchr(lesson_path, '/');
    int folder = slash ? (int)(slash + 1 - lesson_path) : 0;
    int size = snprintf(path, PLACES_PATH_MOST, "%.*s%s", folder, lesson_path, scenario);
    if (size > 0 && size < PLACES_PATH_MOST && access(path, R_OK) == 0)
        return true;
    if (places_find(scenario, path))
        return true;
    snprintf(path, PLACES_PATH_MOST, "%s", scenario);
    return access(path, R_OK) == 0;
}

/* ---- one lesson ---- */

bool lesson_places_is_lesson(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".md") == 0;
}

static bool is_same_file(const char *one, const char *other)
{
    struct stat a, b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A file of one's own has its whole path as name, so that progress knows it from others. */
static void find_own(const char *path, FoundLesson *found)
{
    SourceFile file;
    Lesson lesson = {0};
    LessonErrors *errors = calloc(1, sizeof *errors);
    char *whole = realpath(path, NULL);
    snprintf(found->path, sizeof found->path, "%s", path);
    snprintf(found->name, sizeof found->name, "%s", whole ? whole : path);
    if (errors && source_file_read(&file, path) == SOURCE_FILE_READ &&
        lesson_read(&lesson, file.text, file.length, errors))
        lesson_places_scenario(path, lesson.scenario, found->scenario);
    lesson_release(&lesson);
    if (errors)
        source_file_release(&file);
    free(errors);
    free(whole);
}

static void find_listed(const Lessons *lessons, const LessonFile *lesson, FoundLesson *found)
{
    bool is_last = lesson + 1 == lessons->items + lessons->count;
    snprintf(found->path, sizeof found->path, "%s", lesson->path);
    snprintf(found->name, sizeof found->name, "%s", lesson->name);
    snprintf(found->next, sizeof found->next, "%s", is_last ? "" : lesson[1].name);
    lesson_places_scenario(lesson->path, lesson->scenario, found->scenario);
}

/* A path that is one of the lessons' is found as such. */
static const LessonFile *listed(const Lessons *lessons, const char *name, bool is_path)
{
    if (!is_path)
        return lessons_find(lessons, name);
    for (size_t i = 0; i < lessons->count; i++)
        if (is_same_file(lessons->items[i].path, name))
            return &lessons->items[i];
    return NULL;
}

static void tell_unknown(const Lessons *lessons, const char *name)
{
    const char *names[128];
    size_t count = lessons->count < 128 ? lessons->count : 128;
    for (size_t i = 0; i < count; i++)
        names[i] = lessons->items[i].name;
    const char *near = nearest_word(name, names, count);
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_LESSON, name);
    if (near)
        fprintf(stderr, MESSAGE_DID_YOU_MEAN, near);
    fputs("\n" MESSAGE_SEE_LESSONS "\n", stderr);
}

bool lesson_places_find(const char *name, FoundLesson *found)
{
    struct stat status;
    Lessons lessons = {0};
    bool is_path = stat(name, &status) == 0 && !S_ISDIR(status.st_mode);
    *found = (FoundLesson){0};
    lesson_places_look(&lessons);
    const LessonFile *lesson = listed(&lessons, name, is_path);
    if (lesson)
        find_listed(&lessons, lesson, found);
    else if (is_path)
        find_own(name, found);
    else
        tell_unknown(&lessons, name);
    lessons_release(&lessons);
    return lesson || is_path;
}

/* ---- all lessons ---- */

void lesson_places_catalogue(Scenarios *scenarios)
{
    Lessons lessons = {0};
    Progress progress;
    progress_open(&progress, NULL);
    lesson_places_look(&lessons);
    for (size_t i = 0; i < lessons.count; i++) {
        char path[PLACES_PATH_MOST];
        bool is_there = lesson_places_scenario(lessons.items[i].path, lessons.items[i].scenario, path);
        scenarios_add_lesson(scenarios, &lessons.items[i], is_there ? path : NULL,
                             i + 1 < lessons.count ? lessons.items[i + 1].name : NULL);
    }
    for (size_t i = 0; i < scenarios->count; i++)
        if (scenarios->items[i].is_lesson)
            scenario_tell_progress(&scenarios->items[i], &progress);
    lessons_release(&lessons);
    progress_release(&progress);
}
