/* The module asyncio, put together from its parts, and the functions that ask what something is. */
#include "asyncio_room.h"
#include "coordination.h"

AsyncioClasses *asyncio_classes(Vm *vm)
{
    return &asyncio_room(vm)->classes;
}

/* ---- coroutines ---- */

static void intern_coroutine_names(Vm *vm)
{
    static const char *const names[][2] = {
#define COROUTINE(field, slots, name, qualname) {name, qualname},
#include "coroutines.def"
#undef COROUTINE
    };
    for (size_t i = 0; i < COROUTINE_COUNT; i++) {
        asyncio_room(vm)->coroutines[i].name = str_intern(vm, names[i][0], strlen(names[i][0]));
        asyncio_room(vm)->coroutines[i].qualname = str_intern(vm, names[i][1], strlen(names[i][1]));
    }
}

NativeCoroutine *asyncio_coroutine(Vm *vm, CoroutineName name, NativeStep *step)
{
    static const uint8_t slots[] = {
#define COROUTINE(field, slots, name, qualname) slots,
#include "coroutines.def"
#undef COROUTINE
    };
    const AsyncioRoom *room = asyncio_room(vm);
    return coroutine_begin(vm, step, slots[name], room->coroutines[name].name, room->coroutines[name].qualname);
}

/* ---- tasks ---- */

static Outcome asyncio_create_task(Vm *vm, const Value *args, Value *result)
{
    Loop *loop;
    Task *task;
    if (running_loop_or_raise(vm, &loop) == RAISED ||
        task_new(vm, loop, args[0], args[1], args[2], &task) == RAISED)
        return raised_holds(vm, args[0]);
    *result = value_from(task);
    return RETURNED;
}

/* The loop that a function was given, or the running one. */
static Outcome loop_from(Vm *vm, Value given, Loop **loop)
{
    if (given == VALUE_EMPTY || given == VALUE_NONE)
        return running_loop_or_raise(vm, loop);
    *loop = class_of(vm, given) == asyncio_classes(vm)->loop ? (Loop *)value_object(given) : NULL;
    return RETURNED;
}

static Outcome asyncio_current_task(Vm *vm, const Value *args, Value *result)
{
    Loop *loop;
    if (loop_from(vm, args[0], &loop) == RAISED)
        return RAISED;
    Task *task = current_task(vm);
    *result = task && task->future.loop == loop ? value_from(object_retain(task)) : VALUE_NONE;
    return RETURNED;
}

static Outcome asyncio_all_tasks(Vm *vm, const Value *args, Value *result)
{
    Loop *loop;
    if (loop_from(vm, args[0], &loop) == RAISED)
        return RAISED;
    Value tasks = set_new(vm);
    for (Task *task = asyncio_room(vm)->first; task; task = task->next) {
        if (task->future.loop == loop && !future_is_done(&task->future) &&
            set_add(vm, value_dict(tasks), value_from(task)) == RAISED) {
            value_release(vm, tasks);
            return RAISED;
        }
    }
    *result = tasks;
    return RETURNED;
}

/* ---- what something is ---- */

static Outcome asyncio_iscoroutine(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(value_is_coroutine(args[0]));
    return RETURNED;
}

/* Functions of asyncio that CPython has as `async def`. */
static bool is_coroutine_native(Vm *vm, Value value)
{
    static const char *const names[] = {"sleep", "wait", "wait_for"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (module_get(vm, asyncio_room(vm)->module, str_intern(vm, names[i], strlen(names[i]))) == value)
            return true;
    }
    return false;
}

static Outcome asyncio_iscoroutinefunction(Vm *vm, const Value *args, Value *result)
{
    *result = value_from_bool(value_is_coroutine_function(args[0]) || is_coroutine_native(vm, args[0]));
    return RETURNED;
}

static Outcome asyncio_isfuture(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(value_future(args[0]) != NULL);
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"create_task", asyncio_create_task, "def coro, *, name=None, context=None", NATIVE_PLAIN},
    {"current_task", asyncio_current_task, "loop=None", NATIVE_PLAIN},
    {"all_tasks", asyncio_all_tasks, "def loop=None", NATIVE_PLAIN},
    {"iscoroutine", asyncio_iscoroutine, "def obj", NATIVE_PLAIN},
    {"iscoroutinefunction", asyncio_iscoroutinefunction, "def func", NATIVE_PLAIN},
    {"isfuture", asyncio_isfuture, "def obj", NATIVE_PLAIN},
    {0},
};

