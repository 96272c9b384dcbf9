/* Awaits in a row that could run side by side.
 *
 * Told only of coroutines that do nothing but take their time: what they await is sleep (or others of their sort),
 * and they set no global. None needs what another gave, and time has really passed in between. */
#include "findings_parts.h"

#include "words.h"

#include <stdlib.h>

enum { CALLS_DEEPEST = 4 };

/* ---- coroutines that only take their time ---- */

static bool declares_global(const Work *work, uint32_t function, TreeText name)
{
    for (uint32_t i = function + 1; i < work->tree.places[function].end; i++) {
        const Node *node = work->tree.places[i].node;
        if (node->kind != NODE_GLOBAL)
            continue;
        for (uint32_t at = 0; at < node->names.count; at++)
            if (tree_text_equal(node->names.items[at], name))
                return true;
    }
    return false;
}

/* Counting in a global leaves nothing that matters to others of its kind, unless they look at it. */
static bool looks_at(const Work *work, uint32_t function, TreeText name)
{
    for (uint32_t i = function + 1; i < work->tree.places[function].end; i++) {
        const TreePlace *place = &work->tree.places[i];
        const Node *parent = work->tree.places[place->parent].node;
        bool is_counted = parent->kind == NODE_AUG_ASSIGN && parent->binary.left == place->node;
        if (place->node->kind == NODE_NAME && tree_text_equal(place->node->name.id, name) && !is_counted)
            return true;
    }
    return false;
}

static bool counts_and_looks(const Work *work, uint32_t function, const Node *target)
{
    return target->kind == NODE_NAME && declares_global(work, function, target->name.id) &&
           looks_at(work, function, target->name.id);
}

/* Setting a global, an attribute or an item leaves something behind whose order may matter; counting does not. */
static bool sets_something(const Work *work, uint32_t function, const Node *target)
{
    if (target->kind == NODE_TUPLE) {
        for (uint32_t i = 0; i < target->list.items.count; i++)
            if (sets_something(work, function, target->list.items.items[i]))
                return true;
        return false;
    }
    return target->kind != NODE_NAME || declares_global(work, function, target->name.id);
}

static bool takes_its_time(const Work *work, const Node *function, unsigned depth);

static bool is_mere_time(const Work *work, const Node *awaited, unsigned depth)
{
    if (awaited->kind != NODE_CALL)
        return false;
    if (tree_calls(awaited, "sleep") || tree_calls(awaited, "to_thread"))
        return true;
    const Node *function = awaited->call.function->kind == NODE_NAME
                               ? work_async_function(work, awaited->call.function->name.id)
                               : NULL;
    return function && takes_its_time(work, function, depth + 1);
}

static bool spoils(const Work *work, uint32_t function, const Node *node, unsigned depth)
{
    switch ((int)node->kind) {
    case NODE_AWAIT:
        return !is_mere_time(work, node->unary.operand, depth);
    case NODE_FOR:
        return node->loop.is_async;
    case NODE_WITH:
        return node->with.is_async;
    case NODE_YIELD:
    case NODE_YIELD_FROM:
    case NODE_FUNCTION_DEF:
        return true;
    case NODE_CALL:
        return tree_calls(node, "create_task") || tree_calls(node, "ensure_future") || tree_calls(node, "gather");
    case NODE_AUG_ASSIGN:
        return counts_and_looks(work, function, node->binary.left);
    case NODE_ASSIGN:
        for (uint32_t i = 0; i < node->assign.targets.count; i++)
            if (sets_something(work, function, node->assign.targets.items[i]))
                return true;
        return false;
    default:
        return false;
    }
}

static bool look_at_function(const Work *work, uint32_t place, unsigned depth)
{
    bool awaits = false;
    for (uint32_t i = place + 1; i < work->tree.places[place].end; i++) {
        const Node *node = work->tree.places[i].node;
        if (spoils(work, place, node, depth))
            return false;
        awaits = awaits || node->kind == NODE_AWAIT;
    }
    return awaits;
}

