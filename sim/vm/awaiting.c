/* What can be awaited: from a value to the awaiter that SEND sends to, and sending to awaiters that are no frames.
 *
 * An awaiter is a generator, a coroutine, one of the wrappers around them (asend() of an asynchronous generator,
 * what __await__ of a coroutine gives), a native object with `resume` such as a future, or any iterator that an
 * __await__ of the program gave. */
#include "frame_machine.h"

static const char *class_name(Vm *vm, Value value)
{
    return class_of(vm, value)->told_name->text;
}

/* ---- frames among the awaiters ---- */

Frame *awaiter_frame_of_other(Value awaiter)
{
    Object *object = value_object(awaiter);
    if (value_is_kind(awaiter, KIND_GENERATOR))
        return object->flags == FRAME_FINISHED ? NULL : (Frame *)object;
    if (value_is_wrapper(awaiter))
        return ((CoroutineWrapper *)object)->coroutine;
    if (!value_is_asend(awaiter))
        return NULL;
    const Asend *asend = (const Asend *)object;
    bool is_over = asend->head.flags == ASEND_ENDED || asend->generator->head.flags == FRAME_FINISHED;
    return is_over ? NULL : asend->generator;
}

static const char *sort_of(const Frame *frame)
{
    return frame->head.kind == KIND_GENERATOR         ? "generator"
           : frame->head.kind == KIND_ASYNC_GENERATOR ? "async generator"
                                                      : "coroutine";
}

static Outcome check_frame(Vm *vm, const Frame *frame, Value sent)
{
    switch ((FrameState)frame->head.flags) {
    case FRAME_FINISHED:
        if (frame->head.kind != KIND_COROUTINE && frame->head.kind != KIND_NATIVE_COROUTINE)
            return RAISED; /* thrown into a generator that has ended: what was thrown */
        return vm_raise(vm, EXCEPTION_RuntimeError, "cannot reuse already awaited coroutine");
    case FRAME_RUNNING:
        return vm_raise(vm, EXCEPTION_ValueError, "%s already executing", sort_of(frame));
    case FRAME_UNSTARTED:
        if (sent != VALUE_NONE && sent != VALUE_EMPTY)
            return vm_raise(vm, EXCEPTION_TypeError, "can't send non-None value to a just-started %s",
                            sort_of(frame));
        return RETURNED;
    case FRAME_SUSPENDED:
        return RETURNED;
    }
    return RETURNED;
}

/* «anext()», «athrow()» …, as messages name the step. */
static const char *step_name(const Asend *asend)
{
    switch (asend->mode) {
    case ASEND_NEXT:
    case ASEND_SEND:
        return "anext()";
    case ASEND_THROW:
        return "athrow()";
    case ASEND_CLOSE:
        return "aclose()";
    }
    return "";
}

static Outcome begin_asend(Vm *vm, Asend *asend, Value *sent)
{
    Frame *generator = asend->generator;
    if (asend->head.flags == ASEND_BEGUN)
        return check_frame(vm, generator, *sent);
    if (generator->made != VALUE_EMPTY) {
        asend->head.flags = ASEND_ENDED;
        return vm_raise(vm, EXCEPTION_RuntimeError, "%s: asynchronous generator is already running",
                        step_name(asend));
    }
    bool throws = asend->mode == ASEND_THROW || asend->mode == ASEND_CLOSE, is_thrown_in = *sent == VALUE_EMPTY;
    if (throws && *sent != VALUE_NONE && !is_thrown_in)
        return vm_raise(vm, EXCEPTION_RuntimeError, "can't send non-None value to a just-started coroutine");
    if (!throws && *sent == VALUE_NONE)
        *sent = asend->sent;
    if (check_frame(vm, generator, throws ? VALUE_EMPTY : *sent) == RAISED)
        return RAISED;
    asend->head.flags = ASEND_BEGUN;
    generator->made = value_from(asend);
    if (!throws || is_thrown_in)
        return RETURNED;
    *sent = VALUE_EMPTY;
    if (asend->mode == ASEND_CLOSE) {
        frame_set_flag(generator, FRAME_ACLOSED);
        vm_reraise(vm, exception_new(vm, vm->exceptions[EXCEPTION_GeneratorExit], VALUE_EMPTY)); /* no context */
    } else {
        vm_reraise(vm, value_retain(asend->sent));
    }
    return RETURNED;
}

Outcome awaiter_begin(Vm *vm, Value awaiter, Value *sent)
{
    if (value_is_asend(awaiter))
        return begin_asend(vm, (Asend *)value_object(awaiter), sent);
    return check_frame(vm, awaiter_frame(awaiter), *sent);
}

