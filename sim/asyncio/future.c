/* Futures: a result that is not there yet, and who wants to be told. Mirrors class Future of Lib/asyncio/futures.py
 * and Modules/_asynciomodule.c. */
#include "asyncio_room.h"

#include <assert.h>

Future *value_future(Value value)
{
    if (!value_is_kind(value, KIND_OTHER))
        return NULL;
    const Object *object = value_object(value);
    return object_class(object)->ops->resume == future_resume ? (Future *)value_object(value) : NULL;
}

static bool has_flag(const Future *future, unsigned flag)
{
    return future->head.extra & flag;
}

static void set_flag(Future *future, unsigned flag)
{
    future->head.extra = (uint16_t)(future->head.extra | flag);
}

static void clear_flag(Future *future, unsigned flag)
{
    future->head.extra = (uint16_t)(future->head.extra & ~flag);
}

/* ---- making and freeing ---- */

void future_init(Vm *vm, Future *future, Loop *loop)
{
    future->loop = object_retain(loop);
    if (!loop->is_debug)
        return;
    set_flag(future, FUTURE_IS_DEBUG);
    future_note_creation(vm, future);
}

Future *future_new(Vm *vm, Loop *loop, uint32_t thing)
{
    Future *future = object_new(vm, asyncio_classes(vm)->future, KIND_OTHER, sizeof *future);
    future_init(vm, future, loop);
    future->thing = thing;
    return future;
}

/* «… exception was never retrieved». The handler may keep the future: then it lives on. */
static void report_unretrieved(Vm *vm, Future *future)
{
    clear_flag(future, FUTURE_LOGS_TRACEBACK);
    Text message = {0};
    text_format(&message, "%s exception was never retrieved", object_class(future)->name->text);
    if (loop_report_lost(vm, future, text_string(&message), future->result, "future") == RAISED)
        value_release(vm, vm_take_raised(vm));
    text_release(&message);
}

static void release_callback(Vm *vm, DoneCallback *callback)
{
    DoneCallback gone = *callback;
    *callback = (DoneCallback){0};
    value_release(vm, gone.owner);
    value_release(vm, gone.context);
}

static size_t size_of_more(uint32_t capacity)
{
    return sizeof(DoneCallbacks) + capacity * sizeof(DoneCallback);
}

static void free_more(Vm *vm, DoneCallbacks *more)
{
    if (more)
        vm_free(vm, more, size_of_more(more->capacity));
}

static void release_callbacks(Vm *vm, Future *future)
{
    DoneCallbacks *more = future->more;
    release_callback(vm, &future->first);
    for (uint32_t i = 0; more && i < more->count; i++)
        release_callback(vm, &more->items[i]);
    free_more(vm, more);
}

bool future_survives(Vm *vm, Future *future)
{
    if (!has_flag(future, FUTURE_LOGS_TRACEBACK) || vm_is_over(vm))
        return false;
    future->head.refs = 1;
    report_unretrieved(vm, future);
    return --future->head.refs > 0;
}

void future_let_go(Vm *vm, Future *future)
{
    if (has_flag(future, FUTURE_IS_THING))
        world_thing_gone(vm, future->thing);
    future_forget_creation(vm, future);
    release_callbacks(vm, future);
    value_release(vm, future->result);
    value_release(vm, future->cancel_message);
    object_release(vm, future->loop);
}

void future_release(Vm *vm, Object *object)
{
    if (!future_survives(vm, (Future *)object))
        future_let_go(vm, (Future *)object);
}

static uint32_t callback_count(const Future *future)
{
    if (callback_is_empty(&future->first))
        return 0;
    return future->more ? future->more->count + 1 : 1;
}

static const DoneCallback *callback_at(const Future *future, uint32_t at)
{
    return at == 0 ? &future->first : &future->more->items[at - 1];
}

void future_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Future *future = (const Future *)object;
    visitor(context, value_from(future->loop));
    visitor(context, future->result);
    visitor(context, future->cancel_message);
    for (uint32_t i = 0; i < callback_count(future); i++) {
        visitor(context, callback_at(future, i)->owner);
        visitor(context, callback_at(future, i)->context);
    }
}

/* ---- done-callbacks ---- */

