/* Expressions: each leaves its value on the stack. */
#include "compiler_state.h"

/* ---- constants ---- */

static CodeConstant literal(const Node *node)
{
    switch (node->constant.kind) {
    case CONSTANT_NONE:
        break;
    case CONSTANT_TRUE:
        return (CodeConstant){.kind = CODE_TRUE};
    case CONSTANT_FALSE:
        return (CodeConstant){.kind = CODE_FALSE};
    case CONSTANT_ELLIPSIS:
        return (CodeConstant){.kind = CODE_ELLIPSIS};
    case CONSTANT_INT:
        return constant_of_int(node->constant.integer);
    case CONSTANT_FLOAT:
        return (CodeConstant){.kind = CODE_FLOAT, .real = node->constant.real};
    case CONSTANT_STR:
        return constant_of_text(node->constant.string);
    }
    return (CodeConstant){.kind = CODE_NONE};
}

/* -1 and -1.5; not the negation of the smallest int, which overflows when it is reached. */
static bool negative_constant(const Node *node, CodeConstant *constant)
{
    const Node *operand = node->unary.operand;
    bool is_number = node->unary.op == OPERATOR_NEGATIVE && operand->kind == NODE_CONSTANT &&
                     (operand->constant.kind == CONSTANT_INT || operand->constant.kind == CONSTANT_FLOAT);
    if (!is_number)
        return false;
    *constant = literal(operand);
    if (constant->kind == CODE_FLOAT)
        constant->real = -constant->real;
    else if (constant->integer != INT64_MIN)
        constant->integer = -constant->integer;
    else
        return false;
    return true;
}

static bool tuple_constant(Compiler *compiler, const Node *node, CodeConstant *constant)
{
    NodeList list = node->list.items;
    CodeConstant item;
    for (uint32_t i = 0; i < list.count; i++) {
        NodeKind kind = list.items[i]->kind;
        if (kind != NODE_CONSTANT && kind != NODE_UNARY_OP && kind != NODE_TUPLE)
            return false;
    }
    CodeConstant *items = pool_alloc(compiler->pool, list.count * sizeof *items);
    for (uint32_t i = 0; i < list.count; i++) {
        if (compiler_is_stopped(compiler) || !expression_constant(compiler, list.items[i], &item))
            return false;
        items[i] = item;
    }
    *constant = (CodeConstant){.kind = CODE_TUPLE};
    constant->tuple.items = items;
    constant->tuple.count = list.count;
    return true;
}

bool expression_constant(Compiler *compiler, const Node *node, CodeConstant *constant)
{
    switch ((int)node->kind) {
    case NODE_CONSTANT:
        *constant = literal(node);
        return true;
    case NODE_UNARY_OP:
        return negative_constant(node, constant);
    case NODE_TUPLE:
        return tuple_constant(compiler, node, constant);
    default:
        return false;
    }
}

static bool literal_truth(const Node *node)
{
    switch (node->constant.kind) {
    case CONSTANT_NONE:
    case CONSTANT_FALSE:
        return false;
    case CONSTANT_TRUE:
    case CONSTANT_ELLIPSIS:
        return true;
    case CONSTANT_INT:
        return node->constant.integer != 0;
    case CONSTANT_FLOAT:
        return node->constant.real != 0;
    case CONSTANT_STR:
        return node->constant.string.length > 0;
    }
    return false;
}

/* ---- truth ---- */

/* and, or: all but the last operand decide or pass on. */
static void jump_if_bool_op(Compiler *compiler, const Node *node, bool truth, JumpLabel label)
{
    NodeList values = node->bool_op.values;
    bool deciding = node->bool_op.op == OPERATOR_OR; /* the truth of an operand that decides the whole */
    JumpLabel behind = label_new(compiler);
    for (uint32_t i = 0; i + 1 < values.count; i++)
        compile_jump_if(compiler, values.items[i], deciding, deciding == truth ? label : behind);
    compile_jump_if(compiler, values.items[values.count - 1], truth, label);
    label_bind(compiler, behind);
}

static void jump_if_choice(Compiler *compiler, const Node *node, bool truth, JumpLabel label)
{
    JumpLabel otherwise = label_new(compiler), behind = label_new(compiler);
    compile_jump_if(compiler, node->if_exp.condition, false, otherwise);
    compile_jump_if(compiler, node->if_exp.then, truth, label);
    emit_jump(compiler, node->span, OPCODE_JUMP, behind);
    label_bind(compiler, otherwise);
    compile_jump_if(compiler, node->if_exp.otherwise, truth, label);
    label_bind(compiler, behind);
}

