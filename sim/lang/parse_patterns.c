/* match, its cases and their patterns. */
#include "parser_state.h"

static Node *rule_patterns(Parser *parser);
static Node *rule_as_pattern(Parser *parser);

/* ---- literals ---- */

static bool is_wildcard(TreeText name)
{
    return text_is(name, "_");
}

static Node *value_pattern(Parser *parser, NodeKind kind, Node *value)
{
    Node *node = parser_begin_at(parser, kind, value->span);
    node->unary.operand = value;
    return node;
}

/* signed_number: ['-'] number */
static Node *rule_signed_number(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_UNARY_OP);
    const Token *number = parser_peek(parser, 1);
    bool is_smallest = number->kind == TOKEN_INT && number->integer == (uint64_t)1 << 63;
    if (!parser_is(parser, TOKEN_MINUS))
        return rule_number(parser);
    if (is_smallest)
        return rule_bitwise_or(parser);
    parser_advance(parser);
    if (!parser_is(parser, TOKEN_INT) && !parser_is(parser, TOKEN_FLOAT)) {
        parser_fail_here(parser);
        return node;
    }
    node->unary.op = OPERATOR_NEGATIVE;
    node->unary.operand = rule_number(parser);
    return parser_end(parser, node);
}

/* complex: signed_number [('+' | '-') number], where the second number must be imaginary, which has been refused */
static Node *rule_number_pattern(Parser *parser)
{
    Node *node = rule_signed_number(parser);
    TokenKind second = parser_peek(parser, 1)->kind;
    bool is_complex = (parser_is(parser, TOKEN_PLUS) || parser_is(parser, TOKEN_MINUS)) &&
                      (second == TOKEN_INT || second == TOKEN_FLOAT);
    if (!is_complex)
        return node;
    parser_advance(parser);
    char last = parser->list.source[parser_token(parser)->end - 1];
    if (last != 'j' && last != 'J')
        parser_fail(parser, parser_token(parser)->span, NULL, "imaginary number required in complex literal");
    rule_number(parser);
    return node;
}

static Node *rule_string_pattern(Parser *parser)
{
    Node *value = rule_strings(parser);
    if (value->kind == NODE_JOINED_STR)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, value->span, NULL,
                        "patterns may only match literals and attribute lookups");
    return value;
}

/* True, False and None are compared by identity. */
static Node *rule_singleton(Parser *parser)
{
    return value_pattern(parser, NODE_MATCH_SINGLETON, rule_primary(parser));
}

/* ---- names ---- */

/* capture_pattern: NAME. `_` captures nothing. */
static Node *rule_capture(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_MATCH_AS);
    TreeText name = parser_name(parser);
    node->match_as.name = is_wildcard(name) ? (TreeText){"", 0} : name;
    return parser_end(parser, node);
}

/* name_or_attr: NAME ('.' NAME)* */
static Node *rule_name_or_attr(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_NAME);
    uint32_t links = 0;
    node->name.id = parser_name(parser);
    parser_end(parser, node);
    while (parser_is(parser, TOKEN_DOT)) {
        Node *outer = parser_begin_at(parser, NODE_ATTRIBUTE, node->span);
        if (++links > PARSER_LONGEST_CHAIN)
            parser_fail(parser, node->span, NULL, "this name is too long");
        parser_advance(parser);
        outer->attribute.value = node;
        outer->attribute.name = parser_name(parser);
        node = parser_end(parser, outer);
    }
    return node;
}

/* ---- classes ---- */

static void add_keyword_pattern(Parser *parser, Node *node, TreeText name, Node *pattern)
{
    enum { MOST = 1000 }; /* names that are compared with all before them */
    uint32_t count = node->match_class.keyword_count;
    for (uint32_t i = 0; i < count && i < MOST && !parser->pool->is_full; i++) {
        TreeText other = node->match_class.keyword_names[i];
        if (text_is(other, name.bytes))
            parser_complain(parser, DIAGNOSTIC_SYNTAX, pattern->span, NULL,
                            "attribute name repeated in class pattern: %s", name.bytes);
    }
    PARSER_APPEND(parser, node->match_class.keyword_names, count, name);
    PARSER_APPEND(parser, node->match_class.keyword_patterns, node->match_class.keyword_count, pattern);
}

/* NAME '=' pattern | pattern */
static void rule_class_argument(Parser *parser, Node *node)
{
    bool is_keyword = parser_is(parser, TOKEN_NAME) && parser_peek(parser, 1)->kind == TOKEN_ASSIGN;
    if (is_keyword) {
        TreeText name = parser_name(parser);
        parser_advance(parser);
        add_keyword_pattern(parser, node, name, rule_as_pattern(parser));
        return;
    }
    Node *pattern = rule_as_pattern(parser);
    if (node->match_class.keyword_count > 0)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, pattern->span, NULL,
                        "positional patterns follow keyword patterns");
    parser_append(parser, &node->match_class.patterns, pattern);
}

