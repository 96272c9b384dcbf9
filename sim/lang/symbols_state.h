/* What the two files of the first pass over names share: symbols_collect.c has the scopes and the expressions,
 * symbols_statements.c the statements. */
#ifndef LOOPSCOPE_SYMBOLS_STATE_H
#define LOOPSCOPE_SYMBOLS_STATE_H

#include "symbols.h"

typedef struct Collector {
    Symbols *symbols;
    Pool *pool;
    Scope *scope;            /* the innermost one */
    const Node *last_future; /* the last `from __future__ import` of the file's beginning, or NULL */
} Collector;

/* Report an error; `word` stands for the format's %s. */
void collect_complain(Collector *collector, SourceSpan span, const char *format, const char *word);
/* The same of what must stand in an `async def` and stands elsewhere. */
void collect_complain_of_async(Collector *collector, SourceSpan span, const char *format, const char *word);

/* Go into a new scope; false, and nothing to leave, where the pool is full. */
bool collect_enter(Collector *collector, ScopeKind kind, const Node *node);
void collect_leave(Collector *collector);

/* The symbol of a name in a scope, new where it is new; NULL where the pool is full. */
Symbol *collect_symbol(Collector *collector, Scope *scope, TreeText name);

/* The scope uses a name, or does with it what the SymbolFlags say. */
void collect_use(Collector *collector, TreeText name);
void collect_binding(Collector *collector, TreeText name, uint32_t flags, SourceSpan span);

/* The target of an assignment or a `for`; of those that can be `self.name` in a method; of `del`. */
void collect_target(Collector *collector, const Node *target, uint32_t flags);
void collect_assignment(Collector *collector, const Node *target);
void collect_delete(Collector *collector, const Node *target);

void collect_expression(Collector *collector, const Node *node);
void collect_maybe(Collector *collector, const Node *node); /* which may be NULL */
void collect_expressions(Collector *collector, NodeList list);
void collect_keywords(Collector *collector, const KeywordNode *keywords, uint32_t count);

/* A function's defaults, in the scope around it, and its parameters, in its own. */
void collect_defaults(Collector *collector, const FunctionNode *function);
void collect_parameters(Collector *collector, const FunctionNode *function);

#endif
