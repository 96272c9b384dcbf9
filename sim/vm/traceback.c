/* Tracebacks: adding to them while an exception passes, and printing them as CPython does. */
#include "native_function.h"
#include "traceback_source.h"

#include <stdio.h>

void exception_add_traceback(Vm *vm, Value exception, Code *code, uint32_t word)
{
    Exception *object = value_exception(exception);
    Traceback *traceback = object_new(vm, vm->classes.traceback, KIND_OTHER, sizeof *traceback);
    traceback->code = code;
    traceback->word = word;
    traceback->next = object->traceback;
    object->traceback = traceback;
}

typedef struct Writer {
    Text *out;
    char margin[64]; /* what each line begins with, inside a group */
} Writer;

static void write_text_with_margin(const Writer *writer, const char *text, size_t length)
{
    while (length > 0) {
        const char *newline = memchr(text, '\n', length);
        size_t line = newline ? (size_t)(newline - text) + 1 : length;
        text_add(writer->out, writer->margin);
        text_add_bytes(writer->out, text, line);
        text += line;
        length -= line;
    }
}

static void write_entry(Vm *vm, const Writer *writer, const Traceback *entry)
{
    Text text = {0};
    text_format(&text, "  File \"%s\", line %u, in %s\n", vm->hooks->file_name ? vm->hooks->file_name : "?",
                code_line(entry->code, entry->word), entry->code->name->text);
    if (vm->hooks->source)
        traceback_write_source(vm->hooks->source, vm->hooks->source_length, code_place(entry->code, entry->word),
                               &text);
    write_text_with_margin(writer, text_string(&text), text.length);
    text_release(&text);
}

static bool is_same_place(const Traceback *a, const Traceback *b)
{
    return a->code == b->code && code_line(a->code, a->word) == code_line(b->code, b->word);
}

/* CPython shows a place at most three times in a row. */
static void write_repeats(const Writer *writer, size_t repeats)
{
    if (repeats <= 3)
        return;
    Text text = {0};
    text_format(&text, "  [Previous line repeated %zu more time%s]\n", repeats - 3, repeats - 3 == 1 ? "" : "s");
    write_text_with_margin(writer, text_string(&text), text.length);
    text_release(&text);
}

static void write_entries(Vm *vm, const Writer *writer, const Traceback *traceback)
{
    const Traceback *last = NULL;
    size_t repeats = 0;
    for (; traceback; traceback = traceback->next) {
        if (traceback->code->flags & CODE_LIBRARY)
            continue;
        if (last && is_same_place(last, traceback)) {
            repeats++;
        } else {
            write_repeats(writer, repeats);
            repeats = 1;
        }
        last = traceback;
        if (repeats <= 3)
            write_entry(vm, writer, traceback);
    }
    write_repeats(writer, repeats);
}

static void write_class_name(const Class *class, Text *out)
{
    bool is_known = str_is(class->module, "builtins") || str_is(class->module, "__main__");
    if (!is_known)
        text_format(out, "%s.", class->module->text);
    text_add(out, class->qualname->text);
}

void exception_write_line(Vm *vm, Value exception, Text *out)
{
    write_class_name(class_of(vm, exception), out);
    Value message;
    if (value_str(vm, exception, &message) == RAISED) {
        if (vm->halt != HALT_NONE)
            return;
        value_release(vm, vm_take_raised(vm));
        text_add(out, ": <exception str() failed>");
        return;
    }
    if (value_str_object(message)->size > 0)
        text_format(out, ": %s", value_str_object(message)->text);
    value_release(vm, message);
}

static void write_notes(Vm *vm, const Writer *writer, Value exception)
{
    Value notes = value_exception(exception)->notes;
    for (size_t i = 0; notes != VALUE_EMPTY && i < value_list(notes)->count; i++) {
        Text text = {0};
        if (value_write_str(vm, value_list(notes)->items[i], &text) == RAISED)
            value_release(vm, vm_take_raised(vm));
        text_add(&text, "\n");
        write_text_with_margin(writer, text_string(&text), text.length);
        text_release(&text);
    }
}

static void write_exception(Vm *vm, const Writer *writer, Value exception, unsigned depth);

static void write_members(Vm *vm, const Writer *writer, Value exception, unsigned depth)
{
    enum { MEMBERS_SHOWN = 15, DEPTH_SHOWN = 10 };
    const Tuple *members = value_tuple(value_exception(exception)->value);
    if (depth >= DEPTH_SHOWN)
        return;
    Writer inner = {.out = writer->out};
    /* «    | », and two blanks more for each group further in */
    snprintf(inner.margin, sizeof inner.margin, "%*s| ", (int)(2 * depth + 4), "");
    for (size_t i = 0; i < members->count && i < MEMBERS_SHOWN; i++) {
        text_format(writer->out, "%*s+-%s %zu ----------------\n", (int)(2 * depth + 2), "",
                    i == 0 ? "+---------------" : "---------------", i + 1);
        write_exception(vm, &inner, members->items[i], depth + 1);
    }
    text_format(writer->out, "%*s+------------------------------------\n", (int)(2 * depth + 4), "");
}

static void write_chain(Vm *vm, const Writer *writer, Value exception, unsigned depth)
{
    const Exception *object = value_exception(exception);
    Value before = object->cause;
    const char *link = "\nThe above exception was the direct cause of the following exception:\n\n";
    if (before == VALUE_EMPTY && !object->suppress_context) {
        before = object->context;
        link = "\nDuring handling of the above exception, another exception occurred:\n\n";
    }
    if (before == VALUE_EMPTY || depth > 100)
        return;
    write_exception(vm, writer, before, depth);
    write_text_with_margin(writer, link, strlen(link));
}

static void write_exception(Vm *vm, const Writer *writer, Value exception, unsigned depth)
{
    const Exception *object = value_exception(exception);
    write_chain(vm, writer, exception, depth);
    bool is_group = value_is_instance(vm, exception, vm->exceptions[EXCEPTION_BaseExceptionGroup]) &&
                    object->value != VALUE_EMPTY;
    Writer own = *writer;
    if (is_group && depth == 0)
        strcpy(own.margin, "  | ");
    if (object->traceback) {
        const char *head = is_group ? "Exception Group Traceback (most recent call last):\n"
                                    : "Traceback (most recent call last):\n";
        if (is_group && depth == 0)
            text_format(own.out, "  + %s", head);
        else
            write_text_with_margin(&own, head, strlen(head));
        write_entries(vm, &own, object->traceback);
    }
    Text last = {0};
    exception_write_line(vm, exception, &last);
    text_add(&last, "\n");
    write_text_with_margin(&own, text_string(&last), last.length);
    text_release(&last);
    write_notes(vm, &own, exception);
    if (is_group)
        write_members(vm, &own, exception, depth);
}

void exception_write(Vm *vm, Value exception, Text *out)
{
    Writer writer = {.out = out};
    write_exception(vm, &writer, exception, 0);
}
