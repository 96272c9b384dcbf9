/* Two runs side by side. */
#ifndef LOOPSCOPE_COMPARE_REPORT_H
#define LOOPSCOPE_COMPARE_REPORT_H

#include "pair.h"
#include "report.h"

enum { COMPARE_NAME_BYTES = 40 };

typedef struct Compared {
    const char *title;                          /* the line above all */
    char names[PAIR_SIDES][COMPARE_NAME_BYTES]; /* of the sides: «GATE=0», or the file's name */
    bool is_one_file;                           /* then callbacks are compared, too */
    Pair *pair;                                 /* at the start, and there again afterwards */
} Compared;

/* What both come to, where they first differ, and both on one clock, a row for each moment at which either changes.
 * False where writing failed, or there was no memory. */
bool report_compare(Compared *compared, const ReportLook *look, FILE *output);

#endif
