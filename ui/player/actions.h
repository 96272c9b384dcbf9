/* Actions: what a person can ask for, whatever the front end. */
#ifndef LOOPSCOPE_ACTIONS_H
#define LOOPSCOPE_ACTIONS_H

#include "keys.h"

typedef enum Action {
    ACTION_NONE,
#define ACTION(name, group, keys, footer, help) ACTION_##name,
#include "actions.def"
#undef ACTION
    ACTION_COUNT
} Action;

typedef enum ActionGroup {
    ACTIONS_STEPS,
    ACTIONS_PLACES,
    ACTIONS_LOOKING,
    ACTIONS_CHANGING,
    ACTIONS_LESSONS, /* beside a lesson's page */
    ACTIONS_SCREEN,
    ACTIONS_TERMINAL, /* in the terminal alone */
    ACTIONS_STAGE,    /* on the stage alone */
    ACTION_GROUPS
} ActionGroup;

typedef struct ActionInfo {
    ActionGroup group;
    const char *keys;   /* names, parted by blanks */
    const char *footer; /* a word or two */
    const char *help;   /* a phrase */
} ActionInfo;

const ActionInfo *action_info(Action action);
const char *action_group_title(ActionGroup group);

/* What it does with two runs side by side (pair_actions.def); NULL where they have no such action. */
const char *action_pair_help(Action action);

/* The action of a key, or ACTION_NONE. */
Action action_of_key(Key key);

/* Key number `at` of an action, PRESS_NONE at the end. */
Key action_key(Action action, size_t at);

#endif
