/* Noticing that a file has changed on disk, from what the system says of it.
 *
 * Editors write in several ways: into the file itself, perhaps in pieces, or into another one that then takes its
 * name. So a change counts only when the file is there and looks the same twice in a row. */
#ifndef LOOPSCOPE_FILE_STAMP_H
#define LOOPSCOPE_FILE_STAMP_H

#include <stdbool.h>
#include <stdint.h>

/* The same stamp, the same content, as far as the system knows. All 0: no such file. */
typedef struct FileStamp {
    uint64_t device, inode, size;
    int64_t changed_s, changed_ns, written_s, written_ns;
} FileStamp;

FileStamp file_stamp(const char *path);
bool file_stamp_is_same(const FileStamp *a, const FileStamp *b);

/* What is known of a file that is watched. */
typedef struct FileWatch {
    FileStamp tried;  /* what was last made of it, in vain */
    FileStamp seen;   /* at the last look */
    uint64_t next_ms; /* when to look again */
} FileWatch;

enum { FILE_LOOK_MS = 1000, FILE_SETTLE_MS = 100 };

/* Look, where it is time to: is the file another one than `read` and than what was tried, and has it settled? */
bool file_watch_notices(FileWatch *watch, const char *path, const FileStamp *read, uint64_t now_ms);
/* Milliseconds until the next look. */
int file_watch_wait_ms(const FileWatch *watch, uint64_t now_ms);

#endif
