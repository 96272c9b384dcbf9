/* What lies over the screen: a page, or the line that is typed. */
#include "overlay.h"

#include "pen.h"

enum { KEY_COLUMN = 26, PAGE_WIDTH = 92 };

static void draw_line(const Page *page, Screen *screen, Area area, unsigned y, size_t number)
{
    PageLine line = page_line(page, number);
    screen_hit(screen, (Area){area.x, area.y + y, area.width, 1}, HIT_ROW, (uint32_t)number);
    if (!line.key) {
        screen_text(screen, area, 0, y, line.is_match ? LOOK_CHANGED : LOOK_STRONG, line.text, line.size);
        return;
    }
    unsigned column = area.width > 60 ? KEY_COLUMN : area.width / 3;
    Area keys = {area.x, area.y, column, area.height};
    screen_text(screen, keys, 2, y, LOOK_KEY, line.key, line.key_size);
    screen_text(screen, area, column, y, line.is_match ? LOOK_CHANGED : LOOK_NORMAL, line.text, line.size);
}

static void blank(Screen *screen, Area area)
{
    for (unsigned y = 0; y < area.height; y++)
        for (unsigned x = 0; x < area.width; x++)
            screen_string(screen, area, x, y, LOOK_NORMAL, " ");
}

void overlay_page(Page *page, Screen *screen)
{
    unsigned width = screen->width < PAGE_WIDTH + 4 ? screen->width : PAGE_WIDTH + 4;
    Area whole = {(screen->width - width) / 2, 0, width, screen->height};
    if (whole.width < 8 || whole.height < 4)
        return;
    size_t lines = page_line_count(page);
    if (lines + 2 < whole.height) {
        whole.y = (whole.height - (unsigned)lines - 2) / 2;
        whole.height = (unsigned)lines + 2;
    }
    screen->hit_count = 0;
    blank(screen, whole);
    screen_line_across(screen, whole.x, whole.x + width - 1, whole.y, LOOK_FOCUS);
    screen_line_across(screen, whole.x, whole.x + width - 1, whole.y + whole.height - 1, LOOK_FOCUS);
    screen_line_down(screen, whole.x, whole.y, whole.y + whole.height - 1, LOOK_FOCUS);
    screen_line_down(screen, whole.x + width - 1, whole.y, whole.y + whole.height - 1, LOOK_FOCUS);
    Area area = {whole.x + 2, whole.y + 1, width - 4, whole.height - 2};
    page_show_rows(page, area.height);
    for (unsigned y = 0; y < area.height && page->top + y < lines; y++)
        draw_line(page, screen, area, y, page->top + y);
    Pen pen = pen_at(screen, whole, 2, 0);
    pen_text(&pen, LOOK_STRONG, " %s ", page->title);
    pen = pen_at(screen, whole, 2, whole.height - 1);
    pen_text(&pen, LOOK_DIM, lines > area.height ? " ↑ ↓ scroll  / search  Esc close " : " Esc close ");
    screen_cursor(screen, area, 0, 0);
}

void overlay_prompt(const Prompt *prompt, Screen *screen)
{
    Area line = {0, screen->height - 1, screen->width, 1};
    for (unsigned x = 0; x < screen->width; x++)
        screen_string(screen, line, x, 0, LOOK_NORMAL, " ");
    Pen pen = pen_at(screen, line, 1, 0);
    pen_text(&pen, LOOK_TITLE, "%s: ", prompt->label);
    pen_text(&pen, LOOK_STRONG, "%s", prompt->text);
    screen_cursor(screen, line, pen.x, 0);
    if (!*prompt->text && prompt->hint)
        pen_text(&pen, LOOK_DIM, "  %s", prompt->hint);
}
