/* The list of what is wrong: a row for each, and below what there is to say about the chosen one. */
#include "overlay.h"

#include "pen.h"

enum { WIDTH = 96, DETAIL_MOST = 10, LINE_COLUMN = 6 };

/* The chosen row's sentences, each from a row of its own on. Returns the rows that they take. */
static unsigned draw_detail(const FindingShown *shown, Screen *screen, Area area)
{
    Pen pen = pen_at(screen, area, 0, 0);
    pen_paragraph(&pen, LOOK_STRONG, shown->seen, area.height);
    if (*shown->why && pen.y < area.height)
        pen_paragraph(&pen, LOOK_NORMAL, shown->why, area.height - pen.y);
    if (*shown->mend && pen.y < area.height) {
        char mend[512];
        snprintf(mend, sizeof mend, "Instead: %s", shown->mend);
        pen_paragraph(&pen, LOOK_SENTENCE, mend, area.height - pen.y);
    }
    return pen.y;
}

static void draw_row(const FindingShown *shown, uint32_t row, bool is_selected, Screen *screen, Area area,
                     unsigned y)
{
    Look look = is_selected ? LOOK_SELECTED : shown->kind != ROW_FINDING ? LOOK_BAD : LOOK_NORMAL;
    Pen pen = pen_at(screen, area, 0, y);
    screen_hit(screen, (Area){area.x, area.y + y, area.width, 1}, HIT_ROW, row);
    pen_text(&pen, is_selected ? LOOK_KEY : LOOK_DIM, "%s", is_selected ? "▸ " : "  ");
    if (shown->line > 0)
        pen_text(&pen, LOOK_DIM, "%4u  ", (unsigned)shown->line);
    else
        pen_blank(&pen, LINE_COLUMN);
    if (shown->kind == ROW_EXPECTATION)
        pen_text(&pen, look, "expected: %s %s ", shown->word, shown->what);
    else
        pen_text(&pen, look, "%s ", shown->what);
    pen_right(&pen, LOOK_CLOCK, shown->place);
}

static void draw_frame(Screen *screen, Area whole, size_t count)
{
    unsigned right = whole.x + whole.width - 1, bottom = whole.y + whole.height - 1;
    for (unsigned y = 0; y < whole.height; y++)
        for (unsigned x = 0; x < whole.width; x++)
            screen_string(screen, whole, x, y, LOOK_NORMAL, " ");
    screen_line_across(screen, whole.x, right, whole.y, LOOK_FOCUS);
    screen_line_across(screen, whole.x, right, bottom, LOOK_FOCUS);
    screen_line_down(screen, whole.x, whole.y, bottom, LOOK_FOCUS);
    screen_line_down(screen, right, whole.y, bottom, LOOK_FOCUS);
    Pen pen = pen_at(screen, whole, 2, 0);
    pen_text(&pen, LOOK_STRONG, count == 1 ? " 1 warning " : " %zu warnings ", count);
    pen = pen_at(screen, whole, 2, whole.height - 1);
    pen_text(&pen, LOOK_DIM, " ↑ ↓ choose  Enter go there  Esc close ");
}

/* Rows for the list: all of them, as long as some are left for what there is to say. */
static unsigned list_rows(size_t count, unsigned height)
{
    unsigned most = height > DETAIL_MOST + 1 ? height - DETAIL_MOST - 1 : height > 4 ? height / 2 : height;
    return count < most ? (unsigned)count : most;
}

void overlay_findings(FindingsView *view, const Player *player, Screen *screen)
{
    unsigned width = screen->width < WIDTH + 4 ? screen->width : WIDTH + 4;
    unsigned wished = (unsigned)(view->count < 100 ? view->count : 100) + DETAIL_MOST + 3;
    Area whole = {(screen->width - width) / 2, 0, width, screen->height < wished ? screen->height : wished};
    if (whole.width < 24 || whole.height < 4)
        return;
    whole.y = (screen->height - whole.height) / 2;
    screen->hit_count = 0;
    draw_frame(screen, whole, view->count);
    Area area = {whole.x + 2, whole.y + 1, width - 4, whole.height - 2};
    unsigned rows = list_rows(view->count, area.height);
    FindingShown shown;
    findings_view_show_rows(view, rows);
    for (unsigned y = 0; y < rows && findings_view_row(view, player, view->top + y, &shown); y++)
        draw_row(&shown, (uint32_t)(view->top + y), view->top + y == view->selected, screen, area, y);
    if (area.height > rows + 1 && findings_view_row(view, player, view->selected, &shown))
        draw_detail(&shown, screen, (Area){area.x, area.y + rows + 1, area.width, area.height - rows - 1});
    screen_cursor(screen, area, 0, (unsigned)(view->selected - view->top));
}
