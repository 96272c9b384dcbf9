/* The sentences. A story is a subject and its clauses; each clause is a function. Of all that happened the most
 * telling is told, in the order in which it happened: «car 1 takes a space of lot (2 free), prints «car 1
 * parks», and is suspended: it sleeps until 2.0 s». The rest is «and 2 more». */
#include "digest.h"
#include "fact_words.h"
#include "functions.h"
#include "turns.h"
#include "threads.h"
#include "words.h"

#include <string.h>

enum {
    CLAUSES_SHOWN = 3,
    FACTS_SHOWN = 8,
    PRINT_SHOWN = 60,
    RESULT_SHOWN = 60,
};

typedef struct Story {
    const NarrationTurn *turn;
    Vm *vm;
    Digest digest;
} Story;

static bool is_step(const Story *story)
{
    return story->digest.task != 0;
}

/* «car 1», «car 1 and car 2», «5 tasks, car 1 to car 5». */
static void write_tasks(const Story *story, const Deed *deed, Text *out)
{
    if (deed->count > 2) {
        write_counted(deed->count, "task, ", "tasks, ", out);
        write_task(story->vm, deed->first->subject, out);
        text_add(out, " to ");
        write_task(story->vm, deed->last->subject, out);
        return;
    }
    write_task(story->vm, deed->first->subject, out);
    if (deed->count == 1)
        return;
    text_add(out, " and ");
    write_task(story->vm, deed->last->subject, out);
}

static void add_thing(const Story *story, const char *before, const Fact *fact, Text *out)
{
    text_add(out, before);
    write_thing(story->vm, fact->object, out);
}

/* ---- clauses: each adds its words, or nothing; the subject stands before ---- */

static void failure(const Story *story, Text *out)
{
    const Fact *state = story->digest.state, *ended = story->digest.ended;
    if (!state || fact_task_state(state) != TASK_FAILED)
        return;
    text_add(out, "fails");
    if (ended && ended->number != 0) {
        const char *what = journal_note(story->turn->journal, ended->number);
        text_add(out, ": ");
        text_add_bytes(out, what, strlen(what));
    }
}

static void timeout_left(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.timeout_left;
    if (deed->count > 0 && deed->last->number != 0)
        add_thing(story, "leaves ", deed->last, out);
    if (out->length > 0)
        text_add(out, ", which turns CancelledError into TimeoutError");
}

static void cancel_delivered(const Story *story, Text *out)
{
    if (story->digest.cancel_delivered.count > 0)
        text_add(out, "gets CancelledError where it waits");
}

static void ends_cancelled(const Story *story, Text *out)
{
    const Fact *state = story->digest.state;
    if (state && fact_task_state(state) == TASK_CANCELLED)
        text_add(out, "ends, cancelled");
}

static void group_aborted(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.group_aborted;
    if (deed->count == 0)
        return;
    add_thing(story, "", deed->first, out);
    text_add(out, " gives up");
    if (deed->first->number > 0) {
        text_add(out, " and cancels ");
        write_counted(deed->first->number, "task", "tasks", out);
    }
}

static void expired(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.expired;
    if (deed->count == 0)
        return;
    add_thing(story, "the deadline of ", deed->first, out);
    text_add(out, " has passed, and ");
    write_task(story->vm, deed->first->subject, out);
    text_add(out, " is cancelled");
}

static void cancel_asked(const Story *story, Text *out)
{
    const Digest *digest = &story->digest;
    if (digest->cancelled.count == 0 || digest->expired.count > 0 || digest->group_aborted.count > 0)
        return;
    text_add(out, is_step(story) ? "cancels " : "cancelled: ");
    write_tasks(story, &digest->cancelled, out);
}

static void warned(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.warned;
    if (deed->count == 0)
        return;
    const char *text = journal_note(story->turn->journal, deed->first->number);
    size_t length = strcspn(text, "\n");
    text_add(out, "asyncio warns: ");
    write_quoted(text, length, PRINT_SHOWN, out);
}

