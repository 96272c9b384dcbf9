/* Names, times and counts, as sentences want them. */
#include "words.h"

#include "threads.h"

#include <string.h>

enum { NS_PER_SECOND = 1000000000 };

void write_task(Vm *vm, uint32_t task, Text *out)
{
    const char *label = world_task_label(vm, task);
    text_add(out, task == 0 ? "the module" : *label ? label : "a task");
}

void write_thing(Vm *vm, uint32_t thing, Text *out)
{
    size_t before = out->length;
    world_write_thing_name(vm, thing, out);
    if (out->length == before)
        text_add(out, "a future");
}

void write_thread(Vm *vm, uint32_t number, Text *out)
{
    const Thread *thread = world_thread(vm, number);
    if (number == MAIN_THREAD || !thread)
        text_add(out, "the main thread");
    else
        text_format(out, "worker thread %u «%s»", (unsigned)number, value_str_object(thread->name)->text);
}

void write_seconds(int64_t ns, Text *out)
{
    if (ns < 0) {
        text_add_char(out, '-');
        ns = ns == INT64_MIN ? INT64_MAX : -ns;
    }
    long long whole = ns / NS_PER_SECOND, rest = ns % NS_PER_SECOND;
    int digits = 9;
    while (digits > 1 && rest % 10 == 0) {
        rest /= 10;
        digits--;
    }
    text_format(out, "%lld.%0*lld", whole, digits, rest);
}

void write_count(uint64_t count, Text *out)
{
    if (count < 1000) {
        text_format(out, "%u", (unsigned)count);
        return;
    }
    write_count(count / 1000, out);
    text_format(out, ",%03u", (unsigned)(count % 1000));
}

void write_counted(uint64_t count, const char *one, const char *many, Text *out)
{
    write_count(count, out);
    text_format(out, " %s", count == 1 ? one : many);
}

void write_ordinal(uint64_t number, Text *out)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    bool is_teen = number % 100 >= 11 && number % 100 <= 13;
    write_count(number, out);
    text_add(out, endings[is_teen || number % 10 > 3 ? 0 : number % 10]);
}

void write_quoted(const char *bytes, size_t size, size_t most, Text *out)
{
    while (size > 0 && bytes[size - 1] == '\n')
        size--;
    size_t shown = utf8_cut(bytes, size, most);
    text_add(out, "«");
    for (size_t i = 0; i < shown; i++)
        text_add_char(out, bytes[i] == '\n' ? ' ' : bytes[i]);
    text_add(out, shown < size ? "…»" : "»");
}

/* One letter of a pattern. */
static void write_part(Vm *vm, const Journal *journal, const Fact *fact, char letter, Text *out)
{
    switch (letter) {
    case 't':
        write_task(vm, fact->subject, out);
        break;
    case 'o':
        write_task(vm, fact->object, out);
        break;
    case 'T':
        write_thing(vm, fact->object, out);
        break;
    case 'n':
        write_count(fact->number, out);
        break;
    case 's':
        write_seconds((int64_t)fact->number, out);
        break;
    case 'N':
        text_add(out, journal_note(journal, fact->number));
        break;
    default:
        text_add_char(out, letter);
        break;
    }
}

void write_fact(Vm *vm, const Journal *journal, const Fact *fact, const char *pattern, Text *out)
{
    for (const char *at = pattern; *at; at++) {
        if (*at == '%')
            write_part(vm, journal, fact, *++at, out);
        else
            text_add_char(out, *at);
    }
}

int thing_kind(Vm *vm, uint32_t thing)
{
    const World *world = world_of(vm);
    return thing > 0 && thing <= world->thing_count ? (int)world->things[thing].ops->kind : -1;
}

bool thing_state(Vm *vm, uint32_t thing, ThingState *state)
{
    const World *world = world_of(vm);
    memset(state, 0, sizeof *state);
    if (thing == 0 || thing > world->thing_count || !world->things[thing].object)
        return false;
    world->things[thing].ops->state(vm, world->things[thing].object, state);
    return true;
}

uint32_t thing_place_in_line(Vm *vm, uint32_t thing, uint32_t task)
{
    uint32_t place;
    bool stands_there = world_stands_in(vm, thing, THING_WAITERS, task, &place) ||
                        world_stands_in(vm, thing, THING_PUTTERS, task, &place);
    return stands_there ? place : 0;
}

bool read_never_awaited(const char *warning, TreeText *name)
{
    static const char BEFORE[] = "coroutine '", BEHIND[] = "' was never awaited";
    const char *begin = strstr(warning, BEFORE), *end = begin ? strstr(begin, BEHIND) : NULL;
    if (!end)
        return false;
    begin += sizeof BEFORE - 1;
    *name = (TreeText){begin, (uint32_t)(end - begin)};
    return true;
}
