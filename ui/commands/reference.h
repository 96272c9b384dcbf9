/* The reference: a real CPython 3.13 that runs a file on the same virtual clock, in a process of its own.
 *
 * Either a python3.13 that runs reference.py, or node with the npm package pyodide, which is a CPython 3.13 in
 * WebAssembly: pyodide.mjs lets that run reference.py. */
#ifndef LOOPSCOPE_REFERENCE_H
#define LOOPSCOPE_REFERENCE_H

#include "places.h"

#include "sim.h"

#include <stdbool.h>
#include <stdio.h>

enum { REFERENCE_WORDS_MOST = 4 };

typedef struct Reference {
    const char *words[REFERENCE_WORDS_MOST]; /* what to start, before the options: of Python or of node */
    size_t word_count;
    char runner[PLACES_PATH_MOST];  /* pyodide.mjs */
    char script[PLACES_PATH_MOST];  /* reference.py */
    char package[PLACES_PATH_MOST]; /* the folder of pyodide; "" where it is a python3.13 */
} Reference;

/* Find a CPython 3.13. False where there is none: standard error has been told what to do. */
bool reference_find(Reference *reference);

/* What it is called in messages. */
const char *reference_name(const Reference *reference);

/* Run the file with the knobs and the seed; its callback trace goes to `output`. Returns the exit status, -1
 * where it could not be started or was killed. */
int reference_run(const Reference *reference, const SimOptions *options, const char *path, FILE *output);

#endif