/* ---- awaiters that are no frames ---- */

/* The generator has ended before this step of it began, or the step itself is over. */
static Outcome send_to_ended_asend(Vm *vm, Asend *asend, Value *result)
{
    bool throws = asend->mode == ASEND_THROW || asend->mode == ASEND_CLOSE;
    if (asend->head.flags == ASEND_ENDED)
        return vm_raise(vm, EXCEPTION_RuntimeError,
                        throws ? "cannot reuse already awaited aclose()/athrow()"
                               : "cannot reuse already awaited __anext__()/asend()");
    asend->head.flags = ASEND_ENDED;
    if (!throws)
        return vm_raise_with_nothing(vm, vm->exceptions[EXCEPTION_StopAsyncIteration]);
    *result = VALUE_NONE;
    return RETURNED;
}

/* A method of an iterator was called: its StopIteration is the awaiter's result. */
static Outcome outcome_of_step(Vm *vm, Outcome outcome, Value *result)
{
    if (outcome == RETURNED)
        return SUSPENDED;
    if (!vm_raised_is_builtin(vm, EXCEPTION_StopIteration))
        return RAISED;
    Value stop = vm_take_raised(vm), value = value_exception(stop)->value;
    *result = value == VALUE_EMPTY ? VALUE_NONE : value_retain(value);
    value_release(vm, stop);
    return RETURNED;
}

static Outcome send_to_iterator(Vm *vm, Value iterator, Value sent, Value *result)
{
    if (sent != VALUE_NONE)
        return outcome_of_step(vm, value_call_method(vm, iterator, "send", 1, &sent, result), result);
    if (class_of(vm, iterator)->is_program)
        return outcome_of_step(vm, value_call_method(vm, iterator, "__next__", 0, NULL, result), result);
    if (value_next(vm, iterator, result) == RAISED)
        return RAISED;
    if (*result != VALUE_EMPTY)
        return SUSPENDED;
    *result = VALUE_NONE;
    return RETURNED;
}

Outcome awaiter_send(Vm *vm, Value awaiter, Value sent, Value *result)
{
    const ClassOps *ops = class_of(vm, awaiter)->ops;
    if (ops->resume)
        return ops->resume(vm, awaiter, sent, result);
    if (value_is_asend(awaiter))
        return send_to_ended_asend(vm, (Asend *)value_object(awaiter), result);
    if (!value_is_kind(awaiter, KIND_GENERATOR))
        return send_to_iterator(vm, awaiter, sent, result);
    *result = VALUE_NONE; /* a generator that has ended */
    return RETURNED;
}

static Outcome has_method(Vm *vm, Value value, Str *name, bool *has)
{
    Value method;
    if (value_find_attribute(vm, value, name, &method) == RAISED)
        return RAISED;
    *has = method != VALUE_EMPTY;
    value_release(vm, method);
    return RETURNED;
}

/* iterator.close(), where it has one, before GeneratorExit goes on in who awaits it. */
static Outcome close_iterator(Vm *vm, Value iterator, Value exit)
{
    bool has = false;
    Value ignored;
    if (has_method(vm, iterator, vm->names.close, &has) == RAISED)
        return RAISED;
    if (has && value_call_method(vm, iterator, "close", 0, NULL, &ignored) == RAISED)
        return RAISED;
    if (has)
        value_release(vm, ignored);
    return vm_reraise(vm, value_retain(exit));
}

static Outcome throw_into_iterator(Vm *vm, Value iterator, Value exception, Value *result)
{
    bool has = false;
    if (value_is_instance(vm, exception, vm->exceptions[EXCEPTION_GeneratorExit]))
        return close_iterator(vm, iterator, exception);
    if (has_method(vm, iterator, vm->names.throw, &has) == RAISED)
        return RAISED;
    if (has)
        return outcome_of_step(vm, value_call_method(vm, iterator, "throw", 1, &exception, result), result);
    return vm_reraise(vm, value_retain(exception));
}

Outcome awaiter_throw(Vm *vm, Value awaiter, Value *result)
{
    const Class *class = class_of(vm, awaiter);
    bool is_exit = vm_raised_is_builtin(vm, EXCEPTION_GeneratorExit);
    bool takes = class->is_program || (class->ops->throw_in && !is_exit);
    if (!takes || vm_is_over(vm))
        return RAISED;
    Value exception = vm_take_raised(vm);
    Outcome outcome = class->is_program ? throw_into_iterator(vm, awaiter, exception, result)
                                        : class->ops->throw_in(vm, awaiter, exception, result);
    value_release(vm, exception);
    return outcome;
}

/* ---- from values to awaiters ---- */

