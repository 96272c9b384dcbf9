/* From marks to strokes of a brush. */
#include "draw.h"

#include <string.h>

#define PI 3.14159265358979F

/* What is being drawn, and how. */
typedef struct Drawing {
    Brush *brush;
    const Scene *scene;
    ThemeName theme;
} Drawing;

static Color color_of(const Drawing *drawing, Ink ink)
{
    return ink_color(drawing->theme, ink);
}

/* ---- paths ---- */

static void path_round(Brush *brush, Box box, float radius)
{
    float least = box.width < box.height ? box.width : box.height;
    float right = box.x + box.width, lower = box.y + box.height;
    if (radius > least / 2)
        radius = least / 2;
    brush->actions->path_begin(brush);
    if (radius <= 0) {
        brush->actions->path_move(brush, box.x, box.y);
        brush->actions->path_line(brush, right, box.y);
        brush->actions->path_line(brush, right, lower);
        brush->actions->path_line(brush, box.x, lower);
    } else {
        brush->actions->path_move(brush, box.x + radius, box.y);
        brush->actions->path_arc(brush, right - radius, box.y + radius, radius, -PI / 2, 0);
        brush->actions->path_arc(brush, right - radius, lower - radius, radius, 0, PI / 2);
        brush->actions->path_arc(brush, box.x + radius, lower - radius, radius, PI / 2, PI);
        brush->actions->path_arc(brush, box.x + radius, box.y + radius, radius, PI, 3 * PI / 2);
    }
    brush->actions->path_close(brush);
}

static void path_circle(Brush *brush, float x, float y, float radius)
{
    brush->actions->path_begin(brush);
    brush->actions->path_move(brush, x + radius, y);
    brush->actions->path_arc(brush, x, y, radius, 0, 2 * PI);
    brush->actions->path_close(brush);
}

static void path_spots(Brush *brush, const Spot *spots, size_t count)
{
    brush->actions->path_begin(brush);
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            brush->actions->path_move(brush, spots[i].x, spots[i].y);
        else
            brush->actions->path_line(brush, spots[i].x, spots[i].y);
    }
}

/* ---- signs: shapes on a field of one by one, so that no font is needed ---- */

typedef struct SignField {
    Brush *brush;
    Color color;
    float x, y, size; /* the square in the middle of the box */
} SignField;

static Spot spot_in(const SignField *field, float x, float y)
{
    return (Spot){field->x + x * field->size, field->y + y * field->size};
}

static void sign_spots(const SignField *field, const Spot *spots, size_t count, bool is_filled)
{
    Spot placed[8];
    for (size_t i = 0; i < count; i++)
        placed[i] = spot_in(field, spots[i].x, spots[i].y);
    path_spots(field->brush, placed, count);
    if (is_filled) {
        field->brush->actions->path_close(field->brush);
        field->brush->actions->fill(field->brush, field->color);
    } else {
        field->brush->actions->stroke(field->brush, field->color, field->size * 0.13F, DASH_NONE);
    }
}

static void sign_circle(const SignField *field, float radius, bool is_filled)
{
    Spot middle = spot_in(field, 0.5F, 0.5F);
    path_circle(field->brush, middle.x, middle.y, radius * field->size);
    if (is_filled)
        field->brush->actions->fill(field->brush, field->color);
    else
        field->brush->actions->stroke(field->brush, field->color, field->size * 0.11F, DASH_NONE);
}

static void sign_half_full(const SignField *field)
{
    Spot middle = spot_in(field, 0.5F, 0.5F);
    sign_circle(field, 0.40F, false);
    field->brush->actions->path_begin(field->brush);
    field->brush->actions->path_move(field->brush, middle.x, middle.y + 0.40F * field->size);
    field->brush->actions->path_arc(field->brush, middle.x, middle.y, 0.40F * field->size, PI / 2, 3 * PI / 2);
    field->brush->actions->path_close(field->brush);
    field->brush->actions->fill(field->brush, field->color);
}

