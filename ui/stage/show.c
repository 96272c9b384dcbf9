/* The window's life: one loop that composes, shows, waits for an event and lets the mode it is in answer it.
 * Between events it sleeps, unless something moves or plays. */
#include "show.h"

#include "compose.h"
#include "compose_pages.h"
#include "display.h"
#include "messages.h"
#include "picture.h"
#include "presenter_console.h"
#include "select.h"

#include <stdlib.h>
#include <string.h>

enum { MOTION_MS = 300, FRAME_MS = 14, PAGE_HEIGHT = 1080 };

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

/* What up and down choose among. */
typedef enum Chosen { CHOSEN_TASKS, CHOSEN_THINGS, CHOSEN_LINES, CHOSEN_KNOBS, CHOSEN_KINDS } Chosen;

typedef struct Show {
    ShowOptions options;
    Display *display;
    PresenterConsole *console; /* NULL: none */
    Typeface *typeface;
    Canvas canvas;
    Composer composer;
    bool has_composer;
    Scene scenes[2];
    int now; /* the scene that is shown, or gone to */
    Mode mode;
    bool has_catalogue, is_leaving;
    Catalogue catalogue;
    Player own; /* opened from the catalogue */
    Player *player;
    size_t opening_row;
    Page page;
    bool has_page;
    Prompt prompt;
    Asking asking;
    Letter letter;
    Chosen chosen;
    bool is_full, is_black, is_dragging;
    bool moves_next;          /* the next scene is come to by a motion */
    bool is_moving;           /* a motion goes on */
    uint64_t motion_began_ms; /* when */
    uint64_t next_step_ms;    /* while playing */
} Show;

/* ---- drawing ---- */

static bool fit_canvas(Show *show)
{
    unsigned width, height;
    display_size(show->display, &width, &height);
    float scale = (float)height * show->options.text_scale / PAGE_HEIGHT;
    bool is_fitting = show->canvas.shown.surface && show->canvas.width == width && show->canvas.height == height &&
                      show->canvas.scale - scale < 0.0001F && scale - show->canvas.scale < 0.0001F;
    return is_fitting || canvas_resize(&show->canvas, width, height, scale);
}

static void compose_mode(Show *show, Scene *scene, float width, float height)
{
    const Measure *measure = typeface_measure(show->typeface);
    if (show->mode == MODE_CATALOGUE)
        compose_catalogue(scene, measure, &show->catalogue, width, height);
    else if (show->mode == MODE_OPENING)
        compose_opening(scene, measure, show->player, show->opening_row, width, height);
    else
        compose(&show->composer, scene, width, height);
}

static void compose_scene(Show *show, Scene *scene)
{
    const Measure *measure = typeface_measure(show->typeface);
    float width = (float)show->canvas.width / show->canvas.scale;
    float height = (float)show->canvas.height / show->canvas.scale;
    compose_mode(show, scene, width, height);
    if (show->has_page)
        compose_page(scene, measure, &show->page);
    if (show->asking)
        compose_prompt(scene, measure, &show->prompt);
    else if (show->player && show->player->message[0])
        compose_note(scene, measure, show->player->message);
}

static void draw(Show *show)
{
    if (!fit_canvas(show)) {
        show->is_leaving = true;
        return;
    }
    const Scene *before = &show->scenes[show->now];
    Scene *scene = &show->scenes[1 - show->now];
    compose_scene(show, scene);
    show->is_moving = show->moves_next && !show->options.has_no_motion && before->mark_count > 0 &&
                      canvas_begin_motion(&show->canvas, before, scene);
    if (!show->is_moving)
        canvas_show(&show->canvas, scene);
    show->motion_began_ms = display_now_ms();
    show->moves_next = false;
    show->now = 1 - show->now;
    display_show(show->display, &show->canvas, false);
}

static void end_motion(Show *show)
{
    if (!show->is_moving)
        return;
    show->is_moving = false;
    canvas_show(&show->canvas, &show->scenes[show->now]);
    display_show(show->display, &show->canvas, false);
}

static void go_on_moving(Show *show)
{
    uint64_t passed = display_now_ms() - show->motion_began_ms;
    if (passed >= MOTION_MS) {
        end_motion(show);
        return;
    }
    canvas_move(&show->canvas, &show->scenes[show->now], (float)passed / MOTION_MS);
    display_show(show->display, &show->canvas, false);
}

