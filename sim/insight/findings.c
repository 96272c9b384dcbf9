/* Making findings: reading the journal into tracks, asking each detector, and sorting by line. */
#include "findings_parts.h"

#include <stdlib.h>
#include <string.h>

const FindingWords FINDING_WORDS[FINDING_KINDS] = {
#define FINDING(name, word, what, why, mend) [FINDING_##name] = {word, what, why, mend},
#include "findings.def"
#undef FINDING
};

/* ---- tracks ---- */

static void read_cancel(TaskTrack *task, uint64_t number, bool is_own, bool is_in_turn)
{
    if (!is_in_turn)
        task->is_shut_down = true;
    if (is_own)
        task->asked = number + 1;
    if (task->waiting && task->state == TASK_WAITING)
        task->cut_off = task->waiting;
}

static void read_state(TaskTrack *task, const Fact *fact, uint64_t number)
{
    task->state = (uint8_t)fact_task_state(fact);
    if (!task->first_wait && (task->state == TASK_WAITING || task->state == TASK_SLEEPING))
        task->first_wait = number + 1;
}

static void read_created(TaskTrack *task, const Fact *fact, uint64_t number)
{
    task->created = number + 1;
    task->line = fact->line;
    task->label = fact->number;
}

static bool limits(int kind)
{
    return kind == THING_LOCK || kind == THING_SEMAPHORE || kind == THING_QUEUE || kind == THING_CONDITION;
}

static void read_fact(Work *work, TaskTrack *task, const Fact *fact, uint64_t number)
{
    switch ((int)fact->kind) {
    case FACT_TASK_CREATED:
        read_created(task, fact, number);
        break;
    case FACT_TASK_NAMED:
        task->label = fact->number;
        break;
    case FACT_TASK_STATE:
        read_state(task, fact, number);
        break;
    case FACT_TASK_ENDED:
        task->ended = number + 1;
        break;
    case FACT_WAIT_BEGAN:
        task->waiting = number + 1;
        break;
    case FACT_WAIT_ENDED:
        task->waiting = 0;
        break;
    case FACT_ITEM_TAKEN:
        task->taken = number + 1;
        break;
    default:
        break;
    }
    bool touches = fact->kind == FACT_ACQUIRED || fact->kind == FACT_WAIT_BEGAN || fact->kind == FACT_ITEM_TAKEN;
    if (touches && limits(relations_kind(work->source->relations, fact->object)))
        task->is_limited = true;
}

const Fact *work_claim_of_cancel(const Work *work, uint64_t number)
{
    enum { NEAR = 64 };
    const Fact *fact = &work->facts[number];
    for (uint64_t i = number; i > 0 && i + NEAR > number && work->facts[i].turn == fact->turn; i--)
        if (work->facts[i].kind == FACT_TIMEOUT_EXPIRED && work->facts[i].subject == fact->subject)
            return &work->facts[i];
    for (uint64_t i = number; i < work->fact_count && i < number + NEAR && work->facts[i].turn == fact->turn; i++)
        if (work->facts[i].kind == FACT_GROUP_ABORTED)
            return &work->facts[i];
    return NULL;
}

static uint32_t count_tasks(const Work *work)
{
    uint32_t most = 0;
    for (uint64_t i = 0; i < work->fact_count; i++)
        if (work->facts[i].kind == FACT_TASK_CREATED && work->facts[i].subject > most)
            most = work->facts[i].subject;
    return most;
}

bool work_read_tasks(Work *work)
{
    bool is_in_turn = false;
    work->task_count = count_tasks(work);
    work->tasks = calloc((size_t)work->task_count + 1, sizeof *work->tasks);
    for (uint64_t i = 0; work->tasks && i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if (fact->kind == FACT_TURN_BEGAN || fact->kind == FACT_TURN_ENDED)
            is_in_turn = fact->kind == FACT_TURN_BEGAN;
        if (fact->subject == 0 || fact->subject > work->task_count)
            continue;
        if (fact->kind == FACT_CANCEL_ASKED)
            read_cancel(&work->tasks[fact->subject], i, is_in_turn && !work_claim_of_cancel(work, i), is_in_turn);
        else
            read_fact(work, &work->tasks[fact->subject], fact, i);
    }
    return work->tasks != NULL;
}

/* ---- the list ---- */

bool work_has(const Work *work, FindingKind kind, uint32_t line)
{
    for (uint32_t i = 0; i < work->findings->count; i++)
        if (work->findings->items[i].kind == kind && work->findings->items[i].span.line == line)
            return true;
    return false;
}

