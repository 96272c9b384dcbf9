/* What the files of the lexer share. */
#ifndef LOOPSCOPE_LEXER_STATE_H
#define LOOPSCOPE_LEXER_STATE_H

#include "lexer.h"

typedef enum NestingKind {
    NESTING_BRACKET,
    NESTING_FSTRING, /* between an f-string's quotes: text is read */
    NESTING_FIELD,   /* between `{` and `}` of an f-string: code is read, or text after its `:` */
} NestingKind;

/* Something that was opened and not closed yet. */
typedef struct Nesting {
    NestingKind kind;
    char opener;     /* of a bracket or field; of an f-string its quote */
    bool is_triple;  /* of an f-string and its fields: three quotes */
    bool is_raw;     /* of an f-string and its fields */
    bool is_in_spec; /* of a field: after its `:` */
    uint32_t token;  /* the number of the token that opened it */
} Nesting;

/* How far a line is indented: with tabs to multiples of 8, and with tabs as one. When two lines compare differently
 * by the two, tabs and spaces are mixed so that nobody can tell. */
typedef struct Indentation {
    uint32_t column, alternative;
} Indentation;

typedef struct Place {
    const char *at;
    uint32_t line, column;
} Place;

typedef struct Lexer {
    const char *source, *end;
    const char *at;    /* the next byte to read */
    Place token_place; /* of the last token or comment: where counting lines and columns begins */
    TokenList list;
    Pool *scratch, *pool;
    Diagnostics *diagnostics;
    Token spare;          /* what add_token gives when the pool is full */
    bool is_line_start;   /* the next thing to read is a line's indentation */
    bool is_statement;    /* the line has a token: its end is a NEWLINE */
    uint32_t error_token; /* the last ERROR token's number plus one, 0 before there is one */
    uint32_t indentation_count;
    Indentation indentations[LEXER_DEEPEST_BLOCKS + 1];
    uint32_t nesting_count;
    Nesting nestings[LEXER_DEEPEST_BRACKETS];
} Lexer;

/* Append a token for [start, end) and move on to `end`. */
Token *lexer_add(Lexer *lexer, TokenKind kind, const char *start, const char *end);

/* The span of [start, end), which must not begin before the last token. */
SourceSpan lexer_span(const Lexer *lexer, const char *start, const char *end);

/* Report an error in [start, end). The caller leaves an ERROR token where nothing sensible can stand. */
void lexer_complain(Lexer *lexer, DiagnosticKind kind, const char *start, const char *end, const char *hint,
                    const char *format, ...) __attribute__((format(printf, 6, 7)));

/* The innermost nesting, or NULL. */
Nesting *lexer_nesting(Lexer *lexer);

/* Enter a nesting; false and an ERROR token where they are too many. */
bool lexer_open(Lexer *lexer, Nesting nesting, const char *start, const char *end);

bool lexer_is_name_start(const char *at, const char *end);
const char *lexer_name_end(const char *at, const char *end);

/* ---- lex_numbers.c ---- */

void lex_number(Lexer *lexer);

/* ---- lex_strings.c ---- */

/* Whether a string begins at `at`, prefix included. */
bool lex_is_string(const Lexer *lexer);

void lex_string(Lexer *lexer);

/* Go on in an f-string's text or format specification. */
void lex_fstring_text(Lexer *lexer);

#endif
