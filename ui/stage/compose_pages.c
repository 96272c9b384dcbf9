/* Pages of the stage that are not a run. */
#include "compose_pages.h"

#include "compose.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

enum { MARGIN = 40, PADDING = 24, ROW = 44, LINE = 36, RADIUS = 14 };

static void words(Scene *scene, const Measure *measure, Box box, const char *text, Face face, float size, Ink ink)
{
    scene_fit(scene, measure, box, text, strlen(text), face, size, ink, ALIGN_LEFT);
}

/* A paragraph from the top of its box; returns the height it takes. */
static float paragraph(Scene *scene, const Measure *measure, Box box, const char *text, float size, Ink ink)
{
    float line = size * 1.4F, used = 0;
    for (size_t left = strlen(text), skip; left > 0 && used + line <= box.height; left -= skip, text += skip) {
        bool is_last = used + 2 * line > box.height;
        size_t bytes = measure_break(measure, text, left, FACE_TEXT, size, box.width, &skip);
        scene_fit(scene, measure, (Box){box.x, box.y + used, box.width, line}, text, is_last ? left : bytes,
                  FACE_TEXT, size, ink, ALIGN_LEFT);
        used += line;
    }
    return used;
}

/* «Enter open   ↑ ↓ choose», at the foot. */
static void keys_line(Scene *scene, const Measure *measure, const char *const *keys, size_t count)
{
    Box page = scene->page;
    float x = MARGIN, y = page.height - MARGIN - 6;
    for (size_t i = 0; i + 1 < count; i += 2) {
        float key = measure_width(measure, keys[i], strlen(keys[i]), FACE_STRONG, SIZE_SMALL);
        float word = measure_width(measure, keys[i + 1], strlen(keys[i + 1]), FACE_TEXT, SIZE_SMALL);
        if (x + key + word + 10 > page.width - MARGIN)
            return;
        words(scene, measure, (Box){x, y, key + 1, LINE}, keys[i], FACE_STRONG, SIZE_SMALL, INK_STRONG);
        words(scene, measure, (Box){x + key + 10, y, word + 1, LINE}, keys[i + 1], FACE_TEXT, SIZE_SMALL, INK_DIM);
        x += key + word + 44;
    }
}

static Box inside(Box box, float by)
{
    float width = box.width > 2 * by ? box.width - 2 * by : 0;
    float height = box.height > 2 * by ? box.height - 2 * by : 0;
    return (Box){box.x + by, box.y + by, width, height};
}

/* ---- the catalogue ---- */

static void catalogue_head(Scene *scene, const Measure *measure, const Catalogue *catalogue)
{
    char filter[128];
    Box page = scene->page, line = {MARGIN, MARGIN - 10, page.width - 2 * MARGIN, 56};
    words(scene, measure, line, "loopscope", FACE_STRONG, SIZE_TITLE, INK_STRONG);
    float x = measure_width(measure, "loopscope", 9, FACE_STRONG, SIZE_TITLE) + 24;
    snprintf(filter, sizeof filter, "asyncio in slow motion%s%s%s", *catalogue->filter ? " · only «" : "",
             catalogue->filter, *catalogue->filter ? "»" : "");
    float reference = measure_width(measure, "asyncio as in " SIM_REFERENCE, strlen("asyncio as in " SIM_REFERENCE),
                                    FACE_TEXT, SIZE_SMALL);
    if (line.width > x + reference + 24) {
        words(scene, measure, (Box){line.x + x, line.y + 4, line.width - x - reference - 24, 56}, filter, FACE_TEXT,
              SIZE_TEXT, INK_DIM);
        words(scene, measure, (Box){line.x + line.width - reference - 1, line.y + 4, reference + 1, 56},
              "asyncio as in " SIM_REFERENCE, FACE_TEXT, SIZE_SMALL, INK_DIM);
    }
}

static void catalogue_row(Scene *scene, const Measure *measure, const Catalogue *catalogue, size_t at, Box row)
{
    const Scenario *scenario = &catalogue->scenarios->items[at];
    bool is_selected = at == catalogue->selected;
    Mark *ground = scene_box(scene, row, 10, is_selected ? INK_SELECTED : INK_PANEL, INK_NONE);
    ground->target = (Target){TARGET_ROW, (uint32_t)at};
    float title = row.width * 0.42F;
    words(scene, measure, (Box){row.x + 20, row.y, title - 30, ROW}, scenario->title,
          is_selected ? FACE_STRONG : FACE_TEXT, SIZE_TEXT, INK_TEXT);
    words(scene, measure, (Box){row.x + title, row.y, row.width - title - 20, ROW}, scenario->name, FACE_CODE,
          SIZE_SMALL, INK_DIM);
}

