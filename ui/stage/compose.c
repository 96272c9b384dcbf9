/* The page: which panel gets which room.
 *
 *     head
 *     loop                  | source
 *     worker threads        |
 *     objects, two in a row | gauges, output or the selected task's variables
 *     tasks                 |
 *     sentence
 *     timeline
 *     foot
 *
 * Where there is less height, the loop is a row, and what explains least goes first: output and gauges, the
 * timeline, the tasks; objects fold to a row each. The loop, the source and the sentence stay. */
#include "compose_room.h"

#include "head_view.h"
#include "lesson_walk.h"
#include "task_view.h"

#include <stdlib.h>
#include <string.h>

enum { REMEMBERED = 64, MARGIN = 32, HEAD_HEIGHT = 76, FOOT_HEIGHT = 34, BROKEN_HEIGHT = 40, GAUGES_MOST = 3 };

/* The contents of panels at this position and at the one before. */
struct StageMemory {
    SimPosition position;
    uint32_t changes; /* of the player: another Sim */
    bool has_before;
    struct {
        uint64_t identity, digest;
    } before[REMEMBERED], now[REMEMBERED];
    size_t before_count, now_count;
};

bool composer_init(Composer *composer, Player *player, const Measure *measure)
{
    *composer = (Composer){.player = player, .measure = measure, .source_top = 1};
    composer->memory = calloc(1, sizeof *composer->memory);
    return composer->memory != NULL;
}

void composer_release(Composer *composer)
{
    free(composer->memory);
    *composer = (Composer){0};
}

/* ---- what changed ---- */

static void turn_page(StageMemory *memory, const Player *player)
{
    SimPosition position = sim_position(player->sim);
    bool is_same_run = memory->changes == player->changes;
    if (is_same_run && memory->position.turn == position.turn && memory->position.line == position.line) {
        memory->now_count = 0;
        return;
    }
    memcpy(memory->before, memory->now, sizeof memory->now);
    memory->before_count = memory->now_count;
    memory->has_before = is_same_run && memory->now_count > 0;
    memory->now_count = 0;
    memory->position = position;
    memory->changes = player->changes;
}

/* Note a panel's content; true where it differs from that of the position before. */
static bool note_panel(StageMemory *memory, uint64_t identity, uint64_t digest)
{
    if (memory->now_count < REMEMBERED) {
        memory->now[memory->now_count].identity = identity;
        memory->now[memory->now_count++].digest = digest;
    }
    for (size_t i = 0; memory->has_before && i < memory->before_count; i++)
        if (memory->before[i].identity == identity)
            return memory->before[i].digest != digest;
    return memory->has_before;
}

bool panel_note(Composing *composing, uint64_t identity, uint64_t digest)
{
    return note_panel(composing->composer->memory, identity, digest | (uint64_t)1 << 63);
}

/* ---- panels ---- */

Box panel_begin(Composing *composing, uint64_t identity, Box box, const char *title, const char *state)
{
    scene_begin(composing->scene, identity, box, false);
    scene_box(composing->scene, box, PANEL_RADIUS, INK_PANEL, INK_FRAME);
    Box inner = {box.x + PANEL_PADDING, box.y + PANEL_HEAD + 4, box.width - 2 * PANEL_PADDING,
                 box.height - PANEL_HEAD - 4 - PANEL_FOOT};
    Box line = {inner.x, box.y + 6, inner.width, PANEL_HEAD - 6};
    float used = words_left(composing, line, FACE_STRONG, SIZE_SMALL, INK_DIM, title);
    Box rest = {line.x + used + 2 * GAP, line.y, line.width - used - 2 * GAP, line.height};
    if (rest.width > 60)
        words_right(composing, rest, FACE_TEXT, SIZE_SMALL, INK_DIM, state);
    return inner;
}

static void end_panel(Composing *composing, uint64_t digest)
{
    Scene *scene = composing->scene;
    scene_end(scene);
    if (scene->panel_count == 0)
        return;
    ScenePanel *panel = &scene->panels[scene->panel_count - 1];
    if (!digest || !note_panel(composing->composer->memory, panel->identity, digest))
        return;
    panel->is_changed = true;
    if (panel->count > 0) {
        scene->marks[panel->first].outline = INK_ACCENT;
        scene->marks[panel->first].thickness = 4;
    }
    scene_end(scene);
}

void panel_end(Composing *composing)
{
    end_panel(composing, 0);
}

void panel_end_noted(Composing *composing, uint64_t digest)
{
    end_panel(composing, digest | (uint64_t)1 << 63);
}

/* ---- the left column ---- */

/* Rooms for the objects and, below them, what is left for the tasks: a row for each of those if possible, objects
 * of several kinds in one room if need be, and at last with folded objects. Returns the height of the objects'
 * part. */
