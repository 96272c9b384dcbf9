/* The timeline's arithmetic: stretches of states onto columns. */
#include "timeline_view.h"

#include "states.h"
#include "thread_view.h"

#include <string.h>

/* ---- the ruler ---- */

/* 1, 2 or 5 times a power of ten, and at least a twelfth of a column's worth apart. */
static int64_t round_step(int64_t least)
{
    int64_t step = 1;
    while (step < least && step < INT64_MAX / 20) {
        if (step * 2 >= least)
            return step * 2;
        if (step * 5 >= least)
            return step * 5;
        step *= 10;
    }
    return step;
}

static int64_t label_step(const Player *player, const Ruler *ruler)
{
    enum { LABEL_CELLS = 10 };
    SimScenario scenario;
    int64_t labels = ruler->columns / LABEL_CELLS > 0 ? ruler->columns / LABEL_CELLS : 1;
    int64_t least = ruler->last / labels + (ruler->last % labels != 0);
    sim_scenario(player->sim, &scenario);
    if (!ruler->is_by_turns && scenario.tick_ns >= least)
        return scenario.tick_ns;
    return round_step(least);
}

void timeline_ruler(const Player *player, unsigned columns, Ruler *ruler)
{
    SimExtent extent;
    SimClock clock;
    sim_extent(player->sim, &extent);
    sim_clock(player->sim, &clock);
    int64_t end_ns = extent.end_ns > clock.now_ns ? extent.end_ns : clock.now_ns;
    *ruler = (Ruler){.columns = columns < 1                       ? 1
                                : columns > TIMELINE_COLUMNS_MOST ? TIMELINE_COLUMNS_MOST
                                                                  : columns};
    ruler->is_by_turns = player->is_by_turns || end_ns <= 0;
    ruler->last = ruler->is_by_turns ? (int64_t)extent.turns : end_ns;
    ruler->now = ruler->is_by_turns ? (int64_t)sim_position(player->sim).turn : clock.now_ns;
    if (ruler->last < 1)
        ruler->last = 1;
    ruler->playhead = ruler_column(ruler, ruler->now);
    ruler->step = label_step(player, ruler);
}

unsigned ruler_column(const Ruler *ruler, int64_t value)
{
    double at = (double)value / (double)ruler->last * (double)(ruler->columns - 1);
    return at <= 0 ? 0 : at >= ruler->columns - 1 ? ruler->columns - 1 : (unsigned)(at + 0.5);
}

int64_t ruler_value(const Ruler *ruler, unsigned column)
{
    if (ruler->columns < 2)
        return 0;
    return (int64_t)((double)column / (double)(ruler->columns - 1) * (double)ruler->last + 0.5);
}

void timeline_go(Player *player, const Ruler *ruler, unsigned column)
{
    int64_t value = ruler_value(ruler, column);
    if (ruler->is_by_turns)
        sim_seek(player->sim, (SimPosition){(uint32_t)value, value ? SIM_LINE_END : 0});
    else
        sim_seek_time(player->sim, value);
}

/* ---- lanes ---- */

static void draw_stretch(const Ruler *ruler, const SimStretch *stretch, uint8_t *states)
{
    int64_t begin = ruler->is_by_turns ? (int64_t)stretch->first_turn : stretch->begin_ns;
    int64_t end = ruler->is_by_turns ? (int64_t)stretch->last_turn : stretch->end_ns;
    unsigned first = ruler_column(ruler, begin);
    unsigned last = ruler_column(ruler, end < ruler->now ? end : ruler->now);
    if (state_is_final(stretch->state)) {
        states[first] = (uint8_t)stretch->state;
        return;
    }
    if (last == first && states[first] != LANE_EMPTY && begin == end)
        return; /* too short to be seen beside what is there */
    for (unsigned column = first; column <= last; column++)
        states[column] = (uint8_t)stretch->state;
}

/* False for a stretch that lies ahead of the playhead. */
static bool add_stretch(const Player *player, const Ruler *ruler, const SimStretch *stretch, uint8_t *states)
{
    int64_t begin = ruler->is_by_turns ? (int64_t)stretch->first_turn : stretch->begin_ns;
    if (begin > ruler->now || stretch->first_turn > sim_position(player->sim).turn)
        return false;
    draw_stretch(ruler, stretch, states);
    return true;
}

void timeline_lane(const Player *player, const Ruler *ruler, uint32_t task, uint8_t *states)
{
    SimStretch stretch;
    memset(states, LANE_EMPTY, ruler->columns);
    for (size_t at = 0; sim_task_stretch(player->sim, task, at, &stretch); at++)
        if (!add_stretch(player, ruler, &stretch, states))
            break;
}

void timeline_thread_lane(const Player *player, const Ruler *ruler, uint32_t thread, uint8_t *states)
{
    SimThreadStretch of;
    memset(states, LANE_EMPTY, ruler->columns);
    for (size_t at = 0; sim_thread_stretch(player->sim, thread, at, &of); at++) {
        SimStretch stretch = {.state = state_of_thread(of.state),
                              .first_turn = of.first_turn,
                              .last_turn = of.last_turn,
                              .begin_ns = of.begin_ns,
                              .end_ns = of.end_ns};
        if (!add_stretch(player, ruler, &stretch, states))
            break;
    }
}

bool timeline_cue(const Player *player, const Ruler *ruler, size_t number, unsigned *column)
{
    SimCue cue;
    if (!sim_cue(player->sim, number, &cue) || !cue.is_reached)
        return false;
    *column = ruler_column(ruler, ruler->is_by_turns ? (int64_t)cue.position.turn : cue.time_ns);
    return true;
}
