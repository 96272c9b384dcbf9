/* The presenter's console on the terminal. */
#include "presenter_console.h"

#include "console.h"
#include "restore.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { MINUTE_MS = 60000 };

/* What is written to the thread, a byte each. */
static const char go_on = 'g', stop = 's';

struct PresenterConsole {
    Console *console;
    Screen screen;
    bool is_ascii;
    uint64_t began_ms;
    void (*wake)(void);
    pthread_t thread;
    int told, orders; /* the pipe's ends: the thread reads `told` */
    sigset_t before;  /* the caller's signal mask */
    atomic_bool has_gone;
};

/* ---- the thread ---- */

/* The next order; anything that is not «go on» ends the thread. */
static bool may_go_on(const PresenterConsole *console)
{
    char order = stop;
    ssize_t size;
    do
        size = read(console->told, &order, 1);
    while (size < 0 && errno == EINTR);
    return size == 1 && order == go_on;
}

/* Wait for something to read or a signal, wake the caller, wait until it has read. */
static void *watch(void *context)
{
    PresenterConsole *console = context;
    for (;;) {
        struct pollfd ready[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = console->told, .events = POLLIN}};
        int count = poll(ready, 2, -1);
        if (count > 0 && ready[1].revents) {
            if (!may_go_on(console))
                return NULL;
            continue;
        }
        if (count > 0 && ready[0].revents & (POLLHUP | POLLERR | POLLNVAL))
            atomic_store(&console->has_gone, true);
        console->wake();
        if (!may_go_on(console))
            return NULL;
    }
}

static void order(PresenterConsole *console, char byte)
{
    while (write(console->orders, &byte, 1) < 0 && errno == EINTR)
        ;
}

/* ---- begin and end ---- */

static bool start_thread(PresenterConsole *console)
{
    int ends[2];
    sigset_t all;
    if (pipe(ends) != 0)
        return false;
    console->told = ends[0];
    console->orders = ends[1];
    sigemptyset(&all);
    sigaddset(&all, SIGWINCH);
    sigaddset(&all, SIGTERM);
    sigaddset(&all, SIGINT);
    sigaddset(&all, SIGHUP);
    bool is_started = pthread_create(&console->thread, NULL, watch, console) == 0;
    pthread_sigmask(SIG_BLOCK, &all, &console->before);
    if (is_started)
        return true;
    pthread_sigmask(SIG_SETMASK, &console->before, NULL);
    close(ends[0]);
    close(ends[1]);
    return false;
}

PresenterConsole *presenter_console_open(bool has_color, bool is_ascii, void (*wake)(void))
{
    PresenterConsole *console = calloc(1, sizeof *console);
    if (!console)
        return NULL;
    console->is_ascii = is_ascii;
    console->wake = wake;
    console->began_ms = console_now_ms();
    console->console = console_open(has_color, false);
    if (console->console && start_thread(console))
        return console;
    console_close(console->console);
    free(console);
    return NULL;
}

void presenter_console_close(PresenterConsole *console)
{
    if (!console)
        return;
    order(console, stop);
    pthread_join(console->thread, NULL);
    close(console->told);
    close(console->orders);
    int signal_number = restore_pending_signal();
    console_close(console->console);
    screen_release(&console->screen);
    pthread_sigmask(SIG_SETMASK, &console->before, NULL);
    free(console);
    if (signal_number)
        restore_die_of(signal_number);
}

/* ---- reading and drawing ---- */

PresenterNews presenter_console_read(PresenterConsole *console, Key *key)
{
    if (atomic_load(&console->has_gone))
        return PRESENTER_LEAVES;
    for (;;) {
        ConsoleEvent event = console_read(console->console, 0);
        *key = event.key;
        if (event.kind == EVENT_LEAVE)
            return PRESENTER_LEAVES;
        if (event.kind == EVENT_KEY && event.key != PRESS_CTRL_L)
            return PRESENTER_KEY;
        if (event.kind == EVENT_KEY)
            console_redraw(console->console);
        if (event.kind == EVENT_KEY || event.kind == EVENT_RESIZE)
            return PRESENTER_RESIZED;
        if (event.kind != EVENT_NONE)
            continue;
        order(console, go_on);
        return PRESENTER_NOTHING;
    }
}

void presenter_console_draw(PresenterConsole *console, PresenterView *view)
{
    unsigned width, height;
    console_size(console->console, &width, &height);
    if (!console->screen.cells || console->screen.width != width || console->screen.height != height) {
        screen_release(&console->screen);
        if (!screen_init(&console->screen, width, height, console->is_ascii))
            return;
    }
    view->minutes = (unsigned)((console_now_ms() - console->began_ms) / MINUTE_MS);
    presenter_draw(view, &console->screen);
    console_show(console->console, &console->screen, THEME_DARK);
}

int presenter_console_wait_ms(const PresenterConsole *console)
{
    return MINUTE_MS - (int)((console_now_ms() - console->began_ms) % MINUTE_MS);
}
