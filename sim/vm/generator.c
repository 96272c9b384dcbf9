/* The classes of generators, coroutines and asynchronous generators: their methods, and what becomes of them when
 * the last reference goes. resume.c moves values in and out of their frames. */
#include "quick.h"

/* ---- resuming by a call: g.send(value), next(g), c.throw(error) ---- */

/* Send to (or, with EMPTY, throw vm->raised into) an awaiter whose caller wants a StopIteration at its end. */
static Outcome resume_by_call(Vm *vm, Value awaiter, Value sent, uint32_t flags, Value *result)
{
    Frame *frame = awaiter_frame(awaiter);
    if (!frame) {
        Outcome outcome = sent == VALUE_EMPTY ? RAISED : awaiter_send(vm, awaiter, sent, result);
        if (outcome == RETURNED)
            return vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_StopIteration]);
        return outcome;
    }
    if (awaiter_begin(vm, awaiter, &sent) == RAISED)
        return RAISED;
    /* nested, as long as no frame of Python code has to run */
    frame_set_flag(frame, FRAME_NESTED | FRAME_CALLED | flags);
    object_retain(frame);
    switch (frame_resume(vm, frame, sent, result)) {
    case NEXT_RUN:
    case NEXT_RAISE:
        frame_clear_flag(frame, FRAME_NESTED);
        return ENTERED;
    case NEXT_RETURNED:
    case NEXT_SUSPENDED:
        return RETURNED;
    case NEXT_RAISED:
        return RAISED;
    }
    return RAISED;
}

static Outcome generator_send(Vm *vm, const Value *args, Value *result)
{
    return resume_by_call(vm, args[0], args[1], 0, result);
}

static Outcome generator_next(Vm *vm, const Value *args, Value *result)
{
    return resume_by_call(vm, args[0], VALUE_NONE, 0, result);
}

static Outcome itself(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(args[0]);
    return RETURNED;
}

/* ---- throw(type, value, traceback) ---- */

static Outcome exception_to_throw(Vm *vm, const Value *args, Value *exception)
{
    if (value_is_exception(args[1])) {
        *exception = value_retain(args[1]);
        return RETURNED;
    }
    bool is_class = value_is_kind(args[1], KIND_CLASS) && ((Class *)value_object(args[1]))->is_exception;
    if (!is_class)
        return vm_raise(vm, EXCEPTION_TypeError,
                        "exceptions must be classes or instances deriving from BaseException, not %s",
                        class_of(vm, args[1])->told_name->text);
    Value argument = args[2];
    if (argument != VALUE_EMPTY && value_is_instance(vm, argument, (Class *)value_object(args[1]))) {
        *exception = value_retain(argument);
        return RETURNED;
    }
    bool has_argument = argument != VALUE_EMPTY && argument != VALUE_NONE;
    return value_call_with(vm, args[1], has_argument, &argument, exception);
}

static Outcome generator_throw(Vm *vm, const Value *args, Value *result)
{
    Value exception;
    if (exception_to_throw(vm, args, &exception) == RAISED)
        return RAISED;
    vm_reraise(vm, exception);
    return resume_by_call(vm, args[0], VALUE_EMPTY, 0, result);
}

/* ---- close() ---- */

static void finish_unstarted(Vm *vm, Frame *frame)
{
    frame_set_flag(frame, FRAME_WAS_AWAITED);
    frame->head.flags = FRAME_FINISHED;
    if (!frame_is_native(frame)) {
        frame_clear(vm, frame);
        return;
    }
    NativeCoroutine *co = (NativeCoroutine *)frame;
    value_replace(vm, &co->awaiting, VALUE_EMPTY);
    for (size_t i = 0; i < co->head.count; i++)
        value_replace(vm, &co->slots[i], VALUE_EMPTY);
}

static Outcome close_frame(Vm *vm, Value awaiter, Frame *frame, Value *result)
{
    *result = VALUE_NONE;
    if (!frame || frame->head.flags == FRAME_FINISHED)
        return RETURNED;
    if (frame->head.flags == FRAME_UNSTARTED && frame->head.kind != KIND_ASYNC_GENERATOR) {
        finish_unstarted(vm, frame);
        return RETURNED;
    }
    vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_GeneratorExit]);
    return resume_by_call(vm, awaiter, VALUE_EMPTY, FRAME_CLOSING, result);
}

