/* Pictures of scenes as files: PNG, SVG and PDF. A PDF can have several pages, the others one. The same scene gives
 * the same bytes. */
#ifndef LOOPSCOPE_PICTURE_H
#define LOOPSCOPE_PICTURE_H

#include "scene.h"
#include "typeface.h"
#include "whole_file.h"

typedef enum PictureFormat { PICTURE_PNG, PICTURE_SVG, PICTURE_PDF } PictureFormat;

/* By the ending of the path, in capitals or not. False where it is none of the three. */
bool picture_format_of(const char *path, PictureFormat *format);

/* How large a picture is and how it looks. */
typedef struct PictureSize {
    unsigned width, height; /* pixels, from PICTURE_LEAST to PICTURE_MOST; of SVG and PDF only the shape counts */
    float text_scale;       /* 0.75 to 2 */
} PictureSize;
enum { PICTURE_LEAST = 64, PICTURE_MOST = 16384 };

/* The page that a scene is to be composed on. */
Box picture_page(const PictureSize *size);

typedef struct Picture {
    WholeFile whole;
    PictureFormat format;
    PictureSize size;
    ThemeName theme;
    Typeface *typeface;       /* borrowed */
    cairo_surface_t *surface; /* owned; of a PDF */
    bool has_failed;
} Picture;

/* Begin a file. False where it cannot be written: `whole.message` tells why. */
bool picture_open(Picture *picture, const char *path, PictureFormat format, const PictureSize *size,
                  ThemeName theme, Typeface *typeface);
/* Draw the scene: of a PDF the next page. `title` is the picture's, for those who cannot see it. */
void picture_draw(Picture *picture, const Scene *scene, const char *title);
/* False where the file could not be written: `whole.message` tells why, and nothing is left behind. */
bool picture_finish(Picture *picture);
/* Give up: nothing is left behind. */
void picture_abandon(Picture *picture);

#endif
