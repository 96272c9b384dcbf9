/* The shapes of coordination objects that are more than rows of pieces: spaces with their line, the conveyor of a
 * queue, a gate with those before it, the bar to a deadline,
 * several tasks with their progress. Each has the same places whatever its state is. */
#include "compose_shapes.h"

#include "words.h"

#include <stdio.h>
#include <string.h>

enum { LABEL = 30, ARROW = 24 };

static void label(Composing *composing, Box box, const char *text)
{
    words_left(composing, box, FACE_TEXT, SIZE_SMALL, INK_DIM, text);
}

/* ---- spaces and their line ---- */

/* The same without labels, for a low page. */
static void compose_low_spaces(Composing *composing, const ThingView *view, Box box)
{
    float line = view->row_count > 1 ? (float)(int)(box.width * 0.26F) : 0;
    if (view->row_count > 0)
        row_compose(composing, &view->rows[0], ROW_SPACES, (Box){box.x, box.y, box.width - line, box.height});
    if (view->row_count > 1)
        row_compose(composing, &view->rows[1], ROW_PLAIN, (Box){box.x + box.width - line, box.y, line, box.height});
}

void compose_spaces(Composing *composing, const ThingView *view, Box box)
{
    if (view->row_count > 0 && box.height < row_height(&view->rows[0], ROW_SPACES)) {
        compose_low_spaces(composing, view, box);
        return;
    }
    float line = (float)(int)(box.width * 0.38F);
    Box spaces = {box.x, box.y, box.width - line - 2 * GAP, row_height(&view->rows[0], ROW_SPACES)};
    if (view->row_count > 0)
        row_compose(composing, &view->rows[0], ROW_SPACES, spaces);
    static const char order[] = "line, first in first out";
    Box right = {box.x + box.width - line, box.y, line, box.height};
    label(composing, (Box){right.x, right.y, right.width, LABEL},
          words_wide(composing, FACE_TEXT, SIZE_SMALL, order) <= right.width ? order : "line");
    right.y += LABEL + 4;
    if (view->row_count > 1) {
        Row waiting = view->rows[1];
        memmove(waiting.pieces, waiting.pieces + 1, (waiting.count - 1) * sizeof *waiting.pieces);
        waiting.count--;
        row_compose(composing, &waiting, ROW_PLAIN, (Box){right.x, right.y, right.width, CHIP_HEIGHT});
    } else {
        scene_box(composing->scene, (Box){right.x, right.y, 110 < right.width ? 110 : right.width, CHIP_HEIGHT},
                  CHIP_HEIGHT / 2.0F, INK_NONE, INK_FRAME)
            ->dash = DASH_SHORT;
    }
}

/* ---- a queue: putters, items, getters ---- */

/* Tasks of a list below each other; what has no room is told as «+3». */
static void add_column(Composing *composing, uint32_t thing, SimThingList list, Box box)
{
    SimThingEntry entry;
    size_t fit = (size_t)((box.height + 6) / (CHIP_HEIGHT + 6)), at = 0, more = 0;
    for (; sim_thing_entry(composing->sim, thing, list, at, &entry) && at < 1000; at++) {
        bool is_last = at + 1 == fit;
        SimThingEntry next;
        if (at >= fit || (is_last && sim_thing_entry(composing->sim, thing, list, at + 1, &next))) {
            more++;
            continue;
        }
        Chip chip = chip_of_task(composing->sim, entry.task);
        chip_add(composing, &chip, box.x, box.y + (float)at * (CHIP_HEIGHT + 6), box.width);
    }
    char text[32];
    snprintf(text, sizeof text, "+%zu%s", more, at >= 1000 ? " or more" : "");
    if (more && fit)
        label(composing, (Box){box.x + 6, box.y + (float)(fit - 1) * (CHIP_HEIGHT + 6), box.width - 6, CHIP_HEIGHT},
              text);
}

/* The items of the view's first row, without the getters behind them. */
static Row items_of(const Row *row)
{
    Row items = {.more = row->more};
    for (size_t i = 0; i < row->count && row->pieces[i].kind != PIECE_TO; i++)
        items.pieces[items.count++] = row->pieces[i];
    return items;
}

/* «unfinished 2, in join(): main»; nothing where nobody is. */
static bool add_joiner(Composing *composing, const SimThing *thing, Box box)
{
    SimThingEntry entry;
    char text[96];
    if (!sim_thing_entry(composing->sim, thing->number, SIM_JOINERS, 0, &entry))
        return false;
    Chip joiner = chip_of_task(composing->sim, entry.task);
    snprintf(text, sizeof text, "unfinished %lld, in join(): %s", (long long)thing->unfinished, joiner.text);
    label(composing, box, text);
    return true;
}