static Outcome generator_close(Vm *vm, const Value *args, Value *result)
{
    return close_frame(vm, args[0], awaiter_frame(args[0]), result);
}

static void report_ignored(Vm *vm, Frame *generator, Value exception)
{
    Text text = {0};
    text_add(&text, "Exception ignored in: ");
    if (value_write_repr(vm, value_from(generator), &text) == RAISED && !vm_is_over(vm))
        value_release(vm, vm_take_raised(vm));
    text_add(&text, "\n");
    exception_write(vm, exception, &text);
    vm->hooks->write(vm->hooks->context, vm, 2, text_string(&text), text.length);
    text_release(&text);
}

void generator_close_quietly(Vm *vm, Frame *generator)
{
    Value before = vm->raised, ignored = VALUE_NONE;
    vm->raised = VALUE_EMPTY;
    if (generator->head.flags == FRAME_SUSPENDED) {
        vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_GeneratorExit]);
        frame_set_flag(generator, FRAME_NESTED | FRAME_CLOSING);
        Outcome outcome = machine_nest(vm, frame_resume(vm, generator, VALUE_EMPTY, &ignored), &ignored);
        if (outcome != RAISED)
            value_release(vm, ignored);
    }
    if (vm->raised != VALUE_EMPTY && !vm_is_over(vm)) {
        Value exception = vm_take_raised(vm);
        report_ignored(vm, generator, exception);
        value_release(vm, exception);
    }
    if (vm->raised == VALUE_EMPTY)
        vm->raised = before;
    else
        value_release(vm, before);
}

/* ---- when the last reference goes ---- */

/* Whether an exception at the place where the frame is suspended would be seen by any of its code. */
static bool has_handler(const Frame *frame)
{
    uint32_t word = frame_word(frame);
    for (uint32_t i = 0; i < frame->code->handler_count; i++) {
        const CodeHandler *handler = &frame->code->handlers[i];
        if (word >= handler->start && word < handler->end)
            return true;
    }
    return false;
}

static bool was_never_awaited(const Frame *frame)
{
    bool is_coroutine = value_is_coroutine(value_from(frame));
    return is_coroutine && !(frame_flags(frame) & FRAME_WAS_AWAITED) && frame->head.flags == FRAME_UNSTARTED;
}

/* An object that is about to be freed is shown to a hook: it must not be freed a second time when the hook is done
 * with it. Returns whether somebody has taken it over. Generators that are to be closed before it come first. */
static bool tell_never_awaited(Vm *vm, Frame *frame)
{
    if (!was_never_awaited(frame) || !vm->hooks->never_awaited || vm_is_over(vm))
        return false;
    if (vm->closing != VALUE_EMPTY && value_list(vm->closing)->count > 0) {
        vm_close_later(vm, frame);
        return true;
    }
    frame_set_flag(frame, FRAME_WAS_AWAITED);
    frame->head.refs = 1;
    vm->hooks->never_awaited(vm->hooks->context, vm, frame);
    return --frame->head.refs != 0;
}

static bool loop_takes_over(Vm *vm, Frame *frame)
{
    bool is_begun = frame->head.kind == KIND_ASYNC_GENERATOR && (frame_flags(frame) & FRAME_WAS_AWAITED) &&
                    !(frame_flags(frame) & (FRAME_CLOSING | FRAME_ACLOSED)) && frame->head.flags != FRAME_FINISHED;
    if (!is_begun || !vm->hooks->abandoned || vm_is_over(vm))
        return false;
    frame->head.refs = 1;
    vm->hooks->abandoned(vm->hooks->context, vm, frame);
    return --frame->head.refs != 0;
}

/* Whoever noted where a coroutine was made, and the loop that keeps a list of its asynchronous generators, hear
 * when one of them goes, whatever its state. */
