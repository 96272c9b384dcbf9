/* One sentence for each kind of fact, in the fixed vocabulary. */
#include "fact_words.h"

#include "history.h"
#include "words.h"

#include <string.h>

enum { PRINT_SHOWN = 80 };

typedef struct Telling {
    Vm *vm;
    const Journal *journal;
    const Fact *fact;
    Text *out;
} Telling;

static void tell(const Telling *telling, const char *pattern)
{
    write_fact(telling->vm, telling->journal, telling->fact, pattern, telling->out);
}

static void tell_turn(const Telling *telling)
{
    const char *name = journal_note(telling->journal, telling->fact->number >> 8);
    switch ((TurnKind)(telling->fact->number & 0xFF)) {
    case TURN_MODULE:
        tell(telling, "the module's code runs");
        return;
    case TURN_STEP:
        tell(telling, "a step of %t begins");
        return;
    case TURN_WAKEUP:
        tell(telling, "%t is resumed: what it awaited is done");
        return;
    case TURN_TIMER:
    case TURN_CALLBACK:
        text_format(telling->out, "the callback %s runs", name);
        return;
    case TURN_SLICE:
        tell(telling, "a thread goes on");
        return;
    }
}

static void tell_thread(const Telling *telling, const char *what)
{
    write_thread(telling->vm, telling->fact->object, telling->out);
    tell(telling, what);
}

static void tell_deadline(const Telling *telling)
{
    int64_t deadline_ns = fact_deadline_ns(telling->fact);
    if (deadline_ns <= 0)
        return;
    text_add(telling->out, " until ");
    write_seconds(deadline_ns, telling->out);
    text_add(telling->out, " s");
}

static void tell_state(const Telling *telling)
{
    switch (fact_task_state(telling->fact)) {
    case TASK_NEW:
        tell(telling, "%t is new");
        return;
    case TASK_READY:
        tell(telling, "%t is in the ready queue");
        return;
    case TASK_RUNNING:
        tell(telling, "%t runs");
        return;
    case TASK_WAITING:
        tell(telling, telling->fact->object == 0 ? "%t is suspended" : "%t is suspended and waits for %T");
        return;
    case TASK_SLEEPING:
        tell(telling, "%t is suspended and sleeps");
        tell_deadline(telling);
        return;
    case TASK_DONE:
        tell(telling, "%t is done");
        return;
    case TASK_FAILED:
        tell(telling, "%t has failed");
        return;
    case TASK_CANCELLED:
        tell(telling, "%t is cancelled");
        return;
    }
}

static void tell_print(const Telling *telling)
{
    size_t size;
    const char *bytes = journal_printed(telling->journal, telling->fact, &size);
    tell(telling, telling->fact->object == 2 ? "%t writes to stderr " : "%t prints ");
    write_quoted(bytes, size, PRINT_SHOWN, telling->out);
}

static void tell_gauge(const Telling *telling)
{
    double value;
    memcpy(&value, &telling->fact->number, sizeof value);
    text_format(telling->out, "gauge %u has the value ", (unsigned)telling->fact->object + 1);
    float_write(value, telling->out);
}

static void tell_clock(const Telling *telling)
{
    tell(telling, telling->fact->subject == 0 ? "nobody is ready: the clock jumps from %s to "
                                              : "%t blocks the loop in time.sleep: the clock goes from %s to ");
    write_seconds(telling->fact->time_ns, telling->out);
    text_add(telling->out, " s");
}

static void tell_timer(const Telling *telling, const char *what)
{
    const Fact *fact = telling->fact;
    text_add(telling->out, "the timer ");
    if (fact->object != 0)
        tell(telling, "of %T ");
    else if (fact->subject != 0)
        tell(telling, "of %t ");
    text_format(telling->out, "for ");
    write_seconds((int64_t)fact->number, telling->out);
    text_format(telling->out, " s %s", what);
}

static void tell_holding(const Telling *telling)
{
    int kind = thing_kind(telling->vm, telling->fact->object);
    bool is_acquired = telling->fact->kind == FACT_ACQUIRED;
    if (kind == THING_LOCK)
        tell(telling, is_acquired ? "%t takes %T" : "%t releases %T");
    else if (kind == THING_CONDITION)
        tell(telling, is_acquired ? "%t takes the lock of %T" : "%t releases the lock of %T");
    else
        tell(telling,
             is_acquired ? "%t takes a space of %T: %n free now" : "%t gives a space of %T back: %n free now");
}

