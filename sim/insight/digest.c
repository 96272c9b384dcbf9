/* One walk over a turn's facts. */
#include "digest.h"

#include <string.h>

static void count(Deed *deed, const Fact *fact)
{
    if (deed->count++ == 0)
        deed->first = fact;
    deed->last = fact;
}

static void begin(const NarrationTurn *turn, Digest *digest, const Fact *fact)
{
    digest->kind = fact_turn_kind(fact);
    digest->task = fact->subject;
    digest->callback = fact_turn_name(fact, turn->journal);
    digest->has_begun = true;
}

static void note_state(Digest *digest, const Fact *fact)
{
    bool is_own = digest->has_begun && digest->task != 0 && fact->subject == digest->task;
    if (is_own && fact_task_state(fact) != TASK_RUNNING)
        digest->state = fact;
}

static void note_clock(Digest *digest, const Fact *fact)
{
    if (fact->subject == 0 && !digest->has_begun)
        digest->jump = fact;
    else
        count(&digest->blocked, fact);
}

static void note_fact(const NarrationTurn *turn, Digest *digest, const Fact *fact)
{
    Deed *const deeds[FACT_COUNT] = {
        [FACT_TIMER_FIRED] = &digest->fired,
        [FACT_TASK_CREATED] = &digest->created,
        [FACT_WOKEN] = &digest->woken,
        [FACT_HANDED_OVER] = &digest->handed,
        [FACT_ACQUIRED] = &digest->acquired,
        [FACT_RELEASED] = &digest->released,
        [FACT_ITEM_PUT] = &digest->put,
        [FACT_ITEM_TAKEN] = &digest->taken,
        [FACT_TASK_DONE_CALLED] = &digest->done_called,
        [FACT_EVENT_SET] = &digest->set,
        [FACT_EVENT_CLEARED] = &digest->cleared,
        [FACT_NOTIFIED] = &digest->notified,
        [FACT_CANCEL_ASKED] = &digest->cancelled,
        [FACT_CANCEL_DELIVERED] = &digest->cancel_delivered,
        [FACT_TIMEOUT_EXPIRED] = &digest->expired,
        [FACT_TIMEOUT_LEFT] = &digest->timeout_left,
        [FACT_TIMEOUT_ENTERED] = &digest->timeout_entered,
        [FACT_GROUP_ENTERED] = &digest->group_entered,
        [FACT_GROUP_ABORTED] = &digest->group_aborted,
        [FACT_GROUP_LEFT] = &digest->group_left,
        [FACT_WAIT_RETURNED] = &digest->wait_returned,
        [FACT_PRINTED] = &digest->printed,
        [FACT_WARNED] = &digest->warned,
        [FACT_LOOP_STARTED] = &digest->loop_started,
        [FACT_LOOP_ENDED] = &digest->loop_ended,
        [FACT_TIMER_CANCELLED] = &digest->timer_cancelled,
    };
    if (deeds[fact->kind])
        count(deeds[fact->kind], fact);
    else if (fact->kind == FACT_TURN_BEGAN)
        begin(turn, digest, fact);
    else if (fact->kind == FACT_CLOCK_MOVED)
        note_clock(digest, fact);
    else if (fact->kind == FACT_TASK_STATE)
        note_state(digest, fact);
    else if (fact->kind == FACT_WAIT_BEGAN && fact->subject == digest->task)
        digest->wait_began = fact;
    else if (fact->kind == FACT_TASK_ENDED && fact->subject == digest->task)
        digest->ended = fact;
}

/* Whether the task has never run before the turn: the last that is known of it is that it was made. */
static bool is_first_step(const NarrationTurn *turn, const Digest *digest)
{
    if (digest->kind != TURN_STEP || digest->task == 0)
        return false;
    for (uint64_t i = turn->first; i > 0; i--) {
        const Fact *fact = &turn->journal->facts[i - 1];
        if (fact->subject != digest->task)
            continue;
        if (fact->kind == FACT_TASK_CREATED)
            return true;
        if (fact->kind == FACT_TURN_BEGAN)
            return false;
    }
    return false;
}

void digest_make(const NarrationTurn *turn, Digest *digest)
{
    memset(digest, 0, sizeof *digest);
    digest->callback = "";
    for (uint64_t i = turn->first; i < turn->end; i++)
        note_fact(turn, digest, &turn->journal->facts[i]);
    digest->is_first_step = is_first_step(turn, digest);
}