static void tell_it_goes(Vm *vm, Frame *frame)
{
    if (frame->head.kind != KIND_ASYNC_GENERATOR && vm->hooks->coroutine_goes)
        vm->hooks->coroutine_goes(vm->hooks->context, vm, frame);
    bool has_begun = frame->head.kind == KIND_ASYNC_GENERATOR && (frame_flags(frame) & FRAME_WAS_AWAITED);
    if (has_begun && vm->hooks->async_generator_goes)
        vm->hooks->async_generator_goes(vm->hooks->context, vm, frame);
}

void generator_goes(Vm *vm, Frame *frame)
{
    if (!was_never_awaited(frame)) {
        generator_close_quietly(vm, frame);
        return;
    }
    frame_set_flag(frame, FRAME_WAS_AWAITED);
    vm->hooks->never_awaited(vm->hooks->context, vm, frame);
}

static void generator_release(Vm *vm, Object *object)
{
    Frame *frame = (Frame *)object;
    if (frame->head.flags == FRAME_FINISHED) {
        tell_it_goes(vm, frame);
        value_release(vm, frame->name);
        value_release(vm, frame->qualname);
        return;
    }
    if (tell_never_awaited(vm, frame) || loop_takes_over(vm, frame))
        return;
    if (frame->head.flags == FRAME_SUSPENDED && !frame_is_native(frame) && has_handler(frame) && !vm_is_over(vm)) {
        vm_close_later(vm, frame);
        return;
    }
    tell_it_goes(vm, frame);
    Value qualname = frame->qualname;
    frame->head.flags = FRAME_FINISHED;
    if (frame_flags(frame) & FRAME_KEPT)
        frame_leave_kept(vm, frame, NULL);
    if (frame_is_native(frame)) {
        NativeCoroutine *co = (NativeCoroutine *)frame;
        value_replace(vm, &co->awaiting, VALUE_EMPTY);
        for (size_t i = 0; i < co->head.count; i++)
            value_replace(vm, &co->slots[i], VALUE_EMPTY);
        value_replace(vm, &co->handled, VALUE_EMPTY);
    } else {
        frame_clear(vm, frame);
    }
    value_release(vm, frame->name);
    value_release(vm, qualname);
}

static void generator_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Frame *frame = (const Frame *)object;
    visitor(context, frame->name);
    visitor(context, frame->qualname);
    visitor(context, frame->handled);
    if (frame->head.kind == KIND_GENERATOR || frame->head.kind == KIND_COROUTINE)
        visitor(context, frame->made);
    if (frame_is_native(frame)) {
        const NativeCoroutine *co = (const NativeCoroutine *)frame;
        visitor(context, co->awaiting);
        for (size_t i = 0; i < co->head.count; i++)
            visitor(context, co->slots[i]);
        return;
    }
    for (const Value *slot = frame->slots; slot < frame->top; slot++)
        visitor(context, *slot);
}

static size_t frame_size(const Object *object)
{
    if (object->kind == KIND_NATIVE_COROUTINE)
        return native_coroutine_size(object->count);
    return sizeof(Frame) + ((const Frame *)object)->code->slot_count * sizeof(Value);
}

/* ---- what the program can ask ---- */

static Outcome generator_repr(Vm *vm, Value self, Value *result)
{
    const Frame *frame = (const Frame *)value_object(self);
    *result = str_format(vm, "<%s object %s at 0x%llx>", class_of(vm, self)->name->text,
                         value_str_object(frame->qualname)->text, (unsigned long long)object_number(vm, self));
    return RETURNED;
}

static Outcome get_name(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(frame_name((const Frame *)value_object(args[0])));
    return RETURNED;
}

static Outcome get_qualname(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_retain(((const Frame *)value_object(args[0]))->qualname);
    return RETURNED;
}

static Outcome get_running(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    const Frame *frame = (const Frame *)value_object(args[0]);
    bool is_running = frame->head.flags == FRAME_RUNNING;
    if (frame->head.kind == KIND_ASYNC_GENERATOR)
        is_running = frame->made != VALUE_EMPTY;
    *result = value_from_bool(is_running);
    return RETURNED;
}

