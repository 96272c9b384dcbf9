/* The tree as text: a line for each node, indented by depth, with the name of the field that it stands in, what it
 * is, and its span.
 *
 *     value: BinOp + 1:5-1:10
 *       left: Name a 1:5-1:6
 *
 * Trees can be far deeper than a C stack (a + b + c + …), so what is still to be written is kept as a stack. */
#include "tree.h"

#include <stdlib.h>
#include <string.h>

typedef enum TaskKind {
    TASK_NODE,
    TASK_NAME,
    TASK_PARAMETER,
    TASK_KEYWORD,
    TASK_WITH_ITEM,
    TASK_HANDLER,
    TASK_CASE,
    TASK_IMPORT_NAME,
    TASK_CLAUSE,
    TASK_ABSENT, /* the key of `**value` */
} TaskKind;

typedef struct Task {
    TaskKind kind;
    const void *subject;
    const char *label; /* the field's name */
    uint32_t depth;
} Task;

typedef struct Writer {
    Text *out;
    Task *tasks; /* owned; the last is next */
    size_t count, capacity;
    uint32_t depth; /* of what is being written */
} Writer;

static const char *const KIND_NAMES[] = {
    [NODE_MODULE] = "Module",
    [NODE_FUNCTION_DEF] = "FunctionDef",
    [NODE_CLASS_DEF] = "ClassDef",
    [NODE_RETURN] = "Return",
    [NODE_DELETE] = "Delete",
    [NODE_ASSIGN] = "Assign",
    [NODE_AUG_ASSIGN] = "AugAssign",
    [NODE_ANN_ASSIGN] = "AnnAssign",
    [NODE_FOR] = "For",
    [NODE_WHILE] = "While",
    [NODE_IF] = "If",
    [NODE_WITH] = "With",
    [NODE_MATCH] = "Match",
    [NODE_RAISE] = "Raise",
    [NODE_TRY] = "Try",
    [NODE_ASSERT] = "Assert",
    [NODE_IMPORT] = "Import",
    [NODE_IMPORT_FROM] = "ImportFrom",
    [NODE_GLOBAL] = "Global",
    [NODE_NONLOCAL] = "Nonlocal",
    [NODE_EXPR_STATEMENT] = "Expr",
    [NODE_PASS] = "Pass",
    [NODE_BREAK] = "Break",
    [NODE_CONTINUE] = "Continue",
    [NODE_NAME] = "Name",
    [NODE_CONSTANT] = "Constant",
    [NODE_BOOL_OP] = "BoolOp",
    [NODE_NAMED_EXPR] = "NamedExpr",
    [NODE_BIN_OP] = "BinOp",
    [NODE_UNARY_OP] = "UnaryOp",
    [NODE_LAMBDA] = "Lambda",
    [NODE_IF_EXP] = "IfExp",
    [NODE_DICT] = "Dict",
    [NODE_SET] = "Set",
    [NODE_LIST] = "List",
    [NODE_TUPLE] = "Tuple",
    [NODE_LIST_COMP] = "ListComp",
    [NODE_SET_COMP] = "SetComp",
    [NODE_DICT_COMP] = "DictComp",
    [NODE_GENERATOR_EXP] = "GeneratorExp",
    [NODE_AWAIT] = "Await",
    [NODE_YIELD] = "Yield",
    [NODE_YIELD_FROM] = "YieldFrom",
    [NODE_COMPARE] = "Compare",
    [NODE_CALL] = "Call",
    [NODE_FORMATTED_VALUE] = "FormattedValue",
    [NODE_JOINED_STR] = "JoinedStr",
    [NODE_ATTRIBUTE] = "Attribute",
    [NODE_SUBSCRIPT] = "Subscript",
    [NODE_STARRED] = "Starred",
    [NODE_SLICE] = "Slice",
    [NODE_MATCH_VALUE] = "MatchValue",
    [NODE_MATCH_SINGLETON] = "MatchSingleton",
    [NODE_MATCH_SEQUENCE] = "MatchSequence",
    [NODE_MATCH_MAPPING] = "MatchMapping",
    [NODE_MATCH_CLASS] = "MatchClass",
    [NODE_MATCH_STAR] = "MatchStar",
    [NODE_MATCH_AS] = "MatchAs",
    [NODE_MATCH_OR] = "MatchOr",
};