static bool is_being_awaited(const Frame *coroutine)
{
    if (coroutine->head.flags != FRAME_SUSPENDED)
        return false;
    return frame_is_native(coroutine) || (frame_flags(coroutine) & FRAME_SENDING);
}

static Outcome cannot_await(Vm *vm, Value value, uint32_t where)
{
    static const char *const messages[] = {
        "object %s can't be used in 'await' expression",
        "'async with' received an object from __aenter__ that does not implement __await__: %s",
        "'async with' received an object from __aexit__ that does not implement __await__: %s",
    };
    const char *name = class_name(vm, value);
    switch (where) {
    case 1:
        return vm_raise(vm, EXCEPTION_TypeError, messages[1], name);
    case 2:
        return vm_raise(vm, EXCEPTION_TypeError, messages[2], name);
    default:
        return vm_raise(vm, EXCEPTION_TypeError, messages[0], name);
    }
}

/* The awaiter of an awaitable; EMPTY where the value is none. */
static Outcome find_awaiter(Vm *vm, Value value, Value *awaiter)
{
    if (value_is_coroutine(value)) {
        if (is_being_awaited((Frame *)value_object(value)))
            return vm_raise(vm, EXCEPTION_RuntimeError, "coroutine is being awaited already");
        *awaiter = value_retain(value);
        return RETURNED;
    }
    const ClassOps *ops = class_of(vm, value)->ops;
    *awaiter = VALUE_EMPTY;
    return ops->await ? ops->await(vm, value, awaiter) : RETURNED;
}

Outcome awaiter_of(Vm *vm, Value value, uint32_t where, Value *awaiter)
{
    if (find_awaiter(vm, value, awaiter) == RAISED)
        return RAISED;
    return *awaiter == VALUE_EMPTY ? cannot_await(vm, value, where) : RETURNED;
}

Outcome yield_from_of(Vm *vm, const Code *code, Value value, Value *iterator)
{
    if (value_is_coroutine(value) && !(code->flags & CODE_COROUTINE))
        return vm_raise(vm, EXCEPTION_TypeError,
                        "cannot 'yield from' a coroutine object in a non-coroutine generator");
    if (value_is_coroutine(value) || value_is_kind(value, KIND_GENERATOR)) {
        *iterator = value_retain(value);
        return RETURNED;
    }
    return value_iterate(vm, value, iterator);
}

/* ---- async for ---- */

/* Call a method that is looked up in the class. */
static Outcome call_special(Vm *vm, Value self, Value found, Value *result)
{
    Value bound;
    if (value_is_kind(found, KIND_FUNCTION) || value_is_kind(found, KIND_NATIVE))
        return value_call_with(vm, found, 1, &self, result);
    if (attribute_bind(vm, found, self, class_of(vm, self), &bound) == RAISED)
        return RAISED;
    Outcome outcome = value_call_with(vm, bound, 0, NULL, result);
    value_release(vm, bound);
    return outcome;
}

Outcome async_iterator_of(Vm *vm, Value value, Value *iterator)
{
    if (value_is_kind(value, KIND_ASYNC_GENERATOR)) {
        *iterator = value_retain(value);
        return RETURNED;
    }
    Value found = class_lookup(vm, class_of(vm, value), vm->names.aiter);
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'async for' requires an object with __aiter__ method, got %s",
                        class_name(vm, value));
    if (call_special(vm, value, found, iterator) == RAISED)
        return RAISED;
    if (class_lookup(vm, class_of(vm, *iterator), vm->names.anext) != VALUE_EMPTY)
        return RETURNED;
    vm_raise(vm, EXCEPTION_TypeError,
             "'async for' received an object from __aiter__ that does not implement __anext__: %s",
             class_name(vm, *iterator));
    value_release(vm, *iterator);
    return RAISED;
}

/* An __anext__ that gave no awaitable: the reason is the cause of the TypeError. */
static Outcome invalid_anext(Vm *vm, Value step)
{
    if (vm->raised == VALUE_EMPTY)
        vm_raise(vm, EXCEPTION_TypeError, "object %s can't be used in 'await' expression", class_name(vm, step));
    Value reason = vm_take_raised(vm);
    vm_raise(vm, EXCEPTION_TypeError, "'async for' received an invalid object from __anext__: %s",
             class_name(vm, step));
    if (!vm_is_over(vm)) {
        value_replace(vm, &value_exception(vm->raised)->context, value_retain(reason));
        value_replace(vm, &value_exception(vm->raised)->cause, value_retain(reason));
        value_exception(vm->raised)->suppress_context = true;
    }
    value_release(vm, reason);
    return RAISED;
}

