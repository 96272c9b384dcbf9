/* Pages over the screen. */
#include "overlay.h"

#include "actions.h"
#include "pen.h"
#include "states.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { KEY_COLUMN = 26, PAGE_WIDTH = 92 };

/* ---- texts ---- */

static size_t count_lines(const char *text)
{
    size_t lines = 0;
    while (text && *text) {
        lines++;
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    return lines;
}

static const char *line_number(const char *text, size_t line)
{
    while (line > 0 && (text = strchr(text, '\n'))) {
        text++;
        line--;
    }
    return text ? text : "";
}

void overlay_open_text(Overlay *overlay, const char *title, const char *text)
{
    size_t size = strlen(text) + 1;
    *overlay = (Overlay){0};
    snprintf(overlay->title, sizeof overlay->title, "%s", title);
    overlay->text = malloc(size);
    if (overlay->text)
        memcpy(overlay->text, text, size);
}

void overlay_close(Overlay *overlay)
{
    free(overlay->text);
    *overlay = (Overlay){0};
}

/* All keys of an action: «→ l». */
static void add_keys(char *text, size_t room, Action action, bool is_ascii)
{
    char key[KEY_TEXT_BYTES];
    for (size_t i = 0; action_key(action, i) != PRESS_NONE; i++) {
        size_t length = strlen(text);
        snprintf(text + length, room - length, "%s%s", i ? "  " : "",
                 key_text(key, action_key(action, i), is_ascii));
    }
}

/* The signs of the views and what they say. */
static void add_signs(char *text, size_t room, bool is_ascii)
{
    size_t length = strlen(text);
    length += (size_t)snprintf(text + length, room - length, "\nSigns\n");
    for (int state = 0; state < SIM_STATES && length < room; state++)
        length += (size_t)snprintf(text + length, room - length, "\t%s\t%s\n",
                                   state_sign((SimState)state, is_ascii), state_word((SimState)state));
    if (length < room)
        snprintf(text + length, room - length,
                 "\t%s\tasked to cancel\n\t%s\tan await that switched\n\t%s\tan await that went straight on\n",
                 cancelling_sign(is_ascii), is_ascii ? "#" : "◆", is_ascii ? "." : "◇");
}

void overlay_open_keys(Overlay *overlay, bool is_ascii)
{
    char text[8192] = "";
    size_t length = 0;
    for (ActionGroup group = 0; group < ACTION_GROUPS; group++) {
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s\n", group ? "\n" : "",
                                   action_group_title(group));
        for (Action action = 1; action < ACTION_COUNT && length < sizeof text - 256; action++) {
            char keys[96] = "";
            if (action_info(action)->group != group)
                continue;
            add_keys(keys, sizeof keys, action, is_ascii);
            length += (size_t)snprintf(text + length, sizeof text - length, "\t%s\t%s\n", keys,
                                       action_info(action)->help);
        }
    }
    add_signs(text, sizeof text, is_ascii);
    overlay_open_text(overlay, "keys", text);
}

/* ---- keys ---- */

static void scroll(Overlay *overlay, int by)
{
    size_t lines = count_lines(overlay->text), most = lines > overlay->rows ? lines - overlay->rows : 0;
    if (by < 0)
        overlay->top -= (size_t)-by < overlay->top ? (size_t)-by : overlay->top;
    else
        overlay->top = overlay->top + (size_t)by < most ? overlay->top + (size_t)by : most;
}

bool overlay_key(Overlay *overlay, Key key)
{
    int page = overlay->rows > 2 ? (int)overlay->rows - 1 : 1;
    switch (key) {
    case PRESS_UP:
    case 'k':
        scroll(overlay, -1);
        return true;
    case PRESS_DOWN:
    case 'j':
        scroll(overlay, 1);
        return true;
    case PRESS_PAGE_UP:
        scroll(overlay, -page);
        return true;
    case PRESS_PAGE_DOWN:
    case ' ':
        scroll(overlay, page);
        return true;
    case PRESS_HOME:
        overlay->top = 0;
        return true;
    case PRESS_END:
        scroll(overlay, 1 << 20);
        return true;
    case 'n':
        overlay_search(overlay, overlay->search);
        return true;
    default:
        return false;
    }
}

static bool line_contains(const char *line, const char *word)
{
    size_t length = strlen(word);
    for (; *line && *line != '\n'; line++)
        if (strncasecmp(line, word, length) == 0)
            return true;
    return false;
}

void overlay_search(Overlay *overlay, const char *word)
{
    size_t lines = count_lines(overlay->text);
    if (word != overlay->search)
        snprintf(overlay->search, sizeof overlay->search, "%s", word);
    for (size_t i = 1; *overlay->search && i <= lines; i++) {
        size_t line = (overlay->top + i) % lines;
        if (!line_contains(line_number(overlay->text, line), overlay->search))
            continue;
        overlay->top = 0;
        scroll(overlay, (int)line);
        return;
    }
}

/* ---- drawing ---- */

static void draw_line(const Overlay *overlay, Screen *screen, Area area, unsigned y, const char *line)
{
    const char *end = strchr(line, '\n');
    size_t size = end ? (size_t)(end - line) : strlen(line);
    bool is_match = *overlay->search && line_contains(line, overlay->search);
    const char *tab = size > 0 && line[0] == '\t' ? memchr(line + 1, '\t', size - 1) : NULL;
    if (!tab) {
        screen_text(screen, area, 0, y, is_match ? LOOK_CHANGED : LOOK_STRONG, line, size);
        return;
    }
    unsigned column = area.width > 60 ? KEY_COLUMN : area.width / 3;
    Area keys = {area.x, area.y, column, area.height};
    screen_text(screen, keys, 2, y, LOOK_KEY, line + 1, (size_t)(tab - line - 1));
    size_t rest = size - (size_t)(tab + 1 - line);
    screen_text(screen, area, column, y, is_match ? LOOK_CHANGED : LOOK_NORMAL, tab + 1, rest);
}

static void blank(Screen *screen, Area area)
{
    for (unsigned y = 0; y < area.height; y++)
        for (unsigned x = 0; x < area.width; x++)
            screen_string(screen, area, x, y, LOOK_NORMAL, " ");
}

void overlay_draw(Overlay *overlay, Screen *screen)
{
    unsigned width = screen->width < PAGE_WIDTH + 4 ? screen->width : PAGE_WIDTH + 4;
    Area whole = {(screen->width - width) / 2, 0, width, screen->height};
    if (whole.width < 8 || whole.height < 4)
        return;
    size_t lines = count_lines(overlay->text);
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
    overlay->rows = area.height;
    scroll(overlay, 0);
    for (unsigned y = 0; y < area.height && overlay->top + y < lines; y++)
        draw_line(overlay, screen, area, y, line_number(overlay->text, overlay->top + y));
    Pen pen = pen_at(screen, whole, 2, 0);
    pen_text(&pen, LOOK_STRONG, " %s ", overlay->title);
    pen = pen_at(screen, whole, 2, whole.height - 1);
    pen_text(&pen, LOOK_DIM, lines > area.height ? " ↑ ↓ scroll  / search  Esc close " : " Esc close ");
    screen_cursor(screen, area, 0, 0);
}
