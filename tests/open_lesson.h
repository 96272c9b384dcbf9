/* Opening a lesson for the golden screens and scenes: without a state directory, so that nothing is remembered. */
#ifndef LOOPSCOPE_OPEN_LESSON_H
#define LOOPSCOPE_OPEN_LESSON_H

#include "lesson_walk.h"

#include <string.h>

static inline bool is_lesson(const char *path)
{
    size_t length = strlen(path);
    return length > 3 && strcmp(path + length - 3, ".md") == 0;
}

/* The scenario that the head names, which is in scenarios/. */
static inline bool scenario_of_lesson(const char *path, char scenario[256])
{
    SourceFile file;
    bool is_read = source_file_read(&file, path) == SOURCE_FILE_READ;
    const char *line = is_read ? strstr(file.text, "\nscenario: ") : NULL;
    if (line) {
        line += strlen("\nscenario: ");
        snprintf(scenario, 256, "scenarios/%.*s", (int)strcspn(line, "\r\n"), line);
    }
    source_file_release(&file);
    return line != NULL;
}

static inline bool open_lesson(LessonWalk *walk, Progress *progress, Player *player, const char *path)
{
    char scenario[256];
    *progress = (Progress){0};
    return scenario_of_lesson(path, scenario) &&
           lesson_walk_open(walk, &(LessonPlace){path, scenario, "lesson", "the-next-one"}, player, progress,
                            stderr);
}

#endif