/* Functions that await one another many times are each looked at once for each depth. */
static bool takes_its_time(const Work *work, const Node *function, unsigned depth)
{
    enum { UNKNOWN, NO, YES };
    uint32_t place = work_place_of(work, function);
    if (depth > CALLS_DEEPEST)
        return false;
    uint8_t *known = &work->mere_time[(size_t)place * (CALLS_DEEPEST + 1) + depth];
    if (*known == UNKNOWN)
        *known = look_at_function(work, place, depth) ? YES : NO;
    return *known == YES;
}

/* ---- one await ---- */

/* `await f(...)`, `x = await f(...)`, `x += await f(...)`, `xs.append(await f(...))`: the call, or NULL. */
static const Node *awaited_call(const Node *statement, const Node **target)
{
    const Node *value = NULL;
    *target = NULL;
    if (statement->kind == NODE_EXPR_STATEMENT) {
        value = statement->unary.operand;
        if (value->kind == NODE_CALL && value->call.arguments.count == 1 && tree_calls(value, "append"))
            value = value->call.arguments.items[0];
    } else if (statement->kind == NODE_ASSIGN && statement->assign.targets.count == 1) {
        value = statement->assign.value;
        *target = statement->assign.targets.items[0];
    } else if (statement->kind == NODE_AUG_ASSIGN) {
        value = statement->binary.right;
        *target = statement->binary.left;
    }
    return value && value->kind == NODE_AWAIT ? value->unary.operand : NULL;
}

static bool could_run_beside(const Work *work, const Node *call)
{
    const Node *function = call && call->kind == NODE_CALL && call->call.function->kind == NODE_NAME
                               ? work_async_function(work, call->call.function->name.id)
                               : NULL;
    return function && takes_its_time(work, function, 0);
}

static bool mentions(const Work *work, const Node *call, const Node *target)
{
    if (target->kind == NODE_TUPLE) {
        for (uint32_t i = 0; i < target->list.items.count; i++)
            if (mentions(work, call, target->list.items.items[i]))
                return true;
        return false;
    }
    return target->kind == NODE_NAME && tree_mentions(&work->tree, work_place_of(work, call), target->name.id);
}

/* A lock or a deadline around them makes a row of them. */
static bool is_under_a_lock(const Work *work, const Node *node)
{
    for (uint32_t at = work_place_of(work, node); at > 0; at = work->tree.places[at].parent) {
        const Node *around = work->tree.places[at].node;
        if (around->kind == NODE_WITH && around->with.is_async)
            return true;
        if (around->kind == NODE_FUNCTION_DEF)
            return false;
    }
    return false;
}

/* ---- what the run says ---- */

static bool is_switch_at(const Fact *fact, const Node *node)
{
    return fact->kind == FACT_AWAITED && fact->number == 1 && fact->object >= node->span.line &&
           fact->object <= node->span.end_line;
}

static void write_row(Finding *finding, int64_t apart_ns)
{
    text_add(&finding->seen, "the second begins ");
    write_seconds(apart_ns, &finding->seen);
    text_add(&finding->seen, " s after the first, when that has ended");
}

/* The same task awaits the first and later the second, and time has passed: else false. */
static bool add_row(Work *work, const Node *first, const Node *second)
{
    const Fact *begun = NULL;
    for (uint64_t i = 0; i < work->fact_count; i++) {
        const Fact *fact = &work->facts[i];
        if (begun && fact->subject == begun->subject && fact->time_ns > begun->time_ns &&
            is_switch_at(fact, second)) {
            Finding *finding = work_add(work, FINDING_SEQUENTIAL_AWAITS, first->span, fact);
            if (finding)
                write_row(finding, fact->time_ns - begun->time_ns);
            return true;
        }
        if (!begun && is_switch_at(fact, first))
            begun = fact;
    }
    return false;
}

/* ---- statements one after the other ---- */

static bool is_same_function(const Node *a, const Node *b)
{
    return tree_text_equal(tree_called_name(a), tree_called_name(b));
}

