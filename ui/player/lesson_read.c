/* Reading a lesson file: its head by hand, the rest with cmark, the only place that knows it.
 *
 * cmark makes a tree, of which the events are walked once: blocks are added to the last page as they come, their
 * words gathered until the look changes. Where there is no memory, cmark ends the program with a message. */
#include "lesson.h"

#include "words.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MOST = 16 };

typedef struct Reader {
    Lesson *lesson;
    LessonErrors *errors;
    const char *text, *end; /* of the whole file */
    uint32_t head_lines;    /* before what cmark reads */
    uint32_t break_line;    /* where the present page began */
    size_t errors_before;   /* that were known then */
    bool is_in_block;       /* words go into the last block */
    unsigned lists, quotes; /* how deep */
    unsigned numbers[DEPTH_MOST];
    unsigned emphases, strongs;
    SpanLook look; /* of the words gathered */
    char *words;   /* owned */
    size_t length, room;
} Reader;

/* ---- the head ---- */

static const char HEAD_HINT[] = "---, title: The parking lot, scenario: parking_lot.py, ---, each on its own line";

/* A line of the file, without its end and the blanks around it. */
typedef struct Line {
    const char *start, *end;
    uint32_t number, column;
} Line;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void trim(Line *line)
{
    while (line->start < line->end && is_blank(*line->start)) {
        line->start++;
        line->column++;
    }
    while (line->end > line->start && is_blank(line->end[-1]))
        line->end--;
}

/* The line that begins at *at, which goes on to the next. */
static Line take_line(const char **at, const char *end, uint32_t number)
{
    const char *newline = *at < end ? memchr(*at, '\n', (size_t)(end - *at)) : NULL;
    Line line = {*at, newline ? newline : end, number, 1};
    *at = newline ? newline + 1 : end;
    trim(&line);
    return line;
}

static bool line_is(const Line *line, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(line->end - line->start) == length && memcmp(line->start, text, length) == 0;
}

static LessonSpot spot_of(const Line *line)
{
    return (LessonSpot){line->number, line->column, 0};
}

/* Part «key: text»: `line` becomes what stands after the colon. False where there is no colon. */
static bool take_key(Line *line, char *key, size_t size)
{
    const char *colon =
        line->start < line->end ? memchr(line->start, ':', (size_t)(line->end - line->start)) : NULL;
    if (!colon)
        return false;
    snprintf(key, size, "%.*s", (int)(colon - line->start), line->start);
    line->column += (uint32_t)(colon + 1 - line->start);
    line->start = colon + 1;
    trim(line);
    return true;
}

typedef enum HeadKey { HEAD_TITLE, HEAD_SLIDE, HEAD_SCENARIO, HEAD_KEYS } HeadKey;
static const char *const head_words[HEAD_KEYS] = {"title", "slide", "scenario"};

static void take_head_text(Reader *reader, HeadKey key, const Line *line)
{
    Lesson *lesson = reader->lesson;
    uint64_t slide;
    const char *text = lesson_keep(lesson, line->start, (size_t)(line->end - line->start));
    if (!text)
        return;
    switch (key) {
    case HEAD_TITLE:
        lesson->title = text;
        break;
    case HEAD_SLIDE:
        if (count_parse(text, 1, 999, &slide))
            lesson->slide = (unsigned)slide;
        else
            lesson_errors_add(reader->errors, spot_of(line), "slide: 3", "a slide is a number from 1 on");
        break;
    case HEAD_SCENARIO:
        lesson->scenario = text;
        lesson->scenario_spot = spot_of(line);
        break;
    case HEAD_KEYS:
        break;
    }
}

