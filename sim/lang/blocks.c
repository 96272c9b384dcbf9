/* Blocks: what has to be done where control leaves a statement before its end.
 *
 * `return`, `break` and `continue` pass from the innermost block outwards. Each block on the way is tidied up by
 * instructions written here and now: a copy of the `finally`, a call of `__exit__`, the end of the handling of an
 * exception. While these run, the block's own handler must not see their exceptions, so its range has a gap. */
#include "compiler_state.h"

enum { BLOCKS_MOST = 20 }; /* as CPython's CO_MAXBLOCKS */

void block_push(Compiler *compiler, Block *block, SourceSpan span)
{
    Unit *unit = compiler->unit;
    if (unit->block_count == BLOCKS_MOST)
        compiler_complain(compiler, span, "%s", "too many statically nested blocks");
    block->outer = unit->block;
    unit->block = block;
    unit->block_count++;
}

void block_pop(Compiler *compiler)
{
    compiler->unit->block = compiler->unit->block->outer;
    compiler->unit->block_count--;
}

static bool has_range(const Block *block)
{
    return block->kind != BLOCK_LOOP && block->kind != BLOCK_ITERATION && block->kind != BLOCK_VALUE;
}

/* ---- leaving a block ---- */

void compile_with_exit(Compiler *compiler, const Block *block)
{
    emit_line(compiler, block->span);
    emit(compiler, block->span, OPCODE_WITH_EXIT, 0);
    if (block->node->with.is_async)
        compile_await(compiler, block->span, 2);
    emit(compiler, block->span, OPCODE_POP_TOP, 0);
}

void compile_unbind(Compiler *compiler, SourceSpan span, TreeText name)
{
    if (name.length == 0)
        return;
    emit_none(compiler, span);
    compile_store(compiler, span, name);
    compile_delete(compiler, span, name);
}

void compile_reraise(Compiler *compiler, SourceSpan span)
{
    emit(compiler, span, OPCODE_SWAP, 2);
    emit(compiler, span, OPCODE_POP_EXCEPT, 0);
    emit(compiler, span, OPCODE_RERAISE, 0);
}

/* Drop the value below the one that is kept, or the top where none is. */
static void drop(Compiler *compiler, SourceSpan span, bool keeps_top)
{
    if (keeps_top)
        emit(compiler, span, OPCODE_SWAP, 2);
    emit(compiler, span, OPCODE_POP_TOP, 0);
}

static void end_handling(Compiler *compiler, SourceSpan span, bool keeps_top)
{
    if (keeps_top)
        emit(compiler, span, OPCODE_SWAP, 2);
    emit(compiler, span, OPCODE_POP_EXCEPT, 0);
}

static void run_finally(Compiler *compiler, const Block *block, SourceSpan span, bool keeps_top)
{
    Block value = {.kind = BLOCK_VALUE};
    if (keeps_top)
        block_push(compiler, &value, span);
    compile_statements(compiler, block->node->try_.finally);
    if (keeps_top)
        block_pop(compiler);
}

static void leave_block(Compiler *compiler, const Block *block, SourceSpan span, bool keeps_top)
{
    switch (block->kind) {
    case BLOCK_LOOP:
    case BLOCK_TRY:
    case BLOCK_HANDLER_STAR:
        break;
    case BLOCK_ITERATION:
    case BLOCK_VALUE:
        drop(compiler, span, keeps_top);
        break;
    case BLOCK_FINALLY:
        run_finally(compiler, block, span, keeps_top);
        break;
    case BLOCK_FINALLY_END:
        drop(compiler, span, keeps_top);
        end_handling(compiler, span, keeps_top);
        break;
    case BLOCK_WITH:
        if (keeps_top)
            emit(compiler, block->span, OPCODE_SWAP, 2);
        compile_with_exit(compiler, block);
        break;
    case BLOCK_HANDLER:
        end_handling(compiler, span, keeps_top);
        compile_unbind(compiler, span, block->name);
        break;
    }
}

