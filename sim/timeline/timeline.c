/* Running, remembering, going back.
 *
 * A keyframe may cost a tenth of what was run since the last one. Both are guessed, from instructions and from
 * pages, since nothing here looks at a clock; the guesses are a laptop's, and only decide how far keyframes are
 * apart. A long callback is run in pieces of LINES_AT_ONCE lines, so that keyframes can stand inside it too. */
#include "timeline.h"

#include "memory.h"

#include <assert.h>
#include <string.h>

enum {
    /* guessed costs, in nanoseconds */
    INSTRUCTION_NS = 6,
    TURN_NS = 500,
    COMPARE_PAGE_NS = 250, /* with the base keyframe's */
    COPY_PAGE_NS = 1000,
    /* policy */
    LINES_AT_ONCE = 4096,
    SHARE = 10,                 /* a keyframe costs at most this part of what was run */
    LEAST_SPACING_NS = 4000000, /* what is run again faster than this needs no keyframe */
    NEAR_NS = 6000000,          /* how far behind the playhead a temporary keyframe stands */
    NEAR_TURNS_MOST = 64,
    WALK_TURNS = 16, /* so far ahead one rather walks than looks for a keyframe */
    TEMPORARY_MOST = 4,
    NEAR_SHARE = 2,      /* near the playhead, a keyframe costs at most half of what was run */
    KEYFRAMES_SHARE = 2, /* keyframes take at most this part of the memory limit */
    EXTENSION_SHARE = 10,
    EXTENSION_LEAST = 1000,
};

static World *world_at(const Timeline *timeline)
{
    return world_of(timeline->vm);
}

/* ---- records ---- */

static uint32_t flags_of_facts(const Timeline *timeline, uint64_t first, uint64_t end)
{
    uint32_t flags = 0;
    for (uint64_t i = first; i < end; i++) {
        const Fact *fact = &timeline->journal->facts[i];
        if (fact->kind == FACT_CLOCK_MOVED)
            flags |= RECORD_CLOCK_MOVED;
        else if (fact->kind == FACT_ITERATION)
            flags |= RECORD_BEGINS_ITERATION;
        else if (fact->kind == FACT_TURN_BEGAN && fact_turn_kind(fact) == TURN_MODULE)
            flags |= RECORD_IS_MODULE;
    }
    return flags;
}

static void record_turn(Timeline *timeline, uint32_t lines)
{
    const World *world = world_at(timeline);
    if (world->turn != timeline->record_count)
        return; /* known already */
    if (timeline->record_count == timeline->records_most) {
        timeline->vm->arena.over_limit = true;
        return;
    }
    timeline->records[timeline->record_count++] = (TurnRecord){
        .first_fact = timeline->next_first_fact,
        .end_ns = world->now_ns,
        .lines = lines,
        .callback = world->callback,
        .iteration = world->iteration,
        .flags = flags_of_facts(timeline, timeline->next_first_fact, world->next_fact),
    };
    timeline->next_first_fact = world->next_fact;
}

void timeline_facts(const Timeline *timeline, uint32_t turn, uint64_t *first, uint64_t *end)
{
    bool is_last = turn + 1 >= timeline->record_count;
    *first = turn < timeline->record_count ? timeline->records[turn].first_fact : timeline->next_first_fact;
    *end = is_last ? timeline->journal->fact_count : timeline->records[turn + 1].first_fact;
}

uint32_t timeline_turn_at(const Timeline *timeline, int64_t time_ns)
{
    uint32_t low = 0, high = timeline->record_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (timeline->records[middle].end_ns > time_ns)
            high = middle;
        else
            low = middle;
    }
    return low;
}

uint32_t timeline_turn_of_callback(const Timeline *timeline, uint32_t callback)
{
    uint32_t low = 0, high = timeline->record_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (timeline->records[middle].callback < callback)
            low = middle + 1;
        else
            high = middle;
    }
    return low < timeline->record_count ? low : UINT32_MAX;
}

/* ---- keyframes ---- */

static size_t keyframes_allowed(const Timeline *timeline)
{
    const Journal *journal = timeline->journal;
    size_t taken =
        timeline->vm->arena.used + journal->fact_count * sizeof(Fact) + journal->output_size + journal->notes_size;
    size_t limit = timeline->options.memory_limit, share = limit / KEYFRAMES_SHARE;
    size_t left = taken < limit ? limit - taken : 0;
    return left < share ? left : share;
}

