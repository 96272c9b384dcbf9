/* Typefaces: lettering through pango and fontconfig. Inter and JetBrains Mono where they are installed, DejaVu or
 * what the system has otherwise. Widths are measured without regard to pixels, so that a page is laid out alike at
 * every size. What was laid out once is kept. */
#ifndef LOOPSCOPE_TYPEFACE_H
#define LOOPSCOPE_TYPEFACE_H

#include "measure.h"

#include <cairo.h>

typedef struct Typeface Typeface;

/* NULL where there is no memory. */
Typeface *typeface_new(void);
void typeface_free(Typeface *typeface); /* accepts NULL */

/* Measures with these faces; good as long as the typeface. */
const Measure *typeface_measure(const Typeface *typeface);

/* One line with its base line's left end at (x, y), in the current colour. */
void typeface_show(Typeface *typeface, cairo_t *cairo, float x, float y, const char *text, size_t length, Face face,
                   float size);

/* The families of a face, the wished one first, as fontconfig and SVG take them. */
const char *typeface_families(Face face);
/* 400 or 600. */
unsigned typeface_weight(Face face);

#endif