/* Into the ready queue: a function of the program is given the future as its argument. */
static void schedule(Vm *vm, Future *future, DoneCallback *callback)
{
    Value self = value_from(future);
    Callback entry = {.native = callback->native,
                      .owner = callback->owner,
                      .argument = callback->native ? value_retain(self) : tuple_new(vm, &self, 1),
                      .context = callback->context};
    if (entry.native == &task_wakeup_callback)
        task_note_woken(vm, value_task(entry.owner), future->thing);
    loop_push(vm, future->loop, &entry);
}

/* The loop does not take it, and nobody else will: it is lost, as in CPython. */
static void forget(Vm *vm, Future *future, DoneCallback *callback)
{
    (void)future;
    release_callback(vm, callback);
}

Outcome future_schedule_callbacks(Vm *vm, Future *future)
{
    if (callback_is_empty(&future->first))
        return RETURNED;
    bool is_refused = loop_check_open(vm, future->loop) == RAISED || loop_check_thread(vm, future->loop) == RAISED;
    DoneCallback first = future->first;
    DoneCallbacks *more = future->more;
    void (*dispose)(Vm *, Future *, DoneCallback *) = is_refused ? forget : schedule;
    future->first = (DoneCallback){0};
    future->more = NULL;
    dispose(vm, future, &first);
    for (uint32_t i = 0; more && i < more->count; i++)
        dispose(vm, future, &more->items[i]);
    free_more(vm, more);
    return is_refused ? RAISED : RETURNED;
}

static bool has_place(Vm *vm, Future *future)
{
    DoneCallbacks *more = future->more;
    uint32_t former = more ? more->capacity : 0, capacity = former > 0 ? former * 2 : 4;
    if (more && more->count < former)
        return true;
    more = vm_resize(vm, more, more ? size_of_more(former) : 0, size_of_more(capacity));
    if (!more) {
        vm_raise_memory(vm);
        return false;
    }
    future->more = more;
    more->capacity = capacity;
    return true;
}

bool future_add(Vm *vm, Future *future, const Callback *callback)
{
    DoneCallback owned = {callback->native, callback->owner, callback->context};
    if (future_is_done(future)) {
        schedule(vm, future, &owned);
        return !vm_is_over(vm);
    }
    if (callback_is_empty(&future->first)) {
        future->first = owned;
        return true;
    }
    if (!has_place(vm, future)) {
        release_callback(vm, &owned);
        return false;
    }
    future->more->items[future->more->count++] = owned;
    return true;
}

bool future_add_callback(Vm *vm, Future *future, const NativeCallback *native, Value owner)
{
    return future_add(vm, future, &(Callback){.native = native, .owner = value_retain(owner)});
}

/* Take callback number `at` out (0 is `first`) and close the gap; owned by the caller. */
static DoneCallback take_callback(Vm *vm, Future *future, uint32_t at)
{
    enum { MOVED_AN_INSTRUCTION = 16 };
    DoneCallbacks *more = future->more;
    DoneCallback taken = *callback_at(future, at);
    bool has_more = more && more->count > 0;
    if (at == 0) {
        future->first = has_more ? more->items[0] : (DoneCallback){0};
        at = 1;
    }
    if (has_more) {
        uint32_t behind = more->count - at;
        vm_charge(vm, behind / MOVED_AN_INSTRUCTION);
        memmove(more->items + at - 1, more->items + at, behind * sizeof *more->items);
        more->items[--more->count] = (DoneCallback){0};
    }
    return taken;
}

bool future_callback(const Future *future, size_t at, Callback *callback)
{
    if (at >= callback_count(future))
        return false;
    const DoneCallback *found = callback_at(future, (uint32_t)at);
    *callback = (Callback){.native = found->native, .owner = found->owner, .context = found->context};
    return true;
}

size_t future_remove_callback(Vm *vm, Future *future, const NativeCallback *native, Value owner)
{
    size_t removed = 0;
    for (uint32_t at = 0; at < callback_count(future);) {
        const DoneCallback *callback = callback_at(future, at);
        if (callback->native != native || callback->owner != owner) {
            at++;
            continue;
        }
        DoneCallback taken = take_callback(vm, future, at);
        release_callback(vm, &taken);
        removed++;
    }
    return removed;
}

/* ---- the moves ---- */

static Outcome check_pending(Vm *vm, const Future *future)
{
    if (!future_is_done(future))
        return RETURNED;
    return vm_raise_class(vm, asyncio_classes(vm)->invalid_state_error, "invalid state");
}

