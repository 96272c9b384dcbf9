/* The source lines of a traceback entry, as CPython 3.13 shows them.
 *
 * Mirrors StackSummary.format_frame_summary, Lib/traceback.py. The lines lose their common indentation. If what
 * raised is an operation, a subscript or a call, anchors say which part of it is marked by `^`; they are found in
 * the text, since a span tells only where the whole stands. Of many lines only those around the ends and the
 * anchors are shown. There are no marks where they would cover all that the lines say, or where the call is all
 * that a statement returns or assigns. Columns here count code points from 0. */
#include "traceback_source.h"

#include "parser.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

typedef struct Line {
    const char *bytes;
    size_t size;
} Line;

/* Some lines of text. */
typedef struct Lines {
    Line *items; /* owned */
    size_t count;
} Lines;

typedef struct Place {
    size_t line, column;
} Place;

/* The part that is marked by `^` while the rest gets `~`. */
typedef struct Anchors {
    bool is_there;
    Place left, right; /* the right one is excluded */
} Anchors;

/* ---- lines ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool lines_split(Lines *lines, const char *text, size_t size)
{
    size_t most = 1;
    for (size_t i = 0; i < size; i++)
        most += text[i] == '\n';
    *lines = (Lines){.items = calloc(most, sizeof *lines->items)};
    for (const char *at = text, *end = text + size; lines->items && at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        lines->items[lines->count++] = (Line){at, (size_t)((newline ? newline : end) - at)};
        at = newline ? newline + 1 : end;
    }
    return lines->items != NULL;
}

static void lines_release(Lines *lines)
{
    free(lines->items);
    *lines = (Lines){0};
}

static size_t line_length(Line line)
{
    return utf8_count(line.bytes, line.size);
}

static size_t line_indent(Line line)
{
    size_t indent = 0;
    while (indent < line.size && is_blank(line.bytes[indent]))
        indent++;
    return indent;
}

static bool is_empty(Line line)
{
    return line_indent(line) == line.size;
}

/* The code point at a column that the line has. */
static char line_char(Line line, size_t column)
{
    return line.bytes[utf8_offset(line.bytes, line.size, column)];
}

/* White space that all lines begin with which have something in them. */
static size_t common_indent(const Lines *lines)
{
    const Line *first = NULL;
    size_t margin = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const Line *line = &lines->items[i];
        size_t shared = 0;
        if (is_empty(*line))
            continue;
        if (!first) {
            first = line;
            margin = line_indent(*line);
        }
        while (shared < margin && shared < line->size && line->bytes[shared] == first->bytes[shared])
            shared++;
        margin = shared;
    }
    return margin;
}

/* Mirrors textwrap.dedent: lines of nothing but white space become empty. Gives the bytes taken from the others. */
static size_t lines_dedent(Lines *lines)
{
    size_t margin = common_indent(lines);
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->items[i];
        size_t cut = is_empty(*line) ? line->size : margin;
        line->bytes += cut;
        line->size -= cut;
    }
    return margin;
}

/* The lines of the span, without white space at their ends. */
static Lines lines_of_span(const char *source, size_t source_length, SourceSpan span)
{
    const char *at = source, *end = source + source_length;
    uint32_t number = 1;
    for (; at < end && number < span.line; number++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    const char *last = at;
    for (; last < end && number <= span.end_line; number++) {
        const char *newline = memchr(last, '\n', (size_t)(end - last));
        last = newline ? newline + 1 : end;
    }
    Lines lines;
    lines_split(&lines, at, (size_t)(last - at));
    for (size_t i = 0; i < lines.count; i++) {
        Line *line = &lines.items[i];
        while (line->size > 0 && (is_blank(line->bytes[line->size - 1]) || line->bytes[line->size - 1] == '\r'))
            line->size--;
    }
    return lines;
}

static void join_lines(const Lines *lines, Text *out)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (i > 0)
            text_add_char(out, '\n');
        text_add_bytes(out, lines->items[i].bytes, lines->items[i].size);
    }
}

