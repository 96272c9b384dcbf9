/* Expressions as text again, for annotations under `from __future__ import annotations`.
 *
 * Mirrors Python/ast_unparse.c: one space around operators, brackets only where the precedence of what stands
 * around asks for them, strings in single quotes. */
#include "compiler_state.h"

typedef enum Precedence {
    PRECEDENCE_TUPLE,
    PRECEDENCE_TEST, /* if-else, lambda */
    PRECEDENCE_OR,
    PRECEDENCE_AND,
    PRECEDENCE_NOT,
    PRECEDENCE_COMPARE,
    PRECEDENCE_BIT_OR,
    PRECEDENCE_BIT_XOR,
    PRECEDENCE_BIT_AND,
    PRECEDENCE_SHIFT,
    PRECEDENCE_ARITHMETIC,
    PRECEDENCE_TERM,
    PRECEDENCE_FACTOR,
    PRECEDENCE_POWER,
    PRECEDENCE_AWAIT,
    PRECEDENCE_ATOM,
} Precedence;

typedef struct Writer {
    Pool *pool;
    Text *out;
} Writer;

static void write_expression(const Writer *writer, const Node *node, Precedence around);

static void add(const Writer *writer, const char *text)
{
    text_add(writer->out, text);
}

static void add_text(const Writer *writer, TreeText text)
{
    text_add_bytes(writer->out, text.bytes, text.length);
}

static void open_if(const Writer *writer, bool is_needed)
{
    if (is_needed)
        add(writer, "(");
}

static void close_if(const Writer *writer, bool is_needed)
{
    if (is_needed)
        add(writer, ")");
}

static void write_list(const Writer *writer, NodeList list, Precedence around)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0)
            add(writer, ", ");
        write_expression(writer, list.items[i], around);
    }
}

/* ---- operators ---- */

typedef struct OperatorText {
    const char *text;
    Precedence precedence;
} OperatorText;

static OperatorText operator_text(Operator op)
{
    static const OperatorText texts[] = {
        [OPERATOR_ADD] = {" + ", PRECEDENCE_ARITHMETIC},  [OPERATOR_SUB] = {" - ", PRECEDENCE_ARITHMETIC},
        [OPERATOR_MULT] = {" * ", PRECEDENCE_TERM},       [OPERATOR_DIV] = {" / ", PRECEDENCE_TERM},
        [OPERATOR_FLOOR_DIV] = {" // ", PRECEDENCE_TERM}, [OPERATOR_MOD] = {" % ", PRECEDENCE_TERM},
        [OPERATOR_POW] = {" ** ", PRECEDENCE_POWER},      [OPERATOR_LSHIFT] = {" << ", PRECEDENCE_SHIFT},
        [OPERATOR_RSHIFT] = {" >> ", PRECEDENCE_SHIFT},   [OPERATOR_BIT_OR] = {" | ", PRECEDENCE_BIT_OR},
        [OPERATOR_BIT_XOR] = {" ^ ", PRECEDENCE_BIT_XOR}, [OPERATOR_BIT_AND] = {" & ", PRECEDENCE_BIT_AND},
        [OPERATOR_MAT_MULT] = {" @ ", PRECEDENCE_TERM},   [OPERATOR_INVERT] = {"~", PRECEDENCE_FACTOR},
        [OPERATOR_NOT] = {"not ", PRECEDENCE_NOT},        [OPERATOR_POSITIVE] = {"+", PRECEDENCE_FACTOR},
        [OPERATOR_NEGATIVE] = {"-", PRECEDENCE_FACTOR},   [OPERATOR_AND] = {" and ", PRECEDENCE_AND},
        [OPERATOR_OR] = {" or ", PRECEDENCE_OR},
    };
    return texts[op];
}

static const char *comparison_text(CompareOperator op)
{
    static const char *const texts[] = {" < ",  " <= ", " == ",     " != ", " > ",
                                        " >= ", " is ", " is not ", " in ", " not in "};
    return texts[op];
}

static void write_bool_op(const Writer *writer, const Node *node, Precedence around)
{
    OperatorText op = operator_text(node->bool_op.op);
    open_if(writer, around > op.precedence);
    for (uint32_t i = 0; i < node->bool_op.values.count; i++) {
        if (i > 0)
            add(writer, op.text);
        write_expression(writer, node->bool_op.values.items[i], op.precedence + 1);
    }
    close_if(writer, around > op.precedence);
}

static void write_unary(const Writer *writer, const Node *node, Precedence around)
{
    OperatorText op = operator_text(node->unary.op);
    open_if(writer, around > op.precedence);
    add(writer, op.text);
    write_expression(writer, node->unary.operand, op.precedence);
    close_if(writer, around > op.precedence);
}

