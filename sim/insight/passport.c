/* Adding up a task's stretches. */
#include "passport.h"

#include "threads.h"

#include <string.h>

/* What is known of a task: its states before the cut. */
typedef struct Reading {
    const Fact *facts; /* of the journal */
    const FactList *states;
    uint32_t count;
    uint64_t cut;
    int64_t now_ns;
    Passport *passport;
} Reading;

static const Fact *state_at(const Reading *reading, uint32_t at)
{
    return &reading->facts[reading->states->facts[at]];
}

/* The states know nothing of its making: it was made some facts before the first of them. */
static void read_making(const Reading *reading, uint32_t task)
{
    uint64_t at = reading->count > 0 ? reading->states->facts[0] : reading->cut;
    Passport *passport = reading->passport;
    passport->made_ns = reading->count > 0 ? state_at(reading, 0)->time_ns : reading->now_ns;
    while (at > 0) {
        const Fact *fact = &reading->facts[--at];
        if (fact->kind != FACT_TASK_CREATED || fact->subject != task)
            continue;
        passport->made_ns = fact->time_ns;
        passport->made_by = fact->object;
        passport->made_at = fact->line;
        return;
    }
}

static void add_wait(Passport *passport, uint32_t thing, int64_t ns)
{
    uint32_t at = 0;
    while (at < passport->wait_count && passport->waits[at].thing != thing)
        at++;
    if (at == PASSPORT_WAITS)
        return;
    if (at == passport->wait_count)
        passport->waits[passport->wait_count++] = (PassportWait){.thing = thing};
    passport->waits[at].times++;
    passport->waits[at].ns += ns;
}

/* Until when the loop could do nothing because of what the fact tells; -1 where it tells of no such thing. With
 * worker threads the main one goes to sleep, and the clock moves elsewhere. */
static int64_t blocked_until(const Fact *fact)
{
    if (fact->kind == FACT_CLOCK_MOVED && (fact->subject != 0 || fact->line != 0))
        return fact->time_ns;
    return fact->kind == FACT_THREAD_SLEEPS && fact->object == MAIN_THREAD ? (int64_t)fact->number : -1;
}

/* A timer that came at the fact numbered `end`, behind its deadline: whose time.sleep was it? */
static void read_lateness(const Reading *reading, int64_t deadline_ns, uint32_t end, PassportLateness *worst)
{
    int64_t late_ns = reading->facts[end].time_ns - deadline_ns;
    if (late_ns <= worst->ns)
        return;
    for (uint32_t at = end; at > 0; at--) {
        const Fact *fact = &reading->facts[at - 1];
        int64_t until_ns = blocked_until(fact);
        if (until_ns < 0)
            continue;
        if (until_ns <= deadline_ns)
            return;
        *worst = (PassportLateness){late_ns, fact->subject, fact->line};
    }
}

static void read_alarms(const Reading *reading, const FactList *alarms)
{
    uint32_t count = fact_list_count(alarms, reading->cut);
    for (uint32_t at = 0; at < count; at++)
        read_lateness(reading, (int64_t)reading->facts[alarms->facts[at]].number, alarms->facts[at],
                      &reading->passport->late_timeout);
}

static void add_stretch(const Reading *reading, uint32_t at)
{
    const Fact *state = state_at(reading, at);
    Passport *passport = reading->passport;
    bool is_last = at + 1 == reading->count;
    int64_t ns = (is_last ? reading->now_ns : state_at(reading, at + 1)->time_ns) - state->time_ns;
    switch (fact_task_state(state)) {
    case TASK_RUNNING:
        passport->steps++;
        passport->running_ns += ns;
        return;
    case TASK_NEW:
    case TASK_READY:
        passport->ready_ns += ns;
        return;
    case TASK_WAITING:
        passport->waiting_ns += ns;
        add_wait(passport, state->object, ns);
        return;
    case TASK_SLEEPING:
        passport->sleeping_ns += ns;
        if (!is_last && fact_deadline_ns(state) > 0)
            read_lateness(reading, fact_deadline_ns(state), reading->states->facts[at + 1], &passport->late_sleep);
        return;
    case TASK_DONE:
    case TASK_FAILED:
    case TASK_CANCELLED:
        return;
    }
}

void passport_read(History *history, uint32_t task, uint64_t cut, int64_t now_ns, Passport *passport)
{
    const FactList *states = history_states(history, task);
    Reading reading = {history->journal->facts, states, fact_list_count(states, cut), cut, now_ns, passport};
    memset(passport, 0, sizeof *passport);
    read_making(&reading, task);
    int64_t first_ns = reading.count > 0 ? state_at(&reading, 0)->time_ns : now_ns;
    passport->ready_ns = first_ns - passport->made_ns;
    for (uint32_t at = 0; at < reading.count; at++)
        add_stretch(&reading, at);
    read_alarms(&reading, history_alarms(history, task));
}
