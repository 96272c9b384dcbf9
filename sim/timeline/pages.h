/* Pages: where keyframes keep copies of the world.
 *
 * Copies are kept by pages of PAGE_SIZE bytes, and a page that two copies have in common is kept once: what a large
 * world did not touch between two keyframes takes neither memory nor the time to write it. */
#ifndef LOOPSCOPE_PAGES_H
#define LOOPSCOPE_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAGE_SIZE = 4096 };

typedef uint32_t PageNumber; /* from 1; 0 is none */

typedef struct Pages {
    char *memory;    /* owned reservation; page n stands at n * PAGE_SIZE */
    uint32_t *users; /* owned reservation: how many copies hold page n */
    uint32_t most;   /* pages that the reservations hold, page 0 included */
    uint32_t made;   /* pages that were ever in use, page 0 included */
    uint32_t in_use;
    PageNumber free; /* head of the chain of pages that nobody holds; each begins with the number of the next */
} Pages;

/* Room for `bytes`. False when the host refuses. */
bool pages_open(Pages *pages, size_t bytes);
void pages_close(Pages *pages);

/* A page with a copy of the PAGE_SIZE bytes at `bytes`, held once; 0 when there is no room. */
PageNumber pages_copy(Pages *pages, const char *bytes);
void pages_hold(Pages *pages, PageNumber page);
void pages_let_go(Pages *pages, PageNumber page);

static inline const char *pages_at(const Pages *pages, PageNumber page)
{
    return pages->memory + (size_t)page * PAGE_SIZE;
}

#endif
