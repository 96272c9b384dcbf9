/* Chains of causes.
 *
 *     write_task      what a task does now, and below it why:
 *     write_cause       it runs or is ready: who woke it, and why that one ran then
 *     write_lack        it waits: what the thing lacks, and who could give it: tasks again
 *
 * The tasks on the way are kept as a path: one that is met again closes a circle. */
#include "why.h"

#include "turns.h"
#include "words.h"

enum {
    DEPTH_MOST = 12,
    LINES_MOST = 48,
    PEERS_NAMED = 3,
    PEERS_SEARCHED = 4096,
    THINGS_SEARCHED = 100000,
    FACTS_SEARCHED = 8000000, /* in all: the journal of a long run is walked as far back as this */
};

/* A task on the way from what was asked. */
typedef struct Link {
    uint32_t task;
    bool is_sure; /* the one before waits for this one alone, and nothing else ends its wait */
} Link;

typedef struct Why {
    const WhyPlace *place;
    Vm *vm;
    Text *out;
    Link path[DEPTH_MOST]; /* by depth; task 0: a line that is no task's */
    unsigned depth;        /* of the path: how far lines stand in */
    unsigned lines;
    uint64_t facts_left; /* to be searched */
} Why;

static void write_task_now(Why *why, uint32_t task, bool is_sure);

/* ---- lines ---- */

static bool begin_line(Why *why)
{
    if (why->lines >= LINES_MOST)
        return false;
    if (why->lines++ > 0)
        text_add_char(why->out, '\n');
    for (unsigned i = 0; i < why->depth; i++)
        text_add(why->out, "  ");
    if (why->depth < DEPTH_MOST)
        why->path[why->depth] = (Link){0};
    return true;
}

static void add_moment(Why *why, const char *words, int64_t ns)
{
    text_add(why->out, words);
    write_seconds(ns, why->out);
    text_add(why->out, " s");
}

static void add_line(Why *why, uint32_t line)
{
    if (line > 0)
        text_format(why->out, " (line %u)", (unsigned)line);
}

/* ---- what the journal says of the past ---- */

static const Fact *fact_at(const Why *why, uint64_t number)
{
    return &why->place->journal->facts[number];
}

static bool is_of_pair(const Fact *fact, FactKind kind, uint32_t task, uint32_t thing)
{
    return fact->kind == kind && fact->object == thing && (task == 0 || fact->subject == task);
}

/* The last fact of one of two kinds about the thing, and about the task where that is not 0. NULL where none is
 * found.
 */
static const Fact *last_of_thing(Why *why, FactKind kind, FactKind other, uint32_t task, uint32_t thing)
{
    for (uint64_t i = why->place->cut; i > 0 && why->facts_left > 0; i--, why->facts_left--) {
        const Fact *fact = fact_at(why, i - 1);
        if (is_of_pair(fact, kind, task, thing) || is_of_pair(fact, other, task, thing))
            return fact;
    }
    return NULL;
}

/* The number (plus one) of the fact behind which the task last became ready before `end`: a WOKEN, a TASK_CREATED,
 * or a TASK_STATE where it gave way by itself. 0 where none is found. */
static uint64_t last_waking(Why *why, uint32_t task, uint64_t end)
{
    for (uint64_t i = end; i > 0 && why->facts_left > 0; i--, why->facts_left--) {
        const Fact *fact = fact_at(why, i - 1);
        bool is_ready = fact->kind == FACT_TASK_STATE && fact_task_state(fact) == TASK_READY;
        if (fact->subject == task && (is_ready || fact->kind == FACT_TASK_CREATED || fact->kind == FACT_WOKEN)) {
            bool is_woken = is_ready && i > 1 && fact_at(why, i - 2)->kind == FACT_WOKEN;
            return is_woken && fact_at(why, i - 2)->subject == task ? i - 1 : i;
        }
    }
    return 0;
}

