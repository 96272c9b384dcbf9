/* What `check` says to a program: a line of JSON for each thing, one for each file, and one for all of them. The
 * schema is in ui/report/README.md. */
#include "check_parts.h"

#include "json.h"

static void begin(Json *json, const CheckedFile *checked, const char *kind)
{
    json_open(json, NULL);
    json_text(json, "kind", kind);
    json_text(json, "file", checked->path);
}

static void end(Json *json)
{
    json_close(json);
    putc('\n', json->file);
    json->needs_comma = false;
}

static void write_place(Json *json, const CheckedFile *checked, SimPosition position, uint32_t callback,
                        int64_t time_ns)
{
    char command[CHECK_COMMAND_BYTES];
    check_command(checked, callback, command);
    json_number(json, "callback", callback);
    json_number(json, "turn", position.turn);
    json_number(json, "time_ns", time_ns);
    json_text(json, "open", command);
}

static void write_diagnostic(Json *json, const CheckedFile *checked, const CheckItem *item)
{
    const CheckDiagnostic *diagnostic = &checked->diagnostics[item->at];
    begin(json, checked, item->kind == CHECK_ERROR ? "error" : "warning");
    json_number(json, "line", diagnostic->line);
    json_number(json, "column", diagnostic->column);
    json_text(json, "message", diagnostic->message ? diagnostic->message : "");
    json_text(json, "hint", diagnostic->hint ? diagnostic->hint : "");
    end(json);
}

static void write_finding(Json *json, const CheckedFile *checked, size_t at)
{
    SimFinding finding;
    if (!sim_finding(checked->sim, at, &finding))
        return;
    begin(json, checked, "finding");
    json_text(json, "finding", finding.kind.word);
    json_number(json, "line", finding.line);
    json_number(json, "column", finding.column);
    json_text(json, "what", finding.kind.what);
    json_text(json, "seen", finding.seen);
    json_text(json, "why", finding.kind.why);
    json_text(json, "mend", finding.kind.mend);
    write_place(json, checked, finding.position, finding.callback, finding.time_ns);
    end(json);
}

static void write_expectation(Json *json, const CheckedFile *checked, const SimExpectation *expectation)
{
    static const char *const verdicts[] = {
        [SIM_VERDICT_HOLDS] = "holds", [SIM_VERDICT_FAILS] = "fails", [SIM_VERDICT_UNKNOWN] = "unknown"};
    begin(json, checked, "expectation");
    json_text(json, "word", expectation->word);
    json_text(json, "text", expectation->text);
    json_number(json, "line", expectation->line);
    json_number(json, "column", expectation->column);
    json_text(json, "verdict", verdicts[expectation->verdict]);
    json_text(json, "found", expectation->found);
    if (expectation->verdict == SIM_VERDICT_FAILS)
        write_place(json, checked, expectation->position, expectation->callback, expectation->time_ns);
    end(json);
}

/* All of them, also those that hold: a grading script wants to count. */
static void write_expectations(Json *json, const CheckedFile *checked)
{
    SimExpectation expectation;
    for (size_t at = 0; checked->sim && sim_expectation(checked->sim, at, &expectation); at++)
        write_expectation(json, checked, &expectation);
}

static void write_items(Json *json, const CheckedFile *checked)
{
    for (size_t i = 0; i < checked->item_count; i++) {
        const CheckItem *item = &checked->items[i];
        if (item->kind == CHECK_FINDING)
            write_finding(json, checked, item->at);
        else if (item->kind != CHECK_EXPECTATION)
            write_diagnostic(json, checked, item);
    }
}

static void write_run(Json *json, const CheckedFile *checked)
{
    static const char *const ends[] = {
        [SIM_END_UNKNOWN] = "unknown",   [SIM_END_FINISHED] = "finished", [SIM_END_RAISED] = "raised",
        [SIM_END_DEADLOCK] = "deadlock", [SIM_END_SPIN] = "spin",         [SIM_END_INSTRUCTIONS] = "instructions",
        [SIM_END_MEMORY] = "memory",     [SIM_END_REFUSED] = "refused",
    };
    char exception[500] = "";
    if (checked->extent.end == SIM_END_RAISED)
        check_exception(checked->sim, exception, sizeof exception);
    json_number(json, "seed", checked->seed);
    json_text(json, "end", ends[checked->extent.end]);
    json_text(json, "text", checked->extent.end == SIM_END_RAISED ? exception : checked->extent.end_text);
    json_number(json, "callbacks", checked->extent.callbacks);
    json_number(json, "time_ns", checked->extent.end_ns);
}

void check_tell_json(const CheckedFile *checked)
{
    Json json = {.file = stdout};
    write_items(&json, checked);
    write_expectations(&json, checked);
    begin(&json, checked, "checked");
    json_number(&json, "status", checked->status);
    json_number(&json, "errors", checked->errors);
    json_number(&json, "warnings", checked->warnings);
    json_number(&json, "findings", checked->findings);
    json_number(&json, "failed", checked->failed);
    json_number(&json, "unknown", checked->unknown);
    if (checked->sim)
        write_run(&json, checked);
    end(&json);
}

void check_tell_given_up(const char *path, const char *end_word)
{
    Json json = {.file = stdout};
    json_open(&json, NULL);
    json_text(&json, "kind", "checked");
    json_text(&json, "file", path);
    json_number(&json, "status", EXIT_LIMIT);
    json_text(&json, "end", end_word);
    end(&json);
}

static void tell_part(unsigned count, const char *what)
{
    if (count > 0)
        printf(", %u %s", count, what);
}

void check_tell_summary(const Options *options, const CheckSummary *summary)
{
    if (options->is_json) {
        Json json = {.file = stdout};
        json_open(&json, NULL);
        json_text(&json, "kind", "summary");
        json_text(&json, "format", "loopscope-check");
        json_number(&json, "version", 1);
        json_number(&json, "files", summary->files);
        json_number(&json, "fine", summary->fine);
        json_number(&json, "status", summary->status);
        end(&json);
        return;
    }
    printf("%u %s: %u fine", summary->files, summary->files == 1 ? "file" : "files", summary->fine);
    tell_part(summary->failed, "with an expectation that fails");
    tell_part(summary->stuck, "that do not end well");
    tell_part(summary->unfit, "that cannot be loaded");
    putchar('\n');
}
