/* What the files of the compiler share.
 *
 * The compiler walks the tree once more, with the symbols at hand, and writes the instructions of one unit (a
 * function, class body or module) after the other. emit.c knows instructions, labels and tables; compile_names.c
 * variables; blocks.c what must be tidied up where control leaves a `for`, `with` or `try` early; a file each the
 * statements and expressions. Where the pool is full, everything becomes a no-op and compile_module gives NULL. */
#ifndef LOOPSCOPE_COMPILER_STATE_H
#define LOOPSCOPE_COMPILER_STATE_H

#include "compiler.h"
#include "symbols.h"

#include <assert.h>
#include <string.h>

/* A place in the code that jumps go to, by number. */
typedef uint32_t JumpLabel;

typedef struct LabelState {
    uint32_t place; /* index of a word; good once it is bound */
    uint32_t uses;  /* jumps and handlers that go there */
    uint32_t depth; /* of the stack there; good once it is bound or used */
    bool is_bound, has_depth;
} LabelState;

/* Code in which exceptions go to a handler: a block's, from block_open to block_close, with gaps. */
typedef struct HandlerRange {
    JumpLabel handler;
    uint32_t start; /* of the stretch that is open */
    uint32_t depth; /* of the stack that the handler finds below the exception */
    bool is_open;
} HandlerRange;

typedef enum BlockKind {
    BLOCK_LOOP,         /* while */
    BLOCK_ITERATION,    /* for: an iterator stands on the stack */
    BLOCK_TRY,          /* the body of a try with except clauses: nothing to tidy up */
    BLOCK_FINALLY,      /* a body whose `finally` is to run */
    BLOCK_FINALLY_END,  /* the `finally` after an exception: previous and exception on the stack */
    BLOCK_WITH,         /* exit on the stack */
    BLOCK_HANDLER,      /* an except clause: previous on the stack */
    BLOCK_HANDLER_STAR, /* an except* clause, which must not be left */
    BLOCK_VALUE,        /* the value to return, below a `finally` that runs on the way */
} BlockKind;

/* A statement that is being compiled and has to be tidied up when control leaves it. */
typedef struct Block {
    BlockKind kind;
    struct Block *outer;
    HandlerRange range;    /* of the kinds that have one */
    JumpLabel exit, again; /* of loops: behind it, and where `continue` goes */
    const Node *node;      /* BLOCK_FINALLY: the try; BLOCK_WITH: the with */
    SourceSpan span;       /* BLOCK_WITH: of the context expression; BLOCK_HANDLER: of its clause */
    TreeText name;         /* BLOCK_HANDLER: to be unbound; or empty */
} Block;

/* A slot of a frame that is lent to a variable of a comprehension, or to what a pattern has captured. */
typedef struct LentSlot {
    uint32_t slot;
    bool is_taken;
} LentSlot;

/* The code that is being written. */
typedef struct Unit {
    struct Unit *outer;
    Scope *scope; /* the innermost scope: the unit's own, or a comprehension's */
    CodeUnit *code;
    Block *block; /* the innermost block */
    uint32_t block_count;
    uint32_t depth;      /* of the stack here */
    bool is_unreachable; /* behind a jump: nothing is written until a label that is used */
    LabelState *labels;
    uint32_t label_count;
    uint32_t *constant_places; /* open addressing: a constant's number plus 1, or 0 */
    uint32_t constant_mask;    /* places minus 1; 0 while there are none */
    LentSlot *lent;
    uint32_t lent_count;
} Unit;

typedef struct Compiler {
    Pool *pool;
    Diagnostics *diagnostics;
    unsigned flags;
    Symbols symbols;
    NameTable globals;
    Unit *unit;
    bool is_too_large; /* more instructions than a jump can reach over */
} Compiler;

enum {
    /* Words that a unit may have: more than anybody writes, and few enough for `finally` inside `finally` inside
     * `finally` …, of which each level doubles the copies, to end soon. */
    UNIT_LONGEST = 1 << 21,
    ARGUMENT_GREATEST = (1 << 24) - 1, /* of an instruction */
    SLOT_FREE =
        1 << 23, /* from here on slots are free variables', until unit_finish knows how many locals there are */
};

/* ---- emit.c ---- */

/* Write an instruction of one word, or of two. */
void emit(Compiler *compiler, SourceSpan span, Opcode opcode, uint32_t n);
void emit_wide(Compiler *compiler, SourceSpan span, Opcode opcode, uint32_t n, uint32_t m);
void emit_jump(Compiler *compiler, SourceSpan span, Opcode opcode, JumpLabel label);
/* LINE, in code that has lines. */
void emit_line(Compiler *compiler, SourceSpan span);
/* The place of the last instruction, for those that belong to no text of their own. */
SourceSpan emit_place(const Compiler *compiler, SourceSpan otherwise);
/* return None, where control comes to the end of the unit. */
void emit_end(Compiler *compiler, SourceSpan otherwise);
void emit_none(Compiler *compiler, SourceSpan span);
void emit_constant(Compiler *compiler, SourceSpan span, CodeConstant constant);
void emit_string(Compiler *compiler, SourceSpan span, TreeText text);
/* An attribute instruction with an inline cache. The name is mangled here. */
void emit_attribute(Compiler *compiler, SourceSpan span, Opcode opcode, TreeText name);

