/* asyncio.Event: a flag that tasks wait for. Mirrors Lib/asyncio/locks.py. */
#include "coordination.h"

typedef struct Event {
    Object head; /* flags: whether it is set */
    Loop *loop;  /* owned, or NULL */
    WaitingLine line;
    uint32_t thing;
    uint32_t spare;
} Event;

static Event *event_of(Value value)
{
    return (Event *)value_object(value);
}

static bool is_set(const Event *event)
{
    return event->head.flags;
}

static Outcome method_is_set(Vm *vm, const Value *args, Value *result)
{
    (void)vm;
    *result = value_from_bool(is_set(event_of(args[0])));
    return RETURNED;
}

static Outcome method_set(Vm *vm, const Value *args, Value *result)
{
    Event *event = event_of(args[0]);
    *result = VALUE_NONE;
    if (is_set(event))
        return RETURNED;
    event->head.flags = true;
    if (event->thing)
        world_note(vm, FACT_EVENT_SET, current_task_number(vm), event->thing,
                   line_count_pending(&event->line, SIZE_MAX));
    line_wake(vm, &event->line, SIZE_MAX, VALUE_TRUE);
    return outcome_of_waking(vm);
}

static Outcome method_clear(Vm *vm, const Value *args, Value *result)
{
    Event *event = event_of(args[0]);
    *result = VALUE_NONE;
    event->head.flags = false;
    if (event->thing)
        world_note(vm, FACT_EVENT_CLEARED, current_task_number(vm), event->thing, 0);
    return RETURNED;
}

/* ---- wait ---- */

enum { WAITER = 1 };

static Outcome wait_step(Vm *vm, NativeCoroutine *co, Value sent, Value *result)
{
    Event *event = event_of(co->slots[SELF]);
    if (co->state == 0) {
        if (is_set(event))
            return finish_with(VALUE_TRUE, result);
        Future *waiter;
        if (line_join(vm, &event->line, co->slots[SELF], &event->loop, &waiter) == RAISED)
            return RAISED;
        co->slots[WAITER] = value_from(waiter);
        return coroutine_await(vm, co, co->slots[WAITER], 1);
    }
    line_leave(vm, &event->line, value_future(co->slots[WAITER]));
    line_wait_ended(vm, &event->line, sent != VALUE_EMPTY);
    if (sent == VALUE_EMPTY)
        return RAISED;
    return finish_with(VALUE_TRUE, result);
}

static Outcome method_wait(Vm *vm, const Value *args, Value *result)
{
    if (is_set(event_of(args[0])) && native_is_awaited(vm, args))
        return native_settle(vm, finish_with(VALUE_TRUE, result));
    *result = value_from(method_begin(vm, COROUTINE_event_wait, wait_step, args[0]));
    return RETURNED;
}

static Outcome get_waiters(Vm *vm, const Value *args, Value *result)
{
    return line_show(vm, &event_of(args[0])->line, result);
}

/* ---- what the views see ---- */

static void event_state(Vm *vm, const Object *object, ThingState *state)
{
    (void)vm;
    state->capacity = -1;
    state->level = is_set((const Event *)object);
    state->since_ns = -1;
}

static bool event_entry(Vm *vm, const Object *object, ThingList list, size_t at, ThingEntry *entry)
{
    (void)vm;
    return list == THING_WAITERS && line_entry(&((const Event *)object)->line, at, entry);
}

static const ThingOps thing_ops = {THING_EVENT, "Event", event_state, event_entry};

/* ---- the object ---- */

static Outcome event_construct(Vm *vm, const Value *args, Value *result)
{
    (void)args;
    Event *event = object_new(vm, asyncio_classes(vm)->event, KIND_OTHER, sizeof *event);
    event->thing = event->line.thing = world_add_thing(vm, &event->head, &thing_ops);
    *result = value_from(event);
    return RETURNED;
}

static void release_object(Vm *vm, Object *object)
{
    Event *event = (Event *)object;
    world_thing_gone(vm, event->thing);
    line_release(vm, &event->line);
    object_release(vm, event->loop);
}

static void visit_object(const Object *object, ValueVisitor *visitor, void *context)
{
    const Event *event = (const Event *)object;
    line_visit(&event->line, visitor, context);
    visitor(context, value_from(event->loop));
}

static Outcome event_repr(Vm *vm, Value self, Value *result)
{
    const Event *event = event_of(self);
    return coordination_repr(vm, self, is_set(event) ? "set" : "unset", event->line.count, result);
}

static const NativeSpec methods[] = {
    {"is_set", method_is_set, "def self", NATIVE_PLAIN},
    {"set", method_set, "def self", NATIVE_PLAIN},
    {"clear", method_clear, "def self", NATIVE_PLAIN},
    {"wait", method_wait, "def self", NATIVE_PLAIN},
    {"_value", method_is_set, "self, /", NATIVE_GETTER},
    {"_waiters", get_waiters, "self, /", NATIVE_GETTER},
    {0},
};

static const ClassOps ops = {
    .size = sizeof(Event),
    .release = release_object,
    .visit = visit_object,
    .repr = event_repr,
};

Class *event_class_new(Vm *vm)
{
    return class_native(vm, &(ClassSpec){.name = "Event",
                                         .module = "asyncio.locks",
                                         .ops = &ops,
                                         .methods = methods,
                                         .construct = event_construct,
                                         .signature = "def cls"});
}
