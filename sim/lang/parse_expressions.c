/* Expressions, from the loosest binding (a, b) to the tightest (a.b).
 *
 * What binds from the left is read in a loop, so that a sum of thousands of terms costs no depth. */
#include "parser_state.h"

/* ---- atoms ---- */

static Node *constant(Parser *parser, ConstantKind kind)
{
    Node *node = parser_begin(parser, NODE_CONSTANT);
    node->constant.kind = kind;
    parser_advance(parser);
    return parser_end(parser, node);
}

static const uint64_t INT_END = (uint64_t)1 << 63;

static void complain_large_int(Parser *parser, SourceSpan span)
{
    parser_complain(parser, DIAGNOSTIC_REFUSED, span, "use a float, or a smaller number",
                    "an int has 64 bits here: at most 9223372036854775807");
}

/* number: INT | FLOAT */
Node *rule_number(Parser *parser)
{
    const Token *token = parser_token(parser);
    if (token->kind == TOKEN_INT && token->integer >= INT_END)
        complain_large_int(parser, token->span);
    Node *node = constant(parser, token->kind == TOKEN_INT ? CONSTANT_INT : CONSTANT_FLOAT);
    if (token->kind == TOKEN_INT)
        node->constant.integer = token->integer >= INT_END ? INT64_MAX : (int64_t)token->integer;
    else
        node->constant.real = token->real;
    return node;
}

static Node *name(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_NAME);
    node->name.id = parser_name(parser);
    return parser_end(parser, node);
}

static Node *fail_atom(Parser *parser)
{
    parser_fail_here(parser);
    return parser_missing(parser);
}

/* atom: NAME | 'True' | 'False' | 'None' | '...' | strings | number | group | list | dict_or_set */
static Node *rule_atom(Parser *parser)
{
    switch ((int)parser_token(parser)->kind) {
    case TOKEN_NAME:
        return name(parser);
    case TOKEN_TRUE:
        return constant(parser, CONSTANT_TRUE);
    case TOKEN_FALSE:
        return constant(parser, CONSTANT_FALSE);
    case TOKEN_NONE:
        return constant(parser, CONSTANT_NONE);
    case TOKEN_ELLIPSIS:
        return constant(parser, CONSTANT_ELLIPSIS);
    case TOKEN_STRING:
    case TOKEN_FSTRING_START:
        return rule_strings(parser);
    case TOKEN_INT:
    case TOKEN_FLOAT:
        return rule_number(parser);
    case TOKEN_LEFT_PAREN:
        return rule_group(parser);
    case TOKEN_LEFT_BRACKET:
        return rule_list(parser);
    case TOKEN_LEFT_BRACE:
        return rule_dict_or_set(parser);
    default:
        return fail_atom(parser);
    }
}

/* ---- subscripts ---- */

static bool ends_slice_part(Parser *parser)
{
    return parser_is(parser, TOKEN_COLON) || parser_is(parser, TOKEN_COMMA) ||
           parser_is(parser, TOKEN_RIGHT_BRACKET);
}

static Node *slice_part(Parser *parser)
{
    return ends_slice_part(parser) ? NULL : rule_expression(parser);
}

/* slice: [expression] ':' [expression] [':' [expression]] | star_named_expression */
static Node *rule_slice(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *lower = parser_is(parser, TOKEN_COLON) ? NULL : rule_star_named_expression(parser);
    if (!parser_accept(parser, TOKEN_COLON))
        return lower ? lower : parser_missing(parser);
    Node *node = parser_begin_at(parser, NODE_SLICE, start);
    node->slice.lower = lower;
    node->slice.upper = slice_part(parser);
    if (parser_accept(parser, TOKEN_COLON))
        node->slice.step = slice_part(parser);
    return parser_end(parser, node);
}

/* slices: slice !',' | ','.slice+ [','] */
static Node *rule_slices(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *first = rule_slice(parser);
    if (!parser_is(parser, TOKEN_COMMA) && first->kind != NODE_STARRED)
        return first;
    Node *tuple = parser_begin_at(parser, NODE_TUPLE, start);
    parser_append(parser, &tuple->list.items, first);
    while (parser_accept(parser, TOKEN_COMMA) && !parser_is(parser, TOKEN_RIGHT_BRACKET))
        parser_append(parser, &tuple->list.items, rule_slice(parser));
    return parser_end(parser, tuple);
}

