/* Arguments of a call or class, and parameters of a function or lambda. */
#include "parser_state.h"

#include <string.h>

/* ---- arguments ---- */

typedef struct Arguments {
    NodeList *positional;
    KeywordNode **keywords;
    uint32_t *keyword_count;
    bool has_keyword; /* name=value */
    bool has_mapping; /* **value */
} Arguments;

static void add_keyword(Parser *parser, Arguments *arguments, KeywordNode keyword)
{
    PARSER_APPEND(parser, *arguments->keywords, *arguments->keyword_count, keyword);
}

/* Each keyword is compared with all before it, in calls of a size that somebody wrote. */
static bool is_repeated(const Arguments *arguments, TreeText name)
{
    enum { MOST = 1000 };
    for (uint32_t i = 0; i < *arguments->keyword_count && i < MOST; i++) {
        TreeText other = (*arguments->keywords)[i].name;
        if (other.length == name.length && memcmp(other.bytes, name.bytes, name.length) == 0)
            return true;
    }
    return false;
}

/* `f(a=)` and `f(a=x for x in y)` */
static void check_keyword_value(Parser *parser, SourceSpan start)
{
    if (parser_is(parser, TOKEN_COMMA) || parser_is(parser, TOKEN_RIGHT_PAREN))
        parser_fail(parser, span_from_to(start, parser_previous(parser)->span), NULL,
                    "expected argument value expression");
}

