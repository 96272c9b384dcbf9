/* The tree as text: a line for each node, indented by depth, with the name of the field that it stands in, what it
 * is, and its span.
 *
 *     value: BinOp + 1:5-1:10
 *       left: Name a 1:5-1:6
 *
 * What is still to be written is kept as a list, since trees can be far deeper than a C stack. */
#include "tree_parts.h"

#include <stdlib.h>
#include <string.h>

/* A part that is still to be written. */
typedef struct Waiting {
    TreePart part;
    uint32_t depth;
} Waiting;

typedef struct Writer {
    Text *out;
    Waiting *waiting; /* owned; the last is next */
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

static const char *const PARAMETER_NAMES[] = {
    [PARAMETER_POSITIONAL_ONLY] = "positional-only", [PARAMETER_NORMAL] = "normal",
    [PARAMETER_VAR_POSITIONAL] = "var-positional",   [PARAMETER_KEYWORD_ONLY] = "keyword-only",
    [PARAMETER_VAR_KEYWORD] = "var-keyword",
};

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

/* ---- what a node says on its own line ---- */

static void write_import(Writer *writer, const Node *node)
{
    if (node->kind == NODE_IMPORT_FROM)
        text_format(writer->out, " %u", node->import.level);
    write_name(writer, node->import.module);
}

static void write_names(Writer *writer, const Node *node)
{
    for (uint32_t i = 0; i < node->names.count; i++)
        write_name(writer, node->names.items[i]);
}

static void write_statement_words(Writer *writer, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_FUNCTION_DEF:
        write_word(writer, node->function.is_async, "async");
        write_name(writer, node->function.name);
        return;
    case NODE_CLASS_DEF:
        write_name(writer, node->class_def.name);
        return;
    case NODE_ANN_ASSIGN:
        write_word(writer, node->annotated.is_simple, "simple");
        return;
    case NODE_FOR:
    case NODE_WHILE:
        write_word(writer, node->loop.is_async, "async");
        return;
    case NODE_WITH:
        write_word(writer, node->with.is_async, "async");
        return;
    case NODE_TRY:
        write_word(writer, node->try_.is_star, "star");
        return;
    case NODE_IMPORT:
    case NODE_IMPORT_FROM:
        write_import(writer, node);
        return;
    case NODE_GLOBAL:
    case NODE_NONLOCAL:
        write_names(writer, node);
        return;
    default:
        return;
    }
}

static void write_expression_words(Writer *writer, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_NAME:
    case NODE_MATCH_STAR:
        write_name(writer, node->name.id);
        return;
    case NODE_CONSTANT:
        write_constant(writer, node);
        return;
    case NODE_BOOL_OP:
        write_word(writer, true, tree_operator_word(node->bool_op.op));
        return;
    case NODE_AUG_ASSIGN:
    case NODE_BIN_OP:
        write_word(writer, true, tree_operator_word(node->binary.op));
        return;
    case NODE_UNARY_OP:
        write_word(writer, true, tree_operator_word(node->unary.op));
        return;
    case NODE_LAMBDA:
        write_word(writer, node->function.is_async, "async");
        write_name(writer, node->function.name);
        return;
    case NODE_FORMATTED_VALUE:
        if (node->formatted.conversion)
            text_format(writer->out, " !%c", node->formatted.conversion);
        return;
    case NODE_ATTRIBUTE:
        write_name(writer, node->attribute.name);
        return;
    case NODE_MATCH_MAPPING:
        write_name(writer, node->match_mapping.rest);
        return;
    case NODE_MATCH_AS:
        write_name(writer, node->match_as.name);
        return;
    default:
        return;
    }
}

static void write_node(Writer *writer, const Node *node)
{
    text_add(writer->out, KIND_NAMES[node->kind]);
    write_statement_words(writer, node);
    write_expression_words(writer, node);
    write_span(writer, node->span);
}

/* ---- what is not a node ---- */

static void write_parameter(Writer *writer, const Parameter *parameter)
{
    text_add(writer->out, PARAMETER_NAMES[parameter->kind]);
    write_name(writer, parameter->name);
    write_span(writer, parameter->span);
}

static void write_keyword(Writer *writer, const KeywordNode *keyword)
{
    text_add(writer->out, keyword->name.length > 0 ? "=" : "**");
    write_name(writer, keyword->name);
    write_span(writer, keyword->span);
}

static void write_handler(Writer *writer, const ExceptHandler *handler)
{
    text_add(writer->out, "except");
    write_name(writer, handler->name);
    write_span(writer, handler->span);
}

static void write_import_name(Writer *writer, const ImportName *name)
{
    text_add_bytes(writer->out, name->name.bytes, name->name.length);
    write_word(writer, name->as_name.length > 0, "as");
    write_name(writer, name->as_name);
    write_span(writer, name->span);
}

static void write_words(Writer *writer, TreePart part)
{
    switch (part.kind) {
    case PART_NODE:
        write_node(writer, part.subject);
        return;
    case PART_NAME:
        text_add(writer->out, ((const TreeText *)part.subject)->bytes);
        return;
    case PART_PARAMETER:
        write_parameter(writer, part.subject);
        return;
    case PART_KEYWORD:
        write_keyword(writer, part.subject);
        return;
    case PART_HANDLER:
        write_handler(writer, part.subject);
        return;
    case PART_IMPORT_NAME:
        write_import_name(writer, part.subject);
        return;
    case PART_CLAUSE:
        text_add(writer->out, ((const Comprehension *)part.subject)->is_async ? "async" : "-");
        return;
    case PART_WITH_ITEM:
    case PART_CASE:
        text_add_char(writer->out, '-');
        return;
    case PART_NO_KEY:
        text_add(writer->out, "**");
        return;
    }
}

/* ---- the walk ---- */

static void keep_waiting(void *context, TreePart part)
{
    Writer *writer = context;
    if (writer->count == writer->capacity) {
        size_t capacity = writer->capacity ? writer->capacity * 2 : 64;
        Waiting *waiting = realloc(writer->waiting, capacity * sizeof *waiting);
        if (!waiting)
            return; /* the text will lack a part, as a Text without room does */
        writer->waiting = waiting;
        writer->capacity = capacity;
    }
    writer->waiting[writer->count++] = (Waiting){part, writer->depth + 1};
}

/* Parts come in reading order and are taken from the end. */
static void reverse_waiting(Writer *writer, size_t from)
{
    for (size_t to = writer->count; from + 1 < to; from++) {
        Waiting moved = writer->waiting[from];
        writer->waiting[from] = writer->waiting[--to];
        writer->waiting[to] = moved;
    }
}

static void write_part(Writer *writer, Waiting next)
{
    size_t mark = writer->count;
    writer->depth = next.depth;
    for (uint32_t i = 0; i < next.depth; i++)
        text_add(writer->out, "  ");
    if (next.part.field)
        text_format(writer->out, "%s: ", next.part.field);
    write_words(writer, next.part);
    text_add_char(writer->out, '\n');
    tree_parts(next.part, keep_waiting, writer);
    reverse_waiting(writer, mark);
}

void tree_write(const Node *node, Text *out)
{
    Writer writer = {.out = out};
    if (node)
        write_part(&writer, (Waiting){.part = {PART_NODE, NULL, node}});
    while (writer.count > 0)
        write_part(&writer, writer.waiting[--writer.count]);
    free(writer.waiting);
}
