/* Finding a CPython 3.13 and starting it. */
#include "reference.h"

#include "messages.h"

#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const char VERSION_PROBE[] =
    "import sys; sys.exit(sys.version_info[:2] != (3, 13) or sys.implementation.name != 'cpython')";

/* ---- processes ---- */

/* Start the words (the first is looked for on PATH) with nothing to read, and wait. Standard output goes to
 * `output`, NULL: nowhere, as then do the errors. Returns the exit status, 128 and more where a signal ended it, -1
 * where it could not be started. */
static int run_words(const char *const *words, FILE *output)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    bool is_ready = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) == 0;
    if (output)
        is_ready = is_ready && posix_spawn_file_actions_adddup2(&actions, fileno(output), 1) == 0;
    for (int stream = 1; !output && stream <= 2; stream++)
        is_ready = is_ready && posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0) == 0;
    is_ready = is_ready && posix_spawnp(&child, words[0], &actions, NULL, (char *const *)words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!is_ready || waitpid(child, &status, 0) != child)
        return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* ---- which one ---- */

/* The variable's text, NULL where it is empty or not set. */
static const char *named(const char *variable)
{
    const char *text = getenv(variable);
    return text && *text ? text : NULL;
}

static bool find_python(Reference *reference, const char *word)
{
    const char *probe[] = {word, "-c", VERSION_PROBE, NULL};
    if (run_words(probe, NULL) != 0)
        return false;
    reference->words[0] = word;
    reference->words[1] = reference->script;
    reference->word_count = 2;
    return true;
}

/* Whether the folder, or node_modules/pyodide in it, is a pyodide that node can start. */
static bool is_package(const Reference *reference, const char *folder, const char *inside,
                       char package[PLACES_PATH_MOST])
{
    char lock[PLACES_PATH_MOST + 32];
    int size = snprintf(package, PLACES_PATH_MOST, "%s%s", folder, inside);
    snprintf(lock, sizeof lock, "%s/pyodide-lock.json", package);
    const char *probe[] = {"node", reference->runner, package, "--probe", NULL};
    return size < PLACES_PATH_MOST && access(lock, R_OK) == 0 && run_words(probe, NULL) == 0;
}

static bool find_pyodide(Reference *reference)
{
    static const char INSIDE[] = "/node_modules/pyodide";
    char share[PLACES_PATH_MOST], *package = reference->package;
    const char *folder = named("LOOPSCOPE_PYODIDE");
    if (!places_find_shared("pyodide.mjs", reference->runner))
        return false;
    bool is_found =
        folder
            ? is_package(reference, folder, "", package) || is_package(reference, folder, INSIDE, package)
            : is_package(reference, ".", INSIDE, package) ||
                  (places_find_shared("node_modules/pyodide", share) && is_package(reference, share, "", package));
    if (!is_found) {
        package[0] = '\0';
        return false;
    }
    const char *words[] = {"node", reference->runner, package, reference->script};
    memcpy(reference->words, words, sizeof words);
    reference->word_count = sizeof words / sizeof *words;
    return true;
}

bool reference_find(Reference *reference)
{
    const char *python = named("LOOPSCOPE_PYTHON");
    *reference = (Reference){0};
    if (!places_find_shared("reference.py", reference->script)) {
        fputs(MESSAGE_PREFIX MESSAGE_NO_REFERENCE_FILE "\n", stderr);
        return false;
    }
    if (python) {
        bool is_there = find_python(reference, python);
        if (!is_there)
            fprintf(stderr, MESSAGE_PREFIX MESSAGE_WRONG_PYTHON "\n", python);
        return is_there;
    }
    if (named("LOOPSCOPE_PYODIDE")) {
        bool is_there = find_pyodide(reference);
        if (!is_there)
            fprintf(stderr, MESSAGE_PREFIX MESSAGE_WRONG_PYODIDE "\n", named("LOOPSCOPE_PYODIDE"));
        return is_there;
    }
    if (find_python(reference, "python3.13") || find_python(reference, "python3") || find_pyodide(reference))
        return true;
    fputs(MESSAGE_PREFIX MESSAGE_NO_REFERENCE "\n", stderr);
    return false;
}

const char *reference_name(const Reference *reference)
{
    return reference->package[0] ? "CPython (in WebAssembly)" : "CPython";
}

/* ---- running ---- */

/* NAME=VALUE again. NULL where there is no memory. */
static char *join_knob(const SimKnobSetting *knob)
{
    size_t size = strlen(knob->name) + strlen(knob->value) + 2;
    char *joined = malloc(size);
    if (joined)
        snprintf(joined, size, "%s=%s", knob->name, knob->value);
    return joined;
}

int reference_run(const Reference *reference, const SimOptions *options, const char *path, FILE *output)
{
    size_t count = reference->word_count, knobs = options->knob_count;
    const char **words = calloc(count + knobs * 2 + 6, sizeof *words);
    char **settings = calloc(knobs + 1, sizeof *settings);
    char seed[32];
    bool is_ready = words && settings;
    if (is_ready) {
        memcpy(words, reference->words, count * sizeof *words);
        words[count++] = "--steps";
        words[count++] = "--stderr";
        snprintf(seed, sizeof seed, "--seed=%" PRId64, (int64_t)options->seed);
        words[count++] = seed;
    }
    for (size_t i = 0; is_ready && i < knobs; i++) {
        is_ready = (settings[i] = join_knob(&options->knobs[i])) != NULL;
        words[count++] = "--set";
        words[count++] = settings[i];
    }
    int status = -1;
    if (is_ready) {
        words[count++] = "--";
        words[count] = path;
        status = run_words(words, output);
    }
    for (size_t i = 0; settings && i < knobs; i++)
        free(settings[i]);
    free(settings);
    free(words);
    return status;
}
