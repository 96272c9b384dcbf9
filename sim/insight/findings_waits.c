/* How tasks wait: cancellations that are kept, items that never come, looking instead of waiting, not looking
 * again. */
#include "findings_parts.h"

#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { LOOKS_IN_VAIN = 3, SUSPENDED_MUCH = 3 };

/* ---- cancellations that are swallowed ---- */

static bool has_raise(const Work *work, uint32_t try_place, const ExceptHandler *handler)
{
    for (uint32_t i = try_place + 1; i < work->tree.places[try_place].end; i++) {
        const Node *node = work->tree.places[i].node;
        bool is_within = node->span.line >= handler->span.line && node->span.line <= handler->span.end_line;
        if (node->kind == NODE_RAISE && is_within)
            return true;
    }
    return false;
}

static bool names_cancellation(const Node *type)
{
    if (!type)
        return true; /* a bare except */
    if (type->kind == NODE_TUPLE) {
        for (uint32_t i = 0; i < type->list.items.count; i++)
            if (names_cancellation(type->list.items.items[i]))
                return true;
        return false;
    }
    TreeText name = type->kind == NODE_ATTRIBUTE ? type->attribute.name
                    : type->kind == NODE_NAME    ? type->name.id
                                                 : (TreeText){"", 0};
    return tree_text_is(name, "CancelledError") || tree_text_is(name, "BaseException");
}

/* The handler around a line that takes the CancelledError and does not raise: line 0 where there is none. */
static SourceSpan swallowing_handler(const Work *work, uint32_t line)
{
    SourceSpan found = {0};
    for (uint32_t i = 1; i < work->tree.count; i++) {
        const Node *node = work->tree.places[i].node;
        if (node->kind != NODE_TRY || node->try_.handler_count == 0)
            continue;
        bool covers = node->span.line <= line && line < node->try_.handlers[0].span.line;
        for (uint32_t at = 0; covers && at < node->try_.handler_count; at++) {
            const ExceptHandler *handler = &node->try_.handlers[at];
            if (!names_cancellation(handler->type))
                continue;
            if (!has_raise(work, i, handler))
                found = handler->span;
            break;
        }
    }
    return found;
}

/* A cancellation that was delivered, and what the task has done since. */
typedef struct Delivered {
    uint64_t fact; /* plus one; 0 none */
    uint32_t line; /* where the task stood */
    uint32_t suspended;
    bool is_asked; /* cancel() was called, and is not delivered yet */
} Delivered;

typedef struct Cancels {
    Delivered *tasks; /* owned; by number */
    uint32_t *lines;  /* owned; of each task's last await */
    bool is_in_turn;
} Cancels;

static void add_swallowed(Work *work, uint32_t number, const Delivered *delivered, const char *then)
{
    SourceSpan span = swallowing_handler(work, delivered->line);
    Finding *finding =
        span.line == 0 ? NULL : work_add(work, FINDING_SWALLOWED_CANCEL, span, &work->facts[delivered->fact - 1]);
    if (!finding)
        return;
    work_write_task(work, number, &finding->seen);
    text_add(&finding->seen, then);
}

/* Only where the program's own cancel() was meant: not a timeout's, not the loop's at the end. */
static void deliver(Delivered *delivered, uint64_t number, uint32_t line)
{
    delivered->fact = delivered->is_asked ? number + 1 : 0;
    delivered->line = line;
    delivered->suspended = 0;
    delivered->is_asked = false;
}

static void follow_task(Work *work, Cancels *cancels, const Fact *fact, uint64_t number)
{
    Delivered *delivered = &cancels->tasks[fact->subject];
    if (fact->kind == FACT_AWAITED)
        cancels->lines[fact->subject] = fact->object;
    if (fact->kind == FACT_CANCEL_ASKED)
        delivered->is_asked = cancels->is_in_turn && !work_claim_of_cancel(work, number);
    if (fact->kind == FACT_CANCEL_DELIVERED && delivered->fact && delivered->suspended >= SUSPENDED_MUCH)
        add_swallowed(work, fact->subject, delivered, " is cancelled, and goes on");
    if (fact->kind == FACT_CANCEL_DELIVERED)
        deliver(delivered, number, cancels->lines[fact->subject]);
    if (fact->kind != FACT_TASK_STATE || delivered->fact == 0)
        return;
    TaskState state = fact_task_state(fact);
    delivered->suspended += state == TASK_WAITING || state == TASK_SLEEPING;
    if (state == TASK_DONE && delivered->suspended > 0)
        add_swallowed(work, fact->subject, delivered,
                      " is cancelled, goes on, and ends as if nothing had happened");
    if (state >= TASK_DONE)
        delivered->fact = 0;
}