static void write_compare(const Writer *writer, const Node *node, Precedence around)
{
    open_if(writer, around > PRECEDENCE_COMPARE);
    write_expression(writer, node->compare.left, PRECEDENCE_COMPARE + 1);
    for (uint32_t i = 0; i < node->compare.count; i++) {
        add(writer, comparison_text(node->compare.ops[i]));
        write_expression(writer, node->compare.comparators[i], PRECEDENCE_COMPARE + 1);
    }
    close_if(writer, around > PRECEDENCE_COMPARE);
}

static void write_choice(const Writer *writer, const Node *node, Precedence around)
{
    open_if(writer, around > PRECEDENCE_TEST);
    write_expression(writer, node->if_exp.then, PRECEDENCE_TEST + 1);
    add(writer, " if ");
    write_expression(writer, node->if_exp.condition, PRECEDENCE_TEST + 1);
    add(writer, " else ");
    write_expression(writer, node->if_exp.otherwise, PRECEDENCE_TEST);
    close_if(writer, around > PRECEDENCE_TEST);
}

static void write_await(const Writer *writer, const Node *node, Precedence around)
{
    open_if(writer, around > PRECEDENCE_AWAIT);
    add(writer, "await ");
    write_expression(writer, node->unary.operand, PRECEDENCE_ATOM);
    close_if(writer, around > PRECEDENCE_AWAIT);
}

static void write_yield(const Writer *writer, const Node *node)
{
    add(writer, node->kind == NODE_YIELD ? "(yield" : "(yield from");
    if (node->unary.operand) {
        add(writer, " ");
        write_expression(writer, node->unary.operand, PRECEDENCE_TEST);
    }
    add(writer, ")");
}

static void write_walrus(const Writer *writer, const Node *node)
{
    add(writer, "(");
    write_expression(writer, node->pair.first, PRECEDENCE_ATOM);
    add(writer, " := ");
    write_expression(writer, node->pair.second, PRECEDENCE_ATOM);
    add(writer, ")");
}

/* ---- displays ---- */

static void write_tuple(const Writer *writer, const Node *node, Precedence around)
{
    NodeList list = node->list.items;
    bool is_bare = list.count > 0 && around == PRECEDENCE_TUPLE;
    open_if(writer, !is_bare);
    write_list(writer, list, PRECEDENCE_TEST);
    if (list.count == 1)
        add(writer, ",");
    close_if(writer, !is_bare);
}

static void write_dict(const Writer *writer, const Node *node)
{
    add(writer, "{");
    for (uint32_t i = 0; i < node->dict.count; i++) {
        if (i > 0)
            add(writer, ", ");
        if (node->dict.keys[i]) {
            write_expression(writer, node->dict.keys[i], PRECEDENCE_TEST);
            add(writer, ": ");
            write_expression(writer, node->dict.values[i], PRECEDENCE_TEST);
        } else {
            add(writer, "**");
            write_expression(writer, node->dict.values[i], PRECEDENCE_BIT_OR);
        }
    }
    add(writer, "}");
}

static void write_clause(const Writer *writer, const Comprehension *clause)
{
    add(writer, clause->is_async ? " async for " : " for ");
    write_expression(writer, clause->target, PRECEDENCE_TUPLE);
    add(writer, " in ");
    write_expression(writer, clause->iterable, PRECEDENCE_TEST + 1);
    for (uint32_t i = 0; i < clause->conditions.count; i++) {
        add(writer, " if ");
        write_expression(writer, clause->conditions.items[i], PRECEDENCE_TEST + 1);
    }
}

static void write_comprehension(const Writer *writer, const Node *node, const char *open, const char *close)
{
    add(writer, open);
    write_expression(writer, node->comprehension.element, PRECEDENCE_TEST);
    if (node->comprehension.value) {
        add(writer, ": ");
        write_expression(writer, node->comprehension.value, PRECEDENCE_TEST);
    }
    for (uint32_t i = 0; i < node->comprehension.clause_count; i++)
        write_clause(writer, &node->comprehension.clauses[i]);
    add(writer, close);
}

/* ---- calls, subscripts, slices ---- */

static bool is_only_generator(const CallNode *call)
{
    return call->arguments.count == 1 && call->keyword_count == 0 &&
           call->arguments.items[0]->kind == NODE_GENERATOR_EXP;
}

