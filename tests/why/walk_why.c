/* Chains of causes against the run: walk_why POSITIONS FILE...
 *
 * At POSITIONS places of each program each task is asked why it waits. Whoever is said to stand in a deadlock, or
 * never to go on, must still stand there at the end of the run; out of a deadlock one may have been cancelled. */
#include "sim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLAIMS_MOST = 4096, TASKS_ASKED = 60, TEXT_MOST = 16384 };

/* That a task waits for ever, from a moment on. */
typedef struct Claim {
    uint32_t task;
    int64_t since_ns;
    SimPosition place;
    bool may_be_cancelled;
    const char *words; /* of the claim */
} Claim;

typedef struct Walk {
    Sim *sim;
    const char *path;
    Claim claims[CLAIMS_MOST];
    size_t count;
    unsigned long asked, wrong;
} Walk;

static void add_claim(Walk *walk, uint32_t task, bool may_be_cancelled, const char *words)
{
    SimTask state;
    if (walk->count == CLAIMS_MOST || !sim_task(walk->sim, task, &state))
        return;
    walk->claims[walk->count++] = (Claim){task, state.since_ns, sim_position(walk->sim), may_be_cancelled, words};
}

static uint32_t task_of_label(const Sim *sim, const char *label, size_t length)
{
    SimTask task;
    for (uint32_t number = 1; number <= sim_task_count(sim); number++)
        if (sim_task(sim, number, &task) && strlen(task.label) == length && memcmp(task.label, label, length) == 0)
            return number;
    return 0;
}

/* «    car 1 waits for this in turn: the circle is closed, a deadlock» */
static void read_line(Walk *walk, uint32_t task, const char *line, size_t length)
{
    static const char deadlock[] = " waits for this in turn: the circle is closed, a deadlock",
                      never[] = "in this run it never goes on";
    while (length > 0 && *line == ' ') {
        line++;
        length--;
    }
    size_t tail = sizeof deadlock - 1;
    if (length > tail && memcmp(line + length - tail, deadlock, tail) == 0)
        add_claim(walk, task_of_label(walk->sim, line, length - tail), true, "a deadlock");
    if (length == sizeof never - 1 && memcmp(line, never, length) == 0)
        add_claim(walk, task, false, "that it never goes on");
}

static void ask(Walk *walk, uint32_t task)
{
    static char text[TEXT_MOST];
    snprintf(text, sizeof text, "%s", sim_why_task(walk->sim, task));
    walk->asked++;
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        read_line(walk, task, line, length);
        line += length + (line[length] == '\n');
    }
}

static void ask_everybody(Walk *walk)
{
    SimTask task;
    uint32_t count = sim_task_count(walk->sim);
    for (uint32_t number = 1; number <= count && number <= TASKS_ASKED; number++)
        if (sim_task(walk->sim, number, &task) && task.state == SIM_WAITING)
            ask(walk, number);
}

/* At the end of the run each claim must have come true. */
static void judge(Walk *walk)
{
    SimTask task;
    for (size_t i = 0; i < walk->count; i++) {
        const Claim *claim = &walk->claims[i];
        bool is_known = sim_task(walk->sim, claim->task, &task);
        bool still_waits = is_known && task.state == SIM_WAITING && task.since_ns == claim->since_ns;
        bool is_cancelled = is_known && (task.is_cancelling || task.state == SIM_CANCELLED);
        if (still_waits || (claim->may_be_cancelled && is_cancelled))
            continue;
        walk->wrong++;
        printf("%s: at turn %u, %s is claimed of %s, and it went on\n", walk->path, (unsigned)claim->place.turn,
               claim->words, task.label);
    }
}

static void walk_places(Walk *walk, uint32_t places)
{
    SimExtent extent;
    sim_extent(walk->sim, &extent);
    for (uint32_t i = 0; i <= places; i++) {
        uint32_t turn = (uint32_t)((uint64_t)extent.turns * i / places);
        sim_seek(walk->sim, (SimPosition){turn, i % 3 == 2 ? 1 : SIM_LINE_END});
        ask_everybody(walk);
    }
    sim_seek(walk->sim, (SimPosition){extent.turns, SIM_LINE_END});
    if (extent.is_whole)
        judge(walk);
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
    walk->count = 0;
    walk->sim = text ? sim_open(&source, &options, NULL, NULL) : NULL;
    if (walk->sim) /* programs that are refused are there, too */
        walk_places(walk, places);
    sim_close(walk->sim);
    free(text);
}

int main(int count, char **arguments)
{
    static Walk walk;
    uint32_t places = count > 2 ? (uint32_t)strtoul(arguments[1], NULL, 10) : 0;
    if (places == 0) {
        fprintf(stderr, "walk_why POSITIONS FILE...\n");
        return 2;
    }
    unsigned long claims = 0;
    for (int i = 2; i < count; i++) {
        walk.path = arguments[i];
        walk_file(&walk, places);
        claims += walk.count;
    }
    printf("%lu chains, %lu claims, %lu wrong\n", walk.asked, claims, walk.wrong);
    return walk.wrong == 0 && claims > 0 ? 0 : 1;
}
