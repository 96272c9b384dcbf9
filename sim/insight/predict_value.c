/* value EXPR: what the expression is worth at the end of the turn, when the running task is suspended or has ended
 * and nobody else has run. What a task does up to its next switch, nobody can come between. Between two turns it is
 * the end of the next one. */
#include "prediction_draft.h"

#include "expression.h"

#include <math.h>
#include <string.h>

static const double MICRO = 1e6; /* what is made up has no more digits than people write */
static const double NANOS = 1e9; /* of a second */

enum { GAUGES_ASKED = 16, KNOBS_ASKED = 4, VALUE_MOST = 80 };

/* What is asked, and of which turn. */
typedef struct ValueQuestion {
    Draft *draft;
    const Moment *moment;
    uint64_t begin, end; /* the facts of the turn */
    Term right;          /* only numbers, bools and None are looked at: the others are of another position */
} ValueQuestion;

static const char NO_VALUE[] = "it has no value";

static void write_term(Vm *vm, Term term, Text *out)
{
    Text whole = {0};
    if (term.kind == TERM_NOTHING)
        text_add(out, NO_VALUE);
    else
        term_write(vm, term, &whole);
    text_add_cut(out, text_string(&whole), whole.length, VALUE_MOST);
    text_release(&whole);
}

/* ---- candidates ---- */

/* The right number and `more`. */
static void offer_number(const ValueQuestion *question, int64_t more, unsigned misconception, const char *why)
{
    Term term = question->right;
    bool is_whole = term.kind == TERM_INT;
    if (is_whole && more < 0 && term.integer >= 0 && term.integer + more < 0)
        return; /* what is counted is not less than nothing */
    if (is_whole && (term.integer > INT32_MAX || term.integer < INT32_MIN))
        return;
    if (term.kind == TERM_REAL)
        term.real = round((term.real + (double)more) * MICRO) / MICRO;
    else if (is_whole)
        term.integer += more;
    else
        return;
    write_term(question->moment->vm, term, &question->draft->text);
    text_add(&question->draft->why, why);
    offer_wrong(question->draft, misconception);
}

static uint32_t count_here(const ValueQuestion *question, FactKind kind)
{
    return count_facts(question->moment, kind, question->begin, question->end);
}

static uint32_t count_never_awaited(const ValueQuestion *question)
{
    const Moment *moment = question->moment;
    uint32_t count = 0;
    for (uint64_t i = question->begin; i < question->end; i++) {
        const Fact *fact = fact_number(moment, i);
        TreeText name;
        count +=
            fact->kind == FACT_WARNED && read_never_awaited(journal_note(moment->journal, fact->number), &name);
    }
    return count;
}

/* How many wait() returned as pending. */
static uint32_t count_pending(const ValueQuestion *question)
{
    uint64_t at = find_last_fact(question->moment, FACT_WAIT_RETURNED, 0, question->begin, question->end);
    return at == NO_FACT ? 0 : (uint32_t)fact_pending(fact_number(question->moment, at));
}

/* When main ends: those that live, and that are cancelled now. */
static uint32_t count_left(const ValueQuestion *question)
{
    const Moment *moment = question->moment;
    const Fact *state = state_ahead(moment);
    uint32_t count = 0;
    if (moment->running != 1 || !state || fact_task_state(state) != TASK_DONE)
        return 0;
    for (uint32_t task = 2; task <= moment->world->task_count; task++)
        count += !has_ended(moment, task);
    return count + count_facts(moment, FACT_TASK_CREATED, moment->cut, moment->end);
}

/* Something is put into a queue without a limit. */
static bool puts_without_limit(const ValueQuestion *question)
{
    const Moment *moment = question->moment;
    for (uint64_t i = moment->cut; i < question->end; i++) {
        const Fact *fact = fact_number(moment, i);
        ThingState state;
        if (fact->kind == FACT_ITEM_PUT && thing_state(moment->vm, fact->object, &state) && state.capacity == 0)
            return true;
    }
    return false;
}

static void offer_more(const ValueQuestion *question, uint32_t count, unsigned misconception)
{
    if (count > 0)
        offer_number(question, count, misconception, "");
}

static void offer_less(const ValueQuestion *question, uint32_t count, unsigned misconception)
{
    if (count > 0)
        offer_number(question, -(int64_t)count, misconception, "");
}

/* The running task woke late: what a span of time would be, had its sleep ended on the second. */
static void offer_in_time(const ValueQuestion *question)
{
    Term term = question->right;
    int64_t late_ns = lateness_of_waking(question->moment);
    if (term.kind != TERM_REAL || late_ns == 0)
        return;
    term.real = round((term.real - (double)late_ns / NANOS) * MICRO) / MICRO;
    if (term.real < 0)
        return;
    write_term(question->moment->vm, term, &question->draft->text);
    offer_wrong(question->draft, 4);
}

static void offer_from_misconceptions(const ValueQuestion *question)
{
    offer_in_time(question);
    offer_more(question, count_never_awaited(question), 1);
    offer_more(question, count_left(question), 14);
    offer_more(question, count_here(question, FACT_TASK_CREATED), 2);
    offer_less(question, count_pending(question), 9);
    offer_less(question, count_here(question, FACT_CANCEL_ASKED), 8);
}

/* 3, 3.0 and, for a bool, 1 are the same answer. */
static bool is_right_number(const ValueQuestion *question, double number)
{
    double right;
    return term_real(question->right, &right) && right == number;
}

/* What it is worth now, where that is not what it will be. */
static void offer_present(const ValueQuestion *question, Term present)
{
    double number;
    if (term_real(present, &number) && is_right_number(question, number))
        return;
    write_term(question->moment->vm, present, &question->draft->text);
    text_add(&question->draft->why, "That is its value now; it changes before the turn ends.");
    offer_wrong(question->draft, puts_without_limit(question) ? 17 : 0);
}