static void add_belt(Composing *composing, const SimThing *thing, const Row *row, Box box)
{
    enum { BELT = 56 };
    Row items = items_of(row);
    row_compose(composing, &items, ROW_ITEMS, (Box){box.x, box.y, box.width, BELT});
    Box below = {box.x, box.y + BELT + 4, box.width, LABEL};
    if (box.height < BELT + 4 + LABEL)
        return;
    if (!add_joiner(composing, thing, below) && thing->level > 1)
        label(composing, below, "next out at the right");
}

/* How many items there were, over the known run. A queue without a limit has one that grows: 4, 8, 16 … */
static void add_depth(Composing *composing, const SimThing *thing, Box box)
{
    Curve curve = {
        .high = (double)thing->capacity, .has_limit = thing->capacity > 0, .ink = ink_of_state(SIM_WAITING)};
    int64_t last;
    bool is_by_turns = compose_curve_span(composing, &last);
    sim_thing_history(composing->sim, thing->number, is_by_turns, 0, last, curve.values, CURVE_VALUES);
    curve.high = curve.has_limit ? curve.high : 4;
    for (size_t i = 0; !curve.has_limit && i < CURVE_VALUES; i++)
        while (curve.values[i] > curve.high)
            curve.high *= 2;
    compose_curve(composing, &curve, (Box){box.x, box.y + 4, box.width, box.height - LABEL - 4});
    label(composing, (Box){box.x, box.y + box.height - LABEL, box.width, LABEL}, "items over time");
}

/* Those who wait at one end. On a narrow box an end at which nobody waits leaves its room to the items: there can
 * be no putters and getters at once. */
static float end_wide(const Composing *composing, uint32_t thing, SimThingList list, float width)
{
    enum { NARROW = 640, WIDE = 800 };
    SimThingEntry entry;
    if (width < NARROW && !sim_thing_entry(composing->sim, thing, list, 0, &entry))
        return 0;
    return (float)(int)(width * (width > WIDE ? 0.21F : 0.24F));
}

static void add_end(Composing *composing, uint32_t thing, SimThingList list, const char *nobody, Box box)
{
    SimThingEntry entry;
    add_column(composing, thing, list, box);
    if (box.width > 0 && !sim_thing_entry(composing->sim, thing, list, 0, &entry))
        label(composing, (Box){box.x, box.y, box.width, 56}, nobody);
}

void compose_queue(Composing *composing, const SimThing *thing, const ThingView *view, Box box)
{
    enum { DEPTH = 190, WIDE = 960 };
    if (box.width > WIDE) {
        add_depth(composing, thing, (Box){box.x + box.width - DEPTH, box.y, DEPTH, box.height});
        box.width -= DEPTH + 2 * GAP;
    }
    float left = end_wide(composing, thing->number, SIM_PUTTERS, box.width),
          right = end_wide(composing, thing->number, SIM_WAITERS, box.width), y = box.y + 16;
    Box putters = {box.x, box.y, left, box.height}, getters = {box.x + box.width - right, box.y, right, box.height};
    float begin = box.x + left + (left > 0 ? GAP : 0), end = getters.x - (right > 0 ? GAP : 0);
    add_end(composing, thing->number, SIM_PUTTERS, "nobody in put()", putters);
    scene_sign(composing->scene, SIGN_TO, (Box){begin, y, ARROW, ARROW}, INK_DIM);
    add_belt(composing, thing, &view->rows[0],
             (Box){begin + ARROW + GAP, box.y, end - begin - 2 * (ARROW + GAP), box.height});
    scene_sign(composing->scene, SIGN_TO, (Box){end - ARROW, y, ARROW, ARROW}, INK_DIM);
    add_end(composing, thing->number, SIM_WAITERS, "nobody in get()", getters);
}

/* ---- an event: a gate ---- */

/* In as many words as there is room for. */
static void label_gate(Composing *composing, bool is_set, bool has_waiters, Box box)
{
    static const char *const open[] = {"open: who comes goes straight on", "who comes goes on", "open"};
    static const char *const closed[] = {"set() opens the gate for all at once", "set() lets all go", "set()?"};
    if (!is_set && !has_waiters) {
        label(composing, box, "nobody waits");
        return;
    }
    const char *const *words = is_set ? open : closed;
    size_t at = 0;
    while (at < 2 && words_wide(composing, FACE_TEXT, SIZE_SMALL, words[at]) > box.width)
        at++;
    label(composing, box, words[at]);
}

