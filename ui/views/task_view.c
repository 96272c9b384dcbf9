/* Tasks in words. */
#include "task_view.h"

#include "states.h"
#include "words.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- a task in words ---- */

static const char *ordinal_ending(uint32_t number)
{
    if (number % 100 / 10 == 1)
        return "th";
    switch (number % 10) {
    case 1:
        return "st";
    case 2:
        return "nd";
    case 3:
        return "rd";
    default:
        return "th";
    }
}

static void detail_waiting(const Sim *sim, const SimTask *task, char *text, size_t room)
{
    SimThing thing;
    if (task->waits_for && sim_thing(sim, task->waits_for, &thing)) {
        if (task->place)
            snprintf(text, room, "%s, %" PRIu32 "%s in line", thing.name, task->place, ordinal_ending(task->place));
        else
            snprintf(text, room, thing.kind == SIM_QUEUE ? "in join() of %s" : "for %s", thing.name);
    } else if (task->waits_for_task) {
        Chip other = chip_of_task(sim, task->waits_for_task);
        snprintf(text, room, "for %s", other.text);
    }
}

static void detail_running(const Sim *sim, char *text, size_t room)
{
    SimClock clock;
    sim_clock(sim, &clock);
    snprintf(text, room, "%s", clock.turn_is_over ? "has just run" : "runs now");
}

static void detail(const Sim *sim, const SimTask *task, char *text, size_t room)
{
    char time[TIME_TEXT_BYTES];
    *text = '\0';
    switch (task->state) {
    case SIM_NEW:
        snprintf(text, room, "has not begun");
        break;
    case SIM_READY:
        snprintf(text, room, "%s", task->line ? "" : "has not begun");
        break;
    case SIM_RUNNING:
        detail_running(sim, text, room);
        break;
    case SIM_WAITING:
        detail_waiting(sim, task, text, room);
        break;
    case SIM_SLEEPING:
        if (task->deadline_ns != SIM_NO_TIME)
            snprintf(text, room, "until %s", time_text(time, task->deadline_ns));
        break;
    case SIM_DONE:
    case SIM_FAILED:
    case SIM_CANCELLED:
        snprintf(text, room, "%s", task->result);
        break;
    case SIM_STATES:
        break;
    }
}

bool task_row(const Player *player, uint32_t number, TaskRow *row)
{
    SimTask task;
    SimClock clock;
    *row = (TaskRow){0};
    if (!sim_task(player->sim, number, &task))
        return false;
    char result[sizeof row->detail];
    snprintf(row->chip.text, sizeof row->chip.text, "%s", task.label);
    snprintf(result, sizeof result, "%s", task.result);
    task.result = result; /* describing what it waits for asks for other tasks */
    row->chip.state = task.state;
    row->chip.is_cancelling = task.is_cancelling;
    row->chip.task = number;
    row->line = task.line;
    size_t length = 0;
    if (task.is_cancelling && !state_is_final(task.state))
        length = (size_t)snprintf(row->detail, sizeof row->detail, "cancelling, ");
    detail(player->sim, &task, row->detail + length, sizeof row->detail - length);
    if (length > 0 && !row->detail[length])
        row->detail[length - 2] = '\0';
    sim_clock(player->sim, &clock);
    row->is_running = clock.running == number;
    row->is_followed = player->followed == number;
    row->is_selected = player->selection.kind == SELECTED_TASK && player->selection.number == number;
    return true;
}

/* ---- filter and search ---- */

static bool contains(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (; *text; text++)
        if (strncasecmp(text, word, length) == 0)
            return true;
    return length == 0;
}

bool task_passes(const Player *player, uint32_t number)
{
    SimTask task;
    if (!*player->filter)
        return true;
    if (!sim_task(player->sim, number, &task))
        return false;
    return contains(task.label, player->filter) || contains(state_word(task.state), player->filter);
}

uint32_t task_passing(const Player *player, uint32_t number, int direction)
{
    uint32_t count = sim_task_count(player->sim);
    for (; number >= 1 && number <= count; number += (uint32_t)direction)
        if (task_passes(player, number))
            return number;
    return 0;
}