static void catalogue_rows(Scene *scene, const Measure *measure, Catalogue *catalogue, Box box)
{
    size_t count = catalogue->scenarios->count, before = catalogue_matches_before(catalogue, catalogue->selected);
    size_t fit = box.height >= ROW ? (size_t)(box.height / ROW) : 1, seen = 0, shown = 0;
    if (before < catalogue->top)
        catalogue->top = before;
    if (before >= catalogue->top + fit)
        catalogue->top = before + 1 - fit;
    for (size_t i = 0; i < count && shown < fit; i++) {
        if (!catalogue_matches(catalogue, i) || seen++ < catalogue->top)
            continue;
        catalogue_row(scene, measure, catalogue, i, (Box){box.x, box.y + (float)shown++ * ROW, box.width, ROW});
    }
    if (shown == 0)
        words(scene, measure, (Box){box.x + 20, box.y, box.width - 40, ROW},
              count ? "nothing here has that word" : "no scenarios were found", FACE_TEXT, SIZE_TEXT, INK_DIM);
}

void compose_catalogue(Scene *scene, const Measure *measure, Catalogue *catalogue, float width, float height)
{
    static const char *const keys[] = {"Enter",  "open", "↑ ↓",         "choose", "/",
                                       "search", "F11",  "full screen", "q",      "quit"};
    scene_clear(scene, width, height);
    scene_begin(scene, scene_identity("catalogue", 0), scene->page, false);
    catalogue_head(scene, measure, catalogue);
    keys_line(scene, measure, keys, sizeof keys / sizeof *keys);
    float about = height > 700 ? 150 : 0, top = MARGIN + 60;
    Box list = {MARGIN, top, width - 2 * MARGIN, height - top - about - MARGIN - 20};
    scene_box(scene, list, RADIUS, INK_PANEL, INK_FRAME);
    catalogue_rows(scene, measure, catalogue, inside(list, 12));
    if (about > 0 && catalogue->selected < catalogue->scenarios->count) {
        const Scenario *scenario = &catalogue->scenarios->items[catalogue->selected];
        bool has_failed = catalogue->message[0] != '\0';
        paragraph(scene, measure, (Box){MARGIN + 20, list.y + list.height + 16, list.width - 40, about - 16},
                  has_failed ? catalogue->message : scenario->about, SIZE_TEXT, has_failed ? INK_BAD : INK_TEXT);
    }
    scene_end(scene);
}

/* ---- before a run ---- */

static void setting(Scene *scene, const Measure *measure, Box row, uint32_t number, bool is_selected,
                    const char *name, const char *value, const char *text)
{
    Mark *ground = scene_box(scene, row, 10, is_selected ? INK_SELECTED : INK_PANEL, INK_NONE);
    ground->target = (Target){TARGET_ROW, number};
    float first = row.width * 0.25F, second = row.width * 0.15F;
    words(scene, measure, (Box){row.x + 20, row.y, first - 20, ROW}, name, FACE_CODE, SIZE_TEXT, INK_TEXT);
    words(scene, measure, (Box){row.x + first, row.y, second, ROW}, value, FACE_CODE_STRONG, SIZE_TEXT, INK_TEXT);
    words(scene, measure, (Box){row.x + first + second, row.y, row.width - first - second - 20, ROW}, text,
          FACE_TEXT, SIZE_SMALL, INK_DIM);
}

static void settings(Scene *scene, const Measure *measure, const Player *player, size_t selected, Box box)
{
    SimKnob knob;
    uint32_t at = 0;
    char value[NUMBER_TEXT_BYTES], low[NUMBER_TEXT_BYTES], high[NUMBER_TEXT_BYTES], text[256];
    for (; sim_knob(player->sim, at, &knob) && (float)(at + 2) * ROW <= box.height; at++) {
        snprintf(text, sizeof text, "%s to %s%s%s", number_text(low, knob.low), number_text(high, knob.high),
                 *knob.text ? "  " : "", knob.text);
        setting(scene, measure, (Box){box.x, box.y + (float)at * ROW, box.width, ROW}, at, selected == at,
                knob.name, number_text(value, knob.value), text);
    }
    snprintf(value, sizeof value, "%" PRId64, player->options.seed);
    setting(scene, measure, (Box){box.x, box.y + (float)at * ROW, box.width, ROW}, at, selected == at, "seed",
            value, "of random, where the program does not set its own");
}

