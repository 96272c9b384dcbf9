/* Two runs from the words of a command. */
#include "pair_words.h"

#include "commands.h"
#include "glyphs.h"
#include "lesson_places.h"
#include "messages.h"

#include <string.h>

/* What each side is asked to be. */
typedef struct Asked {
    const char *file, *setting; /* borrowed; "" none */
} Asked;

static bool is_setting(const char *word)
{
    return strchr(word, '=') && !strchr(word, '/');
}

static bool complain(const char *format, const char *word)
{
    fputs(MESSAGE_PREFIX, stderr);
    fprintf(stderr, format, word);
    putc('\n', stderr);
    return false;
}

static bool complain_of_words(const Options *options)
{
    const char *word = command_infos[options->command].word;
    fprintf(stderr, MESSAGE_PREFIX MESSAGE_COMPARE_NEEDS "\n", word, word);
    return false;
}

/* Which word is what. */
static bool read_words(const Options *options, Asked asked[PAIR_SIDES])
{
    const char *const *words = options->files;
    asked[PAIR_LEFT] = asked[PAIR_RIGHT] = (Asked){words[0], ""};
    if (options->file_count == 1 || is_setting(words[0]))
        return complain_of_words(options);
    if (!is_setting(words[1])) {
        asked[PAIR_RIGHT].file = words[1];
        return options->file_count == 2 || complain(MESSAGE_COMPARE_TWO, words[2]);
    }
    asked[options->file_count == 2 ? PAIR_RIGHT : PAIR_LEFT].setting = words[1];
    if (options->file_count == 2)
        return true;
    asked[PAIR_RIGHT].setting = words[2];
    return is_setting(words[2]) || complain(MESSAGE_COMPARE_TWO, words[2]);
}

static int open_side(const Options *options, const Asked *asked, TwoRuns *runs, PairSide side)
{
    int status = EXIT_USAGE;
    SourceFile file;
    Settings settings;
    if (!settings_read(&settings, asked->setting)) {
        complain(MESSAGE_COMPARE_SETTING, asked->setting);
        return EXIT_USAGE;
    }
    if (lesson_places_is_lesson(asked->file)) {
        complain(MESSAGE_COMPARE_LESSON, asked->file);
        return EXIT_USAGE;
    }
    if (!command_read_file(asked->file, &file, &status))
        return status;
    if (two_runs_open(runs, side, &file, &settings, &options->sim))
        return EXIT_FINE;
    const char *diagnostics = runs->players[side].diagnostics;
    if (diagnostics)
        glyphs_print(stderr, diagnostics, strlen(diagnostics));
    return EXIT_NOT_A_SCENARIO;
}

int pair_words_open(const Options *options, TwoRuns *runs)
{
    Asked asked[PAIR_SIDES];
    *runs = (TwoRuns){0};
    if (!read_words(options, asked))
        return EXIT_USAGE;
    int status = EXIT_FINE;
    for (PairSide side = PAIR_LEFT; side < PAIR_SIDES && status == EXIT_FINE; side++)
        status = open_side(options, &asked[side], runs, side);
    if (status == EXIT_FINE)
        two_runs_begin(runs, asked[PAIR_LEFT].file == asked[PAIR_RIGHT].file);
    return status;
}
