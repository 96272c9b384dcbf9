/* Strings: implicit concatenation, and the parts of f-strings.
 *
 * All strings and f-strings that stand side by side become one node: a constant, or a NODE_JOINED_STR where an
 * f-string is among them. Neighbouring pieces of text are one constant. */
#include "parser_state.h"

#include <string.h>

/* Text that grows from pieces. A piece is (almost always) the only one and is not copied then. */
typedef struct Pieces {
    TreeText text;
    SourceSpan span;   /* of all pieces */
    uint32_t capacity; /* bytes that are our own; 0 while the text is a token's */
    bool is_there;
} Pieces;

static void add_piece(Parser *parser, Pieces *pieces, TreeText piece, SourceSpan span)
{
    if (!pieces->is_there) {
        *pieces = (Pieces){piece, span, 0, true};
        return;
    }
    pieces->span = span_from_to(pieces->span, span);
    uint32_t length = pieces->text.length + piece.length;
    if (length >= pieces->capacity) {
        char *larger = pool_alloc(parser->pool, (size_t)length * 2 + 1);
        if (parser->pool->is_full)
            return;
        memcpy(larger, pieces->text.bytes, pieces->text.length);
        pieces->text.bytes = larger;
        pieces->capacity = length * 2 + 1;
    }
    char *bytes = (char *)(uintptr_t)pieces->text.bytes; /* our own, since capacity is not 0 */
    memcpy(bytes + pieces->text.length, piece.bytes, piece.length);
    bytes[length] = '\0';
    pieces->text.length = length;
}

static Node *text_constant(Parser *parser, const Pieces *pieces)
{
    Node *node = parser_begin_at(parser, NODE_CONSTANT, pieces->span);
    node->constant.kind = CONSTANT_STR;
    node->constant.string = pieces->text;
    return node;
}

/* What an f-string is gathered in. */
typedef struct Joined {
    NodeList parts;
    Pieces pieces; /* text behind the last part */
} Joined;

static void end_pieces(Parser *parser, Joined *joined)
{
    if (joined->pieces.is_there && joined->pieces.text.length > 0)
        parser_append(parser, &joined->parts, text_constant(parser, &joined->pieces));
    joined->pieces = (Pieces){.is_there = false};
}

static void rule_parts(Parser *parser, Joined *joined);

/* ---- fields ---- */

/* An empty field: `{}`, `{!r}`, `{:5}`, `{=}`. */
static void check_field_begins(Parser *parser)
{
    const Token *token = parser_token(parser);
    switch ((int)token->kind) {
    case TOKEN_RIGHT_BRACE:
    case TOKEN_EXCLAMATION:
    case TOKEN_COLON:
    case TOKEN_ASSIGN:
        parser_fail(parser, token->span, "write {{ and }} for braces in the text",
                    "f-string: valid expression required before '%s'", token_text(token->kind));
        break;
    default:
        break;
    }
}

/* The text of `{x = }`: from behind the brace to the next token. */
static void add_field_text(Parser *parser, Joined *joined, const Token *brace)
{
    const Token *next = parser_token(parser);
    if (next->kind == TOKEN_ERROR)
        return;
    SourceSpan span = {brace->span.end_line, brace->span.end_column, next->span.line, next->span.column};
    uint32_t length = next->start - brace->end;
    TreeText text = {pool_copy(parser->pool, parser->list.source + brace->end, length), length};
    if (!parser->pool->is_full)
        add_piece(parser, &joined->pieces, text, span);
}

/* conversion: '!' ('s' | 'r' | 'a') */
static char rule_conversion(Parser *parser)
{
    if (!parser_accept(parser, TOKEN_EXCLAMATION))
        return 0;
    const Token *token = parser_token(parser);
    if (token->kind != TOKEN_NAME) {
        parser_fail(parser, token->span, NULL, "f-string: invalid conversion character");
        return 0;
    }
    if (token->start != parser_previous(parser)->end)
        parser_fail(parser, token->span, NULL,
                    "f-string: conversion type must come right after the exclamation mark");
    bool is_known = token->text.length == 1 && strchr("sra", token->text.bytes[0]);
    if (!is_known)
        parser_fail(parser, token->span, NULL,
                    "f-string: invalid conversion character '%s': expected 's', 'r', or 'a'", token->text.bytes);
    parser_advance(parser);
    return is_known ? token->text.bytes[0] : 0;
}