/* ---- primaries ---- */

static Node *attribute(Parser *parser, Node *value)
{
    Node *node = parser_begin_at(parser, NODE_ATTRIBUTE, value->span);
    parser_advance(parser);
    node->attribute.value = value;
    node->attribute.name = parser_name(parser);
    return parser_end(parser, node);
}

static Node *subscript(Parser *parser, SourceSpan start, Node *value)
{
    Node *node = parser_begin_at(parser, NODE_SUBSCRIPT, start);
    parser_advance(parser);
    node->pair.first = value;
    node->pair.second = rule_slices(parser);
    parser_close(parser, TOKEN_RIGHT_BRACKET, node->pair.second);
    return parser_end(parser, node);
}

static Node *call(Parser *parser, SourceSpan start, Node *function)
{
    Node *node = parser_begin_at(parser, NODE_CALL, start);
    SourceSpan open = parser_token(parser)->span;
    parser_advance(parser);
    node->call.function = function;
    rule_arguments(parser, open, &node->call.arguments, &node->call.keywords, &node->call.keyword_count);
    return parser_end(parser, node);
}

/* Count one more link of a chain; false, with the error reported, where it is too long. */
static bool chain_goes_on(Parser *parser, uint32_t *links)
{
    if (++*links <= PARSER_LONGEST_CHAIN)
        return true;
    parser_fail(parser, parser_token(parser)->span, "split it into several statements",
                "this expression is too long: more than %d parts", PARSER_LONGEST_CHAIN);
    return false;
}

/* primary: atom ('.' NAME | '(' arguments ')' | '[' slices ']')* */
Node *rule_primary(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span; /* of the bracket, where the atom is a group */
    Node *node = rule_atom(parser);
    for (uint32_t links = 0;; node->span = span_from_to(start, node->span)) {
        bool is_link = parser_is(parser, TOKEN_DOT) || parser_is(parser, TOKEN_LEFT_PAREN) ||
                       parser_is(parser, TOKEN_LEFT_BRACKET);
        if (!is_link || !chain_goes_on(parser, &links))
            return node;
        if (parser_is(parser, TOKEN_DOT))
            node = attribute(parser, node);
        else if (parser_is(parser, TOKEN_LEFT_PAREN))
            node = call(parser, start, node);
        else
            node = subscript(parser, start, node);
    }
}

/* await_primary: 'await' primary | primary */
static Node *rule_await_primary(Parser *parser)
{
    if (!parser_is(parser, TOKEN_AWAIT))
        return rule_primary(parser);
    Node *node = parser_begin(parser, NODE_AWAIT);
    parser_advance(parser);
    node->unary.operand = rule_primary(parser);
    return parser_end(parser, node);
}

/* ---- operators ---- */

static Node *rule_factor(Parser *parser);

/* power: await_primary ['**' factor] */
static Node *rule_power(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *left = rule_await_primary(parser);
    if (!parser_is(parser, TOKEN_DOUBLE_STAR) || !parser_enter(parser))
        return left;
    parser_advance(parser);
    Node *node = parser_begin_at(parser, NODE_BIN_OP, start);
    node->binary.op = OPERATOR_POW;
    node->binary.left = left;
    node->binary.right = rule_factor(parser);
    parser_leave(parser);
    return parser_end(parser, node);
}

/* The smallest int is written as the negation of a number that is not an int itself. */
static bool is_smallest_int(const Parser *parser)
{
    const Token *number = parser_peek(parser, 1);
    return parser_is(parser, TOKEN_MINUS) && number->kind == TOKEN_INT && number->integer == INT_END &&
           parser_peek(parser, 2)->kind != TOKEN_DOUBLE_STAR;
}

static Node *smallest_int(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_CONSTANT);
    parser_advance(parser);
    parser_advance(parser);
    node->constant.kind = CONSTANT_INT;
    node->constant.integer = INT64_MIN;
    return parser_end(parser, node);
}