static bool is_row(const Work *work, const Node *first, const Node *second)
{
    const Node *one, *other;
    const Node *first_call = awaited_call(first, &one), *second_call = awaited_call(second, &other);
    if (!first_call || !second_call || first_call->kind != NODE_CALL || second_call->kind != NODE_CALL)
        return false;
    bool belong_together = is_same_function(first_call, second_call) || (one && other);
    if (!belong_together || (one && mentions(work, second_call, one)) || is_under_a_lock(work, first))
        return false;
    return could_run_beside(work, first_call) && could_run_beside(work, second_call);
}

/* A row of any length is told once, where time first passes in it. */
static void look_at_list(Work *work, NodeList list)
{
    bool is_told = false;
    for (uint32_t i = 0; i + 1 < list.count; i++) {
        if (!is_row(work, list.items[i], list.items[i + 1]))
            is_told = false;
        else if (!is_told)
            is_told = add_row(work, list.items[i], list.items[i + 1]);
    }
}

/* ---- loops ---- */

/* Nothing in the loop's body but the one await hangs on what went before. */
static bool is_simple_loop(const Work *work, const Node *loop, const Node *call)
{
    uint32_t place = work_place_of(work, loop), awaits = 0;
    for (uint32_t i = place + 1; i < work->tree.places[place].end; i++) {
        const Node *node = work->tree.places[i].node;
        bool breaks = node->kind == NODE_BREAK || node->kind == NODE_RETURN || node->kind == NODE_TRY ||
                      node->kind == NODE_CONTINUE || node->kind == NODE_WITH;
        if (breaks || (node->kind == NODE_AWAIT && ++awaits > 1))
            return false;
        const Node *target = node->kind == NODE_ASSIGN       ? node->assign.targets.items[0]
                             : node->kind == NODE_AUG_ASSIGN ? node->binary.left
                                                             : NULL;
        if (target && mentions(work, call, target))
            return false;
    }
    return true;
}

static void look_at_loop(Work *work, const Node *loop)
{
    if (loop->loop.is_async || is_under_a_lock(work, loop))
        return;
    for (uint32_t i = 0; i < loop->loop.body.count; i++) {
        const Node *statement = loop->loop.body.items[i], *target;
        const Node *call = awaited_call(statement, &target);
        if (call && mentions(work, call, loop->loop.target) && could_run_beside(work, call) &&
            is_simple_loop(work, loop, call))
            add_row(work, statement, statement);
    }
}

/* `[await f(x) for x in xs]` */
static void look_at_comprehension(Work *work, const Node *node)
{
    const Node *element = node->comprehension.element;
    bool is_row = node->comprehension.clause_count == 1 && !node->comprehension.clauses[0].is_async &&
                  element->kind == NODE_AWAIT && element->unary.operand->kind == NODE_CALL;
    if (is_row && mentions(work, element->unary.operand, node->comprehension.clauses[0].target) &&
        could_run_beside(work, element->unary.operand) && !is_under_a_lock(work, node))
        add_row(work, node, node);
}

void find_sequential_awaits(Work *work)
{
    work->mere_time = calloc((size_t)work->tree.count * (CALLS_DEEPEST + 1), 1);
    work->is_out_of_memory = work->is_out_of_memory || !work->mere_time;
    for (uint32_t i = 0; work->mere_time && i < work->tree.count; i++) {
        const Node *node = work->tree.places[i].node;
        switch ((int)node->kind) {
        case NODE_FUNCTION_DEF:
            look_at_list(work, node->function.body);
            break;
        case NODE_IF:
            look_at_list(work, node->branch.body);
            look_at_list(work, node->branch.otherwise);
            break;
        case NODE_TRY:
            look_at_list(work, node->try_.body);
            break;
        case NODE_FOR:
            look_at_loop(work, node);
            break;
        case NODE_LIST_COMP:
            look_at_comprehension(work, node);
            break;
        default:
            break;
        }
    }
    free(work->mere_time);
    work->mere_time = NULL;
}
