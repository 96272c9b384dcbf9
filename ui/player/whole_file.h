/* A file that appears whole or not at all: it is written under another name beside its place, and gets its own when
 * all of it is there. What was there before stays until then, also where writing fails; a new file never takes the
 * place of another. */
#ifndef LOOPSCOPE_WHOLE_FILE_H
#define LOOPSCOPE_WHOLE_FILE_H

#include <stdbool.h>
#include <stdio.h>

enum { WHOLE_FILE_PATH_BYTES = 4096 };

typedef struct WholeFile {
    FILE *file; /* to write to; NULL where it could not be opened */
    char path[WHOLE_FILE_PATH_BYTES];
    char part[WHOLE_FILE_PATH_BYTES + 16];     /* the other name; "" where `path` is written to directly */
    char message[WHOLE_FILE_PATH_BYTES + 256]; /* why it failed */
    bool is_new;                               /* gives way to what is there */
    int error;                                 /* errno of a write that failed, where whoever wrote noted it */
} WholeFile;

/* Begin to write. What is no plain file (a device, a pipe) is written to directly. False where it cannot be:
 * `message` tells why. */
bool whole_file_open(WholeFile *whole, const char *path);
/* The same for a file that is not there yet. False, with `error` EEXIST, where there is one. */
bool whole_file_open_new(WholeFile *whole, const char *path);
/* All was written: give it its name. False where that, or any write before it, failed: nothing is left behind, and
 * `message` tells why. */
bool whole_file_finish(WholeFile *whole);
/* Give up: nothing is left behind. */
void whole_file_abandon(WholeFile *whole);

#endif
