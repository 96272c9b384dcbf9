/* The first pass over a file's names: what each scope does with each name.
 *
 * Visits statements and expressions in the order in which CPython's symtable does, which is the order of the file
 * but for definitions: their defaults, annotations and decorators belong to the scope around them. */
#include "symbols.h"

#include <string.h>

typedef struct Collector {
    Symbols *symbols;
    Pool *pool;
    Scope *scope;
} Collector;

static void visit(Collector *collector, const Node *node);
static void visit_statements(Collector *collector, NodeList list);

static void complain(Collector *collector, SourceSpan span, const char *format, const char *word)
{
    diagnostics_add(collector->symbols->diagnostics, DIAGNOSTIC_SYNTAX, span, NULL, format, word);
}

/* ---- scopes ---- */

static Scope *scope_new(Collector *collector, ScopeKind kind, const Node *node)
{
    Scope *scope = pool_alloc(collector->pool, sizeof *scope);
    Scope *parent = collector->scope;
    if (collector->pool->is_full)
        return NULL;
    scope->kind = kind;
    scope->node = node;
    scope->parent = parent;
    scope->class_name = (TreeText){"", 0};
    if (!parent)
        return scope;
    scope->class_name = parent->class_name;
    scope->is_iterable = parent->is_iterable;
    parent->children = pool_room(collector->pool, parent->children, parent->child_count, sizeof(Scope *));
    if (!collector->pool->is_full)
        parent->children[parent->child_count++] = scope;
    return scope;
}

/* Go into a new scope; false where the pool is full. */
static bool enter(Collector *collector, ScopeKind kind, const Node *node)
{
    Scope *scope = scope_new(collector, kind, node);
    if (scope)
        collector->scope = scope;
    return scope != NULL;
}

static void leave(Collector *collector)
{
    collector->scope = collector->scope->parent;
}

static bool is_comprehension(const Scope *scope)
{
    return scope->kind == SCOPE_COMPREHENSION || scope->kind == SCOPE_GENERATOR_EXP;
}

/* ---- names ---- */

/* The symbol of a name in a scope, new where it is new; NULL where the pool is full. */
static Symbol *symbol_in(Collector *collector, Scope *scope, TreeText name)
{
    Pool *pool = collector->pool;
    uint32_t before = scope->names.count;
    uint32_t number = name_table_add(&scope->names, name_mangled(scope->class_name, name, pool), pool);
    if (!pool->is_full && scope->names.count > before) {
        scope->symbols = pool_room(pool, scope->symbols, before, sizeof(Symbol *));
        Symbol *symbol = pool_alloc(pool, sizeof *symbol);
        if (pool->is_full)
            return NULL;
        symbol->name = scope->names.names[number];
        scope->symbols[number] = symbol;
    }
    return pool->is_full ? NULL : scope->symbols[number];
}

static void use(Collector *collector, TreeText name)
{
    Symbol *symbol = symbol_in(collector, collector->scope, name);
    if (symbol)
        symbol->flags |= SYMBOL_USED;
}

/* A comprehension's `for` binds a name that a `:=` in it has bound already outside of it. */
static bool rebinds_walrus(const Symbol *symbol, uint32_t flags)
{
    return (flags & SYMBOL_ITERATION) && (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL));
}

static void bind(Collector *collector, TreeText name, uint32_t flags, SourceSpan span)
{
    if (tree_text_is(name, "__debug__"))
        complain(collector, span, "cannot assign to %s", "__debug__");
    Symbol *symbol = symbol_in(collector, collector->scope, name);
    if (!symbol)
        return;
    if (flags & symbol->flags & SYMBOL_PARAMETER)
        complain(collector, span, "duplicate argument '%s' in function definition", symbol->name.bytes);
    if (rebinds_walrus(symbol, flags))
        complain(collector, span, "comprehension inner loop cannot rebind assignment expression target '%s'",
                 symbol->name.bytes);
    symbol->flags |= flags;
}

/* The targets of assignments, `for`, `with` and comprehensions. `flags` are those that the names in it get. */
static void bind_target(Collector *collector, const Node *target, uint32_t flags)
{
    switch ((int)target->kind) {
    case NODE_NAME:
        bind(collector, target->name.id, flags, target->span);
        break;
    case NODE_TUPLE:
    case NODE_LIST:
        for (uint32_t i = 0; i < target->list.items.count; i++)
            bind_target(collector, target->list.items.items[i], flags);
        break;
    case NODE_STARRED:
        bind_target(collector, target->unary.operand, flags);
        break;
    case NODE_ATTRIBUTE:
        if (tree_text_is(target->attribute.name, "__debug__"))
            complain(collector, target->span, "cannot assign to %s", "__debug__");
        visit(collector, target);
        break;
    default:
        visit(collector, target);
    }
}

