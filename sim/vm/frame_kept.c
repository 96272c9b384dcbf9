/* Frames that outlive their call: tracebacks keep the frames alive that their exception passed through, and with
 * them what their variables hold, as in CPython.
 *
 * A plain call's frame stays where it is. A generator or coroutine goes on without its frame once it has ended, so
 * a frame stands in for it: made when an exception first passes through, held by the coroutine's `name` while it
 * lives, and given its variables when it ends. Whoever is kept keeps the frame that called it.
 *
 * Frames that outlived their call are in a list of their own, youngest first, so that the walk over the heap finds
 * those as well that only a circle holds. Their `name` is the older neighbour, `qualname` the younger one; weak. */
#include "frame_machine.h"

static Frame *neighbour(Value value)
{
    return value == VALUE_EMPTY ? NULL : (Frame *)value_object(value);
}

static Value as_neighbour(Frame *frame)
{
    return frame ? value_from(frame) : VALUE_EMPTY;
}

static void join_kept(Vm *vm, Frame *frame)
{
    frame->name = as_neighbour(vm->kept);
    frame->qualname = VALUE_EMPTY;
    if (vm->kept)
        vm->kept->qualname = value_from(frame);
    vm->kept = frame;
    vm->kept_count++;
}

static void leave_list(Vm *vm, Frame *frame)
{
    Frame *older = neighbour(frame->name), *younger = neighbour(frame->qualname);
    if (younger)
        younger->name = as_neighbour(older);
    else
        vm->kept = older;
    if (older)
        older->qualname = as_neighbour(younger);
    vm->kept_count--;
}

/* ---- the frame of a generator or coroutine ---- */

static uint32_t variable_count(const Frame *frame)
{
    return frame_is_native(frame) ? frame->head.count : frame->code->local_count + frame->code->free_count;
}

/* An empty frame. Where code is NULL, that of a native coroutine. */
static Frame *frame_without_call(Vm *vm, Code *code)
{
    size_t size = code ? sizeof(Frame) + code->slot_count * sizeof(Value) : FRAME_OF_NATIVE_SIZE;
    Frame *frame = object_new_dirty(vm, vm->classes.frame, KIND_FRAME, size);
    if (!frame)
        return NULL;
    frame->head.flags = FRAME_UNSTARTED;
    frame->back = NULL;
    frame->code = code;
    frame->ip = NULL;
    frame->name = frame->qualname = frame->handled = frame->made = VALUE_EMPTY;
    frame->top = frame->slots;
    return frame;
}

Frame *frame_of_library(Vm *vm, Value held)
{
    Frame *frame = frame_without_call(vm, NULL);
    *frame->top++ = value_retain(held);
    frame->head.flags = FRAME_FINISHED;
    join_kept(vm, frame);
    return frame;
}

static Frame *stand_in_for(Vm *vm, Frame *coroutine)
{
    Frame *frame = frame_without_call(vm, coroutine->code);
    if (!frame)
        return NULL;
    frame->name = coroutine->name;
    coroutine->name = value_from(frame);
    frame_set_flag(coroutine, FRAME_KEPT);
    return frame;
}

static bool is_little(Value value)
{
    if (!value_is_object(value))
        return true;
    Kind kind = (Kind)value_object(value)->kind;
    return kind == KIND_INT || kind == KIND_FLOAT || kind == KIND_STR;
}

bool frame_holds_little(const Vm *vm, const Frame *frame)
{
    if (vm->outermost)
        return false;
    if (frame_is_native(frame))
        return ((const NativeCoroutine *)frame)->holds_little;
    for (uint32_t i = 0; i < variable_count(frame); i++) {
        if (!is_little(frame->slots[i]))
            return false;
    }
    return true;
}

Frame *frame_to_keep(Vm *vm, Frame *frame)
{
    if (frame->head.kind == KIND_FRAME) {
        frame_set_flag(frame, FRAME_KEPT);
        return frame;
    }
    if (frame_flags(frame) & FRAME_KEPT)
        return (Frame *)value_object(frame->name);
    return stand_in_for(vm, frame);
}

/* ---- the end of the call ---- */

static Frame *retained_caller(Vm *vm, Frame *back)
{
    Frame *frame = back ? frame_to_keep(vm, back) : vm->outermost;
    return frame ? object_retain(frame) : NULL;
}

bool frame_outlives(Vm *vm, Frame *frame, Frame *back)
{
    if (frame->head.refs == 1)
        return false;
    Value *stack = frame_stack(frame);
    while (frame->top > stack)
        value_release(vm, *--frame->top);
    value_replace(vm, &frame->handled, VALUE_EMPTY);
    value_replace(vm, &frame->made, VALUE_EMPTY);
    frame->head.flags = FRAME_FINISHED;
    frame->back = retained_caller(vm, back);
    join_kept(vm, frame);
    object_release(vm, frame);
    return true;
}

/* An exception in a coroutine of the library is one that it was about to raise: CPython's breaks that circle. */
static void take_variables(Vm *vm, Frame *kept, Value *variables, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool is_own_error = !kept->code && value_is_kind(variables[i], KIND_EXCEPTION);
        kept->slots[i] = is_own_error ? VALUE_EMPTY : variables[i];
        if (is_own_error)
            value_release(vm, variables[i]);
        variables[i] = VALUE_EMPTY;
    }
    kept->top = kept->slots + count;
}

void frame_leave_kept(Vm *vm, Frame *frame, Frame *back)
{
    Frame *kept = (Frame *)value_object(frame->name);
    bool is_native = frame_is_native(frame);
    frame->name = kept->name;
    kept->name = VALUE_EMPTY;
    frame_clear_flag(frame, FRAME_KEPT);
    kept->head.flags = FRAME_FINISHED;
    join_kept(vm, kept);
    if (kept->head.refs > 1) {
        take_variables(vm, kept, is_native ? ((NativeCoroutine *)frame)->slots : frame->slots,
                       variable_count(frame));
        kept->back = retained_caller(vm, back);
    }
    object_release(vm, kept);
}

void frame_visit_kept(const Vm *vm, ValueVisitor *visitor, void *context)
{
    const Frame *frame = vm->kept;
    while (frame && frame->name != VALUE_EMPTY)
        frame = neighbour(frame->name);
    for (; frame; frame = neighbour(frame->qualname))
        visitor(context, value_from(frame));
}

void frame_let_go(Vm *vm, Frame *frame)
{
    Frame *back = frame->back;
    frame->back = NULL;
    frame_clear(vm, frame);
    object_release(vm, back);
}

/* ---- the class of such frames ---- */

static size_t plain_size(const Object *object)
{
    const Code *code = ((const Frame *)object)->code;
    return code ? sizeof(Frame) + code->slot_count * sizeof(Value) : FRAME_OF_NATIVE_SIZE;
}

static void plain_release(Vm *vm, Object *object)
{
    Frame *frame = (Frame *)object, *back = frame->back;
    if (frame->head.flags != FRAME_FINISHED) {
        frame_clear(vm, frame);
        value_release(vm, frame->made);
        return;
    }
    leave_list(vm, frame);
    frame_clear(vm, frame);
    object_release(vm, back);
}

static void plain_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Frame *frame = (const Frame *)object;
    visitor(context, frame->handled);
    visitor(context, frame->made);
    for (const Value *slot = frame->slots; slot < frame->top; slot++)
        visitor(context, *slot);
    if (frame->head.flags != FRAME_FINISHED)
        visitor(context, frame->name);
    else if (frame->back)
        visitor(context, value_from(frame->back));
}

const ClassOps plain_frame_ops = {.size_of = plain_size, .release = plain_release, .visit = plain_visit};
