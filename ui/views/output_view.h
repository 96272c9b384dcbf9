/* The program's output, by lines, each with the time at which it began. */
#ifndef LOOPSCOPE_OUTPUT_VIEW_H
#define LOOPSCOPE_OUTPUT_VIEW_H

#include "sim.h"

typedef struct OutputLine {
    int64_t time_ns;
    uint32_t turn;
    int stream;       /* 1 output, 2 errors */
    const char *text; /* borrowed, not NUL-terminated */
    size_t size;
} OutputLine;

/* The last `most` lines, but for the last `skip`; oldest first. Returns how many. */
size_t output_lines(const Sim *sim, size_t skip, OutputLine *lines, size_t most);

#endif
