/* The walk over the whole heap: every reference that can be found is counted, and compared with what the objects
 * believe. An object that is referred to more often than it counts would be freed too early; one that counts more
 * than there is has leaked. */
#include "sim_parts.h"

#include <stdlib.h>
#include <string.h>

/* What was found so far: a table by address, and the objects in the order in which they were found. */
typedef struct HeapWalk {
    Vm *vm;
    const Object **table; /* open addressing */
    uint32_t *found;      /* references, by place in the table */
    const Object **order;
    size_t capacity, count;
    bool is_out_of_memory;
} HeapWalk;

static size_t place_of(const HeapWalk *walk, const Object *object)
{
    size_t at = (size_t)((uintptr_t)object / ARENA_STEP) * 0x9E3779B97F4A7C15u;
    for (at &= walk->capacity - 1; walk->table[at] && walk->table[at] != object;
         at = (at + 1) & (walk->capacity - 1))
        continue;
    return at;
}

static bool allocate(HeapWalk *walk, size_t capacity)
{
    walk->capacity = capacity;
    walk->table = calloc(capacity, sizeof *walk->table);
    walk->found = calloc(capacity, sizeof *walk->found);
    walk->order = calloc(capacity, sizeof *walk->order);
    return walk->table && walk->found && walk->order;
}

static void release(HeapWalk *walk)
{
    free((void *)walk->table);
    free(walk->found);
    free((void *)walk->order);
}

static void widen(HeapWalk *walk)
{
    HeapWalk wider = *walk;
    if (!allocate(&wider, walk->capacity * 2)) {
        release(&wider);
        walk->is_out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < walk->count; i++) {
        const Object *object = walk->order[i];
        size_t place = place_of(&wider, object);
        wider.table[place] = object;
        wider.found[place] = walk->found[place_of(walk, object)];
        wider.order[i] = object;
    }
    release(walk);
    *walk = wider;
}

/* An object that somebody knows without holding it. */
static void find_object(void *context, Value value)
{
    HeapWalk *walk = context;
    if (!value_is_object(value) || walk->is_out_of_memory)
        return;
    if (walk->count * 2 >= walk->capacity)
        widen(walk);
    const Object *object = value_object(value);
    size_t place = place_of(walk, object);
    if (!walk->table[place]) {
        walk->table[place] = object;
        walk->order[walk->count++] = object;
    }
}

/* A reference was found. */
static void count_reference(void *context, Value value)
{
    HeapWalk *walk = context;
    find_object(walk, value);
    if (value_is_object(value) && !walk->is_out_of_memory)
        walk->found[place_of(walk, value_object(value))]++;
}

static void visit_object(HeapWalk *walk, const Object *object)
{
    const Class *class = object_class(object);
    if (class && class->ops && class->ops->visit)
        class->ops->visit(object, count_reference, walk);
    if (class && class->is_program)
        count_reference(walk, value_from(class));
}

static void visit_machine(HeapWalk *walk)
{
    const Vm *vm = walk->vm;
    const Value roots[] = {vm->raised,
                           vm->halt_text,
                           vm->empty_str,
                           vm->empty_tuple,
                           vm->repr_stack,
                           vm->iterator_classes,
                           vm->closing,
                           vm->builtins,
                           vm->modules,
                           value_from(vm->program),
                           vm->context,
                           vm->bare_yield,
                           value_from(vm->outermost),
                           vm->handled_outside};
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        count_reference(walk, roots[i]);
    for (size_t i = 0; i < VM_SMALL_STRS; i++)
        count_reference(walk, vm->chars[i]);
    for (const Frame *frame = vm->frame; frame; frame = frame->back)
        count_reference(walk, value_from(frame));
}

/* Objects that live as long as the world do not count who refers to them, or are held from C as well. */
static bool is_counted(const Object *object)
{
    switch ((int)object->kind) {
    case KIND_LIST:
    case KIND_DICT:
    case KIND_SET:
    case KIND_INSTANCE:
    case KIND_EXCEPTION:
    case KIND_CELL:
    case KIND_BOUND_METHOD:
    case KIND_COROUTINE:
    case KIND_NATIVE_COROUTINE:
    case KIND_GENERATOR:
    case KIND_ASYNC_GENERATOR:
    case KIND_ITERATOR:
    case KIND_SLICE:
    case KIND_RANGE:
        return true;
    default:
        return false; /* strs and tuples are constants of code as well, which is not walked */
    }
}

static bool complain(const HeapWalk *walk, const Object *object, Text *out)
{
    uint32_t found = walk->found[place_of(walk, object)];
    if (!is_counted(object) || object->refs == found)
        return false;
    text_format(out, "%s: counts %u references, but there are %u: ", object_class(object)->name->text,
                (unsigned)object->refs, (unsigned)found);
    world_show(walk->vm, value_from(object), 100, out);
    return true;
}

const char *sim_verify_heap(const Sim *sim)
{
    enum { BEGIN = 1 << 12 };
    HeapWalk walk = {.vm = sim->vm};
    Text *out = &sim->looks->heap;
    text_clear(out);
    if (!allocate(&walk, BEGIN)) {
        release(&walk);
        return "the computer gives no memory for the walk";
    }
    visit_machine(&walk);
    asyncio_visit(sim->vm, count_reference, &walk);
    asyncio_visit_tasks(sim->vm, find_object, &walk);
    frame_visit_kept(sim->vm, find_object, &walk);
    for (size_t i = 0; i < walk.count; i++)
        visit_object(&walk, walk.order[i]);
    for (size_t i = 0; i < walk.count && !walk.is_out_of_memory; i++)
        if (complain(&walk, walk.order[i], out))
            break;
    release(&walk);
    return text_string(out);
}
