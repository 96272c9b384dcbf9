/* What nobody can reach any more, but keeps itself alive. Counting references never frees it; CPython's collector
 * finds it, and that is when it says that tasks were destroyed and coroutines never awaited, and closes generators.
 *
 * Two kinds of it are looked for: tasks (one that waits for a future which only the task itself knows, one that
 * ended in an exception whose traceback knows the task), and frames that only an exception in one of their own
 * variables keeps alive.
 *
 * Found are they by marking all that can be reached. The marks lie outside of the arena, a bit for each 16 bytes:
 * no object is smaller.
 */
#include "asyncio_room.h"
#include "memory.h"

typedef struct Marking {
    const char *base;     /* the arena */
    uint8_t *marks;       /* owned reservation */
    const Object **stack; /* owned reservation: marked, but not visited yet */
    size_t depth;
    size_t marks_size, stack_size; /* bytes */
} Marking;

enum { UNIT = 16 };

static bool marking_open(Marking *marking, Vm *vm)
{
    size_t units = vm->arena.used / UNIT + 1;
    *marking =
        (Marking){.base = (const char *)vm, .marks_size = units / 8 + 1, .stack_size = units * sizeof(Object *)};
    marking->marks = memory_reserve(marking->marks_size);
    marking->stack = memory_reserve(marking->stack_size);
    return marking->marks && marking->stack;
}

static void marking_close(Marking *marking)
{
    if (marking->marks)
        memory_unreserve(marking->marks, marking->marks_size);
    if (marking->stack)
        memory_unreserve((void *)marking->stack, marking->stack_size);
}

static bool is_marked(const Marking *marking, const void *object)
{
    size_t unit = (size_t)((const char *)object - marking->base) / UNIT;
    return marking->marks[unit / 8] >> unit % 8 & 1;
}

static void mark(void *context, Value value)
{
    Marking *marking = context;
    if (!value_is_object(value) || is_marked(marking, value_object(value)))
        return;
    size_t unit = (size_t)((const char *)value_object(value) - marking->base) / UNIT;
    marking->marks[unit / 8] = (uint8_t)(marking->marks[unit / 8] | 1u << unit % 8);
    marking->stack[marking->depth++] = value_object(value);
}

static void mark_roots(Marking *marking, Vm *vm)
{
    const Value roots[] = {vm->raised,
                           vm->halt_text,
                           vm->repr_stack,
                           vm->closing,
                           vm->builtins,
                           vm->modules,
                           value_from(vm->program),
                           vm->context,
                           value_from(vm->outermost),
                           vm->handled_outside};
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        mark(marking, roots[i]);
    for (const Frame *frame = vm->frame; frame; frame = frame->back)
        mark(marking, value_from(frame));
    asyncio_visit(vm, mark, marking);
}

static void mark_all(Marking *marking, Vm *vm)
{
    mark_roots(marking, vm);
    while (marking->depth > 0) {
        const Object *object = marking->stack[--marking->depth];
        const Class *class = object_class(object);
        if (class->ops->visit)
            class->ops->visit(object, mark, marking);
        mark(marking, value_from(class));
    }
}

/* What cannot be reached, each in the order in which it was made. */
typedef struct Lost {
    Vm *vm;
    Marking marking;
    List *tasks, *frames; /* owned */
    bool has_memory;
} Lost;

static void take_frame(void *context, Value frame)
{
    Lost *lost = context;
    if (lost->has_memory && !is_marked(&lost->marking, value_object(frame)))
        lost->has_memory = list_append(lost->vm, lost->frames, frame);
}

/* Where the host gives no memory, some or all are left out. */
static void find_lost(Vm *vm, Lost *lost)
{
    *lost =
        (Lost){.vm = vm, .tasks = value_list(list_new(vm, NULL, 0)), .frames = value_list(list_new(vm, NULL, 0))};
    lost->has_memory = marking_open(&lost->marking, vm);
    if (lost->has_memory) {
        mark_all(&lost->marking, vm);
        for (Task *task = asyncio_room(vm)->first; task && lost->has_memory; task = task->next)
            lost->has_memory = is_marked(&lost->marking, task) || list_append(vm, lost->tasks, value_from(task));
        frame_visit_kept(vm, take_frame, lost);
    }
    marking_close(&lost->marking);
}

