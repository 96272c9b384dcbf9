/* What the runs of a sweep come to. */
#ifndef LOOPSCOPE_SWEEP_REPORT_H
#define LOOPSCOPE_SWEEP_REPORT_H

#include "report.h"
#include "run_sums.h"

enum { SWEEP_KNOBS_MOST = 2, SWEEP_VALUE_BYTES = 24 };

typedef struct SweepRun {
    char values[SWEEP_KNOBS_MOST][SWEEP_VALUE_BYTES]; /* of the knobs that are swept, as given */
    double numbers[SWEEP_KNOBS_MOST];
    RunSums sums;
} SweepRun;

typedef struct Sweep {
    const char *title;                   /* the line above the table */
    const char *knobs[SWEEP_KNOBS_MOST]; /* names */
    size_t knob_count;
    const SweepRun *runs; /* at least one; all of the same file, so that all have the same gauges */
    size_t run_count;
} Sweep;

typedef enum SweepForm { SWEEP_TABLE, SWEEP_CSV, SWEEP_JSONL } SweepForm;

/* False where writing failed, or there was no memory. */
bool report_sweep(const Sweep *sweep, SweepForm form, const ReportLook *look, FILE *output);

#endif
