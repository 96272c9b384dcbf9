/* switches: whether an await switches (the task is suspended, others can run) or goes straight on to what stands
 * behind it. It is the await of the line that is asked about; where that has none, the task's next await, and
 * between two turns the next await of anybody. */
#include "prediction_draft.h"

#include <string.h>

enum { LINE_MOST = 60, THINGS_SEARCHED = 4096 };

static const char SWITCHES[] = "it switches: another one can run before the next line",
                  GOES_ON[] = "it goes straight on: nobody else runs before the next line";

static uint64_t find_await(const Moment *moment)
{
    for (uint64_t i = moment->cut; i < moment->end && moment->line > 0; i++) {
        const Fact *fact = fact_number(moment, i);
        if (fact->kind == FACT_AWAITED && fact->object == moment->line)
            return i;
    }
    return find_fact(moment, FACT_AWAITED, 0, moment->cut, known_end(moment));
}

/* ---- the line ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f';
}

/* The line without the blanks around it, and without a directive. */
static TreeText source_line(const Moment *moment, uint32_t line)
{
    const VmHooks *hooks = moment->vm->hooks;
    if (!hooks->source)
        return (TreeText){"", 0};
    const char *end = hooks->source + hooks->source_length, *at = text_line(hooks->source, end, line);
    const char *newline = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL, *stop = newline ? newline : end;
    while (at < stop && is_blank(*at))
        at++;
    const char *comment = at < stop ? memchr(at, '#', (size_t)(stop - at)) : NULL;
    if (comment && comment + 1 < stop && comment[1] == ':')
        stop = comment;
    while (at < stop && is_blank(stop[-1]))
        stop--;
    return (TreeText){at, (uint32_t)(stop - at)};
}

static bool mentions(TreeText line, const char *word)
{
    return text_has_name(line.bytes, line.length, word, strlen(word));
}

/* The object under a name of the line: of the running frame, or of the module. */
static bool is_held(const Moment *moment, TreeText line, const Object *object)
{
    const Frame *frame = moment->world->is_between_turns ? NULL : vm_program_frame(moment->vm);
    const Code *code = frame ? frame->code : NULL;
    for (uint32_t i = 0; code && i < code->local_count; i++) {
        Value value = frame->slots[i];
        if (value_is_kind(value, KIND_CELL))
            value = ((const Cell *)value_object(value))->content;
        if (code->local_names[i] && value == value_from(object) && mentions(line, code->local_names[i]->text))
            return true;
    }
    const Module *module = moment->vm->program;
    for (uint32_t i = 0; module && i < module->count; i++)
        if (module->names[i] && module->slots[i] == value_from(object) && mentions(line, module->names[i]->text))
            return true;
    return false;
}

/* The coordination object that the line speaks of, or NULL. */
static const Thing *thing_in_line(const Moment *moment, TreeText line)
{
    const World *world = moment->world;
    for (uint32_t i = world->thing_count; i > 0 && world->thing_count - i < THINGS_SEARCHED; i--)
        if (world->things[i].object && is_held(moment, line, world->things[i].object))
            return &world->things[i];
    return NULL;
}

/* Which belief makes one say that this await, which goes straight on, switches. */
static unsigned belief_behind(const Moment *moment, TreeText line)
{
    const Thing *thing = thing_in_line(moment, line);
    ThingState state = {.capacity = -1};
    if (thing)
        thing->ops->state(moment->vm, thing->object, &state);
    if (thing && thing->ops->kind == THING_QUEUE && mentions(line, "put") && state.capacity == 0 && state.level > 0)
        return 17;
    if (thing && thing->ops->kind == THING_EVENT && state.level == 1)
        return 11;
    return 3;
}

/* ---- the question ---- */

/* Why it cannot go straight on: what the task is at the end of the turn. */
static void write_lack(const Moment *moment, uint64_t await, Text *out)
{
    const Fact *fact = fact_number(moment, await);
    uint64_t at = find_fact(moment, FACT_TASK_STATE, fact->subject, await, known_end(moment));
    const Fact *state = at == NO_FACT ? NULL : fact_number(moment, at);
    text_add(out, label_at(moment, fact->subject, await));
    if (state && fact_task_state(state) == TASK_SLEEPING) {
        text_add(out, " sleeps until ");
        write_seconds(fact_deadline_ns(state), out);
        text_add(out, " s.");
    } else if (state && fact_task_state(state) == TASK_WAITING && state->object != 0 &&
               state->object <= moment->world->thing_count) {
        text_add(out, " has to wait for ");
        write_thing(moment->vm, state->object, out);
        text_add_char(out, '.');
    } else {
        text_add(out, " is suspended: something below this await has to wait.");
    }
}

static void write_question(const Moment *moment, uint64_t await, TreeText line, Text *out)
{
    const Fact *fact = fact_number(moment, await);
    bool is_next = moment->is_inside && fact->object == moment->line;
    text_add(out, fact->subject ? label_at(moment, fact->subject, await) : "The module");
    text_format(out, is_next ? " stands before line %u" : " comes to line %u", (unsigned)fact->object);
    if (line.length > 0) {
        text_add(out, ", ");
        write_quoted(line.bytes, line.length, LINE_MOST, out);
    }
    text_add(out, ". Does this await switch, or go straight on?");
}

bool draft_switches(Draft *draft)
{
    const Moment *moment = draft->moment;
    draft->truth = find_await(moment);
    if (draft->truth == NO_FACT)
        return false;
    const Fact *fact = fact_number(moment, draft->truth);
    TreeText line = source_line(moment, fact->object);
    bool switches = fact->number == 1;
    write_question(moment, draft->truth, line, &draft->question);
    text_add(&draft->text, switches ? SWITCHES : GOES_ON);
    offer_right(draft);
    if (switches)
        write_lack(moment, draft->truth, &draft->why);
    text_add(&draft->text, switches ? GOES_ON : SWITCHES);
    offer_wrong(draft, switches ? 0 : belief_behind(moment, line));
    bool is_next = moment->is_inside && fact->object == moment->line;
    draft->bonus = is_next && !switches ? 3 : 0;
    return true;
}

void tell_switches(const Draft *draft, Text *out)
{
    const Fact *fact = fact_number(draft->moment, draft->truth);
    text_add(out, fact->number == 1 ? "It switches." : "It goes straight on.");
}