JumpLabel label_new(Compiler *compiler);
void label_bind(Compiler *compiler, JumpLabel label);

/* A stretch of code, from here to range_close, whose exceptions go to `handler` with the stack cut to `depth`. It
 * may be closed and opened again: a handler's code has gaps. */
HandlerRange range_new(Compiler *compiler, JumpLabel handler, uint32_t depth);
void range_open(Compiler *compiler, HandlerRange *range);
void range_close(Compiler *compiler, HandlerRange *range);
/* The code of a handler begins. */
void handler_bind(Compiler *compiler, JumpLabel handler, uint32_t depth);

/* Begin to write a unit, and end it: gives its code, NULL where the pool is full. */
void unit_begin(Compiler *compiler, Unit *unit, Scope *scope);
CodeUnit *unit_finish(Compiler *compiler);

/* Whether nothing that is written counts any more. */
bool compiler_is_stopped(const Compiler *compiler);

/* Report an error with CPython's words. */
void compiler_complain(Compiler *compiler, SourceSpan span, const char *format, const char *word);

/* ---- constants.c ---- */

/* The number of a constant of the unit; equal constants have one number. */
uint32_t unit_constant(Compiler *compiler, CodeConstant constant);
uint32_t unit_name(Compiler *compiler, TreeText name);
CodeConstant constant_of_int(int64_t integer);
CodeConstant constant_of_text(TreeText text);
/* Whether the program would find them equal, as it does 1 and 1.0. */
bool constants_compare_equal(const CodeConstant *a, const CodeConstant *b);

/* ---- disassemble.c ---- */

/* The constant as Python writes it. */
void constant_write(const CodeConstant *constant, Text *out);

/* ---- docstring.c ---- */

TreeText docstring_cleaned(TreeText text, Pool *pool);

/* ---- code_check.c ---- */

/* How an instruction changes the stack: what it takes and gives where control goes on behind it. */
typedef struct StackEffect {
    uint32_t takes, gives;
    int jump; /* what it gives less takes where it jumps */
} StackEffect;
StackEffect opcode_effect(Opcode opcode, uint32_t n, uint32_t m);
/* Whether control never goes on behind it. */
bool opcode_ends(Opcode opcode);
/* Walk through finished code and see that the stack has one depth at each instruction; gives the greatest. */
uint32_t code_check(const CodeUnit *unit, Pool *pool);

/* ---- compile_names.c ---- */

void compile_load(Compiler *compiler, SourceSpan span, TreeText name);
void compile_store(Compiler *compiler, SourceSpan span, TreeText name);
void compile_delete(Compiler *compiler, SourceSpan span, TreeText name);
/* A name that the compiler itself needs, always a module variable. */
void compile_load_global(Compiler *compiler, SourceSpan span, const char *name);
/* A tuple of the cells that are free variables of the unit `inner`, which is about to become a function here; false
 * where there are none. */
bool compile_closure(Compiler *compiler, SourceSpan span, const Scope *inner);
/* Give slots to the parameters and variables of the unit's scope, and make cells of those that need one. */
void compile_locals(Compiler *compiler);
uint32_t unit_add_local(Compiler *compiler, TreeText name);
/* A slot of that name which nobody uses at the moment. */
uint32_t unit_lend_slot(Compiler *compiler, TreeText name);
void unit_return_slot(Compiler *compiler, uint32_t slot);
/* Lend slots to a comprehension's variables, and make cells; and take them back. */
void comprehension_begin(Compiler *compiler, SourceSpan span, Scope *scope);
void comprehension_clear(Compiler *compiler, SourceSpan span, const Scope *scope);
void comprehension_end(Compiler *compiler, const Scope *scope);
TreeText compiler_mangled(const Compiler *compiler, TreeText name);

/* ---- blocks.c ---- */

void block_push(Compiler *compiler, Block *block, SourceSpan span);
void block_pop(Compiler *compiler);
void compile_return_value(Compiler *compiler, const Node *node);
void compile_break(Compiler *compiler, const Node *node);
void compile_continue(Compiler *compiler, const Node *node);
/* The instructions that leave a `with` without an exception, or that unbind an except clause's name. */
void compile_with_exit(Compiler *compiler, const Block *block);
void compile_unbind(Compiler *compiler, SourceSpan span, TreeText name);
/* [previous exception] -> raise it again, as it was before the clause. */
void compile_reraise(Compiler *compiler, SourceSpan span);

