/* The second pass over a file's names: where each variable lives.
 *
 * A name that a scope does not bind is looked for in the scopes around it, class bodies left out, and is a module
 * variable where none of them binds it. Found in another unit, the variable becomes a cell there, and free in the
 * scope's unit and in all units between. */
#include "symbols.h"

#include <string.h>

/* ---- scopes ---- */

Scope *scope_unit(Scope *scope)
{
    while (scope->kind == SCOPE_COMPREHENSION)
        scope = scope->parent;
    return scope;
}

Symbol *scope_symbol(const Scope *scope, TreeText name)
{
    uint32_t number;
    return name_table_find(&scope->names, name, &number) ? scope->symbols[number] : NULL;
}

Scope *scope_child(Scope *scope, const Node *node)
{
    for (uint32_t i = 0; i < scope->child_count; i++) {
        uint32_t at = (scope->next_child + i) % scope->child_count;
        if (scope->children[at]->node == node) {
            scope->next_child = at + 1;
            return scope->children[at];
        }
    }
    return NULL;
}

TreeText name_mangled(TreeText class_name, TreeText name, Pool *pool)
{
    bool is_private = name.length > 2 && name.bytes[0] == '_' && name.bytes[1] == '_' &&
                      !(name.bytes[name.length - 1] == '_' && name.bytes[name.length - 2] == '_');
    while (class_name.length > 0 && class_name.bytes[0] == '_') {
        class_name.bytes++;
        class_name.length--;
    }
    if (!is_private || class_name.length == 0)
        return name;
    for (uint32_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '.') /* of an import */
            return name;
    }
    Text text = {0};
    text_add_char(&text, '_');
    text_add_bytes(&text, class_name.bytes, class_name.length);
    text_add_bytes(&text, name.bytes, name.length);
    TreeText mangled = {pool_copy(pool, text_string(&text), text.length), (uint32_t)text.length};
    text_release(&text);
    return pool->is_full ? name : mangled;
}

TreeText import_target(const ImportName *import, Pool *pool)
{
    const char *dot = memchr(import->name.bytes, '.', import->name.length);
    if (import->as_name.length > 0)
        return import->as_name;
    if (!dot)
        return import->name;
    uint32_t length = (uint32_t)(dot - import->name.bytes);
    return (TreeText){pool_copy(pool, import->name.bytes, length), length};
}

/* ---- places ---- */

/* What was found around a scope: the symbol of the variable and its scope; NULL for a module variable. */
typedef struct Found {
    Scope *scope;
    Symbol *symbol;
} Found;

/* The cell in which a class body keeps the class for its functions' __class__ and super(). */
static Symbol *class_cell(Symbols *symbols, Scope *scope)
{
    if (scope->class_cell)
        return scope->class_cell;
    Symbol *symbol = pool_alloc(symbols->pool, sizeof *symbol);
    if (symbols->pool->is_full)
        return NULL;
    symbol->name = (TreeText){"__class__", 9};
    symbol->place = PLACE_CELL;
    return scope->class_cell = symbol;
}

static bool binds(const Symbol *symbol)
{
    return symbol && symbol->flags & (SYMBOL_BOUND | SYMBOL_IMPORTED) && !(symbol->flags & SYMBOL_NONLOCAL);
}

static Found find_around(Symbols *symbols, const Scope *scope, TreeText name)
{
    const Found nothing = {NULL, NULL};
    for (Scope *around = scope->parent; around && around->kind != SCOPE_MODULE; around = around->parent) {
        if (around->kind == SCOPE_CLASS) {
            if (tree_text_is(name, "__class__"))
                return (Found){around, class_cell(symbols, around)};
            continue;
        }
        Symbol *symbol = scope_symbol(around, name);
        if (symbol && symbol->flags & SYMBOL_GLOBAL)
            return nothing;
        if (binds(symbol))
            return (Found){around, symbol};
    }
    return nothing;
}

/* Let the unit of `scope` and the units between it and the owner's have the variable free. */
static void make_free(Symbols *symbols, Scope *scope, Found found, Symbol *symbol)
{
    Scope *unit = scope_unit(scope), *last = scope_unit(found.scope);
    found.symbol->place = PLACE_CELL;
    symbol->place = PLACE_FREE;
    symbol->number = name_table_add(&unit->free_names, symbol->name, symbols->pool);
    for (unit = scope_unit(unit->parent); unit != last; unit = scope_unit(unit->parent))
        name_table_add(&unit->free_names, symbol->name, symbols->pool);
}

static void place_around(Symbols *symbols, Scope *scope, Symbol *symbol)
{
    Found found = find_around(symbols, scope, symbol->name);
    bool is_declared = symbol->flags & SYMBOL_NONLOCAL;
    symbol->place = PLACE_GLOBAL;
    if (!found.symbol) {
        if (is_declared)
            diagnostics_add(symbols->diagnostics, DIAGNOSTIC_SYNTAX, symbol->span, NULL,
                            "no binding for nonlocal '%s' found", symbol->name.bytes);
        return;
    }
    if (scope_unit(scope) == scope_unit(found.scope)) {
        symbol->place = PLACE_AROUND;
        symbol->owner = found.symbol;
    } else {
        make_free(symbols, scope, found, symbol);
    }
}

static SymbolPlace place_of_own(const Scope *scope)
{
    switch (scope->kind) {
    case SCOPE_MODULE:
        return PLACE_GLOBAL;
    case SCOPE_CLASS:
        return PLACE_NAMESPACE;
    case SCOPE_FUNCTION:
    case SCOPE_GENERATOR_EXP:
    case SCOPE_COMPREHENSION:
        break;
    }
    return PLACE_LOCAL;
}

/* A scope's own symbols come before those of the scopes in it, which may turn them into cells. */
static void resolve_scope(Symbols *symbols, Scope *scope)
{
    for (uint32_t i = 0; i < scope->names.count && !symbols->pool->is_full; i++) {
        Symbol *symbol = scope->symbols[i];
        if (symbol->flags & SYMBOL_GLOBAL)
            symbol->place = PLACE_DECLARED_GLOBAL;
        else if (binds(symbol))
            symbol->place = place_of_own(scope);
        else
            place_around(symbols, scope, symbol);
    }
    for (uint32_t i = 0; i < scope->child_count && !symbols->pool->is_full; i++)
        resolve_scope(symbols, scope->children[i]);
}

void symbols_resolve(Symbols *symbols, Scope *module)
{
    resolve_scope(symbols, module);
}
