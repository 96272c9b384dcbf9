/* Opening and closing a Sim, and the plain run.
 *
 *     sim.c            open, check, close, run_plain
 *     sim_go.c         stepping, seeking, finding
 *     sim_watch.c      what is looked at while the program runs: cues, gauges, watched lines
 *     sim_look.c       clock, tasks, frames, queues
 *     sim_objects.c    coordination objects
 *     sim_checks.c     expectations, and what is worth a warning
 *     sim_facts.c      what happened in a turn, fact by fact
 *     sim_past.c       output, gauges, stretches, narration
 *     sim_ask.c        questions about what comes next
 *     sim_scenario.c   the scenario's own words: title, knobs, cues
 *     heap_check.c     the walk over the whole heap */
#include "sim_parts.h"

#include "outcome.h"
#include "standard_library.h"

#include <stdlib.h>
#include <string.h>

static const size_t MEMORY_LIMIT = (size_t)1 << 30;
static const uint64_t HORIZON = 500000;
static const int64_t ITERATION_LIMIT = 100000;
static const int64_t INSTRUCTION_LIMIT = 50000000;

static SimOptions with_defaults(const SimOptions *options)
{
    SimOptions full = options ? *options : (SimOptions){0};
    if (full.memory_limit == 0)
        full.memory_limit = MEMORY_LIMIT;
    if (full.memory_limit > SIM_MEMORY_LIMIT_MOST)
        full.memory_limit = SIM_MEMORY_LIMIT_MOST;
    if (full.horizon == 0)
        full.horizon = HORIZON;
    if (full.iteration_limit == 0 || full.iteration_limit > INT64_MAX)
        full.iteration_limit = (uint64_t)ITERATION_LIMIT;
    if (full.instruction_limit == 0 || full.instruction_limit > INT64_MAX)
        full.instruction_limit = (uint64_t)INSTRUCTION_LIMIT;
    return full;
}

/* ---- diagnostics ---- */

static void report_diagnostic(const Sim *sim, const Diagnostic *diagnostic)
{
    Text shown = {0};
    diagnostic_write(diagnostic, sim->file_name, sim->loader.source, sim->loader.source_length, &shown);
    const SimDiagnostic told = {
        .is_warning = diagnostic->kind == DIAGNOSTIC_WARNING,
        .line = diagnostic->span.line,
        .column = diagnostic->span.line > 0 ? diagnostic->span.column : 0,
        .end_line = diagnostic->span.end_line,
        .end_column = diagnostic->span.end_column,
        .message = diagnostic->message,
        .hint = diagnostic->hint ? diagnostic->hint : "",
        .shown = text_string(&shown),
    };
    sim->report(sim->report_context, &told);
    text_release(&shown);
}

static void report_diagnostics(const Sim *sim)
{
    for (size_t i = 0; sim->report && i < diagnostics_kept(&sim->loader.diagnostics); i++)
        report_diagnostic(sim, &sim->loader.diagnostics.items[i]);
}

static void report_no_memory(SimReport *report, void *context)
{
    static const SimDiagnostic diagnostic = {
        .message = "the computer gives no memory",
        .hint = "close other programs, or lower --memory-limit",
        .shown = "error: the computer gives no memory\n  close other programs, or lower --memory-limit\n",
    };
    if (report)
        report(context, &diagnostic);
}

/* ---- a world with a program in it ---- */

/* Make the machine and load the file into it. False: diagnostics were reported. */
static bool load(Sim *sim, const SimSource *source, LoaderFlavour flavour)
{
    bool is_stepped = flavour == LOADER_STEPPED;
    sim->file_name = malloc(strlen(source->name) + 1);
    if (sim->file_name)
        strcpy(sim->file_name, source->name);
    sim->host.hooks.file_name = sim->file_name;
    sim->vm = sim->file_name ? world_open(sim->options.memory_limit, &sim->host, is_stepped) : NULL;
    if (!sim->vm) {
        report_no_memory(sim->report, sim->report_context);
        return false;
    }
    sim->vm->is_stepped = is_stepped;
    asyncio_register(sim->vm);
    stdlib_register(sim->vm);
    bool is_loaded = loader_load(&sim->loader, source, &sim->options, flavour, sim->vm);
    sim->host.hooks.source = sim->loader.source;
    sim->host.hooks.source_length = sim->loader.source_length;
    report_diagnostics(sim);
    return is_loaded;
}

static void begin(Sim *sim)
{
    Vm *vm = sim->vm;
    random_set_seed(vm, sim->options.seed);
    vm->fuel_most = (int64_t)sim->options.instruction_limit;
    vm->fuel = vm->fuel_most;
    vm->stop_at_line = UINT64_MAX;
    world_of(vm)->iterations_most = (int64_t)sim->options.iteration_limit;
    vm_start_program(vm, sim->loader.unit);
}

