/* Contexts: which value each ContextVar has where the program is running now. Mirrors Python/context.c.
 *
 * What a context holds is a ContextMap, which contexts share: a change makes a new one where more than one holds
 * it. vm->context is what runs now, in the least that will do:
 *
 *     EMPTY         no variable was ever set
 *     a ContextMap  a copy of somebody's context that nobody has asked for as an object
 *     a Context     the object, made when a variable is set, or when the program asks for it
 *
 * So a hundred thousand tasks that set nothing share one map, or none. Contexts are iterated in the order in which
 * their variables were first set. */
#ifndef LOOPSCOPE_CONTEXT_H
#define LOOPSCOPE_CONTEXT_H

#include "native.h"

struct Frame;

typedef struct ContextEntry {
    Value variable; /* a ContextVar */
    Value value;
} ContextEntry;

typedef struct ContextMap {
    Object head;
    uint32_t count, capacity;
    ContextEntry entries[];
} ContextMap;

enum { /* flags of a Context */
       CONTEXT_ENTERED = 1,
       CONTEXT_UNTIL_DELIVERY = 2, /* its run waits for a native that blocks */
};

typedef struct Context {
    Object head;
    Value map;           /* a ContextMap, or EMPTY */
    Value previous;      /* where run() was called: a Context; EMPTY outside of run() */
    struct Frame *frame; /* with whose end its run() is over; borrowed; NULL */
} Context;

bool value_is_context(const Vm *vm, Value value);

/* A copy of what runs now, for a task or a callback: EMPTY or a ContextMap; owned. */
Value context_copy(Vm *vm);
/* The Context that stands in *place, or is made there of what stands there. Borrowed; NULL past the memory limit.
 */
Context *context_at(Vm *vm, Value *place);
/* The Context in which the callback, or the module's code, runs outside of any Context.run. Borrowed; NULL past the
 * memory limit. */
Context *context_outermost(Vm *vm);

/* Run in `context` (EMPTY, a ContextMap or a Context) from now on; *outside is what ran before, owned. RuntimeError
 * where it is entered already. */
Outcome context_begin(Vm *vm, Value context, Value *outside);
/* Back outside, whose reference is taken over: gives what ran since then, which may have become a Context; owned.
 */
Value context_end(Vm *vm, Value outside);

/* The frame ends for which Context.run called. */
void context_frame_ends(Vm *vm, const struct Frame *frame);
/* What Context.run called is a native that has blocked until now. */
void context_delivery(Vm *vm);

/* copy_context() and the three classes, for the module. */
void context_load(Vm *vm, Module *module);
void context_class_init(Vm *vm);

#endif
