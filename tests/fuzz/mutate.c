/* How the fuzz targets change a program: mostly by lines and by words, so that much of what comes out is still
 * Python, and now and then by bytes, as libFuzzer does by itself. All randomness comes from libFuzzer's seed. */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second, size_t second_size,
                                 uint8_t *out, size_t most, unsigned int seed);

/* A stretch of bytes. */
typedef struct Stretch {
    size_t begin, end;
} Stretch;

/* What is being changed, and the state of the random numbers. */
typedef struct Change {
    char *text;
    size_t size, most;
    uint64_t state;
} Change;

static size_t pick(Change *change, size_t below)
{
    change->state = change->state * 6364136223846793005u + 1442695040888963407u;
    return below == 0 ? 0 : (size_t)(change->state >> 33) % below;
}

/* Put `size` bytes in the place of a stretch; nothing where they do not fit. `bytes` lie outside the text. */
static void replace(Change *change, Stretch old, const char *bytes, size_t size)
{
    size_t after = change->size - old.end;
    if (old.begin + size + after > change->most)
        return;
    memmove(change->text + old.begin + size, change->text + old.end, after);
    memcpy(change->text + old.begin, bytes, size);
    change->size = old.begin + size + after;
}

/* The same with a stretch of the text itself, which may be the old one. */
static void replace_by_stretch(Change *change, Stretch old, Stretch with)
{
    size_t size = with.end - with.begin;
    char *copy = malloc(size + 1);
    if (!copy)
        abort();
    memcpy(copy, change->text + with.begin, size);
    replace(change, old, copy, size);
    free(copy);
}

/* ---- lines ---- */

static Stretch line_around(const Change *change, size_t at)
{
    Stretch line = {at, at};
    while (line.begin > 0 && change->text[line.begin - 1] != '\n')
        line.begin--;
    while (line.end < change->size && change->text[line.end] != '\n')
        line.end++;
    if (line.end < change->size)
        line.end++;
    return line;
}

/* One to four lines somewhere. */
static Stretch some_lines(Change *change)
{
    Stretch lines = line_around(change, pick(change, change->size));
    for (size_t more = pick(change, 4); more > 0 && lines.end < change->size; more--)
        lines.end = line_around(change, lines.end).end;
    return lines;
}

static void delete_lines(Change *change)
{
    replace(change, some_lines(change), "", 0);
}

static void copy_lines(Change *change)
{
    size_t at = line_around(change, pick(change, change->size)).begin;
    replace_by_stretch(change, (Stretch){at, at}, some_lines(change));
}

static void overwrite_lines(Change *change)
{
    replace_by_stretch(change, some_lines(change), some_lines(change));
}

static void indent_line(Change *change)
{
    size_t at = line_around(change, pick(change, change->size)).begin;
    bool is_indented = at + 4 <= change->size && memcmp(change->text + at, "    ", 4) == 0;
    if (is_indented && pick(change, 2) == 0)
        replace(change, (Stretch){at, at + 4}, "", 0);
    else
        replace(change, (Stretch){at, at}, "    ", 4);
}

/* ---- words ---- */

static bool is_word_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || (unsigned char)byte >= 0x80;
}

static Stretch word_around(const Change *change, size_t at)
{
    Stretch word = {at, at + 1};
    if (!is_word_byte(change->text[at]))
        return word;
    while (word.begin > 0 && is_word_byte(change->text[word.begin - 1]))
        word.begin--;
    while (word.end < change->size && is_word_byte(change->text[word.end]))
        word.end++;
    return word;
}

static Stretch some_word(Change *change)
{
    return word_around(change, pick(change, change->size));
}

static const char *const words[] = {
#include "words.inc" /* python.dict, see CMakeLists.txt */
};

static const char *known_word(Change *change)
{
    return words[pick(change, sizeof words / sizeof words[0])];
}

static void overwrite_word(Change *change)
{
    replace_by_stretch(change, some_word(change), some_word(change));
}

static void write_known_word(Change *change)
{
    const char *word = known_word(change);
    replace(change, some_word(change), word, strlen(word));
}

static void insert_known_word(Change *change)
{
    const char *word = known_word(change);
    size_t at = some_word(change).begin;
    replace(change, (Stretch){at, at}, word, strlen(word));
}

static void delete_word(Change *change)
{
    replace(change, some_word(change), "", 0);
}

/* ---- libFuzzer's hooks ---- */

typedef void Mutation(Change *change);

static Mutation *const mutations[] = {
    delete_lines,   copy_lines,       overwrite_lines,  indent_line,       overwrite_word,
    overwrite_word, write_known_word, write_known_word, insert_known_word, delete_word,
};

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed)
{
    Change change = {(char *)data, size, most, seed};
    if (size == 0 || pick(&change, 8) == 0)
        return LLVMFuzzerMutate(data, size, most);
    for (size_t times = 1 + pick(&change, 3); times > 0 && change.size > 0; times--)
        mutations[pick(&change, sizeof mutations / sizeof mutations[0])](&change);
    return change.size;
}

/* The first program with some lines of the second. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *first, size_t first_size, const uint8_t *second, size_t second_size,
                                 uint8_t *out, size_t most, unsigned int seed)
{
    Change from = {(char *)second, second_size, second_size, seed};
    Change change = {(char *)out, first_size < most ? first_size : most, most, seed + 1u};
    memcpy(out, first, change.size);
    if (second_size == 0)
        return change.size;
    Stretch lines = some_lines(&from);
    size_t at = change.size == 0 ? 0 : line_around(&change, pick(&change, change.size)).begin;
    replace(&change, (Stretch){at, at}, (const char *)second + lines.begin, lines.end - lines.begin);
    return change.size;
}