static void read_head_line(Reader *reader, Line line, bool is_there[HEAD_KEYS])
{
    char word[32], hint[LESSON_HINT_BYTES];
    Line whole = line;
    if (!take_key(&line, word, sizeof word)) {
        lesson_errors_add(reader->errors, spot_of(&whole), "title: The parking lot",
                          "a line of the head is a key, a colon and a text");
        return;
    }
    unsigned key = 0;
    while (key < HEAD_KEYS && strcmp(word, head_words[key]) != 0)
        key++;
    if (key == HEAD_KEYS) {
        lesson_hint_words(hint, word, "there are", head_words, HEAD_KEYS);
        lesson_errors_add(reader->errors, spot_of(&whole), hint, "unknown key '%s' in the head", word);
    } else if (is_there[key]) {
        lesson_errors_add(reader->errors, spot_of(&whole), "a lesson has one of each", "this is a second '%s'",
                          word);
    } else if (line.start == line.end) {
        lesson_errors_add(reader->errors, spot_of(&whole), NULL, "the text after '%s:' is missing", word);
    } else {
        take_head_text(reader, (HeadKey)key, &line);
    }
    if (key < HEAD_KEYS)
        is_there[key] = true;
}

/* What a head must have. */
static void check_head(Reader *reader, const bool is_there[HEAD_KEYS])
{
    LessonSpot top = {1, 1, 0};
    if (!is_there[HEAD_TITLE])
        lesson_errors_add(reader->errors, top, "title: The parking lot", "the head gives the lesson no title");
    if (!is_there[HEAD_SCENARIO])
        lesson_errors_add(reader->errors, top, "scenario: parking_lot.py",
                          "the head does not say which scenario the lesson is about");
}

/* Read the head and return where the pages begin. */
static const char *read_head(Reader *reader)
{
    const char *at = reader->text;
    bool is_there[HEAD_KEYS] = {false};
    Line line = take_line(&at, reader->end, 1);
    if (!line_is(&line, "---")) {
        lesson_errors_add(reader->errors, (LessonSpot){1, 1, 0}, HEAD_HINT,
                          "a lesson begins with its head: title and scenario between two lines of ---");
        return reader->text;
    }
    for (uint32_t number = 2; at < reader->end; number++) {
        line = take_line(&at, reader->end, number);
        reader->head_lines = reader->break_line = number;
        if (line_is(&line, "---")) {
            check_head(reader, is_there);
            return at;
        }
        if (line.start < line.end)
            read_head_line(reader, line, is_there);
    }
    lesson_errors_add(reader->errors, (LessonSpot){1, 1, 0}, HEAD_HINT,
                      "the head does not end: a line of --- is missing");
    return reader->end;
}

/* ---- words ---- */

static void gather(Reader *reader, const char *text, size_t length)
{
    if (reader->length + length + 1 > reader->room) {
        size_t room = (reader->length + length + 1) * 2;
        char *grown = realloc(reader->words, room);
        if (!grown) {
            reader->lesson->is_out_of_memory = true;
            return;
        }
        reader->words = grown;
        reader->room = room;
    }
    memcpy(reader->words + reader->length, text, length);
    reader->length += length;
}

/* What has been gathered becomes a span of the last block. */
static void end_span(Reader *reader)
{
    Lesson *lesson = reader->lesson;
    if (reader->length == 0 || !reader->is_in_block)
        return;
    const char *text = lesson_keep(lesson, reader->words, reader->length);
    if (text && lesson_add_span(lesson, reader->look, text))
        lesson->blocks[lesson->block_count - 1].span_count++;
    reader->length = 0;
}

static void add_words(Reader *reader, SpanLook look, const char *text)
{
    if (look != reader->look)
        end_span(reader);
    reader->look = look;
    gather(reader, text, strlen(text));
}

static SpanLook present_look(const Reader *reader)
{
    return reader->strongs ? SPAN_STRONG : reader->emphases ? SPAN_EMPHASIS : SPAN_PLAIN;
}

/* ---- blocks ---- */

static uint32_t line_of(const Reader *reader, cmark_node *node)
{
    return reader->head_lines + (uint32_t)cmark_node_get_start_line(node);
}

/* Lines of cmark count from 1, those of the file too. */
static LessonSpot spot_of_node(const Reader *reader, cmark_node *node)
{
    int column = cmark_node_get_start_column(node);
    return (LessonSpot){line_of(reader, node), column > 0 ? (uint32_t)column : 1, 0};
}

