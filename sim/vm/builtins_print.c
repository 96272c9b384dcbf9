/* print, and the two streams it writes to.
 *
 * What one print says is gathered and written at once, so that the journal has one fact for it. Two things make it
 * write earlier: a `file` of the program's own, which gets each piece as CPython gives it, and a value whose
 * __str__ is the program's, which may print itself. */
#include "builtins.h"

typedef struct Stream {
    Object head;
    int32_t number; /* 1 output, 2 errors */
    uint32_t spare;
} Stream;

static const char STREAM_CLASS[] = "TextIOWrapper";

static bool value_is_stream(Vm *vm, Value value)
{
    return value_is_kind(value, KIND_OTHER) && str_is(class_of(vm, value)->name, STREAM_CLASS);
}

static int stream_number(Value stream)
{
    return ((const Stream *)value_object(stream))->number;
}

/* ---- writing ---- */

/* The first lone surrogate and, in *count, how many stand there in a row; NULL where there is none. */
static const char *find_surrogates(const char *bytes, size_t size, size_t *count)
{
    for (const char *at = bytes, *end = bytes + size; (at = memchr(at, 0xED, (size_t)(end - at))); at++) {
        const char *from = at;
        for (*count = 0; at + 2 < end && (unsigned char)at[0] == 0xED && (unsigned char)at[1] >= 0xA0; at += 3)
            ++*count;
        if (*count > 0)
            return from;
    }
    return NULL;
}

static Outcome raise_surrogates(Vm *vm, const char *bytes, const char *at, size_t count)
{
    size_t index = utf8_count(bytes, (size_t)(at - bytes));
    if (count > 1)
        return vm_raise(vm, EXCEPTION_UnicodeEncodeError,
                        "'utf-8' codec can't encode characters in position %zu-%zu: surrogates not allowed", index,
                        index + count - 1);
    unsigned code_point = 0xD000u | ((unsigned)at[1] & 0x3Fu) << 6 | ((unsigned)at[2] & 0x3Fu);
    return vm_raise(vm, EXCEPTION_UnicodeEncodeError,
                    "'utf-8' codec can't encode character '\\u%x' in position %zu: surrogates not allowed",
                    code_point, index);
}

static Outcome write_stream(Vm *vm, int stream, const char *bytes, size_t size)
{
    size_t count;
    const char *surrogate = find_surrogates(bytes, size, &count);
    if (surrogate)
        return raise_surrogates(vm, bytes, surrogate, count);
    if (size > 0)
        vm->hooks->write(vm->hooks->context, vm, stream, bytes, size);
    return RETURNED;
}

static Outcome flush_text(Vm *vm, int stream, Text *text)
{
    Outcome outcome = write_stream(vm, stream, text_string(text), text->length);
    text_clear(text);
    return outcome;
}

/* ---- print to a stream ---- */

static bool is_program_function(Value value)
{
    return value_is_kind(value, KIND_FUNCTION) &&
           !(((const Function *)value_object(value))->code->flags & CODE_LIBRARY);
}

/* Whether showing the value runs code of the program, as far as one can see from its class. */
static bool shows_itself(Vm *vm, Value value)
{
    Class *class = class_of(vm, value);
    return class->is_program && (is_program_function(class_lookup(vm, class, vm->names.str)) ||
                                 is_program_function(class_lookup(vm, class, vm->names.repr)));
}

static Outcome gather_value(Vm *vm, int stream, Value value, Text *text)
{
    if (shows_itself(vm, value) && flush_text(vm, stream, text) == RAISED)
        return RAISED;
    return value_write_str(vm, value, text);
}

/* A separator or an end: `otherwise` where it was not given or is None. */
static void gather_given(Value given, const char *otherwise, Text *text)
{
    if (value_is_str(given))
        text_add_bytes(text, value_str_object(given)->text, value_str_object(given)->size);
    else
        text_add(text, otherwise);
}

