/* What the files of the parser share.
 *
 * The parser is a recursive descent: a function for each rule of the grammar, named rule_… and opening with the
 * rule. A rule always returns a node. When something is wrong it says so with parser_fail, and from then on the
 * parser panics: every look at the next token finds an ERROR, so that all rules end by themselves, and nothing more
 * is reported, until the statement or block around them recovers at a line end. */
#ifndef LOOPSCOPE_PARSER_STATE_H
#define LOOPSCOPE_PARSER_STATE_H

#include "lexer.h"
#include "parser.h"

typedef struct Parser {
    TokenList list;
    uint32_t at; /* the number of the next token */
    Pool *pool;
    Diagnostics *diagnostics;
    bool is_panicking;
    bool is_after_failure; /* the statement before this one, in its block or around it, had an error */
    uint32_t depth;        /* of nested expressions and patterns */
    Token stop;            /* what is seen while panicking */
} Parser;

/* ---- tokens ---- */

/* The next token, or the one `ahead` of it. While the parser panics, an ERROR. */
const Token *parser_token(const Parser *parser);
const Token *parser_peek(const Parser *parser, uint32_t ahead);

/* The token before the next one. */
const Token *parser_previous(const Parser *parser);

bool parser_is(const Parser *parser, TokenKind kind);

/* Whether the next token is this name, for the words that are keywords only in their places. */
bool parser_is_word(const Parser *parser, const char *word);

void parser_advance(Parser *parser);

/* Go past the next token if it is of this kind. */
bool parser_accept(Parser *parser, TokenKind kind);

/* Go past the next token, which must be of this kind: an error if not, without naming what was expected. */
bool parser_expect(Parser *parser, TokenKind kind);

/* The same, where CPython names what it expected: «expected ':'». */
bool parser_force(Parser *parser, TokenKind kind);

/* Go past a closing bracket. `last` is the expression before it, or NULL: another one right behind it means that a
 * comma is missing. */
void parser_close(Parser *parser, TokenKind kind, const Node *last);

/* The text of a NAME, which must come next. */
TreeText parser_name(Parser *parser);

bool token_begins_expression(TokenKind kind);

/* ---- errors ---- */

/* Report and panic. Silent where the parser panics already, and where the lexer has complained. */
void parser_fail(Parser *parser, SourceSpan span, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* «invalid syntax» at the next token. */
void parser_fail_here(Parser *parser);

/* Report, and go on: what follows can be read all the same. */
void parser_complain(Parser *parser, DiagnosticKind kind, SourceSpan span, const char *hint, const char *format,
                     ...) __attribute__((format(printf, 5, 6)));

/* Stop panicking and go behind the line's end. Where the error is at the beginning of a line, that line is
 * blameless and stays, unless what failed began there: with token number `start`. */
void parser_recover(Parser *parser, uint32_t start);

/* ---- nodes ---- */

/* A new node that begins with the next token, or where another one begins. */
Node *parser_begin(Parser *parser, NodeKind kind);
Node *parser_begin_at(Parser *parser, NodeKind kind, SourceSpan start);

/* The node ends with the last token that was read. Returns it. */
Node *parser_end(Parser *parser, Node *node);

/* What stands for an expression that could not be read: a name without letters. */
Node *parser_missing(Parser *parser);

SourceSpan span_from_to(SourceSpan first, SourceSpan last);

/* Enter an expression or pattern inside another one; false, with the error reported, where they are too many. */
bool parser_enter(Parser *parser);
void parser_leave(Parser *parser);

/* Add to an array of the pool; nothing happens when the pool is full. */
#define PARSER_APPEND(parser, items, count, item)                                                                  \
    do {                                                                                                           \
        (items) = pool_room((parser)->pool, (items), (count), sizeof *(items));                                    \
        if (!(parser)->pool->is_full)                                                                              \
            (items)[(count)++] = (item);                                                                           \
    } while (0)

void parser_append(Parser *parser, NodeList *list, Node *node);

bool text_is(TreeText text, const char *word);

/* ---- rules: parse_expressions.c ---- */

Node *rule_star_expressions(Parser *parser);
Node *rule_star_named_expression(Parser *parser);
Node *rule_named_expression(Parser *parser);
Node *rule_yield_or_star_expressions(Parser *parser);
Node *rule_expression(Parser *parser);
Node *rule_disjunction(Parser *parser);
Node *rule_bitwise_or(Parser *parser);
Node *rule_primary(Parser *parser);
Node *rule_number(Parser *parser);

/* ---- parse_displays.c: what stands in brackets ---- */

Node *rule_group(Parser *parser);
Node *rule_list(Parser *parser);
Node *rule_dict_or_set(Parser *parser);
Node *rule_comprehension(Parser *parser, NodeKind kind, SourceSpan start, Node *element, Node *value);
bool parser_is_comprehension(const Parser *parser);

/* ---- parse_calls.c ---- */

void rule_arguments(Parser *parser, SourceSpan open, NodeList *arguments, KeywordNode **keywords, uint32_t *count);
void rule_parameters(Parser *parser, FunctionNode *function, bool is_lambda);

/* ---- parse_strings.c ---- */

Node *rule_strings(Parser *parser);

/* ---- parse_targets.c ---- */

typedef enum TargetUse { TARGET_ASSIGN, TARGET_FOR, TARGET_WITH, TARGET_DELETE } TargetUse;

Node *rule_star_targets(Parser *parser);

/* Report what in `node` cannot be assigned to, or deleted. */
void check_target(Parser *parser, const Node *node, TargetUse use);
void check_assignment(Parser *parser, const Node *target, bool is_only_one);
void check_augmented_target(Parser *parser, const Node *target);
void check_annotated_target(Parser *parser, const Node *target);

/* What CPython calls an expression in a message: «function call». */
const char *expression_name(const Node *node);

/* ---- parse_patterns.c ---- */

bool parser_is_match(const Parser *parser);
bool parser_is_case(const Parser *parser);
Node *rule_match(Parser *parser);

/* ---- parse_statements.c, parse_compounds.c ---- */

/* Statements up to the DEDENT or END, which is left. */
void rule_statements(Parser *parser, NodeList *list);
void rule_simple_statements(Parser *parser, NodeList *list);

/* Read a compound statement if one begins here; NULL if not. */
Node *rule_compound_statement(Parser *parser);

/* `:` and what belongs to it. `what` is named where the block is missing: «'if' statement», with its line. */
NodeList rule_block(Parser *parser, SourceSpan header, const char *what);

#endif