static Sim *sim_new(const SimOptions *options, SimReport *report, void *context)
{
    Sim *sim = calloc(1, sizeof *sim);
    SimLooks *looks = calloc(1, sizeof *looks);
    if (!sim || !looks) {
        free(sim);
        free(looks);
        report_no_memory(report, context);
        return NULL;
    }
    sim->options = with_defaults(options);
    sim->report = report;
    sim->report_context = context;
    sim->looks = looks;
    return sim;
}

static void release_looks(SimLooks *looks)
{
    Text *texts[] = {&looks->task, &looks->thing,   &looks->entry,       &looks->narration,
                     &looks->heap, &looks->cue,     &looks->frame,       &looks->why,
                     &looks->ask,  &looks->finding, &looks->expectation, &looks->prediction};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        text_release(texts[i]);
    free(looks);
}

void sim_close(Sim *sim)
{
    if (!sim)
        return;
    timeline_close(&sim->timeline);
    history_close(&sim->looks->history);
    totals_close(&sim->looks->totals);
    if (sim->vm)
        vm_close(sim->vm);
    journal_close(&sim->journal);
    expectations_close(&sim->looks->expectations);
    relations_release(&sim->looks->relations);
    findings_release(&sim->looks->findings);
    loader_release(&sim->loader);
    text_release(&sim->end_text);
    release_looks(sim->looks);
    free(sim->cues);
    free(sim->line_cues);
    free(sim->source_lines);
    free(sim->file_name);
    free(sim);
}

/* ---- a stepped run ---- */

static uint32_t count_lines(const char *source, size_t length)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < length; i++)
        lines += source[i] == '\n';
    return length > 0 && source[length - 1] == '\n' ? lines - 1 : lines;
}

static bool prepare_lines(Sim *sim)
{
    const char *at = sim->loader.source, *end = at + sim->loader.source_length;
    sim->line_count = count_lines(at, sim->loader.source_length);
    sim->source_lines = calloc((size_t)sim->line_count + 1, sizeof *sim->source_lines);
    for (uint32_t line = 0; sim->source_lines && line < sim->line_count; line++) {
        sim->source_lines[line] = at;
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline ? newline + 1 : end;
    }
    return sim->source_lines != NULL;
}

static bool prepare_cues(Sim *sim)
{
    const Directives *directives = &sim->loader.directives;
    sim->cues = calloc((size_t)directives->cue_count + 1, sizeof *sim->cues);
    sim->line_cues = calloc((size_t)sim->line_count + 2, sizeof *sim->line_cues);
    if (!sim->cues || !sim->line_cues)
        return false;
    for (uint32_t i = directives->cue_count; i > 0; i--)
        if (directives->cues[i - 1].line <= sim->line_count)
            sim->line_cues[directives->cues[i - 1].line] = i;
    return true;
}

static void prepare_host(Sim *sim)
{
    const Directives *directives = &sim->loader.directives;
    sim->host.context = sim;
    sim->host.line = sim_on_line;
    sim->host.turn_ends = sim_on_turn_end;
    sim->host.labels = directives->labels;
    sim->host.label_count = directives->label_count;
    sim->host.cue_count = directives->cue_count;
    sim->host.gauge_count = directives->gauge_count;
    world_watch(sim->vm);
}

/* The end of the run was reached for the first time: say how it ended, while the world stands there. */
static void on_end(void *context, Vm *vm)
{
    Sim *sim = context;
    sim->end = (SimEnd)outcome_end(vm);
    text_clear(&sim->end_text);
    outcome_write(vm, &sim->end_text);
    expectations_run_ended(&sim->looks->expectations, vm, outcome_end(vm));
}

static bool start_stepped(Sim *sim)
{
    const TimelineOptions options = {
        .memory_limit = sim->options.memory_limit,
        .horizon = sim->options.horizon,
        .at_end = on_end,
        .context = sim,
    };
    if (!prepare_lines(sim) || !prepare_cues(sim) ||
        !expectations_open(&sim->looks->expectations, &sim->loader.directives) ||
        !history_open(&sim->looks->history, &sim->journal, sim->loader.directives.gauge_count))
        return false;
    prepare_host(sim);
    begin(sim);
    return timeline_open(&sim->timeline, sim->vm, &sim->journal, options);
}

Sim *sim_open(const SimSource *source, const SimOptions *options, SimReport *report, void *context)
{
    Sim *sim = sim_new(options, report, context);
    if (!sim)
        return NULL;
    bool has_memory = journal_open(&sim->journal, sim->options.memory_limit);
    sim->host.journal = &sim->journal;
    bool is_loaded = has_memory && load(sim, source, LOADER_STEPPED);
    bool is_started = is_loaded && start_stepped(sim);
    if (!has_memory || (is_loaded && !is_started))
        report_no_memory(report, context);
    if (!is_started) {
        sim_close(sim);
        return NULL;
    }
    sim->report = NULL;
    timeline_run_ahead(&sim->timeline);
    return sim;
}

