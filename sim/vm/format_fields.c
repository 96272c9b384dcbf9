/* str.format and str.format_map: replacement fields, «{name.attribute[item]!r:spec}». Mirrors
 * Objects/stringlib/unicode_format.h. */
#include "format_spec.h"

#include "unicode.h"

enum { NESTING_MOST = 2 };

/* What fields are taken from, and how they have been numbered so far. */
typedef struct Fields {
    Vm *vm;
    const Tuple *positional; /* NULL in format_map */
    Value named;             /* a mapping or EMPTY */
    enum { NUMBERING_OPEN, NUMBERING_AUTOMATIC, NUMBERING_MANUAL } numbering;
    int64_t next;
} Fields;

typedef struct Span {
    const char *from, *to;
} Span;

/* A field as it is written. */
typedef struct Field {
    Span name, spec;
    uint32_t conversion; /* 0 where none is given */
    bool spec_has_fields;
} Field;

static Outcome add_fields(Fields *fields, Span text, int nesting, Text *out);

/* ---- reading a field ---- */

static Outcome complain(Vm *vm, const char *message)
{
    return vm_raise(vm, EXCEPTION_ValueError, "%s", message);
}

/* To the end of the name: *end is what ends it, or '\0' at the end of the text. */
static Outcome read_name(Vm *vm, const char **at, const char *to, Field *field, char *end)
{
    field->name.from = *at;
    *end = '\0';
    while (*at < to) {
        char c = *(*at)++;
        if (c == '{')
            return complain(vm, "unexpected '{' in field name");
        if (c == '[') {
            while (*at < to && **at != ']')
                ++*at;
        } else if (c == '}' || c == ':' || c == '!') {
            *end = c;
            break;
        }
    }
    field->name.to = *end ? *at - 1 : *at;
    return RETURNED;
}

static Outcome read_conversion(Vm *vm, const char **at, const char *to, Field *field, bool *is_end)
{
    *is_end = false;
    if (*at >= to)
        return complain(vm, "end of string while looking for conversion specifier");
    field->conversion = str_decode(at);
    if (*at >= to)
        return RETURNED;
    char c = *(*at)++;
    *is_end = c == '}';
    if (c != '}' && c != ':')
        return complain(vm, "expected ':' after conversion specifier");
    return RETURNED;
}

/* Up to the brace that closes the field. */
static Outcome read_spec(Vm *vm, const char **at, const char *to, Field *field)
{
    field->spec.from = *at;
    for (int depth = 1; *at < to;) {
        char c = *(*at)++;
        depth += (c == '{') - (c == '}');
        field->spec_has_fields = field->spec_has_fields || c == '{';
        if (depth == 0) {
            field->spec.to = *at - 1;
            return RETURNED;
        }
    }
    return complain(vm, "unmatched '{' in format spec");
}

static Outcome read_field(Vm *vm, const char **at, const char *to, Field *field)
{
    char end;
    bool is_end = false;
    *field = (Field){.spec = {*at, *at}};
    if (read_name(vm, at, to, field, &end) == RAISED)
        return RAISED;
    if (end == '\0')
        return complain(vm, "expected '}' before end of string");
    if (end == '}')
        return RETURNED;
    if (end == '!' && read_conversion(vm, at, to, field, &is_end) == RAISED)
        return RAISED;
    return is_end ? RETURNED : read_spec(vm, at, to, field);
}

/* ---- what a field stands for ---- */

/* The number that the span is; -1 where it is none. */
static Outcome read_index(Vm *vm, Span span, int64_t *index)
{
    *index = span.from < span.to ? 0 : -1;
    for (const char *at = span.from; at < span.to;) {
        int digit = unicode_decimal(str_decode(&at));
        if (digit < 0) {
            *index = -1;
            return RETURNED;
        }
        if (*index > (INT64_MAX - digit) / 10)
            return complain(vm, "Too many decimal digits in format string");
        *index = *index * 10 + digit;
    }
    return RETURNED;
}

