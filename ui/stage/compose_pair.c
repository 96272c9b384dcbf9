/* Two runs on one page:
 *
 *     head
 *     left run's name       | right run's name
 *     loop, objects, tasks  | loop, objects, tasks
 *     its sentence          | its sentence
 *     what both come to     | the axis of the clock
 *     foot
 *
 * Where there is less height the totals keep their rows, the axis goes first; where there is little at all, both
 * sentences are left. */
#include "compose_pair.h"

#include "compose_room.h"
#include "head_view.h"
#include "output_view.h"
#include "pair_view.h"
#include "words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    MARGIN = 32,
    MIDDLE = 28, /* between the halves */
    HEAD_HEIGHT = 76,
    FOOT_HEIGHT = 34,
    BROKEN_HEIGHT = 44,
    NAME_HEIGHT = 54,
    STORY_SIZE = 40, /* of a half's sentence */
    STORY_SMALL = 30,
    STORY_LINES = 3,
    TOTALS_HEAD = 46,
    TOTALS_ROW = 48,
    TOTALS_FOOT = 38,
    TOTALS_HEIGHT = TOTALS_HEAD + 2 * TOTALS_ROW + TOTALS_FOOT
};

bool pair_composer_init(PairComposer *composer, TwoRuns *runs, const Measure *measure)
{
    bool is_whole = true;
    *composer = (PairComposer){.runs = runs};
    for (int side = 0; side < PAIR_SIDES; side++)
        is_whole = composer_init(&composer->sides[side], &runs->players[side], measure) && is_whole;
    if (!is_whole)
        pair_composer_release(composer);
    return is_whole;
}

void pair_composer_release(PairComposer *composer)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        composer_release(&composer->sides[side]);
    *composer = (PairComposer){0};
}

/* ---- the head and the foot ---- */

/* Where they stand to each other, at the right end; returns where it begins. */
static float add_standing(Composing *composing, const TwoRuns *runs, Box box)
{
    char standing[PAIR_STANDING_BYTES];
    const char *text = pair_standing(runs, standing);
    bool is_here = two_runs_stand_at_difference(runs);
    float end = box.x + box.width, sign = is_here ? 30 : 0;
    if (!two_runs_are_over(runs)) {
        scene_sign(composing->scene, runs->is_playing ? SIGN_PLAYING : SIGN_PAUSED,
                   (Box){end - 20, box.y + box.height / 2 - 10, 20, 20}, INK_DIM);
        end -= 20 + 24;
    }
    float wide = words_wide(composing, is_here ? FACE_STRONG : FACE_TEXT, SIZE_TEXT, text) + 2;
    if (!*text || end - wide - sign < box.x + box.width / 2)
        return end;
    words_right(composing, (Box){end - wide, box.y, wide, box.height}, is_here ? FACE_STRONG : FACE_TEXT, SIZE_TEXT,
                is_here ? INK_TEXT : INK_DIM, text);
    if (is_here)
        scene_sign(composing->scene, SIGN_SWITCHED, (Box){end - wide - sign, box.y + box.height / 2 - 11, 22, 22},
                   INK_ACCENT);
    return end - wide - sign;
}

static void compose_pair_head(Composing *composing, const TwoRuns *runs, Box box)
{
    char time[TIME_TEXT_BYTES];
    scene_begin(composing->scene, scene_identity("head", 2), box, false);
    float end = add_standing(composing, runs, box) - 2 * GAP;
    time_text(time, runs->pair.now_ns);
    float clock = words_wide(composing, FACE_STRONG, SIZE_CLOCK, time) + 2, middle = box.x + box.width * 0.44F;
    if (middle + clock > end)
        middle = end - clock > box.x ? end - clock : box.x;
    float x = box.x + 2 * GAP +
              words_left(composing, (Box){box.x, box.y, middle - box.x - GAP, box.height}, FACE_STRONG, SIZE_TITLE,
                         INK_STRONG, runs->title);
    if (*runs->file && x + words_wide(composing, FACE_CODE, SIZE_SMALL, runs->file) + GAP < middle)
        words_left(composing, (Box){x, box.y + 8, middle - x, box.height - 8}, FACE_CODE, SIZE_SMALL, INK_DIM,
                   runs->file);
    words_left(composing, (Box){middle, box.y, clock, box.height}, FACE_STRONG, SIZE_CLOCK, INK_STRONG, time);
    panel_end(composing);
}

