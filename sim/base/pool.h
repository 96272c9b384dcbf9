/* A pool: memory for things that are made together and thrown away together, such as the tree of one file.
 *
 * A pool is one reservation that fills from the front. pool_alloc never returns NULL: a pool that is full hands out
 * from a small spare and says so in `is_full`, which its owner looks at when the work is done. */
#ifndef LOOPSCOPE_POOL_H
#define LOOPSCOPE_POOL_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Pool {
    char *memory;    /* owned reservation, or NULL */
    size_t reserved; /* its size */
    size_t used;     /* bytes handed out */
    size_t limit;    /* bytes that may be handed out before the pool counts as full */
    bool is_full;    /* more was asked for than the limit: what was made is not to be trusted */
} Pool;

/* Returns false when the host refuses; the pool can then only be released. */
bool pool_init(Pool *pool, size_t limit);
void pool_release(Pool *pool);

/* A zeroed block, aligned to 16, good until pool_release. Requests above 1 MiB on a full pool are answered with the
 * spare's first byte: callers that ask for arrays check is_full before they fill them. */
void *pool_alloc(Pool *pool, size_t size);

/* A NUL-terminated copy of `length` bytes. */
char *pool_copy(Pool *pool, const char *text, size_t length);

/* Room for one more item in an array that holds `count` items of `size` bytes and was grown by this function alone
 * (NULL while count is 0). Returns where the items stand now, which the caller writes to only when is_full is not
 * set. */
void *pool_room(Pool *pool, void *items, size_t count, size_t size);

#endif