static LessonBlock *begin_block(Reader *reader, LessonBlockKind kind, cmark_node *node)
{
    LessonBlock *block = lesson_add_block(reader->lesson, kind, line_of(reader, node));
    reader->length = 0;
    reader->look = SPAN_PLAIN;
    reader->is_in_block = block != NULL;
    if (!block)
        return NULL;
    block->is_quoted = reader->quotes > 0;
    block->level = reader->lists;
    return block;
}

static void end_block(Reader *reader)
{
    end_span(reader);
    reader->is_in_block = false;
}

static void begin_item(Reader *reader, cmark_node *node)
{
    LessonBlock *block = begin_block(reader, LESSON_ITEM, node);
    if (block && reader->lists <= DEPTH_MOST)
        block->number = reader->numbers[reader->lists - 1];
}

static void enter_list(Reader *reader, cmark_node *list)
{
    bool is_numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    if (reader->lists < DEPTH_MOST)
        reader->numbers[reader->lists] = is_numbered ? (unsigned)cmark_node_get_list_start(list) : 0;
    reader->lists++;
}

/* An item that begins with no words of its own still has its bullet. */
static void enter_item(Reader *reader, cmark_node *item)
{
    cmark_node *first = cmark_node_first_child(item);
    if (!first || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH) {
        begin_item(reader, item);
        end_block(reader);
    }
}

static void leave_item(Reader *reader)
{
    if (reader->lists <= DEPTH_MOST && reader->numbers[reader->lists - 1])
        reader->numbers[reader->lists - 1]++;
}

static void enter_paragraph(Reader *reader, cmark_node *node)
{
    bool is_first = !cmark_node_previous(node) && cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM;
    if (is_first)
        begin_item(reader, node);
    else
        begin_block(reader, LESSON_PARAGRAPH, node);
}

static Line file_line(const Reader *reader, uint32_t number)
{
    const char *at = reader->text;
    Line line = {0};
    for (uint32_t i = 1; i <= number; i++)
        line = take_line(&at, reader->end, i);
    return line;
}

/* «Text» above a line of --- without an empty line is a heading, where the author means a page's end. */
static void check_underline(Reader *reader, cmark_node *heading)
{
    uint32_t end = reader->head_lines + (uint32_t)cmark_node_get_end_line(heading);
    /* cmark lets such a heading end on its last line or on the one behind it. */
    for (uint32_t number = end - 1; number <= end; number++) {
        Line line = file_line(reader, number);
        if (*file_line(reader, line_of(reader, heading)).start != '#' && line_is(&line, "---"))
            lesson_errors_add(reader->errors, spot_of(&line),
                              "leave a line empty before ---, or write ## for a heading",
                              "this line makes a heading of the text above it, and ends no page");
    }
}

static void enter_heading(Reader *reader, cmark_node *node)
{
    LessonBlock *block = begin_block(reader, LESSON_HEADING, node);
    if (block)
        block->level = (unsigned)cmark_node_get_heading_level(node);
    if (cmark_node_get_heading_level(node) == 2)
        check_underline(reader, node);
}

/* ---- code and directives ---- */

static void add_code(Reader *reader, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    size_t length = strlen(literal);
    while (length > 0 && literal[length - 1] == '\n')
        length--;
    begin_block(reader, LESSON_CODE, node);
    reader->look = SPAN_CODE;
    gather(reader, literal, length);
    end_block(reader);
}

static bool has_block(const Reader *reader, LessonBlockKind kind)
{
    return lesson_find_block(reader->lesson, reader->lesson->page_count - 1, kind, 0) != NULL;
}

