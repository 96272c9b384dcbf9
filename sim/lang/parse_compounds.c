/* Compound statements: those with blocks.
 *
 * After an error in a header its block is read all the same, so that one wrong line does not hide or invent errors
 * in the lines below it. */
#include "parser_state.h"

/* block: ':' (simple_statements | NEWLINE INDENT statements DEDENT) */
NodeList rule_block(Parser *parser, SourceSpan header, const char *what)
{
    NodeList body = {0};
    uint32_t before = parser->at;
    parser_force(parser, TOKEN_COLON);
    if (!parser->is_panicking && !parser_accept(parser, TOKEN_NEWLINE)) {
        rule_simple_statements(parser, &body);
        if (parser->is_panicking)
            parser_recover(parser, before);
        return body;
    }
    bool is_broken = parser->is_panicking;
    if (is_broken)
        parser_recover(parser, before);
    if (parser_accept(parser, TOKEN_INDENT)) {
        rule_statements(parser, &body);
        parser_accept(parser, TOKEN_DEDENT);
    } else if (!is_broken) {
        parser_complain(parser, DIAGNOSTIC_SYNTAX, parser_token(parser)->span,
                        "write pass where nothing is to be done", "expected an indented block after %s on line %u",
                        what, header.line);
    }
    return body;
}

/* ---- if, while, for ---- */

/* else: 'else' block */
static NodeList rule_else(Parser *parser)
{
    SourceSpan header = parser_token(parser)->span;
    if (!parser_accept(parser, TOKEN_ELSE))
        return (NodeList){0};
    return rule_block(parser, header, "'else' statement");
}

/* 'if' or 'elif', named_expression block */
static Node *rule_branch(Parser *parser, const char *what)
{
    Node *node = parser_begin(parser, NODE_IF);
    SourceSpan header = node->span;
    parser_advance(parser);
    node->branch.condition = rule_named_expression(parser);
    node->branch.body = rule_block(parser, header, what);
    return node;
}

/* if: 'if' named_expression block ('elif' named_expression block)* [else]. Each elif is the `otherwise` of the one
 * before it. */
static Node *rule_if(Parser *parser)
{
    Node *first = rule_branch(parser, "'if' statement"), *last = first;
    uint32_t links = 0;
    while (parser_is(parser, TOKEN_ELIF)) {
        if (++links > PARSER_LONGEST_CHAIN)
            parser_fail(parser, parser_token(parser)->span, "use a dict or match", "more than %d elif",
                        PARSER_LONGEST_CHAIN);
        Node *next = rule_branch(parser, "'elif' statement");
        parser_append(parser, &last->branch.otherwise, next);
        last = next;
    }
    last->branch.otherwise = rule_else(parser);
    parser_end(parser, last);
    for (Node *node = first; node != last && !parser->pool->is_full; node = node->branch.otherwise.items[0])
        parser_end(parser, node);
    return first;
}

/* while: 'while' named_expression block [else] */
static Node *rule_while(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_WHILE);
    SourceSpan header = node->span;
    parser_advance(parser);
    node->loop.iterable = rule_named_expression(parser);
    node->loop.body = rule_block(parser, header, "'while' statement");
    node->loop.otherwise = rule_else(parser);
    return parser_end(parser, node);
}

/* for: 'for' star_targets 'in' star_expressions block [else] */
static Node *rule_for(Parser *parser, SourceSpan start, bool is_async)
{
    Node *node = parser_begin_at(parser, NODE_FOR, start);
    SourceSpan header = parser_token(parser)->span;
    parser_advance(parser);
    node->loop.is_async = is_async;
    node->loop.target = rule_star_targets(parser);
    check_target(parser, node->loop.target, TARGET_FOR);
    parser_expect(parser, TOKEN_IN);
    node->loop.iterable = rule_star_expressions(parser);
    node->loop.body = rule_block(parser, header, "'for' statement");
    node->loop.otherwise = rule_else(parser);
    return parser_end(parser, node);
}