static void run_line(Scene *scene, const Measure *measure, const Player *player, Box box)
{
    SimExtent extent;
    char callbacks[COUNT_TEXT_BYTES], time[TIME_TEXT_BYTES], text[256];
    sim_extent(player->sim, &extent);
    snprintf(text, sizeof text, "%s%s callbacks, %s", extent.is_whole ? "" : "more than ",
             count_text(callbacks, extent.callbacks), time_text(time, extent.end_ns));
    words(scene, measure, box, text, FACE_TEXT, SIZE_TEXT, INK_DIM);
}

void compose_opening(Scene *scene, const Measure *measure, const Player *player, size_t row, float width,
                     float height)
{
    static const char *const keys[] = {"Enter", "step through it", "↑ ↓", "choose", "← →", "change", "Esc", "back"};
    SimScenario scenario;
    sim_scenario(player->sim, &scenario);
    scene_clear(scene, width, height);
    scene_begin(scene, scene_identity("opening", 0), scene->page, false);
    words(scene, measure, (Box){MARGIN, MARGIN - 10, width - 2 * MARGIN, 56},
          *scenario.title ? scenario.title : scenario.file_name, FACE_STRONG, SIZE_TITLE, INK_STRONG);
    keys_line(scene, measure, keys, sizeof keys / sizeof *keys);
    Box panel = {MARGIN, MARGIN + 60, width - 2 * MARGIN, height - 2 * MARGIN - 100};
    scene_box(scene, panel, RADIUS, INK_PANEL, INK_FRAME);
    Box inner = inside(panel, PADDING);
    float used = paragraph(scene, measure, (Box){inner.x, inner.y, inner.width, inner.height / 3}, scenario.about,
                           SIZE_TEXT, INK_TEXT);
    used += used > 0 ? PADDING : 0;
    Box rows = {inner.x, inner.y + used, inner.width, inner.height - used - ROW};
    settings(scene, measure, player, row, rows);
    run_line(scene, measure, player, (Box){inner.x + 20, inner.y + inner.height - ROW, inner.width - 20, ROW});
    scene_end(scene);
}

/* ---- what is wrong ---- */

static void finding_row(Scene *scene, const Measure *measure, const FindingShown *shown, uint32_t at,
                        bool is_selected, Box row)
{
    char text[512];
    Mark *ground = scene_box(scene, row, 10, is_selected ? INK_SELECTED : INK_PANEL, INK_NONE);
    ground->target = (Target){TARGET_ROW, at};
    if (shown->kind == ROW_EXPECTATION)
        snprintf(text, sizeof text, "expected: %s %s", shown->word, shown->what);
    else
        snprintf(text, sizeof text, "%s", shown->what);
    float number = 70, place = row.width * 0.26F, high = row.height;
    char line[16] = "";
    if (shown->line > 0)
        snprintf(line, sizeof line, "%u", (unsigned)shown->line);
    words(scene, measure, (Box){row.x + 16, row.y, number - 16, high}, line, FACE_CODE, SIZE_SMALL, INK_DIM);
    words(scene, measure, (Box){row.x + number, row.y, row.width - number - place - 20, high}, text,
          is_selected ? FACE_STRONG : FACE_TEXT, SIZE_SMALL, shown->kind != ROW_FINDING ? INK_BAD : INK_TEXT);
    scene_fit(scene, measure, (Box){row.x + row.width - place, row.y, place - 16, high}, shown->place,
              strlen(shown->place), FACE_TEXT, SIZE_SMALL, INK_DIM, ALIGN_RIGHT);
}

static void finding_detail(Scene *scene, const Measure *measure, const FindingShown *shown, Box box)
{
    char mend[512];
    const char *const texts[] = {shown->seen, shown->why, mend};
    snprintf(mend, sizeof mend, *shown->mend ? "Instead: %s" : "%s", shown->mend);
    for (size_t i = 0; i < sizeof texts / sizeof *texts && box.height > LINE; i++) {
        float used = *texts[i] ? paragraph(scene, measure, box, texts[i], SIZE_SMALL, INK_TEXT) + 8 : 0;
        box.y += used;
        box.height -= used;
    }
}

/* In the middle of the page; as high as the rows and what there is to say about one need, where there is room. */
static Box findings_panel(Box page, size_t count, size_t *rows)
{
    enum { DETAIL = 250, HEAD = 60, ROWS_MOST = 12 };
    float wide = page.width - 2 * MARGIN < 1300 ? page.width - 2 * MARGIN : 1300;
    float most = page.height - 2 * MARGIN, room = most - 2 * PADDING - HEAD - DETAIL;
    size_t fit = room > LINE ? (size_t)(room / LINE) : 1;
    *rows = count < ROWS_MOST ? count : ROWS_MOST;
    *rows = *rows < fit ? *rows : fit;
    float high = (float)*rows * LINE + DETAIL + HEAD + 2 * PADDING;
    high = high < most ? high : most;
    return (Box){(page.width - wide) / 2, (page.height - high) / 2, wide, high};
}

