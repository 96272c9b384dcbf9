/* What stands in brackets of its own: groups, tuples, lists, dicts, sets and comprehensions. */
#include "parser_state.h"

/* ---- comprehensions ---- */

bool parser_is_comprehension(const Parser *parser)
{
    return parser_is(parser, TOKEN_FOR) ||
           (parser_is(parser, TOKEN_ASYNC) && parser_peek(parser, 1)->kind == TOKEN_FOR);
}

/* for_if_clause: ['async'] 'for' star_targets 'in' disjunction ('if' disjunction)* */
static Comprehension rule_for_if_clause(Parser *parser)
{
    Comprehension clause = {.is_async = parser_accept(parser, TOKEN_ASYNC)};
    parser_expect(parser, TOKEN_FOR);
    clause.target = rule_star_targets(parser);
    check_target(parser, clause.target, TARGET_FOR);
    parser_expect(parser, TOKEN_IN);
    clause.iterable = rule_disjunction(parser);
    while (parser_accept(parser, TOKEN_IF))
        parser_append(parser, &clause.conditions, rule_disjunction(parser));
    return clause;
}

/* comprehension: element for_if_clause+ */
Node *rule_comprehension(Parser *parser, NodeKind kind, SourceSpan start, Node *element, Node *value)
{
    Node *node = parser_begin_at(parser, kind, start);
    node->comprehension.element = element;
    node->comprehension.value = value;
    if (element->kind == NODE_STARRED)
        parser_fail(parser, element->span, "use two for clauses, or itertools.chain",
                    "iterable unpacking cannot be used in comprehension");
    while (parser_is_comprehension(parser)) {
        Comprehension clause = rule_for_if_clause(parser);
        PARSER_APPEND(parser, node->comprehension.clauses, node->comprehension.clause_count, clause);
    }
    return node;
}

/* Read `(', ' element)* [',']` behind the first element of a display. */
static void more_elements(Parser *parser, NodeList *items, TokenKind close)
{
    while (parser_accept(parser, TOKEN_COMMA) && !parser_is(parser, close))
        parser_append(parser, items, rule_star_named_expression(parser));
    if (items->count > 1 && parser_is_comprehension(parser))
        parser_fail(parser, span_from_to(items->items[0]->span, parser_previous(parser)->span), NULL,
                    "did you forget parentheses around the comprehension target?");
}

static const Node *last_of(NodeList list)
{
    return list.count > 0 ? list.items[list.count - 1] : NULL;
}

/* ---- parentheses ---- */

static Node *tuple(Parser *parser, SourceSpan start, Node *first)
{
    Node *node = parser_begin_at(parser, NODE_TUPLE, start);
    if (first) {
        parser_append(parser, &node->list.items, first);
        more_elements(parser, &node->list.items, TOKEN_RIGHT_PAREN);
    }
    parser_close(parser, TOKEN_RIGHT_PAREN, last_of(node->list.items));
    return parser_end(parser, node);
}

/* group: '(' ')' | '(' yield_expr ')' | '(' element ')' | '(' element ',' … ')' | '(' element for_if_clause+ ')' */
Node *rule_group(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    parser_advance(parser);
    if (parser_is(parser, TOKEN_RIGHT_PAREN))
        return tuple(parser, start, NULL);
    bool is_yield = parser_is(parser, TOKEN_YIELD);
    Node *inner = is_yield ? rule_yield_or_star_expressions(parser) : rule_star_named_expression(parser);
    if (parser_is(parser, TOKEN_COMMA) && !is_yield)
        return tuple(parser, start, inner);
    if (parser_is_comprehension(parser)) {
        Node *node = rule_comprehension(parser, NODE_GENERATOR_EXP, start, inner, NULL);
        parser_close(parser, TOKEN_RIGHT_PAREN, NULL);
        return parser_end(parser, node);
    }
    if (parser_is(parser, TOKEN_RIGHT_PAREN) && inner->kind == NODE_STARRED)
        parser_fail(parser, inner->span, NULL, "cannot use starred expression here");
    parser_close(parser, TOKEN_RIGHT_PAREN, inner);
    return inner;
}

/* ---- square brackets ---- */

/* list: '[' [element (',' element)* [',']] ']' | '[' element for_if_clause+ ']' */
Node *rule_list(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_LIST);
    parser_advance(parser);
    if (!parser_is(parser, TOKEN_RIGHT_BRACKET)) {
        Node *first = rule_star_named_expression(parser);
        if (parser_is_comprehension(parser)) {
            node = rule_comprehension(parser, NODE_LIST_COMP, node->span, first, NULL);
            parser_close(parser, TOKEN_RIGHT_BRACKET, NULL);
            return parser_end(parser, node);
        }
        parser_append(parser, &node->list.items, first);
        more_elements(parser, &node->list.items, TOKEN_RIGHT_BRACKET);
    }
    parser_close(parser, TOKEN_RIGHT_BRACKET, last_of(node->list.items));
    return parser_end(parser, node);
}

