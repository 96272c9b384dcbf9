/* The screens that this build has: with_terminal.c where ncurses was found, without_terminal.c else. */
#ifndef LOOPSCOPE_SCREENS_H
#define LOOPSCOPE_SCREENS_H

#include "options.h"
#include "player.h"
#include "scenarios.h"
#include "two_runs.h"

/* Is there a screen to show things on: built in, wanted, input and output on a terminal? */
bool screens_are_there(const Options *options);
/* False where the terminal cannot be used; that has been told. */
bool screens_show_steps(const Options *options, Player *player);
/* Two runs beside each other. */
bool screens_show_pair(const Options *options, TwoRuns *runs);
bool screens_show_catalogue(const Options *options, const Scenarios *scenarios);

#endif
