/* Going: every move finds a position among the records of turns, and seeks it. */
#include "sim_parts.h"

#include <string.h>

static Position end_of(uint32_t turn)
{
    return (Position){turn, LINE_END};
}

static bool is_at_start(const Sim *sim)
{
    return sim->timeline.position.turn == 0 && sim->timeline.position.line == 0;
}

static SimMove go(Sim *sim, Position target)
{
    if (positions_are_equal(target, sim->timeline.position))
        return SIM_AT_WALL;
    timeline_seek(&sim->timeline, target);
    return SIM_MOVED;
}

static bool know(Sim *sim, uint32_t turn)
{
    return timeline_know(&sim->timeline, turn);
}

/* timeline_know may have run ahead: be back at the position before anybody looks. */
static SimMove stay(Sim *sim, Position position, SimMove why)
{
    timeline_seek(&sim->timeline, position);
    return why;
}

static const TurnRecord *record_of(const Sim *sim, uint32_t turn)
{
    return &sim->timeline.records[turn];
}

/* ---- by callbacks ---- */

/* The turn that the next step ends: the one in progress, or the next. */
static uint32_t turn_ahead(Position position)
{
    return position.turn + (position.line == LINE_END);
}

static SimMove callback_forward(Sim *sim)
{
    Position from = sim->timeline.position;
    uint32_t turn = turn_ahead(from);
    return know(sim, turn) ? go(sim, end_of(turn)) : stay(sim, from, SIM_AT_WALL);
}

static SimMove callback_back(Sim *sim)
{
    Position from = sim->timeline.position;
    if (is_at_start(sim))
        return SIM_AT_WALL;
    return go(sim, from.turn == 0 ? (Position){0, 0} : end_of(from.turn - 1));
}

/* ---- by lines ---- */

static SimMove line_forward(Sim *sim)
{
    Position from = sim->timeline.position;
    uint32_t turn = from.turn;
    if (from.line != LINE_END && from.line + 1 < record_of(sim, turn)->lines)
        return go(sim, (Position){turn, from.line + 1});
    for (turn++; know(sim, turn); turn++)
        if (record_of(sim, turn)->lines > 0)
            return go(sim, (Position){turn, 0});
    Position end = timeline_end(&sim->timeline);
    return positions_are_equal(end, from) ? stay(sim, from, SIM_AT_WALL) : go(sim, end);
}

static SimMove line_back(Sim *sim)
{
    Position from = sim->timeline.position;
    if (is_at_start(sim))
        return SIM_AT_WALL;
    uint32_t lines = from.line == LINE_END ? record_of(sim, from.turn)->lines : from.line;
    while (lines == 0 && from.turn > 0)
        lines = record_of(sim, --from.turn)->lines;
    return go(sim, (Position){from.turn, lines > 0 ? lines - 1 : 0});
}

/* ---- by iterations ---- */

static bool begins_iteration(const Sim *sim, uint32_t turn)
{
    return record_of(sim, turn)->flags & (RECORD_BEGINS_ITERATION | RECORD_IS_MODULE);
}

static SimMove iteration_forward(Sim *sim)
{
    Position from = sim->timeline.position;
    uint32_t turn = turn_ahead(from);
    if (!know(sim, turn))
        return stay(sim, from, SIM_AT_WALL);
    while (know(sim, turn + 1) && !begins_iteration(sim, turn + 1))
        turn++;
    return go(sim, end_of(turn));
}

static SimMove iteration_back(Sim *sim)
{
    uint32_t turn = sim->timeline.position.turn;
    if (is_at_start(sim))
        return SIM_AT_WALL;
    while (turn > 0 && !begins_iteration(sim, turn))
        turn--;
    return go(sim, turn == 0 ? (Position){0, 0} : end_of(turn - 1));
}

/* ---- to what happens ---- */

/* Whether something is true of a turn. */
typedef struct Wanted {
    SimHappening happening;
    uint32_t number;
} Wanted;
typedef bool TurnTest(const Sim *sim, uint32_t turn, Wanted wanted);

/* A run need not have an end: a search that finds nothing gives up so far ahead of where it began. */
static bool is_too_far(const Sim *sim, uint32_t from, uint32_t turn)
{
    return turn - from > sim->options.horizon && turn >= sim->timeline.record_count;
}

static SimMove search_forward(Sim *sim, TurnTest *test, Wanted wanted)
{
    Position from = sim->timeline.position;
    uint32_t turn = from.turn + (is_at_start(sim) ? 0 : 1);
    for (; !is_too_far(sim, from.turn, turn) && know(sim, turn); turn++)
        if (test(sim, turn, wanted))
            return go(sim, end_of(turn));
    return stay(sim, from, SIM_NOT_FOUND);
}

