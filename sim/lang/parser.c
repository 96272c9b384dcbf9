/* The parser's entrances, and the tools that its rules share: tokens, errors, nodes. */
#include "parser_state.h"

#include <string.h>

/* ---- tokens ---- */

static bool is_stopped(const Parser *parser)
{
    return parser->is_panicking || parser->pool->is_full;
}

const Token *parser_peek(const Parser *parser, uint32_t ahead)
{
    uint32_t last = parser->list.count - 1;
    if (is_stopped(parser))
        return &parser->stop;
    return &parser->list.items[parser->at + ahead < last ? parser->at + ahead : last];
}

const Token *parser_token(const Parser *parser)
{
    return parser_peek(parser, 0);
}

const Token *parser_previous(const Parser *parser)
{
    return &parser->list.items[parser->at > 0 ? parser->at - 1 : 0];
}

bool parser_is(const Parser *parser, TokenKind kind)
{
    return parser_token(parser)->kind == kind;
}

bool text_is(TreeText text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

bool parser_is_word(const Parser *parser, const char *word)
{
    return parser_is(parser, TOKEN_NAME) && text_is(parser_token(parser)->text, word);
}

void parser_advance(Parser *parser)
{
    if (!is_stopped(parser) && parser->at + 1 < parser->list.count)
        parser->at++;
}

bool parser_accept(Parser *parser, TokenKind kind)
{
    if (!parser_is(parser, kind))
        return false;
    parser_advance(parser);
    return true;
}

bool parser_expect(Parser *parser, TokenKind kind)
{
    if (parser_accept(parser, kind))
        return true;
    parser_fail_here(parser);
    return false;
}

bool parser_force(Parser *parser, TokenKind kind)
{
    if (parser_accept(parser, kind))
        return true;
    parser_fail(parser, parser_token(parser)->span, NULL, "expected '%s'", token_text(kind));
    return false;
}

void parser_close(Parser *parser, TokenKind kind, const Node *last)
{
    if (parser_accept(parser, kind))
        return;
    const Token *next = parser_token(parser);
    bool is_word =
        last && last->kind == NODE_NAME && (next->kind == TOKEN_STRING || next->kind == TOKEN_FSTRING_START);
    if (last && !is_word && token_begins_expression(next->kind) && next->kind != TOKEN_STAR)
        parser_fail(parser, span_from_to(last->span, next->span), NULL,
                    "invalid syntax. Perhaps you forgot a comma?");
    else
        parser_fail_here(parser);
}

TreeText parser_name(Parser *parser)
{
    TreeText name = {"", 0};
    if (parser_is(parser, TOKEN_NAME))
        name = parser_token(parser)->text;
    parser_expect(parser, TOKEN_NAME);
    return name;
}

bool token_begins_expression(TokenKind kind)
{
    switch ((int)kind) {
    case TOKEN_NAME:
    case TOKEN_INT:
    case TOKEN_FLOAT:
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
    case TOKEN_ELLIPSIS:
    case TOKEN_LEFT_PAREN:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_LEFT_BRACE:
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_TILDE:
    case TOKEN_STAR:
    case TOKEN_FALSE:
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_NOT:
    case TOKEN_LAMBDA:
    case TOKEN_AWAIT:
        return true;
    default:
        return false;
    }
}

/* ---- errors ---- */

/* Whether the lexer has said already what is wrong here. */
static bool is_reported(const Parser *parser)
{
    if (is_stopped(parser) || parser_is(parser, TOKEN_ERROR))
        return true;
    for (uint32_t i = 0; i < parser->list.unclosed_count; i++) {
        UnclosedRange range = parser->list.unclosed[i];
        if (parser->at >= range.from && parser->at <= range.to)
            return true;
    }
    return false;
}

/* Whether the lexer has complained about what comes later on the logical line: `'it's'`. */
static bool is_line_reported(const Parser *parser)
{
    for (uint32_t at = parser->at; at < parser->list.count; at++) {
        TokenKind kind = parser->list.items[at].kind;
        if (kind == TOKEN_ERROR)
            return true;
        if (kind == TOKEN_NEWLINE)
            return false;
    }
    return false;
}

static void report(Parser *parser, DiagnosticKind kind, SourceSpan span, const char *hint, const char *format,
                   va_list arguments)
{
    Text message = {0};
    text_format_list(&message, format, arguments);
    diagnostics_add(parser->diagnostics, kind, span, hint, "%s", text_string(&message));
    text_release(&message);
}

void parser_fail(Parser *parser, SourceSpan span, const char *hint, const char *format, ...)
{
    if (!is_reported(parser) && !is_line_reported(parser)) {
        va_list arguments;
        va_start(arguments, format);
        report(parser, DIAGNOSTIC_SYNTAX, span, hint, format, arguments);
        va_end(arguments);
    }
    parser->is_panicking = true;
}

void parser_complain(Parser *parser, DiagnosticKind kind, SourceSpan span, const char *hint, const char *format,
                     ...)
{
    if (is_reported(parser))
        return;
    va_list arguments;
    va_start(arguments, format);
    report(parser, kind, span, hint, format, arguments);
    va_end(arguments);
}

/* The first token of the logical line that the next token stands on. */
static const Token *line_first(const Parser *parser)
{
    uint32_t at = parser->at;
    for (; at > 0; at--) {
        TokenKind before = parser->list.items[at - 1].kind;
        if (before == TOKEN_NEWLINE || before == TOKEN_INDENT || before == TOKEN_DEDENT)
            break;
    }
    return &parser->list.items[at];
}

/* The keyword that a line probably wanted to begin with (`whlie x:`), or NULL. */
static const char *misspelt_keyword(const Parser *parser)
{
    const Token *first = line_first(parser);
    if (first->kind != TOKEN_NAME || first->text.length < 3)
        return NULL;
    for (int kind = TOKEN_FALSE; kind < TOKEN_COUNT; kind++) {
        if (text_distance(first->text.bytes, token_text((TokenKind)kind)) == 1)
            return token_text((TokenKind)kind);
    }
    return NULL;
}

void parser_fail_here(Parser *parser)
{
    if (is_stopped(parser))
        return;
    const Token *token = parser_token(parser);
    const char *keyword = misspelt_keyword(parser);
    Text hint = {0};
    if (keyword)
        text_format(&hint, "did you mean '%s'?", keyword);
    else if (token_is_keyword(token->kind) && !token_begins_expression(parser_previous(parser)->kind))
        text_format(&hint, "'%s' is a word of the language and cannot stand here", token_text(token->kind));
    parser_fail(parser, token->span, hint.bytes, "invalid syntax");
    text_release(&hint);
}

static bool is_line_boundary(TokenKind kind)
{
    return kind == TOKEN_NEWLINE || kind == TOKEN_INDENT || kind == TOKEN_DEDENT;
}

void parser_recover(Parser *parser, uint32_t start)
{
    parser->is_panicking = false;
    bool is_blameless = parser->at > 0 && parser->at != start && is_line_boundary(parser_previous(parser)->kind) &&
                        !parser_is(parser, TOKEN_ERROR);
    if (is_blameless)
        return;
    while (!parser_is(parser, TOKEN_NEWLINE) && !parser_is(parser, TOKEN_END) && !parser->pool->is_full)
        parser_advance(parser);
    parser_accept(parser, TOKEN_NEWLINE);
}

/* ---- nodes ---- */

SourceSpan span_from_to(SourceSpan first, SourceSpan last)
{
    return (SourceSpan){first.line, first.column, last.end_line, last.end_column};
}

Node *parser_begin_at(Parser *parser, NodeKind kind, SourceSpan start)
{
    Node *node = pool_alloc(parser->pool, sizeof *node);
    node->kind = kind;
    node->span = start;
    return node;
}

Node *parser_begin(Parser *parser, NodeKind kind)
{
    return parser_begin_at(parser, kind, parser_token(parser)->span);
}

Node *parser_end(Parser *parser, Node *node)
{
    uint32_t at = parser->at;
    while (at > 1 && is_line_boundary(parser->list.items[at - 1].kind))
        at--;
    SourceSpan last = parser->list.items[at > 0 ? at - 1 : 0].span;
    node->span = span_from_to(node->span, last);
    return node;
}

Node *parser_missing(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_NAME);
    node->name.id = (TreeText){"", 0};
    return node;
}

