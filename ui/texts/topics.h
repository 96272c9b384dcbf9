/* Topics: what the words mean that loopscope says. One list, topics.def, for `loopscope explain` and for the views.
 */
#ifndef LOOPSCOPE_TOPICS_H
#define LOOPSCOPE_TOPICS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum TopicGroup {
    TOPIC_WORDS,
    TOPIC_STATES,
    TOPIC_OBJECTS,
    TOPIC_DIRECTIVES,
    TOPIC_WARNINGS,
    TOPIC_ENDS,
    TOPIC_STATUSES,
    TOPIC_BELIEFS,
    TOPIC_GROUPS,
} TopicGroup;

typedef struct Topic {
    TopicGroup group;
    const char *word;
    const char *others; /* further words for it, parted by «|»; "" */
    const char *brief;  /* a line, without a full stop */
    const char *text;   /* paragraphs parted by an empty line; lines that begin with four blanks are program text */
    const char *see;    /* words of topics, parted by «|» */
} Topic;

/* In the order of the list; NULL beyond its end. */
const Topic *topic_at(size_t number);

const char *topic_group_title(TopicGroup group); /* «States of a task» */
/* The group whose title begins so («states»), TOPIC_GROUPS where there is none. */
TopicGroup topic_group_find(const char *word);

/* The topic of a word, whatever its case, its blanks and its hyphens; NULL where there is none. */
const Topic *topic_find(const char *word);
/* The word of a topic that is like it; NULL where none is. */
const char *topic_nearest(const char *word);
/* A topic's line, "" where there is no such topic. */
const char *topic_brief(const char *word);

/* Take the next word of a list that is parted by «|» into `word`; false at its end. */
enum { TOPIC_WORD_BYTES = 48 };
bool topic_next_word(const char **list, char word[TOPIC_WORD_BYTES]);

#endif