/* «its space of lot», «lot» for a lock, «the lock of counter» for a condition. */
static void write_space(const Story *story, const Fact *fact, Text *out)
{
    int kind = thing_kind(story->vm, fact->object);
    add_thing(story,
              kind == THING_LOCK        ? ""
              : kind == THING_CONDITION ? "the lock of "
                                        : "its space of ",
              fact, out);
}

static void handed_over(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.handed;
    if (deed->count == 0)
        return;
    text_add(out, is_step(story) ? "hands " : "handed over: ");
    write_space(story, deed->first, out);
    text_add(out, " to ");
    write_tasks(story, deed, out);
    text_add(out, deed->count == 1 ? ", the first in its waiting line, for the next iteration"
                                   : ", the first in its waiting line");
}

static void event_set(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.set;
    if (deed->count == 0)
        return;
    add_thing(story, "sets ", deed->first, out);
    if (story->digest.woken.count == 0)
        text_add(out, ", for which nobody waits");
}

static void woken(const Story *story, Text *out)
{
    const Digest *digest = &story->digest;
    uint32_t told = digest->handed.count + digest->cancelled.count; /* these wake too, and are told already */
    if (digest->woken.count <= told)
        return;
    if (is_step(story))
        text_add(out, "wakes ");
    write_tasks(story, &digest->woken, out);
    if (!is_step(story))
        text_add(out, digest->woken.count == 1 ? " joins the ready queue" : " join the ready queue");
    text_add(out, ", for the next iteration");
}

static void write_queue_wait(const Story *story, uint32_t thing, Text *out)
{
    uint32_t task = story->digest.task, place;
    if (world_stands_in(story->vm, thing, THING_JOINERS, task, &place)) {
        text_add(out, "until every item of ");
        write_thing(story->vm, thing, out);
        text_add(out, " is marked as done");
        return;
    }
    if (world_stands_in(story->vm, thing, THING_PUTTERS, task, &place))
        text_add(out, "for room in ");
    else
        text_add(out, "for an item from ");
    write_thing(story->vm, thing, out);
}

static void write_awaited(const Story *story, uint32_t thing, Text *out)
{
    ThingState state;
    thing_state(story->vm, thing, &state);
    switch ((ThingKind)thing_kind(story->vm, thing)) {
    case THING_LOCK:
    case THING_SEMAPHORE:
        text_add(out, "for ");
        write_thing(story->vm, thing, out);
        if (!story->digest.wait_began || story->digest.wait_began->number == 0)
            return;
        text_add(out, ", ");
        write_ordinal(story->digest.wait_began->number, out);
        text_add(out, " in its waiting line");
        return;
    case THING_EVENT:
        text_add(out, "for ");
        write_thing(story->vm, thing, out);
        text_add(out, " to be set");
        return;
    case THING_CONDITION:
        text_add(out, "to be notified of ");
        write_thing(story->vm, thing, out);
        return;
    case THING_BARRIER:
        text_add(out, "at ");
        write_thing(story->vm, thing, out);
        text_format(out, ", where %lld of %lld have come", (long long)state.level, (long long)state.capacity);
        return;
    case THING_QUEUE:
        write_queue_wait(story, thing, out);
        return;
    case THING_GATHER:
    case THING_WAIT:
    case THING_TASK_GROUP:
        text_add(out, "for the tasks of ");
        write_thing(story->vm, thing, out);
        text_format(out, ", of which %lld of %lld are done", (long long)state.level, (long long)state.capacity);
        return;
    case THING_TIMEOUT:
    case THING_FUTURE:
        text_add(out, "for ");
        write_thing(story->vm, thing, out);
        return;
    }
}

/* The task that it awaits; 0 none. */
static uint32_t awaited_task(const Story *story)
{
    const World *world = world_of(story->vm);
    TaskView view = {0};
    uint32_t task = story->digest.task;
    if (task <= world->task_count && world->tasks[task])
        task_view(story->vm, world->tasks[task], &view);
    return view.waits_for_task;
}