/* ---- pages and prompts ---- */

static void close_page(Show *show)
{
    if (show->has_page)
        page_close(&show->page);
    show->has_page = false;
}

static void show_text(Show *show, const char *title, const char *text)
{
    close_page(show);
    page_open_text(&show->page, title, text);
    show->has_page = true;
}

static void show_keys(Show *show)
{
    close_page(show);
    page_open_keys(&show->page, false, ACTIONS_TERMINAL);
    show->has_page = true;
}

static void ask(Show *show, Asking asking, const char *label, const char *hint)
{
    prompt_begin(&show->prompt, label, hint, "");
    show->asking = asking;
}

static void take_answer(Show *show)
{
    Asking asking = show->asking;
    const char *text = show->prompt.text;
    show->asking = ASKING_NOTHING;
    switch (asking) {
    case ASKING_PLACE:
        if (*text)
            player_goto(show->player, text);
        break;
    case ASKING_SEARCH:
        snprintf(show->player->search, sizeof show->player->search, "%.*s", PLAYER_WORD_BYTES - 1, text);
        if (*text)
            select_found(show->player, show->chosen == CHOSEN_LINES, 1);
        break;
    case ASKING_FILTER:
        snprintf(show->player->filter, sizeof show->player->filter, "%.*s", PLAYER_WORD_BYTES - 1, text);
        break;
    case ASKING_CATALOGUE:
        catalogue_filter(&show->catalogue, text);
        break;
    case ASKING_PAGE:
        page_search(&show->page, text);
        break;
    case ASKING_NOTHING:
        break;
    }
}

static void prompt_event(Show *show, Key key)
{
    PromptResult result = prompt_key(&show->prompt, key);
    if (result == PROMPT_ACCEPTED)
        take_answer(show);
    else if (result == PROMPT_CANCELLED) {
        if (show->asking == ASKING_CATALOGUE)
            catalogue_filter(&show->catalogue, "");
        show->asking = ASKING_NOTHING;
    } else if (show->asking == ASKING_CATALOGUE) {
        catalogue_filter(&show->catalogue, show->prompt.text);
    }
}

static void page_event(Show *show, Key key)
{
    if (key == '/')
        ask(show, ASKING_PAGE, "search", NULL);
    else if (!page_key(&show->page, key))
        close_page(show);
}

/* ---- the picture as a file ---- */

static void save_picture(Show *show)
{
    char name[192];
    Picture picture;
    SimScenario scenario;
    SimClock clock;
    PictureSize size = {show->canvas.width, show->canvas.height, show->options.text_scale};
    Scene *scene = &show->scenes[1 - show->now];
    sim_scenario(show->player->sim, &scenario);
    sim_clock(show->player->sim, &clock);
    snprintf(name, sizeof name, "%.*s-%u.svg", (int)strcspn(scenario.file_name, "."), scenario.file_name,
             clock.callback);
    compose_scene(show, scene);
    if (picture_open(&picture, name, PICTURE_SVG, &size, show->canvas.theme, show->typeface)) {
        picture_draw(&picture, scene, *scenario.title ? scenario.title : scenario.file_name);
        if (picture_finish(&picture)) {
            player_say(show->player, MESSAGE_SAVED, name);
            return;
        }
    }
    player_say(show->player, "%s", picture.whole.message);
}

/* ---- from mode to mode ---- */

static bool begin_steps(Show *show)
{
    if (show->has_composer)
        composer_release(&show->composer);
    show->has_composer = composer_init(&show->composer, show->player, typeface_measure(show->typeface));
    show->mode = MODE_STEPS;
    return show->has_composer;
}

static void back_to_catalogue(Show *show)
{
    player_close(&show->own);
    show->player = NULL;
    show->mode = MODE_CATALOGUE;
    display_title(show->display, "loopscope");
}

static void leave_steps(Show *show)
{
    if (show->has_catalogue)
        back_to_catalogue(show);
    else
        show->is_leaving = true;
}

static void title_of_player(const Show *show)
{
    char title[160];
    SimScenario scenario;
    sim_scenario(show->player->sim, &scenario);
    snprintf(title, sizeof title, "%.100s · loopscope", *scenario.title ? scenario.title : scenario.file_name);
    display_title(show->display, title);
}

