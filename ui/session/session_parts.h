/* For the session's own files. */
#ifndef LOOPSCOPE_SESSION_PARTS_H
#define LOOPSCOPE_SESSION_PARTS_H

#include "session.h"

/* Let another mode begin. */
void session_enter(Session *session, SessionMode mode);
void session_back_to_catalogue(Session *session);

/* What lies over a mode. */
void session_close_over(Session *session);
void session_show_text(Session *session, const char *title, const char *text);
/* The next question about what comes. */
void session_predict(Session *session);
void session_ask(Session *session, SessionAsking asking, const char *label, const char *hint);

/* An action in each of the modes. */
void session_act_in_catalogue(Session *session, Action action);
void session_act_in_opening(Session *session, Action action);
void session_act_in_steps(Session *session, Action action);
void session_act_in_pair(Session *session, Action action);

/* The letter that was waited for. */
void session_take_letter(Session *session, Key key);
/* Open what is selected in the catalogue; close it. */
void session_open_scenario(Session *session);
void session_close_own(Session *session);
/* Open the two runs of a pair of the catalogue. */
void session_open_pair(Session *session, const Scenario *pair);

#endif
