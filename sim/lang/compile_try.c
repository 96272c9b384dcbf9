/* try and with.
 *
 * Nothing is done on entry: a range of instructions has a handler, and only an exception makes it run. A handler
 * begins with [exception] on its stack; PUSH_EXCEPTION makes that [previous exception], where `previous` is what
 * was being handled before, and POP_EXCEPT brings it back. What is raised again, and what a handler raises itself,
 * go through a short epilogue [previous exception] that ends the handling. */
#include "compiler_state.h"

/* ---- except ---- */

/* What the clauses of a try share. */
typedef struct Clauses {
    const Node *node;
    JumpLabel end;      /* behind the statement */
    JumpLabel epilogue; /* of exceptions in the clauses themselves */
    uint32_t depth;     /* of the stack outside of the statement */
} Clauses;

/* [previous exception] -> [previous], or on to the next clause. */
static void compile_clause_head(Compiler *compiler, const Clauses *clauses, const ExceptHandler *handler,
                                JumpLabel next)
{
    HandlerRange range = range_new(compiler, clauses->epilogue, clauses->depth + 1);
    emit_line(compiler, handler->span);
    if (handler->type) {
        compile_expression(compiler, handler->type);
        emit(compiler, handler->type->span, OPCODE_MATCH_EXCEPTION, 0);
        emit_jump(compiler, handler->type->span, OPCODE_JUMP_IF_FALSE, next);
    }
    if (handler->name.length > 0)
        compile_store(compiler, handler->span, handler->name);
    else
        emit(compiler, handler->span, OPCODE_POP_TOP, 0);
    range_close(compiler, &range);
}

/* [previous] -> [] */
static void compile_clause_body(Compiler *compiler, const Clauses *clauses, const ExceptHandler *handler)
{
    bool has_name = handler->name.length > 0;
    JumpLabel failed = has_name ? label_new(compiler) : clauses->epilogue;
    Block block = {.kind = BLOCK_HANDLER, .span = handler->span, .name = handler->name};
    block.range = range_new(compiler, failed, clauses->depth + 1);
    block_push(compiler, &block, handler->span);
    compile_statements(compiler, handler->body);
    block_pop(compiler);
    range_close(compiler, &block.range);
    /* the name goes where the last statement stands, as in CPython: what its exception kept alive ends there */
    SourceSpan end = handler->body.items[handler->body.count - 1]->span;
    emit(compiler, end, OPCODE_POP_EXCEPT, 0);
    compile_unbind(compiler, end, handler->name);
    emit_jump(compiler, end, OPCODE_JUMP, clauses->end);
    if (!has_name)
        return;
    handler_bind(compiler, failed, clauses->depth + 1);
    compile_unbind(compiler, handler->span, handler->name);
    compile_reraise(compiler, handler->span);
}

static void compile_clauses(Compiler *compiler, const Clauses *clauses)
{
    const Node *node = clauses->node;
    for (uint32_t i = 0; i < node->try_.handler_count && !compiler_is_stopped(compiler); i++) {
        const ExceptHandler *handler = &node->try_.handlers[i];
        JumpLabel next = label_new(compiler);
        compiler->unit->depth = clauses->depth + 2;
        compile_clause_head(compiler, clauses, handler, next);
        compile_clause_body(compiler, clauses, handler);
        compiler->unit->depth = clauses->depth + 2;
        label_bind(compiler, next);
    }
}

/* The body and `else`; an exception of the body goes to `failed`. */
static void compile_guarded(Compiler *compiler, const Node *node, JumpLabel failed)
{
    Block block = {.kind = BLOCK_TRY, .range = range_new(compiler, failed, compiler->unit->depth)};
    block_push(compiler, &block, node->span);
    compile_statements(compiler, node->try_.body);
    block_pop(compiler);
    range_close(compiler, &block.range);
    compile_statements(compiler, node->try_.otherwise);
}

static void compile_try_except(Compiler *compiler, const Node *node)
{
    JumpLabel failed = label_new(compiler);
    Clauses clauses = {node, label_new(compiler), label_new(compiler), compiler->unit->depth};
    compile_guarded(compiler, node, failed);
    emit_jump(compiler, node->span, OPCODE_JUMP, clauses.end);
    handler_bind(compiler, failed, clauses.depth);
    emit(compiler, node->span, OPCODE_PUSH_EXCEPTION, 0);
    compile_clauses(compiler, &clauses);
    handler_bind(compiler, clauses.epilogue, clauses.depth + 1);
    compile_reraise(compiler, node->span);
    compiler->unit->depth = clauses.depth;
    label_bind(compiler, clauses.end);
}

/* ---- except* ---- */

