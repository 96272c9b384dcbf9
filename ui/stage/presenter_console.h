/* The presenter's console beside the window. SDL cannot wait for the terminal: a thread does, which does nothing
 * else, and wakes whoever waits for the window's events. All reading and drawing is done by the caller. */
#ifndef LOOPSCOPE_PRESENTER_CONSOLE_H
#define LOOPSCOPE_PRESENTER_CONSOLE_H

#include "presenter.h"

typedef struct PresenterConsole PresenterConsole;

typedef enum PresenterNews {
    PRESENTER_NOTHING, /* all is read: the thread waits again */
    PRESENTER_KEY,
    PRESENTER_RESIZED, /* or the screen is to be drawn anew */
    PRESENTER_LEAVES,  /* a signal asks to leave, or the terminal has gone */
} PresenterNews;

/* To be called before the window is opened, so that signals come to the console's thread and to no other. NULL
 * where the terminal cannot be used. */
PresenterConsole *presenter_console_open(bool has_color, bool is_ascii, void (*wake)(void));
/* Gives the terminal back. Ends by the signal that asked to leave, where there is one. Accepts NULL. */
void presenter_console_close(PresenterConsole *console);

/* Once awake: call until it is PRESENTER_NOTHING. */
PresenterNews presenter_console_read(PresenterConsole *console, Key *key);
void presenter_console_draw(PresenterConsole *console, PresenterView *view);
/* Milliseconds until what is drawn is out of date. */
int presenter_console_wait_ms(const PresenterConsole *console);

#endif