/* class_pattern: name_or_attr '(' [','.class_argument+ [',']] ')' */
static Node *rule_class_pattern(Parser *parser, Node *class_name)
{
    Node *node = parser_begin_at(parser, NODE_MATCH_CLASS, class_name->span);
    node->match_class.class_name = class_name;
    parser_advance(parser);
    while (!parser_is(parser, TOKEN_RIGHT_PAREN) && !parser_is(parser, TOKEN_ERROR)) {
        rule_class_argument(parser, node);
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
    }
    parser_close(parser, TOKEN_RIGHT_PAREN, NULL);
    return parser_end(parser, node);
}

/* capture_pattern | value_pattern | class_pattern */
static Node *rule_name_pattern(Parser *parser)
{
    TokenKind next = parser_peek(parser, 1)->kind;
    if (next != TOKEN_DOT && next != TOKEN_LEFT_PAREN)
        return rule_capture(parser);
    Node *name = rule_name_or_attr(parser);
    if (parser_is(parser, TOKEN_LEFT_PAREN))
        return rule_class_pattern(parser, name);
    return value_pattern(parser, NODE_MATCH_VALUE, name);
}

/* ---- sequences ---- */

/* star_pattern: '*' NAME */
static Node *rule_star_pattern(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_MATCH_STAR);
    parser_advance(parser);
    TreeText name = parser_name(parser);
    node->name.id = is_wildcard(name) ? (TreeText){"", 0} : name;
    return parser_end(parser, node);
}

static Node *rule_maybe_star_pattern(Parser *parser)
{
    return parser_is(parser, TOKEN_STAR) ? rule_star_pattern(parser) : rule_as_pattern(parser);
}

static void check_stars(Parser *parser, const Node *node)
{
    uint32_t stars = 0;
    for (uint32_t i = 0; i < node->list.items.count && !parser->pool->is_full; i++)
        stars += node->list.items.items[i]->kind == NODE_MATCH_STAR;
    if (stars > 1)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, node->span, NULL,
                        "multiple starred expressions in sequence pattern");
}

/* Whether the pattern that comes next belongs to the row: a comma may be the last. */
static bool begins_pattern(const Parser *parser)
{
    TokenKind kind = parser_token(parser)->kind;
    return token_begins_expression(kind) && kind != TOKEN_NOT && kind != TOKEN_LAMBDA;
}

/* The rest of a row, behind its first pattern: (',' maybe_star_pattern)* [','] */
static void more_patterns(Parser *parser, Node *sequence)
{
    while (parser_accept(parser, TOKEN_COMMA) && begins_pattern(parser))
        parser_append(parser, &sequence->list.items, rule_maybe_star_pattern(parser));
}

/* '[' … ']' is a sequence; '(' pattern ')' is the pattern itself, and with a comma or nothing in it a sequence. */
static Node *rule_bracket_pattern(Parser *parser, TokenKind close)
{
    Node *node = parser_begin(parser, NODE_MATCH_SEQUENCE);
    parser_advance(parser);
    if (!parser_is(parser, close)) {
        Node *first = rule_maybe_star_pattern(parser);
        bool is_group = close == TOKEN_RIGHT_PAREN && parser_is(parser, close) && first->kind != NODE_MATCH_STAR;
        if (is_group) {
            parser_advance(parser);
            return first;
        }
        parser_append(parser, &node->list.items, first);
        more_patterns(parser, node);
    }
    parser_close(parser, close, NULL);
    parser_end(parser, node);
    check_stars(parser, node);
    return node;
}

/* ---- mappings ---- */

/* key: literal | name_or_attr */
static Node *rule_key(Parser *parser)
{
    switch ((int)parser_token(parser)->kind) {
    case TOKEN_INT:
    case TOKEN_FLOAT:
    case TOKEN_MINUS:
        return rule_number_pattern(parser);
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
        return rule_string_pattern(parser);
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
        return rule_primary(parser);
    default:
        if (parser_is(parser, TOKEN_NAME) && parser_peek(parser, 1)->kind != TOKEN_DOT)
            parser_fail(parser, parser_token(parser)->span, NULL,
                        "mapping pattern keys may only match literals and attribute lookups");
        return rule_name_or_attr(parser);
    }
}