/* `del x` binds like an assignment. */
static void visit_delete(Collector *collector, const Node *target)
{
    if (target->kind == NODE_NAME && tree_text_is(target->name.id, "__debug__"))
        complain(collector, target->span, "cannot delete %s", "__debug__");
    else if (target->kind == NODE_TUPLE || target->kind == NODE_LIST)
        for (uint32_t i = 0; i < target->list.items.count; i++)
            visit_delete(collector, target->list.items.items[i]);
    else
        bind_target(collector, target, SYMBOL_BOUND);
}

/* ---- self.name = … ---- */

/* The class whose method the scope is, or NULL. */
static Scope *class_of_method(const Scope *scope)
{
    bool is_method = scope->kind == SCOPE_FUNCTION && scope->parent && scope->parent->kind == SCOPE_CLASS;
    return is_method ? scope->parent : NULL;
}

static void note_self_attribute(Collector *collector, const Node *target)
{
    Scope *class_scope = class_of_method(collector->scope);
    if (!class_scope || target->kind != NODE_ATTRIBUTE || target->attribute.value->kind != NODE_NAME)
        return;
    if (tree_text_is(target->attribute.value->name.id, "self"))
        name_table_add(&class_scope->self_names,
                       name_mangled(collector->scope->class_name, target->attribute.name, collector->pool),
                       collector->pool);
}

static void assign_target(Collector *collector, const Node *target)
{
    note_self_attribute(collector, target);
    bind_target(collector, target, SYMBOL_BOUND);
}

/* ---- expressions ---- */

static void visit_list(Collector *collector, NodeList list)
{
    for (uint32_t i = 0; i < list.count && !collector->pool->is_full; i++)
        visit(collector, list.items[i]);
}

static void visit_maybe(Collector *collector, const Node *node)
{
    if (node)
        visit(collector, node);
}

/* Where `super` or `__class__` is used in a function, the class's own cell is. */
static void visit_name(Collector *collector, const Node *node)
{
    use(collector, node->name.id);
    if (collector->scope->kind == SCOPE_FUNCTION && tree_text_is(node->name.id, "super"))
        use(collector, (TreeText){"__class__", 9});
}

static void visit_keywords(Collector *collector, const KeywordNode *keywords, uint32_t count)
{
    for (uint32_t i = 0; i < count && !collector->pool->is_full; i++) {
        if (tree_text_is(keywords[i].name, "__debug__"))
            complain(collector, keywords[i].span, "cannot assign to %s", "__debug__");
        visit(collector, keywords[i].value);
    }
}

static void visit_await(Collector *collector, const Node *node)
{
    Scope *scope = collector->scope;
    if (is_comprehension(scope))
        scope->is_async = true;
    else if (scope->kind != SCOPE_FUNCTION)
        complain(collector, node->span, "'%s' outside function", "await");
    else if (!scope->is_async)
        complain(collector, node->span, "'%s' outside async function", "await");
    visit(collector, node->unary.operand);
}

static const char *comprehension_name(const Scope *scope)
{
    switch ((int)scope->node->kind) {
    case NODE_LIST_COMP:
        return "list comprehension";
    case NODE_SET_COMP:
        return "set comprehension";
    case NODE_DICT_COMP:
        return "dict comprehension";
    default:
        return "generator expression";
    }
}

static void visit_yield(Collector *collector, const Node *node)
{
    Scope *scope = collector->scope;
    if (is_comprehension(scope))
        complain(collector, node->span, "'yield' inside %s", comprehension_name(scope));
    else if (scope->kind != SCOPE_FUNCTION)
        complain(collector, node->span, "'%s' outside function", "yield");
    else if (scope->is_async && node->kind == NODE_YIELD_FROM)
        complain(collector, node->span, "'%s' inside async function", "yield from");
    scope->is_generator = true;
    visit_maybe(collector, node->unary.operand);
}

