/* Runs of a loop: what run_until_complete, run_forever, a Runner and asyncio.run do. Mirrors Lib/asyncio/runners.py
 * and the run methods of Lib/asyncio/base_events.py.
 *
 * The module's code that calls one of these is put aside (the native returns SUSPENDED), the driver (turns.c) runs
 * the loop, and run_ended says what comes next: another run, for a runner that closes, or the module's code again.
 *
 *     RUN_FOREVER ──────────────────────────────────────────────► the module's code
 *     RUN_UNTIL_DONE ── no runner closes ───────────────────────►
 *       │ asyncio.run
 *       ▼
 *     RUN_LEFTOVERS ──► RUN_GENERATORS ──► RUN_EXECUTOR ── close ►   (Runner.close begins here)
 *
 * An exception that leaves the loop in the middle ends a closing runner at once. */
#include "asyncio_room.h"

typedef enum RunnerState { RUNNER_CREATED, RUNNER_INITIALIZED, RUNNER_CLOSED } RunnerState;

/* ---- beginning ---- */

/* The future of a run is done: the loop stops after this iteration. */
static Outcome stop_when_done(Vm *vm, Value owner, Value argument)
{
    const Future *future = value_future(argument);
    Value exception = future_peek_exception(future);
    (void)owner;
    bool leaves =
        exception != VALUE_EMPTY && (value_is_instance(vm, exception, vm->exceptions[EXCEPTION_SystemExit]) ||
                                     value_is_instance(vm, exception, vm->exceptions[EXCEPTION_KeyboardInterrupt]));
    if (!leaves) /* else it is on its way out of the loop already */
        future->loop->is_stopping = true;
    return RETURNED;
}

const NativeCallback run_until_complete_callback = {
    .qualname = "_run_until_complete_cb", .run = stop_when_done, .shown = "_run_until_complete_cb()" ASYNCIO_PLACE};

static Outcome check_can_run(Vm *vm, const Loop *loop)
{
    if (loop_check_open(vm, loop) == RAISED)
        return RAISED;
    if (loop->is_running)
        return vm_raise(vm, EXCEPTION_RuntimeError, "This event loop is already running");
    if (running_loop(vm))
        return vm_raise(vm, EXCEPTION_RuntimeError, "Cannot run the event loop while another loop is running");
    if (world_of(vm)->running_thread != 0)
        return vm_refuse(vm, "a loop in a worker thread: run it in the main thread, and hand it work from there "
                             "with asyncio.run_coroutine_threadsafe");
    if (!vm_can_suspend(vm))
        return vm_refuse(vm, "a loop is started inside a function that Python itself calls (a sort key, __str__, "
                             "__eq__ …): start it from the program's own code");
    return RETURNED;
}

static void set_running(Vm *vm, Loop *loop, bool is_running)
{
    loop->is_running = is_running;
    vm->notes_coroutines = is_running && loop->is_debug;
    loop->has_iterated = false;
    asyncio_room(vm)->running = is_running ? loop : NULL;
}

/* The future that a run waits for; a coroutine becomes a task. Owned. */
static Outcome begin_future(Vm *vm, LoopRun *run, Value awaitable)
{
    Future *future;
    run->loop->is_hidden |= is_shutdown(awaitable);
    run->is_new_task = value_future(awaitable) == NULL;
    if (ensure_future(vm, awaitable, run->loop, &future) == RAISED)
        return RAISED;
    if (run->is_new_task)
        ((Task *)future)->logs_destroy = false;
    run->future = future;
    return future_add_callback(vm, future, &run_until_complete_callback, VALUE_NONE) ? RETURNED : RAISED;
}

/* The tasks that were cancelled at the end go, unless a traceback of one of them keeps them all. */
static void forget_leftovers(Vm *vm, LoopRun *run)
{
    Frame *outermost = vm->outermost;
    vm->outermost = NULL;
    object_release(vm, outermost);
    value_replace(vm, &run->leftovers, VALUE_EMPTY);
}

