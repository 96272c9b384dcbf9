/* Looking: the clock, tasks and their frames, the ready queue and the timers. */
#include "sim_parts.h"
#include "threads.h"
#include "words.h"

#include <assert.h>
#include <string.h>

static_assert((int)SIM_CANCELLED == (int)TASK_CANCELLED && (int)SIM_SLEEPING == (int)TASK_SLEEPING,
              "the border's states are the world's");
static_assert((int)SIM_PHASE_RUNNING == (int)PHASE_RUNNING + 1, "the border's phases are the loop's, and none");
static_assert((int)SIM_THREAD_ENDED == (int)THREAD_ENDED && (int)SIM_THREAD_WAITING == (int)THREAD_WAITING,
              "the border's states of threads are the world's");
static_assert((int)SIM_SLICE == (int)TURN_SLICE, "the border's kinds of callbacks are the world's");

/* ---- the clock ---- */

/* What is known of the turn in which the world stands. */
static void look_at_turn(const Sim *sim, SimClock *clock)
{
    uint64_t first, end;
    timeline_facts(&sim->timeline, sim->timeline.position.turn, &first, &end);
    for (uint64_t i = first; i < end && i < sim_world(sim)->next_fact; i++) {
        const Fact *fact = &sim->journal.facts[i];
        if (fact->kind == FACT_TURN_BEGAN) { /* a clock that moved did so before; a long turn is not walked */
            clock->running = fact->subject;
            if (fact->subject == 0)
                clock->running_name = fact_turn_name(fact, &sim->journal);
            if (fact_turn_kind(fact) == TURN_SLICE && i + 1 < end) /* whose it is comes next */
                clock->running_thread = fact[1].object;
            return;
        }
        if (fact->kind == FACT_CLOCK_MOVED && fact->subject == 0)
            clock->jumped_from_ns = (int64_t)fact->number;
    }
}

static uint32_t running_line(const Sim *sim, uint32_t task, uint32_t thread)
{
    const World *world = sim_world(sim);
    if (!world->is_between_turns) {
        const Frame *frame = vm_program_frame(sim->vm);
        return frame ? frame_line(frame) : 0;
    }
    if (thread != MAIN_THREAD)
        return world->threads[thread].line;
    return task > 0 && task <= world->task_count ? world->task_lines[task] : 0;
}

void sim_clock(const Sim *sim, SimClock *clock)
{
    const World *world = sim_world(sim);
    LoopState state = {0};
    bool has_loop = loop_state(sim->vm, &state);
    *clock = (SimClock){
        .now_ns = world->now_ns,
        .callback = world->callback,
        .iteration = world->iteration,
        .phase = has_loop ? (SimPhase)(state.phase + 1) : SIM_PHASE_NO_LOOP,
        .frozen = state.frozen,
        .ran = state.ran,
        .ready = state.ready,
        .timers = state.timers,
        .turn_is_over = sim->timeline.position.line == LINE_END,
        .jumped_from_ns = SIM_NO_TIME,
        .running_name = "",
    };
    look_at_turn(sim, clock);
    clock->line = running_line(sim, clock->running, clock->running_thread);
}

SimAwait sim_await_at_line(const Sim *sim, uint32_t line)
{
    enum { WALKED_MOST = 4096 };
    uint64_t first, end;
    timeline_facts(&sim->timeline, sim->timeline.position.turn, &first, &end);
    if (end > sim_world(sim)->next_fact)
        end = sim_world(sim)->next_fact;
    for (uint64_t i = end; i > first && end - i < WALKED_MOST; i--) {
        const Fact *fact = &sim->journal.facts[i - 1];
        if (fact->kind == FACT_AWAITED && fact->object == line)
            return fact->number ? SIM_SWITCHED : SIM_WENT_STRAIGHT_ON;
    }
    return SIM_NO_AWAIT;
}

/* ---- tasks ---- */

bool sim_view(const Sim *sim, uint32_t task, TaskView *view)
{
    const World *world = sim_world(sim);
    *view = (TaskView){.deadline_ns = -1, .name = ""};
    if (task == 0 || task > world->task_count || !world->tasks[task])
        return false;
    task_view(sim->vm, world->tasks[task], view);
    return true;
}

bool sim_is_running(const Sim *sim, uint32_t task)
{
    const World *world = sim_world(sim);
    return task != 0 && world->running_task == task && !world->is_between_turns;
}

uint32_t sim_task_count(const Sim *sim)
{
    return sim_world(sim)->task_count;
}

const uint8_t *sim_task_states(const Sim *sim)
{
    static const uint8_t none[1];
    const uint8_t *states = sim_world(sim)->task_states;
    return states ? states : none;
}