/* The scope that `:=` in a comprehension binds in, or NULL where it must not. */
static Scope *walrus_scope(Collector *collector, const Node *target)
{
    TreeText name = target->name.id;
    Scope *scope = collector->scope;
    for (; is_comprehension(scope); scope = scope->parent) {
        const Symbol *symbol = scope_symbol(scope, name_mangled(scope->class_name, name, collector->pool));
        if (symbol && symbol->flags & SYMBOL_ITERATION) {
            complain(collector, target->span,
                     "assignment expression cannot rebind comprehension iteration variable '%s'", name.bytes);
            return NULL;
        }
    }
    if (scope->kind != SCOPE_CLASS)
        return scope;
    complain(collector, target->span, "assignment expression within a comprehension cannot be used in %s",
             "a class body");
    return NULL;
}

/* In a comprehension `:=` binds outside of it. */
static void extend_walrus(Collector *collector, const Node *target)
{
    Scope *scope = walrus_scope(collector, target);
    if (!scope)
        return;
    Symbol *inner = symbol_in(collector, collector->scope, target->name.id);
    Symbol *outer = symbol_in(collector, scope, target->name.id);
    if (!inner || !outer)
        return;
    bool is_global = scope->kind == SCOPE_MODULE || outer->flags & SYMBOL_GLOBAL;
    inner->flags |= is_global ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
    outer->flags |= SYMBOL_BOUND;
}

static void visit_walrus(Collector *collector, const Node *node)
{
    const Node *target = node->pair.first;
    if (collector->scope->is_iterable)
        complain(collector, node->span, "assignment expression cannot be used in %s",
                 "a comprehension iterable expression");
    visit(collector, node->pair.second);
    if (is_comprehension(collector->scope))
        extend_walrus(collector, target);
    else
        bind(collector, target->name.id, SYMBOL_BOUND, target->span);
}

static void visit_iterable(Collector *collector, const Node *iterable)
{
    bool was_iterable = collector->scope->is_iterable;
    collector->scope->is_iterable = true;
    visit(collector, iterable);
    collector->scope->is_iterable = was_iterable;
}

static void visit_clauses(Collector *collector, const Node *node)
{
    for (uint32_t i = 0; i < node->comprehension.clause_count && !collector->pool->is_full; i++) {
        const Comprehension *clause = &node->comprehension.clauses[i];
        bind_target(collector, clause->target, SYMBOL_BOUND | SYMBOL_ITERATION);
        if (i > 0)
            visit_iterable(collector, clause->iterable);
        visit_list(collector, clause->conditions);
        if (clause->is_async)
            collector->scope->is_async = true;
    }
}

/* An asynchronous list, set or dict comprehension needs an asynchronous function or comprehension around it. */
static void check_async(Collector *collector, const Scope *inner)
{
    Scope *scope = collector->scope;
    if (!inner->is_async || inner->kind == SCOPE_GENERATOR_EXP)
        return;
    if (is_comprehension(scope))
        scope->is_async = true;
    else if (scope->kind != SCOPE_FUNCTION || !scope->is_async)
        complain(collector, inner->node->span, "asynchronous comprehension outside of %s",
                 "an asynchronous function");
}

/* The first iterable belongs to the scope around. */
static void visit_comprehension(Collector *collector, const Node *node)
{
    bool is_generator = node->kind == NODE_GENERATOR_EXP;
    visit_iterable(collector, node->comprehension.clauses[0].iterable);
    if (!enter(collector, is_generator ? SCOPE_GENERATOR_EXP : SCOPE_COMPREHENSION, node))
        return;
    const Scope *inner = collector->scope;
    if (is_generator)
        bind(collector, (TreeText){".0", 2}, SYMBOL_BOUND | SYMBOL_PARAMETER, node->span);
    visit_clauses(collector, node);
    visit_maybe(collector, node->comprehension.value);
    visit(collector, node->comprehension.element);
    leave(collector);
    check_async(collector, inner);
}

static void visit_defaults(Collector *collector, const FunctionNode *function)
{
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < function->parameter_count; i++) {
            bool is_keyword_only = function->parameters[i].kind == PARAMETER_KEYWORD_ONLY;
            if (is_keyword_only == (pass == 1))
                visit_maybe(collector, function->parameters[i].default_value);
        }
    }
}