static void tell_wait(const Telling *telling)
{
    if (telling->fact->kind == FACT_WAIT_ENDED) {
        tell(telling, telling->fact->number ? "%t has what it waited for at %T"
                                            : "%t leaves the waiting line of %T without it");
        return;
    }
    tell(telling, "%t joins the waiting line of %T");
    if (telling->fact->number == 0)
        return;
    text_add(telling->out, ", ");
    write_ordinal(telling->fact->number, telling->out);
}

static void tell_woken(const Telling *telling)
{
    tell(telling, "%t joins the ready queue");
    if (telling->fact->number == 0)
        return;
    text_add(telling->out, ", woken through ");
    write_thing(telling->vm, (uint32_t)telling->fact->number, telling->out);
}

static void tell_handed(const Telling *telling)
{
    int kind = thing_kind(telling->vm, telling->fact->object);
    tell(telling, kind == THING_LOCK        ? "%T is handed over to %t"
                  : kind == THING_CONDITION ? "the lock of %T is handed over to %t"
                                            : "a space of %T is handed over to %t");
    text_add(telling->out, " by ");
    write_task(telling->vm, (uint32_t)telling->fact->number, telling->out);
}

static void tell_wait_returned(const Telling *telling)
{
    tell(telling, "%T has what it waited for: ");
    write_count(telling->fact->number & UINT32_MAX, telling->out);
    text_add(telling->out, " done, ");
    write_count(telling->fact->number >> 32, telling->out);
    text_add(telling->out, " pending");
}

void fact_write(const NarrationTurn *turn, const Fact *fact, Text *out)
{
    const Telling told = {turn->vm, turn->journal, fact, out}, *telling = &told;
    switch ((FactKind)fact->kind) {
    case FACT_TURN_BEGAN:
        tell_turn(telling);
        return;
    case FACT_TURN_ENDED:
        tell(telling, "the turn ends after ");
        write_counted(fact->number, "line", "lines", out);
        return;
    case FACT_ITERATION:
        tell(telling, "iteration %n begins");
        return;
    case FACT_CLOCK_MOVED:
        tell_clock(telling);
        return;
    case FACT_TASK_CREATED:
        tell(telling, "%o creates the task %t");
        return;
    case FACT_TASK_STATE:
        tell_state(telling);
        return;
    case FACT_TASK_NAMED:
        tell(telling, "a task is called %N from now on");
        return;
    case FACT_CANCEL_ASKED:
        tell(telling, "%o asks for %t to be cancelled");
        return;
    case FACT_CANCEL_DELIVERED:
        tell(telling, "CancelledError is thrown into %t");
        return;
    case FACT_WOKEN:
        tell_woken(telling);
        return;
    case FACT_TASK_ENDED:
        tell(telling, "%t ends: %N");
        return;
    case FACT_TIMER_SET:
        tell_timer(telling, "is set");
        return;
    case FACT_TIMER_FIRED:
        tell_timer(telling, "is due: its callback joins the ready queue");
        return;
    case FACT_TIMER_CANCELLED:
        tell_timer(telling, "is cancelled");
        return;
    case FACT_THING_MADE:
        tell(telling, "%t makes %T");
        return;
    case FACT_ACQUIRED:
    case FACT_RELEASED:
        tell_holding(telling);
        return;
    case FACT_HANDED_OVER:
        tell_handed(telling);
        return;
    case FACT_WAIT_BEGAN:
    case FACT_WAIT_ENDED:
        tell_wait(telling);
        return;
    case FACT_ITEM_PUT:
        tell(telling, "%t puts an item into %T: %n in it now");
        return;
    case FACT_ITEM_TAKEN:
        tell(telling, "%t takes an item from %T: %n in it now");
        return;
    case FACT_TASK_DONE_CALLED:
        tell(telling, "%t calls task_done on %T: %n unfinished now");
        return;
    case FACT_EVENT_SET:
        tell(telling, "%t sets %T and wakes %n");
        return;
    case FACT_EVENT_CLEARED:
        tell(telling, "%t clears %T");
        return;
    case FACT_NOTIFIED:
        tell(telling, "%t notifies %n at %T");
        return;
    case FACT_TIMEOUT_ENTERED:
        tell(telling, "%t enters %T");
        return;
    case FACT_TIMEOUT_EXPIRED:
        tell(telling, "the deadline of %T has passed: %t is cancelled");
        return;
    case FACT_TIMEOUT_LEFT:
        tell(telling, fact->number ? "%t leaves %T with TimeoutError" : "%t leaves %T");
        return;
    case FACT_GROUP_ENTERED:
        tell(telling, "%t enters %T");
        return;
    case FACT_GROUP_ABORTED:
        tell(telling, "%T gives up and cancels %n");
        return;
    case FACT_GROUP_LEFT:
        tell(telling, "%t leaves %T");
        return;
    case FACT_WAIT_RETURNED:
        tell_wait_returned(telling);
        return;
    case FACT_AWAITED:
        tell(telling, fact->number ? "%t switched at its await" : "%t went straight on at its await");
        text_format(out, " (line %u)", (unsigned)fact->object);
        return;
    case FACT_PRINTED:
        tell_print(telling);
        return;
    case FACT_GAUGE:
        tell_gauge(telling);
        return;
    case FACT_CUE:
        text_format(out, "cue %u is reached", (unsigned)fact->object + 1);
        return;
    case FACT_WARNED:
        tell(telling, "warning: %N");
        return;
    case FACT_LOOP_STARTED:
        tell(telling, "the loop starts");
        return;
    case FACT_LOOP_ENDED:
        tell(telling, "the loop ends");
        return;
    case FACT_THREAD_STARTED:
        tell_thread(telling, " is started; it runs when this one waits, or its callback ends");
        return;
    case FACT_SLICE:
        tell_thread(telling, " runs");
        return;
    case FACT_THREAD_SLEEPS:
        tell_thread(telling, " is in time.sleep until %s s");
        return;
    case FACT_THREAD_WAITS:
        tell_thread(telling, " waits for %N");
        return;
    case FACT_THREAD_WOKEN:
        tell_thread(telling, " can go on");
        return;
    case FACT_THREAD_ENDED:
        tell_thread(telling, " ends");
        return;
    case FACT_LOOP_TOLD:
        tell_thread(telling,
                    fact->number ? " wakes the loop by call_soon_threadsafe" : " tells the loop, which is awake");
        return;
    case FACT_COUNT:
        return;
    }
}

