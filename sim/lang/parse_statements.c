/* Simple statements, and statements in a row, with the recovery from errors between them. */
#include "parser_state.h"

/* ---- assignment ---- */

/* A value must not be a bare `*x`. */
static Node *checked_value(Parser *parser, Node *value)
{
    if (value->kind == NODE_STARRED)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, value->span, NULL, "can't use starred expression here");
    return value;
}

static Node *rule_value(Parser *parser)
{
    return checked_value(parser, rule_yield_or_star_expressions(parser));
}

/* annotated: target ':' expression ['=' (yield_expr | star_expressions)] */
static Node *rule_annotated(Parser *parser, SourceSpan start, Node *target, bool is_name)
{
    Node *node = parser_begin_at(parser, NODE_ANN_ASSIGN, start);
    bool ends_line = parser_peek(parser, 1)->kind == TOKEN_NEWLINE;
    if (ends_line) {
        parser_advance(parser);
        parser_fail_here(parser);
    }
    check_annotated_target(parser, target);
    parser_advance(parser);
    node->annotated.target = target;
    node->annotated.is_simple = is_name;
    node->annotated.annotation = rule_expression(parser);
    if (parser_accept(parser, TOKEN_ASSIGN))
        node->annotated.value = rule_value(parser);
    return parser_end(parser, node);
}

static bool is_augmented(const Parser *parser, Operator *op)
{
    static const struct {
        TokenKind token;
        Operator op;
    } OPERATORS[] = {
        {TOKEN_PLUS_ASSIGN, OPERATOR_ADD},
        {TOKEN_MINUS_ASSIGN, OPERATOR_SUB},
        {TOKEN_STAR_ASSIGN, OPERATOR_MULT},
        {TOKEN_SLASH_ASSIGN, OPERATOR_DIV},
        {TOKEN_PERCENT_ASSIGN, OPERATOR_MOD},
        {TOKEN_AT_ASSIGN, OPERATOR_MAT_MULT},
        {TOKEN_AND_ASSIGN, OPERATOR_BIT_AND},
        {TOKEN_OR_ASSIGN, OPERATOR_BIT_OR},
        {TOKEN_XOR_ASSIGN, OPERATOR_BIT_XOR},
        {TOKEN_LEFT_SHIFT_ASSIGN, OPERATOR_LSHIFT},
        {TOKEN_RIGHT_SHIFT_ASSIGN, OPERATOR_RSHIFT},
        {TOKEN_DOUBLE_STAR_ASSIGN, OPERATOR_POW},
        {TOKEN_DOUBLE_SLASH_ASSIGN, OPERATOR_FLOOR_DIV},
    };
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        *op = OPERATORS[i].op;
        if (parser_is(parser, OPERATORS[i].token))
            return true;
    }
    return false;
}

/* augmented: target '+=' (yield_expr | star_expressions) */
static Node *rule_augmented(Parser *parser, SourceSpan start, Node *target, Operator op)
{
    Node *node = parser_begin_at(parser, NODE_AUG_ASSIGN, start);
    check_augmented_target(parser, target);
    parser_advance(parser);
    node->binary.op = op;
    node->binary.left = target;
    node->binary.right = rule_value(parser);
    return parser_end(parser, node);
}

/* assignment: (target '=')+ (yield_expr | star_expressions) */
static Node *rule_chained(Parser *parser, SourceSpan start, Node *first)
{
    Node *node = parser_begin_at(parser, NODE_ASSIGN, start);
    Node *value = first;
    while (parser_accept(parser, TOKEN_ASSIGN)) {
        parser_append(parser, &node->assign.targets, value);
        value = rule_yield_or_star_expressions(parser);
    }
    node->assign.value = checked_value(parser, value);
    for (uint32_t i = 0; i < node->assign.targets.count && !parser->pool->is_full; i++)
        check_assignment(parser, node->assign.targets.items[i], node->assign.targets.count == 1);
    return parser_end(parser, node);
}

