/* A sweep: what runs with different values of a knob come to, as a table, as CSV, or as JSON lines. */
#include "sweep_report.h"

#include "json.h"
#include "sheet.h"
#include "words.h"

#include <math.h>
#include <string.h>

enum { BAR_CELLS = 12 };

/* The first of those that ended by themselves and were through soonest; NULL where all were as soon. */
static const SweepRun *soonest(const Sweep *sweep)
{
    const SweepRun *first = NULL;
    bool is_one_of_several = false;
    for (size_t i = 0; i < sweep->run_count; i++) {
        const SweepRun *run = &sweep->runs[i];
        if (run->sums.end != SIM_END_FINISHED)
            continue;
        is_one_of_several |= first && first->sums.totals.now_ns != run->sums.totals.now_ns;
        if (!first || run->sums.totals.now_ns < first->sums.totals.now_ns)
            first = run;
    }
    return is_one_of_several ? first : NULL;
}

static int64_t longest_ns(const Sweep *sweep)
{
    int64_t longest = 1;
    for (size_t i = 0; i < sweep->run_count; i++)
        if (sweep->runs[i].sums.totals.now_ns > longest)
            longest = sweep->runs[i].sums.totals.now_ns;
    return longest;
}

/* Digits behind the point that tell the number, nine at most. */
static int digits_of(double number)
{
    char text[64];
    snprintf(text, sizeof text, "%.9f", number);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        length--;
    return (int)(strlen(strchr(text, '.')) - (strlen(text) - length) - 1);
}

static int more_digits(int digits, double number)
{
    int needs = digits_of(number);
    return needs > digits ? needs : digits;
}

/* ---- the table ---- */

typedef struct SweepSheet {
    Sheet table;
    const Sweep *sweep;
    bool is_ascii;
    int64_t longest_ns;
    int time_digits, value_digits[SWEEP_KNOBS_MOST]; /* behind the point, so that points stand below each other */
    size_t time, bar, counts, gauges, expects, end;  /* columns */
} SweepSheet;

static size_t add_column(SweepSheet *rows, const char *group, const char *heading, bool is_left)
{
    sheet_add_column(&rows->table, group, heading, is_left);
    return rows->table.column_count - 1;
}

static void add_columns(SweepSheet *rows)
{
    const Sweep *sweep = rows->sweep;
    for (size_t i = 0; i < sweep->knob_count; i++)
        add_column(rows, "", sweep->knobs[i], false);
    rows->time = add_column(rows, "", "time", false);
    rows->bar = add_column(rows, "", "", true);
    rows->counts = add_column(rows, "", "callbacks", false);
    add_column(rows, "", "in flight", false);
    add_column(rows, "", "wasted", false);
    rows->gauges = rows->table.column_count;
    const RunSums *first = &sweep->runs[0].sums;
    for (size_t i = 0; i < first->gauge_count; i++) {
        add_column(rows, first->gauges[i].name, "last", false);
        add_column(rows, first->gauges[i].name, "most", false);
    }
    if (first->expectations > 0)
        rows->expects = add_column(rows, "", "expectations", true);
    rows->end = add_column(rows, "", "", true);
}

static double seconds_of(const SweepRun *run)
{
    return (double)run->sums.totals.now_ns / 1e9;
}

static void measure_numbers(SweepSheet *rows)
{
    rows->time_digits = 1;
    for (size_t i = 0; i < rows->sweep->run_count; i++) {
        const SweepRun *run = &rows->sweep->runs[i];
        rows->time_digits = more_digits(rows->time_digits, seconds_of(run));
        for (size_t knob = 0; knob < rows->sweep->knob_count; knob++)
            rows->value_digits[knob] = more_digits(rows->value_digits[knob], run->numbers[knob]);
    }
}

/* Eighths of a cell where the locale has them. */
static const char *bar_text(const SweepSheet *rows, int64_t time_ns, char text[BAR_CELLS * 3 + 4])
{
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double share = (double)time_ns / (double)rows->longest_ns;
    int filled = (int)round(share * BAR_CELLS * 8);
    text[0] = '\0';
    for (int i = 0; i < filled / 8; i++)
        strcat(text, rows->is_ascii ? "#" : "█");
    if (!rows->is_ascii)
        strcat(text, eighths[filled % 8]);
    else if (filled % 8 >= 4)
        strcat(text, "#");
    return text;
}

static void set_gauges(SweepSheet *rows, const RunSums *sums)
{
    char last[NUMBER_TEXT_BYTES], most[NUMBER_TEXT_BYTES];
    for (size_t i = 0; i < sums->gauge_count; i++) {
        const RunGauge *gauge = &sums->gauges[i];
        if (!gauge->has_value)
            continue;
        sheet_set(&rows->table, rows->gauges + 2 * i, "%s", number_text(last, gauge->last));
        sheet_set(&rows->table, rows->gauges + 2 * i + 1, "%s", number_text(most, gauge->most));
    }
}

static void set_expectations(SweepSheet *rows, const RunSums *sums)
{
    if (sums->failed > 0)
        sheet_set(&rows->table, rows->expects, "%zu of %zu failed", sums->failed, sums->expectations);
    else if (sums->expectations > 0)
        sheet_set(&rows->table, rows->expects, "none failed");
}

