/* The first pass over a file's names, continued: statements, definitions and patterns.
 *
 * A definition's defaults, annotations and decorators belong to the scope around it. */
#include "symbols_state.h"

#include <string.h>

static void visit_statements(Collector *collector, NodeList list);

/* ---- patterns ---- */

static void visit_pattern(Collector *collector, const Node *node);

static void visit_patterns(Collector *collector, NodeList list)
{
    for (uint32_t i = 0; i < list.count && !collector->pool->is_full; i++)
        visit_pattern(collector, list.items[i]);
}

static void bind_capture(Collector *collector, TreeText name, SourceSpan span)
{
    if (name.length > 0)
        collect_binding(collector, name, SYMBOL_BOUND, span);
}

static void visit_mapping_pattern(Collector *collector, const Node *node)
{
    for (uint32_t i = 0; i < node->match_mapping.count; i++) {
        collect_expression(collector, node->match_mapping.keys[i]);
        visit_pattern(collector, node->match_mapping.patterns[i]);
    }
    bind_capture(collector, node->match_mapping.rest, node->span);
}

static void visit_class_pattern(Collector *collector, const Node *node)
{
    collect_expression(collector, node->match_class.class_name);
    visit_patterns(collector, node->match_class.patterns);
    for (uint32_t i = 0; i < node->match_class.keyword_count; i++)
        visit_pattern(collector, node->match_class.keyword_patterns[i]);
}

static void visit_pattern(Collector *collector, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_MATCH_VALUE:
    case NODE_MATCH_SINGLETON:
        collect_expression(collector, node->unary.operand);
        break;
    case NODE_MATCH_SEQUENCE:
    case NODE_MATCH_OR:
        visit_patterns(collector, node->list.items);
        break;
    case NODE_MATCH_MAPPING:
        visit_mapping_pattern(collector, node);
        break;
    case NODE_MATCH_CLASS:
        visit_class_pattern(collector, node);
        break;
    case NODE_MATCH_STAR:
        bind_capture(collector, node->name.id, node->span);
        break;
    case NODE_MATCH_AS:
        if (node->match_as.pattern)
            visit_pattern(collector, node->match_as.pattern);
        bind_capture(collector, node->match_as.name, node->span);
        break;
    default:
        break;
    }
}

/* ---- definitions ---- */

static void visit_annotation(Collector *collector, const Node *annotation)
{
    if (annotation && !collector->symbols->has_future_annotations)
        collect_expression(collector, annotation);
}

static void visit_annotations(Collector *collector, const FunctionNode *function)
{
    for (uint32_t i = 0; i < function->parameter_count; i++)
        visit_annotation(collector, function->parameters[i].annotation);
    visit_annotation(collector, function->returns);
}

static void visit_function(Collector *collector, const Node *node)
{
    const FunctionNode *function = &node->function;
    collect_binding(collector, function->name, SYMBOL_BOUND, node->span);
    collect_defaults(collector, function);
    visit_annotations(collector, function);
    collect_expressions(collector, function->decorators);
    if (!collect_enter(collector, SCOPE_FUNCTION, node))
        return;
    collector->scope->is_async = function->is_async;
    collect_parameters(collector, function);
    visit_statements(collector, function->body);
    Scope *scope = collector->scope;
    if (scope->is_async && scope->is_generator && scope->returns_value)
        collect_complain(collector, scope->return_span, "'return' with value in %s", "async generator");
    collect_leave(collector);
}

static void visit_class(Collector *collector, const Node *node)
{
    const ClassNode *class_def = &node->class_def;
    collect_binding(collector, class_def->name, SYMBOL_BOUND, node->span);
    collect_expressions(collector, class_def->bases);
    collect_keywords(collector, class_def->keywords, class_def->keyword_count);
    collect_expressions(collector, class_def->decorators);
    if (!collect_enter(collector, SCOPE_CLASS, node))
        return;
    collector->scope->class_name = class_def->name;
    visit_statements(collector, class_def->body);
    collect_leave(collector);
}

/* ---- statements ---- */

static void visit_return(Collector *collector, const Node *node)
{
    Scope *scope = collector->scope;
    if (scope->kind != SCOPE_FUNCTION)
        collect_complain(collector, node->span, "'%s' outside function", "return");
    if (node->unary.operand && !scope->returns_value) {
        scope->returns_value = true;
        scope->return_span = node->span;
    }
    collect_maybe(collector, node->unary.operand);
}

static void visit_assign(Collector *collector, const Node *node)
{
    collect_expression(collector, node->assign.value);
    for (uint32_t i = 0; i < node->assign.targets.count; i++)
        collect_assignment(collector, node->assign.targets.items[i]);
}