static Outcome gather_all(Vm *vm, int stream, const Tuple *values, const Value *args, Text *text)
{
    for (size_t i = 0; i < values->count; i++) {
        if (i > 0)
            gather_given(args[1], " ", text);
        if (gather_value(vm, stream, values->items[i], text) == RAISED)
            return RAISED;
    }
    gather_given(args[2], "\n", text);
    return RETURNED;
}

static Outcome print_to_stream(Vm *vm, int stream, const Value *args)
{
    Text text = {0};
    Outcome outcome = gather_all(vm, stream, value_tuple(args[0]), args, &text);
    if (outcome == RAISED && vm_is_over(vm)) {
        /* the frames of what showed the value are gone, and with them who prints */
    } else if (outcome == RAISED) { /* what stood before the failing value was printed already */
        Value raised = vm_take_raised(vm);
        if (write_stream(vm, stream, text_string(&text), text.length) == RAISED)
            value_release(vm, vm_take_raised(vm));
        vm->raised = raised;
    } else {
        outcome = flush_text(vm, stream, &text);
    }
    text_release(&text);
    return outcome;
}

/* ---- print to an object of the program ---- */

static Outcome write_piece(Vm *vm, Value file, Value piece)
{
    Value ignored;
    if (value_call_method(vm, file, "write", 1, &piece, &ignored) == RAISED)
        return RAISED;
    value_release(vm, ignored);
    return RETURNED;
}

static Outcome write_given(Vm *vm, Value file, Value given, const char *otherwise)
{
    if (value_is_str(given))
        return write_piece(vm, file, given);
    Value piece = str_from(vm, otherwise);
    Outcome outcome = write_piece(vm, file, piece);
    value_release(vm, piece);
    return outcome;
}

static Outcome write_value(Vm *vm, Value file, Value value)
{
    Value piece;
    if (value_str(vm, value, &piece) == RAISED)
        return RAISED;
    Outcome outcome = write_piece(vm, file, piece);
    value_release(vm, piece);
    return outcome;
}

static Outcome print_to_object(Vm *vm, Value file, const Value *args)
{
    const Tuple *values = value_tuple(args[0]);
    for (size_t i = 0; i < values->count; i++) {
        if (i > 0 && write_given(vm, file, args[1], " ") == RAISED)
            return RAISED;
        if (write_value(vm, file, values->items[i]) == RAISED)
            return RAISED;
    }
    return write_given(vm, file, args[2], "\n");
}

static Outcome flush_object(Vm *vm, Value file, Value flush)
{
    bool wanted = false;
    Value ignored;
    if (flush != VALUE_EMPTY && value_truth(vm, flush, &wanted) == RAISED)
        return RAISED;
    if (!wanted || value_is_stream(vm, file))
        return RETURNED;
    if (value_call_method(vm, file, "flush", 0, NULL, &ignored) == RAISED)
        return RAISED;
    value_release(vm, ignored);
    return RETURNED;
}

/* ---- print ---- */

/* sys.stdout where the program has loaded sys, for it may have put something of its own there; else EMPTY. */
static Value current_output(Vm *vm)
{
    Value sys = vm->modules == VALUE_EMPTY ? VALUE_EMPTY
                                           : dict_get_str(vm, value_dict(vm->modules), str_intern(vm, "sys", 3));
    if (!value_is_kind(sys, KIND_MODULE))
        return VALUE_EMPTY;
    return module_get(vm, (Module *)value_object(sys), str_intern(vm, "stdout", 6));
}

static Outcome check_given(Vm *vm, Value given, const char *what)
{
    if (given == VALUE_EMPTY || given == VALUE_NONE || value_is_str(given))
        return RETURNED;
    return vm_raise(vm, EXCEPTION_TypeError, "%s must be None or a string, not %s", what,
                    class_of(vm, given)->told_name->text);
}