/* Those before the gate at the left, in rows; the post and its bar at the right. */
void compose_gate(Composing *composing, const SimThing *thing, const ThingView *view, Box box)
{
    bool is_set = thing->level > 0;
    float gate = box.width * 0.36F < 190 ? box.width * 0.36F : 190, x = box.x + box.width - gate;
    Ink ink = is_set ? INK_GATE_OPEN : INK_GATE_CLOSED;
    Box post = {x, box.y, 14, box.height > 84 ? 84 : box.height};
    Row waiting = {.more = view->rows[0].more};
    for (size_t i = 0; i < view->rows[0].count; i++)
        if (view->rows[0].pieces[i].kind == PIECE_CHIP)
            waiting.pieces[waiting.count++] = view->rows[0].pieces[i];
    scene_box(composing->scene, post, 5, ink, INK_NONE);
    if (is_set)
        scene_line(composing->scene, (Spot){x + 10, box.y + post.height / 2}, (Spot){x + gate * 0.5F, box.y + 6},
                   12, ink, DASH_NONE);
    else
        scene_box(composing->scene, (Box){x + 14, box.y + post.height / 2 - 6, gate - 14, 12}, 5, ink, INK_NONE);
    Box line = {box.x, box.y, box.width - gate - 2 * GAP, CHIP_HEIGHT};
    if (waiting.count)
        row_compose(composing, &waiting, ROW_PLAIN, line);
    label_gate(composing, is_set, waiting.count > 0,
               (Box){line.x, line.y + (waiting.count ? CHIP_HEIGHT + 6 : 8), line.width, LABEL});
}

/* ---- a timeout: a bar to its deadline ---- */

void compose_deadline(Composing *composing, const SimThing *thing, const ThingView *view, Box box)
{
    char text[TIME_TEXT_BYTES + 32], time[TIME_TEXT_BYTES];
    const Row *row = &view->rows[0];
    if (row->count < 1)
        return;
    float most = box.width * 0.4F, wide = chip_wide(composing, &row->pieces[0].chip);
    wide = chip_add(composing, &row->pieces[0].chip, box.x, box.y, wide < most ? wide : most);
    if (row->count < 2)
        return;
    Row bar = {.count = 1};
    bar.pieces[0] = row->pieces[1];
    Box right = {box.x + wide + GAP, box.y, box.width - wide - GAP, CHIP_HEIGHT};
    row_compose(composing, &bar, ROW_PLAIN, right);
    if (box.height < CHIP_HEIGHT + LABEL)
        return;
    Box below = {right.x, box.y + CHIP_HEIGHT, right.width, LABEL};
    snprintf(text, sizeof text, "deadline %s", time_text(time, thing->deadline_ns));
    float used = words_right(composing, below, FACE_TEXT, SIZE_SMALL,
                             row->pieces[1].state == SIM_FAILED ? INK_BAD : INK_TEXT, text);
    snprintf(text, sizeof text, "since %s", time_text(time, thing->since_ns > 0 ? thing->since_ns : 0));
    if (words_wide(composing, FACE_TEXT, SIZE_SMALL, text) + used + 2 * GAP <= below.width)
        label(composing, below, text);
}

/* ---- timeouts around each other: bars on one axis ---- */

/* The axis: from the entry of the first to the last deadline. */
typedef struct Span {
    int64_t first, last, now;
    Box box;
} Span;

static float span_x(const Span *span, int64_t time)
{
    double share = span->last > span->first ? (double)(time - span->first) / (double)(span->last - span->first) : 0;
    return span->box.x + span->box.width * (float)(share < 0 ? 0 : share > 1 ? 1 : share);
}

static bool has_deadline(const SimThing *thing)
{
    return thing->deadline_ns != SIM_NO_TIME && thing->deadline_ns >= 0;
}

static Span span_of(const Composing *composing, const uint32_t *numbers, size_t count, Box box)
{
    SimClock clock;
    SimThing thing;
    sim_clock(composing->sim, &clock);
    Span span = {.first = clock.now_ns, .last = clock.now_ns, .now = clock.now_ns, .box = box};
    for (size_t i = 0; i < count; i++) {
        if (!sim_thing(composing->sim, numbers[i], &thing))
            continue;
        if (thing.since_ns != SIM_NO_TIME && thing.since_ns >= 0 && thing.since_ns < span.first)
            span.first = thing.since_ns;
        if (has_deadline(&thing) && thing.deadline_ns > span.last)
            span.last = thing.deadline_ns;
    }
    return span;
}