/* format_spec: (FSTRING_MIDDLE | field)*, behind the ':' */
static Node *rule_format(Parser *parser, SourceSpan colon)
{
    Node *node = parser_begin_at(parser, NODE_JOINED_STR, colon);
    Joined joined = {.pieces = {.is_there = false}};
    rule_parts(parser, &joined);
    end_pieces(parser, &joined);
    node->list.items = joined.parts;
    return parser_end(parser, node);
}

static void close_field(Parser *parser)
{
    if (parser_accept(parser, TOKEN_RIGHT_BRACE))
        return;
    if (token_begins_expression(parser_token(parser)->kind))
        parser_fail(parser, parser_token(parser)->span, NULL,
                    "f-string: invalid syntax. Perhaps you forgot a comma?");
    else
        parser_fail(parser, parser_token(parser)->span, NULL, "f-string: expecting '=', or '!', or ':', or '}'");
}

/* field: '{' (yield_expr | star_expressions) ['='] [conversion] [':' format_spec] '}' */
static void rule_field(Parser *parser, Joined *joined)
{
    const Token *brace = parser_token(parser);
    Node *node = parser_begin(parser, NODE_FORMATTED_VALUE);
    parser_advance(parser);
    check_field_begins(parser);
    node->formatted.value = rule_yield_or_star_expressions(parser);
    if (node->formatted.value->kind == NODE_STARRED)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, node->formatted.value->span, NULL,
                        "f-string: can't use starred expression here");
    bool is_self_named = parser_accept(parser, TOKEN_ASSIGN);
    if (is_self_named)
        add_field_text(parser, joined, brace);
    node->formatted.conversion = rule_conversion(parser);
    SourceSpan colon = parser_token(parser)->span;
    if (parser_accept(parser, TOKEN_COLON))
        node->formatted.format = rule_format(parser, colon);
    else if (is_self_named && !node->formatted.conversion)
        node->formatted.conversion = 'r';
    close_field(parser);
    end_pieces(parser, joined);
    parser_append(parser, &joined->parts, parser_end(parser, node));
}

/* parts: (FSTRING_MIDDLE | field)* */
static void rule_parts(Parser *parser, Joined *joined)
{
    if (!parser_enter(parser))
        return;
    for (;;) {
        const Token *token = parser_token(parser);
        if (token->kind == TOKEN_LEFT_BRACE) {
            rule_field(parser, joined);
        } else if (token->kind == TOKEN_FSTRING_MIDDLE) {
            add_piece(parser, &joined->pieces, token->text, token->span);
            parser_advance(parser);
        } else {
            break;
        }
    }
    parser_leave(parser);
}

/* ---- whole strings ---- */

/* strings: (STRING | FSTRING_START parts FSTRING_END)+ */
Node *rule_strings(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Joined joined = {.pieces = {.is_there = false}};
    bool is_format = false;
    while (parser_is(parser, TOKEN_STRING) || parser_is(parser, TOKEN_FSTRING_START)) {
        const Token *token = parser_token(parser);
        parser_advance(parser);
        if (token->kind == TOKEN_STRING) {
            add_piece(parser, &joined.pieces, token->text, token->span);
            continue;
        }
        is_format = true;
        rule_parts(parser, &joined);
        parser_expect(parser, TOKEN_FSTRING_END);
    }
    Node *node;
    if (is_format) {
        end_pieces(parser, &joined);
        node = parser_begin_at(parser, NODE_JOINED_STR, start);
        node->list.items = joined.parts;
    } else {
        joined.pieces.span = start;
        node = text_constant(parser, &joined.pieces);
    }
    return parser_end(parser, node);
}
