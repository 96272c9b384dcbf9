/* Laying a tree out as an array: breadth first, so that the array is its own list of what is left to do. */
#include "tree_index.h"

#include <stdlib.h>
#include <string.h>

typedef struct Builder {
    TreeIndex *index;
    uint32_t parent;
    bool is_out_of_memory;
} Builder;

static void add(Builder *builder, const Node *node)
{
    TreeIndex *index = builder->index;
    if (!node || builder->is_out_of_memory)
        return;
    if (index->count == index->capacity) {
        uint32_t capacity = index->capacity ? index->capacity * 2 : 256;
        TreePlace *places = realloc(index->places, capacity * sizeof *places);
        builder->is_out_of_memory = !places;
        if (!places)
            return;
        index->places = places;
        index->capacity = capacity;
    }
    index->places[index->count++] = (TreePlace){node, builder->parent};
}

static void add_list(Builder *builder, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++)
        add(builder, list.items[i]);
}

static void add_function(Builder *builder, const FunctionNode *function)
{
    add_list(builder, function->decorators);
    for (uint32_t i = 0; i < function->parameter_count; i++)
        add(builder, function->parameters[i].default_value);
    add_list(builder, function->body);
}

static void add_class(Builder *builder, const ClassNode *class)
{
    add_list(builder, class->decorators);
    add_list(builder, class->bases);
    add_list(builder, class->body);
}

static void add_with(Builder *builder, const Node *node)
{
    for (uint32_t i = 0; i < node->with.item_count; i++) {
        add(builder, node->with.items[i].context);
        add(builder, node->with.items[i].target);
    }
    add_list(builder, node->with.body);
}

static void add_match(Builder *builder, const Node *node)
{
    add(builder, node->match.subject);
    for (uint32_t i = 0; i < node->match.case_count; i++) {
        add(builder, node->match.cases[i].guard);
        add_list(builder, node->match.cases[i].body);
    }
}

static void add_try(Builder *builder, const Node *node)
{
    add_list(builder, node->try_.body);
    for (uint32_t i = 0; i < node->try_.handler_count; i++) {
        add(builder, node->try_.handlers[i].type);
        add_list(builder, node->try_.handlers[i].body);
    }
    add_list(builder, node->try_.otherwise);
    add_list(builder, node->try_.finally);
}

static void add_call(Builder *builder, const CallNode *call)
{
    add(builder, call->function);
    add_list(builder, call->arguments);
    for (uint32_t i = 0; i < call->keyword_count; i++)
        add(builder, call->keywords[i].value);
}

static void add_comprehension(Builder *builder, const Node *node)
{
    add(builder, node->comprehension.element);
    add(builder, node->comprehension.value);
    for (uint32_t i = 0; i < node->comprehension.clause_count; i++) {
        const Comprehension *clause = &node->comprehension.clauses[i];
        add(builder, clause->target);
        add(builder, clause->iterable);
        add_list(builder, clause->conditions);
    }
}

static void add_dict(Builder *builder, const Node *node)
{
    for (uint32_t i = 0; i < node->dict.count; i++) {
        add(builder, node->dict.keys[i]);
        add(builder, node->dict.values[i]);
    }
}

static void add_three(Builder *builder, const Node *first, const Node *second, const Node *third)
{
    add(builder, first);
    add(builder, second);
    add(builder, third);
}

static void add_loop(Builder *builder, const Node *node)
{
    add(builder, node->loop.target);
    add(builder, node->loop.iterable);
    add_list(builder, node->loop.body);
    add_list(builder, node->loop.otherwise);
}

static void add_branch(Builder *builder, const Node *node)
{
    add(builder, node->branch.condition);
    add_list(builder, node->branch.body);
    add_list(builder, node->branch.otherwise);
}

static void add_compare(Builder *builder, const Node *node)
{
    add(builder, node->compare.left);
    for (uint32_t i = 0; i < node->compare.count; i++)
        add(builder, node->compare.comparators[i]);
}

static void add_statement_parts(Builder *builder, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_MODULE:
        add_list(builder, node->block.body);
        break;
    case NODE_FUNCTION_DEF:
        add_function(builder, &node->function);
        break;
    case NODE_CLASS_DEF:
        add_class(builder, &node->class_def);
        break;
    case NODE_ASSIGN:
        add_list(builder, node->assign.targets);
        add(builder, node->assign.value);
        break;
    case NODE_ANN_ASSIGN:
        add_three(builder, node->annotated.target, node->annotated.value, NULL);
        break;
    case NODE_FOR:
    case NODE_WHILE:
        add_loop(builder, node);
        break;
    case NODE_IF:
        add_branch(builder, node);
        break;
    case NODE_WITH:
        add_with(builder, node);
        break;
    case NODE_MATCH:
        add_match(builder, node);
        break;
    case NODE_TRY:
        add_try(builder, node);
        break;
    default:
        break;
    }
}

