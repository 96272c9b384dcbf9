/* What to say at the end of a run that did not end by itself. */
#include "outcome.h"

#include "threads.h"
#include "words.h"

#include <string.h>

enum { TASKS_NAMED = 12, HOLDERS_NAMED = 3 };

RunEnd outcome_end(Vm *vm)
{
    switch (vm->halt) {
    case HALT_MEMORY:
        return END_MEMORY;
    case HALT_INSTRUCTIONS:
        return END_INSTRUCTIONS;
    case HALT_REFUSED:
        return END_REFUSED;
    case HALT_SPIN:
        return END_SPIN;
    case HALT_DEADLOCK:
        return END_DEADLOCK;
    case HALT_NONE:
    case HALT_EXIT:
        break;
    }
    return world_of(vm)->has_raised ? END_RAISED : END_FINISHED;
}

/* ---- who waits for what ---- */

static void write_place(Vm *vm, uint32_t thing, uint32_t task, Text *out)
{
    uint32_t place = thing_place_in_line(vm, thing, task);
    if (place == 0)
        return;
    text_add(out, ", ");
    write_ordinal(place, out);
    text_add(out, " in its waiting line");
}

static void write_holders(Vm *vm, const Thing *thing, Text *out)
{
    ThingEntry entry;
    size_t count = 0;
    for (; thing->ops->entry(vm, thing->object, THING_HOLDERS, count, &entry); count++) {
        if (count >= HOLDERS_NAMED)
            continue;
        text_add(out, count == 0 ? ", held by " : ", ");
        write_task(vm, entry.task, out);
    }
    if (count > HOLDERS_NAMED) {
        text_add(out, " and ");
        write_count(count - HOLDERS_NAMED, out);
        text_add(out, " more");
    }
}

static void write_queue_lack(Vm *vm, uint32_t queue, const ThingState *state, uint32_t task, Text *out)
{
    uint32_t place;
    if (world_stands_in(vm, queue, THING_JOINERS, task, &place)) {
        text_add(out, ", with ");
        write_counted((uint64_t)state->unfinished, "item", "items", out);
        text_add(out, " not marked as done");
    } else if (state->level == 0) {
        text_add(out, ", which is empty");
    } else if (state->capacity > 0 && state->level >= state->capacity) {
        text_add(out, ", which is full");
    }
}

/* What would have to happen for the wait to end. */
static void write_lack(Vm *vm, uint32_t thing, const ThingState *state, uint32_t task, Text *out)
{
    switch (world_of(vm)->things[thing].ops->kind) {
    case THING_EVENT:
        text_add(out, ", which nobody can set any more");
        return;
    case THING_CONDITION:
        text_add(out, ", which nobody can notify any more");
        return;
    case THING_QUEUE:
        write_queue_lack(vm, thing, state, task, out);
        return;
    case THING_BARRIER:
        text_format(out, ", where %lld of %lld have come", (long long)state->level, (long long)state->capacity);
        return;
    case THING_GATHER:
    case THING_TASK_GROUP:
    case THING_WAIT:
        text_format(out, ", where %lld of %lld are done", (long long)state->level, (long long)state->capacity);
        return;
    case THING_LOCK:
    case THING_SEMAPHORE:
    case THING_TIMEOUT:
    case THING_FUTURE:
        return;
    }
}

static void write_wait(Vm *vm, uint32_t task, const TaskView *view, Text *out)
{
    const World *world = world_of(vm);
    ThingState state;
    text_add(out, "\n  ");
    write_task(vm, task, out);
    if (view->waits_for != 0) {
        const Thing *thing = &world->things[view->waits_for];
        text_add(out, " waits for ");
        write_thing(vm, view->waits_for, out);
        if (thing_state(vm, view->waits_for, &state)) {
            write_place(vm, view->waits_for, task, out);
            write_lack(vm, view->waits_for, &state, task, out);
            write_holders(vm, thing, out);
        }
    } else if (view->waits_for_task != 0) {
        text_add(out, " waits for ");
        write_task(vm, view->waits_for_task, out);
    } else {
        text_add(out, " waits for a future that nobody will finish");
    }
    if (world->task_lines[task] > 0)
        text_format(out, " (line %u)", (unsigned)world->task_lines[task]);
}

