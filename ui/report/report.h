/* Reports: a run without a screen, as lines. */
#ifndef LOOPSCOPE_REPORT_H
#define LOOPSCOPE_REPORT_H

#include "sim.h"

#include <stdbool.h>
#include <stdio.h>

/* The callback trace: `@ITERATION TIME_NS KIND NAME` for each callback with the program's standard output between,
 * each such line on a line of its own, and `@deadlock` at the end of a program that can never go on. Standard error
 * goes to `errors`, or, where that is NULL, among the lines, each after «! » and without addresses. Returns false
 * where the program could not be loaded. */
bool report_callbacks(const SimSource *source, const SimOptions *options, FILE *output, FILE *errors,
                      SimOutcome *outcome, SimReport *report, void *context);

/* How a report in sentences looks. */
typedef struct ReportLook {
    bool has_color;
    bool is_ascii;
    unsigned width; /* columns to break lines at */
    SimDepth depth; /* of the sentences */
    /* Somebody listens: called where the sim stands at a cue, whose words have been told, before what comes then
     * is. NULL: nobody does, and a cue is told behind its step. */
    void (*at_cue)(void *listener, Sim *sim);
    void *listener;
} ReportLook;

/* The narrated steps from where the sim stands to the end: a paragraph for each callback, with what it printed. */
void report_text(Sim *sim, const ReportLook *look, FILE *output);

/* What a report for machines says of its run. */
typedef struct ReportRun {
    const char *version; /* of loopscope */
    const char *text;    /* the file's, as read */
    size_t length;
    int64_t seed;
    SimDepth depth; /* of the sentences in it */
} ReportRun;

/* The whole run as JSON lines, from a sim at its start: a record for each fact (README.md has the schema). False
 * where writing failed. */
bool report_jsonl(Sim *sim, const ReportRun *run, FILE *output);
/* The same in the JSON form of Chrome's trace events, which Perfetto's viewer opens. False where writing failed, or
 * there was no memory. */
bool report_perfetto(Sim *sim, const ReportRun *run, FILE *output);

/* A worksheet about the run in Markdown, or its answers; sheets of other numbers have the answers in another order
 * and other wrong ones. False where nothing can be asked. */
bool report_quiz(Sim *sim, uint64_t sheet, bool has_answers, FILE *output);

#endif
