/* loopscope compare: two runs on one clock. Of two files, or of one file with two settings of its knobs:
 * `compare FILE.py GATE=0 GATE=1`; with one setting, the other run has the file as it stands. */
#include "commands.h"

#include "compare_report.h"
#include "messages.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 100, SETTINGS_MOST = 16, SETTING_BYTES = 256 };

/* One side: its file, what its knobs are set to, and its run. */
typedef struct Side {
    const char *setting; /* borrowed: «GATE=0,CARS=5», or NULL */
    SourceFile file;     /* owned */
    bool has_file;
    char text[SETTING_BYTES]; /* the setting, cut into words */
    SimKnobSetting *settings; /* owned: those of --set, then its own */
    size_t setting_count;
    Sim *sim; /* owned */
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
    if (!read_setting(options, side) || !command_read_file(name, &side->file, &status))
        return status;
    side->has_file = true;
    SimOptions sim = options->sim;
    sim.knobs = side->settings;
    sim.knob_count = side->setting_count;
    SimSource source = {side->file.name, side->file.text, side->file.length};
    side->sim = sim_open(&source, &sim, command_report, NULL);
    return side->sim ? EXIT_FINE : EXIT_NOT_A_SCENARIO;
}

static void close_side(Side *side)
{
    sim_close(side->sim);
    free(side->settings);
    if (side->has_file)
        source_file_release(&side->file);
}

/* A side is told by what is its own: its setting, or its file. */
static void name_side(const Side *side, bool is_one_file, char name[COMPARE_NAME_BYTES])
{
    if (!is_one_file)
        snprintf(name, COMPARE_NAME_BYTES, "%s", side->file.name);
    else
        snprintf(name, COMPARE_NAME_BYTES, "%s", side->setting ? side->setting : "as it stands");
}

static void write_title(const Side *left, const Side *right, bool is_one_file, char *title, size_t room)
{
    SimScenario scenarios[PAIR_SIDES];
    sim_scenario(left->sim, &scenarios[PAIR_LEFT]);
    sim_scenario(right->sim, &scenarios[PAIR_RIGHT]);
    const char *left_title = scenarios[PAIR_LEFT].title, *right_title = scenarios[PAIR_RIGHT].title;
    left_title = *left_title ? left_title : left->file.name;
    right_title = *right_title ? right_title : right->file.name;
    if (is_one_file)
        snprintf(title, room, "%s  %s", left_title, left->file.name);
    else
        snprintf(title, room, "%s and %s", left_title, right_title);
}

static void report(const Options *options, Side sides[PAIR_SIDES], bool is_one_file)
{
    Pair pair;
    char title[512];
    Compared compared = {.title = title, .is_one_file = is_one_file, .pair = &pair};
    ReportLook look = {.has_color = command_wants_color(options, stdout),
                       .is_ascii = command_wants_ascii(options),
                       .width = WIDTH};
    pair_begin(&pair, sides[PAIR_LEFT].sim, sides[PAIR_RIGHT].sim);
    write_title(&sides[PAIR_LEFT], &sides[PAIR_RIGHT], is_one_file, title, sizeof title);
    for (size_t side = 0; side < PAIR_SIDES; side++)
        name_side(&sides[side], is_one_file, compared.names[side]);
    if (!report_compare(&compared, &look, stdout) && !ferror(stdout))
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", stderr);
}

int command_compare(const Options *options)
{
    const char *names[PAIR_SIDES];
    Side sides[PAIR_SIDES] = {0};
    if (!read_words(options, names, sides))
        return EXIT_USAGE;
    int status = EXIT_FINE;
    for (size_t side = 0; side < PAIR_SIDES && status == EXIT_FINE; side++)
        status = open_side(options, names[side], &sides[side]);
    if (status == EXIT_FINE)
        report(options, sides, names[PAIR_LEFT] == names[PAIR_RIGHT]);
    for (size_t side = 0; side < PAIR_SIDES; side++)
        close_side(&sides[side]);
    return status;
}