/* item: key ':' pattern | '**' NAME */
static void rule_mapping_item(Parser *parser, Node *node)
{
    if (node->match_mapping.rest.length > 0)
        parser_fail_here(parser);
    if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        node->match_mapping.rest = parser_name(parser);
        if (is_wildcard(node->match_mapping.rest))
            parser_fail(parser, parser_previous(parser)->span, NULL, "invalid syntax");
        return;
    }
    Node *key = rule_key(parser);
    parser_expect(parser, TOKEN_COLON);
    Node *pattern = rule_as_pattern(parser);
    uint32_t count = node->match_mapping.count;
    PARSER_APPEND(parser, node->match_mapping.keys, count, key);
    PARSER_APPEND(parser, node->match_mapping.patterns, node->match_mapping.count, pattern);
}

/* mapping_pattern: '{' [','.item+ [',']] '}' */
static Node *rule_mapping_pattern(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_MATCH_MAPPING);
    node->match_mapping.rest = (TreeText){"", 0};
    parser_advance(parser);
    while (!parser_is(parser, TOKEN_RIGHT_BRACE) && !parser_is(parser, TOKEN_ERROR)) {
        rule_mapping_item(parser, node);
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
    }
    parser_close(parser, TOKEN_RIGHT_BRACE, NULL);
    return parser_end(parser, node);
}

/* ---- patterns ---- */

/* closed_pattern: literal | name_pattern | sequence | group | mapping */
static Node *rule_closed_pattern(Parser *parser)
{
    switch ((int)parser_token(parser)->kind) {
    case TOKEN_INT:
    case TOKEN_FLOAT:
    case TOKEN_MINUS:
        return value_pattern(parser, NODE_MATCH_VALUE, rule_number_pattern(parser));
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
        return value_pattern(parser, NODE_MATCH_VALUE, rule_string_pattern(parser));
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE:
        return rule_singleton(parser);
    case TOKEN_NAME:
        return rule_name_pattern(parser);
    case TOKEN_LEFT_PAREN:
        return rule_bracket_pattern(parser, TOKEN_RIGHT_PAREN);
    case TOKEN_LEFT_BRACKET:
        return rule_bracket_pattern(parser, TOKEN_RIGHT_BRACKET);
    case TOKEN_LEFT_BRACE:
        return rule_mapping_pattern(parser);
    default:
        parser_fail_here(parser);
        return parser_begin(parser, NODE_MATCH_AS);
    }
}

/* or_pattern: '|'.closed_pattern+ */
static Node *rule_or_pattern(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *first = rule_closed_pattern(parser);
    if (!parser_is(parser, TOKEN_BAR))
        return first;
    Node *node = parser_begin_at(parser, NODE_MATCH_OR, start);
    parser_append(parser, &node->list.items, first);
    while (parser_accept(parser, TOKEN_BAR))
        parser_append(parser, &node->list.items, rule_closed_pattern(parser));
    return parser_end(parser, node);
}

/* The name behind `as`. */
static TreeText rule_as_target(Parser *parser)
{
    const Token *token = parser_token(parser);
    if (token->kind != TOKEN_NAME || parser_peek(parser, 1)->kind == TOKEN_DOT ||
        parser_peek(parser, 1)->kind == TOKEN_LEFT_PAREN)
        parser_fail(parser, token->span, NULL, "invalid pattern target");
    else if (is_wildcard(token->text))
        parser_fail(parser, token->span, NULL, "cannot use '_' as a target");
    return parser_name(parser);
}

/* as_pattern: or_pattern ['as' NAME] */
static Node *rule_as_pattern(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    if (!parser_enter(parser))
        return parser_begin(parser, NODE_MATCH_AS);
    Node *pattern = rule_or_pattern(parser);
    parser_leave(parser);
    if (!parser_accept(parser, TOKEN_AS))
        return pattern;
    Node *node = parser_begin_at(parser, NODE_MATCH_AS, start);
    node->match_as.pattern = pattern;
    node->match_as.name = rule_as_target(parser);
    return parser_end(parser, node);
}

/* patterns: maybe_star_pattern ',' … | as_pattern */
static Node *rule_patterns(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *first = rule_maybe_star_pattern(parser);
    if (!parser_is(parser, TOKEN_COMMA) && first->kind != NODE_MATCH_STAR)
        return first;
    if (!parser_is(parser, TOKEN_COMMA))
        parser_fail_here(parser);
    Node *node = parser_begin_at(parser, NODE_MATCH_SEQUENCE, start);
    parser_append(parser, &node->list.items, first);
    more_patterns(parser, node);
    parser_end(parser, node);
    check_stars(parser, node);
    return node;
}

/* ---- the statement ---- */

