/* clock: to what time the clock moves next, because nobody is ready or in time.sleep; or that it moves no more. */
#include "prediction_draft.h"

enum {
    TIMERS_ASKED = 8,
    STRETCHES_OF_POLLING = 3, /* sleeps of one length, one after the other */
    SLEEPERS_ASKED = 64,
};

static const int64_t SECOND = 1000000000;

/* ---- the truth ---- */

static uint64_t find_move(const Moment *moment)
{
    const Timeline *timeline = moment->place->timeline;
    uint64_t at = find_fact(moment, FACT_CLOCK_MOVED, 0, moment->cut, moment->end);
    for (uint32_t turn = moment->position.turn + 1; at == NO_FACT && turn < timeline->record_count; turn++) {
        if (!(timeline->records[turn].flags & RECORD_CLOCK_MOVED))
            continue;
        uint64_t first, end;
        timeline_facts(timeline, turn, &first, &end);
        at = find_fact(moment, FACT_CLOCK_MOVED, 0, first > moment->cut ? first : moment->cut, end);
    }
    return at;
}

/* ---- candidates ---- */

/* What is asked about, and the answer. */
typedef struct ClockQuestion {
    Draft *draft;
    const Moment *moment;
    int64_t now_ns;
    int64_t right_ns; /* where it moves */
    bool moves;
} ClockQuestion;

static void write_time(int64_t ns, Text *out)
{
    write_seconds(ns, out);
    text_add(out, " s");
}

static void offer_time(const ClockQuestion *question, int64_t ns, unsigned misconception)
{
    if (ns <= question->now_ns || (question->moves && ns == question->right_ns)) {
        text_clear(&question->draft->why);
        return;
    }
    write_time(ns, &question->draft->text);
    offer_wrong(question->draft, misconception);
}

/* A deadline that passes while time.sleep keeps the loop: the sleeper goes on later. */
static bool is_late(const ClockQuestion *question, int64_t deadline_ns)
{
    return question->moves && deadline_ns < question->right_ns &&
           fact_number(question->moment, question->draft->truth)->subject != 0;
}

/* Why the clock does not move to a deadline: another comes first, or nobody waits for it any more. */
static void write_why_not(const ClockQuestion *question, uint32_t task, int64_t deadline_ns)
{
    Text *why = &question->draft->why;
    text_add(why, "That is the deadline of ");
    if (task != 0)
        write_task(question->moment->vm, task, why);
    else
        text_add(why, "a timer");
    if (is_late(question, deadline_ns)) {
        text_add(why, ", and the loop is not free then.");
    } else if (question->moves && deadline_ns > question->right_ns) {
        text_add(why, ", and another one is nearer: ");
        write_time(question->right_ns, why);
        text_add_char(why, '.');
    } else {
        text_add(why, ", and it is cancelled before.");
    }
}

static void offer_own_sleep(const ClockQuestion *question)
{
    const Fact *state = state_ahead(question->moment);
    if (!state || fact_task_state(state) != TASK_SLEEPING)
        return;
    int64_t deadline_ns = fact_deadline_ns(state);
    write_why_not(question, question->moment->running, deadline_ns);
    offer_time(question, deadline_ns, is_late(question, deadline_ns) ? 4 : 0);
}

static void offer_timers(const ClockQuestion *question)
{
    LoopEntry entry;
    for (size_t at = 0; at < TIMERS_ASKED && loop_timer_entry(question->moment->vm, at, &entry); at++) {
        write_why_not(question, entry.task, entry.deadline_ns);
        offer_time(question, entry.deadline_ns, is_late(question, entry.deadline_ns) ? 4 : 0);
    }
    const Moment *moment = question->moment;
    for (uint64_t i = moment->cut; i < moment->end && !is_full(question->draft); i++) {
        const Fact *fact = fact_number(moment, i);
        if (fact->kind != FACT_TIMER_SET && fact->kind != FACT_TIMEOUT_ENTERED)
            continue;
        write_why_not(question, fact->subject, (int64_t)fact->number);
        offer_time(question, (int64_t)fact->number, 0);
    }
}

/* Somebody stands in a semaphore's line: does it count by the second? */
static void offer_next_second(const ClockQuestion *question)
{
    const World *world = question->moment->world;
    ThingEntry entry;
    for (uint32_t i = world->thing_count; i > 0; i--) {
        const Thing *thing = &world->things[i];
        if (!thing->object || thing->ops->kind != THING_SEMAPHORE)
            continue;
        if (thing->ops->entry(question->moment->vm, thing->object, THING_WAITERS, 0, &entry)) {
            offer_time(question, (question->now_ns / SECOND + 1) * SECOND, 7);
            return;
        }
    }
}

/* «It does not move: X …», from a misconception; only where it moves before that task runs. */
static void offer_at_once(const ClockQuestion *question, uint32_t task, const char *what, unsigned misconception)
{
    const Moment *moment = question->moment;
    uint64_t runs = find_fact(moment, FACT_TURN_BEGAN, task, moment->cut, question->draft->truth);
    if (!question->moves || task == 0 || task == moment->running || runs != NO_FACT)
        return;
    Text *text = &question->draft->text;
    text_add(text, "it stays at ");
    write_time(question->now_ns, text);
    text_add(text, " first: ");
    text_add(text, label_at(moment, task, moment->end));
    text_add(text, what);
    offer_wrong(question->draft, misconception);
}

/* A thread woke a task without telling the loop, in the rest of its slice. */
static void offer_woken_by_thread(const ClockQuestion *question)
{
    offer_at_once(question, woken_by_thread(question->moment), " is woken and runs", 15);
}

