/* A lesson: pages of text, each with a place in the run of a scenario.
 *
 * A lesson file is CommonMark that reads well anywhere (lessons/README.md is the guide for authors):
 *
 *     ---                        the head: title, scenario, and the slide it belongs to
 *     title: The parking lot
 *     slide: 3
 *     scenario: parking_lot.py
 *     ---
 *     # A lot with three spaces  a page is a list of blocks; it ends at a thematic break
 *     ```stage                   a directive, in a fenced block: what the tool does there
 *     cue: a full lot
 *     ```
 *
 * Here it is data for views: blocks of spans, and directives as checked entries. All texts are owned by the lesson
 * and live as long as it does. Reading (lesson_read.c) tells what is wrong with the file by itself; checking
 * (lesson_check.c) holds it against its scenario. */
#ifndef LOOPSCOPE_LESSON_H
#define LOOPSCOPE_LESSON_H

#include "lesson_errors.h"
#include "sim.h"

typedef enum SpanLook { SPAN_PLAIN, SPAN_EMPHASIS, SPAN_STRONG, SPAN_CODE } SpanLook;

/* A stretch of words that look alike. A line feed in it is a line's end that the author wants. */
typedef struct LessonSpan {
    SpanLook look;
    const char *text;
} LessonSpan;

typedef enum LessonBlockKind {
    LESSON_HEADING,
    LESSON_PARAGRAPH,
    LESSON_ITEM, /* of a list: its first paragraph; further ones are paragraphs of the same depth */
    LESSON_CODE, /* lines as they stand, in one span */
    LESSON_STAGE,
    LESSON_PREDICT,
    LESSON_EXERCISE,
} LessonBlockKind;

/* The words behind the fences of LESSON_STAGE and of the kinds that follow it. */
enum { LESSON_DIRECTIVES = 3 };
extern const char *const LESSON_DIRECTIVE_WORDS[LESSON_DIRECTIVES];

typedef enum LessonKey {
    LESSON_CUE,      /* stage: the place is a cue, ... */
    LESSON_TIME,     /* ... a time, ... */
    LESSON_CALLBACK, /* ... or after a callback; without any of these it is the start */
    LESSON_SET,      /* stage: a knob's value, the others have their own; may be repeated */
    LESSON_FOCUS,    /* stage: the task or object to look at */
    LESSON_UNTIL,    /* stage: from the place on the run plays to its end */
    LESSON_KIND,     /* predict: what is asked, as a scenario's `ask` */
    LESSON_EXPECT,   /* exercise: what must hold, as a scenario's `expect`; may be repeated */
    LESSON_HINT,     /* exercise: shown when asked for; may be repeated, one is shown after the other */
    LESSON_KEYS,
} LessonKey;

enum { LESSON_ENTRIES_MOST = 32 /* of a block */, LESSON_KNOB_BYTES = 64 };

/* A line «key: text» of a directive. */
typedef struct LessonEntry {
    LessonKey key;
    const char *text; /* without the blanks around it */
    LessonSpot spot;  /* of the text, for messages */
    int64_t number;   /* time: nanoseconds; callback: its number */
} LessonEntry;

typedef struct LessonBlock {
    LessonBlockKind kind;
    uint32_t line;                 /* in the file */
    unsigned level;                /* heading: 1 to 6; item, and what is in it: how deep, from 1 */
    unsigned number;               /* item of a numbered list: its number, 0 a bullet */
    bool is_quoted;                /* in a block quote */
    size_t first_span, span_count; /* in the lesson's spans */
    size_t first_entry, entry_count;
} LessonBlock;

typedef struct LessonPage {
    const char *title; /* the words of its first heading, else the lesson's title */
    size_t first_block, block_count;
} LessonPage;

typedef struct LessonStore LessonStore; /* where the texts are */

typedef struct Lesson {
    const char *title, *scenario; /* "" where the head does not say */
    LessonSpot scenario_spot;
    unsigned slide; /* 0 none */
    LessonPage *pages;
    size_t page_count, page_room;
    LessonBlock *blocks;
    size_t block_count, block_room;
    LessonSpan *spans;
    size_t span_count, span_room;
    LessonEntry *entries;
    size_t entry_count, entry_room;
    LessonStore *store;
    bool is_out_of_memory;
} Lesson;

/* Read a lesson's text, which is UTF-8 and ends in a NUL. What is wrong is added to `errors`; what could be read is
 * there nevertheless. False where there is no memory. In any case it is to be released. */
bool lesson_read(Lesson *lesson, const char *text, size_t length, LessonErrors *errors);
void lesson_release(Lesson *lesson);

/* Is all that the lesson says about its scenario so: cues, times, callbacks, knobs, objects, expressions? What is
 * not is added to `errors`. The scenario has been read from its file. */
void lesson_check(const Lesson *lesson, const SimSource *scenario, LessonErrors *errors);

/* Is there something to do in each exercise? One that the scenario as it is does already is added to `warnings`. */
void lesson_check_exercises(const Lesson *lesson, const SimSource *scenario, LessonErrors *warnings);

/* ---- looking ---- */

/* Block `at` of a page that is of the kind (directives), counted from 0; NULL where there is none. */
const LessonBlock *lesson_find_block(const Lesson *lesson, size_t page, LessonBlockKind kind, size_t at);
/* Entry `at` of a block with the key; NULL where there is none. */
const LessonEntry *lesson_find_entry(const Lesson *lesson, const LessonBlock *block, LessonKey key, size_t at);
/* The stage block that holds on a page: its own, or that of the nearest page before; NULL: the start of the run. */
const LessonBlock *lesson_stage(const Lesson *lesson, size_t page);

/* Bring a run to the place of a stage block (NULL: the start), where it has it. */
void lesson_go_to_stage(const Lesson *lesson, const LessonBlock *stage, Sim *sim);

/* What a predict block asks where the sim stands: of the line of code behind a cue that is reached there, else of
 * what comes next. The expression is the lesson's. */
SimAsk lesson_ask(const Lesson *lesson, const LessonBlock *predict, const Sim *sim);

/* The settings of a stage block, for SimOptions. Returns how many; the texts are the lesson's. */
typedef struct LessonSettings {
    SimKnobSetting knobs[LESSON_ENTRIES_MOST];
    char names[LESSON_ENTRIES_MOST][LESSON_KNOB_BYTES];
    size_t count;
} LessonSettings;
/* `stage` may be NULL: no settings. */
void lesson_settings(const Lesson *lesson, const LessonBlock *stage, LessonSettings *settings);

/* ---- for the files that read ---- */

/* A copy of bytes in the lesson's store; NULL where there is no memory. */
const char *lesson_keep(Lesson *lesson, const char *bytes, size_t length);
/* Add to one of the lists. NULL where there is no memory. */
LessonPage *lesson_add_page(Lesson *lesson);
LessonBlock *lesson_add_block(Lesson *lesson, LessonBlockKind kind, uint32_t line);
LessonSpan *lesson_add_span(Lesson *lesson, SpanLook look, const char *text);
LessonEntry *lesson_add_entry(Lesson *lesson, LessonKey key, const char *text);

/* Read the lines of a directive's block, of which the first is `line` of the file; blanks before each were taken
 * away where the file has them. */
void lesson_read_directive(Lesson *lesson, LessonBlock *block, const char *literal, const char *source,
                           LessonErrors *errors);

#endif