bool sim_check(const SimSource *source, const SimOptions *options, SimReport *report, void *context)
{
    Sim *sim = sim_new(options, report, context);
    bool is_loaded = sim && load(sim, source, LOADER_PLAIN);
    sim_close(sim);
    return is_loaded;
}

/* ---- a plain run ---- */

typedef struct PlainRun {
    const SimPlainHost *host;
} PlainRun;

static void plain_write(void *context, int stream, const char *bytes, size_t size)
{
    const PlainRun *run = context;
    if (run->host->write)
        run->host->write(run->host->context, stream, bytes, size);
}

static void plain_callback(void *context, uint32_t iteration, int64_t now_ns, TurnKind kind, const char *name)
{
    static const char *const kinds[] = {
        [TURN_MODULE] = "module", [TURN_STEP] = "step",         [TURN_WAKEUP] = "wakeup",
        [TURN_TIMER] = "timer",   [TURN_CALLBACK] = "callback", [TURN_SLICE] = "slice",
    };
    const PlainRun *run = context;
    run->host->callback(run->host->context, iteration, now_ns, kinds[kind], name);
}

static void copy_text(SimOutcome *outcome, const char *text)
{
    static const char MORE[] = "…";
    size_t length = strlen(text), room = sizeof outcome->text;
    size_t shown = length < room ? length : utf8_cut(text, length, room - sizeof MORE);
    memcpy(outcome->text, text, shown);
    strcpy(outcome->text + shown, shown < length ? MORE : "");
}

/* Who waits for whom is only known where facts are kept: run once more, with facts. */
static void explain(const SimSource *source, const SimOptions *options, SimOutcome *outcome)
{
    SimOptions whole = with_defaults(options);
    whole.horizon = UINT32_MAX;
    Sim *sim = sim_open(source, &whole, NULL, NULL);
    if (sim && sim->end == outcome->end)
        copy_text(outcome, text_string(&sim->end_text));
    sim_close(sim);
}

static void tell_outcome(Vm *vm, int status, SimOutcome *outcome)
{
    const World *world = world_of(vm);
    Text text = {0};
    *outcome = (SimOutcome){
        .end = (SimEnd)outcome_end(vm),
        .status = status,
        .callbacks = world->callback,
        .now_ns = world->now_ns,
        .arena_peak = vm->arena.used,
    };
    outcome_write(vm, &text);
    copy_text(outcome, text_string(&text));
    text_release(&text);
}

bool sim_run_plain(const SimSource *source, const SimOptions *options, const SimPlainHost *host,
                   SimOutcome *outcome, SimReport *report, void *context)
{
    PlainRun run = {host};
    Sim *sim = sim_new(options, report, context);
    if (!sim)
        return false;
    sim->host.context = &run;
    sim->host.write = plain_write;
    sim->host.callback_begins = host->callback ? plain_callback : NULL;
    bool is_loaded = load(sim, source, LOADER_PLAIN);
    if (is_loaded) {
        int status = 0;
        begin(sim);
        while (turn_run(sim->vm, &status) != TURN_OVER)
            continue;
        tell_outcome(sim->vm, status, outcome);
    }
    sim_close(sim);
    bool is_stuck = is_loaded && (outcome->end == SIM_END_DEADLOCK || outcome->end == SIM_END_SPIN ||
                                  outcome->end == SIM_END_INSTRUCTIONS);
    if (is_stuck)
        explain(source, options, outcome);
    return is_loaded;
}

/* ---- for tests ---- */

uint64_t sim_hash(const Sim *sim)
{
    return timeline_hash(&sim->timeline);
}

void sim_drop_keyframes(Sim *sim)
{
    timeline_drop_keyframes(&sim->timeline);
}

uint64_t sim_allocations(const Sim *sim)
{
    return sim->timeline.vm->arena.allocations;
}

void sim_fail_allocation(Sim *sim, uint64_t n)
{
    text_clear(&sim->end_text);
    for (uint32_t i = 0; i < sim->loader.directives.cue_count; i++)
        sim->cues[i].is_reached =
            sim->cues[i].is_reached && !position_is_before(sim->timeline.position, sim->cues[i].position);
    expectations_forget(&sim->looks->expectations, sim->timeline.position);
    timeline_fail_allocation(&sim->timeline, n);
    relations_forget(&sim->looks->relations, sim->journal.fact_count);
    lives_forget(&sim->looks->lives, sim->journal.fact_count);
    findings_release(&sim->looks->findings);
}