bool parser_enter(Parser *parser)
{
    if (parser->depth == PARSER_DEEPEST) {
        parser_fail(parser, parser_token(parser)->span, "give the inner parts names of their own",
                    "too many nested expressions: at most %d", PARSER_DEEPEST);
        return false;
    }
    parser->depth++;
    return true;
}

void parser_leave(Parser *parser)
{
    parser->depth--;
}

void parser_append(Parser *parser, NodeList *list, Node *node)
{
    PARSER_APPEND(parser, list->items, list->count, node);
}

/* ---- entrances ---- */

static TreeText docstring_of(const Node *module)
{
    NodeList body = module->block.body;
    if (body.count == 0 || body.items[0]->kind != NODE_EXPR_STATEMENT)
        return (TreeText){0};
    const Node *value = body.items[0]->unary.operand;
    if (value->kind != NODE_CONSTANT || value->constant.kind != CONSTANT_STR)
        return (TreeText){0};
    return value->constant.string;
}

/* A tree needs the tokens only while it is made: they live in a pool of their own, of a size that always suffices.
 */
static bool open_scratch(Pool *scratch, size_t length, Pool *pool)
{
    size_t capped = length < LEXER_LONGEST_FILE ? length : LEXER_LONGEST_FILE;
    bool is_open = pool_init(scratch, ((size_t)1 << 20) + capped * 8 * sizeof(Token));
    if (!is_open)
        pool->is_full = true;
    return is_open;
}

