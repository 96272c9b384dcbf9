/* The display: a window of SDL2 that shows a canvas and gives what a person does as events. The only file that
 * knows SDL. Idle costs nothing: waiting for an event waits in the system. */
#ifndef LOOPSCOPE_DISPLAY_H
#define LOOPSCOPE_DISPLAY_H

#include "canvas.h"
#include "keys.h"

typedef struct Display Display;

typedef enum DisplayEventKind {
    DISPLAY_NOTHING, /* the time is up */
    DISPLAY_KEY,
    DISPLAY_PRESS,
    DISPLAY_DOUBLE, /* the second press of two */
    DISPLAY_DRAG,   /* moved with the button held */
    DISPLAY_RELEASE,
    DISPLAY_WHEEL, /* `key` is 1 down or -1 up */
    DISPLAY_RESIZED,
    DISPLAY_EXPOSED, /* what was shown may be lost */
    DISPLAY_WOKEN,   /* display_wake was called */
    DISPLAY_CLOSED,
} DisplayEventKind;

typedef struct DisplayEvent {
    DisplayEventKind kind;
    Key key;
    int direction; /* of the wheel: 1 down, -1 up */
    int x, y;      /* pixels */
} DisplayEvent;

/* Open a window of that size in pixels. NULL where there is no display: `message` then tells why. `screen`: which
 * of several displays, from 0. */
Display *display_open(const char *title, unsigned width, unsigned height, int screen, bool is_full, char *message,
                      size_t room);
void display_close(Display *display); /* accepts NULL */

/* Pixels of the window now; at least 1. */
void display_size(const Display *display, unsigned *width, unsigned *height);
void display_title(Display *display, const char *title);
void display_set_full(Display *display, bool is_full);

/* Milliseconds of a clock that never goes back. */
uint64_t display_now_ms(void);

/* The next event; waits at most so long, for ever where it is DISPLAY_FOREVER. */
enum { DISPLAY_FOREVER = -1 };
DisplayEvent display_wait(Display *display, int wait_ms);
/* From any thread: let display_wait return. */
void display_wake(void);

/* Show what changed of a canvas of the window's size; all of it where `is_all`. */
void display_show(Display *display, Canvas *canvas, bool is_all);
/* A black window. */
void display_black(Display *display);

#endif
