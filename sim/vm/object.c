/* Making and freeing objects. */
#include "vm.h"

#include <assert.h>

enum { DYING_DEPTH_MOST = 60 };

/* What stands for the arena's first byte in `id` and in reprs. */
static const uint64_t SHOWN_BASE = 0x7f3a5c000000u;

/* Who makes something large fills or copies it. */
static void charge_for(Vm *vm, size_t size)
{
    enum { LARGE = 4096, BYTES_AN_INSTRUCTION = 256 };
    if (size > LARGE)
        vm_charge(vm, size / BYTES_AN_INSTRUCTION);
}

void *vm_alloc(Vm *vm, size_t size)
{
    charge_for(vm, size);
    return arena_alloc(&vm->arena, size);
}

void *vm_resize(Vm *vm, void *block, size_t old_size, size_t new_size)
{
    charge_for(vm, new_size);
    return arena_resize(&vm->arena, block, old_size, new_size);
}

void vm_free(Vm *vm, void *block, size_t size)
{
    arena_free(&vm->arena, block, size);
}

static void begin_object(Object *object, Class *class, Kind kind)
{
    object_set_class(object, class);
    object->refs = 1;
    object->kind = (uint8_t)kind;
    object->flags = 0;
    object->extra = 0;
    object->count = 0;
    if (class && class->is_program)
        class->head.refs++;
}

void *object_new(Vm *vm, Class *class, Kind kind, size_t size)
{
    charge_for(vm, size);
    Object *object = arena_alloc(&vm->arena, size);
    if (object)
        begin_object(object, class, kind);
    return object;
}

void *object_new_dirty(Vm *vm, Class *class, Kind kind, size_t size)
{
    charge_for(vm, size);
    Object *object = arena_alloc_dirty(&vm->arena, size);
    if (object)
        begin_object(object, class, kind);
    return object;
}

static size_t object_size(const Object *object)
{
    const ClassOps *ops = object_class(object)->ops;
    return ops->size ? ops->size : ops->size_of(object);
}

static void free_now(Vm *vm, Object *object)
{
    Class *class = object_class(object);
    size_t size = object_size(object);
    if (class->ops->release)
        class->ops->release(vm, object);
    if (object->refs != 0)
        return; /* somebody took it over: a generator that is to be closed first */
    arena_free(&vm->arena, object, size);
    if (class->is_program)
        object_release(vm, class);
}

/* The dying are linked through `refs`, which is 0 for all of them anyway: the next one's place in the arena. */
static void free_later(Vm *vm, Object *object)
{
    object->refs = vm->dying ? (uint32_t)(((char *)vm->dying - (char *)vm) / ARENA_STEP) : 0;
    vm->dying = object;
}

static void free_the_dying(Vm *vm)
{
    while (vm->dying) {
        Object *object = vm->dying;
        vm->dying = object->refs ? (Object *)((char *)vm + (size_t)object->refs * ARENA_STEP) : NULL;
        object->refs = 0;
        free_now(vm, object);
    }
}

/* What is nested too deeply for C's stack is put aside and freed when the outermost free is done. */
void object_free(Vm *vm, Object *object)
{
    assert(object->refs == 0);
    if (vm->dying_depth >= DYING_DEPTH_MOST) {
        free_later(vm, object);
        return;
    }
    vm->dying_depth++;
    free_now(vm, object);
    if (vm->dying_depth == 1)
        free_the_dying(vm);
    vm->dying_depth--;
}

Class *class_of(Vm *vm, Value value)
{
    if (value_is_object(value))
        return value_class(value);
    if (value_is_small_int(value))
        return vm->classes.integer;
    if (value_is_near_float(value))
        return vm->classes.real;
    switch (value) {
    case VALUE_NONE:
        return vm->classes.none;
    case VALUE_TRUE:
    case VALUE_FALSE:
        return vm->classes.boolean;
    case VALUE_NOT_IMPLEMENTED:
        return vm->classes.not_implemented;
    case VALUE_ELLIPSIS:
        return vm->classes.ellipsis;
    default:
        assert(false && "EMPTY has no class");
        return NULL;
    }
}

uint64_t object_number(Vm *vm, Value value)
{
    if (value_is_object(value))
        return SHOWN_BASE + (uint64_t)((const char *)value_object(value) - (const char *)vm);
    return SHOWN_BASE - (1u << 20) + (value & 0xFFFF) * 16;
}