/* ---- leaving several ---- */

/* What is put back when the jump has been written. */
typedef struct Departure {
    Block *block;
    uint32_t block_count, depth;
} Departure;

static Departure depart(const Compiler *compiler)
{
    const Unit *unit = compiler->unit;
    return (Departure){unit->block, unit->block_count, unit->depth};
}

/* Leave all blocks inside `until`, which may be NULL. */
static void unwind(Compiler *compiler, SourceSpan span, const Block *until, bool keeps_top)
{
    Unit *unit = compiler->unit;
    while (unit->block != until) {
        Block *block = unit->block;
        if (has_range(block))
            range_close(compiler, &block->range);
        block_pop(compiler);
        leave_block(compiler, block, span, keeps_top);
    }
}

static void come_back(Compiler *compiler, Departure departure)
{
    Unit *unit = compiler->unit;
    const Block *until = unit->block;
    for (Block *block = departure.block; block != until; block = block->outer) {
        if (has_range(block))
            range_open(compiler, &block->range);
    }
    unit->block = departure.block;
    unit->block_count = departure.block_count;
    unit->depth = departure.depth;
}

/* The loop that `break` and `continue` mean; NULL, with the error reported, where there is none. */
static Block *find_loop(Compiler *compiler, const Node *node)
{
    for (Block *block = compiler->unit->block; block; block = block->outer) {
        if (block->kind == BLOCK_LOOP || block->kind == BLOCK_ITERATION)
            return block;
        if (block->kind == BLOCK_HANDLER_STAR) {
            compiler_complain(compiler, node->span, "%s",
                              "'break', 'continue' and 'return' cannot appear in an except* block");
            return NULL;
        }
    }
    compiler_complain(compiler, node->span,
                      node->kind == NODE_BREAK ? "'%s' outside loop" : "'%s' not properly in loop",
                      node->kind == NODE_BREAK ? "break" : "continue");
    return NULL;
}

void compile_break(Compiler *compiler, const Node *node)
{
    Block *loop = find_loop(compiler, node);
    if (!loop || compiler->unit->is_unreachable || compiler_is_stopped(compiler))
        return;
    Departure departure = depart(compiler);
    unwind(compiler, node->span, loop->outer, false);
    emit_jump(compiler, node->span, OPCODE_JUMP, loop->exit);
    come_back(compiler, departure);
}

void compile_continue(Compiler *compiler, const Node *node)
{
    Block *loop = find_loop(compiler, node);
    if (!loop || compiler->unit->is_unreachable || compiler_is_stopped(compiler))
        return;
    Departure departure = depart(compiler);
    unwind(compiler, node->span, loop, false);
    bool is_back = compiler->unit->labels[loop->again].is_bound;
    emit_jump(compiler, node->span, is_back ? OPCODE_JUMP_BACK : OPCODE_JUMP, loop->again);
    come_back(compiler, departure);
}

static void check_return(Compiler *compiler, const Node *node)
{
    for (const Block *block = compiler->unit->block; block; block = block->outer) {
        if (block->kind == BLOCK_HANDLER_STAR)
            compiler_complain(compiler, node->span, "%s",
                              "'break', 'continue' and 'return' cannot appear in an except* block");
    }
}

void compile_return_value(Compiler *compiler, const Node *node)
{
    const Node *value = node->unary.operand;
    CodeConstant constant = {.kind = CODE_NONE};
    bool is_constant = !value || expression_constant(compiler, value, &constant);
    check_return(compiler, node);
    Departure departure = depart(compiler);
    if (!is_constant)
        compile_expression(compiler, value);
    if (compiler->unit->is_unreachable || compiler_is_stopped(compiler))
        return;
    unwind(compiler, node->span, NULL, !is_constant);
    if (is_constant)
        emit_constant(compiler, node->span, constant);
    emit(compiler, node->span, OPCODE_RETURN, 0);
    come_back(compiler, departure);
}