static bool make_room(Findings *findings)
{
    if (findings->count < findings->capacity)
        return true;
    uint32_t capacity = findings->capacity ? findings->capacity * 2 : 16;
    Finding *items = realloc(findings->items, capacity * sizeof *items);
    if (!items)
        return false;
    findings->items = items;
    findings->capacity = capacity;
    return true;
}

Finding *work_add(Work *work, FindingKind kind, SourceSpan span, const Fact *fact)
{
    if (span.line == 0 || work_has(work, kind, span.line))
        return NULL;
    work->is_out_of_memory = work->is_out_of_memory || !make_room(work->findings);
    if (work->is_out_of_memory)
        return NULL;
    Finding *finding = &work->findings->items[work->findings->count++];
    *finding = (Finding){.kind = kind, .span = span, .turn = fact->turn, .time_ns = fact->time_ns};
    return finding;
}

static int by_line(const void *left, const void *right)
{
    const Finding *a = left, *b = right;
    if (a->span.line != b->span.line)
        return a->span.line < b->span.line ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

void findings_release(Findings *findings)
{
    for (uint32_t i = 0; i < findings->count; i++)
        text_release(&findings->items[i].seen);
    free(findings->items);
    *findings = (Findings){.count = 0};
}

static void find_all(Work *work)
{
    find_lost_coroutines(work);
    find_unheld_tasks(work);
    find_race_leftovers(work);
    find_never_retrieved(work);
    find_sequential_awaits(work);
    find_blocking_sleeps(work);
    find_unbounded_gathers(work);
    find_threads_in_the_loop(work);
    find_swallowed_cancels(work);
    find_missing_sentinels(work);
    find_missing_task_dones(work);
    find_polling(work);
    find_unchecked_conditions(work);
}

bool findings_make(Findings *findings, const FindingSource *source)
{
    findings_release(findings);
    Work work = {.source = source,
                 .facts = source->journal->facts,
                 .fact_count = source->journal->fact_count,
                 .findings = findings};
    bool is_good = tree_index_make(&work.tree, source->tree) && work_read_tasks(&work);
    if (is_good)
        find_all(&work);
    is_good = is_good && !work.is_out_of_memory;
    tree_index_release(&work.tree);
    free(work.tasks);
    if (!is_good) {
        findings_release(findings);
        return false;
    }
    if (findings->count > 0)
        qsort(findings->items, findings->count, sizeof *findings->items, by_line);
    findings->facts = source->journal->fact_count;
    findings->is_made = true;
    return true;
}

/* ---- words and places ---- */

void work_write_task(const Work *work, uint32_t task, Text *out)
{
    if (task > 0 && task <= work->task_count)
        text_add(out, journal_note(work->source->journal, work->tasks[task].label));
    else
        text_add(out, "the module");
}

uint32_t work_place_of(const Work *work, const Node *node)
{
    for (uint32_t i = 1; i < work->tree.count; i++)
        if (work->tree.places[i].node == node)
            return i;
    return 0;
}

static bool touches(const Node *node, uint32_t line)
{
    return node->span.line <= line && line <= node->span.end_line;
}

uint32_t work_call_at(const Work *work, uint32_t line, const char *name)
{
    uint32_t found = 0;
    for (uint32_t i = 1; i < work->tree.count; i++) {
        const Node *node = work->tree.places[i].node;
        if (touches(node, line) && tree_calls(node, name))
            found = i;
    }
    return found;
}

SourceSpan work_span(const Work *work, uint32_t line)
{
    for (uint32_t i = 1; i < work->tree.count; i++)
        if (work->tree.places[i].node->span.line == line)
            return work->tree.places[i].node->span;
    return (SourceSpan){line, 1, line, 2};
}

SourceSpan work_call_span(const Work *work, uint32_t line, const char *name)
{
    uint32_t call = work_call_at(work, line, name);
    return call ? work->tree.places[call].node->span : work_span(work, line);
}

const Node *work_async_function(const Work *work, TreeText name)
{
    const Node *found = NULL;
    for (uint32_t i = 1; i < work->tree.count; i++) {
        const Node *node = work->tree.places[i].node;
        if (node->kind != NODE_FUNCTION_DEF || !tree_text_equal(node->function.name, name))
            continue;
        if (found || !node->function.is_async)
            return NULL;
        found = node;
    }
    return found;
}
