/* Asking, answering, revealing. */
#include "question.h"

#include "lesson_walk.h"
#include "messages.h"

#include <stdlib.h>
#include <string.h>

/* ---- which question ---- */

/* Question `at` of those of the lesson's page, where the run stands where the page says. */
static bool find_of_lesson(const Player *player, size_t at, SimAsk *ask)
{
    const LessonWalk *walk = player->lesson;
    if (!walk || lesson_walk_is_away(walk))
        return false;
    const LessonBlock *predict = lesson_find_block(&walk->lesson, walk->page, LESSON_PREDICT, at);
    if (predict)
        *ask = lesson_ask(&walk->lesson, predict, player->sim);
    return predict != NULL;
}

/* Question `at` of all cues that are reached here. */
static bool find_of_cues(const Player *player, size_t at, SimAsk *ask)
{
    SimPosition here = sim_position(player->sim);
    SimCue cue;
    for (size_t i = 0; sim_cue(player->sim, i, &cue); i++) {
        if (!cue.is_reached || !sim_positions_are_equal(cue.position, here))
            continue;
        if (at < cue.ask_count)
            return sim_cue_ask(player->sim, i, at, ask);
        at -= cue.ask_count;
    }
    return false;
}

typedef bool AskFinder(const Player *player, size_t at, SimAsk *ask);

static size_t count_asks(const Player *player, AskFinder *find)
{
    SimAsk ask;
    size_t count = 0;
    while (find(player, count, &ask))
        count++;
    return count;
}

/* Ask number `at` here: the lesson's, the cues', the one that teaches most, each kind. */
static bool predict_number(Question *question, Player *player, size_t at, SimPrediction *prediction)
{
    SimAsk ask;
    size_t of_lesson = count_asks(player, find_of_lesson);
    size_t of_cues = of_lesson > 0 ? 0 : count_asks(player, find_of_cues);
    question->is_of_lesson = at < of_lesson;
    question->lesson_at = at;
    if (find_of_lesson(player, at, &ask) || (of_lesson == 0 && find_of_cues(player, at, &ask)))
        return sim_predict(player->sim, &ask, at, prediction);
    at -= of_lesson + of_cues;
    if (at == 0)
        return sim_predict(player->sim, NULL, at, prediction);
    ask = (SimAsk){.kind = (SimAskKind)((at - 1) % SIM_ASK_KINDS)};
    return sim_predict(player->sim, &ask, at, prediction);
}

/* ---- the texts, kept while it is shown ---- */

static char *keep(char **end, const char *text)
{
    char *kept = *end;
    size_t size = strlen(text) + 1;
    memcpy(kept, text, size);
    *end += size;
    return kept;
}

static bool keep_texts(Question *question, const SimPrediction *prediction)
{
    size_t size = strlen(prediction->question) + strlen(prediction->happened) + 2;
    for (size_t i = 0; i < prediction->choice_count; i++)
        size += strlen(prediction->choices[i].text) + strlen(prediction->choices[i].why) + 2;
    char *end = question->texts = malloc(size);
    if (!end)
        return false;
    question->asked = *prediction;
    question->asked.question = keep(&end, prediction->question);
    question->asked.happened = keep(&end, prediction->happened);
    for (size_t i = 0; i < prediction->choice_count; i++) {
        question->asked.choices[i].text = keep(&end, prediction->choices[i].text);
        question->asked.choices[i].why = keep(&end, prediction->choices[i].why);
    }
    return true;
}

void question_close(Question *question)
{
    free(question->texts);
    question->texts = NULL;
}

bool question_ask(Question *question, Player *player, bool is_lecture)
{
    SimPosition here = sim_position(player->sim);
    SimPrediction prediction;
    bool is_next = question->number > 0 && sim_positions_are_equal(here, question->place);
    size_t first = is_next ? question->number : 0;
    question_close(question);
    player->is_playing = false;
    *question = (Question){.place = here, .is_lecture = is_lecture};
    size_t all = count_asks(player, find_of_lesson) + count_asks(player, find_of_cues) + 1 + SIM_ASK_KINDS;
    for (size_t tried = 0; tried < all; tried++) {
        size_t at = (first + tried) % all;
        question->number = at + 1;
        if (predict_number(question, player, at, &prediction))
            return keep_texts(question, &prediction);
    }
    player_say(player, "%s", sim_is_at_end(player->sim) ? MESSAGE_NO_QUESTION_AT_END : MESSAGE_NO_QUESTION);
    return false;
}

/* ---- keys ---- */

static void answer(Question *question, Player *player, size_t number)
{
    if (question->is_revealed || number > question->asked.choice_count)
        return;
    question->answer = number;
    if (question->is_of_lesson && player->lesson)
        lesson_walk_answered(player->lesson, question->lesson_at, number - 1 == question->asked.right);
    question->is_revealed = !question->is_lecture;
}

/* Show the truth; where it is shown already, go there. */
static bool reveal_or_go(Question *question, Player *player)
{
    if (!question->is_revealed) {
        question->is_revealed = true;
        return true;
    }
    sim_seek(player->sim, question->asked.truth);
    return false;
}

bool question_key(Question *question, Player *player, Key key)
{
    if (key >= '1' && key <= '9') {
        answer(question, player, key - '0');
        return true;
    }
    switch (key) {
    case 'r':
        question->is_revealed = true;
        return true;
    case PRESS_RIGHT:
    case 'l':
        return reveal_or_go(question, player);
    case PRESS_PAGE_DOWN:
    case ' ':
    case PRESS_ENTER:
        if (question->is_revealed)
            return false;
        question->is_revealed = true;
        return true;
    case 'p':
        return question_ask(question, player, question->is_lecture);
    case PRESS_ESCAPE:
    case PRESS_LEFT:
    case 'q':
        return false;
    default:
        return true;
    }
}