/* case: 'case' patterns ['if' named_expression] block */
static void rule_case(Parser *parser, Node *node)
{
    MatchCase one = {0};
    SourceSpan header = parser_token(parser)->span;
    if (!parser_is_word(parser, "case")) {
        parser_fail(parser, header, "a match has nothing but cases in it", "invalid syntax: expected 'case'");
        return;
    }
    parser_advance(parser);
    one.pattern = rule_patterns(parser);
    if (parser_accept(parser, TOKEN_IF))
        one.guard = rule_named_expression(parser);
    one.body = rule_block(parser, header, "'case' statement");
    PARSER_APPEND(parser, node->match.cases, node->match.case_count, one);
}

/* What can only be the subject of a match, not the continuation of an expression that begins with the name. */
static bool begins_only_subject(const Parser *parser, const Token *next)
{
    if (next->kind == TOKEN_NOT)
        return parser_peek(parser, 2)->kind != TOKEN_IN;
    return token_begins_expression(next->kind) && next->kind != TOKEN_LEFT_PAREN &&
           next->kind != TOKEN_LEFT_BRACKET && next->kind != TOKEN_MINUS && next->kind != TOKEN_PLUS &&
           next->kind != TOKEN_STAR;
}

/* Whether the logical line ends in a colon. */
static bool line_ends_in_colon(const Parser *parser)
{
    uint32_t ahead = 0;
    while (parser_peek(parser, ahead)->kind != TOKEN_NEWLINE) {
        if (parser_peek(parser, ahead)->kind == TOKEN_END || parser_peek(parser, ahead)->kind == TOKEN_ERROR)
            return false;
        ahead++;
    }
    return ahead > 0 && parser_peek(parser, ahead - 1)->kind == TOKEN_COLON;
}

/* `match` is a name unless a subject follows it, and, where that could also be a call, a subscript or a sum, unless
 * the line ends in a colon. */
bool parser_is_match(const Parser *parser)
{
    if (!parser_is_word(parser, "match"))
        return false;
    const Token *next = parser_peek(parser, 1);
    if (begins_only_subject(parser, next))
        return true;
    return token_begins_expression(next->kind) && line_ends_in_colon(parser);
}

/* The same for `case`, which stands in a match alone. */
bool parser_is_case(const Parser *parser)
{
    return parser_is_word(parser, "case") && token_begins_expression(parser_peek(parser, 1)->kind) &&
           line_ends_in_colon(parser);
}

/* subject: star_named_expression ',' [star_named_expressions] | named_expression */
static Node *rule_subject(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *first = rule_star_named_expression(parser);
    if (!parser_is(parser, TOKEN_COMMA)) {
        if (first->kind == NODE_STARRED)
            parser_fail_here(parser);
        return first;
    }
    Node *tuple = parser_begin_at(parser, NODE_TUPLE, start);
    parser_append(parser, &tuple->list.items, first);
    while (parser_accept(parser, TOKEN_COMMA) && token_begins_expression(parser_token(parser)->kind))
        parser_append(parser, &tuple->list.items, rule_star_named_expression(parser));
    return parser_end(parser, tuple);
}

/* What is no case is skipped, with its block. */
static void recover_case(Parser *parser, uint32_t start)
{
    if (!parser->is_panicking)
        return;
    parser_recover(parser, start);
    NodeList ignored = {0};
    if (parser_accept(parser, TOKEN_INDENT)) {
        rule_statements(parser, &ignored);
        parser_accept(parser, TOKEN_DEDENT);
    }
}

static bool ends_block(const Parser *parser)
{
    return parser_is(parser, TOKEN_DEDENT) || parser_is(parser, TOKEN_END) || parser->pool->is_full;
}

/* match: 'match' subject ':' NEWLINE INDENT case+ DEDENT */
Node *rule_match(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_MATCH);
    SourceSpan header = node->span;
    uint32_t before = parser->at;
    parser_advance(parser);
    node->match.subject = rule_subject(parser);
    parser_force(parser, TOKEN_COLON);
    parser_expect(parser, TOKEN_NEWLINE);
    bool is_broken = parser->is_panicking;
    if (is_broken)
        parser_recover(parser, before);
    bool is_indented = parser_accept(parser, TOKEN_INDENT);
    if (!is_indented && !is_broken)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, parser_token(parser)->span, NULL,
                        "expected an indented block after 'match' statement on line %u", header.line);
    while (is_indented ? !ends_block(parser) : parser_is_case(parser)) {
        uint32_t start = parser->at;
        rule_case(parser, node);
        recover_case(parser, start);
    }
    if (is_indented)
        parser_accept(parser, TOKEN_DEDENT);
    return parser_end(parser, node);
}