/* Columns on a screen up to `column`: wide characters take two, but plain text counts as it is. */
static size_t display_width(Line line, size_t column)
{
    size_t width = 0, count = 0;
    bool is_ascii = true;
    for (size_t i = 0; i < line.size; i++)
        is_ascii = is_ascii && (unsigned char)line.bytes[i] < 0x80;
    if (is_ascii)
        return column;
    for (const char *at = line.bytes, *end = at + line.size; at < end && count < column; count++) {
        int length;
        int32_t code_point = utf8_decode(at, end, &length);
        width += code_point >= 0 && utf8proc_charwidth(code_point) == 2 ? 2 : 1;
        at += length;
    }
    return width;
}

/* ---- anchors ---- */

/* Go to the next line that has a character at or behind the place; false where there is none. */
static bool settle(const Lines *lines, Place *place)
{
    while (place->line < lines->count && place->column >= line_length(lines->items[place->line])) {
        place->line++;
        place->column = 0;
    }
    return place->line < lines->count;
}

/* From the place on, find a character of those in `wanted`, or one that is neither white space nor `)` where it is
 * NULL. Comments and backslashes are passed over. */
static bool find_char(const Lines *lines, Place *place, const char *wanted)
{
    while (settle(lines, place)) {
        char byte = line_char(lines->items[place->line], place->column);
        bool is_found = wanted ? strchr(wanted, byte) && byte : !is_blank(byte) && byte != ')';
        if (byte == '\\' || byte == '#')
            *place = (Place){place->line + 1, 0};
        else if (is_found)
            return true;
        else
            place->column++;
    }
    return false;
}

/* The segment was parsed between brackets on lines of their own. */
static Place place_of(uint32_t line, uint32_t column)
{
    return (Place){line - 2, column - 1};
}

static Place end_of(const Node *node)
{
    return place_of(node->span.end_line, node->span.end_column);
}

/* The operator has one or two characters before the right operand. */
static Anchors operator_anchors(const Lines *lines, const Node *node)
{
    Place left = end_of(node->binary.left);
    Place operand = place_of(node->binary.right->span.line, node->binary.right->span.column);
    if (!find_char(lines, &left, NULL))
        return (Anchors){0};
    Line line = lines->items[left.line];
    Place right = {left.line, left.column + 1};
    bool is_before = operand.line > left.line || right.column < operand.column;
    if (right.column < line_length(line) && is_before) {
        char byte = line_char(line, right.column);
        right.column += !is_blank(byte) && byte != '\\' && byte != '#';
    }
    return (Anchors){true, left, right};
}

/* From the bracket behind `inner` to the end of the expression. */
static Anchors bracket_anchors(const Lines *lines, const Node *node, const Node *inner, const char *bracket)
{
    Place left = end_of(inner);
    if (!find_char(lines, &left, bracket))
        return (Anchors){0};
    return (Anchors){true, left, end_of(node)};
}

static Anchors anchors_in(const Lines *lines, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_BIN_OP:
        return operator_anchors(lines, node);
    case NODE_SUBSCRIPT:
        return bracket_anchors(lines, node, node->pair.first, "[");
    case NODE_CALL:
        return bracket_anchors(lines, node, node->call.function, "(");
    default:
        return (Anchors){0};
    }
}

/* What parsing a piece of text may take. */
static size_t pool_size(size_t length)
{
    return ((size_t)1 << 20) + length * 1000;
}

/* The anchors of what stands from column `from` of the first line to column `to` of the last one, in places of the
 * segment: its first line begins at `from`. */
static Anchors find_anchors(const Text *segment)
{
    Anchors anchors = {0};
    Text bracketed = {0};
    Pool pool;
    Diagnostics diagnostics = {0};
    Lines lines;
    text_format(&bracketed, "(\n%s\n)", text_string(segment));
    if (lines_split(&lines, text_string(segment), segment->length) &&
        pool_init(&pool, pool_size(bracketed.length))) {
        const Node *node = parse_expression(text_string(&bracketed), bracketed.length, 1, 1, &pool, &diagnostics);
        if (node)
            anchors = anchors_in(&lines, node);
        pool_release(&pool);
    }
    lines_release(&lines);
    diagnostics_release(&diagnostics);
    text_release(&bracketed);
    return anchors;
}

