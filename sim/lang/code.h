/* Code: what the compiler makes of a tree, and the machine links into a world.
 *
 * A CodeUnit is one function's (or the module's, or a class body's) instructions with its tables. It lives in a
 * Pool and knows nothing of running: constants are still tree constants, names still text. The slots of a frame are
 *
 *     [ locals: parameters first | free variables' cells | stack ]
 *
 * A local that an inner function uses is turned into a cell by MAKE_CELL at the beginning of the code. */
#ifndef LOOPSCOPE_CODE_H
#define LOOPSCOPE_CODE_H

#include "tree.h"

typedef enum Opcode {
#define OPCODE(name, words, meaning) OPCODE_##name,
#include "opcodes.def"
#undef OPCODE
    OPCODE_COUNT
} Opcode;

typedef uint32_t Instruction; /* opcode | n << 8, or a second word m */

static inline Opcode instruction_opcode(Instruction word)
{
    return (Opcode)(word & 0xFF);
}

static inline uint32_t instruction_argument(Instruction word)
{
    return word >> 8;
}

typedef enum CodeFlags {
    CODE_VAR_POSITIONAL = 1,   /* has *args */
    CODE_VAR_KEYWORD = 2,      /* has **kwargs */
    CODE_GENERATOR = 4,        /* has yield */
    CODE_COROUTINE = 8,        /* async def without yield */
    CODE_ASYNC_GENERATOR = 16, /* async def with yield */
    CODE_CLASS_BODY = 32,      /* slot 0 is the namespace, a dict that has __module__, __qualname__ and __doc__
                                   already; returns the cell of __class__, or None */
    CODE_MODULE = 64,
    CODE_LIBRARY = 128, /* of a module that is part of loopscope: no lines, hidden in tracebacks */
} CodeFlags;

typedef enum CodeConstantKind {
    CODE_NONE,
    CODE_TRUE,
    CODE_FALSE,
    CODE_ELLIPSIS,
    CODE_INT,
    CODE_FLOAT,
    CODE_STR,
    CODE_TUPLE,
    CODE_UNIT,
} CodeConstantKind;

typedef struct CodeConstant {
    CodeConstantKind kind;
    bool is_name; /* a CODE_STR that names something: to be interned */
    union {
        int64_t integer;
        double real;
        TreeText string;
        struct {
            struct CodeConstant *items;
            uint32_t count;
        } tuple;
        struct CodeUnit *unit;
    };
} CodeConstant;

/* While an instruction in [start, end) runs, an exception goes to `handler` with the stack cut to `depth` values
 * (above locals and free variables) and the exception on top. The first entry that fits is the innermost. */
typedef struct CodeHandler {
    uint32_t start, end, handler, depth;
} CodeHandler;

/* Instructions from `start` to the next entry's start belong to `span`. Sorted by start. */
typedef struct CodePosition {
    uint32_t start;
    SourceSpan span;
} CodePosition;

typedef struct CodeUnit {
    TreeText name, qualname;
    uint32_t flags;           /* CodeFlags */
    uint32_t positional_only; /* parameters before `/` */
    uint32_t positional;      /* parameters that can be given by position, positional-only ones included */
    uint32_t keyword_only;    /* parameters after `*`; then the *args local, then the **kwargs local */
    TreeText *local_names;
    uint32_t local_count;
    TreeText *free_names; /* in the order of the closure tuple */
    uint32_t free_count;
    Instruction *instructions;
    uint32_t instruction_count; /* in words */
    CodeConstant *constants;
    uint32_t constant_count;
    uint32_t cache_count; /* inline caches to make */
    uint32_t stack_size;  /* values at most */
    CodeHandler *handlers;
    uint32_t handler_count;
    CodePosition *positions;
    uint32_t position_count;
    uint32_t first_line; /* of the def, class or lambda; decorators included as in CPython */
    TreeText docstring;  /* bytes is NULL where there is none */
} CodeUnit;

/* A whole file: the module's unit and the names of its module variables, whose numbers LOAD_GLOBAL and its like
 * use. Every name that code of the file uses as global is here, built-ins included. */
typedef struct ModuleUnit {
    CodeUnit *body;
    TreeText *global_names;
    uint32_t global_count;
} ModuleUnit;

/* The span of the instruction at `word`. */
SourceSpan code_span(const CodeUnit *unit, uint32_t word);

/* The name of an opcode, for the disassembler and for messages. */
const char *opcode_name(Opcode opcode);

/* How many words an instruction takes: 1 or 2. */
uint32_t opcode_words(Opcode opcode);

/* Whether its argument is a place in the code to go to. */
bool opcode_jumps(Opcode opcode);

/* Write the unit and the units inside it as text: one instruction a line, with source lines and jump targets. */
void code_disassemble(const CodeUnit *unit, Text *out);

/* The same of a whole file, with the names of its module variables. */
void module_disassemble(const ModuleUnit *module, Text *out);

#endif