static void emit_comparison(Compiler *compiler, SourceSpan span, CompareOperator op)
{
    switch (op) {
    case COMPARE_LT:
    case COMPARE_LE:
    case COMPARE_EQ:
    case COMPARE_NE:
    case COMPARE_GT:
    case COMPARE_GE:
        emit(compiler, span, OPCODE_COMPARE, op);
        break;
    case COMPARE_IS:
    case COMPARE_IS_NOT:
        emit(compiler, span, OPCODE_IS, op == COMPARE_IS_NOT);
        break;
    case COMPARE_IN:
    case COMPARE_NOT_IN:
        emit(compiler, span, OPCODE_CONTAINS, op == COMPARE_NOT_IN);
        break;
    }
}

/* One comparison of a chain that is not its last: [a] -> [b, whether a OP b]. */
static void compile_comparison_link(Compiler *compiler, const Node *node, uint32_t i)
{
    compile_expression(compiler, node->compare.comparators[i]);
    emit(compiler, node->span, OPCODE_SWAP, 2);
    emit(compiler, node->span, OPCODE_COPY, 2);
    emit_comparison(compiler, node->span, node->compare.ops[i]);
}

/* a < b < c, where only its truth is wanted. */
static void jump_if_chained(Compiler *compiler, const Node *node, bool truth, JumpLabel label)
{
    uint32_t last = node->compare.count - 1;
    JumpLabel failed = label_new(compiler), behind = label_new(compiler);
    warn_of_identity(compiler, node);
    compile_expression(compiler, node->compare.left);
    for (uint32_t i = 0; i < last; i++) {
        compile_comparison_link(compiler, node, i);
        emit_jump(compiler, node->span, OPCODE_JUMP_IF_FALSE, failed);
    }
    compile_expression(compiler, node->compare.comparators[last]);
    emit_comparison(compiler, node->span, node->compare.ops[last]);
    emit_jump(compiler, node->span, truth ? OPCODE_JUMP_IF_TRUE : OPCODE_JUMP_IF_FALSE, label);
    emit_jump(compiler, node->span, OPCODE_JUMP, behind);
    label_bind(compiler, failed);
    emit(compiler, node->span, OPCODE_POP_TOP, 0);
    if (!truth)
        emit_jump(compiler, node->span, OPCODE_JUMP, label);
    label_bind(compiler, behind);
}

static bool is_none(const Node *node)
{
    return node->kind == NODE_CONSTANT && node->constant.kind == CONSTANT_NONE;
}

/* x is None, x is not None */
static bool jump_if_none(Compiler *compiler, const Node *node, bool truth, JumpLabel label)
{
    CompareOperator op = node->compare.ops[0];
    if ((op != COMPARE_IS && op != COMPARE_IS_NOT) || !is_none(node->compare.comparators[0]))
        return false;
    warn_of_identity(compiler, node);
    compile_expression(compiler, node->compare.left);
    emit_jump(compiler, node->span, (op == COMPARE_IS) == truth ? OPCODE_JUMP_IF_NONE : OPCODE_JUMP_IF_NOT_NONE,
              label);
    return true;
}

void compile_jump_if(Compiler *compiler, const Node *node, bool truth, JumpLabel label)
{
    if (compiler_is_stopped(compiler))
        return;
    if (node->kind == NODE_UNARY_OP && node->unary.op == OPERATOR_NOT) {
        compile_jump_if(compiler, node->unary.operand, !truth, label);
    } else if (node->kind == NODE_BOOL_OP) {
        jump_if_bool_op(compiler, node, truth, label);
    } else if (node->kind == NODE_IF_EXP) {
        jump_if_choice(compiler, node, truth, label);
    } else if (node->kind == NODE_COMPARE && node->compare.count > 1) {
        jump_if_chained(compiler, node, truth, label);
    } else if (node->kind == NODE_CONSTANT) {
        if (literal_truth(node) == truth)
            emit_jump(compiler, node->span, OPCODE_JUMP, label);
    } else if (node->kind != NODE_COMPARE || !jump_if_none(compiler, node, truth, label)) {
        compile_expression(compiler, node);
        emit_jump(compiler, node->span, truth ? OPCODE_JUMP_IF_TRUE : OPCODE_JUMP_IF_FALSE, label);
    }
}

/* ---- operators ---- */