/* Whether, as far as the whole run is known, the kind never comes after now. */
static bool never_comes(Why *why, FactKind kind, uint32_t task, uint32_t thing)
{
    if (!why->place->is_whole)
        return false;
    for (uint64_t i = why->place->cut; i < why->place->journal->fact_count; i++, why->facts_left--) {
        const Fact *fact = fact_at(why, i);
        if (why->facts_left == 0)
            return false;
        if (fact->kind == kind && (task == 0 || fact->subject == task) && (thing == 0 || fact->object == thing))
            return false;
    }
    return true;
}

/* ---- why it runs ---- */

static const Fact *turn_of(Why *why, uint64_t number)
{
    uint32_t turn = fact_at(why, number)->turn;
    for (uint64_t i = number + 1; i > 0 && why->facts_left > 0; i--, why->facts_left--) {
        const Fact *fact = fact_at(why, i - 1);
        if (fact->turn < turn)
            return NULL;
        if (fact->kind == FACT_TURN_BEGAN)
            return fact;
    }
    return NULL;
}

/* Whether cancel() is what woke it: it was asked in the same turn, just before. */
static bool is_cancelled(Why *why, uint64_t number)
{
    enum { NEAR = 6 };
    const Fact *woken = fact_at(why, number);
    for (uint64_t i = number; i > 0 && number - i < NEAR; i--) {
        const Fact *fact = fact_at(why, i - 1);
        if (fact->turn == woken->turn && fact->kind == FACT_CANCEL_ASKED && fact->subject == woken->subject)
            return true;
    }
    return false;
}

/* Woken by no task: by a callback of the loop. */
static void write_callback_cause(Why *why, uint64_t number)
{
    const Fact *woken = fact_at(why, number), *turn = turn_of(why, number);
    TurnKind kind = turn ? fact_turn_kind(turn) : TURN_CALLBACK;
    if (kind == TURN_TIMER) {
        add_moment(why, "its timer was due: the clock had come to ", woken->time_ns);
        return;
    }
    add_moment(why, "woken at ", woken->time_ns);
    const char *name = turn ? fact_turn_name(turn, why->place->journal) : "";
    if (kind == TURN_MODULE)
        text_add(why->out, " by the module's code");
    else if (*name)
        text_format(why->out, " by the callback %s", name);
}

static void write_waking(Why *why, uint64_t number)
{
    const Fact *fact = fact_at(why, number);
    if (fact->kind == FACT_WOKEN && fact->object == 0) {
        write_callback_cause(why, number);
        return;
    }
    if (fact->kind == FACT_TASK_STATE) {
        add_moment(why, "it gave way, and joined the ready queue by itself at ", fact->time_ns);
        return;
    }
    bool is_new = fact->kind == FACT_TASK_CREATED;
    add_moment(why,
               is_new                      ? "created at "
               : is_cancelled(why, number) ? "cancelled at "
                                           : "woken at ",
               fact->time_ns);
    text_add(why->out, " by ");
    write_task(why->vm, fact->object, why->out);
    if (!is_new && fact->number != 0) {
        text_add(why->out, ", through ");
        write_thing(why->vm, (uint32_t)fact->number, why->out);
    }
    if (is_new)
        add_line(why, fact->line);
}

/* Why a task ran or is ready, and why who woke it ran then, and so on: each a line further in. */
static void write_cause(Why *why, uint32_t task, uint64_t end)
{
    unsigned depth = why->depth;
    uint64_t number = last_waking(why, task, end);
    while (number > 0 && why->depth + 1 < DEPTH_MOST) {
        const Fact *fact = fact_at(why, number - 1);
        why->depth++;
        if (!begin_line(why))
            break;
        if (why->depth > depth + 1) {
            write_task(why->vm, task, why->out);
            text_add(why->out, " ran then: ");
        }
        write_waking(why, number - 1);
        task = fact->kind == FACT_TASK_STATE ? 0 : fact->object;
        number = task ? last_waking(why, task, number - 1) : 0;
    }
    why->depth = depth;
}

/* ---- why it waits ---- */