static void add_directive(Reader *reader, LessonBlockKind kind, cmark_node *node)
{
    LessonSpot spot = spot_of_node(reader, node);
    const char *word = LESSON_DIRECTIVE_WORDS[kind - LESSON_STAGE];
    if (cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT) {
        lesson_errors_add(reader->errors, spot, "let it begin at the edge of the page",
                          "a %s block stands on the page itself, not in a list or a quotation", word);
        return;
    }
    if (kind != LESSON_PREDICT && has_block(reader, kind))
        lesson_errors_add(reader->errors, spot, "end the page with --- before it", "a page has one %s block", word);
    LessonBlock *block = begin_block(reader, kind, node);
    reader->is_in_block = false;
    if (block)
        lesson_read_directive(reader->lesson, block, cmark_node_get_literal(node), reader->text, reader->errors);
}

/* The word behind a fence, and whether anything comes behind it. */
static bool take_fence_word(cmark_node *node, char *word, size_t size)
{
    const char *info = cmark_node_get_fence_info(node);
    size_t length = strcspn(info, " \t");
    snprintf(word, size, "%.*s", (int)length, info);
    return info[length] != '\0';
}

static void enter_code(Reader *reader, cmark_node *node)
{
    char word[32], hint[LESSON_HINT_BYTES];
    bool has_more = take_fence_word(node, word, sizeof word);
    for (unsigned i = 0; i < LESSON_DIRECTIVES; i++)
        if (strcmp(word, LESSON_DIRECTIVE_WORDS[i]) == 0) {
            if (has_more)
                lesson_errors_add(reader->errors, spot_of_node(reader, node), NULL,
                                  "nothing comes behind '%s'; its keys stand below, each on a line", word);
            add_directive(reader, (LessonBlockKind)(LESSON_STAGE + i), node);
            return;
        }
    if (*word && nearest_word(word, LESSON_DIRECTIVE_WORDS, LESSON_DIRECTIVES)) {
        lesson_hint_words(hint, word, "", LESSON_DIRECTIVE_WORDS, LESSON_DIRECTIVES);
        lesson_errors_add(reader->errors, spot_of_node(reader, node), hint, "unknown block '%s'", word);
        return;
    }
    add_code(reader, node);
}

/* ---- what a lesson cannot have ---- */

static void refuse_html(Reader *reader, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    if (strncmp(literal, "<!--", 4) != 0)
        lesson_errors_add(reader->errors, spot_of_node(reader, node),
                          "write it in Markdown, or put code between backquotes", "a terminal shows no HTML");
}

static void refuse_image(Reader *reader, cmark_node *node)
{
    lesson_errors_add(reader->errors, spot_of_node(reader, node), "let a stage block show the run instead",
                      "a terminal shows no pictures");
}

/* ---- pages ---- */

/* The words of the page's first heading. */
static void name_page(Reader *reader, LessonPage *page)
{
    Lesson *lesson = reader->lesson;
    const LessonBlock *block = lesson_find_block(lesson, lesson->page_count - 1, LESSON_HEADING, 0);
    if (!block || block->span_count == 0)
        return;
    reader->length = 0;
    for (size_t i = 0; i < block->span_count; i++) {
        const char *text = lesson->spans[block->first_span + i].text;
        gather(reader, text, strlen(text));
    }
    const char *title = reader->words ? lesson_keep(lesson, reader->words, reader->length) : NULL;
    page->title = title ? title : page->title;
    reader->length = 0;
}

static void count_blocks(Reader *reader)
{
    LessonPage *page = &reader->lesson->pages[reader->lesson->page_count - 1];
    page->block_count = reader->lesson->block_count - page->first_block;
}

static void end_page(Reader *reader)
{
    LessonPage *page = &reader->lesson->pages[reader->lesson->page_count - 1];
    count_blocks(reader);
    name_page(reader, page);
    if (page->block_count == 0 && reader->errors->count == reader->errors_before)
        lesson_errors_add(reader->errors, (LessonSpot){reader->break_line ? reader->break_line : 1, 1, 0},
                          "write what the page says below this line", "the page that begins here is empty");
}

