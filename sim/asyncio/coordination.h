/* What the coordination objects have in common: lock.c, event.c, condition.c, semaphore.c, barrier.c, queue.c,
 * timeout.c and taskgroup.c, each as small as its counterpart in Lib/asyncio.
 *
 * Their asynchronous methods are native coroutines. A step function is the method's body, cut at its awaits: state
 * 0 runs to the first await, and each other state goes on behind one. Slot 0 is the object itself.
 *
 * An object tells the views what it is like through ThingOps (world.h), and what happens to it through facts; both
 * by its thing's number, which is 0 where facts are not kept. */
#ifndef LOOPSCOPE_COORDINATION_H
#define LOOPSCOPE_COORDINATION_H

#include "spaces.h"
#include "types.h"
#include "waiting_line.h"

enum { SELF }; /* the slot of the object in a method's coroutine */

/* The coroutine of a method, with the object (retained) in slot SELF. */
NativeCoroutine *method_begin(Vm *vm, CoroutineName name, NativeStep *step, Value self);

/* An asynchronous method that never waits: `result` is what it returns when it is awaited. */
Outcome finish_with(Value value, Value *result);

/* _ContextManagerMixin.__aexit__ of an object whose method release() is `release`. */
Outcome context_manager_exit(Vm *vm, const Value *args, NativeFunction *release, Value *result);

/* «<asyncio.locks.Lock object at 0x… [locked, waiters:1]>» */
Outcome coordination_repr(Vm *vm, Value self, const char *extra, size_t waiters, Value *result);

/* Raise class(), without a message. */
Outcome raise_bare(Vm *vm, Class *class);
bool raised_is_cancelled_error(Vm *vm);

/* A new exception class of asyncio, put into the module. */
Class *exception_class(Vm *vm, Module *module, const char *name, const char *place, Class *base);

/* ---- locks ---- */

typedef struct Lock {
    Object head; /* flags: whether it is locked */
    Loop *loop;  /* to which it is bound, owned; NULL */
    WaitingLine line;
    Spaces holder;
    uint32_t thing;
    uint32_t spare;
} Lock;

static inline bool lock_locked(const Lock *lock)
{
    return lock->head.flags;
}

/* What a method returns that woke somebody on its way: the loop of those may be closed, or not be this thread's,
 * which debug mode does not allow. */
static inline Outcome outcome_of_waking(const Vm *vm)
{
    return vm->raised == VALUE_EMPTY ? RETURNED : RAISED;
}

/* A lock for an object's own use: no thing of its own, its waiters are those of `thing`, and facts about who has it
 * are told of `thing` where `tells`. */
Lock *lock_new_within(Vm *vm, uint32_t thing, bool tells);
/* Take it where that needs no waiting. */
bool lock_try(Vm *vm, Lock *lock);
/* The coroutine lock.acquire(). */
Value lock_acquire(Vm *vm, Lock *lock);
/* RuntimeError where it is not locked. */
Outcome lock_release(Vm *vm, Lock *lock);

typedef struct Condition {
    Object head;
    Lock *lock; /* owned */
    Loop *loop; /* owned, or NULL */
    WaitingLine line;
    uint32_t thing;
    uint32_t spare;
} Condition;

/* A condition for an object's own use; its waiters are those of `thing`. */
Condition *condition_new_within(Vm *vm, uint32_t thing);
/* The coroutine condition.wait(). */
Value condition_wait(Vm *vm, Condition *condition);
/* Wake all. The lock is held. */
void condition_notify_all(Vm *vm, Condition *condition);

/* ---- the classes, made by locks_load ---- */
Class *lock_class_new(Vm *vm);
Class *event_class_new(Vm *vm);
Class *condition_class_new(Vm *vm);
Class *semaphore_class_new(Vm *vm);
Class *bounded_semaphore_class_new(Vm *vm, Class *semaphore);
Class *barrier_class_new(Vm *vm);

#endif
