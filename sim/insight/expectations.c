/* Judging expectations, turn by turn, and saying what stood where one failed. */
#include "expectations.h"

#include "expression.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { LEAVES_SHOWN = 8, LEAVES_DEEPEST = 100 };

bool expectations_open(Expectations *expectations, const Directives *directives)
{
    *expectations = (Expectations){.directives = directives};
    expectations->states = calloc((size_t)directives->expectation_count + 1, sizeof *expectations->states);
    return expectations->states != NULL;
}

void expectations_close(Expectations *expectations)
{
    for (uint32_t i = 0; expectations->states && i < expectations->directives->expectation_count; i++)
        text_release(&expectations->states[i].found);
    free(expectations->states);
    *expectations = (Expectations){.judged = 0};
}

/* ---- what stood there ---- */

/* The parts of a condition that have values of their own: names, attributes, subscripts, calls; each once. */
typedef struct Leaves {
    const Node *nodes[LEAVES_SHOWN];
    uint32_t count;
    const Expectation *expectation;
} Leaves;

static TreeText written(const Expectation *expectation, const Node *node)
{
    const TreeText *text = &expectation->text;
    size_t from = utf8_offset(text->bytes, text->length, node->span.column - expectation->column);
    size_t to = utf8_offset(text->bytes, text->length, node->span.end_column - expectation->column);
    return (TreeText){text->bytes + from, (uint32_t)(to - from)};
}

static void add_leaf(Leaves *leaves, const Node *node)
{
    TreeText text = written(leaves->expectation, node);
    for (uint32_t i = 0; i < leaves->count; i++) {
        TreeText known = written(leaves->expectation, leaves->nodes[i]);
        if (known.length == text.length && memcmp(known.bytes, text.bytes, text.length) == 0)
            return;
    }
    if (leaves->count < LEAVES_SHOWN)
        leaves->nodes[leaves->count++] = node;
}

static void collect_leaves(Leaves *leaves, const Node *node, unsigned depth)
{
    if (depth == LEAVES_DEEPEST)
        return;
    switch ((int)node->kind) {
    case NODE_BOOL_OP:
        for (uint32_t i = 0; i < node->bool_op.values.count; i++)
            collect_leaves(leaves, node->bool_op.values.items[i], depth + 1);
        break;
    case NODE_BIN_OP:
        collect_leaves(leaves, node->binary.left, depth + 1);
        collect_leaves(leaves, node->binary.right, depth + 1);
        break;
    case NODE_UNARY_OP:
        collect_leaves(leaves, node->unary.operand, depth + 1);
        break;
    case NODE_COMPARE:
        collect_leaves(leaves, node->compare.left, depth + 1);
        for (uint32_t i = 0; i < node->compare.count; i++)
            collect_leaves(leaves, node->compare.comparators[i], depth + 1);
        break;
    case NODE_CONSTANT:
        break;
    default:
        add_leaf(leaves, node);
        break;
    }
}

static void write_leaves(Vm *vm, const Expectation *expectation, Text *out)
{
    Leaves leaves = {.expectation = expectation};
    collect_leaves(&leaves, expectation->condition, 0);
    for (uint32_t i = 0; i < leaves.count; i++) {
        TreeText text = written(expectation, leaves.nodes[i]);
        Term term = expression_value(vm, leaves.nodes[i]);
        text_add(out, i > 0 ? ", " : "");
        text_add_bytes(out, text.bytes, text.length);
        text_add(out, term.kind == TERM_NOTHING ? " has no value" : " == ");
        if (term.kind != TERM_NOTHING)
            term_write(vm, term, out);
    }
}

/* ---- judging ---- */

static void fail(ExpectationState *state, Vm *vm)
{
    const World *world = world_of(vm);
    state->has_failed = true;
    state->position = (Position){world->turn, LINE_END};
    state->time_ns = world->now_ns;
    state->callback = world->callback;
}

static void judge_condition(const Expectation *expectation, ExpectationState *state, Vm *vm)
{
    Term term = expression_value_again(vm, expectation->condition, &state->cache);
    if (term.kind == TERM_NOTHING)
        return;
    state->was_judged = true;
    if (term_truth(vm, term))
        return;
    fail(state, vm);
    write_leaves(vm, expectation, &state->found);
}

