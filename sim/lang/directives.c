/* Reading directives.
 *
 * Each comment is a word and what follows it. The words are a table; a function reads what belongs to each. The
 * statements of the file are listed once, in the order of their lines, to find the one that a comment stands behind
 * or before. */
#include "directives.h"

#include "directive_lines.h"
#include "parser.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    Pool *pool;
    Diagnostics *diagnostics;
    Directives *directives;
    DirectiveLines lines;
    bool is_tree_whole; /* the file has no errors: statements can be trusted */
    const TreeComment *comment;
    const char *at, *end; /* what is left of the comment's text */
} Reader;

/* ---- errors ---- */

/* The span of [from, to), which lies in the comment's text. */
static SourceSpan text_span(const Reader *reader, const char *from, const char *to)
{
    const TreeComment *comment = reader->comment;
    uint32_t before = (uint32_t)utf8_count(comment->text.bytes, (size_t)(from - comment->text.bytes));
    uint32_t width = (uint32_t)utf8_count(from, (size_t)(to - from));
    uint32_t column = comment->place.column + before;
    return (SourceSpan){comment->place.line, column, comment->place.line, column + width};
}

/* What is wrong with the comment as a whole. */
static void complain(const Reader *reader, const char *hint, const char *message)
{
    diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE, reader->comment->span, hint, "%s", message);
}

/* What is wrong with the rest of the text. */
static void complain_here(const Reader *reader, const char *hint, const char *message)
{
    SourceSpan span = reader->at < reader->end ? text_span(reader, reader->at, reader->end) : reader->comment->span;
    diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE, span, hint, "%s", message);
}

/* ---- words ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

static void skip_blanks(Reader *reader)
{
    while (reader->at < reader->end && is_blank(*reader->at))
        reader->at++;
}

static bool is_at_end(const Reader *reader)
{
    return reader->at == reader->end;
}

/* The next word and the blanks behind it. Empty at the end. */
static TreeText read_word(Reader *reader)
{
    const char *start = reader->at;
    while (reader->at < reader->end && !is_blank(*reader->at))
        reader->at++;
    TreeText word = {start, (uint32_t)(reader->at - start)};
    skip_blanks(reader);
    return word;
}

static bool word_is(TreeText word, const char *text)
{
    return word.length == strlen(text) && memcmp(word.bytes, text, word.length) == 0;
}

/* The rest of the text, copied. */
static TreeText read_rest(Reader *reader)
{
    size_t length = (size_t)(reader->end - reader->at);
    TreeText rest = {pool_copy(reader->pool, reader->at, length), (uint32_t)length};
    reader->at = reader->end;
    return rest;
}

static TreeText copy_word(Reader *reader, TreeText word)
{
    return (TreeText){pool_copy(reader->pool, word.bytes, word.length), word.length};
}

/* The rest of the text, which must not be empty. */
static bool read_text(Reader *reader, TreeText *text, const char *hint)
{
    if (is_at_end(reader)) {
        complain(reader, hint, "the text is missing");
        return false;
    }
    *text = read_rest(reader);
    return true;
}

/* The word of a list that is nearest to one that is in none, or NULL. */
static const char *nearest_word(TreeText word, const char *const *words, size_t count)
{
    enum { LONGEST = 24, FARTHEST = 2 };
    char copy[LONGEST + 1];
    const char *nearest = NULL;
    unsigned distance = FARTHEST + 1;
    if (word.length > LONGEST || word.length == 0)
        return NULL;
    memcpy(copy, word.bytes, word.length);
    copy[word.length] = '\0';
    for (size_t i = 0; i < count; i++) {
        unsigned d = text_distance(copy, words[i]);
        if (d < distance) {
            distance = d;
            nearest = words[i];
        }
    }
    return nearest;
}

/* «unknown WHAT 'word'», with the nearest word or all of them as hint. */
static void complain_unknown(const Reader *reader, const char *what, TreeText word, const char *const *words,
                             size_t count)
{
    const char *nearest = nearest_word(word, words, count);
    Text hint = {0};
    if (nearest)
        text_format(&hint, "did you mean '%s'?", nearest);
    else
        text_add(&hint, "there are: ");
    for (size_t i = 0; i < count && !nearest; i++)
        text_format(&hint, "%s%s", i > 0 ? ", " : "", words[i]);
    diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE,
                    text_span(reader, word.bytes, word.bytes + word.length), hint.bytes, "unknown %s '%.*s'", what,
                    (int)word.length, word.bytes);
    text_release(&hint);
}