/* ---- with ---- */

static void add_item(Parser *parser, Node *node, WithItem item)
{
    PARSER_APPEND(parser, node->with.items, node->with.item_count, item);
}

/* with_item: expression ['as' star_target] */
static WithItem rule_with_item(Parser *parser)
{
    WithItem item = {.context = rule_expression(parser)};
    if (!parser_accept(parser, TOKEN_AS))
        return item;
    bool is_starred = parser_is(parser, TOKEN_STAR);
    item.target = is_starred ? rule_star_named_expression(parser) : rule_bitwise_or(parser);
    check_target(parser, item.target, TARGET_WITH);
    return item;
}

/* Look ahead: whether '(' here closes directly before the header's ':', and what stands between. */
typedef struct Parentheses {
    bool is_whole_header;
    bool has_as; /* directly inside */
} Parentheses;

static Parentheses look_into_parentheses(const Parser *parser)
{
    Parentheses found = {false, false};
    uint32_t depth = 0;
    for (uint32_t ahead = 0;; ahead++) {
        TokenKind kind = parser_peek(parser, ahead)->kind;
        bool opens = kind == TOKEN_LEFT_PAREN || kind == TOKEN_LEFT_BRACKET || kind == TOKEN_LEFT_BRACE;
        bool closes = kind == TOKEN_RIGHT_PAREN || kind == TOKEN_RIGHT_BRACKET || kind == TOKEN_RIGHT_BRACE;
        depth += opens;
        depth -= closes && depth > 0;
        found.has_as = found.has_as || (kind == TOKEN_AS && depth == 1);
        if (depth == 0 || kind == TOKEN_NEWLINE || kind == TOKEN_END || kind == TOKEN_ERROR) {
            found.is_whole_header = closes && parser_peek(parser, ahead + 1)->kind == TOKEN_COLON;
            return found;
        }
    }
}

/* '(' ','.with_item+ [','] ')' */
static void rule_items_in_parentheses(Parser *parser, Node *node)
{
    parser_advance(parser);
    do {
        add_item(parser, node, rule_with_item(parser));
    } while (parser_accept(parser, TOKEN_COMMA) && !parser_is(parser, TOKEN_RIGHT_PAREN));
    parser_close(parser, TOKEN_RIGHT_PAREN, NULL);
}

/* `with (a, b):` has two items, though they read like a tuple; one with a star in it is a tuple. */
static bool is_row_of_items(const Node *node)
{
    if (node->kind != NODE_TUPLE || node->list.items.count == 0)
        return false;
    for (uint32_t i = 0; i < node->list.items.count; i++) {
        NodeKind kind = node->list.items.items[i]->kind;
        if (kind == NODE_STARRED || kind == NODE_NAMED_EXPR)
            return false;
    }
    return true;
}

/* ','.with_item+, or a row of items in parentheses */
static void rule_with_items(Parser *parser, Node *node)
{
    Parentheses parentheses = {false, false};
    if (parser_is(parser, TOKEN_LEFT_PAREN))
        parentheses = look_into_parentheses(parser);
    if (parentheses.has_as && parentheses.is_whole_header) {
        rule_items_in_parentheses(parser, node);
        return;
    }
    do {
        add_item(parser, node, rule_with_item(parser));
    } while (parser_accept(parser, TOKEN_COMMA));
    if (!parentheses.is_whole_header || parser->pool->is_full || node->with.item_count != 1)
        return;
    const Node *only = node->with.items[0].context;
    if (!is_row_of_items(only))
        return;
    node->with.item_count = 0;
    for (uint32_t i = 0; i < only->list.items.count; i++)
        add_item(parser, node, (WithItem){only->list.items.items[i], NULL});
}

