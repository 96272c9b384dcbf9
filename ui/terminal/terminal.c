/* The terminal's life: one loop that draws what the session holds, reads an event and hands it on. */
#include "terminal.h"

#include "catalogue_screen.h"
#include "console.h"
#include "messages.h"
#include "overlay.h"
#include "pair_screen.h"
#include "restore.h"
#include "session.h"
#include "steps.h"
#include "whole_file.h"

#include <stdlib.h>

enum { IDLE_MS = 1000 };

typedef struct Terminal {
    TerminalOptions options;
    Console *console;
    Screen screen;
    ThemeName theme;
    Session session;
    Steps steps;
    PairScreen pair;
    bool is_dragging;
} Terminal;

/* ---- drawing ---- */

static bool fit_screen(Terminal *terminal)
{
    unsigned width, height;
    console_size(terminal->console, &width, &height);
    if (terminal->screen.cells && terminal->screen.width == width && terminal->screen.height == height)
        return true;
    screen_release(&terminal->screen);
    return screen_init(&terminal->screen, width, height, terminal->options.is_ascii);
}

static bool has_fills(const Terminal *terminal)
{
    return terminal->theme != THEME_MONOCHROME && console_has_colors(terminal->console);
}

static void draw_mode(Terminal *terminal)
{
    Session *session = &terminal->session;
    switch (session->mode) {
    case MODE_CATALOGUE:
        catalogue_draw(&session->catalogue, &terminal->screen);
        break;
    case MODE_OPENING:
        opening_draw(session->player, session->opening_row, &terminal->screen);
        break;
    case MODE_STEPS:
        steps_draw(&terminal->steps, &terminal->screen);
        break;
    case MODE_PAIR:
        pair_screen_draw(&terminal->pair, &terminal->screen);
        break;
    }
}

static void draw_over(Terminal *terminal)
{
    Session *session = &terminal->session;
    switch (session->over) {
    case OVER_PAGE:
    case OVER_QUESTION:
        overlay_page(&session->page, &terminal->screen);
        break;
    case OVER_FINDINGS:
        overlay_findings(&session->findings, session->player, &terminal->screen);
        break;
    case OVER_NOTHING:
        break;
    }
    if (session->asking)
        overlay_prompt(&session->prompt, &terminal->screen);
}

static void draw(Terminal *terminal)
{
    if (!fit_screen(terminal)) {
        terminal->session.is_leaving = true;
        return;
    }
    screen_clear(&terminal->screen);
    terminal->screen.has_fills = has_fills(terminal);
    draw_mode(terminal);
    draw_over(terminal);
    console_show(terminal->console, &terminal->screen, terminal->theme);
}

/* ---- what the session asks of it ---- */

static void entered(void *self, SessionMode mode)
{
    Terminal *terminal = self;
    const Session *session = &terminal->session;
    if (mode == MODE_OPENING)
        return;
    steps_release(&terminal->steps);
    pair_screen_release(&terminal->pair);
    if (mode == MODE_STEPS)
        steps_init(&terminal->steps, session->player);
    else if (mode == MODE_PAIR)
        pair_screen_init(&terminal->pair, session->runs, session->has_catalogue);
}

static void save_screen(Terminal *terminal)
{
    char name[192];
    WholeFile whole;
    Session *session = &terminal->session;
    session_file_name(session, "txt", name, sizeof name);
    if (!whole_file_open(&whole, name)) {
        session_say(session, "%s", whole.message);
        return;
    }
    screen_write(&terminal->screen, whole.file);
    if (whole_file_finish(&whole))
        session_say(session, MESSAGE_SAVED, name);
    else
        session_say(session, "%s", whole.message);
}

static bool act_anywhere(void *self, Action action)
{
    Terminal *terminal = self;
    if (action != ACTION_THEME)
        return false;
    terminal->theme = (ThemeName)((terminal->theme + 1) % THEMES);
    session_say(&terminal->session, MESSAGE_THEME, theme_title(terminal->theme));
    return true;
}

static bool act_in_steps(void *self, Action action)
{
    Terminal *terminal = self;
    if (action != ACTION_SAVE)
        return steps_act(&terminal->steps, action);
    save_screen(terminal);
    return true;
}

static bool act_in_pair(void *self, Action action)
{
    Terminal *terminal = self;
    if (action == ACTION_SAVE)
        save_screen(terminal);
    return action == ACTION_SAVE;
}

static void digit(void *self, unsigned number)
{
    Terminal *terminal = self;
    terminal->session.player->message[0] = '\0';
    steps_focus_number(&terminal->steps, number);
}

static bool searches_source(const void *self)
{
    const Terminal *terminal = self;
    return terminal->steps.focus == PANEL_SOURCE;
}

static void filtered(void *self)
{
    Terminal *terminal = self;
    terminal->steps.task_top = 1;
    terminal->steps.focus = PANEL_TASKS;
}

/* ---- events ---- */

static void key_event(Terminal *terminal, Key key)
{
    if (key == PRESS_CTRL_L)
        console_redraw(terminal->console);
    else if (key == PRESS_CTRL_Z)
        console_suspend(terminal->console);
    else
        session_key(&terminal->session, key);
}