/* ---- the parts ---- */

static void exceptions_load(Vm *vm, Module *module)
{
    AsyncioClasses *classes = asyncio_classes(vm);
    classes->cancelled_error = exception_class(vm, module, "CancelledError", "asyncio.exceptions",
                                               vm->exceptions[EXCEPTION_BaseException]);
    classes->invalid_state_error =
        exception_class(vm, module, "InvalidStateError", "asyncio.exceptions", vm->exceptions[EXCEPTION_Exception]);
    module_set(vm, module, "TimeoutError", value_from(vm->exceptions[EXCEPTION_TimeoutError]));
}

void futures_load(Vm *vm, Module *module)
{
    future_classes_init(vm);
    task_classes_init(vm);
    module_set(vm, module, "Future", value_from(asyncio_classes(vm)->future));
    module_set(vm, module, "Task", value_from(asyncio_classes(vm)->task));
    module_add_natives(vm, module, functions);
}

void sleeping_load(Vm *vm, Module *module)
{
    const NativeSpec *const tables[] = {sleep_functions,    gather_functions,     wait_functions,
                                        wait_for_functions, completion_functions, NULL};
    static const char *const conditions[] = {"FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"};
    gather_class_init(vm);
    wait_class_init(vm);
    completion_class_init(vm);
    for (size_t i = 0; tables[i]; i++)
        module_add_natives(vm, module, tables[i]);
    sleep_share_bare_yield(vm, module);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        module_set(vm, module, conditions[i], value_from(str_intern(vm, conditions[i], strlen(conditions[i]))));
}

/* Modules inside asyncio under whose names programs look for some things as well. */
static const struct Part {
    const char *module;
    const char *names[10];
} parts[] = {
    {"asyncio.events", {"AbstractEventLoop", "Handle", "TimerHandle", "get_running_loop", "get_event_loop"}},
    {"asyncio.exceptions", {"CancelledError", "InvalidStateError", "TimeoutError", "BrokenBarrierError"}},
    {"asyncio.futures", {"Future", "isfuture"}},
    {"asyncio.locks", {"Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"}},
    {"asyncio.queues", {"Queue", "LifoQueue", "PriorityQueue", "QueueEmpty", "QueueFull", "QueueShutDown"}},
    {"asyncio.tasks", {"Task", "create_task", "gather", "sleep", "wait", "wait_for", "shield", "current_task"}},
};

enum { PART_COUNT = sizeof parts / sizeof *parts };

static void part_load(Vm *vm, Module *module)
{
    Module *whole = asyncio_room(vm)->module;
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (!str_is(module->name, parts[i].module))
            continue;
        for (const char *const *name = parts[i].names; *name; name++)
            module_set(vm, module, *name, module_get(vm, whole, str_intern(vm, *name, strlen(*name))));
    }
}

static void load_parts(Vm *vm, Module *module)
{
    asyncio_room(vm)->module = module;
    for (size_t i = 0; i < PART_COUNT; i++)
        module_set(vm, module, strchr(parts[i].module, '.') + 1, value_from(vm_load_module(vm, parts[i].module)));
}

static void load(Vm *vm, Module *module)
{
    intern_coroutine_names(vm);
    exceptions_load(vm, module);
    loops_load(vm, module);
    futures_load(vm, module);
    sleeping_load(vm, module);
    runners_load(vm, module);
    locks_load(vm, module);
    queues_load(vm, module);
    timeouts_load(vm, module);
    taskgroups_load(vm, module);
    load_parts(vm, module);
}

static const ModuleSpec part_specs[PART_COUNT] = {
    {.name = "asyncio.events", .load = part_load},  {.name = "asyncio.exceptions", .load = part_load},
    {.name = "asyncio.futures", .load = part_load}, {.name = "asyncio.locks", .load = part_load},
    {.name = "asyncio.queues", .load = part_load},  {.name = "asyncio.tasks", .load = part_load},
};

void asyncio_register(Vm *vm)
{
    static const ModuleSpec spec = {.name = "asyncio", .load = load};
    vm->rooms[ROOM_ASYNCIO] = vm_alloc(vm, sizeof(AsyncioRoom));
    generators_hook(vm);
    vm_register_module(vm, &spec);
    for (size_t i = 0; i < PART_COUNT; i++)
        vm_register_module(vm, &part_specs[i]);
}