/* Fields are numbered by the program or by us, not both. */
static Outcome settle_number(Fields *fields, bool is_empty, int64_t *index)
{
    if (!is_empty && *index < 0)
        return RETURNED;
    if (fields->numbering == NUMBERING_OPEN)
        fields->numbering = is_empty ? NUMBERING_AUTOMATIC : NUMBERING_MANUAL;
    if (fields->numbering == NUMBERING_MANUAL && is_empty)
        return complain(fields->vm, "cannot switch from manual field specification to automatic field numbering");
    if (fields->numbering == NUMBERING_AUTOMATIC && !is_empty)
        return complain(fields->vm, "cannot switch from automatic field numbering to manual field specification");
    if (is_empty)
        *index = fields->next++;
    return RETURNED;
}

static Outcome named_value(Fields *fields, Span name, Value *value)
{
    Vm *vm = fields->vm;
    Value key = str_new(vm, name.from, (size_t)(name.to - name.from));
    if (key == VALUE_EMPTY)
        return RAISED;
    Outcome outcome = fields->named == VALUE_EMPTY ? vm_raise_with(vm, vm->exceptions[EXCEPTION_KeyError], key)
                                                   : value_get_item(vm, fields->named, key, value);
    value_release(vm, key);
    return outcome;
}

static Outcome first_value(Fields *fields, Span name, Value *value)
{
    int64_t index;
    if (read_index(fields->vm, name, &index) == RAISED ||
        settle_number(fields, name.from == name.to, &index) == RAISED)
        return RAISED;
    if (index < 0)
        return named_value(fields, name, value);
    if (!fields->positional)
        return complain(fields->vm, "Format string contains positional fields");
    if ((uint64_t)index >= fields->positional->count)
        return vm_raise(fields->vm, EXCEPTION_IndexError,
                        "Replacement index %lld out of range for positional args tuple", (long long)index);
    *value = value_retain(fields->positional->items[index]);
    return RETURNED;
}

static const char *find_any(const char *from, const char *to, const char *signs)
{
    while (from < to && !strchr(signs, *from))
        from++;
    return from;
}

static Outcome take_attribute(Vm *vm, Value value, Span name, Value *result)
{
    return value_get_attribute(vm, value, str_intern(vm, name.from, (size_t)(name.to - name.from)), result);
}

static Outcome take_item(Vm *vm, Value value, Span name, Value *result)
{
    int64_t index;
    if (read_index(vm, name, &index) == RAISED)
        return RAISED;
    Value key = index >= 0 ? int_new(vm, index) : str_new(vm, name.from, (size_t)(name.to - name.from));
    if (key == VALUE_EMPTY)
        return RAISED;
    Outcome outcome = value_get_item(vm, value, key, result);
    value_release(vm, key);
    return outcome;
}

/* One «.attribute» or «[item]» at *at; replaces *value. */
static Outcome take_step(Vm *vm, const char **at, const char *to, Value *value)
{
    char sign = *(*at)++;
    if (sign != '.' && sign != '[')
        return complain(vm, "Only '.' or '[' may follow ']' in format field specifier");
    Span name = {*at, find_any(*at, to, sign == '.' ? ".[" : "]")};
    if (sign == '[' && name.to == to)
        return complain(vm, "Missing ']' in format string");
    *at = name.to + (sign == '[');
    if (name.from == name.to)
        return complain(vm, "Empty attribute in format string");
    Value result;
    if ((sign == '.' ? take_attribute : take_item)(vm, *value, name, &result) == RAISED)
        return RAISED;
    value_replace(vm, value, result);
    return RETURNED;
}

static Outcome field_value(Fields *fields, Span name, Value *value)
{
    const char *at = find_any(name.from, name.to, ".[");
    if (first_value(fields, (Span){name.from, at}, value) == RAISED)
        return RAISED;
    while (at < name.to) {
        if (take_step(fields->vm, &at, name.to, value) == RAISED) {
            value_release(fields->vm, *value);
            return RAISED;
        }
    }
    return RETURNED;
}

/* ---- showing it ---- */