/* What a name that is to be annotated must not be. */
static void annotate_name(Collector *collector, const Node *node)
{
    const Node *target = node->annotated.target;
    Scope *scope = collector->scope;
    Symbol *symbol = collect_symbol(collector, scope, target->name.id);
    bool is_declared = symbol && symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL);
    if (is_declared && scope->kind != SCOPE_MODULE && node->annotated.is_simple) {
        collect_complain(collector, node->span,
                         symbol->flags & SYMBOL_GLOBAL ? "annotated name '%s' can't be global"
                                                       : "annotated name '%s' can't be nonlocal",
                         symbol->name.bytes);
        return;
    }
    if (node->annotated.is_simple || node->annotated.value)
        collect_binding(collector, target->name.id,
                        node->annotated.is_simple ? SYMBOL_BOUND | SYMBOL_ANNOTATED : SYMBOL_BOUND, node->span);
}

static void visit_annotated(Collector *collector, const Node *node)
{
    if (node->annotated.target->kind == NODE_NAME)
        annotate_name(collector, node);
    else
        collect_assignment(collector, node->annotated.target);
    if (node->annotated.is_simple)
        collector->scope->has_annotations = true;
    visit_annotation(collector, node->annotated.annotation);
    collect_maybe(collector, node->annotated.value);
}

static void visit_augmented(Collector *collector, const Node *node)
{
    const Node *target = node->binary.left;
    if (target->kind == NODE_NAME)
        collect_use(collector, target->name.id);
    collect_assignment(collector, target);
    collect_expression(collector, node->binary.right);
}

static void check_async_statement(Collector *collector, const Node *node, const char *what)
{
    const Scope *scope = collector->scope;
    if (scope->kind != SCOPE_FUNCTION || !scope->is_async)
        collect_complain_of_async(collector, node->span, "'%s' outside async function", what);
}

static void visit_for(Collector *collector, const Node *node)
{
    if (node->loop.is_async)
        check_async_statement(collector, node, "async for");
    collect_assignment(collector, node->loop.target);
    collect_expression(collector, node->loop.iterable);
    visit_statements(collector, node->loop.body);
    visit_statements(collector, node->loop.otherwise);
}

/* if and its elifs, which stand in one another's `otherwise`. */
static void visit_if(Collector *collector, const Node *node)
{
    for (;;) {
        NodeList otherwise = node->branch.otherwise;
        collect_expression(collector, node->branch.condition);
        visit_statements(collector, node->branch.body);
        if (otherwise.count != 1 || otherwise.items[0]->kind != NODE_IF) {
            visit_statements(collector, otherwise);
            return;
        }
        node = otherwise.items[0];
    }
}

static void visit_with(Collector *collector, const Node *node)
{
    if (node->with.is_async)
        check_async_statement(collector, node, "async with");
    for (uint32_t i = 0; i < node->with.item_count; i++) {
        collect_expression(collector, node->with.items[i].context);
        if (node->with.items[i].target)
            collect_assignment(collector, node->with.items[i].target);
    }
    visit_statements(collector, node->with.body);
}

static void visit_match(Collector *collector, const Node *node)
{
    collect_expression(collector, node->match.subject);
    for (uint32_t i = 0; i < node->match.case_count && !collector->pool->is_full; i++) {
        const MatchCase *one = &node->match.cases[i];
        visit_pattern(collector, one->pattern);
        collect_maybe(collector, one->guard);
        visit_statements(collector, one->body);
    }
}

static void visit_try(Collector *collector, const Node *node)
{
    visit_statements(collector, node->try_.body);
    for (uint32_t i = 0; i < node->try_.handler_count && !collector->pool->is_full; i++) {
        const ExceptHandler *handler = &node->try_.handlers[i];
        collect_maybe(collector, handler->type);
        if (handler->name.length > 0)
            collect_binding(collector, handler->name, SYMBOL_BOUND, handler->span);
        visit_statements(collector, handler->body);
    }
    visit_statements(collector, node->try_.otherwise);
    visit_statements(collector, node->try_.finally);
}

/* ---- from __future__ import … ---- */

static bool is_future_import(const Node *node)
{
    return node->kind == NODE_IMPORT_FROM && node->import.level == 0 &&
           tree_text_is(node->import.module, "__future__");
}

/* They stand before everything else but the docstring. Whether annotations are text has to be known before the
 * first of them is visited. */
static void read_future(Collector *collector, NodeList body, bool has_docstring)
{
    for (uint32_t i = has_docstring ? 1 : 0; i < body.count && is_future_import(body.items[i]); i++) {
        const Node *node = body.items[i];
        collector->last_future = node;
        for (uint32_t k = 0; k < node->import.name_count; k++) {
            if (tree_text_is(node->import.names[k].name, "annotations"))
                collector->symbols->has_future_annotations = true;
        }
    }
}

static void check_feature(Collector *collector, const Node *node, TreeText name)
{
    static const char *const features[] = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
    };
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        if (tree_text_is(name, features[i]))
            return;
    }
    if (tree_text_is(name, "braces"))
        collect_complain(collector, node->span, "%s", "not a chance");
    else
        collect_complain(collector, node->span, "future feature %s is not defined", name.bytes);
}

static void check_future(Collector *collector, const Node *node)
{
    const Node *last = collector->last_future;
    if (!last || node->span.line > last->span.line || node->span.column > last->span.column)
        collect_complain(collector, node->span, "from __future__ imports must occur at %s",
                         "the beginning of the file");
    for (uint32_t i = 0; i < node->import.name_count; i++)
        check_feature(collector, node, node->import.names[i].name);
}

