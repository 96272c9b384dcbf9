/* The catalogue: lessons, and the scenario files of some directories, with title and about. Scenarios are not
 * loaded for it, only looked through for their directives. */
#ifndef LOOPSCOPE_SCENARIOS_H
#define LOOPSCOPE_SCENARIOS_H

#include "lessons.h"
#include "progress.h"

typedef struct Scenario {
    char *path;       /* owned */
    const char *name; /* in path: the base name */
    char title[128];  /* the file's name where it gives none */
    char about[512];
    bool is_lesson;             /* then the path is a lesson's, and: */
    size_t order;               /* among the lessons, from 0 */
    char *lesson, *next;        /* owned: its name, the name of the lesson behind it or NULL */
    char *scenario;             /* owned: the path of the scenario that it is about, NULL where there is none */
    unsigned slide, page_count; /* what the lesson's head and pages say */
    const char *settings[2];    /* of the two runs of a pair: «GATE=0»; both NULL where it is none */
} Scenario;

typedef struct Scenarios {
    Scenario *items; /* owned */
    size_t count, capacity;
} Scenarios;

/* Add the `.py` files of a directory whose names are not there yet. */
void scenarios_add_directory(Scenarios *scenarios, const char *path);
/* Add lessons in their order, each with the path of its scenario (NULL where it was not found). */
void scenarios_add_lesson(Scenarios *scenarios, const LessonFile *lesson, const char *scenario, const char *next);
/* Let `about` tell how far a student has come in a lesson. */
void scenario_tell_progress(Scenario *lesson, const Progress *progress);
/* Lessons first, in their order; scenarios in the order of titles. */
void scenarios_sort(Scenarios *scenarios);
/* After sorting: the pairs of those scenarios that are there, one scenario under two settings. */
void scenarios_add_pairs(Scenarios *scenarios);
bool scenario_is_pair(const Scenario *scenario);
void scenarios_release(Scenarios *scenarios);

/* Is the word somewhere in name, title or about? Case does not count. */
bool scenario_matches(const Scenario *scenario, const char *word);

/* Read title and about from a scenario's text. */
void scenario_read_words(Scenario *scenario, const char *text);

#endif
