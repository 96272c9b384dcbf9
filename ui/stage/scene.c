/* The scene: lists that grow, and are emptied without giving their memory back. Where memory is refused, a spare
 * mark that is not drawn takes what was to be added, and the scene says that it is short. */
#include "scene.h"

#include "glyphs.h"

#include <stdlib.h>
#include <string.h>

void scene_init(Scene *scene)
{
    *scene = (Scene){0};
}

void scene_release(Scene *scene)
{
    free(scene->marks);
    free(scene->panels);
    free(scene->texts);
    free(scene->spots);
    free(scene->cells);
    *scene = (Scene){0};
}

void scene_clear(Scene *scene, float width, float height)
{
    scene->page = (Box){0, 0, width, height};
    scene->mark_count = scene->panel_count = scene->text_size = scene->spot_count = scene->cell_count = 0;
    scene->is_short = false;
}

/* Room for `more` elements beyond `count`; the list, perhaps elsewhere, or NULL. */
static void *grow(Scene *scene, void *list, uint32_t count, uint32_t more, uint32_t *room, size_t size)
{
    if (count + more <= *room)
        return list;
    uint32_t wanted = (count + more) * 2 < 256 ? 256 : (count + more) * 2;
    void *grown = realloc(list, wanted * size);
    if (!grown) {
        scene->is_short = true;
        return NULL;
    }
    *room = wanted;
    return grown;
}

/* ---- panels ---- */

void scene_begin(Scene *scene, uint64_t identity, Box box, bool is_changed)
{
    ScenePanel *panels =
        grow(scene, scene->panels, scene->panel_count, 1, &scene->panel_room, sizeof *scene->panels);
    if (!panels)
        return;
    scene->panels = panels;
    panels[scene->panel_count++] =
        (ScenePanel){.identity = identity, .box = box, .is_changed = is_changed, .first = scene->mark_count};
}

static uint64_t mix(uint64_t digest, const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < size; i++)
        digest = (digest ^ byte[i]) * 0x100000001B3u;
    return digest;
}

static uint64_t mix_number(uint64_t digest, uint64_t number)
{
    return (digest ^ number) * 0x9E3779B97F4A7C15u + (digest >> 29);
}

static uint64_t mark_digest(const Scene *scene, const Mark *mark, uint64_t digest)
{
    digest = mix(digest, &mark->box, sizeof mark->box);
    digest =
        mix_number(digest, (uint64_t)mark->kind << 56 | (uint64_t)mark->fill << 48 | (uint64_t)mark->outline << 40 |
                               (uint64_t)mark->ink << 32 | (uint64_t)mark->dash << 24 | (uint64_t)mark->face << 16 |
                               (uint64_t)mark->align << 8 | (uint64_t)mark->sign);
    float numbers[] = {mark->radius, mark->thickness, mark->size};
    digest = mix(digest, numbers, sizeof numbers);
    digest = mix_number(digest, (uint64_t)mark->is_rising << 32 | mark->columns);
    if (mark->kind == MARK_WORDS || mark->kind == MARK_CHIP)
        digest = mix(digest, scene->texts + mark->first, mark->count);
    else if (mark->kind == MARK_CURVE)
        digest = mix(digest, scene->spots + mark->first, mark->count * sizeof *scene->spots);
    else if (mark->kind == MARK_DOTS)
        digest = mix(digest, scene->cells + mark->first, mark->count);
    return digest;
}

void scene_end(Scene *scene)
{
    if (scene->panel_count == 0)
        return;
    ScenePanel *panel = &scene->panels[scene->panel_count - 1];
    panel->count = scene->mark_count - panel->first;
    uint64_t digest = mix(0xCBF29CE484222325u, &panel->box, sizeof panel->box);
    digest = mix_number(digest, (uint64_t)panel->is_changed << 1 | panel->is_selected);
    for (uint32_t i = 0; i < panel->count; i++)
        digest = mark_digest(scene, &scene->marks[panel->first + i], digest);
    panel->digest = digest;
}

/* ---- marks ---- */

static Mark *add(Scene *scene, MarkKind kind, Box box)
{
    static Mark spare; /* takes what has no memory */
    Mark *marks = grow(scene, scene->marks, scene->mark_count, 1, &scene->mark_room, sizeof *scene->marks);
    Mark *mark = &spare;
    if (marks) {
        scene->marks = marks;
        mark = &marks[scene->mark_count++];
    }
    *mark = (Mark){.kind = kind, .box = box, .panel = scene->panel_count ? scene->panel_count - 1 : 0};
    return mark;
}

