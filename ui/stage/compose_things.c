/* Coordination objects: each in its own shape, made of its view's rows. */
#include "compose_shapes.h"

#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static RowKind kind_of_rows(SimThingKind kind)
{
    switch (kind) {
    case SIM_SEMAPHORE:
    case SIM_LOCK:
        return ROW_SPACES;
    case SIM_QUEUE:
        return ROW_ITEMS;
    case SIM_BARRIER:
    case SIM_CONDITION:
        return ROW_SEATS;
    case SIM_EVENT:
    case SIM_TIMEOUT_BLOCK:
    case SIM_TASK_GROUP:
    case SIM_GATHER:
    case SIM_WAIT:
    case SIM_FUTURE:
    case SIM_THING_KINDS:
        break;
    }
    return ROW_PLAIN;
}

enum { LANE_HEIGHT = 54, LANES_MOST = 5, NOW_HEIGHT = 30, AROUND = PANEL_HEAD + 4 + PANEL_FOOT, LOW_PAGE = 640 };

/* Spaces and items with what is below them; on a low page without. */
static float spaces_want(const Composing *composing)
{
    return AROUND + (composing->scene->page.height < LOW_PAGE ? 66 : 104);
}

static float queue_wants(const Composing *composing)
{
    return AROUND + (composing->scene->page.height < LOW_PAGE ? 62 : 2 * CHIP_HEIGHT + 6);
}

/* ---- timeouts around each other ---- */

/* The timeouts of the owner of the outermost one, from that on, in the order in which they were made. Returns how
 * many there are. */
static size_t timeouts_in(const Composing *composing, const SimThing *outer, uint32_t numbers[NESTED_MOST])
{
    SimThingLife life;
    SimThing thing;
    size_t count = 0;
    uint32_t there = outer->owner ? sim_thing_count(composing->sim) : outer->number;
    for (uint32_t number = outer->number; number <= there; number++) {
        if (!sim_thing_life(composing->sim, number, &life) || life.kind != SIM_TIMEOUT_BLOCK ||
            !sim_thing(composing->sim, number, &thing) || thing.is_gone || thing.owner != outer->owner)
            continue;
        if (count < NESTED_MOST)
            numbers[count] = number;
        count++;
    }
    return count;
}

bool thing_shares_panel(const Composing *composing, uint32_t outer, uint32_t number)
{
    SimThing one, other;
    return sim_thing(composing->sim, outer, &one) && one.kind == SIM_TIMEOUT_BLOCK && one.owner &&
           sim_thing(composing->sim, number, &other) && other.kind == SIM_TIMEOUT_BLOCK && other.owner == one.owner;
}

/* Alone and in half a row a timeout is a bar with its times below; else there are bars on one axis. */
static void compose_timeouts(Composing *composing, const SimThing *thing, const ThingView *view, Box box)
{
    enum { HALF = 700 };
    uint32_t numbers[NESTED_MOST];
    size_t count = timeouts_in(composing, thing, numbers);
    if (count < 2 && (box.height < 2 * NESTED_HEIGHT - 1 || box.width < HALF))
        compose_deadline(composing, thing, view, box);
    else
        compose_nested(composing, numbers, count, box);
}

/* ---- how much room ---- */

static float timeouts_want(uint32_t nested)
{
    nested = nested < NESTED_MOST ? nested : NESTED_MOST;
    return AROUND + (nested < 2 ? CHIP_HEIGHT + 30.0F : (float)nested * NESTED_HEIGHT);
}

static float lanes_want(int64_t lanes)
{
    lanes = lanes < 1 ? 1 : lanes < LANES_MOST ? lanes : LANES_MOST;
    return AROUND + (float)lanes * LANE_HEIGHT + NOW_HEIGHT;
}

float thing_least(SimThingKind kind, float wants)
{
    enum { SPACES = 66, BELT = 62, LANES = 2 };
    switch (kind) {
    case SIM_SEMAPHORE:
    case SIM_LOCK:
        return AROUND + SPACES;
    case SIM_QUEUE:
        return AROUND + BELT;
    case SIM_WAIT:
        return wants < lanes_want(LANES) ? wants : lanes_want(LANES);
    default:
        return wants;
    }
}

