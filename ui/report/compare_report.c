/* Two runs side by side, as text. */
#include "compare_report.h"

#include "glyphs.h"
#include "sheet.h"
#include "words.h"

#include <string.h>

enum { MOMENTS_TOLD = 60, INDENT = 4, SENTENCE_LEAST = 30 };

/* ---- totals ---- */

static void add_count(Sheet *sheet, const char *what, const uint32_t counts[PAIR_SIDES])
{
    char text[COUNT_TEXT_BYTES];
    if (!sheet_add_row(sheet))
        return;
    sheet_set(sheet, 0, "%s", what);
    for (size_t side = 0; side < PAIR_SIDES; side++)
        sheet_set(sheet, side + 1, "%s", count_text(text, counts[side]));
}

static void add_gauge(Sheet *sheet, const RunSums *sums, size_t side, size_t at)
{
    char text[NUMBER_TEXT_BYTES];
    const RunGauge *gauge = &sums->gauges[at];
    const char *const whats[] = {"last", "most"};
    for (size_t row = 0; row < 2; row++) {
        if (!sheet_add_row(sheet))
            return;
        sheet_set(sheet, 0, "%s, %s", gauge->name, whats[row]);
        if (gauge->has_value)
            sheet_set(sheet, side + 1, "%s", number_text(text, row == 0 ? gauge->last : gauge->most));
    }
}

/* A gauge that both have stands in one row, others in rows of their own. */
static const RunGauge *same_gauge(const RunSums *sums, const char *name)
{
    for (size_t i = 0; i < sums->gauge_count; i++)
        if (strcmp(sums->gauges[i].name, name) == 0)
            return &sums->gauges[i];
    return NULL;
}

static void add_shared_gauge(Sheet *sheet, const RunGauge *left, const RunGauge *right)
{
    const RunGauge *gauges[] = {left, right};
    const char *const whats[] = {"last", "most"};
    char text[NUMBER_TEXT_BYTES];
    for (size_t row = 0; row < 2; row++) {
        if (!sheet_add_row(sheet))
            return;
        sheet_set(sheet, 0, "%s, %s", left->name, whats[row]);
        for (size_t side = 0; side < PAIR_SIDES; side++)
            if (gauges[side]->has_value)
                sheet_set(sheet, side + 1, "%s",
                          number_text(text, row == 0 ? gauges[side]->last : gauges[side]->most));
    }
}

static void add_gauges(Sheet *sheet, const RunSums sums[PAIR_SIDES])
{
    for (size_t i = 0; i < sums[PAIR_LEFT].gauge_count; i++) {
        const RunGauge *left = &sums[PAIR_LEFT].gauges[i];
        const RunGauge *right = same_gauge(&sums[PAIR_RIGHT], left->name);
        if (right)
            add_shared_gauge(sheet, left, right);
        else
            add_gauge(sheet, &sums[PAIR_LEFT], PAIR_LEFT, i);
    }
    for (size_t i = 0; i < sums[PAIR_RIGHT].gauge_count; i++)
        if (!same_gauge(&sums[PAIR_LEFT], sums[PAIR_RIGHT].gauges[i].name))
            add_gauge(sheet, &sums[PAIR_RIGHT], PAIR_RIGHT, i);
}

static void add_time_and_end(Sheet *sheet, const RunSums sums[PAIR_SIDES], bool is_end)
{
    char text[TIME_TEXT_BYTES];
    if (!sheet_add_row(sheet))
        return;
    sheet_set(sheet, 0, "%s", is_end ? "how it ended" : "time");
    for (size_t side = 0; side < PAIR_SIDES; side++)
        sheet_set(sheet, side + 1, "%s",
                  is_end ? run_end_words(sums[side].end) : time_text(text, sums[side].totals.now_ns));
}

