/* Which loops look. */
#include "looking.h"

typedef struct Looking {
    const char *source, *end;
    uint8_t *marks;
    uint32_t line_count;
} Looking;

/* ---- names in a loop's condition ---- */

/* Whether the name stands on the lines of the condition. */
static bool is_in_condition(const Looking *looking, const Node *condition, TreeText name)
{
    const char *begin = text_line(looking->source, looking->end, condition->span.line);
    const char *end = text_line(looking->source, looking->end, condition->span.end_line + 1);
    return text_has_name(begin, (size_t)(end - begin), name.bytes, name.length);
}

/* ---- what a loop's body does ---- */

typedef struct Body {
    const Node *condition;
    bool decides, moves_on;
} Body;

static void note_target(const Looking *looking, Body *body, const Node *target)
{
    if (target && target->kind == NODE_NAME && is_in_condition(looking, body->condition, target->name.id))
        body->moves_on = true;
}

static void read_body(const Looking *looking, Body *body, NodeList statements);

static void read_branches(const Looking *looking, Body *body, const Node *branch)
{
    body->decides = true;
    while (branch) {
        NodeList otherwise = branch->branch.otherwise;
        read_body(looking, body, branch->branch.body);
        branch = otherwise.count == 1 && otherwise.items[0]->kind == NODE_IF ? otherwise.items[0] : NULL;
        if (!branch)
            read_body(looking, body, otherwise);
    }
}

static void read_try(const Looking *looking, Body *body, const Node *node)
{
    body->decides = true;
    read_body(looking, body, node->try_.body);
    for (uint32_t i = 0; i < node->try_.handler_count; i++)
        read_body(looking, body, node->try_.handlers[i].body);
    read_body(looking, body, node->try_.otherwise);
    read_body(looking, body, node->try_.finally);
}

static void read_statement(const Looking *looking, Body *body, const Node *node)
{
    switch (node->kind) {
    case NODE_ASSIGN:
        for (uint32_t i = 0; i < node->assign.targets.count; i++)
            note_target(looking, body, node->assign.targets.items[i]);
        return;
    case NODE_AUG_ASSIGN:
        note_target(looking, body, node->binary.left);
        return;
    case NODE_ANN_ASSIGN:
        note_target(looking, body, node->annotated.target);
        return;
    case NODE_IF:
        read_branches(looking, body, node);
        return;
    case NODE_MATCH:
        body->decides = true;
        for (uint32_t i = 0; i < node->match.case_count; i++)
            read_body(looking, body, node->match.cases[i].body);
        return;
    case NODE_TRY:
        read_try(looking, body, node);
        return;
    case NODE_WITH:
        read_body(looking, body, node->with.body);
        return;
    case NODE_FOR:
    case NODE_WHILE:
        note_target(looking, body, node->loop.target);
        read_body(looking, body, node->loop.body);
        return;
    default:
        return;
    }
}

static void read_body(const Looking *looking, Body *body, NodeList statements)
{
    for (uint32_t i = 0; i < statements.count; i++)
        read_statement(looking, body, statements.items[i]);
}

static bool looks(const Looking *looking, const Node *loop)
{
    Body body = {.condition = loop->loop.iterable};
    read_body(looking, &body, loop->loop.body);
    return body.condition->kind == NODE_CONSTANT ? body.decides : !body.moves_on;
}

/* ---- marking lines ---- */

static void mark_body(const Looking *looking, NodeList statements, bool in_loop);

static void mark_span(const Looking *looking, SourceSpan span)
{
    for (uint32_t line = span.line; line <= span.end_line && line <= looking->line_count; line++)
        looking->marks[line] = 1;
}

static void mark_branches(const Looking *looking, const Node *branch, bool in_loop)
{
    while (branch) {
        NodeList otherwise = branch->branch.otherwise;
        mark_body(looking, branch->branch.body, in_loop);
        branch = otherwise.count == 1 && otherwise.items[0]->kind == NODE_IF ? otherwise.items[0] : NULL;
        if (!branch)
            mark_body(looking, otherwise, in_loop);
    }
}

static void mark_try(const Looking *looking, const Node *node, bool in_loop)
{
    mark_body(looking, node->try_.body, in_loop);
    for (uint32_t i = 0; i < node->try_.handler_count; i++)
        mark_body(looking, node->try_.handlers[i].body, in_loop);
    mark_body(looking, node->try_.otherwise, in_loop);
    mark_body(looking, node->try_.finally, in_loop);
}

static void mark_statement(const Looking *looking, const Node *node, bool in_loop)
{
    switch (node->kind) {
    case NODE_FUNCTION_DEF:
        mark_body(looking, node->function.body, false);
        return;
    case NODE_CLASS_DEF:
        mark_body(looking, node->class_def.body, false);
        return;
    case NODE_WHILE:
        mark_body(looking, node->loop.body, looks(looking, node));
        mark_body(looking, node->loop.otherwise, in_loop);
        return;
    case NODE_FOR:
        mark_body(looking, node->loop.body, false);
        mark_body(looking, node->loop.otherwise, in_loop);
        return;
    case NODE_IF:
        mark_branches(looking, node, in_loop);
        return;
    case NODE_MATCH:
        for (uint32_t i = 0; i < node->match.case_count; i++)
            mark_body(looking, node->match.cases[i].body, in_loop);
        return;
    case NODE_TRY:
        mark_try(looking, node, in_loop);
        return;
    case NODE_WITH:
        mark_body(looking, node->with.body, in_loop);
        return;
    default:
        if (in_loop)
            mark_span(looking, node->span);
        return;
    }
}

static void mark_body(const Looking *looking, NodeList statements, bool in_loop)
{
    for (uint32_t i = 0; i < statements.count; i++)
        mark_statement(looking, statements.items[i], in_loop);
}

void looking_mark(const Node *module, const char *source, size_t length, uint8_t *marks, uint32_t line_count)
{
    Looking looking = {source, source + length, marks, line_count};
    mark_body(&looking, module->block.body, false);
}
