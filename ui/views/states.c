/* Words and signs of the states. */
#include "states.h"

static const struct {
    const char *word, *sign, *ascii;
} states[SIM_STATES] = {
    [SIM_NEW] = {"new", "○", "o"},           [SIM_READY] = {"ready", "●", "*"},
    [SIM_RUNNING] = {"running", "▶", ">"},   [SIM_WAITING] = {"waiting", "◐", "w"},
    [SIM_SLEEPING] = {"sleeping", "◷", "z"}, [SIM_DONE] = {"done", "✓", "+"},
    [SIM_FAILED] = {"failed", "✗", "!"},     [SIM_CANCELLED] = {"cancelled", "⊘", "-"},
};

const char *state_word(SimState state)
{
    return states[state].word;
}

const char *state_sign(SimState state, bool is_ascii)
{
    return is_ascii ? states[state].ascii : states[state].sign;
}

const char *cancelling_sign(bool is_ascii)
{
    return is_ascii ? "?" : "⊙";
}