static bool print_totals(const TwoRuns *runs, const ReportLook *look, FILE *output)
{
    Sheet sheet = {0};
    const RunSums *sums = runs->sums;
    sheet_add_column(&sheet, "", "", true);
    for (size_t side = 0; side < PAIR_SIDES; side++)
        sheet_add_column(&sheet, "", runs->names[side], false);
    const SimTotals *left = &sums[PAIR_LEFT].totals, *right = &sums[PAIR_RIGHT].totals;
    add_time_and_end(&sheet, sums, false);
    add_count(&sheet, "callbacks", (uint32_t[]){left->callbacks, right->callbacks});
    add_count(&sheet, "tasks made", (uint32_t[]){left->tasks, right->tasks});
    add_count(&sheet, "most in flight", (uint32_t[]){left->in_flight_most, right->in_flight_most});
    add_count(&sheet, "wakings", (uint32_t[]){left->wakings, right->wakings});
    add_count(&sheet, "of them wasted", (uint32_t[]){left->wasted, right->wasted});
    add_gauges(&sheet, sums);
    add_time_and_end(&sheet, sums, true);
    sheet_print(&sheet, output, look->has_color);
    bool is_whole = !sheet.is_short;
    sheet_release(&sheet);
    return is_whole;
}

/* ---- the first difference ---- */

static unsigned name_width(const TwoRuns *runs)
{
    unsigned left = string_width(runs->names[PAIR_LEFT]), right = string_width(runs->names[PAIR_RIGHT]);
    return left > right ? left : right;
}

/* «    GATE=0  0.9 s  car 4 drives in»: the text broken below itself. */
static void print_side(const TwoRuns *runs, const ReportLook *look, size_t side, const char *time, const char *text,
                       FILE *output)
{
    const char *name = runs->names[side];
    unsigned margin = INDENT + name_width(runs) + 2;
    fprintf(output, "%*s", INDENT, "");
    glyphs_print(output, name, strlen(name));
    fprintf(output, "%*s", (int)(margin - INDENT - string_width(name)), "");
    if (*time)
        margin += (unsigned)fprintf(output, "%s  ", time);
    unsigned width = look->width > margin + SENTENCE_LEAST ? look->width - margin : SENTENCE_LEAST;
    for (size_t left = strlen(text), skip, line = 0; left > 0; left -= skip, text += skip, line++) {
        size_t size = glyphs_break(text, left, width, &skip);
        fprintf(output, "%*s", line ? (int)margin : 0, "");
        glyphs_print(output, text, size);
        putc('\n', output);
    }
}

/* Behind what holds of all that is known: a run that goes on may have more. */
static const char *end_of_known(const Pair *pair)
{
    bool is_whole = true;
    for (size_t side = 0; side < PAIR_SIDES; side++) {
        SimExtent extent;
        sim_extent(pair->sims[side], &extent);
        is_whole = is_whole && extent.is_whole;
    }
    return is_whole ? "" : ", as far as was looked";
}

static void print_callback_difference(const TwoRuns *runs, const ReportLook *look, FILE *output)
{
    PairDifference difference = runs->difference;
    if (!difference.is_found) {
        fprintf(output, "\nAll callbacks are the same%s.\n", end_of_known(&runs->pair));
        return;
    }
    if (difference.number)
        fprintf(output, "\nThe first callback that differs is number %u:\n", (unsigned)difference.number);
    else
        fputs("\nThe module's own code differs already:\n", output);
    for (size_t side = 0; side < PAIR_SIDES; side++) {
        char time[TIME_TEXT_BYTES];
        Sim *sim = runs->pair.sims[side];
        SimPosition here = sim_position(sim);
        sim_seek(sim, difference.places[side]);
        print_side(runs, look, side, difference.is_there[side] ? time_text(time, difference.times_ns[side]) : "",
                   difference.is_there[side] ? sim_narration(sim, SIM_STORY) : "has ended before", output);
        sim_seek(sim, here);
    }
}

static void print_line_difference(const TwoRuns *runs, PairDifference difference,
                                  char lines[PAIR_SIDES][PAIR_LINE_BYTES], const ReportLook *look, FILE *output)
{
    if (!difference.is_found) {
        fprintf(output, "\nBoth print the same%s.\n", end_of_known(&runs->pair));
        return;
    }
    fprintf(output, "\nThe first line of output that differs is line %u:\n", (unsigned)difference.number);
    for (size_t side = 0; side < PAIR_SIDES; side++) {
        char time[TIME_TEXT_BYTES];
        const char *text = !difference.is_there[side] ? "prints no more" : *lines[side] ? lines[side] : "(empty)";
        print_side(runs, look, side, difference.is_there[side] ? time_text(time, difference.times_ns[side]) : "",
                   text, output);
    }
}

