/* What the reports for machines share: who wrote it and of which run, and the walk through all turns. */
#ifndef LOOPSCOPE_RECORDED_H
#define LOOPSCOPE_RECORDED_H

#include "json.h"
#include "report.h"

enum { RECORDED_VERSION = 1 }; /* of the forms of both reports; README.md tells what is in them */

/* The members of a head, from "loopscope" to "seed", into the open object. */
void recorded_write_head(Json *json, const Sim *sim, const ReportRun *run);
/* The members of an end: how it ended. */
void recorded_write_end(Json *json, const Sim *sim);

/* A state's word: "waiting". */
const char *recorded_state_word(SimState state);

#endif