static void sign_clock(const SignField *field)
{
    static const Spot hands[] = {{0.5F, 0.24F}, {0.5F, 0.53F}, {0.70F, 0.60F}};
    sign_circle(field, 0.42F, false);
    sign_spots(field, hands, 3, false);
}

static void sign_diamond(const SignField *field, bool is_filled)
{
    static const Spot spots[] = {{0.5F, 0.08F}, {0.92F, 0.5F}, {0.5F, 0.92F}, {0.08F, 0.5F}, {0.5F, 0.08F}};
    sign_spots(field, spots, is_filled ? 4 : 5, is_filled);
}

static void sign_hook(const SignField *field)
{
    static const Spot head[] = {{0.66F, 0.36F}, {0.92F, 0.58F}, {0.66F, 0.80F}};
    static const Spot shaft[] = {{0.12F, 0.22F}, {0.12F, 0.58F}, {0.88F, 0.58F}};
    sign_spots(field, shaft, 3, false);
    sign_spots(field, head, 3, false);
}

static void sign_struck_circle(const SignField *field)
{
    static const Spot stroke[] = {{0.22F, 0.78F}, {0.78F, 0.22F}};
    sign_circle(field, 0.40F, false);
    sign_spots(field, stroke, 2, false);
}

static void sign_cross(const SignField *field)
{
    static const Spot one[] = {{0.2F, 0.2F}, {0.8F, 0.8F}}, other[] = {{0.8F, 0.2F}, {0.2F, 0.8F}};
    sign_spots(field, one, 2, false);
    sign_spots(field, other, 2, false);
}

static void sign_bars(const SignField *field)
{
    static const Spot left[] = {{0.2F, 0.12F}, {0.42F, 0.12F}, {0.42F, 0.88F}, {0.2F, 0.88F}};
    static const Spot right[] = {{0.58F, 0.12F}, {0.8F, 0.12F}, {0.8F, 0.88F}, {0.58F, 0.88F}};
    sign_spots(field, left, 4, true);
    sign_spots(field, right, 4, true);
}

static void sign_triangle(const SignField *field, bool is_to_right)
{
    static const Spot right[] = {{0.16F, 0.1F}, {0.92F, 0.5F}, {0.16F, 0.9F}};
    static const Spot left[] = {{0.84F, 0.1F}, {0.08F, 0.5F}, {0.84F, 0.9F}};
    sign_spots(field, is_to_right ? right : left, 3, true);
}

void draw_sign(Brush *brush, Sign sign, Box box, Color color)
{
    static const Spot tick[] = {{0.14F, 0.54F}, {0.40F, 0.80F}, {0.88F, 0.22F}};
    float size = box.width < box.height ? box.width : box.height;
    SignField field = {brush, color, box.x + (box.width - size) / 2, box.y + (box.height - size) / 2, size};
    switch (sign) {
    case SIGN_RUNNING:
    case SIGN_PLAYING:
    case SIGN_TO:
        sign_triangle(&field, true);
        break;
    case SIGN_FROM:
        sign_triangle(&field, false);
        break;
    case SIGN_READY:
        sign_circle(&field, 0.36F, true);
        break;
    case SIGN_BREAKPOINT:
        sign_circle(&field, 0.44F, true);
        break;
    case SIGN_WAITING:
        sign_half_full(&field);
        break;
    case SIGN_SLEEPING:
        sign_clock(&field);
        break;
    case SIGN_DONE:
        sign_spots(&field, tick, 3, false);
        break;
    case SIGN_FAILED:
        sign_cross(&field);
        break;
    case SIGN_CANCELLED:
        sign_struck_circle(&field);
        break;
    case SIGN_CANCELLING:
        sign_circle(&field, 0.40F, false);
        sign_circle(&field, 0.15F, true);
        break;
    case SIGN_NEW:
        sign_circle(&field, 0.40F, false);
        break;
    case SIGN_CALLBACK:
        sign_hook(&field);
        break;
    case SIGN_SWITCHED:
        sign_diamond(&field, true);
        break;
    case SIGN_STRAIGHT_ON:
        sign_diamond(&field, false);
        break;
    case SIGN_PAUSED:
        sign_bars(&field);
        break;
    case SIGN_NONE:
    case SIGNS:
        break;
    }
}

