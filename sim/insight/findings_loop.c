/* What holds up the loop or floods it: a callback that sleeps, everything at once, a thread where it should not be.
 */
#include "findings_parts.h"

#include "threads.h"
#include "words.h"

enum { AT_ONCE_MOST = 50 }; /* so many tasks may begin at once before it is worth a warning */

/* ---- time.sleep in a callback ---- */

/* A callback was blocked from `from` on; the worst that came of it. */
typedef struct Block {
    const Fact *fact; /* NULL: none is open */
    int64_t from_ns, until_ns, late_ns;
    uint32_t late; /* whom */
} Block;

static void add_block(Work *work, const Block *block)
{
    if (!block->fact)
        return;
    Finding *finding =
        work_add(work, FINDING_BLOCKING_SLEEP, work_call_span(work, block->fact->line, "sleep"), block->fact);
    if (!finding)
        return;
    text_add(&finding->seen, "the loop stands still for ");
    write_seconds(block->until_ns - block->from_ns, &finding->seen);
    text_add(&finding->seen, " s");
    if (block->late_ns == 0)
        return;
    text_add(&finding->seen, ", and ");
    work_write_task(work, block->late, &finding->seen);
    text_add(&finding->seen, " is ");
    write_seconds(block->late_ns, &finding->seen);
    text_add(&finding->seen, " s late");
}

static bool makes_late(const Block *block, const Fact *fact)
{
    int64_t deadline_ns = (int64_t)fact->number;
    return fact->kind == FACT_TIMER_FIRED && fact->subject != 0 && block->fact && fact->time_ns > deadline_ns &&
           deadline_ns >= block->from_ns;
}

static bool is_main_sleeping(const Fact *fact)
{
    return fact->kind == FACT_THREAD_SLEEPS && fact->object == MAIN_THREAD && (int64_t)fact->number > fact->time_ns;
}

/* In a callback of the loop, the clock moves only by time.sleep. With threads it moves elsewhere, and the fact says
 * until when. */
void find_blocking_sleeps(Work *work)
{
    Block block = {0};
    bool is_in_callback = false, has_loop = false;
    for (uint64_t i = 0; i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if (fact->kind == FACT_LOOP_STARTED || fact->kind == FACT_LOOP_ENDED)
            has_loop = fact->kind == FACT_LOOP_STARTED;
        if (fact->kind == FACT_TURN_BEGAN)
            is_in_callback = has_loop && fact_turn_kind(fact) != TURN_MODULE && fact_turn_kind(fact) != TURN_SLICE;
        if (makes_late(&block, fact) && fact->time_ns - (int64_t)fact->number > block.late_ns) {
            block.late_ns = fact->time_ns - (int64_t)fact->number;
            block.late = fact->subject;
        }
        if (fact->kind == FACT_TURN_ENDED)
            is_in_callback = false;
        bool blocks =
            is_in_callback && fact->line > 0 && (fact->kind == FACT_CLOCK_MOVED || is_main_sleeping(fact));
        if (!blocks)
            continue;
        add_block(work, &block);
        bool has_moved = fact->kind == FACT_CLOCK_MOVED; /* else the fact says until when */
        block = (Block){.fact = fact,
                        .from_ns = has_moved ? (int64_t)fact->number : fact->time_ns,
                        .until_ns = has_moved ? fact->time_ns : (int64_t)fact->number};
    }
    add_block(work, &block);
}

/* ---- everything at once ---- */

/* It begins at once, whether it then waits for something or fails on the spot. */
static bool is_unlimited(const TaskTrack *task)
{
    return !task->is_limited && (task->first_wait || (task->state == TASK_FAILED && task->ended));
}

/* Tasks made in one turn by one line. */
static void add_crowd(Work *work, uint32_t first, uint32_t count)
{
    uint32_t loose = 0, nth = 0;
    for (uint32_t number = first; number < first + count; number++) {
        loose += is_unlimited(&work->tasks[number]);
        if (loose == AT_ONCE_MOST + 1 && nth == 0)
            nth = number;
    }
    if (nth == 0)
        return;
    const TaskTrack *last = &work->tasks[nth];
    const Fact *fact = &work->facts[(last->first_wait ? last->first_wait : last->ended) - 1];
    uint32_t line = work->tasks[first].line;
    SourceSpan span =
        work_call_at(work, line, "gather") ? work_call_span(work, line, "gather") : work_span(work, line);
    Finding *finding = work_add(work, FINDING_UNBOUNDED_GATHER, span, fact);
    if (!finding)
        return;
    write_count(loose, &finding->seen);
    text_format(&finding->seen, " tasks begin at once, and none of them waits for a space (more than %d is many)",
                AT_ONCE_MOST);
}

static bool are_made_together(const Work *work, uint32_t one, uint32_t other)
{
    const TaskTrack *a = &work->tasks[one], *b = &work->tasks[other];
    return a->created && b->created && a->line == b->line && a->line != 0 &&
           work->facts[a->created - 1].turn == work->facts[b->created - 1].turn;
}

void find_unbounded_gathers(Work *work)
{
    uint32_t first = 1;
    for (uint32_t number = 2; number <= work->task_count + 1; number++) {
        if (number <= work->task_count && are_made_together(work, first, number))
            continue;
        if (number - first > AT_ONCE_MOST)
            add_crowd(work, first, number - first);
        first = number;
    }
}

/* ---- threads ---- */

/* What only the loop's own thread may do. */
static bool belongs_to_the_loop(const Fact *fact)
{
    switch ((int)fact->kind) {
    case FACT_EVENT_SET:
    case FACT_EVENT_CLEARED:
    case FACT_ITEM_PUT:
    case FACT_ITEM_TAKEN:
    case FACT_TASK_DONE_CALLED:
    case FACT_RELEASED:
    case FACT_NOTIFIED:
    case FACT_CANCEL_ASKED:
    case FACT_TASK_CREATED:
    case FACT_WOKEN:
        return true;
    default:
        return false;
    }
}

/* Where the thread was started: for what it does without any code of the program, as in Thread(target=event.set).
 */
static uint32_t line_of_start(const Work *work, uint32_t thread)
{
    for (uint64_t i = 0; i < work->fact_count; i++)
        if (work->facts[i].kind == FACT_THREAD_STARTED && work->facts[i].object == thread)
            return work->facts[i].line;
    return 0;
}

static bool is_plain_touch(const Fact *fact)
{
    return fact->kind == FACT_EVENT_SET || fact->kind == FACT_ITEM_PUT || fact->kind == FACT_RELEASED;
}

void find_threads_in_the_loop(Work *work)
{
    uint32_t thread = MAIN_THREAD;
    for (uint64_t i = 0; i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if (fact->kind == FACT_TURN_BEGAN || fact->kind == FACT_TURN_ENDED)
            thread = MAIN_THREAD;
        if (fact->kind == FACT_SLICE)
            thread = fact->object;
        bool touches = thread != MAIN_THREAD && belongs_to_the_loop(fact) && (fact->line || is_plain_touch(fact));
        if (!touches)
            continue;
        uint32_t line = fact->line ? fact->line : line_of_start(work, thread);
        Finding *finding = work_add(work, FINDING_LOOP_FROM_THREAD, work_span(work, line), fact);
        if (finding)
            text_format(&finding->seen, "worker thread %u does it, and the loop is not told", (unsigned)thread);
    }
}