static void write_waiting(const Story *story, const Fact *state, Text *out)
{
    text_add(out, "is suspended: it waits ");
    if (state->object != 0) {
        write_awaited(story, state->object, out);
        return;
    }
    uint32_t task = awaited_task(story);
    text_add(out, "for ");
    if (task != 0)
        write_task(story->vm, task, out);
    else
        text_add(out, "a future");
}

static void suspended(const Story *story, Text *out)
{
    const Fact *state = story->digest.state;
    if (!state)
        return;
    TaskState now = fact_task_state(state);
    if (now == TASK_WAITING) {
        write_waiting(story, state, out);
    } else if (now == TASK_SLEEPING) {
        text_add(out, "is suspended: it sleeps until ");
        write_seconds(fact_deadline_ns(state), out);
        text_add(out, " s");
    } else if (now == TASK_READY) {
        text_add(out, "is suspended: it joins the end of the ready queue, for the next iteration");
    }
}

static void blocked(const Story *story, Text *out)
{
    const Fact *block = story->digest.blocked.last;
    if (!block)
        return;
    text_add(out, "blocks the loop in time.sleep while the clock goes from ");
    write_seconds((int64_t)block->number, out);
    text_add(out, " to ");
    write_seconds(block->time_ns, out);
    text_add(out, " s");
}

static void created(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.created;
    if (deed->count == 0)
        return;
    text_add(out, is_step(story) || story->digest.kind == TURN_MODULE ? "creates " : "created: ");
    write_tasks(story, deed, out);
}

static void put(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.put;
    if (deed->count == 0)
        return;
    text_add(out, "puts ");
    if (deed->count == 1)
        text_add(out, "an item");
    else
        write_counted(deed->count, "item", "items", out);
    add_thing(story, " into ", deed->last, out);
    text_format(out, " (%llu in it)", (unsigned long long)deed->last->number);
}

static void taken(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.taken;
    if (deed->count == 0)
        return;
    text_add(out, "takes ");
    if (deed->count == 1)
        text_add(out, "an item");
    else
        write_counted(deed->count, "item", "items", out);
    add_thing(story, " from ", deed->last, out);
    text_format(out, " (%llu left)", (unsigned long long)deed->last->number);
}

static void acquired(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.acquired;
    if (deed->count == 0)
        return;
    int kind = thing_kind(story->vm, deed->first->object);
    bool is_semaphore = kind != THING_LOCK && kind != THING_CONDITION;
    add_thing(story,
              is_semaphore         ? "takes a space of "
              : kind == THING_LOCK ? "takes "
                                   : "takes the lock of ",
              deed->first, out);
    if (is_semaphore)
        text_format(out, " (%llu free)", (unsigned long long)deed->last->number);
}

static void released(const Story *story, Text *out)
{
    const Digest *digest = &story->digest;
    if (digest->released.count == 0 || digest->handed.count > 0)
        return;
    text_add(out, "gives ");
    write_space(story, digest->released.first, out);
    text_add(out, " back");
}

static void task_done(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.done_called;
    if (deed->count == 0)
        return;
    add_thing(story, "marks an item of ", deed->last, out);
    text_format(out, " as done (%llu unfinished)", (unsigned long long)deed->last->number);
}

static void cleared(const Story *story, Text *out)
{
    if (story->digest.cleared.count > 0)
        add_thing(story, "clears ", story->digest.cleared.first, out);
}

static void notified(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.notified;
    if (deed->count == 0)
        return;
    text_add(out, "notifies ");
    write_counted(deed->last->number, "task", "tasks", out);
    add_thing(story, " at ", deed->last, out);
}