/* ---- marks ---- */

/* The base line of lettering in the middle of a box: capitals are a bit over 0.7 of the size high in the faces that
 * are used, whatever the font says of itself. */
static float base_line(Box box, float size)
{
    return box.y + box.height / 2 + 0.36F * size;
}

static float words_width(const Drawing *drawing, const Mark *mark)
{
    return measure_width(drawing->brush->measure, scene_text(drawing->scene, mark), mark->count, mark->face,
                         mark->size);
}

static void draw_words(const Drawing *drawing, const Mark *mark, Box box)
{
    float width = words_width(drawing, mark), x = box.x;
    if (mark->align == ALIGN_MIDDLE)
        x += (box.width - width) / 2;
    else if (mark->align == ALIGN_RIGHT)
        x += box.width - width;
    if (mark->count)
        drawing->brush->actions->words(drawing->brush, x, base_line(box, mark->size), width,
                                       scene_text(drawing->scene, mark), mark->count, mark->face, mark->size,
                                       color_of(drawing, mark->ink));
}

/* Half of an outline's thickness lies inside, so that it stays within its box. */
static Box inset(Box box, float by)
{
    return (Box){box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by};
}

static void draw_box(const Drawing *drawing, const Mark *mark, Box box)
{
    Brush *brush = drawing->brush;
    if (mark->fill != INK_NONE) {
        path_round(brush, mark->outline != INK_NONE ? inset(box, mark->thickness / 2) : box, mark->radius);
        if (mark->dash == DASH_HATCHED)
            brush->actions->hatch(brush, color_of(drawing, mark->ink ? mark->ink : INK_PANEL),
                                  color_of(drawing, mark->fill));
        else
            brush->actions->fill(brush, color_of(drawing, mark->fill));
    }
    if (mark->outline != INK_NONE && mark->thickness > 0) {
        path_round(brush, inset(box, mark->thickness / 2), mark->radius);
        brush->actions->stroke(brush, color_of(drawing, mark->outline), mark->thickness,
                               mark->dash == DASH_HATCHED ? DASH_NONE : mark->dash);
    }
}

/* The outline of a chip: what was asked for, else the theme's. */
static Ink chip_outline(const Drawing *drawing, const Mark *mark)
{
    if (mark->outline != INK_NONE)
        return mark->outline;
    bool is_dark = mark->fill == INK_NEW || mark->fill == INK_CANCELLED;
    return is_dark || inks_outline_chips(drawing->theme) ? INK_EDGE : INK_NONE;
}

static void draw_chip(const Drawing *drawing, const Mark *mark, Box box)
{
    Mark pill = *mark;
    pill.outline = chip_outline(drawing, mark);
    draw_box(drawing, &pill, box);
    float width = words_width(drawing, mark), sign = mark->sign ? CHIP_SIGN * mark->size : 0;
    float gap = mark->sign && mark->count ? CHIP_GAP * mark->size : 0;
    float x = box.x + (box.width - width - sign - gap) / 2;
    Color color = color_of(drawing, mark->ink);
    if (mark->sign)
        draw_sign(drawing->brush, mark->sign, (Box){x, box.y + (box.height - sign) / 2, sign, sign}, color);
    if (mark->count)
        drawing->brush->actions->words(drawing->brush, x + sign + gap, base_line(box, mark->size), width,
                                       scene_text(drawing->scene, mark), mark->count, mark->face, mark->size,
                                       color);
}

static void draw_line(const Drawing *drawing, const Mark *mark, Box box)
{
    Brush *brush = drawing->brush;
    float lower = box.y + box.height;
    brush->actions->path_begin(brush);
    brush->actions->path_move(brush, box.x, mark->is_rising ? lower : box.y);
    brush->actions->path_line(brush, box.x + box.width, mark->is_rising ? box.y : lower);
    brush->actions->stroke(brush, color_of(drawing, mark->ink), mark->thickness, mark->dash);
}

