/* Two runs in the terminal: a loop that draws both, reads a key and steps both. */
#include "terminal_pair.h"

#include "messages.h"
#include "restore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IDLE_MS = 1000, PLAY_MS = 700 };

typedef struct PairTerminal {
    Console *console;
    Screen screen;
    ThemeName theme;
    PairScreen *shown; /* borrowed */
    bool is_ascii, is_leaving;
    bool is_leaving_all; /* not only these two runs */
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

static void leave(PairTerminal *terminal, bool is_all)
{
    terminal->is_leaving = true;
    terminal->is_leaving_all |= is_all;
}

static void draw(PairTerminal *terminal)
{
    if (!fit_screen(terminal)) {
        leave(terminal, true);
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
        leave(terminal, key == PRESS_CTRL_C);
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
        leave(terminal, true);
        break;
    case EVENT_PRESS:
    case EVENT_DOUBLE:
    case EVENT_DRAG:
        break;
    }
}

static void live(PairTerminal *terminal)
{
    while (!terminal->is_leaving) {
        draw(terminal);
        ConsoleEvent event = console_read(terminal->console, terminal->shown->is_playing ? PLAY_MS : IDLE_MS);
        answer(terminal, &event);
    }
    screen_release(&terminal->screen);
}

bool terminal_pair(const TerminalOptions *options, PairScreen *shown)
{
    PairTerminal terminal = {.shown = shown, .is_ascii = options->is_ascii};
    terminal.console = console_open(options->has_color, options->has_mouse);
    if (!terminal.console)
        return false;
    live(&terminal);
    int signal_number = restore_pending_signal();
    console_close(terminal.console);
    if (signal_number)
        restore_die_of(signal_number);
    return true;
}

/* ---- from the catalogue ---- */

/* What is open while two runs are shown. */
typedef struct TwoRuns {
    Player players[PAIR_SIDES];
    PairScreen shown;
    char title[256];
} TwoRuns;

/* A setting is «GATE=0». */
static bool open_run(Player *player, const char *path, const char *setting, char *message, size_t room)
{
    SourceFile file;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(setting, "="), setting);
    SimKnobSetting knob = {name, setting + strcspn(setting, "=") + 1};
    SimOptions options = {.knobs = &knob, .knob_count = 1};
    if (source_file_read(&file, path) != SOURCE_FILE_READ) {
        snprintf(message, room, "%s", file.message);
        source_file_release(&file);
        return false;
    }
    if (player_open(player, &file, &options))
        return true;
    snprintf(message, room, "%s", player->diagnostics ? player->diagnostics : "");
    return false;
}

static void begin_shown(TwoRuns *runs, const Scenario *pair)
{
    SimScenario scenario;
    sim_scenario(runs->players[PAIR_LEFT].sim, &scenario);
    snprintf(runs->title, sizeof runs->title, "%s  %s", scenario.title, scenario.file_name);
    pair_screen_init(&runs->shown, &runs->players[PAIR_LEFT], &runs->players[PAIR_RIGHT], true);
    runs->shown.title = runs->title;
    for (size_t side = 0; side < PAIR_SIDES; side++)
        runs->shown.names[side] = pair->settings[side];
}

bool terminal_compare(Console *console, const TerminalOptions *options, ThemeName *theme, const Scenario *pair,
                      char *message, size_t room)
{
    PairTerminal terminal = {.console = console, .theme = *theme, .is_ascii = options->is_ascii};
    TwoRuns *runs = calloc(1, sizeof *runs); /* too large for the stack */
    if (!runs) {
        snprintf(message, room, "%s", MESSAGE_NO_MEMORY);
        return false;
    }
    if (open_run(&runs->players[PAIR_LEFT], pair->path, pair->settings[PAIR_LEFT], message, room) &&
        open_run(&runs->players[PAIR_RIGHT], pair->path, pair->settings[PAIR_RIGHT], message, room)) {
        begin_shown(runs, pair);
        terminal.shown = &runs->shown;
        live(&terminal);
        pair_screen_release(&runs->shown);
        *theme = terminal.theme;
    }
    for (size_t side = 0; side < PAIR_SIDES; side++)
        player_close(&runs->players[side]);
    free(runs);
    return terminal.is_leaving_all;
}