Mark *scene_box(Scene *scene, Box box, float radius, Ink fill, Ink outline)
{
    Mark *mark = add(scene, MARK_BOX, box);
    mark->radius = radius;
    mark->fill = fill;
    mark->outline = outline;
    mark->thickness = 2;
    return mark;
}

Mark *scene_line(Scene *scene, Spot from, Spot to, float thickness, Ink ink, Dash dash)
{
    if (from.x > to.x) {
        Spot swapped = from;
        from = to;
        to = swapped;
    }
    bool is_rising = to.y < from.y;
    Box box = {from.x, is_rising ? to.y : from.y, to.x - from.x, is_rising ? from.y - to.y : to.y - from.y};
    Mark *mark = add(scene, MARK_LINE, box);
    mark->is_rising = is_rising;
    mark->thickness = thickness;
    mark->ink = ink;
    mark->dash = dash;
    return mark;
}

Mark *scene_sign(Scene *scene, Sign sign, Box box, Ink ink)
{
    Mark *mark = add(scene, MARK_SIGN, box);
    mark->sign = sign;
    mark->ink = ink;
    return mark;
}

static bool add_text(Scene *scene, const char *text, size_t length)
{
    char *texts = grow(scene, scene->texts, scene->text_size, (uint32_t)length, &scene->text_room, 1);
    if (!texts)
        return false;
    scene->texts = texts;
    memcpy(texts + scene->text_size, text, length);
    scene->text_size += (uint32_t)length;
    return true;
}

/* A line of a page is no longer than this; what lies beyond is not looked at. */
enum { WORDS_BYTES_MOST = 4096 };

static void set_text(Scene *scene, Mark *mark, const char *text, size_t length)
{
    Glyph glyph;
    mark->first = scene->text_size;
    if (length > WORDS_BYTES_MOST)
        length = WORDS_BYTES_MOST;
    for (size_t at = 0; at < length;) {
        at += glyph_next(text + at, length - at, &glyph);
        if (!add_text(scene, glyph.bytes, strlen(glyph.bytes)))
            break;
    }
    mark->count = scene->text_size - mark->first;
}

Mark *scene_words(Scene *scene, Box box, const char *text, size_t length, Face face, float size, Ink ink,
                  Align align)
{
    Mark *mark = add(scene, MARK_WORDS, box);
    mark->face = face;
    mark->size = size;
    mark->ink = ink;
    mark->align = align;
    set_text(scene, mark, text, length);
    return mark;
}

Mark *scene_chip(Scene *scene, Box box, Sign sign, const char *text, Ink fill, float size)
{
    Mark *mark = add(scene, MARK_CHIP, box);
    mark->sign = sign;
    mark->fill = fill;
    mark->face = FACE_STRONG;
    mark->size = size;
    mark->radius = box.height / 2;
    mark->thickness = 2;
    mark->ink = fill >= INK_NEW && fill <= INK_CANCELLED ? ink_on_state((SimState)(fill - INK_NEW)) : INK_TEXT;
    set_text(scene, mark, text, strlen(text));
    return mark;
}

Mark *scene_curve(Scene *scene, Box box, float thickness, Ink ink, Ink fill)
{
    Mark *mark = add(scene, MARK_CURVE, box);
    mark->thickness = thickness;
    mark->ink = ink;
    mark->fill = fill;
    mark->first = scene->spot_count;
    return mark;
}

void scene_spot(Scene *scene, Spot spot)
{
    Spot *spots = grow(scene, scene->spots, scene->spot_count, 1, &scene->spot_room, sizeof *scene->spots);
    if (!spots || scene->mark_count == 0 || scene->marks[scene->mark_count - 1].kind != MARK_CURVE)
        return;
    scene->spots = spots;
    spots[scene->spot_count++] = spot;
    scene->marks[scene->mark_count - 1].count++;
}

Mark *scene_dots(Scene *scene, Box box, const uint8_t *states, uint32_t count, uint32_t columns, float size)
{
    Mark *mark = add(scene, MARK_DOTS, box);
    uint8_t *cells = grow(scene, scene->cells, scene->cell_count, count, &scene->cell_room, 1);
    mark->columns = columns;
    mark->size = size;
    if (!cells)
        return mark;
    scene->cells = cells;
    memcpy(cells + scene->cell_count, states, count);
    mark->first = scene->cell_count;
    mark->count = count;
    scene->cell_count += count;
    return mark;
}

