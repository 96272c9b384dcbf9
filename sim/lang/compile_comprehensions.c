/* Comprehensions, which run inside the code around them (PEP 709), and generator expressions, which are functions
 * of one argument, the iterator of their first clause. */
#include "compiler_state.h"

/* Where a comprehension puts its elements. */
typedef struct Sink {
    const Node *node;
    uint32_t depth; /* of the stack above the collection, or 0 for a generator expression */
} Sink;

static void compile_clause(Compiler *compiler, const Sink *sink, uint32_t index);

/* ---- elements ---- */

static void compile_element(Compiler *compiler, const Sink *sink)
{
    const Node *node = sink->node, *element = node->comprehension.element;
    compile_expression(compiler, element);
    if (node->kind == NODE_DICT_COMP)
        compile_expression(compiler, node->comprehension.value);
    uint32_t taken = node->kind == NODE_DICT_COMP ? 2 : 1;
    uint32_t above = compiler->unit->depth - taken - sink->depth;
    SourceSpan span = element->span;
    switch ((int)node->kind) {
    case NODE_LIST_COMP:
        emit(compiler, span, OPCODE_LIST_APPEND, above + 1);
        break;
    case NODE_SET_COMP:
        emit(compiler, span, OPCODE_SET_ADD, above + 1);
        break;
    case NODE_DICT_COMP:
        emit(compiler, span, OPCODE_DICT_ADD, above + 1);
        break;
    default:
        emit(compiler, span, OPCODE_YIELD, 0);
        emit(compiler, span, OPCODE_POP_TOP, 0);
    }
}

/* ---- clauses ---- */

/* The conditions and what is inside the clause, for one item. */
static void compile_inside(Compiler *compiler, const Sink *sink, uint32_t index, JumpLabel again)
{
    const Comprehension *clause = &sink->node->comprehension.clauses[index];
    for (uint32_t i = 0; i < clause->conditions.count; i++)
        compile_jump_if(compiler, clause->conditions.items[i], false, again);
    if (index + 1 < sink->node->comprehension.clause_count)
        compile_clause(compiler, sink, index + 1);
    else
        compile_element(compiler, sink);
}

/* [iterator] -> [] */
static void compile_loop(Compiler *compiler, const Sink *sink, uint32_t index)
{
    const Comprehension *clause = &sink->node->comprehension.clauses[index];
    SourceSpan span = clause->iterable->span;
    JumpLabel head = label_new(compiler), again = label_new(compiler), end = label_new(compiler);
    label_bind(compiler, head);
    emit_jump(compiler, span, OPCODE_FOR_ITER, end);
    compile_assign(compiler, clause->target);
    compile_inside(compiler, sink, index, again);
    label_bind(compiler, again);
    emit_jump(compiler, span, OPCODE_JUMP_BACK, head);
    label_bind(compiler, end);
}

/* [asynchronous iterator] -> [] */
static void compile_async_loop(Compiler *compiler, const Sink *sink, uint32_t index)
{
    const Comprehension *clause = &sink->node->comprehension.clauses[index];
    SourceSpan span = sink->node->span; /* all of the comprehension, as in CPython's tracebacks */
    JumpLabel head = label_new(compiler), again = label_new(compiler), end = label_new(compiler);
    uint32_t depth = compiler->unit->depth;
    label_bind(compiler, head);
    HandlerRange range = range_new(compiler, end, depth);
    compile_anext(compiler, span);
    range_close(compiler, &range);
    compile_assign(compiler, clause->target);
    compile_inside(compiler, sink, index, again);
    label_bind(compiler, again);
    emit_jump(compiler, span, OPCODE_JUMP_BACK, head);
    handler_bind(compiler, end, depth);
    emit(compiler, span, OPCODE_END_ASYNC_FOR, 0);
}

static void compile_either_loop(Compiler *compiler, const Sink *sink, uint32_t index)
{
    if (sink->node->comprehension.clauses[index].is_async)
        compile_async_loop(compiler, sink, index);
    else
        compile_loop(compiler, sink, index);
}