float thing_wants(const Composing *composing, const SimThingLife *life, uint32_t nested, bool *is_half)
{
    *is_half = false;
    switch (life->kind) {
    case SIM_SEMAPHORE:
        *is_half = life->capacity == 1;
        return spaces_want(composing);
    case SIM_LOCK:
        *is_half = true;
        return spaces_want(composing);
    case SIM_QUEUE:
        return queue_wants(composing);
    case SIM_EVENT:
        *is_half = true;
        return AROUND + 84;
    case SIM_CONDITION:
        *is_half = true;
        return AROUND + 2 * CHIP_HEIGHT + GAP;
    case SIM_BARRIER:
        *is_half = life->capacity <= 4;
        return AROUND + CHIP_HEIGHT;
    case SIM_TIMEOUT_BLOCK:
        *is_half = nested < 2;
        return timeouts_want(nested);
    case SIM_FUTURE:
        *is_half = true;
        return AROUND + CHIP_HEIGHT;
    case SIM_WAIT:
        return lanes_want(life->capacity);
    case SIM_TASK_GROUP:
    case SIM_GATHER:
    case SIM_THING_KINDS:
        break;
    }
    return AROUND + CHIP_HEIGHT;
}

/* ---- wait: lanes of a race ---- */

/* How far a task has come: to the present, or to where it ended. */
static int64_t lane_end(const Composing *composing, uint32_t task, int64_t now)
{
    SimTask state;
    if (!sim_task(composing->sim, task, &state))
        return now;
    bool is_over = state.state == SIM_DONE || state.state == SIM_FAILED || state.state == SIM_CANCELLED;
    return is_over ? state.since_ns : now;
}

static void lane_words(const Composing *composing, uint32_t task, char *text, size_t room)
{
    SimTask state;
    char time[TIME_TEXT_BYTES];
    text[0] = '\0';
    if (!sim_task(composing->sim, task, &state))
        return;
    switch (state.state) {
    case SIM_DONE:
        snprintf(text, room, "returned at %s", time_text(time, state.since_ns));
        break;
    case SIM_FAILED:
        snprintf(text, room, "raised at %s", time_text(time, state.since_ns));
        break;
    case SIM_CANCELLED:
        snprintf(text, room, "cancelled at %s", time_text(time, state.since_ns));
        break;
    default:
        snprintf(text, room, "%s",
                 state.is_cancelling      ? "asked to cancel"
                 : state.state == SIM_NEW ? "has not begun"
                                          : "on its way");
        break;
    }
}

static void add_lane(Composing *composing, uint32_t task, int64_t since, int64_t last, Box box, float chip,
                     float words)
{
    SimClock clock;
    char text[96];
    SimTask state;
    sim_clock(composing->sim, &clock);
    Chip who = chip_of_task(composing->sim, task);
    chip_add(composing, &who, box.x, box.y + 4, chip);
    float left = box.x + chip + GAP, right = box.x + box.width - words - GAP, y = box.y + 4 + CHIP_HEIGHT / 2.0F;
    double whole = last > since ? (double)(last - since) : 1,
           way = (double)(lane_end(composing, task, clock.now_ns) - since);
    float reached = left + (right - left) * (float)(way < 0 ? 0 : way > whole ? 1 : way / whole);
    if (right > left) {
        scene_line(composing->scene, (Spot){left, y}, (Spot){right, y}, 8, INK_GRID, DASH_NONE);
        if (reached > left && sim_task(composing->sim, task, &state))
            scene_line(composing->scene, (Spot){left, y}, (Spot){reached, y}, 8,
                       state.state == SIM_NEW ? INK_EDGE : ink_of_state(state.state), DASH_NONE);
    }
    lane_words(composing, task, text, sizeof text);
    words_left(composing, (Box){box.x + box.width - words, box.y + 4, words, CHIP_HEIGHT}, FACE_TEXT, SIZE_SMALL,
               INK_DIM, text);
}

