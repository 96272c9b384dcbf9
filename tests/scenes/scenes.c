/* Scenes of a scenario as text: the drawing lists that the stage would draw, with a fixed width for each character,
 * so that no font has a say.
 *
 *     scenes [--set NAME=VALUE] FILE WIDTHxHEIGHT PLACE…
 *     scenes --pair LEFT RIGHT FILE WIDTHxHEIGHT PLACE…
 *
 * A place is what the player can go to, or `cues`: every cue that is reached; `task=N` and `thing=N` select. Of a
 * lesson, FILE too: `page=N`. `question` asks one, answers 1 and shows the truth. With --pair two runs of
 * the file stand side by side, LEFT and RIGHT are their settings: a place is for both, `difference` is their first
 * one, `reveal` shows what they come to. */
#include "compose.h"
#include "compose_pages.h"
#include "compose_pair.h"
#include "goto.h"
#include "question_view.h"

#include "../open_lesson.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Show {
    Player player;
    Composer composer;
    Scene scene;
    LessonWalk lesson;
    Progress progress;
    unsigned width, height;
    TwoRuns runs;
    PairComposer pair;
} Show;

static void show(Show *shown, const char *place)
{
    compose(&shown->composer, &shown->scene, (float)shown->width, (float)shown->height);
    printf("==== %s\n", place);
    scene_print(&shown->scene, stdout);
}

/* One step before a cue is composed, too: what the cue's step changed stands out. */
static void show_cues(Show *shown)
{
    SimCue cue;
    for (size_t i = 0; sim_cue(shown->player.sim, i, &cue); i++) {
        if (!cue.is_reached)
            continue;
        sim_seek_cue(shown->player.sim, i);
        sim_step(shown->player.sim, SIM_CALLBACK, -1);
        compose(&shown->composer, &shown->scene, (float)shown->width, (float)shown->height);
        sim_seek_cue(shown->player.sim, i);
        sim_cue(shown->player.sim, i, &cue);
        show(shown, cue.name);
    }
}

/* The question alone: what lies under it is in other scenes. */
static void show_question(Show *shown)
{
    Question question = {0};
    Page page = {0};
    if (!question_ask(&question, &shown->player, true))
        return;
    static const Key keys[] = {'1', 'r'};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        question_key(&question, &shown->player, keys[i]);
        question_page(&question, &page, 0, false);
        scene_clear(&shown->scene, (float)shown->width, (float)shown->height);
        compose_question(&shown->scene, &measure_fixed, &page);
        printf("==== %s\n", question.is_revealed ? "revealed" : "answered");
        scene_print(&shown->scene, stdout);
    }
    page_close(&page);
    question_close(&question);
}

static void print_time(Show *shown)
{
    enum { TIMES = 50 };
    clock_t begin = clock();
    for (int i = 0; i < TIMES; i++)
        compose(&shown->composer, &shown->scene, (float)shown->width, (float)shown->height);
    printf("composing takes %.2f ms\n", (double)(clock() - begin) * 1000 / CLOCKS_PER_SEC / TIMES);
}

static void do_word(Show *shown, char *word)
{
    const char *number = strchr(word, '=');
    if (strcmp(word, "cues") == 0) {
        show_cues(shown);
    } else if (strcmp(word, "question") == 0) {
        show_question(shown);
    } else if (strcmp(word, "time") == 0) {
        print_time(shown);
    } else if (strncmp(word, "page=", 5) == 0 && shown->player.lesson) {
        lesson_walk_turn(&shown->lesson, strtoul(number + 1, NULL, 10) - 1);
        show(shown, word);
    } else if (number) {
        SelectionKind kind = strncmp(word, "task", 4) == 0 ? SELECTED_TASK : SELECTED_THING;
        shown->player.selection = (Selection){kind, (uint32_t)strtoul(number + 1, NULL, 10)};
        show(shown, word);
    } else {
        player_goto(&shown->player, word);
        show(shown, word);
    }
}