/* ---- braces ---- */

/* set: '{' element (',' element)* [','] '}' | '{' element for_if_clause+ '}' */
static Node *rest_of_set(Parser *parser, SourceSpan start, Node *first)
{
    Node *node;
    if (parser_is_comprehension(parser)) {
        node = rule_comprehension(parser, NODE_SET_COMP, start, first, NULL);
        parser_close(parser, TOKEN_RIGHT_BRACE, NULL);
        return parser_end(parser, node);
    }
    node = parser_begin_at(parser, NODE_SET, start);
    parser_append(parser, &node->list.items, first);
    more_elements(parser, &node->list.items, TOKEN_RIGHT_BRACE);
    parser_close(parser, TOKEN_RIGHT_BRACE, last_of(node->list.items));
    return parser_end(parser, node);
}

/* The value behind `key:`. */
static Node *dict_value(Parser *parser)
{
    if (!token_begins_expression(parser_token(parser)->kind) && !parser->is_panicking)
        parser_fail(parser, parser_previous(parser)->span, NULL,
                    "expression expected after dictionary key and ':'");
    else if (parser_is(parser, TOKEN_STAR))
        parser_fail(parser, parser_token(parser)->span, NULL,
                    "cannot use a starred expression in a dictionary value");
    return rule_expression(parser);
}

/* entry: '**' bitwise_or | expression ':' expression */
static void rule_entry(Parser *parser, Node **key, Node **value)
{
    *key = NULL;
    if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        *value = rule_bitwise_or(parser);
        return;
    }
    *key = rule_expression(parser);
    if (parser_is(parser, TOKEN_COMMA) || parser_is(parser, TOKEN_RIGHT_BRACE))
        parser_fail(parser, parser_previous(parser)->span, NULL, "':' expected after dictionary key");
    parser_expect(parser, TOKEN_COLON);
    *value = dict_value(parser);
}

static void add_entry(Parser *parser, Node *dict, Node *key, Node *value)
{
    uint32_t count = dict->dict.count;
    PARSER_APPEND(parser, dict->dict.keys, count, key);
    PARSER_APPEND(parser, dict->dict.values, dict->dict.count, value);
}

/* dict: '{' [entry (',' entry)* [',']] '}' | '{' key ':' value for_if_clause+ '}' */
static Node *rest_of_dict(Parser *parser, SourceSpan start, Node *key, Node *value)
{
    Node *node;
    if (parser_is_comprehension(parser) && !key)
        parser_fail(parser, span_from_to(start, value->span), NULL,
                    "dict unpacking cannot be used in dict comprehension");
    if (parser_is_comprehension(parser)) {
        node = rule_comprehension(parser, NODE_DICT_COMP, start, key, value);
        parser_close(parser, TOKEN_RIGHT_BRACE, NULL);
        return parser_end(parser, node);
    }
    node = parser_begin_at(parser, NODE_DICT, start);
    add_entry(parser, node, key, value);
    while (parser_accept(parser, TOKEN_COMMA) && !parser_is(parser, TOKEN_RIGHT_BRACE)) {
        rule_entry(parser, &key, &value);
        add_entry(parser, node, key, value);
    }
    parser_close(parser, TOKEN_RIGHT_BRACE, value);
    return parser_end(parser, node);
}

/* dict_or_set: '{' '}' | set | dict */
Node *rule_dict_or_set(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *value;
    parser_advance(parser);
    if (parser_is(parser, TOKEN_RIGHT_BRACE)) {
        Node *node = parser_begin_at(parser, NODE_DICT, start);
        parser_advance(parser);
        return parser_end(parser, node);
    }
    if (parser_accept(parser, TOKEN_DOUBLE_STAR)) {
        value = rule_bitwise_or(parser);
        return rest_of_dict(parser, start, NULL, value);
    }
    bool is_named = parser_peek(parser, 1)->kind == TOKEN_WALRUS;
    Node *first = rule_star_named_expression(parser);
    bool is_key = first->kind != NODE_STARRED && !is_named;
    if (!is_key || !parser_accept(parser, TOKEN_COLON))
        return rest_of_set(parser, start, first);
    value = dict_value(parser);
    return rest_of_dict(parser, start, first, value);
}