/* ---- compile_statements.c ---- */

void compile_statements(Compiler *compiler, NodeList list);

/* ---- compile_control.c: if, while, for ---- */

void compile_if(Compiler *compiler, const Node *node);
void compile_while(Compiler *compiler, const Node *node);
void compile_for(Compiler *compiler, const Node *node);

/* ---- compile_try.c ---- */

void compile_try(Compiler *compiler, const Node *node);
void compile_with(Compiler *compiler, const Node *node);

/* ---- compile_patterns.c ---- */

void compile_match(Compiler *compiler, const Node *node);

/* ---- compile_definitions.c ---- */

void compile_function(Compiler *compiler, const Node *node);
void compile_lambda(Compiler *compiler, const Node *node);
void compile_decorators(Compiler *compiler, NodeList decorators, SourceSpan definition);
void compile_decoration(Compiler *compiler, NodeList decorators);
uint32_t first_line_of(const Node *node, NodeList decorators);
/* The docstring that a body begins with, cleaned as CPython 3.13 does; bytes is NULL where there is none. */
TreeText body_docstring(NodeList body, Pool *pool);
/* The body without it. */
NodeList body_without_docstring(NodeList body);
/* An annotation, as a value or, with the __future__ import, as text. */
void compile_annotation(Compiler *compiler, const Node *annotation);
/* Begin the unit of a function, lambda, class body or generator expression: unit_begin, and its names. */
void unit_begin_named(Compiler *compiler, Unit *unit, Scope *scope, TreeText name);
/* Make a function of the finished unit; what `flags` (as MAKE_FUNCTION's m) says stands on the stack, but for the
 * closure, which is put there. */
void compile_make_function(Compiler *compiler, SourceSpan span, const Scope *scope, CodeUnit *code, uint32_t flags);

/* ---- compile_classes.c ---- */

void compile_class(Compiler *compiler, const Node *node);

/* ---- compile_expressions.c ---- */

void compile_expression(Compiler *compiler, const Node *node);
void compile_expressions(Compiler *compiler, NodeList list);
/* Go to `label` where the expression's truth is `truth`, else go on. */
void compile_jump_if(Compiler *compiler, const Node *node, bool truth, JumpLabel label);
/* Whether the expression is a constant, also a tuple of such or a negative number. */
bool expression_constant(Compiler *compiler, const Node *node, CodeConstant *constant);
/* Where an attribute's instruction belongs: as CPython, to the last line of what it stands on. */
SourceSpan attribute_span(SourceSpan span, const Node *attribute);
/* await: the value on the stack becomes its result. `where` as in GET_AWAITABLE. */
void compile_await(Compiler *compiler, SourceSpan span, uint32_t where);
/* [asynchronous iterator] -> [asynchronous iterator, its next item]. */
void compile_anext(Compiler *compiler, SourceSpan span);

/* ---- compile_displays.c ---- */

void compile_tuple(Compiler *compiler, const Node *node);
void compile_list(Compiler *compiler, const Node *node);
void compile_set(Compiler *compiler, const Node *node);
void compile_dict(Compiler *compiler, const Node *node);
void compile_joined_string(Compiler *compiler, const Node *node);
void compile_formatted(Compiler *compiler, const Node *node);
bool has_starred(NodeList list);
/* Values, some of them perhaps `*iterable`, as a tuple. */
void compile_values_as_tuple(Compiler *compiler, SourceSpan span, NodeList list);

/* ---- compile_calls.c ---- */

/* The callable and self stand on the stack. */
void compile_call(Compiler *compiler, SourceSpan span, const CallNode *call);
/* A dict of keywords, with those of `**mapping` in it. */
void compile_keywords(Compiler *compiler, SourceSpan span, const KeywordNode *keywords, uint32_t count);

/* ---- compile_comprehensions.c ---- */

void compile_comprehension(Compiler *compiler, const Node *node);
void compile_generator_expression(Compiler *compiler, const Node *node);

/* ---- compile_targets.c ---- */

/* Assign the value on the stack. */
void compile_assign(Compiler *compiler, const Node *target);
void compile_delete_target(Compiler *compiler, const Node *target);
void compile_augmented(Compiler *compiler, const Node *node);
void compile_annotated(Compiler *compiler, const Node *node);

/* ---- compile_warnings.c ---- */

void warn_of_assertion(Compiler *compiler, const Node *node);
void warn_of_identity(Compiler *compiler, const Node *node);
void warn_of_call(Compiler *compiler, const Node *node);
void warn_of_subscript(Compiler *compiler, const Node *node);

/* ---- unparse.c ---- */

/* The expression as CPython writes it: annotations under `from __future__ import annotations`. */
TreeText tree_unparse(const Node *node, Pool *pool);

#endif
