/* A fact in plain words. */
#ifndef LOOPSCOPE_FACT_WORDS_H
#define LOOPSCOPE_FACT_WORDS_H

#include "narration.h"

/* Without a full stop: «car 6 joins the ready queue». Adds nothing for a fact that says no more than another fact
 * of the turn, or the turn's heading. */
void fact_write(const NarrationTurn *turn, const Fact *fact, Text *out);

#endif
