/* next: which task begins or goes on next, behind the turn that goes on. Callbacks that are no task's (a timer that
 * wakes a sleeper, a gather that counts) do not count, and slices of threads neither. */
#include "prediction_draft.h"

enum {
    SEARCHED = 100000, /* tasks, things */
    ASKED_MOST = 200,  /* tasks of which the journal is asked */
    NAMED = 6,
};

/* ---- reasons ---- */

static void write_waits_for(const Moment *moment, uint32_t task, Text *out)
{
    TaskView view = {.deadline_ns = -1};
    if (moment->world->tasks[task])
        task_view(moment->vm, moment->world->tasks[task], &view);
    if (view.waits_for_task != 0) {
        text_add(out, " waits for ");
        write_task(moment->vm, view.waits_for_task, out);
    } else if (view.waits_for != 0) {
        text_add(out, " waits for ");
        write_thing(moment->vm, view.waits_for, out);
    } else if (view.deadline_ns >= 0) {
        text_add(out, " sleeps until ");
        write_seconds(view.deadline_ns, out);
        text_add(out, " s");
    } else {
        text_add(out, " is suspended");
    }
}

/* Whether the running task ends in this turn. */
static bool is_over_then(const Moment *moment)
{
    const Fact *state = state_ahead(moment);
    return state && fact_task_state(state) >= TASK_DONE;
}

/* Why it is not that one: what it does now. */
static void write_reason(const Moment *moment, uint32_t task, Text *out)
{
    write_task(moment->vm, task, out);
    switch (task_state_now(moment, task)) {
    case TASK_NEW:
    case TASK_READY:
        text_add(out, " stands in the ready queue, behind another one");
        break;
    case TASK_RUNNING:
        text_add(out, is_over_then(moment) ? " ends now" : " runs now; another one comes before it runs again");
        break;
    case TASK_WAITING:
    case TASK_SLEEPING:
        write_waits_for(moment, task, out);
        break;
    case TASK_DONE:
    case TASK_FAILED:
    case TASK_CANCELLED:
        text_add(out, " has ended");
        break;
    }
    text_add_char(out, '.');
}

/* ---- candidates ---- */

static void offer_task(Draft *draft, uint32_t task, uint32_t right, unsigned misconception)
{
    const Moment *moment = draft->moment;
    if (task == 0 || task == right || has_ended(moment, task))
        return;
    text_add(&draft->text, label_at(moment, task, moment->end));
    if (task <= moment->world->task_count)
        write_reason(moment, task, &draft->why);
    else
        text_add(&draft->why, "It is yet to be created, and another one comes first.");
    offer_wrong(draft, misconception);
}

/* What this turn calls and never awaits. */
static void offer_never_awaited(Draft *draft)
{
    const Moment *moment = draft->moment;
    TreeText name;
    uint64_t at = find_fact(moment, FACT_WARNED, 0, moment->cut, moment->end);
    if (at == NO_FACT || !read_never_awaited(journal_note(moment->journal, fact_number(moment, at)->number), &name))
        return;
    text_add_bytes(&draft->text, name.bytes, name.length);
    text_add(&draft->text, "(), as it is called here");
    offer_wrong(draft, 1);
}

/* A consumer that took an item and ends; others stand in line for one. */
static void offer_other_consumer(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    uint32_t other = other_consumer(moment);
    if (other == 0 || other == right)
        return;
    text_add(&draft->text, label_at(moment, other, moment->end));
    text_add(&draft->text, ", which ends, too");
    offer_wrong(draft, 12);
}

static void offer_created(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    unsigned misconception = is_just_created(moment, right) ? 0 : 2;
    for (uint64_t i = moment->first; i < moment->end && moment->is_inside && !is_full(draft); i++)
        if (fact_number(moment, i)->kind == FACT_TASK_CREATED)
            offer_task(draft, fact_number(moment, i)->subject, right, misconception);
}