static void add_those_who_go_on(Work *work, const Cancels *cancels)
{
    for (uint32_t number = 1; number <= work->task_count; number++)
        if (cancels->tasks[number].fact && cancels->tasks[number].suspended >= SUSPENDED_MUCH)
            add_swallowed(work, number, &cancels->tasks[number], " is cancelled, and goes on");
}

/* Whoever counts cancellations by hand knows what he does. */
static bool mentions_uncancel(const Work *work)
{
    for (uint32_t i = 1; i < work->tree.count; i++)
        if (tree_calls(work->tree.places[i].node, "uncancel"))
            return true;
    return false;
}

void find_swallowed_cancels(Work *work)
{
    if (mentions_uncancel(work))
        return;
    Cancels cancels = {calloc((size_t)work->task_count + 1, sizeof(Delivered)),
                       calloc((size_t)work->task_count + 1, sizeof(uint32_t)), false};
    bool has_room = cancels.tasks && cancels.lines;
    work->is_out_of_memory = work->is_out_of_memory || !has_room;
    for (uint64_t i = 0; has_room && i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if (fact->kind == FACT_TURN_BEGAN || fact->kind == FACT_TURN_ENDED)
            cancels.is_in_turn = fact->kind == FACT_TURN_BEGAN;
        if (fact->subject > 0 && fact->subject <= work->task_count)
            follow_task(work, &cancels, fact, i);
    }
    if (has_room)
        add_those_who_go_on(work, &cancels);
    free(cancels.tasks);
    free(cancels.lines);
}

/* ---- queues ---- */

/* The wait that a task never came out of: it stands in it at the end, or was cancelled in it and ended. */
static const Fact *last_wait(const Work *work, const TaskTrack *task)
{
    uint64_t wait = !task->ended ? task->waiting : task->state == TASK_CANCELLED ? task->cut_off : 0;
    bool is_known = wait && (task->ended || work->source->is_whole);
    return is_known ? &work->facts[wait - 1] : NULL;
}

/* A consumer takes one item after the other, until it is told to stop; a `for` knows how many it takes. */
static bool is_in_some_loop(const Work *work, uint32_t place)
{
    for (; place > 0; place = work->tree.places[place].parent) {
        NodeKind kind = work->tree.places[place].node->kind;
        if (kind == NODE_WHILE || kind == NODE_FOR || kind == NODE_FUNCTION_DEF)
            return kind == NODE_WHILE;
    }
    return false;
}

/* Where somebody takes items: a queue, and the line of code that takes them. Ordered by both, then by task. */
typedef struct Taker {
    uint32_t queue, line, task;
} Taker;

/* Those who took their last item and ended well. */
typedef struct Takers {
    Taker *items; /* owned */
    uint32_t count;
} Takers;

static int by_place(const void *left, const void *right)
{
    const Taker *a = left, *b = right;
    if (a->queue != b->queue)
        return a->queue < b->queue ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->task > b->task) - (a->task < b->task);
}

static bool find_those_who_ended(Work *work, Takers *takers)
{
    *takers = (Takers){.items = calloc((size_t)work->task_count + 1, sizeof *takers->items)};
    work->is_out_of_memory = work->is_out_of_memory || !takers->items;
    for (uint32_t number = 1; takers->items && number <= work->task_count; number++) {
        const TaskTrack *task = &work->tasks[number];
        if (task->state != TASK_DONE || !task->taken)
            continue;
        const Fact *taken = &work->facts[task->taken - 1];
        takers->items[takers->count++] = (Taker){taken->object, taken->line, number};
    }
    if (takers->count > 1)
        qsort(takers->items, takers->count, sizeof *takers->items, by_place);
    return takers->items != NULL;
}