static void visit_import(Collector *collector, const Node *node)
{
    if (is_future_import(node))
        check_future(collector, node);
    for (uint32_t i = 0; i < node->import.name_count; i++) {
        const ImportName *name = &node->import.names[i];
        if (!tree_text_is(name->name, "*"))
            collect_binding(collector, import_target(name, collector->pool), SYMBOL_IMPORTED, node->span);
        else if (collector->scope->kind != SCOPE_MODULE)
            collect_complain(collector, name->span, "import * only allowed at %s", "module level");
    }
}

/* What the scope has done with a name before its global or nonlocal statement. */
static const char *misuse(const Symbol *symbol, bool is_global)
{
    if (symbol->flags & SYMBOL_PARAMETER)
        return is_global ? "name '%s' is parameter and global" : "name '%s' is parameter and nonlocal";
    if (symbol->flags & SYMBOL_USED)
        return is_global ? "name '%s' is used prior to global declaration"
                         : "name '%s' is used prior to nonlocal declaration";
    if (symbol->flags & SYMBOL_ANNOTATED)
        return is_global ? "annotated name '%s' can't be global" : "annotated name '%s' can't be nonlocal";
    if (symbol->flags & SYMBOL_BOUND)
        return is_global ? "name '%s' is assigned to before global declaration"
                         : "name '%s' is assigned to before nonlocal declaration";
    return NULL;
}

static void visit_declaration(Collector *collector, const Node *node)
{
    bool is_global = node->kind == NODE_GLOBAL;
    if (!is_global && collector->scope->kind == SCOPE_MODULE) {
        collect_complain(collector, node->span, "nonlocal declaration not allowed at %s", "module level");
        return;
    }
    for (uint32_t i = 0; i < node->names.count; i++) {
        Symbol *symbol = collect_symbol(collector, collector->scope, node->names.items[i]);
        if (!symbol)
            return;
        const char *message = misuse(symbol, is_global);
        if (message)
            collect_complain(collector, node->span, message, symbol->name.bytes);
        bool is_both = symbol->flags & (is_global ? SYMBOL_NONLOCAL : SYMBOL_GLOBAL);
        if (is_both)
            collect_complain(collector, symbol->span, "name '%s' is nonlocal and global", symbol->name.bytes);
        if (!(symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)))
            symbol->span = node->span;
        symbol->flags |= is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
    }
}

static void visit_statement(Collector *collector, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_FUNCTION_DEF:
        visit_function(collector, node);
        break;
    case NODE_CLASS_DEF:
        visit_class(collector, node);
        break;
    case NODE_RETURN:
        visit_return(collector, node);
        break;
    case NODE_DELETE:
        for (uint32_t i = 0; i < node->list.items.count; i++)
            collect_delete(collector, node->list.items.items[i]);
        break;
    case NODE_ASSIGN:
        visit_assign(collector, node);
        break;
    case NODE_AUG_ASSIGN:
        visit_augmented(collector, node);
        break;
    case NODE_ANN_ASSIGN:
        visit_annotated(collector, node);
        break;
    case NODE_FOR:
        visit_for(collector, node);
        break;
    case NODE_WHILE:
        collect_expression(collector, node->loop.iterable);
        visit_statements(collector, node->loop.body);
        visit_statements(collector, node->loop.otherwise);
        break;
    case NODE_IF:
        visit_if(collector, node);
        break;
    case NODE_WITH:
        visit_with(collector, node);
        break;
    case NODE_MATCH:
        visit_match(collector, node);
        break;
    case NODE_RAISE:
    case NODE_ASSERT:
        collect_maybe(collector, node->pair.first);
        collect_maybe(collector, node->pair.second);
        break;
    case NODE_TRY:
        visit_try(collector, node);
        break;
    case NODE_IMPORT:
    case NODE_IMPORT_FROM:
        visit_import(collector, node);
        break;
    case NODE_GLOBAL:
    case NODE_NONLOCAL:
        visit_declaration(collector, node);
        break;
    case NODE_EXPR_STATEMENT:
        collect_expression(collector, node->unary.operand);
        break;
    default:
        break; /* pass, break, continue */
    }
}

static void visit_statements(Collector *collector, NodeList list)
{
    for (uint32_t i = 0; i < list.count && !collector->pool->is_full; i++)
        visit_statement(collector, list.items[i]);
}

/* ---- the module ---- */

Scope *symbols_of(Symbols *symbols, const Node *module)
{
    Collector collector = {.symbols = symbols, .pool = symbols->pool};
    if (!collect_enter(&collector, SCOPE_MODULE, module))
        return NULL;
    read_future(&collector, module->block.body, module->block.docstring.bytes != NULL);
    visit_statements(&collector, module->block.body);
    if (!symbols->pool->is_full)
        symbols_resolve(symbols, collector.scope);
    return symbols->pool->is_full ? NULL : collector.scope;
}
