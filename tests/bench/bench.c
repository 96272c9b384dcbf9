/* The bench: what loopscope costs, printed as tables.
 *
 *     bench LOOPSCOPE PROGRAMS SCENARIOS REFERENCE
 *
 * LOOPSCOPE is the program, PROGRAMS the folder of the bench's programs, SCENARIOS that of the scenarios, REFERENCE
 * the runner of real CPython on the same virtual clock (tests/conformance/reference.py). Of whole processes
 * the medians are compared; without a python3.13 (or LOOPSCOPE_PYTHON) that part shows loopscope alone. */
#include "sim.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { RUNS = 5, OPENINGS = 20, PATH_SIZE = 4096, SAMPLES_MOST = 64 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* ---- samples ---- */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(double *samples, size_t count, double q)
{
    qsort(samples, count, sizeof *samples, compare_doubles);
    return samples[(size_t)((double)(count - 1) * q + 0.5)];
}

/* ---- files ---- */

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    if (!text || fread(text, 1, *size, file) != *size) {
        fprintf(stderr, "%s: could not be read\n", path);
        exit(2);
    }
    text[*size] = '\0';
    fclose(file);
    return text;
}

static int is_python(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 3 && strcmp(entry->d_name + length - 3, ".py") == 0;
}

/* Call `visit` with the path and the name of each Python file of a folder, in order. */
static void each_program(const char *folder, void (*visit)(const char *path, const char *name, void *context),
                         void *context)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_python, alphasort);
    for (int i = 0; i < count; i++) {
        char path[PATH_SIZE];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        visit(path, entries[i]->d_name, context);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

static void complain(void *context, const SimDiagnostic *diagnostic)
{
    (void)context;
    fputs(diagnostic->shown, stderr);
}

static Sim *open_text(const char *name, const char *text, size_t size, const SimOptions *options)
{
    Sim *sim = sim_open(&(SimSource){name, text, size}, options, complain, NULL);
    if (!sim)
        exit(1);
    return sim;
}

/* ---- opening a scenario ---- */

static void bench_opening(const char *path, const char *name, void *context)
{
    (void)context;
    size_t size;
    char *text = read_whole(path, &size);
    double samples[OPENINGS];
    SimExtent extent = {0};
    for (int i = 0; i < OPENINGS; i++) {
        double begin = now_ms();
        Sim *sim = open_text(name, text, size, &(SimOptions){0});
        samples[i] = now_ms() - begin;
        sim_extent(sim, &extent);
        sim_close(sim);
    }
    printf("  %-32s %8.2f ms   %u callbacks\n", name, quantile(samples, OPENINGS, 0.5), extent.callbacks);
    free(text);
}

/* ---- whole processes ---- */

typedef struct Measured {
    double ms;
    double peak_mib;
} Measured;

/* Run a command with its output thrown away. False where it could not be started or failed. */
static bool run_process(char *const *command, Measured *measured)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t process;
    double begin = now_ms();
    int failure = posix_spawnp(&process, command[0], &actions, NULL, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure)
        return false;
    int status;
    struct rusage before, after;
    getrusage(RUSAGE_CHILDREN, &before);
    if (waitpid(process, &status, 0) < 0)
        return false;
    measured->ms = now_ms() - begin;
    getrusage(RUSAGE_CHILDREN, &after);
    measured->peak_mib = (double)after.ru_maxrss / 1024; /* the largest child so far: see measure_in_child */
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The same from a child of its own, so that the peak is that of this process alone. */
static bool measure_in_child(char *const *command, Measured *measured)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        Measured inner;
        bool is_fine = run_process(command, &inner);
        if (is_fine && write(ends[1], &inner, sizeof inner) != (ssize_t)sizeof inner)
            is_fine = false;
        _exit(is_fine ? 0 : 1);
    }
    close(ends[1]);
    bool is_fine = read(ends[0], measured, sizeof *measured) == (ssize_t)sizeof *measured;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return is_fine;
}

typedef struct Contest {
    char *loopscope, *python, *reference;
} Contest;

/* The median time and the largest peak of a command's runs, which follow one another after one that does not count:
 * so both sides of a contest find the memory that their own last run gave back. Where they alternate, the longer
 * side's pauses let a virtual machine take the shorter side's memory away, and its times are those of the host's
 * paging. */
static bool medians(char *const *command, Measured *median)
{
    double ms[RUNS];
    Measured measured;
    if (!measure_in_child(command, &measured))
        return false;
    for (int i = 0; i < RUNS; i++) {
        if (!measure_in_child(command, &measured))
            return false;
        ms[i] = measured.ms;
        median->peak_mib = fmax(median->peak_mib, measured.peak_mib);
    }
    median->ms = quantile(ms, RUNS, 0.5);
    return true;
}