Outcome future_set_result(Vm *vm, Future *future, Value result)
{
    if (check_pending(vm, future) == RAISED)
        return RAISED;
    future->result = value_retain(result);
    future->head.flags = FUTURE_FINISHED;
    return future_schedule_callbacks(vm, future);
}

/* StopIteration cannot travel through coroutines: it is wrapped. Takes over `exception`. */
static Value wrap_stop_iteration(Vm *vm, Value exception)
{
    if (!value_is_instance(vm, exception, vm->exceptions[EXCEPTION_StopIteration]))
        return exception;
    Value wrapped =
        exception_with_text(vm, vm->exceptions[EXCEPTION_RuntimeError],
                            "StopIteration interacts badly with generators and cannot be raised into a Future");
    value_exception(wrapped)->cause = value_retain(exception);
    value_exception(wrapped)->context = exception;
    value_exception(wrapped)->suppress_context = true;
    return wrapped;
}

static Outcome exception_instance(Vm *vm, Value exception, Value *instance)
{
    bool is_class = value_is_kind(exception, KIND_CLASS) && ((const Class *)value_object(exception))->is_exception;
    if (is_class) {
        if (value_call_with(vm, exception, 0, NULL, instance) == RAISED)
            return RAISED;
    } else {
        *instance = value_retain(exception);
    }
    if (value_is_exception(*instance))
        return RETURNED;
    value_release(vm, *instance);
    return vm_raise(vm, EXCEPTION_TypeError, "invalid exception object");
}

Outcome future_take_exception(Vm *vm, Future *future, Value exception)
{
    Value instance;
    if (exception_instance(vm, exception, &instance) == RAISED)
        return RAISED;
    instance = wrap_stop_iteration(vm, instance);
    Traceback *traceback = value_exception(instance)->traceback;
    future->result = instance;
    value_replace(vm, &future->cancel_message, traceback ? value_from(object_retain(traceback)) : VALUE_EMPTY);
    set_flag(future, FUTURE_HAS_EXCEPTION);
    future->head.flags = FUTURE_FINISHED;
    return RETURNED;
}

Outcome future_set_exception(Vm *vm, Future *future, Value exception)
{
    if (check_pending(vm, future) == RAISED || future_take_exception(vm, future, exception) == RAISED ||
        future_schedule_callbacks(vm, future) == RAISED)
        return RAISED;
    set_flag(future, FUTURE_LOGS_TRACEBACK);
    return RETURNED;
}

bool future_cancel_plain(Vm *vm, Future *future, Value message)
{
    clear_flag(future, FUTURE_LOGS_TRACEBACK);
    if (future_is_done(future))
        return false;
    future->head.flags = FUTURE_CANCELLED;
    value_replace(vm, &future->cancel_message, value_retain(message));
    (void)future_schedule_callbacks(vm, future);
    return true;
}

bool future_cancel(Vm *vm, Future *future, Value message)
{
    bool had_raised = vm->raised != VALUE_EMPTY, is_cancelled = future_cancel_or_raise(vm, future, message);
    if (!had_raised && vm->raised != VALUE_EMPTY && !vm_is_over(vm))
        value_release(vm, vm_take_raised(vm));
    return is_cancelled;
}

bool future_cancel_or_raise(Vm *vm, Future *future, Value message)
{
    if (has_flag(future, FUTURE_IS_TASK))
        return task_cancel(vm, (Task *)future, message);
    if (has_flag(future, FUTURE_IS_GATHER))
        return gather_cancel(vm, (Gather *)future, message);
    return future_cancel_plain(vm, future, message);
}

/* ---- what came out ---- */

Value future_cancelled_error(Vm *vm, Future *future)
{
    Class *class = asyncio_classes(vm)->cancelled_error;
    Value saved = future->result;
    if (future->head.flags == FUTURE_CANCELLED && saved != VALUE_EMPTY) {
        future->result = VALUE_EMPTY;
        return saved;
    }
    if (future->cancel_message == VALUE_EMPTY || has_flag(future, FUTURE_HAS_EXCEPTION))
        return exception_new(vm, class, VALUE_EMPTY);
    Value args = tuple_new(vm, &future->cancel_message, 1);
    Value error = exception_new(vm, class, args);
    value_release(vm, args);
    return error;
}