static const char *const OPERATOR_NAMES[] = {
    [OPERATOR_ADD] = "+",        [OPERATOR_SUB] = "-",    [OPERATOR_MULT] = "*",    [OPERATOR_DIV] = "/",
    [OPERATOR_FLOOR_DIV] = "//", [OPERATOR_MOD] = "%",    [OPERATOR_POW] = "**",    [OPERATOR_LSHIFT] = "<<",
    [OPERATOR_RSHIFT] = ">>",    [OPERATOR_BIT_OR] = "|", [OPERATOR_BIT_XOR] = "^", [OPERATOR_BIT_AND] = "&",
    [OPERATOR_MAT_MULT] = "@",   [OPERATOR_INVERT] = "~", [OPERATOR_NOT] = "not",   [OPERATOR_POSITIVE] = "+",
    [OPERATOR_NEGATIVE] = "-",   [OPERATOR_AND] = "and",  [OPERATOR_OR] = "or",
};

static const char *const COMPARE_NAMES[] = {
    [COMPARE_LT] = "<",  [COMPARE_LE] = "<=",         [COMPARE_EQ] = "==", [COMPARE_NE] = "!=",
    [COMPARE_GT] = ">",  [COMPARE_GE] = ">=",         [COMPARE_IS] = "is", [COMPARE_IS_NOT] = "is not",
    [COMPARE_IN] = "in", [COMPARE_NOT_IN] = "not in",
};

static const char *const PARAMETER_NAMES[] = {
    [PARAMETER_POSITIONAL_ONLY] = "positional-only", [PARAMETER_NORMAL] = "normal",
    [PARAMETER_VAR_POSITIONAL] = "var-positional",   [PARAMETER_KEYWORD_ONLY] = "keyword-only",
    [PARAMETER_VAR_KEYWORD] = "var-keyword",
};

/* ---- tasks ---- */

static void push(Writer *writer, TaskKind kind, const char *label, const void *subject)
{
    if (!subject && kind != TASK_ABSENT)
        return;
    if (writer->count == writer->capacity) {
        size_t capacity = writer->capacity ? writer->capacity * 2 : 64;
        Task *tasks = realloc(writer->tasks, capacity * sizeof *tasks);
        if (!tasks)
            return; /* the text will lack a part, as a Text without room does */
        writer->tasks = tasks;
        writer->capacity = capacity;
    }
    writer->tasks[writer->count++] = (Task){kind, subject, label, writer->depth + 1};
}

static void push_node(Writer *writer, const char *label, const Node *node)
{
    push(writer, TASK_NODE, label, node);
}

static void push_list(Writer *writer, const char *label, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++)
        push_node(writer, label, list.items[i]);
}

/* Tasks were pushed in reading order and are taken from the end. */
static void reverse_tasks(Writer *writer, size_t from)
{
    for (size_t to = writer->count; from + 1 < to; from++) {
        Task task = writer->tasks[from];
        writer->tasks[from] = writer->tasks[--to];
        writer->tasks[to] = task;
    }
}

/* ---- pieces of a line ---- */

static void write_span(Writer *writer, SourceSpan span)
{
    text_format(writer->out, " %u:%u-%u:%u", span.line, span.column, span.end_line, span.end_column);
}

/* A name behind a space, or nothing for the empty name. */
static void write_name(Writer *writer, TreeText name)
{
    if (name.length == 0)
        return;
    text_add_char(writer->out, ' ');
    text_add_bytes(writer->out, name.bytes, name.length);
}

static void write_word(Writer *writer, bool is_there, const char *word)
{
    if (is_there)
        text_format(writer->out, " %s", word);
}

static void write_quoted(Writer *writer, TreeText text)
{
    text_add(writer->out, " \"");
    for (uint32_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.bytes[i];
        if (c < 0x20 || c == 0x7F || c == '"' || c == '\\')
            text_format(writer->out, "\\x%02x", c);
        else
            text_add_char(writer->out, (char)c);
    }
    text_add_char(writer->out, '"');
}

static void write_constant(Writer *writer, const Node *node)
{
    switch (node->constant.kind) {
    case CONSTANT_NONE:
        text_add(writer->out, " None");
        break;
    case CONSTANT_TRUE:
        text_add(writer->out, " True");
        break;
    case CONSTANT_FALSE:
        text_add(writer->out, " False");
        break;
    case CONSTANT_ELLIPSIS:
        text_add(writer->out, " ...");
        break;
    case CONSTANT_INT:
        text_format(writer->out, " %lld", (long long)node->constant.integer);
        break;
    case CONSTANT_FLOAT:
        text_format(writer->out, " %.17g", node->constant.real);
        break;
    case CONSTANT_STR:
        write_quoted(writer, node->constant.string);
        break;
    }
}

/* ---- nodes ---- */