static float share_column(const Composing *composing, Rooms *rooms, Box column, bool *has_tasks)
{
    const float wants[] = {tasks_want(composing, column.width), STRIP_HEIGHT};
    SimExtent extent;
    sim_extent(composing->sim, &extent);
    bool is_crowd = extent.tasks > TASKS_TO_GROUP;
    float least = is_crowd ? CROWD_LEAST : STRIP_HEIGHT;
    *has_tasks = column.height >= least + (is_crowd ? 60.0F : rooms_first_wants(composing));
    for (int attempt = 0; *has_tasks && attempt < 4; attempt++) {
        Box things = column;
        things.height -= (wants[attempt / 2] > least ? wants[attempt / 2] : least) + GAP;
        if (rooms_place(composing, rooms, attempt % 2 == 1, things))
            return rooms->bottom - column.y;
    }
    column.height -= *has_tasks ? least + GAP : 0;
    bool is_whole = rooms_place(composing, rooms, false, column) || rooms_place(composing, rooms, true, column);
    return is_whole ? rooms->bottom - column.y : column.height + GAP;
}

void compose_left(Composing *composing, Box column)
{
    enum { LOOP_HEIGHT = 184, LOOP_HIGH = 200, LOW = 480 };
    Rooms rooms;
    SimExtent extent;
    bool has_tasks;
    float loop = column.height < LOW || composing->is_half         ? LOOP_ROW_HEIGHT
                 : column.width - 2 * PANEL_PADDING <= LOOP_NARROW ? LOOP_HIGH
                                                                   : LOOP_HEIGHT;
    sim_extent(composing->sim, &extent);
    compose_loop(composing, (Box){column.x, column.y, column.width, loop});
    column.y += loop + GAP;
    column.height -= loop + GAP;
    if (extent.threads > 0 && column.height >= STRIP_HEIGHT) {
        compose_threads(composing, (Box){column.x, column.y, column.width, STRIP_HEIGHT});
        column.y += STRIP_HEIGHT + GAP;
        column.height -= STRIP_HEIGHT + GAP;
    }
    float used = share_column(composing, &rooms, column, &has_tasks);
    float things = has_tasks ? used - GAP : column.height;
    if (column.height > 40)
        compose_rooms(composing, &rooms, (Box){column.x, column.y, column.width, things});
    if (has_tasks)
        compose_tasks(composing, (Box){column.x, column.y + used, column.width, column.height - used});
}

/* ---- the right column ---- */

/* What a task is and has been, below the source: selected, it is asked for. False where there is no room. */
static bool compose_selected(Composing *composing, Box column)
{
    enum { LOCALS_HEIGHT = 300, SOURCE_LEAST = 240 };
    if (composing->player->selection.kind != SELECTED_TASK || column.height < LOCALS_HEIGHT + GAP + SOURCE_LEAST)
        return false;
    float above = column.height - LOCALS_HEIGHT - GAP;
    compose_source(composing, (Box){column.x, column.y, column.width, above});
    compose_locals(composing, (Box){column.x, column.y + above + GAP, column.width, LOCALS_HEIGHT});
    return true;
}

/* Gauges stand above the output where the source keeps its room, else the first one beside it. */
static void compose_right(Composing *composing, Box column)
{
    enum { OUTPUT_HEIGHT = 158, GAUGE_HEIGHT = 170, SOURCE_LEAST = 330, GAUGE_BESIDE_LEAST = 560 };
    SimScenario scenario;
    if (compose_selected(composing, column))
        return;
    sim_scenario(composing->sim, &scenario);
    bool has_output = column.height - OUTPUT_HEIGHT - GAP >= SOURCE_LEAST;
    float below = has_output ? OUTPUT_HEIGHT + GAP : 0;
    size_t gauges = 0;
    while (gauges < scenario.gauge_count && gauges < GAUGES_MOST &&
           column.height - below - GAUGE_HEIGHT - GAP >= SOURCE_LEAST) {
        below += GAUGE_HEIGHT + GAP;
        gauges++;
    }
    compose_source(composing, (Box){column.x, column.y, column.width, column.height - below});
    float y = column.y + column.height - below + GAP;
    for (size_t i = 0; i < gauges; i++, y += GAUGE_HEIGHT + GAP)
        compose_gauge(composing, i, (Box){column.x, y, column.width, GAUGE_HEIGHT});
    if (!has_output)
        return;
    Box box = {column.x, y, column.width, OUTPUT_HEIGHT};
    if (gauges < scenario.gauge_count && column.width >= GAUGE_BESIDE_LEAST) {
        float wide = (float)(int)(column.width * 0.45F);
        compose_gauge(composing, gauges, (Box){box.x, box.y, wide, box.height});
        box.x += wide + GAP;
        box.width -= wide + GAP;
    }
    if (composing->player->selection.kind == SELECTED_TASK)
        compose_locals(composing, box);
    else
        compose_output(composing, box);
}

/* ---- the page ---- */

/* A page too small for panels: the sentence, and nothing under its smallest size. */
static void compose_small(Composing *composing, Box page)
{
    scene_begin(composing->scene, scene_identity("small", 0), page, false);
    words_paragraph(composing, (Box){page.x + 10, 6, page.width - 20, page.height - 12}, FACE_TEXT, SIZE_SMALL,
                    INK_STRONG, narration_text(composing->player));
    scene_end(composing->scene);
}