static Outcome print_to(Vm *vm, Value file, const Value *args)
{
    if (file == VALUE_EMPTY)
        return print_to_stream(vm, 1, args);
    if (value_is_stream(vm, file))
        return print_to_stream(vm, stream_number(file), args);
    value_retain(file);
    Outcome outcome = print_to_object(vm, file, args);
    if (outcome == RETURNED)
        outcome = flush_object(vm, file, args[4]);
    value_release(vm, file);
    return outcome;
}

static Outcome builtin_print(Vm *vm, const Value *args, Value *result)
{
    Value file = args[3];
    *result = VALUE_NONE;
    if (file == VALUE_EMPTY || file == VALUE_NONE)
        file = current_output(vm);
    if (file == VALUE_NONE)
        return RETURNED;
    if (check_given(vm, args[1], "sep") == RAISED || check_given(vm, args[2], "end") == RAISED)
        return RAISED;
    return print_to(vm, file, args);
}

const NativeSpec print_builtins[] = {
    {"print", builtin_print, "*args, sep=' ', end='\\n', file=None, flush=False", NATIVE_PLAIN},
    {0},
};

/* ---- the streams' own methods ---- */

static Outcome stream_write(Vm *vm, const Value *args, Value *result)
{
    if (!value_is_str(args[1]))
        return vm_raise(vm, EXCEPTION_TypeError, "write() argument must be str, not %s",
                        class_of(vm, args[1])->told_name->text);
    const Str *text = value_str_object(args[1]);
    if (write_stream(vm, stream_number(args[0]), text->text, text->size) == RAISED)
        return RAISED;
    *result = value_from_small_int(str_code_points(text));
    return RETURNED;
}

static Outcome stream_writelines(Vm *vm, const Value *args, Value *result)
{
    Value iterator, line;
    *result = VALUE_NONE;
    if (value_iterate(vm, args[1], &iterator) == RAISED)
        return RAISED;
    Outcome outcome;
    while ((outcome = value_next(vm, iterator, &line)) == RETURNED && line != VALUE_EMPTY) {
        Value written;
        outcome = stream_write(vm, (Value[]){args[0], line}, &written);
        value_release(vm, line);
        if (outcome == RAISED)
            break;
    }
    value_release(vm, iterator);
    return outcome;
}

static Outcome stream_flush(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = VALUE_NONE;
    return RETURNED;
}

static Outcome stream_isatty(Vm *vm, const Value *args, Value *result)
{
    (void)vm, (void)args;
    *result = VALUE_FALSE;
    return RETURNED;
}

static Outcome stream_get_attribute(Vm *vm, Value self, Str *name, Value *result)
{
    *result = str_is(name, "name") ? str_from(vm, stream_number(self) == 1 ? "<stdout>" : "<stderr>") : VALUE_EMPTY;
    return RETURNED;
}

static Outcome stream_repr(Vm *vm, Value self, Value *result)
{
    *result = str_format(vm, "<_io.TextIOWrapper name='%s' mode='w' encoding='utf-8'>",
                         stream_number(self) == 1 ? "<stdout>" : "<stderr>");
    return RETURNED;
}

static const NativeSpec stream_methods[] = {
    {"write", stream_write, "self, text, /", NATIVE_PLAIN},
    {"writelines", stream_writelines, "self, lines, /", NATIVE_PLAIN},
    {"flush", stream_flush, "self, /", NATIVE_PLAIN},
    {"isatty", stream_isatty, "self, /", NATIVE_PLAIN},
    {0},
};

void streams_new(Vm *vm, Value *output, Value *errors)
{
    static const ClassOps ops = {
        .size = sizeof(Stream), .repr = stream_repr, .get_attribute = stream_get_attribute};
    Class *class = class_native(
        vm, &(ClassSpec){.name = STREAM_CLASS, .module = "_io", .ops = &ops, .methods = stream_methods});
    Value *places[] = {output, errors};
    for (int32_t i = 0; i < 2; i++) {
        Stream *stream = object_new(vm, class, KIND_OTHER, sizeof *stream);
        stream->number = i + 1;
        *places[i] = value_from(stream);
    }
}
