/* Giving the terminal back as it was, on every way out: by signal, by stop, by crash. */
#ifndef LOOPSCOPE_RESTORE_H
#define LOOPSCOPE_RESTORE_H

#include <stdbool.h>

/* Remember how the terminal is now, before anything changes it. */
void restore_remember(void);
/* Once the screen is open: bytes that bring the terminal back (copied), and handlers for signals that crash. */
void restore_arm(const char *bytes);
void restore_disarm(void);

/* The signal that asks the program to leave (SIGTERM, SIGINT, SIGHUP), 0 none. */
int restore_pending_signal(void);
/* End by that signal, as the one who sent it expects. Only after the screen is closed. */
void restore_die_of(int signal_number);

#endif
