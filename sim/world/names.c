/* What tasks and things are called in the views. */
#include "names.h"

#include "directives.h"

#include <string.h>

enum { ARGUMENT_MOST = 24 }; /* bytes of an argument in a label */

/* An entry of World.label_counts, open addressing: how many tasks bear the label at `note`. */
typedef struct LabelCount {
    uint64_t note; /* offset of the label without «·2»; 0: free */
    uint32_t count;
    uint32_t hash;
} LabelCount;

/* ---- tasks ---- */

static uint32_t hash_label(const char *label, size_t size)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (uint8_t)label[i]) * 16777619u;
    return hash;
}

static LabelCount *find_label(LabelCount *counts, uint32_t capacity, const char *notes, const char *label,
                              size_t size, uint32_t hash)
{
    for (uint32_t at = hash & (capacity - 1);; at = (at + 1) & (capacity - 1)) {
        LabelCount *entry = &counts[at];
        if (entry->note == 0)
            return entry;
        const char *known = notes + entry->note;
        if (entry->hash == hash && strncmp(known, label, size) == 0 && known[size] == '\0')
            return entry;
    }
}

/* Twice the places. False past the memory limit. */
static bool widen_labels(Vm *vm, World *world)
{
    uint32_t capacity = world->label_capacity == 0 ? 32 : world->label_capacity * 2;
    LabelCount *wider = vm_alloc(vm, capacity * sizeof *wider);
    if (!wider)
        return false;
    for (uint32_t i = 0; i < world->label_capacity; i++) {
        const LabelCount *entry = &world->label_counts[i];
        uint32_t at = entry->hash & (capacity - 1);
        while (entry->note != 0 && wider[at].note != 0)
            at = (at + 1) & (capacity - 1);
        if (entry->note != 0)
            wider[at] = *entry;
    }
    vm_free(vm, world->label_counts, world->label_capacity * sizeof *wider);
    world->label_counts = wider;
    world->label_capacity = capacity;
    return true;
}

static uint64_t keep_numbered(Vm *vm, const char *label, size_t size, uint32_t count)
{
    Text text = {0};
    text_add_bytes(&text, label, size);
    text_format(&text, "·%u", (unsigned)count);
    uint64_t note = world_keep_text(vm, text_string(&text), text.length);
    text_release(&text);
    return note;
}

uint64_t world_unique_label(Vm *vm, const char *label, size_t size)
{
    World *world = world_of(vm);
    if (world->label_count * 2 >= world->label_capacity && !widen_labels(vm, world))
        return 0;
    uint32_t hash = hash_label(label, size);
    LabelCount *entry =
        find_label(world->label_counts, world->label_capacity, world_host(vm)->journal->notes, label, size, hash);
    if (entry->note != 0)
        return keep_numbered(vm, label, size, ++entry->count);
    uint64_t note = world_keep_text(vm, label, size);
    if (note != 0) {
        *entry = (LabelCount){.note = note, .count = 1, .hash = hash};
        world->label_count++;
    }
    return note;
}

static void write_argument(Value argument, Text *out)
{
    int64_t integer;
    if (value_is_str(argument)) {
        const Str *str = value_str_object(argument);
        text_add_char(out, ' ');
        text_add_cut(out, str->text, str->size, ARGUMENT_MOST);
    } else if (int_from(argument, &integer)) {
        text_format(out, " %lld", (long long)integer);
    }
}

static bool is_telling(Value value)
{
    int64_t integer;
    return value_is_str(value) || (!value_is_bool(value) && int_from(value, &integer));
}

void world_write_label(Vm *vm, Value coroutine, Text *out)
{
    if (!value_is_coroutine(coroutine)) {
        text_add(out, class_of(vm, coroutine)->name->text);
        return;
    }
    const Frame *frame = (const Frame *)value_object(coroutine);
    const Str *name = value_str_object(frame_name(frame));
    text_add_bytes(out, name->text, name->size);
    if (!frame->code)
        return;
    uint32_t parameters = frame->code->positional + frame->code->keyword_only;
    for (uint32_t i = 0; i < parameters; i++)
        if (is_telling(frame->slots[i])) {
            write_argument(frame->slots[i], out);
            return;
        }
}

/* ---- things ---- */

static const Label *label_of_line(const WorldHost *host, uint32_t line)
{
    for (uint32_t i = 0; i < host->label_count; i++)
        if (host->labels[i].first_line <= line && line <= host->labels[i].last_line)
            return &host->labels[i];
    return NULL;
}

uint64_t world_name_of_new_thing(Vm *vm, uint32_t line)
{
    const Label *label = line > 0 ? label_of_line(world_host(vm), line) : NULL;
    if (label)
        return world_keep_text(vm, label->text.bytes, label->text.length);
    const Str *name = vm_target_name(vm);
    return name ? world_keep_text(vm, name->text, name->size) : 0;
}

void world_write_thing_name(Vm *vm, uint32_t number, Text *out)
{
    const World *world = world_of(vm);
    if (number == 0 || number > world->thing_count)
        return;
    const Thing *thing = &world->things[number];
    if (thing->name != 0)
        text_add(out, journal_note(world_host(vm)->journal, thing->name));
    else
        text_format(out, "%s %u", thing->ops->type_name, (unsigned)thing->ordinal);
}
