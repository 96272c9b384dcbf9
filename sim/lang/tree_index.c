/* Laying a tree out as an array, in the order of the file. */
#include "tree_index.h"

#include "tree_parts.h"

#include <stdlib.h>

typedef struct Builder {
    TreePlace *waiting; /* owned; what is still to be laid out, the last is next */
    size_t count, capacity;
    uint32_t parent; /* of what is found now */
    bool is_out_of_memory;
} Builder;

static void keep_waiting(Builder *builder, const Node *node)
{
    if (builder->count == builder->capacity) {
        size_t capacity = builder->capacity ? builder->capacity * 2 : 64;
        TreePlace *waiting = realloc(builder->waiting, capacity * sizeof *waiting);
        builder->is_out_of_memory = builder->is_out_of_memory || !waiting;
        if (!waiting)
            return;
        builder->waiting = waiting;
        builder->capacity = capacity;
    }
    builder->waiting[builder->count++] = (TreePlace){.node = node, .parent = builder->parent};
}

/* Nodes wait; what is none is looked through for the nodes in it. */
static void meet_part(void *context, TreePart part)
{
    if (part.kind == PART_NODE)
        keep_waiting(context, part.subject);
    else
        tree_parts(part, meet_part, context);
}

/* Nodes come in reading order and are taken from the end. */
static void reverse_waiting(Builder *builder, size_t from)
{
    for (size_t to = builder->count; from + 1 < to; from++) {
        TreePlace moved = builder->waiting[from];
        builder->waiting[from] = builder->waiting[--to];
        builder->waiting[to] = moved;
    }
}

static void lay_out(Builder *builder, TreeIndex *index, TreePlace place)
{
    if (index->count == index->capacity) {
        uint32_t capacity = index->capacity ? index->capacity * 2 : 256;
        TreePlace *places = realloc(index->places, capacity * sizeof *places);
        builder->is_out_of_memory = builder->is_out_of_memory || !places;
        if (!places)
            return;
        index->places = places;
        index->capacity = capacity;
    }
    size_t mark = builder->count;
    builder->parent = index->count;
    index->places[index->count++] = place;
    tree_parts((TreePart){PART_NODE, NULL, place.node}, meet_part, builder);
    reverse_waiting(builder, mark);
}

/* A node's parts end where the last of them ends. */
static void find_ends(TreeIndex *index)
{
    for (uint32_t at = 0; at < index->count; at++)
        index->places[at].end = at + 1;
    for (uint32_t at = index->count; at > 1; at--) {
        const TreePlace *place = &index->places[at - 1];
        TreePlace *parent = &index->places[place->parent];
        parent->end = place->end > parent->end ? place->end : parent->end;
    }
}

bool tree_index_make(TreeIndex *index, const Node *module)
{
    *index = (TreeIndex){.count = 0};
    Builder builder = {.count = 0};
    keep_waiting(&builder, module);
    while (builder.count > 0 && !builder.is_out_of_memory)
        lay_out(&builder, index, builder.waiting[--builder.count]);
    free(builder.waiting);
    find_ends(index);
    return !builder.is_out_of_memory;
}

void tree_index_release(TreeIndex *index)
{
    free(index->places);
    *index = (TreeIndex){.count = 0};
}

/* ---- asking ---- */

uint32_t tree_function_around(const TreeIndex *index, uint32_t place)
{
    while (place > 0 && index->places[place].node->kind != NODE_FUNCTION_DEF)
        place = index->places[place].parent;
    return place;
}

TreeText tree_called_name(const Node *call)
{
    if (call->kind == NODE_CALL && call->call.function->kind == NODE_NAME)
        return call->call.function->name.id;
    if (call->kind == NODE_CALL && call->call.function->kind == NODE_ATTRIBUTE)
        return call->call.function->attribute.name;
    return (TreeText){"", 0};
}

bool tree_calls(const Node *node, const char *name)
{
    return node->kind == NODE_CALL && tree_text_is(tree_called_name(node), name);
}

TreeText tree_called_owner(const Node *call)
{
    const Node *function = call->kind == NODE_CALL ? call->call.function : NULL;
    if (function && function->kind == NODE_ATTRIBUTE && function->attribute.value->kind == NODE_NAME)
        return function->attribute.value->name.id;
    return (TreeText){"", 0};
}

bool tree_mentions(const TreeIndex *index, uint32_t above, TreeText name)
{
    for (uint32_t at = above; at < index->places[above].end; at++) {
        const Node *node = index->places[at].node;
        if (node->kind == NODE_NAME && tree_text_equal(node->name.id, name))
            return true;
    }
    return false;
}