/* kwarg: NAME '=' expression */
static void rule_keyword(Parser *parser, Arguments *arguments)
{
    SourceSpan start = parser_token(parser)->span;
    KeywordNode keyword = {.name = parser_name(parser)};
    parser_advance(parser);
    check_keyword_value(parser, start);
    keyword.value = rule_expression(parser);
    if (parser_is_comprehension(parser))
        parser_fail(parser, span_from_to(start, parser_token(parser)->span), NULL,
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    keyword.span = span_from_to(start, parser_previous(parser)->span);
    if (!parser->is_panicking && is_repeated(arguments, keyword.name))
        parser_complain(parser, DIAGNOSTIC_SYNTAX, keyword.span, NULL, "keyword argument repeated: %s",
                        keyword.name.bytes);
    add_keyword(parser, arguments, keyword);
    arguments->has_keyword = true;
}

/* '**' expression */
static void rule_mapping(Parser *parser, Arguments *arguments)
{
    SourceSpan start = parser_token(parser)->span;
    KeywordNode keyword = {.name = {"", 0}};
    parser_advance(parser);
    keyword.value = rule_expression(parser);
    keyword.span = span_from_to(start, parser_previous(parser)->span);
    if (parser_is(parser, TOKEN_ASSIGN))
        parser_fail(parser, keyword.span, NULL, "cannot assign to keyword argument unpacking");
    add_keyword(parser, arguments, keyword);
    arguments->has_mapping = true;
}

/* '*' expression */
static void rule_iterable(Parser *parser, Arguments *arguments)
{
    Node *node = parser_begin(parser, NODE_STARRED);
    parser_advance(parser);
    node->unary.operand = rule_expression(parser);
    parser_end(parser, node);
    if (parser_is(parser, TOKEN_ASSIGN))
        parser_fail(parser, node->span, NULL, "cannot assign to iterable argument unpacking");
    if (arguments->has_mapping)
        parser_fail(parser, node->span, NULL, "iterable argument unpacking follows keyword argument unpacking");
    parser_append(parser, arguments->positional, node);
}

/* `f(a.b=1)`, `f(True=1)` */
static void fail_keyword(Parser *parser, const Node *target)
{
    SourceSpan span = span_from_to(target->span, parser_token(parser)->span);
    bool is_word = target->kind == NODE_CONSTANT && target->constant.kind <= CONSTANT_FALSE;
    if (is_word)
        parser_fail(parser, span, NULL, "cannot assign to %s", expression_name(target));
    else
        parser_fail(parser, span, NULL, "expression cannot contain assignment, perhaps you meant \"==\"?");
}

/* A value, which may be a generator expression without brackets of its own where it stands alone. */
static void rule_positional(Parser *parser, Arguments *arguments, SourceSpan open)
{
    bool is_first = arguments->positional->count == 0 && *arguments->keyword_count == 0;
    bool is_named = parser_is(parser, TOKEN_NAME) && parser_peek(parser, 1)->kind == TOKEN_WALRUS;
    SourceSpan start = parser_token(parser)->span;
    Node *node = is_named ? rule_named_expression(parser) : rule_expression(parser);
    if (parser_is(parser, TOKEN_ASSIGN))
        fail_keyword(parser, node);
    else if (parser_is(parser, TOKEN_WALRUS))
        parser_fail(parser, node->span, NULL, "cannot use assignment expressions with %s", expression_name(node));
    if (parser_is_comprehension(parser)) {
        node = rule_comprehension(parser, NODE_GENERATOR_EXP, is_first ? open : start, node, NULL);
        bool is_alone = is_first && parser_is(parser, TOKEN_RIGHT_PAREN);
        if (!is_alone)
            parser_fail(parser, span_from_to(start, parser_previous(parser)->span), NULL,
                        "Generator expression must be parenthesized");
        node->span = span_from_to(node->span, parser_token(parser)->span);
    } else if (arguments->has_mapping || arguments->has_keyword) {
        parser_complain(parser, DIAGNOSTIC_SYNTAX, node->span, NULL,
                        "positional argument follows keyword argument%s",
                        arguments->has_mapping ? " unpacking" : "");
    }
    parser_append(parser, arguments->positional, node);
}

static void rule_argument(Parser *parser, Arguments *arguments, SourceSpan open)
{
    if (parser_is(parser, TOKEN_STAR))
        rule_iterable(parser, arguments);
    else if (parser_is(parser, TOKEN_DOUBLE_STAR))
        rule_mapping(parser, arguments);
    else if (parser_is(parser, TOKEN_NAME) && parser_peek(parser, 1)->kind == TOKEN_ASSIGN)
        rule_keyword(parser, arguments);
    else
        rule_positional(parser, arguments, open);
}

static const Node *last_argument(const Parser *parser, const Arguments *arguments)
{
    NodeList list = *arguments->positional;
    if (parser->pool->is_full || list.count == 0 || arguments->has_keyword || arguments->has_mapping)
        return NULL;
    return list.items[list.count - 1];
}

/* arguments: [','.argument+ [',']] ')', behind the '(' whose span is `open` */
void rule_arguments(Parser *parser, SourceSpan open, NodeList *positional, KeywordNode **keywords, uint32_t *count)
{
    Arguments arguments = {positional, keywords, count, false, false};
    while (!parser_is(parser, TOKEN_RIGHT_PAREN) && !parser_is(parser, TOKEN_ERROR)) {
        rule_argument(parser, &arguments, open);
        if (!parser_accept(parser, TOKEN_COMMA))
            break;
    }
    if (arguments.has_keyword && !parser_is(parser, TOKEN_RIGHT_PAREN) && *count > 0 && !parser->pool->is_full)
        parser_close(parser, TOKEN_RIGHT_PAREN, (*keywords)[*count - 1].value);
    else
        parser_close(parser, TOKEN_RIGHT_PAREN, last_argument(parser, &arguments));
}

/* ---- parameters ---- */

/* What has been read of a list of parameters. */
typedef struct Parameters {
    FunctionNode *function;
    bool is_lambda;
    bool has_slash, has_star, has_default;
    bool needs_name; /* a bare * stands directly before */
} Parameters;

static void fail_parameter(Parser *parser, SourceSpan span, const char *message)
{
    parser_fail(parser, span, NULL, "%s", message);
}

/* param: NAME [':' expression] */
static Parameter rule_parameter(Parser *parser, const Parameters *parameters, ParameterKind kind)
{
    Parameter parameter = {.kind = kind, .span = parser_token(parser)->span};
    if (parser_is(parser, TOKEN_LEFT_PAREN) && kind <= PARAMETER_NORMAL)
        fail_parameter(parser, parser_token(parser)->span,
                       parameters->is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                             : "Function parameters cannot be parenthesized");
    parameter.name = parser_name(parser);
    bool may_star = kind == PARAMETER_VAR_POSITIONAL;
    if (!parameters->is_lambda && parser_accept(parser, TOKEN_COLON))
        parameter.annotation = may_star && parser_is(parser, TOKEN_STAR) ? rule_star_named_expression(parser)
                                                                         : rule_expression(parser);
    parameter.span = span_from_to(parameter.span, parser_previous(parser)->span);
    return parameter;
}

static void add_parameter(Parser *parser, Parameters *parameters, Parameter parameter)
{
    FunctionNode *function = parameters->function;
    PARSER_APPEND(parser, function->parameters, function->parameter_count, parameter);
    parameters->needs_name = false;
}

/* '=' expression */
static Node *rule_default(Parser *parser)
{
    if (!parser_accept(parser, TOKEN_ASSIGN))
        return NULL;
    if (parser_is(parser, TOKEN_COMMA) || parser_is(parser, TOKEN_RIGHT_PAREN) || parser_is(parser, TOKEN_COLON))
        fail_parameter(parser, parser_previous(parser)->span, "expected default value expression");
    return rule_expression(parser);
}

/* param [default] */
static void rule_plain_parameter(Parser *parser, Parameters *parameters)
{
    ParameterKind kind = parameters->has_star ? PARAMETER_KEYWORD_ONLY : PARAMETER_NORMAL;
    Parameter parameter = rule_parameter(parser, parameters, kind);
    parameter.default_value = rule_default(parser);
    if (!parameter.default_value && parameters->has_default && !parameters->has_star)
        fail_parameter(parser, parameter.span, "parameter without a default follows parameter with a default");
    parameters->has_default = parameters->has_default || parameter.default_value;
    add_parameter(parser, parameters, parameter);
}

/* '*' | '*' param */
static void rule_star_parameter(Parser *parser, Parameters *parameters)
{
    SourceSpan star = parser_token(parser)->span;
    if (parameters->has_star)
        fail_parameter(parser, star, "* argument may appear only once");
    parser_advance(parser);
    parameters->has_star = true;
    if (parser_is(parser, TOKEN_COMMA)) {
        parameters->needs_name = true;
        return;
    }
    if (parser_is(parser, TOKEN_RIGHT_PAREN) || parser_is(parser, TOKEN_COLON))
        fail_parameter(parser, star, "named arguments must follow bare *");
    add_parameter(parser, parameters, rule_parameter(parser, parameters, PARAMETER_VAR_POSITIONAL));
    if (parser_is(parser, TOKEN_ASSIGN))
        fail_parameter(parser, parser_token(parser)->span, "var-positional argument cannot have default value");
}

/* '**' param */
static void rule_mapping_parameter(Parser *parser, Parameters *parameters)
{
    parser_advance(parser);
    if (parameters->needs_name)
        fail_parameter(parser, parser_previous(parser)->span, "named arguments must follow bare *");
    add_parameter(parser, parameters, rule_parameter(parser, parameters, PARAMETER_VAR_KEYWORD));
    if (parser_is(parser, TOKEN_ASSIGN))
        fail_parameter(parser, parser_token(parser)->span, "var-keyword argument cannot have default value");
    parser_accept(parser, TOKEN_COMMA);
    TokenKind next = parser_token(parser)->kind;
    if (next == TOKEN_NAME || next == TOKEN_STAR || next == TOKEN_DOUBLE_STAR || next == TOKEN_SLASH)
        fail_parameter(parser, parser_token(parser)->span, "arguments cannot follow var-keyword argument");
}

/* '/' makes those before it positional-only. */
static void rule_slash(Parser *parser, Parameters *parameters)
{
    SourceSpan slash = parser_token(parser)->span;
    FunctionNode *function = parameters->function;
    if (parameters->has_slash)
        fail_parameter(parser, slash, "/ may appear only once");
    else if (parameters->has_star)
        fail_parameter(parser, slash, "/ must be ahead of *");
    else if (function->parameter_count == 0)
        fail_parameter(parser, slash, "at least one argument must precede /");
    parser_advance(parser);
    parameters->has_slash = true;
    for (uint32_t i = 0; i < function->parameter_count && !parser->pool->is_full; i++)
        function->parameters[i].kind = PARAMETER_POSITIONAL_ONLY;
}

static bool ends_parameters(const Parser *parser, bool is_lambda)
{
    return parser_is(parser, is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PAREN);
}

/* parameters: [','.(param [default] | '/' | '*' [param] | '**' param)+ [',']], up to what closes them */
void rule_parameters(Parser *parser, FunctionNode *function, bool is_lambda)
{
    Parameters parameters = {.function = function, .is_lambda = is_lambda};
    while (!ends_parameters(parser, is_lambda) && !parser_is(parser, TOKEN_ERROR)) {
        if (parser_is(parser, TOKEN_STAR))
            rule_star_parameter(parser, &parameters);
        else if (parser_is(parser, TOKEN_DOUBLE_STAR))
            rule_mapping_parameter(parser, &parameters);
        else if (parser_is(parser, TOKEN_SLASH))
            rule_slash(parser, &parameters);
        else
            rule_plain_parameter(parser, &parameters);
        if (!ends_parameters(parser, is_lambda) && parser_previous(parser)->kind != TOKEN_COMMA &&
            !parser_accept(parser, TOKEN_COMMA))
            break;
    }
    if (parameters.needs_name && ends_parameters(parser, is_lambda))
        fail_parameter(parser, parser_previous(parser)->span, "named arguments must follow bare *");
}
