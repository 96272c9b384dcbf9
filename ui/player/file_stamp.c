/* Looking at a file once in a while. */
#include "file_stamp.h"

#include <string.h>
#include <sys/stat.h>

FileStamp file_stamp(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return (FileStamp){0};
    return (FileStamp){.device = (uint64_t)status.st_dev,
                       .inode = (uint64_t)status.st_ino,
                       .size = (uint64_t)status.st_size,
                       .changed_s = status.st_ctim.tv_sec,
                       .changed_ns = status.st_ctim.tv_nsec,
                       .written_s = status.st_mtim.tv_sec,
                       .written_ns = status.st_mtim.tv_nsec};
}

bool file_stamp_is_same(const FileStamp *a, const FileStamp *b)
{
    return memcmp(a, b, sizeof *a) == 0; /* seven numbers of 64 bits: nothing between them */
}

static bool is_there(const FileStamp *stamp)
{
    return stamp->inode != 0;
}

bool file_watch_notices(FileWatch *watch, const char *path, const FileStamp *read, uint64_t now_ms)
{
    if (now_ms < watch->next_ms)
        return false;
    FileStamp stamp = file_stamp(path);
    bool has_settled = file_stamp_is_same(&stamp, &watch->seen);
    bool is_new =
        is_there(&stamp) && !file_stamp_is_same(&stamp, read) && !file_stamp_is_same(&stamp, &watch->tried);
    watch->seen = stamp;
    watch->next_ms = now_ms + (is_new && !has_settled ? FILE_SETTLE_MS : FILE_LOOK_MS);
    return is_new && has_settled;
}

int file_watch_wait_ms(const FileWatch *watch, uint64_t now_ms)
{
    return watch->next_ms > now_ms ? (int)(watch->next_ms - now_ms) : 0;
}
