/* A pen writes pieces one after the other into a row of an area. */
#ifndef LOOPSCOPE_PEN_H
#define LOOPSCOPE_PEN_H

#include "piece.h"
#include "screen.h"

typedef struct Pen {
    Screen *screen;
    Area area;
    unsigned x, y; /* in the area */
} Pen;

static inline Pen pen_at(Screen *screen, Area area, unsigned x, unsigned y)
{
    return (Pen){screen, area, x, y};
}

unsigned pen_room(const Pen *pen); /* cells left in the row */
void pen_text(Pen *pen, Look look, const char *format, ...) __attribute__((format(printf, 3, 4)));
void pen_blank(Pen *pen, unsigned cells);
/* Text that ends at the area's right edge; does not move the pen. Left out where it would not leave room. */
void pen_right(Pen *pen, Look look, const char *text);

/* The sign and label of a chip; at most `width` cells (0: as many as it takes). */
void pen_chip(Pen *pen, const Chip *chip, unsigned width);
unsigned chip_width(const Chip *chip);

/* A row of pieces; what does not fit is counted: «+3». Returns the cells used. */
void pen_row(Pen *pen, const Row *row);
unsigned row_width(const Row *row);

/* Text broken between words into at most `rows` lines from the pen's row on; returns the rows used. */
unsigned pen_paragraph(Pen *pen, Look look, const char *text, unsigned rows);
/* The rows that a text would use in an area of such a width. */
unsigned paragraph_rows(const char *text, unsigned width);

#endif