static void open_scenario(Show *show)
{
    Catalogue *catalogue = &show->catalogue;
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
    if (player_open(&show->own, &file, &options)) {
        show->player = &show->own;
        show->opening_row = 0;
        show->mode = MODE_OPENING;
        title_of_player(show);
        return;
    }
    show_text(show, "this file cannot be run", show->own.diagnostics ? show->own.diagnostics : "");
    player_close(&show->own);
}

/* ---- what holds in every mode ---- */

static void set_scale(Show *show, float scale)
{
    show->options.text_scale = scale < 0.75F ? 0.75F : scale > 2 ? 2 : scale;
}

/* False where it is not an action of the window itself. */
static bool window_action(Show *show, Action action)
{
    switch (action) {
    case ACTION_FULL_SCREEN:
        show->is_full = !show->is_full;
        display_set_full(show->display, show->is_full);
        return true;
    case ACTION_BLACK:
        show->is_black = true;
        return true;
    case ACTION_LARGER:
        set_scale(show, show->options.text_scale + 0.125F);
        return true;
    case ACTION_SMALLER:
        set_scale(show, show->options.text_scale - 0.125F);
        return true;
    case ACTION_USUAL_SIZE:
        set_scale(show, 1);
        return true;
    case ACTION_THEME:
        canvas_set_theme(&show->canvas, (ThemeName)((show->canvas.theme + 1) % THEMES));
        return true;
    case ACTION_HELP:
        show_keys(show);
        return true;
    case ACTION_LEAVE:
        show->is_leaving = true;
        return true;
    default:
        return false;
    }
}

/* ---- the catalogue and the page before a run ---- */

static void catalogue_action(Show *show, Action action)
{
    switch (action) {
    case ACTION_UP:
        catalogue_move(&show->catalogue, -1);
        break;
    case ACTION_DOWN:
        catalogue_move(&show->catalogue, 1);
        break;
    case ACTION_CUE_BACK:
        catalogue_move(&show->catalogue, -10);
        break;
    case ACTION_CUE_STEP:
        catalogue_move(&show->catalogue, 10);
        break;
    case ACTION_OPEN:
    case ACTION_STEP:
        open_scenario(show);
        break;
    case ACTION_CLOSE:
        catalogue_filter(&show->catalogue, "");
        break;
    case ACTION_SEARCH:
    case ACTION_FILTER:
        ask(show, ASKING_CATALOGUE, "search", "a word of the title or of what it is about");
        break;
    case ACTION_QUIT:
        show->is_leaving = true;
        break;
    default:
        break;
    }
}

static void opening_action(Show *show, Action action)
{
    size_t rows = opening_rows(show->player);
    switch (action) {
    case ACTION_UP:
        show->opening_row = (show->opening_row + rows - 1) % rows;
        break;
    case ACTION_DOWN:
    case ACTION_NEXT_PANEL:
        show->opening_row = (show->opening_row + 1) % rows;
        break;
    case ACTION_BACK:
    case ACTION_KNOB_DOWN:
        opening_change(show->player, show->opening_row, -1);
        break;
    case ACTION_STEP:
    case ACTION_KNOB_UP:
        opening_change(show->player, show->opening_row, 1);
        break;
    case ACTION_OPEN:
    case ACTION_PLAY:
    case ACTION_CUE_STEP:
        show->player->message[0] = '\0';
        show->is_leaving = !begin_steps(show);
        break;
    case ACTION_CLOSE:
    case ACTION_QUIT:
        back_to_catalogue(show);
        break;
    default:
        break;
    }
}

/* ---- steps ---- */

static void take_letter(Show *show, Key key)
{
    Letter letter = show->letter;
    show->letter = LETTER_NONE;
    if (key == PRESS_ESCAPE)
        return;
    char byte = key < 128 ? (char)key : '?';
    if (letter == LETTER_SET_MARK)
        player_set_mark(show->player, byte);
    else
        player_go_to_mark(show->player, byte);
}

static void reload(Show *show)
{
    if (!player_reload(show->player) && show->player->diagnostics)
        show_text(show, MESSAGE_RELOAD_FAILED, show->player->diagnostics);
}

