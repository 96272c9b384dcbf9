/* Predictions against the run: walk_predictions POSITIONS FILE...
 *
 * At every question of every cue, and at POSITIONS places of each program (after callbacks and inside of them),
 * each kind of question is asked, and the sim is stepped to see what really comes. A prediction must have two to
 * five answers of different texts, say the right one, be the same when it is made again, and leave the world as it
 * was. */
#include "sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN_MOST = 4096, TURNS_AHEAD = 100000 };

typedef struct Walk {
    Sim *sim;
    const char *path;
    unsigned long asked, wrong;
} Walk;

/* ---- what stepping shows ---- */

static size_t count_facts(const Sim *sim)
{
    SimFact fact;
    size_t count = 0;
    while (sim_fact(sim, count, &fact))
        count++;
    return count;
}

/* Visit the facts behind a position, turn by turn, until `is_it` says so; false where the run ends before. */
static bool find_ahead(Sim *sim, bool (*is_it)(const SimFact *fact, const void *wanted), const void *wanted,
                       SimFact *found)
{
    size_t seen = sim_position(sim).line == SIM_LINE_END ? 0 : count_facts(sim);
    for (int i = 0; i < TURNS_AHEAD && sim_step(sim, SIM_CALLBACK, 1) == SIM_MOVED; i++) {
        for (size_t at = seen; sim_fact(sim, at, found); at++)
            if (is_it(found, wanted))
                return true;
        seen = 0;
    }
    return false;
}

static bool begins_turn(const SimFact *fact, const void *wanted)
{
    (void)wanted;
    return fact->kind == SIM_FACT_TURN_BEGAN && fact->task != 0;
}

static bool moves_clock(const SimFact *fact, const void *wanted)
{
    (void)wanted;
    return fact->kind == SIM_FACT_CLOCK_MOVED;
}

static bool prints(const SimFact *fact, const void *wanted)
{
    (void)wanted;
    return fact->kind == SIM_FACT_PRINTED && fact->number == 1;
}

static bool awaits(const SimFact *fact, const void *wanted)
{
    const uint32_t *line = wanted;
    return fact->kind == SIM_FACT_AWAITED && (*line == 0 || fact->line == *line);
}

/* ---- the oracle, kind by kind: what the right answer must look like ---- */

static void expect_next(Sim *sim, char *seen)
{
    SimFact fact;
    SimTask task;
    if (!find_ahead(sim, begins_turn, NULL, &fact))
        strcpy(seen, "none: ");
    else if (sim_task(sim, fact.task, &task))
        snprintf(seen, SEEN_MOST, "%s", task.label);
}

static void write_time(int64_t ns, char *seen)
{
    long long whole = ns / 1000000000, rest = ns % 1000000000;
    int length = snprintf(seen, SEEN_MOST, "%lld.%09lld", whole, rest);
    while (seen[length - 1] == '0' && seen[length - 2] != '.')
        seen[--length] = '\0';
    strcat(seen, " s");
}

static void expect_clock(Sim *sim, char *seen)
{
    SimFact fact;
    if (find_ahead(sim, moves_clock, NULL, &fact))
        write_time(fact.time_ns, seen);
    else
        strcpy(seen, "it does not move");
}

static void expect_prints(Sim *sim, char *seen)
{
    SimFact fact;
    if (!find_ahead(sim, prints, NULL, &fact)) {
        strcpy(seen, "nothing: ");
        return;
    }
    size_t length = 0;
    while (length < fact.text_size && length < 20 && fact.text[length] != '\n')
        length++;
    bool is_blank = strspn(fact.text, " \t\r\n") >= length;
    snprintf(seen, SEEN_MOST, is_blank ? "" : "«%.*s", (int)length, fact.text);
}

/* The await of the line in what is left of the turn, else the next of all. */
static void expect_switches(Sim *sim, uint32_t line, char *seen)
{
    const SimPosition here = sim_position(sim);
    size_t known = count_facts(sim);
    const uint32_t any = 0;
    SimFact fact;
    bool is_found = false;
    if (here.line != SIM_LINE_END && line > 0) {
        sim_seek(sim, (SimPosition){here.turn, SIM_LINE_END});
        for (size_t at = known; !is_found && sim_fact(sim, at, &fact); at++)
            is_found = awaits(&fact, &line);
        sim_seek(sim, here);
    }
    is_found = is_found || find_ahead(sim, awaits, &any, &fact);
    strcpy(seen, !is_found ? "no await" : fact.number == 1 ? "it switches" : "it goes straight on");
}

