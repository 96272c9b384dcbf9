/* Statements: each leaves the stack as it found it. */
#include "compiler_state.h"

static void compile_simple_assign(Compiler *compiler, const Node *node)
{
    NodeList targets = node->assign.targets;
    compile_expression(compiler, node->assign.value);
    for (uint32_t i = 0; i < targets.count; i++) {
        if (i + 1 < targets.count)
            emit(compiler, node->span, OPCODE_COPY, 1);
        compile_assign(compiler, targets.items[i]);
    }
}

static void compile_expression_statement(Compiler *compiler, const Node *node)
{
    if (node->unary.operand->kind == NODE_CONSTANT)
        return;
    compile_expression(compiler, node->unary.operand);
    emit(compiler, node->span, OPCODE_POP_TOP, 0);
}

static void compile_raise(Compiler *compiler, const Node *node)
{
    uint32_t count = 0;
    if (node->pair.first) {
        compile_expression(compiler, node->pair.first);
        count++;
    }
    if (node->pair.second) {
        compile_expression(compiler, node->pair.second);
        count++;
    }
    emit(compiler, node->span, OPCODE_RAISE, count);
}

static void compile_assert(Compiler *compiler, const Node *node)
{
    SourceSpan span = node->pair.first->span;
    JumpLabel end = label_new(compiler);
    warn_of_assertion(compiler, node);
    compile_jump_if(compiler, node->pair.first, true, end);
    emit(compiler, span, OPCODE_LOAD_ASSERTION_ERROR, 0);
    if (node->pair.second) {
        emit(compiler, span, OPCODE_PUSH_EMPTY, 0);
        compile_expression(compiler, node->pair.second);
        emit(compiler, span, OPCODE_CALL, 1);
    }
    emit(compiler, span, OPCODE_RAISE, 1);
    label_bind(compiler, end);
}

/* ---- import ---- */

static void emit_import(Compiler *compiler, SourceSpan span, TreeText name)
{
    emit(compiler, span, OPCODE_IMPORT_NAME, unit_name(compiler, name));
}

/* `import a.b` loads a.b and binds a; `import a.b as c` binds a.b. */
static void compile_import(Compiler *compiler, const Node *node)
{
    for (uint32_t i = 0; i < node->import.name_count; i++) {
        const ImportName *import = &node->import.names[i];
        TreeText target = import_target(import, compiler->pool);
        bool is_inner = import->as_name.length == 0 && target.length < import->name.length;
        emit_import(compiler, node->span, import->name);
        if (is_inner) {
            emit(compiler, node->span, OPCODE_POP_TOP, 0);
            emit_import(compiler, node->span, target);
        }
        compile_store(compiler, node->span, target);
    }
}

static void compile_import_from(Compiler *compiler, const Node *node)
{
    emit_import(compiler, node->span, node->import.module);
    for (uint32_t i = 0; i < node->import.name_count; i++) {
        const ImportName *import = &node->import.names[i];
        emit(compiler, node->span, OPCODE_IMPORT_FROM, unit_name(compiler, import->name));
        compile_store(compiler, node->span, import->as_name.length > 0 ? import->as_name : import->name);
    }
    emit(compiler, node->span, OPCODE_POP_TOP, 0);
}

/* ---- lines ---- */

/* Whether the statement is a place at which a run can stop, and that place is its first line. Those that are not
 * write their lines themselves, or are no code. */
static bool has_line(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_FUNCTION_DEF:
    case NODE_CLASS_DEF:
    case NODE_IF:
    case NODE_WHILE:
    case NODE_GLOBAL:
    case NODE_NONLOCAL:
        return false;
    default:
        return true;
    }
}

static void compile_kind(Compiler *compiler, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_FUNCTION_DEF:
        compile_function(compiler, node);
        break;
    case NODE_CLASS_DEF:
        compile_class(compiler, node);
        break;
    case NODE_RETURN:
        compile_return_value(compiler, node);
        break;
    case NODE_DELETE:
        for (uint32_t i = 0; i < node->list.items.count; i++)
            compile_delete_target(compiler, node->list.items.items[i]);
        break;
    case NODE_ASSIGN:
        compile_simple_assign(compiler, node);
        break;
    case NODE_AUG_ASSIGN:
        compile_augmented(compiler, node);
        break;
    case NODE_ANN_ASSIGN:
        compile_annotated(compiler, node);
        break;
    case NODE_FOR:
        compile_for(compiler, node);
        break;
    case NODE_WHILE:
        compile_while(compiler, node);
        break;
    case NODE_IF:
        compile_if(compiler, node);
        break;
    case NODE_WITH:
        compile_with(compiler, node);
        break;
    case NODE_MATCH:
        compile_match(compiler, node);
        break;
    case NODE_RAISE:
        compile_raise(compiler, node);
        break;
    case NODE_TRY:
        compile_try(compiler, node);
        break;
    case NODE_ASSERT:
        compile_assert(compiler, node);
        break;
    case NODE_IMPORT:
        compile_import(compiler, node);
        break;
    case NODE_IMPORT_FROM:
        compile_import_from(compiler, node);
        break;
    case NODE_EXPR_STATEMENT:
        compile_expression_statement(compiler, node);
        break;
    case NODE_BREAK:
        compile_break(compiler, node);
        break;
    case NODE_CONTINUE:
        compile_continue(compiler, node);
        break;
    default:
        break; /* pass, global, nonlocal */
    }
}

static void compile_statement(Compiler *compiler, const Node *node)
{
    Unit *unit = compiler->unit;
    uint32_t depth = unit->depth;
    if (has_line(node))
        emit_line(compiler, node->span);
    compile_kind(compiler, node);
    assert(unit->is_unreachable || compiler_is_stopped(compiler) || unit->depth == depth);
    unit->depth = depth;
}

void compile_statements(Compiler *compiler, NodeList list)
{
    for (uint32_t i = 0; i < list.count && !compiler_is_stopped(compiler); i++)
        compile_statement(compiler, list.items[i]);
}
