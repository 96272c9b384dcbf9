/* Directives: the comments that begin with `#:`, by which a scenario speaks to the simulator.
 *
 * They are read from the tree's comments and checked against its statements: what a knob turns, which line a cue
 * stands before. Expressions in them are trees that hold nothing but what LANGUAGE.md, section 4, allows. All texts
 * and arrays live in the pool that directives_read was given. */
#ifndef LOOPSCOPE_DIRECTIVES_H
#define LOOPSCOPE_DIRECTIVES_H

#include "tree.h"

enum { DIRECTIVES_MOST = 10000 }; /* in one file */

/* An int or a float, as it was written. */
typedef struct DirectiveNumber {
    bool is_real;
    int64_t integer; /* where it is not real */
    double real;     /* always */
} DirectiveNumber;

/* A module-level constant that can be changed before a run: `SPACES = 3  #: knob 1..10  parking spaces`. */
typedef struct Knob {
    TreeText name;
    DirectiveNumber low, high; /* both included */
    DirectiveNumber initial;   /* as in the source */
    DirectiveNumber value;     /* the same, until directives_set_knob */
    TreeText text;             /* what it means; may be empty */
    bool is_real;              /* takes floats: the constant or a bound is one */
    Node *constant;            /* the value's node in the tree, which directives_set_knob replaces */
    SourceSpan span;           /* of the directive */
} Knob;

/* A module-level variable whose value is drawn over time. */
typedef struct Gauge {
    TreeText name;
    DirectiveNumber low, high;
    TreeText text;
    SourceSpan span;
} Gauge;

/* The name that a view shows for the object made in the statement that `line` belongs to. */
typedef struct Label {
    TreeText text;
    uint32_t first_line, last_line; /* of that statement */
    SourceSpan span;
} Label;

typedef enum AskKind {
    ASK_NEXT,     /* which task runs next? */
    ASK_CLOCK,    /* to what time does the clock move next? */
    ASK_PRINTS,   /* which line is printed next? */
    ASK_SWITCHES, /* does the await switch? */
    ASK_VALUE,    /* what is an expression worth at the end of the turn? */
} AskKind;

typedef struct Ask {
    AskKind kind;
    Node *value;         /* of ASK_VALUE, else NULL */
    TreeText value_text; /* as written */
    SourceSpan span;
} Ask;

/* A place in the run: when the code of `line` is about to run for the first time (while `when` holds). */
typedef struct Cue {
    TreeText name;
    Node *when; /* or NULL */
    TreeText when_text;
    uint32_t line; /* of the code that it stands before */
    TreeText *says;
    uint32_t say_count;
    TreeText *notes;
    uint32_t note_count;
    Ask *asks;
    uint32_t ask_count;
    TreeText focus; /* an object's name; empty where there is none */
    SourceSpan span;
} Cue;

typedef enum ExpectKind {
    EXPECT_ALWAYS,  /* holds after every callback */
    EXPECT_FINALLY, /* holds at the end */
    EXPECT_WITHIN,  /* the program ends by a time */
} ExpectKind;

typedef struct Expectation {
    ExpectKind kind;
    Node *condition; /* NULL for EXPECT_WITHIN */
    TreeText text;   /* the expression or the seconds, as written */
    uint32_t column; /* where the expression begins, as its nodes' spans count */
    int64_t within_ns;
    SourceSpan span; /* nowhere (line 0) for one that the file does not hold */
} Expectation;

typedef struct Directives {
    TreeText title;  /* empty where there is none */
    TreeText about;  /* its lines joined by one space each */
    int64_t tick_ns; /* 0 where there is none */
    Knob *knobs;
    uint32_t knob_count;
    Gauge *gauges;
    uint32_t gauge_count;
    Label *labels;
    uint32_t label_count;
    Cue *cues; /* in the order of the file */
    uint32_t cue_count;
    Expectation *expectations;
    uint32_t expectation_count;
} Directives;

/* Read the directives of a NODE_MODULE. Errors are added to `diagnostics`; when it holds errors already, the tree
 * may lack statements, and only what can be judged without it is. `pool` is the tree's. */
Directives directives_read(Node *module, Pool *pool, Diagnostics *diagnostics);

/* An expression such as stands in a directive, from elsewhere; NULL where it is none. It lives in the pool, and so
 * does the text, which must be UTF-8. */
Node *directives_read_expression(const char *text, size_t length, Pool *pool);

/* Give a knob another value, written as in `--set NAME=VALUE`, and put it into the tree. False, with a
 * DIAGNOSTIC_KNOB added, where there is no such knob, or it cannot take the value. */
bool directives_set_knob(Directives *directives, const char *name, const char *value, Diagnostics *diagnostics);

/* Add an expectation that is not in the file: «always x < 3», as behind `#: expect`. False, with a
 * DIAGNOSTIC_DIRECTIVE without a place added, where it is none. `number` tells apart what is wrong with several. */
bool directives_add_expectation(Directives *directives, const char *text, uint32_t number, Pool *pool,
                                Diagnostics *diagnostics);

/* Write the number as Python would. */
void directive_number_write(DirectiveNumber number, Text *out);

#endif
