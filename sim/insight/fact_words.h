/* A fact in plain words. */
#ifndef LOOPSCOPE_FACT_WORDS_H
#define LOOPSCOPE_FACT_WORDS_H

#include "narration.h"

/* Without a full stop: «car 6 joins the ready queue». */
void fact_write(const NarrationTurn *turn, const Fact *fact, Text *out);
/* Whether it says something that another fact of the turn, or the turn's heading, does not say. */
bool fact_is_telling(const Fact *fact);

#endif
