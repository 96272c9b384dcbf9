/* Breaking a lesson's page into lines. */
#include "lesson_view.h"

#include "glyphs.h"
#include "words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A part of a word: words that end in another look, as in «`sleep`,», are not broken there. */
typedef struct Piece {
    WordLook look;
    const char *text;
    size_t size;
} Piece;

enum { PIECES_MOST = 8 };

typedef struct Setter {
    const LessonWalk *walk;
    LessonView *view;
    const LessonLook *look;
    float x, indent; /* where the present line goes on, where the next one begins */
    bool has_line;   /* the last line is being filled */
    unsigned blanks; /* before the word that is gathered */
    Piece pieces[PIECES_MOST];
    size_t piece_count;
} Setter;

/* ---- lists that grow ---- */

/* The list with room for so many; NULL where memory is short: the old one then stays. */
static void *grown(LessonView *view, void *items, size_t needed, size_t *room, size_t size)
{
    if (needed <= *room)
        return items;
    size_t wanted = needed * 2 + 64;
    void *list = realloc(items, wanted * size);
    if (list)
        *room = wanted;
    else
        view->is_whole = false;
    return list;
}

static bool has_room(LessonView *view, size_t bytes)
{
    char *text = grown(view, view->text, view->text_size + bytes + 1, &view->text_room, 1);
    view->text = text ? text : view->text;
    LessonWords *words = grown(view, view->words, view->word_count + 1, &view->word_room, sizeof *words);
    view->words = words ? words : view->words;
    LessonLine *lines = grown(view, view->lines, view->line_count + 1, &view->line_room, sizeof *lines);
    view->lines = lines ? lines : view->lines;
    return text && words && lines;
}

void lesson_view_release(LessonView *view)
{
    free(view->text);
    free(view->words);
    free(view->lines);
    *view = (LessonView){0};
}

/* ---- lines ---- */

static void begin_line(Setter *setter)
{
    LessonView *view = setter->view;
    if (!has_room(view, 0))
        return;
    view->lines[view->line_count++] = (LessonLine){view->word_count, 0};
    setter->x = setter->indent;
    setter->has_line = true;
}

/* The bytes go behind what the line has, into its last words where these look the same. */
static void put(Setter *setter, WordLook look, const char *text, size_t size)
{
    LessonView *view = setter->view;
    if (!has_room(view, size))
        return;
    LessonLine *line = &view->lines[view->line_count - 1];
    LessonWords *last = line->count ? &view->words[view->word_count - 1] : NULL;
    if (!last || last->look != look) {
        view->words[view->word_count++] = (LessonWords){look, view->text_size, 0, setter->x};
        line->count++;
        last = &view->words[view->word_count - 1];
    }
    memcpy(view->text + view->text_size, text, size);
    view->text_size += size;
    last->size += size;
    setter->x += setter->look->measure(setter->look->context, look, text, size);
}

static bool is_empty(const Setter *setter)
{
    const LessonView *view = setter->view;
    return view->line_count == 0 || view->lines[view->line_count - 1].count == 0;
}

/* The longest beginning that fits; in an empty line at least one glyph. */
static size_t fitting(Setter *setter, WordLook look, const char *text, size_t size)
{
    Glyph glyph;
    size_t fit = 0;
    while (fit < size) {
        size_t next = fit + glyph_next(text + fit, size - fit, &glyph);
        float width = setter->look->measure(setter->look->context, look, text, next);
        if ((fit > 0 || !is_empty(setter)) && setter->x + width > setter->look->width)
            break;
        fit = next;
    }
    return fit;
}

/* A word that is longer than a line is broken where the line ends. */
static void put_long(Setter *setter, WordLook look, const char *text, size_t size)
{
    while (size > 0) {
        size_t fit = fitting(setter, look, text, size);
        put(setter, look, text, fit);
        text += fit;
        size -= fit;
        if (size > 0)
            begin_line(setter);
    }
}

static float width_of_word(const Setter *setter)
{
    float width = 0;
    for (size_t i = 0; i < setter->piece_count; i++) {
        const Piece *piece = &setter->pieces[i];
        width += setter->look->measure(setter->look->context, piece->look, piece->text, piece->size);
    }
    return width;
}

