/* The first pass over a file's names: what each scope does with each name. Scopes, names and expressions.
 *
 * Expressions are visited in the order in which CPython's symtable does, which is the order of the file but for the
 * defaults of a lambda and the first iterable of a comprehension, which belong to the scope around. */
#include "symbols_state.h"

void collect_complain(Collector *collector, SourceSpan span, const char *format, const char *word)
{
    diagnostics_add(collector->symbols->diagnostics, DIAGNOSTIC_SYNTAX, span, NULL, format, word);
}

void collect_complain_of_async(Collector *collector, SourceSpan span, const char *format, const char *word)
{
    const Scope *scope = collector->scope;
    const char *hint = "make the function an `async def`; whoever calls it awaits the call";
    if (scope->kind != SCOPE_FUNCTION)
        hint = "put it into an `async def main():`, and start that with `asyncio.run(main())`";
    else if (scope->node && scope->node->kind == NODE_LAMBDA)
        hint = "a lambda cannot wait: write an `async def`";
    diagnostics_add(collector->symbols->diagnostics, DIAGNOSTIC_SYNTAX, span, hint, format, word);
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
bool collect_enter(Collector *collector, ScopeKind kind, const Node *node)
{
    Scope *scope = scope_new(collector, kind, node);
    if (scope)
        collector->scope = scope;
    return scope != NULL;
}

void collect_leave(Collector *collector)
{
    collector->scope = collector->scope->parent;
}

static bool is_comprehension(const Scope *scope)
{
    return scope->kind == SCOPE_COMPREHENSION || scope->kind == SCOPE_GENERATOR_EXP;
}

/* ---- names ---- */

/* The symbol of a name in a scope, new where it is new; NULL where the pool is full. */
Symbol *collect_symbol(Collector *collector, Scope *scope, TreeText name)
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

void collect_use(Collector *collector, TreeText name)
{
    Symbol *symbol = collect_symbol(collector, collector->scope, name);
    if (symbol)
        symbol->flags |= SYMBOL_USED;
}

/* A comprehension's `for` binds a name that a `:=` in it has bound already outside of it. */
static bool rebinds_walrus(const Symbol *symbol, uint32_t flags)
{
    return (flags & SYMBOL_ITERATION) && (symbol->flags & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL));
}

void collect_binding(Collector *collector, TreeText name, uint32_t flags, SourceSpan span)
{
    if (tree_text_is(name, "__debug__"))
        collect_complain(collector, span, "cannot assign to %s", "__debug__");
    Symbol *symbol = collect_symbol(collector, collector->scope, name);
    if (!symbol)
        return;
    if (flags & symbol->flags & SYMBOL_PARAMETER)
        collect_complain(collector, span, "duplicate argument '%s' in function definition", symbol->name.bytes);
    if (rebinds_walrus(symbol, flags))
        collect_complain(collector, span,
                         "comprehension inner loop cannot rebind assignment expression target '%s'",
                         symbol->name.bytes);
    symbol->flags |= flags;
}

/* The targets of assignments, `for`, `with` and comprehensions. `flags` are those that the names in it get. */
void collect_target(Collector *collector, const Node *target, uint32_t flags)
{
    switch ((int)target->kind) {
    case NODE_NAME:
        collect_binding(collector, target->name.id, flags, target->span);
        break;
    case NODE_TUPLE:
    case NODE_LIST:
        for (uint32_t i = 0; i < target->list.items.count; i++)
            collect_target(collector, target->list.items.items[i], flags);
        break;
    case NODE_STARRED:
        collect_target(collector, target->unary.operand, flags);
        break;
    case NODE_ATTRIBUTE:
        if (tree_text_is(target->attribute.name, "__debug__"))
            collect_complain(collector, target->span, "cannot assign to %s", "__debug__");
        collect_expression(collector, target);
        break;
    default:
        collect_expression(collector, target);
    }
}

