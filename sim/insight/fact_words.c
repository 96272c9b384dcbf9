/* One sentence for each kind of fact, in the fixed vocabulary. */
#include "fact_words.h"

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

/* Only how a task is put aside: that it runs is the turn's heading, and how it ends a fact of its own. */
static void tell_state(const Telling *telling)
{
    TaskState state = fact_task_state(telling->fact);
    if (state == TASK_WAITING) {
        tell(telling, telling->fact->object == 0 ? "%t is suspended" : "%t is suspended and waits for %T");
    } else if (state == TASK_SLEEPING) {
        tell(telling, "%t is suspended and sleeps");
        tell_deadline(telling);
    }
}

static void tell_print(const Telling *telling)
{
    size_t size;
    const char *bytes = journal_printed(telling->journal, telling->fact, &size);
    tell(telling, telling->fact->object == 2 ? "%t writes to stderr " : "%t prints ");
    write_quoted(bytes, size, PRINT_SHOWN, telling->out);
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
    write_count(fact_done(telling->fact), telling->out);
    text_add(telling->out, " done, ");
    write_count(fact_pending(telling->fact), telling->out);
    text_add(telling->out, " pending");
}

void fact_write(const NarrationTurn *turn, const Fact *fact, Text *out)
{
    const Telling told = {turn->vm, turn->journal, fact, out}, *telling = &told;
    switch ((FactKind)fact->kind) {
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
    case FACT_WAIT_ENDED:
        tell(telling,
             fact->number ? "%t has what it waited for at %T" : "%t leaves the waiting line of %T without it");
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
        if (fact->number == 0) { /* of one that switched the suspension tells */
            tell(telling, "%t went straight on at its await");
            text_format(out, " (line %u)", (unsigned)fact->object);
        }
        return;
    case FACT_PRINTED:
        tell_print(telling);
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
    case FACT_TURN_BEGAN:
    case FACT_TURN_ENDED:
    case FACT_ITERATION:
    case FACT_TIMER_SET:
    case FACT_WAIT_BEGAN:
    case FACT_GAUGE:
    case FACT_CUE:
    case FACT_SLICE:
    case FACT_COUNT:
        return;
    }
}
