/* Tracebacks: adding to them while an exception passes, and printing them as CPython does. */
#include "frame_machine.h"
#include "suggestions.h"
#include "traceback_source.h"

#include <stdio.h>

static void add_entry(Vm *vm, Value exception, Code *code, uint32_t word, Frame *frame)
{
    Exception *object = value_exception(exception);
    Traceback *traceback = object_new(vm, vm->classes.traceback, KIND_OTHER, sizeof *traceback);
    traceback->code = code;
    traceback->word = word;
    traceback->frame = frame;
    traceback->next = object->traceback;
    object->traceback = traceback;
}

void exception_add_library(Vm *vm, Value exception, Value held)
{
    add_entry(vm, exception, vm->library_code, 0, held == VALUE_EMPTY ? NULL : frame_of_library(vm, held));
}

/* A new entry that keeps the frame. */
static void add_kept(Vm *vm, Value exception, Frame *frame, Code *code, uint32_t word)
{
    Frame *kept = frame_to_keep(vm, frame);
    if (kept)
        add_entry(vm, exception, code, word, object_retain(kept));
    else
        vm_raise_memory(vm);
}

void exception_add_frame(Vm *vm, Value exception, Frame *frame, bool is_left)
{
    if (is_left && frame_holds_little(vm, frame))
        add_entry(vm, exception, frame->code, frame_word(frame), NULL);
    else
        add_kept(vm, exception, frame, frame->code, frame_word(frame));
}

void exception_add_native(Vm *vm, Value exception, NativeCoroutine *co)
{
    const Traceback *last = value_exception(exception)->traceback;
    Frame *frame = (Frame *)co;
    bool is_there =
        last && last->frame && (frame_flags(frame) & FRAME_KEPT) && last->frame == frame_to_keep(vm, frame);
    if (!is_there && !frame_holds_little(vm, frame))
        add_kept(vm, exception, frame, vm->library_code, 0);
}

/* Where a traceback is written, and how deep inside exception groups; as traceback.py's _ExceptionPrintContext. */
typedef struct Writer {
    Text *out;
    unsigned depth;   /* of groups; 0 outside of any */
    bool needs_close; /* the members of a group end with a line of their own, one for all that end there */
} Writer;

static void write_indent(const Writer *writer)
{
    text_format(writer->out, "%*s", (int)(2 * writer->depth), "");
}

/* Lines, each behind the margin of the group: «  | ». */
static void write_lines(const Writer *writer, char sign, const char *text, size_t length)
{
    while (length > 0) {
        const char *newline = memchr(text, '\n', length);
        size_t line = newline ? (size_t)(newline - text) + 1 : length;
        write_indent(writer);
        if (writer->depth > 0)
            text_format(writer->out, "%c ", sign);
        text_add_bytes(writer->out, text, line);
        text += line;
        length -= line;
    }
}

