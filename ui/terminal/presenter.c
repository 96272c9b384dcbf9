/* The presenter's console, from top to bottom: what runs, where it is, the notes, what comes next, the keys. */
#include "presenter.h"

#include "head_view.h"
#include "pair_view.h"
#include "pen.h"
#include "words.h"

#include <string.h>

enum { MARGIN = 2, NAME_BYTES = 160, NOTE_BYTES = 1200 };

/* A cue's texts, copied: the simulator's own are good until it is asked for another cue. */
typedef struct Cue {
    char name[NAME_BYTES];
    char note[NOTE_BYTES];
} Cue;

static void read_cue(const SimCue *state, Cue *cue)
{
    snprintf(cue->name, sizeof cue->name, "%s", state->name);
    snprintf(cue->note, sizeof cue->note, "%s", state->note);
}

static bool current_cue(const Sim *sim, Cue *cue)
{
    SimCue state;
    int current = sim_current_cue(sim);
    if (current < 0 || !sim_cue(sim, (size_t)current, &state))
        return false;
    read_cue(&state, cue);
    return true;
}

/* The first cue after the present position. */
static bool next_cue(const Sim *sim, Cue *cue)
{
    SimCue state;
    SimPosition now = sim_position(sim), nearest = {0};
    bool is_found = false;
    for (size_t i = 0; sim_cue(sim, i, &state); i++) {
        if (!state.is_reached || !sim_position_is_before(now, state.position) ||
            (is_found && !sim_position_is_before(state.position, nearest)))
            continue;
        nearest = state.position;
        read_cue(&state, cue);
        is_found = true;
    }
    return is_found;
}

/* ---- drawing ---- */

static void next_row(Pen *pen, unsigned rows)
{
    pen->x = 0;
    pen->y += rows;
}

/* Rows that the pen has left above the two at the foot. */
static unsigned rows_left(const Pen *pen)
{
    return pen->y + 2 < pen->area.height ? pen->area.height - 2 - pen->y : 0;
}

static void draw_head(Pen *pen, const HeadView *head, const PresenterView *view)
{
    char passed[48];
    snprintf(passed, sizeof passed, "%u min since the beginning", view->minutes);
    pen_text(pen, LOOK_TITLE, "%s", head->title);
    pen_right(pen, LOOK_CLOCK, passed);
    next_row(pen, 1);
    pen_text(pen, LOOK_CLOCK, "%s", head->clock);
    pen_text(pen, LOOK_NORMAL, "  %s", head->place);
    pen_text(pen, head->is_ended_badly ? LOOK_BAD : LOOK_DIM, "  %s", head->status);
    if (view->is_black)
        pen_text(pen, LOOK_BAD, "  the window is black");
    next_row(pen, 2);
}

static void draw_paragraph(Pen *pen, const char *title, Look look, const char *text, unsigned rows)
{
    unsigned room = rows_left(pen);
    if (!*text || room < 2)
        return;
    pen_text(pen, LOOK_DIM, "%s", title);
    next_row(pen, 1);
    pen_paragraph(pen, look, text, rows < room - 1 ? rows : room - 1);
    next_row(pen, 1);
}

static void draw_foot(Pen *pen, const PresenterView *view)
{
    Action actions[FOOTER_ACTIONS];
    size_t count = footer_actions(view->player, actions);
    *pen = pen_at(pen->screen, pen->area, 0, pen->area.height - 1);
    for (size_t i = 0; i < count; i++) {
        char key[KEY_TEXT_BYTES];
        key_text(key, action_key(actions[i], 0), pen->screen->is_ascii);
        pen_text(pen, LOOK_KEY, "%s", key);
        pen_text(pen, LOOK_DIM, " %s   ", footer_word(view->player, actions[i]));
    }
    pen_text(pen, LOOK_KEY, ".");
    pen_text(pen, LOOK_DIM, " black");
}

/* What is typed, or what the last key had to say. */
static void draw_message(Pen *pen, const PresenterView *view)
{
    *pen = pen_at(pen->screen, pen->area, 0, pen->area.height > 1 ? pen->area.height - 2 : 0);
    if (view->label) {
        pen_text(pen, LOOK_STRONG, "%s: ", view->label);
        pen_text(pen, LOOK_NORMAL, "%s", view->typed);
        screen_cursor(pen->screen, pen->area, pen->x, pen->y);
    } else if (view->player || view->runs) {
        pen_text(pen, LOOK_STRONG, "%s", view->player ? view->player->message : view->runs->message);
    }
}

