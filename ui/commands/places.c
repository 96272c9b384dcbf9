/* Where scenarios and lessons are found. */
#include "places.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The compile-time places: the build defines both. */
#ifndef LOOPSCOPE_SHARE_DIR
#define LOOPSCOPE_SHARE_DIR "/usr/local/share/loopscope"
#endif
#ifndef LOOPSCOPE_SHARE_FROM_BIN
#define LOOPSCOPE_SHARE_FROM_BIN "../share/loopscope"
#endif

static bool is_directory(const char *path, struct stat *status)
{
    return stat(path, status) == 0 && S_ISDIR(status->st_mode);
}

static bool is_known(const Places *places, const struct stat *status)
{
    for (size_t i = 0; i < places->count; i++) {
        struct stat other;
        if (stat(places->paths[i], &other) == 0 && other.st_dev == status->st_dev && other.st_ino == status->st_ino)
            return true;
    }
    return false;
}

/* Where it was looked, for a message: as many as there is room for. */
static void note_look(Places *places, const char *path)
{
    size_t length = strlen(places->looked), size = strlen(path) + 3;
    if (length + size > sizeof places->looked)
        return;
    strcat(places->looked, length ? ", " : "");
    strcat(places->looked, path);
}

static void add(Places *places, const char *path)
{
    struct stat status;
    note_look(places, path);
    if (places->count < PLACES_MOST && strlen(path) < PLACES_PATH_MOST && is_directory(path, &status) &&
        !is_known(places, &status))
        strcpy(places->paths[places->count++], path);
}

void places_beside_program(const char *relative, char path[PLACES_PATH_MOST])
{
    ssize_t length = readlink("/proc/self/exe", path, PLACES_PATH_MOST - 1);
    path[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    if (!slash || folder + strlen(relative) >= PLACES_PATH_MOST)
        path[0] = '\0';
    else
        strcpy(path + folder, relative);
}

static void add_within(Places *places, const char *share, const char *folder)
{
    char path[PLACES_PATH_MOST];
    int size = snprintf(path, sizeof path, "%s/%s", share, folder);
    if (size > 0 && size < PLACES_PATH_MOST)
        add(places, path);
}

void places_look(Places *places, const char *folder)
{
    char share[PLACES_PATH_MOST];
    *places = (Places){0};
    add(places, folder);
    places_beside_program(LOOPSCOPE_SHARE_FROM_BIN, share);
    if (share[0])
        add_within(places, share, folder);
#ifdef LOOPSCOPE_SOURCE_DIR
    add_within(places, LOOPSCOPE_SOURCE_DIR, folder);
#endif
    add_within(places, LOOPSCOPE_SHARE_DIR, folder);
}

/* Whether it can be read there; `path` is then its path. */
static bool is_there(const char *folder, const char *between, const char *name, char path[PLACES_PATH_MOST])
{
    int size = snprintf(path, PLACES_PATH_MOST, "%s%s%s", folder, between, name);
    return size > 0 && size < PLACES_PATH_MOST && access(path, R_OK) == 0;
}

bool places_find_shared(const char *name, char path[PLACES_PATH_MOST])
{
    char share[PLACES_PATH_MOST];
    places_beside_program(LOOPSCOPE_SHARE_FROM_BIN, share);
    if (share[0] && is_there(share, "/", name, path))
        return true;
#ifdef LOOPSCOPE_SOURCE_DIR
    if (is_there(LOOPSCOPE_SOURCE_DIR, "/tests/conformance/", name, path) ||
        is_there(LOOPSCOPE_SOURCE_DIR, "/", name, path))
        return true;
#endif
    return is_there(LOOPSCOPE_SHARE_DIR, "/", name, path);
}

bool places_find(const char *name, char path[PLACES_PATH_MOST])
{
    struct stat status;
    if (strchr(name, '/') || stat(name, &status) == 0)
        return false;
    size_t length = strlen(name);
    bool has_ending = length > 3 && strcmp(name + length - 3, ".py") == 0;
    Places places;
    places_look(&places, "scenarios");
    for (size_t i = 0; i < places.count; i++) {
        int size = snprintf(path, PLACES_PATH_MOST, "%s/%s%s", places.paths[i], name, has_ending ? "" : ".py");
        if (size > 0 && size < PLACES_PATH_MOST && stat(path, &status) == 0)
            return true;
    }
    return false;
}
