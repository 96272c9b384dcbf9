/* Keys find their way: to a typed line, to what lies over the mode, to the mode. */
#include "session_parts.h"

#include "findings_list.h"
#include "pair_view.h"
#include "question_view.h"
#include "select.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- begin and end ---- */

void session_enter(Session *session, SessionMode mode)
{
    session->mode = mode;
    session->front.entered(session->front.self, mode);
}

void session_begin_steps(Session *session, const SessionFront *front, Player *player)
{
    *session = (Session){.front = *front, .player = player};
    session_enter(session, MODE_STEPS);
}

void session_begin_pair(Session *session, const SessionFront *front, TwoRuns *runs)
{
    *session = (Session){.front = *front, .runs = runs};
    session_enter(session, MODE_PAIR);
}

void session_begin_catalogue(Session *session, const SessionFront *front, const Scenarios *scenarios)
{
    *session = (Session){.front = *front, .has_catalogue = true};
    session->catalogue.scenarios = scenarios;
    session_enter(session, MODE_CATALOGUE);
}

void session_release(Session *session)
{
    session_close_over(session);
    if (session->player == &session->own)
        session_close_own(session);
    if (session->runs == &session->own_runs)
        two_runs_close(&session->own_runs);
    if (session->has_progress)
        progress_release(&session->progress);
}

/* ---- what lies over ---- */

void session_close_over(Session *session)
{
    if (session->over == OVER_PAGE)
        page_close(&session->page);
    else if (session->over == OVER_FINDINGS)
        findings_view_release(&session->findings);
    if (session->over == OVER_QUESTION) {
        page_close(&session->page);
        question_close(&session->question);
    }
    session->over = OVER_NOTHING;
}

void session_show_text(Session *session, const char *title, const char *text)
{
    session_close_over(session);
    page_open_text(&session->page, title, text);
    session->over = OVER_PAGE;
}

static void show_keys(Session *session)
{
    session_close_over(session);
    if (session->mode == MODE_PAIR)
        page_open_pair_keys(&session->page, session->front.is_ascii, session->front.without);
    else
        page_open_keys(&session->page, session->front.is_ascii, session->front.without);
    session->over = OVER_PAGE;
}

/* ---- a question ---- */

enum { QUESTION_COLUMNS = 72 };

static void show_question(Session *session)
{
    session->over = OVER_QUESTION;
    question_page(&session->question, &session->page, session->front.breaks_lines ? 0 : QUESTION_COLUMNS,
                  session->front.is_ascii);
}

void session_predict(Session *session)
{
    session_close_over(session);
    if (question_ask(&session->question, session->player, session->is_lecture))
        show_question(session);
}

static void key_question(Session *session, Key key)
{
    session->player->message[0] = '\0';
    if (question_key(&session->question, session->player, key))
        show_question(session);
    else
        session_close_over(session);
}

static void key_over(Session *session, Key key)
{
    switch (session->over) {
    case OVER_PAGE:
        if (key == '/')
            session_ask(session, ASKING_PAGE, "search", NULL);
        else if (!page_key(&session->page, key))
            session_close_over(session);
        break;
    case OVER_FINDINGS:
        if (!findings_list_key(&session->findings, session->player, key))
            session_close_over(session);
        break;
    case OVER_QUESTION:
        key_question(session, key);
        break;
    case OVER_NOTHING:
        break;
    }
}

/* ---- a typed line ---- */

void session_ask(Session *session, SessionAsking asking, const char *label, const char *hint)
{
    prompt_begin(&session->prompt, label, hint, "");
    session->asking = asking;
}

/* What is typed while two runs are shown. */
static void take_pair_answer(Session *session, SessionAsking asking, const char *text)
{
    if (asking == ASKING_PLACE && *text)
        two_runs_goto(session->runs, text);
    else if (asking == ASKING_SEARCH && *text)
        pair_search(session->runs, text, 1);
    else if (asking == ASKING_PAGE)
        page_search(&session->page, text);
}

