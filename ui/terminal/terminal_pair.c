/* Two runs in the terminal: a loop that draws both, reads a key and steps both. */
#include "console.h"
#include "pair_screen.h"
#include "restore.h"
#include "terminal.h"

enum { IDLE_MS = 1000, PLAY_MS = 700 };

typedef struct PairTerminal {
    Console *console;
    Screen screen;
    ThemeName theme;
    PairScreen *shown; /* borrowed */
    bool is_ascii, is_leaving;
} PairTerminal;

static bool fit_screen(PairTerminal *terminal)
{
    unsigned width, height;
    console_size(terminal->console, &width, &height);
    if (terminal->screen.cells && terminal->screen.width == width && terminal->screen.height == height)
        return true;
    screen_release(&terminal->screen);
    return screen_init(&terminal->screen, width, height, terminal->is_ascii);
}

static void draw(PairTerminal *terminal)
{
    if (!fit_screen(terminal)) {
        terminal->is_leaving = true;
        return;
    }
    screen_clear(&terminal->screen);
    terminal->screen.has_fills = terminal->theme != THEME_MONOCHROME && console_has_colors(terminal->console);
    pair_screen_draw(terminal->shown, &terminal->screen);
    console_show(terminal->console, &terminal->screen, terminal->theme);
}

static void press(PairTerminal *terminal, Key key)
{
    Action action = action_of_key(key);
    if (key == PRESS_CTRL_L)
        console_redraw(terminal->console);
    else if (key == PRESS_CTRL_Z)
        console_suspend(terminal->console);
    else if (key == PRESS_CTRL_C || action == ACTION_QUIT)
        terminal->is_leaving = true;
    else if (action == ACTION_THEME)
        terminal->theme = (ThemeName)((terminal->theme + 1) % THEMES);
    else
        pair_screen_act(terminal->shown, action);
}

static void answer(PairTerminal *terminal, const ConsoleEvent *event)
{
    switch (event->kind) {
    case EVENT_NONE:
        if (terminal->shown->is_playing) {
            pair_screen_act(terminal->shown, ACTION_CLOCK_STEP);
            terminal->shown->is_playing = !*terminal->shown->message;
        }
        break;
    case EVENT_KEY:
        press(terminal, event->key);
        break;
    case EVENT_WHEEL_UP:
        pair_screen_act(terminal->shown, ACTION_BACK);
        break;
    case EVENT_WHEEL_DOWN:
        pair_screen_act(terminal->shown, ACTION_STEP);
        break;
    case EVENT_RESIZE:
        console_redraw(terminal->console);
        break;
    case EVENT_LEAVE:
        terminal->is_leaving = true;
        break;
    case EVENT_PRESS:
    case EVENT_DOUBLE:
    case EVENT_DRAG:
        break;
    }
}

bool terminal_pair(const TerminalOptions *options, PairScreen *shown)
{
    PairTerminal terminal = {.shown = shown, .is_ascii = options->is_ascii};
    terminal.console = console_open(options->has_color, options->has_mouse);
    if (!terminal.console)
        return false;
    while (!terminal.is_leaving) {
        draw(&terminal);
        ConsoleEvent event = console_read(terminal.console, shown->is_playing ? PLAY_MS : IDLE_MS);
        answer(&terminal, &event);
    }
    int signal_number = restore_pending_signal();
    console_close(terminal.console);
    screen_release(&terminal.screen);
    if (signal_number)
        restore_die_of(signal_number);
    return true;
}
