/* From source text to a tree. */
#ifndef LOOPSCOPE_PARSER_H
#define LOOPSCOPE_PARSER_H

#include "tree.h"

/* What a tree can be. Whoever walks one may recurse, except along chains, which are walked in a loop: the left side
 * of binary operators (as in a + b + c), what attributes, calls and subscripts stand behind (a.b().c), and `elif`.
 */
enum {
    PARSER_DEEPEST = 220,         /* expressions or patterns inside one another; brackets end at 200 */
    PARSER_LONGEST_CHAIN = 20000, /* links of one chain */
};

/* Parse a whole file. `source` is UTF-8 (anything else is a diagnostic) and need not end in a NUL or newline.
 * The tree and its texts live in `pool`. Errors go to `diagnostics`, several in one go; the parser recovers at the
 * next statement. Returns the NODE_MODULE, which is only to be compiled when no error was added. */
Node *parse_file(const char *source, size_t length, Pool *pool, Diagnostics *diagnostics);

/* Parse a single expression, such as that of a `#: cue … when EXPR`. Columns and lines in diagnostics are those of
 * the expression's place in its file: `line` and `column` are where `text` begins. NULL where it has an error. */
Node *parse_expression(const char *text, size_t length, uint32_t line, uint32_t column, Pool *pool,
                       Diagnostics *diagnostics);

#endif
