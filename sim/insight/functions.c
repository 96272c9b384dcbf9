/* CPython's functions behind the facts, as Lib/asyncio of 3.13 has them: Task and Future as tasks.py and futures.py
 * write them down, of which the C code is a copy. Each is written with its parentheses, and tests hold every name
 * against a real run (tests/conformance/functions).
 *
 * A turn is told in the order in which its functions are called: what the loop did before it, the Handle that it
 * runs, then fact by fact. */
#include "functions.h"

#include "turns.h"
#include "words.h"

#include <string.h>

typedef struct Telling {
    const NarrationTurn *turn;
    Vm *vm;
    const Fact *fact;
    Text *out;
} Telling;

/* ---- words ---- */

static void tell(const Telling *telling, const char *pattern)
{
    write_fact(telling->vm, telling->turn->journal, telling->fact, pattern, telling->out);
}

static int kind_of_object(const Telling *telling)
{
    return thing_kind(telling->vm, telling->fact->object);
}

/* Whether the turn holds such a fact about somebody, before this one (-1) or behind it (1). */
static bool is_near(const Telling *telling, int direction, FactKind kind, uint32_t subject)
{
    const Fact *facts = telling->turn->journal->facts;
    uint64_t at = (uint64_t)(telling->fact - facts);
    while (direction < 0 ? at > telling->turn->first : at + 1 < telling->turn->end) {
        at = direction < 0 ? at - 1 : at + 1;
        if (facts[at].kind == kind && facts[at].subject == subject)
            return true;
    }
    return false;
}

/* Whether the fact is about the task whose step the turn is, and came in that step. */
static bool is_of_own_step(const NarrationTurn *turn, const Fact *fact)
{
    const Fact *first = &turn->journal->facts[turn->first], *at = fact;
    while (at > first && at->kind != FACT_TURN_BEGAN)
        at--;
    return fact->subject != 0 && at->kind == FACT_TURN_BEGAN && at->subject == fact->subject;
}

/* ---- the loop ---- */

/* Whether the turn itself has begun. */
static bool is_in_step(const Telling *telling)
{
    const Fact *first = &telling->turn->journal->facts[telling->turn->first], *at = telling->fact;
    while (at > first && at->kind != FACT_TURN_BEGAN)
        at--;
    return at->kind == FACT_TURN_BEGAN;
}

static void tell_clock(const Telling *telling)
{
    if (telling->fact->subject != 0 || is_in_step(telling)) {
        text_add(telling->out, "time.sleep() keeps the thread, and the loop with it, until ");
    } else {
        text_add(telling->out, "BaseEventLoop._run_once() finds _ready empty, and select() waits until ");
    }
    write_seconds(telling->fact->time_ns, telling->out);
    text_add(telling->out, " s");
}

static void tell_fired(const Telling *telling)
{
    bool has_subject = is_near(telling, -1, FACT_CLOCK_MOVED, 0);
    tell(telling, has_subject ? "the TimerHandle " : "BaseEventLoop._run_once() takes the TimerHandle ");
    if (telling->fact->object != 0)
        tell(telling, "of %T ");
    else if (telling->fact->subject != 0)
        tell(telling, "of %t ");
    tell(telling, has_subject ? "for %s s goes from _scheduled to _ready" : "for %s s from _scheduled to _ready");
}

static void tell_turn(const Telling *telling)
{
    const char *name = fact_turn_name(telling->fact, telling->turn->journal);
    bool is_thrown = is_near(telling, 1, FACT_CANCEL_DELIVERED, telling->fact->subject);
    switch (fact_turn_kind(telling->fact)) {
    case TURN_STEP:
        tell(telling, "Handle._run() calls Task.__step() of %t, which ");
        text_add(telling->out,
                 is_thrown ? "throws CancelledError into its coroutine" : "sends None into its coroutine");
        return;
    case TURN_WAKEUP:
        tell(telling, "Handle._run() calls Task.__wakeup() of %t, and that Task.__step(), which ");
        text_add(telling->out,
                 is_thrown ? "throws CancelledError into its coroutine" : "goes on with its coroutine");
        return;
    case TURN_TIMER:
    case TURN_CALLBACK:
        text_format(telling->out, "Handle._run() calls %s()", name);
        return;
    case TURN_MODULE:
    case TURN_SLICE:
        return;
    }
}