/* The first who asks for the exception finds it with the traceback that it came with; whoever asks later finds it
 * without any, as CPython's future lets go of it. */
static void restore_traceback(Vm *vm, Future *future)
{
    Exception *exception = value_exception(future->result);
    Traceback *former = exception->traceback;
    exception->traceback =
        future->cancel_message == VALUE_EMPTY ? NULL : (Traceback *)value_object(future->cancel_message);
    future->cancel_message = VALUE_EMPTY;
    object_release(vm, former);
}

bool future_outcome(Vm *vm, Future *future, Value *exception)
{
    clear_flag(future, FUTURE_LOGS_TRACEBACK);
    if (future->head.flags == FUTURE_CANCELLED) {
        *exception = future_cancelled_error(vm, future);
        exception_set_context(vm, *exception);
        return true;
    }
    if (!has_flag(future, FUTURE_HAS_EXCEPTION))
        return false;
    restore_traceback(vm, future);
    *exception = value_retain(future->result);
    return true;
}

static Outcome raise_owned(Vm *vm, Value exception)
{
    Outcome outcome = vm_raise_value(vm, exception);
    value_release(vm, exception);
    return outcome;
}

Outcome future_result(Vm *vm, Future *future, Value *result)
{
    Value exception;
    if (!future_is_done(future))
        return vm_raise_class(vm, asyncio_classes(vm)->invalid_state_error, "Result is not set.");
    if (future_outcome(vm, future, &exception))
        return raise_owned(vm, exception);
    *result = value_retain(future->result);
    return RETURNED;
}

Outcome future_exception(Vm *vm, Future *future, Value *result)
{
    if (!future_is_done(future))
        return vm_raise_class(vm, asyncio_classes(vm)->invalid_state_error, "Exception is not set.");
    if (future->head.flags == FUTURE_CANCELLED)
        return raise_owned(vm, future_cancelled_error(vm, future));
    clear_flag(future, FUTURE_LOGS_TRACEBACK);
    *result = has_flag(future, FUTURE_HAS_EXCEPTION) ? value_retain(future->result) : VALUE_NONE;
    return RETURNED;
}

Value future_peek_exception(const Future *future)
{
    return has_flag(future, FUTURE_HAS_EXCEPTION) ? future->result : VALUE_EMPTY;
}

/* ---- awaiting ---- */

/* A future is its own awaiter: it keeps nothing about who awaits it. */
Outcome future_await(Vm *vm, Value self, Value *awaiter)
{
    (void)vm;
    *awaiter = value_retain(self);
    return RETURNED;
}

Outcome future_resume(Vm *vm, Value self, Value sent, Value *result)
{
    (void)sent;
    Future *future = (Future *)value_object(self);
    if (future_is_done(future))
        return future_result(vm, future, result);
    if (has_flag(future, FUTURE_BLOCKING))
        return vm_raise(vm, EXCEPTION_RuntimeError, "await wasn't used with future");
    set_flag(future, FUTURE_BLOCKING);
    *result = value_retain(self);
    return SUSPENDED;
}

/* What the program gets from future.__await__(): an iterator with the methods of a generator. */
typedef struct FutureIterator {
    Object head;
    Future *future; /* owned; NULL once it has ended */
} FutureIterator;

static Outcome stop_iteration(Vm *vm, Value result)
{
    Outcome outcome = vm_raise_with(vm, vm->exceptions[EXCEPTION_StopIteration], result);
    value_release(vm, result);
    return outcome;
}

/* RETURNED with the future's result, or SUSPENDED with the future itself. */
static Outcome iterator_resume(Vm *vm, Value self, Value sent, Value *result)
{
    Future *future = ((FutureIterator *)value_object(self))->future;
    *result = VALUE_NONE;
    if (!future)
        return RETURNED;
    Outcome outcome = future_resume(vm, value_from(future), sent, result);
    if (outcome == SUSPENDED)
        return SUSPENDED;
    ((FutureIterator *)value_object(self))->future = NULL;
    object_release(vm, future);
    return outcome;
}

static Outcome iterator_next(Vm *vm, Value self, Value *item)
{
    Outcome outcome = iterator_resume(vm, self, VALUE_NONE, item);
    if (outcome == RETURNED)
        return stop_iteration(vm, *item);
    return outcome == SUSPENDED ? RETURNED : RAISED;
}

