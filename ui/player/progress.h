/* Progress: what a student has read, answered and done, kept in a file of the user's state directory,
 * $XDG_STATE_HOME/loopscope/progress (~/.local/state/loopscope/progress).
 *
 * The file is written whole after each change, so that a crash loses nothing; what another loopscope has written
 * meanwhile is taken over first. Where it cannot be written, that is said once, and what is known lives as long as
 * the program. A file that cannot be understood is set aside, never overwritten. Its lines:
 *
 *     loopscope progress 1
 *     page 3 parking-lot             the page that was open last, from 1
 *     answer 3 1 right parking-lot   question 1 of page 3: how it was answered at first
 *     done 7 parking-lot             the exercise of page 7
 */
#ifndef LOOPSCOPE_PROGRESS_H
#define LOOPSCOPE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { PROGRESS_PATH_BYTES = 4096, PROGRESS_MESSAGE_BYTES = 2 * PROGRESS_PATH_BYTES + 256 };

typedef enum ProgressKind { PROGRESS_PAGE, PROGRESS_ANSWER, PROGRESS_DONE } ProgressKind;

typedef struct ProgressEntry {
    ProgressKind kind;
    char *lesson; /* owned */
    unsigned page, question;
    bool is_right;
} ProgressEntry;

typedef struct Progress {
    char path[PROGRESS_PATH_BYTES]; /* "" where there is no place for it */
    ProgressEntry *entries;         /* owned */
    size_t count, room;
    bool is_kept;                         /* the last change is in the file */
    char message[PROGRESS_MESSAGE_BYTES]; /* what there is to say, once; "" nothing */
} Progress;

/* Read what is known. `folder` is where the file is, NULL for the user's state directory. What is wrong comes in
 * `message`. To be released in any case. */
void progress_open(Progress *progress, const char *folder);
void progress_release(Progress *progress);

/* Change something, and write it. `message` tells where that fails for the first time. Pages and questions count
 * from 0 here. */
void progress_set_page(Progress *progress, const char *lesson, size_t page);
/* The first answer to a question counts. */
void progress_set_answer(Progress *progress, const char *lesson, size_t page, size_t question, bool is_right);
void progress_set_done(Progress *progress, const char *lesson, size_t page);

/* ---- looking ---- */

typedef enum ProgressAnswer { ANSWER_NONE, ANSWER_RIGHT, ANSWER_WRONG } ProgressAnswer;

/* Whether the lesson has been opened; *page becomes the page that was open last. */
bool progress_page(const Progress *progress, const char *lesson, size_t *page);
ProgressAnswer progress_answer(const Progress *progress, const char *lesson, size_t page, size_t question);
bool progress_is_done(const Progress *progress, const char *lesson, size_t page);
/* How many answers, right ones and exercises of a lesson there are. */
typedef struct ProgressCounts {
    unsigned answers, right, exercises;
} ProgressCounts;
ProgressCounts progress_counts(const Progress *progress, const char *lesson);

#endif