static void bench_contest(const char *path, const char *name, void *context)
{
    const Contest *contest = context;
    char file[PATH_SIZE];
    snprintf(file, sizeof file, "%s", path);
    char *ours[] = {contest->loopscope, "run", "--limit", "instructions=100000000000", file, NULL};
    char *theirs[] = {contest->python, contest->reference, file, NULL};
    Measured us = {0}, them = {0};
    if (!medians(ours, &us))
        printf("  %-14s failed\n", name);
    else if (!contest->python || !medians(theirs, &them))
        printf("  %-14s %9.0f ms %9.0f MiB\n", name, us.ms, us.peak_mib);
    else
        printf("  %-14s %9.0f ms %9.0f ms %7.1f x %9.0f MiB %9.0f MiB %7.2f\n", name, us.ms, them.ms,
               them.ms / us.ms, us.peak_mib, them.peak_mib, us.peak_mib / them.peak_mib);
}

/* ---- bytes of a sleeping task ---- */

static void swallow(void *context, int stream, const char *bytes, size_t size)
{
    (void)context;
    (void)stream;
    (void)bytes;
    (void)size;
}

static size_t peak_with_tasks(unsigned tasks)
{
    char text[512];
    int size = snprintf(text, sizeof text,
                        "import asyncio\n"
                        "async def worker(number):\n"
                        "    await asyncio.sleep(1)\n"
                        "async def main():\n"
                        "    await asyncio.gather(*(worker(number) for number in range(%u)))\n"
                        "asyncio.run(main())\n",
                        tasks);
    SimPlainHost host = {.write = swallow};
    SimOutcome outcome;
    sim_run_plain(&(SimSource){"sleepers.py", text, (size_t)size}, &(SimOptions){0}, &host, &outcome, complain,
                  NULL);
    return outcome.arena_peak;
}

static void bench_memory(void)
{
    size_t few = peak_with_tasks(1000), many = peak_with_tasks(101000);
    printf("  arena bytes for each of 100,000 sleeping tasks in a gather: %zu\n", (many - few) / 100000);
}

/* ---- stepping back ---- */

static void bench_back(unsigned tasks, uint32_t callback)
{
    char text[512];
    int size = snprintf(text, sizeof text,
                        "import asyncio\n"
                        "async def worker(number):\n"
                        "    for _ in range(%u):\n"
                        "        await asyncio.sleep(1)\n"
                        "async def main():\n"
                        "    await asyncio.gather(*(worker(number) for number in range(%u)))\n"
                        "asyncio.run(main())\n",
                        callback / tasks, tasks);
    SimOptions options = {.horizon = (uint64_t)callback * 2};
    double begin = now_ms();
    Sim *sim = open_text("sleepers.py", text, (size_t)size, &options);
    double opened = now_ms() - begin;
    sim_seek_callback(sim, callback);
    double first, samples[SAMPLES_MOST];
    begin = now_ms();
    sim_step(sim, SIM_CALLBACK, -1);
    first = now_ms() - begin;
    for (int i = 0; i < SAMPLES_MOST; i++) {
        begin = now_ms();
        sim_step(sim, SIM_CALLBACK, -1);
        samples[i] = now_ms() - begin;
    }
    SimExtent extent;
    sim_extent(sim, &extent);
    printf("  %7u live tasks, at callback %u: first %7.2f ms, next %7.2f ms (median), %7.2f ms (95th)   "
           "[opened in %.0f ms, %u keyframes]\n",
           tasks, callback, first, quantile(samples, SAMPLES_MOST, 0.5), quantile(samples, SAMPLES_MOST, 0.95),
           opened, extent.keyframes);
    sim_close(sim);
}

/* ---- the tables ---- */

static char *find_python(void)
{
    static char *const names[] = {"python3.13"};
    char *chosen = getenv("LOOPSCOPE_PYTHON");
    char *candidate = chosen ? chosen : names[0];
    char *command[] = {candidate, "-c", "import sys; sys.exit(sys.version_info[:2] != (3, 13))", NULL};
    Measured ignored;
    return run_process(command, &ignored) ? candidate : NULL;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: bench LOOPSCOPE PROGRAMS SCENARIOS REFERENCE\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("Opening a scenario (run ahead to its end, journal and keyframes kept), median of %d:\n", OPENINGS);
    each_program(argv[3], bench_opening, NULL);
    printf("\nMemory:\n");
    bench_memory();
    printf("\nOne step back:\n");
    bench_back(1000, 1000000);
    bench_back(100000, 1000000);
    Contest contest = {argv[1], find_python(), argv[4]};
    printf("\nWhole processes, median of %d%s:\n", RUNS,
           contest.python ? "" : " (no python3.13 was found: loopscope alone)");
    printf("  %-14s %12s %12s %9s %13s %13s %7s\n", "program", "loopscope", "CPython", "ratio", "peak", "peak",
           "ratio");
    each_program(argv[2], bench_contest, &contest);
    return 0;
}
