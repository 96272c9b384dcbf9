/* The loop's timers: which is first, and which are due.
 *
 * A heap ordered by deadline, and among equal deadlines by creation. A timer that is cancelled stays where it
 * stands and is dropped when it comes to the top; when more than half of a large heap is cancelled, the heap is
 * built anew without them, as BaseEventLoop._run_once does. */
#include "asyncio_room.h"

enum { TIMERS_AT_FIRST = 16, TIMERS_WORTH_CLEANING = 64 };

/* ---- the heap ---- */

static bool is_before(const TimerEntry *a, const TimerEntry *b)
{
    return a->deadline_ns != b->deadline_ns ? a->deadline_ns < b->deadline_ns : a->order < b->order;
}

static void sift_up(TimerEntry *heap, uint32_t at)
{
    TimerEntry moving = heap[at];
    while (at > 0) {
        uint32_t parent = (at - 1) / 2;
        if (!is_before(&moving, &heap[parent]))
            break;
        heap[at] = heap[parent];
        at = parent;
    }
    heap[at] = moving;
}

static void sift_down(TimerEntry *heap, uint32_t count, uint32_t at)
{
    TimerEntry moving = heap[at];
    for (;;) {
        uint32_t child = 2 * at + 1;
        if (child >= count)
            break;
        if (child + 1 < count && is_before(&heap[child + 1], &heap[child]))
            child++;
        if (!is_before(&heap[child], &moving))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = moving;
}

static TimerEntry take_first(Loop *loop)
{
    TimerEntry first = loop->timers[0];
    loop->timers[0] = loop->timers[--loop->timer_count];
    loop->timers[loop->timer_count] = (TimerEntry){0};
    if (loop->timer_count > 0)
        sift_down(loop->timers, loop->timer_count, 0);
    return first;
}

/* ---- what stands in it ---- */

static bool is_sleep(const TimerEntry *entry)
{
    return entry->timer->class->ops->resume == future_resume;
}

bool timer_entry_is_cancelled(const TimerEntry *entry)
{
    if (is_sleep(entry))
        return entry->timer->extra & FUTURE_SLEEP_IS_OVER;
    return handle_is_cancelled((const Handle *)entry->timer);
}

Callback timer_entry_callback(const TimerEntry *entry)
{
    return (Callback){.native = is_sleep(entry) ? &sleep_callback : &timer_callback,
                      .owner = value_from(entry->timer)};
}

/* It is not in the heap any more. */
static void mark_taken(TimerEntry *entry)
{
    if (is_sleep(entry))
        entry->timer->extra = (uint16_t)(entry->timer->extra & ~FUTURE_TIMER_STANDS);
    else
        entry->timer->flags = (uint8_t)(entry->timer->flags & ~HANDLE_SCHEDULED);
}

static void drop(Vm *vm, TimerEntry *entry)
{
    mark_taken(entry);
    object_release(vm, entry->timer);
}

static void note(Vm *vm, FactKind kind, const TimerEntry *entry)
{
    if (!world_of(vm)->keeps_facts)
        return;
    uint32_t task, thing;
    Callback callback = timer_entry_callback(entry);
    callback_subject(vm, &callback, &task, &thing);
    world_note(vm, kind, task, thing, (uint64_t)entry->deadline_ns);
}

/* ---- adding, cancelling ---- */

void timers_add(Vm *vm, Loop *loop, int64_t deadline_ns, Object *timer)
{
    if (loop->timer_count == loop->timer_capacity) {
        uint32_t capacity = loop->timer_capacity ? loop->timer_capacity * 2 : TIMERS_AT_FIRST;
        const size_t size = sizeof(TimerEntry);
        TimerEntry *timers = vm_resize(vm, loop->timers, loop->timer_capacity * size, capacity * size);
        if (!timers) {
            vm_raise_memory(vm);
            return;
        }
        loop->timers = timers;
        loop->timer_capacity = capacity;
    }
    loop->timers[loop->timer_count] = (TimerEntry){deadline_ns, loop->timers_made++, object_retain(timer)};
    sift_up(loop->timers, loop->timer_count++);
}

/* Build the heap anew without what was cancelled. */
static void clean(Vm *vm, Loop *loop)
{
    uint32_t kept = 0, count = loop->timer_count;
    for (uint32_t i = 0; i < count; i++) {
        TimerEntry entry = loop->timers[i];
        loop->timers[i] = (TimerEntry){0};
        if (timer_entry_is_cancelled(&entry))
            drop(vm, &entry);
        else
            loop->timers[kept++] = entry;
    }
    loop->timer_count = kept;
    loop->timers_cancelled = 0;
    for (uint32_t i = kept / 2; i-- > 0;)
        sift_down(loop->timers, kept, i);
}

void timers_cancelled(Vm *vm, Loop *loop)
{
    loop->timers_cancelled++;
    if (loop->timer_count > TIMERS_WORTH_CLEANING && loop->timers_cancelled > loop->timer_count / 2)
        clean(vm, loop);
}

bool timers_next(Vm *vm, Loop *loop, int64_t *deadline_ns)
{
    while (loop->timer_count > 0) {
        if (!timer_entry_is_cancelled(&loop->timers[0])) {
            *deadline_ns = loop->timers[0].deadline_ns;
            return true;
        }
        TimerEntry entry = take_first(loop);
        loop->timers_cancelled--;
        drop(vm, &entry);
    }
    return false;
}

/* ---- firing ---- */

void timers_fire(Vm *vm, Loop *loop, int64_t now_ns)
{
    int64_t deadline_ns;
    while (timers_next(vm, loop, &deadline_ns) && deadline_ns <= now_ns) {
        TimerEntry entry = take_first(loop);
        Callback callback = timer_entry_callback(&entry);
        mark_taken(&entry);
        note(vm, FACT_TIMER_FIRED, &entry);
        loop_push(vm, loop, &callback);
    }
}

void timers_clear(Vm *vm, Loop *loop)
{
    TimerEntry *timers = loop->timers;
    uint32_t count = loop->timer_count, capacity = loop->timer_capacity;
    loop->timers = NULL;
    loop->timer_count = loop->timer_capacity = loop->timers_cancelled = 0;
    for (uint32_t i = 0; i < count; i++)
        drop(vm, &timers[i]);
    vm_free(vm, timers, capacity * sizeof *timers);
}