uint32_t task_found(const Sim *sim, const char *word, uint32_t number, int direction)
{
    uint32_t count = sim_task_count(sim);
    SimTask task;
    for (uint32_t tried = 0; tried < count; tried++) {
        number += (uint32_t)direction;
        if (number < 1 || number > count)
            number = direction > 0 ? 1 : count;
        if (sim_task(sim, number, &task) && contains(task.label, word))
            return number;
    }
    return 0;
}

uint32_t task_in_state(const Sim *sim, SimState state, uint32_t nth)
{
    const uint8_t *states = sim_task_states(sim);
    uint32_t count = sim_task_count(sim);
    for (uint32_t task = 1; task <= count; task++)
        if (states[task] == state && nth-- == 0)
            return task;
    return 0;
}

uint32_t task_in_focus(const Player *player)
{
    SimClock clock;
    if (player->selection.kind == SELECTED_TASK)
        return player->selection.number;
    sim_clock(player->sim, &clock);
    return clock.running;
}

/* Of those that changed in one moment the youngest. Of so many tasks one does not see more than a part anyway. */
static uint32_t changed_last(const Sim *sim)
{
    enum { SEARCHED = 1000 };
    SimTask task;
    uint32_t found = 0, count = sim_task_count(sim);
    int64_t since_ns = INT64_MIN;
    for (uint32_t number = count > SEARCHED ? count - SEARCHED : 1; number <= count; number++)
        if (sim_task(sim, number, &task) && task.since_ns >= since_ns) {
            since_ns = task.since_ns;
            found = number;
        }
    return found;
}

uint32_t task_to_see(const Player *player)
{
    uint32_t task = task_in_focus(player);
    return task || sim_is_at_end(player->sim) ? task : changed_last(player->sim);
}

/* ---- frames ---- */

static size_t add_frame(const SimFrame *frame, const char *name, FrameLine *lines, size_t count, size_t most)
{
    FrameLine *head = &lines[count++];
    *head = (FrameLine){.is_head = true, .line = frame->line};
    snprintf(head->name, sizeof head->name, "%s", name);
    for (size_t i = 0; i < frame->variable_count && count < most; i++) {
        FrameLine *line = &lines[count++];
        *line = (FrameLine){0};
        snprintf(line->name, sizeof line->name, "%s", frame->variables[i].name);
        snprintf(line->value, sizeof line->value, "%s", frame->variables[i].value);
    }
    return count;
}

size_t frame_lines(const Sim *sim, uint32_t task, FrameLine *lines, size_t most)
{
    SimFrame frame;
    SimClock clock;
    size_t count = 0;
    sim_clock(sim, &clock);
    uint32_t thread = task ? 0 : clock.running_thread;
    for (size_t depth = 0; thread && count < most && sim_thread_frame(sim, thread, depth, &frame); depth++)
        count = add_frame(&frame, frame.function, lines, count, most);
    for (size_t depth = 0; count < most && sim_frame(sim, task, depth, &frame); depth++)
        count = add_frame(&frame, task ? frame.function : "module", lines, count, most);
    return count;
}

/* ---- where the time went ---- */

typedef struct Passport {
    const Sim *sim;
    SimTaskTimes times;
    FrameLine *lines;
    size_t count, most;
} Passport;

