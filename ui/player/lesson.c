/* A lesson as data: its lists, the store of its texts, and looking things up in it. */
#include "lesson.h"

#include <stdlib.h>
#include <string.h>

const char *const LESSON_DIRECTIVE_WORDS[LESSON_DIRECTIVES] = {"stage", "predict", "exercise"};

/* ---- the store ---- */

/* Texts stand one after the other in pieces that never move. */
struct LessonStore {
    LessonStore *before;
    size_t used, size;
    char bytes[];
};

static LessonStore *add_piece(Lesson *lesson, size_t needed)
{
    enum { USUAL = 8192 };
    size_t size = needed > USUAL ? needed : USUAL;
    LessonStore *piece = malloc(sizeof *piece + size);
    if (!piece) {
        lesson->is_out_of_memory = true;
        return NULL;
    }
    *piece = (LessonStore){.before = lesson->store, .size = size};
    return lesson->store = piece;
}

const char *lesson_keep(Lesson *lesson, const char *bytes, size_t length)
{
    LessonStore *piece = lesson->store;
    if (!piece || piece->size - piece->used <= length)
        piece = add_piece(lesson, length + 1);
    if (!piece)
        return NULL;
    char *text = piece->bytes + piece->used;
    memcpy(text, bytes, length);
    text[length] = '\0';
    piece->used += length + 1;
    return text;
}

void lesson_release(Lesson *lesson)
{
    for (LessonStore *piece = lesson->store, *before; piece; piece = before) {
        before = piece->before;
        free(piece);
    }
    free(lesson->pages);
    free(lesson->blocks);
    free(lesson->spans);
    free(lesson->entries);
    *lesson = (Lesson){0};
}

/* ---- the lists ---- */

/* Room for one more item in a list. NULL where there is no memory. */
static void *grown(Lesson *lesson, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    size_t wanted = *room ? *room * 2 : 16;
    void *more = realloc(items, wanted * size);
    if (!more) {
        lesson->is_out_of_memory = true;
        return NULL;
    }
    *room = wanted;
    return more;
}

LessonPage *lesson_add_page(Lesson *lesson)
{
    LessonPage *pages = grown(lesson, lesson->pages, lesson->page_count, &lesson->page_room, sizeof *lesson->pages);
    if (!pages)
        return NULL;
    lesson->pages = pages;
    pages += lesson->page_count++;
    *pages = (LessonPage){.title = lesson->title, .first_block = lesson->block_count};
    return pages;
}

LessonBlock *lesson_add_block(Lesson *lesson, LessonBlockKind kind, uint32_t line)
{
    LessonBlock *blocks =
        grown(lesson, lesson->blocks, lesson->block_count, &lesson->block_room, sizeof *lesson->blocks);
    if (!blocks)
        return NULL;
    lesson->blocks = blocks;
    blocks += lesson->block_count++;
    *blocks = (LessonBlock){
        .kind = kind, .line = line, .first_span = lesson->span_count, .first_entry = lesson->entry_count};
    return blocks;
}

LessonSpan *lesson_add_span(Lesson *lesson, SpanLook look, const char *text)
{
    LessonSpan *spans = grown(lesson, lesson->spans, lesson->span_count, &lesson->span_room, sizeof *lesson->spans);
    if (!spans)
        return NULL;
    lesson->spans = spans;
    spans += lesson->span_count++;
    *spans = (LessonSpan){look, text};
    return spans;
}

LessonEntry *lesson_add_entry(Lesson *lesson, LessonKey key, const char *text)
{
    LessonEntry *entries =
        grown(lesson, lesson->entries, lesson->entry_count, &lesson->entry_room, sizeof *lesson->entries);
    if (!entries)
        return NULL;
    lesson->entries = entries;
    entries += lesson->entry_count++;
    *entries = (LessonEntry){.key = key, .text = text};
    return entries;
}

/* ---- looking ---- */

const LessonBlock *lesson_find_block(const Lesson *lesson, size_t page, LessonBlockKind kind, size_t at)
{
    const LessonPage *there = &lesson->pages[page];
    for (size_t i = 0; i < there->block_count; i++)
        if (lesson->blocks[there->first_block + i].kind == kind && at-- == 0)
            return &lesson->blocks[there->first_block + i];
    return NULL;
}

const LessonEntry *lesson_find_entry(const Lesson *lesson, const LessonBlock *block, LessonKey key, size_t at)
{
    for (size_t i = 0; i < block->entry_count; i++)
        if (lesson->entries[block->first_entry + i].key == key && at-- == 0)
            return &lesson->entries[block->first_entry + i];
    return NULL;
}

const LessonBlock *lesson_stage(const Lesson *lesson, size_t page)
{
    const LessonBlock *stage = NULL;
    for (size_t i = page + 1; !stage && i-- > 0;)
        stage = lesson_find_block(lesson, i, LESSON_STAGE, 0);
    return stage;
}

static void go_to_cue(Sim *sim, const char *name)
{
    SimCue cue;
    for (size_t i = 0; sim_cue(sim, i, &cue); i++)
        if (strcmp(cue.name, name) == 0)
            sim_seek_cue(sim, i);
}

void lesson_go_to_stage(const Lesson *lesson, const LessonBlock *stage, Sim *sim)
{
    const LessonEntry *entry;
    sim_seek(sim, (SimPosition){0, 0});
    if (!stage)
        return;
    if ((entry = lesson_find_entry(lesson, stage, LESSON_TIME, 0)))
        sim_seek_time(sim, entry->number);
    else if ((entry = lesson_find_entry(lesson, stage, LESSON_CALLBACK, 0)))
        sim_seek_callback(sim, (uint32_t)entry->number);
    else if ((entry = lesson_find_entry(lesson, stage, LESSON_CUE, 0)))
        go_to_cue(sim, entry->text);
}

/* The line of the cue that the sim stands at, 0 where it stands at none. */
static uint32_t line_of_cue(const Sim *sim)
{
    SimCue cue;
    SimPosition here = sim_position(sim);
    int current = sim_current_cue(sim);
    bool is_here =
        current >= 0 && sim_cue(sim, (size_t)current, &cue) && sim_positions_are_equal(cue.position, here);
    return is_here ? cue.line : 0;
}

SimAsk lesson_ask(const Lesson *lesson, const LessonBlock *predict, const Sim *sim)
{
    SimAsk ask = {.line = line_of_cue(sim)};
    char word[16];
    const LessonEntry *kind = lesson_find_entry(lesson, predict, LESSON_KIND, 0);
    if (!kind)
        return ask;
    size_t length = strcspn(kind->text, " \t");
    snprintf(word, sizeof word, "%.*s", (int)length, kind->text);
    sim_ask_kind(word, &ask.kind);
    ask.expression = kind->text + length + strspn(kind->text + length, " \t");
    return ask;
}

void lesson_settings(const Lesson *lesson, const LessonBlock *stage, LessonSettings *settings)
{
    const LessonEntry *entry;
    settings->count = 0;
    while (stage && settings->count < LESSON_ENTRIES_MOST &&
           (entry = lesson_find_entry(lesson, stage, LESSON_SET, settings->count))) {
        const char *equals = strchr(entry->text, '=');
        size_t at = settings->count++, length = equals ? (size_t)(equals - entry->text) : 0;
        snprintf(settings->names[at], LESSON_KNOB_BYTES, "%.*s", (int)length, entry->text);
        settings->knobs[at] = (SimKnobSetting){settings->names[at], equals ? equals + 1 : ""};
    }
}
