/* The lexer: from source text to tokens.
 *
 * A whole file is read at once, so that the parser can look as far ahead as it likes. Indentation becomes INDENT
 * and DEDENT tokens, line ends inside brackets vanish, and an f-string becomes FSTRING_START, then FSTRING_MIDDLE
 * for text and the ordinary tokens between `{` and `}` for fields, then FSTRING_END, nested as deep as they are
 * written.
 *
 * What is wrong is reported at once and leaves an ERROR token, at which the parser gives up without a second word.
 * `match`, `case`, `type` and `_` are keywords only in their places: here they are names. */
#ifndef LOOPSCOPE_LEXER_H
#define LOOPSCOPE_LEXER_H

#include "tree.h"

enum {
    LEXER_LONGEST_FILE = 16 << 20, /* bytes */
    LEXER_DEEPEST_BRACKETS = 200,  /* as in CPython, f-strings and their fields counted as well */
    LEXER_DEEPEST_BLOCKS = 100,    /* as in CPython */
};

typedef enum TokenKind {
#define TOKEN(name, text) TOKEN_##name,
#include "tokens.def"
    TOKEN_COUNT
} TokenKind;

typedef struct Token {
    TokenKind kind;
    uint32_t start, end; /* offsets into TokenList.source, in bytes */
    SourceSpan span;
    union {
        TreeText text; /* NAME: as written; STRING and FSTRING_MIDDLE: with escapes replaced. Lives in the pool */
        uint64_t integer; /* INT: its value up to 2**63, UINT64_MAX for all that is larger */
        double real;      /* FLOAT */
    };
} Token;

/* Tokens [from, to] stand inside a bracket that was never closed, which has been reported. */
typedef struct UnclosedRange {
    uint32_t from, to;
} UnclosedRange;

typedef struct TokenList {
    const char *source; /* the source with every line end as one '\n' and without a byte order mark; in `scratch` */
    Token *items;       /* at least an END, which is the last; in `scratch` */
    uint32_t count;
    UnclosedRange *unclosed;
    uint32_t unclosed_count;
    TreeComment *comments; /* those that begin with `#:`; in the pool */
    uint32_t comment_count;
} TokenList;

/* Where a text begins in its file, and whether it is a file or a single expression, which has no indentation. */
typedef struct LexerStart {
    uint32_t line, column;
    bool is_expression;
} LexerStart;

/* Read `source`. Tokens live in `scratch`, the texts that go into a tree in `pool`; when one of them is full the
 * tokens stop early, and the caller looks at is_full. */
TokenList lexer_read(const char *source, size_t length, LexerStart start, Pool *scratch, Pool *pool,
                     Diagnostics *diagnostics);

/* A token's text in the table: «:=», «async», «name». */
const char *token_text(TokenKind kind);

bool token_is_keyword(TokenKind kind);

#endif