static bool open_file(Show *shown, const char *path, const SimOptions *options)
{
    SourceFile file;
    if (is_lesson(path))
        return open_lesson(&shown->lesson, &shown->progress, &shown->player, path) &&
               composer_init(&shown->composer, &shown->player, &measure_fixed);
    if (source_file_read(&file, path) != SOURCE_FILE_READ) {
        fprintf(stderr, "scenes: %s\n", file.message);
        source_file_release(&file);
        return false;
    }
    if (player_open(&shown->player, &file, options))
        return composer_init(&shown->composer, &shown->player, &measure_fixed);
    fprintf(stderr, "%s", shown->player.diagnostics ? shown->player.diagnostics : "");
    return false;
}

/* ---- two runs ---- */

static bool open_pair(Show *shown, const char *const settings[PAIR_SIDES], const char *path)
{
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++) {
        SourceFile file;
        Settings read;
        if (source_file_read(&file, path) != SOURCE_FILE_READ || !settings_read(&read, settings[side]) ||
            !two_runs_open(&shown->runs, side, &file, &read, &(SimOptions){0}))
            return false;
    }
    two_runs_begin(&shown->runs, true);
    return pair_composer_init(&shown->pair, &shown->runs, &measure_fixed);
}

static void show_pair(Show *shown, const char *place)
{
    if (strcmp(place, "difference") == 0)
        two_runs_act(&shown->runs, ACTION_NEXT_CHANGE);
    else if (strcmp(place, "reveal") == 0)
        two_runs_act(&shown->runs, ACTION_REVEAL);
    else
        two_runs_goto(&shown->runs, place);
    compose_pair(&shown->pair, &shown->scene, (float)shown->width, (float)shown->height);
    printf("==== %s\n", place);
    scene_print(&shown->scene, stdout);
}

static int show_pairs(Show *shown, const char *const settings[PAIR_SIDES], int count, char **words)
{
    bool is_open = open_pair(shown, settings, words[0]);
    scene_init(&shown->scene);
    for (int i = 2; is_open && i < count; i++)
        show_pair(shown, words[i]);
    scene_release(&shown->scene);
    pair_composer_release(&shown->pair);
    two_runs_close(&shown->runs);
    return is_open ? 0 : 2;
}

int main(int count, char **words)
{
    static Show shown;
    SimKnobSetting knobs[8];
    SimOptions options = {.knobs = knobs};
    int at = 1;
    char rest;
    const char *settings[PAIR_SIDES] = {NULL, NULL};
    setlocale(LC_CTYPE, "C.UTF-8");
    if (count > 3 && strcmp(words[1], "--pair") == 0) {
        settings[PAIR_LEFT] = words[2];
        settings[PAIR_RIGHT] = words[3];
        at = 4;
    }
    for (; at + 1 < count && strcmp(words[at], "--set") == 0 && options.knob_count < 8; at += 2) {
        char *value = strchr(words[at + 1], '=');
        if (!value)
            return 2;
        *value = '\0';
        knobs[options.knob_count++] = (SimKnobSetting){words[at + 1], value + 1};
    }
    if (count - at < 3 || sscanf(words[at + 1], "%ux%u%c", &shown.width, &shown.height, &rest) != 2) {
        fputs("usage: scenes [--set NAME=VALUE] FILE WIDTHxHEIGHT PLACE…\n", stderr);
        return 2;
    }
    int status = 2;
    if (settings[PAIR_LEFT])
        return show_pairs(&shown, settings, count - at, words + at);
    if (open_file(&shown, words[at], &options)) {
        scene_init(&shown.scene);
        for (int i = at + 2; i < count; i++)
            do_word(&shown, words[i]);
        status = 0;
        scene_release(&shown.scene);
        composer_release(&shown.composer);
    }
    player_close(&shown.player);
    lesson_walk_close(&shown.lesson);
    progress_release(&shown.progress);
    return status;
}
