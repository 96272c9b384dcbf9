/* What is asked of single nodes: the words of operators, and chains like `a.b[c](d)` or `a + b + c`. */
#include "tree.h"

const char *tree_operator_word(Operator op)
{
    static const char *const words[] = {
        [OPERATOR_ADD] = "+",        [OPERATOR_SUB] = "-",    [OPERATOR_MULT] = "*",    [OPERATOR_DIV] = "/",
        [OPERATOR_FLOOR_DIV] = "//", [OPERATOR_MOD] = "%",    [OPERATOR_POW] = "**",    [OPERATOR_LSHIFT] = "<<",
        [OPERATOR_RSHIFT] = ">>",    [OPERATOR_BIT_OR] = "|", [OPERATOR_BIT_XOR] = "^", [OPERATOR_BIT_AND] = "&",
        [OPERATOR_MAT_MULT] = "@",   [OPERATOR_INVERT] = "~", [OPERATOR_NOT] = "not",   [OPERATOR_POSITIVE] = "+",
        [OPERATOR_NEGATIVE] = "-",   [OPERATOR_AND] = "and",  [OPERATOR_OR] = "or",
    };
    return words[op];
}

const char *tree_compare_word(CompareOperator op)
{
    static const char *const words[] = {
        [COMPARE_LT] = "<",  [COMPARE_LE] = "<=",         [COMPARE_EQ] = "==", [COMPARE_NE] = "!=",
        [COMPARE_GT] = ">",  [COMPARE_GE] = ">=",         [COMPARE_IS] = "is", [COMPARE_IS_NOT] = "is not",
        [COMPARE_IN] = "in", [COMPARE_NOT_IN] = "not in",
    };
    return words[op];
}

const Node *tree_chain_next(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_BIN_OP:
        return node->binary.left;
    case NODE_ATTRIBUTE:
        return node->attribute.value;
    case NODE_SUBSCRIPT:
        return node->pair.first;
    case NODE_CALL:
        return node->call.function;
    default:
        return NULL;
    }
}

TreeChain tree_chain(const Node *node, const Node *few[TREE_CHAIN_FEW], Pool *pool)
{
    TreeChain chain = {.links = few};
    const Node *inner = node;
    for (; tree_chain_next(inner); inner = tree_chain_next(inner))
        chain.count++;
    chain.inner = inner;
    if (chain.count > TREE_CHAIN_FEW)
        chain.links = pool_alloc(pool, chain.count * sizeof *chain.links);
    for (uint32_t i = 0; i < chain.count && !pool->is_full; i++, node = tree_chain_next(node))
        chain.links[i] = node;
    return chain;
}
