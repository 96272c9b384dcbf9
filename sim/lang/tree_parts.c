/* The parts of each kind of node, in the order of the file. */
#include "tree_parts.h"

typedef struct Visit {
    TreePartVisitor *visitor;
    void *context;
} Visit;

static void part(const Visit *visit, TreePartKind kind, const char *field, const void *subject)
{
    if (subject)
        visit->visitor(visit->context, (TreePart){kind, field, subject});
}

static void node_part(const Visit *visit, const char *field, const Node *node)
{
    part(visit, PART_NODE, field, node);
}

static void list_parts(const Visit *visit, const char *field, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++)
        node_part(visit, field, list.items[i]);
}

static void pair_parts(const Visit *visit, const Node *node, const char *first, const char *second)
{
    node_part(visit, first, node->pair.first);
    node_part(visit, second, node->pair.second);
}

/* ---- statements ---- */

static void function_parts(const Visit *visit, const FunctionNode *function)
{
    list_parts(visit, "decorator", function->decorators);
    for (uint32_t i = 0; i < function->parameter_count; i++)
        part(visit, PART_PARAMETER, "parameter", &function->parameters[i]);
    node_part(visit, "returns", function->returns);
    list_parts(visit, "body", function->body);
}

static void class_parts(const Visit *visit, const ClassNode *class_def)
{
    list_parts(visit, "decorator", class_def->decorators);
    list_parts(visit, "base", class_def->bases);
    for (uint32_t i = 0; i < class_def->keyword_count; i++)
        part(visit, PART_KEYWORD, "keyword", &class_def->keywords[i]);
    list_parts(visit, "body", class_def->body);
}

static void loop_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "target", node->loop.target);
    node_part(visit, node->kind == NODE_WHILE ? "test" : "iter", node->loop.iterable);
    list_parts(visit, "body", node->loop.body);
    list_parts(visit, "orelse", node->loop.otherwise);
}

static void branch_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "test", node->branch.condition);
    list_parts(visit, "body", node->branch.body);
    list_parts(visit, "orelse", node->branch.otherwise);
}

static void with_parts(const Visit *visit, const Node *node)
{
    for (uint32_t i = 0; i < node->with.item_count; i++)
        part(visit, PART_WITH_ITEM, "item", &node->with.items[i]);
    list_parts(visit, "body", node->with.body);
}

static void match_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "subject", node->match.subject);
    for (uint32_t i = 0; i < node->match.case_count; i++)
        part(visit, PART_CASE, "case", &node->match.cases[i]);
}

static void try_parts(const Visit *visit, const Node *node)
{
    list_parts(visit, "body", node->try_.body);
    for (uint32_t i = 0; i < node->try_.handler_count; i++)
        part(visit, PART_HANDLER, "handler", &node->try_.handlers[i]);
    list_parts(visit, "orelse", node->try_.otherwise);
    list_parts(visit, "finalbody", node->try_.finally);
}

static void import_parts(const Visit *visit, const Node *node)
{
    for (uint32_t i = 0; i < node->import.name_count; i++)
        part(visit, PART_IMPORT_NAME, "name", &node->import.names[i]);
}

static void assignment_parts(const Visit *visit, const Node *node)
{
    if (node->kind == NODE_ASSIGN) {
        list_parts(visit, "target", node->assign.targets);
        node_part(visit, "value", node->assign.value);
    } else {
        node_part(visit, "target", node->annotated.target);
        node_part(visit, "annotation", node->annotated.annotation);
        node_part(visit, "value", node->annotated.value);
    }
}