static void offer_text(const ValueQuestion *question, const char *text, const char *why)
{
    text_add(&question->draft->text, text);
    text_add(&question->draft->why, why);
    offer_wrong(question->draft, 0);
}

static void offer_spare_text(const ValueQuestion *question, const char *text, const char *why)
{
    text_add(&question->draft->text, text);
    text_add(&question->draft->why, why);
    offer_spare(question->draft);
}

/* Capacities and the like. */
static void offer_knobs(const ValueQuestion *question)
{
    const Directives *directives = question->moment->place->directives;
    for (uint32_t i = 0; i < directives->knob_count && i < KNOBS_ASKED; i++) {
        const Knob *knob = &directives->knobs[i];
        if ((question->right.kind == TERM_INT && knob->is_real) || is_right_number(question, knob->value.real))
            continue;
        directive_number_write(knob->value, &question->draft->text);
        text_add(&question->draft->why, "That is ");
        text_add_bytes(&question->draft->why, knob->name.bytes, knob->name.length);
        text_add(&question->draft->why, ", which is something else.");
        offer_wrong(question->draft, 0);
    }
}

static void offer_neighbours(const ValueQuestion *question)
{
    static const char WHY[] = "Nothing that runs up to then makes it so.";
    TermKind kind = question->right.kind;
    if (kind == TERM_BOOL) {
        offer_text(question, question->right.integer ? "False" : "True", WHY);
        return;
    }
    if (kind == TERM_INT || kind == TERM_REAL) {
        offer_number(question, 1, 0, WHY);
        offer_number(question, -1, 0, WHY);
        offer_knobs(question);
        offer_number(question, 2, 0, WHY);
        return;
    }
    if (kind != TERM_NONE)
        offer_spare_text(question, "None", WHY);
    if (kind != TERM_NOTHING)
        offer_spare_text(question, NO_VALUE, "It has one then.");
}

/* ---- the question ---- */

static uint32_t turn_asked(const Moment *moment)
{
    return moment->position.turn + !moment->is_inside;
}

static void write_question(const ValueQuestion *question, const char *expression, size_t length, Text *out)
{
    const Moment *moment = question->moment;
    uint64_t began = find_fact(moment, FACT_TURN_BEGAN, 0, question->begin, question->end);
    TurnKind kind = began == NO_FACT ? TURN_CALLBACK : fact_turn_kind(fact_number(moment, began));
    text_add(out, "What will ");
    write_quoted(expression, length, 60, out);
    text_add(out, " be ");
    if (moment->is_inside) {
        text_add(out, "when ");
        write_end_of_turn(moment, out);
    } else {
        text_add(out, kind == TURN_SLICE    ? "when the thread that runs next waits or has ended"
                      : kind == TURN_MODULE ? "when the module's code has gone on"
                                            : "after the next callback");
    }
    text_add_char(out, '?');
}

static void offer_all(const ValueQuestion *question, Term present)
{
    offer_from_misconceptions(question);
    offer_present(question, present);
    offer_neighbours(question);
}

/* Ask for a node's value: go there, look, come back. */
static bool ask_for(Draft *draft, const Node *node, const char *expression, size_t length, bool only_changes)
{
    const Moment *moment = draft->moment;
    Timeline *timeline = moment->place->timeline;
    ValueQuestion question = {.draft = draft, .moment = moment};
    timeline_seek(timeline, draft->shown);
    question.right = expression_value(moment->vm, node);
    write_term(moment->vm, question.right, &draft->text);
    timeline_seek(timeline, moment->position);
    Term present = expression_value(moment->vm, node);
    Text shown = {0};
    write_term(moment->vm, present, &shown);
    bool changes = strcmp(text_string(&shown), text_string(&draft->text)) != 0;
    bool has_value = question.right.kind != TERM_NOTHING || present.kind != TERM_NOTHING;
    text_release(&shown);
    if (!has_value || (only_changes && !changes)) {
        text_clear(&draft->text);
        return false;
    }
    offer_right(draft);
    timeline_facts(timeline, draft->shown.turn, &question.begin, &question.end);
    offer_all(&question, present);
    write_question(&question, expression, length, &draft->question);
    return true;
}

static bool ask_for_gauge(Draft *draft, bool only_changes)
{
    const Directives *directives = draft->moment->place->directives;
    for (uint32_t i = 0; i < directives->gauge_count && i < GAUGES_ASKED; i++) {
        const TreeText name = directives->gauges[i].name;
        const Node node = {.kind = NODE_NAME, .name = {.id = name}};
        if (ask_for(draft, &node, name.bytes, name.length, only_changes))
            return true;
    }
    return false;
}

bool draft_value(Draft *draft, const PredictionAsk *ask)
{
    const Moment *moment = draft->moment;
    draft->shown = (Position){turn_asked(moment), LINE_END};
    if (draft->shown.turn >= moment->place->timeline->record_count)
        return false;
    uint64_t first, end;
    timeline_facts(moment->place->timeline, draft->shown.turn, &first, &end);
    draft->truth = find_fact(moment, FACT_TURN_ENDED, 0, first, end);
    if (ask->value)
        return ask_for(draft, ask->value, ask->value_text, strlen(ask->value_text), false);
    return ask_for_gauge(draft, true) || ask_for_gauge(draft, false);
}

void tell_value(const Draft *draft, Text *out)
{
    text_add(out, "It is ");
    text_add(out, draft->words.bytes + draft->candidates[0].text);
    text_add(out, " then.");
}