/* Whether a timeout that is entered and has a deadline will end the wait. */
static const Thing *timeout_of(Why *why, uint32_t task, int64_t *deadline_ns)
{
    const World *world = world_of(why->vm);
    for (uint32_t i = 1; i <= world->thing_count && i < THINGS_SEARCHED; i++) {
        const Thing *thing = &world->things[i];
        ThingState state;
        if (!thing->object || thing->ops->kind != THING_TIMEOUT || !thing_state(why->vm, i, &state))
            continue;
        if (state.owner == task && state.mode == 0 && state.deadline_ns >= 0 && !state.is_over) {
            *deadline_ns = state.deadline_ns;
            return thing;
        }
    }
    return NULL;
}

static bool is_over(const Why *why, uint32_t task)
{
    return world_of(why->vm)->task_states[task] >= TASK_DONE;
}

/* The tasks of a list, each with its own why: the first few that are not over. */
static size_t write_peers(Why *why, const Thing *thing, ThingList list)
{
    ThingEntry entry;
    size_t count = 0, searched = 0;
    for (; searched < PEERS_SEARCHED && thing->ops->entry(why->vm, thing->object, list, searched, &entry);
         searched++)
        count += entry.task != 0 && !is_over(why, entry.task);
    size_t named = 0;
    for (size_t at = 0; named < count && named < PEERS_NAMED; at++) {
        if (!thing->ops->entry(why->vm, thing->object, list, at, &entry))
            break;
        if (entry.task == 0 || is_over(why, entry.task))
            continue;
        write_task_now(why, entry.task, count == 1 || list == THING_CHILDREN);
        named++;
    }
    if (count > named && begin_line(why)) {
        text_add(why->out, "and ");
        write_count(count - named, why->out);
        text_add(why->out, searched < PEERS_SEARCHED ? " more" : " more at least");
    }
    return count;
}

static void write_holder(Why *why, uint32_t thing, const ThingEntry *entry)
{
    if (!begin_line(why))
        return;
    const Fact *taken = last_of_thing(why, FACT_ACQUIRED, FACT_HANDED_OVER, entry->task, thing);
    text_add(why->out, "held by ");
    write_task(why->vm, entry->task, why->out);
    if (taken) {
        add_moment(why, " since ", taken->time_ns);
        add_line(why, taken->line);
    }
}

/* Who holds a lock or the spaces of a semaphore, and why they do not give them back. */
static void write_holders(Why *why, uint32_t number, const Thing *thing)
{
    ThingEntry entry;
    size_t count = 0;
    while (count < PEERS_SEARCHED && thing->ops->entry(why->vm, thing->object, THING_HOLDERS, count, &entry))
        count++;
    if (count == 0 && begin_line(why))
        text_add(why->out, "no task holds it: a release() must come");
    for (size_t at = 0; at < count && at < PEERS_NAMED; at++) {
        thing->ops->entry(why->vm, thing->object, THING_HOLDERS, at, &entry);
        write_holder(why, number, &entry);
        if (entry.task == 0)
            continue;
        why->depth++;
        if (why->depth < DEPTH_MOST)
            write_task_now(why, entry.task, count == 1);
        why->depth--;
    }
    if (count > PEERS_NAMED && begin_line(why)) {
        text_add(why->out, "and ");
        write_counted(count - PEERS_NAMED, "more holder", "more holders", why->out);
    }
}

static bool is_on_path(const Why *why, uint32_t task)
{
    for (unsigned i = 0; i < why->depth; i++)
        if (why->path[i].task == task)
            return true;
    return false;
}

/* Who put (or took) last, and why that one does not go on, so that what is `missing` comes. Where it comes later in
 * this run although that one waits for this in turn, somebody else does it. */