static bool is_sign(const Parser *parser, Operator *op)
{
    switch ((int)parser_token(parser)->kind) {
    case TOKEN_PLUS:
        *op = OPERATOR_POSITIVE;
        return true;
    case TOKEN_MINUS:
        *op = OPERATOR_NEGATIVE;
        return true;
    case TOKEN_TILDE:
        *op = OPERATOR_INVERT;
        return true;
    default:
        return false;
    }
}

/* factor: ('+' | '-' | '~') factor | power */
static Node *rule_factor(Parser *parser)
{
    Operator op;
    if (is_smallest_int(parser))
        return smallest_int(parser);
    if (!is_sign(parser, &op))
        return rule_power(parser);
    if (!parser_enter(parser))
        return parser_missing(parser);
    Node *node = parser_begin(parser, NODE_UNARY_OP);
    parser_advance(parser);
    node->unary.op = op;
    node->unary.operand = rule_factor(parser);
    parser_leave(parser);
    return parser_end(parser, node);
}

/* The operators between two operands, the loosest first. All bind from the left. */
static const struct BinaryOperator {
    TokenKind token;
    Operator op;
    int tightness;
} BINARY_OPERATORS[] = {
    {TOKEN_BAR, OPERATOR_BIT_OR, 1},         {TOKEN_CARET, OPERATOR_BIT_XOR, 2},
    {TOKEN_AMPERSAND, OPERATOR_BIT_AND, 3},  {TOKEN_LEFT_SHIFT, OPERATOR_LSHIFT, 4},
    {TOKEN_RIGHT_SHIFT, OPERATOR_RSHIFT, 4}, {TOKEN_PLUS, OPERATOR_ADD, 5},
    {TOKEN_MINUS, OPERATOR_SUB, 5},          {TOKEN_STAR, OPERATOR_MULT, 6},
    {TOKEN_SLASH, OPERATOR_DIV, 6},          {TOKEN_DOUBLE_SLASH, OPERATOR_FLOOR_DIV, 6},
    {TOKEN_PERCENT, OPERATOR_MOD, 6},        {TOKEN_AT, OPERATOR_MAT_MULT, 6},
};

static const struct BinaryOperator *find_binary_operator(TokenKind token)
{
    for (size_t i = 0; i < sizeof BINARY_OPERATORS / sizeof *BINARY_OPERATORS; i++) {
        if (BINARY_OPERATORS[i].token == token)
            return &BINARY_OPERATORS[i];
    }
    return NULL;
}

/* binary: factor (OPERATOR binary)*, where only operators at least this tight are taken. */
static Node *rule_binary(Parser *parser, int tightness)
{
    SourceSpan start = parser_token(parser)->span;
    Node *left = rule_factor(parser);
    for (uint32_t links = 0;;) {
        const Token *token = parser_token(parser);
        const struct BinaryOperator *found = find_binary_operator(token->kind);
        if (!found || found->tightness < tightness || !chain_goes_on(parser, &links))
            return left;
        parser_advance(parser);
        Node *node = parser_begin_at(parser, NODE_BIN_OP, start);
        node->binary.op = found->op;
        node->binary.left = left;
        node->binary.right = rule_binary(parser, found->tightness + 1);
        left = parser_end(parser, node);
    }
}

/* bitwise_or: what has operators up to '|' */
Node *rule_bitwise_or(Parser *parser)
{
    return rule_binary(parser, 1);
}

/* ---- comparisons ---- */