static void release_run(Vm *vm, LoopRun *run)
{
    forget_leftovers(vm, run);
    LoopRun gone = *run;
    *run = (LoopRun){0};
    object_release(vm, gone.loop);
    object_release(vm, gone.future);
    object_release(vm, gone.runner);
    value_release(vm, gone.value);
    value_release(vm, gone.exception);
}

Outcome run_begin(Vm *vm, Loop *loop, RunStage stage, Value awaitable, Runner *runner, bool closes)
{
    LoopRun *run = &asyncio_room(vm)->run;
    if (check_can_run(vm, loop) == RAISED)
        return stage == RUN_UNTIL_DONE ? raised_holds(vm, awaitable) : RAISED;
    *run = (LoopRun){.loop = object_retain(loop), .stage = stage, .closes = closes};
    run->runner = runner ? object_retain(runner) : NULL;
    if (stage == RUN_UNTIL_DONE && begin_future(vm, run, awaitable) == RAISED) {
        loop->is_hidden = false;
        release_run(vm, run);
        return raised_holds(vm, awaitable);
    }
    value_replace(vm, &vm->handled_outside, value_retain(exception_handled(vm)));
    set_running(vm, loop, true);
    world_note(vm, FACT_LOOP_STARTED, 0, 0, 0);
    return SUSPENDED;
}

/* ---- what came out of a run ---- */

static void set_exception(Vm *vm, LoopRun *run)
{
    value_replace(vm, &run->value, VALUE_EMPTY);
    value_replace(vm, &run->exception, vm_take_raised(vm));
}

/* The future has done what it was run for, or the loop was stopped before. */
static Outcome outcome_of_future(Vm *vm, Future *future, Value *value)
{
    if (future_is_done(future)) {
        Outcome outcome = future_result(vm, future, value);
        if (outcome == RAISED && !vm_is_over(vm))
            exception_add_library(vm, vm->raised, value_from(future)); /* run_until_complete: a circle */
        return outcome;
    }
    return vm_raise(vm, EXCEPTION_RuntimeError, "Event loop stopped before Future completed.");
}

/* Take the run's outcome into value or exception. False where it is an exception. */
static bool take_outcome(Vm *vm, LoopRun *run)
{
    Future *future = run->future;
    Value value = VALUE_NONE;
    run->future = NULL;
    if (future)
        future_remove_callback(vm, future, &run_until_complete_callback, VALUE_NONE);
    bool has_left = vm->raised != VALUE_EMPTY; /* something has left the loop in the middle */
    if (has_left && future && run->is_new_task)
        future->head.extra = (uint16_t)(future->head.extra & ~FUTURE_LOGS_TRACEBACK);
    Outcome outcome = has_left ? RAISED : future ? outcome_of_future(vm, future, &value) : RETURNED;
    object_release(vm, future);
    if (outcome == RAISED && !vm_is_over(vm))
        set_exception(vm, run);
    else if (outcome == RETURNED && run->stage <= RUN_UNTIL_DONE)
        run->value = value;
    else if (outcome == RETURNED)
        value_release(vm, value);
    return outcome == RETURNED;
}

/* ---- closing a runner ---- */

static Outcome tasks_left(Vm *vm, const Loop *loop, Value tasks)
{
    for (Task *task = asyncio_room(vm)->first; task; task = task->next) {
        if (task->future.loop == loop && !future_is_done(&task->future) &&
            !list_append(vm, value_list(tasks), value_from(task)))
            return RAISED;
    }
    return RETURNED;
}

/* Cancel all that is left, and run until it has ended. *runs is false where nothing is left. */
static Outcome begin_leftovers(Vm *vm, LoopRun *run, bool *runs)
{
    run->leftovers = list_new(vm, NULL, 0);
    *runs = false;
    if (tasks_left(vm, run->loop, run->leftovers) == RAISED)
        return RAISED;
    const List *tasks = value_list(run->leftovers);
    if (tasks->count == 0)
        return RETURNED;
    vm->outermost = frame_of_library(vm, run->leftovers); /* that of _cancel_all_tasks */
    Value gathered;
    for (size_t i = 0; i < tasks->count; i++)
        future_cancel(vm, value_future(tasks->items[i]), VALUE_EMPTY);
    if (vm_is_over(vm) || gather_new(vm, tasks->items, tasks->count, true, &gathered) == RAISED)
        return RAISED;
    Outcome outcome = begin_future(vm, run, gathered);
    value_release(vm, gathered);
    run->stage = RUN_LEFTOVERS;
    *runs = true;
    return outcome;
}