static void write_arguments(const Writer *writer, const CallNode *call)
{
    if (is_only_generator(call)) {
        write_expression(writer, call->arguments.items[0], PRECEDENCE_TEST);
        return;
    }
    add(writer, "(");
    write_list(writer, call->arguments, PRECEDENCE_TEST);
    for (uint32_t i = 0; i < call->keyword_count; i++) {
        const KeywordNode *keyword = &call->keywords[i];
        if (i > 0 || call->arguments.count > 0)
            add(writer, ", ");
        add_text(writer, keyword->name);
        add(writer, keyword->name.length > 0 ? "=" : "**");
        write_expression(writer, keyword->value, PRECEDENCE_TEST);
    }
    add(writer, ")");
}

static void write_slice(const Writer *writer, const Node *node)
{
    if (node->slice.lower)
        write_expression(writer, node->slice.lower, PRECEDENCE_TEST);
    add(writer, ":");
    if (node->slice.upper)
        write_expression(writer, node->slice.upper, PRECEDENCE_TEST);
    if (!node->slice.step)
        return;
    add(writer, ":");
    write_expression(writer, node->slice.step, PRECEDENCE_TEST);
}

/* ---- lambda ---- */

static const char *parameter_separator(const FunctionNode *function, uint32_t i)
{
    ParameterKind kind = function->parameters[i].kind;
    ParameterKind before = i > 0 ? function->parameters[i - 1].kind : kind;
    bool needs_star = kind == PARAMETER_KEYWORD_ONLY && (i == 0 || before <= PARAMETER_NORMAL);
    bool ends_positional = i > 0 && before == PARAMETER_POSITIONAL_ONLY && kind != before;
    if (ends_positional)
        return needs_star ? ", /, *, " : ", /, ";
    if (i == 0)
        return needs_star ? " *, " : " ";
    return needs_star ? ", *, " : ", ";
}

static void write_parameters(const Writer *writer, const FunctionNode *function)
{
    uint32_t count = function->parameter_count;
    for (uint32_t i = 0; i < count; i++) {
        const Parameter *parameter = &function->parameters[i];
        add(writer, parameter_separator(function, i));
        if (parameter->kind == PARAMETER_VAR_POSITIONAL)
            add(writer, "*");
        if (parameter->kind == PARAMETER_VAR_KEYWORD)
            add(writer, "**");
        add_text(writer, parameter->name);
        if (parameter->default_value) {
            add(writer, "=");
            write_expression(writer, parameter->default_value, PRECEDENCE_TEST);
        }
    }
    if (count > 0 && function->parameters[count - 1].kind == PARAMETER_POSITIONAL_ONLY)
        add(writer, ", /");
}

static void write_lambda(const Writer *writer, const Node *node, Precedence around)
{
    open_if(writer, around > PRECEDENCE_TEST);
    add(writer, "lambda");
    write_parameters(writer, &node->function);
    add(writer, ": ");
    write_expression(writer, node->function.body.items[0]->unary.operand, PRECEDENCE_TEST);
    close_if(writer, around > PRECEDENCE_TEST);
}

/* ---- f-strings ---- */

static void write_parts(const Writer *writer, const Node *node);

static void write_field(const Writer *writer, const Node *node)
{
    Text value = {0};
    Writer inner = {writer->pool, &value};
    write_expression(&inner, node->formatted.value, PRECEDENCE_TEST + 1);
    add(writer, text_string(&value)[0] == '{' ? "{ " : "{");
    add(writer, text_string(&value));
    text_release(&value);
    if (node->formatted.conversion) {
        add(writer, "!");
        text_add_char(writer->out, node->formatted.conversion);
    }
    if (node->formatted.format) {
        add(writer, ":");
        write_parts(writer, node->formatted.format);
    }
    add(writer, "}");
}

/* Braces of the text itself are doubled. */
static void write_literal(const Writer *writer, TreeText text)
{
    for (uint32_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '{' || byte == '}')
            text_add_char(writer->out, byte);
        text_add_char(writer->out, byte);
    }
}

static void write_parts(const Writer *writer, const Node *node)
{
    for (uint32_t i = 0; i < node->list.items.count; i++) {
        const Node *part = node->list.items.items[i];
        if (part->kind == NODE_CONSTANT)
            write_literal(writer, part->constant.string);
        else
            write_field(writer, part);
    }
}

static void write_joined(const Writer *writer, const Node *node)
{
    Text parts = {0};
    Writer inner = {writer->pool, &parts};
    write_parts(&inner, node);
    CodeConstant text = {.kind = CODE_STR};
    text.string = (TreeText){text_string(&parts), (uint32_t)parts.length};
    add(writer, "f");
    constant_write(&text, writer->out);
    text_release(&parts);
}

/* ---- chains ---- */

static Precedence chain_precedence(const Node *node)
{
    return node->kind == NODE_BIN_OP ? operator_text(node->binary.op).precedence : PRECEDENCE_ATOM;
}