static void take_answer(Session *session)
{
    SessionAsking asking = session->asking;
    const char *text = session->prompt.text;
    Player *player = session->player;
    session->asking = ASKING_NOTHING;
    if (session->mode == MODE_PAIR) {
        take_pair_answer(session, asking, text);
        return;
    }
    switch (asking) {
    case ASKING_PLACE:
        if (*text)
            player_goto(player, text);
        break;
    case ASKING_SEARCH:
        snprintf(player->search, sizeof player->search, "%.*s", PLAYER_WORD_BYTES - 1, text);
        if (*text)
            select_found(player, session->front.searches_source(session->front.self), 1);
        break;
    case ASKING_FILTER:
        snprintf(player->filter, sizeof player->filter, "%.*s", PLAYER_WORD_BYTES - 1, text);
        session->front.filtered(session->front.self);
        break;
    case ASKING_CATALOGUE:
        catalogue_filter(&session->catalogue, text);
        break;
    case ASKING_PAGE:
        page_search(&session->page, text);
        break;
    case ASKING_NOTHING:
        break;
    }
}

static void key_typed(Session *session, Key key)
{
    PromptResult result = prompt_key(&session->prompt, key);
    bool is_catalogue = session->asking == ASKING_CATALOGUE;
    if (result == PROMPT_ACCEPTED)
        take_answer(session);
    else if (result == PROMPT_CANCELLED)
        session->asking = ASKING_NOTHING;
    if (is_catalogue && result != PROMPT_ACCEPTED)
        catalogue_filter(&session->catalogue, result == PROMPT_CANCELLED ? "" : session->prompt.text);
}

/* ---- keys and actions ---- */

/* What holds in every mode. */
static bool act_anywhere(Session *session, Action action)
{
    if (action == ACTION_HELP)
        show_keys(session);
    else if (action == ACTION_LEAVE)
        session->is_leaving = true;
    else
        return session->front.act_anywhere(session->front.self, action);
    return true;
}

void session_act(Session *session, Action action)
{
    if (session->player)
        session->player->message[0] = '\0';
    if (session->runs)
        session->runs->message[0] = '\0';
    if (act_anywhere(session, action))
        return;
    switch (session->mode) {
    case MODE_CATALOGUE:
        session_act_in_catalogue(session, action);
        break;
    case MODE_OPENING:
        session_act_in_opening(session, action);
        break;
    case MODE_STEPS:
        session_act_in_steps(session, action);
        break;
    case MODE_PAIR:
        session_act_in_pair(session, action);
        break;
    }
}

void session_key(Session *session, Key key)
{
    if (session->asking)
        key_typed(session, key);
    else if (key == PRESS_CTRL_C)
        session->is_leaving = true;
    else if (session->over)
        key_over(session, key);
    else if (session->letter)
        session_take_letter(session, key);
    else if (session->mode == MODE_STEPS && key >= '1' && key <= '9')
        session->front.digit(session->front.self, key - '0');
    else
        session_act(session, action_of_key(key));
}

void session_wheel(Session *session, int direction)
{
    if (session->over)
        key_over(session, direction > 0 ? PRESS_DOWN : PRESS_UP);
    else if (session->mode == MODE_CATALOGUE)
        catalogue_move(&session->catalogue, direction);
    else if (session->mode == MODE_OPENING)
        session_act(session, direction > 0 ? ACTION_DOWN : ACTION_UP);
    else if (session->mode == MODE_STEPS || session->mode == MODE_PAIR)
        session_act(session, direction > 0 ? ACTION_STEP : ACTION_BACK);
}

/* A row of what lies over the mode. */
static void click_over(Session *session, size_t row, bool is_open)
{
    if (session->over == OVER_FINDINGS && row < session->findings.count) {
        session->findings.selected = row;
        if (is_open)
            key_over(session, PRESS_ENTER);
    } else if (session->over == OVER_QUESTION) {
        size_t choice = question_choice_at(&session->page, row);
        if (choice > 0)
            key_over(session, (Key)('0' + choice));
    }
}

