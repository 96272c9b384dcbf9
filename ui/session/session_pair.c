/* Two runs side by side: opening a pair of the catalogue, and what an action does there. */
#include "messages.h"
#include "pair_view.h"
#include "session_parts.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- open and close ---- */

static void close_pair(Session *session)
{
    two_runs_close(&session->own_runs);
    session->runs = NULL;
}

/* False after telling why: on the catalogue's line, or on a page. */
static bool open_side(Session *session, const Scenario *pair, PairSide side)
{
    Catalogue *catalogue = &session->catalogue;
    TwoRuns *runs = &session->own_runs;
    SimOptions options = {0};
    SourceFile file;
    Settings settings;
    if (source_file_read(&file, pair->path) != SOURCE_FILE_READ) {
        snprintf(catalogue->message, sizeof catalogue->message, "%s", file.message);
        source_file_release(&file);
        return false;
    }
    settings_read(&settings, pair->settings[side]);
    if (two_runs_open(runs, side, &file, &settings, &options))
        return true;
    const char *diagnostics = runs->players[side].diagnostics;
    session_show_text(session, "this file cannot be run", diagnostics ? diagnostics : "");
    return false;
}

void session_open_pair(Session *session, const Scenario *pair)
{
    session->own_runs = (TwoRuns){0};
    if (!open_side(session, pair, PAIR_LEFT) || !open_side(session, pair, PAIR_RIGHT)) {
        close_pair(session);
        return;
    }
    two_runs_begin(&session->own_runs, true);
    session->runs = &session->own_runs;
    session_enter(session, MODE_PAIR);
}

static void leave(Session *session)
{
    if (!session->has_catalogue) {
        session->is_leaving = true;
        return;
    }
    session_enter(session, MODE_CATALOGUE);
    close_pair(session);
}

/* Esc never quits. */
static void close_one(Session *session)
{
    if (pair_select_none(session->runs))
        return;
    if (session->has_catalogue)
        leave(session);
    else
        session_say(session, "%s", MESSAGE_PAIR_Q_QUITS);
}

/* ---- actions ---- */

static void show_why(Session *session)
{
    char *why = pair_why(session->runs);
    if (why)
        session_show_text(session, "why", why);
    else
        session_say(session, "%s", MESSAGE_NO_MEMORY);
    free(why);
}

static void act(Session *session, Action action)
{
    switch (action) {
    case ACTION_GOTO:
        session_ask(session, ASKING_PLACE, "go to", "3.5s   30   a cue   next print   last timeout");
        break;
    case ACTION_SEARCH:
        session_ask(session, ASKING_SEARCH, "search the tasks", NULL);
        break;
    case ACTION_SEARCH_NEXT:
    case ACTION_SEARCH_LAST:
        pair_search(session->runs, NULL, action == ACTION_SEARCH_NEXT ? 1 : -1);
        break;
    case ACTION_UP:
    case ACTION_DOWN:
        pair_select(session->runs, action == ACTION_DOWN ? 1 : -1);
        break;
    case ACTION_WHY:
        show_why(session);
        break;
    case ACTION_CLOSE:
        close_one(session);
        break;
    case ACTION_QUIT:
        leave(session);
        break;
    default:
        if (action != ACTION_NONE)
            session_say(session, "%s", MESSAGE_PAIR_HAS_NOT);
        break;
    }
}

/* What is wrong with a file that could not be run again. */
static void show_diagnostics(Session *session)
{
    for (int side = PAIR_SIDES - 1; side >= 0; side--) {
        const Player *player = &session->runs->players[side];
        if (player->broken && player->diagnostics)
            session_show_text(session, MESSAGE_RELOAD_FAILED, player->diagnostics);
    }
}

void session_act_in_pair(Session *session, Action action)
{
    if (!session->front.act_in_pair(session->front.self, action) && !two_runs_act(session->runs, action))
        act(session, action);
    if (action == ACTION_RELOAD)
        show_diagnostics(session);
    if (action == ACTION_PLAY)
        session->next_step_ms = 0;
}
