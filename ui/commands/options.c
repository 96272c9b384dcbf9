/* Reading the command line. */
#include "options.h"

#include "messages.h"
#include "places.h"
#include "words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const CommandInfo command_infos[COMMAND_COUNT] = {
#define COMMAND(name, word, files, arguments, summary) [COMMAND_##name] = {word, FILES_##files, arguments, summary},
#include "commands.def"
#undef COMMAND
};

#define ONLY(name) (1u << COMMAND_##name)
#define EVERYWHERE ((1u << COMMAND_COUNT) - 1)
#define WITH_SCREEN (ONLY(CATALOGUE) | ONLY(OPEN) | ONLY(COMPARE) | ONLY(LESSON))
#define WITH_STEPS (ONLY(OPEN) | ONLY(TRACE) | ONLY(WHY) | ONLY(STAGE) | ONLY(DRAW))
#define WITH_RUN (WITH_STEPS | ONLY(RUN) | ONLY(CHECK) | ONLY(VERIFY) | ONLY(QUIZ) | ONLY(SWEEP) | ONLY(COMPARE))

const OptionInfo option_infos[OPTION_COUNT] = {
#define OPTION(name, word, argument, commands, help) [OPTION_##name] = {word, argument, commands, help},
#include "options.def"
#undef OPTION
};

/* The words being read, and where to complain. */
typedef struct Reader {
    char **words;
    int count, at;
    unsigned given; /* bit for each option seen */
    Options *options;
    FILE *errors;
} Reader;

/* ---- complaints ---- */

static bool complain_near(Reader *reader, const char *format, const char *word, const char *near)
{
    fputs(MESSAGE_PREFIX, reader->errors);
    fprintf(reader->errors, format, word);
    if (near)
        fprintf(reader->errors, MESSAGE_DID_YOU_MEAN, near);
    fputc('\n', reader->errors);
    return false;
}

static bool complain_about_option(Reader *reader, const char *word)
{
    const char *words[OPTION_COUNT];
    for (size_t i = 0; i < OPTION_COUNT; i++)
        words[i] = option_infos[i].word;
    return complain_near(reader, MESSAGE_UNKNOWN_OPTION, word, nearest_word(word, words, OPTION_COUNT));
}

static bool complain_about_word(Reader *reader, const char *word)
{
    const char *words[COMMAND_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (*command_infos[i].word)
            words[count++] = command_infos[i].word;
    return complain_near(reader, MESSAGE_UNKNOWN_WORD, word, nearest_word(word, words, count));
}

static bool complain_about_value(Reader *reader, size_t option, const char *value, const char *takes)
{
    fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_BAD_ARGUMENT "\n", option_infos[option].word, value, takes);
    return false;
}

/* ---- values ---- */

static bool read_choice(Reader *reader, size_t option, const char *value, const char *const *choices, size_t count,
                        size_t *choice)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(value, choices[i]) == 0) {
            *choice = i;
            return true;
        }
    const char *near = nearest_word(value, choices, count);
    if (!near)
        return complain_about_value(reader, option, value, option_infos[option].argument);
    fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_BAD_ARGUMENT MESSAGE_DID_YOU_MEAN "\n",
            option_infos[option].word, value, option_infos[option].argument, near);
    return false;
}

static bool read_color(Reader *reader, const char *value)
{
    static const char *const choices[] = {"auto", "always", "never"};
    size_t choice;
    if (!read_choice(reader, OPTION_COLOR, value, choices, 3, &choice))
        return false;
    reader->options->color = (ColorWish)choice;
    return true;
}

static bool read_depth(Reader *reader, const char *value)
{
    static const char *const choices[SIM_DEPTHS] = {"story", "loop", "cpython"}; /* as SimDepth */
    size_t choice;
    if (!read_choice(reader, OPTION_DEPTH, value, choices, SIM_DEPTHS, &choice))
        return false;
    reader->options->depth = (SimDepth)choice;
    return true;
}

static bool read_format(Reader *reader, const char *value)
{
    static const char *const choices[] = {"text", "callbacks", "jsonl", "perfetto", "csv"};
    size_t choice;
    if (!read_choice(reader, OPTION_FORMAT, value, choices, 5, &choice))
        return false;
    reader->options->format = (TraceFormat)choice;
    return true;
}