/* ---- numbers ---- */

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* number: ['+' | '-'] digits ['.' digits] [('e' | 'E') ['+' | '-'] digits]. `1..3` has two of them. Returns its
 * end, or NULL. */
static const char *number_end(const char *at, const char *end, bool *is_real)
{
    if (at < end && (*at == '+' || *at == '-'))
        at++;
    const char *digits = at;
    at = skip_digits(at, end);
    *is_real = false;
    if (at == digits)
        return NULL;
    if (end - at >= 2 && at[0] == '.' && at[1] >= '0' && at[1] <= '9') {
        *is_real = true;
        at = skip_digits(at + 1, end);
    }
    if (at < end && (*at | 32) == 'e') {
        const char *exponent = at + 1;
        if (exponent < end && (*exponent == '+' || *exponent == '-'))
            exponent++;
        if (skip_digits(exponent, end) > exponent) {
            *is_real = true;
            at = skip_digits(exponent, end);
        }
    }
    return at;
}

/* Read a number and move on. False for what is none, or is too large. */
static bool read_number(const char **at, const char *end, DirectiveNumber *number)
{
    enum { LONGEST = 60 };
    char copy[LONGEST + 1];
    const char *stop = number_end(*at, end, &number->is_real);
    if (!stop || stop - *at > LONGEST)
        return false;
    memcpy(copy, *at, (size_t)(stop - *at));
    copy[stop - *at] = '\0';
    errno = 0;
    number->real = strtod(copy, NULL);
    number->integer = number->is_real ? 0 : strtoll(copy, NULL, 10);
    if (!isfinite(number->real) || (!number->is_real && errno == ERANGE))
        return false;
    *at = stop;
    return true;
}

static bool is_less(DirectiveNumber a, DirectiveNumber b)
{
    return a.is_real || b.is_real ? a.real < b.real : a.integer < b.integer;
}

static bool is_within(DirectiveNumber low, DirectiveNumber number, DirectiveNumber high)
{
    return !is_less(number, low) && !is_less(high, number);
}

/* LOW..HIGH */
static bool read_range(Reader *reader, DirectiveNumber *low, DirectiveNumber *high, const char *hint)
{
    const char *start = reader->at;
    TreeText word = read_word(reader);
    const char *at = word.bytes, *end = word.bytes + word.length;
    bool is_range = read_number(&at, end, low) && end - at > 2 && at[0] == '.' && at[1] == '.';
    at += is_range ? 2 : 0;
    is_range = is_range && read_number(&at, end, high) && at == end;
    if (!is_range) {
        SourceSpan span = word.length > 0 ? text_span(reader, word.bytes, end) : reader->comment->span;
        diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE, span, hint, "the range must be LOW..HIGH");
        return false;
    }
    if (!is_less(*high, *low))
        return true;
    diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE, text_span(reader, start, end), hint,
                    "the range ends below its beginning");
    return false;
}

/* Seconds, as nanoseconds. The rest of the text must be the number. */
static bool read_seconds(Reader *reader, int64_t *ns, const char *hint)
{
    static const double LONGEST_SECONDS = 9e9;
    DirectiveNumber seconds;
    const char *at = reader->at;
    bool is_good = read_number(&at, reader->end, &seconds) && at == reader->end && seconds.real > 0 &&
                   seconds.real < LONGEST_SECONDS;
    if (is_good)
        *ns = (int64_t)nearbyint(seconds.real * 1e9);
    if (is_good && *ns > 0)
        return true;
    complain_here(reader, hint, "a number of seconds is expected here");
    return false;
}

/* ---- expressions ---- */

typedef struct ExpressionCheck {
    const Reader *reader;
    const char *hint;
    bool is_good;
} ExpressionCheck;

static const char *const FUNCTIONS[] = {"len", "sum", "min", "max", "any", "all"};
static const char *const METHODS[] = {"qsize", "empty", "full", "locked", "is_set", "done"};

static bool is_listed(TreeText name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (word_is(name, names[i]))
            return true;
    }
    return false;
}