static void add_expression_parts(Builder *builder, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_LAMBDA:
        add_function(builder, &node->function);
        break;
    case NODE_BOOL_OP:
        add_list(builder, node->bool_op.values);
        break;
    case NODE_IF_EXP:
        add_three(builder, node->if_exp.condition, node->if_exp.then, node->if_exp.otherwise);
        break;
    case NODE_DICT:
        add_dict(builder, node);
        break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        add_comprehension(builder, node);
        break;
    case NODE_COMPARE:
        add_compare(builder, node);
        break;
    case NODE_CALL:
        add_call(builder, &node->call);
        break;
    case NODE_FORMATTED_VALUE:
        add_three(builder, node->formatted.value, node->formatted.format, NULL);
        break;
    case NODE_ATTRIBUTE:
        add(builder, node->attribute.value);
        break;
    case NODE_SLICE:
        add_three(builder, node->slice.lower, node->slice.upper, node->slice.step);
        break;
    default:
        break;
    }
}

/* Nodes that are built alike. */
static void add_parts(Builder *builder, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_RETURN:
    case NODE_EXPR_STATEMENT:
    case NODE_UNARY_OP:
    case NODE_AWAIT:
    case NODE_YIELD:
    case NODE_YIELD_FROM:
    case NODE_STARRED:
        add(builder, node->unary.operand);
        break;
    case NODE_AUG_ASSIGN:
    case NODE_BIN_OP:
        add_three(builder, node->binary.left, node->binary.right, NULL);
        break;
    case NODE_RAISE:
    case NODE_ASSERT:
    case NODE_NAMED_EXPR:
    case NODE_SUBSCRIPT:
        add_three(builder, node->pair.first, node->pair.second, NULL);
        break;
    case NODE_DELETE:
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_JOINED_STR:
        add_list(builder, node->list.items);
        break;
    default:
        add_statement_parts(builder, node);
        add_expression_parts(builder, node);
        break;
    }
}

bool tree_index_make(TreeIndex *index, const Node *module)
{
    *index = (TreeIndex){.count = 0};
    Builder builder = {.index = index};
    add(&builder, module);
    for (uint32_t at = 0; at < index->count && !builder.is_out_of_memory; at++) {
        builder.parent = at;
        add_parts(&builder, index->places[at].node);
    }
    return !builder.is_out_of_memory;
}

void tree_index_release(TreeIndex *index)
{
    free(index->places);
    *index = (TreeIndex){.count = 0};
}

/* ---- asking ---- */

uint32_t tree_function_around(const TreeIndex *index, uint32_t place)
{
    while (place > 0 && index->places[place].node->kind != NODE_FUNCTION_DEF)
        place = index->places[place].parent;
    return place;
}

bool tree_is_inside(const TreeIndex *index, uint32_t place, uint32_t above)
{
    while (place > above)
        place = index->places[place].parent;
    return place == above;
}

TreeText tree_called_name(const Node *call)
{
    if (call->kind == NODE_CALL && call->call.function->kind == NODE_NAME)
        return call->call.function->name.id;
    if (call->kind == NODE_CALL && call->call.function->kind == NODE_ATTRIBUTE)
        return call->call.function->attribute.name;
    return (TreeText){"", 0};
}

bool tree_calls(const Node *node, const char *name)
{
    return node->kind == NODE_CALL && tree_text_is(tree_called_name(node), name);
}

TreeText tree_called_owner(const Node *call)
{
    const Node *function = call->kind == NODE_CALL ? call->call.function : NULL;
    if (function && function->kind == NODE_ATTRIBUTE && function->attribute.value->kind == NODE_NAME)
        return function->attribute.value->name.id;
    return (TreeText){"", 0};
}

bool tree_mentions(const TreeIndex *index, uint32_t above, TreeText name)
{
    for (uint32_t at = above; at < index->count; at++) {
        const Node *node = index->places[at].node;
        if (node->kind == NODE_NAME && tree_text_equal(node->name.id, name) && tree_is_inside(index, at, above))
            return true;
    }
    return false;
}