/* [previous original list e] -> [previous original list rest match], or [… rest] at `next` without a match. */
static void compile_star_head(Compiler *compiler, const ExceptHandler *handler, JumpLabel unmatched)
{
    emit_line(compiler, handler->span);
    compile_expression(compiler, handler->type);
    emit(compiler, handler->type->span, OPCODE_MATCH_EXCEPTION_GROUP, 0);
    emit(compiler, handler->span, OPCODE_COPY, 1);
    emit_jump(compiler, handler->span, OPCODE_JUMP_IF_NONE, unmatched);
    if (handler->name.length > 0)
        compile_store(compiler, handler->span, handler->name);
    else
        emit(compiler, handler->span, OPCODE_POP_TOP, 0);
}

/* [previous original list rest] -> the same; what the clause raises is put into the list. */
static void compile_star_body(Compiler *compiler, const ExceptHandler *handler, JumpLabel next)
{
    JumpLabel failed = label_new(compiler);
    uint32_t depth = compiler->unit->depth;
    Block block = {.kind = BLOCK_HANDLER_STAR, .range = range_new(compiler, failed, depth)};
    block_push(compiler, &block, handler->span);
    compile_statements(compiler, handler->body);
    block_pop(compiler);
    range_close(compiler, &block.range);
    compile_unbind(compiler, handler->span, handler->name);
    emit_jump(compiler, handler->span, OPCODE_JUMP, next);
    handler_bind(compiler, failed, depth);
    compile_unbind(compiler, handler->span, handler->name);
    emit(compiler, handler->span, OPCODE_LIST_APPEND, 2);
    emit_jump(compiler, handler->span, OPCODE_JUMP, next);
}

static void compile_star_clauses(Compiler *compiler, const Clauses *clauses)
{
    const Node *node = clauses->node;
    for (uint32_t i = 0; i < node->try_.handler_count && !compiler_is_stopped(compiler); i++) {
        const ExceptHandler *handler = &node->try_.handlers[i];
        JumpLabel unmatched = label_new(compiler), next = label_new(compiler);
        HandlerRange range = range_new(compiler, clauses->epilogue, clauses->depth + 1);
        compile_star_head(compiler, handler, unmatched);
        range_close(compiler, &range);
        compile_star_body(compiler, handler, next);
        compiler->unit->depth = clauses->depth + 5;
        label_bind(compiler, unmatched);
        emit(compiler, handler->span, OPCODE_POP_TOP, 0);
        label_bind(compiler, next);
    }
}

/* [previous original list rest]: raise what is left of the group and what the clauses raised, if anything. As in
 * CPython this stands in no line, which a warning shows that is given when the group goes. */
static void compile_star_end(Compiler *compiler, const Clauses *clauses)
{
    SourceSpan span = clauses->node->span, nowhere = {0};
    emit(compiler, span, OPCODE_LIST_APPEND, 1);
    emit(compiler, nowhere, OPCODE_RERAISE_STAR, 0);
    emit(compiler, nowhere, OPCODE_COPY, 1);
    emit_jump(compiler, nowhere, OPCODE_JUMP_IF_NOT_NONE, clauses->epilogue);
    emit(compiler, nowhere, OPCODE_POP_TOP, 0);
    emit(compiler, nowhere, OPCODE_POP_EXCEPT, 0);
    emit_jump(compiler, span, OPCODE_JUMP, clauses->end);
    handler_bind(compiler, clauses->epilogue, clauses->depth + 1);
    compile_reraise(compiler, span);
}

static void compile_try_star(Compiler *compiler, const Node *node)
{
    JumpLabel failed = label_new(compiler);
    Clauses clauses = {node, label_new(compiler), label_new(compiler), compiler->unit->depth};
    compile_guarded(compiler, node, failed);
    emit_jump(compiler, node->span, OPCODE_JUMP, clauses.end);
    handler_bind(compiler, failed, clauses.depth);
    emit(compiler, node->span, OPCODE_PUSH_EXCEPTION, 0);
    emit(compiler, node->span, OPCODE_COPY, 1);
    emit(compiler, node->span, OPCODE_BUILD_LIST, 0);
    emit(compiler, node->span, OPCODE_SWAP, 2); /* [previous original list e] */
    compile_star_clauses(compiler, &clauses);
    compile_star_end(compiler, &clauses);
    compiler->unit->depth = clauses.depth;
    label_bind(compiler, clauses.end);
}

/* ---- finally ---- */

static void compile_without_finally(Compiler *compiler, const Node *node)
{
    if (node->try_.handler_count == 0)
        compile_statements(compiler, node->try_.body);
    else if (node->try_.is_star)
        compile_try_star(compiler, node);
    else
        compile_try_except(compiler, node);
}

