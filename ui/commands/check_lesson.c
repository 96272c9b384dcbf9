/* Checking a lesson: what `loopscope lesson` would refuse to open, and an exercise in which nothing is left to do.
 */
#include "check_parts.h"

#include "lesson_places.h"
#include "messages.h"

#include <stdlib.h>
#include <string.h>

/* As a diagnostic of the simulator would stand there. */
static void keep_error(CheckedFile *checked, const SourceFile *file, const LessonError *error, bool is_warning)
{
    char *shown = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&shown, &size);
    if (stream)
        lesson_error_write(error, is_warning ? "warning" : "error", checked->path, file->text, file->length,
                           stream);
    if (!stream || fclose(stream) != 0) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
        exit(EXIT_LIMIT);
    }
    const SimDiagnostic diagnostic = {.is_warning = is_warning,
                                      .line = error->spot.line,
                                      .column = error->spot.column,
                                      .message = error->message,
                                      .hint = error->hint,
                                      .shown = shown};
    check_keep(checked, &diagnostic);
    free(shown);
}

static void keep_errors(CheckedFile *checked, const SourceFile *file, const LessonErrors *errors, bool are_warnings)
{
    for (size_t i = 0; i < errors->count; i++)
        keep_error(checked, file, &errors->items[i], are_warnings);
}

/* Hold what was read against the scenario. Only a lesson that opens has exercises to be tried. */
static void check_scenario(CheckedFile *checked, const Lesson *lesson, LessonErrors *errors, LessonErrors *warnings)
{
    char path[PLACES_PATH_MOST];
    SourceFile scenario;
    lesson_places_scenario(checked->path, lesson->scenario, path);
    if (source_file_read(&scenario, path) == SOURCE_FILE_READ) {
        const SimSource source = {scenario.name, scenario.text, scenario.length};
        lesson_check(lesson, &source, errors);
        if (errors->count == 0)
            lesson_check_exercises(lesson, &source, warnings);
    } else {
        lesson_errors_add(errors, lesson->scenario_spot, NULL, "%.300s", scenario.message);
    }
    source_file_release(&scenario);
}

void check_lesson(CheckedFile *checked, const SourceFile *file)
{
    Lesson lesson = {0};
    LessonErrors *errors = calloc(2, sizeof *errors); /* and warnings */
    if (!errors || !lesson_read(&lesson, file->text, file->length, errors)) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
        exit(EXIT_LIMIT);
    }
    if (errors->count == 0 && !checked->options->loads_only)
        check_scenario(checked, &lesson, errors, errors + 1);
    keep_errors(checked, file, errors, false);
    keep_errors(checked, file, errors + 1, true);
    checked->status = errors->count ? EXIT_NOT_A_SCENARIO : EXIT_FINE;
    lesson_release(&lesson);
    free(errors);
}
