/* The console, on ncurses. */
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include "console.h"

#include "restore.h"

#include <errno.h>
#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

/* term.h makes short words of capabilities. */
#undef lines
#undef columns

enum { PAIRS_MOST = 250, WAIT_MOST_MS = 500, MOUSE_MOST = 8, DOUBLE_CLICK_MS = 400, ESCAPE_MS = 25 };

#define MOUSE_ON "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"

struct Console {
    SCREEN *terminal; /* owned */
    unsigned colors;  /* 0, 8 or 256 */
    bool has_mouse;
    struct {
        short foreground, background;
    } pairs[PAIRS_MOST];
    size_t pair_count;
    Cell *shown; /* owned: the cells on the terminal; NULL: unknown */
    unsigned shown_width, shown_height;
    ThemeName shown_theme;
    uint64_t press_ms; /* the last press, for double clicks */
    unsigned press_x, press_y;
    MEVENT mouse[MOUSE_MOST]; /* read and not told yet, the oldest last */
    size_t mouse_count;
};

uint64_t console_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* ---- opening and closing ---- */

/* A capability of the terminal without its padding. */
static void add_capability(char *bytes, size_t room, const char *name)
{
    char capability[16];
    snprintf(capability, sizeof capability, "%s", name);
    const char *text = tigetstr(capability);
    if (!text || text == (const char *)-1)
        return;
    size_t length = strlen(bytes);
    for (; *text && length + 1 < room; text++) {
        if (strncmp(text, "$<", 2) == 0 && strchr(text, '>'))
            text = strchr(text, '>');
        else
            bytes[length++] = *text;
    }
    bytes[length] = '\0';
}

static void arm_restoration(void)
{
    static const char *const names[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
    char bytes[256] = MOUSE_OFF;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add_capability(bytes, sizeof bytes, names[i]);
    restore_arm(bytes);
}

static void start_colors(Console *console, bool has_color)
{
    if (!has_color || !has_colors() || start_color() == ERR)
        return;
    use_default_colors();
    console->colors = COLORS >= 256 ? 256 : COLORS >= 8 ? 8 : 0;
}

static void start_mouse(Console *console)
{
    mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED | REPORT_MOUSE_POSITION, NULL);
    mouseinterval(0);
    putp(MOUSE_ON);
    fflush(stdout);
    console->has_mouse = true;
}

Console *console_open(bool has_color, bool has_mouse)
{
    Console *console = calloc(1, sizeof *console);
    if (!console)
        return NULL;
    restore_remember();
    console->terminal = newterm(NULL, stdout, stdin);
    if (!console->terminal) {
        free(console);
        return NULL;
    }
    set_term(console->terminal);
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    set_escdelay(ESCAPE_MS);
    start_colors(console, has_color);
    if (has_mouse)
        start_mouse(console);
    arm_restoration();
    return console;
}

void console_close(Console *console)
{
    if (!console)
        return;
    if (console->has_mouse) {
        putp(MOUSE_OFF);
        fflush(stdout);
    }
    endwin();
    restore_disarm();
    delscreen(console->terminal);
    free(console->shown);
    free(console);
}

void console_suspend(Console *console)
{
    if (console->has_mouse)
        putp(MOUSE_OFF);
    endwin();
    fflush(stdout);
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &before);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &before, NULL);
    if (console->has_mouse)
        putp(MOUSE_ON);
    refresh();
    console_redraw(console);
}

bool console_has_colors(const Console *console)
{
    return console->colors > 0;
}

void console_size(const Console *console, unsigned *width, unsigned *height)
{
    (void)console;
    int rows = getmaxy(stdscr), columns = getmaxx(stdscr);
    *width = columns > 0 ? (unsigned)columns : 1;
    *height = rows > 0 ? (unsigned)rows : 1;
}

/* ---- showing ---- */

static short pair_of(Console *console, const Paint *paint)
{
    for (size_t i = 0; i < console->pair_count; i++)
        if (console->pairs[i].foreground == paint->foreground && console->pairs[i].background == paint->background)
            return (short)(i + 1);
    if (console->pair_count == PAIRS_MOST || (int)console->pair_count + 2 > COLOR_PAIRS)
        return 0;
    console->pairs[console->pair_count].foreground = paint->foreground;
    console->pairs[console->pair_count].background = paint->background;
    short pair = (short)++console->pair_count;
    init_pair(pair, paint->foreground, paint->background);
    return pair;
}

