/* loopscope list: the lessons and the scenarios that there are, and what each is about. */
#include "commands.h"

#include "glyphs.h"
#include "lessons.h"
#include "messages.h"
#include "places.h"
#include "scenarios.h"

#include <string.h>

/* A cell of a table, filled with blanks. */
static void print_column(const char *text, unsigned width)
{
    glyphs_print(stdout, text, strlen(text));
    for (unsigned cells = string_width(text); cells < width; cells++)
        putchar(' ');
}

static void print_scenarios(const Scenarios *scenarios)
{
    unsigned name_width = 0, title_width = 0;
    for (size_t i = 0; i < scenarios->count; i++) {
        unsigned name = string_width(scenarios->items[i].name), title = string_width(scenarios->items[i].title);
        name_width = name > name_width ? name : name_width;
        title_width = title > title_width ? title : title_width;
    }
    for (size_t i = 0; i < scenarios->count; i++) {
        const Scenario *scenario = &scenarios->items[i];
        print_column(scenario->name, name_width + 2);
        print_column(scenario->title, *scenario->about ? title_width + 2 : 0);
        print_column(scenario->about, 0);
        putchar('\n');
    }
}

static void print_lessons(const Lessons *lessons)
{
    unsigned name_width = 0, title_width = 0;
    for (size_t i = 0; i < lessons->count; i++) {
        unsigned name = string_width(lessons->items[i].name), title = string_width(lessons->items[i].title);
        name_width = name > name_width ? name : name_width;
        title_width = title > title_width ? title : title_width;
    }
    for (size_t i = 0; i < lessons->count; i++) {
        const LessonFile *lesson = &lessons->items[i];
        print_column(lesson->name, name_width + 2);
        print_column(lesson->title, title_width + 2);
        printf("%zu %s", lesson->page_count, lesson->page_count == 1 ? "page" : "pages");
        if (lesson->slide)
            printf(", slide %u", lesson->slide);
        putchar('\n');
    }
}

static void list_lessons(void)
{
    Places places;
    Lessons lessons = {0};
    places_look(&places, "lessons");
    for (size_t i = 0; i < places.count; i++)
        lessons_add_directory(&lessons, places.paths[i]);
    lessons_sort(&lessons);
    if (lessons.count)
        puts("Lessons: loopscope lesson NAME");
    print_lessons(&lessons);
    if (lessons.count)
        puts("\nScenarios: loopscope FILE");
    lessons_release(&lessons);
}

int command_list(const Options *options)
{
    (void)options;
    Places places;
    Scenarios scenarios = {0};
    list_lessons();
    places_look(&places, "scenarios");
    for (size_t i = 0; i < places.count; i++)
        scenarios_add_directory(&scenarios, places.paths[i]);
    scenarios_sort(&scenarios);
    if (scenarios.count == 0)
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_SCENARIOS "\n", places.looked);
    print_scenarios(&scenarios);
    scenarios_release(&scenarios);
    return EXIT_FINE;
}
