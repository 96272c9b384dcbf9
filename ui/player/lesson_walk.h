/* A student's walk through a lesson: which page is open, the run that it speaks of, the exercise, and what is
 * remembered of all that.
 *
 * Turning to a page brings the run to the page's place. The student may go anywhere from there and comes back with
 * one action. On a page with an exercise the scenario is copied for the student; the copy is run and judged as
 * often as asked. The player's `lesson` points here while the walk lasts. */
#ifndef LOOPSCOPE_LESSON_WALK_H
#define LOOPSCOPE_LESSON_WALK_H

#include "lesson.h"
#include "player.h"
#include "progress.h"

enum { WALK_PATH_BYTES = 4096 };

/* Where a lesson comes from. */
typedef struct LessonPlace {
    const char *path;          /* of the lesson file */
    const char *scenario_path; /* of its scenario */
    const char *name;          /* as progress knows it */
    const char *next;          /* the name of the lesson behind it, "" none */
} LessonPlace;

typedef struct LessonWalk {
    Lesson lesson;   /* owned */
    SourceFile file; /* owned: its text */
    char name[WALK_PATH_BYTES], next[256], scenario_path[WALK_PATH_BYTES];
    Player *player;     /* borrowed */
    Progress *progress; /* borrowed */
    size_t page;
    SimPosition place;          /* where the page's stage block stands in the run */
    uint32_t run;               /* the player's run that it is a position of */
    size_t hints;               /* shown of the exercise */
    size_t top, rows;           /* the first line in sight, and how many are; the front end counts them */
    size_t lines;               /* that the page has */
    bool is_hidden;             /* the run has the screen for itself */
    bool is_judged;             /* the copy was run: `player->sim` knows how the expectations came out */
    char copy[WALK_PATH_BYTES]; /* the student's copy of this page's scenario, "" none yet */
    const char *expectations[LESSON_ENTRIES_MOST]; /* borrowed from the lesson */
} LessonWalk;

/* Read the lesson, check it, and open its first page, or the one that was open last. The player is opened here:
 * close both in either case. False where there is an error; it has been written to `errors`. */
bool lesson_walk_open(LessonWalk *walk, const LessonPlace *place, Player *player, Progress *progress, FILE *errors);
void lesson_walk_close(LessonWalk *walk);

/* Turn to a page. */
void lesson_walk_turn(LessonWalk *walk, size_t page);
/* A page forward (1) or back (-1): first through what is not in sight of this one. */
void lesson_walk_page(LessonWalk *walk, int direction);
/* Bring the run back to the page's place. */
void lesson_walk_return(LessonWalk *walk);
/* Whether the run stands elsewhere than the page says. */
bool lesson_walk_is_away(const LessonWalk *walk);
/* So many lines of the page are in sight, of so many: scrolls back where the page ends before. */
void lesson_walk_show_rows(LessonWalk *walk, size_t rows, size_t lines);

/* ---- the exercise ---- */

/* The exercise of the page; NULL where it has none. */
const LessonBlock *lesson_walk_exercise(const LessonWalk *walk);
/* What the action OPEN does on such a page: makes the copy, and shows one hint more where there is one already. */
void lesson_walk_open_exercise(LessonWalk *walk);
/* Run the copy as it stands on disk and judge it. False where it cannot be run: `player->diagnostics` tells. */
bool lesson_walk_judge(LessonWalk *walk);
/* The player has run its file again, since it changed on disk: where that is the copy, it is judged anew. */
void lesson_walk_followed(LessonWalk *walk);
/* How expectation `at` of the exercise came out; false behind the last, or where nothing was judged. Its texts are
 * good until the next call. */
bool lesson_walk_verdict(const LessonWalk *walk, size_t at, SimExpectation *verdict);

/* Do an action that means something else, or something at all, beside a page. False where it does not. RELOAD on a
 * page whose exercise was begun judges it, and may leave `player->diagnostics`. */
bool lesson_walk_act(LessonWalk *walk, Action action);

/* Remember how question `at` of the page was answered. */
void lesson_walk_answered(LessonWalk *walk, size_t at, bool is_right);

#endif
