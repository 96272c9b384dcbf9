/* The directives of a lesson: lines «key: text» in fenced blocks, each key with a reader of its own. */
#include "lesson.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    Lesson *lesson;
    LessonBlock *block;
    LessonErrors *errors;
    const char *source; /* the file from the line that is read on */
    LessonSpot spot;    /* of the key that is read, and later of its text */
    char *text;         /* owned: the text behind the colon */
} Reader;

/* ---- what each key takes ---- */

static void complain(const Reader *reader, const char *hint, const char *message)
{
    lesson_errors_add(reader->errors, reader->spot, hint, "%s", message);
}

static bool read_text(const Reader *reader, LessonEntry *entry)
{
    (void)reader;
    (void)entry;
    return true;
}

static bool read_time(const Reader *reader, LessonEntry *entry)
{
    if (time_parse(entry->text, false, &entry->number))
        return true;
    complain(reader, "time: 3.5s", "this is no time");
    return false;
}

static bool read_callback(const Reader *reader, LessonEntry *entry)
{
    uint64_t number;
    if (!count_parse(entry->text, 0, UINT32_MAX, &number)) {
        complain(reader, "callback: 30", "a callback is a number from 0 on");
        return false;
    }
    entry->number = (int64_t)number;
    return true;
}

/* «NAME=VALUE», from which the blanks have been taken. */
static bool read_set(const Reader *reader, LessonEntry *entry)
{
    const char *equals = strchr(entry->text, '=');
    size_t room = LESSON_KNOB_BYTES;
    if (equals && equals > entry->text && equals[1] && (size_t)(equals - entry->text) < room)
        return true;
    complain(reader, "set: SPACES=2", "a knob and its value are missing");
    return false;
}

static bool read_until(const Reader *reader, LessonEntry *entry)
{
    if (strcmp(entry->text, "end") == 0)
        return true;
    complain(reader, "until: end", "a run plays on until its end");
    return false;
}

/* The first word of a text, and what comes behind it. */
static const char *split_word(const char *text, char *word, size_t size)
{
    size_t length = strcspn(text, " \t");
    snprintf(word, size, "%.*s", (int)length, text);
    text += length;
    return text + strspn(text, " \t");
}

/* One of `words`, of which those from `first_with_more` on need a text behind them, and the others must have none.
 */
static bool read_choice(const Reader *reader, const LessonEntry *entry, const char *const *words, size_t count,
                        size_t first_with_more, const char *what)
{
    char word[32], hint[LESSON_HINT_BYTES];
    const char *rest = split_word(entry->text, word, sizeof word);
    size_t at = 0;
    while (at < count && strcmp(word, words[at]) != 0)
        at++;
    if (at == count) {
        lesson_hint_words(hint, word, "there are", words, count);
        lesson_errors_add(reader->errors, reader->spot, hint, "unknown %s '%s'", what, word);
        return false;
    }
    if ((at >= first_with_more) == (*rest != '\0'))
        return true;
    lesson_errors_add(reader->errors, reader->spot, NULL, *rest ? "nothing comes behind '%s'" : "'%s' of what?",
                      word);
    return false;
}

static bool read_kind(const Reader *reader, LessonEntry *entry)
{
    const char *kinds[SIM_ASK_KINDS];
    for (int kind = 0; kind < SIM_ASK_KINDS; kind++)
        kinds[kind] = sim_ask_word((SimAskKind)kind);
    return read_choice(reader, entry, kinds, SIM_ASK_KINDS, SIM_ASK_VALUE, "question");
}

static bool read_expect(const Reader *reader, LessonEntry *entry)
{
    static const char *const kinds[] = {"within", "always", "finally"};
    char word[32];
    int64_t time_ns;
    if (!read_choice(reader, entry, kinds, sizeof kinds / sizeof *kinds, 0, "expectation"))
        return false;
    const char *rest = split_word(entry->text, word, sizeof word);
    if (strcmp(word, "within") != 0 || (time_parse(rest, false, &time_ns) && time_ns > 0))
        return true;
    complain(reader, "expect: within 6", "this is no number of seconds");
    return false;
}

/* ---- the table ---- */

typedef struct KeyInfo {
    const char *word;
    LessonBlockKind kind; /* of the block that has it */
    bool may_repeat;
    bool is_packed; /* blanks in the text do not count */
    bool (*read)(const Reader *reader, LessonEntry *entry);
} KeyInfo;

static const KeyInfo keys[LESSON_KEYS] = {
    [LESSON_CUE] = {"cue", LESSON_STAGE, false, false, read_text},
    [LESSON_TIME] = {"time", LESSON_STAGE, false, false, read_time},
    [LESSON_CALLBACK] = {"callback", LESSON_STAGE, false, false, read_callback},
    [LESSON_SET] = {"set", LESSON_STAGE, true, true, read_set},
    [LESSON_FOCUS] = {"focus", LESSON_STAGE, false, false, read_text},
    [LESSON_UNTIL] = {"until", LESSON_STAGE, false, false, read_until},
    [LESSON_KIND] = {"kind", LESSON_PREDICT, false, false, read_kind},
    [LESSON_EXPECT] = {"expect", LESSON_EXERCISE, true, false, read_expect},
    [LESSON_HINT] = {"hint", LESSON_EXERCISE, true, false, read_text},
};

static const LessonEntry *entry_of(const Reader *reader, LessonKey key)
{
    return lesson_find_entry(reader->lesson, reader->block, key, 0);
}

