/* Pages over the screen: the keys, and texts such as diagnostics. A page is lines, scrolled and searched. */
#ifndef LOOPSCOPE_OVERLAY_H
#define LOOPSCOPE_OVERLAY_H

#include "keys.h"
#include "screen.h"

typedef struct Overlay {
    char title[64];
    char *text; /* owned: lines; one that begins with a tab has a key and, after a second tab, its meaning */
    size_t top; /* first line in sight */
    size_t rows;
    char search[64];
} Overlay;

/* The page of all keys. */
void overlay_open_keys(Overlay *overlay, bool is_ascii);
/* A page with a text (copied). */
void overlay_open_text(Overlay *overlay, const char *title, const char *text);
void overlay_close(Overlay *overlay);
/* Scroll. False for a key that closes the page. */
bool overlay_key(Overlay *overlay, Key key);
/* Bring the next line with the word to the top. */
void overlay_search(Overlay *overlay, const char *word);
void overlay_draw(Overlay *overlay, Screen *screen);

#endif
