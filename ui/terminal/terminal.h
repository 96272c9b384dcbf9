/* loopscope in the terminal: the catalogue, the opening of a scenario, and stepping through it, or through two
 * runs side by side. */
#ifndef LOOPSCOPE_TERMINAL_H
#define LOOPSCOPE_TERMINAL_H

#include "player.h"
#include "scenarios.h"
#include "two_runs.h"

typedef struct TerminalOptions {
    bool has_color, is_ascii, has_mouse;
    bool is_lecture; /* answers of questions stay hidden until somebody reveals them */
} TerminalOptions;

/* Step through a scenario until the person leaves. False where the terminal cannot be used. */
bool terminal_steps(const TerminalOptions *options, Player *player);
/* The catalogue, and what is chosen there. */
bool terminal_catalogue(const TerminalOptions *options, const Scenarios *scenarios);
/* Two runs beside each other. */
bool terminal_pair(const TerminalOptions *options, TwoRuns *runs);

#endif
