/* What is behind sim.h: the parts of a Sim, shared by the files that are called sim*.c. */
#ifndef LOOPSCOPE_SIM_PARTS_H
#define LOOPSCOPE_SIM_PARTS_H

#include "sim.h"

#include "expectations.h"
#include "findings.h"
#include "history.h"
#include "lives.h"
#include "loader.h"
#include "narration.h"
#include "timeline.h"
#include "totals.h"

/* Where a cue is reached. */
typedef struct CuePlace {
    bool is_reached;
    Position position;
    int64_t time_ns;
    uint32_t callback;
} CuePlace;

/* A line of the source that somebody looks for: where it was about to run, between two positions. */
typedef struct LineWatch {
    uint32_t line; /* 0: nothing is watched */
    bool is_met;
    Position after, before; /* the bounds, both excluded */
    Position first, last;
} LineWatch;

enum { SIM_VARIABLES_MOST = 200 }; /* of a frame that are shown */

/* Texts and arrays that look-functions give away: each good until the next call of its function. */
typedef struct SimLooks {
    Text task, thing, entry, narration, heap, why;
    Text expectation, finding, ask;
    Text cue, frame, prediction; /* several texts, each with its NUL */
    History history;             /* an index: brought up to date when somebody looks */
    Expectations expectations;   /* judged as the run is made */
    Relations relations;         /* noted down as the run is made */
    Lives lives;                 /* so are these */
    Findings findings;           /* made when somebody looks */
    Totals totals;               /* counted when somebody looks, up to where it stood then */
    SimVariable variables[SIM_VARIABLES_MOST];
} SimLooks;

struct Sim {
    char *file_name; /* owned */
    SimOptions options;
    SimReport *report; /* while opening */
    void *report_context;
    Loader loader;
    WorldHost host;
    Journal journal;
    Vm *vm; /* owned */
    Timeline timeline;
    SimEnd end; /* once the timeline is whole */
    Text end_text;
    CuePlace *cues;            /* owned; one for each of the file's */
    uint32_t *line_cues;       /* owned: for each source line its first cue plus one, 0 none */
    const char **source_lines; /* owned: where each line begins */
    uint32_t line_count;
    LineWatch watch;
    SimLooks *looks; /* owned */
};

static inline const World *sim_world(const Sim *sim)
{
    return world_of(sim->vm);
}

/* A task's coroutine and what asyncio knows of it; false where the task is gone. */
bool sim_view(const Sim *sim, uint32_t task, TaskView *view);
/* Whether the task is the one that runs, in the middle of a turn. */
bool sim_is_running(const Sim *sim, uint32_t task);
/* The innermost frame of the program's own code in a suspended task, or NULL. */
const Frame *frame_of_program(const Frame *coroutine);

/* Hooks of the world, with a Sim as context. */
void sim_on_line(void *context, Vm *vm, uint32_t line);
void sim_on_turn_end(void *context, Vm *vm);

#endif