static void open_function(Writer *writer, const FunctionNode *function)
{
    write_word(writer, function->is_async, "async");
    write_name(writer, function->name);
    push_list(writer, "decorator", function->decorators);
    for (uint32_t i = 0; i < function->parameter_count; i++)
        push(writer, TASK_PARAMETER, "parameter", &function->parameters[i]);
    push_node(writer, "returns", function->returns);
    push_list(writer, "body", function->body);
}

static void open_class(Writer *writer, const ClassNode *class_def)
{
    write_name(writer, class_def->name);
    push_list(writer, "decorator", class_def->decorators);
    push_list(writer, "base", class_def->bases);
    for (uint32_t i = 0; i < class_def->keyword_count; i++)
        push(writer, TASK_KEYWORD, "keyword", &class_def->keywords[i]);
    push_list(writer, "body", class_def->body);
}

static void open_loop(Writer *writer, const Node *node)
{
    write_word(writer, node->loop.is_async, "async");
    push_node(writer, "target", node->loop.target);
    push_node(writer, node->kind == NODE_WHILE ? "test" : "iter", node->loop.iterable);
    push_list(writer, "body", node->loop.body);
    push_list(writer, "orelse", node->loop.otherwise);
}

static void open_with(Writer *writer, const Node *node)
{
    write_word(writer, node->with.is_async, "async");
    for (uint32_t i = 0; i < node->with.item_count; i++)
        push(writer, TASK_WITH_ITEM, "item", &node->with.items[i]);
    push_list(writer, "body", node->with.body);
}

static void open_match(Writer *writer, const Node *node)
{
    push_node(writer, "subject", node->match.subject);
    for (uint32_t i = 0; i < node->match.case_count; i++)
        push(writer, TASK_CASE, "case", &node->match.cases[i]);
}

static void open_try(Writer *writer, const Node *node)
{
    write_word(writer, node->try_.is_star, "star");
    push_list(writer, "body", node->try_.body);
    for (uint32_t i = 0; i < node->try_.handler_count; i++)
        push(writer, TASK_HANDLER, "handler", &node->try_.handlers[i]);
    push_list(writer, "orelse", node->try_.otherwise);
    push_list(writer, "finalbody", node->try_.finally);
}

static void open_import(Writer *writer, const Node *node)
{
    if (node->kind == NODE_IMPORT_FROM)
        text_format(writer->out, " %u", node->import.level);
    write_name(writer, node->import.module);
    for (uint32_t i = 0; i < node->import.name_count; i++)
        push(writer, TASK_IMPORT_NAME, "name", &node->import.names[i]);
}

static void open_dict(Writer *writer, const Node *node)
{
    for (uint32_t i = 0; i < node->dict.count; i++) {
        push(writer, node->dict.keys[i] ? TASK_NODE : TASK_ABSENT, "key", node->dict.keys[i]);
        push_node(writer, "value", node->dict.values[i]);
    }
}

static void open_comprehension(Writer *writer, const Node *node)
{
    push_node(writer, "elt", node->comprehension.element);
    push_node(writer, "value", node->comprehension.value);
    for (uint32_t i = 0; i < node->comprehension.clause_count; i++)
        push(writer, TASK_CLAUSE, "for", &node->comprehension.clauses[i]);
}

static void open_compare(Writer *writer, const Node *node)
{
    push_node(writer, "left", node->compare.left);
    for (uint32_t i = 0; i < node->compare.count; i++)
        push_node(writer, COMPARE_NAMES[node->compare.ops[i]], node->compare.comparators[i]);
}

static void open_call(Writer *writer, const CallNode *call)
{
    push_node(writer, "func", call->function);
    push_list(writer, "arg", call->arguments);
    for (uint32_t i = 0; i < call->keyword_count; i++)
        push(writer, TASK_KEYWORD, "keyword", &call->keywords[i]);
}

static void open_formatted(Writer *writer, const Node *node)
{
    if (node->formatted.conversion)
        text_format(writer->out, " !%c", node->formatted.conversion);
    push_node(writer, "value", node->formatted.value);
    push_node(writer, "format", node->formatted.format);
}

static void open_match_mapping(Writer *writer, const Node *node)
{
    write_name(writer, node->match_mapping.rest);
    for (uint32_t i = 0; i < node->match_mapping.count; i++) {
        push_node(writer, "key", node->match_mapping.keys[i]);
        push_node(writer, "pattern", node->match_mapping.patterns[i]);
    }
}

