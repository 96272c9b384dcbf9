/* From a draft to a prediction: which kind is asked, which of the wrong answers are taken, in which order. */
#include "prediction_draft.h"

#include "narration.h"

#include <assert.h>
#include <string.h>

enum {
    CHOICES_WANTED = 4,
    AHEAD = 64, /* turns that should be known beyond the position */
};

/* ---- misconceptions ---- */

bool misconception_find(unsigned number, const char **belief, const char **truth)
{
    static const struct {
        const char *belief, *truth;
    } known[] = {
#define MISCONCEPTION(number, belief, truth) [number] = {belief, truth},
#include "misconceptions.def"
#undef MISCONCEPTION
    };
    static_assert(sizeof known / sizeof *known == MISCONCEPTIONS + 1, "the table has them all");
    if (number == 0 || number > MISCONCEPTIONS)
        return false;
    *belief = known[number].belief;
    *truth = known[number].truth;
    return true;
}

void misconception_write(unsigned number, Text *out)
{
    const char *belief, *truth;
    if (misconception_find(number, &belief, &truth))
        text_format(out, "%s? No: %s.", belief, truth);
}

/* ---- the moment ---- */

const Fact *fact_number(const Moment *moment, uint64_t number)
{
    return &moment->journal->facts[number];
}

uint64_t find_fact(const Moment *moment, FactKind kind, uint32_t task, uint64_t begin, uint64_t end)
{
    for (uint64_t i = begin; i < end; i++) {
        const Fact *fact = fact_number(moment, i);
        if (fact->kind == kind && (task == 0 || fact->subject == task))
            return i;
    }
    return NO_FACT;
}

uint64_t find_last_fact(const Moment *moment, FactKind kind, uint32_t task, uint64_t begin, uint64_t end)
{
    for (uint64_t i = end; i > begin; i--) {
        const Fact *fact = fact_number(moment, i - 1);
        if (fact->kind == kind && (task == 0 || fact->subject == task))
            return i - 1;
    }
    return NO_FACT;
}

uint32_t count_facts(const Moment *moment, FactKind kind, uint64_t begin, uint64_t end)
{
    uint32_t count = 0;
    for (uint64_t i = begin; i < end; i++)
        count += fact_number(moment, i)->kind == kind;
    return count;
}

uint64_t known_end(const Moment *moment)
{
    return moment->journal->fact_count;
}

bool knows_the_end(const Moment *moment)
{
    return moment->place->timeline->is_whole;
}

uint64_t next_task_turn(const Moment *moment)
{
    for (uint64_t i = moment->cut; i < known_end(moment); i++) {
        const Fact *fact = fact_number(moment, i);
        if (fact->kind == FACT_TURN_BEGAN && fact->subject != 0)
            return i;
    }
    return NO_FACT;
}

const Fact *state_ahead(const Moment *moment)
{
    if (moment->running == 0)
        return NULL;
    uint64_t at = find_last_fact(moment, FACT_TASK_STATE, moment->running, moment->cut, moment->end);
    return at == NO_FACT ? NULL : fact_number(moment, at);
}

TaskState task_state_now(const Moment *moment, uint32_t task)
{
    const World *world = moment->world;
    return task > 0 && task <= world->task_count ? (TaskState)world->task_states[task] : TASK_NEW;
}

bool is_just_created(const Moment *moment, uint32_t task)
{
    return task != 0 && moment->is_inside &&
           find_fact(moment, FACT_TASK_CREATED, task, moment->first, moment->end) != NO_FACT;
}

bool has_ended(const Moment *moment, uint32_t task)
{
    return task_state_now(moment, task) >= TASK_DONE;
}

bool is_told_to_stop(const Moment *moment, uint64_t end)
{
    return moment->running != 0 &&
           find_fact(moment, FACT_CANCEL_DELIVERED, moment->running, moment->first, end) != NO_FACT;
}

uint32_t woken_by_thread(const Moment *moment)
{
    if (moment->turn_kind != TURN_SLICE || moment->running != 0)
        return 0;
    uint64_t woken = find_fact(moment, FACT_WOKEN, 0, moment->first, moment->end);
    return woken == NO_FACT ? 0 : fact_number(moment, woken)->subject;
}

