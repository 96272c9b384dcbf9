/* The index over the journal. */
#include "history.h"

#include <stdlib.h>
#include <string.h>

bool history_open(History *history, const Journal *journal, uint32_t gauge_count)
{
    memset(history, 0, sizeof *history);
    history->journal = journal;
    history->gauges = calloc(gauge_count + 1, sizeof *history->gauges);
    if (history->gauges)
        history->gauge_count = gauge_count;
    return history->gauges != NULL;
}

static void forget_states(History *history)
{
    free(history->state_facts);
    free(history->state_begins);
    history->state_facts = history->state_begins = NULL;
    history->task_count = 0;
    history->states_read = 0;
}

static void forget_lists(History *history)
{
    history->read = 0;
    history->prints.count = history->warnings.count = history->ends.count = 0;
    for (uint32_t i = 0; i < history->gauge_count; i++)
        history->gauges[i].count = 0;
}

void history_close(History *history)
{
    forget_states(history);
    free(history->prints.facts);
    free(history->warnings.facts);
    free(history->ends.facts);
    for (uint32_t i = 0; i < history->gauge_count; i++)
        free(history->gauges[i].facts);
    free(history->gauges);
    memset(history, 0, sizeof *history);
}

/* ---- lists ---- */

/* Where the host has no memory the list ends early: a view then shows less. */
static void append(FactList *list, uint64_t fact)
{
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        uint32_t *facts = realloc(list->facts, capacity * sizeof *facts);
        if (!facts)
            return;
        list->facts = facts;
        list->capacity = capacity;
    }
    list->facts[list->count++] = (uint32_t)fact;
}

static void remember_end(History *history, uint32_t task, uint64_t fact)
{
    FactList *ends = &history->ends;
    while (ends->count <= task) {
        uint32_t before = ends->count;
        append(ends, 0);
        if (ends->count == before)
            return;
    }
    ends->facts[task] = (uint32_t)fact + 1;
}

static void read_facts(History *history)
{
    const Journal *journal = history->journal;
    if (history->read > journal->fact_count)
        forget_lists(history); /* the journal was cut */
    for (; history->read < journal->fact_count; history->read++) {
        const Fact *fact = &journal->facts[history->read];
        if (fact->kind == FACT_PRINTED)
            append(&history->prints, history->read);
        else if (fact->kind == FACT_WARNED)
            append(&history->warnings, history->read);
        else if (fact->kind == FACT_TASK_ENDED)
            remember_end(history, fact->subject, history->read);
        else if (fact->kind == FACT_GAUGE && fact->object < history->gauge_count)
            append(&history->gauges[fact->object], history->read);
    }
}

const FactList *history_prints(History *history)
{
    read_facts(history);
    return &history->prints;
}

const FactList *history_warnings(History *history)
{
    read_facts(history);
    return &history->warnings;
}

const FactList *history_gauge(History *history, uint32_t gauge)
{
    read_facts(history);
    return gauge < history->gauge_count ? &history->gauges[gauge] : NULL;
}

const Fact *history_end(History *history, uint32_t task, uint64_t cut)
{
    read_facts(history);
    uint32_t number = task < history->ends.count ? history->ends.facts[task] : 0;
    return number > 0 && number <= cut ? &history->journal->facts[number - 1] : NULL;
}

/* How many of `count` ascending numbers lie before the cut. */
static uint32_t count_before(const uint32_t *facts, uint32_t count, uint64_t cut)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (facts[middle] < cut)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t fact_list_count(const FactList *list, uint64_t cut)
{
    return count_before(list->facts, list->count, cut);
}

/* ---- tasks' states ---- */

static uint32_t count_tasks(const Journal *journal)
{
    uint32_t most = 0;
    for (uint64_t i = 0; i < journal->fact_count; i++)
        if (journal->facts[i].kind == FACT_TASK_STATE && journal->facts[i].subject > most)
            most = journal->facts[i].subject;
    return most;
}

/* Sort the facts by task: count them, add the counts up, put each where it belongs. */
static bool sort_states(History *history, uint32_t task_count)
{
    const Journal *journal = history->journal;
    uint32_t *begins = calloc((size_t)task_count + 3, sizeof *begins);
    if (!begins)
        return false;
    history->state_begins = begins;
    for (uint64_t i = 0; i < journal->fact_count; i++)
        if (journal->facts[i].kind == FACT_TASK_STATE)
            begins[journal->facts[i].subject + 2]++;
    for (uint32_t task = 2; task < task_count + 3; task++)
        begins[task] += begins[task - 1];
    history->state_facts = malloc(((size_t)begins[task_count + 2] + 1) * sizeof *history->state_facts);
    if (!history->state_facts)
        return false;
    for (uint64_t i = 0; i < journal->fact_count; i++)
        if (journal->facts[i].kind == FACT_TASK_STATE)
            history->state_facts[begins[journal->facts[i].subject + 1]++] = (uint32_t)i;
    return true;
}

static void read_states(History *history)
{
    if (history->states_read == history->journal->fact_count)
        return;
    forget_states(history);
    uint32_t task_count = count_tasks(history->journal);
    if (!sort_states(history, task_count)) {
        forget_states(history);
        return;
    }
    history->task_count = task_count;
    history->states_read = history->journal->fact_count;
}

const uint32_t *history_states(History *history, uint32_t task, uint32_t *count)
{
    read_states(history);
    *count = 0;
    if (task == 0 || task > history->task_count)
        return NULL;
    uint32_t begin = history->state_begins[task];
    *count = history->state_begins[task + 1] - begin;
    return history->state_facts + begin;
}

const Fact *history_last_state(History *history, uint32_t task, uint64_t cut)
{
    uint32_t count;
    const uint32_t *facts = history_states(history, task, &count);
    uint32_t before = facts ? count_before(facts, count, cut) : 0;
    return before > 0 ? &history->journal->facts[facts[before - 1]] : NULL;
}
