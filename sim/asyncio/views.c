/* What the views ask of the loop and of tasks. Looks at the live world and changes nothing in it. */
#include "asyncio_room.h"

/* ---- the loop ---- */

static LoopPhase phase_of(const AsyncioRoom *room, const Loop *loop)
{
    if (room->open == RUNNING_CALLBACK || loop->begun < loop->frozen)
        return PHASE_RUNNING;
    if (loop->ready_count > 0)
        return PHASE_TIMERS;
    return timers_standing(loop) > 0 ? PHASE_CLOCK : PHASE_IDLE;
}

bool loop_state(Vm *vm, LoopState *state)
{
    const AsyncioRoom *room = asyncio_room(vm);
    const Loop *loop = room ? room->running : NULL;
    if (!loop)
        return false;
    *state = (LoopState){
        .phase = phase_of(room, loop),
        .frozen = loop->frozen,
        .ran = loop->begun,
        .ready = loop->ready_count,
        .timers = timers_standing(loop),
    };
    return true;
}

/* Names are asked for without making one: a task that has none yet is not in a world that is looked at. */
static const char *name_of(Vm *vm, const Callback *callback)
{
    TurnKind kind = callback_kind(callback);
    if (kind != TURN_STEP && kind != TURN_WAKEUP)
        return callback_name(vm, callback);
    Value name = value_task(callback->owner)->name;
    return name == VALUE_EMPTY ? "" : value_str_object(name)->text;
}

static void fill_entry(Vm *vm, const Callback *callback, LoopEntry *entry)
{
    *entry = (LoopEntry){.kind = callback_kind(callback), .is_cancelled = callback_is_cancelled(callback)};
    callback_subject(vm, callback, &entry->task, &entry->thing);
    bool has_nothing = callback_inner(callback)->owner == VALUE_EMPTY && !callback_inner(callback)->native;
    entry->name = has_nothing ? "" : name_of(vm, callback);
}

bool loop_ready_entry(Vm *vm, size_t at, LoopEntry *entry)
{
    const AsyncioRoom *room = asyncio_room(vm);
    const Loop *loop = room ? room->running : NULL;
    const Callback *callback = loop ? loop_ready_at(loop, at) : NULL;
    if (!callback)
        return false;
    fill_entry(vm, callback, entry);
    return true;
}

bool loop_timer_entry(Vm *vm, size_t at, LoopEntry *entry)
{
    const AsyncioRoom *room = asyncio_room(vm);
    const Loop *loop = room ? room->running : NULL;
    const TimerEntry *found = loop ? timers_behind(loop, NULL) : NULL;
    for (size_t i = 0; found && i < at; i++)
        found = timers_behind(loop, found);
    if (!found)
        return false;
    Callback callback = timer_entry_callback(found);
    fill_entry(vm, &callback, entry);
    entry->deadline_ns = found->deadline_ns;
    return true;
}

bool loop_is_not_told(Vm *vm)
{
    const AsyncioRoom *room = asyncio_room(vm);
    const Loop *loop = room ? room->running : NULL;
    return loop && loop->is_asleep && loop->ready_count > 0;
}

/* ---- tasks ---- */

static uint32_t number_of(const Future *future)
{
    return future->head.extra & FUTURE_IS_TASK ? ((const Task *)future)->number : 0;
}

void task_view(Vm *vm, const Object *object, TaskView *view)
{
    (void)vm;
    const Task *task = (const Task *)object;
    const Future *future = &task->future, *awaited = task->waiting_for;
    bool has_ended = future_is_done(future), sleeps = awaited && (awaited->head.extra & FUTURE_IS_SLEEP);
    *view = (TaskView){
        .coroutine = has_ended ? NULL : (const Frame *)value_object(task->coroutine),
        .waits_for = awaited ? awaited->thing : 0,
        .waits_for_task = awaited ? number_of(awaited) : 0,
        .deadline_ns = sleeps && !future_is_done(awaited) ? sleep_deadline_ns(awaited) : -1,
        .is_cancelling = !has_ended && (task->must_cancel || task->cancels > 0),
        .name = task->name == VALUE_EMPTY ? "" : value_str_object(task->name)->text,
        .result = has_ended ? future->result : VALUE_EMPTY,
    };
}

static bool has_subject(const Callback *callback)
{
    return callback->native && callback->native->subject;
}

/* A callback that only tells another future, as in shield: who waits for that one. */
static Callback behind(const Callback *callback)
{
    const Future *next = has_subject(callback) || !callback->native ? NULL : value_future(callback->owner);
    Callback its;
    for (size_t at = 0; next && future_callback(next, at, &its); at++)
        if (has_subject(&its))
            return its;
    return *callback;
}

bool task_awaiter(Vm *vm, const Object *task, size_t at, TaskAwaiter *awaiter)
{
    Callback callback;
    if (!future_callback((const Future *)task, at, &callback))
        return false;
    Value told = value_from((const Future *)task); /* what the callback will be given */
    callback = behind(&callback);
    *awaiter = (TaskAwaiter){.name = ""};
    if (has_subject(&callback))
        callback.native->subject(vm, callback.owner, told, &awaiter->task, &awaiter->thing);
    if (awaiter->thing)
        awaiter->task = 0;
    awaiter->is_run = callback.native == &run_until_complete_callback;
    if (!awaiter->task && !awaiter->thing)
        awaiter->name = callback_name(vm, &callback);
    return true;
}