static Outcome get_suspended(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(value_object(args[0])->flags == FRAME_SUSPENDED);
    return RETURNED;
}

static Outcome get_code(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    const Frame *frame = (const Frame *)value_object(args[0]);
    *result = frame->code ? value_retain(value_from(frame->code)) : VALUE_NONE;
    return RETURNED;
}

static Outcome get_awaited(Vm *vm, const Value *args, Value *result)
{
    const Frame *frame = (const Frame *)value_object(args[0]);
    *result = VALUE_NONE;
    if (frame->head.flags != FRAME_SUSPENDED)
        return RETURNED;
    if (frame_is_native(frame)) {
        *result = value_retain(((const NativeCoroutine *)frame)->awaiting);
    } else if (frame_flags(frame) & FRAME_SENDING) {
        if (frame->top[-1] == vm->bare_yield)
            value_replace(vm, &frame->top[-1], coroutine_unshare_bare_yield(vm));
        *result = value_retain(frame->top[-1]);
    }
    return RETURNED;
}

/* None once it has ended, which is what programs ask for; the frame itself is not shown to them. */
static Outcome get_frame(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    if (value_object(args[0])->flags == FRAME_FINISHED)
        return RETURNED;
    return vm_refuse(vm, "a scenario cannot look into frames");
}

static Outcome get_nothing(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = VALUE_NONE;
    return RETURNED;
}

static const char SELF[] = "self, /", THROW[] = "self, typ, val=None, tb=None, /";

static const NativeSpec generator_methods[] = {
    {"send", generator_send, "self, value, /", NATIVE_PLAIN},
    {"throw", generator_throw, THROW, NATIVE_PLAIN},
    {"close", generator_close, SELF, NATIVE_PLAIN},
    {"__next__", generator_next, SELF, NATIVE_PLAIN},
    {"__iter__", itself, SELF, NATIVE_PLAIN},
    {"__name__", get_name, SELF, NATIVE_GETTER},
    {"__qualname__", get_qualname, SELF, NATIVE_GETTER},
    {"gi_running", get_running, SELF, NATIVE_GETTER},
    {"gi_suspended", get_suspended, SELF, NATIVE_GETTER},
    {"gi_code", get_code, SELF, NATIVE_GETTER},
    {"gi_yieldfrom", get_awaited, SELF, NATIVE_GETTER},
    {"gi_frame", get_frame, SELF, NATIVE_GETTER},
    {0},
};

/* ---- generators under C's next ---- */

static Outcome generator_next_op(Vm *vm, Value self, Value *item)
{
    Frame *frame = (Frame *)value_object(self);
    Value none = VALUE_NONE;
    *item = VALUE_EMPTY;
    if (frame->head.flags == FRAME_FINISHED)
        return RETURNED;
    if (awaiter_begin(vm, self, &none) == RAISED || !machine_can_nest(vm))
        return RAISED;
    frame_set_flag(frame, FRAME_NESTED);
    Next next = resume_quickly(vm, frame) ? NEXT_RUN : frame_resume(vm, frame, VALUE_NONE, item);
    switch (machine_nest(vm, next, item)) {
    case SUSPENDED:
        return RETURNED;
    case RETURNED:
        value_release(vm, *item);
        *item = VALUE_EMPTY;
        return RETURNED;
    case RAISED:
    case ENTERED:
    case SETTLED:
        break;
    }
    return RAISED;
}

static const ClassOps generator_ops = {
    .size_of = frame_size,
    .release = generator_release,
    .visit = generator_visit,
    .repr = generator_repr,
    .next = generator_next_op,
};

/* ---- coroutines ---- */

static void wrapper_release(Vm *vm, Object *object)
{
    object_release(vm, ((CoroutineWrapper *)object)->coroutine);
}

static void wrapper_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const CoroutineWrapper *)object)->coroutine));
}