static void statement_parts(const Visit *visit, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_MODULE:
        list_parts(visit, "body", node->block.body);
        return;
    case NODE_FUNCTION_DEF:
        function_parts(visit, &node->function);
        return;
    case NODE_CLASS_DEF:
        class_parts(visit, &node->class_def);
        return;
    case NODE_ASSIGN:
    case NODE_ANN_ASSIGN:
        assignment_parts(visit, node);
        return;
    case NODE_FOR:
    case NODE_WHILE:
        loop_parts(visit, node);
        return;
    case NODE_IF:
        branch_parts(visit, node);
        return;
    case NODE_WITH:
        with_parts(visit, node);
        return;
    case NODE_MATCH:
        match_parts(visit, node);
        return;
    case NODE_RAISE:
        pair_parts(visit, node, "exc", "cause");
        return;
    case NODE_TRY:
        try_parts(visit, node);
        return;
    case NODE_ASSERT:
        pair_parts(visit, node, "test", "msg");
        return;
    case NODE_IMPORT:
    case NODE_IMPORT_FROM:
        import_parts(visit, node);
        return;
    default: /* global, nonlocal, pass, break, continue: none */
        return;
    }
}

/* ---- expressions ---- */

static void operand_parts(const Visit *visit, const Node *node)
{
    node_part(visit, node->kind == NODE_AUG_ASSIGN ? "target" : "left", node->binary.left);
    node_part(visit, node->kind == NODE_AUG_ASSIGN ? "value" : "right", node->binary.right);
}

static void dict_parts(const Visit *visit, const Node *node)
{
    for (uint32_t i = 0; i < node->dict.count; i++) {
        if (node->dict.keys[i])
            node_part(visit, "key", node->dict.keys[i]);
        else
            visit->visitor(visit->context, (TreePart){PART_NO_KEY, "key", NULL});
        node_part(visit, "value", node->dict.values[i]);
    }
}

static void comprehension_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "elt", node->comprehension.element);
    node_part(visit, "value", node->comprehension.value);
    for (uint32_t i = 0; i < node->comprehension.clause_count; i++)
        part(visit, PART_CLAUSE, "for", &node->comprehension.clauses[i]);
}

static void compare_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "left", node->compare.left);
    for (uint32_t i = 0; i < node->compare.count; i++)
        node_part(visit, tree_compare_word(node->compare.ops[i]), node->compare.comparators[i]);
}

static void call_parts(const Visit *visit, const CallNode *call)
{
    node_part(visit, "func", call->function);
    list_parts(visit, "arg", call->arguments);
    for (uint32_t i = 0; i < call->keyword_count; i++)
        part(visit, PART_KEYWORD, "keyword", &call->keywords[i]);
}

static void if_exp_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "test", node->if_exp.condition);
    node_part(visit, "body", node->if_exp.then);
    node_part(visit, "orelse", node->if_exp.otherwise);
}

static void slice_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "lower", node->slice.lower);
    node_part(visit, "upper", node->slice.upper);
    node_part(visit, "step", node->slice.step);
}

static void expression_parts(const Visit *visit, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_LAMBDA:
        function_parts(visit, &node->function);
        return;
    case NODE_AUG_ASSIGN:
    case NODE_BIN_OP:
        operand_parts(visit, node);
        return;
    case NODE_BOOL_OP:
        list_parts(visit, "value", node->bool_op.values);
        return;
    case NODE_UNARY_OP:
        node_part(visit, "operand", node->unary.operand);
        return;
    case NODE_NAMED_EXPR:
        pair_parts(visit, node, "target", "value");
        return;
    case NODE_SUBSCRIPT:
        pair_parts(visit, node, "value", "slice");
        return;
    case NODE_IF_EXP:
        if_exp_parts(visit, node);
        return;
    case NODE_DICT:
        dict_parts(visit, node);
        return;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        comprehension_parts(visit, node);
        return;
    case NODE_COMPARE:
        compare_parts(visit, node);
        return;
    case NODE_CALL:
        call_parts(visit, &node->call);
        return;
    case NODE_FORMATTED_VALUE:
        node_part(visit, "value", node->formatted.value);
        node_part(visit, "format", node->formatted.format);
        return;
    case NODE_ATTRIBUTE:
        node_part(visit, "value", node->attribute.value);
        return;
    case NODE_SLICE:
        slice_parts(visit, node);
        return;
    default: /* names and constants: none */
        return;
    }
}