static void open_match_class(Writer *writer, const Node *node)
{
    push_node(writer, "cls", node->match_class.class_name);
    push_list(writer, "pattern", node->match_class.patterns);
    for (uint32_t i = 0; i < node->match_class.keyword_count; i++) {
        push(writer, TASK_NAME, "keyword", &node->match_class.keyword_names[i]);
        push_node(writer, "pattern", node->match_class.keyword_patterns[i]);
    }
}

/* Two fields, of which either may be absent. */
static void push_pair(Writer *writer, const Node *node, const char *first, const char *second)
{
    push_node(writer, first, node->pair.first);
    push_node(writer, second, node->pair.second);
}

static void open_operands(Writer *writer, const Node *node)
{
    write_word(writer, true, OPERATOR_NAMES[node->binary.op]);
    push_node(writer, node->kind == NODE_AUG_ASSIGN ? "target" : "left", node->binary.left);
    push_node(writer, node->kind == NODE_AUG_ASSIGN ? "value" : "right", node->binary.right);
}

static void open_names(Writer *writer, const Node *node)
{
    for (uint32_t i = 0; i < node->names.count; i++)
        write_name(writer, node->names.items[i]);
}

/* Write what a node says on its own line and push its parts. */
static void open_node(Writer *writer, const Node *node)
{
    text_add(writer->out, KIND_NAMES[node->kind]);
    switch (node->kind) {
    case NODE_MODULE:
        push_list(writer, "body", node->block.body);
        break;
    case NODE_FUNCTION_DEF:
    case NODE_LAMBDA:
        open_function(writer, &node->function);
        break;
    case NODE_CLASS_DEF:
        open_class(writer, &node->class_def);
        break;
    case NODE_RETURN:
    case NODE_EXPR_STATEMENT:
    case NODE_AWAIT:
    case NODE_YIELD:
    case NODE_YIELD_FROM:
    case NODE_STARRED:
    case NODE_MATCH_VALUE:
    case NODE_MATCH_SINGLETON:
        push_node(writer, "value", node->unary.operand);
        break;
    case NODE_DELETE:
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_JOINED_STR:
    case NODE_MATCH_SEQUENCE:
    case NODE_MATCH_OR:
        push_list(writer, "item", node->list.items);
        break;
    case NODE_ASSIGN:
        push_list(writer, "target", node->assign.targets);
        push_node(writer, "value", node->assign.value);
        break;
    case NODE_AUG_ASSIGN:
    case NODE_BIN_OP:
        open_operands(writer, node);
        break;
    case NODE_ANN_ASSIGN:
        write_word(writer, node->annotated.is_simple, "simple");
        push_node(writer, "target", node->annotated.target);
        push_node(writer, "annotation", node->annotated.annotation);
        push_node(writer, "value", node->annotated.value);
        break;
    case NODE_FOR:
    case NODE_WHILE:
        open_loop(writer, node);
        break;
    case NODE_IF:
        push_node(writer, "test", node->branch.condition);
        push_list(writer, "body", node->branch.body);
        push_list(writer, "orelse", node->branch.otherwise);
        break;
    case NODE_WITH:
        open_with(writer, node);
        break;
    case NODE_MATCH:
        open_match(writer, node);
        break;
    case NODE_RAISE:
        push_pair(writer, node, "exc", "cause");
        break;
    case NODE_TRY:
        open_try(writer, node);
        break;
    case NODE_ASSERT:
        push_pair(writer, node, "test", "msg");
        break;
    case NODE_IMPORT:
    case NODE_IMPORT_FROM:
        open_import(writer, node);
        break;
    case NODE_GLOBAL:
    case NODE_NONLOCAL:
        open_names(writer, node);
        break;
    case NODE_PASS:
    case NODE_BREAK:
    case NODE_CONTINUE:
        break;
    case NODE_NAME:
    case NODE_MATCH_STAR:
        write_name(writer, node->name.id);
        break;
    case NODE_CONSTANT:
        write_constant(writer, node);
        break;
    case NODE_BOOL_OP:
        write_word(writer, true, OPERATOR_NAMES[node->bool_op.op]);
        push_list(writer, "value", node->bool_op.values);
        break;
    case NODE_NAMED_EXPR:
        push_pair(writer, node, "target", "value");
        break;
    case NODE_UNARY_OP:
        write_word(writer, true, OPERATOR_NAMES[node->unary.op]);
        push_node(writer, "operand", node->unary.operand);
        break;
    case NODE_IF_EXP:
        push_node(writer, "test", node->if_exp.condition);
        push_node(writer, "body", node->if_exp.then);
        push_node(writer, "orelse", node->if_exp.otherwise);
        break;
    case NODE_DICT:
        open_dict(writer, node);
        break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        open_comprehension(writer, node);
        break;
    case NODE_COMPARE:
        open_compare(writer, node);
        break;
    case NODE_CALL:
        open_call(writer, &node->call);
        break;
    case NODE_FORMATTED_VALUE:
        open_formatted(writer, node);
        break;
    case NODE_ATTRIBUTE:
        write_name(writer, node->attribute.name);
        push_node(writer, "value", node->attribute.value);
        break;
    case NODE_SUBSCRIPT:
        push_pair(writer, node, "value", "slice");
        break;
    case NODE_SLICE:
        push_node(writer, "lower", node->slice.lower);
        push_node(writer, "upper", node->slice.upper);
        push_node(writer, "step", node->slice.step);
        break;
    case NODE_MATCH_MAPPING:
        open_match_mapping(writer, node);
        break;
    case NODE_MATCH_CLASS:
        open_match_class(writer, node);
        break;
    case NODE_MATCH_AS:
        write_name(writer, node->match_as.name);
        push_node(writer, "pattern", node->match_as.pattern);
        break;
    }
    write_span(writer, node->span);
}

