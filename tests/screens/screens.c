/* A walk through a scenario without a terminal: keys go in, screens come out as text.
 *
 *     screens [--ascii] [--set NAME=VALUE] FILE WIDTHxHEIGHT KEY…
 *     screens [--ascii] --pair LEFT RIGHT FILE WIDTHxHEIGHT KEY…
 *
 * FILE is a scenario or a lesson. A key is named as in actions.def; `:PLACE` goes to a place; `!N` lays the list of
 * what is wrong over it, `ask` and `askN` the question here, unanswered or answered with N; `show` prints the
 * screen, `looks` what its cells mean, a letter a cell; `WIDTHxHEIGHT` resizes; `time` prints how long drawing
 * takes. With --pair two runs of the file stand beside each other, LEFT and RIGHT are their
 * settings, and keys go through a session: `:PLACE` and `/WORD` are typed. The golden screens are recorded and
 * compared with it. */
#include "overlay.h"
#include "pair_screen.h"
#include "question_view.h"
#include "session.h"
#include "steps.h"

#include "../open_lesson.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Walk {
    Player player;
    Steps steps;
    Screen screen;
    LessonWalk lesson;
    Progress progress;
    bool is_ascii, is_pair;
    TwoRuns runs;
    PairScreen pair;
    Session session; /* of a pair */
} Walk;

static bool parse_size(const char *word, unsigned *width, unsigned *height)
{
    char rest;
    return sscanf(word, "%ux%u%c", width, height, &rest) == 2;
}

static void draw(Walk *walk)
{
    screen_clear(&walk->screen);
    if (!walk->is_pair) {
        steps_draw(&walk->steps, &walk->screen);
        return;
    }
    pair_screen_draw(&walk->pair, &walk->screen);
    if (walk->session.over)
        overlay_page(&walk->session.page, &walk->screen);
}

/* A letter for each look, so that a reader of the difference sees what changed its colours. */
static void print_looks(const Screen *screen)
{
    static const char letters[LOOKS + 1] = "nryWsdfc .*|TFC:>SkHieKtm!SBKb";
    for (unsigned y = 0; y < screen->height; y++) {
        for (unsigned x = 0; x < screen->width; x++) {
            const Cell *cell = &screen->cells[(size_t)y * screen->width + x];
            putchar(cell->flags & CELL_SELECTED ? '#' : letters[cell->look]);
        }
        putchar('\n');
    }
}

static void print_time(Walk *walk)
{
    enum { TIMES = 50 };
    clock_t begin = clock();
    for (int i = 0; i < TIMES; i++)
        draw(walk);
    printf("a redraw takes %.2f ms\n", (double)(clock() - begin) * 1000 / CLOCKS_PER_SEC / TIMES);
}

/* The list of what is wrong, with the chosen one: `!2`. */
static void show_findings(Walk *walk, const char *chosen)
{
    FindingsView view = {0};
    if (!findings_view_make(&view, &walk->player))
        exit(2);
    findings_view_move(&view, (int)strtol(chosen, NULL, 10));
    overlay_findings(&view, &walk->player, &walk->screen);
    findings_view_release(&view);
}

/* The question here, with the answer where there is one: `ask`, `ask2`. */
static void show_question(Walk *walk, const char *answer)
{
    Question question = {0};
    Page page = {0};
    if (!question_ask(&question, &walk->player, false))
        exit(2);
    if (*answer)
        question_key(&question, &walk->player, (Key)*answer);
    question_page(&question, &page, 72, walk->is_ascii);
    overlay_page(&page, &walk->screen);
    page_close(&page);
    question_close(&question);
}

static void resize(Walk *walk, unsigned width, unsigned height)
{
    screen_release(&walk->screen);
    if (!screen_init(&walk->screen, width, height, walk->is_ascii))
        exit(2);
}

/* A key means what the lesson makes of it, else what the steps do. */
static bool press(Walk *walk, Key key)
{
    LessonWalk *lesson = walk->player.lesson;
    Action action = action_of_key(key);
    return key != PRESS_NONE && ((lesson && lesson_walk_act(lesson, action)) || steps_act(&walk->steps, action));
}

/* ---- two runs ---- */

static void entered(void *self, SessionMode mode)
{
    (void)self;
    (void)mode;
}

static bool act_nothing(void *self, Action action)
{
    (void)self;
    (void)action;
    return false;
}

