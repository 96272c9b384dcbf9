/* asyncio.TaskGroup. Mirrors Lib/asyncio/taskgroups.py.
 *
 * A group is left when all its tasks are done. The first that fails aborts the group: the others are cancelled, and
 * so is the parent, the task inside `async with`, in order to stop what it is awaiting there. That request to
 * cancel is taken back when the group is left, and the failures are raised together. */
#include "coordination.h"

enum { /* flags */
       GROUP_ENTERED = 1,
       GROUP_EXITING = 2,
       GROUP_ABORTING = 4,
       GROUP_PARENT_CANCEL_REQUESTED = 8,
       GROUP_LEFT = 16,
};

typedef struct TaskGroup {
    Object head;          /* flags: those above */
    Loop *loop;           /* owned; NULL before it is entered */
    Task *parent;         /* owned; the same */
    Value tasks;          /* set of tasks that are not done */
    Value errors;         /* list */
    Value base_error;     /* a SystemExit or KeyboardInterrupt, or EMPTY */
    Future *on_completed; /* where leaving waits, owned; NULL */
    int64_t since_ns;     /* when it was entered */
    uint32_t made;        /* tasks in all */
    uint32_t thing;
} TaskGroup;

static TaskGroup *group_of(Value value)
{
    return (TaskGroup *)value_object(value);
}

static bool has(const TaskGroup *group, unsigned flag)
{
    return group->head.flags & flag;
}

static void set(TaskGroup *group, unsigned flag)
{
    group->head.flags = (uint8_t)(group->head.flags | flag);
}

static uint32_t task_count(const TaskGroup *group)
{
    return value_dict(group->tasks)->count;
}

static uint64_t error_count(const TaskGroup *group)
{
    return group->errors == VALUE_EMPTY ? 0 : value_list(group->errors)->count;
}

static bool is_base_error(Vm *vm, Value exception)
{
    return value_is_instance(vm, exception, vm->exceptions[EXCEPTION_SystemExit]) ||
           value_is_instance(vm, exception, vm->exceptions[EXCEPTION_KeyboardInterrupt]);
}

static void note(Vm *vm, const TaskGroup *group, FactKind kind, uint64_t number)
{
    if (group->thing && group->parent)
        world_note(vm, kind, group->parent->number, group->thing, number);
}

/* TaskGroup._abort. Cancelling runs nothing of the program, so the set stands still. */
static void abort_tasks(Vm *vm, TaskGroup *group)
{
    uint32_t at = 0;
    uint64_t cancelled = 0;
    Value task, ignored;
    set(group, GROUP_ABORTING);
    while (dict_next(value_dict(group->tasks), &at, &task, &ignored)) {
        if (!future_is_done(value_future(task)))
            cancelled += future_cancel(vm, value_future(task), VALUE_EMPTY);
    }
    note(vm, group, FACT_GROUP_ABORTED, cancelled);
}

/* ---- a task ends ---- */

static Outcome report_orphan(Vm *vm, TaskGroup *group, Task *task, Value error)
{
    Text text = {0};
    text_add(&text, "Task ");
    Outcome outcome = value_write_repr(vm, value_from(task), &text);
    text_add(&text, " has errored out but its parent task ");
    if (outcome == RETURNED)
        outcome = value_write_repr(vm, value_from(group->parent), &text);
    text_add(&text, " is already completed");
    if (outcome == RETURNED)
        loop_report(vm, group->loop, text_string(&text), error, value_from(task));
    text_release(&text);
    return outcome;
}

/* A task has failed. */
static Outcome take_error(Vm *vm, TaskGroup *group, Task *task, Value error)
{
    if (group->errors != VALUE_EMPTY && !list_append(vm, value_list(group->errors), error))
        return RAISED;
    if (is_base_error(vm, error) && group->base_error == VALUE_EMPTY)
        group->base_error = value_retain(error);
    if (future_is_done(&group->parent->future))
        return report_orphan(vm, group, task, error);
    if (!has(group, GROUP_ABORTING | GROUP_PARENT_CANCEL_REQUESTED)) {
        abort_tasks(vm, group);
        set(group, GROUP_PARENT_CANCEL_REQUESTED);
        future_cancel(vm, &group->parent->future, VALUE_EMPTY);
    }
    return RETURNED;
}

