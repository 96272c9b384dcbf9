/* What is left of a frame that an exception passed through: tracebacks keep its variables alive, as in CPython. */
#include "frame_machine.h"

static uint32_t variable_count(const Frame *frame)
{
    return frame->code->local_count + frame->code->free_count;
}

static void link_kept(Vm *vm, Kept *kept)
{
    kept->previous = NULL;
    kept->next = vm->kept;
    if (vm->kept)
        vm->kept->previous = kept;
    vm->kept = kept;
}

static void unlink_kept(Vm *vm, Kept *kept)
{
    if (kept->previous)
        kept->previous->next = kept->next;
    else
        vm->kept = kept->next;
    if (kept->next)
        kept->next->previous = kept->previous;
}

Kept *frame_kept(Vm *vm, Frame *frame)
{
    if (frame_flags(frame) & FRAME_KEPT)
        return (Kept *)value_object(frame->name);
    uint32_t count = variable_count(frame);
    Kept *kept = object_new(vm, vm->classes.kept, KIND_OTHER, sizeof(Kept) + count * sizeof(Value));
    if (!kept)
        return NULL;
    kept->count = count;
    for (uint32_t i = 0; i < count; i++)
        kept->slots[i] = VALUE_EMPTY;
    link_kept(vm, kept);
    kept->name = frame->name;
    frame->name = value_from(kept);
    frame_set_flag(frame, FRAME_KEPT);
    return kept;
}

/* The program's frame that called; between it and the frame there may be some of the library. */
static Kept *kept_of_caller(Vm *vm, Frame *back)
{
    while (back && (frame_is_native(back) || (back->code->flags & CODE_LIBRARY)))
        back = back->back;
    Kept *kept = back ? frame_kept(vm, back) : NULL;
    return kept ? object_retain(kept) : NULL;
}

void frame_leave_kept(Vm *vm, Frame *frame, Frame *back)
{
    Kept *kept = (Kept *)value_object(frame->name);
    frame->name = kept->name;
    kept->name = VALUE_EMPTY;
    frame_clear_flag(frame, FRAME_KEPT);
    if (kept->head.refs > 1) {
        while (frame->top > frame->slots + kept->count)
            value_release(vm, *--frame->top);
        frame->top = frame->slots;
        for (uint64_t i = 0; i < kept->count; i++)
            kept->slots[i] = frame->slots[i];
        kept->back = kept_of_caller(vm, back);
    }
    object_release(vm, kept);
}

void frame_visit_kept(const Vm *vm, ValueVisitor *visitor, void *context)
{
    for (const Kept *kept = vm->kept; kept; kept = kept->next)
        visitor(context, value_from(kept));
}

/* ---- its class ---- */

static size_t kept_size(const Object *object)
{
    return sizeof(Kept) + ((const Kept *)object)->count * sizeof(Value);
}

static void kept_release(Vm *vm, Object *object)
{
    Kept *kept = (Kept *)object;
    unlink_kept(vm, kept);
    value_release(vm, kept->name);
    for (uint64_t i = 0; i < kept->count; i++)
        value_release(vm, kept->slots[i]);
    object_release(vm, kept->back);
}

static void kept_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Kept *kept = (const Kept *)object;
    visitor(context, kept->name);
    for (uint64_t i = 0; i < kept->count; i++)
        visitor(context, kept->slots[i]);
    if (kept->back)
        visitor(context, value_from(kept->back));
}

const ClassOps kept_frame_ops = {.size_of = kept_size, .release = kept_release, .visit = kept_visit};