static bool is_set(const Sim *sim, const char *event)
{
    SimThing thing;
    for (uint32_t number = sim_thing_count(sim); sim_thing(sim, number, &thing); number--)
        if (thing.kind == SIM_EVENT && !thing.is_gone && strcmp(thing.name, event) == 0)
            return thing.level == 1;
    return false;
}

static void expect_value(Sim *sim, const char *name, char *seen)
{
    SimPosition here = sim_position(sim);
    SimFrame frame;
    if (here.line == SIM_LINE_END)
        sim_step(sim, SIM_CALLBACK, 1);
    else
        sim_seek(sim, (SimPosition){here.turn, SIM_LINE_END});
    sim_frame(sim, 0, 0, &frame);
    for (size_t i = 0; i < frame.variable_count; i++)
        if (strcmp(frame.variables[i].name, name) == 0)
            snprintf(seen, SEEN_MOST, "%.40s", frame.variables[i].value);
    if (strcmp(name, "available.is_set()") == 0)
        strcpy(seen, is_set(sim, "available") ? "True" : "False");
}

static uint32_t line_here(const Sim *sim)
{
    SimClock clock;
    sim_clock(sim, &clock);
    return clock.turn_is_over ? 0 : clock.line;
}

static void expect(Sim *sim, const SimAsk *ask, char *seen)
{
    *seen = '\0';
    switch (ask->kind) {
    case SIM_ASK_NEXT:
        expect_next(sim, seen);
        break;
    case SIM_ASK_CLOCK:
        expect_clock(sim, seen);
        break;
    case SIM_ASK_PRINTS:
        expect_prints(sim, seen);
        break;
    case SIM_ASK_SWITCHES:
        expect_switches(sim, ask->line ? ask->line : line_here(sim), seen);
        break;
    case SIM_ASK_VALUE:
        expect_value(sim, ask->expression, seen);
        break;
    case SIM_ASK_KINDS:
        break;
    }
}

/* ---- a question ---- */

static void complain(Walk *walk, const SimAsk *ask, SimPosition here, const char *what, const char *more)
{
    walk->wrong++;
    printf("%s: %s%s%s at turn %u, line %u: %s %s\n", walk->path, sim_ask_word(ask->kind),
           ask->expression ? " " : "", ask->expression ? ask->expression : "", (unsigned)here.turn,
           (unsigned)here.line, what, more);
}

static bool has_two_of_a_kind(const SimPrediction *prediction)
{
    for (size_t i = 0; i < prediction->choice_count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(prediction->choices[i].text, prediction->choices[k].text) == 0)
                return true;
    return false;
}

static const char *what_is_wrong(const SimPrediction *prediction)
{
    if (prediction->choice_count < 2 || prediction->choice_count > SIM_CHOICES_MOST)
        return "too few or too many answers";
    if (prediction->right >= prediction->choice_count || has_two_of_a_kind(prediction))
        return "no right answer, or two of one text";
    if (!*prediction->question || !*prediction->happened)
        return "no question, or nothing that happened";
    for (size_t i = 0; i < prediction->choice_count; i++) {
        const SimChoice *choice = &prediction->choices[i];
        if ((*choice->why == '\0') != (i == prediction->right) || choice->misconception > SIM_MISCONCEPTIONS)
            return "a wrong answer without a reason, or a right one with one";
    }
    return NULL;
}

/* All that is said, in one text, to be compared. */
static void write_prediction(const SimPrediction *prediction, char *out)
{
    int length =
        snprintf(out, SEEN_MOST, "%s/%s/%zu", prediction->question, prediction->happened, prediction->right);
    for (size_t i = 0; i < prediction->choice_count && length < SEEN_MOST; i++)
        length += snprintf(out + length, (size_t)(SEEN_MOST - length), "/%s", prediction->choices[i].text);
}

static void check_answer(Walk *walk, const SimAsk *ask, SimPosition here, const char *right)
{
    static char seen[SEEN_MOST];
    expect(walk->sim, ask, seen);
    if (strncmp(right, seen, strlen(seen)) != 0)
        complain(walk, ask, here, right, seen);
    sim_seek(walk->sim, here);
}

