/* A session: what a person does from the catalogue over the page before a run to the steps, or to two runs side by
 * side, whatever the front end.
 *
 * It knows the mode and what lies over it: a page, a line that is typed, a letter that is waited for. A key goes to
 * whatever lies on top; what reaches the mode becomes an action. A front end draws what the session holds, hands it
 * keys, clicks and time, and does what is its own: colours, files, panels, sizes. */
#ifndef LOOPSCOPE_SESSION_H
#define LOOPSCOPE_SESSION_H

#include "catalogue.h"
#include "findings_view.h"
#include "lesson_walk.h"
#include "page.h"
#include "prompt.h"
#include "question.h"
#include "two_runs.h"

/* MODE_PAIR: two runs side by side. */
typedef enum SessionMode { MODE_CATALOGUE, MODE_OPENING, MODE_STEPS, MODE_PAIR } SessionMode;

/* What lies over the mode and takes the keys; one at a time. */
typedef enum SessionOver { OVER_NOTHING, OVER_PAGE, OVER_FINDINGS, OVER_QUESTION } SessionOver;

/* What a typed line is for. */
typedef enum SessionAsking {
    ASKING_NOTHING,
    ASKING_PLACE,
    ASKING_SEARCH,
    ASKING_FILTER,
    ASKING_CATALOGUE,
    ASKING_PAGE
} SessionAsking;

typedef enum SessionLetter { LETTER_NONE, LETTER_SET_MARK, LETTER_GO_TO_MARK } SessionLetter;

/* What a session asks of a front end. Each function gets `self`; none is NULL. */
typedef struct SessionFront {
    void *self;
    bool is_ascii;
    ActionGroup without; /* the keys that it does not have: ACTIONS_STAGE or ACTIONS_TERMINAL */
    /* Another mode has begun, or another run in the same one. */
    void (*entered)(void *self, SessionMode mode);
    /* An action that is its own in every mode; false where it is none. */
    bool (*act_anywhere)(void *self, Action action);
    /* An action while stepping; false where it is left to the session. */
    bool (*act_in_steps)(void *self, Action action);
    /* An action with two runs side by side; false where it is left to the session. */
    bool (*act_in_pair)(void *self, Action action);
    /* A digit while stepping. */
    void (*digit)(void *self, unsigned digit);
    /* Searching is for the source, not for the tasks. */
    bool (*searches_source)(const void *self);
    /* Tasks have been filtered. */
    void (*filtered)(void *self);
    /* It breaks the lines of a question itself, by measure. */
    bool breaks_lines;
} SessionFront;

typedef struct Session {
    SessionFront front;
    SessionMode mode;
    bool has_catalogue; /* q and Esc lead back to it */
    bool is_leaving;
    Catalogue catalogue;
    Player own;       /* opened from the catalogue */
    Player *player;   /* borrowed, or &own; NULL none */
    LessonWalk walk;  /* of `own`, where a lesson was opened */
    TwoRuns own_runs; /* opened from the catalogue */
    TwoRuns *runs;    /* borrowed, or &own_runs; NULL none */
    Progress progress;
    bool has_progress; /* it has been read */
    size_t opening_row;
    SessionOver over;
    Page page;
    FindingsView findings;
    Question question; /* shown as `page` */
    bool is_lecture;   /* answers stay hidden until somebody reveals them: set by the front end */
    SessionAsking asking;
    Prompt prompt;
    SessionLetter letter;
    uint64_t next_step_ms; /* while playing: when */
} Session;

/* Begin: with a player that is open already, with two runs, or with the catalogue. To be released in any case. */
void session_begin_steps(Session *session, const SessionFront *front, Player *player);
void session_begin_pair(Session *session, const SessionFront *front, TwoRuns *runs);
void session_begin_catalogue(Session *session, const SessionFront *front, const Scenarios *scenarios);
void session_release(Session *session);

/* A key; an action that came in another way (a click on the footer, the wheel). */
void session_key(Session *session, Key key);
void session_act(Session *session, Action action);
/* A click on a row: of the catalogue, of the page before a run, of the list of what is wrong, or on a line of a
 * question's page, where it answers; is_open: a double click. */
void session_row(Session *session, size_t row, bool is_open);
/* The wheel: 1 towards the person, -1 away. */
void session_wheel(Session *session, int direction);

/* Nothing lies over the steps: clicks are for them. */
bool session_is_stepping(const Session *session);
bool session_is_playing(const Session *session);
const Player *session_playing(const Session *session);
/* Milliseconds until something is to be done: the next step of playing, the next look at the file; `otherwise`
 * where there is neither. */
int session_wait_ms(const Session *session, uint64_t now_ms, int otherwise);
/* A step of playing, where its time has come. True where it was made. */
bool session_play(Session *session, uint64_t now_ms);

/* Where the file of the run has changed on disk, run it again. True where something may have changed. */
bool session_follow_file(Session *session, uint64_t now_ms);

/* What there is to say about the last action, "" nothing; and something to say. Only where a run or two are open.
 */
const char *session_message(const Session *session);
void session_say(Session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The name of a file to save what is seen in: «parking_lot-29.svg». */
void session_file_name(const Session *session, const char *ending, char *name, size_t room);

#endif