static void move_selection(Show *show, int direction)
{
    switch (show->chosen) {
    case CHOSEN_TASKS:
        select_task(show->player, direction);
        break;
    case CHOSEN_THINGS:
        select_thing(show->player, direction);
        break;
    case CHOSEN_LINES:
        select_line(show->player, direction);
        break;
    case CHOSEN_KNOBS:
        select_knob(show->player, direction);
        break;
    case CHOSEN_KINDS:
        break;
    }
}

static void choose_kind(Show *show, int direction)
{
    static const char *const words[CHOSEN_KINDS] = {"tasks", "objects", "lines", "knobs"};
    show->chosen = (Chosen)(((int)show->chosen + direction + CHOSEN_KINDS) % CHOSEN_KINDS);
    player_say(show->player, MESSAGE_CHOOSES_AMONG, words[show->chosen]);
}

static void ask_letter(Show *show, Letter letter, const char *message)
{
    show->letter = letter;
    player_say(show->player, "%s", message);
}

static void own_action(Show *show, Action action)
{
    switch (action) {
    case ACTION_UP:
        move_selection(show, -1);
        break;
    case ACTION_DOWN:
        move_selection(show, 1);
        break;
    case ACTION_NEXT_PANEL:
        choose_kind(show, 1);
        break;
    case ACTION_LAST_PANEL:
        choose_kind(show, -1);
        break;
    case ACTION_CLOSE:
        select_less(show->player);
        break;
    case ACTION_SEARCH_NEXT:
        select_found(show->player, show->chosen == CHOSEN_LINES, 1);
        break;
    case ACTION_SEARCH_LAST:
        select_found(show->player, show->chosen == CHOSEN_LINES, -1);
        break;
    case ACTION_GOTO:
        ask(show, ASKING_PLACE, "go to", "30   3.5s   a cue   next print   last timeout   line 12");
        break;
    case ACTION_SEARCH:
        ask(show, ASKING_SEARCH, show->chosen == CHOSEN_LINES ? "search the source" : "search the tasks", NULL);
        break;
    case ACTION_FILTER:
        ask(show, ASKING_FILTER, "only tasks with", "a word of the name, or a state");
        break;
    case ACTION_MARK:
        ask_letter(show, LETTER_SET_MARK, MESSAGE_MARK_WHICH);
        break;
    case ACTION_GO_MARK:
        ask_letter(show, LETTER_GO_TO_MARK, MESSAGE_GO_TO_WHICH);
        break;
    case ACTION_SAVE:
        save_picture(show);
        break;
    case ACTION_QUIT:
        leave_steps(show);
        break;
    default:
        break;
    }
}

/* Steps forward glide; going back, and far away, shows what is there at once. */
static bool glides(Action action)
{
    return action == ACTION_STEP || action == ACTION_LINE_STEP || action == ACTION_ITERATION_STEP ||
           action == ACTION_CLOCK_STEP || action == ACTION_CUE_STEP;
}

static void steps_action(Show *show, Action action)
{
    show->moves_next = glides(action);
    if (action == ACTION_RELOAD)
        reload(show);
    else if (!player_act(show->player, action))
        own_action(show, action);
    if (action == ACTION_PLAY && show->player && show->player->is_playing)
        show->next_step_ms = display_now_ms();
}

/* ---- keys ---- */

static void mode_action(Show *show, Action action)
{
    if (window_action(show, action))
        return;
    if (show->mode == MODE_CATALOGUE)
        catalogue_action(show, action);
    else if (show->mode == MODE_OPENING)
        opening_action(show, action);
    else
        steps_action(show, action);
}

static void key_event(Show *show, Key key)
{
    bool was_black = show->is_black;
    show->is_black = false;
    end_motion(show);
    if (show->asking) {
        prompt_event(show, key);
    } else if (show->has_page) {
        page_event(show, key);
    } else if (was_black && action_of_key(key) == ACTION_BLACK) {
        return;
    } else if (show->mode == MODE_STEPS && show->letter) {
        take_letter(show, key);
    } else {
        if (show->player)
            show->player->message[0] = '\0';
        mode_action(show, action_of_key(key));
    }
}

/* ---- the mouse ---- */

static void go_to_axis(Show *show, float x)
{
    show->player->is_playing = false;
    timeline_go(show->player, &show->composer.ruler, compose_axis_column(&show->composer, x));
}

