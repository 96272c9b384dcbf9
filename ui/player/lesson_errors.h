/* What is wrong with a lesson file, said to its author as the simulator says it of a scenario: a place (line and
 * column from 1, columns in code points), what was found, and what to write instead. */
#ifndef LOOPSCOPE_LESSON_ERRORS_H
#define LOOPSCOPE_LESSON_ERRORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { LESSON_ERRORS_MOST = 50, LESSON_ERROR_BYTES = 384, LESSON_HINT_BYTES = 256 };

/* A stretch of one line. */
typedef struct LessonSpot {
    uint32_t line, column;
    uint32_t width; /* code points; 0: up to the line's end */
} LessonSpot;

typedef struct LessonError {
    LessonSpot spot;
    char message[LESSON_ERROR_BYTES];
    char hint[LESSON_HINT_BYTES]; /* "" where there is none */
} LessonError;

/* In order of place. Of one line the first is kept: the others follow from it. */
typedef struct LessonErrors {
    LessonError items[LESSON_ERRORS_MOST];
    size_t count; /* of those in items; what is beyond is dropped */
} LessonErrors;

/* Add one; `hint` may be NULL. */
void lesson_errors_add(LessonErrors *errors, LessonSpot spot, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Write «file:line:col: error: …», the line, a caret and the hint for each, with pictures for what must not be
 * sent. `source` is the lesson's text; `kind` stands for «error» where one is written alone. */
void lesson_error_write(const LessonError *error, const char *kind, const char *file_name, const char *source,
                        size_t length, FILE *file);
void lesson_errors_write(const LessonErrors *errors, const char *file_name, const char *source, size_t length,
                         FILE *file);

/* «did you mean NEAREST?», else «LISTED: all of them». */
void lesson_hint_words(char hint[LESSON_HINT_BYTES], const char *word, const char *listed, const char *const *words,
                       size_t count);

#endif