/* The `finally` that runs after an exception, and then raises it again. */
static void compile_finally_end(Compiler *compiler, const Node *node, uint32_t depth)
{
    JumpLabel epilogue = label_new(compiler);
    emit(compiler, node->span, OPCODE_PUSH_EXCEPTION, 0);
    Block block = {.kind = BLOCK_FINALLY_END, .range = range_new(compiler, epilogue, depth + 1)};
    block_push(compiler, &block, node->span);
    compile_statements(compiler, node->try_.finally);
    block_pop(compiler);
    range_close(compiler, &block.range);
    handler_bind(compiler, epilogue, depth + 1);
    compile_reraise(compiler, node->span);
}

static void compile_try_finally(Compiler *compiler, const Node *node)
{
    JumpLabel failed = label_new(compiler), end = label_new(compiler);
    uint32_t depth = compiler->unit->depth;
    Block block = {.kind = BLOCK_FINALLY, .node = node, .range = range_new(compiler, failed, depth)};
    block_push(compiler, &block, node->span);
    compile_without_finally(compiler, node);
    block_pop(compiler);
    range_close(compiler, &block.range);
    compile_statements(compiler, node->try_.finally);
    emit_jump(compiler, node->span, OPCODE_JUMP, end);
    handler_bind(compiler, failed, depth);
    compile_finally_end(compiler, node, depth);
    compiler->unit->depth = depth;
    label_bind(compiler, end);
}

void compile_try(Compiler *compiler, const Node *node)
{
    if (node->try_.has_finally)
        compile_try_finally(compiler, node);
    else
        compile_without_finally(compiler, node);
}

/* ---- with ---- */

/* [exit exception]: ask exit; go on at the end of the statement where it says so, else raise again. */
static void compile_with_exception(Compiler *compiler, const Block *block, uint32_t depth)
{
    SourceSpan span = block->span;
    JumpLabel epilogue = label_new(compiler), suppressed = label_new(compiler);
    emit(compiler, span, OPCODE_PUSH_EXCEPTION, 0);
    HandlerRange range = range_new(compiler, epilogue, depth + 2);
    emit_line(compiler, span);
    emit(compiler, span, OPCODE_WITH_EXCEPTION, 0);
    if (block->node->with.is_async)
        compile_await(compiler, span, 2);
    emit_jump(compiler, span, OPCODE_JUMP_IF_TRUE, suppressed);
    range_close(compiler, &range);
    handler_bind(compiler, epilogue, depth + 2);
    compile_reraise(compiler, span);
    compiler->unit->depth = depth + 3;
    label_bind(compiler, suppressed);
    emit(compiler, span, OPCODE_POP_TOP, 0);
    emit(compiler, span, OPCODE_POP_EXCEPT, 0);
    emit(compiler, span, OPCODE_POP_TOP, 0);
}

static void compile_enter(Compiler *compiler, const Node *node, SourceSpan span)
{
    emit(compiler, span, node->with.is_async ? OPCODE_BEFORE_ASYNC_WITH : OPCODE_BEFORE_WITH, 0);
    if (node->with.is_async)
        compile_await(compiler, span, 1);
}

static void compile_items(Compiler *compiler, const Node *node, uint32_t index);

/* [exit result]: what stands inside the item's context. */
static void compile_inside(Compiler *compiler, const Node *node, uint32_t index)
{
    const WithItem *item = &node->with.items[index];
    if (item->target)
        compile_assign(compiler, item->target);
    else
        emit(compiler, item->context->span, OPCODE_POP_TOP, 0);
    compile_items(compiler, node, index + 1);
}

/* Each item is a `with` inside the one before. */
static void compile_items(Compiler *compiler, const Node *node, uint32_t index)
{
    if (index == node->with.item_count) {
        compile_statements(compiler, node->with.body);
        return;
    }
    if (compiler_is_stopped(compiler))
        return;
    SourceSpan span = node->with.items[index].context->span;
    JumpLabel failed = label_new(compiler), end = label_new(compiler);
    Block block = {.kind = BLOCK_WITH, .node = node, .span = span};
    uint32_t depth = compiler->unit->depth;
    compile_expression(compiler, node->with.items[index].context);
    compile_enter(compiler, node, span);
    block.range = range_new(compiler, failed, depth + 1);
    block_push(compiler, &block, span);
    compile_inside(compiler, node, index);
    block_pop(compiler);
    range_close(compiler, &block.range);
    compiler->unit->depth = depth + 1;
    compile_with_exit(compiler, &block);
    emit_jump(compiler, span, OPCODE_JUMP, end);
    handler_bind(compiler, failed, depth + 1);
    compile_with_exception(compiler, &block, depth);
    label_bind(compiler, end);
}

void compile_with(Compiler *compiler, const Node *node)
{
    compile_items(compiler, node, 0);
}