/* ---- whether there are marks ---- */

/* `return f(…)` and `name = f(…)`: the call of a statement that does nothing else with it. */
static const Node *plain_call(const Node *module)
{
    const Node *statement = module->block.body.count > 0 ? module->block.body.items[0] : NULL;
    const Node *call = NULL;
    if (!statement)
        return NULL;
    if (statement->kind == NODE_RETURN) {
        call = statement->unary.operand;
        bool is_named = call && call->kind == NODE_CALL && call->call.function->kind == NODE_NAME;
        return is_named ? call : NULL;
    }
    if (statement->kind == NODE_ASSIGN && statement->assign.targets.count == 1 &&
        statement->assign.targets.items[0]->kind == NODE_NAME)
        call = statement->assign.value;
    return call && call->kind == NODE_CALL ? call : NULL;
}

/* Whether the lines are such a statement, and the place from `from` to `to` is its call. */
static bool is_plain_call(const Lines *lines, size_t from, size_t to)
{
    bool is_call = false;
    Text text = {0};
    Pool pool;
    Diagnostics diagnostics = {0};
    join_lines(lines, &text);
    if (pool_init(&pool, pool_size(text.length))) {
        const Node *module = parse_file(text_string(&text), text.length, &pool, &diagnostics);
        const Node *call = diagnostics.error_count == 0 && !pool.is_full ? plain_call(module) : NULL;
        is_call = call && call->span.line == 1 && call->span.end_line == lines->count &&
                  call->span.column == from + 1 && call->span.end_column == to + 1;
        pool_release(&pool);
    }
    diagnostics_release(&diagnostics);
    text_release(&text);
    return is_call;
}

static bool has_marks(const Lines *lines, size_t from, size_t to, const Anchors *anchors)
{
    Line first = lines->items[0], last = lines->items[lines->count - 1];
    if (is_plain_call(lines, from, to))
        return false;
    if (anchors->is_there)
        return true;
    Line before = {first.bytes, utf8_offset(first.bytes, first.size, from)};
    size_t behind = utf8_offset(last.bytes, last.size, to);
    return !is_empty(before) || !is_empty((Line){last.bytes + behind, last.size - behind});
}

/* ---- writing ---- */

/* What is written of a span. */
typedef struct Excerpt {
    Lines lines;
    size_t from, to; /* columns in the first and the last line */
    Anchors anchors; /* in places of the lines */
    bool has_marks;
} Excerpt;

static bool is_between(size_t line, size_t column, const Excerpt *excerpt, size_t left, size_t right)
{
    const Anchors *anchors = &excerpt->anchors;
    bool is_behind = line > anchors->left.line || (line == anchors->left.line && column >= left);
    bool is_before = line < anchors->right.line || (line == anchors->right.line && column < right);
    return is_behind && is_before;
}

static void write_marks(const Excerpt *excerpt, size_t number, Text *out)
{
    const Lines *lines = &excerpt->lines;
    const Anchors *anchors = &excerpt->anchors;
    Line line = lines->items[number];
    bool is_last = number == lines->count - 1;
    size_t indent = line_indent(line), start = display_width(lines->items[0], excerpt->from);
    size_t end = display_width(line, is_last ? excerpt->to : line_length(line));
    size_t left = display_width(lines->items[anchors->left.line], anchors->left.column);
    size_t right = display_width(lines->items[anchors->right.line], anchors->right.column);
    for (size_t column = 0; column < end; column++) {
        if (column < indent || (number == 0 && column < start))
            text_add_char(out, ' ');
        else if (!anchors->is_there || is_between(number, column, excerpt, left, right))
            text_add_char(out, '^');
        else
            text_add_char(out, '~');
    }
    text_add_char(out, '\n');
}