Outcome anext_of(Vm *vm, Value iterator, Value *awaiter)
{
    if (value_is_kind(iterator, KIND_ASYNC_GENERATOR)) {
        *awaiter = asend_new(vm, (Frame *)value_object(iterator), ASEND_NEXT, VALUE_NONE);
        return RETURNED;
    }
    Value found = class_lookup(vm, class_of(vm, iterator), vm->names.anext), step;
    if (found == VALUE_EMPTY)
        return vm_raise(vm, EXCEPTION_TypeError, "'async for' requires an iterator with __anext__ method, got %s",
                        class_name(vm, iterator));
    if (call_special(vm, iterator, found, &step) == RAISED)
        return RAISED;
    Outcome outcome = find_awaiter(vm, step, awaiter);
    if (outcome == RAISED || *awaiter == VALUE_EMPTY)
        outcome = vm_is_over(vm) ? RAISED : invalid_anext(vm, step);
    value_release(vm, step);
    return outcome;
}

/* ---- native coroutines ---- */

NativeCoroutine *coroutine_begin(Vm *vm, NativeStep *step, uint32_t slots, Str *name, Str *qualname)
{
    NativeCoroutine *co =
        object_new_dirty(vm, vm->classes.coroutine, KIND_NATIVE_COROUTINE, native_coroutine_size(slots));
    Object head = co->head;
    head.count = slots;
    *co = (NativeCoroutine){.head = head,
                            .name = value_retain(value_from(name)),
                            .qualname = value_retain(value_from(qualname)),
                            .step = step};
    for (uint32_t i = 0; i < slots; i++)
        co->slots[i] = VALUE_EMPTY;
    if (vm->notes_coroutines)
        vm->hooks->coroutine_made(vm->hooks->context, vm, (Frame *)co);
    return co;
}

NativeCoroutine *coroutine_new(Vm *vm, NativeStep *step, const char *name, const char *qualname)
{
    return coroutine_begin(vm, step, NATIVE_COROUTINE_SLOTS, str_intern(vm, name, strlen(name)),
                           str_intern(vm, qualname, strlen(qualname)));
}

/* ---- the bare yield ---- */

static NativeCoroutine *suspended_at(Vm *vm, NativeStep *step, int32_t state, Str *name, Str *qualname)
{
    NativeCoroutine *co = coroutine_begin(vm, step, NATIVE_COROUTINE_SLOTS, name, qualname);
    frame_set_flag((Frame *)co, FRAME_WAS_AWAITED);
    co->head.flags = FRAME_SUSPENDED;
    co->state = state;
    co->holds_little = 1;
    return co;
}

void coroutine_share_bare_yield(Vm *vm, NativeStep *step, int32_t state, Str *name, Str *qualname)
{
    vm->bare_yield = value_from(suspended_at(vm, step, state, name, qualname));
}

Value coroutine_unshare_bare_yield(Vm *vm)
{
    const NativeCoroutine *shared = (const NativeCoroutine *)value_object(vm->bare_yield);
    return value_from(suspended_at(vm, shared->step, shared->state, value_str_object(shared->name),
                                   value_str_object(shared->qualname)));
}

void native_is_sleep(Value native)
{
    value_object(native)->flags |= NATIVE_IS_SLEEP;
}

/* ---- natives that are awaited at once ---- */

bool native_is_awaited(const Vm *vm, const Value *args)
{
    const Frame *frame = vm->frame;
    if (!frame || !frame->code || instruction_opcode(*frame->ip) != OPCODE_GET_AWAITABLE)
        return false;
    if (instruction_argument(*frame->ip) > 0)
        return true; /* __aenter__ and __aexit__: before this, nobody but `async with` calls anything */
    /* Arguments of a method that the loop calls stand on the frame's stack, behind the method. */
    bool is_on_stack = args > frame->slots && args < frame->slots + frame->code->slot_count;
    return is_on_stack && value_is_kind(args[-1], KIND_NATIVE);
}

Outcome native_settle(Vm *vm, Outcome outcome)
{
    if (outcome == RETURNED)
        return SETTLED;
    if (vm_is_over(vm))
        return RAISED;
    vm->frame->ip += AWAIT_WORDS;
    return ENTERED; /* with vm->raised: the frame goes on where it stands now */
}

/* ---- what steps of native coroutines await ---- */

/* ENTERED tells resume.c that the step awaits. */
Outcome coroutine_await(Vm *vm, NativeCoroutine *co, Value awaitable, int32_t state)
{
    if (awaiter_of(vm, awaitable, 0, &co->awaiting) == RAISED)
        return RAISED;
    co->state = state;
    return ENTERED;
}

Outcome coroutine_yield(NativeCoroutine *co, int32_t state)
{
    co->state = state;
    return ENTERED;
}