/* Drop one that is temporary, the furthest from the position; false where there is none. */
static bool drop_temporary(Timeline *timeline, uint32_t least)
{
    Keyframes *keyframes = &timeline->keyframes;
    uint32_t count = 0, furthest = 0, distance = 0;
    for (uint32_t i = 1; i < keyframes->count; i++) {
        if (!keyframes->items[i].is_temporary)
            continue;
        uint32_t turn = keyframes->items[i].position.turn, here = timeline->position.turn;
        uint32_t away = turn < here ? here - turn : turn - here;
        count++;
        if (furthest == 0 || away >= distance) {
            furthest = i;
            distance = away;
        }
    }
    if (count < least || furthest == 0)
        return false;
    keyframes_drop(keyframes, furthest);
    return true;
}

static void make_room(Timeline *timeline)
{
    if (drop_temporary(timeline, 1))
        return;
    keyframes_thin(&timeline->keyframes);
    timeline->spacing *= 2;
}

static bool keep_here(Timeline *timeline, bool is_temporary)
{
    return keyframes_add(&timeline->keyframes, &timeline->vm->arena, timeline->position, timeline->is_over,
                         is_temporary);
}

static void add_keyframe(Timeline *timeline, bool is_temporary)
{
    Keyframes *keyframes = &timeline->keyframes;
    if (!keep_here(timeline, is_temporary) && keyframes->count > 1) {
        make_room(timeline);
        keep_here(timeline, is_temporary); /* without it, going back takes longer: no more */
    }
    while (keyframes->count > 1 && keyframes_bytes(keyframes) > keyframes_allowed(timeline))
        make_room(timeline);
    timeline->work_ns = 0;
}

static void add_temporary(Timeline *timeline)
{
    drop_temporary(timeline, TEMPORARY_MOST);
    add_keyframe(timeline, true);
}

/* What a keyframe costs here. */
static uint64_t keyframe_ns(const Timeline *timeline)
{
    uint64_t pages = timeline->vm->arena.used / PAGE_SIZE;
    return pages * COMPARE_PAGE_NS + (uint64_t)timeline->keyframes.copied * COPY_PAGE_NS;
}

static uint64_t spacing_ns(const Timeline *timeline)
{
    uint64_t spacing = keyframe_ns(timeline) * SHARE;
    return (spacing < LEAST_SPACING_NS ? LEAST_SPACING_NS : spacing) * timeline->spacing;
}

static void consider_keyframe(Timeline *timeline)
{
    Keyframes *keyframes = &timeline->keyframes;
    if (timeline->work_ns < spacing_ns(timeline))
        return;
    uint32_t last = keyframes_find(keyframes, timeline->position);
    if (position_is_before(keyframes->items[keyframes->base].position, keyframes->items[last].position)) {
        keyframes->base = last; /* one stands on the way already */
        timeline->work_ns = 0;
        return;
    }
    add_keyframe(timeline, false);
}

static void restore(Timeline *timeline, uint32_t index)
{
    uint64_t fail_at = timeline->vm->arena.fail_at;
    keyframes_restore(&timeline->keyframes, index, &timeline->vm->arena);
    timeline->vm->arena.fail_at = fail_at;
    timeline->position = timeline->keyframes.items[index].position;
    timeline->is_over = timeline->keyframes.items[index].is_over;
    timeline->is_fresh = index == 0;
    timeline->work_ns = 0;
}

/* ---- running ---- */

static void turn_is_over(Timeline *timeline)
{
    timeline->position = (Position){world_at(timeline)->turn, LINE_END};
    record_turn(timeline, (uint32_t)timeline->vm->lines);
}

static void run_is_over(Timeline *timeline, int status)
{
    if (!world_at(timeline)->is_between_turns) { /* it broke off inside a turn */
        world_turn_ends(timeline->vm);
        turn_is_over(timeline);
    }
    timeline->is_over = true;
    if (timeline->is_whole)
        return;
    timeline->is_whole = true;
    timeline->status = status;
    if (timeline->options.at_end)
        timeline->options.at_end(timeline->options.context, timeline->vm);
}

