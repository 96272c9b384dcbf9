/* The themes' names: the same in the terminal and on the stage, each of which has colours of its own. */
#ifndef LOOPSCOPE_THEME_NAMES_H
#define LOOPSCOPE_THEME_NAMES_H

typedef enum ThemeName { THEME_DARK, THEME_LIGHT, THEME_HIGH_CONTRAST, THEME_MONOCHROME, THEMES } ThemeName;

/* «high contrast» */
const char *theme_title(ThemeName theme);

#endif