/* compare_op: '<' | '<=' | '==' | '!=' | '>' | '>=' | 'is' ['not'] | ['not'] 'in' */
static bool accept_comparison(Parser *parser, CompareOperator *op)
{
    switch ((int)parser_token(parser)->kind) {
    case TOKEN_LESS:
        *op = COMPARE_LT;
        break;
    case TOKEN_LESS_EQUAL:
        *op = COMPARE_LE;
        break;
    case TOKEN_EQUAL:
        *op = COMPARE_EQ;
        break;
    case TOKEN_NOT_EQUAL:
        *op = COMPARE_NE;
        break;
    case TOKEN_GREATER:
        *op = COMPARE_GT;
        break;
    case TOKEN_GREATER_EQUAL:
        *op = COMPARE_GE;
        break;
    case TOKEN_IN:
        *op = COMPARE_IN;
        break;
    case TOKEN_IS:
        *op = parser_peek(parser, 1)->kind == TOKEN_NOT ? COMPARE_IS_NOT : COMPARE_IS;
        break;
    case TOKEN_NOT:
        if (parser_peek(parser, 1)->kind != TOKEN_IN)
            return false;
        *op = COMPARE_NOT_IN;
        break;
    default:
        return false;
    }
    parser_advance(parser);
    if (*op == COMPARE_IS_NOT || *op == COMPARE_NOT_IN)
        parser_advance(parser);
    return true;
}

/* comparison: bitwise_or (compare_op bitwise_or)* */
static Node *rule_comparison(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *left = rule_bitwise_or(parser);
    CompareOperator op;
    if (!accept_comparison(parser, &op))
        return left;
    Node *node = parser_begin_at(parser, NODE_COMPARE, start);
    node->compare.left = left;
    do {
        Node *right = rule_bitwise_or(parser);
        uint32_t count = node->compare.count;
        PARSER_APPEND(parser, node->compare.ops, count, op);
        PARSER_APPEND(parser, node->compare.comparators, node->compare.count, right);
    } while (accept_comparison(parser, &op));
    return parser_end(parser, node);
}

/* inversion: 'not' inversion | comparison */
static Node *rule_inversion(Parser *parser)
{
    if (!parser_is(parser, TOKEN_NOT))
        return rule_comparison(parser);
    if (!parser_enter(parser))
        return parser_missing(parser);
    Node *node = parser_begin(parser, NODE_UNARY_OP);
    parser_advance(parser);
    node->unary.op = OPERATOR_NOT;
    node->unary.operand = rule_inversion(parser);
    parser_leave(parser);
    return parser_end(parser, node);
}

/* Operands joined by one word, in one node. */
static Node *joined(Parser *parser, Operator op, TokenKind word, Node *(*rule)(Parser *parser))
{
    SourceSpan start = parser_token(parser)->span;
    Node *first = rule(parser);
    if (!parser_is(parser, word))
        return first;
    Node *node = parser_begin_at(parser, NODE_BOOL_OP, start);
    node->bool_op.op = op;
    parser_append(parser, &node->bool_op.values, first);
    while (parser_accept(parser, word))
        parser_append(parser, &node->bool_op.values, rule(parser));
    return parser_end(parser, node);
}

/* conjunction: inversion ('and' inversion)* */
static Node *rule_conjunction(Parser *parser)
{
    return joined(parser, OPERATOR_AND, TOKEN_AND, rule_inversion);
}

/* disjunction: conjunction ('or' conjunction)* */
Node *rule_disjunction(Parser *parser)
{
    return joined(parser, OPERATOR_OR, TOKEN_OR, rule_conjunction);
}

/* ---- whole expressions ---- */

/* lambda: 'lambda' [parameters] ':' expression */
static Node *rule_lambda(Parser *parser)
{
    static const TreeText NAME = {"<lambda>", 8};
    Node *node = parser_begin(parser, NODE_LAMBDA);
    parser_advance(parser);
    node->function.name = NAME;
    rule_parameters(parser, &node->function, true);
    parser_force(parser, TOKEN_COLON);
    if (parser_is(parser, TOKEN_FSTRING_MIDDLE) || parser_is(parser, TOKEN_RIGHT_BRACE))
        parser_fail(parser, node->span, NULL, "f-string: lambda expressions are not allowed without parentheses");
    Node *value = rule_expression(parser);
    Node *body = parser_begin_at(parser, NODE_RETURN, value->span);
    body->unary.operand = value;
    parser_append(parser, &node->function.body, body);
    return parser_end(parser, node);
}

static void expect_else(Parser *parser, SourceSpan start)
{
    if (parser_accept(parser, TOKEN_ELSE))
        return;
    bool is_elsewhere = parser_is(parser, TOKEN_COLON);
    if (is_elsewhere)
        parser_fail_here(parser);
    else
        parser_fail(parser, span_from_to(start, parser_previous(parser)->span), NULL,
                    "expected 'else' after 'if' expression");
}

