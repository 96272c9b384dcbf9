/* Coordination objects as rows of pieces: structures, not numbers. A semaphore is spaces and a line, a queue has
 * putters, items and getters, an event is a gate, a timeout a bar to its deadline. */
#include "thing_view.h"

#include "states.h"
#include "words.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What is being viewed. */
typedef struct Look {
    const Sim *sim;
    SimThing thing;
    ThingView *view;
} Look;

static Row *new_row(Look *look)
{
    ThingView *view = look->view;
    Row *row = &view->rows[view->row_count < ROWS_MOST ? view->row_count++ : ROWS_MOST - 1];
    *row = (Row){0};
    return row;
}

static void say_state(Look *look, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say_state(Look *look, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(look->view->state, sizeof look->view->state, format, arguments);
    va_end(arguments);
}

/* Chips of a list's tasks, as many as a row holds. Entries beyond are counted where their number is known. */
static size_t add_tasks(const Look *look, Row *row, SimThingList list, bool is_woken_too)
{
    SimThingEntry entry;
    size_t count = 0;
    for (size_t at = 0;
         row->count < ROW_PIECES_MOST && sim_thing_entry(look->sim, look->thing.number, list, at, &entry); at++) {
        if (entry.is_woken && !is_woken_too)
            continue;
        Chip chip = chip_of_task(look->sim, entry.task);
        row_add_chip(row, PIECE_CHIP, &chip);
        count++;
    }
    return count;
}

/* «line: ◐ car 7», or nothing where nobody stands in it. */
static void add_line(Look *look, const char *name, SimThingList list)
{
    Row row = {0};
    row_add_text(&row, PIECE_DIM, "%s", name);
    if (add_tasks(look, &row, list, false) > 0)
        *new_row(look) = row;
}

/* ---- locks and semaphores ---- */

enum { SPACES_MOST = 16 };

/* Spaces keep their index; one that is handed over belongs to a waiter who was woken and has not come yet. */
typedef struct Spaces {
    uint32_t tasks[SPACES_MOST];
    bool is_taken[SPACES_MOST], is_handed[SPACES_MOST];
    size_t count; /* shown */
} Spaces;

static void place_holders(const Look *look, Spaces *spaces)
{
    SimThingEntry entry;
    for (size_t at = 0; sim_thing_entry(look->sim, look->thing.number, SIM_HOLDERS, at, &entry); at++) {
        if (entry.place >= spaces->count)
            continue;
        spaces->tasks[entry.place] = entry.task;
        spaces->is_taken[entry.place] = true;
        spaces->is_handed[entry.place] = entry.is_woken;
    }
}

static void add_spaces(Look *look, int64_t capacity)
{
    Spaces spaces = {.count = capacity < SPACES_MOST ? (size_t)capacity : SPACES_MOST};
    Row *row = new_row(look);
    place_holders(look, &spaces);
    for (size_t i = 0; i < spaces.count; i++) {
        Chip chip = chip_of_task(look->sim, spaces.tasks[i]);
        if (spaces.is_taken[i])
            row_add_chip(row, spaces.is_handed[i] ? PIECE_HANDED : PIECE_SPACE, &chip);
        else
            row_add(row, PIECE_EMPTY);
    }
    row->more += (uint64_t)capacity - spaces.count;
}

static void view_semaphore(Look *look)
{
    const SimThing *thing = &look->thing;
    int64_t capacity = thing->capacity > thing->level ? thing->capacity : thing->level;
    say_state(look, "%" PRId64 " of %" PRId64 " free", thing->level, capacity);
    if (capacity > 0)
        add_spaces(look, capacity);
    add_line(look, "line", SIM_WAITERS);
}

static void say_holder(Look *look, uint32_t lock)
{
    SimThingEntry entry;
    char time[TIME_TEXT_BYTES];
    if (!sim_thing_entry(look->sim, lock, SIM_HOLDERS, 0, &entry)) {
        say_state(look, "free");
        return;
    }
    Chip chip = chip_of_task(look->sim, entry.task);
    if (look->thing.since_ns != SIM_NO_TIME && lock == look->thing.number)
        say_state(look, "held by %s since %s", chip.text, time_text(time, look->thing.since_ns));
    else
        say_state(look, "held by %s", chip.text);
}

static void view_lock(Look *look)
{
    say_holder(look, look->thing.number);
    add_spaces(look, 1);
    add_line(look, "line", SIM_WAITERS);
}

static void view_condition(Look *look)
{
    SimThingEntry entry;
    uint32_t lock = look->thing.other_thing ? look->thing.other_thing : look->thing.number;
    say_holder(look, lock);
    Row *row = new_row(look);
    row_add_text(row, PIECE_DIM, "lock");
    if (sim_thing_entry(look->sim, lock, SIM_HOLDERS, 0, &entry)) {
        Chip chip = chip_of_task(look->sim, entry.task);
        row_add_chip(row, PIECE_SPACE, &chip);
    } else {
        row_add(row, PIECE_EMPTY);
    }
    add_line(look, "wait for notify()", SIM_WAITERS);
}

/* ---- queues ---- */

enum { ITEMS_MOST = 14 };

static void say_queue(Look *look)
{
    const SimThing *thing = &look->thing;
    if (thing->capacity <= 0)
        say_state(look, "%" PRId64 " item%s, unbounded", thing->level, thing->level == 1 ? "" : "s");
    else
        say_state(look, "%" PRId64 " of %" PRId64 "%s", thing->level, thing->capacity,
                  thing->level >= thing->capacity ? " · full: put() waits"
                  : thing->level == 0             ? " · empty"
                                                  : "");
}

/* The newest at the left, where putters stand; the next one out at the right, before the getters. */
static void add_items(Look *look, Row *row)
{
    SimThingEntry entries[ITEMS_MOST];
    char texts[ITEMS_MOST][24];
    size_t count = 0;
    while (count < ITEMS_MOST &&
           sim_thing_entry(look->sim, look->thing.number, SIM_ITEMS, count, &entries[count])) {
        snprintf(texts[count], sizeof texts[count], "%s", entries[count].text);
        count++;
    }
    uint64_t hidden = look->thing.level > (int64_t)count ? (uint64_t)look->thing.level - count : 0;
    if (hidden)
        row_add_text(row, PIECE_DIM, "+%" PRIu64, hidden);
    for (int64_t free = look->thing.level; free < look->thing.capacity && free < ITEMS_MOST; free++)
        row_add(row, PIECE_EMPTY);
    for (size_t at = count; at > 0; at--)
        row_add_text(row, PIECE_ITEM, "%s", texts[at - 1]);
    if (count == 0 && look->thing.capacity <= 0)
        row_add_text(row, PIECE_DIM, "empty");
}

static void view_queue(Look *look)
{
    say_queue(look);
    Row *row = new_row(look);
    Row putters = {0}, getters = {0};
    size_t putting = add_tasks(look, &putters, SIM_PUTTERS, true);
    size_t getting = add_tasks(look, &getters, SIM_WAITERS, true);
    add_items(look, row);
    row_add(row, PIECE_TO);
    for (size_t i = 0; i < getting; i++)
        row_add_chip(row, PIECE_CHIP, &getters.pieces[i].chip);
    if (putting) {
        Row *line = new_row(look);
        row_add_text(line, PIECE_DIM, "in put()");
        for (size_t i = 0; i < putting; i++)
            row_add_chip(line, PIECE_CHIP, &putters.pieces[i].chip);
    }
    char joining[48]; /* how many are unfinished counts for them alone: without a join() nobody calls task_done() */
    snprintf(joining, sizeof joining, "unfinished %" PRId64 ", in join()", look->thing.unfinished);
    add_line(look, joining, SIM_JOINERS);
}

/* ---- gates ---- */

static void view_event(Look *look)
{
    bool is_set = look->thing.level > 0;
    say_state(look, "%s", is_set ? "set" : "not set");
    Row *row = new_row(look);
    row_add(row, is_set ? PIECE_GATE_OPEN : PIECE_GATE_CLOSED);
    size_t waiting = add_tasks(look, row, SIM_WAITERS, true);
    row_add_text(row, PIECE_DIM, "%s",
                 is_set    ? "open: who comes goes straight on"
                 : waiting ? "set() lets all go at once"
                           : "nobody waits");
}

static void view_barrier(Look *look)
{
    say_state(look, "%" PRId64 " of %" PRId64 " arrived", look->thing.level, look->thing.capacity);
    Row *row = new_row(look);
    int64_t come = (int64_t)add_tasks(look, row, SIM_WAITERS, true);
    for (; come < look->thing.capacity && come < SPACES_MOST; come++)
        row_add(row, PIECE_EMPTY);
}

/* ---- time ---- */

enum { TIMEOUT_ACTIVE, TIMEOUT_EXPIRING, TIMEOUT_EXPIRED, TIMEOUT_LEFT };

static void view_timeout(Look *look)
{
    const SimThing *thing = &look->thing;
    SimClock clock;
    char text[TIME_TEXT_BYTES];
    sim_clock(look->sim, &clock);
    Chip owner = chip_of_task(look->sim, thing->owner);
    Row *row = new_row(look);
    row_add_chip(row, PIECE_CHIP, &owner);
    if (thing->deadline_ns == SIM_NO_TIME || thing->deadline_ns < 0) {
        say_state(look, "no deadline");
        return;
    }
    if (thing->mode == TIMEOUT_ACTIVE && clock.now_ns <= thing->deadline_ns)
        say_state(look, "%s left", time_text(text, thing->deadline_ns - clock.now_ns));
    else
        say_state(look, "%s", thing->mode == TIMEOUT_LEFT ? "left" : "expired: cancel() was called");
    int64_t since = thing->since_ns > 0 ? thing->since_ns : 0;
    double whole = (double)(thing->deadline_ns - since);
    row_add_bar(row, whole > 0 ? (double)(clock.now_ns - since) / whole : 1,
                thing->mode == TIMEOUT_ACTIVE ? SIM_WAITING : SIM_FAILED);
    row_add_text(row, PIECE_DIM, "%s", time_text(text, thing->deadline_ns));
}

/* ---- several tasks ---- */

static void view_children(Look *look)
{
    const SimThing *thing = &look->thing;
    if (thing->capacity > 0)
        say_state(look, "%" PRId64 " of %" PRId64 " done", thing->level, thing->capacity);
    Row *row = new_row(look);
    int64_t shown = (int64_t)add_tasks(look, row, SIM_CHILDREN, true);
    if (thing->capacity > shown)
        row->more += (uint64_t)(thing->capacity - shown);
    if (thing->capacity > 8) {
        Row *progress = new_row(look);
        row_add_bar(progress, (double)thing->level / (double)thing->capacity, SIM_DONE);
    }
}

static void view_wait(Look *look)
{
    static const char *const modes[] = {"FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"};
    view_children(look);
    if (look->thing.mode < sizeof modes / sizeof *modes) {
        size_t length = strlen(look->view->title);
        snprintf(look->view->title + length, sizeof look->view->title - length, " · %s", modes[look->thing.mode]);
    }
}

static void view_future(Look *look)
{
    say_state(look, "%s", look->thing.level > 0 ? "done" : "pending");
    add_line(look, "waits for it", SIM_WAITERS);
}

/* ---- all ---- */

static void make_title(Look *look)
{
    const SimThing *thing = &look->thing;
    size_t length = strlen(thing->type_name);
    bool is_named = strncmp(thing->name, thing->type_name, length) != 0;
    snprintf(look->view->title, sizeof look->view->title, is_named ? "%s · %s" : "%.0s%s", thing->type_name,
             thing->name);
}

static void view_kind(Look *look)
{
    switch (look->thing.kind) {
    case SIM_LOCK:
        view_lock(look);
        break;
    case SIM_EVENT:
        view_event(look);
        break;
    case SIM_CONDITION:
        view_condition(look);
        break;
    case SIM_SEMAPHORE:
        view_semaphore(look);
        break;
    case SIM_BARRIER:
        view_barrier(look);
        break;
    case SIM_QUEUE:
        view_queue(look);
        break;
    case SIM_TIMEOUT_BLOCK:
        view_timeout(look);
        break;
    case SIM_TASK_GROUP:
    case SIM_GATHER:
        view_children(look);
        break;
    case SIM_WAIT:
        view_wait(look);
        break;
    case SIM_FUTURE:
        view_future(look);
        break;
    case SIM_THING_KINDS:
        break;
    }
}

bool thing_view(const Sim *sim, uint32_t number, ThingView *view)
{
    Look look = {.sim = sim, .view = view};
    *view = (ThingView){.number = number};
    if (!sim_thing(sim, number, &look.thing))
        return false;
    view->kind = look.thing.kind;
    make_title(&look);
    view_kind(&look);
    view->digest = (uint64_t)look.thing.level * 31 + (uint64_t)look.thing.mode;
    for (size_t i = 0; i < view->row_count; i++)
        view->digest = row_digest(&view->rows[i], view->digest);
    return true;
}

/* ---- which ---- */

unsigned thing_weight(SimThingKind kind)
{
    switch (kind) {
    case SIM_SEMAPHORE:
    case SIM_LOCK:
    case SIM_QUEUE:
    case SIM_EVENT:
    case SIM_CONDITION:
    case SIM_BARRIER:
        return 3;
    case SIM_TIMEOUT_BLOCK:
    case SIM_WAIT:
        return 2;
    case SIM_TASK_GROUP:
    case SIM_GATHER:
        return 1;
    case SIM_FUTURE:
    case SIM_THING_KINDS:
        break;
    }
    return 0;
}

static void sort_by_weight(const Sim *sim, uint32_t *numbers, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        SimThing thing, other;
        uint32_t number = numbers[i];
        size_t at = i;
        sim_thing(sim, number, &thing);
        while (at > 0 && sim_thing(sim, numbers[at - 1], &other) &&
               thing_weight(other.kind) < thing_weight(thing.kind)) {
            numbers[at] = numbers[at - 1];
            at--;
        }
        numbers[at] = number;
    }
}

size_t things_to_show(const Sim *sim, uint32_t *numbers, size_t most)
{
    enum { LOOKED_AT = 512 }; /* of a hundred thousand only the first are asked for */
    uint32_t count = sim_thing_count(sim), look_at = count < LOOKED_AT ? count : LOOKED_AT;
    size_t shown = 0, there = count - look_at;
    SimThing thing;
    for (uint32_t number = 1; number <= look_at; number++) {
        if (!sim_thing(sim, number, &thing) || thing.is_gone)
            continue;
        there++;
        if (shown < most)
            numbers[shown++] = number;
    }
    sort_by_weight(sim, numbers, shown);
    return there;
}
