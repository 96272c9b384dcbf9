/* What the files of predictions share: the moment that is asked about, and the draft of a question. */
#ifndef LOOPSCOPE_PREDICTION_DRAFT_H
#define LOOPSCOPE_PREDICTION_DRAFT_H

#include "predictions.h"
#include "turns.h"
#include "words.h"

#define NO_FACT UINT64_MAX

enum { CANDIDATES_MOST = 16 };

/* The moment, as it was before anything was moved for the question. */
typedef struct Moment {
    const PredictionPlace *place;
    Vm *vm;
    World *world;
    const Journal *journal;
    Position position;
    uint64_t first, cut, end; /* the turn's facts begin, what has happened ends, the turn's facts end */
    bool is_inside;           /* the turn goes on: [cut, end) is its rest; else that is empty */
    TurnKind turn_kind;
    uint32_t running; /* the task of the turn, 0 none */
    uint32_t line;    /* that is asked about, 0 none */
    uint64_t variant;
} Moment;

/* A question in the making. `text` and `why` are filled and then offered. */
typedef struct Draft {
    const Moment *moment;
    AskKind kind;
    Text question, words;                         /* the candidates' texts, each with its NUL */
    PredictionChoice candidates[CANDIDATES_MOST]; /* the right one first */
    size_t count;
    uint64_t truth; /* number of the fact that tells it, or NO_FACT */
    Position shown; /* where the truth shows, in case that no fact tells it */
    int bonus;      /* how much better this kind fits here than its choices say */
    Text text, why;
} Draft;

/* ---- the moment ---- */

const Fact *fact_number(const Moment *moment, uint64_t number);
/* The first fact of a kind in [begin, end), about the task where that is not 0; NO_FACT where there is none. */
uint64_t find_fact(const Moment *moment, FactKind kind, uint32_t task, uint64_t begin, uint64_t end);
uint64_t find_last_fact(const Moment *moment, FactKind kind, uint32_t task, uint64_t begin, uint64_t end);
uint32_t count_facts(const Moment *moment, FactKind kind, uint64_t begin, uint64_t end);
/* All facts that are known end here. */
uint64_t known_end(const Moment *moment);
/* Whether «it never comes» is known, where it does not come among the known facts. */
bool knows_the_end(const Moment *moment);
/* The next turn of a task; NO_FACT. */
uint64_t next_task_turn(const Moment *moment);
/* The state that the running task has at the end of the turn that goes on; NULL where there is none. */
const Fact *state_ahead(const Moment *moment);
bool has_ended(const Moment *moment, uint32_t task);
/* Whether CancelledError is thrown into the running task in this turn, before a fact. */
bool is_told_to_stop(const Moment *moment, uint64_t end);
/* The task that a thread wakes in this slice, 0 none. */
uint32_t woken_by_thread(const Moment *moment);
TaskState task_state_now(const Moment *moment, uint32_t task);
/* The task's label as it will be when fact `at` happens. */
const char *label_at(const Moment *moment, uint32_t task, uint64_t at);
/* The running task took an item from a queue in this turn and ends with it: the first of those that wait for one in
 * its line; 0 none. */
uint32_t other_consumer(const Moment *moment);
/* By how much the sleep from which the running task came was late, ns; 0 where it was not, or did not come from
 * one. */
int64_t lateness_of_waking(const Moment *moment);
/* «car 4 is suspended or has ended», «the module's code starts the loop» …: the end of the turn that goes on. */
void write_end_of_turn(const Moment *moment, Text *out);
/* A number that is the same for the same position, variant and use. */
uint64_t chance(const Moment *moment, uint64_t use);

/* ---- the draft ---- */

/* Whether it takes no more answers: whoever would offer many can stop. */
bool is_full(const Draft *draft);
/* Offer `text` as the right answer, or as a wrong one with the reason `why`, before which stands the misconception
 * that it comes from; both are empty behind it. A text that is there already is not offered again. */
void offer_right(Draft *draft);
void offer_wrong(Draft *draft, unsigned misconception);
/* One that is only taken where there are few others, and now and then. */
void offer_spare(Draft *draft);
/* Whether the task was created in the turn that goes on. */
bool is_just_created(const Moment *moment, uint32_t task);

/* Each makes its question; false where it cannot be asked here. */
bool draft_next(Draft *draft);
bool draft_clock(Draft *draft);
bool draft_prints(Draft *draft);
bool draft_switches(Draft *draft);
bool draft_value(Draft *draft, const PredictionAsk *ask);

/* What happened, once the world stands where the truth shows: a sentence before the narration, or "". */
void tell_next(const Draft *draft, Text *out);
void tell_clock(const Draft *draft, Text *out);
void tell_prints(const Draft *draft, Text *out);
void tell_switches(const Draft *draft, Text *out);
void tell_value(const Draft *draft, Text *out);

#endif
