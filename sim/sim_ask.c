/* Asking what comes next: the questions of cues, and predictions. */
#include "sim_parts.h"

#include "predictions.h"

#include <assert.h>
#include <string.h>

static_assert((int)SIM_ASK_NEXT == (int)ASK_NEXT && (int)SIM_ASK_VALUE == (int)ASK_VALUE,
              "the border's questions are the directives'");
static_assert((int)SIM_CHOICES_MOST == (int)PREDICTION_CHOICES_MOST &&
                  (int)SIM_MISCONCEPTIONS == (int)MISCONCEPTIONS,
              "the border has room for what the room makes");

enum { EXPRESSION_MOST = 4096, EXPRESSION_POOL = 1 << 20 };

bool sim_cue_ask(const Sim *sim, size_t cue, size_t at, SimAsk *ask)
{
    const Directives *directives = &sim->loader.directives;
    if (cue >= directives->cue_count || at >= directives->cues[cue].ask_count)
        return false;
    const Ask *known = &directives->cues[cue].asks[at];
    text_clear(&sim->looks->ask);
    if (known->value)
        text_add_bytes(&sim->looks->ask, known->value_text.bytes, known->value_text.length);
    *ask = (SimAsk){(SimAskKind)known->kind, text_string(&sim->looks->ask), directives->cues[cue].line};
    return true;
}

static const char *const words[SIM_ASK_KINDS] = {
    [SIM_ASK_NEXT] = "next",         [SIM_ASK_CLOCK] = "clock", [SIM_ASK_PRINTS] = "prints",
    [SIM_ASK_SWITCHES] = "switches", [SIM_ASK_VALUE] = "value",
};

const char *sim_ask_word(SimAskKind kind)
{
    return words[kind];
}

bool sim_ask_kind(const char *word, SimAskKind *kind)
{
    for (int i = 0; i < SIM_ASK_KINDS; i++)
        if (strcmp(word, words[i]) == 0) {
            *kind = (SimAskKind)i;
            return true;
        }
    return false;
}

bool sim_misconception(unsigned number, const char **belief, const char **truth)
{
    return misconception_find(number, belief, truth);
}

/* The texts of a prediction are kept with the sim, until the next one. */
static void hand_out(Sim *sim, Prediction *made, SimPrediction *prediction)
{
    text_release(&sim->looks->prediction);
    sim->looks->prediction = made->words;
    *prediction = (SimPrediction){
        .kind = (SimAskKind)made->kind,
        .question = prediction_text(made, made->question),
        .choice_count = made->choice_count,
        .truth = {made->truth.turn, made->truth.line},
        .happened = prediction_text(made, made->happened),
    };
    for (size_t i = 0; i < made->choice_count; i++) {
        const PredictionChoice *choice = &made->choices[i];
        prediction->choices[i] = (SimChoice){prediction_text(made, choice->text), choice->misconception,
                                             prediction_text(made, choice->why)};
        if (choice->is_right)
            prediction->right = i;
    }
}

static bool make(Sim *sim, const PredictionAsk *ask, uint64_t variant, SimPrediction *prediction)
{
    const PredictionPlace place = {&sim->timeline, &sim->looks->history, &sim->loader.directives};
    Prediction made;
    if (!predict(&place, ask, variant, &made))
        return false;
    hand_out(sim, &made, prediction);
    return true;
}

bool sim_predict(Sim *sim, const SimAsk *ask, uint64_t variant, SimPrediction *prediction)
{
    *prediction = (SimPrediction){.question = "", .happened = ""};
    if (!ask)
        return make(sim, NULL, variant, prediction);
    PredictionAsk asked = {.kind = (AskKind)ask->kind, .line = ask->line};
    if (ask->kind != SIM_ASK_VALUE || !ask->expression || !*ask->expression)
        return make(sim, &asked, variant, prediction);
    Pool pool;
    Text written = {0};
    text_add(&written, ask->expression); /* it may be of the last prediction, or of the last cue */
    bool is_made = false;
    if (pool_init(&pool, EXPRESSION_POOL) && written.length < EXPRESSION_MOST) {
        asked.value = directives_read_expression(text_string(&written), written.length, &pool);
        asked.value_text = text_string(&written);
        is_made = asked.value && make(sim, &asked, variant, prediction);
    }
    pool_release(&pool);
    text_release(&written);
    return is_made;
}
