/* How wide lettering is. The composer asks through here, so that it needs no fonts: the stage answers with those of
 * the machine (typeface.h), golden scenes with a fixed width for each character. */
#ifndef LOOPSCOPE_MEASURE_H
#define LOOPSCOPE_MEASURE_H

#include "scene.h"

typedef struct Measure {
    /* the width in stage units of `length` bytes of UTF-8 on one line */
    float (*width)(void *context, const char *text, size_t length, Face face, float size);
    void *context;
} Measure;

/* Every character 0.6 of the size wide. */
extern const Measure measure_fixed;

float measure_width(const Measure *measure, const char *text, size_t length, Face face, float size);

/* The bytes of the longest beginning that fits into a width. */
size_t measure_fit(const Measure *measure, const char *text, size_t length, Face face, float size, float width);
/* Where to break a line: as measure_fit, but between words where one can. *skip becomes the bytes to the next line.
 */
size_t measure_break(const Measure *measure, const char *text, size_t length, Face face, float size, float width,
                     size_t *skip);

/* What a chip needs: its sign, a gap and its lettering, and room at both ends. In shares of the lettering's size.
 */
#define CHIP_SIGN 0.72F
#define CHIP_GAP 0.30F
#define CHIP_PADDING 0.62F
float measure_chip(const Measure *measure, Sign sign, const char *text, size_t length, float size);

/* scene_words, cut with an ellipsis where it does not fit into the box. Returns the width it takes. */
float scene_fit(Scene *scene, const Measure *measure, Box box, const char *text, size_t length, Face face,
                float size, Ink ink, Align align);

#endif
