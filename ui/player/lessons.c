/* The lessons that there are. */
#include "lessons.h"

#include "lesson.h"
#include "source_file.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The length of what orders a file: a number, and perhaps a letter. 0 where there is none. */
static size_t length_of_number(const char *file)
{
    size_t length = strspn(file, "0123456789");
    if (length > 0 && islower((unsigned char)file[length]))
        length++;
    return length > 0 && file[length] == '-' && file[length + 1] ? length : 0;
}

static const char *after_number(const char *file)
{
    size_t length = length_of_number(file);
    return length ? file + length + 1 : file;
}

/* Without «.md». */
static size_t length_of_name(const char *file)
{
    size_t length = strlen(file);
    return length > 3 && strcmp(file + length - 3, ".md") == 0 ? length - 3 : length;
}

char *lesson_name(const char *path)
{
    const char *start = after_number(base_name(path));
    size_t length = length_of_name(start);
    char *name = malloc(length + 1);
    if (!name)
        return NULL;
    memcpy(name, start, length);
    name[length] = '\0';
    return name;
}

/* ---- files ---- */

static bool has_file(const Lessons *lessons, const char *file)
{
    for (size_t i = 0; i < lessons->count; i++)
        if (strcmp(lessons->items[i].file, file) == 0)
            return true;
    return false;
}

static bool make_room(Lessons *lessons)
{
    if (lessons->count < lessons->capacity)
        return true;
    size_t capacity = lessons->capacity ? lessons->capacity * 2 : 16;
    LessonFile *grown = realloc(lessons->items, capacity * sizeof *grown);
    if (!grown)
        return false;
    lessons->items = grown;
    lessons->capacity = capacity;
    return true;
}

/* What the list tells of a lesson. One that has errors is in the list all the same. */
static void read_words(LessonFile *file)
{
    SourceFile source;
    Lesson lesson = {0};
    LessonErrors *errors = calloc(1, sizeof *errors);
    bool is_read = errors && source_file_read(&source, file->path) == SOURCE_FILE_READ;
    if (is_read && lesson_read(&lesson, source.text, source.length, errors)) {
        snprintf(file->title, sizeof file->title, "%s", lesson.title);
        snprintf(file->scenario, sizeof file->scenario, "%s", lesson.scenario);
        file->slide = lesson.slide;
        file->page_count = lesson.page_count;
    }
    if (errors)
        source_file_release(&source);
    lesson_release(&lesson);
    free(errors);
    if (!*file->title)
        snprintf(file->title, sizeof file->title, "%s", file->name);
}

static void add_file(Lessons *lessons, const char *directory, const char *name)
{
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = make_room(lessons) ? malloc(size) : NULL, *short_name = path ? lesson_name(name) : NULL;
    if (!short_name) {
        free(path);
        return;
    }
    snprintf(path, size, "%s/%s", directory, name);
    LessonFile *file = &lessons->items[lessons->count++];
    *file = (LessonFile){.path = path, .file = path + strlen(directory) + 1, .name = short_name};
    read_words(file);
}

static bool is_lesson_name(const char *name)
{
    return name[0] != '.' && name[0] != '_' && length_of_name(name) < strlen(name) &&
           strcasecmp(name, "README.md") != 0;
}

void lessons_add_directory(Lessons *lessons, const char *path)
{
    DIR *directory = opendir(path);
    if (!directory)
        return;
    for (struct dirent *entry; (entry = readdir(directory));)
        if (is_lesson_name(entry->d_name) && !has_file(lessons, entry->d_name))
            add_file(lessons, path, entry->d_name);
    closedir(directory);
}

/* ---- order ---- */

/* Files without a number come last. */
static unsigned long number_of(const LessonFile *file)
{
    return length_of_number(file->file) ? strtoul(file->file, NULL, 10) : ~0ul;
}

static int by_number(const void *left, const void *right)
{
    const LessonFile *a = left, *b = right;
    unsigned long first = number_of(a), second = number_of(b);
    return first != second ? (first < second ? -1 : 1) : strcmp(a->file, b->file);
}

void lessons_sort(Lessons *lessons)
{
    if (lessons->count > 1)
        qsort(lessons->items, lessons->count, sizeof *lessons->items, by_number);
}

void lessons_release(Lessons *lessons)
{
    for (size_t i = 0; i < lessons->count; i++) {
        free(lessons->items[i].path);
        free(lessons->items[i].name);
    }
    free(lessons->items);
    *lessons = (Lessons){0};
}

/* ---- finding ---- */

static bool is_called(const LessonFile *file, const char *name)
{
    size_t length = length_of_name(name);
    if (length_of_name(file->file) == length && strncasecmp(file->file, name, length) == 0)
        return true;
    return strlen(file->name) == length && strncasecmp(file->name, name, length) == 0;
}

/* «3» and «03» are the same. */
static bool has_number(const LessonFile *file, const char *name)
{
    size_t length = length_of_number(file->file), zeros = strspn(file->file, "0");
    name += strspn(name, "0");
    return length > 0 && strlen(name) == length - zeros && strncmp(file->file + zeros, name, length - zeros) == 0;
}

const LessonFile *lessons_find(const Lessons *lessons, const char *name)
{
    for (size_t i = 0; i < lessons->count; i++)
        if (is_called(&lessons->items[i], name) || has_number(&lessons->items[i], name))
            return &lessons->items[i];
    return NULL;
}
