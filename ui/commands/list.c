/* loopscope list: the lessons and the scenarios that there are, and what each is about. */
#include "commands.h"

#include "glyphs.h"
#include "scenarios.h"

#include <string.h>

/* A cell of a table, filled with blanks. */
static void print_column(const char *text, unsigned width)
{
    glyphs_print(stdout, text, strlen(text));
    for (unsigned cells = string_width(text); cells < width; cells++)
        putchar(' ');
}

/* Lessons go by their names, scenarios by those of their files. */
static const char *name_of(const Scenario *item)
{
    return item->is_lesson ? item->lesson : item->name;
}

/* The lessons, or the scenarios, as a table. */
static void print_table(const Scenarios *scenarios, bool are_lessons)
{
    unsigned name_width = 0, title_width = 0;
    for (size_t i = 0; i < scenarios->count; i++) {
        const Scenario *item = &scenarios->items[i];
        unsigned name = string_width(name_of(item)), title = string_width(item->title);
        if (item->is_lesson != are_lessons)
            continue;
        name_width = name > name_width ? name : name_width;
        title_width = title > title_width ? title : title_width;
    }
    for (size_t i = 0; i < scenarios->count; i++) {
        const Scenario *item = &scenarios->items[i];
        if (item->is_lesson != are_lessons)
            continue;
        print_column(name_of(item), name_width + 2);
        print_column(item->title, *item->about ? title_width + 2 : 0);
        print_column(item->about, 0);
        putchar('\n');
    }
}

static bool has_file(const Scenarios *scenarios, const char *file)
{
    for (size_t i = 0; i < scenarios->count; i++)
        if (strcmp(scenarios->items[i].name, file) == 0)
            return true;
    return false;
}

/* The commands that show two ways side by side, of the scenarios that are there. */
static void print_pairs(const Scenarios *scenarios)
{
    static const struct {
        const char *file, *left, *right, *what;
    } pairs[] = {
#define PAIR(file, left, right, what) {file, left, right, what},
#include "pairs.def"
#undef PAIR
    };
    bool is_first = true;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!has_file(scenarios, pairs[i].file))
            continue;
        if (is_first)
            puts("\nSide by side:");
        printf("loopscope compare %s %s %s  %s\n", pairs[i].file, pairs[i].left, pairs[i].right, pairs[i].what);
        is_first = false;
    }
}

/* Lessons come first. */
void command_print_catalogue(const Scenarios *scenarios)
{
    bool has_lessons = scenarios->count && scenarios->items[0].is_lesson;
    bool has_scenarios = scenarios->count && !scenarios->items[scenarios->count - 1].is_lesson;
    if (has_lessons)
        puts("Lessons: loopscope lesson NAME");
    print_table(scenarios, true);
    if (has_scenarios)
        puts(has_lessons ? "\nScenarios: loopscope FILE" : "Scenarios: loopscope FILE");
    print_table(scenarios, false);
    print_pairs(scenarios);
}

int command_list(const Options *options)
{
    (void)options;
    Scenarios scenarios = {0};
    command_collect(&scenarios);
    command_print_catalogue(&scenarios);
    scenarios_release(&scenarios);
    return EXIT_FINE;
}