static Outcome wrapper_next_op(Vm *vm, Value self, Value *item)
{
    Outcome outcome = value_call_method(vm, self, "__next__", 0, NULL, item);
    if (outcome == RETURNED || !vm_raised_is_builtin(vm, EXCEPTION_StopIteration))
        return outcome;
    value_release(vm, vm_take_raised(vm));
    *item = VALUE_EMPTY;
    return RETURNED;
}

const ClassOps coroutine_wrapper_ops = {
    .size = sizeof(CoroutineWrapper), .release = wrapper_release, .visit = wrapper_visit, .next = wrapper_next_op};

static const NativeSpec wrapper_methods[] = {
    {"send", generator_send, "self, value, /", NATIVE_PLAIN},
    {"throw", generator_throw, THROW, NATIVE_PLAIN},
    {"close", generator_close, SELF, NATIVE_PLAIN},
    {"__next__", generator_next, SELF, NATIVE_PLAIN},
    {"__iter__", itself, SELF, NATIVE_PLAIN},
    {0},
};

static Outcome coroutine_dunder_await(Vm *vm, const Value *args, Value *result)
{
    CoroutineWrapper *wrapper = object_new(vm, vm->classes.coroutine_wrapper, KIND_OTHER, sizeof(CoroutineWrapper));
    wrapper->coroutine = object_retain(value_object(args[0]));
    *result = value_from(wrapper);
    return RETURNED;
}

static const NativeSpec coroutine_methods[] = {
    {"send", generator_send, "self, value, /", NATIVE_PLAIN},
    {"throw", generator_throw, THROW, NATIVE_PLAIN},
    {"close", generator_close, SELF, NATIVE_PLAIN},
    {"__await__", coroutine_dunder_await, SELF, NATIVE_PLAIN},
    {"__name__", get_name, SELF, NATIVE_GETTER},
    {"__qualname__", get_qualname, SELF, NATIVE_GETTER},
    {"cr_running", get_running, SELF, NATIVE_GETTER},
    {"cr_suspended", get_suspended, SELF, NATIVE_GETTER},
    {"cr_code", get_code, SELF, NATIVE_GETTER},
    {"cr_await", get_awaited, SELF, NATIVE_GETTER},
    {"cr_frame", get_frame, SELF, NATIVE_GETTER},
    {"cr_origin", get_nothing, SELF, NATIVE_GETTER},
    {0},
};

static const ClassOps coroutine_ops = {
    .size_of = frame_size, .release = generator_release, .visit = generator_visit, .repr = generator_repr};

/* ---- asynchronous generators ---- */

Value asend_new(Vm *vm, Frame *generator, AsendMode mode, Value sent)
{
    bool is_first = generator->head.flags == FRAME_UNSTARTED && !(frame_flags(generator) & FRAME_WAS_AWAITED);
    if (is_first) {
        frame_set_flag(generator, FRAME_WAS_AWAITED);
        if (vm->hooks->async_generator_begins)
            vm->hooks->async_generator_begins(vm->hooks->context, vm, generator);
    }
    bool throws = mode == ASEND_THROW || mode == ASEND_CLOSE;
    Asend *asend = object_new(vm, throws ? vm->classes.athrow : vm->classes.asend, KIND_OTHER, sizeof *asend);
    asend->generator = object_retain(generator);
    asend->sent = value_retain(sent);
    asend->mode = mode;
    return value_from(asend);
}

static Frame *generator_of(Value value)
{
    return (Frame *)value_object(value);
}

static Outcome async_anext(Vm *vm, const Value *args, Value *result)
{
    *result = asend_new(vm, generator_of(args[0]), ASEND_NEXT, VALUE_NONE);
    return RETURNED;
}

static Outcome async_asend(Vm *vm, const Value *args, Value *result)
{
    *result = asend_new(vm, generator_of(args[0]), ASEND_SEND, args[1]);
    return RETURNED;
}

static Outcome async_athrow(Vm *vm, const Value *args, Value *result)
{
    Value exception;
    if (exception_to_throw(vm, args, &exception) == RAISED)
        return RAISED;
    *result = asend_new(vm, generator_of(args[0]), ASEND_THROW, exception);
    value_release(vm, exception);
    return RETURNED;
}

