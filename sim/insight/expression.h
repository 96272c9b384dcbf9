/* Expressions of directives, evaluated over the live world by a walker of their own.
 *
 * It runs no code of the program and changes nothing: what it cannot say without (a name that has no value yet, a
 * property, a sum of strs) is TERM_NOTHING. */
#ifndef LOOPSCOPE_EXPRESSION_H
#define LOOPSCOPE_EXPRESSION_H

#include "tree.h"
#include "world.h"

typedef enum TermKind {
    TERM_NOTHING, /* has no value, or none that can be told */
    TERM_NONE,
    TERM_BOOL,
    TERM_INT,
    TERM_REAL,
    TERM_TEXT,
    TERM_OBJECT, /* any other value of the world */
} TermKind;

typedef struct Term {
    TermKind kind;
    union {
        int64_t integer; /* TERM_INT, TERM_BOOL */
        double real;
        struct {
            const char *bytes; /* borrowed from the tree or the world */
            size_t size;
        } text;
        Value object; /* borrowed */
    };
} Term;

Term expression_value(Vm *vm, const Node *expression);

/* For an expression that is evaluated after every callback: which things its names meant the last time, so that
 * only younger ones have to be looked at. All zero at first. */
enum { THING_CACHE_NAMES = 4 };
typedef struct ThingCache {
    const Node *names[THING_CACHE_NAMES];
    uint32_t things[THING_CACHE_NAMES]; /* 0: none bears the name */
    uint32_t seen[THING_CACHE_NAMES];   /* things that were looked at */
} ThingCache;
Term expression_value_again(Vm *vm, const Node *expression, ThingCache *cache);
/* As Python's bool(): nothing is false. */
bool term_truth(Vm *vm, Term term);
/* A number (bools too); false where it is none. */
bool term_real(Term term, double *real);
void term_write(Vm *vm, Term term, Text *out);
Term term_of_value(Value value);

#endif