/* One bar, its track from entry to deadline; without a deadline it has no end and a broken outline. */
static void add_nested_bar(Composing *composing, const SimThing *thing, const Span *span, float indent, float y)
{
    enum { HEIGHT = 26, LEAST = 26 };
    float left = span_x(span, thing->since_ns > 0 ? thing->since_ns : 0) + indent,
          right = has_deadline(thing) ? span_x(span, thing->deadline_ns) : span->box.x + span->box.width,
          most = span->box.x + span->box.width - LEAST;
    bool is_over = has_deadline(thing) && span->now > thing->deadline_ns;
    left = left < most ? left : most;
    right = right > left + LEAST ? right : left + LEAST;
    Box track = {left, y + (NESTED_HEIGHT - HEIGHT) / 2, right - left, HEIGHT};
    float done = span_x(span, span->now) - left;
    done = done > track.width ? track.width : done;
    Mark *ground = scene_box(composing->scene, track, HEIGHT / 2, INK_WELL, INK_EDGE);
    ground->target = (Target){TARGET_THING, thing->number};
    ground->dash = has_deadline(thing) ? DASH_NONE : DASH_SHORT;
    if (done > HEIGHT / 2)
        scene_box(composing->scene, (Box){track.x, track.y, done, HEIGHT}, HEIGHT / 2,
                  ink_of_state(is_over || thing->mode ? SIM_FAILED : SIM_WAITING), INK_NONE);
}

static void add_nested_words(Composing *composing, const SimThing *thing, Box box)
{
    char text[TIME_TEXT_BYTES + 96], time[TIME_TEXT_BYTES];
    if (has_deadline(thing))
        snprintf(text, sizeof text, "%s: until %s", thing->name, time_text(time, thing->deadline_ns));
    else
        snprintf(text, sizeof text, "%s: no deadline", thing->name);
    label(composing, box, text);
}

/* Those that lie deeper than there is room for. */
static void add_nested_rest(Composing *composing, size_t more, Box box)
{
    char text[64];
    snprintf(text, sizeof text, "+%zu timeouts within", more);
    label(composing, box, text);
}

void compose_nested(Composing *composing, const uint32_t *numbers, size_t count, Box box)
{
    enum { INDENT = 20 };
    SimThing thing;
    if (!sim_thing(composing->sim, numbers[0], &thing))
        return;
    Chip who = chip_of_task(composing->sim, thing.owner);
    float words = (float)(int)(box.width * 0.32F),
          chip = chip_add(composing, &who, box.x, box.y, box.width * 0.24F) + GAP;
    Box bars = {box.x + chip, box.y, box.width - chip - words - GAP, box.height};
    size_t fit = (size_t)((box.height + 0.5F) / NESTED_HEIGHT), shown = fit < NESTED_MOST ? fit : NESTED_MOST;
    shown = count < shown ? count : shown;
    Span span = span_of(composing, numbers, shown, bars);
    for (size_t i = 0; i < shown; i++) {
        float y = box.y + (float)i * NESTED_HEIGHT;
        if (i + 1 == shown && count > shown) {
            add_nested_rest(composing, count - i, (Box){bars.x, y, bars.width, NESTED_HEIGHT});
            break;
        }
        if (!sim_thing(composing->sim, numbers[i], &thing))
            continue;
        add_nested_bar(composing, &thing, &span, (float)i * INDENT, y);
        add_nested_words(composing, &thing, (Box){box.x + box.width - words, y, words, NESTED_HEIGHT});
    }
}

/* ---- several tasks and how many have ended ---- */

void compose_children(Composing *composing, const SimThing *thing, const ThingView *view, Box box)
{
    float progress = (float)(int)(box.width * 0.24F);
    Row tasks = view->rows[0];
    if (thing->level > 0 && tasks.more <= (uint64_t)thing->level)
        tasks.more = 0; /* what is not among the chips has ended: the bar tells it */
    row_compose(composing, &tasks, ROW_PLAIN, (Box){box.x, box.y, box.width - progress - 2 * GAP, CHIP_HEIGHT});
    if (thing->capacity <= 0)
        return;
    Row bar = {.count = 1};
    bar.pieces[0] =
        (Piece){.kind = PIECE_BAR, .fraction = (double)thing->level / (double)thing->capacity, .state = SIM_DONE};
    row_compose(composing, &bar, ROW_PLAIN, (Box){box.x + box.width - progress, box.y, progress, CHIP_HEIGHT});
}
