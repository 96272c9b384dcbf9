/* Where lessons are, and the scenario that each is about. */
#ifndef LOOPSCOPE_LESSON_PLACES_H
#define LOOPSCOPE_LESSON_PLACES_H

#include "lesson_walk.h"
#include "places.h"
#include "scenarios.h"

/* All lessons that are found, in their order. To be released. */
void lesson_places_look(Lessons *lessons);

/* The path of a lesson's scenario: beside the lesson, else among the scenarios. False where there is none; `path`
 * is then where it was looked for last. */
bool lesson_places_scenario(const char *lesson_path, const char *scenario, char path[PLACES_PATH_MOST]);

/* Does a file's name say that it is a lesson? */
bool lesson_places_is_lesson(const char *name);

typedef struct FoundLesson {
    char path[PLACES_PATH_MOST], scenario[PLACES_PATH_MOST], name[PLACES_PATH_MOST], next[256];
} FoundLesson;

/* A lesson by its name, number or path. False where there is none, which has been told. */
bool lesson_places_find(const char *name, FoundLesson *found);

/* The lessons become the first entries of the catalogue, with what a student has done. */
void lesson_places_catalogue(Scenarios *scenarios);

#endif