static void refuse(ExpressionCheck *check, const Node *node, const char *what)
{
    static const char HINT[] =
        "allowed are names, constants, operators, comparisons, attributes, subscripts, and calls "
        "of len sum min max any all qsize empty full locked is_set done";
    diagnostics_add(check->reader->diagnostics, DIAGNOSTIC_DIRECTIVE, node->span, HINT,
                    "%s cannot stand in a directive's expression", what);
    check->is_good = false;
}

static void check_expression(ExpressionCheck *check, const Node *node);

static void check_list(ExpressionCheck *check, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++)
        check_expression(check, list.items[i]);
}

/* len(x) and its like, x.qsize() and its like. */
static void check_call(ExpressionCheck *check, const Node *node)
{
    const Node *function = node->call.function;
    bool is_function = function->kind == NODE_NAME && node->call.keyword_count == 0 &&
                       node->call.arguments.count > 0 &&
                       is_listed(function->name.id, FUNCTIONS, sizeof FUNCTIONS / sizeof *FUNCTIONS);
    bool is_method = function->kind == NODE_ATTRIBUTE && node->call.keyword_count == 0 &&
                     node->call.arguments.count == 0 &&
                     is_listed(function->attribute.name, METHODS, sizeof METHODS / sizeof *METHODS);
    if (is_method)
        check_expression(check, function->attribute.value);
    else if (is_function)
        check_list(check, node->call.arguments);
    else
        refuse(check, node, "this call");
}

static void check_compare(ExpressionCheck *check, const Node *node)
{
    check_expression(check, node->compare.left);
    for (uint32_t i = 0; i < node->compare.count; i++)
        check_expression(check, node->compare.comparators[i]);
}

/* Binary operators are a chain to the left, which may be long. */
static void check_binary(ExpressionCheck *check, const Node *node)
{
    for (; node->kind == NODE_BIN_OP; node = node->binary.left)
        check_expression(check, node->binary.right);
    check_expression(check, node);
}

static void check_expression(ExpressionCheck *check, const Node *node)
{
    while (node->kind == NODE_ATTRIBUTE || node->kind == NODE_SUBSCRIPT) {
        if (node->kind == NODE_SUBSCRIPT)
            check_expression(check, node->pair.second);
        node = node->kind == NODE_ATTRIBUTE ? node->attribute.value : node->pair.first;
    }
    switch ((int)node->kind) {
    case NODE_NAME:
    case NODE_CONSTANT:
        break;
    case NODE_BOOL_OP:
        check_list(check, node->bool_op.values);
        break;
    case NODE_BIN_OP:
        check_binary(check, node);
        break;
    case NODE_UNARY_OP:
        check_expression(check, node->unary.operand);
        break;
    case NODE_COMPARE:
        check_compare(check, node);
        break;
    case NODE_CALL:
        check_call(check, node);
        break;
    default:
        refuse(check, node, "this");
        break;
    }
}

/* What the parser found wrong with an expression is wrong with a directive. */
static void pass_on(Reader *reader, const Diagnostics *found, const char *hint)
{
    for (size_t i = 0; i < diagnostics_kept(found); i++) {
        const Diagnostic *one = &found->items[i];
        if (one->kind != DIAGNOSTIC_WARNING)
            diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE, one->span, one->hint ? one->hint : hint,
                            "in the expression: %s", one->message ? one->message : "");
    }
}

/* The rest of the text as an expression; NULL, with the error reported, where it is none. */
static Node *read_expression(Reader *reader, TreeText *text, const char *hint)
{
    if (is_at_end(reader)) {
        complain(reader, hint, "the expression is missing");
        return NULL;
    }
    SourceSpan place = text_span(reader, reader->at, reader->end);
    *text = read_rest(reader);
    Diagnostics found = {0};
    Node *node = parse_expression(text->bytes, text->length, place.line, place.column, reader->pool, &found);
    pass_on(reader, &found, hint);
    diagnostics_release(&found);
    ExpressionCheck check = {reader, hint, true};
    if (node && !reader->pool->is_full)
        check_expression(&check, node);
    return check.is_good ? node : NULL;
}

Node *directives_read_expression(const char *text, size_t length, Pool *pool)
{
    Diagnostics diagnostics = {0};
    const char *kept = pool_copy(pool, text, length);
    const TreeComment comment = {.text = {kept, (uint32_t)length}};
    Reader reader = {
        .pool = pool, .diagnostics = &diagnostics, .comment = &comment, .at = kept, .end = kept + length};
    TreeText written;
    Node *node = pool->is_full ? NULL : read_expression(&reader, &written, "");
    diagnostics_release(&diagnostics);
    return pool->is_full ? NULL : node;
}