static void compose_pair_foot(Composing *composing, const TwoRuns *runs, Box box)
{
    char cue[128];
    scene_begin(composing->scene, scene_identity("foot", 2), box, false);
    float used =
        words_left(composing, box, FACE_TEXT, SIZE_SMALL, INK_DIM, "loopscope · asyncio as in " SIM_REFERENCE);
    Box rest = {box.x + used + 40, box.y, box.width - used - 40, box.height};
    if (rest.width > 120)
        words_right(composing, rest, FACE_TEXT, SIZE_SMALL, INK_DIM, pair_cue(runs, cue, sizeof cue));
    panel_end(composing);
}

/* ---- a half ---- */

/* Its name, as a pill that stands out where it made the last step, and how far it is. */
static void compose_name(Composing *composing, const TwoRuns *runs, PairSide side, Box box)
{
    char text[96], now[COUNT_TEXT_BYTES], all[COUNT_TEXT_BYTES];
    SimClock clock;
    SimExtent extent;
    sim_clock(composing->sim, &clock);
    sim_extent(composing->sim, &extent);
    scene_begin(composing->scene, scene_identity("name", 0), box, false);
    float most = box.width * 0.6F;
    float wide = words_wide(composing, FACE_CODE_STRONG, SIZE_TEXT, runs->names[side]) + 48;
    wide = wide < most ? wide : most;
    bool is_last = runs->pair.moved == side;
    Mark *pill = scene_box(composing->scene, (Box){box.x, box.y, wide, box.height - 6}, (box.height - 6) / 2,
                           INK_PANEL, is_last ? INK_ACCENT : INK_FRAME);
    pill->thickness = is_last ? 4 : 2;
    words_middle(composing, (Box){box.x + 20, box.y, wide - 40, box.height - 6}, FACE_CODE_STRONG, SIZE_TEXT,
                 INK_TEXT, runs->names[side]);
    snprintf(text, sizeof text, "callback %s of %s%s", count_text(now, clock.callback),
             count_text(all, extent.callbacks), extent.is_whole ? "" : "+");
    words_right(composing, (Box){box.x + wide + GAP, box.y, box.width - wide - GAP, box.height - 6}, FACE_TEXT,
                SIZE_SMALL, INK_DIM, text);
    panel_end(composing);
}

/* What its last step did, or that it is over. */
static void story_of(Composing *composing, const TwoRuns *runs, PairSide side, char *text, size_t room)
{
    char time[TIME_TEXT_BYTES];
    if (sim_is_at_end(composing->sim))
        snprintf(text, room, "Over at %s: %s.", time_text(time, runs->sums[side].totals.now_ns),
                 run_end_words(runs->sums[side].end));
    else
        snprintf(text, room, "%s", narration_text(composing->player));
    for (char *at = text; *at; at++)
        if (*at == '\n')
            *at = at[1] ? ' ' : '\0';
}

static float story_size(float half)
{
    enum { NARROW = 560 };
    return half < NARROW ? STORY_SMALL : STORY_SIZE;
}