/* The lanes' common end: when the last of them ends in the known run. */
static int64_t race_end(const Composing *composing, uint32_t thing)
{
    int64_t last = 1;
    SimThingEntry entry;
    for (size_t at = 0; at < LANES_MOST && sim_thing_entry(composing->sim, thing, SIM_CHILDREN, at, &entry); at++) {
        SimStretch stretch;
        for (size_t i = 0; sim_task_stretch(composing->sim, entry.task, i, &stretch); i++) {
            bool is_over =
                stretch.state == SIM_DONE || stretch.state == SIM_FAILED || stretch.state == SIM_CANCELLED;
            last = !is_over && stretch.end_ns > last ? stretch.end_ns : last;
        }
    }
    return last;
}

/* The lanes' common beginning: when the first of them was made. */
static int64_t race_begin(const Composing *composing, uint32_t thing)
{
    int64_t first = INT64_MAX;
    SimThingEntry entry;
    SimStretch stretch;
    for (size_t at = 0; at < LANES_MOST && sim_thing_entry(composing->sim, thing, SIM_CHILDREN, at, &entry); at++)
        if (sim_task_stretch(composing->sim, entry.task, 0, &stretch) && stretch.begin_ns < first)
            first = stretch.begin_ns;
    return first == INT64_MAX ? 0 : first;
}

/* The present, through all lanes, with its time below. */
static void add_now(Composing *composing, int64_t since, int64_t last, Box lanes)
{
    enum { WIDE = 120 };
    SimClock clock;
    char time[TIME_TEXT_BYTES];
    sim_clock(composing->sim, &clock);
    double whole = last > since ? (double)(last - since) : 1, way = (double)(clock.now_ns - since) / whole;
    float x = lanes.x + lanes.width * (float)(way < 0 ? 0 : way > 1 ? 1 : way), bottom = lanes.y + lanes.height;
    scene_line(composing->scene, (Spot){x, lanes.y}, (Spot){x, bottom + NOW_HEIGHT - 6}, 3, INK_TEXT, DASH_NONE);
    time_text(time, clock.now_ns);
    if (x + WIDE < lanes.x + lanes.width)
        words_left(composing, (Box){x + 8, bottom, WIDE - 8, NOW_HEIGHT}, FACE_TEXT, SIZE_SMALL, INK_TEXT, time);
    else
        words_right(composing, (Box){x - WIDE, bottom, WIDE - 8, NOW_HEIGHT}, FACE_TEXT, SIZE_SMALL, INK_TEXT,
                    time);
}

static void compose_race(Composing *composing, const SimThing *thing, Box box)
{
    enum { RACERS_MOST = 100000 };
    SimThingEntry entry;
    int64_t since = race_begin(composing, thing->number), last = race_end(composing, thing->number);
    float words = box.width > 700 ? 230 : 0, chip = box.width * 0.2F;
    size_t lanes = (size_t)((box.height - NOW_HEIGHT) / LANE_HEIGHT), at = 0;
    for (; at < lanes && sim_thing_entry(composing->sim, thing->number, SIM_CHILDREN, at, &entry); at++)
        add_lane(composing, entry.task, since, last,
                 (Box){box.x, box.y + (float)at * LANE_HEIGHT, box.width, LANE_HEIGHT}, chip, words);
    char text[32];
    size_t more = 0;
    while (sim_thing_entry(composing->sim, thing->number, SIM_CHILDREN, at + more, &entry) && more < RACERS_MOST)
        more++;
    snprintf(text, sizeof text, "+%zu %s", more, more == 1 ? "task" : "tasks");
    if (more > 0 && (float)at * LANE_HEIGHT + NOW_HEIGHT <= box.height)
        words_left(composing, (Box){box.x, box.y + (float)at * LANE_HEIGHT, chip, NOW_HEIGHT}, FACE_TEXT,
                   SIZE_SMALL, INK_DIM, text);
    Box run = {box.x + chip + GAP, box.y, box.width - chip - words - 2 * GAP, (float)at * LANE_HEIGHT};
    if (at > 0 && run.width > 0 && run.height + NOW_HEIGHT <= box.height)
        add_now(composing, since, last, run);
}

