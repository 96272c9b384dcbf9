/* A table of short texts in aligned columns.
 *
 * Columns may stand in groups of two or more, with the group's name in a line above. All is measured before
 * anything is printed, so the texts are kept; where there is no memory for a row the table says so by `is_short`.
 */
#ifndef LOOPSCOPE_SHEET_H
#define LOOPSCOPE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SHEET_COLUMNS_MOST = 32, SHEET_CELL_BYTES = 48 };

typedef struct SheetColumn {
    char heading[SHEET_CELL_BYTES];
    char group[SHEET_CELL_BYTES]; /* above it and the following columns of the same group; "" none */
    bool is_left;                 /* words stand at the left, numbers at the right */
    unsigned width;
} SheetColumn;

typedef struct Sheet {
    SheetColumn columns[SHEET_COLUMNS_MOST];
    size_t column_count;
    char (*cells)[SHEET_CELL_BYTES]; /* owned; row by row */
    size_t row_count, capacity;      /* of rows */
    bool is_short;                   /* a row was lost for want of memory */
} Sheet;

/* All columns are added before the first row. */
void sheet_add_column(Sheet *sheet, const char *group, const char *heading, bool is_left);
/* A new row of empty cells; false where there is no memory for it. */
bool sheet_add_row(Sheet *sheet);
/* The text of the last row's cell. */
void sheet_set(Sheet *sheet, size_t column, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Dim headings where the stream has colours. */
void sheet_print(Sheet *sheet, FILE *output, bool has_color);
void sheet_release(Sheet *sheet);

#endif