static void compose_story(Composing *composing, const TwoRuns *runs, PairSide side, Box box)
{
    char text[2048];
    scene_begin(composing->scene, scene_identity("sentence", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_SENTENCE, INK_FRAME);
    scene_box(composing->scene, (Box){box.x, box.y, 10, box.height}, 5,
              runs->pair.moved == side ? INK_ACCENT : INK_FRAME, INK_NONE);
    story_of(composing, runs, side, text, sizeof text);
    words_paragraph(composing, (Box){box.x + 30, box.y + 5, box.width - 46, box.height - 8}, FACE_STRONG,
                    story_size(box.width), INK_STRONG, text);
    panel_end(composing);
}

/* The last line that it printed. */
static void compose_last_print(Composing *composing, Box box)
{
    OutputLine line;
    char time[TIME_TEXT_BYTES];
    scene_begin(composing->scene, scene_identity("output", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    Box inner = {box.x + PANEL_PADDING, box.y, box.width - 2 * PANEL_PADDING, box.height};
    if (output_lines(composing->sim, 0, &line, 1) == 0 || line.size == 0) {
        words_left(composing, inner, FACE_TEXT, SIZE_SMALL, INK_DIM, "nothing printed yet");
    } else {
        float used =
            words_left(composing, inner, FACE_CODE, SIZE_SMALL, INK_DIM, seconds_text(time, line.time_ns)) +
            2 * GAP;
        scene_fit(composing->scene, composing->measure,
                  (Box){inner.x + used, inner.y, inner.width - used, inner.height}, line.text, line.size, FACE_CODE,
                  SIZE_SMALL, line.stream == 2 ? INK_BAD : INK_TEXT, ALIGN_LEFT);
    }
    panel_end(composing);
}

/* The same things have the same identities in both halves: those of a half are made its own. */
static void set_apart(Scene *scene, uint32_t panel, uint32_t mark, PairSide side)
{
    const uint64_t own = scene_identity("side", (uint32_t)side);
    for (; panel < scene->panel_count; panel++)
        scene->panels[panel].identity ^= own;
    for (; mark < scene->mark_count; mark++)
        if (scene->marks[mark].identity)
            scene->marks[mark].identity ^= own;
}

static void compose_half(PairComposer *composer, Scene *scene, PairSide side, Box box, float story)
{
    enum { OUTPUT_HEIGHT = 46, WITH_OUTPUT = 400 };
    const TwoRuns *runs = composer->runs;
    uint32_t panel = scene->panel_count, mark = scene->mark_count;
    Composing composing = compose_begin(&composer->sides[side], scene);
    composing.is_half = true;
    compose_name(&composing, runs, side, (Box){box.x, box.y, box.width, NAME_HEIGHT});
    Box body = {box.x, box.y + NAME_HEIGHT, box.width, box.height - NAME_HEIGHT - story - GAP};
    if (body.height >= WITH_OUTPUT) {
        body.height -= OUTPUT_HEIGHT + GAP;
        compose_last_print(&composing, (Box){box.x, body.y + body.height + GAP, box.width, OUTPUT_HEIGHT});
    }
    if (body.height >= LOOP_ROW_HEIGHT + GAP + 40)
        compose_left(&composing, body);
    compose_story(&composing, runs, side, (Box){box.x, box.y + box.height - story, box.width, story});
    set_apart(scene, panel, mark, side);
}

/* ---- what both come to ---- */

/* Between columns. */
static float apart(bool is_brief)
{
    return is_brief ? 22 : 30;
}

static float total_wide(const Composing *composing, const PairTotal *total, bool is_brief)
{
    float wide = words_wide(composing, FACE_TEXT, SIZE_SMALL, is_brief ? total->brief : total->what);
    for (int side = 0; side < PAIR_SIDES; side++) {
        float value = measure_chip(composing->measure, SIGN_DONE, total->values[side], strlen(total->values[side]),
                                   SIZE_TEXT);
        wide = value > wide ? value : wide;
    }
    return ceilf(wide);
}

/* A value; the better one of both is a chip with a tick, and reads without colours. */
static void add_value(Composing *composing, const PairTotal *total, PairSide side, Box box)
{
    enum { ABOVE = 3 };
    const char *text = total->values[side];
    if (total->better != side) {
        words_left(composing, box, FACE_TEXT, SIZE_TEXT, INK_TEXT, text);
        return;
    }
    float wide = measure_chip(composing->measure, SIGN_DONE, text, strlen(text), SIZE_TEXT);
    const float before = 14;
    scene_chip(composing->scene, (Box){box.x - before, box.y + ABOVE, wide, box.height - 2 * ABOVE}, SIGN_DONE,
               text, INK_DONE, SIZE_TEXT);
}

/* Do the first four columns fit with their whole heads? */
static bool needs_brief(const Composing *composing, const PairTotal *totals, size_t count, float room)
{
    enum { FIRST = 4 };
    float wide = 0;
    for (size_t i = 0; i < count && i < FIRST; i++)
        wide += total_wide(composing, &totals[i], false) + (i > 0 ? apart(false) : 0);
    return wide > room;
}

static void add_columns(Composing *composing, const TwoRuns *runs, Box box)
{
    PairTotal totals[PAIR_TOTALS_MOST];
    size_t count = pair_totals(runs, totals);
    bool is_brief = needs_brief(composing, totals, count, box.width);
    float x = box.x, end = box.x + box.width;
    for (size_t i = 0; i < count; i++) {
        float wide = total_wide(composing, &totals[i], is_brief);
        if (x + wide > end)
            return;
        words_left(composing, (Box){x, box.y + 6, wide + 1, TOTALS_HEAD - 6}, FACE_TEXT, SIZE_SMALL, INK_DIM,
                   is_brief ? totals[i].brief : totals[i].what);
        for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++)
            add_value(composing, &totals[i], side,
                      (Box){x, box.y + TOTALS_HEAD + (float)side * TOTALS_ROW, wide + 1, TOTALS_ROW});
        x += wide + apart(is_brief);
    }
}

/* As many columns as there is room for; the heads stand in the first row. */
static void compose_totals(Composing *composing, const TwoRuns *runs, Box box)
{
    scene_begin(composing->scene, scene_identity("totals", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    bool is_in_all = pair_is_in_all(runs);
    float x = box.x + PANEL_PADDING, names = 100;
    for (int side = 0; side < PAIR_SIDES; side++) {
        float wide = ceilf(words_wide(composing, FACE_CODE_STRONG, SIZE_SMALL, runs->names[side]));
        names = wide > names ? wide : names;
    }
    names = names > box.width * 0.3F ? box.width * 0.3F : names;
    words_left(composing, (Box){x, box.y + 6, names, TOTALS_HEAD - 6}, FACE_STRONG, SIZE_SMALL, INK_DIM,
               is_in_all ? "in all" : "so far");
    for (int side = 0; side < PAIR_SIDES; side++)
        words_left(composing, (Box){x, box.y + TOTALS_HEAD + (float)side * TOTALS_ROW, names + 1, TOTALS_ROW},
                   FACE_CODE_STRONG, SIZE_SMALL, INK_TEXT, runs->names[side]);
    if (is_in_all)
        words_left(composing,
                   (Box){x, box.y + box.height - TOTALS_FOOT, box.width - 2 * PANEL_PADDING, TOTALS_FOOT - 4},
                   FACE_TEXT, SIZE_SMALL, INK_DIM, "a tick: the smaller one, where both finished");
    x += names + 34;
    add_columns(composing, runs, (Box){x, box.y, box.x + box.width - PANEL_PADDING / 2 - x, box.height});
    panel_end(composing);
}

/* ---- the axis ---- */

static float x_of_time(const PairComposer *composer, int64_t time_ns)
{
    int64_t end_ns = two_runs_end_ns(composer->runs);
    float share = end_ns > 0 ? (float)((double)time_ns / (double)end_ns) : 0;
    return composer->axis.x + composer->axis.width * (share < 1 ? share : 1);
}

static Box lane_of(const PairComposer *composer, int side)
{
    return (Box){composer->axis.x, composer->axis.y + (float)side * TOTALS_ROW + 4, composer->axis.width,
                 TOTALS_ROW - 10};
}

/* Both curves on one scale: of all values that either comes to. Behind its end a run has none any more. */
static void add_lane_curve(Composing *composing, const PairComposer *composer, int side, const size_t numbers[])
{
    const TwoRuns *runs = composer->runs;
    Curve curve = {.ink = INK_GAUGE};
    for (int i = 0; i < PAIR_SIDES; i++) {
        const RunGauge *gauge = &runs->sums[i].gauges[numbers[i]];
        curve.high = gauge->most > curve.high ? gauge->most : curve.high;
        curve.low = gauge->least < curve.low ? gauge->least : curve.low;
    }
    double end_ns = (double)two_runs_end_ns(runs), own_ns = (double)runs->sums[side].totals.now_ns;
    sim_gauge_history(runs->pair.sims[side], numbers[side], false, 0, end_ns > 0 ? (int64_t)end_ns : 1,
                      curve.values, CURVE_VALUES);
    for (size_t i = 0; i < CURVE_VALUES; i++)
        if ((double)i / (CURVE_VALUES - 1) * end_ns > own_ns)
            curve.values[i] = NAN;
    compose_curve(composing, &curve, lane_of(composer, side));
}

/* Without a gauge: how far it has come. */
static void add_lane_bar(Composing *composing, const PairComposer *composer, int side)
{
    enum { BAR = 14 };
    Box lane = lane_of(composer, side);
    int64_t end_ns = composer->runs->sums[side].totals.now_ns, now_ns = composer->runs->pair.now_ns;
    float y = lane.y + (lane.height - BAR) / 2;
    float whole = x_of_time(composer, end_ns) - lane.x, part = x_of_time(composer, now_ns) - lane.x;
    part = part < whole ? part : whole;
    scene_box(composing->scene, (Box){lane.x, y, whole, BAR}, BAR / 2.0F, INK_WELL, INK_FRAME);
    if (part >= BAR)
        scene_box(composing->scene, (Box){lane.x, y, part, BAR}, BAR / 2.0F, INK_RUNNING, INK_EDGE);
}

/* Where a run ends, and where it goes another way than the other one. */
static void add_lane_signs(Composing *composing, const PairComposer *composer, int side)
{
    enum { SIGN = 22 };
    const TwoRuns *runs = composer->runs;
    Box lane = lane_of(composer, side);
    float end = x_of_time(composer, runs->sums[side].totals.now_ns);
    scene_line(composing->scene, (Spot){end, lane.y}, (Spot){end, lane.y + lane.height}, 4, INK_EDGE, DASH_NONE);
    if (!runs->difference.is_found || !runs->difference.is_there[side])
        return;
    float x = x_of_time(composer, runs->difference.times_ns[side]);
    scene_sign(composing->scene, SIGN_SWITCHED, (Box){x - SIGN / 2.0F, lane.y + lane.height - SIGN + 4, SIGN, SIGN},
               INK_ACCENT);
}

static void add_cues(Composing *composing, const PairComposer *composer)
{
    SimCue cue;
    float lower = composer->axis.y + composer->axis.height - TOTALS_FOOT;
    for (int side = 0; side < PAIR_SIDES; side++)
        for (size_t i = 0; sim_cue(composer->runs->pair.sims[side], i, &cue); i++)
            if (cue.is_reached)
                scene_line(composing->scene, (Spot){x_of_time(composer, cue.time_ns), lower - 10},
                           (Spot){x_of_time(composer, cue.time_ns), lower}, 3, INK_DIM, DASH_NONE);
}

/* In the axis' first row: whose curves these are, and what the diamonds mean. */
static void add_axis_words(Composing *composing, const PairComposer *composer, const char *gauge, Box row)
{
    static const char *const difference = "first difference";
    enum { SIGN = 18, GAUGE_LEAST = 120 };
    float wide = words_wide(composing, FACE_TEXT, SIZE_SMALL, difference) + 2, x = row.x + row.width - wide;
    float left = x - SIGN - 3 * GAP - row.x;
    if (composer->runs->difference.is_found && left >= GAUGE_LEAST) {
        words_left(composing, (Box){x, row.y, wide, row.height}, FACE_TEXT, SIZE_SMALL, INK_DIM, difference);
        scene_sign(composing->scene, SIGN_SWITCHED,
                   (Box){x - SIGN - 8, row.y + (row.height - SIGN) / 2, SIGN, SIGN}, INK_ACCENT);
    } else {
        left = row.width;
    }
    words_left(composing, (Box){row.x, row.y, left, row.height}, FACE_STRONG, SIZE_SMALL, INK_DIM,
               *gauge ? gauge : "on one clock");
}

/* The ruler is that of the longer run. */
static void add_ruler(Scene *scene, PairComposer *composer)
{
    const TwoRuns *runs = composer->runs;
    bool is_left = runs->sums[PAIR_LEFT].totals.now_ns >= runs->sums[PAIR_RIGHT].totals.now_ns;
    Composer *longer = &composer->sides[is_left ? PAIR_LEFT : PAIR_RIGHT];
    Composing composing = {.composer = longer,
                           .scene = scene,
                           .measure = longer->measure,
                           .player = longer->player,
                           .sim = longer->player->sim};
    timeline_ruler(longer->player, TIMELINE_COLUMNS_MOST, &longer->ruler);
    longer->axis = composer->axis;
    if (!longer->ruler.is_by_turns)
        compose_ruler(&composing, composer->axis);
}

static void compose_axis(Composing *composing, PairComposer *composer, Box box)
{
    size_t numbers[PAIR_SIDES];
    SimGauge gauge = {.text = "", .name = ""};
    const TwoRuns *runs = composer->runs;
    bool has_gauge = pair_gauge(runs, numbers);
    scene_begin(composing->scene, scene_identity("axis", 0), box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    const float side_padding = 34;
    composer->axis = (Box){box.x + side_padding, box.y + TOTALS_HEAD, box.width - 2 * side_padding,
                           2 * TOTALS_ROW + TOTALS_FOOT};
    Mark *ground = scene_box(composing->scene, composer->axis, 0, INK_NONE, INK_NONE);
    ground->target = (Target){TARGET_AXIS, 0};
    if (has_gauge)
        sim_gauge(runs->pair.sims[PAIR_LEFT], numbers[PAIR_LEFT], &gauge);
    add_axis_words(composing, composer, *gauge.text ? gauge.text : gauge.name,
                   (Box){box.x + PANEL_PADDING, box.y + 6, box.width - 2 * PANEL_PADDING, TOTALS_HEAD - 6});
    add_ruler(composing->scene, composer);
    for (int side = 0; side < PAIR_SIDES; side++) {
        if (has_gauge)
            add_lane_curve(composing, composer, side, numbers);
        else
            add_lane_bar(composing, composer, side);
    }
    add_cues(composing, composer);
    float x = x_of_time(composer, runs->pair.now_ns);
    scene_line(composing->scene, (Spot){x, composer->axis.y}, (Spot){x, composer->axis.y + 2 * TOTALS_ROW}, 4,
               INK_ACCENT, DASH_NONE);
    for (int side = 0; side < PAIR_SIDES; side++)
        add_lane_signs(composing, composer, side);
    panel_end(composing);
}

/* ---- the page ---- */

/* Totals and axis beside each other; the axis goes where there is no room for both. */
static void compose_below(Composing *composing, PairComposer *composer, Box box)
{
    enum { AXIS_LEAST = 360, ROOMY = 1200 };
    float axis = box.width * (box.width < ROOMY ? 0.37F : 0.44F);
    if (axis < AXIS_LEAST)
        axis = 0;
    float totals = axis > 0 ? box.width - (float)(int)axis - MIDDLE : box.width;
    compose_totals(composing, composer->runs, (Box){box.x, box.y, totals, box.height});
    if (axis > 0)
        compose_axis(composing, composer, (Box){box.x + totals + MIDDLE, box.y, (float)(int)axis, box.height});
}

/* A page too small for panels: each half its name and its sentence. */
static void compose_small_half(PairComposer *composer, Scene *scene, PairSide side, Box box)
{
    char text[2048];
    uint32_t panel = scene->panel_count, mark = scene->mark_count;
    Composing composing = compose_begin(&composer->sides[side], scene);
    scene_begin(scene, scene_identity("small", 0), box, false);
    words_left(&composing, (Box){box.x, box.y, box.width, 30}, FACE_CODE_STRONG, SIZE_SMALL, INK_TEXT,
               composer->runs->names[side]);
    story_of(&composing, composer->runs, side, text, sizeof text);
    words_paragraph(&composing, (Box){box.x, box.y + 32, box.width, box.height - 32}, FACE_TEXT, SIZE_SMALL,
                    INK_STRONG, text);
    panel_end(&composing);
    set_apart(scene, panel, mark, side);
}

static void compose_halves(PairComposer *composer, Scene *scene, Box body, bool is_small)
{
    float half = (float)(int)((body.width - MIDDLE) / 2);
    const float story = (float)(int)(story_size(half) * 1.3F * STORY_LINES + 16);
    composer->middle = body.x + half + MIDDLE / 2.0F;
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++) {
        Box box = {body.x + (float)side * (half + MIDDLE), body.y, half, body.height};
        if (is_small)
            compose_small_half(composer, scene, side, box);
        else
            compose_half(composer, scene, side, box, story);
    }
}

void compose_pair(PairComposer *composer, Scene *scene, float width, float height)
{
    enum { WIDTH_LEAST = 860, HEIGHT_LEAST = 420, TOTALS_FROM = 660 };
    TwoRuns *runs = composer->runs;
    scene_clear(scene, width, height);
    composer->axis = (Box){0};
    Composing composing = {.composer = &composer->sides[PAIR_LEFT],
                           .scene = scene,
                           .measure = composer->sides[PAIR_LEFT].measure,
                           .player = &runs->players[PAIR_LEFT],
                           .sim = runs->pair.sims[PAIR_LEFT]};
    if (width < WIDTH_LEAST || height < HEIGHT_LEAST) {
        compose_halves(composer, scene, (Box){10, 6, width - 20, height - 12}, true);
        return;
    }
    float wide = width - 2 * MARGIN, top = HEAD_HEIGHT + 4, bottom = height - FOOT_HEIGHT - 6;
    compose_pair_head(&composing, runs, (Box){MARGIN, 0, wide, HEAD_HEIGHT});
    compose_pair_foot(&composing, runs, (Box){MARGIN, bottom, wide, FOOT_HEIGHT});
    if (height >= TOTALS_FROM) {
        bottom -= TOTALS_HEIGHT;
        compose_below(&composing, composer, (Box){MARGIN, bottom, wide, TOTALS_HEIGHT});
        bottom -= GAP;
    }
    char broken[400];
    PairSide side;
    if (pair_broken(runs, &side, broken, sizeof broken)) {
        composing.player = &runs->players[side];
        bottom -= BROKEN_HEIGHT;
        compose_broken(&composing, (Box){MARGIN, bottom, wide, BROKEN_HEIGHT});
        bottom -= GAP;
    }
    compose_halves(composer, scene, (Box){MARGIN, top, wide, bottom - top}, false);
}

int64_t compose_pair_time(const PairComposer *composer, float x)
{
    Box axis = composer->axis;
    double share = axis.width > 0 ? (double)(x - axis.x) / (double)axis.width : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return (int64_t)(share * (double)two_runs_end_ns(composer->runs));
}

PairSide compose_pair_side(const PairComposer *composer, float x)
{
    return x >= composer->middle ? PAIR_RIGHT : PAIR_LEFT;
}