static void write_partner(Why *why, uint32_t thing, FactKind kind, FactKind missing)
{
    bool puts = kind == FACT_ITEM_PUT;
    const Fact *last = last_of_thing(why, kind, kind, 0, thing);
    if (!begin_line(why))
        return;
    if (!last) {
        text_add(why->out, puts ? "nobody has put anything into it yet" : "nobody has taken anything from it yet");
        return;
    }
    text_add(why->out, puts ? "the last to put was " : "the last to take was ");
    write_task(why->vm, last->subject, why->out);
    add_moment(why, ", at ", last->time_ns);
    add_line(why, last->line);
    if (last->subject == 0 || (is_on_path(why, last->subject) && !never_comes(why, missing, 0, thing)))
        return;
    why->depth++;
    if (why->depth < DEPTH_MOST)
        write_task_now(why, last->subject, false);
    why->depth--;
}

static void write_unfinished(Why *why, uint32_t number, const ThingState *state)
{
    write_counted((uint64_t)state->unfinished, "item", "items", why->out);
    text_add(why->out, " of ");
    write_thing(why->vm, number, why->out);
    text_add(why->out, state->unfinished == 1 ? " is" : " are");
    text_add(why->out, " not yet marked as done by task_done()");
    if (state->level > 0) {
        text_add(why->out, ", ");
        write_count((uint64_t)state->level, why->out);
        text_add(why->out, " of them still in it");
    }
}

/* Of a getter (whoever asks without waiting is taken for one where the queue is empty), a putter, or in join(). */
static void write_queue_lack(Why *why, uint32_t number, const ThingState *state, uint32_t task)
{
    uint32_t place;
    bool is_full = state->capacity > 0 && state->level >= state->capacity;
    bool gets = task ? world_stands_in(why->vm, number, THING_WAITERS, task, &place) : state->level == 0;
    bool puts = task ? world_stands_in(why->vm, number, THING_PUTTERS, task, &place) : is_full;
    if (!begin_line(why))
        return;
    if (!gets && !puts) {
        write_unfinished(why, number, state);
        write_partner(why, number, FACT_ITEM_TAKEN, FACT_TASK_DONE_CALLED);
        return;
    }
    write_thing(why->vm, number, why->out);
    if (gets)
        text_add(why->out, " is empty");
    else
        text_format(why->out, " is full: %lld of %lld", (long long)state->level, (long long)state->capacity);
    write_partner(why, number, gets ? FACT_ITEM_PUT : FACT_ITEM_TAKEN, gets ? FACT_ITEM_PUT : FACT_ITEM_TAKEN);
}

static void write_event_lack(Why *why, uint32_t number)
{
    if (!begin_line(why))
        return;
    write_thing(why->vm, number, why->out);
    text_add(why->out, never_comes(why, FACT_EVENT_SET, 0, number)
                           ? " is not set, and in this run nobody ever sets it"
                           : " is not set yet");
}

static void write_counts(Why *why, uint32_t number, const ThingState *state, const char *what)
{
    if (!begin_line(why))
        return;
    write_thing(why->vm, number, why->out);
    text_format(why->out, ": %lld of %lld %s", (long long)state->level, (long long)state->capacity, what);
}

/* What the thing lacks for the wait of a task at it to end; 0: of anybody. */
static void write_lack(Why *why, uint32_t number, uint32_t task)
{
    const Thing *thing = &world_of(why->vm)->things[number];
    ThingState state;
    if (!thing_state(why->vm, number, &state))
        return;
    switch (thing->ops->kind) {
    case THING_LOCK:
    case THING_SEMAPHORE:
        write_holders(why, number, thing);
        return;
    case THING_EVENT:
        write_event_lack(why, number);
        return;
    case THING_CONDITION:
        if (begin_line(why))
            text_add(why->out, never_comes(why, FACT_NOTIFIED, 0, number)
                                   ? "it must be notified, and in this run nobody ever does that"
                                   : "it must be notified");
        return;
    case THING_QUEUE:
        write_queue_lack(why, number, &state, task);
        return;
    case THING_BARRIER:
        write_counts(why, number, &state, "have come");
        return;
    case THING_GATHER:
    case THING_TASK_GROUP:
    case THING_WAIT:
        write_counts(why, number, &state, "are done");
        write_peers(why, thing, THING_CHILDREN);
        return;
    case THING_TIMEOUT:
        return;
    case THING_FUTURE:
        if (begin_line(why))
            text_add(why->out, "nobody has given it a result yet");
        return;
    }
}

