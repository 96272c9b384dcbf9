/* loopscope sweep FILE NAME=A..B[..STEP]: the run again for every value of a knob, and what each comes to. A second
 * range makes it every pair. */
#include "commands.h"

#include "messages.h"
#include "sweep_report.h"
#include "words.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS_MOST = 500, STEPS_USUAL = 20 };

/* A knob and the values it is to have. */
typedef struct Range {
    char name[RUN_NAME_BYTES];
    char low_text[SWEEP_VALUE_BYTES], high_text[SWEEP_VALUE_BYTES];
    double low, high, step; /* step 0: not given */
    uint64_t count;         /* of values, once the step is known */
} Range;

typedef struct Sweeping {
    const Options *options;
    SimSource source;
    Range ranges[SWEEP_KNOBS_MOST];
    size_t range_count;
    SimKnobSetting *settings; /* owned: those of --set, then one for each range */
    SweepRun *runs;           /* owned */
    size_t run_count;
    char title[512];
} Sweeping;

static bool complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

static bool complain(const char *format, ...)
{
    va_list arguments;
    fputs(MESSAGE_PREFIX, stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return false;
}

/* ---- NAME=A..B..STEP ---- */

/* A number up to the next «..» or the end; *rest becomes what follows. */
static bool read_number(const char *text, char kept[SWEEP_VALUE_BYTES], double *number, const char **rest)
{
    const char *dots = strstr(text, "..");
    size_t size = dots ? (size_t)(dots - text) : strlen(text);
    char *end;
    if (size == 0 || size >= SWEEP_VALUE_BYTES)
        return false;
    memcpy(kept, text, size);
    kept[size] = '\0';
    *number = strtod(kept, &end);
    *rest = dots ? dots + 2 : text + size;
    return *end == '\0' && isfinite(*number);
}

static bool read_range(const char *word, Range *range)
{
    const char *equals = strchr(word, '='), *rest = "";
    char step[SWEEP_VALUE_BYTES];
    bool is_good = equals && equals > word && (size_t)(equals - word) < sizeof range->name;
    is_good = is_good && read_number(equals + 1, range->low_text, &range->low, &rest) && *rest;
    is_good = is_good && read_number(rest, range->high_text, &range->high, &rest);
    if (is_good && *rest)
        is_good = read_number(rest, step, &range->step, &rest) && !*rest && range->step > 0;
    if (!is_good)
        return complain(MESSAGE_BAD_RANGE, word);
    memcpy(range->name, word, (size_t)(equals - word));
    range->name[equals - word] = '\0';
    return range->low <= range->high || complain(MESSAGE_RANGE_BACKWARDS, word);
}

static bool read_ranges(Sweeping *sweeping)
{
    const Options *options = sweeping->options;
    if (options->file_count < 2)
        return complain(MESSAGE_NEEDS_RANGE, options->files[0]);
    for (size_t i = 1; i < options->file_count; i++)
        if (!read_range(options->files[i], &sweeping->ranges[sweeping->range_count++]))
            return false;
    if (sweeping->range_count == 2 && strcmp(sweeping->ranges[0].name, sweeping->ranges[1].name) == 0)
        return complain(MESSAGE_RANGE_TWICE, sweeping->ranges[0].name);
    return true;
}

/* ---- the values ---- */

/* Of a knob of fractions: at most twenty steps, on round places. */
static double usual_step(const Range *range)
{
    double span = range->high - range->low;
    if (span <= 0)
        return 1;
    double ten = pow(10, floor(log10(span / STEPS_USUAL)));
    for (double of_ten = 1; of_ten <= 10; of_ten++)
        if ((of_ten < 3 || of_ten == 5 || of_ten == 10) && span / (of_ten * ten) <= STEPS_USUAL + 1e-9)
            return of_ten * ten;
    return span;
}

static bool settle_steps(Sweeping *sweeping, const Sim *sim)
{
    double runs = 1;
    for (size_t i = 0; i < sweeping->range_count; i++) {
        Range *range = &sweeping->ranges[i];
        SimKnob knob = {0};
        for (size_t k = 0; sim_knob(sim, k, &knob) && strcmp(knob.name, range->name) != 0; k++)
            continue;
        if (!knob.is_real && floor(range->step) < range->step)
            return complain(MESSAGE_WHOLE_STEP, range->name);
        if (!(range->step > 0))
            range->step = knob.is_real ? usual_step(range) : 1;
        double values = floor((range->high - range->low) / range->step + 1e-9) + 1;
        runs *= values;
        if (runs > RUNS_MOST)
            return complain(MESSAGE_TOO_MANY_RUNS, runs, (unsigned)RUNS_MOST, range->name, range->low_text,
                            range->high_text);
        range->count = (uint64_t)values;
    }
    sweeping->runs = calloc((size_t)runs, sizeof *sweeping->runs);
    return sweeping->runs != NULL || complain(MESSAGE_NO_MEMORY);
}

/* The values of run number `at`, the last range's fastest. */
static void choose_values(const Sweeping *sweeping, size_t at, SweepRun *run)
{
    for (size_t i = sweeping->range_count; i > 0; i--) {
        const Range *range = &sweeping->ranges[i - 1];
        run->numbers[i - 1] = range->low + (double)(at % range->count) * range->step;
        snprintf(run->values[i - 1], SWEEP_VALUE_BYTES, "%.12g", run->numbers[i - 1]);
        at /= range->count;
    }
}

/* ---- the runs ---- */

/* The options with each range's knob at the text that `value` gives. */
static SimOptions options_with(const Sweeping *sweeping, const char *const *values)
{
    SimOptions sim = sweeping->options->sim;
    for (size_t i = 0; i < sweeping->range_count; i++)
        sweeping->settings[sim.knob_count + i] = (SimKnobSetting){sweeping->ranges[i].name, values[i]};
    sim.knobs = sweeping->settings;
    sim.knob_count += sweeping->range_count;
    return sim;
}

static bool make_settings(Sweeping *sweeping)
{
    const SimOptions *sim = &sweeping->options->sim;
    sweeping->settings = calloc(sim->knob_count + SWEEP_KNOBS_MOST, sizeof *sweeping->settings);
    if (!sweeping->settings)
        return complain(MESSAGE_NO_MEMORY);
    if (sim->knob_count > 0)
        memcpy(sweeping->settings, sim->knobs, sim->knob_count * sizeof *sim->knobs);
    return true;
}

/* The file, the knobs' names and both ends of each range, before anything runs. */
static bool check_ends(const Sweeping *sweeping)
{
    const Range *ranges = sweeping->ranges;
    const char *low[] = {ranges[0].low_text, ranges[1].low_text};
    const char *high[] = {ranges[0].high_text, ranges[1].high_text};
    SimOptions sim = options_with(sweeping, low);
    if (!sim_check(&sweeping->source, &sim, command_report, NULL))
        return false;
    sim = options_with(sweeping, high);
    return sim_check(&sweeping->source, &sim, command_report, NULL);
}

static Sim *open_run(const Sweeping *sweeping, const SweepRun *run)
{
    const char *values[] = {run->values[0], run->values[1]};
    SimOptions sim = options_with(sweeping, values);
    return sim_open(&sweeping->source, &sim, command_report, NULL);
}

static bool is_swept(const Sweeping *sweeping, const char *name)
{
    for (size_t i = 0; i < sweeping->range_count; i++)
        if (strcmp(sweeping->ranges[i].name, name) == 0)
            return true;
    return false;
}

/* «Parking lot  parking_lot.py  CARS=8 GATE=1»: the knobs that stay. */
static void write_title(Sweeping *sweeping, const Sim *sim)
{
    SimScenario scenario;
    SimKnob knob;
    char number[NUMBER_TEXT_BYTES];
    sim_scenario(sim, &scenario);
    size_t size = sizeof sweeping->title;
    int used =
        snprintf(sweeping->title, size, "%s%s%s", scenario.title, *scenario.title ? "  " : "", scenario.file_name);
    for (size_t i = 0; sim_knob(sim, i, &knob) && used > 0 && (size_t)used < size; i++)
        if (!is_swept(sweeping, knob.name))
            used += snprintf(sweeping->title + used, size - (size_t)used, "  %s=%s", knob.name,
                             number_text(number, knob.value));
    if (sweeping->options->sim.seed && used > 0 && (size_t)used < size)
        snprintf(sweeping->title + used, size - (size_t)used, "  seed %lld",
                 (long long)sweeping->options->sim.seed);
}

static int make_runs(Sweeping *sweeping)
{
    SweepRun first = {0};
    for (size_t i = 0; i < sweeping->range_count; i++)
        memcpy(first.values[i], sweeping->ranges[i].low_text, SWEEP_VALUE_BYTES);
    Sim *sim = open_run(sweeping, &first);
    if (!sim)
        return EXIT_NOT_A_SCENARIO;
    write_title(sweeping, sim);
    bool is_good = settle_steps(sweeping, sim);
    sim_close(sim);
    if (!is_good)
        return EXIT_USAGE;
    size_t runs = 1;
    for (size_t i = 0; i < sweeping->range_count; i++)
        runs *= sweeping->ranges[i].count;
    for (; sweeping->run_count < runs; sweeping->run_count++) {
        SweepRun *run = &sweeping->runs[sweeping->run_count];
        choose_values(sweeping, sweeping->run_count, run);
        sim = open_run(sweeping, run);
        if (!sim)
            return EXIT_NOT_A_SCENARIO;
        run_sums_read(sim, &run->sums);
        sim_close(sim);
    }
    return EXIT_FINE;
}

static SweepForm form_of(TraceFormat format)
{
    return format == TRACE_CSV ? SWEEP_CSV : format == TRACE_JSONL ? SWEEP_JSONL : SWEEP_TABLE;
}

static int sweep(Sweeping *sweeping)
{
    if (!read_ranges(sweeping) || !make_settings(sweeping))
        return EXIT_USAGE;
    if (!check_ends(sweeping))
        return EXIT_NOT_A_SCENARIO;
    int status = make_runs(sweeping);
    if (status != EXIT_FINE)
        return status;
    Sweep told = {.title = sweeping->title,
                  .knob_count = sweeping->range_count,
                  .runs = sweeping->runs,
                  .run_count = sweeping->run_count};
    for (size_t i = 0; i < sweeping->range_count; i++)
        told.knobs[i] = sweeping->ranges[i].name;
    ReportLook look = {.has_color = command_wants_color(sweeping->options, stdout),
                       .is_ascii = command_wants_ascii(sweeping->options)};
    if (!report_sweep(&told, form_of(sweeping->options->format), &look, stdout) && !ferror(stdout))
        complain(MESSAGE_NO_MEMORY);
    return EXIT_FINE;
}

int command_sweep(const Options *options)
{
    SourceFile file;
    int status;
    if (!command_read_file(options->files[0], &file, &status))
        return status;
    Sweeping sweeping = {.options = options, .source = {file.name, file.text, file.length}};
    status = sweep(&sweeping);
    free(sweeping.settings);
    free(sweeping.runs);
    source_file_release(&file);
    return status;
}
