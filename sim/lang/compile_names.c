/* Variables: which instruction reads or writes a name, and the slots of a frame. */
#include "compiler_state.h"

TreeText compiler_mangled(const Compiler *compiler, TreeText name)
{
    return name_mangled(compiler->unit->scope->class_name, name, compiler->pool);
}

/* ---- slots ---- */

uint32_t unit_add_local(Compiler *compiler, TreeText name)
{
    CodeUnit *code = compiler->unit->code;
    code->local_names = pool_room(compiler->pool, code->local_names, code->local_count, sizeof name);
    if (compiler->pool->is_full)
        return 0;
    code->local_names[code->local_count] = name;
    return code->local_count++;
}

uint32_t unit_lend_slot(Compiler *compiler, TreeText name)
{
    Unit *unit = compiler->unit;
    for (uint32_t i = 0; i < unit->lent_count; i++) {
        LentSlot *lent = &unit->lent[i];
        if (!lent->is_taken && tree_text_equal(unit->code->local_names[lent->slot], name)) {
            lent->is_taken = true;
            return lent->slot;
        }
    }
    uint32_t slot = unit_add_local(compiler, name);
    unit->lent = pool_room(compiler->pool, unit->lent, unit->lent_count, sizeof *unit->lent);
    if (!compiler->pool->is_full)
        unit->lent[unit->lent_count++] = (LentSlot){slot, true};
    return slot;
}

void unit_return_slot(Compiler *compiler, uint32_t slot)
{
    Unit *unit = compiler->unit;
    for (uint32_t i = 0; i < unit->lent_count; i++) {
        if (unit->lent[i].slot == slot)
            unit->lent[i].is_taken = false;
    }
}

static bool is_in_frame(const Symbol *symbol)
{
    return symbol->place == PLACE_LOCAL || symbol->place == PLACE_CELL;
}

static void place_in_frame(Compiler *compiler, Symbol *symbol, uint32_t slot)
{
    symbol->number = slot;
    if (symbol->place == PLACE_CELL)
        emit(compiler, compiler->unit->scope->node->span, OPCODE_MAKE_CELL, slot);
}

/* The namespace, and the class's own cell. */
static void compile_class_locals(Compiler *compiler)
{
    Symbol *cell = compiler->unit->scope->class_cell;
    unit_add_local(compiler, (TreeText){"", 0});
    if (cell)
        place_in_frame(compiler, cell, unit_add_local(compiler, cell->name));
}

void compile_locals(Compiler *compiler)
{
    const Scope *scope = compiler->unit->scope;
    if (scope->kind == SCOPE_CLASS)
        compile_class_locals(compiler);
    for (uint32_t i = 0; i < scope->names.count && !compiler_is_stopped(compiler); i++) {
        Symbol *symbol = scope->symbols[i];
        if (is_in_frame(symbol))
            place_in_frame(compiler, symbol, unit_add_local(compiler, symbol->name));
    }
}

/* ---- a comprehension's own variables ---- */

void comprehension_begin(Compiler *compiler, SourceSpan span, Scope *scope)
{
    for (uint32_t i = 0; i < scope->names.count && !compiler_is_stopped(compiler); i++) {
        Symbol *symbol = scope->symbols[i];
        if (!is_in_frame(symbol))
            continue;
        symbol->number = unit_lend_slot(compiler, symbol->name);
        if (symbol->place == PLACE_CELL)
            emit(compiler, span, OPCODE_MAKE_CELL, symbol->number);
    }
}

void comprehension_clear(Compiler *compiler, SourceSpan span, const Scope *scope)
{
    for (uint32_t i = 0; i < scope->names.count; i++) {
        if (is_in_frame(scope->symbols[i]))
            emit(compiler, span, OPCODE_CLEAR_FAST, scope->symbols[i]->number);
    }
}

void comprehension_end(Compiler *compiler, const Scope *scope)
{
    for (uint32_t i = 0; i < scope->names.count; i++) {
        if (is_in_frame(scope->symbols[i]))
            unit_return_slot(compiler, scope->symbols[i]->number);
    }
}

/* ---- names ---- */

/* A variable as instructions see it: its place, and its number there. */
typedef struct Variable {
    SymbolPlace place;
    uint32_t number;
    TreeText name; /* mangled */
} Variable;

static Variable variable_of(Compiler *compiler, TreeText name)
{
    Variable variable = {.place = PLACE_GLOBAL, .name = compiler_mangled(compiler, name)};
    const Symbol *symbol = scope_symbol(compiler->unit->scope, variable.name);
    while (symbol && symbol->place == PLACE_AROUND)
        symbol = symbol->owner;
    if (!symbol)
        return variable;
    variable.place = symbol->place;
    variable.number = symbol->place == PLACE_FREE ? SLOT_FREE + symbol->number : symbol->number;
    return variable;
}