void expectations_turn_ends(Expectations *expectations, Vm *vm)
{
    const World *world = world_of(vm);
    if (world->turn < expectations->judged)
        return;
    expectations->judged = world->turn + 1;
    for (uint32_t i = 0; i < expectations->directives->expectation_count; i++) {
        const Expectation *expectation = &expectations->directives->expectations[i];
        ExpectationState *state = &expectations->states[i];
        if (state->has_failed)
            continue;
        if (expectation->kind == EXPECT_ALWAYS)
            judge_condition(expectation, state, vm);
        else if (expectation->kind == EXPECT_WITHIN && world->now_ns > expectation->within_ns)
            fail(state, vm);
    }
}

/* It would go on for ever, and here it is clear that it does. */
static bool is_endless(RunEnd end)
{
    return end == END_DEADLOCK || end == END_SPIN;
}

/* The program came to where it can be judged as a whole. */
static bool is_an_end(RunEnd end)
{
    return end == END_FINISHED || end == END_RAISED || end == END_DEADLOCK;
}

void expectations_run_ended(Expectations *expectations, Vm *vm, RunEnd end)
{
    for (uint32_t i = 0; i < expectations->directives->expectation_count; i++) {
        const Expectation *expectation = &expectations->directives->expectations[i];
        ExpectationState *state = &expectations->states[i];
        if (state->has_failed)
            continue;
        if (expectation->kind == EXPECT_FINALLY && is_an_end(end))
            judge_condition(expectation, state, vm);
        else if (expectation->kind == EXPECT_WITHIN && is_endless(end))
            fail(state, vm);
    }
}

void expectations_forget(Expectations *expectations, Position position)
{
    for (uint32_t i = 0; i < expectations->directives->expectation_count; i++) {
        ExpectationState *state = &expectations->states[i];
        if (!state->has_failed || !position_is_before(position, state->position))
            continue;
        text_release(&state->found);
        *state = (ExpectationState){.was_judged = state->was_judged};
    }
    if (expectations->judged > position.turn + 1)
        expectations->judged = position.turn + 1;
}

/* ---- telling ---- */

Verdict expectation_verdict(const Expectations *expectations, uint32_t at, RunEnd end)
{
    const ExpectationState *state = &expectations->states[at];
    if (state->has_failed)
        return VERDICT_FAILS;
    if (expectations->directives->expectations[at].kind == EXPECT_WITHIN)
        return end == END_FINISHED || end == END_RAISED ? VERDICT_HOLDS : VERDICT_UNKNOWN;
    return is_an_end(end) && state->was_judged ? VERDICT_HOLDS : VERDICT_UNKNOWN;
}

static void write_lateness(const ExpectationState *state, int64_t within_ns, RunEnd end, int64_t end_ns, Text *out)
{
    if (state->time_ns <= within_ns) {
        text_add(out, "it never ends");
        return;
    }
    text_add(out, "it still runs at ");
    write_seconds(state->time_ns, out);
    text_add(out, " s");
    if (end == END_UNKNOWN)
        return;
    text_add(out, is_endless(end) ? ", and never ends" : ", and ends at ");
    if (is_endless(end))
        return;
    write_seconds(end_ns, out);
    text_add(out, " s");
}

static void write_unknown(const ExpectationState *state, RunEnd end, Text *out)
{
    if (end == END_UNKNOWN)
        text_add(out, "the run goes on beyond what was looked at; --horizon looks further");
    else if (!is_an_end(end))
        text_add(out, "the run was broken off before its end");
    else if (!state->was_judged)
        text_add(out, "it never has a value: a name in it is that of no module-level variable and of no object");
}

void expectation_write_found(const Expectations *expectations, uint32_t at, RunEnd end, int64_t end_ns, Text *out)
{
    const ExpectationState *state = &expectations->states[at];
    const Expectation *expectation = &expectations->directives->expectations[at];
    Verdict verdict = expectation_verdict(expectations, at, end);
    if (verdict == VERDICT_UNKNOWN)
        write_unknown(state, end, out);
    else if (verdict == VERDICT_FAILS && expectation->kind == EXPECT_WITHIN)
        write_lateness(state, expectation->within_ns, end, end_ns, out);
    else if (verdict == VERDICT_FAILS)
        text_add(out, text_string(&state->found));
}
