/* Address space from the host, in one place.
 *
 * Everything large in loopscope (the arena, parse pools, the journal, keyframes) is reserved once and grows in
 * place, so there is one kind of host allocation and one way in which it fails: memory_reserve returns NULL. */
#ifndef LOOPSCOPE_MEMORY_H
#define LOOPSCOPE_MEMORY_H

#include <stddef.h>

/* Reserve `bytes` of zeroed address space that takes real memory only where it is touched.
 * Returns NULL when the host refuses. Free with memory_unreserve and the same size. */
void *memory_reserve(size_t bytes);
void memory_unreserve(void *memory, size_t bytes);

/* Where the host can, let it back [memory, memory + bytes) of a reservation with large pages: touching much for the
 * first time is then far cheaper, and takes up to a large page (2 MiB) more than was touched. */
void memory_prefer_large_pages(void *memory, size_t bytes);

/* Give the real memory behind [memory, memory + bytes) back and make it read as zero. Page-aligned inside. */
void memory_discard(void *memory, size_t bytes);

/* For tests: make the n-th call of memory_reserve from now fail (1 is the next one); 0 switches this off. */
void memory_fail_after(unsigned long n);

#endif
