/* The catalogue: the scenario files of some directories, with title and about. Files are not loaded for it, only
 * looked through for their directives. */
#ifndef LOOPSCOPE_SCENARIOS_H
#define LOOPSCOPE_SCENARIOS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Scenario {
    char *path;       /* owned */
    const char *name; /* in path: the base name */
    char title[128];  /* the file's name where it gives none */
    char about[512];
} Scenario;

typedef struct Scenarios {
    Scenario *items; /* owned; by title */
    size_t count, capacity;
} Scenarios;

/* Add the `.py` files of a directory whose names are not there yet. */
void scenarios_add_directory(Scenarios *scenarios, const char *path);
/* In the order of titles. */
void scenarios_sort(Scenarios *scenarios);
void scenarios_release(Scenarios *scenarios);

/* Is the word somewhere in name, title or about? Case does not count. */
bool scenario_matches(const Scenario *scenario, const char *word);

/* Read title and about from a scenario's text. */
void scenario_read_words(Scenario *scenario, const char *text);

#endif
