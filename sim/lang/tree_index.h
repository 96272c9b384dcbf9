/* The tree as an array, for whoever looks for a pattern in a file: each node with the place of its parent.
 *
 * Nodes stand in the order of the file, each before what is below it: what lies below a node are the places behind
 * its own, up to its end. */
#ifndef LOOPSCOPE_TREE_INDEX_H
#define LOOPSCOPE_TREE_INDEX_H

#include "name_table.h"
#include "tree.h"

typedef struct TreePlace {
    const Node *node;
    uint32_t parent; /* place of its parent; its own for the module, which is 0 */
    uint32_t end;    /* the first place that does not lie below it */
} TreePlace;

typedef struct TreeIndex {
    TreePlace *places; /* owned */
    uint32_t count, capacity;
} TreeIndex;

/* False where the host gives no memory; to be released in either case. */
bool tree_index_make(TreeIndex *index, const Node *module);
void tree_index_release(TreeIndex *index);

/* The innermost function around a place (its own where it is one), 0 for the module's own code. */
uint32_t tree_function_around(const TreeIndex *index, uint32_t place);

/* The last part of what a call calls: «sleep» of `asyncio.sleep(1)` and of `sleep(1)`; empty where it has no name.
 */
TreeText tree_called_name(const Node *call);
bool tree_calls(const Node *node, const char *name);
/* The name before the dot: «asyncio» of `asyncio.sleep(1)`; empty where there is no plain one. */
TreeText tree_called_owner(const Node *call);
/* Whether the name stands there or below. */
bool tree_mentions(const TreeIndex *index, uint32_t above, TreeText name);

#endif
