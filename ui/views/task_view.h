/* Tasks: a row for each, or, above about forty, counts by state and a field of cells. And what a task's frames
 * hold. */
#ifndef LOOPSCOPE_TASK_VIEW_H
#define LOOPSCOPE_TASK_VIEW_H

#include "piece.h"
#include "player.h"

enum { TASKS_TO_GROUP = 40 };

typedef struct TaskRow {
    Chip chip;
    char detail[160]; /* «until 4.0 s», «lot, 1st in line» */
    uint32_t line;
    bool is_selected, is_followed, is_running;
} TaskRow;

/* Describe a task. False where there is none. */
bool task_row(const Player *player, uint32_t number, TaskRow *row);

/* Does the filter let the task through? An empty one does. */
bool task_passes(const Player *player, uint32_t number);
/* The next task from `number` on, itself included, in a direction, that passes the filter; 0 none. */
uint32_t task_passing(const Player *player, uint32_t number, int direction);
/* The next task from beyond `number` whose label holds the word, around the end; 0 none. */
uint32_t task_found(const Sim *sim, const char *word, uint32_t number, int direction);

/* Task number `nth` (from 0) of those in a state; 0 none. */
uint32_t task_in_state(const Sim *sim, SimState state, uint32_t nth);

/* The task whose locals and place are shown: the selected one, else the one that runs or ran last. */
uint32_t task_in_focus(const Player *player);
/* The task that should be in sight: that one, or where a callback is no task's the one whose state changed last.
 * 0 none: before there are tasks, and at the end. */
uint32_t task_to_see(const Player *player);

/* A line of a task's frames: a function with its line, or a variable. */
typedef struct FrameLine {
    bool is_head;
    char name[64];
    char value[200];
    uint32_t line; /* of a head */
} FrameLine;

/* The frames of a task, innermost first (task 0: those of the thread whose slice it is, and the module's
 * variables); fills at most `most`, returns how many.
 */
size_t frame_lines(const Sim *sim, uint32_t task, FrameLine *lines, size_t most);

/* Where a task's time went, who made it and who waits for it, and by how much it was late: a head and a line for
 * each. */
size_t passport_lines(const Sim *sim, uint32_t task, FrameLine *lines, size_t most);

#endif