/* with: 'with' with_items block */
static Node *rule_with(Parser *parser, SourceSpan start, bool is_async)
{
    Node *node = parser_begin_at(parser, NODE_WITH, start);
    SourceSpan header = parser_token(parser)->span;
    parser_advance(parser);
    node->with.is_async = is_async;
    rule_with_items(parser, node);
    node->with.body = rule_block(parser, header, "'with' statement");
    return parser_end(parser, node);
}

/* ---- try ---- */

/* The exceptions of an except clause: expression ['as' NAME] */
static void rule_exceptions(Parser *parser, ExceptHandler *handler, bool is_star)
{
    if (parser_is(parser, TOKEN_COLON)) {
        if (is_star)
            parser_fail(parser, parser_token(parser)->span, NULL, "expected one or more exception types");
        return;
    }
    handler->type = rule_expression(parser);
    if (parser_is(parser, TOKEN_COMMA))
        parser_fail(parser, handler->type->span,
                    "write except (A, B):", "multiple exception types must be parenthesized");
    if (parser_accept(parser, TOKEN_AS))
        handler->name = parser_name(parser);
}

/* except: 'except' ['*'] [exceptions] block */
static void rule_except(Parser *parser, Node *node)
{
    ExceptHandler handler = {.name = {"", 0}, .span = parser_token(parser)->span};
    SourceSpan header = handler.span;
    parser_advance(parser);
    bool is_star = parser_accept(parser, TOKEN_STAR);
    if (node->try_.handler_count > 0 && is_star != node->try_.is_star)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, header, NULL,
                        "cannot have both 'except' and 'except*' on the same 'try'");
    node->try_.is_star = is_star;
    rule_exceptions(parser, &handler, is_star);
    bool is_default = !handler.type && !parser->is_panicking;
    handler.body = rule_block(parser, header, is_star ? "'except*' statement" : "'except' statement");
    if (is_default && parser_is(parser, TOKEN_EXCEPT))
        parser_complain(parser, DIAGNOSTIC_SYNTAX, header, NULL, "default 'except:' must be last");
    Node end = {.span = header};
    handler.span = parser_end(parser, &end)->span;
    PARSER_APPEND(parser, node->try_.handlers, node->try_.handler_count, handler);
}

/* finally: 'finally' block */
static void rule_finally(Parser *parser, Node *node)
{
    SourceSpan header = parser_token(parser)->span;
    node->try_.has_finally = parser_accept(parser, TOKEN_FINALLY);
    if (node->try_.has_finally)
        node->try_.finally = rule_block(parser, header, "'finally' statement");
}

/* try: 'try' block (except+ [else] [finally] | finally) */
static Node *rule_try(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_TRY);
    SourceSpan header = node->span;
    parser_advance(parser);
    node->try_.body = rule_block(parser, header, "'try' statement");
    while (parser_is(parser, TOKEN_EXCEPT))
        rule_except(parser, node);
    if (node->try_.handler_count > 0)
        node->try_.otherwise = rule_else(parser);
    rule_finally(parser, node);
    if (node->try_.handler_count == 0 && !node->try_.has_finally)
        parser_fail(parser, parser_token(parser)->span, NULL, "expected 'except' or 'finally' block");
    return parser_end(parser, node);
}

/* ---- def and class ---- */

/* type_params: '[' … ']'. Refused. */
static void refuse_type_parameters(Parser *parser, const char *hint)
{
    if (!parser_is(parser, TOKEN_LEFT_BRACKET))
        return;
    parser_complain(parser, DIAGNOSTIC_REFUSED, parser_token(parser)->span, hint,
                    "type parameters are not part of scenario Python");
    parser->is_panicking = true;
}

