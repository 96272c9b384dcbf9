/* A question as lines of a page: what is asked, the answers, and, once it is revealed, what happened beside what
 * the person said. */
#ifndef LOOPSCOPE_QUESTION_VIEW_H
#define LOOPSCOPE_QUESTION_VIEW_H

#include "page.h"
#include "question.h"

/* Make the page; one that is open is closed. Lines are broken at so many columns; 0: they are not. */
void question_page(const Question *question, Page *page, unsigned width, bool is_ascii);
/* The choice, from 1, that begins on a line of such a page; 0 where none does. */
size_t question_choice_at(const Page *page, size_t line);

#endif