/* `del x` binds like an assignment. */
void collect_delete(Collector *collector, const Node *target)
{
    if (target->kind == NODE_NAME && tree_text_is(target->name.id, "__debug__"))
        collect_complain(collector, target->span, "cannot delete %s", "__debug__");
    else if (target->kind == NODE_TUPLE || target->kind == NODE_LIST)
        for (uint32_t i = 0; i < target->list.items.count; i++)
            collect_delete(collector, target->list.items.items[i]);
    else
        collect_target(collector, target, SYMBOL_BOUND);
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

void collect_assignment(Collector *collector, const Node *target)
{
    note_self_attribute(collector, target);
    collect_target(collector, target, SYMBOL_BOUND);
}

/* ---- expressions ---- */

void collect_expressions(Collector *collector, NodeList list)
{
    for (uint32_t i = 0; i < list.count && !collector->pool->is_full; i++)
        collect_expression(collector, list.items[i]);
}

void collect_maybe(Collector *collector, const Node *node)
{
    if (node)
        collect_expression(collector, node);
}

/* Where `super` or `__class__` is used in a function, the class's own cell is. */
static void visit_name(Collector *collector, const Node *node)
{
    collect_use(collector, node->name.id);
    bool is_function = collector->scope->kind == SCOPE_FUNCTION || is_comprehension(collector->scope);
    if (is_function && tree_text_is(node->name.id, "super"))
        collect_use(collector, (TreeText){"__class__", 9});
}

void collect_keywords(Collector *collector, const KeywordNode *keywords, uint32_t count)
{
    for (uint32_t i = 0; i < count && !collector->pool->is_full; i++) {
        if (tree_text_is(keywords[i].name, "__debug__"))
            collect_complain(collector, keywords[i].span, "cannot assign to %s", "__debug__");
        collect_expression(collector, keywords[i].value);
    }
}

static void visit_await(Collector *collector, const Node *node)
{
    Scope *scope = collector->scope;
    if (is_comprehension(scope))
        scope->is_async = true;
    else if (scope->kind != SCOPE_FUNCTION)
        collect_complain_of_async(collector, node->span, "'%s' outside function", "await");
    else if (!scope->is_async)
        collect_complain_of_async(collector, node->span, "'%s' outside async function", "await");
    collect_expression(collector, node->unary.operand);
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
        collect_complain(collector, node->span, "'yield' inside %s", comprehension_name(scope));
    else if (scope->kind != SCOPE_FUNCTION)
        collect_complain(collector, node->span, "'%s' outside function",
                         node->kind == NODE_YIELD ? "yield" : "yield from");
    else if (scope->is_async && node->kind == NODE_YIELD_FROM)
        collect_complain(collector, node->span, "'%s' inside async function", "yield from");
    scope->is_generator = true;
    collect_maybe(collector, node->unary.operand);
}

/* The scope that `:=` in a comprehension binds in, or NULL where it must not. */
static Scope *walrus_scope(Collector *collector, const Node *target)
{
    TreeText name = target->name.id;
    Scope *scope = collector->scope;
    for (; is_comprehension(scope); scope = scope->parent) {
        const Symbol *symbol = scope_symbol(scope, name_mangled(scope->class_name, name, collector->pool));
        if (symbol && symbol->flags & SYMBOL_ITERATION) {
            collect_complain(collector, target->span,
                             "assignment expression cannot rebind comprehension iteration variable '%s'",
                             name.bytes);
            return NULL;
        }
    }
    if (scope->kind != SCOPE_CLASS)
        return scope;
    collect_complain(collector, target->span, "assignment expression within a comprehension cannot be used in %s",
                     "a class body");
    return NULL;
}

/* In a comprehension `:=` binds outside of it. */
static void extend_walrus(Collector *collector, const Node *target)
{
    Scope *scope = walrus_scope(collector, target);
    if (!scope)
        return;
    Symbol *inner = collect_symbol(collector, collector->scope, target->name.id);
    Symbol *outer = collect_symbol(collector, scope, target->name.id);
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
        collect_complain(collector, node->span, "assignment expression cannot be used in %s",
                         "a comprehension iterable expression");
    collect_expression(collector, node->pair.second);
    if (is_comprehension(collector->scope))
        extend_walrus(collector, target);
    else
        collect_binding(collector, target->name.id, SYMBOL_BOUND, target->span);
}

static void visit_iterable(Collector *collector, const Node *iterable)
{
    bool was_iterable = collector->scope->is_iterable;
    collector->scope->is_iterable = true;
    collect_expression(collector, iterable);
    collector->scope->is_iterable = was_iterable;
}

static void visit_clauses(Collector *collector, const Node *node)
{
    for (uint32_t i = 0; i < node->comprehension.clause_count && !collector->pool->is_full; i++) {
        const Comprehension *clause = &node->comprehension.clauses[i];
        collect_target(collector, clause->target, SYMBOL_BOUND | SYMBOL_ITERATION);
        if (i > 0)
            visit_iterable(collector, clause->iterable);
        collect_expressions(collector, clause->conditions);
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
        collect_complain_of_async(collector, inner->node->span, "asynchronous comprehension outside of %s",
                                  "an asynchronous function");
}

/* The first iterable belongs to the scope around. */
static void visit_comprehension(Collector *collector, const Node *node)
{
    bool is_generator = node->kind == NODE_GENERATOR_EXP;
    visit_iterable(collector, node->comprehension.clauses[0].iterable);
    if (!collect_enter(collector, is_generator ? SCOPE_GENERATOR_EXP : SCOPE_COMPREHENSION, node))
        return;
    const Scope *inner = collector->scope;
    if (is_generator)
        collect_binding(collector, (TreeText){".0", 2}, SYMBOL_BOUND | SYMBOL_PARAMETER, node->span);
    visit_clauses(collector, node);
    collect_maybe(collector, node->comprehension.value);
    collect_expression(collector, node->comprehension.element);
    collect_leave(collector);
    check_async(collector, inner);
}

void collect_defaults(Collector *collector, const FunctionNode *function)
{
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < function->parameter_count; i++) {
            bool is_keyword_only = function->parameters[i].kind == PARAMETER_KEYWORD_ONLY;
            if (is_keyword_only == (pass == 1))
                collect_maybe(collector, function->parameters[i].default_value);
        }
    }
}