/* file: [statements] END */
static void rule_file(Parser *parser, Node *module)
{
    rule_statements(parser, &module->block.body);
    module->block.comments = parser->list.comments;
    module->block.comment_count = parser->list.comment_count;
    if (!parser->pool->is_full)
        module->block.docstring = docstring_of(module);
    module->span = span_from_to((SourceSpan){1, 1, 1, 1}, parser->list.items[parser->list.count - 1].span);
}

Node *parse_file(const char *source, size_t length, Pool *pool, Diagnostics *diagnostics)
{
    Pool scratch;
    Parser parser = {.pool = pool, .diagnostics = diagnostics, .stop = {.kind = TOKEN_ERROR}};
    Node *module = parser_begin_at(&parser, NODE_MODULE, (SourceSpan){1, 1, 1, 1});
    if (!open_scratch(&scratch, length, pool))
        return module;
    parser.list = lexer_read(source, length, (LexerStart){1, 1, false}, &scratch, pool, diagnostics);
    if (scratch.is_full)
        pool->is_full = true;
    if (!pool->is_full)
        rule_file(&parser, module);
    if (pool->is_full)
        *module = (Node){.kind = NODE_MODULE, .span = {1, 1, 1, 1}};
    pool_release(&scratch);
    return module;
}

/* expression_line: named_expression NEWLINE END */
static Node *rule_expression_line(Parser *parser)
{
    if (parser_is(parser, TOKEN_END))
        parser_fail(parser, parser_token(parser)->span, NULL, "an expression is missing here");
    Node *node = rule_named_expression(parser);
    parser_accept(parser, TOKEN_NEWLINE);
    parser_expect(parser, TOKEN_END);
    return parser->is_panicking || parser->pool->is_full ? NULL : node;
}

Node *parse_expression(const char *text, size_t length, uint32_t line, uint32_t column, Pool *pool,
                       Diagnostics *diagnostics)
{
    Pool scratch;
    Parser parser = {.pool = pool, .diagnostics = diagnostics, .stop = {.kind = TOKEN_ERROR}};
    size_t errors = diagnostics->error_count;
    Node *node = NULL;
    if (!open_scratch(&scratch, length, pool))
        return NULL;
    parser.list = lexer_read(text, length, (LexerStart){line, column, true}, &scratch, pool, diagnostics);
    if (scratch.is_full)
        pool->is_full = true;
    if (!pool->is_full)
        node = rule_expression_line(&parser);
    pool_release(&scratch);
    return diagnostics->error_count == errors ? node : NULL;
}