static void draw_curve(const Drawing *drawing, const Mark *mark, Box box)
{
    Brush *brush = drawing->brush;
    const Spot *spots = drawing->scene->spots + mark->first;
    if (mark->count == 0)
        return;
    if (mark->fill != INK_NONE) {
        path_spots(brush, spots, mark->count);
        brush->actions->path_line(brush, spots[mark->count - 1].x, box.y + box.height);
        brush->actions->path_line(brush, spots[0].x, box.y + box.height);
        brush->actions->path_close(brush);
        brush->actions->fill(brush, color_of(drawing, mark->fill));
    }
    path_spots(brush, spots, mark->count);
    brush->actions->stroke(brush, color_of(drawing, mark->ink), mark->thickness, mark->dash);
}

/* Discs; who has not begun is a ring, as its chip is hollow. */
static void draw_dots(const Drawing *drawing, const Mark *mark, Box box)
{
    Brush *brush = drawing->brush;
    const uint8_t *cells = drawing->scene->cells + mark->first;
    uint32_t columns = mark->columns ? mark->columns : 1;
    const float RING = 0.66F;
    float radius = mark->size * 0.36F;
    Color colors[SIM_STATES];
    for (SimState state = SIM_NEW; state < SIM_STATES; state++)
        colors[state] = color_of(drawing, state == SIM_NEW ? INK_EDGE : ink_of_state(state));
    for (uint32_t i = 0; i < mark->count; i++) {
        float x = box.x + ((float)(i % columns) + 0.5F) * mark->size;
        float y = box.y + ((float)(i / columns) + 0.5F) * mark->size;
        if (cells[i] >= SIM_STATES)
            continue;
        brush->actions->dot(brush, x, y, radius, colors[cells[i]]);
        if (cells[i] == SIM_NEW)
            brush->actions->dot(brush, x, y, radius * RING, color_of(drawing, INK_PANEL));
    }
}

static void draw_any(const Drawing *drawing, const Mark *mark, Box box)
{
    switch (mark->kind) {
    case MARK_BOX:
        draw_box(drawing, mark, box);
        break;
    case MARK_CHIP:
        draw_chip(drawing, mark, box);
        break;
    case MARK_WORDS:
        draw_words(drawing, mark, box);
        break;
    case MARK_LINE:
        draw_line(drawing, mark, box);
        break;
    case MARK_CURVE:
        draw_curve(drawing, mark, box);
        break;
    case MARK_DOTS:
        draw_dots(drawing, mark, box);
        break;
    case MARK_SIGN:
        draw_sign(drawing->brush, mark->sign, box, color_of(drawing, mark->ink));
        break;
    case MARK_KINDS:
        break;
    }
}

void draw_mark(Brush *brush, const Scene *scene, const Mark *mark, Box box, ThemeName theme)
{
    Drawing drawing = {brush, scene, theme};
    draw_any(&drawing, mark, box);
}

void draw_ground(Brush *brush, Box box, ThemeName theme)
{
    path_round(brush, box, 0);
    brush->actions->fill(brush, ink_color(theme, INK_PAGE));
}

void draw_panel(Brush *brush, const Scene *scene, uint32_t panel, ThemeName theme, const DrawnMarks *marks)
{
    Drawing drawing = {brush, scene, theme};
    const ScenePanel *shown = &scene->panels[panel];
    for (uint32_t i = shown->first; i < shown->first + shown->count; i++)
        if (!marks || !marks->leaves_out(marks->context, i))
            draw_any(&drawing, &scene->marks[i], scene->marks[i].box);
}

void draw_scene(Brush *brush, const Scene *scene, ThemeName theme)
{
    draw_ground(brush, scene->page, theme);
    for (uint32_t panel = 0; panel < scene->panel_count; panel++)
        draw_panel(brush, scene, panel, theme, NULL);
}
