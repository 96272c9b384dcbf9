/* The lessons of some directories, in the lecture's order: file names begin with a number,
 * `03-parking-lot.md`, perhaps with a letter behind it, `03a-rate-limits.md`. A lesson's name is what stands behind
 * the number: «parking-lot». */
#ifndef LOOPSCOPE_LESSONS_H
#define LOOPSCOPE_LESSONS_H

#include <stdbool.h>
#include <stddef.h>

enum { LESSON_TITLE_BYTES = 128 };

typedef struct LessonFile {
    char *path;                        /* owned */
    const char *file;                  /* in path: the base name */
    char *name;                        /* owned: without number and ending */
    char title[LESSON_TITLE_BYTES];    /* the file's name where it gives none */
    char scenario[LESSON_TITLE_BYTES]; /* "" where it names none */
    unsigned slide;                    /* 0 none */
    size_t page_count;
} LessonFile;

typedef struct Lessons {
    LessonFile *items; /* owned; by file name */
    size_t count, capacity;
} Lessons;

/* Add the `.md` files of a directory whose names are not there yet; README.md is none. */
void lessons_add_directory(Lessons *lessons, const char *path);
/* In the lecture's order. */
void lessons_sort(Lessons *lessons);
void lessons_release(Lessons *lessons);

/* The lesson with that name («parking-lot», with its number or not, with `.md` or not), or with that number («3»
 * for `03-…`); the first of several. NULL where there is none. */
const LessonFile *lessons_find(const Lessons *lessons, const char *name);

/* «parking-lot» of «…/03-parking-lot.md», to be freed; NULL where there is no memory. */
char *lesson_name(const char *path);

#endif