static void wait_returned(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.wait_returned;
    if (deed->count == 0)
        return;
    add_thing(story, "leaves ", deed->last, out);
    text_add(out, " (");
    write_count(fact_done(deed->last), out);
    text_add(out, " done and ");
    write_count(fact_pending(deed->last), out);
    text_add(out, " pending)");
}

static void timeout_entered(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.timeout_entered;
    if (deed->count == 0)
        return;
    add_thing(story, "enters ", deed->first, out);
    if ((int64_t)deed->first->number < 0)
        return;
    text_add(out, " (deadline ");
    write_seconds((int64_t)deed->first->number, out);
    text_add(out, " s)");
}

static void group_entered(const Story *story, Text *out)
{
    if (story->digest.group_entered.count > 0)
        add_thing(story, "enters ", story->digest.group_entered.first, out);
}

static void printed(const Story *story, Text *out)
{
    const Deed *deed = &story->digest.printed;
    if (deed->count == 0 || (story->digest.warned.count > 0 && deed->last->object == 2))
        return; /* the warning is told already */
    size_t size;
    const char *bytes = journal_printed(story->turn->journal, deed->last, &size);
    text_add(out, deed->last->object == 2 ? "prints to stderr " : "prints ");
    write_quoted(bytes, size, PRINT_SHOWN, out);
    if (deed->count > 1) {
        text_add(out, " (the last of ");
        write_counted(deed->count, "line)", "lines)", out);
    }
}

static void ended(const Story *story, Text *out)
{
    const Fact *state = story->digest.state, *end = story->digest.ended;
    if (!state || fact_task_state(state) != TASK_DONE)
        return;
    text_add(out, "ends");
    const char *result = end ? journal_note(story->turn->journal, end->number) : "";
    if (*result && strcmp(result, "None") != 0) {
        text_add(out, " with ");
        text_add_cut(out, result, strlen(result), RESULT_SHOWN);
    }
}

static void loop_started(const Story *story, Text *out)
{
    if (story->digest.loop_started.count > 0)
        text_add(out, "starts the loop");
}

typedef struct Clause {
    void (*write)(const Story *story, Text *out);
    size_t deed;   /* it is told where that deed of the digest ended: in the order in which things happened */
    uint8_t place; /* without a deed: behind all deeds, the one with the lowest place first */
    bool is_whole; /* it brings its own subject */
} Clause;

#define NO_DEED SIZE_MAX
#define DEED(NAME) offsetof(Digest, NAME)

/* The most telling first: where there are too many, the last ones are only counted. */
static const Clause CLAUSES[] = {
    {failure, NO_DEED, 0, false},
    {timeout_left, DEED(timeout_left), 0, false},
    {expired, DEED(expired), 0, true},
    {group_aborted, DEED(group_aborted), 0, true},
    {ends_cancelled, NO_DEED, 1, false},
    {cancel_delivered, DEED(cancel_delivered), 0, false},
    {cancel_asked, DEED(cancelled), 0, false},
    {warned, NO_DEED, 5, true},
    {blocked, DEED(blocked), 0, false},
    {handed_over, DEED(handed), 0, false},
    {event_set, DEED(set), 0, false},
    {woken, DEED(woken), 0, false},
    {suspended, NO_DEED, 4, false},
    {created, DEED(created), 0, false},
    {put, DEED(put), 0, false},
    {taken, DEED(taken), 0, false},
    {acquired, DEED(acquired), 0, false},
    {released, DEED(released), 0, false},
    {task_done, DEED(done_called), 0, false},
    {cleared, DEED(cleared), 0, false},
    {notified, DEED(notified), 0, false},
    {wait_returned, DEED(wait_returned), 0, false},
    {timeout_entered, DEED(timeout_entered), 0, false},
    {group_entered, DEED(group_entered), 0, false},
    {printed, DEED(printed), 0, false},
    {loop_started, NO_DEED, 3, false},
    {ended, NO_DEED, 2, false},
};

/* ---- putting clauses together ---- */

