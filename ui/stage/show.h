/* The show: the stage's window as a person uses it, from the catalogue over the page before a run to the steps. It
 * takes keys, the mouse and time, and composes and moves what the display shows. */
#ifndef LOOPSCOPE_SHOW_H
#define LOOPSCOPE_SHOW_H

#include "player.h"
#include "scenarios.h"
#include "theme_names.h"
#include "two_runs.h"

typedef struct ShowOptions {
    unsigned width, height; /* of the window, in pixels */
    float text_scale;       /* 0.75 to 2 */
    ThemeName theme;
    bool has_no_motion, has_no_mouse, is_full;
    int screen;                                            /* of several displays, from 0 */
    bool has_console, console_has_color, console_is_ascii; /* the presenter's console in the terminal */
} ShowOptions;

/* Step through a scenario until the person leaves. False where there is no display or no memory: `message` tells.
 */
bool show_steps(const ShowOptions *options, Player *player, char *message, size_t room);
/* Two runs side by side. */
bool show_pair(const ShowOptions *options, TwoRuns *runs, char *message, size_t room);
/* The catalogue, and what is chosen there. */
bool show_catalogue(const ShowOptions *options, const Scenarios *scenarios, char *message, size_t room);

#endif