static void compile_bool_op(Compiler *compiler, const Node *node)
{
    NodeList values = node->bool_op.values;
    Opcode opcode = node->bool_op.op == OPERATOR_OR ? OPCODE_JUMP_IF_TRUE_OR_POP : OPCODE_JUMP_IF_FALSE_OR_POP;
    JumpLabel end = label_new(compiler);
    for (uint32_t i = 0; i < values.count; i++) {
        compile_expression(compiler, values.items[i]);
        if (i + 1 < values.count)
            emit_jump(compiler, node->span, opcode, end);
    }
    label_bind(compiler, end);
}

static void compile_compare(Compiler *compiler, const Node *node)
{
    uint32_t last = node->compare.count - 1;
    JumpLabel failed = label_new(compiler), end = label_new(compiler);
    warn_of_identity(compiler, node);
    compile_expression(compiler, node->compare.left);
    for (uint32_t i = 0; i < last; i++) {
        compile_comparison_link(compiler, node, i);
        emit_jump(compiler, node->span, OPCODE_JUMP_IF_FALSE_OR_POP, failed);
    }
    compile_expression(compiler, node->compare.comparators[last]);
    emit_comparison(compiler, node->span, node->compare.ops[last]);
    if (last == 0)
        return;
    emit_jump(compiler, node->span, OPCODE_JUMP, end);
    label_bind(compiler, failed); /* [b, what is false] */
    emit(compiler, node->span, OPCODE_SWAP, 2);
    emit(compiler, node->span, OPCODE_POP_TOP, 0);
    label_bind(compiler, end);
}

static void compile_choice(Compiler *compiler, const Node *node)
{
    JumpLabel otherwise = label_new(compiler), end = label_new(compiler);
    uint32_t depth = compiler->unit->depth;
    compile_jump_if(compiler, node->if_exp.condition, false, otherwise);
    compile_expression(compiler, node->if_exp.then);
    emit_jump(compiler, node->span, OPCODE_JUMP, end);
    compiler->unit->depth = depth;
    label_bind(compiler, otherwise);
    compile_expression(compiler, node->if_exp.otherwise);
    label_bind(compiler, end);
}

static void compile_walrus(Compiler *compiler, const Node *node)
{
    compile_expression(compiler, node->pair.second);
    emit(compiler, node->span, OPCODE_COPY, 1);
    compile_store(compiler, node->pair.first->span, node->pair.first->name.id);
}

/* ---- slices ---- */

static void compile_bound(Compiler *compiler, const Node *bound, SourceSpan span)
{
    if (bound)
        compile_expression(compiler, bound);
    else
        emit_none(compiler, span);
}

static void compile_slice(Compiler *compiler, const Node *node)
{
    compile_bound(compiler, node->slice.lower, node->span);
    compile_bound(compiler, node->slice.upper, node->span);
    compile_bound(compiler, node->slice.step, node->span);
    emit(compiler, node->span, OPCODE_BUILD_SLICE, 0);
}

/* ---- await and yield ---- */

void compile_await(Compiler *compiler, SourceSpan span, uint32_t where)
{
    emit(compiler, span, OPCODE_GET_AWAITABLE, where);
    emit_none(compiler, span);
    emit(compiler, span, OPCODE_SEND, 0);
}

void compile_anext(Compiler *compiler, SourceSpan span)
{
    emit(compiler, span, OPCODE_GET_ANEXT, 0);
    emit_none(compiler, span);
    emit(compiler, span, OPCODE_SEND, 0);
}

static void compile_yield(Compiler *compiler, const Node *node)
{
    if (node->unary.operand)
        compile_expression(compiler, node->unary.operand);
    else
        emit_none(compiler, node->span);
    emit(compiler, node->span, OPCODE_YIELD, 0);
}

static void compile_yield_from(Compiler *compiler, const Node *node)
{
    compile_expression(compiler, node->unary.operand);
    emit(compiler, node->span, OPCODE_GET_YIELD_FROM, 0);
    emit_none(compiler, node->span);
    emit(compiler, node->span, OPCODE_SEND, 0);
}

/* ---- chains ---- */

SourceSpan attribute_span(SourceSpan span, const Node *attribute)
{
    uint32_t letters = (uint32_t)utf8_count(attribute->attribute.name.bytes, attribute->attribute.name.length);
    SourceSpan own = attribute->span;
    if (span.line == own.end_line || letters >= own.end_column)
        return span;
    span.line = own.end_line;
    span.column = own.end_column - letters;
    return span;
}

/* The span of the attribute's own instruction ends with its name. */
static SourceSpan own_attribute_span(const Node *node)
{
    return attribute_span(node->span, node);
}