/* The last fact of a kind in the turn; NULL. */
static const Fact *last_of(const Story *story, FactKind kind)
{
    for (uint64_t i = story->turn->end; i > story->turn->first; i--)
        if (story->turn->journal->facts[i - 1].kind == kind)
            return &story->turn->journal->facts[i - 1];
    return NULL;
}

/* A deadline that is no timer of the loop's: that of the thread whose slice it is. */
static void write_slept_until(const Story *story, Text *out)
{
    text_add(out, last_of(story, FACT_SLICE) ? ", to a thread's deadline" : ", to the next deadline");
}

/* Behind a jump a timer's callback runs first, unless somebody stood in the ready queue already: a thread put it
 * there, and did not wake the loop. */
static bool was_ready_before(const Digest *digest)
{
    return digest->kind == TURN_STEP || digest->kind == TURN_WAKEUP;
}

static void write_jump(const Story *story, Text *out)
{
    const Digest *digest = &story->digest;
    if (!digest->jump)
        return;
    text_add(out, was_ready_before(digest) ? "The loop slept, for nobody told it of the ready queue"
                                           : "Nobody is ready");
    text_add(out, "; the clock jumps from ");
    write_seconds((int64_t)digest->jump->number, out);
    text_add(out, " to ");
    write_seconds(digest->jump->time_ns, out);
    text_add(out, " s");
    const Fact *fired = digest->fired.first;
    if (digest->fired.count > 1) {
        text_add(out, ", to ");
        write_counted(digest->fired.count, "timer", "timers", out);
    } else if (fired && fired->object != 0) {
        add_thing(story, ", to the deadline of ", fired, out);
    } else if (fired && fired->subject != 0) {
        text_add(out, ", to ");
        write_task(story->vm, fired->subject, out);
        text_add(out, "'s timer");
    } else {
        write_slept_until(story, out);
    }
    text_add(out, digest->has_begun ? ". " : ".");
}

