/* What several commands do alike: read the file, report, end. */
#include "commands.h"

#include "glyphs.h"
#include "lesson_places.h"
#include "messages.h"
#include "places.h"
#include "words.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

ExitStatus exit_status(SimEnd end)
{
    switch (end) {
    case SIM_END_UNKNOWN:
    case SIM_END_FINISHED:
        return EXIT_FINE;
    case SIM_END_RAISED:
        return EXIT_RAISED;
    case SIM_END_DEADLOCK:
        return EXIT_DEADLOCK;
    case SIM_END_SPIN:
    case SIM_END_INSTRUCTIONS:
    case SIM_END_MEMORY:
        return EXIT_LIMIT;
    case SIM_END_REFUSED:
        return EXIT_NOT_A_SCENARIO;
    }
    return EXIT_FINE;
}

bool command_read_file(const char *name, SourceFile *file, int *status)
{
    char path[PLACES_PATH_MOST];
    SourceFileStatus result = source_file_read(file, places_find(name, path) ? path : name);
    if (result == SOURCE_FILE_READ)
        return true;
    fprintf(stderr, MESSAGE_PREFIX "%s\n", file->message);
    source_file_release(file);
    *status = result == SOURCE_FILE_MISSING ? EXIT_USAGE : EXIT_NOT_A_SCENARIO;
    return false;
}

void command_collect(Scenarios *scenarios)
{
    Places places;
    lesson_places_catalogue(scenarios);
    size_t lessons = scenarios->count;
    places_look(&places, "scenarios");
    for (size_t i = 0; i < places.count; i++)
        scenarios_add_directory(scenarios, places.paths[i]);
    scenarios_sort(scenarios);
    if (scenarios->count == lessons)
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_SCENARIOS "\n", places.looked);
}

void command_report(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    glyphs_print(stderr, diagnostic->shown, strlen(diagnostic->shown));
}

void command_tell_end(SimEnd end, const char *text)
{
    size_t length = strlen(text);
    if (end == SIM_END_FINISHED || end == SIM_END_RAISED || length == 0)
        return;
    glyphs_print(stderr, text, length);
    if (text[length - 1] != '\n')
        fputc('\n', stderr);
}

bool command_wants_color(const Options *options, FILE *file)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    if ((no_color && *no_color) || !term || strcmp(term, "dumb") == 0)
        return false;
    return isatty(fileno(file)) == 1;
}

bool command_wants_ascii(const Options *options)
{
    return options->is_ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

enum { WIDTH_USUAL = 100, WIDTH_LEAST = 40, WIDTH_MOST = 120 };

/* The terminal's width where lines go to one. */
unsigned command_output_width(FILE *output)
{
    struct winsize size;
    int descriptor = fileno(output);
    if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return WIDTH_USUAL;
    unsigned width = size.ws_col;
    return width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}
