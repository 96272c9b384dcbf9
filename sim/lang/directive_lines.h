/* The statements of a file by line, for what a directive stands behind or before. */
#ifndef LOOPSCOPE_DIRECTIVE_LINES_H
#define LOOPSCOPE_DIRECTIVE_LINES_H

#include "tree.h"

/* A statement, or the header of one with a block. */
typedef struct DirectiveLine {
    Node *statement;
    uint32_t first_line, last_line;
    bool is_module_level; /* in no function and no class */
    bool is_run;          /* the machine stops at its line: it is not a docstring, global or nonlocal */
} DirectiveLine;

/* All of them, by first_line. */
typedef struct DirectiveLines {
    DirectiveLine *items;
    uint32_t count;
} DirectiveLines;

DirectiveLines directive_lines(Node *module, Pool *pool);

/* The innermost and last one that covers a line, or NULL. */
const DirectiveLine *directive_line_at(const DirectiveLines *lines, uint32_t line);

/* The first one that is run and begins behind a line, or NULL. */
const DirectiveLine *directive_line_after(const DirectiveLines *lines, uint32_t line);

#endif
