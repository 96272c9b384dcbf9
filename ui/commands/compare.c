/* loopscope compare: two runs on one clock. Of two files, or of one file with two settings of its knobs:
 * `compare FILE.py GATE=0 GATE=1`; with one setting, the other run has the file as it stands. */
#include "commands.h"

#include "compare_report.h"
#include "glyphs.h"
#include "messages.h"
#include "screens.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, SETTINGS_MOST = 16, SETTING_BYTES = 256 };

/* One side: its file, what its knobs are set to, and its run. */
typedef struct Side {
    const char *setting;      /* borrowed: «GATE=0,CARS=5», or NULL */
    char text[SETTING_BYTES]; /* the setting, cut into words */
    SimKnobSetting *settings; /* owned: those of --set, then its own */
    size_t setting_count;
    Player player; /* owned: the file and the run */
} Side;

static bool is_setting(const char *word)
{
    return strchr(word, '=') && !strchr(word, '/');
}

/* Which word is what: FILE SETTING [SETTING], or FILE FILE. */
static bool read_words(const Options *options, const char *names[PAIR_SIDES], Side sides[PAIR_SIDES])
{
    const char *const *words = options->files;
    names[PAIR_LEFT] = names[PAIR_RIGHT] = words[0];
    if (options->file_count == 1 || is_setting(words[0])) {
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_COMPARE_NEEDS "\n", words[0]);
        return false;
    }
    if (!is_setting(words[1])) {
        names[PAIR_RIGHT] = words[1];
        if (options->file_count == 2)
            return true;
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_COMPARE_TWO "\n", words[2]);
        return false;
    }
    sides[options->file_count == 2 ? PAIR_RIGHT : PAIR_LEFT].setting = words[1];
    if (options->file_count == 2)
        return true;
    sides[PAIR_RIGHT].setting = words[2];
    if (is_setting(words[2]))
        return true;
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_COMPARE_TWO "\n", words[2]);
    return false;
}

/* Cut «GATE=0,CARS=5» into settings behind those of --set. */
static bool read_setting(const Options *options, Side *side)
{
    size_t given = options->sim.knob_count;
    side->settings = calloc(given + SETTINGS_MOST, sizeof *side->settings);
    if (!side->settings) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
        return false;
    }
    if (given > 0)
        memcpy(side->settings, options->sim.knobs, given * sizeof *side->settings);
    side->setting_count = given;
    snprintf(side->text, sizeof side->text, "%s", side->setting ? side->setting : "");
    bool is_good = !side->setting || strlen(side->setting) < sizeof side->text;
    for (char *at = side->text; *at && is_good;) {
        char *comma = strchr(at, ','), *next = comma ? comma + 1 : at + strlen(at);
        if (comma)
            *comma = '\0';
        char *equals = strchr(at, '=');
        is_good = equals && equals > at && equals[1] && side->setting_count < given + SETTINGS_MOST;
        if (is_good) {
            *equals = '\0';
            side->settings[side->setting_count++] = (SimKnobSetting){at, equals + 1};
        }
        at = next;
    }
    if (!is_good)
        fprintf(stderr, MESSAGE_PREFIX MESSAGE_COMPARE_SETTING "\n", side->setting);
    return is_good;
}

static int open_side(const Options *options, const char *name, Side *side)
{
    int status = EXIT_USAGE;
    SourceFile file;
    if (!read_setting(options, side) || !command_read_file(name, &file, &status))
        return status;
    SimOptions sim = options->sim;
    sim.knobs = side->settings;
    sim.knob_count = side->setting_count;
    if (player_open(&side->player, &file, &sim))
        return EXIT_FINE;
    if (side->player.diagnostics)
        glyphs_print(stderr, side->player.diagnostics, strlen(side->player.diagnostics));
    return EXIT_NOT_A_SCENARIO;
}

static void close_side(Side *side)
{
    player_close(&side->player);
    free(side->settings);
}

/* A side is told by what is its own: its setting, or its file. */
static void name_side(const Side *side, bool is_one_file, char name[COMPARE_NAME_BYTES])
{
    if (!is_one_file)
        snprintf(name, COMPARE_NAME_BYTES, "%s", side->player.file.name);
    else
        snprintf(name, COMPARE_NAME_BYTES, "%s", side->setting ? side->setting : "as it stands");
}

static void write_title(const Side *left, const Side *right, bool is_one_file, char *title, size_t room)
{
    SimScenario scenarios[PAIR_SIDES];
    sim_scenario(left->player.sim, &scenarios[PAIR_LEFT]);
    sim_scenario(right->player.sim, &scenarios[PAIR_RIGHT]);
    const char *left_title = scenarios[PAIR_LEFT].title, *right_title = scenarios[PAIR_RIGHT].title;
    left_title = *left_title ? left_title : left->player.file.name;
    right_title = *right_title ? right_title : right->player.file.name;
    if (is_one_file)
        snprintf(title, room, "%s  %s", left_title, left->player.file.name);
    else
        snprintf(title, room, "%s and %s", left_title, right_title);
}

/* On the screen where there is one, as a report else. False where the screen cannot be used. */
static bool show(const Options *options, Side sides[PAIR_SIDES], bool is_one_file)
{
    Pair pair;
    char title[512];
    Compared compared = {.title = title, .is_one_file = is_one_file, .pair = &pair};
    write_title(&sides[PAIR_LEFT], &sides[PAIR_RIGHT], is_one_file, title, sizeof title);
    for (size_t side = 0; side < PAIR_SIDES; side++)
        name_side(&sides[side], is_one_file, compared.names[side]);
    if (screens_are_there(options)) {
        const char *const names[] = {compared.names[PAIR_LEFT], compared.names[PAIR_RIGHT]};
        return screens_show_pair(options, title, names, &sides[PAIR_LEFT].player, &sides[PAIR_RIGHT].player,
                                 is_one_file);
    }
    ReportLook look = {.has_color = command_wants_color(options, stdout),
                       .is_ascii = command_wants_ascii(options),
                       .width = WIDTH};
    pair_begin(&pair, sides[PAIR_LEFT].player.sim, sides[PAIR_RIGHT].player.sim);
    if (!report_compare(&compared, &look, stdout) && !ferror(stdout))
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
    return true;
}

int command_compare(const Options *options)
{
    const char *names[PAIR_SIDES];
    static Side sides[PAIR_SIDES]; /* players: too large for the stack */
    if (!read_words(options, names, sides))
        return EXIT_USAGE;
    int status = EXIT_FINE;
    for (size_t side = 0; side < PAIR_SIDES && status == EXIT_FINE; side++)
        status = open_side(options, names[side], &sides[side]);
    if (status == EXIT_FINE && !show(options, sides, names[PAIR_LEFT] == names[PAIR_RIGHT]))
        status = EXIT_USAGE;
    for (size_t side = 0; side < PAIR_SIDES; side++)
        close_side(&sides[side]);
    return status;
}
