/* Tuples, lists, sets, dicts and f-strings.
 *
 * A few values are put on the stack and built at once; with more of them, or with `*iterable` among them, the
 * container grows value by value, so that the stack stays small. */
#include "compiler_state.h"

enum { BUILD_AT_ONCE = 30 };

bool has_starred(NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (list.items[i]->kind == NODE_STARRED)
            return true;
    }
    return false;
}

/* ---- lists and sets ---- */

typedef struct Container {
    Opcode build, add, extend;
} Container;

static void compile_growing(Compiler *compiler, SourceSpan span, NodeList list, const Container *container)
{
    emit(compiler, span, container->build, 0);
    for (uint32_t i = 0; i < list.count; i++) {
        const Node *item = list.items[i];
        bool is_starred = item->kind == NODE_STARRED;
        compile_expression(compiler, is_starred ? item->unary.operand : item);
        if (is_starred)
            emit(compiler, span, container->extend, 0);
        else
            emit(compiler, span, container->add, 1);
    }
}

static void compile_items(Compiler *compiler, SourceSpan span, NodeList list, const Container *container)
{
    if (list.count > BUILD_AT_ONCE || has_starred(list)) {
        compile_growing(compiler, span, list, container);
        return;
    }
    compile_expressions(compiler, list);
    emit(compiler, span, container->build, list.count);
}

static const Container lists = {OPCODE_BUILD_LIST, OPCODE_LIST_APPEND, OPCODE_LIST_EXTEND};
static const Container sets = {OPCODE_BUILD_SET, OPCODE_SET_ADD, OPCODE_SET_UPDATE};

void compile_list(Compiler *compiler, const Node *node)
{
    compile_items(compiler, node->span, node->list.items, &lists);
}

void compile_set(Compiler *compiler, const Node *node)
{
    compile_items(compiler, node->span, node->list.items, &sets);
}

void compile_values_as_tuple(Compiler *compiler, SourceSpan span, NodeList list)
{
    if (list.count > BUILD_AT_ONCE || has_starred(list)) {
        compile_growing(compiler, span, list, &lists);
        emit(compiler, span, OPCODE_LIST_TO_TUPLE, 0);
        return;
    }
    compile_expressions(compiler, list);
    emit(compiler, span, OPCODE_BUILD_TUPLE, list.count);
}

void compile_tuple(Compiler *compiler, const Node *node)
{
    CodeConstant constant;
    if (expression_constant(compiler, node, &constant))
        emit_constant(compiler, node->span, constant);
    else
        compile_values_as_tuple(compiler, node->span, node->list.items);
}

/* ---- dicts ---- */

static bool has_mapping(const Node *node)
{
    for (uint32_t i = 0; i < node->dict.count; i++) {
        if (!node->dict.keys[i])
            return true;
    }
    return false;
}

void compile_dict(Compiler *compiler, const Node *node)
{
    bool is_growing = node->dict.count > BUILD_AT_ONCE / 2 || has_mapping(node);
    if (is_growing)
        emit(compiler, node->span, OPCODE_BUILD_DICT, 0);
    for (uint32_t i = 0; i < node->dict.count; i++) {
        const Node *key = node->dict.keys[i];
        if (key)
            compile_expression(compiler, key);
        compile_expression(compiler, node->dict.values[i]);
        if (!key)
            emit(compiler, node->span, OPCODE_DICT_UPDATE, 0);
        else if (is_growing)
            emit(compiler, node->span, OPCODE_DICT_ADD, 1);
    }
    if (!is_growing)
        emit(compiler, node->span, OPCODE_BUILD_DICT, node->dict.count);
}

/* ---- f-strings ---- */

void compile_formatted(Compiler *compiler, const Node *node)
{
    uint32_t flags = 0;
    compile_expression(compiler, node->formatted.value);
    if (node->formatted.format) {
        compile_expression(compiler, node->formatted.format);
        flags = 4;
    }
    switch (node->formatted.conversion) {
    case 's':
        flags |= 1;
        break;
    case 'r':
        flags |= 2;
        break;
    case 'a':
        flags |= 3;
        break;
    default:
        break;
    }
    emit(compiler, node->span, OPCODE_FORMAT_VALUE, flags);
}

/* Many parts are joined a handful at a time. */
void compile_joined_string(Compiler *compiler, const Node *node)
{
    NodeList parts = node->list.items;
    uint32_t waiting = 0;
    if (parts.count == 0)
        emit_string(compiler, node->span, (TreeText){"", 0});
    for (uint32_t i = 0; i < parts.count; i++) {
        compile_expression(compiler, parts.items[i]);
        waiting++;
        bool is_last = i + 1 == parts.count;
        if (waiting > 1 && (is_last || waiting == BUILD_AT_ONCE)) {
            emit(compiler, node->span, OPCODE_BUILD_STRING, waiting);
            waiting = 1;
        }
    }
}