/* Parameters get the first slots: those by position, then keyword-only ones, then *args and **kwargs. */
static void bind_parameters(Collector *collector, const FunctionNode *function)
{
    static const ParameterKind order[][2] = {
        {PARAMETER_POSITIONAL_ONLY, PARAMETER_NORMAL},
        {PARAMETER_KEYWORD_ONLY, PARAMETER_KEYWORD_ONLY},
        {PARAMETER_VAR_POSITIONAL, PARAMETER_VAR_POSITIONAL},
        {PARAMETER_VAR_KEYWORD, PARAMETER_VAR_KEYWORD},
    };
    for (size_t group = 0; group < sizeof order / sizeof *order; group++) {
        for (uint32_t i = 0; i < function->parameter_count; i++) {
            const Parameter *parameter = &function->parameters[i];
            SourceSpan span = parameter->span;
            if (parameter->kind == order[group][0] || parameter->kind == order[group][1])
                bind(collector, parameter->name, SYMBOL_BOUND | SYMBOL_PARAMETER, span);
        }
    }
}

static void visit_lambda(Collector *collector, const Node *node)
{
    visit_defaults(collector, &node->function);
    if (!enter(collector, SCOPE_FUNCTION, node))
        return;
    bind_parameters(collector, &node->function);
    visit_maybe(collector, node->function.body.items[0]->unary.operand);
    leave(collector);
}

static void visit_dict(Collector *collector, const Node *node)
{
    for (uint32_t i = 0; i < node->dict.count; i++) {
        visit_maybe(collector, node->dict.keys[i]);
        visit(collector, node->dict.values[i]);
    }
}

static void visit_compare(Collector *collector, const Node *node)
{
    visit(collector, node->compare.left);
    for (uint32_t i = 0; i < node->compare.count; i++)
        visit(collector, node->compare.comparators[i]);
}

/* What stands right of the chain's inner end: an operand, an index, the arguments. */
static void visit_link(Collector *collector, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_BIN_OP:
        visit(collector, node->binary.right);
        break;
    case NODE_SUBSCRIPT:
        visit(collector, node->pair.second);
        break;
    case NODE_CALL:
        visit_list(collector, node->call.arguments);
        visit_keywords(collector, node->call.keywords, node->call.keyword_count);
        break;
    default:
        break;
    }
}

/* a + b + c and a.b(c).d: from the inner end outwards. */
static void visit_chain(Collector *collector, const Node *node)
{
    const Node *few[TREE_CHAIN_FEW];
    TreeChain chain = tree_chain(node, few, collector->pool);
    if (collector->pool->is_full)
        return;
    visit(collector, chain.inner);
    for (uint32_t i = chain.count; i > 0; i--)
        visit_link(collector, chain.links[i - 1]);
}

static void visit(Collector *collector, const Node *node)
{
    if (collector->pool->is_full)
        return;
    if (tree_chain_next(node)) {
        visit_chain(collector, node);
        return;
    }
    switch ((int)node->kind) {
    case NODE_NAME:
        visit_name(collector, node);
        break;
    case NODE_BOOL_OP:
        visit_list(collector, node->bool_op.values);
        break;
    case NODE_NAMED_EXPR:
        visit_walrus(collector, node);
        break;
    case NODE_UNARY_OP:
    case NODE_STARRED:
        visit(collector, node->unary.operand);
        break;
    case NODE_LAMBDA:
        visit_lambda(collector, node);
        break;
    case NODE_IF_EXP:
        visit(collector, node->if_exp.condition);
        visit(collector, node->if_exp.then);
        visit(collector, node->if_exp.otherwise);
        break;
    case NODE_DICT:
        visit_dict(collector, node);
        break;
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_JOINED_STR:
        visit_list(collector, node->list.items);
        break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP:
        visit_comprehension(collector, node);
        break;
    case NODE_AWAIT:
        visit_await(collector, node);
        break;
    case NODE_YIELD:
    case NODE_YIELD_FROM:
        visit_yield(collector, node);
        break;
    case NODE_COMPARE:
        visit_compare(collector, node);
        break;
    case NODE_FORMATTED_VALUE:
        visit(collector, node->formatted.value);
        visit_maybe(collector, node->formatted.format);
        break;
    case NODE_SLICE:
        visit_maybe(collector, node->slice.lower);
        visit_maybe(collector, node->slice.upper);
        visit_maybe(collector, node->slice.step);
        break;
    default:
        break; /* constants */
    }
}

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
        bind(collector, name, SYMBOL_BOUND, span);
}

static void visit_mapping_pattern(Collector *collector, const Node *node)
{
    for (uint32_t i = 0; i < node->match_mapping.count; i++) {
        visit(collector, node->match_mapping.keys[i]);
        visit_pattern(collector, node->match_mapping.patterns[i]);
    }
    bind_capture(collector, node->match_mapping.rest, node->span);
}

