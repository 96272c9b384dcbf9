#include "theme_names.h"

#include <stddef.h>

const char *theme_title(ThemeName theme)
{
    static const char *const titles[THEMES] = {"dark", "light", "high contrast", "monochrome"};
    return titles[theme];
}

static bool is_same_word(const char *word, const char *title)
{
    for (; *word && *title; word++, title++)
        if (*word != *title && !(*word == '-' && *title == ' '))
            return false;
    return *word == *title;
}

bool theme_named(const char *word, ThemeName *theme)
{
    for (int name = 0; name < THEMES; name++) {
        if (is_same_word(word, theme_title((ThemeName)name))) {
            *theme = (ThemeName)name;
            return true;
        }
    }
    return false;
}