static Outcome async_aclose(Vm *vm, const Value *args, Value *result)
{
    *result = asend_new(vm, generator_of(args[0]), ASEND_CLOSE, VALUE_NONE);
    return RETURNED;
}

static const NativeSpec async_generator_methods[] = {
    {"__aiter__", itself, SELF, NATIVE_PLAIN},
    {"__anext__", async_anext, SELF, NATIVE_PLAIN},
    {"asend", async_asend, "self, value, /", NATIVE_PLAIN},
    {"athrow", async_athrow, THROW, NATIVE_PLAIN},
    {"aclose", async_aclose, SELF, NATIVE_PLAIN},
    {"__name__", get_name, SELF, NATIVE_GETTER},
    {"__qualname__", get_qualname, SELF, NATIVE_GETTER},
    {"ag_running", get_running, SELF, NATIVE_GETTER},
    {"ag_suspended", get_suspended, SELF, NATIVE_GETTER},
    {"ag_code", get_code, SELF, NATIVE_GETTER},
    {"ag_await", get_awaited, SELF, NATIVE_GETTER},
    {"ag_frame", get_frame, SELF, NATIVE_GETTER},
    {0},
};

static const ClassOps async_generator_ops = {
    .size_of = frame_size, .release = generator_release, .visit = generator_visit, .repr = generator_repr};

static void asend_release(Vm *vm, Object *object)
{
    Asend *asend = (Asend *)object;
    if (asend->generator->made == value_from(asend))
        asend->generator->made = VALUE_EMPTY;
    value_release(vm, asend->sent);
    object_release(vm, asend->generator);
}

static void asend_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, ((const Asend *)object)->sent);
    visitor(context, value_from(((const Asend *)object)->generator));
}

static Outcome asend_await(Vm *vm, Value self, Value *awaiter)
{
    (void)vm;
    *awaiter = value_retain(self);
    return RETURNED;
}

const ClassOps asend_ops = {.size = sizeof(Asend),
                            .release = asend_release,
                            .visit = asend_visit,
                            .await = asend_await,
                            .next = wrapper_next_op};

/* A step that was never sent to is closed by ending it. */
static Outcome asend_close(Vm *vm, const Value *args, Value *result)
{
    Asend *asend = (Asend *)value_object(args[0]);
    if (asend->head.flags == ASEND_BEGUN)
        return close_frame(vm, args[0], awaiter_frame(args[0]), result);
    asend->head.flags = ASEND_ENDED;
    *result = VALUE_NONE;
    return RETURNED;
}

static const NativeSpec asend_methods[] = {
    {"send", generator_send, "self, value, /", NATIVE_PLAIN},
    {"throw", generator_throw, THROW, NATIVE_PLAIN},
    {"close", asend_close, SELF, NATIVE_PLAIN},
    {"__next__", generator_next, SELF, NATIVE_PLAIN},
    {"__iter__", itself, SELF, NATIVE_PLAIN},
    {"__await__", itself, SELF, NATIVE_PLAIN},
    {0},
};

/* ---- making the classes ---- */

static Class *make_class(Vm *vm, const char *name, const ClassOps *ops, const NativeSpec *methods)
{
    return class_native(vm, &(ClassSpec){.name = name, .module = "builtins", .ops = ops, .methods = methods});
}

void generator_class_init(Vm *vm)
{
    VmClasses *classes = &vm->classes;
    classes->frame = make_class(vm, "frame", &plain_frame_ops, NULL);
    classes->generator = make_class(vm, "generator", &generator_ops, generator_methods);
    classes->coroutine = make_class(vm, "coroutine", &coroutine_ops, coroutine_methods);
    classes->coroutine_wrapper = make_class(vm, "coroutine_wrapper", &coroutine_wrapper_ops, wrapper_methods);
    classes->async_generator = make_class(vm, "async_generator", &async_generator_ops, async_generator_methods);
    classes->asend = make_class(vm, "async_generator_asend", &asend_ops, asend_methods);
    classes->athrow = make_class(vm, "async_generator_athrow", &asend_ops, asend_methods);
}