static SimMove search_back(Sim *sim, TurnTest *test, Wanted wanted)
{
    for (uint32_t turn = sim->timeline.position.turn; turn > 0; turn--)
        if (test(sim, turn - 1, wanted))
            return go(sim, end_of(turn - 1));
    return SIM_NOT_FOUND;
}

static bool clock_moves(const Sim *sim, uint32_t turn, Wanted wanted)
{
    (void)wanted;
    return record_of(sim, turn)->flags & RECORD_CLOCK_MOVED;
}

static SimMove step_clock(Sim *sim, int direction)
{
    Position from = sim->timeline.position;
    SimMove move =
        direction > 0 ? search_forward(sim, clock_moves, (Wanted){0}) : search_back(sim, clock_moves, (Wanted){0});
    if (move != SIM_NOT_FOUND)
        return move;
    if (direction < 0) /* before the first move there is the start */
        return is_at_start(sim) ? SIM_AT_WALL : go(sim, (Position){0, 0});
    return sim->timeline.is_over ? SIM_AT_WALL : stay(sim, from, SIM_NOT_FOUND);
}

/* Whether the fact's object is a thing, as facts.def says. */
static bool is_about_thing(const Fact *fact)
{
    static const char *const objects[] = {
#define FACT(name, subject, object, number, meaning) object,
#include "facts.def"
#undef FACT
    };
    return strcmp(objects[fact->kind], "thing") == 0;
}

static bool is_wanted(const Fact *fact, Wanted wanted)
{
    switch (wanted.happening) {
    case SIM_PRINT:
        return fact->kind == FACT_PRINTED;
    case SIM_CANCEL:
        return fact->kind == FACT_CANCEL_ASKED || fact->kind == FACT_CANCEL_DELIVERED;
    case SIM_TIMEOUT:
        return fact->kind == FACT_TIMEOUT_EXPIRED;
    case SIM_FAILURE:
        return fact->kind == FACT_TASK_STATE && fact_task_state(fact) == TASK_FAILED;
    case SIM_TASK_CHANGE:
        return (fact->kind == FACT_TASK_STATE || fact->kind == FACT_TASK_CREATED) && fact->subject == wanted.number;
    case SIM_THING_CHANGE:
        return fact->object == wanted.number && is_about_thing(fact);
    case SIM_LINE_REACHED:
        break;
    }
    return false;
}

static bool happens(const Sim *sim, uint32_t turn, Wanted wanted)
{
    uint64_t first, end;
    timeline_facts(&sim->timeline, turn, &first, &end);
    for (uint64_t i = first; i < end; i++)
        if (is_wanted(&sim->journal.facts[i], wanted))
            return true;
    return false;
}

/* ---- to a line of the source: the journal does not know lines, so stretches are run again and watched ---- */

enum { STRETCH = 256 }; /* turns */

static const Position START = {0, 0}, BEYOND = {UINT32_MAX, LINE_END};

/* Walk from `begin` to `end`; whether the line was about to run on the way, between the bounds. */
static bool watch(Sim *sim, uint32_t line, Position begin, Position end)
{
    timeline_seek(&sim->timeline, begin);
    sim->watch.line = line;
    timeline_walk(&sim->timeline, end);
    sim->watch.line = 0;
    return sim->watch.is_met;
}

static SimMove line_search_forward(Sim *sim, uint32_t line)
{
    Position from = sim->timeline.position;
    sim->watch = (LineWatch){.after = from, .before = BEYOND};
    for (uint32_t turn = from.turn; !is_too_far(sim, from.turn, turn) && know(sim, turn); turn += STRETCH) {
        Position begin = turn == from.turn ? from : end_of(turn - 1);
        know(sim, turn + STRETCH);
        if (watch(sim, line, begin, end_of(turn + STRETCH - 1)))
            return go(sim, sim->watch.first);
    }
    return stay(sim, from, SIM_NOT_FOUND);
}

static SimMove line_search_back(Sim *sim, uint32_t line)
{
    Position from = sim->timeline.position, end = from;
    sim->watch = (LineWatch){.after = START, .before = from};
    while (position_is_before(START, end)) {
        Position begin = end.turn > STRETCH ? end_of(end.turn - STRETCH) : START;
        if (watch(sim, line, begin, end))
            return go(sim, sim->watch.last);
        end = begin;
    }
    return stay(sim, from, SIM_NOT_FOUND);
}

SimMove sim_find(Sim *sim, SimHappening happening, uint32_t number, int direction)
{
    Wanted wanted = {happening, number};
    if (happening == SIM_LINE_REACHED)
        return direction > 0 ? line_search_forward(sim, number) : line_search_back(sim, number);
    return direction > 0 ? search_forward(sim, happens, wanted) : search_back(sim, happens, wanted);
}

/* ---- to cues ---- */