/* ---- patterns ---- */

static void mapping_parts(const Visit *visit, const Node *node)
{
    for (uint32_t i = 0; i < node->match_mapping.count; i++) {
        node_part(visit, "key", node->match_mapping.keys[i]);
        node_part(visit, "pattern", node->match_mapping.patterns[i]);
    }
}

static void class_pattern_parts(const Visit *visit, const Node *node)
{
    node_part(visit, "cls", node->match_class.class_name);
    list_parts(visit, "pattern", node->match_class.patterns);
    for (uint32_t i = 0; i < node->match_class.keyword_count; i++) {
        part(visit, PART_NAME, "keyword", &node->match_class.keyword_names[i]);
        node_part(visit, "pattern", node->match_class.keyword_patterns[i]);
    }
}

/* ---- all ---- */

static void node_parts(const Visit *visit, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_RETURN:
    case NODE_EXPR_STATEMENT:
    case NODE_AWAIT:
    case NODE_YIELD:
    case NODE_YIELD_FROM:
    case NODE_STARRED:
    case NODE_MATCH_VALUE:
    case NODE_MATCH_SINGLETON:
        node_part(visit, "value", node->unary.operand);
        return;
    case NODE_DELETE:
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_JOINED_STR:
    case NODE_MATCH_SEQUENCE:
    case NODE_MATCH_OR:
        list_parts(visit, "item", node->list.items);
        return;
    case NODE_MATCH_MAPPING:
        mapping_parts(visit, node);
        return;
    case NODE_MATCH_CLASS:
        class_pattern_parts(visit, node);
        return;
    case NODE_MATCH_AS:
        node_part(visit, "pattern", node->match_as.pattern);
        return;
    default:
        statement_parts(visit, node);
        expression_parts(visit, node);
        return;
    }
}

static void parameter_parts(const Visit *visit, const Parameter *parameter)
{
    node_part(visit, "annotation", parameter->annotation);
    node_part(visit, "default", parameter->default_value);
}

static void handler_parts(const Visit *visit, const ExceptHandler *handler)
{
    node_part(visit, "type", handler->type);
    list_parts(visit, "body", handler->body);
}

static void case_parts(const Visit *visit, const MatchCase *one)
{
    node_part(visit, "pattern", one->pattern);
    node_part(visit, "guard", one->guard);
    list_parts(visit, "body", one->body);
}

static void clause_parts(const Visit *visit, const Comprehension *clause)
{
    node_part(visit, "target", clause->target);
    node_part(visit, "iter", clause->iterable);
    list_parts(visit, "if", clause->conditions);
}

static void item_parts(const Visit *visit, const WithItem *item)
{
    node_part(visit, "context", item->context);
    node_part(visit, "target", item->target);
}

void tree_parts(TreePart whole, TreePartVisitor *visitor, void *context)
{
    const Visit visit = {visitor, context};
    switch (whole.kind) {
    case PART_NODE:
        node_parts(&visit, whole.subject);
        return;
    case PART_PARAMETER:
        parameter_parts(&visit, whole.subject);
        return;
    case PART_KEYWORD:
        node_part(&visit, "value", ((const KeywordNode *)whole.subject)->value);
        return;
    case PART_WITH_ITEM:
        item_parts(&visit, whole.subject);
        return;
    case PART_HANDLER:
        handler_parts(&visit, whole.subject);
        return;
    case PART_CASE:
        case_parts(&visit, whole.subject);
        return;
    case PART_CLAUSE:
        clause_parts(&visit, whole.subject);
        return;
    case PART_NAME:
    case PART_IMPORT_NAME:
    case PART_NO_KEY:
        return;
    }
}