static void click_steps(Show *show, const Mark *mark, float x, bool is_double)
{
    Player *player = show->player;
    switch (mark->target.kind) {
    case TARGET_TASK:
        player->selection = (Selection){SELECTED_TASK, mark->target.number};
        show->chosen = CHOSEN_TASKS;
        break;
    case TARGET_THING:
        player->selection = (Selection){SELECTED_THING, mark->target.number};
        show->chosen = CHOSEN_THINGS;
        break;
    case TARGET_LINE:
        player->line = mark->target.number;
        show->chosen = CHOSEN_LINES;
        if (is_double)
            player_act(player, ACTION_BREAKPOINT);
        break;
    case TARGET_KNOB:
        player->knob = mark->target.number;
        show->chosen = CHOSEN_KNOBS;
        break;
    case TARGET_AXIS:
        show->is_dragging = true;
        go_to_axis(show, x);
        break;
    case TARGET_ROW:
    case TARGET_NONE:
        break;
    }
}

static void click(Show *show, const DisplayEvent *event)
{
    Spot spot = {(float)event->x / show->canvas.scale, (float)event->y / show->canvas.scale};
    const Mark *mark = scene_at(&show->scenes[show->now], spot);
    bool is_double = event->kind == DISPLAY_DOUBLE;
    if (show->has_page || show->asking || !mark)
        return;
    if (show->mode == MODE_STEPS) {
        click_steps(show, mark, spot.x, is_double);
    } else if (mark->target.kind == TARGET_ROW && show->mode == MODE_CATALOGUE) {
        show->catalogue.selected = mark->target.number;
        if (is_double)
            open_scenario(show);
    } else if (mark->target.kind == TARGET_ROW) {
        show->opening_row = mark->target.number;
    }
}

static void wheel(Show *show, int direction)
{
    if (show->has_page)
        page_key(&show->page, direction > 0 ? PRESS_DOWN : PRESS_UP);
    else if (show->mode == MODE_CATALOGUE)
        catalogue_move(&show->catalogue, direction);
    else if (show->mode == MODE_STEPS)
        steps_action(show, direction > 0 ? ACTION_STEP : ACTION_BACK);
}

static void drag(Show *show, int x)
{
    if (show->is_dragging && show->mode == MODE_STEPS && !show->has_page && show->composer.axis.width > 0)
        go_to_axis(show, (float)x / show->canvas.scale);
}

/* ---- the loop ---- */

static bool is_playing(const Show *show)
{
    return show->mode == MODE_STEPS && show->player->is_playing;
}

static int wait_ms(const Show *show)
{
    uint64_t now = display_now_ms();
    if (show->is_moving)
        return FRAME_MS;
    if (is_playing(show))
        return show->next_step_ms > now ? (int)(show->next_step_ms - now) : 0;
    return show->console ? presenter_console_wait_ms(show->console) : DISPLAY_FOREVER;
}

/* A step of playing, where its time has come. True where it was made. */
static bool play(Show *show)
{
    uint64_t now = display_now_ms();
    if (!is_playing(show) || now < show->next_step_ms)
        return false;
    end_motion(show);
    player_play_step(show->player);
    show->moves_next = player_pause_ms(show->player) > MOTION_MS;
    show->next_step_ms = now + player_pause_ms(show->player);
    return true;
}

/* ---- the presenter's console ---- */

static void draw_console(Show *show)
{
    PresenterView view = {.player = show->mode == MODE_STEPS ? show->player : NULL, .is_black = show->is_black};
    if (show->asking) {
        view.label = show->prompt.label;
        view.typed = show->prompt.text;
    }
    presenter_console_draw(show->console, &view);
}

/* All that was pressed in the terminal. */
static bool read_console(Show *show)
{
    Key key;
    bool has_news = false;
    while (show->console && !show->is_leaving) {
        switch (presenter_console_read(show->console, &key)) {
        case PRESENTER_NOTHING:
            return has_news;
        case PRESENTER_KEY:
            key_event(show, key);
            break;
        case PRESENTER_RESIZED:
            break;
        case PRESENTER_LEAVES:
            show->is_leaving = true;
            break;
        }
        has_news = true;
    }
    return has_news;
}