static Outcome report_leftovers(Vm *vm, LoopRun *run)
{
    const List *tasks = value_list(run->leftovers);
    Outcome outcome = RETURNED;
    for (size_t i = 0; i < tasks->count && outcome == RETURNED; i++) {
        Value exception = future_peek_exception(value_future(tasks->items[i]));
        if (exception != VALUE_EMPTY)
            outcome = loop_report_about(vm, run->loop, "unhandled exception during asyncio.run() shutdown",
                                        exception, "task", tasks->items[i]);
    }
    return outcome;
}

static Outcome begin_hidden(Vm *vm, LoopRun *run, RunStage stage, Value coroutine)
{
    run->stage = stage;
    Outcome outcome = begin_future(vm, run, coroutine);
    value_release(vm, coroutine);
    return outcome;
}

static void close_runner(Vm *vm, LoopRun *run)
{
    Runner *runner = run->runner;
    if (runner->sets_loop)
        current_loop_set(vm, NULL);
    loop_close(vm, run->loop);
    Loop *loop = runner->loop;
    runner->loop = NULL;
    object_release(vm, loop);
    runner->head.flags = RUNNER_CLOSED;
    run->stage = RUN_NOTHING;
    run->closes = false;
}

/* The next stage of a runner that closes. *runs is false where it has closed. */
static Outcome next_stage(Vm *vm, LoopRun *run, bool *runs)
{
    *runs = true;
    switch (run->stage) {
    case RUN_NOTHING:
    case RUN_FOREVER:
    case RUN_UNTIL_DONE:
        if (begin_leftovers(vm, run, runs) == RAISED)
            return RAISED;
        if (*runs)
            return RETURNED;
        *runs = true;
        return begin_hidden(vm, run, RUN_GENERATORS, generators_shut(vm, run->loop));
    case RUN_LEFTOVERS:
        if (report_leftovers(vm, run) == RAISED)
            return RAISED;
        forget_leftovers(vm, run);
        return begin_hidden(vm, run, RUN_GENERATORS, generators_shut(vm, run->loop));
    case RUN_GENERATORS:
        return begin_hidden(vm, run, RUN_EXECUTOR, executor_shut(vm, run->loop));
    case RUN_EXECUTOR:
        *runs = false;
        return RETURNED;
    }
    return RETURNED;
}

bool run_ended(Vm *vm)
{
    LoopRun *run = &asyncio_room(vm)->run;
    Loop *loop = run->loop;
    bool runs = false;
    loop->is_stopping = loop->is_hidden = false;
    loop->frozen = loop->begun = 0;
    set_running(vm, loop, false);
    bool is_closing = run->stage >= RUN_LEFTOVERS, is_good = take_outcome(vm, run);
    if (vm_is_over(vm))
        return false;
    if (run->closes && (is_good || !is_closing) && next_stage(vm, run, &runs) == RAISED) {
        runs = false;
        if (!vm_is_over(vm))
            set_exception(vm, run);
    }
    if (runs && run->exception != VALUE_EMPTY) /* the loop is closed while it is on its way out */
        value_replace(vm, &vm->handled_outside, value_retain(run->exception));
    if (runs)
        set_running(vm, loop, true);
    else if (run->closes)
        close_runner(vm, run);
    if (!runs)
        value_replace(vm, &vm->handled_outside, VALUE_EMPTY);
    if (!runs)
        world_note(vm, FACT_LOOP_ENDED, 0, 0, 0);
    return runs;
}

Outcome run_deliver(Vm *vm, Value *result)
{
    LoopRun *run = &asyncio_room(vm)->run;
    Value value = run->value, exception = run->exception;
    vm->frame = run->frame;
    run->value = run->exception = VALUE_EMPTY;
    release_run(vm, run);
    if (exception != VALUE_EMPTY)
        vm_reraise(vm, exception);
    return frame_deliver(vm, exception == VALUE_EMPTY ? value : VALUE_EMPTY, result);
}