static void compile_link(Compiler *compiler, const Node *node, bool is_called)
{
    switch ((int)node->kind) {
    case NODE_BIN_OP:
        compile_expression(compiler, node->binary.right);
        emit(compiler, node->span, OPCODE_BINARY, node->binary.op);
        break;
    case NODE_SUBSCRIPT:
        warn_of_subscript(compiler, node);
        compile_expression(compiler, node->pair.second);
        emit(compiler, node->span, OPCODE_LOAD_SUBSCRIPT, 0);
        break;
    case NODE_ATTRIBUTE:
        emit_attribute(compiler, own_attribute_span(node), is_called ? OPCODE_LOAD_METHOD : OPCODE_LOAD_ATTR,
                       node->attribute.name);
        return;
    case NODE_CALL:
        warn_of_call(compiler, node);
        compile_call(compiler, node->span, &node->call);
        break;
    default:
        break;
    }
    if (is_called)
        emit(compiler, node->span, OPCODE_PUSH_EMPTY, 0);
}

/* a + b + c and a.b(c).d: from the inner end outwards. What is called gets its place for a self at once. */
static void compile_chain(Compiler *compiler, const Node *node)
{
    const Node *few[TREE_CHAIN_FEW];
    TreeChain chain = tree_chain(node, few, compiler->pool);
    if (compiler_is_stopped(compiler))
        return;
    compile_expression(compiler, chain.inner);
    if (chain.links[chain.count - 1]->kind == NODE_CALL)
        emit(compiler, chain.inner->span, OPCODE_PUSH_EMPTY, 0);
    for (uint32_t i = chain.count; i > 0; i--)
        compile_link(compiler, chain.links[i - 1], i > 1 && chain.links[i - 2]->kind == NODE_CALL);
}

/* ---- all of them ---- */

static void compile_name(Compiler *compiler, const Node *node)
{
    if (tree_text_is(node->name.id, "__debug__"))
        emit_constant(compiler, node->span, (CodeConstant){.kind = CODE_TRUE});
    else
        compile_load(compiler, node->span, node->name.id);
}

static void compile_unary(Compiler *compiler, const Node *node)
{
    CodeConstant constant;
    if (expression_constant(compiler, node, &constant)) {
        emit_constant(compiler, node->span, constant);
        return;
    }
    compile_expression(compiler, node->unary.operand);
    emit(compiler, node->span, OPCODE_UNARY, node->unary.op);
}

void compile_expressions(Compiler *compiler, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++)
        compile_expression(compiler, list.items[i]);
}

void compile_expression(Compiler *compiler, const Node *node)
{
    if (compiler_is_stopped(compiler))
        return;
    switch ((int)node->kind) {
    case NODE_NAME:
        compile_name(compiler, node);
        break;
    case NODE_CONSTANT:
        emit_constant(compiler, node->span, literal(node));
        break;
    case NODE_BOOL_OP:
        compile_bool_op(compiler, node);
        break;
    case NODE_NAMED_EXPR:
        compile_walrus(compiler, node);
        break;
    case NODE_BIN_OP:
    case NODE_CALL:
    case NODE_ATTRIBUTE:
    case NODE_SUBSCRIPT:
        compile_chain(compiler, node);
        break;
    case NODE_UNARY_OP:
        compile_unary(compiler, node);
        break;
    case NODE_LAMBDA:
        compile_lambda(compiler, node);
        break;
    case NODE_IF_EXP:
        compile_choice(compiler, node);
        break;
    case NODE_DICT:
        compile_dict(compiler, node);
        break;
    case NODE_SET:
        compile_set(compiler, node);
        break;
    case NODE_LIST:
        compile_list(compiler, node);
        break;
    case NODE_TUPLE:
        compile_tuple(compiler, node);
        break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
        compile_comprehension(compiler, node);
        break;
    case NODE_GENERATOR_EXP:
        compile_generator_expression(compiler, node);
        break;
    case NODE_AWAIT:
        compile_expression(compiler, node->unary.operand);
        compile_await(compiler, node->span, 0);
        break;
    case NODE_YIELD:
        compile_yield(compiler, node);
        break;
    case NODE_YIELD_FROM:
        compile_yield_from(compiler, node);
        break;
    case NODE_COMPARE:
        compile_compare(compiler, node);
        break;
    case NODE_FORMATTED_VALUE:
        compile_formatted(compiler, node);
        break;
    case NODE_JOINED_STR:
        compile_joined_string(compiler, node);
        break;
    case NODE_SLICE:
        compile_slice(compiler, node);
        break;
    case NODE_STARRED: /* where it belongs, whoever compiles what is around it deals with it */
        compiler_complain(compiler, node->span, "can't use starred expression %s", "here");
        emit_none(compiler, node->span);
        break;
    default:
        assert(false && "a node that is no expression");
    }
}