/* `print x`, as it was in Python 2. */
static void check_legacy(Parser *parser, const Node *value)
{
    bool is_legacy =
        value->kind == NODE_NAME && (text_is(value->name.id, "print") || text_is(value->name.id, "exec"));
    if (!is_legacy || !token_begins_expression(parser_token(parser)->kind))
        return;
    parser_fail(parser, span_from_to(value->span, parser_token(parser)->span), NULL,
                "Missing parentheses in call to '%s'. Did you mean %s(...)?", value->name.id.bytes,
                value->name.id.bytes);
}

/* assignment | annotated | augmented | yield_expr | star_expressions */
static Node *rule_expression_statement(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    bool is_name = parser_is(parser, TOKEN_NAME);
    Node *value = rule_yield_or_star_expressions(parser);
    Operator op;
    if (parser_is(parser, TOKEN_ASSIGN))
        return rule_chained(parser, start, value);
    if (parser_is(parser, TOKEN_COLON))
        return rule_annotated(parser, start, value, is_name && value->kind == NODE_NAME);
    if (is_augmented(parser, &op))
        return rule_augmented(parser, start, value, op);
    check_legacy(parser, value);
    Node *node = parser_begin_at(parser, NODE_EXPR_STATEMENT, start);
    node->unary.operand = checked_value(parser, value);
    return parser_end(parser, node);
}

/* ---- statements that begin with a word ---- */

static bool ends_statement(const Parser *parser)
{
    return parser_is(parser, TOKEN_NEWLINE) || parser_is(parser, TOKEN_SEMICOLON) || parser_is(parser, TOKEN_END);
}

/* 'pass' | 'break' | 'continue' */
static Node *rule_word(Parser *parser, NodeKind kind)
{
    Node *node = parser_begin(parser, kind);
    parser_advance(parser);
    return parser_end(parser, node);
}

/* return: 'return' [star_expressions] */
static Node *rule_return(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_RETURN);
    parser_advance(parser);
    if (!ends_statement(parser))
        node->unary.operand = checked_value(parser, rule_star_expressions(parser));
    return parser_end(parser, node);
}

/* raise: 'raise' [expression ['from' expression]] */
static Node *rule_raise(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_RAISE);
    parser_advance(parser);
    if (!ends_statement(parser)) {
        node->pair.first = rule_expression(parser);
        if (parser_accept(parser, TOKEN_FROM))
            node->pair.second = rule_expression(parser);
    }
    return parser_end(parser, node);
}

/* assert: 'assert' expression [',' expression] */
static Node *rule_assert(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_ASSERT);
    parser_advance(parser);
    node->pair.first = rule_expression(parser);
    if (parser_accept(parser, TOKEN_COMMA))
        node->pair.second = rule_expression(parser);
    return parser_end(parser, node);
}

/* del: 'del' ','.bitwise_or+ [','] */
static Node *rule_del(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_DELETE);
    parser_advance(parser);
    do {
        bool is_starred = parser_is(parser, TOKEN_STAR);
        Node *target = is_starred ? rule_star_named_expression(parser) : rule_bitwise_or(parser);
        check_target(parser, target, TARGET_DELETE);
        parser_append(parser, &node->list.items, target);
    } while (parser_accept(parser, TOKEN_COMMA) && !ends_statement(parser));
    return parser_end(parser, node);
}

/* global: 'global' ','.NAME+, and the same for nonlocal */
static Node *rule_names(Parser *parser, NodeKind kind)
{
    Node *node = parser_begin(parser, kind);
    parser_advance(parser);
    do {
        TreeText name = parser_name(parser);
        PARSER_APPEND(parser, node->names.items, node->names.count, name);
    } while (parser_accept(parser, TOKEN_COMMA));
    return parser_end(parser, node);
}

/* ---- imports ---- */

/* dotted_name: NAME ('.' NAME)* */
static TreeText rule_dotted_name(Parser *parser)
{
    TreeText name = parser_name(parser);
    if (!parser_is(parser, TOKEN_DOT))
        return name;
    Text whole = {0};
    text_add_bytes(&whole, name.bytes, name.length);
    while (parser_accept(parser, TOKEN_DOT)) {
        TreeText part = parser_name(parser);
        text_add_char(&whole, '.');
        text_add_bytes(&whole, part.bytes, part.length);
    }
    TreeText copy = {pool_copy(parser->pool, text_string(&whole), whole.length), (uint32_t)whole.length};
    text_release(&whole);
    return parser->pool->is_full ? name : copy;
}