/* ---- title, about, tick ---- */

static void read_title(Reader *reader)
{
    if (reader->directives->title.length > 0)
        complain(reader, "a scenario has one title", "this is a second title");
    else
        read_text(reader, &reader->directives->title, "#: title  Parking lot");
}

static void read_about(Reader *reader)
{
    TreeText line = {"", 0}, *about = &reader->directives->about;
    if (!read_text(reader, &line, "#: about  Eight cars share three spaces.") || about->length == 0) {
        *about = about->length == 0 ? line : *about;
        return;
    }
    uint32_t length = about->length + 1 + line.length;
    char *joined = pool_alloc(reader->pool, (size_t)length + 1);
    if (reader->pool->is_full)
        return;
    memcpy(joined, about->bytes, about->length);
    joined[about->length] = ' ';
    memcpy(joined + about->length + 1, line.bytes, line.length);
    *about = (TreeText){joined, length};
}

static void read_tick(Reader *reader)
{
    if (reader->directives->tick_ns > 0)
        complain(reader, "a scenario has one tick", "this is a second tick");
    else
        read_seconds(reader, &reader->directives->tick_ns, "#: tick  0.5");
}

/* ---- knob, gauge, label ---- */

/* What is wrong with the statement that the comment stands behind; not said where it may be another one. */
static void complain_statement(const Reader *reader, const char *hint, const char *message)
{
    if (reader->is_tree_whole)
        complain(reader, hint, message);
}

/* The statement that the comment stands behind. NULL, with an error, where there is none. */
static const DirectiveLine *read_statement(const Reader *reader, const char *hint)
{
    const DirectiveLine *line = NULL;
    if (!reader->comment->is_own_line)
        line = directive_line_at(&reader->lines, reader->comment->span.line);
    if (!line)
        complain_statement(reader, hint, "this directive belongs behind code, on the same line");
    return line;
}

/* The one name that a statement assigns to, and its value; NULL where it is no such statement. */
static const Node *assigned_name(const Node *statement, Node **value)
{
    const Node *target = NULL;
    if (statement->kind == NODE_ASSIGN && statement->assign.targets.count == 1) {
        target = statement->assign.targets.items[0];
        *value = statement->assign.value;
    } else if (statement->kind == NODE_ANN_ASSIGN) {
        target = statement->annotated.target;
        *value = statement->annotated.value;
    }
    return target && target->kind == NODE_NAME ? target : NULL;
}

/* A number, or a number with a sign before it. */
static bool is_number(const Node *node, DirectiveNumber *number)
{
    bool is_negative = node->kind == NODE_UNARY_OP && node->unary.op == OPERATOR_NEGATIVE;
    if (is_negative)
        node = node->unary.operand;
    bool is_int = node->kind == NODE_CONSTANT && node->constant.kind == CONSTANT_INT;
    bool is_float = node->kind == NODE_CONSTANT && node->constant.kind == CONSTANT_FLOAT;
    if (is_int)
        *number = (DirectiveNumber){false, node->constant.integer, (double)node->constant.integer};
    else if (is_float)
        *number = (DirectiveNumber){true, 0, node->constant.real};
    if (is_negative && is_int && number->integer != INT64_MIN)
        number->integer = -number->integer;
    if (is_negative)
        number->real = -number->real;
    return is_int || is_float;
}

static const Knob *find_knob(const Directives *directives, TreeText name)
{
    for (uint32_t i = 0; i < directives->knob_count; i++) {
        TreeText other = directives->knobs[i].name;
        if (other.length == name.length && memcmp(other.bytes, name.bytes, name.length) == 0)
            return &directives->knobs[i];
    }
    return NULL;
}

/* Whether the constant suits the range. */
static bool check_knob(const Reader *reader, const Knob *knob)
{
    const char *hint = "SPACES = 3  #: knob 1..10  parking spaces";
    if (find_knob(reader->directives, knob->name)) {
        complain(reader, hint, "this constant has a knob already");
        return false;
    }
    if (is_within(knob->low, knob->value, knob->high))
        return true;
    complain(reader, hint, "the constant itself lies outside the range");
    return false;
}

