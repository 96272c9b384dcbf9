/* The terminal's life: one loop that draws, reads an event and lets the mode it is in answer it. */
#include "terminal.h"

#include "catalogue_screen.h"
#include "console.h"
#include "messages.h"
#include "overlay.h"
#include "restore.h"
#include "steps.h"
#include "whole_file.h"
#include "why_view.h"

#include <stdlib.h>
#include <string.h>

typedef enum Mode { MODE_CATALOGUE, MODE_OPENING, MODE_STEPS } Mode;

/* What a typed line is for. */
typedef enum Asking {
    ASKING_NOTHING,
    ASKING_PLACE,
    ASKING_SEARCH,
    ASKING_FILTER,
    ASKING_CATALOGUE,
    ASKING_PAGE
} Asking;

typedef enum Letter { LETTER_NONE, LETTER_SET_MARK, LETTER_GO_TO_MARK } Letter;

typedef struct Terminal {
    TerminalOptions options;
    Console *console;
    Screen screen;
    ThemeName theme;
    Mode mode;
    bool has_catalogue; /* q and Esc lead back to it */
    bool is_leaving;
    Catalogue catalogue;
    Player own;     /* opened from the catalogue */
    Player *player; /* borrowed, or &own; NULL none */
    Steps steps;
    size_t opening_row;
    Page page;
    bool has_page;
    Prompt prompt;
    Asking asking;
    Letter letter;         /* a mark's letter comes next */
    uint64_t next_step_ms; /* while playing */
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

static void draw(Terminal *terminal)
{
    if (!fit_screen(terminal)) {
        terminal->is_leaving = true;
        return;
    }
    Screen *screen = &terminal->screen;
    screen_clear(screen);
    screen->has_fills = has_fills(terminal);
    if (terminal->mode == MODE_CATALOGUE)
        catalogue_draw(&terminal->catalogue, screen);
    else if (terminal->mode == MODE_OPENING)
        opening_draw(terminal->player, terminal->opening_row, screen);
    else
        steps_draw(&terminal->steps, screen);
    if (terminal->has_page)
        overlay_page(&terminal->page, screen);
    if (terminal->asking)
        overlay_prompt(&terminal->prompt, screen);
    console_show(terminal->console, screen, terminal->theme);
}

/* ---- pages and prompts ---- */

static void close_page(Terminal *terminal)
{
    if (terminal->has_page)
        page_close(&terminal->page);
    terminal->has_page = false;
}

static void show_text(Terminal *terminal, const char *title, const char *text)
{
    close_page(terminal);
    page_open_text(&terminal->page, title, text);
    terminal->has_page = true;
}

static void show_why(Terminal *terminal)
{
    const char *why = why_in_focus(terminal->player);
    if (*why)
        show_text(terminal, "why", why);
    else
        player_say(terminal->player, MESSAGE_SELECT_FIRST);
}

static void show_keys(Terminal *terminal)
{
    close_page(terminal);
    page_open_keys(&terminal->page, terminal->options.is_ascii, ACTIONS_STAGE);
    terminal->has_page = true;
}

static void ask(Terminal *terminal, Asking asking, const char *label, const char *hint)
{
    prompt_begin(&terminal->prompt, label, hint, "");
    terminal->asking = asking;
}

static void take_answer(Terminal *terminal)
{
    Asking asking = terminal->asking;
    const char *text = terminal->prompt.text;
    terminal->asking = ASKING_NOTHING;
    switch (asking) {
    case ASKING_PLACE:
        if (*text)
            player_goto(terminal->player, text);
        break;
    case ASKING_SEARCH:
        snprintf(terminal->player->search, sizeof terminal->player->search, "%.*s", PLAYER_WORD_BYTES - 1, text);
        if (*text)
            steps_search(&terminal->steps, 1);
        break;
    case ASKING_FILTER:
        snprintf(terminal->player->filter, sizeof terminal->player->filter, "%.*s", PLAYER_WORD_BYTES - 1, text);
        terminal->steps.task_top = 1;
        terminal->steps.focus = PANEL_TASKS;
        break;
    case ASKING_CATALOGUE:
        catalogue_filter(&terminal->catalogue, text);
        break;
    case ASKING_PAGE:
        page_search(&terminal->page, text);
        break;
    case ASKING_NOTHING:
        break;
    }
}

static void prompt_event(Terminal *terminal, Key key)
{
    switch (prompt_key(&terminal->prompt, key)) {
    case PROMPT_ACCEPTED:
        take_answer(terminal);
        break;
    case PROMPT_CANCELLED:
        if (terminal->asking == ASKING_CATALOGUE)
            catalogue_filter(&terminal->catalogue, "");
        terminal->asking = ASKING_NOTHING;
        break;
    case PROMPT_GOES_ON:
        if (terminal->asking == ASKING_CATALOGUE)
            catalogue_filter(&terminal->catalogue, terminal->prompt.text);
        break;
    }
}

/* ---- the screen as a file ---- */

static void save_screen(Terminal *terminal)
{
    char name[192];
    SimScenario scenario;
    SimClock clock;
    sim_scenario(terminal->player->sim, &scenario);
    sim_clock(terminal->player->sim, &clock);
    snprintf(name, sizeof name, "%.*s-%u.txt", (int)strcspn(scenario.file_name, "."), scenario.file_name,
             clock.callback);
    WholeFile whole;
    if (!whole_file_open(&whole, name)) {
        player_say(terminal->player, "%s", whole.message);
        return;
    }
    screen_write(&terminal->screen, whole.file);
    if (whole_file_finish(&whole))
        player_say(terminal->player, MESSAGE_SAVED, name);
    else
        player_say(terminal->player, "%s", whole.message);
}

/* ---- from mode to mode ---- */

static void begin_steps(Terminal *terminal)
{
    steps_release(&terminal->steps);
    steps_init(&terminal->steps, terminal->player);
    terminal->mode = MODE_STEPS;
}

static void back_to_catalogue(Terminal *terminal)
{
    steps_release(&terminal->steps);
    player_close(&terminal->own);
    terminal->player = NULL;
    terminal->mode = MODE_CATALOGUE;
}

static void leave_steps(Terminal *terminal)
{
    if (terminal->has_catalogue)
        back_to_catalogue(terminal);
    else
        terminal->is_leaving = true;
}

static void open_scenario(Terminal *terminal)
{
    Catalogue *catalogue = &terminal->catalogue;
    SourceFile file;
    SimOptions options = {0};
    if (catalogue->selected >= catalogue->scenarios->count)
        return;
    catalogue->message[0] = '\0';
    if (source_file_read(&file, catalogue->scenarios->items[catalogue->selected].path) != SOURCE_FILE_READ) {
        snprintf(catalogue->message, sizeof catalogue->message, "%s", file.message);
        source_file_release(&file);
        return;
    }
    if (player_open(&terminal->own, &file, &options)) {
        terminal->player = &terminal->own;
        terminal->opening_row = 0;
        terminal->mode = MODE_OPENING;
        return;
    }
    show_text(terminal, "this file cannot be run", terminal->own.diagnostics ? terminal->own.diagnostics : "");
    player_close(&terminal->own);
}

/* ---- keys ---- */

static void page_event(Terminal *terminal, Key key)
{
    if (key == '/')
        ask(terminal, ASKING_PAGE, "search", NULL);
    else if (!page_key(&terminal->page, key))
        close_page(terminal);
}

static void catalogue_event(Terminal *terminal, Key key)
{
    switch (action_of_key(key)) {
    case ACTION_UP:
        catalogue_move(&terminal->catalogue, -1);
        break;
    case ACTION_DOWN:
        catalogue_move(&terminal->catalogue, 1);
        break;
    case ACTION_CUE_BACK:
        catalogue_move(&terminal->catalogue, -10);
        break;
    case ACTION_CUE_STEP:
        catalogue_move(&terminal->catalogue, 10);
        break;
    case ACTION_START:
        catalogue_move(&terminal->catalogue, -10000);
        break;
    case ACTION_END:
        catalogue_move(&terminal->catalogue, 10000);
        break;
    case ACTION_OPEN:
    case ACTION_STEP:
        open_scenario(terminal);
        break;
    case ACTION_CLOSE:
        catalogue_filter(&terminal->catalogue, "");
        break;
    case ACTION_SEARCH:
    case ACTION_FILTER:
        ask(terminal, ASKING_CATALOGUE, "search", "a word of the title or of what it is about");
        break;
    case ACTION_HELP:
        show_keys(terminal);
        break;
    case ACTION_QUIT:
        terminal->is_leaving = true;
        break;
    default:
        break;
    }
}

static void opening_event(Terminal *terminal, Key key)
{
    size_t rows = opening_rows(terminal->player);
    switch (action_of_key(key)) {
    case ACTION_UP:
        terminal->opening_row = (terminal->opening_row + rows - 1) % rows;
        break;
    case ACTION_DOWN:
    case ACTION_NEXT_PANEL:
        terminal->opening_row = (terminal->opening_row + 1) % rows;
        break;
    case ACTION_BACK:
    case ACTION_KNOB_DOWN:
        opening_change(terminal->player, terminal->opening_row, -1);
        break;
    case ACTION_STEP:
    case ACTION_KNOB_UP:
        opening_change(terminal->player, terminal->opening_row, 1);
        break;
    case ACTION_SEED:
        opening_change(terminal->player, rows - 1, 1);
        break;
    case ACTION_OPEN:
    case ACTION_PLAY:
        terminal->player->message[0] = '\0';
        begin_steps(terminal);
        break;
    case ACTION_CLOSE:
    case ACTION_QUIT:
        back_to_catalogue(terminal);
        break;
    case ACTION_HELP:
        show_keys(terminal);
        break;
    default:
        break;
    }
}

static void take_letter(Terminal *terminal, Key key)
{
    Letter letter = terminal->letter;
    terminal->letter = LETTER_NONE;
    if (key == PRESS_ESCAPE)
        return;
    char byte = key < 128 ? (char)key : '?';
    if (letter == LETTER_SET_MARK)
        player_set_mark(terminal->player, byte);
    else
        player_go_to_mark(terminal->player, byte);
}

static void reload(Terminal *terminal)
{
    if (!player_reload(terminal->player) && terminal->player->diagnostics)
        show_text(terminal, MESSAGE_RELOAD_FAILED, terminal->player->diagnostics);
}

/* What is the terminal's own while stepping. */
static void steps_own_action(Terminal *terminal, Action action)
{
    switch (action) {
    case ACTION_GOTO:
        ask(terminal, ASKING_PLACE, "go to", "30   3.5s   a cue   next print   last timeout   line 12");
        break;
    case ACTION_SEARCH:
        ask(terminal, ASKING_SEARCH,
            terminal->steps.focus == PANEL_SOURCE ? "search the source" : "search the tasks", NULL);
        break;
    case ACTION_FILTER:
        ask(terminal, ASKING_FILTER, "only tasks with", "a word of the name, or a state");
        break;
    case ACTION_MARK:
        terminal->letter = LETTER_SET_MARK;
        player_say(terminal->player, MESSAGE_MARK_WHICH);
        break;
    case ACTION_GO_MARK:
        terminal->letter = LETTER_GO_TO_MARK;
        player_say(terminal->player, MESSAGE_GO_TO_WHICH);
        break;
    case ACTION_THEME:
        terminal->theme = (ThemeName)((terminal->theme + 1) % THEMES);
        player_say(terminal->player, MESSAGE_THEME, theme_title(terminal->theme));
        break;
    case ACTION_SAVE:
        save_screen(terminal);
        break;
    case ACTION_WHY:
        show_why(terminal);
        break;
    case ACTION_HELP:
        show_keys(terminal);
        break;
    case ACTION_QUIT:
        leave_steps(terminal);
        break;
    default:
        break;
    }
}

static void steps_action(Terminal *terminal, Action action)
{
    if (action == ACTION_RELOAD)
        reload(terminal);
    else if (!steps_act(&terminal->steps, action))
        steps_own_action(terminal, action);
    if (action == ACTION_PLAY && terminal->player && terminal->player->is_playing)
        terminal->next_step_ms = console_now_ms();
}

static void steps_event(Terminal *terminal, Key key)
{
    terminal->player->message[0] = '\0';
    if (terminal->letter)
        take_letter(terminal, key);
    else if (key >= '1' && key <= '9')
        steps_focus_number(&terminal->steps, key - '0');
    else
        steps_action(terminal, action_of_key(key));
}

static void key_event(Terminal *terminal, Key key)
{
    if (key == PRESS_CTRL_L) {
        console_redraw(terminal->console);
    } else if (key == PRESS_CTRL_Z) {
        console_suspend(terminal->console);
    } else if (key == PRESS_CTRL_C && !terminal->asking) {
        terminal->is_leaving = true;
    } else if (terminal->asking) {
        prompt_event(terminal, key);
    } else if (terminal->has_page) {
        page_event(terminal, key);
    } else if (terminal->mode == MODE_CATALOGUE) {
        catalogue_event(terminal, key);
    } else if (terminal->mode == MODE_OPENING) {
        opening_event(terminal, key);
    } else {
        steps_event(terminal, key);
    }
}

/* ---- the mouse ---- */

static void click(Terminal *terminal, unsigned x, unsigned y, bool is_open)
{
    Hit hit = screen_hit_at(&terminal->screen, x, y);
    if (terminal->has_page || terminal->asking)
        return;
    if (terminal->mode == MODE_CATALOGUE) {
        if (catalogue_click(&terminal->catalogue, &terminal->screen, x, y) && is_open)
            open_scenario(terminal);
    } else if (terminal->mode == MODE_OPENING) {
        if (hit.kind == HIT_ROW)
            terminal->opening_row = hit.number;
    } else if (hit.kind == HIT_ACTION) {
        steps_action(terminal, (Action)hit.number);
    } else {
        terminal->is_dragging = hit.kind == HIT_AXIS;
        steps_click(&terminal->steps, &terminal->screen, x, y, is_open);
    }
}

static void wheel(Terminal *terminal, int direction)
{
    if (terminal->has_page)
        page_key(&terminal->page, direction > 0 ? PRESS_DOWN : PRESS_UP);
    else if (terminal->mode == MODE_CATALOGUE)
        catalogue_move(&terminal->catalogue, direction);
    else if (terminal->mode == MODE_STEPS)
        steps_act(&terminal->steps, direction > 0 ? ACTION_STEP : ACTION_BACK);
}

/* ---- the loop ---- */

static unsigned wait_ms(const Terminal *terminal)
{
    uint64_t now = console_now_ms();
    if (terminal->mode != MODE_STEPS || !terminal->player->is_playing)
        return 1000;
    return terminal->next_step_ms > now ? (unsigned)(terminal->next_step_ms - now) : 0;
}

static void play(Terminal *terminal)
{
    uint64_t now = console_now_ms();
    if (terminal->mode != MODE_STEPS || !terminal->player->is_playing || now < terminal->next_step_ms)
        return;
    player_play_step(terminal->player);
    terminal->next_step_ms = now + player_pause_ms(terminal->player);
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
        if (terminal->is_dragging && terminal->mode == MODE_STEPS && !terminal->has_page)
            steps_drag(&terminal->steps, event->x);
        break;
    case EVENT_WHEEL_UP:
        wheel(terminal, -1);
        break;
    case EVENT_WHEEL_DOWN:
        wheel(terminal, 1);
        break;
    case EVENT_RESIZE:
        console_redraw(terminal->console);
        break;
    case EVENT_LEAVE:
        terminal->is_leaving = true;
        break;
    }
    return true;
}

