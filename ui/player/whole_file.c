/* Writing beside the place, then renaming, which the system does at one stroke. */
#include "whole_file.h"

#include "messages.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(WholeFile *whole, int error)
{
    snprintf(whole->message, sizeof whole->message, MESSAGE_CANNOT_WRITE, whole->path, strerror(error));
    return false;
}

/* Files are made with the rights that the person's mask leaves, which mkstemp does not ask. */
static void set_rights(int descriptor, const char *path)
{
    struct stat status;
    mode_t mask = umask(0);
    umask(mask);
    mode_t rights = stat(path, &status) == 0 ? status.st_mode & 0777 : 0666 & ~mask;
    (void)!fchmod(descriptor, rights);
}

static bool open_part(WholeFile *whole)
{
    snprintf(whole->part, sizeof whole->part, "%s.XXXXXX", whole->path);
    int descriptor = mkstemp(whole->part);
    if (descriptor < 0) {
        whole->part[0] = '\0';
        return fail(whole, errno);
    }
    set_rights(descriptor, whole->path);
    whole->file = fdopen(descriptor, "wb");
    if (whole->file)
        return true;
    int error = errno;
    close(descriptor);
    unlink(whole->part);
    return fail(whole, error);
}

bool whole_file_open(WholeFile *whole, const char *path)
{
    struct stat status;
    *whole = (WholeFile){0};
    if (strlen(path) >= sizeof whole->path) {
        memcpy(whole->path, path, sizeof whole->path - 1);
        return fail(whole, ENAMETOOLONG);
    }
    strcpy(whole->path, path);
    bool is_there = stat(path, &status) == 0;
    if (is_there && S_ISDIR(status.st_mode))
        return fail(whole, EISDIR);
    if (!is_there || S_ISREG(status.st_mode))
        return open_part(whole);
    whole->file = fopen(path, "wb");
    return whole->file || fail(whole, errno);
}

bool whole_file_open_new(WholeFile *whole, const char *path)
{
    struct stat status;
    if (lstat(path, &status) == 0) {
        *whole = (WholeFile){.error = EEXIST};
        snprintf(whole->path, sizeof whole->path, "%s", path);
        return fail(whole, EEXIST);
    }
    bool is_open = whole_file_open(whole, path);
    whole->is_new = true;
    return is_open;
}

/* A second name, which the system refuses where somebody else has made the file meanwhile; where it makes no second
 * names at all, the file is renamed. */
static bool give_new_name(WholeFile *whole)
{
    if (link(whole->part, whole->path) == 0)
        return unlink(whole->part) == 0;
    if (errno == EEXIST)
        whole->error = EEXIST;
    return errno != EEXIST && rename(whole->part, whole->path) == 0;
}

static bool give_name(WholeFile *whole)
{
    if (!whole->part[0])
        return true;
    return whole->is_new ? give_new_name(whole) : rename(whole->part, whole->path) == 0;
}

void whole_file_abandon(WholeFile *whole)
{
    if (whole->file)
        fclose(whole->file);
    whole->file = NULL;
    if (whole->part[0])
        unlink(whole->part);
    whole->part[0] = '\0';
}

bool whole_file_finish(WholeFile *whole)
{
    errno = 0;
    bool is_written = fflush(whole->file) == 0 && !ferror(whole->file);
    int error = whole->error ? whole->error : errno ? errno : EIO;
    is_written = fclose(whole->file) == 0 && is_written;
    whole->file = NULL;
    if (is_written && give_name(whole))
        return true;
    fail(whole, is_written ? errno : error);
    whole_file_abandon(whole);
    return false;
}
