/* What can be told of frames without running them: where they are, and what they wait for. */
#include "frame_machine.h"

FrameState frame_state(const Frame *frame)
{
    return frame->head.kind == KIND_FRAME ? FRAME_RUNNING : (FrameState)frame->head.flags;
}

Value frame_name(const Frame *frame)
{
    bool is_kept = frame_flags(frame) & FRAME_KEPT;
    return is_kept ? ((const Frame *)value_object(frame->name))->name : frame->name;
}

/* What a frame waits for, borrowed; EMPTY where it does not wait. */
static Value awaiting(const Frame *frame)
{
    if (frame_is_native(frame))
        return ((const NativeCoroutine *)frame)->awaiting;
    bool waits = frame_flags(frame) & (FRAME_SENDING | FRAME_ITERATING);
    return waits ? frame->top[-1] : VALUE_EMPTY;
}

/* As awaiter_frame, for whoever only looks. */
static const Frame *frame_behind(Value awaiter)
{
    if (!value_is_object(awaiter))
        return NULL;
    const Object *object = value_object(awaiter);
    switch ((Kind)object->kind) {
    case KIND_GENERATOR:
    case KIND_COROUTINE:
    case KIND_NATIVE_COROUTINE:
        return (const Frame *)object;
    default:
        break;
    }
    if (value_is_wrapper(awaiter))
        return ((const CoroutineWrapper *)object)->coroutine;
    return value_is_asend(awaiter) ? ((const Asend *)object)->generator : NULL;
}

const Frame *frame_inner(const Frame *frame)
{
    const Frame *inner = frame_behind(awaiting(frame));
    bool is_resumed = inner && inner->head.flags != FRAME_UNSTARTED && inner->head.flags != FRAME_FINISHED;
    return is_resumed ? inner : NULL;
}

const Frame *frame_innermost(const Frame *frame, Value *awaiter)
{
    for (const Frame *inner = frame_inner(frame); inner; inner = frame_inner(frame))
        frame = inner;
    *awaiter = awaiting(frame);
    return frame;
}

/* ---- places ---- */

SourceSpan code_place(const Code *code, uint32_t word)
{
    if (word >= code->instruction_count || code->position_count == 0)
        return (SourceSpan){.line = code->first_line, .end_line = code->first_line};
    uint32_t low = 0, high = code->position_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (code->positions[middle].start <= word)
            low = middle;
        else
            high = middle;
    }
    return code->positions[low].span;
}

uint32_t code_line(const Code *code, uint32_t word)
{
    return code_place(code, word).line;
}

uint32_t frame_line(const Frame *frame)
{
    return frame->code ? code_line(frame->code, frame_word(frame)) : 0;
}

/* What tracebacks say of code that has no instructions here. */
static Code *library_code_new(Vm *vm)
{
    Code *code = object_new(vm, vm->classes.code, KIND_CODE, sizeof *code);
    code->name = code->qualname = str_intern(vm, "library", 7);
    code->flags = CODE_LIBRARY;
    return code;
}

void frame_class_init(Vm *vm)
{
    function_class_init(vm);
    generator_class_init(vm);
    vm->library_code = library_code_new(vm);
    vm->collect_at = KEPT_FEW;
}
