#include "theme_names.h"

const char *theme_title(ThemeName theme)
{
    static const char *const titles[THEMES] = {"dark", "light", "high contrast", "monochrome"};
    return titles[theme];
}
