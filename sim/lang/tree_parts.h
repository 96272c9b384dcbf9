/* What stands below what in a tree: the one list of the parts of each node, for whoever walks a tree.
 *
 * A part is a node, or a piece of a node that has parts of its own and is none: a parameter, a keyword, a handler.
 * Trees can be far deeper than a C stack (a + b + c + …): a walker keeps what is still to be done as a list. */
#ifndef LOOPSCOPE_TREE_PARTS_H
#define LOOPSCOPE_TREE_PARTS_H

#include "tree.h"

typedef enum TreePartKind {
    PART_NODE,        /* Node */
    PART_NAME,        /* TreeText: of a keyword in a class pattern */
    PART_PARAMETER,   /* Parameter */
    PART_KEYWORD,     /* KeywordNode */
    PART_WITH_ITEM,   /* WithItem */
    PART_HANDLER,     /* ExceptHandler */
    PART_CASE,        /* MatchCase */
    PART_IMPORT_NAME, /* ImportName */
    PART_CLAUSE,      /* Comprehension */
    PART_NO_KEY,      /* NULL: in place of the key of `**value` */
} TreePartKind;

typedef struct TreePart {
    TreePartKind kind;
    const char *field;   /* in which it stands, as `ast` names it: "body" */
    const void *subject; /* what it is, by its kind */
} TreePart;

typedef void TreePartVisitor(void *context, TreePart part);

/* Visit the parts of a part, in the order of the file. What is absent is passed over. */
void tree_parts(TreePart whole, TreePartVisitor *visit, void *context);

#endif