/* ---- a task ---- */

/* Where in the ready queue it stands. */
static void write_place_in_queue(Why *why, uint32_t task)
{
    LoopState state;
    LoopEntry entry;
    if (!loop_state(why->vm, &state))
        return;
    for (size_t at = 0; at < PEERS_SEARCHED && loop_ready_entry(why->vm, at, &entry); at++) {
        if (entry.task != task || (entry.kind != TURN_STEP && entry.kind != TURN_WAKEUP))
            continue;
        if (at == 0)
            text_add(why->out, ": it is next");
        else
            text_add(why->out, ", behind ");
        if (at > 0)
            write_counted(at, "callback", "callbacks", why->out);
        text_add(why->out, at < (size_t)(state.frozen - state.ran) ? "" : ", and runs in the next iteration");
        return;
    }
}

/* Whether, as far as the run is known, somebody ends the wait and not by cancelling: a callback, or a task beyond
 * those that were searched. */
static bool is_helped(Why *why, uint32_t task)
{
    for (uint64_t i = why->place->cut; i < why->place->journal->fact_count && why->facts_left > 0; i++) {
        const Fact *fact = fact_at(why, i);
        why->facts_left--;
        if (fact->kind == FACT_WOKEN && fact->subject == task)
            return !is_cancelled(why, i);
    }
    return false;
}

/* Met again on the way from itself: a circle. Where each one waits for the next alone it is a deadlock. */
static bool write_circle(Why *why, uint32_t task, bool is_sure)
{
    unsigned at = 0;
    while (at < why->depth && why->path[at].task != task)
        at++;
    if (at == why->depth)
        return false;
    for (unsigned i = at + 1; i < why->depth; i++)
        is_sure = is_sure && (why->path[i].task == 0 || why->path[i].is_sure);
    int64_t deadline_ns;
    for (unsigned i = at; i < why->depth; i++)
        is_sure = is_sure && (why->path[i].task == 0 || !timeout_of(why, why->path[i].task, &deadline_ns));
    is_sure = is_sure && !is_helped(why, task);
    if (!begin_line(why))
        return true;
    write_task(why->vm, task, why->out);
    text_add(why->out, " waits for this in turn");
    text_add(why->out, is_sure ? ": the circle is closed, a deadlock" : "");
    return true;
}

static void write_waiting(Why *why, uint32_t task, const TaskView *view)
{
    const World *world = world_of(why->vm);
    text_add(why->out, " waits for ");
    if (view->waits_for != 0)
        write_thing(why->vm, view->waits_for, why->out);
    else if (view->waits_for_task != 0)
        write_task(why->vm, view->waits_for_task, why->out);
    else
        text_add(why->out, "a future that nobody has finished yet");
    add_moment(why, ", since ", world->task_since[task]);
    add_line(why, world->task_lines[task]);
}

/* Below the line of a task that waits: what for, and until when at most. */
static void write_reasons(Why *why, uint32_t task, const TaskView *view)
{
    int64_t deadline_ns;
    const Thing *timeout = timeout_of(why, task, &deadline_ns);
    bool is_sure = !timeout;
    why->depth++;
    if (why->depth < DEPTH_MOST) {
        if (view->waits_for != 0)
            write_lack(why, view->waits_for, task);
        else if (view->waits_for_task != 0)
            write_task_now(why, view->waits_for_task, is_sure);
        if (timeout && begin_line(why)) {
            add_moment(why, "at most until ", deadline_ns);
            text_add(why->out, ", when its timeout ends the wait");
            add_line(why, timeout->line);
        }
    }
    if (why->depth == 1 && never_comes(why, FACT_WOKEN, task, 0) && begin_line(why))
        text_add(why->out, "in this run it never goes on");
    why->depth--;
}

