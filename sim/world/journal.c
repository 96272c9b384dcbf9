/* The journal: facts and texts that only grow, and how the world appends to it.
 *
 * World holds the number of the next fact, the next byte of output and the next byte of the notes. Where the
 * journal is just that long, something happens for the first time, and it is appended; where the journal is longer,
 * the stretch was run before, and only the world's numbers move. What the journal holds counts against the memory
 * limit by the world's numbers, so that a run ends for want of memory at the same place each time. */
#include "world.h"

#include "memory.h"

#include <assert.h>
#include <string.h>

enum { PRINT_MOST = (1 << 24) - 1 }; /* bytes in one FACT_PRINTED */

#define OUTPUT_OFFSET_BITS 40

bool journal_open(Journal *journal, size_t budget)
{
    memset(journal, 0, sizeof *journal);
    journal->facts_most = budget / sizeof(Fact);
    journal->output_most = budget;
    journal->notes_most = budget;
    journal->facts = memory_reserve(journal->facts_most * sizeof(Fact));
    journal->output = memory_reserve(journal->output_most);
    journal->notes = memory_reserve(journal->notes_most);
    journal->notes_size = 1; /* the empty text */
    if (journal->facts && journal->output && journal->notes)
        return true;
    journal_close(journal);
    return false;
}

void journal_close(Journal *journal)
{
    memory_unreserve(journal->facts, journal->facts_most * sizeof(Fact));
    memory_unreserve(journal->output, journal->output_most);
    memory_unreserve(journal->notes, journal->notes_most);
    memset(journal, 0, sizeof *journal);
}

const char *journal_printed(const Journal *journal, const Fact *fact, size_t *size)
{
    *size = (size_t)(fact->number >> OUTPUT_OFFSET_BITS);
    return journal->output + (fact->number & (((uint64_t)1 << OUTPUT_OFFSET_BITS) - 1));
}

/* Whether `more` bytes fit: world and journal together stay under the limit. */
static bool has_room(Vm *vm, const World *world, size_t more)
{
    uint64_t journal = world->next_fact * sizeof(Fact) + world->next_output + world->next_note;
    if (vm->arena.live + journal + more <= vm->arena.limit)
        return true;
    vm->arena.over_limit = true;
    return false;
}

/* What the loop does, rather than the program's own code: has no line. */
static const bool is_of_loop[FACT_COUNT] = {
    [FACT_TURN_BEGAN] = true, [FACT_TURN_ENDED] = true,   [FACT_ITERATION] = true,    [FACT_TASK_STATE] = true,
    [FACT_TASK_ENDED] = true, [FACT_WOKEN] = true,        [FACT_TIMER_FIRED] = true,  [FACT_GAUGE] = true,
    [FACT_CUE] = true,        [FACT_AWAITED] = true,      [FACT_LOOP_STARTED] = true, [FACT_LOOP_ENDED] = true,
    [FACT_SLICE] = true,      [FACT_THREAD_ENDED] = true,
};

/* Where the program's code stands. */
static uint16_t line_of_fact(Vm *vm, FactKind kind)
{
    const Frame *frame = is_of_loop[kind] || !vm->frame ? NULL : vm_program_frame(vm);
    uint32_t line = frame ? frame_line(frame) : 0;
    return line <= UINT16_MAX ? (uint16_t)line : 0;
}

static void append_fact(Journal *journal, uint64_t number, const Fact *fact)
{
    if (number == journal->fact_count)
        journal->facts[journal->fact_count++] = *fact;
#ifdef LOOPSCOPE_CHECK_HEAP
    assert(memcmp(&journal->facts[number], fact, sizeof *fact) == 0); /* a second run tells the same */
#endif
}

void world_note(Vm *vm, FactKind kind, uint32_t subject, uint32_t object, uint64_t number)
{
    World *world = world_of(vm);
    if (!world->keeps_facts || !has_room(vm, world, sizeof(Fact)))
        return;
    Journal *journal = world_host(vm)->journal;
    assert(world->next_fact < journal->facts_most);
    Fact fact = {
        .kind = (uint8_t)kind,
        .line = line_of_fact(vm, kind),
        .turn = world->turn + world->is_between_turns,
        .subject = subject,
        .object = object,
        .time_ns = world->now_ns,
        .number = number,
    };
    append_fact(journal, world->next_fact++, &fact);
}

uint64_t world_keep_text(Vm *vm, const char *text, size_t size)
{
    World *world = world_of(vm);
    if (!world->keeps_facts || size == 0 || !has_room(vm, world, size + 1))
        return 0;
    Journal *journal = world_host(vm)->journal;
    uint64_t offset = world->next_note;
    assert(offset + size + 1 <= journal->notes_most);
    if (offset == journal->notes_size) {
        memcpy(journal->notes + offset, text, size);
        journal->notes[offset + size] = '\0';
        journal->notes_size += size + 1;
    }
    world->next_note += size + 1;
    return offset;
}

static void keep_output(Vm *vm, int stream, const char *bytes, size_t size)
{
    World *world = world_of(vm);
    if (!has_room(vm, world, size))
        return;
    Journal *journal = world_host(vm)->journal;
    uint64_t offset = world->next_output;
    assert(offset + size <= journal->output_most);
    if (offset == journal->output_size) {
        memcpy(journal->output + offset, bytes, size);
        journal->output_size += size;
    }
    world->next_output += size;
    world_note(vm, FACT_PRINTED, world->running_task, (uint32_t)stream,
               offset | (uint64_t)size << OUTPUT_OFFSET_BITS);
}

void world_write(Vm *vm, int stream, const char *bytes, size_t size)
{
    const WorldHost *host = world_host(vm);
    if (host->write)
        host->write(host->context, stream, bytes, size);
    if (!world_of(vm)->keeps_facts)
        return;
    while (size > 0) {
        size_t piece = size < PRINT_MOST ? size : PRINT_MOST;
        keep_output(vm, stream, bytes, piece);
        bytes += piece;
        size -= piece;
    }
}

void world_warn(Vm *vm, const char *text, size_t size)
{
    World *world = world_of(vm);
    world_write(vm, 2, text, size);
    if (size > 0 && text[size - 1] == '\n')
        size--;
    uint64_t note = world_keep_text(vm, text, size);
    world_note(vm, FACT_WARNED, world->running_task, 0, note);
}
