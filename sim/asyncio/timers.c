/* The loop's timers: which is first, and which are due.
 *
 * A heap ordered by deadline, and among equal deadlines by creation. A timer that is cancelled stays where it
 * stands and is dropped when it comes to the top; when more than half of a large heap is cancelled, the heap is
 * built anew without them, as BaseEventLoop._run_once does. */
#include "asyncio_room.h"

enum { CHILDREN = 4, TIMERS_WORTH_CLEANING = 64 };

/* ---- the heap: each place has four children, which stand side by side ---- */

static bool is_before(const TimerEntry *a, const TimerEntry *b)
{
    return a->deadline_ns != b->deadline_ns ? a->deadline_ns < b->deadline_ns : a->order < b->order;
}

static void sift_up(const Loop *loop, uint32_t at)
{
    TimerEntry moving = *timer_place(loop, at);
    while (at > 0) {
        uint32_t parent = (at - 1) / CHILDREN;
        if (!is_before(&moving, timer_place(loop, parent)))
            break;
        *timer_place(loop, at) = *timer_place(loop, parent);
        at = parent;
    }
    *timer_place(loop, at) = moving;
}

/* Which of so many children comes first. */
static uint32_t first_child(const TimerEntry *children, uint32_t count)
{
    uint32_t first = 0;
    for (uint32_t at = 1; at < count; at++) {
        if (is_before(&children[at], &children[first]))
            first = at;
    }
    return first;
}

static void sift_down(const Loop *loop, uint32_t at)
{
    TimerEntry *gap = timer_place(loop, at), moving = *gap;
    for (uint32_t from; (from = CHILDREN * at + 1) < loop->timer_count;) {
        TimerEntry *children = timer_place(loop, from);
        uint32_t left = loop->timer_count - from;
        uint32_t first = left >= CHILDREN ? first_child(children, CHILDREN) : first_child(children, left);
        if (!is_before(&children[first], &moving))
            break;
        *gap = children[first];
        gap = &children[first];
        at = from + first;
    }
    *gap = moving;
}

/* Blocks that are not needed any more are kept up to one. */
static void shrink(Vm *vm, Loop *loop)
{
    uint32_t needed = (loop->timer_count + TIMER_PLACES_LEFT_OUT) / TIMER_BLOCK + 1;
    while (loop->timer_block_count > needed + 1)
        vm_free(vm, loop->timer_blocks[--loop->timer_block_count], TIMER_BLOCK * sizeof(TimerEntry));
}

static TimerEntry take_first(Vm *vm, Loop *loop)
{
    TimerEntry first = *timer_place(loop, 0);
    TimerEntry *last = timer_place(loop, --loop->timer_count);
    *timer_place(loop, 0) = *last;
    if (loop->timer_count > 0)
        sift_down(loop, 0);
    if (loop->timer_count % TIMER_BLOCK == 0)
        shrink(vm, loop);
    return first;
}

/* Of the heap below a place and of `found` (NULL none), the first that stands behind `last` and is not cancelled.
 * What lies below a place comes later than it, so that little of the heap is walked. */
static const TimerEntry *first_behind(const Loop *loop, const TimerEntry *last, uint32_t at,
                                      const TimerEntry *found)
{
    const TimerEntry *entry = timer_place(loop, at);
    if (found && !is_before(entry, found))
        return found;
    if ((!last || is_before(last, entry)) && !timer_entry_is_cancelled(entry))
        return entry;
    uint32_t from = CHILDREN * at + 1;
    for (uint32_t child = from; child < from + CHILDREN && child < loop->timer_count; child++)
        found = first_behind(loop, last, child, found);
    return found;
}

const TimerEntry *timers_behind(const Loop *loop, const TimerEntry *last)
{
    return loop->timer_count > 0 ? first_behind(loop, last, 0, NULL) : NULL;
}

/* ---- what stands in it ---- */

static bool is_sleep(const TimerEntry *entry)
{
    return object_class(entry->timer)->ops->resume == future_resume;
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

static bool add_block(Vm *vm, Loop *loop)
{
    if (loop->timer_block_count == loop->timer_block_capacity) {
        uint32_t capacity = loop->timer_block_capacity ? loop->timer_block_capacity * 2 : 8;
        const size_t size = sizeof *loop->timer_blocks;
        TimerEntry **blocks = vm_resize(vm, loop->timer_blocks, loop->timer_block_capacity * size, capacity * size);
        if (!blocks)
            return false;
        loop->timer_blocks = blocks;
        loop->timer_block_capacity = capacity;
    }
    TimerEntry *block = vm_alloc(vm, TIMER_BLOCK * sizeof *block);
    loop->timer_blocks[loop->timer_block_count] = block;
    loop->timer_block_count += block != NULL;
    return block != NULL;
}

void timers_add(Vm *vm, Loop *loop, int64_t deadline_ns, Object *timer)
{
    bool is_full = loop->timer_count + TIMER_PLACES_LEFT_OUT >= loop->timer_block_count * TIMER_BLOCK;
    if (is_full && !add_block(vm, loop)) {
        vm_raise_memory(vm);
        return;
    }
    *timer_place(loop, loop->timer_count) = (TimerEntry){deadline_ns, loop->timers_made++, object_retain(timer)};
    sift_up(loop, loop->timer_count++);
}

/* Build the heap anew without what was cancelled. */
static void clean(Vm *vm, Loop *loop)
{
    uint32_t kept = 0, count = loop->timer_count;
    for (uint32_t i = 0; i < count; i++) {
        TimerEntry entry = *timer_place(loop, i);
        if (timer_entry_is_cancelled(&entry))
            drop(vm, &entry);
        else
            *timer_place(loop, kept++) = entry;
    }
    loop->timer_count = kept;
    loop->timers_cancelled = 0;
    for (uint32_t i = kept / CHILDREN + 1; i-- > 0 && kept > 0;)
        sift_down(loop, i < kept ? i : kept - 1);
    shrink(vm, loop);
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
        if (!timer_entry_is_cancelled(timer_place(loop, 0))) {
            *deadline_ns = timer_place(loop, 0)->deadline_ns;
            return true;
        }
        TimerEntry entry = take_first(vm, loop);
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
        TimerEntry entry = take_first(vm, loop);
        Callback callback = timer_entry_callback(&entry);
        mark_taken(&entry);
        note(vm, FACT_TIMER_FIRED, &entry);
        loop_push(vm, loop, &callback);
    }
}

void timers_clear(Vm *vm, Loop *loop)
{
    while (loop->timer_count > 0) {
        TimerEntry entry = *timer_place(loop, --loop->timer_count);
        drop(vm, &entry);
    }
    loop->timers_cancelled = 0;
    while (loop->timer_block_count > 0)
        vm_free(vm, loop->timer_blocks[--loop->timer_block_count], TIMER_BLOCK * sizeof(TimerEntry));
    vm_free(vm, loop->timer_blocks, loop->timer_block_capacity * sizeof *loop->timer_blocks);
    loop->timer_blocks = NULL;
    loop->timer_block_capacity = 0;
}
