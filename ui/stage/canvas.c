/* Pixels, panel by panel. */
#include "canvas.h"

#include "draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- images ---- */

static bool image_init(CanvasImage *image, unsigned width, unsigned height)
{
    image->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    image->pen = cairo_create(image->surface);
    return cairo_status(image->pen) == CAIRO_STATUS_SUCCESS;
}

static void image_release(CanvasImage *image)
{
    if (!image->surface)
        return;
    cairo_brush_release(&image->brush);
    cairo_destroy(image->pen);
    cairo_surface_destroy(image->surface);
    *image = (CanvasImage){0};
}

static void image_copy(CanvasImage *to, const CanvasImage *from, PixelBox box)
{
    cairo_surface_flush(from->surface);
    cairo_surface_flush(to->surface);
    int stride = cairo_image_surface_get_stride(from->surface);
    const unsigned char *source = cairo_image_surface_get_data(from->surface);
    unsigned char *target = cairo_image_surface_get_data(to->surface);
    for (int row = box.y; row < box.y + box.height; row++) {
        size_t offset = (size_t)row * (size_t)stride + (size_t)box.x * 4;
        memcpy(target + offset, source + offset, (size_t)box.width * 4);
    }
    cairo_surface_mark_dirty(to->surface);
}

static void set_rectangle(cairo_t *pen, Box box)
{
    cairo_rectangle(pen, (double)box.x, (double)box.y, (double)box.width, (double)box.height);
}

/* ---- the canvas ---- */

void canvas_init(Canvas *canvas, Typeface *typeface)
{
    *canvas = (Canvas){.typeface = typeface, .theme = THEME_LIGHT};
}

static void release_images(Canvas *canvas)
{
    image_release(&canvas->still);
    image_release(&canvas->ground);
    image_release(&canvas->shown);
}

void canvas_release(Canvas *canvas)
{
    release_images(canvas);
    free(canvas->panels);
    *canvas = (Canvas){0};
}

/* Nothing that is drawn is good any more. */
static void forget(Canvas *canvas)
{
    canvas->panel_count = 0;
    canvas->mover_count = 0;
    canvas->is_all_changed = true;
}

bool canvas_resize(Canvas *canvas, unsigned width, unsigned height, float scale)
{
    CanvasImage images[3] = {{0}};
    bool is_good = true;
    for (int i = 0; i < 3; i++)
        is_good = image_init(&images[i], width, height) && is_good;
    if (!is_good) {
        for (int i = 0; i < 3; i++)
            image_release(&images[i]);
        return false;
    }
    release_images(canvas);
    canvas->still = images[0];
    canvas->ground = images[1];
    canvas->shown = images[2];
    canvas->width = width;
    canvas->height = height;
    canvas->scale = scale;
    cairo_brush_init(&canvas->still.brush, canvas->still.pen, canvas->typeface, scale, true);
    cairo_brush_init(&canvas->ground.brush, canvas->ground.pen, canvas->typeface, scale, true);
    cairo_brush_init(&canvas->shown.brush, canvas->shown.pen, canvas->typeface, scale, true);
    forget(canvas);
    return true;
}

void canvas_set_theme(Canvas *canvas, ThemeName theme)
{
    canvas->theme = theme;
    forget(canvas);
}

/* ---- pixels ---- */

static int within(float value, unsigned most)
{
    return value < 0 ? 0 : value > (float)most ? (int)most : (int)value;
}

/* The pixels that a box touches, and one more around it for what is smoothed. */
static PixelBox pixels_of(const Canvas *canvas, Box box)
{
    int left = within(floorf(box.x * canvas->scale) - 1, canvas->width);
    int upper = within(floorf(box.y * canvas->scale) - 1, canvas->height);
    int right = within(ceilf((box.x + box.width) * canvas->scale) + 1, canvas->width);
    int lower = within(ceilf((box.y + box.height) * canvas->scale) + 1, canvas->height);
    return (PixelBox){left, upper, right - left, lower - upper};
}

static PixelBox whole_page(const Canvas *canvas)
{
    return (PixelBox){0, 0, (int)canvas->width, (int)canvas->height};
}

static void note_change(Canvas *canvas, PixelBox box)
{
    if (box.width <= 0 || box.height <= 0)
        return;
    if (canvas->change_count < CANVAS_CHANGES_MOST)
        canvas->changes[canvas->change_count++] = box;
    else
        canvas->is_all_changed = true;
}

/* A part of another image is shown. */
static void show_part(Canvas *canvas, const CanvasImage *image, PixelBox box)
{
    image_copy(&canvas->shown, image, box);
    note_change(canvas, box);
}

const unsigned char *canvas_pixels(const Canvas *canvas, int *stride)
{
    cairo_surface_flush(canvas->shown.surface);
    *stride = cairo_image_surface_get_stride(canvas->shown.surface);
    return cairo_image_surface_get_data(canvas->shown.surface);
}

void canvas_taken(Canvas *canvas)
{
    canvas->change_count = 0;
    canvas->is_all_changed = false;
}

/* ---- panels ---- */

static bool is_same_box(Box one, Box other)
{
    return memcmp(&one, &other, sizeof one) == 0;
}

/* The same panels in the same places, whatever is in them? */
static bool has_same_layout(const Canvas *canvas, const Scene *scene)
{
    if (canvas->panel_count != scene->panel_count)
        return false;
    for (uint32_t i = 0; i < scene->panel_count; i++)
        if (canvas->panels[i].identity != scene->panels[i].identity ||
            !is_same_box(canvas->panels[i].box, scene->panels[i].box))
            return false;
    return true;
}