/* The tasks of the ready queue, and those that the rest of the turn puts there. */
static size_t ready_tasks(const Moment *moment, uint32_t *tasks, size_t most)
{
    size_t count = 0;
    LoopEntry entry;
    for (size_t at = 0; count < most && at < NAMED && loop_ready_entry(moment->vm, at, &entry); at++)
        if (entry.task != 0 && entry.kind != TURN_TIMER)
            tasks[count++] = entry.task;
    for (uint64_t i = moment->cut; i < moment->end && count < most; i++) {
        const Fact *fact = fact_number(moment, i);
        if (fact->kind == FACT_TASK_CREATED || fact->kind == FACT_WOKEN)
            tasks[count++] = fact->subject;
    }
    return count;
}

static void offer_both_at_once(Draft *draft)
{
    const Moment *moment = draft->moment;
    uint32_t tasks[2];
    if (ready_tasks(moment, tasks, 2) < 2 || tasks[0] == tasks[1])
        return;
    text_add(&draft->text, label_at(moment, tasks[0], moment->end));
    text_add(&draft->text, " and ");
    text_add(&draft->text, label_at(moment, tasks[1], moment->end));
    text_add(&draft->text, ", at the same time");
    offer_wrong(draft, 5);
}

/* A thread wakes a task, and does not tell the loop. */
static void offer_woken_by_thread(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    bool is_told = find_fact(moment, FACT_LOOP_TOLD, 0, moment->first, moment->end) != NO_FACT;
    if (!is_told)
        offer_task(draft, woken_by_thread(moment), right, 15);
}

static bool has_child(const Moment *moment, const Thing *thing, uint32_t task)
{
    ThingEntry entry;
    for (size_t at = 0; at < SEARCHED && thing->ops->entry(moment->vm, thing->object, THING_CHILDREN, at, &entry);
         at++)
        if (entry.task == task)
            return true;
    return false;
}

static const Thing *gather_of(const Moment *moment, uint32_t task)
{
    const World *world = moment->world;
    for (uint32_t i = world->thing_count; i > 0 && world->thing_count - i < SEARCHED; i--) {
        const Thing *thing = &world->things[i];
        if (thing->object && thing->ops->kind == THING_GATHER && has_child(moment, thing, task))
            return thing;
    }
    return NULL;
}

/* The running task fails: what becomes of the others of its gather? */
static void offer_cancelled_sibling(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    const Fact *state = state_ahead(moment);
    bool fails = state && fact_task_state(state) == TASK_FAILED;
    const Thing *gather = fails ? gather_of(moment, moment->running) : NULL;
    ThingEntry entry;
    for (size_t at = 0; gather && gather->ops->entry(moment->vm, gather->object, THING_CHILDREN, at, &entry);
         at++) {
        if (entry.task == 0 || entry.task == right || entry.task == moment->running ||
            has_ended(moment, entry.task))
            continue;
        text_add(&draft->text, label_at(moment, entry.task, moment->end));
        text_add(&draft->text, ", which gather cancels");
        offer_wrong(draft, 6);
        return;
    }
}

static bool is_made_by_running(const Moment *moment, uint32_t task)
{
    uint64_t made = find_fact(moment, FACT_TASK_CREATED, task, 0, moment->cut);
    return made != NO_FACT && fact_number(moment, made)->object == moment->running;
}

/* wait() is back, and some of its tasks are not done. The wait itself is gone; its tasks are the caller's. */
static void offer_pending(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    uint64_t at = find_last_fact(moment, FACT_WAIT_RETURNED, moment->running, moment->first, moment->end);
    bool cancels = find_fact(moment, FACT_CANCEL_ASKED, 0, moment->first, moment->end) != NO_FACT;
    if (moment->running == 0 || at == NO_FACT || cancels || fact_pending(fact_number(moment, at)) == 0)
        return;
    for (uint32_t task = 1; task <= moment->world->task_count && task < ASKED_MOST; task++) {
        TaskState state = task_state_now(moment, task);
        bool is_suspended = state == TASK_WAITING || state == TASK_SLEEPING;
        if (task == right || task == moment->running || !is_suspended || !is_made_by_running(moment, task))
            continue;
        text_add(&draft->text, label_at(moment, task, moment->end));
        text_add(&draft->text, ", which wait() has cancelled");
        offer_wrong(draft, 9);
        return;
    }
}