void session_row(Session *session, size_t row, bool is_open)
{
    if (session->over) {
        click_over(session, row, is_open);
    } else if (session->mode == MODE_OPENING) {
        session->opening_row = row;
    } else if (session->mode == MODE_CATALOGUE) {
        session->catalogue.selected = row;
        if (is_open)
            session_open_scenario(session);
    }
}

/* ---- playing ---- */

bool session_is_stepping(const Session *session)
{
    return (session->mode == MODE_STEPS || session->mode == MODE_PAIR) && !session->over && !session->asking;
}

bool session_is_playing(const Session *session)
{
    return session->mode == MODE_STEPS  ? session->player->is_playing
           : session->mode == MODE_PAIR ? session->runs->is_playing
                                        : false;
}

/* Of two waits, where less than 0 is for ever. */
static int sooner(int one, int other)
{
    return one < 0 || (other >= 0 && other < one) ? other : one;
}

/* What lies over the steps may be about this very run, but for a page. */
static bool may_follow_file(const Session *session)
{
    bool is_free = session->over == OVER_NOTHING || session->over == OVER_PAGE;
    return !session->is_leaving && is_free && !session->asking && !session->letter;
}

int session_wait_ms(const Session *session, uint64_t now_ms, int otherwise)
{
    int wait_ms = otherwise;
    bool follows = may_follow_file(session);
    if (follows && session->mode == MODE_STEPS)
        wait_ms = sooner(wait_ms, file_watch_wait_ms(&session->player->watch, now_ms));
    for (int side = 0; follows && session->mode == MODE_PAIR && side < PAIR_SIDES; side++)
        wait_ms = sooner(wait_ms, file_watch_wait_ms(&session->runs->players[side].watch, now_ms));
    int step_ms = session->next_step_ms > now_ms ? (int)(session->next_step_ms - now_ms) : 0;
    return session_is_playing(session) ? sooner(wait_ms, step_ms) : wait_ms;
}

/* The player whose speed counts: of two runs the left one's. */
const Player *session_playing(const Session *session)
{
    return session->mode == MODE_PAIR ? &session->runs->players[PAIR_LEFT] : session->player;
}

bool session_play(Session *session, uint64_t now_ms)
{
    if (!session_is_playing(session) || now_ms < session->next_step_ms)
        return false;
    if (session->mode == MODE_PAIR)
        two_runs_play_step(session->runs);
    else
        player_play_step(session->player);
    session->next_step_ms = now_ms + player_pause_ms(session_playing(session));
    return true;
}

bool session_follow_file(Session *session, uint64_t now_ms)
{
    if (!may_follow_file(session))
        return false;
    if (session->mode == MODE_PAIR)
        return two_runs_follow_file(session->runs, now_ms);
    if (session->mode != MODE_STEPS || !player_follow_file(session->player, now_ms))
        return false;
    if (session->player->lesson)
        lesson_walk_followed(session->player->lesson);
    return true;
}

const char *session_message(const Session *session)
{
    return session->runs ? session->runs->message : session->player ? session->player->message : "";
}

void session_say(Session *session, const char *format, ...)
{
    char text[512];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    if (session->runs)
        two_runs_say(session->runs, "%s", text);
    else if (session->player)
        player_say(session->player, "%s", text);
}

void session_file_name(const Session *session, const char *ending, char *name, size_t room)
{
    SimScenario scenario;
    SimClock clock;
    const Sim *sim = session->runs ? session->runs->pair.sims[PAIR_LEFT] : session->player->sim;
    sim_scenario(sim, &scenario);
    sim_clock(sim, &clock);
    snprintf(name, room, "%.*s%s-%u.%s", (int)strcspn(scenario.file_name, "."), scenario.file_name,
             session->runs ? "-compared" : "", clock.callback, ending);
}
