/* Two runs on one clock. */
#include "pair.h"

#include <stdio.h>
#include <string.h>

/* A turn's place in the common order. */
typedef struct TurnKey {
    bool is_there;
    int64_t time_ns;
    uint32_t ordinal; /* among the turns of its run at that moment */
} TurnKey;

static int64_t time_of(const Sim *sim)
{
    SimClock clock;
    sim_clock(sim, &clock);
    return clock.now_ns;
}

/* The last turn that can be gone to without running the program further: a run need not have an end. */
static uint32_t last_known_turn(const Sim *sim)
{
    SimExtent extent;
    sim_extent(sim, &extent);
    return extent.is_whole || extent.turns == 0 ? extent.turns : extent.turns - 1;
}

static bool is_at_start(const Sim *sim)
{
    SimPosition position = sim_position(sim);
    return position.turn == 0 && position.line == 0;
}

/* How many turns come before the first one of a moment, the module's code among them. Leaves the sim there. */
static uint32_t turns_before(Sim *sim, int64_t time_ns)
{
    if (time_ns == 0)
        return 0;
    sim_seek_time(sim, time_ns - 1);
    return sim_position(sim).turn;
}

/* Of the turn after which the sim stands; comes back to there. The module's code has the ordinal 0. */
static TurnKey key_here(Sim *sim)
{
    SimPosition here = sim_position(sim);
    TurnKey key = {.is_there = true, .time_ns = time_of(sim)};
    key.ordinal = here.turn - turns_before(sim, key.time_ns);
    sim_seek(sim, here);
    return key;
}

static TurnKey next_key(Sim *sim)
{
    SimPosition here = sim_position(sim);
    if (sim_step(sim, SIM_CALLBACK, 1) != SIM_MOVED)
        return (TurnKey){0};
    TurnKey key = key_here(sim);
    sim_seek(sim, here);
    return key;
}

static TurnKey last_key(Sim *sim)
{
    return is_at_start(sim) ? (TurnKey){0} : key_here(sim);
}

/* Whether the left turn comes before the right one. */
static bool left_is_first(TurnKey left, TurnKey right)
{
    return left.time_ns < right.time_ns || (left.time_ns == right.time_ns && left.ordinal <= right.ordinal);
}

void pair_begin(Pair *pair, Sim *left, Sim *right)
{
    *pair = (Pair){.sims = {left, right}};
}

static void set_now(Pair *pair)
{
    int64_t left = time_of(pair->sims[PAIR_LEFT]), right = time_of(pair->sims[PAIR_RIGHT]);
    pair->now_ns = left > right ? left : right;
}

SimMove pair_step_callback(Pair *pair, int direction)
{
    TurnKey keys[PAIR_SIDES];
    for (int side = 0; side < PAIR_SIDES; side++)
        keys[side] = direction > 0 ? next_key(pair->sims[side]) : last_key(pair->sims[side]);
    if (!keys[PAIR_LEFT].is_there && !keys[PAIR_RIGHT].is_there)
        return SIM_AT_WALL;
    bool is_left = left_is_first(keys[PAIR_LEFT], keys[PAIR_RIGHT]) == (direction > 0);
    if (!keys[PAIR_LEFT].is_there || !keys[PAIR_RIGHT].is_there)
        is_left = keys[PAIR_LEFT].is_there;
    pair->moved = is_left ? PAIR_LEFT : PAIR_RIGHT;
    sim_step(pair->sims[pair->moved], SIM_CALLBACK, direction);
    set_now(pair);
    return SIM_MOVED;
}

void pair_seek_time(Pair *pair, int64_t time_ns)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        sim_seek_time(pair->sims[side], time_ns);
    set_now(pair);
}

void pair_seek_start(Pair *pair)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        sim_seek(pair->sims[side], (SimPosition){0, 0});
    pair->now_ns = 0;
}

void pair_seek_end(Pair *pair)
{
    for (int side = 0; side < PAIR_SIDES; side++) {
        SimExtent extent;
        sim_extent(pair->sims[side], &extent);
        sim_seek(pair->sims[side], (SimPosition){extent.turns, SIM_LINE_END});
    }
    set_now(pair);
}