static void offer_first_in_code(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    const World *world = moment->world;
    for (uint32_t task = 1; task <= world->task_count && task < SEARCHED; task++) {
        bool is_main = task == 1; /* the first that a run has; what it made comes behind it in the code */
        if (is_main || task == right || task == moment->running || has_ended(moment, task))
            continue;
        if (right == 0 || task < right)
            offer_task(draft, task, right, 10);
        return;
    }
}

/* A cancelled task that still cleans up: whoever waits for it does not go on. */
static void offer_waiter_of_cancelled(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    const Fact *state = state_ahead(moment);
    bool cleans_up = is_told_to_stop(moment, moment->cut) && state && fact_task_state(state) < TASK_DONE;
    uint64_t asked =
        cleans_up ? find_last_fact(moment, FACT_CANCEL_ASKED, moment->running, 0, moment->cut) : NO_FACT;
    if (asked != NO_FACT)
        offer_task(draft, fact_number(moment, asked)->object, right, 8);
}

static void offer_from_misconceptions(Draft *draft, uint32_t right)
{
    offer_never_awaited(draft);
    offer_other_consumer(draft, right);
    offer_created(draft, right);
    offer_woken_by_thread(draft, right);
    offer_cancelled_sibling(draft, right);
    offer_pending(draft, right);
    offer_waiter_of_cancelled(draft, right);
    offer_both_at_once(draft);
    offer_first_in_code(draft, right);
}

/* Who is ready, who sleeps to the nearest deadlines, the task that runs, and others. */
static void offer_from_state(Draft *draft, uint32_t right)
{
    const Moment *moment = draft->moment;
    const World *world = moment->world;
    uint32_t tasks[NAMED];
    size_t ready = ready_tasks(moment, tasks, NAMED);
    for (size_t i = 0; i < ready; i++)
        offer_task(draft, tasks[i], right, 0);
    LoopEntry entry;
    for (size_t at = 0; at < 3 && loop_timer_entry(moment->vm, at, &entry); at++)
        offer_task(draft, entry.is_cancelled ? 0 : entry.task, right, 0);
    offer_task(draft, moment->running, right, 0);
    uint32_t begin = world->task_count > 0 ? (uint32_t)(chance(moment, 7) % world->task_count) : 0;
    for (uint32_t i = 0; i < world->task_count && i < SEARCHED && draft->count < NAMED; i++)
        offer_task(draft, 1 + (begin + i) % world->task_count, right, 0);
    if (right == 0)
        return;
    text_add(&draft->text, "none: no task runs any more");
    text_add(&draft->why, "There is one that goes on.");
    offer_spare(draft);
}

/* ---- the question ---- */

static void write_question(const Moment *moment, Text *out)
{
    if (!moment->is_inside) {
        text_add(out, "Which task runs next?");
    } else if (moment->turn_kind == TURN_SLICE) {
        text_add(out, "A thread runs. Which task does the loop run next?");
    } else if (moment->running == 0) {
        text_add(out, "Which task is the next that runs?");
    } else {
        text_add(out, "Which task runs next, once ");
        write_end_of_turn(moment, out);
        text_add_char(out, '?');
    }
}

bool draft_next(Draft *draft)
{
    const Moment *moment = draft->moment;
    draft->truth = next_task_turn(moment);
    if (draft->truth == NO_FACT && (!knows_the_end(moment) || moment->world->task_count == 0))
        return false;
    uint32_t right = 0;
    if (draft->truth == NO_FACT) {
        text_add(&draft->text, "none: no task runs any more");
    } else {
        right = fact_number(moment, draft->truth)->subject;
        text_add(&draft->text, label_at(moment, right, draft->truth));
        draft->shown = (Position){fact_number(moment, draft->truth)->turn, LINE_END};
    }
    offer_right(draft);
    offer_from_misconceptions(draft, right);
    offer_from_state(draft, right);
    write_question(moment, &draft->question);
    return true;
}

void tell_next(const Draft *draft, Text *out)
{
    const Moment *moment = draft->moment;
    if (draft->truth == NO_FACT) {
        text_add(out, "No task runs any more.");
        return;
    }
    const Fact *began = fact_number(moment, draft->truth);
    write_task(moment->vm, began->subject, out);
    text_add(out, " runs next, at ");
    write_seconds(began->time_ns, out);
    text_add(out, " s.");
}
