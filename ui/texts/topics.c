/* Finding a topic by what a person types. */
#include "topics.h"

#include "sim.h"
#include "words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Topic topics[] = {
#define TOPIC(group, word, others, brief, text, see) {TOPIC_##group, word, others, brief, text, see},
#include "topics.def"
#undef TOPIC
};

enum { TOPIC_COUNT = sizeof topics / sizeof *topics, WORDS_MOST = 8 * TOPIC_COUNT };

/* A belief's topic as a whole: belief and truth are the simulator's, so that an answer of a prediction and
 * `explain` say the same. */
static const Topic *belief_topic(const Topic *topic)
{
    enum { BRIEF_BYTES = 96, TEXT_BYTES = 640 };
    static Topic wholes[SIM_MISCONCEPTIONS];
    static char briefs[SIM_MISCONCEPTIONS][BRIEF_BYTES], texts[SIM_MISCONCEPTIONS][TEXT_BYTES];
    const char *belief, *truth;
    unsigned number = (unsigned)strtoul(topic->word + 1, NULL, 10);
    if (!sim_misconception(number, &belief, &truth))
        return topic;
    size_t at = number - 1;
    snprintf(briefs[at], BRIEF_BYTES, "«%s»", belief);
    snprintf(texts[at], TEXT_BYTES, "No: %s.%s%s", truth, *topic->text ? " " : "", topic->text);
    wholes[at] = *topic;
    wholes[at].brief = briefs[at];
    wholes[at].text = texts[at];
    return &wholes[at];
}

static const Topic *whole_topic(size_t at)
{
    return topics[at].group == TOPIC_BELIEFS ? belief_topic(&topics[at]) : &topics[at];
}

const Topic *topic_at(size_t number)
{
    return number < TOPIC_COUNT ? whole_topic(number) : NULL;
}

const char *topic_group_title(TopicGroup group)
{
    static const char *const titles[TOPIC_GROUPS] = {
        [TOPIC_WORDS] = "Words",
        [TOPIC_STATES] = "States of a task",
        [TOPIC_OBJECTS] = "Coordination objects",
        [TOPIC_DIRECTIVES] = "Directives",
        [TOPIC_WARNINGS] = "Warnings",
        [TOPIC_ENDS] = "How a run ends",
        [TOPIC_STATUSES] = "Exit statuses",
        [TOPIC_BELIEFS] = "What many believe",
    };
    return titles[group];
}

/* ---- words as they are compared: small letters, and no blanks, hyphens, underscores or quotation marks ---- */

static void fold(const char *word, char folded[TOPIC_WORD_BYTES])
{
    size_t length = 0;
    for (; *word && length + 1 < TOPIC_WORD_BYTES; word++)
        if (!strchr(" -_`'\"()", *word))
            folded[length++] = (char)tolower((unsigned char)*word);
    folded[length] = '\0';
}

bool topic_next_word(const char **list, char word[TOPIC_WORD_BYTES])
{
    const char *end = strchr(*list, '|');
    size_t length = end ? (size_t)(end - *list) : strlen(*list);
    if (length == 0)
        return false;
    snprintf(word, TOPIC_WORD_BYTES, "%.*s", (int)length, *list);
    *list += length + (end != NULL);
    return true;
}

static bool has_word(const Topic *topic, const char *folded)
{
    char other[TOPIC_WORD_BYTES], word[TOPIC_WORD_BYTES];
    const char *list = topic->others;
    fold(topic->word, word);
    bool has = strcmp(word, folded) == 0;
    while (!has && topic_next_word(&list, other)) {
        fold(other, word);
        has = strcmp(word, folded) == 0;
    }
    return has;
}

const Topic *topic_find(const char *word)
{
    char folded[TOPIC_WORD_BYTES];
    fold(word, folded);
    for (size_t i = 0; *folded && i < TOPIC_COUNT; i++)
        if (has_word(&topics[i], folded))
            return whole_topic(i);
    return NULL;
}

TopicGroup topic_group_find(const char *word)
{
    char wanted[TOPIC_WORD_BYTES], title[TOPIC_WORD_BYTES];
    fold(word, wanted);
    for (TopicGroup group = 0; *wanted && group < TOPIC_GROUPS; group++) {
        fold(topic_group_title(group), title);
        if (strncmp(title, wanted, strlen(wanted)) == 0)
            return group;
    }
    return TOPIC_GROUPS;
}

/* Of all words, also the further ones, the nearest; its topic's own word is what is told. */
const char *topic_nearest(const char *word)
{
    char folded[TOPIC_WORD_BYTES], other[TOPIC_WORD_BYTES];
    char words[WORDS_MOST][TOPIC_WORD_BYTES];
    const char *choices[WORDS_MOST], *owners[WORDS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < TOPIC_COUNT; i++) {
        const char *list = topics[i].others;
        fold(topics[i].word, words[count]);
        owners[count++] = topics[i].word;
        while (count < WORDS_MOST - 1 && topic_next_word(&list, other)) {
            fold(other, words[count]);
            owners[count++] = topics[i].word;
        }
    }
    for (size_t i = 0; i < count; i++)
        choices[i] = words[i];
    fold(word, folded);
    const char *near = nearest_word(folded, choices, count);
    for (size_t i = 0; near && i < count; i++)
        if (choices[i] == near)
            return owners[i];
    return NULL;
}

const char *topic_brief(const char *word)
{
    const Topic *topic = topic_find(word);
    return topic ? topic->brief : "";
}