/* Parameters get the first slots: those by position, then keyword-only ones, then *args and **kwargs. */
void collect_parameters(Collector *collector, const FunctionNode *function)
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
                collect_binding(collector, parameter->name, SYMBOL_BOUND | SYMBOL_PARAMETER, span);
        }
    }
}

static void visit_lambda(Collector *collector, const Node *node)
{
    collect_defaults(collector, &node->function);
    if (!collect_enter(collector, SCOPE_FUNCTION, node))
        return;
    collect_parameters(collector, &node->function);
    collect_maybe(collector, node->function.body.items[0]->unary.operand);
    collect_leave(collector);
}

static void visit_dict(Collector *collector, const Node *node)
{
    for (uint32_t i = 0; i < node->dict.count; i++) {
        collect_maybe(collector, node->dict.keys[i]);
        collect_expression(collector, node->dict.values[i]);
    }
}

static void visit_compare(Collector *collector, const Node *node)
{
    collect_expression(collector, node->compare.left);
    for (uint32_t i = 0; i < node->compare.count; i++)
        collect_expression(collector, node->compare.comparators[i]);
}

/* What stands right of the chain's inner end: an operand, an index, the arguments. */
static void visit_link(Collector *collector, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_BIN_OP:
        collect_expression(collector, node->binary.right);
        break;
    case NODE_SUBSCRIPT:
        collect_expression(collector, node->pair.second);
        break;
    case NODE_CALL:
        collect_expressions(collector, node->call.arguments);
        collect_keywords(collector, node->call.keywords, node->call.keyword_count);
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
    collect_expression(collector, chain.inner);
    for (uint32_t i = chain.count; i > 0; i--)
        visit_link(collector, chain.links[i - 1]);
}

void collect_expression(Collector *collector, const Node *node)
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
        collect_expressions(collector, node->bool_op.values);
        break;
    case NODE_NAMED_EXPR:
        visit_walrus(collector, node);
        break;
    case NODE_UNARY_OP:
    case NODE_STARRED:
        collect_expression(collector, node->unary.operand);
        break;
    case NODE_LAMBDA:
        visit_lambda(collector, node);
        break;
    case NODE_IF_EXP:
        collect_expression(collector, node->if_exp.condition);
        collect_expression(collector, node->if_exp.then);
        collect_expression(collector, node->if_exp.otherwise);
        break;
    case NODE_DICT:
        visit_dict(collector, node);
        break;
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_JOINED_STR:
        collect_expressions(collector, node->list.items);
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
        collect_expression(collector, node->formatted.value);
        collect_maybe(collector, node->formatted.format);
        break;
    case NODE_SLICE:
        collect_maybe(collector, node->slice.lower);
        collect_maybe(collector, node->slice.upper);
        collect_maybe(collector, node->slice.step);
        break;
    default:
        break; /* constants */
    }
}
