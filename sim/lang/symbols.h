/* Symbols: which variable a name means, in each scope of a file.
 *
 * A scope is a module, a class body, a function, a lambda, a generator expression or a comprehension. Two passes
 * make them: symbols_collect.c and symbols_statements.c walk the tree and note what each scope does with each name;
 * symbols_resolve.c then gives each of these symbols its place. Both speak of errors with CPython's words
 * (Python/symtable.c).
 *
 * A list, set or dict comprehension is a scope with variables of its own, but no code of its own: it runs inside
 * the code around it (PEP 709). A scope that has code of its own is called a unit here; scope_unit() gives it. A
 * variable that is used in another unit than its own lives in a cell there, and is free in the units that use it or
 * pass it on to units inside. */
#ifndef LOOPSCOPE_SYMBOLS_H
#define LOOPSCOPE_SYMBOLS_H

#include "name_table.h"

typedef enum ScopeKind {
    SCOPE_MODULE,
    SCOPE_CLASS,
    SCOPE_FUNCTION, /* def and lambda */
    SCOPE_GENERATOR_EXP,
    SCOPE_COMPREHENSION, /* of a list, set or dict */
} ScopeKind;

/* What a scope does with a name. */
typedef enum SymbolFlags {
    SYMBOL_USED = 1,
    SYMBOL_BOUND = 2, /* assigned, deleted, defined, or a parameter */
    SYMBOL_PARAMETER = 4,
    SYMBOL_GLOBAL = 8,    /* declared global */
    SYMBOL_NONLOCAL = 16, /* declared nonlocal */
    SYMBOL_ANNOTATED = 32,
    SYMBOL_ITERATION = 64, /* the target of a comprehension's `for` */
    SYMBOL_IMPORTED = 128,
} SymbolFlags;

/* Where a variable lives, seen from the scope. */
typedef enum SymbolPlace {
    PLACE_GLOBAL,          /* a module variable, or a built-in */
    PLACE_DECLARED_GLOBAL, /* a module variable, by a global statement */
    PLACE_NAMESPACE,       /* a class body's namespace */
    PLACE_LOCAL,           /* a slot of the unit's frame */
    PLACE_CELL,            /* a cell of the unit's own, in such a slot */
    PLACE_FREE,            /* a cell of a unit around this one; `number` counts the unit's free variables */
    PLACE_AROUND,          /* what `owner` says, in a scope around this one with the same unit */
} SymbolPlace;

typedef struct Symbol {
    TreeText name;
    uint32_t flags; /* SymbolFlags */
    SymbolPlace place;
    uint32_t number;      /* of a free variable; of a local's slot, which the compiler gives */
    struct Symbol *owner; /* of PLACE_AROUND */
    SourceSpan span;      /* of its global or nonlocal statement, or of its first parameter */
} Symbol;

typedef struct Scope {
    ScopeKind kind;
    const Node *node; /* what it is the scope of */
    struct Scope *parent;
    struct Scope **children; /* in the order in which they were found */
    uint32_t child_count;
    uint32_t next_child; /* where scope_child goes on looking */
    NameTable names;
    Symbol **symbols;     /* by the names' numbers */
    NameTable free_names; /* of a unit: its free variables */
    Symbol *class_cell;   /* of a class whose functions use __class__ or super(): the symbol of that cell */
    TreeText class_name;  /* of the class around, by which __private names are mangled; empty outside */
    NameTable self_names; /* of a class: the attributes that its functions assign through self */
    bool is_async;        /* an async def; a comprehension or generator expression with await or async for */
    bool is_generator;    /* a function with yield */
    bool returns_value;   /* a function with `return value` */
    bool is_iterable;     /* the collector is in the iterable of one of its clauses, or of one around */
    bool has_annotations; /* a module or class with annotated names */
    SourceSpan return_span;
} Scope;

typedef struct Symbols {
    Pool *pool;
    Diagnostics *diagnostics;
    bool has_future_annotations; /* from __future__ import annotations */
} Symbols;

/* The scope of a module, with all scopes in it, resolved. Errors are added to the diagnostics. NULL where the pool
 * is full. */
Scope *symbols_of(Symbols *symbols, const Node *module);

/* The second pass. */
void symbols_resolve(Symbols *symbols, Scope *module);

/* The scope of a node inside this one. Nodes are best asked for in the order of the file. */
Scope *scope_child(Scope *scope, const Node *node);

/* The symbol of a name that was already mangled; NULL where the scope does not mention it. */
Symbol *scope_symbol(const Scope *scope, TreeText name);

/* The scope with code of its own that this one belongs to: itself, but for comprehensions. */
Scope *scope_unit(Scope *scope);

/* The name as it is stored: `__private` in `class Lot` is `_Lot__private`. */
TreeText name_mangled(TreeText class_name, TreeText name, Pool *pool);

/* The name that `import a.b` binds: a; or what stands behind `as`. */
TreeText import_target(const ImportName *import, Pool *pool);

#endif
