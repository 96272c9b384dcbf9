/* Two runs, as what is to be shown. */
#include "pair_view.h"

#include "find_name.h"
#include "head_view.h"
#include "messages.h"
#include "select.h"
#include "task_view.h"
#include "why_view.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what they come to ---- */

bool pair_is_in_all(const TwoRuns *runs)
{
    return runs->is_revealed || two_runs_are_over(runs);
}

static SimTotals totals_of(const TwoRuns *runs, int side)
{
    SimTotals totals = runs->sums[side].totals;
    if (pair_is_in_all(runs))
        return totals;
    sim_totals(runs->pair.sims[side], &totals);
    if (!sim_is_at_end(runs->pair.sims[side]))
        totals.now_ns = runs->pair.now_ns;
    return totals;
}

static bool both_finish(const TwoRuns *runs)
{
    return runs->sums[PAIR_LEFT].end == SIM_END_FINISHED && runs->sums[PAIR_RIGHT].end == SIM_END_FINISHED;
}

static PairSide less(const TwoRuns *runs, int64_t left, int64_t right)
{
    if (!pair_is_in_all(runs) || !both_finish(runs) || left == right)
        return PAIR_SIDES;
    return left < right ? PAIR_LEFT : PAIR_RIGHT;
}

static PairTotal time_total(const TwoRuns *runs, const SimTotals totals[PAIR_SIDES])
{
    PairTotal total = {.what = "time", .brief = "time", .better = less(runs, totals[0].now_ns, totals[1].now_ns)};
    char time[TIME_TEXT_BYTES];
    for (int side = 0; side < PAIR_SIDES; side++)
        snprintf(total.values[side], PAIR_VALUE_BYTES, "%s", time_text(time, totals[side].now_ns));
    return total;
}

static PairTotal count_total(const TwoRuns *runs, const char *what, const char *brief, uint32_t left,
                             uint32_t right)
{
    PairTotal total = {.what = what, .brief = brief, .better = less(runs, left, right)};
    char count[COUNT_TEXT_BYTES];
    snprintf(total.values[PAIR_LEFT], PAIR_VALUE_BYTES, "%s", count_text(count, left));
    snprintf(total.values[PAIR_RIGHT], PAIR_VALUE_BYTES, "%s", count_text(count, right));
    return total;
}

static PairTotal end_total(const TwoRuns *runs)
{
    PairTotal total = {.what = "how it ended", .brief = "end", .better = PAIR_SIDES};
    bool finishes[PAIR_SIDES];
    for (int side = 0; side < PAIR_SIDES; side++) {
        bool is_over = runs->is_revealed || sim_is_at_end(runs->pair.sims[side]);
        finishes[side] = runs->sums[side].end == SIM_END_FINISHED;
        snprintf(total.values[side], PAIR_VALUE_BYTES, "%s",
                 is_over ? run_end_words(runs->sums[side].end) : "goes on");
    }
    if (pair_is_in_all(runs) && finishes[PAIR_LEFT] != finishes[PAIR_RIGHT])
        total.better = finishes[PAIR_LEFT] ? PAIR_LEFT : PAIR_RIGHT;
    return total;
}

/* The gauge's last value of a side, now or at the end; "" where it has none. */
static void gauge_value(const TwoRuns *runs, int side, size_t number, char value[PAIR_VALUE_BYTES])
{
    const RunGauge *in_all = &runs->sums[side].gauges[number];
    char text[NUMBER_TEXT_BYTES];
    SimGauge gauge;
    double number_now = in_all->last;
    bool has_value = in_all->has_value;
    if (!pair_is_in_all(runs)) {
        has_value = sim_gauge(runs->pair.sims[side], number, &gauge) && gauge.has_value;
        number_now = has_value ? gauge.value : 0;
    }
    snprintf(value, PAIR_VALUE_BYTES, "%s", has_value ? number_text(text, number_now) : "");
}

static bool find_gauge(const RunSums *sums, const char *name, size_t *number)
{
    for (*number = 0; *number < sums->gauge_count; ++*number)
        if (strcmp(sums->gauges[*number].name, name) == 0)
            return true;
    return false;
}

static bool is_other_number(double left, double right)
{
    return left < right || left > right;
}

/* A gauge of the left run: the same one of the right run, where it has one. */
static bool find_pendant(const TwoRuns *runs, size_t number, size_t *pendant)
{
    return find_gauge(&runs->sums[PAIR_RIGHT], runs->sums[PAIR_LEFT].gauges[number].name, pendant);
}

static size_t add_gauges(const TwoRuns *runs, PairTotal totals[PAIR_TOTALS_MOST], size_t count)
{
    const RunSums *left = &runs->sums[PAIR_LEFT], *right = &runs->sums[PAIR_RIGHT];
    for (size_t i = 0, other; i < left->gauge_count && count + 1 < PAIR_TOTALS_MOST; i++) {
        if (!find_pendant(runs, i, &other) || !is_other_number(left->gauges[i].last, right->gauges[other].last))
            continue;
        PairTotal *total = &totals[count++];
        *total = (PairTotal){.what = left->gauges[i].name, .brief = left->gauges[i].name, .better = PAIR_SIDES};
        gauge_value(runs, PAIR_LEFT, i, total->values[PAIR_LEFT]);
        gauge_value(runs, PAIR_RIGHT, other, total->values[PAIR_RIGHT]);
    }
    return count;
}