/* What a link asks of the expression that it stands behind. */
static Precedence inner_precedence(const Node *node)
{
    bool is_power = node->kind == NODE_BIN_OP && node->binary.op == OPERATOR_POW;
    return chain_precedence(node) + (is_power ? 1 : 0);
}

static void write_link(const Writer *writer, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_BIN_OP:
        add(writer, operator_text(node->binary.op).text);
        write_expression(writer, node->binary.right,
                         operator_text(node->binary.op).precedence + (node->binary.op == OPERATOR_POW ? 0 : 1));
        break;
    case NODE_ATTRIBUTE:
        add(writer, ".");
        add_text(writer, node->attribute.name);
        break;
    case NODE_SUBSCRIPT:
        add(writer, "[");
        write_expression(writer, node->pair.second, PRECEDENCE_TUPLE);
        add(writer, "]");
        break;
    default:
        write_arguments(writer, &node->call);
    }
}

/* From the outermost link inwards the brackets open, from the inner end outwards they close. */
static void write_chain(const Writer *writer, const Node *node, Precedence around)
{
    const Node *few[TREE_CHAIN_FEW];
    TreeChain chain = tree_chain(node, few, writer->pool);
    if (writer->pool->is_full)
        return;
    for (uint32_t i = 0; i < chain.count; i++) {
        Precedence outer = i == 0 ? around : inner_precedence(chain.links[i - 1]);
        open_if(writer, outer > chain_precedence(chain.links[i]));
    }
    write_expression(writer, chain.inner, inner_precedence(chain.links[chain.count - 1]));
    for (uint32_t i = chain.count; i > 0; i--) {
        Precedence outer = i == 1 ? around : inner_precedence(chain.links[i - 2]);
        write_link(writer, chain.links[i - 1]);
        close_if(writer, outer > chain_precedence(chain.links[i - 1]));
    }
}

/* ---- all of them ---- */

static void write_constant(const Writer *writer, const Node *node)
{
    CodeConstant constant = {.kind = CODE_NONE};
    Compiler compiler = {.pool = writer->pool};
    if (node->constant.kind == CONSTANT_ELLIPSIS)
        add(writer, "...");
    else if (expression_constant(&compiler, node, &constant))
        constant_write(&constant, writer->out);
}

static void write_expression(const Writer *writer, const Node *node, Precedence around)
{
    switch ((int)node->kind) {
    case NODE_NAME:
        add_text(writer, node->name.id);
        break;
    case NODE_CONSTANT:
        write_constant(writer, node);
        break;
    case NODE_BOOL_OP:
        write_bool_op(writer, node, around);
        break;
    case NODE_NAMED_EXPR:
        write_walrus(writer, node);
        break;
    case NODE_UNARY_OP:
        write_unary(writer, node, around);
        break;
    case NODE_LAMBDA:
        write_lambda(writer, node, around);
        break;
    case NODE_IF_EXP:
        write_choice(writer, node, around);
        break;
    case NODE_DICT:
        write_dict(writer, node);
        break;
    case NODE_SET:
        add(writer, "{");
        write_list(writer, node->list.items, PRECEDENCE_TEST);
        add(writer, "}");
        break;
    case NODE_LIST:
        add(writer, "[");
        write_list(writer, node->list.items, PRECEDENCE_TEST);
        add(writer, "]");
        break;
    case NODE_TUPLE:
        write_tuple(writer, node, around);
        break;
    case NODE_LIST_COMP:
        write_comprehension(writer, node, "[", "]");
        break;
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
        write_comprehension(writer, node, "{", "}");
        break;
    case NODE_GENERATOR_EXP:
        write_comprehension(writer, node, "(", ")");
        break;
    case NODE_AWAIT:
        write_await(writer, node, around);
        break;
    case NODE_YIELD:
    case NODE_YIELD_FROM:
        write_yield(writer, node);
        break;
    case NODE_COMPARE:
        write_compare(writer, node, around);
        break;
    case NODE_JOINED_STR:
        write_joined(writer, node);
        break;
    case NODE_STARRED:
        add(writer, "*");
        write_expression(writer, node->unary.operand, PRECEDENCE_BIT_OR);
        break;
    case NODE_SLICE:
        write_slice(writer, node);
        break;
    default:
        write_chain(writer, node, around);
    }
}

TreeText tree_unparse(const Node *node, Pool *pool)
{
    Text text = {0};
    Writer writer = {pool, &text};
    write_expression(&writer, node, PRECEDENCE_TEST);
    TreeText result = {pool_copy(pool, text_string(&text), text.length), (uint32_t)text.length};
    text_release(&text);
    return result;
}
