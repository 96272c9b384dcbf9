/* loopscope new NAME: a scenario to start from, which explains itself, or a copy of another one (--from). */
#include "commands.h"

#include "glyphs.h"
#include "messages.h"
#include "new_scenario.h"
#include "places.h"
#include "whole_file.h"
#include "words.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

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

/* ---- what is written ---- */

/* Is the line a directive at the head that gives the title, or a part of it? */
static bool is_title(const char *line)
{
    static const char WORD[] = "title";
    if (strncmp(line, "#:", 2) != 0)
        return false;
    line += 2 + strspn(line + 2, " \t");
    return strncmp(line, WORD, sizeof WORD - 1) == 0 && strchr(" \t\r\n", line[sizeof WORD - 1]);
}

/* The scenario as it stands, under a title of its own: the catalogue is to tell the two apart. */
static void write_copy(FILE *file, const char *path, const SourceFile *from)
{
    write_title(file, path);
    for (const char *line = from->text, *end = line + from->length; line < end;) {
        const char *feed = memchr(line, '\n', (size_t)(end - line));
        const char *next = feed ? feed + 1 : end;
        if (!is_title(line))
            fwrite(line, 1, (size_t)(next - line), file);
        line = next;
    }
}

static void tell_unknown(const char *name)
{
    const char *names[128];
    size_t count = 0;
    Scenarios scenarios = {0};
    command_collect(&scenarios);
    for (size_t i = 0; i < scenarios.count && count < 128; i++)
        if (!scenarios.items[i].is_lesson)
            names[count++] = scenarios.items[i].name;
    const char *near = nearest_word(name, names, count);
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_SCENARIO, name);
    if (near)
        fprintf(stderr, MESSAGE_DID_YOU_MEAN, near);
    fputs("\n" MESSAGE_SEE_SCENARIOS "\n", stderr);
    scenarios_release(&scenarios);
}

/* What --from names: a scenario that loopscope has, or any file. False after telling why not. */
static bool read_from(const char *name, SourceFile *from, int *status)
{
    struct stat there;
    char path[PLACES_PATH_MOST];
    if (places_find(name, path) || stat(name, &there) == 0 || strchr(name, '/'))
        return command_read_file(name, from, status);
    tell_unknown(name);
    *status = EXIT_USAGE;
    return false;
}

static int write_new(const char *path, const SourceFile *from)
{
    static WholeFile whole; /* paths: too large for the stack */
    if (!whole_file_open_new(&whole, path))
        return tell_failure(&whole);
    if (from) {
        write_copy(whole.file, path, from);
    } else {
        write_title(whole.file, path);
        fputs(NEW_SCENARIO, whole.file);
    }
    if (!whole_file_finish(&whole))
        return tell_failure(&whole);
    tell_what_next(path);
    return EXIT_FINE;
}

int command_new(const Options *options)
{
    SourceFile from;
    int status;
    char path[WHOLE_FILE_PATH_BYTES];
    if (!make_path(options->files[0], path)) {
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_BAD_NAME "\n", options->files[0]);
        return EXIT_USAGE;
    }
    if (!options->from)
        return write_new(path, NULL);
    if (!read_from(options->from, &from, &status))
        return status;
    status = write_new(path, &from);
    source_file_release(&from);
    return status;
}
