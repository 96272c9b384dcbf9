/* Class statements. The body is a function that fills a namespace, which BUILD_CLASS calls. */
#include "compiler_state.h"

static void store_constant(Compiler *compiler, SourceSpan span, CodeConstant constant, const char *name)
{
    emit_constant(compiler, span, constant);
    emit(compiler, span, OPCODE_STORE_NAME, unit_name(compiler, (TreeText){name, (uint32_t)strlen(name)}));
}

/* The names that the methods assign through self. */
static void store_self_names(Compiler *compiler, SourceSpan span)
{
    const NameTable *names = &compiler->unit->scope->self_names;
    CodeConstant tuple = {.kind = CODE_TUPLE};
    tuple.tuple.items = pool_alloc(compiler->pool, names->count * sizeof *tuple.tuple.items);
    tuple.tuple.count = names->count;
    if (compiler_is_stopped(compiler))
        return;
    for (uint32_t i = 0; i < names->count; i++)
        tuple.tuple.items[i] = constant_of_text(names->names[i]);
    store_constant(compiler, span, tuple, "__static_attributes__");
}

/* The body gives back the cell that is to hold the class, or None. */
static void compile_epilogue(Compiler *compiler, SourceSpan span)
{
    const Symbol *cell = compiler->unit->scope->class_cell;
    store_self_names(compiler, span);
    if (cell)
        emit(compiler, span, OPCODE_LOAD_CLOSURE, cell->number);
    else
        emit_none(compiler, span);
    emit(compiler, span, OPCODE_RETURN, 0);
}

static CodeUnit *compile_class_body(Compiler *compiler, const Node *node, Scope *scope)
{
    const ClassNode *class_def = &node->class_def;
    Unit unit;
    unit_begin_named(compiler, &unit, scope, class_def->name);
    if (compiler_is_stopped(compiler))
        return unit_finish(compiler);
    unit.code->flags |= CODE_CLASS_BODY;
    unit.code->first_line = first_line_of(node, class_def->decorators);
    unit.code->docstring = body_docstring(class_def->body, compiler->pool);
    compile_locals(compiler);
    store_constant(compiler, node->span, constant_of_int(unit.code->first_line), "__firstlineno__");
    compile_statements(compiler, body_without_docstring(class_def->body));
    compile_epilogue(compiler, node->span);
    return unit_finish(compiler);
}

void compile_class(Compiler *compiler, const Node *node)
{
    const ClassNode *class_def = &node->class_def;
    SourceSpan span = node->span;
    compile_decorators(compiler, class_def->decorators, span);
    Scope *scope = scope_child(compiler->unit->scope, node);
    if (!scope || compiler_is_stopped(compiler))
        return;
    compile_make_function(compiler, span, scope, compile_class_body(compiler, node, scope), 0);
    emit_string(compiler, span, class_def->name);
    compile_values_as_tuple(compiler, span, class_def->bases);
    if (class_def->keyword_count > 0)
        compile_keywords(compiler, span, class_def->keywords, class_def->keyword_count);
    emit(compiler, span, OPCODE_BUILD_CLASS, class_def->keyword_count > 0);
    compile_decoration(compiler, class_def->decorators);
    compile_store(compiler, span, class_def->name);
}