static void visit_class_pattern(Collector *collector, const Node *node)
{
    visit(collector, node->match_class.class_name);
    visit_patterns(collector, node->match_class.patterns);
    for (uint32_t i = 0; i < node->match_class.keyword_count; i++)
        visit_pattern(collector, node->match_class.keyword_patterns[i]);
}

static void visit_pattern(Collector *collector, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_MATCH_VALUE:
    case NODE_MATCH_SINGLETON:
        visit(collector, node->unary.operand);
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
        visit(collector, annotation);
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
    bind(collector, function->name, SYMBOL_BOUND, node->span);
    visit_defaults(collector, function);
    visit_annotations(collector, function);
    visit_list(collector, function->decorators);
    if (!enter(collector, SCOPE_FUNCTION, node))
        return;
    collector->scope->is_async = function->is_async;
    bind_parameters(collector, function);
    visit_statements(collector, function->body);
    Scope *scope = collector->scope;
    if (scope->is_async && scope->is_generator && scope->returns_value)
        complain(collector, scope->return_span, "'return' with value in %s", "async generator");
    leave(collector);
}

static void visit_class(Collector *collector, const Node *node)
{
    const ClassNode *class_def = &node->class_def;
    bind(collector, class_def->name, SYMBOL_BOUND, node->span);
    visit_list(collector, class_def->bases);
    visit_keywords(collector, class_def->keywords, class_def->keyword_count);
    visit_list(collector, class_def->decorators);
    if (!enter(collector, SCOPE_CLASS, node))
        return;
    collector->scope->class_name = class_def->name;
    visit_statements(collector, class_def->body);
    leave(collector);
}

/* ---- statements ---- */

static void visit_return(Collector *collector, const Node *node)
{
    Scope *scope = collector->scope;
    if (scope->kind != SCOPE_FUNCTION)
        complain(collector, node->span, "'%s' outside function", "return");
    if (node->unary.operand && !scope->returns_value) {
        scope->returns_value = true;
        scope->return_span = node->span;
    }
    visit_maybe(collector, node->unary.operand);
}

static void visit_assign(Collector *collector, const Node *node)
{
    visit(collector, node->assign.value);
    for (uint32_t i = 0; i < node->assign.targets.count; i++)
        assign_target(collector, node->assign.targets.items[i]);
}

/* What a name that is to be annotated must not be. */
static void annotate_name(Collector *collector, const Node *node)
{
    const Node *target = node->annotated.target;
    Scope *scope = collector->scope;
    Symbol *symbol = symbol_in(collector, scope, target->name.id);
    bool is_declared = symbol && symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL);
    if (is_declared && scope->kind != SCOPE_MODULE && node->annotated.is_simple) {
        complain(collector, node->span,
                 symbol->flags & SYMBOL_GLOBAL ? "annotated name '%s' can't be global"
                                               : "annotated name '%s' can't be nonlocal",
                 symbol->name.bytes);
        return;
    }
    if (node->annotated.is_simple || node->annotated.value)
        bind(collector, target->name.id, node->annotated.is_simple ? SYMBOL_BOUND | SYMBOL_ANNOTATED : SYMBOL_BOUND,
             node->span);
}

static void visit_annotated(Collector *collector, const Node *node)
{
    if (node->annotated.target->kind == NODE_NAME)
        annotate_name(collector, node);
    else
        assign_target(collector, node->annotated.target);
    if (node->annotated.is_simple)
        collector->scope->has_annotations = true;
    visit_annotation(collector, node->annotated.annotation);
    visit_maybe(collector, node->annotated.value);
}

static void visit_augmented(Collector *collector, const Node *node)
{
    const Node *target = node->binary.left;
    if (target->kind == NODE_NAME)
        use(collector, target->name.id);
    assign_target(collector, target);
    visit(collector, node->binary.right);
}

static void check_async_statement(Collector *collector, const Node *node, const char *what)
{
    const Scope *scope = collector->scope;
    if (scope->kind != SCOPE_FUNCTION || !scope->is_async)
        complain(collector, node->span, "'%s' outside async function", what);
}

static void visit_for(Collector *collector, const Node *node)
{
    if (node->loop.is_async)
        check_async_statement(collector, node, "async for");
    assign_target(collector, node->loop.target);
    visit(collector, node->loop.iterable);
    visit_statements(collector, node->loop.body);
    visit_statements(collector, node->loop.otherwise);
}

