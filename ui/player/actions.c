/* The table of actions. */
#include "actions.h"

#include <string.h>

static const ActionInfo infos[ACTION_COUNT] = {
    [ACTION_NONE] = {ACTIONS_SCREEN, "", "", ""},
#define ACTION(name, group, keys, footer, help) [ACTION_##name] = {ACTIONS_##group, keys, footer, help},
#include "actions.def"
#undef ACTION
};

const ActionInfo *action_info(Action action)
{
    return &infos[action];
}

static const char *const pair_helps[ACTION_COUNT] = {
#define PAIR_ACTION(name, help) [ACTION_##name] = help,
#include "pair_actions.def"
#undef PAIR_ACTION
};

const char *action_pair_help(Action action)
{
    const char *help = pair_helps[action];
    return help && !*help ? infos[action].help : help;
}

const char *action_group_title(ActionGroup group)
{
    static const char *const titles[ACTION_GROUPS] = {
        "Stepping",    "Going to a place", "Looking",  "Changing the run",
        "In a lesson", "Screen",           "Terminal", "Stage"};
    return titles[group];
}

Key action_key(Action action, size_t at)
{
    const char *name = infos[action].keys;
    for (;; at--) {
        size_t length = strcspn(name, " ");
        if (length == 0)
            return PRESS_NONE;
        if (at == 0)
            return key_named(name, length);
        name += length + (name[length] == ' ');
    }
}

Action action_of_key(Key key)
{
    for (Action action = 1; action < ACTION_COUNT; action++)
        for (size_t i = 0; action_key(action, i) != PRESS_NONE; i++)
            if (action_key(action, i) == key)
                return action;
    return ACTION_NONE;
}
