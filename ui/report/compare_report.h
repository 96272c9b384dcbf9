/* Two runs side by side. */
#ifndef LOOPSCOPE_COMPARE_REPORT_H
#define LOOPSCOPE_COMPARE_REPORT_H

#include "report.h"
#include "two_runs.h"

/* What both come to, where they first differ, and both on one clock, a row for each moment at which either changes.
 * The runs are at their start, and there again afterwards. False where writing failed, or there was no memory. */
bool report_compare(TwoRuns *runs, const ReportLook *look, FILE *output);

#endif