/* ---- what is not a node ---- */

static void open_parameter(Writer *writer, const Parameter *parameter)
{
    text_add(writer->out, PARAMETER_NAMES[parameter->kind]);
    write_name(writer, parameter->name);
    write_span(writer, parameter->span);
    push_node(writer, "annotation", parameter->annotation);
    push_node(writer, "default", parameter->default_value);
}

static void open_keyword(Writer *writer, const KeywordNode *keyword)
{
    text_add(writer->out, keyword->name.length > 0 ? "=" : "**");
    write_name(writer, keyword->name);
    write_span(writer, keyword->span);
    push_node(writer, "value", keyword->value);
}

static void open_handler(Writer *writer, const ExceptHandler *handler)
{
    text_add(writer->out, "except");
    write_name(writer, handler->name);
    write_span(writer, handler->span);
    push_node(writer, "type", handler->type);
    push_list(writer, "body", handler->body);
}

static void open_case(Writer *writer, const MatchCase *one)
{
    text_add_char(writer->out, '-');
    push_node(writer, "pattern", one->pattern);
    push_node(writer, "guard", one->guard);
    push_list(writer, "body", one->body);
}

static void open_import_name(Writer *writer, const ImportName *name)
{
    text_add_bytes(writer->out, name->name.bytes, name->name.length);
    write_word(writer, name->as_name.length > 0, "as");
    write_name(writer, name->as_name);
    write_span(writer, name->span);
}

static void open_clause(Writer *writer, const Comprehension *clause)
{
    text_add(writer->out, clause->is_async ? "async" : "-");
    push_node(writer, "target", clause->target);
    push_node(writer, "iter", clause->iterable);
    push_list(writer, "if", clause->conditions);
}

static void open_with_item(Writer *writer, const WithItem *item)
{
    text_add_char(writer->out, '-');
    push_node(writer, "context", item->context);
    push_node(writer, "target", item->target);
}

static void open_task(Writer *writer, Task task)
{
    switch (task.kind) {
    case TASK_NODE:
        open_node(writer, task.subject);
        break;
    case TASK_NAME:
        text_add(writer->out, ((const TreeText *)task.subject)->bytes);
        break;
    case TASK_PARAMETER:
        open_parameter(writer, task.subject);
        break;
    case TASK_KEYWORD:
        open_keyword(writer, task.subject);
        break;
    case TASK_WITH_ITEM:
        open_with_item(writer, task.subject);
        break;
    case TASK_HANDLER:
        open_handler(writer, task.subject);
        break;
    case TASK_CASE:
        open_case(writer, task.subject);
        break;
    case TASK_IMPORT_NAME:
        open_import_name(writer, task.subject);
        break;
    case TASK_CLAUSE:
        open_clause(writer, task.subject);
        break;
    case TASK_ABSENT:
        text_add(writer->out, "**");
        break;
    }
}

static void write_task(Writer *writer, Task task)
{
    size_t mark = writer->count;
    writer->depth = task.depth;
    for (uint32_t i = 0; i < task.depth; i++)
        text_add(writer->out, "  ");
    if (task.label)
        text_format(writer->out, "%s: ", task.label);
    open_task(writer, task);
    text_add_char(writer->out, '\n');
    reverse_tasks(writer, mark);
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

void tree_write(const Node *node, Text *out)
{
    Writer writer = {.out = out};
    if (node)
        write_task(&writer, (Task){TASK_NODE, node, NULL, 0});
    while (writer.count > 0)
        write_task(&writer, writer.tasks[--writer.count]);
    free(writer.tasks);
}
