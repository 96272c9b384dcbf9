/* The window's life: one loop that composes, shows, waits for an event and lets the mode it is in answer it.
 * Between events it sleeps, unless something moves or plays. */
#include "show.h"

#include "compose.h"
#include "compose_pages.h"
#include "compose_pair.h"
#include "display.h"
#include "messages.h"
#include "pair_view.h"
#include "picture.h"
#include "presenter_console.h"
#include "select.h"
#include "session.h"
#include "task_view.h"

#include <stdlib.h>
#include <string.h>

enum { MOTION_MS = 300, FRAME_MS = 14, PAGE_HEIGHT = 1080 };

/* What up and down choose among. */
typedef enum Chosen { CHOSEN_TASKS, CHOSEN_THINGS, CHOSEN_LINES, CHOSEN_KNOBS, CHOSEN_KINDS } Chosen;

typedef struct Show {
    ShowOptions options;
    Display *display;
    PresenterConsole *console; /* NULL: none */
    Typeface *typeface;
    Canvas canvas;
    Composer composer;
    PairComposer pair;
    bool has_composer, has_pair;
    Scene scenes[2];
    int now; /* the scene that is shown, or gone to */
    Session session;
    Chosen chosen;
    bool is_full, is_black, is_dragging;
    bool moves_next;          /* the next scene is come to by a motion */
    bool is_moving;           /* a motion goes on */
    uint64_t motion_began_ms; /* when */
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
    Session *session = &show->session;
    switch (session->mode) {
    case MODE_CATALOGUE:
        compose_catalogue(scene, measure, &session->catalogue, width, height);
        break;
    case MODE_OPENING:
        compose_opening(scene, measure, session->player, session->opening_row, width, height);
        break;
    case MODE_STEPS:
        compose(&show->composer, scene, width, height);
        break;
    case MODE_PAIR:
        compose_pair(&show->pair, scene, width, height);
        break;
    }
}

static void compose_over(Show *show, Scene *scene)
{
    const Measure *measure = typeface_measure(show->typeface);
    Session *session = &show->session;
    switch (session->over) {
    case OVER_PAGE:
        compose_page(scene, measure, &session->page);
        break;
    case OVER_QUESTION:
        compose_question(scene, measure, &session->page);
        break;
    case OVER_FINDINGS:
        compose_findings(scene, measure, &session->findings, session->player);
        break;
    case OVER_NOTHING:
        break;
    }
    if (session->asking)
        compose_prompt(scene, measure, &session->prompt);
    else if (*session_message(session))
        compose_note(scene, measure, session_message(session));
}

static void compose_scene(Show *show, Scene *scene)
{
    float width = (float)show->canvas.width / show->canvas.scale;
    float height = (float)show->canvas.height / show->canvas.scale;
    compose_mode(show, scene, width, height);
    compose_over(show, scene);
}