static void write_ended(Why *why, uint32_t task, TaskState state)
{
    const World *world = world_of(why->vm);
    text_add(why->out, state == TASK_DONE ? " is done" : state == TASK_FAILED ? " has failed" : " is cancelled");
    add_moment(why, ", since ", world->task_since[task]);
    if (world->task_ends[task])
        text_format(why->out, ": %s", journal_note(why->place->journal, world->task_ends[task]));
}

static void write_state(Why *why, uint32_t task)
{
    const World *world = world_of(why->vm);
    TaskState state = (TaskState)world->task_states[task];
    TaskView view = {.deadline_ns = -1};
    if (world->tasks[task])
        task_view(why->vm, world->tasks[task], &view);
    switch (state) {
    case TASK_NEW:
        text_add(why->out, " has not begun: its first step is in the ready queue");
        write_place_in_queue(why, task);
        write_cause(why, task, why->place->cut);
        return;
    case TASK_READY:
        text_add(why->out, " is in the ready queue");
        write_place_in_queue(why, task);
        write_cause(why, task, why->place->cut);
        return;
    case TASK_RUNNING:
        text_add(why->out, " runs");
        write_cause(why, task, why->place->cut);
        return;
    case TASK_WAITING:
        write_waiting(why, task, &view);
        write_reasons(why, task, &view);
        return;
    case TASK_SLEEPING:
        add_moment(why, " sleeps until ", view.deadline_ns);
        add_moment(why, ", since ", world->task_since[task]);
        add_line(why, world->task_lines[task]);
        return;
    case TASK_DONE:
    case TASK_FAILED:
    case TASK_CANCELLED:
        write_ended(why, task, state);
        return;
    }
}

static void write_task_now(Why *why, uint32_t task, bool is_sure)
{
    if (why->depth >= DEPTH_MOST || write_circle(why, task, is_sure) || !begin_line(why))
        return;
    why->path[why->depth] = (Link){task, is_sure};
    write_task(why->vm, task, why->out);
    write_state(why, task);
}

/* ---- what is asked ---- */

static Why begin_why(const WhyPlace *place, Text *out)
{
    return (Why){.place = place, .vm = place->vm, .out = out, .facts_left = FACTS_SEARCHED};
}

/* The number (plus one) of the fact that began this turn where it is one of the task's own; 0 else. */
static uint64_t own_turn(const Why *why, uint32_t task)
{
    for (uint64_t i = why->place->first; i < why->place->cut; i++)
        if (fact_at(why, i)->kind == FACT_TURN_BEGAN)
            return fact_at(why, i)->subject == task ? i + 1 : 0;
    return 0;
}

void why_write_task(const WhyPlace *place, uint32_t task, Text *out)
{
    Why why = begin_why(place, out);
    const World *world = world_of(place->vm);
    write_task_now(&why, task, true);
    uint64_t turn = own_turn(&why, task);
    TaskState state = (TaskState)world->task_states[task];
    bool is_told = state == TASK_NEW || state == TASK_READY || state == TASK_RUNNING;
    why.depth = 1;
    if (turn == 0 || is_told || !begin_line(&why))
        return;
    text_add(out, "it ran just now:");
    write_cause(&why, task, turn);
}

void why_write_thing(const WhyPlace *place, uint32_t thing, Text *out)
{
    Why why = begin_why(place, out);
    ThingState state;
    ThingEntry entry;
    const Thing *known = &world_of(place->vm)->things[thing];
    begin_line(&why);
    write_thing(place->vm, thing, out);
    if (!thing_state(place->vm, thing, &state) || state.is_over) {
        text_add(out, " is over");
        return;
    }
    size_t waiting = 0;
    while (waiting < PEERS_SEARCHED && known->ops->entry(place->vm, known->object, THING_WAITERS, waiting, &entry))
        waiting++;
    text_add(out, ": ");
    if (waiting == 0)
        text_add(out, "nobody waits in its waiting line");
    else
        write_counted(waiting, "task waits", "tasks wait", out);
    why.depth++;
    write_lack(&why, thing, 0);
}