static Outcome on_task_done(Vm *vm, Value owner, Value argument)
{
    TaskGroup *group = group_of(owner);
    Task *task = value_task(argument);
    Value error;
    bool was_there;
    if (set_remove(vm, value_dict(group->tasks), argument, &was_there) == RAISED)
        return RAISED;
    if (group->on_completed && task_count(group) == 0 && !future_is_done(group->on_completed))
        future_set_result(vm, group->on_completed, VALUE_TRUE);
    if (future_state(&task->future) == FUTURE_CANCELLED)
        return RETURNED;
    if (future_exception(vm, &task->future, &error) == RAISED)
        return RAISED;
    Outcome outcome = error == VALUE_NONE ? RETURNED : take_error(vm, group, task, error);
    value_release(vm, error);
    return outcome;
}

static void group_subject(Vm *vm, Value owner, Value argument, uint32_t *task, uint32_t *thing)
{
    (void)vm;
    *task = value_task(argument)->number;
    *thing = group_of(owner)->thing;
}

static const NativeCallback done_callback = {"TaskGroup._on_task_done", on_task_done, group_subject, NULL};

/* ---- create_task ---- */

/* RuntimeError «TaskGroup <TaskGroup> has not been entered» */
static Outcome misuse(Vm *vm, Value self, const char *what)
{
    Value repr;
    if (value_repr(vm, self, &repr) == RAISED)
        return RAISED;
    vm_raise(vm, EXCEPTION_RuntimeError, "TaskGroup %s %s", value_str_object(repr)->text, what);
    value_release(vm, repr);
    return RAISED;
}

/* The coroutine cannot be taken: it is closed, so that nobody says that it was never awaited. */
static Outcome turn_away(Vm *vm, Value self, Value coroutine, const char *what)
{
    Value ignored;
    if (value_call_method(vm, coroutine, "close", 0, NULL, &ignored) == RAISED)
        return RAISED;
    value_release(vm, ignored);
    return misuse(vm, self, what);
}

/* The name as a str (owned); EMPTY where none was given. */
static Outcome name_argument(Vm *vm, Value argument, Value *name)
{
    *name = VALUE_EMPTY;
    if (argument == VALUE_EMPTY || argument == VALUE_NONE)
        return RETURNED;
    return value_str(vm, argument, name);
}

static Outcome make_task(Vm *vm, TaskGroup *group, const Value *args, Task **task)
{
    Value name, context = args[3] == VALUE_NONE ? VALUE_EMPTY : args[3];
    if (name_argument(vm, args[2], &name) == RAISED)
        return RAISED;
    Outcome outcome = task_new(vm, group->loop, args[1], name, context, task);
    value_release(vm, name);
    return outcome;
}

static Outcome method_create_task(Vm *vm, const Value *args, Value *result)
{
    TaskGroup *group = group_of(args[0]);
    Task *task;
    if (!has(group, GROUP_ENTERED))
        return turn_away(vm, args[0], args[1], "has not been entered");
    if (has(group, GROUP_EXITING) && task_count(group) == 0)
        return turn_away(vm, args[0], args[1], "is finished");
    if (has(group, GROUP_ABORTING))
        return turn_away(vm, args[0], args[1], "is shutting down");
    if (make_task(vm, group, args, &task) == RAISED)
        return RAISED;
    *result = value_from(task);
    group->made++;
    if (set_add(vm, value_dict(group->tasks), *result) == RETURNED &&
        future_add_callback(vm, &task->future, &done_callback, args[0]))
        return RETURNED;
    value_release(vm, *result);
    return RAISED;
}

/* ---- entering ---- */

static Outcome enter_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    (void)sent;
    TaskGroup *group = group_of(co->slots[SELF]);
    if (has(group, GROUP_ENTERED))
        return misuse(vm, co->slots[SELF], "has already been entered");
    Loop *loop;
    if (running_loop_or_raise(vm, &loop) == RAISED)
        return RAISED;
    Task *parent = current_task(vm);
    if (!parent)
        return misuse(vm, co->slots[SELF], "cannot determine the parent task");
    group->loop = object_retain(loop);
    group->parent = object_retain(parent);
    group->since_ns = world_now_ns(vm);
    set(group, GROUP_ENTERED);
    note(vm, group, FACT_GROUP_ENTERED, 0);
    return finish_with(co->slots[SELF], result);
}