const char *scene_text(const Scene *scene, const Mark *mark)
{
    return mark->count ? scene->texts + mark->first : "";
}

/* ---- looking ---- */

static bool holds(Box box, Spot spot)
{
    return spot.x >= box.x && spot.x < box.x + box.width && spot.y >= box.y && spot.y < box.y + box.height;
}

uint32_t scene_dot_at(const Mark *dots, Spot spot)
{
    float x = (spot.x - dots->box.x) / dots->size, y = (spot.y - dots->box.y) / dots->size;
    if (x < 0 || y < 0 || (uint32_t)x >= dots->columns)
        return dots->count;
    uint32_t at = (uint32_t)y * dots->columns + (uint32_t)x;
    return at < dots->count ? at : dots->count;
}

const Mark *scene_at(const Scene *scene, Spot spot)
{
    for (uint32_t i = scene->mark_count; i > 0; i--)
        if (scene->marks[i - 1].target.kind != TARGET_NONE && holds(scene->marks[i - 1].box, spot))
            return &scene->marks[i - 1];
    return NULL;
}

const Mark *scene_find(const Scene *scene, uint64_t identity)
{
    for (uint32_t i = 0; identity && i < scene->mark_count; i++)
        if (scene->marks[i].identity == identity)
            return &scene->marks[i];
    return NULL;
}

uint64_t scene_identity(const char *kind, uint32_t number)
{
    uint64_t identity = mix_number(mix(0xCBF29CE484222325u, kind, strlen(kind)), number);
    return identity ? identity : 1;
}

/* ---- the list as text ---- */

static const char *const kind_words[MARK_KINDS] = {"box", "chip", "words", "line", "curve", "dots", "sign"};
static const char *const sign_words[SIGNS] = {
    "",    "running", "ready", "waiting",  "sleeping", "done",        "failed", "cancelled", "cancelling",
    "new", "from",    "to",    "callback", "switched", "straight on", "paused", "playing",   "breakpoint"};

static void print_box(Box box, FILE *file)
{
    fprintf(file, "%.0f,%.0f %.0fx%.0f", (double)box.x, (double)box.y, (double)box.width, (double)box.height);
}

static void print_dots(const Scene *scene, const Mark *mark, FILE *file)
{
    uint32_t counts[SIM_STATES] = {0};
    for (uint32_t i = 0; i < mark->count; i++)
        if (scene->cells[mark->first + i] < SIM_STATES)
            counts[scene->cells[mark->first + i]]++;
    fprintf(file, " %u columns;", (unsigned)mark->columns);
    for (int state = 0; state < SIM_STATES; state++)
        fprintf(file, " %u", (unsigned)counts[state]);
}

static void print_mark(const Scene *scene, const Mark *mark, FILE *file)
{
    fprintf(file, "  %s ", kind_words[mark->kind]);
    print_box(mark->box, file);
    if (mark->fill)
        fprintf(file, " on %s", ink_word(mark->fill));
    if (mark->ink)
        fprintf(file, " in %s", ink_word(mark->ink));
    if (mark->outline)
        fprintf(file, " around %s", ink_word(mark->outline));
    if (mark->dash)
        fprintf(file, mark->dash == DASH_HATCHED ? " hatched" : " dashed");
    if (mark->sign)
        fprintf(file, " <%s>", sign_words[mark->sign]);
    if (mark->kind == MARK_WORDS || mark->kind == MARK_CHIP)
        fprintf(file, " %.0f «%.*s»", (double)mark->size, (int)mark->count, scene_text(scene, mark));
    else if (mark->kind == MARK_CURVE)
        fprintf(file, " through %u spots", (unsigned)mark->count);
    else if (mark->kind == MARK_DOTS)
        print_dots(scene, mark, file);
    fputc('\n', file);
}

void scene_print(const Scene *scene, FILE *file)
{
    fprintf(file, "page %.0fx%.0f\n", (double)scene->page.width, (double)scene->page.height);
    for (uint32_t i = 0; i < scene->panel_count; i++) {
        const ScenePanel *panel = &scene->panels[i];
        fprintf(file, "panel ");
        print_box(panel->box, file);
        fprintf(file, "%s%s\n", panel->is_changed ? " changed" : "", panel->is_selected ? " selected" : "");
        for (uint32_t mark = 0; mark < panel->count; mark++)
            print_mark(scene, &scene->marks[panel->first + mark], file);
    }
}