/* ---- runners ---- */

static Runner *self_of(const Value *args)
{
    return (Runner *)value_object(args[0]);
}

static Outcome make_loop(Vm *vm, Runner *runner)
{
    Value made;
    if (runner->loop_factory == VALUE_EMPTY) {
        runner->loop = loop_new(vm);
        current_loop_set(vm, runner->loop);
        runner->sets_loop = true;
        return RETURNED;
    }
    if (value_call_with(vm, runner->loop_factory, 0, NULL, &made) == RAISED)
        return RAISED;
    if (class_of(vm, made) != asyncio_classes(vm)->loop) {
        vm_refuse(vm, "a `loop_factory` that makes no loop of asyncio: leave it out");
        value_release(vm, made);
        return RAISED;
    }
    runner->loop = (Loop *)value_object(made);
    return RETURNED;
}

static Outcome initialize(Vm *vm, Runner *runner)
{
    if (runner->head.flags == RUNNER_CLOSED)
        return vm_raise(vm, EXCEPTION_RuntimeError, "Runner is closed");
    if (runner->head.flags == RUNNER_INITIALIZED)
        return RETURNED;
    if (make_loop(vm, runner) == RAISED)
        return RAISED;
    if (runner->debug != VALUE_EMPTY && value_truth(vm, runner->debug, &runner->loop->is_debug) == RAISED)
        return RAISED;
    runner->context = context_copy(vm);
    context_at(vm, &runner->context);
    runner->head.flags = RUNNER_INITIALIZED;
    return RETURNED;
}

static Value given(Value argument)
{
    return argument == VALUE_NONE ? VALUE_EMPTY : argument;
}

static Runner *runner_new(Vm *vm, Value debug, Value loop_factory)
{
    Runner *runner = object_new(vm, asyncio_room(vm)->runner, KIND_OTHER, sizeof *runner);
    runner->debug = value_retain(given(debug));
    runner->loop_factory = value_retain(given(loop_factory));
    return runner;
}

static Outcome expect_coroutine(Vm *vm, Value value)
{
    if (value_is_coroutine(value))
        return RETURNED;
    Text text = {0};
    if (value_write_repr(vm, value, &text) == RETURNED)
        vm_raise(vm, EXCEPTION_ValueError, "a coroutine was expected, got %s", text_string(&text));
    text_release(&text);
    return RAISED;
}

/* Runner.run: `closes` for asyncio.run, where the runner closes afterwards. */
static Outcome run_in(Vm *vm, Runner *runner, Value coroutine, Value context, bool closes)
{
    Task *task;
    if (expect_coroutine(vm, coroutine) == RAISED)
        return RAISED;
    if (running_loop(vm))
        return vm_raise(vm, EXCEPTION_RuntimeError, "Runner.run() cannot be called from a running event loop");
    if (initialize(vm, runner) == RAISED || check_can_run(vm, runner->loop) == RAISED ||
        task_new(vm, runner->loop, coroutine, VALUE_EMPTY, context == VALUE_EMPTY ? runner->context : context,
                 &task) == RAISED)
        return RAISED;
    Outcome outcome = run_begin(vm, runner->loop, RUN_UNTIL_DONE, value_from(task), runner, closes);
    object_release(vm, task);
    return outcome;
}

/* The main coroutine could not be run: the runner, which `with` has entered, still closes, with this exception on
 * its way. */
static Outcome close_after_failure(Vm *vm, Runner *runner)
{
    Value exception = vm_take_raised(vm), ignored = VALUE_NONE;
    Outcome outcome = initialize(vm, runner) == RAISED ? RAISED : run_begin_closing(vm, runner, &ignored);
    if (outcome == SUSPENDED)
        asyncio_room(vm)->run.exception = exception;
    else if (outcome == RAISED)
        value_release(vm, exception);
    else
        return vm_reraise(vm, exception);
    return outcome;
}