/* Threads that wait, what for, and who holds it. */
static void write_threads(Vm *vm, Text *out)
{
    const World *world = world_of(vm);
    for (uint32_t i = 0; i < world->thread_count; i++) {
        const Thread *thread = &world->threads[i];
        if (thread->state != THREAD_WAITING)
            continue;
        text_add(out, "\n  ");
        write_thread(vm, i, out);
        text_format(out, " waits for %s",
                    thread->awaited == VALUE_EMPTY ? "something" : value_str_object(thread->awaited)->text);
        if (thread->holder != NO_THREAD && thread->awaited != VALUE_EMPTY &&
            str_is(value_str_object(thread->awaited), "a lock")) {
            text_add(out, ", held by ");
            write_thread(vm, thread->holder, out);
        }
        if (thread->line > 0)
            text_format(out, " (line %u)", (unsigned)thread->line);
    }
    if (world->thread_count > 0 && loop_is_not_told(vm))
        text_add(out, "\n  the loop sleeps, although work is ready: nobody told it; a thread reaches it by "
                      "loop.call_soon_threadsafe");
}

static void write_deadlock(Vm *vm, Text *out)
{
    const World *world = world_of(vm);
    uint32_t count = 0;
    text_add(out, "the program can never go on: nothing is ready, no timer stands, and still it waits");
    for (uint32_t task = 1; task <= world->task_count; task++) {
        if (!world->tasks[task] || world->task_states[task] >= TASK_DONE)
            continue;
        if (count++ >= TASKS_NAMED)
            continue;
        TaskView view = {0};
        task_view(vm, world->tasks[task], &view);
        write_wait(vm, task, &view, out);
    }
    if (count > TASKS_NAMED) {
        text_add(out, "\n  and ");
        write_counted(count - TASKS_NAMED, "more task", "more tasks", out);
    }
    write_threads(vm, out);
}

/* ---- the other ends ---- */

/* The task of the turn that ran last. */
static uint32_t last_task(Vm *vm)
{
    const World *world = world_of(vm);
    const Journal *journal = world_host(vm)->journal;
    for (uint64_t i = world->keeps_facts ? world->next_fact : 0; i > 0; i--)
        if (journal->facts[i - 1].kind == FACT_TURN_BEGAN)
            return journal->facts[i - 1].subject;
    return 0;
}

static void write_spin(Vm *vm, Text *out)
{
    uint32_t task = last_task(vm);
    if (task != 0)
        write_task(vm, task, out);
    else
        text_add(out, "the program");
    text_add(out, " spins: here time passes only while nobody is ready; wait for an Event, or sleep(0.01) (");
    write_count((uint64_t)world_of(vm)->iterations_most, out);
    text_add(out, " iterations at ");
    write_seconds(world_of(vm)->now_ns, out);
    text_add(out, " s; --limit changes the number)");
}

static void write_instructions(Vm *vm, Text *out)
{
    uint32_t task = last_task(vm);
    const World *world = world_of(vm);
    if (world->callback > 0)
        text_format(out, "callback %u", (unsigned)world->callback);
    else
        text_add(out, "the module's code");
    if (task != 0) {
        text_add(out, ", a step of ");
        write_task(vm, task, out);
        text_add_char(out, ',');
    }
    text_add(out, " does not end: it has run ");
    write_count((uint64_t)vm->fuel_most, out);
    text_add(out, " instructions without an await that suspends; --limit changes the number");
}

static void write_memory(Vm *vm, Text *out)
{
    text_add(out, "the program has outgrown its memory limit of ");
    write_count(vm->arena.limit >> 20, out);
    text_add(out, " MiB; --memory-limit changes it");
}

static void write_refusal(Vm *vm, Text *out)
{
    if (value_is_str(vm->halt_text))
        text_add(out, value_str_object(vm->halt_text)->text);
    else
        text_add(out, "the program has reached something that a scenario cannot have");
}

void outcome_write(Vm *vm, Text *out)
{
    switch (vm->halt) {
    case HALT_DEADLOCK:
        write_deadlock(vm, out);
        return;
    case HALT_SPIN:
        write_spin(vm, out);
        return;
    case HALT_INSTRUCTIONS:
        write_instructions(vm, out);
        return;
    case HALT_MEMORY:
        write_memory(vm, out);
        return;
    case HALT_REFUSED:
        write_refusal(vm, out);
        return;
    case HALT_NONE:
    case HALT_EXIT:
        return;
    }
}
