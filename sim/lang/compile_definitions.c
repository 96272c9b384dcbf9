/* Functions and lambdas: their defaults, annotations and decorators, and the units of their bodies. */
#include "compiler_state.h"

/* ---- names ---- */

/* Whether the definition's name was declared global where it stands. */
static bool is_declared_global(const Scope *scope, TreeText name)
{
    const Symbol *symbol = scope_symbol(scope, name);
    return symbol && symbol->place == PLACE_DECLARED_GLOBAL;
}

/* What a qualified name begins with: that of the definition around, with `.<locals>` for a function's. */
static void add_prefix(const Unit *outer, Text *out)
{
    if (outer->code->flags & CODE_MODULE)
        return;
    text_add_bytes(out, outer->code->qualname.bytes, outer->code->qualname.length);
    bool is_function = scope_unit(outer->scope)->kind == SCOPE_FUNCTION;
    text_add(out, is_function ? ".<locals>." : ".");
}

static TreeText qualified_name(Compiler *compiler, const Unit *outer, const Scope *scope, TreeText name)
{
    bool is_definition = scope->node->kind == NODE_FUNCTION_DEF || scope->node->kind == NODE_CLASS_DEF;
    TreeText stored = name_mangled(outer->scope->class_name, name, compiler->pool);
    Text text = {0};
    if (!is_definition || !is_declared_global(outer->scope, stored))
        add_prefix(outer, &text);
    text_add_bytes(&text, name.bytes, name.length);
    TreeText qualname = {pool_copy(compiler->pool, text_string(&text), text.length), (uint32_t)text.length};
    text_release(&text);
    return qualname;
}

void unit_begin_named(Compiler *compiler, Unit *unit, Scope *scope, TreeText name)
{
    const Unit *outer = compiler->unit;
    unit_begin(compiler, unit, scope);
    if (compiler_is_stopped(compiler))
        return;
    unit->code->name = name;
    unit->code->qualname = qualified_name(compiler, outer, scope, name);
    unit->code->first_line = scope->node->span.line;
}

uint32_t first_line_of(const Node *node, NodeList decorators)
{
    return decorators.count > 0 ? decorators.items[0]->span.line : node->span.line;
}

/* ---- docstrings ---- */

static bool is_docstring(NodeList body)
{
    if (body.count == 0 || body.items[0]->kind != NODE_EXPR_STATEMENT)
        return false;
    const Node *value = body.items[0]->unary.operand;
    return value->kind == NODE_CONSTANT && value->constant.kind == CONSTANT_STR;
}

TreeText body_docstring(NodeList body, Pool *pool)
{
    if (!is_docstring(body))
        return (TreeText){NULL, 0};
    return docstring_cleaned(body.items[0]->unary.operand->constant.string, pool);
}

NodeList body_without_docstring(NodeList body)
{
    if (is_docstring(body))
        return (NodeList){body.items + 1, body.count - 1};
    return body;
}

/* ---- bodies ---- */

static void describe_parameters(CodeUnit *code, const FunctionNode *function)
{
    for (uint32_t i = 0; i < function->parameter_count; i++) {
        switch (function->parameters[i].kind) {
        case PARAMETER_POSITIONAL_ONLY:
            code->positional_only++;
            code->positional++;
            break;
        case PARAMETER_NORMAL:
            code->positional++;
            break;
        case PARAMETER_VAR_POSITIONAL:
            code->flags |= CODE_VAR_POSITIONAL;
            break;
        case PARAMETER_KEYWORD_ONLY:
            code->keyword_only++;
            break;
        case PARAMETER_VAR_KEYWORD:
            code->flags |= CODE_VAR_KEYWORD;
            break;
        }
    }
}

static uint32_t function_flags(const Scope *scope)
{
    if (scope->is_async)
        return scope->is_generator ? CODE_ASYNC_GENERATOR : CODE_COROUTINE;
    return scope->is_generator ? CODE_GENERATOR : 0;
}

static CodeUnit *compile_function_body(Compiler *compiler, const Node *node, Scope *scope)
{
    const FunctionNode *function = &node->function;
    bool is_lambda = node->kind == NODE_LAMBDA;
    Unit unit;
    unit_begin_named(compiler, &unit, scope, function->name);
    if (compiler_is_stopped(compiler))
        return unit_finish(compiler);
    unit.code->flags |= function_flags(scope);
    unit.code->first_line = first_line_of(node, function->decorators);
    if (!is_lambda)
        unit.code->docstring = body_docstring(function->body, compiler->pool);
    describe_parameters(unit.code, function);
    compile_locals(compiler);
    compile_statements(compiler, is_lambda ? function->body : body_without_docstring(function->body));
    emit_end(compiler, node->span);
    return unit_finish(compiler);
}

/* ---- what stands on the stack for MAKE_FUNCTION ---- */

void compile_make_function(Compiler *compiler, SourceSpan span, const Scope *scope, CodeUnit *code, uint32_t flags)
{
    enum { CLOSURE = 8 };
    if (!code || compiler_is_stopped(compiler))
        return;
    if (compile_closure(compiler, span, scope))
        flags |= CLOSURE;
    uint32_t number = unit_constant(compiler, (CodeConstant){.kind = CODE_UNIT, .unit = code});
    emit_wide(compiler, span, OPCODE_MAKE_FUNCTION, number, flags);
}