const char *label_at(const Moment *moment, uint32_t task, uint64_t at)
{
    const char *label = world_task_label(moment->vm, task);
    for (uint64_t i = moment->cut; i < at; i++) {
        const Fact *fact = fact_number(moment, i);
        if (fact->subject == task && (fact->kind == FACT_TASK_CREATED || fact->kind == FACT_TASK_NAMED))
            label = journal_note(moment->journal, fact->number);
    }
    return *label ? label : "a task";
}

/* A thing that is there already, and still; NULL else. */
static const Thing *living_thing(const Moment *moment, uint32_t number)
{
    const World *world = moment->world;
    bool is_there = number > 0 && number <= world->thing_count && world->things[number].object;
    return is_there ? &world->things[number] : NULL;
}

uint32_t other_consumer(const Moment *moment)
{
    const Fact *state = state_ahead(moment);
    uint64_t taken = moment->running == 0
                         ? NO_FACT
                         : find_last_fact(moment, FACT_ITEM_TAKEN, moment->running, moment->first, moment->end);
    if (!state || fact_task_state(state) != TASK_DONE || taken == NO_FACT)
        return 0;
    const Thing *queue = living_thing(moment, fact_number(moment, taken)->object);
    ThingEntry entry;
    bool has_line = queue && queue->ops->entry(moment->vm, queue->object, THING_WAITERS, 0, &entry);
    return has_line ? entry.task : 0;
}

int64_t lateness_of_waking(const Moment *moment)
{
    const FactList *states = history_states(moment->place->history, moment->running);
    uint32_t at = moment->running == 0 ? 0 : fact_list_count(states, moment->cut);
    for (const Fact *next = NULL; at > 0; at--) {
        const Fact *fact = fact_number(moment, states->facts[at - 1]);
        TaskState state = fact_task_state(fact);
        if (state == TASK_SLEEPING && next && fact_deadline_ns(fact) > 0)
            return next->time_ns > fact_deadline_ns(fact) ? next->time_ns - fact_deadline_ns(fact) : 0;
        if (state != TASK_READY && state != TASK_RUNNING)
            return 0;
        next = fact;
    }
    return 0;
}

void write_end_of_turn(const Moment *moment, Text *out)
{
    if (moment->turn_kind == TURN_SLICE) {
        text_add(out, "the thread waits or has ended");
    } else if (moment->running == 0) {
        text_add(out, moment->turn_kind == TURN_MODULE ? "the module's code is through or runs the loop"
                                                       : "this callback has ended");
    } else {
        write_task(moment->vm, moment->running, out);
        text_add(out, " is suspended or has ended");
    }
}

uint64_t chance(const Moment *moment, uint64_t use)
{
    uint64_t bits = moment->variant * 0x9E3779B97F4A7C15U + moment->position.turn;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9U + moment->position.line;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBU + use;
    bits = (bits ^ (bits >> 31)) * 0x9E3779B97F4A7C15U;
    return bits ^ (bits >> 32);
}

/* What is known of the turn by its beginning. */
static void read_turn(Moment *moment)
{
    uint64_t began = find_fact(moment, FACT_TURN_BEGAN, 0, moment->first, moment->end);
    moment->turn_kind = TURN_MODULE;
    if (began == NO_FACT)
        return;
    const Fact *fact = fact_number(moment, began);
    moment->turn_kind = fact_turn_kind(fact);
    moment->running = fact->subject;
}

static uint32_t line_now(const Moment *moment)
{
    const Frame *frame =
        moment->is_inside && !moment->world->is_between_turns ? vm_program_frame(moment->vm) : NULL;
    return frame ? frame_line(frame) : 0;
}

static void look_around(const PredictionPlace *place, uint64_t variant, Moment *moment)
{
    const Timeline *timeline = place->timeline;
    *moment = (Moment){
        .place = place,
        .vm = timeline->vm,
        .world = world_of(timeline->vm),
        .journal = timeline->journal,
        .position = timeline->position,
        .is_inside = timeline->position.line != LINE_END,
        .variant = variant,
    };
    timeline_facts(timeline, timeline->position.turn, &moment->first, &moment->end);
    moment->cut = moment->world->next_fact;
    read_turn(moment);
    if (!moment->is_inside)
        moment->end = moment->cut;
    moment->line = line_now(moment);
}

/* ---- the draft ---- */