static void lost_release(Vm *vm, Lost *lost)
{
    object_release(vm, lost->tasks);
    object_release(vm, lost->frames);
}

/* ---- what is said and done about them ---- */

static void close_coroutine(Vm *vm, const Task *task)
{
    if (task->coroutine == VALUE_EMPTY || frame_state((Frame *)value_object(task->coroutine)) != FRAME_SUSPENDED)
        return;
    vm_close_later(vm, (Frame *)value_object(task->coroutine));
    vm_attend(vm);
}

static void report(Vm *vm, Task *task, const char *message, Value exception, const char *key)
{
    if (loop_report_lost(vm, &task->future, message, exception, key) == RAISED && !vm_is_over(vm))
        value_release(vm, vm_take_raised(vm));
}

static void report_pending(Vm *vm, Task *task)
{
    if (future_is_done(&task->future) || !task->logs_destroy)
        return;
    task->logs_destroy = false;
    report(vm, task, "Task was destroyed but it is pending!", VALUE_EMPTY, "task");
}

static void report_unretrieved(Vm *vm, Task *task)
{
    if (!(task->future.head.extra & FUTURE_LOGS_TRACEBACK))
        return;
    task->future.head.extra = (uint16_t)(task->future.head.extra & ~FUTURE_LOGS_TRACEBACK);
    report(vm, task, "Task exception was never retrieved", task->future.result, "future");
}

/* Cut the links by which the task keeps itself alive. */
static void cut_loose(Vm *vm, Task *task)
{
    Future *waiting_for = task->waiting_for;
    task->waiting_for = NULL;
    object_release(vm, waiting_for);
    if (future_is_done(&task->future))
        value_replace(vm, &task->future.result, VALUE_EMPTY);
}

static void tell_lost(Vm *vm, const List *tasks)
{
    for (size_t i = 0; i < tasks->count && !vm_is_over(vm); i++) {
        close_coroutine(vm, value_task(tasks->items[i]));
        report_pending(vm, value_task(tasks->items[i]));
        report_unretrieved(vm, value_task(tasks->items[i]));
    }
}

static void free_lost(Vm *vm, const Lost *lost)
{
    for (size_t i = 0; i < lost->tasks->count; i++)
        cut_loose(vm, value_task(lost->tasks->items[i]));
    vm_attend(vm);
    for (size_t i = 0; i < lost->frames->count && !vm_is_over(vm); i++) {
        frame_let_go(vm, (Frame *)value_object(lost->frames->items[i]));
        vm_attend(vm);
    }
}

/* While C has called the program, it may hold what only C knows of: nothing is collected then. */
size_t asyncio_collect(void *context, Vm *vm)
{
    (void)context;
    if (vm->nested > 0 || (!asyncio_room(vm)->first && !vm->kept))
        return 0;
    Lost lost, still_lost;
    find_lost(vm, &lost);
    size_t count = lost.tasks->count + lost.frames->count;
    tell_lost(vm, lost.tasks);
    lost_release(vm, &lost);
    /* what ran meanwhile may have kept one of them */
    if (count > 0 && !vm_is_over(vm)) {
        find_lost(vm, &still_lost);
        free_lost(vm, &still_lost);
        lost_release(vm, &still_lost);
    }
    return count;
}

void asyncio_end(Vm *vm)
{
    Task *next;
    asyncio_collect(NULL, vm);
    for (Task *task = asyncio_room(vm)->first; task && !vm_is_over(vm); task = next) {
        object_retain(task);
        report_pending(vm, task);
        close_coroutine(vm, task);
        next = task->next;
        object_release(vm, task);
    }
}
