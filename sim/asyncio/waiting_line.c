/* Waiting lines: a ring of futures. Almost always the first one leaves. */
#include "waiting_line.h"

#include "types.h"

enum { LINE_SMALLEST = 4 };

static Future **place_of(const WaitingLine *line, uint32_t at)
{
    return &line->futures[(line->first + at) & (line->capacity - 1)];
}

static bool grow(Vm *vm, WaitingLine *line)
{
    uint32_t capacity = line->capacity ? line->capacity * 2 : LINE_SMALLEST;
    Future **futures = vm_alloc(vm, capacity * sizeof(Future *));
    if (!futures)
        return false;
    for (uint32_t i = 0; i < line->count; i++)
        futures[i] = *place_of(line, i);
    vm_free(vm, line->futures, line->capacity * sizeof(Future *));
    line->futures = futures;
    line->capacity = capacity;
    line->first = 0;
    return true;
}

Outcome line_join(Vm *vm, WaitingLine *line, Value owner, Loop **loop, Future **future)
{
    Loop *running;
    if (loop_bind(vm, owner, loop, &running) == RAISED)
        return RAISED;
    if (line->count == line->capacity && !grow(vm, line))
        return vm_raise_memory(vm);
    *future = future_new(vm, running, line->thing);
    *place_of(line, line->count++) = object_retain(*future);
    if (line->thing)
        world_note(vm, FACT_WAIT_BEGAN, current_task_number(vm), line->thing, line->count);
    return RETURNED;
}

Future *line_take(WaitingLine *line)
{
    if (line->count == 0)
        return NULL;
    Future **place = place_of(line, 0), *future = *place;
    *place = NULL;
    line->first = (line->first + 1) & (line->capacity - 1);
    line->count--;
    line->settled -= line->settled > 0;
    return future;
}

static bool find(const WaitingLine *line, const Future *future, uint32_t *at)
{
    for (*at = 0; *at < line->count; ++*at) {
        if (*place_of(line, *at) == future)
            return true;
    }
    return false;
}

void line_leave(Vm *vm, WaitingLine *line, Future *future)
{
    uint32_t at;
    if (!find(line, future, &at))
        return;
    uint32_t settled = line->settled - (at < line->settled);
    for (; at > 0; at--)
        *place_of(line, at) = *place_of(line, at - 1);
    *place_of(line, 0) = future;
    object_release(vm, line_take(line));
    line->settled = settled;
}

void line_wait_ended(Vm *vm, const WaitingLine *line, bool got_it)
{
    if (line->thing)
        world_note(vm, FACT_WAIT_ENDED, current_task_number(vm), line->thing, got_it);
}

Future *line_first_pending(WaitingLine *line)
{
    for (; line->settled < line->count; line->settled++) {
        Future *future = *place_of(line, line->settled);
        if (!future_is_done(future))
            return future;
    }
    return NULL;
}

size_t line_wake(Vm *vm, WaitingLine *line, size_t most, Value result)
{
    size_t woken = 0;
    for (Future *future; woken < most && (future = line_first_pending(line)); woken++) {
        if (future_set_result(vm, future, result) == RAISED)
            break;
    }
    return woken;
}

size_t line_count_pending(const WaitingLine *line, size_t most)
{
    size_t count = 0;
    for (uint32_t at = line->settled; at < line->count && count < most; at++)
        count += !future_is_done(*place_of(line, at));
    return count;
}

bool line_is_cancelled(const WaitingLine *line)
{
    for (uint32_t at = 0; at < line->count; at++) {
        if (future_state(*place_of(line, at)) != FUTURE_CANCELLED)
            return false;
    }
    return true;
}

void line_release(Vm *vm, WaitingLine *line)
{
    while (line->count > 0)
        object_release(vm, line_take(line));
    vm_free(vm, line->futures, line->capacity * sizeof(Future *));
}

void line_visit(const WaitingLine *line, ValueVisitor *visitor, void *context)
{
    for (uint32_t at = 0; at < line->count; at++)
        visitor(context, value_from(*place_of(line, at)));
}

bool line_entry(const WaitingLine *line, size_t at, ThingEntry *entry)
{
    if (at >= line->count)
        return false;
    const Future *future = *place_of(line, (uint32_t)at);
    *entry = (ThingEntry){
        .task = future->sleeper,
        .place = (uint32_t)at,
        .is_woken = future_state(future) == FUTURE_FINISHED,
    };
    return true;
}

Outcome deque_from_list(Vm *vm, Value list, Value *result)
{
    Value deque = vm_library_value(vm, "collections", "deque");
    if (deque == VALUE_EMPTY)
        return RAISED;
    Outcome outcome = value_call_with(vm, deque, 1, &list, result);
    value_release(vm, deque);
    if (outcome == RETURNED)
        value_object(*result)->flags = DEQUE_IS_SHOWN;
    return outcome;
}

Outcome line_show(Vm *vm, const WaitingLine *line, Value *result)
{
    Value list = list_new(vm, NULL, 0);
    Outcome outcome = RETURNED;
    for (uint32_t at = 0; at < line->count && outcome == RETURNED; at++) {
        if (!list_append(vm, value_list(list), value_from(*place_of(line, at))))
            outcome = RAISED;
    }
    if (outcome == RETURNED)
        outcome = deque_from_list(vm, list, result);
    value_release(vm, list);
    return outcome;
}