static Outcome asyncio_run(Vm *vm, const Value *args, Value *result)
{
    (void)result;
    if (running_loop(vm)) {
        vm_raise(vm, EXCEPTION_RuntimeError, "asyncio.run() cannot be called from a running event loop");
        return raised_holds(vm, args[0]);
    }
    Runner *runner = runner_new(vm, args[1], args[2]);
    Outcome outcome = initialize(vm, runner) == RAISED ? RAISED : run_in(vm, runner, args[0], VALUE_EMPTY, true);
    if (outcome == RAISED && !vm_is_over(vm) && runner->loop)
        outcome = close_after_failure(vm, runner);
    object_release(vm, runner);
    return outcome;
}

Outcome run_begin_closing(Vm *vm, Runner *runner, Value *result)
{
    LoopRun *run = &asyncio_room(vm)->run;
    bool runs;
    *result = VALUE_NONE;
    if (runner->head.flags != RUNNER_INITIALIZED)
        return RETURNED;
    if (check_can_run(vm, runner->loop) == RAISED)
        return RAISED;
    *run = (LoopRun){.loop = object_retain(runner->loop),
                     .runner = object_retain(runner),
                     .stage = RUN_NOTHING,
                     .value = VALUE_NONE,
                     .closes = true};
    value_replace(vm, &vm->handled_outside, value_retain(exception_handled(vm)));
    if (next_stage(vm, run, &runs) == RAISED) {
        release_run(vm, run);
        return RAISED;
    }
    set_running(vm, run->loop, true);
    return SUSPENDED;
}

static Outcome method_run(Vm *vm, const Value *args, Value *result)
{
    (void)result;
    Outcome outcome = run_in(vm, self_of(args), args[1], given(args[2]), false);
    return outcome == RAISED ? raised_holds(vm, args[1]) : outcome;
}

static Outcome method_close(Vm *vm, const Value *args, Value *result)
{
    return run_begin_closing(vm, self_of(args), result);
}

static Outcome method_get_loop(Vm *vm, const Value *args, Value *result)
{
    if (initialize(vm, self_of(args)) == RAISED)
        return RAISED;
    *result = value_from(object_retain(self_of(args)->loop));
    return RETURNED;
}

static Outcome method_enter(Vm *vm, const Value *args, Value *result)
{
    if (initialize(vm, self_of(args)) == RAISED)
        return RAISED;
    *result = value_retain(args[0]);
    return RETURNED;
}

static const NativeSpec runner_methods[] = {
    {"run", method_run, "def self, coro, *, context=None", NATIVE_PLAIN},
    {"close", method_close, "def self", NATIVE_PLAIN},
    {"get_loop", method_get_loop, "def self", NATIVE_PLAIN},
    {"__enter__", method_enter, "def self", NATIVE_PLAIN},
    {"__exit__", method_close, "def self, exc_type, exc_val, exc_tb", NATIVE_PLAIN},
    {0},
};

static Outcome runner_construct(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(runner_new(vm, args[1], args[2]));
    return RETURNED;
}

static void runner_release(Vm *vm, Object *object)
{
    Runner *runner = (Runner *)object;
    object_release(vm, runner->loop);
    value_release(vm, runner->debug);
    value_release(vm, runner->loop_factory);
    value_release(vm, runner->context);
}

static void runner_visit(const Object *object, ValueVisitor *visitor, void *context)
{
    const Runner *runner = (const Runner *)object;
    visitor(context, value_from(runner->loop));
    visitor(context, runner->debug);
    visitor(context, runner->loop_factory);
    visitor(context, runner->context);
}

static const NativeSpec functions[] = {
    {"run", asyncio_run, "def main, *, debug=None, loop_factory=None", NATIVE_PLAIN},
    {0},
};

void runners_load(Vm *vm, Module *module)
{
    static const ClassOps ops = {.size = sizeof(Runner), .release = runner_release, .visit = runner_visit};
    Class *class = class_native(vm, &(ClassSpec){.name = "Runner",
                                                 .module = "asyncio.runners",
                                                 .ops = &ops,
                                                 .methods = runner_methods,
                                                 .construct = runner_construct,
                                                 .signature = "def cls, *, debug=None, loop_factory=None"});
    asyncio_room(vm)->runner = class;
    module_set(vm, module, "Runner", value_from(class));
    module_add_natives(vm, module, functions);
}
