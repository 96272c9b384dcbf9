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

static void free_chains(FactChains *chains)
{
    free(chains->facts.facts);
    free(chains->befores.facts);
    free(chains->lasts.facts);
    free(chains->asked.facts);
}

void history_close(History *history)
{
    for (uint32_t i = 0; i < history->gauge_count; i++)
        free(history->gauges[i].facts);
    free(history->gauges);
    free(history->prints.facts);
    free_chains(&history->states);
    free_chains(&history->levels);
    free_chains(&history->alarms);
    memset(history, 0, sizeof *history);
}

static void forget_chains(FactChains *chains)
{
    chains->facts.count = chains->befores.count = chains->lasts.count = chains->asked.count = 0;
    chains->asked_at = 0;
}

/* The journal was cut: begin anew. */
static void forget(History *history)
{
    history->read = 0;
    history->prints.count = 0;
    forget_chains(&history->states);
    forget_chains(&history->levels);
    forget_chains(&history->alarms);
    for (uint32_t i = 0; i < history->gauge_count; i++)
        history->gauges[i].count = 0;
}

/* Where the host has no memory the list ends early: a view then shows less. */
static bool append(FactList *list, uint32_t number)
{
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity == 0 ? 64 : list->capacity * 2;
        uint32_t *facts = realloc(list->facts, capacity * sizeof *facts);
        if (!facts)
            return false;
        list->facts = facts;
        list->capacity = capacity;
    }
    list->facts[list->count++] = number;
    return true;
}

static void chain(FactChains *chains, uint32_t thing, uint32_t fact)
{
    FactList *lasts = &chains->lasts;
    while (lasts->count <= thing)
        if (!append(lasts, 0))
            return;
    if (!append(&chains->befores, lasts->facts[thing]))
        return;
    if (append(&chains->facts, fact))
        lasts->facts[thing] = chains->facts.count;
    else
        chains->befores.count--;
}

static void read_fact(History *history, const Fact *fact, uint32_t number)
{
    if (fact->kind == FACT_TASK_STATE)
        chain(&history->states, fact->subject, number);
    else if (fact->kind == FACT_ITEM_PUT || fact->kind == FACT_ITEM_TAKEN)
        chain(&history->levels, fact->object, number);
    else if (fact->kind == FACT_TIMER_FIRED && fact->subject != 0 && fact->object != 0)
        chain(&history->alarms, fact->subject, number);
    else if (fact->kind == FACT_PRINTED)
        append(&history->prints, number);
    else if (fact->kind == FACT_GAUGE && fact->object < history->gauge_count)
        append(&history->gauges[fact->object], number);
}

void history_read(History *history)
{
    const Journal *journal = history->journal;
    if (history->read > journal->fact_count)
        forget(history);
    for (; history->read < journal->fact_count; history->read++)
        read_fact(history, &journal->facts[history->read], (uint32_t)history->read);
}

const FactList *history_prints(History *history)
{
    history_read(history);
    return &history->prints;
}

const FactList *history_gauge(History *history, uint32_t gauge)
{
    history_read(history);
    return gauge < history->gauge_count ? &history->gauges[gauge] : NULL;
}

uint32_t fact_list_count(const FactList *list, uint64_t cut)
{
    uint32_t low = 0, high = list->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->facts[middle] < cut)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Follow the chain from the last to the first, and turn it round. */
static void collect(FactChains *chains, uint32_t thing)
{
    FactList *asked = &chains->asked;
    asked->count = 0;
    uint32_t place = thing < chains->lasts.count ? chains->lasts.facts[thing] : 0;
    for (; place > 0; place = chains->befores.facts[place - 1])
        append(asked, chains->facts.facts[place - 1]);
    for (uint32_t i = 0; i < asked->count / 2; i++) {
        uint32_t swapped = asked->facts[i];
        asked->facts[i] = asked->facts[asked->count - 1 - i];
        asked->facts[asked->count - 1 - i] = swapped;
    }
}

static const FactList *facts_about(History *history, FactChains *chains, uint32_t thing)
{
    history_read(history);
    if (chains->asked_of != thing || chains->asked_at != history->read) {
        collect(chains, thing);
        chains->asked_of = thing;
        chains->asked_at = history->read;
    }
    return &chains->asked;
}

const FactList *history_states(History *history, uint32_t task)
{
    return facts_about(history, &history->states, task);
}

const FactList *history_levels(History *history, uint32_t thing)
{
    return facts_about(history, &history->levels, thing);
}

const FactList *history_alarms(History *history, uint32_t task)
{
    return facts_about(history, &history->alarms, task);
}