size_t pair_totals(const TwoRuns *runs, PairTotal totals[PAIR_TOTALS_MOST])
{
    const SimTotals now[PAIR_SIDES] = {totals_of(runs, PAIR_LEFT), totals_of(runs, PAIR_RIGHT)};
    const SimTotals *left = &now[PAIR_LEFT], *right = &now[PAIR_RIGHT];
    size_t count = 0;
    if (!both_finish(runs))
        totals[count++] = end_total(runs);
    totals[count++] = time_total(runs, now);
    totals[count++] = count_total(runs, "callbacks", "callbacks", left->callbacks, right->callbacks);
    totals[count++] = count_total(runs, "most in flight", "in flight", left->in_flight_most, right->in_flight_most);
    totals[count++] = count_total(runs, "wasted wakings", "wasted", left->wasted, right->wasted);
    count = add_gauges(runs, totals, count);
    if (both_finish(runs))
        totals[count++] = end_total(runs);
    return count;
}

bool pair_gauge(const TwoRuns *runs, size_t numbers[PAIR_SIDES])
{
    const RunSums *left = &runs->sums[PAIR_LEFT], *right = &runs->sums[PAIR_RIGHT];
    bool is_found = false;
    for (size_t i = 0, other; i < left->gauge_count; i++) {
        if (!find_pendant(runs, i, &other))
            continue;
        bool differs = is_other_number(left->gauges[i].last, right->gauges[other].last) ||
                       is_other_number(left->gauges[i].most, right->gauges[other].most);
        if (is_found && !differs)
            continue;
        numbers[PAIR_LEFT] = i;
        numbers[PAIR_RIGHT] = other;
        is_found = true;
        if (differs)
            break;
    }
    return is_found;
}

/* ---- where they stand ---- */

const char *pair_standing(const TwoRuns *runs, char text[PAIR_STANDING_BYTES])
{
    char time[TIME_TEXT_BYTES];
    if (!runs->difference.is_found)
        return MESSAGE_RUNS_DO_NOT_DIFFER;
    if (!two_runs_have_differed(runs))
        return "alike up to here";
    if (two_runs_stand_at_difference(runs))
        return "here is the first difference";
    snprintf(text, PAIR_STANDING_BYTES, "different since %s",
             time_text(time, pair_difference_ns(&runs->difference)));
    return text;
}

bool pair_broken(const TwoRuns *runs, PairSide *side, char *text, size_t room)
{
    for (*side = PAIR_LEFT; *side < PAIR_SIDES; ++*side)
        if (broken_text(&runs->players[*side], text, room))
            return true;
    return false;
}

const char *pair_cue(const TwoRuns *runs, char *text, size_t room)
{
    SimCue cue;
    int64_t time_ns = -1;
    snprintf(text, room, "%s", "");
    for (int side = 0; side < PAIR_SIDES; side++) {
        int current = sim_current_cue(runs->pair.sims[side]);
        if (current < 0 || !sim_cue(runs->pair.sims[side], (size_t)current, &cue) || cue.time_ns <= time_ns)
            continue;
        snprintf(text, room, "cue %s", cue.name);
        time_ns = cue.time_ns;
    }
    return text;
}

/* ---- selecting ---- */

void pair_select_task(TwoRuns *runs, PairSide side, uint32_t task)
{
    PairSide other = side == PAIR_LEFT ? PAIR_RIGHT : PAIR_LEFT;
    SimTask found;
    runs->players[side].selection = (Selection){SELECTED_TASK, task};
    runs->players[other].selection = (Selection){0};
    if (!sim_task(runs->pair.sims[side], task, &found))
        return;
    uint32_t same = find_name(runs->pair.sims[other], found.label).task;
    if (same)
        runs->players[other].selection = (Selection){SELECTED_TASK, same};
}

/* The side whose selection leads: that of the last step, unless only the other one has tasks. */
static PairSide leading(const TwoRuns *runs)
{
    PairSide side = runs->pair.moved, other = side == PAIR_LEFT ? PAIR_RIGHT : PAIR_LEFT;
    if (runs->players[side].selection.kind == SELECTED_NONE && runs->players[other].selection.kind == SELECTED_TASK)
        return other;
    return sim_task_count(runs->pair.sims[side]) ? side : other;
}

static void spread(TwoRuns *runs, PairSide side)
{
    const Selection *selection = &runs->players[side].selection;
    if (selection->kind == SELECTED_TASK)
        pair_select_task(runs, side, selection->number);
}

void pair_select(TwoRuns *runs, int direction)
{
    PairSide side = leading(runs);
    select_task(&runs->players[side], direction);
    spread(runs, side);
}

void pair_search(TwoRuns *runs, const char *word, int direction)
{
    PairSide side = leading(runs);
    Player *player = &runs->players[side];
    if (word)
        snprintf(player->search, sizeof player->search, "%.*s", PLAYER_WORD_BYTES - 1, word);
    for (int i = 0; word && i < PAIR_SIDES; i++)
        memcpy(runs->players[i].search, player->search, sizeof player->search);
    if (!*player->search)
        return;
    select_found(player, false, direction);
    two_runs_say(runs, "%s", player->message);
    player->message[0] = '\0';
    spread(runs, side);
}

bool pair_select_none(TwoRuns *runs)
{
    bool was_selected = false;
    for (int side = 0; side < PAIR_SIDES; side++) {
        was_selected |= runs->players[side].selection.kind != SELECTED_NONE;
        runs->players[side].selection = (Selection){0};
    }
    return was_selected;
}

/* ---- why ---- */

char *pair_why(const TwoRuns *runs)
{
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    if (!file)
        return NULL;
    for (int side = 0; side < PAIR_SIDES; side++) {
        const char *why = why_in_focus(&runs->players[side]);
        fprintf(file, "%s%s\n%s%s", side ? "\n" : "", runs->names[side], *why ? why : "no task has run yet",
                *why && why[strlen(why) - 1] == '\n' ? "" : "\n");
    }
    fclose(file);
    return text;
}
