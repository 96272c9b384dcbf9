/* Keys and their names. */
#include "keys.h"

#include <stdio.h>
#include <string.h>

static const struct {
    Key key;
    const char *name;  /* in the list of actions */
    const char *shown; /* to a person */
    const char *ascii;
} names[] = {
    {PRESS_LEFT, "Left", "←", "left"},
    {PRESS_RIGHT, "Right", "→", "right"},
    {PRESS_UP, "Up", "↑", "up"},
    {PRESS_DOWN, "Down", "↓", "down"},
    {PRESS_SHIFT_LEFT, "Shift+Left", "Shift+←", "Shift+left"},
    {PRESS_SHIFT_RIGHT, "Shift+Right", "Shift+→", "Shift+right"},
    {PRESS_TAB, "Tab", "Tab", "Tab"},
    {PRESS_SHIFT_TAB, "Shift+Tab", "Shift+Tab", "Shift+Tab"},
    {PRESS_PAGE_UP, "PgUp", "PgUp", "PgUp"},
    {PRESS_PAGE_DOWN, "PgDn", "PgDn", "PgDn"},
    {PRESS_HOME, "Home", "Home", "Home"},
    {PRESS_END, "End", "End", "End"},
    {PRESS_ENTER, "Enter", "Enter", "Enter"},
    {PRESS_ESCAPE, "Esc", "Esc", "Esc"},
    {PRESS_BACKSPACE, "Backspace", "Backspace", "Backspace"},
    {' ', "Space", "space", "space"},
    {PRESS_F1, "F1", "F1", "F1"},
    {PRESS_F5, "F5", "F5", "F5"},
    {PRESS_F11, "F11", "F11", "F11"},
    {PRESS_CTRL_C, "Ctrl+C", "Ctrl+C", "Ctrl+C"},
    {PRESS_CTRL_L, "Ctrl+L", "Ctrl+L", "Ctrl+L"},
    {PRESS_CTRL_Z, "Ctrl+Z", "Ctrl+Z", "Ctrl+Z"},
};

enum { NAMES = sizeof names / sizeof *names };

Key key_named(const char *name, size_t length)
{
    if (length == 1)
        return (Key)(unsigned char)*name;
    for (size_t i = 0; i < NAMES; i++)
        if (strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0)
            return names[i].key;
    return PRESS_NONE;
}

const char *key_text(char buffer[KEY_TEXT_BYTES], Key key, bool is_ascii)
{
    for (size_t i = 0; i < NAMES; i++)
        if (names[i].key == key) {
            snprintf(buffer, KEY_TEXT_BYTES, "%s", is_ascii ? names[i].ascii : names[i].shown);
            return buffer;
        }
    snprintf(buffer, KEY_TEXT_BYTES, "%c", key > ' ' && key < 127 ? (char)key : '?');
    return buffer;
}
