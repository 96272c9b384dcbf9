/* Worker threads in words: a row for each one that has not ended. */
#ifndef LOOPSCOPE_THREAD_VIEW_H
#define LOOPSCOPE_THREAD_VIEW_H

#include "piece.h"

typedef struct ThreadRow {
    Chip chip;
    const char *word; /* «waiting» */
    char detail[160]; /* «for a lock, which thread 1 holds» */
    uint32_t line;
} ThreadRow;

/* The chip of a thread: «thread 1», or the name that the program gave it. The main thread has none. */
Chip chip_of_thread(const Sim *sim, uint32_t thread);
/* A thread looks like a task in the same state. */
SimState state_of_thread(SimThreadState state);
/* Describe a thread. False where there is none. */
bool thread_row(const Sim *sim, uint32_t thread, ThreadRow *row);
/* The first worker from `thread` on, itself included, that has not ended; 0 none. And how many there are. */
uint32_t live_thread(const Sim *sim, uint32_t thread);
uint32_t live_thread_count(const Sim *sim);

#endif