static size_t keep(Text *words, const Text *text)
{
    size_t begin = words->length;
    const char *string = text_string(text);
    text_add_bytes(words, string, strlen(string) + 1);
    return begin;
}

bool is_full(const Draft *draft)
{
    return draft->count == CANDIDATES_MOST;
}

static bool is_offered(const Draft *draft)
{
    for (size_t i = 0; i < draft->count; i++)
        if (strcmp(draft->words.bytes + draft->candidates[i].text, text_string(&draft->text)) == 0)
            return true;
    return false;
}

/* The reason, behind the misconception. */
static size_t keep_why(Draft *draft, unsigned misconception)
{
    Text whole = {0};
    misconception_write(misconception, &whole);
    if (whole.length > 0 && draft->why.length > 0)
        text_add_char(&whole, ' ');
    text_add(&whole, text_string(&draft->why));
    size_t kept = keep(&draft->words, &whole);
    text_release(&whole);
    return kept;
}

static void offer(Draft *draft, PredictionChoice choice)
{
    if (draft->text.length > 0 && !is_full(draft) && !is_offered(draft)) {
        choice.text = keep(&draft->words, &draft->text);
        choice.why = keep_why(draft, choice.misconception);
        draft->candidates[draft->count++] = choice;
    }
    text_clear(&draft->text);
    text_clear(&draft->why);
}

void offer_right(Draft *draft)
{
    offer(draft, (PredictionChoice){.is_right = true});
}

void offer_wrong(Draft *draft, unsigned misconception)
{
    offer(draft, (PredictionChoice){.misconception = misconception});
}

void offer_spare(Draft *draft)
{
    enum { ONE_IN = 3 };
    offer(draft, (PredictionChoice){.is_spare = chance(draft->moment, 50 + draft->kind) % ONE_IN != 0});
}

static void draft_release(Draft *draft)
{
    text_release(&draft->question);
    text_release(&draft->words);
    text_release(&draft->text);
    text_release(&draft->why);
}

/* A draft of the kind; false where it cannot be asked. Released by draft_release either way. */
static bool make_draft(const Moment *moment, const PredictionAsk *ask, Draft *draft)
{
    *draft = (Draft){.moment = moment, .kind = ask->kind, .truth = NO_FACT};
    draft->shown = timeline_end(moment->place->timeline);
    bool is_made = false;
    switch (ask->kind) {
    case ASK_NEXT:
        is_made = draft_next(draft);
        break;
    case ASK_CLOCK:
        is_made = draft_clock(draft);
        break;
    case ASK_PRINTS:
        is_made = draft_prints(draft);
        break;
    case ASK_SWITCHES:
        is_made = draft_switches(draft);
        break;
    case ASK_VALUE:
        is_made = draft_value(draft, ask);
        break;
    }
    return is_made && draft->count >= 2 && draft->candidates[0].is_right;
}

/* ---- the kind that teaches most ---- */

static int worth(const Draft *draft)
{
    int worth = draft->bonus;
    for (size_t i = 0; i < draft->count; i++)
        worth += draft->candidates[i].misconception > 0;
    return worth;
}

static bool best_draft(const Moment *moment, Draft *best)
{
    static const AskKind kinds[] = {ASK_NEXT, ASK_SWITCHES, ASK_CLOCK, ASK_PRINTS, ASK_VALUE};
    bool is_made = false;
    *best = (Draft){0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Draft draft;
        const PredictionAsk ask = {.kind = kinds[i]};
        if (make_draft(moment, &ask, &draft) && (!is_made || worth(&draft) > worth(best))) {
            draft_release(best);
            *best = draft;
            is_made = true;
        } else {
            draft_release(&draft);
        }
    }
    return is_made;
}

/* ---- from the draft to the prediction ---- */

static void take(Prediction *prediction, const Draft *draft, size_t candidate)
{
    prediction->choices[prediction->choice_count++] = draft->candidates[candidate];
}

static int rank(const PredictionChoice *choice)
{
    return choice->misconception > 0 ? 0 : choice->is_spare ? 2 : 1;
}

/* The right one; then those that a misconception makes, the others, and the spare ones, each beginning with another
 * one in another variant. */