static Outcome iterator_send(Vm *vm, const Value *args, Value *result)
{
    return iterator_next(vm, args[0], result);
}

static Outcome iterator_close(Vm *vm, const Value *args, Value *result)
{
    FutureIterator *iterator = (FutureIterator *)value_object(args[0]);
    Future *future = iterator->future;
    iterator->future = NULL;
    object_release(vm, future);
    *result = VALUE_NONE;
    return RETURNED;
}

static Outcome iterator_throw(Vm *vm, const Value *args, Value *result)
{
    Value exception;
    iterator_close(vm, args, result);
    if (exception_instance(vm, args[1], &exception) == RAISED)
        return RAISED;
    return raise_owned(vm, exception);
}

static void iterator_release(Vm *vm, Object *object)
{
    object_release(vm, ((FutureIterator *)object)->future);
}

static void iterator_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    visitor(context, value_from(((const FutureIterator *)object)->future));
}

static Outcome iterate_again(Vm *vm, Value self, Value *iterator)
{
    (void)vm;
    *iterator = value_retain(self);
    return RETURNED;
}

Outcome future_iterate(Vm *vm, Value self, Value *result)
{
    FutureIterator *iterator = object_new(vm, asyncio_room(vm)->future_iterator, KIND_OTHER, sizeof *iterator);
    iterator->future = object_retain(value_object(self));
    *result = value_from(iterator);
    return RETURNED;
}

static const NativeSpec iterator_methods[] = {
    {"send", iterator_send, "self, value, /", NATIVE_PLAIN},
    {"throw", iterator_throw, "self, type, value=None, traceback=None, /", NATIVE_PLAIN},
    {"close", iterator_close, "self, /", NATIVE_PLAIN},
    {0},
};

static const ClassOps iterator_ops = {
    .size = sizeof(FutureIterator),
    .release = iterator_release,
    .visit = iterator_visit,
    .iterate = iterate_again,
    .next = iterator_next,
    .resume = iterator_resume,
};

/* ---- methods ---- */

static Future *self_of(const Value *args)
{
    return (Future *)value_object(args[0]);
}

static Value given(Value argument)
{
    return argument == VALUE_NONE ? VALUE_EMPTY : argument;
}

static Outcome method_cancel(Vm *vm, const Value *args, Value *result)
{
    *result = value_from_bool(future_cancel_or_raise(vm, self_of(args), given(args[1])));
    return vm_is_over(vm) || vm->raised != VALUE_EMPTY ? RAISED : RETURNED;
}

static Outcome method_cancelled(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(self_of(args)->head.flags == FUTURE_CANCELLED);
    return RETURNED;
}

static Outcome method_done(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(future_is_done(self_of(args)));
    return RETURNED;
}

static Outcome method_result(Vm *vm, const Value *args, Value *result)
{
    return future_result(vm, self_of(args), result);
}

static Outcome method_exception(Vm *vm, const Value *args, Value *result)
{
    return future_exception(vm, self_of(args), result);
}

static Outcome method_set_result(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return future_set_result(vm, self_of(args), args[1]);
}

static Outcome method_set_exception(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    return future_set_exception(vm, self_of(args), args[1]);
}

static Outcome method_add_done_callback(Vm *vm, const Value *args, Value *result)
{
    *result = VALUE_NONE;
    Future *future = self_of(args);
    bool runs_at_once = future_is_done(future);
    if (runs_at_once &&
        (loop_check_open(vm, future->loop) == RAISED || loop_check_thread(vm, future->loop) == RAISED))
        return RAISED;
    Callback callback = {.owner = value_retain(args[1]), .context = context_wanted(vm, args[2])};
    return future_add(vm, future, &callback) ? RETURNED : RAISED;
}

static Outcome method_remove_done_callback(Vm *vm, const Value *args, Value *result)
{
    Future *future = self_of(args);
    int64_t removed = 0;
    for (uint32_t at = 0; at < callback_count(future);) {
        const DoneCallback *callback = callback_at(future, at);
        bool is_equal = false;
        if (!vm_spend(vm, 1))
            return RAISED;
        if (!callback->native && value_equal(vm, callback->owner, args[1], &is_equal) == RAISED)
            return RAISED;
        if (is_equal && at < callback_count(future)) {
            DoneCallback taken = take_callback(vm, future, at);
            release_callback(vm, &taken);
            removed++;
        } else {
            at++;
        }
    }
    *result = value_from_small_int(removed);
    return RETURNED;
}