void sim_state_counts(const Sim *sim, uint32_t counts[SIM_STATES])
{
    const uint8_t *states = sim_task_states(sim);
    uint32_t count = sim_task_count(sim);
    memset(counts, 0, SIM_STATES * sizeof *counts);
    for (uint32_t task = 1; task <= count; task++)
        counts[states[task]]++;
}

static uint32_t task_line(const Sim *sim, uint32_t task)
{
    return sim_is_running(sim, task) ? running_line(sim, task, MAIN_THREAD) : sim_world(sim)->task_lines[task];
}

size_t sim_tasks_at_line(const Sim *sim, uint32_t line, uint32_t *numbers, size_t most)
{
    const World *world = sim_world(sim);
    uint32_t running = world->is_between_turns ? 0 : world->running_task; /* where it stands changes all the time */
    size_t found = 0;
    for (uint32_t task = 1; line > 0 && task <= world->task_count; task++) {
        if (task == running ? running_line(sim, task, MAIN_THREAD) != line : world->task_lines[task] != line)
            continue;
        if (found < most)
            numbers[found] = task;
        found++;
    }
    return found;
}

static const char *keep(Text *text, const char *string)
{
    size_t begin = text->length;
    text_add_bytes(text, string, strlen(string) + 1);
    return text->bytes ? text->bytes + begin : "";
}

bool sim_task(const Sim *sim, uint32_t number, SimTask *task)
{
    const World *world = sim_world(sim);
    if (number == 0 || number > world->task_count)
        return false;
    TaskView view;
    sim_view(sim, number, &view);
    text_clear(&sim->looks->task);
    *task = (SimTask){
        .number = number,
        .state = (SimState)world->task_states[number],
        .is_cancelling = view.is_cancelling,
        .label = world_task_label(sim->vm, number),
        .name = keep(&sim->looks->task, view.name),
        .line = task_line(sim, number),
        .waits_for = view.waits_for,
        .waits_for_task = view.waits_for_task,
        .place = thing_place_in_line(sim->vm, view.waits_for, number),
        .deadline_ns = view.deadline_ns < 0 ? SIM_NO_TIME : view.deadline_ns,
        .since_ns = world->task_since[number],
        .result = journal_note(&sim->journal, world->task_ends[number]),
    };
    return true;
}

/* ---- threads ---- */

uint32_t sim_thread_count(const Sim *sim)
{
    uint32_t count = sim_world(sim)->thread_count;
    return count > 0 ? count - 1 : 0;
}

bool sim_thread(const Sim *sim, uint32_t number, SimThread *thread)
{
    if (number == MAIN_THREAD || number > sim_thread_count(sim))
        return false;
    const Thread *known = world_thread(sim->vm, number);
    bool is_running = known->state == THREAD_RUNNING;
    *thread = (SimThread){
        .number = number,
        .state = (SimThreadState)known->state,
        .is_daemon = known->is_daemon,
        .has_holder = known->holder != NO_THREAD,
        .holder = known->holder != NO_THREAD ? known->holder : 0,
        .line = is_running ? running_line(sim, 0, number) : known->line,
        .name = value_str_object(known->name)->text,
        .awaited = known->awaited != VALUE_EMPTY ? value_str_object(known->awaited)->text : "",
        .deadline_ns = known->deadline_ns < 0 ? SIM_NO_TIME : known->deadline_ns,
        .since_ns = known->since_ns,
    };
    return true;
}

/* ---- frames ---- */

static bool is_of_program(const Frame *frame)
{
    return frame->code && !(frame->code->flags & CODE_LIBRARY);
}

/* Frame `depth` of a chain from its innermost frame on. */
static const Frame *frame_in_chain(const Frame *innermost, size_t depth)
{
    for (const Frame *frame = innermost; frame; frame = frame->back)
        if (is_of_program(frame) && depth-- == 0)
            return frame;
    return NULL;
}

static size_t count_frames(const Frame *frame)
{
    size_t count = 0;
    for (; frame; frame = frame_inner(frame))
        count += is_of_program(frame);
    return count;
}

static const Frame *suspended_frame(const Frame *outermost, size_t depth)
{
    size_t count = count_frames(outermost);
    if (depth >= count)
        return NULL;
    size_t skipped = count - 1 - depth;
    for (const Frame *frame = outermost; frame; frame = frame_inner(frame))
        if (is_of_program(frame) && skipped-- == 0)
            return frame;
    return NULL;
}

static Value content(Value value)
{
    return value_is_kind(value, KIND_CELL) ? ((const Cell *)value_object(value))->content : value;
}

/* Texts are collected first: the Text may move while it grows. */
typedef struct Variables {
    const Sim *sim;
    size_t count;
    size_t names[SIM_VARIABLES_MOST], values[SIM_VARIABLES_MOST]; /* offsets */
} Variables;

