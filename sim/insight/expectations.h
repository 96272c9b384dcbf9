/* Expectations: what must hold after every callback, at the end, and by when the program must have ended.
 *
 * They are judged while the run is made for the first time, at the end of each turn, by a walker that changes
 * nothing (expression.h). What was found lies outside the arena and is not judged again when a stretch is run
 * again.
 *
 * An expression that has no value (a name that nothing bears yet) is not judged in that turn. */
#ifndef LOOPSCOPE_EXPECTATIONS_H
#define LOOPSCOPE_EXPECTATIONS_H

#include "directives.h"
#include "expression.h"
#include "outcome.h"
#include "position.h"

typedef struct ExpectationState {
    bool was_judged; /* the expression had a value at least once */
    bool has_failed; /* at: */
    Position position;
    int64_t time_ns;
    uint32_t callback;
    ThingCache cache;
    Text found; /* what stood there: «inside == 4, SPACES == 3» */
} ExpectationState;

typedef struct Expectations {
    const Directives *directives; /* borrowed */
    ExpectationState *states;     /* owned; one for each of the file's */
    uint32_t judged;              /* turns below this are judged */
} Expectations;

bool expectations_open(Expectations *expectations, const Directives *directives);
void expectations_close(Expectations *expectations);

/* A turn is about to end. */
void expectations_turn_ends(Expectations *expectations, Vm *vm);
/* The run has ended; the world stands at its end. */
void expectations_run_ended(Expectations *expectations, Vm *vm, RunEnd end);
/* What was found beyond a position is not true any more. */
void expectations_forget(Expectations *expectations, Position position);

/* How an expectation stands, by what is known of the run; `end` is END_UNKNOWN where its end is not. */
typedef enum Verdict { VERDICT_HOLDS, VERDICT_FAILS, VERDICT_UNKNOWN } Verdict;
Verdict expectation_verdict(const Expectations *expectations, uint32_t at, RunEnd end);
/* What was found, in words: where it fails what stood there, where nothing is known why. */
void expectation_write_found(const Expectations *expectations, uint32_t at, RunEnd end, int64_t end_ns, Text *out);

#endif
