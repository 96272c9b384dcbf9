/* What the run is checked for: expectations, and what is worth a warning. */
#include "sim_parts.h"

#include "words.h"

#include <string.h>

static void show_diagnostic(const Sim *sim, const Diagnostic *diagnostic, Text *out)
{
    text_clear(out);
    diagnostic_write(diagnostic, sim->file_name, sim->loader.source, sim->loader.source_length, out);
}

/* ---- expectations ---- */

static RunEnd known_end(const Sim *sim)
{
    return sim->timeline.is_whole ? (RunEnd)sim->end : END_UNKNOWN;
}

/* «file:line:col: error: expectation failed: …», the directive, a caret; then, behind a NUL, what was found. */
static size_t show_expectation(const Sim *sim, const Expectation *known, const char *word, Verdict verdict)
{
    Text message = {0}, *text = &sim->looks->expectation;
    const char *what = verdict == VERDICT_FAILS     ? "expectation failed"
                       : verdict == VERDICT_UNKNOWN ? "expectation not judged"
                                                    : "expectation holds";
    text_format(&message, "%s: %s %s", what, word, known->text.bytes);
    const Diagnostic diagnostic = {
        .kind = DIAGNOSTIC_DIRECTIVE, .span = known->span, .message = (char *)text_string(&message)};
    show_diagnostic(sim, &diagnostic, text);
    text_add_char(text, '\0');
    text_release(&message);
    return text->length;
}

bool sim_expectation(const Sim *sim, size_t at, SimExpectation *expectation)
{
    static const char *const words[] = {"always", "finally", "within"};
    const Directives *directives = &sim->loader.directives;
    if (at >= directives->expectation_count)
        return false;
    const Expectation *known = &directives->expectations[at];
    const Expectations *expectations = &sim->looks->expectations;
    const ExpectationState *state = &expectations->states[at];
    const Timeline *timeline = &sim->timeline;
    Verdict verdict = expectation_verdict(expectations, (uint32_t)at, known_end(sim));
    size_t behind = show_expectation(sim, known, words[known->kind], verdict);
    Text *text = &sim->looks->expectation;
    expectation_write_found(expectations, (uint32_t)at, known_end(sim),
                            timeline->records[timeline->record_count - 1].end_ns, text);
    *expectation = (SimExpectation){
        .kind = (SimExpectationKind)known->kind,
        .word = words[known->kind],
        .text = known->text.bytes,
        .line = known->span.line,
        .column = known->span.column,
        .verdict = (SimVerdict)verdict,
        .position = {state->position.turn, state->position.line},
        .callback = state->callback,
        .time_ns = state->time_ns,
        .found = text->length > behind ? text_string(text) + behind : "",
        .shown = text_string(text),
    };
    return true;
}

/* ---- findings ---- */

static SimFindingKind words_of(FindingKind kind)
{
    const FindingWords *words = &FINDING_WORDS[kind];
    return (SimFindingKind){words->word, words->what, words->why, words->mend};
}

bool sim_finding_kind(size_t at, SimFindingKind *kind)
{
    if (at >= FINDING_KINDS)
        return false;
    *kind = words_of((FindingKind)at);
    return true;
}

/* They are made when somebody looks, and again when more of the run is known. */
static const Findings *findings_of(const Sim *sim)
{
    Findings *findings = &sim->looks->findings;
    const FindingSource source = {
        .journal = &sim->journal,
        .relations = &sim->looks->relations,
        .tree = sim->loader.tree,
        .is_whole = sim->timeline.is_whole,
    };
    if (!findings->is_made || findings->facts != sim->journal.fact_count)
        findings_make(findings, &source);
    return findings;
}

bool sim_has_findings(const Sim *sim)
{
    return findings_of(sim)->is_made;
}

/* «file:line:col: warning: …», the line, a caret. */
static const char *shown_finding(const Sim *sim, const Finding *finding)
{
    const FindingWords *words = &FINDING_WORDS[finding->kind];
    Text message = {0};
    text_format(&message, "%s (%s)", words->what, words->word);
    const Diagnostic diagnostic = {
        .kind = DIAGNOSTIC_WARNING, .span = finding->span, .message = (char *)text_string(&message)};
    show_diagnostic(sim, &diagnostic, &sim->looks->finding);
    text_release(&message);
    return text_string(&sim->looks->finding);
}

bool sim_finding(const Sim *sim, size_t at, SimFinding *finding)
{
    const Findings *findings = findings_of(sim);
    if (at >= findings->count)
        return false;
    const Finding *known = &findings->items[at];
    const Timeline *timeline = &sim->timeline;
    uint32_t last = timeline->record_count - 1, turn = known->turn < last ? known->turn : last;
    *finding = (SimFinding){
        .kind = words_of(known->kind),
        .seen = text_string(&known->seen),
        .line = known->span.line,
        .column = known->span.column,
        .end_line = known->span.end_line,
        .end_column = known->span.end_column,
        .position = {turn, SIM_LINE_END},
        .callback = timeline->records[turn].callback,
        .time_ns = known->time_ns,
        .shown = shown_finding(sim, known),
    };
    return true;
}