static void enter_break(Reader *reader, cmark_node *node)
{
    if (cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT) {
        lesson_errors_add(reader->errors, spot_of_node(reader, node), "let it begin at the edge of the page",
                          "a page does not end inside a list or a quotation");
        return;
    }
    end_page(reader);
    reader->break_line = line_of(reader, node);
    reader->errors_before = reader->errors->count;
    lesson_add_page(reader->lesson);
}

/* ---- walking the tree ---- */

/* «words (address)», unless the words are the address. */
static void leave_link(Reader *reader, cmark_node *node)
{
    cmark_node *first = cmark_node_first_child(node);
    const char *url = cmark_node_get_url(node), *text = first ? cmark_node_get_literal(first) : NULL;
    if (!*url || (text && strcmp(text, url) == 0 && !cmark_node_next(first)))
        return;
    add_words(reader, present_look(reader), " (");
    add_words(reader, present_look(reader), url);
    add_words(reader, present_look(reader), ")");
}

static void enter_inline(Reader *reader, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        add_words(reader, present_look(reader), cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE:
        add_words(reader, SPAN_CODE, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
        add_words(reader, present_look(reader), " ");
        break;
    case CMARK_NODE_LINEBREAK:
        add_words(reader, present_look(reader), "\n");
        break;
    case CMARK_NODE_EMPH:
        reader->emphases++;
        break;
    case CMARK_NODE_STRONG:
        reader->strongs++;
        break;
    case CMARK_NODE_IMAGE:
        refuse_image(reader, node);
        break;
    case CMARK_NODE_HTML_INLINE:
        refuse_html(reader, node);
        break;
    default: /* links, of which the end counts */
        break;
    }
}

static void enter(Reader *reader, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        reader->quotes++;
        break;
    case CMARK_NODE_LIST:
        enter_list(reader, node);
        break;
    case CMARK_NODE_ITEM:
        enter_item(reader, node);
        break;
    case CMARK_NODE_PARAGRAPH:
        enter_paragraph(reader, node);
        break;
    case CMARK_NODE_HEADING:
        enter_heading(reader, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        enter_code(reader, node);
        count_blocks(reader);
        break;
    case CMARK_NODE_HTML_BLOCK:
        refuse_html(reader, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        enter_break(reader, node);
        break;
    default:
        enter_inline(reader, node);
        break;
    }
}

static void leave(Reader *reader, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        reader->quotes--;
        break;
    case CMARK_NODE_LIST:
        reader->lists--;
        break;
    case CMARK_NODE_ITEM:
        leave_item(reader);
        break;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        end_block(reader);
        break;
    case CMARK_NODE_EMPH:
        reader->emphases--;
        break;
    case CMARK_NODE_STRONG:
        reader->strongs--;
        break;
    case CMARK_NODE_LINK:
        leave_link(reader, node);
        break;
    default: /* nothing of these has an end of its own */
        break;
    }
}

static void read_pages(Reader *reader, const char *body)
{
    if (!lesson_add_page(reader->lesson))
        return;
    cmark_node *document = cmark_parse_document(body, (size_t)(reader->end - body), CMARK_OPT_DEFAULT);
    cmark_iter *events = cmark_iter_new(document);
    cmark_event_type event;
    while ((event = cmark_iter_next(events)) != CMARK_EVENT_DONE && !reader->lesson->is_out_of_memory) {
        if (event == CMARK_EVENT_ENTER)
            enter(reader, cmark_iter_get_node(events));
        else
            leave(reader, cmark_iter_get_node(events));
    }
    cmark_iter_free(events);
    cmark_node_free(document);
    if (!reader->lesson->is_out_of_memory)
        end_page(reader);
}

bool lesson_read(Lesson *lesson, const char *text, size_t length, LessonErrors *errors)
{
    *lesson = (Lesson){.title = "", .scenario = "", .scenario_spot = {1, 1, 0}};
    Reader reader = {.lesson = lesson, .errors = errors, .text = text, .end = text + length};
    read_pages(&reader, read_head(&reader));
    free(reader.words);
    return !lesson->is_out_of_memory;
}
