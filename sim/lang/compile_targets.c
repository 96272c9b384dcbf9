/* What can stand left of `=`: assigning, deleting, augmented and annotated assignment. */
#include "compiler_state.h"

/* ---- assignment ---- */

/* The star's place among the targets; their number where there is none. */
static uint32_t star_index(NodeList list)
{
    uint32_t at = 0;
    while (at < list.count && list.items[at]->kind != NODE_STARRED)
        at++;
    return at;
}

static void compile_unpacking(Compiler *compiler, const Node *target)
{
    enum { BEFORE_MOST = 0xFF, BEHIND_MOST = 0xFFFF };
    NodeList list = target->list.items;
    uint32_t before = star_index(list), behind = list.count - before - 1;
    if (before == list.count) {
        emit(compiler, target->span, OPCODE_UNPACK_SEQUENCE, list.count);
    } else if (before > BEFORE_MOST || behind > BEHIND_MOST) {
        compiler_complain(compiler, target->span, "too many expressions in %s assignment", "star-unpacking");
        emit(compiler, target->span, OPCODE_POP_TOP, 0);
        return;
    } else {
        emit(compiler, target->span, OPCODE_UNPACK_EX, before | behind << 8);
    }
    for (uint32_t i = 0; i < list.count; i++) {
        const Node *item = list.items[i];
        compile_assign(compiler, item->kind == NODE_STARRED ? item->unary.operand : item);
    }
}

void compile_assign(Compiler *compiler, const Node *target)
{
    if (compiler_is_stopped(compiler))
        return;
    switch ((int)target->kind) {
    case NODE_NAME:
        compile_store(compiler, target->span, target->name.id);
        break;
    case NODE_ATTRIBUTE:
        compile_expression(compiler, target->attribute.value);
        emit_attribute(compiler, attribute_span(target->span, target), OPCODE_STORE_ATTR, target->attribute.name);
        break;
    case NODE_SUBSCRIPT:
        compile_expression(compiler, target->pair.first);
        compile_expression(compiler, target->pair.second);
        emit(compiler, target->span, OPCODE_STORE_SUBSCRIPT, 0);
        break;
    default: /* a tuple or list */
        compile_unpacking(compiler, target);
    }
}

/* ---- del ---- */

void compile_delete_target(Compiler *compiler, const Node *target)
{
    if (compiler_is_stopped(compiler))
        return;
    switch ((int)target->kind) {
    case NODE_NAME:
        compile_delete(compiler, target->span, target->name.id);
        break;
    case NODE_ATTRIBUTE:
        compile_expression(compiler, target->attribute.value);
        emit_attribute(compiler, attribute_span(target->span, target), OPCODE_DELETE_ATTR, target->attribute.name);
        break;
    case NODE_SUBSCRIPT:
        compile_expression(compiler, target->pair.first);
        compile_expression(compiler, target->pair.second);
        emit(compiler, target->span, OPCODE_DELETE_SUBSCRIPT, 0);
        break;
    default: /* a tuple or list */
        for (uint32_t i = 0; i < target->list.items.count; i++)
            compile_delete_target(compiler, target->list.items.items[i]);
    }
}

/* ---- augmented assignment ---- */

/* Read the target; what stands on the stack below its value is needed for the store. */
static void load_for_augmented(Compiler *compiler, const Node *target)
{
    SourceSpan span = target->span;
    switch ((int)target->kind) {
    case NODE_NAME:
        compile_load(compiler, span, target->name.id);
        break;
    case NODE_ATTRIBUTE:
        compile_expression(compiler, target->attribute.value);
        emit(compiler, span, OPCODE_COPY, 1);
        emit_attribute(compiler, attribute_span(span, target), OPCODE_LOAD_ATTR, target->attribute.name);
        break;
    default:
        compile_expression(compiler, target->pair.first);
        compile_expression(compiler, target->pair.second);
        emit(compiler, span, OPCODE_COPY, 2);
        emit(compiler, span, OPCODE_COPY, 2);
        emit(compiler, span, OPCODE_LOAD_SUBSCRIPT, 0);
    }
}

static void store_augmented(Compiler *compiler, const Node *target)
{
    SourceSpan span = target->span;
    switch ((int)target->kind) {
    case NODE_NAME:
        compile_store(compiler, span, target->name.id);
        break;
    case NODE_ATTRIBUTE: /* [object value] */
        emit(compiler, span, OPCODE_SWAP, 2);
        emit_attribute(compiler, attribute_span(span, target), OPCODE_STORE_ATTR, target->attribute.name);
        break;
    default: /* [object index value] */
        emit(compiler, span, OPCODE_SWAP, 3);
        emit(compiler, span, OPCODE_SWAP, 2);
        emit(compiler, span, OPCODE_STORE_SUBSCRIPT, 0);
    }
}

void compile_augmented(Compiler *compiler, const Node *node)
{
    load_for_augmented(compiler, node->binary.left);
    compile_expression(compiler, node->binary.right);
    emit(compiler, node->span, OPCODE_INPLACE, node->binary.op);
    store_augmented(compiler, node->binary.left);
}

/* ---- annotated assignment ---- */

/* Functions do not evaluate annotations of their variables. */
static bool keeps_annotations(const Compiler *compiler)
{
    ScopeKind kind = compiler->unit->scope->kind;
    return kind == SCOPE_MODULE || kind == SCOPE_CLASS;
}

static void compile_simple_annotation(Compiler *compiler, const Node *node)
{
    TreeText name = compiler_mangled(compiler, node->annotated.target->name.id);
    compile_annotation(compiler, node->annotated.annotation);
    if (compiler->unit->scope->kind == SCOPE_CLASS) {
        emit(compiler, node->span, OPCODE_STORE_ANNOTATION, unit_name(compiler, name));
        return;
    }
    compile_load_global(compiler, node->span, "__annotations__");
    emit_string(compiler, node->span, name);
    emit(compiler, node->span, OPCODE_STORE_SUBSCRIPT, 0);
}

static void evaluate(Compiler *compiler, const Node *node)
{
    compile_expression(compiler, node);
    emit(compiler, node->span, OPCODE_POP_TOP, 0);
}

/* `a.b: int` without a value evaluates a, as CPython does. */
static void evaluate_target(Compiler *compiler, const Node *target)
{
    if (target->kind == NODE_ATTRIBUTE) {
        evaluate(compiler, target->attribute.value);
    } else if (target->kind == NODE_SUBSCRIPT) {
        evaluate(compiler, target->pair.first);
        evaluate(compiler, target->pair.second);
    }
}

void compile_annotated(Compiler *compiler, const Node *node)
{
    if (node->annotated.value) {
        compile_expression(compiler, node->annotated.value);
        compile_assign(compiler, node->annotated.target);
    } else {
        evaluate_target(compiler, node->annotated.target);
    }
    if (!keeps_annotations(compiler))
        return;
    if (node->annotated.is_simple)
        compile_simple_annotation(compiler, node);
    else if (!compiler->symbols.has_future_annotations)
        evaluate(compiler, node->annotated.annotation);
}
