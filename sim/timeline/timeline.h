/* The timeline: where a run stands, and how it gets to any other place.
 *
 * Going forward is running. Going back is putting back the nearest keyframe and running the counted rest. What is
 * known of the run so far (a record for each turn, the journal) reaches ahead of the position: up to the horizon at
 * first, and further whenever somebody asks for more. */
#ifndef LOOPSCOPE_TIMELINE_H
#define LOOPSCOPE_TIMELINE_H

#include "keyframes.h"
#include "turns.h"

typedef enum TurnRecordFlags {
    RECORD_CLOCK_MOVED = 1,      /* the clock moved at its beginning or in it */
    RECORD_BEGINS_ITERATION = 2, /* it is the first turn of an iteration of the loop */
    RECORD_IS_MODULE = 4,        /* the module's code */
} TurnRecordFlags;

/* What is known of a turn that has ended once. */
typedef struct TurnRecord {
    uint64_t first_fact; /* the facts of the turn begin here, those of the time before it included */
    int64_t end_ns;      /* the clock at its end */
    uint32_t lines;      /* begun in it */
    uint32_t callback;   /* callbacks of the trace begun by its end */
    uint32_t iteration;  /* the loop's, by its end */
    uint32_t flags;      /* TurnRecordFlags */
} TurnRecord;

typedef struct TimelineOptions {
    size_t memory_limit;                   /* for world, keyframes and journal together */
    uint64_t horizon;                      /* turns to run ahead */
    void (*at_end)(void *context, Vm *vm); /* the run's end is reached for the first time */
    void *context;
} TimelineOptions;

typedef struct Timeline {
    Vm *vm;           /* borrowed */
    Journal *journal; /* borrowed */
    TimelineOptions options;
    Keyframes keyframes;
    TurnRecord *records; /* owned reservation; of the turns 0 to record_count - 1 */
    uint32_t record_count, records_most;
    uint64_t next_first_fact; /* of the next record */
    Position position;        /* where the world stands */
    bool is_fresh;            /* at the start: nothing has run */
    bool is_over;             /* the last turn has ended, and there is no other */
    bool is_whole;            /* the run's end is known: the last record is the last turn */
    int status;               /* the program's exit status, once whole */
    uint64_t work_ns;         /* guessed time of what was run since the keyframes' base */
    uint64_t spacing; /* by how much keyframes are further apart than they could be; doubles with thinning */
    uint64_t run_ns, run_turns; /* guessed time of all that was ever run, and its turns */
} Timeline;

/* A timeline of a world in which the program is about to begin. False when the host refuses memory. */
bool timeline_open(Timeline *timeline, Vm *vm, Journal *journal, TimelineOptions options);
void timeline_close(Timeline *timeline);

/* Know the turn, if the run has it; the position may change. */
bool timeline_know(Timeline *timeline, uint32_t turn);
/* Run ahead to the horizon, and come back to the start. */
void timeline_run_ahead(Timeline *timeline);

/* Go to a position, or to the end where it lies beyond it; a line beyond the end of its turn is that end. A turn of
 * UINT32_MAX is the end of what is known: a run need not have an end. */
void timeline_seek(Timeline *timeline, Position position);
/* Run every turn up to a position ahead that is known, without a short cut: for whoever watches lines. */
void timeline_walk(Timeline *timeline, Position position);
Position timeline_end(const Timeline *timeline); /* the last position that is known */
static inline bool timeline_is_at_end(const Timeline *timeline)
{
    return timeline->is_over;
}

/* The last record whose turn ends with the clock not beyond the time (0 where none does). */
uint32_t timeline_turn_at(const Timeline *timeline, int64_t time_ns);
/* The turn of the n-th callback, from 1; UINT32_MAX where it is not known. */
uint32_t timeline_turn_of_callback(const Timeline *timeline, uint32_t callback);
/* Facts [first, end) of a known turn. */
void timeline_facts(const Timeline *timeline, uint32_t turn, uint64_t *first, uint64_t *end);

uint64_t timeline_hash(const Timeline *timeline);

/* For tests: drop all keyframes but the start. */
void timeline_drop_keyframes(Timeline *timeline);
/* For tests: the n-th allocation from now passes the memory limit. What was known beyond here is forgotten. */
void timeline_fail_allocation(Timeline *timeline, uint64_t n);

#endif