static void count_work(Timeline *timeline, int64_t fuel_before, bool has_ended)
{
    uint64_t work_ns = (uint64_t)(fuel_before - timeline->vm->fuel) * INSTRUCTION_NS + TURN_NS;
    timeline->work_ns += work_ns;
    timeline->run_ns += work_ns;
    timeline->run_turns += has_ended;
}

/* Run until the turn ends, or a piece of it, or up to the target where that lies in this turn. */
static void go_on(Timeline *timeline, Position target)
{
    Vm *vm = timeline->vm;
    bool begins = timeline->is_fresh || timeline->position.line == LINE_END;
    uint32_t turn = timeline->position.turn + (timeline->position.line == LINE_END);
    uint64_t line = begins ? 0 : timeline->position.line, stop = line + LINES_AT_ONCE;
    if (turn == target.turn && target.line < stop)
        stop = target.line;
    int64_t fuel = begins ? vm->fuel_most : vm->fuel;
    int status = 0;
    timeline->is_fresh = false;
    vm->stop_at_line = stop;
    TurnResult result = turn_run(vm, &status);
    vm->stop_at_line = UINT64_MAX;
    switch (result) {
    case TURN_AT_LINE:
        timeline->position = (Position){world_at(timeline)->turn, (uint32_t)vm->lines};
        break;
    case TURN_ENDED:
        turn_is_over(timeline);
        break;
    case TURN_OVER:
        run_is_over(timeline, status);
        break;
    }
    count_work(timeline, fuel, result != TURN_AT_LINE);
}

/* The last turn's end is where its follower was looked for in vain. */
static bool is_almost_over(const Timeline *timeline)
{
    return timeline->is_whole && !timeline->is_over && timeline->position.line == LINE_END &&
           timeline->position.turn + 1 == timeline->record_count;
}

static void run_to(Timeline *timeline, Position target)
{
    while (!timeline->is_over && position_is_before(timeline->position, target)) {
        go_on(timeline, target);
        consider_keyframe(timeline);
    }
    if (is_almost_over(timeline))
        go_on(timeline, (Position){UINT32_MAX, LINE_END});
}

/* ---- seeking ---- */

Position timeline_end(const Timeline *timeline)
{
    if (timeline->record_count == 0)
        return (Position){0, 0};
    return (Position){timeline->record_count - 1, LINE_END};
}

static bool is_at(const Timeline *timeline, Position target)
{
    return positions_are_equal(timeline->position, target) && !is_almost_over(timeline);
}

/* Whether to put a keyframe back, rather than to walk on from here. */
static bool needs_restore(const Timeline *timeline, Position target, uint32_t keyframe)
{
    if (position_is_before(target, timeline->position))
        return true;
    const Position kept = timeline->keyframes.items[keyframe].position;
    return position_is_before(timeline->position, kept) && target.turn - timeline->position.turn > WALK_TURNS;
}

/* How many turns before the playhead a temporary keyframe should stand. */
static uint32_t near_turns(const Timeline *timeline)
{
    uint64_t turn_ns = timeline->run_ns / (timeline->run_turns + 1) + 1;
    uint64_t turns = NEAR_NS / turn_ns;
    return turns > NEAR_TURNS_MOST ? NEAR_TURNS_MOST : (uint32_t)turns + 1;
}

/* To a known position. */
static void go_to(Timeline *timeline, Position target)
{
    uint32_t keyframe = keyframes_find(&timeline->keyframes, target);
    if (is_at(timeline, target))
        return;
    if (needs_restore(timeline, target, keyframe))
        restore(timeline, keyframe);
    run_to(timeline, target);
}

/* The same for somebody who will look around there: where much has to be run, a keyframe is left shortly before the
 * target, for the next steps back. */
static void visit(Timeline *timeline, Position target)
{
    uint32_t near = near_turns(timeline);
    uint32_t keyframe = keyframes_find(&timeline->keyframes, target);
    if (needs_restore(timeline, target, keyframe))
        restore(timeline, keyframe);
    if (target.turn > near && timeline->position.turn + near < target.turn - near) {
        run_to(timeline, (Position){target.turn - near, LINE_END});
        add_temporary(timeline);
    } else if (timeline->work_ns > LEAST_SPACING_NS && timeline->work_ns > NEAR_SHARE * keyframe_ns(timeline)) {
        add_temporary(timeline); /* small steps forward have led far from the last one */
    }
    run_to(timeline, target);
}

