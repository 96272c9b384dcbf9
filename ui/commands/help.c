/* Help: examples first, then what the tables of commands and options say. */
#include "commands.h"

#include "glyphs.h"
#include "help.h"
#include "topics.h"

#include <string.h>

enum { WORD_COLUMN = 28, LINE_WIDTH = 104 };

/* A row: a word and, in the second column, its meaning broken into lines. */
static void print_row(FILE *file, const char *word, const char *meaning)
{
    unsigned width = string_width(word) + 2;
    fprintf(file, "  %s", word);
    if (width + 2 > WORD_COLUMN) {
        fputc('\n', file);
        width = 0;
    }
    for (size_t left = strlen(meaning), skip; left > 0; left -= skip, meaning += skip) {
        size_t bytes = glyphs_break(meaning, left, LINE_WIDTH - WORD_COLUMN, &skip);
        fprintf(file, "%*s%.*s\n", (int)(WORD_COLUMN - width), "", (int)bytes, meaning);
        width = 0;
    }
}

static const char *examples(Command command)
{
    switch (command) {
    case COMMAND_OPEN:
        return HELP_OPEN_EXAMPLES;
    case COMMAND_LESSON:
        return HELP_LESSON_EXAMPLES;
    case COMMAND_RUN:
        return HELP_RUN_EXAMPLES;
    case COMMAND_TRACE:
        return HELP_TRACE_EXAMPLES;
    case COMMAND_CHECK:
        return HELP_CHECK_EXAMPLES;
    case COMMAND_VERIFY:
        return HELP_VERIFY_EXAMPLES;
    case COMMAND_WHY:
        return HELP_WHY_EXAMPLES;
    case COMMAND_SWEEP:
        return HELP_SWEEP_EXAMPLES;
    case COMMAND_COMPARE:
        return HELP_COMPARE_EXAMPLES;
    case COMMAND_STAGE:
        return HELP_STAGE_EXAMPLES;
    case COMMAND_DRAW:
        return HELP_DRAW_EXAMPLES;
    case COMMAND_QUIZ:
        return HELP_QUIZ_EXAMPLES;
    case COMMAND_NEW:
        return HELP_NEW_EXAMPLES;
    case COMMAND_EXPLAIN:
        return HELP_EXPLAIN_EXAMPLES;
    case COMMAND_CATALOGUE:
    case COMMAND_LIST:
    case COMMAND_COUNT:
        break;
    }
    return "";
}

static void print_commands(FILE *file)
{
    fputs("\nCommands:\n", file);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        char word[64];
        const CommandInfo *info = &command_infos[i];
        snprintf(word, sizeof word, "loopscope%s%s%s%s", *info->word ? " " : "", info->word,
                 *info->arguments ? " " : "", info->arguments);
        print_row(file, word, info->summary);
    }
}

static void print_options(FILE *file, unsigned commands)
{
    fputs("\nOptions:\n", file);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char word[64];
        const OptionInfo *info = &option_infos[i];
        if (!(info->commands & commands))
            continue;
        snprintf(word, sizeof word, "%s%s%s", info->word, *info->argument ? " " : "", info->argument);
        print_row(file, word, info->help);
    }
}

/* The statuses, in the words of their topics. */
static void print_statuses(FILE *file)
{
    char text[512] = "Exit status: ";
    size_t length = strlen(text);
    const Topic *topic;
    for (size_t i = 0; (topic = topic_at(i)); i++) {
        const char *number = topic->group == TOPIC_STATUSES ? strrchr(topic->word, ' ') : NULL;
        if (!number || length + 2 >= sizeof text)
            continue;
        bool is_first = text[length - 2] == ':';
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s %s", is_first ? "" : ", ", number + 1,
                                   topic->brief);
    }
    snprintf(text + length, sizeof text - length, ".");
    fputc('\n', file);
    for (size_t left = strlen(text), at = 0, skip; left > 0; left -= skip, at += skip) {
        size_t bytes = glyphs_break(text + at, left, LINE_WIDTH, &skip);
        fprintf(file, "%.*s\n", (int)bytes, text + at);
    }
}

static void print_overview(FILE *file)
{
    fputs(HELP_HEAD "\n" HELP_EXAMPLES, file);
    print_commands(file);
    print_options(file, ~0u);
    print_statuses(file);
    fputs("\n" HELP_FOOT, file);
}

static bool is_about_no_run(Command command)
{
    return command == COMMAND_LIST || command == COMMAND_EXPLAIN || command == COMMAND_NEW;
}

void command_help(const Options *options, FILE *file)
{
    Command command = options->command;
    const CommandInfo *info = &command_infos[command];
    if (command == COMMAND_CATALOGUE) {
        print_overview(file);
        return;
    }
    fprintf(file, "loopscope %s%s%s: %s\n", info->word, *info->word && *info->arguments ? " " : "", info->arguments,
            info->summary);
    if (*examples(command))
        fprintf(file, "\n%s", examples(command));
    print_options(file, 1u << command);
    if (command == COMMAND_RUN)
        fputs("\n" HELP_RUN_STATUS, file);
    else if (!is_about_no_run(command))
        print_statuses(file);
}
