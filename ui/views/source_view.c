/* Source lines and who stands on them. */
#include "source_view.h"

#include "code_words.h"
#include "thread_view.h"
#include "words.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { TASKS_ASKED = 24, ENTRIES_ASKED = 8 };

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

/* The length of a line without a directive and the blanks before it. */
static size_t length_shown(const char *text, size_t length)
{
    CodeWord word;
    size_t at = 0;
    while (at < length) {
        size_t size = code_next(text, length, at, &word);
        if (word == CODE_COMMENT && size > 1 && text[at + 1] == ':') {
            while (at > 0 && isspace((unsigned char)text[at - 1]))
                at--;
            return at;
        }
        at += size;
    }
    return length;
}

bool source_line(const Player *player, uint32_t number, SourceLine *line)
{
    SimClock clock;
    *line = (SourceLine){.number = number};
    if (number < 1 || number > source_line_count(player))
        return false;
    sim_clock(player->sim, &clock);
    line->text = sim_source_line(player->sim, number, &line->length);
    line->length = length_shown(line->text, line->length);
    line->is_current = clock.line == number;
    line->is_selected = player->line == number;
    line->has_breakpoint = player_breaks_at(player, number);
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

bool source_line_is_shown(const Player *player, uint32_t number)
{
    size_t length = 0;
    if (number < 1 || number > source_line_count(player))
        return false;
    const char *text = sim_source_line(player->sim, number, &length);
    return length == 0 || length_shown(text, length) > 0;
}

uint32_t source_line_before(const Player *player, uint32_t number, uint32_t steps)
{
    while (number > 1 && steps > 0)
        steps -= source_line_is_shown(player, --number);
    return number;
}

uint32_t source_line_after(const Player *player, uint32_t number, uint32_t steps)
{
    uint32_t count = source_line_count(player);
    while (number <= count && steps > 0)
        steps -= ++number > count || source_line_is_shown(player, number);
    return number;
}

uint32_t source_lines_between(const Player *player, uint32_t from, uint32_t to)
{
    uint32_t count = 0;
    for (; from <= to; from++)
        count += source_line_is_shown(player, from);
    return count;
}

static uint32_t line_of_task(const Sim *sim, uint32_t number)
{
    SimTask task;
    return number && sim_task(sim, number, &task) ? task.line : 0;
}

/* Where nobody runs: the line of who ran last, of the first in the ready queue, or of the first timer's task. */
static uint32_t line_of_nearest(const Sim *sim, uint32_t ran_last)
{
    SimEntry entry;
    uint32_t line = line_of_task(sim, ran_last);
    for (size_t at = 0; !line && at < ENTRIES_ASKED && sim_ready(sim, at, &entry); at++)
        line = line_of_task(sim, entry.task);
    for (size_t at = 0; !line && at < ENTRIES_ASKED && sim_timer(sim, at, &entry); at++)
        line = line_of_task(sim, entry.task);
    return line;
}

uint32_t source_line_in_focus(const Player *player)
{
    SimClock clock;
    if (player->line)
        return player->line;
    uint32_t line =
        player->selection.kind == SELECTED_TASK ? line_of_task(player->sim, player->selection.number) : 0;
    sim_clock(player->sim, &clock);
    return line ? line : clock.line ? clock.line : line_of_nearest(player->sim, clock.running);
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
        if (line_contains(text, length_shown(text, length), word))
            return number;
    }
    return 0;
}