bool fact_is_telling(const Fact *fact)
{
    switch ((FactKind)fact->kind) {
    case FACT_TURN_BEGAN:
    case FACT_TURN_ENDED:
    case FACT_ITERATION:
    case FACT_GAUGE:
    case FACT_CUE:
    case FACT_TIMER_SET:
    case FACT_WAIT_BEGAN:
    case FACT_SLICE:
    case FACT_COUNT:
        return false;
    case FACT_AWAITED:
        return fact->number == 0;
    case FACT_TASK_STATE:
        return fact_task_state(fact) == TASK_WAITING || fact_task_state(fact) == TASK_SLEEPING;
    case FACT_CLOCK_MOVED:
    case FACT_TASK_CREATED:
    case FACT_TASK_NAMED:
    case FACT_CANCEL_ASKED:
    case FACT_CANCEL_DELIVERED:
    case FACT_WOKEN:
    case FACT_TASK_ENDED:
    case FACT_TIMER_FIRED:
    case FACT_TIMER_CANCELLED:
    case FACT_THING_MADE:
    case FACT_ACQUIRED:
    case FACT_RELEASED:
    case FACT_HANDED_OVER:
    case FACT_WAIT_ENDED:
    case FACT_ITEM_PUT:
    case FACT_ITEM_TAKEN:
    case FACT_TASK_DONE_CALLED:
    case FACT_EVENT_SET:
    case FACT_EVENT_CLEARED:
    case FACT_NOTIFIED:
    case FACT_TIMEOUT_ENTERED:
    case FACT_TIMEOUT_EXPIRED:
    case FACT_TIMEOUT_LEFT:
    case FACT_GROUP_ENTERED:
    case FACT_GROUP_ABORTED:
    case FACT_GROUP_LEFT:
    case FACT_WAIT_RETURNED:
    case FACT_PRINTED:
    case FACT_WARNED:
    case FACT_THREAD_STARTED:
    case FACT_THREAD_SLEEPS:
    case FACT_THREAD_WAITS:
    case FACT_THREAD_WOKEN:
    case FACT_THREAD_ENDED:
    case FACT_LOOP_TOLD:
    case FACT_LOOP_STARTED:
    case FACT_LOOP_ENDED:
        return true;
    }
    return true;
}
