/* The stage's other pages: the catalogue, the page before a run, and what lies over a scene: a page of lines, the
 * line that is typed, a note. */
#ifndef LOOPSCOPE_COMPOSE_PAGES_H
#define LOOPSCOPE_COMPOSE_PAGES_H

#include "catalogue.h"
#include "findings_view.h"
#include "measure.h"
#include "page.h"
#include "prompt.h"

/* Each of the two makes a whole scene. Rows are targets. */
void compose_catalogue(Scene *scene, const Measure *measure, Catalogue *catalogue, float width, float height);
void compose_opening(Scene *scene, const Measure *measure, const Player *player, size_t row, float width,
                     float height);

/* Each adds a panel that covers what is below it. */
void compose_page(Scene *scene, const Measure *measure, Page *page);
/* The page of a question (question_view.h), lettered for a room. */
void compose_question(Scene *scene, const Measure *measure, Page *page);
void compose_findings(Scene *scene, const Measure *measure, FindingsView *view, const Player *player);
void compose_prompt(Scene *scene, const Measure *measure, const Prompt *prompt);
void compose_note(Scene *scene, const Measure *measure, const char *text);

#endif
