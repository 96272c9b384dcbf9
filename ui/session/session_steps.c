/* What an action does while stepping, where neither the front end nor the player has done it. */
#include "findings_list.h"
#include "messages.h"
#include "select.h"
#include "session_parts.h"
#include "why_view.h"

static void reload(Session *session)
{
    Player *player = session->player;
    if (!player_reload(player) && player->diagnostics)
        session_show_text(session, MESSAGE_RELOAD_FAILED, player->diagnostics);
}

static void show_why(Session *session)
{
    const char *why = why_in_focus(session->player);
    if (*why)
        session_show_text(session, "why", why);
    else
        player_say(session->player, MESSAGE_SELECT_FIRST);
}

static void show_findings(Session *session)
{
    session_close_over(session);
    if (findings_list_open(&session->findings, session->player))
        session->over = OVER_FINDINGS;
}

static void leave(Session *session)
{
    if (session->has_catalogue)
        session_back_to_catalogue(session);
    else
        session->is_leaving = true;
}

static void ask_letter(Session *session, SessionLetter letter, const char *message)
{
    session->letter = letter;
    player_say(session->player, "%s", message);
}

void session_take_letter(Session *session, Key key)
{
    SessionLetter letter = session->letter;
    session->letter = LETTER_NONE;
    session->player->message[0] = '\0';
    if (key == PRESS_ESCAPE)
        return;
    char byte = key < 128 ? (char)key : '?';
    if (letter == LETTER_SET_MARK)
        player_set_mark(session->player, byte);
    else
        player_go_to_mark(session->player, byte);
}

static void act(Session *session, Action action)
{
    bool is_source = session->front.searches_source(session->front.self);
    switch (action) {
    case ACTION_GOTO:
        session_ask(session, ASKING_PLACE, "go to", "30   3.5s   a cue   next print   last timeout   line 12");
        break;
    case ACTION_SEARCH:
        session_ask(session, ASKING_SEARCH, is_source ? "search the source" : "search the tasks", NULL);
        break;
    case ACTION_SEARCH_NEXT:
        select_found(session->player, is_source, 1);
        break;
    case ACTION_SEARCH_LAST:
        select_found(session->player, is_source, -1);
        break;
    case ACTION_FILTER:
        session_ask(session, ASKING_FILTER, "only tasks with", "a word of the name, or a state");
        break;
    case ACTION_MARK:
        ask_letter(session, LETTER_SET_MARK, MESSAGE_MARK_WHICH);
        break;
    case ACTION_GO_MARK:
        ask_letter(session, LETTER_GO_TO_MARK, MESSAGE_GO_TO_WHICH);
        break;
    case ACTION_WHY:
        show_why(session);
        break;
    case ACTION_FINDINGS:
        show_findings(session);
        break;
    case ACTION_PREDICT:
        session_predict(session);
        break;
    case ACTION_REVEAL:
        player_say(session->player, "%s", MESSAGE_PREDICT_FIRST);
        break;
    case ACTION_QUIT:
        leave(session);
        break;
    default:
        break;
    }
}

/* What an action does beside a lesson's page; false where it does nothing of its own there. */
static bool act_in_lesson(Session *session, Action action)
{
    Player *player = session->player;
    if (!player->lesson || !lesson_walk_act(player->lesson, action))
        return false;
    if (action == ACTION_RELOAD && player->diagnostics)
        session_show_text(session, MESSAGE_RELOAD_FAILED, player->diagnostics);
    session->next_step_ms = 0;
    return true;
}

void session_act_in_steps(Session *session, Action action)
{
    if (act_in_lesson(session, action))
        return;
    if (action == ACTION_RELOAD)
        reload(session);
    else if (!session->front.act_in_steps(session->front.self, action) && !player_act(session->player, action))
        act(session, action);
    if (action == ACTION_PLAY)
        session->next_step_ms = 0;
}
