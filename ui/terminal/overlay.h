/* What lies over the screen: a page, or the line that is typed. */
#ifndef LOOPSCOPE_OVERLAY_H
#define LOOPSCOPE_OVERLAY_H

#include "page.h"
#include "prompt.h"
#include "screen.h"

void overlay_page(Page *page, Screen *screen);
/* At the bottom. */
void overlay_prompt(const Prompt *prompt, Screen *screen);

#endif