static size_t keep_offset(Text *text, const char *string)
{
    size_t begin = text->length;
    text_add_bytes(text, string, strlen(string) + 1);
    return begin;
}

static void add_variable(Variables *variables, const Str *name, Value value)
{
    enum { SHOWN = 200 };
    if (value == VALUE_EMPTY || !name || name->text[0] == '.' || variables->count == SIM_VARIABLES_MOST)
        return;
    Text *text = &variables->sim->looks->frame;
    variables->names[variables->count] = keep_offset(text, name->text);
    variables->values[variables->count] = text->length;
    world_show(variables->sim->vm, value, SHOWN, text);
    text_add_char(text, '\0');
    variables->count++;
}

static void hand_out(const Variables *variables, SimFrame *frame)
{
    SimLooks *looks = variables->sim->looks;
    for (size_t i = 0; i < variables->count && looks->frame.bytes; i++)
        looks->variables[i] =
            (SimVariable){looks->frame.bytes + variables->names[i], looks->frame.bytes + variables->values[i]};
    frame->variables = looks->variables;
    frame->variable_count = variables->count;
}

/* What the program made itself: not what it imported, not its functions and classes. */
static bool is_made(const Str *name, Value value)
{
    if (!name || strncmp(name->text, "__", 2) == 0)
        return false;
    return !value_is_kind(value, KIND_MODULE) && !value_is_kind(value, KIND_FUNCTION) &&
           !value_is_kind(value, KIND_CLASS) && !value_is_kind(value, KIND_NATIVE);
}

static void look_at_module(const Sim *sim, SimFrame *frame)
{
    const Module *module = sim->vm->program;
    Variables variables = {.sim = sim};
    for (uint32_t i = 0; i < module->count; i++)
        if (is_made(module->names[i], module->slots[i]))
            add_variable(&variables, module->names[i], module->slots[i]);
    hand_out(&variables, frame);
    frame->function = "<module>";
    const Frame *running = sim_world(sim)->running_task == 0 && sim_world(sim)->running_thread == MAIN_THREAD
                               ? vm_program_frame(sim->vm)
                               : NULL;
    frame->line = running ? frame_line(running) : 0;
}

static void look_at_frame(const Sim *sim, const Frame *frame, SimFrame *look)
{
    const Code *code = frame->code;
    Variables variables = {.sim = sim};
    for (uint32_t i = 0; i < code->local_count + code->free_count; i++)
        add_variable(&variables, code->local_names[i], content(frame->slots[i]));
    hand_out(&variables, look);
    look->function = code->qualname->text;
    look->line = frame_line(frame);
}

bool sim_frame(const Sim *sim, uint32_t task, size_t depth, SimFrame *frame)
{
    text_clear(&sim->looks->frame);
    *frame = (SimFrame){.function = ""};
    if (task == 0) {
        if (depth == 0 && sim->vm->program)
            look_at_module(sim, frame);
        return depth == 0 && sim->vm->program;
    }
    TaskView view;
    if (!sim_view(sim, task, &view) || !view.coroutine)
        return false;
    const Frame *found =
        sim_is_running(sim, task) ? frame_in_chain(sim->vm->frame, depth) : suspended_frame(view.coroutine, depth);
    if (found)
        look_at_frame(sim, found, frame);
    return found != NULL;
}

bool sim_thread_frame(const Sim *sim, uint32_t thread, size_t depth, SimFrame *frame)
{
    text_clear(&sim->looks->frame);
    *frame = (SimFrame){.function = ""};
    if (thread == MAIN_THREAD || thread > sim_thread_count(sim))
        return false;
    const Thread *known = world_thread(sim->vm, thread);
    const Frame *found = frame_in_chain(known->state == THREAD_RUNNING ? sim->vm->frame : known->frame, depth);
    if (found)
        look_at_frame(sim, found, frame);
    return found != NULL;
}

/* ---- the ready queue and the timers ---- */

static void tell_entry(const LoopEntry *known, SimEntry *entry)
{
    *entry = (SimEntry){
        .kind = (SimCallbackKind)known->kind,
        .task = known->task,
        .thing = known->thing,
        .name = known->name ? known->name : "",
        .deadline_ns = known->kind == TURN_TIMER ? known->deadline_ns : SIM_NO_TIME,
        .is_cancelled = known->is_cancelled,
    };
}

bool sim_ready(const Sim *sim, size_t at, SimEntry *entry)
{
    LoopEntry known = {0};
    if (!loop_ready_entry(sim->vm, at, &known))
        return false;
    tell_entry(&known, entry);
    return true;
}

bool sim_timer(const Sim *sim, size_t at, SimEntry *entry)
{
    LoopEntry known = {0};
    if (!loop_timer_entry(sim->vm, at, &known))
        return false;
    tell_entry(&known, entry);
    entry->deadline_ns = known.deadline_ns;
    return true;
}