static void read_knob(Reader *reader)
{
    static const char HINT[] = "SPACES = 3  #: knob 1..10  parking spaces";
    Knob knob = {.span = reader->comment->span};
    if (!read_range(reader, &knob.low, &knob.high, HINT))
        return;
    knob.text = read_rest(reader);
    const DirectiveLine *line = read_statement(reader, HINT);
    if (!line)
        return;
    const Node *name = assigned_name(line->statement, &knob.constant);
    if (!name || !line->is_module_level || !knob.constant || !is_number(knob.constant, &knob.value)) {
        complain_statement(reader, HINT, "a knob belongs to a module-level constant that is a number");
        return;
    }
    knob.name = name->name.id;
    knob.initial = knob.value;
    knob.is_real = knob.value.is_real || knob.low.is_real || knob.high.is_real;
    Directives *directives = reader->directives;
    if (check_knob(reader, &knob)) {
        directives->knobs = pool_room(reader->pool, directives->knobs, directives->knob_count, sizeof knob);
        if (!reader->pool->is_full)
            directives->knobs[directives->knob_count++] = knob;
    }
}

static void read_gauge(Reader *reader)
{
    static const char HINT[] = "open_files = 0  #: gauge 0..1024  open file descriptors";
    Gauge gauge = {.span = reader->comment->span};
    if (!read_range(reader, &gauge.low, &gauge.high, HINT))
        return;
    gauge.text = read_rest(reader);
    const DirectiveLine *line = read_statement(reader, HINT);
    if (!line)
        return;
    Node *value = NULL;
    const Node *name = assigned_name(line->statement, &value);
    if (!name || !line->is_module_level) {
        complain_statement(reader, HINT,
                           "a gauge belongs to a module-level variable, where it gets its first value");
        return;
    }
    gauge.name = name->name.id;
    Directives *directives = reader->directives;
    directives->gauges = pool_room(reader->pool, directives->gauges, directives->gauge_count, sizeof gauge);
    if (!reader->pool->is_full)
        directives->gauges[directives->gauge_count++] = gauge;
}

static void read_label(Reader *reader)
{
    static const char HINT[] = "lot = asyncio.Semaphore(3)  #: label parking lot";
    Label label = {.span = reader->comment->span};
    if (!read_text(reader, &label.text, HINT))
        return;
    const DirectiveLine *line = read_statement(reader, HINT);
    if (!line)
        return;
    label.first_line = line->first_line;
    label.last_line = line->last_line;
    Directives *directives = reader->directives;
    directives->labels = pool_room(reader->pool, directives->labels, directives->label_count, sizeof label);
    if (!reader->pool->is_full)
        directives->labels[directives->label_count++] = label;
}

/* ---- cues ---- */

static const char CUE_HINT[] = "#: cue lot is full when lot.locked()";

/* Whether the comment stands alone on its line, as all that belongs to a cue must. */
static bool is_own_line(const Reader *reader)
{
    if (!reader->comment->is_own_line)
        complain(reader, "write it above the line of code", "this directive stands on a line of its own");
    return reader->comment->is_own_line;
}

static bool is_cue_name(TreeText name)
{
    for (uint32_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
        if (!is_letter && !(c >= '0' && c <= '9') && c != '_' && c != '-' && c != '.' && c != ' ')
            return false;
    }
    return name.length > 0;
}

/* What stands before the word 'when', or all there is, without the blanks at its end. */
static TreeText read_cue_words(Reader *reader)
{
    const char *start = reader->at, *end = start;
    while (!is_at_end(reader)) {
        const char *word_start = reader->at;
        TreeText word = read_word(reader);
        if (word_is(word, "when")) {
            reader->at = word_start;
            break;
        }
        end = word.bytes + word.length;
    }
    return (TreeText){start, (uint32_t)(end - start)};
}

static bool is_cue(const Directives *directives, TreeText name)
{
    for (uint32_t i = 0; i < directives->cue_count; i++) {
        TreeText other = directives->cues[i].name;
        if (other.length == name.length && memcmp(other.bytes, name.bytes, name.length) == 0)
            return true;
    }
    return false;
}

