/* The list of what is wrong, from what the sim says of itself. */
#include "findings_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- making it ---- */

static bool add(FindingsView *view, size_t *room, FindingRow row)
{
    if (view->count == *room) {
        size_t wider = *room ? *room * 2 : 16;
        FindingRow *rows = realloc(view->rows, wider * sizeof *rows);
        if (!rows)
            return false;
        view->rows = rows;
        *room = wider;
    }
    view->rows[view->count++] = row;
    return true;
}

static int by_line(const void *left, const void *right)
{
    const FindingRow *a = left, *b = right;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

bool findings_view_make(FindingsView *view, const Player *player)
{
    SimFinding finding;
    SimExpectation expectation;
    SimExtent extent;
    size_t room = 0;
    bool is_good = sim_has_findings(player->sim);
    findings_view_release(view);
    for (size_t at = 0; is_good && sim_finding(player->sim, at, &finding); at++)
        is_good = add(view, &room, (FindingRow){ROW_FINDING, at, finding.line});
    for (size_t at = 0; is_good && sim_expectation(player->sim, at, &expectation); at++)
        if (expectation.verdict != SIM_VERDICT_HOLDS)
            is_good = add(view, &room, (FindingRow){ROW_EXPECTATION, at, expectation.line});
    sim_extent(player->sim, &extent);
    if (is_good && *end_word(extent.end))
        is_good = add(view, &room, (FindingRow){ROW_END, 0, UINT32_MAX});
    if (view->count > 0)
        qsort(view->rows, view->count, sizeof *view->rows, by_line);
    return is_good;
}

void findings_view_release(FindingsView *view)
{
    free(view->rows);
    *view = (FindingsView){0};
}

/* ---- choosing ---- */

void findings_view_move(FindingsView *view, int by)
{
    size_t step = (size_t)(by < 0 ? -by : by), last = view->count ? view->count - 1 : 0;
    if (by < 0)
        view->selected -= step < view->selected ? step : view->selected;
    else
        view->selected = step < last - view->selected ? view->selected + step : last;
}

void findings_view_show_rows(FindingsView *view, size_t rows)
{
    if (view->selected < view->top)
        view->top = view->selected;
    if (rows > 0 && view->selected >= view->top + rows)
        view->top = view->selected + 1 - rows;
}

/* ---- saying it ---- */

static void write_place(FindingShown *shown, uint32_t callback, int64_t time_ns)
{
    char time[TIME_TEXT_BYTES];
    snprintf(shown->place, sizeof shown->place, "callback %u, %s", (unsigned)callback, time_text(time, time_ns));
}

static bool show_finding(const Player *player, size_t at, FindingShown *shown)
{
    SimFinding finding;
    if (!sim_finding(player->sim, at, &finding))
        return false;
    *shown = (FindingShown){
        .kind = ROW_FINDING,
        .has_place = true,
        .line = finding.line,
        .what = finding.kind.what,
        .word = finding.kind.word,
        .seen = finding.seen,
        .why = finding.kind.why,
        .mend = finding.kind.mend,
        .position = finding.position,
    };
    write_place(shown, finding.callback, finding.time_ns);
    return true;
}

static bool show_expectation(const Player *player, size_t at, FindingShown *shown)
{
    SimExpectation expectation;
    if (!sim_expectation(player->sim, at, &expectation))
        return false;
    *shown = (FindingShown){
        .kind = ROW_EXPECTATION,
        .has_place = expectation.verdict == SIM_VERDICT_FAILS,
        .line = expectation.line,
        .what = expectation.text,
        .word = expectation.word,
        .seen = expectation.found,
        .why = "",
        .mend = "",
        .position = expectation.position,
    };
    if (shown->has_place)
        write_place(shown, expectation.callback, expectation.time_ns);
    else
        snprintf(shown->place, sizeof shown->place, "not judged");
    return true;
}

const char *end_word(SimEnd end)
{
    static const char *const words[] = {
        [SIM_END_UNKNOWN] = "",
        [SIM_END_FINISHED] = "",
        [SIM_END_RAISED] = "it raises",
        [SIM_END_DEADLOCK] = "it can never go on",
        [SIM_END_SPIN] = "it spins",
        [SIM_END_INSTRUCTIONS] = "a callback does not end",
        [SIM_END_MEMORY] = "it outgrows its memory",
        [SIM_END_REFUSED] = "it reaches what a scenario cannot have",
    };
    return words[end];
}

/* Its lines, one behind the other. */
static void write_end(FindingShown *shown, const char *text)
{
    size_t used = 0;
    for (; *text && used + 3 < sizeof shown->end; text++) {
        if (*text != '\n') {
            shown->end[used++] = *text;
            continue;
        }
        shown->end[used++] = ';';
        shown->end[used++] = ' ';
        text += strspn(text + 1, " ");
    }
    shown->end[used] = '\0';
}

static bool show_end(const Player *player, FindingShown *shown)
{
    SimExtent extent;
    sim_extent(player->sim, &extent);
    *shown = (FindingShown){
        .kind = ROW_END,
        .has_place = true,
        .what = end_word(extent.end),
        .word = "",
        .why = "",
        .mend = "",
        .position = {extent.turns, SIM_LINE_END},
    };
    write_end(shown, *extent.end_text ? extent.end_text : "the output shows the traceback");
    shown->seen = shown->end;
    write_place(shown, extent.callbacks, extent.end_ns);
    return true;
}

bool findings_view_row(const FindingsView *view, const Player *player, size_t row, FindingShown *shown)
{
    if (row >= view->count)
        return false;
    const FindingRow *known = &view->rows[row];
    switch (known->kind) {
    case ROW_FINDING:
        return show_finding(player, known->at, shown);
    case ROW_EXPECTATION:
        return show_expectation(player, known->at, shown);
    case ROW_END:
        break;
    }
    return show_end(player, shown);
}
