/* The Python files and lessons of a folder, with those of the folders in it, in the order of their paths. */
#ifndef LOOPSCOPE_FOLDER_H
#define LOOPSCOPE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct FolderFiles {
    char **paths; /* owned, and so is each */
    size_t count, capacity;
} FolderFiles;

/* Add every .py file below a folder, and every .md file that begins with the head of a lesson; what cannot be read,
 * and what begins with a dot, is passed over. False where the host gives no memory. */
bool folder_add(FolderFiles *files, const char *folder);
bool folder_add_file(FolderFiles *files, const char *path);
void folder_release(FolderFiles *files);

#endif
