/* The compiler's entrance: the module's own code. */
#include "compiler_state.h"

static void store_docstring(Compiler *compiler, SourceSpan span, TreeText docstring)
{
    if (!docstring.bytes)
        return;
    emit_string(compiler, span, docstring);
    compile_store(compiler, span, (TreeText){"__doc__", 7});
}

static void make_annotations(Compiler *compiler, const Scope *scope)
{
    if (!scope->has_annotations)
        return;
    emit(compiler, scope->node->span, OPCODE_BUILD_DICT, 0);
    compile_store(compiler, scope->node->span, (TreeText){"__annotations__", 15});
}

static CodeUnit *compile_body(Compiler *compiler, const Node *module, Scope *scope)
{
    Unit unit;
    NodeList body = module->block.body;
    SourceSpan start = {1, 1, 1, 1};
    unit_begin(compiler, &unit, scope);
    if (compiler_is_stopped(compiler))
        return unit_finish(compiler);
    unit.code->flags |= CODE_MODULE;
    unit.code->name = unit.code->qualname = (TreeText){"<module>", 8};
    unit.code->first_line = 1;
    unit.code->docstring = body_docstring(body, compiler->pool);
    store_docstring(compiler, start, unit.code->docstring);
    make_annotations(compiler, scope);
    compile_statements(compiler, body_without_docstring(body));
    emit_end(compiler, start);
    return unit_finish(compiler);
}

static void complain_of_size(Compiler *compiler)
{
    const SourceSpan nowhere = {0};
    diagnostics_add(compiler->diagnostics, DIAGNOSTIC_SYNTAX, nowhere, "split it, or leave something out",
                    "this file is too large");
}

ModuleUnit *compile_module(const Node *module, unsigned flags, Pool *pool, Diagnostics *diagnostics)
{
    Compiler compiler = {.pool = pool, .diagnostics = diagnostics, .flags = flags};
    size_t errors = diagnostics->error_count;
    compiler.symbols = (Symbols){.pool = pool, .diagnostics = diagnostics};
    Scope *scope = symbols_of(&compiler.symbols, module);
    ModuleUnit *unit = pool_alloc(pool, sizeof *unit);
    if (scope && !pool->is_full)
        unit->body = compile_body(&compiler, module, scope);
    if (pool->is_full || compiler.is_too_large)
        complain_of_size(&compiler);
    if (diagnostics->error_count > errors)
        return NULL;
    unit->global_names = compiler.globals.names;
    unit->global_count = compiler.globals.count;
    return unit;
}
