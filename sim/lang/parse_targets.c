/* What can be assigned to and deleted.
 *
 * Targets are read as expressions and judged afterwards, so that `f() = 1` is told what is wrong with it. */
#include "parser_state.h"

static const char *constant_name(ConstantKind kind)
{
    switch (kind) {
    case CONSTANT_NONE:
        return "None";
    case CONSTANT_TRUE:
        return "True";
    case CONSTANT_FALSE:
        return "False";
    case CONSTANT_ELLIPSIS:
        return "ellipsis";
    case CONSTANT_INT:
    case CONSTANT_FLOAT:
    case CONSTANT_STR:
        return "literal";
    }
    return "literal";
}

/* Mirrors _PyPegen_get_expr_name, Parser/pegen.c. */
const char *expression_name(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_ATTRIBUTE:
        return "attribute";
    case NODE_SUBSCRIPT:
        return "subscript";
    case NODE_STARRED:
        return "starred";
    case NODE_NAME:
        return "name";
    case NODE_LIST:
        return "list";
    case NODE_TUPLE:
        return "tuple";
    case NODE_LAMBDA:
        return "lambda";
    case NODE_CALL:
        return "function call";
    case NODE_GENERATOR_EXP:
        return "generator expression";
    case NODE_YIELD:
    case NODE_YIELD_FROM:
        return "yield expression";
    case NODE_AWAIT:
        return "await expression";
    case NODE_LIST_COMP:
        return "list comprehension";
    case NODE_SET_COMP:
        return "set comprehension";
    case NODE_DICT_COMP:
        return "dict comprehension";
    case NODE_DICT:
        return "dict literal";
    case NODE_SET:
        return "set display";
    case NODE_JOINED_STR:
        return "f-string expression";
    case NODE_CONSTANT:
        return constant_name(node->constant.kind);
    case NODE_COMPARE:
        return "comparison";
    case NODE_IF_EXP:
        return "conditional expression";
    case NODE_NAMED_EXPR:
        return "named expression";
    default:
        return "expression";
    }
}

static bool is_single_target(const Node *node)
{
    return node->kind == NODE_NAME || node->kind == NODE_ATTRIBUTE || node->kind == NODE_SUBSCRIPT;
}

static bool is_sequence(const Node *node)
{
    return node->kind == NODE_LIST || node->kind == NODE_TUPLE;
}

static void check_items(Parser *parser, const Node *node, TargetUse use)
{
    uint32_t starred = 0;
    for (uint32_t i = 0; i < node->list.items.count && !parser->is_panicking; i++) {
        const Node *item = node->list.items.items[i];
        bool is_starred = item->kind == NODE_STARRED && use != TARGET_DELETE;
        starred += is_starred;
        if (is_starred && starred == 2)
            parser_complain(parser, DIAGNOSTIC_SYNTAX, node->span, NULL,
                            "multiple starred expressions in assignment");
        check_target(parser, is_starred ? item->unary.operand : item, use);
    }
}

void check_target(Parser *parser, const Node *node, TargetUse use)
{
    if (parser->is_panicking || parser->pool->is_full || is_single_target(node))
        return;
    if (is_sequence(node))
        check_items(parser, node, use);
    else if (node->kind == NODE_STARRED && use != TARGET_DELETE)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, node->span, NULL,
                        "starred assignment target must be in a list or tuple");
    else
        parser_complain(parser, DIAGNOSTIC_SYNTAX, node->span, NULL, "cannot %s %s",
                        use == TARGET_DELETE ? "delete" : "assign to", expression_name(node));
}

/* Whether somebody may have meant a comparison: not with a display or one of the three words. */
static bool may_be_compared(const Node *node)
{
    bool is_word = node->kind == NODE_CONSTANT && node->constant.kind <= CONSTANT_FALSE;
    return !is_word && !is_single_target(node) && !is_sequence(node) && node->kind != NODE_STARRED &&
           node->kind != NODE_GENERATOR_EXP;
}

void check_assignment(Parser *parser, const Node *target, bool is_only_one)
{
    bool is_yield = target->kind == NODE_YIELD || target->kind == NODE_YIELD_FROM;
    if (parser->is_panicking || parser->pool->is_full)
        return;
    if (is_yield)
        parser_complain(parser, DIAGNOSTIC_SYNTAX, target->span, NULL,
                        "assignment to yield expression not possible");
    else if (is_only_one && may_be_compared(target))
        parser_complain(parser, DIAGNOSTIC_SYNTAX, target->span, NULL,
                        "cannot assign to %s here. Maybe you meant '==' instead of '='?", expression_name(target));
    else
        check_target(parser, target, TARGET_ASSIGN);
}

void check_augmented_target(Parser *parser, const Node *target)
{
    if (!is_single_target(target))
        parser_complain(parser, DIAGNOSTIC_SYNTAX, target->span, NULL,
                        "'%s' is an illegal expression for augmented assignment", expression_name(target));
}

void check_annotated_target(Parser *parser, const Node *target)
{
    if (is_sequence(target))
        parser_fail(parser, target->span, NULL, "only single target (not %s) can be annotated",
                    expression_name(target));
    else if (!is_single_target(target))
        parser_fail(parser, target->span, NULL, "illegal target for annotation");
}

static Node *star_target(Parser *parser)
{
    if (!parser_is(parser, TOKEN_STAR))
        return rule_bitwise_or(parser);
    Node *node = parser_begin(parser, NODE_STARRED);
    parser_advance(parser);
    node->unary.operand = rule_bitwise_or(parser);
    return parser_end(parser, node);
}

/* star_targets: ','.('*' bitwise_or | bitwise_or)+ [','], before `in` */
Node *rule_star_targets(Parser *parser)
{
    SourceSpan start = parser_token(parser)->span;
    Node *first = star_target(parser);
    if (!parser_is(parser, TOKEN_COMMA))
        return first;
    Node *tuple = parser_begin_at(parser, NODE_TUPLE, start);
    parser_append(parser, &tuple->list.items, first);
    while (parser_accept(parser, TOKEN_COMMA) && token_begins_expression(parser_token(parser)->kind))
        parser_append(parser, &tuple->list.items, star_target(parser));
    return parser_end(parser, tuple);
}