/* def: 'def' NAME '(' parameters ')' ['->' expression] block */
static Node *rule_def(Parser *parser, SourceSpan start, NodeList decorators, bool is_async)
{
    Node *node = parser_begin_at(parser, NODE_FUNCTION_DEF, start);
    SourceSpan header = parser_token(parser)->span;
    parser_advance(parser);
    node->function.is_async = is_async;
    node->function.decorators = decorators;
    node->function.name = parser_name(parser);
    refuse_type_parameters(parser, "leave [...] out: annotations are not checked anyway");
    parser_force(parser, TOKEN_LEFT_PAREN);
    rule_parameters(parser, &node->function, false);
    parser_close(parser, TOKEN_RIGHT_PAREN, NULL);
    if (parser_accept(parser, TOKEN_ARROW))
        node->function.returns = rule_expression(parser);
    node->function.body = rule_block(parser, header, "function definition");
    return parser_end(parser, node);
}

/* class: 'class' NAME ['(' arguments ')'] block */
static Node *rule_class(Parser *parser, NodeList decorators)
{
    Node *node = parser_begin(parser, NODE_CLASS_DEF);
    SourceSpan header = node->span;
    parser_advance(parser);
    node->class_def.decorators = decorators;
    node->class_def.name = parser_name(parser);
    refuse_type_parameters(parser, "leave [...] out, or inherit from typing.Generic");
    SourceSpan open = parser_token(parser)->span;
    if (parser_accept(parser, TOKEN_LEFT_PAREN))
        rule_arguments(parser, open, &node->class_def.bases, &node->class_def.keywords,
                       &node->class_def.keyword_count);
    node->class_def.body = rule_block(parser, header, "class definition");
    return parser_end(parser, node);
}

/* async: 'async' (def | for | with) */
static Node *rule_async(Parser *parser, NodeList decorators)
{
    SourceSpan start = parser_token(parser)->span;
    parser_advance(parser);
    if (parser_is(parser, TOKEN_DEF))
        return rule_def(parser, start, decorators, true);
    if (parser_is(parser, TOKEN_FOR) && decorators.count == 0)
        return rule_for(parser, start, true);
    if (parser_is(parser, TOKEN_WITH) && decorators.count == 0)
        return rule_with(parser, start, true);
    parser_fail_here(parser);
    return parser_missing(parser);
}

/* decorated: ('@' named_expression NEWLINE)+ (def | class | 'async' def) */
static Node *rule_decorated(Parser *parser)
{
    NodeList decorators = {0};
    while (parser_is(parser, TOKEN_AT)) {
        uint32_t before = parser->at;
        parser_advance(parser);
        parser_append(parser, &decorators, rule_named_expression(parser));
        parser_expect(parser, TOKEN_NEWLINE);
        if (parser->is_panicking)
            parser_recover(parser, before);
    }
    if (parser_is(parser, TOKEN_DEF))
        return rule_def(parser, parser_token(parser)->span, decorators, false);
    if (parser_is(parser, TOKEN_CLASS))
        return rule_class(parser, decorators);
    if (parser_is(parser, TOKEN_ASYNC))
        return rule_async(parser, decorators);
    parser_fail(parser, parser_token(parser)->span, "a decorator stands before def or class", "invalid syntax");
    return parser_missing(parser);
}

/* compound_statement: one of the above, or match */
Node *rule_compound_statement(Parser *parser)
{
    const NodeList none = {0};
    switch ((int)parser_token(parser)->kind) {
    case TOKEN_IF:
        return rule_if(parser);
    case TOKEN_WHILE:
        return rule_while(parser);
    case TOKEN_FOR:
        return rule_for(parser, parser_token(parser)->span, false);
    case TOKEN_WITH:
        return rule_with(parser, parser_token(parser)->span, false);
    case TOKEN_TRY:
        return rule_try(parser);
    case TOKEN_DEF:
        return rule_def(parser, parser_token(parser)->span, none, false);
    case TOKEN_CLASS:
        return rule_class(parser, none);
    case TOKEN_ASYNC:
        return rule_async(parser, none);
    case TOKEN_AT:
        return rule_decorated(parser);
    default:
        return parser_is_match(parser) ? rule_match(parser) : NULL;
    }
}