static Outcome method_aenter(Vm *vm, const Value *args, Value *result)
{
    *result = value_from(method_begin(vm, COROUTINE_group_enter, enter_step, args[0]));
    return RETURNED;
}

/* ---- leaving ----
 *
 *     0 start: an exception in the body aborts the group
 *     WAITING: for the last task; a CancelledError that comes in aborts the group, and the wait goes on */

enum { WAITING = 1 };
enum { FAILURE = 1, CANCELLATION }; /* what came out of the body, EMPTY; the CancelledError to pass on, EMPTY */

static bool is_cancelled_error(Vm *vm, Value exception)
{
    return exception != VALUE_EMPTY && value_is_instance(vm, exception, asyncio_classes(vm)->cancelled_error);
}

static void begin_exit(Vm *vm, NativeCoroutine *co, TaskGroup *group)
{
    Value failure = co->slots[FAILURE];
    set(group, GROUP_EXITING);
    if (failure == VALUE_EMPTY)
        return;
    if (is_base_error(vm, failure) && group->base_error == VALUE_EMPTY)
        group->base_error = value_retain(failure);
    if (is_cancelled_error(vm, failure))
        co->slots[CANCELLATION] = value_retain(failure);
    if (!has(group, GROUP_ABORTING))
        abort_tasks(vm, group);
}

/* The parent was cancelled while it waited for the tasks. False for any other exception. */
static bool take_cancellation(Vm *vm, NativeCoroutine *co, TaskGroup *group)
{
    if (!raised_is_cancelled_error(vm))
        return false;
    Value exception = vm_take_raised(vm);
    if (has(group, GROUP_ABORTING)) {
        value_release(vm, exception);
        return true;
    }
    value_replace(vm, &co->slots[CANCELLATION], exception);
    abort_tasks(vm, group);
    return true;
}

static Outcome raise_errors(Vm *vm, TaskGroup *group)
{
    Value exception;
    if (!group->parent) /* left without having been entered */
        return vm_raise(vm, EXCEPTION_AttributeError, "'NoneType' object has no attribute 'cancelling'");
    /* Keep the count of requests stable where the parent is being cancelled from the outside. */
    if (group->parent->cancels > 0) {
        task_uncancel(vm, group->parent);
        future_cancel(vm, &group->parent->future, VALUE_EMPTY);
    }
    Value message = str_from(vm, "unhandled errors in a TaskGroup");
    Outcome outcome =
        exception_group_new(vm, vm->exceptions[EXCEPTION_BaseExceptionGroup], message, group->errors, &exception);
    value_release(vm, message);
    value_replace(vm, &group->errors, VALUE_EMPTY);
    if (outcome == RAISED)
        return RAISED;
    vm_raise_value(vm, exception);
    value_exception(exception)->suppress_context = true;
    value_release(vm, exception);
    return RAISED;
}

static Outcome end_exit(Vm *vm, NativeCoroutine *co, TaskGroup *group)
{
    Value failure = co->slots[FAILURE];
    set(group, GROUP_LEFT);
    note(vm, group, FACT_GROUP_LEFT, 0);
    if (group->base_error != VALUE_EMPTY)
        return vm_raise_value(vm, group->base_error);
    if (has(group, GROUP_PARENT_CANCEL_REQUESTED) && task_uncancel(vm, group->parent) == 0)
        value_replace(vm, &co->slots[CANCELLATION], VALUE_EMPTY);
    if (co->slots[CANCELLATION] != VALUE_EMPTY && error_count(group) == 0)
        return vm_raise_value(vm, co->slots[CANCELLATION]);
    if (failure != VALUE_EMPTY && !is_cancelled_error(vm, failure) && group->errors != VALUE_EMPTY &&
        !list_append(vm, value_list(group->errors), failure))
        return RAISED;
    return error_count(group) > 0 ? raise_errors(vm, group) : RETURNED;
}

static Outcome exit_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    TaskGroup *group = group_of(co->slots[SELF]);
    *result = VALUE_NONE;
    if (co->state == 0)
        begin_exit(vm, co, group);
    else if (sent == VALUE_EMPTY && !take_cancellation(vm, co, group))
        return RAISED;
    object_release(vm, group->on_completed);
    group->on_completed = NULL;
    if (task_count(group) == 0) {
        Outcome outcome = end_exit(vm, co, group);
        object_release(vm, group->parent); /* as from 3.13.1 on: no circle of task, error, traceback and group */
        group->parent = NULL;
        return outcome;
    }
    group->on_completed = future_new(vm, group->loop, group->thing);
    return coroutine_await(vm, co, value_from(group->on_completed), WAITING);
}