static void write_line(const Excerpt *excerpt, size_t number, Text *out)
{
    Line line = excerpt->lines.items[number];
    text_add_bytes(out, line.bytes, line.size);
    text_add_char(out, '\n');
    if (excerpt->has_marks)
        write_marks(excerpt, number, out);
}

/* The first and the last line, and those around the anchors. */
static bool is_significant(const Excerpt *excerpt, size_t number)
{
    const Anchors *anchors = &excerpt->anchors;
    bool is_near = (number + 1 >= anchors->left.line && number <= anchors->left.line + 1) ||
                   (number + 1 >= anchors->right.line && number <= anchors->right.line + 1);
    return number == 0 || number + 1 == excerpt->lines.count || (anchors->is_there && is_near);
}

/* A single line between two that are shown is shown too; of more, only how many they are. */
static void write_lines(const Excerpt *excerpt, Text *out)
{
    size_t last = 0;
    for (size_t number = 0; number < excerpt->lines.count; number++) {
        if (!is_significant(excerpt, number))
            continue;
        size_t between = number > last ? number - last - 1 : 0;
        if (between == 1)
            write_line(excerpt, number - 1, out);
        else if (between > 1)
            text_format(out, "...<%zu lines>...\n", between);
        write_line(excerpt, number, out);
        last = number;
    }
}

static void write_indented(const Text *text, Text *out)
{
    Lines lines;
    lines_split(&lines, text->bytes ? text->bytes : "", text->length);
    lines_dedent(&lines);
    for (size_t i = 0; i < lines.count; i++) {
        text_add(out, "    ");
        text_add_bytes(out, lines.items[i].bytes, lines.items[i].size);
        text_add_char(out, '\n');
    }
    lines_release(&lines);
}

/* ---- the excerpt ---- */

static Anchors anchors_of(const Excerpt *excerpt)
{
    Text all = {0}, segment = {0};
    Line first = excerpt->lines.items[0], last = excerpt->lines.items[excerpt->lines.count - 1];
    size_t skipped = utf8_offset(first.bytes, first.size, excerpt->from);
    size_t left_out = last.size - utf8_offset(last.bytes, last.size, excerpt->to);
    join_lines(&excerpt->lines, &all);
    if (skipped + left_out < all.length)
        text_add_bytes(&segment, text_string(&all) + skipped, all.length - skipped - left_out);
    Anchors anchors = find_anchors(&segment);
    if (anchors.is_there && anchors.left.line == 0)
        anchors.left.column += excerpt->from;
    if (anchors.is_there && anchors.right.line == 0)
        anchors.right.column += excerpt->from;
    text_release(&all);
    text_release(&segment);
    return anchors;
}

static size_t column_in(Line line, uint32_t column, size_t cut)
{
    size_t length = line_length(line), at = column > cut + 1 ? column - cut - 1 : 0;
    return at < length ? at : length;
}

void traceback_write_source(const char *source, size_t source_length, SourceSpan span, Text *out)
{
    Excerpt excerpt = {.lines = lines_of_span(source, source_length, span)};
    Text text = {0};
    size_t cut = lines_dedent(&excerpt.lines), count = excerpt.lines.count;
    bool is_text = false;
    for (size_t i = 0; i < count; i++)
        is_text = is_text || excerpt.lines.items[i].size > 0;
    if (is_text) {
        excerpt.from = column_in(excerpt.lines.items[0], span.column, cut);
        excerpt.to = column_in(excerpt.lines.items[count - 1], span.end_column, cut);
        excerpt.anchors = anchors_of(&excerpt);
        excerpt.has_marks =
            span.column > 0 && has_marks(&excerpt.lines, excerpt.from, excerpt.to, &excerpt.anchors);
        write_lines(&excerpt, &text);
        write_indented(&text, out);
    }
    text_release(&text);
    lines_release(&excerpt.lines);
}
