/* Measuring and printing tables. */
#include "sheet.h"

#include "glyphs.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2 };

void sheet_add_column(Sheet *sheet, const char *group, const char *heading, bool is_left)
{
    if (sheet->column_count == SHEET_COLUMNS_MOST)
        return;
    SheetColumn *column = &sheet->columns[sheet->column_count++];
    snprintf(column->group, sizeof column->group, "%s", group);
    snprintf(column->heading, sizeof column->heading, "%s", heading);
    column->is_left = is_left;
    column->width = string_width(column->heading);
}

static char *cell_of(const Sheet *sheet, size_t row, size_t column)
{
    return sheet->cells[row * sheet->column_count + column];
}

bool sheet_add_row(Sheet *sheet)
{
    if (sheet->row_count == sheet->capacity) {
        size_t capacity = sheet->capacity ? sheet->capacity * 2 : 16;
        void *cells = realloc(sheet->cells, capacity * sheet->column_count * sizeof *sheet->cells);
        if (!cells) {
            sheet->is_short = true;
            return false;
        }
        sheet->cells = cells;
        sheet->capacity = capacity;
    }
    memset(cell_of(sheet, sheet->row_count++, 0), 0, sheet->column_count * sizeof *sheet->cells);
    return true;
}

void sheet_set(Sheet *sheet, size_t column, const char *format, ...)
{
    va_list arguments;
    if (column >= sheet->column_count || sheet->row_count == 0)
        return;
    char *cell = cell_of(sheet, sheet->row_count - 1, column);
    va_start(arguments, format);
    vsnprintf(cell, SHEET_CELL_BYTES, format, arguments);
    va_end(arguments);
    unsigned width = string_width(cell);
    SheetColumn *known = &sheet->columns[column];
    known->width = width > known->width ? width : known->width;
}

/* Columns of the group that begins here. */
static size_t group_size(const Sheet *sheet, size_t first)
{
    size_t size = 1;
    while (first + size < sheet->column_count &&
           strcmp(sheet->columns[first].group, sheet->columns[first + size].group) == 0)
        size++;
    return *sheet->columns[first].group ? size : 1;
}

static unsigned group_width(const Sheet *sheet, size_t first, size_t size)
{
    unsigned width = (unsigned)(size - 1) * GAP;
    for (size_t i = 0; i < size; i++)
        width += sheet->columns[first + i].width;
    return width;
}

/* A group's name may be wider than its columns: the first one gets the rest. */
static bool fit_groups(Sheet *sheet)
{
    bool has_groups = false;
    for (size_t at = 0, size; at < sheet->column_count; at += size) {
        size = group_size(sheet, at);
        unsigned has = group_width(sheet, at, size), needs = string_width(sheet->columns[at].group);
        sheet->columns[at].width += needs > has ? needs - has : 0;
        has_groups |= *sheet->columns[at].group != '\0';
    }
    return has_groups;
}

/* Blanks are owed until something is printed behind them: no line ends in blanks. */
typedef struct SheetLine {
    FILE *output;
    unsigned owed;
} SheetLine;

static void print_text(SheetLine *line, const char *text, unsigned width, bool is_left)
{
    unsigned cells = string_width(text), rest = cells < width ? width - cells : 0;
    if (!is_left)
        line->owed += rest;
    if (*text) {
        fprintf(line->output, "%*s", (int)line->owed, "");
        glyphs_print(line->output, text, strlen(text));
        line->owed = 0;
    } else {
        line->owed += cells;
    }
    line->owed += (is_left ? rest : 0) + GAP;
}

static void print_groups(const Sheet *sheet, FILE *output)
{
    SheetLine line = {output, GAP};
    for (size_t at = 0, size; at < sheet->column_count; at += size) {
        size = group_size(sheet, at);
        print_text(&line, sheet->columns[at].group, group_width(sheet, at, size), false);
    }
    putc('\n', output);
}

static void print_row(const Sheet *sheet, FILE *output, const char *(*text)(const Sheet *, size_t, size_t),
                      size_t row)
{
    SheetLine line = {output, GAP};
    for (size_t at = 0; at < sheet->column_count; at++)
        print_text(&line, text(sheet, row, at), sheet->columns[at].width, sheet->columns[at].is_left);
    putc('\n', output);
}

static const char *heading_text(const Sheet *sheet, size_t row, size_t column)
{
    (void)row;
    return sheet->columns[column].heading;
}

static const char *cell_text(const Sheet *sheet, size_t row, size_t column)
{
    return cell_of(sheet, row, column);
}

void sheet_print(Sheet *sheet, FILE *output, bool has_color)
{
    bool has_groups = fit_groups(sheet);
    fputs(has_color ? "\033[2m" : "", output);
    if (has_groups)
        print_groups(sheet, output);
    print_row(sheet, output, heading_text, 0);
    fputs(has_color ? "\033[0m" : "", output);
    for (size_t row = 0; row < sheet->row_count; row++)
        print_row(sheet, output, cell_text, row);
}

void sheet_release(Sheet *sheet)
{
    free(sheet->cells);
    *sheet = (Sheet){0};
}