static bool read_cue_name(Reader *reader, Cue *cue)
{
    const char *start = reader->at;
    TreeText name = read_cue_words(reader);
    SourceSpan span = name.length > 0 ? text_span(reader, start, start + name.length) : reader->comment->span;
    if (!is_cue_name(name)) {
        diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE, span, CUE_HINT,
                        "a cue has a name: words of letters, digits, '_', '-' and '.'");
        return false;
    }
    if (is_cue(reader->directives, name)) {
        diagnostics_add(reader->diagnostics, DIAGNOSTIC_DIRECTIVE, span, "cues need different names",
                        "there is a cue '%.*s' already", (int)name.length, name.bytes);
        return false;
    }
    cue->name = copy_word(reader, name);
    return true;
}

static bool read_when(Reader *reader, Cue *cue)
{
    if (is_at_end(reader))
        return true;
    read_word(reader); /* 'when', where the name ended */
    cue->when = read_expression(reader, &cue->when_text, CUE_HINT);
    return cue->when != NULL;
}

/* A broken cue is kept all the same, so that what stands below it still has a cue above. */
static void read_cue(Reader *reader)
{
    Cue cue = {.name = {"", 0}, .span = reader->comment->span, .focus = {"", 0}};
    if (!is_own_line(reader))
        return;
    bool is_good = read_cue_name(reader, &cue) && read_when(reader, &cue);
    const DirectiveLine *line = directive_line_after(&reader->lines, reader->comment->span.line);
    cue.line = line ? line->first_line : 0;
    if (is_good && !line && reader->is_tree_whole)
        complain(reader, CUE_HINT, "a cue stands before a line of code, and there is none below");
    Directives *directives = reader->directives;
    directives->cues = pool_room(reader->pool, directives->cues, directives->cue_count, sizeof cue);
    if (!reader->pool->is_full)
        directives->cues[directives->cue_count++] = cue;
}

/* The cue above, with no code in between. NULL, with an error, where there is none. */
static Cue *cue_above(Reader *reader)
{
    if (!is_own_line(reader))
        return NULL;
    const DirectiveLine *line = directive_line_after(&reader->lines, reader->comment->span.line);
    Directives *directives = reader->directives;
    Cue *last = directives->cue_count > 0 ? &directives->cues[directives->cue_count - 1] : NULL;
    bool is_same_place = last && last->line == (line ? line->first_line : 0);
    if (is_same_place || (last && !reader->is_tree_whole))
        return last;
    complain(reader, "write a cue above it, as in #: cue start", "there is no cue above this line");
    return NULL;
}

static void read_say(Reader *reader)
{
    Cue *cue = cue_above(reader);
    TreeText text;
    if (!cue || !read_text(reader, &text, "#: say  The lot is full."))
        return;
    cue->says = pool_room(reader->pool, cue->says, cue->say_count, sizeof text);
    if (!reader->pool->is_full)
        cue->says[cue->say_count++] = text;
}

static void read_note(Reader *reader)
{
    Cue *cue = cue_above(reader);
    TreeText text;
    if (!cue || !read_text(reader, &text, "#: note  Ask who is next."))
        return;
    cue->notes = pool_room(reader->pool, cue->notes, cue->note_count, sizeof text);
    if (!reader->pool->is_full)
        cue->notes[cue->note_count++] = text;
}

static void read_ask(Reader *reader)
{
    static const char HINT[] = "#: ask next, or clock, prints, switches, value EXPR";
    static const char *const KINDS[] = {
        [ASK_NEXT] = "next",         [ASK_CLOCK] = "clock", [ASK_PRINTS] = "prints",
        [ASK_SWITCHES] = "switches", [ASK_VALUE] = "value",
    };
    enum { COUNT = sizeof KINDS / sizeof *KINDS };
    Cue *cue = cue_above(reader);
    Ask ask = {.span = reader->comment->span};
    TreeText word = cue ? read_word(reader) : (TreeText){"", 0};
    int kind = 0;
    while (kind < COUNT && !word_is(word, KINDS[kind]))
        kind++;
    ask.kind = (AskKind)kind;
    if (!cue)
        return;
    if (word.length == 0)
        complain(reader, HINT, "what is to be asked is missing");
    else if (kind == COUNT)
        complain_unknown(reader, "question", word, KINDS, COUNT);
    else if (kind != ASK_VALUE && !is_at_end(reader))
        complain_here(reader, HINT, "nothing comes behind this question");
    else if (kind != ASK_VALUE || (ask.value = read_expression(reader, &ask.value_text, HINT))) {
        cue->asks = pool_room(reader->pool, cue->asks, cue->ask_count, sizeof ask);
        if (!reader->pool->is_full)
            cue->asks[cue->ask_count++] = ask;
    }
}