/* The nearest reached cue ahead or behind; NULL where there is none. */
static const CuePlace *nearest_cue(const Sim *sim, int direction)
{
    Position from = sim->timeline.position;
    const CuePlace *nearest = NULL;
    for (uint32_t i = 0; i < sim->loader.directives.cue_count; i++) {
        const CuePlace *cue = &sim->cues[i];
        bool is_ahead = position_is_before(from, cue->position),
             is_behind = position_is_before(cue->position, from);
        if (!cue->is_reached || (direction > 0 ? !is_ahead : !is_behind))
            continue;
        bool is_nearer = !nearest || (direction > 0 ? position_is_before(cue->position, nearest->position)
                                                    : position_is_before(nearest->position, cue->position));
        if (is_nearer)
            nearest = cue;
    }
    return nearest;
}

static SimMove step_cue(Sim *sim, int direction)
{
    if (sim->loader.directives.cue_count == 0)
        return direction > 0 ? iteration_forward(sim) : iteration_back(sim);
    const CuePlace *cue = nearest_cue(sim, direction);
    return cue ? go(sim, cue->position) : SIM_NOT_FOUND;
}

SimMove sim_seek_cue(Sim *sim, size_t cue)
{
    if (cue >= sim->loader.directives.cue_count || !sim->cues[cue].is_reached)
        return SIM_NOT_FOUND;
    return go(sim, sim->cues[cue].position);
}

/* ---- the border ---- */

SimMove sim_step(Sim *sim, SimUnit unit, int direction)
{
    switch (unit) {
    case SIM_CALLBACK:
        return direction > 0 ? callback_forward(sim) : callback_back(sim);
    case SIM_LINE:
        return direction > 0 ? line_forward(sim) : line_back(sim);
    case SIM_ITERATION:
        return direction > 0 ? iteration_forward(sim) : iteration_back(sim);
    case SIM_CLOCK:
        return step_clock(sim, direction);
    case SIM_CUE:
        return step_cue(sim, direction);
    }
    return SIM_AT_WALL;
}

static SimMove seek_from(Sim *sim, Position from, Position target)
{
    timeline_seek(&sim->timeline, target);
    return positions_are_equal(from, sim->timeline.position) ? SIM_AT_WALL : SIM_MOVED;
}

SimMove sim_seek(Sim *sim, SimPosition position)
{
    return seek_from(sim, sim->timeline.position, (Position){position.turn, position.line});
}

SimMove sim_seek_callback(Sim *sim, uint32_t callback)
{
    Position from = sim->timeline.position;
    if (callback == 0)
        return seek_from(sim, from, START);
    know(sim, callback); /* there are at least as many turns as callbacks … */
    uint32_t turn = timeline_turn_of_callback(&sim->timeline, callback);
    while (turn == UINT32_MAX && know(sim, sim->timeline.record_count)) /* … and mostly few more */
        turn = timeline_turn_of_callback(&sim->timeline, callback);
    return seek_from(sim, from, turn == UINT32_MAX ? BEYOND : end_of(turn));
}

SimMove sim_seek_time(Sim *sim, int64_t time_ns)
{
    Position from = sim->timeline.position;
    uint32_t beyond = sim->timeline.record_count; /* extend, while the end of what is known is not late enough */
    while (sim->timeline.records[beyond - 1].end_ns <= time_ns && !is_too_far(sim, from.turn, beyond) &&
           know(sim, beyond))
        beyond = sim->timeline.record_count;
    bool is_before_all = time_ns < sim->timeline.records[0].end_ns;
    return seek_from(sim, from, is_before_all ? START : end_of(timeline_turn_at(&sim->timeline, time_ns)));
}

SimPosition sim_position(const Sim *sim)
{
    return (SimPosition){sim->timeline.position.turn, sim->timeline.position.line};
}

bool sim_is_at_end(const Sim *sim)
{
    return timeline_is_at_end(&sim->timeline);
}

void sim_extent(const Sim *sim, SimExtent *extent)
{
    const Timeline *timeline = &sim->timeline;
    const TurnRecord *last = &timeline->records[timeline->record_count - 1];
    const Journal *journal = &sim->journal;
    *extent = (SimExtent){
        .turns = timeline->record_count - 1,
        .callbacks = last->callback,
        .end_ns = last->end_ns,
        .is_whole = timeline->is_whole,
        .end = timeline->is_whole ? sim->end : SIM_END_UNKNOWN,
        .status = timeline->status,
        .tasks = sim->looks->lives.tasks,
        .threads = sim->looks->lives.threads > 0 ? sim->looks->lives.threads - 1 : 0,
        .end_text = text_string(&sim->end_text),
        .facts = journal->fact_count,
        .arena_bytes = sim->vm->arena.used,
        .keyframe_bytes = keyframes_bytes(&timeline->keyframes),
        .journal_bytes = journal->fact_count * sizeof(Fact) + journal->output_size + journal->notes_size,
        .keyframes = timeline->keyframes.count,
    };
}
