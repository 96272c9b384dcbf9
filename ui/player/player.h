/* The player: one open scenario as a person steps through it, whatever the front end.
 *
 * It owns the file and the Sim, and knows what is selected, followed and marked, whether it plays and how fast, and
 * with which knobs and seed the run was made. Changing those, or the file, makes a new Sim that is brought to the
 * same cue or time; the old one lives until the new one stands. All that a person does comes in as an action
 * (actions.def); what there is to say about it comes back in `message`. */
#ifndef LOOPSCOPE_PLAYER_H
#define LOOPSCOPE_PLAYER_H

#include "actions.h"
#include "knob_settings.h"
#include "sim.h"
#include "source_file.h"

enum { PLAYER_MARKS = 26, PLAYER_BREAKPOINTS_MOST = 64, PLAYER_WORD_BYTES = 64 };

typedef enum SelectionKind { SELECTED_NONE, SELECTED_TASK, SELECTED_THING } SelectionKind;

typedef struct Selection {
    SelectionKind kind;
    uint32_t number;
} Selection;

typedef struct PlayerMark {
    bool is_set;
    SimPosition position;
} PlayerMark;

typedef struct Player {
    SourceFile file;           /* owned */
    Sim *sim;                  /* owned */
    struct LessonWalk *lesson; /* borrowed: the lesson that the run belongs to; NULL none (lesson_walk.h) */

    /* what the run was made with */
    SimOptions options; /* knobs and knob_count are not used: see below; expectations are borrowed */
    KnobSettings knobs; /* owned */

    /* what is looked at */
    Selection selection;
    uint32_t line;     /* selected source line, 0 none */
    uint32_t followed; /* task whose steps are followed, 0 none */
    size_t knob;       /* selected knob */
    SimDepth depth;
    bool is_by_turns;                              /* the timeline's ruler */
    char search[PLAYER_WORD_BYTES];                /* what `n` looks for */
    char filter[PLAYER_WORD_BYTES];                /* what tasks are shown, "" all */
    uint32_t breakpoints[PLAYER_BREAKPOINTS_MOST]; /* source lines */
    size_t breakpoint_count;
    PlayerMark marks[PLAYER_MARKS];

    /* playing */
    bool is_playing;
    int speed; /* index of player_speed */

    char message[512]; /* what the last action had to say, "" nothing */
    FileWatch watch;   /* of the file on disk */
    char *
        broken; /* owned: what is wrong with the file as it now stands on disk, where the run is of an older text */
    char *diagnostics; /* owned: what was wrong with the file at the last try, several lines; NULL nothing */
    uint32_t changes;  /* grows whenever another Sim takes the place of the old one */
} Player;

/* Open a scenario. The file is taken over (also on failure). False where it cannot be run: `diagnostics` then tells
 * why. To be closed in either case. */
bool player_open(Player *player, SourceFile *file, const SimOptions *options);
void player_close(Player *player);

/* Do an action. False where it is not the player's but the front end's. */
bool player_act(Player *player, Action action);

/* Go to a place that was typed (goto.h). */
void player_goto(Player *player, const char *place);
void player_set_mark(Player *player, char letter);
void player_go_to_mark(Player *player, char letter);
/* Is there a breakpoint on the line? */
bool player_breaks_at(const Player *player, uint32_t line);

/* Playing: milliseconds between two steps, and one step. A step at the end pauses. */
unsigned player_pause_ms(const Player *player);
void player_play_step(Player *player);
/* Steps a second, as a text: «2». */
const char *player_speed_text(const Player *player);

/* Set a knob, or the seed, and make the run again. False where the new run cannot be: the old one stays. */
bool player_set_knob(Player *player, size_t knob, double value);
bool player_set_seed(Player *player, int64_t seed);
/* The seed behind (1) or before (-1) this one; the last there is stays. */
bool player_next_seed(Player *player, int direction);
/* Run a file with these settings of knobs and no others, and stand at its start. False where it cannot be read or
 * run: the old run stays, `message` and `diagnostics` tell why. */
bool player_run(Player *player, const char *path, const SimKnobSetting *knobs, size_t count);
/* Run the file again as it stands on disk. False where it cannot be: the old run stays, and `broken` tells why
 * until a run of the file succeeds. */
bool player_reload(Player *player);
/* Where the file has changed on disk, run it again. True where that was tried. */
bool player_follow_file(Player *player, uint64_t now_ms);

/* Let the selection be what is there: drops tasks and things that do not exist at this position. */
void player_check_selection(Player *player);

/* For the player's own files. */
void player_say(Player *player, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
