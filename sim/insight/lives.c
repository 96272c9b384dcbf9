/* Noting down from when to when things are there. */
#include "lives.h"

static void watch(Lives *lives, uint32_t thing)
{
    if (lives->watched_count < LIVES_WATCHED_MOST)
        lives->watched[lives->watched_count++] = thing;
}

static void meet_thing(Lives *lives, Vm *vm, const Fact *fact, uint64_t number)
{
    if (lives->count == LIVES_MOST || fact->object != lives->count + 1)
        return;
    lives->items[lives->count++] = (Life){
        .ops = world_of(vm)->things[fact->object].ops,
        .owner = fact->subject,
        .line = fact->line,
        .capacity = -1,
        .first = number,
        .last = UINT64_MAX,
    };
    watch(lives, fact->object);
}

/* Those that say themselves that they are left are gone in that moment, not only at the end of its turn: the next
 * of a loop is often made in the same turn. */
static void leave_thing(Lives *lives, const Fact *fact, uint64_t number)
{
    if (fact->object > 0 && fact->object <= lives->count && lives->items[fact->object - 1].last == UINT64_MAX)
        lives->items[fact->object - 1].last = number;
}

static void read_fact(Lives *lives, Vm *vm, uint64_t number)
{
    const Fact *fact = &world_host(vm)->journal->facts[number];
    switch (fact->kind) {
    case FACT_THING_MADE:
        meet_thing(lives, vm, fact, number);
        break;
    case FACT_TIMEOUT_LEFT:
    case FACT_GROUP_LEFT:
    case FACT_WAIT_RETURNED:
        leave_thing(lives, fact, number);
        break;
    case FACT_THREAD_STARTED:
    case FACT_SLICE:
    case FACT_THREAD_SLEEPS:
    case FACT_THREAD_WAITS:
    case FACT_THREAD_WOKEN:
    case FACT_THREAD_ENDED:
        if (lives->thread_fact_count < LIVES_THREAD_FACTS_MOST)
            lives->thread_facts[lives->thread_fact_count++] = number;
        break;
    default:
        break;
    }
}

/* Bring a watched thing's life up to date; false where it is over. */
static bool is_there(Lives *lives, Vm *vm, uint32_t number, uint64_t now)
{
    const Thing *thing = &world_of(vm)->things[number];
    Life *life = &lives->items[number - 1];
    ThingState state = {.capacity = -1};
    if (thing->object)
        thing->ops->state(vm, thing->object, &state);
    life->capacity = state.capacity > life->capacity ? state.capacity : life->capacity;
    if (thing->object && !state.is_over)
        return true;
    const uint64_t gone = thing->object ? now : thing->gone;
    life->last = gone < life->last ? gone : life->last;
    return false;
}

void lives_turn_ends(Lives *lives, Vm *vm)
{
    const World *world = world_of(vm);
    const uint64_t now = world->next_fact; /* the journal may know more than has happened here */
    uint32_t kept = 0;
    if (lives->read >= now)
        return;
    for (; lives->read < now; lives->read++)
        read_fact(lives, vm, lives->read);
    for (uint32_t i = 0; i < lives->watched_count; i++)
        if (is_there(lives, vm, lives->watched[i], now))
            lives->watched[kept++] = lives->watched[i];
    lives->watched_count = kept;
    lives->tasks = world->task_count;
    lives->threads = world->thread_count;
}

void lives_forget(Lives *lives, uint64_t facts)
{
    lives->watched_count = 0;
    while (lives->count > 0 && lives->items[lives->count - 1].first >= facts)
        lives->count--;
    for (uint32_t i = 0; i < lives->count; i++) {
        if (lives->items[i].last < facts)
            continue;
        lives->items[i].last = UINT64_MAX;
        watch(lives, i + 1);
    }
    while (lives->thread_fact_count > 0 && lives->thread_facts[lives->thread_fact_count - 1] >= facts)
        lives->thread_fact_count--;
    if (lives->read > facts)
        lives->read = facts;
}

const Life *lives_of(const Lives *lives, uint32_t thing)
{
    return thing > 0 && thing <= lives->count ? &lives->items[thing - 1] : NULL;
}