static bool live(Terminal *terminal)
{
    terminal->console = console_open(terminal->options.has_color, terminal->options.has_mouse);
    if (!terminal->console)
        return false;
    for (bool has_news = true; !terminal->is_leaving;) {
        if (has_news)
            draw(terminal);
        ConsoleEvent event = console_read(terminal->console, wait_ms(terminal));
        has_news = answer(terminal, &event);
        if (!terminal->is_leaving && terminal->mode == MODE_STEPS && terminal->player->is_playing) {
            play(terminal);
            has_news = true;
        }
    }
    int signal_number = restore_pending_signal();
    console_close(terminal->console);
    close_page(terminal);
    steps_release(&terminal->steps);
    screen_release(&terminal->screen);
    if (terminal->player == &terminal->own)
        player_close(&terminal->own);
    if (signal_number)
        restore_die_of(signal_number);
    return true;
}

bool terminal_steps(const TerminalOptions *options, Player *player)
{
    Terminal *terminal = calloc(1, sizeof *terminal);
    if (!terminal)
        return false;
    terminal->options = *options;
    terminal->player = player;
    begin_steps(terminal);
    bool is_usable = live(terminal);
    free(terminal);
    return is_usable;
}

bool terminal_catalogue(const TerminalOptions *options, const Scenarios *scenarios)
{
    Terminal *terminal = calloc(1, sizeof *terminal);
    if (!terminal)
        return false;
    terminal->options = *options;
    terminal->has_catalogue = true;
    terminal->catalogue.scenarios = scenarios;
    terminal->mode = MODE_CATALOGUE;
    bool is_usable = live(terminal);
    free(terminal);
    return is_usable;
}
