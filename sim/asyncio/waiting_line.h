/* A waiting line: the futures at which the tasks wait that want something of a coordination object, in the order in
 * which they came. What is `self._waiters` (or _getters, _putters) in Lib/asyncio, where it is a deque.
 *
 * A future that is done stays in the line until its task has run: it is woken, or it was cancelled. */
#ifndef LOOPSCOPE_WAITING_LINE_H
#define LOOPSCOPE_WAITING_LINE_H

#include "asyncio.h"

typedef struct WaitingLine {
    Future **futures;  /* a ring; owned, and so are its futures; NULL until somebody waited */
    uint32_t capacity; /* a power of two, or 0 */
    uint32_t first;    /* index of the first future */
    uint32_t count;
    uint32_t
        settled;    /* so many at the front are known to be done: a search for the first that waits starts there */
    uint32_t thing; /* whose line it is, for the views; 0 where facts are not kept */
    uint32_t spare;
} WaitingLine;

/* Join the line of `owner` with a new future of the running loop, to which the owner is bound (*loop, see
 * loop_bind). The future is the caller's too. */
Outcome line_join(Vm *vm, WaitingLine *line, Value owner, Loop **loop, Future **future);

/* Leave it, if the future still stands there. */
void line_leave(Vm *vm, WaitingLine *line, Future *future);

/* A wait of the running task is over, for the views: it got what it waited for, or was cancelled. */
void line_wait_ended(Vm *vm, const WaitingLine *line, bool got_it);

/* The first that still waits: borrowed, NULL where nobody does. */
Future *line_first_pending(WaitingLine *line);

/* How many of those that still wait a waking of `most` would reach. */
size_t line_count_pending(const WaitingLine *line, size_t most);

/* Wake up to `most` that still wait, with this result; how many were woken. They stay in the line.
 * Ends with vm->raised where one could not be woken. */
size_t line_wake(Vm *vm, WaitingLine *line, size_t most, Value result);

/* Take the first out, owned; NULL where the line is empty. */
Future *line_take(WaitingLine *line);

/* Whether all in the line have been cancelled, as in an empty one. */
bool line_is_cancelled(const WaitingLine *line);

/* For ClassOps and ThingOps. */
void line_release(Vm *vm, WaitingLine *line);
void line_visit(const WaitingLine *line, ValueVisitor *visitor, void *context);
bool line_entry(const WaitingLine *line, size_t at, ThingEntry *entry);

/* The attribute of that name: a deque of the futures, a copy. */
Outcome line_show(Vm *vm, const WaitingLine *line, Value *result);
/* collections.deque(list), which the program cannot change */
Outcome deque_from_list(Vm *vm, Value list, Value *result);

#endif