/* ---- rows ---- */

/* Row below row, as far as there is room. */
static void compose_rows(Composing *composing, const ThingView *view, Box box)
{
    RowKind kind = kind_of_rows(view->kind);
    float y = box.y;
    for (size_t i = 0; i < view->row_count; i++) {
        RowKind of_row = i == 0 ? kind : ROW_PLAIN;
        float height = row_height(&view->rows[i], of_row);
        if (y + height > box.y + box.height + 1)
            return;
        row_compose(composing, &view->rows[i], of_row, (Box){box.x, y, box.width, height});
        y += height + GAP;
    }
}

static void compose_shape(Composing *composing, const SimThing *thing, const ThingView *view, Box box)
{
    switch (thing->kind) {
    case SIM_SEMAPHORE:
    case SIM_LOCK:
        compose_spaces(composing, view, box);
        break;
    case SIM_QUEUE:
        compose_queue(composing, thing, view, box);
        break;
    case SIM_EVENT:
        compose_gate(composing, thing, view, box);
        break;
    case SIM_TIMEOUT_BLOCK:
        compose_timeouts(composing, thing, view, box);
        break;
    case SIM_WAIT:
        compose_race(composing, thing, box);
        break;
    case SIM_TASK_GROUP:
    case SIM_GATHER:
        compose_children(composing, thing, view, box);
        break;
    case SIM_CONDITION:
    case SIM_BARRIER:
    case SIM_FUTURE:
    case SIM_THING_KINDS:
        compose_rows(composing, view, box);
        break;
    }
}

void compose_thing(Composing *composing, uint32_t number, Box box)
{
    ThingView view;
    SimThing thing;
    if (!thing_view(composing->sim, number, &view) || !sim_thing(composing->sim, number, &thing))
        return;
    const Selection *selection = &composing->player->selection;
    Box inner = panel_begin(composing, scene_identity("thing", number), box, view.title, view.state);
    Mark *frame = &composing->scene->marks[composing->scene->panels[composing->scene->panel_count - 1].first];
    frame->target = (Target){TARGET_THING, number};
    if (selection->kind == SELECTED_THING && selection->number == number)
        frame->fill = INK_SELECTED;
    compose_shape(composing, &thing, &view, inner);
    panel_end_noted(composing, view.digest);
}

/* ---- folded ---- */

/* A row's words; true where the thing has changed. */
static bool folded_words(Composing *composing, uint32_t number, char *text, size_t room)
{
    ThingView view;
    text[0] = '\0';
    if (!thing_view(composing->sim, number, &view))
        return false;
    snprintf(text, room, "%s%s%s", view.title, view.state[0] ? ": " : "", view.state);
    return panel_note(composing, scene_identity("thing", number), view.digest);
}

void compose_folded(Composing *composing, const uint32_t *numbers, size_t count, uint64_t more, Box box)
{
    enum { ROW = 34 };
    char text[200];
    scene_begin(composing->scene, scene_identity("folded", 0), box, false);
    size_t rows = (size_t)((box.height + 2) / ROW), columns = 2;
    float wide = box.width / (float)columns;
    size_t cells = rows * columns;
    for (size_t i = 0; i < count && i < cells; i++) {
        Box cell = {box.x + (float)(i % columns) * wide + 8, box.y + (float)(i / columns) * ROW, wide - 16,
                    ROW - 2};
        if (i + 1 == cells && count + more > cells) {
            snprintf(text, sizeof text, "+%" PRIu64 " objects", count - i + more);
            words_left(composing, cell, FACE_TEXT, SIZE_SMALL, INK_DIM, text);
            break;
        }
        bool is_changed = folded_words(composing, numbers[i], text, sizeof text);
        words_left(composing, cell, is_changed ? FACE_STRONG : FACE_TEXT, SIZE_SMALL,
                   is_changed ? INK_TEXT : INK_DIM, text);
        Mark *hit = scene_box(composing->scene, cell, 0, INK_NONE, INK_NONE);
        hit->target = (Target){TARGET_THING, numbers[i]};
    }
    panel_end(composing);
}
