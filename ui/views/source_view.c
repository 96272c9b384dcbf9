/* Source lines and who stands on them. */
#include "source_view.h"

#include "thread_view.h"
#include "words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { TASKS_ASKED = 24 };

/* «car 7» is «7» beside its line; other labels are shown as they are. */
static const char *short_label(const char *label)
{
    const char *blank = strrchr(label, ' ');
    if (!blank || !isdigit((unsigned char)blank[1]))
        return label;
    for (const char *digit = blank + 1; *digit; digit++)
        if (!isdigit((unsigned char)*digit))
            return label;
    return blank + 1;
}

static void add_marker(SourceLine *line, SimState state, const char *text)
{
    if (line->marker_count == MARKERS_MOST) {
        line->more++;
        return;
    }
    Marker *marker = &line->markers[line->marker_count++];
    marker->state = state;
    snprintf(marker->text, sizeof marker->text, "%.*s", (int)sizeof marker->text - 1, text);
}

/* Many tasks on a line become a count for each state among those asked for. */
static void add_counts(SourceLine *line, const uint8_t *states, const uint32_t *tasks, size_t total)
{
    char text[COUNT_TEXT_BYTES];
    bool is_one_state = true;
    for (size_t i = 1; i < TASKS_ASKED; i++)
        is_one_state = is_one_state && states[tasks[i]] == states[tasks[0]];
    snprintf(line->markers[0].text, sizeof line->markers[0].text, "%s%s", count_text(text, total),
             is_one_state ? "" : " tasks");
    line->markers[0].state = (SimState)states[tasks[0]];
    line->marker_count = 1;
}

static void add_threads(const Sim *sim, SourceLine *line)
{
    SimThread thread;
    for (uint32_t number = 1; sim_thread(sim, number, &thread); number++) {
        if (thread.line != line->number)
            continue;
        Chip chip = chip_of_thread(sim, number);
        add_marker(line, chip.state, chip.text);
    }
}

static void add_markers(const Sim *sim, SourceLine *line)
{
    uint32_t tasks[TASKS_ASKED];
    size_t total = sim_tasks_at_line(sim, line->number, tasks, TASKS_ASKED);
    SimTask task;
    if (total >= TASKS_ASKED) {
        add_counts(line, sim_task_states(sim), tasks, total);
        return;
    }
    for (size_t i = 0; i < total; i++)
        if (sim_task(sim, tasks[i], &task))
            add_marker(line, task.state, short_label(task.label));
}

static bool is_directive(const char *text, size_t length)
{
    while (length > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        length--;
    }
    return length > 1 && text[0] == '#' && text[1] == ':';
}

bool source_line(const Player *player, uint32_t number, SourceLine *line)
{
    SimClock clock;
    *line = (SourceLine){.number = number};
    if (number < 1 || number > source_line_count(player))
        return false;
    sim_clock(player->sim, &clock);
    line->text = sim_source_line(player->sim, number, &line->length);
    line->is_current = clock.line == number;
    line->is_selected = player->line == number;
    line->has_breakpoint = player_breaks_at(player, number);
    line->is_directive = is_directive(line->text, line->length);
    line->await = sim_await_at_line(player->sim, number);
    add_markers(player->sim, line);
    add_threads(player->sim, line);
    return true;
}

uint32_t source_line_count(const Player *player)
{
    SimScenario scenario;
    sim_scenario(player->sim, &scenario);
    return scenario.line_count;
}

/* Where nobody runs: the line on which the first in the ready queue stands. */
static uint32_t line_of_next(const Sim *sim)
{
    SimEntry entry;
    SimTask task;
    for (size_t at = 0; at < 8 && sim_ready(sim, at, &entry); at++)
        if (entry.task && sim_task(sim, entry.task, &task) && task.line)
            return task.line;
    return 0;
}

uint32_t source_line_in_focus(const Player *player)
{
    SimTask task;
    SimClock clock;
    if (player->line)
        return player->line;
    if (player->selection.kind == SELECTED_TASK && sim_task(player->sim, player->selection.number, &task) &&
        task.line)
        return task.line;
    sim_clock(player->sim, &clock);
    return clock.line ? clock.line : line_of_next(player->sim);
}

static bool line_contains(const char *text, size_t length, const char *word)
{
    size_t size = strlen(word);
    for (size_t at = 0; at + size <= length; at++)
        if (strncasecmp(text + at, word, size) == 0)
            return true;
    return false;
}

uint32_t source_line_found(const Player *player, const char *word, uint32_t number, int direction)
{
    uint32_t count = source_line_count(player);
    for (uint32_t tried = 0; tried < count; tried++) {
        size_t length;
        number += (uint32_t)direction;
        if (number < 1 || number > count)
            number = direction > 0 ? 1 : count;
        const char *text = sim_source_line(player->sim, number, &length);
        if (line_contains(text, length, word))
            return number;
    }
    return 0;
}