/* ['as' NAME] */
static TreeText rule_as_name(Parser *parser)
{
    return parser_accept(parser, TOKEN_AS) ? parser_name(parser) : (TreeText){"", 0};
}

static void add_import(Parser *parser, Node *node, ImportName name, SourceSpan start)
{
    name.span = span_from_to(start, parser_previous(parser)->span);
    PARSER_APPEND(parser, node->import.names, node->import.name_count, name);
}

static void check_import_begins(Parser *parser)
{
    if (ends_statement(parser))
        parser_fail(parser, parser_token(parser)->span, NULL, "Expected one or more names after 'import'");
}

/* import: 'import' ','.(dotted_name ['as' NAME])+ */
static Node *rule_import(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_IMPORT);
    node->import.module = (TreeText){"", 0};
    parser_advance(parser);
    check_import_begins(parser);
    do {
        SourceSpan start = parser_token(parser)->span;
        ImportName name = {.name = rule_dotted_name(parser)};
        name.as_name = rule_as_name(parser);
        add_import(parser, node, name, start);
    } while (parser_accept(parser, TOKEN_COMMA));
    if (parser_is(parser, TOKEN_FROM))
        parser_fail(parser, span_from_to(node->span, parser_token(parser)->span), NULL,
                    "Did you mean to use 'from ... import ...' instead?");
    return parser_end(parser, node);
}

static uint32_t rule_dots(Parser *parser)
{
    uint32_t level = 0;
    for (;;) {
        if (parser_accept(parser, TOKEN_DOT))
            level++;
        else if (parser_accept(parser, TOKEN_ELLIPSIS))
            level += 3;
        else
            return level;
    }
}

static bool ends_import_names(Parser *parser, bool has_paren)
{
    if (has_paren)
        return parser_is(parser, TOKEN_RIGHT_PAREN);
    if (!ends_statement(parser))
        return false;
    parser_fail(parser, parser_previous(parser)->span, NULL,
                "trailing comma not allowed without surrounding parentheses");
    return true;
}

/* import_from_names: ','.(NAME ['as' NAME])+ | '(' the same [','] ')' */
static void rule_import_names(Parser *parser, Node *node)
{
    bool has_paren = parser_accept(parser, TOKEN_LEFT_PAREN);
    if (has_paren && parser_is(parser, TOKEN_RIGHT_PAREN))
        parser_fail(parser, parser_token(parser)->span, NULL, "Expected one or more names after 'import'");
    do {
        SourceSpan start = parser_token(parser)->span;
        ImportName name = {.name = parser_name(parser)};
        name.as_name = rule_as_name(parser);
        add_import(parser, node, name, start);
    } while (parser_accept(parser, TOKEN_COMMA) && !ends_import_names(parser, has_paren));
    if (has_paren)
        parser_close(parser, TOKEN_RIGHT_PAREN, NULL);
}

/* import_from: 'from' ('.' | '...')* [dotted_name] 'import' ('*' | import_from_names) */
static Node *rule_import_from(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_IMPORT_FROM);
    parser_advance(parser);
    node->import.level = rule_dots(parser);
    node->import.module = (TreeText){"", 0};
    if (node->import.level == 0 || !parser_is(parser, TOKEN_IMPORT))
        node->import.module = rule_dotted_name(parser);
    parser_expect(parser, TOKEN_IMPORT);
    check_import_begins(parser);
    SourceSpan start = parser_token(parser)->span;
    if (parser_accept(parser, TOKEN_STAR))
        add_import(parser, node, (ImportName){.name = {"*", 1}, .as_name = {"", 0}}, start);
    else
        rule_import_names(parser, node);
    return parser_end(parser, node);
}

/* ---- one statement ---- */

/* type_alias: 'type' NAME … '=' expression. Refused. */
static void refuse_type_alias(Parser *parser)
{
    TokenKind third = parser_peek(parser, 2)->kind;
    bool is_alias = parser_is_word(parser, "type") && parser_peek(parser, 1)->kind == TOKEN_NAME &&
                    (third == TOKEN_ASSIGN || third == TOKEN_LEFT_BRACKET);
    if (!is_alias)
        return;
    parser_complain(parser, DIAGNOSTIC_REFUSED, parser_token(parser)->span, "write NAME = ... instead",
                    "type statements are not part of scenario Python");
    parser->is_panicking = true;
}