/* The first of those who took from the same queue in the same line of code as one that waits there; 0 none. */
static uint32_t colleague_who_ended(const Takers *takers, const Fact *wait)
{
    const Taker wanted = {wait->object, wait->line, 0};
    uint32_t low = 0, high = takers->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (by_place(&takers->items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there =
        low < takers->count && takers->items[low].queue == wanted.queue && takers->items[low].line == wanted.line;
    return is_there ? takers->items[low].task : 0;
}

static void add_missing_sentinel(Work *work, uint32_t number, const Fact *wait, uint32_t other)
{
    const Fact *ended = &work->facts[work->tasks[other].ended - 1];
    Finding *finding = work_add(work, FINDING_MISSING_SENTINEL, work_call_span(work, wait->line, "get"),
                                ended > wait ? ended : wait);
    if (!finding)
        return;
    work_write_task(work, other, &finding->seen);
    text_add(&finding->seen, " took the last item and ended; ");
    work_write_task(work, number, &finding->seen);
    text_add(&finding->seen, " waits for one that never comes");
}

void find_missing_sentinels(Work *work)
{
    Takers takers;
    if (!find_those_who_ended(work, &takers))
        return;
    for (uint32_t number = 1; number <= work->task_count; number++) {
        const Fact *wait = last_wait(work, &work->tasks[number]);
        bool is_queue = wait && relations_kind(work->source->relations, wait->object) == THING_QUEUE;
        uint32_t other = is_queue ? colleague_who_ended(&takers, wait) : 0;
        if (other != 0 && is_in_some_loop(work, work_call_at(work, wait->line, "get")))
            add_missing_sentinel(work, number, wait, other);
    }
    free(takers.items);
}

typedef struct QueueCount {
    uint64_t taken, done;
    const Fact *last_taken;
} QueueCount;

/* For each thing, by number: what was taken and told as done. NULL where the host gives no memory. */
static QueueCount *count_queues(Work *work)
{
    const uint32_t things = work->source->relations->kind_count;
    QueueCount *counts = calloc((size_t)things + 1, sizeof *counts);
    work->is_out_of_memory = work->is_out_of_memory || !counts;
    for (uint64_t i = 0; counts && i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if ((fact->kind != FACT_ITEM_TAKEN && fact->kind != FACT_TASK_DONE_CALLED) || fact->object >= things)
            continue;
        QueueCount *count = &counts[fact->object];
        count->taken += fact->kind == FACT_ITEM_TAKEN;
        count->done += fact->kind == FACT_TASK_DONE_CALLED;
        if (fact->kind == FACT_ITEM_TAKEN)
            count->last_taken = fact;
    }
    return counts;
}

static void add_missing_task_done(Work *work, uint32_t number, const Fact *wait, const QueueCount *count)
{
    const Fact *where = count->last_taken > wait ? count->last_taken : wait;
    uint32_t line = count->last_taken->line;
    Finding *finding = work_add(work, FINDING_MISSING_TASK_DONE, work_call_span(work, line, "get"), where);
    if (!finding)
        return;
    work_write_task(work, number, &finding->seen);
    text_add(&finding->seen, " waits in join(): ");
    write_counted(count->taken, "item was taken, ", "items were taken, ", &finding->seen);
    write_count(count->done, &finding->seen);
    text_add(&finding->seen, " told as done");
}

void find_missing_task_dones(Work *work)
{
    QueueCount *counts = count_queues(work);
    for (uint32_t number = 1; counts && number <= work->task_count; number++) {
        const TaskTrack *task = &work->tasks[number];
        const Fact *wait = last_wait(work, task);
        if (!wait || relations_kind(work->source->relations, wait->object) != THING_QUEUE)
            continue;
        const QueueCount *count = &counts[wait->object];
        bool never_comes = count->done < count->taken && (count->done == 0 || !task->cut_off);
        if (never_comes && work_call_at(work, wait->line, "join"))
            add_missing_task_done(work, number, wait, count);
    }
    free(counts);
}

/* ---- looking again and again ---- */

static bool assigns(const Work *work, uint32_t loop, TreeText name)
{
    for (uint32_t i = loop + 1; i < work->tree.places[loop].end; i++) {
        const Node *node = work->tree.places[i].node;
        const Node *target = node->kind == NODE_AUG_ASSIGN   ? node->binary.left
                             : node->kind == NODE_NAMED_EXPR ? node->pair.first
                                                             : NULL;
        bool is_assigned = target && target->kind == NODE_NAME && tree_text_equal(target->name.id, name);
        for (uint32_t at = 0; node->kind == NODE_ASSIGN && at < node->assign.targets.count; at++)
            is_assigned = is_assigned || (node->assign.targets.items[at]->kind == NODE_NAME &&
                                          tree_text_equal(node->assign.targets.items[at]->name.id, name));
        if (is_assigned)
            return true;
    }
    return false;
}

static bool is_clock(const Node *node)
{
    return tree_calls(node, "time") || tree_calls(node, "monotonic") || tree_calls(node, "perf_counter");
}

/* What is looked at changes by others alone: it has a name, no clock, and nothing of it is assigned in the loop. */
static bool changes_by_others(const Work *work, uint32_t loop, const Node *condition)
{
    uint32_t place = work_place_of(work, condition);
    bool has_name = false;
    for (uint32_t i = place; i < work->tree.places[place].end; i++) {
        const Node *node = work->tree.places[i].node;
        if (node->kind != NODE_NAME && !is_clock(node) && node->kind != NODE_AWAIT)
            continue;
        if (node->kind != NODE_NAME || assigns(work, loop, node->name.id))
            return false;
        has_name = true;
    }
    return has_name;
}

/* `await asyncio.sleep(...)` as a statement. */
static bool is_sleep(const Node *node)
{
    return node->kind == NODE_EXPR_STATEMENT && node->unary.operand->kind == NODE_AWAIT &&
           tree_calls(node->unary.operand->unary.operand, "sleep");
}

/* Counting, or a value that is no call's. */
static bool is_trifle(const Node *node)
{
    return node->kind == NODE_PASS || node->kind == NODE_AUG_ASSIGN ||
           (node->kind == NODE_ASSIGN && node->assign.value->kind == NODE_CONSTANT);
}

/* A loop that looks and sleeps, and does hardly anything else; the statement that sleeps, or NULL. */
static const Node *polling_sleep(const Work *work, uint32_t place)
{
    const Node *loop = work->tree.places[place].node, *sleep = NULL;
    bool looks = loop->kind == NODE_WHILE && changes_by_others(work, place, loop->loop.iterable);
    for (uint32_t i = 0; loop->kind == NODE_WHILE && i < loop->loop.body.count; i++) {
        const Node *node = loop->loop.body.items[i];
        if (is_sleep(node))
            sleep = node;
        else if (node->kind == NODE_IF && changes_by_others(work, place, node->branch.condition))
            looks = true;
        else if (!is_trifle(node))
            return NULL;
    }
    return looks ? sleep : NULL;
}

/* What a task does in a turn besides looking. */
static bool is_work(const Fact *fact)
{
    switch ((int)fact->kind) {
    case FACT_PRINTED:
    case FACT_TASK_CREATED:
    case FACT_ITEM_PUT:
    case FACT_ITEM_TAKEN:
    case FACT_ACQUIRED:
    case FACT_RELEASED:
    case FACT_EVENT_SET:
    case FACT_EVENT_CLEARED:
    case FACT_NOTIFIED:
    case FACT_CANCEL_ASKED:
    case FACT_CANCEL_DELIVERED:
        return true;
    default:
        return false;
    }
}

/* Wakings from the sleep at a line that ended in the same sleep, with nothing in between. */
static uint32_t count_looks(const Work *work, uint32_t line, uint32_t *sleeping, uint64_t *first)
{
    uint32_t looks = 0;
    bool has_worked = false;
    memset(sleeping, 0, ((size_t)work->task_count + 1) * sizeof *sleeping);
    for (uint64_t i = 0; i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if (fact->kind == FACT_TURN_BEGAN)
            has_worked = false;
        has_worked = has_worked || is_work(fact);
        if (fact->kind != FACT_AWAITED || fact->subject == 0 || fact->subject > work->task_count)
            continue;
        bool is_here = fact->object == line;
        if (is_here && sleeping[fact->subject] == line && !has_worked && ++looks == 1)
            *first = i;
        sleeping[fact->subject] = fact->object;
    }
    return looks;
}

void find_polling(Work *work)
{
    uint32_t *sleeping = calloc((size_t)work->task_count + 1, sizeof *sleeping);
    work->is_out_of_memory = work->is_out_of_memory || !sleeping;
    for (uint32_t i = 1; sleeping && i < work->tree.count; i++) {
        const Node *sleep = polling_sleep(work, i);
        uint64_t first = 0;
        uint32_t looks = sleep ? count_looks(work, sleep->span.line, sleeping, &first) : 0;
        if (looks < LOOKS_IN_VAIN)
            continue;
        Finding *finding = work_add(work, FINDING_POLLING, work->tree.places[i].node->span, &work->facts[first]);
        if (finding) {
            write_counted(looks, "look", "looks", &finding->seen);
            text_add(&finding->seen, " in vain; the first is that of ");
            work_write_task(work, work->facts[first].subject, &finding->seen);
        }
    }
    free(sleeping);
}

/* ---- a condition that is not looked at again ---- */

/* Between the call and the `async with` of the condition stands a loop that looks again. */
static bool is_in_a_loop(const Work *work, uint32_t place)
{
    for (; place > 0; place = work->tree.places[place].parent) {
        const Node *node = work->tree.places[place].node;
        if (node->kind == NODE_WHILE)
            return true;
        if (node->kind == NODE_FUNCTION_DEF || (node->kind == NODE_WITH && node->with.is_async))
            return false;
    }
    return false;
}

void find_unchecked_conditions(Work *work)
{
    for (uint64_t i = 0; i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        bool is_woken = fact->kind == FACT_WAIT_ENDED && fact->number == 1 &&
                        relations_kind(work->source->relations, fact->object) == THING_CONDITION;
        uint32_t call = is_woken ? work_call_at(work, fact->line, "wait") : 0;
        if (call == 0 || is_in_a_loop(work, call))
            continue;
        Finding *finding = work_add(work, FINDING_CONDITION_UNCHECKED, work->tree.places[call].node->span, fact);
        if (finding) {
            work_write_task(work, fact->subject, &finding->seen);
            text_add(&finding->seen, " is woken, and goes on without looking");
        }
    }
}
