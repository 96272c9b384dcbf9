/* Two runs as a person steps through them, whatever the front end: the players of both, the pair that steps them on
 * one clock, what they are called, where they first differ, what both come to. Of two files, or of one file with
 * two settings of its knobs.
 *
 *     two_runs_open(&runs, PAIR_LEFT, &file, &settings, &options);
 *     two_runs_open(&runs, PAIR_RIGHT, &other, &others, &options);
 *     two_runs_begin(&runs, true);
 *     two_runs_act(&runs, ACTION_CLOCK_STEP);
 *     two_runs_close(&runs); */
#ifndef LOOPSCOPE_TWO_RUNS_H
#define LOOPSCOPE_TWO_RUNS_H

#include "pair.h"
#include "player.h"
#include "run_sums.h"

enum { TWO_RUNS_NAME_BYTES = 40, SETTINGS_MOST = 16, SETTINGS_BYTES = 256 };

/* What knobs are set to, in one word: «GATE=0,CARS=5». */
typedef struct Settings {
    char text[SETTINGS_BYTES];          /* the word, cut apart */
    char whole[SETTINGS_BYTES];         /* the word */
    SimKnobSetting list[SETTINGS_MOST]; /* borrowed from text */
    size_t count;
} Settings;

/* False where it is no such word; "" is one that sets nothing. */
bool settings_read(Settings *settings, const char *word);

typedef struct TwoRuns {
    Player players[PAIR_SIDES]; /* owned */
    Pair pair;                  /* of their sims */
    char title[256];            /* of the scenario, or of both */
    const char *file;           /* borrowed from the player: of both; "" where they are of two files */
    char names[PAIR_SIDES][TWO_RUNS_NAME_BYTES]; /* what is a side's own: its setting, or its file */
    bool is_one_file;
    RunSums sums[PAIR_SIDES];        /* in all */
    PairDifference difference;       /* where they first go different ways */
    uint32_t differs_at[PAIR_SIDES]; /* the turns behind which both stand there */
    bool is_revealed;                /* somebody asked what both come to, before the end */
    bool is_playing;
    char message[512]; /* what the last action had to say, "" nothing */
} TwoRuns;

/* Open a side; the file is taken over. False where it cannot be run: the player's `diagnostics` tell why. The
 * settings come behind those of the options. */
bool two_runs_open(TwoRuns *runs, PairSide side, SourceFile *file, const Settings *settings,
                   const SimOptions *options);
/* Both are open: look where they differ, and stand at the start. */
void two_runs_begin(TwoRuns *runs, bool is_one_file);
/* In any case, also where a side was not opened. */
void two_runs_close(TwoRuns *runs);

/* Do an action. False where it is none of two runs, or left to whoever shows them. */
bool two_runs_act(TwoRuns *runs, Action action);
/* Go to a place that was typed (goto.h): a time for both; of anything else to where one of both comes to it first,
 * or both in the same moment; of what was last to the latest. `message` tells where there is none. */
void two_runs_goto(TwoRuns *runs, const char *place);
/* While playing: a moment of the clock. Pauses at the end. */
void two_runs_play_step(TwoRuns *runs);

/* Where a file has changed on disk, run it again, at the same time. True where that was tried. */
bool two_runs_follow_file(TwoRuns *runs, uint64_t now_ms);

/* Have both come to their first difference? Do they stand at it? */
bool two_runs_have_differed(const TwoRuns *runs);
bool two_runs_stand_at_difference(const TwoRuns *runs);
/* The clock at the end of the longer one. */
int64_t two_runs_end_ns(const TwoRuns *runs);
bool two_runs_are_over(const TwoRuns *runs);

void two_runs_say(TwoRuns *runs, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