static void findings_head(Scene *scene, const Measure *measure, Box inner)
{
    static const char keys[] = "↑ ↓ choose   Enter go there   Esc close";
    Box line = {inner.x, inner.y - 8, inner.width, 44};
    words(scene, measure, (Box){line.x, line.y, line.width / 2, line.height}, "warnings", FACE_STRONG, SIZE_TEXT,
          INK_TEXT);
    scene_fit(scene, measure, (Box){line.x + line.width / 2, line.y, line.width / 2, line.height}, keys,
              sizeof keys - 1, FACE_TEXT, SIZE_SMALL, INK_DIM, ALIGN_RIGHT);
}

void compose_findings(Scene *scene, const Measure *measure, FindingsView *view, const Player *player)
{
    FindingShown shown;
    size_t rows;
    Box panel = findings_panel(scene->page, view->count, &rows), inner = inside(panel, PADDING);
    if (panel.width < 200 || panel.height < 150)
        return;
    scene_begin(scene, scene_identity("findings", 0), panel, true);
    scene_box(scene, panel, RADIUS, INK_PANEL, INK_ACCENT);
    findings_head(scene, measure, inner);
    findings_view_show_rows(view, rows);
    float y = inner.y + 48;
    for (size_t i = 0; i < rows && findings_view_row(view, player, view->top + i, &shown); i++, y += LINE)
        finding_row(scene, measure, &shown, (uint32_t)(view->top + i), view->top + i == view->selected,
                    (Box){inner.x, y, inner.width, LINE});
    if (findings_view_row(view, player, view->selected, &shown))
        finding_detail(scene, measure, &shown,
                       (Box){inner.x + 16, y + 16, inner.width - 32, inner.y + inner.height - y - 16});
    scene_end(scene);
}

/* ---- a line, a note ---- */

void compose_prompt(Scene *scene, const Measure *measure, const Prompt *prompt)
{
    char text[PROMPT_BYTES + 64];
    Box whole = scene->page, panel = {MARGIN, whole.height - 92, whole.width - 2 * MARGIN, 72};
    if (panel.width < 100)
        return;
    scene_begin(scene, scene_identity("prompt", 0), panel, true);
    scene_box(scene, panel, RADIUS, INK_PANEL, INK_ACCENT);
    Box line = {panel.x + PADDING, panel.y, panel.width - 2 * PADDING, panel.height};
    snprintf(text, sizeof text, "%s: %s", prompt->label, prompt->text);
    float used = scene_fit(scene, measure, line, text, strlen(text), FACE_TEXT, SIZE_TEXT, INK_TEXT, ALIGN_LEFT);
    scene_box(scene, (Box){line.x + used + 3, line.y + 20, 3, line.height - 40}, 0, INK_ACCENT, INK_NONE);
    if (!*prompt->text && prompt->hint && line.width > used + 60)
        words(scene, measure, (Box){line.x + used + 30, line.y, line.width - used - 30, line.height}, prompt->hint,
              FACE_TEXT, SIZE_SMALL, INK_DIM);
    scene_end(scene);
}

void compose_note(Scene *scene, const Measure *measure, const char *text)
{
    enum { LINES_MOST = 3 };
    Box whole = scene->page;
    float most = whole.width - 2 * MARGIN;
    float wide = measure_width(measure, text, strlen(text), FACE_TEXT, SIZE_TEXT) + 2 * PADDING;
    bool is_long = wide > most;
    float high = is_long ? LINES_MOST * SIZE_TEXT * 1.4F + 24 : 60;
    wide = is_long ? most : wide;
    Box panel = {(whole.width - wide) / 2, whole.height - 32 - high, wide, high};
    if (wide < 100 || panel.y < 0)
        return;
    scene_begin(scene, scene_identity("note", 0), panel, true);
    scene_box(scene, panel, 30, INK_PANEL, INK_EDGE);
    Box inner = {panel.x + PADDING, panel.y, panel.width - 2 * PADDING, panel.height};
    if (is_long)
        paragraph(scene, measure, (Box){inner.x, inner.y + 12, inner.width, inner.height - 24}, text, SIZE_TEXT,
                  INK_TEXT);
    else
        scene_fit(scene, measure, inner, text, strlen(text), FACE_TEXT, SIZE_TEXT, INK_TEXT, ALIGN_MIDDLE);
    scene_end(scene);
}