/* True where something may have changed in what is shown. */
static bool answer(Show *show, const DisplayEvent *event)
{
    switch (event->kind) {
    case DISPLAY_NOTHING:
        return false;
    case DISPLAY_WOKEN:
        return read_console(show);
    case DISPLAY_KEY:
        key_event(show, event->key);
        return true;
    case DISPLAY_PRESS:
    case DISPLAY_DOUBLE:
        end_motion(show);
        if (!show->options.has_no_mouse)
            click(show, event);
        return true;
    case DISPLAY_DRAG:
        drag(show, event->x);
        return show->is_dragging;
    case DISPLAY_RELEASE:
        show->is_dragging = false;
        return false;
    case DISPLAY_WHEEL:
        end_motion(show);
        if (!show->options.has_no_mouse)
            wheel(show, event->direction);
        return true;
    case DISPLAY_RESIZED:
        end_motion(show);
        return true;
    case DISPLAY_EXPOSED:
        display_show(show->display, &show->canvas, true);
        return false;
    case DISPLAY_CLOSED:
        show->is_leaving = true;
        return false;
    }
    return false;
}

static void show_now(Show *show)
{
    if (show->is_black)
        display_black(show->display);
    else
        draw(show);
    if (show->console && !show->is_leaving)
        draw_console(show);
}

static void live(Show *show)
{
    bool was_black = false;
    read_console(show); /* what was pressed before there was a window to wake */
    for (bool has_news = true; !show->is_leaving;) {
        if (has_news)
            show_now(show);
        if (was_black && !show->is_black)
            display_show(show->display, &show->canvas, true);
        was_black = show->is_black;
        DisplayEvent event = display_wait(show->display, wait_ms(show));
        has_news = answer(show, &event);
        if (!show->is_leaving && !has_news && show->is_moving)
            go_on_moving(show);
        if (!show->is_leaving && event.kind == DISPLAY_NOTHING && show->console && !show->is_moving)
            draw_console(show); /* the minutes */
        if (!show->is_leaving && play(show))
            has_news = true;
    }
}

/* ---- begin and end ---- */

static bool open_show(Show *show, const ShowOptions *options, char *message, size_t room)
{
    show->options = *options;
    show->is_full = options->is_full;
    scene_init(&show->scenes[0]);
    scene_init(&show->scenes[1]);
    show->typeface = typeface_new();
    if (!show->typeface) {
        snprintf(message, room, MESSAGE_NO_MEMORY);
        return false;
    }
    if (options->has_console) {
        show->console = presenter_console_open(options->console_has_color, options->console_is_ascii, display_wake);
        if (!show->console) {
            snprintf(message, room, MESSAGE_NO_CONSOLE);
            return false;
        }
    }
    canvas_init(&show->canvas, show->typeface);
    canvas_set_theme(&show->canvas, options->theme);
    show->display = display_open("loopscope", options->width, options->height, options->screen, options->is_full,
                                 message, room);
    return show->display != NULL;
}

static void close_show(Show *show)
{
    close_page(show);
    if (show->has_composer)
        composer_release(&show->composer);
    if (show->player == &show->own)
        player_close(&show->own);
    canvas_release(&show->canvas);
    typeface_free(show->typeface);
    scene_release(&show->scenes[0]);
    scene_release(&show->scenes[1]);
    display_close(show->display);
    PresenterConsole *console = show->console;
    free(show);
    presenter_console_close(console);
}

/* NULL, with a message, where there is no memory or no display. */
static Show *new_show(const ShowOptions *options, char *message, size_t room)
{
    Show *show = calloc(1, sizeof *show);
    if (!show) {
        snprintf(message, room, MESSAGE_NO_MEMORY);
        return NULL;
    }
    if (open_show(show, options, message, room))
        return show;
    close_show(show);
    return NULL;
}

bool show_steps(const ShowOptions *options, Player *player, char *message, size_t room)
{
    Show *show = new_show(options, message, room);
    if (!show)
        return false;
    show->player = player;
    title_of_player(show);
    if (begin_steps(show))
        live(show);
    close_show(show);
    return true;
}

bool show_catalogue(const ShowOptions *options, const Scenarios *scenarios, char *message, size_t room)
{
    Show *show = new_show(options, message, room);
    if (!show)
        return false;
    show->has_catalogue = true;
    show->catalogue.scenarios = scenarios;
    live(show);
    close_show(show);
    return true;
}