/* NAME=VALUE: a copy of both in one block, the name first. */
static bool read_knob(Reader *reader, const char *value)
{
    const char *equals = strchr(value, '=');
    if (!equals || equals == value) {
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_BAD_KNOB "\n", value);
        return false;
    }
    size_t size = strlen(value) + 1;
    char *copy = malloc(size);
    if (!copy) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", reader->errors);
        return false;
    }
    memcpy(copy, value, size);
    copy[equals - value] = '\0';
    Options *options = reader->options;
    options->knobs[options->sim.knob_count++] = (SimKnobSetting){copy, copy + (equals - value) + 1};
    return true;
}

static bool read_seed(Reader *reader, const char *value)
{
    char *end;
    errno = 0;
    long long seed = strtoll(value, &end, 10);
    if (end == value || *end || errno)
        return complain_about_value(reader, OPTION_SEED, value, "a whole number");
    reader->options->sim.seed = seed;
    return true;
}

/* N, iterations=N or instructions=N. */
static bool read_limit(Reader *reader, const char *value)
{
    SimOptions *sim = &reader->options->sim;
    uint64_t *limit = &sim->iteration_limit;
    const char *number = value;
    if (strncmp(value, "instructions=", 13) == 0) {
        limit = &sim->instruction_limit;
        number += 13;
    } else if (strncmp(value, "iterations=", 11) == 0) {
        number += 11;
    }
    if (!count_parse(number, 1, UINT64_MAX, limit))
        return complain_about_value(reader, OPTION_LIMIT, value, "a count, or instructions=COUNT");
    return true;
}

/* WIDTHxHEIGHT */
static bool read_size(Reader *reader, const char *value)
{
    char width[8] = "";
    uint64_t pixels[2];
    const char *times = strchr(value, 'x');
    if (times && (size_t)(times - value) < sizeof width) {
        memcpy(width, value, (size_t)(times - value));
        if (count_parse(width, STAGE_PIXELS_LEAST, STAGE_PIXELS_MOST, &pixels[0]) &&
            count_parse(times + 1, STAGE_PIXELS_LEAST, STAGE_PIXELS_MOST, &pixels[1])) {
            reader->options->width = (unsigned)pixels[0];
            reader->options->height = (unsigned)pixels[1];
            return true;
        }
    }
    return complain_about_value(reader, OPTION_SIZE, value, "a size such as 1280x720, each side from 64 to 16384");
}

static bool read_text_scale(Reader *reader, const char *value)
{
    uint64_t percent;
    if (!count_parse(value, 75, 200, &percent))
        return complain_about_value(reader, OPTION_TEXT_SCALE, value, "a percentage from 75 to 200");
    reader->options->text_scale = (float)percent / 100;
    return true;
}

static bool read_screen(Reader *reader, const char *value)
{
    uint64_t screen;
    if (!count_parse(value, 1, 64, &screen))
        return complain_about_value(reader, OPTION_SCREEN, value, "the number of a display, from 1");
    reader->options->screen = (int)screen - 1;
    return true;
}

static bool read_theme(Reader *reader, const char *value)
{
    static const char *const choices[] = {"dark", "light", "high-contrast", "monochrome"}; /* as ThemeName */
    size_t choice;
    if (!read_choice(reader, OPTION_THEME, value, choices, THEMES, &choice))
        return false;
    reader->options->theme = (ThemeName)choice;
    return true;
}

