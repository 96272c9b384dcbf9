/* Listing a folder. */
#include "folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 16 }; /* folders in folders: links may go round in a circle */

bool folder_add_file(FolderFiles *files, const char *path)
{
    if (files->count == files->capacity) {
        size_t capacity = files->capacity ? files->capacity * 2 : 16;
        char **paths = realloc(files->paths, capacity * sizeof *paths);
        if (!paths)
            return false;
        files->paths = paths;
        files->capacity = capacity;
    }
    char *copy = malloc(strlen(path) + 1);
    if (copy)
        files->paths[files->count++] = strcpy(copy, path);
    return copy != NULL;
}

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ending) == 0;
}

/* Not every text in Markdown is a lesson: one that is has a head, which begins with a line of dashes. */
static bool has_head(const char *path)
{
    char start[8] = "";
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t length = fread(start, 1, sizeof start - 1, file);
    fclose(file);
    const char *text = length > 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0 ? start + 3 : start;
    return strncmp(text, "---\n", 4) == 0 || strncmp(text, "---\r", 4) == 0;
}

static bool add_folder(FolderFiles *files, const char *folder, unsigned depth);

static bool add_entry(FolderFiles *files, const char *folder, const char *name, unsigned depth)
{
    struct stat status;
    size_t length = strlen(folder);
    const char *joint = length > 0 && folder[length - 1] == '/' ? "" : "/";
    char *path = malloc(length + strlen(joint) + strlen(name) + 1);
    if (!path)
        return false;
    strcat(strcat(strcpy(path, folder), joint), name);
    bool is_good = true;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        is_good = depth == DEEPEST || add_folder(files, path, depth + 1);
    else if (ends_in(name, ".py") || (ends_in(name, ".md") && has_head(path)))
        is_good = folder_add_file(files, path);
    free(path);
    return is_good;
}

static bool add_folder(FolderFiles *files, const char *folder, unsigned depth)
{
    DIR *directory = opendir(folder);
    bool is_good = true;
    for (const struct dirent *entry; directory && is_good && (entry = readdir(directory));)
        if (entry->d_name[0] != '.')
            is_good = add_entry(files, folder, entry->d_name, depth);
    if (directory)
        closedir(directory);
    return is_good;
}

static int by_path(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

bool folder_add(FolderFiles *files, const char *folder)
{
    size_t first = files->count;
    bool is_good = add_folder(files, folder, 0);
    if (files->count > first)
        qsort(files->paths + first, files->count - first, sizeof *files->paths, by_path);
    return is_good;
}

void folder_release(FolderFiles *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->paths[i]);
    free(files->paths);
    *files = (FolderFiles){0};
}