static attr_t attributes_of(const Paint *paint)
{
    attr_t attributes = A_NORMAL;
    if (paint->attributes & PAINT_BOLD)
        attributes |= A_BOLD;
    if (paint->attributes & PAINT_DIM)
        attributes |= A_DIM;
    if (paint->attributes & PAINT_REVERSE)
        attributes |= A_REVERSE;
    if (paint->attributes & PAINT_UNDERLINE)
        attributes |= A_UNDERLINE;
    return attributes;
}

/* The glyph as curses wants it. One that the C library thinks of another width than we would move what follows. */
static void wide_glyph(const char *bytes, unsigned cells, wchar_t wide[CCHARW_MAX + 1])
{
    size_t length = mbstowcs(wide, bytes, CCHARW_MAX);
    if (length == (size_t)-1 || length == 0 || wcwidth(wide[0]) != (int)cells) {
        wide[0] = L'?';
        length = 1;
    }
    wide[length] = L'\0';
}

static void show_cell(Console *console, const Screen *screen, const Cell *cell, unsigned x, unsigned y,
                      ThemeName theme)
{
    wchar_t wide[CCHARW_MAX + 1];
    cchar_t glyph;
    Paint paint = theme_paint(theme, console->colors, (Look)cell->look, cell->flags);
    wide_glyph(cell_bytes(screen, cell), cell->cells, wide);
    setcchar(&glyph, wide, attributes_of(&paint), console->colors ? pair_of(console, &paint) : 0, NULL);
    mvadd_wch((int)y, (int)x, &glyph);
}

/* Cells are compared as bytes; what was cleared is written over entirely, so that this is exact. */
static bool is_same(const Cell *a, const Cell *b)
{
    return a->look == b->look && a->flags == b->flags && a->cells == b->cells && a->lines == b->lines &&
           strcmp(a->bytes, b->bytes) == 0;
}

static bool keep_shown(Console *console, const Screen *screen, ThemeName theme)
{
    size_t count = (size_t)screen->width * screen->height;
    bool is_kept = console->shown && console->shown_width == screen->width &&
                   console->shown_height == screen->height && console->shown_theme == theme;
    if (is_kept)
        return true;
    free(console->shown);
    console->shown = calloc(count, sizeof *console->shown);
    console->shown_width = screen->width;
    console->shown_height = screen->height;
    console->shown_theme = theme;
    return false;
}

/* A wide glyph and its right half go together: where either differs both are sent. */
static bool differs(const Console *console, const Screen *screen, size_t at, unsigned x)
{
    if (!is_same(&console->shown[at], &screen->cells[at]))
        return true;
    return x + 1 < screen->width && screen->cells[at + 1].cells == 0 &&
           !is_same(&console->shown[at + 1], &screen->cells[at + 1]);
}

void console_show(Console *console, const Screen *screen, ThemeName theme)
{
    bool is_known = keep_shown(console, screen, theme);
    if (!console->shown)
        return;
    if (!is_known)
        erase();
    for (unsigned y = 0; y < screen->height; y++)
        for (unsigned x = 0; x < screen->width; x++) {
            size_t at = (size_t)y * screen->width + x;
            if (screen->cells[at].cells && (!is_known || differs(console, screen, at, x)))
                show_cell(console, screen, &screen->cells[at], x, y, theme);
        }
    memcpy(console->shown, screen->cells, (size_t)screen->width * screen->height * sizeof *console->shown);
    move((int)screen->cursor_y, (int)screen->cursor_x);
    refresh();
}

void console_redraw(Console *console)
{
    free(console->shown);
    console->shown = NULL;
    clearok(stdscr, TRUE);
}

/* ---- reading ---- */

