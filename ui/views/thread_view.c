/* Threads in words. */
#include "thread_view.h"

#include "states.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

SimState state_of_thread(SimThreadState state)
{
    switch (state) {
    case SIM_THREAD_READY:
        return SIM_READY;
    case SIM_THREAD_RUNNING:
        return SIM_RUNNING;
    case SIM_THREAD_SLEEPING:
        return SIM_SLEEPING;
    case SIM_THREAD_WAITING:
        return SIM_WAITING;
    case SIM_THREAD_ENDED:
        break;
    }
    return SIM_DONE;
}

/* «Thread-3 (work)» is a name that nobody gave: what is in the parentheses, with its size; NULL for other names. */
static const char *target_of(const SimThread *thread, size_t *size)
{
    static const char begin[] = "Thread-";
    const char *rest = thread->name + sizeof begin - 1;
    if (strncmp(thread->name, begin, sizeof begin - 1) != 0)
        return NULL;
    rest += strspn(rest, "0123456789");
    if (strncmp(rest, " (", 2) == 0)
        rest += 2;
    *size = strcspn(rest, ")");
    return rest;
}

Chip chip_of_thread(const Sim *sim, uint32_t number)
{
    Chip chip = {.state = SIM_RUNNING};
    SimThread thread;
    size_t size;
    if (!sim_thread(sim, number, &thread)) {
        snprintf(chip.text, sizeof chip.text, "main thread");
        return chip;
    }
    chip.state = state_of_thread(thread.state);
    if (target_of(&thread, &size))
        snprintf(chip.text, sizeof chip.text, "thread %" PRIu32, number);
    else
        snprintf(chip.text, sizeof chip.text, "%s", thread.name);
    return chip;
}

static void detail(const Sim *sim, const SimThread *thread, char *text, size_t room)
{
    char time[TIME_TEXT_BYTES];
    bool has_deadline = thread->deadline_ns != SIM_NO_TIME;
    const char *until = has_deadline ? time_text(time, thread->deadline_ns) : "";
    *text = '\0';
    if (thread->state == SIM_THREAD_SLEEPING) {
        snprintf(text, room, "until %s", until);
    } else if (thread->state == SIM_THREAD_WAITING) {
        size_t length = (size_t)snprintf(text, room, "for %s", *thread->awaited ? thread->awaited : "something");
        if (thread->has_holder && strcmp(thread->awaited, "a lock") == 0 && length < room) {
            Chip holder = chip_of_thread(sim, thread->holder);
            length += (size_t)snprintf(text + length, room - length, ", %s has it", holder.text);
        }
        if (has_deadline && length < room)
            snprintf(text + length, room - length, ", until %s", until);
    } else if (thread->line == 0) {
        size_t size;
        const char *target = target_of(thread, &size);
        snprintf(text, room, "has not begun%s%.*s", target && size ? ": " : "", target ? (int)size : 0,
                 target ? target : "");
    }
}

bool thread_row(const Sim *sim, uint32_t number, ThreadRow *row)
{
    SimThread thread;
    *row = (ThreadRow){.word = ""};
    if (!sim_thread(sim, number, &thread))
        return false;
    row->chip = chip_of_thread(sim, number);
    row->word = state_word(row->chip.state);
    row->line = thread.line;
    detail(sim, &thread, row->detail, sizeof row->detail);
    return true;
}

uint32_t live_thread(const Sim *sim, uint32_t number)
{
    SimThread thread;
    for (; sim_thread(sim, number, &thread); number++)
        if (thread.state != SIM_THREAD_ENDED)
            return number;
    return 0;
}

uint32_t live_thread_count(const Sim *sim)
{
    uint32_t count = 0;
    for (uint32_t number = 1; (number = live_thread(sim, number)) != 0; number++)
        count++;
    return count;
}
