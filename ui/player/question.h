/* A question about what comes next, while it is on the screen: what was asked, what the person says, whether the
 * truth has been shown.
 *
 * At a cue its questions come first, on a lesson's page those of the page; then the one that teaches most, then the
 * other kinds. A person alone sees the truth on answering. In a lecture it stays hidden until it is asked for, so
 * that a room can vote. */
#ifndef LOOPSCOPE_QUESTION_H
#define LOOPSCOPE_QUESTION_H

#include "keys.h"
#include "player.h"

typedef struct Question {
    SimPrediction asked; /* its texts are in `texts` */
    char *texts;         /* owned */
    SimPosition place;   /* where it is asked */
    size_t number;       /* the how manieth at this place, from 1 */
    size_t answer;       /* the person's, from 1; 0 none yet */
    bool is_revealed;
    bool is_lecture;   /* revealing is asked for */
    bool is_of_lesson; /* the answer is remembered … */
    size_t lesson_at;  /* … as that of this question of the page */
} Question;

/* Ask the first question here, or, at the place of the last one, the next. False where nothing can be asked: the
 * player's message says so. */
bool question_ask(Question *question, Player *player, bool is_lecture);
/* Done with it; the place is remembered. */
void question_close(Question *question);
/* A digit answers, r reveals, → goes to where the truth shows, p asks another one; a presenter's remote (PgDn,
 * Space) reveals, and then closes. False for a key that closes it. */
bool question_key(Question *question, Player *player, Key key);

#endif