static Outcome method_get_loop(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from(object_retain(self_of(args)->loop));
    return RETURNED;
}

static Outcome method_await(Vm *vm, const Value *args, Value *result)
{
    return future_iterate(vm, args[0], result);
}

const NativeSpec future_methods[] = {
    {"cancel", method_cancel, "named self, /, msg=None", NATIVE_PLAIN},
    {"cancelled", method_cancelled, "self, /", NATIVE_PLAIN},
    {"done", method_done, "self, /", NATIVE_PLAIN},
    {"result", method_result, "self, /", NATIVE_PLAIN},
    {"exception", method_exception, "named self, /", NATIVE_PLAIN},
    {"set_result", method_set_result, "named self, result, /", NATIVE_PLAIN},
    {"set_exception", method_set_exception, "named self, exception, /", NATIVE_PLAIN},
    {"add_done_callback", method_add_done_callback, "named self, fn, /, *, context=None", NATIVE_PLAIN},
    {"remove_done_callback", method_remove_done_callback, "named self, fn, /", NATIVE_PLAIN},
    {"get_loop", method_get_loop, "named self, /", NATIVE_PLAIN},
    {"__await__", method_await, "self, /", NATIVE_PLAIN},
    {0},
};

/* ---- a future that the program made is a thing of its own ---- */

static void thing_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const Future *future = (const Future *)object;
    *state = (ThingState){.capacity = -1, .level = future_is_done(future), .deadline_ns = -1, .since_ns = -1};
}

/* Waiters are the tasks that its end wakes. */
static bool thing_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const Future *future = (const Future *)object;
    if (list != THING_WAITERS)
        return false;
    size_t place = 0;
    for (uint32_t i = 0; i < callback_count(future); i++) {
        const DoneCallback *callback = callback_at(future, i);
        if (callback->native != &task_wakeup_callback || place++ != at)
            continue;
        *entry = (ThingEntry){.task = value_task(callback->owner)->number, .place = (uint32_t)at};
        return true;
    }
    return false;
}

static const ThingOps thing_ops = {THING_FUTURE, "Future", thing_state, thing_entry};

static Outcome future_for_program(Vm *vm, Loop *loop, Value *result)
{
    Future *future = future_new(vm, loop, 0);
    future->thing = world_add_thing(vm, &future->head, &thing_ops);
    if (future->thing)
        set_flag(future, FUTURE_IS_THING);
    *result = value_from(future);
    return RETURNED;
}

Outcome loop_create_future(Vm *vm, const Value *args, Value *result)
{
    return future_for_program(vm, (Loop *)value_object(args[0]), result);
}

static Outcome future_construct(Vm *vm, const Value *args, Value *result)
{
    Loop *loop;
    if (args[1] != VALUE_EMPTY && args[1] != VALUE_NONE) {
        if (class_of(vm, args[1]) != asyncio_classes(vm)->loop)
            return vm_raise(vm, EXCEPTION_AttributeError, "'%s' object has no attribute 'get_debug'",
                            class_of(vm, args[1])->name->text);
        loop = (Loop *)value_object(args[1]);
    } else if (current_loop(vm, &loop) == RAISED) {
        return RAISED;
    }
    return future_for_program(vm, loop, result);
}

static const ClassOps future_ops = {
    .size = sizeof(Future),
    .release = future_release,
    .visit = future_visit,
    .repr = future_repr,
    .iterate = future_iterate,
    .await = future_await,
    .resume = future_resume,
};

void future_classes_init(Vm *vm)
{
    asyncio_room(vm)->future_iterator = class_native(
        vm, &(ClassSpec){
                .name = "FutureIter", .module = "_asyncio", .ops = &iterator_ops, .methods = iterator_methods});
    asyncio_classes(vm)->future = class_native(vm, &(ClassSpec){.name = "Future",
                                                                .module = "_asyncio",
                                                                .ops = &future_ops,
                                                                .methods = future_methods,
                                                                .construct = future_construct,
                                                                .signature = "cls, *, loop=None"});
}
