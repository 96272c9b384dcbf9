/* JSON's strings: the natives of python/json.py. */
#include "library.h"

/* ---- quoting ---- */

static void write_escape(uint32_t unit, Text *out)
{
    text_format(out, "\\u%04x", unit);
}

static void write_wide(uint32_t code_point, Text *out)
{
    if (code_point < 0x10000) {
        write_escape(code_point, out);
        return;
    }
    write_escape(0xD800 + ((code_point - 0x10000) >> 10), out);
    write_escape(0xDC00 + ((code_point - 0x10000) & 0x3FF), out);
}

static bool write_short_escape(char byte, Text *out)
{
    static const char letters[] = "\"\\\n\r\t\f\b", names[] = "\"\\nrtfb";
    const char *found = byte ? strchr(letters, byte) : NULL;
    if (found)
        text_format(out, "\\%c", names[found - letters]);
    return found != NULL;
}

/* Surrogates stand in three bytes, which utf8_decode does not take. */
static uint32_t code_point_at(const char *at, const char *end, int *length)
{
    int32_t code_point = utf8_decode(at, end, length);
    if (code_point >= 0)
        return (uint32_t)code_point;
    *length = 3;
    return 0xD000u | ((uint32_t)at[1] & 0x3F) << 6 | ((uint32_t)at[2] & 0x3F);
}

/* _quote(text, ensure_ascii) */
static Outcome native_quote(Vm *vm, const Value *args, Value *result)
{
    const Str *string = value_str_object(args[0]);
    bool is_ascii = true;
    if (value_truth(vm, args[1], &is_ascii) == RAISED)
        return RAISED;
    Text text = {0};
    text_add(&text, "\"");
    for (const char *at = string->text, *end = at + string->size; at < end;) {
        int length = 1;
        if (write_short_escape(*at, &text)) {
            at++;
            continue;
        }
        uint32_t code_point = code_point_at(at, end, &length);
        if (code_point < 0x20 || (is_ascii && code_point > 0x7E))
            write_wide(code_point, &text);
        else
            text_add_bytes(&text, at, (size_t)length);
        at += length;
    }
    text_add(&text, "\"");
    *result = str_from_text(vm, &text);
    return RETURNED;
}

/* ---- reading a string ---- */

typedef struct StringReader {
    Vm *vm;
    const Str *text;
    const char *at, *end;
    Value error; /* the class JSONDecodeError */
    bool is_strict;
    Text out;
} StringReader;

static int64_t index_of(const StringReader *reader, const char *at)
{
    return (int64_t)utf8_count(reader->text->text, (size_t)(at - reader->text->text));
}

static Outcome fail(const StringReader *reader, const char *message, int64_t index)
{
    Vm *vm = reader->vm;
    Value values[] = {str_from(vm, message), value_from(reader->text), value_from_small_int(index)}, error;
    Outcome outcome = value_call_with(vm, reader->error, 3, values, &error);
    value_release(vm, values[0]);
    if (outcome == RAISED)
        return RAISED;
    outcome = vm_raise_value(vm, error);
    value_release(vm, error);
    return outcome;
}

/* Four hexadecimal digits behind \u; -1 where they are not there. */
static int32_t read_unit(const char *at, const char *end)
{
    int32_t unit = 0;
    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char digit = at[i];
        int value = digit >= '0' && digit <= '9'   ? digit - '0'
                    : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                    : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10
                                                   : -1;
        if (value < 0)
            return -1;
        unit = unit * 16 + value;
    }
    return unit;
}

/* reader->at stands behind «\u». */
static Outcome read_unicode(StringReader *reader)
{
    int32_t unit = read_unit(reader->at, reader->end);
    if (unit < 0)
        return fail(reader, "Invalid \\uXXXX escape", index_of(reader, reader->at) - 1);
    reader->at += 4;
    bool is_high = unit >= 0xD800 && unit < 0xDC00;
    if (is_high && reader->end - reader->at >= 6 && reader->at[0] == '\\' && reader->at[1] == 'u') {
        int32_t low = read_unit(reader->at + 2, reader->end);
        if (low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10 | (low - 0xDC00));
            reader->at += 6;
        }
    }
    text_add_code_point(&reader->out, (uint32_t)unit);
    return RETURNED;
}

static Outcome read_escape(StringReader *reader, int64_t begin)
{
    static const char names[] = "\"\\/bfnrt", letters[] = "\"\\/\b\f\n\r\t";
    if (reader->at == reader->end)
        return fail(reader, "Unterminated string starting at", begin);
    char name = *reader->at++;
    if (name == 'u')
        return read_unicode(reader);
    const char *found = name ? strchr(names, name) : NULL;
    if (!found)
        return fail(reader, "Invalid \\escape", index_of(reader, reader->at) - 2);
    text_add_char(&reader->out, letters[found - names]);
    return RETURNED;
}

/* From behind the opening quote to behind the closing one. */
static Outcome read_string(StringReader *reader)
{
    int64_t begin = index_of(reader, reader->at) - 1;
    while (reader->at < reader->end && *reader->at != '"') {
        char byte = *reader->at;
        if (reader->is_strict && (unsigned char)byte < 0x20)
            return fail(reader, "Invalid control character at", index_of(reader, reader->at));
        reader->at++;
        if (byte != '\\')
            text_add_char(&reader->out, byte);
        else if (read_escape(reader, begin) == RAISED)
            return RAISED;
    }
    if (reader->at == reader->end)
        return fail(reader, "Unterminated string starting at", begin);
    reader->at++;
    return RETURNED;
}

/* _unquote(text, at, strict, error): (the string, the index behind it). */
static Outcome native_unquote(Vm *vm, const Value *args, Value *result)
{
    const Str *text = value_str_object(args[0]);
    int64_t index;
    bool is_strict;
    if (int_index(vm, args[1], &index) == RAISED || value_truth(vm, args[2], &is_strict) == RAISED)
        return RAISED;
    const char *at = text->text + utf8_offset(text->text, text->size, (size_t)index);
    StringReader reader = {vm, text, at, text->text + text->size, args[3], is_strict, {0}};
    if (read_string(&reader) == RAISED) {
        text_release(&reader.out);
        return RAISED;
    }
    Value pair[] = {str_from_text(vm, &reader.out), value_from_small_int(index_of(&reader, reader.at))};
    if (pair[0] == VALUE_EMPTY)
        return RAISED;
    *result = tuple_new(vm, pair, 2);
    value_release(vm, pair[0]);
    return RETURNED;
}

static const NativeSpec functions[] = {
    {"_quote", native_quote, "text, ensure_ascii, /", NATIVE_PLAIN},
    {"_unquote", native_unquote, "text, at, strict, error, /", NATIVE_PLAIN},
    {0},
};

void json_load(Vm *vm, Module *module)
{
    library_load(vm, module);
    module_add_natives(vm, module, functions);
}
