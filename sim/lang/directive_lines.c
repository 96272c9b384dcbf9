/* Listing statements. Blocks nest at most LEXER_DEEPEST_BLOCKS deep, so walking them may recurse; elif chains may
 * be long and are walked in a loop. */
#include "directive_lines.h"

typedef struct Lister {
    DirectiveLines lines;
    Pool *pool;
    uint32_t definitions; /* functions and classes around */
} Lister;

static void list_all(Lister *lister, NodeList body);

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* A decorated definition begins at its first decorator. */
static uint32_t first_line_of(const Node *node)
{
    NodeList decorators = {0};
    if (node->kind == NODE_FUNCTION_DEF)
        decorators = node->function.decorators;
    else if (node->kind == NODE_CLASS_DEF)
        decorators = node->class_def.decorators;
    return decorators.count > 0 ? smaller(node->span.line, decorators.items[0]->span.line) : node->span.line;
}

static bool is_run(const Node *node)
{
    bool is_text = node->kind == NODE_EXPR_STATEMENT && node->unary.operand->kind == NODE_CONSTANT;
    return !is_text && node->kind != NODE_GLOBAL && node->kind != NODE_NONLOCAL;
}

static void add(Lister *lister, Node *node, uint32_t last_line)
{
    DirectiveLine line = {node, first_line_of(node), last_line, lister->definitions == 0, is_run(node)};
    DirectiveLines *lines = &lister->lines;
    if (line.last_line < node->span.line)
        line.last_line = node->span.line;
    lines->items = pool_room(lister->pool, lines->items, lines->count, sizeof line);
    if (!lister->pool->is_full)
        lines->items[lines->count++] = line;
}

/* The header of a statement with a block ends before the block's first line. */
static void add_header(Lister *lister, Node *node, NodeList body)
{
    add(lister, node, body.count > 0 ? body.items[0]->span.line - 1 : node->span.line);
}

static void list_block(Lister *lister, Node *node, NodeList body, NodeList otherwise)
{
    add_header(lister, node, body);
    list_all(lister, body);
    list_all(lister, otherwise);
}

static void list_definition(Lister *lister, Node *node, NodeList body)
{
    add_header(lister, node, body);
    lister->definitions++;
    list_all(lister, body);
    lister->definitions--;
}

static void list_if(Lister *lister, Node *node)
{
    for (;;) {
        NodeList otherwise = node->branch.otherwise;
        list_block(lister, node, node->branch.body, (NodeList){0});
        if (otherwise.count != 1 || otherwise.items[0]->kind != NODE_IF) {
            list_all(lister, otherwise);
            return;
        }
        node = otherwise.items[0];
    }
}

static void list_try(Lister *lister, Node *node)
{
    list_block(lister, node, node->try_.body, (NodeList){0});
    for (uint32_t i = 0; i < node->try_.handler_count; i++)
        list_all(lister, node->try_.handlers[i].body);
    list_all(lister, node->try_.otherwise);
    list_all(lister, node->try_.finally);
}

static void list_match(Lister *lister, Node *node)
{
    add(lister, node, node->span.line);
    for (uint32_t i = 0; i < node->match.case_count; i++)
        list_all(lister, node->match.cases[i].body);
}

static void list_one(Lister *lister, Node *node)
{
    switch ((int)node->kind) {
    case NODE_FUNCTION_DEF:
        list_definition(lister, node, node->function.body);
        break;
    case NODE_CLASS_DEF:
        list_definition(lister, node, node->class_def.body);
        break;
    case NODE_FOR:
    case NODE_WHILE:
        list_block(lister, node, node->loop.body, node->loop.otherwise);
        break;
    case NODE_WITH:
        list_block(lister, node, node->with.body, (NodeList){0});
        break;
    case NODE_IF:
        list_if(lister, node);
        break;
    case NODE_TRY:
        list_try(lister, node);
        break;
    case NODE_MATCH:
        list_match(lister, node);
        break;
    default:
        add(lister, node, node->span.end_line);
        break;
    }
}

static void list_all(Lister *lister, NodeList body)
{
    for (uint32_t i = 0; i < body.count && !lister->pool->is_full; i++)
        list_one(lister, body.items[i]);
}

DirectiveLines directive_lines(Node *module, Pool *pool)
{
    Lister lister = {.pool = pool};
    if (!pool->is_full)
        list_all(&lister, module->block.body);
    return lister.lines;
}

/* How many begin at or before a line. */
static uint32_t count_until(const DirectiveLines *lines, uint32_t line)
{
    uint32_t low = 0, high = lines->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (lines->items[middle].first_line > line)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Headers end where their blocks begin, so no statement covers a line on or behind which another one begins. */
const DirectiveLine *directive_line_at(const DirectiveLines *lines, uint32_t line)
{
    uint32_t count = count_until(lines, line);
    const DirectiveLine *last = count > 0 ? &lines->items[count - 1] : NULL;
    return last && last->last_line >= line ? last : NULL;
}

const DirectiveLine *directive_line_after(const DirectiveLines *lines, uint32_t line)
{
    uint32_t at = count_until(lines, line);
    while (at < lines->count && !lines->items[at].is_run)
        at++;
    return at < lines->count ? &lines->items[at] : NULL;
}