static void tell_timer_set(const Telling *telling)
{
    tell(telling, kind_of_object(telling) == THING_TIMEOUT
                      ? "Timeout.reschedule() calls BaseEventLoop.call_at(), which pushes a TimerHandle for %s s"
                      : "BaseEventLoop.call_at() pushes a TimerHandle for %s s onto _scheduled");
}

/* ---- tasks ---- */

static void tell_created(const Telling *telling)
{
    tell(telling, "BaseEventLoop.create_task() makes %t: Task.__init__() puts Task.__step into _ready by "
                  "call_soon()");
}

static void tell_suspension(const Telling *telling)
{
    tell(telling, "Task.__step() adds Task.__wakeup to the future by Future.add_done_callback()");
}

static void tell_state(const Telling *telling)
{
    switch (fact_task_state(telling->fact)) {
    case TASK_READY:
        tell(telling, "sleep(0) yields None, and Task.__step() puts itself into _ready by call_soon()");
        return;
    case TASK_WAITING:
    case TASK_SLEEPING:
        tell_suspension(telling);
        return;
    case TASK_DONE:
        tell(telling, "the coroutine returns, and Task.__step() calls Future.set_result() of its task");
        return;
    case TASK_FAILED:
        tell(telling, "the coroutine raises, and Task.__step() calls Future.set_exception() of its task");
        return;
    case TASK_CANCELLED:
        tell(telling,
             "CancelledError comes out of the coroutine, and Task.__step() calls Future.cancel() of its task");
        return;
    case TASK_NEW:
    case TASK_RUNNING:
        return;
    }
}

static void tell_woken(const Telling *telling)
{
    tell(telling, "Future.__schedule_callbacks() puts Task.__wakeup of %t into _ready by call_soon()");
}

static void tell_cancel(const Telling *telling)
{
    if (is_near(telling, 1, FACT_WOKEN, telling->fact->subject))
        tell(telling, "Task.cancel() of %t cancels the future that it awaits");
    else
        tell(telling, "Task.cancel() of %t is called");
}

/* ---- coordination objects ---- */

/* A condition's lock is told as the condition. */
static bool is_lock(const Telling *telling)
{
    return kind_of_object(telling) != THING_SEMAPHORE;
}

static const char *queue_wait_words(const Telling *telling)
{
    const Fact *fact = telling->fact;
    uint32_t place;
    return world_stands_in(telling->vm, fact->object, THING_PUTTERS, fact->subject, &place)
               ? "Queue.put() appends a future to _putters of %T"
           : world_stands_in(telling->vm, fact->object, THING_WAITERS, fact->subject, &place)
               ? "Queue.get() appends a future to _getters of %T"
               : "a future joins the line of %T";
}

/* Where a task stands that joins the line of a thing. */
static const char *waiting_words(const Telling *telling)
{
    switch (kind_of_object(telling)) {
    case THING_LOCK:
        return "Lock.acquire() appends a future to _waiters of %T";
    case THING_SEMAPHORE:
        return "Semaphore.acquire() appends a future to _waiters of %T";
    case THING_EVENT:
        return "Event.wait() appends a future to _waiters of %T";
    case THING_CONDITION:
        return "Condition.wait() appends a future to _waiters of %T";
    case THING_BARRIER:
        return "Barrier.wait() counts _count of %T up and waits for its condition";
    case THING_QUEUE:
        return queue_wait_words(telling);
    default:
        return "";
    }
}

static void tell_acquired(const Telling *telling)
{
    tell(telling,
         is_lock(telling) ? "Lock.acquire() takes %T" : "Semaphore.acquire() takes a space of %T: _value is %n");
}

