/* if, while and for. */
#include "compiler_state.h"

/* `elif` stands in the `otherwise` of the branch before it. */
void compile_if(Compiler *compiler, const Node *node)
{
    JumpLabel end = label_new(compiler);
    for (;;) {
        NodeList otherwise = node->branch.otherwise;
        JumpLabel next = label_new(compiler);
        emit_line(compiler, node->branch.condition->span);
        compile_jump_if(compiler, node->branch.condition, false, next);
        compile_statements(compiler, node->branch.body);
        if (otherwise.count > 0)
            emit_jump(compiler, node->span, OPCODE_JUMP, end);
        label_bind(compiler, next);
        if (otherwise.count != 1 || otherwise.items[0]->kind != NODE_IF) {
            compile_statements(compiler, otherwise);
            break;
        }
        node = otherwise.items[0];
    }
    label_bind(compiler, end);
}

void compile_while(Compiler *compiler, const Node *node)
{
    JumpLabel head = label_new(compiler), otherwise = label_new(compiler);
    Block block = {.kind = BLOCK_LOOP, .exit = label_new(compiler), .again = head};
    SourceSpan span = node->loop.iterable->span;
    label_bind(compiler, head);
    emit_line(compiler, span);
    compile_jump_if(compiler, node->loop.iterable, false, otherwise);
    block_push(compiler, &block, node->span);
    compile_statements(compiler, node->loop.body);
    block_pop(compiler);
    emit_jump(compiler, span, OPCODE_JUMP_BACK, head);
    label_bind(compiler, otherwise);
    compile_statements(compiler, node->loop.otherwise);
    label_bind(compiler, block.exit);
}

/* The loop's end, from where it goes on with the next item: another visit of its first line. */
static void compile_again(Compiler *compiler, const Node *node, JumpLabel again, JumpLabel head)
{
    SourceSpan span = node->loop.iterable->span;
    if (again != head)
        label_bind(compiler, again);
    emit_line(compiler, node->loop.target->span);
    emit_jump(compiler, span, OPCODE_JUMP_BACK, head);
}

/* In code with lines `continue` goes to the loop's end, else directly back to its head. */
static JumpLabel again_label(Compiler *compiler, JumpLabel head)
{
    return compiler->flags & COMPILE_LINES ? label_new(compiler) : head;
}

static void compile_loop_body(Compiler *compiler, const Node *node, Block *block)
{
    block_push(compiler, block, node->span);
    compile_assign(compiler, node->loop.target);
    compile_statements(compiler, node->loop.body);
    block_pop(compiler);
}

static void compile_plain_for(Compiler *compiler, const Node *node)
{
    SourceSpan span = node->loop.iterable->span;
    JumpLabel head = label_new(compiler), otherwise = label_new(compiler);
    Block block = {.kind = BLOCK_ITERATION, .exit = label_new(compiler), .again = again_label(compiler, head)};
    emit(compiler, span, OPCODE_GET_ITER, 0);
    label_bind(compiler, head);
    emit_jump(compiler, span, OPCODE_FOR_ITER, otherwise);
    compile_loop_body(compiler, node, &block);
    compile_again(compiler, node, block.again, head);
    label_bind(compiler, otherwise);
    compile_statements(compiler, node->loop.otherwise);
    label_bind(compiler, block.exit);
}

static void compile_async_for(Compiler *compiler, const Node *node)
{
    SourceSpan span = node->loop.iterable->span;
    JumpLabel head = label_new(compiler), ended = label_new(compiler);
    Block block = {.kind = BLOCK_ITERATION, .exit = label_new(compiler), .again = again_label(compiler, head)};
    emit(compiler, span, OPCODE_GET_AITER, 0);
    uint32_t depth = compiler->unit->depth;
    label_bind(compiler, head);
    HandlerRange range = range_new(compiler, ended, depth);
    compile_anext(compiler, node->span); /* the whole statement, as in CPython's tracebacks */
    range_close(compiler, &range);
    compile_loop_body(compiler, node, &block);
    compile_again(compiler, node, block.again, head);
    handler_bind(compiler, ended, depth);
    emit(compiler, node->span, OPCODE_END_ASYNC_FOR, 0);
    compile_statements(compiler, node->loop.otherwise);
    label_bind(compiler, block.exit);
}

void compile_for(Compiler *compiler, const Node *node)
{
    compile_expression(compiler, node->loop.iterable);
    if (node->loop.is_async)
        compile_async_for(compiler, node);
    else
        compile_plain_for(compiler, node);
}