/* A consumer took the sentinel and ends: do the others learn of it? */
static void offer_other_consumer(const ClockQuestion *question)
{
    offer_at_once(question, other_consumer(question->moment), " ends, too", 12);
}

/* What a task does for others, in one of its steps: one who only looks does none of it. */
static bool acts(const Fact *fact)
{
    switch ((int)fact->kind) {
    case FACT_TASK_CREATED:
    case FACT_CANCEL_ASKED:
    case FACT_ITEM_PUT:
    case FACT_ITEM_TAKEN:
    case FACT_EVENT_SET:
    case FACT_NOTIFIED:
    case FACT_RELEASED:
        return true;
    default:
        return false;
    }
}

static bool has_acted(const Moment *moment, uint64_t begin, uint64_t end)
{
    for (uint64_t i = begin; i < end; i++)
        if (acts(fact_number(moment, i)))
            return true;
    return false;
}

/* Whether the task has slept equally long several times, one sleep after the other, and done nothing in between. */
static bool polls(const Moment *moment, uint32_t task)
{
    const FactList *states = history_states(moment->place->history, task);
    uint32_t sleeps = 0;
    int64_t length_ns = 0;
    for (uint32_t i = fact_list_count(states, moment->cut); i > 0; i--) {
        const Fact *fact = fact_number(moment, states->facts[i - 1]);
        TaskState state = fact_task_state(fact);
        if (state == TASK_RUNNING && i < states->count && has_acted(moment, states->facts[i - 1], states->facts[i]))
            return false;
        if (state == TASK_RUNNING || state == TASK_READY)
            continue;
        int64_t slept_ns = fact_deadline_ns(fact) - fact->time_ns;
        if (state != TASK_SLEEPING || slept_ns <= 0 || (sleeps > 0 && slept_ns != length_ns))
            return false;
        length_ns = slept_ns;
        if (++sleeps == STRETCHES_OF_POLLING)
            return true;
    }
    return false;
}

static void offer_poller(const ClockQuestion *question)
{
    const Moment *moment = question->moment;
    for (uint32_t task = 1; task <= moment->world->task_count && task < SLEEPERS_ASKED; task++)
        if (task_state_now(moment, task) == TASK_SLEEPING && task != moment->running && polls(moment, task)) {
            offer_at_once(question, task, " notices the change", 16);
            return;
        }
}

/* The task that runs was cancelled in this turn, and goes on to an await: its cleanup takes its time. */
static void offer_stopped(const ClockQuestion *question)
{
    const Moment *moment = question->moment;
    const Fact *state = state_ahead(moment);
    bool cleans_up = is_told_to_stop(moment, moment->end) && state && fact_task_state(state) < TASK_DONE;
    if (!cleans_up || !question->moves)
        return;
    Text *text = &question->draft->text;
    text_add(text, "it stays at ");
    write_time(question->now_ns, text);
    text_add(text, ", where ");
    write_task(moment->vm, moment->running, text);
    text_add(text, " is over");
    offer_wrong(question->draft, 8);
}

/* As if the clock went on by itself. */
static void offer_ticks(const ClockQuestion *question)
{
    const int64_t tick_ns = question->moment->place->directives->tick_ns;
    const int64_t steps[] = {tick_ns > 0 ? tick_ns : SECOND, SECOND, SECOND / 2, SECOND * 2};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        text_add(&question->draft->why, question->moves
                                            ? "The clock does not go on by itself: it jumps to the next deadline, "
                                              "and while code runs it stands still."
                                            : "There is no deadline left to which the clock could jump.");
        offer_time(question, question->now_ns + steps[i], 0);
    }
}

static void offer_no_move(const ClockQuestion *question)
{
    if (!question->moves)
        return;
    text_add(&question->draft->text, "it does not move any more");
    text_add(&question->draft->why, "Somebody still waits for a deadline.");
    offer_spare(question->draft);
}

/* ---- the question ---- */

bool draft_clock(Draft *draft)
{
    const Moment *moment = draft->moment;
    draft->truth = find_move(moment);
    bool moves = draft->truth != NO_FACT;
    if (!moves && !knows_the_end(moment))
        return false;
    const ClockQuestion question = {draft, moment, moment->world->now_ns,
                                    moves ? fact_number(moment, draft->truth)->time_ns : -1, moves};
    text_add(&draft->question, "The clock stands at ");
    write_time(question.now_ns, &draft->question);
    text_add(&draft->question, ". To what time does it move next?");
    if (moves)
        write_time(question.right_ns, &draft->text);
    else
        text_add(&draft->text, "it does not move any more");
    offer_right(draft);
    offer_stopped(&question);
    offer_woken_by_thread(&question);
    offer_other_consumer(&question);
    offer_poller(&question);
    offer_own_sleep(&question);
    offer_next_second(&question);
    offer_timers(&question);
    offer_ticks(&question);
    offer_no_move(&question);
    LoopState loop;
    bool is_idle = !moment->is_inside && loop_state(moment->vm, &loop) && loop.ready == 0;
    draft->bonus = is_idle ? 2 : 0;
    return true;
}

void tell_clock(const Draft *draft, Text *out)
{
    if (draft->truth == NO_FACT) {
        text_add(out, "The clock does not move any more.");
        return;
    }
    const Fact *moved = fact_number(draft->moment, draft->truth);
    if (moved->subject == 0) /* the narration tells of a jump by itself */
        return;
    text_add(out, "The clock moves to ");
    write_time(moved->time_ns, out);
    text_add(out, " in time.sleep, and meanwhile nobody else can run.");
}
