/* Scenes into files. */
#include "picture.h"

#include "brush_cairo.h"
#include "brush_svg.h"
#include "draw.h"
#include "messages.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

#include <cairo-pdf.h>

bool picture_format_of(const char *path, PictureFormat *format)
{
    static const char *const endings[] = {".png", ".svg", ".pdf"};
    const char *ending = strrchr(path, '.');
    for (int i = 0; ending && i < 3; i++) {
        if (strcasecmp(ending, endings[i]) == 0) {
            *format = (PictureFormat)i;
            return true;
        }
    }
    return false;
}

/* A page is 1080 units high at text scale 1, whatever its pixels. */
enum { PAGE_HEIGHT = 1080, PDF_HEIGHT = 540 /* points */ };

Box picture_page(const PictureSize *size)
{
    float height = PAGE_HEIGHT / size->text_scale;
    return (Box){0, 0, height * (float)size->width / (float)size->height, height};
}

static cairo_status_t write_bytes(void *context, const unsigned char *bytes, unsigned size)
{
    WholeFile *whole = context;
    if (fwrite(bytes, 1, size, whole->file) == size)
        return CAIRO_STATUS_SUCCESS;
    whole->error = errno;
    return CAIRO_STATUS_WRITE_ERROR;
}

bool picture_open(Picture *picture, const char *path, PictureFormat format, const PictureSize *size,
                  ThemeName theme, Typeface *typeface)
{
    *picture = (Picture){.format = format, .size = *size, .theme = theme, .typeface = typeface};
    if (!whole_file_open(&picture->whole, path))
        return false;
    if (format == PICTURE_PDF) {
        double width = (double)size->width / size->height * PDF_HEIGHT;
        picture->surface = cairo_pdf_surface_create_for_stream(write_bytes, &picture->whole, width, PDF_HEIGHT);
        cairo_pdf_surface_set_metadata(picture->surface, CAIRO_PDF_METADATA_CREATOR, "loopscope");
        cairo_pdf_surface_set_metadata(picture->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    }
    return true;
}

static void draw_on(Picture *picture, cairo_surface_t *surface, const Scene *scene, float scale, bool is_pixels)
{
    CairoBrush brush;
    cairo_t *cairo = cairo_create(surface);
    cairo_brush_init(&brush, cairo, picture->typeface, scale, is_pixels);
    draw_scene(&brush.brush, scene, picture->theme);
    if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS)
        picture->has_failed = true;
    cairo_brush_release(&brush);
    cairo_destroy(cairo);
}

static void draw_png(Picture *picture, const Scene *scene)
{
    float scale = (float)picture->size.height / scene->page.height;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)picture->size.width, (int)picture->size.height);
    draw_on(picture, surface, scene, scale, true);
    if (cairo_surface_write_to_png_stream(surface, write_bytes, &picture->whole) != CAIRO_STATUS_SUCCESS)
        picture->has_failed = true;
    cairo_surface_destroy(surface);
}

static void draw_svg(Picture *picture, const Scene *scene, const char *title)
{
    SvgBrush brush;
    svg_brush_begin(&brush, picture->whole.file, typeface_measure(picture->typeface), scene->page, title);
    draw_scene(&brush.brush, scene, picture->theme);
    if (!svg_brush_end(&brush))
        picture->has_failed = true;
}

static void draw_pdf_page(Picture *picture, const Scene *scene, const char *title)
{
    cairo_pdf_surface_set_metadata(picture->surface, CAIRO_PDF_METADATA_TITLE, title);
    draw_on(picture, picture->surface, scene, PDF_HEIGHT / scene->page.height, false);
    cairo_surface_show_page(picture->surface);
}

void picture_draw(Picture *picture, const Scene *scene, const char *title)
{
    if (scene->is_short)
        picture->has_failed = true;
    switch (picture->format) {
    case PICTURE_PNG:
        draw_png(picture, scene);
        break;
    case PICTURE_SVG:
        draw_svg(picture, scene, title);
        break;
    case PICTURE_PDF:
        draw_pdf_page(picture, scene, title);
        break;
    }
}

/* What a PDF still has to write. */
static void end_surface(Picture *picture)
{
    if (!picture->surface)
        return;
    cairo_surface_finish(picture->surface);
    if (cairo_surface_status(picture->surface) != CAIRO_STATUS_SUCCESS)
        picture->has_failed = true;
    cairo_surface_destroy(picture->surface);
    picture->surface = NULL;
}

void picture_abandon(Picture *picture)
{
    end_surface(picture);
    whole_file_abandon(&picture->whole);
}

bool picture_finish(Picture *picture)
{
    end_surface(picture);
    if (!picture->has_failed || ferror(picture->whole.file))
        return whole_file_finish(&picture->whole);
    whole_file_abandon(&picture->whole);
    snprintf(picture->whole.message, sizeof picture->whole.message, MESSAGE_NO_MEMORY);
    return false;
}