static void tell_released(const Telling *telling)
{
    tell(telling, is_lock(telling) ? "Lock.release() calls Lock._wake_up_first()"
                                   : "Semaphore.release() counts _value up and calls Semaphore._wake_up_next()");
}

static void tell_handed(const Telling *telling)
{
    tell(telling,
         is_lock(telling)
             ? "Lock._wake_up_first() calls Future.set_result() of the first in _waiters, %t's"
             : "Semaphore._wake_up_next() counts it down again and calls Future.set_result() of the first in "
               "_waiters, %t's");
}

static void tell_task_done(const Telling *telling)
{
    tell(telling, telling->fact->number > 0
                      ? "Queue.task_done() counts _unfinished_tasks down to %n"
                      : "Queue.task_done() counts _unfinished_tasks down to 0 and calls Event.set()");
}

static void tell_timeout_left(const Telling *telling)
{
    tell(telling, telling->fact->number ? "Timeout.__aexit__() calls Task.uncancel() and raises TimeoutError"
                                        : "Timeout.__aexit__() cancels its TimerHandle");
}

static void tell_made(const Telling *telling)
{
    const World *world = world_of(telling->vm);
    if (telling->fact->object == 0 || telling->fact->object > world->thing_count)
        return;
    const char *type = world->things[telling->fact->object].ops->type_name;
    switch (kind_of_object(telling)) {
    case THING_GATHER:
        tell(telling, "gather() makes a _GatheringFuture and adds its _done_callback to each task");
        return;
    case THING_WAIT:
        if (strcmp(type, "as_completed") == 0)
            text_add(telling->out, "_AsCompletedIterator adds its _handle_completion to each task");
        else
            tell(telling, "_wait() makes a future and adds its _on_completion to each task");
        return;
    case THING_FUTURE:
        tell(telling, "Future.__init__() makes %T");
        return;
    case THING_TIMEOUT:
        tell(telling, "Timeout.__init__() makes %T");
        return;
    case THING_QUEUE:
        tell(telling, "Queue.__init__() makes %T");
        return;
    default:
        text_format(telling->out, "%s.__init__() makes ", type);
        tell(telling, "%T");
        return;
    }
}

static void tell_wait_returned(const Telling *telling)
{
    tell(telling, "_wait() returns its two sets: ");
    write_count(fact_done(telling->fact), telling->out);
    text_add(telling->out, " done, ");
    write_count(fact_pending(telling->fact), telling->out);
    text_add(telling->out, " pending");
}

/* ---- the rest ---- */

static void tell_warning(const Telling *telling)
{
    const char *text = journal_note(telling->turn->journal, telling->fact->number);
    if (strstr(text, "never awaited"))
        tell(telling, "the coroutine is thrown away, and Python itself warns");
    else if (strstr(text, "was destroyed"))
        tell(telling, "Task.__del__() calls BaseEventLoop.call_exception_handler()");
    else if (strstr(text, "never retrieved"))
        tell(telling, "Future.__del__() calls BaseEventLoop.call_exception_handler()");
    else
        tell(telling, "asyncio logs a warning");
}

static void tell_thread(const Telling *telling, const char *what)
{
    write_thread(telling->vm, telling->fact->object, telling->out);
    text_add(telling->out, what);
}