static void keep_panels(Canvas *canvas, const Scene *scene)
{
    canvas->panel_count = 0;
    if (scene->panel_count > canvas->panel_room) {
        DrawnPanel *grown = realloc(canvas->panels, scene->panel_count * sizeof *grown);
        if (!grown)
            return; /* all will be drawn anew the next time */
        canvas->panels = grown;
        canvas->panel_room = scene->panel_count;
    }
    for (uint32_t i = 0; i < scene->panel_count; i++)
        canvas->panels[i] = (DrawnPanel){scene->panels[i].identity, scene->panels[i].digest, scene->panels[i].box};
    canvas->panel_count = scene->panel_count;
}

static void draw_still_panel(Canvas *canvas, const Scene *scene, uint32_t panel, const DrawnMarks *marks)
{
    CanvasImage *still = &canvas->still;
    cairo_save(still->pen);
    set_rectangle(still->pen, scene->panels[panel].box);
    cairo_clip(still->pen);
    draw_ground(&still->brush.brush, scene->panels[panel].box, canvas->theme);
    draw_panel(&still->brush.brush, scene, panel, canvas->theme, marks);
    cairo_restore(still->pen);
}

/* Bring the still image to a scene, drawing only panels that are not there as they should be. */
static void draw_still(Canvas *canvas, const Scene *scene, const DrawnMarks *marks)
{
    bool is_anew = !has_same_layout(canvas, scene);
    if (is_anew) {
        draw_ground(&canvas->still.brush.brush, scene->page, canvas->theme);
        show_part(canvas, &canvas->still, whole_page(canvas));
    }
    for (uint32_t i = 0; i < scene->panel_count; i++) {
        if (!is_anew && canvas->panels[i].digest == scene->panels[i].digest)
            continue;
        draw_still_panel(canvas, scene, i, marks);
        show_part(canvas, &canvas->still, pixels_of(canvas, scene->panels[i].box));
    }
    keep_panels(canvas, scene);
}

void canvas_show(Canvas *canvas, const Scene *scene)
{
    bool was_moving = canvas->mover_count > 0;
    canvas->mover_count = 0;
    draw_still(canvas, scene, NULL);
    if (was_moving)
        show_part(canvas, &canvas->still, whole_page(canvas));
}

/* ---- motion ---- */

static void find_movers(Canvas *canvas, const Scene *from, const Scene *to)
{
    canvas->mover_count = 0;
    for (uint32_t i = 0; i < to->mark_count && canvas->mover_count < CANVAS_MOVERS_MOST; i++) {
        const Mark *mark = &to->marks[i];
        if (mark->kind != MARK_CHIP || !mark->identity)
            continue;
        const Mark *before = scene_find(from, mark->identity);
        if (!before || !is_same_box(before->box, mark->box))
            canvas->movers[canvas->mover_count++] =
                (Mover){.mark = i, .from = before ? before->box : mark->box, .is_new = !before};
    }
}

static bool is_gliding(const Canvas *canvas)
{
    for (size_t i = 0; i < canvas->mover_count; i++)
        if (!canvas->movers[i].is_new)
            return true;
    return false;
}

static bool is_moving(const void *context, uint32_t mark)
{
    const Canvas *canvas = context;
    for (size_t i = 0; i < canvas->mover_count; i++)
        if (canvas->movers[i].mark == mark)
            return true;
    return false;
}

/* A veil of the page's ground over what did not change. */
static void veil_unchanged(Canvas *canvas, const Scene *scene)
{
    Color ground = ink_color(canvas->theme, INK_PAGE);
    cairo_t *pen = canvas->ground.pen;
    cairo_set_source_rgba(pen, ground.red, ground.green, ground.blue, 1 - INKS_DIMMED);
    for (uint32_t i = 0; i < scene->panel_count; i++) {
        if (scene->panels[i].is_changed)
            continue;
        set_rectangle(pen, scene->panels[i].box);
        cairo_fill(pen);
    }
}

bool canvas_begin_motion(Canvas *canvas, const Scene *from, const Scene *to)
{
    find_movers(canvas, from, to);
    if (!is_gliding(canvas) || !has_same_layout(canvas, to)) {
        canvas->mover_count = 0;
        canvas_show(canvas, to);
        return false;
    }
    draw_still(canvas, to, &(DrawnMarks){is_moving, canvas});
    for (size_t i = 0; i < canvas->mover_count && canvas->panel_count > 0; i++)
        canvas->panels[to->marks[canvas->movers[i].mark].panel].digest = 0; /* it lacks a mark */
    image_copy(&canvas->ground, &canvas->still, whole_page(canvas));
    veil_unchanged(canvas, to);
    show_part(canvas, &canvas->ground, whole_page(canvas));
    canvas_move(canvas, to, 0);
    return true;
}

/* Slow at both ends. */
static float eased(float share)
{
    return share * share * (3 - 2 * share);
}

static Box between(Box from, Box to, float share)
{
    return (Box){from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share,
                 from.width + (to.width - from.width) * share, from.height + (to.height - from.height) * share};
}

void canvas_move(Canvas *canvas, const Scene *to, float share)
{
    Brush *brush = &canvas->shown.brush.brush;
    for (size_t i = 0; i < canvas->mover_count; i++)
        show_part(canvas, &canvas->ground, canvas->movers[i].pixels);
    for (size_t i = 0; i < canvas->mover_count; i++) {
        Mover *mover = &canvas->movers[i];
        const Mark *mark = &to->marks[mover->mark];
        Box box = between(mover->from, mark->box, eased(share));
        brush->actions->opacity(brush, mover->is_new ? (double)share : 1);
        draw_mark(brush, to, mark, box, canvas->theme);
        brush->actions->opacity(brush, 1);
        mover->pixels = pixels_of(canvas, box);
        note_change(canvas, mover->pixels);
    }
}