static uint32_t global_number(Compiler *compiler, Variable variable)
{
    return name_table_add(&compiler->globals, variable.name, compiler->pool);
}

static void load_in_class(Compiler *compiler, SourceSpan span, Variable variable)
{
    uint32_t name = unit_name(compiler, variable.name);
    if (variable.place == PLACE_FREE)
        emit_wide(compiler, span, OPCODE_LOAD_NAME_OR_DEREF, name, variable.number);
    else
        emit_wide(compiler, span, OPCODE_LOAD_NAME, name, global_number(compiler, variable));
}

void compile_load(Compiler *compiler, SourceSpan span, TreeText name)
{
    Variable variable = variable_of(compiler, name);
    bool is_in_class = compiler->unit->scope->kind == SCOPE_CLASS;
    if (is_in_class && variable.place != PLACE_DECLARED_GLOBAL) {
        load_in_class(compiler, span, variable);
        return;
    }
    switch (variable.place) {
    case PLACE_GLOBAL:
    case PLACE_DECLARED_GLOBAL:
        emit(compiler, span, OPCODE_LOAD_GLOBAL, global_number(compiler, variable));
        break;
    case PLACE_LOCAL:
        emit(compiler, span, OPCODE_LOAD_FAST, variable.number);
        break;
    case PLACE_CELL:
    case PLACE_FREE:
        emit(compiler, span, OPCODE_LOAD_DEREF, variable.number);
        break;
    case PLACE_NAMESPACE:
    case PLACE_AROUND:
        assert(false && "a place that a name is not read from");
    }
}

/* Store and delete differ only in their instructions. */
typedef struct Change {
    Opcode global, local, cell, namespace;
} Change;

static void change(Compiler *compiler, SourceSpan span, TreeText name, const Change *opcodes)
{
    Variable variable = variable_of(compiler, name);
    switch (variable.place) {
    case PLACE_GLOBAL:
    case PLACE_DECLARED_GLOBAL:
        emit(compiler, span, opcodes->global, global_number(compiler, variable));
        break;
    case PLACE_LOCAL:
        emit(compiler, span, opcodes->local, variable.number);
        break;
    case PLACE_CELL:
    case PLACE_FREE:
        emit(compiler, span, opcodes->cell, variable.number);
        break;
    case PLACE_NAMESPACE:
        emit(compiler, span, opcodes->namespace, unit_name(compiler, variable.name));
        break;
    case PLACE_AROUND:
        assert(false && "variable_of follows these");
    }
}

void compile_store(Compiler *compiler, SourceSpan span, TreeText name)
{
    static const Change store = {OPCODE_STORE_GLOBAL, OPCODE_STORE_FAST, OPCODE_STORE_DEREF, OPCODE_STORE_NAME};
    change(compiler, span, name, &store);
}

void compile_delete(Compiler *compiler, SourceSpan span, TreeText name)
{
    static const Change delete = {OPCODE_DELETE_GLOBAL, OPCODE_DELETE_FAST, OPCODE_DELETE_DEREF,
                                  OPCODE_DELETE_NAME};
    change(compiler, span, name, &delete);
}

void compile_load_global(Compiler *compiler, SourceSpan span, const char *name)
{
    TreeText text = {name, (uint32_t)strlen(name)};
    emit(compiler, span, OPCODE_LOAD_GLOBAL, name_table_add(&compiler->globals, text, compiler->pool));
}

/* ---- closures ---- */

/* The slot of the cell that a function made here finds as its free variable `name`. */
static uint32_t cell_slot(const Compiler *compiler, TreeText name)
{
    const Scope *scope = compiler->unit->scope;
    uint32_t number;
    for (;; scope = scope->parent) {
        bool is_class = scope->kind == SCOPE_CLASS;
        const Symbol *symbol = is_class ? scope->class_cell : scope_symbol(scope, name);
        if (symbol && symbol->place == PLACE_CELL && tree_text_equal(symbol->name, name))
            return symbol->number;
        if (scope->kind != SCOPE_COMPREHENSION)
            break;
    }
    bool is_free = name_table_find(&scope->free_names, name, &number);
    assert(is_free);
    return is_free ? SLOT_FREE + number : 0;
}

bool compile_closure(Compiler *compiler, SourceSpan span, const Scope *inner)
{
    uint32_t count = inner->free_names.count;
    for (uint32_t i = 0; i < count; i++)
        emit(compiler, span, OPCODE_LOAD_CLOSURE, cell_slot(compiler, inner->free_names.names[i]));
    if (count > 0)
        emit(compiler, span, OPCODE_BUILD_TUPLE, count);
    return count > 0;
}