static void add_line(Passport *passport, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void add_line(Passport *passport, const char *name, const char *format, ...)
{
    if (passport->count == passport->most)
        return;
    FrameLine *line = &passport->lines[passport->count++];
    va_list arguments;
    *line = (FrameLine){0};
    snprintf(line->name, sizeof line->name, "%s", name);
    va_start(arguments, format);
    vsnprintf(line->value, sizeof line->value, format, arguments);
    va_end(arguments);
}

static void add_making(Passport *passport)
{
    const SimTaskTimes *times = &passport->times;
    char time[TIME_TEXT_BYTES], line[32] = "";
    Chip by = chip_of_task(passport->sim, times->made_by);
    if (times->made_at)
        snprintf(line, sizeof line, ", line %" PRIu32, times->made_at);
    add_line(passport, "made", "at %s by %s%s", time_text(time, times->made_ns),
             times->made_by ? by.text : "the module's code", line);
}

static void add_time(Passport *passport, const char *name, int64_t ns)
{
    char time[TIME_TEXT_BYTES];
    if (ns > 0)
        add_line(passport, name, "%s", time_text(time, ns));
}

static void add_waits(Passport *passport)
{
    const SimTaskTimes *times = &passport->times;
    char time[TIME_TEXT_BYTES];
    SimThing thing;
    for (uint32_t i = 0; i < times->wait_count; i++) {
        bool is_named = sim_thing(passport->sim, times->waits[i].thing, &thing);
        add_line(passport, "waiting", "%s for %s, %" PRIu32 "%s", time_text(time, times->waits[i].ns),
                 is_named ? thing.name : "a task or a future", times->waits[i].times,
                 times->waits[i].times == 1 ? " time" : " times");
    }
}

static void add_lateness(Passport *passport, const SimLateness *late, const char *what)
{
    char time[TIME_TEXT_BYTES];
    if (late->ns <= 0)
        return;
    Chip by = chip_of_task(passport->sim, late->by);
    add_line(passport, "late", "%s %s: %s was in time.sleep, line %" PRIu32, what, time_text(time, late->ns),
             late->by ? by.text : "a callback", late->at);
}

/* ---- who waits for it ---- */

/* «gather of main», «TaskGroup street»: one without a name of its own goes by who waits in it. */
static void name_thing(const Sim *sim, const SimThing *thing, char *text, size_t room)
{
    bool is_named = strncmp(thing->name, thing->type_name, strlen(thing->type_name)) != 0;
    int length = snprintf(text, room, "%s", thing->type_name);
    if (length < 0 || (size_t)length >= room)
        return;
    if (is_named)
        snprintf(text + length, room - (size_t)length, " %s", thing->name);
    else if (thing->owner)
        snprintf(text + length, room - (size_t)length, " of %s", chip_of_task(sim, thing->owner).text);
}

static void name_awaiter(const Sim *sim, const SimAwaiter *awaiter, char *text, size_t room)
{
    SimThing thing;
    if (awaiter->task)
        snprintf(text, room, "%s", chip_of_task(sim, awaiter->task).text);
    else if (awaiter->thing && sim_thing(sim, awaiter->thing, &thing))
        name_thing(sim, &thing, text, room);
    else
        snprintf(text, room, "%s", *awaiter->callback ? awaiter->callback : "the module's code");
}

static void add_awaiters(Passport *passport, uint32_t task)
{
    enum { NAMED = 3 };
    char text[sizeof passport->lines->value] = "", name[160];
    SimAwaiter awaiter;
    size_t count = 0, length = 0;
    for (; sim_task_awaiter(passport->sim, task, count, &awaiter); count++) {
        if (count >= NAMED || length >= sizeof text)
            continue;
        name_awaiter(passport->sim, &awaiter, name, sizeof name);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", count ? ", " : "", name);
    }
    if (count > NAMED && length < sizeof text)
        snprintf(text + length, sizeof text - length, ", and %zu more", count - NAMED);
    if (count > 0 || !state_is_final((SimState)sim_task_states(passport->sim)[task]))
        add_line(passport, "awaited by", "%s", count ? text : "nobody");
}

size_t passport_lines(const Sim *sim, uint32_t task, FrameLine *lines, size_t most)
{
    Passport passport = {.sim = sim, .lines = lines, .most = most};
    if (most == 0 || !sim_task_times(sim, task, &passport.times))
        return 0;
    lines[passport.count++] = (FrameLine){.is_head = true, .name = "where the time went"};
    add_making(&passport);
    add_awaiters(&passport, task);
    add_line(&passport, "steps", "%" PRIu32, passport.times.steps);
    add_time(&passport, "running", passport.times.running_ns);
    add_time(&passport, "ready", passport.times.ready_ns);
    add_time(&passport, "sleeping", passport.times.sleeping_ns);
    add_waits(&passport);
    add_lateness(&passport, &passport.times.late_sleep, "a sleep by");
    add_lateness(&passport, &passport.times.late_timeout, "a timeout by");
    return passport.count;
}
