/* The presenter's console in a build without curses: there is none. */
#include "presenter_console.h"

PresenterConsole *presenter_console_open(bool has_color, bool is_ascii, void (*wake)(void))
{
    (void)has_color;
    (void)is_ascii;
    (void)wake;
    return NULL;
}

void presenter_console_close(PresenterConsole *console)
{
    (void)console;
}

PresenterNews presenter_console_read(PresenterConsole *console, Key *key)
{
    (void)console;
    (void)key;
    return PRESENTER_NOTHING;
}

void presenter_console_draw(PresenterConsole *console, PresenterView *view)
{
    (void)console;
    (void)view;
}

int presenter_console_wait_ms(const PresenterConsole *console)
{
    (void)console;
    return 0;
}