static void read_focus(Reader *reader)
{
    Cue *cue = cue_above(reader);
    if (!cue)
        return;
    if (cue->focus.length > 0)
        complain(reader, "a cue has one focus", "this is a second focus");
    else
        read_text(reader, &cue->focus, "#: focus lot");
}

/* ---- expect ---- */

static bool read_within(Reader *reader, Expectation *expectation)
{
    size_t length = (size_t)(reader->end - reader->at);
    expectation->text = (TreeText){pool_copy(reader->pool, reader->at, length), (uint32_t)length};
    return read_seconds(reader, &expectation->within_ns, "#: expect within 10");
}

static bool read_condition(Reader *reader, Expectation *expectation, const char *hint)
{
    expectation->column = text_span(reader, reader->at, reader->end).column;
    expectation->condition = read_expression(reader, &expectation->text, hint);
    return expectation->condition != NULL;
}

static void read_expect(Reader *reader)
{
    static const char HINT[] = "#: expect always EXPR, expect finally EXPR, or expect within SECONDS";
    static const char *const KINDS[] = {
        [EXPECT_ALWAYS] = "always",
        [EXPECT_FINALLY] = "finally",
        [EXPECT_WITHIN] = "within",
    };
    enum { COUNT = sizeof KINDS / sizeof *KINDS };
    Expectation expectation = {.span = reader->comment->span};
    TreeText word = read_word(reader);
    int kind = 0;
    while (kind < COUNT && !word_is(word, KINDS[kind]))
        kind++;
    expectation.kind = (ExpectKind)kind;
    bool is_good = false;
    if (word.length == 0)
        complain(reader, HINT, "what is to be expected is missing");
    else if (kind == COUNT)
        complain_unknown(reader, "expectation", word, KINDS, COUNT);
    else
        is_good =
            kind == EXPECT_WITHIN ? read_within(reader, &expectation) : read_condition(reader, &expectation, HINT);
    Directives *directives = reader->directives;
    if (!is_good)
        return;
    directives->expectations =
        pool_room(reader->pool, directives->expectations, directives->expectation_count, sizeof expectation);
    if (!reader->pool->is_full)
        directives->expectations[directives->expectation_count++] = expectation;
}

/* What is wrong with it is said without a place: the file does not hold it. */
static void pass_on_outside(const Diagnostics *found, const char *text, uint32_t number, Diagnostics *diagnostics)
{
    const Diagnostic *first = &found->items[0];
    if (found->error_count > 0)
        diagnostics_add(diagnostics, DIAGNOSTIC_DIRECTIVE, (SourceSpan){.column = number + 1}, first->hint,
                        "the expectation «%s»: %s", text, first->message ? first->message : "");
}

bool directives_add_expectation(Directives *directives, const char *text, uint32_t number, Pool *pool,
                                Diagnostics *diagnostics)
{
    size_t length = strlen(text);
    const char *copy = pool_copy(pool, text, length);
    Diagnostics found = {0};
    if (pool->is_full)
        return false;
    const TreeComment comment = {.text = {copy, (uint32_t)length}, .place = {.column = 1}};
    Reader reader = {.pool = pool, .diagnostics = &found, .directives = directives, .comment = &comment};
    reader.at = copy;
    reader.end = copy + length;
    skip_blanks(&reader);
    read_expect(&reader);
    bool is_good = found.error_count == 0;
    pass_on_outside(&found, text, number, diagnostics);
    diagnostics_release(&found);
    return is_good;
}

/* ---- the table ---- */

static const char *const WORDS[] = {"title", "about", "tick", "knob", "gauge", "label",
                                    "cue",   "say",   "note", "ask",  "focus", "expect"};
static void (*const READERS[])(Reader *reader) = {read_title, read_about, read_tick,  read_knob,
                                                  read_gauge, read_label, read_cue,   read_say,
                                                  read_note,  read_ask,   read_focus, read_expect};

enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };
_Static_assert(sizeof READERS / sizeof *READERS == WORD_COUNT, "every word has its reader");

