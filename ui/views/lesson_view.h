/* A lesson's page as lines, broken to a width: its words, and below them what can be done there. Terminal and stage
 * draw the same lines; how wide words are, each of them tells. */
#ifndef LOOPSCOPE_LESSON_VIEW_H
#define LOOPSCOPE_LESSON_VIEW_H

#include "lesson_walk.h"

typedef enum WordLook {
    WORD_PLAIN,
    WORD_EMPHASIS,
    WORD_STRONG,
    WORD_CODE,
    WORD_HEADING,
    WORD_DIM,
    WORD_KEY,  /* a key that does something here */
    WORD_GOOD, /* what holds, a right answer */
    WORD_BAD,
    WORD_LOOKS
} WordLook;

/* Words that look alike and follow each other. */
typedef struct LessonWords {
    WordLook look;
    size_t start, size; /* in the view's text */
    float x;            /* from the page's edge, as measured */
} LessonWords;

typedef struct LessonLine {
    size_t first, count; /* in the view's words; none: an empty line */
} LessonLine;

typedef struct LessonView {
    char title[256]; /* «The parking lot» */
    char place[64];  /* «page 3 of 7» */
    char *text;      /* owned */
    size_t text_size, text_room;
    LessonWords *words; /* owned */
    size_t word_count, word_room;
    LessonLine *lines; /* owned */
    size_t line_count, line_room;
    bool is_whole; /* false: there was no memory for all of it */
} LessonView;

/* How wide a text of that look is. */
typedef float MeasureWords(void *context, WordLook look, const char *text, size_t size);

typedef struct LessonLook {
    float width;
    bool is_ascii; /* signs of ASCII */
    bool has_keys; /* keys do something: they are named */
    MeasureWords *measure;
    void *context; /* for `measure` */
} LessonLook;

/* Make the lines of the page that is open. To be released. */
void lesson_view(const LessonWalk *walk, const LessonLook *look, LessonView *view);
void lesson_view_release(LessonView *view);

/* Widths in cells of a terminal: a MeasureWords. */
float lesson_cells(void *context, WordLook look, const char *text, size_t size);

#endif