static void compose_body(Composing *composing, Box body)
{
    float left = body.width * (body.width < 1000 ? 0.57F : 0.58F);
    left = (float)(int)left;
    if (body.height < 120)
        return;
    compose_left(composing, (Box){body.x, body.y, left, body.height});
    compose_right(composing, (Box){body.x + left + GAP, body.y, body.width - left - GAP, body.height});
}

/* Below the body, from the foot upwards; returns where the body ends. The loop's doings and CPython's functions are
 * many words: they take the timeline's room, on a low page all there is. */
static float compose_below(Composing *composing, Box page, float top)
{
    enum { NARROW = 1250, BROKEN_GAP = 6 };
    float left = page.x + MARGIN, wide = page.width - 2 * MARGIN, bottom = page.height - FOOT_HEIGHT - 6;
    uint32_t lanes = page.height >= 1000 ? 5 : page.height >= 800 ? 4 : 0;
    float timeline = lanes > 0 ? timeline_wants(composing, lanes) + 2 : 0;
    float high = page.width < NARROW ? 194 : 158; /* three lines of a story where lines are short */
    float sentence = page.height >= 1000 ? high : page.height >= 640 ? 140 : 120;
    float broken = composing->player->broken ? BROKEN_HEIGHT + BROKEN_GAP : 0;
    bool is_deep = composing->player->depth != SIM_STORY;
    compose_foot(composing, (Box){left, bottom, wide, FOOT_HEIGHT});
    if (timeline > 0 && !is_deep) {
        timeline -= broken; /* where the file is broken, the timeline makes room: the rest stays in its place */
        bottom -= timeline;
        compose_timeline(composing, (Box){left, bottom, wide, timeline - 2});
        bottom -= broken > 0 ? BROKEN_GAP : GAP;
    }
    if (broken > 0) {
        bottom -= BROKEN_HEIGHT;
        compose_broken(composing, (Box){left, bottom, wide, BROKEN_HEIGHT});
        bottom -= GAP;
    }
    sentence += is_deep && timeline > 0 ? timeline + GAP - (broken > 0 ? BROKEN_HEIGHT + GAP : 0) : 0;
    sentence = is_deep && timeline == 0 ? bottom - top : sentence;
    compose_sentence(composing, (Box){left, bottom - sentence, wide, sentence});
    return bottom - sentence - GAP;
}

/* What a run takes: the page, or what a lesson leaves of it. */
static void compose_page_of_run(Composing *composing, Box page)
{
    float left = page.x + MARGIN, wide = page.width - 2 * MARGIN, top = HEAD_HEIGHT + 8;
    compose_head(composing, (Box){left, 0, wide, HEAD_HEIGHT});
    float bottom = compose_below(composing, page, top);
    compose_body(composing, (Box){left, top, wide, bottom - top});
}

/* A lesson's page stands at the left; where there is no room beside it, it has the whole. Returns what it leaves.
 */
static Box compose_beside_lesson(Composing *composing, Box page)
{
    enum { RUN_LEAST = 760, LESSON_LEAST = 480, LESSON_MOST = 700 };
    const LessonWalk *walk = composing->player->lesson;
    float wide = page.width * 0.35F;
    if (!walk || walk->is_hidden)
        return page;
    wide = wide < LESSON_LEAST ? LESSON_LEAST : wide > LESSON_MOST ? LESSON_MOST : wide;
    bool is_whole = page.width - wide < RUN_LEAST;
    wide = is_whole ? page.width : (float)(int)wide;
    float right = is_whole ? MARGIN / 2 : 0;
    compose_lesson(composing, (Box){MARGIN / 2, MARGIN / 2, wide - MARGIN / 2 - right, page.height - MARGIN});
    return (Box){wide, 0, page.width - wide, page.height};
}

Composing compose_begin(Composer *composer, Scene *scene)
{
    turn_page(composer->memory, composer->player);
    composer->axis = (Box){0};
    return (Composing){.composer = composer,
                       .scene = scene,
                       .measure = composer->measure,
                       .player = composer->player,
                       .sim = composer->player->sim};
}

void compose(Composer *composer, Scene *scene, float width, float height)
{
    scene_clear(scene, width, height);
    Composing composing = compose_begin(composer, scene);
    Box run = compose_beside_lesson(&composing, scene->page);
    if (run.width > 0 && (run.width < 720 || height < 420))
        compose_small(&composing, run);
    else if (run.width > 0)
        compose_page_of_run(&composing, run);
}

unsigned compose_axis_column(const Composer *composer, float x)
{
    const Ruler *ruler = &composer->ruler;
    float share = composer->axis.width > 0 ? (x - composer->axis.x) / composer->axis.width : 0;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    unsigned column = (unsigned)(share * (float)ruler->columns);
    return column < ruler->columns ? column : ruler->columns ? ruler->columns - 1 : 0;
}
