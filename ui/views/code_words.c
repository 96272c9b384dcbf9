/* Source lines in pieces of one colour. */
#include "code_words.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static const char *const keywords[] = {
    "False",  "None",     "True",   "and", "as",    "assert", "async",  "await",    "break", "case",
    "class",  "continue", "def",    "del", "elif",  "else",   "except", "finally",  "for",   "from",
    "global", "if",       "import", "in",  "is",    "lambda", "match",  "nonlocal", "not",   "or",
    "pass",   "raise",    "return", "try", "while", "with",   "yield",
};

static bool is_keyword(const char *word, size_t size)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strlen(keywords[i]) == size && memcmp(keywords[i], word, size) == 0)
            return true;
    return false;
}

static bool is_name_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || (unsigned char)byte >= 0x80;
}

/* To the closing quotation mark, or the end of the line. */
static size_t string_end(const char *line, size_t length, size_t at)
{
    char quote = line[at++];
    for (; at < length; at++) {
        if (line[at] == '\\')
            at++;
        else if (line[at] == quote)
            return at + 1;
    }
    return length;
}

size_t code_next(const char *line, size_t length, size_t at, CodeWord *word)
{
    size_t end = at;
    *word = CODE_OTHER;
    if (line[at] == '#') {
        *word = CODE_COMMENT;
        return length - at;
    }
    if (line[at] == '"' || line[at] == '\'') {
        *word = CODE_STRING;
        return string_end(line, length, at) - at;
    }
    if (is_name_byte(line[at])) {
        while (end < length && is_name_byte(line[end]))
            end++;
        if (end < length && (line[end] == '"' || line[end] == '\'') && end - at <= 2) {
            *word = CODE_STRING;
            return string_end(line, length, end) - at;
        }
        if (is_keyword(line + at, end - at))
            *word = CODE_KEYWORD;
        return end - at;
    }
    while (end < length && !is_name_byte(line[end]) && !strchr("#\"'", line[end]))
        end++;
    return end - at;
}