static bool read_value(Reader *reader, size_t option, const char *value)
{
    Options *options = reader->options;
    switch (option) {
    case OPTION_SET:
        return read_knob(reader, value);
    case OPTION_SEED:
        return read_seed(reader, value);
    case OPTION_AT:
        options->at = value;
        return true;
    case OPTION_OUTPUT:
        options->output = value;
        return true;
    case OPTION_FROM:
        options->from = value;
        return true;
    case OPTION_DEPTH:
        return read_depth(reader, value);
    case OPTION_FORMAT:
        return read_format(reader, value);
    case OPTION_SIZE:
        return read_size(reader, value);
    case OPTION_TEXT_SCALE:
        return read_text_scale(reader, value);
    case OPTION_SCREEN:
        return read_screen(reader, value);
    case OPTION_THEME:
        return read_theme(reader, value);
    case OPTION_HORIZON:
        return count_parse(value, 1, UINT32_MAX, &options->sim.horizon) ||
               complain_about_value(reader, option, value, "a count of callbacks");
    case OPTION_EXPECT:
        options->expectations[options->sim.expectation_count++] = value;
        return true;
    case OPTION_SEEDS:
        return count_parse(value, 1, 1000000, &options->seeds) ||
               complain_about_value(reader, option, value, "how many seeds to try");
    case OPTION_TIME_LIMIT:
        return count_parse(value, 1, 86400, &options->time_limit) ||
               complain_about_value(reader, option, value, "a whole number of seconds");
    case OPTION_LIMIT:
        return read_limit(reader, value);
    case OPTION_MEMORY_LIMIT:
        return (bytes_parse(value, &options->sim.memory_limit) &&
                options->sim.memory_limit <= SIM_MEMORY_LIMIT_MOST) ||
               complain_about_value(reader, option, value, "a size such as 64M or 1G, up to 15G");
    case OPTION_COLOR:
        return read_color(reader, value);
    default:
        return false;
    }
}

static void set_flag(Options *options, size_t option)
{
    switch (option) {
    case OPTION_STDERR:
        options->wants_stderr = true;
        break;
    case OPTION_JSON:
        options->is_json = true;
        break;
    case OPTION_LOAD_ONLY:
        options->loads_only = true;
        break;
    case OPTION_ASCII:
        options->is_ascii = true;
        break;
    case OPTION_PLAIN:
        options->is_plain = true;
        break;
    case OPTION_NO_MOTION:
        options->has_no_motion = true;
        break;
    case OPTION_FULL_SCREEN:
        options->is_full = true;
        break;
    case OPTION_WITH_TERMINAL:
        options->has_console = true;
        break;
    case OPTION_ANSWERS:
        options->wants_answers = true;
        break;
    case OPTION_LECTURE:
        options->is_lecture = true;
        break;
    case OPTION_NO_MOUSE:
        options->has_no_mouse = true;
        break;
    case OPTION_HELP:
        options->wants_help = true;
        break;
    case OPTION_VERSION:
        options->wants_version = true;
        break;
    default:
        break;
    }
}

/* ---- words ---- */

static size_t find_option(const char *word, size_t length)
{
    if (length == 2 && memcmp(word, "-h", 2) == 0)
        return OPTION_HELP;
    if (length == 2 && memcmp(word, "-o", 2) == 0)
        return OPTION_OUTPUT;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (strlen(option_infos[i].word) == length && memcmp(option_infos[i].word, word, length) == 0)
            return i;
    return OPTION_COUNT;
}

static bool read_option(Reader *reader, const char *word)
{
    const char *equals = strchr(word, '=');
    size_t length = equals ? (size_t)(equals - word) : strlen(word);
    size_t option = find_option(word, length);
    if (option == OPTION_COUNT)
        return complain_about_option(reader, word);
    reader->given |= 1u << option;
    const OptionInfo *info = &option_infos[option];
    if (!*info->argument) {
        if (equals) {
            fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_NEEDS_NO_ARGUMENT "\n", info->word);
            return false;
        }
        set_flag(reader->options, option);
        return true;
    }
    if (!equals && reader->at == reader->count) {
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_NEEDS_ARGUMENT "\n", info->word, info->argument);
        return false;
    }
    return read_value(reader, option, equals ? equals + 1 : reader->words[reader->at++]);
}

static bool find_command(const char *word, Command *command)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (*word && strcmp(command_infos[i].word, word) == 0) {
            *command = (Command)i;
            return true;
        }
    return false;
}

static bool looks_like_file(const char *word)
{
    struct stat status;
    char path[PLACES_PATH_MOST];
    return strchr(word, '/') || strchr(word, '.') || stat(word, &status) == 0 || places_find(word, path);
}

/* The first word that is no option is the command, or the file to open. */
static bool settle_command(Reader *reader)
{
    Options *options = reader->options;
    if (options->file_count == 0)
        return true;
    if (find_command(options->files[0], &options->command)) {
        options->file_count--;
        memmove(options->files, options->files + 1, options->file_count * sizeof *options->files);
        return true;
    }
    options->command = COMMAND_OPEN;
    return looks_like_file(options->files[0]) || complain_about_word(reader, options->files[0]);
}

