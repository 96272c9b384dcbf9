/* Pages of lines: their texts, scrolling and searching. */
#include "page.h"

#include "states.h"
#include "topics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

void page_open_text(Page *page, const char *title, const char *text)
{
    size_t size = strlen(text) + 1;
    *page = (Page){0};
    snprintf(page->title, sizeof page->title, "%s", title);
    page->text = malloc(size);
    if (page->text)
        memcpy(page->text, text, size);
}

void page_close(Page *page)
{
    free(page->text);
    *page = (Page){0};
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
        length +=
            (size_t)snprintf(text + length, room - length, "\t%s\t%s: %s\n", state_sign((SimState)state, is_ascii),
                             state_word((SimState)state), topic_brief(state_word((SimState)state)));
    if (length < room)
        snprintf(text + length, room - length,
                 "\t%s\tasked to cancel\n\t%s\tan await that switched\n\t%s\tan await that went straight on\n",
                 cancelling_sign(is_ascii), is_ascii ? "#" : "◆", is_ascii ? "." : "◇");
}

static const char *usual_help(Action action)
{
    return action_info(action)->help;
}

/* The keys of a group, below its title; nothing where none of its actions is there. Returns what it takes. */
static size_t add_group(char *text, size_t room, ActionGroup group, const char *(*help_of)(Action), bool is_ascii)
{
    enum { LINE_BYTES = 256 };
    size_t length = 0;
    for (Action action = 1; action < ACTION_COUNT && length + LINE_BYTES < room; action++) {
        char keys[96] = "";
        if (action_info(action)->group != group || !help_of(action))
            continue;
        if (length == 0)
            length += (size_t)snprintf(text, room, "%s%s\n", group ? "\n" : "", action_group_title(group));
        add_keys(keys, sizeof keys, action, is_ascii);
        length += (size_t)snprintf(text + length, room - length, "\t%s\t%s\n", keys, help_of(action));
    }
    return length;
}

static void open_keys(Page *page, bool is_ascii, ActionGroup without, const char *(*help_of)(Action))
{
    char text[8192] = "";
    size_t length = 0;
    for (ActionGroup group = 0; group < ACTION_GROUPS; group++)
        if (group != without)
            length += add_group(text + length, sizeof text - length, group, help_of, is_ascii);
    add_signs(text, sizeof text, is_ascii);
    page_open_text(page, "keys", text);
}

void page_open_keys(Page *page, bool is_ascii, ActionGroup without)
{
    open_keys(page, is_ascii, without, usual_help);
}

void page_open_pair_keys(Page *page, bool is_ascii, ActionGroup without)
{
    open_keys(page, is_ascii, without, action_pair_help);
}

/* ---- lines ---- */

static bool line_contains(const char *line, const char *word)
{
    size_t length = strlen(word);
    for (; *line && *line != '\n'; line++)
        if (strncasecmp(line, word, length) == 0)
            return true;
    return false;
}

static void scroll(Page *page, int by)
{
    size_t lines = count_lines(page->text), most = lines > page->rows ? lines - page->rows : 0;
    if (by < 0)
        page->top -= (size_t)-by < page->top ? (size_t)-by : page->top;
    else
        page->top = page->top + (size_t)by < most ? page->top + (size_t)by : most;
}

size_t page_line_count(const Page *page)
{
    return count_lines(page->text);
}

PageLine page_line(const Page *page, size_t number)
{
    const char *line = line_number(page->text ? page->text : "", number), *end = strchr(line, '\n');
    size_t size = end ? (size_t)(end - line) : strlen(line);
    PageLine found = {.text = line, .size = size, .is_match = *page->search && line_contains(line, page->search)};
    const char *tab = size > 0 && line[0] == '\t' ? memchr(line + 1, '\t', size - 1) : NULL;
    if (!tab)
        return found;
    found.key = line + 1;
    found.key_size = (size_t)(tab - line - 1);
    found.text = tab + 1;
    found.size = size - (size_t)(tab + 1 - line);
    return found;
}

void page_show_rows(Page *page, size_t rows)
{
    page->rows = rows;
    scroll(page, 0);
}

/* ---- keys ---- */

bool page_key(Page *page, Key key)
{
    int rows = page->rows > 2 ? (int)page->rows - 1 : 1;
    switch (key) {
    case PRESS_UP:
    case 'k':
        scroll(page, -1);
        return true;
    case PRESS_DOWN:
    case 'j':
        scroll(page, 1);
        return true;
    case PRESS_PAGE_UP:
        scroll(page, -rows);
        return true;
    case PRESS_PAGE_DOWN:
    case ' ':
        scroll(page, rows);
        return true;
    case PRESS_HOME:
        page->top = 0;
        return true;
    case PRESS_END:
        scroll(page, 1 << 20);
        return true;
    case 'n':
        page_search(page, page->search);
        return true;
    default:
        return false;
    }
}

void page_search(Page *page, const char *word)
{
    size_t lines = count_lines(page->text);
    if (word != page->search)
        snprintf(page->search, sizeof page->search, "%s", word);
    for (size_t i = 1; *page->search && i <= lines; i++) {
        size_t line = (page->top + i) % lines;
        if (!line_contains(line_number(page->text, line), page->search))
            continue;
        page->top = 0;
        scroll(page, (int)line);
        return;
    }
}