/* conditional: disjunction ['if' disjunction 'else' expression] */
static Node *rule_conditional(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *then = rule_disjunction(parser);
    if (!parser_accept(parser, TOKEN_IF))
        return then;
    Node *node = parser_begin_at(parser, NODE_IF_EXP, start);
    node->if_exp.then = then;
    node->if_exp.condition = rule_disjunction(parser);
    expect_else(parser, start);
    node->if_exp.otherwise = rule_expression(parser);
    return parser_end(parser, node);
}

/* expression: lambda | conditional */
Node *rule_expression(Parser *parser)
{
    if (!parser_enter(parser))
        return parser_missing(parser);
    Node *node = parser_is(parser, TOKEN_LAMBDA) ? rule_lambda(parser) : rule_conditional(parser);
    parser_leave(parser);
    return node;
}

/* `x = 1` where a value belongs. */
static void fail_assignment(Parser *parser, const Node *target)
{
    bool is_name = target->kind == NODE_NAME;
    parser_advance(parser);
    const Node *value = rule_bitwise_or(parser);
    if (is_name)
        parser_fail(parser, span_from_to(target->span, value->span), NULL,
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    else
        parser_fail(parser, target->span, NULL, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                    expression_name(target));
}

/* named_expression: NAME ':=' expression | expression */
Node *rule_named_expression(Parser *parser)
{
    bool is_named = parser_is(parser, TOKEN_NAME) && parser_peek(parser, 1)->kind == TOKEN_WALRUS;
    if (is_named) {
        Node *node = parser_begin(parser, NODE_NAMED_EXPR);
        node->pair.first = name(parser);
        parser_advance(parser);
        node->pair.second = rule_expression(parser);
        return parser_end(parser, node);
    }
    Node *node = rule_expression(parser);
    if (parser_is(parser, TOKEN_WALRUS))
        parser_fail(parser, node->span, NULL, "cannot use assignment expressions with %s", expression_name(node));
    else if (parser_is(parser, TOKEN_ASSIGN))
        fail_assignment(parser, node);
    return node;
}

static Node *starred(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_STARRED);
    parser_advance(parser);
    node->unary.operand = rule_bitwise_or(parser);
    return parser_end(parser, node);
}

/* star_named_expression: '*' bitwise_or | named_expression */
Node *rule_star_named_expression(Parser *parser)
{
    return parser_is(parser, TOKEN_STAR) ? starred(parser) : rule_named_expression(parser);
}

/* star_expression: '*' bitwise_or | expression */
static Node *rule_star_expression(Parser *parser)
{
    return parser_is(parser, TOKEN_STAR) ? starred(parser) : rule_expression(parser);
}

/* star_expressions: ','.star_expression+ [','] */
Node *rule_star_expressions(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *first = rule_star_expression(parser);
    if (!parser_is(parser, TOKEN_COMMA))
        return first;
    Node *tuple = parser_begin_at(parser, NODE_TUPLE, start);
    parser_append(parser, &tuple->list.items, first);
    while (parser_accept(parser, TOKEN_COMMA) && token_begins_expression(parser_token(parser)->kind))
        parser_append(parser, &tuple->list.items, rule_star_expression(parser));
    return parser_end(parser, tuple);
}

/* yield_expr: 'yield' 'from' expression | 'yield' [star_expressions] */
static Node *rule_yield(Parser *parser)
{
    Node *node = parser_begin(parser, NODE_YIELD);
    parser_advance(parser);
    if (parser_accept(parser, TOKEN_FROM)) {
        node->kind = NODE_YIELD_FROM;
        node->unary.operand = rule_expression(parser);
    } else if (token_begins_expression(parser_token(parser)->kind)) {
        node->unary.operand = rule_star_expressions(parser);
    }
    return parser_end(parser, node);
}

/* yield_or_star_expressions: yield_expr | star_expressions */
Node *rule_yield_or_star_expressions(Parser *parser)
{
    return parser_is(parser, TOKEN_YIELD) ? rule_yield(parser) : rule_star_expressions(parser);
}
