/* Names with numbers: each text gets the next number when it is first added. */
#ifndef LOOPSCOPE_NAME_TABLE_H
#define LOOPSCOPE_NAME_TABLE_H

#include "tree.h"

typedef struct NameTable {
    TreeText *names; /* by number */
    uint32_t count;
    uint32_t *places; /* open addressing: a number plus 1, or 0 */
    uint32_t mask;    /* places minus 1; 0 while there are none */
} NameTable;

/* The number of a name, which is added where it is new. Where the pool is full, some number. */
uint32_t name_table_add(NameTable *table, TreeText name, Pool *pool);

/* Whether the name is there, and its number. */
bool name_table_find(const NameTable *table, TreeText name, uint32_t *number);

bool tree_text_equal(TreeText a, TreeText b);

/* Whether the text is this word. */
bool tree_text_is(TreeText text, const char *word);

/* A hash of bytes, the same everywhere. */
uint32_t bytes_hash(const void *bytes, size_t length);

#endif