static void click(Terminal *terminal, unsigned x, unsigned y, bool is_open)
{
    Session *session = &terminal->session;
    Hit hit = screen_hit_at(&terminal->screen, x, y);
    if (session->asking)
        return;
    if (session->over) {
        if (hit.kind == HIT_ROW)
            session_row(session, hit.number, is_open);
    } else if (hit.kind == HIT_ACTION && session_is_stepping(session)) {
        session_act(session, (Action)hit.number);
    } else if (session->mode == MODE_PAIR) {
        terminal->is_dragging = hit.kind == HIT_AXIS;
        pair_screen_click(&terminal->pair, hit, x);
    } else if (session->mode != MODE_STEPS) {
        if (hit.kind == HIT_ROW)
            session_row(session, hit.number, is_open);
    } else {
        terminal->is_dragging = hit.kind == HIT_AXIS;
        steps_click(&terminal->steps, &terminal->screen, x, y, is_open);
    }
}

static void drag(Terminal *terminal, unsigned x)
{
    if (!terminal->is_dragging || !session_is_stepping(&terminal->session))
        return;
    if (terminal->session.mode == MODE_PAIR)
        pair_screen_drag(&terminal->pair, x);
    else
        steps_drag(&terminal->steps, x);
}

/* True where something may have changed on the screen. */
static bool answer(Terminal *terminal, const ConsoleEvent *event)
{
    switch (event->kind) {
    case EVENT_NONE:
        return false;
    case EVENT_KEY:
        key_event(terminal, event->key);
        break;
    case EVENT_PRESS:
    case EVENT_DOUBLE:
        click(terminal, event->x, event->y, event->kind == EVENT_DOUBLE);
        break;
    case EVENT_DRAG:
        drag(terminal, event->x);
        break;
    case EVENT_WHEEL_UP:
        session_wheel(&terminal->session, -1);
        break;
    case EVENT_WHEEL_DOWN:
        session_wheel(&terminal->session, 1);
        break;
    case EVENT_RESIZE:
        console_redraw(terminal->console);
        break;
    case EVENT_LEAVE:
        terminal->session.is_leaving = true;
        break;
    }
    return true;
}

/* ---- the loop ---- */

static void live(Terminal *terminal)
{
    Session *session = &terminal->session;
    for (bool has_news = true; !session->is_leaving;) {
        if (has_news)
            draw(terminal);
        unsigned wait_ms = (unsigned)session_wait_ms(session, console_now_ms(), IDLE_MS);
        ConsoleEvent event = console_read(terminal->console, wait_ms);
        has_news = answer(terminal, &event);
        has_news = session_follow_file(session, console_now_ms()) || has_news;
        if (!session->is_leaving && session_is_playing(session))
            has_news = session_play(session, console_now_ms()) || has_news;
    }
}

static void leave(Terminal *terminal)
{
    int signal_number = restore_pending_signal();
    console_close(terminal->console);
    session_release(&terminal->session);
    steps_release(&terminal->steps);
    pair_screen_release(&terminal->pair);
    screen_release(&terminal->screen);
    free(terminal);
    if (signal_number)
        restore_die_of(signal_number);
}

/* ---- begin ---- */

static Terminal *open_terminal(const TerminalOptions *options, SessionFront *front)
{
    Terminal *terminal = calloc(1, sizeof *terminal);
    if (!terminal)
        return NULL;
    terminal->options = *options;
    terminal->console = console_open(options->has_color, options->has_mouse);
    if (!terminal->console) {
        free(terminal);
        return NULL;
    }
    *front = (SessionFront){.self = terminal,
                            .is_ascii = options->is_ascii,
                            .without = ACTIONS_STAGE,
                            .entered = entered,
                            .act_anywhere = act_anywhere,
                            .act_in_steps = act_in_steps,
                            .act_in_pair = act_in_pair,
                            .digit = digit,
                            .searches_source = searches_source,
                            .filtered = filtered};
    return terminal;
}

bool terminal_steps(const TerminalOptions *options, Player *player)
{
    SessionFront front;
    Terminal *terminal = open_terminal(options, &front);
    if (!terminal)
        return false;
    session_begin_steps(&terminal->session, &front, player);
    terminal->session.is_lecture = options->is_lecture;
    live(terminal);
    leave(terminal);
    return true;
}

bool terminal_pair(const TerminalOptions *options, TwoRuns *runs)
{
    SessionFront front;
    Terminal *terminal = open_terminal(options, &front);
    if (!terminal)
        return false;
    session_begin_pair(&terminal->session, &front, runs);
    live(terminal);
    leave(terminal);
    return true;
}

bool terminal_catalogue(const TerminalOptions *options, const Scenarios *scenarios)
{
    SessionFront front;
    Terminal *terminal = open_terminal(options, &front);
    if (!terminal)
        return false;
    session_begin_catalogue(&terminal->session, &front, scenarios);
    terminal->session.is_lecture = options->is_lecture;
    live(terminal);
    leave(terminal);
    return true;
}