static bool check_files(Reader *reader)
{
    const Options *options = reader->options;
    const CommandInfo *info = &command_infos[options->command];
    const char *word = *info->word ? info->word : "loopscope";
    if (options->wants_help || options->wants_version)
        return true;
    if (info->files == FILES_NONE && options->file_count > 0)
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_NO_FILES "\n", word, options->files[0]);
    else if (info->files == FILES_NEW && options->file_count != 1)
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_NEEDS_NAME "\n");
    else if (info->files >= FILES_ONE && options->file_count == 0)
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_NEEDS_FILE "\n", word, word);
    else if ((info->files == FILES_ONE || info->files == FILES_OPTIONAL) && options->file_count > 1)
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_ONE_FILE "\n", word, options->files[1]);
    else if (options->command == COMMAND_SWEEP && options->file_count > 3)
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_TWO_RANGES "\n", options->files[3]);
    else if ((info->files == FILES_PAIR || info->files == FILES_OPTIONAL_PAIR) && options->file_count > 3)
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_COMPARE_TWO "\n", options->files[3]);
    else if (options->command != COMMAND_SWEEP && info->files == FILES_NAMED && options->file_count > 2)
        fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_ONE_NAME "\n", word, options->files[2]);
    else
        return true;
    return false;
}

/* Forms of data that the command has. */
static bool check_format(const Reader *reader)
{
    const Options *options = reader->options;
    bool is_sweep = options->command == COMMAND_SWEEP;
    bool is_of_trace = options->format == TRACE_CALLBACKS || options->format == TRACE_PERFETTO;
    if (is_sweep ? !is_of_trace : options->format != TRACE_CSV)
        return true;
    fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_FOREIGN_FORMAT "\n", command_infos[options->command].word,
            is_sweep ? "text, csv and jsonl" : "text, callbacks, jsonl and perfetto");
    return false;
}

static bool check_given(Reader *reader)
{
    Command command = reader->options->command;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (reader->given & 1u << i && !(option_infos[i].commands & 1u << command)) {
            const char *word = command_infos[command].word;
            fprintf(reader->errors, MESSAGE_PREFIX MESSAGE_FOREIGN_OPTION "\n", *word ? word : "loopscope",
                    option_infos[i].word);
            return false;
        }
    return check_format(reader);
}

static bool read_words(Reader *reader)
{
    bool is_only_files = false;
    while (reader->at < reader->count) {
        const char *word = reader->words[reader->at++];
        if (!is_only_files && strcmp(word, "--") == 0)
            is_only_files = true;
        else if (is_only_files || word[0] != '-' || !word[1])
            reader->options->files[reader->options->file_count++] = word;
        else if (!read_option(reader, word))
            return false;
    }
    return true;
}

bool options_read(Options *options, int count, char **words, FILE *errors)
{
    size_t room = (size_t)count + 1;
    *options = (Options){.command = COMMAND_CATALOGUE,
                         .words = words,
                         .width = STAGE_WIDTH,
                         .height = STAGE_HEIGHT,
                         .text_scale = 1,
                         .theme = THEME_LIGHT};
    options->files = calloc(room, sizeof *options->files);
    options->knobs = calloc(room, sizeof *options->knobs);
    options->expectations = calloc(room, sizeof *options->expectations);
    if (!options->files || !options->knobs || !options->expectations) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_MEMORY "\n", errors);
        return false;
    }
    Reader reader = {.words = words, .count = count, .at = 1, .options = options, .errors = errors};
    bool is_good = read_words(&reader) && settle_command(&reader) && check_given(&reader) && check_files(&reader);
    options->sim.knobs = options->knobs;
    options->sim.expectations = options->expectations;
    if (!is_good) {
        const char *word = command_infos[options->command].word;
        fprintf(errors, MESSAGE_SEE_HELP, word, *word ? " " : "");
    }
    return is_good;
}

void options_release(Options *options)
{
    for (size_t i = 0; i < options->sim.knob_count; i++)
        free((char *)options->knobs[i].name);
    free(options->knobs);
    free(options->expectations);
    free(options->files);
    *options = (Options){0};
}