void functions_write_fact(const NarrationTurn *turn, const Fact *fact, Text *out)
{
    const Telling told = {turn, turn->vm, fact, out}, *telling = &told;
    switch ((FactKind)fact->kind) {
    case FACT_TURN_BEGAN:
        tell_turn(telling);
        return;
    case FACT_CLOCK_MOVED:
        tell_clock(telling);
        return;
    case FACT_TASK_CREATED:
        tell_created(telling);
        return;
    case FACT_TASK_STATE:
        if (is_of_own_step(turn, fact))
            tell_state(telling);
        return;
    case FACT_CANCEL_ASKED:
        tell_cancel(telling);
        return;
    case FACT_WOKEN:
        tell_woken(telling);
        return;
    case FACT_TIMER_SET:
        tell_timer_set(telling);
        return;
    case FACT_TIMER_FIRED:
        tell_fired(telling);
        return;
    case FACT_TIMER_CANCELLED:
        tell(telling, "TimerHandle.cancel() is called");
        return;
    case FACT_THING_MADE:
        tell_made(telling);
        return;
    case FACT_ACQUIRED:
        tell_acquired(telling);
        return;
    case FACT_RELEASED:
        tell_released(telling);
        return;
    case FACT_HANDED_OVER:
        tell_handed(telling);
        return;
    case FACT_WAIT_BEGAN:
        tell(telling, waiting_words(telling));
        return;
    case FACT_ITEM_PUT:
        tell(telling, "Queue.put_nowait() appends the item and calls Queue._wakeup_next() for _getters");
        return;
    case FACT_ITEM_TAKEN:
        tell(telling, "Queue.get_nowait() takes the item and calls Queue._wakeup_next() for _putters");
        return;
    case FACT_TASK_DONE_CALLED:
        tell_task_done(telling);
        return;
    case FACT_EVENT_SET:
        tell(telling, fact->number ? "Event.set() calls Future.set_result() of each of _waiters: %n"
                                   : "Event.set() finds no _waiters");
        return;
    case FACT_EVENT_CLEARED:
        tell(telling, "Event.clear() is called");
        return;
    case FACT_NOTIFIED:
        tell(telling, fact->number ? "Condition._notify() calls Future.set_result() of so many of _waiters: %n"
                                   : "Condition._notify() finds no _waiters");
        return;
    case FACT_TIMEOUT_ENTERED:
        tell(telling, "Timeout.__aenter__() calls Timeout.reschedule()");
        return;
    case FACT_TIMEOUT_EXPIRED:
        tell(telling, "Timeout._on_timeout() calls Task.cancel()");
        return;
    case FACT_TIMEOUT_LEFT:
        tell_timeout_left(telling);
        return;
    case FACT_GROUP_ENTERED:
        tell(telling, "TaskGroup.__aenter__() is called");
        return;
    case FACT_GROUP_ABORTED:
        tell(telling, fact->number ? "TaskGroup._abort() calls Task.cancel() of those that are not done: %n"
                                   : "TaskGroup._abort() finds nobody to cancel");
        return;
    case FACT_GROUP_LEFT:
        tell(telling, "TaskGroup.__aexit__() finds _tasks empty");
        return;
    case FACT_WAIT_RETURNED:
        tell_wait_returned(telling);
        return;
    case FACT_WARNED:
        tell_warning(telling);
        return;
    case FACT_THREAD_STARTED:
        tell_thread(telling, " is started by Thread.start()");
        return;
    case FACT_THREAD_SLEEPS:
        tell_thread(telling, " is in time.sleep()");
        return;
    case FACT_LOOP_TOLD:
        tell(telling,
             "BaseEventLoop.call_soon_threadsafe() appends to _ready and calls _write_to_self(), which ends the "
             "selector's wait");
        return;
    case FACT_LOOP_STARTED:
        tell(telling, "BaseEventLoop.run_until_complete() calls BaseEventLoop.run_forever()");
        return;
    case FACT_TURN_ENDED:
    case FACT_ITERATION:
    case FACT_TASK_NAMED:
    case FACT_CANCEL_DELIVERED:
    case FACT_AWAITED:
    case FACT_TASK_ENDED:
    case FACT_WAIT_ENDED:
    case FACT_PRINTED:
    case FACT_GAUGE:
    case FACT_CUE:
    case FACT_SLICE:
    case FACT_THREAD_WAITS:
    case FACT_THREAD_WOKEN:
    case FACT_THREAD_ENDED:
    case FACT_LOOP_ENDED:
    case FACT_COUNT:
        return;
    }
}