/* Everything of a run that comes before a turn of the other one; of two with the same place the left one's. */
static void seek_before(Sim *sim, TurnKey key, bool is_left)
{
    if (!is_left && key.time_ns == 0 && key.ordinal == 0) {
        sim_seek(sim, (SimPosition){0, 0});
        return;
    }
    sim_seek_time(sim, key.time_ns);
    uint32_t last = sim_position(sim).turn;
    uint32_t wanted = turns_before(sim, key.time_ns) + key.ordinal - !is_left;
    sim_seek(sim, (SimPosition){wanted < last ? wanted : last, SIM_LINE_END});
}

void pair_seek_turn(Pair *pair, PairSide side, uint32_t turn)
{
    Sim *sim = pair->sims[side], *other = pair->sims[side == PAIR_LEFT ? PAIR_RIGHT : PAIR_LEFT];
    sim_seek(sim, (SimPosition){turn, SIM_LINE_END});
    seek_before(other, key_here(sim), side == PAIR_RIGHT);
    pair->moved = side;
    set_now(pair);
}

/* The moment of the next turn of either run that is later than now, or now where something of it is still to come.
 */
static bool next_moment(Pair *pair, int64_t *time_ns)
{
    bool is_found = false;
    for (int side = 0; side < PAIR_SIDES; side++) {
        TurnKey key = next_key(pair->sims[side]);
        if (key.is_there && (!is_found || key.time_ns < *time_ns)) {
            *time_ns = key.time_ns;
            is_found = true;
        }
    }
    return is_found;
}

static SimMove step_moment_back(Pair *pair)
{
    if (is_at_start(pair->sims[PAIR_LEFT]) && is_at_start(pair->sims[PAIR_RIGHT]))
        return SIM_AT_WALL;
    if (pair->now_ns == 0)
        pair_seek_start(pair);
    else
        pair_seek_time(pair, pair->now_ns - 1);
    return SIM_MOVED;
}

SimMove pair_step_moment(Pair *pair, int direction)
{
    int64_t time_ns = 0;
    if (direction < 0)
        return step_moment_back(pair);
    if (!next_moment(pair, &time_ns))
        return SIM_AT_WALL;
    pair_seek_time(pair, time_ns);
    return SIM_MOVED;
}

/* A run on its way to the end of what is known. */
typedef struct Walk {
    Sim *sim;
    uint32_t last; /* turn to which it goes */
    bool is_there; /* it has a turn that is not counted */
    int64_t time_ns;
} Walk;

static void walk_on(Walk *walk)
{
    walk->is_there = sim_position(walk->sim).turn < walk->last && sim_step(walk->sim, SIM_CALLBACK, 1) == SIM_MOVED;
    walk->time_ns = time_of(walk->sim);
}

size_t pair_count_moments(Pair *pair)
{
    Walk walks[PAIR_SIDES];
    size_t count = 0;
    for (int side = 0; side < PAIR_SIDES; side++) {
        walks[side] = (Walk){.sim = pair->sims[side], .last = last_known_turn(pair->sims[side])};
        walk_on(&walks[side]);
    }
    const Walk *left = &walks[PAIR_LEFT], *right = &walks[PAIR_RIGHT];
    for (; left->is_there || right->is_there; count++) {
        bool is_left = left->is_there && (!right->is_there || left->time_ns <= right->time_ns);
        int64_t now_ns = is_left ? left->time_ns : right->time_ns;
        for (int side = 0; side < PAIR_SIDES; side++)
            while (walks[side].is_there && walks[side].time_ns == now_ns)
                walk_on(&walks[side]);
    }
    set_now(pair);
    return count;
}

