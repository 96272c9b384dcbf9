/* What runs but is hardly meant: CPython's SyntaxWarnings, in its words (Python/codegen.c). */
#include "compiler_state.h"

static void warn(Compiler *compiler, SourceSpan span, const char *format, const char *first, const char *second)
{
    if (!(compiler->flags & COMPILE_LIBRARY))
        diagnostics_add(compiler->diagnostics, DIAGNOSTIC_WARNING, span, NULL, format, first, second);
}

static const char *constant_type(ConstantKind kind)
{
    switch (kind) {
    case CONSTANT_NONE:
        return "NoneType";
    case CONSTANT_TRUE:
    case CONSTANT_FALSE:
        return "bool";
    case CONSTANT_ELLIPSIS:
        return "ellipsis";
    case CONSTANT_INT:
        return "int";
    case CONSTANT_FLOAT:
        return "float";
    case CONSTANT_STR:
        break;
    }
    return "str";
}

/* The type of what an expression gives, where its form alone tells; else NULL. */
static const char *plain_type(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_CONSTANT:
        return constant_type(node->constant.kind);
    case NODE_JOINED_STR:
        return "str";
    case NODE_TUPLE:
        return "tuple";
    case NODE_LIST:
    case NODE_LIST_COMP:
        return "list";
    case NODE_DICT:
    case NODE_DICT_COMP:
        return "dict";
    case NODE_SET:
    case NODE_SET_COMP:
        return "set";
    case NODE_GENERATOR_EXP:
        return "generator";
    case NODE_LAMBDA:
        return "function";
    default:
        return NULL;
    }
}

/* `assert (test, "message")` */
void warn_of_assertion(Compiler *compiler, const Node *node)
{
    const Node *test = node->pair.first;
    if (test->kind == NODE_TUPLE && test->list.items.count > 0)
        warn(compiler, node->span, "assertion is always true, perhaps %s?", "remove parentheses", "");
}

/* The type of a constant that equals others without being them, or NULL. */
static const char *copied_type(Compiler *compiler, const Node *node)
{
    CodeConstant constant;
    if (!expression_constant(compiler, node, &constant))
        return NULL;
    switch ((int)constant.kind) {
    case CODE_INT:
        return "int";
    case CODE_FLOAT:
        return "float";
    case CODE_STR:
        return "str";
    case CODE_TUPLE:
        return "tuple";
    default:
        return NULL;
    }
}

/* `x is 1` */
void warn_of_identity(Compiler *compiler, const Node *node)
{
    const Node *left = node->compare.left;
    for (uint32_t i = 0; i < node->compare.count; i++) {
        CompareOperator op = node->compare.ops[i];
        const Node *right = node->compare.comparators[i];
        if (op == COMPARE_IS || op == COMPARE_IS_NOT) {
            const char *type = copied_type(compiler, left);
            type = type ? type : copied_type(compiler, right);
            if (type)
                warn(compiler, node->span,
                     op == COMPARE_IS ? "\"is\" with '%s' literal. Did you mean \"%s\"?"
                                      : "\"is not\" with '%s' literal. Did you mean \"%s\"?",
                     type, op == COMPARE_IS ? "==" : "!=");
        }
        left = right;
    }
}

/* `[(1, 2) (3, 4)]` */
void warn_of_call(Compiler *compiler, const Node *node)
{
    const char *type = plain_type(node->call.function);
    if (type && node->call.function->kind != NODE_LAMBDA)
        warn(compiler, node->span, "'%s' object is not callable; perhaps you %s?", type, "missed a comma");
}

static bool is_subscriptable(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_CONSTANT:
        return node->constant.kind == CONSTANT_STR;
    case NODE_SET:
    case NODE_SET_COMP:
    case NODE_GENERATOR_EXP:
    case NODE_LAMBDA:
        return false;
    default:
        return true;
    }
}

/* Whether only an int or a slice is an index of it. */
static bool is_sequence(const Node *node)
{
    return node->kind == NODE_TUPLE || node->kind == NODE_LIST || node->kind == NODE_LIST_COMP ||
           node->kind == NODE_JOINED_STR || node->kind == NODE_CONSTANT;
}

static bool is_index(const Node *node)
{
    const char *type = plain_type(node);
    return !type || strcmp(type, "int") == 0 || strcmp(type, "bool") == 0;
}

/* `[[1, 2] [3, 4]]` */
void warn_of_subscript(Compiler *compiler, const Node *node)
{
    const Node *value = node->pair.first, *index = node->pair.second;
    if (!is_subscriptable(value))
        warn(compiler, node->span, "'%s' object is not subscriptable; perhaps you %s?", plain_type(value),
             "missed a comma");
    else if (is_sequence(value) && !is_index(index))
        warn(compiler, node->span, "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
             plain_type(value), plain_type(index));
}