static void take_choices(Prediction *prediction, const Draft *draft)
{
    take(prediction, draft, 0);
    size_t wrong = draft->count - 1, begin = (size_t)(chance(draft->moment, 1) % wrong);
    for (int wanted = 0; wanted <= 2; wanted++)
        for (size_t i = 0; i < wrong && prediction->choice_count < CHOICES_WANTED; i++) {
            size_t candidate = 1 + (begin + i) % wrong;
            if (rank(&draft->candidates[candidate]) == wanted)
                take(prediction, draft, candidate);
        }
}

static void shuffle(Prediction *prediction, const Moment *moment)
{
    for (size_t i = prediction->choice_count; i > 1; i--) {
        size_t other = (size_t)(chance(moment, 100 + i) % i);
        PredictionChoice kept = prediction->choices[i - 1];
        prediction->choices[i - 1] = prediction->choices[other];
        prediction->choices[other] = kept;
    }
}

/* The first position at which the fact has happened: inside its turn, where it happens there before the end. */
static Position position_of(const Moment *moment, uint64_t number)
{
    Timeline *timeline = moment->place->timeline;
    uint32_t turn = fact_number(moment, number)->turn;
    uint32_t begin = turn == moment->position.turn && moment->is_inside ? moment->position.line : 0;
    uint32_t end = timeline->records[turn].lines; /* there it has happened */
    while (begin < end) {
        uint32_t middle = begin + (end - begin) / 2;
        timeline_seek(timeline, (Position){turn, middle});
        if (moment->world->next_fact > number)
            end = middle;
        else
            begin = middle + 1;
    }
    return (Position){turn, begin < timeline->records[turn].lines ? begin : LINE_END};
}

/* Go where the truth shows, and tell what happened. */
static void tell(const Draft *draft, Prediction *prediction)
{
    static void (*const tellers[])(const Draft *draft, Text *out) = {
        [ASK_NEXT] = tell_next,         [ASK_CLOCK] = tell_clock, [ASK_PRINTS] = tell_prints,
        [ASK_SWITCHES] = tell_switches, [ASK_VALUE] = tell_value,
    };
    const Moment *moment = draft->moment;
    Timeline *timeline = moment->place->timeline;
    bool is_whole_turn = draft->kind == ASK_NEXT || draft->kind == ASK_VALUE || draft->truth == NO_FACT;
    Position truth = is_whole_turn ? draft->shown : position_of(moment, draft->truth);
    Text happened = {0};
    timeline_seek(timeline, truth);
    prediction->truth = timeline->position;
    tellers[draft->kind](draft, &happened);
    if (happened.length > 0)
        text_add_char(&happened, ' ');
    NarrationTurn turn = narration_turn(timeline);
    if (draft->truth != NO_FACT && draft->kind != ASK_PRINTS)
        narration_write_story(&turn, &happened);
    while (happened.length > 0 && happened.bytes[happened.length - 1] == ' ')
        happened.bytes[--happened.length] = '\0';
    prediction->happened = keep(&prediction->words, &happened);
    text_release(&happened);
    timeline_seek(timeline, moment->position);
}

static void finish(Draft *draft, Prediction *prediction)
{
    *prediction = (Prediction){.kind = draft->kind};
    take_choices(prediction, draft);
    shuffle(prediction, draft->moment);
    prediction->words = draft->words;
    draft->words = (Text){0};
    prediction->question = keep(&prediction->words, &draft->question);
    /* the tellers look at what was offered */
    draft->words = prediction->words;
    tell(draft, prediction);
    draft->words = (Text){0};
}

/* Know a little more than the position: a question about the end of what is known asks for what comes then. */
static void look_ahead(const PredictionPlace *place)
{
    Position here = place->timeline->position;
    timeline_know(place->timeline, here.turn + AHEAD);
    timeline_seek(place->timeline, here);
}

bool predict(const PredictionPlace *place, const PredictionAsk *ask, uint64_t variant, Prediction *prediction)
{
    Moment moment;
    Draft draft;
    *prediction = (Prediction){0};
    look_ahead(place);
    if (timeline_is_at_end(place->timeline))
        return false;
    history_read(place->history);
    look_around(place, variant, &moment);
    if (ask && ask->line > 0)
        moment.line = ask->line;
    bool is_made = ask ? make_draft(&moment, ask, &draft) : best_draft(&moment, &draft);
    if (is_made)
        finish(&draft, prediction);
    draft_release(&draft);
    return is_made;
}