SimMove pair_step_cue(Pair *pair, int direction)
{
    bool is_found = false;
    int64_t best = 0;
    SimCue cue;
    for (int side = 0; side < PAIR_SIDES; side++)
        for (size_t i = 0; sim_cue(pair->sims[side], i, &cue); i++) {
            bool is_ahead = direction > 0 ? cue.time_ns > pair->now_ns || is_at_start(pair->sims[side])
                                          : cue.time_ns < pair->now_ns;
            if (!cue.is_reached || !is_ahead)
                continue;
            if (!is_found || (direction > 0 ? cue.time_ns < best : cue.time_ns > best))
                best = cue.time_ns;
            is_found = true;
        }
    if (!is_found)
        return SIM_NOT_FOUND;
    pair_seek_time(pair, best);
    return SIM_MOVED;
}

/* ---- the first difference ---- */

int64_t pair_difference_ns(const PairDifference *difference)
{
    int64_t left = difference->times_ns[PAIR_LEFT], right = difference->times_ns[PAIR_RIGHT];
    if (!difference->is_there[PAIR_LEFT] || !difference->is_there[PAIR_RIGHT])
        return difference->is_there[PAIR_LEFT] ? left : right;
    return left < right ? left : right;
}

void pair_seek_difference(Pair *pair, const PairDifference *difference)
{
    TurnKey keys[PAIR_SIDES];
    for (int side = 0; side < PAIR_SIDES; side++) {
        sim_seek(pair->sims[side], difference->places[side]);
        keys[side] = key_here(pair->sims[side]);
    }
    bool is_left = left_is_first(keys[PAIR_LEFT], keys[PAIR_RIGHT]);
    if (keys[PAIR_LEFT].time_ns == keys[PAIR_RIGHT].time_ns)
        is_left = !is_left;
    if (!difference->is_there[PAIR_LEFT] || !difference->is_there[PAIR_RIGHT])
        is_left = difference->is_there[PAIR_LEFT];
    PairSide side = is_left ? PAIR_LEFT : PAIR_RIGHT;
    pair_seek_turn(pair, side, difference->places[side].turn);
}

static bool is_same_text(const char *one, size_t one_size, const char *other, size_t other_size)
{
    return one_size == other_size && memcmp(one, other, one_size) == 0;
}

static SimState state_after(const Sim *sim, uint32_t task)
{
    SimTask found;
    return task && sim_task(sim, task, &found) ? found.state : SIM_NEW;
}

/* Who ran, when, where it left its task, how many are ready and how many sleep, and what was printed. Counts of
 * free spaces and the like are not looked at: they tell of a knob before anything has gone another way. Both have
 * printed the same up to *printed, which goes on. */
static bool is_same_step(const Sim *left, const Sim *right, size_t *printed)
{
    SimClock ours, theirs;
    size_t our_size, their_size, before = *printed;
    sim_clock(left, &ours);
    sim_clock(right, &theirs);
    const char *our_output = sim_output(left, &our_size), *their_output = sim_output(right, &their_size);
    *printed = our_size;
    return ours.now_ns == theirs.now_ns && ours.running == theirs.running && ours.ready == theirs.ready &&
           ours.timers == theirs.timers && state_after(left, ours.running) == state_after(right, theirs.running) &&
           is_same_text(our_output + before, our_size - before, their_output + before, their_size - before);
}

/* The runs were alike up to here: their last turns differ. */
static void note_step(const Pair *pair, PairDifference *difference)
{
    *difference = (PairDifference){.is_found = true};
    for (int side = 0; side < PAIR_SIDES; side++) {
        SimClock clock;
        sim_clock(pair->sims[side], &clock);
        difference->places[side] = sim_position(pair->sims[side]);
        difference->times_ns[side] = clock.now_ns;
        if (clock.callback > difference->number)
            difference->number = clock.callback;
    }
}