/* A clause's iterable as an iterator. */
static void compile_iterator(Compiler *compiler, const Comprehension *clause)
{
    compile_expression(compiler, clause->iterable);
    emit(compiler, clause->iterable->span, clause->is_async ? OPCODE_GET_AITER : OPCODE_GET_ITER, 0);
}

static void compile_clause(Compiler *compiler, const Sink *sink, uint32_t index)
{
    compile_iterator(compiler, &sink->node->comprehension.clauses[index]);
    compile_either_loop(compiler, sink, index);
}

/* ---- list, set and dict comprehensions ---- */

static Opcode collection_opcode(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_LIST_COMP:
        return OPCODE_BUILD_LIST;
    case NODE_SET_COMP:
        return OPCODE_BUILD_SET;
    default:
        return OPCODE_BUILD_DICT;
    }
}

/* [iterator] -> [collection] */
static void compile_collection(Compiler *compiler, const Node *node)
{
    emit(compiler, node->span, collection_opcode(node), 0);
    emit(compiler, node->span, OPCODE_SWAP, 2);
    Sink sink = {node, compiler->unit->depth - 1};
    compile_either_loop(compiler, &sink, 0);
}

/* The comprehension's variables end with it, also where an exception ends it. */
static void compile_with_variables(Compiler *compiler, const Node *node, Scope *scope)
{
    JumpLabel failed = label_new(compiler), end = label_new(compiler);
    uint32_t depth = compiler->unit->depth - 1;
    comprehension_begin(compiler, node->span, scope);
    HandlerRange range = range_new(compiler, failed, depth);
    compile_collection(compiler, node);
    range_close(compiler, &range);
    comprehension_clear(compiler, node->span, scope);
    emit_jump(compiler, node->span, OPCODE_JUMP, end);
    handler_bind(compiler, failed, depth);
    comprehension_clear(compiler, node->span, scope);
    emit(compiler, node->span, OPCODE_RERAISE, 0);
    compiler->unit->depth = depth + 1;
    label_bind(compiler, end);
    comprehension_end(compiler, scope);
}

void compile_comprehension(Compiler *compiler, const Node *node)
{
    Scope *around = compiler->unit->scope;
    compile_iterator(compiler, &node->comprehension.clauses[0]);
    Scope *scope = scope_child(around, node);
    if (!scope || compiler_is_stopped(compiler))
        return;
    compiler->unit->scope = scope;
    compile_with_variables(compiler, node, scope);
    compiler->unit->scope = around;
}

/* ---- generator expressions ---- */

static CodeUnit *compile_generator_body(Compiler *compiler, const Node *node, Scope *scope)
{
    Unit unit;
    const TreeText argument = {".0", 2};
    unit_begin_named(compiler, &unit, scope, (TreeText){"<genexpr>", 9});
    if (compiler_is_stopped(compiler))
        return unit_finish(compiler);
    unit.code->flags |= scope->is_async ? CODE_ASYNC_GENERATOR : CODE_GENERATOR;
    unit.code->positional = 1;
    compile_locals(compiler);
    compile_load(compiler, node->span, argument);
    Sink sink = {node, 0};
    compile_either_loop(compiler, &sink, 0);
    emit_end(compiler, node->span);
    return unit_finish(compiler);
}

void compile_generator_expression(Compiler *compiler, const Node *node)
{
    Scope *scope = scope_child(compiler->unit->scope, node);
    if (!scope)
        return;
    CodeUnit *code = compile_generator_body(compiler, node, scope);
    compile_make_function(compiler, node->span, scope, code, 0);
    emit(compiler, node->span, OPCODE_PUSH_EMPTY, 0);
    compile_iterator(compiler, &node->comprehension.clauses[0]);
    emit(compiler, node->span, OPCODE_CALL, 1);
}
