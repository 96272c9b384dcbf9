/* loopscope new NAME: a scenario to start from. */
#include "commands.h"

#include "glyphs.h"
#include "messages.h"
#include "new_scenario.h"
#include "whole_file.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

enum { NAME_MOST = 200 };

/* The part behind the last slash. */
static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Letters (of any script), digits, _, - and dots inside: a name that needs no quotes in a shell, and is no option.
 */
static bool is_name(const char *base)
{
    size_t length = strlen(base), offset;
    bool is_good =
        length > 0 && length <= NAME_MOST && *base != '.' && *base != '-' && glyphs_is_utf8(base, length, &offset);
    for (const char *at = base; is_good && *at; at++)
        is_good = isalnum((unsigned char)*at) || strchr("_-.", *at) || (unsigned char)*at >= 0x80;
    return is_good;
}

/* With `.py` behind it, unless it ends so. False where that is too long, or no name. */
static bool make_path(const char *name, char path[WHOLE_FILE_PATH_BYTES])
{
    size_t length = strlen(name);
    bool has_ending = length > 3 && strcmp(name + length - 3, ".py") == 0;
    int size = snprintf(path, WHOLE_FILE_PATH_BYTES, "%s%s", name, has_ending ? "" : ".py");
    return is_name(base_of(name)) && strcmp(base_of(path), ".py") != 0 && size < WHOLE_FILE_PATH_BYTES;
}

/* «coffee-shop_2» becomes «Coffee shop 2». */
static void write_title(FILE *file, const char *path)
{
    const char *base = base_of(path);
    size_t length = strlen(base) - strlen(".py");
    fputs("#: title  ", file);
    for (size_t i = 0; i < length; i++) {
        int byte = (unsigned char)base[i];
        fputc(byte == '_' || byte == '-' ? ' ' : i == 0 ? toupper(byte) : byte, file);
    }
    fputc('\n', file);
}

static int tell_failure(const WholeFile *whole)
{
    if (whole->error == EEXIST)
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_IS_THERE "\n", whole->path);
    else
        fprintf(stderr, MESSAGE_PREFIX "%s\n", whole->message);
    return EXIT_USAGE;
}

/* «  loopscope check shop.py    what it does» */
static void tell_way(const char *words, const char *path, unsigned column, const char *meaning)
{
    unsigned width = string_width(words) + string_width(path);
    printf("  loopscope %s%s%*s%s\n", words, path, (int)(column > width ? column - width : 0) + 4, "", meaning);
}

static void tell_what_next(const char *path)
{
    static const char EXPLAIN[] = "explain directive";
    unsigned column = string_width("check ") + string_width(path);
    if (column < sizeof EXPLAIN - 1)
        column = sizeof EXPLAIN - 1;
    printf("%s is written. It runs as it is:\n\n", path);
    tell_way("", path, column, "step through it; it shows what you change when you save");
    tell_way("check ", path, column, "does it do what it expects?");
    tell_way("run ", path, column, "only what it prints");
    tell_way(EXPLAIN, "", column, "what comments that begin with #: can say");
}

int command_new(const Options *options)
{
    static WholeFile whole; /* paths: too large for the stack */
    char path[WHOLE_FILE_PATH_BYTES];
    if (!make_path(options->files[0], path)) {
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_BAD_NAME "\n", options->files[0]);
        return EXIT_USAGE;
    }
    if (!whole_file_open_new(&whole, path))
        return tell_failure(&whole);
    write_title(whole.file, path);
    fputs(NEW_SCENARIO, whole.file);
    if (!whole_file_finish(&whole))
        return tell_failure(&whole);
    tell_what_next(path);
    return EXIT_FINE;
}
