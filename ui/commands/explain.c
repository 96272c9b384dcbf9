/* loopscope explain [TOPIC]: what a word means that loopscope says, from the list that views use too. */
#include "commands.h"

#include "glyphs.h"
#include "messages.h"
#include "topics.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, PROGRAM_INDENT = 4 };

/* Where it is told. */
typedef struct Telling {
    unsigned width;
    bool is_ascii, has_color;
} Telling;

static void print(const Telling *telling, const char *text, size_t size)
{
    Glyph glyph;
    if (!telling->is_ascii) {
        glyphs_print(stdout, text, size);
        return;
    }
    for (size_t at = 0; at < size;) {
        at += glyph_next(text + at, size - at, &glyph);
        glyph_to_ascii(&glyph);
        fputs(glyph.bytes, stdout);
    }
}

static void print_strong(const Telling *telling, const char *text)
{
    fputs(telling->has_color ? "\033[1m" : "", stdout);
    print(telling, text, strlen(text));
    fputs(telling->has_color ? "\033[0m" : "", stdout);
}

/* A line of the list, broken at the width; what is broken off stands below its beginning. */
static void print_broken(const Telling *telling, const char *text, size_t size, unsigned column)
{
    while (size > 0) {
        size_t skip, bytes = glyphs_break(text, size, telling->width - column, &skip);
        print(telling, text, bytes);
        putchar('\n');
        text += skip;
        size -= skip;
        if (size > 0)
            printf("%*s", (int)column, "");
    }
}

static void print_text(const Telling *telling, const char *text)
{
    while (*text) {
        const char *end = strchr(text, '\n');
        size_t size = end ? (size_t)(end - text) : strlen(text);
        bool is_program = strncmp(text, "    ", PROGRAM_INDENT) == 0;
        printf("%*s", size > 0 ? INDENT : 0, "");
        if (is_program || size == 0) {
            print(telling, text, size);
            putchar('\n');
        } else {
            print_broken(telling, text, size, INDENT);
        }
        text += size + (end != NULL);
    }
}

static void print_see(const Telling *telling, const char *see)
{
    char list[512] = "See also: ", word[TOPIC_WORD_BYTES];
    for (bool is_first = true; topic_next_word(&see, word); is_first = false) {
        size_t length = strlen(list);
        snprintf(list + length, sizeof list - length, "%s%s", is_first ? "" : ", ", word);
    }
    printf("\n%*s", INDENT, "");
    print_broken(telling, list, strlen(list), INDENT);
}

static void tell_topic(const Telling *telling, const Topic *topic)
{
    print_strong(telling, topic->word);
    fputs(": ", stdout);
    print_broken(telling, topic->brief, strlen(topic->brief), INDENT);
    putchar('\n');
    print_text(telling, topic->text);
    if (*topic->see)
        print_see(telling, topic->see);
}

/* ---- lists ---- */

static unsigned widest_word(TopicGroup group)
{
    const Topic *topic;
    unsigned widest = 0;
    for (size_t i = 0; (topic = topic_at(i)); i++)
        if (topic->group == group && string_width(topic->word) > widest)
            widest = string_width(topic->word);
    return widest;
}

static void tell_group(const Telling *telling, TopicGroup group)
{
    const Topic *topic;
    unsigned column = INDENT + widest_word(group) + 2;
    print_strong(telling, topic_group_title(group));
    putchar('\n');
    for (size_t i = 0; (topic = topic_at(i)); i++) {
        if (topic->group != group)
            continue;
        printf("%*s", INDENT, "");
        print(telling, topic->word, strlen(topic->word));
        printf("%*s", (int)(column - INDENT - string_width(topic->word)), "");
        print_broken(telling, topic->brief, strlen(topic->brief), column);
    }
}

static void tell_all(const Telling *telling)
{
    for (TopicGroup group = 0; group < TOPIC_GROUPS; group++) {
        tell_group(telling, group);
        putchar('\n');
    }
    fputs("loopscope explain WORD tells more of one, as in: loopscope explain Semaphore\n", stdout);
}

/* ---- what was asked for ---- */

/* The words of the command line with blanks between: «ready queue». NULL where there is no memory. */
static char *join_words(const Options *options)
{
    size_t size = 1, length = 0;
    for (size_t i = 0; i < options->file_count; i++)
        size += strlen(options->files[i]) + 1;
    char *joined = calloc(size, 1);
    for (size_t i = 0; joined && i < options->file_count; i++)
        length += (size_t)snprintf(joined + length, size - length, "%s%s", i ? " " : "", options->files[i]);
    return joined;
}

static int tell_unknown(const char *word)
{
    const char *near = topic_nearest(word);
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_NO_TOPIC, word);
    if (near)
        fprintf(stderr, MESSAGE_DID_YOU_MEAN, near);
    fputs("\n" MESSAGE_ALL_TOPICS "\n", stderr);
    return EXIT_USAGE;
}

static int tell_word(const Telling *telling, const char *word)
{
    enum { GROUP_LETTERS = 4 }; /* fewer are no heading */
    const Topic *topic = topic_find(word);
    TopicGroup group = topic || strlen(word) < GROUP_LETTERS ? TOPIC_GROUPS : topic_group_find(word);
    if (!topic && group == TOPIC_GROUPS)
        return tell_unknown(word);
    if (topic)
        tell_topic(telling, topic);
    else
        tell_group(telling, group);
    return EXIT_FINE;
}

int command_explain(const Options *options)
{
    Telling telling = {command_output_width(stdout), command_wants_ascii(options),
                       command_wants_color(options, stdout)};
    char *word = join_words(options);
    int status = EXIT_FINE;
    if (!word) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
        return EXIT_USAGE;
    }
    if (*word)
        status = tell_word(&telling, word);
    else
        tell_all(&telling);
    free(word);
    return status;
}