static void read_comment(Reader *reader, const TreeComment *comment)
{
    reader->comment = comment;
    reader->at = comment->text.bytes;
    reader->end = comment->text.bytes + comment->text.length;
    TreeText word = read_word(reader);
    int i = 0;
    while (i < WORD_COUNT && !word_is(word, WORDS[i]))
        i++;
    if (word.length == 0)
        complain(reader, "write # for a comment that is not for the simulator", "this directive is empty");
    else if (i == WORD_COUNT)
        complain_unknown(reader, "directive", word, WORDS, WORD_COUNT);
    else
        READERS[i](reader);
}

Directives directives_read(Node *module, Pool *pool, Diagnostics *diagnostics)
{
    Directives directives = {.title = {"", 0}, .about = {"", 0}};
    Reader reader = {.pool = pool, .diagnostics = diagnostics, .directives = &directives};
    reader.is_tree_whole = diagnostics->error_count == 0;
    reader.lines = directive_lines(module, pool);
    for (uint32_t i = 0; i < module->block.comment_count && !pool->is_full; i++) {
        if (i == DIRECTIVES_MOST) {
            reader.comment = &module->block.comments[i];
            complain(&reader, NULL, "there are too many directives");
            break;
        }
        read_comment(&reader, &module->block.comments[i]);
    }
    return directives;
}

/* ---- knobs from outside ---- */

void directive_number_write(DirectiveNumber number, Text *out)
{
    if (!number.is_real) {
        text_format(out, "%lld", (long long)number.integer);
        return;
    }
    char digits[40];
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number.real);
        if (strtod(digits, NULL) == number.real)
            break;
    }
    text_add(out, digits);
    if (!strpbrk(digits, ".en"))
        text_add(out, ".0");
}

static Knob *knob_named(Directives *directives, const char *name)
{
    for (uint32_t i = 0; i < directives->knob_count; i++) {
        if (word_is(directives->knobs[i].name, name))
            return &directives->knobs[i];
    }
    return NULL;
}

static void complain_unknown_knob(const Directives *directives, const char *name, Diagnostics *diagnostics)
{
    const char *nearest = NULL;
    unsigned distance = 3;
    Text hint = {0};
    for (uint32_t i = 0; i < directives->knob_count; i++) {
        const char *other = directives->knobs[i].name.bytes;
        unsigned d = text_distance(name, other);
        nearest = d < distance ? other : nearest;
        distance = d < distance ? d : distance;
        text_format(&hint, "%s%s", i > 0 ? ", " : "its knobs are: ", other);
    }
    if (nearest) {
        text_clear(&hint);
        text_format(&hint, "did you mean %s?", nearest);
    }
    diagnostics_add(diagnostics, DIAGNOSTIC_KNOB, (SourceSpan){0},
                    hint.bytes ? hint.bytes : "it has no knobs at all", "this scenario has no knob %s", name);
    text_release(&hint);
}

static void complain_knob_value(const Knob *knob, const char *value, Diagnostics *diagnostics)
{
    Text low = {0}, high = {0};
    directive_number_write(knob->low, &low);
    directive_number_write(knob->high, &high);
    diagnostics_add(diagnostics, DIAGNOSTIC_KNOB, knob->span, knob->text.length > 0 ? knob->text.bytes : NULL,
                    "%s must be %s from %s to %s, not %s", knob->name.bytes,
                    knob->is_real ? "a number" : "a whole number", text_string(&low), text_string(&high), value);
    text_release(&low);
    text_release(&high);
}

static void replace_constant(Knob *knob)
{
    SourceSpan span = knob->constant->span;
    *knob->constant = (Node){.kind = NODE_CONSTANT, .span = span};
    knob->constant->constant.kind = knob->value.is_real ? CONSTANT_FLOAT : CONSTANT_INT;
    knob->constant->constant.integer = knob->value.integer;
    knob->constant->constant.real = knob->value.real;
}

bool directives_set_knob(Directives *directives, const char *name, const char *value, Diagnostics *diagnostics)
{
    Knob *knob = knob_named(directives, name);
    DirectiveNumber number;
    const char *at = value, *end = value + strlen(value);
    if (!knob) {
        complain_unknown_knob(directives, name, diagnostics);
        return false;
    }
    bool is_good = read_number(&at, end, &number) && at == end && (knob->is_real || !number.is_real) &&
                   is_within(knob->low, number, knob->high);
    if (!is_good) {
        complain_knob_value(knob, value, diagnostics);
        return false;
    }
    number.is_real = number.is_real || knob->value.is_real; /* a float stays one, also as `2` */
    knob->value = number;
    replace_constant(knob);
    return true;
}