/* The key of a word in this kind of block; LESSON_KEYS where there is none. */
static LessonKey find_key(const Reader *reader, const char *word)
{
    unsigned key = 0;
    while (key < LESSON_KEYS && (keys[key].kind != reader->block->kind || strcmp(word, keys[key].word) != 0))
        key++;
    return (LessonKey)key;
}

static void complain_unknown(const Reader *reader, const char *word)
{
    const char *words[LESSON_KEYS];
    char hint[LESSON_HINT_BYTES];
    size_t count = 0;
    for (unsigned i = 0; i < LESSON_KEYS; i++)
        if (keys[i].kind == reader->block->kind)
            words[count++] = keys[i].word;
    lesson_hint_words(hint, word, "there are", words, count);
    lesson_errors_add(reader->errors, reader->spot, hint, "unknown key '%s' in a %s block", word,
                      LESSON_DIRECTIVE_WORDS[reader->block->kind - LESSON_STAGE]);
}

/* Whether the key may stand here, after those that were read. */
static bool is_welcome(const Reader *reader, LessonKey key)
{
    bool is_place = key == LESSON_CUE || key == LESSON_TIME || key == LESSON_CALLBACK;
    bool has_place =
        entry_of(reader, LESSON_CUE) || entry_of(reader, LESSON_TIME) || entry_of(reader, LESSON_CALLBACK);
    size_t room = LESSON_ENTRIES_MOST;
    if (is_place && has_place)
        complain(reader, "one of cue, time and callback", "a stage has one place");
    else if (!keys[key].may_repeat && entry_of(reader, key))
        lesson_errors_add(reader->errors, reader->spot, NULL, "this is a second '%s'", keys[key].word);
    else if (reader->block->entry_count == room)
        complain(reader, NULL, "a block has no more than 32 lines");
    else
        return true;
    return false;
}

/* ---- lines ---- */

static void pack(char *text)
{
    char *to = text;
    for (; *text; text++)
        if (*text != ' ' && *text != '\t')
            *to++ = *text;
    *to = '\0';
}

static void add_entry(Reader *reader, LessonKey key)
{
    if (keys[key].is_packed)
        pack(reader->text);
    const char *text = lesson_keep(reader->lesson, reader->text, strlen(reader->text));
    LessonEntry entry = {.key = key, .text = text, .spot = reader->spot};
    if (!text || !keys[key].read(reader, &entry))
        return;
    LessonEntry *added = lesson_add_entry(reader->lesson, key, text);
    if (!added)
        return;
    *added = entry;
    reader->block->entry_count++;
}

static void read_entry(Reader *reader, const char *line)
{
    char word[32];
    const char *colon = strchr(line, ':');
    if (!colon) {
        complain(reader, NULL, "a line of this block is a key, a colon and a text");
        return;
    }
    snprintf(word, sizeof word, "%.*s", (int)(colon - line), line);
    LessonKey key = find_key(reader, word);
    const char *text = colon + 1 + strspn(colon + 1, " \t");
    if (key == LESSON_KEYS) {
        complain_unknown(reader, word);
    } else if (!*text) {
        lesson_errors_add(reader->errors, reader->spot, NULL, "the text after '%s:' is missing", word);
    } else if (is_welcome(reader, key)) {
        reader->spot.column += (uint32_t)(text - line);
        snprintf(reader->text, strlen(text) + 1, "%s", text);
        add_entry(reader, key);
    }
}

/* How many characters stand before the line's first in the file, where the fence is indented. */
static uint32_t indent_of(const char *source)
{
    return (uint32_t)strspn(source, " \t");
}

static const char *next_line(const char *text)
{
    const char *newline = strchr(text, '\n');
    return newline ? newline + 1 : text + strlen(text);
}

/* One line of the block, without the blanks around it; empty ones pass. */
static void read_line(Reader *reader, const char *line, size_t length, uint32_t number)
{
    size_t blanks = strspn(line, " \t");
    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t' || line[length - 1] == '\r'))
        length--;
    if (length <= blanks)
        return;
    char *copy = malloc(length + 1);
    reader->text = malloc(length + 1);
    reader->spot = (LessonSpot){number, 1 + indent_of(reader->source), 0};
    if (copy && reader->text) {
        memcpy(copy, line + blanks, length - blanks);
        copy[length - blanks] = '\0';
        read_entry(reader, copy);
    } else {
        reader->lesson->is_out_of_memory = true;
    }
    free(copy);
    free(reader->text);
}

static void check_whole(Reader *reader, LessonKey needed, const char *message)
{
    if (!entry_of(reader, needed))
        lesson_errors_add(reader->errors, (LessonSpot){reader->block->line, 1, 0}, NULL, "%s", message);
}

void lesson_read_directive(Lesson *lesson, LessonBlock *block, const char *literal, const char *source,
                           LessonErrors *errors)
{
    Reader reader = {.lesson = lesson, .block = block, .errors = errors, .source = source};
    size_t before = errors->count;
    uint32_t number = block->line + 1;
    for (uint32_t line = 1; line < number; line++)
        reader.source = next_line(reader.source);
    for (; *literal; literal = next_line(literal), number++) {
        read_line(&reader, literal, strcspn(literal, "\n"), number);
        reader.source = next_line(reader.source);
    }
    if (errors->count != before)
        return;
    if (block->kind == LESSON_PREDICT)
        check_whole(&reader, LESSON_KIND, "this block asks nothing: 'kind:' is missing");
    if (block->kind == LESSON_EXERCISE)
        check_whole(&reader, LESSON_EXPECT, "this exercise expects nothing: 'expect:' is missing");
}