/* ---- both on one clock ---- */

static size_t gauges_told(const Sim *sim)
{
    SimScenario scenario;
    sim_scenario(sim, &scenario);
    return scenario.gauge_count < RUN_GAUGES_MOST ? scenario.gauge_count : RUN_GAUGES_MOST;
}

static void add_side_columns(Sheet *sheet, const TwoRuns *runs, size_t side)
{
    SimGauge gauge;
    const Sim *sim = runs->pair.sims[side];
    sheet_add_column(sheet, runs->names[side], "callback", false);
    sheet_add_column(sheet, runs->names[side], "in flight", false);
    for (size_t i = 0; i < gauges_told(sim) && sim_gauge(sim, i, &gauge); i++)
        sheet_add_column(sheet, runs->names[side], gauge.name, false);
}

/* Returns the column behind those of the side. */
static size_t set_side(Sheet *sheet, const Sim *sim, size_t column)
{
    char text[COUNT_TEXT_BYTES], number[NUMBER_TEXT_BYTES];
    SimTotals totals;
    SimGauge gauge;
    sim_totals(sim, &totals);
    sheet_set(sheet, column++, "%s", sim_is_at_end(sim) ? "end" : count_text(text, totals.callbacks));
    sheet_set(sheet, column++, "%s", count_text(text, totals.in_flight));
    for (size_t i = 0; i < gauges_told(sim) && sim_gauge(sim, i, &gauge); i++, column++)
        if (gauge.has_value)
            sheet_set(sheet, column, "%s", number_text(number, gauge.value));
    return column;
}

static bool print_moments(TwoRuns *runs, const PairDifference *difference, const ReportLook *look, FILE *output)
{
    bool is_before = difference->is_found;
    Sheet sheet = {0};
    Pair *pair = &runs->pair;
    unsigned moments = 0;
    char time[TIME_TEXT_BYTES];
    sheet_add_column(&sheet, "", "time", false);
    for (size_t side = 0; side < PAIR_SIDES; side++)
        add_side_columns(&sheet, runs, side);
    sheet_add_column(&sheet, "", "", true);
    pair_seek_start(pair);
    for (; moments < MOMENTS_TOLD && pair_step_moment(pair, 1) == SIM_MOVED; moments++) {
        if (!sheet_add_row(&sheet))
            continue;
        sheet_set(&sheet, 0, "%s", time_text(time, pair->now_ns));
        size_t column = set_side(&sheet, pair->sims[PAIR_LEFT], 1);
        column = set_side(&sheet, pair->sims[PAIR_RIGHT], column);
        if (is_before && pair->now_ns >= pair_difference_ns(difference)) {
            sheet_set(&sheet, column, "first difference");
            is_before = false;
        }
    }
    size_t more = pair_count_moments(pair);
    pair_seek_start(pair);
    fputs("\nBoth on one clock, at each moment at which one of them changes:\n\n", output);
    sheet_print(&sheet, output, look->has_color);
    if (more > 0)
        fprintf(output, "  and %zu moments more%s\n", more, end_of_known(pair));
    bool is_whole = !sheet.is_short;
    sheet_release(&sheet);
    return is_whole;
}

bool report_compare(TwoRuns *runs, const ReportLook *look, FILE *output)
{
    PairDifference line;
    char lines[PAIR_SIDES][PAIR_LINE_BYTES];
    glyphs_print(output, runs->title, strlen(runs->title));
    if (*runs->file)
        fputs("  ", output);
    glyphs_print(output, runs->file, strlen(runs->file));
    fputs("\n\n", output);
    bool is_whole = print_totals(runs, look, output);
    pair_find_line(&runs->pair, &line, lines);
    if (runs->is_one_file)
        print_callback_difference(runs, look, output);
    print_line_difference(runs, line, lines, look, output);
    is_whole = print_moments(runs, &runs->difference, look, output) && is_whole;
    return is_whole && !ferror(output);
}