/* simple_statement: one of the above */
static Node *rule_simple_statement(Parser *parser)
{
    switch ((int)parser_token(parser)->kind) {
    case TOKEN_PASS:
        return rule_word(parser, NODE_PASS);
    case TOKEN_BREAK:
        return rule_word(parser, NODE_BREAK);
    case TOKEN_CONTINUE:
        return rule_word(parser, NODE_CONTINUE);
    case TOKEN_RETURN:
        return rule_return(parser);
    case TOKEN_RAISE:
        return rule_raise(parser);
    case TOKEN_ASSERT:
        return rule_assert(parser);
    case TOKEN_DEL:
        return rule_del(parser);
    case TOKEN_GLOBAL:
        return rule_names(parser, NODE_GLOBAL);
    case TOKEN_NONLOCAL:
        return rule_names(parser, NODE_NONLOCAL);
    case TOKEN_IMPORT:
        return rule_import(parser);
    case TOKEN_FROM:
        return rule_import_from(parser);
    default:
        refuse_type_alias(parser);
        return rule_expression_statement(parser);
    }
}

/* simple_statements: ';'.simple_statement+ [';'] NEWLINE */
void rule_simple_statements(Parser *parser, NodeList *list)
{
    do {
        parser_append(parser, list, rule_simple_statement(parser));
    } while (parser_accept(parser, TOKEN_SEMICOLON) && !parser_is(parser, TOKEN_NEWLINE));
    if (!parser_is(parser, TOKEN_END))
        parser_expect(parser, TOKEN_NEWLINE);
}

/* ---- statements in a row ---- */

/* `else:`, `case 1:` and the like without their statement. Behind a broken one, which probably was theirs, nothing
 * is said. */
static void check_orphan(Parser *parser)
{
    TokenKind kind = parser_token(parser)->kind;
    bool is_case = parser_is_case(parser);
    bool is_clause =
        is_case || kind == TOKEN_ELSE || kind == TOKEN_ELIF || kind == TOKEN_EXCEPT || kind == TOKEN_FINALLY;
    if (is_clause && parser->is_after_failure)
        parser->is_panicking = true;
    else if (is_clause)
        parser_fail(parser, parser_token(parser)->span, "is it indented like the statement it belongs to?",
                    "invalid syntax: '%s' without a statement before it", is_case ? "case" : token_text(kind));
}

/* A block where none belongs: its statements are read all the same. */
static void skip_indented(Parser *parser, NodeList *list)
{
    if (!parser_accept(parser, TOKEN_INDENT))
        return;
    rule_statements(parser, list);
    parser_accept(parser, TOKEN_DEDENT);
}

/* statement: compound_statement | simple_statements */
static void rule_statement(Parser *parser, NodeList *list)
{
    if (parser_is(parser, TOKEN_INDENT)) {
        parser_complain(parser, DIAGNOSTIC_SYNTAX, parser_token(parser)->span, NULL, "unexpected indent");
        skip_indented(parser, list);
        return;
    }
    check_orphan(parser);
    Node *compound = rule_compound_statement(parser);
    if (compound)
        parser_append(parser, list, compound);
    else
        rule_simple_statements(parser, list);
}

static bool ends_statements(const Parser *parser)
{
    return parser->pool->is_full || parser_is(parser, TOKEN_DEDENT) || parser_is(parser, TOKEN_END);
}

/* statements: statement* */
void rule_statements(Parser *parser, NodeList *list)
{
    bool has_failed = parser->is_after_failure;
    while (!ends_statements(parser)) {
        uint32_t before = parser->at;
        size_t errors = parser->diagnostics->error_count;
        parser->is_after_failure = has_failed;
        rule_statement(parser, list);
        has_failed = parser->is_panicking || parser->diagnostics->error_count > errors;
        if (!parser->is_panicking)
            continue;
        parser_recover(parser, before);
        parser->is_after_failure = true;
        skip_indented(parser, list);
    }
}
