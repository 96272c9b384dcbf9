/* The event loop as rows of pieces. */
#include "loop_view.h"

#include "thread_view.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* The last part of a qualified name says it: `gather.<locals>._done_callback`. */
static const char *short_name(const char *name)
{
    const char *found = name;
    for (; *name; name++)
        if (*name == '.' && name[1])
            found = name + 1;
    return found;
}

/* The running callback in a few words: the ready queue behind it needs the room. */
static const char *callback_words(const char *name)
{
    const char *last = short_name(name);
    if (strcmp(last, "_set_result_unless_cancelled") == 0)
        return "a sleep's timer";
    return strlen(last) <= 20 ? last : "a callback";
}

static Chip chip_of_entry(const Sim *sim, const SimEntry *entry)
{
    if (entry->task && (entry->kind == SIM_TASK_STEP || entry->kind == SIM_TASK_WAKEUP))
        return chip_of_task(sim, entry->task);
    Chip chip = {.is_callback = true, .state = SIM_READY, .task = entry->task};
    SimTask task;
    char label[CHIP_TEXT_BYTES] = "";
    if (entry->task && sim_task(sim, entry->task, &task))
        snprintf(label, sizeof label, "%s ", task.label);
    snprintf(chip.text, sizeof chip.text, "%s%s", label, short_name(entry->name));
    return chip;
}

static void add_running(const Sim *sim, const SimClock *clock, Row *row)
{
    SimPosition position = sim_position(sim);
    bool has_begun = position.turn > 0 || position.line > 0;
    row_add_text(row, PIECE_DIM, clock->turn_is_over && has_begun ? "ran" : "runs");
    if (clock->running_thread) {
        Chip chip = chip_of_thread(sim, clock->running_thread);
        row_add_chip(row, PIECE_CHIP, &chip);
    } else if (clock->running) {
        Chip chip = chip_of_task(sim, clock->running);
        row_add_chip(row, PIECE_CHIP, &chip);
    } else if (*clock->running_name) {
        row_add_text(row, PIECE_TEXT, "%s", callback_words(clock->running_name));
    } else {
        row_add_text(row, PIECE_TEXT, "%s", has_begun ? "the module" : "nobody");
    }
    row_add(row, PIECE_FROM);
}

static void add_ready(const Sim *sim, const SimClock *clock, Row *row)
{
    size_t left = clock->frozen > clock->ran ? clock->frozen - clock->ran : 0, at = 0;
    SimEntry entry;
    for (; row->count < ROW_PIECES_MOST && sim_ready(sim, at, &entry); at++) {
        if (at == left) {
            row_add(row, PIECE_DIVIDER);
            row_add_text(row, PIECE_DIM, "next");
        }
        Chip chip = chip_of_entry(sim, &entry);
        row_add_chip(row, PIECE_CHIP, &chip);
    }
    if (clock->ready > at)
        row->more += clock->ready - at;
    if (at == 0)
        row_add_text(row, PIECE_DIM, "nobody is ready");
}

/* A timer that wakes a task shows the task; any other shows its callback. */
static void add_timers(const Sim *sim, const SimClock *clock, Row *row)
{
    SimEntry entry;
    char time[TIME_TEXT_BYTES];
    size_t at = 0;
    row_add_text(row, PIECE_DIM, "timers");
    for (; row->count + 2 < ROW_PIECES_MOST && sim_timer(sim, at, &entry); at++) {
        if (entry.is_cancelled)
            continue;
        SimTask task;
        Chip chip = chip_of_entry(sim, &entry);
        if (entry.task && sim_task(sim, entry.task, &task)) {
            chip = chip_of_task(sim, entry.task);
            chip.state = task.state;
        }
        row_add_chip(row, PIECE_CHIP, &chip);
        row_add_text(row, PIECE_TEXT, "%s", time_text(time, entry.deadline_ns));
    }
    if (clock->timers > at)
        row->more += clock->timers - at;
    if (at == 0)
        row_add_text(row, PIECE_DIM, "none");
}

static void say_phase(const SimClock *clock, LoopView *view)
{
    switch (clock->phase) {
    case SIM_PHASE_NO_LOOP:
        snprintf(view->phase_text, sizeof view->phase_text, "no loop runs");
        break;
    case SIM_PHASE_IDLE:
        snprintf(view->phase_text, sizeof view->phase_text, "idle");
        break;
    case SIM_PHASE_TIMERS:
        snprintf(view->phase_text, sizeof view->phase_text, "due timers");
        break;
    case SIM_PHASE_CLOCK:
        snprintf(view->phase_text, sizeof view->phase_text, "the clock jumps");
        break;
    case SIM_PHASE_RUNNING:
        snprintf(view->phase_text, sizeof view->phase_text, "run %" PRIu32 " of %" PRIu32, clock->ran,
                 clock->frozen);
        break;
    }
}

void loop_view(const Sim *sim, LoopView *view)
{
    SimClock clock;
    *view = (LoopView){0};
    sim_clock(sim, &clock);
    view->phase = clock.phase;
    view->has_loop = clock.phase != SIM_PHASE_NO_LOOP;
    say_phase(&clock, view);
    add_running(sim, &clock, &view->running);
    add_ready(sim, &clock, &view->running);
    add_timers(sim, &clock, &view->timers);
}