/* if and its elifs, which stand in one another's `otherwise`. */
static void visit_if(Collector *collector, const Node *node)
{
    for (;;) {
        NodeList otherwise = node->branch.otherwise;
        visit(collector, node->branch.condition);
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
        visit(collector, node->with.items[i].context);
        if (node->with.items[i].target)
            assign_target(collector, node->with.items[i].target);
    }
    visit_statements(collector, node->with.body);
}

static void visit_match(Collector *collector, const Node *node)
{
    visit(collector, node->match.subject);
    for (uint32_t i = 0; i < node->match.case_count && !collector->pool->is_full; i++) {
        const MatchCase *one = &node->match.cases[i];
        visit_pattern(collector, one->pattern);
        visit_maybe(collector, one->guard);
        visit_statements(collector, one->body);
    }
}

static void visit_try(Collector *collector, const Node *node)
{
    visit_statements(collector, node->try_.body);
    for (uint32_t i = 0; i < node->try_.handler_count && !collector->pool->is_full; i++) {
        const ExceptHandler *handler = &node->try_.handlers[i];
        visit_maybe(collector, handler->type);
        if (handler->name.length > 0)
            bind(collector, handler->name, SYMBOL_BOUND, handler->span);
        visit_statements(collector, handler->body);
    }
    visit_statements(collector, node->try_.otherwise);
    visit_statements(collector, node->try_.finally);
}

static void visit_import(Collector *collector, const Node *node)
{
    for (uint32_t i = 0; i < node->import.name_count; i++) {
        const ImportName *name = &node->import.names[i];
        if (!tree_text_is(name->name, "*"))
            bind(collector, import_target(name, collector->pool), SYMBOL_IMPORTED, node->span);
        else if (collector->scope->kind != SCOPE_MODULE)
            complain(collector, name->span, "import * only allowed at %s", "module level");
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
        complain(collector, node->span, "nonlocal declaration not allowed at %s", "module level");
        return;
    }
    for (uint32_t i = 0; i < node->names.count; i++) {
        Symbol *symbol = symbol_in(collector, collector->scope, node->names.items[i]);
        if (!symbol)
            return;
        const char *message = misuse(symbol, is_global);
        if (message)
            complain(collector, node->span, message, symbol->name.bytes);
        bool is_both = symbol->flags & (is_global ? SYMBOL_NONLOCAL : SYMBOL_GLOBAL);
        if (is_both)
            complain(collector, symbol->span, "name '%s' is nonlocal and global", symbol->name.bytes);
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
            visit_delete(collector, node->list.items.items[i]);
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
        visit(collector, node->loop.iterable);
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
        visit_maybe(collector, node->pair.first);
        visit_maybe(collector, node->pair.second);
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
        visit(collector, node->unary.operand);
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

/* ---- from __future__ import … ---- */

static bool is_future_import(const Node *node)
{
    return node->kind == NODE_IMPORT_FROM && node->import.level == 0 &&
           tree_text_is(node->import.module, "__future__");
}

static void read_feature(Collector *collector, const Node *node, TreeText name)
{
    static const char *const features[] = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
    };
    if (tree_text_is(name, "annotations"))
        collector->symbols->has_future_annotations = true;
    for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
        if (tree_text_is(name, features[i]))
            return;
    }
    if (tree_text_is(name, "braces"))
        complain(collector, node->span, "%s", "not a chance");
    else
        complain(collector, node->span, "future feature %s is not defined", name.bytes);
}

/* They stand before everything else but the docstring. */
static void read_future(Collector *collector, NodeList body, bool has_docstring)
{
    bool is_beginning = true;
    for (uint32_t i = has_docstring ? 1 : 0; i < body.count; i++) {
        const Node *node = body.items[i];
        bool is_future = is_future_import(node);
        if (is_future && !is_beginning)
            complain(collector, node->span, "from __future__ imports must occur at %s",
                     "the beginning of the file");
        for (uint32_t k = 0; is_future && k < node->import.name_count; k++)
            read_feature(collector, node, node->import.names[k].name);
        is_beginning = is_beginning && is_future;
    }
}

/* ---- the module ---- */

Scope *symbols_of(Symbols *symbols, const Node *module)
{
    Collector collector = {.symbols = symbols, .pool = symbols->pool};
    if (!enter(&collector, SCOPE_MODULE, module))
        return NULL;
    read_future(&collector, module->block.body, module->block.docstring.bytes != NULL);
    visit_statements(&collector, module->block.body);
    if (!symbols->pool->is_full)
        symbols_resolve(symbols, collector.scope);
    return symbols->pool->is_full ? NULL : collector.scope;
}