static void add_run(SweepSheet *rows, const SweepRun *run, bool is_soonest)
{
    char text[COUNT_TEXT_BYTES], bar[BAR_CELLS * 3 + 4];
    const SimTotals *totals = &run->sums.totals;
    Sheet *table = &rows->table;
    if (!sheet_add_row(table))
        return;
    for (size_t i = 0; i < rows->sweep->knob_count; i++)
        sheet_set(table, i, "%.*f", rows->value_digits[i], run->numbers[i]);
    sheet_set(table, rows->time, "%.*f s", rows->time_digits, seconds_of(run));
    sheet_set(table, rows->bar, "%s", bar_text(rows, totals->now_ns, bar));
    sheet_set(table, rows->counts, "%s", count_text(text, totals->callbacks));
    sheet_set(table, rows->counts + 1, "%s", count_text(text, totals->in_flight_most));
    sheet_set(table, rows->counts + 2, "%s", count_text(text, totals->wasted));
    set_gauges(rows, &run->sums);
    set_expectations(rows, &run->sums);
    sheet_set(table, rows->end, "%s", is_soonest ? "soonest" : "");
    if (run->sums.end != SIM_END_FINISHED)
        sheet_set(table, rows->end, "%s", run_end_words(run->sums.end));
}

static bool print_table(const Sweep *sweep, const ReportLook *look, FILE *output)
{
    SweepSheet rows = {.sweep = sweep, .is_ascii = look->is_ascii, .longest_ns = longest_ns(sweep)};
    const SweepRun *first = soonest(sweep);
    add_columns(&rows);
    measure_numbers(&rows);
    for (size_t i = 0; i < sweep->run_count; i++)
        add_run(&rows, &sweep->runs[i], &sweep->runs[i] == first);
    fprintf(output, "%s\n\n", sweep->title);
    sheet_print(&rows.table, output, look->has_color);
    bool is_whole = !rows.table.is_short;
    sheet_release(&rows.table);
    return is_whole && !ferror(output);
}

/* ---- for machines ---- */

static void print_csv_head(const Sweep *sweep, FILE *output)
{
    const RunSums *first = &sweep->runs[0].sums;
    for (size_t i = 0; i < sweep->knob_count; i++)
        fprintf(output, "%s,", sweep->knobs[i]);
    fputs("time_s,callbacks,tasks,in_flight_most,wakings,wasted", output);
    for (size_t i = 0; i < first->gauge_count; i++)
        fprintf(output, ",%s_last,%s_least,%s_most", first->gauges[i].name, first->gauges[i].name,
                first->gauges[i].name);
    fputs(",expectations,failed,end\n", output);
}

static void print_csv_run(const Sweep *sweep, const SweepRun *run, FILE *output)
{
    char time[TIME_TEXT_BYTES];
    const SimTotals *totals = &run->sums.totals;
    for (size_t i = 0; i < sweep->knob_count; i++)
        fprintf(output, "%s,", run->values[i]);
    fprintf(output, "%s,%u,%u,%u,%u,%u", seconds_text(time, totals->now_ns), totals->callbacks, totals->tasks,
            totals->in_flight_most, totals->wakings, totals->wasted);
    for (size_t i = 0; i < run->sums.gauge_count; i++) {
        const RunGauge *gauge = &run->sums.gauges[i];
        if (gauge->has_value)
            fprintf(output, ",%.10g,%.10g,%.10g", gauge->last, gauge->least, gauge->most);
        else
            fputs(",,,", output);
    }
    fprintf(output, ",%zu,%zu,%s\n", run->sums.expectations, run->sums.failed, run_end_word(run->sums.end));
}

static void print_json_gauges(Json *json, const RunSums *sums)
{
    json_open(json, "gauges");
    for (size_t i = 0; i < sums->gauge_count; i++) {
        const RunGauge *gauge = &sums->gauges[i];
        if (!gauge->has_value)
            continue;
        json_open(json, gauge->name);
        json_real(json, "last", gauge->last);
        json_real(json, "least", gauge->least);
        json_real(json, "most", gauge->most);
        json_close(json);
    }
    json_close(json);
}

static void print_json_run(const Sweep *sweep, const SweepRun *run, FILE *output)
{
    Json json = {.file = output};
    const SimTotals *totals = &run->sums.totals;
    json_open(&json, NULL);
    json_open(&json, "knobs");
    for (size_t i = 0; i < sweep->knob_count; i++)
        json_real(&json, sweep->knobs[i], run->numbers[i]);
    json_close(&json);
    json_number(&json, "time_ns", totals->now_ns);
    json_number(&json, "callbacks", totals->callbacks);
    json_number(&json, "tasks", totals->tasks);
    json_number(&json, "in_flight_most", totals->in_flight_most);
    json_number(&json, "wakings", totals->wakings);
    json_number(&json, "wasted", totals->wasted);
    print_json_gauges(&json, &run->sums);
    json_number(&json, "expectations", (int64_t)run->sums.expectations);
    json_number(&json, "failed", (int64_t)run->sums.failed);
    json_text(&json, "end", run_end_word(run->sums.end));
    json_close(&json);
    putc('\n', output);
}

bool report_sweep(const Sweep *sweep, SweepForm form, const ReportLook *look, FILE *output)
{
    if (form == SWEEP_TABLE)
        return print_table(sweep, look, output);
    if (form == SWEEP_CSV)
        print_csv_head(sweep, output);
    for (size_t i = 0; i < sweep->run_count; i++)
        if (form == SWEEP_CSV)
            print_csv_run(sweep, &sweep->runs[i], output);
        else
            print_json_run(sweep, &sweep->runs[i], output);
    return !ferror(output);
}
