/* The command line: which command, which files, which options.
 *
 * `loopscope [COMMAND] [FILE] [OPTIONS]`, options anywhere, `--name VALUE` or `--name=VALUE`; after `--` all words
 * are files. A wrong word is answered with the nearest right one. */
#ifndef LOOPSCOPE_OPTIONS_H
#define LOOPSCOPE_OPTIONS_H

#include "sim.h"
#include "theme_names.h"

#include <stdio.h>

typedef enum Command {
#define COMMAND(name, word, files, arguments, summary) COMMAND_##name,
#include "commands.def"
#undef COMMAND
    COMMAND_COUNT
} Command;

typedef enum CommandFiles {
    FILES_NONE,
    FILES_OPTIONAL,
    FILES_OPTIONAL_PAIR,
    FILES_WORDS,
    FILES_ONE,
    FILES_PAIR,
    FILES_MANY,
    FILES_NAMED,
    FILES_NEW
} CommandFiles;

typedef struct CommandInfo {
    const char *word; /* "" where it is reached without one */
    CommandFiles files;
    const char *arguments; /* as help shows them */
    const char *summary;
} CommandInfo;

typedef struct OptionInfo {
    const char *word;
    const char *argument; /* "" where it takes none */
    unsigned commands;    /* bit 1 << Command for each command that has it */
    const char *help;
} OptionInfo;

enum {
#define OPTION(name, word, argument, commands, help) OPTION_##name,
#include "options.def"
#undef OPTION
    OPTION_COUNT
};

extern const CommandInfo command_infos[COMMAND_COUNT];
extern const OptionInfo option_infos[OPTION_COUNT];

typedef enum ColorWish { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorWish;
typedef enum TraceFormat { TRACE_TEXT, TRACE_CALLBACKS, TRACE_JSONL, TRACE_PERFETTO, TRACE_CSV } TraceFormat;

enum { STAGE_PIXELS_LEAST = 64, STAGE_PIXELS_MOST = 16384, STAGE_WIDTH = 1920, STAGE_HEIGHT = 1080 };

typedef struct Options {
    char **words; /* borrowed: the command line */
    Command command;
    const char **files; /* owned array of borrowed words */
    size_t file_count;
    SimKnobSetting *knobs;     /* owned array; the texts are owned too */
    SimOptions sim;            /* knobs, seed and limits as given; knobs borrowed from above */
    const char **expectations; /* owned array of borrowed texts; sim borrows it */
    const char *at;            /* borrowed, NULL where not given */
    const char *output;        /* borrowed, NULL where not given */
    const char *from;          /* of new: borrowed, NULL where not given */
    TraceFormat format;
    SimDepth depth; /* of a trace as text */
    bool wants_stderr;
    ColorWish color;
    bool is_ascii, is_plain, has_no_mouse, is_lecture;
    bool wants_answers;     /* of quiz */
    unsigned width, height; /* of a window or a picture, in pixels */
    float text_scale;
    bool has_no_motion, is_full, has_console; /* of the stage */
    int screen;                               /* which display, from 0 */
    ThemeName theme;
    bool is_json, loads_only; /* of check */
    uint64_t seeds;           /* to try; 0: the one of sim */
    uint64_t time_limit;      /* seconds; 0: not given */
    bool wants_help, wants_version;
} Options;

/* Read the words. False where one is wrong: `errors` has been told what and what was meant. In either case the
 * options are to be released. */
bool options_read(Options *options, int count, char **words, FILE *errors);
void options_release(Options *options);

#endif
