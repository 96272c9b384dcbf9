/* What lies over the screen: a page, a list of what is wrong, the line that is typed. */
#ifndef LOOPSCOPE_OVERLAY_H
#define LOOPSCOPE_OVERLAY_H

#include "findings_view.h"
#include "page.h"
#include "prompt.h"
#include "screen.h"

void overlay_page(Page *page, Screen *screen);
void overlay_findings(FindingsView *view, const Player *player, Screen *screen);
/* At the bottom. */
void overlay_prompt(const Prompt *prompt, Screen *screen);

#endif