/* Defaults of parameters that can be given by position, as a tuple. */
static bool compile_defaults(Compiler *compiler, const Node *node)
{
    const FunctionNode *function = &node->function;
    NodeList defaults = {pool_alloc(compiler->pool, function->parameter_count * sizeof(Node *)), 0};
    for (uint32_t i = 0; i < function->parameter_count && !compiler_is_stopped(compiler); i++) {
        const Parameter *parameter = &function->parameters[i];
        if (parameter->default_value && parameter->kind != PARAMETER_KEYWORD_ONLY)
            defaults.items[defaults.count++] = parameter->default_value;
    }
    if (defaults.count > 0)
        compile_values_as_tuple(compiler, node->span, defaults);
    return defaults.count > 0;
}

static void emit_pair_name(Compiler *compiler, SourceSpan span, TreeText name)
{
    emit_string(compiler, span, compiler_mangled(compiler, name));
}

static bool compile_keyword_defaults(Compiler *compiler, const Node *node)
{
    const FunctionNode *function = &node->function;
    bool is_begun = false;
    for (uint32_t i = 0; i < function->parameter_count; i++) {
        const Parameter *parameter = &function->parameters[i];
        if (!parameter->default_value || parameter->kind != PARAMETER_KEYWORD_ONLY)
            continue;
        if (!is_begun)
            emit(compiler, node->span, OPCODE_BUILD_DICT, 0);
        is_begun = true;
        emit_pair_name(compiler, node->span, parameter->name);
        compile_expression(compiler, parameter->default_value);
        emit(compiler, node->span, OPCODE_DICT_ADD, 1);
    }
    return is_begun;
}

void compile_annotation(Compiler *compiler, const Node *annotation)
{
    if (compiler->symbols.has_future_annotations) {
        emit_string(compiler, annotation->span, tree_unparse(annotation, compiler->pool));
    } else if (annotation->kind == NODE_STARRED) { /* *args: *Types */
        compile_expression(compiler, annotation->unary.operand);
        emit(compiler, annotation->span, OPCODE_UNPACK_SEQUENCE, 1);
    } else {
        compile_expression(compiler, annotation);
    }
}

static void compile_pair(Compiler *compiler, SourceSpan span, TreeText name, const Node *annotation, bool *is_begun)
{
    if (!annotation)
        return;
    if (!*is_begun)
        emit(compiler, span, OPCODE_BUILD_DICT, 0);
    *is_begun = true;
    emit_pair_name(compiler, span, name);
    compile_annotation(compiler, annotation);
    emit(compiler, span, OPCODE_DICT_ADD, 1);
}

/* CPython looks at normal parameters before the positional-only ones. */
static bool compile_annotations(Compiler *compiler, const Node *node)
{
    static const ParameterKind order[] = {PARAMETER_NORMAL, PARAMETER_POSITIONAL_ONLY, PARAMETER_VAR_POSITIONAL,
                                          PARAMETER_KEYWORD_ONLY, PARAMETER_VAR_KEYWORD};
    const FunctionNode *function = &node->function;
    bool is_begun = false;
    for (size_t kind = 0; kind < sizeof order / sizeof *order; kind++) {
        for (uint32_t i = 0; i < function->parameter_count; i++) {
            const Parameter *parameter = &function->parameters[i];
            if (parameter->kind == order[kind])
                compile_pair(compiler, node->span, parameter->name, parameter->annotation, &is_begun);
        }
    }
    compile_pair(compiler, node->span, (TreeText){"return", 6}, function->returns, &is_begun);
    return is_begun;
}

static void compile_function_value(Compiler *compiler, const Node *node)
{
    uint32_t flags = 0;
    flags |= compile_defaults(compiler, node) ? 1u : 0;
    flags |= compile_keyword_defaults(compiler, node) ? 2u : 0;
    flags |= compile_annotations(compiler, node) ? 4u : 0;
    Scope *scope = scope_child(compiler->unit->scope, node);
    if (!scope || compiler_is_stopped(compiler))
        return;
    CodeUnit *code = compile_function_body(compiler, node, scope);
    compile_make_function(compiler, node->span, scope, code, flags);
}

/* ---- the statement ---- */

/* Each decorator has its line, and so has the definition. */
void compile_decorators(Compiler *compiler, NodeList decorators, SourceSpan definition)
{
    for (uint32_t i = 0; i < decorators.count; i++) {
        const Node *decorator = decorators.items[i];
        emit_line(compiler, decorator->span);
        compile_expression(compiler, decorator);
        emit(compiler, decorator->span, OPCODE_PUSH_EMPTY, 0);
    }
    emit_line(compiler, definition);
}

void compile_decoration(Compiler *compiler, NodeList decorators)
{
    for (uint32_t i = decorators.count; i > 0; i--)
        emit(compiler, decorators.items[i - 1]->span, OPCODE_CALL, 1);
}

void compile_function(Compiler *compiler, const Node *node)
{
    compile_decorators(compiler, node->function.decorators, node->span);
    compile_function_value(compiler, node);
    compile_decoration(compiler, node->function.decorators);
    compile_store(compiler, node->span, node->function.name);
}

void compile_lambda(Compiler *compiler, const Node *node)
{
    compile_function_value(compiler, node);
}