void pair_find_callback(Pair *pair, PairDifference *difference)
{
    SimPosition here[PAIR_SIDES];
    SimMove moves[PAIR_SIDES];
    size_t printed = 0;
    uint32_t left = last_known_turn(pair->sims[PAIR_LEFT]), right = last_known_turn(pair->sims[PAIR_RIGHT]);
    uint32_t last = left > right ? left : right;
    *difference = (PairDifference){0};
    for (int side = 0; side < PAIR_SIDES; side++) {
        here[side] = sim_position(pair->sims[side]);
        sim_seek(pair->sims[side], (SimPosition){0, 0});
    }
    do {
        for (int side = 0; side < PAIR_SIDES; side++)
            moves[side] = sim_step(pair->sims[side], SIM_CALLBACK, 1);
        if (moves[PAIR_LEFT] != moves[PAIR_RIGHT] ||
            (moves[PAIR_LEFT] == SIM_MOVED &&
             !is_same_step(pair->sims[PAIR_LEFT], pair->sims[PAIR_RIGHT], &printed)))
            note_step(pair, difference);
    } while (!difference->is_found && moves[PAIR_LEFT] == SIM_MOVED &&
             sim_position(pair->sims[PAIR_LEFT]).turn < last);
    for (int side = 0; side < PAIR_SIDES; side++) {
        difference->is_there[side] = moves[side] == SIM_MOVED;
        sim_seek(pair->sims[side], here[side]);
    }
}

/* ---- the first line of output that differs ---- */

/* Where byte `offset` of the whole output was printed. */
static void note_printed(const Sim *sim, size_t offset, PairDifference *difference, int side)
{
    SimPrint print;
    size_t end = 0;
    for (size_t i = 0; sim_print(sim, i, &print); i++) {
        end += print.size;
        if (end <= offset)
            continue;
        difference->times_ns[side] = print.time_ns;
        difference->places[side] = (SimPosition){print.turn, SIM_LINE_END};
        return;
    }
}

static size_t line_end(const char *text, size_t size, size_t from)
{
    const char *feed = from < size ? memchr(text + from, '\n', size - from) : NULL;
    return feed ? (size_t)(feed - text) : size;
}

/* Go over lines that are the same. Returns where the first other one begins; the same in both. */
static size_t skip_same_lines(const char *const texts[PAIR_SIDES], const size_t sizes[PAIR_SIDES],
                              PairDifference *difference)
{
    size_t at = 0;
    difference->number = 1;
    while (at < sizes[PAIR_LEFT] && at < sizes[PAIR_RIGHT]) {
        size_t end = line_end(texts[PAIR_LEFT], sizes[PAIR_LEFT], at);
        size_t other = line_end(texts[PAIR_RIGHT], sizes[PAIR_RIGHT], at);
        if (!is_same_text(texts[PAIR_LEFT] + at, end - at, texts[PAIR_RIGHT] + at, other - at))
            break;
        at = end + 1;
        difference->number++;
    }
    return at;
}

void pair_find_line(Pair *pair, PairDifference *difference, char lines[PAIR_SIDES][PAIR_LINE_BYTES])
{
    const char *texts[PAIR_SIDES];
    size_t sizes[PAIR_SIDES];
    SimPosition here[PAIR_SIDES];
    int64_t now_ns = pair->now_ns;
    for (int side = 0; side < PAIR_SIDES; side++)
        here[side] = sim_position(pair->sims[side]);
    pair_seek_end(pair);
    for (int side = 0; side < PAIR_SIDES; side++)
        texts[side] = sim_output(pair->sims[side], &sizes[side]);
    *difference = (PairDifference){0};
    size_t at = skip_same_lines(texts, sizes, difference);
    for (int side = 0; side < PAIR_SIDES; side++) {
        difference->is_there[side] = at < sizes[side];
        difference->is_found |= at < sizes[side];
        lines[side][0] = '\0';
        if (at >= sizes[side])
            continue;
        size_t size = line_end(texts[side], sizes[side], at) - at;
        snprintf(lines[side], PAIR_LINE_BYTES, "%.*s", size < PAIR_LINE_BYTES ? (int)size : PAIR_LINE_BYTES,
                 texts[side] + at);
        note_printed(pair->sims[side], at, difference, side);
    }
    for (int side = 0; side < PAIR_SIDES; side++)
        sim_seek(pair->sims[side], here[side]);
    pair->now_ns = now_ns;
}