static bool open_pair(Walk *walk, const char *const settings[PAIR_SIDES], const char *path)
{
    static const SessionFront front = {
        .without = ACTIONS_STAGE, .entered = entered, .act_anywhere = act_nothing, .act_in_pair = act_nothing};
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES; side++) {
        SourceFile file;
        Settings read;
        if (source_file_read(&file, path) != SOURCE_FILE_READ || !settings_read(&read, settings[side]) ||
            !two_runs_open(&walk->runs, side, &file, &read, &(SimOptions){0}))
            return false;
    }
    two_runs_begin(&walk->runs, true);
    session_begin_pair(&walk->session, &front, &walk->runs);
    walk->session.front.is_ascii = walk->is_ascii;
    pair_screen_init(&walk->pair, &walk->runs, false);
    return true;
}

static void press_in_pair(Walk *walk, const char *word, Key key)
{
    session_key(&walk->session, key ? key : (Key)*word);
    for (const char *at = word + 1; !key && *at; at++)
        session_key(&walk->session, (Key)*at);
    if (!key)
        session_key(&walk->session, PRESS_ENTER);
}

/* False for a word that means nothing. */
static bool do_word(Walk *walk, const char *word)
{
    unsigned width, height;
    Key key = key_named(word, strlen(word));
    if (word[0] == '!') {
        show_findings(walk, word + 1);
        return true;
    }
    if (strncmp(word, "ask", 3) == 0) {
        show_question(walk, word + 3);
        return true;
    }
    if (strcmp(word, "show") == 0) {
        screen_write(&walk->screen, stdout);
    } else if (strcmp(word, "looks") == 0) {
        print_looks(&walk->screen);
    } else if (strcmp(word, "time") == 0) {
        print_time(walk);
    } else if (parse_size(word, &width, &height)) {
        resize(walk, width, height);
    } else if (walk->is_pair) {
        press_in_pair(walk, word, key);
    } else if (word[0] == ':' && word[1]) {
        player_goto(&walk->player, word + 1);
    } else if (key >= '1' && key <= '9') {
        return steps_focus_number(&walk->steps, key - '0');
    } else if (!press(walk, key)) {
        return false;
    }
    draw(walk);
    return true;
}

static int walk_through(Walk *walk, int count, char **words)
{
    for (int i = 0; i < count; i++)
        if (!do_word(walk, words[i])) {
            fprintf(stderr, "screens: what is «%s»?\n", words[i]);
            return 2;
        }
    return 0;
}

static bool open_file(Walk *walk, const char *path, const SimOptions *options)
{
    SourceFile file;
    if (is_lesson(path))
        return open_lesson(&walk->lesson, &walk->progress, &walk->player, path);
    if (source_file_read(&file, path) != SOURCE_FILE_READ) {
        fprintf(stderr, "screens: %s\n", file.message);
        source_file_release(&file);
        return false;
    }
    if (player_open(&walk->player, &file, options))
        return true;
    fprintf(stderr, "%s", walk->player.diagnostics ? walk->player.diagnostics : "");
    return false;
}

int main(int count, char **words)
{
    static Walk walk;
    SimKnobSetting knobs[8];
    SimOptions options = {.knobs = knobs};
    unsigned width, height;
    int at = 1;
    setlocale(LC_CTYPE, "C.UTF-8");
    const char *settings[PAIR_SIDES] = {NULL, NULL};
    for (; at < count && strncmp(words[at], "--", 2) == 0; at++) {
        if (strcmp(words[at], "--pair") == 0 && at + 2 < count) {
            settings[PAIR_LEFT] = words[++at];
            settings[PAIR_RIGHT] = words[++at];
            walk.is_pair = true;
        } else if (strcmp(words[at], "--ascii") == 0) {
            walk.is_ascii = true;
        } else if (strcmp(words[at], "--set") == 0 && at + 1 < count && options.knob_count < 8) {
            char *name = words[++at];
            char *value = strchr(name, '=');
            if (!value)
                return 2;
            *value = '\0';
            knobs[options.knob_count++] = (SimKnobSetting){name, value + 1};
        }
    }
    if (count - at < 2 || !parse_size(words[at + 1], &width, &height)) {
        fputs("usage: screens [--ascii] [--set NAME=VALUE] FILE WIDTHxHEIGHT KEY…\n", stderr);
        return 2;
    }
    int status = 2;
    if (walk.is_pair) {
        if (open_pair(&walk, settings, words[at])) {
            resize(&walk, width, height);
            draw(&walk);
            status = walk_through(&walk, count - at - 2, words + at + 2);
            session_release(&walk.session);
            pair_screen_release(&walk.pair);
        }
        two_runs_close(&walk.runs);
    } else if (open_file(&walk, words[at], &options)) {
        steps_init(&walk.steps, &walk.player);
        resize(&walk, width, height);
        draw(&walk);
        status = walk_through(&walk, count - at - 2, words + at + 2);
        steps_release(&walk.steps);
    }
    player_close(&walk.player);
    lesson_walk_close(&walk.lesson);
    progress_release(&walk.progress);
    screen_release(&walk.screen);
    return status;
}