static Key key_of_code(wint_t code)
{
    switch (code) {
    case KEY_LEFT:
        return PRESS_LEFT;
    case KEY_RIGHT:
        return PRESS_RIGHT;
    case KEY_UP:
        return PRESS_UP;
    case KEY_DOWN:
        return PRESS_DOWN;
    case KEY_SLEFT:
        return PRESS_SHIFT_LEFT;
    case KEY_SRIGHT:
        return PRESS_SHIFT_RIGHT;
    case KEY_BTAB:
        return PRESS_SHIFT_TAB;
    case KEY_PPAGE:
        return PRESS_PAGE_UP;
    case KEY_NPAGE:
        return PRESS_PAGE_DOWN;
    case KEY_HOME:
        return PRESS_HOME;
    case KEY_END:
        return PRESS_END;
    case KEY_DC:
        return PRESS_DELETE;
    case KEY_ENTER:
        return PRESS_ENTER;
    case KEY_BACKSPACE:
        return PRESS_BACKSPACE;
    case KEY_F(1):
        return PRESS_F1;
    case KEY_F(5):
        return PRESS_F5;
    default:
        return PRESS_NONE;
    }
}

static Key key_of_character(wint_t character)
{
    if (character == L'\n' || character == L'\r')
        return PRESS_ENTER;
    if (character == 8)
        return PRESS_BACKSPACE;
    return (Key)character;
}

static bool is_double(Console *console, unsigned x, unsigned y)
{
    uint64_t now = console_now_ms();
    bool is_same_place = console->press_x == x && console->press_y == y;
    bool is_soon = now - console->press_ms < DOUBLE_CLICK_MS;
    console->press_ms = is_same_place && is_soon ? 0 : now;
    console->press_x = x;
    console->press_y = y;
    return is_same_place && is_soon;
}

static ConsoleEvent mouse_event(Console *console, const MEVENT *mouse)
{
    if (mouse->x < 0 || mouse->y < 0)
        return (ConsoleEvent){0};
    ConsoleEvent event = {.x = (unsigned)mouse->x, .y = (unsigned)mouse->y};
    if (mouse->bstate & BUTTON4_PRESSED)
        event.kind = EVENT_WHEEL_UP;
    else if (mouse->bstate & BUTTON5_PRESSED)
        event.kind = EVENT_WHEEL_DOWN;
    else if (mouse->bstate & BUTTON1_PRESSED)
        event.kind = is_double(console, event.x, event.y) ? EVENT_DOUBLE : EVENT_PRESS;
    else if (mouse->bstate & REPORT_MOUSE_POSITION)
        event.kind = EVENT_DRAG;
    return event;
}

/* The oldest that says something; nothing where none does. */
static ConsoleEvent next_mouse(Console *console)
{
    ConsoleEvent event = {0};
    while (console->mouse_count > 0 && event.kind == EVENT_NONE)
        event = mouse_event(console, &console->mouse[--console->mouse_count]);
    return event;
}

/* What comes in one go (a press and its release) is one key to curses, which hands out the newest event first. */
static ConsoleEvent read_mouse(Console *console)
{
    while (console->mouse_count < MOUSE_MOST && getmouse(&console->mouse[console->mouse_count]) == OK)
        console->mouse_count++;
    return next_mouse(console);
}

static ConsoleEvent read_code(Console *console, wint_t code)
{
    if (code == KEY_RESIZE)
        return (ConsoleEvent){.kind = EVENT_RESIZE};
    if (code == KEY_MOUSE)
        return read_mouse(console);
    Key key = key_of_code(code);
    return key ? (ConsoleEvent){.kind = EVENT_KEY, .key = key} : (ConsoleEvent){0};
}

/* A terminal that has gone answers at once, for ever. */
static bool has_gone(void)
{
    return getppid() == 1 || !isatty(STDIN_FILENO);
}

ConsoleEvent console_read(Console *console, unsigned wait_ms)
{
    wint_t code;
    ConsoleEvent waiting = next_mouse(console);
    if (waiting.kind != EVENT_NONE)
        return waiting;
    timeout((int)(wait_ms < WAIT_MOST_MS ? wait_ms : WAIT_MOST_MS));
    uint64_t before = console_now_ms();
    int kind = get_wch(&code);
    if (restore_pending_signal())
        return (ConsoleEvent){.kind = EVENT_LEAVE};
    if (kind == KEY_CODE_YES)
        return read_code(console, code);
    if (kind == OK)
        return (ConsoleEvent){.kind = EVENT_KEY, .key = key_of_character(code)};
    if (wait_ms > 10 && console_now_ms() - before < 2 && has_gone())
        return (ConsoleEvent){.kind = EVENT_LEAVE};
    return (ConsoleEvent){0};
}
