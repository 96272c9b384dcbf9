/* What is looked at while the program runs: cues, gauges, the line that somebody looks for, and where tasks stand
 * when their turn ends. All of it is of the world or goes into the journal, so a second run of a stretch finds the
 * same. */
#include "sim_parts.h"

#include "expression.h"

#include <assert.h>
#include <string.h>

enum { CHECKED_CLOSELY = 1000, CHECKED_ELSE = 997 }; /* turns after which a checking build walks the heap */

/* ---- lines ---- */

/* Stands before a line's first instruction: the line does not count yet as begun. */
static Position here(Vm *vm)
{
    return (Position){world_of(vm)->turn, (uint32_t)vm->lines - 1};
}

static void meet_watched_line(LineWatch *watch, Position position)
{
    if (!position_is_before(watch->after, position) || !position_is_before(position, watch->before))
        return;
    if (!watch->is_met)
        watch->first = position;
    watch->is_met = true;
    watch->last = position;
}

static void reach_cue(Sim *sim, Vm *vm, uint32_t cue)
{
    World *world = world_of(vm);
    Position position = here(vm);
    world->cues_reached[cue] = 1;
    world_note(vm, FACT_CUE, 0, cue, position.line);
    if (sim->cues[cue].is_reached)
        return;
    sim->cues[cue] = (CuePlace){true, position, world->now_ns, world->callback};
}

static void look_for_cues(Sim *sim, Vm *vm, uint32_t line)
{
    const Directives *directives = &sim->loader.directives;
    const World *world = world_of(vm);
    for (uint32_t i = 0; i < directives->cue_count; i++) {
        const Cue *cue = &directives->cues[i];
        if (cue->line != line || world->cues_reached[i])
            continue;
        if (!cue->when || term_truth(vm, expression_value(vm, cue->when)))
            reach_cue(sim, vm, i);
    }
}

void sim_on_line(void *context, Vm *vm, uint32_t line)
{
    Sim *sim = context;
    if (line == sim->watch.line && line != 0)
        meet_watched_line(&sim->watch, here(vm));
    if (line <= sim->line_count && sim->line_cues[line] != 0)
        look_for_cues(sim, vm, line);
}

/* ---- ends of turns ---- */

static bool gauge_value(Vm *vm, TreeText name, double *value)
{
    const Module *module = vm->program;
    for (uint32_t i = 0; module && i < module->count; i++) {
        const Str *known = module->names[i];
        if (known && known->size == name.length && memcmp(known->text, name.bytes, name.length) == 0)
            return term_real(term_of_value(module->slots[i]), value);
    }
    return false;
}

static void look_at_gauges(const Sim *sim, Vm *vm)
{
    World *world = world_of(vm);
    const Directives *directives = &sim->loader.directives;
    for (uint32_t i = 0; world->gauge_values && i < directives->gauge_count; i++) {
        double value;
        if (!gauge_value(vm, directives->gauges[i].name, &value) || value == world->gauge_values[i])
            continue;
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        world->gauge_values[i] = value;
        world_note(vm, FACT_GAUGE, 0, i, bits);
    }
}

const Frame *frame_of_program(const Frame *coroutine)
{
    const Frame *found = NULL;
    for (const Frame *frame = coroutine; frame; frame = frame_inner(frame))
        if (frame->code && !(frame->code->flags & CODE_LIBRARY))
            found = frame;
    return found;
}

/* The running task has come to its next await, or to its end. Returns the task that it awaits, 0 none. */
static uint32_t note_line(Vm *vm)
{
    World *world = world_of(vm);
    uint32_t task = world->running_task;
    if (task == 0 || task > world->task_count)
        return 0;
    TaskView view = {0};
    if (world->tasks[task])
        task_view(vm, world->tasks[task], &view);
    const Frame *frame = view.coroutine ? frame_of_program(view.coroutine) : NULL;
    world->task_lines[task] = frame ? frame_line(frame) : 0;
    return view.coroutine ? view.waits_for_task : 0;
}

void sim_on_turn_end(void *context, Vm *vm)
{
    const Sim *sim = context;
    relations_turn_ends(&sim->looks->relations, vm, note_line(vm));
    lives_turn_ends(&sim->looks->lives, vm);
    look_at_gauges(sim, vm);
    expectations_turn_ends(&sim->looks->expectations, vm);
    history_read(&sim->looks->history); /* the facts are still at hand */
#ifdef LOOPSCOPE_CHECK_HEAP
    const uint32_t turn = world_of(vm)->turn;
    bool is_checked = turn <= CHECKED_CLOSELY || turn % CHECKED_ELSE == 0;
    assert(vm_is_over(vm) || !is_checked || *sim_verify_heap(sim) == '\0');
#endif
}