static Outcome convert(Vm *vm, uint32_t conversion, Value *value)
{
    Value converted;
    Outcome outcome;
    switch (conversion) {
    case '\0':
        return RETURNED;
    case 's':
        outcome = value_str(vm, *value, &converted);
        break;
    case 'r':
        outcome = value_repr(vm, *value, &converted);
        break;
    case 'a':
        outcome = value_ascii(vm, *value, &converted);
        break;
    default:
        return vm_raise(vm, EXCEPTION_ValueError,
                        conversion > 32 && conversion < 127 ? "Unknown conversion specifier %c"
                                                            : "Unknown conversion specifier \\x%x",
                        (int)conversion);
    }
    if (outcome == RETURNED)
        value_replace(vm, value, converted);
    return outcome;
}

/* The specification, in which fields may stand too. */
static Outcome expand_spec(Fields *fields, const Field *field, int nesting, Value *spec)
{
    Text text = {0};
    if (field->spec_has_fields) {
        if (add_fields(fields, field->spec, nesting - 1, &text) == RAISED) {
            text_release(&text);
            return RAISED;
        }
    } else {
        text_add_bytes(&text, field->spec.from, (size_t)(field->spec.to - field->spec.from));
    }
    return str_give(str_from_text(fields->vm, &text), spec);
}

static Outcome add_formatted(Fields *fields, const Field *field, Value value, int nesting, Text *out)
{
    Vm *vm = fields->vm;
    Value spec, shown;
    if (expand_spec(fields, field, nesting, &spec) == RAISED)
        return RAISED;
    Outcome outcome = value_format(vm, value, value_str_object(spec), &shown);
    value_release(vm, spec);
    if (outcome == RAISED)
        return RAISED;
    const Str *string = value_str_object(shown);
    if (str_is_too_large(vm, out->length + string->size))
        outcome = vm_raise_memory(vm);
    else
        text_add_bytes(out, string->text, string->size);
    value_release(vm, shown);
    return outcome;
}

static Outcome add_field(Fields *fields, const Field *field, int nesting, Text *out)
{
    Value value;
    if (field_value(fields, field->name, &value) == RAISED)
        return RAISED;
    Outcome outcome = convert(fields->vm, field->conversion, &value);
    if (outcome == RETURNED)
        outcome = add_formatted(fields, field, value, nesting, out);
    value_release(fields->vm, value);
    return outcome;
}

/* ---- the whole text ---- */

static Outcome add_fields(Fields *fields, Span text, int nesting, Text *out)
{
    if (nesting <= 0)
        return complain(fields->vm, "Max string recursion exceeded");
    for (const char *at = text.from; at < text.to;) {
        const char *brace = find_any(at, text.to, "{}");
        text_add_bytes(out, at, (size_t)(brace - at));
        at = brace;
        if (at == text.to)
            break;
        char c = *at++;
        bool is_doubled = at < text.to && *at == c;
        if (is_doubled) {
            text_add_char(out, c);
            at++;
            continue;
        }
        if (c == '}')
            return complain(fields->vm, "Single '}' encountered in format string");
        if (at == text.to)
            return complain(fields->vm, "Single '{' encountered in format string");
        Field field;
        if (read_field(fields->vm, &at, text.to, &field) == RAISED ||
            add_field(fields, &field, nesting, out) == RAISED)
            return RAISED;
    }
    return RETURNED;
}

static Outcome format_all(Fields *fields, Value self, Value *result)
{
    const Str *string = value_str_object(self);
    Text text = {0};
    if (add_fields(fields, (Span){string->text, str_end(string)}, NESTING_MOST, &text) == RETURNED)
        return str_give(str_from_text(fields->vm, &text), result);
    text_release(&text);
    return RAISED;
}

static Outcome str_format_fields(Vm *vm, const Value *args, Value *result)
{
    Fields fields = {.vm = vm, .positional = value_tuple(args[1]), .named = args[2]};
    return format_all(&fields, args[0], result);
}

static Outcome str_format_map(Vm *vm, const Value *args, Value *result)
{
    Fields fields = {.vm = vm, .named = args[1]};
    return format_all(&fields, args[0], result);
}

const NativeSpec str_format_methods[] = {
    {"format", str_format_fields, "self, /, *args, **kwargs", NATIVE_PLAIN},
    {"format_map", str_format_map, "self, mapping, /", NATIVE_PLAIN},
    {"__format__", str_format_method, "self, format_spec, /", NATIVE_PLAIN},
    {0},
};