/* Between words that look alike a blank is a part of them, else it is room alone. */
static void put_blank(Setter *setter, WordLook look)
{
    const LessonView *view = setter->view;
    if (view->words[view->word_count - 1].look == look)
        put(setter, look, " ", 1);
    else
        setter->x += setter->look->measure(setter->look->context, WORD_PLAIN, " ", 1);
}

/* The word that was gathered goes into the line, or into the next one. */
static void put_word(Setter *setter)
{
    float blank = setter->look->measure(setter->look->context, WORD_PLAIN, " ", 1) * (float)setter->blanks;
    if (setter->piece_count == 0)
        return;
    if (!setter->has_line || (!is_empty(setter) && setter->x + blank + width_of_word(setter) > setter->look->width))
        begin_line(setter);
    for (; setter->blanks > 0 && !is_empty(setter); setter->blanks--)
        put_blank(setter, setter->pieces[0].look);
    for (size_t i = 0; i < setter->piece_count; i++)
        put_long(setter, setter->pieces[i].look, setter->pieces[i].text, setter->pieces[i].size);
    setter->blanks = 0;
    setter->piece_count = 0;
}

static void end_line(Setter *setter)
{
    put_word(setter);
    setter->has_line = false;
    setter->blanks = 0;
}

/* An empty line, unless nothing or another one stands above. */
static void part(Setter *setter)
{
    end_line(setter);
    if (is_empty(setter))
        return;
    begin_line(setter);
    end_line(setter);
}

/* Words, broken between them; a line feed ends a line. */
static void put_words(Setter *setter, WordLook look, const char *text)
{
    while (*text) {
        size_t blanks = strspn(text, " "), size = strcspn(text + blanks, " \n");
        if (blanks > 0 || setter->piece_count == PIECES_MOST)
            put_word(setter);
        setter->blanks += (unsigned)blanks;
        text += blanks;
        if (size > 0)
            setter->pieces[setter->piece_count++] = (Piece){look, text, size};
        text += size;
        if (*text == '\n') {
            end_line(setter);
            text++;
        }
    }
}