/* Ask where the sim stands; false where that cannot be asked. */
static bool ask_here(Walk *walk, const SimAsk *ask, uint64_t variant)
{
    static char first[SEEN_MOST], second[SEEN_MOST], right[SEEN_MOST], expression[SEEN_MOST];
    SimPosition here = sim_position(walk->sim);
    uint64_t hash = sim_hash(walk->sim);
    SimPrediction prediction;
    SimAsk kept = *ask;
    if (ask->expression) {
        snprintf(expression, sizeof expression, "%s", ask->expression);
        kept.expression = expression;
    }
    bool is_made = sim_predict(walk->sim, &kept, variant, &prediction);
    if (sim_hash(walk->sim) != hash)
        complain(walk, &kept, here, "the world is another", "");
    if (!is_made)
        return false;
    walk->asked++;
    const char *wrong = what_is_wrong(&prediction);
    if (wrong) {
        complain(walk, &kept, here, wrong, prediction.question);
        return true;
    }
    snprintf(right, sizeof right, "%s", prediction.choices[prediction.right].text);
    write_prediction(&prediction, first);
    sim_predict(walk->sim, &kept, variant, &prediction);
    write_prediction(&prediction, second);
    if (strcmp(first, second) != 0)
        complain(walk, &kept, here, first, second);
    check_answer(walk, &kept, here, right);
    return true;
}

/* ---- the walk ---- */

static void walk_cues(Walk *walk)
{
    SimCue cue;
    SimAsk ask;
    for (size_t i = 0; sim_cue(walk->sim, i, &cue); i++)
        for (size_t at = 0; cue.is_reached && sim_cue_ask(walk->sim, i, at, &ask); at++) {
            sim_seek_cue(walk->sim, i);
            if (!ask_here(walk, &ask, at))
                complain(walk, &ask, sim_position(walk->sim), "cannot be asked at a cue", "");
        }
}

static void ask_all(Walk *walk, uint64_t variant)
{
    SimFrame frame;
    SimPrediction prediction;
    for (int kind = SIM_ASK_NEXT; kind < SIM_ASK_VALUE; kind++)
        ask_here(walk, &(SimAsk){.kind = (SimAskKind)kind}, variant);
    if (sim_frame(walk->sim, 0, 0, &frame) && frame.variable_count > 0) {
        const char *name = frame.variables[variant % frame.variable_count].name;
        ask_here(walk, &(SimAsk){SIM_ASK_VALUE, name, 0}, variant);
    }
    SimPosition here = sim_position(walk->sim);
    bool is_any = sim_predict(walk->sim, NULL, variant, &prediction);
    if (is_any && what_is_wrong(&prediction))
        complain(walk, &(SimAsk){.kind = prediction.kind}, here, "of the kind that teaches most",
                 prediction.question);
    if (is_any && sim_is_at_end(walk->sim))
        complain(walk, &(SimAsk){.kind = prediction.kind}, here, "is asked at the end", prediction.question);
}

static void walk_places(Walk *walk, uint32_t places)
{
    SimExtent extent;
    sim_extent(walk->sim, &extent);
    for (uint32_t i = 0; i <= places; i++) {
        uint32_t turn = (uint32_t)((uint64_t)extent.turns * i / (places ? places : 1));
        sim_seek(walk->sim, (SimPosition){turn, i % 3 == 0 ? SIM_LINE_END : i % 3});
        ask_all(walk, i);
    }
    sim_seek(walk->sim, (SimPosition){0, 0});
    ask_all(walk, 0);
}

static char *read_file(const char *path, size_t *length)
{
    enum { FILE_MOST = 1 << 20 };
    FILE *file = fopen(path, "rb");
    char *text = file ? malloc(FILE_MOST) : NULL;
    *length = text ? fread(text, 1, FILE_MOST, file) : 0;
    if (file)
        fclose(file);
    return text;
}

static void walk_file(Walk *walk, uint32_t places)
{
    const SimOptions options = {.horizon = 20000};
    size_t length;
    char *text = read_file(walk->path, &length);
    const SimSource source = {walk->path, text, length};
    walk->sim = text ? sim_open(&source, &options, NULL, NULL) : NULL;
    if (walk->sim) { /* programs that are refused are there, too */
        walk_cues(walk);
        walk_places(walk, places);
    }
    sim_close(walk->sim);
    free(text);
}

int main(int count, char **arguments)
{
    Walk walk = {0};
    if (count < 3) {
        fprintf(stderr, "walk_predictions POSITIONS FILE...\n");
        return 2;
    }
    for (int i = 2; i < count; i++) {
        walk.path = arguments[i];
        walk_file(&walk, (uint32_t)strtoul(arguments[1], NULL, 10));
    }
    printf("%lu predictions, %lu wrong\n", walk.asked, walk.wrong);
    return walk.wrong == 0 && walk.asked > 0 ? 0 : 1;
}
