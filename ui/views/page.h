/* Pages over the view: the keys, and texts such as diagnostics. A page is lines, scrolled and searched. */
#ifndef LOOPSCOPE_PAGE_H
#define LOOPSCOPE_PAGE_H

#include "actions.h"

typedef struct Page {
    char title[64];
    char *text;  /* owned: lines; one that begins with a tab has a key and, after a second tab, its meaning */
    size_t top;  /* first line in sight */
    size_t rows; /* in sight */
    char search[64];
} Page;

/* The page of all keys but those that a front end does not have: ACTIONS_STAGE in the terminal, and the other way.
 */
void page_open_keys(Page *page, bool is_ascii, ActionGroup without);
/* The same of two runs side by side. */
void page_open_pair_keys(Page *page, bool is_ascii, ActionGroup without);
/* A page with a text (copied). */
void page_open_text(Page *page, const char *title, const char *text);
void page_close(Page *page);
/* Scroll. False for a key that closes the page. */
bool page_key(Page *page, Key key);
/* Bring the next line with the word to the top. */
void page_search(Page *page, const char *word);
/* So many rows are in sight: scrolls back where the text ends before. */
void page_show_rows(Page *page, size_t rows);

typedef struct PageLine {
    const char *key; /* NULL: a line without one, a heading */
    size_t key_size;
    const char *text; /* borrowed, not NUL-terminated */
    size_t size;
    bool is_match; /* has what is searched for */
} PageLine;

size_t page_line_count(const Page *page);
PageLine page_line(const Page *page, size_t number);

#endif
