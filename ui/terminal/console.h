/* The console: the terminal as a place to put a Screen on and to read keys and the mouse from. The only file that
 * knows curses is console.c. */
#ifndef LOOPSCOPE_CONSOLE_H
#define LOOPSCOPE_CONSOLE_H

#include "keys.h"
#include "screen.h"
#include "theme.h"

typedef enum ConsoleEventKind {
    EVENT_NONE, /* the time is over */
    EVENT_KEY,
    EVENT_PRESS,  /* the left button went down */
    EVENT_DOUBLE, /* and once more at the same place */
    EVENT_DRAG,   /* the mouse moves with the button down */
    EVENT_WHEEL_UP,
    EVENT_WHEEL_DOWN,
    EVENT_RESIZE,
    EVENT_LEAVE, /* a signal asks to leave, or the terminal has gone */
} ConsoleEventKind;

typedef struct ConsoleEvent {
    ConsoleEventKind kind;
    Key key;
    unsigned x, y;
} ConsoleEvent;

typedef struct Console Console;

/* NULL where the terminal cannot be used. */
Console *console_open(bool has_color, bool has_mouse);
/* Gives the terminal back. Accepts NULL. */
void console_close(Console *console);

bool console_has_colors(const Console *console);
void console_size(const Console *console, unsigned *width, unsigned *height);
/* Show a screen: sends only what differs from what is shown. */
void console_show(Console *console, const Screen *screen, ThemeName theme);
/* Forget what is shown, so that all is sent again. */
void console_redraw(Console *console);
/* The next thing that happens within so many milliseconds. */
ConsoleEvent console_read(Console *console, unsigned wait_ms);
/* Stop as Ctrl+Z does, and come back. */
void console_suspend(Console *console);
/* Milliseconds of a clock that only goes forward. */
uint64_t console_now_ms(void);

#endif