static void write_text_with_margin(const Writer *writer, const char *text, size_t length)
{
    write_lines(writer, '|', text, length);
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
    suggestion_write(vm, exception, out);
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

static void write_exception(Vm *vm, Writer *writer, Value exception);

static void write_member(Vm *vm, Writer *writer, const Tuple *members, size_t at, bool is_truncated)
{
    char title[24] = "...";
    if (!is_truncated)
        snprintf(title, sizeof title, "%zu", at + 1);
    write_indent(writer);
    text_format(writer->out, "%s+---------------- %s ----------------\n", at == 0 ? "+-" : "  ", title);
    writer->depth++;
    if (is_truncated) {
        char rest[64];
        size_t more = members->count - at;
        int length = snprintf(rest, sizeof rest, "and %zu more exception%s\n", more, more > 1 ? "s" : "");
        write_text_with_margin(writer, rest, (size_t)length);
    } else {
        write_exception(vm, writer, members->items[at]);
    }
    writer->depth--;
}

static void write_members(Vm *vm, Writer *writer, Value group)
{
    enum { MEMBERS_SHOWN = 15 };
    const Tuple *members = value_tuple(value_exception(group)->value);
    size_t count = members->count <= MEMBERS_SHOWN ? members->count : MEMBERS_SHOWN + 1;
    writer->needs_close = false;
    for (size_t at = 0; at < count; at++) {
        writer->needs_close = at == count - 1;
        write_member(vm, writer, members, at, at == MEMBERS_SHOWN);
    }
    if (!writer->needs_close)
        return;
    write_indent(writer);
    text_add(writer->out, "  +------------------------------------\n");
    writer->needs_close = false;
}

/* The last line, and the notes. */
static void write_end(Vm *vm, const Writer *writer, Value exception)
{
    Text last = {0};
    exception_write_line(vm, exception, &last);
    text_add(&last, "\n");
    write_text_with_margin(writer, text_string(&last), last.length);
    text_release(&last);
    write_notes(vm, writer, exception);
}

static void write_plain(Vm *vm, const Writer *writer, Value exception)
{
    static const char HEAD[] = "Traceback (most recent call last):\n";
    if (value_exception(exception)->traceback) {
        write_text_with_margin(writer, HEAD, strlen(HEAD));
        write_entries(vm, writer, value_exception(exception)->traceback);
    }
    write_end(vm, writer, exception);
}

static void write_group(Vm *vm, Writer *writer, Value group)
{
    enum { DEPTH_SHOWN = 10 };
    static const char HEAD[] = "Exception Group Traceback (most recent call last):\n";
    static const char TOO_DEEP[] = "... (max_group_depth is 10)\n";
    if (writer->depth > DEPTH_SHOWN) {
        write_text_with_margin(writer, TOO_DEEP, strlen(TOO_DEEP));
        return;
    }
    bool is_outermost = writer->depth == 0;
    writer->depth += is_outermost;
    if (value_exception(group)->traceback) {
        write_lines(writer, is_outermost ? '+' : '|', HEAD, strlen(HEAD));
        write_entries(vm, writer, value_exception(group)->traceback);
    }
    write_end(vm, writer, group);
    write_members(vm, writer, group);
    writer->depth -= is_outermost;
}

/* What an exception came from, and the words between the two; EMPTY where it stands alone. */
static Value exception_before(Value exception, const char **link)
{
    const Exception *object = value_exception(exception);
    *link = "\nThe above exception was the direct cause of the following exception:\n\n";
    if (object->cause != VALUE_EMPTY)
        return object->cause;
    *link = "\nDuring handling of the above exception, another exception occurred:\n\n";
    return object->suppress_context ? VALUE_EMPTY : object->context;
}

/* The exception and those before it, as far as the chain goes without coming back to itself. */
static size_t collect_chain(Value exception, Value *chain, size_t most)
{
    const char *link;
    size_t count = 0;
    for (; exception != VALUE_EMPTY && count < most; exception = exception_before(exception, &link)) {
        for (size_t i = 0; i < count; i++) {
            if (chain[i] == exception)
                return count;
        }
        chain[count++] = exception;
    }
    return count;
}

static void write_exception(Vm *vm, Writer *writer, Value exception)
{
    enum { CHAIN_SHOWN = 200 };
    Value chain[CHAIN_SHOWN];
    size_t count = collect_chain(exception, chain, CHAIN_SHOWN);
    for (size_t i = count; i-- > 0;) {
        const char *link;
        exception_before(chain[i], &link);
        if (i + 1 < count)
            write_text_with_margin(writer, link, strlen(link));
        bool is_group = value_is_instance(vm, chain[i], vm->exceptions[EXCEPTION_BaseExceptionGroup]) &&
                        value_exception(chain[i])->value != VALUE_EMPTY;
        if (is_group)
            write_group(vm, writer, chain[i]);
        else
            write_plain(vm, writer, chain[i]);
    }
}

void exception_write(Vm *vm, Value exception, Text *out)
{
    Writer writer = {.out = out};
    write_exception(vm, &writer, exception);
}
