/* Two runs of a pair, opened from the catalogue on a console that is open already. */
#ifndef LOOPSCOPE_TERMINAL_PAIR_H
#define LOOPSCOPE_TERMINAL_PAIR_H

#include "console.h"
#include "terminal.h"

/* Show them until the person leaves. Where they cannot be run, `message` tells why. True where loopscope itself is
 * to be left: Ctrl-C, or a signal. */
bool terminal_compare(Console *console, const TerminalOptions *options, ThemeName *theme, const Scenario *pair,
                      char *message, size_t room);

#endif