/* What callbacks of asyncio's own do, in the words of a story; others are called by their names. */
static const char *callback_words(const char *name)
{
    static const struct {
        const char *name, *words;
    } known[] = {
        {"gather.<locals>._done_callback", "A task of a gather is done"},
        {"_wait.<locals>._on_completion", "A task of a wait is done"},
        {"TaskGroup._on_task_done", "A task of a task group is done"},
        {"shield.<locals>._inner_done_callback", "The task behind a shield is done"},
        {"shield.<locals>._outer_done_callback", "A shield is done"},
        {"Timeout._on_timeout", "A timeout's timer runs"},
        {"_release_waiter", "A timer ends a wait"},
        {"_AsCompletedIterator._handle_completion", "A task of as_completed is done"},
        {"_AsCompletedIterator._handle_timeout", "The time of as_completed is over"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0)
            return known[i].words;
    return NULL;
}

static void write_callback(const Story *story, Text *out)
{
    const Digest *digest = &story->digest;
    bool is_sleep = strstr(digest->callback, "_set_result_unless_cancelled") != NULL;
    const char *words = callback_words(digest->callback);
    if (is_sleep && digest->woken.count > 0) {
        write_task(story->vm, digest->woken.first->subject, out);
        text_add(out, "'s timer runs");
    } else if (words) {
        text_add(out, words);
    } else {
        text_format(out, "The callback %s runs", digest->callback);
    }
}

static void write_slice_subject(const Story *story, Text *out)
{
    const Fact *slice = last_of(story, FACT_SLICE);
    size_t begin = out->length;
    write_thread(story->vm, slice ? slice->object : MAIN_THREAD, out);
    if (out->bytes)
        out->bytes[begin] = (char)(out->bytes[begin] - 'a' + 'A');
    if (slice && slice->object == MAIN_THREAD)
        text_add(out, slice->subject ? ", in the step of " : "");
    if (slice && slice->subject)
        write_task(story->vm, slice->subject, out);
}

/* The threads that the turn started, by name where they are few. */
static void write_started(const Story *story, Text *out)
{
    enum { NAMED_MOST = 3 };
    uint64_t count = 0, named = 0;
    for (uint64_t i = story->turn->first; i < story->turn->end; i++)
        count += story->turn->journal->facts[i].kind == FACT_THREAD_STARTED;
    if (count > NAMED_MOST)
        text_format(out, "; it has started %llu worker threads", (unsigned long long)count);
    for (uint64_t i = story->turn->first; i < story->turn->end && count <= NAMED_MOST; i++) {
        const Fact *fact = &story->turn->journal->facts[i];
        if (fact->kind != FACT_THREAD_STARTED)
            continue;
        text_add(out, named == 0 ? "; it has started " : named + 1 == count ? " and " : ", ");
        write_thread(story->vm, fact->object, out);
        named++;
    }
    if (count > 0)
        text_add(out, count == 1 ? ", which runs when this thread waits or its callback ends"
                                 : ", which run when this thread waits or its callback ends");
}

/* How the turn has left its thread, and what it did to others. */
static void write_threads(const Story *story, Text *out)
{
    const Fact *told = last_of(story, FACT_LOOP_TOLD), *sleeps = last_of(story, FACT_THREAD_SLEEPS),
               *waits = last_of(story, FACT_THREAD_WAITS);
    write_started(story, out);
    if (told)
        text_add(out, told->number ? "; it wakes the loop, which slept" : "; it tells the loop, which is awake");
    if (waits) {
        text_format(out, "; it waits for %s", journal_note(story->turn->journal, waits->number));
    } else if (sleeps) {
        text_add(out, "; it is in time.sleep until ");
        write_seconds((int64_t)sleeps->number, out);
        text_add(out, " s");
    }
    if (waits || sleeps)
        text_add(out, ", and other threads can run");
    else if (last_of(story, FACT_THREAD_ENDED))
        text_add(out, "; the thread ends");
    if (world_thread(story->vm, MAIN_THREAD) && last_of(story, FACT_EVENT_SET) && last_of(story, FACT_SLICE) &&
        last_of(story, FACT_SLICE)->object != MAIN_THREAD && !told)
        text_add(out, ". A loop that sleeps does not notice: nobody has told it");
}

static void write_subject(const Story *story, Text *out)
{
    const Digest *digest = &story->digest;
    if (digest->kind == TURN_MODULE)
        text_add(out, "The module's code");
    else if (digest->kind == TURN_SLICE)
        write_slice_subject(story, out);
    else if (is_step(story))
        write_task(story->vm, digest->task, out);
    else
        write_callback(story, out);
}

/* A clause that is told. */
typedef struct Told {
    const Clause *clause;
    uint64_t order; /* the one with the lowest is told first */
    Text text;
} Told;

/* The number of the fact at which its deed ended; behind all facts where it has none. */
static uint64_t order_of(const Story *story, const Clause *clause)
{
    if (clause->deed == NO_DEED)
        return story->turn->end + clause->place;
    const Deed *deed = (const Deed *)(const void *)((const char *)&story->digest + clause->deed);
    return deed->last ? (uint64_t)(deed->last - story->turn->journal->facts) : story->turn->end;
}

/* Choose the most telling clauses; returns how many, and how many more there would be. */
static unsigned choose(const Story *story, Told told[CLAUSES_SHOWN], unsigned *more)
{
    unsigned count = 0;
    for (size_t i = 0; i < sizeof CLAUSES / sizeof CLAUSES[0]; i++) {
        Text text = {0};
        CLAUSES[i].write(story, &text);
        if (text.length > 0 && count < CLAUSES_SHOWN) {
            told[count++] = (Told){&CLAUSES[i], order_of(story, &CLAUSES[i]), text};
            continue;
        }
        *more += text.length > 0;
        text_release(&text);
    }
    return count;
}

static void put_in_order(Told *told, unsigned count)
{
    for (unsigned i = 1; i < count; i++) {
        Told moved = told[i];
        unsigned at = i;
        for (; at > 0 && told[at - 1].order > moved.order; at--)
            told[at] = told[at - 1];
        told[at] = moved;
    }
}

/* A comma that is not part of what the program printed. */
static bool has_comma(const char *text)
{
    const char *comma = strstr(text, ", "), *quote = strstr(text, "«");
    return comma && (!quote || comma < quote);
}

/* Commas part clauses as long as none but the last has a comma of its own. */
static bool have_commas(const Told *told, unsigned count)
{
    for (unsigned i = 0; i + 1 < count; i++)
        if (has_comma(text_string(&told[i].text)) || told[i].clause->is_whole)
            return true;
    return count > 0 && told[count - 1].clause->is_whole;
}

static bool has_own_verb(const Story *story)
{
    return !is_step(story) && story->digest.kind != TURN_MODULE && story->digest.kind != TURN_SLICE;
}

/* What stands between the subject and the first clause. */
static void write_opening(const Story *story, const Clause *clause, Text *out)
{
    if (has_own_verb(story))
        text_add(out, ": ");
    else if (story->digest.is_first_step && clause->deed == NO_DEED && !clause->is_whole)
        text_add(out, " begins and ");
    else if (story->digest.is_first_step)
        text_add(out, clause->is_whole ? " begins: " : " begins: it ");
    else
        text_add(out, clause->is_whole ? " runs: " : " ");
}

static void write_row(const Story *story, const Told *told, unsigned count, unsigned more, Text *out)
{
    bool by_semicolons = have_commas(told, count) || has_own_verb(story);
    for (unsigned i = 0; i < count; i++) {
        bool is_last = i + 1 == count && more == 0;
        if (i == 0)
            write_opening(story, told[i].clause, out);
        else if (told[i].clause->is_whole || has_own_verb(story))
            text_add(out, "; ");
        else if (by_semicolons)
            text_add(out, told[i - 1].clause->is_whole ? "; it " : is_last ? "; and " : "; ");
        else
            text_add(out, !is_last ? ", " : count == 2 ? " and " : ", and ");
        text_add(out, text_string(&told[i].text));
    }
    if (more > 0)
        text_format(out, "; and %u more", more);
}

/* The module's code has come back from the loop. */
static bool is_behind_loop(const Story *story)
{
    return story->digest.kind == TURN_MODULE && story->turn->callback > 0;
}

/* A turn of which there is nothing else to tell. */
static void write_nothing_told(const Story *story, Text *out)
{
    if (is_behind_loop(story))
        text_add(out, story->turn->is_over ? " goes on after the loop, and the program ends"
                                           : " goes on after the loop");
    else
        text_add(out, story->digest.is_first_step ? " begins" : story->turn->is_over ? " runs" : " goes on");
}

static void write_clauses(const Story *story, Text *out)
{
    Told told[CLAUSES_SHOWN];
    unsigned more = 0, count = choose(story, told, &more);
    put_in_order(told, count);
    write_row(story, told, count, more, out);
    for (unsigned i = 0; i < count; i++)
        text_release(&told[i].text);
    if (count == 0 && !has_own_verb(story))
        write_nothing_told(story, out);
}

NarrationTurn narration_turn(const Timeline *timeline)
{
    const World *world = world_of(timeline->vm);
    NarrationTurn turn = {
        .vm = timeline->vm,
        .journal = timeline->journal,
        .is_over = timeline->position.line == LINE_END,
        .callback = world->callback,
        .iteration = world->iteration,
    };
    timeline_facts(timeline, timeline->position.turn, &turn.first, &turn.end);
    turn.end = turn.end < world->next_fact ? turn.end : world->next_fact;
    return turn;
}

void narration_write_story(const NarrationTurn *turn, Text *out)
{
    Story story = {.turn = turn, .vm = turn->vm};
    digest_make(turn, &story.digest);
    write_jump(&story, out);
    if (!story.digest.has_begun)
        return;
    write_subject(&story, out);
    write_clauses(&story, out);
    write_threads(&story, out);
    text_add_char(out, '.');
}

/* ---- the loop ---- */

static void write_heading(const Story *story, Text *out)
{
    const NarrationTurn *turn = story->turn;
    if (story->digest.kind == TURN_MODULE) {
        text_add(out,
                 is_behind_loop(story) ? "The loop is closed; the module's code runs." : "The module's code runs.");
        return;
    }
    if (story->digest.kind == TURN_SLICE) {
        text_add(out, "A thread has its slice: no callback of the loop.");
        return;
    }
    text_add(out, "Callback ");
    write_count(turn->callback, out);
    text_add(out, ", in iteration ");
    write_count(turn->iteration, out);
    text_add(out, ", ");
    if (story->digest.kind == TURN_STEP || story->digest.kind == TURN_WAKEUP) {
        text_add(out, story->digest.kind == TURN_STEP ? "is a step of " : "wakes ");
        write_task(story->vm, story->digest.task, out);
    } else {
        text_format(out, "is %s%s", story->digest.kind == TURN_TIMER ? "a timer's: " : "", story->digest.callback);
    }
    text_add_char(out, '.');
}

/* Sentences begin with a capital, but a task keeps its name. */
static void begin_sentence(Text *out, size_t begin)
{
    static const char *const openings[] = {"nobody ", "the ", "a ", "nothing "};
    for (size_t i = 0; i < sizeof openings / sizeof openings[0] && out->bytes; i++)
        if (strncmp(out->bytes + begin, openings[i], strlen(openings[i])) == 0)
            out->bytes[begin] = (char)(out->bytes[begin] - 'a' + 'A');
}

/* Adds a fact's words, or nothing. */
typedef void FactWriter(const NarrationTurn *turn, const Fact *fact, Text *out);

/* The facts of a stretch that have words as one sentence, in their order. */
static void write_facts_of(const NarrationTurn *turn, uint64_t first, uint64_t end, FactWriter *write, Text *out)
{
    unsigned shown = 0, more = 0;
    Text words = {0};
    for (uint64_t i = first; i < end; i++) {
        text_clear(&words);
        write(turn, &turn->journal->facts[i], &words);
        if (words.length == 0)
            continue;
        if (shown == FACTS_SHOWN) {
            more++;
            continue;
        }
        text_add(out, shown > 0 ? "; " : out->length > 0 ? " " : "");
        size_t begin = out->length;
        text_add_bytes(out, words.bytes, words.length);
        if (shown++ == 0)
            begin_sentence(out, begin);
    }
    text_release(&words);
    if (more > 0)
        text_format(out, "; and %u more", more);
    if (shown > 0)
        text_add_char(out, '.');
}

static uint64_t find_beginning(const NarrationTurn *turn)
{
    uint64_t at = turn->first;
    while (at < turn->end && turn->journal->facts[at].kind != FACT_TURN_BEGAN)
        at++;
    return at;
}

void narration_write_loop(const NarrationTurn *turn, Text *out)
{
    Story story = {.turn = turn, .vm = turn->vm};
    uint64_t beginning = find_beginning(turn);
    digest_make(turn, &story.digest);
    write_facts_of(turn, turn->first, beginning, fact_write, out);
    if (!story.digest.has_begun)
        return;
    if (out->length > 0)
        text_add_char(out, ' ');
    write_heading(&story, out);
    write_facts_of(turn, beginning, turn->end, fact_write, out);
}

/* ---- CPython ---- */

void narration_write_cpython(const NarrationTurn *turn, Text *out)
{
    uint64_t beginning = find_beginning(turn);
    write_facts_of(turn, turn->first, beginning, functions_write_fact, out);
    write_facts_of(turn, beginning, turn->end, functions_write_fact, out);
    if (out->length == 0)
        text_add(out, "No function of asyncio is called.");
}