/* Run from what is known so far until `count` turns are, or the end. */
static void extend(Timeline *timeline, uint64_t count)
{
    go_to(timeline, timeline_end(timeline));
    uint32_t last = count < UINT32_MAX ? (uint32_t)count : UINT32_MAX - 1;
    run_to(timeline, (Position){last - 1, LINE_END});
}

bool timeline_know(Timeline *timeline, uint32_t turn)
{
    if (turn >= timeline->record_count && !timeline->is_whole) {
        uint64_t more = timeline->options.horizon / EXTENSION_SHARE;
        uint64_t count = (uint64_t)timeline->record_count + (more > EXTENSION_LEAST ? more : EXTENSION_LEAST);
        extend(timeline, count > turn ? count : (uint64_t)turn + 1);
    }
    return turn < timeline->record_count;
}

void timeline_run_ahead(Timeline *timeline)
{
    extend(timeline, timeline->options.horizon + 1);
    if (timeline->work_ns > LEAST_SPACING_NS)
        add_keyframe(timeline, false); /* going to the end should be quick too */
    timeline_seek(timeline, (Position){0, 0});
}

/* The same place, said in the one way that positions are said. */
static Position normal(const Timeline *timeline, Position position)
{
    Position end = timeline_end(timeline);
    if (!position_is_before(position, end))
        return end;
    if (position.line >= timeline->records[position.turn].lines && !(position.turn == 0 && position.line == 0))
        position.line = LINE_END;
    return position;
}

void timeline_seek(Timeline *timeline, Position position)
{
    /* One turn more than is asked for: whether a turn is the last is part of its end. */
    if (position.turn < UINT32_MAX)
        timeline_know(timeline, position.turn + 1);
    else if (!timeline->is_whole)
        position = (Position){timeline->record_count - 2, LINE_END};
    position = normal(timeline, position);
    if (!is_at(timeline, position))
        visit(timeline, position);
}

void timeline_walk(Timeline *timeline, Position position)
{
    run_to(timeline, normal(timeline, position));
}

/* ---- opening and the rest ---- */

bool timeline_open(Timeline *timeline, Vm *vm, Journal *journal, TimelineOptions options)
{
    memset(timeline, 0, sizeof *timeline);
    timeline->vm = vm;
    timeline->journal = journal;
    timeline->options = options;
    timeline->is_fresh = true;
    timeline->spacing = 1;
    uint64_t most = journal->facts_most / 2 + 1; /* each turn leaves two facts */
    timeline->records_most = most < UINT32_MAX ? (uint32_t)most : UINT32_MAX - 1;
    timeline->records = memory_reserve(timeline->records_most * sizeof *timeline->records);
    if (timeline->records && keyframes_open(&timeline->keyframes, options.memory_limit / KEYFRAMES_SHARE) &&
        keyframes_add(&timeline->keyframes, &vm->arena, timeline->position, false, false))
        return true;
    timeline_close(timeline);
    return false;
}

void timeline_close(Timeline *timeline)
{
    memory_unreserve(timeline->records, timeline->records_most * sizeof *timeline->records);
    keyframes_close(&timeline->keyframes);
    memset(timeline, 0, sizeof *timeline);
}

uint64_t timeline_hash(const Timeline *timeline)
{
    return arena_hash(&timeline->vm->arena);
}

void timeline_drop_keyframes(Timeline *timeline)
{
    keyframes_cut(&timeline->keyframes, (Position){0, 0});
}

/* The journal ends where the world stands. */
static void forget_journal(Timeline *timeline)
{
    const World *world = world_at(timeline);
    timeline->journal->fact_count = world->next_fact;
    timeline->journal->output_size = world->next_output;
    timeline->journal->notes_size = world->next_note;
}

void timeline_fail_allocation(Timeline *timeline, uint64_t n)
{
    uint32_t ended = timeline->position.turn + (timeline->position.line == LINE_END);
    keyframes_cut(&timeline->keyframes, timeline->position);
    if (timeline->record_count > ended) {
        timeline->next_first_fact = timeline->records[ended].first_fact;
        timeline->record_count = ended;
    }
    forget_journal(timeline);
    timeline->is_whole = timeline->is_over = false;
    timeline->vm->arena.fail_at = timeline->vm->arena.allocations + n;
}
