/* Predictions: questions about what comes next, made from the live world and answered from the run made ahead.
 *
 * A question has one right answer, which the journal beyond the position tells, and wrong ones: what follows from a
 * misconception of misconceptions.def where the state invites it, and else what is near (another task, a later
 * deadline, the present value), each with a reason. What each kind asks exactly is written at its file:
 *
 *     predict_next.c       which task runs next
 *     predict_clock.c      to what time the clock moves next
 *     predict_prints.c     which line the program prints next
 *     predict_switches.c   whether an await switches or goes straight on
 *     predict_value.c      what an expression is worth at the end of the turn
 *
 * Making one moves the timeline, and brings it back. */
#ifndef LOOPSCOPE_PREDICTIONS_H
#define LOOPSCOPE_PREDICTIONS_H

#include "directives.h"
#include "history.h"

enum { PREDICTION_CHOICES_MOST = 5, MISCONCEPTIONS = 17 };

typedef struct PredictionPlace {
    Timeline *timeline; /* where it stands now is what is asked about */
    History *history;
    const Directives *directives; /* for gauges and knobs */
} PredictionPlace;

typedef struct PredictionAsk {
    AskKind kind;
    const Node *value;      /* of ASK_VALUE: the expression, or NULL for a gauge */
    const char *value_text; /* as written */
    uint32_t line;          /* of the code that is asked about, 0: where the running task stands */
} PredictionAsk;

/* An answer to choose; the texts are offsets in Prediction.words. */
typedef struct PredictionChoice {
    size_t text;
    size_t why;             /* what is wrong with it; "" for the right one */
    unsigned misconception; /* of the table, from 1; 0 none */
    bool is_right;
    bool is_spare; /* only for want of others */
} PredictionChoice;

typedef struct Prediction {
    AskKind kind;
    size_t question, happened; /* offsets in words */
    PredictionChoice choices[PREDICTION_CHOICES_MOST];
    size_t choice_count;
    Position truth; /* where it shows */
    Text words;     /* the texts, each with its NUL */
} Prediction;

static inline const char *prediction_text(const Prediction *prediction, size_t offset)
{
    return prediction->words.bytes ? prediction->words.bytes + offset : "";
}

/* Ask; NULL for the kind that teaches most here. `variant` changes the order of the choices and which of many wrong
 * ones are taken. False where nothing of the kind can be asked. The prediction is the caller's, to be released with
 * text_release(&prediction->words). */
bool predict(const PredictionPlace *place, const PredictionAsk *ask, uint64_t variant, Prediction *prediction);

/* «create_task runs the task at once? No: the task …»; "" for numbers that are none. */
/* Its belief and how it is; false where there is no such number. */
bool misconception_find(unsigned number, const char **belief, const char **truth);
void misconception_write(unsigned number, Text *out);

#endif
