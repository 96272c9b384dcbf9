/* Reading a scenario from disk. */
#include "source_file.h"

#include "glyphs.h"
#include "messages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *copy_of(const char *string)
{
    size_t size = strlen(string) + 1;
    char *copy = malloc(size);
    return copy ? memcpy(copy, string, size) : NULL;
}

static SourceFileStatus fail(SourceFile *file, SourceFileStatus status, const char *reason)
{
    snprintf(file->message, sizeof file->message, MESSAGE_CANNOT_READ, file->path ? file->path : "", reason);
    return status;
}

/* All bytes of a stream, at most one more than allowed. */
static bool read_all(FILE *stream, SourceFile *file)
{
    size_t capacity = 0;
    for (;;) {
        if (file->length + 1 >= capacity) {
            capacity = capacity ? capacity * 2 : 1 << 14;
            char *grown = realloc(file->text, capacity);
            if (!grown)
                return false;
            file->text = grown;
        }
        size_t size = fread(file->text + file->length, 1, capacity - file->length - 1, stream);
        file->length += size;
        if (size == 0 || file->length > SOURCE_FILE_MOST)
            break;
    }
    file->text[file->length] = '\0';
    return true;
}

static void drop_byte_order_mark(SourceFile *file)
{
    if (file->length < 3 || memcmp(file->text, "\xEF\xBB\xBF", 3) != 0)
        return;
    file->length -= 3;
    memmove(file->text, file->text + 3, file->length + 1);
}

/* Line and place of the first wrong byte, as an editor counts lines. */
static SourceFileStatus fail_utf8(SourceFile *file, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset; i++)
        line += file->text[i] == '\n';
    char reason[128];
    snprintf(reason, sizeof reason, MESSAGE_NOT_UTF8, line, (unsigned)(unsigned char)file->text[offset]);
    return fail(file, SOURCE_FILE_UNFITTING, reason);
}

static SourceFileStatus check_text(SourceFile *file)
{
    size_t offset;
    if (file->length > SOURCE_FILE_MOST)
        return fail(file, SOURCE_FILE_UNFITTING, MESSAGE_TOO_LARGE);
    if (!glyphs_is_utf8(file->text, file->length, &offset))
        return fail_utf8(file, offset);
    drop_byte_order_mark(file);
    return SOURCE_FILE_READ;
}

SourceFileStatus source_file_read(SourceFile *file, const char *path)
{
    *file = (SourceFile){.path = copy_of(path)};
    if (!file->path)
        return fail(file, SOURCE_FILE_MISSING, MESSAGE_NO_MEMORY);
    char *slash = strrchr(file->path, '/');
    file->name = slash ? slash + 1 : file->path;
    file->stamp = file_stamp(path); /* before reading: what is written meanwhile is noticed later */
    struct stat status;
    if (stat(path, &status) != 0)
        return fail(file, SOURCE_FILE_MISSING, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return fail(file, SOURCE_FILE_MISSING, MESSAGE_IS_DIRECTORY);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return fail(file, SOURCE_FILE_MISSING, strerror(errno));
    bool is_read = read_all(stream, file);
    bool is_good = is_read && !ferror(stream);
    fclose(stream);
    if (!is_good)
        return fail(file, SOURCE_FILE_MISSING, is_read ? strerror(EIO) : MESSAGE_NO_MEMORY);
    return check_text(file);
}

void source_file_release(SourceFile *file)
{
    free(file->path);
    free(file->text);
    *file = (SourceFile){0};
}
