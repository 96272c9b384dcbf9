/* mmap and madvise, behind the few calls that the simulator needs. */
#define _DEFAULT_SOURCE
#include "memory.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

static unsigned long calls_until_failure;

void memory_fail_after(unsigned long n)
{
    calls_until_failure = n;
}

static int fails_now(void)
{
    return calls_until_failure != 0 && --calls_until_failure == 0;
}

void *memory_reserve(size_t bytes)
{
    if (fails_now())
        return NULL;
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void memory_unreserve(void *memory, size_t bytes)
{
    if (memory)
        munmap(memory, bytes);
}

void memory_prefer_large_pages(void *memory, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), begin = ((uintptr_t)memory + page - 1) / page * page;
    madvise((void *)begin, bytes - (begin - (uintptr_t)memory), MADV_HUGEPAGE); /* a wish: no more than that */
#else
    (void)memory, (void)bytes;
#endif
}

void memory_discard(void *memory, size_t bytes)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t begin = (uintptr_t)memory, end = begin + bytes;
    uintptr_t first = (begin + page - 1) / page * page, last = end / page * page;
    if (first >= last) {
        memset(memory, 0, bytes);
        return;
    }
    memset(memory, 0, first - begin);
    memset((void *)last, 0, end - last);
    if (mmap((void *)first, last - first, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) == MAP_FAILED)
        memset((void *)first, 0, last - first);
}
