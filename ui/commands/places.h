/* Where scenarios and lessons are found: in the folder's `scenarios` or `lessons`, beside the build, and in the
 * installed share directory. */
#ifndef LOOPSCOPE_PLACES_H
#define LOOPSCOPE_PLACES_H

#include <stdbool.h>
#include <stddef.h>

enum { PLACES_MOST = 4, PLACES_PATH_MOST = 4096 };

typedef struct Places {
    char paths[PLACES_MOST][PLACES_PATH_MOST]; /* directories that are there, each once */
    size_t count;
    char looked[PLACES_MOST * 64 + PLACES_PATH_MOST]; /* where it was looked, for a message */
} Places;

/* A path relative to the folder of the running program; "" where the system does not tell where it is. */
void places_beside_program(const char *relative, char path[PLACES_PATH_MOST]);

/* The directories of that name: «scenarios», «lessons». */
void places_look(Places *places, const char *folder);

/* The path of a scenario by its name, with or without `.py`. False where a file of that very name is there already,
 * or where no scenario has the name. */
bool places_find(const char *name, char path[PLACES_PATH_MOST]);

/* The path of something that is installed beside the scenarios, in the source tree in tests/conformance or above
 * all: «reference.py». False where it is not there. */
bool places_find_shared(const char *name, char path[PLACES_PATH_MOST]);

#endif
