/* A store of pages with counts of their holders and a chain of free ones. */
#include "pages.h"

#include "memory.h"

#include <assert.h>
#include <string.h>

bool pages_open(Pages *pages, size_t bytes)
{
    memset(pages, 0, sizeof *pages);
    pages->most = (uint32_t)(bytes / PAGE_SIZE) + 1;
    pages->made = 1;
    pages->memory = memory_reserve((size_t)pages->most * PAGE_SIZE);
    pages->users = memory_reserve(pages->most * sizeof *pages->users);
    if (pages->memory && pages->users)
        return true;
    pages_close(pages);
    return false;
}

void pages_close(Pages *pages)
{
    memory_unreserve(pages->memory, (size_t)pages->most * PAGE_SIZE);
    memory_unreserve(pages->users, pages->most * sizeof *pages->users);
    memset(pages, 0, sizeof *pages);
}

static char *place_of(Pages *pages, PageNumber page)
{
    return pages->memory + (size_t)page * PAGE_SIZE;
}

PageNumber pages_copy(Pages *pages, const char *bytes)
{
    PageNumber page = pages->free;
    if (page != 0)
        memcpy(&pages->free, place_of(pages, page), sizeof pages->free);
    else if (pages->made < pages->most)
        page = pages->made++;
    else
        return 0;
    memcpy(place_of(pages, page), bytes, PAGE_SIZE);
    pages->users[page] = 1;
    pages->in_use++;
    return page;
}

void pages_hold(Pages *pages, PageNumber page)
{
    assert(pages->users[page] > 0);
    pages->users[page]++;
}

void pages_let_go(Pages *pages, PageNumber page)
{
    assert(pages->users[page] > 0);
    if (--pages->users[page] > 0)
        return;
    memcpy(place_of(pages, page), &pages->free, sizeof pages->free);
    pages->free = page;
    pages->in_use--;
}