static void draw_run(Pen *pen, const PresenterView *view)
{
    HeadView head;
    Cue cue = {{0}, {0}}, next = {{0}, {0}};
    const Sim *sim = view->player->sim;
    head_view(view->player, &head);
    current_cue(sim, &cue);
    draw_head(pen, &head, view);
    draw_paragraph(pen, *head.cue ? head.cue : "before the first cue", LOOK_SENTENCE, narration_text(view->player),
                   3);
    draw_paragraph(pen, "on the stage", LOOK_NORMAL, head.say, 3);
    draw_paragraph(pen, "next cue", LOOK_NORMAL, next_cue(sim, &next) ? next.name : "none: this was the last one",
                   1);
    draw_paragraph(pen, "notes", LOOK_STRONG, cue.note, pen->area.height);
    draw_foot(pen, view);
}

static void draw_pair_foot(Pen *pen)
{
    static const struct {
        Action action;
        const char *word;
    } keys[] = {{ACTION_STEP, "step"},         {ACTION_BACK, "back"},           {ACTION_CLOCK_STEP, "clock"},
                {ACTION_CUE_STEP, "next cue"}, {ACTION_NEXT_CHANGE, "differs"}, {ACTION_REVEAL, "reveal"}};
    *pen = pen_at(pen->screen, pen->area, 0, pen->area.height - 1);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char key[KEY_TEXT_BYTES];
        key_text(key, action_key(keys[i].action, 0), pen->screen->is_ascii);
        pen_text(pen, LOOK_KEY, "%s", key);
        pen_text(pen, LOOK_DIM, " %s   ", keys[i].word);
    }
    pen_text(pen, LOOK_KEY, ".");
    pen_text(pen, LOOK_DIM, " black");
}

/* Two runs: the clock, where they stand to each other, and what each did last; the notes of the cue, or
 * of both where they are others. */
static void draw_two_runs(Pen *pen, const PresenterView *view)
{
    const TwoRuns *runs = view->runs;
    char passed[48], time[TIME_TEXT_BYTES], standing[PAIR_STANDING_BYTES];
    snprintf(passed, sizeof passed, "%u min since the beginning", view->minutes);
    pen_text(pen, LOOK_TITLE, "%s", runs->title);
    pen_right(pen, LOOK_CLOCK, passed);
    next_row(pen, 1);
    pen_text(pen, LOOK_CLOCK, "%s", time_text(time, runs->pair.now_ns));
    pen_text(pen, LOOK_DIM, "  %s", pair_standing(runs, standing));
    if (view->is_black)
        pen_text(pen, LOOK_BAD, "  the window is black");
    next_row(pen, 2);
    Cue cues[PAIR_SIDES] = {{{0}, {0}}, {{0}, {0}}};
    for (int side = 0; side < PAIR_SIDES; side++) {
        draw_paragraph(pen, runs->names[side], LOOK_SENTENCE, narration_text(&runs->players[side]), 3);
        current_cue(runs->pair.sims[side], &cues[side]);
    }
    draw_paragraph(pen, cues[PAIR_LEFT].name, LOOK_STRONG, cues[PAIR_LEFT].note, 4);
    if (strcmp(cues[PAIR_LEFT].name, cues[PAIR_RIGHT].name) != 0)
        draw_paragraph(pen, cues[PAIR_RIGHT].name, LOOK_STRONG, cues[PAIR_RIGHT].note, 4);
    draw_pair_foot(pen);
}

void presenter_draw(const PresenterView *view, Screen *screen)
{
    unsigned margin = screen->width > 4 * MARGIN ? MARGIN : 0;
    Area area = {margin, 0, screen->width - 2 * margin, screen->height};
    Pen pen = pen_at(screen, area, 0, 0);
    screen_clear(screen);
    if (view->player)
        draw_run(&pen, view);
    else if (view->runs)
        draw_two_runs(&pen, view);
    else
        pen_text(&pen, LOOK_NORMAL, "The window shows the catalogue; the keys go there.");
    draw_message(&pen, view);
}
