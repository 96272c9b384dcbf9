/* The scenario's own words: title, source, knobs, cues. */
#include "sim_parts.h"

#include <string.h>

static const char *text_or_nothing(TreeText text)
{
    return text.bytes ? text.bytes : "";
}

void sim_scenario(const Sim *sim, SimScenario *scenario)
{
    const Directives *directives = &sim->loader.directives;
    *scenario = (SimScenario){
        .title = directives->title.length > 0 ? directives->title.bytes : sim->file_name,
        .about = text_or_nothing(directives->about),
        .file_name = sim->file_name,
        .tick_ns = directives->tick_ns,
        .source = sim->loader.source,
        .source_length = sim->loader.source_length,
        .line_count = sim->line_count,
        .knob_count = directives->knob_count,
        .gauge_count = directives->gauge_count,
        .cue_count = directives->cue_count,
        .expect_count = directives->expectation_count,
        .has_loop = sim->timeline.records[sim->timeline.record_count - 1].callback > 0,
    };
}

const char *sim_source_line(const Sim *sim, uint32_t line, size_t *length)
{
    *length = 0;
    if (line == 0 || line > sim->line_count)
        return "";
    const char *begin = sim->source_lines[line - 1];
    const char *end =
        line < sim->line_count ? sim->source_lines[line] - 1 : sim->loader.source + sim->loader.source_length;
    if (end > begin && line == sim->line_count && end[-1] == '\n')
        end--;
    if (end > begin && end[-1] == '\r')
        end--;
    *length = (size_t)(end - begin);
    return begin;
}

bool sim_knob(const Sim *sim, size_t knob, SimKnob *state)
{
    const Directives *directives = &sim->loader.directives;
    if (knob >= directives->knob_count)
        return false;
    const Knob *known = &directives->knobs[knob];
    *state = (SimKnob){
        .name = known->name.bytes,
        .text = text_or_nothing(known->text),
        .is_real = known->is_real,
        .low = known->low.real,
        .high = known->high.real,
        .value = known->value.real,
        .initial = known->initial.real,
        .line = known->span.line,
    };
    return true;
}

/* ---- cues ---- */

static size_t keep_lines(Text *text, const TreeText *lines, uint32_t count)
{
    size_t begin = text->length;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            text_add_char(text, '\n');
        text_add_bytes(text, lines[i].bytes, lines[i].length);
    }
    text_add_char(text, '\0');
    return begin;
}

bool sim_cue(const Sim *sim, size_t cue, SimCue *state)
{
    const Directives *directives = &sim->loader.directives;
    if (cue >= directives->cue_count)
        return false;
    const Cue *known = &directives->cues[cue];
    const CuePlace *place = &sim->cues[cue];
    Text *text = &sim->looks->cue;
    text_clear(text);
    size_t say = keep_lines(text, known->says, known->say_count);
    size_t note = keep_lines(text, known->notes, known->note_count);
    *state = (SimCue){
        .name = text_or_nothing(known->name),
        .say = text->bytes ? text->bytes + say : "",
        .note = text->bytes ? text->bytes + note : "",
        .focus = text_or_nothing(known->focus),
        .line = known->line,
        .is_reached = place->is_reached,
        .position = {place->position.turn, place->position.line},
        .time_ns = place->time_ns,
        .callback = place->callback,
        .ask_count = known->ask_count,
    };
    return true;
}

int sim_current_cue(const Sim *sim)
{
    int current = -1;
    for (uint32_t i = 0; i < sim->loader.directives.cue_count; i++) {
        const CuePlace *cue = &sim->cues[i];
        if (!cue->is_reached || position_is_before(sim->timeline.position, cue->position))
            continue;
        if (current < 0 || !position_is_before(cue->position, sim->cues[current].position))
            current = (int)i;
    }
    return current;
}
