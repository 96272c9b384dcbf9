/* A scenario file as read from disk: its bytes, and what to say where it cannot be read. */
#ifndef LOOPSCOPE_SOURCE_FILE_H
#define LOOPSCOPE_SOURCE_FILE_H

#include "file_stamp.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum SourceFileStatus {
    SOURCE_FILE_READ,
    SOURCE_FILE_MISSING,   /* not there, a directory, not to be read: the command was wrong */
    SOURCE_FILE_UNFITTING, /* too large or not UTF-8: not a scenario */
} SourceFileStatus;

enum { SOURCE_FILE_MOST = 8 << 20 }; /* bytes; a scenario is a page or ten */

typedef struct SourceFile {
    char *path; /* owned: as it was opened */
    char *name; /* borrowed from path: the base name */
    char *text; /* owned, NUL-terminated, UTF-8 without a byte order mark */
    size_t length;
    FileStamp stamp;   /* of the file just before it was read */
    char message[512]; /* why it could not be read */
} SourceFile;

/* Read the file. On failure `message` tells why. In either case it is to be released. */
SourceFileStatus source_file_read(SourceFile *file, const char *path);
void source_file_release(SourceFile *file);

#endif
