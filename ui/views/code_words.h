/* Colours for source lines: keywords, strings, comments. A line at a time, for looking at; the language is the
 * simulator's business. */
#ifndef LOOPSCOPE_CODE_WORDS_H
#define LOOPSCOPE_CODE_WORDS_H

#include <stddef.h>

typedef enum CodeWord { CODE_OTHER, CODE_KEYWORD, CODE_STRING, CODE_COMMENT } CodeWord;

/* The piece that begins at `at` (below length): its bytes and what it is. */
size_t code_next(const char *line, size_t length, size_t at, CodeWord *word);

#endif