static Outcome method_aexit(Vm *vm, const Value *args, Value *result)
{
    NativeCoroutine *co = method_begin(vm, COROUTINE_group_exit, exit_step, args[0]);
    co->slots[FAILURE] = value_is_exception(args[2]) ? value_retain(args[2]) : VALUE_EMPTY;
    *result = value_from(co);
    return RETURNED;
}

/* ---- what the views see ---- */

static void group_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    const TaskGroup *group = (const TaskGroup *)object;
    state->capacity = group->made;
    state->level = (int64_t)group->made - task_count(group);
    state->since_ns = group->parent ? group->since_ns : -1;
    state->owner = group->parent ? group->parent->number : 0;
    state->is_over = has(group, GROUP_LEFT);
}

static bool group_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    const TaskGroup *group = (const TaskGroup *)object;
    uint32_t next = 0;
    Value task, ignored;
    if (list != THING_CHILDREN)
        return false;
    for (size_t i = 0; dict_next(value_dict(group->tasks), &next, &task, &ignored); i++) {
        if (i < at)
            continue;
        *entry = (ThingEntry){.task = value_task(task)->number, .place = (uint32_t)at};
        return true;
    }
    return false;
}

static const ThingOps thing_ops = {THING_TASK_GROUP, "TaskGroup", group_state, group_entry};

/* ---- the object ---- */

static Outcome group_construct(Vm *vm, const Value *args, Value *result)
{
    TaskGroup *group = object_new(vm, (Class *)value_object(args[0]), KIND_OTHER, sizeof *group);
    group->tasks = set_new(vm);
    group->errors = list_new(vm, NULL, 0);
    group->thing = world_add_thing(vm, &group->head, &thing_ops);
    *result = value_from(group);
    return RETURNED;
}

static void release_object(Vm *vm, Object *object)
{
    TaskGroup *group = (TaskGroup *)object;
    world_thing_gone(vm, group->thing);
    object_release(vm, group->loop);
    object_release(vm, group->parent);
    object_release(vm, group->on_completed);
    value_release(vm, group->tasks);
    value_release(vm, group->errors);
    value_release(vm, group->base_error);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    const TaskGroup *group = (const TaskGroup *)object;
    visitor(context, value_from(group->loop));
    visitor(context, value_from(group->parent));
    visitor(context, value_from(group->on_completed));
    visitor(context, group->tasks);
    visitor(context, group->errors);
    visitor(context, group->base_error);
}

static Outcome group_repr(Vm *vm, Value self, Value *result)
{
    const TaskGroup *group = group_of(self);
    Text text = {0};
    text_add(&text, "<TaskGroup");
    if (task_count(group) > 0)
        text_format(&text, " tasks=%u", (unsigned)task_count(group));
    if (error_count(group) > 0)
        text_format(&text, " errors=%llu", (unsigned long long)error_count(group));
    if (has(group, GROUP_ABORTING))
        text_add(&text, " cancelling");
    else if (has(group, GROUP_ENTERED))
        text_add(&text, " entered");
    text_add(&text, ">");
    *result = str_from_text(vm, &text);
    return RETURNED;
}

static const NativeSpec methods[] = {
    {"create_task", method_create_task, "def self, coro, *, name=None, context=None", NATIVE_PLAIN},
    {"__aenter__", method_aenter, "def self", NATIVE_PLAIN},
    {"__aexit__", method_aexit, "def self, et, exc, tb", NATIVE_PLAIN},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(TaskGroup),
    .release = release_object,
    .visit = visit_object,
    .repr = group_repr,
};

void taskgroups_load(Vm *vm, Module *module)
{
    Class *class = class_native(vm, &(ClassSpec){.name = "TaskGroup",
                                                 .module = "asyncio.taskgroups",
                                                 .ops = &ops,
                                                 .methods = methods,
                                                 .construct = group_construct,
                                                 .signature = "def cls"});
    asyncio_classes(vm)->task_group = class;
    module_set(vm, module, "TaskGroup", value_from(class));
}