static void say(Setter *setter, WordLook look, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void say(Setter *setter, WordLook look, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    put_words(setter, look, text);
    put_word(setter);
}

/* ---- what the lesson says ---- */

static float blanks(Setter *setter, unsigned count)
{
    return (float)count * setter->look->measure(setter->look->context, WORD_PLAIN, " ", 1);
}

static WordLook look_of(const LessonBlock *block, SpanLook look)
{
    static const WordLook looks[] = {
        [SPAN_PLAIN] = WORD_PLAIN,
        [SPAN_EMPHASIS] = WORD_EMPHASIS,
        [SPAN_STRONG] = WORD_STRONG,
        [SPAN_CODE] = WORD_CODE,
    };
    if (block->kind == LESSON_HEADING)
        return look == SPAN_CODE ? WORD_CODE : WORD_HEADING;
    return looks[look];
}

/* Words of one span end where those of the next begin, without a blank: they must not be parted. A span's last word
 * is therefore held back and measured with what follows; breaking before the whole is enough here. */
static void put_spans(Setter *setter, const LessonBlock *block)
{
    const LessonSpan *spans = setter->walk->lesson.spans + block->first_span;
    for (size_t i = 0; i < block->span_count; i++)
        put_words(setter, look_of(block, spans[i].look), spans[i].text);
}

static void put_bullet(Setter *setter, const LessonBlock *block)
{
    char bullet[16];
    if (block->number)
        snprintf(bullet, sizeof bullet, "%u.", block->number);
    else
        snprintf(bullet, sizeof bullet, "%s", setter->look->is_ascii ? "-" : "•");
    setter->indent = blanks(setter, 2 * (block->level - 1));
    begin_line(setter);
    put(setter, WORD_DIM, bullet, strlen(bullet));
    setter->indent += blanks(setter, block->number > 9 ? 4 : block->number ? 3 : 2);
    setter->x = setter->indent;
}

/* Code keeps its lines; one that is too long goes on below. */
static void put_code(Setter *setter, const LessonBlock *block)
{
    const char *text = block->span_count ? setter->walk->lesson.spans[block->first_span].text : "";
    setter->indent += blanks(setter, 2);
    for (;;) {
        size_t size = strcspn(text, "\n");
        begin_line(setter);
        put_long(setter, WORD_CODE, text, size);
        end_line(setter);
        if (!text[size])
            return;
        text += size + 1;
    }
}

/* ---- what can be done ---- */

static void put_key(Setter *setter, const char *key, const char *meaning)
{
    if (!setter->look->has_keys)
        return;
    say(setter, WORD_KEY, "%s", key);
    say(setter, WORD_DIM, "  %s  ", meaning);
}

/* On paper: the question at the page's place, and the answers to choose from. */
static void put_choices(Setter *setter, size_t at)
{
    const LessonWalk *walk = setter->walk;
    SimPrediction prediction;
    const LessonBlock *predict = lesson_find_block(&walk->lesson, walk->page, LESSON_PREDICT, at);
    SimAsk ask = lesson_ask(&walk->lesson, predict, walk->player->sim);
    if (lesson_walk_is_away(walk) || !sim_predict(walk->player->sim, &ask, 0, &prediction)) {
        say(setter, WORD_STRONG, "What do you expect?");
        return;
    }
    say(setter, WORD_STRONG, "%s", prediction.question);
    for (size_t i = 0; i < prediction.choice_count; i++) {
        end_line(setter);
        say(setter, WORD_DIM, "%c) ", (char)('a' + i));
        say(setter, WORD_PLAIN, "%s", prediction.choices[i].text);
    }
}

static void put_question(Setter *setter, size_t at)
{
    const LessonWalk *walk = setter->walk;
    bool is_ascii = setter->look->is_ascii;
    ProgressAnswer answer = progress_answer(walk->progress, walk->name, walk->page, at);
    if (answer == ANSWER_RIGHT)
        say(setter, WORD_GOOD, "%s answered right  ", is_ascii ? "+" : "✓");
    if (answer == ANSWER_WRONG)
        say(setter, WORD_BAD, "%s expected otherwise  ", is_ascii ? "!" : "✗");
    if (answer != ANSWER_NONE)
        put_key(setter, "p", "again");
    else if (setter->look->has_keys)
        put_key(setter, "p", "What do you expect?");
    else
        put_choices(setter, at);
    end_line(setter);
}

/* «✗ within 6: at callback 31, 7.0 s: …» */
static void put_verdict(Setter *setter, const char *expected, const SimExpectation *verdict)
{
    char time[TIME_TEXT_BYTES];
    bool holds = verdict->verdict == SIM_VERDICT_HOLDS;
    const char *sign = holds ? (setter->look->is_ascii ? "+ " : "✓ ") : setter->look->is_ascii ? "! " : "✗ ";
    say(setter, holds ? WORD_GOOD : WORD_BAD, "%s", sign);
    say(setter, WORD_CODE, "%s", expected);
    if (verdict->verdict == SIM_VERDICT_FAILS)
        say(setter, WORD_BAD, " fails at callback %u, %s", verdict->callback, time_text(time, verdict->time_ns));
    else if (!holds)
        say(setter, WORD_BAD, " is not known");
    if (!holds && *verdict->found)
        say(setter, WORD_DIM, ": %s", verdict->found);
}

static void put_expectations(Setter *setter, const LessonBlock *block)
{
    const LessonWalk *walk = setter->walk;
    const LessonEntry *entry;
    SimExpectation verdict;
    for (size_t i = 0; (entry = lesson_find_entry(&walk->lesson, block, LESSON_EXPECT, i)); i++) {
        end_line(setter);
        if (lesson_walk_verdict(walk, i, &verdict)) {
            put_verdict(setter, entry->text, &verdict);
        } else {
            say(setter, WORD_DIM, "%s ", setter->look->is_ascii ? "-" : "•");
            say(setter, WORD_CODE, "%s", entry->text);
        }
    }
}

static void put_hints(Setter *setter, const LessonBlock *block)
{
    const LessonEntry *entry;
    for (size_t i = 0; i < setter->walk->hints; i++) {
        if (!(entry = lesson_find_entry(&setter->walk->lesson, block, LESSON_HINT, i)))
            return;
        end_line(setter);
        say(setter, WORD_EMPHASIS, "%s", entry->text);
    }
}

static void put_keys(Setter *setter, const LessonBlock *block)
{
    const LessonWalk *walk = setter->walk;
    char words[WALK_PATH_BYTES + 32];
    bool has_hint = lesson_find_entry(&walk->lesson, block, LESSON_HINT, walk->hints) != NULL;
    end_line(setter);
    if (walk->copy[0]) {
        put_key(setter, "Enter", has_hint ? "a hint" : "(no hint left)");
        snprintf(words, sizeof words, "check %s", walk->copy);
        put_key(setter, "R", words);
    } else {
        snprintf(words, sizeof words, "a copy of %s for you", walk->player->file.name);
        put_key(setter, "Enter", words);
    }
    end_line(setter);
}

static void put_exercise(Setter *setter, const LessonBlock *block)
{
    const LessonWalk *walk = setter->walk;
    bool is_done = progress_is_done(walk->progress, walk->name, walk->page);
    say(setter, WORD_STRONG, "Exercise");
    if (is_done)
        say(setter, WORD_GOOD, setter->look->is_ascii ? "  + done" : "  ✓ done");
    say(setter, WORD_DIM, "  what must hold:");
    put_expectations(setter, block);
    put_hints(setter, block);
    put_keys(setter, block);
}

/* ---- the page ---- */

/* List items and code that belongs to them stand close together. */
static bool stands_close(const LessonBlock *before, const LessonBlock *block)
{
    return before && block->kind == LESSON_ITEM && before->level > 0 && before->kind != LESSON_HEADING;
}

static void put_block(Setter *setter, const LessonBlock *before, const LessonBlock *block, size_t *questions)
{
    end_line(setter);
    if (block->kind == LESSON_STAGE)
        return;
    if (!stands_close(before, block))
        part(setter);
    setter->indent = block->is_quoted ? blanks(setter, 2) : 0;
    switch (block->kind) {
    case LESSON_HEADING:
        put_spans(setter, block);
        break;
    case LESSON_PARAGRAPH:
        setter->indent += blanks(setter, 2 * block->level);
        put_spans(setter, block);
        break;
    case LESSON_ITEM:
        put_bullet(setter, block);
        put_spans(setter, block);
        break;
    case LESSON_CODE:
        setter->indent += blanks(setter, 2 * block->level);
        put_code(setter, block);
        break;
    case LESSON_PREDICT:
        put_question(setter, (*questions)++);
        break;
    case LESSON_EXERCISE:
        put_exercise(setter, block);
        break;
    case LESSON_STAGE:
        break;
    }
    end_line(setter);
}

static void put_next(Setter *setter)
{
    const LessonWalk *walk = setter->walk;
    if (walk->page + 1 < walk->lesson.page_count || !walk->next[0])
        return;
    part(setter);
    setter->indent = 0;
    say(setter, WORD_DIM, "The next lesson:");
    say(setter, WORD_CODE, " loopscope lesson %s", walk->next);
    end_line(setter);
}

void lesson_view(const LessonWalk *walk, const LessonLook *look, LessonView *view)
{
    *view = (LessonView){.is_whole = true};
    Setter setter = {.walk = walk, .view = view, .look = look};
    const LessonPage *page = &walk->lesson.pages[walk->page];
    const LessonBlock *before = NULL;
    size_t questions = 0;
    snprintf(view->title, sizeof view->title, "%s", walk->lesson.title);
    snprintf(view->place, sizeof view->place, "page %zu of %zu", walk->page + 1, walk->lesson.page_count);
    for (size_t i = 0; i < page->block_count; i++) {
        const LessonBlock *block = &walk->lesson.blocks[page->first_block + i];
        put_block(&setter, before, block, &questions);
        before = block;
    }
    put_next(&setter);
}

float lesson_cells(void *context, WordLook look, const char *text, size_t size)
{
    (void)context;
    (void)look;
    return (float)glyphs_width(text, size);
}