static void draw(Show *show)
{
    if (!fit_canvas(show)) {
        show->session.is_leaving = true;
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

/* ---- the picture as a file ---- */

/* What is shown is called: the title of the run, or of both. */
static const char *title_of(const Session *session)
{
    static SimScenario scenario;
    if (session->runs)
        return session->runs->title;
    sim_scenario(session->player->sim, &scenario);
    return *scenario.title ? scenario.title : scenario.file_name;
}

static void save_picture(Show *show)
{
    char name[192];
    Picture picture;
    Session *session = &show->session;
    PictureSize size = {show->canvas.width, show->canvas.height, show->options.text_scale};
    Scene *scene = &show->scenes[1 - show->now];
    session_file_name(session, "svg", name, sizeof name);
    compose_scene(show, scene);
    if (picture_open(&picture, name, PICTURE_SVG, &size, show->canvas.theme, show->typeface)) {
        picture_draw(&picture, scene, title_of(session));
        if (picture_finish(&picture)) {
            session_say(session, MESSAGE_SAVED, name);
            return;
        }
    }
    session_say(session, "%s", picture.whole.message);
}

/* ---- what the session asks of it ---- */

static void set_title(const Show *show)
{
    char title[160];
    snprintf(title, sizeof title, "%.100s · loopscope", title_of(&show->session));
    display_title(show->display, title);
}

static void end_composers(Show *show)
{
    if (show->has_composer)
        composer_release(&show->composer);
    if (show->has_pair)
        pair_composer_release(&show->pair);
    show->has_composer = show->has_pair = false;
}

static void begin_steps(Show *show)
{
    end_composers(show);
    show->has_composer = composer_init(&show->composer, show->session.player, typeface_measure(show->typeface));
    if (!show->has_composer)
        show->session.is_leaving = true;
}

static void begin_pair(Show *show)
{
    end_composers(show);
    show->has_pair = pair_composer_init(&show->pair, show->session.runs, typeface_measure(show->typeface));
    if (!show->has_pair)
        show->session.is_leaving = true;
}

static void entered(void *self, SessionMode mode)
{
    Show *show = self;
    if (mode == MODE_CATALOGUE)
        display_title(show->display, "loopscope");
    else
        set_title(show);
    if (mode == MODE_STEPS)
        begin_steps(show);
    else if (mode == MODE_PAIR)
        begin_pair(show);
}

static void set_scale(Show *show, float scale)
{
    show->options.text_scale = scale < 0.75F ? 0.75F : scale > 2 ? 2 : scale;
}

static bool act_anywhere(void *self, Action action)
{
    Show *show = self;
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
    default:
        return false;
    }
}

static void move_selection(Show *show, int direction)
{
    switch (show->chosen) {
    case CHOSEN_TASKS:
        select_task(show->session.player, direction);
        break;
    case CHOSEN_THINGS:
        select_thing(show->session.player, direction);
        break;
    case CHOSEN_LINES:
        select_line(show->session.player, direction);
        break;
    case CHOSEN_KNOBS:
        select_knob(show->session.player, direction);
        break;
    case CHOSEN_KINDS:
        break;
    }
}

static void choose_kind(Show *show, int direction)
{
    static const char *const words[CHOSEN_KINDS] = {"tasks", "objects", "lines", "knobs"};
    show->chosen = (Chosen)(((int)show->chosen + direction + CHOSEN_KINDS) % CHOSEN_KINDS);
    player_say(show->session.player, MESSAGE_CHOOSES_AMONG, words[show->chosen]);
}

/* Steps forward glide; going back, and far away, shows what is there at once. */
static bool glides(Action action)
{
    return action == ACTION_STEP || action == ACTION_LINE_STEP || action == ACTION_ITERATION_STEP ||
           action == ACTION_CLOCK_STEP || action == ACTION_CUE_STEP;
}

static bool act_in_steps(void *self, Action action)
{
    Show *show = self;
    show->moves_next = glides(action);
    switch (action) {
    case ACTION_UP:
        move_selection(show, -1);
        return true;
    case ACTION_DOWN:
        move_selection(show, 1);
        return true;
    case ACTION_NEXT_PANEL:
        choose_kind(show, 1);
        return true;
    case ACTION_LAST_PANEL:
        choose_kind(show, -1);
        return true;
    case ACTION_CLOSE:
        select_less(show->session.player);
        return true;
    case ACTION_SAVE:
        save_picture(show);
        return true;
    default:
        return false;
    }
}

static bool act_in_pair(void *self, Action action)
{
    Show *show = self;
    show->moves_next = glides(action);
    if (action == ACTION_SAVE)
        save_picture(show);
    return action == ACTION_SAVE;
}

/* The window has no panels to go to by number. */
static void digit(void *self, unsigned number)
{
    (void)self;
    (void)number;
}

static bool searches_source(const void *self)
{
    const Show *show = self;
    return show->chosen == CHOSEN_LINES;
}

/* Nothing is scrolled here. */
static void filtered(void *self)
{
    (void)self;
}

/* ---- keys ---- */

static void key_event(Show *show, Key key)
{
    bool was_black = show->is_black;
    show->is_black = false;
    end_motion(show);
    if (!was_black || action_of_key(key) != ACTION_BLACK)
        session_key(&show->session, key);
}

/* ---- the mouse ---- */

static void go_to_axis(Show *show, float x)
{
    TwoRuns *runs = show->session.runs;
    if (runs) {
        runs->is_playing = false;
        pair_seek_time(&runs->pair, compose_pair_time(&show->pair, x));
        return;
    }
    show->session.player->is_playing = false;
    timeline_go(show->session.player, &show->composer.ruler, compose_axis_column(&show->composer, x));
}

/* Where a dot stands for several tasks, those of its state share its dots in order. */
static uint32_t task_of_dot(const Scene *scene, const Mark *dots, uint32_t at, const Sim *sim)
{
    const uint8_t *cells = scene->cells + dots->first;
    uint32_t before = 0;
    if (dots->target.number == 1)
        return at + 1;
    for (uint32_t i = 0; i < at; i++)
        before += cells[i] == cells[at];
    return task_in_state(sim, (SimState)cells[at], before * dots->target.number);
}

static void click_dots(Show *show, const Mark *dots, Spot spot)
{
    Player *player = show->session.player;
    uint32_t at = scene_dot_at(dots, spot);
    uint32_t task = at < dots->count ? task_of_dot(&show->scenes[show->now], dots, at, player->sim) : 0;
    if (task == 0)
        return;
    player->selection = (Selection){SELECTED_TASK, task};
    show->chosen = CHOSEN_TASKS;
}

static void click_steps(Show *show, const Mark *mark, Spot spot, bool is_double)
{
    Player *player = show->session.player;
    switch (mark->target.kind) {
    case TARGET_TASK:
        player->selection = (Selection){SELECTED_TASK, mark->target.number};
        show->chosen = CHOSEN_TASKS;
        break;
    case TARGET_DOTS:
        click_dots(show, mark, spot);
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
        go_to_axis(show, spot.x);
        break;
    case TARGET_ROW:
    case TARGET_NONE:
        break;
    }
}

static void click_pair(Show *show, const Mark *mark, Spot spot)
{
    TwoRuns *runs = show->session.runs;
    PairSide side = compose_pair_side(&show->pair, spot.x);
    Player *player = &runs->players[side];
    uint32_t task = mark->target.number;
    switch (mark->target.kind) {
    case TARGET_DOTS:
        task = scene_dot_at(mark, spot);
        task = task < mark->count ? task_of_dot(&show->scenes[show->now], mark, task, player->sim) : 0;
        if (task == 0)
            break;
        pair_select_task(runs, side, task);
        break;
    case TARGET_TASK:
        pair_select_task(runs, side, task);
        break;
    case TARGET_THING:
        player->selection = (Selection){SELECTED_THING, mark->target.number};
        break;
    case TARGET_AXIS:
        show->is_dragging = true;
        go_to_axis(show, spot.x);
        break;
    case TARGET_LINE:
    case TARGET_KNOB:
    case TARGET_ROW:
    case TARGET_NONE:
        break;
    }
}

static void click(Show *show, const DisplayEvent *event)
{
    Session *session = &show->session;
    Spot spot = {(float)event->x / show->canvas.scale, (float)event->y / show->canvas.scale};
    const Mark *mark = scene_at(&show->scenes[show->now], spot);
    bool is_double = event->kind == DISPLAY_DOUBLE;
    if (session->asking || !mark)
        return;
    if (session->over && mark->target.kind != TARGET_ROW)
        return;
    if (session->mode == MODE_STEPS && !session->over)
        click_steps(show, mark, spot, is_double);
    else if (session->mode == MODE_PAIR)
        click_pair(show, mark, spot);
    else if (mark->target.kind == TARGET_ROW)
        session_row(session, mark->target.number, is_double);
}

static void drag(Show *show, int x)
{
    float axis = show->session.runs ? show->pair.axis.width : show->composer.axis.width;
    if (show->is_dragging && session_is_stepping(&show->session) && axis > 0)
        go_to_axis(show, (float)x / show->canvas.scale);
}

/* ---- the loop ---- */

static int wait_ms(const Show *show)
{
    if (show->is_moving)
        return FRAME_MS;
    int idle_ms = show->console ? presenter_console_wait_ms(show->console) : DISPLAY_FOREVER;
    return session_wait_ms(&show->session, display_now_ms(), idle_ms);
}

/* A step of playing, where its time has come. True where it was made. */
static bool play(Show *show)
{
    Session *session = &show->session;
    if (!session_play(session, display_now_ms()))
        return false;
    end_motion(show);
    show->moves_next = player_pause_ms(session_playing(session)) > MOTION_MS;
    return true;
}

/* ---- the presenter's console ---- */

static void draw_console(Show *show)
{
    Session *session = &show->session;
    PresenterView view = {.player = session->mode == MODE_STEPS ? session->player : NULL,
                          .runs = session->mode == MODE_PAIR ? session->runs : NULL,
                          .is_black = show->is_black};
    if (session->asking) {
        view.label = session->prompt.label;
        view.typed = session->prompt.text;
    }
    presenter_console_draw(show->console, &view);
}

/* All that was pressed in the terminal. */
static bool read_console(Show *show)
{
    Key key;
    bool has_news = false;
    while (show->console && !show->session.is_leaving) {
        switch (presenter_console_read(show->console, &key)) {
        case PRESENTER_NOTHING:
            return has_news;
        case PRESENTER_KEY:
            key_event(show, key);
            break;
        case PRESENTER_RESIZED:
            break;
        case PRESENTER_LEAVES:
            show->session.is_leaving = true;
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
            session_wheel(&show->session, event->direction);
        return true;
    case DISPLAY_RESIZED:
        end_motion(show);
        return true;
    case DISPLAY_EXPOSED:
        display_show(show->display, &show->canvas, true);
        return false;
    case DISPLAY_CLOSED:
        show->session.is_leaving = true;
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
    if (show->console && !show->session.is_leaving)
        draw_console(show);
}

static void live(Show *show)
{
    bool was_black = false;
    read_console(show); /* what was pressed before there was a window to wake */
    for (bool has_news = true; !show->session.is_leaving;) {
        if (has_news)
            show_now(show);
        if (was_black && !show->is_black)
            display_show(show->display, &show->canvas, true);
        was_black = show->is_black;
        DisplayEvent event = display_wait(show->display, wait_ms(show));
        has_news = answer(show, &event);
        if (!show->session.is_leaving && !has_news && show->is_moving)
            go_on_moving(show);
        if (!show->session.is_leaving && event.kind == DISPLAY_NOTHING && show->console && !show->is_moving)
            draw_console(show); /* the minutes */
        if (session_follow_file(&show->session, display_now_ms())) {
            end_motion(show);
            has_news = true;
        }
        if (!show->session.is_leaving && play(show))
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
    end_composers(show);
    session_release(&show->session);
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

static SessionFront front_of(Show *show)
{
    return (SessionFront){.self = show,
                          .without = ACTIONS_TERMINAL,
                          .entered = entered,
                          .act_anywhere = act_anywhere,
                          .act_in_steps = act_in_steps,
                          .act_in_pair = act_in_pair,
                          .digit = digit,
                          .searches_source = searches_source,
                          .filtered = filtered,
                          .breaks_lines = true};
}

bool show_steps(const ShowOptions *options, Player *player, char *message, size_t room)
{
    Show *show = new_show(options, message, room);
    if (!show)
        return false;
    SessionFront front = front_of(show);
    session_begin_steps(&show->session, &front, player);
    show->session.is_lecture = true;
    live(show);
    close_show(show);
    return true;
}

bool show_pair(const ShowOptions *options, TwoRuns *runs, char *message, size_t room)
{
    Show *show = new_show(options, message, room);
    if (!show)
        return false;
    SessionFront front = front_of(show);
    session_begin_pair(&show->session, &front, runs);
    live(show);
    close_show(show);
    return true;
}

bool show_catalogue(const ShowOptions *options, const Scenarios *scenarios, char *message, size_t room)
{
    Show *show = new_show(options, message, room);
    if (!show)
        return false;
    SessionFront front = front_of(show);
    session_begin_catalogue(&show->session, &front, scenarios);
    show->session.is_lecture = true;
    live(show);
    close_show(show);
    return true;
}
